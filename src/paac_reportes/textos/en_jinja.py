"""Las plantillas que hacen algo más que nombrar datos: jinja2 en su caja de arena.

Se carga con la primera que lo pide (``plantillas``). En orden: los entornos, que dicen qué filtros
hay; los redactores; qué nombra una plantilla y qué de eso escribe; la revisión, que no la deja
llamar, repetir, crecer ni ver lo que no es suyo; y, en español, lo que jinja2 dice de una mal
escrita o que no se deja redactar.

Al final, el XML de un Word con instrucciones, hecho un solo árbol. Llega con una señal donde algo
cambia, y con el ``Paso`` de cada una; de eso sale el árbol, sin que nada de lo que el Word dice se
lea como plantilla. Lo que una persona escribe en él son expresiones, que sólo nombran, preguntan y
filtran: la lista de sus nodos es cerrada.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.decimales import contexto
from paac_reportes.errores import ErrorDeEntorno, ErrorDeFormato, Falla
from paac_reportes.estructura import mostrar, traducir
from paac_reportes.instalacion import hace_falta
from paac_reportes.textos.corrientes import FILTROS, PAGINAS, NoSeFiltra
from paac_reportes.textos.plano import PROHIBIDOS, el_mas_parecido
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    NoEsTexto,
    NumeroCalculado,
    cantidad_de,
    escrito_en_celda,
    numero_con_formato,
    numero_de,
)

with hace_falta():
    from jinja2 import (
        Environment,
        StrictUndefined,
        Template,
        TemplateError,
        TemplateSyntaxError,
        Undefined,
        UndefinedError,
        nodes,
    )
    from jinja2.compiler import CodeGenerator, Frame
    from jinja2.exceptions import SecurityError
    from jinja2.filters import FILTERS
    from jinja2.nativetypes import NativeCodeGenerator
    from jinja2.sandbox import ImmutableSandboxedEnvironment

T = TypeVar("T")
Dejar = Callable[[object], object]
"""Función de lo que una variable deja en el texto; ``NoEsTexto`` si no se puede escribir."""

_FILTROS_DE_TEXTO = ("capitalize", "lower", "title", "trim")


def _sin_blancos(filtrar: Callable[..., object]) -> Callable[..., object]:
    """El filtro de jinja2 con lo que está en blanco vacío: él haría ``NONE``."""
    return lambda valor, *mas: "" if valor is None else filtrar(valor, *mas)


def _dato_entre(valor: object, antes: str = "", despues: str = "", si_no: str = "") -> str:
    """El dato con lo que va antes y después, si lo hay; si no, ``si_no``."""
    if isinstance(valor, Remite):  # si salió se sabrá después
        return Remite(valor.clave, antes, despues, si_no)
    texto = escrito_en_celda(valor)
    return f"{antes}{texto}{despues}" if texto.strip() else si_no


_DECIMALES_MAXIMOS = 10


def _redondear(valor: object, decimales: int = 0) -> object:
    """Número con esos decimales, de 0 a 10: el filtro de jinja2 se cuelga con muchos."""
    if valor is None:
        return ""
    es_numero = isinstance(valor, int | float | Decimal) and not isinstance(valor, bool)
    if not es_numero or not isinstance(decimales, int):
        raise NoSeFiltra(f"se esperaba un número que redondear, llegó {valor!r}")
    if not 0 <= decimales <= _DECIMALES_MAXIMOS:
        raise NoSeFiltra(f"se esperaban de 0 a {_DECIMALES_MAXIMOS} decimales")
    return round(valor, decimales) if isinstance(valor, int | float | Decimal) else valor


def _numero(valor: object, decimales: int | None = None) -> object:
    """Número con sus miles y, si se piden, esos decimales; lo que no lo es queda como está."""
    if valor is None:
        return ""
    numero = cantidad_de(valor)
    if numero is None:
        return valor
    if decimales is not None and decimales not in range(_DECIMALES_MAXIMOS + 1):
        raise NoSeFiltra(f"se esperaban de 0 a {_DECIMALES_MAXIMOS} decimales")
    return numero_con_formato(numero, miles=True, decimales=decimales)


class _JuntaComoEnCelda(CodeGenerator):
    """Junta con ``~`` los datos como van en una celda: jinja2 pondría ``None`` y ``62.5``."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - de jinja2
        self.write("environment.juntar((")
        for parte in node.nodes:
            self.visit(parte, frame)
            self.write(", ")
        self.write("))")


