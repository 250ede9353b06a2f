"""Una segunda fila de rótulos agrega a la primera, y no ocupa su lugar.

Prueba ``lectura/ajenos/encabezados`` y ``lectura/ajenos/parecido``.
"""

import io
from typing import Any

import pytest
from ayudas.matrices import en_excel, en_word

import paac_reportes as paac

PRIMERA = "N.º|Subcomponente|Actividad|Meta o producto|Responsable|Fecha programada"
CON_CORTE = f"{PRIMERA}|Seguimiento a 30/04/2026|% de avance a 30/04/2026"
FILAS = [
    "1.1|Mapa|Publicar el mapa de riesgos|Un mapa|Planeación|30/06/2026|Se publicó el mapa|100",
    "1.2|Mapa|Actualizar la política|Una política|Secretaría|31/08/2026|Se redactó|50",
]


def leidas(*renglones: str, tipo: str = "Word") -> list[tuple[Any, ...]]:
    """De cada actividad: qué es, su meta, quién, cuándo y lo que se reportó de ella."""
    return _datos(en_word(renglones) if tipo == "Word" else en_excel({"Hoja1": renglones}))


def _datos(archivo: io.BytesIO) -> list[tuple[Any, ...]]:
    plan: Any = paac.leer(archivo, como=None, entidad="M", vigencia=2026).contenido
    return [
        (
            fila.descripcion,
            fila.meta,
            fila.responsable,
            fila.fecha_programada,
            *((f"{s.corte:%d/%m/%Y}", s.texto, str(s.avance)) for s in fila.seguimientos),
        )
        for _, componente in plan.tablas()
        for fila in componente.filas()
    ]


ESPERADAS = [
    (
        *("Publicar el mapa de riesgos", "Un mapa", "Planeación", "30/06/2026"),
        ("30/04/2026", "Se publicó el mapa", "100"),
    ),
    (
        *("Actualizar la política", "Una política", "Secretaría", "31/08/2026"),
        ("30/04/2026", "Se redactó", "50"),
    ),
]


@pytest.mark.parametrize("tipo", ["Excel", "Word"])
@pytest.mark.parametrize(
    "segunda",
    [
        "Número|Nombre|Qué se va a hacer|Producto|Quién|Cuándo|Qué se hizo|0 a 100",
        "Consecutivo|Componente|Actividad|Meta|Responsable|dd/mm/aaaa|Texto|0 a 100",
        "Ítem|Eje|Actividad|Producto|Encargado|aaaa-mm-dd|Texto|%",
        "No.|Subcomponente|Actividades|Producto|Responsables|Fecha|Seguimiento|% de avance",
        "#|Component|Activity|Target|In charge|Due date|Follow-up|Progress (%)",
        CON_CORTE,
    ],
)
def test_la_columna_se_sigue_llamando_como_en_la_primera(segunda: str, tipo: str) -> None:
    assert leidas(CON_CORTE, segunda, *FILAS, tipo=tipo) == ESPERADAS


@pytest.mark.parametrize("tipo", ["Excel", "Word"])
@pytest.mark.parametrize(
    ("primera", "segunda"),
    [
        (
            f"{PRIMERA}|Corte 30/04/2026|<",
            "Número|Nombre|Actividad|Producto|Quién|Cuándo|Seguimiento|Avance",
        ),
        (
            f"{PRIMERA}|Corte: 30/04/2026|",
            "Número|Nombre|Qué se va a hacer|Producto|Quién|Cuándo|Descripción|Avance",
        ),
        (
            "N.º|Plan|<|<|<|<|Seguimiento a 30/04/2026|<",
            "Código|Subcomponente|Actividad|Meta|Responsable|Fecha programada|Descripción|%",
        ),
        (
            f"{PRIMERA}|Seguimiento|Avance",
            "N.º|Subcomponente|Actividad|Meta|Responsable|Fecha|Reporte a 30/04/2026|% a 30/04/2026",
        ),
        (
            "Objetivo|Meta|Responsable|||||",
            CON_CORTE,
        ),
    ],
)
def test_lo_que_dice_cualquiera_de_las_dos_se_sabe(primera: str, segunda: str, tipo: str) -> None:
    assert leidas(primera, segunda, *FILAS, tipo=tipo) == ESPERADAS


def test_entre_las_dos_pueden_ir_los_numeros_de_las_columnas() -> None:
    segunda = "Número|Nombre|Qué se va a hacer|Producto|Quién|Cuándo|Qué se hizo|0 a 100"

    assert leidas(CON_CORTE, "1|2|3|4|5|6|7|8", segunda, *FILAS) == ESPERADAS


def test_en_un_mapa_tambien() -> None:
    rotulos = "Proceso|Referencia|Riesgo|Causa|Probabilidad|Impacto|Control|Responsable"
    segunda = "Nombre|Consecutivo|Riesgo|Causas|1 a 5|5 a 20|Controles|Quién"
    fila = "Archivo|R1|Alterar un expediente|Sin llaves|3|20|Bitácora|Archivo"

    lectura = paac.leer(en_word([rotulos, segunda, fila]), como=None, entidad="M", vigencia=2026)

    assert isinstance(lectura.contenido, paac.MapaDeRiesgos)
    (riesgo,) = lectura.contenido.procesos[0].riesgos
    assert riesgo.inherente is not None
    assert (riesgo.referencia, riesgo.inherente.impacto) == ("R1", "20")
