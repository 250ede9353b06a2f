"""argparse en español, que a lo mal escrito le nombra lo más parecido."""

import argparse
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

_TRADUCCIONES = (
    ("the following arguments are required: ", "falta: "),
    ("unrecognized arguments: ", "no se esperaba: "),
    ("expected one argument", "falta su valor"),
    ("expected at least one argument", "falta al menos un valor"),
    ("ignored explicit argument", "no lleva el valor"),
    ("usage: ", "uso: "),
    ("positional arguments:", "argumentos:"),
    ("options:", "opciones:"),
)
_OPCION = re.compile(r"--?[A-Za-zÁ-ÿ][\wÁ-ÿ-]*(?==|$)")


class Orden(argparse.ArgumentParser):
    """argparse que habla español y no adivina opciones a medio escribir."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Ayuda,
            **opciones,
        )
        self.add_argument(
            "-h", "--help", "--ayuda", action="help", help="muestra esta ayuda y termina"
        )

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """Lo de argparse; antes, una opción que no existe se dice con la más parecida."""
        escritos = sys.argv[1:] if args is None else args
        if fallas := list(self._opciones_de_mas(escritos)):
            self.error("\n".join(fallas))
        return super().parse_known_args(escritos, namespace)

    def _opciones_de_mas(self, escritos: Sequence[str]) -> Iterable[str]:
        """Las que no son de esta orden; tras el nombre de otra, son de esa otra."""
        for escrito in escritos:
            hallada = _OPCION.match(escrito)
            if escrito == "--" or (self._subparsers and not escrito.startswith("-")):
                return
            if hallada and hallada[0] not in self._option_string_actions:
                yield no_existe(hallada[0], self._option_string_actions)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Lo de argparse, diciendo las que hay y la más parecida."""
        if action.choices is not None and value not in action.choices:
            que = "la orden " if action.dest == "orden" else ""
            hay = list(map(str, action.choices))
            motivo = no_existe(f"{que}{str(value)!r}", hay, str(value))
            # Sin nombrar el argumento: la orden ya se nombró.
            suyo = None if que else action
            raise argparse.ArgumentError(suyo, f"{motivo} (están: {', '.join(hay)})")

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


class _Ayuda(argparse.RawDescriptionHelpFormatter):
    """La de argparse, que no parte un código por sus guiones."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_on_hyphens=False)


def acciones_de(orden: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Los argumentos de todas las órdenes de una."""
    for accion in orden._actions:  # noqa: SLF001 - argparse no los da de otro modo
        if isinstance(accion, argparse._SubParsersAction):  # noqa: SLF001
            for suya in accion.choices.values():
                yield from acciones_de(suya)
        else:
            yield accion


def no_existe(dicho: str, hay: Iterable[str], escrito: str | None = None) -> str:
    """``--formatto: no existe; ¿quiso decir --formato?``."""
    buscado = dicho if escrito is None else escrito
    cercano = get_close_matches(buscado, list(hay), n=1, cutoff=0.5)
    pista = f"; ¿quiso decir {cercano[0]}?" if cercano else ""
    return f"{dicho}: no existe{pista}" if escrito is None else f"no existe {dicho}{pista}"


def _traducir(texto: str) -> str:
    for ingles, espanol in _TRADUCCIONES:
        texto = texto.replace(ingles, espanol)
    return texto
