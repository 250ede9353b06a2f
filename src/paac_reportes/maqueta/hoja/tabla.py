"""Las filas de una tabla en las columnas de una hoja, con el alto que pide cada una.

En orden: las columnas, cuando varias tablas distintas comparten el ancho (``Cuadricula``); lo que
no cabe en una celda de Excel, que sigue abajo, a la letra (``continuar``); y la tabla ya resuelta
(``TablaEnHoja``). Antes, dónde se corta entre páginas impresas, y cuánto mide entonces cada fila.
"""

import bisect
import functools
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import fsum, inf
from typing import NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.aspecto import DE_UNA_MIRADA, parte_entera
from paac_reportes.maqueta.contenido import (
    CONTINUA,
    Cifra,
    Contenido,
    Resumen,
    en_trozos,
    se_parte,
    solo_texto,
)
from paac_reportes.maqueta.hoja.estilos import al_filo, de_fila_alta
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA, Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import (
    Celda,
    CeldaDeFila,
    ColumnaDeTabla,
    Fila,
    filas_de_tabla,
    filas_que_encabezan,
    resolver,
)

_SIN_ALTO = Pt(0)


class AltosSinCortes(NamedTuple):
    """Alto de cada fila de una tabla, si su página empezó en una suelta de más arriba.

    Lo que una página empieza a medias se mide de nuevo al cortarla.
    """

    altos: list[Pt]
    """Alto de cada fila, si la página sigue después de ella."""
    al_pie: list[Pt]
    """Alto que cada fila tendría que medir si la página terminara en ella."""
    sueltas: list[bool]
    """Si a cada fila ninguna celda la une a la de arriba."""


@attrs.define
class _Pagina:
    """Las filas de una tabla que se van poniendo en una página."""

    tabla: "TablaEnHoja"
    abiertas: list[tuple[int, Pt]] = attrs.Factory(list)
    """De las celdas que siguen en la fila que venga, hasta cuál, y el alto que aún les falta."""

    def al_pie(self, fila: int) -> Pt:
        """Alto que esa fila tendría que medir si la página terminara en ella.

        Con las celdas que vienen de más arriba: sólo de la fila a la que se va llegando.
        """
        empiezan = self.tabla.combinadas.get(fila, ())
        if not empiezan and not self.abiertas:  # casi todas
            return self.tabla.propios[fila]
        alto = self.tabla.propios[fila]
        for _, falta in (*empiezan, *self.abiertas):
            alto = max(alto, falta)
        return alto

    def poner(self, fila: int) -> Pt:
        """Alto que esa fila mide si la página sigue después de ella."""
        if empiezan := self.tabla.combinadas.get(fila):
            self.abiertas += empiezan
        alto = self.tabla.propios[fila]
        if not self.abiertas:
            return alto
        siguiente, abiertas = fila + 1, self.abiertas
        alto = max([alto, *[falta for hasta, falta in abiertas if hasta == siguiente]])
        self.abiertas = [
            (hasta, Pt(falta - alto)) for hasta, falta in abiertas if hasta > siguiente
        ]
        return alto


def altos_sin_cortes(tabla: "TablaEnHoja") -> AltosSinCortes:
    """Altos de las filas de una tabla que no se corta, con lo que piden las celdas que las unen."""
    altos, al_pie = list(tabla.propios), list(tabla.propios)
    sueltas = [True] * len(altos)
    fila = 0
    for empieza in sorted(tabla.combinadas):
        if empieza < fila:
            continue
        pagina, fila = _Pagina(tabla), empieza
        while fila == empieza or pagina.abiertas:
            sueltas[fila] = fila == empieza
            al_pie[fila] = pagina.al_pie(fila)
            altos[fila] = pagina.poner(fila)
            fila += 1
    return AltosSinCortes(altos, al_pie, sueltas)


def comienzo(tabla: "TablaEnHoja", cola: Pt, cabe: Pt) -> Pt:
    """Alto que va entero en la página donde empieza la tabla, de lo que quepa en una.

    Son las primeras filas que no se separan y, si no hay más, la ``cola``, que va en la página de
    la última. Si no caben, la primera fila.
    """
    if not tabla.propios:
        return cola
    altos, al_pie, _ = tabla.sin_cortes
    fila, ultima = 0, len(altos) - 1
    while fila < ultima and fila in tabla.con_la_siguiente:
        fila += 1
    juntas = Pt(fsum(altos[:fila]) + al_pie[fila])
    con_cola = Pt(juntas + (cola if fila == ultima else 0))
    return next((alto for alto in (con_cola, juntas) if alto <= cabe), al_pie[0])


