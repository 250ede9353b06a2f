"""Seguimiento y reporte del Plan Anticorrupción y de Atención al Ciudadano (PAAC).

>>> import paac_reportes as paac
>>> plan = paac.leer_plan("plan.yaml")
>>> paac.generar(plan, paac.formatos_disponibles()[0].codigo, "informe.docx")
"""

from paac_reportes.api import (
    calendario,
    datos_de,
    emitir,
    formato_de_columnas,
    formato_desde_datos,
    formatos_disponibles,
    generar,
    generar_varios,
    guardar_calendario,
    guardar_plan,
    leer_formato,
    leer_plan,
    plan_desde_datos,
    plan_en_blanco,
    vista,
)
from paac_reportes.errores import (
    AvisoPaac,
    ErrorDeEntorno,
    ErrorDeEntrada,
    ErrorDeFormato,
    ErrorDeMaqueta,
    ErrorPaac,
    Falla,
)
from paac_reportes.modelo import (
    Actividad,
    CambioDocumento,
    Componente,
    Dependencia,
    Entidad,
    Estado,
    Firma,
    Plan,
    Seguimiento,
    Subcomponente,
    Tramite,
)

__all__ = [
    "Actividad",
    "AvisoPaac",
    "CambioDocumento",
    "Componente",
    "Dependencia",
    "Entidad",
    "ErrorDeEntorno",
    "ErrorDeEntrada",
    "ErrorDeFormato",
    "ErrorDeMaqueta",
    "ErrorPaac",
    "Estado",
    "Falla",
    "Firma",
    "Plan",
    "Seguimiento",
    "Subcomponente",
    "Tramite",
    "calendario",
    "datos_de",
    "emitir",
    "formato_de_columnas",
    "formato_desde_datos",
    "formatos_disponibles",
    "generar",
    "generar_varios",
    "guardar_calendario",
    "guardar_plan",
    "leer_formato",
    "leer_plan",
    "plan_desde_datos",
    "plan_en_blanco",
    "vista",
]
