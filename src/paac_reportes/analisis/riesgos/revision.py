"""Revisión de un mapa de riesgos; ningún dato cambia.

Cada revisión se hace sólo si se conocen todos sus datos: lo que falta no es un error. Primero, lo
de todo el mapa; luego, riesgo por riesgo: su valoración, sus controles y lo que se hizo con él.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from paac_reportes.analisis.riesgos.niveles import (
    ZONAS_ALTAS,
    EjeLeido,
    eje_escrito,
    esta_en_blanco,
    leer_zona,
    metodologias_en_que_cabe,
    numero_de_porcentaje,
)
from paac_reportes.analisis.riesgos.valoracion import (
    EJES,
    EN_FRASE,
    RiesgoValorado,
    ValoracionLeida,
    calificacion_de,
    cuestionario_de,
    en_nivel,
    escalones,
    metodologia_del_mapa,
    orden_de,
    subida,
    valorados,
)
from paac_reportes.errores import Aviso
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.modelo.riesgos import EJE_DE_CADA_TIPO, Eje, MapaDeRiesgos, Riesgo, Valoracion
from paac_reportes.normativa.normas import buscar_regimen, regimen_de_vigencia
from paac_reportes.normativa.riesgos import Escalones, IdDeZona, MetodologiaDeRiesgos, metodologias
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar, fecha_corta, lista, numero, porcentaje

# ------------------------------------------------------------------ un riesgo


_TOLERANCIA = Decimal("0.5")
"""Los puntos en que pueden diferir dos porcentajes que dicen lo mismo: los redondeó una celda."""
_ELEMENTOS = {
    "accion_u_omision": "la acción u omisión",
    "uso_del_poder": "el uso del poder",
    "desviar_lo_publico": "la desviación de lo público",
    "beneficio_privado": "el beneficio privado",
}
_DE_CORRUPCION = {"corrupcion": "de corrupción", "integridad": "para la integridad pública"}


def avisos_del_riesgo(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Los avisos de un riesgo, en el orden de sus datos."""
    if valorado.metodologia is not None:
        yield from _niveles_ajenos(valorado, valorado.metodologia)
        yield from _avisos_del_cuestionario(valorado, valorado.metodologia)
        yield from _aviso_de_la_frecuencia(valorado, valorado.metodologia)
        yield from _poco_impacto(valorado, valorado.metodologia)
    yield from _aviso_de_la_definicion(valorado)
    yield from _avisos_de_los_controles(valorado)
    yield from _avisos_de_los_ejes(valorado)
    yield from _avisos_del_tratamiento(valorado)
    yield from _avisos_de_las_acciones(valorado)
    yield from _avisos_de_los_seguimientos(valorado)


def valoraciones_de(riesgo: Riesgo) -> Iterator[tuple[str, Valoracion]]:
    """Valoraciones que el riesgo trae, con su ruta dentro de él: ``controles[0].residual``."""
    sueltas = [("inherente", riesgo.inherente), ("residual", riesgo.residual)]
    de_controles = (
        (f"controles[{n}].residual", c.residual) for n, c in enumerate(riesgo.controles)
    )
    de_cortes = (
        (f"seguimientos[{n}].valoracion", s.valoracion) for n, s in enumerate(riesgo.seguimientos)
    )
    for ruta, valoracion in (*sueltas, *de_controles, *de_cortes):
        if valoracion is not None:
            yield ruta, valoracion


# ------------------------------------------------------------------ la valoración


