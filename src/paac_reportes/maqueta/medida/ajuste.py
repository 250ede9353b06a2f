"""El alto que pide cada celda, para que nada salga cortado.

``Medidor`` mide celdas, y ``MedidorDeHoja``, las de una hoja de cálculo; el ancho que pide cada
columna está en ``anchos``.
"""

import functools
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import assert_never

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.contenido import (
    Barra,
    CampoCalculado,
    Contenido,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
    barra_de,
    lleva_negrita,
    solo_texto,
)
from paac_reportes.maqueta.estilos import ALTO_DE_BARRA, SOBRE_LA_BARRA, Estilo
from paac_reportes.maqueta.medida.tipografia import (
    AnchosDePalabras,
    Letra,
    Mm,
    Pt,
    en_pixeles,
    palabras_en_dos,
    palabras_en_pixeles,
    palabras_medidas,
    pt_de_mm,
)

ALTO_MAXIMO = Pt(409)
"""Alto máximo que Excel deja a una fila."""

PRIMER_DIA = date(1900, 3, 1)
"""Antes, Excel cuenta mal: cree bisiesto el año 1900."""

CIFRAS_POR_CELDA = 15
"""Cifras que Excel guarda de un número; las demás las cambia por ceros."""

LETRAS_POR_CELDA = 32_767
"""Largo máximo del texto de una celda de Excel, en unidades UTF-16."""

_RELLENO = Pt(4)
"""Relleno que una celda de Excel no deja usar de su ancho."""

_AIRE = 0.75
"""Puntos que una fila de un documento deja libres sobre su texto: el píxel de su borde."""

_AIRE_EN_PAPEL = 2
"""Aire que las celdas de un documento dejan arriba y abajo."""

_HOLGURA_DE_LETRA = 0.96
"""Parte del ancho que los renglones llenan: en pantalla las letras pequeñas salen más anchas."""

_ANGOSTA, _DE_UN_TEXTO_A_OTRO = Pt(50), 0.02
"""La parte del ancho que un renglón de letras menos corrientes puede llevarse de más en una celda
angosta, y hasta qué ancho lo es: en un renglón largo, unas ganan y otras pierden."""

_RELLENO_DE_LIBREOFFICE = Pt(2)
"""Relleno que una celda de LibreOffice no deja usar de su ancho ni de su alto."""

_HOLGURA_DE_LIBREOFFICE = 0.97
"""La parte de ese ancho hasta donde llena un renglón al imprimir."""

_LLENO_AL_AJUSTAR, _RAYA = 0.96, Pt(1.125)
"""La parte que llena al ajustar el alto, que es en píxeles, y lo que pierde: el de la raya entre
celdas, y hasta medio en que la columna se redondea.

La parte sale de la letra del libro, Arial 8: lo que mide en el papel sobre lo que en once píxeles.
"""

ESCALA_MINIMA = 0.9
"""La menor a la que se imprime una hoja: ahí una nota de ocho puntos es de más de siete."""

_TEXTOS_RECORDADOS = 256
"""Textos que se recuerdan de cada estilo, los de una hoja corriente: más ocuparían la memoria."""

_PASO_DE_TANTEO = 1.05
"""Paso en que se alarga un renglón girado cada vez que el texto no cabe."""


