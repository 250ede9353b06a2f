"""Los argumentos de cada orden."""

import argparse
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from paac_reportes import __version__
from paac_reportes.api.tipos_de_archivo import es_texto
from paac_reportes.cli import completar
from paac_reportes.cli.consola import Orden
from paac_reportes.cli.flujos import GUION
from paac_reportes.cli.ordenes import (
    capturar,
    comunes,
    consolidar,
    firmar,
    generar,
    leer,
    lote,
    recomendar,
    reunir,
    verificar,
)
from paac_reportes.cli.ordenes.comunes import (
    ARCHIVO_DEL_PLAN,
    PARA_LA_SALIDA,
    con_anterior,
    con_carpeta,
    con_corte,
    con_datos,
    con_metodologia,
    con_opciones,
    con_orden,
    con_plantillas,
    con_regimen,
    una_de,
)

_DESCRIPCION = "Reportes oficiales del Plan Anticorrupción y de Atención al Ciudadano (PAAC)."
_ENTRADAS = (
    *("datos", "contra", "base", "antes", "despues"),
    *("archivo", "documento", "pdf", "encargos", "libros", "columnas", "respuestas", "anterior"),
    *("llave", "clave_acta", "revisado", "cuerpo"),
)
_SALIDAS = {
    "salida": "--salida",
    "informe": "--informe",
    "deja_acta": "--acta",
    "por_revisar": "--por-revisar",
}
_DE_UN_REPORTE = ("generar", "consolidar")
"""Las que escriben un reporte, en los archivos o las carpetas que se pidan."""
_SI_FALTA = {
    "nuevo": "yaml",
    "recomendar": "yaml",
    "leer": "json",
    "reunir": "json",
    "calendario": "ics",
    "firmar": "pdf",
}
"""En qué sale lo de cada orden por la salida, si no se dice."""


def leer_argumentos(argumentos: Sequence[str] | None) -> argparse.Namespace:
    """Los argumentos leídos; si están mal, dice qué y termina con código 2."""
    escritos = sys.argv[1:] if argumentos is None else argumentos
    if completar.lo_piden():
        completar.completar(_armar(_ORDENES))
    leidos = _armar(escritos).parse_args(escritos)
    fallas = (_falla_de_guiones, _falla_de_generar, _falla_de_publico, _se_pisan)
    if falla := next(filter(None, (mira(leidos) for mira in fallas)), None):
        leidos.de.error(falla)
    return leidos


def _falla_de_guiones(leidos: argparse.Namespace) -> str | None:
    """Lo que impide leer de la entrada o escribir en la salida; anota si se escribe en ella."""
    leidas = [uno for clave in _ENTRADAS for uno in _varios(leidos, clave) if uno == GUION]
    escritas = [uno for clave in _SALIDAS for uno in _varios(leidos, clave) if str(uno) == GUION]
    leidos.por_la_salida = bool(escritas)
    if leidos.orden == "lote" and leidas:
        return "ENCARGOS: se esperaba un archivo .csv, .yaml o .json, llegó '-'"
    if len(leidas) > 1:
        return "la entrada se lee una sola vez, y se pidió - en varios lugares"
    if len(escritas) > 1:
        return "por la salida va un solo documento, y se pidió - en varios lugares"
    return _falla_de_la_salida(leidos) if escritas else None


def _falla_de_la_salida(leidos: argparse.Namespace) -> str | None:
    if leidos.orden in _DE_UN_REPORTE and len(leidos.tipo or ()) != 1:
        return "--salida: con - hay que decir un --tipo, como --tipo docx"
    tipos = list(_varios(leidos, "tipo"))
    tipo = tipos[0] if tipos else _si_falta(leidos)
    if leidos.orden == "reunir" and (falla := reunir.falla_del_tipo(leidos, tipo)):
        return falla
    if not es_texto(tipo) and sys.stdout is not None and sys.stdout.isatty():
        return f"--salida: un .{tipo} no se puede mirar en una terminal; mándelo a un archivo"
    return None


def _si_falta(leidos: argparse.Namespace) -> str:
    va_el_informe = GUION in map(str, _varios(leidos, "informe"))
    return reunir.INFORME_SI_FALTA if va_el_informe else _SI_FALTA.get(leidos.orden, "json")


def _varios(leidos: argparse.Namespace, clave: str) -> Iterator[Any]:
    valor = getattr(leidos, clave, None)
    if isinstance(valor, list):
        yield from valor
    elif valor is not None:
        yield valor


def _falla_de_generar(leidos: argparse.Namespace) -> str | None:
    if leidos.orden not in _DE_UN_REPORTE:
        return None
    if leidos.orden == "generar" and not (leidos.formato or leidos.cuerpo):
        return (
            "hace falta --formato CODIGO, o --cuerpo con un Word diseñado;"
            " los códigos los dice «paac-reportes formatos»"
        )
    salidas = leidos.salida or ()
    for numero, salida in enumerate(salidas):
        if salida in salidas[:numero]:
            return f"--salida: {_escrita(salida)} está dos veces"
    if leidos.tipo and salidas and not any(_toma_su_tipo(salida) for salida in salidas):
        return "--tipo: sólo cuenta con una carpeta o con -; un archivo lo dice su extensión"
    if leidos.clave_acta and not leidos.deja_acta:
        return "--clave-acta: firma el acta que se deja con --acta, y no se pidió"
    return None


