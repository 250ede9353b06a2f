"""El XML de un Word con instrucciones, hecho un solo árbol de jinja2.

Llega con una señal donde algo cambia, y con el ``Paso`` de cada una; de eso sale el árbol, sin que
nada de lo que el Word dice se lea como plantilla. Lo que una persona escribe en él son expresiones,
que sólo nombran, preguntan y filtran: la lista de sus nodos es cerrada.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntorno, ErrorDeFormato, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.instalacion import hace_falta
from paac_reportes.textos.en_jinja import (
    ENTORNO,
    EntornoDePlantillas,
    arbol_de,
    de_sin_redactar,
    nombre_con_puntos,
    revisar_plantilla,
)

with hace_falta():
    from jinja2 import StrictUndefined, Template, TemplateError, nodes
    from jinja2.compiler import CodeGenerator


class EnXml(str):
    """Un texto que ya es XML, y va como está."""

    __slots__ = ()

    def __html__(self) -> str:
        """El mismo: al redactar no se escapa otra vez."""
        return self


_ADMITIDOS = frozenset({
    *(nodes.Template, nodes.Output),
    *(nodes.Name, nodes.Getattr, nodes.Const, nodes.TemplateData, nodes.Tuple, nodes.List),
    *(nodes.Filter, nodes.Test, nodes.Keyword, nodes.CondExpr, nodes.Concat),
    *(nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
    *(nodes.Add, nodes.Sub, nodes.Div, nodes.FloorDiv, nodes.Neg, nodes.Pos),
})  # fmt: skip
"""Nodos que una expresión de un Word puede traer: los demás no se admiten."""


class _Entorno(EntornoDePlantillas):
    """La caja de arena de los formatos, que además escapa lo que va en un XML."""

    code_generator_class = CodeGenerator  # type: ignore[assignment]  # no el de textos


_ENTORNO = _Entorno(undefined=StrictUndefined, autoescape=True)
_ENTORNO.globals.clear()
_ENTORNO.globals |= ENTORNO.globals


Hueco = Any
"""Lo que un hueco pide: su ``orden``, su ``plantilla`` y lo que en ella no es de jinja2, cuentas
(``calculos``) y los datos que son varios textos (``de_varios``)."""


@clases.frozen(eq=False)
class Paso:
    """Lo que pasa en una señal."""

    orden: str
    """Lo que abre (``cada``, ``si``…), ``fin``, o el filtro que escribe lo que va ahí."""
    hueco: tuple[int, Hueco] | None = None
    """El que ahí va, con su número."""
    dato: Any = None
    """A qué se refiere: la repetición que se abre, el bloque que se pone, la sangría que había."""
    nombres: Sequence[str] = ()
    """Los que una repetición da a lo de adentro."""
    entre: tuple[str, str] = ("", "")
    """Lo que ahí se cierra, y se abre otra vez después."""


@functools.lru_cache(maxsize=2048)
def expresion_de(plantilla: str) -> nodes.Expr:
    """La expresión de un hueco; ``ErrorDeFormato`` si está mal escrita o pide lo que no debe."""
    revisar_plantilla(plantilla)
    arbol = arbol_de(plantilla)
    ajeno = next((n for n in arbol.find_all(nodes.Node) if type(n) not in _ADMITIDOS), None)
    salida = arbol.body[0] if len(arbol.body) == 1 else None
    if ajeno is not None or not isinstance(salida, nodes.Output) or len(salida.nodes) != 1:
        que = f"«{type(ajeno or arbol).__name__.lower()}»: {mostrar(plantilla)}"
        motivo = f"una plantilla de formato no admite {que}"
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
    """En cuántas repeticiones está lo de adentro."""
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
        """Agrega al árbol lo que pasa en una señal."""
        paso, hondura = self._pasos[numero], self._pila[-1].hondura
        if paso.orden == "fin":
            self._cerrar()
        elif paso.orden in _ABREN:
            self._pila.append(_Abierto(paso, numero, hondura + (paso.orden == "cada")))
        else:
            self._escribir(_filtro(_valor(paso, hondura), paso, numero, hondura), numero)

    def _cerrar(self) -> None:
        """Cierra lo último que se abrió."""
        abierto = self._pila.pop()
        paso, numero, hondura = abierto.paso, abierto.numero, abierto.hondura
        nodo: nodes.Node
        if paso.orden in _PREGUNTAN:
            nodo = nodes.If(_valor(paso, hondura), abierto.cuerpo, [], [], lineno=numero + 1)
        else:
            es_cada = paso.orden == "cada"
            dados = (f"L{hondura}", f"C{hondura}", *paso.nombres) if es_cada else ("B", "P")
            objetos = nodes.Tuple([nodes.Name(nombre, "store") for nombre in dados], "store")
            recorre = _filtro(_valor(paso, hondura), paso, numero, hondura - es_cada)
            mas = (None, False)  # sin prueba ni recursión
            nodo = nodes.For(objetos, recorre, abierto.cuerpo, [], *mas, lineno=numero + 1)
        self._pila[-1].cuerpo.append(nodo)


_PREGUNTAN = {"si", "con", "primero"}
_ABREN = _PREGUNTAN | {"cada", "bloques"}


def _valor(paso: Paso, hondura: int) -> nodes.Expr:
    """La expresión de un paso: la de su hueco, o lo que da la vuelta en que está."""
    de_la_vuelta = {"bloque": "B", "sangria": "B", "primero": "P", "con": f"C{hondura}"}
    if paso.orden in de_la_vuelta:
        return nodes.Name(de_la_vuelta[paso.orden], "load")
    return nodes.Const("") if paso.hueco is None else _con_lo_suyo(paso.hueco[1], hondura)


_DE_UN_HUECO = {"texto", "bloques", "bloque"}


def _filtro(valor: nodes.Expr, paso: Paso, numero: int, hondura: int) -> nodes.Filter:
    """El valor, pasado por quien lo escribe: con su número y el ámbito de más adentro."""
    if paso.hueco is not None and paso.orden in _DE_UN_HUECO:
        numero = paso.hueco[0]
    con = [nodes.Const(numero), nodes.Name(f"L{hondura}", "load")]
    return nodes.Filter(valor, f":{paso.orden}", con, [], None, None)


def _con_lo_suyo(hueco: Hueco, hondura: int) -> nodes.Expr:
    """Copia de una expresión, con sus cuentas y sus datos de varios renglones en su lugar."""
    calculos = {c.nombre: nodes.Const((c.operacion, c.dato)) for c in hueco.calculos}

    def copia(nodo: Any) -> Any:
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
        """Función que da el XML de un árbol con unas variables."""
        for nodo in arbol.find_all(nodes.Node):
            nodo.lineno = nodo.lineno or 0
        arbol.set_environment(self._entorno)
        try:
            plantilla = Template.from_code(self._entorno, self._entorno.compile(arbol), {})
        except (SyntaxError, RecursionError, MemoryError, TemplateError):
            motivo = "lleva demasiadas instrucciones, unas dentro de otras"
            raise ErrorDeFormato(Falla("plantilla_invalida", "cuerpo", motivo)) from None

        def redactar(variables: Mapping[str, Any]) -> str:
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
    """Número del paso que falló: su renglón en el árbol."""
    traza, numero = error.__traceback__, 0
    while traza is not None:
        if traza.tb_frame.f_code is plantilla.root_render_func.__code__:
            numero = plantilla.get_corresponding_lineno(traza.tb_lineno) - 1
        traza = traza.tb_next
    return numero
