"""Qué se le puede exigir a una fila en un corte: un reporte en el período, o estar terminada."""

from datetime import date
from enum import StrEnum

from paac_reportes.analisis.filas.filas import FilaAnalizada
from paac_reportes.modelo.fechas import ClaseDeFecha


class Vencimiento(StrEnum):
    """Cómo está una fila cuyo último día ya llegó y no se sabe terminada."""

    VENCIDA = "vencida"
    """Se declaró su avance o su estado, y no es el de terminada."""
    POR_DETERMINAR = "por determinar"
    """Sólo trae textos: no se le acusa de nada."""
    SIN_REPORTE = "vencida sin reporte"
    """Nada se reportó de ella hasta el corte."""
    EN_BLANCO = "en blanco bajo un reporte"
    """Puede ser parte de la celda reportada de arriba."""


def ultimo_dia(fila: FilaAnalizada) -> date | None:
    """El último de sus días; ``None`` si no se sabe o no termina."""
    return fila.fecha.dias[-1] if fila.fecha.dias else None


def ya_vencio(fila: FilaAnalizada) -> bool:
    """Si aplica y su último día es el corte o uno anterior."""
    ultimo = ultimo_dia(fila)
    return bool(fila.aplica and fila.corte and ultimo and ultimo <= fila.corte)


def vencimiento_de(fila: FilaAnalizada) -> Vencimiento | None:
    """La clase de una fila que ya venció sin saberse terminada; ``None`` si no es el caso."""
    if not ya_vencio(fila) or fila.terminada:
        return None
    if fila.bajo_reporte:
        return Vencimiento.EN_BLANCO
    if fila.situacion.se_conoce:
        return Vencimiento.VENCIDA
    if fila.reportes:
        return Vencimiento.POR_DETERMINAR
    return Vencimiento.SIN_REPORTE


def es_exigible(fila: FilaAnalizada) -> bool:
    """Si en el período debía mostrar algo."""
    if not fila.aplica or fila.corte is None:
        return False
    return (
        fila.fecha.clase is ClaseDeFecha.CONTINUA
        or _tiene_un_dia_en_el_periodo(fila)
        or _cruza_el_periodo(fila)
        or _quedo_sin_terminar(fila)
        or _quedo_sin_reportar(fila)
    )


def esta_al_dia(fila: FilaAnalizada) -> bool:
    """Si se hace más de una vez y lo que iba hasta el corte se declaró cumplido."""
    hasta, corte = fila.situacion.hasta, fila.corte
    if hasta is None or corte is None:
        return False
    if fila.fecha.clase is ClaseDeFecha.CONTINUA:
        return fila.desde is None or hasta > fila.desde
    return not any(hasta < dia <= corte for dia in fila.fecha.dias)


def falta_su_reporte(fila: FilaAnalizada) -> bool:
    """Si es exigible, no está terminada ni al día, y en el período no se reportó nada de ella."""
    if fila.reportada or fila.bajo_reporte or fila.terminada:
        return False
    return not esta_al_dia(fila) and es_exigible(fila)


def _en_el_periodo(fila: FilaAnalizada, dia: date) -> bool:
    return bool(fila.corte and dia <= fila.corte and (fila.desde is None or dia > fila.desde))


def _tiene_un_dia_en_el_periodo(fila: FilaAnalizada) -> bool:
    return any(_en_el_periodo(fila, dia) for dia in fila.fecha.dias)


def _cruza_el_periodo(fila: FilaAnalizada) -> bool:
    """Si es un rango que se cruza con el período, aunque termine después.

    «Primer semestre» o «todo el año» no lo son: se exigen cuando terminan.
    """
    desde, ultimo, corte = fila.fecha.desde, ultimo_dia(fila), fila.corte
    if fila.fecha.clase is not ClaseDeFecha.RANGO:
        return False
    if desde is None or ultimo is None or corte is None:
        return False
    return desde <= corte and (fila.desde is None or ultimo > fila.desde)


def _quedo_sin_terminar(fila: FilaAnalizada) -> bool:
    return ya_vencio(fila) and fila.situacion.se_conoce and not fila.terminada


def _quedo_sin_reportar(fila: FilaAnalizada) -> bool:
    """Si de su último día anterior al período no se reportó nada hasta el corte anterior."""
    anterior = fila.desde
    if anterior is None or fila.terminada:  # lo terminado ya no se pide
        return False
    dia = max((uno for uno in fila.fecha.dias if uno <= anterior), default=None)
    return dia is not None and not any(dia <= uno <= anterior for uno in fila.reportes)