def _falla_de_publico(leidos: argparse.Namespace) -> str | None:
    if getattr(leidos, "con_cedulas", False) and not leidos.publico:
        return "--con-cedulas: sólo cuenta con --publico; sin él no se quita ninguna"
    for opcion in ("por_revisar", "revisado"):
        if getattr(leidos, opcion, None) and not leidos.publico:
            return f"--{opcion.replace('_', '-')}: sólo cuenta con --publico"
    if getattr(leidos, "por_revisar", None) and leidos.revisado:
        return "--por-revisar: saca la lista que con --revisado ya llega respondida; deje una"
    return None


def _se_pisan(leidos: argparse.Namespace) -> str | None:
    """Si una salida es un archivo que se lee, que se perdería. La base la mira ``reunir``."""
    if leidos.orden in {"capturar", "lote"}:  # escriben en una carpeta, y lo dicen
        return None
    leidas = [
        (clave, Path(uno))
        for clave in _ENTRADAS
        if clave != "base"
        for uno in _varios(leidos, clave)
    ]
    for dicha, opcion in _SALIDAS.items():
        for salida in _varios(leidos, dicha):
            for clave, leida in leidas:
                if isinstance(salida, Path) and _son_el_mismo(salida, leida):
                    que = "el archivo de los datos" if clave == "datos" else "un archivo que se lee"
                    return f"{opcion}: {salida} es {que}"
    return None


def _escrita(salida: "Path | comunes.Carpeta") -> Path:
    return salida.ruta if isinstance(salida, comunes.Carpeta) else salida


def _toma_su_tipo(salida: "Path | comunes.Carpeta") -> bool:
    return isinstance(salida, comunes.Carpeta) or str(salida) == GUION


def _son_el_mismo(uno: Path, otro: Path) -> bool:
    if GUION in {str(uno), str(otro)}:
        return False
    try:
        return uno.samefile(otro)
    except OSError:  # alguno no existe, o los enlaces dan vueltas
        return uno.absolute() == otro.absolute()


def _armar(pedidas: Collection[str]) -> argparse.ArgumentParser:
    """Las órdenes, con los argumentos de las pedidas: los de las demás cargarían los formatos."""
    raiz = Orden(prog="paac-reportes", description=_DESCRIPCION, epilog=completar.de_todas())
    raiz.add_argument(
        "--version",
        action="version",
        version=f"paac-reportes {__version__}",
        help="muestra la versión y termina",
    )
    ordenes = raiz.add_subparsers(dest="orden", metavar="ORDEN", required=True, parser_class=Orden)
    for nombre, (ayuda, pedir) in _ORDENES.items():
        suya = ordenes.add_parser(
            nombre,
            help=ayuda,
            description=f"{ayuda[0].upper()}{ayuda[1:]}.",
            epilog=completar.de(nombre),
        )
        suya.set_defaults(de=suya)
        if nombre in pedidas:
            pedir(suya)
        suya.add_argument(
            "--silencio",
            action="store_true",
            help="no dice avisos ni por dónde va; las fallas, siempre",
        )
    return raiz


def _nuevo(orden: argparse.ArgumentParser) -> None:
    una_de(orden, "--de", ("plan", "mapa"), "si falta, un plan", dest="de_que", default="plan")
    orden.add_argument(
        "--entidad",
        required=True,
        type=comunes.nombre,
        metavar="NOMBRE",
        help="nombre de la entidad",
    )
    orden.add_argument(
        "--vigencia", required=True, type=comunes.vigencia, metavar="AAAA", help="su año"
    )
    con_regimen(orden, "el que rige")
    con_orden(orden)
    orden.add_argument(
        "--salida",
        required=True,
        type=comunes.archivo(*comunes.DE_DATOS),
        metavar="ARCHIVO",
        help="archivo .xlsx, .yaml o .json; - es la salida",
    )
    una_de(orden, "--tipo", ("xlsx", "yaml", "json"), f"{PARA_LA_SALIDA}; si falta, yaml")


