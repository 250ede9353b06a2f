"""Lo que es de un plan: se busca por él, lo revisa la biblioteca y no pasa a otro."""

from trytond.i18n import gettext
from trytond.model import sequence_ordered
from trytond.model.exceptions import AccessError
from trytond.pool import Pool

from trytond_paac.puente import fallas


class Comprobado:
    """Lo que la biblioteca halle mal en un registro se dice al guardarlo."""

    __slots__ = ()

    @classmethod
    def validate(cls, registros):
        super().validate(registros)
        for registro in registros:
            fallas.comprobar(registro)


class DeUnPlan:
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

    @classmethod
    def camino_al_plan(cls):
        """El de una búsqueda: ``subcomponente.componente.plan``."""
        if cls._de_quien == "plan":
            return "plan"
        return f"{cls._de_quien}.{cls._dueno().camino_al_plan()}"

    @classmethod
    def _dueno(cls):
        return Pool().get(getattr(cls, cls._de_quien).model_name)

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        if mode == "write" and values.get(cls._de_quien):
            dueno = cls._dueno()(values[cls._de_quien])
            destino = dueno if cls._de_quien == "plan" else dueno.de_que_plan
            for registro in records:
                if registro.de_que_plan != destino:
                    raise AccessError(gettext("paac.msg_de_otro_plan", que=registro.rec_name))


class EnOrden(Comprobado, DeUnPlan, sequence_ordered("secuencia", "Orden")):
    """Lo que va en una lista de un plan, en su orden."""

    __slots__ = ()
