"""Lo que la orden dice: por stderr, un renglón por cosa, y nada que la terminal obedezca."""

import contextlib
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from paac_reportes.errores import Aviso


def decir(linea: str) -> None:
    """Un renglón por stderr."""
    print(imprimible(linea).replace("\n", " "), file=sys.stderr)  # noqa: T201 - es la orden


def decir_avisos(avisos: Iterable[Aviso]) -> None:
    """Cada aviso, una vez; los que dicen lo mismo de varios lugares, juntos."""
    juntos: dict[tuple[str, str], list[Aviso]] = {}
    for aviso in dict.fromkeys(avisos):
        juntos.setdefault((aviso.codigo, aviso.mensaje), []).append(aviso)
    for iguales in juntos.values():
        lugares = "; ".join(filter(None, (aviso.ruta for aviso in iguales)))
        cuantos = f" ({len(iguales)} lugares)" if len(iguales) > 1 else ""
        dicho = Aviso(iguales[0].codigo, lugares, f"{iguales[0].mensaje}{cuantos}")
        decir(f"aviso: {dicho}")


@contextlib.contextmanager
def progreso() -> Iterator[Callable[[object], None]]:
    """Por dónde va lo que tarda, en un renglón que se borra; sólo para quien mira una terminal."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda _que: None
        return
    try:
        yield lambda que: _en_el_mismo_renglon(f"escribiendo {que}…")
    finally:
        _en_el_mismo_renglon("")


def _en_el_mismo_renglon(texto: str) -> None:
    sys.stderr.write(f"\r\x1b[K{imprimible(texto)}")
    sys.stderr.flush()


def imprimible(texto: str) -> str:
    """El texto sin caracteres de control: un dato ajeno no maneja la terminal de quien lo lee."""
    if texto.isprintable():
        return texto
    return "".join(
        letra if letra in "\n\t" or unicodedata.category(letra) != "Cc" else "\ufffd"
        for letra in texto
    )
