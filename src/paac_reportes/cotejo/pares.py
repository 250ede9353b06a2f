"""Qué línea de lo que volvió es cuál de lo emitido: por su marca, por su sitio o por sus textos.

Por su marca, si sólo la llevan ellas; si se repite o no la llevan, por lo que dicen y entre qué
líneas están. Donde los textos se fueron y las marcas quedaron, los textos mandan.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from paac_reportes import clases
from paac_reportes.cotejo.visto import Linea
from paac_reportes.grupos import agrupadas

_SE_ALINEAN = 4_000_000
"""Los pares de líneas que se buscan unas junto a otras; de más, van por su orden."""


_Numeros = Iterable[tuple[int, int]]


@clases.frozen(eq=False)
class Pares:
    """Las líneas emitidas con las que volvieron."""

    pares: list[tuple[Linea, Linea]]
    """Pares de línea emitida y recibida, en el orden en que se emitieron."""
    faltan: list[Linea]
    """Las emitidas que no volvieron."""
    sobran: list[Linea]
    """Líneas que volvieron sin haberse emitido, o más veces."""


def emparejar(
    emitidas: Sequence[Linea], recibidas: Sequence[Linea], *, cambio_la_base: bool
) -> Pares:
    """Los pares de dos documentos, y lo que quedó sin pareja de cada lado.

    Si los datos cambiaron desde que el documento salió, sus marcas quizá ya son de otras filas, y
    primero se unen las que dicen lo mismo, o la mitad.
    """
    parejas = _Parejas(emitidas, recibidas)
    if cambio_la_base:
        parejas.unir_iguales()
        parejas.unir_filas_parecidas()
    parejas.unir_por_marca()
    parejas.unir_por_sitio()
    parejas.unir_por_textos()
    return parejas.resultado()


class _Parejas:
    """Parejas de líneas emitidas y recibidas, que se van uniendo por su número, desde 0."""

    def __init__(self, emitidas: Sequence[Linea], recibidas: Sequence[Linea]) -> None:
        self._emitidas, self._recibidas = emitidas, recibidas
        quedan = {linea.marca for linea in recibidas}
        self._marcas = [linea.marca if linea.marca in quedan else "" for linea in emitidas]
        """Marca de cada línea emitida, si alguna de las que volvieron la conserva; si no, vacía."""
        self._recibida_de: dict[int, int] = {}
        self._emitida_de: dict[int, int] = {}

    def _unir(self, pares: _Numeros) -> None:
        """Anota los pares: el número de la línea emitida y el de la recibida."""
        for emitida, recibida in pares:
            self._recibida_de[emitida] = recibida
            self._emitida_de[recibida] = emitida

    def _sueltas(self) -> tuple[list[int], list[int]]:
        """Los números de las líneas emitidas y recibidas que aún no tienen pareja."""
        return (
            [n for n in range(len(self._emitidas)) if n not in self._recibida_de],
            [n for n in range(len(self._recibidas)) if n not in self._emitida_de],
        )

    def resultado(self) -> Pares:
        """Los pares que se hicieron, y las líneas sin pareja."""
        emitidas, recibidas = self._emitidas, self._recibidas
        faltan, sobran = self._sueltas()
        return Pares(
            [(emitidas[a], recibidas[b]) for a, b in sorted(self._recibida_de.items())],
            [emitidas[n] for n in faltan],
            [recibidas[n] for n in sobran],
        )

    def _sueltas_por(
        self, clave: Callable[[Linea], Hashable]
    ) -> tuple[dict[Hashable, list[int]], dict[Hashable, list[int]]]:
        """Los números de las líneas sin pareja de cada lado, por su clave; ``None``, de ninguna."""
        emitidas, recibidas = (
            agrupadas((suya, n) for n in sueltas if (suya := clave(lineas[n])) is not None)
            for sueltas, lineas in zip(
                self._sueltas(), (self._emitidas, self._recibidas), strict=True
            )
        )
        return emitidas, recibidas

    # -------------------------------------------------------------- por su marca

    def unir_iguales(self) -> None:
        """Une las filas que dicen lo mismo, si llevan la misma marca o ninguna más lo dice."""
        for clave in (
            lambda fila: (fila.rotulos, fila.marca, fila.textos) if _es_fila(fila) else None,
            lambda fila: (fila.rotulos, fila.textos) if _es_fila(fila) else None,
        ):
            self._unir(_unicas(*self._sueltas_por(clave)).items())

    def unir_filas_parecidas(self) -> None:
        """Une las filas con marca que comparten la mitad de sus textos, sea cual sea su marca."""
        emitidas, recibidas = self._sueltas_por(lambda fila: _es_fila(fila) and fila.marca != "")
        self._unir(self._parecidas(emitidas.get(True, ()), recibidas.get(True, ())).items())

    def unir_por_marca(self) -> None:
        """Une las líneas de una marca que nadie más lleva, salvo que los textos digan otra cosa."""
        emitidas, recibidas = self._sueltas_por(
            lambda linea: (linea.marca, linea.rotulos) if linea.marca else None
        )
        self._unir(self._corregidos_por_textos(_unicas(emitidas, recibidas)).items())
        for clave, numeros in emitidas.items():
            if len(numeros) > 1 and clave in recibidas and _es_fila(self._emitidas[numeros[0]]):
                self._unir(self._pares_de_una_marca(numeros, recibidas[clave]))

    def _pares_de_una_marca(self, emitidas: Sequence[int], recibidas: Sequence[int]) -> _Numeros:
        """Pares de una marca: por parecido y, si hay tantas de cada lado, el resto por su orden."""
        pares = self._parecidas(emitidas, recibidas)
        if len(emitidas) == len(recibidas):
            quedan = [n for n in emitidas if n not in pares]
            libres = [n for n in recibidas if n not in {*pares.values()}]
            pares |= dict(zip(quedan, libres, strict=True))
        return pares.items()

    def _corregidos_por_textos(self, pares: dict[int, int]) -> dict[int, int]:
        """Los pares; el que no dice lo mismo, con la línea que sí lo dice si es una sola."""
        dudosos = {
            a: b
            for a, b in sorted(pares.items())
            if self._emitidas[a].tabla is not None and self._parecido(a, b) < _LA_MITAD
        }
        if len(dudosos) < _SE_CRUZAN:
            return pares
        cruzados = self._parecidas(list(dudosos), sorted(dudosos.values()))
        movidas = {*cruzados.values()}
        firmes = {a: b for a, b in pares.items() if a not in cruzados and b not in movidas}
        return firmes | cruzados

    def _parecido(self, emitida: int, recibida: int) -> float:
        """Parte de los textos que una línea dice sola y que dice la otra: de 0 a 1."""
        textos = _propios(self._emitidas[emitida])
        if not textos:
            return 1.0
        return (textos & _propios(self._recibidas[recibida])).total() / textos.total()

    # -------------------------------------------------------------- por su sitio

    def unir_por_sitio(self) -> None:
        """Une las que dicen lo mismo en el mismo sitio y, entre dos ya unidas, por su orden."""
        fichas = self._fichas()
        for desde, hasta, de_otro, a_otro, iguales in _tandas(*fichas):
            emitidas = [n for n in range(desde, hasta) if n not in self._recibida_de]
            recibidas = [n for n in range(de_otro, a_otro) if n not in self._emitida_de]
            if iguales:
                self._unir(zip(emitidas, recibidas, strict=True))
            else:
                self._unir(self._por_su_orden(emitidas, recibidas))

    def _fichas(self) -> tuple[list[object], list[object]]:
        """Ficha que hace una línea igual a otra: ser su pareja o, si no, su marca y sus textos."""
        emitidas: list[object] = [
            n if n in self._recibida_de else (self._marcas[n], _textos_sin_blancos(linea))
            for n, linea in enumerate(self._emitidas)
        ]
        recibidas: list[object] = [
            self._emitida_de.get(n, (linea.marca, _textos_sin_blancos(linea)))
            for n, linea in enumerate(self._recibidas)
        ]
        return emitidas, recibidas

    def _por_su_orden(
        self, emitidas: Sequence[int], recibidas: Sequence[int]
    ) -> Iterable[tuple[int, int]]:
        """Los pares de líneas de una misma marca, o sin ella, uno a uno en su orden.

        Sólo si hay tantas de un lado como del otro; los párrafos sin marca, siempre.
        """
        por_marca = agrupadas(
            ((linea.marca, linea.tabla is None), n)
            for n in recibidas
            for linea in (self._recibidas[n],)
        )
        for clase, numeros in agrupadas(
            ((self._marcas[n], self._emitidas[n].tabla is None), n) for n in emitidas
        ).items():
            otros = por_marca.get(clase, [])
            # Los párrafos que alguien reescribió son otros tantos: el primero es el primero.
            if len(numeros) == len(otros) or clase == ("", True):
                yield from zip(numeros, otros, strict=False)

    # -------------------------------------------------------------- por sus textos

    def unir_por_textos(self) -> None:
        """Une las que perdieron su marca, o su sitio, y dicen la mitad de lo que decían."""
        faltan, sobran = self._sueltas()
        marcadas = {linea.marca for linea in self._emitidas if linea.marca}
        # La que lleva la marca de otra es una copia suya, y no la que falta.
        sobran = [n for n in sobran if self._recibidas[n].marca not in marcadas]
        self._unir(self._parecidas(faltan, sobran).items())

    def _parecidas(self, emitidas: Sequence[int], recibidas: Sequence[int]) -> dict[int, int]:
        """Los pares de líneas que comparten al menos la mitad de sus textos.

        Cada recibida va una vez, con la que más comparte; la emitida que empata entre dos, sola.
        """
        dicen = {n: _propios(self._recibidas[n]) for n in recibidas}
        lineas_de = agrupadas((texto, n) for n, textos in dicen.items() for texto in textos)
        candidatas = (
            (parte, emitida, recibida)
            for emitida in emitidas
            for parte, recibida in _mas_parecida(
                _propios(self._emitidas[emitida]), dicen, lineas_de
            )
        )
        pares: dict[int, int] = {}
        tomadas = set[int]()
        for _, emitida, recibida in sorted(candidatas, key=lambda c: (-c[0], c[1])):
            if recibida not in tomadas:
                tomadas.add(recibida)
                pares[emitida] = recibida
        return pares


_SON_POCAS = 20
"""Las líneas, cuando más, de un texto que basta para saber de cuál se trata."""


def _mas_parecida(
    textos: Counter[str],
    dicen: Mapping[int, Counter[str]],
    lineas_de: Mapping[str, Sequence[int]],
) -> Iterator[tuple[float, int]]:
    """Qué parte dice, y cuál es, la línea que más textos comparte, si es la mitad y es una.

    ``dicen``: por línea, sus textos; ``lineas_de``: por texto, sus líneas.
    """
    mitad = _LA_MITAD * textos.total()
    raros = [texto for texto in textos if len(lineas_de.get(texto, ())) <= _SON_POCAS]
    lineas = {n for texto in raros for n in lineas_de.get(texto, ())}
    votos = Counter({n: (textos & dicen[n]).total() for n in lineas}).most_common(2)
    hay_una = len({cuantos for _, cuantos in votos}) == len(votos)
    if votos and hay_una and votos[0][1] >= mitad:
        yield votos[0][1] / textos.total(), votos[0][0]


def _unicas(
    emitidas: Mapping[Hashable, Sequence[int]], recibidas: Mapping[Hashable, Sequence[int]]
) -> dict[int, int]:
    """Los pares de líneas cuya clave es de una sola de cada lado."""
    return {
        numeros[0]: recibidas[clave][0]
        for clave, numeros in emitidas.items()
        if len(numeros) == len(recibidas.get(clave, ())) == 1
    }


def _es_fila(linea: Linea) -> bool:
    """Si es una fila con rótulos encima, y no ellos."""
    return linea.rotulos not in {"", linea.marca}


_LA_MITAD = 0.5
"""Parte de los textos de una línea que otra ha de decir para parecerse a ella."""
_SE_CRUZAN = 2
"""Las líneas que hacen falta para que los textos de unas estén en otras."""


def _textos_sin_blancos(linea: Linea) -> tuple[str, ...]:
    """Los textos de una línea, sin blancos: sin marcas, una hoja es un tramo de más columnas."""
    return tuple(filter(None, linea.textos))


def _propios(linea: Linea) -> Counter[str]:
    """Los textos de las celdas que empiezan en la línea y no son de varias."""
    textos = Counter[str]()
    for texto, celda in zip(linea.textos, linea.celdas, strict=True):
        es_de_varias = celda is not None and celda.cuantas_filas > len(linea.filas)
        if texto.strip() and not es_de_varias:
            textos[texto] += 1
    return textos


def _tandas(
    unas: Sequence[object], otras: Sequence[object]
) -> Iterable[tuple[int, int, int, int, bool]]:
    """Los trozos de dos listas: ``(desde, hasta, desde_en_otras, hasta_en_otras, iguales)``."""
    desde = 0
    hasta = min(len(unas), len(otras))
    while desde < hasta and unas[desde] == otras[desde]:
        desde += 1
    cola = 0
    while cola < hasta - desde and unas[-1 - cola] == otras[-1 - cola]:
        cola += 1
    fin, fin_de_otras = len(unas) - cola, len(otras) - cola
    yield 0, desde, 0, desde, True
    distintas, otras_distintas = unas[desde:fin], otras[desde:fin_de_otras]
    if len(distintas) * len(otras_distintas) > _SE_ALINEAN:
        yield desde, fin, desde, fin_de_otras, False
    else:
        alineadas = SequenceMatcher(None, distintas, otras_distintas, autojunk=False)
        for operacion, a, b, c, d in alineadas.get_opcodes():
            yield a + desde, b + desde, c + desde, d + desde, operacion == "equal"
    yield fin, len(unas), fin_de_otras, len(otras), True


def fuera_de_orden(numeros: Sequence[int]) -> set[int]:
    """Los lugares de los números que hay que mover para que queden en orden; los menos posibles."""
    colas: list[int] = []
    lugares: list[int] = []
    anteriores: list[int] = []
    for lugar, numero in enumerate(numeros):
        cola = bisect_left(colas, numero)
        colas[cola : cola + 1] = [numero]
        lugares[cola : cola + 1] = [lugar]
        anteriores.append(lugares[cola - 1] if cola else -1)
    en_orden = set[int]()
    lugar = lugares[-1] if lugares else -1
    while lugar >= 0:
        en_orden.add(lugar)
        lugar = anteriores[lugar]
    return {lugar for lugar in range(len(numeros)) if lugar not in en_orden}