def altos_y_tramos(
    tabla: "TablaEnHoja",
    primera: Pt,
    siguientes: Pt,
    cola: Pt = _SIN_ALTO,
) -> tuple[list[Pt], list[range]]:
    """Los altos definitivos y los tramos por página.

    ``primera`` y ``siguientes``: lo que cabe en la página ya empezada y en las demás; ``cola``: lo
    que va en la página de la última fila. El texto de una celda combinada queda entero en el
    primero de sus tramos. Un alto «al pie» es el de la fila si la página termina en ella.
    """
    sin_cortes, cuantas = tabla.sin_cortes, len(tabla.propios)
    altos, al_pie = list(sin_cortes.altos), list(sin_cortes.al_pie)
    tramos: list[range] = []
    # La página que empieza a medias de lo que alguna celda une lo mide de nuevo, hasta donde llega.
    a_medias: _Pagina | None = None
    fila, desde, queda = 0, 0, primera
    while fila < cuantas:
        if sin_cortes.sueltas[fila]:
            a_medias = None
        al_pie[fila] = minimo = a_medias.al_pie(fila) if a_medias else sin_cortes.al_pie[fila]
        tras_fila = cola if fila + 1 == cuantas else _SIN_ALTO
        if fila > desde and minimo + tras_fila > queda:
            # La última fila de la página mide lo que pide ahí, y se vuelve a la primera de la otra.
            corte = _corte(tabla, range(desde, fila), Pt(siguientes - tras_fila))
            altos[corte - 1] = al_pie[corte - 1]
            tramos.append(range(desde, corte))
            a_medias, fila, desde, queda = _Pagina(tabla), corte, corte, siguientes
            continue
        altos[fila] = a_medias.poner(fila) if a_medias else sin_cortes.altos[fila]
        queda = Pt(queda - altos[fila])
        fila += 1
    return altos, [*tramos, range(desde, cuantas)]


def _corte(tabla: "TablaEnHoja", filas: range, cabe: Pt) -> int:
    """La fila que empieza la otra página: ninguna que vaya con la siguiente se queda al pie.

    Si lo que va junto no cabe en una página, o la llena desde arriba, es la que no cupo.
    """
    corte = filas.stop
    while corte > filas.start and corte - 1 in tabla.con_la_siguiente:
        corte -= 1
    se_mueve = fsum(tabla.propios[corte : filas.stop + 1])
    return corte if corte > filas.start and se_mueve <= cabe else filas.stop


_HOLGURA = 0.005 + 1e-9
"""Dos bordes a esta parte del ancho o menos son el mismo borde.

Con algo de más: si distan justo eso, no lo decide el redondeo de las sumas.
"""


class Cuadricula:
    """Los bordes verticales de todas las tablas de una hoja, con los casi iguales hechos uno.

    ``pagina``, lo que una página impresa es del ancho de la hoja: lo casi igual se mide en ella.
    """

    def __init__(self, tablas: Iterable[Sequence[float]], ancho: Mm, pagina: float = 1.0) -> None:
        self._holgura = _HOLGURA * pagina
        bordes = [0.0]
        for posicion in sorted({borde for anchos in tablas for borde in accumulate(anchos)}):
            if posicion - bordes[-1] > self._holgura:
                bordes.append(posicion)
        llega_al_final = len(bordes) > 1 and 1 - bordes[-1] <= self._holgura
        self._bordes = (*(bordes[:-1] if llega_al_final else bordes), 1.0)
        self.anchos = tuple(Mm((hasta - desde) * ancho) for desde, hasta in pairwise(self._bordes))
        self._x = [pt_de_mm(Mm(borde * ancho)) for borde in self._bordes]

    @property
    def ancho(self) -> Pt:
        """Puntos de lado a lado."""
        return self._x[-1]

    def columnas_de(self, anchos: Sequence[float]) -> list[int]:
        """Bordes, desde 0, de las columnas de una tabla y el del final: ``[0, 2, 5]``."""
        return list(self._lugares(tuple(anchos)))

    @clases.recordado  # las tablas de una hoja llevan casi todas los mismos anchos
    def _lugares(self, anchos: tuple[float, ...]) -> list[int]:
        return [0, *(self._borde(posicion) for posicion in accumulate(anchos))]

    def ancho_entre(self, desde: int, hasta: int) -> Pt:
        """Puntos entre dos bordes."""
        return Pt(self._x[hasta] - self._x[desde])

    @clases.recordado  # y las celdas, casi todas los mismos estilos
    def medida(
        self, medidor: Medidor, estilo: str, desde: int, hasta: int
    ) -> Callable[[Contenido], Pt]:
        """La función del alto de una celda de ese estilo, que va del borde ``desde`` al ``hasta``.

        Una de varios renglones va con su estilo de fila alta.
        """
        en_alta = de_fila_alta(estilo)
        medido = en_alta if en_alta in medidor.estilos else estilo
        return medidor.de(medido, self.ancho_entre(desde, hasta))

    def _borde(self, posicion: float) -> int:
        """Número del borde más cercano a una parte del ancho."""
        return min(
            bisect.bisect_left(self._bordes, posicion - self._holgura), len(self._bordes) - 1
        )


