"""Un contenido de una tabla de datos: una consulta, un CSV, un ``DataFrame``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import Extras, desestructurar, mostrar
from paac_reportes.estructura.corrientes import tiene_zona
from paac_reportes.estructura.objetos_ajenos import es_objeto, que_escribir
from paac_reportes.estructura.zonas import Reloj
from paac_reportes.lectura.filas.armado import contenido_armado, lugar_en_su_fila, lugares_de
from paac_reportes.lectura.filas.columnas import (
    ColumnaDeFilas,
    avisos_de_la_columna,
    codigo_de,
    columnas_de,
)
from paac_reportes.lectura.filas.fuentes import FilasDeFuente, filas_leidas
from paac_reportes.lectura.filas.reunion import ReunionDeFilas
from paac_reportes.lectura.filas.valores import cabe_en_una_celda, clase_de, lector_de
from paac_reportes.modelo import temas
from paac_reportes.modelo.fechas.en_numero import fechas_en_numero
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas


def contenido_de_filas(  # noqa: PLR0913 - todo lo que una puerta recibe
    filas: object,
    pedidas: object,
    corte: date | None,
    otras: Mapping[str, Any],
    *,
    de: str,
    reloj: Reloj,
) -> tuple[temas.Contenido, tuple[Aviso, ...]]:
    """Contenido de unas filas y lo que conviene revisar.

    ``otras`` son las claves que no salen de las filas, como objetos o como van en un archivo de
    datos, y mandan. ``ErrorDeEntrada`` con todas las fallas, cada una con su fila y su columna.
    """
    forma = forma_de_filas(temas.tema(de))
    tablas = [forma_de_filas(tabla) for tabla in temas.temas_por_tabla(forma.tema)]
    avisos: list[Aviso] = []
    de_la_tabla = filas_leidas(filas, tablas, avisos)
    if pedidas is None:  # de un objeto, no se sabe qué dato es cada atributo
        _comprobar_que_dicen_sus_columnas(de_la_tabla)
    columnas = columnas_de(pedidas, de_la_tabla, forma, avisos)
    fallas: list[Falla] = []
    for columna in columnas:
        celdas = de_la_tabla.celdas(columna.nombre)
        avisos += avisos_de_la_columna(columna, celdas, de_la_tabla, forma)
        leidos = _leidos(columna, celdas, de_la_tabla.lugares, forma, reloj, fallas)
        columna.valores = list(leidos)
    reunion = ReunionDeFilas(forma, columnas, de_la_tabla.lugares, corte, fallas)
    reunion.reunir()
    aparte = _como_en_un_archivo(otras)
    contenido = contenido_armado(reunion.raiz, forma.tema, aparte, fallas, reloj)
    avisos += reunion.parecidos.values()
    if en_numero := [*fechas_en_numero(contenido)]:
        lugares = lugares_de(reunion.raiz, aparte)
        avisos += (attrs.evolve(a, ruta=lugar_en_su_fila(a.ruta, lugares)) for a in en_numero)
    return contenido, tuple(avisos)


def _comprobar_que_dicen_sus_columnas(filas: FilasDeFuente) -> None:
    for fila, lugar in zip(filas.filas, filas.lugares, strict=True):
        if es_objeto(fila):
            motivo = que_escribir(fila, "'actividad.descripcion': {}")
            raise ErrorDeEntrada(Falla("argumento_invalido", lugar, motivo))


# ------------------------------------------------------------------ las celdas


def _leidos(  # noqa: PLR0913, PLR0917 - lo que hace falta para leer una celda
    columna: ColumnaDeFilas,
    celdas: Sequence[Any],
    lugares: Sequence[str],
    forma: FormaDeFilas,
    reloj: Reloj,
    fallas: list[Falla],
) -> Iterator[Any]:
    """Lo que dice cada celda de una columna; ``None``, y su falla, lo que no cabe en una."""
    leer, es_de_fecha = lector_de(columna.dato, forma), clase_de(columna.dato, forma) is date
    ruta = f"filas, columna {columna.nombre!r}"
    for celda, lugar in zip(celdas, lugares, strict=True):
        valor = celda
        if celda is None:
            yield None
            continue
        if columna.codigos:
            valor = columna.codigos.get(codigo_de(celda), celda)
        elif (es_de_fecha and type(celda) is str) or tiene_zona(celda):
            valor = reloj.dia(celda, ruta)
        if type(valor) is not str and not cabe_en_una_celda(valor):
            fallas += _fallas_de_lo_que_no_cabe(valor, lugar + columna.lugar)
            valor = None
        yield None if valor is None else leer(valor)


def _fallas_de_lo_que_no_cabe(valor: Any, lugar: str) -> Iterator[Falla]:
    """Falla de lo que no cabe en una celda; de una lista, la de cada elemento que no cabe."""
    if not isinstance(valor, list | tuple):
        motivo = f"se esperaba un texto, un número o una fecha, llegó {mostrar(valor)}"
        yield Falla("dato_invalido", lugar, motivo)
        return
    for numero, elemento in enumerate(valor):
        if isinstance(elemento, list | tuple) or not cabe_en_una_celda(elemento):
            motivo = f"se esperaba un texto, llegó {mostrar(elemento)}"
            yield Falla("dato_invalido", f"{lugar}: [{numero}]", motivo)


# ------------------------------------------------------------------ lo que no es fila


def _como_en_un_archivo(otras: Mapping[str, Any]) -> dict[str, Any]:
    """Datos aparte de las filas, que pueden ser objetos, como van en un archivo de datos."""
    datos = {clave: _en_datos(valor) for clave, valor in otras.items() if valor is not None}
    if isinstance(nombre := datos.get("entidad"), str):
        datos["entidad"] = {"nombre": nombre}
    return datos


def _en_datos(valor: Any) -> Any:
    """Valor con sus objetos del modelo, o los de la lista que sea, como datos."""
    if isinstance(valor, list | tuple):
        return [desestructurar(objeto) if _es_del_modelo(objeto) else objeto for objeto in valor]
    return desestructurar(valor) if _es_del_modelo(valor) else valor


def _es_del_modelo(valor: object) -> bool:
    return isinstance(valor, Extras) or es_de_attrs(type(valor))
