"""La cuenta de un documento leído: con qué se compara lo que no es un dato."""

import itertools
import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from paac_reportes.errores import ErrorPaac
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.lectura.cuenta import CuentaDeLectura
    from paac_reportes.lectura.leido import Leido
    from paac_reportes.maqueta.documento import Medio
    from paac_reportes.modelo.temas import Contenido
    from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista

_NUMERO_DE_WORD = re.compile(
    r"\A(?:[•▪–-]|(?:\d+\.)*\d+\.?|[a-z]\)|Anexo [A-Z]\.|[A-Z](?:\.\d+)+) "
)
"""Lo que Word pone solo delante de un título numerado o de un renglón de lista: no está escrito."""


def cuenta_del_documento(
    documento: "DocumentoVisto", lectura: "Leido[Any]", plantillas: Carpeta | None
) -> "CuentaDeLectura":
    """La de uno en un formato, o la de la matriz de otro."""
    from paac_reportes.lectura.cuenta import cuenta_de

    def nada() -> Collection[str]:
        return ()

    def del_formato() -> Collection[str]:
        return _del_formato(documento, lectura, plantillas)

    return cuenta_de(
        documento,
        lectura,
        nada if lectura.formato is None else del_formato,
        es_copia=_es_copia(lectura, plantillas),
        es_mobiliario=_es_mobiliario(documento, lectura, plantillas),
    )


def _es_copia(
    lectura: "Leido[Any]", plantillas: Carpeta | None
) -> "Callable[[ParteVista, TablaVista], bool]":
    """Lo que repite lo que dicen otras tablas: la hoja ``Datos`` y el mapa de calor."""
    from paac_reportes.api.formatos import formato_para
    from paac_reportes.lectura.propios.mobiliario import es_del_calor
    from paac_reportes.lectura.propios.tablas import es_hoja_de_datos
    from paac_reportes.opc.visto import Lugar

    if lectura.formato is None:
        return lambda _parte, tabla: es_hoja_de_datos(tabla)
    formato, _ = formato_para(lectura.formato, plantillas, lectura.contenido, lectura.corte)
    # De una hoja que además trae las filas, lo demás se mira celda por celda.
    con_datos = {uno.tabla for uno in lectura.lugares.values() if isinstance(uno, Lugar)}

    def es_copia(_parte: "ParteVista", tabla: "TablaVista") -> bool:
        if es_hoja_de_datos(tabla):
            return True
        return tabla.lugar not in con_datos and es_del_calor(tabla, formato)

    return es_copia


def _es_mobiliario(
    documento: "DocumentoVisto", lectura: "Leido[Any]", plantillas: Carpeta | None
) -> Callable[[str], bool]:
    """Lo que va alrededor de las filas de ese documento."""
    from paac_reportes.api.formatos import formato_para
    from paac_reportes.lectura.ajenos.mobiliario import es_mobiliario_de
    from paac_reportes.lectura.propios.mobiliario import lo_escribe_el_formato

    if lectura.formato is None:
        return es_mobiliario_de(lectura.contenido.entidad, documento)
    formato, _ = formato_para(lectura.formato, plantillas, lectura.contenido, lectura.corte)
    medio: Medio = "documento" if documento.tipo == "docx" else "libro"
    return lo_escribe_el_formato(lectura.contenido, formato, medio, lectura.corte)


def _del_formato(
    documento: "DocumentoVisto", lectura: "Leido[Any]", plantillas: Carpeta | None
) -> Collection[str]:
    """Lo que el formato escribiría otra vez con lo que se leyó y, de un libro, con sus ``Datos``.

    Un informe cuenta también los cortes anteriores, que sus tablas no muestran y esa hoja sí trae.
    """
    from paac_reportes.maqueta.contenido import CONTINUA

    textos = frozenset(
        texto
        for contenido in (lectura.contenido, *_de_la_hoja_de_datos(documento, lectura))
        for texto in _escritos(contenido, documento, lectura, plantillas)
    )
    sin_numero = {_NUMERO_DE_WORD.sub("", uno, count=1) for uno in textos}
    return textos | sin_numero | {f"{uno} {sigue}" for uno in textos for sigue in CONTINUA}


def _escritos(
    contenido: "Contenido",
    documento: "DocumentoVisto",
    lectura: "Leido[Any]",
    plantillas: Carpeta | None,
) -> Collection[str]:
    from paac_reportes.api.reportes import reporte
    from paac_reportes.prueba.textos import textos_de

    assert lectura.formato is not None  # noqa: S101 - se pregunta antes
    try:
        reporte_de_lo_leido = reporte(
            contenido, lectura.formato, corte=lectura.corte, plantillas=plantillas
        )
        compuesto = reporte_de_lo_leido.debido(
            "documento" if documento.tipo == "docx" else "libro"
        ).documento
        return textos_de(compuesto, documento.tipo)
    except ErrorPaac:  # con lo leído no se compone: nada se sabe de lo que va alrededor
        return ()


def _de_la_hoja_de_datos(
    documento: "DocumentoVisto", lectura: "Leido[Any]"
) -> "Iterator[Contenido]":
    """Lo que dice la hoja ``Datos``, con lo demás como se leyó; nada si no es de un contenido."""
    from paac_reportes.lectura.filas.tabla import contenido_de_filas
    from paac_reportes.lectura.filas.valores import CALCULADO
    from paac_reportes.lectura.propios.tablas import es_hoja_de_datos
    from paac_reportes.modelo.temas import tema_de

    hojas_de_datos = (tabla for tabla in documento.tablas() if es_hoja_de_datos(tabla))
    for tabla in itertools.islice(hojas_de_datos, 1):
        claves, *filas = [[_valor(celda) for celda in fila] for fila in tabla.filas]
        filas_por_clave = [
            {
                clave: valor
                for clave, valor in zip(claves, fila, strict=True)
                if isinstance(clave, str) and not clave.startswith(CALCULADO)
            }
            for fila in filas[1:]  # la primera es la de los rótulos
        ]
        clave_del_tema = tema_de(lectura.contenido).clave
        try:
            yield contenido_de_filas(filas_por_clave, None, lectura.corte, {}, clave_del_tema)[0]
        except ErrorPaac:  # alguien la cambió
            return


def _valor(celda: "CeldaVista | None") -> object:
    if celda is None:
        return None
    return celda.texto or None if celda.valor is None else celda.valor
