"""Lo que una vista devuelve, con cada estado de HTTP. Prueba ``anfitrion/respuesta.responder``."""

import json
import math
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from multiprocessing import get_context
from typing import Any

import attrs
import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac
from paac_reportes import anfitrion

PEDIDO = paac.reporte(plan_de(actividad()), FORMATO)
QUE_SE_REVISA = paac.reporte(plan_de(actividad(seguimiento="Radicado 1020304")), FORMATO).publico()
DE_UN_ERROR = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def fallas_de(respuesta: anfitrion.Respuesta) -> list[dict[str, Any]]:
    """Las que dice, con lo que toda respuesta con fallas trae."""
    assert respuesta.cabeceras == DE_UN_ERROR | {
        "Content-Type": "application/json",
        "Content-Length": str(len(respuesta.cuerpo)),
    }
    dicho = json.loads(respuesta.cuerpo, parse_constant=pytest.fail)
    assert [*dicho] == ["fallas"]
    return list(dicho["fallas"])


@pytest.mark.parametrize("tipo", ["csv", ".csv", "CSV"])
def test_el_archivo_va_con_sus_cabeceras_y_su_largo(tipo: str) -> None:
    respuesta = anfitrion.responder(PEDIDO, tipo)
    contenido = PEDIDO.emitir("csv").contenido

    assert (respuesta.estado, respuesta.cuerpo) == (200, contenido)
    assert respuesta.cabeceras == {
        **anfitrion.cabeceras(PEDIDO, "csv"),
        "Content-Length": str(len(contenido)),
    }
    assert respuesta.cabeceras["Content-Disposition"].startswith("attachment; ")


