"""Lo que conviene revisar de un riesgo: su valoración, sus controles y lo que se hizo con él."""

from collections.abc import Iterator
from decimal import Decimal

from paac_reportes.analisis.riesgos.contexto import (
    EN_FRASE,
    RiesgoValorado,
    en_nivel,
    orden_de,
    subida,
)
from paac_reportes.analisis.riesgos.niveles import (
    ZONAS_ALTAS,
    EjeLeido,
    eje_escrito,
    esta_en_blanco,
    numero_de_porcentaje,
)
from paac_reportes.analisis.riesgos.valoracion import (
    EJES,
    ValoracionLeida,
    calificacion_de,
    cuestionario_de,
    escalones,
)
from paac_reportes.errores import Aviso
from paac_reportes.modelo.riesgos import EJE_DE_CADA_TIPO, Eje, Riesgo, Valoracion
from paac_reportes.normativa.riesgos import Escalones, IdDeZona, MetodologiaDeRiesgos
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar, lista, numero, porcentaje

_TOLERANCIA = Decimal("0.5")
"""Los puntos en que pueden diferir dos porcentajes que dicen lo mismo: los redondeó una celda."""
_ELEMENTOS = {
    "accion_u_omision": "la acción u omisión",
    "uso_del_poder": "el uso del poder",
    "desviar_lo_publico": "la desviación de lo público",
    "beneficio_privado": "el beneficio privado",
}
_DE_CORRUPCION = {"corrupcion": "de corrupción", "integridad": "para la integridad pública"}


def avisos_del_riesgo(uno: RiesgoValorado) -> Iterator[Aviso]:
    """Los de un riesgo, en el orden de sus datos."""
    if uno.metodologia is not None:
        yield from _de_los_niveles(uno, uno.metodologia)
        yield from _del_cuestionario(uno, uno.metodologia)
        yield from _de_la_frecuencia(uno, uno.metodologia)
        yield from _del_minimo(uno, uno.metodologia)
    yield from _de_la_definicion(uno)
    yield from _de_los_controles(uno)
    yield from _de_inherente_a_residual(uno)
    yield from _del_tratamiento(uno)
    yield from _de_las_acciones(uno)
    yield from _de_los_seguimientos(uno)


def valoraciones_de(riesgo: Riesgo) -> Iterator[tuple[str, Valoracion]]:
    """Todas las que trae, cada una con su ruta dentro de él."""
    sueltas = [("inherente", riesgo.inherente), ("residual", riesgo.residual)]
    de_controles = (
        (f"controles[{n}].residual", c.residual) for n, c in enumerate(riesgo.controles)
    )
    de_cortes = (
        (f"seguimientos[{n}].valoracion", s.valoracion) for n, s in enumerate(riesgo.seguimientos)
    )
    for ruta, una in (*sueltas, *de_controles, *de_cortes):
        if una is not None:
            yield ruta, una


# ------------------------------------------------------------------ la valoración


def _de_los_niveles(uno: RiesgoValorado, metodologia: MetodologiaDeRiesgos) -> Iterator[Aviso]:
    for ruta, escrita in valoraciones_de(uno.riesgo):
        suya, lugar = uno.leida(escrita), f"{uno.ruta}.{ruta}"
        for eje in EJES:
            dicho = suya.eje(eje)
            if not dicho.se_entiende:
                motivo = f"«{dicho.escrito}» no es un nivel de {eje} en {metodologia.nombre}"
                yield Aviso("nivel_desconocido", f"{lugar}.{eje}", motivo)
        if not esta_en_blanco(escrita.zona) and suya.escrita.zona is None:
            motivo = f"«{escrita.zona}» no es una zona de riesgo en {metodologia.nombre}"
            yield Aviso("nivel_desconocido", f"{lugar}.zona", motivo)
        yield from _de_la_zona(f"{lugar}.zona", escrita, suya, metodologia)


