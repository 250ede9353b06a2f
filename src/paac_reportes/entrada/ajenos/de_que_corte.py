"""De qué corte es cada columna de seguimiento: el que dice la tabla o el de todo el plan."""

from datetime import date

import attrs

from paac_reportes.entrada.ajenos.columnas.columna import Asignada
from paac_reportes.entrada.ajenos.columnas.cortes import CorteDicho
from paac_reportes.entrada.ajenos.filas.tramos import Tramo, lugar_de_columna
from paac_reportes.entrada.documentos.visto import TablaVista
from paac_reportes.errores import Aviso, Falla

_CORTE = "diga el corte: corte=… o --corte"
_VIGENCIA = "diga la vigencia: vigencia=… o --vigencia"

Clave = tuple[str, date | None]


def con_cortes(
    por_tabla: dict[TablaVista, list[Tramo]],
    corte: date | None,
    fallas: list[Falla],
    avisos: list[Aviso],
) -> dict[TablaVista, list[Tramo]]:
    """Los mismos tramos; dos columnas nunca quedan en el mismo dato del mismo corte."""
    return {
        tabla: [_con_los_suyos(tramo, corte, fallas, avisos) for tramo in suyos]
        for tabla, suyos in por_tabla.items()
    }


def _con_los_suyos(
    tramo: Tramo, corte: date | None, fallas: list[Falla], avisos: list[Aviso]
) -> Tramo:
    if tramo.de("seguimiento.corte") is not None:  # cada fila dice el suyo
        columnas = tuple(
            attrs.evolve(una, corte=None) if una.es_de_seguimiento else una
            for una in tramo.columnas
        )
        return attrs.evolve(tramo, columnas=columnas)
    tomados: set[Clave] = {
        (dato, una.dia)
        for una in tramo.columnas
        for dato in una.dato
        if una.es_de_seguimiento and una.dia is not None and una.columna.escritas
    }
    return attrs.evolve(
        tramo,
        columnas=tuple(
            _con_el_suyo(tramo, una, corte, tomados, (fallas, avisos)) for una in tramo.columnas
        ),
    )


def _con_el_suyo(
    tramo: Tramo,
    una: Asignada,
    corte: date | None,
    tomados: set[Clave],
    dichos: tuple[list[Falla], list[Aviso]],
) -> Asignada:
    fallas, avisos = dichos
    if not una.es_de_seguimiento:
        return una
    donde = lugar_de_columna(tramo.tabla, una.columna.fisica)
    if not una.columna.escritas:
        return attrs.evolve(una, corte=None)
    if una.dia is not None:
        avisos += _supuesto(una, donde)
        return una
    suyas = {(dato, corte) for dato in una.dato}
    que = _CORTE if una.corte is None else _VIGENCIA
    if corte is None or (suyas & tomados and una.corte is not None):
        motivo = f"«{una.columna.rotulo}» es de un seguimiento y no se sabe de qué corte"
        fallas.append(Falla(donde, f"{motivo}; {que}"))
        return una
    if suyas & tomados:
        cercano = f"{' y '.join(una.dato)} del corte {corte.isoformat()}"
        return attrs.evolve(una, dato=(), cercano=cercano, repetida=True)
    tomados |= suyas
    return attrs.evolve(una, corte=CorteDicho(corte, supuesto=False, resto=""))


def _supuesto(una: Asignada, donde: str) -> list[Aviso]:
    if una.corte is None or una.corte.corte is None or not una.corte.supuesto:
        return []
    dia = una.corte.corte.isoformat()
    motivo = f"«{una.columna.rotulo}» se leyó como el corte {dia}"
    if una.corte.de_otra:
        motivo = f"«{una.columna.rotulo}» no dice su corte: se leyó como de {dia}, el de su grupo"
    return [Aviso("dato_supuesto", donde, motivo)]
