"""Lo que en el documento de otro no es un dato: sus títulos, sus notas y sus firmas."""

import re
from collections.abc import Callable

from paac_reportes.lectura.ajenos.franjas import Franja, franja_de
from paac_reportes.lectura.ajenos.matrices import titulos_de_varias_hojas
from paac_reportes.lectura.ajenos.vocabulario import palabras
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import en_plano

_PALABRAS = re.compile(r"[^\W\d_]+")
_POR_LLENAR = re.compile(r"\s*[^:_]{1,60}:[\s_]*_{3}[\s_]*")
"""«RESPONSABLE: ____»: lo que se llena a mano y está en blanco."""
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
_DE_PIE = {Franja.NOTA, Franja.TOTAL}


def es_mobiliario_de(entidad: Entidad, visto: DocumentoVisto) -> Callable[[str], bool]:
    """Si un texto es un título de un documento de esa entidad, una nota, un total o una firma.

    Un título va en varias hojas o sólo dice lo que ya se sabe (la entidad, la vigencia, qué clase
    de plan es): el que dice algo más no es un título que se conozca.
    """
    de_varias_hojas = titulos_de_varias_hojas(visto)
    de_la_entidad = " ".join(str(dato) for dato in (entidad.nombre, entidad.departamento) if dato)
    conocidas = {
        *_DE_TITULO,
        *MESES,
        *_PALABRAS.findall(en_plano(de_la_entidad)),
        *(uno for titulo in palabras().titulos for uno in _PALABRAS.findall(en_plano(titulo))),
    }

    def es_mobiliario(texto: str) -> bool:
        if en_plano(texto) in de_varias_hojas or _POR_LLENAR.fullmatch(texto):
            return True
        if set(_PALABRAS.findall(en_plano(texto))) <= conocidas:
            return True
        return franja_de(texto) in _DE_PIE

    return es_mobiliario
