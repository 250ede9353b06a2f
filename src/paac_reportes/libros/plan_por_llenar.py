"""Un plan por llenar, como YAML: con comentarios que dicen cómo."""

from collections.abc import Iterator, Mapping
from typing import Any

from paac_reportes.libros.yaml import en_yaml
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.normativa.regimenes import buscar_regimen
from paac_reportes.textos.valores import lista

_COMO_SE_LLENA = """\
# Plan por llenar. Se revisa con:  paac-reportes revisar ESTE_ARCHIVO
# y el documento se saca con:      paac-reportes generar ESTE_ARCHIVO --formato … --salida plan.docx
#
# Todo es texto y queda a la letra: 1.10 no es 1.1 y «No» no es falso. Lo que no se sepa se deja en
# blanco o se borra; un guion es un guion. Un texto que empiece por - : # & * ! | > ' " % @ ` o que
# traiga «: » va entre comillas; uno de varios renglones, después de | y más adentro.
"""
_LO_DEMAS = """
# También puede llevar, sin la almohadilla:
# firmas:
# - rol: Elaboró
#   nombre: …
#   cargo: …
# control_cambios:
# - version: '01'
#   fecha: 31/01/2026
#   razon: Versión inicial
"""
_DE_UN_SEGUIMIENTO = """\
El seguimiento de una actividad va en ella:
#   seguimientos:
#   - corte: 2026-04-30
#     texto: Se hizo la primera jornada
#     avance: 50            # de 0 a 100
#     estado: en_proceso    # cumplida, en_proceso, sin_avance, no_aplica o sin_reporte
#     evidencias: [Acta 012]"""


def plan_por_llenar(datos: Mapping[str, Any]) -> bytes:
    """Los bytes del ``.yaml`` de los datos de un plan."""
    texto = f"\n{en_yaml(datos).decode()}"
    for clave in filter(CATALOGO.conoce, datos):
        comentario = "\n#\n# ".join(_comentarios(clave, datos.get("regimen")))
        texto = texto.replace(f"\n{clave}:", f"\n\n# {comentario}\n{clave}:", 1)
    return f"{_COMO_SE_LLENA}{texto}{_LO_DEMAS}".encode()


def _comentarios(clave: str, regimen: CodigoDeRegimen | None) -> Iterator[str]:
    """Qué es una clave, qué puede llevar y, de los componentes, si hay nombres por revisar."""
    yield CATALOGO[clave].dice
    if clave == "entidad":
        yield f"Puede llevar {lista([dato.rpartition('.')[2] for dato in CATALOGO.datos(clave)])}."
    if clave == "componentes":
        yield _DE_UN_SEGUIMIENTO
        if regimen and (por_confirmar := buscar_regimen(regimen).nombres_por_confirmar):
            yield por_confirmar
