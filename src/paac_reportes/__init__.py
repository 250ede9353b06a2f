"""Seguimiento y reporte del Plan Anticorrupción y de Atención al Ciudadano (PAAC).

>>> import paac_reportes as paac
>>> plan = paac.leer("plan.yaml").contenido
>>> paac.generar(plan, paac.matrices.formatos_disponibles()[0].codigo, "informe.docx")

Aquí está lo que casi todo programa usa; lo demás, en ``paac.datos``, ``paac.riesgos``,
``paac.cifras``, ``paac.oficinas``, ``paac.matrices`` y ``paac.comprobar``. Sus nombres también se
toman de aquí (``paac.Riesgo``). Importarlo no carga nada: cada uno se trae la primera vez que se
usa.
"""

from typing import TYPE_CHECKING

__version__ = "0.4.0.dev0"
"""La única que hay: de aquí la toma la rueda. Entre dos publicadas, la que sigue, con ``.dev0``."""

if TYPE_CHECKING:
    from paac_reportes import cifras, comprobar, datos, matrices, oficinas, riesgos
    from paac_reportes.api import (
        Reporte,
        analizar,
        capturar,
        comparar,
        consolidar,
        generar,
        leer,
        reporte,
        reunir,
        verificar,
    )
    from paac_reportes.cifras import *
    from paac_reportes.comprobar import *
    from paac_reportes.datos import *
    from paac_reportes.errores import Aviso, ErrorPaac
    from paac_reportes.lotes.lote import en_lote
    from paac_reportes.matrices import *
    from paac_reportes.modelo import Plan
    from paac_reportes.modelo.riesgos import MapaDeRiesgos
    from paac_reportes.oficinas import *
    from paac_reportes.riesgos import *

__all__ = [
    "Aviso",
    "ErrorPaac",
    "MapaDeRiesgos",
    "Plan",
    "Reporte",
    "__version__",
    "analizar",
    "capturar",
    "cifras",
    "comparar",
    "comprobar",
    "consolidar",
    "datos",
    "en_lote",
    "generar",
    "leer",
    "matrices",
    "oficinas",
    "reporte",
    "reunir",
    "riesgos",
    "verificar",
]

_MODULOS = {"cifras", "comprobar", "datos", "matrices", "oficinas", "riesgos"}
_DONDE = {
    "analisis.analisis": "Analisis",
    "analisis.anterior": "Impresa Impresas",
    "analisis.avance": "Avance CambioDeAvance",
    "analisis.calendario": "Deber",
    "analisis.cambios": "CambioDeElemento CambioDeTexto CambiosDeLista",
    "analisis.cifras": "Cifras Cumplimiento",
    "analisis.comparacion": "Comparacion OtrosDatos Pareja",
    "analisis.filas": "FilaAnalizada Vencimiento",
    "analisis.historia": "FilaDebida HistoriaDelPlan ReporteCambiado",
    "analisis.lugares": "Renombrado",
    "analisis.metodologia": "Reglas",
    "analisis.riesgos.acciones": "AccionAnalizada PlazosDeLasAcciones",
    "analisis.riesgos.cifras": (
        "AccionesDelMapa CifrasDelMapa Materializaciones MovimientoDeZonas "
        "RespuestasDeControles RiesgoAnalizado RiesgosPorZona VerificacionesDelMapa"
    ),
    "analisis.riesgos.comparacion": "ComparacionDeMapas MovimientoEntreMapas ParejaDeRiesgos",
    "analisis.riesgos.fuerza": "ControlAnalizado FuerzaDeLosControles",
    "analisis.riesgos.historia": "AccionDebida",
    "analisis.situacion": "Contradiccion Situacion",
    "api": (
        "ClavesDeFormato ColumnaDeMatriz DatosDelMapa DatosDelPlan Emision Lectura "
        "OpcionesDeReporte Reporte TablaDeMatriz "
        "analizar analizar_mapa calendario capturar comparar consolidar cuerpo_de datos_de "
        "datos_de_analisis datos_de_comparacion desde_datos desde_filas documento donde emitir "
        "en_blanco esquema filas_de firmar formato_de_columnas formato_desde_datos "
        "formato_desde_word "
        "formatos_disponibles generar generar_varios guardar guardar_calendario guardar_mapa "
        "guardar_plan guardar_reunion huella leer leer_filas leer_formato leer_mapa leer_plan "
        "mapa_desde_datos mapa_desde_filas mapa_en_blanco plan_desde_datos plan_desde_filas "
        "plan_en_blanco recomendaciones_por_oficina recomendar reporte reunir revisar "
        "revisar_mapa revisar_plan unir_mapas verificar verificar_varios vista"
    ),
    "errores": (
        "Aviso AvisoPaac ErrorDeEntorno ErrorDeEntrada ErrorDeFormato ErrorDeMaqueta "
        "ErrorPaac Falla Posicion"
    ),
    "estructura": "Extras",
    "formatos.definicion.formato": "Formato",
    "formatos.lectura.catalogo": "Catalogo FichaDeFormato",
    "lectura.cuenta": "CosaLeida CuentaDeLectura DestinoDeLectura",
    "lectura.leido": "ColumnaLeida",
    "libros.captura.resultado": (
        "Agregada Conflicto Falta LibroEnConflicto LibroRechazado LibroReunido Nueva Respondida "
        "Reunion VersionEnConflicto"
    ),
    "lotes.encargo": "Encargo",
    "lotes.lote": "en_lote",
    "modelo": (
        "Actividad CambioDocumento Componente Dependencia Entidad Escala Estado "
        "EstadoDeRecomendacion FilaRecomendada Firma Metodologia OrigenDeRecomendacion Plan "
        "Recomendacion Resultado Seguimiento Subcomponente Tramite Verificacion Zona"
    ),
    "modelo.fechas.menciones": "ClaseDeFecha FechaProgramada",
    "modelo.lugares": "Lugar",
    "modelo.periodos": "Periodo",
    "modelo.riesgos": (
        "Accion Causa Control ControlSeguido DefinicionDeCorrupcion MapaDeRiesgos "
        "Materializacion Proceso Riesgo SeguimientoDeRiesgo SeguimientoDelMapa Valoracion"
    ),
    "prueba.acta": "Hecho",
    "prueba.certificado": "Certificado Constancia Diferencia Prueba Reparo Verificado",
    "textos.lo_que_queda": "PorRevisar Revisado",
}
"""En qué módulo está cada nombre: quien sólo atrapa un error no trae el resto."""

# Sólo al ejecutarse: quien revisa tipos ve los nombres de arriba, y uno mal escrito es un error.
if not TYPE_CHECKING:

    def __getattr__(nombre: str) -> object:
        from importlib import import_module  # noqa: PLC0415 - sólo al usar un nombre

        if nombre in _MODULOS:
            return import_module(f"{__name__}.{nombre}")
        for modulo, nombres in _DONDE.items():
            if nombre in nombres.split():
                valor = globals()[nombre] = getattr(import_module(f"{__name__}.{modulo}"), nombre)
                return valor
        raise AttributeError(f"module {__name__!r} has no attribute {nombre!r}")

    def __dir__() -> list[str]:
        return list(__all__)
