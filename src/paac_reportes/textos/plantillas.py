"""Textos con variables, para los formatos.

Una variable que no existe es un error, un dato en blanco sale vacío y ninguna plantilla alcanza el
sistema. ``{{ pagina }}`` y ``{{ paginas }}`` no son textos sino un ``Numero``, que se queda en su
sitio entre los textos.

Primero, las corrientes, que son casi todas: textos, datos que se nombran (``{{ a.b }}``, ``{{ a |
upper }}``, ``{{ a if b else 'c' }}``) y lo que va si algo se sabe (``{% if a %}…{% endif %}``). Así
escritas dicen lo mismo en Python que en jinja2, y se traducen signo por signo a una función. La que
hace algo más, o no se deja redactar, es de jinja2 (``en_jinja``), que se carga entonces y dice por
qué. Luego los redactores, y al final qué nombra una plantilla y qué de eso escribe.
"""

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from paac_reportes import clases
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.expresiones import expresion
from paac_reportes.textos.markdown import a_la_letra
from paac_reportes.textos.valores import (
    Numero,
    como_texto,
    dia_y_mes,
    escribible,
    escrito_en_celda,
    fecha_abreviada,
    fecha_corta,
    fecha_larga,
)

Variables = Mapping[str, Any]
Dejar = Callable[[object], object]
"""Función de lo que una variable deja en el texto."""


@clases.frozen
class Corriente:
    """Una plantilla hecha función, y los datos que nombra."""

    redactar: Callable[[Variables, Dejar], list[object]]
    """Los textos y lo que se deja de cada dato, en su orden."""
    leer: Callable[[Variables], tuple[object, ...]]
    """De lo que nombra, lo que decide qué dice; de lo que sólo se pregunta si está, si está."""
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
"""Con más, una plantilla podría ser más honda de lo que se admite."""
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
        """De cada dato, cómo se lee en Python."""
        self._impresos: set[str] = set()
        self._escritos: set[str] = set()
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
            _funcion(f"lambda v, dejar: [{pedazos}]"),
            _funcion(f"lambda v: ({lectura_de_nombres})"),
            frozenset(self._leidos),
            frozenset(self._impresos),
            frozenset(self._escritos),
        )

    def _pedazos(self) -> Iterator[str]:
        """Código de cada pedazo: de ``No. {{ a }}``, ``'No. '`` y ``dejar(v['a'])``."""
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
        """Código de ``a if c else 'd'``; ``escribe``, si se imprime y no prueba un ``if``."""
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
        """Apunta cómo se lee un dato en Python, y si la plantilla lo escribe tal cual."""
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
    """Operandos de ``a if b else 'c'``, cada uno con lo que lo une al anterior (``if``)."""
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


T = TypeVar("T")
Pedazo = str | Numero
Redactor = Callable[[Mapping[str, Any]], str]
RedactorDeFila = Callable[[Mapping[str, Any]], str | Decimal | int]
RedactorDePedazos = Callable[[Mapping[str, Any]], tuple[Pedazo, ...]]


def en_markdown(valor: object) -> object:
    """Texto que una variable deja en un Markdown: lo que trae sale a la letra."""
    texto = escribible(valor)
    if isinstance(texto, Numero):
        return texto
    # Sin ``str`` si ya lo es: el que dice que es Markdown no se vuelve a proteger.
    return a_la_letra(texto if isinstance(texto, str) else str(texto))


def _como_en_celda(valor: object) -> object:
    """Valor que deja una variable en una celda: su texto o, si lo es, el número que guarda."""
    es_numero = isinstance(valor, int | Decimal) and not isinstance(valor, bool)
    return valor if es_numero else como_texto(valor)


class _ModoDeEscribir(NamedTuple):
    """Cómo se escribe un valor según dónde va el texto: un párrafo, Markdown o una celda."""

    dejar: Callable[[object], object]
    """Función de lo que una variable deja en él."""
    con_cuentas: bool
    """Si lleva cuentas: es una fila, donde no hay números de página."""


_EN_TEXTO = _ModoDeEscribir(escribible, con_cuentas=False)
_EN_MARKDOWN = _ModoDeEscribir(en_markdown, con_cuentas=False)
_EN_FILA = _ModoDeEscribir(_como_en_celda, con_cuentas=True)


@functools.lru_cache(maxsize=512)
def redactor(plantilla: str, *, markdown: bool = False) -> Redactor:
    """Función que redacta ``plantilla``; ``ErrorDeFormato`` si está mal escrita.

    En ``markdown`` sólo lo es lo que escribió el formato: lo de sus variables sale a la letra.
    """
    if _es_fija(plantilla):
        return lambda _variables: plantilla
    redactar = redactor_de_pedazos(plantilla, markdown=markdown)

    def redactar_texto(variables: Mapping[str, Any]) -> str:
        """Texto redactado; ``ErrorDeFormato`` si trae un número de página."""
        match redactar(variables):  # los textos seguidos son uno solo
            case ():
                return ""
            case (str() as texto,):
                return texto
        raise ErrorDeFormato(
            Falla("plantilla_invalida", "", f"aquí no hay número de página: {mostrar(plantilla)}")
        )

    return redactar_texto


