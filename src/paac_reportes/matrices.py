"""Las matrices y los formatos: los que hay, los propios y cómo se emiten."""

from paac_reportes.api import (
    ClavesDeFormato,
    ColumnaDeMatriz,
    Emision,
    OpcionesDeReporte,
    TablaDeMatriz,
    cuerpo_de,
    documento,
    emitir,
    formato_de_columnas,
    formato_desde_datos,
    formato_desde_word,
    formatos_disponibles,
    generar_varios,
    leer_formato,
    vista,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import Catalogo, FichaDeFormato
from paac_reportes.lotes.encargo import Encargo

__all__ = [
    "Catalogo",
    "ClavesDeFormato",
    "ColumnaDeMatriz",
    "Emision",
    "Encargo",
    "FichaDeFormato",
    "Formato",
    "OpcionesDeReporte",
    "TablaDeMatriz",
    "cuerpo_de",
    "documento",
    "emitir",
    "formato_de_columnas",
    "formato_desde_datos",
    "formato_desde_word",
    "formatos_disponibles",
    "generar_varios",
    "leer_formato",
    "vista",
]
