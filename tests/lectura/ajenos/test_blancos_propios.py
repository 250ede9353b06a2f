"""De quién es un blanco en la matriz de otro: de su fila, si nada de lo reportado está combinado."""

import io
from datetime import date

import pytest
from ayudas.a_medida import plan_de
from ayudas.matrices import Renglones, avisos, en_excel, en_word, leer
from ayudas.planes import actividad

import paac_reportes as paac
from paac_reportes.api.anterior import leer_anterior

AGOSTO = date(2026, 8, 31)
ROTULOS = "N°|Actividades|Responsable|Fecha programada|Seguimiento 31/08/2026"
SUELTAS = [
    ROTULOS,
    "1.1|Publicar el plan|A|30/06/2026|Se publicó",
    "1.2|Divulgar el plan|A|30/06/2026|",
]
JUNTAS = [
    ROTULOS,
    "1.1|Publicar el plan|A|30/06/2026|Se publicó",
    "1.2|Divulgar el plan|A|30/06/2026|^",
]
OTRA_JUNTA = [
    ROTULOS,
    "1.1|Publicar el plan|A|30/06/2026|Se publicó",
    "1.2|Divulgar el plan|^|^|",
]
LLENAS = [ROTULOS, "1.1|Publicar el plan|A|30/06/2026|Se publicó"]
SIN_SEGUIMIENTO = [renglon.rpartition("|")[0] for renglon in SUELTAS]


def escrito(en: str, renglones: Renglones) -> io.BytesIO:
    return en_word(renglones) if en == "word" else en_excel({"Matriz": renglones})


@pytest.mark.parametrize("en", ["word", "excel"])
@pytest.mark.parametrize(
    ("renglones", "blancos"),
    [
        (SUELTAS, "propias"),
        (OTRA_JUNTA, "propias"),
        (JUNTAS, None),
        (LLENAS, None),
        (SIN_SEGUIMIENTO, None),
    ],
    ids=["sueltas", "otra columna combinada", "combinadas", "sin blancos", "sin seguimiento"],
)
def test_de_quien_es_un_blanco(en: str, renglones: Renglones, blancos: str | None) -> None:
    leido = leer(escrito(en, renglones), vigencia=2026)
    metodologia = leido.contenido.metodologia

    assert (metodologia.blancos if metodologia else None) == blancos
    dichos = [uno for uno in avisos(leido, "dato_supuesto") if "blancos" in uno]
    assert dichos == (
        [
            "metodologia.blancos: ninguna celda de lo que se reportó está combinada: cada blanco se"
            " toma como de su fila, y el plan lo dice («propias»)"
        ]
        if blancos
        else []
    )


def test_lo_que_va_en_blanco_en_una_matriz_sin_celdas_combinadas_se_debe() -> None:
    plan = leer(en_word(SUELTAS), vigencia=2026).contenido
    todo = paac.analizar(plan, corte=AGOSTO).todo

    assert [fila.fila.identificador for fila in todo.vencidas_sin_reporte] == ["1.2"]
    assert todo.en_blanco_bajo_reporte == ()


def test_de_un_informe_ya_emitido_no_se_supone_nada() -> None:
    """Sus cifras se recalculan como siempre: lo que se publicó no se mueve."""
    hoy = plan_de(actividad(), vigencia=2026)
    anterior, dichos = leer_anterior(en_word(SUELTAS).getvalue(), hoy, AGOSTO)

    assert anterior.plan.metodologia is None
    assert not [uno for uno in dichos if "blancos" in uno.ruta]


def test_los_datos_no_traen_otro_valor_por_defecto() -> None:
    filas = [
        {
            "actividad.descripcion": "Publicar",
            "seguimiento.corte": AGOSTO,
            "seguimiento.texto": "Sí",
        },
        {"actividad.descripcion": "Divulgar"},
    ]
    plan = paac.desde_filas(filas, entidad="M", vigencia=2026).contenido

    assert plan.metodologia is None
    assert len(paac.analizar(plan, corte=AGOSTO).todo.en_blanco_bajo_reporte) == 1
