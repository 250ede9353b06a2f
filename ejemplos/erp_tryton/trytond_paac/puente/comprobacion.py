"""Lo que la biblioteca exige de un registro, dicho al guardarlo."""

import paac_reportes as paac
from paac_reportes import anfitrion
from trytond_paac.puente import fallas
from trytond_paac.puente.campos import CLASES, de_las_filas, todas

_DE_OTRAS_TABLAS = {
    paac.Plan: {"entidad": {"nombre": "-"}, "componentes": [{}]},
    paac.MapaDeRiesgos: {"entidad": {"nombre": "-"}},
}
"""Lo que la biblioteca pide además de lo que va en las columnas."""


def comprobar(registro):
    """Un error de usuario si la biblioteca no admite lo que un registro dice."""
    clase = CLASES[registro.__name__]
    with fallas.dichas(registro.rec_name, registro):
        fila = {columna: getattr(registro, columna) for columna in todas(clase)}
        datos = _DE_OTRAS_TABLAS.get(clase, {}) | de_las_filas(clase, fila)
        if hasattr(registro, "corte"):
            datos["corte"] = registro.corte.fecha
        anfitrion.armar(clase, datos)
