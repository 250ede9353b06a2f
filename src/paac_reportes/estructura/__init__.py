"""De diccionarios a objetos attrs y de vuelta: aquí, y sólo aquí, se deciden los tipos.

Un objeto se describe con anotaciones corrientes; este módulo sabe leer ``str``, ``int``, ``bool``,
``Decimal``, ``date``, ``bytes``, ``Enum``, ``Literal``, clases attrs, ``tuple[X, ...]``,
``dict[str, X]``, ``dict[int, X]``, ``X | None`` y la unión de clases attrs que se distinguen por su
campo ``tipo``.

Las fallas salen todas juntas, cada una con su ruta, lo que llegó y lo que se esperaba.
"""

from paac_reportes.estructura.escritura import con_valores, desestructurar
from paac_reportes.estructura.lectura import (
    FechaEscrita,
    clave_o_objeto,
    estructurar,
    imagen_de_formato,
    imagen_o_datos,
    numero_o_palabra,
    palabra_o_lista,
    palabra_o_tabla,
    texto_o_fecha,
    uno_o_varios,
)
from paac_reportes.estructura.mensajes import codigo_ajeno, inesperado, mostrar, traducir
from paac_reportes.estructura.reglas import (
    SIN_EXTRAS,
    ConForma,
    Entre,
    Extra,
    Extras,
    comprobar_coherencia,
    leer_decimal,
    leer_entero,
    leer_extras,
    validar_por_tipo,
)

__all__ = [
    "SIN_EXTRAS",
    "ConForma",
    "Entre",
    "Extra",
    "Extras",
    "FechaEscrita",
    "clave_o_objeto",
    "codigo_ajeno",
    "comprobar_coherencia",
    "con_valores",
    "desestructurar",
    "estructurar",
    "imagen_de_formato",
    "imagen_o_datos",
    "inesperado",
    "leer_decimal",
    "leer_entero",
    "leer_extras",
    "mostrar",
    "numero_o_palabra",
    "palabra_o_lista",
    "palabra_o_tabla",
    "texto_o_fecha",
    "traducir",
    "uno_o_varios",
    "validar_por_tipo",
]
