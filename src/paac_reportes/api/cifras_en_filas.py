"""Las cuentas de muchos planes, como filas: para un programa, un libro o la consola."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from paac_reportes.api.comprobaciones import (
    comprobar_clase,
    comprobar_corte,
    dia_del_corte,
    recorridos,
)
from paac_reportes.api.eventos import registrado
from paac_reportes.api.guardado import Guardado
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.salida import guardar_bytes
from paac_reportes.api.tipos import Contenido, Destino, Origen, Ruta
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, ruta_en_archivo
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.modelo import Plan
from paac_reportes.modelo.temas import ConContenido, abierto
from paac_reportes.sistema import es_ruta, ilegible, nombre_del_origen, se_deja_leer
from paac_reportes.textos.valores import proporcion

_TIPOS_DE_PLAN = (".json", ".yaml", ".yml", ".xlsx", ".xlsm", ".docx", ".docm")
"""Archivos que de una carpeta se toman por un plan: el que no lo sea lo dice al leerlo."""


@puerta
def cifras_en_filas(
    contenidos: "Iterable[Contenido | Origen] | Ruta", *, corte: date | None = None
) -> list[dict[str, Any]]:
    """Las cuentas de muchos planes como filas con tipo, una por entidad y componente.

    ``contenidos`` son planes, sus lecturas o sus archivos, o una carpeta de ellos; cada uno se lee
    y se suelta. Sin ``corte``, el último de cada plan; el que se dé puede no ser de sus datos, y la
    cuenta es lo que se sabía ese día. Los números son enteros, los avances ``Decimal`` o ``None``
    y los cortes, fechas: las toma un ``DataFrame`` (``docs/cifras.md`` dice qué es cada columna).
    Lanza ``ErrorDeEntrada`` con lo que falla en todos, cada cosa con su archivo.
    """
    corte = dia_del_corte(corte, Reloj())
    comprobar_corte(corte)
    filas: list[dict[str, Any]] = []
    fallas: list[Falla] = []
    avisos: list[Aviso] = []
    with registrado("contenidos.contados") as campos:
        for nombre, origen in _planes_de(contenidos):
            try:
                de_uno, de_su_lectura = filas_y_avisos(origen, corte)
            except ErrorDeEntrada as error:
                fallas += (falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in error.fallas)
            else:
                filas += de_uno
                avisos += de_su_lectura
        if fallas:
            raise ErrorDeEntrada(fallas)
        campos["avisos"] = avisos
    return filas


def filas_y_avisos(
    origen: Any, corte: date | None
) -> tuple[Iterable[dict[str, Any]], tuple[Aviso, ...]]:
    """Filas de un plan, o de su archivo, y avisos de su lectura."""
    from paac_reportes.analisis.analisis import analizar_plan
    from paac_reportes.analisis.por_componente import cuentas_por_componente
    from paac_reportes.formatos.metodologia import reglas_para

    plan, avisos = abierto(origen)
    if not isinstance(plan, Plan) and (es_ruta(origen) or se_deja_leer(origen)):
        lectura = leer_sin_dudas(origen, clave_del_tema="plan")
        plan, avisos = lectura.contenido, lectura.avisos
    comprobar_clase(Plan, contenido=plan)
    elegido = corte or max(plan.cortes(), default=None)
    analisis = analizar_plan(plan, elegido, reglas_para(plan, None))
    return [*cuentas_por_componente(analisis)], avisos


def _planes_de(contenidos: Any) -> Iterator[tuple[str, Any]]:
    """Nombre y origen de cada plan que se pide; el que no tiene archivo, por su lugar."""
    if es_ruta(contenidos):
        contenidos = (contenidos,)
    elif isinstance(contenidos, Plan | ConContenido | Mapping):
        raise error_de_argumento("contenidos", "lista_de_planes", contenidos)
    for lugar, valor in enumerate(recorridos("contenidos", contenidos, "lista_de_planes")):
        if es_ruta(valor):
            for archivo in archivos_de_planes(valor):
                yield archivo, archivo
        else:
            nombre = "" if isinstance(valor, Plan | ConContenido) else nombre_del_origen(valor)
            yield nombre or f"contenidos[{lugar}]", valor


def archivos_de_planes(ruta: "str | os.PathLike[str]") -> Sequence[str]:
    """El archivo o, de una carpeta, los que parecen de un plan, en orden; alguno ha de haber."""
    carpeta = os.fspath(ruta)
    if not os.path.isdir(carpeta):  # noqa: PTH112 - es un texto cualquiera
        return (carpeta,)
    try:
        en_la_carpeta = sorted(Path(carpeta).iterdir())
    except OSError as error:
        raise ErrorDeEntrada(ilegible(error).falla(carpeta)) from error
    archivos = [
        str(archivo)
        for archivo in en_la_carpeta
        if archivo.suffix.lower() in _TIPOS_DE_PLAN and not archivo.name.startswith(("~$", "."))
    ]
    if not archivos:
        motivo = f"no trae ningún plan ({', '.join(_TIPOS_DE_PLAN)})"
        raise ErrorDeEntrada(Falla("sin_datos", carpeta, motivo))
    return archivos


# ------------------------------------------------------------------ para la consola


def renglones_de_filas(filas: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Un renglón por entidad y, debajo, uno por componente."""
    entidad: tuple[Any, ...] = ()
    for fila in filas:
        quien = tuple(fila[clave] for clave in ("entidad", "nit", "vigencia", "corte"))
        if quien != entidad:
            entidad = quien
            al = f"al {fila['corte']}" if fila["corte"] else "sin cortes"
            avance = proporcion(fila["avance_de_la_entidad"])
            yield f"{fila['entidad']}, {al}: avance {avance}"
        nombre = ". ".join(str(fila[c]) for c in ("numero", "componente") if fila[c] is not None)
        vencidas = fila["vencidas"] + fila["vencidas_sin_reporte"]
        yield (
            f"  {nombre or 'Sin actividades'}: aplican {fila['aplican']}, con reporte"
            f" {fila['reportadas']}, vencidas {vencidas}, avance {proporcion(fila['avance'])}"
        )


def guardar_filas(filas: Sequence[Mapping[str, Any]], destino: Destino) -> Guardado:
    """Lo que se escribió: las filas en un libro de Excel, como una tabla con tipos y filtro."""
    from paac_reportes.analisis.por_componente import ROTULOS
    from paac_reportes.libros.de_una_tabla import libro_de_tabla

    titulo = "Las cuentas de cada plan, por componente"
    archivo, avisos = libro_de_tabla(titulo, "Cuentas", ROTULOS, filas)
    guardar_bytes([(destino, archivo)])
    return Guardado(archivos=(Path(destino),) if es_ruta(destino) else (), avisos=avisos)
