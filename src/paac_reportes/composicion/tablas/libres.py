"""Las filas que trae quien genera, reducidas a lo que el formato muestra."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any

from paac_reportes.composicion.tablas.alcances import FilasLibres
from paac_reportes.composicion.tablas.propias import Valores, con_clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.filas_ajenas import (
    FALTA,
    crudo,
    lista_de_filas,
    nombres_de_datos,
    nombres_del_indice,
    valor_de,
)
from paac_reportes.formatos.definicion.columnas import datos_de
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.textos.limpieza import texto_limpio
from paac_reportes.textos.valores import ConHora, numero_escrito


def reducir(filas: object, formato: Formato) -> tuple[FilasLibres, Formato, tuple[Aviso, ...]]:
    """Las filas como diccionarios con los datos que piden las columnas, y qué se cambió en ellos.

    Con ellas, el formato con lo que dejaba a lo que trajeran (``propias``). Admite una lista de
    diccionarios o de objetos, o una tabla de pandas. ``ErrorDeEntrada`` si no lo son, si el formato
    no las recorre, si ninguna trae un dato que se pide o si una columna no se puede escribir.
    """
    pedidos = list(dict.fromkeys(_datos_pedidos(formato)))
    recorre = any(s.recorre == "filas" for t in formato.tablas.values() for s in t.secciones)
    cuerpo = formato.cuerpo_en_word
    recorre = recorre or (cuerpo is not None and FILA_LIBRE in cuerpo.se_repite)
    if filas is None:
        if recorre:
            motivo = f"el formato {formato.codigo} recorre filas y no llegaron"
            raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
        return (), formato, ()
    if not recorre:
        motivo = f"el formato {formato.codigo} no recorre filas: ninguna tabla las mostraría"
        raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
    crudas = lista_de_filas(filas)
    faltan = list(_que_no_estan(pedidos, crudas, filas, formato))
    por_dato = {dato: _leidos(dato, crudas) for dato in pedidos}
    resuelto, de_clases = con_clases(formato, por_dato, faltan)
    avisos = [*_sobras(pedidos, crudas, formato), *de_clases, *_fuera_del_total(resuelto, por_dato)]
    limpias = [
        {
            dato: _escribible(valor, f"filas[{numero}].{dato}", avisos, por_dato[dato].de_hora)
            for dato, valor in zip(pedidos, valores, strict=True)
        }
        for numero, valores in enumerate(zip(*(por_dato[d].todos for d in pedidos), strict=True))
    ]
    # De una tabla cuyas columnas no nombran ningún dato, cada fila es un diccionario vacío.
    return limpias if pedidos else [{} for _ in crudas], resuelto, tuple(avisos)


def _leidos(dato: str, crudas: list[Any]) -> Valores:
    """Los valores de un dato; el flotante que es un entero, sin el decimal que no dice nada."""
    todos = []
    flotante = False
    for fila in crudas:
        suyo = crudo(fila, dato)
        valor = valor_de(suyo)
        if type(valor) is Decimal and not isinstance(suyo, Decimal):
            flotante = True
            if valor == valor.to_integral_value():
                valor = valor.to_integral_value() + 0
        todos.append(valor)
    return Valores(dato, todos, flotante)


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


def _fuera_del_total(formato: Formato, por_dato: Mapping[str, Valores]) -> Iterator[Aviso]:
    """Los textos que una columna con total no puede sumar, porque no son un número."""
    con_total = [
        por_dato[dato.partition(".")[2]]
        for tabla in formato.tablas.values()
        for columna in tabla.columnas
        for dato in columna.dato
        if tabla.metodos(columna) - {"cuenta"} and es_de_fila_libre(dato)
    ]
    for numero, valores in enumerate(zip(*(suyos.todos for suyos in con_total), strict=True)):
        for suyos, valor in zip(con_total, valores, strict=True):
            if isinstance(valor, str) and valor.strip() and numero_escrito(valor) is None:
                motivo = f"no entra en el total: {mostrar(valor)} no es un número"
                yield Aviso("fuera_del_total", f"filas[{numero}].{suyos.nombre}", motivo)


def _datos_pedidos(formato: Formato) -> Iterator[str]:
    for tabla in formato.tablas.values():
        datos = [dato for columna in tabla.columnas for dato in datos_de(columna)]
        for dato in (*datos, tabla.si_hay or "", *(s.por for s in tabla.subtotales)):
            raiz, _, campo = dato.partition(".")
            if raiz == FILA_LIBRE:
                yield campo
    nombrados = formato.cuerpo_en_word.nombrados if formato.cuerpo_en_word else ()
    de_fila = filter(es_de_fila_libre, sorted(nombrados))
    yield from (dato.removeprefix(f"{FILA_LIBRE}.") for dato in de_fila)


def _que_no_estan(
    pedidos: list[str], crudas: list[Any], filas: object, formato: Formato
) -> Iterator[Falla]:
    """Un dato que ninguna fila trae es una errata; el que alguna no trae, un blanco."""
    subtotales = {s.por for tabla in formato.tablas.values() for s in tabla.subtotales}
    for dato in pedidos if crudas else ():
        if all(crudo(fila, dato) is FALTA for fila in crudas):
            quien = ", que pide un subtotal" if f"{FILA_LIBRE}.{dato}" in subtotales else ""
            if dato in nombres_del_indice(filas):
                cercano: list[str] = []
                pista = "está en el índice de la tabla, y con reset_index() es una columna"
            else:
                hay = sorted(nombres_de_datos(crudas[0]))
                cercano = get_close_matches(dato, hay, n=1, cutoff=0)
                pista = f"el más parecido es {cercano[0]!r}" if cercano else "no traen ninguno"
            motivo = f"ninguna trae el dato {dato!r}{quien}; {pista}"
            anotado = {"llego": dato, "parecido": cercano[0] if cercano else None}
            yield Falla("dato_desconocido", "filas", motivo, Posicion(columna=dato), anotado)


def _escribible(valor: Any, ruta: str, avisos: list[Aviso], de_hora: type[ConHora] | None) -> Any:
    """El valor como algo que una celda sabe mostrar; lo que no es texto ni número va como texto."""
    if valor is None:
        return None
    if isinstance(valor, Decimal):
        return valor if valor.is_finite() else str(valor)
    if isinstance(valor, list | tuple | set | frozenset):
        return tuple(texto_limpio(_escrito(uno, ruta), ruta, avisos) for uno in valor)
    if de_hora is not None and isinstance(valor, datetime):
        return de_hora.de(valor)
    if isinstance(valor, int) and abs(valor) >= _ENORME:
        raise ErrorDeEntrada(Falla("no_cabe", ruta, "se esperaba un número que quepa en una celda"))
    if isinstance(valor, Enum):
        suyo = _escrito(valor.value, ruta)
        return valor if (limpio := texto_limpio(suyo, ruta, avisos)) == suyo else limpio
    es_comun = isinstance(valor, _COMO_ESTAN)
    return valor if es_comun else texto_limpio(_escrito(valor, ruta), ruta, avisos)


def _escrito(valor: Any, ruta: str) -> str:
    with codigo_ajeno(ruta, f"no se deja escribir como texto, llegó {mostrar(valor)}"):
        return str(valor)


_ENORME = 10**300
_COMO_ESTAN = (bool, int, date)