def _de_la_zona(
    ruta: str, escrita: Valoracion, suya: ValoracionLeida, metodologia: MetodologiaDeRiesgos
) -> Iterator[Aviso]:
    p, i = suya.probabilidad.nivel, suya.impacto.nivel
    if p is None or i is None or suya.zona_calculada is None:
        return
    if suya.escribe_otra:
        motivo = (
            f"dice zona «{escrita.zona}», y probabilidad {p.nombre} con impacto {i.nombre} dan"
            f" {metodologia.zonas.de(suya.zona_calculada)} en {metodologia.nombre}"
        )
        yield Aviso("zona_no_corresponde", ruta, motivo)
    if suya.producto is not None and suya.escrita.producto not in {None, suya.producto}:
        dicho, producto = numero(suya.escrita.producto or Decimal(0)), numero(suya.producto)
        motivo = f"dice {dicho}, y {numero(p.valor)} × {numero(i.valor)} es {producto}"
        yield Aviso("producto_no_corresponde", ruta, motivo)


def _del_cuestionario(uno: RiesgoValorado, metodologia: MetodologiaDeRiesgos) -> Iterator[Aviso]:
    ruta = f"{uno.ruta}.cuestionario"
    hay = len(metodologia.cuestionario.preguntas) if metodologia.cuestionario else 0
    ajenas = [pregunta for pregunta in sorted(uno.riesgo.cuestionario) if pregunta > hay]
    if ajenas:
        cuantas = f"tiene {hay}" if hay else "no tiene cuestionario"
        motivo = f"la pregunta {ajenas[0]} no está en {metodologia.nombre}, que {cuantas}"
        yield Aviso("pregunta_desconocida", ruta, motivo)
    leido = cuestionario_de(uno.riesgo, metodologia)
    if leido is None:
        return
    if leido.faltan:
        falta = "falta" if leido.faltan == 1 else "faltan"
        cuantas = contar(leido.faltan, "respuesta", "respuestas")
        yield Aviso("cuestionario_incompleto", ruta, f"{falta} {cuantas} de {leido.total}")
    elif not leido.afirmativas:
        motivo = "ninguna respuesta es afirmativa: no hay nivel"
        yield Aviso("cuestionario_en_cero", ruta, motivo)
    escrito = uno.inherente.impacto
    if leido.nivel and escrito.nivel and escrito.nivel != leido.nivel:
        dan = f"{'da' if leido.afirmativas == 1 else 'dan'} {leido.nivel.nombre}"
        de_que = contar(leido.afirmativas, "respuesta afirmativa", "respuestas afirmativas")
        if leido.grave is not None:
            de_que, dan = f"la respuesta {leido.grave} afirmativa", f"da {leido.nivel.nombre}"
        motivo = f"{de_que} {dan}, y dice {eje_escrito(escrito)}"
        yield Aviso("cuestionario_no_corresponde", f"{uno.ruta}.inherente.impacto", motivo)


def _de_la_frecuencia(uno: RiesgoValorado, metodologia: MetodologiaDeRiesgos) -> Iterator[Aviso]:
    veces, escrita = uno.riesgo.frecuencia, uno.inherente.probabilidad
    debido = None if veces is None else metodologia.probabilidad.de_veces(veces)
    if veces is not None and debido and escrita.nivel and escrita.nivel != debido:
        cuantas = contar(veces, "vez", "veces")
        motivo = f"{cuantas} al año es {debido.nombre}, y dice {eje_escrito(escrita)}"
        yield Aviso("frecuencia_no_corresponde", f"{uno.ruta}.inherente.probabilidad", motivo)


def _del_minimo(uno: RiesgoValorado, metodologia: MetodologiaDeRiesgos) -> Iterator[Aviso]:
    minimo, escrito = metodologia.impacto_minimo, uno.inherente.impacto
    if uno.riesgo.tipo != "corrupcion" or minimo is None or escrito.nivel is None:
        return
    if escrito.nivel.valor < minimo:
        menor = metodologia.impacto.de_valor(minimo)
        motivo = (
            f"el impacto es {eje_escrito(escrito)}, y el de un riesgo de corrupción es al menos"
            f" {menor.nombre if menor else minimo}"
        )
        yield Aviso("impacto_bajo_el_minimo", f"{uno.ruta}.inherente.impacto", motivo)