class Medidor:
    """Medidas, en puntos, de las celdas de un documento con sus estilos: uno por documento."""

    _aire = _AIRE

    def __init__(self, estilos: dict[str, Estilo]) -> None:
        self.estilos = estilos
        self.hay_girados = any(map(attrgetter("girado"), estilos.values()))
        """Si algún texto del documento va de abajo arriba."""

    def alto(self, contenido: Contenido, estilo: str, ancho: Pt) -> Pt:
        """Alto que una celda necesita para que se vea todo su contenido."""
        return self.de(estilo, ancho)(contenido)

    @clases.recordado
    def en_papel(self, estilo: str, ancho: Pt) -> Callable[[Contenido], Pt]:
        """La función del alto de una celda en un documento, donde los renglones van más juntos."""
        if self.estilos[estilo].girado:
            return self.de(estilo, ancho)
        letra, aire_de_celda = self._letra_y_aire(estilo)
        aire = aire_de_celda + _AIRE_EN_PAPEL - self._aire
        return _por_renglones(self._contador(estilo, ancho), letra.alto_en_papel, aire)

    @clases.recordado
    def de(self, estilo: str, ancho: Pt) -> Callable[[Contenido], Pt]:
        """Función del alto de una celda, para muchas del mismo estilo y ancho."""
        if not self.estilos[estilo].girado:
            return self._al_derecho(estilo, ancho)
        letra, aire = self._letra_y_aire(estilo)
        caben = self._renglones_a_lo_ancho(letra, ancho)
        return lambda contenido: Pt(_largo_girado(letra, solo_texto(contenido), caben) + aire)

    def _al_derecho(self, estilo: str, ancho: Pt) -> Callable[[Contenido], Pt]:
        letra, aire = self._letra_y_aire(estilo)
        return _por_renglones(self._contador(estilo, ancho), self._de_linea(letra), aire)

    @clases.recordado
    def _contador(self, estilo: str, ancho: Pt) -> Callable[[str], int]:
        """Función que cuenta los renglones de un texto, y los recuerda: una matriz los repite."""
        letra, _ = self._letra_y_aire(estilo)
        return functools.cache(letra.contador(self._aprovechable(estilo, ancho)))

    @clases.recordado
    def _letra_y_aire(self, estilo: str) -> tuple[Letra, float]:
        """La letra de un estilo y el aire que su celda deja, entre arriba y abajo."""
        aspecto = self.estilos[estilo]
        palabras = palabras_medidas(aspecto.familia, negrita=aspecto.negrita)
        letra = Letra(palabras, aspecto.tamano)
        return letra, aspecto.antes + aspecto.despues + self._aire

    @staticmethod
    def _de_linea(letra: Letra) -> Pt:
        """Alto de un renglón."""
        return letra.alto_de_linea

    @property
    def alto_minimo(self) -> Pt:
        """El alto de una fila vacía."""
        return self.alto_minimo_con(1)

    def alto_minimo_con(self, renglones: int) -> Pt:
        """El alto de una fila de tantos renglones."""
        return self.alto("\n" * (renglones - 1), "celda", Pt(1))

    def cabe_en_un_renglon(self, contenido: Contenido, estilo: str, ancho: Pt) -> bool:
        """Si un contenido se ve entero sin partirse."""
        return self.alto(contenido, estilo, ancho) <= self.alto("", estilo, ancho)

    def llena(self, contenido: Contenido, estilo: str, ancho: Pt) -> bool:
        """Si un contenido ocupa varios renglones, y ninguno es sólo por la holgura que se le da."""
        letra, aire = self._letra_y_aire(estilo)
        contar = letra.en_renglones(Pt(self._libre(estilo, ancho)))
        tramos = (contenido,) if isinstance(contenido, str) else contenido
        renglones = contar(hasta_cada_una(tramos, self.estilos[estilo]))
        alto = renglones * self._de_linea(letra) + aire
        return renglones > 1 and self.alto(contenido, estilo, ancho) <= alto

    def palabra_mas_ancha(self, palabras: Iterable[str], estilo: str) -> Pt:
        """Ancho que pide la mayor de unas palabras, una o más; giradas, el alto de un renglón."""
        letra, _ = self._letra_y_aire(estilo)
        if self.estilos[estilo].girado:
            return letra.alto_de_linea
        return Pt(letra.mas_ancha(palabras) + self.estilos[estilo].margen)

    def largo(self, texto: str, estilo: str) -> Pt:
        """Largo del texto si fuera todo en un renglón."""
        letra, _ = self._letra_y_aire(estilo)
        return letra.largo(texto)

    def trozos(self, texto: str, estilo: str, ancho: Pt, alto: Pt) -> list[str]:
        """El texto, en trozos que caben en ``alto`` y en una celda de Excel."""
        if len(texto) <= LETRAS_POR_CELDA // 2 and self.alto(texto, estilo, ancho) <= alto:
            return [texto]  # casi siempre; hasta la mitad, aunque cada letra cuente por dos
        letra, _ = self._letra_y_aire(estilo)
        aprovechable, renglones = self._largo_y_renglones(estilo, ancho, alto)
        return list(letra.trozos(texto, aprovechable, max(renglones, 1), LETRAS_POR_CELDA))

    def _largo_y_renglones(self, estilo: str, ancho: Pt, alto: Pt) -> tuple[Pt, int]:
        """El largo de un renglón en una celda de ese tamaño, y cuántos caben.

        Los de un texto girado van uno al lado de otro.
        """
        letra, aire = self._letra_y_aire(estilo)
        if self.estilos[estilo].girado:
            largo = Pt((alto - aire - _RELLENO) * _HOLGURA_DE_LETRA)
            return largo, self._renglones_a_lo_ancho(letra, ancho)
        return self._aprovechable(estilo, ancho), int((alto - aire) / self._de_linea(letra))

    def con_marca(self, texto: str, marcas: Sequence[str], estilo: str, ancho: Pt, alto: Pt) -> str:
        """El texto acortado hasta caber en ``alto`` con una marca, ``(continúa)``; o nada.

        ``marcas``: de la más larga a la más corta; va la primera que quepa.
        """
        letra, _ = self._letra_y_aire(estilo)
        aprovechable, renglones = self._largo_y_renglones(estilo, ancho, alto)
        marca = next((m for m in marcas if letra.ancho(m) <= aprovechable), None)
        if marca is None:
            return ""
        if letra.renglones(f"{texto} {marca}", aprovechable) <= renglones:
            return f"{texto} {marca}"
        palabras = texto.split()

        def acortado(cuantas: int) -> str:
            return f"{' '.join(palabras[:cuantas])}… {marca}" if cuantas else marca

        caben = bisect_right(
            range(len(palabras)),
            renglones,
            key=lambda numero: letra.renglones(acortado(numero), aprovechable),
        )
        return acortado(caben - 1) if caben else ""

    @staticmethod
    def _renglones_a_lo_ancho(letra: Letra, ancho: Pt) -> int:
        """Cuántos renglones girados caben, uno al lado de otro."""
        return max(int((ancho - _RELLENO) / letra.alto_de_linea), 1)

    def _aprovechable(self, estilo: str, ancho: Pt) -> Pt:
        """Ancho que los renglones llenan de una celda, con lo que la letra mida de más aparte."""
        return Pt(self._libre(estilo, ancho) * _HOLGURA_DE_LETRA)

    def _libre(self, estilo: str, ancho: Pt) -> float:
        """Ancho de una celda sin su relleno ni la sangría de su estilo."""
        return ancho - _RELLENO - self.estilos[estilo].margen