_LARGO_DE_UN_VALOR = 19
"""Letras de la fecha más larga, con su hora."""
_ANCHOS_SIN_PAPEL = [1 + paso / 20 for paso in range(21)]
"""Anchos que se prueban en una hoja que no se imprime, en veces el de la página."""


def ancho_sin_papel(tablas: Iterable[Tabla], ancho: Mm, medidor: Medidor) -> Mm:
    """Ancho de una hoja que no se imprime: el de la página, o el que pidan sus números.

    Un número o una fecha que no cabe en su celda iría como texto: Excel muestra ``####``.
    """
    valores = {
        (parte, estilo, texto)
        for tabla in tablas
        for parte, columna in zip(tabla.anchos, tabla.columnas, strict=True)
        for _, contenido, estilo, _, abarca in columna.celdas()
        if abarca == 1 and medidor.estilos[estilo].dato != "texto"
        if 0 < len(texto := solo_texto(contenido)) <= _LARGO_DE_UN_VALOR and " " not in texto
    }

    def caben(ancho: Mm) -> bool:
        """Si todos los valores caben en su columna, en una hoja de ese ancho."""
        return all(
            medidor.cabe_en_un_renglon(texto, estilo, pt_de_mm(Mm(parte * ancho)))
            for parte, estilo, texto in valores
        )

    return next(filter(caben, (Mm(ancho * veces) for veces in _ANCHOS_SIN_PAPEL)), ancho)


Partir = Callable[[CeldaDeFila], list[Contenido]]
"""Función que da los trozos de lo que dice una celda; uno solo si cabe entero."""


def continuar(
    rejilla: Sequence[Sequence[CeldaDeFila]], partir: Partir
) -> tuple[tuple[Fila, ...], list[int]]:
    """Las filas con las de continuación intercaladas, y dónde empieza ahora cada una de antes.

    Al final, cuántas son: ``[0, 1, 4]``, si la segunda de dos sigue en otras dos. Una celda de
    varias usa primero las suyas; las demás crecen hasta cubrir las nuevas: a la vista es la misma.
    """
    trozos = {
        (fila, lugar.columna): partes
        for fila, lugares in enumerate(rejilla)
        for lugar in lugares
        if lugar.origen == fila and len(partes := partir(lugar)) > 1
    }
    inicios = _inicios(rejilla, {donde: len(partes) for donde, partes in trozos.items()})
    nuevas: dict[int, list[tuple[int, Celda]]] = defaultdict(list)  # por fila, (columna, celda)
    for fila, lugares in enumerate(rejilla):
        for columna, celda, origen in lugares:
            if origen != fila:
                continue
            cubre = inicios[fila + celda.filas] - inicios[fila]
            *previos, ultimo = trozos.get((fila, columna), [celda.contenido])
            for paso, trozo in enumerate(previos):
                nuevas[inicios[fila] + paso].append(
                    (columna, attrs.evolve(celda, contenido=trozo, filas=1))
                )
            nuevas[inicios[fila] + len(previos)].append(
                (columna, attrs.evolve(celda, contenido=ultimo, filas=cubre - len(previos)))
            )
    return tuple(_fila_en_orden(nuevas[numero]) for numero in range(inicios[-1])), inicios


def _inicios(
    rejilla: Sequence[Sequence[CeldaDeFila]], partes: dict[tuple[int, int], int]
) -> list[int]:
    """Fila nueva en que empieza cada fila vieja, y al final cuántas son.

    ``partes``: en cuántas se parte una celda, por su fila y su columna.
    """
    de_mas = [0] * len(rejilla)
    for fila, lugares in enumerate(rejilla):
        for lugar in lugares:
            if lugar.origen == fila:
                faltan = partes.get((fila, lugar.columna), 1) - lugar.celda.filas
                ultima = fila + lugar.celda.filas - 1
                de_mas[ultima] = max(de_mas[ultima], faltan)
    return [0, *accumulate(1 + nuevas for nuevas in de_mas)]


