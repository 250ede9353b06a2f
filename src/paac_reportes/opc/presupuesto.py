"""Hasta dónde se lee un archivo ajeno: cada límite con su número, en un solo lugar.

Un plan real es pequeño (el libro más grande que se conoce tiene 3.000 filas): los límites dejan
pasar diez veces eso, y lo que los pasa se rechaza diciendo cuál fue y qué hacer, antes de que
ocupe la memoria o el procesador de quien atiende a muchos.
"""

from collections.abc import Mapping

from paac_reportes import clases
from paac_reportes.sistema import IlegibleError

MEGA = 10**6
_SOLO_LO_DEL_PLAN = "deje en él sólo las tablas del plan"
_SOLO_SUS_HOJAS = "deje en el libro sólo las hojas del plan"


@clases.frozen
class Limite:
    """Límite de lectura: cuánto se admite de algo, cómo se llama y qué se dice a quien lo pasa."""

    nombre: str
    """Nombre para una persona de lo que se limita, en plural: ``celdas escritas de un libro``."""
    cuanto: int
    mensaje: str
    """Mensaje con ``{cuanto}`` donde va el límite, y ``{llego}`` donde va lo que llegó."""

    @property
    def tope(self) -> int:
        """Número del límite en unidades: los bytes, si se dice en MB."""
        return self.cuanto * MEGA if self.nombre.startswith("MB ") else self.cuanto

    def motivo_de_exceso(self, llego: int) -> str:
        """Frase que dice a cuánto llega lo que se escribió, y hasta cuánto se lee."""
        llegado = -(-llego * self.cuanto // self.tope)
        return f"llega a {llegado} {self.nombre} y se leen hasta {self.cuanto}"

    def en_palabras(self, llego: int = 0) -> str:
        """Mensaje del límite, con su número y el que llegó."""
        return self.mensaje.format(cuanto=self.cuanto, llego=llego)


LIMITES: Mapping[str, Limite] = {
    "peso": Limite("MB del archivo", 100, "pesa más de {cuanto} MB"),
    "partes": Limite(
        "partes del archivo", 5000, "trae más de {cuanto} archivos dentro: no es un documento"
    ),
    "extendido": Limite(
        "MB al extender las partes que se leen",
        120,
        "al extenderlo pesa más de {cuanto} MB: no es un documento corriente",
    ),
    "etiquetas": Limite(
        "etiquetas de XML, sumadas las partes",
        3_000_000,
        "tiene más filas, celdas o párrafos que los que se leen ({cuanto} etiquetas); bórrele las"
        " filas y las hojas que estén en blanco y guárdelo",
    ),
    "parte": Limite(
        "MB de una parte de Word",
        32,
        "es demasiado grande para un documento (más de {cuanto} MB); " + _SOLO_LO_DEL_PLAN,
    ),
    "nodos": Limite(
        "elementos y atributos de una parte",
        1_330_000,
        "es demasiado grande para un documento (más de {cuanto} elementos y atributos); "
        + _SOLO_LO_DEL_PLAN,
    ),
    "letras_de_parte": Limite(
        "letras de una parte de un libro",
        30_000_000,
        f"es demasiado grande para una hoja (más de {{cuanto}} letras); {_SOLO_SUS_HOJAS}",
    ),
    "etiqueta": Limite(
        "MB de una sola etiqueta de un libro",
        16,
        f"es demasiado grande para una hoja (una etiqueta de más de {{cuanto}} MB);"
        f" {_SOLO_SUS_HOJAS}",
    ),
    "niveles": Limite(
        "elementos de una parte de un libro, unos dentro de otros",
        250,
        "tiene más de {cuanto} elementos unos dentro de otros",
    ),
    "tablas": Limite(
        "tablas de un Word", 5000, f"tiene más de {{cuanto}} tablas; {_SOLO_LO_DEL_PLAN}"
    ),
    "celdas_de_word": Limite(
        "filas y celdas de las tablas de un Word",
        200_000,
        f"tiene más de {{cuanto}} celdas; {_SOLO_LO_DEL_PLAN}",
    ),
    "columnas": Limite(
        "columnas de una tabla de Word",
        256,
        "{llego} columnas, más de las que Word admite (se leen hasta {cuanto})",
    ),
    "hojas": Limite(
        "hojas de un libro", 1000, "tiene {llego} hojas; se leen libros de hasta {cuanto}"
    ),
    "celdas": Limite(
        "celdas escritas de un libro",
        150_000,
        f"tiene más de {{cuanto}} celdas escritas; {_SOLO_SUS_HOJAS}",
    ),
    "letras": Limite(
        "letras de las celdas de un libro, cada texto las veces que se usa",
        20_000_000,
        f"sus celdas dicen más de {{cuanto}} letras; {_SOLO_SUS_HOJAS}",
    ),
    "rejilla": Limite(
        "celdas, escritas o no, del rectángulo de lo escrito, sumadas las tablas o las hojas",
        2_000_000,
        "sus tablas abarcan más de {cuanto} celdas, escritas o no; deje junto lo que es del plan y"
        " borre lo demás",
    ),
    "cotejos": Limite(
        "lugares que se miran para combinar celdas",
        4_000_000,
        "tiene celdas combinadas que se pisan (se miran hasta {cuanto} lugares); sepárelas",
    ),
    "rotulos": Limite(
        "columnas con rótulos, sumadas las tablas y las veces que se repiten",
        5000,
        "tiene más de {cuanto} columnas con rótulos de un plan; deje los rótulos una vez por tabla,"
        " y sólo las columnas del plan",
    ),
}
"""Límites de lectura, por su clave."""

MEGAS = LIMITES["peso"].cuanto
"""Megas que puede pesar un archivo que se lee, llegue como llegue."""


class Presupuesto:
    """Cantidad que le queda a un archivo de cada límite; la comparten todos los lectores."""

    def __init__(self, limites: Mapping[str, Limite] = LIMITES) -> None:
        self._limites = limites
        self._quedan = {clave: limite.tope for clave, limite in limites.items()}

    def gastar(self, clave: str, cuanto: int = 1) -> None:
        """Descuenta de un límite; ``IlegibleError`` con su mensaje y su número si no queda."""
        self._quedan[clave] -= cuanto
        if self._quedan[clave] < 0:
            raise IlegibleError("limite_excedido", self._limites[clave].en_palabras())

    def alcanza(self, clave: str, cuanto: int) -> bool:
        """Si aún alcanza, ya descontado: para lo que se puede dejar de mirar."""
        self._quedan[clave] -= cuanto
        return self._quedan[clave] >= 0

    def tope(self, clave: str) -> int:
        """El número de un límite."""
        return self._limites[clave].tope

    def queda(self, clave: str) -> int:
        """Cuánto queda de un límite, sin descontar nada."""
        return self._quedan[clave]

    def comprobar(self, clave: str, llego: int, sujeto: str = "") -> None:
        """``IlegibleError`` si algo que no se suma (una parte, una tabla) pasa de su límite."""
        limite = self._limites[clave]
        if llego > limite.tope:
            raise IlegibleError("limite_excedido", f"{sujeto}{limite.en_palabras(llego)}")
