"""Planes generados con toda clase de situaciones, para leyes y para leer lo que se dice de ellos."""

from typing import Any

from hypothesis import strategies as st

import paac_reportes as paac

CORTES = ("2023-04-30", "2023-08-31", "2023-12-31")
_FECHAS = st.sampled_from(
    [
        None,
        *("31/01/2023", "30/04/2023", "15/06/2023", "31/08/2023", "31/12/2023"),
        *("Mensual", "Semestral", "Permanente", "Cuando se requiera", "Según la agenda"),
        *("Marzo - Octubre", "30/04/2023 31/08/2023", "Primer semestre", "Noviembre de 2023"),
        *("Semestral: 30/04/2023 y 30/11/2023", "Febrero a marzo y octubre a noviembre"),
    ]
)
_DIAS = st.sampled_from([None, *("01/02/2023", "30/04/2023", "31/08/2023", "15/12/2023")])
_TEXTOS = st.sampled_from([None, None, "Se hizo.", "En trámite.", "-", "N/A", "", "–"])
_AVANCES = st.sampled_from([None, None, 0, 20, 40, 80, 99.5, 100, 33.3])
_ESTADOS = st.sampled_from(
    [None, None, *("cumplida", "en_proceso", "sin_avance", "no_aplica", "sin_reporte")]
)

_RESPONSABLES = st.sampled_from([None, "Of. Jurídica", "OF. JURIDICA.", "Of. de Prensa"])
"""La primera y la segunda son la misma."""
_VERIFICACIONES = st.sampled_from(
    [None, None, None, *({"resultado": cual} for cual in ("verificada", "parcial"))]
)


@st.composite
def _fila(trazar: st.DrawFn, *, es_tramite: bool = False) -> dict[str, Any]:
    cortes = trazar(st.lists(st.sampled_from(CORTES), unique=True, max_size=3))
    seguimientos = [
        sin_nada(
            {
                "corte": corte,
                "texto": trazar(_TEXTOS),
                "avance": trazar(_AVANCES),
                "estado": trazar(_ESTADOS),
                "verificacion": trazar(_VERIFICACIONES),
            }
        )
        for corte in cortes
    ]
    fila: dict[str, Any] = {"seguimientos": seguimientos}
    if es_tramite:
        fila |= {"numero": "1", "nombre": "Certificado", "responsable": "Planeación"}
        fila |= {"fecha_inicio": trazar(_DIAS), "fecha_fin": trazar(_DIAS)}
    else:
        fila |= {"codigo": "1.1", "descripcion": "Publicar", "fecha_programada": trazar(_FECHAS)}
        fila |= {"responsable": trazar(_RESPONSABLES)}
    return sin_nada(fila)


def sin_nada(datos: dict[str, Any]) -> dict[str, Any]:
    """Sin las claves vacías."""
    return {clave: valor for clave, valor in datos.items() if valor is not None}


@st.composite
def _componente(trazar: st.DrawFn, numero: int, *, tramites: bool) -> dict[str, Any]:
    grupos = trazar(st.lists(st.lists(_fila(), min_size=1, max_size=4), min_size=1, max_size=2))
    datos: dict[str, Any] = {
        "numero": numero,
        "nombre": f"Componente {numero}",
        "subcomponentes": [
            {"nombre": f"Sub {n}", "actividades": filas} for n, filas in enumerate(grupos, 1)
        ],
    }
    if tramites:
        datos["tramites"] = trazar(st.lists(_fila(es_tramite=True), min_size=1, max_size=3))
    return datos


@st.composite
def planes(trazar: st.DrawFn) -> paac.Plan:
    """Un plan de 2023: de 1 a 3 componentes, con dependencias o sin ellas, con trámites o sin."""
    tramites = trazar(st.booleans())
    numeros = range(1, trazar(st.integers(1, 3)) + 1)
    datos: dict[str, Any] = {"entidad": {"nombre": "MUNICIPIO"}, "vigencia": 2023}
    if trazar(st.booleans()):
        datos["dependencias"] = [
            {
                "nombre": nombre,
                "componentes": [trazar(_componente(n, tramites=tramites)) for n in numeros],
            }
            for nombre in ("HACIENDA", "SALUD")[: trazar(st.integers(1, 2))]
        ]
    else:
        datos["componentes"] = [trazar(_componente(n, tramites=tramites)) for n in numeros]
    return paac.desde_datos(datos).contenido
