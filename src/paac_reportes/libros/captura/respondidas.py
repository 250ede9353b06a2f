"""De los renglones de las recomendaciones a lo que se respondió y lo que no cuadra.

Se reconocen por su ``id``. Sólo cambian su estado y su respuesta, y una celda en blanco no dice
nada: lo que había, queda.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.consolidacion import Disputa
from paac_reportes.libros.captura.filas import captura_de, recomendaciones_de
from paac_reportes.libros.captura.lectura import LibroLeido
from paac_reportes.libros.captura.recomendaciones import (
    RecomendacionLeida,
    Respuesta,
    huellas_de,
)
from paac_reportes.libros.captura.reportes import comparable
from paac_reportes.libros.captura.resultado import (
    BASE,
    ClaseDeConflicto,
    Conflicto,
    Respondida,
    VersionEnConflicto,
)
from paac_reportes.modelo import Recomendacion
from paac_reportes.modelo.temas import Contenido

C = TypeVar("C", bound=Contenido)
Numerados = Sequence[tuple[int, LibroLeido]]
"""Los libros, con su orden entre los que llegaron."""


@clases.frozen(kw_only=True, eq=False)
class _Llegada:
    leida: RecomendacionLeida
    orden: int
    deja: Respuesta
    """Cómo queda la recomendación con ella."""
    base_cambio: bool
    """Si lo que ella cambia también cambió en la base después de que salió el libro."""


def por_decidir(libros: Numerados, contenido: Contenido) -> Iterator[Respondida | Disputa]:
    """De cada recomendación: nada, una respuesta nueva o un conflicto."""
    llegadas = agrupadas(
        (leida.id, (orden, leida)) for orden, libro in libros for leida in libro.recomendaciones
    )
    for numero, una in enumerate(recomendaciones_de(contenido)):
        actual = Respuesta.de(una)
        distintas: dict[tuple[str, str], _Llegada] = {}
        for orden, leida in llegadas.get(una.id, ()):
            if (llegada := _con_cambios(orden, leida, actual)) is not None:
                distintas.setdefault(llegada.deja.comparable, llegada)
        if any(cual != actual.comparable for cual in distintas):
            yield _resultado(numero, una, list(distintas.values()))


def _con_cambios(orden: int, leida: RecomendacionLeida, actual: Respuesta) -> _Llegada | None:
    """La llegada con lo que la oficina cambió; ``None`` si volvió como salió, o en blanco."""
    de_la_base = huellas_de(actual)
    # De un renglón que perdió la escondida no se sabe cómo salió: como está la base.
    salio = leida.huellas or de_la_base
    cambio = [
        bool(dicho) and huella != antes
        for dicho, huella, antes in zip(
            leida.respuesta.comparable, huellas_de(leida.respuesta), salio, strict=True
        )
    ]
    if not any(cambio):
        return None
    cambios = Respuesta(
        estado=leida.respuesta.estado if cambio[0] else None,
        respuesta=leida.respuesta.respuesta if cambio[1] else None,
    )
    return _Llegada(
        leida=leida,
        orden=orden,
        deja=cambios.sobre(actual),
        base_cambio=any(
            suyo and antes != ahora
            for suyo, antes, ahora in zip(cambio, salio, de_la_base, strict=True)
        ),
    )


def _resultado(
    numero: int, una: Recomendacion, llegadas: Sequence[_Llegada]
) -> Respondida | Disputa:
    if len(llegadas) > 1:
        return _disputa("recomendacion_distinta", numero, una, llegadas)
    [llegada] = llegadas
    if llegada.leida.movida:
        return _disputa("recomendacion_movida", numero, una, llegadas)
    if llegada.base_cambio:
        return _disputa("recomendacion_cambiada", numero, una, llegadas)
    return Respondida(
        id=una.id,
        texto=una.texto,
        responsable=una.responsable,
        libro=llegada.leida.libro,
        lugar=llegada.leida.lugar,
        estado=llegada.deja.estado or una.estado,
        respuesta=llegada.deja.respuesta,
    )


def _disputa(
    clase: ClaseDeConflicto, numero: int, una: Recomendacion, llegadas: Sequence[_Llegada]
) -> Disputa:
    libros = [llegada.leida.libro for llegada in llegadas]
    opciones = {
        (
            leida.libro if libros.count(leida.libro) == 1 else f"{leida.libro}, {leida.lugar}"
        ): llegada
        for llegada in llegadas
        if (leida := llegada.leida)
    }
    versiones = [
        VersionEnConflicto(opcion=BASE, valores=Respuesta.de(una).como_se_lee),
        *(
            VersionEnConflicto(
                opcion=opcion,
                lugar=llegada.leida.lugar,
                valores=llegada.deja.como_se_lee,
                orden=llegada.orden,
                libro=llegada.leida.libro,
            )
            for opcion, llegada in sorted(opciones.items())
        ),
    ]
    return Disputa(
        conflicto=Conflicto(
            id=_id(clase, numero, una, versiones),
            clase=clase,
            ruta=f"recomendaciones[{numero}]",
            dependencia=una.responsable,
            nombre=f"{una.id} {una.texto}",
            versiones=tuple(versiones),
        ),
        reportes={},
        respuestas={opcion: llegada.deja for opcion, llegada in opciones.items()},
    )


def _id(
    clase: str, numero: int, una: Recomendacion, versiones: Sequence[VersionEnConflicto]
) -> str:
    """El mismo mientras sus lados digan lo mismo."""
    dicho = repr((una.id, [(v.opcion, sorted(v.valores.items())) for v in versiones]))
    huella = hashlib.sha256(dicho.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{clase}-r{numero}-{huella}"


def responde(libro: LibroLeido, contenido: Contenido) -> bool:
    """Si cambia algo de alguna recomendación desde que salió, aunque la base ya lo tenga."""
    actuales = {una.id: Respuesta.de(una) for una in recomendaciones_de(contenido)}
    return any(
        _con_cambios(0, leida, actuales[leida.id]) is not None
        for leida in libro.recomendaciones
        if leida.id in actuales
    )


def avisos_de(libro: LibroLeido, contenido: Contenido) -> Iterator[Aviso]:
    """Las que la base no tiene, y las que se leen de otro modo que en ella."""
    por_id = {una.id: una for una in recomendaciones_de(contenido)}
    for leida in libro.recomendaciones:
        lugar = f"libro «{libro.nombre}», {leida.lugar}"
        una = por_id.get(leida.id)
        if una is None:
            cual = f"la base no tiene la recomendación {mostrar(leida.id)}"
            motivo = cual if leida.id else "el renglón no trae el identificador de ninguna"
            yield Aviso(
                "recomendacion_desconocida", lugar, f"{motivo}; no se tomó: {_dicho(leida)}"
            )
        elif leida.texto and comparable(leida.texto) != comparable(una.texto):
            motivo = (
                f"el texto de {mostrar(leida.id)} no es el de la base, que no cambia; su respuesta"
                " se tomó por el identificador"
            )
            yield Aviso("recomendacion_reescrita", lugar, motivo)


def _dicho(leida: RecomendacionLeida) -> str:
    return " · ".join(
        f"{rotulo}: {texto or '(en blanco)'}"
        for rotulo, texto in leida.respuesta.como_se_lee.items()
    )


def respuestas_de(
    respondidas: Iterable[Respondida], disputas: Iterable[Disputa], contenido: Contenido
) -> dict[str, Respuesta]:
    """La de cada ``id``: las nuevas, y las de un conflicto resuelto a favor de un libro."""
    dichas = {una.id: Respuesta(estado=una.estado, respuesta=una.respuesta) for una in respondidas}
    por_ruta = {
        f"recomendaciones[{n}]": una.id for n, una in enumerate(recomendaciones_de(contenido))
    }
    for disputa in disputas:
        opcion = disputa.conflicto.resuelto or BASE
        if opcion in disputa.respuestas:
            dichas[por_ruta[disputa.conflicto.ruta]] = disputa.respuestas[opcion]
    return dichas


def responder(contenido: C, respuestas: Mapping[str, Respuesta]) -> C:
    """El mismo con esas respuestas; lo demás de cada recomendación, intacto."""
    if not respuestas:
        return contenido
    suyo: Any = contenido
    respondidas = tuple(
        attrs.evolve(una, estado=suya.estado or una.estado, respuesta=suya.respuesta)
        if (suya := respuestas.get(una.id))
        else una
        for una in recomendaciones_de(contenido)
    )
    respondido: C = attrs.evolve(suyo, **{captura_de(contenido).se_responden: respondidas})
    return respondido
