"""Un objeto solo: sus datos y de vuelta, con todo lo que trae mal. Prueba ``anfitrion/cierre``."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.imagenes import png

import paac_reportes as paac
from paac_reportes import anfitrion

SEGUIMIENTO = paac.modelo.Seguimiento(
    corte=date(2026, 4, 30), texto=" 1,1 ", avance=Decimal("62.5"), evidencias=["acta.pdf"]
)
ACTIVIDAD = paac.modelo.Actividad(codigo="1.10", descripcion="-", seguimientos=[SEGUIMIENTO])


def test_los_datos_de_una_actividad_son_los_del_json_del_plan() -> None:
    assert anfitrion.datos_de_uno(ACTIVIDAD) == {
        "codigo": "1.10",
        "descripcion": "-",
        "seguimientos": [
            {
                "corte": "2026-04-30",
                "texto": " 1,1 ",
                "avance": 62.5,
                "evidencias": ["acta.pdf"],
            }
        ],
    }


@pytest.mark.parametrize("ejemplo", ["ptep/plan.yaml", "mapa_de_riesgos/mapa.yaml"])
def test_todo_lo_de_un_contenido_va_a_json_y_vuelve_igual(ejemplo: str) -> None:
    contenido: Any = paac.leer(RAIZ / "ejemplos" / ejemplo, como=None).contenido
    partes = [contenido, contenido.entidad, *getattr(contenido, "componentes", ())]
    partes += [riesgo for p in getattr(contenido, "procesos", ()) for riesgo in p.riesgos]

    assert len(partes) > 4
    for parte in partes:
        guardado = json.loads(json.dumps(anfitrion.datos_de_uno(parte)))
        assert anfitrion.armar(type(parte), guardado) == parte


def test_una_imagen_va_en_un_texto_y_vuelve() -> None:
    firma = paac.modelo.Firma(rol="Aprobó", nombre="Control Interno", imagen=png())
    datos = anfitrion.datos_de_uno(firma)

    assert datos["imagen"].startswith("data:image/png;base64,")
    assert anfitrion.armar(paac.modelo.Firma, datos) == firma


def test_lo_que_trae_mal_se_dice_todo_con_su_clave() -> None:
    datos = {"codgo": "1", "descripcion": 3, "seguimientos": [{"avance": 120}]}
    with pytest.raises(paac.ErrorDeEntrada) as error:
        anfitrion.armar(paac.modelo.Actividad, datos)

    assert {(falla.ruta, falla.codigo) for falla in error.value.fallas} == {
        ("codgo", "dato_desconocido"),
        ("descripcion", "dato_invalido"),
        ("seguimientos[0].corte", "dato_faltante"),
        ("seguimientos[0].avance", "fuera_de_rango"),
    }


@pytest.mark.parametrize(
    "clase", [int, "Actividad", None, paac.Falla, paac.modelo.Encargo, paac.modelo.Estado, date]
)
def test_la_clase_que_no_es_del_modelo_se_dice(clase: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"^clase: se esperaba una clase de paac\.modelo"):
        anfitrion.armar(clase, {})


@pytest.mark.parametrize("objeto", [3, None, {}, paac.modelo.Actividad, paac.Falla])
def test_el_objeto_que_no_es_del_modelo_se_dice(objeto: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"^objeto: se esperaba un objeto de una clase"):
        anfitrion.datos_de_uno(objeto)


@pytest.mark.parametrize(
    ("codigo", "palabras"),
    [("en_proceso", "En proceso"), ("sin_avance", "Sin avance"), ("cumplida", "Cumplida")],
)
def test_un_codigo_se_dice_como_en_los_documentos(codigo: str, palabras: str) -> None:
    assert anfitrion.en_palabras(codigo) == palabras


def test_lo_que_no_es_un_codigo_se_dice() -> None:
    codigo: Any = 3
    with pytest.raises(paac.ErrorDeEntrada, match="codigo: se esperaba"):
        anfitrion.en_palabras(codigo)


def test_la_huella_es_la_de_las_actas() -> None:
    assert len(anfitrion.huella()) == 64
    reporte = paac.reporte(paac.leer(RAIZ / "ejemplos/ptep/plan.yaml"), "ptep-seguimiento")
    assert reporte.emitir("csv").acta.huella == anfitrion.huella()
