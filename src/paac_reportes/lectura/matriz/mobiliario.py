"""Mobiliario de un documento, que no es dato: sus títulos, sus notas y lo que se llena a mano."""

import re
from collections import Counter
from collections.abc import Callable

from paac_reportes.lectura.matriz.celdas import escritas
from paac_reportes.lectura.matriz.palabras import empieza_por, palabras
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano

_PALABRAS = re.compile(r"[^\W\d_]+")
_POR_LLENAR = re.compile(r"\s*[^:_]{1,60}:(?>[\s_]*?_{3})[\s_]*+")
"""«RESPONSABLE: ____»: lo que se llena a mano y está en blanco."""
_PRIMERAS = 12
_DE_TITULO = frozenset(
    en_plano(
        "a al anexo ano anticorrupcion atencion avance ciudadano codigo con corrupcion corte de"
        " del e el en estrategia etica fecha formato hoja informe la las los mapa mapas matriz"
        " monitoreo nit numero o"
        " pagina para plan por proceso programa publica riesgo riesgos segun seguimiento"
        " transparencia u version"
        " vigencia y"
    ).split()
)
"""Las palabras con que se titula un plan, además de las de sus datos."""


def es_mobiliario_de(entidad: Entidad, documento: DocumentoVisto) -> Callable[[str], bool]:
    """Función que dice si un texto es un título de esa entidad, una nota, un total o una firma.

    Un título va en varias hojas o sólo dice lo que ya se sabe (la entidad, la vigencia, qué clase
    de plan es): el que dice algo más no es un título que se conozca.
    """
    de_varias_hojas = _titulos_de_varias_hojas(documento)
    de_la_entidad = " ".join(str(dato) for dato in (entidad.nombre, entidad.departamento) if dato)
    conocidas = {
        *_DE_TITULO,
        *MESES,
        *_PALABRAS.findall(en_plano(de_la_entidad)),
        *(p for titulo in palabras().titulos for p in _PALABRAS.findall(en_plano(titulo))),
    }

    def es_mobiliario(texto: str) -> bool:
        """Si el texto se repite en varias hojas, dice lo sabido, se llena a mano o es un pie."""
        if en_plano(texto) in de_varias_hojas or _POR_LLENAR.fullmatch(texto):
            return True
        if set(_PALABRAS.findall(en_plano(texto))) <= conocidas:
            return True
        return empieza_por(texto, (*palabras().notas, *palabras().totales))

    return es_mobiliario


def _titulos_de_varias_hojas(documento: DocumentoVisto) -> frozenset[str]:
    """Textos, en plano, que van solos en las primeras filas de más de una hoja."""
    veces = Counter[str]()
    for parte in documento.partes:
        titulos = set[str]()
        for tabla in (bloque for bloque in parte.bloques if isinstance(bloque, TablaVista)):
            for fila in range(min(_PRIMERAS, len(tabla.filas))):
                celdas = escritas(tabla, fila)
                if len(celdas) == 1:
                    titulos.add(en_plano(celdas[0].texto))
        veces.update(titulos)
    return frozenset(titulo for titulo, cuantas in veces.items() if cuantas > 1)
