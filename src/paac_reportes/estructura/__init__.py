"""De diccionarios a objetos attrs y de vuelta: aquí, y sólo aquí, se deciden los tipos.

Un objeto se describe con anotaciones corrientes: ``str``, ``int``, ``bool``, ``Decimal``, ``date``,
``bytes`` (una imagen), ``Extras``, ``Enum``, ``Literal``, clases attrs, ``tuple[X, ...]``,
``dict[str, X]``, ``dict[int, X]``, ``X | None``, la unión de clases attrs que se distinguen por su
campo ``tipo``, y la de lo que se distingue por lo que llega, como ``Decimal | Literal["auto"]``.

Las fallas salen todas juntas, cada una con su ruta, lo que llegó y lo que se esperaba.
"""

from paac_reportes.estructura.formas import (
    ConForma,
    Entre,
    comprobar_coherencia,
    con_valores,
    desestructurar,
    estructurar,
    uno_o_varios,
    validar_por_tipo,
)
from paac_reportes.estructura.mensajes import (
    alguno_de,
    codigo_ajeno,
    error_de_argumento,
    esperado,
    falla_de_argumento,
    inesperado,
    mostrar,
    traducir,
)
from paac_reportes.estructura.valores import (
    SIN_EXTRAS,
    Extra,
    Extras,
    FechaEscrita,
    leer_decimal,
    leer_entero,
    leer_texto,
    texto_o_fecha,
)

__all__ = [
    "SIN_EXTRAS",
    "ConForma",
    "Entre",
    "Extra",
    "Extras",
    "FechaEscrita",
    "alguno_de",
    "codigo_ajeno",
    "comprobar_coherencia",
    "con_valores",
    "desestructurar",
    "error_de_argumento",
    "esperado",
    "estructurar",
    "falla_de_argumento",
    "inesperado",
    "leer_decimal",
    "leer_entero",
    "leer_texto",
    "mostrar",
    "texto_o_fecha",
    "traducir",
    "uno_o_varios",
    "validar_por_tipo",
]
