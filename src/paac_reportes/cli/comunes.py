"""Los argumentos que varias órdenes comparten, y cómo responden en JSON."""

import argparse
import json
import os
import re
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import attrs

import paac_reportes as paac
from paac_reportes.api.cifras import metodologia_desde_datos, opciones
from paac_reportes.api.formatos import formato_con_cuerpo
from paac_reportes.api.reportes import tipos
from paac_reportes.api.salida import guardar_en_json
from paac_reportes.api.tipos import Destino, dia_escrito
from paac_reportes.cli.consola import GUION, abierto_si_se_dio, decir_avisos, destino, no_existe
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.sistema import es_carpeta

METODOLOGIA = (
    *("metodo", "pesos", "escala", "arrastre", "blancos", "cortes", "cumplida_sin_numero"),
    "logros",
)
"""Cómo se sacan las cifras, dato por dato; lo que no se diga lo dice el plan o el formato."""

# ------------------------------------------------------------------ los valores de una opción
# Los valores que se escriben en la orden; los que no sirven dicen qué se esperaba.


@attrs.frozen
class Carpeta:
    """Una salida que es una carpeta: cada archivo lleva ahí el nombre que se le propone."""

    ruta: Path


def pesos(texto: str) -> dict[str, str]:
    """Peso de cada componente, de un texto: ``1=2,3=1.5`` → ``{"1": "2", "3": "1.5"}``."""
    dichos = texto.split(",")
    if any(dicho.count("=") != 1 for dicho in dichos):
        raise ArgumentTypeError(
            f"se esperaban pesos, como 1=2,3=1.5; llegó {texto!r} (los decimales, con punto)"
        )
    pesos = {numero.strip(): peso.strip() for numero, _, peso in (d.partition("=") for d in dichos)}
    if len(pesos) < len(dichos):
        raise ArgumentTypeError(f"un componente pesa una sola vez; llegó {texto!r}")
    return pesos


def cortes(texto: str) -> str | list[str]:
    """Serie de cortes de un texto: una periodicidad, o fechas entre comas."""
    if re.search(r"\d", texto):
        return [fecha_escrita.strip() for fecha_escrita in texto.split(",")]

    periodicidades = opciones()["periodicidad"]
    if texto not in periodicidades:
        raise ArgumentTypeError(no_existe(texto, periodicidades, "; o fechas, entre comas"))
    return texto


def _numero(forma: str, esperado: str) -> Callable[[str], int]:
    """Lector de un número que cumple esa expresión; ``esperado`` la dice en palabras."""

    def leer(texto: str) -> int:
        """El número que un argumento dice; ``ArgumentTypeError`` si no tiene la forma."""
        if re.fullmatch(forma, texto):
            return int(texto)
        raise ArgumentTypeError(f"se esperaba {esperado}; llegó {texto!r}")

    return leer


vigencia = _numero(r"(19|2\d)\d{2}", "un año, como 2026")
entero = _numero(r"\d+", "un número entero, como 5")

dias = _numero(r"[1-9][0-9]{0,2}", "un número de días, como 10")


def fecha(texto: str) -> date:
    """Fecha de un texto: ``AAAA-MM-DD``, o ``dd/mm/aaaa``, como en los libros."""
    if (dia := dia_escrito(texto)) is not None:
        return dia
    raise ArgumentTypeError(f"se esperaba una fecha AAAA-MM-DD o dd/mm/aaaa, llegó {texto!r}")


def salida(texto: str) -> "Path | Carpeta":
    """Ruta de un texto: un archivo de los que se saben escribir, una carpeta, o ``-``."""
    if _dice_carpeta(texto):
        return Carpeta(Path(texto))
    return archivo(*tipos())(texto)


def archivo(*extensiones: str, aparte: bool = False) -> Callable[[str], Path]:
    """Lector de la ruta de un archivo de alguna de esas extensiones, o ``-``.

    ``aparte``: por la salida va el reporte, y no puede ser ``-``.
    """

    def leer(texto: str) -> Path:
        """La ruta que un argumento dice; ``ArgumentTypeError`` si es de otra extensión."""
        if (aparte or texto != GUION) and Path(texto).suffix.lower() not in extensiones:
            posibles = ", ".join(extensiones)
            raise ArgumentTypeError(f"se esperaba un archivo {posibles}; llegó {texto!r}")
        return Path(texto)

    return leer


DE_DATOS = (".xlsx", ".yaml", ".yml", ".json")
"""Extensiones de los archivos que guardan un plan, o un mapa."""


def carpeta(texto: str) -> Carpeta:
    """Carpeta de un texto, que no puede ser la salida ni llamarse como un archivo."""
    de_archivo = Path(texto).suffix.lower() in tipos() and not _dice_carpeta(texto)
    if texto == GUION or de_archivo:
        raise ArgumentTypeError(f"son varios archivos; se esperaba una carpeta, llegó {texto!r}")
    return Carpeta(Path(texto))


def _dice_carpeta(texto: str) -> bool:
    """Si un texto es una carpeta que está, o termina como una."""
    return texto.endswith(("/", os.sep)) or es_carpeta(texto)


