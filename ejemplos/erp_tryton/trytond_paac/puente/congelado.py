"""El plan de una instantánea: como se guarda al cerrar un corte, y de vuelta."""

import hashlib
import io

import paac_reportes as paac
from paac_reportes import api
from trytond_paac.puente import fallas
from trytond_paac.puente.archivos import flujo


def guardado(plan):
    """El plan en JSON, con la forma del contrato y sus imágenes adentro."""
    paac.guardar_plan(plan, salida := io.BytesIO(), tipo="json")
    return salida.getvalue()


def leido(datos):
    """El plan que guarda ese JSON."""
    with fallas.dichas("instantánea"):
        plan, _ = api.leer_sin_avisar(flujo(bytes(datos), "instantanea.json"))
    return plan


def huella(datos):
    """Su SHA-256."""
    return hashlib.sha256(bytes(datos)).hexdigest()
