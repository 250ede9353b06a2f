"""Un reporte oficial: se pide el formato y el corte, se ven los avisos y se genera."""

import json

from trytond.i18n import gettext
from trytond.model import ModelView, fields
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.report import Report
from trytond.rpc import RPC
from trytond.transaction import check_access
from trytond.wizard import Button, StateAction, StateReport, StateTransition, StateView, Wizard

import paac_reportes as paac
from paac_reportes import anfitrion
from trytond_paac.modelos.pedido import TIPOS
from trytond_paac.puente import emision, fallas

FILAS_PARA_LA_COLA = 1000
"""Desde cuántas filas se propone la cola: componerlas tarda más de un par de segundos."""


class Pide(ModelView):
    __name__ = "paac.reportar.pide"
    __string__ = "Pedir un reporte"

    plan = fields.Many2One("paac.plan", "Plan", required=True, readonly=True)
    formato = fields.Selection("get_formatos", "Formato", required=True)
    corte = fields.Many2One(
        "paac.corte",
        "Corte",
        domain=[("plan", "=", Eval("plan", -1))],
        help="En blanco, el último que tenga seguimientos.",
    )
    tipo = fields.Selection("get_tipos", "Tipo", required=True, sort=False, translate=False)
    no_se_puede = fields.Text(
        "Lo que aquí no sale", readonly=True, states={"invisible": ~Eval("no_se_puede")}
    )
    publico = fields.Boolean(
        "Para publicar", help="Sin correos, teléfonos, cédulas ni notas de verificación."
    )
    revisado = fields.Binary(
        "Lista revisada",
        states={"invisible": ~Eval("publico")},
        help="La de «Por revisar», respondida: el reporte sale sin lo que se omitió, y no va a la"
        " cola.",
    )
    en_cola = fields.Boolean("En la cola", help="Queda como adjunto del plan cuando esté hecho.")

    @classmethod
    def default_tipo(cls):
        return "docx"

    @classmethod
    def default_no_se_puede(cls):
        return "\n".join(salida.motivo for salida in _salidas() if salida.motivo)

    @classmethod
    def get_tipos(cls):
        puede = {salida.tipo for salida in _salidas() if salida.se_puede}
        return [(tipo, nombre) for tipo, nombre in TIPOS if tipo in puede]

    @fields.depends("plan")
    def get_formatos(self):
        return Pool().get("paac.formato").opciones(self.plan and self.plan.entidad)


class Revisa(ModelView):
    __name__ = "paac.reportar.revisa"
    __string__ = "Avisos de un reporte"

    cuantos = fields.Integer("Avisos", readonly=True)
    avisos = fields.Text("Lo que conviene revisar", readonly=True)
    por_revisar = fields.Text(
        "Por revisar", readonly=True, states={"invisible": ~Eval("por_revisar")}
    )
    lista = fields.Binary(
        "La lista, para responderla",
        readonly=True,
        filename="nombre",
        states={"invisible": ~Eval("por_revisar")},
    )
    nombre = fields.Char("Nombre", readonly=True, states={"invisible": True})


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
            Button("Generar", "genera", "tryton-ok", default=True),
        ],
    )
    genera = StateTransition()
    imprime = StateReport("paac.reporte")
    encola = StateTransition()
    abre = StateAction("paac.act_pedidos")

    def default_pide(self, campos):
        if self.pide.plan:  # se vuelve a «Cambiar»
            return self._pedido()
        plan = self.record
        abiertos = [corte for corte in plan.cortes if corte.estado == "abierto"]
        ultimos = abiertos or list(plan.cortes)[-1:]
        Actividad = Pool().get("paac.actividad")
        filas = Actividad.search([("subcomponente.componente.plan", "=", plan.id)], count=True)
        return {
            "plan": plan.id,
            "corte": ultimos[0].id if ultimos else None,
            "en_cola": filas > FILAS_PARA_LA_COLA,
        }

    def default_revisa(self, campos):
        with fallas.dichas(self.pide.plan.rec_name):
            reporte = self._reporte()
            publico = isinstance(reporte, paac.tipos.ReportePublico)
            avisos = fallas.en_renglones(reporte.avisos, reporte.contenido, publico=publico)
            quedan = [
                f"{uno.id}: {uno.se_lee} ({uno.por_que}): {uno.alrededor[0]}"
                for uno in (reporte.por_revisar if publico else ())
            ]
            por_responder = {uno.id: None for uno in reporte.por_revisar} if publico else {}
        return {
            "cuantos": len(reporte.avisos),
            "avisos": avisos,
            "por_revisar": "\n".join(quedan),
            "lista": json.dumps(por_responder, indent=1).encode() if por_responder else None,
            "nombre": "por_revisar.json",
        }

    def transition_genera(self):
        return "encola" if self.pide.en_cola and not self.pide.revisado else "imprime"

    def transition_imprime(self):
        return "end"

    def do_imprime(self, accion):
        plan = self.pide.plan.id
        pedido = {**self._pedido(), "id": plan, "ids": [plan], "model": "paac.plan"}
        return accion, pedido

    def transition_encola(self):
        Pedido = Pool().get("paac.pedido")
        pedido = {c: v for c, v in self._pedido().items() if c not in {"en_cola", "revisado"}}
        self._encolados = Pedido.create([pedido])
        # El que encola es quien lo pidió; sin trabajador, Tryton lo hace al cerrar la transacción.
        Pedido.__queue__.generar(self._encolados)
        return "abre"

    def do_abre(self, accion):
        ids = [pedido.id for pedido in self._encolados]
        return accion, {"res_id": ids}

    def _pedido(self):
        pide = self.pide
        return {
            "plan": pide.plan.id,
            "formato": pide.formato,
            "corte": pide.corte and pide.corte.id,
            "tipo": pide.tipo,
            "publico": bool(pide.publico),
            "revisado": pide.revisado if pide.publico else None,
            "en_cola": bool(pide.en_cola),
        }

    def _reporte(self):
        pide = self.pide
        with check_access():
            dicho = self._pedido()
            corte = pide.corte and pide.corte.fecha
            return emision.reporte(
                pide.plan, pide.formato, corte, dicho["publico"], dicho["revisado"]
            )


class Reporte(Report):
    __name__ = "paac.reporte"

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__rpc__["execute"] = RPC(readonly=False)  # de un corte cerrado deja el acta

    @classmethod
    def execute(cls, ids, data):
        pool = Pool()
        [accion] = pool.get("ir.action.report").search([("report_name", "=", cls.__name__)])
        cls.check_access(accion, "paac.plan", ids)
        if not data.get("formato") or data.get("tipo") not in dict(TIPOS):
            raise ValidationError(gettext("paac.msg_falta_el_formato"))
        corte = data.get("corte") and pool.get("paac.corte")(data["corte"]).fecha
        formato, tipo = data["formato"], data["tipo"]
        publicado = {"publico": bool(data.get("publico")), "revisado": data.get("revisado")}
        [plan] = pool.get("paac.plan").browse(ids)
        with fallas.dichas(plan.rec_name):
            emitido, _ = emision.emitido(plan, formato, tipo, corte, **publicado)
        nombre = emitido.nombre.removesuffix(f".{tipo}")
        return tipo, emitido.contenido, accion.direct_print, nombre


def _salidas():
    """De las que se ofrecen, qué puede dar esta instalación y qué no."""
    ofrecidas = dict(TIPOS)
    return [salida for salida in anfitrion.salidas() if salida.tipo in ofrecidas]
