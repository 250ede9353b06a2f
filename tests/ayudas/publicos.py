"""Los nombres públicos: los de la entrada y los de cada uno de sus módulos."""

import re
from pathlib import Path
from types import ModuleType
from typing import Any

import paac_reportes as paac

MODULOS = tuple(nombre for nombre in dir(paac) if isinstance(getattr(paac, nombre), ModuleType))
DE_LA_ENTRADA = tuple(nombre for nombre in dir(paac) if nombre not in MODULOS)
_LISTAS = Path(paac.__file__).parent


def nombrados_en(lista: str) -> list[str]:
    """Los que una sala muestra, de su ``.pyi``."""
    return re.findall(r"import (\w+) as", (_LISTAS / lista).read_text("utf-8"))


DE_CADA_MODULO = {
    "anfitrion": [
        nombre
        for nombre, valor in vars(paac.anfitrion).items()
        if not nombre.startswith("_") and not isinstance(valor, ModuleType)
    ],
    "modelo": [n for n in nombrados_en("modelo/__init__.pyi") if n not in DE_LA_ENTRADA],
    "tipos": [
        nombre
        for nombre in nombrados_en("tipos.pyi")
        if isinstance(getattr(paac.tipos, nombre), type) and nombre not in DE_LA_ENTRADA
    ],
}
DEL_ANFITRION = sorted(DE_CADA_MODULO["anfitrion"])
PUBLICOS: dict[str, Any] = {
    **{nombre: getattr(paac, nombre) for nombre in DE_LA_ENTRADA},
    **{
        nombre: getattr(getattr(paac, modulo), nombre)
        for modulo, nombres in DE_CADA_MODULO.items()
        if modulo != "anfitrion"  # lo suyo se mira aparte
        for nombre in nombres
    },
}
"""Cada uno con lo que es: se llama igual una sola cosa."""
