"""Textos mal escritos, reunidos por lo que se dice de ellos."""

Casos = dict[str, list[tuple[str, int, int]]]
"""Por lo que se dice, cada texto con su línea y su columna; sin ellas, es al final."""


def casos(textos_por_motivo: Casos) -> list[tuple[str, str, str]]:
    """Cada texto, dónde se dice que está mal y por qué."""
    return [
        (texto, f"línea {linea}, columna {columna}" if linea else "al final", motivo)
        for motivo, textos in textos_por_motivo.items()
        for texto, linea, columna in textos
    ]
