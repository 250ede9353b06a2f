"""Un contenido de una tabla de datos: una consulta, un CSV, un ``DataFrame``."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from paac_reportes.clases import es_de_attrs
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import Extras, desestructurar
from paac_reportes.estructura.filas_ajenas import es_objeto, que_escribir
from paac_reportes.estructura.valores import Reloj
from paac_reportes.lectura.filas.armado import contenido_armado, lugar_en_su_fila, lugares_de
from paac_reportes.lectura.filas.columnas import LectorDeFilas
from paac_reportes.lectura.filas.fuentes import FilasDeFuente, filas_leidas
from paac_reportes.lectura.filas.reunion import ReunionDeFilas
from paac_reportes.modelo import temas
from paac_reportes.modelo.fechas.en_numero import fechas_en_numero
from paac_reportes.modelo.filas import forma_de_filas


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
    lector = LectorDeFilas(de_la_tabla, forma, reloj)
    columnas = lector.leer(pedidas)
    reunion = ReunionDeFilas(forma, columnas, de_la_tabla.lugares, corte, lector.fallas)
    reunion.reunir()
    aparte = _como_en_un_archivo(otras)
    contenido = contenido_armado(reunion.raiz, forma.tema, aparte, lector.fallas, reloj)
    avisos += (*lector.avisos, *reunion.parecidos.values())
    if en_numero := [*fechas_en_numero(contenido)]:
        lugares = lugares_de(reunion.raiz, aparte)
        avisos += (attrs.evolve(a, ruta=lugar_en_su_fila(a.ruta, lugares)) for a in en_numero)
    return contenido, tuple(avisos)


def _comprobar_que_dicen_sus_columnas(filas: FilasDeFuente) -> None:
    for fila, lugar in zip(filas.filas, filas.lugares, strict=True):
        if es_objeto(fila):
            motivo = que_escribir(fila, "'actividad.descripcion': {}")
            raise ErrorDeEntrada(Falla("argumento_invalido", lugar, motivo))


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
