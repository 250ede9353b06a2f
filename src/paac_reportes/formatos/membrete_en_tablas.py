"""Los encabezados y los pies de un membrete como tablas del árbol, para lo que no es Word.

Word los lleva a la letra. La página web lleva sus textos, sus tablas y sus imágenes, con su lado y
con la letra del formato; un libro, sus textos, donde imprime los suyos.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import attrs

from paac_reportes.imagenes import imagen_a_la_vista, medir, por_que_no
from paac_reportes.maqueta.aspecto import Horizontal
from paac_reportes.maqueta.contenido import CampoCalculado, Imagen, Tramo, con_textos_unidos
from paac_reportes.maqueta.documento import Marco, Pagina, PrimeraPagina
from paac_reportes.maqueta.estilos import ESTILO_DE_MEMBRETE
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.opc.documento import parrafos_y_tablas
from paac_reportes.opc.parrafos import LectorDeParrafos, Numeracion
from paac_reportes.opc.rasgos import EstilosDelWord, cuadros, desenvueltos
from paac_reportes.opc.xml import Apuntes, Elemento, R, W, encendido, entero

if TYPE_CHECKING:
    from paac_reportes.formatos.cuerpo.puerta import WordAbierto

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VAL, _PARRAFO, _FILA, _CELDA = (f"{W}{cual}" for cual in ("val", "p", "tr", "tc"))
_LUGARES = ("header", "footer")
_EMU_POR_MM = 36000
_DE_FONDO = 0.5
"""Del alto del papel: una imagen más alta es el fondo de la hoja, que no se lleva."""
_COLUMNAS = 66
"""Las de toda fila, iguales: cada celda toma las que le tocan. Word no admite tantas."""
_LADOS: Mapping[str, Horizontal] = {"center": "centro", "right": "derecha", "end": "derecha"}
_NUMEROS = {"\ufdd1": CampoCalculado.PAGINA, "\ufdd2": CampoCalculado.PAGINAS}
_DE_CAMPO = {"PAGE": "\ufdd1", "NUMPAGES": "\ufdd2", "SECTIONPAGES": "\ufdd2"}
"""Letras, que no son de ningún idioma, en lugar del número de cada campo mientras se lee."""


def leer_hojas(
    paquete: "WordAbierto", secciones: Sequence[Elemento], paginas: Sequence[Pagina]
) -> tuple[Marco, ...]:
    """Página, encabezado y pie de cada sección; la que no los dice toma los de la anterior."""
    de_clave = {r.clave: r.parte for r in paquete.relaciones[paquete.principal]}
    tablas: dict[tuple[str, str], Tabla | None] = {}
    hojas = []
    for seccion, pagina in zip(secciones, paginas, strict=True):
        for lugar in _LUGARES:
            for referencia in seccion.iterfind(f"{W}{lugar}Reference"):
                if parte := de_clave.get(referencia.get(f"{R}id", "")):
                    leida = _LectorDeParte(paquete, parte, pagina).tabla()
                    tablas[lugar, referencia.get(f"{W}type", "default")] = leida
        arriba, abajo, de_arriba, de_abajo = (
            tablas.get((lugar, cuando)) for cuando in ("default", "first") for lugar in _LUGARES
        )
        primera = PrimeraPagina(encabezado=de_arriba, pie=de_abajo)
        con_primera = encendido(seccion.find(f"{W}titlePg"), _VAL)
        hoja = Marco(pagina=pagina, encabezado=arriba, pie=abajo)
        hojas.append(attrs.evolve(hoja, primera=primera) if con_primera else hoja)
    return tuple(hojas)


class _LectorDeParte:
    """Va de un encabezado o un pie a una tabla."""

    def __init__(self, paquete: "WordAbierto", parte: str, pagina: Pagina) -> None:
        self._raiz, self._binarias, self._pagina = paquete.raices[parte], paquete.otras, pagina
        self._imagenes = {r.clave: r.parte for r in paquete.relaciones[parte]}
        self._parrafos = LectorDeParrafos(EstilosDelWord(None), Numeracion(None), Apuntes())
        self._parrafos.en_lugar_de_paginas, self._parrafos.en_el_cuerpo = _DE_CAMPO, False

    def tabla(self) -> Tabla | None:
        """Tabla de la parte; ninguna, si no dice nada."""
        filas = tuple(Fila(tuple(celdas)) for celdas in self._filas(self._raiz))
        return Tabla(anchos=(1 / _COLUMNAS,) * _COLUMNAS, filas=filas) if filas else None

    def _filas(self, dentro: Elemento) -> Iterator[list[Celda]]:
        """Celdas de cada párrafo y cada fila de una parte, una celda o un cuadro de texto."""
        for bloque in parrafos_y_tablas(dentro):
            if bloque.tag != _PARRAFO:
                filas = self._de_tabla(bloque)
                yield from filas if any(celda.contenido for fila in filas for celda in fila) else ()
                continue
            trozos = [*map(_en_tramos, self._parrafos.leer(bloque)[0].split("\t"))]
            trozos[0][:0] = self._imagenes_de(bloque)
            if any(trozos):
                lados = _lados_de(bloque, len(trozos))
                sobran = [tramo for trozo in trozos[len(lados) :] for tramo in (" ", *trozo)]
                trozos = [*trozos, *([] for _ in lados)][: len(lados)]
                trozos[-1] += sobran
                ancho = _COLUMNAS // len(lados)
                yield [_celda(t, lado, ancho) for t, lado in zip(trozos, lados, strict=True)]
            for caja in cuadros(bloque):
                yield from self._filas(caja)

    def _de_tabla(self, tabla: Elemento) -> list[list[Celda]]:
        """Celdas de cada fila de una tabla de Word, de todo el ancho."""
        filas: list[list[Celda]] = []
        arriba: dict[tuple[int, int], tuple[int, int]] = {}
        """Por su sitio, la fila en que empieza una celda y cuál es en ella."""
        for de_word in filter(None, map(_celdas_de, desenvueltos(tabla, (_FILA,)))):
            filas.append([])
            anchos = _repartidas([entero(_propiedad(celda, "tcW", "w")) for celda in de_word])
            for celda, sitio in zip(de_word, pairwise((0, *accumulate(anchos))), strict=True):
                fila, cual = arriba.get(sitio, (-1, -1))
                encima = filas[fila][cual] if fila >= 0 else None
                if encima and _sigue(celda) and fila + encima.filas == len(filas) - 1:
                    filas[fila][cual] = attrs.evolve(encima, filas=encima.filas + 1)
                    continue
                arriba[sitio] = len(filas) - 1, len(filas[-1])
                dicha = ([], "izquierda") if _sigue(celda) else self._de_celda(celda)
                filas[-1].append(_celda(*dicha, sitio[1] - sitio[0]))
        return filas

    def _de_celda(self, celda: Elemento) -> tuple[list[Tramo], Horizontal]:
        """Lo que dice una celda, un renglón por párrafo o fila de adentro, y su lado."""
        tramos: list[Tramo] = []
        for fila in self._filas(celda):
            for celda_de_adentro in fila:
                tramos += [*celda_de_adentro.contenido, " "]
            tramos[-1:] = ["\n"]  # tras la última celda no va un espacio: termina el renglón
        parrafo = celda.find(f".//{_PARRAFO}")
        return tramos[:-1], "izquierda" if parrafo is None else _lado_de(parrafo)

    def _imagenes_de(self, parrafo: Elemento) -> Iterator[Imagen]:
        """Imágenes de un párrafo, sin las dañadas ni la que es el fondo de la hoja."""
        for tamano in parrafo.iter(f"{_WP}extent"):
            dibujo = tamano.getparent()
            suyos = (
                b for b in dibujo.iter(f"{_A}blip") if next(b.iterancestors(_PARRAFO)) is parrafo
            )
            if (blip := next(suyos, None)) is None:
                continue
            datos = self._binarias.get(self._imagenes.get(blip.get(f"{R}embed", ""), ""), b"")
            # Word no gira una foto por lo que dejó dicho su cámara: así la vio quien la puso.
            datos = b"" if por_que_no(datos) else imagen_a_la_vista(datos, girar=False)
            medidas, lados = medir(datos), (entero(tamano.get(lado)) for lado in ("cx", "cy"))
            ancho, alto = (Mm(lado / _EMU_POR_MM) for lado in lados)
            if medidas and min(ancho, alto) > 0 and alto <= self._pagina.alto * _DE_FONDO:
                descripcion = next((p.get("descr", "") for p in dibujo.iter(f"{_WP}docPr")), "")
                yield Imagen(datos, medidas.clase, descripcion or "Membrete", ancho, alto)


def _en_tramos(texto: str) -> list[Tramo]:
    """El texto de un párrafo, con el campo de cada número de página en su lugar."""
    return [_NUMEROS.get(trozo, trozo) for trozo in re.split("([\ufdd1\ufdd2])", texto) if trozo]


def _celda(tramos: Sequence[Tramo], lado: Horizontal, columnas: int) -> Celda:
    """Celda de ese lado; con sólo su texto, si no lleva nada más."""
    juntos = tuple(con_textos_unidos(tramos))
    es_texto = all(isinstance(tramo, str) for tramo in juntos)
    contenido = "".join(map(str, juntos)).strip(" ") if es_texto else juntos
    return Celda(contenido, f"{ESTILO_DE_MEMBRETE}-{lado}", columnas)


def _propiedad(elemento: Elemento, nombre: str, atributo: str = "val") -> str:
    """Atributo de una propiedad de un párrafo o de una celda; vacío, si no está."""
    propiedad = elemento.find(f"{elemento.tag}Pr/{W}{nombre}")
    return "" if propiedad is None else propiedad.get(f"{W}{atributo}", "")


def _celdas_de(fila: Elemento) -> list[Elemento]:
    return [*desenvueltos(fila, (_CELDA,))][:_COLUMNAS]


def _sigue(celda: Elemento) -> bool:
    """Si es de la que está encima, que crece hacia abajo."""
    une = celda.find(f"{W}tcPr/{W}vMerge")
    return une is not None and une.get(_VAL, "continue") == "continue"


def _lado_de(parrafo: Elemento) -> Horizontal:
    return _LADOS.get(_propiedad(parrafo, "jc"), "izquierda")


def _lados_de(parrafo: Elemento, cuantos: int) -> Sequence[Horizontal]:
    """Lado de cada trozo entre tabuladores; uno solo, si el párrafo los pone para otra cosa."""
    modos = {parada.get(_VAL) for parada in parrafo.iterfind(f"{W}pPr/{W}tabs/{W}tab")} - {"clear"}
    if cuantos > 1 and (not modos or "center" in modos):  # los de un encabezado de Word
        return ("izquierda", "centro", "derecha")
    en_dos = cuantos > 1 and modos & {"right", "end"}
    return ("izquierda", "derecha") if en_dos else (_lado_de(parrafo),)


def _repartidas(anchos: Sequence[int]) -> list[int]:
    """Columnas de las nuestras que toca a cada celda, por su ancho en Word o por igual."""
    for de_cada in (anchos, [1] * len(anchos)):
        acumulados = accumulate(de_cada, initial=0)
        bordes = [round(_COLUMNAS * borde / max(sum(de_cada), 1)) for borde in acumulados]
        columnas = [hasta - desde for desde, hasta in pairwise(bordes)]
        if min(columnas, default=1) > 0:
            break
    return columnas
