"""Un documento de un formato hecho en código, que quien lo lee no tiene: vale lo que él dice."""

from typing import Any

import pytest
from ayudas.a_medida import formato
from ayudas.editados import emitido, leer
from ayudas.en_word import EnWord
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac

COLUMNAS = {
    "Estrategia": "subcomponente.nombre",
    "Actividad por cumplir": "actividad.descripcion",
    "Producto esperado": "actividad.meta",
    "Doliente": "actividad.responsable",
    "Avances": "seguimiento.texto",
}
DE_ELLOS = formato(
    {"tipo": "parrafo", "texto": "Entidad: {{ entidad.nombre }}"},
    {"tipo": "tabla", "cada": "componente", "tablas": ["t"]},
    tablas={
        "t": {
            "secciones": [{"recorre": "actividades"}],
            "columnas": [{"dato": d, "rotulo": r, "ancho": 20} for r, d in COLUMNAS.items()],
        }
    },
    codigo="de-ellos",
)


def unica(lectura: paac.Lectura[Any]) -> Any:
    """La actividad del plan leído."""
    ((_, suyo),) = lectura.contenido.tablas()
    (subcomponente,) = suyo.subcomponentes
    (suya,) = subcomponente.actividades
    return suya


@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_se_lee_por_los_papeles_que_el_documento_dice(tipo: str) -> None:
    lectura = leer(emitido(tipo, plan(componente(actividad())), DE_ELLOS))
    suya = unica(lectura)

    # Por su rótulo, «Doliente» no se reconoce.
    assert (suya.responsable, suya.meta) == ("Planeación", "Mapa publicado")
    assert [(s.corte, s.texto) for s in suya.seguimientos] == [(CORTE, "Se publicó.")]
    assert lectura.avisos[0].mensaje == (
        "se escribió en el formato de-ellos, que no se encuentra; diga dónde está"
    )


@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
def test_si_alguien_agrego_una_columna_valen_los_rotulos() -> None:
    word = EnWord(emitido("docx", plan(componente(actividad())), DE_ELLOS))
    word.agregar_columna(0, "Notas", "Ojo", 1)
    suya = unica(leer(word.guardado()))

    assert suya.responsable is None
    assert suya.extras["doliente"] == "Planeación"
