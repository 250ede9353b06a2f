"""Dónde están los rótulos de una tabla: una o varias filas, cuantas veces se repitan."""

import functools
from collections.abc import Callable, Iterator

from paac_reportes import clases
from paac_reportes.lectura.ajenos.celdas import (
    celdas_de,
    dice_algo,
    es_codigo,
    es_codigo_con_punto,
    es_de_todo_el_ancho,
    es_fecha,
    escritas,
)
from paac_reportes.lectura.ajenos.numeraciones import numeran
from paac_reportes.lectura.ajenos.otras_tablas import es_mes, rotulos_de_otra
from paac_reportes.lectura.ajenos.parecido import parecidos, parecidos_de_arriba, puede_ser_rotulo
from paac_reportes.lectura.ajenos.vocabulario import (
    CODIGO,
    UMBRAL,
    Pedidas,
    corte_dicho,
    es_quiza_actividad,
)
from paac_reportes.opc.visto import CeldaVista, TablaVista
from paac_reportes.textos.plano import en_plano

IDENTIFICAN = frozenset({"actividad.descripcion", "actividad.meta", "tramite.nombre"})
"""Los datos que dicen qué hay que hacer: una matriz trae alguno."""
_MINIMO = 3
"""Los rótulos conocidos que hacen de una fila un encabezado."""
_LARGO = 150
BREVE = 60
"""Las letras de un rótulo corriente; uno más largo se conoce entero, o es un dato."""
_ENTERO = 0.9
_PRIMERAS = 30
"""Las filas entre las que se buscan rótulos que en su mayoría no se conocen."""
_ALTO = 4
"""Las filas de rótulos que se buscan sobre la última, y bajo la primera."""
_NINGUNO: frozenset[str] = frozenset()
_LO_QUE_SE_HACE = frozenset({"actividad.descripcion"})
_DE_LO_REPORTADO = "seguimiento."
_UN_ANO = 2000
"""Cualquiera: sólo importa si un rótulo nombra un corte, no cuál."""


@clases.frozen(eq=False)
class Rotulos:
    """Rótulos de un contenido: un plan, un mapa de riesgos."""

    datos_de: Callable[[str], frozenset[str]]
    """Los datos a cuyos rótulos se parece lo bastante un texto."""
    agrupa: Callable[[str], bool]
    """Si un texto va sobre otros rótulos: «Plan de ejecución», «Corte 30/04/2026»."""
    anclas: frozenset[str]
    """Los datos que dicen de qué es cada fila: la de rótulos trae alguno."""
    codigos: frozenset[str]
    """Los datos con que se numera cada una."""
    las_filas_parten: bool = False
    """Si sus filas dicen también dónde empieza una columna: un rótulo va sobre dos, el código y el
    texto."""

    def conoce(self, texto: str) -> bool:
        """Si se llama así alguna columna, o lo que va sobre varias."""
        return bool(self.datos_de(texto)) or self.agrupa(texto)


@clases.frozen(eq=False)
class Encabezado:
    """Las filas de rótulos de una tabla y lo que dice cada columna."""

    desde: int
    hasta: int
    """La última, incluida."""
    columnas: tuple[tuple[str, ...], ...]
    """Por columna, sus rótulos de arriba abajo."""


def encabezados(tabla: TablaVista, pedidas: Pedidas, rotulos: Rotulos) -> Iterator[Encabezado]:
    """Encabezados de una tabla, en orden, también los de otra clase, donde termina la de encima.

    Los que van justo bajo otros, si en medio no hay más que los números de las columnas, los
    completan.
    """
    anterior: Encabezado | None = None
    for encabezado in _sin_unir(tabla, pedidas, rotulos):
        if anterior is not None and _van_juntos(tabla, anterior, encabezado):
            anterior = _encabezado_de_dos(tabla, anterior, encabezado, rotulos)
            continue
        if anterior is not None:
            yield anterior
        anterior = encabezado
    if anterior is not None:
        yield anterior


def _van_juntos(tabla: TablaVista, arriba: Encabezado, abajo: Encabezado) -> bool:
    """Si entre dos encabezados no hay ninguna fila, o sólo las que numeran las columnas."""
    entre = range(arriba.hasta + 1, abajo.desde)
    return all(numeran(escritas(tabla, fila)) for fila in entre)


