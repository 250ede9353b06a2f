"""Lo que dice la tabla de contenido de un Word."""

import re

from ayudas.lectores import partes


def contenido_de(escrito: bytes) -> dict[int, int]:
    """De cada título que está en ella, por su orden entre todos, su página."""
    xml = partes(escrito)["word/document.xml"].decode()
    renglones = xml.split("PAGEREF _Toc")[1:]
    hallados = (re.match(r"(\d+) .*?<w:t>(\d+)</w:t>", renglon) for renglon in renglones)
    return {int(hallado[1]) - 1: int(hallado[2]) for hallado in hallados if hallado}
