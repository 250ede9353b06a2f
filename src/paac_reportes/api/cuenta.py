"""La cuenta de un documento leído: con qué se compara lo que no es un dato."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from paac_reportes.errores import ErrorPaac
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.lectura.cuenta import CuentaDeLectura
    from paac_reportes.lectura.leido import Leido
    from paac_reportes.maqueta.documento import Medio
    from paac_reportes.opc.visto import DocumentoVisto


def cuenta_del_documento(
    visto: "DocumentoVisto", leido: "Leido[Any]", plantillas: Carpeta | None
) -> "CuentaDeLectura":
    """La de uno en un formato, o la de la matriz de otro."""
    from paac_reportes.lectura.cuenta import cuenta_de
    from paac_reportes.lectura.propios.tablas import es_hoja_de_datos

    def nada() -> Collection[str]:
        return ()

    def del_formato() -> Collection[str]:
        return _del_formato(visto, leido, plantillas)

    return cuenta_de(
        visto,
        leido,
        nada if leido.formato is None else del_formato,
        es_copia=lambda _parte, tabla: es_hoja_de_datos(tabla),
        es_mobiliario=_es_mobiliario(visto, leido, plantillas),
    )


def _es_mobiliario(
    visto: "DocumentoVisto", leido: "Leido[Any]", plantillas: Carpeta | None
) -> Callable[[str], bool]:
    """Lo que va alrededor de las filas de ese documento."""
    from paac_reportes.api.formatos import formato_para
    from paac_reportes.lectura.ajenos.mobiliario import es_mobiliario_de
    from paac_reportes.lectura.propios.mobiliario import lo_escribe_el_formato

    if leido.formato is None:
        return es_mobiliario_de(leido.contenido.entidad, visto)
    formato, _ = formato_para(leido.formato, plantillas, leido.contenido, leido.corte)
    medio: Medio = "documento" if visto.tipo == "docx" else "libro"
    return lo_escribe_el_formato(leido.contenido, formato, medio, leido.corte)


def _del_formato(
    visto: "DocumentoVisto", leido: "Leido[Any]", plantillas: Carpeta | None
) -> Collection[str]:
    """Lo que el formato escribiría otra vez con el plan que se leyó."""
    from paac_reportes.api.reportes import reporte
    from paac_reportes.prueba.textos import textos_de

    assert leido.formato is not None  # noqa: S101 - se pregunta antes
    try:
        pedido = reporte(leido.contenido, leido.formato, corte=leido.corte, plantillas=plantillas)
        documento = pedido.debido("documento" if visto.tipo == "docx" else "libro").documento
        return textos_de(documento, visto.tipo)
    except ErrorPaac:  # con lo leído no se compone: nada se sabe de lo que va alrededor
        return ()
