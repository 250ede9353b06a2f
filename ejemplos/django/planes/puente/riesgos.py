"""Lo que se dice de un riesgo en el corte abierto: el líder de su proceso, o control interno."""

from collections.abc import Mapping

from planes import models
from planes.models.campos import Datos
from planes.puente import captura


def del_corte(riesgo: models.Riesgo, corte: models.Corte, quien: str) -> models.SeguimientoDeRiesgo:
    """Lo que ya dijo quien sea o, si nada, uno por llenar."""
    suyo = {"riesgo": riesgo, "corte": corte, "quien": quien}
    hallado = models.SeguimientoDeRiesgo.objects.filter(**suyo).first()
    return hallado or models.SeguimientoDeRiesgo(**suyo)


def huella(seguimiento: models.SeguimientoDeRiesgo) -> tuple[str, str]:
    """La de lo que dice, y lo que dice en un renglón."""
    if seguimiento.pk is None:
        return captura.huella({})
    controles = [uno.datos() for uno in seguimiento.controles.all()]
    return captura.huella(seguimiento.datos() | {"controles": controles})


def por_responder(riesgo: models.Riesgo) -> Mapping[str, models.Control]:
    """Los controles del riesgo, por como los nombra un seguimiento.

    Es su número o, si ninguno lo trae, su lugar entre ellos, desde 1.
    """
    controles = list(riesgo.controles.all())
    numerados = [(uno.numero, uno) for uno in controles if uno.numero is not None]
    hallados: dict[str, models.Control] = {}
    for nombre, uno in numerados or [(str(n), uno) for n, uno in enumerate(controles, 1)]:
        hallados.setdefault(nombre, uno)  # de dos con el mismo número se habla del primero
    return hallados


def guardar(seguimiento: models.SeguimientoDeRiesgo, respuestas: Mapping[str, Datos]) -> None:
    """Deja lo que dice y lo que responde de cada control; lo que de otros decía, como estaba."""
    es_nuevo = seguimiento.pk is None
    seguimiento.save()
    if es_nuevo:
        captura.por_fecha(seguimiento.riesgo, seguimiento)
    hay = {uno.control: uno for uno in seguimiento.controles.all()}
    sigue = max((uno.lugar for uno in hay.values()), default=-1) + 1
    for control, dicho in respuestas.items():
        nuevo = models.ControlSeguido(seguimiento=seguimiento, control=control, lugar=sigue)
        suyo = hay.get(control, nuevo)
        if all(getattr(suyo, campo) == valor for campo, valor in dicho.items()):
            continue
        for campo, valor in dicho.items():
            setattr(suyo, campo, valor)
        if any(valor is not None for valor in dicho.values()):
            suyo.save()
            sigue += suyo is nuevo
        else:
            suyo.delete()
