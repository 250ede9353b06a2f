"""Las recomendaciones como datos: qué traen, qué se admite y qué se rechaza.

Prueba ``modelo/plan``.
"""

from datetime import date
from typing import Any

import attrs
import pytest
from ayudas.avisos import fallas_de
from ayudas.planes import datos

import paac_reportes as paac

CORTE = "2026-04-30"


def una(**otros: Any) -> dict[str, Any]:
    return {"id": "R-1", "corte": CORTE, "texto": "Publicar lo pendiente", **otros}


def con(*recomendaciones: dict[str, Any]) -> paac.Plan:
    return paac.desde_datos(datos(recomendaciones=list(recomendaciones))).contenido


def test_lo_que_no_se_dice_es_de_la_oficina_y_nuevo() -> None:
    for sin in (una(), una(origen=None, estado=None, filas=None)):
        (leida,) = con(sin).recomendaciones
        assert leida == paac.modelo.Recomendacion(
            id="R-1",
            corte=date(2026, 4, 30),
            texto="Publicar lo pendiente",
            origen="oficina",
            estado="nueva",
        )


def test_todo_va_a_la_letra_y_vuelve() -> None:
    entera = una(
        filas=[{"codigo": "1.10", "texto": " a  la letra "}, {"texto": ""}],
        responsable="-",
        fecha="31 abril de 2026",
        origen="propuesta",
        estado="en_curso",
        respuesta="",
    )
    plan = con(entera, una(id="R-2"))
    assert paac.datos_de(plan)["recomendaciones"][0] == entera
    assert paac.desde_datos(paac.datos_de(plan)).contenido == plan


def test_una_fecha_de_python_se_escribe_como_en_los_documentos() -> None:
    (leida,) = con(una(fecha=date(2026, 8, 31))).recomendaciones
    assert leida.fecha == "31/08/2026"


def test_esta_abierta_mientras_no_se_cumpla_ni_se_diga_que_no_se_acoge() -> None:
    abiertas = {
        estado: attrs.evolve(con(una()).recomendaciones[0], estado=estado).esta_abierta
        for estado in paac.modelo.EstadoDeRecomendacion
    }
    assert abiertas == {
        "nueva": True,
        "en_curso": True,
        "cumplida": False,
        "sin_respuesta": True,
        "no_acogida": False,
    }


@pytest.mark.parametrize(
    ("mala", "falla"),
    [
        ({"id": None}, "recomendaciones[0].id: falta; se esperaba un texto"),
        (
            {"id": "a b"},
            "recomendaciones[0].id: se esperaba un identificador de letras sin tilde, cifras,"
            " puntos y guiones, como 'R-2026-1', llegó 'a b'",
        ),
        (
            {"estado": "hecha"},
            "recomendaciones[0].estado: se esperaba alguno de estos: nueva, en_curso, cumplida,"
            " sin_respuesta, no_acogida, llegó 'hecha'",
        ),
        (
            {"filas": [{"codigo": "1.1"}]},
            "recomendaciones[0].filas[0].texto: falta; se esperaba un texto",
        ),
        (
            {"responsables": "X"},
            "recomendaciones[0].responsables: clave desconocida; la más parecida es 'responsable'",
        ),
    ],
)
def test_lo_que_no_se_admite_se_dice_en_su_lugar(mala: dict[str, Any], falla: str) -> None:
    assert fallas_de(datos(recomendaciones=[una(**mala)])) == [falla]


def test_dos_con_el_mismo_id_son_un_error() -> None:
    repetidas = [una(), una(texto="Otra"), una(id="R-2")]
    assert fallas_de(datos(recomendaciones=repetidas)) == [
        "recomendaciones[1].id: se esperaba uno que no tuviera otra, llegó 'R-1', que es el de"
        " recomendaciones[0]"
    ]


def test_lo_que_se_publica_va_sin_correos_ni_telefonos() -> None:
    plan = con(una(respuesta="Se escribió a ana@entidad.gov.co", texto="Llamar al 310 123 4567"))
    publico = paac.reporte(plan, "paac-plan").publico().emitir("json").contenido.decode()
    assert "ana@" not in publico
    assert "4567" not in publico
    assert "[correo omitido]" in publico


def test_donde_dice_de_cual_es_un_dato() -> None:
    plan = con(una(filas=[{"texto": "x"}]))
    assert paac.donde(plan, "recomendaciones[0].respuesta").dato == "Respuesta"


def test_un_formato_que_no_las_muestra_lo_avisa() -> None:
    avisos = paac.reporte(con(una()), "paac-plan").avisos
    assert ("lista_no_mostrada", "recomendaciones") in {(a.codigo, a.ruta) for a in avisos}
