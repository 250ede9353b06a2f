"""Las acciones del mapa que ya debían estar finalizadas, y qué se hizo desde entonces con ellas.

De las que vencían entre los dos cortes, sólo las que se retiraron o se corrieron para después.
"""

from collections.abc import Iterator
from datetime import date

from paac_reportes import clases
from paac_reportes.analisis.cambios import CambioDeTexto, CambiosDeLista
from paac_reportes.analisis.gestos import GESTOS, Debida, Gesto, dice_otra_cosa, se_corrio
from paac_reportes.analisis.riesgos.acciones import AccionAnalizada, fecha_de_accion
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.comparacion import ComparacionDeMapas, comparar_mapas
from paac_reportes.modelo.fechas import FechaProgramada
from paac_reportes.modelo.riesgos import Accion


@clases.frozen(kw_only=True, eq=False, repr=False)
class AccionDebida(Debida):
    """Una acción que debía estar finalizada, y todo lo que desde entonces se hizo con ella."""

    antes: AccionAnalizada
    """Acción de entonces: en curso, o sin estado que conste."""
    riesgo: RiesgoAnalizado
    """Riesgo de entonces."""
    riesgo_de_hoy: RiesgoAnalizado | None
    despues: Accion | None
    """Acción de hoy; ``None`` si se retiró, sola o con su riesgo."""
    gestos: tuple[Gesto, ...]
    fecha: FechaProgramada | None = None
    """Fecha de hoy."""
    textos: tuple[CambioDeTexto, ...] = ()
    """Textos de lo que se pedía que se reescribieron."""


def acciones_debidas(antes: CifrasDelMapa, hoy: CifrasDelMapa) -> tuple[AccionDebida, ...]:
    """Acciones debidas del mapa del archivo anterior a las que se les hizo algo, por gravedad.

    El estado de una acción no tiene fecha: sin el archivo de entonces no se sabe cuál era.
    """
    debidas = _debidas(comparar_mapas(antes, hoy))
    return tuple(sorted(debidas, key=lambda debida: GESTOS.index(debida.gestos[0])))


def _debidas(comparacion: ComparacionDeMapas) -> Iterator[AccionDebida]:
    """Acciones que debían estar finalizadas y a las que se les hizo algo."""
    plazos = comparacion.antes.acciones.plazos
    assert plazos is not None  # noqa: S101 - hay un corte
    riesgo_de = {riesgo.ruta: riesgo for riesgo in comparacion.antes.riesgos}
    riesgo_de_hoy: dict[str, RiesgoAnalizado] = {}
    retiradas: set[int] = set()
    accion_de_hoy: dict[int, Accion] = {}
    for riesgo in (*comparacion.retirados, *comparacion.desaparecidos):
        retiradas |= {id(accion) for accion in riesgo.riesgo.acciones}
    for pareja in comparacion.parejas:
        riesgo_de_hoy[pareja.antes.ruta] = pareja.despues
        acciones = pareja.listas.get("acciones", CambiosDeLista())
        retiradas |= {id(accion) for accion in acciones.salen}
        accion_de_hoy |= {id(accion.antes): accion.despues for accion in acciones.cambian}
    vigencia, corte = comparacion.despues.mapa.vigencia, comparacion.despues.corte
    del_periodo = [accion for accion in plazos.por_vencer if _ya_llego(accion.ultimo_dia, corte)]
    for analizada in (*plazos.vencidas, *plazos.pasadas_sin_estado, *del_periodo):
        hoy = accion_de_hoy.get(id(analizada.accion))
        fecha = fecha_de_accion(hoy, vigencia) if hoy else None
        textos = tuple(_reescrito(analizada.accion, hoy)) if hoy else ()
        retirada: tuple[Gesto, ...] = ("retirada",) if id(analizada.accion) in retiradas else ()
        gestos = tuple(_gestos(analizada, hoy, fecha, textos)) if hoy and fecha else retirada
        if analizada in del_periodo and fecha and not _se_aplazo(gestos, fecha, corte):
            continue
        if gestos:
            ruta = analizada.ruta.rpartition(".")[0]
            yield AccionDebida(
                antes=analizada,
                riesgo=riesgo_de[ruta],
                riesgo_de_hoy=riesgo_de_hoy.get(ruta),
                despues=hoy,
                gestos=gestos,
                fecha=fecha,
                textos=textos,
            )


def _ya_llego(dia: date | None, corte: date | None) -> bool:
    return dia is not None and corte is not None and dia <= corte


def _se_aplazo(gestos: tuple[Gesto, ...], fecha: FechaProgramada, corte: date | None) -> bool:
    """Si lo que vencía en el período se corrió para después de él, y no consta finalizado."""
    dia = fecha.dias[-1] if fecha.dias else None
    return "corrida" in gestos and "terminada" not in gestos and not _ya_llego(dia, corte)


def _gestos(
    antes: AccionAnalizada, hoy: Accion, fecha: FechaProgramada, textos: tuple[CambioDeTexto, ...]
) -> Iterator[Gesto]:
    """Gestos que se ven en una acción que debía estar finalizada."""
    if se_corrio(antes.ultimo_dia, fecha.dias[-1] if fecha.dias else None):
        yield "corrida"
    if textos:
        yield "reescrita"
    if hoy.estado == "finalizado":
        yield "terminada"


_LO_QUE_SE_PIDE = ("indicador", "registro")


def _reescrito(antes: Accion, hoy: Accion) -> Iterator[CambioDeTexto]:
    """Cambios del indicador y de la evidencia que se espera, que hacen de meta."""
    for campo in _LO_QUE_SE_PIDE:
        viejo, nuevo = getattr(antes, campo) or "", getattr(hoy, campo) or ""
        if dice_otra_cosa(viejo, nuevo):
            yield CambioDeTexto(campo, viejo, nuevo)
