"""Un contenido como YAML: cada texto con las comillas que le hagan falta, los largos en bloque."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from paac_reportes.decimales import NumeroFlotante, de_flotante
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura import FechaEscrita
from paac_reportes.instalacion import hace_falta
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.normativa.normas import buscar_regimen

with hace_falta():
    import yaml

_CAMBIARIAN = re.compile("[\r\t\x85\u2028\u2029\ufeff]")
"""Signos que en un bloque, o entre comillas sencillas, no se leerían igual."""
_NUMERO = "tag:yaml.org,2002:float"


def en_yaml(datos: Mapping[str, Any]) -> bytes:
    """Los bytes del ``.yaml`` de unos datos."""
    texto: str = yaml.dump(
        _escribibles(datos),
        Dumper=_Escritor,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    return texto.encode("utf-8")


class _NumeroConClase(str):
    """Un número que no se puede leer como texto: su clase es parte del dato."""

    __slots__ = ()


def _escribibles(datos: Any) -> Any:
    """Los mismos datos, con las imágenes como texto y los números de los extras señalados."""
    if isinstance(datos, Mapping):
        return {
            clave: _numeros_senalados(valor) if clave == "extras" else _escribibles(valor)
            for clave, valor in datos.items()
        }
    if isinstance(datos, list):
        return [_escribibles(valor) for valor in datos]
    if isinstance(datos, float) and isinstance(de_flotante(datos), NumeroFlotante):
        return _NumeroConClase(datos)  # un texto con esas cifras se escribiría entero
    return imagen_como_texto(datos) if isinstance(datos, bytes) else datos


def _numeros_senalados(extras: Any) -> Any:
    """Los extras, con sus números señalados: al leerlos siguen siendo números."""
    if not isinstance(extras, Mapping):  # un texto del informe que se llama así
        return extras
    return {
        nombre: _NumeroConClase(valor) if isinstance(valor, int | float) else valor
        for nombre, valor in extras.items()
    }


class _Escritor(yaml.SafeDumper):
    """Listas más adentro que su clave, y cada texto del modo en que se lee igual."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - así es yaml
        """Nunca: un alias no se entiende a simple vista."""
        return True


def _nodo_de_texto(escritor: yaml.SafeDumper, texto: str) -> yaml.Node:
    """El nodo de un texto: el de varios renglones, en bloque, salvo que así se lea distinto."""
    estilo = None
    if _CAMBIARIAN.search(texto):
        estilo = '"'
    elif "\n" in texto:
        # Uno que empieza por un blanco pediría decir cuánto va adentro el bloque.
        estilo = '"' if texto[0].isspace() else "|"
    return escritor.represent_scalar("tag:yaml.org,2002:str", texto, style=estilo)


def _numero(escritor: yaml.SafeDumper, numero: float | _NumeroConClase) -> yaml.Node:
    """Nodo de un número, con todas sus cifras: con exponente (``1e-05``) no se leería."""
    estilo = '"' if isinstance(numero, str) else None
    return escritor.represent_scalar(_NUMERO, f"{Decimal(str(numero)):f}", style=estilo)


_Escritor.add_representer(str, _nodo_de_texto)
_Escritor.add_representer(FechaEscrita, _nodo_de_texto)
_Escritor.add_representer(float, _numero)
_Escritor.add_representer(_NumeroConClase, _numero)


# ------------------------------------------------------------------ por llenar
_COMO_SE_LLENA = """\
# Plan por llenar. Se revisa con:  paac-reportes revisar ESTE_ARCHIVO
# y el documento se saca con:      paac-reportes generar ESTE_ARCHIVO --formato … --salida plan.docx
#
# Todo es texto y queda a la letra: 1.10 no es 1.1 y «No» no es falso. Lo que no se sepa se deja en
# blanco o se borra; un guion es un guion. Un texto que empiece por - : # & * ! | > ' " % @ ` o que
# traiga «: » va entre comillas; uno de varios renglones, después de | y más adentro.
#
# El seguimiento de una actividad va en ella:
#   seguimientos:
#   - {corte: 2026-04-30, texto: Se hizo la primera, avance: 50, estado: en_proceso}
#
# Qué puede llevar cada cosa lo dice:  paac-reportes formatos --esquema plan
"""


def plan_por_llenar(datos: Mapping[str, Any]) -> bytes:
    """Los bytes del ``.yaml`` de los datos de un plan, con cómo se llena y qué se confirma."""
    texto = f"{_COMO_SE_LLENA}\n{en_yaml(datos).decode()}"
    regimen: CodigoDeRegimen | None = datos.get("regimen")
    if regimen and (por_confirmar := buscar_regimen(regimen).nombres_por_confirmar):
        texto = texto.replace("\ncomponentes:", f"\n# {por_confirmar}\ncomponentes:", 1)
    return texto.encode()
