"""Antes de cerrar se ve lo que falta; y lo que esta instalación no puede dar, se dice."""

import importlib.util
from datetime import date
from typing import Any

import pytest
from ayudas import tryton
from trytond.exceptions import UserError
from trytond.model.exceptions import AccessError, ValidationError

from paac_reportes import anfitrion

HOY = date(2023, 9, 28)


@pytest.fixture(autouse=True)
def _el_mismo_dia(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anfitrion, "hoy_en_colombia", lambda: HOY)


def test_antes_de_cerrar_se_ven_las_oficinas_las_filas_y_los_dias(base: tryton.Base) -> None:
    suyos = base.como("control").modelo("paac.seguimiento")
    suyos.delete(suyos.find([("corte.fecha", "=", tryton.CORTE)]))
    falta = anfitrion.antes_de_cerrar(base.leido(), tryton.CORTE, hoy=HOY)
    form = base.corte().click("cerrar").form
    assert form.falta.splitlines() == list(falta.frases)
    assert "El corte es el 30/09/2023: faltan 2 días." in form.falta
    dichas = form.filas.splitlines()
    assert len(falta.oficinas) > 1
    assert all(f"{oficina.nombre}:" in dichas for oficina in falta.oficinas)
    assert all(f"  - {fila}" in dichas for fila in falta.filas)


def test_ver_lo_que_falta_no_cierra(base: tryton.Base) -> None:
    base.como("control").corte().click("cerrar").execute("end")
    assert base.corte().estado == "abierto"


@pytest.mark.parametrize("usuario", [tryton.HACIENDA, "control"])
def test_solo_se_cierra_uno_abierto_y_lo_cierra_control_interno(
    base: tryton.Base, usuario: str
) -> None:
    from proteus import Wizard

    junio = base.como(usuario).corte(tryton.JUNIO)
    with pytest.raises(UserError):
        Wizard("paac.cerrar", [junio]).execute("cierra")


def _tipos(base: tryton.Base) -> list[str]:
    return [tipo for tipo, _ in base.modelo("paac.reportar.pide")._proxy.get_tipos({})]


def test_se_ofrece_lo_que_esta_instalacion_puede_dar(base: tryton.Base) -> None:
    assert _tipos(base) == ["docx", "xlsx", "pdf", "html", "csv"]
    assert not base.asistente("paac.reportar", base.plan).form.no_se_puede


def test_sin_typst_no_se_ofrece_pdf_y_se_dice_por_que(
    base: tryton.Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sin_typst(cual: str, *mas: Any) -> Any:
        return None if cual == "typst" else importlib.util.find_spec(cual, *mas)

    monkeypatch.setattr("paac_reportes.instalacion.find_spec", sin_typst)
    assert _tipos(base) == ["docx", "xlsx", "html", "csv"]
    dicho = base.asistente("paac.reportar", base.plan).form.no_se_puede
    assert "no se puede dar PDF, porque falta Typst" in dicho


@pytest.mark.parametrize("vista", ["tree", "form"])
def test_la_vigencia_se_lee_sin_puntos(base: tryton.Base, vista: str) -> None:
    arco = base.modelo("paac.plan")._proxy.fields_view_get(None, vista, {})["arch"]
    assert '<field name="vigencia" grouping="0"' in arco


def test_importar_un_plan_dice_que_acepta(base: tryton.Base) -> None:
    from trytond_paac.puente import aparte, archivos

    arco = base.modelo("paac.importar.plan")._proxy.fields_view_get(None, "form", {})["arch"]
    recibe = archivos.DATOS | archivos.IMAGENES - {".jpeg"} | {".zip"}
    assert [extension for extension in sorted(recibe) if extension not in arco] == []
    assert f"de hasta {aparte.MAXIMO // 1_000_000} MB" in arco


@pytest.mark.parametrize("nombre", ["plan.json", "plan.zip", "plan.docx"])
def test_lo_que_pesa_mas_de_lo_que_se_recibe_no_se_lee(base: tryton.Base, nombre: str) -> None:
    with pytest.raises(ValidationError) as falla:
        tryton.importar(b" " * 20_000_001, nombre)
    assert f"{nombre}: pesa 20 MB, y se reciben hasta 20 MB" in falla.value.description


def test_lo_que_no_acaba_de_leerse_se_deja(
    base: tryton.Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trytond_paac.puente import aparte

    monkeypatch.setattr(aparte, "PLAZO", 0.01)
    with pytest.raises(ValidationError) as falla:
        tryton.importar(b"{}", "plan.json")
    assert "no acabó de leerse" in falla.value.description


def test_lo_que_tumba_a_quien_lo_lee_no_tumba_al_servidor(base: tryton.Base) -> None:
    import os

    from trytond_paac.puente import aparte

    import paac_reportes as paac

    with pytest.raises(paac.ErrorDeEntrada, match="terminó el proceso"):
        aparte.hacer(os.abort)


def test_una_oficina_no_ve_el_asistente_de_cerrar(base: tryton.Base) -> None:
    from proteus import Wizard

    corte = base.como(tryton.HACIENDA).corte()
    with pytest.raises(AccessError):
        Wizard("paac.cerrar", [corte])