def nombre(texto: str) -> str:
    """El texto, si dice algo."""
    if texto.strip():
        return texto
    raise ArgumentTypeError(f"se esperaba un nombre, llegó {texto!r}")


def si_o_no(texto: str) -> bool:
    """Un sí o un no de un texto, con tilde o sin ella."""
    if texto.lower() in {"si", "sí", "no"}:
        return texto.lower() != "no"
    raise ArgumentTypeError(f"se esperaba si o no; llegó {texto!r}")


def una_de(los_que_hay: Callable[[], Sequence[str]]) -> Callable[[str], str]:
    """Lector de uno de los valores que hay; ``los_que_hay`` los da cuando se piden."""

    def leer(texto: str) -> str:
        """El valor de un argumento; ``ArgumentTypeError`` si no es uno de los que hay."""
        if texto in (posibles := los_que_hay()):
            return texto
        raise ArgumentTypeError(no_existe(texto, posibles))

    return leer


# ------------------------------------------------------------------ pedidos
# Lo que varias órdenes arman con lo que se dio.


def formato_pedido(argumentos: argparse.Namespace) -> Any:
    """Código que se pidió, o el formato de una carpeta o de un Word diseñado."""
    pedido = argumentos.formato
    if pedido is None:
        return None
    if pedido.lower().endswith(".docx"):
        return formato_con_cuerpo(pedido, argumentos.base, argumentos.plantillas)
    if Path(pedido, "formato.toml").is_file():
        return paac.leer_formato(pedido, corte=argumentos.corte)
    return pedido


AJENA = ("entidad", "vigencia", "hoja", "por_rotulos")
"""Lo que de un documento de otro se dice al leerlo."""


def columnas_dadas(argumentos: argparse.Namespace) -> Any:
    """Dato de cada columna, por su rótulo; la que no dice ninguno, «Rótulo=», no se lee."""
    dadas = argumentos.columnas
    if not dadas:
        return None
    pares = [dada.rpartition("=") for dada in dadas]
    fallas = [
        Falla("argumento_invalido", "--columnas", f"se esperaba «Rótulo=dato»; llegó '{dada}'")
        for dada, (rotulo, igual, _) in zip(dadas, pares, strict=True)
        if not (rotulo.strip() and igual)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {rotulo.strip(): dato.strip() or None for rotulo, _, dato in pares}


def metodologia_pedida(argumentos: argparse.Namespace) -> paac.modelo.Metodologia:
    """Metodología que se eligió en la orden; lo demás lo dicen el plan, el formato o la casa."""
    return metodologia_desde_datos({opcion: getattr(argumentos, opcion) for opcion in METODOLOGIA})


def son_varios(datos: Sequence[str]) -> bool:
    """Si de lo que se dio salen varios reportes: varios archivos, una carpeta o una lista."""
    return len(datos) > 1 or es_lista(datos) or es_carpeta(datos[0])


def es_lista(datos: Sequence[str]) -> bool:
    """Si lo que se dio es una lista de encargos."""
    return len(datos) == 1 and datos[0].lower().endswith(".csv")


def dependencia_o_dato(por: str | None) -> str | None:
    """Dato por el que se reparte; ``None`` si es ``dependencia``, que no hace falta decir."""
    return None if por == "dependencia" else por


def sin(opciones: Sequence[str], argumentos: argparse.Namespace, motivo: str) -> None:
    """``ErrorDeEntrada`` con las opciones que se dieron y no cuentan, por ese motivo."""
    if sobran := [clave for clave in opciones if getattr(argumentos, clave, None)]:
        raise ErrorDeEntrada(
            Falla("argumento_invalido", argumentos.como_se_dicen[sobra], motivo) for sobra in sobran
        )


def opciones_de_reporte(argumentos: argparse.Namespace) -> dict[str, Any]:
    """Opciones de ``paac.reporte`` que una orden pide, y con que lo verifica otra."""
    return {
        "corte": argumentos.corte,
        "plantillas": argumentos.plantillas,
        "metodologia": metodologia_pedida(argumentos),
        "publico": argumentos.publico,
        "cedulas": argumentos.cedulas,
        "revisado": abierto_si_se_dio(argumentos.revisado),
        "con_datos": argumentos.con_datos,
        "anterior": abierto_si_se_dio(argumentos.anterior),
    }


DE_UN_PLAN = (*METODOLOGIA, "anterior")
"""Opciones que al analizar sólo cuentan con un plan."""


def respuesta_en_json(datos: object, argumentos: argparse.Namespace) -> Iterator[str]:
    """Respuesta en JSON: esos datos o, si se dijo ``--salida``, el archivo donde quedan."""
    if argumentos.salida is None:
        yield json.dumps(datos, ensure_ascii=False, indent=1)
        return
    yield from escrito(argumentos, partial(guardar_en_json, datos), "json")


def escrito(
    argumentos: argparse.Namespace,
    escribir: Callable[[Destino], object],
    tipo: str,
) -> Iterator[str]:
    """Escribe con esa función en ``--salida``, dice los avisos y, si es un archivo, lo nombra."""
    decir_avisos(getattr(escribir(destino(argumentos.salida, tipo)), "avisos", ()))
    if not argumentos.por_la_salida:
        yield str(argumentos.salida)