def _encabezado_de_dos(
    tabla: TablaVista, arriba: Encabezado, abajo: Encabezado, rotulos: Rotulos
) -> Encabezado:
    """Dos encabezados seguidos en uno: cada columna se llama como en el que más se conoce."""
    mandan_los_de_abajo = _conocidas(abajo, rotulos) > _conocidas(arriba, rotulos)
    columnas = (
        _camino_de_dos(
            de_arriba,
            de_abajo,
            rotulos,
            agrupa=_es_de_varias(tabla, arriba, columna),
            manda_el_de_abajo=mandan_los_de_abajo,
        )
        for columna, (de_arriba, de_abajo) in enumerate(
            zip(arriba.columnas, abajo.columnas, strict=True)
        )
    )
    return Encabezado(arriba.desde, abajo.hasta, tuple(columnas))


def _conocidas(encabezado: Encabezado, rotulos: Rotulos) -> int:
    """Número de columnas cuyo rótulo de más abajo se conoce."""
    return sum(bool(camino and rotulos.datos_de(camino[-1])) for camino in encabezado.columnas)


def _es_de_varias(tabla: TablaVista, encabezado: Encabezado, columna: int) -> bool:
    celda = tabla.filas[encabezado.hasta][columna]
    return celda is not None and celda.columnas > 1


def _camino_de_dos(
    de_arriba: tuple[str, ...],
    de_abajo: tuple[str, ...],
    rotulos: Rotulos,
    *,
    agrupa: bool,
    manda_el_de_abajo: bool,
) -> tuple[str, ...]:
    """Rótulos de una columna: los dos si el de arriba es de varias, o dice su corte."""
    if not (de_arriba and de_abajo) or de_arriba == de_abajo:
        return de_arriba or de_abajo
    if agrupa:
        return (*de_arriba, *de_abajo)
    se_conoce = bool(rotulos.datos_de(de_arriba[-1]))
    if not rotulos.datos_de(de_abajo[-1]):
        return de_arriba
    if rotulos.agrupa(de_arriba[-1]) or not se_conoce:
        return (*de_arriba, *de_abajo)
    return de_abajo if manda_el_de_abajo else de_arriba


def _sin_unir(tabla: TablaVista, pedidas: Pedidas, rotulos: Rotulos) -> Iterator[Encabezado]:
    """Encabezados de una tabla, cada uno con las filas que combinan sus rótulos."""
    fila, fila_libre = 0, 0
    while fila < len(tabla.filas):
        celdas = escritas(tabla, fila)
        al_comienzo = fila < _PRIMERAS and not fila_libre
        es_de_rotulos = _es_de_rotulos(tabla, celdas, pedidas, rotulos, sueltos=al_comienzo)
        if not (es_de_rotulos or _empieza_otra(tabla, fila)):
            fila += 1
            continue
        desde = fila
        while desde > fila_libre and _agrupa_a_las_de_abajo(tabla, desde - 1, celdas, rotulos):
            desde -= 1
        hasta = _ultima_fila_de_rotulos(tabla, fila, rotulos)
        yield Encabezado(desde, hasta, _caminos(tabla, desde, hasta))
        fila = fila_libre = hasta + 1


def trae_rotulos(tabla: TablaVista) -> bool:
    """Si alguna fila sin códigos es casi toda de rótulos, aunque no sean los de una matriz."""
    for fila in range(len(tabla.filas)):
        celdas = escritas(tabla, fila)
        if not any(es_codigo(celda.texto) for celda in celdas):
            conocidas = sum(1 for celda in celdas if es_rotulo(celda.texto))
            if conocidas >= _MINIMO and 2 * conocidas >= len(celdas):
                return True
    return False


def es_rotulo(texto: str) -> bool:
    """Si el texto se parece lo bastante al rótulo de algún dato, sin el corte que nombre."""
    return bool(_datos_de(texto))


@functools.lru_cache(maxsize=8192)
def _datos_de(texto: str) -> frozenset[str]:
    """Datos a cuyos rótulos se parece lo bastante un texto."""
    if not texto.strip() or len(texto) > _LARGO:
        return frozenset()
    plano = en_plano(texto)  # una vez, para todos los que lo miran
    corte = corte_dicho(plano, _UN_ANO)
    minimo = UMBRAL if len(texto) <= BREVE or corte else _ENTERO
    if corte is None and not puede_ser_rotulo(plano, minimo):
        return _NINGUNO
    datos = frozenset(
        dato
        for texto_visto in ((plano, corte.resto) if corte else (plano,))
        for papel, parecido in parecidos(texto_visto, minimo).items()
        if parecido >= minimo
        for dato in papel.dato
    )
    return datos | _LO_QUE_SE_HACE if datos and es_quiza_actividad(texto) else datos


