"""Dónde están, en la tabla de un libro, sus rótulos y cada columna."""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.documentos.visto import CeldaVista, TablaVista, letras
from paac_reportes.errores import Aviso, Falla
from paac_reportes.intercambio.captura.columnas import (
    DE_ACTIVIDADES,
    DE_TRAMITES,
    IDENTIFICACION,
    Columna,
)
from paac_reportes.intercambio.captura.huellas import Identificacion, leer_identificacion

_BASTAN = 3
"""Rótulos conocidos con los que una fila es la de los rótulos de un libro de captura."""


@attrs.frozen(kw_only=True, eq=False)
class TablaDeLibro:
    """Una tabla de captura: dónde empieza y en qué columna está cada dato."""

    vista: TablaVista
    rotulos: int
    """Su fila de rótulos."""
    todas: tuple[Columna, ...]
    lugares: Mapping[str, int]
    """La columna de cada dato hallado."""
    identificaciones: int | None
    sobrantes: Mapping[int, str]
    """Las columnas que el libro no llevaba, con su rótulo."""

    def celda(self, fila: int, columna: int) -> CeldaVista | None:
        """La de esa fila y esa columna."""
        return self.vista.filas[fila][columna]

    def es_formula(self, fila: int, columna: int) -> bool:
        """Si lo que se ve en la celda es el resultado que guarda una fórmula."""
        return (fila, columna) in self.vista.formulas

    def identificacion(self, fila: int) -> Identificacion | None:
        """La que la fila lleva escondida."""
        if self.identificaciones is None:
            return None
        celda = self.celda(fila, self.identificaciones)
        return leer_identificacion(celda.texto) if celda else None


def hallar_tabla(
    vista: TablaVista, fallas: list[Falla], avisos: list[Aviso]
) -> TablaDeLibro | None:
    """La tabla de captura de una hoja; ``None`` si no lo es.

    De una que lo es y perdió una columna abierta se dice una falla: sin ella no se sabe qué se
    reportó.
    """
    rotulos = _fila_de_rotulos(vista)
    if rotulos is None:
        return None
    escritos = {n: c.texto for n, c in enumerate(vista.filas[rotulos]) if c and c.texto.strip()}
    todas = max((DE_ACTIVIDADES, DE_TRAMITES), key=lambda suyas: len(_hallados(escritos, suyas)))
    hallados = _hallados(escritos, todas)
    identificaciones = _columna_de_identificaciones(vista, rotulos)
    libres = {
        numero: texto
        for numero, texto in escritos.items()
        if numero not in hallados.values()
        and numero != identificaciones
        and en_plano(texto) != en_plano(IDENTIFICACION)
    }
    for columna in _perdidas(todas, hallados):
        numero = _a_la_derecha(columna, todas, hallados, libres)
        if numero is None:
            motivo = f"no está la columna {columna.rotulo!r}; sin ella no se sabe qué se reportó"
            fallas.append(Falla(vista.lugar, motivo))
            continue
        hallados[columna.dato] = numero
        motivo = f"el rótulo {libres.pop(numero)!r} está donde iba {columna.rotulo!r}: se leyó así"
        lugar = f"{vista.lugar}, columna {_letra(vista, numero)}"
        avisos.append(Aviso("columna_cambiada", lugar, motivo))
    return TablaDeLibro(
        vista=vista,
        rotulos=rotulos,
        todas=todas,
        lugares=hallados,
        identificaciones=identificaciones,
        sobrantes=libres,
    )


def _letra(vista: TablaVista, columna: int) -> str:
    return letras((vista.primera or (0, 0))[1] + columna)


_CONOCIDOS = {en_plano(columna.rotulo) for columna in (*DE_ACTIVIDADES, *DE_TRAMITES)}


def _fila_de_rotulos(vista: TablaVista) -> int | None:
    """La que más rótulos conocidos tiene, entre las de antes de la primera identificada."""
    cuantos = 0
    elegida = None
    for numero, fila in enumerate(vista.filas):
        if any(celda and leer_identificacion(celda.texto) for celda in fila):
            break
        suyos = sum(1 for celda in fila if celda and en_plano(celda.texto) in _CONOCIDOS)
        if suyos > cuantos:
            cuantos, elegida = suyos, numero
    return elegida if cuantos >= _BASTAN else None


def _hallados(escritos: Mapping[int, str], todas: Sequence[Columna]) -> dict[str, int]:
    por_rotulo = {en_plano(texto): numero for numero, texto in reversed(list(escritos.items()))}
    return {
        columna.dato: por_rotulo[en_plano(columna.rotulo)]
        for columna in todas
        if en_plano(columna.rotulo) in por_rotulo
    }


def _columna_de_identificaciones(vista: TablaVista, rotulos: int) -> int | None:
    """La que trae más; se la conoce por lo que dice, y no por su rótulo ni su lugar."""
    veces: dict[int, int] = {}
    for fila in vista.filas[rotulos + 1 :]:
        for numero, celda in enumerate(fila):
            if celda and leer_identificacion(celda.texto):
                veces[numero] = veces.get(numero, 0) + 1
    return max(veces, key=lambda numero: veces[numero], default=None)


def _perdidas(todas: Sequence[Columna], hallados: Mapping[str, int]) -> Iterator[Columna]:
    return (c for c in todas if c.abierta and c.dato not in hallados)


def _a_la_derecha(
    columna: Columna,
    todas: Sequence[Columna],
    hallados: Mapping[str, int],
    libres: Mapping[int, str],
) -> int | None:
    """La columna de rótulo ajeno que está justo después de la que iba antes de esta."""
    antes = [c for c in todas[: todas.index(columna)] if c.dato in hallados]
    siguiente = hallados[antes[-1].dato] + 1 if antes else 0
    return siguiente if siguiente in libres else None
