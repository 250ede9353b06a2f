"""En español, lo que dice el lector de TOML."""

import re

from paac_reportes.estructura import mostrar, traducir

_TOML = (
    (r"Expected '=' after a key in a key/value pair", "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas"),
    (r"Invalid value", "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false"),
    (r"Illegal character '\\[nr]'", "falta cerrar las comillas en este renglón"),
    (r"(?:Illegal|Found invalid) character (.+)", r"un carácter de control que no se admite: \1"),
    (r"Unterminated string|Expected \"'+\"", "falta cerrar las comillas de un texto"),
    (r"Expected '(\]\]?)' at the end of .*", r"falta cerrar con \1 el nombre de una tabla"),
    (r"Unclosed array", "falta una coma, o cerrar una lista con ]"),
    (r"Unclosed inline table", "falta una coma, o cerrar con } lo que se abre con {"),
    (r"Invalid initial character for a key part", "falta una clave; entre llaves no va una coma al final ni se parte el renglón"),
    (r"Cannot overwrite a value", "ya estaba escrito antes"),
    (r"Cannot declare (.+) twice", r"\1 ya estaba escrito antes"),
    (r"Cannot (?:mutate immutable|redefine) namespace (.+)", r"\1 ya estaba completo, y no se le agrega nada"),
    (r"Duplicate inline table key (.+)", r"la clave \1 está repetida"),
    (r"Expected newline or end of document after a statement", "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto"),
    (r"Unescaped '\\' in a string|Invalid hex value", "una barra invertida suelta; dóblela, o use comillas simples"),
    (r"Escaped character is not a Unicode scalar value", "un escape que no es un carácter"),
    (r"Invalid date or datetime", "una fecha o una hora que no existe"),
    (r"Invalid statement", "se esperaba una clave o una [tabla]; un comentario empieza por #"),
)  # fmt: skip

_LUGAR = re.compile(
    r"(?P<motivo>.*) \(at (?:line (?P<linea>\d+), column (?P<columna>\d+)|.*)\)", re.DOTALL
)
_CAMINO = re.compile(r"\((?:'[^']*'(?:, |,)?)+\)")


def de_toml(mensaje: str, texto: str) -> str:
    """El lugar y el motivo de un error de TOML."""
    partes = _LUGAR.fullmatch(mensaje)
    motivo = partes["motivo"] if partes else mensaje
    linea = int(partes["linea"]) if partes and partes["linea"] else 0
    lugar = f"línea {linea}, columna {partes['columna']}" if partes and linea else "al final"
    con_puntos = _CAMINO.sub(lambda camino: ".".join(re.findall(r"'([^']*)'", camino[0])), motivo)
    dicho = traducir(con_puntos, _TOML)
    if dicho is None:
        renglones = texto.rstrip("\n").split("\n")
        renglon = renglones[min(linea, len(renglones)) - 1].strip()
        dicho = f"no se entiende {mostrar(renglon)}"
    return f"{lugar}: TOML mal formado ({dicho})"
