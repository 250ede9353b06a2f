"""Los renglones de la hoja Plan: cómo se llama cada dato y qué admite."""

from typing import get_args

import attrs

from paac_reportes.maqueta.hoja.llenado import Limites, Opciones, Regla
from paac_reportes.modelo import CodigoDeRegimen, Orden
from paac_reportes.modelo.metodologia import Arrastre, Blancos, Metodo
from paac_reportes.modelo.periodos import PRIMER_ANO, ULTIMO_ANO, Periodicidad


@attrs.frozen(kw_only=True)
class DatoDelPlan:
    """Un renglón de la hoja Plan."""

    ruta: str
    rotulo: str
    ayuda: str = ""
    regla: Regla | None = None


_ANO = Limites(clase="entero", minimo=PRIMER_ANO, maximo=ULTIMO_ANO)

DATOS_DEL_PLAN = (
    DatoDelPlan(ruta="entidad.nombre", rotulo="Entidad", ayuda="Como se llama la entidad."),
    DatoDelPlan(ruta="vigencia", rotulo="Vigencia", ayuda="El año del plan: 2026.", regla=_ANO),
    DatoDelPlan(
        ruta="regimen",
        rotulo="Régimen",
        ayuda="Las reglas con que se hizo el plan; en blanco, las que rigen en la vigencia.",
        regla=Opciones(valores=get_args(CodigoDeRegimen)),
    ),
    DatoDelPlan(
        ruta="entidad.orden",
        rotulo="Orden",
        ayuda="De qué nivel es la entidad; de él dependen plazos de la ley.",
        regla=Opciones(valores=get_args(Orden)),
    ),
    DatoDelPlan(ruta="entidad.departamento", rotulo="Departamento"),
    DatoDelPlan(ruta="entidad.nit", rotulo="NIT", ayuda="Con su dígito de verificación."),
    DatoDelPlan(
        ruta="entidad.divipola",
        rotulo="Código DIVIPOLA",
        ayuda="El del DANE, de cinco cifras; con el cero de la izquierda si lo tiene.",
    ),
    DatoDelPlan(ruta="entidad.direccion", rotulo="Dirección"),
    DatoDelPlan(ruta="entidad.codigo_postal", rotulo="Código postal"),
    DatoDelPlan(ruta="entidad.telefono", rotulo="Teléfono"),
    DatoDelPlan(ruta="entidad.correo", rotulo="Correo"),
    DatoDelPlan(ruta="entidad.sitio_web", rotulo="Sitio web"),
    DatoDelPlan(ruta="entidad.certificado", rotulo="Certificado de calidad"),
    DatoDelPlan(
        ruta="entidad.escudo",
        rotulo="Escudo",
        ayuda="El nombre de un archivo PNG o JPEG que esté junto a este libro.",
    ),
    DatoDelPlan(
        ruta="metodologia.metodo",
        rotulo="Cómo se promedia",
        ayuda="En blanco, lo que diga el formato.",
        regla=Opciones(valores=get_args(Metodo)),
    ),
    DatoDelPlan(
        ruta="metodologia.escala",
        rotulo="Escala de cumplimiento",
        ayuda="El código de una conocida, como guia-v2.",
    ),
    DatoDelPlan(
        ruta="metodologia.arrastre",
        rotulo="Avance de cortes anteriores",
        ayuda="Si vale mientras no se declare otro.",
        regla=Opciones(valores=get_args(Arrastre)),
    ),
    DatoDelPlan(
        ruta="metodologia.blancos",
        rotulo="Blancos bajo un reporte",
        ayuda="Cómo se cuentan las celdas en blanco bajo una con reporte.",
        regla=Opciones(valores=get_args(Blancos)),
    ),
    DatoDelPlan(
        ruta="metodologia.cortes",
        rotulo="Cortes de la vigencia",
        ayuda="Cada cuánto se hace seguimiento.",
        regla=Opciones(valores=get_args(Periodicidad), otras=True),
    ),
)
"""Los que siempre están; los demás (extras, pesos, una escala propia) van con su ruta."""
