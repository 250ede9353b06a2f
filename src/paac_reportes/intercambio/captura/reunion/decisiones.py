"""Cómo se resuelve un conflicto: lo que diga una respuesta o, si no, lo que se prefiera."""

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.intercambio.captura.reunion.consolidacion import Disputa
from paac_reportes.intercambio.captura.reunion.resultado import BASE, Conflicto

Preferencia = Literal["base", "libro", "ultimo"]
PREFERENCIAS: tuple[Preferencia, ...] = ("base", "libro", "ultimo")


def resolver(
    disputas: Iterable[Disputa], preferir: str | None, respuestas: Mapping[str, str]
) -> tuple[list[Disputa], list[Aviso]]:
    """Las mismas, cada una con su opción si la hay; ``ErrorDeEntrada`` si una no existe."""
    resueltas: list[Disputa] = []
    fallas: list[Falla] = []
    for disputa in disputas:
        conflicto = disputa.conflicto
        opcion = respuestas.get(conflicto.id)
        if opcion is not None and opcion not in conflicto.opciones:
            esperadas = " o ".join(map(mostrar, conflicto.opciones))
            motivo = f"se esperaba {esperadas}, llegó {mostrar(opcion)}"
            fallas.append(Falla(f"respuestas: {conflicto.id}", motivo))
        elegida = opcion or _preferida(conflicto, preferir)
        resueltas.append(attrs.evolve(disputa, conflicto=attrs.evolve(conflicto, resuelto=elegida)))
    if fallas:
        raise ErrorDeEntrada(fallas)
    return resueltas, list(_sin_conflicto(respuestas, resueltas))


def _preferida(conflicto: Conflicto, preferir: str | None) -> str | None:
    """La opción que se prefiere, si en este conflicto hay una que lo sea."""
    if preferir == BASE:
        return BASE
    de_libros = conflicto.versiones[1:] if conflicto.se_escoge else ()
    if preferir == "libro" and len(de_libros) == 1:
        return de_libros[0].opcion
    if preferir == "ultimo" and len({version.orden for version in de_libros}) == len(de_libros):
        return max(de_libros, key=lambda v: v.orden).opcion if de_libros else None
    return None


def _sin_conflicto(respuestas: Mapping[str, str], disputas: Iterable[Disputa]) -> Iterable[Aviso]:
    hay = {disputa.conflicto.id for disputa in disputas}
    for cual in respuestas:
        if cual not in hay:
            motivo = "ningún conflicto es éste: ya se resolvió, o uno de sus lados cambió"
            yield Aviso("respuesta_sin_conflicto", f"respuestas: {cual}", motivo)