def _fila_en_orden(celdas: list[tuple[int, Celda]]) -> Fila:
    return Fila(tuple(celda for _, celda in sorted(celdas, key=lambda par: par[0])))


class CeldaDeHoja(NamedTuple):
    """Celda en su columna de la hoja, desde 0; con ``cuantas_filas`` 0, parte de la de arriba."""

    columna: int
    cuantas_columnas: int
    cuantas_filas: int
    contenido: Contenido
    estilo: str


_EN_FILA_ALTA, _AL_FILO = de_fila_alta("celda"), al_filo("celda")

_RENGLONES_DE_ALTA = 20
"""Renglones: hasta ahí una fila se ve de una vez, y a medio alto no topa con su raya."""


class ColumnaDeHoja(NamedTuple):
    """Una columna de una tabla puesta en las de la hoja; en ``columnas`` cuenta las de la hoja."""

    lugar: int
    """Primera columna de la hoja que ocupa, desde 0."""
    ancho: int
    """Cuántas de la hoja cubren las celdas que son de una sola de la tabla."""
    celdas_de_tabla: ColumnaDeTabla
    """Celdas de la columna de la tabla; las que no empiezan aquí dicen un texto vacío."""

    def con_filas_altas(self, altas: Sequence[bool], estilos: Container[str]) -> "ColumnaDeHoja":
        """La columna, con otro estilo en las filas altas, si ``estilos`` lo trae.

        ``altas``: por fila, si lo es.
        """
        celdas = self.celdas_de_tabla
        distintos = {celdas.estilos} if isinstance(celdas.estilos, str) else {*celdas.estilos}
        en_alta = {bajo: alto for bajo in distintos if (alto := de_fila_alta(bajo)) in estilos}
        if not en_alta:
            return self
        nuevos: str | Sequence[str]
        if not isinstance(celdas.estilos, str):
            pares = zip(celdas.estilos, altas, strict=True)
            nuevos = [en_alta.get(estilo, estilo) if alta else estilo for estilo, alta in pares]
        elif all(altas):
            nuevos = en_alta[celdas.estilos]
        else:
            bajo, alto = celdas.estilos, en_alta[celdas.estilos]
            nuevos = [alto if alta else bajo for alta in altas]
        contenidos, filas, columnas = celdas.contenidos, celdas.filas, celdas.columnas
        nueva = ColumnaDeTabla(contenidos, nuevos, filas, columnas)
        return ColumnaDeHoja(self.lugar, self.ancho, nueva)

    def celda(self, fila: int) -> CeldaDeHoja | None:
        """La celda de una fila; ninguna si la tapa otra más a la izquierda."""
        columna = self.celdas_de_tabla
        ancho = self.ancho if columna.columnas is None else columna.columnas[fila]
        if not columna.abarca(fila):
            return None
        cubre, contenido = columna.cubre(fila), columna.contenidos[fila]
        return CeldaDeHoja(self.lugar, ancho, cubre, contenido, columna.estilo(fila))


class TramoDeHoja:
    """Filas seguidas de una hoja, por columnas, que se ponen cuando se piden.

    De una hoja que sólo se prueba a otra escala nadie las pide: se miran sus altos.
    """

    __slots__ = ("_columnas", "altos", "marcas")

    def __init__(
        self,
        altos: Sequence[Pt],
        columnas: Sequence[ColumnaDeHoja] | Callable[[], Sequence[ColumnaDeHoja]] = (),
        marcas: Sequence[str] = (),
    ) -> None:
        self.altos = altos
        """Alto de cada fila."""
        self.marcas = marcas
        """Marca de cada fila en la tabla, con un ``+`` si ya empezó más arriba; vacía si no la
        lleva."""
        self._columnas = columnas

    @property
    def columnas(self) -> Sequence[ColumnaDeHoja]:
        """Columnas de sus filas, de izquierda a derecha."""
        if callable(self._columnas):
            self._columnas = self._columnas()
        return self._columnas

    def con_altos(self, altos: Sequence[Pt]) -> "TramoDeHoja":
        """Tramo de las mismas filas, con otros altos."""
        return TramoDeHoja(altos, lambda: self.columnas, self.marcas)

    @classmethod
    def de_una_fila(cls, alto: Pt, *celdas: CeldaDeHoja) -> "TramoDeHoja":
        """Tramo de una sola fila, con esas celdas."""
        columnas = [
            ColumnaDeHoja(c.columna, c.cuantas_columnas, ColumnaDeTabla([c.contenido], c.estilo))
            for c in celdas
        ]
        return cls([alto], columnas)

    def con_clase(self, clase: type) -> Iterator[tuple[int, CeldaDeHoja]]:
        """La fila y la celda de cada contenido de una clase que no es un texto cualquiera."""
        for columna in self.columnas:
            if clase in columna.celdas_de_tabla.clases:
                for fila, contenido in enumerate(columna.celdas_de_tabla.contenidos):
                    celda = columna.celda(fila) if type(contenido) is clase else None
                    if celda is not None:
                        yield fila, celda


