"""Revisión de un mapa de riesgos; ningún dato cambia.

Cada revisión se hace sólo si se conocen todos sus datos: lo que falta no es un error. Primero, lo
de todo el mapa; luego, riesgo por riesgo: su valoración, sus controles y lo que se hizo con él.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes.analisis.riesgos.contexto import RiesgoValorado, metodologia_del_mapa, valorados
from paac_reportes.analisis.riesgos.niveles import (
    esta_en_blanco,
    leer_zona,
    metodologias_en_que_cabe,
)
from paac_reportes.analisis.riesgos.revision_del_riesgo import avisos_del_riesgo, valoraciones_de
from paac_reportes.errores import Aviso
from paac_reportes.modelo.periodos import cortes_de
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.normativa.regimenes import buscar_regimen, regimen_de_vigencia
from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos, metodologias
from paac_reportes.textos.valores import fecha_corta, lista

_UNO = Decimal(1)


def avisos_del_mapa(
    mapa: MapaDeRiesgos,
    *,
    serie: Sequence[date] | None = None,
    de_la_entidad: Mapping[str, MetodologiaDeRiesgos] | None = None,
) -> Iterator[Aviso]:
    """Avisos de un mapa, cada uno con la ruta del dato.

    ``serie`` son los cortes de la vigencia, si se conocen; si no, los de la guía. Las metodologías
    que son ``de_la_entidad`` mandan sobre las conocidas.
    """
    metodologia = metodologia_del_mapa(mapa, de_la_entidad or {})
    riesgos = valorados(mapa, metodologia)
    yield from _de_la_metodologia(
        mapa, metodologia, riesgos, {**metodologias(), **(de_la_entidad or {})}
    )
    yield from _referencias_repetidas(riesgos)
    yield from _fracciones(riesgos)
    yield from _fuera_de_corte(mapa, riesgos, serie or serie_del_mapa(mapa))
    for riesgo in riesgos:
        yield from avisos_del_riesgo(riesgo)


def serie_del_mapa(mapa: MapaDeRiesgos) -> Sequence[date] | None:
    """Cortes que la guía fija en la vigencia del mapa; ``None`` si los adopta cada entidad."""
    if mapa.vigencia is None:
        return None
    regimen = buscar_regimen(mapa.regimen) if mapa.regimen else regimen_de_vigencia(mapa.vigencia)
    periodicidad = regimen.cortes.periodicidad
    return None if periodicidad is None else cortes_de(mapa.vigencia, periodicidad)


def _de_la_metodologia(
    mapa: MapaDeRiesgos,
    metodologia: MetodologiaDeRiesgos | None,
    riesgos: Sequence[RiesgoValorado],
    conocidas: Mapping[str, MetodologiaDeRiesgos],
) -> Iterator[Aviso]:
    """Avisos de un mapa sin metodología, con una que no se conoce o que no regía en su fecha."""
    if mapa.metodologia is None:
        yield from _sin_metodologia(riesgos, conocidas)
        return
    if metodologia is None:
        motivo = (
            f"no se conoce «{mapa.metodologia}» (están: {', '.join(conocidas)}): lo escrito queda"
            " como está, y nada se calcula"
        )
        yield Aviso("metodologia_desconocida", "metodologia", motivo)
        return
    hecho_el = mapa.fecha_actualizacion or mapa.fecha_elaboracion or mapa.fecha_publicacion
    if hecho_el is not None and not metodologia.rige(hecho_el):
        desde = f"desde el {fecha_corta(metodologia.desde)}" if metodologia.desde else ""
        hasta = f"hasta el {fecha_corta(metodologia.hasta)}" if metodologia.hasta else ""
        motivo = (
            f"{metodologia.nombre} es de mapas hechos {' y '.join(filter(None, (desde, hasta)))}, y"
            f" éste es del {fecha_corta(hecho_el)}"
        )
        yield Aviso("metodologia_a_destiempo", "metodologia", motivo)


def _sin_metodologia(
    riesgos: Sequence[RiesgoValorado], conocidas: Mapping[str, MetodologiaDeRiesgos]
) -> Iterator[Aviso]:
    """Aviso de un mapa valorado sin decir con qué metodología, y de aquellas en que cabe."""
    valoraciones = [leida for riesgo in riesgos for _, leida in valoraciones_de(riesgo.riesgo)]
    niveles_dichos = [
        (eje, texto)
        for dada in valoraciones
        for eje, texto in (("probabilidad", dada.probabilidad), ("impacto", dada.impacto))
        if texto is not None and not esta_en_blanco(texto)
    ]
    zonas = [leer_zona(dada.zona) for dada in valoraciones]
    con_porcentajes = any(
        pct is not None for v in valoraciones for pct in (v.probabilidad_pct, v.impacto_pct)
    )
    if not niveles_dichos and not con_porcentajes and all(zona.zona is None for zona in zonas):
        return
    candidatas = [m for m in conocidas.values() if m.se_propone]
    caben = metodologias_en_que_cabe(
        niveles_dichos, zonas, candidatas, con_porcentajes=con_porcentajes
    )
    codigos = lista([m.codigo for m in caben]) or "ninguna"
    motivo = f"no dice con qué metodología se valoró; lo escrito cabe en {codigos}"
    yield Aviso("metodologia_no_dicha", "metodologia", motivo)


def _referencias_repetidas(riesgos: Sequence[RiesgoValorado]) -> Iterator[Aviso]:
    """Avisos de las referencias que llevan varios riesgos, en la ruta del primero."""
    referencias = [(r.riesgo.referencia, r.ruta) for r in riesgos if r.riesgo.referencia]
    for referencia, cuantos in Counter(referencia for referencia, _ in referencias).items():
        if cuantos > 1:
            ruta = next(ruta for texto, ruta in referencias if texto == referencia)
            motivo = f"la referencia {referencia} es de {cuantos} riesgos"
            yield Aviso("referencia_repetida", f"{ruta}.referencia", motivo)


def _fracciones(riesgos: Sequence[RiesgoValorado]) -> Iterator[Aviso]:
    """Aviso de los porcentajes que parecen partes de uno (0,4 por 40 %)."""
    valoraciones = [leida for riesgo in riesgos for _, leida in valoraciones_de(riesgo.riesgo)]
    porcentajes = [
        pct
        for valoracion in valoraciones
        for pct in (valoracion.probabilidad_pct, valoracion.impacto_pct)
        if pct is not None
    ]
    menores = sum(0 < pct <= _UNO for pct in porcentajes)
    if menores:
        motivo = (
            f"hay porcentajes de 1 o menos ({menores} de {len(porcentajes)}): se leen de 0 a 100,"
            " como están; si son fracciones, multiplíquelos por 100"
        )
        yield Aviso("fracciones", "", motivo)


def _fuera_de_corte(
    mapa: MapaDeRiesgos, riesgos: Sequence[RiesgoValorado], serie: Sequence[date] | None
) -> Iterator[Aviso]:
    """Avisos de los seguimientos cuyo corte no es de la serie, uno por corte."""
    if not serie:
        return
    cortes_de_la_serie = ", ".join(corte.isoformat() for corte in serie)
    de_riesgos = {
        seguido.corte: f"{riesgo.ruta}.seguimientos[{numero}].corte"
        for riesgo in reversed(riesgos)
        for numero, seguido in enumerate(riesgo.riesgo.seguimientos)
    }
    del_mapa = {s.corte: f"seguimientos[{n}].corte" for n, s in enumerate(mapa.seguimientos)}
    for corte, ruta in sorted({**de_riesgos, **del_mapa}.items()):
        if corte not in serie:
            motivo = f"hay seguimientos del {corte}, y los de la serie son {cortes_de_la_serie}"
            yield Aviso("seguimiento_fuera_de_corte", ruta, motivo)
