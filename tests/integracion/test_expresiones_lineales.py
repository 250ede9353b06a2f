"""Ninguna expresión regular que ve el texto de otro tarda como su cuadrado.

Es la única prueba que mira el reloj, y sólo como razón: cuenta el procesador de este proceso, se
queda con la menor de varias razones y no juzga lo que tarda menos de lo que se nota.
"""

import re
import time
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from ayudas.ejemplos import VECES
from ayudas.expresiones_de_la_casa import Expresion, expresiones, modulos, peores

pytestmark = pytest.mark.profundo

_DE_LOS_NUESTROS = {
    "escritores.pdf.motor._FINAL": "las últimas dos mil letras del PDF que compuso Typst",
}
_DE_POCO = {
    "opc.valores._TROZO": "un formato de celda, de hasta 255 letras",
    "textos.publico._PEGADO": "las 64 letras de antes de una arroba",
}
SIN_PROBAR = {f"paac_reportes.{lugar}" for lugar in (*_DE_LOS_NUESTROS, *_DE_POCO)}
"""Las que tardan como el cuadrado de un texto que otro no puede hacer largo, y cuál es."""

_SE_NOTA = 0.02
"""Segundos."""
_RAZON = 6
"""Con cuatro veces el texto, una lineal tarda unas cuatro; la que lo mira otra vez, dieciséis."""
_SE_VE, _CLARA = 10_000, 4.5
"""La que con esas letras no pasa de esa razón no llega a la otra con cuatro veces más."""
_RONDAS = 4
_CUATRO_VECES = ((100, 400), (2_500, 10_000), (10_000, 40_000))


def sala_de(lugar: str) -> str:
    """``paac_reportes.opc.xml:41`` → ``opc``; lo de la portada, ``paac_reportes``."""
    return lugar.partition(":")[0].split(".")[:2][-1]


SALAS = sorted({sala_de(modulo) for modulo, _ in modulos()})
"""Los nombres bastan para repartir las pruebas: recoger las expresiones importa toda la biblioteca."""


@cache
def de_cada_sala() -> dict[str, list[Expresion]]:
    por_sala: dict[str, list[Expresion]] = defaultdict(list)
    for una in expresiones():
        por_sala[sala_de(una.lugar)].append(una)
    return por_sala


@pytest.mark.parametrize(
    "todos",
    [pytest.param(False, id="de-a-una"), *([pytest.param(True, id="de-a-dos")] * (VECES > 1))],
)
@pytest.mark.parametrize("sala", SALAS)
def test_son_lineales(sala: str, todos: bool) -> None:  # noqa: FBT001 - es un parámetro
    assert {
        f"{una.lugar} ({una.modo})": peor
        for una in de_cada_sala()[sala]
        if una.lugar not in SIN_PROBAR and (peor := _donde_no_lo_es(una, todos=todos))
    } == {}


def test_se_recogen_solas() -> None:
    por_sala = de_cada_sala()
    todas = [una for suyas in por_sala.values() for una in suyas]
    lugares = {(una.lugar.removeprefix("paac_reportes."), una.modo) for una in todas}

    assert ("composicion.pagina._ANUNCIO", "search") in lugares  # de las que no se han compilado
    assert ("lectura.matriz.tablas._ENTIDAD_DICHA", "search") in lugares  # por un ciclo
    assert {una.lugar for una in todas} >= SIN_PROBAR
    assert {*por_sala} <= {*SALAS}


@pytest.mark.parametrize(
    ("patron", "modo"),
    [
        (r"\s*\Z", "search"),
        (r"\{%.*?%\}", "search"),
        (r"[\s_]*_{3}[\s_]*", "fullmatch"),
        (r"(.*?)\s*%", "fullmatch"),
        (r"\bx\s*y?\s*z", "match"),
    ],
)
def test_se_nota_la_que_no_lo_es(patron: str, modo: str) -> None:
    assert _donde_no_lo_es(Expresion("de prueba", patron, 0, modo), todos=False)


def _donde_no_lo_es(una: Expresion, *, todos: bool) -> tuple[str, str, str] | None:
    """Con qué texto tarda más que en proporción; ``None`` si con ninguno."""
    compilada = re.compile(una.patron, una.banderas)
    return next(
        (partes for partes in peores(una, todos=todos) if _crece(compilada, una.modo, *partes)),
        None,
    )


def _crece(compilada: re.Pattern[Any], modo: str, antes: str, pieza: str, despues: str) -> bool:
    def tarda(letras: int) -> float:
        texto = f"{antes}{pieza * (letras // len(pieza))}{despues}"
        es_de_bytes = isinstance(compilada.pattern, bytes)
        return _segundos(
            compilada, modo, texto.encode("latin-1", "replace") if es_de_bytes else texto
        )

    for corto, largo in _CUATRO_VECES:
        segundos = tarda(largo)
        if segundos > _SE_NOTA and all(
            tarda(largo) > _RAZON * max(tarda(corto), tarda(corto)) for _ in range(_RONDAS)
        ):
            return True
        # Como el cuadrado, con el más largo, tardaría menos de lo que se nota; o ya se ve que no.
        if segundos * (_CUATRO_VECES[-1][1] / largo) ** 2 < _SE_NOTA or (
            largo >= _SE_VE and segundos < _CLARA * tarda(corto)
        ):
            return False
    return False


def _segundos(compilada: re.Pattern[Any], modo: str, texto: Any) -> float:
    desde = time.process_time()
    if modo == "search":
        for _ in compilada.finditer(texto):
            pass
    else:
        getattr(compilada, modo)(texto)
    return time.process_time() - desde
