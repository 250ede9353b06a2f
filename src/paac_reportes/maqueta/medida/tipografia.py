"""Cuánto ocupa un texto, con los anchos verdaderos de cada letra.

Las medidas llevan la unidad en el tipo: un milímetro no se suma con un punto. Los anchos son los de
Liberation Sans, Liberation Serif y Carlito, que miden lo mismo que Arial, Times New Roman y
Calibri; ``herramientas/metricas.py`` los saca de las fuentes.
"""

import functools
import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import accumulate
from typing import Any, NewType

from paac_reportes import clases
from paac_reportes.expresiones import expresion

Mm = NewType("Mm", float)
"""Milímetros."""

Pt = NewType("Pt", float)
"""Puntos tipográficos: 72 por pulgada."""

MM_POR_PULGADA = 25.4
PT_POR_PULGADA = 72.0


def pt_de_mm(mm: Mm) -> Pt:
    """Milímetros a puntos."""
    return Pt(mm / MM_POR_PULGADA * PT_POR_PULGADA)


def veinteavos(mm: Mm) -> int:
    """Milímetros a veinteavos de punto (``dxa``), la unidad de Word, redondeados."""
    return veinteavos_de_pt(pt_de_mm(mm))


def veinteavos_de_pt(puntos: float) -> int:
    """Puntos a veinteavos de punto, redondeados: 3,5 → 70."""
    return round(puntos * 20)


def pt_de_veinteavos(veinteavos: int) -> Pt:
    """Veinteavos de punto a puntos: 70 → 3,5."""
    return Pt(veinteavos / 20)


def emu(mm: Mm) -> int:
    """Milímetros a EMU, la unidad de los dibujos de Office: 36.000 por milímetro."""
    return round(mm * 36_000)


_ARCHIVOS = {
    "arial": "arial",
    "calibri": "calibri",
    "times new roman": "times_new_roman",
}
DE_LA_MISMA_MEDIDA = {
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "calibri": "Carlito",
    "times new roman": "Liberation Serif",
}
"""Letras que miden lo mismo que otras: los renglones quedan iguales."""

_PRIMER_IDEOGRAMA = 0x1100
_PANTALLAS = (96 / 72, 120 / 72, 144 / 72)
"""Píxeles por punto de una pantalla al 100, 125 y 150 %.

En ellas Excel da a la letra, a lo ancho y a lo alto, píxeles enteros: el renglón de Arial 10 es de
12,75 puntos en la primera y de 13,2 en la segunda, y un archivo se abre en cualquiera.
"""
_AIRE_DE_LINEA = 2
"""Píxeles que Excel deja de más en cada renglón sobre el alto de la letra."""
_SE_REDONDEA = "Carlito"
"""Fuente que mide como la letra cuyo alto da Excel redondeando: 12 puntos el renglón de Calibri 9.

Arial y Times New Roman traen medidas para cada tamaño de pantalla, y nunca son menos.
"""
_TEXTO_CORRIENTE = (
    "La dependencia publicó en la página web el seguimiento a las acciones del trimestre"
)
"""Texto con que se mide cuánto más anchas salen en pantalla las letras de cualquiera."""
_RECORDADAS, _LETRAS_RECORDADAS = 20_000, 40
"""Cuántas palabras se recuerdan, y de hasta cuántas letras."""

_UNIDAD_DE_PAPEL = 2.0**24
"""Factor con que dos medidas van en un número: unidades del papel por él, más los píxeles.

Así una sola suma vale por las dos: ningún texto de una celda llega a tantos píxeles. Ni pasan de lo
que un número de coma flotante guarda exacto, que se suma en menos que un entero tan largo.
"""

_TRAS_UNA_RAYA = expresion(r"(?<=[/-])(?=[^\W\d_])")
"""Donde un programa parte una palabra: ante una letra, que «31/08» no se parte."""

_PRIMER_TANTEO = 64
"""Letras."""


class _Anchos(dict[str, float]):
    """Ancho de cada carácter en unidades de la fuente; lo que la fuente no trae, por lo alto."""

    def __init__(self, de_cada_letra: Iterable[tuple[str, float]], unidades: int) -> None:
        super().__init__(de_cada_letra)
        self.unidades = unidades
        self.mas_ancha = max([unidades, *self.values()])
        """Ancho de la letra mayor, la traiga la fuente o no."""

    def en_pixeles(self, pixeles: int) -> "_Anchos":
        """Anchos en una pantalla donde la letra es de tantos píxeles; medio píxel es uno."""
        por_unidad = pixeles / self.unidades
        en_pantalla = ((letra, int(ancho * por_unidad + 0.5)) for letra, ancho in self.items())
        return _Anchos(en_pantalla, pixeles)

    def __missing__(self, caracter: str) -> float:
        if caracter == "\xa0":  # donde la fuente no lo trae, se dibuja un espacio
            return self[" "]
        es_ancho = ord(caracter) >= _PRIMER_IDEOGRAMA
        return self.unidades if es_ancho else round(self.unidades * 0.7)


