"""La entidad que publica el plan, y los datos que sólo ella lleva."""

from trytond.model import DictSchemaMixin, ModelSQL, ModelView, Unique, fields
from trytond.pool import Pool

import paac_reportes as paac
from trytond_paac.modelos.rotulos import columnas
from trytond_paac.modelos.sostenido import Sostenido
from trytond_paac.puente import comprobacion


class Extra(DictSchemaMixin, ModelSQL, ModelView):
    __name__ = "paac.extra"
    __string__ = "Dato propio"

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(
            ("nombre_unico", Unique(tabla, tabla.name), "paac.msg_extra_unico")
        )

    @classmethod
    def validate(cls, extras):
        super().validate(extras)
        for extra in extras:
            comprobacion.dato_propio(extra)


class Entidad(columnas(paac.Entidad), Sostenido, ModelSQL, ModelView):
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

    @classmethod
    def validate(cls, entidades):
        super().validate(entidades)
        for entidad in entidades:
            comprobacion.entidad(entidad)

    @property
    def de_que_planes(self):
        mapas = Pool().get("paac.mapa").search([("entidad", "=", self.id)])
        return [*self.planes, *(mapa.plan for mapa in mapas)]
