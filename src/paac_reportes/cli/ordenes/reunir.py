"""``reunir``: los libros que volvieron, en un solo plan, y el informe de cómo llegaron."""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator
from pathlib import Path

import paac_reportes as paac
from paac_reportes.api.tipos_de_archivo import tipos
from paac_reportes.cli.codigos import ALGO_POR_FUERA
from paac_reportes.cli.consola import codigo_de, decir, decir_avisos, va
from paac_reportes.cli.flujos import GUION, Salidas, abierto, destino, leer_plan_o_mapa
from paac_reportes.cli.ordenes import comunes
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.sistema import desde_la_de_trabajo

INFORME_SI_FALTA = "docx"
"""Tipo que va por la salida con ``--informe -``, si no se dice."""
_SALIDA = Path(GUION)
_DE_UN_PLAN = ("json", "yaml", "xlsx")


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``reunir``."""
    orden.add_argument(
        "libros",
        nargs="+",
        metavar="LIBRO",
        help="los libros que volvieron, o su carpeta; - es la entrada",
    )
    orden.add_argument(
        "--base", required=True, metavar="DATOS", help=f"el que salió: {comunes.ARCHIVO_DEL_PLAN}"
    )
    comunes.con_carpeta(orden)
    comunes.con_salida(
        orden, "el plan consolidado: .json, .yaml o .xlsx; - es la salida", *comunes.DE_DATOS
    )
    admitidos = tuple(dict.fromkeys((*_DE_UN_PLAN, *comunes.tipos_de_un_reporte())))
    comunes.una_de(
        orden, "--tipo", admitidos, f"{comunes.PARA_LA_SALIDA} (json) o --informe es - (docx)"
    )
    orden.add_argument(
        "--informe",
        default=[],
        action="append",
        type=comunes.archivo(*tipos()),
        metavar="ARCHIVO",
        help="el informe de la consolidación; se puede repetir; - es la salida",
    )
    comunes.con_fecha(orden, "--corte", "el que deben traer los libros")
    comunes.una_de(
        orden,
        "--preferir",
        ("base", "libro", "ultimo"),
        "lo que se toma donde no haya respuesta: la base, el libro si sólo uno dice algo, o el que"
        " se nombra de último",
    )
    orden.add_argument(
        "--tomar",
        default=[],
        action="append",
        metavar="LIBRO",
        help="el nombre de un libro: en todos sus conflictos se toma lo que él dice; se puede"
        " repetir",
    )
    orden.add_argument(
        "--respuestas",
        metavar="ARCHIVO",
        help="el .xlsx que escribió --salida, con su hoja Conflictos respondida; - es la entrada",
    )
    orden.add_argument(
        "--sin-conflictos",
        action="store_true",
        help="no escribe nada, y termina con 1, si queda un conflicto sin resolver",
    )


def falla_del_tipo(argumentos: Namespace, tipo: str) -> str | None:
    """Falla de mandar ese tipo por la salida: un plan y su informe no salen en lo mismo."""
    es_el_plan = str(argumentos.salida) == GUION
    documento, admite = (
        ("un plan", _DE_UN_PLAN) if es_el_plan else ("un informe", comunes.tipos_de_un_reporte())
    )
    if tipo in admite:
        return None
    return f"--tipo: {documento} sale en {', '.join(admite)}; llegó {tipo!r}"


def _comprobar_que_no_pisan(argumentos: Namespace) -> None:
    """``ErrorDeEntrada`` si una salida es la base o un libro de una carpeta de las que se leen."""
    base = desde_la_de_trabajo(argumentos.base).resolve()
    carpetas = {
        desde_la_de_trabajo(libro).resolve() for libro in argumentos.libros if Path(libro).is_dir()
    }
    for salida in (argumentos.salida, *argumentos.informe):
        if salida == _SALIDA:
            continue
        if desde_la_de_trabajo(salida).resolve() == base:
            raise ErrorDeEntrada(Falla("destino_ocupado", str(salida), "es el archivo de la base"))
        if salida.is_file() and desde_la_de_trabajo(salida).resolve().parent in carpetas:
            raise ErrorDeEntrada(
                Falla("destino_ocupado", str(salida), "está entre los libros que se reúnen")
            )


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """Reúne los libros y escribe todo, o nada; 4 si un libro, una fila o una celda no se tomó."""
    from paac_reportes.api.libros import guardar_reunion

    _comprobar_que_no_pisan(argumentos)
    base = leer_plan_o_mapa(argumentos.base, argumentos.carpeta)
    va("reuniendo los libros")
    por_libro = {Path(libro).name: "libro" for libro in argumentos.tomar}
    reunion = paac.reunir(
        [abierto(libro) for libro in argumentos.libros],
        base=base,
        corte=argumentos.corte,
        preferir=por_libro | {"*": argumentos.preferir} if por_libro else argumentos.preferir,
        respuestas=argumentos.respuestas and abierto(argumentos.respuestas),
    )
    if argumentos.sin_conflictos and reunion.pendientes:
        raise ErrorDeEntrada(
            Falla("conflicto_sin_resolver", conflicto.id, f"sin resolver: {conflicto.descripcion}")
            for conflicto in reunion.pendientes
        )
    salidas.van_a_ser([argumentos.salida, *argumentos.informe])
    al_guardar = guardar_reunion(
        reunion,
        [destino(informe, argumentos.tipo or INFORME_SI_FALTA) for informe in argumentos.informe],
        datos=destino(argumentos.salida, argumentos.tipo or "json"),
    )
    avisos = (*(aviso for entrega in reunion.todas for aviso in entrega.avisos), *al_guardar)
    decir_avisos(avisos)
    for renglon in reunion.detalle():
        decir(renglon)
    yield from reunion.frases()
    yield from (
        str(archivo) for archivo in (*argumentos.informe, argumentos.salida) if archivo != _SALIDA
    )
    if reunion.no_tomados or any(entrega.sin_tomar for entrega in reunion.todas):
        return ALGO_POR_FUERA
    return codigo_de(avisos)
