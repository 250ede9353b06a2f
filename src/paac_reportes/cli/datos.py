"""Los planes que una orden lee, y de cuál es cada falla."""

import contextlib
from collections.abc import Iterator

from paac_reportes import api
from paac_reportes.cli.consola import decir_avisos, va
from paac_reportes.cli.flujos import abierto, carpeta_de, nombre_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla


def leer(ruta: str, carpeta: str | None) -> api.Plan:
    """El plan de un archivo, con sus avisos ya dichos; cada falla nombra el archivo."""
    va(f"leyendo {nombre_de(ruta)}")
    with dice_de_cual(ruta):
        plan, avisos = api.leer_sin_avisar(abierto(ruta), carpeta_de(ruta, carpeta))
    va("sacando las cuentas")
    decir_avisos(avisos)
    return plan


def leer_dos(una: str, otra: str | None, carpeta: str | None) -> tuple[api.Plan, api.Plan]:
    """Los planes de dos archivos; si no hay otro, el mismo. Cada falla y aviso dice de cuál es."""
    if otra is None:
        plan = leer(una, carpeta)
        return plan, plan
    planes, fallas = [], list[Falla]()
    for ruta in (una, otra):
        try:
            va(f"leyendo {nombre_de(ruta)}")
            with dice_de_cual(ruta):
                plan, avisos = api.leer_sin_avisar(abierto(ruta), carpeta_de(ruta, carpeta))
        except ErrorDeEntrada as error:
            fallas += error.fallas
        else:
            planes.append(plan)
            de_cual = nombre_de(ruta)
            decir_avisos(Aviso(a.codigo, f"{de_cual}: {a.ruta}", a.mensaje) for a in avisos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return planes[0], planes[1]


@contextlib.contextmanager
def dice_de_cual(archivo: str, *otros: str) -> Iterator[None]:
    """Cada falla nombra su archivo; la de uno ilegible, y la de uno de los otros, ya lo hace."""
    archivo = nombre_de(archivo)
    try:
        yield
    except ErrorDeEntrada as error:
        propias = (
            Falla(f"{archivo}: {f.ruta}".removesuffix(": "), f.mensaje) for f in error.fallas
        )
        pares = zip(error.fallas, propias, strict=True)
        conocidos = (archivo, *otros)
        raise ErrorDeEntrada(f if f.ruta in conocidos else propia for f, propia in pares) from None
