"""El plan de una vigencia y lo que lleva además de su matriz."""

from trytond.model import ModelSQL, ModelView, Unique, fields, sequence_ordered

import paac_reportes as paac
from trytond_paac.modelos.pertenencia import DeUnPlan
from trytond_paac.modelos.rotulos import columnas
from trytond_paac.modelos.sostenido import Sostenido
from trytond_paac.puente import comprobacion

REGIMENES = [
    (None, "El de la vigencia"),
    ("paac-v1", "PAAC, primera versión"),
    ("paac-v2", "PAAC, segunda versión"),
    ("ptep", "PTEP"),
]


class Plan(Sostenido, ModelSQL, ModelView):
    __name__ = "paac.plan"
    __string__ = "Plan"

    entidad = fields.Many2One("paac.entidad", "Entidad", required=True, ondelete="RESTRICT")
    vigencia = fields.Integer("Vigencia")
    regimen = fields.Selection(REGIMENES, "Régimen", sort=False, translate=False)
    dependencias = fields.One2Many("paac.dependencia", "plan", "Dependencias")
    componentes = fields.One2Many(
        "paac.componente",
        "plan",
        "Componentes",
        help="Los de todas las dependencias o, si el plan no las tiene, los suyos.",
    )
    cortes = fields.One2Many("paac.corte", "plan", "Cortes")
    textos = fields.One2Many("paac.plan.texto", "plan", "Textos del informe")
    control_cambios = fields.One2Many("paac.plan.cambio", "plan", "Control de cambios")
    firmas = fields.One2Many("paac.plan.firma", "plan", "Firmas")
    metodologia = fields.Text(
        "Metodología",
        help="Cómo se sacan las cifras, en JSON, con las claves del contrato de datos: "
        '{"metodo": "ponderado", "pesos": {"1": 2}, "cortes": "trimestral"}.',
    )
    recomendaciones = fields.Text(
        "Recomendaciones",
        help="Las de todos los cortes, en JSON, con las claves del contrato de datos: "
        '[{"id": "R-1", "corte": "2026-04-30", "texto": "Publicar el mapa"}].',
    )
    mapas = fields.One2Many("paac.mapa", "plan", "Mapa de riesgos", size=1)
    pedidos = fields.One2Many("paac.pedido", "plan", "Reportes pedidos", readonly=True)

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order.insert(0, ("vigencia", "DESC NULLS LAST"))

    def get_rec_name(self, name):
        return f"{self.vigencia or 's. f.'} · {self.entidad.rec_name}"

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("entidad.rec_name", *clause[1:])]

    @classmethod
    def validate(cls, planes):
        super().validate(planes)
        for plan in planes:
            comprobacion.plan(plan)

    @property
    def de_que_planes(self):
        return [self]


class _DelPlan(DeUnPlan, sequence_ordered("secuencia", "Orden")):
    __slots__ = ()
    plan = fields.Many2One("paac.plan", "Plan", required=True, ondelete="CASCADE")


class Texto(_DelPlan, ModelSQL, ModelView):
    __name__ = "paac.plan.texto"
    __string__ = "Texto del informe"
    _rec_name = "clave"

    clave = fields.Text("Clave", required=True)
    texto = fields.Text("Texto")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(
            ("clave_unica", Unique(tabla, tabla.plan, tabla.clave), "paac.msg_texto_unico")
        )


class UnCambio(columnas(paac.CambioDocumento)):
    __slots__ = ()
    _rec_name = "version"


class UnaFirma(columnas(paac.Firma)):
    __slots__ = ()
    _rec_name = "rol"
    imagen = fields.Binary("Firma dibujada", help="Una imagen PNG o JPEG.")

    @classmethod
    def validate(cls, firmas):
        super().validate(firmas)
        for firma in firmas:
            comprobacion.firma(firma)


class Cambio(UnCambio, _DelPlan, ModelSQL, ModelView):
    __name__ = "paac.plan.cambio"
    __string__ = "Cambio del documento"


class Firma(UnaFirma, _DelPlan, ModelSQL, ModelView):
    __name__ = "paac.plan.firma"
    __string__ = "Firma"
