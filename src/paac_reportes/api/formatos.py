"""Los formatos: cuáles hay, cómo son y cómo se hace uno propio."""

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import IO, Any, Unpack, overload

from paac_reportes.api.tipos import CodigoDeFormato, Ruta, corte_comprobado
from paac_reportes.errores import (
    ArchivoNoEsta,
    Aviso,
    ErrorDeEntrada,
    ErrorDeFormato,
    ruta_en_archivo,
)
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.estructura.corrientes import corriente_a_fondo, puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.cuerpo_en_word import PROPIEDAD_DE_BASE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura import catalogo, en_codigo
from paac_reportes.formatos.lectura.catalogo import Catalogo
from paac_reportes.formatos.lectura.en_codigo import (
    ClavesDeFormato,
    Columnas,
    SubtotalDeMatriz,
    TablaDeMatriz,
    describir,
)
from paac_reportes.opc.origen import nombre_y_bytes
from paac_reportes.sistema import IlegibleError, es_ruta


@puerta
def formatos_disponibles(plantillas: "Ruta | None" = None) -> Catalogo:
    """Las fichas de los formatos del catálogo: código, nombre, versión y fuente.

    Son una tupla que en un cuaderno se muestra como tabla.

    Con ``plantillas``, también los de esa carpeta, que trae una carpeta por formato.
    """
    return catalogo.fichas_del_catalogo(plantillas)


def codigos_de_formato() -> tuple[str, ...]:
    """Los códigos del catálogo, sin leer los formatos."""
    return catalogo.codigos()


def describir_formato(codigo: str, plantillas: "Ruta | None" = None) -> Iterable[str]:
    """Descripción de un formato en renglones: página, tablas, columnas y su fuente."""
    formato, fuente = catalogo.hallar_formato(codigo, plantillas)
    yield from describir(formato)
    yield from ("", *fuente.rstrip().splitlines())


def revisar_formatos(carpeta: "Ruta") -> tuple[tuple[Formato, ...], tuple[Aviso, ...]]:
    """Los formatos de una carpeta (uno, o una carpeta por formato), ya revisados.

    Con ellos, lo que conviene mirar y no impide usarlos: un rótulo que no cabe, una tabla que nadie
    escribe, una columna repetida, lo que de un membrete no sale. Lanza ``ErrorDeFormato`` con las
    fallas de todos, cada una con su archivo y su clave.
    """
    from paac_reportes.composicion.lo_que_no_cabe import avisos_en_blanco
    from paac_reportes.formatos.revision.tablas import avisos_de_descuidos

    formatos = catalogo.leer_formatos(carpeta)
    avisos = (
        aviso
        for formato in formatos
        for aviso in (*avisos_de_descuidos(formato), *avisos_en_blanco(formato))
    )
    return formatos, tuple(avisos)


@puerta
def leer_formato(
    origen: "Ruta", *, plantillas: "Ruta | None" = None, corte: date | None = None
) -> Formato:
    """El formato de una carpeta con su ``formato.toml``, o el que se llame así.

    Con ``plantillas``, una carpeta con uno por carpeta, ``origen`` es siempre un código, suyo o del
    catálogo: así se lee el que llega de una dirección de internet. Sin ella, un texto es una
    carpeta sólo si no es un código del catálogo, no sube con ``..`` y trae su ``formato.toml``; un
    ``Path``, siempre. De varias versiones, la que rige en el ``corte`` o, sin él, la última. Lanza
    ``ErrorDeFormato`` con cada falla; de un código que no existe, con el que más se le parece.
    """
    corte = corte_comprobado(corte, Reloj())
    if isinstance(origen, str) and (plantillas is not None or catalogo.es_codigo(origen)):
        return catalogo.hallar_formato(origen, plantillas, corte)[0]
    return catalogo.formato_de_carpeta(origen)


@puerta
def formato_desde_datos(
    datos: Mapping[str, Any], *, plantillas: "Ruta | Iterable[Mapping[str, Any]] | None" = None
) -> Formato:
    """El formato de un diccionario con las claves de ``formato.toml`` (``docs/formatos.md``).

    Una imagen son sus bytes, o un texto ``data:image/png;base64,…``. Con ``base``, parte de otro:
    del catálogo o de ``plantillas``, que es una carpeta con uno por carpeta, o sus diccionarios.
    Lanza ``ErrorDeFormato`` con todas las fallas.
    """
    return en_codigo.formato_de_datos(corriente_a_fondo(datos), plantillas)


