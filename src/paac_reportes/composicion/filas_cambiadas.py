"""Qué filas y qué columnas de una tabla vienen, se van o siguen, de lo publicado a lo de ahora.

Con los cambios por aceptar, una tabla de Word tiene las filas de antes y las de ahora, y una celda
combinada sigue a la que tenga encima. Por eso cada celda que sigue ha de tener, en ese orden, la
cabeza que tiene en cada uno de los dos documentos (``docs/decisiones/0047``). Se prueba a poner
primero lo que se va, después lo que viene y, al cabo, entreverados; si ninguno sirve, las filas que
unas combinadas juntan se van y vienen enteras.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

import attrs

from paac_reportes.analisis.emparejamiento import PARECIDO, palabras_en_letras, parecido_de_textos
from paac_reportes.analisis.tramos import iguales
from paac_reportes.maqueta.contenido import Contenido, solo_texto
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, ColumnaDeTabla, Fila, resolver
from paac_reportes.textos.plano import en_plano

Par = tuple[int, int]
"""Una fila que sigue: cuál era y cuál es."""
Pendiente = tuple[int | None, int | None]
"""Una fila con los cambios por aceptar: cuál era, si estaba, y cuál es, si está."""

_CUADRO = 40_000
"""Desde este producto de filas, las que cambiaron no se comparan todas con todas."""


def filas_pendientes(
    antes: Tabla, ahora: Tabla, agregadas: frozenset[int] = frozenset()
) -> list[Pendiente]:
    """Las filas de las dos, en un orden en que cada celda que sigue tiene la cabeza que tenía.

    Las tablas tienen las mismas columnas; por las ``agregadas`` no se sabe qué fila es cuál.
    """
    vieja, nueva = _Lado(antes, agregadas), _Lado(ahora, agregadas)
    pares = [(i, j) for i, j in _las_que_siguen(vieja, nueva) if vieja.formas[i] == nueva.formas[j]]
    while True:
        orden, sueltas = _Orden(vieja, nueva).ordenadas(pares)
        if not sueltas:
            return orden
        quedan = _sin_sus_bloques(pares, sueltas, vieja, nueva)
        # Sin filas que sigan no hay cabeza que se pierda.
        pares = quedan if len(quedan) < len(pares) else []


def parear(antes: int, ahora: int, puntaje: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Los pares (vieja, nueva) que, sin cruzarse, más se parecen; ``puntaje`` da 0 si en nada."""
    mejor = [[0.0] * (ahora + 1) for _ in range(antes + 1)]
    valen = [[puntaje(i, j) for j in range(ahora)] for i in range(antes)]
    for vieja in reversed(range(antes)):
        for nueva in reversed(range(ahora)):
            vale = valen[vieja][nueva]
            con_las_dos = mejor[vieja + 1][nueva + 1] + vale if vale else 0.0
            mejor[vieja][nueva] = max(mejor[vieja + 1][nueva], mejor[vieja][nueva + 1], con_las_dos)
    pares: list[tuple[int, int]] = []
    vieja = nueva = 0
    while vieja < antes and nueva < ahora:
        vale = valen[vieja][nueva]
        if vale and mejor[vieja][nueva] == mejor[vieja + 1][nueva + 1] + vale:
            pares.append((vieja, nueva))
            vieja, nueva = vieja + 1, nueva + 1
        elif mejor[vieja][nueva] == mejor[vieja + 1][nueva]:
            vieja += 1
        else:
            nueva += 1
    return pares


def pares_iguales(antes: Sequence[Hashable], ahora: Sequence[Hashable]) -> list[Par]:
    """Los lugares de lo que sigue igual, en su orden: ``ab``, ``xab`` → ``[(0, 1), (1, 2)]``."""
    return [(i + n, j + n) for i, j, largo in iguales(antes, ahora) for n in range(largo)]


def huecos(
    pares: Sequence[Par], antes: int, ahora: int
) -> Iterator[tuple[range, range, Par | None]]:
    """Los lugares de antes y de ahora sin par que preceden a cada par, con él, y los del final."""
    siguientes = (*pares, None)
    for par, siguiente in zip([(-1, -1), *pares], siguientes, strict=True):
        hasta = siguiente or (antes, ahora)
        yield range(par[0] + 1, hasta[0]), range(par[1] + 1, hasta[1]), siguiente


# ------------------------------------------------------------------ qué fila es cuál


