"""Leer un archivo ajeno sin sorpresas y decir, en español, por qué el sistema no dejó."""

import contextlib
import errno
import os
import signal
import stat
import threading
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from types import FrameType
from typing import TypeGuard

from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, Falla

Carpeta = str | os.PathLike[str]
"""Una carpeta o un archivo, por su ruta."""

MEGAS = 20
MAXIMO = MEGAS * 10**6


def es_ruta(valor: object) -> TypeGuard[str | os.PathLike[str]]:
    """Si es una ruta: un texto, o un objeto que se deja escribir como uno; no unos bytes."""
    try:
        return isinstance(valor, str | os.PathLike) and isinstance(os.fspath(valor), str)
    except Exception:  # noqa: BLE001 - de una clase ajena, que puede fallar de cualquier modo
        return False


def es_carpeta(ruta: str | os.PathLike[str]) -> bool:
    """Si hay ahí una carpeta; de un texto cualquiera, que puede no servir de ruta, que no."""
    return os.path.isdir(ruta)  # noqa: PTH112 - ``Path`` falla con el que es demasiado largo


def se_deja_leer(origen: object) -> bool:
    """Si son los bytes de un archivo, o un flujo abierto; una ruta no lo es."""
    if isinstance(origen, str | os.PathLike):
        return False
    return isinstance(origen, BYTES) or callable(getattr(origen, "read", None))


BYTES = (bytes, bytearray, memoryview)
"""Tipos del contenido de un archivo que alguien ya leyó."""


class IlegibleError(Exception):
    """Por qué no se leyó un archivo, en español; ``codigo`` es el de la falla que da."""

    def __init__(self, codigo: str, motivo: str) -> None:
        self.codigo = codigo
        super().__init__(motivo)

    def __str__(self) -> str:
        return str(self.args[0])

    def falla(self, ruta: str) -> Falla:
        """Falla de lo que no se leyó."""
        return Falla(self.codigo, ruta, str(self))


def leer_archivo(ruta: Path, dentro_de: Collection[Path] = (), megas: int = MEGAS) -> bytes:
    """Bytes de un archivo corriente de hasta ``megas``; ``IlegibleError`` si no lo es.

    Con ``dentro_de``, el archivo ha de estar en alguna de esas carpetas, siguiendo los enlaces: lo
    que nombra un archivo que llegó de fuera no saca otros de la máquina.
    """
    try:
        real = ruta.resolve()
        # Antes de mirar si está: de lo que queda fuera no se dice ni eso.
        if dentro_de and not any(real.is_relative_to(p.resolve()) for p in dentro_de):
            raise IlegibleError("ruta_inadmisible", "está fuera de la carpeta de quien lo nombra")
        # De la ruta: de una tubería, la real no es la de ningún archivo.
        _comprobar_clase(ruta.stat().st_mode)
        # Sin esperar: entre mirarlo y abrirlo pudo volverse una tubería.
        opciones = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(real, opciones), "rb") as archivo:
            _comprobar_clase(os.fstat(archivo.fileno()).st_mode)
            contenido = archivo.read(megas * 10**6 + 1)
    except RuntimeError:  # así lo dice Python 3.11
        raise IlegibleError("ruta_inadmisible", "los enlaces dan vueltas") from None
    except (OSError, ValueError) as error:
        raise ilegible(error) from None
    if len(contenido) > megas * 10**6:
        raise IlegibleError("limite_excedido", f"pesa más de {megas} MB")
    return contenido


def leer_entrada(nombre: str, megas: int = MEGAS) -> bytes:
    """Bytes de un archivo que alguien dio; ``ErrorDeEntrada``, con su nombre, si no se lee."""
    try:
        return leer_archivo(Path(nombre), megas=megas)
    except IlegibleError as error:
        raise ErrorDeEntrada(error.falla(nombre)) from None


def _comprobar_clase(modo: int) -> None:
    """``IlegibleError`` si el modo de un archivo no es el de uno corriente."""
    if stat.S_ISDIR(modo):
        raise IlegibleError("archivo_ilegible", "es una carpeta, se esperaba un archivo")
    if not stat.S_ISREG(modo):
        raise IlegibleError(
            "archivo_ilegible", "es un dispositivo o una tubería, se esperaba un archivo"
        )


