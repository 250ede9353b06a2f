"""Filas que trae quien genera (diccionarios u objetos), reducidas a lo que el formato muestra."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any

from paac_reportes.composicion.tablas.filas.alcances import FilasLibres
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.ajenas import FALTA, crudo, lista_de_filas, nombres_de_datos, valor_de
from paac_reportes.formatos.definicion.columnas import datos_de
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE
from paac_reportes.textos.fechas import fecha_corta
from paac_reportes.textos.limpieza import texto_limpio
from paac_reportes.textos.valores import numero_escrito


def reducir(filas: object, formato: Formato) -> tuple[FilasLibres, tuple[Aviso, ...]]:
    """Las filas como diccionarios con los datos que piden las columnas, y qué se cambió en ellos.

    Admite una lista de diccionarios o de objetos, o una tabla de pandas. ``ErrorDeEntrada`` si no
    lo son, si el formato no las recorre o si ninguna trae un dato que se pide.
    """
    pedidos = list(dict.fromkeys(_datos_pedidos(formato)))
    recorre = any(s.recorre == "filas" for t in formato.tablas.values() for s in t.secciones)
    if filas is None:
        if recorre:
            motivo = f"el formato {formato.codigo} recorre filas y no llegaron"
            raise ErrorDeEntrada(Falla("filas", motivo))
        return (), ()
    if not recorre:
        motivo = f"el formato {formato.codigo} no recorre filas: ninguna tabla las mostraría"
        raise ErrorDeEntrada(Falla("filas", motivo))
    crudas = lista_de_filas(filas)
    _comprobar_que_esten(pedidos, crudas)
    avisos = [*_sobras(pedidos, crudas, formato), *_fuera_del_total(formato, crudas)]
    limpias = [
        {dato: _valor(fila, dato, f"filas[{numero}].{dato}", avisos) for dato in pedidos}
        for numero, fila in enumerate(crudas)
    ]
    return limpias, tuple(avisos)


def _sobras(pedidos: list[str], crudas: list[Any], formato: Formato) -> Iterator[Aviso]:
    """Los datos que los diccionarios traen y ninguna columna muestra."""
    sobran = Counter(
        clave if isinstance(clave, str) else mostrar(clave)
        for fila in crudas
        if isinstance(fila, Mapping)
        for clave in fila
        if not (isinstance(clave, str) and clave in pedidos)
    )
    if sobran:
        lista = ", ".join(f"{dato} ({cuantas})" for dato, cuantas in sobran.items())
        yield Aviso("dato_sobrante", "filas", f"el formato {formato.codigo} no muestra {lista}")


def _fuera_del_total(formato: Formato, crudas: list[Any]) -> Iterator[Aviso]:
    """Los textos que una columna con total no puede sumar, porque no son un número."""
    con_total = [
        dato.partition(".")[2]
        for tabla in formato.tablas.values()
        for columna in tabla.columnas
        for dato in columna.dato
        if columna.total is not None and dato.startswith(f"{FILA_LIBRE}.")
    ]
    for numero, fila in enumerate(crudas if con_total else ()):
        for dato in con_total:
            valor = crudo(fila, dato)
            if isinstance(valor, str) and valor.strip() and numero_escrito(valor) is None:
                motivo = f"no entra en el total: {mostrar(valor)} no es un número"
                yield Aviso("fuera_del_total", f"filas[{numero}].{dato}", motivo)


def _datos_pedidos(formato: Formato) -> Iterator[str]:
    for tabla in formato.tablas.values():
        datos = [dato for columna in tabla.columnas for dato in datos_de(columna)]
        for dato in (*datos, tabla.si_hay or ""):
            raiz, _, campo = dato.partition(".")
            if raiz == FILA_LIBRE:
                yield campo


def _comprobar_que_esten(pedidos: list[str], crudas: list[Any]) -> None:
    """Un dato que ninguna fila trae es una errata; el que alguna no trae, un blanco."""
    fallas = []
    for dato in pedidos if crudas else ():
        if all(crudo(fila, dato) is FALTA for fila in crudas):
            hay = sorted(nombres_de_datos(crudas[0]))
            cercano = get_close_matches(dato, hay, n=1, cutoff=0)
            pista = f"; el más parecido es {cercano[0]!r}" if cercano else ""
            fallas.append(Falla("filas", f"ninguna trae el dato {dato!r}{pista}"))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _valor(fila: Any, dato: str, ruta: str, avisos: list[Aviso]) -> Any:
    """El dato como algo que una celda sabe mostrar; lo que no es texto ni número va como texto."""
    valor = valor_de(crudo(fila, dato))
    if valor is None:
        return None
    if isinstance(valor, Decimal):
        return valor if valor.is_finite() else str(valor)
    if isinstance(valor, list | tuple | set | frozenset):
        return tuple(texto_limpio(_texto(uno, ruta), ruta, avisos) for uno in valor)
    if isinstance(valor, datetime) and valor.time() != time():
        return f"{fecha_corta(valor)} {valor:%H:%M}"
    if isinstance(valor, int) and abs(valor) >= _ENORME:
        raise ErrorDeEntrada(Falla(ruta, "se esperaba un número que quepa en una celda"))
    if isinstance(valor, Enum):
        suyo = _texto(valor.value, ruta)
        return valor if (limpio := texto_limpio(suyo, ruta, avisos)) == suyo else limpio
    es_comun = isinstance(valor, _COMO_ESTAN)
    return valor if es_comun else texto_limpio(_texto(valor, ruta), ruta, avisos)


def _texto(valor: Any, ruta: str) -> str:
    with codigo_ajeno(ruta, f"no se deja escribir como texto, llegó {mostrar(valor)}"):
        return str(valor)


_ENORME = 10**300
_COMO_ESTAN = (bool, int, date)
