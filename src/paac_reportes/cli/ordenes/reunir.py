"""``reunir``: los libros que volvieron, en un solo plan, y el informe de cómo llegaron."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from pathlib import Path

from paac_reportes import api
from paac_reportes.cli import valores
from paac_reportes.cli.consola import decir, decir_avisos
from paac_reportes.cli.datos import leer
from paac_reportes.cli.ordenes.comunes import con_carpeta
from paac_reportes.cli.salidas import Salidas
from paac_reportes.errores import ErrorDeEntrada, Falla


def pedir(orden: ArgumentParser) -> None:
    """Sus argumentos."""
    orden.add_argument(
        "libros", nargs="+", metavar="LIBRO", help="los libros que volvieron, o su carpeta"
    )
    orden.add_argument("--base", required=True, metavar="DATOS", help="el plan del que salieron")
    con_carpeta(orden)
    orden.add_argument(
        "--salida",
        required=True,
        type=valores.salida_de_datos,
        metavar="ARCHIVO",
        help="el plan consolidado: .json, .yaml o .xlsx",
    )
    orden.add_argument(
        "--informe",
        default=[],
        action="append",
        type=valores.salida,
        metavar="ARCHIVO",
        help="el informe de la consolidación, donde se responden los conflictos; se puede repetir",
    )
    orden.add_argument(
        "--corte", type=valores.fecha, metavar="AAAA-MM-DD", help="el que deben traer los libros"
    )
    orden.add_argument(
        "--preferir",
        type=_preferencia,
        metavar="CUAL",
        help="lo que se toma donde no haya respuesta: base, libro (si sólo uno dice algo) o ultimo"
        " (el libro que se nombra de último)",
    )
    orden.add_argument(
        "--respuestas",
        metavar="ARCHIVO",
        help="el informe con sus respuestas: .json, .docx o .xlsx",
    )
    orden.add_argument(
        "--sin-conflictos",
        action="store_true",
        help="no escribe nada, y termina con 1, si queda un conflicto sin resolver",
    )


def _preferencia(texto: str) -> str:
    if texto in {"base", "libro", "ultimo"}:
        return texto
    raise ArgumentTypeError(f"se esperaba base, libro o ultimo; llegó {texto!r}")


def cumplir(pedido: Namespace, salidas: Salidas) -> Iterator[str]:
    """Reúne los libros y escribe el plan y los informes: todos, o ninguno."""
    if pedido.salida.resolve() == Path(pedido.base).resolve():
        raise ErrorDeEntrada(Falla(str(pedido.salida), "es el archivo de la base"))
    base = leer(pedido.base, pedido.carpeta)
    reunion = api.reunir(
        pedido.libros,
        base=base,
        corte=pedido.corte,
        preferir=pedido.preferir,
        respuestas=pedido.respuestas,
    )
    if pedido.sin_conflictos and reunion.pendientes:
        raise ErrorDeEntrada(
            Falla(c.id, f"sin resolver: {c.descripcion}") for c in reunion.pendientes
        )
    salidas.van_a_ser([pedido.salida, *pedido.informe])
    al_guardar = api.guardar_reunion_sin_avisar(reunion, pedido.informe, datos=pedido.salida)
    decir_avisos((*reunion.avisos, *al_guardar))
    for renglon in api.detalle_de_reunion(reunion):
        decir(renglon)
    yield from api.frases_de_reunion(reunion)
    yield from map(str, (*pedido.informe, pedido.salida))
