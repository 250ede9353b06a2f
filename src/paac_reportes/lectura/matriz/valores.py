"""El valor que una celda de otro da a su dato, sea de un plan o de un mapa.

Lo que se escribe con las palabras de una lista es su clave; los niveles de un riesgo, a la letra.
Al final, el cronograma: ``ENE | FEB | MAR`` con X en la segunda y la tercera son dos fechas
programadas, el último día de cada mes de la vigencia.
"""

import functools
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.lectura.celdas import es_redaccion
from paac_reportes.lectura.filas.valores import (
    DEL_PLAN,
    clave_de_lista,
    esperado_en_su_renglon,
    leer_corte,
    leer_lista,
)
from paac_reportes.lectura.matriz.palabras import estado_de
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.fechas import MESES, ClaseDeFecha, leer_fecha_programada
from paac_reportes.opc.visto import CeldaVista, Mes
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta, numero_escrito, sin_signo_de_porcentaje

_NUMERO = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,9})?")
_CODIGO_Y_TEXTO = re.compile(
    r"\s*(\d{1,2}(?:[.,]\d{1,2})+[.)]?|[A-Za-z]{1,3}[.-]?\d{1,3}[.):]?|\d{1,2}[.)])\s+[-–—]?\s*(\S.*)",
    re.DOTALL,
)
_NUMERO_Y_NOMBRE = re.compile(r"\s*(\d{2,10})\s*[/.:–-]?\s*(\D.*)", re.DOTALL)
_CIEN = 100
_SOBRAN = ",. \n\N{NO-BREAK SPACE}"
"""Los signos que van tras un porcentaje y no son de él: «80,%»; «80 %.»."""
_CIFRAS = 9
"""Cifras de un número de Excel que cuentan: 1,0000000000000002 es 1."""

CODIGOS = ("actividad.codigo", "tramite.numero")
"""Los datos que se numeran con puntos."""


class NoSeEntiendeError(ValueError):
    """Texto de una celda que no es de su dato."""


def valor_de_celda(dato: str, celda: CeldaVista) -> Any:
    """Valor de una celda; ``None`` si está en blanco y ``NoSeEntiendeError`` si no es del dato."""
    if not celda.texto.strip() and celda.valor is None:
        return None
    if celda.valor is None and (esperado := esperado_en_su_renglon(dato, celda.texto)):
        raise NoSeEntiendeError(esperado)
    return _lector_de(dato)(celda)


def cabe(dato: str, celda: CeldaVista) -> bool:
    """Si la celda se entiende como ese dato."""
    try:
        valor_de_celda(dato, celda)
    except NoSeEntiendeError:
        return False
    return True


@functools.lru_cache(maxsize=512)
def _lector_de(dato: str) -> Callable[[CeldaVista], Any]:
    """Función que lee el valor de la celda de un dato."""
    tipo = CATALOGO.tipo(dato)
    if (leer := _LECTORES.get(dato) or _POR_TIPO.get(tipo)) is not None:
        return leer
    if tipo is str and (opciones := CATALOGO.opciones(dato)):
        return functools.partial(_de_la_lista, opciones)
    # De un mapa, que no agrupa sus filas por ningún texto, todo puede llevar a algún lado.
    con_enlaces = es_redaccion(dato) or not DEL_PLAN.admite(dato)
    return texto_de if con_enlaces else _como_se_lee


def texto_de(celda: CeldaVista) -> str:
    """Texto de una celda, con la dirección de lo que tenga enlazado."""
    return celda.con_direcciones if celda.enlaces else _como_se_lee(celda)


def _como_se_lee(celda: CeldaVista) -> str:
    """Texto de una celda; el de una fecha de verdad, ``dd/mm/aaaa``."""
    return celda.texto if celda.dia is None else fecha_corta(celda.dia)


_LLAMADOS = {
    "seguridad_de_la_informacion": "seguridad",
    "seguridad_digital": "seguridad",
    "lavado_de_activos": "lavado",
}
"""Los tipos de riesgo que se escriben con más palabras."""
_CON_GENERO = 5
"""Las letras desde las que «automática» es «automático»."""


