"""Una oficina responde sus recomendaciones: su estado y su respuesta, y sólo las suyas."""

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.model.exceptions import AccessError
from trytond.wizard import Button, StateTransition, StateView, Wizard

import paac_reportes as paac
from trytond_paac.modelos import turno
from trytond_paac.puente import fallas, lectura, recomendaciones

ESTADOS = [
    ("nueva", "Nueva"),
    ("en_curso", "En curso"),
    ("cumplida", "Cumplida"),
    ("sin_respuesta", "Sin respuesta"),
    ("no_acogida", "No acogida"),
]


class Una(ModelView):
    __name__ = "paac.responder.una"
    __string__ = "Recomendación"

    identificador = fields.Char("Id", required=True, readonly=True)
    corte = fields.Date("Corte", readonly=True)
    texto = fields.Text("Recomendación", readonly=True)
    filas = fields.Text("Actividades", readonly=True)
    fecha = fields.Text("Para cuándo", readonly=True)
    estado = fields.Selection(ESTADOS, "Estado", required=True, sort=False, translate=False)
    respuesta = fields.Text("Respuesta")


class Pide(ModelView):
    __name__ = "paac.responder.pide"
    __string__ = "Responder recomendaciones"

    plan = fields.Many2One("paac.plan", "Plan", readonly=True)
    recomendaciones = fields.One2Many("paac.responder.una", None, "Recomendaciones")


class Responder(Wizard):
    __name__ = "paac.responder"
    start_state = "pide"

    pide = StateView(
        "paac.responder.pide",
        "paac.responder_pide_form",
        [
            Button("Cancelar", "end", "tryton-cancel"),
            Button("Guardar", "guarda", "tryton-ok", default=True),
        ],
    )
    guarda = StateTransition()

    def default_pide(self, campos):
        suyas = recomendaciones.que_puede_responder(self.record, lectura.leer(self.record))
        if not suyas:
            raise AccessError(gettext("paac.msg_sin_recomendaciones"))
        return {"plan": self.record.id, "recomendaciones": [_renglon(una) for una in suyas]}

    def transition_guarda(self):
        turno.estados(self.record.cortes)  # ni se cierra ni responde otro mientras tanto
        with fallas.dichas(self.record.rec_name):
            respuestas = {
                una.identificador: (
                    paac.modelo.EstadoDeRecomendacion(una.estado),
                    una.respuesta or None,
                )
                for una in self.pide.recomendaciones
            }
            recomendaciones.responder(self.record, lectura.leer(self.record), respuestas)
        return "end"


def _renglon(una):
    return {
        "identificador": una.id,
        "corte": una.corte,
        "texto": una.texto,
        "filas": "\n".join(" ".join(filter(None, (f.codigo, f.texto))) for f in una.filas),
        "fecha": una.fecha,
        "estado": una.estado.value,
        "respuesta": una.respuesta,
    }
