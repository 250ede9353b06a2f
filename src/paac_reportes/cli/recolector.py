"""El recolector de basura de Python, en los procesos que son nuestros: la orden y quien le trabaja.

La biblioteca no lo toca: en otro programa, es de quien lo lleva.
"""

import gc

_ENTRE_PASADAS = 200_000
"""Objetos nuevos sin liberar: los de un reporte corriente no llegan, y casi ninguno es basura."""


def espaciar() -> None:
    """Hace que el recolector pase mucho menos que cada 700 objetos, que es lo que Python trae."""
    gc.set_threshold(_ENTRE_PASADAS)
