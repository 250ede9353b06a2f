"""Qué puede dar esta instalación, y las palabras con que se dice lo que no.

Prueba ``anfitrion/respuesta``.
"""

import sys
from importlib.util import find_spec

import pytest
from ayudas.a_medida import formato, plan_de, tabla
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac
from paac_reportes import anfitrion, instalacion
from paac_reportes.escritores.registro import ESCRITORES

PLAN = plan_de(actividad())
DE_FILAS = formato(
    {"tipo": "tabla", "cada": "plan", "tablas": ["una"]},
    tablas={"una": tabla("filas", "fila.a", descripcion="Una")},
)


def sin(monkeypatch: pytest.MonkeyPatch, *modulos: str) -> None:
    monkeypatch.setattr(
        "paac_reportes.instalacion.find_spec", lambda n: None if n in modulos else find_spec(n)
    )


def por_tipo(de: paac.Reporte | paac.Formato | str | None) -> dict[str, anfitrion.Salida]:
    return {salida.tipo: salida for salida in anfitrion.salidas(de)}


def test_con_todo_instalado_todas_se_pueden_y_ninguna_pide_nada() -> None:
    todas = anfitrion.salidas("informe-seguimiento")

    assert [salida.tipo for salida in todas] == list(ESCRITORES)
    assert all(s.se_puede and not s.motivo and not s.instalar for s in todas)
    assert len({salida.nombre for salida in todas}) == len(todas)


def test_sin_typst_no_hay_pdf_y_se_dice_a_cada_quien(monkeypatch: pytest.MonkeyPatch) -> None:
    sin(monkeypatch, "typst")
    pdf = por_tipo(None)["pdf"]

    assert not pdf.se_puede
    assert pdf.motivo == (
        "En esta instalación no se puede dar PDF, porque falta Typst; pídalo en otra clase de"
        " archivo o avise a quien la administra."
    )
    assert pdf.instalar == (instalacion.como_instalar("pdf"),)
    assert [s.tipo for s in anfitrion.salidas() if not s.se_puede] == ["pdf"]


@pytest.mark.parametrize(
    ("modulo", "nombre", "tipo"),
    [
        ("lxml", "lxml", "docx"),
        ("docx", "python-docx", "docx"),
        ("openpyxl", "openpyxl", "xlsx"),
        ("jinja2", "jinja2", "html"),
    ],
)
def test_lo_de_toda_instalacion_que_falta_tambien_se_dice(
    monkeypatch: pytest.MonkeyPatch, modulo: str, nombre: str, tipo: str
) -> None:
    sin(monkeypatch, modulo)
    no = [salida for salida in anfitrion.salidas() if not salida.se_puede]

    assert [salida.tipo for salida in no] == [tipo]
    assert f"porque falta {nombre};" in no[0].motivo
    assert "python -m pip install" in no[0].instalar[0]


def test_un_modulo_tapado_es_uno_que_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gancho:
        def find_spec(self, nombre: str, *_: object) -> None:
            if nombre == "typst":
                raise ModuleNotFoundError(nombre)

    monkeypatch.delitem(sys.modules, "typst", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Gancho(), *sys.meta_path])

    assert {s.tipo for s in anfitrion.salidas() if not s.se_puede} == {"pdf"}
    with pytest.raises(paac.ErrorDeEntorno, match="hace falta Typst"):
        paac.reporte(PLAN, FORMATO).emitir("pdf")


@pytest.mark.integracion
def test_lo_que_se_dice_que_no_se_puede_no_se_puede(monkeypatch: pytest.MonkeyPatch) -> None:
    sin(monkeypatch, "typst")
    monkeypatch.setattr("paac_reportes.escritores.pdf.motor.hallar_modulo", lambda _nombre: None)
    pedido = paac.reporte(PLAN, FORMATO)

    for salida in anfitrion.salidas(pedido):
        if salida.se_puede:
            assert pedido.emitir(salida.tipo).tipo_mime == salida.tipo_mime
        else:
            with pytest.raises(paac.ErrorDeEntorno, match="hace falta Typst"):
                pedido.emitir(salida.tipo)


def test_un_reporte_de_filas_ofrece_lo_que_sabe_escribir() -> None:
    pedido = paac.reporte(paac.Entidad(nombre="M"), DE_FILAS, filas=[{"a": "1"}])

    assert anfitrion.salidas(pedido) == anfitrion.salidas(DE_FILAS)
    assert "json" not in por_tipo(pedido)
    for tipo in por_tipo(pedido):
        assert pedido.emitir(tipo).contenido


def test_lo_que_no_sirve_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="de: se esperaba un Reporte, un Formato"):
        anfitrion.salidas(3)
    with pytest.raises(paac.ErrorDeFormato, match="no existe"):
        anfitrion.salidas("no-hay")
