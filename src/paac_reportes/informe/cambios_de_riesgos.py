"""Lo que cambió de un mapa de riesgos a otro, contado: renglones para una terminal y datos."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from paac_reportes import clases
from paac_reportes.analisis.cambios import NADA_CAMBIO, como_se_reconoce
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.comparacion import (
    RAICES,
    ComparacionDeMapas,
    MovimientoEntreMapas,
    ParejaDeRiesgos,
)
from paac_reportes.informe.cambio_escrito import (
    cambios_en_palabras,
    dato_de_cambio,
    datos_de_lista,
    de_a,
    dicho_de_nuevo,
    nombre_de_elemento,
)
from paac_reportes.informe.cambios_de_contenidos import dichos_de_listas
from paac_reportes.modelo.temas import tema
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.valores import contar


@clases.frozen
class _Renglon:
    """Un cambio: de qué clase es, de qué riesgo y qué dice."""

    clase: str
    riesgo: RiesgoAnalizado
    dice: str = ""


def texto_de_comparacion_de_mapas(comparacion: ComparacionDeMapas) -> Iterator[str]:
    """La comparación en renglones, agrupada por clase de cambio."""
    yield from resumen_de(comparacion)
    anterior = None
    for renglon in _renglones(comparacion):
        if renglon.clase != anterior:
            yield ""
            yield renglon.clase
            anterior = renglon.clase
        suyo = _en_breve(renglon.riesgo) if renglon.dice else _entero(renglon.riesgo)
        yield f"  {suyo}: {renglon.dice}" if renglon.dice else f"  {suyo}"
    de_lo_demas = {clase: dichos for clase, dichos in _de_lo_demas(comparacion).items() if dichos}
    for clase, dichos in de_lo_demas.items():
        yield from ("", clase, *(f"  {dicho}" for dicho in dichos))
    if anterior is None and not de_lo_demas:
        yield NADA_CAMBIO


def _de_lo_demas(comparacion: ComparacionDeMapas) -> dict[str, list[str]]:
    """Lo de los procesos y lo de todo el mapa, por la clase de cambio."""
    suyo = tema("mapa")
    dichos = {
        "Procesos que entran": [uno.nombre for uno in comparacion.procesos_que_entran],
        "Procesos que salen": [uno.nombre for uno in comparacion.procesos_que_salen],
        "Otros datos del proceso": [
            f"{uno.despues.nombre}: {cambios_en_palabras(uno.cambios)}"
            for uno in comparacion.procesos
        ],
        f"Otros datos {suyo.de}": list(filter(None, [cambios_en_palabras(comparacion.cambios)])),
    }
    de_todo = {"seguimientos": comparacion.seguimientos} if comparacion.seguimientos.hay else {}
    for clase, dice in dichos_de_listas(de_todo, suyo.clase, suyo, ""):
        dichos.setdefault(clase, []).append(dice)
    return dichos


def resumen_de(comparacion: ComparacionDeMapas) -> Iterator[str]:
    """De qué se habla, cuántos riesgos hay en cada uno y cómo pasaron sus zonas."""
    antes, despues = comparacion.antes, comparacion.despues
    vigentes = contar(len(antes.riesgos), "riesgo vigente", "riesgos vigentes")
    en_los_dos = len(comparacion.parejas)
    yield (
        f"Mapa de riesgos, de {_cual(antes)} a {_cual(despues)}: {vigentes} antes y"
        f" {len(despues.riesgos)} después; {en_los_dos} en los dos"
    )
    por_que = comparacion.por_que_no_se_valoran_igual
    if por_que:
        yield f"Las zonas y los niveles no se comparan: {por_que}."
    elif comparacion.parejas:
        for cual, movimiento in (
            ("inherente", comparacion.inherente),
            ("residual", comparacion.residual),
        ):
            yield f"Zona {cual}: {_movimiento(movimiento)}."


def _movimiento(movimiento: MovimientoEntreMapas) -> str:
    bajan, igual, suben, sin = (
        len(cuales)
        for cuales in (
            movimiento.bajan,
            movimiento.igual,
            movimiento.suben,
            movimiento.sin_comparar,
        )
    )
    if not bajan + igual + suben:
        return f"{contar(sin, 'riesgo', 'riesgos')} sin comparar"
    dichas = [
        f"{bajan} {'baja' if bajan == 1 else 'bajan'}",
        f"{igual} {'queda' if igual == 1 else 'quedan'} igual",
        f"{suben} {'sube' if suben == 1 else 'suben'}",
        *([f"{sin} sin comparar"] if sin else ()),
    ]
    return ", ".join(dichas)


def _cual(cifras: CifrasDelMapa) -> str:
    """``2026, corte 30/06/2026``."""
    vigencia = str(cifras.mapa.vigencia) if cifras.mapa.vigencia else "uno sin vigencia"
    corte = f"corte {cifras.corte:%d/%m/%Y}" if cifras.corte else "sin corte"
    return f"{vigencia} ({corte})"


def _entero(uno: RiesgoAnalizado) -> str:
    """``R1 Que se pierda (Contratación)``."""
    referencia = f"{uno.riesgo.referencia} " if uno.riesgo.referencia else ""
    return f"{referencia}{en_un_renglon(uno.riesgo.descripcion)} ({uno.proceso})"


def _en_breve(uno: RiesgoAnalizado) -> str:
    """``R1 (Contratación)``; sin referencia, lo que dice."""
    return f"{uno.riesgo.referencia} ({uno.proceso})" if uno.riesgo.referencia else _entero(uno)


def _renglones(comparacion: ComparacionDeMapas) -> Iterator[_Renglon]:
    yield from _de_los_que_van_y_vienen(comparacion)
    for cual in ("residual", "inherente"):
        yield from _de_las_zonas(comparacion, cual)
    for cual, nombre in _LISTAS.items():
        yield from _de_una_lista(comparacion, cual, nombre)
    yield from _de_los_datos(comparacion)


def _de_los_que_van_y_vienen(comparacion: ComparacionDeMapas) -> Iterator[_Renglon]:
    for clase, cuales in (
        ("Nuevos", comparacion.nuevos),
        ("Retirados", comparacion.retirados),
        ("Ya no están", comparacion.desaparecidos),
        ("Vuelven a estar vigentes", comparacion.reactivados),
    ):
        yield from (_Renglon(clase, uno) for uno in cuales)
    for antes, despues in comparacion.misma_referencia:
        de, a = (en_un_renglon(uno.riesgo.descripcion) for uno in (antes, despues))
        dice = f"era de «{de}» y es de «{a}»"
        yield _Renglon("La misma referencia, y otro riesgo", despues, dice)


def _de_las_zonas(comparacion: ComparacionDeMapas, cual: str) -> Iterator[_Renglon]:
    movimiento: MovimientoEntreMapas = getattr(comparacion, cual)
    for como, parejas in (("Sube", movimiento.suben), ("Baja", movimiento.bajan)):
        for pareja in parejas:
            zonas = " → ".join(_zonas(comparacion, pareja, cual))
            yield _Renglon(f"{como} la zona {cual}", pareja.despues, zonas)


_LISTAS = {
    "controles": "Control",
    "acciones": "Acción",
    "causas": "Causa",
    "consecuencias": "Consecuencia",
    "factores": "Factor",
    "seguimientos": "Seguimiento",
}


def _de_una_lista(comparacion: ComparacionDeMapas, cual: str, nombre: str) -> Iterator[_Renglon]:
    suyos = [(pareja, getattr(pareja, cual)) for pareja in comparacion.parejas]
    for que, clase in (("entran", f"{nombre} que entra"), ("salen", f"{nombre} que sale")):
        for pareja, cambios in suyos:
            for elemento in getattr(cambios, que):
                yield _Renglon(clase, pareja.despues, _elemento(cual, elemento))
    suyo = tema("mapa")
    de_adentro: dict[str, list[_Renglon]] = {}
    for pareja, cambios in suyos:
        for cambio in cambios.cambian:
            quien = nombre_de_elemento(cambio.despues, como_se_reconoce(RAICES[cual], suyo))
            if cambio.cambios:
                dice = f"{quien}; {cambios_en_palabras(cambio.cambios)}"
                yield _Renglon(f"{nombre} que cambió", pareja.despues, dice)
            clase_de_el: type = type(cambio.despues)
            for de_que, dice in dichos_de_listas(cambio.listas, clase_de_el, suyo, f"{quien} › "):
                de_adentro.setdefault(de_que, []).append(_Renglon(de_que, pareja.despues, dice))
    # Al final, y juntos los de una clase: cada clase de cambio se titula una vez.
    yield from chain.from_iterable(de_adentro.values())


def _elemento(lista: str, elemento: Any) -> str:
    """Lo que dice, en un renglón; de un control, también su número."""
    if isinstance(elemento, str):
        return en_un_renglon(elemento)
    raiz = RAICES[lista]
    return dicho_de_nuevo(raiz, elemento, como_se_reconoce(raiz, tema("mapa")))


def _de_los_datos(comparacion: ComparacionDeMapas) -> Iterator[_Renglon]:
    por_clase: dict[str, Callable[[ParejaDeRiesgos], str]] = {
        "Cambió el tratamiento": lambda uno: "; ".join(map(de_a, uno.de_tratamiento)),
        "Otra referencia": lambda uno: "; ".join(map(de_a, uno.de_referencia)),
        "Pasó a otro proceso": lambda uno: (
            f"{uno.antes.proceso} → {uno.despues.proceso}" if uno.trasladado else ""
        ),
        "Otros datos": lambda uno: cambios_en_palabras(uno.de_lo_demas),
    }
    if not comparacion.por_que_no_se_valoran_igual:
        por_clase["Otra valoración escrita"] = lambda uno: cambios_en_palabras(uno.de_valoracion)
    for clase, dice in por_clase.items():
        for pareja in comparacion.parejas:
            if dicho := dice(pareja):
                yield _Renglon(clase, pareja.despues, dicho)


def _zonas(comparacion: ComparacionDeMapas, pareja: ParejaDeRiesgos, cual: str) -> tuple[str, str]:
    """Cómo se llama la zona en cada mapa."""
    antes, despues = (
        lado.nombres_de_zona.get(getattr(uno, f"zona_{cual}"), "sin zona")
        for lado, uno in (
            (comparacion.antes, pareja.antes),
            (comparacion.despues, pareja.despues),
        )
    )
    return antes, despues


# ------------------------------------------------------------------ datos


def datos_de_comparacion_de_mapas(comparacion: ComparacionDeMapas) -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON; cada riesgo, por su ruta."""
    return {
        "antes": _lado(comparacion.antes),
        "despues": _lado(comparacion.despues),
        "por_que_no_se_comparan_las_zonas": comparacion.por_que_no_se_valoran_igual or None,
        "nuevos": [uno.ruta for uno in comparacion.nuevos],
        "retirados": [uno.ruta for uno in comparacion.retirados],
        "desaparecidos": [uno.ruta for uno in comparacion.desaparecidos],
        "reactivados": [uno.ruta for uno in comparacion.reactivados],
        "misma_referencia": [
            {"ruta": despues.ruta, "ruta_antes": antes.ruta}
            for antes, despues in comparacion.misma_referencia
        ],
        "inherente": _en_datos(comparacion, "inherente"),
        "residual": _en_datos(comparacion, "residual"),
        "procesos": [
            {"nombre": uno.despues.nombre, "cambios": list(map(dato_de_cambio, uno.cambios))}
            for uno in comparacion.procesos
        ],
        "procesos_que_entran": [uno.nombre for uno in comparacion.procesos_que_entran],
        "procesos_que_salen": [uno.nombre for uno in comparacion.procesos_que_salen],
        "cambios": list(map(dato_de_cambio, comparacion.cambios)),
        "seguimientos": datos_de_lista(comparacion.seguimientos),
        "en_los_dos": [_de_pareja(pareja) for pareja in comparacion.parejas],
    }


