"""Los argumentos que varias órdenes comparten, y cómo responden en JSON."""

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Any

from paac_reportes import api
from paac_reportes.cli import valores
from paac_reportes.cli.flujos import destino
from paac_reportes.cli.salidas import Salidas

_CORTE = "corte; si falta, el último con reportes"
ARCHIVO_DEL_PLAN = "archivo del plan: .xlsx, .yaml o .json (- es la entrada)"
PARA_LA_SALIDA = "de qué tipo es lo que sale, si --salida es -"


def tipos_de_un_reporte() -> tuple[str, ...]:
    """Lo que se puede pedir con ``--tipo``: las extensiones, sin su punto."""
    return tuple(extension.removeprefix(".") for extension in api.tipos())


def con_datos(orden: argparse.ArgumentParser) -> None:
    """El archivo del plan y dónde está su escudo."""
    orden.add_argument("datos", metavar="DATOS", help=ARCHIVO_DEL_PLAN)
    con_carpeta(orden)


def con_carpeta(orden: argparse.ArgumentParser) -> None:
    """Dónde está el escudo."""
    orden.add_argument(
        "--carpeta", help="dónde está el escudo que nombran los datos; si falta, junto a ellos"
    )


def con_formato(orden: argparse.ArgumentParser) -> None:
    """El código del formato."""
    orden.add_argument(
        "--formato",
        required=True,
        metavar="CODIGO",
        help=f"código del formato: {', '.join(api.codigos_de_formato())}, o uno de --plantillas",
    )


def con_corte(orden: argparse.ArgumentParser) -> None:
    """El corte."""
    orden.add_argument("--corte", type=valores.fecha, metavar="AAAA-MM-DD", help=_CORTE)


def con_plantillas(orden: argparse.ArgumentParser) -> None:
    """Los formatos propios."""
    orden.add_argument(
        "--plantillas", metavar="CARPETA", help="formatos propios, cada uno en su carpeta"
    )


def con_publico(orden: argparse.ArgumentParser, ayuda: str) -> None:
    """Si es para publicar."""
    orden.add_argument("--publico", action="store_true", help=ayuda)


def con_orden(orden: argparse.ArgumentParser) -> None:
    """El orden de la entidad."""
    # «orden» ya es cuál de las de esta línea se pidió
    con_opciones(orden, "--orden", "el de la entidad", "orden", dest="nivel")


def con_regimen(orden: argparse.ArgumentParser, si_falta: str) -> None:
    """El régimen del plan."""
    con_opciones(orden, "--regimen", f"si falta, {si_falta}", "regimen", metavar="CODIGO")


def con_opciones(
    orden: argparse.ArgumentParser, opcion: str, ayuda: str, cual: str, **demas: Any
) -> None:
    """Una opción que es una de las que hay, y las dice."""
    hay = api.opciones()[cual]
    una_de(orden, opcion, hay, ayuda, **demas)


def una_de(
    orden: argparse.ArgumentParser, opcion: str, hay: Sequence[str], ayuda: str, **demas: Any
) -> None:
    """Lo mismo, con las que se den."""
    demas = {"metavar": "CUAL", **demas}
    orden.add_argument(opcion, choices=hay, help=f"{_o(hay)}; {ayuda}", **demas)


def _o(hay: Sequence[str]) -> str:
    return f"{', '.join(hay[:-1])} o {hay[-1]}" if len(hay) > 1 else hay[0]


def con_metodologia(orden: argparse.ArgumentParser) -> None:
    """Cómo se sacan las cifras; lo que no se diga lo dicen el plan, el formato o la biblioteca."""
    con_opciones(orden, "--metodo", "cómo se promedia", "metodo")
    con_opciones(orden, "--arrastre", "qué avance vale si no se reportó", "arrastre")
    con_opciones(orden, "--blancos", "qué es un blanco bajo un reporte", "blancos")
    con_opciones(orden, "--escala", "las zonas de cumplimiento", "escala")
    orden.add_argument(
        "--pesos",
        type=valores.pesos,
        metavar="1=2,3=1",
        help="con ponderado, el de cada componente",
    )
    orden.add_argument(
        "--cortes",
        type=valores.cortes,
        metavar="CUALES",
        help="la serie de la vigencia: trimestral, cuatrimestral… o sus fechas, entre comas",
    )


def metodologia_de(pedido: argparse.Namespace) -> api.Metodologia:
    """Lo que se eligió en la orden; lo demás lo dicen el plan, el formato o la biblioteca."""
    elegidas = ("metodo", "arrastre", "blancos", "escala", "pesos", "cortes")
    return api.metodologia_desde_datos({cual: getattr(pedido, cual) for cual in elegidas})


def en_json(datos: object, pedido: argparse.Namespace, salidas: Salidas) -> Iterator[str]:
    """Lo que se responde: esos datos o, si se dijo ``--salida``, el archivo donde quedan."""
    if pedido.salida is None:
        yield json.dumps(datos, ensure_ascii=False, indent=1)
        return
    salidas.van_a_ser([pedido.salida])
    api.guardar_en_json(datos, destino(pedido.salida, "json"))
    if not pedido.por_la_salida:
        yield str(pedido.salida)
