"""Un mapa de riesgos inventado, con algo en cada dato que los formatos de mapa muestran."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.modelo.riesgos import (
    Accion,
    Causa,
    Control,
    ControlSeguido,
    MapaDeRiesgos,
    Materializacion,
    Proceso,
    Riesgo,
    SeguimientoDelMapa,
    SeguimientoDeRiesgo,
    Valoracion,
)


def mapa_de_muestra(*, vigencia: int, cortes: Sequence[date], **comunes: Any) -> MapaDeRiesgos:
    """Mapa inventado: un riesgo con varias causas, controles y acciones, y otros con lo mínimo."""
    por_valorar = Riesgo(descripcion="Posibilidad de que se divulgue información reservada.")
    return MapaDeRiesgos(
        **comunes,
        vigencia=vigencia,
        metodologia="guia-v5",
        version="2",
        fecha_elaboracion=date(vigencia, 1, 20),
        fecha_publicacion=date(vigencia, 1, 31),
        fecha_actualizacion=date(vigencia, 5, 15),
        mision="Servir a la comunidad con transparencia.",
        procesos=(
            Proceso(
                nombre="Contratación",
                codigo="A-01",
                objetivo="Adquirir lo que la entidad necesita, con pluralidad de oferentes.",
                alcance="Desde los estudios previos hasta la liquidación.",
                tipo="apoyo",
                lider="Secretaría General",
                riesgos=(_riesgo_completo(vigencia, cortes), _riesgo_minimo()),
            ),
            Proceso(nombre="Gestión documental", riesgos=(por_valorar,)),
        ),
        seguimientos=tuple(
            SeguimientoDelMapa(
                corte=corte,
                elaboracion=f"20/01/{vigencia}",
                publicacion=f"31/01/{vigencia}",
                elaborado_por="Oficina de Control Interno",
                fecha=f"{corte:%d/%m/%Y}",
            )
            for corte in cortes
        ),
    )


def _riesgo_completo(vigencia: int, cortes: Sequence[date]) -> Riesgo:
    """Riesgo inventado con casi todos sus datos y un seguimiento en cada corte."""
    return Riesgo(
        referencia="R1",
        descripcion="Posibilidad de recibir dádivas por adjudicar un contrato.",
        tipo="corrupcion",
        clasificacion="Fraude interno",
        afectacion="Económico y Reputacional",
        causas=(
            Causa(
                texto="Estudios previos hechos y revisados por la misma persona", clase="inmediata"
            ),
            Causa(texto="Falta de rotación de los supervisores", clase="raiz"),
            Causa(texto="Presión de terceros", clase="raiz"),
        ),
        consecuencias=("Sanciones disciplinarias", "Pérdida de confianza"),
        frecuencia=120,
        criterio_impacto="El riesgo afecta la imagen de la entidad con algunos usuarios.",
        inherente=Valoracion(
            probabilidad="Media",
            impacto="Mayor",
            zona="Alto",
            probabilidad_pct=Decimal(60),
            impacto_pct=Decimal(80),
        ),
        controles=(
            Control(
                numero="1",
                descripcion="El comité revisa cada estudio con la lista de chequeo.",
                tipo="preventivo",
                responsable="Secretaría General",
                afecta="probabilidad",
                implementacion="manual",
                documentacion="documentado",
                frecuencia="continua",
                registro="con_registro",
                calificacion="40%",
                residual=_valoracion_residual("36"),
            ),
            Control(
                numero="2",
                descripcion="El sistema no deja publicar un proceso sin su acta.",
                tipo="detectivo",
                afecta="probabilidad",
                implementacion="automatico",
                documentacion="sin_documentar",
                frecuencia="aleatoria",
                registro="sin_registro",
                calificacion="40%",
                residual=_valoracion_residual("21.6"),
            ),
        ),
        tratamiento="Reducir (mitigar)",
        acciones=(
            Accion(
                descripcion="Actualizar el manual de contratación.",
                periodo="Semestral",
                fecha_inicio=f"01/02/{vigencia}",
                fecha_fin=f"30/06/{vigencia}",
                registro="Manual aprobado",
                responsable="Jefe de Contratación",
                indicador="Manuales actualizados",
                estado="finalizado",
            ),
            Accion(
                descripcion="Capacitar a los supervisores.",
                fecha_fin=f"30/11/{vigencia}",
                registro="Lista de asistencia",
                responsable="Talento Humano",
                estado="en_curso",
            ),
        ),
        seguimientos=tuple(
            SeguimientoDeRiesgo(
                corte=corte,
                controles=(
                    ControlSeguido(control="1", aplicado="si", efectivo="si"),
                    ControlSeguido(control="2", aplicado="parcial"),
                ),
                efectividad="Los controles son adecuados.",
                acciones_adelantadas="Se aprobó el manual.",
                observaciones="Falta la capacitación del segundo semestre.",
                materializacion=Materializacion(ocurrio="no"),
            )
            for corte in cortes
        ),
    )


def _valoracion_residual(porcentaje: str) -> Valoracion:
    """Valoración después de un control; ``porcentaje``: el de su probabilidad."""
    return Valoracion(
        probabilidad="Baja",
        impacto="Mayor",
        zona="Alto",
        probabilidad_pct=Decimal(porcentaje),
        impacto_pct=Decimal(80),
    )


def _riesgo_minimo() -> Riesgo:
    """Riesgo inventado con pocos datos, como los de un mapa sin porcentajes ni seguimiento."""
    return Riesgo(
        referencia="R2",
        descripcion="Posibilidad de que se pierda un expediente contractual.",
        causas=(Causa(texto="El archivo no tiene llave", clase="inmediata"),),
        inherente=Valoracion(probabilidad="3", impacto="10", zona="ALTA - 30"),
        controles=(Control(tipo="correctivo"),),
        residual=Valoracion(probabilidad="2", impacto="10", zona="MODERADA - 20"),
        responsable="Archivo Central",
        indicador="Expedientes completos",
    )
