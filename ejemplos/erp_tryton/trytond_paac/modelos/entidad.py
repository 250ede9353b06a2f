"""La entidad que publica el plan."""

from trytond.model import ModelSQL, ModelView, fields
from trytond.pool import Pool

import paac_reportes as paac
from trytond_paac.modelos.rotulos import columnas
from trytond_paac.modelos.sostenido import Comprobado, Sostenido


class Entidad(columnas(paac.Entidad), Comprobado, Sostenido, ModelSQL, ModelView):
    __name__ = "paac.entidad"
    __string__ = "Entidad"
    _rec_name = "nombre"

    nombre = fields.Text("Nombre", required=True)
    nit = fields.Text("NIT", help="Como la entidad lo escribe, con su puntuación.")
    divipola = fields.Text(
        "Código DIVIPOLA", help="Cinco cifras: las dos primeras, el departamento."
    )
    escudo = fields.Binary("Escudo", help="Una imagen PNG o JPEG.")
    formatos = fields.One2Many("paac.formato", "entidad", "Formatos propios")
    planes = fields.One2Many("paac.plan", "entidad", "Planes", readonly=True)

    @property
    def de_que_planes(self):
        mapas = Pool().get("paac.mapa").search([("entidad", "=", self.id)])
        return [*self.planes, *(mapa.plan for mapa in mapas)]