_AL_LEER_Y_ESCRIBIR = {
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ELOOP: "los enlaces dan vueltas",
    errno.ENOTDIR: "parte de la ruta no es una carpeta",
    errno.EIO: "el disco o la red fallaron",
    errno.ETIMEDOUT: "el disco o la red no respondieron",
    errno.ESTALE: "la carpeta de red ya no está",
    errno.EMFILE: "hay demasiados archivos abiertos",
    errno.ENFILE: "hay demasiados archivos abiertos",
    errno.ENOMEM: "no alcanza la memoria",
    errno.EINVAL: "el sistema no admite ese nombre",
    errno.EBUSY: "otro programa lo está usando",
    errno.ETXTBSY: "otro programa lo está usando",
}
_AL_LEER = _AL_LEER_Y_ESCRIBIR | {
    errno.ENOENT: "no existe el archivo",
    errno.EISDIR: "es una carpeta, se esperaba un archivo",
    errno.EACCES: "no hay permiso para leerlo",
    errno.EPERM: "no hay permiso para leerlo",
    errno.ENXIO: "es un dispositivo, se esperaba un archivo",
    errno.ENODEV: "es un dispositivo, se esperaba un archivo",
}
_AL_ESCRIBIR = _AL_LEER_Y_ESCRIBIR | {
    errno.ENOENT: "no existe la carpeta",
    errno.EISDIR: "es una carpeta, se esperaba un archivo",
    errno.EEXIST: "es un archivo, se esperaba una carpeta",
    errno.EACCES: "no hay permiso para escribir ahí",
    errno.EPERM: "no hay permiso para escribir ahí",
    errno.EROFS: "ahí sólo se puede leer",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "se acabó la cuota de disco",
    errno.EFBIG: "es más grande de lo que el disco admite",
    errno.EPIPE: "quien lo recibía se fue",
}


_CODIGO_AL_LEER = {
    errno.ENOENT: "archivo_no_existe",
    errno.ENOTDIR: "archivo_no_existe",
    errno.EACCES: "sin_permiso",
    errno.EPERM: "sin_permiso",
    errno.ENAMETOOLONG: "ruta_inadmisible",
    errno.EINVAL: "ruta_inadmisible",
    errno.ELOOP: "ruta_inadmisible",
}
_CODIGO_AL_ESCRIBIR = _CODIGO_AL_LEER | {
    errno.ENOENT: "carpeta_no_existe",
    errno.ENOTDIR: "carpeta_no_existe",
    errno.EROFS: "sin_permiso",
    errno.EISDIR: "destino_ocupado",
    errno.EEXIST: "destino_ocupado",
}


def ilegible(error: Exception) -> IlegibleError:
    """El error nuestro que dice por qué el sistema no dejó leer un archivo."""
    if isinstance(error, UnicodeDecodeError):
        return IlegibleError("no_es_utf8", _motivo_de_no_utf8(error))
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        motivo = "no se deja leer: el nombre trae un carácter que el sistema no admite"
        return IlegibleError("ruta_inadmisible", motivo)
    codigo = _CODIGO_AL_LEER.get(_numero(error), "archivo_ilegible")
    return IlegibleError(codigo, _motivo(error, _AL_LEER, "no se deja leer"))


def sin_permiso(error: PermissionError) -> ErrorDeEntorno:
    """El error nuestro de una carpeta que ni se deja mirar."""
    motivo = "no hay permiso para mirar ahí"
    return ErrorDeEntorno(Falla("sin_permiso", f"{error.filename or ''}", motivo))


def sin_carpeta_temporal(error: OSError) -> Falla:
    """Falla de un sistema que no deja hacer archivos temporales."""
    motivo = (
        f"no hay dónde dejar archivos de paso ({por_que_no_se_escribe(error)}); diga en TMPDIR"
        " (TEMP, en Windows) una carpeta que exista y donde se pueda escribir"
    )
    return Falla("sin_carpeta_temporal", "", motivo)


def desde_la_de_trabajo(ruta: Carpeta) -> Path:
    """La ruta; ``ErrorDeEntorno`` si es relativa a una carpeta de trabajo que ya no existe."""
    if not Path(ruta).is_absolute() and not hay_carpeta_de_trabajo():
        motivo = "no se sabe de dónde parte: dé la ruta entera"
        raise ErrorDeEntorno(sin_carpeta_de_trabajo(os.fspath(ruta), motivo))
    return Path(ruta)


