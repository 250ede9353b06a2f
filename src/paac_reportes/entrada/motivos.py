"""En español, lo que dicen los lectores de JSON y de YAML y el sistema de archivos."""

import errno

_JSON = {
    "Expecting value": "se esperaba un valor",
    "Expecting property name enclosed in double quotes": "se esperaba una clave entre comillas",
    "Expecting ',' delimiter": "falta una coma",
    "Expecting ':' delimiter": "faltan los dos puntos",
    "Extra data": "sobra texto al final",
    "Illegal trailing comma before end of object": "sobra una coma",
    "Illegal trailing comma before end of array": "sobra una coma",
    "Invalid control character at": "un carácter de control sin escapar",
    "Invalid \\escape": "un escape que no existe",
    "Invalid \\uXXXX escape": "un escape \\u mal escrito",
    "Unterminated string starting at": "un texto sin cerrar",
}
_YAML = {
    "could not find expected ':'": "faltan los dos puntos",
    "did not find expected <block end>": "la sangría no corresponde",
    "expected <block end>, but found '<block mapping start>'": "la sangría no corresponde",
    "expected <block end>, but found '<block sequence start>'": "la sangría no corresponde",
    "found character '\\t' that cannot start any token": "hay un tabulador; use espacios",
    "found unconstructable recursive node": "un objeto se contiene a sí mismo",
    "found undefined alias": "un alias que no existe",
    "found unexpected end of stream": "falta cerrar un texto",
    "mapping values are not allowed here": "no se esperaban dos puntos aquí",
    "expected ',' or ']', but got '<stream end>'": "falta cerrar una lista",
    "expected ',' or '}', but got '<stream end>'": "falta cerrar un objeto",
}
_SISTEMA = {
    errno.ENOENT: "no existe el archivo",
    errno.EISDIR: "es una carpeta, se esperaba un archivo",
    errno.EACCES: "no hay permiso para leerlo",
    errno.EPERM: "no hay permiso para leerlo",
    errno.ENAMETOOLONG: "el nombre es demasiado largo",
    errno.ENOTDIR: "parte de la ruta no es una carpeta",
    errno.ELOOP: "los enlaces dan vueltas",
}


def de_json(motivo: str) -> str:
    """El motivo de un error de JSON."""
    return _JSON.get(motivo, motivo)


def de_yaml(motivo: str) -> str:
    """El motivo de un error de YAML."""
    return _YAML.get(motivo, motivo)


def de_sistema(error: Exception) -> str:
    """Por qué no se pudo abrir o leer un archivo."""
    numero = getattr(error, "errno", None)
    return _SISTEMA.get(numero or 0, f"no se deja leer ({error})")
