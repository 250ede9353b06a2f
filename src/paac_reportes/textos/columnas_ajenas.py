"""Lo que traen las columnas de otro programa: nombres que son fechas o números, «nan», HTML.

``con_nombres`` da unas filas con un texto por nombre: ``enero de 2026``, ``2026``, ``Sí``. El mismo
dato se puede pedir también como llegó (``otros_nombres``). Después, los avisos de lo que en una
columna de textos escribe un programa y no una persona.

Al final, qué signo separa los decimales en los números que una columna trae escritos. ``3.141`` es
tres mil o tres, según quien lo escribió: lo dice el resto de su columna. Un número que no se puede
leer como miles (``12.5``, ``0.125``, ``1234.56``) prueba que el punto es de decimales, y uno con
miles o con su coma (``1.234.567``, ``1.234,5``, ``12,5``), que lo es la coma. Sin ninguna prueba se
lee como se escribe aquí, con la coma, y se dice.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, Literal

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.filas_ajenas import valor_de_celda_ajena
from paac_reportes.expresiones import expresion
from paac_reportes.grupos import agrupadas
from paac_reportes.textos.valores import (
    cantidad_de,
    como_texto,
    contar,
    fecha_corta,
    fecha_larga,
    lista,
    mes_y_ano,
    numero_escrito,
)

ENTRE_NIVELES = " / "
"""Separador de los niveles de una columna que tiene varios, en el nombre de su dato."""
_EN_BLANCO = "(en blanco)"
"""Cómo se llama la que no tiene nombre, que pandas llama NaN."""


@clases.frozen
class Nombradas:
    """Unas filas en que cada dato tiene un texto por nombre."""

    filas: list[Any]
    niveles: Mapping[str, tuple[str, ...]]
    """Los rótulos, de arriba abajo, de los datos que llegaron con varios niveles."""
    etiquetas: tuple[str, ...] = ()
    """Nombres que estaban en el índice: dicen de quién es la fila, y no se resumen."""


def con_nombres(
    filas: list[Any], ruta: str, indice: Sequence[object], peticion: Collection[str] = ()
) -> Nombradas:
    """Las filas con un nombre por dato, y los niveles de los que llegaron con varios.

    De ``("2024", "Enero")`` el nombre es ``2024 / Enero``; los niveles en blanco no cuentan. De los
    modos de nombrar un dato gana el que esté en la ``peticion``. ``indice`` son las claves que lo
    eran del índice. ``ErrorDeEntrada`` si dos se llamarían igual.
    """
    claves = dict.fromkeys(chain.from_iterable(f for f in filas if isinstance(f, Mapping)))
    if not indice and all(type(clave) is str and clave.strip() for clave in claves):
        return Nombradas(filas, {})
    with codigo_ajeno(ruta, "los nombres de sus columnas no se dejan escribir"):
        decir = _como_se_dicen(claves)
        rotulos = {clave: _pisos(clave, decir) for clave in claves if isinstance(clave, tuple)}
        nombres = {clave: _nombre_de_columna(clave, rotulos, decir, peticion) for clave in claves}
        niveles = {nombres[clave]: pisos for clave, pisos in rotulos.items()}
    if fallas := list(_repetidos(nombres, ruta)):
        raise ErrorDeEntrada(fallas)
    filas_con_nombres = [
        {nombres[clave]: valor for clave, valor in fila.items()}
        if isinstance(fila, Mapping)
        else fila
        for fila in filas
    ]
    etiquetas = [nombres[clave] for clave in indice if clave in nombres]
    for nombre in etiquetas:
        _escribir_etiquetas(filas_con_nombres, nombre, ruta)
    return Nombradas(filas_con_nombres, niveles, tuple(etiquetas))


def nombre_en_palabras(nombre: object) -> str:
    """Nombre de una columna, sea una fecha, un número o una tupla, escrito con palabras."""
    if isinstance(nombre, tuple):
        return ENTRE_NIVELES.join(_pisos(nombre, nombre_en_palabras))
    valor = valor_de_celda_ajena(nombre)
    if valor is None or (isinstance(valor, str) and not valor.strip()):
        return _EN_BLANCO
    if isinstance(valor, date):
        con_hora = isinstance(valor, datetime) and valor.time() != time()
        return f"{fecha_larga(valor)}, {valor:%H:%M}" if con_hora else fecha_larga(valor)
    if isinstance(valor, Decimal) and valor == valor.to_integral_value():
        return como_texto(valor.to_integral_value())
    return _periodo(valor) if _es_periodo(valor) else como_texto(valor)


def _es_periodo(valor: object) -> bool:
    """Si es un período de pandas, por el nombre de su clase: componer no la carga."""
    return type(valor).__name__ == "Period"


def _periodo(periodo: Any) -> str:
    """Período de pandas: el mes, por su nombre; otro, como él se escribe."""
    return mes_y_ano(periodo.start_time) if periodo.freqstr == "M" else str(periodo)


def _como_se_dicen(claves: Iterable[object]) -> Callable[[object], str]:
    """Función que dice un nombre con palabras; si todas las fechas abren un mes, con el mes."""
    niveles = (c if isinstance(c, tuple) else (c,) for c in claves)
    dias = {valor for c in chain.from_iterable(niveles) if (valor := _fecha_de(c)) is not None}
    if len(dias) <= 1 or not all(map(_abre_un_mes, dias)):  # una sola no lo dice
        return nombre_en_palabras

    def decir(nombre: object) -> str:
        dia = _fecha_de(nombre)
        return nombre_en_palabras(nombre) if dia is None else mes_y_ano(dia)

    return decir


def _fecha_de(nombre: object) -> date | None:
    valor = None if isinstance(nombre, str | tuple) else valor_de_celda_ajena(nombre)
    return valor if isinstance(valor, date) else None


def _abre_un_mes(dia: date) -> bool:
    return dia.day == 1 and not (isinstance(dia, datetime) and dia.time() != time())


def _pisos(clave: Iterable[object], decir: Callable[[object], str]) -> tuple[str, ...]:
    """Niveles de un nombre que dicen algo, con palabras; si ninguno, que está en blanco."""
    return tuple(decir(nivel) for nivel in clave if not _es_blanco(nivel)) or (_EN_BLANCO,)


def _es_blanco(nivel: object) -> bool:
    valor = valor_de_celda_ajena(nivel)
    return valor is None or (isinstance(valor, str) and not valor.strip())


def _nombre_de_columna(
    clave: object,
    rotulos: Mapping[Any, tuple[str, ...]],
    decir: Callable[[object], str],
    peticion: Collection[str],
) -> str:
    """El nombre de una columna ajena: el que se pidió, o sus niveles unidos.

    ``rotulos``: los pisos de cada una; ``decir``: escribe una clave; ``peticion``: los pedidos.
    """
    if type(clave) is str and clave.strip():
        return clave
    pisos = rotulos[clave] if isinstance(clave, tuple) else _pisos((clave,), decir)
    return next(
        (otro_nombre for otro_nombre in otros_nombres(clave) if otro_nombre in peticion),
        ENTRE_NIVELES.join(pisos),
    )


def otros_nombres(clave: object) -> Iterator[str]:
    """Nombres con que también se pide un dato que no se llama con un texto."""
    yield nombre_en_palabras(clave)
    if (dia := _fecha_de(clave)) is not None:
        yield from (mes_y_ano(dia),) if _abre_un_mes(dia) else ()
        yield from (fecha_corta(dia), dia.isoformat(), f"{dia:%Y-%m-%d}")
    yield ENTRE_NIVELES.join(map(str, clave)) if isinstance(clave, tuple) else str(clave)


def _repetidos(nombres: Mapping[Any, str], ruta: str) -> Iterator[Falla]:
    """Las fallas de los nombres que resultan de varias columnas.

    ``nombres``: el de cada clave.
    """
    for nombre, claves in agrupadas((nombre, clave) for clave, nombre in nombres.items()).items():
        if len(claves) > 1:
            columnas = " y ".join(map(_mostrada, claves))
            motivo = f"la tabla trae más de una columna {mostrar(nombre)}: {columnas}"
            yield Falla("dato_repetido", ruta, f"{motivo}; llámelas distinto")


def _mostrada(clave: object) -> str:
    """La clave de una columna, como se dice en un mensaje."""
    if not isinstance(clave, tuple):
        return mostrar(clave)
    return f"({', '.join(map(_mostrada, clave))})"


def _escribir_etiquetas(filas: Iterable[dict[str, Any]], nombre: str, ruta: str) -> None:
    """Cambia en las filas las etiquetas de un índice de varias clases o períodos por su texto."""
    with codigo_ajeno(ruta, f"no se pudo leer {nombre!r}"):
        clases_presentes = {
            _clase(valor)
            for fila in filas
            if (valor := valor_de_celda_ajena(fila[nombre])) is not None
        }
        if len(clases_presentes) > 1 or "Period" in clases_presentes:
            for fila in filas:
                etiqueta = valor_de_celda_ajena(fila[nombre])
                fila[nombre] = None if etiqueta is None else nombre_en_palabras(etiqueta)


def _clase(valor: object) -> str:
    """Clase de un valor: ``número``, ``fecha`` o el nombre de su tipo."""
    if isinstance(valor, int | Decimal) and not isinstance(valor, bool):
        return "número"
    return "fecha" if isinstance(valor, date) else type(valor).__name__


_ENORME = 10**30
"""Valor desde el que un número no nombra nada."""


def como_nombre(valor: object) -> object:
    """Nombre, con palabras, de una columna que se pide por una fecha o un número.

    Lo demás queda igual: un texto lo es, y de lo que no sirve dirá por qué quien lo lea.
    """
    limpio: Any = valor_de_celda_ajena(valor)
    if isinstance(limpio, str) and not limpio.strip():
        return _EN_BLANCO
    es_numero = isinstance(limpio, int | Decimal) and -_ENORME < limpio < _ENORME
    es_nombre = es_numero or isinstance(limpio, date) or _es_periodo(limpio)
    return nombre_en_palabras(valor) if es_nombre else valor


_SIN_DATO = frozenset({"nan", "nat", "none", "null", "undefined", "<na>"})
"""Textos que un programa escribe donde no hay dato, en minúsculas."""
_LARGO_SIN_DATO = max(map(len, _SIN_DATO))
_HTML = "HTML"
_ABRE = expresion(r"<(?P<etiqueta>[A-Za-z][A-Za-z0-9]*+)(?:\s[^<>]*+)?+>")


def avisos_de_programa(ruta: str, celdas: Iterable[tuple[str, Any]]) -> Iterator[Aviso]:
    """El aviso de una columna con algo que escribe un programa; ``celdas``: lugar y valor.

    «nan» en 2 celdas (la primera, filas[0]): lo que traen no cambia.
    """
    por_clase = agrupadas((que, (lugar, v)) for lugar, v in celdas if (que := _que_es(v)))
    if not por_clase:
        return
    partes = [
        f"{que} en {contar(len(casos), 'celda', 'celdas')} ({_la_primera(que, casos)})"
        for que, casos in por_clase.items()
    ]
    motivo = f"trae {lista(partes)}, como lo escribe un programa: va así"
    cuantos = {que: len(casos) for que, casos in por_clase.items()}
    yield Aviso("texto_de_programa", ruta, motivo, datos={"cuantos": cuantos})


def _la_primera(que: str, casos: list[tuple[str, Any]]) -> str:
    """``la primera, '<p>Hola</p>' en filas[0]``: el lugar, y el texto si no se ha dicho."""
    lugar, valor = casos[0]
    entre = "la primera, " if len(casos) > 1 else ""
    return f"{entre}{f'{mostrar(str(valor))} en ' if que == _HTML else ''}{lugar}"


def _que_es(valor: Any) -> str:
    """Qué trae un valor que una persona no escribe; vacío si nada."""
    if type(valor) is str:
        return _de_un_texto(valor)
    if type(valor) in {list, tuple}:
        partes = (_un(parte) if isinstance(parte, list) else _que_es(parte) for parte in valor)
        return next(filter(None, partes), "")
    return "" if valor is None or isinstance(valor, _DE_UNA_CELDA) else _un(valor)


_DE_UNA_CELDA = (bool, int, float, Decimal, date, time, Enum, str, bytes)


def _un(valor: object) -> str:
    return f"un {type(valor).__name__}"


def _de_un_texto(texto: str) -> str:
    """«nan», o HTML si todo el texto va entre etiquetas, ``<p>…</p>``; vacío si es corriente."""
    if len(texto) <= _LARGO_SIN_DATO and texto.casefold() in _SIN_DATO:
        return f"«{texto}»"
    if not texto.startswith("<"):
        return ""
    entero = texto.rstrip()
    abre = _ABRE.match(entero)
    return _HTML if abre and entero.endswith(f"</{abre['etiqueta']}>") else ""


# ------------------------------------------------------------------ los separadores de sus números

Signo = Literal[".", ","]

_ALREDEDOR = " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}$%()+-\N{MINUS SIGN}\N{EN DASH}"
_MENOS = ("+", "-", "\N{MINUS SIGN}", "\N{EN DASH}")
_ENTRE_MILES = expresion(r"(?<=[0-9])[ \u00a0\u2009\u202f'\u2019](?=[0-9]{3}(?![0-9]))")
_GRUPOS = expresion(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*+(?:(?!\1)([.,])[0-9]+)?")
_CON_UN_SIGNO = expresion(r"(?=[.,]?[0-9])[0-9]{0,30}([.,])[0-9]{0,60}(?:[eE][+-]?[0-9]{1,3})?")
_CON_SU_UNIDAD = expresion(r"(?P<numero>[^\s]{1,90})\s+[^\W\d_].*", re.DOTALL)
"""``12.5 días``: no es un número, y dice cómo se escriben."""


def _signo(texto: str) -> tuple[Signo | None, Signo | None]:
    """El signo decimal de un número escrito, de dos modos: el seguro y el que quizá lo es.

    ``12.5`` da (``.``, ``None``); ``3.141``, que puede ser de miles, (``None``, ``.``); lo que no
    es un número o no lleva signo, los dos ``None``.
    """
    con_unidad = _CON_SU_UNIDAD.fullmatch(texto.strip())
    sin_unidad = con_unidad["numero"] if con_unidad else texto
    nucleo, con_grupos = _ENTRE_MILES.subn("", sin_unidad.strip(_ALREDEDOR))
    en_grupos = _GRUPOS.fullmatch(nucleo)
    if en_grupos is not None and not con_grupos:
        de_miles, de_decimales = en_grupos.groups()
        es_de_punto = de_miles == "."
        if de_decimales is None and nucleo.count(de_miles) == 1:
            return None, "." if es_de_punto else ","
        return ("," if es_de_punto else "."), None
    simple = _CON_UN_SIGNO.fullmatch(nucleo)
    return (("." if simple[1] == "." else ","), None) if simple is not None else (None, None)


@clases.frozen
class Separacion:
    """Cómo se leen los números escritos de una columna."""

    con_punto: tuple[str, ...]
    """Los textos que prueban que el punto es el de los decimales."""
    con_coma: tuple[str, ...]
    dudosos: tuple[str, ...]
    """Números que podrían llevar miles."""
    signos: tuple[str, ...] = ()
    """Signos que en su columna acompañan a un número: ``%``, o ``$`` y ``COP``."""

    @property
    def se_contradice(self) -> bool:
        """Si unos textos de la columna prueban el punto, y otros la coma."""
        return bool(self.con_punto and self.con_coma)

    @property
    def se_supone(self) -> bool:
        """Si ningún texto prueba un signo, y se lee como se escribe aquí."""
        return bool(self.dudosos) and not self.con_punto and not self.con_coma

    def leer(self, texto: str) -> Decimal | None:
        """Número que un texto dice; nada, si no lo es o es un código, como ``007``."""
        llano = _llano(_sin_signo(texto, self.signos))
        probado, _ = _signo(llano)
        if probado and _CON_UN_SIGNO.fullmatch(llano.removeprefix("-")):
            return Decimal(llano.replace(",", "."))
        es_codigo = cantidad_de(llano) is None and numero_escrito(llano) is not None
        signo = probado or ("." if self.con_punto else ",")
        return None if es_codigo else numero_escrito(llano, decimal=signo)


def separacion_de(textos: Iterable[str], signos: tuple[str, ...] = ()) -> Separacion:
    """Separación que prueban los textos de una columna; ``signos``: los que llevan, como ``%``."""
    por_signo: dict[Signo, list[str]] = {".": [], ",": []}
    dudosos: list[str] = []
    for texto in textos:
        sin_signo = _sin_signo(texto, signos)
        probado, dudoso = _signo(sin_signo)
        if probado is not None:
            por_signo[probado].append(texto)
        elif dudoso is not None and numero_escrito(_llano(sin_signo)) is not None:
            dudosos.append(texto)
    return Separacion(tuple(por_signo["."]), tuple(por_signo[","]), tuple(dudosos), signos)


def _sin_signo(texto: str, signos: Iterable[str]) -> str:
    """El número sin el signo de su columna: ``85 %`` → ``85``; ``-$ 3.000`` → ``-3.000``."""
    recortado = texto.strip()
    menos = recortado[:1] if recortado[:1] in _MENOS else ""
    sin_menos = recortado.removeprefix(menos)
    for signo in signos:
        resto = sin_menos.removeprefix(signo)
        if resto == sin_menos:
            resto = sin_menos.removesuffix(signo)
        if resto != sin_menos:
            return f"{menos}{resto.strip()}"
    return texto


def _llano(texto: str) -> str:
    """El número sin su «+» ni lo que va entre los miles, y con el signo menos de un teclado."""
    llano = _ENTRE_MILES.sub("", texto.strip().removeprefix("+"))
    return llano.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
