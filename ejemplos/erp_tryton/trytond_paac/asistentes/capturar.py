"""Los libros de captura de un corte, para las oficinas que reportan en Excel."""

from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.report import Report
from trytond.wizard import Button, StateReport, StateView, Wizard

from trytond_paac.puente import archivos, captura, fallas


class Pide(ModelView):
    __name__ = "paac.capturar.pide"
    __string__ = "Sacar libros de captura"

    plan = fields.Many2One("paac.plan", "Plan", required=True, readonly=True)
    corte = fields.Many2One(
        "paac.corte",
        "Corte",
        required=True,
        domain=[("plan", "=", Eval("plan", -1)), ("estado", "!=", "cerrado")],
    )


class Capturar(Wizard):
    __name__ = "paac.capturar"
    start_state = "pide"

    pide = StateView(
        "paac.capturar.pide",
        "paac.capturar_pide_form",
        [
            Button("Cancelar", "end", "tryton-cancel"),
            Button("Sacar", "saca", "tryton-ok", default=True),
        ],
    )
    saca = StateReport("paac.captura")

    def default_pide(self, campos):
        abiertos = [corte for corte in self.record.cortes if corte.estado == "abierto"]
        return {"plan": self.record.id, "corte": abiertos[0].id if abiertos else None}

    def do_saca(self, accion):
        plan = self.pide.plan.id
        return accion, {"ids": [plan], "model": "paac.plan", "corte": self.pide.corte.id}

    def transition_saca(self):
        return "end"


class Captura(Report):
    __name__ = "paac.captura"

    @classmethod
    def execute(cls, ids, data):
        pool = Pool()
        [accion] = pool.get("ir.action.report").search([("report_name", "=", cls.__name__)])
        cls.check_access(accion, "paac.plan", ids)
        [plan] = pool.get("paac.plan").browse(ids)
        Corte = pool.get("paac.corte")
        corte = Corte(data["corte"])
        Corte.comprobar_que_no_estan_cerrados([corte])
        with fallas.dichas(plan.rec_name):
            libros, _ = captura.libros_de(plan, corte.fecha)
        if len(libros) == 1:
            [(nombre, contenido)] = libros
            return "xlsx", contenido, accion.direct_print, nombre.removesuffix(".xlsx")
        nombre = f"captura_corte-{corte.fecha.isoformat()}"
        return "zip", archivos.comprimidos(libros), accion.direct_print, nombre
