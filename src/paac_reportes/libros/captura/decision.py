"""De lo que traen los libros a lo nuevo y lo que no se decide solo, celda por celda.

Si la base dice lo que decía cuando salió el libro, lo escrito se toma; si ya dice lo mismo, no hay
nada que hacer; lo demás, y lo que dos libros dicen distinto, es un conflicto.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.formatos.huellas import sha256_de
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.filas import FilaDeCaptura
from paac_reportes.libros.captura.recogida import Base, LibroRecogido, Llegada
from paac_reportes.libros.captura.reportes import comparable
from paac_reportes.libros.captura.resultado import (
    BASE,
    ClaseDeConflicto,
    Conflicto,
    Nueva,
    VersionEnConflicto,
)
from paac_reportes.textos.valores import lista


@clases.frozen(kw_only=True, eq=False)
class Disputa:
    """Un conflicto, y los valores que cada opción deja en la fila."""

    conflicto: Conflicto
    valores: Mapping[str, Mapping[str, Any]]


def decidir(recogidos: Sequence[LibroRecogido], base: Base) -> Iterator[Nueva | Disputa]:
    """Decisiones de cada fila de la base con lo que traen los libros: lo nuevo o lo que choca."""
    por_ruta = agrupadas(
        (llegada.ruta, llegada)
        for recogido in recogidos
        for llegada in recogido.llegadas
        if llegada.cambios
    )
    for ruta, fila in base.todas.items():
        if ruta in por_ruta:
            yield from _de_una_fila(fila, por_ruta[ruta], base)


def _de_una_fila(
    fila: FilaDeCaptura, llegadas: Sequence[Llegada], base: Base
) -> Iterator[Nueva | Disputa]:
    dice = dict(zip(fila.reporte.valores, fila.reporte.comparable, strict=True))
    tomadas: dict[str, Llegada] = {}
    en_disputa: list[str] = []
    for camino, ahora in dice.items():
        traen = [llegada for llegada in llegadas if camino in llegada.cambios]
        textos = {comparable(llegada.cambios[camino]) for llegada in traen}
        if textos <= {ahora}:
            continue
        como_salio = all(una.es_igual and una.salio_con(camino) == ahora for una in traen)
        if len(textos) == 1 and como_salio:
            tomadas[camino] = traen[0]
        else:
            en_disputa.append(camino)
    if tomadas:
        yield _nueva(fila, tomadas, base)
    if en_disputa:
        yield _disputa(fila, en_disputa, llegadas, base)


def _nueva(fila: FilaDeCaptura, tomadas: Mapping[str, Llegada], base: Base) -> Nueva:
    nuevos = {camino: llegada.cambios[camino] for camino, llegada in tomadas.items()}
    reporte = attrs.evolve(fila.reporte, valores={**fila.reporte.valores, **nuevos})
    libros = dict.fromkeys(llegada.fila.libro for llegada in tomadas.values())
    lugares = dict.fromkeys(llegada.fila.lugar for llegada in tomadas.values())
    leido = fila.tabla.como_se_lee(reporte.valores)
    return Nueva(
        ruta=fila.ruta,
        dependencia=base.oficina_de(fila.ruta),
        nombre=fila.nombre,
        libro=lista([*libros]),
        lugar=lista([*lugares]),
        reporte=reporte,
        antes=fila.reporte,
        valores={rotulo: dicho for rotulo, dicho in leido.items() if dicho},
    )


def _disputa(
    fila: FilaDeCaptura, caminos: Sequence[str], llegadas: Sequence[Llegada], base: Base
) -> Disputa:
    """Disputa de unas celdas de una fila, con un lado por cada cosa distinta que se dice."""
    suyos = {camino: fila.reporte.valores[camino] for camino in caminos}
    distintas: dict[tuple[str, ...], tuple[Llegada, Mapping[str, Any]]] = {}
    for llegada in sorted(llegadas, key=lambda llegada: llegada.fila.libro):
        if llegada.cambios.keys() & suyos.keys():
            dicho = {camino: llegada.cambios.get(camino, suyos[camino]) for camino in caminos}
            distintas.setdefault(tuple(map(comparable, dicho.values())), (llegada, dicho))
    libros = [llegada.fila.libro for llegada, _ in distintas.values()]
    clase: ClaseDeConflicto = "dos_libros" if len(distintas) > 1 else "base_cambiada"
    cerradas = _cerradas_que_cambiaron(fila, *(llegada for llegada, _ in distintas.values()))
    dice_la_base = {rotulo: ahora for rotulo, (_, ahora) in cerradas.items()}
    decia_el_libro = {rotulo: antes for rotulo, (antes, _) in cerradas.items()}
    versiones = [
        VersionEnConflicto(opcion=BASE, valores=dice_la_base | fila.tabla.como_se_lee(suyos))
    ]
    valores: dict[str, Mapping[str, Any]] = {}
    for llegada, dice in distintas.values():
        libro, lugar = llegada.fila.libro, llegada.fila.lugar
        opcion = libro if libros.count(libro) == 1 else f"{libro}, {lugar}"
        valores[opcion] = dice
        versiones.append(
            VersionEnConflicto(
                opcion=opcion,
                lugar=lugar,
                valores=decia_el_libro | fila.tabla.como_se_lee(dice),
                orden=llegada.orden,
                libro=libro,
            )
        )
    return Disputa(
        conflicto=Conflicto(
            id=_id_de(clase, fila.lugar.breve, versiones),
            clase=clase,
            ruta=fila.ruta,
            dependencia=base.oficina_de(fila.ruta),
            nombre=fila.nombre,
            versiones=tuple(versiones),
        ),
        valores=valores,
    )


def _cerradas_que_cambiaron(
    fila: FilaDeCaptura, llegada: Llegada, *otras: Llegada
) -> dict[str, tuple[str, str]]:
    """Lo que de la fila decían el libro y la base, si choca un libro y ya no la dicen igual."""
    if otras or llegada.es_igual:
        return {}
    return {
        fila.tabla.rotulos[dato]: (antes, ahora)
        for dato, ahora in fila.comparables.items()
        if ahora != (antes := llegada.salio.dice.get(dato, ""))
    }


def _id_de(clase: str, breve: str, versiones: Sequence[VersionEnConflicto]) -> str:
    """No depende del orden de los libros, y cambia si cambia lo que uno de los lados dice."""
    lados = [(version.opcion, sorted(version.valores.items())) for version in versiones]
    huella = sha256_de(repr(lados).encode("utf-8", "surrogatepass"))[:6]
    return f"{clase}-{breve}-{huella}"