def _es_de_rotulos(
    tabla: TablaVista,
    celdas: list[CeldaVista],
    pedidas: Pedidas,
    rotulos: Rotulos,
    *,
    sueltos: bool,
) -> bool:
    """Si hay tres rótulos conocidos, y uno es de lo que hay que hacer; o éste, si se pidió.

    La fila de datos se conoce a la mitad; la de rótulos puede traer más de los que no se conocen
    (``sueltos``) si ninguna de sus celdas parece un dato.
    """
    if len(celdas) < _MINIMO or any(es_codigo_con_punto(celda.texto) for celda in celdas):
        return False
    # Se preguntan todos antes: lo que se pide y ninguna tabla trae es una falla.
    por_celda = [_NINGUNO] * len(celdas)
    if pedidas:
        pedidos = [pedidas.de(tabla.lugar, (celda.texto,)) for celda in celdas]
        por_celda = [
            _NINGUNO if pedido is None else frozenset(pedido.dato or ("",)) for pedido in pedidos
        ]
    if any(not datos.isdisjoint(rotulos.anclas) for datos in por_celda):
        return True
    conocidas, desconocidas_que_quedan, identifica = 0, len(celdas) // 2, False
    for celda, datos_pedidos in zip(celdas, por_celda, strict=True):
        datos = rotulos.datos_de(celda.texto) | datos_pedidos
        if datos:
            conocidas += 1
            identifica = identifica or not datos.isdisjoint(rotulos.anclas)
            continue
        desconocidas_que_quedan -= 1
        if desconocidas_que_quedan < 0 and not (sueltos and all(map(_puede_ser_rotulo, celdas))):
            return False
    return conocidas >= _MINIMO and identifica


def _puede_ser_rotulo(celda: CeldaVista) -> bool:
    """Si la celda es un texto breve, y no un número, un código ni una fecha."""
    if celda.valor is not None or len(celda.texto) > BREVE:
        return False
    return es_mes(celda.texto) or not _es_dato(celda)


def _empieza_otra(tabla: TablaVista, fila: int) -> bool:
    """Si tras una fila en blanco van los rótulos de otra clase de tabla."""
    if fila == 0 or escritas(tabla, fila - 1):
        return False
    celdas = escritas(tabla, fila)
    de_otra = rotulos_de_otra([celda.texto for celda in celdas])
    conocidas = sum(
        es_de_otra or es_rotulo(celda.texto)
        for es_de_otra, celda in zip(de_otra, celdas, strict=False)
    )
    return 3 * conocidas >= 2 * len(celdas) > _MINIMO and all(map(_puede_ser_rotulo, celdas))


def _agrupa_a_las_de_abajo(
    tabla: TablaVista, fila: int, debajo: list[CeldaVista], rotulos: Rotulos
) -> bool:
    """Si es una fila de rótulos que agrupan a los de abajo; lo que va sobre todos no agrupa."""
    celdas = escritas(tabla, fila)
    if len(celdas) == 1 and celdas[0].columna <= debajo[0].columna:
        ultima = debajo[-1]
        if celdas[0].columna + celdas[0].columnas >= ultima.columna + ultima.columnas:
            return False
    if not celdas or any(_es_dato(celda) or len(celda.texto) > BREVE for celda in celdas):
        return False
    if any(es_de_todo_el_ancho(tabla, celda) for celda in celdas):
        return False
    conocidas = sum(rotulos.conoce(celda.texto) for celda in celdas)
    if 2 * conocidas < len(celdas) and not _dice_un_corte(celdas, debajo, rotulos):
        return False
    return len(celdas) > 1 or celdas[0].columnas > 1 or celdas[0].columna > 0


def _dice_un_corte(celdas: list[CeldaVista], debajo: list[CeldaVista], rotulos: Rotulos) -> bool:
    """Si una celda va sobre el rótulo de lo que se reporta y dice de cuándo: «Corte 30/04/2026»."""
    de_reporte = {
        celda.columna
        for celda in debajo
        if any(dato.startswith(_DE_LO_REPORTADO) for dato in rotulos.datos_de(celda.texto))
    }
    return any(
        not de_reporte.isdisjoint(range(celda.columna, celda.columna + celda.columnas))
        and corte_dicho(celda.texto, _UN_ANO) is not None
        for celda in celdas
    )


