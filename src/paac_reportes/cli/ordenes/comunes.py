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
from paac_reportes.api.formatos import codigos_de_formato
from paac_reportes.api.salida import Destino, guardar_en_json
from paac_reportes.api.tipos_de_archivo import tipos
from paac_reportes.cli.consola import decir_avisos, no_existe
from paac_reportes.cli.flujos import GUION, Salidas, abierto_si_se_dio, destino
from paac_reportes.errores import Falla

# ------------------------------------------------------------------ valores
# Los valores que se escriben en la orden; los que no sirven dicen qué se esperaba.


def pesos(texto: str) -> dict[str, str]:
    """Peso de cada componente, de un texto: ``1=2,3=1.5`` → ``{"1": "2", "3": "1.5"}``."""
    pares = [par.split("=") for par in texto.split(",")]
    if any(len(par) != 2 for par in pares):  # noqa: PLR2004 - número y peso
        raise ArgumentTypeError(
            f"se esperaban pesos, como 1=2,3=1.5; llegó {texto!r} (los decimales, con punto)"
        )
    pesos = {numero.strip(): peso.strip() for numero, peso in pares}
    if len(pesos) < len(pares):
        raise ArgumentTypeError(f"un componente pesa una sola vez; llegó {texto!r}")
    return pesos


def cortes(texto: str) -> str | list[str]:
    """Serie de cortes de un texto: una periodicidad, o fechas entre comas."""
    if re.search(r"\d", texto):
        return [fecha_escrita.strip() for fecha_escrita in texto.split(",")]
    from paac_reportes.api.cifras import opciones

    periodicidades = opciones()["periodicidad"]
    if texto not in periodicidades:
        hay = ", ".join(periodicidades)
        motivo = no_existe(repr(texto), periodicidades, texto)
        raise ArgumentTypeError(f"{motivo} (están: {hay}; o fechas, entre comas)")
    return texto


def _numero(forma: str, esperado: str) -> Callable[[str], int]:
    """Lector de un número que cumple esa expresión; ``esperado`` la dice en palabras."""

    def leer(texto: str) -> int:
        if re.fullmatch(forma, texto):
            return int(texto)
        raise ArgumentTypeError(f"se esperaba {esperado}; llegó {texto!r}")

    return leer


vigencia = _numero(r"(19|2\d)\d{2}", "un año, como 2026")
entero = _numero(r"\d+", "un número entero, como 5")


def cuantos(unidades: str, ejemplo: int) -> Callable[[str], int]:
    """Lector de un número, de 1 a 999, de esas unidades."""
    return _numero(r"[1-9][0-9]{0,2}", f"un número de {unidades}, como {ejemplo}")


