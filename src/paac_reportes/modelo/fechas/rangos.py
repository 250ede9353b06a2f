"""La fecha de quien da dos: de la de inicio a la final."""

from datetime import date

import attrs

from paac_reportes.modelo.fechas.lectura import SIN_FIN, leer_fecha_programada
from paac_reportes.modelo.fechas.lenguaje.palabras import entre_comillas
from paac_reportes.modelo.fechas.programada import ClaseDeFecha, FechaProgramada

_SIN_FINAL = frozenset({ClaseDeFecha.DIA, ClaseDeFecha.MES, ClaseDeFecha.VARIAS})
"""Lo que en la celda del inicio dice cuándo se empieza y no hasta cuándo."""


def leer_rango(inicio: str | None, fin: str | None, vigencia: int | None = None) -> FechaProgramada:
    """El rango que hacen dos celdas; si no lo hacen, lo que diga la final, con aviso.

    Con sólo la de inicio no hay días: falta saber hasta cuándo, salvo que ella misma lo diga
    («todo el año», «mensual»).
    """
    empieza, termina = (leer_fecha_programada(texto, vigencia) for texto in (inicio, fin))
    if empieza.clase is ClaseDeFecha.VACIA:
        return _juntar(termina, empieza, termina)
    if termina.clase is not ClaseDeFecha.VACIA:
        return _de_dos(empieza, termina)
    if empieza.clase in _SIN_FINAL:
        sola = FechaProgramada("", ClaseDeFecha.RANGO, desde=_primer_dia(empieza))
        return _juntar(sola, empieza, termina, SIN_FIN)
    return _juntar(empieza, empieza, termina)


def _de_dos(empieza: FechaProgramada, termina: FechaProgramada) -> FechaProgramada:
    desde, hasta = _primer_dia(empieza), _primer_dia(termina)
    if desde is None or hasta is None:
        iguales = empieza.literal.casefold().split() == termina.literal.casefold().split()
        avisos = () if iguales else ("no se entienden como un rango: se lee la fecha final",)
        return _juntar(termina, empieza, termina, *avisos)
    rango = FechaProgramada("", ClaseDeFecha.RANGO, termina.dias, desde)
    if termina.dias[-1] < desde:
        aviso = f"{entre_comillas(termina.literal)} es anterior a {entre_comillas(empieza.literal)}"
        return _juntar(attrs.evolve(rango, desde=None), empieza, termina, aviso)
    return _juntar(rango, empieza, termina)


def _juntar(
    leida: FechaProgramada, empieza: FechaProgramada, termina: FechaProgramada, *avisos: str
) -> FechaProgramada:
    """La fecha leída, con el texto, los avisos y las dudas de las dos."""
    literales = [fecha.literal for fecha in (empieza, termina)]
    escritos = [literal for literal in literales if literal and not literal.isspace()]
    return attrs.evolve(
        leida,
        literal=" – ".join(escritos) or "".join(literales),
        avisos=tuple(dict.fromkeys((*empieza.avisos, *termina.avisos, *avisos))),
        ambigua=empieza.ambigua or termina.ambigua,
        invertida=empieza.invertida or termina.invertida,
    )


def _primer_dia(fecha: FechaProgramada) -> date | None:
    """El primero de lo que se entiende como un solo día, mes o rango; si no, ``None``."""
    if len(fecha.dias) != 1:
        return None
    (dia,) = fecha.dias
    primeros = {ClaseDeFecha.DIA: dia, ClaseDeFecha.MES: dia.replace(day=1)}
    return primeros.get(fecha.clase, fecha.desde)
