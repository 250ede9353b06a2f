"""Con qué código termina la orden, uno por cada cosa que puede pasar.

No carga nada: un Ctrl-C mientras llega lo demás ya termina con el suyo.
"""

BIEN = 0
DATOS_MAL = 1
"""Los datos o el formato están mal, o lo que se verifica no es lo que dice ser."""
MAL_PEDIDA = 2
"""La orden no se entiende: falta un argumento, o sobra, o no es de su clase."""
ENTORNO_MAL = 3
"""Falta algo en la máquina, o no se puede escribir."""
ALGO_POR_FUERA = 4
"""Se escribió, y algo quedó por fuera: un aviso lo dice, y su peso es ``por_fuera``."""
INTERRUMPIDA = 130
"""La cortó un Ctrl-C, con el código que las consolas dan."""
SIN_LECTOR = 141
"""Quien recibía el documento se fue: calla, y termina como cualquier programa de una tubería."""