def _niveles_ajenos(valorado: RiesgoValorado, metodologia: MetodologiaDeRiesgos) -> Iterator[Aviso]:
    """Avisos de niveles y zonas que la metodología no tiene, o que no cuadran entre sí."""
    for ruta, valoracion in valoraciones_de(valorado.riesgo):
        lectura, lugar = valorado.leida(valoracion), f"{valorado.ruta}.{ruta}"
        for eje in EJES:
            eje_leido = lectura.eje(eje)
            if not eje_leido.se_entiende:
                motivo = f"«{eje_leido.escrito}» no es un nivel de {eje} en {metodologia.nombre}"
                yield Aviso("nivel_desconocido", f"{lugar}.{eje}", motivo)
            nivel, pct = eje_leido.nivel, eje_leido.porcentaje
            del_porcentaje = pct and escalones(metodologia, eje).de_porcentaje(pct)
            if nivel and pct and del_porcentaje and nivel != del_porcentaje:
                motivo = f"dice {nivel.nombre}, y {porcentaje(pct)} es {del_porcentaje.nombre}"
                yield Aviso("porcentaje_no_corresponde", f"{lugar}.{eje}", motivo)
        if not esta_en_blanco(valoracion.zona) and lectura.escrita.zona is None:
            motivo = f"«{valoracion.zona}» no es una zona de riesgo en {metodologia.nombre}"
            yield Aviso("nivel_desconocido", f"{lugar}.zona", motivo)
        yield from _avisos_de_la_zona(f"{lugar}.zona", valoracion, lectura, metodologia)


def _avisos_de_la_zona(
    ruta: str, valoracion: Valoracion, lectura: ValoracionLeida, metodologia: MetodologiaDeRiesgos
) -> Iterator[Aviso]:
    """Avisos de la zona o el producto escritos que no son los de sus dos niveles.

    ``valoracion``: lo escrito; ``lectura``: lo que se entendió.
    """
    probabilidad, impacto = lectura.probabilidad.nivel, lectura.impacto.nivel
    if probabilidad is None or impacto is None or lectura.zona_calculada is None:
        return
    if lectura.escribe_otra:
        motivo = (
            f"dice zona «{valoracion.zona}», y probabilidad {probabilidad.nombre} con impacto"
            f" {impacto.nombre} dan {metodologia.zonas.de(lectura.zona_calculada)}"
            f" en {metodologia.nombre}"
        )
        yield Aviso("zona_no_corresponde", ruta, motivo)
    if lectura.producto is not None and lectura.escrita.producto not in {None, lectura.producto}:
        producto_dicho, producto = (
            numero(lectura.escrita.producto or Decimal(0)),
            numero(lectura.producto),
        )
        factores = f"{numero(probabilidad.valor)} × {numero(impacto.valor)}"
        motivo = f"dice {producto_dicho}, y {factores} es {producto}"
        yield Aviso("producto_no_corresponde", ruta, motivo)


def _avisos_del_cuestionario(
    valorado: RiesgoValorado, metodologia: MetodologiaDeRiesgos
) -> Iterator[Aviso]:
    """Avisos del cuestionario de impacto: preguntas ajenas, sin responder o que dan otro nivel."""
    ruta = f"{valorado.ruta}.cuestionario"
    total = len(metodologia.cuestionario.preguntas) if metodologia.cuestionario else 0
    ajenas = [pregunta for pregunta in sorted(valorado.riesgo.cuestionario) if pregunta > total]
    if ajenas:
        cuantas = f"tiene {total}" if total else "no tiene cuestionario"
        motivo = f"la pregunta {ajenas[0]} no está en {metodologia.nombre}, que {cuantas}"
        yield Aviso("pregunta_desconocida", ruta, motivo)
    cuestionario = cuestionario_de(valorado.riesgo, metodologia)
    if cuestionario is None:
        return
    if cuestionario.faltan:
        falta = "falta" if cuestionario.faltan == 1 else "faltan"
        cuantas = contar(cuestionario.faltan, "respuesta", "respuestas")
        yield Aviso("cuestionario_incompleto", ruta, f"{falta} {cuantas} de {cuestionario.total}")
    elif not cuestionario.afirmativas:
        motivo = "ninguna respuesta es afirmativa: no hay nivel"
        yield Aviso("cuestionario_en_cero", ruta, motivo)
    impacto = valorado.inherente.impacto
    if cuestionario.nivel and impacto.nivel and impacto.nivel != cuestionario.nivel:
        dan = f"{'da' if cuestionario.afirmativas == 1 else 'dan'} {cuestionario.nivel.nombre}"
        de_que = contar(cuestionario.afirmativas, "respuesta afirmativa", "respuestas afirmativas")
        if cuestionario.grave is not None:
            de_que, dan = (
                f"la respuesta {cuestionario.grave} afirmativa",
                f"da {cuestionario.nivel.nombre}",
            )
        motivo = f"{de_que} {dan}, y dice {eje_escrito(impacto)}"
        yield Aviso("cuestionario_no_corresponde", f"{valorado.ruta}.inherente.impacto", motivo)


