"""De los renglones de las recomendaciones a lo que se respondió y lo que no cuadra.

Se reconocen por su ``id``. Sólo cambian su estado y su respuesta, y una celda en blanco no dice
nada: lo que había, queda.
"""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.consolidacion import Disputa, id_de, opciones_de, version_de
from paac_reportes.libros.captura.filas import FilaDeCaptura
from paac_reportes.libros.captura.lectura import LibroLeido
from paac_reportes.libros.captura.recomendaciones import RecomendacionLeida, huellas_de
from paac_reportes.libros.captura.reconocimiento import Base, LibroReconocido
from paac_reportes.libros.captura.reportes import ReporteDeFila, comparable
from paac_reportes.libros.captura.resultado import (
    BASE,
    ClaseDeConflicto,
    Conflicto,
    Respondida,
    VersionEnConflicto,
)


@clases.frozen(kw_only=True, eq=False)
class _Llegada:
    fila: RecomendacionLeida
    orden: int
    deja: ReporteDeFila
    """Cómo queda la recomendación con ella."""
    base_cambio: bool
    """Si lo que ella cambia también cambió en la base después de que salió el libro."""


def por_decidir(libros: Iterable[LibroReconocido], base: Base) -> Iterator[Respondida | Disputa]:
    """De cada recomendación: nada, una respuesta nueva o un conflicto."""
    llegadas = agrupadas(
        (leida.id, (uno.orden, leida)) for uno in libros for leida in uno.libro.recomendaciones
    )
    for fila in base.recomendadas.values():
        actual = fila.reporte
        distintas: dict[tuple[str, ...], _Llegada] = {}
        for orden, recomendacion in llegadas.get(fila.actual.id, ()):
            if (llegada := _con_cambios(orden, recomendacion, actual)) is not None:
                distintas.setdefault(llegada.deja.comparable, llegada)
        if any(cual != actual.comparable for cual in distintas):
            yield _resultado(fila, list(distintas.values()))


def _con_cambios(
    orden: int, recomendacion: RecomendacionLeida, actual: ReporteDeFila
) -> _Llegada | None:
    """La llegada con lo que la oficina cambió; ``None`` si volvió como salió, o en blanco."""
    de_la_base = huellas_de(actual)
    # De un renglón que perdió la escondida no se sabe cómo salió: como está la base.
    salio = recomendacion.huellas or de_la_base
    cambio = [
        bool(dicho) and huella != antes
        for dicho, huella, antes in zip(
            recomendacion.reporte.comparable, huellas_de(recomendacion.reporte), salio, strict=True
        )
    ]
    if not any(cambio):
        return None
    valores_con_cambio = zip(recomendacion.reporte.valores.items(), cambio, strict=True)
    nuevos = {camino: valor for (camino, valor), suyo in valores_con_cambio if suyo}
    return _Llegada(
        fila=recomendacion,
        orden=orden,
        deja=attrs.evolve(actual, valores={**actual.valores, **nuevos}).sobre(actual),
        base_cambio=any(
            suyo and antes != ahora
            for suyo, antes, ahora in zip(cambio, salio, de_la_base, strict=True)
        ),
    )


def _resultado(fila: FilaDeCaptura, llegadas: Sequence[_Llegada]) -> Respondida | Disputa:
    if len(llegadas) > 1:
        return _disputa("recomendacion_distinta", fila, llegadas)
    [llegada] = llegadas
    if llegada.fila.movida:
        return _disputa("recomendacion_movida", fila, llegadas)
    if llegada.base_cambio:
        return _disputa("recomendacion_cambiada", fila, llegadas)
    return Respondida(
        id=fila.actual.id,
        texto=fila.actual.texto,
        responsable=fila.actual.responsable,
        libro=llegada.fila.libro,
        lugar=llegada.fila.lugar,
        estado=llegada.deja["estado"],
        respuesta=llegada.deja["respuesta"],
    )


def _disputa(clase: ClaseDeConflicto, fila: FilaDeCaptura, llegadas: Sequence[_Llegada]) -> Disputa:
    opciones = opciones_de(llegadas)
    versiones = (
        VersionEnConflicto(opcion=BASE, valores=llegadas[0].fila.como_se_lee(fila.reporte)),
        *(version_de(opcion, llegada, llegada.deja) for opcion, llegada in opciones.items()),
    )
    recomendacion = fila.actual
    return Disputa(
        conflicto=Conflicto(
            id=id_de(clase, fila.lugar.breve, versiones, recomendacion.id),
            clase=clase,
            ruta=fila.ruta,
            dependencia=recomendacion.responsable,
            nombre=f"{recomendacion.id} {recomendacion.texto}",
            versiones=versiones,
        ),
        reportes={opcion: llegada.deja for opcion, llegada in opciones.items()},
    )


def responde(libro: LibroLeido, base: Base) -> bool:
    """Si cambia algo de alguna recomendación desde que salió, aunque la base ya lo tenga."""
    return any(
        _con_cambios(0, leida, base.por_id[leida.id].reporte) is not None
        for leida in libro.recomendaciones
        if leida.id in base.por_id
    )


def avisos_de(libro: LibroLeido, base: Base) -> Iterator[Aviso]:
    """Las que la base no tiene, y las que se leen de otro modo que en ella."""
    for recomendacion in libro.recomendaciones:
        lugar = f"libro «{libro.nombre}», {recomendacion.lugar}"
        fila = base.por_id.get(recomendacion.id)
        if fila is None:
            desconocida = f"la base no tiene la recomendación {mostrar(recomendacion.id)}"
            motivo = (
                desconocida
                if recomendacion.id
                else "el renglón no trae el identificador de ninguna"
            )
            yield Aviso(
                "recomendacion_desconocida", lugar, f"{motivo}; no se tomó: {_dicho(recomendacion)}"
            )
        elif recomendacion.texto and comparable(recomendacion.texto) != comparable(
            fila.actual.texto
        ):
            motivo = (
                f"el texto de {mostrar(recomendacion.id)} no es el de la base, que no cambia; su"
                " respuesta se tomó por el identificador"
            )
            yield Aviso("recomendacion_reescrita", lugar, motivo)


def _dicho(recomendacion: RecomendacionLeida) -> str:
    return " · ".join(
        f"{rotulo}: {texto or '(en blanco)'}"
        for rotulo, texto in recomendacion.como_se_lee(recomendacion.reporte).items()
    )


def reportes_de(respondidas: Iterable[Respondida], base: Base) -> dict[str, ReporteDeFila]:
    """Lo que queda en cada una, por su ruta."""
    reportes = {}
    for respondida in respondidas:
        fila = base.por_id[respondida.id]
        valores = {"estado": respondida.estado, "respuesta": respondida.respuesta}
        reportes[fila.ruta] = attrs.evolve(fila.reporte, valores=valores)
    return reportes
