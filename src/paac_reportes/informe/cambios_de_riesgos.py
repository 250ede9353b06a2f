"""Lo que cambió de un mapa de riesgos a otro, contado: renglones para una terminal y datos."""

from collections.abc import Iterator, Mapping
from typing import Any

from paac_reportes.analisis.cambios import NADA_CAMBIO
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.comparacion import (
    ComparacionDeMapas,
    MovimientoEntreMapas,
    ParejaDeRiesgos,
)
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.cambio_escrito import (
    Novedad,
    cambios_en_palabras,
    dato_de_cambio,
    dato_de_pareja,
    datos_de_listas,
    de_a,
    por_clase,
    renglones_de_listas,
    rutas_de_pareja,
)
from paac_reportes.modelo.temas import tema
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.valores import contar


def _novedad(clase: str, riesgo: RiesgoAnalizado, detalle: str = "") -> Novedad:
    """El par de clase de cambio y renglón de un riesgo; sin más que decir, su nombre entero."""
    return clase, f"{_nombre_corto(riesgo)}: {detalle}" if detalle else _nombre_entero(riesgo)


def texto_de_comparacion_de_mapas(comparacion: ComparacionDeMapas) -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    yield from resumen_de_los_mapas(comparacion)
    yield from [*por_clase(_novedades(comparacion))] or [NADA_CAMBIO]


def resumen_de_los_mapas(comparacion: ComparacionDeMapas) -> Iterator[str]:
    """Qué mapas se comparan, cuántos riesgos tienen y cuántos bajan o suben de zona."""
    antes, despues = comparacion.antes, comparacion.despues
    vigentes = contar(len(antes.riesgos), "riesgo vigente", "riesgos vigentes")
    en_ambos = len(comparacion.parejas)
    yield (
        f"Mapa de riesgos, de {_vigencia_y_corte(antes)} a {_vigencia_y_corte(despues)}:"
        f" {vigentes} antes y {len(despues.riesgos)} después; {en_ambos} en los dos"
    )
    por_que = comparacion.por_que_no_se_valoran_igual
    if por_que:
        yield f"Las zonas y los niveles no se comparan: {por_que}."
    elif comparacion.parejas:
        for valoracion, movimiento in (
            ("inherente", comparacion.inherente),
            ("residual", comparacion.residual),
        ):
            yield f"Zona {valoracion}: {_movimiento(movimiento)}."


def _movimiento(movimiento: MovimientoEntreMapas) -> str:
    """``2 bajan, 5 quedan igual, 1 sube``."""
    sin_comparar = len(movimiento.sin_comparar)
    if not (movimiento.bajan or movimiento.igual or movimiento.suben):
        return f"{contar(sin_comparar, 'riesgo', 'riesgos')} sin comparar"
    cuentas = [
        contar(len(movimiento.bajan), "baja", "bajan"),
        contar(len(movimiento.igual), "queda igual", "quedan igual"),
        contar(len(movimiento.suben), "sube", "suben"),
    ]
    return ", ".join([*cuentas, *([f"{sin_comparar} sin comparar"] if sin_comparar else ())])


def _vigencia_y_corte(cifras: CifrasDelMapa) -> str:
    """``2026, corte 30/06/2026``."""
    vigencia = str(cifras.mapa.vigencia) if cifras.mapa.vigencia else "uno sin vigencia"
    corte = f"corte {cifras.corte:%d/%m/%Y}" if cifras.corte else "sin corte"
    return f"{vigencia} ({corte})"


def _nombre_entero(valorado: RiesgoAnalizado) -> str:
    """``R1 Que se pierda (Contratación)``."""
    referencia = f"{valorado.riesgo.referencia} " if valorado.riesgo.referencia else ""
    return f"{referencia}{en_un_renglon(valorado.riesgo.descripcion)} ({valorado.proceso})"


def _nombre_corto(valorado: RiesgoAnalizado) -> str:
    """``R1 (Contratación)``; sin referencia, lo que dice."""
    referencia = valorado.riesgo.referencia
    return f"{referencia} ({valorado.proceso})" if referencia else _nombre_entero(valorado)


def _novedades(comparacion: ComparacionDeMapas) -> Iterator[Novedad]:
    """Los cambios de los riesgos y de todo el mapa, como pares de clase y renglón."""
    del_mapa = tema("mapa")
    yield from _riesgos_que_van_y_vienen(comparacion)
    for valoracion in ("residual", "inherente"):
        yield from _cambios_de_zona(comparacion, valoracion)
    for pareja in comparacion.parejas:
        nombre = f"{_nombre_corto(pareja.despues)}: "
        clase: type = type(pareja.despues.riesgo)
        yield from renglones_de_listas(pareja.listas, clase, del_mapa, nombre)
    yield from _cambios_de_datos(comparacion)
    if comparacion.cambios:
        yield f"Otros datos {del_mapa.de}", cambios_en_palabras(comparacion.cambios)
    yield from renglones_de_listas(comparacion.listas, del_mapa.clase, del_mapa, "")


def _riesgos_que_van_y_vienen(comparacion: ComparacionDeMapas) -> Iterator[Novedad]:
    """Los riesgos que entran, salen o vuelven, y las referencias que pasan a otro."""
    for clase, riesgos in (
        ("Nuevos", comparacion.nuevos),
        ("Retirados", comparacion.retirados),
        ("Ya no están", comparacion.desaparecidos),
        ("Vuelven a estar vigentes", comparacion.reactivados),
    ):
        yield from (_novedad(clase, valorado) for valorado in riesgos)
    for antes, despues in comparacion.misma_referencia:
        era, es = (en_un_renglon(lado.riesgo.descripcion) for lado in (antes, despues))
        detalle = f"era de «{era}» y es de «{es}»"
        yield _novedad("La misma referencia, y otro riesgo", despues, detalle)