def _de_la_definicion(uno: RiesgoValorado) -> Iterator[Aviso]:
    definicion = uno.riesgo.definicion
    if uno.riesgo.tipo != "corrupcion" or definicion is None:
        return
    faltan = [dice for campo, dice in _ELEMENTOS.items() if getattr(definicion, campo) == "no"]
    if faltan:
        le_falta = "le falta" if len(faltan) == 1 else "le faltan"
        motivo = (
            f"{le_falta} {lista(faltan)}: no cumple los cuatro elementos de un riesgo de corrupción"
        )
        yield Aviso("no_es_de_corrupcion", f"{uno.ruta}.definicion", motivo)


# ------------------------------------------------------------------ los controles


def _de_los_controles(uno: RiesgoValorado) -> Iterator[Aviso]:
    reglas = uno.metodologia.controles if uno.metodologia else None
    if not uno.riesgo.controles:
        yield Aviso("riesgo_sin_controles", uno.ruta, "no tiene controles")
    for numero_de, control in enumerate(uno.riesgo.controles):
        ruta = f"{uno.ruta}.controles[{numero_de}]"
        if reglas and reglas.pide_responsable and control.descripcion and not control.responsable:
            yield Aviso("control_sin_responsable", ruta, "no dice quién ejecuta el control")
        if control.tipo and control.afecta not in {None, EJE_DE_CADA_TIPO[control.tipo]}:
            suyo, otro = EJES if EJE_DE_CADA_TIPO[control.tipo] == EJES[0] else EJES[::-1]
            motivo = (
                f"un control {control.tipo} actúa sobre {EN_FRASE[suyo]}, y dice que afecta"
                f" {EN_FRASE[otro]}"
            )
            yield Aviso("control_sin_efecto_claro", ruta, motivo)
        yield from _de_la_calificacion(uno, numero_de, ruta)
        yield from _de_los_criterios(uno, numero_de, ruta)


def _de_la_calificacion(uno: RiesgoValorado, numero_de: int, ruta: str) -> Iterator[Aviso]:
    control, metodologia = uno.riesgo.controles[numero_de], uno.metodologia
    if metodologia is None:
        return
    suma = calificacion_de(control, metodologia)
    dicha = numero_de_porcentaje(control.calificacion)
    if suma is not None and dicha is not None and abs(dicha - suma) > _TOLERANCIA:
        motivo = (
            f"la calificación dice {control.calificacion}, y {control.tipo} con"
            f" {control.implementacion} suma {porcentaje(Decimal(suma))}"
        ).replace("automatico", "automático")
        yield Aviso("control_mal_calificado", f"{ruta}.calificacion", motivo)
    es_de_corrupcion = uno.riesgo.tipo == "corrupcion" and metodologia.impacto_minimo is not None
    baja_el_impacto = control.tipo == "correctivo" and control.actua_sobre("impacto")
    if suma is not None and es_de_corrupcion and baja_el_impacto:
        motivo = (
            "se calculó que baja el impacto de un riesgo de corrupción; no está confirmado que la"
            " guía lo admita"
        )
        yield Aviso("correctivo_en_corrupcion", ruta, motivo)


def _de_los_criterios(uno: RiesgoValorado, numero_de: int, ruta: str) -> Iterator[Aviso]:
    """Los que la metodología no tiene, y las respuestas que no admite."""
    control, metodologia = uno.riesgo.controles[numero_de], uno.metodologia
    if metodologia is None:
        return
    puntos = {criterio.codigo: criterio.puntos for criterio in metodologia.controles.criterios}
    for codigo, dicho in control.criterios.items():
        lugar = f"{ruta}.criterios.{codigo}"
        if codigo not in puntos:
            hay = f"están: {', '.join(puntos)}" if puntos else "no tiene ninguno"
            motivo = f"«{codigo}» no es un criterio de {metodologia.nombre} ({hay})"
            yield Aviso("criterio_desconocido", lugar, motivo)
        elif dicho not in puntos[codigo]:
            motivo = (
                f"«{dicho}» no es una respuesta del criterio (están: {', '.join(puntos[codigo])})"
            )
            yield Aviso("criterio_desconocido", lugar, motivo)


