"""En español, lo que dicen los lectores de JSON y de YAML de un texto que no entienden."""

import re

from paac_reportes.estructura import mostrar, traducir

_JSON = (
    ("Expecting value", "se esperaba un valor"),
    ("Expecting property name enclosed in double quotes", "se esperaba una clave entre comillas"),
    ("Expecting ',' delimiter", "falta una coma, o cerrar una lista o un objeto"),
    ("Expecting ':' delimiter", "faltan los dos puntos"),
    ("Extra data", "sobra texto al final"),
    ("Illegal trailing comma before end of .*", "sobra una coma"),
    ("Invalid control character at", "un carácter de control sin escapar"),
    (r"Invalid \\uXXXX escape", r"un escape \\u mal escrito"),
    (r"Invalid \\escape.*", r"un escape que no existe; una barra invertida se escribe \\\\"),
    ("Unterminated string starting at", "un texto sin cerrar"),
)


def de_json(motivo: str, texto: str, posicion: int) -> tuple[str, int]:
    """Motivo en español de un error de JSON, y su posición, desde 0.

    Una coma de más se dice igual en todas las versiones de Python, que no la señalan igual.
    """
    antes = texto[:posicion].rstrip()
    if texto[posicion : posicion + 1] in ("]", "}") and antes.endswith(","):
        return "sobra una coma", len(antes) - 1
    return traducir(motivo, _JSON) or _no_se_entiende(
        texto, texto.count("\n", 0, posicion)
    ), posicion


_ENTRE_COMILLAS = "si es texto, escríbalo entre comillas"
_SANGRIA = "la sangría no corresponde"

_YAML = (
    (r".*\|found character '\\t' .*", "hay un tabulador; use espacios"),
    (r".*\|found character (.+) that cannot start any token", rf"un valor no empieza por \1; {_ENTRE_COMILLAS}"),
    (r".*\|mapping values are not allowed here", f"no se esperaban dos puntos aquí; {_ENTRE_COMILLAS}, y si no, revise la sangría y los dos puntos del renglón anterior"),
    (r".*\|sequence entries are not allowed here", "un elemento de lista va en su propio renglón"),
    (r".*\|mapping keys are not allowed here", f"no se esperaba «? » aquí; {_ENTRE_COMILLAS}"),
    (r".*block mapping\|.* but found '-'", f"{_SANGRIA}: hay un elemento de lista entre las claves de un objeto; entre el guion y el texto va un espacio"),
    (r".*\|.*<block end>, but found '([\]}])'", r"sobra \1"),
    (r".*\|.*<block end>, but found '<(?:scalar|anchor|alias|tag)>'", "sobra texto después del valor; escríbalo todo entre unas mismas comillas"),
    (r".*\|.*<block end>.*", _SANGRIA),
    (r".*\|expected ',' or '(.)', but got '([\]}])'", r"se esperaba \1, que cierra lo abierto en la línea {linea}, llegó \2"),
    (r".*\|expected ',' or '(.)', but got .*", r"falta una coma, o cerrar con \1 lo abierto en la línea {linea}"),
    (r".*\|expected the node content, but found '(.+)'", r"falta un valor antes de «\1»"),
    (r".*\|found undefined alias (.+)", rf"no existe el alias \1; {_ENTRE_COMILLAS}"),
    (r"expected a single document.*\|.*", "hay más de un documento: sobra lo que sigue a «---»"),
    (r".*double-quoted scalar\|.*", "una barra invertida que no es un escape; dóblela, o use comillas simples"),
    (r".*block scalar\|.*", f"después de | o de > va un salto de renglón; {_ENTRE_COMILLAS}"),
    (r"\|(?!expected|found|but|could)(.*)", r"\1"),
)  # fmt: skip
"""Contexto y problema; ``{linea}``, donde empieza el contexto."""

_YAML_DESDE_DONDE_EMPIEZA = (
    (r".*\|could not find expected ':'", "faltan los dos puntos después de la clave"),
    (r".*quoted scalar\|found unexpected end of stream", "falta cerrar las comillas que se abren aquí"),
    (r".*\|expected ',' or '(.)', but got '<stream end>'", r"falta cerrar con \1 lo que se abre aquí"),
    (r"while scanning an (?:alias|anchor)\|.*", f"un valor no empieza por * ni por &; {_ENTRE_COMILLAS}"),
    (r"while (?:scanning|parsing) a tag\|.*", f"un valor no empieza por !; {_ENTRE_COMILLAS}"),
)  # fmt: skip
"""Motivos que se entienden mejor donde empieza lo que quedó a medias."""


def de_yaml(contexto: str, problema: str, texto: str, linea: int, desde: int) -> tuple[str, bool]:
    """Motivo en español de un error de YAML, y si su lugar es donde empieza el contexto.

    ``linea`` es la del problema y ``desde`` la del contexto, contadas desde cero.
    """
    mensaje = f"{contexto}|{problema}"
    if motivo := traducir(mensaje, _YAML_DESDE_DONDE_EMPIEZA):
        return motivo, True
    motivo = traducir(mensaje, _YAML) or _no_se_entiende(texto, linea)
    return motivo.replace("{linea}", str(desde + 1)), False


def _no_se_entiende(texto: str, linea: int) -> str:
    """Motivo de un error que no está en la tabla: cita el renglón."""
    renglones = re.split(r"\r\n|\r|\n", texto)
    return f"no se entiende {mostrar(renglones[min(linea, len(renglones) - 1)].strip())}"