class _Lado:
    """Lado de las dos tablas que se comparan: la de antes o la de ahora."""

    def __init__(self, tabla: Tabla, agregadas: frozenset[int]) -> None:
        self.columnas = tabla.columnas
        self._comparadas = [(n, c) for n, c in enumerate(self.columnas) if n not in agregadas]
        self.cuantas = len(tabla.filas)
        self.combinadas = [n for n, una in enumerate(self.columnas) if una.filas is not None]
        self.cabezas = {n: _cabezas(self.columnas[n], self.cuantas) for n in self.combinadas}
        self.bloques = self._bloques()
        """El bloque de cada fila: las que una celda combinada junta son de uno mismo."""
        self.formas = [self._forma(fila) for fila in range(self.cuantas)]
        """Formas que dos filas han de tener iguales para ser la misma con otras palabras."""

    def sigue(self, numero: int, fila: int) -> bool:
        """Si la celda empezó más arriba."""
        columna = self.columnas[numero]
        return bool(columna.abarca(fila)) and not columna.cubre(fila)

    def textos(self, fila: int) -> tuple[Contenido, ...]:
        """Los textos de una fila, con los de las celdas que vienen de arriba."""
        return tuple(una.contenidos[fila] for _, una in self._comparadas)

    def propio(self, fila: int) -> str:
        """El texto de las celdas que son sólo de esa fila."""
        columnas = (c for _, c in self._comparadas if c.abarca(fila) and c.cubre(fila) == 1)
        return " ".join(solo_texto(una.contenidos[fila]) for una in columnas)

    def _forma(self, fila: int) -> tuple[Hashable, ...]:
        return tuple(
            (una.abarca(fila), self.sigue(n, fila), una.estilo(fila)) for n, una in self._comparadas
        )

    def _bloques(self) -> list[int]:
        """Por fila, en cuál empieza el grupo que sus celdas combinadas unen."""
        unidas = {
            fila
            for columna in self.combinadas
            for fila in range(self.cuantas)
            if self.sigue(columna, fila)
        }
        bloques: list[int] = []
        for fila in range(self.cuantas):
            bloques.append(bloques[-1] if fila in unidas else fila)
        return bloques


def _cabezas(columna: ColumnaDeTabla, cuantas: int) -> list[int]:
    """Por fila, aquella donde empieza la celda que se ve en ella."""
    cabezas: list[int] = []
    for fila in range(cuantas):
        sigue = columna.abarca(fila) and not columna.cubre(fila) and fila
        cabezas.append(cabezas[-1] if sigue else fila)
    return cabezas


def _las_que_siguen(vieja: _Lado, nueva: _Lado) -> list[Par]:
    """Los pares de filas: primero las iguales; entre ellas, por su columna común y por parecido."""
    enteras = range(vieja.cuantas), range(nueva.cuantas)
    pares = _pares_por(*enteras, vieja.textos, nueva.textos)
    for buscar in (_por_la_que_distingue, _por_parecido):
        del_hueco = [
            par
            for viejas, nuevas, _ in huecos(pares, vieja.cuantas, nueva.cuantas)
            if viejas and nuevas
            for par in buscar(vieja, nueva, viejas, nuevas)
        ]
        pares = sorted([*pares, *del_hueco])
    return pares


def _pares_por(
    viejas: range,
    nuevas: range,
    de_vieja: Callable[[int], Hashable],
    de_nueva: Callable[[int], Hashable],
) -> list[Par]:
    """Las filas que siguen en orden con una misma clave: (la de antes, la de ahora)."""
    claves = list(map(de_vieja, viejas)), list(map(de_nueva, nuevas))
    return [(viejas[i], nuevas[j]) for i, j in pares_iguales(*claves)]


def _por_la_que_distingue(
    vieja: _Lado, nueva: _Lado, viejas: range, nuevas: range
) -> Iterable[Par]:
    """Los pares de filas que dicen lo mismo en la columna que más filas comparten."""

    def texto_de(lado: _Lado, numero: int, fila: int) -> str:
        columna = lado.columnas[numero]
        empieza = columna.cubre(fila) and columna.abarca(fila)
        return solo_texto(columna.contenidos[fila]) if empieza else ""

    comunes = []
    for columna in range(len(vieja.columnas)):
        de_antes = {texto_de(vieja, columna, fila) for fila in viejas} - {""}
        de_ahora = {texto_de(nueva, columna, fila) for fila in nuevas} - {""}
        textos = de_antes & de_ahora
        comunes.append((len(textos), sum(map(len, textos)), columna))
    cuantas, _, comun = max(comunes, default=(0, 0, 0))
    if not cuantas:
        return ()
    pares = _pares_por(
        viejas,
        nuevas,
        lambda fila: texto_de(vieja, comun, fila),
        lambda fila: texto_de(nueva, comun, fila),
    )
    return [par for par in pares if texto_de(vieja, comun, par[0])]


