"""Lo que se dice de una fila en un corte: cerrado no cambia, y cada quien quita sólo lo suyo."""

from trytond.i18n import gettext
from trytond.model import fields, sequence_ordered
from trytond.model.exceptions import AccessError, ValidationError
from trytond.pool import Pool
from trytond.pyson import Eval
from trytond.transaction import Transaction, without_check_access

from trytond_paac.modelos.sostenido import Comprobado, Sostenido


class EnUnCorte(Sostenido):
    """Lo que se dice en un corte: cerrado, ya no se agrega, no se cambia y no se borra."""

    __slots__ = ()
    _por_quien = "corte"
    """El campo que dice de qué corte es, o de quién que lo sabe."""
    admite_adjuntos = False

    @classmethod
    def create(cls, nuevos):
        # Antes que los permisos: quien llega tarde debe saber que el corte se cerró.
        cls._comprobar_abiertos([nuevo.get(cls._por_quien) for nuevo in nuevos])
        return super().create(nuevos)

    @classmethod
    def write(cls, *args):
        for registros in args[::2]:
            cls.comprobar_que_nada_lo_sostiene(registros)
        super().write(*args)

    @classmethod
    def delete(cls, registros):
        cls.comprobar_que_nada_lo_sostiene(registros)
        super().delete(registros)

    @classmethod
    def on_modification(cls, mode, records, field_names=None):
        super().on_modification(mode, records, field_names=field_names)
        if mode == "write" and cls._por_quien in (field_names or ()):  # al que se pasó
            cls.comprobar_que_nada_lo_sostiene(records)

    @classmethod
    def camino_al_plan(cls):
        """El de una búsqueda: ``seguimiento.corte.plan``."""
        Dueno = Pool().get(getattr(cls, cls._por_quien).model_name)
        return f"{cls._por_quien}.{Dueno.camino_al_plan()}"

    @classmethod
    def comprobar_que_nada_lo_sostiene(cls, registros):
        """``AccessError`` si el corte de alguno se cerró."""
        with without_check_access():
            cls._comprobar_abiertos([getattr(r, cls._por_quien) for r in cls.browse(registros)])

    @classmethod
    def _comprobar_abiertos(cls, duenos):
        Corte = Pool().get("paac.corte")
        Dueno = Pool().get(getattr(cls, cls._por_quien).model_name)
        with without_check_access():
            suyos = [Dueno(dueno) for dueno in duenos if dueno is not None]
            cortes = suyos if Dueno is Corte else [dueno.corte for dueno in suyos]
        Corte.comprobar_que_no_estan_cerrados(cortes)


class Reportado(Comprobado, EnUnCorte, sequence_ordered("secuencia", "Orden")):
    """Un registro de una fila del plan y de un corte suyo."""

    __slots__ = ()
    _de_que_es = frozenset({"corte"})
    """Los campos que dicen de qué fila y de qué corte es."""

    corte = fields.Many2One("paac.corte", "Corte", required=True, ondelete="CASCADE")
    estado_corte = fields.Function(
        fields.Selection("get_estados_corte", "Estado del corte"), "on_change_with_estado_corte"
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        for nombre in dir(cls):
            campo = getattr(cls, nombre)
            if isinstance(campo, fields.Field) and not isinstance(campo, fields.Function):
                campo.states["readonly"] = Eval("estado_corte") == "cerrado"

    @classmethod
    def get_estados_corte(cls):
        return Pool().get("paac.corte").estado.selection

    @fields.depends("corte", "_parent_corte.estado")
    def on_change_with_estado_corte(self, name=None):
        return self.corte.estado if self.corte else None

    def get_rec_name(self, name):
        return f"{self.fila.rec_name} ({self.corte.rec_name})"

    @classmethod
    def validate(cls, seguimientos):
        super().validate(seguimientos)
        for seguimiento in seguimientos:
            fila = seguimiento.fila
            if fila.de_que_plan != seguimiento.corte.plan:
                raise ValidationError(gettext("paac.msg_corte_de_otro_plan", fila=fila.rec_name))

    @classmethod
    def write(cls, *args):
        acciones = iter(args)
        for seguimientos, valores in zip(acciones, acciones, strict=True):
            if valores.keys() & cls._de_que_es:
                cls._comprobar_de_quien_es(seguimientos)
        super().write(*args)

    @classmethod
    def delete(cls, seguimientos):
        cls._comprobar_de_quien_es(seguimientos)
        super().delete(seguimientos)

    @classmethod
    def _comprobar_de_quien_es(cls, seguimientos):
        """``AccessError`` si alguno lleva lo que quien lo borra o lo mueve no puede escribir.

        Lo que no se deja escribir tampoco se quita con su registro ni se pasa a otra fila: los
        permisos de cada campo dicen también quién lo borra.
        """
        if not Transaction().check_access:
            return
        Acceso = Pool().get("ir.model.field.access")
        suyos = Acceso.get_access([cls.__name__])[cls.__name__]
        ajenos = sorted(campo for campo, permiso in suyos.items() if not permiso["delete"])
        with without_check_access():
            for seguimiento in cls.browse(seguimientos):
                for campo in ajenos:
                    if getattr(seguimiento, campo):
                        fila, dato = seguimiento.fila.rec_name, cls.__names__(campo)["field"]
                        raise AccessError(
                            gettext("paac.msg_lleva_lo_de_otros", fila=fila, dato=dato)
                        )


class DeUnSeguimiento(EnUnCorte, sequence_ordered("secuencia", "Orden")):
    """Lo que un seguimiento lleva: se toca si él se puede tocar."""

    __slots__ = ()
    _por_quien = "seguimiento"

    @classmethod
    def __setup__(cls):
        super().__setup__()
        cls.__access__.add("seguimiento")