def test_en_linea_se_ve_y_no_se_baja() -> None:
    respuesta = anfitrion.responder(PEDIDO, "html", en_linea=True)

    assert respuesta.cabeceras["Content-Disposition"].startswith("inline; ")
    assert respuesta.cabeceras["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize("dicho", ["ESA", "W/ESA", '"otra", ESA', "*"])
def test_a_quien_ya_lo_tiene_no_se_le_compone(dicho: str) -> None:
    esa = anfitrion.etag(PEDIDO, "docx")
    nuevo = attrs.evolve(PEDIDO)
    respuesta = anfitrion.responder(nuevo, "docx", si_no_es=dicho.replace("ESA", esa))

    assert (respuesta.estado, respuesta.cuerpo) == (304, b"")
    assert respuesta.cabeceras == anfitrion.cabeceras(PEDIDO, "docx")
    assert "_documento" not in vars(nuevo)


@pytest.mark.parametrize("dicho", [None, "", '"otra"', 'W/"otra"', "sin comillas"])
def test_a_quien_tiene_otro_se_le_da(dicho: str | None) -> None:
    assert anfitrion.responder(PEDIDO, "csv", si_no_es=dicho).estado == 200


@pytest.mark.parametrize(
    ("tipo", "llego"),
    [
        ("exe", "exe"),
        ("", ""),
        ("docx\n", "docx\n"),
        ("docx\r\nSet-Cookie: x=1", "docx\r\nSet-Cookie: x=…"),
        ("../plan", "../plan"),
        ("d" * 5000, f"{'d' * 20}…"),
        ("\ud800", "\ud800"),
        (None, "vacío"),
        (3, "3"),
        (math.nan, "nan"),
    ],
)
def test_lo_que_no_es_un_tipo_es_un_406_con_los_que_hay(tipo: Any, llego: str) -> None:
    respuesta = anfitrion.responder(PEDIDO, tipo, si_no_es="*")
    (falla,) = fallas_de(respuesta)

    assert respuesta.estado == 406
    assert (falla["codigo"], falla["datos"]["llego"]) == ("tipo_no_admitido", llego)
    assert set(PEDIDO.tipos) <= set(falla["datos"]["opciones"])


def test_en_lo_que_un_formato_no_sale_es_un_406() -> None:
    mapa = paac.reporte(paac.en_blanco("M", como="mapa", vigencia=2026), "mapa-v5")

    assert "docx" not in mapa.tipos
    assert anfitrion.responder(mapa, "docx").estado == 406


def test_lo_que_no_deja_hacerlo_es_un_422_con_sus_fallas(
    con_fallas: Callable[..., paac.Reporte],
) -> None:
    respuesta = anfitrion.responder(con_fallas(_falla(datos={"llego": 3})), "csv")

    assert respuesta.estado == 422
    assert fallas_de(respuesta) == [
        {
            "codigo": "dato_invalido",
            "ruta": "filas[3].avance",
            "mensaje": "se esperaba un número",
            "posicion": {"fila": 3, "clave": "avance"},
            "datos": {"llego": 3},
        }
    ]


def test_van_cien_fallas_y_sus_datos_caben_en_un_json(
    con_fallas: Callable[..., paac.Reporte],
) -> None:
    datos = {
        "dia": date(2026, 4, 30),
        "avance": Decimal("1.10"),
        "nan": math.nan,
        "varios": ("\ud800", {"infinito": [math.inf]}),
        "cosa": object,
    }
    dichas = fallas_de(anfitrion.responder(con_fallas(*[_falla(datos=datos)] * 101), "csv"))

    assert len(dichas) == 100
    assert dichas[0]["datos"] == {
        "dia": "2026-04-30",
        "avance": "1.10",
        "nan": "nan",
        "varios": ["\ud800", {"infinito": ["inf"]}],
        "cosa": "<class 'object'>",
    }


@pytest.mark.parametrize("codigo", ["falta_programa", "sin_permiso"])
def test_lo_que_es_de_la_maquina_se_lanza(
    codigo: str, con_fallas: Callable[..., paac.Reporte]
) -> None:
    reporte = con_fallas(paac.Falla(codigo, "", "falta"), error=paac.ErrorDeEntorno)
    with pytest.raises(paac.ErrorDeEntorno):
        anfitrion.responder(reporte, "pdf")


def test_lo_que_es_un_defecto_de_quien_llama_se_lanza(
    con_fallas: Callable[..., paac.Reporte],
) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no se dejó"):
        anfitrion.responder(con_fallas(paac.Falla("objeto_ajeno", "", "no se dejó")), "csv")


def test_lo_que_se_publica_dice_cuanto_nadie_ha_revisado() -> None:
    respuesta = anfitrion.responder(QUE_SE_REVISA, "csv")

    assert QUE_SE_REVISA.sin_revisar == 1
    assert (respuesta.estado, respuesta.cabeceras["X-Paac-Sin-Revisar"]) == (200, "1")
    assert "X-Paac-Sin-Revisar" not in anfitrion.responder(PEDIDO, "csv").cabeceras


@pytest.mark.integracion
def test_se_pide_a_otro_proceso_y_vuelve_entera() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as procesos:
        for tipo, si_no_es in (("csv", None), ("csv", "*"), ("exe", None)):
            hacer = partial(anfitrion.responder, PEDIDO, tipo, si_no_es=si_no_es)
            assert procesos.submit(hacer).result() == hacer()


@pytest.mark.parametrize(
    "llamada",
    [
        lambda: anfitrion.responder(plan_de(actividad()), "csv"),
        lambda: anfitrion.responder(PEDIDO, "csv", si_no_es=3),
        lambda: anfitrion.responder(PEDIDO, "csv", en_linea="sí"),
    ],
)
def test_lo_que_la_vista_da_mal_se_lanza(llamada: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        llamada()


@pytest.mark.parametrize(
    ("texto", "lo_es"),
    [
        *(("docx", True), ("xlsx", True), ("pdf", True), ("html", True), ("csv", True)),
        *(("DOCX", False), (".docx", False), ("docx\n", False), ("exe", False), ("", False)),
        *((None, False), (3, False), ([], False)),
    ],
)
def test_es_tipo_lo_que_se_escribe_como_tal(texto: Any, *, lo_es: bool) -> None:
    assert anfitrion.es_tipo(texto) is lo_es


@pytest.fixture
def con_fallas(monkeypatch: pytest.MonkeyPatch) -> Callable[..., paac.Reporte]:
    """Un reporte que al emitirse dice las que se le den."""

    def que_falla(
        *fallas: paac.Falla, error: type[paac.ErrorPaac] = paac.ErrorDeEntrada
    ) -> paac.Reporte:
        def emitir(*_: object) -> None:
            raise error(fallas)

        monkeypatch.setattr(paac.Reporte, "emitir", emitir)
        return PEDIDO

    return que_falla


def _falla(**mas: Any) -> paac.Falla:
    return paac.Falla("dato_invalido", "filas[3].avance", "se esperaba un número", **mas)
