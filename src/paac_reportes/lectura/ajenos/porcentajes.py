"""Si los números sin signo de una columna de avances son partes de uno, y 1 es 100 %.

Sólo cabe la duda si ninguno pasa de 1. La deciden los demás de la columna, si llevan su signo y
entre los sueltos hay un 0,4, o lo que se dice al lado de cada uno: «Cumplida al 100 %». Decidan lo
que decidan, se dice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.columnas import Asignada
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.valores import NoSeEntiendeError, valor_de_celda
from paac_reportes.lectura.ajenos.vocabulario import empieza_por, palabras
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano

COMO_LAS_DEMAS = "como las demás"
"""Por qué son partes de uno, si lo dicen las de su columna; si no, lo que se lee al lado."""

_AVANCE = "seguimiento.avance"
_CIEN = 100
_DICE_CUANTO = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|por ciento\b)")
_CUMPLIDA = re.compile(
    r"\b(?:(?:cumpl|finaliz|termin|ejecut|culmin|complet)[ai]d[oa]s?|cumplen?|cerrad[oa]s?"
    r"|cumplimiento total|dio cumplimiento|cien por ciento)\b"
    r"|(?:^|\bse )(?:cumpli|finaliz|termin|ejecut|culmin|complet)o\b"
    r"|^(?:hech|realizad|lograd|complet)[oa]s?\b"
)
_A_MEDIAS = re.compile(
    r"\b(?:no|sin|casi|apenas|medias|mitad|falta\w*|parcial\w*|pendientes?|proceso|espera\w*)\b"
)
_UNOS = frozenset(("1", "1,0", "1.0", "1,00", "1.00"))

_Columnas = Sequence[tuple[Tramo, Asignada]]


def es_de_avances(una: Asignada) -> bool:
    """Si trae los porcentajes de un corte."""
    return una.dato == (_AVANCE,)


def es_parte_de_uno(una: Asignada, celda: CeldaVista, avance: Decimal) -> bool:
    """Si el avance de una celda, que no lleva signo, es como los partes de uno de su columna."""
    return bool(una.partes_de_uno) and "%" not in celda.texto and 0 < avance <= 1


def con_partes_de_uno(
    por_tabla: Mapping[TablaVista, list[Tramo]],
) -> Mapping[TablaVista, list[Tramo]]:
    """Los mismos tramos; las columnas de avances que son partes de uno dicen por qué.

    Las del mismo rótulo y el mismo corte se deciden juntas, estén en la tabla que estén.
    """
    iguales: dict[tuple[tuple[str, ...], date | None], list[tuple[Tramo, Asignada]]] = {}
    for tramo in (tramo for suyos in por_tabla.values() for tramo in suyos):
        for una in filter(es_de_avances, tramo.columnas):
            iguales.setdefault((una.columna.camino, una.dia), []).append((tramo, una))
    razones = {
        id(una): razon
        for suyas in iguales.values()
        if (razon := _por_que(suyas))
        for _, una in suyas
    }
    if not razones:
        return por_tabla
    return {
        tabla: [
            attrs.evolve(
                tramo,
                columnas=tuple(
                    attrs.evolve(una, partes_de_uno=razones.get(id(una), ""))
                    for una in tramo.columnas
                ),
            )
            for tramo in suyos
        ]
        for tabla, suyos in por_tabla.items()
    }


def _por_que(suyas: _Columnas) -> str:
    """Por qué son partes de uno; vacío si no lo son, o nada lo dice."""
    sueltos, con_signo = _numeros(celda for _, una in suyas for celda in una.columna.escritas)
    if not any(sueltos.values()) or max(sueltos.values()) > 1:
        return ""
    if any(con_signo) and any(0 < uno < 1 for uno in sueltos.values()):
        return COMO_LAS_DEMAS
    return _lo_que_se_lee_al_lado(suyas, sueltos)


def _lo_que_se_lee_al_lado(suyas: _Columnas, sueltos: Mapping[CeldaVista, Decimal]) -> str:
    """Lo más breve que dice que esos números son partes de uno; vacío si más dicen que no."""
    puntos, favorables = 0, list[str]()
    for tramo, una in suyas:
        vecinas = [otra.columna.desde for otra in tramo.columnas if _va_al_lado(otra, una)]
        for celda in una.columna.escritas:
            if celda not in sueltos:
                continue
            fila = tramo.tabla.filas[celda.fila]
            for texto in (otra.texto for n in vecinas if (otra := fila[n]) is not None):
                dicho = _dice(texto, sueltos[celda])
                puntos += dicho
                favorables += [texto] if dicho > 0 else []
    return min(favorables, key=len) if puntos > 0 else ""


def _va_al_lado(otra: Asignada, una: Asignada) -> bool:
    """Si dice algo de lo reportado en el mismo corte, o no es de ningún dato del plan."""
    if es_de_avances(otra):
        return False
    return not otra.dato or (otra.es_de_seguimiento and otra.dia == una.dia)


def _dice(texto: str, numero: Decimal) -> int:
    """1 si lo que se lee al lado es de una parte de uno, -1 si no lo es, 0 si no se sabe."""
    plano = en_plano(texto)
    dichos = {Decimal(uno.replace(",", ".")) for uno in _DICE_CUANTO.findall(plano)}
    if dichos:
        terminada = _CIEN in dichos
    else:
        terminada = bool(_CUMPLIDA.search(plano)) and not _A_MEDIAS.search(plano)
    if not numero:
        return -1 if terminada else 0
    if numero in dichos:
        return -1
    if numero * _CIEN in dichos or (numero == 1 and terminada):
        return 1
    estados = palabras().estados
    empezada = empieza_por(texto, (*estados["en_proceso"], *estados["sin_avance"]))
    return -1 if numero == 1 and empezada else 0


def _numeros(
    celdas: Iterator[CeldaVista],
) -> tuple[dict[CeldaVista, Decimal], list[Decimal]]:
    """Los avances que se entienden, por su celda; aparte, los que llevan su signo."""
    sueltos: dict[CeldaVista, Decimal] = {}
    con_signo: list[Decimal] = []
    for celda in celdas:
        try:
            avance = valor_de_celda(_AVANCE, celda)
        except NoSeEntiendeError:
            continue
        if "%" in celda.texto:
            con_signo.append(avance)
        else:
            sueltos[celda] = avance
            if avance > 1:
                break
    return sueltos, con_signo


def avisos_de_partes(tramo: Tramo, una: Asignada) -> Iterator[Aviso]:
    """La duda de una columna de avances cuyos números sin signo no pasan de 1, o casi ninguno."""
    por_celda, con_signo = _numeros(iter(una.columna.escritas))
    sueltos = list(por_celda.values())
    if sueltos and max(sueltos) > 1:
        unos = {c: Decimal(1) for c in una.columna.escritas if c.texto.strip() in _UNOS}
        if unos and (dicho := _lo_que_se_lee_al_lado([(tramo, una)], unos)):
            motivo = (
                f"«{una.columna.rotulo}» trae números mayores que 1: 1 se leyó como 1 %, y al lado"
                f" dice {mostrar(dicho)}; si es 100 %, escríbalo así"
            )
            yield Aviso("columna_dudosa", una.columna.lugar, motivo)
        return
    if not any(sueltos) or max(sueltos) > 1 or una.partes_de_uno == COMO_LAS_DEMAS:
        return
    uno = next((n for n in sueltos if 0 < n < 1), Decimal(1))
    visto, cien = (f"{n.normalize():f}".replace(".", ",") for n in (uno, uno * _CIEN))
    trae = "sólo trae números de 0 a 1, sin signo de porcentaje"
    if any(con_signo):
        trae = f"trae {visto} sin signo de porcentaje, y otros con él"
    motivo = f"«{una.columna.rotulo}» {trae}: {visto} se leyó como"
    if una.partes_de_uno:
        dicho = mostrar(una.partes_de_uno)
        motivo += f" {cien} %, porque al lado dice {dicho}; si no, escríbalos con su signo"
    else:
        motivo += f" {visto} %; si son partes de uno, escríbalos de 0 a 100"
    yield Aviso("columna_dudosa", una.columna.lugar, motivo)