def opcion_de(opciones: Sequence[str], texto: str) -> str | None:
    """Opción que un texto dice, en masculino o en femenino, sola o como «riesgo de …»."""
    clave = clave_de_lista(texto.strip(" .")).removeprefix("riesgo_").removeprefix("de_")
    clave = _LLAMADOS.get(clave, clave)
    return next((opcion for opcion in opciones if _sin_genero(opcion) == _sin_genero(clave)), None)


def _sin_genero(clave: str) -> str:
    return clave[:-1] if len(clave) >= _CON_GENERO and clave.endswith(("o", "a")) else clave


def _de_la_lista(opciones: Sequence[str], celda: CeldaVista) -> str:
    if (opcion := opcion_de(opciones, celda.texto)) is None:
        raise NoSeEntiendeError(f"uno de estos: {', '.join(opciones).replace('_', ' ')}")
    return opcion


def es_codigo_numerico(celda: CeldaVista) -> bool:
    """Si la celda es un número con decimales, como el 2.2 que Excel no guardó como texto."""
    return isinstance(celda.valor, Decimal) and celda.valor % 1 != 0


def _codigo(celda: CeldaVista) -> str:
    """Código de una celda, con punto: la coma con que Excel muestra un número no es de él."""
    return celda.texto.replace(",", ".") if es_codigo_numerico(celda) else _como_se_lee(celda)


def _avance(celda: CeldaVista) -> Decimal:
    """Avance de 0 a 100: ``62,5 %``, ``60`` o el 0,5 que en una hoja es 50 %."""
    avance = celda.numero
    if avance is None:
        texto = sin_signo_de_porcentaje(celda.texto.rstrip(_SOBRAN)).rstrip(_SOBRAN)
        if not _NUMERO.fullmatch(texto):
            raise NoSeEntiendeError("un porcentaje")
        avance = Decimal(texto.replace(",", "."))
    if not 0 <= round(avance, _CIFRAS) <= _CIEN:
        raise NoSeEntiendeError("un porcentaje de 0 a 100")
    return min(max(avance, Decimal(0)), Decimal(_CIEN))


def _estado(celda: CeldaVista) -> str:
    if (estado := estado_de(celda.texto)) is None:
        raise NoSeEntiendeError("uno de los estados")
    return estado


def _corte(celda: CeldaVista) -> date:
    """Día de un corte; el de «abr-20», que no lo dice, es el último del mes."""
    if isinstance(celda.valor, Mes):
        ano, mes = celda.valor.year, celda.valor.month
        return date(ano, mes, monthrange(ano, mes)[1])
    dia = leer_corte(celda.dia or celda.texto)
    if not isinstance(dia, date):
        raise NoSeEntiendeError("una fecha de corte")
    return dia


def _entero(celda: CeldaVista) -> int:
    numero = celda.valor if isinstance(celda.valor, Decimal) else numero_escrito(celda.texto)
    if numero is None or numero != numero.to_integral_value():
        raise NoSeEntiendeError("un número entero")
    return int(numero)


_LECTORES: dict[str, Callable[[CeldaVista], Any]] = {
    **dict.fromkeys(CODIGOS, _codigo),
    "seguimiento.estado": _estado,
}
_POR_TIPO: dict[type, Callable[[CeldaVista], Any]] = {
    int: _entero,
    Decimal: _avance,
    date: _corte,
    tuple: lambda celda: leer_lista(celda.con_direcciones),
}
"""Lectores de los datos que no son un texto corriente."""


def separar_codigo(texto: str) -> tuple[str, str] | None:
    """Código y texto de ``1.1. Revisar…``; ``None`` si no empieza por un código."""
    coincidencia = _CODIGO_Y_TEXTO.fullmatch(texto)
    return (coincidencia[1], coincidencia[2]) if coincidencia else None


def separar_numero(texto: str) -> tuple[str | None, str]:
    """Número del SUIT y nombre del trámite: ``26483/Facilidades de pago``."""
    coincidencia = _NUMERO_Y_NOMBRE.fullmatch(texto)
    return (coincidencia[1], coincidencia[2]) if coincidencia else (None, texto)


