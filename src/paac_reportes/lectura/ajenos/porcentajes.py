"""Si los números sin signo de una columna de avances son partes de uno, y 1 es 100 %.

Sólo cabe la duda si ninguno pasa de 1. La deciden los demás de la columna, si llevan su signo y
entre los sueltos hay un 0,4, o lo que se dice al lado de cada uno: «Cumplida al 100 %». Decidan lo
que decidan, se dice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
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
_SI_SON_PARTES = "si son partes de uno, escríbalos de 0 a 100"

_Columnas = Sequence[tuple[Tramo, Asignada]]


def es_de_avances(asignada: Asignada) -> bool:
    """Si trae los porcentajes de un corte."""
    return asignada.dato == (_AVANCE,)


def es_parte_de_uno(asignada: Asignada, celda: CeldaVista, avance: Decimal) -> bool:
    """Si el avance de una celda, que no lleva signo, es como los partes de uno de su columna."""
    return bool(asignada.partes_de_uno) and "%" not in celda.texto and 0 < avance <= 1


def con_partes_de_uno(
    por_tabla: Mapping[TablaVista, list[Tramo]],
) -> Mapping[TablaVista, list[Tramo]]:
    """Los tramos, con la razón en cada columna de avances que va en partes de uno.

    Las del mismo rótulo y el mismo corte se deciden juntas, estén en la tabla que estén.
    """
    iguales = agrupadas(
        ((asignada.columna.camino, asignada.dia), (tramo, asignada))
        for tramos in por_tabla.values()
        for tramo in tramos
        for asignada in filter(es_de_avances, tramo.columnas)
    )
    razones = {
        id(asignada): razon
        for columnas in iguales.values()
        if (razon := _razon_de_ser_partes(columnas))
        for _, asignada in columnas
    }
    if not razones:
        return por_tabla
    return {
        tabla: [
            attrs.evolve(
                tramo,
                columnas=tuple(
                    attrs.evolve(asignada, partes_de_uno=razones.get(id(asignada), ""))
                    for asignada in tramo.columnas
                ),
            )
            for tramo in tramos
        ]
        for tabla, tramos in por_tabla.items()
    }


def _razon_de_ser_partes(columnas: _Columnas) -> str:
    """Por qué son partes de uno; vacío si no lo son, o nada lo dice."""
    sueltos, con_signo = _numeros(
        celda for _, asignada in columnas for celda in asignada.columna.escritas
    )
    if not any(sueltos.values()) or max(sueltos.values()) > 1:
        return ""
    if any(con_signo) and any(0 < numero < 1 for numero in sueltos.values()):
        return COMO_LAS_DEMAS
    return _texto_de_al_lado(columnas, sueltos)


def _texto_de_al_lado(columnas: _Columnas, sueltos: Mapping[CeldaVista, Decimal]) -> str:
    """Lo más breve que dice que esos números son partes de uno; vacío si más dicen que no."""
    puntos, favorables = 0, list[str]()
    for tramo, asignada in columnas:
        vecinas = [
            vecina.columna.desde for vecina in tramo.columnas if _va_al_lado(vecina, asignada)
        ]
        for celda in asignada.columna.escritas:
            if celda not in sueltos:
                continue
            fila = tramo.tabla.filas[celda.fila]
            for texto in (vecina.texto for n in vecinas if (vecina := fila[n]) is not None):
                voto = _voto_del_texto(texto, sueltos[celda])
                puntos += voto
                favorables += [texto] if voto > 0 else []
    return min(favorables, key=len) if puntos > 0 else ""


def _va_al_lado(vecina: Asignada, asignada: Asignada) -> bool:
    """Si dice algo de lo reportado en el mismo corte, o no es de ningún dato del plan."""
    if es_de_avances(vecina):
        return False
    return not vecina.dato or (vecina.es_de_seguimiento and vecina.dia == asignada.dia)


def _voto_del_texto(texto: str, numero: Decimal) -> int:
    """1 si lo que se lee al lado es de una parte de uno, -1 si no lo es, 0 si no se sabe."""
    plano = en_plano(texto)
    porcentajes = {Decimal(cifras.replace(",", ".")) for cifras in _DICE_CUANTO.findall(plano)}
    if porcentajes:
        terminada = _CIEN in porcentajes
    else:
        terminada = bool(_CUMPLIDA.search(plano)) and not _A_MEDIAS.search(plano)
    if not numero:
        return -1 if terminada else 0
    if numero in porcentajes:
        return -1
    if numero * _CIEN in porcentajes or (numero == 1 and terminada):
        return 1
    estados = palabras().estados
    empezada = empieza_por(texto, (*estados["en_proceso"], *estados["sin_avance"]))
    return -1 if numero == 1 and empezada else 0


def _numeros(celdas: Iterator[CeldaVista]) -> tuple[dict[CeldaVista, Decimal], list[Decimal]]:
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


def avisos_de_partes(tramo: Tramo, asignada: Asignada) -> Iterator[Aviso]:
    """La duda de una columna de avances cuyos números sin signo no pasan de 1, o casi ninguno.

    0,5 y 1 → si son 0,5 % y 1 %, o 50 % y 100 %; 45, 80 y 1 → si ese 1 es 1 % o 100 %.
    """
    por_celda, con_signo = _numeros(iter(asignada.columna.escritas))
    sin_signo = list(por_celda.values())
    if not any(sin_signo):
        return
    if max(sin_signo) > 1:
        duda = _duda_de_los_unos(tramo, asignada)
    elif asignada.partes_de_uno == COMO_LAS_DEMAS:
        return
    else:
        duda = _duda_de_las_partes(asignada.partes_de_uno, sin_signo, hay_con_signo=any(con_signo))
    if duda:
        motivo = f"«{asignada.columna.rotulo}» {duda}"
        yield Aviso("columna_dudosa", asignada.columna.lugar, motivo)


def _duda_de_los_unos(tramo: Tramo, asignada: Asignada) -> str:
    """Entre números mayores, el 1 que al lado dice que se terminó; vacío si nada lo dice."""
    unos = {
        celda: Decimal(1) for celda in asignada.columna.escritas if celda.texto.strip() in _UNOS
    }
    al_lado = _texto_de_al_lado([(tramo, asignada)], unos) if unos else ""
    if not al_lado:
        return ""
    return (
        f"trae números mayores que 1: 1 se leyó como 1 %, y al lado dice {mostrar(al_lado)};"
        " si es 100 %, escríbalo así"
    )


def _duda_de_las_partes(al_lado: str, sin_signo: Sequence[Decimal], *, hay_con_signo: bool) -> str:
    """Cómo se leyó el primer número de 0 a 1: como parte de uno, si lo de al lado lo decía."""
    parte = next((numero for numero in sin_signo if 0 < numero < 1), Decimal(1))
    impreso, por_cien = (f"{n.normalize():f}".replace(".", ",") for n in (parte, parte * _CIEN))
    trae = "sólo trae números de 0 a 1, sin signo de porcentaje"
    if hay_con_signo:
        trae = f"trae {impreso} sin signo de porcentaje, y otros con él"
    if al_lado:
        por_que = f"porque al lado dice {mostrar(al_lado)}; si no, escríbalos con su signo"
        return f"{trae}: {impreso} se leyó como {por_cien} %, {por_que}"
    return f"{trae}: {impreso} se leyó como {impreso} %; {_SI_SON_PARTES}"
