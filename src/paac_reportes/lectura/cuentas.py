"""La cuenta de cada clase de documento: qué es en ella copia, y qué, lo que va alrededor.

``textos`` son los que el documento debería decir con lo que se leyó de él, que sabe quien escribe.
"""

from typing import Any

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.ajenos.mobiliario import es_mobiliario_de
from paac_reportes.lectura.cuenta import CuentaDeLectura, Escritos, cuenta_de
from paac_reportes.lectura.filas_cortas import alineadas
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.lectura.propios.mobiliario import es_del_calor, lo_escribe_el_formato
from paac_reportes.lectura.propios.tablas import es_hoja_de_datos
from paac_reportes.opc.visto import DocumentoVisto, LugarDelArchivo, ParteVista, TablaVista


def cuenta_de_matriz_ajena(
    documento: DocumentoVisto, lectura: DocumentoLeido[Any]
) -> CuentaDeLectura:
    """La de uno que no es de un formato nuestro."""
    return cuenta_de(
        alineadas(documento),
        lectura,
        tuple,
        es_copia=lambda _parte, tabla: es_hoja_de_datos(tabla),
        es_mobiliario=es_mobiliario_de(lectura.contenido.entidad, documento),
    )


def cuenta_en_formato(
    documento: DocumentoVisto, lectura: DocumentoLeido[Any], formato: Formato, textos: Escritos
) -> CuentaDeLectura:
    """La de uno en un formato: la hoja ``Datos`` y el mapa de calor repiten sus otras tablas."""
    # De una hoja que además trae las filas, lo demás se mira celda por celda.
    con_datos = {uno.tabla for uno in lectura.lugares.values() if isinstance(uno, LugarDelArchivo)}

    def es_copia(_parte: ParteVista, tabla: TablaVista) -> bool:
        if es_hoja_de_datos(tabla):
            return True
        return tabla.lugar not in con_datos and es_del_calor(tabla, formato)

    return cuenta_de(
        documento,
        lectura,
        textos,
        es_copia=es_copia,
        es_mobiliario=lo_escribe_el_formato(
            lectura.contenido,
            formato,
            "documento" if documento.tipo == "docx" else "libro",
            lectura.corte,
        ),
    )


def cuenta_del_libro(
    documento: DocumentoVisto, lectura: DocumentoLeido[Any], textos: Escritos
) -> CuentaDeLectura:
    """La del libro de un contenido, que repite en una hoja escondida lo que admite cada celda."""
    return cuenta_de(
        documento,
        lectura,
        textos,
        es_copia=lambda parte, _tabla: parte.oculta and parte.nombre == "Listas",
        es_mobiliario=lambda _texto: False,
    )
