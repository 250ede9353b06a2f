"""argparse en español."""

import argparse
from typing import Any, NoReturn

_TRADUCCIONES = (
    ("the following arguments are required: ", "falta: "),
    ("unrecognized arguments: ", "no se esperaba: "),
    ("expected one argument", "falta su valor"),
    ("invalid choice: ", "no existe la orden "),
    ("(choose from ", "(están: "),
    ("ignored explicit argument", "no lleva el valor"),
    ("usage: ", "uso: "),
    ("positional arguments:", "argumentos:"),
    ("options:", "opciones:"),
)


class Orden(argparse.ArgumentParser):
    """argparse que habla español y no adivina opciones a medio escribir."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **opciones)
        self.add_argument(
            "-h", "--help", "--ayuda", action="help", help="muestra esta ayuda y termina"
        )

    def error(self, message: str) -> NoReturn:
        """El uso, la falla y código 2."""
        self.exit(
            2, f"{self.format_usage()}{self.prog}: {_traducir(message.removeprefix('argument '))}\n"
        )

    def format_usage(self) -> str:
        """El uso en español."""
        return _traducir(super().format_usage())

    def format_help(self) -> str:
        """La ayuda en español."""
        return _traducir(super().format_help())


def _traducir(texto: str) -> str:
    for ingles, espanol in _TRADUCCIONES:
        texto = texto.replace(ingles, espanol)
    return texto