def fecha(texto: str) -> date:
    """Fecha de un texto: ``AAAA-MM-DD``, o ``dd/mm/aaaa``, como en los libros."""
    corta = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", texto)
    try:
        if corta:
            return date(int(corta[3]), int(corta[2]), int(corta[1]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", texto):
            return date.fromisoformat(texto)
    except ValueError:
        pass
    raise ArgumentTypeError(f"se esperaba una fecha AAAA-MM-DD o dd/mm/aaaa, llegó {texto!r}")


@attrs.frozen
class Carpeta:
    """Una salida que es una carpeta: cada archivo lleva ahí el nombre que se le propone."""

    ruta: Path


def salida(texto: str) -> "Path | Carpeta":
    """Ruta de un texto: un archivo de los que se saben escribir, una carpeta, o ``-``."""
    if texto.endswith(("/", os.sep)) or _es_carpeta(texto):
        return Carpeta(Path(texto))
    return archivo(*tipos())(texto)


def archivo(*extensiones: str) -> Callable[[str], Path]:
    """Lector de la ruta de un archivo de alguna de esas extensiones, o ``-``."""

    def leer(texto: str) -> Path:
        if texto != GUION and Path(texto).suffix.lower() not in extensiones:
            posibles = ", ".join(extensiones)
            raise ArgumentTypeError(f"se esperaba un archivo {posibles}; llegó {texto!r}")
        return Path(texto)

    return leer


def archivo_aparte(*extensiones: str) -> Callable[[str], Path]:
    """Lector de la ruta de un archivo que no puede ser la salida: por ahí va el reporte."""

    def leer(texto: str) -> Path:
        if texto == GUION:
            posibles = " o ".join(extensiones)
            raise ArgumentTypeError(f"queda en un archivo {posibles}, llegó '-'")
        return archivo(*extensiones)(texto)

    return leer


DE_DATOS = (".xlsx", ".yaml", ".yml", ".json")
"""Extensiones de los archivos que guardan un plan, o un mapa."""


def carpeta(texto: str) -> Path:
    """Ruta de una carpeta, que no puede ser la salida."""
    if texto == GUION:
        raise ArgumentTypeError("son varios archivos; se esperaba una carpeta, llegó '-'")
    return Path(texto)


def _es_carpeta(texto: str) -> bool:
    try:
        return Path(texto).is_dir()
    except (OSError, ValueError):  # una ruta que no sirve la dice quien escribe
        return False


def nombre(texto: str) -> str:
    """El texto, si dice algo."""
    if texto.strip():
        return texto
    raise ArgumentTypeError(f"se esperaba un nombre, llegó {texto!r}")


# ------------------------------------------------------------------ comunes

ARCHIVO_DEL_PLAN = "archivo del plan: .xlsx, .yaml o .json (- es la entrada)"
PARA_LA_SALIDA = "de qué tipo es lo que sale, si --salida es -"


def tipos_de_un_reporte() -> tuple[str, ...]:
    """Tipos que se pueden pedir con ``--tipo``: las extensiones, sin su punto."""
    return tuple(extension.removeprefix(".") for extension in tipos())


def con_datos(orden: argparse.ArgumentParser) -> None:
    """Argumento del archivo del plan, y opción de dónde está su escudo."""
    orden.add_argument("datos", metavar="DATOS", help=ARCHIVO_DEL_PLAN)
    con_carpeta(orden)


def con_carpeta(orden: argparse.ArgumentParser) -> None:
    """Opción ``--carpeta``: dónde están las imágenes que los datos nombran."""
    orden.add_argument(
        "--carpeta", help="dónde está el escudo que nombran los datos; si falta, junto a ellos"
    )


def con_formato(orden: argparse.ArgumentParser, *, obligatorio: bool = True) -> None:
    """Opción ``--formato``: el código del formato."""
    orden.add_argument(
        "--formato",
        required=obligatorio,
        metavar="CODIGO",
        help=f"código del formato: {', '.join(codigos_de_formato())}, o uno de --plantillas",
    )


def con_cuerpo(orden: argparse.ArgumentParser) -> None:
    """Opción ``--cuerpo``: el Word que alguien diseñó."""
    orden.add_argument(
        "--cuerpo",
        metavar="WORD",
        help="un .docx con huecos, {{ entidad.nombre }}, en lugar de un formato; con --formato, el"
        " Word puede poner las tablas y las partes de ese formato",
    )


def formato_pedido(argumentos: argparse.Namespace) -> Any:
    """Código que se pidió o, si se dio un cuerpo en Word, el formato que sale de él."""
    if argumentos.cuerpo is None:
        return argumentos.formato
    from paac_reportes.api.cuerpos import formato_con_cuerpo

    return formato_con_cuerpo(argumentos.cuerpo, argumentos.formato, argumentos.plantillas)


def con_fecha(orden: argparse.ArgumentParser, opcion: str, ayuda: str, **demas: Any) -> None:
    """Opción que pide un día, como AAAA-MM-DD."""
    orden.add_argument(opcion, type=fecha, metavar="AAAA-MM-DD", help=ayuda, **demas)


def con_corte(orden: argparse.ArgumentParser) -> None:
    """Opción ``--corte``."""
    con_fecha(orden, "--corte", "corte; si falta, el último con reportes")


def con_entidad(orden: argparse.ArgumentParser, ayuda: str, **demas: Any) -> None:
    """Opción ``--entidad``: el nombre de una."""
    orden.add_argument("--entidad", metavar="NOMBRE", help=ayuda, **demas)


def con_vigencia(
    orden: argparse.ArgumentParser, ayuda: str | None = None, *, es_obligatoria: bool = True
) -> None:
    """Opción ``--vigencia``."""
    orden.add_argument(
        "--vigencia", required=es_obligatoria, type=vigencia, metavar="AAAA", help=ayuda
    )


def con_anterior(orden: argparse.ArgumentParser) -> None:
    """Opción ``--anterior``: el archivo del informe anterior."""
    orden.add_argument(
        "--anterior",
        metavar="ARCHIVO",
        help="los datos con que se hizo el informe anterior (.json, .yaml, .xlsx o .zip), el Excel"
        " que se emitió o el documento de otro: lo anterior es lo que él dice, publicado; - es la"
        " entrada",
    )


def con_plantillas(orden: argparse.ArgumentParser) -> None:
    """Opción ``--plantillas``: la carpeta de los formatos propios."""
    orden.add_argument(
        "--plantillas", metavar="CARPETA", help="formatos propios, cada uno en su carpeta"
    )


def con_metodologias_de_riesgos(orden: argparse.ArgumentParser) -> None:
    """Opción ``--plantillas``, donde de ella sólo se leen las metodologías de riesgos."""
    orden.add_argument(
        "--plantillas",
        metavar="CARPETA",
        help="de un mapa, las metodologías propias, en su carpeta _riesgos",
    )


def con_publico(orden: argparse.ArgumentParser, ayuda: str) -> None:
    """Opciones ``--publico`` y ``--con-cedulas``: si es para publicar, y qué se deja en ello."""
    orden.add_argument("--publico", action="store_true", help=ayuda)
    orden.add_argument(
        "--con-cedulas", action="store_true", help="con --publico, deja las cédulas y las avisa"
    )


def con_revisado(orden: argparse.ArgumentParser) -> None:
    """Opción ``--revisado``: la lista que una persona respondió."""
    orden.add_argument(
        "--revisado",
        metavar="ARCHIVO",
        help="con --publico, la lista de --por-revisar respondida: .xlsx o .json; - es la entrada",
    )


def con_orden(orden: argparse.ArgumentParser) -> None:
    """Opción ``--orden``: el de la entidad, nacional o territorial."""
    # «orden» ya es cuál de las de esta línea se pidió
    con_opciones(orden, "--orden", "el de la entidad", "orden", dest="nivel")


def con_regimen(orden: argparse.ArgumentParser, si_falta: str) -> None:
    """Opción ``--regimen``: el del plan."""
    con_opciones(orden, "--regimen", f"si falta, {si_falta}", "regimen", metavar="CODIGO")


def con_opciones(
    orden: argparse.ArgumentParser, opcion: str, ayuda: str, clave: str, **demas: Any
) -> None:
    """Opción que admite los valores de una clave de ``opciones()``, ``metodo``, y los dice."""
    from paac_reportes.api.cifras import opciones

    hay = opciones()[clave]
    una_de(orden, opcion, hay, ayuda, **demas)


def una_de(
    orden: argparse.ArgumentParser, opcion: str, hay: Sequence[str], ayuda: str, **demas: Any
) -> None:
    """Opción que admite uno de los valores dados, y los dice en su ayuda."""
    demas = {"metavar": "CUAL", **demas}
    *primeras, ultima = hay
    posibles = f"{', '.join(primeras)} o {ultima}" if primeras else ultima
    orden.add_argument(opcion, choices=hay, help=f"{posibles}; {ayuda}", **demas)


def con_salida(
    orden: argparse.ArgumentParser, ayuda: str, *extensiones: str, es_obligatoria: bool = True
) -> None:
    """Opción ``--salida``: el archivo que se escribe, de esas extensiones; ``-`` es la salida."""
    orden.add_argument(
        "--salida",
        required=es_obligatoria,
        type=archivo(*extensiones),
        metavar="ARCHIVO",
        help=ayuda,
    )


def con_carpeta_de_salida(orden: argparse.ArgumentParser, ayuda: str) -> None:
    """Opción ``--salida`` de una orden que escribe varios archivos: su carpeta."""
    orden.add_argument("--salida", required=True, type=carpeta, metavar="CARPETA", help=ayuda)


def con_reparto(orden: argparse.ArgumentParser, de_cada_uno: str) -> None:
    """Opción ``--por``: el dato de la fila que dice de quién es cada libro, o cada carta."""
    orden.add_argument(
        "--por",
        metavar="DATO",
        help=f"{de_cada_uno} por lo que diga ese dato: actividad.responsable; si falta, por"
        " dependencia",
    )


def con_tipo(orden: argparse.ArgumentParser, si_falta: str, tipos: Sequence[str]) -> None:
    """Opción ``--tipo`` de lo que va por la salida; el de un archivo lo dice su extensión."""
    una_de(orden, "--tipo", tipos, f"{PARA_LA_SALIDA}; si falta, {si_falta}", default=si_falta)


def con_metodologia(orden: argparse.ArgumentParser) -> None:
    """Opciones de cómo se sacan las cifras; lo que no se diga lo dice el plan o el formato."""
    con_opciones(orden, "--metodo", "cómo se promedia", "metodo")
    con_opciones(orden, "--arrastre", "qué avance vale si no se reportó", "arrastre")
    con_opciones(orden, "--blancos", "qué es un blanco bajo un reporte", "blancos")
    con_opciones(
        orden,
        "--cumplida-sin-numero",
        "qué avance tiene lo cumplido sin porcentaje",
        "cumplida_sin_numero",
    )
    con_opciones(orden, "--escala", "las zonas de cumplimiento", "escala")
    orden.add_argument(
        "--pesos",
        type=pesos,
        metavar="1=2,3=1",
        help="con ponderado, el de cada componente",
    )
    orden.add_argument(
        "--cortes",
        type=cortes,
        metavar="CUALES",
        help="la serie de la vigencia: trimestral, cuatrimestral… o sus fechas, entre comas",
    )
    orden.add_argument(
        "--logros",
        type=entero,
        metavar="N",
        help="cuántas filas por componente se narran en lo que se hizo",
    )


def metodologia_pedida(argumentos: argparse.Namespace) -> paac.modelo.Metodologia:
    """Metodología que se eligió en la orden; lo demás lo dicen el plan, el formato o la casa."""
    from paac_reportes.api.cifras import metodologia_desde_datos

    return metodologia_desde_datos({opcion: getattr(argumentos, opcion) for opcion in _ELEGIDAS})


def opciones_de_reporte(argumentos: argparse.Namespace) -> dict[str, Any]:
    """Opciones de ``paac.reporte`` que una orden pide, y con que lo verifica otra."""
    return {
        "corte": argumentos.corte,
        "plantillas": argumentos.plantillas,
        "metodologia": metodologia_pedida(argumentos),
        "publico": argumentos.publico,
        "cedulas": argumentos.con_cedulas,
        "revisado": abierto_si_se_dio(argumentos.revisado),
        "con_datos": argumentos.con_datos,
        "anterior": abierto_si_se_dio(argumentos.anterior),
    }


_ELEGIDAS = (
    *("metodo", "arrastre", "blancos", "cumplida_sin_numero", "escala", "pesos", "cortes"),
    "logros",
)
DE_UN_PLAN = (*_ELEGIDAS, "anterior")
"""Opciones que al analizar sólo cuentan con un plan."""


_DE_QUIEN_ADMINISTRA = 500
"""Desde aquí, la respuesta de una falla que no arregla quien llena los datos."""


def es_de_la_maquina(falla: Falla) -> bool:
    """Si una falla la arregla quien administra la máquina, y no quien llena los datos."""
    return falla.http >= _DE_QUIEN_ADMINISTRA


def respuesta_en_json(
    datos: object, argumentos: argparse.Namespace, salidas: Salidas
) -> Iterator[str]:
    """Respuesta en JSON: esos datos o, si se dijo ``--salida``, el archivo donde quedan."""
    if argumentos.salida is None:
        yield json.dumps(datos, ensure_ascii=False, indent=1)
        return
    yield from escrito(argumentos, salidas, partial(guardar_en_json, datos), "json")


def escrito(
    argumentos: argparse.Namespace,
    salidas: Salidas,
    escribir: Callable[[Destino], object],
    tipo: str,
) -> Iterator[str]:
    """Escribe en ``--salida`` con esa función, y dice el archivo si no va por la salida."""
    salidas.van_a_ser([argumentos.salida])
    decir_avisos(getattr(escribir(destino(argumentos.salida, tipo)), "avisos", ()))
    if not argumentos.por_la_salida:
        yield str(argumentos.salida)
