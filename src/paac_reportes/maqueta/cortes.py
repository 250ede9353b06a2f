"""Los cortes entre páginas: qué va junto, qué se parte, qué se repite y qué continúa.

Se decide aquí, una vez, para todos los escritores: cada uno pone lo decidido como su programa lo
entiende. Lo que un programa no sabe hacer por sí solo está en los datos de ese programa.

De lo que no pide medir a lo que sí: entre bloques, entre las filas de una tabla, y en las páginas,
cuando las corta el programa que muestra el documento (``Cortador``; qué cabe se tantea por las
letras). Lo que mide cada cosa está en ``altos``, y las puntas de una tabla, en ``cierre``.
"""

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.altos import ALTO_DE_RENGLON, ANCHO_DE_LETRA, AltosEnPagina, Programa
from paac_reportes.maqueta.aspecto import DE_UNA_MIRADA, PARTE_DE_UNA_MIRADA, parte_entera
from paac_reportes.maqueta.cierre import (
    SIN_COLA,
    Cierre,
    Cola,
    FinalDeTabla,
    alto_del_comienzo,
    fila_que_cierra,
)
from paac_reportes.maqueta.contenido import Imagen, solo_texto
from paac_reportes.maqueta.documento import Marco, Medio
from paac_reportes.maqueta.estilos import MARGEN_DE_CELDA, Estilo, estilos_en_cuadricula
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Salto, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, ColumnaDeTabla, filas_que_encabezan, resolver


@clases.frozen(eq=False)
class Tanteo:
    """Qué filas, por las letras de sus celdas, podrían pasar de un ``alto``, en puntos."""

    alto: float
    fino: bool
    """Si una imagen se compara con el alto, y no se da por alta sin más."""
    pocas: int
    """Letras: con tantas o menos, una celda no pasa."""
    lugar_de: Callable[[int, int, str], tuple[float, float]]
    """Letras por renglón y renglones de una celda: de su columna, cuántas cubre y su estilo."""

    def pasan(self, columnas: Sequence[ColumnaDeTabla]) -> list[int]:
        """Las filas que podrían pasar, desde 0 y en orden."""
        return sorted(
            {fila for n, columna in enumerate(columnas) for fila in self._por_columna(n, columna)}
        )

    def pasa_alguna(self, columnas: Sequence[ColumnaDeTabla]) -> bool:
        """Si alguna fila podría pasar del alto que se tantea."""
        return any(self._por_columna(numero, columna) for numero, columna in enumerate(columnas))

    def _por_columna(self, numero: int, columna: ColumnaDeTabla) -> list[int]:
        """Filas que podrían pasar por lo que dice la columna de ese número."""
        textos = columna.contenidos
        if columna.lleva_tramos:
            return [fila for fila in range(len(textos)) if self._pasa(numero, columna, fila)]
        if max(map(len, textos), default=0) <= self.pocas:
            return []
        estilo = columna.estilo_comun
        if estilo is None:
            largas = [fila for fila, texto in enumerate(textos) if len(texto) > self.pocas]
            return [fila for fila in largas if self._pasa(numero, columna, fila)]
        letras, renglones = self.lugar_de(numero, 1, estilo)
        caben = max(letras * renglones, self.pocas)
        return [
            fila
            for fila, texto in enumerate(textos)
            if len(texto) > caben
            or (
                "\n" in texto
                and len(texto) > max(letras * (renglones - texto.count("\n")), self.pocas)
            )
        ]

    def pasa(self, columnas: Sequence[ColumnaDeTabla], fila: int) -> bool:
        """Si una fila podría pasar del alto que se tantea; lo cierto se sabe midiéndola."""
        for numero, columna in enumerate(columnas):
            texto = columna.contenidos[fila]
            # Se pregunta por cada tabla: de lo corto se sabe sin medir.
            corto = isinstance(texto, str) and len(texto) <= self.pocas
            if not corto and self._pasa(numero, columna, fila):
                return True
        return False

    def _pasa(self, numero: int, columna: ColumnaDeTabla, fila: int) -> bool:
        """Si la fila podría pasar del alto que se tantea por su celda en esa columna.

        Por sus letras, contra las que caben: renglón por renglón, y los que un salto gasta.
        """
        texto = columna.contenidos[fila]
        if not isinstance(texto, str):
            imagenes = (t for t in texto if isinstance(t, Imagen))
            if not self.fino or any(pt_de_mm(imagen.alto) > self.alto for imagen in imagenes):
                return True
            texto = solo_texto(texto)
        if len(texto) <= self.pocas or not (abarca := columna.abarca(fila)):
            return False
        letras, renglones = self.lugar_de(numero, abarca, columna.estilo(fila))
        return len(texto) > letras * (renglones - texto.count("\n"))


