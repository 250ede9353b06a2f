"""De un ``paac.plan`` a un reporte por emitir."""

from trytond.pool import Pool

import paac_reportes as paac
from trytond_paac.modelos import instantanea
from trytond_paac.puente import lectura


def reporte(plan, codigo, corte=None, publico=False, revisado=None):
    """El reporte de un plan en un formato, propio de la entidad o del catálogo.

    El de un corte cerrado sale de su instantánea, y los demás, de las filas. Con ``publico``, sin
    lo que no va en la página de la entidad; y con ``revisado``, sin lo que alguien omitió. Lanza
    ``ErrorPaac``, o el error de usuario de un plan que no se puede armar.
    """
    return pedido(plan, codigo, corte, publico, revisado)[0]


def emitido(plan, codigo, tipo, corte=None, **publicado):
    """La emisión de ese reporte y el plan de que salió; si su corte está cerrado, deja el acta.

    ``publicado`` es lo de ``reporte``: ``publico`` y ``revisado``.
    """
    suyo, congelada = pedido(plan, codigo, corte, **publicado)
    emision = suyo.emitir(tipo)
    if congelada is not None:
        Pool().get("paac.acta").guardar(congelada, emision.acta)
    return emision, suyo.contenido


def pedido(plan, codigo, corte=None, publico=False, revisado=None):
    """El reporte y la instantánea de que sale, si su corte está cerrado."""
    congelada = instantanea.del_plan(plan, corte)
    if congelada is not None:
        suyo, corte = congelada.plan(), congelada.corte.fecha
    else:
        suyo = lectura.plan_de(plan)
    propio = Pool().get("paac.formato").de(plan.entidad, codigo)
    entero = paac.reporte(suyo, propio or codigo, corte=corte)
    return entero.publico(revisado=revisado or None) if publico else entero, congelada