def _de_inherente_a_residual(uno: RiesgoValorado) -> Iterator[Aviso]:
    metodologia = uno.metodologia
    ejes_que_cambian = []
    for eje in EJES if metodologia else ():
        assert metodologia is not None  # noqa: S101 - sin ella no hay ejes que mirar
        escala = escalones(metodologia, eje)
        antes, despues = uno.inherente.eje(eje), uno.residual.eje(eje)
        cuanto = subida(antes, despues, escala)
        if cuanto:
            ejes_que_cambian.append(eje)
            de, a = _en_frase(antes, escala), _en_frase(despues, escala)
            yield from _del_eje_que_cambia(uno, eje, cuanto, de, a)
        lo_sumo = metodologia.controles.baja_a_lo_sumo
        if antes.nivel and despues.nivel and lo_sumo is not None:
            niveles = escala.lugar(antes.nivel) - escala.lugar(despues.nivel)
            if niveles > lo_sumo:
                bajan = "dos" if lo_sumo == 2 else lo_sumo  # noqa: PLR2004 - el de las guías
                motivo = (
                    f"{EN_FRASE[eje]} baja {niveles} niveles, y los controles bajan {bajan} a lo"
                    " sumo"
                )
                yield Aviso("residual_de_mas", f"{uno.ruta_del_residual}.{eje}", motivo)
        yield from _del_calculado(uno, eje, despues)
    if not ejes_que_cambian:
        yield from _de_la_zona_que_cambia(uno)


def _del_eje_que_cambia(
    uno: RiesgoValorado, eje: Eje, cuanto: Decimal, de: str, a: str
) -> Iterator[Aviso]:
    ruta, controles = f"{uno.ruta_del_residual}.{eje}", uno.riesgo.controles
    if cuanto > 0:
        motivo = f"el riesgo residual es mayor que el inherente: {EN_FRASE[eje]} pasa de {de} a {a}"
        yield Aviso("residual_mayor", ruta, motivo)
    elif not controles:
        motivo = f"baja de {de} a {a} sin ningún control escrito"
        yield Aviso("residual_sin_controles", ruta, motivo)
    elif all(control.actua_sobre(eje) is False for control in controles):
        sobre = "ella" if eje == "probabilidad" else "él"
        motivo = f"{EN_FRASE[eje]} baja de {de} a {a}, y ningún control actúa sobre {sobre}"
        yield Aviso("eje_sin_control", ruta, motivo)


def _de_la_zona_que_cambia(uno: RiesgoValorado) -> Iterator[Aviso]:
    """Si ningún eje dice que cambió, lo que dicen las dos zonas."""
    antes, despues = uno.inherente.zona_comparable, uno.residual.zona_comparable
    if antes is None or despues is None or antes == despues:
        return
    ruta = f"{uno.ruta_del_residual}.zona"
    de, a = (nombre_de_zona(zona, uno.metodologia) for zona in (antes, despues))
    if orden_de(despues) > orden_de(antes):
        motivo = f"el riesgo residual es mayor que el inherente: la zona pasa de {de} a {a}"
        yield Aviso("residual_mayor", ruta, motivo)
    elif not uno.riesgo.controles:
        motivo = f"baja de {de} a {a} sin ningún control escrito"
        yield Aviso("residual_sin_controles", ruta, motivo)


