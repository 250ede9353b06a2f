"""Las actas de lo que se emitió de un corte cerrado: las huellas con que después se prueba."""

from datetime import datetime

from trytond.i18n import gettext
from trytond.model import ModelSQL, ModelView, Unique, fields
from trytond.model.exceptions import AccessError
from trytond.transaction import Transaction, without_check_access

from trytond_paac.modelos.sostenido import Sostenido


class Acta(Sostenido, ModelSQL, ModelView):
    __name__ = "paac.acta"
    __string__ = "Acta de un reporte"

    instantanea = fields.Many2One(
        "paac.instantanea", "Instantánea", required=True, readonly=True, ondelete="RESTRICT"
    )
    archivo = fields.Char("Archivo", required=True, readonly=True)
    huella = fields.Char("SHA-256", required=True, readonly=True)
    datos = fields.Binary(
        "Acta",
        required=True,
        readonly=True,
        filename="nombre",
        help="El acta en JSON: con ella se prueba el archivo que alguien traiga.",
    )
    nombre = fields.Function(fields.Char("Nombre del acta"), "get_nombre")
    emitida_por = fields.Many2One(
        "res.user", "Emitió", required=True, readonly=True, ondelete="RESTRICT"
    )
    emitida_el = fields.Timestamp("Emitido el", required=True, readonly=True)

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._order.insert(0, ("emitida_el", "DESC"))
        cls._sql_constraints.append(
            ("huella_unica", Unique(tabla, tabla.instantanea, tabla.huella), "paac.msg_acta_unica")
        )

    def get_nombre(self, name):
        return f"acta_{self.huella[:12]}.json"

    def get_rec_name(self, name):
        return f"{self.archivo} ({self.huella[:12]})"

    @classmethod
    def search_rec_name(cls, name, clause):
        return ["OR", ("archivo", *clause[1:]), ("huella", *clause[1:])]

    @classmethod
    def guardar(cls, instantanea, acta):
        """La de cada archivo que no la tenga."""
        suyos = {
            "instantanea": instantanea.id,
            "datos": f"{acta.en_json()}\n".encode(),
            "emitida_por": Transaction().user,
            "emitida_el": datetime.now(),  # noqa: DTZ005 - como Tryton guarda sus momentos
        }
        with without_check_access():  # la deja el programa: nadie más las hace
            ya = {suya.huella for suya in cls.search([("instantanea", "=", instantanea.id)])}
            huellas = {nombre: archivo.sha256 for nombre, archivo in acta.archivos.items()}
            return cls.create(
                [
                    {"archivo": nombre, "huella": huella, **suyos}
                    for nombre, huella in huellas.items()
                    if huella not in ya
                ]
            )

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        if external or mode != "create":
            cls.comprobar_que_nada_lo_sostiene(records)

    @classmethod
    def comprobar_que_nada_lo_sostiene(cls, registros):
        """Es la constancia de lo que se entregó: no hay cuándo."""
        actas = ", ".join(sorted(acta.rec_name for acta in registros))
        raise AccessError(gettext("paac.msg_acta_no_cambia", actas=actas))