Estilos = Mapping[str, Estilo]
_SIN_FILAS = frozenset[int]()


def van_juntos(bloques: Sequence[Bloque], estilos: Estilos, medio: Medio) -> list[bool]:
    """Si cada bloque no se aparta del siguiente: termina en la página donde él empieza.

    Un título va con lo suyo y, si es breve, con lo que eso presenta; un párrafo, con la tabla o
    la lista que presenta, y una tabla con su nota, con la parte que sigue de sus columnas y con las
    firmas, aunque algo las presente. En una hoja de un libro, donde ningún programa cuida los
    renglones sueltos, lo último antes de una página nueva, o de una lista, va además con lo que
    tenga encima, y se cuenta lo que en un documento ya atan los estilos; una nota, sólo de lo de
    arriba.
    """
    en_hoja = medio == "libro"
    ultimo = [n + 1 == len(bloques) or abre_pagina(bloques[n + 1]) for n in range(len(bloques))]
    es_nota = [isinstance(b, Parrafo) and estilos[b.estilo].con_el_anterior for b in bloques]
    abren = [*_aperturas(bloques, es_nota)]

    def presenta(lugar: int, *, por_su_estilo: bool = True) -> bool:
        """Si el párrafo de un lugar presenta lo que sigue: una tabla o una lista.

        ``por_su_estilo``: basta que su estilo lo pida.
        """
        bloque = bloques[lugar]
        if not isinstance(bloque, Parrafo) or ultimo[lugar] or (en_hoja and es_nota[lugar]):
            return False
        siguiente = bloques[lugar + 1]
        es_su_lista = isinstance(siguiente, Parrafo) and siguiente.lista and not bloque.lista
        lo_presenta = isinstance(siguiente, Tabla) or bool(es_su_lista and not en_hoja)
        return lo_presenta or (por_su_estilo and estilos[bloque.estilo].con_el_siguiente)

    def va_junto(lugar: int) -> bool:
        """Si el bloque de un lugar, que tiene otro debajo, no se aparta de él."""
        siguiente = bloques[lugar + 1]
        sigue_un_parrafo = isinstance(siguiente, Parrafo)
        match bloques[lugar : lugar + 3]:
            case (
                [Titulo(), *_]
                | [Tabla(), Tabla(va_entera=True), *_]
                | [Tabla(), Parrafo(), Tabla(clase="firmas")]
            ):
                return True
            case [Parrafo(), *_]:
                va_con_lo_ultimo = (
                    en_hoja
                    and sigue_un_parrafo
                    and (ultimo[lugar + 1] or _cierra_su_lista(bloques, lugar + 1))
                )
                presenta_algo = presenta(lugar, por_su_estilo=en_hoja)
                return abren[lugar] or presenta_algo or va_con_lo_ultimo
            case [Tabla(), *_]:
                return sigue_un_parrafo and not presenta(lugar + 1)  # su nota
            case _:
                return False

    return [
        not ultimo[lugar] and (es_nota[lugar + 1] or va_junto(lugar))
        for lugar in range(len(bloques))
    ]


_LETRAS_DE_APERTURA = 300
"""Letras tras un título para que no se quede solo al pie de una página: unos tres renglones."""