def _del_calculado(uno: RiesgoValorado, eje: Eje, escrito: EjeLeido) -> Iterator[Aviso]:
    """Lo que darían los controles, si el mapa dice otra cosa."""
    calculado = uno.calculado.eje(eje)
    if not uno.riesgo.controles or calculado.nivel is None or escrito.nivel is None:
        return
    assert uno.metodologia is not None  # noqa: S101 - sin ella no se calcula
    difieren = calculado.nivel != escrito.nivel
    if calculado.porcentaje is not None and escrito.porcentaje is not None:
        difieren = difieren or abs(calculado.porcentaje - escrito.porcentaje) > _TOLERANCIA
    if difieren:
        escala = escalones(uno.metodologia, eje)
        seria = en_nivel(calculado.nivel, calculado.porcentaje, escala)
        dice = _en_frase(escrito, escala)
        motivo = f"con sus controles, {EN_FRASE[eje]} residual sería {seria}, y dice {dice}"
        yield Aviso("residual_no_corresponde", f"{uno.ruta_del_residual}.{eje}", motivo)


# ------------------------------------------------------------------ lo que se hace y se hizo


def _del_tratamiento(uno: RiesgoValorado) -> Iterator[Aviso]:
    riesgo, ruta = uno.riesgo, f"{uno.ruta}.tratamiento"
    dicho = en_plano(riesgo.tratamiento)
    if dicho.startswith("aceptar") and riesgo.tipo in _DE_CORRUPCION:
        cual = _DE_CORRUPCION[riesgo.tipo]
        motivo = f"dice «{riesgo.tratamiento}», y un riesgo {cual} no se acepta"
        yield Aviso("corrupcion_aceptada", ruta, motivo)
    if dicho.startswith("reducir") and not riesgo.acciones:
        motivo = f"dice «{riesgo.tratamiento}» y no tiene acciones"
        yield Aviso("tratamiento_sin_acciones", ruta, motivo)
    if uno.residual.zona in ZONAS_ALTAS and not riesgo.acciones:
        zona = nombre_de_zona(uno.residual.zona, uno.metodologia)
        motivo = f"queda en zona {zona} y no tiene acciones"
        yield Aviso("zona_alta_sin_acciones", uno.ruta_del_residual, motivo)


def _de_las_acciones(uno: RiesgoValorado) -> Iterator[Aviso]:
    for numero_de, accion in enumerate(uno.riesgo.acciones):
        ruta = f"{uno.ruta}.acciones[{numero_de}]"
        if not accion.responsable:
            yield Aviso("accion_sin_responsable", ruta, "la acción no dice quién responde")
        if not any((accion.periodo, accion.fecha_inicio, accion.fecha_fin)):
            yield Aviso("accion_sin_fecha", ruta, "la acción no dice cuándo")


def _de_los_seguimientos(uno: RiesgoValorado) -> Iterator[Aviso]:
    for numero_de, seguido in enumerate(uno.riesgo.seguimientos):
        ruta = f"{uno.ruta}.seguimientos[{numero_de}]"
        for cual, de_control in enumerate(seguido.controles):
            if uno.riesgo.control_de(de_control) is None:
                motivo = f"el riesgo no tiene ningún control {de_control.control}: no se cuenta"
                yield Aviso("control_desconocido", f"{ruta}.controles[{cual}]", motivo)
        paso = seguido.materializacion
        if paso is None or paso.ocurrio != "si":
            continue
        if not paso.accion and not seguido.acciones_adelantadas:
            motivo = "se materializó y no dice qué se hizo"
            yield Aviso("materializado_sin_accion", f"{ruta}.materializacion", motivo)
        despues = (s for s in uno.riesgo.seguimientos if s.corte >= seguido.corte)
        if not any(otro.valoracion is not None for otro in despues):
            motivo = "se materializó y no se volvió a valorar"
            yield Aviso("materializado_sin_revalorar", f"{ruta}.materializacion", motivo)


# ------------------------------------------------------------------ cómo se dice


def nombre_de_zona(zona: IdDeZona, metodologia: MetodologiaDeRiesgos | None) -> str:
    """Como la llama la metodología; sin ella, con el nombre de las guías desde 2018."""
    return metodologia.zonas.de(zona) if metodologia else zona.capitalize()


def _en_frase(eje: EjeLeido, escala: Escalones) -> str:
    return en_nivel(eje.nivel, eje.porcentaje, escala)
