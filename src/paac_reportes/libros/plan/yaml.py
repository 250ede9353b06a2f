"""Un plan como YAML: cada texto entre las comillas que le hagan falta, los largos en bloque."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.normativa.regimenes import buscar_regimen

_CAMBIARIAN = re.compile("[\r\t\x85\u2028\u2029\ufeff]")
"""Lo que en un bloque, o entre comillas sencillas, no se leería igual."""
_NUMERO = "tag:yaml.org,2002:float"

_COMO_SE_LLENA = """\
# Plan por llenar. Se revisa con:  paac-reportes validar ESTE_ARCHIVO
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


def plan_en_yaml(datos: Mapping[str, Any], *, por_llenar: bool = False) -> bytes:
    """Los bytes del ``.yaml`` de unos datos; ``por_llenar``, con comentarios que dicen cómo."""
    texto = yaml.dump(
        _escribibles(datos),
        Dumper=_Escritor,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    if por_llenar:
        comentarios = _comentarios(datos.get("regimen"))
        texto = _CLAVE.sub(lambda c: f"\n# {comentarios[c[0][:-1]]}\n{c[0]}", texto)
        texto = f"{_COMO_SE_LLENA}{texto}{_LO_DEMAS}"
    return texto.encode("utf-8")


_CLAVE = re.compile(rf"^(?:{'|'.join(_DE_CADA_CLAVE)}):", re.MULTILINE)


def _comentarios(regimen: CodigoDeRegimen | None) -> dict[str, str]:
    """El de cada clave; el de los componentes advierte de sus nombres, si hay de qué."""
    por_confirmar = buscar_regimen(regimen).nombres_por_confirmar if regimen else ""
    if not por_confirmar:
        return _DE_CADA_CLAVE
    return _DE_CADA_CLAVE | {
        "componentes": f"{_DE_CADA_CLAVE['componentes']}\n#\n# {por_confirmar}"
    }


class _NumeroDeExtra(str):
    """Un número que no se puede leer como texto: en los extras su clase es parte del dato."""

    __slots__ = ()


def _escribibles(datos: Any) -> Any:
    """Los mismos datos, con las imágenes como texto y los números de los extras señalados."""
    if isinstance(datos, Mapping):
        return {
            clave: _numeros_senalados(valor) if clave == "extras" else _escribibles(valor)
            for clave, valor in datos.items()
        }
    if isinstance(datos, list):
        return [_escribibles(uno) for uno in datos]
    return imagen_como_texto(datos) if isinstance(datos, bytes) else datos


def _numeros_senalados(extras: Any) -> Any:
    if not isinstance(extras, Mapping):  # un texto del informe que se llama así
        return extras
    return {
        nombre: _NumeroDeExtra(valor) if isinstance(valor, int | float) else valor
        for nombre, valor in extras.items()
    }


class _Escritor(yaml.SafeDumper):
    """Listas más adentro que su clave, y cada texto del modo en que se lee igual."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - así es yaml
        """Nunca: un alias no se entiende a simple vista."""
        return True


def _nodo_de_texto(escritor: yaml.SafeDumper, texto: str) -> yaml.Node:
    estilo = None
    if _CAMBIARIAN.search(texto):
        estilo = '"'
    elif "\n" in texto:
        # Uno que empieza por un blanco pediría decir cuánto va adentro el bloque.
        estilo = '"' if texto[0].isspace() else "|"
    return escritor.represent_scalar("tag:yaml.org,2002:str", texto, style=estilo)


def _numero(escritor: yaml.SafeDumper, numero: _NumeroDeExtra) -> yaml.Node:
    return escritor.represent_scalar(_NUMERO, str(numero), style='"')


_Escritor.add_representer(str, _nodo_de_texto)
_Escritor.add_representer(_NumeroDeExtra, _numero)