def _aperturas(bloques: Sequence[Bloque], es_nota: Sequence[bool]) -> Iterator[bool]:
    """Si cada bloque es un párrafo de los pocos renglones tras un título y algo suyo lo sigue.

    Un párrafo largo que lo siga no cuenta: empieza donde él termina, y se parte.
    """
    quedan, nivel = -1, 0  # las letras que faltan para que el título no quede solo
    siguientes = (*bloques[1:], None)[: len(bloques)]
    for bloque, siguiente, es_una_nota in zip(bloques, siguientes, es_nota, strict=True):
        if isinstance(bloque, Titulo):
            quedan, nivel = _LETRAS_DE_APERTURA, bloque.nivel
        elif quedan >= 0 and not es_una_nota:
            quedan = quedan - _letras(bloque) if isinstance(bloque, Parrafo) else -1
        if quedan < 0 or not isinstance(bloque, Parrafo):
            yield False
        elif isinstance(siguiente, Titulo):
            yield siguiente.nivel > nivel
        elif isinstance(siguiente, Parrafo) and not (siguiente.lista or siguiente.es_leyenda):
            yield _letras(siguiente) <= quedan
        else:
            # De una lista basta el primer elemento con el comienzo del segundo: la tabla que le
            # siga tiene su leyenda.
            yield not (bloque.lista and isinstance(siguiente, Parrafo) and siguiente.es_leyenda)
            quedan = -1 if bloque.lista else quedan


def _letras(parrafo: Parrafo) -> int:
    return len(solo_texto(parrafo.contenido))


def cola_de(lugar: int, bloques: Sequence[Bloque], juntos: Sequence[bool]) -> Cola:
    """Párrafos y tablas enteras que no se separan de la tabla de ese lugar.

    ``juntos`` dice, de cada bloque, si va en la página del siguiente (``van_juntos``): del último,
    nunca.
    """
    cola: list[Parrafo | Tabla] = []
    while juntos[lugar]:
        match bloques[lugar + 1]:
            case Parrafo(lista=None) | Tabla(va_entera=True) as bloque:
                cola.append(bloque)
                lugar += 1
            case _:
                break
    es_lo_ultimo = lugar + 1 == len(bloques) or abre_pagina(bloques[lugar + 1])
    return Cola(tuple(cola), es_lo_ultimo)


def abre_pagina(bloque: Bloque) -> bool:
    """Si un bloque empieza otra página."""
    return isinstance(bloque, Salto) or (isinstance(bloque, Titulo) and bloque.en_pagina_nueva)


def _cierra_su_lista(bloques: Sequence[Bloque], lugar: int) -> bool:
    """Si el bloque de ese lugar es el último párrafo de una lista."""
    es_de_lista = [isinstance(b, Parrafo) and bool(b.lista) for b in bloques[lugar : lugar + 2]]
    return es_de_lista in ([True], [True, False])


def esta_en_su_franja(titulo: Titulo, siguiente: Bloque | None) -> bool:
    """Si la tabla que sigue ya dice el título en una fila de rótulos: no se escribe dos veces.

    ``siguiente``: el bloque que sigue al título; ``None`` si es el último, y no está.
    """
    if not isinstance(siguiente, Tabla) or titulo.en_pagina_nueva or not titulo.nivel:
        return False
    if titulo.numero:  # la franja no lo lleva
        return False
    franjas = (fila.celdas[0] for fila in siguiente.rotulos if len(fila.celdas) == 1)
    return any(map(titulo.es_la_franja, franjas))


def filas_atadas(tabla: Tabla, *, con_la_ultima: bool = True) -> set[int]:
    """Las filas que no se apartan de la que sigue.

    Todas, si la tabla va entera; si no, la que precede a un resumen y, ``con_la_ultima``, la que
    precede a ella, que así no queda sola.
    """
    ultima = len(tabla.filas) - 1
    if tabla.va_entera:
        return set(range(ultima))
    acompanadas = (*tabla.resumenes, ultima) if con_la_ultima else tabla.resumenes
    return {fila - 1 for fila in acompanadas if fila > 0}


def unica_con_rotulos(bloques: Sequence[Bloque]) -> Tabla | None:
    """La tabla cuyos rótulos valen para toda la hoja; después sólo van sus notas y sus firmas.

    ``None`` si no es la única con rótulos, o después va otra cosa.
    """
    rotuladas = [
        n for n, bloque in enumerate(bloques) if isinstance(bloque, Tabla) and bloque.rotulos
    ]
    if len(rotuladas) != 1:
        return None
    (lugar,) = rotuladas
    unica = bloques[lugar]
    es_lo_ultimo = all(isinstance(bloque, Parrafo | Tabla) for bloque in bloques[lugar + 1 :])
    return unica if isinstance(unica, Tabla) and es_lo_ultimo else None


