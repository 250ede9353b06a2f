"""Lo que un corte cerrado sostiene no se borra: una regla, la misma para cada tabla."""

from trytond.model.exceptions import AccessError
from trytond.pool import Pool, PoolMeta
from trytond.transaction import without_check_access

from trytond_paac.modelos import turno
from trytond_paac.puente import comprobacion


class Sostenido:
    """Un registro que se borra mientras no esté en la instantánea de un corte cerrado."""

    __slots__ = ()
    admite_adjuntos = True
    """Si, aunque se sostenga, se le puede agregar uno."""

    @property
    def de_que_planes(self):
        """Los planes cuyos cortes pueden tenerlo."""
        raise NotImplementedError

    @classmethod
    def comprobar_que_nada_lo_sostiene(cls, registros):
        """``AccessError`` si alguno estaba en su plan cuando se cerró un corte.

        Si ninguno, no se cierra otro hasta que acabe la transacción.
        """
        Instantanea = Pool().get("paac.instantanea")
        with without_check_access():
            for registro in cls.browse(registros):
                cortes = [corte for plan in registro.de_que_planes for corte in plan.cortes]
                estados = turno.estados(cortes) if cortes else {}
                cerrados = [cual for cual, (_, estado) in estados.items() if estado == "cerrado"]
                rigen = [("corte", "in", cerrados), ("reabierta_el", "=", None)]
                if lo_tienen := [i for i in Instantanea.search(rigen) if i.sostiene(registro)]:
                    fechas = [estados[i.corte.id][0] for i in lo_tienen]
                    frases = ("paac.msg_sostenido", "paac.msg_sostenido_por_varios")
                    raise AccessError(turno.dicho_de(fechas, *frases, que=registro.rec_name))

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        if mode == "delete":
            cls.comprobar_que_nada_lo_sostiene(records)


class Comprobado:
    """Lo que la biblioteca halle mal en un registro se dice al guardarlo."""

    __slots__ = ()

    @classmethod
    def validate(cls, registros):
        super().validate(registros)
        for registro in registros:
            comprobacion.comprobar(registro)


class Adjunto(metaclass=PoolMeta):
    __name__ = "ir.attachment"

    @classmethod
    def check_modification(cls, mode, records, values=None, external=False):
        super().check_modification(mode, records, values=values, external=external)
        cls._comprobar_de_que_son(records, agrega=mode == "create")

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        if mode == "write" and "resource" in (field_names or ()):  # a lo que se pasó
            cls._comprobar_de_que_son(records, agrega=True)

    @classmethod
    def _comprobar_de_que_son(cls, adjuntos, *, agrega):
        """Lo de un seguimiento cerrado, ni se agrega; lo demás que se sostiene, no se quita."""
        for adjunto in adjuntos:
            registro = adjunto.resource
            if isinstance(registro, Sostenido) and not (agrega and registro.admite_adjuntos):
                registro.comprobar_que_nada_lo_sostiene([registro])
