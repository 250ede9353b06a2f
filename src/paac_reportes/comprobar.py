"""Comprobar: lo que conviene revisar, lo que falla y la prueba de lo que se emitió."""

from paac_reportes.api import firmar, huella, revisar, revisar_plan, verificar_varios
from paac_reportes.errores import (
    AvisoPaac,
    ErrorDeEntorno,
    ErrorDeEntrada,
    ErrorDeFormato,
    ErrorDeMaqueta,
    Falla,
    Posicion,
)
from paac_reportes.prueba.acta import Hecho
from paac_reportes.prueba.certificado import (
    Certificado,
    Constancia,
    Diferencia,
    Prueba,
    Reparo,
    Verificado,
)
from paac_reportes.textos.lo_que_queda import PorRevisar, Revisado

__all__ = [
    "AvisoPaac",
    "Certificado",
    "Constancia",
    "Diferencia",
    "ErrorDeEntorno",
    "ErrorDeEntrada",
    "ErrorDeFormato",
    "ErrorDeMaqueta",
    "Falla",
    "Hecho",
    "PorRevisar",
    "Posicion",
    "Prueba",
    "Reparo",
    "Revisado",
    "Verificado",
    "firmar",
    "huella",
    "revisar",
    "revisar_plan",
    "verificar_varios",
]
