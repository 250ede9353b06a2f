"""Tablas como XML de Word: una fila es texto, y lo que se repite se escribe una vez."""

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from paac_reportes.escritores.docx.estilos import VERTICALES, identificador
from paac_reportes.escritores.docx.textos import Relacionar, corrida, corridas, escapar
from paac_reportes.maqueta.contenidos import Contenido
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.rotulos import altos_de_rotulos
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.medidas import Mm, Pt, veinteavos
from paac_reportes.maqueta.nodos import Fila, Tabla
from paac_reportes.maqueta.rejilla import Puesto, resolver

_RENGLONES_JUNTOS = 12
"""Una fila de hasta estos renglones no se parte entre páginas."""

_ANCHO_DE_LETRA = 0.5
"""Ancho medio de una letra, en partes de su tamaño."""

_SOLA, _EMPIEZA, _SIGUE = "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_FILA_ENTERA = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"


class Tablas:
    """Escribe las tablas de una parte del paquete, todas del mismo ancho."""

    def __init__(self, estilos: dict[str, Estilo], ancho: Mm, relacionar: Relacionar) -> None:
        self._estilos = estilos
        self._util = ancho
        self._ancho = veinteavos(ancho)
        self._medidor = Medidor(estilos)
        self._relacionar = relacionar
        self._abrir = functools.cache(self._apertura)
        # Casi todas las tablas de una parte llevan los mismos rótulos.
        self._rotulos = functools.cache(self._filas_de_rotulos)

    def xml(self, tabla: Tabla) -> str:
        """La tabla con su cuadrícula, sus rótulos repetidos y sus filas."""
        bordes = self._bordes(tabla.anchos)
        se_parte = self._se_parte(tabla, bordes)
        trozos = [
            _propiedades(tabla, bordes, con_marco=self._tiene_marco(tabla)),
            self._rotulos(tabla.rotulos, tabla.anchos),
        ]
        for numero, puestos in enumerate(resolver(tabla.filas, len(tabla.anchos))):
            apertura = "<w:tr>" if se_parte(puestos) else _FILA_ENTERA
            trozos += self._fila(apertura, puestos, numero, bordes)
        trozos.append("</w:tbl>")
        return "".join(trozos)

    def _filas_de_rotulos(self, rotulos: tuple[Fila, ...], anchos: tuple[float, ...]) -> str:
        bordes = self._bordes(anchos)
        altos = altos_de_rotulos(rotulos, anchos, self._util, self._medidor)
        aperturas = [_fila_de_rotulos(alto) for alto in altos or [Pt(0)] * len(rotulos)]
        trozos: list[str] = []
        for numero, puestos in enumerate(resolver(rotulos, len(anchos))):
            trozos += self._fila(aperturas[numero], puestos, numero, bordes)
        return "".join(trozos)

    def _bordes(self, anchos: Sequence[float]) -> list[int]:
        return [0, *(round(parte * self._ancho) for parte in accumulate(anchos))]

    def _tiene_marco(self, tabla: Tabla) -> bool:
        """En Word el marco es de la tabla: lo decide el estilo de sus celdas."""
        primera = (tabla.filas or tabla.rotulos)[0]
        return any(self._estilos[celda.estilo].bordes for celda in primera.celdas)

    def _se_parte(self, tabla: Tabla, bordes: list[int]) -> Callable[[list[Puesto]], bool]:
        """Si una fila sigue en la página siguiente: sólo las altas.

        Las cortas quedan mejor enteras. Basta una cuenta de letras: el alto exacto lo pone Word.
        """
        if not tabla.filas_se_parten:
            return lambda _puestos: False
        letra = self._estilos["celda"].tamano * _ANCHO_DE_LETRA * 20
        caben = [_RENGLONES_JUNTOS * (b - a) / letra for a, b in pairwise(bordes)]
        return lambda puestos: any(
            len(puesto.celda.contenido) > caben[puesto.columna] * puesto.celda.columnas
            for puesto in puestos
        )

    def _fila(
        self, apertura: str, puestos: list[Puesto], numero: int, bordes: list[int]
    ) -> Iterator[str]:
        yield apertura
        for columna, celda, origen in puestos:
            columnas = celda.columnas
            ancho = bordes[columna + columnas] - bordes[columna]
            union = _SOLA if celda.filas == 1 else _union(empieza=origen == numero)
            texto = self._texto(celda.contenido) if union is not _SIGUE else ""
            yield f"{self._abrir(ancho, columnas, celda.estilo, union)}{texto}</w:p></w:tc>"
        yield "</w:tr>"

    def _texto(self, contenido: Contenido) -> str:
        if isinstance(contenido, str):
            return corrida(contenido)
        return corridas(contenido, self._relacionar)

    def _apertura(self, ancho: int, columnas: int, estilo: str, union: str) -> str:
        """De ``w:tc`` hasta donde empieza el texto."""
        aspecto = self._estilos[estilo]
        varias = f'<w:gridSpan w:val="{columnas}"/>' if columnas > 1 else ""
        fondo = (
            f'<w:shd w:val="clear" w:color="auto" w:fill="{aspecto.relleno}"/>'
            if aspecto.relleno
            else ""
        )
        vertical = VERTICALES[aspecto.vertical]
        alto = f'<w:vAlign w:val="{vertical}"/>' if vertical != "top" else ""
        clave = identificador(estilo)
        parrafo = "" if clave == "Normal" else f'<w:pPr><w:pStyle w:val="{clave}"/></w:pPr>'
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{ancho}" w:type="dxa"/>{varias}{union}{fondo}{alto}'
            f"</w:tcPr><w:p>{parrafo}"
        )


def _union(*, empieza: bool) -> str:
    return _EMPIEZA if empieza else _SIGUE


def _fila_de_rotulos(alto: Pt) -> str:
    minimo = f'<w:trHeight w:val="{math.ceil(alto * 20)}" w:hRule="atLeast"/>' if alto else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{minimo}<w:tblHeader/></w:trPr>"


def _propiedades(tabla: Tabla, bordes: list[int], *, con_marco: bool) -> str:
    # LibreOffice obedece la cuadrícula y Word el ancho de cada celda: van los dos.
    cuadricula = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in pairwise(bordes))
    con_rotulos = int(bool(tabla.rotulos))
    texto = escapar(tabla.descripcion)
    descripcion = f'<w:tblDescription w:val="{texto}"/>' if texto else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{"TableGrid" if con_marco else "TableNormal"}"/>'
        f'<w:tblW w:w="{bordes[-1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0{con_rotulos and 4}{con_rotulos and 2}0" w:firstRow="{con_rotulos}"'
        ' w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0"/>'
        f"{descripcion}</w:tblPr><w:tblGrid>{cuadricula}</w:tblGrid>"
    )
