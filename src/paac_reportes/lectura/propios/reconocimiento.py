"""En cuál de los formatos está un documento."""

from collections.abc import Iterator, Sequence

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorDeFormato, Falla
from paac_reportes.formatos.definicion.bloques import BloqueTitulo
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import formatos_disponibles, hallar_formato
from paac_reportes.lectura.propios.escondido import EsquemaEscondido, de_varias_piezas
from paac_reportes.lectura.propios.esperado import DocumentoEsperado, Medio
from paac_reportes.lectura.propios.partes import con_partes_unidas
from paac_reportes.lectura.propios.tablas import (
    ColumnasDeLineas,
    Linea,
    TablasHalladas,
    hallar,
    lineas_de,
    reconocidas,
)
from paac_reportes.modelo.temas import PLAN, claves
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import Carpeta
from paac_reportes.textos.plano import en_plano

_MUESTRA = 600
"""Las líneas que se miran: bastan para saber de qué formato es."""
_CON_CODIGO = 2
"""Lo que vale que un documento traiga el código del formato, frente a traer su título."""
_COMIENZO = 60
"""Las líneas donde está el código, si va en celdas."""


@clases.frozen
class FormatoReconocido:
    """El formato de un documento; ninguno si no es de los conocidos."""

    formato: Formato | None
    avisos: tuple[Aviso, ...] = ()


def reconocer(
    documento: DocumentoVisto,
    escondido: EsquemaEscondido,
    codigo: str | None,
    plantillas: Carpeta | None,
) -> FormatoReconocido:
    """El formato que se pide, el que el documento dice o el de más rótulos en él.

    ``ErrorDeFormato`` si se pide uno que no existe; ``ErrorDeEntrada`` si el documento une varias
    piezas, que las filas de una se leerían como de otra.
    """
    if varias := de_varias_piezas(documento.propiedades):
        motivo = f"{varias}; lea el archivo de cada reporte"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
    if codigo is not None:
        return FormatoReconocido(hallar_formato(codigo, plantillas, escondido.corte)[0])
    if escondido.formato is not None:
        return _segun_sus_propiedades(documento, escondido, plantillas)
    return FormatoReconocido(_formato_mas_parecido(documento, escondido, plantillas))


def _segun_sus_propiedades(
    documento: DocumentoVisto, escondido: EsquemaEscondido, plantillas: Carpeta | None
) -> FormatoReconocido:
    """El formato que dicen sus propiedades; si ya no está o es de otra versión, con un aviso."""
    codigo = escondido.formato or ""
    try:
        formato, _ = hallar_formato(codigo, plantillas, escondido.corte)
    except ErrorDeFormato:
        motivo = f"se escribió en el formato {codigo}, que no se encuentra; diga dónde está"
        aviso = Aviso("lectura_dudosa", "", motivo)
        return FormatoReconocido(_formato_mas_parecido(documento, escondido, plantillas), (aviso,))
    if escondido.esquema.version == formato.version:
        return FormatoReconocido(formato)
    motivo = (
        f"se escribió con la versión {escondido.esquema.version} del formato {codigo}, y se leyó"
        f" con la {formato.version}"
    )
    return FormatoReconocido(formato, (Aviso("documento_cambiado", "", motivo),))


def _formato_mas_parecido(
    documento: DocumentoVisto, escondido: EsquemaEscondido, plantillas: Carpeta | None
) -> Formato | None:
    """El formato que más columnas reconoce; a igualdad, el de su código o su título.

    Los de un contenido que no es un plan, sólo si las filas conservan sus marcas.
    """
    lineas = lineas_de(documento, _MUESTRA)
    textos = [en_plano(texto) for texto in _textos(documento, lineas)]
    codigos = dict.fromkeys(ficha.codigo for ficha in formatos_disponibles(plantillas))
    formatos = [hallar_formato(codigo, plantillas)[0] for codigo in codigos]
    contenidos = claves() if escondido.marcas else (PLAN.clave,)
    posibles = [formato for formato in formatos if formato.de in contenidos]
    columnas = ColumnasDeLineas(lineas, recuerdan=6 * _MUESTRA)
    medio: Medio = "documento" if documento.tipo == "docx" else "libro"

    def hallazgo_de(formato: Formato) -> TablasHalladas:
        entero, esperado = (
            con_partes_unidas(documento, [formato]),
            DocumentoEsperado(formato, medio),
        )
        if entero is documento:
            return hallar(lineas, esperado, columnas)
        # Otras líneas: sus columnas no son las de los demás.
        unidas = lineas_de(entero, _MUESTRA)
        return hallar(unidas, esperado, ColumnasDeLineas(unidas, recuerdan=6 * _MUESTRA))

    puntajes: list[tuple[float, int, Formato]] = []
    for formato in posibles:
        hallazgo, puntos = hallazgo_de(formato), _cuanto_lo_nombra(formato, textos)
        exactas = sum(tabla.encaje.exacto for tabla in hallazgo.tablas)
        # Las tablas que sólo se parecen a las del formato bastan si además se lo nombra.
        bastan = 2 * exactas >= len(hallazgo.tablas) or puntos >= _CON_CODIGO
        if hallazgo.tablas and bastan:
            puntajes.append((reconocidas(hallazgo), puntos, formato))
    mejor = max(puntajes, key=lambda puntaje: puntaje[:2], default=None)
    return mejor[2] if mejor else None


def _cuanto_lo_nombra(formato: Formato, textos: Sequence[str]) -> int:
    """Cuánto lo nombra el documento: su código vale más que su título."""
    codigo = en_plano(formato.codigo)
    titulos = {
        en_plano(bloque.texto)
        for bloque in formato.cuerpo
        if isinstance(bloque, BloqueTitulo) and bloque.nivel == 0
    }
    con_codigo = any(codigo in texto for texto in textos)
    return _CON_CODIGO * con_codigo + any(texto in titulos for texto in textos)


def _textos(documento: DocumentoVisto, lineas: Sequence[Linea]) -> Iterator[str]:
    yield from documento.encabezados
    for linea in lineas[:_COMIENZO]:
        if linea.texto is not None:
            yield linea.texto.texto
        yield from (celda.texto for celda in linea.propias)
