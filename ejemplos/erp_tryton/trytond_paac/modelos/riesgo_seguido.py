"""Lo que se dice de un riesgo en un corte: el líder de su proceso, control interno o Planeación."""

from trytond.model import ModelSQL, ModelView, Unique, fields
from trytond.pool import Pool

import paac_reportes as paac
from trytond_paac.modelos.reportado import DeUnSeguimiento, Reportado
from trytond_paac.modelos.rotulos import columnas, rotulo


class SeguimientoDelMapa(columnas(paac.modelo.SeguimientoDelMapa), Reportado, ModelSQL, ModelView):
    __name__ = "paac.mapa.seguimiento"
    __string__ = "Seguimiento del mapa"
    _de_que_es = frozenset({"mapa", "corte"})

    mapa = fields.Many2One("paac.mapa", "Mapa de riesgos", required=True, ondelete="CASCADE")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(
            ("mapa_y_corte", Unique(tabla, tabla.mapa, tabla.corte), "paac.msg_mapa_por_corte")
        )

    @property
    def fila(self):
        """El mapa de que es."""
        return self.mapa

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("mapa.rec_name", *clause[1:])]


class SeguimientoDeRiesgo(
    columnas(paac.modelo.SeguimientoDeRiesgo), Reportado, ModelSQL, ModelView
):
    __name__ = "paac.riesgo.seguimiento"
    __string__ = "Seguimiento de un riesgo"
    _de_que_es = frozenset({"riesgo", "corte", "quien"})

    riesgo = fields.Many2One("paac.riesgo", "Riesgo", required=True, ondelete="CASCADE")
    controles = fields.One2Many("paac.control.seguido", "seguimiento", "Controles")
    evidencias = fields.One2Many("paac.riesgo.evidencia", "seguimiento", "Evidencias")

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(
            (
                "uno_por_quien",
                Unique(tabla, tabla.riesgo, tabla.corte, tabla.quien),
                "paac.msg_riesgo_por_corte",
            )
        )

    @classmethod
    def default_quien(cls):
        return "lider" if Pool().get("paac.proceso").del_usuario() else "oci"

    @property
    def fila(self):
        """El riesgo de que es."""
        return self.riesgo

    @classmethod
    def search_rec_name(cls, name, clause):
        return [("riesgo.rec_name", *clause[1:])]


class EvidenciaDeRiesgo(DeUnSeguimiento, ModelSQL, ModelView):
    __name__ = "paac.riesgo.evidencia"
    __string__ = "Evidencia de un riesgo"
    _rec_name = "texto"

    seguimiento = fields.Many2One(
        "paac.riesgo.seguimiento", "Seguimiento", required=True, ondelete="CASCADE"
    )
    texto = fields.Text(rotulo("Seguimiento", "texto"), help="Un texto o una dirección web.")


class ControlSeguido(columnas(paac.modelo.ControlSeguido), DeUnSeguimiento, ModelSQL, ModelView):
    __name__ = "paac.control.seguido"
    __string__ = "Control seguido"
    _rec_name = "control"

    seguimiento = fields.Many2One(
        "paac.riesgo.seguimiento", "Seguimiento", required=True, ondelete="CASCADE"
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        tabla = cls.__table__()
        cls._sql_constraints.append(
            (
                "una_vez_por_control",
                Unique(tabla, tabla.seguimiento, tabla.control),
                "paac.msg_control_repetido",
            )
        )
