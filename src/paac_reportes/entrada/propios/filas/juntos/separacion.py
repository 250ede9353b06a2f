"""Varios datos en una celda: se separan donde es seguro; donde no, se dice."""

import itertools
import re
from collections.abc import Sequence

import attrs

from paac_reportes.entrada.propios.filas.juntos.presentes import Cuenta
from paac_reportes.entrada.propios.filas.valores import VERIFICACION, verificacion_de
from paac_reportes.formatos.definicion.columnas import Columna

_CODIGO = re.compile(r"[0-9][0-9.\-]*")
_DE_CODIGO = frozenset({"tramite.codigo_suit", "tramite.numero", "actividad.codigo"})


@attrs.frozen
class Separado:
    """Lo que una celda dice de cada dato, y si eso es seguro."""

    datos: dict[str, str]
    seguro: bool = True


def separar(
    texto: str,
    columna: Columna,
    presentes: Sequence[str] = (),
    cuenta: Cuenta | None = None,
) -> Separado:
    """Los datos que una celda junta; los que están en blanco no dejan separador.

    ``presentes`` son los datos de la fila que otras columnas ya dijeron; ``cuenta``, los que la
    marca de la fila dice que había en la celda.
    """
    if not texto:
        return Separado({})
    datos = columna.dato
    if len(datos) == 1:
        return Separado({datos[0]: texto})
    if cuenta is not None and cuenta.datos:
        return _contados(texto, columna, cuenta)
    return _por_lo_que_dice(texto, columna, presentes)


def _por_lo_que_dice(texto: str, columna: Columna, presentes: Sequence[str]) -> Separado:
    """Los de una fila que no dice cuáles son."""
    datos = columna.dato
    if datos[-1] == VERIFICACION:
        return _con_verificacion(texto, columna)
    if datos[0] in _DE_CODIGO:
        return _con_codigo(texto, columna)
    partes = texto.split(columna.entre)
    if len(partes) == len(datos) and all(parte.strip() for parte in partes):
        # Un salto de línea puede ser de uno de los textos.
        return Separado(dict(zip(datos, partes, strict=True)), seguro=columna.entre != "\n")
    return _los_que_sean(partes, texto, columna, presentes)


def _contados(texto: str, columna: Columna, cuenta: Cuenta) -> Separado:
    """Los que había, si la celda trae aún los mismos pedazos; si no, sólo lo que es seguro."""
    partes = texto.split(columna.entre)
    if len(cuenta.datos) == 1:
        # Otro renglón bajo el único que había puede ser otro dato; otra palabra, no.
        cabe = cuenta.pedazos is None or len(partes) <= cuenta.pedazos[0] or columna.entre == " "
        return Separado({cuenta.datos[0]: texto}, seguro=cabe)
    if cuenta.pedazos is not None and len(partes) == sum(cuenta.pedazos):
        por_partes = iter(partes)
        suyos = [itertools.islice(por_partes, cuantos) for cuantos in cuenta.pedazos]
        textos = map(columna.entre.join, suyos)
        return Separado(dict(zip(cuenta.datos, textos, strict=True)))
    return _cambiados(texto, columna, cuenta)


def _cambiados(texto: str, columna: Columna, cuenta: Cuenta) -> Separado:
    """Los que había, donde alguien quitó o agregó pedazos, o no se sabe cuántos eran."""
    primero, corte, resto = texto.partition(columna.entre)
    if cuenta.datos[0] in _DE_CODIGO and corte and _CODIGO.fullmatch(primero):
        demas = attrs.evolve(columna, dato=cuenta.datos[1:])
        pedazos = cuenta.pedazos and cuenta.pedazos[1:]
        separado = separar(resto, demas, cuenta=Cuenta(cuenta.datos[1:], pedazos))
        return Separado({cuenta.datos[0]: primero} | separado.datos, seguro=separado.seguro)
    if cuenta.datos[-1] == VERIFICACION:
        separado = _con_verificacion(texto, attrs.evolve(columna, dato=cuenta.datos))
        seguro = separado.seguro and len(separado.datos) == len(cuenta.datos)
        return Separado(separado.datos, seguro=seguro)
    return Separado({cuenta.datos[0]: texto}, seguro=False)


def _con_verificacion(texto: str, columna: Columna) -> Separado:
    """Lo que empieza por «Verificada» o «No verificada» es la verificación, con su nota."""
    renglones = texto.split("\n")
    posibles = [n for n, renglon in enumerate(renglones) if verificacion_de(renglon)]
    hasta = posibles[0] if posibles else len(renglones)
    antes, suya = "\n".join(renglones[:hasta]), "\n".join(renglones[hasta:])
    resto = attrs.evolve(columna, dato=columna.dato[:-1])
    separado = separar(antes, resto) if antes else Separado({})
    seguro = separado.seguro and len(posibles) <= 1
    return Separado(separado.datos | ({VERIFICACION: suya} if suya else {}), seguro=seguro)


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
    """Una sola puede ser cualquiera: con su comienzo en otra celda, se supone la del final."""
    raiz = datos[0].partition(".")[0]
    programada, inicio, fin = (f"{raiz}.fecha_{cual}" for cual in ("programada", "inicio", "fin"))
    if len(partes) == 1:
        unica = fin if inicio in presentes and fin in datos else programada
        return Separado({unica if unica in datos else datos[0]: texto}, seguro=False)
    if len(partes) == 2 and {inicio, fin} <= set(datos):  # noqa: PLR2004 - de cuándo a cuándo
        return Separado({inicio: partes[0], fin: partes[1]})
    return Separado({datos[0]: texto}, seguro=False)
