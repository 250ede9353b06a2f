"""El libro, o el Word, de quien sigue un plan por encargo: títulos de quién es y de quién lo hace.

Las oficinas van en su columna; lo hecho y su porcentaje, en las últimas.
"""

import io
from typing import Any

from ayudas.matrices import en_excel, en_word

TITULOS = (
    "ALCALDÍA MUNICIPAL DE PALMAR",
    "PROGRAMA DE TRANSPARENCIA Y ÉTICA PÚBLICA, CORTE ABRIL",
)
ROTULOS = (
    *("COMPONENTE", "ACTIVIDAD", "META", "ÁREA ENCARGADA", "FECHA"),
    *("QUÉ SE HIZO A 30 DE ABRIL", "% DE AVANCE"),
)
OFICINAS = ("Secretaría de Hacienda", "Talento Humano", "Oficina Jurídica")
HECHO = (
    "Se publicó el mapa en la página y se socializó.",
    "Se realizaron dos mesas con los líderes.",
    "No se adelantaron acciones en el periodo.",
)
FILAS: tuple[tuple[Any, ...], ...] = (
    ("Gestión del riesgo", "Publicar el mapa", "1 mapa", OFICINAS[0], "30/03/2026", HECHO[0], 100),
    ("Gestión del riesgo", "Reunir la mesa", "2 actas", OFICINAS[1], "30/04/2026", HECHO[1], 50),
    ("Redes", "Capacitar a todos", "1 taller", OFICINAS[2], "30/06/2026", HECHO[2], 0),
)


def matriz(disposicion: str) -> io.BytesIO:
    """La matriz con sus títulos encima; la disposición dice cómo van, y si es un Word."""
    encima = [_fila_de_titulo(titulo, disposicion, len(ROTULOS)) for titulo in TITULOS]
    tabla = [list(ROTULOS), *map(list, FILAS)]
    if disposicion == "en párrafos de Word":
        return en_word(*TITULOS, tabla)
    if disposicion == "en títulos de Word":
        return en_word(*(f"# {titulo}" for titulo in TITULOS), tabla)
    if disposicion == "en la tabla de Word":
        return en_word([*encima, *tabla])
    return en_excel({"Hoja1": [*encima, *tabla]})


DISPOSICIONES = (
    *("combinados", "sueltos", "junto a un logo", "en el centro"),
    *("en párrafos de Word", "en títulos de Word", "en la tabla de Word"),
)


def _fila_de_titulo(titulo: str, disposicion: str, ancho: int) -> list[str]:
    match disposicion:
        case "sueltos":
            return [titulo, *[""] * (ancho - 1)]
        case "junto a un logo":
            return ["", titulo, *["<"] * (ancho - 3), ""]
        case "en el centro":
            return [*[""] * 3, titulo, *[""] * (ancho - 4)]
        case _:
            return [titulo, *["<"] * (ancho - 1)]
