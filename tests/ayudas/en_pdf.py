"""Documentos pequeños hechos a mano, y lo que se lee del PDF que sale de ellos."""

from datetime import date
from typing import Any

import attrs

from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import (
    estilo_de_debajo,
    estilos_base,
    estilos_de_firma,
    sublistas,
)
from paac_reportes.maqueta.medida.tipografia import Mm, Pt

_BASE = estilos_base("Arial", Pt(9))
ESTILOS = (
    _BASE
    | sublistas(_BASE["lista"])
    | estilos_de_firma(_BASE["firma"])
    | {
        "texto-centro": attrs.evolve(_BASE["texto"], horizontal="centro"),
        "texto-justificada": attrs.evolve(_BASE["texto"], horizontal="justificada"),
        "celda-derecha-numero": attrs.evolve(_BASE["celda"], horizontal="derecha"),
        "rotulo-de-valores": attrs.evolve(_BASE["rotulo"], horizontal="derecha"),
        "debajo": estilo_de_debajo(_BASE["celda"]),
        "celda-girada": attrs.evolve(_BASE["celda"], girado=True, vertical="centro"),
    }
)
CARTA = Pagina(
    ancho=Mm(216), alto=Mm(279), superior=Mm(25), inferior=Mm(20), izquierdo=Mm(20),
    derecho=Mm(20), encabezado=Mm(10),
)  # fmt: skip
FECHA = date(2026, 4, 30)
METADATOS = Metadatos(
    titulo="Plan anticorrupción",
    asunto="Vigencia 2026",
    autor="MUNICIPIO DE PRUEBA",
    palabras_clave="PAAC, seguimiento",
    fecha=FECHA,
)


def documento(*bloques: Any, marco: Marco | None = None) -> Documento:
    """Un documento de una parte con esos bloques."""
    return documento_de_partes(Parte("Una", bloques, marco or Marco(pagina=CARTA)))


def documento_de_partes(*partes: Parte) -> Documento:
    return Documento(metadatos=METADATOS, estilos=ESTILOS, partes=partes)
