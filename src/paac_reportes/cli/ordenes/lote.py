"""``lote``: muchos reportes de una lista de encargos, y el diario de lo que pasó con cada uno."""

import contextlib
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN, DATOS_MAL, ENTORNO_MAL
from paac_reportes.cli.consola import (
    contando,
    decir_aviso_de_varios,
    decir_avisos,
    decir_falla,
    va,
)
from paac_reportes.cli.flujos import Salidas
from paac_reportes.cli.ordenes import comunes

if TYPE_CHECKING:
    from paac_reportes import Hecho


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``lote``."""
    orden.add_argument(
        "encargos",
        metavar="ENCARGOS",
        help="lista .csv, .yaml o .json: plan, formato, corte, tipos (entre ;) y clave; lo demás"
        " son opciones del reporte, como publico",
    )
    comunes.con_carpeta_de_salida(
        orden,
        "dónde dejar los archivos y diario.jsonl; se crea si no existe. Otra vez en la misma,"
        " sólo se hace lo que falta o cambió",
    )
    orden.add_argument(
        "--procesos",
        default=1,
        type=comunes.cuantos("procesos", 2),
        metavar="N",
        help="cuántos trabajan a la vez; si falta, uno",
    )


def cumplir(argumentos: Namespace, salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``lote``: hace los encargos; los que fallan se dicen, y los demás salen.

    Termina con 4 si alguno falló o se publicó sin revisar lo que queda; si no salió ninguno, con lo
    que corresponda a sus fallas.
    """
    from paac_reportes.lotes.ejecutores import en_procesos, en_serie
    from paac_reportes.lotes.lista import leer_encargos
    from paac_reportes.lotes.lote import abrir_lote

    va(f"leyendo {argumentos.encargos}")
    pendientes = leer_encargos(argumentos.encargos)
    correr = en_procesos(argumentos.procesos) if argumentos.procesos > 1 else en_serie
    resultados: list[Hecho] = []
    with abrir_lote(pendientes, argumentos.salida, [argumentos.encargos]) as lote:
        salidas.van_a_ser([lote.diario])
        decir_avisos(lote.avisos)
        # Al interrumpirla, lo que ya había empezado se alcanza a anotar.
        uno_mas = contando(len(pendientes))
        with contextlib.closing(lote.hacer(correr)) as en_curso:
            for resultado in en_curso:
                uno_mas(resultado.clave)
                for falla in resultado.fallas:
                    decir_falla(f"{resultado.clave}: {falla}")
                resultados.append(resultado)
        _decir_avisos_de(resultados, str(lote.diario))
        yield _cuenta(resultados, str(lote.diario))
    return _codigo(resultados)


def _decir_avisos_de(resultados: "Iterable[Hecho]", diario: str) -> None:
    """Escribe un renglón por código de aviso, con cuántos encargos: el diario dice cuáles."""
    en_cuantos = Counter(codigo for hecho in resultados for codigo in hecho.avisos)
    for codigo, cuantos in sorted(en_cuantos.items()):
        decir_aviso_de_varios(codigo, cuantos, diario)


def _cuenta(resultados: "list[Hecho]", diario: str) -> str:
    """Cuenta final: ``1.093 de 1.100 encargos (412 ya estaban); 7 con fallas; diario.jsonl``."""
    salieron = [hecho for hecho in resultados if hecho.falla is None]
    ya_estaban = sum(hecho.de_antes for hecho in salieron)
    antes = f" ({ya_estaban} ya {'estaba' if ya_estaban == 1 else 'estaban'})" if ya_estaban else ""
    fallidos = len(resultados) - len(salieron)
    fallas = f"; {fallidos} con fallas" if fallidos else ""
    encargos = "encargo" if len(resultados) == 1 else "encargos"
    esperan = sum("sin_revisar" in hecho.opciones for hecho in salieron)
    sin_revisar = f"; {esperan} sin revisar" if esperan else ""
    return f"{len(salieron)} de {len(resultados)} {encargos}{antes}{fallas}{sin_revisar}; {diario}"


def _codigo(resultados: "Iterable[Hecho]") -> int:
    """Código: 4 si algo no salió o no se revisó; si nada salió, 1, o 3 si es de la máquina."""
    fallidos = [hecho.fallas for hecho in resultados if hecho.falla is not None]
    sin_revisar = any("sin_revisar" in hecho.opciones for hecho in resultados)
    if not fallidos:
        return ALGO_POR_FUERA if sin_revisar else BIEN
    if any(hecho.falla is None for hecho in resultados):
        return ALGO_POR_FUERA
    es_de_la_maquina = all(comunes.es_de_la_maquina(falla) for f in fallidos for falla in f)
    return ENTORNO_MAL if es_de_la_maquina else DATOS_MAL
