"""Un reporte pedido: lo hace la cola de Tryton y queda como adjunto."""

from trytond.exceptions import UserError
from trytond.model import ModelSQL, ModelView, fields
from trytond.pool import Pool
from trytond.pyson import Eval

import paac_reportes as paac
from trytond_paac.puente import emision, fallas

TIPOS = [
    ("docx", "Word"),
    ("xlsx", "Excel"),
    ("pdf", "PDF"),
    ("html", "HTML"),
    ("csv", "CSV"),
]


class Pedido(ModelSQL, ModelView):
    __name__ = "paac.pedido"
    __string__ = "Reporte pedido"

    plan = fields.Many2One("paac.plan", "Plan", required=True, readonly=True, ondelete="CASCADE")
    formato = fields.Char("Formato", required=True, readonly=True)
    corte = fields.Many2One("paac.corte", "Corte", readonly=True, ondelete="CASCADE")
    tipo = fields.Selection(
        TIPOS, "Tipo", required=True, readonly=True, sort=False, translate=False
    )
    publico = fields.Boolean("Para publicar", readonly=True)
    estado = fields.Selection(
        [("en_cola", "En cola"), ("hecho", "Hecho"), ("fallido", "Fallido")],
        "Estado",
        required=True,
        readonly=True,
        sort=False,
        translate=False,
    )
    avisos = fields.Text("Avisos", readonly=True)
    fallas = fields.Text("Fallas", readonly=True, states={"invisible": Eval("estado") != "fallido"})
    adjunto = fields.Many2One("ir.attachment", "Archivo", readonly=True, ondelete="SET NULL")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls._order.insert(0, ("id", "DESC"))

    @classmethod
    def default_estado(cls):
        return "en_cola"

    def get_rec_name(self, name):
        return f"{self.formato} · {self.plan.rec_name}"

    @classmethod
    def generar(cls, pedidos):
        """Hace cada reporte; lo que falla por los datos queda dicho en su pedido."""
        for pedido in pedidos:
            try:
                emitido, suyo = emision.emitido(
                    pedido.plan,
                    pedido.formato,
                    pedido.tipo,
                    pedido.corte and pedido.corte.fecha,
                    publico=bool(pedido.publico),
                )
            except (paac.ErrorPaac, UserError) as error:
                cls.write([pedido], {"estado": "fallido", "fallas": fallas.texto_de(error)})
            else:
                pedido.guardar(emitido, suyo)

    def guardar(self, emitido, plan):
        """Deja lo emitido como adjunto del plan."""
        Adjunto = Pool().get("ir.attachment")
        [adjunto] = Adjunto.create(
            [
                {
                    "name": emitido.nombre,
                    "resource": str(self.plan),
                    "data": emitido.contenido,
                }
            ]
        )
        self.write(
            [self],
            {
                "estado": "hecho",
                "adjunto": adjunto.id,
                "avisos": fallas.en_renglones(emitido.avisos, plan, publico=bool(self.publico)),
            },
        )
