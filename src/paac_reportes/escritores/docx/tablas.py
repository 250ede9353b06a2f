"""Tablas como XML de Word: una fila es texto, y lo que se repite se escribe una vez."""

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from paac_reportes.escritores.docx.estilos import (
    A_LO_ANCHO,
    BORDE_DE_ARRIBA,
    VERTICALES,
    identificador,
)
from paac_reportes.escritores.docx.oculto import Marcadores
from paac_reportes.escritores.docx.textos import Relacionar, corrida, corridas, escapar
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import Estilo
from paac_reportes.maqueta.hoja.pagina import altos_de_filas, altos_de_rotulos, medir_giradas
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm, veinteavos
from paac_reportes.maqueta.nodos import Celda, Contenido, Fila, Tabla
from paac_reportes.maqueta.rejilla import Puesto, resolver

_PARTE_SEGURA = 0.94
"""De la página; el resto queda para lo que cada programa mide distinto."""

_LO_QUE_QUEDA_SOLO = 0.2
"""De la página: una última fila más baja no se deja sola en la siguiente."""

_POCAS_FILAS, _CHICA = 10, 0.5
"""Una tabla de hasta tantas filas y de esta parte de la página no se corta."""

_MARGENES_DE_CELDA = 3
"""Puntos que Word quita al ancho de una celda, además de los que quita una hoja de cálculo."""

