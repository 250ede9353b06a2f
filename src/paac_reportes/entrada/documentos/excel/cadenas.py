"""Los textos de un libro: los compartidos y cómo se escriben."""

import re
from collections.abc import Iterable, Mapping

from paac_reportes.entrada.documentos.paquete.recorrido import Recorrido
from paac_reportes.entrada.documentos.paquete.xml import S

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def compartidos(trozos: Iterable[bytes], parte: str) -> list[str]:
    """Los textos que las celdas nombran por su número."""
    textos: list[str] = []
    actual: list[str] = []
    guias = 0  # lo que va sobre las letras en otras escrituras
    en_texto = False

    def abrir_texto(_: Mapping[str, str]) -> None:
        nonlocal en_texto
        en_texto = not guias

    def cerrar_texto() -> None:
        nonlocal en_texto
        en_texto = False

    def abrir_guia(_: Mapping[str, str]) -> None:
        nonlocal guias
        guias += 1

    def cerrar_guia() -> None:
        nonlocal guias
        guias -= 1

    def cerrar() -> None:
        textos.append(como_se_lee("".join(actual)))
        actual.clear()

    def leer(texto: str) -> None:
        if en_texto:
            actual.append(texto)

    Recorrido(
        S,
        {"t": abrir_texto, "rPh": abrir_guia},
        {"t": cerrar_texto, "rPh": cerrar_guia, "si": cerrar},
        leer,
    ).recorrer(trozos, parte)
    return textos


def como_se_lee(texto: str) -> str:
    """Un texto de una celda, con sus escapes ``_x000A_`` resueltos y sus renglones iguales."""
    if "_x" in texto:
        texto = _ESCAPE.sub(lambda hallado: chr(int(hallado[1], 16)), texto)
        texto = texto.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return texto.replace("\r\n", "\n").replace("\r", "\n") if "\r" in texto else texto