def _por_parecido(vieja: _Lado, nueva: _Lado, viejas: range, nuevas: range) -> Iterable[Par]:
    """Las filas que se parecen; ninguna, si son tantas que compararlas todas tarda."""
    if len(viejas) * len(nuevas) > _CUADRO:
        return ()
    planos = [en_plano(vieja.propio(fila)) for fila in viejas]
    planos += [en_plano(nueva.propio(fila)) for fila in nuevas]
    letras = palabras_en_letras(planos)
    antes, ahora = letras[: len(viejas)], letras[len(viejas) :]

    def cuanto(lugar_viejo: int, lugar_nuevo: int) -> float:
        return parecido_de_textos(antes[lugar_viejo], ahora[lugar_nuevo], PARECIDO)

    return [(viejas[i], nuevas[j]) for i, j in parear(len(antes), len(ahora), cuanto)]


# ------------------------------------------------------------------ en qué orden quedan


def _sin_sus_bloques(
    pares: Sequence[Par], sueltas: Iterable[Pendiente], vieja: _Lado, nueva: _Lado
) -> list[Par]:
    """Los pares, menos los de los bloques donde alguna fila perdería su cabeza."""
    filas = list(sueltas)
    viejos = {vieja.bloques[i] for i, _ in filas if i is not None}
    nuevos = {nueva.bloques[j] for _, j in filas if j is not None}
    return [
        (i, j)
        for i, j in pares
        if vieja.bloques[i] not in viejos and nueva.bloques[j] not in nuevos
    ]


_Cabezas = dict[int, Pendiente]
"""Por columna combinada, la fila donde empieza la última celda."""


class _Orden:
    """Pone las filas de las dos tablas una tras otra."""

    def __init__(self, vieja: _Lado, nueva: _Lado) -> None:
        self._vieja, self._nueva = vieja, nueva
        self._combinadas = {*vieja.combinadas, *nueva.combinadas}

    def ordenadas(self, pares: Sequence[Par]) -> tuple[list[Pendiente], list[Pendiente]]:
        """Las filas en su orden, y las que en él pierden su cabeza."""
        orden: list[Pendiente] = []
        pierden: list[Pendiente] = []
        cabezas: _Cabezas = {}
        for viejas, nuevas, par in huecos(pares, self._vieja.cuantas, self._nueva.cuantas):
            seguidas, cabezas, malas = self._en_un_hueco(viejas, nuevas, cabezas)
            orden += seguidas
            pierden += malas
            if par is not None:
                orden.append(par)
                pierden += self._poner(par, cabezas)
        return orden, pierden

    def _en_un_hueco(
        self, viejas: range, nuevas: range, cabezas: _Cabezas
    ) -> tuple[list[Pendiente], _Cabezas, list[Pendiente]]:
        """Las filas sin par de un hueco en su orden, sus cabezas y las que pierden la suya."""
        se_van: list[Pendiente] = [(fila, None) for fila in viejas]
        vienen: list[Pendiente] = [(None, fila) for fila in nuevas]
        if not (se_van and vienen):
            seguidas = se_van or vienen
            encima = dict(cabezas)
            return seguidas, encima, self._puestas(seguidas, encima)
        intentos = []
        for seguidas in (
            [*se_van, *vienen],
            [*vienen, *se_van],
            self._entreveradas(se_van, vienen, cabezas),
        ):
            encima = dict(cabezas)
            malas = self._puestas(seguidas, encima)
            if not malas:
                return seguidas, encima, malas
            intentos.append((seguidas, encima, malas))
        return intentos[0]

    def _entreveradas(
        self, se_van: list[Pendiente], vienen: list[Pendiente], cabezas: _Cabezas
    ) -> list[Pendiente]:
        """Filas que se van y filas que vienen, mezcladas: primero la que sigue más celdas."""
        encima, seguidas = dict(cabezas), list[Pendiente]()
        colas = [se_van[::-1], vienen[::-1]]
        while any(colas):
            posibles = [cola for cola in colas if cola]
            cola = max(posibles, key=lambda cola: self._cuantas_siguen(cola[-1], encima))
            seguidas.append(cola.pop())
            self._poner(seguidas[-1], encima)
        return seguidas

    def _cuantas_siguen(self, fila: Pendiente, cabezas: _Cabezas) -> int:
        """Sus celdas que siguen una de encima; -1 si encima de alguna no está la que sigue."""
        esperadas = list(self._esperadas(fila))
        if any(not self._es_la(cabezas.get(columna), *una) for columna, una in esperadas):
            return -1
        return len(esperadas)

    def _puestas(self, filas: Iterable[Pendiente], cabezas: _Cabezas) -> list[Pendiente]:
        return [mala for fila in filas for mala in self._poner(fila, cabezas)]

    def _poner(self, fila: Pendiente, cabezas: _Cabezas) -> list[Pendiente]:
        """Pone una fila; ella misma, si alguna de sus celdas no tiene encima su cabeza."""
        siguen = dict(self._esperadas(fila))
        mala = any(not self._es_la(cabezas.get(n), *una) for n, una in siguen.items())
        cabezas |= {n: fila for n in self._combinadas if n not in siguen}
        return [fila] if mala else []

    def _esperadas(self, fila: Pendiente) -> Iterator[tuple[int, Pendiente]]:
        """Por columna donde su celda sigue, la cabeza que tiene en cada documento."""
        vieja, nueva = fila
        lado, fila_del_lado = (self._nueva, nueva) if nueva is not None else (self._vieja, vieja)
        if fila_del_lado is None:
            return
        for columna in lado.combinadas:
            if lado.sigue(columna, fila_del_lado):
                yield (
                    columna,
                    (
                        None if vieja is None else self._vieja.cabezas[columna][vieja],
                        None if nueva is None else self._nueva.cabezas[columna][nueva],
                    ),
                )

    @staticmethod
    def _es_la(cabeza: Pendiente | None, antes: int | None, ahora: int | None) -> bool:
        """Si la celda de encima empieza donde debe, en el documento o en los dos en que está."""
        if cabeza is None:
            return False
        return antes in {None, cabeza[0]} and ahora in {None, cabeza[1]}


