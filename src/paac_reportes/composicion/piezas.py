"""Lo que alguien junta en un documento, hecho bloques: textos, tablas, imágenes y gráficos."""

from collections.abc import Iterator
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.composicion.bloques import parrafo_de
from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.numeracion import TituloPorNumerar
from paac_reportes.composicion.pagina import imagen_que_cabe
from paac_reportes.composicion.tablas.alcances import FilasLibres
from paac_reportes.composicion.union import PiezaSuelta
from paac_reportes.composicion.vistazo import avisos_de_anchos
from paac_reportes.formatos.definicion.bloques import BloqueTabla, TablaDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.imagenes import medir
from paac_reportes.maqueta.colores_de_graficos import con_paleta
from paac_reportes.maqueta.contenido import NumeroDeLeyenda
from paac_reportes.maqueta.documento import Documento, Medio
from paac_reportes.maqueta.estilos import ESTILO_DE_LEYENDA
from paac_reportes.maqueta.nodos import Bloque, Grafico, Parrafo, Tabla, Titulo
from paac_reportes.modelo import Plan
from paac_reportes.textos.markdown import leer_markdown

_TABLA = "tabla"
_PARTE_DE_PAGINA = Decimal("0.8")
"""Lo más alto que puede ser una imagen en su página, con su leyenda."""
_MM_POR_PULGADA = Decimal("25.4")


@clases.frozen(eq=False)
class Taller:
    """Con qué se hace una pieza en un medio."""

    anfitrion: Plan
    """De la entidad del documento, y sin filas."""
    formato: Formato
    medio: Medio
    marco: Documento
    """La página, los encabezados y los estilos del documento, sin nada escrito."""


def de_texto(texto: str) -> PiezaSuelta:
    """La de un texto en Markdown; su hoja se llama como su primer título."""
    bloques = tuple(_de_markdown(texto))
    titulos = (bloque.texto for bloque in bloques if isinstance(bloque, Titulo))
    return PiezaSuelta(nombre=next(titulos, "Texto"), bloques=bloques)


def _de_markdown(texto: str) -> Iterator[Bloque]:
    for leido in leer_markdown(texto, de_documento=True):
        if leido.clase != "titulo":
            yield parrafo_de(leido)
            continue
        dicho = "".join(trozo.texto for trozo in leido.trozos).strip()
        if dicho:
            yield TituloPorNumerar(texto=dicho, nivel=leido.nivel, numeracion="seguida")


def de_filas(
    tabla: TablaDeFormato, filas: FilasLibres, leyenda: str, taller: Taller
) -> PiezaSuelta:
    """La de unas filas, ya reducidas, con el aspecto y en la página del documento."""
    bloque = BloqueTabla(tipo="tabla", cada="plan", tablas=(_TABLA,))
    formato = attrs.evolve(taller.formato, cuerpo=(bloque,), tablas={_TABLA: tabla})
    hecho = componer(taller.anfitrion, formato, None, taller.medio, filas).documento
    bloques = [
        attrs.evolve(b, descripcion=leyenda or _NOMBRE_DE_TABLA) if isinstance(b, Tabla) else b
        for parte in hecho.partes
        for b in parte.bloques
    ]
    return PiezaSuelta(
        nombre=leyenda or _NOMBRE_DE_TABLA,
        bloques=(leyenda_de("Tabla", leyenda), *bloques),
        estilos=hecho.estilos,
        en_su_hoja=True,
        avisos=tuple(avisos_de_anchos(hecho, formato)) if taller.medio == "documento" else (),
    )


_NOMBRE_DE_TABLA = "Tabla"
SIN_DESCRIPCION = "Imagen sin descripción"


def de_imagen(datos: bytes, leyenda: str, puntos: int, taller: Taller) -> PiezaSuelta:
    """La de una imagen de tantos ``puntos`` por pulgada, achicada si no cabe en la página.

    Lo que dice su leyenda es también lo que oye quien no la ve.
    """
    pagina = taller.marco.partes[0].marco.pagina
    cabe = Decimal(repr(pagina.alto_util)) * _PARTE_DE_PAGINA
    medidas = medir(datos)
    propio = medidas.alto * _MM_POR_PULGADA / puntos if medidas else cabe
    descripcion = leyenda or SIN_DESCRIPCION
    imagen = imagen_que_cabe(datos, descripcion, min(cabe, propio), pagina.ancho_util)
    return PiezaSuelta(
        nombre=leyenda or "Figura",
        bloques=(leyenda_de("Figura", leyenda), Parrafo((imagen,), "texto-centro")),
    )


def de_grafico(grafico: Grafico, taller: Taller) -> PiezaSuelta:
    """La de un gráfico, con los colores y la letra del documento; o su tabla, si es de muchas."""
    if (tabla := grafico.en_su_lugar) is not None:
        return PiezaSuelta(
            nombre=grafico.titulo, bloques=(leyenda_de("Tabla", grafico.titulo), tabla)
        )
    suyo = con_paleta(grafico, taller.formato.aspecto.resuelto.paleta)
    suyo = attrs.evolve(suyo, familia=taller.formato.pagina.familia)
    return PiezaSuelta(nombre=grafico.titulo, bloques=(leyenda_de("Figura", grafico.titulo), suyo))


def leyenda_de(clase: str, texto: str) -> Parrafo:
    """``Tabla 3. …``, con su número por saber; sin texto, sólo él."""
    numero = NumeroDeLeyenda(clase, 0)
    return Parrafo((numero, f". {texto}") if texto else (numero,), ESTILO_DE_LEYENDA)
