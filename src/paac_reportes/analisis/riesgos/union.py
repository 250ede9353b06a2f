"""Varios mapas de una entidad en uno solo: hay quien hace un libro por proceso.

Los procesos que se llaman igual son el mismo, y sus riesgos van uno tras otro, en el orden de los
mapas. Lo que uno no dice se toma de otro; lo que dicen distinto es una falla: nada se escoge.
"""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

import attrs

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import Extras, mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo.riesgos import MapaDeRiesgos, Proceso, SeguimientoDelMapa
from paac_reportes.textos.plano import en_plano

T = TypeVar("T", bound=attrs.AttrsInstance)


def unidos(mapas: Sequence[MapaDeRiesgos]) -> MapaDeRiesgos:
    """Mapa de todos; ``ErrorDeEntrada`` con todo lo que se contradice, y en cuál."""
    fallas: list[Falla] = []
    rutas = [f"mapas[{numero}]" for numero in range(len(mapas))]
    con_ruta = list(zip(rutas, mapas, strict=True))
    entidad = _objeto_unido([(f"{ruta}.entidad", mapa.entidad) for ruta, mapa in con_ruta], fallas)
    procesos = [
        (f"{ruta}.procesos[{numero}]", proceso)
        for ruta, mapa in con_ruta
        for numero, proceso in enumerate(mapa.procesos)
    ]
    seguimientos = [
        (f"{ruta}.seguimientos[{numero}]", seguimiento)
        for ruta, mapa in con_ruta
        for numero, seguimiento in enumerate(mapa.seguimientos)
    ]
    mapa = _objeto_unido(
        con_ruta,
        fallas,
        entidad=entidad,
        procesos=_procesos(procesos, fallas),
        seguimientos=_del_mapa(seguimientos, fallas),
        firmas=_sin_repetir(firma for mapa in mapas for firma in mapa.firmas),
        control_cambios=_sin_repetir(cambio for mapa in mapas for cambio in mapa.control_cambios),
    )
    if fallas:
        raise ErrorDeEntrada(fallas)
    return mapa


def _procesos(procesos: Sequence[tuple[str, Proceso]], fallas: list[Falla]) -> tuple[Proceso, ...]:
    """Procesos, uno por nombre, con los riesgos de todos los que se llaman así."""
    grupos: dict[str, list[tuple[str, Proceso]]] = {}
    for ruta, proceso in procesos:
        clave = " ".join(en_plano(proceso.nombre).split())
        tocayos = grupos.setdefault(clave, [])
        nombre = tocayos[0][1].nombre if tocayos else proceso.nombre
        tocayos.append((ruta, attrs.evolve(proceso, nombre=nombre)))
    return tuple(
        _objeto_unido(grupo, fallas, riesgos=tuple(r for _, p in grupo for r in p.riesgos))
        for grupo in grupos.values()
    )


def _del_mapa(
    seguimientos: Sequence[tuple[str, SeguimientoDelMapa]], fallas: list[Falla]
) -> tuple[SeguimientoDelMapa, ...]:
    por_corte = agrupadas((seguido.corte, (ruta, seguido)) for ruta, seguido in seguimientos)
    return tuple(_objeto_unido(grupo, fallas) for grupo in por_corte.values())


def _objeto_unido(objetos: Sequence[tuple[str, T]], fallas: list[Falla], **ya_unidos: Any) -> T:
    """El primer objeto, con los datos que los demás dicen y él no; ``ya_unidos``, sin mirar."""
    _, primero = objetos[0]
    cambios = dict(ya_unidos)
    for campo in attrs.fields(type(primero)):
        if campo.name in ya_unidos:
            continue
        valores = [
            (f"{ruta}.{campo.name}", valor)
            for ruta, objeto in objetos
            if (valor := getattr(objeto, campo.name)) not in (None, (), {})
        ]
        if valores:
            cambios[campo.name] = _el_que_se_dice(valores, fallas)
    unido: T = attrs.evolve(cast("Any", primero), **cambios)
    return unido


def _el_que_se_dice(valores: Sequence[tuple[str, Any]], fallas: list[Falla]) -> Any:
    """Valor que se dice de un dato; si difieren, el primero, y una falla en ``fallas``."""
    primera_ruta, primero = valores[0]
    if isinstance(primero, dict | Extras):
        return _claves(valores, fallas)
    for ruta, valor in valores[1:]:
        if valor != primero:
            motivo = f"dice {mostrar(valor)}, y {primera_ruta}, {mostrar(primero)}"
            fallas.append(Falla("datos_incoherentes", ruta, motivo))
    return primero


def _claves(valores: Sequence[tuple[str, Any]], fallas: list[Falla]) -> dict[str, Any]:
    """Extras o textos de todos, por su clave."""
    por_clave = agrupadas(
        (clave, (f"{ruta}.{clave}", valor))
        for ruta, textos in valores
        for clave, valor in textos.items()
    )
    return {clave: _el_que_se_dice(de_la_clave, fallas) for clave, de_la_clave in por_clave.items()}


def _sin_repetir(valores: Any) -> tuple[Any, ...]:
    """Valores distintos, en el orden en que llegan; pueden no ser «hashables»."""
    distintos: list[Any] = []
    for valor in valores:
        if valor not in distintos:
            distintos.append(valor)
    return tuple(distintos)
