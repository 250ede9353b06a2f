"""Planes generados con todo lo que el contrato admite, y textos que nadie esperaría."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

import paac_reportes as paac
from ayudas.imagenes import png
from paac_reportes.textos.plano import PROHIBIDOS

RAROS = st.sampled_from(
    [
        *("=1+1", "+57 300", "@hoy", "-", "N/A", "No", "null", "~", "1.10", "007", "true"),
        *(" ", "", "  en las puntas ", "dos\nrenglones", "\n", "tab\ty más", "\u00a0", "a\u2028b"),
        *("_x0041_", "<b>&amp;</b>", '"comillas"', "'simples'", "30/04/2026", "2026-04-30"),
        *("(guardada en este libro: x)", "😀 𝔘𝔫𝔦", "clave: valor", "# no", "- guion", "50 %"),
        *("EJEMPLO", "{}", "[1]", "|", ">", "a" * 300, "ñandú\u0301", "%", "&", "!x", "*x"),
    ]
)
CUALQUIERA = st.text(st.characters(codec="utf-8"), max_size=12).filter(
    lambda texto: not PROHIBIDOS.search(texto) and "\r" not in texto
)
TEXTOS = RAROS | CUALQUIERA
CORTES = st.sampled_from([date(2026, 4, 30), date(2026, 8, 31), date(2025, 12, 31)])
EXTRAS = st.dictionaries(
    st.sampled_from(["riesgo", "proceso_asociado", "x1"]),
    TEXTOS | st.integers(-999, 10**9) | st.decimals(-99, 99, places=2) | st.dates(date(1950, 1, 1)),
    max_size=2,
)


def _opcionales(*campos: str, **otros: Any) -> dict[str, Any]:
    return {**dict.fromkeys(campos, TEXTOS), **otros}


VERIFICACIONES = st.fixed_dictionaries(
    {"resultado": st.sampled_from(["verificada", "parcial", "no_verificada"])},
    optional={"nota": TEXTOS},
)
SEGUIMIENTOS = st.lists(
    st.fixed_dictionaries(
        {"corte": CORTES},
        optional=_opcionales(
            *("texto", "observaciones", "monitoreo", "observaciones_monitoreo"),
            avance=st.integers(0, 100) | st.decimals(0, 100, allow_nan=False),
            estado=st.sampled_from([estado.value for estado in paac.modelo.Estado]),
            evidencias=st.lists(TEXTOS, max_size=3),
            verificacion=VERIFICACIONES,
            extras=EXTRAS,
        ),
    ),
    max_size=3,
    unique_by=lambda uno: str(uno["corte"]),
)
ACTIVIDADES = st.fixed_dictionaries(
    {},
    optional=_opcionales(
        *("codigo", "descripcion", "meta", "indicador", "responsable"),
        *("fecha_programada", "fecha_inicio", "fecha_fin"),
        seguimientos=SEGUIMIENTOS,
        extras=EXTRAS,
    ),
)
TRAMITES = st.fixed_dictionaries(
    {},
    optional=_opcionales(
        *("numero", "codigo_suit", "nombre", "tipo", "estado", "tipo_racionalizacion", "accion"),
        *("situacion_actual", "mejora", "beneficio", "responsable", "fecha_inicio", "fecha_fin"),
        *("fecha_implementacion", "justificacion", "fecha_programada"),
        seguimientos=SEGUIMIENTOS,
        extras=EXTRAS,
    ),
)
_NOMBRES = st.sampled_from(["A", "B", "", "Gestión del riesgo"]) | TEXTOS
COMPONENTES = st.fixed_dictionaries(
    {},
    optional={
        "numero": st.integers(0, 3),
        "nombre": _NOMBRES,
        "etiqueta_seguimiento": TEXTOS,
        "subcomponentes": st.lists(
            st.fixed_dictionaries(
                {},
                optional={"nombre": _NOMBRES, "actividades": st.lists(ACTIVIDADES, max_size=2)},
            ),
            max_size=3,
        ),
        "tramites": st.lists(TRAMITES, max_size=2),
        "intercambios": st.lists(TRAMITES, max_size=1),
        "extras": EXTRAS,
    },
)
DEPENDENCIAS = st.fixed_dictionaries(
    {"nombre": _NOMBRES},
    optional={"nombre_corto": TEXTOS, "componentes": st.lists(COMPONENTES, max_size=2)},
)
ENTIDADES = st.fixed_dictionaries(
    {"nombre": TEXTOS},
    optional=_opcionales(
        *("departamento", "nit", "direccion", "codigo_postal", "telefono", "correo"),
        *("sitio_web", "certificado"),
        orden=st.sampled_from(["nacional", "territorial"]),
        divipola=st.just("05001"),
        escudo=st.just(png()),
        extras=EXTRAS,
    ),
)
_ZONAS = [
    {"nombre": "Baja", "desde": 0, "color": "FF0000"},
    {"nombre": "Alta", "desde": Decimal("79.5"), "color": "00ff00"},
]
METODOLOGIAS = st.fixed_dictionaries(
    {},
    optional={
        "arrastre": st.sampled_from(["ultimo_conocido", "solo_del_corte"]),
        "blancos": st.sampled_from(["aparte", "propias", "combinadas"]),
        "cumplida_sin_numero": st.sampled_from(["cien", "desconocida"]),
        "escala": st.sampled_from(
            ["guia-v2", {"codigo": "propia", "nombre": "La nuestra", "zonas": _ZONAS}]
        ),
        "cortes": st.sampled_from(["trimestral", [date(2026, 6, 30), date(2026, 12, 31)]]),
        "pesos": st.dictionaries(st.integers(0, 9), st.decimals("0.1", 99, places=1), max_size=2),
    },
)
_FIRMAS = st.fixed_dictionaries(
    {"rol": TEXTOS, "nombre": TEXTOS},
    optional=_opcionales("cargo", "nota", imagen=st.just(png(3, 3))),
)
_CAMBIOS = st.fixed_dictionaries({"version": TEXTOS, "fecha": TEXTOS, "razon": TEXTOS})
_RECOMENDACIONES = st.lists(
    st.fixed_dictionaries(
        {"id": st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,5}", fullmatch=True)}
        | {"corte": CORTES, "texto": TEXTOS},
        optional=_opcionales(
            *("responsable", "fecha", "respuesta"),
            filas=st.lists(
                st.fixed_dictionaries({"texto": TEXTOS}, optional={"codigo": TEXTOS}), max_size=3
            ),
            origen=st.sampled_from([uno.value for uno in paac.modelo.OrigenDeRecomendacion]),
            estado=st.sampled_from([uno.value for uno in paac.modelo.EstadoDeRecomendacion]),
        ),
    ),
    max_size=3,
    unique_by=lambda una: str(una["id"]),
)


@st.composite
def planes_completos(trazar: st.DrawFn) -> paac.Plan:
    """Un plan con cualquiera de las claves del contrato."""
    lista = trazar(st.sampled_from([("componentes", COMPONENTES), ("dependencias", DEPENDENCIAS)]))
    datos = trazar(
        st.fixed_dictionaries(
            {"entidad": ENTIDADES, lista[0]: st.lists(lista[1], min_size=1, max_size=3)},
            optional={
                "vigencia": st.integers(1990, 2040),
                "regimen": st.sampled_from(["paac-v1", "paac-v2", "ptep"]),
                "control_cambios": st.lists(_CAMBIOS, max_size=2),
                "firmas": st.lists(_FIRMAS, max_size=2),
                "textos": st.dictionaries(TEXTOS, TEXTOS, max_size=3),
                "metodologia": METODOLOGIAS,
                "recomendaciones": _RECOMENDACIONES,
            },
        )
    )
    metodologia: Any = datos.get("metodologia", {})
    if "pesos" in metodologia:  # los de los componentes que haya
        partes: Any = [datos] if lista[0] == "componentes" else datos["dependencias"]
        numeros = {uno.get("numero") for parte in partes for uno in parte.get("componentes", ())}
        pesos = {n: peso for n, peso in metodologia["pesos"].items() if n in numeros}
        datos["metodologia"] = {**metodologia, "pesos": pesos}
    return paac.desde_datos(datos).contenido


def en_renglones(valor: Any) -> Any:
    """Lo mismo, con los textos de sus listas como los da un libro: uno por renglón."""
    if isinstance(valor, tuple) and all(isinstance(uno, str) for uno in valor):
        return tuple(linea.strip() for uno in valor for linea in uno.splitlines() if linea.strip())
    if isinstance(valor, tuple):
        return tuple(map(en_renglones, valor))
    if attrs.has(type(valor)):
        campos = (campo.name for campo in attrs.fields(type(valor)))
        return attrs.evolve(valor, **{n: en_renglones(getattr(valor, n)) for n in campos})
    return valor
