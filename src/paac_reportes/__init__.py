"""Seguimiento y reporte del Plan Anticorrupción y de Atención al Ciudadano (PAAC).

>>> import paac_reportes as paac
>>> plan = paac.leer_plan("plan.yaml")
>>> paac.generar(plan, paac.formatos_disponibles()[0].codigo, "informe.docx")

Importarlo no carga nada: cada nombre se trae la primera vez que se usa.
"""

from typing import TYPE_CHECKING

__version__ = "0.2.0"
"""La única que hay: de aquí la toma la rueda."""

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.anterior import Impresa, Impresas
    from paac_reportes.analisis.avance import Avance, CambioDeAvance
    from paac_reportes.analisis.calendario import Deber
    from paac_reportes.analisis.cifras import Cifras, Cumplimiento
    from paac_reportes.analisis.comparacion import CambioDeTexto, Comparacion, Pareja
    from paac_reportes.analisis.filas import Contradiccion, FilaAnalizada, Situacion, Vencimiento
    from paac_reportes.analisis.lugares import Renombrado
    from paac_reportes.analisis.metodologia import Reglas
    from paac_reportes.api import (
        ClavesDeFormato,
        DatosDelPlan,
        Emision,
        Lectura,
        OpcionesDeReporte,
        Reporte,
        analizar,
        calendario,
        capturar,
        comparar,
        consolidar,
        datos_de,
        datos_de_analisis,
        datos_de_comparacion,
        donde,
        emitir,
        esquema,
        filas_de,
        firmar,
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
        leer_mapa,
        leer_plan,
        mapa_desde_datos,
        plan_desde_datos,
        plan_desde_filas,
        plan_en_blanco,
        recomendaciones_por_oficina,
        recomendar,
        reporte,
        reunir,
        revisar_mapa,
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
    from paac_reportes.estructura import Extras
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.formatos.lectura.catalogo import Catalogo, FichaDeFormato
    from paac_reportes.libros.captura.resultado import (
        Agregada,
        Conflicto,
        Falta,
        LibroRechazado,
        LibroReunido,
        Nueva,
        Respondida,
        Reunion,
        VersionEnConflicto,
    )
    from paac_reportes.lotes.encargo import Encargo
    from paac_reportes.lotes.lote import en_lote
    from paac_reportes.modelo import (
        Actividad,
        CambioDocumento,
        Componente,
        Dependencia,
        Entidad,
        Escala,
        Estado,
        EstadoDeRecomendacion,
        FilaRecomendada,
        Firma,
        Metodologia,
        OrigenDeRecomendacion,
        Plan,
        Recomendacion,
        Resultado,
        Seguimiento,
        Subcomponente,
        Tramite,
        Verificacion,
        Zona,
    )
    from paac_reportes.modelo.fechas.menciones import ClaseDeFecha, FechaProgramada
    from paac_reportes.modelo.lugares import Lugar
    from paac_reportes.modelo.periodos import Periodo
    from paac_reportes.modelo.riesgos import (
        Accion,
        Causa,
        Control,
        ControlSeguido,
        DefinicionDeCorrupcion,
        MapaDeRiesgos,
        Materializacion,
        Proceso,
        Riesgo,
        SeguimientoDelMapa,
        SeguimientoDeRiesgo,
        Valoracion,
    )
    from paac_reportes.opc.visto import ColumnaLeida
    from paac_reportes.prueba.acta import Hecho
    from paac_reportes.prueba.certificado import Certificado, Cuentas, Diferencia

__all__ = [
    "Accion",
    "Actividad",
    "Agregada",
    "Analisis",
    "Avance",
    "Aviso",
    "AvisoPaac",
    "CambioDeAvance",
    "CambioDeTexto",
    "CambioDocumento",
    "Catalogo",
    "Causa",
    "Certificado",
    "Cifras",
    "ClaseDeFecha",
    "ClavesDeFormato",
    "ColumnaLeida",
    "Comparacion",
    "Componente",
    "Conflicto",
    "Contradiccion",
    "Control",
    "ControlSeguido",
    "Cuentas",
    "Cumplimiento",
    "DatosDelPlan",
    "Deber",
    "DefinicionDeCorrupcion",
    "Dependencia",
    "Diferencia",
    "Emision",
    "Encargo",
    "Entidad",
    "ErrorDeEntorno",
    "ErrorDeEntrada",
    "ErrorDeFormato",
    "ErrorDeMaqueta",
    "ErrorPaac",
    "Escala",
    "Estado",
    "EstadoDeRecomendacion",
    "Extras",
    "Falla",
    "Falta",
    "FechaProgramada",
    "FichaDeFormato",
    "FilaAnalizada",
    "FilaRecomendada",
    "Firma",
    "Formato",
    "Hecho",
    "Impresa",
    "Impresas",
    "Lectura",
    "LibroRechazado",
    "LibroReunido",
    "Lugar",
    "MapaDeRiesgos",
    "Materializacion",
    "Metodologia",
    "Nueva",
    "OpcionesDeReporte",
    "OrigenDeRecomendacion",
    "Pareja",
    "Periodo",
    "Plan",
    "Proceso",
    "Recomendacion",
    "Reglas",
    "Renombrado",
    "Reporte",
    "Respondida",
    "Resultado",
    "Reunion",
    "Riesgo",
    "Seguimiento",
    "SeguimientoDeRiesgo",
    "SeguimientoDelMapa",
    "Situacion",
    "Subcomponente",
    "Tramite",
    "Valoracion",
    "Vencimiento",
    "Verificacion",
    "VersionEnConflicto",
    "Zona",
    "__version__",
    "analizar",
    "calendario",
    "capturar",
    "comparar",
    "consolidar",
    "datos_de",
    "datos_de_analisis",
    "datos_de_comparacion",
    "donde",
    "emitir",
    "en_lote",
    "esquema",
    "filas_de",
    "firmar",
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
    "leer_mapa",
    "leer_plan",
    "mapa_desde_datos",
    "plan_desde_datos",
    "plan_desde_filas",
    "plan_en_blanco",
    "recomendaciones_por_oficina",
    "recomendar",
    "reporte",
    "reunir",
    "revisar_mapa",
    "revisar_plan",
    "verificar",
    "vista",
]

# Lo que se recibe y nadie construye, y lo de los lotes, que va sobre la puerta, está con quien lo
# hace; lo demás, en una de las tres puertas.
_CON_QUIEN_LO_HACE = {
    "Accion": "modelo.riesgos",
    "Agregada": "libros.captura.resultado",
    "Analisis": "analisis.analisis",
    "Avance": "analisis.avance",
    "CambioDeAvance": "analisis.avance",
    "CambioDeTexto": "analisis.comparacion",
    "Catalogo": "formatos.lectura.catalogo",
    "Causa": "modelo.riesgos",
    "Certificado": "prueba.certificado",
    "Cifras": "analisis.cifras",
    "ClaseDeFecha": "modelo.fechas.menciones",
    "ColumnaLeida": "opc.visto",
    "Comparacion": "analisis.comparacion",
    "Conflicto": "libros.captura.resultado",
    "Contradiccion": "analisis.filas",
    "Control": "modelo.riesgos",
    "ControlSeguido": "modelo.riesgos",
    "Cuentas": "prueba.certificado",
    "Cumplimiento": "analisis.cifras",
    "Deber": "analisis.calendario",
    "DefinicionDeCorrupcion": "modelo.riesgos",
    "Diferencia": "prueba.certificado",
    "Encargo": "lotes.encargo",
    "Extras": "estructura",
    "Falta": "libros.captura.resultado",
    "FechaProgramada": "modelo.fechas.menciones",
    "FichaDeFormato": "formatos.lectura.catalogo",
    "FilaAnalizada": "analisis.filas",
    "Formato": "formatos.definicion.formato",
    "Hecho": "prueba.acta",
    "Impresa": "analisis.anterior",
    "Impresas": "analisis.anterior",
    "LibroRechazado": "libros.captura.resultado",
    "LibroReunido": "libros.captura.resultado",
    "Lugar": "modelo.lugares",
    "MapaDeRiesgos": "modelo.riesgos",
    "Materializacion": "modelo.riesgos",
    "Nueva": "libros.captura.resultado",
    "Pareja": "analisis.comparacion",
    "Periodo": "modelo.periodos",
    "Proceso": "modelo.riesgos",
    "Reglas": "analisis.metodologia",
    "Renombrado": "analisis.lugares",
    "Respondida": "libros.captura.resultado",
    "Reunion": "libros.captura.resultado",
    "Riesgo": "modelo.riesgos",
    "SeguimientoDeRiesgo": "modelo.riesgos",
    "SeguimientoDelMapa": "modelo.riesgos",
    "Situacion": "analisis.filas",
    "Valoracion": "modelo.riesgos",
    "Vencimiento": "analisis.filas",
    "VersionEnConflicto": "libros.captura.resultado",
    "en_lote": "lotes.lote",
}
_PUERTAS = ("errores", "modelo", "api")
"""De la más liviana a la que más carga: quien sólo atrapa un error no trae el resto."""

# Sólo al ejecutarse: quien revisa tipos ve los nombres de arriba, y uno mal escrito es un error.
if not TYPE_CHECKING:

    def __getattr__(nombre: str) -> object:
        from importlib import import_module  # noqa: PLC0415 - sólo al usar un nombre

        if nombre in __all__:
            suyo = _CON_QUIEN_LO_HACE.get(nombre)
            for modulo in (suyo,) if suyo else _PUERTAS:
                if hasattr(contenido := import_module(f"{__name__}.{modulo}"), nombre):
                    valor = globals()[nombre] = getattr(contenido, nombre)
                    return valor
        raise AttributeError(f"module {__name__!r} has no attribute {nombre!r}")

    def __dir__() -> list[str]:
        return list(__all__)
