"""El recolector de basura de Python, en los procesos que son nuestros: la orden y quien le trabaja.

La biblioteca no lo toca: en otro programa, es de quien lo lleva.
"""

import gc

_ENTRE_PASADAS = 200_000
"""Objetos nuevos sin liberar: los de un reporte corriente no llegan, y casi ninguno es basura."""


def espaciar() -> None:
    """Hace que el recolector pase mucho menos que cada 700 objetos, que es lo que Python trae."""
    gc.set_threshold(_ENTRE_PASADAS)


_ENTRE_MUCHOS = 20_000
"""Entre los de muchos planes que se leen y se sueltan, lo que queda por soltar también es mucho."""


def estrechar() -> None:
    """Hace que pase algo más seguido, para no tener a la vez lo de cien planes ya soltados.

    El de un programa que no es nuestro, y nadie espació, no se toca.
    """
    if gc.get_threshold()[0] == _ENTRE_PASADAS:
        gc.set_threshold(_ENTRE_MUCHOS)
