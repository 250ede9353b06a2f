"""Varios datos en una celda: se separan donde es seguro; donde no, se dice."""

import re
from collections.abc import Sequence

import attrs

from paac_reportes.entrada.propios.filas.valores import VERIFICACION, verificacion_de
from paac_reportes.formatos.definicion.columnas import Columna

_CODIGO = re.compile(r"[0-9][0-9.\-]*")
_DE_CODIGO = frozenset({"tramite.codigo_suit", "tramite.numero", "actividad.codigo"})


@attrs.frozen
class Separado:
    """Lo que una celda dice de cada dato, y si eso es seguro."""

    datos: dict[str, str]
    seguro: bool = True


def separar(texto: str, columna: Columna, presentes: Sequence[str] = ()) -> Separado:
    """Los datos que una celda junta; los que están en blanco no dejan separador.

    ``presentes`` son los datos de la fila que otras columnas ya dijeron.
    """
    if not texto:
        return Separado({})
    datos = columna.dato
    if len(datos) == 1:
        return Separado({datos[0]: texto})
    if datos[-1] == VERIFICACION:
        return _con_verificacion(texto, columna)
    if datos[0] in _DE_CODIGO:
        return _con_codigo(texto, columna)
    partes = texto.split(columna.entre)
    if len(partes) == len(datos) and all(parte.strip() for parte in partes):
        # Un salto de línea puede ser de uno de los textos.
        return Separado(dict(zip(datos, partes, strict=True)), seguro=columna.entre != "\n")
    return _los_que_sean(partes, texto, columna, presentes)


def _con_verificacion(texto: str, columna: Columna) -> Separado:
    """Lo que empieza por «Verificada» o «No verificada» es la verificación, con su nota."""
    renglones = texto.split("\n")
    hasta = next(
        (n for n in range(len(renglones)) if verificacion_de("\n".join(renglones[n:]))),
        len(renglones),
    )
    antes, suya = "\n".join(renglones[:hasta]), "\n".join(renglones[hasta:])
    resto = attrs.evolve(columna, dato=columna.dato[:-1])
    separado = separar(antes, resto) if antes else Separado({})
    return Separado(separado.datos | ({VERIFICACION: suya} if suya else {}), seguro=separado.seguro)


def _con_codigo(texto: str, columna: Columna) -> Separado:
    """Un código al comienzo, en cifras, y lo demás."""
    primero, corte, resto = texto.partition(columna.entre)
    demas = attrs.evolve(columna, dato=columna.dato[1:])
    if not _CODIGO.fullmatch(primero):
        return separar(texto, demas)
    if not corte:
        return Separado({columna.dato[0]: primero}, seguro=False)
    separado = separar(resto, demas)
    return Separado({columna.dato[0]: primero} | separado.datos, seguro=separado.seguro)


def _los_que_sean(
    partes: Sequence[str], texto: str, columna: Columna, presentes: Sequence[str]
) -> Separado:
    """Con menos o más partes que datos no se sabe cuál es cuál: va todo en el primero posible."""
    datos = columna.dato
    if all("fecha" in dato for dato in datos):
        return _fechas(partes, texto, datos, presentes)
    return Separado({datos[0]: texto}, seguro=False)


def _fechas(
    partes: Sequence[str], texto: str, datos: Sequence[str], presentes: Sequence[str]
) -> Separado:
    """Con su comienzo en otra celda, una fecha sola es la del final; sin él, la programada."""
    raiz = datos[0].partition(".")[0]
    programada, inicio, fin = (f"{raiz}.fecha_{cual}" for cual in ("programada", "inicio", "fin"))
    if len(partes) == 1:
        unica = fin if inicio in presentes and fin in datos else programada
        return Separado({unica if unica in datos else datos[0]: texto})
    if len(partes) == 2 and {inicio, fin} <= set(datos):  # noqa: PLR2004 - de cuándo a cuándo
        return Separado({inicio: partes[0], fin: partes[1]})
    return Separado({datos[0]: texto}, seguro=False)