@functools.lru_cache(maxsize=512)
def redactor_de_pedazos(plantilla: str, *, markdown: bool = False) -> RedactorDePedazos:
    """Función que redacta ``plantilla`` en pedazos: textos y, entre ellos, números de página."""
    if _es_fija(plantilla):
        return lambda _variables: (plantilla,)
    return _redactor(plantilla, _EN_MARKDOWN if markdown else _EN_TEXTO, _unidos)


@functools.lru_cache(maxsize=512)
def redactor_de_fila(plantilla: str) -> RedactorDeFila:
    """Función que redacta el texto de una columna con los datos de su fila.

    Los escribe como una celda, y sus cuentas son de números: una con un dato en blanco, o que no es
    un número, queda en blanco. Si el texto es sólo un número, lo da sin redondear.
    """
    if _es_fija(plantilla):
        return lambda _variables: plantilla
    return _redactor(plantilla, _EN_FILA, _en_una_celda)


def _redactor(
    plantilla: str, lugar: _ModoDeEscribir, juntar: Callable[[Iterable[object]], T]
) -> Callable[[Mapping[str, Any]], T]:
    """Función que redacta una plantilla: la corriente, en Python; las demás, con jinja2."""

    def con_jinja() -> Callable[[Mapping[str, Any]], T]:
        """Función que redacta la plantilla con jinja2."""
        redactor_de_jinja: Callable[[Mapping[str, Any]], T]
        redactor_de_jinja = _jinja().redactor_en_jinja(
            plantilla, lugar.dejar, juntar, con_cuentas=lugar.con_cuentas
        )
        return redactor_de_jinja

    dejar, traducida = lugar.dejar, plantilla_corriente(plantilla)
    if traducida is None or (lugar.con_cuentas and not traducida.nombrados.isdisjoint(PAGINAS)):
        return con_jinja()

    def redactar(variables: Mapping[str, Any]) -> T:
        try:
            return juntar(traducida.redactar(variables, dejar))
        except Exception:  # noqa: BLE001 - falla del mismo modo en jinja2, que dice por qué
            return con_jinja()(variables)

    return redactar


def _jinja() -> Any:
    # Cargar jinja2 toma la décima parte de un primer Word, y casi ningún formato pide más.
    from paac_reportes.textos import en_jinja  # noqa: PLC0415

    return en_jinja


def _es_fija(plantilla: str) -> bool:
    """Si la plantilla dice siempre lo mismo, como casi todos los rótulos."""
    return "{" not in plantilla


def _en_una_celda(valores: Iterable[object]) -> str | Decimal | int:
    """Los valores hechos un solo texto; si no hay más que un número, ese número."""
    con_texto = [valor for valor in valores if not isinstance(valor, str) or valor]
    match con_texto:
        case [Decimal() | int() as numero]:
            return numero
        case _:
            return "".join(map(escrito_en_celda, con_texto))


def _unidos(valores: Iterable[object]) -> tuple[Pedazo, ...]:
    """Los valores hechos texto, uno solo los seguidos, con los números de página entre ellos."""
    lista_de_valores = list(valores)
    if Numero not in map(type, lista_de_valores):  # lo corriente
        texto = "".join(map(str, lista_de_valores))
        return (texto,) if texto else ()
    pedazos: list[Pedazo] = [""]
    for valor in lista_de_valores:
        if isinstance(valor, Numero):
            pedazos += [valor, ""]
        else:
            pedazos[-1] = f"{pedazos[-1]}{valor!s}"
    return tuple(pedazo for pedazo in pedazos if pedazo != "")


def variables_de(plantilla: str) -> set[str]:
    """Variables que usa una plantilla bien escrita, como ``entidad.nombre`` o ``corte``."""
    traducida = plantilla_corriente(plantilla)
    return _enteros(_jinja().nombrados_en(plantilla) if traducida is None else traducida.nombrados)


def _enteros(caminos: Collection[str]) -> set[str]:
    """Los caminos que no son el comienzo de otro: de ``a`` y ``a.b``, ``a.b``."""
    return {c for c in caminos if not any(mas_largo.startswith(f"{c}.") for mas_largo in caminos)}


def impresos_de(plantilla: str) -> set[str]:
    """Variables que una plantilla escribe tal cual, sin filtros ni condiciones: ``{{ corte }}``."""
    traducida = plantilla_corriente(plantilla)
    return set(_jinja().impresos_en(plantilla) if traducida is None else traducida.impresos)


@functools.lru_cache(maxsize=512)
def variables_escritas(plantilla: str) -> tuple[str, ...]:
    """Las variables que la plantilla puede escribir, con filtros o sin ellos."""
    traducida = plantilla_corriente(plantilla)
    caminos = _jinja().escritos_en(plantilla) if traducida is None else traducida.escritos
    return tuple(sorted(_enteros(caminos)))


def calculados_de(plantilla: str) -> set[str]:
    """Variables que la plantilla toma por números: las de una cuenta o de ``| numero``."""
    return _jinja().calculados_en(plantilla) if plantilla_corriente(plantilla) is None else set()