_ANCHO_DE_LETRA, _ALTO_DE_RENGLON = 0.7, 1.4
"""Los de una letra ancha y un renglón holgado, en partes de su tamaño: para no medir de más."""

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
        marcadores: Marcadores | None = None,
    ) -> None:
        self._marcar = marcadores.xml if marcadores else _sin_marcar
        self._estilos = estilos
        self._marco = marco
        self._util = marco.pagina.ancho_util
        self._ancho = veinteavos(self._util)
        self._alto = pt_de_mm(marco.pagina.alto_util)
        self._medidor = Medidor(estilos)
        self._relacionar = relacionar
        self._abrir = functools.cache(self._apertura)
        # Casi todas las tablas de una parte llevan los mismos rótulos.
        self._rotulos = functools.cache(self._filas_de_rotulos)
        self._alto_de_filas = functools.cache(self._alto_de)

    def xml(self, tabla: Tabla, *, con_lo_que_sigue: bool = False) -> str:
        """La tabla con su cuadrícula, sus rótulos repetidos y sus filas.

        ``con_lo_que_sigue``: la última fila no queda en una página y lo que sigue en otra.
        """
        bordes = self._bordes(tabla.anchos)
        rejilla = resolver(tabla.filas, len(tabla.anchos))
        dudosa = self._dudosa(bordes, self._alto / 2)
        juntas = self._juntas(tabla, rejilla, bordes)
        juntas |= {len(rejilla) - 1} if con_lo_que_sigue else set()
        trozos = [
            _propiedades(tabla, bordes, con_marco=self._tiene_marco(tabla)),
            *self._rotulos_marcados(tabla),
        ]
        giradas = medir_giradas(tabla.filas, tabla.anchos, self._util, self._medidor)
        juntas |= giradas.juntas
        for numero, puestos in enumerate(rejilla):
            se_parte = tabla.filas_se_parten and dudosa(puestos)
            if se_parte:
                se_parte = self._pasa_de(self._lo_que_cabe(tabla), puestos, bordes)
            apertura = _apertura_de_fila(entera=not se_parte, alto=giradas.altos.get(numero))
            marca = self._marcar(tabla.filas[numero].marca)
            trozos += self._fila(apertura, puestos, numero, bordes, marca, junta=numero in juntas)
        trozos.append("</w:tbl>")
        return "".join(trozos)

    def _lo_que_cabe(self, tabla: Tabla) -> Pt:
        """De una página, bajo los rótulos; una fila más alta sigue en la siguiente."""
        de_rotulos = self._alto_de_filas(tabla.rotulos, tabla.anchos)
        return Pt(self._alto_libre * _PARTE_SEGURA - de_rotulos)

    @functools.cached_property
    def _alto_libre(self) -> float:
        """El de la página entre su encabezado y su pie, que le quitan si no caben en su margen."""
        pagina = self._marco.pagina
        bordes = (
            (self._marco.encabezado, pagina.superior),
            (self._marco.pie, pagina.inferior),
        )
        pasan = (
            self._alto_de_filas(tabla.filas, tabla.anchos)
            - pt_de_mm(Mm(margen - pagina.encabezado))
            for tabla, margen in bordes
            if tabla
        )
        return self._alto - sum(max(0.0, exceso) for exceso in pasan)

    def _juntas(self, tabla: Tabla, rejilla: list[list[Puesto]], bordes: list[int]) -> set[int]:
        """Las filas que no se apartan de la que sigue."""
        ultima = len(rejilla) - 1
        if tabla.va_entera or self._es_chica(rejilla, bordes):
            return set(range(ultima))
        juntas = {fila - 1 for fila in tabla.resumenes if fila}
        if ultima < 1 or self._dudosa(bordes, self._alto * _LO_QUE_QUEDA_SOLO)(rejilla[-1]):
            return juntas
        return juntas | {ultima - 1}

    def _es_chica(self, rejilla: list[list[Puesto]], bordes: list[int]) -> bool:
        """Si una tabla de pocas filas, todas bajas, ocupa tan poco que no vale cortarla."""
        if not 0 < len(rejilla) <= _POCAS_FILAS:
            return False
        return not any(map(self._dudosa(bordes, self._alto * _CHICA / len(rejilla)), rejilla))

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

    def _tiene_marco(self, tabla: Tabla) -> bool:
        """En Word el marco es de la tabla: lo decide el estilo de sus celdas."""
        primera = (tabla.filas or tabla.rotulos)[0]
        return any(self._estilos[celda.estilo].bordes for celda in primera.celdas)

    def _dudosa(self, bordes: list[int], alto: float) -> Callable[[list[Puesto]], bool]:
        """Si, por las letras de sus celdas, una fila podría ser más alta; las demás no se miden."""
        tamano = self._estilos["celda"].tamano
        renglones = int(alto / (tamano * _ALTO_DE_RENGLON))
        anchos = [(b - a) / 20 for a, b in pairwise(bordes)]

        @functools.cache
        def de_renglon(columna: int, estilo: str) -> int:
            return int(anchos[columna] / (self._estilos[estilo].tamano * _ANCHO_DE_LETRA)) or 1

        def podria(columna: int, celda: Celda) -> bool:
            if not isinstance(celda.contenido, str):
                return True
            saltos = celda.contenido.count("\n")
            return len(celda.contenido) > de_renglon(columna, celda.estilo) * (renglones - saltos)

        # Casi ninguna llega a tener una letra por renglón.
        return lambda puestos: any(
            podria(columna, celda)
            for columna, celda, _ in puestos
            if len(celda.contenido) > renglones or not isinstance(celda.contenido, str)
        )

    def _pasa_de(self, alto: Pt, puestos: list[Puesto], bordes: list[int]) -> bool:
        """Si alguna celda de una fila es más alta.

        Una de varias filas cuenta entera: el texto que no muestran las demás lo muestra la última.
        """
        return any(
            self._medidor.alto_en_papel(
                celda.contenido,
                celda.estilo,
                Pt((bordes[columna + celda.columnas] - bordes[columna]) / 20 - _MARGENES_DE_CELDA),
            )
            > alto
            for columna, celda, _ in puestos
        )

    def _alto_de(self, filas: tuple[Fila, ...], anchos: tuple[float, ...]) -> float:
        return sum(altos_de_filas(filas, anchos, self._util, self._medidor))

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