def _cambios_de_zona(comparacion: ComparacionDeMapas, valoracion: str) -> Iterator[Novedad]:
    """Los riesgos cuya zona ``inherente`` o ``residual`` sube o baja."""
    movimiento: MovimientoEntreMapas = getattr(comparacion, valoracion)
    de_antes, de_hoy = (lado.nombres_de_zona for lado in (comparacion.antes, comparacion.despues))
    for verbo, parejas in (("Sube", movimiento.suben), ("Baja", movimiento.bajan)):
        for pareja in parejas:
            era, es = (getattr(r, f"zona_{valoracion}") for r in (pareja.antes, pareja.despues))
            zonas = f"{de_antes.get(era, 'sin zona')} → {de_hoy.get(es, 'sin zona')}"
            yield _novedad(f"{verbo} la zona {valoracion}", pareja.despues, zonas)


_DATOS: Mapping[str, tuple[str, ...]] = {
    "Cambió el tratamiento": ("riesgo.tratamiento",),
    "Otra referencia": ("riesgo.referencia",),
    "Otra valoración escrita": ("riesgo.inherente.", "riesgo.residual."),
    "Otros datos": ("riesgo.",),
}
"""Cada clase de cambio de los datos de un riesgo, y cómo empiezan los suyos: la primera que sea."""


def _cambios_de_datos(comparacion: ComparacionDeMapas) -> Iterator[Novedad]:
    """Lo que cambió en los datos de cada riesgo que está en los dos mapas, y si pasó a otro."""
    for pareja in comparacion.parejas:
        if pareja.trasladado:
            procesos = f"{pareja.antes.proceso} → {pareja.despues.proceso}"
            yield _novedad("Pasó a otro proceso", pareja.despues, procesos)
    por_clase = agrupadas(
        (next(c for c in _DATOS if cambio.campo.startswith(_DATOS[c])), (pareja, cambio))
        for pareja in comparacion.parejas
        for cambio in pareja.cambios
    )
    if comparacion.por_que_no_se_valoran_igual:
        por_clase.pop("Otra valoración escrita", None)
    for clase in sorted(por_clase, key=[*_DATOS].index):
        for pareja, cambios in agrupadas(por_clase[clase]).items():
            es_uno = cambios[0].campo in _DATOS[clase]  # y ya lo dice el título
            dice = de_a(cambios[0]) if es_uno else cambios_en_palabras(cambios)
            yield _novedad(clase, pareja.despues, dice)


# ------------------------------------------------------------------ datos


def datos_de_comparacion_de_mapas(comparacion: ComparacionDeMapas) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON; cada riesgo, por su ruta."""
    return {
        "antes": _datos_de_mapa(comparacion.antes),
        "despues": _datos_de_mapa(comparacion.despues),
        "por_que_no_se_comparan_las_zonas": comparacion.por_que_no_se_valoran_igual or None,
        **{
            como: [riesgo.ruta for riesgo in getattr(comparacion, como)]
            for como in ("nuevos", "retirados", "desaparecidos", "reactivados")
        },
        "misma_referencia": [
            {"ruta": despues.ruta, "ruta_antes": antes.ruta}
            for antes, despues in comparacion.misma_referencia
        ],
        "inherente": _datos_de_movimiento(comparacion, "inherente"),
        "residual": _datos_de_movimiento(comparacion, "residual"),
        "cambios": list(map(dato_de_cambio, comparacion.cambios)),
        "listas": datos_de_listas(comparacion.listas),
        "en_los_dos": [_datos_de_pareja(pareja) for pareja in comparacion.parejas],
    }


def _datos_de_mapa(cifras: CifrasDelMapa) -> dict[str, Any]:
    """Qué mapa se comparó: vigencia, corte, metodología y cuántos riesgos, para JSON."""
    return {
        "vigencia": cifras.mapa.vigencia,
        "corte": cifras.corte.isoformat() if cifras.corte else None,
        "metodologia": cifras.mapa.metodologia,
        "vigentes": len(cifras.riesgos),
    }


def _datos_de_movimiento(comparacion: ComparacionDeMapas, valoracion: str) -> dict[str, Any]:
    """Por movimiento, ``bajan``, los riesgos con su zona en cada mapa, para JSON."""
    movimiento: MovimientoEntreMapas = getattr(comparacion, valoracion)
    return {
        campo: [
            {
                **rutas_de_pareja(pareja),
                "antes": getattr(pareja.antes, f"zona_{valoracion}"),
                "despues": getattr(pareja.despues, f"zona_{valoracion}"),
            }
            for pareja in getattr(movimiento, campo)
        ]
        for campo in ("bajan", "igual", "suben", "sin_comparar")
    }


def _datos_de_pareja(pareja: ParejaDeRiesgos) -> dict[str, Any]:
    """Cambios de un riesgo que está en los dos mapas, y los de sus listas, para JSON."""
    return {
        **dato_de_pareja(pareja),
        "trasladado": pareja.trasladado,
        "cambios": list(map(dato_de_cambio, pareja.cambios)),
        "listas": datos_de_listas(pareja.listas),
    }