@clases.frozen
class Lienzo:
    """El ancho y el alto en que se escribe, y con qué se mide."""

    medidor: Medidor
    ancho: Mm
    alto: Mm


class MedidorDeHoja(Medidor):
    """Medidas de una hoja de cálculo: las del más exigente de dos programas, sin nada de más.

    El auto-ajuste de Excel da a cada renglón más alto; LibreOffice pasa entera al que sigue la
    palabra que no cabe en uno, y los hace más bajos.
    """

    _aire = 0.0

    def _al_derecho(self, estilo: str, ancho: Pt) -> Callable[[Contenido], Pt]:
        """Alto de cada contenido sin girar, a lo ancho: el mayor de Excel y de LibreOffice."""
        letra, aire = self._letra_y_aire(estilo)
        en_excel, letra_lo = self._aprovechable(estilo, ancho), self._letra_de_libreoffice(estilo)
        en_lo = Pt(self._en_libreoffice(estilo, ancho) * _LLENO_AL_AJUSTAR - _RAYA)
        letras_seguras = min(letra.letras_seguras(en_excel), letra_lo.letras_seguras(en_lo))
        de_linea, de_linea_lo = self._de_linea(letra), letra.alto_en_libreoffice
        contar, de_un_renglon = letra.en_dos(en_excel, letra_lo, en_lo), Pt(de_linea + aire)
        hasta_cada_palabra = self._hasta_cada_palabra(estilo)

        def alto_con(renglones: int, renglones_lo: int) -> Pt:
            """Alto, en pt, con esos renglones en Excel y esos en LibreOffice: el mayor."""
            alto = renglones * de_linea
            if renglones_lo > renglones:  # si no, los de Excel son más altos
                alto = max(alto, renglones_lo * de_linea_lo + _RELLENO_DE_LIBREOFFICE)
            return Pt(alto + aire)

        def alto_hasta(hasta: Sequence[float]) -> Pt:
            return alto_con(*contar(hasta))

        @functools.cache
        def medir(contenido: Contenido) -> Pt:
            """Alto de un contenido, en pt, con el aire de su estilo arriba y abajo."""
            if not isinstance(contenido, str):
                return self._alto_de_tramos(contenido, estilo, ancho, alto_hasta)
            if "\n" in contenido:
                parrafos = contenido.split("\n")
                cuentas = [contar(hasta_cada_palabra(parrafo)) for parrafo in parrafos]
                return alto_con(*map(sum, zip(*cuentas, strict=True)))
            if len(contenido) <= letras_seguras:
                return de_un_renglon
            return alto_con(*contar(hasta_cada_palabra(contenido)))

        return medir

    def _alto_de_tramos(
        self,
        tramos: Sequence[Tramo],
        estilo: str,
        ancho: Pt,
        alto_hasta: Callable[[Sequence[float]], Pt],
    ) -> Pt:
        """El alto del texto de unos tramos, o de su imagen mayor.

        ``alto_hasta``: da el alto, de lo que mide el texto hasta el final de cada palabra.
        """
        _, aire = self._letra_y_aire(estilo)
        texto = solo_texto(tuple(tramos))
        if lleva_negrita(tramos) and "\n" not in texto:
            aspecto = self.estilos[estilo]
            en_dos = functools.partial(palabras_en_dos, aspecto.tamano)
            de_texto = alto_hasta(hasta_cada_una(tramos, aspecto, en_dos))
        else:
            de_texto = self._medidor_de(tramos, estilo).alto(texto, estilo, ancho)
        return max([de_texto, *(Pt(_alto_propio(tramo) + aire) for tramo in tramos)])

    @staticmethod
    def _de_linea(letra: Letra) -> Pt:
        return letra.alto_en_hoja

    def _aprovechable(self, estilo: str, ancho: Pt) -> Pt:
        """El ancho que los renglones llenan de una celda: el menor de Excel y LibreOffice."""
        (letra, _), libre = self._letra_y_aire(estilo), self._libre(estilo, ancho)
        de_un_texto_a_otro = _DE_UN_TEXTO_A_OTRO * (_ANGOSTA / max(libre, _ANGOSTA)) ** 0.5
        en_excel = libre * (1 / letra.ensanche - de_un_texto_a_otro)
        en_libreoffice = self._en_libreoffice(estilo, ancho) * _HOLGURA_DE_LIBREOFFICE
        return Pt(min(en_excel, en_libreoffice))

    def _en_libreoffice(self, estilo: str, ancho: Pt) -> float:
        """Ancho que una celda de LibreOffice deja a su texto."""
        return self._libre(estilo, ancho) + _RELLENO - _RELLENO_DE_LIBREOFFICE

    @clases.recordado
    def _letra_de_libreoffice(self, estilo: str) -> Letra:
        """Letra, en píxeles enteros, con que LibreOffice ajusta el alto de una fila."""
        aspecto = self.estilos[estilo]
        palabras = palabras_en_pixeles(aspecto.tamano, aspecto.familia, negrita=aspecto.negrita)
        return Letra(palabras, en_pixeles(aspecto.tamano), de_mas=1)

    @clases.recordado
    def _hasta_cada_palabra(self, estilo: str) -> Callable[[str], list[float]]:
        """Función del largo de un párrafo hasta cada palabra, en el papel y en LibreOffice.

        No depende del ancho: la hoja que se prueba a otra escala no mide otra vez sus textos.
        """
        aspecto = self.estilos[estilo]
        palabras = palabras_en_dos(aspecto.tamano, aspecto.familia, negrita=aspecto.negrita)
        letra = Letra(palabras, aspecto.tamano)

        @functools.lru_cache(maxsize=_TEXTOS_RECORDADOS)
        def hasta_cada_palabra(parrafo: str) -> list[float]:
            """El largo de un párrafo hasta cada palabra, como LibreOffice las separa."""
            # LibreOffice no empieza un renglón por «/» ni por «.»: van pegados a lo de antes.
            if "/" in parrafo or " ." in parrafo:  # casi ninguno
                parrafo = parrafo.replace(" /", "\xa0/").replace(" .", "\xa0.")
            return letra.hasta_cada_una(parrafo)

        return hasta_cada_palabra

    def cabe_en_un_renglon(self, contenido: Contenido, estilo: str, ancho: Pt) -> bool:
        """Si Excel muestra entero un contenido; de un número que no quepa se ve ``####``."""
        if not isinstance(contenido, str):
            return self._medidor_de(contenido, estilo).cabe_en_un_renglon(
                solo_texto(contenido), estilo, ancho
            )
        return super().cabe_en_un_renglon(contenido, estilo, ancho)

    def _medidor_de(self, tramos: Sequence[Tramo], estilo: str) -> "MedidorDeHoja":
        """Medidor de unos tramos: si alguno va en negrita, como si fueran todos, que piden más."""
        return self._en_negrita(estilo) if lleva_negrita(tramos) else self

    @clases.recordado
    def _en_negrita(self, estilo: str) -> "MedidorDeHoja":
        return MedidorDeHoja({estilo: attrs.evolve(self.estilos[estilo], negrita=True)})


