"""Las recomendaciones de un plan: de quién es cada una, y lo que responde."""

import attrs
from trytond.i18n import gettext
from trytond.model.exceptions import AccessError
from trytond.pool import Pool
from trytond.transaction import Transaction, check_access, without_check_access

from paac_reportes import anfitrion
from trytond_paac.puente.campos import a_las_filas


def que_puede_responder(plan, leido):
    """Las que quien está en la sesión puede responder, en su orden.

    Quien puede cambiar el plan, todas; una oficina, las suyas que el corte abierto ya tenía. De
    quién es cada una lo dice la biblioteca, como en los libros de captura.
    """
    if _cambia_el_plan():
        return leido.plan.recomendaciones
    abiertos = [corte.fecha for corte in plan.cortes if corte.estado == "abierto"]
    if not abiertos or not leido.plan.dependencias:
        return ()
    dependencias = Pool().get("paac.dependencia").del_usuario()
    por_oficina = anfitrion.recomendaciones_por_oficina(leido.plan, abiertos[0])
    ids = {
        una.id
        for n, de_una in enumerate(por_oficina)
        for una in de_una
        if leido.lugares[f"dependencias[{n}]"][1] in dependencias
    }
    return tuple(una for una in leido.plan.recomendaciones if una.id in ids)


def responder(plan, leido, respuestas):
    """Guarda el estado y la respuesta de cada ``id``; ``AccessError`` si alguna no es suya."""
    hay = {una.id: (una.estado, una.respuesta) for una in leido.plan.recomendaciones}
    cambian = {cual: dicho for cual, dicho in respuestas.items() if dicho != hay.get(cual)}
    if not cambian:
        return
    ids_propios = {una.id for una in que_puede_responder(plan, leido)}
    if ajenas := sorted(cambian.keys() - ids_propios):
        raise AccessError(gettext("paac.msg_recomendacion_ajena", cuales=", ".join(ajenas)))
    respondidas = tuple(
        attrs.evolve(una, **dict(zip(("estado", "respuesta"), cambian[una.id], strict=True)))
        if una.id in cambian
        else una
        for una in leido.plan.recomendaciones
    )
    with without_check_access(), Transaction().set_context(_log=True):
        Plan = Pool().get("paac.plan")
        nuevo = attrs.evolve(leido.plan, recomendaciones=respondidas)
        Plan.write([plan], {"recomendaciones": a_las_filas(nuevo)["recomendaciones"]})


def _cambia_el_plan():
    with check_access():
        return Pool().get("ir.model.access").check("paac.plan", "write", raise_exception=False)