class _AnchosEnDos(_Anchos):
    """Anchos de cada letra en papel y en pantalla, los dos en un número (``_UNIDAD_DE_PAPEL``)."""

    def __init__(self, en_papel: _Anchos, en_pixeles: _Anchos) -> None:
        super().__init__((), 1)
        self._en_papel, self._en_pixeles = en_papel, en_pixeles

    def __missing__(self, caracter: str) -> float:
        self[caracter] = dos = (
            self._en_papel[caracter] * _UNIDAD_DE_PAPEL + self._en_pixeles[caracter]
        )
        return dos


class AnchosDePalabras(dict[str, float]):
    """Ancho de cada palabra con el espacio que la sigue, en las unidades de sus letras.

    Las recuerda para todo el proceso, que las repite mucho; no las larguísimas, y hasta 20.000.
    """

    def __init__(self, metrica: dict[str, Any], anchos: _Anchos) -> None:
        super().__init__()
        self.por_letra = anchos.__getitem__
        self.espacio = anchos[" "]
        self.letra_mas_ancha = anchos.mas_ancha
        self.unidades = anchos.unidades
        self.metrica = metrica
        self.ensanches: dict[Pt, float] = {}
        """Ensanche de cada tamaño de letra (``Letra.ensanche``)."""

    def __missing__(self, palabra: str) -> float:
        """Ancho de una palabra con el espacio que la sigue; se recuerda, si no es enorme."""
        ancho = math.fsum(map(self.por_letra, palabra)) + self.espacio
        if len(palabra) <= _LETRAS_RECORDADAS:
            if len(self) >= _RECORDADAS:
                self.clear()  # quien lleva meses corriendo mide hoy otras palabras
            self[palabra] = ancho
        return ancho


def palabras_medidas(familia: str, *, negrita: bool) -> AnchosDePalabras:
    """Anchos de las palabras de una familia y un grueso; la que no se conoce se mide como Arial."""
    return _palabras(_ARCHIVOS.get(familia.lower(), "arial"), negrita=negrita)


@functools.cache
def _palabras(nombre: str, *, negrita: bool) -> AnchosDePalabras:
    return AnchosDePalabras(_metrica(nombre), _anchos(nombre, negrita=negrita))


def palabras_en_pixeles(tamano: Pt, familia: str, *, negrita: bool) -> AnchosDePalabras:
    """Anchos de las palabras en pantalla, donde la letra y cada ancho suyo son píxeles enteros.

    Los diez puntos de Arial son trece píxeles, y su «c» de seis y medio es de siete: según sus
    letras, un texto mide más o menos.
    """
    nombre = _ARCHIVOS.get(familia.lower(), "arial")
    return _palabras_en_pixeles(nombre, _en_pantalla(tamano), negrita=negrita)


@functools.lru_cache(maxsize=32)
def _palabras_en_pixeles(nombre: str, pixeles: int, *, negrita: bool) -> AnchosDePalabras:
    anchos = _anchos(nombre, negrita=negrita)
    return AnchosDePalabras(_metrica(nombre), anchos.en_pixeles(pixeles))


def palabras_en_dos(tamano: Pt, familia: str, *, negrita: bool) -> AnchosDePalabras:
    """Anchos de las palabras, de una vez en el papel y en píxeles (``Letra.en_dos``)."""
    nombre = _ARCHIVOS.get(familia.lower(), "arial")
    return _palabras_en_dos(nombre, _en_pantalla(tamano), negrita=negrita)


@functools.lru_cache(maxsize=32)
def _palabras_en_dos(nombre: str, pixeles: int, *, negrita: bool) -> AnchosDePalabras:
    """Los anchos de las palabras de una letra, en papel y en píxeles a la vez."""
    anchos = _anchos(nombre, negrita=negrita)
    en_dos = _AnchosEnDos(anchos, anchos.en_pixeles(pixeles))
    return AnchosDePalabras(_metrica(nombre), en_dos)


def en_pixeles(tamano: Pt) -> Pt:
    """Tamaño, en puntos, que una letra tiene en una pantalla corriente: en píxeles enteros."""
    return Pt(_en_pantalla(tamano) / _PANTALLAS[0])