def hasta_cada_una(
    tramos: Sequence[Tramo],
    aspecto: Estilo,
    palabras_de: Callable[..., AnchosDePalabras] = palabras_medidas,
) -> list[float]:
    """El largo de unos tramos hasta cada palabra.

    ``palabras_de``: da los anchos de las palabras de una letra.
    """
    anchos = [palabras_de(aspecto.familia, negrita=aspecto.negrita).espacio]
    for tramo in tramos:
        negrita = aspecto.negrita or lleva_negrita((tramo,))
        palabras = palabras_de(aspecto.familia, negrita=negrita)
        pegada, *demas = solo_texto((tramo,)).split(" ")
        anchos[-1] += palabras[pegada] - palabras.espacio
        anchos += [palabras[palabra] for palabra in demas]
    return list(accumulate(anchos))


def _por_renglones(
    contar: Callable[[str], int], de_linea: float, aire: float
) -> Callable[[Contenido], Pt]:
    """La función del alto de una celda: sus renglones, de alto ``de_linea``, y su aire.

    ``contar``: da los renglones de un texto.
    """

    def medir(contenido: Contenido) -> Pt:
        """El alto de un contenido: el de sus renglones o el de su mayor imagen, con el aire."""
        if isinstance(contenido, str):
            return Pt(contar(contenido) * de_linea + aire)
        alto = contar(solo_texto(contenido)) * de_linea
        return Pt(max([alto, *map(_alto_propio, contenido)]) + aire)

    return medir


