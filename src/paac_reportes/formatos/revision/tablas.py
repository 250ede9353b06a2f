"""Lo que las tablas de un formato prometen: datos que existen, y columnas y bloques sanos."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    BloqueResultados,
    BloqueTabla,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import EXTRAS, FILA_LIBRE, RECORRIDOS, extra_de
from paac_reportes.formatos.definicion.tablas import LLAMADA, Seccion, TablaDeFormato
from paac_reportes.formatos.revision.aspecto import fallas_de_aspecto
from paac_reportes.formatos.revision.columnas import (
    caminos_del_recorrido,
    datos_posibles,
    fallas_de_columnas,
    nombra_seguimientos,
    recorridos_de,
)
from paac_reportes.formatos.revision.totales import fallas_de_totales

_COLUMNAS_MAXIMAS = 63


def fallas_de_tablas(formato: Formato) -> Iterator[Falla]:
    """Las de sus columnas y secciones, y las de los bloques que las nombran."""
    yield from _tablas_imposibles(formato)
    yield from _datos(formato)
    yield from _columnas(formato)
    yield from fallas_de_totales(formato)
    yield from _notas(formato)
    yield from fallas_de_columnas(formato)
    yield from fallas_de_aspecto(formato)
    yield from _tablas_nombradas(formato)


def _es_de_fila_libre(dato: str, secciones: Iterable[Seccion]) -> bool:
    """Si es un dato de las filas que traerá quien genere: cuáles son, sólo se sabe entonces."""
    raiz, _, campo = dato.partition(".")
    return raiz == FILA_LIBRE and bool(campo) and all(s.recorre == "filas" for s in secciones)


def _datos(formato: Formato) -> Iterator[Falla]:
    for nombre, tabla in formato.tablas.items():
        posibles = datos_posibles(tabla.secciones)
        for ruta, dato in _usados(nombre, tabla):
            if (
                dato not in posibles
                and not _es_de_fila_libre(dato, tabla.secciones)
                and extra_de(dato, recorridos_de(tabla)) is None
            ):
                yield Falla(ruta, _no_existe(dato, posibles))


def datos_que_no_existen(nombre: str, tabla: TablaDeFormato) -> Iterator[Falla]:
    """Los de una tabla que ningún recorrido tiene, cuando no se sabe cuál es el suyo."""
    posibles = sorted({dato for recorre in RECORRIDOS for dato in caminos_del_recorrido(recorre)})
    for ruta, dato in _usados(nombre, tabla):
        es_extra = any(extra_de(dato, [recorre]) is not None for recorre in RECORRIDOS)
        if dato not in posibles and not es_extra and not dato.startswith(f"{FILA_LIBRE}."):
            yield Falla(ruta, _no_existe(dato, posibles))


def _usados(nombre: str, tabla: TablaDeFormato) -> Iterator[tuple[str, str]]:
    """Los datos que nombra una tabla, con la ruta de cada uno."""
    for indice, columna in enumerate(tabla.columnas):
        yield from ((f"tablas.{nombre}.columnas[{indice}].dato", dato) for dato in columna.dato)
    if tabla.si_hay is not None:
        yield f"tablas.{nombre}.si_hay", tabla.si_hay


def _no_existe(dato: str, posibles: list[str]) -> str:
    if f".{EXTRAS}." in f".{dato}":
        return (
            f"{mostrar(dato)} no es un extra de esta fila; se esperaba de quién es, y su nombre en"
            " minúsculas sin tildes, como actividad.extras.riesgo_asociado"
        )
    cercanos = get_close_matches(dato, posibles, n=1, cutoff=0)
    pista = f"; el más parecido es {cercanos[0]!r}" if cercanos else ""
    return f"no existe el dato {mostrar(dato)}{pista}"


def _tablas_imposibles(formato: Formato) -> Iterator[Falla]:
    for nombre, tabla in formato.tablas.items():
        if not re.fullmatch(r"[\w.-]+", nombre):
            yield Falla("tablas", f"se esperaba un nombre sin espacios, llegó {mostrar(nombre)}")
        if len(tabla.columnas) > _COLUMNAS_MAXIMAS:
            motivo = f"Word admite {_COLUMNAS_MAXIMAS} columnas, llegaron {len(tabla.columnas)}"
            yield Falla(f"tablas.{nombre}.columnas", motivo)


def _columnas(formato: Formato) -> Iterator[Falla]:
    """Lo que una columna por corte necesita para serlo."""
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            if columna.por_corte and not nombra_seguimientos(columna):
                yield Falla(f"{lugar}.por_corte", "se esperaba una columna con algún seguimiento")


def _notas(formato: Formato) -> Iterator[Falla]:
    """Cada llamada es a una nota que está."""
    for nombre, tabla in formato.tablas.items():
        numeros = [str(numero) for numero in range(1, len(tabla.notas) + 1)]
        for lugar, texto in tabla.con_llamadas():
            for nota in LLAMADA.findall(texto):
                if nota not in numeros:
                    hay = f"están: {', '.join(numeros)}" if numeros else "la tabla no trae notas"
                    motivo = f"no existe la nota {mostrar(nota)}; {hay}"
                    yield Falla(f"tablas.{nombre}.{lugar}", motivo)


def _tablas_nombradas(formato: Formato) -> Iterator[Falla]:
    for indice, bloque in enumerate(formato.cuerpo):
        if not isinstance(bloque, BloqueTabla | BloqueResultados):
            continue
        lugar = f"cuerpo[{indice}]"
        for tabla in bloque.tablas:
            if tabla not in formato.tablas:
                estan = ", ".join(formato.tablas) or "ninguna"
                yield Falla(f"{lugar}.tablas", f"no existe la tabla {tabla!r}; están: {estan}")
        duenos = {
            RECORRIDOS[seccion.recorre].dueno
            for tabla in bloque.tablas
            if tabla in formato.tablas
            for seccion in formato.tablas[tabla].secciones
        }
        if "plan" in duenos and (len(duenos) > 1 or bloque.cada != "plan"):
            yield Falla(
                lugar,
                "lo del plan y lo de sus componentes no van en el mismo bloque, y lo del plan"
                " se escribe con cada = 'plan'",
            )
        if isinstance(bloque, BloqueResultados) and "componente" in duenos:
            yield Falla(lugar, "se esperaban tablas de cifras, no del plan")
        if isinstance(bloque, BloqueTabla) and not bloque.tablas:
            yield Falla(f"{lugar}.tablas", "se esperaba al menos una tabla")