@overload
def formato_de_columnas(
    titulo: str,
    columnas: Mapping[str, TablaDeMatriz],
    *,
    codigo: str = "tabla",
    **claves: Unpack[ClavesDeFormato],
) -> Formato: ...


@overload
def formato_de_columnas(
    titulo: str,
    columnas: Columnas | None = None,
    *,
    codigo: str = "tabla",
    recorre: str = "filas",
    total: str | None = None,
    subtotales: Sequence[str | SubtotalDeMatriz] = (),
    notas: Sequence[str] = (),
    fijas: int | None = None,
    **claves: Unpack[ClavesDeFormato],
) -> Formato: ...


@puerta
def formato_de_columnas(  # noqa: PLR0913 - todas se dicen por su nombre
    titulo: str,
    columnas: Columnas | Mapping[str, TablaDeMatriz] | None = None,
    *,
    codigo: str = "tabla",
    recorre: str = "filas",
    total: str | None = None,
    subtotales: Sequence[str | SubtotalDeMatriz] = (),
    notas: Sequence[str] = (),
    fijas: int | None = None,
    **claves: Unpack[ClavesDeFormato],
) -> Formato:
    """Un formato con un título y una tabla, o varias, para una matriz propia.

    ``columnas`` es ``{dato: rótulo}`` o una lista de columnas con las claves de ``formato.toml``
    (``dato``, ``rotulo``, ``ancho``…); sin ``ancho``, se pesan por lo que dicen. Sin ``columnas``,
    van todas las que traigan las filas, en su orden; en una lista, ``{"dato": "*", "rotulo": "*"}``
    son las demás. Las de varios niveles de pandas llevan sus rótulos agrupados. Un dato sin raíz
    es de las ``filas`` que se dan al generar; con ``recorre="actividades"`` (o lo que recorra una
    sección), del plan. ``total`` es el rótulo de la fila de total. ``subtotales`` reúne las filas
    por un dato y las resume: su nombre, o ``{"por", "rotulo", "banda", "resumen"}``.
    ``notas`` van debajo. Con ``fijas``, en Excel tantas de las primeras columnas quedan quietas y
    se imprimen en cada página, y la que no cabe en una va en otra. De varias tablas, ``columnas``
    trae por el nombre de cada una lo suyo (``columnas``, ``titulo``, ``total``, ``subtotales``,
    ``notas``, ``fijas``), y al generar se dan con ese nombre:
    ``filas={"contratos": …, "pagos": …}``. Las demás ``claves`` son las de ``formato.toml``:
    ``pagina``, ``encabezado``… Lanza ``ErrorDeFormato``.
    """
    return en_codigo.formato_de_matriz(
        titulo,
        columnas,
        codigo=codigo,
        recorre=recorre,
        total=total,
        subtotales=subtotales,
        notas=notas,
        fijas=fijas,
        **claves,
    )


# -------------------------------------------------------------- cuerpos
# De Word: el formato cuyo cuerpo es un Word con huecos, y uno para empezar.


@puerta
def formato_desde_word(
    docx: "Ruta | bytes | IO[bytes]",
    *,
    base: "CodigoDeFormato | Formato | None" = None,
    bloques: Mapping[str, Mapping[str, Any]] | None = None,
) -> Formato:
    """El formato cuyo cuerpo es un Word con huecos (``docs/cuerpo_en_word.md``).

    ``docx`` es su ruta, sus bytes o un flujo abierto. Con ``base``, un código del catálogo o un
    ``Formato``, el Word puede poner sus tablas y las partes de su cuerpo (``{{ poner matriz }}``);
    si falta, es el que el Word dice, que ``cuerpo_de`` le anota. ``bloques`` son otros que
    sólo él pone, con las claves de ``formato.toml``. Lanza ``ErrorDeFormato`` con todas las fallas
    a la vez, cada una con su lugar en el Word: ``cuerpo, tabla 1, fila 3, celda 2``.
    """
    return formato_con_cuerpo(docx, base, bloques=bloques)


