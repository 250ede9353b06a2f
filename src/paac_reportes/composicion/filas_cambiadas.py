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
    pares = [(i, j) for i, j in _que_siguen(vieja, nueva) if vieja.formas[i] == nueva.formas[j]]
    while True:
        orden, sin_cabeza = _Orden(vieja, nueva).ordenadas(pares)
        if not sin_cabeza:
            return orden
        menos = _sin_bloques_rotos(pares, sin_cabeza, vieja, nueva)
        # Sin filas que sigan no hay cabeza que se pierda.
        pares = menos if len(menos) < len(pares) else []


def parear(antes: int, ahora: int, puntaje: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Los pares (vieja, nueva) que, sin cruzarse, más se parecen; ``puntaje`` da 0 si en nada."""
    mejor = [[0.0] * (ahora + 1) for _ in range(antes + 1)]
    puntajes = [[puntaje(i, j) for j in range(ahora)] for i in range(antes)]
    for vieja in reversed(range(antes)):
        for nueva in reversed(range(ahora)):
            puntos = puntajes[vieja][nueva]
            con_las_dos = mejor[vieja + 1][nueva + 1] + puntos if puntos else 0.0
            mejor[vieja][nueva] = max(mejor[vieja + 1][nueva], mejor[vieja][nueva + 1], con_las_dos)
    pares: list[tuple[int, int]] = []
    vieja = nueva = 0
    while vieja < antes and nueva < ahora:
        puntos = puntajes[vieja][nueva]
        if puntos and mejor[vieja][nueva] == mejor[vieja + 1][nueva + 1] + puntos:
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
    """Los lugares sin par antes de cada par, con él, y los del final, con ``None``."""
    siguientes = (*pares, None)
    for par, siguiente in zip([(-1, -1), *pares], siguientes, strict=True):
        fin = siguiente or (antes, ahora)
        yield range(par[0] + 1, fin[0]), range(par[1] + 1, fin[1]), siguiente


# ------------------------------------------------------------------ qué fila es cuál


class _Lado:
    """Una de las dos tablas que se comparan, la de antes o la de ahora; ``alto``, sus filas."""

    def __init__(self, tabla: Tabla, agregadas: frozenset[int]) -> None:
        self.columnas = tabla.columnas
        self._comparadas = [(n, c) for n, c in enumerate(self.columnas) if n not in agregadas]
        self.alto = len(tabla.filas)
        self.combinadas = [n for n, una in enumerate(self.columnas) if una.filas is not None]
        self.cabezas = {n: _cabezas(self.columnas[n], self.alto) for n in self.combinadas}
        self.bloques = self._bloques()
        """El bloque de cada fila: las que una celda combinada junta son de uno mismo."""
        self.formas = [self._forma(fila) for fila in range(self.alto)]
        """Formas que dos filas han de tener iguales para ser la misma con otras palabras."""

    def viene_de_arriba(self, numero: int, fila: int) -> bool:
        """Si en esa fila la celda de la columna ``numero`` empezó más arriba."""
        columna = self.columnas[numero]
        return bool(columna.abarca(fila)) and not columna.cubre(fila)

    def textos(self, fila: int) -> tuple[Contenido, ...]:
        """Los textos de una fila, con los de las celdas que vienen de arriba."""
        return tuple(columna.contenidos[fila] for _, columna in self._comparadas)

    def texto_propio(self, fila: int) -> str:
        """El texto de las celdas que son sólo de esa fila."""
        columnas = (c for _, c in self._comparadas if c.abarca(fila) and c.cubre(fila) == 1)
        return " ".join(solo_texto(columna.contenidos[fila]) for columna in columnas)

    def _forma(self, fila: int) -> tuple[Hashable, ...]:
        """Por celda de una fila, cuántas columnas abarca, si viene de arriba y su estilo."""
        return tuple(
            (c.abarca(fila), self.viene_de_arriba(n, fila), c.estilo(fila))
            for n, c in self._comparadas
        )

    def _bloques(self) -> list[int]:
        """Por fila, dónde empieza el grupo de filas que las celdas combinadas unen."""
        con_celda_de_arriba = {
            fila
            for columna in self.combinadas
            for fila in range(self.alto)
            if self.viene_de_arriba(columna, fila)
        }
        bloques: list[int] = []
        for fila in range(self.alto):
            bloques.append(bloques[-1] if fila in con_celda_de_arriba else fila)
        return bloques


def _cabezas(columna: ColumnaDeTabla, cuantas: int) -> list[int]:
    """Por fila, aquella donde empieza la celda que se ve en ella."""
    cabezas: list[int] = []
    for fila in range(cuantas):
        sigue = columna.abarca(fila) and not columna.cubre(fila) and fila
        cabezas.append(cabezas[-1] if sigue else fila)
    return cabezas


def _que_siguen(vieja: _Lado, nueva: _Lado) -> list[Par]:
    """Los pares de filas: primero las iguales; entre ellas, por su columna común y por parecido."""
    enteras = range(vieja.alto), range(nueva.alto)
    pares = _pares_por(*enteras, vieja.textos, nueva.textos)
    for buscar in (_por_columna_comun, _por_parecido):
        del_hueco = [
            par
            for viejas, nuevas, _ in huecos(pares, vieja.alto, nueva.alto)
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


def _por_columna_comun(vieja: _Lado, nueva: _Lado, viejas: range, nuevas: range) -> Iterable[Par]:
    """Los pares de filas que dicen lo mismo en la columna que más filas comparten."""

    def texto_de(lado: _Lado, numero: int, fila: int) -> str:
        columna = lado.columnas[numero]
        empieza = columna.cubre(fila) and columna.abarca(fila)
        return solo_texto(columna.contenidos[fila]) if empieza else ""

    por_columna = []
    for columna in range(len(vieja.columnas)):
        viejos = {texto_de(vieja, columna, fila) for fila in viejas} - {""}
        nuevos = {texto_de(nueva, columna, fila) for fila in nuevas} - {""}
        textos = viejos & nuevos
        por_columna.append((len(textos), sum(map(len, textos)), columna))
    cuantas, _, comun = max(por_columna, default=(0, 0, 0))
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
    planos = [en_plano(vieja.texto_propio(fila)) for fila in viejas]
    planos += [en_plano(nueva.texto_propio(fila)) for fila in nuevas]
    letras = palabras_en_letras(planos)
    antes, ahora = letras[: len(viejas)], letras[len(viejas) :]

    def parecido(lugar_viejo: int, lugar_nuevo: int) -> float:
        return parecido_de_textos(antes[lugar_viejo], ahora[lugar_nuevo], PARECIDO)

    return [(viejas[i], nuevas[j]) for i, j in parear(len(antes), len(ahora), parecido)]


# ------------------------------------------------------------------ en qué orden quedan


def _sin_bloques_rotos(
    pares: Sequence[Par], sin_cabeza: Iterable[Pendiente], vieja: _Lado, nueva: _Lado
) -> list[Par]:
    """Los pares, menos los de los bloques donde alguna fila perdería su cabeza."""
    filas = list(sin_cabeza)
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
    """Orden de las filas de las dos tablas, que pone una tras otra."""

    def __init__(self, vieja: _Lado, nueva: _Lado) -> None:
        self._vieja, self._nueva = vieja, nueva
        self._combinadas = {*vieja.combinadas, *nueva.combinadas}

    def ordenadas(self, pares: Sequence[Par]) -> tuple[list[Pendiente], list[Pendiente]]:
        """Las filas en su orden, y las que en él pierden su cabeza."""
        orden: list[Pendiente] = []
        pierden: list[Pendiente] = []
        cabezas: _Cabezas = {}
        for viejas, nuevas, par in huecos(pares, self._vieja.alto, self._nueva.alto):
            seguidas, cabezas, sin_cabeza = self._en_un_hueco(viejas, nuevas, cabezas)
            orden += seguidas
            pierden += sin_cabeza
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
            orden = se_van or vienen
            encima = dict(cabezas)
            return orden, encima, self._poner_filas(orden, encima)
        intentos = []
        for orden in (
            [*se_van, *vienen],
            [*vienen, *se_van],
            self._entreveradas(se_van, vienen, cabezas),
        ):
            encima = dict(cabezas)
            sin_cabeza = self._poner_filas(orden, encima)
            if not sin_cabeza:
                return orden, encima, sin_cabeza
            intentos.append((orden, encima, sin_cabeza))
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
        """Cuántas celdas siguen una de encima; -1 si encima de alguna no está la que sigue."""
        esperadas = list(self._esperadas(fila))
        if any(not self._es_su_cabeza(cabezas.get(columna), *par) for columna, par in esperadas):
            return -1
        return len(esperadas)

    def _poner_filas(self, filas: Iterable[Pendiente], cabezas: _Cabezas) -> list[Pendiente]:
        return [sin_cabeza for fila in filas for sin_cabeza in self._poner(fila, cabezas)]

    def _poner(self, fila: Pendiente, cabezas: _Cabezas) -> list[Pendiente]:
        """Pone una fila en ``cabezas``; da ella misma, si una celda no tiene encima su cabeza."""
        siguen = dict(self._esperadas(fila))
        suelta = any(not self._es_su_cabeza(cabezas.get(n), *par) for n, par in siguen.items())
        cabezas |= {n: fila for n in self._combinadas if n not in siguen}
        return [fila] if suelta else []

    def _esperadas(self, fila: Pendiente) -> Iterator[tuple[int, Pendiente]]:
        """Pares de columna donde la celda sigue, y la cabeza que tiene en cada documento."""
        vieja, nueva = fila
        lado, fila_del_lado = (self._nueva, nueva) if nueva is not None else (self._vieja, vieja)
        if fila_del_lado is None:
            return
        for columna in lado.combinadas:
            if lado.viene_de_arriba(columna, fila_del_lado):
                yield (
                    columna,
                    (
                        None if vieja is None else self._vieja.cabezas[columna][vieja],
                        None if nueva is None else self._nueva.cabezas[columna][nueva],
                    ),
                )

    @staticmethod
    def _es_su_cabeza(cabeza: Pendiente | None, antes: int | None, ahora: int | None) -> bool:
        """Si la celda de encima empieza donde debe, en el documento o en los dos en que está."""
        if cabeza is None:
            return False
        return antes in {None, cabeza[0]} and ahora in {None, cabeza[1]}


# ------------------------------------------------------------------ qué columna es cuál
# Es la misma si lo dicen todos sus rótulos, de arriba abajo. La tabla que sólo tiene columnas de
# más sigue siendo la misma, y lo que se puso es lo que dicen ellas.


def lugares_de_columnas(antes: Tabla, ahora: Tabla) -> list[int] | None:
    """El lugar de ahora de cada columna de antes; ``None`` si no hay de más o alguna ya no está.

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
        lugar = next((lugar for lugar, otros in por_buscar if otros == rotulos), None)
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
    """Las celdas de una fila de antes en las columnas de ahora; la de todo lo ancho, a todo él."""
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
