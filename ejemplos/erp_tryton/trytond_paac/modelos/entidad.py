"""La entidad que publica el plan."""

from trytond.model import ModelSQL, ModelView, fields

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import Comprobado
from trytond_paac.modelos.rotulos import columnas


class Entidad(columnas(paac.Entidad), Comprobado, ModelSQL, ModelView):
    __name__ = "paac.entidad"
    __string__ = "Entidad"
    _rec_name = "nombre"

    nombre = fields.Text("Nombre", required=True)
    escudo = fields.Binary("Escudo", help="Una imagen PNG o JPEG.")
    planes = fields.One2Many("paac.plan", "entidad", "Planes", readonly=True)
