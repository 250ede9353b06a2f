"""Lo que se dice de un riesgo en el corte abierto: el líder de su proceso, o control interno."""

from collections.abc import Mapping

from planes import models
from planes.models.campos import Datos, en_corto
from planes.puente import captura


def por_responder(riesgo: models.Riesgo) -> Mapping[str, str]:
    """Los controles del riesgo: como los nombra un seguimiento, y qué son.

    Se nombran por su número o, si ninguno lo trae, por su lugar entre ellos, desde 1.
    """
    numerados = [
        (control["numero"], control)
        for control in riesgo.controles
        if control.get("numero") is not None
    ]
    nombres: dict[str, str] = {}
    for nombre, control in numerados or [
        (str(n), control) for n, control in enumerate(riesgo.controles, 1)
    ]:
        texto = en_corto(control.get("numero"), control.get("descripcion") or control.get("tipo"))
        nombres.setdefault(nombre, texto)  # de dos con el mismo número se habla del primero
    return nombres


def guardar(seguimiento: models.SeguimientoDeRiesgo, respuestas: Mapping[str, Datos]) -> None:
    """Deja lo que dice y lo que responde de cada control; lo que de otros decía, como estaba."""
    controles = {control["control"]: control for control in seguimiento.controles}
    for nombre, respuesta in respuestas.items():
        antes = controles.get(nombre, {})
        if all(antes.get(campo) == valor for campo, valor in respuesta.items()):
            continue
        controles[nombre] = {"control": nombre} | antes | respuesta
        if all(valor is None for valor in respuesta.values()):
            del controles[nombre]
    seguimiento.controles = list(controles.values())
    captura.guardar(seguimiento.riesgo, seguimiento)