@clases.frozen(kw_only=True)
class Filtro:
    """Filtro de una tabla: del renglón de abajo de sus rótulos a su última fila, desde 1."""

    desde: int
    ultima: int
    """Última fila, incluida."""
    columnas: frozenset[int]
    """Columnas con botón, desde 0: en las demás una celda es de varias filas, y mentiría."""


_SIN_LIMITE = Pt(1e9)
"""Alto que ninguna fila alcanza."""
_FILAS_PARA_FILTRAR = 2
"""Filas de datos: con menos no hay qué filtrar."""


class TablaEnHoja:
    """Filas de tabla resueltas, como las pide el paginado."""

    def __init__(  # noqa: PLR0913, PLR0917 - qué se mide, dónde y hasta cuánto
        self,
        filas: Sequence[Fila],
        anchos: Sequence[float],
        cuadricula: Cuadricula,
        medidor: Medidor,
        limite: Pt,
        primera: Pt | None = None,
        *,
        se_filtra: bool = False,
    ) -> None:
        """``limite``: alto en pt de la fila más alta; ``primera``, el de la primera, si es otro.

        Una que pide más sigue en otra fila; si la tabla se filtra y no combina celdas, se recorta.
        """
        self._lugares = cuadricula.columnas_de(anchos)
        self._cuadricula, self._medida = cuadricula, cuadricula.medida
        self._medidor = medidor
        self._limite = limite
        self._primera = limite if primera is None else primera
        self._medir(filas)
        self._inicios: Sequence[int] = range(len(filas) + 1)
        self._marcas = self._filas.marcas
        combinadas = (alto for lista in self.combinadas.values() for _, alto in lista)
        mas_alta = max([*self.propios, *combinadas], default=0.0)
        de_la_primera = (alto for _, alto in self.combinadas.get(0, ()))
        primera_fila = max([*self.propios[:1], *de_la_primera], default=0.0)
        self.seguida = mas_alta > limite or primera_fila > self._primera
        """Si alguna fila sigue en otras, que no estaban en la tabla."""
        una_por_una = se_filtra and not self.combinadas
        if una_por_una:  # lo que no se ve en la fila más alta se lee al abrir su celda
            self._limite = self._primera = _SIN_LIMITE
        if self.seguida and (not una_por_una or any(map(self._pasa_de_una_celda, self._columnas))):
            rejilla = resolver(self._filas, len(self._columnas))
            seguidas, self._inicios = continuar(rejilla, self._trozos_de)
            self._medir(self._sin_combinar(seguidas) if una_por_una else seguidas)
            # Cada fila nueva lleva la marca de la suya y, si la continúa, un ``+``.
            self._marcas = [
                f"{marca}+" if marca and fila > desde else marca
                for marca, (desde, hasta) in zip(self._marcas, pairwise(self._inicios), strict=True)
                for fila in range(desde, hasta)
            ]
        if una_por_una:
            self.propios[:] = [Pt(min(alto, limite)) for alto in self.propios]
            self.seguida = False

    def _sin_combinar(self, filas: Sequence[Fila]) -> list[Fila]:
        """Lo que varias filas comparten, escrito en cada una: así se ordenan y se filtran."""
        return [
            Fila(tuple(attrs.evolve(lugar.celda, filas=1) for lugar in lugares))
            for lugares in resolver(filas, len(self._columnas))
        ]

    @staticmethod
    def _pasa_de_una_celda(columna: ColumnaDeTabla) -> bool:
        """Si algún texto tiene más letras que las que Excel admite en una celda."""
        return any(len(solo_texto(dice)) > LETRAS_POR_CELDA for dice in columna.contenidos)

    @clases.propiedad_recordada
    def con_la_siguiente(self) -> set[int]:
        """Filas que no se dejan solas al pie de la página; las de unos rótulos no se preguntan."""
        return {*filas_que_encabezan(self._columnas, self._medidor.estilos)}

    def atar(self, filas: Iterable[int]) -> None:
        """Deja cada una de esas filas de la tabla en la página de la que la sigue.

        De una última fila que continúa en otras, lo que no queda solo es su final.
        """
        penultima = len(self.propios) - 2
        la_ultima = len(self._inicios) - 2
        self.con_la_siguiente.update(
            penultima if fila + 1 == la_ultima else self._inicios[fila + 1] - 1 for fila in filas
        )
        if self.seguida:
            self.con_la_siguiente.add(penultima)

    def atar_puntas(self, alto: Pt) -> None:
        """Ata la primera y la última fila de cada grupo a la vecina, si no pasan de ese alto."""
        for desde, cubre in enumerate(self._columnas[0].filas or ()):
            for fila in (desde, desde + cubre - 2) if cubre > 1 else ():
                if fsum(self.propios[fila : fila + 2]) <= alto:
                    self.con_la_siguiente.add(fila)

    @clases.propiedad_recordada
    def sin_cortes(self) -> AltosSinCortes:
        """Los altos si la tabla no se corta."""
        return altos_sin_cortes(self)

    @property
    def enteras(self) -> TramoDeHoja:
        """Todas las filas, sin cortar la tabla; recordarlas las ataría a ella."""
        return self.filas(self.sin_cortes.altos, range(len(self.propios)))

    def se_lee_de_una_mirada(self, pagina: Pt) -> bool:
        """Si es de pocas filas, que no son de una matriz, y toma poco del alto de una página."""
        filas = len(self.propios)
        es_corta = filas <= DE_UNA_MIRADA and not self._filas.son_del_contenido
        return es_corta and fsum(self.propios) < pagina * parte_entera(filas)

    def filas(self, altos: Sequence[Pt], tramo: range) -> TramoDeHoja:
        """Las filas de un tramo; una celda que venía de antes repite su texto y dice que sigue."""
        columnas = functools.partial(self._columnas_en_tramo, altos, tramo)
        filas = slice(tramo.start, tramo.stop)
        return TramoDeHoja(altos[filas], columnas, self._marcas[filas])

    def _columnas_en_tramo(self, altos: Sequence[Pt], filas: range) -> Sequence[ColumnaDeHoja]:
        """Columnas de las filas de un tramo, con su estilo en las que son altas."""
        columnas = [self._en_tramo(n, c, altos, filas) for n, c in enumerate(self._columnas)]
        estilos = self._medidor.estilos
        if _EN_FILA_ALTA in estilos:
            altas = [alto > self._sin_ser_alta for alto in altos[filas.start : filas.stop]]
            if any(altas):
                columnas = [columna.con_filas_altas(altas, estilos) for columna in columnas]
        return columnas

    def _en_tramo(
        self, numero: int, columna: ColumnaDeTabla, altos: Sequence[Pt], tramo: range
    ) -> ColumnaDeHoja:
        """La columna ``numero`` de la tabla, en esas filas y en las columnas que ocupa en la hoja.

        ``tramo``: esas filas, que van seguidas.
        """
        lugar, filas = self._lugares[numero], slice(tramo.start, tramo.stop)
        ancho = self._lugares[numero + 1] - lugar
        if columna.estilo_unico is not None and filas == slice(0, len(columna.contenidos)):
            return ColumnaDeHoja(lugar, ancho, columna)
        contenidos, cubre = columna.contenidos[filas], None
        if columna.filas is not None:
            contenidos, cubre = self._textos_en_tramo(numero, columna, columna.filas, altos, tramo)
        columnas = None
        if columna.columnas is not None:
            abarcan = columna.columnas[filas]
            columnas = [abarca and self._lugares[numero + abarca] - lugar for abarca in abarcan]
        estilos = columna.estilos if isinstance(columna.estilos, str) else columna.estilos[filas]
        return ColumnaDeHoja(lugar, ancho, ColumnaDeTabla(contenidos, estilos, cubre, columnas))

    def _textos_en_tramo(
        self,
        numero: int,
        columna: ColumnaDeTabla,
        filas: Sequence[int],
        altos: Sequence[Pt],
        tramo: range,
    ) -> tuple[list[Contenido], list[int]]:
        """Los textos de una columna en esas filas, y cuántas de ellas cubre cada uno.

        ``filas``: cuántas cubre cada celda en la tabla; la que viene de otra página se repite.
        """
        desde, hasta = tramo.start, tramo.stop
        cubren = list(filas[desde:hasta])
        primera: Contenido = columna.contenidos[desde]
        if not cubren[0]:
            empiezan = self._donde_empiezan(numero)
            origen = empiezan[bisect.bisect_right(empiezan, desde) - 1]
            cubren[0] = min(filas[origen] - (desde - origen), hasta - desde)
            alto = Pt(fsum(altos[desde : desde + cubren[0]]))
            primera = self._texto_repetido(numero, columna, desde, alto)
        hasta_el_final = range(hasta - desde, 0, -1)
        cubre = list(map(min, cubren, hasta_el_final))
        demas = zip(columna.contenidos[desde + 1 : hasta], cubre[1:], strict=True)
        return [primera, *[contenido if cuantas else "" for contenido, cuantas in demas]], cubre

    @clases.recordado
    def _donde_empiezan(self, numero: int) -> list[int]:
        """Filas donde empieza una celda de la columna de ese número."""
        filas = range(len(self._filas))
        return [fila for fila in filas if self._columnas[numero].cubre(fila)]

    def cifras(self) -> Iterator[tuple[int, int, Resumen]]:
        """Celdas que resumen otras: su fila, su columna de la hoja y las filas de donde salen."""
        inicios = self._inicios
        for numero, columna in enumerate(self._columnas):
            if Cifra not in columna.clases:
                continue
            for fila, contenido in enumerate(columna.contenidos):
                resumen = contenido.resumen if isinstance(contenido, Cifra) else None
                if resumen is not None and columna.cubre(fila) and columna.abarca(fila):
                    grupos = tuple((inicios[a], inicios[b]) for a, b in resumen.grupos)
                    yield fila, self._lugares[numero], attrs.evolve(resumen, grupos=grupos)

    def filtro(self, lugares: Sequence[int], cierre: int) -> Filtro | None:
        """Filtro de la tabla si va seguida, sin sus ``cierre`` filas de resumen; o ninguno.

        Donde una celda es de varias filas, Excel cree que las demás están en blanco: esas columnas
        no llevan botón. Si una fila sigue en otras, ninguna lo lleva.
        """
        filas = len(lugares) - cierre
        seguidas = lugares[-1:] == [lugares[0] + len(lugares) - 1] if lugares else False
        columnas = self._columnas_sueltas(filas)
        if filas < _FILAS_PARA_FILTRAR or not seguidas or self.seguida or not columnas:
            return None
        desde, ultima = lugares[0] - 1, lugares[filas - 1]
        return Filtro(desde=desde, ultima=ultima, columnas=frozenset(columnas))

    def _columnas_sueltas(self, filas: int) -> set[int]:
        """Las columnas de la hoja donde, en tantas filas, ninguna celda es de varias.

        Ninguna, si una banda encabeza a algunas: ordenadas o filtradas, quedarían sin ella.
        """
        primera, *demas = self._columnas
        if demas and primera.columnas and max(map(primera.abarca, range(filas))) > len(demas):
            return set()
        return {
            self._lugares[numero]
            for numero, columna in enumerate(self._columnas)
            if columna.filas is None
            or all(columna.cubre(n) == 1 or not columna.abarca(n) for n in range(filas))
        }

    def hasta_el_codigo(self, filas: int) -> int:
        """Las columnas de la hoja hasta la de los códigos de esas filas; 0 si no los lleva.

        Es la primera en que todas dicen algo corto con una cifra, y que no es una fecha ni, tras
        la primera, una cuenta.
        """
        for numero, columna in enumerate(self._columnas):
            hasta = self._lugares[numero + 1]
            if self._cuadricula.ancho_entre(0, hasta) > self._cuadricula.ancho / 2:
                break
            dato = self._medidor.estilos[columna.estilo(0)].dato if filas else ""
            if numero and dato == "numero":  # tras los nombres, lo que se cuenta de cada uno
                break
            textos = [
                texto for n, texto, _, _, abarca in columna.celdas() if n < filas and abarca == 1
            ]
            if textos and all(map(_es_codigo, textos)):
                return hasta
        return 0

    def _medir(self, filas: Sequence[Fila]) -> None:
        """Anota las columnas de unas filas y los altos que piden, que no cuentan los cortes."""
        self._filas = filas_de_tabla(filas)
        primera, *demas = self._filas.por_columnas(len(self._lugares) - 1)
        estilos = self._medidor.estilos
        es_de_rotulos = bool(filas) and estilos[primera.estilo(0)].clase == "rotulo"
        if _AL_FILO in estilos:
            primera = primera.mapear(
                estilo=lambda comun: filo if (filo := al_filo(comun)) in estilos else comun
            )
        self._columnas = (primera, *demas)
        vacia = self._medidor.alto_minimo if filas else Pt(0)
        # Los rótulos van al pie de su fila en cuanto alguno sigue en otro renglón.
        renglones = 1 if es_de_rotulos else _RENGLONES_DE_ALTA
        self._sin_ser_alta = self._medidor.alto_minimo_con(renglones) if filas else vacia
        self.propios: list[Pt] = [vacia] * len(self._filas)
        self.combinadas: dict[int, list[tuple[int, Pt]]] = defaultdict(list)
        for numero, columna in enumerate(self._columnas):
            bordes = self._lugares[numero:]
            if columna.estilo_unico is None:
                self._medir_varias(columna, bordes)
            else:
                medida = self._medida(self._medidor, columna.estilo_unico, *bordes[:2])
                self.propios = list(map(max, self.propios, map(medida, columna.contenidos)))

    def _medir_varias(self, columna: ColumnaDeTabla, bordes: Sequence[int]) -> None:
        """Mide una columna de celdas distintas, que empieza en el primero de esos ``bordes``."""
        for fila, contenido, estilo, cubre, abarca in columna.celdas():
            alto = self._medida(self._medidor, estilo, bordes[0], bordes[abarca])(contenido)
            if cubre > 1:
                self.combinadas[fila].append((fila + cubre, alto))
            elif alto > self.propios[fila]:
                self.propios[fila] = alto

    def _ancho(self, columna: int, columnas: int) -> Pt:
        """Ancho de tantas columnas de la tabla, desde una."""
        return self._cuadricula.ancho_entre(
            self._lugares[columna], self._lugares[columna + columnas]
        )

    def _trozos_de(self, lugar: CeldaDeFila) -> list[Contenido]:
        """Trozos de un texto que pide más alto, o más letras, que lo que una celda admite."""
        columna, celda, origen = lugar
        if not se_parte(celda.contenido):
            return [celda.contenido]
        ancho, texto = self._ancho(columna, celda.columnas), solo_texto(celda.contenido)
        limite = self._limite if origen else self._primera
        trozos = self._medidor.trozos(texto, celda.estilo, ancho, limite)
        return en_trozos(celda.contenido, trozos)

    def _texto_repetido(self, numero: int, columna: ColumnaDeTabla, fila: int, alto: Pt) -> str:
        """Texto, en otra página, de una celda que viene de la anterior, sin pedir más alto.

        Un número no nombra nada, y repetido parecería otro: se deja en blanco.
        """
        texto = solo_texto(columna.contenidos[fila]).strip()
        ancho = self._ancho(numero, columna.abarca(fila))
        estilo = columna.estilo(fila)
        if self._medidor.estilos[estilo].dato == "numero":
            return ""
        return texto and self._medidor.con_marca(texto, CONTINUA, estilo, ancho, alto)


_LARGO_DE_UN_CODIGO = 12
"""Letras."""


def altos_de_filas(
    anchos: Sequence[float], cuadricula: Cuadricula, medidor: Medidor, filas: Sequence[Fila]
) -> list[Pt]:
    """El alto de cada fila de una tabla que nada corta; ``cuadricula``: las columnas de la hoja."""
    if len(filas) != 1:
        return TablaEnHoja(filas, anchos, cuadricula, medidor, Pt(inf)).sin_cortes.altos
    ((*celdas,),) = resolver(filas, len(anchos))
    bordes, alto = cuadricula.columnas_de(anchos), medidor.alto_minimo
    for lugar, celda, _ in celdas:
        hasta = bordes[lugar + celda.columnas]
        medir = cuadricula.medida(medidor, celda.estilo, bordes[lugar], hasta)
        alto = max(alto, medir(celda.contenido))
    return [alto]


def _es_codigo(contenido: Contenido) -> bool:
    """Si un contenido es corto y lleva cifras y ninguna «/»: un código, y no una fecha."""
    if not isinstance(contenido, str) or len(contenido) > _LARGO_DE_UN_CODIGO:
        return False
    return "/" not in contenido and any(map(str.isdigit, contenido))