@functools.lru_cache(maxsize=2048)
def _agrupa(texto: str) -> bool:
    """Si un texto va sobre otros rótulos: dice un corte, o es el de un grupo que se conoce."""
    if corte_dicho(texto, _UN_ANO) is not None:
        return True
    return any(parecido >= UMBRAL for parecido in parecidos_de_arriba(texto).values())


DEL_PLAN = Rotulos(
    _datos_de, _agrupa, IDENTIFICAN, frozenset(CODIGO.values()), las_filas_parten=True
)


def _ultima_fila_de_rotulos(tabla: TablaVista, fila: int, rotulos: Rotulos) -> int:
    """Última fila de los rótulos que empiezan en ``fila``, desde 0."""
    hasta = fila
    while hasta - fila < _ALTO and hasta + 1 < len(tabla.filas):
        siguiente = hasta + 1
        viene_de_arriba = any(celda.fila <= hasta for celda in celdas_de(tabla, siguiente))
        if not (viene_de_arriba or _esta_bajo_uno_que_agrupa(tabla, siguiente, hasta, rotulos)):
            break
        hasta = siguiente
    return hasta


def _esta_bajo_uno_que_agrupa(tabla: TablaVista, fila: int, hasta: int, rotulos: Rotulos) -> bool:
    """Si la fila es de los rótulos de columnas que otro de arriba agrupa, como INICIO y FIN."""
    celdas = escritas(tabla, fila)
    # Lo barato primero: casi ninguna fila está bajo un rótulo que agrupe.
    return any(
        _va_bajo_varias(tabla.filas[hasta][celda.columna], rotulos) for celda in celdas
    ) and all(
        rotulos.datos_de(celda.texto)
        and not _es_dato(celda)
        and not _es_franja(tabla, hasta, celda)
        for celda in celdas
    )


def _es_franja(tabla: TablaVista, arriba: int, celda: CeldaVista) -> bool:
    """Si una celda va bajo varios rótulos: los de una columna no son más anchos que ella."""
    encima = {
        rotulo
        for rotulo in tabla.filas[arriba][celda.columna :][: celda.columnas]
        if dice_algo(rotulo)
    }
    return len(encima) > 1


def _va_bajo_varias(arriba: CeldaVista | None, rotulos: Rotulos) -> bool:
    """Si la celda de encima es de varias columnas, combinadas o no."""
    if arriba is None or arriba.columnas > 1 or not arriba.texto.strip():
        return True
    return rotulos.agrupa(arriba.texto)


def _es_dato(celda: CeldaVista) -> bool:
    texto = celda.texto
    return len(texto) > _LARGO or es_codigo(texto) or (es_fecha(celda) and not es_rotulo(texto))


def _caminos(tabla: TablaVista, desde: int, hasta: int) -> tuple[tuple[str, ...], ...]:
    """Rótulos de cada columna en esas filas, de arriba abajo."""
    return tuple(_camino(tabla, desde, hasta, columna) for columna in range(len(tabla.filas[0])))


def _camino(tabla: TablaVista, desde: int, hasta: int, columna: int) -> tuple[str, ...]:
    """Rótulos de una columna en esas filas, de arriba abajo: ``("Seguimiento", "Avance")``."""
    celdas: list[CeldaVista] = []
    for fila in range(desde, hasta + 1):
        celda = tabla.filas[fila][columna]
        if celda is None or not celda.texto.strip():
            celda = _prestado(tabla, fila, hasta, columna)
        if celda is not None and not es_de_todo_el_ancho(tabla, celda) and celda not in celdas:
            celdas.append(celda)
    return tuple(" ".join(celda.texto.split()) for celda in celdas)


def _prestado(tabla: TablaVista, fila: int, hasta: int, columna: int) -> CeldaVista | None:
    """Rótulo de la izquierda, si agrupa sin estar combinado: tiene otro debajo, como éste."""
    if fila == hasta or not _rotulo_en(tabla, hasta, columna):
        return None
    for izquierda in range(columna - 1, -1, -1):
        celda = tabla.filas[fila][izquierda]
        if celda is not None and celda.texto.strip():
            agrupa = (
                celda.filas == 1 and celda.columnas == 1 and _rotulo_en(tabla, fila + 1, izquierda)
            )
            return celda if agrupa else None
    return None


def _rotulo_en(tabla: TablaVista, fila: int, columna: int) -> str:
    celda = tabla.filas[fila][columna]
    return celda.texto.strip() if celda is not None and celda.fila == fila else ""
