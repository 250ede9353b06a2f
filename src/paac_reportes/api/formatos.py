"""Los formatos: cuáles hay, cómo son y cómo se hace uno propio."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Unpack, overload

from paac_reportes.api.tipos import Ruta, comprobar_corte, dia_del_corte
from paac_reportes.errores import Aviso
from paac_reportes.estructura.corrientes import corriente_a_fondo, puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura import catalogo
from paac_reportes.formatos.lectura.catalogo import Catalogo
from paac_reportes.formatos.lectura.en_codigo import (
    ClavesDeFormato,
    Columnas,
    SubtotalDeMatriz,
    TablaDeMatriz,
    describir,
)


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
    corte = dia_del_corte(corte, Reloj())
    comprobar_corte(corte)
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
    from paac_reportes.formatos.lectura import en_codigo

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
    from paac_reportes.formatos.lectura import en_codigo

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
