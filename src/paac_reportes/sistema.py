"""En español, por qué el sistema no dejó leer o escribir un archivo."""

import errno

_DE_TODOS = {
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
_AL_LEER = _DE_TODOS | {
    errno.ENOENT: "no existe el archivo",
    errno.EISDIR: "es una carpeta, se esperaba un archivo",
    errno.EACCES: "no hay permiso para leerlo",
    errno.EPERM: "no hay permiso para leerlo",
    errno.ENXIO: "es un dispositivo, se esperaba un archivo",
    errno.ENODEV: "es un dispositivo, se esperaba un archivo",
}
_AL_ESCRIBIR = _DE_TODOS | {
    errno.ENOENT: "no existe la carpeta",
    errno.EISDIR: "es una carpeta, se esperaba un archivo",
    errno.EACCES: "no hay permiso para escribir ahí",
    errno.EPERM: "no hay permiso para escribir ahí",
    errno.EROFS: "ahí sólo se puede leer",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EDQUOT: "se acabó la cuota de disco",
    errno.EFBIG: "es más grande de lo que el disco admite",
    errno.EPIPE: "quien lo recibía se fue",
}


def por_que_no_se_lee(error: Exception) -> str:
    """El motivo de un error al abrir o leer un archivo."""
    if isinstance(error, UnicodeDecodeError):
        return _no_es_utf8(error)
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return "no se deja leer: el nombre trae un carácter que el sistema no admite"
    return _motivo(error, _AL_LEER, "no se deja leer")


def por_que_no_se_escribe(error: Exception) -> str:
    """El motivo de un error al escribir."""
    return _motivo(error, _AL_ESCRIBIR, "no se pudo escribir")


def _motivo(error: Exception, motivos: dict[int, str], si_no: str) -> str:
    numero = getattr(error, "errno", None)
    return motivos.get(numero or 0) or (
        f"{si_no} (error {numero} del sistema)" if numero else si_no
    )


def _no_es_utf8(error: UnicodeDecodeError) -> str:
    previas = error.object[: error.start].split(b"\n")
    columna = len(previas[-1].decode("utf-8", "replace")) + 1
    return (
        f"línea {len(previas)}, columna {columna}: se esperaba UTF-8, llegó el byte"
        f" 0x{error.object[error.start]:02X}; guarde el archivo como UTF-8"
    )