def _en_pantalla(tamano: Pt, pantalla: float = _PANTALLAS[0]) -> int:
    """Píxeles de una letra en una pantalla de tantos por punto."""
    return max(round(tamano * pantalla), 1)


class Letra:
    """Letra de una familia y un tamaño: mide textos y dice dónde se parten en renglones."""

    def __init__(self, palabras: AnchosDePalabras, tamano: Pt, *, de_mas: int = 0) -> None:
        """``tamano``, en puntos; ``de_mas``: renglones de más que pide la palabra que no cabe."""
        self._de_mas = de_mas
        self._unidades = palabras.unidades
        self._palabras = palabras
        self._tamano = tamano

    @clases.propiedad_recordada
    def alto_de_linea(self) -> Pt:
        """Alto de un renglón en pantalla, por lo alto."""
        corriente, *_ = _PANTALLAS
        metrica = self._palabras.metrica
        return Pt(_alto_en_pantalla(metrica, self._tamano * corriente, math.ceil) / corriente)

    @clases.propiedad_recordada
    def alto_en_papel(self) -> Pt:
        """Alto de un renglón en un documento, sin el que su programa deja de más."""
        metrica = self._palabras.metrica
        en_papel = metrica["ascenso"] + metrica["descenso"]
        return Pt(en_papel * self._tamano / metrica["unidades_por_em"])

    @clases.propiedad_recordada
    def alto_en_hoja(self) -> Pt:
        """Alto que Excel da a un renglón, en la pantalla en que más le da."""
        metrica = self._palabras.metrica
        entero = round if metrica["fuente"] == _SE_REDONDEA else math.ceil
        altos = (_alto_en_pantalla(metrica, self._pixeles_en(p), entero) / p for p in _PANTALLAS)
        return Pt(round(max(altos), 2))

    @property
    def alto_en_word(self) -> Pt:
        """Alto de un renglón en Word, con el aire que la fuente pide y en veinteavos enteros."""
        metrica = self._palabras.metrica
        aire = metrica["entre_lineas"] * self._tamano / metrica["unidades_por_em"]
        return pt_de_veinteavos(veinteavos_de_pt(self.alto_en_papel + aire))

    @property
    def ensanche(self) -> float:
        """Cuántas veces más ancho que en el papel es un texto en Excel, donde más lo es: 1,06."""
        recordados = self._palabras.ensanches
        if self._tamano not in recordados:
            anchos = [
                self._palabras.por_letra(letra) / self._unidades for letra in _TEXTO_CORRIENTE
            ]
            en_papel = math.fsum(anchos) * self._tamano
            pantallas = [(self._pixeles_en(p), en_papel * p) for p in _PANTALLAS]
            recordados[self._tamano] = max(
                sum([round(ancho * pixeles) for ancho in anchos]) / de_papel
                for pixeles, de_papel in pantallas
            )
        return recordados[self._tamano]

    @property
    def alto_en_libreoffice(self) -> Pt:
        """Alto de un renglón en LibreOffice: el de la letra, sin el aire que la fuente pide."""
        metrica = self._palabras.metrica
        tamano = max(en_pixeles(self._tamano), self._tamano)
        return Pt(metrica["sin_aire"] * tamano / metrica["unidades_por_em"])

    def _pixeles_en(self, pantalla: float) -> int:
        """Píxeles de la letra en una pantalla de tantos por punto."""
        return _en_pantalla(self._tamano, pantalla)

    def letras_seguras(self, ancho: Pt) -> int:
        """Cuántas letras caben en ``ancho``, sean las que sean."""
        return int(max(ancho, 1.0) / self._tamano * self._unidades / self._palabras.letra_mas_ancha)

    def ancho(self, palabra: str) -> Pt:
        """El ancho de una palabra."""
        return Pt(
            (self._palabras[palabra] - self._palabras.espacio) * self._tamano / self._unidades
        )

    def mas_ancha(self, palabras: Iterable[str]) -> Pt:
        """El ancho de la más ancha de unas palabras, al menos una."""
        ancho = max(map(self._palabras.__getitem__, palabras)) - self._palabras.espacio
        return Pt(ancho * self._tamano / self._unidades)

    def largo(self, texto: str) -> Pt:
        """Largo de un texto en un renglón, sin contar el espacio del final."""
        largo = math.fsum(map(self._palabras.__getitem__, texto.split())) - self._palabras.espacio
        return Pt(max(largo, 0) * self._tamano / self._unidades)

    def renglones(self, texto: str, ancho: Pt) -> int:
        """Cuántos renglones ocupa ``texto`` en ``ancho``; un texto vacío ocupa uno."""
        return self.contador(ancho)(texto)

    def contador(self, ancho: Pt, *, tras_raya: bool = False) -> Callable[[str], int]:
        """La función que cuenta los renglones de un texto en ese ancho.

        ``tras_raya``: si una palabra se parte tras «/» o «-».
        """
        palabra_de, en_renglones = self._palabras.__getitem__, self.en_renglones(ancho)
        caben_siempre = self.letras_seguras(ancho)

        def contar(texto: str) -> int:
            """Renglones de un texto, que puede traer saltos."""
            if "\n" in texto:
                return sum(map(contar, texto.split("\n")))
            if len(texto) <= caben_siempre:  # un código, una fecha
                return 1
            palabras = texto.split(" ")
            if tras_raya and ("/" in texto or "-" in texto):
                return en_renglones(list(accumulate(self._anchos_de_pedazos(palabras))))
            return en_renglones(list(accumulate(map(palabra_de, palabras))))

        return contar

    def _anchos_de_pedazos(self, palabras: Iterable[str]) -> Iterator[float]:
        """Ancho de cada pedazo: «Subcomponente/» y «proceso», que no los separa un espacio."""
        for palabra in palabras:
            if "-" not in palabra and "/" not in palabra:
                yield self._palabras[palabra]
                continue
            *pedazos, ultimo = _TRAS_UNA_RAYA.split(palabra)
            yield from (self._palabras[pedazo] - self._palabras.espacio for pedazo in pedazos)
            yield self._palabras[ultimo]

    def en_renglones(self, ancho: Pt) -> Callable[[Sequence[float]], int]:
        """Función que cuenta los renglones de un párrafo, por lo que mide hasta cada palabra.

        En unidades de la fuente, y contando el espacio que sigue a cada una (``hasta_cada_una``).
        """
        libre, de_mas = max(ancho, 1.0) / self._tamano * self._unidades, self._de_mas
        # Cuenta un espacio de más: el del fin de renglón no ocupa. Entero, se compara más rápido.
        espacio = self._palabras.espacio
        cabe, enteras = libre + espacio, int(libre) + espacio

        def contar(hasta: Sequence[float]) -> int:
            """Renglones de un párrafo, por lo que mide ``hasta`` cada palabra."""
            total, renglones, palabra, partida = hasta[-1], 1, 0, -1
            inicio: float = 0
            fin: float = enteras
            while total > fin:
                siguiente = bisect_right(hasta, fin, palabra)
                if siguiente > palabra:
                    palabra, inicio = siguiente, hasta[siguiente - 1]
                    fin = inicio + enteras
                else:  # una palabra más larga que el renglón se corta donde llegue
                    inicio += libre
                    fin = inicio + cabe
                    if palabra != partida:
                        renglones, partida = renglones + de_mas, palabra
                renglones += 1
            return renglones

        return contar

    def en_dos(
        self, ancho: Pt, en_pixeles: "Letra", ancho_en_pixeles: Pt
    ) -> Callable[[Sequence[float]], tuple[int, int]]:
        """Función que cuenta los renglones de un párrafo con esta letra y con otra en píxeles.

        De lo que mide en las dos hasta cada palabra (``_UNIDAD_DE_PAPEL``). Si cada renglón de los
        primeros cabe también con la otra, con ella no son más, y no se cuentan: casi siempre.
        """
        # Un solo número dice los dos largos: el del papel, por la unidad, más el de la pantalla.
        pasa = (self.enteras(ancho) + 1) * _UNIDAD_DE_PAPEL
        caben_en_pixeles = en_pixeles.enteras(ancho_en_pixeles)

        contar_en_pixeles = en_pixeles.en_renglones(ancho_en_pixeles)

        def contar_en_dos(hasta: Sequence[float]) -> tuple[int, int]:
            """Los renglones con esta letra y en píxeles; los mismos, si cada uno cabe con las dos.

            ``hasta``: el largo hasta cada palabra, que dice los dos.
            """
            # ``fin``: el largo, desde el comienzo del párrafo, que ya no cabe en el renglón. Lleva
            # los píxeles de su ``inicio``, que nunca son más que los de lo que sigue.
            total, renglones, palabra, inicio, fin = hasta[-1], 1, 0, 0.0, pasa
            caben = True
            while total >= fin:
                siguiente = bisect_left(hasta, fin, palabra)
                if siguiente == palabra:  # una palabra más larga que el renglón
                    renglones = self.en_renglones(ancho)([h // _UNIDAD_DE_PAPEL for h in hasta])
                    caben = False
                    break
                anterior, inicio = inicio, hasta[siguiente - 1]
                caben = caben and (inicio - anterior) % _UNIDAD_DE_PAPEL <= caben_en_pixeles
                fin = inicio + pasa
                palabra, renglones = siguiente, renglones + 1
            if caben and (total - inicio) % _UNIDAD_DE_PAPEL <= caben_en_pixeles:
                return renglones, renglones
            return renglones, contar_en_pixeles([largo % _UNIDAD_DE_PAPEL for largo in hasta])

        return contar_en_dos

    def enteras(self, ancho: Pt) -> float:
        """Unidades de la fuente que caben en ``ancho``, con el espacio del fin de renglón."""
        return int(max(ancho, 1.0) / self._tamano * self._unidades) + self._palabras.espacio

    def hasta_cada_una(self, parrafo: str) -> list[float]:
        """Largo de un párrafo hasta cada palabra, con su espacio, en unidades de la fuente."""
        return list(accumulate(map(self._palabras.__getitem__, parrafo.split(" "))))

    def trozos(self, texto: str, ancho: Pt, maximo: int, letras: int) -> Iterator[str]:
        """Trozos, que pegados son el texto, de hasta ``maximo`` renglones y ``letras`` letras."""

        def cabe(desde: int, hasta: int) -> bool:
            return self._cabe(texto[desde:hasta], ancho, maximo, letras)

        inicio, fin = 0, len(texto)
        if cabe(inicio, fin):  # casi siempre
            yield texto
            return
        while (corte := _hasta_donde(cabe, inicio, fin)) < fin or not cabe(inicio, fin):
            blanco = max(texto.rfind(" ", inicio, corte), texto.rfind("\n", inicio, corte))
            corte = blanco + 1 if blanco > inicio else corte
            yield texto[inicio:corte]
            inicio = corte
        yield texto[inicio:]

    def _cabe(self, texto: str, ancho: Pt, maximo: int, letras: int) -> bool:
        """Si un texto no pasa de ``maximo`` renglones en ese ancho ni de tantas ``letras``."""
        # Excel y sus lectores cuentan unidades UTF-16: fuera del plano básico son dos.
        return (
            len(texto) <= letras
            and len(texto.encode("utf-16-le")) // 2 <= letras
            and self.renglones(texto, ancho) <= maximo
        )


def _alto_en_pantalla(
    metrica: Mapping[str, Any], pixeles: float, entero: Callable[[float], int]
) -> int:
    """Los píxeles de alto de un renglón; ``entero``: cómo los redondea el programa."""
    por_unidad = pixeles / metrica["unidades_por_em"]
    alto = entero(metrica["ascenso"] * por_unidad) + entero(metrica["descenso"] * por_unidad)
    return alto + _AIRE_DE_LINEA


def _hasta_donde(cabe: Callable[[int, int], bool], inicio: int, fin: int) -> int:
    """Letra hasta la que cabe un texto desde ``inicio``; al menos una, para avanzar siempre.

    Se tantea cada vez más lejos, y así cuesta según lo que cabe y no según todo lo que falta.
    """
    bajo, alto, paso = min(inicio + 1, fin), fin, _PRIMER_TANTEO
    while bajo + paso < alto:
        if not cabe(inicio, bajo + paso):
            alto = bajo + paso - 1
            break
        bajo += paso
        paso *= 2
    while bajo < alto:
        medio = (bajo + alto + 1) // 2
        if cabe(inicio, medio):
            bajo = medio
        else:
            alto = medio - 1
    return bajo


@functools.cache
def _metrica(nombre: str) -> dict[str, Any]:
    """Medidas de una fuente: ``ascenso``, ``unidades_por_em`` y los anchos de sus letras."""
    archivo = files("paac_reportes.maqueta.medida") / "metricas" / f"{nombre}.json"
    metrica: dict[str, Any] = json.loads(archivo.read_text("utf-8"))
    return metrica


@functools.cache
def _anchos(nombre: str, *, negrita: bool) -> _Anchos:
    """El ancho de cada letra de una fuente, en sus unidades."""
    metrica = _metrica(nombre)
    tramos = metrica["negrita" if negrita else "normal"]
    de_cada_letra = (
        (chr(inicio + paso), float(ancho))
        for inicio, anchos in tramos
        for paso, ancho in enumerate(anchos)
    )
    return _Anchos(de_cada_letra, metrica["unidades_por_em"])
