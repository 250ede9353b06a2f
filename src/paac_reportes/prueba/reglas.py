"""Lo que puede ir escrito de otro modo al comprobar lo recién escrito."""

from decimal import Decimal

from paac_reportes.prueba.visible import Valor

# Lo que puede ir escrito de otro modo sin que nadie vea otra cosa, con su porqué.

REGLAS = {
    "letra_prohibida": "lo que ni Word ni Excel admiten sale como U+FFFD, con un aviso",
    "parrafo_en_blanco": "los párrafos vacíos separan bloques: no dicen nada, y no se comparan",
    "salto_de_linea": "en Word, un retorno de carro con o sin salto de línea es un salto de línea",
    "numero_de_pagina": "el número de una página lo calcula el programa que muestra el documento",
    "contenido_sin_pagina": "en Word, un renglón del contenido puede no decir aún su página",
    "linea_sin_celdas": "en Word, una línea de la cuadrícula donde no empieza una celda no se ve",
    "titulo_en_su_franja": "en Word, el título que la tabla siguiente ya dice se escribe en ella",
    "numero_o_texto": "una celda puede guardar el número o el texto, si lo que muestra es lo mismo",
    "doble_precision": "un número se guarda en coma flotante: vale uno a menos de 10⁻¹³ partes",
    "formula_o_valor": "una cifra que resume otras puede ser una fórmula, si da lo que debe",
    "impreso_recortado": "Excel admite 255 letras alrededor de una página: lo demás acaba en «…»",
    "texto_recortado": "la hoja Datos guarda de un texto lo que cabe en una celda, con un aviso",
    "fila_con_nombre": "una columna oculta con el nombre de cada fila no dice nada del plan",
}
"""Por su nombre; todo lo que no está aquí es una diferencia."""

_HOLGURA = Decimal("1e-13")


def mismo_valor(esperado: Valor, hallado: Valor) -> bool:
    """Si dos celdas guardan lo mismo (``doble_precision``)."""
    if isinstance(esperado, Decimal) and isinstance(hallado, Decimal):
        return abs(esperado - hallado) <= _HOLGURA * max(abs(esperado), abs(hallado))
    return esperado == hallado


def es_su_recorte(esperado: str, hallado: str) -> bool:
    """Si lo hallado es lo esperado con alguno de sus trozos cortado (``impreso_recortado``)."""
    if "…" not in hallado:
        return False
    desde = 0
    for numero, trozo in enumerate(hallado.split("…")):
        lugar = esperado.find(trozo, desde)
        if lugar < 0 or (numero == 0 and lugar):
            return False
        desde = lugar + len(trozo)
    return True


def con_su_pagina(renglon: str) -> str:
    """El renglón del contenido que otro programa dejó sin página (``contenido_sin_pagina``)."""
    texto, va_a, titulo = renglon.partition("⟦va a")
    return f"{texto}\t⟦página⟧{va_a}{titulo}" if va_a else renglon
