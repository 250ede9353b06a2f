"""Las filas que trae quien genera, reducidas a lo que el formato muestra: ``reducir_las``."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.composicion.tablas.alcances import FilasDadas, FilasLibres
from paac_reportes.composicion.tablas.escritos import con_su_valor, datos_de_numeros
from paac_reportes.composicion.tablas.propias import Valores, con_clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.corrientes import con_claves_corrientes, sin_hora
from paac_reportes.estructura.filas_ajenas import (
    FALTA,
    LAS_UNICAS,
    LugarDeFilas,
    claves_del_indice,
    crudo,
    es_tabla,
    lista_de_filas,
    nombres_de_datos,
    valor_de,
)
from paac_reportes.estructura.mensajes import llego
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import TODAS
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.textos.cercanos import los_mas_cercanos
from paac_reportes.textos.encabezados import con_nombres
from paac_reportes.textos.limpieza import texto_limpio
from paac_reportes.textos.valores import ConHora, NumeroEscrito, cantidad_de, como_texto

Q = TypeVar("Q", Falla, Aviso)


@clases.frozen
class _Pedido:
    """Lo que un formato pide de unas filas."""

    codigo: str
    """El del formato, para nombrarlo."""
    lugar: LugarDeFilas
    tablas: Mapping[str, TablaDeFormato]
    """Las suyas que las muestran."""
    de_word: frozenset[str] = frozenset()
    """Los datos que nombra un cuerpo diseñado en Word."""
    calculados: frozenset[str] = frozenset()
    """Los que ese cuerpo toma por números."""

    @property
    def datos(self) -> list[str]:
        """Los que nombran sus columnas, en su orden y sin la raíz."""
        return list(dict.fromkeys(self._nombrados()))

    def _nombrados(self) -> Iterator[str]:
        for tabla in self.tablas.values():
            yield from tabla.datos_de_filas
        de_fila = filter(es_de_fila_libre, sorted(self.de_word))
        yield from (dato.removeprefix(f"{FILA_LIBRE}.") for dato in de_fila)


def reducir_las(
    recibidas: object, formato: Formato
) -> tuple[FilasDadas, Formato, tuple[Aviso, ...]]:
    """Lo de ``libres.reducir``, de unas filas que llegaron a un formato que las recorre."""
    filas = con_claves_corrientes(recibidas) if isinstance(recibidas, Mapping) else recibidas
    if formato.tablas_dadas:
        return _de_varias(filas, formato)
    if isinstance(filas, Mapping) and any(map(es_tabla, filas.values())):
        motivo = (
            f"llegaron tablas con nombre ({_nombrados(filas)}), y el formato {formato.codigo}"
            " muestra una sola, sin él: dé sólo la suya; o ponga en cada tabla del formato cuál"
            f" muestra, con de = {mostrar(next(iter(filas)))}"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
    limpias, resueltas, avisos = _reducidas(filas, _de_las_unicas(formato))
    return limpias, _con_tablas(formato, resueltas), tuple(avisos)


def datos_pedidos(formato: Formato, tabla: str | None = None) -> list[str]:
    """Los que pide de cada fila, en su orden; de las de una tabla, si las nombra."""
    if tabla is None:
        return _de_las_unicas(formato).datos
    return datos_de(formato, tabla, formato.tablas_dadas[tabla])


def datos_de(formato: Formato, tabla: str, muestran: Mapping[str, TablaDeFormato]) -> list[str]:
    """Los que pide de cada fila de una tabla con nombre, dadas las suyas que la muestran."""
    return _Pedido(formato.codigo, LugarDeFilas(tabla), muestran).datos


def _de_las_unicas(formato: Formato) -> _Pedido:
    cuerpo = formato.cuerpo_en_word
    de_word, calculados = (cuerpo.nombrados, cuerpo.calculados) if cuerpo else (frozenset(),) * 2
    return _Pedido(formato.codigo, LAS_UNICAS, formato.tablas, de_word, calculados)


def _con_tablas(formato: Formato, resueltas: Mapping[str, TablaDeFormato]) -> Formato:
    if not resueltas:
        return formato
    return attrs.evolve(formato, tablas={**formato.tablas, **resueltas})


def _de_varias(filas: object, formato: Formato) -> tuple[FilasDadas, Formato, tuple[Aviso, ...]]:
    """Las de cada tabla que el formato nombra, o lo que a todas les impide salir."""
    dadas = formato.tablas_dadas
    if not isinstance(filas, Mapping):
        ejemplo = ", ".join(f"{nombre!r}: …" for nombre in dadas)
        que = mostrar(filas) if isinstance(filas, list) else f"un {type(filas).__name__}"
        motivo = (
            f"el formato {formato.codigo} muestra tablas con nombre: se esperaba"
            f" filas={{{ejemplo}}}, llegó {que}"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
    fallas = list(_que_no_llegaron(dadas, filas, formato.codigo))
    avisos = list(_que_sobran(filas, formato))
    limpias: dict[str, FilasLibres] = {}
    resueltas: dict[str, TablaDeFormato] = {}
    for nombre, suyas in dadas.items():
        if nombre not in filas:
            continue
        try:
            pedido = _Pedido(formato.codigo, LugarDeFilas(nombre), suyas)
            limpias[nombre], de_esta, propios = _reducidas(filas[nombre], pedido)
        except ErrorDeEntrada as error:
            fallas += (_en_su_tabla(falla, nombre) for falla in error.fallas)
        else:
            resueltas |= de_esta
            avisos += (_en_su_tabla(aviso, nombre) for aviso in propios)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return limpias, _con_tablas(formato, resueltas), tuple(avisos)


def _en_su_tabla(que: Q, tabla: str) -> Q:
    """La falla o el aviso de toda una tabla, que es un lugar y no un dato."""
    if que.ruta != tabla:
        return que
    return attrs.evolve(que, posicion=Posicion(hoja=tabla, columna=que.posicion.columna))


def _que_no_llegaron(
    dadas: Mapping[str, Mapping[str, TablaDeFormato]], filas: Mapping[Any, Any], codigo: str
) -> Iterator[Falla]:
    sueltas = [nombre for nombre in filas if isinstance(nombre, str) and nombre not in dadas]
    for nombre, suyas in dadas.items():
        if nombre in filas:
            continue
        cercano = next(iter(los_mas_cercanos(nombre, sueltas, n=1, cutoff=0)), None)
        pista = f"; la más parecida de las que llegaron es {cercano!r}" if cercano else ""
        quien = ", ".join(f"tablas.{una}" for una in suyas)
        motivo = f"no llegó la tabla {nombre!r}, que el formato {codigo} muestra en {quien}{pista}"
        anotado = {"esperado": nombre, "parecido": cercano}
        yield Falla("dato_faltante", "filas", motivo, Posicion(clave=nombre), anotado)


def _que_sobran(filas: Mapping[Any, Any], formato: Formato) -> Iterator[Aviso]:
    """Las tablas que se dieron y ninguno de sus bloques escribe."""
    escritas = formato.tablas_escritas
    de_bloques = {t.de for nombre, t in formato.tablas.items() if nombre in escritas}
    for nombre in filas:
        if nombre not in de_bloques:
            motivo = f"el formato {formato.codigo} no muestra la tabla {mostrar(nombre)}"
            anotado = {"formato": formato.codigo, **llego(nombre)}
            yield Aviso("dato_sobrante", "filas", motivo, datos=anotado)


def _nombrados(filas: Mapping[Any, Any]) -> str:
    return ", ".join(nombre if isinstance(nombre, str) else mostrar(nombre) for nombre in filas)


def _reducidas(
    filas: object, pedido: _Pedido
) -> tuple[FilasLibres, dict[str, TablaDeFormato], list[Aviso]]:
    """Las de una tabla, lo que de su formato dependía de ellas y lo que conviene revisar."""
    lugar = pedido.lugar
    si_son_varias = "" if lugar.tabla else _VARIAS
    llegaron = lista_de_filas(filas, lugar, si_son_varias=si_son_varias, con_niveles=True)
    nombradas = con_nombres(llegaron, lugar.ruta, claves_del_indice(filas), pedido.datos)
    crudas = nombradas.filas
    abiertas: dict[str, TablaDeFormato] = {}
    de_rotulos: list[Aviso] = []
    if any(columna.dato == TODAS for t in pedido.tablas.values() for columna in t.columnas):
        # Casi siempre se dice cuáles van.
        from paac_reportes.composicion.tablas.todas import con_todas  # noqa: PLC0415

        abiertas, de_rotulos = con_todas(pedido.tablas, nombradas, lugar.ruta)
        pedido = attrs.evolve(pedido, tablas={**pedido.tablas, **abiertas})
    pedidos = pedido.datos
    faltan = list(_que_no_estan(pedidos, crudas, pedido))
    de_numeros = {*datos_de_numeros(pedido.tablas.values()), *pedido.calculados}
    leidos = {dato: _leidos(dato, crudas, lugar) for dato in pedidos}
    de_escritos: list[Aviso] = []
    por_dato = con_su_valor(leidos, de_numeros, faltan, de_escritos)
    resueltas, de_clases = con_clases(pedido.tablas, por_dato, faltan)
    suyas = {**pedido.tablas, **resueltas}.values()
    avisos = [
        *de_rotulos,
        *_sobras(pedidos, crudas, pedido),
        *de_escritos,
        *de_clases,
        *_fuera_del_total(suyas, por_dato),
        *_totales_sin_columnas(pedido.tablas),
    ]
    antes, en_medio, despues = lugar.de_un_dato
    en_filas = enumerate(zip(*(por_dato[d].todos for d in pedidos), strict=True), lugar.desde)
    limpias = [
        {
            dato: _escribible(
                valor,
                f"{antes}{numero}{en_medio}{dato}{despues}",
                avisos,
                por_dato[dato].de_hora,
            )
            for dato, valor in zip(pedidos, valores, strict=True)
        }
        for numero, valores in en_filas
    ]
    # De una tabla cuyas columnas no nombran ningún dato, cada fila es un diccionario vacío.
    return limpias if pedidos else [{} for _ in crudas], {**abiertas, **resueltas}, avisos


_VARIAS = (
    "; si son varias tablas, filas={'nombre': …} y, en la tabla del formato que muestra cada una,"
    " de = 'nombre'"
)


def _leidos(dato: str, crudas: list[Any], lugar: LugarDeFilas) -> Valores:
    """Los valores de un dato; el flotante que es un entero, sin el decimal que no dice nada."""
    todos = []
    flotante = False
    for fila in crudas:
        suyo = crudo(fila, dato, lugar.ruta)
        valor = valor_de(suyo)
        if type(valor) is Decimal and not isinstance(suyo, Decimal):
            flotante = True
            if valor == valor.to_integral_value():
                valor = valor.to_integral_value() + 0
        todos.append(valor)
    return Valores(dato, todos, flotante, lugar)


def _sobras(pedidos: list[str], crudas: list[Any], pedido: _Pedido) -> Iterator[Aviso]:
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
        motivo = f"el formato {pedido.codigo} no muestra {lista}"
        anotado = {"formato": pedido.codigo, "cuantos": dict(sobran)}
        yield Aviso("dato_sobrante", pedido.lugar.ruta, motivo, datos=anotado)


def _fuera_del_total(
    tablas: Iterable[TablaDeFormato], por_dato: Mapping[str, Valores]
) -> Iterator[Aviso]:
    """Los textos que una columna con total no puede sumar, porque no son un número."""
    con_total = [
        por_dato[dato.partition(".")[2]]
        for tabla in tablas
        for columna in tabla.columnas
        for dato in columna.dato
        if tabla.metodos(columna) - {"cuenta"} and es_de_fila_libre(dato)
    ]
    for numero, valores in enumerate(zip(*(suyos.todos for suyos in con_total), strict=True)):
        for suyos, valor in zip(con_total, valores, strict=True):
            if isinstance(valor, str) and valor.strip() and cantidad_de(valor) is None:
                antes, en_medio, despues = suyos.lugar.de_un_dato
                motivo = f"no entra en el total: {mostrar(valor)} no es un número"
                ruta = f"{antes}{numero + suyos.lugar.desde}{en_medio}{suyos.nombre}{despues}"
                anotado = {**llego(valor), "esperado": "un número"}
                yield Aviso("fuera_del_total", ruta, motivo, datos=anotado)


def _totales_sin_columnas(tablas: Mapping[str, TablaDeFormato]) -> Iterator[Aviso]:
    """La fila de total de una tabla de filas en que ninguna columna dice con qué se resume."""
    for nombre, tabla in tablas.items():
        de_filas = all(seccion.recorre == "filas" for seccion in tabla.secciones)
        if tabla.total is not None and de_filas and not any(c.total for c in tabla.columnas):
            motivo = (
                f"{mostrar(tabla.total)} sale sin ninguna cifra: ninguna columna se resume; diga en"
                " alguna total = 'suma', o 'promedio'"
            )
            yield Aviso("total_sin_columnas", f"tablas.{nombre}.total", motivo)


def _que_no_estan(pedidos: list[str], crudas: list[Any], pedido: _Pedido) -> Iterator[Falla]:
    """Un dato que ninguna fila trae es una errata; el que alguna no trae, un blanco."""
    subtotales = {s.por for tabla in pedido.tablas.values() for s in tabla.subtotales}
    ruta = pedido.lugar.ruta
    for dato in pedidos if crudas else ():
        if all(crudo(fila, dato, ruta) is FALTA for fila in crudas):
            quien = ", que pide un subtotal" if f"{FILA_LIBRE}.{dato}" in subtotales else ""
            hay = sorted(nombres_de_datos(crudas[0]))
            cercano = los_mas_cercanos(dato, hay, n=1, cutoff=0)
            pista = f"el más parecido es {cercano[0]!r}" if cercano else "no traen ninguno"
            motivo = f"ninguna trae el dato {dato!r}{quien}; {pista}"
            anotado = {"llego": dato, "parecido": cercano[0] if cercano else None}
            yield Falla("dato_desconocido", ruta, motivo, Posicion(columna=dato), anotado)


def _escribible(valor: Any, ruta: str, avisos: list[Aviso], de_hora: type[ConHora] | None) -> Any:
    """El valor como algo que una celda sabe mostrar; lo que no es texto ni número va como texto."""
    if isinstance(valor, Decimal):
        return valor if valor.is_finite() else str(valor)
    if isinstance(valor, list | tuple | set | frozenset):
        partes = (parte for cruda in valor if (parte := valor_de(cruda)) is not None)
        return tuple(texto_limpio(_en_lista(parte, ruta), ruta, avisos) for parte in partes)
    if de_hora is not None and isinstance(valor, datetime):
        return de_hora.de(valor)
    if isinstance(valor, int) and abs(valor) >= _ENORME:
        raise ErrorDeEntrada(Falla("no_cabe", ruta, "se esperaba un número que quepa en una celda"))
    if isinstance(valor, Enum):
        suyo = _escrito(valor.value, ruta)
        return valor if (limpio := texto_limpio(suyo, ruta, avisos)) == suyo else limpio
    if isinstance(valor, _COMO_ESTAN):
        return valor
    limpio = texto_limpio(_escrito(valor, ruta), ruta, avisos)
    return NumeroEscrito(limpio, valor.valor) if isinstance(valor, NumeroEscrito) else limpio


def _en_lista(parte: Any, ruta: str) -> str:
    """Lo que de una lista se escribe de cada parte; de una medianoche, su día."""
    return como_texto(parte) if isinstance(parte, bool) else _escrito(sin_hora(parte), ruta)


def _escrito(valor: Any, ruta: str) -> str:
    with codigo_ajeno(ruta, f"no se deja escribir como texto, llegó {mostrar(valor)}"):
        return str(valor)


_ENORME = 10**300
_COMO_ESTAN = (bool, int, date, type(None))
