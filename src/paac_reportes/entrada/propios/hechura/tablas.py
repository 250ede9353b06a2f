"""Las tablas de un formato como se ven: por sus rótulos, franjas, bandas y totales."""

import functools
import re
from collections.abc import Sequence

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.tablas import LLAMADA, Seccion, TablaDeFormato
from paac_reportes.textos.plantillas.inversa import Dichos, Molde, molde_de

Camino = tuple[str, ...]
"""Los rótulos de una columna, de arriba abajo."""

_LLAMADA_ESCRITA = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")

_HUECO = re.compile(
    r"\{%.*?%\}|\{\{(?:[^}]*?\bor\s+(['\"])(?P<callado>.*?)\1)?[^}]*\}\}", re.DOTALL
)
"""Lo que una plantilla escribe o decide, con lo que dice si el dato falta."""


def _de_muestra(hueco: re.Match[str]) -> str:
    return "" if hueco[0].startswith("{%") else hueco["callado"] or "…"


@attrs.frozen(eq=False)
class ColumnaEsperada:
    """Una columna de un formato, y los moldes de sus rótulos."""

    lugar: int
    definida: Columna
    camino: tuple[Molde, ...]
    plano: str
    """Sus rótulos juntos, para compararlos con los que no son exactamente esos."""
    letras: int
    """Las fijas: sin ninguna, cualquier rótulo le sirve."""

    @property
    def como_se_lee(self) -> str:
        """Sus rótulos para una persona: con lo que dicen si el plan calla, o con ``…``."""
        textos = [_HUECO.sub(_de_muestra, molde.plantilla) for molde in self.camino]
        return " / ".join(" ".join(texto.split()) for texto in textos)

    def casar(self, visto: Camino) -> Dichos | None:
        """Lo que dicen los rótulos vistos, si son los suyos."""
        if len(visto) != len(self.camino):
            return None
        dichos: dict[str, object] = {}
        for texto, molde in zip(visto, self.camino, strict=True):
            hallado = next(molde.casar(texto), None)
            if hallado is None:
                return None
            dichos |= hallado[0]
        return dichos


@attrs.frozen(eq=False)
class TablaEsperada:
    """Una clase de tabla de un formato."""

    nombre: str
    definida: TablaDeFormato
    columnas: tuple[ColumnaEsperada, ...]
    franjas: tuple[Molde, ...]
    bandas: tuple[Molde | None, ...]
    """La de cada sección."""
    totales: tuple[Molde, ...]
    hondura: int
    """Cuántas filas ocupan sus rótulos."""

    @property
    def secciones(self) -> Sequence[Seccion]:
        """De dónde salen sus filas."""
        return self.definida.secciones

    def banda(self, texto: str) -> int | None:
        """La sección que abre una fila a todo lo ancho, si abre una."""
        for numero, molde in enumerate(self.bandas):
            if molde is not None and dice(molde, texto):
                return numero
        return None


def dice(molde: Molde, texto: str) -> bool:
    """Si el texto es uno de los del molde, sin mirar mayúsculas ni la llamada a una nota."""
    fijo = _fijo_en_plano(molde)
    if fijo is not None:
        return fijo == en_plano(_LLAMADA_ESCRITA.sub("", texto))
    return next(molde.casar(texto), None) is not None


@functools.lru_cache(maxsize=1024)
def _fijo_en_plano(molde: Molde) -> str | None:
    return None if molde.fijo is None else en_plano(molde.fijo)


def tabla_esperada(nombre: str, tabla: TablaDeFormato) -> TablaEsperada:
    """La de un formato, con sus textos hechos moldes."""
    columnas = tuple(_columna(n, columna) for n, columna in enumerate(tabla.columnas))
    resumenes = [subtotal.rotulo for subtotal in tabla.subtotales]
    resumenes += [] if tabla.total is None else [tabla.total]
    return TablaEsperada(
        nombre=nombre,
        definida=tabla,
        columnas=columnas,
        franjas=tuple(map(molde, tabla.franjas)),
        bandas=tuple(None if s.banda is None else molde(s.banda) for s in tabla.secciones),
        totales=tuple(map(molde, resumenes)),
        hondura=max(len(columna.camino) for columna in columnas),
    )


def molde(plantilla: str) -> Molde:
    """El de una plantilla, sin las llamadas a las notas."""
    return molde_de(LLAMADA.sub("", plantilla))


def _columna(lugar: int, columna: Columna) -> ColumnaEsperada:
    camino = tuple(map(molde, columna.rotulo))
    fijos = [_fijo_de(uno) for uno in camino]
    plano = en_plano(" ".join(fijos))
    return ColumnaEsperada(lugar, columna, camino, plano, len(plano))


@functools.lru_cache(maxsize=1024)
def _fijo_de(uno: Molde) -> str:
    """El texto que siempre trae."""
    return max((forma.literal for forma in uno.formas), key=len)