class _DeValores(_JuntaComoEnCelda, NativeCodeGenerator):
    """Entrega cada valor como es, y no hecho texto."""


class EntornoDePlantillas(ImmutableSandboxedEnvironment):
    """La caja de arena en que se redactan las plantillas."""

    code_generator_class = _DeValores

    @staticmethod
    def juntar(partes: Iterable[object]) -> str:
        """Texto de unos valores seguidos; de los que están en blanco, nada."""
        return "".join(map(escrito_en_celda, partes))

    def getattr(self, obj: object, attribute: str) -> object:
        """Dato de un objeto o de un diccionario; en blanco si no hay objeto o le falta."""
        if obj is None:  # que el camino existe lo mira la revisión del formato
            return None
        return obj.get(attribute) if isinstance(obj, Mapping) else super().getattr(obj, attribute)

    def is_safe_attribute(self, _objeto: object, nombre: str, _valor: object) -> bool:
        """Si se deja leer un atributo: basta su nombre, que ``revisar_plantilla`` no admite llamadas."""
        return not nombre.startswith("_")


ENTORNO = EntornoDePlantillas(
    undefined=StrictUndefined,
    autoescape=False,  # cada escritor escapa lo suyo; aquí sólo hay texto
)
ENTORNO.filters = {nombre: _sin_blancos(FILTERS[nombre]) for nombre in _FILTROS_DE_TEXTO} | {
    "default": FILTERS["default"],
    "round": _redondear,
    "numero": _numero,
    "entre": _dato_entre,
    **FILTROS,
}
ENTORNO.globals.clear()
ENTORNO.globals |= PAGINAS


_CONTEXTO = contexto(28, Emax=40)
_OPERACIONES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXTO.add,
    "-": _CONTEXTO.subtract,
    "*": _CONTEXTO.multiply,
    "/": _CONTEXTO.divide,
    "//": _CONTEXTO.divide_int,
}


def _operar(operacion: str, *valores: object) -> NumeroCalculado | None:
    """Resultado de una cuenta; ``None`` si un dato no es un número, o se divide por cero."""
    numeros = [Decimal(repr(v)) if isinstance(v, float) else numero_de(v) for v in valores]
    if None in numeros:
        return None
    try:
        return NumeroCalculado(_OPERACIONES[operacion](*numeros))  # type: ignore[arg-type]
    except ArithmeticError:
        return None


class _EntornoDeFila(EntornoDePlantillas):
    """Hace cuentas, sólo de números y de hasta 28 cifras: no repite un texto, y siempre termina."""

    intercepted_binops = frozenset(_OPERACIONES)
    intercepted_unops = frozenset({"-", "+"})

    def call_binop(self, _contexto: Any, operator: str, left: Any, right: Any) -> Any:
        return _operar(operator, left, right)

    def call_unop(self, _contexto: Any, operator: str, arg: Any) -> Any:
        return _operar(operator, Decimal(0), arg)


@functools.cache
def _entorno(dejar: Dejar, *, con_cuentas: bool) -> Environment:
    """El entorno de Jinja que pasa cada dato por ``dejar`` antes de escribirlo.

    ``con_cuentas``: el de una fila, que admite operaciones.
    """

    def dejado(valor: object) -> object:
        """El dato, como ``dejar`` lo da; su falla, como una de filtro."""
        try:
            return valor if isinstance(valor, Undefined) else dejar(valor)
        except NoEsTexto as error:
            raise NoSeFiltra(str(error)) from None

    if not con_cuentas:
        return ENTORNO.overlay(finalize=dejado)
    de_fila = _EntornoDeFila(undefined=StrictUndefined, autoescape=False, finalize=dejado)
    de_fila.filters = ENTORNO.filters
    de_fila.globals.clear()
    return de_fila


