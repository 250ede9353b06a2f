"""De un texto ya redactado a los datos que dice: una plantilla leída al revés."""

import functools
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from paac_reportes import clases
from paac_reportes.instalacion import hace_falta
from paac_reportes.textos.en_jinja import arbol_de, camino_de
from paac_reportes.textos.valores import leer_fecha_escrita

with hace_falta():
    from jinja2 import nodes

Valores = Mapping[str, Any]
"""Lo que un texto dice, por su camino: ``{"componente.numero": 1}``."""

_CLASES = {
    **dict.fromkeys(("componente.numero", "vigencia", "informe.numero"), "entero"),
    "entidad.sitio_web": "sitio",
    "entidad.correo": "correo",
    "entidad.nit": "nit",
}
"""Los datos que tienen su propia forma."""
_DE_FECHA = frozenset({"fecha_larga", "fecha_corta", "fecha_abreviada"})
_DE_LETRAS = frozenset({"upper", "lower", "title", "capitalize"})
_ALTERNATIVAS = 512
"""Las que se ensayan de una plantilla; una con más condiciones se lee con las primeras."""


@clases.frozen
class HuecoDePlantilla:
    """Donde la plantilla escribe un dato."""

    camino: str
    """Vacío si lo que escribe no se puede deshacer."""
    clase: str = "texto"
    """``texto``, ``entero``, ``fecha``, ``guia``… o ``cambiado`` (pasado a mayúsculas)."""


_Pedazo = str | HuecoDePlantilla


@clases.frozen(eq=False)
class Molde:
    """Una plantilla y las formas que su texto puede tomar."""

    plantilla: str
    formas: "tuple[_Forma, ...]"
    """De la que más texto fijo trae a la que menos."""
    datos_dichos: frozenset[str] = frozenset()
    """Los datos que se sabe que su texto dice, si son varios (``sin_los_callados``)."""

    @functools.cached_property
    def fijo(self) -> str | None:
        """El texto, si siempre es el mismo."""
        unica = self.formas[0]
        return unica.literal if len(self.formas) == 1 and not unica.huecos else None

    def sin_los_callados(self, callados: Collection[str]) -> "Molde":
        """El mismo molde, donde va primero la forma que dice todos los datos menos esos.

        ``Componente 3: Gestión``, que con otra forma sería un componente sin número.
        """
        datos_dichos = self.datos.difference(callados)
        formas = sorted(self.formas, key=lambda forma: forma.datos != datos_dichos)
        if len(self.datos) <= 1 or formas[0].datos != datos_dichos:
            return self
        return Molde(self.plantilla, tuple(formas), datos_dichos)

    def faltan_en(self, valores: Valores | None) -> frozenset[str]:
        """Los datos que su texto debía decir y no se leyeron; sin lectura, todos."""
        if valores is None:
            return self.datos_dichos or self.datos
        return self.datos_dichos - valores.keys()

    @functools.cached_property
    def datos(self) -> frozenset[str]:
        """Los datos que de su texto se pueden leer."""
        return frozenset[str]().union(*(forma.datos for forma in self.formas))

    def casar(self, texto: str) -> Iterator[tuple[Valores, int]]:
        """Lo que el texto diría, de la lectura más probable a la menos, y sus letras fijas."""
        for forma in self.formas:
            valores = forma.casar(texto)
            if valores is not None:
                yield valores, forma.letras


_DE_LA_PAGINA = {"", "pagina", "paginas"}
"""Lo que un texto escribe y no es de los datos."""
_EXPRESIONES = {
    "texto": "(.+?)",
    "entero": "([0-9]{1,4})",
    "fecha": "(.{6,40}?)",
    "cambiado": "(.+?)",
    "guia": "(.+?)",
    "sitio": r"((?:https?://)?[\w\-]+(?:\.[\w\-]+)+(?:/\S*)?)",
    "correo": r"(\S+@\S+)",
    "nit": r"([0-9][0-9.\- ]*[0-9])",
}


@clases.frozen(eq=False)
class _Forma:
    """La plantilla con cada condición ya decidida."""

    pedazos: tuple[_Pedazo, ...]

    @functools.cached_property
    def huecos(self) -> list[HuecoDePlantilla]:
        return [pedazo for pedazo in self.pedazos if isinstance(pedazo, HuecoDePlantilla)]

    @functools.cached_property
    def datos(self) -> frozenset[str]:
        """Los datos que de ella se leen."""
        return frozenset(h.camino for h in self.huecos if h.clase != "cambiado") - _DE_LA_PAGINA

    @functools.cached_property
    def literal(self) -> str:
        return "".join(pedazo for pedazo in self.pedazos if isinstance(pedazo, str))

    @functools.cached_property
    def letras(self) -> int:
        """Cuántas letras tiene su texto fijo, sin los blancos."""
        return len("".join(self.literal.split()))

    @functools.cached_property
    def _expresion(self) -> re.Pattern[str]:
        # Los blancos de las puntas no se ven, y hay programas que los quitan.
        puntas = (0, len(self.pedazos) - 1)
        partes = [
            (_como_expresion(pedazo) if pedazo.strip() or lugar not in puntas else r"\s*")
            if isinstance(pedazo, str)
            else _EXPRESIONES[pedazo.clase]
            for lugar, pedazo in enumerate(self.pedazos)
        ]
        return re.compile("".join(partes), re.DOTALL | re.IGNORECASE)

    def textos_de_los_huecos(self, texto: str) -> list[tuple[HuecoDePlantilla, str]] | None:
        """Lo que un texto dice en cada hueco, a la letra; ``None`` si no es de la forma."""
        coincidencia = self._expresion.fullmatch(texto)
        if coincidencia is None:
            return None
        return list(zip(self.huecos, coincidencia.groups(), strict=True))

    def casar(self, texto: str) -> Valores | None:
        coincidencia = self._expresion.fullmatch(texto)
        if coincidencia is None:
            return None
        valores: dict[str, Any] = {}
        for hueco, texto_del_hueco in zip(self.huecos, coincidencia.groups(), strict=True):
            valor = _valor(hueco, texto_del_hueco)
            if valor is None or valores.get(hueco.camino, valor) != valor:
                return None
            if hueco.camino and hueco.clase != "cambiado":
                valores[hueco.camino] = valor
        return valores