def _formatos(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("codigo", nargs="?", metavar="CODIGO", help="un formato, en detalle")
    con_plantillas(orden)


def _validar(orden: argparse.ArgumentParser) -> None:
    con_datos(orden)
    comunes.con_metodologias_de_riesgos(orden)


def _esquema(orden: argparse.ArgumentParser) -> None:
    una_de(orden, "--de", ("plan", "mapa"), "de qué son los datos; si falta, plan", dest="de_que")
    orden.add_argument(
        "--salida",
        type=comunes.archivo(".json"),
        metavar="ARCHIVO",
        help="archivo .json; si falta, o es -, va a la salida",
    )


def _analizar(orden: argparse.ArgumentParser) -> None:
    con_datos(orden)
    con_corte(orden)
    con_anterior(orden)
    con_metodologia(orden)
    comunes.con_metodologias_de_riesgos(orden)
    orden.add_argument("--json", action="store_true", help="en JSON, con las filas de cada cifra")


def _comparar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("antes", metavar="A", help=ARCHIVO_DEL_PLAN)
    orden.add_argument(
        "despues", nargs="?", metavar="B", help="el otro archivo; si falta, el mismo"
    )
    for opcion, cual in (("--corte-a", "primero"), ("--corte-b", "segundo")):
        orden.add_argument(
            opcion,
            type=comunes.fecha,
            metavar="AAAA-MM-DD",
            help=f"el corte del {cual}; si faltan, los últimos con reportes",
        )
    orden.add_argument("--json", action="store_true", help="en JSON")
    con_carpeta(orden)
    con_metodologia(orden)
    comunes.con_metodologias_de_riesgos(orden)


def _calendario(orden: argparse.ArgumentParser) -> None:
    orden.add_argument("--vigencia", required=True, type=comunes.vigencia, metavar="AAAA")
    con_opciones(
        orden,
        "--periodicidad",
        "si falta, cuatrimestral",
        "periodicidad",
        default="cuatrimestral",
    )
    orden.add_argument(
        "--cierre",
        default=[],
        action="append",
        type=comunes.fecha,
        metavar="AAAA-MM-DD",
        help="un día que la entidad no trabaja; se puede repetir",
    )
    con_regimen(orden, "el de la vigencia")
    con_orden(orden)
    orden.add_argument(
        "--entidad", metavar="NOMBRE", help="de quién son los deberes, para nombrarla en el .ics"
    )
    orden.add_argument(
        "--plazo-habiles",
        type=comunes.cuantos("días", 10),
        metavar="N",
        help="días hábiles que la entidad se da para publicar; el articulado del Decreto 1122 de"
        " 2024 no los fija",
    )
    orden.add_argument(
        "--salida",
        type=comunes.archivo(".ics"),
        metavar="ARCHIVO",
        help="archivo .ics; - es la salida",
    )


def _cuerpo(orden: argparse.ArgumentParser) -> None:
    comunes.con_formato(orden)
    comunes.con_plantillas(orden)
    orden.add_argument(
        "--salida",
        required=True,
        type=comunes.archivo(".docx"),
        metavar="ARCHIVO",
        help="el .docx, para cambiarlo en Word",
    )


def _revisar(orden: argparse.ArgumentParser) -> None:
    orden.add_argument(
        "carpeta",
        metavar="CARPETA",
        help="la de un formato, una con varios en sus carpetas, o un .docx diseñado en Word",
    )
    comunes.con_formato(orden, obligatorio=False)
    comunes.con_plantillas(orden)
    orden.add_argument(
        "--salida",
        default=Path(),
        type=comunes.carpeta,
        metavar="CARPETA",
        help="dónde dejar las muestras; si falta, aquí",
    )


_ORDENES: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "generar": ("escribe el reporte en uno o varios archivos", generar.pedir),
    "validar": ("revisa un plan o un mapa de riesgos y dice todas las fallas", _validar),
    "nuevo": ("escribe un plan, o un mapa de riesgos, por llenar", _nuevo),
    "formatos": ("muestra el catálogo, o un formato", _formatos),
    "analizar": ("las cifras de un plan o de un mapa de riesgos en un corte", _analizar),
    "comparar": ("qué cambió entre dos archivos, o entre dos cortes de uno", _comparar),
    "calendario": ("los deberes del año: cortes y plazos en días hábiles", _calendario),
    "lote": ("hace muchos reportes, de una lista de encargos", lote.pedir),
    "consolidar": ("las cifras de muchas entidades, en un reporte", consolidar.pedir),
    "recomendar": (
        "deja en un archivo, para editarlas, las recomendaciones que se proponen",
        recomendar.pedir,
    ),
    "capturar": (
        "escribe un libro por oficina, o por proceso de un mapa, para que reporte",
        capturar.pedir,
    ),
    "reunir": ("junta en un plan, o en un mapa, los libros que volvieron", reunir.pedir),
    "verificar": ("si un archivo entregado dice a la letra lo que debe", verificar.pedir),
    "firmar": ("agrega a un PDF una firma electrónica", firmar.pedir),
    "cuerpo": ("escribe un formato como un Word con huecos, para cambiarlo", _cuerpo),
    "revisar": ("dice las fallas de un formato propio y dibuja una muestra", _revisar),
    "leer": ("los datos del plan, o del mapa, que trae un documento", leer.pedir),
    "esquema": ("el JSON Schema de los datos de un plan o de un mapa de riesgos", _esquema),
    "completar": ("lo que la consola necesita para completar con el tabulador", completar.pedir),
}