def _lado(cifras: CifrasDelMapa) -> dict[str, Any]:
    return {
        "vigencia": cifras.mapa.vigencia,
        "corte": cifras.corte.isoformat() if cifras.corte else None,
        "metodologia": cifras.mapa.metodologia,
        "vigentes": len(cifras.riesgos),
    }


def _en_datos(comparacion: ComparacionDeMapas, cual: str) -> dict[str, Any]:
    movimiento: MovimientoEntreMapas = getattr(comparacion, cual)
    return {
        como: [
            {
                **_rutas(pareja),
                "antes": getattr(pareja.antes, f"zona_{cual}"),
                "despues": getattr(pareja.despues, f"zona_{cual}"),
            }
            for pareja in getattr(movimiento, como)
        ]
        for como in ("bajan", "igual", "suben", "sin_comparar")
    }


def _rutas(pareja: ParejaDeRiesgos) -> dict[str, Any]:
    return {"ruta": pareja.despues.ruta, "ruta_antes": pareja.antes.ruta}


def _de_pareja(pareja: ParejaDeRiesgos) -> dict[str, Any]:
    listas = {cual: datos_de_lista(getattr(pareja, cual)) for cual in _LISTAS}
    return {
        **_rutas(pareja),
        "trasladado": pareja.trasladado,
        "cambios": list(map(dato_de_cambio, pareja.cambios)),
        **{cual: suya for cual, suya in listas.items() if suya},
    }