def _como_expresion(literal: str) -> str:
    """El texto fijo: un espacio vale por cualquier blanco; un salto, sólo por otro."""
    return "".join(r"\s" if letra == " " else re.escape(letra) for letra in literal)


def _valor(hueco: HuecoDePlantilla, texto: str) -> Any:
    if hueco.clase == "entero":
        return int(texto)
    if hueco.clase == "guia":
        from paac_reportes.normativa.riesgos import metodologias  # noqa: PLC0415 - casi nadie

        nombre = " ".join(texto.split())
        return next((m.codigo for m in metodologias().values() if m.nombre == nombre), texto)
    return leer_fecha_escrita(texto) if hueco.clase == "fecha" else texto


@functools.lru_cache(maxsize=1024)
def molde_de(plantilla: str) -> Molde:
    """El molde de una plantilla bien escrita."""
    if "{" not in plantilla:
        return Molde(plantilla, (_Forma((plantilla,)),))
    cuerpo = arbol_de(plantilla).body
    alternativas = itertools.islice(_formas(cuerpo), _ALTERNATIVAS)
    unicas = dict.fromkeys(_con_textos_unidos(pedazos) for pedazos in alternativas)
    formas = [_Forma(pedazos) for pedazos in unicas if pedazos and not _se_pegan(pedazos)]
    return Molde(plantilla, tuple(sorted(formas, key=_primero_la_mas_fija)) or (_Forma(("",)),))


def _se_pegan(pedazos: tuple[_Pedazo, ...]) -> bool:
    """Si dos datos van sin nada en medio: no se sabría dónde termina el primero."""
    return any(
        isinstance(uno, HuecoDePlantilla) and isinstance(otro, HuecoDePlantilla)
        for uno, otro in itertools.pairwise(pedazos)
    )


def _primero_la_mas_fija(forma: _Forma) -> tuple[int, int, int]:
    con_forma = sum(hueco.clase not in ("texto", "cambiado") for hueco in forma.huecos)
    return -forma.letras, -len(forma.huecos), -con_forma


def _con_textos_unidos(pedazos: tuple[_Pedazo, ...]) -> tuple[_Pedazo, ...]:
    """Con los textos seguidos en uno."""
    salida: list[_Pedazo] = []
    for pedazo in pedazos:
        anterior = salida[-1] if salida else None
        if isinstance(pedazo, str) and isinstance(anterior, str):
            salida[-1] = anterior + pedazo
        elif pedazo != "":
            salida.append(pedazo)
    return tuple(salida)


def _formas(cuerpo: Sequence[nodes.Node]) -> Iterator[tuple[_Pedazo, ...]]:
    """Todas las que da una lista de nodos: una por cada manera de decidir sus condiciones."""
    opciones = [list(_opciones(nodo)) for nodo in cuerpo]
    for elegidas in itertools.product(*opciones):
        yield tuple(itertools.chain.from_iterable(elegidas))


def _opciones(nodo: nodes.Node) -> Iterator[tuple[_Pedazo, ...]]:
    """Lo que un nodo puede escribir, opción por opción: de un ``if``, lo de cada rama."""
    match nodo:
        case nodes.Output():
            yield from _formas(nodo.nodes)
        case nodes.TemplateData():
            yield (nodo.data,)
        case nodes.If():
            yield from _formas(nodo.body)
            for rama in nodo.elif_:
                yield from _formas(rama.body)
            yield from _formas(nodo.else_)
        case nodes.Expr():
            yield from _de_expresion(nodo)


_SIEMPRE = frozenset({"entidad.nombre", "dependencia.nombre", "firma.nombre", "firma.rol"})
"""Lo que nunca está en blanco."""


def _de_expresion(nodo: nodes.Expr) -> Iterator[tuple[_Pedazo, ...]]:
    """Los pedazos que escribe una expresión; un dato en blanco no escribe nada."""
    match nodo:
        case nodes.Const():
            yield (str(nodo.value),)
        case nodes.Or():
            # Lo que se escribe a falta del dato se lee como el dato: es lo que se ve.
            yield from _de_expresion(nodo.left)
        case nodes.CondExpr():
            yield from _de_expresion(nodo.expr1)
            if nodo.expr2 is not None:
                yield from _de_expresion(nodo.expr2)
        case _:
            hueco = _hueco(nodo)
            yield (hueco,)
            if hueco.camino not in _SIEMPRE:
                yield ()


def _hueco(nodo: nodes.Expr) -> HuecoDePlantilla:
    """El dato que una expresión escribe, y de qué clase es su texto."""
    camino = camino_de(nodo)
    if camino:
        return HuecoDePlantilla(camino, _CLASES.get(camino, "texto"))
    if isinstance(nodo, nodes.Filter) and nodo.node is not None:
        camino = camino_de(nodo.node)
        if nodo.name in _DE_FECHA:
            return HuecoDePlantilla(camino, "fecha")
        if nodo.name in _DE_LETRAS:
            return HuecoDePlantilla(camino, "cambiado")
        if nodo.name == "guia":
            return HuecoDePlantilla(camino, "guia")
        if nodo.name == "trim":
            return HuecoDePlantilla(camino)
    return HuecoDePlantilla("", "cambiado")
