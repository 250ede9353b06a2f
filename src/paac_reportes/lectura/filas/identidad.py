"""De quién es cada fila de una tabla de datos: por qué listas se llega, y cuál es en cada una.

Por qué listas, lo dicen los datos que la fila trae; cuál es, los que lo identifican, que declara su
tema (``temas.Identidad``), y lo que de él digan las otras filas. Con ``ruta``, es de donde diga.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.filas.armado import Camino, Dato, camino_de, titulo_de
from paac_reportes.modelo.filas import LISTA, RUTA, FormaDeFilas
from paac_reportes.modelo.recorrer import Rama, contenidos_de
from paac_reportes.modelo.temas import Identidad
from paac_reportes.textos.plano import en_plano

_SIN_DECLARAR = Identidad(si_no="lo_mismo")
_Listas = tuple[Rama, ...]


class Dicho(NamedTuple):
    """Lo que una fila dice."""

    lugar: str
    datos: Sequence[Dato]
    con_algo: Mapping[str, Dato]
    """Los que no están en blanco, por su nombre."""


class _SinLugarError(Exception):
    """No se sabe de quién es una fila."""

    def __init__(self, falla: Falla) -> None:
        self.falla = falla


class Identidades:
    """Da a cada fila su camino, por lo que ella dice y por lo que dicen todas."""

    def __init__(self, forma: FormaDeFilas, corte: date | None, filas: Sequence[Dicho]) -> None:
        self._forma, self._corte = forma, corte
        self._identidad = forma.tema.filas.identidad
        self._caminos = sorted(_caminos(forma.tema.clase, forma), key=len)
        self._de_quien = dict(_de_quien(forma))
        self._de_todas = {raiz for fila in filas for raiz in self._nombra(fila)}
        """Las raíces que alguna nombra: si se puede, todas van por ellas."""
        self._otros_nombres: dict[tuple[str, str], dict[str, str]] = {}
        """De lo que se conoce por un dato que sigue, los primeros que van con él en otra fila."""
        self._veces: Counter[tuple[str, str]] = Counter()
        for raiz in forma.listas.values():
            if len(self._como(raiz).por) > 1:
                for fila in filas:
                    self._recordar(fila, raiz)

    def camino(self, fila: Dicho, fallas: list[Falla]) -> Camino | None:
        """Las listas por las que se llega a lo de la fila, y cuál es en cada una.

        Ninguna si sólo dice lo de todo el contenido; ``None`` si no se supo, y se dice.
        """
        try:
            dicha = self._lista_dicha(fila)
            if ruta := fila.con_algo.get(RUTA):
                return self._de_la_ruta(ruta)
            return self._cuales(fila, self._por_donde(fila, dicha))
        except _SinLugarError as error:
            fallas.append(error.falla)
            return None

    def _de_la_ruta(self, ruta: Dato) -> Camino:
        camino = camino_de(ruta.valor, self._forma)
        if camino is None:
            suyas = self._forma.tema.filas
            esperado = f"un lugar como {suyas.lugar_en_breve or suyas.lugar}"
            raise _no_es(ruta, esperado)
        return camino

    # ------------------------------------------------------------ por qué listas
    def _nombra(self, fila: Dicho) -> dict[str, str]:
        """Las raíces de quienes la fila dice algo, cada una con el primer dato que trae de ella."""
        suyas: dict[str, str] = {}
        for nombre, dato in fila.con_algo.items():
            if raiz := self._de_quien.get(dato.objeto):
                suyas.setdefault(raiz, nombre)
        return suyas

    def _por_donde(self, fila: Dicho, fin: str | None) -> _Listas:
        """El camino más corto hasta lo que la fila trae, por quienes ella u otras nombran."""
        if fin is None:
            nombra = self._nombra(fila)
            if not nombra:
                return ()
            self._de_una_sola(fila, nombra)
            fin = self._donde_acaba(frozenset(nombra))
        return self._hasta(fin)

    @clases.recordado
    def _donde_acaba(self, nombra: frozenset[str]) -> str:
        return max(self._caminos, key=lambda uno: len(_raices(uno) & nombra))[-1].nombre

    @clases.recordado
    def _hasta(self, fin: str) -> _Listas:
        llegan = [uno for uno in self._caminos if uno[-1].nombre == fin]
        return max(llegan, key=lambda uno: len(_raices(uno) & self._de_todas))

    def _lista_dicha(self, fila: Dicho) -> str | None:
        dicha = fila.con_algo.get(LISTA)
        if dicha is not None and dicha.valor not in tuple(self._forma.de_filas):
            *antes, ultima = self._forma.de_filas
            raise _no_es(dicha, f"{', '.join(antes)} o {ultima}")
        return None if dicha is None else str(dicha.valor)

    def _de_una_sola(self, fila: Dicho, nombra: Mapping[str, str]) -> None:
        trae = [
            nombra[uno] for uno in dict.fromkeys(self._forma.de_filas.values()) if uno in nombra
        ]
        if len(trae) > 1:
            motivo = f"trae {' y '.join(trae)}: una fila es {self._forma.tema.filas.una_sola}"
            raise _SinLugarError(Falla("datos_incoherentes", fila.lugar, motivo))

    # ------------------------------------------------------------ cuál es en cada una
    def _como(self, raiz: str) -> Identidad:
        return self._identidad.get(raiz, _SIN_DECLARAR)

    def _cuales(self, fila: Dicho, listas: _Listas) -> list[tuple[str, str]]:
        camino: list[tuple[str, str]] = []
        for lista in listas:
            camino.append((lista.nombre, self._cual(fila, lista.raiz, camino)))
        return camino

    def _cual(self, fila: Dicho, raiz: str, camino: Camino) -> str:
        """Lo que lo identifica; sin ello, lo que diga su identidad."""
        for numero, valores in self._con_que(fila, raiz):
            clave = _clave(numero, valores)
            if numero == 0:
                return clave
            hallados = self._otros_nombres.get((repr((camino, raiz)), clave), {})
            if len(hallados) > 1:
                de_varios = ", ".join(sorted(hallados.values()))
                motivo = self._como(raiz).si_es_de_varios.format(de_varios)
                raise _SinLugarError(Falla("fila_sin_lugar", fila.lugar, motivo))
            return next(iter(hallados), clave)
        return self._sin_identidad(fila, raiz, camino)

    def _con_que(self, fila: Dicho, raiz: str) -> Iterator[tuple[int, list[Any]]]:
        """Los valores de los campos con que se lo conoce, de los que la fila trae alguno."""
        for numero, campos in enumerate(self._como(raiz).por):
            datos = [fila.con_algo.get(f"{raiz}.{campo}") for campo in campos]
            if any(datos):
                yield numero, [None if dato is None else dato.valor for dato in datos]

    def _recordar(self, fila: Dicho, raiz: str) -> None:
        """Que lo que se conoce por sus primeros campos también se conoce por los que siguen."""
        primero, *siguen = [*self._con_que(fila, raiz)] or [(-1, [])]
        if primero[0] != 0 or not siguen:
            return
        with suppress(_SinLugarError):  # se dice al dar su camino
            listas = self._por_donde(fila, self._lista_dicha(fila))
            camino = self._cuales(fila, listas[: [uno.raiz for uno in listas].index(raiz)])
            for otro in siguen:
                quien = (repr((camino, raiz)), _clave(*otro))
                suyos = self._otros_nombres.setdefault(quien, {})
                suyos.setdefault(_clave(*primero), ", ".join(map(str, primero[1])))

    def _sin_identidad(self, fila: Dicho, raiz: str, camino: Camino) -> str:
        si_no = self._como(raiz).si_no
        if si_no == "nadie":
            motivo = self._que_falta(fila, raiz, camino)
            raise _SinLugarError(Falla("fila_sin_lugar", fila.lugar, motivo))
        suyos = [(dato.nombre, dato.valor) for dato in fila.datos if dato.objeto == raiz]
        if si_no == "otro":
            return self._otro(fila, repr((camino, suyos)))
        return repr(suyos if si_no == "lo_mismo" else None)

    def _que_falta(self, fila: Dicho, raiz: str, camino: Camino) -> str:
        como = self._como(raiz)
        esperado = como.se_espera or " o ".join(f"{raiz}.{uno}" for uno, *_ in como.por)
        if not camino:
            return f"no dice de qué {titulo_de(raiz)} es: se esperaba {esperado}"
        antes = {self._forma.listas[lista] for lista, _ in camino}
        trae = next(nombre for otra, nombre in self._nombra(fila).items() if otra not in antes)
        return f"trae {trae} y no dice de qué {titulo_de(raiz)}: se esperaba {esperado}"

    def _otro(self, fila: Dicho, suya: str) -> str:
        """El primero de los mismos datos que aún no reporta ese corte.

        Dos sin corte nunca son el mismo: repetida, una actividad está dos veces.
        """
        dicho = fila.con_algo.get(f"{self._forma.de_corte}.corte")
        reporta = any(del_reporte(fila.datos, self._forma))
        corte = (dicho and dicho.valor) or (self._corte if reporta else None)
        vez = (f"{suya} {corte is None}", repr(corte))
        self._veces[vez] += 1
        return f"{vez[0]} {self._veces[vez]}"


def _clave(numero: int, valores: Sequence[Any]) -> str:
    """La de unos valores: «R1» y «r1 », o «Compras» y «Compras» con un tabulador, son uno."""
    en_comun = [en_plano(uno) if isinstance(uno, str) else uno for uno in valores]
    return repr((numero, en_comun))


def del_reporte(datos: Sequence[Dato], forma: FormaDeFilas) -> list[Dato]:
    """Lo que se dice de lo reportado en columnas que no son de un corte; un cero no es un corte."""
    suyos = (dato for dato in datos if forma.de_corte and dato.objeto == forma.de_corte)
    return [dato for dato in suyos if dato.valor or dato.nombre != f"{forma.de_corte}.corte"]


def _no_es(dato: Dato, esperado: str) -> _SinLugarError:
    motivo = f"se esperaba {esperado}, llegó {mostrar(dato.valor)}"
    return _SinLugarError(Falla("dato_invalido", dato.lugar, motivo))


def _caminos(clase: type, forma: FormaDeFilas, antes: _Listas = ()) -> Iterator[_Listas]:
    """Por dónde se llega a cada lista de una clase."""
    for uno in contenidos_de(clase):
        if uno.nombre in forma.listas:
            yield (*antes, uno)
            yield from _caminos(uno.clase, forma, (*antes, uno))


def _raices(camino: _Listas) -> set[str]:
    return {uno.raiz for uno in camino}


def _de_quien(forma: FormaDeFilas) -> Iterator[tuple[str, str]]:
    """De qué lista es lo de cada raíz: ella misma, lo que va entero en su fila y lo que se lee."""
    van = {*forma.juntas.values(), *forma.ademas}
    for raiz in forma.listas.values():
        yield raiz, raiz
        clases = [forma.raices[raiz]]
        while clases:
            for uno in contenidos_de(clases.pop()):
                if uno.raiz in van:
                    yield uno.raiz, raiz
                    clases.append(uno.clase)