def redactor_en_jinja(
    plantilla: str, dejar: Dejar, juntar: Callable[[Iterable[object]], T], *, con_cuentas: bool
) -> Callable[[Mapping[str, Any]], T]:
    """Función que redacta ``plantilla``, que puede llevar cuentas, y junta lo redactado.

    ``ErrorDeFormato`` si está mal escrita. Compilar cuesta cien veces más que redactar.
    """
    entorno = _entorno(dejar, con_cuentas=con_cuentas)
    compilada = _compilar(plantilla, entorno, con_cuentas=con_cuentas)
    return lambda variables: _redactar(compilada, plantilla, variables, juntar)


def _compilar(plantilla: str, entorno: Environment, *, con_cuentas: bool) -> Template:
    """La plantilla compilada; ``ErrorDeFormato`` si está mal escrita o pide lo que no se admite."""
    try:
        # Se mira antes de compilar: al compilar, jinja2 ya calcula las operaciones constantes.
        revisar_plantilla(plantilla, con_cuentas=con_cuentas)
        return entorno.from_string(plantilla)
    except ErrorDeFormato:
        raise
    except (TemplateSyntaxError, RecursionError, SyntaxError, ValueError):
        raise ErrorDeFormato(
            Falla("plantilla_invalida", "", f"plantilla que no se puede leer: {mostrar(plantilla)}")
        ) from None


def _redactar(
    compilada: Template,
    plantilla: str,
    variables: Mapping[str, Any],
    juntar: Callable[[Iterable[object]], T],
) -> T:
    """Lo que ``juntar`` da de los pedazos de una plantilla con esas variables.

    ``ErrorDeFormato`` si no se pudo; ``plantilla`` es su texto, para decirlo.
    """
    try:
        return juntar(compilada.root_render_func(compilada.new_context(dict(variables))))
    except ErrorDeEntorno:  # falta una biblioteca: no es la plantilla
        raise
    except Exception as error:  # el código es del formato: puede fallar de cualquier manera
        motivo = de_sin_redactar(error)
        raise ErrorDeFormato(
            Falla("plantilla_invalida", "", f"no se pudo redactar {mostrar(plantilla)}: {motivo}")
        ) from error


def nombres_sueltos(nodo: nodes.Node) -> set[str]:
    """Nombres de variables, sin sus campos, que hay debajo de un nodo."""
    return {nombre.name for nombre in nodo.find_all(nodes.Name)}


def nombrados_en(plantilla: str) -> set[str]:
    """Variables que una plantilla nombra, y sus comienzos: ``entidad.nombre`` y ``entidad``."""
    arbol = arbol_de(plantilla)
    accesos = {
        camino for nodo in arbol.find_all(nodes.Getattr) if (camino := nombre_con_puntos(nodo))
    }
    return accesos | nombres_sueltos(arbol)


def impresos_en(plantilla: str) -> set[str]:
    """Variables que la plantilla escribe tal cual, sin filtros ni condiciones."""
    salidas = arbol_de(plantilla).find_all(nodes.Output)
    return {
        camino for salida in salidas for nodo in salida.nodes if (camino := nombre_con_puntos(nodo))
    }


def escritos_en(plantilla: str) -> set[str]:
    """Variables que la plantilla puede escribir; no las que sólo deciden, en un ``if``."""
    arbol = arbol_de(plantilla)
    deciden = {
        id(nodo)
        for condicion in arbol.find_all(nodes.CondExpr)
        for nodo in (condicion.test, *condicion.test.find_all(nodes.Expr))
    }
    nombrados = (
        nodo
        for salida in arbol.find_all(nodes.Output)
        for clase in (nodes.Getattr, nodes.Name)
        for nodo in salida.find_all(clase)
    )
    return {nombre_con_puntos(nodo) for nodo in nombrados if id(nodo) not in deciden} - {""}


_NUMERICOS = frozenset({"numero", "round"})
_CUENTAS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv)


def calculados_en(plantilla: str) -> set[str]:
    """Variables que entran en una cuenta, o se escriben con el formato de un número."""
    arbol = arbol_de(plantilla)
    filtros = (filtro for filtro in arbol.find_all(nodes.Filter) if filtro.name in _NUMERICOS)
    return {
        camino
        for cuenta in (*arbol.find_all((*_CUENTAS, nodes.Neg, nodes.Pos)), *filtros)
        for acceso in cuenta.find_all(nodes.Getattr)
        if (camino := nombre_con_puntos(acceso))
    }


