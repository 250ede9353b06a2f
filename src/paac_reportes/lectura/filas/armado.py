"""De las filas leídas a un plan: cuáles son de lo mismo, y de dónde salió cada dato.

Es el único lugar donde unas filas se vuelven un plan: las de una tabla, las de un documento propio,
las de uno ajeno y las del libro del plan llegan aquí como ``FilaLeida``; ``Armado`` pone cada una
en su sitio, y ``plan_armado`` hace el plan.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.archivos import plan_de
from paac_reportes.lectura.filas.valores import CORTE, DEL_PLAN, cabe_en_una_celda, leer
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import LISTAS_DE_FILAS, LISTAS_DE_LA_MATRIZ, FormaDeFilas
from paac_reportes.modelo.recorrer import contenidos_de

SIN_LUGARES: Mapping[str, str] = MappingProxyType({})


class Dato(NamedTuple):
    """Lo que se leyó de un dato, y dónde."""

    nombre: str
    """``actividad.meta``."""
    valor: Any
    lugar: str = ""
    """Su celda, o su fila y su columna; vacío si no está en ninguna."""

    @property
    def objeto(self) -> str:
        """De quién es: ``actividad``."""
        return self.nombre.partition(".")[0]


def como_datos(
    celdas: Iterable[Dato], fallas: list[Falla], forma: FormaDeFilas = DEL_PLAN
) -> Iterator[Dato]:
    """Lo que dicen unas celdas, como lo espera cada dato; lo que no cabe en una es una falla."""
    for celda in celdas:
        nombre, crudo, lugar = celda
        if crudo is None:
            continue
        if not cabe_en_una_celda(crudo):
            motivo = f"se esperaba un texto, un número o una fecha, llegó {mostrar(crudo)}"
            fallas.append(Falla("dato_invalido", lugar, motivo))
        elif (valor := leer(nombre, crudo, forma)) is not None:
            yield celda if valor is crudo else Dato(nombre, valor, lugar)


Camino = Sequence[tuple[str, Hashable]]
"""Por qué listas se llega a un objeto y cuál es en cada una: dos filas con el mismo son de él."""


@clases.frozen
class FilaLeida:
    """Una fila: dónde está, a qué lugar del plan va y qué dice."""

    lugar: str
    camino: Camino | None
    """``None`` si no se supo, y ya se dijo: vale lo que la fila diga de todo el plan."""
    datos: Sequence[Dato] = ()
    reportes: Sequence[Sequence[Dato]] = ()
    """Sus seguimientos, cada uno con su corte."""

    def por_objeto(self) -> dict[str, list[Dato]]:
        """Sus datos, por de quién son; los de nadie, por su nombre."""
        suyos: dict[str, list[Dato]] = {}
        for dato in self.datos:
            suyos.setdefault(dato.nombre.partition(".")[0], []).append(dato)
        return suyos


_PASO = re.compile(r"([a-z]+)\[(\d+)\]")


def _patron(clase: type) -> str:
    """El de las rutas de lo que hay en la matriz dentro de una clase."""
    opciones = [
        rf"{lista.nombre}\[\d+\](?:\.{_patron(lista.clase)})?"
        for lista in contenidos_de(clase)
        if lista.nombre in LISTAS_DE_LA_MATRIZ
    ]
    return f"(?:{'|'.join(opciones) or '(?!)'})"


_RUTA = re.compile(_patron(Plan))


def camino_de(ruta: object) -> Camino | None:
    """El de ``componentes[0].tramites[1]``; ``None`` si no es un lugar de una fila."""
    es_lugar = isinstance(ruta, str) and _RUTA.fullmatch(ruta)
    return _PASO.findall(es_lugar[0]) if es_lugar else None


@attrs.define(eq=False)
class Nodo:
    """Un objeto del plan por armar: sus datos, de dónde salió cada uno y sus listas."""

    lugar: str
    datos: dict[str, Any] = attrs.Factory(dict)
    lugares: dict[str, str] = attrs.Factory(dict)
    """Por dato, la fila y la columna."""
    listas: "dict[str, dict[Hashable, Nodo]]" = attrs.Factory(dict)
    """Lo que contiene, por su lista y su clave; los seguimientos, por su corte."""

    def hijo(self, lista: str, clave: Hashable, lugar: str) -> "Nodo":
        """El de esa clave en esa lista; si no está, uno nuevo."""
        hijos = self.listas.setdefault(lista, {})
        if clave not in hijos:
            hijos[clave] = Nodo(lugar)
        return hijos[clave]


class Armado:
    """Pone cada fila en su sitio y recuerda de dónde salió todo.

    Lo que dos filas dicen distinto de lo mismo es una falla. Con ``dudas``, donde las filas son de
    tablas que repiten los datos, manda la primera y se avisa allí.
    """

    def __init__(self, dudas: list[Aviso] | None = None) -> None:
        self.raiz = Nodo("")
        self.fallas: list[Falla] = []
        self.repetidas: set[str] = set()
        """Las celdas que dicen otra vez un dato que ya estaba."""
        self._dudas = dudas

    def agregar(self, fila: FilaLeida) -> None:
        """Pone una fila; lo que trae de quien no está en su camino se perdería, y es una falla."""
        datos = fila.por_objeto()
        if "entidad" in datos:
            self.completar(self.raiz.hijo("entidad", "", fila.lugar), datos["entidad"])
        self.completar(self.raiz, datos.get("vigencia", ()))
        if fila.camino is None or self._sobra(fila, datos):
            return
        nodo, lista = self.raiz, ""
        for lista, clave in fila.camino:
            nodo = nodo.hijo(lista, clave, fila.lugar)
            self.completar(nodo, datos.get(LISTAS_DE_LA_MATRIZ[lista], ()))
        if fila.reportes and lista not in LISTAS_DE_FILAS:
            motivo = "trae un seguimiento y no dice de qué actividad o trámite"
            self.fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))
            return
        for reporte in fila.reportes:
            self._reportar(nodo, reporte, fila.lugar)

    def nodo(self, camino: Camino | None) -> Nodo | None:
        """El objeto de un lugar, si alguna fila llegó a él."""
        nodo: Nodo | None = None if camino is None else self.raiz
        for lista, clave in camino or ():
            nodo = nodo.listas.get(lista, {}).get(clave) if nodo is not None else None
        return nodo

    def _sobra(self, fila: FilaLeida, datos: Mapping[str, Sequence[Dato]]) -> bool:
        listas = [lista for lista, _ in fila.camino or ()]
        suyos = {LISTAS_DE_LA_MATRIZ[lista] for lista in listas}
        for objeto in dict.fromkeys(LISTAS_DE_LA_MATRIZ.values()):
            if objeto in datos and objeto not in suyos:
                sobra = datos[objeto][0]
                motivo = f"una fila de {'.'.join(listas)} no lleva {sobra.nombre}"
                self.fallas.append(Falla("datos_incoherentes", sobra.lugar or fila.lugar, motivo))
                return True
        return False

    def completar(self, nodo: Nodo, datos: Sequence[Dato]) -> None:
        """Los datos de un objeto; los que ya tenía tienen que ser los mismos."""
        for dato in datos:
            campo = dato.nombre.partition(".")[2] or dato.nombre
            if campo not in nodo.datos:
                nodo.datos[campo], nodo.lugares[campo] = dato.valor, dato.lugar
            elif nodo.datos[campo] == dato.valor:
                self.repetidas.add(dato.lugar)
            else:
                antes = f"{nodo.lugares[campo]} dice {mostrar(nodo.datos[campo])}"
                motivo = f"dice {mostrar(dato.valor)}, y {antes}"
                if self._dudas is None:
                    self.fallas.append(Falla("datos_incoherentes", dato.lugar, motivo))
                else:
                    motivo = f"{motivo}; se tomó lo primero"
                    self._dudas.append(Aviso("lectura_dudosa", dato.lugar, motivo))

    def _reportar(self, nodo: Nodo, reporte: Sequence[Dato], lugar: str) -> None:
        """Pone un seguimiento; de un corte hay uno, salvo que las tablas lo repitan."""
        corte = next((dato.valor for dato in reporte if dato.nombre == CORTE), None)
        # Uno que no es fecha lo dice la lectura del plan, con su columna.
        clave = repr(corte)
        if corte is None:
            motivo = "trae un seguimiento sin corte; se esperaba su columna, o el argumento corte"
            self.fallas.append(Falla("corte_desconocido", lugar, motivo))
        elif self._dudas is None and clave in nodo.listas.get("seguimientos", ()):
            motivo = f"ya hay otro seguimiento con corte {mostrar(corte)} de la misma fila"
            self.fallas.append(Falla("dato_repetido", lugar, motivo))
        else:
            self.completar(nodo.hijo("seguimientos", clave, lugar), reporte)


def plan_armado(
    armado: Armado,
    otras: Mapping[str, Any],
    lugares: Mapping[str, str] = SIN_LUGARES,
    situar: Callable[[Sequence[Falla], Mapping[str, str]], Iterable[Falla]] | None = None,
) -> tuple[Plan, dict[str, str]]:
    """El plan de unas filas y, por ruta, el lugar de donde salió cada dato.

    ``otras`` son las claves del plan que no salen de ellas, que mandan, y ``lugares``, los suyos.
    ``ErrorDeEntrada`` con todas las fallas, cada una en su lugar: el que dice ``situar``, si no
    bastan los de las filas.
    """
    datos, origenes = datos_y_lugares(armado.raiz)
    origenes |= lugares
    try:
        plan = plan_de({**datos, **otras})
    except ErrorDeEntrada as error:
        fallas = (situar or en_su_fila)(error.fallas, origenes)
        raise ErrorDeEntrada((*armado.fallas, *fallas)) from None
    if armado.fallas:
        raise ErrorDeEntrada(armado.fallas)
    return plan, {ruta: lugar for ruta, lugar in origenes.items() if lugar}


def datos_y_lugares(raiz: Nodo) -> tuple[dict[str, Any], dict[str, str]]:
    """Los datos del plan como diccionario y, por ruta, la fila y la columna de donde salieron."""
    lugares: dict[str, str] = {}
    return _datos(raiz, "", lugares), lugares


def _datos(nodo: Nodo, ruta: str, lugares: dict[str, str]) -> dict[str, Any]:
    lugares[ruta] = nodo.lugar
    for campo, lugar in nodo.lugares.items():
        lugares[unir_ruta(ruta, campo)] = lugar
    datos = _anidados(nodo.datos)
    for lista, hijos in nodo.listas.items():
        if lista == "entidad":
            datos[lista] = _datos(hijos[""], lista, lugares)
            continue
        datos[lista] = [
            _datos(hijo, f"{unir_ruta(ruta, lista)}[{numero}]", lugares)
            for numero, hijo in enumerate(hijos.values())
        ]
    return datos


def _anidados(planos: Mapping[str, Any]) -> dict[str, Any]:
    """``{"verificacion.nota": …}`` como ``{"verificacion": {"nota": …}}``."""
    if not any("." in clave for clave in planos):  # casi todos
        return dict(planos)
    datos: dict[str, Any] = {}
    for clave, valor in planos.items():
        antes, punto, suya = clave.partition(".")  # lo de adentro puede llevar puntos en su nombre
        if punto:
            datos.setdefault(antes, {})[suya] = valor
        else:
            datos[clave] = valor
    return datos


def en_su_fila(fallas: Sequence[Falla], lugares: Mapping[str, str]) -> Iterator[Falla]:
    """Las mismas fallas, con la fila y la columna en lugar de la ruta dentro del plan."""
    for falla in fallas:
        yield falla.en(lugar_en_su_fila(falla.ruta, lugares))


def lugar_en_su_fila(ruta: str, lugares: Mapping[str, str]) -> str:
    """El de la parte de la ruta que sí tiene uno y, dicho tal cual, lo que falta de ella."""
    conocida = ruta
    while conocida and not lugares.get(conocida):
        conocida = re.sub(r"(?:\.?[^.\[\]]+|\[\d+\])\Z", "", conocida)
    resto = ruta[len(conocida) :].lstrip(".")
    return ": ".join(filter(None, (lugares.get(conocida, ""), resto)))
