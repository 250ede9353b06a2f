"""Lo que la biblioteca exige de un registro, dicho al guardarlo."""

import paac_reportes as paac
from trytond_paac.puente import fallas
from trytond_paac.puente.campos import CLASES, de_las_filas, todas
from trytond_paac.puente.lectura import metodologia_de, recomendaciones_de


def _es(clase, registro, **de_mas):
    with fallas.dichas(registro.rec_name, registro):
        fila = {columna: getattr(registro, columna) for columna in todas(clase)}
        clase(**de_las_filas(clase, fila), **de_mas)


def del_mapa(registro):
    """Un error de usuario si la biblioteca no admite lo que dice un registro del mapa."""
    clase = CLASES.get(registro.__name__)
    if clase is None:  # un renglón es un texto, que lo admite todo
        return
    de_mas = {"entidad": paac.Entidad(nombre="-")} if clase is paac.MapaDeRiesgos else {}
    if hasattr(registro, "corte"):
        de_mas["corte"] = registro.corte.fecha
    _es(clase, registro, **de_mas)


def entidad(registro):
    """Un error de usuario si la DIVIPOLA, el escudo o un dato propio no sirven."""
    _es(paac.Entidad, registro)


def firma(registro):
    """Un error de usuario si la firma dibujada no es una imagen."""
    _es(paac.Firma, registro)


def dato_propio(registro):
    """Un error de usuario si su nombre no sirve para un dato propio."""
    with fallas.dichas(registro.rec_name):
        paac.Entidad(nombre="-", extras={registro.name: "-"})


def plan(registro):
    """Un error de usuario si la vigencia o la metodología no sirven."""
    with fallas.dichas(registro.rec_name, registro):
        paac.Plan(
            entidad=paac.Entidad(nombre="-"),
            vigencia=registro.vigencia,
            componentes=(paac.Componente(),),
            metodologia=metodologia_de(registro.metodologia),
            recomendaciones=recomendaciones_de(registro.recomendaciones),
        )
