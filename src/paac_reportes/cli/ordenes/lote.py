"""``lote``: muchos reportes de una lista de encargos."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

import paac_reportes as paac
from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN, DATOS_MAL, ENTORNO_MAL
from paac_reportes.cli.consola import contando, decir_aviso_de_varios, decir_falla, va
from paac_reportes.cli.flujos import Salidas
from paac_reportes.cli.ordenes import comunes

if TYPE_CHECKING:
    from paac_reportes.tipos import Hecho


def pedir(orden: ArgumentParser) -> None:
    """Argumentos de la orden ``lote``."""
    orden.add_argument(
        "encargos",
        metavar="ENCARGOS",
        help="lista .csv: plan, formato, corte, tipos (entre ;) y clave; lo demás son opciones del"
        " reporte, como publico",
    )
    comunes.con_carpeta_de_salida(
        orden,
        "dónde dejar los archivos de cada uno y su acta; se crea si no existe. Otra vez en la"
        " misma, sólo se hace lo que falta o cambió",
    )


def cumplir(argumentos: Namespace, _salidas: Salidas) -> Generator[str, None, int]:
    """La orden ``lote``: hace los encargos; los que fallan se dicen, y los demás salen.

    Termina con 4 si alguno falló; si no salió ninguno, con lo que corresponda a sus fallas.
    """
    from paac_reportes.lotes.lista import leer_encargos

    va(f"leyendo {argumentos.encargos}")
    encargos = leer_encargos(argumentos.encargos)
    uno_mas = contando(len(encargos))
    resultados: list[Hecho] = []
    for resultado in paac.en_lote(encargos, argumentos.salida):
        uno_mas(resultado.clave)
        for falla in resultado.fallas:
            decir_falla(f"{resultado.clave}: {falla}")
        resultados.append(resultado)
    _decir_avisos_de(resultados, f"{argumentos.salida}/*.acta.json")
    yield _cuenta(resultados, str(argumentos.salida))
    return _codigo(resultados)


def _decir_avisos_de(resultados: "Iterable[Hecho]", actas: str) -> None:
    """Escribe un renglón por código de aviso, con cuántos encargos: las actas dicen cuáles."""
    en_cuantos = Counter(codigo for hecho in resultados for codigo in hecho.avisos)
    for codigo, cuantos in sorted(en_cuantos.items()):
        decir_aviso_de_varios(codigo, cuantos, actas)


def _cuenta(resultados: "list[Hecho]", carpeta: str) -> str:
    """Cuenta final: ``1.093 de 1.100 encargos (412 ya estaban); 7 con fallas; salida/lote``."""
    salieron = [hecho for hecho in resultados if hecho.falla is None]
    ya_estaban = sum(hecho.de_antes for hecho in salieron)
    antes = f" ({ya_estaban} ya {'estaba' if ya_estaban == 1 else 'estaban'})" if ya_estaban else ""
    fallidos = len(resultados) - len(salieron)
    fallas = f"; {fallidos} con fallas" if fallidos else ""
    encargos = "encargo" if len(resultados) == 1 else "encargos"
    esperan = sum("sin_revisar" in hecho.opciones for hecho in salieron)
    sin_revisar = f"; {esperan} sin revisar" if esperan else ""
    return f"{len(salieron)} de {len(resultados)} {encargos}{antes}{fallas}{sin_revisar}; {carpeta}"


def _codigo(resultados: "Iterable[Hecho]") -> int:
    """Código: 4 si algo no salió; si nada salió, 1, o 3 si es de la máquina."""
    fallidos = [hecho.fallas for hecho in resultados if hecho.falla is not None]
    if not fallidos:
        return BIEN
    if any(hecho.falla is None for hecho in resultados):
        return ALGO_POR_FUERA
    es_de_la_maquina = all(comunes.es_de_la_maquina(falla) for f in fallidos for falla in f)
    return ENTORNO_MAL if es_de_la_maquina else DATOS_MAL
