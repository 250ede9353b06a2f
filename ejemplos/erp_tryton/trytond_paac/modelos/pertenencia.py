"""Lo que es de un plan no pasa a otro: sus cortes y lo reportado se quedarían en el primero."""

from trytond.i18n import gettext
from trytond.model import sequence_ordered
from trytond.model.exceptions import AccessError
from trytond.pool import Pool

from trytond_paac.modelos.sostenido import Comprobado, Sostenido


class DeUnPlan(Sostenido):
    """Un registro que cuelga de un plan, directamente o por quien lo tiene."""

    __slots__ = ()
    _de_quien = "plan"
    """El campo que dice de quién cuelga: quien puede con él puede con esto."""

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add(cls._de_quien)

    @property
    def de_que_plan(self):
        """El plan en que está."""
        dueno = getattr(self, self._de_quien)
        return dueno if self._de_quien == "plan" else dueno.de_que_plan

    @property
    def de_que_planes(self):
        return [self.de_que_plan]

    @classmethod
    def camino_al_plan(cls):
        """El de una búsqueda: ``subcomponente.componente.plan``."""
        if cls._de_quien == "plan":
            return "plan"
        Padre = Pool().get(getattr(cls, cls._de_quien).model_name)
        return f"{cls._de_quien}.{Padre.camino_al_plan()}"

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        if mode != "write" or not values.get(cls._de_quien):
            return
        Padre = Pool().get(getattr(cls, cls._de_quien).model_name)
        padre = Padre(values[cls._de_quien])
        destino = padre if cls._de_quien == "plan" else padre.de_que_plan
        for registro in records:
            if registro.de_que_plan != destino:
                nombres = {"que": registro.rec_name, "plan": registro.de_que_plan.rec_name}
                raise AccessError(gettext("paac.msg_de_otro_plan", **nombres))


class EnOrden(Comprobado, DeUnPlan, sequence_ordered("secuencia", "Orden")):
    """Lo que va en una lista de un plan, en su orden."""

    __slots__ = ()
