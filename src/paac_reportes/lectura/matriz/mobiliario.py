"""Mobiliario de un documento, que no es dato: sus títulos, sus notas y lo que se llena a mano."""

import re
from collections import Counter
from collections.abc import Callable

from paac_reportes.lectura.matriz.celdas import primeras
from paac_reportes.lectura.matriz.palabras import empieza_por, palabras
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, ParteVista, TablaVista
from paac_reportes.textos.plano import en_plano

POR_LLENAR = re.compile(r"\s*[^:_]{1,60}:(?>[\s_]*?_{3})[\s_]*+")
"""«RESPONSABLE: ____»: lo que se llena a mano y está en blanco."""
_PALABRAS = re.compile(r"[^\W\d_]+")
_DE_TITULO = (
    "a al anexo ano anticorrupcion atencion avance ciudadano codigo con corrupcion corte de"
    " del e el en estrategia etica fecha formato hoja informe la las los mapa mapas matriz"
    " monitoreo nit numero o pagina para plan por proceso programa publica riesgo riesgos"
    " segun seguimiento transparencia u version vigencia y"
)
"""Las palabras con que se titula un plan, además de las de sus datos."""


def es_mobiliario_de(entidad: Entidad, documento: DocumentoVisto) -> Callable[[str], bool]:
    """Función que dice si un texto es un título de esa entidad, una nota, un total o una firma.

    Un título va en varias hojas o sólo dice lo que ya se sabe (la entidad, la vigencia, qué clase
    de plan es): el que dice algo más no es un título que se conozca.
    """
    veces = Counter(titulo for parte in documento.partes for titulo in _titulos(parte))
    titulos = (_DE_TITULO, *MESES, *palabras().titulos)
    de_la_entidad = (entidad.nombre, entidad.departamento or "")
    conocidas = {*_PALABRAS.findall(en_plano(" ".join((*titulos, *de_la_entidad))))}

    def es_mobiliario(texto: str) -> bool:
        """Si el texto se repite en varias hojas, dice lo sabido, se llena a mano o es un pie."""
        return (
            veces[en_plano(texto)] > 1
            or conocidas.issuperset(_PALABRAS.findall(en_plano(texto)))
            or POR_LLENAR.fullmatch(texto) is not None
            or empieza_por(texto, (*palabras().notas, *palabras().totales))
        )

    return es_mobiliario


def _titulos(parte: ParteVista) -> set[str]:
    """Textos, en plano, que van solos en las primeras filas de una hoja."""
    tablas = (bloque for bloque in parte.bloques if isinstance(bloque, TablaVista))
    filas = (celdas for tabla in tablas for celdas in primeras(tabla) if len(celdas) == 1)
    return {en_plano(celda.texto) for (celda,) in filas}
