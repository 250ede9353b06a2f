"""Filas que trae quien genera (diccionarios u objetos), reducidas a lo que el formato muestra."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any

import attrs

from paac_reportes.composicion.tablas.filas.recorridos import FilasLibres
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE
from paac_reportes.textos.fechas import fecha_corta
from paac_reportes.textos.limpieza import texto_limpio
from paac_reportes.textos.valores import numero_escrito

_FALTA = object()


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
    crudas = _como_lista(filas)
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
        columna.dato[0].partition(".")[2]
        for tabla in formato.tablas.values()
        for columna in tabla.columnas
        if columna.total is not None and columna.dato[0].startswith(f"{FILA_LIBRE}.")
    ]
    for numero, fila in enumerate(crudas if con_total else ()):
        for dato in con_total:
            valor = _crudo(fila, dato)
            if isinstance(valor, str) and valor.strip() and numero_escrito(valor) is None:
                motivo = f"no entra en el total: {mostrar(valor)} no es un número"
                yield Aviso("fuera_del_total", f"filas[{numero}].{dato}", motivo)


def _datos_pedidos(formato: Formato) -> Iterator[str]:
    for tabla in formato.tablas.values():
        datos = [dato for columna in tabla.columnas for dato in columna.dato]
        for dato in (*datos, tabla.si_hay or ""):
            raiz, _, campo = dato.partition(".")
            if raiz == FILA_LIBRE:
                yield campo


def _como_lista(filas: object) -> list[Any]:
    if hasattr(filas, "to_dict") and hasattr(filas, "columns"):
        try:
            filas = filas.to_dict("records")
        except TypeError:  # así es en otras bibliotecas de tablas, como polars
            filas = filas.to_dicts() if hasattr(filas, "to_dicts") else None
    if isinstance(filas, str | bytes | Mapping) or not isinstance(filas, Iterable):
        motivo = f"se esperaba una lista de diccionarios u objetos, llegó {mostrar(filas)}"
        raise ErrorDeEntrada(Falla("filas", motivo))
    with codigo_ajeno("filas", "no se dejaron recorrer"):
        lista = list(filas)
    malas = [n for n, fila in enumerate(lista) if fila is None or isinstance(fila, _SUELTOS)]
    if malas:
        motivo = "se esperaba un diccionario o un objeto, llegó"
        raise ErrorDeEntrada(Falla(f"filas[{n}]", f"{motivo} {mostrar(lista[n])}") for n in malas)
    return lista


_SUELTOS = (str, bytes, int, float, list, tuple)


def _comprobar_que_esten(pedidos: list[str], crudas: list[Any]) -> None:
    """Un dato que ninguna fila trae es una errata; el que alguna no trae, un blanco."""
    fallas = []
    for dato in pedidos if crudas else ():
        if all(_crudo(fila, dato) is _FALTA for fila in crudas):
            hay = sorted(_nombres(crudas[0]))
            cercano = get_close_matches(dato, hay, n=1, cutoff=0)
            pista = f"; el más parecido es {cercano[0]!r}" if cercano else ""
            fallas.append(Falla("filas", f"ninguna trae el dato {dato!r}{pista}"))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _nombres(fila: Any) -> Iterable[str]:
    if isinstance(fila, Mapping):
        return [clave for clave in fila if isinstance(clave, str)]
    if attrs.has(type(fila)):
        return [campo.name for campo in attrs.fields(type(fila))]
    return [nombre for nombre in dir(fila) if not nombre.startswith("_")]


def _crudo(fila: Any, dato: str) -> Any:
    with codigo_ajeno("filas", f"no se pudo leer {dato!r}"):
        return fila.get(dato, _FALTA) if isinstance(fila, Mapping) else getattr(fila, dato, _FALTA)


def _valor(fila: Any, dato: str, ruta: str, avisos: list[Aviso]) -> Any:
    """El dato como algo que una celda sabe mostrar; lo que no es texto ni número va como texto."""
    valor = _de_numpy(_crudo(fila, dato))
    if valor is _FALTA or _es_sin_dato(valor):
        return None
    if isinstance(valor, float | Decimal):
        numero = Decimal(float.__repr__(valor)) if isinstance(valor, float) else valor
        return numero if numero.is_finite() else str(valor)
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


def _de_numpy(valor: Any) -> Any:
    """Un número, una fecha o una lista de numpy, como los de Python."""
    if type(valor).__module__ != "numpy":
        return valor
    try:
        if type(valor).__name__ == "datetime64":
            return valor.astype("datetime64[us]").item()
        return valor.item() if valor.ndim == 0 else valor.tolist()
    except (AttributeError, ValueError):
        return str(valor)


def _es_sin_dato(valor: Any) -> bool:
    """Así lo dicen Python, numpy y pandas: ``None``, ``nan``, ``NaT`` y ``NA``."""
    try:
        return valor is None or bool(valor != valor)  # noqa: PLR0124
    except (TypeError, ArithmeticError):  # ``NA`` no se deja comparar, y un «sNaN» tampoco
        return True
    except Exception:  # noqa: BLE001 - una lista de otra biblioteca, o cualquier clase ajena
        return False