def formato_con_cuerpo(
    docx: "Ruta | bytes | IO[bytes]",
    base: object,
    plantillas: "Ruta | None" = None,
    bloques: Mapping[str, Mapping[str, Any]] | None = None,
) -> Formato:
    """El formato cuyo cuerpo es un Word diseñado.

    ``base``: de la que hereda, un código o un formato; si no se da, la que el Word dice.
    ``plantillas``: donde se busca; ``bloques``: los que ``poner`` nombra.
    """
    from paac_reportes.formatos.cuerpo.de_word import formato_de_word

    try:
        word = _bytes_del_word(docx)
        dada = _base_que_dice(word) if base is None else base
        return formato_de_word(word, _formato_de(dada, plantillas), bloques)
    except ErrorDeFormato as error:
        if not es_ruta(docx):
            raise
        archivo = str(docx)
        raise ErrorDeFormato(
            falla.en(ruta_en_archivo(archivo, falla.ruta)) for falla in error.fallas
        ) from None


def revisar_cuerpo(
    docx: "Ruta", formato: str | None = None, plantillas: "Ruta | None" = None
) -> tuple[tuple[Formato, ...], tuple[Aviso, ...]]:
    """Formatos y avisos de un Word, como ``revisar_formatos``; ``ErrorDeFormato`` si falla."""
    from paac_reportes.formatos.revision.tablas import avisos_del_cuerpo

    revisado = formato_con_cuerpo(docx, formato, plantillas)
    return (revisado,), tuple(avisos_del_cuerpo(revisado))


@puerta
def cuerpo_de(formato: "CodigoDeFormato | Formato") -> bytes:
    """Un formato como un Word con sus huecos, para cambiarlo: los bytes de un ``.docx``.

    Con ese Word y el mismo formato de base sale lo que el formato escribe, salvo su tabla de
    contenido, que se inserta en Word. Lanza ``ErrorDeFormato`` si el formato no se conoce.
    """
    from paac_reportes.composicion.cuerpo.partida import cuerpo_de_partida

    base = _formato_de(formato)
    if base is None:
        raise ErrorDeFormato(falla_de_argumento("formato", "formato", formato))
    return buscar_escritor("docx").cargar()(cuerpo_de_partida(base), Escritura())


def _base_que_dice(word: bytes) -> str | None:
    """Código del formato de que salió un Word, anotado en sus propiedades; o ninguno."""
    from paac_reportes.opc.paquete import Comprimido, Partes, propiedades

    try:
        return propiedades(Partes(Comprimido(word))).get(PROPIEDAD_DE_BASE)
    except IlegibleError:  # lo dice quien lo lee
        return None


def _formato_de(base: object, plantillas: "Ruta | None" = None) -> Formato | None:
    """El formato dado o el de ese código; ``None`` si no se dio; otro, ``ErrorDeFormato``."""
    if base is None or isinstance(base, Formato):
        return base
    if isinstance(base, str):
        return catalogo.hallar_formato(base, plantillas)[0]
    raise ErrorDeFormato(falla_de_argumento("base", "formato", base))


def _bytes_del_word(docx: object) -> bytes:
    """Bytes de un Word dado como ruta, flujo o bytes; ``ErrorDeFormato`` si no se leen."""
    try:
        return nombre_y_bytes(docx, "docx", "docx")[1]
    except ArchivoNoEsta:
        raise
    except ErrorDeEntrada as error:
        raise ErrorDeFormato(error.fallas) from None


_BYTES_QUE_SE_MIRAN = 50_000_000


def trae_huecos(ruta: str) -> bool:
    """Si un Word trae ``{{``, aunque esté partido entre letras de otro aspecto."""
    if not ruta.lower().endswith(".docx"):
        return False
    try:
        with zipfile.ZipFile(ruta) as word, word.open("word/document.xml") as cuerpo:
            return b"{{" in re.sub(rb"<[^<>]*+>", b"", cuerpo.read(_BYTES_QUE_SE_MIRAN))
    except (OSError, KeyError, zipfile.BadZipFile, RuntimeError, ValueError, NotImplementedError):
        return False  # lo que no se deja leer lo dice quien lo lea