_POCAS_FILAS, _PARTE_CHICA = {False: 10, True: 20}, 1 / 3
"""Una tabla de hasta tantas filas, que son más donde se corta a la medida, y de esta parte de la
página no se corta."""

_FILAS_EN_UNA_PUNTA = 4
"""Filas que van, por lo menos, de cada lado de un corte; menos, si no caben en lo que se lee de una
mirada o la tabla no las tiene."""

_PARTE_DE_ULTIMA_FILA = 0.2
"""Parte de la página: una última fila más alta puede quedar sola en una."""

PARTE_ALTA, _FILA_ALTA, _FILA_SIN_NOMBRE = 1 / 3, 1 / 6, 2 / 5
"""De la página: lo más alto, un grupo que no repite su nombre o una fila, puede partirse, para no
dejar en blanco lo que no lo alcanza; la segunda, de las filas de una tabla que se lee; la tercera,
de las de una matriz donde el corte no es nuestro, que en la otra página no dice de quién es."""

_PARTE_ENTERA = 0.8
"""Parte de la página desde la que se parte la tabla que va entera, si lo que no cabe se pierde."""


@clases.frozen(kw_only=True)
class Cortes:
    """Cómo va una tabla entre páginas; las filas, desde 0."""

    entera: bool
    """Si ninguna página la corta."""
    atadas: frozenset[int]
    """Las filas que no se apartan de la que sigue, además de las que ata su estilo."""
    encabezan: frozenset[int]
    """Filas que su estilo ata a la que sigue, donde un estilo no basta para atarlas."""
    partidas: frozenset[int]
    """Filas que pueden seguir en otra página, porque no caben en una."""
    rotulos_partidos: frozenset[int]
    """Filas de rótulos que pueden seguir en otra página, porque no caben en una."""
    repite_rotulos: bool
    """Si los rótulos salen en cada página."""
    altos: Mapping[int, Pt]
    """El alto que hay que decir de algunas filas, para que su texto girado no salga cortado."""
    cierre: Cierre | None = None
    """Final de la tabla, que no se reparte entre dos páginas."""
    comienzo: Pt = Pt(0)
    """Alto que debe quedar libre en la página donde empieza, si sus filas no se atan de a una."""


def dice_de_quien_sigue(tabla: Tabla, cortes: Cortes) -> bool:
    """Si donde una tabla sigue se dice, bajo sus rótulos, de qué fila o grupo es lo que sigue.

    Si no se repiten no hay dónde decirlo, y si ninguna columna nombra la fila, no hay qué.
    """
    hay_donde = cortes.repite_rotulos or not tabla.rotulos
    return bool(tabla.titulares) and hay_donde


_ALTO_EN_WORD = 0.85
"""Parte del alto de una fila de Excel, que es el que se mide, que en Word toma la de lo girado."""


