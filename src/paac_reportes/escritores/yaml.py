"""Un contenido como YAML: cada texto con las comillas que le hagan falta, los largos en bloque."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from paac_reportes.decimales import NumeroFlotante, de_flotante
from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.escritores.limites import comprobar_que_cabe_lo_de_texto
from paac_reportes.instalacion import hace_falta

with hace_falta():
    import yaml

_CAMBIARIAN = re.compile("[\r\t\x85\u2028\u2029\ufeff]")
"""Signos que en un bloque, o entre comillas sencillas, no se leerían igual."""
_NUMERO = "tag:yaml.org,2002:float"


def escribir_yaml(datos: Mapping[str, Any], encabezado: str = "") -> bytes:
    """Los bytes del ``.yaml`` de unos datos, con un encabezado de comentarios.

    ``ErrorDeEntrada`` si pesa más de lo que se lee.
    """
    texto: str = yaml.dump(
        _escribibles(datos),
        Dumper=_Escritor,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    return comprobar_que_cabe_lo_de_texto(f"{encabezado}{texto}".encode(), ".yaml")


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
_Escritor.add_multi_representer(str, _nodo_de_texto)  # una fecha que ya es texto
_Escritor.add_representer(float, _numero)
_Escritor.add_representer(_NumeroConClase, _numero)
