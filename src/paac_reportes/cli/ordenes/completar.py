"""``completar``: lo que bash o zsh necesitan para completar la orden con el tabulador."""

import argparse
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from paac_reportes import api
from paac_reportes.cli.espanol import acciones_de
from paac_reportes.cli.salidas import Salidas
from paac_reportes.errores import ErrorDeEntorno, ErrorPaac

_CONSOLAS = ("bash", "zsh")
_FALTA = 'para completar hace falta argcomplete: pip install "paac-reportes[orden]"'


def pedir(orden: ArgumentParser) -> None:
    """Para cuál consola."""
    orden.add_argument("consola", choices=_CONSOLAS, metavar="CONSOLA", help="bash o zsh")


def cumplir(pedido: Namespace, _salidas: Salidas) -> Iterator[str]:
    """El guion que se le da a la consola."""
    try:
        from argcomplete.shell_integration import (  # noqa: PLC0415 - sólo lo usa quien completa
            shellcode,
        )
    except ImportError:
        raise ErrorDeEntorno(_FALTA) from None
    yield shellcode(["paac-reportes"], shell=pedido.consola)


def lo_piden() -> bool:
    """Si quien llama es el tabulador."""
    return "_ARGCOMPLETE" in os.environ


def completar(orden: ArgumentParser) -> None:
    """Responde y termina; sin la biblioteca, calla."""
    try:
        import argcomplete  # noqa: PLC0415 - es de un extra
    except ImportError:
        os._exit(1)
    _con_lo_que_se_ofrece(orden)
    argcomplete.autocomplete(orden, always_complete_options="long")


def _con_lo_que_se_ofrece(orden: ArgumentParser) -> None:
    """Los códigos de los formatos y los cortes del plan: lo que no está escrito en la orden."""
    de = {
        "formato": _codigos,
        "codigo": _codigos,
        "corte": _cortes,
        "corte_a": _cortes,
        "corte_b": _cortes,
    }
    for accion in acciones_de(orden):
        if accion.dest in de:
            accion.completer = de[accion.dest]  # type: ignore[attr-defined]


def _codigos(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    try:
        propias = getattr(parsed_args, "plantillas", None)
        return [ficha.codigo for ficha in api.formatos_disponibles(propias)]
    except ErrorPaac:
        return list(api.codigos_de_formato())


def _cortes(parsed_args: argparse.Namespace, **_: Any) -> list[str]:
    """Los del plan que ya se nombró; de uno que no se deja leer, ninguno."""
    for clave in ("datos", "contra", "base", "antes"):
        ruta = getattr(parsed_args, clave, None)
        if isinstance(ruta, str) and ruta != "-":
            try:
                cortes = api.leer_sin_avisar(ruta)[0].cortes()
            except ErrorPaac:
                return []
            return [corte.isoformat() for corte in cortes]
    return []
