"""YAML en que todo es texto: ``No`` no es falso y ``1.10`` no es 1.1.

Sólo ``null``, ``~`` y el valor ausente quedan vacíos. Una clave repetida es un error, no una
pérdida callada.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml

_PAR_DE_SUSTITUTOS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_VACIO = "tag:yaml.org,2002:null"


class CargadorLiteral(yaml.BaseLoader):
    """Textos tal como están escritos, listas, objetos y vacíos."""

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - así es yaml
    ) -> dict[Hashable, Any]:
        """Un objeto sin claves repetidas."""
        vistas = set()
        for nodo, _ in node.value:
            clave = self.construct_object(nodo, deep=True)
            if not isinstance(clave, Hashable) or clave in vistas:
                raise yaml.constructor.ConstructorError(
                    problem=f"la clave {clave!r} está repetida o no es un texto",
                    problem_mark=nodo.start_mark,
                )
            vistas.add(clave)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """El texto; dos escapes de sustitutos seguidos, como los de JSON, son un carácter."""
        texto = str(super().construct_scalar(node))
        if _PAR_DE_SUSTITUTOS.search(texto):
            return texto.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        return texto


CargadorLiteral.add_implicit_resolver(
    _VACIO, re.compile(r"(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""]
)
CargadorLiteral.add_constructor(_VACIO, lambda _cargador, _nodo: None)
