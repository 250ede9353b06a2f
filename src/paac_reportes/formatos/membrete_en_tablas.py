"""Un encabezado o un pie de un membrete como una tabla del árbol, para lo que no es Word.

Word lo lleva a la letra. La página web lleva sus textos, sus tablas y sus imágenes, con su lado y
con la letra del formato; un libro, sus textos, donde imprime los suyos.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from paac_reportes.formatos.cuerpo.puerta import WordAbierto
from paac_reportes.imagenes import imagen_a_la_vista, medir, por_que_no
from paac_reportes.maqueta.contenido import CampoCalculado, Imagen, Tramo, con_textos_unidos
from paac_reportes.maqueta.estilos import ESTILO_DE_MEMBRETE
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.opc.documento import parrafos_y_tablas
from paac_reportes.opc.parrafos import LectorDeParrafos, Numeracion
from paac_reportes.opc.rasgos import EstilosDelWord, cuadros, desenvueltos
from paac_reportes.opc.tablas import continua
from paac_reportes.opc.xml import Apuntes, Elemento, R, W, entero

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PARRAFO = f"{W}p"
_EMU_POR_MM = 36000
_PARTE_DE_UN_FONDO = 0.5
"""Parte del alto del papel: una imagen más alta es el fondo de la hoja, que no se lleva."""
_COLUMNAS = 66
"""Columnas de toda fila, iguales: cada celda toma las que le tocan. Word no admite tantas."""
_IZQUIERDA, _CENTRO, _DERECHA = (
    f"{ESTILO_DE_MEMBRETE}-{lado}" for lado in ("izquierda", "centro", "derecha")
)
_ESTILOS = {"center": _CENTRO, "right": _DERECHA, "end": _DERECHA}
_NUMEROS = {"\ufdd1": CampoCalculado.PAGINA, "\ufdd2": CampoCalculado.PAGINAS}
_DE_CAMPO = {"PAGE": "\ufdd1", "NUMPAGES": "\ufdd2", "SECTIONPAGES": "\ufdd2"}
"""Letras, que no son de ningún idioma, en lugar del número de cada campo mientras se lee."""


def tabla_de(word: WordAbierto, parte: str, alto: Mm) -> Tabla | None:
    """Tabla de una parte, que va en una página de ese alto; ninguna, si no dice nada."""
    filas = tuple(map(Fila, _LectorDeParte(word, parte, alto).filas(word.raices[parte])))
    return Tabla(anchos=(1 / _COLUMNAS,) * _COLUMNAS, filas=filas) if filas else None


class _LectorDeParte:
    """Va de un encabezado o un pie a las celdas de sus filas."""

    def __init__(self, word: WordAbierto, parte: str, alto: Mm) -> None:
        self._imagenes = {r.clave: word.otras.get(r.parte, b"") for r in word.relaciones[parte]}
        self._alto = alto * _PARTE_DE_UN_FONDO
        self._parrafos = LectorDeParrafos(EstilosDelWord(None), Numeracion(None), Apuntes())
        self._parrafos.en_lugar_de_paginas, self._parrafos.en_el_cuerpo = _DE_CAMPO, False

    def filas(self, dentro: Elemento) -> Iterator[tuple[Celda, ...]]:
        """Celdas de cada párrafo y cada fila de una parte, una celda o un cuadro de texto."""
        for bloque in parrafos_y_tablas(dentro):
            if bloque.tag != _PARRAFO:
                filas = self._celdas_de_tabla(bloque)
                yield from filas if any(celda.contenido for fila in filas for celda in fila) else ()
                continue
            texto, _ = self._parrafos.leer(bloque)
            lados = _lados_de(bloque) if "\t" in texto else (_lado_de(bloque),)
            trozos = [*map(_en_tramos, texto.split("\t", len(lados) - 1))]
            trozos[0][:0] = self._imagenes_de(bloque)
            if any(trozos):
                trozos += [[] for _ in lados[len(trozos) :]]
                dichos, ancho = map(tuple, trozos), _COLUMNAS // len(lados)
                yield tuple(Celda(*dicho, ancho) for dicho in zip(dichos, lados, strict=True))
            for caja in cuadros(bloque):
                yield from self.filas(caja)

    def _celdas_de_tabla(self, tabla: Elemento) -> list[tuple[Celda, ...]]:
        """Celdas de cada fila de una tabla de Word, de todo el ancho; la que sigue a otra no va."""
        filas = [*filter(None, map(_por_sitio, desenvueltos(tabla, (f"{W}tr",))))]
        leidas: list[tuple[Celda, ...]] = []
        bajan: dict[tuple[int, int], int] = {}
        """Filas que cubre, de abajo arriba, la que en ese sitio sigue a la de encima."""
        for fila, encima in zip(filas[::-1], [*filas[-2::-1], {}], strict=False):
            cubren = {sitio: 1 + bajan.get(sitio, 0) for sitio in fila}
            bajan = {s: cubren[s] for s, celda in fila.items() if s in encima and _sigue(celda)}
            abren = [(s, celda) for s, celda in fila.items() if s not in bajan]
            # Un sitio es la columna en que la celda empieza, y la que le sigue.
            leidas.append(tuple(self._una_celda(c, s[1] - s[0], cubren[s]) for s, c in abren))
        return leidas[::-1]

    def _una_celda(self, celda: Elemento, columnas: int, filas: int) -> Celda:
        """Una celda del membrete, con un renglón por párrafo, del lado del primero.

        ``columnas`` y ``filas``: cuántas ocupa.
        """
        dentro = [] if _sigue(celda) else [*self.filas(celda)]
        tramos = [
            tramo
            for fila in dentro
            for una in fila
            for tramo in (*una.contenido, "\n" if una is fila[-1] else " ")
        ]
        estilo = dentro[0][0].estilo if dentro else _IZQUIERDA
        return Celda(tuple(con_textos_unidos(tramos[:-1])), estilo, columnas, filas)

    def _imagenes_de(self, parrafo: Elemento) -> Iterator[Imagen]:
        """Imágenes de un párrafo, sin las dañadas ni la que es el fondo de la hoja."""
        for tamano in parrafo.iter(f"{_WP}extent"):
            dibujo = tamano.getparent()
            blips = (
                b for b in dibujo.iter(f"{_A}blip") if next(b.iterancestors(_PARRAFO)) is parrafo
            )
            datos = self._imagenes.get(next((b.get(f"{R}embed") for b in blips), ""), b"")
            # Word no gira una foto por lo que dejó dicho su cámara: así la vio quien la puso.
            datos = b"" if por_que_no(datos) else imagen_a_la_vista(datos, girar=False)
            medidas = medir(datos)
            ancho, alto = (Mm(entero(tamano.get(lado)) / _EMU_POR_MM) for lado in ("cx", "cy"))
            if medidas and min(ancho, alto) > 0 and alto <= self._alto:
                descripcion = next((p.get("descr", "") for p in dibujo.iter(f"{_WP}docPr")), "")
                yield Imagen(datos, medidas.clase, descripcion or "Membrete", ancho, alto)


def _en_tramos(texto: str) -> list[Tramo]:
    """El texto de un párrafo, con el campo de cada número de página en su lugar."""
    trozos = re.split("([\ufdd1\ufdd2])", texto.rstrip(" ").replace("\t", " "))
    return [_NUMEROS.get(trozo, trozo) for trozo in trozos if trozo]


def _propiedad(elemento: Elemento, nombre: str, atributo: str = "val") -> str:
    """Atributo de una propiedad de un párrafo o de una celda; vacío, si no está."""
    propiedad = elemento.find(f"{elemento.tag}Pr/{W}{nombre}")
    return "" if propiedad is None else propiedad.get(f"{W}{atributo}", "")


def _sigue(celda: Elemento) -> bool:
    """Si es de la que está encima, que crece hacia abajo."""
    une = celda.find(f"{W}tcPr/{W}vMerge")
    return une is not None and continua(une)


def _lado_de(parrafo: Elemento) -> str:
    return _ESTILOS.get(_propiedad(parrafo, "jc"), _IZQUIERDA)


def _lados_de(parrafo: Elemento) -> Sequence[str]:
    """Lado en que va cada trozo entre tabuladores; uno solo, si no separan lados."""
    paradas = [parada.get(f"{W}val") for parada in parrafo.iterfind(f"{W}pPr/{W}tabs/{W}tab")]
    modos = {_ESTILOS.get(parada, "") for parada in paradas if parada != "clear"}
    if not modos or _CENTRO in modos:  # los de un encabezado de Word
        return (_IZQUIERDA, _CENTRO, _DERECHA)
    return (_IZQUIERDA, _DERECHA) if _DERECHA in modos else (_lado_de(parrafo),)


def _por_sitio(fila: Elemento) -> dict[tuple[int, int], Elemento]:
    """Las celdas de una fila, por las columnas nuestras que le tocan por su ancho, o por igual."""
    celdas = [*desenvueltos(fila, (f"{W}tc",))][:_COLUMNAS]
    sitios: list[tuple[int, int]] = []
    for anchos in ([entero(_propiedad(c, "tcW", "w")) for c in celdas], [1] * len(celdas)):
        bordes = accumulate(anchos, initial=0)
        sitios = [*pairwise(round(_COLUMNAS * b / max(sum(anchos), 1)) for b in bordes)]
        if all(desde < hasta for desde, hasta in sitios):
            break
    return dict(zip(sitios, celdas, strict=True))
