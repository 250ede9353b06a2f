"""Lo que la biblioteca exige de un registro, dicho al guardarlo."""

import paac_reportes as paac
from trytond_paac.puente import fallas
from trytond_paac.puente.campos import columnas, sin_blanco
from trytond_paac.puente.lectura import metodologia_de, recomendaciones_de


def _es(clase, registro):
    siempre = sin_blanco(clase)
    valores = {
        c: "" if getattr(registro, c) is None and c in siempre else getattr(registro, c)
        for c in columnas(clase)
    }
    if "extras" in valores:
        valores["extras"] = dict(valores["extras"] or {})
    with fallas.dichas(registro.rec_name):
        clase(**valores)


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
    with fallas.dichas(registro.rec_name):
        paac.Plan(
            entidad=paac.Entidad(nombre="-"),
            vigencia=registro.vigencia,
            componentes=(paac.Componente(),),
            metodologia=metodologia_de(registro.metodologia),
            recomendaciones=recomendaciones_de(registro.recomendaciones),
        )
