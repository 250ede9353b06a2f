"""Las plantillas corrientes, hechas funciones de Python: casi ningún formato pide más.

Son textos, datos que se nombran (``{{ a.b }}``, ``{{ a | upper }}``, ``{{ a if b else 'c' }}``) y
lo que va si algo se sabe (``{% if a %}…{% else %}…{% endif %}``). Así escritas dicen lo mismo en
Python que en jinja2, y se traducen signo por signo. Lo que aquí no se lee, o no se deja redactar,
es de jinja2, que también dice por qué (``plantillas``).
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.textos.valores import (
    Numero,
    dia_y_mes,
    fecha_abreviada,
    fecha_corta,
    fecha_larga,
)

Variables = Mapping[str, Any]
Dejar = Callable[[object], object]
"""Función de lo que una variable deja en el texto."""


@clases.frozen
class Corriente:
    """Corriente: plantilla tan sencilla que se hace función de Python, y lo que nombra."""

    redactar: Callable[[Variables, Dejar], list[object]]
    """Los textos y lo que se deja de cada dato, en su orden."""
    leer: Callable[[Variables], tuple[object, ...]]
    """Función de los valores que deciden qué dice; de lo que sólo se pregunta si está, si está."""
    nombrados: frozenset[str] = frozenset()
    impresos: frozenset[str] = frozenset()
    """Nombres que escribe tal cual, sin filtros ni condiciones."""
    escritos: frozenset[str] = frozenset()
    """Nombres que puede escribir: no los que sólo deciden."""


_LARGO_MAXIMO = 20_000
_AJUSTA = expresion(r"\r|\n\Z")
"""Los saltos de línea que jinja2 cambia o quita."""


@functools.lru_cache(maxsize=512)
def plantilla_corriente(plantilla: str) -> Corriente | None:
    """La plantilla de Jinja hecha función de Python; nada si pide más que lo corriente."""
    if "{" not in plantilla:
        return Corriente(lambda _variables, _dejar: [plantilla], lambda _variables: ())
    if len(plantilla) > _LARGO_MAXIMO or _AJUSTA.search(plantilla):
        return None
    try:
        return _Traduccion(plantilla).corriente()
    except (_NoEsCorriente, SyntaxError):
        return None


class _NoEsCorriente(Exception):
    """Pide más, o está mal escrita."""


_OPERANDOS_MAXIMOS, _HONDURA_MAXIMA = 12, 8
"""Operandos y hondura: con más, una plantilla sería más honda de lo que se admite."""
_MARCA = expresion(r"\{(?:\{([^{}%#]*)\}|%([^{}%#]*)%)\}")
_OPERANDO = expresion(
    r"\s*(?P<niega>(?:not\s+){0,2})"
    r"(?:(?P<nombre>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,7})(?![\w.])"
    r"|(?P<literal>'[\w .,:;()/-]*'))"
    r"(?P<filtros>(?:\s*\|\s*[a-z_]+\b){0,4})"
    r"(?P<nada>\s+is\s+(?:not\s+)?none\b(?!\s*if\b))?\s*"
)
_UNE = expresion(r"(?:and|or|if|else)\b|==")
_NO_NOMBRAN = frozenset(
    ("and", "else", "false", "if", "in", "is", "none", "not", "or", "self", "true")
)
"""Palabras que en jinja2 no nombran un dato."""
PAGINAS = {numero.value: numero for numero in Numero}
"""Números de página que se pueden nombrar, donde las haya, aunque nadie los dé."""


def atributo_de(objeto: Any, nombre: str) -> Any:
    """Dato de un objeto o de un diccionario; en blanco si no hay objeto o le falta."""
    if objeto is None:
        return None
    return objeto.get(nombre) if _es_tabla(objeto.__class__) else getattr(objeto, nombre)


@functools.lru_cache(maxsize=256)
def _es_tabla(clase: type) -> bool:
    return issubclass(clase, Mapping)


class NoSeFiltra(ValueError):
    """Queja de un filtro ante lo que no admite, dicha como se dirá de la plantilla."""


def _con_fecha(escribir: Callable[[date], str]) -> Callable[[object], str]:
    """Filtro de plantilla que escribe una fecha; en blanco si no la hay, y error si no es una."""

    def filtrar(valor: object) -> str:
        """Fecha escrita; vacía si no la hay, y ``NoSeFiltra`` si no es una."""
        if valor is None:
            return ""
        if not isinstance(valor, date):
            raise NoSeFiltra(f"se esperaba una fecha, llegó {valor!r}")
        return escribir(valor)

    return filtrar


def _nombre_de_la_guia(codigo: object) -> object:
    """Nombre de una metodología de riesgos, por su código; la desconocida, como está escrita."""
    from paac_reportes.normativa.riesgos import metodologias  # noqa: PLC0415 - casi nadie la pide

    conocida = metodologias().get(str(codigo))
    return conocida.nombre if conocida else codigo


def _en_mayusculas(valor: object) -> str:
    return "" if valor is None else (valor if isinstance(valor, str) else str(valor)).upper()


FILTROS: Mapping[str, Callable[[Any], object]] = {
    "upper": _en_mayusculas,
    "fecha_larga": _con_fecha(fecha_larga),
    "fecha_corta": _con_fecha(fecha_corta),
    "fecha_abreviada": _con_fecha(fecha_abreviada),
    "dia_y_mes": _con_fecha(dia_y_mes),
    "guia": _nombre_de_la_guia,
}
"""Filtros que no llevan argumentos; son los mismos en jinja2."""


def _funcion(en_python: str) -> Callable[..., Any]:
    """Función de un ``lambda`` escrito en Python, que sólo conoce los filtros y las páginas."""
    # De la plantilla sólo entran nombres de letras, como textos, y textos entre comillas.
    conocidos = {"__builtins__": {}, "dato_de": atributo_de, "paginas": PAGINAS, **FILTROS}
    funcion: Callable[..., Any] = eval(en_python, conocidos)  # noqa: S307 - como attrs
    return funcion


class _Traduccion:
    """Una plantilla que se pasa a Python de izquierda a derecha, y los datos que nombra."""

    def __init__(self, plantilla: str) -> None:
        self._plantilla = plantilla
        self._leidos: dict[str, str] = {}
        """Expresión de Python que lee cada dato."""
        self._impresos: set[str] = set()  # los nombres que escribe tal cual
        self._escritos: set[str] = set()  # los que puede escribir
        self._valores: set[str] = set()
        """Variables que importan por lo que valen, y no sólo por estar o no."""

    def corriente(self) -> Corriente:
        """La plantilla como funciones: lo que escribe, lo que lee, y los datos que nombra."""
        pedazos = "".join(self._pedazos())
        # «not not»: de lo que sólo decide importa si está, no qué vale.
        lectura_de_nombres = "".join(
            f"{'' if camino in self._valores else 'not not '}{en_python}, "
            for camino, en_python in self._leidos.items()
        )
        return Corriente(
            redactar=_funcion(f"lambda v, dejar: [{pedazos}]"),
            leer=_funcion(f"lambda v: ({lectura_de_nombres})"),
            nombrados=frozenset(self._leidos),
            impresos=frozenset(self._impresos),
            escritos=frozenset(self._escritos),
        )

    def _pedazos(self) -> Iterator[str]:
        """El código de Python de cada pedazo: de ``No. {{ a }}``, ``'No. '`` y ``dejar(v['a'])``.

        ``v`` son los datos de la plantilla; ``dejar`` da un valor como se escribe.
        """
        # De «a{{ b }}c{% d %}e»: «a», b y nada; «c», nada y d; «e», nada y nada.
        textos = [*_MARCA.split(self._plantilla), None, None]
        abiertas: list[str] = []
        """La prueba de cada ``if`` abierto; nada, si ya tuvo su ``else``."""
        for texto, dato, orden in zip(textos[::3], textos[1::3], textos[2::3], strict=True):
            if texto is None or "{" in texto:
                raise _NoEsCorriente
            yield f"{texto!r}, " if texto else ""
            if dato is not None:
                yield f"dejar({self._en_python(dato, escribe=True)}), "
            elif orden is not None:
                yield self._orden(orden.strip(), abiertas)
        if abiertas:
            raise _NoEsCorriente

    def _orden(self, orden: str, abiertas: list[str]) -> str:
        """Código de una orden: ``if b`` da ``*([``, y su ``endif``, ``] if v['b'] else [])``.

        En Python la prueba va después de lo que de ella depende: ``abiertas`` la guarda.
        """
        if orden == "else" and abiertas and abiertas[-1]:
            prueba, abiertas[-1] = abiertas[-1], ""
            return f"] if {prueba} else ["
        if orden == "endif" and abiertas:
            prueba = abiertas.pop()
            return f"] if {prueba} else []), " if prueba else "]), "
        if not orden.startswith("if ") or len(abiertas) >= _HONDURA_MAXIMA:
            raise _NoEsCorriente
        abiertas.append(self._en_python(orden.removeprefix("if "), escribe=False))
        return "*(["

    def _en_python(self, expresion: str, *, escribe: bool) -> str:
        """El código de Python de una expresión: ``a if c else 'd'``.

        ``escribe``: si se imprime; si no, es la prueba de un ``if``. Anota los datos que nombra.
        """
        piezas: list[str] = []
        decide = not escribe
        for une, operando in _separados(expresion):
            if une in {"if", "else"}:
                if not escribe:  # una prueba no los lleva
                    raise _NoEsCorriente
                decide = une == "if"
            nombre = operando["nombre"]
            if nombre is not None:
                self._anotar(nombre, tal_cual=nombre == expresion.strip(), decide=decide)
                if not decide or operando["filtros"] or operando["nada"] or "==" in expresion:
                    self._valores.add(nombre)
            piezas += (une, self._operando(operando))
        return " ".join(piezas).strip()

    def _anotar(self, nombre: str, *, tal_cual: bool, decide: bool) -> None:
        """Anota cómo se lee un dato en Python, y si la plantilla lo escribe.

        ``tal_cual``: sin cambiarlo; ``decide``: sólo se pregunta por él.
        """
        raiz, *adentro = nombre.split(".")
        if raiz in _NO_NOMBRAN or (raiz in PAGINAS and (adentro or not tal_cual)):
            raise _NoEsCorriente
        en_python = f"v[{raiz!r}]"
        if raiz in PAGINAS:
            en_python = f"({en_python} if {raiz!r} in v else paginas[{raiz!r}])"
        for campo in adentro:
            en_python = f"dato_de({en_python}, {campo!r})"
        self._leidos[nombre] = en_python
        if not decide:
            self._escritos.add(nombre)
            if tal_cual:
                self._impresos.add(nombre)

    def _operando(self, operando: re.Match[str]) -> str:
        """Código de un operando: de ``not a | upper``, ``not upper(v['a'])``."""
        nombre = operando["nombre"]
        en_python = operando["literal"] if nombre is None else self._leidos[nombre]
        for filtro in operando["filtros"].split("|")[1:]:
            if filtro.strip() not in FILTROS:
                raise _NoEsCorriente
            en_python = f"{filtro.strip()}({en_python})"
        if operando["nada"]:
            en_python = f"({en_python} is {'not ' if 'not' in operando['nada'] else ''}None)"
        return f"{operando['niega']}{en_python}"


def _separados(expresion: str) -> list[tuple[str, re.Match[str]]]:
    """Los operandos de ``a if b else 'c'``, cada uno con lo que lo une al de antes."""
    separados: list[tuple[str, re.Match[str]]] = []
    une, hasta = "", 0
    while len(separados) < _OPERANDOS_MAXIMOS and (operando := _OPERANDO.match(expresion, hasta)):
        separados.append((une, operando))
        if operando.end() == len(expresion):
            return separados
        union = _UNE.match(expresion, operando.end())
        if union is None:
            break
        une, hasta = union[0], union.end()
    raise _NoEsCorriente