def _largo_girado(letra: Letra, texto: str, caben: int) -> float:
    """El menor largo de un texto girado, para que ocupe a lo más ``caben`` renglones."""
    entero = max(map(letra.ancho, texto.split("\n")))
    # Desde un punto: un texto de puros blancos no tiene palabras, y desde cero no se avanza.
    largo = max([Pt(1), *map(letra.ancho, texto.split())])
    while largo < entero and letra.renglones(texto, largo) > caben:
        largo = Pt(min(largo * _PASO_DE_TANTEO, entero))
    return largo / _HOLGURA_DE_LETRA + _RELLENO


def alto_de_barra(contenido: Contenido) -> Pt:
    """Alto de la barra que un contenido lleva debajo, en un documento; 0, si no la lleva."""
    return Pt(ALTO_DE_BARRA + SOBRE_LA_BARRA if barra_de(contenido) else 0)


def _alto_propio(tramo: Tramo) -> float:
    """Alto de un tramo que no se mide por renglones: una imagen; 0, el de los demás."""
    match tramo:
        case Imagen():
            return pt_de_mm(tramo.alto)
        case str() | Enfasis() | Enlace() | NumeroDeLeyenda() | Remision() | CampoCalculado():
            return 0
        case Barra():
            return 0
        case _:
            assert_never(tramo)
