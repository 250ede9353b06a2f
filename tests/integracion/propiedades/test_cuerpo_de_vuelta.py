"""De un Word que salió de un cuerpo diseñado se lee, exacto, cada dato que muestra."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from ayudas.cuerpos import cuerpo, en_anicos
from ayudas.planes_completos import ACTIVIDADES, TEXTOS, TRAMITES
from hypothesis import given, settings
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.modelo.recorrer import recorrer

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = date(2026, 4, 30)
DE_CADA = {
    "dependencia": ["nombre"],
    "componente": ["nombre", "numero"],
    "subcomponente": ["nombre"],
    "actividad": ["codigo", "descripcion", "meta", "indicador", "responsable", "fecha_programada"],
    "tramite": ["nombre", "accion", "situacion_actual", "responsable", "fecha_fin"],
    "seguimiento": ["texto", "observaciones", "avance", "estado", "evidencias"],
}
LISTAS = {"actividades": "actividad", "tramites": "tramite"}


@st.composite
def cuerpos(trazar: st.DrawFn) -> tuple[list[Any], dict[str, list[str]], bool]:
    """Uno, y los datos que muestra de cada clase de objeto."""
    muestra = {
        raiz: trazar(st.lists(st.sampled_from(datos), min_size=1, unique=True))
        for raiz, datos in DE_CADA.items()
    }

    def celdas(*raices: str) -> list[str]:
        huecos = [f"{{{{ {raiz}.{dato} }}}}" for raiz in raices for dato in muestra[raiz]]
        cuantas = trazar(st.integers(1, len(huecos)))
        palabras = trazar(st.sampled_from(["", " · ", ": "]))
        suyas = [palabras.join(huecos[n::cuantas]) for n in range(cuantas)]
        return suyas + [""] * (12 - cuantas)

    dos = [celdas("actividad", "seguimiento")], [celdas("tramite", "seguimiento")]
    if trazar(st.booleans()):
        arriba = [celdas(una) for una in ("dependencia", "componente", "subcomponente")]
        renglones: list[str | Sequence[Sequence[str]]] = [[*arriba, *dos[0]], dos[1]]
    else:
        dichos = [f"De {{{{ {raiz}.{dato} }}}}." for raiz in ("dependencia", "componente")
                  for dato in muestra[raiz]]  # fmt: skip
        nombres = [celdas("subcomponente")]
        renglones = ["{{ cada componente }}", *dichos, [*nombres, *dos[0]], *dos[1:], "{{ fin }}"]
    return renglones, muestra, trazar(st.booleans())


_REPORTES = st.fixed_dictionaries(
    {"corte": st.just(CORTE), "texto": TEXTOS},
    optional={
        "observaciones": TEXTOS,
        "avance": st.integers(0, 100) | st.decimals(0, 100, places=2),
        "estado": st.sampled_from([estado.value for estado in paac.modelo.Estado]),
        "evidencias": st.lists(TEXTOS.filter(str.strip), max_size=3),
    },
)


@st.composite
def planes(trazar: st.DrawFn) -> paac.Plan:
    """Uno con filas de las dos clases, de las que algunas reportan."""

    def filas(de: Any, cuantas: int) -> list[dict[str, Any]]:
        suyas = trazar(st.lists(de, min_size=cuantas, max_size=3))
        return [{**una, "seguimientos": trazar(st.lists(_REPORTES, max_size=1))} for una in suyas]

    def componente() -> dict[str, Any]:
        grupos = [
            {"nombre": trazar(TEXTOS), "actividades": filas(ACTIVIDADES, 1)}
            for _ in range(trazar(st.integers(1, 2)))
        ]
        nombre = trazar(TEXTOS)
        return {"nombre": nombre, "subcomponentes": grupos, "tramites": filas(TRAMITES, 0)}

    datos = {"entidad": {"nombre": trazar(TEXTOS)}, "vigencia": trazar(st.integers(1990, 2040))}
    componentes = [componente() for _ in range(trazar(st.integers(1, 2)))]
    if trazar(st.booleans()):
        componentes = [{"nombre": trazar(TEXTOS), "componentes": componentes}]
        return paac.desde_datos({**datos, "dependencias": componentes}).contenido
    return paac.desde_datos({**datos, "componentes": componentes}).contenido


def dichos(plan: paac.Plan, muestra: dict[str, list[str]]) -> Iterator[tuple[Any, ...]]:
    """Lo que un plan dice de lo que se muestra, en su orden; lo que no dice nada, no está."""
    for lugar in recorrer(plan, *LISTAS):
        raiz = LISTAS[lugar.lista]
        suyos = [_valor(lugar.objeto, dato) for dato in muestra[raiz]]
        reportes = [uno for uno in lugar.objeto.seguimientos if uno.corte == CORTE]
        suyos += [_valor(uno, dato) for uno in reportes[:1] for dato in muestra["seguimiento"]]
        if any(uno is not None for uno in suyos):
            while suyos[-1] is None:
                suyos.pop()
            yield (raiz, *suyos)


def _valor(objeto: Any, dato: str) -> Any:
    valor = getattr(objeto, dato)
    if isinstance(valor, tuple):
        valor = "\n".join(valor)
    if isinstance(valor, str):
        return valor if valor.strip() else None
    return valor


@settings(max_examples=30, deadline=None)
@given(planes(), cuerpos())
def test_cada_dato_que_se_muestra_se_lee_a_la_letra(
    plan: paac.Plan, pedido: tuple[list[Any], dict[str, list[str]], bool]
) -> None:
    renglones, muestra, en_pedazos = pedido
    docx = cuerpo("De {{ entidad.nombre }}, {{ vigencia }}", *renglones)
    docx = en_anicos(docx, 1) if en_pedazos else docx
    emitido = paac.reporte(plan, paac.formato_desde_word(docx), corte=CORTE).emitir("docx")
    debidos = list(dichos(plan, muestra))
    if not debidos:
        return
    leido: Any = paac.leer(io.BytesIO(emitido.contenido), por_rotulos=True)

    assert list(dichos(leido.contenido, muestra)) == debidos
    assert _valor(leido.contenido.entidad, "nombre") == _valor(plan.entidad, "nombre")
    assert leido.contenido.vigencia == plan.vigencia
