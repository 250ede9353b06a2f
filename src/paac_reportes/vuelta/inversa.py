"""Del texto que alguien escribió en una celda, el valor de su dato: el que se escribe así."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from paac_reportes.composicion.rutas import CeldaConDatos, DatoDeCelda
from paac_reportes.estructura import leer_decimal
from paac_reportes.lectura.filas.valores import (
    duda_de_fraccion,
    esperado_en_su_renglon,
    frase_de_decimales,
    parece_de_miles,
)
from paac_reportes.modelo.campos import rotulo_de_clave
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import (
    VERIFICACIONES,
    NumeroEscrito,
    en_palabras,
    leer_fecha_escrita,
    sin_signo_de_porcentaje,
)

Propuesta = tuple[DatoDeCelda, Any]
"""Un dato, y el valor que la celda pide para él."""


class NoSeSabeError(Exception):
    """Error de no saberse qué dato cambió en un texto, o cuál es su valor; dice por qué."""


def propuestas_de(celda: CeldaConDatos, antes: str, ahora: str) -> list[Propuesta]:
    """Propuestas para los datos de una celda que decía ``antes`` y dice ``ahora``.

    ``NoSeSabeError`` si no se puede saber sin suponer.
    """
    if celda.marca is not None:
        return [(celda.datos[0], _valor_de_marca(celda, ahora))]
    return [(dato, valor_leido(dato, texto)) for dato, texto in _por_dato(celda, antes, ahora)]


def _valor_de_marca(celda: CeldaConDatos, ahora: str) -> str | None:
    """El valor que una celda de marcas, como una equis, dice ahora; ``None`` si quedó en blanco."""
    if not ahora.strip():
        return None
    if en_plano(ahora) != en_plano(celda.marca or ""):
        raise NoSeSabeError(f"se esperaba «{celda.marca}» o nada")
    if len(celda.cuando) != 1:
        raise NoSeSabeError("esa marca es de varios valores, y no dice cuál")
    return celda.cuando[0]


# ------------------------------------------------------------------ de quién es el cambio


def _por_dato(celda: CeldaConDatos, antes: str, ahora: str) -> list[tuple[DatoDeCelda, str]]:
    """Pares de dato que cambió y lo que la celda dice ahora de él."""
    datos = celda.datos
    if len(datos) == 1 and se_lee_igual(datos[0].texto, antes):
        return [(datos[0], ahora)]
    if celda.entre is None:
        return _en_el_texto(celda, antes, ahora)
    if not se_lee_igual(celda.escrito, antes):
        raise NoSeSabeError("lo que la celda decía no son sus datos a la letra")
    if not ahora.strip():
        return [(dato, "") for dato in datos if dato.texto]
    presentes, fijos = celda.partes
    if not presentes:
        return datos_que_dice(celda, datos, ahora)
    uno_solo = len(presentes) == 1 and not celda.es_de_un_rango
    if uno_solo and celda.entre.strip() and ahora.count(celda.entre) != antes.count(celda.entre):
        raise NoSeSabeError("la celda dice varios datos, y no se sabe cuál se agregó")
    return _entre_lo_fijo(presentes, fijos, ahora)


def datos_que_dice(
    celda: CeldaConDatos, propios: Sequence[DatoDeCelda], texto: str
) -> list[tuple[DatoDeCelda, str]]:
    """Pares de dato y texto de una celda que estaba en blanco, o de una fila nueva.

    Si hay tantos textos como datos caben, cada uno es el suyo; si hay uno, el que el rótulo de su
    columna dice o, de un rango, la primera fecha. ``NoSeSabeError`` con lo demás.
    """
    pedazos = texto.split(celda.entre) if celda.entre not in {None, " "} else [texto]
    if len(propios) == len(celda.datos) == len(pedazos):
        return [*zip(propios, pedazos, strict=True)]
    rotulado = [dato for dato in propios if _se_llama(dato.dato, celda.rotulo)]
    # De los varios que caben, lo que una fila no puede callar.
    anclas = [dato for dato in propios if dato.campo in ANCLAS and not dato.numero]
    dichos = rotulado or anclas or (propios[:1] if celda.es_de_un_rango else ())
    if len(pedazos) > 1 or len(dichos) != 1:
        dice = en_un_renglon(texto)
        raise NoSeSabeError(f"en «{dice}» caben varios datos, y no se sabe cuál es cada uno")
    return [(dichos[0], texto)]


ANCLAS = ("descripcion", "nombre")
"""Los datos que dicen qué es una fila."""


def _se_llama(dato: str, rotulo: str) -> bool:
    """Si un rótulo es uno de los nombres con que se conoce un dato."""
    if not (rotulo and CATALOGO.conoce(dato)):
        return False
    campo = CATALOGO[dato]
    return en_plano(rotulo) in map(en_plano, (*campo.rotulos, *campo.otros))


def _en_el_texto(celda: CeldaConDatos, antes: str, ahora: str) -> list[tuple[DatoDeCelda, str]]:
    """Los datos que cambiaron en un texto del formato, con lo que dicen ahora.

    ``NoSeSabeError`` si lo fijo también cambió, o si no se sabe qué dato fue.
    """
    lugares = sorted(
        ((antes.index(dato.texto), dato) for dato in celda.datos if antes.count(dato.texto) == 1),
        key=lambda par: par[0],
    )
    fijos, hasta = [], 0
    for lugar, dato in lugares:
        fijos.append(antes[hasta:lugar] if lugar >= hasta else "")
        hasta = lugar + len(dato.texto)
    fijos.append(antes[hasta:])
    return _entre_lo_fijo([dato for _, dato in lugares], fijos, ahora)


def _entre_lo_fijo(
    datos: Sequence[DatoDeCelda], fijos: Sequence[str], ahora: str
) -> list[tuple[DatoDeCelda, str]]:
    """Los datos que cambiaron en un texto, con lo que dicen ahora.

    ``fijos``: lo que va antes de cada dato, y al final.
    """
    textos = [dato.texto for dato in datos]
    # Uno solo, con los demás como estaban; o varios, si hay un solo modo de separarlos.
    modos = {
        modo
        for n in range(len(datos))
        for modo in _modos(fijos, [*textos[:n], None, *textos[n + 1 :]], ahora)
    }
    if not modos and all(fijos[1:-1]):
        modos = _modos(fijos, [None] * len(datos), ahora)
    if len(modos) != 1:
        raise NoSeSabeError("el texto lo pone el formato, y no se sabe qué dato cambió")
    pares = zip(datos, *modos, strict=True)
    return [(dato, texto) for dato, texto in pares if texto != dato.texto]


def _modos(fijos: Sequence[str], datos: Sequence[str | None], texto: str) -> set[tuple[str, ...]]:
    """Los modos de repartir un texto entre sus datos, con lo fijo en su sitio.

    ``datos``: lo que cada uno dice; ``None``, el que no se sabe.
    """
    modos = set[tuple[str, ...]]()
    for cualquiera in ("(.*)", "(.*?)"):
        sabidos = (cualquiera if dato is None else f"({re.escape(dato)})" for dato in datos)
        piezas = (f"{re.escape(fijo)}{dato}" for fijo, dato in zip(fijos, sabidos, strict=False))
        patron = "".join((*piezas, re.escape(fijos[-1])))
        if (calce := re.fullmatch(patron, texto, re.DOTALL)) is not None:
            modos.add(calce.groups())
    return modos


def se_lee_igual(texto: str, otro: str) -> bool:
    """Si dos textos sólo difieren en sus espacios."""
    return texto == otro or "".join(texto.split()) == "".join(otro.split())


# ------------------------------------------------------------------ el valor


def valor_leido(dato: DatoDeCelda, texto: str) -> Any:
    """El valor que, escrito en su celda, se lee como ese texto; ``None`` si está en blanco."""
    if not texto.strip():
        return None
    if esperado := esperado_en_su_renglon(dato.dato, texto):
        raise NoSeSabeError(f"se esperaba {esperado}")
    for valor, escrito in _candidatos(dato, texto):
        if escrito is not None and se_lee_igual(escrito, texto):
            return valor
    raise NoSeSabeError(f"no es un valor de «{CATALOGO[dato.dato].rotulo}»")


def _candidatos(dato: DatoDeCelda, texto: str) -> Iterator[tuple[Any, str | None]]:
    """Pares de valor que un texto puede ser, y cómo se escribe ese valor."""
    if dato.campo == "verificacion":
        yield from _verificacion(texto)
        return
    opciones = CATALOGO.opciones(dato.dato) if CATALOGO.conoce(dato.dato) else ()
    tipo = _tipo(dato)
    if opciones:
        yield from _opciones(opciones, texto)
    elif tipo is tuple and dato.numero is None:
        renglones = tuple(filter(None, map(str.strip, texto.split("\n"))))
        yield list(renglones), dato.escribir(renglones)
    elif tipo in {Decimal, int}:
        for numero, escrito in _numeros(dato, texto):
            yield (int(numero) if tipo is int and numero % 1 == 0 else numero), escrito
    else:
        if tipo in {str, tuple}:
            yield str(texto), dato.escribir(str(texto)) if tipo is str else texto
        if (dia := leer_fecha_escrita(texto)) is not None:
            yield dia.isoformat(), dato.escribir(dia.isoformat() if tipo is str else dia)


def _opciones(opciones: Iterable[str], texto: str) -> Iterator[tuple[Any, str | None]]:
    """Las opciones que se llaman como el texto, sin mirar tildes ni mayúsculas."""
    for opcion in opciones:
        nombres = (rotulo_de_clave(opcion), en_palabras(opcion), opcion)
        if en_plano(texto) in map(en_plano, nombres):
            yield opcion, texto


def _tipo(dato: DatoDeCelda) -> type:
    """El tipo del dato; el de un extra, el del valor que tiene."""
    if ".extras." in dato.dato or not CATALOGO.conoce(dato.dato):
        return type(dato.valor) if isinstance(dato.valor, Decimal | int | str) else str
    return CATALOGO.tipo(dato.dato)


def _numeros(dato: DatoDeCelda, texto: str) -> Iterator[tuple[Decimal, str | None]]:
    """Los números que un texto puede querer decir, y cómo se escribe cada uno.

    El que guarda una celda de Excel y el de un porcentaje, con su signo o sin él, es ese.
    """
    if isinstance(texto, NumeroEscrito):
        yield texto.valor, texto
    elif es_porcentaje(dato):
        # Como en todo lo que se lee: el signo de un porcentaje es el de los decimales.
        numero = leer_decimal(sin_signo_de_porcentaje(texto), "", [])
        if numero is not None:
            yield numero, texto
    else:
        cifras = "".join(texto.split()).replace("−", "-").strip("%$")
        for escrito in (cifras.replace(".", "").replace(",", "."), cifras):
            try:
                numero = Decimal(escrito)
            except InvalidOperation:
                continue
            if numero.is_finite():
                yield numero, dato.escribir(numero)


def es_porcentaje(dato: DatoDeCelda) -> bool:
    """Si un dato va de 0 a 100."""
    return CATALOGO.conoce(dato.dato) and CATALOGO[dato.dato].unidad == "porcentaje"


def duda_del_valor(dato: DatoDeCelda, valor: Any, texto: str) -> str:
    """Lo que conviene revisar de un valor: un 0,2 sin su signo pudo ser 20; vacío si nada."""
    if not es_porcentaje(dato):
        return ""
    if parece_de_miles(texto) and not isinstance(texto, NumeroEscrito):
        return frase_de_decimales([texto])
    con_signo = sin_signo_de_porcentaje(texto) != texto.strip()
    return "" if con_signo else duda_de_fraccion(valor)


def _verificacion(texto: str) -> Iterator[tuple[Any, str | None]]:
    """La verificación que un texto dice: su resultado y, en otro renglón, su nota."""
    resultado, _, nota = texto.partition("\n")
    for valor, escrito in VERIFICACIONES.items():
        if en_plano(escrito) == en_plano(resultado):
            yield {"resultado": valor.value, **({"nota": nota} if nota else {})}, texto
