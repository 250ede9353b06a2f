"""Los nombres públicos: los de la entrada y los de cada uno de sus módulos."""

from importlib import import_module

import paac_reportes as paac

MODULOS = tuple(sorted(paac._MODULOS))
DE_LA_ENTRADA = tuple(nombre for nombre in paac.__all__ if nombre not in MODULOS)
DE_CADA_MODULO: dict[str, list[str]] = {
    nombre: import_module(f"paac_reportes.{nombre}").__all__ for nombre in MODULOS
}
NOMBRES = sorted({*DE_LA_ENTRADA, *(uno for suyos in DE_CADA_MODULO.values() for uno in suyos)})