_SEGUIDOS = {ClaseDeFecha.MES: 3, ClaseDeFecha.PARTE_DE_LA_VIGENCIA: 2}
"""Cuántos seguidos hacen un cronograma: «Abril, Agosto y Diciembre» son tres cortes."""
_INICIALES = "".join(mes[0] for mes in MESES)
_UN_ANO = 2000
_DE_LO_HECHO = re.compile(r"\b(?:seguimiento|avance|ejecu|cumpl|report|logr|monitoreo|realiz)")
_PROGRAMADO = re.compile(r"p|prog|(?:programa|planea|planifica)d[oa]")
_MARCA = re.compile(r"[xX✓✔√●■◼▪•*]|\d{1,6}(?:[.,]\d+)?\s*%?")
_EN_CERO = re.compile(r"[0.,\s%]+")


def es_marca(texto: str) -> bool:
    """Si la celda dice que algo va en su período: «X», o una cifra; no el cero."""
    return _MARCA.fullmatch(texto.strip()) is not None and not _EN_CERO.fullmatch(texto)


def no_dice_nada(texto: str) -> bool:
    """Si la celda dice que en su período no va nada: en blanco, un cero o un guion."""
    return not texto.strip(" -–—") or _EN_CERO.fullmatch(texto) is not None


def periodos(caminos: Sequence[Sequence[str]], vigencia: int | None) -> dict[int, str]:
    """Fecha de cada columna de un cronograma, por su índice desde 0: ``30/04/2026``.

    ``caminos`` son los rótulos de cada columna, de arriba abajo. Sin vigencia, el mes como lo dice
    su rótulo. Vacío si no hay unos meses seguidos, o dos trimestres.
    """
    rotulos = _con_los_de_una_letra([_periodo(camino) for camino in caminos])
    dias = {n: dia for n, rotulo in enumerate(rotulos) if (dia := _dia(rotulo, vigencia))}
    seguidas: list[list[int]] = []
    for n, dia in dias.items():
        if not seguidas or not _sigue(dias[seguidas[-1][-1]], dia):
            seguidas.append([])
        seguidas[-1].append(n)
    grupo = max(seguidas, key=len, default=[])
    if not grupo or len(grupo) < _SEGUIDOS[dias[grupo[0]][0]]:
        return {}
    return {n: fecha_corta(dias[n][1]) if vigencia else rotulos[n].strip(" .") for n in grupo}


def _periodo(camino: Sequence[str]) -> str:
    """Rótulo que dice el mes, si no es de lo que se hizo: de «ENE» y «P», ENE."""
    if not camino or _DE_LO_HECHO.search(en_plano(" ".join(camino))):
        return ""
    programado = len(camino) > 1 and _PROGRAMADO.fullmatch(en_plano(camino[-1]))
    return camino[-2] if programado else camino[-1]


def _con_los_de_una_letra(rotulos: list[str]) -> list[str]:
    """Rótulos, con el mes de los doce que sólo se nombran por su letra: E F M A M J J A S O N D."""
    letras = "".join(letra if len(letra := en_plano(r)) == 1 else "-" for r in rotulos)
    antes, iniciales, _ = letras.partition(_INICIALES)
    if not iniciales:
        return rotulos
    return [*rotulos[: len(antes)], *MESES, *rotulos[len(antes) + len(MESES) :]]


def _dia(rotulo: str, vigencia: int | None) -> tuple[ClaseDeFecha, date] | None:
    """Clase de período y su último día; ``None`` si el rótulo no es un período solo."""
    fecha = leer_fecha_programada(rotulo, vigencia or _UN_ANO)
    es_uno = fecha.clase in _SEGUIDOS and len(fecha.dias) == 1
    return (fecha.clase, fecha.dias[0]) if es_uno else None


def _sigue(anterior: tuple[ClaseDeFecha, date], siguiente: tuple[ClaseDeFecha, date]) -> bool:
    """Si un período es el que va tras otro: los meses, de a uno; los demás, de a 3, 4 o 6."""
    (clase, dia), (otra_clase, dia_siguiente) = anterior, siguiente
    meses = (dia_siguiente.year - dia.year) * len(MESES) + dia_siguiente.month - dia.month
    return clase is otra_clase and (meses == 1 if clase is ClaseDeFecha.MES else meses in {3, 4, 6})


def en_una(fechas: Iterable[str]) -> str:
    """Fechas de los períodos marcados, en una fecha programada: ``30/04/2026, 31/08/2026``."""
    return ", ".join(dict.fromkeys(fechas))
