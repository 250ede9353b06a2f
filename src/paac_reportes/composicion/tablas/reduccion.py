"""Las filas que trae quien genera, reducidas a lo que el formato muestra: ``reducir_las``.

Al final, la columna que es todas las que traigan: cada dato, con su rótulo y en su orden.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.composicion.tablas.alcances import FilasDadas, FilasLibres
from paac_reportes.composicion.tablas.escritos import con_numeros, datos_de_numeros, signos_de
from paac_reportes.composicion.tablas.propias import (
    Valores,
    avisos_de_numeros,
    con_clases,
    sin_lo_que_no_se_escribe,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, Posicion
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.corrientes import con_claves_corrientes, sin_hora, tiene_zona
from paac_reportes.estructura.filas_ajenas import (
    FALTA,
    LAS_UNICAS,
    LugarDeFilas,
    claves_del_indice,
    crudo,
    es_tabla,
    lista_de_filas,
    nombres_de_datos,
    nombres_de_tabla,
    que_escribir,
    trae_mas_que_datos,
    valor_de_celda_ajena,
)
from paac_reportes.estructura.mensajes import error_de_argumento, esperado, llego
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.columnas import TODAS, Columna, datos_de_columna
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import es_de_fila_libre
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.textos.columnas_ajenas import Nombradas, avisos_de_programa, con_nombres
from paac_reportes.textos.frases import con_mayuscula
from paac_reportes.textos.plano import el_mas_cercano, texto_limpio
from paac_reportes.textos.valores import ConHora, NumeroEscrito, cantidad_de, como_texto

Q = TypeVar("Q", Falla, Aviso)


@clases.frozen
class _Peticion:
    """Lo que un formato pide de unas filas: qué datos, y en qué tablas se muestran."""

    codigo: str
    """El código del formato, para nombrarlo."""
    lugar: LugarDeFilas
    tablas: Mapping[str, TablaDeFormato]
    """Las tablas del formato que muestran las filas."""
    de_word: frozenset[str] = frozenset()
    """Los datos que nombra un cuerpo diseñado en Word."""
    calculados: frozenset[str] = frozenset()
    """Los datos que ese cuerpo toma por números."""

    @property
    def datos(self) -> list[str]:
        """Los datos que nombran sus columnas, en su orden y sin la raíz."""
        return list(dict.fromkeys(self._nombrados()))

    def _nombrados(self) -> Iterator[str]:
        """Los datos que nombran las tablas y el cuerpo, sin la raíz: ``valor``."""
        for tabla in self.tablas.values():
            yield from tabla.datos_de_filas
        de_fila = filter(es_de_fila_libre, sorted(self.de_word))
        yield from (dato.removeprefix(f"{FILA_LIBRE}.") for dato in de_fila)


def reducir_las(
    recibidas: object, formato: Formato, reloj: Reloj
) -> tuple[FilasDadas, Formato, tuple[Aviso, ...]]:
    """Las filas recibidas ya reducidas, el formato resuelto y los avisos.

    Lo de ``libres.reducir``, cuando hay filas: de una sola tabla o ``{nombre: filas}``.
    """
    filas = con_claves_corrientes(recibidas) if isinstance(recibidas, Mapping) else recibidas
    if formato.tablas_dadas:
        return _reducidas_por_tabla(filas, formato, reloj)
    if isinstance(filas, Mapping) and any(map(es_tabla, filas.values())):
        motivo = (
            f"llegaron tablas con nombre ({_nombrados(filas)}), y el formato {formato.codigo}"
            " muestra una sola, sin él: dé sólo la suya; o ponga en cada tabla del formato cuál"
            f" muestra, con de = {mostrar(next(iter(filas)))}"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "filas", motivo))
    limpias, resueltas, avisos = _reducidas(filas, _peticion_sin_nombre(formato), reloj)
    return limpias, _con_tablas(formato, resueltas), tuple(avisos)


def datos_pedidos(formato: Formato, tabla: str | None = None) -> list[str]:
    """Los datos que el formato pide de cada fila, en su orden; los de una tabla, si la nombra."""
    if tabla is None:
        return _peticion_sin_nombre(formato).datos
    return _Peticion(formato.codigo, LugarDeFilas(tabla), formato.tablas_dadas[tabla]).datos


def _peticion_sin_nombre(formato: Formato) -> _Peticion:
    """La petición de un formato que muestra una sola tabla de filas, sin nombre."""
    cuerpo = formato.cuerpo_en_word
    de_word, calculados = (cuerpo.nombrados, cuerpo.calculados) if cuerpo else (frozenset(),) * 2
    return _Peticion(formato.codigo, LAS_UNICAS, formato.tablas, de_word, calculados)


def _con_tablas(formato: Formato, resueltas: Mapping[str, TablaDeFormato]) -> Formato:
    """El formato con esas tablas en lugar de las suyas del mismo nombre."""
    if not resueltas:
        return formato
    return attrs.evolve(formato, tablas={**formato.tablas, **resueltas})


def _reducidas_por_tabla(
    filas: object, formato: Formato, reloj: Reloj
) -> tuple[FilasDadas, Formato, tuple[Aviso, ...]]:
    """Las filas de cada tabla con nombre, el formato con sus columnas y los avisos.

    ``filas`` es lo que dio quien llama, ``{nombre: filas}``; si alguna tabla falla, las fallas de
    todas.
    """
    con_nombre = formato.tablas_dadas
    if not isinstance(filas, Mapping):
        nombradas = esperado("tablas_con_nombre", formato=formato.codigo, tablas=tuple(con_nombre))
        raise error_de_argumento("filas", nombradas, filas)
    fallas = list(_tablas_que_faltan(con_nombre, filas, formato.codigo))
    avisos = list(_tablas_que_sobran(filas, formato))
    limpias: dict[str, FilasLibres] = {}
    resueltas: dict[str, TablaDeFormato] = {}
    for nombre, tablas in con_nombre.items():
        if nombre not in filas:
            continue
        try:
            peticion = _Peticion(formato.codigo, LugarDeFilas(nombre), tablas)
            limpias[nombre], sus_tablas, sus_avisos = _reducidas(filas[nombre], peticion, reloj)
        except ErrorDeEntrada as error:
            fallas += (_en_su_tabla(falla, nombre) for falla in error.fallas)
        else:
            resueltas |= sus_tablas
            avisos += (_en_su_tabla(aviso, nombre) for aviso in sus_avisos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    return limpias, _con_tablas(formato, resueltas), tuple(avisos)


def _en_su_tabla(reparo: Q, tabla: str) -> Q:
    """La falla o el aviso, con la tabla como lugar si es de toda ella, y no de un dato."""
    if reparo.ruta != tabla:
        return reparo
    return attrs.evolve(reparo, posicion=Posicion(hoja=tabla, columna=reparo.posicion.columna))


def _tablas_que_faltan(
    con_nombre: Mapping[str, Mapping[str, TablaDeFormato]], filas: Mapping[Any, Any], codigo: str
) -> Iterator[Falla]:
    """Una falla por cada tabla con nombre que el formato muestra y no llegó."""
    sueltas = [nombre for nombre in filas if isinstance(nombre, str) and nombre not in con_nombre]
    for nombre, tablas in con_nombre.items():
        if nombre in filas:
            continue
        cercano = el_mas_cercano(nombre, sueltas, cutoff=0)
        pista = f"; la más parecida de las que llegaron es {cercano!r}" if cercano else ""
        donde = ", ".join(f"tablas.{tabla}" for tabla in tablas)
        motivo = f"no llegó la tabla {nombre!r}, que el formato {codigo} muestra en {donde}{pista}"
        anotado = {"falta": nombre, "parecido": cercano}
        yield Falla("dato_faltante", "filas", motivo, Posicion(clave=nombre), anotado)


def _tablas_que_sobran(filas: Mapping[Any, Any], formato: Formato) -> Iterator[Aviso]:
    """Un aviso por cada tabla que se dio y ningún bloque escribe."""
    escritas = formato.tablas_escritas
    nombres_escritos = {t.de for nombre, t in formato.tablas.items() if nombre in escritas}
    for nombre in filas:
        if nombre not in nombres_escritos:
            motivo = f"el formato {formato.codigo} no muestra la tabla {mostrar(nombre)}"
            anotado = {"formato": formato.codigo, **llego(nombre)}
            yield Aviso("dato_sobrante", "filas", motivo, datos=anotado)


def _nombrados(filas: Mapping[Any, Any]) -> str:
    return ", ".join(nombre if isinstance(nombre, str) else mostrar(nombre) for nombre in filas)


_VARIAS = (
    "; si son varias tablas, filas={'nombre': …} y, en la tabla del formato que muestra cada una,"
    " de = 'nombre'"
)


def _reducidas(
    filas: object, peticion: _Peticion, reloj: Reloj
) -> tuple[FilasLibres, dict[str, TablaDeFormato], list[Aviso]]:
    """Las filas de una tabla, limpias, las tablas de formato con ellas resueltas, y avisos.

    ``ErrorDeEntrada`` si algo de ellas no sirve.
    """
    lugar = peticion.lugar
    si_son_varias = "" if lugar.tabla else _VARIAS
    llegaron = lista_de_filas(filas, lugar, si_son_varias=si_son_varias, con_niveles=True)
    # Una tabla sin filas también dice sus columnas: las de una fila en blanco.
    de_muestra = [] if llegaron else [dict.fromkeys(nombres_de_tabla(filas))]
    indice = claves_del_indice(filas)
    nombradas = con_nombres(llegaron or de_muestra, lugar.ruta, indice, peticion.datos)
    crudas = nombradas.filas if llegaron else []
    abiertas: dict[str, TablaDeFormato] = {}
    avisos_de_rotulos: list[Aviso] = []
    if any(columna.dato == TODAS for t in peticion.tablas.values() for columna in t.columnas):
        abiertas, avisos_de_rotulos = con_todas(peticion.tablas, nombradas, lugar.ruta)
        peticion = attrs.evolve(peticion, tablas={**peticion.tablas, **abiertas})
    datos = peticion.datos
    fallas = list(_datos_que_faltan(datos, crudas, peticion))
    de_numeros = {*datos_de_numeros(peticion.tablas.values()), *peticion.calculados}
    como_llegaron = {
        dato: sin_lo_que_no_se_escribe(_valores_de(dato, crudas, lugar, reloj), fallas)
        for dato in datos
    }
    avisos_de_escritos: list[Aviso] = []
    signos = signos_de(peticion.tablas.values())
    por_dato = con_numeros(como_llegaron, de_numeros, signos, fallas, avisos_de_escritos)
    resueltas, avisos_de_clases = con_clases(peticion.tablas, por_dato, fallas)
    tablas = {**peticion.tablas, **resueltas}.values()
    avisos = [
        *avisos_de_rotulos,
        *_datos_que_sobran(datos, crudas, peticion),
        *avisos_de_escritos,
        *avisos_de_clases,
        *avisos_de_numeros(tablas, por_dato),
        *_avisos_de_programas(tablas, por_dato, crudas),
        *_fuera_del_total(tablas, por_dato),
        *_totales_sin_columnas(peticion.tablas),
    ]
    antes, en_medio, despues = lugar.de_un_dato
    en_filas = enumerate(zip(*(por_dato[d].celdas for d in datos), strict=True), lugar.desde)
    limpias = [
        {
            dato: _escribible(
                valor,
                f"{antes}{numero}{en_medio}{dato}{despues}",
                avisos,
                por_dato[dato].clase_de_hora,
            )
            for dato, valor in zip(datos, valores, strict=True)
        }
        for numero, valores in en_filas
    ]
    # De una tabla cuyas columnas no nombran ningún dato, cada fila es un diccionario vacío.
    return limpias if datos else [{} for _ in crudas], {**abiertas, **resueltas}, avisos


def _valores_de(dato: str, crudas: list[Any], lugar: LugarDeFilas, reloj: Reloj) -> Valores:
    """Los valores de una columna de filas ajenas, como la tabla los lee.

    Un flotante entero queda sin decimal; las horas, si todas dicen zona, van a la del ``reloj``.
    """
    valores = []
    for fila in crudas:
        llegado = crudo(fila, dato, lugar.ruta)
        valor = valor_de_celda_ajena(llegado)
        es_flotante = type(valor) is Decimal and not isinstance(llegado, Decimal)
        if es_flotante and valor == valor.to_integral_value():
            valor = valor.to_integral_value() + 0
        valores.append(valor)
    if any(map(tiene_zona, valores)) and all(map(_no_es_hora_sin_zona, valores)):
        ruta = lugar.columna(dato)
        valores = [reloj.momento(valor, ruta) if tiene_zona(valor) else valor for valor in valores]
    return Valores(dato, valores, lugar)


def _no_es_hora_sin_zona(valor: object) -> bool:
    """Si no es una hora sin zona: junto a las que la llevan, no se sabe cuál es."""
    return tiene_zona(valor) or not isinstance(valor, datetime)


def _datos_que_sobran(datos: list[str], crudas: list[Any], peticion: _Peticion) -> Iterator[Aviso]:
    """El aviso de los datos que los diccionarios traen y ninguna columna muestra."""
    sobran = Counter(
        clave if isinstance(clave, str) else mostrar(clave)
        for fila in crudas
        if isinstance(fila, Mapping)
        for clave in fila
        if not (isinstance(clave, str) and clave in datos)
    )
    if sobran:
        lista = ", ".join(f"{dato} ({cuantas})" for dato, cuantas in sobran.items())
        motivo = f"el formato {peticion.codigo} no muestra {lista}"
        anotado = {"formato": peticion.codigo, "cuantos": dict(sobran)}
        yield Aviso("dato_sobrante", peticion.lugar.ruta, motivo, datos=anotado)


def _avisos_de_programas(
    tablas: Iterable[TablaDeFormato], por_dato: Mapping[str, Valores], crudas: list[Any]
) -> Iterator[Aviso]:
    """Un aviso por columna de textos con lo que escribe un programa y no una persona: ``nan``."""
    de_otra_clase = {
        dato for t in tablas for c in t.columnas if c.guarda != "texto" for dato in c.dato
    }
    for dato, valores in por_dato.items():
        if f"{FILA_LIBRE}.{dato}" in de_otra_clase:
            continue
        lugar = valores.lugar
        celdas = (
            # Un arreglo ya es una lista: se mira como llegó.
            (lugar.en_palabras(n), crudo(crudas[n], dato, lugar.ruta) if type(v) is list else v)
            for n, v in enumerate(valores.celdas)
        )
        yield from avisos_de_programa(lugar.columna(dato), celdas)


def _fuera_del_total(
    tablas: Iterable[TablaDeFormato], por_dato: Mapping[str, Valores]
) -> Iterator[Aviso]:
    """Un aviso por cada texto que una columna con total no puede sumar."""
    con_total = [
        por_dato[dato.partition(".")[2]]
        for tabla in tablas
        for columna in tabla.columnas
        for dato in columna.dato
        if tabla.metodos(columna) - {"cuenta"} and es_de_fila_libre(dato)
    ]
    for numero, valores in enumerate(zip(*(dato.celdas for dato in con_total), strict=True)):
        for dato, valor in zip(con_total, valores, strict=True):
            if isinstance(valor, str) and valor.strip() and cantidad_de(valor) is None:
                antes, en_medio, despues = dato.lugar.de_un_dato
                motivo = f"no entra en el total: {mostrar(valor)} no es un número"
                ruta = f"{antes}{numero + dato.lugar.desde}{en_medio}{dato.nombre}{despues}"
                anotado = {**llego(valor), "esperado": "numero"}
                yield Aviso("fuera_del_total", ruta, motivo, datos=anotado)


def _totales_sin_columnas(tablas: Mapping[str, TablaDeFormato]) -> Iterator[Aviso]:
    """El aviso de una fila de total en que ninguna columna dice con qué se resume."""
    for nombre, tabla in tablas.items():
        de_filas = all(seccion.recorre == "filas" for seccion in tabla.secciones)
        if tabla.total is not None and de_filas and not any(c.total for c in tabla.columnas):
            motivo = (
                f"{mostrar(tabla.total)} no sale: ninguna columna se resume; diga en alguna total ="
                " 'suma', o 'promedio'"
            )
            yield Aviso("total_sin_columnas", f"tablas.{nombre}.total", motivo)


def _datos_que_faltan(datos: list[str], crudas: list[Any], peticion: _Peticion) -> Iterator[Falla]:
    """Una falla por cada dato de ``datos`` que ninguna fila trae; en alguna puede faltar."""
    subtotales = {s.por for tabla in peticion.tablas.values() for s in tabla.subtotales}
    ruta = peticion.lugar.ruta
    for dato in datos if crudas else ():
        if all(crudo(fila, dato, ruta) is FALTA for fila in crudas):
            por_subtotal = ", que pide un subtotal" if f"{FILA_LIBRE}.{dato}" in subtotales else ""
            traidos = sorted(nombres_de_datos(crudas[0]))
            cercano = el_mas_cercano(dato, traidos, cutoff=0)
            pista = "no traen ninguno" if cercano is None else f"el más parecido es {cercano!r}"
            motivo = f"ninguna trae el dato {dato!r}{por_subtotal}; {pista}"
            anotado = {"llego": dato, "parecido": cercano}
            yield Falla("dato_desconocido", ruta, motivo, Posicion(columna=dato), anotado)


_PRIMER_ENTERO_QUE_NO_CABE = 10**300
"""Entero que ya no se escribe en una celda; los de Excel llegan a unos 10^308."""
_SE_ESCRIBEN_COMO_ESTAN = (bool, int, date, type(None))


def _escribible(valor: Any, ruta: str, avisos: list[Aviso], con_hora: type[ConHora] | None) -> Any:
    """El valor como texto, número, fecha o tupla de textos, que una celda sabe mostrar.

    ``con_hora``: la clase con que se escriben las fechas con hora; con ``None`` no se convierten.
    Agrega a ``avisos`` lo que se limpió de un texto.
    """
    if isinstance(valor, Decimal):
        return valor
    if isinstance(valor, list | tuple | set | frozenset):
        partes = (parte for cruda in valor if (parte := valor_de_celda_ajena(cruda)) is not None)
        textos = (texto_limpio(_en_lista(parte, ruta), ruta, avisos) for parte in partes)
        sin_orden = isinstance(valor, set | frozenset)  # el de Python cambia cada vez
        return tuple(sorted(textos) if sin_orden else textos) or None
    if con_hora is not None and isinstance(valor, datetime):
        return con_hora.de(valor)
    if isinstance(valor, int) and abs(valor) >= _PRIMER_ENTERO_QUE_NO_CABE:
        raise ErrorDeEntrada(Falla("no_cabe", ruta, "se esperaba un número que quepa en una celda"))
    if isinstance(valor, Enum):
        texto = _en_texto(valor.value, ruta)
        return valor if (limpio := texto_limpio(texto, ruta, avisos)) == texto else limpio
    if isinstance(valor, _SE_ESCRIBEN_COMO_ESTAN):
        return valor
    limpio = texto_limpio(_en_texto(valor, ruta), ruta, avisos)
    return NumeroEscrito(limpio, valor.valor) if isinstance(valor, NumeroEscrito) else limpio


def _en_lista(parte: Any, ruta: str) -> str:
    """El texto de una parte de una lista, como el de una celda; de una medianoche, su día."""
    dia = sin_hora(parte)
    es_corriente = isinstance(dia, bool | Decimal) or type(dia) is date
    return como_texto(dia) if es_corriente else _en_texto(dia, ruta)


def _en_texto(valor: Any, ruta: str) -> str:
    """El texto de un valor de otra clase, que su código puede negarse a dar."""
    with codigo_ajeno(ruta, f"no se deja escribir como texto, llegó {mostrar(valor)}"):
        return str(valor)


# ------------------------------------------------------------------ la columna que es todas


def con_todas(
    tablas: Mapping[str, TablaDeFormato],
    nombradas: Nombradas,
    ruta: str,
) -> tuple[dict[str, TablaDeFormato], list[Aviso]]:
    """Las tablas cuya columna era «todas», con una por dato; y los avisos de sus nombres.

    ``ErrorDeEntrada`` si no hay ningún dato, o si son más de los que caben en una tabla.
    """
    con_todo = {n: t for n, t in tablas.items() if any(c.dato == TODAS for c in t.columnas)}
    if not con_todo:
        return {}, []
    _comprobar_que_son_datos(nombradas.filas, ruta)
    avisos: list[Aviso] = []
    rotulos = _rotulos_de(nombradas, avisos, ruta)
    columnas = {
        nombre: tuple(_columnas(tabla, rotulos, nombradas, ruta))
        for nombre, tabla in con_todo.items()
    }
    cuantas = max(map(len, columnas.values()))
    if cuantas > COLUMNAS_MAXIMAS:
        motivo = f"traen {cuantas} datos, y una tabla tiene a lo más {COLUMNAS_MAXIMAS} columnas"
        raise ErrorDeEntrada(Falla("no_cabe", ruta, f"{motivo}; diga cuáles van"))
    if not all(columnas.values()):
        motivo = "sin ningún dato no se sabe qué columnas hay; diga cuáles van, o al menos una fila"
        raise ErrorDeEntrada(Falla("argumento_invalido", ruta, motivo))
    return {n: attrs.evolve(tabla, columnas=columnas[n]) for n, tabla in con_todo.items()}, avisos


def _comprobar_que_son_datos(filas: Sequence[Any], ruta: str) -> None:
    """``ErrorDeEntrada`` si de una fila no se sabe cuáles de sus atributos son columnas."""
    una_por_clase = {type(fila): fila for fila in filas}.values()
    for fila in filter(trae_mas_que_datos, una_por_clase):
        ejemplo = "'atributo': 'Rótulo'"
        motivo = f"una fila {que_escribir(fila, ejemplo)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", ruta, motivo))


def _columnas(
    tabla: TablaDeFormato, rotulos: Mapping[str, Sequence[str]], nombradas: Nombradas, ruta: str
) -> Iterator[Columna]:
    """Las columnas de la tabla; la que dice «todas» da una por cada dato que ninguna muestra.

    ``rotulos``: por dato, los pisos de su rótulo.
    """
    mostrados = {dato for columna in tabla.columnas for dato in datos_de_columna(columna)}
    ya_hay = False
    for columna in tabla.columnas:
        if columna.dato != TODAS:
            ya_hay = True
            yield columna
            continue
        for nombre, pisos in rotulos.items():
            if f"{FILA_LIBRE}.{nombre}" not in mostrados:
                yield _columna_de_dato(columna, nombre, pisos, nombradas, ruta, primera=not ya_hay)
                ya_hay = True


def _columna_de_dato(  # noqa: PLR0913 - lo que hace falta para una columna
    columna: Columna,
    nombre: str,
    pisos: Sequence[str],
    nombradas: Nombradas,
    ruta: str,
    *,
    primera: bool,
) -> Columna:
    """La columna de un dato; si trae algún número y no es la primera ni del índice, se resume.

    ``pisos`` son sus rótulos, de arriba abajo. De un índice de varios niveles, los de afuera se
    dicen una vez. ``primera``: si es la primera de la tabla.
    """
    rotulo = [piso for parte in columna.rotulo for piso in (pisos if parte == "*" else [parte])]
    del_dato = attrs.evolve(columna, dato=(f"{FILA_LIBRE}.{nombre}",), rotulo=tuple(rotulo))
    etiquetas = nombradas.etiquetas
    if nombre in etiquetas[:-1] and columna.une == "nunca":
        del_dato = attrs.evolve(del_dato, une="iguales")
    no_se_resume = primera or nombre in etiquetas
    if not no_se_resume and any(
        cantidad_de(valor_de_celda_ajena(crudo(f, nombre, ruta))) is not None
        for f in nombradas.filas
    ):
        return del_dato
    cuentan = () if no_se_resume else tuple(parte for parte in del_dato.total if parte == "cuenta")
    return attrs.evolve(del_dato, total=cuentan, barra=False)


def _rotulos_de(nombradas: Nombradas, avisos: list[Aviso], ruta: str) -> dict[str, list[str]]:
    """Rótulos de cada dato, de arriba abajo: ``fecha_de_firma`` es «Fecha de firma».

    Los que así se llamarían igual, ``Valor`` y ``valor``, van como llegaron: son de dos columnas, y
    un solo rótulo las reuniría. Una llave no es de plantilla.
    """
    nombres = (nombre for fila in nombradas.filas for nombre in nombres_de_datos(fila))
    pisos_de = {
        nombre: [
            texto_limpio(piso, f"{ruta}, columna {nombre!r}", avisos)
            for piso in nombradas.niveles.get(nombre, (nombre,))
        ]
        for nombre in dict.fromkeys(nombres)
    }
    distintos = dict.fromkeys(piso for pisos in pisos_de.values() for piso in pisos)
    rotulos = {
        piso: (rotulo if len(iguales) == 1 else piso).replace("{", "{{ '{' }}")
        for rotulo, iguales in agrupadas((_en_frase(piso), piso) for piso in distintos).items()
        for piso in iguales
    }
    return {nombre: [rotulos[piso] for piso in pisos] for nombre, pisos in pisos_de.items()}


def _en_frase(nombre: str) -> str:
    return con_mayuscula(nombre.replace("_", " ").strip() or nombre)