def _aviso_de_la_frecuencia(
    valorado: RiesgoValorado, metodologia: MetodologiaDeRiesgos
) -> Iterator[Aviso]:
    """Aviso de la probabilidad que no es la de sus veces al año, según la metodología."""
    veces, probabilidad = valorado.riesgo.frecuencia, valorado.inherente.probabilidad
    debido = None if veces is None else metodologia.probabilidad.de_veces(veces)
    if veces is not None and debido and probabilidad.nivel and probabilidad.nivel != debido:
        cuantas = contar(veces, "vez", "veces")
        motivo = f"{cuantas} al año es {debido.nombre}, y dice {eje_escrito(probabilidad)}"
        yield Aviso("frecuencia_no_corresponde", f"{valorado.ruta}.inherente.probabilidad", motivo)


def _poco_impacto(valorado: RiesgoValorado, metodologia: MetodologiaDeRiesgos) -> Iterator[Aviso]:
    """Aviso del riesgo de corrupción con menos impacto del que la metodología admite para él."""
    minimo, impacto = metodologia.impacto_minimo, valorado.inherente.impacto
    if valorado.riesgo.tipo != "corrupcion" or minimo is None or impacto.nivel is None:
        return
    if impacto.nivel.valor < minimo:
        menor = metodologia.impacto.de_valor(minimo)
        motivo = (
            f"el impacto es {eje_escrito(impacto)}, y el de un riesgo de corrupción es al menos"
            f" {menor.nombre if menor else minimo}"
        )
        yield Aviso("impacto_bajo_el_minimo", f"{valorado.ruta}.inherente.impacto", motivo)


