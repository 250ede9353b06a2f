"""Tablas como XML de Word: una fila es texto, y lo que se repite se escribe una vez."""

import functools
import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from paac_reportes.escritores.docx.estilos import (
    A_LO_ANCHO,
    BORDE_DE_ARRIBA,
    VERTICALES,
    identificador,
)
from paac_reportes.escritores.docx.textos import Relacionar, corrida, corridas, escapar
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA, Contenido
from paac_reportes.maqueta.cortes import WORD, Cortador, altos_de_rotulos
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Pt, veinteavos
from paac_reportes.maqueta.nodos import Tabla, lleva_marco
from paac_reportes.maqueta.rejilla import Fila, Puesto, resolver

_SOLA, _EMPIEZA, _SIGUE = "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_AQUI_LA_MARCA = "\0"
"""El lugar del marcador en unos rótulos ya escritos: ningún texto trae esa letra."""
JUNTO = "<w:keepNext/>"
"""Lo que dice un párrafo que no se aparta del siguiente."""


class Tablas:
    """Escribe las tablas de una parte del paquete, todas del mismo ancho."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        marco: Marco,
        relacionar: Relacionar,
        marcadores: "Marcadores | None" = None,
    ) -> None:
        self._marcar = marcadores.xml if marcadores else _sin_marcar
        self._estilos = estilos
        self._util = marco.pagina.ancho_util
        self._ancho = veinteavos(self._util)
        self._medidor = Medidor(estilos)
        self._cortador = Cortador(estilos, marco, WORD)
        self._relacionar = relacionar
        self._abrir = functools.cache(self._apertura)
        # Casi todas las tablas de una parte llevan los mismos rótulos.
        self._rotulos = functools.cache(self._filas_de_rotulos)

    def xml(self, tabla: Tabla, *, con_lo_que_sigue: bool = False) -> str:
        """La tabla con su cuadrícula, sus rótulos repetidos y sus filas.

        ``con_lo_que_sigue``: la última fila no queda en una página y lo que sigue en otra.
        """
        bordes = self._bordes(tabla.anchos)
        rejilla = resolver(tabla.filas, len(tabla.anchos))
        cortes = self._cortador.cortes(tabla, rejilla)
        atadas = cortes.atadas | ({len(rejilla) - 1} if con_lo_que_sigue else set())
        trozos = [
            _propiedades(tabla, bordes, con_marco=lleva_marco(tabla, self._estilos)),
            *self._rotulos_marcados(tabla),
        ]
        for numero, puestos in enumerate(rejilla):
            entera, alto = numero not in cortes.partidas, cortes.altos.get(numero)
            apertura = _apertura_de_fila(entera=entera, alto=alto)
            marca = self._marcar(tabla.filas[numero].marca)
            trozos += self._fila(apertura, puestos, numero, bordes, marca, junta=numero in atadas)
        trozos.append("</w:tbl>")
        return "".join(trozos)

    def _rotulos_marcados(self, tabla: Tabla) -> Iterator[str]:
        """Los rótulos, que se guardan escritos, con marcadores que no se repiten."""
        pedazos = self._rotulos(tabla.rotulos, tabla.anchos).split(_AQUI_LA_MARCA)
        for fila, pedazo in zip(tabla.rotulos, pedazos, strict=False):
            yield pedazo
            yield self._marcar(fila.marca)
        yield pedazos[-1]

    def _filas_de_rotulos(self, rotulos: tuple[Fila, ...], anchos: tuple[float, ...]) -> str:
        bordes = self._bordes(anchos)
        altos = altos_de_rotulos(rotulos, anchos, self._util, self._medidor)
        aperturas = [_fila_de_rotulos(alto) for alto in altos or [Pt(0)] * len(rotulos)]
        trozos: list[str] = []
        for numero, puestos in enumerate(resolver(rotulos, len(anchos))):
            trozos += self._fila(aperturas[numero], puestos, numero, bordes, _AQUI_LA_MARCA)
        return "".join(trozos)

    def _bordes(self, anchos: Sequence[float]) -> list[int]:
        return [0, *(round(parte * self._ancho) for parte in accumulate(anchos))]

    def _fila(  # noqa: PLR0913 - lo que una fila tiene de suyo
        self,
        apertura: str,
        puestos: list[Puesto],
        numero: int,
        bordes: list[int],
        marca: str,
        *,
        junta: bool = False,
    ) -> Iterator[str]:
        yield apertura
        junto = JUNTO if junta else ""
        for columna, celda, origen in puestos:
            columnas = celda.columnas
            ancho = bordes[columna + columnas] - bordes[columna]
            union = _SOLA if celda.filas == 1 else _union(empieza=origen == numero)
            texto = self._texto(celda.contenido) if union is not _SIGUE else ""
            apertura = self._abrir(ancho, columnas, celda.estilo, union, junto)
            # LibreOffice pierde lo que va en una celda cubierta desde arriba.
            if marca and origen == numero:
                apertura, marca = f"{apertura}{marca}", ""
            yield f"{apertura}{texto}</w:p></w:tc>"
        yield "</w:tr>"

    def _texto(self, contenido: Contenido) -> str:
        if isinstance(contenido, str):
            return corrida(contenido)
        return corridas(contenido, self._relacionar)

    def _apertura(self, ancho: int, columnas: int, estilo: str, union: str, junto: str) -> str:
        """De ``w:tc`` hasta donde empieza el texto."""
        aspecto = self._estilos[estilo]
        varias = f'<w:gridSpan w:val="{columnas}"/>' if columnas > 1 else ""
        fondo = (
            f'<w:shd w:val="clear" w:color="auto" w:fill="{aspecto.relleno}"/>'
            if aspecto.relleno
            else ""
        )
        raya = f"<w:tcBorders>{BORDE_DE_ARRIBA}</w:tcBorders>" if aspecto.raya else ""
        # De un texto girado, Word alinea a lo alto el párrafo y a lo ancho la celda.
        girado = '<w:textDirection w:val="btLr"/>' if aspecto.girado else ""
        vertical = A_LO_ANCHO[aspecto.horizontal] if girado else VERTICALES[aspecto.vertical]
        alto = f'<w:vAlign w:val="{vertical}"/>' if vertical != "top" else ""
        clave = identificador(estilo)
        suyo = "" if clave == "Normal" else f'<w:pStyle w:val="{clave}"/>'
        parrafo = f"<w:pPr>{suyo}{junto}</w:pPr>" if suyo or junto else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{ancho}" w:type="dxa"/>{varias}{union}{raya}{fondo}{girado}'
            f"{alto}</w:tcPr><w:p>{parrafo}"
        )


class Marcadores:
    """Los que no se ven, uno por fila con marca: ni sus números ni sus nombres se repiten."""

    def __init__(self, primero: int) -> None:
        self._numero = primero
        self._veces: dict[str, int] = {}

    def xml(self, marca: str) -> str:
        """El de una fila; nada si no tiene marca."""
        if not marca:
            return ""
        numero = self._numero
        self._numero += 1
        self._veces[marca] = veces = self._veces.get(marca, 0) + 1
        nombre = f"{PREFIJO_DE_MARCA}{marca}{f'__{veces}' if veces > 1 else ''}"
        return (
            f'<w:bookmarkStart w:id="{numero}" w:name="{nombre}"/><w:bookmarkEnd w:id="{numero}"/>'
        )


def _sin_marcar(_marca: str) -> str:
    """En un encabezado o un pie no hay filas que reconocer."""
    return ""


def _union(*, empieza: bool) -> str:
    return _EMPIEZA if empieza else _SIGUE


def _fila_de_rotulos(alto: Pt) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{_alto_minimo(alto)}<w:tblHeader/></w:trPr>"


def _apertura_de_fila(*, entera: bool, alto: Pt | None) -> str:
    propias = f"{'<w:cantSplit/>' if entera else ''}{_alto_minimo(alto)}"
    return f"<w:tr><w:trPr>{propias}</w:trPr>" if propias else "<w:tr>"


def _alto_minimo(alto: Pt | None) -> str:
    if not alto:
        return ""
    return f'<w:trHeight w:val="{min(math.ceil(alto * 20), _ALTO_MAXIMO)}" w:hRule="atLeast"/>'


_ALTO_MAXIMO = 31_680
"""Veintavos de punto: lo más que Word admite que mida una fila."""


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
