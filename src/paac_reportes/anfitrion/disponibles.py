"""Qué puede dar esta instalación, y con qué palabras se dice lo que no."""

from collections.abc import Iterator
from typing import NoReturn

from paac_reportes import clases
from paac_reportes.api.comprobaciones import comprobar_carpeta
from paac_reportes.api.reportes import Reporte
from paac_reportes.api.tipos_de_archivo import hay_libreoffice, tipos_de
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.registro import ESCRITORES
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.instalacion import PROGRAMAS, como_instalar, esta, lo_que_falta
from paac_reportes.sistema import Carpeta


@clases.frozen(kw_only=True)
class Salida:
    """Una clase de archivo, y si esta instalación la puede dar."""

    tipo: str
    """La extensión, sin punto: lo que recibe ``Reporte.emitir``."""
    nombre: str
    """Como la llama quien la pide: ``Word``, ``PDF``."""
    tipo_mime: str
    motivo: str = ""
    """Por qué aquí no se puede, para mostrarlo a quien la pide; en blanco si se puede."""
    salvedad: str = ""
    """Lo que aquí sale distinto de lo que el formato pide; en blanco si sale entero."""
    instalar: tuple[str, ...] = ()
    """Lo que quien administra instala para que se pueda, o para que salga entero."""

    @property
    def se_puede(self) -> bool:
        """Si aquí se puede escribir."""
        return not self.motivo


def salidas(
    de: str | Formato | Reporte | None = None, *, plantillas: Carpeta | None = None
) -> tuple[Salida, ...]:
    """Las de esta instalación; con un formato o un reporte, las suyas y con sus salvedades.

    ``de`` es un ``Reporte``, un ``Formato`` o su código, del catálogo o de ``plantillas``. Van
    también las que no se pueden, con su ``motivo``: un sitio las esconde o las explica. No compone
    nada ni carga lo que pregunta. Lanza ``ErrorDeEntrada``, o ``ErrorDeFormato`` si el código no
    existe.
    """
    comprobar_carpeta("plantillas", plantillas)
    if isinstance(de, str):
        de, _ = hallar_formato(de, plantillas)
    if de is None:
        return tuple(_salida(tipo, ()) for tipo in ESCRITORES)
    if not isinstance(de, Reporte | Formato):
        _rechazar(de)
    formato, tipos = (de.formato, de.tipos) if isinstance(de, Reporte) else (de, tipos_de(de))
    cuenta = isinstance(de, Reporte) and de.contar_paginas and formato.pide_contar_paginas
    return tuple(_salida(tipo, tuple(_salvedades(tipo, cuenta=cuenta))) for tipo in tipos)


def _rechazar(de: object) -> NoReturn:
    motivo = f"se esperaba un Reporte, un Formato o su código, llegó {mostrar(de)}"
    raise ErrorDeEntrada(Falla("argumento_invalido", "de", motivo))


def _salida(tipo: str, salvedades: tuple[tuple[str, str], ...]) -> Salida:
    escritor = ESCRITORES[tipo]
    falta = lo_que_falta(escritor.extra, escritor.pide)
    motivo = (
        f"En esta instalación no se puede dar {escritor.nombre}, porque falta"
        f" {falta[0]}; pídalo en otra clase de archivo o avise a quien la administra."
        if falta
        else ""
    )
    hacen_falta = falta[1:] if falta else ()
    return Salida(
        tipo=tipo,
        nombre=escritor.nombre,
        tipo_mime=escritor.tipo_mime,
        motivo=motivo,
        salvedad=" ".join(frase for frase, _ in salvedades) if not falta else "",
        instalar=hacen_falta + tuple(como for _, como in salvedades),
    )


def _salvedades(tipo: str, *, cuenta: bool) -> Iterator[tuple[str, str]]:
    """Lo que falta para que salga entero: la frase, y cómo se instala."""
    if not cuenta or tipo != "docx":
        return
    sin_numeros = "La tabla de contenido sale sin números de página, porque falta"
    if not hay_libreoffice():
        yield f"{sin_numeros} LibreOffice.", "LibreOffice"
    elif not esta("paginas"):
        yield f"{sin_numeros} {PROGRAMAS['paginas'][1]}.", como_instalar("paginas")