_HONDURA_MAXIMA = 60


@functools.lru_cache(maxsize=512)  # al revisar un formato se mira varias veces
def arbol_de(plantilla: str) -> nodes.Template:
    """Árbol de una plantilla de Jinja; ``ErrorDeFormato`` si está mal escrita o es muy honda."""
    try:
        arbol = ENTORNO.parse(plantilla)
    except TemplateSyntaxError as error:
        motivo = de_mal_escrita(error)
        raise ErrorDeFormato(
            Falla(
                "plantilla_invalida", "", f"plantilla mal escrita en {mostrar(plantilla)}: {motivo}"
            )
        ) from None
    except (RecursionError, ValueError):
        raise ErrorDeFormato(
            Falla("plantilla_invalida", "", f"plantilla que no se puede leer: {mostrar(plantilla)}")
        ) from None
    if _hondura(arbol) > _HONDURA_MAXIMA:
        raise ErrorDeFormato(
            Falla(
                "plantilla_invalida",
                "",
                f"plantilla con demasiadas operaciones, unas dentro de otras: {mostrar(plantilla)}",
            )
        )
    return arbol


def _hondura(nodo: nodes.Node) -> int:
    """Niveles de operaciones que hay debajo de un nodo, contados sin recurrir."""
    nivel, actuales = 0, [nodo]
    while actuales and nivel <= _HONDURA_MAXIMA:
        actuales = [hijo for actual in actuales for hijo in actual.iter_child_nodes()]
        nivel += 1
    return nivel


def nombre_con_puntos(nodo: nodes.Node) -> str:
    """``entidad.nombre``, si el nodo no hace más que nombrar; si no, vacío."""
    if isinstance(nodo, nodes.Name):
        return nodo.name
    antes = nombre_con_puntos(nodo.node) if isinstance(nodo, nodes.Getattr) else ""
    return f"{antes}.{nodo.attr}" if antes and isinstance(nodo, nodes.Getattr) else ""