def _aviso_de_la_definicion(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Aviso del riesgo de corrupción que dice no cumplir alguno de los cuatro elementos."""
    definicion = valorado.riesgo.definicion
    if valorado.riesgo.tipo != "corrupcion" or definicion is None:
        return
    faltan = [falta for campo, falta in _ELEMENTOS.items() if getattr(definicion, campo) == "no"]
    if faltan:
        le_falta = "le falta" if len(faltan) == 1 else "le faltan"
        motivo = (
            f"{le_falta} {lista(faltan)}: no cumple los cuatro elementos de un riesgo de corrupción"
        )
        yield Aviso("no_es_de_corrupcion", f"{valorado.ruta}.definicion", motivo)


# ------------------------------------------------------------------ los controles


def _avisos_de_los_controles(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Avisos de los controles: que no haya, sin responsable, con otro efecto o mal calificados."""
    reglas = valorado.metodologia.controles if valorado.metodologia else None
    if not valorado.riesgo.controles:
        yield Aviso("riesgo_sin_controles", valorado.ruta, "no tiene controles")
    for orden, control in enumerate(valorado.riesgo.controles):
        ruta = f"{valorado.ruta}.controles[{orden}]"
        if reglas and reglas.pide_responsable and control.descripcion and not control.responsable:
            yield Aviso("control_sin_responsable", ruta, "no dice quién ejecuta el control")
        if control.tipo and control.afecta not in {None, EJE_DE_CADA_TIPO[control.tipo]}:
            eje, otro_eje = EJES if EJE_DE_CADA_TIPO[control.tipo] == EJES[0] else EJES[::-1]
            motivo = (
                f"un control {control.tipo} actúa sobre {EN_FRASE[eje]}, y dice que afecta"
                f" {EN_FRASE[otro_eje]}"
            )
            yield Aviso("control_sin_efecto_claro", ruta, motivo)
        yield from _avisos_de_la_calificacion(valorado, orden, ruta)
        yield from _avisos_de_los_criterios(valorado, orden, ruta)


def _avisos_de_la_calificacion(valorado: RiesgoValorado, orden: int, ruta: str) -> Iterator[Aviso]:
    """Avisos de una calificación mal sumada, y del correctivo que baja un impacto de corrupción.

    ``orden``: el del control en su riesgo; ``ruta``, la suya.
    """
    control, metodologia = valorado.riesgo.controles[orden], valorado.metodologia
    if metodologia is None:
        return
    suma = calificacion_de(control, metodologia)
    calificacion_dicha = numero_de_porcentaje(control.calificacion)
    if (
        suma is not None
        and calificacion_dicha is not None
        and abs(calificacion_dicha - suma) > _TOLERANCIA
    ):
        motivo = (
            f"la calificación dice {control.calificacion}, y {control.tipo} con"
            f" {control.implementacion} suma {porcentaje(Decimal(suma))}"
        ).replace("automatico", "automático")
        yield Aviso("control_mal_calificado", f"{ruta}.calificacion", motivo)
    es_de_corrupcion = (
        valorado.riesgo.tipo == "corrupcion" and metodologia.impacto_minimo is not None
    )
    baja_el_impacto = control.tipo == "correctivo" and control.actua_sobre("impacto")
    if suma is not None and es_de_corrupcion and baja_el_impacto:
        motivo = (
            "se calculó que baja el impacto de un riesgo de corrupción; no está confirmado que la"
            " guía lo admita"
        )
        yield Aviso("correctivo_en_corrupcion", ruta, motivo)


def _avisos_de_los_criterios(valorado: RiesgoValorado, orden: int, ruta: str) -> Iterator[Aviso]:
    """Avisos de los criterios que la metodología no tiene y de las respuestas que no admite.

    ``orden``: el del control en su riesgo; ``ruta``, la suya.
    """
    control, metodologia = valorado.riesgo.controles[orden], valorado.metodologia
    if metodologia is None:
        return
    puntos = {criterio.codigo: criterio.puntos for criterio in metodologia.controles.criterios}
    for codigo, respuesta in control.criterios.items():
        lugar = f"{ruta}.criterios.{codigo}"
        if codigo not in puntos:
            criterios_que_hay = f"están: {', '.join(puntos)}" if puntos else "no tiene ninguno"
            motivo = f"«{codigo}» no es un criterio de {metodologia.nombre} ({criterios_que_hay})"
            yield Aviso("criterio_desconocido", lugar, motivo)
        elif respuesta not in puntos[codigo]:
            respuestas_que_hay = ", ".join(puntos[codigo])
            motivo = f"«{respuesta}» no es una respuesta del criterio (están: {respuestas_que_hay})"
            yield Aviso("criterio_desconocido", lugar, motivo)


def _avisos_de_los_ejes(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Avisos de cómo pasa cada eje del inherente al residual: sube, baja de más o sin control."""
    metodologia = valorado.metodologia
    ejes_que_cambian = []
    for eje in EJES:
        if metodologia is None:
            break
        escala = escalones(metodologia, eje)
        inherente, residual = valorado.inherente.eje(eje), valorado.residual.eje(eje)
        cambio = subida(inherente, residual, escala)
        if cambio:
            ejes_que_cambian.append(eje)
            desde, hasta = _en_frase(inherente, escala), _en_frase(residual, escala)
            yield from _aviso_del_eje_que_cambia(valorado, eje, cambio, desde, hasta)
        maximo = metodologia.controles.baja_a_lo_sumo
        if inherente.nivel and residual.nivel and maximo is not None:
            niveles = escala.lugar(inherente.nivel) - escala.lugar(residual.nivel)
            if niveles > maximo:
                bajan = {2: "dos"}.get(maximo, maximo)
                motivo = (
                    f"{EN_FRASE[eje]} baja {niveles} niveles, y los controles bajan {bajan} a lo"
                    " sumo"
                )
                yield Aviso("residual_de_mas", f"{valorado.ruta_del_residual}.{eje}", motivo)
        yield from _otro_calculado(valorado, eje, residual)
    if not ejes_que_cambian:
        yield from _avisos_de_la_zona_que_cambia(valorado)


def _aviso_del_eje_que_cambia(
    valorado: RiesgoValorado, eje: Eje, cambio: Decimal, desde: str, hasta: str
) -> Iterator[Aviso]:
    """Aviso de un eje que sube, o que baja sin un control que actúe sobre él.

    ``cambio``: cuánto, negativo si baja; ``desde`` y ``hasta``, en palabras.
    """
    ruta, controles = f"{valorado.ruta_del_residual}.{eje}", valorado.riesgo.controles
    if cambio > 0:
        pasa = f"{EN_FRASE[eje]} pasa de {desde} a {hasta}"
        motivo = f"el riesgo residual es mayor que el inherente: {pasa}"
        yield Aviso("residual_mayor", ruta, motivo)
    elif not controles:
        motivo = f"baja de {desde} a {hasta} sin ningún control escrito"
        yield Aviso("residual_sin_controles", ruta, motivo)
    elif all(control.actua_sobre(eje) is False for control in controles):
        sobre = "ella" if eje == "probabilidad" else "él"
        motivo = f"{EN_FRASE[eje]} baja de {desde} a {hasta}, y ningún control actúa sobre {sobre}"
        yield Aviso("eje_sin_control", ruta, motivo)


def _avisos_de_la_zona_que_cambia(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Avisos de las dos zonas escritas, si ningún eje dice que cambió."""
    antes, despues = valorado.inherente.zona_comparable, valorado.residual.zona_comparable
    if antes is None or despues is None or antes == despues:
        return
    ruta = f"{valorado.ruta_del_residual}.zona"
    desde, hasta = (nombre_de_zona(zona, valorado.metodologia) for zona in (antes, despues))
    if orden_de(despues) > orden_de(antes):
        motivo = f"el riesgo residual es mayor que el inherente: la zona pasa de {desde} a {hasta}"
        yield Aviso("residual_mayor", ruta, motivo)
    elif not valorado.riesgo.controles:
        motivo = f"baja de {desde} a {hasta} sin ningún control escrito"
        yield Aviso("residual_sin_controles", ruta, motivo)


def _otro_calculado(valorado: RiesgoValorado, eje: Eje, eje_leido: EjeLeido) -> Iterator[Aviso]:
    """Aviso de un residual que no es el que dan sus controles; ``eje_leido``: el que dice."""
    calculado = valorado.calculado.eje(eje)
    if not valorado.riesgo.controles or calculado.nivel is None or eje_leido.nivel is None:
        return
    difieren = calculado.nivel != eje_leido.nivel
    if calculado.porcentaje is not None and eje_leido.porcentaje is not None:
        difieren = difieren or abs(calculado.porcentaje - eje_leido.porcentaje) > _TOLERANCIA
    if difieren and valorado.metodologia is not None:  # sin ella no se calcula
        escala = escalones(valorado.metodologia, eje)
        seria = en_nivel(calculado.nivel, calculado.porcentaje, escala)
        dice = _en_frase(eje_leido, escala)
        motivo = f"con sus controles, {EN_FRASE[eje]} residual sería {seria}, y dice {dice}"
        yield Aviso("residual_no_corresponde", f"{valorado.ruta_del_residual}.{eje}", motivo)


# ------------------------------------------------------------------ lo que se hace y se hizo


def _avisos_del_tratamiento(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Avisos del tratamiento que el tipo o las acciones contradicen; o zona alta sin acciones."""
    riesgo, ruta = valorado.riesgo, f"{valorado.ruta}.tratamiento"
    tratamiento = en_plano(riesgo.tratamiento)
    if tratamiento.startswith("aceptar") and riesgo.tipo in _DE_CORRUPCION:
        clase = _DE_CORRUPCION[riesgo.tipo]
        motivo = f"dice «{riesgo.tratamiento}», y un riesgo {clase} no se acepta"
        yield Aviso("corrupcion_aceptada", ruta, motivo)
    if tratamiento.startswith("reducir") and not riesgo.acciones:
        motivo = f"dice «{riesgo.tratamiento}» y no tiene acciones"
        yield Aviso("tratamiento_sin_acciones", ruta, motivo)
    ultima = valorado.en_el_corte(date.max)
    if ultima.zona in ZONAS_ALTAS and not riesgo.acciones:
        zona = nombre_de_zona(ultima.zona, valorado.metodologia)
        motivo = f"queda en zona {zona} y no tiene acciones"
        ruta = valorado.ruta_del_residual if ultima is valorado.residual else valorado.ruta
        yield Aviso("zona_alta_sin_acciones", ruta, motivo)


def _avisos_de_las_acciones(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Avisos de las acciones que no dicen quién responde o cuándo."""
    for orden, accion in enumerate(valorado.riesgo.acciones):
        ruta = f"{valorado.ruta}.acciones[{orden}]"
        if esta_en_blanco(accion.responsable):
            yield Aviso("accion_sin_responsable", ruta, "la acción no dice quién responde")
        if not any((accion.periodo, accion.fecha_inicio, accion.fecha_fin)):
            yield Aviso("accion_sin_fecha", ruta, "la acción no dice cuándo")


def _avisos_de_los_seguimientos(valorado: RiesgoValorado) -> Iterator[Aviso]:
    """Avisos de los seguimientos de un riesgo: controles ajenos y lo que ocurrió sin explicar."""
    for orden, seguido in enumerate(valorado.riesgo.seguimientos):
        ruta = f"{valorado.ruta}.seguimientos[{orden}]"
        for numero_del_control, de_control in enumerate(seguido.controles):
            if valorado.riesgo.control_de(de_control) is None:
                motivo = f"el riesgo no tiene ningún control {de_control.control}: no se cuenta"
                yield Aviso(
                    "control_desconocido", f"{ruta}.controles[{numero_del_control}]", motivo
                )
        materializacion = seguido.materializacion
        if materializacion is None or materializacion.ocurrio != "si":
            continue
        if valorado.dice_si_ocurrio(seguido.corte) not in {None, seguido}:
            continue  # control interno dijo que no, o ya se avisó de lo suyo
        paso = valorado.lo_ocurrido(seguido.corte) or materializacion
        if not paso.accion and not seguido.acciones_adelantadas:
            motivo = "se materializó y no dice qué se hizo"
            yield Aviso("materializado_sin_accion", f"{ruta}.materializacion", motivo)
        revalorado = valorado.valorado_el(date.max)
        if revalorado is None or revalorado < seguido.corte:
            motivo = "se materializó y no se volvió a valorar"
            yield Aviso("materializado_sin_revalorar", f"{ruta}.materializacion", motivo)


# ------------------------------------------------------------------ cómo se dice


def nombre_de_zona(zona: IdDeZona, metodologia: MetodologiaDeRiesgos | None) -> str:
    """Nombre que la metodología da a la zona; sin ella, el de las guías desde 2018."""
    return metodologia.zonas.de(zona) if metodologia else zona.capitalize()


def _en_frase(eje: EjeLeido, escala: Escalones) -> str:
    """Nivel con su porcentaje: ``Baja (25,2 %)``."""
    return en_nivel(eje.nivel, eje.porcentaje, escala)


# ------------------------------------------------------------------ el mapa


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
    yield from _avisos_de_la_metodologia(
        mapa, metodologia, riesgos, {**metodologias(), **(de_la_entidad or {})}
    )
    if not riesgos:
        yield Aviso("mapa_sin_riesgos", "procesos", "no trae ningún riesgo")
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


def _avisos_de_la_metodologia(
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
    """Aviso de un mapa que no dice con qué metodología se valoró, y en cuáles cabe lo escrito."""
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
    cortes_de_la_serie = ", ".join(map(fecha_corta, serie))
    de_riesgos = {
        seguido.corte: f"{riesgo.ruta}.seguimientos[{numero}].corte"
        for riesgo in reversed(riesgos)
        for numero, seguido in enumerate(riesgo.riesgo.seguimientos)
    }
    del_mapa = {s.corte: f"seguimientos[{n}].corte" for n, s in enumerate(mapa.seguimientos)}
    for corte, ruta in sorted({**de_riesgos, **del_mapa}.items()):
        if corte not in serie:
            dia = fecha_corta(corte)
            motivo = f"hay seguimientos del {dia}, y los de la serie son {cortes_de_la_serie}"
            yield Aviso("seguimiento_fuera_de_corte", ruta, motivo)
