"""Cada fila del plan, buscada en orden entre las que se ven."""

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.intercambio.comprobacion.certificado import Diferencia
from paac_reportes.intercambio.comprobacion.del_plan.datos import (
    FilaPedida,
    Muestra,
    Pedido,
    pedidas_de,
    sueltos_de,
)
from paac_reportes.intercambio.comprobacion.del_plan.filas import (
    Fila,
    en_plano,
    filas_vistas,
    todo_lo_dicho,
)
from paac_reportes.intercambio.comprobacion.visible import Zona
from paac_reportes.modelo import Plan
from paac_reportes.textos.valores import como_texto, numero_escrito

_SIGUE = re.compile(r"\s*\((?:continúa|cont\.)\)$")
_ZONA = re.compile(r" \([^()]+\)$")
"""Lo que dice un color a quien no lo ve: ``100 (alta)``."""
_CIFRA = re.compile(r"[+−-]?[0-9][0-9.]*(?:,[0-9]+)?")
_SALTO = re.compile(r"\r\n|\r")


def datos_fuera_de_lugar(
    plan: Plan, formato: Formato, muestra: Muestra, zonas: Sequence[Zona]
) -> tuple[list[Diferencia], int]:
    """Los datos que se dijo mostrar y no están en su fila, y cuántos se buscaron.

    No usa el documento neutro: recorre el plan, y del formato sólo mira sus columnas.
    """
    buscador = _Buscador(list(filas_vistas(zonas)))
    diferencias: list[Diferencia] = []
    buscados = 0
    for pedidas in pedidas_de(plan, formato, muestra):
        buscados += len({pedido.dato for pedida in pedidas for pedido in pedida.pedidos})
        diferencias += buscador.buscar(pedidas)
    dicho = en_plano(" ".join(todo_lo_dicho(zonas)))
    for ruta, texto in sueltos_de(plan, muestra):
        buscados += 1
        if en_plano(texto) not in dicho:
            diferencias.append(Diferencia(ruta, texto, None))
    return diferencias, buscados


class _Buscador:
    """Las filas que se ven; las de cada tabla del formato se hallan de arriba abajo."""

    def __init__(self, filas: Sequence[Fila]) -> None:
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
        todas = [range(len(self._filas))]
        for pedida in pedidas:
            dichos |= self._mas_abajo(pedida, self._con_sus_textos(pedida))
        # Mirarlas todas es lo último: casi siempre un texto suyo dice cuál es.
        for pedida in pedidas:
            if not _datos_de(pedida) <= dichos:
                dichos |= self._mas_abajo(pedida, todas)
        for pedida in pedidas:
            if not _datos_de(pedida) <= dichos:
                dichos |= yield from self._mas_arriba(pedida)
        yield from self._perdidos(pedidas, dichos)

    def _perdidos(self, pedidas: Sequence[FilaPedida], dichos: set[str]) -> Iterator[Diferencia]:
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

    def _desde(self, pedida: FilaPedida) -> int:
        """La primera fila donde puede estar sin perder el orden."""
        anterior, de_cual = self._ultimas.get(pedida.clave, (-1, ""))
        return anterior + (de_cual != pedida.ruta)

    def _mas_abajo(self, pedida: FilaPedida, listas: Sequence[Sequence[int]]) -> set[str]:
        """Sus datos, si la fila está después de la última hallada; la más cercana."""
        desde = self._desde(pedida)
        cercana = len(self._filas)
        for posibles in listas:
            for lugar in itertools.islice(posibles, bisect_left(posibles, desde), None):
                if lugar >= cercana:
                    break
                if self._dicetodo_lo_dicho(lugar, pedida):
                    cercana = lugar
        if cercana == len(self._filas):
            return set()
        self._ultimas[pedida.clave] = cercana, pedida.ruta
        return _datos_de(pedida)

    def _mas_arriba(self, pedida: FilaPedida) -> Generator[Diferencia, None, set[str]]:
        """Sus datos, si la fila está antes de otra que la precede en el plan."""
        desde = self._desde(pedida)
        for posibles in self._con_sus_textos(pedida):
            for lugar in posibles[: bisect_left(posibles, desde)]:
                if self._dicetodo_lo_dicho(lugar, pedida):
                    fila, anterior = self._filas[lugar], self._ultimas[pedida.clave][1]
                    yield Diferencia(
                        fila.cuadro.cuadro.lugar_de(fila.numero),
                        f"{pedida.ruta}, después de {anterior}",
                        f"{pedida.ruta}, antes",
                    )
                    return _datos_de(pedida)
        return set()

    def _dicetodo_lo_dicho(self, lugar: int, pedida: FilaPedida) -> bool:
        return all(self._dice(lugar, pedido) for pedido in pedida.pedidos)

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
        escrito = _escrito(pedido)
        if _SIGUE.search(visto) and visto != escrito:
            return escrito.strip().startswith(_SIGUE.sub("", visto).rstrip("…. "))
        if _lo_dice(visto, escrito, pedido):
            return True
        if pedido.va_solo and not escrito.startswith(visto):
            return False
        # Lo que sigue abajo, hasta pasar de largo.
        largo = 2 * len(escrito) + _LARGO_DE_CELDA
        enteros = itertools.takewhile(
            lambda entero: len(entero) <= largo, self._con_lo_que_sigue(lugar, columna)
        )
        return any(entero == escrito or _junto(entero, escrito, pedido) for entero in enteros)

    def _con_lo_que_sigue(self, lugar: int, columna: int) -> Iterator[str]:
        """Lo que dice una celda con lo que, por no caber, sigue en las de abajo: cada vez más."""
        primera = self._filas[lugar]
        entero = primera.textos.get(columna, "")
        for fila in itertools.islice(self._filas, lugar + 1, None):
            if fila.cuadro is not primera.cuadro:
                return
            if _son_rotulos(fila, primera):
                continue
            if not (_es_continuacion(fila, primera) or fila.textos.keys() == {columna}):
                return
            if fila.empiezan.get(columna) == fila.numero:
                entero += fila.textos.get(columna, "")
                yield entero


_LARGO_DE_CELDA = 32_767


def _lo_dice(visto: str, escrito: str, pedido: Pedido) -> bool:
    """Si una celda dice un dato: tal cual, con otros, redondeado o con el nombre de su color."""
    columna = pedido.columna
    return (
        visto == escrito
        or _junto(visto, escrito, pedido)
        or (columna.numero is not None and _es_el_numero(visto, pedido.valor))
        or (columna.colores == "zona" and _ZONA.sub("", visto) == escrito)
    )


def _junto(visto: str, escrito: str, pedido: Pedido) -> bool:
    return not pedido.va_solo and escrito in visto


def _son_rotulos(fila: Fila, primera: Fila) -> bool:
    """Si la fila repite, en otra página, los rótulos de arriba."""
    suyos = [(c, t) for c, t in fila.textos.items() if fila.empiezan[c] == fila.numero]
    return bool(suyos) and all(
        fila.cuadro.hay_encima(" ".join(texto.split()), primera.numero, columna)
        for columna, texto in suyos
    )


def _es_continuacion(fila: Fila, primera: Fila) -> bool:
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
