"""Un reporte oficial: se pide el formato y el corte, se ven los avisos y se genera."""

from trytond.model import ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.report import Report
from trytond.transaction import check_access
from trytond.wizard import Button, StateReport, StateView, Wizard

import paac_reportes as paac
from paac_reportes import anfitrion
from trytond_paac.puente import archivos, captura, emision, fallas


class Pide(ModelView):
    __name__ = "paac.reportar.pide"
    __string__ = "Pedir un reporte"

    plan = fields.Many2One("paac.plan", "Plan", required=True, readonly=True)
    formato = fields.Selection("get_formatos", "Formato", required=True)
    corte = fields.Many2One(
        "paac.corte", "Corte", required=True, domain=[("plan", "=", Eval("plan", -1))]
    )
    tipo = fields.Selection("get_tipos", "Tipo", required=True, sort=False, translate=False)

    @classmethod
    def default_tipo(cls):
        return "docx"

    @classmethod
    def get_tipos(cls):
        """Lo que esta instalación puede dar: sin Typst no se ofrece PDF."""
        return [(salida.tipo, salida.nombre) for salida in anfitrion.salidas() if salida.se_puede]

    @classmethod
    def get_formatos(cls):
        return [(f.codigo, f"{f.codigo} · {f.nombre}") for f in paac.formatos_disponibles()]


class Revisa(ModelView):
    __name__ = "paac.reportar.revisa"
    __string__ = "Avisos de un reporte"

    cuantos = fields.Integer("Avisos", readonly=True)
    avisos = fields.Text("Lo que conviene revisar", readonly=True)


class Reportar(Wizard):
    __name__ = "paac.reportar"
    start_state = "pide"

    pide = StateView(
        "paac.reportar.pide",
        "paac.reportar_pide_form",
        [
            Button("Cancelar", "end", "tryton-cancel"),
            Button("Ver los avisos", "revisa", "tryton-forward", default=True),
        ],
    )
    revisa = StateView(
        "paac.reportar.revisa",
        "paac.reportar_revisa_form",
        [
            Button("Cancelar", "end", "tryton-cancel"),
            Button("Cambiar", "pide", "tryton-back"),
            Button("Generar", "imprime", "tryton-ok", default=True),
        ],
    )
    imprime = StateReport("paac.reporte")

    def default_pide(self, campos):
        if self.pide.plan:  # se vuelve a «Cambiar»
            return self._pedido()
        cortes = list(self.record.cortes)
        propuestos = [corte for corte in cortes if corte.estado == "abierto"] or cortes[-1:]
        return {"plan": self.record.id, "corte": propuestos[0].id if propuestos else None}

    def default_revisa(self, campos):
        pide = self.pide
        with fallas.dichas(pide.plan.rec_name), check_access():
            reporte = emision.reporte(pide.plan, pide.formato, pide.corte)
            avisos = fallas.en_renglones(reporte.avisos, reporte.contenido)
        return {"cuantos": len(reporte.avisos), "avisos": avisos}

    def do_imprime(self, accion):
        plan = self.pide.plan.id
        return accion, {**self._pedido(), "id": plan, "ids": [plan], "model": "paac.plan"}

    def transition_imprime(self):
        return "end"

    def _pedido(self):
        pide = self.pide
        dicho = {"formato": pide.formato, "tipo": pide.tipo, "corte": pide.corte.id}
        return dicho | {"plan": pide.plan.id}


class Reporte(Report):
    __name__ = "paac.reporte"

    @classmethod
    def execute(cls, ids, data):
        pool = Pool()
        [accion] = pool.get("ir.action.report").search([("report_name", "=", cls.__name__)])
        cls.check_access(accion, "paac.plan", ids)
        [plan] = pool.get("paac.plan").browse(ids)
        corte = pool.get("paac.corte")(data["corte"])
        with fallas.dichas(plan.rec_name):
            emitido = emision.reporte(plan, data["formato"], corte).emitir(data["tipo"])
        nombre = emitido.nombre.removesuffix(f".{data['tipo']}")
        return data["tipo"], emitido.contenido, accion.direct_print, nombre


class Captura(Report):
    """Los libros de un corte, para las oficinas que reportan en Excel."""

    __name__ = "paac.captura"

    @classmethod
    def execute(cls, ids, data):
        pool = Pool()
        [accion] = pool.get("ir.action.report").search([("report_name", "=", cls.__name__)])
        cls.check_access(accion, "paac.corte", ids)
        [corte] = pool.get("paac.corte").browse(ids)
        corte.comprobar_que_no_estan_cerrados([corte])
        with fallas.dichas(corte.rec_name):
            libros = captura.libros_de(corte)
        nombre = f"captura_corte-{corte.fecha.isoformat()}"
        return "zip", archivos.comprimidos(libros), accion.direct_print, nombre
