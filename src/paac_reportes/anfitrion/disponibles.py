"""Qué puede dar esta instalación, y con qué palabras se dice lo que no."""

from itertools import starmap
from typing import TypeGuard, cast, get_args

from paac_reportes import clases
from paac_reportes.api.reportes import Reporte
from paac_reportes.api.tipos import CodigoDeFormato, TipoDeReporte
from paac_reportes.api.tipos_de_archivo import tipos_de
from paac_reportes.escritores.registro import ESCRITORES, Escritor, buscar_escritor
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.instalacion import lo_que_falta


@clases.frozen(kw_only=True)
class Salida:
    """Una clase de archivo, y si esta instalación la puede dar."""

    tipo: "TipoDeReporte"
    """La extensión, sin punto: lo que recibe ``Reporte.emitir``."""
    nombre: str
    """Como la llama quien la pide: ``Word``, ``PDF``."""
    tipo_mime: str
    motivo: str = ""
    """Por qué aquí no se puede, para mostrarlo a quien la pide; en blanco si se puede."""
    instalar: tuple[str, ...] = ()
    """Programas que quien administra instala para que se pueda."""

    @property
    def se_puede(self) -> bool:
        """Si aquí se puede escribir."""
        return not self.motivo


@puerta
def es_tipo(texto: str) -> "TypeGuard[TipoDeReporte]":
    """Si un texto es un tipo de los que se escriben, en minúsculas y sin punto: ``docx``.

    De lo que llega en una dirección: ``if anfitrion.es_tipo(texto): reporte.emitir(texto)``. En
    cuáles sale un reporte lo dice su ``tipos``.
    """
    return texto in get_args(TipoDeReporte)


@puerta
def salidas(de: "CodigoDeFormato | Formato | Reporte | None" = None) -> tuple[Salida, ...]:
    """Salidas de esta instalación; con un formato o un reporte, las suyas.

    ``de`` es un ``Reporte``, un ``Formato`` o su código en el catálogo. Van también las que no se
    pueden, con su ``motivo``: un sitio las esconde o las explica. No compone nada ni carga lo que
    pregunta. Lanza ``ErrorDeEntrada``, o ``ErrorDeFormato`` si el código no existe.
    """
    if isinstance(de, str):
        de, _ = hallar_formato(de)
    if de is None:
        return tuple(starmap(_salida, ESCRITORES.items()))
    if not isinstance(de, Reporte | Formato):
        raise error_de_argumento("de", "reporte_o_formato", de)
    formato, tipos = (de.formato, de.tipos) if isinstance(de, Reporte) else (de, tipos_de(de))
    return tuple(_salida(tipo, buscar_escritor(tipo, formato.de_word)) for tipo in tipos)


def _salida(tipo: str, escritor: Escritor) -> Salida:
    """Salida de un tipo, con el motivo por el que aquí no se puede, si lo hay."""
    falta = lo_que_falta(escritor.extra, escritor.pide, por_libreoffice=escritor.por_libreoffice)
    motivo = (
        f"En esta instalación no se puede dar {escritor.nombre}, porque falta"
        f" {falta[0]}; pídalo en otra clase de archivo o avise a quien la administra."
        if falta
        else ""
    )
    return Salida(
        tipo=cast("TipoDeReporte", tipo),
        nombre=escritor.nombre,
        tipo_mime=escritor.tipo_mime,
        motivo=motivo,
        instalar=falta[1:] if falta else (),
    )
