"""Cada fila del plan, buscada en orden entre las que se ven."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

import attrs

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.intercambio.comprobacion.certificado import Diferencia
from paac_reportes.intercambio.comprobacion.del_plan.datos import (
    FilaPedida,
    Muestra,
    Pedido,
    pedidas_de,
    sueltos_de,
)
from paac_reportes.intercambio.comprobacion.visible import Cuadro, Texto, Zona
from paac_reportes.modelo import Plan
from paac_reportes.textos.valores import como_texto, numero_escrito

_MARCA = re.compile(r"⟦(?:enlace|va a|imagen|título [0-9]+)(?:: [^⟧]*)?⟧")
_SIGUE = re.compile(r"\s*\((?:continúa|cont\.)\)$")
_CIFRA = re.compile(r"[+−-]?[0-9][0-9.]*(?:,[0-9]+)?")
_SALTO = re.compile(r"\r\n|\r")


@attrs.frozen
class _Fila:
    """Una fila que se ve: qué dice en cada columna, aunque la celda venga de arriba."""

    cuadro: "_Vista"
    numero: int
    textos: dict[int, str]
    empiezan: dict[int, int]
    """En qué fila empieza la celda de cada columna."""


@attrs.frozen(eq=False)
class _Vista:
    """Un cuadro, y la primera fila en que cada columna dice cada texto."""

    cuadro: Cuadro
    primeras: dict[tuple[int, str], int] = attrs.field(factory=dict)

    def hay_encima(self, rotulo: str, fila: int, columna: int) -> bool:
        """Si ese rótulo está más arriba en la columna."""
        return self.primeras.get((columna, rotulo), fila) < fila


def datos_fuera_de_lugar(
    plan: Plan, formato: Formato, muestra: Muestra, zonas: Sequence[Zona]
) -> tuple[list[Diferencia], int]:
    """Los datos que se dijo mostrar y no están en su fila, y cuántos se buscaron.

    No usa el documento neutro: recorre el plan, y del formato sólo mira sus columnas.
    """
    buscador = _Buscador(list(_filas_de(zonas)))
    diferencias: list[Diferencia] = []
    buscados = 0
    for pedidas in pedidas_de(plan, formato, muestra):
        buscados += len({pedido.dato for pedida in pedidas for pedido in pedida.pedidos})
        diferencias += buscador.buscar(pedidas)
    dicho = _en_plano(" ".join(_todo(zonas)))
    for ruta, texto in sueltos_de(plan, muestra):
        buscados += 1
        if _en_plano(texto) not in dicho:
            diferencias.append(Diferencia(ruta, texto, None))
    return diferencias, buscados


def _en_plano(texto: str) -> str:
    return " ".join(texto.casefold().split())


def _todo(zonas: Sequence[Zona]) -> Iterator[str]:
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Texto):
                yield _sin_marcas(bloque.texto)
            else:
                yield from (_sin_marcas(c.texto) for fila in bloque.filas for c in fila.values())


def _sin_marcas(texto: str) -> str:
    return _MARCA.sub("", texto).replace("⟦⟦", "⟦") if "⟦" in texto else texto


def _filas_de(zonas: Sequence[Zona]) -> Iterator[_Fila]:
    for zona in zonas:
        for bloque in zona.bloques:
            if isinstance(bloque, Cuadro):
                yield from _filas_del_cuadro(_Vista(bloque))


def _filas_del_cuadro(vista: _Vista) -> Iterator[_Fila]:
    vigentes: dict[int, tuple[int, int, str]] = {}
    """Por columna, de qué fila a cuál va la celda y qué dice."""
    for numero, renglon in enumerate(vista.cuadro.filas):
        vigentes = {columna: v for columna, v in vigentes.items() if v[1] > numero}
        for columna, casilla in renglon.items():
            texto = _SALTO.sub("\n", _sin_marcas(casilla.texto))
            vigentes[columna] = numero, numero + casilla.filas, texto
            for cubierta in range(columna, columna + casilla.columnas):
                vista.primeras.setdefault((cubierta, " ".join(texto.split())), numero)
        yield _Fila(
            vista,
            numero,
            {columna: texto for columna, (_, _, texto) in vigentes.items() if texto},
            {columna: desde for columna, (desde, _, _) in vigentes.items()},
        )


class _Buscador:
    """Las filas que se ven; las de cada tabla del formato se hallan de arriba abajo."""

    def __init__(self, filas: Sequence[_Fila]) -> None:
        self._filas = filas
        self._lugares: defaultdict[str, list[int]] = defaultdict(list)
        for lugar, fila in enumerate(filas):
            for texto in set(fila.textos.values()):
                self._lugares[texto].append(lugar)
        self._ultimas: dict[tuple[str, str], tuple[int, str]] = {}
        """De cada tabla y lista del plan, la última fila hallada y de qué ruta es."""

    def buscar(self, pedidas: Sequence[FilaPedida]) -> Iterator[Diferencia]:
        """Lo que de una fila del plan no está entero en ninguna; o está, y no en su orden."""
        dichos: set[str] = set()
        for pedida in pedidas:
            dichos |= yield from self._hallada(pedida, self._con_sus_textos(pedida))
        for pedida in pedidas:
            # Mirarlas todas es lo último: casi siempre un texto suyo dice cuál es.
            if not _datos_de(pedida) <= dichos:
                dichos |= yield from self._hallada(pedida, [range(len(self._filas))])
        perdidas = [pedida for pedida in pedidas if not _datos_de(pedida) <= dichos]
        incompletas = [(pedida, self._los_que_faltan(pedida)) for pedida in perdidas]
        for pedida, faltan in sorted(incompletas, key=lambda par: len(par[1])):
            for pedido in faltan:
                if pedido.dato not in dichos:
                    donde = f"{pedida.ruta}, {pedido.dato}"
                    yield Diferencia(donde, como_texto(pedido.valor), None)
            dichos |= _datos_de(pedida)

    def _los_que_faltan(self, pedida: FilaPedida) -> list[Pedido]:
        """Los que no están en la fila que dice más de lo pedido."""
        lugares = {lugar for posibles in self._con_sus_textos(pedida) for lugar in posibles}
        faltan = (
            [pedido for pedido in pedida.pedidos if not self._dice(lugar, pedido)]
            for lugar in sorted(lugares)
        )
        return min(faltan, key=len, default=list(pedida.pedidos))

    def _hallada(
        self, pedida: FilaPedida, listas: Iterable[Sequence[int]]
    ) -> Generator[Diferencia, None, set[str]]:
        """Los datos de una fila que se halla en esas listas; ninguno si no está."""
        anterior, de_cual = self._ultimas.get(pedida.clave, (-1, ""))
        desde = anterior + (de_cual != pedida.ruta)
        for posibles in listas:
            corte = bisect_left(posibles, desde)
            for lugar in (*posibles[corte:], *posibles[:corte]):
                if all(self._dice(lugar, pedido) for pedido in pedida.pedidos):
                    if lugar < desde:
                        donde = self._filas[lugar].cuadro.cuadro.lugar_de(self._filas[lugar].numero)
                        yield Diferencia(
                            donde, f"{pedida.ruta}, después de {de_cual}", f"{pedida.ruta}, antes"
                        )
                    else:
                        self._ultimas[pedida.clave] = lugar, pedida.ruta
                    return _datos_de(pedida)
        return set()

    def _con_sus_textos(self, pedida: FilaPedida) -> list[list[int]]:
        """Las filas que dicen cada uno de sus textos, el más raro primero.

        El de una celda combinada que sigue en otra página no dice allí todo el suyo: son varias.
        """
        textos = [_escrito(p) for p in pedida.pedidos if p.va_solo and p.columna.numero is None]
        listas = (self._lugares[texto] for texto in textos if texto in self._lugares)
        return sorted(listas, key=len)

    def _dice(self, lugar: int, pedido: Pedido) -> bool:
        fila = self._filas[lugar]
        rotulo = pedido.rotulo
        return any(
            (not rotulo or fila.cuadro.hay_encima(rotulo, fila.numero, columna))
            and self._es_el_dato(lugar, columna, texto, pedido)
            for columna, texto in fila.textos.items()
        )

    def _es_el_dato(self, lugar: int, columna: int, visto: str, pedido: Pedido) -> bool:
        if pedido.columna.numero is not None and _es_el_numero(visto, pedido.valor):
            return True
        escrito = _escrito(pedido)
        if visto == escrito or (not pedido.va_solo and escrito in visto):
            return True
        if _SIGUE.search(visto):
            return escrito.strip().startswith(_SIGUE.sub("", visto).rstrip("…. "))
        if pedido.va_solo and not escrito.startswith(visto):
            return False
        entero = self._con_lo_que_sigue(lugar, columna, len(escrito))
        return entero == escrito or (not pedido.va_solo and escrito in entero)

    def _con_lo_que_sigue(self, lugar: int, columna: int, largo: int) -> str:
        """Lo que dice una celda con lo que, por no caber, sigue en las de abajo."""
        primera = self._filas[lugar]
        entero = primera.textos.get(columna, "")
        for fila in self._filas[lugar + 1 :]:
            if fila.cuadro is not primera.cuadro or len(entero) > 2 * largo + _LARGO_DE_CELDA:
                break
            if _son_rotulos(fila, primera):
                continue
            if not _es_continuacion(fila, primera):
                break
            if fila.empiezan.get(columna) == fila.numero:
                entero += fila.textos.get(columna, "")
        return entero


_LARGO_DE_CELDA = 32_767


def _son_rotulos(fila: _Fila, primera: _Fila) -> bool:
    """Si la fila repite, en otra página, los rótulos de arriba."""
    suyos = [(c, t) for c, t in fila.textos.items() if fila.empiezan[c] == fila.numero]
    return bool(suyos) and all(
        fila.cuadro.hay_encima(" ".join(texto.split()), primera.numero, columna)
        for columna, texto in suyos
    )


def _es_continuacion(fila: _Fila, primera: _Fila) -> bool:
    """Si una fila es parte de otra: sus celdas vienen de ella, o dicen que siguen."""
    vienen = any(desde == primera.numero for desde in fila.empiezan.values())
    return vienen or any(_SIGUE.search(texto) for texto in fila.textos.values())


def _datos_de(pedida: FilaPedida) -> set[str]:
    return {pedido.dato for pedido in pedida.pedidos}


def _escrito(pedido: Pedido) -> str:
    valor = pedido.valor
    como: Callable[[object], str] = str if type(valor) is str else como_texto
    return _SALTO.sub("\n", como(valor))


def _es_el_numero(visto: str, valor: object) -> bool:
    """Si lo que se ve es ese número, redondeado a las cifras que muestra."""
    cifra = _CIFRA.search(visto)
    es_numero = isinstance(valor, int | Decimal | str) and not isinstance(valor, bool | Enum)
    suyo = numero_escrito(str(valor)) if es_numero else None
    leido = numero_escrito(cifra[0].replace("−", "-").lstrip("+")) if cifra else None
    if leido is None or suyo is None:
        return False
    decimales = len(cifra[0].partition(",")[2]) if cifra else 0
    return leido == suyo.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)