class Cortador(AltosEnPagina):
    """Decisiones de cómo van entre páginas las tablas de una parte, en un programa."""

    def __init__(self, estilos: dict[str, Estilo], marco: Marco, programa: Programa) -> None:
        super().__init__(estilos, marco, programa)
        self._en_cuadros = estilos_en_cuadricula(estilos)

    def _filas_por_lo_girado(self, tabla: Tabla) -> tuple[frozenset[int], dict[int, Pt]]:
        """Lo que un texto girado pide a un programa que no alarga por él las filas que cubre.

        Las filas, desde 0, que no se apartan de la siguiente, y el alto que hay que dar a las que
        lo demás que dicen puede no dárselo. El que cubre varias las junta hasta donde su texto
        alcanza: cortado entre dos páginas no se leería.
        """
        filas, anchos, medidor = tabla.filas, tabla.anchos, self.medidor
        giradas = [
            (lugar.columna, lugar.celda, numero)
            for numero, lugares in enumerate(resolver(filas, len(anchos)))
            for lugar in lugares
            if lugar.origen == numero and medidor.estilos[lugar.celda.estilo].girado
        ]
        if not giradas:
            return _SIN_FILAS, {}
        medir = self._medir(anchos)
        altos = medir(filas)
        altos_de_lo_demas = medir([fila.mapear(partial(_sin_girar, medidor)) for fila in filas])
        fijos: dict[int, Pt] = {}
        juntas: set[int] = set()
        for columna, celda, numero in giradas:
            tramo = slice(numero, numero + celda.filas)
            libre = Mm(math.fsum(anchos[columna : columna + celda.columnas]) * self.util)
            alto_girado = medidor.alto(celda.contenido, celda.estilo, pt_de_mm(libre))
            if alto_girado > math.fsum(altos_de_lo_demas[tramo]) * _ALTO_EN_WORD:
                fijos |= dict(enumerate(altos[tramo], numero))
            juntas |= {
                numero + n
                for n, alto_hasta in enumerate(accumulate(altos[tramo][:-1]))
                if alto_hasta * _ALTO_EN_WORD < alto_girado
            }
        return frozenset(juntas), fijos

    def cortes(self, tabla: Tabla, cola: Cola | None = None) -> Cortes:
        """Cortes de una tabla; si es del cuerpo, con la ``cola``: lo que la sigue sin apartarse."""
        juntas: frozenset[int] = _SIN_FILAS
        altos: Mapping[int, Pt] = {}
        if self.medidor.hay_girados and not self._programa.crece_con_lo_girado:
            juntas, altos = self._filas_por_lo_girado(tabla)
        chica = self._es_chica(tabla)
        repite = self.repite_rotulos(tabla)
        entera = chica or (tabla.va_entera and self._cabe_entera(tabla))
        cierra = len(tabla.filas) if entera else fila_que_cierra(tabla, cola or SIN_COLA, self)
        rotulos = tabla.columnas_de_rotulos if self._se_pierde else ()
        columnas = tabla.columnas if tabla.filas_se_parten or self._se_pierde else ()
        parte_altas = tabla.filas_se_parten and not entera
        cortes = Cortes(
            entera=entera,
            atadas=juntas | self._atadas(tabla, cierra, chica=chica),
            encabezan=self._encabezan(tabla),
            partidas=self._partidas(
                tabla, columnas, con_rotulos=repite, altas_hasta=cierra if parte_altas else 0
            ),
            rotulos_partidos=self._partidas(tabla, rotulos, con_rotulos=repite),
            repite_rotulos=repite,
            altos=altos,
        )
        if cola is None or self._programa.ata_filas or entera or not tabla.filas:
            return cortes
        atadas = self._filas_que_atan(tabla, cierra)
        final = FinalDeTabla(tabla, cortes.encabezan, self)
        cierre = final.cierre(cola, atadas=atadas, partidas=cortes.partidas)
        if cierre is not None and cierre.desde == 0:
            return attrs.evolve(cortes, entera=True)
        return attrs.evolve(cortes, cierre=cierre, comienzo=alto_del_comienzo(tabla, self, atadas))

    def _atadas(self, tabla: Tabla, cierra: int, *, chica: bool) -> set[int]:
        """Filas que se piden atar a la que sigue; ninguna, si el programa no sabe hacerlo.

        ``chica``: si la tabla es tan pequeña que se atan todas.
        """
        if not self._programa.ata_filas:
            return set()
        return set(range(len(tabla.filas) - 1)) if chica else self._filas_que_atan(tabla, cierra)

    def _filas_que_atan(self, tabla: Tabla, cierra: int) -> set[int]:
        """Filas que no se apartan de la que sigue: la primera, y las que cierran la tabla.

        ``cierra``: desde qué fila la cierran.
        """
        ultima = len(tabla.filas) - 1
        alta = False
        if 0 < ultima <= cierra:  # una última fila alta no está sola
            tanteo = self._tanteo(tabla.anchos, self.alto_de_pagina * _PARTE_DE_ULTIMA_FILA)
            alta = tanteo.pasa(tabla.columnas, ultima)
        atadas = filas_atadas(tabla, con_la_ultima=not alta) | {*range(cierra, ultima)}
        if self._es_de_cifras(tabla):
            return atadas | self._atadas_en_las_puntas(tabla)
        return atadas.union(self._caben_en_una_mirada(tabla, range(len(tabla.filas))[:2])[:-1])

    def _es_de_cifras(self, tabla: Tabla) -> bool:
        """Si una tabla es de las que se leen, y no de las filas de una matriz o de un impreso."""
        if self._en_cuadros and tabla.filas and tabla.columnas[0].estilo(0) in self._en_cuadros:
            return False
        return not tabla.filas.son_del_contenido

    def _atadas_en_las_puntas(self, tabla: Tabla) -> set[int]:
        """Filas bajas atadas a la que sigue, al comienzo y al final: ninguna queda suelta."""
        ultima = len(tabla.filas) - 1
        de_arriba = range(min(_FILAS_EN_UNA_PUNTA, len(tabla.filas) // 2))
        de_abajo = [ultima - fila for fila in de_arriba]
        atan_arriba = self._caben_en_una_mirada(tabla, de_arriba)[:-1]
        return {*atan_arriba, *self._caben_en_una_mirada(tabla, de_abajo)[1:]}

    def _caben_en_una_mirada(self, tabla: Tabla, filas: Sequence[int]) -> Sequence[int]:
        """Las primeras de unas filas que ocupan, entre todas, poco de una página."""
        for cuantas in range(len(filas), 1, -1):
            alto = self.alto_de_pagina * PARTE_DE_UNA_MIRADA / cuantas
            if not any(self._es_alta(tabla, fila, alto) for fila in filas[:cuantas]):
                return filas[:cuantas]
        return ()

    def _es_alta(self, tabla: Tabla, fila: int, alto: float) -> bool:
        """Si una fila puede pasar de un alto, por sus letras; si el corte es nuestro, si pasa."""
        if not self._tanteo(tabla.anchos, alto).pasa(tabla.columnas, fila):
            return False
        sola = range(fila, fila + 1)
        return not self._se_pierde or self.altos_entre(tabla, sola, en_papel=False)[0] > alto

    def _encabezan(self, tabla: Tabla) -> frozenset[int]:
        """Filas que encabezan a la que sigue; ninguna, si el programa sabe atarlas."""
        if self._programa.ata_filas:
            return _SIN_FILAS
        return filas_que_encabezan(tabla.columnas, self._estilos) - {len(tabla.filas) - 1}

    def _es_chica(self, tabla: Tabla) -> bool:
        """Si una tabla de pocas filas, todas bajas, ocupa con sus rótulos poco de una página."""
        filas = len(tabla.filas)
        es_de_cifras = self._es_de_cifras(tabla)
        se_lee_de_una_mirada = filas <= DE_UNA_MIRADA and es_de_cifras
        es_de_pocas = se_lee_de_una_mirada or filas <= _POCAS_FILAS[self._se_pierde]
        if tabla.va_entera or not (filas and es_de_pocas):
            return False
        maximo = self.alto_de_pagina * (parte_entera(filas) if es_de_cifras else _PARTE_CHICA)
        if filas <= _POCAS_FILAS[False]:
            de_cada_una = max(maximo - self.alto_de_rotulos(tabla), 0.0) / filas
            tanteo = self._tanteo(tabla.anchos, de_cada_una)
            if not tanteo.pasa_alguna(tabla.columnas):
                return True
        # Donde el corte es nuestro, o son tan pocas, lo que midan de verdad.
        if not (self._se_pierde or se_lee_de_una_mirada):
            return False
        alto = math.fsum(self.altos_entre(tabla, range(filas), en_papel=False))
        return alto + self.alto_de_filas(tabla.rotulos, tabla.anchos) <= maximo

    def _cabe_entera(self, tabla: Tabla) -> bool:
        """Si no llega a ``_PARTE_ENTERA`` de la página, o el programa no pierde lo que no cabe."""
        if not self._se_pierde:
            return True
        alto = self.alto_de_filas((*tabla.rotulos, *tabla.filas), tabla.anchos)
        return alto < self.alto_de_pagina * _PARTE_ENTERA

    def alguna_pasa(self, tabla: Tabla, parte: float) -> bool:
        """Si alguna fila, sin sus celdas de varias, ocupa más de esa parte de la página."""
        alto, bordes = Pt(self.alto_de_pagina * parte), self.bordes(tabla.anchos)
        return any(
            self._alguna_celda_pasa(alto, tabla.columnas, fila, bordes, de_una_fila=True)
            for fila in self._tanteo(tabla.anchos, alto).pasan(tabla.columnas)
        )

    def _partidas(
        self,
        tabla: Tabla,
        columnas: Sequence[ColumnaDeTabla],
        *,
        con_rotulos: bool,
        altas_hasta: int = 0,
    ) -> frozenset[int]:
        """Las filas que no caben en una página y, antes de ``altas_hasta``, las muy altas.

        ``con_rotulos``: si los rótulos se repiten y ocupan parte de ella.
        """
        if not columnas:
            return _SIN_FILAS
        de_matriz = PARTE_ALTA if self._se_pierde else _FILA_SIN_NOMBRE
        parte = _FILA_ALTA if self._es_de_cifras(tabla) else de_matriz
        # Sin altas que buscar, se miden sólo las que podrían no caber en una página.
        alta = self.alto_de_pagina * (parte if altas_hasta else 1 / 2)
        dudosas = self._tanteo(tabla.anchos, alta).pasan(columnas)
        if not dudosas:
            return _SIN_FILAS
        cabe, bordes = self._lo_que_cabe(tabla, con_rotulos=con_rotulos), self.bordes(tabla.anchos)
        pasa_de = functools.partial(self._alguna_celda_pasa, columnas=columnas, bordes=bordes)

        def se_parte(fila: int) -> bool:
            es_alta = fila < altas_hasta and pasa_de(Pt(alta), fila=fila, de_una_fila=True)
            return es_alta or pasa_de(cabe, fila=fila)

        return frozenset(filter(se_parte, dudosas))

    def _alguna_celda_pasa(
        self,
        alto: Pt,
        columnas: Sequence[ColumnaDeTabla],
        fila: int,
        bordes: Sequence[float],
        *,
        de_una_fila: bool = False,
    ) -> bool:
        """Si alguna celda de una fila, con su margen, es más alta que ``alto``.

        Una de varias filas cuenta entera, si no se mira ``de_una_fila``: el texto que no muestran
        las demás lo muestra la última.
        """
        return any(
            self.medidor.en_papel(
                columna.estilo(fila), Pt(bordes[lugar + abarca] - bordes[lugar] - MARGEN_DE_CELDA)
            )(columna.contenidos[fila])
            > alto
            for lugar, columna in enumerate(columnas)
            if (abarca := columna.abarca(fila)) and not (de_una_fila and columna.cubre(fila) > 1)
        )

    @clases.recordado
    def _tanteo(self, anchos: tuple[float, ...], alto: float) -> Tanteo:
        """Tanteo, por las letras, de las filas que podrían pasar de un alto en esas columnas."""
        fino = self._programa.tantea_fino
        lugar = self._lugar_fino if fino else self._lugar_por_lo_bajo
        lugar_de = functools.cache(functools.partial(lugar, self.bordes(anchos), alto))
        # Casi ninguna celda llega a tener una letra por renglón: no se le busca lugar.
        pocas = -1 if fino else self._renglones_enteros(alto)
        return Tanteo(alto, fino, pocas, lugar_de)

    def _lugar_por_lo_bajo(
        self, bordes: Sequence[float], alto: float, columna: int, _columnas: int, estilo: str
    ) -> tuple[float, float]:
        """Letras por renglón y renglones que caben en una celda, contada como de una columna."""
        ancho = bordes[columna + 1] - bordes[columna]
        letras = int(ancho / (self._estilos[estilo].tamano * ANCHO_DE_LETRA))
        return letras or 1, self._renglones_enteros(alto)

    def _renglones_enteros(self, alto: float) -> int:
        return int(alto / (self._estilos["celda"].tamano * ALTO_DE_RENGLON))

    def _lugar_fino(
        self, bordes: Sequence[float], alto: float, columna: int, columnas: int, estilo: str
    ) -> tuple[float, float]:
        """Cuántas letras caben en un renglón de la celda, y renglones en ``alto``, menos uno.

        ``columnas``: las que ocupa desde ``columna``.
        """
        aspecto = self._estilos[estilo]
        ancho = bordes[columna + columnas] - bordes[columna]
        libre = alto - aspecto.antes - aspecto.despues
        renglones = libre / (aspecto.tamano * ALTO_DE_RENGLON) - 1
        return max(ancho / (aspecto.tamano * ANCHO_DE_LETRA), 1), renglones


def _sin_girar(medidor: Medidor, celda: Celda) -> Celda:
    """La celda, en blanco si su texto va girado."""
    return attrs.evolve(celda, contenido="") if medidor.estilos[celda.estilo].girado else celda