def hay_carpeta_de_trabajo() -> bool:
    """Si la carpeta de trabajo todavía existe: la de un despliegue anterior pudo borrarse."""
    try:
        os.getcwd()  # noqa: PTH109 - sólo si se deja
    except OSError:
        return False
    return True


def sin_carpeta_de_trabajo(ruta: str, para_que: str) -> Falla:
    """La falla de un programa cuya carpeta de trabajo se borró; ``para_que``: qué hacer."""
    motivo = (
        f"la carpeta de trabajo de este programa ya no existe, y {para_que}; o arranque el programa"
        " en una que exista (os.chdir la cambia)"
    )
    return Falla("sin_carpeta_de_trabajo", ruta, motivo)


def falla_al_escribir(ruta: str, error: Exception) -> Falla:
    """Falla de un error al escribir en ``ruta``."""
    codigo = _CODIGO_AL_ESCRIBIR.get(_numero(error), "no_se_puede_escribir")
    return Falla(codigo, ruta, por_que_no_se_escribe(error))


def por_que_no_se_escribe(error: Exception) -> str:
    """Motivo, en palabras, de un error al escribir."""
    return _motivo(error, _AL_ESCRIBIR, "no se pudo escribir")


def _motivo(error: Exception, motivos: dict[int, str], si_no: str) -> str:
    numero = _numero(error)
    return motivos.get(numero) or (f"{si_no} (error {numero} del sistema)" if numero else si_no)


def _numero(error: Exception) -> int:
    return getattr(error, "errno", None) or 0


def _motivo_de_no_utf8(error: UnicodeDecodeError) -> str:
    """Motivo de que un texto no sea UTF-8, con la línea y la columna del byte, desde 1."""
    previas = error.object[: error.start].split(b"\n")
    columna = len(previas[-1].decode("utf-8", "replace")) + 1
    return (
        f"línea {len(previas)}, columna {columna}: se esperaba UTF-8, llegó el byte"
        f" 0x{error.object[error.start]:02X}; guarde el archivo como UTF-8"
    )


def nombre_de(ruta: Carpeta) -> str:
    """Nombre del archivo, sin la carpeta en que está."""
    return Path(ruta).name


def nombre_del_origen(origen: object, si_no: str = "") -> str:
    """Ruta de un archivo, o nombre que trae un flujo; ``si_no`` si no lo dice."""
    nombre = origen if es_ruta(origen) else getattr(origen, "name", None)
    return (os.fspath(nombre) if es_ruta(nombre) else "") or si_no


def ruta_desde(archivo: Carpeta, ruta: str) -> str:
    """Ruta vista desde la carpeta de un archivo: si se mueven juntos, sigue siendo ésa."""
    with contextlib.suppress(ValueError):  # en Windows puede estar en otro disco
        return os.path.relpath(ruta, Path(archivo).parent)
    return ruta


@contextlib.contextmanager
def sin_interrumpir(*senales: signal.Signals) -> Iterator[None]:
    """Contexto en que unas señales, como un Ctrl-C, esperan a que se salga.

    Sólo las atiende el hilo principal; en los demás, y si nadie las atiende, no hay qué esperar. La
    máscara del sistema no basta: la que llega a otro hilo se atiende en éste.
    """
    llegaron: list[tuple[int, FrameType | None]] = []
    atienden: dict[int, Callable[[int, FrameType | None], object]] = {}
    try:
        if threading.current_thread() is threading.main_thread():
            for senal in senales:
                atiende = signal.getsignal(senal)
                if callable(atiende):
                    with contextlib.suppress(ValueError):  # un intérprete dentro de otro
                        signal.signal(senal, lambda *llego: llegaron.append(llego))
                        atienden[senal] = atiende
        yield
    finally:
        # En orden contrario: la primera, un Ctrl-C, ya no puede dejar las demás sin su función.
        for senal_pedida, atiende in reversed(atienden.items()):
            signal.signal(senal_pedida, atiende)
        if llegaron:
            senal_pedida, marco = llegaron[0]
            atienden[senal_pedida](senal_pedida, marco)