# ------------------------------------------------------------------ qué columna es cuál
# Es la misma si lo dicen todos sus rótulos, de arriba abajo. La tabla que sólo tiene columnas de
# más sigue siendo la misma, y lo que se puso es lo que dicen ellas.


def lugares_de_las_de_antes(antes: Tabla, ahora: Tabla) -> list[int] | None:
    """De cada columna de antes, cuál es ahora; nada, si no hay de más o alguna ya no está ahí.

    ``(código, corte 1)`` en ``(código, corte 1, corte 2)`` → ``[0, 1]``.
    """
    if len(antes.anchos) >= len(ahora.anchos) or antes.clase != ahora.clase:
        return None
    if not (antes.rotulos and antes.filas and ahora.filas):
        return None
    por_buscar = enumerate(map(_rotulos_de, ahora.columnas_de_rotulos))
    lugares = []
    for columna in antes.columnas_de_rotulos:
        rotulos = _rotulos_de(columna)
        lugar = next((lugar for lugar, dichos in por_buscar if dichos == rotulos), None)
        if lugar is None:
            return None
        lugares.append(lugar)
    return lugares


def _rotulos_de(columna: ColumnaDeTabla) -> tuple[str, ...]:
    return tuple(map(solo_texto, columna.contenidos))


def con_las_columnas_de(ahora: Tabla, antes: Tabla, lugares: list[int]) -> Tabla:
    """La tabla de antes con las columnas que ahora hay de más, en blanco: rótulos y celdas."""
    rotulos = []
    for numero, puestos in enumerate(resolver(ahora.rotulos, len(ahora.anchos))):
        celdas = (
            puesto.celda if puesto.columna in lugares else attrs.evolve(puesto.celda, contenido="")
            for puesto in puestos
            if puesto.origen == numero
        )
        rotulos.append(Fila(tuple(celdas)))
    estilos = [_estilo_de_celda(columna) for columna in ahora.columnas]
    filas = [
        Fila(_celdas(puestos, numero, lugares, estilos), antes.filas.marcas[numero])
        for numero, puestos in enumerate(antes.rejilla)
    ]
    return attrs.evolve(antes, anchos=ahora.anchos, rotulos=tuple(rotulos), filas=filas)


def _estilo_de_celda(columna: ColumnaDeTabla) -> str:
    """Estilo de la primera celda que es sólo de su columna, y no el de una banda."""
    sueltas = (fila for fila in range(len(columna.contenidos)) if columna.abarca(fila) == 1)
    return columna.estilo(next(sueltas, 0))


def _celdas(
    puestos: list[CeldaDeFila], numero: int, lugares: list[int], estilos: list[str]
) -> tuple[Celda, ...]:
    """Celdas de una fila de antes; la que iba a todo lo ancho sigue yendo."""
    celdas = {lugar: Celda("", estilo) for lugar, estilo in enumerate(estilos)}
    for puesto in puestos:
        ultima = puesto.columna + puesto.celda.columnas - 1
        desde, hasta = lugares[puesto.columna], lugares[ultima] + 1
        if puesto.celda.columnas == len(lugares) > 1:
            hasta = len(estilos)
        for lugar in range(desde, hasta):
            del celdas[lugar]
        if puesto.origen == numero:
            celdas[desde] = attrs.evolve(puesto.celda, columnas=hasta - desde)
    return tuple(celdas[lugar] for lugar in sorted(celdas))
