"""Seguimiento y reporte del Plan Anticorrupción y de Atención al Ciudadano (PAAC).

>>> import paac_reportes as paac
>>> plan = paac.leer_plan("plan.yaml")
>>> paac.generar(plan, paac.formatos_disponibles()[0].codigo, "informe.docx")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from paac_reportes.api import (
        Emision,
        Lectura,
        Reporte,
        analizar,
        calendario,
        capturar,
        comparar,
        datos_de,
        datos_de_analisis,
        datos_de_comparacion,
        emitir,
        esquema,
        filas_de,
        formato_de_columnas,
        formato_desde_datos,
        formatos_disponibles,
        generar,
        generar_varios,
        guardar_calendario,
        guardar_plan,
        guardar_reunion,
        leer,
        leer_filas,
        leer_formato,
        leer_plan,
        plan_desde_datos,
        plan_desde_filas,
        plan_en_blanco,
        reporte,
        reunir,
        revisar_plan,
        verificar,
        vista,
    )
    from paac_reportes.errores import (
        Aviso,
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
        Metodologia,
        Plan,
        Resultado,
        Seguimiento,
        Subcomponente,
        Tramite,
        Verificacion,
    )

__all__ = [
    "Actividad",
    "Aviso",
    "AvisoPaac",
    "CambioDocumento",
    "Componente",
    "Dependencia",
    "Emision",
    "Entidad",
    "ErrorDeEntorno",
    "ErrorDeEntrada",
    "ErrorDeFormato",
    "ErrorDeMaqueta",
    "ErrorPaac",
    "Estado",
    "Falla",
    "Firma",
    "Lectura",
    "Metodologia",
    "Plan",
    "Reporte",
    "Resultado",
    "Seguimiento",
    "Subcomponente",
    "Tramite",
    "Verificacion",
    "analizar",
    "calendario",
    "capturar",
    "comparar",
    "datos_de",
    "datos_de_analisis",
    "datos_de_comparacion",
    "emitir",
    "esquema",
    "filas_de",
    "formato_de_columnas",
    "formato_desde_datos",
    "formatos_disponibles",
    "generar",
    "generar_varios",
    "guardar_calendario",
    "guardar_plan",
    "guardar_reunion",
    "leer",
    "leer_filas",
    "leer_formato",
    "leer_plan",
    "plan_desde_datos",
    "plan_desde_filas",
    "plan_en_blanco",
    "reporte",
    "reunir",
    "revisar_plan",
    "verificar",
    "vista",
]


def __getattr__(nombre: str) -> Any:
    """Cada nombre se trae la primera vez que se usa: importar el paquete no carga nada."""
    # Primero lo más liviano: quien sólo atrapa un error no carga el resto.
    for modulo in ("errores", "modelo", "api") if nombre in __all__ else ():
        if hasattr(contenido := import_module(f"{__name__}.{modulo}"), nombre):
            valor = globals()[nombre] = getattr(contenido, nombre)
            return valor
    raise AttributeError(f"module {__name__!r} has no attribute {nombre!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
