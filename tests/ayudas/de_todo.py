"""La muestra de un formato con, además, una fila en cada situación: para sus dorados."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from ayudas.muestras import ESCUDO, Muestra, muestra_de
from paac_reportes.estructura import Extras
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo import (
    Actividad,
    Componente,
    Estado,
    Plan,
    Resultado,
    Seguimiento,
    Subcomponente,
    Verificacion,
)

_EXTRAS = Extras(
    {"riesgo_asociado": "Riesgo R-17", "cupos": 318, "peso": Decimal("27.25"), "acta": "2019-03-21"}
)
"""De cada clase, con valores que no están en ningún otro dato."""
_TEXTOS = {
    "introduccion": "Un párrafo con **negrita** y con *cursiva*.\n\n- Un elemento\n- Otro\n\n1. El primero",
    "fortalezas": "Las dependencias reportaron a tiempo.",
}


def de_todo(formato: Formato) -> Muestra:
    """La muestra de ``formato`` con un componente más, que tiene de todo."""
    muestra = muestra_de(formato)
    anterior, corte = muestra.contenido.cortes()[0], muestra.corte
    hecho: Any = muestra.contenido
    if isinstance(hecho, Plan):
        hecho = _con(hecho, _componente(anterior, corte))
    entidad = attrs.evolve(hecho.entidad, extras=_EXTRAS)
    primera, *otras = hecho.firmas
    firmas = (attrs.evolve(primera, imagen=ESCUDO), *otras)
    completo = attrs.evolve(hecho, entidad=entidad, textos=_TEXTOS, firmas=firmas)
    return attrs.evolve(muestra, contenido=completo)


def _con(plan: Plan, componente: Componente) -> Plan:
    if not plan.dependencias:
        return attrs.evolve(plan, componentes=(*plan.componentes, componente))
    primera, *otras = plan.dependencias
    con_uno_mas = attrs.evolve(primera, componentes=(*primera.componentes, componente))
    return attrs.evolve(plan, dependencias=(con_uno_mas, *otras))


def _componente(anterior: date, corte: date) -> Componente:
    verificada = Verificacion(resultado=Resultado.PARCIAL, nota="Falta un acta.")
    al_corte = {
        "2.1": Seguimiento(
            corte=corte,
            avance=Decimal(100),
            estado=Estado.CUMPLIDA,
            texto="Se hizo.",
            extras=_EXTRAS,
        ),
        "2.2": Seguimiento(
            corte=corte, avance=Decimal("33.5"), verificacion=verificada, texto="Va."
        ),
        "2.3": Seguimiento(corte=corte, avance=Decimal(0), estado=Estado.SIN_AVANCE),
        "2.4": Seguimiento(corte=corte, estado=Estado.NO_APLICA, observaciones="Se suprimió."),
        "2.5": Seguimiento(corte=corte, estado=Estado.SIN_REPORTE),
        "2.6": Seguimiento(corte=corte, texto="-"),
    }
    reportadas = [
        _actividad(codigo, f"15/{corte.month:02d}/{corte.year}", suyo)
        for codigo, suyo in al_corte.items()
    ]
    reabierta = (
        Seguimiento(corte=anterior, avance=Decimal(100), estado=Estado.CUMPLIDA),
        Seguimiento(corte=corte, avance=Decimal(80), estado=Estado.EN_PROCESO, texto="Falta."),
    )
    return Componente(
        numero=3,
        nombre="Rendición de cuentas",
        etiqueta_seguimiento="Avance del período",
        extras=_EXTRAS,
        subcomponentes=(
            Subcomponente(nombre="Información", actividades=tuple(reportadas)),
            Subcomponente(
                nombre="Diálogo",
                actividades=(
                    _actividad("3.1", "Mensual", *reabierta),
                    _actividad("3.2", f"31/01/{corte.year}"),
                    _actividad("3.3", "Cuando se requiera"),
                    Actividad(codigo="3.4", meta="Sin más datos", extras=_EXTRAS),
                ),
            ),
        ),
    )


def _actividad(codigo: str, fecha: str, *seguimientos: Seguimiento) -> Actividad:
    return Actividad(
        codigo=codigo,
        descripcion=f"Publicar el informe {codigo} en el sitio web",
        meta="Un informe",
        responsable="Oficina de Comunicaciones",
        fecha_programada=fecha,
        seguimientos=seguimientos,
    )
