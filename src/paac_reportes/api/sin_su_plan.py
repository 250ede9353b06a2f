"""Leer un documento nuestro sin el plan de que salió: un libro, por su hoja ``Datos``."""

from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.api.leida import Lectura
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura.valores import BOGOTA
from paac_reportes.lectura.escondido import (
    claves_de_la_hoja,
    esquema_de,
    filas_de_la_hoja,
    hojas_de_datos_en,
)
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.temas import Tema, claves, tema
from paac_reportes.opc.visto import LugarDelArchivo
from paac_reportes.sistema import Carpeta
from paac_reportes.textos.valores import numero_escrito
from paac_reportes.vuelta.cambios import CambioLeido
from paac_reportes.vuelta.lectura import NO_ES_UN_DATO

if TYPE_CHECKING:
    from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_PIDE_SU_PLAN = (
    "es un documento de los nuestros: dé el plan de que salió con plan= (--plan) o, si no lo tiene,"
    " léalo como el de cualquiera con por_rotulos=True (--con por-rotulos=si)"
)
_LO_QUE_FALTA = (
    "de esta hoja salió el contenido, y con ella se compararon las filas impresas: los contactos y"
    " el escudo de la entidad, las firmas, el control de cambios{} y los textos no están en ella;"
    " con plan= (--plan) no se pierden"
)


def leer_sin_su_plan(
    documento: "DocumentoVisto", plantillas: Carpeta | None = None
) -> Lectura[Any] | None:
    """Lectura de la hoja ``Datos`` de un libro nuestro; nada si es de otro, y falla sin hoja."""
    esquema = esquema_de(documento)
    if esquema is None:
        return None
    hojas = hojas_de_datos_en(documento)
    if len(hojas) != 1 or esquema.de not in claves():
        raise ErrorDeEntrada(Falla("sin_su_plan", "", _PIDE_SU_PLAN))
    return _con_su_hoja(documento, hojas[0], tema(esquema.de), plantillas)


def _con_su_hoja(
    documento: "DocumentoVisto", hoja: "TablaVista", su_tema: Tema, plantillas: Carpeta | None
) -> Lectura[Any]:
    """Lectura de una hoja ``Datos``, con los cambios que dicen las filas impresas."""
    from paac_reportes.api.datos import lectura_de_filas
    from paac_reportes.api.vuelta import leer_con_su_plan
    from paac_reportes.opc.lectura import DocumentoPorVer

    try:
        base = lectura_de_filas(
            filas_de_la_hoja(hoja, su_tema), None, None, {}, de=su_tema.clave, zona=BOGOTA
        )
    except ErrorDeEntrada as error:
        fallas = (falla.en(hoja.lugar) for falla in error.fallas)
        raise ErrorDeEntrada([Falla("sin_su_plan", "", _PIDE_SU_PLAN), *fallas]) from None
    por_ver = DocumentoPorVer(b"", "", documento)
    lectura = leer_con_su_plan(por_ver, base.contenido, plantillas=plantillas, es_el_suyo=False)
    forma = forma_de_filas(su_tema)
    no_es_de_nadie = _DeNadie(documento, hoja, forma)
    cambios = tuple(cambio for cambio in lectura.cambios if not no_es_de_nadie(cambio))
    quitados = {aviso for c in lectura.cambios if c not in cambios and (aviso := c.aviso)}
    falta = _LO_QUE_FALTA.format("" if forma.de_corte else ", los seguimientos")
    avisos = (
        Aviso("dato_supuesto", hoja.lugar, falta),
        *base.avisos,
        *(aviso for aviso in lectura.avisos if aviso not in quitados),
    )
    return attrs.evolve(lectura, avisos=avisos, cambios=cambios)


class _DeNadie:
    """Si lo que una celda impresa dice de otro modo no lo cambió nadie: no está en la hoja."""

    def __init__(
        self, documento: "DocumentoVisto", hoja: "TablaVista", forma: FormaDeFilas
    ) -> None:
        self._claves = claves_de_la_hoja(hoja)
        self._forma = forma
        self._rotulos = {
            str(tabla.lugar_de(fila))
            for tabla in documento.tablas()
            for fila, marca in tabla.marcas.items()
            if marca.startswith("t")
        }

    def __call__(self, cambio: CambioLeido) -> bool:
        """Si al cambio no lo hizo nadie: falta su dato, o es un número con otros ceros."""
        if cambio.clase != "editada":
            return False
        if cambio.dato:
            falta = self._forma.la_que_es(cambio.dato) not in self._claves
            return falta or _es_el_mismo_numero(cambio)
        return cambio.motivo == NO_ES_UN_DATO and not self._es_de_rotulos(cambio.lugar)

    def _es_de_rotulos(self, lugar: str) -> bool:
        """Si el lugar es una fila de rótulos de una tabla."""
        if not isinstance(lugar, LugarDelArchivo):
            return False
        return f"{lugar.tabla}, fila {lugar.fila}" in self._rotulos


def _es_el_mismo_numero(cambio: CambioLeido) -> bool:
    """Si antes y ahora son el mismo número: una celda de Excel no guarda los ceros del final."""
    antes, ahora = (numero_escrito(texto or "") for texto in (cambio.antes, cambio.ahora))
    return antes is not None and antes == ahora
