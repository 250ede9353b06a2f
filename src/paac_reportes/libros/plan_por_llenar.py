"""Un plan por llenar, como YAML: con comentarios que dicen cómo."""

import re
from collections.abc import Mapping
from typing import Any

from paac_reportes.libros.yaml import en_yaml
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.normativa.regimenes import buscar_regimen

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
_DE_CADA_CLAVE = {
    "entidad": (
        "La entidad. Además de su nombre puede llevar orden, departamento, nit, divipola,\n"
        "# direccion, codigo_postal, telefono, correo, sitio_web, certificado y escudo (el nombre\n"
        "# de un archivo PNG o JPEG que esté junto a éste)."
    ),
    "vigencia": "El año del plan.",
    "regimen": "Las reglas con que se hizo: paac-v1, paac-v2 o ptep.",
    "metodologia": "Cómo se sacan las cifras; lo que no se diga lo decide el formato.",
    "dependencias": "Cada dependencia con sus componentes.",
    "componentes": (
        "Cada componente con sus subcomponentes y actividades. El seguimiento de una actividad va"
        " en ella:\n"
        "#   seguimientos:\n"
        "#   - corte: 2026-04-30\n"
        "#     texto: Se hizo la primera jornada\n"
        "#     avance: 50            # de 0 a 100\n"
        "#     estado: en_proceso    # cumplida, en_proceso, sin_avance, no_aplica o sin_reporte\n"
        "#     evidencias: [Acta 012]"
    ),
    "recomendaciones": "Lo que se recomendó en cada corte, y lo que se respondió.",
    "control_cambios": "Las versiones del documento.",
    "firmas": "Quien elabora, revisa y aprueba.",
    "textos": "Los párrafos propios de un informe narrativo, por su clave.",
}


def plan_por_llenar(datos: Mapping[str, Any]) -> bytes:
    """Los bytes del ``.yaml`` de los datos de un plan."""
    comentarios = _comentarios(datos.get("regimen"))
    texto = en_yaml(datos).decode("utf-8")
    texto = _CLAVE.sub(lambda clave: f"\n# {comentarios[clave[0][:-1]]}\n{clave[0]}", texto)
    return f"{_COMO_SE_LLENA}{texto}{_LO_DEMAS}".encode()


_CLAVE = re.compile(rf"^(?:{'|'.join(_DE_CADA_CLAVE)}):", re.MULTILINE)


def _comentarios(regimen: CodigoDeRegimen | None) -> dict[str, str]:
    """Comentario de cada clave; el de los componentes advierte de sus nombres, si hay de qué."""
    por_confirmar = buscar_regimen(regimen).nombres_por_confirmar if regimen else ""
    if not por_confirmar:
        return _DE_CADA_CLAVE
    return _DE_CADA_CLAVE | {
        "componentes": f"{_DE_CADA_CLAVE['componentes']}\n#\n# {por_confirmar}"
    }
