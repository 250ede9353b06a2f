"""Lo que llega de afuera: un plan entero, o el libro de captura de una oficina."""

from trytond.model import ModelView, fields
from trytond.transaction import check_access
from trytond.wizard import Button, StateAction, StateTransition, StateView, Wizard

from trytond_paac.puente import archivos, captura, escritura, fallas


class Resumen(ModelView):
    __name__ = "paac.importar.resumen"
    __string__ = "Lo que se importó"

    plan = fields.Many2One("paac.plan", "Plan", readonly=True)
    resumen = fields.Text("Resumen", readonly=True)


class PidePlan(ModelView):
    __name__ = "paac.importar.plan"
    __string__ = "Importar un plan"

    archivo = fields.Binary(
        "Archivo",
        required=True,
        filename="nombre",
        help="JSON, YAML, el libro del plan o un documento; o un .zip con él y sus imágenes.",
    )
    nombre = fields.Char("Nombre del archivo")


class ImportarPlan(Wizard):
    __name__ = "paac.importar_plan"
    start_state = "pide"

    pide = StateView(
        "paac.importar.plan",
        "paac.importar_plan_form",
        [
            Button("Cancelar", "end", "tryton-cancel"),
            Button("Importar", "importa", "tryton-ok", default=True),
        ],
    )
    importa = StateTransition()
    resumen = StateView(
        "paac.importar.resumen",
        "paac.importar_resumen_form",
        [Button("Abrir el plan", "abre", "tryton-ok", default=True)],
    )
    abre = StateAction("paac.act_planes")

    def transition_importa(self):
        with fallas.dichas(self.pide.nombre or "archivo"), check_access():
            plan, avisos = archivos.plan_de_archivo(self.pide.archivo, self.pide.nombre)
            registro = escritura.crear_plan(plan)
        self.resumen.plan = registro
        self.resumen.resumen = fallas.en_renglones(avisos, plan)
        return "resumen"

    def value_resumen(self, campos):
        return {"plan": self.resumen.plan.id, "resumen": self.resumen.resumen}

    def do_abre(self, accion):
        return accion, {"res_id": [self.resumen.plan.id]}


class PideLibro(ModelView):
    __name__ = "paac.importar.libro"
    __string__ = "Importar un libro de captura"

    archivo = fields.Binary("Libro", required=True, filename="nombre")
    nombre = fields.Char("Nombre del archivo")
    preferir = fields.Selection(
        [
            (None, "Decir los conflictos y no guardar nada"),
            ("base", "Lo que ya está guardado"),
            ("libro", "Lo que trae el libro"),
        ],
        "Si no cuadran, queda",
        sort=False,
        translate=False,
    )


class ImportarLibro(Wizard):
    __name__ = "paac.importar_libro"
    start_state = "pide"

    pide = StateView(
        "paac.importar.libro",
        "paac.importar_libro_form",
        [
            Button("Cancelar", "end", "tryton-cancel"),
            Button("Importar", "importa", "tryton-ok", default=True),
        ],
    )
    importa = StateTransition()
    resumen = StateView(
        "paac.importar.resumen",
        "paac.importar_resumen_form",
        [Button("Listo", "end", "tryton-ok", default=True)],
    )

    def transition_importa(self):
        # Con los permisos de quien importa: una oficina sólo puede traer lo suyo.
        with fallas.dichas(self.pide.nombre or "libro"), check_access():
            renglones = captura.importar_libro(
                self.record, self.pide.archivo, self.pide.nombre, self.pide.preferir
            )
        self.resumen.plan = self.record
        self.resumen.resumen = "\n".join(renglones)
        return "resumen"

    def value_resumen(self, campos):
        return {"plan": self.resumen.plan.id, "resumen": self.resumen.resumen}
