"""Lo que cambió de un mapa de riesgos a otro, contado: renglones para una terminal y datos."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from paac_reportes.analisis.cambios import NADA_CAMBIO
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.comparacion import (
    RAICES,
    ComparacionDeMapas,
    MovimientoEntreMapas,
    ParejaDeRiesgos,
)
from paac_reportes.analisis.senas import nombre_de, senas_de
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.cambio_escrito import (
    Novedad,
    cambios_en_palabras,
    dato_de_cambio,
    datos_de_lista,
    de_a,
    nombre_con_reporte,
    por_clase,
    renglones_de_listas,
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
    novedades = chain(_novedades(comparacion), _cambios_de_todo_el_mapa(comparacion))
    yield from [*por_clase(novedades)] or [NADA_CAMBIO]


def _cambios_de_todo_el_mapa(comparacion: ComparacionDeMapas) -> Iterator[Novedad]:
    """``("Procesos que entran", "Contratación")``: lo que cambió fuera de los riesgos."""
    del_mapa = tema("mapa")
    yield from (("Procesos que entran", p.nombre) for p in comparacion.procesos_que_entran)
    yield from (("Procesos que salen", p.nombre) for p in comparacion.procesos_que_salen)
    for pareja in comparacion.procesos:
        dice = f"{pareja.despues.nombre}: {cambios_en_palabras(pareja.cambios)}"
        yield "Otros datos del proceso", dice
    if comparacion.cambios:
        yield f"Otros datos {del_mapa.de}", cambios_en_palabras(comparacion.cambios)
    listas = {"seguimientos": comparacion.seguimientos} if comparacion.seguimientos.hay else {}
    por_clase = agrupadas(renglones_de_listas(listas, del_mapa.clase, del_mapa, ""))
    yield from ((clase, dice) for clase, renglones in por_clase.items() for dice in renglones)


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
    bajan, igual, suben, sin_comparar = (
        len(parejas)
        for parejas in (
            movimiento.bajan,
            movimiento.igual,
            movimiento.suben,
            movimiento.sin_comparar,
        )
    )
    if not bajan + igual + suben:
        return f"{contar(sin_comparar, 'riesgo', 'riesgos')} sin comparar"
    cuentas = [
        f"{bajan} {'baja' if bajan == 1 else 'bajan'}",
        f"{igual} {'queda' if igual == 1 else 'quedan'} igual",
        f"{suben} {'sube' if suben == 1 else 'suben'}",
        *([f"{sin_comparar} sin comparar"] if sin_comparar else ()),
    ]
    return ", ".join(cuentas)


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
    """Los cambios de los riesgos, como pares de clase y renglón."""
    yield from _riesgos_que_van_y_vienen(comparacion)
    for valoracion in ("residual", "inherente"):
        yield from _cambios_de_zona(comparacion, valoracion)
    for lista, nombre in _LISTAS.items():
        yield from _cambios_de_lista(comparacion, lista, nombre)
    yield from _cambios_de_datos(comparacion)


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
    for verbo, parejas in (("Sube", movimiento.suben), ("Baja", movimiento.bajan)):
        for pareja in parejas:
            zonas = " → ".join(_zonas(comparacion, pareja, valoracion))
            yield _novedad(f"{verbo} la zona {valoracion}", pareja.despues, zonas)


_LISTAS = {
    "controles": "Control",
    "acciones": "Acción",
    "causas": "Causa",
    "consecuencias": "Consecuencia",
    "factores": "Factor",
    "seguimientos": "Seguimiento",
}


def _cambios_de_lista(
    comparacion: ComparacionDeMapas, lista: str, nombre: str
) -> Iterator[Novedad]:
    """``Control que entra``, ``Control que sale``…: lo que cambió en una lista de los riesgos."""
    cambios_por_pareja = [(pareja, getattr(pareja, lista)) for pareja in comparacion.parejas]
    for campo, clase in (("entran", f"{nombre} que entra"), ("salen", f"{nombre} que sale")):
        for pareja, cambios in cambios_por_pareja:
            for elemento in getattr(cambios, campo):
                yield _novedad(clase, pareja.despues, _elemento(lista, elemento))
    del_mapa = tema("mapa")
    interiores: list[tuple[str, Novedad]] = []
    for pareja, cambios in cambios_por_pareja:
        for cambio in cambios.cambian:
            rotulo = en_un_renglon(nombre_de(cambio.despues, senas_de(RAICES[lista], del_mapa)))
            if cambio.cambios:
                dice = f"{rotulo}; {cambios_en_palabras(cambio.cambios)}"
                yield _novedad(f"{nombre} que cambió", pareja.despues, dice)
            tipo: type = type(cambio.despues)
            for clase, dice in renglones_de_listas(cambio.listas, tipo, del_mapa, f"{rotulo} › "):
                interiores.append((clase, _novedad(clase, pareja.despues, dice)))
    # Al final, y juntos los de una clase: cada clase de cambio se titula una vez.
    yield from chain.from_iterable(agrupadas(interiores).values())


def _elemento(lista: str, elemento: Any) -> str:
    """El elemento de una lista de un riesgo, en un renglón; de un control, también su número."""
    if isinstance(elemento, str):
        return en_un_renglon(elemento)
    raiz = RAICES[lista]
    return nombre_con_reporte(raiz, elemento, senas_de(raiz, tema("mapa")))


def _cambios_de_datos(comparacion: ComparacionDeMapas) -> Iterator[Novedad]:
    """Lo que cambió en los datos de cada riesgo que está en los dos mapas."""
    texto_por_clase: dict[str, Callable[[ParejaDeRiesgos], str]] = {
        "Cambió el tratamiento": lambda par: "; ".join(map(de_a, par.de_tratamiento)),
        "Otra referencia": lambda par: "; ".join(map(de_a, par.de_referencia)),
        "Pasó a otro proceso": lambda par: (
            f"{par.antes.proceso} → {par.despues.proceso}" if par.trasladado else ""
        ),
        "Otros datos": lambda par: cambios_en_palabras(par.de_lo_demas),
    }
    if not comparacion.por_que_no_se_valoran_igual:
        texto_por_clase["Otra valoración escrita"] = lambda par: cambios_en_palabras(
            par.de_valoracion
        )
    for clase, texto_de in texto_por_clase.items():
        for pareja in comparacion.parejas:
            if texto := texto_de(pareja):
                yield _novedad(clase, pareja.despues, texto)


def _zonas(
    comparacion: ComparacionDeMapas, pareja: ParejaDeRiesgos, valoracion: str
) -> tuple[str, str]:
    """El nombre de la zona de un riesgo en cada mapa, antes y después."""
    antes, despues = (
        lado.nombres_de_zona.get(getattr(valorado, f"zona_{valoracion}"), "sin zona")
        for lado, valorado in (
            (comparacion.antes, pareja.antes),
            (comparacion.despues, pareja.despues),
        )
    )
    return antes, despues


# ------------------------------------------------------------------ datos


def datos_de_comparacion_de_mapas(comparacion: ComparacionDeMapas) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON; cada riesgo, por su ruta."""
    return {
        "antes": _datos_de_mapa(comparacion.antes),
        "despues": _datos_de_mapa(comparacion.despues),
        "por_que_no_se_comparan_las_zonas": comparacion.por_que_no_se_valoran_igual or None,
        "nuevos": [riesgo.ruta for riesgo in comparacion.nuevos],
        "retirados": [riesgo.ruta for riesgo in comparacion.retirados],
        "desaparecidos": [riesgo.ruta for riesgo in comparacion.desaparecidos],
        "reactivados": [riesgo.ruta for riesgo in comparacion.reactivados],
        "misma_referencia": [
            {"ruta": despues.ruta, "ruta_antes": antes.ruta}
            for antes, despues in comparacion.misma_referencia
        ],
        "inherente": _datos_de_movimiento(comparacion, "inherente"),
        "residual": _datos_de_movimiento(comparacion, "residual"),
        "procesos": [
            {"nombre": pareja.despues.nombre, "cambios": list(map(dato_de_cambio, pareja.cambios))}
            for pareja in comparacion.procesos
        ],
        "procesos_que_entran": [proceso.nombre for proceso in comparacion.procesos_que_entran],
        "procesos_que_salen": [proceso.nombre for proceso in comparacion.procesos_que_salen],
        "cambios": list(map(dato_de_cambio, comparacion.cambios)),
        "seguimientos": datos_de_lista(comparacion.seguimientos),
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
                **_rutas(pareja),
                "antes": getattr(pareja.antes, f"zona_{valoracion}"),
                "despues": getattr(pareja.despues, f"zona_{valoracion}"),
            }
            for pareja in getattr(movimiento, campo)
        ]
        for campo in ("bajan", "igual", "suben", "sin_comparar")
    }


def _rutas(pareja: ParejaDeRiesgos) -> dict[str, Any]:
    return {"ruta": pareja.despues.ruta, "ruta_antes": pareja.antes.ruta}


def _datos_de_pareja(pareja: ParejaDeRiesgos) -> dict[str, Any]:
    """Cambios de un riesgo que está en los dos mapas, y los de sus listas, para JSON."""
    listas = {lista: datos_de_lista(getattr(pareja, lista)) for lista in _LISTAS}
    return {
        **_rutas(pareja),
        "trasladado": pareja.trasladado,
        "cambios": list(map(dato_de_cambio, pareja.cambios)),
        **{lista: cambios for lista, cambios in listas.items() if cambios},
    }