_LARGO_MAXIMO = 20_000
_ADMITIDOS = frozenset({
    *(nodes.Template, nodes.Output, nodes.If),
    *(nodes.Name, nodes.Getattr, nodes.Const, nodes.TemplateData, nodes.Tuple, nodes.List),
    *(nodes.Filter, nodes.Test, nodes.Keyword, nodes.CondExpr, nodes.Concat),
    *(nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
    *(nodes.Add, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Neg, nodes.Pos),
})  # fmt: skip
"""Nodos que una plantilla puede traer: los demás pueden no terminar, o crecer sin medida."""


_NODOS_DE_TEXTO = (nodes.Filter, nodes.Concat, nodes.Add)
"""Nodos que hacen textos de lo que reciben; un número de página no tiene el suyo todavía."""

_NOMBRES: dict[type, str] = {
    nodes.For: "for",
    nodes.Call: "llamar funciones",
    nodes.Getitem: "corchetes",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
    nodes.Assign: "set",
}


def revisar_plantilla(plantilla: str, *, con_cuentas: bool = False) -> None:
    """``ErrorDeFormato`` si una plantilla pide lo que no debe, o trae lo que no se escribe.

    ``con_cuentas`` admite multiplicar, donde las cuentas son de números y no de textos.
    """
    if len(plantilla) > _LARGO_MAXIMO:
        raise ErrorDeFormato(
            Falla(
                "plantilla_invalida",
                "",
                f"plantilla de más de {_LARGO_MAXIMO} letras: {mostrar(plantilla)}",
            )
        )
    arbol = arbol_de(plantilla)
    admitidos = _ADMITIDOS | {nodes.Mul} if con_cuentas else _ADMITIDOS
    vedados = (nodo for nodo in arbol.find_all(nodes.Node) if type(nodo) not in admitidos)
    sumandos = _textos_sumados(arbol) if con_cuentas else ()
    for motivo in (*_mal_pedido(vedados, arbol), *_mal_nombrado(arbol), *sumandos):
        raise ErrorDeFormato(Falla("plantilla_invalida", "", f"{motivo}: {mostrar(plantilla)}"))


def _textos_sumados(arbol: nodes.Template) -> Iterator[str]:
    """Motivo contra sumar un texto escrito en la plantilla."""
    for cuenta in arbol.find_all(_CUENTAS):
        for parte in (cuenta.left, cuenta.right):
            if isinstance(parte, nodes.Const) and isinstance(parte.value, str):
                yield "las cuentas son de números; los textos se juntan con ~"


def _mal_pedido(vedados: Iterable[nodes.Node], arbol: nodes.Template) -> Iterator[str]:
    """Motivos contra lo que una plantilla no admite: llamadas, filtros o pruebas que no hay.

    ``vedados``: las construcciones que no van.
    """
    for vedado in vedados:
        construccion = _NOMBRES.get(type(vedado), type(vedado).__name__.lower())
        yield f"una plantilla de formato no admite «{construccion}»"
    for filtro in arbol.find_all(nodes.Filter):
        if filtro.name not in ENTORNO.filters:
            yield de_desconocido(filtro.name, ENTORNO.filters)
    for prueba in arbol.find_all(nodes.Test):
        if prueba.name not in ENTORNO.tests:
            yield f"no se puede preguntar si algo «is {prueba.name}»"
    if any(
        nombres_sueltos(nodo) & ENTORNO.globals.keys() for nodo in arbol.find_all(_NODOS_DE_TEXTO)
    ):
        yield "el número de página va sin filtros ni operaciones"


def _mal_nombrado(arbol: nodes.Template) -> Iterator[str]:
    """Motivos contra nombrar lo que no es un dato, o un literal que no se puede escribir."""
    for acceso in arbol.find_all(nodes.Getattr):
        if not nombre_con_puntos(acceso) or acceso.attr.startswith("_"):
            yield "una plantilla de formato sólo nombra datos"
    for literal in arbol.find_all(nodes.Const):
        if isinstance(literal.value, str) and PROHIBIDOS.search(literal.value):
            yield "trae un carácter que no se puede escribir"


_SIGNOS = {
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of comment": "{#",
    "end of comment": "#}",
    "end of template": "el final",
    "integer": "un número",
    "float": "un número",
    "string": "un texto",
    "name": "un nombre",
}
"""Cómo nombra jinja2 algunos signos, y cuáles son."""

_MAL_ESCRITA = (
    (r"unexpected end of template, expected '(.+)'\.", r"falta cerrar con \1"),
    (r"unexpected '(.)', expected '(.)'", r"se esperaba \2, llegó \1"),
    (r"Expected an expression, got '(.+)'", r"falta un dato antes de \1"),
    (r"unexpected '}'", "sobra }, o le falta otra"),
    (r"unexpected '(}}|%}|\))'", r"falta un dato antes de \1, o sobra"),
    (r"unexpected '(.+)'", r"no se esperaba \1"),
    (r"expected token '(.+)', got '(.+)'", r"se esperaba \1, llegó \2"),
    (r"expected name or number", "falta un nombre después de un punto"),
    (r"unexpected char (?:\"'\"|'\"') at .*", "falta cerrar unas comillas"),
    (r"unexpected char '(.+)' at .*", r"no se admite el signo \1"),
    (r"Encountered unknown tag '(else|elif|endif)'\..*", r"sobra \1: no hay un if sin cerrar, o ya tuvo su else"),
    (r"Encountered unknown tag '(.+?)'\..*", r"no existe la orden \1; están if, elif, else y endif"),
    (r"tag name expected", "falta la orden después de {%"),
    (r"Unexpected end of template\. .* closed is '(.+)'\.", r"falta cerrar \1 con end\1"),
    (r"Missing end of comment tag", "falta cerrar con #} lo que se abre con {#"),
    (r"Missing end of raw directive", "falta cerrar raw con endraw"),
)  # fmt: skip

_SIN_REDACTAR = (
    (r"UndefinedError: '(.+)' is undefined", r"no hay '\1'"),
    (r"UndefinedError: .* has no attribute '(.+)'", r"no hay '\1' en lo que se nombra"),
    (r"ZeroDivisionError: .*", "se divide por cero"),
    (r"TypeError: .*argument.*", "un filtro lleva lo que no admite"),
    (r"TypeError: .*", "se operan datos que no se dejan operar entre sí"),
    (r"(?:OverflowError|MemoryError|RecursionError): .*", "el resultado no cabe"),
)


def de_mal_escrita(error: TemplateSyntaxError) -> str:
    """Motivo por el que una plantilla está mal escrita; si no se sabe decir, en qué renglón."""
    mensaje = error.message or ""
    for nombre, signo in _SIGNOS.items():
        mensaje = mensaje.replace(f"'{nombre}'", f"'{signo}'")
    return traducir(mensaje, _MAL_ESCRITA) or f"no se entiende su renglón {error.lineno}"


def de_sin_redactar(error: Exception) -> str:
    """Motivo por el que una plantilla bien escrita no se dejó redactar."""
    if isinstance(error, NoSeFiltra | NoEsTexto):  # lo dicen los filtros propios
        return str(error)
    if isinstance(error, SecurityError):
        return "pide lo que una plantilla no puede ver"
    clase = "UndefinedError" if isinstance(error, UndefinedError) else type(error).__name__
    return traducir(f"{clase}: {error}", _SIN_REDACTAR) or f"falló al redactarse ({clase})"


def de_desconocido(nombre: str, conocidos: Iterable[str]) -> str:
    """Motivo contra un filtro que no existe, con el que más se le parece."""
    return f"no existe el filtro {nombre!r}{el_mas_parecido(nombre, sorted(conocidos))}"


class EnXml(str):
    """Un texto que ya es XML, y va como está."""

    __slots__ = ()

    def __html__(self) -> str:
        """El mismo: al redactar no se escapa otra vez."""
        return self


class _Entorno(EntornoDePlantillas):
    """La caja de arena de los formatos, que además escapa lo que va en un XML."""

    code_generator_class = _JuntaComoEnCelda  # type: ignore[assignment]  # no el de textos


_ENTORNO = _Entorno(undefined=StrictUndefined, autoescape=True)
_ENTORNO.globals.clear()
_ENTORNO.globals |= ENTORNO.globals


Hueco = Any
"""Lo que un hueco pide: su ``orden``, su ``plantilla`` y lo que en ella no es de jinja2, cuentas
(``calculos``) y los datos que son varios textos (``de_varios``)."""


@clases.frozen(eq=False)
class Paso:
    """Paso: lo que hay que hacer donde el XML de un Word lleva una señal."""

    orden: str
    """Orden que abre (``cada``, ``si``…), ``fin``, o el filtro que escribe lo que va ahí."""
    hueco_numerado: tuple[int, Hueco] | None = None
    """El número del hueco que va ahí, y el hueco."""
    dato: Any = None
    """Repetición que se abre, bloque que se pone o sangría que había, según la orden."""
    nombres: Sequence[str] = ()
    """Nombres que una repetición da a lo de adentro."""
    entre: tuple[str, str] = ("", "")
    """Textos que ahí se cierran, y se abren otra vez después."""


@functools.lru_cache(maxsize=2048)
def expresion_de(plantilla: str) -> nodes.Expr:
    """La expresión de un hueco; ``ErrorDeFormato`` si está mal escrita o pide lo que no debe."""
    revisar_plantilla(plantilla)
    arbol = arbol_de(plantilla)
    salida = arbol.body[0] if len(arbol.body) == 1 else None
    if not isinstance(salida, nodes.Output) or len(salida.nodes) != 1:
        motivo = f"un hueco lleva una sola expresión: {mostrar(plantilla)}"
        raise ErrorDeFormato(Falla("plantilla_invalida", "", motivo))
    return salida.nodes[0]


RESERVADA = "\ufdd0"
"""Una letra que no es de ningún idioma, con que empieza una señal: ningún Word la trae."""
_SENAL = re.compile(f"<\\?paac (\\d+)\\?>|{RESERVADA}(\\d+);")


_CORRIDA_VACIA = re.compile(
    r"<(\w+:|)r\b[^<>]*>(?:<\1rPr\b[^<>]*/>|<\1rPr\b[^<>]*>(?:[^<]|<(?!/\1rPr>))*+</\1rPr>)?"
    r"<\1t\b[^<>]*></\1t></\1r>"
)


def senal(numero: int) -> str:
    """Señal de un paso dentro de un texto o de un atributo."""
    return f"{RESERVADA}{numero};"


@attrs.define
class _Abierto:
    """Un paso que espera su fin, y lo que lleva adentro."""

    paso: Paso
    numero: int
    hondura: int
    """Número de repeticiones en que está lo de adentro."""
    cuerpo: list[nodes.Node] = attrs.Factory(list)


class ArbolDelXml:
    """El árbol de una parte."""

    def __init__(self, xml: str, pasos: Sequence[Paso]) -> None:
        self._pasos = pasos
        self._pila = [_Abierto(Paso(""), 0, 0)]
        textos, abre = [*_SENAL.split(xml), None, None], ""
        for texto, de_elemento, de_texto in zip(*(textos[n::3] for n in range(3)), strict=True):
            numero = de_elemento or de_texto
            cierra, sigue = pasos[int(numero)].entre if numero else ("", "")
            if fijo := _CORRIDA_VACIA.sub("", f"{abre}{texto}{cierra}"):
                self._escribir(nodes.TemplateData(fijo))
            abre = sigue
            if numero:
                self._dar(int(numero))
        self.raiz = nodes.Template(self._pila[0].cuerpo, lineno=1)

    def _escribir(self, nodo: nodes.Expr, numero: int = 0) -> None:
        nodo.lineno = numero + 1
        self._pila[-1].cuerpo.append(nodes.Output([nodo], lineno=numero + 1))

    def _dar(self, numero: int) -> None:
        """Agrega al árbol lo que el paso de ese número pone, abre o cierra."""
        paso, hondura = self._pasos[numero], self._pila[-1].hondura
        if paso.orden == "fin":
            self._cerrar()
        elif paso.orden in _ABREN:
            self._pila.append(_Abierto(paso, numero, hondura + (paso.orden == "cada")))
        else:
            self._escribir(_filtro(_expresion_de(paso, hondura), paso, numero, hondura), numero)

    def _cerrar(self) -> None:
        """Cierra lo último que se abrió."""
        abierto = self._pila.pop()
        paso, numero, hondura = abierto.paso, abierto.numero, abierto.hondura
        nodo: nodes.Node
        if paso.orden in _PREGUNTAN:
            nodo = nodes.If(_expresion_de(paso, hondura), abierto.cuerpo, [], [], lineno=numero + 1)
        else:
            es_cada = paso.orden == "cada"
            dados = (f"L{hondura}", f"C{hondura}", *paso.nombres) if es_cada else ("B", "P")
            objetos = nodes.Tuple([nodes.Name(nombre, "store") for nombre in dados], "store")
            recorre = _filtro(_expresion_de(paso, hondura), paso, numero, hondura - es_cada)
            mas = (None, False)  # sin prueba ni recursión
            nodo = nodes.For(objetos, recorre, abierto.cuerpo, [], *mas, lineno=numero + 1)
        self._pila[-1].cuerpo.append(nodo)


_PREGUNTAN = {"si", "con", "primero"}
_ABREN = _PREGUNTAN | {"cada", "bloques"}


def _expresion_de(paso: Paso, hondura: int) -> nodes.Expr:
    """La expresión de Jinja de un paso: una variable de su vuelta o lo de su hueco; sin él, vacía.

    ``B`` y ``P``: el bloque y si es el primero; ``C0``, ``C1``…: si alguien lleva los objetos.
    """
    de_la_vuelta = {"bloque": "B", "sangria": "B", "primero": "P", "con": f"C{hondura}"}
    if paso.orden in de_la_vuelta:
        return nodes.Name(de_la_vuelta[paso.orden], "load")
    if paso.hueco_numerado is None:
        return nodes.Const("")
    _, hueco = paso.hueco_numerado
    return _con_lo_suyo(hueco, hondura)


_ESCRIBEN_UN_HUECO = {"texto", "bloques", "bloque", "enlace"}


def _filtro(valor: nodes.Expr, paso: Paso, numero: int, hondura: int) -> nodes.Filter:
    """El filtro de Jinja que escribe el valor, con el ámbito de más adentro.

    Y con un número: el del hueco o, si la orden del paso no escribe un hueco, el del paso.
    """
    if paso.hueco_numerado is not None and paso.orden in _ESCRIBEN_UN_HUECO:
        numero, _ = paso.hueco_numerado
    argumentos = [nodes.Const(numero), nodes.Name(f"L{hondura}", "load")]
    return nodes.Filter(valor, f":{paso.orden}", argumentos, [], None, None)


def _con_lo_suyo(hueco: Hueco, hondura: int) -> nodes.Expr:
    """Copia de la expresión de un hueco, con sus cuentas como filtros que las calculan.

    Los datos de varios van en renglones. ``hondura``: en cuántas repeticiones está.
    """
    calculos = {c.nombre: nodes.Const((c.operacion, c.dato)) for c in hueco.calculos}

    def copia(nodo: Any) -> Any:
        """Copia de un nodo y de los que lleva, con sus cambios."""
        if isinstance(nodo, list | tuple):
            return [copia(hijo) for hijo in nodo]
        if not isinstance(nodo, nodes.Node):
            return nodo
        if isinstance(nodo, nodes.Name) and nodo.name in calculos:
            # Lo que sólo se pregunta no se ve.
            mas = [nodes.Name(f"L{hondura}", "load"), nodes.Const(hueco.orden != "si")]
            return nodes.Filter(calculos[nodo.name], ":calculo", mas, [], None, None)
        nuevo = type(nodo)(*(copia(getattr(nodo, campo)) for campo in nodo.fields))
        if isinstance(nodo, nodes.Getattr) and nombre_con_puntos(nodo) in hueco.de_varios:
            return nodes.Filter(nuevo, ":renglones", [], [], None, None)
        return nuevo

    return copia(expresion_de(hueco.plantilla))  # type: ignore[no-any-return]


class Redactores:
    """Los árboles de un Word, compilados con los filtros de quien lo llena."""

    def __init__(
        self, filtros: Mapping[str, Callable[..., Any]], en_palabras: Callable[[int], str]
    ) -> None:
        """``en_palabras``: dónde está cada paso, para decir cuál no se dejó redactar."""
        self._entorno = _ENTORNO.overlay()
        # Con un nombre que nadie puede escribir.
        self._entorno.filters = ENTORNO.filters | {f":{n}": f for n, f in filtros.items()}
        self._en_palabras = en_palabras

    def compilado(self, arbol: nodes.Template) -> Callable[[Mapping[str, Any]], str]:
        """La función que da el XML de un árbol con unas variables.

        ``ErrorDeFormato`` si no se puede compilar.
        """
        for nodo in arbol.find_all(nodes.Node):
            nodo.lineno = nodo.lineno or 0
        arbol.set_environment(self._entorno)
        try:
            plantilla = Template.from_code(self._entorno, self._entorno.compile(arbol), {})
        except (SyntaxError, RecursionError, MemoryError, TemplateError):
            motivo = "lleva demasiadas instrucciones, unas dentro de otras"
            raise ErrorDeFormato(Falla("plantilla_invalida", "cuerpo", motivo)) from None

        def redactar(variables: Mapping[str, Any]) -> str:
            """El XML que resulta de esas variables; ``ErrorDeFormato`` con el lugar, si falla."""
            try:
                contexto = plantilla.new_context({**self._entorno.globals, **variables})
                return "".join(plantilla.root_render_func(contexto))
            except (ErrorDeFormato, ErrorDeEntorno):
                raise
            except Exception as error:  # el código es de quien hizo el Word
                donde = self._en_palabras(_paso_de(error, plantilla))
                motivo = f"no se pudo redactar {donde}: {de_sin_redactar(error)}"
                raise ErrorDeFormato(Falla("plantilla_invalida", "cuerpo", motivo)) from error

        return redactar


def _paso_de(error: Exception, plantilla: Template) -> int:
    """El número del paso que falló: su renglón en el árbol de la plantilla."""
    traza, numero = error.__traceback__, 0
    while traza is not None:
        if traza.tb_frame.f_code is plantilla.root_render_func.__code__:
            numero = plantilla.get_corresponding_lineno(traza.tb_lineno) - 1
        traza = traza.tb_next
    return numero
