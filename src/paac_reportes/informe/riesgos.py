"""Lo que un informe dice del mapa de riesgos: primero lo que ocurrió.

Las frases son las del análisis; aquí se juntan por partes, con la tabla en que está cada cosa. Al
final, los renglones de esas tablas. Lo que se publica nombra un riesgo que ocurrió sólo por su
referencia.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from paac_reportes.analisis.riesgos import frases
from paac_reportes.analisis.riesgos.cifras import AccionAnalizada, CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.niveles import ZONAS, ZONAS_ALTAS, esta_en_blanco
from paac_reportes.errores import CODIGOS
from paac_reportes.formatos.definicion.filas import FilaDelMapa, FilaDeMedida
from paac_reportes.formatos.definicion.recorridos import Recorre
from paac_reportes.informe.frases import en_miles
from paac_reportes.maqueta.contenido import SinDato
from paac_reportes.textos.frases import (
    con_minuscula,
    contraido,
    en_un_renglon,
    responsable_con_articulo,
)
from paac_reportes.textos.markdown import ConEntrada, ListaDeMarkdown, Parrafos, Subtitulo
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    SIN_DATO,
    con_miles,
    contar,
    fecha_corta,
    fecha_larga,
    lista,
)

# ------------------------------------------------------------------ las partes


def medidas_del_mapa(cifras: CifrasDelMapa) -> Iterator[FilaDeMedida]:
    """Las medidas que se conocen: lo que ocurrió, la zona alta, los controles y las acciones."""
    cuantos = contar(len(cifras.riesgos), "riesgo", "riesgos")
    materializados = cifras.materializados
    antes = cifras.materializados_antes
    no_coinciden = len(cifras.no_coinciden)
    if materializados.si or materializados.no:
        sin_respuesta = len(materializados.no_se_sabe)
        yield FilaDeMedida(
            nombre="Se materializaron",
            cifra=en_miles(len(materializados.si)),
            base=f"de {cuantos}, en el corte"
            + (f"; de {con_miles(sin_respuesta)} no consta" if sin_respuesta else "")
            + (f"; de {con_miles(no_coinciden)} no dicen lo mismo" if no_coinciden else "")
            + (f"; {con_miles(len(antes))} antes" if antes else ""),
            alarma=bool(materializados.si),
        )
    sin_zona = len(cifras.residual.sin_zona)
    if sin_zona < len(cifras.riesgos):
        yield FilaDeMedida(
            nombre="En las dos zonas más altas",
            cifra=en_miles(frases.en_lo_mas_alto(cifras)),
            base=f"de {cuantos}, después de sus controles"
            + (f"; {con_miles(sin_zona)} sin zona" if sin_zona else ""),
        )
    aplicados = cifras.aplicados
    if aplicados.verificados:
        yield FilaDeMedida(
            nombre="Controles que se aplican",
            cifra=en_miles(len(aplicados.si)),
            base=f"de {contar(aplicados.verificados, 'verificado', 'verificados')};"
            f" {con_miles(len(aplicados.sin_verificar))} sin verificar",
        )
    acciones, plazos = cifras.acciones, cifras.acciones.plazos
    if plazos is not None and acciones.total:
        sin_estado = len(plazos.pasadas_sin_estado)
        yield FilaDeMedida(
            nombre="Acciones vencidas",
            cifra=en_miles(len(plazos.vencidas)),
            base=f"de {contar(acciones.total, 'acción', 'acciones')}"
            + (f"; {con_miles(sin_estado)} sin estado, ya en su fecha" if sin_estado else ""),
            alarma=bool(plazos.vencidas),
        )


def presentacion(cifras: CifrasDelMapa, *, publico: bool) -> str:
    """Los párrafos que presentan un mapa: lo que ocurrió, qué trae, sus zonas y sus controles.

    ``publico``: sin lo que no se publica de lo que ocurrió.
    """
    return Parrafos(
        (
            " ".join(_materializados(cifras, publico=publico)),
            " ".join(_que_trae(cifras)),
            " ".join((*_seguimiento_del_corte(cifras), *frases.seguimiento(cifras))),
            *_con_subtitulo(
                "Zonas, controles y acciones", zonas(cifras), controles(cifras), acciones(cifras)
            ),
            *_con_subtitulo("Por proceso", _por_proceso(cifras)),
            *_por_revisar(cifras),
        )
    )


def _con_subtitulo(subtitulo: str, *listas: str) -> Iterator[str]:
    """Unas listas bajo lo que dice de qué son; nada, si todas van vacías."""
    if any(listas):
        yield Subtitulo(subtitulo)
    yield from listas


def _materializados(cifras: CifrasDelMapa, *, publico: bool) -> Iterator[str]:
    """Las frases de los riesgos que ocurrieron; ``publico``: sin lo que no se publica."""
    primera, *demas = (*frases.frases_de_materializados(cifras, con_texto=not publico), "")
    ocurrieron = cifras.materializados.si
    if primera:
        frase = f"En el mapa de riesgos, {con_minuscula(primera)}"
        yield _con_su_tabla(frase, "materializados") if ocurrieron else frase
    yield from () if publico else filter(None, demas)


def _que_trae(cifras: CifrasDelMapa) -> Iterator[str]:
    """Las frases de cuántos riesgos hay, y con qué se valoraron."""
    yield frases.riesgos(cifras)
    if not cifras.riesgos:
        return
    if cifras.metodologia is None:
        metodologia = cifras.mapa.metodologia
        frase = "No consta con qué metodología se valoró"
        if metodologia:
            frase = f"Se valoró con «{metodologia}»"
        yield f"{frase}: las zonas son las que el mapa escribe."
        return
    yield (
        f"Se valoró con «{cifras.metodologia}»: la zona de cada riesgo es la que dan sus niveles y,"
        " donde falta alguno, la que el mapa escribe."
    )


def _seguimiento_del_corte(cifras: CifrasDelMapa) -> Iterator[str]:
    """La frase de que no consta un seguimiento de este corte, o de quién es; o nada."""
    if cifras.corte is None or not cifras.riesgos:
        return
    cuando = fecha_larga(cifras.corte)
    del_mapa = [s.elaborado_por for s in cifras.mapa.seguimientos if s.corte == cifras.corte]
    if any(del_mapa):
        return  # lo dice ``frases.seguimiento``
    if quienes := frases.quienes_siguieron(cifras):
        yield f"El seguimiento del mapa con corte al {cuando} es {quienes}."
    else:  # no hay uno si sólo lo tiene un riesgo retirado, que no se cuenta
        que = "quién hizo el" if del_mapa else "un"
        yield f"No consta {que} seguimiento del mapa con corte al {cuando}."


def zonas(cifras: CifrasDelMapa) -> str:
    """Lo que el mapa de calor no dice: zonas que no cuadran y riesgos altos sin acciones."""
    renglones = (
        " ".join(frases.zonas_que_no_cuadran("inherente", cifras.inherente)),
        " ".join(frases.zonas_que_no_cuadran("residual", cifras.residual)),
        *frases.dos_valoraciones(cifras),
        frases.altos_sin_acciones(cifras),
    )
    return ListaDeMarkdown(filter(None, renglones))


def controles(cifras: CifrasDelMapa) -> str:
    """La lista de cuántos controles se aplican, son adecuados y son efectivos."""
    renglones = (
        _con_su_tabla(frases.aplicados(cifras), "controles_de_riesgos"),
        frases.adecuados(cifras),
        frases.efectivos(cifras),
    )
    return ListaDeMarkdown(filter(None, renglones))


def acciones(cifras: CifrasDelMapa) -> str:
    """Las acciones por su estado, y cómo van con su fecha."""
    plazos, *demas = (*frases.plazos(cifras), "")
    sin_fecha = "El mapa registra el estado de las acciones sin la fecha en que se dio."
    renglones = (
        frases.frase_de_acciones(cifras),
        _con_su_tabla(plazos, "acciones_de_riesgos"),
        *demas,
        sin_fecha if cifras.acciones.total else "",
    )
    return ListaDeMarkdown(filter(None, renglones))


def _por_proceso(cifras: CifrasDelMapa) -> str:
    """Lo que hay en cada proceso que trae riesgos, si son varios."""
    procesos = cifras.por_proceso()
    if len(procesos) == 1:
        return ""
    return ListaDeMarkdown(ConEntrada(nombre, _cuentas_de(r)) for nombre, r in procesos.items())


def _cuentas_de(riesgos: Iterable[RiesgoAnalizado]) -> str:
    """``: 3 riesgos, 1 de ellos en las dos zonas más altas; 5 controles y 2 acciones.``."""
    riesgos = tuple(riesgos)
    altos = sum(r.zona_residual in ZONAS_ALTAS for r in riesgos)
    sin_zona = sum(r.zona_residual is None for r in riesgos)
    cuantos = [contar(len(riesgos), "riesgo", "riesgos")]
    cuantos += [f"{con_miles(altos)} en las dos zonas más altas"] if altos else []
    cuantos += [f"{con_miles(sin_zona)} sin zona"] if sin_zona else []
    controles = contar(sum(len(r.riesgo.controles) for r in riesgos), "control", "controles")
    acciones = contar(sum(len(r.riesgo.acciones) for r in riesgos), "acción", "acciones")
    return f": {', '.join(cuantos)}; {controles} y {acciones}."


def _por_revisar(cifras: CifrasDelMapa) -> Iterator[str]:
    """Las frases de lo que conviene revisar, de lo que más hay a lo que menos."""
    if not cifras.calidad:
        return
    subtitulo = f"Datos por revisar: {con_miles(sum(cifras.calidad.values()))}"
    en_orden = sorted(cifras.calidad.items(), key=lambda par: (-par[1], par[0]))
    renglones = (f"{con_miles(cuantos)}: {CODIGOS[codigo].que}." for codigo, cuantos in en_orden)
    yield from _con_subtitulo(subtitulo, ListaDeMarkdown(renglones))


def del_resumen(cifras: CifrasDelMapa, *, publico: bool) -> Iterator[str]:
    """Las frases de lo más grave: lo que ocurrió, y lo que está en zona alta sin acciones."""
    if cifras.materializados.si:
        yield next(_materializados(cifras, publico=publico))
    if sin_acciones := frases.altos_sin_acciones(cifras):
        yield sin_acciones


# ------------------------------------------------------------------ lo que pide una decisión


def decisiones_de_riesgos(cifras: CifrasDelMapa) -> Iterator[ConEntrada]:
    """Los renglones que piden una decisión: lo ocurrido, lo alto sin seguir, lo vencido.

    Cada uno dice qué hacer, con cuántos y cuáles: ``Exigir 1 acción vencida: R2, de Sistemas…``.
    """
    yield from filter(
        None,
        (
            _decision_de_materializados(cifras),
            _decision_de_altos(cifras),
            _decision_de_vencidas(cifras),
            _decision_de_zonas(cifras),
        ),
    )


def _decision_de_materializados(cifras: CifrasDelMapa) -> ConEntrada | None:
    """El renglón de los riesgos que se materializaron; ``None`` si ninguno."""
    materializados = cifras.materializados
    if not materializados.si:
        return None
    cuantos = contar(
        len(materializados.si), "riesgo que se materializó", "riesgos que se materializaron"
    )
    nombres, sin_accion = (
        frases.referencias(riesgos, sin_cortar=True)
        for riesgos in (materializados.si, materializados.sin_accion)
    )
    sin_hacer = f"; de {sin_accion} no consta qué se hizo" if sin_accion else ""
    donde = _remision("materializados")
    return ConEntrada(f"Revisar {cuantos}", f": {nombres}{sin_hacer}{donde}.")


def _decision_de_altos(cifras: CifrasDelMapa) -> ConEntrada | None:
    """El renglón de los de zona alta que control interno no siguió, o sin acciones; o ``None``."""
    sin_seguimiento = [r for r in cifras.sin_seguimiento if r.zona_residual in ZONAS_ALTAS]
    sin_acciones = cifras.altos_sin_acciones
    zona, donde = frases.en_zona_alta(cifras), _remision("mapa_de_calor")
    nombres = frases.referencias(sin_acciones)
    if not sin_seguimiento:
        para = f"Definir acciones para {contar(len(sin_acciones), 'riesgo', 'riesgos')} {zona}"
        return ConEntrada(para, f": {nombres}{donde}.") if sin_acciones else None
    y_definir = f"; y definir acciones para {con_miles(len(sin_acciones))}: {nombres}"
    cuales = f"{frases.referencias(sin_seguimiento)}{y_definir if sin_acciones else ''}{donde}"
    seguir = f"Hacer seguimiento a {contar(len(sin_seguimiento), 'riesgo', 'riesgos')} {zona}"
    return ConEntrada(seguir, f" que control interno no siguió en el corte: {cuales}.")


def _decision_de_vencidas(cifras: CifrasDelMapa) -> ConEntrada | None:
    """El renglón de las acciones vencidas y las que no dicen su estado; o ``None``."""
    plazos = cifras.acciones.plazos
    if plazos is None:
        return None
    vencidas, calladas = plazos.vencidas, plazos.pasadas_sin_estado
    de_las_calladas = f"cuyo último día ya llegó: {_responsables_y_dias(calladas)}"
    donde = _remision("acciones_de_riesgos")
    if vencidas:
        cuantas = contar(len(vencidas), "acción vencida", "acciones vencidas")
        mas = f"; {con_miles(len(calladas))} sin estado, {de_las_calladas}" if calladas else ""
        return ConEntrada(f"Exigir {cuantas}", f": {_responsables_y_dias(vencidas)}{mas}{donde}.")
    if not calladas:
        return None
    cuantas = contar(len(calladas), "acción", "acciones")
    return ConEntrada(f"Pedir el estado de {cuantas}", f" {de_las_calladas}{donde}.")


def _decision_de_zonas(cifras: CifrasDelMapa) -> ConEntrada | None:
    """El renglón de los riesgos con una zona que no dan sus niveles; ``None`` si ninguno.

    Cuenta una vez el que la tiene así en la inherente y en la residual.
    """
    por_zona = (cifras.inherente, cifras.residual)
    ajenas = {r.ruta for zona in por_zona for r in (*zona.distintas, *zona.contradichas)}
    riesgos = [r for r in cifras.riesgos if r.ruta in ajenas]
    if not riesgos:
        return None
    cuantos = contar(len(riesgos), "riesgo", "riesgos")
    cuales = f", que no cabe con lo que se conoce de sus niveles: {frases.referencias(riesgos)}"
    return ConEntrada(f"Corregir la zona de {cuantos}", f"{cuales}{_remision('riesgos_por_zona')}.")


def acciones_por_vencer(cifras: CifrasDelMapa) -> str:
    """Cuántas acciones vencen después del corte, y la próxima; vacío si ninguna."""
    plazos = cifras.acciones.plazos
    if plazos is None or not plazos.por_vencer:
        return ""
    vencen = plazos.por_vencer
    primer_dia = min(accion.ultimo_dia for accion in vencen if accion.ultimo_dia)
    proximas = [accion for accion in vencen if accion.ultimo_dia == primer_dia]
    entrada = contar(len(vencen), "acción por vencer", "acciones por vencer")
    lo_primero = "" if len(proximas) == len(vencen) else "; lo primero"
    return ConEntrada(
        f"Terminar {entrada}", f"{lo_primero}: {_responsables_y_dias(proximas, cuando='el')}."
    )


_SE_DETALLAN = 2
"""Las acciones de las que un renglón dice de quién son y de qué día."""


def _responsables_y_dias(acciones: Iterable[AccionAnalizada], cuando: str = "desde el") -> str:
    """``R2, de la Oficina de Sistemas, desde el 30/09/2026; R4, sin responsable…; y 3 más``.

    ``cuando``: lo que va antes de la fecha.
    """
    con_dia = [(dia, accion) for accion in acciones if (dia := accion.ultimo_dia) is not None]
    detalles = []
    for dia, accion in sorted(con_dia, key=lambda par: par[0])[:_SE_DETALLAN]:
        responsable = en_un_renglon(accion.accion.responsable).rstrip(".")
        de_quien = contraido(f"de {responsable_con_articulo(responsable)}")
        quien = "sin responsable" if esta_en_blanco(responsable) else de_quien
        detalles.append(f"{accion.riesgo}, {quien}, {cuando} {fecha_corta(dia)}")
    if len(con_dia) > _SE_DETALLAN:
        detalles.append(f"y {con_miles(len(con_dia) - _SE_DETALLAN)} más")
    return "; ".join(detalles)


def conclusion_de_lo_ocurrido(cifras: CifrasDelMapa) -> str:
    """La frase de los riesgos que ocurrieron, primero los de corrupción; vacía si ninguno."""
    ocurrieron = cifras.materializados.si
    if not ocurrieron:
        return ""
    de_corrupcion = [r for r in ocurrieron if r.riesgo.tipo == "corrupcion"]
    demas = [r for r in ocurrieron if r.riesgo.tipo != "corrupcion"]
    cuentas = (
        (de_corrupcion, ("riesgo de corrupción", "riesgos de corrupción")),
        (demas, ("más", "más") if de_corrupcion else ("riesgo", "riesgos")),
    )
    partes = [f"{contar(len(r), *como)} ({frases.referencias(r)})" for r, como in cuentas if r]
    verbo = "materializó" if len(ocurrieron) == 1 else "materializaron"
    return f"En el corte se {verbo} {lista(partes)}."


def conclusion(cifras: CifrasDelMapa) -> str:
    """La frase de cuando de ningún control se sabe si se aplica; vacía si de alguno se sabe."""
    respuestas = cifras.aplicados
    if cifras.corte is None or not respuestas.total or respuestas.verificados:
        return ""
    total = respuestas.total
    sujeto = "el único que tiene" if total == 1 else f"ninguno de los {con_miles(total)} que tiene"
    return (
        "No se puede decir si los controles del mapa de riesgos se aplican: en el corte, control"
        f" interno no verificó {sujeto}."
    )


def _con_su_tabla(frase: str, clave: str) -> str:
    """La frase con la remisión a la tabla en que se ve, si salió; vacía si lo estaba."""
    return frase and f"{frase.removesuffix('.')}{_remision(clave)}."


def _remision(clave: str) -> Remite:
    """`` (Tabla 5)``; nada si esa tabla no salió."""
    return Remite(clave, antes=" (", despues=")", si_no="")


# ------------------------------------------------------------------ los renglones


def causas(cifras: CifrasDelMapa) -> Iterator[FilaDelMapa]:
    """Los riesgos, de la zona más alta a la más baja: por qué pueden pasar y de quién son."""
    orden = (*reversed(ZONAS), None)
    for valorado in sorted(cifras.riesgos, key=lambda riesgo: orden.index(riesgo.zona_residual)):
        riesgo, zona = valorado.riesgo, valorado.zona_residual
        yield FilaDelMapa(
            nombre=valorado.rotulo,
            texto=riesgo.descripcion,
            causas="\n".join(causa.texto for causa in riesgo.causas) or _SIN_DATO,
            responsable=valorado.responde or _SIN_DATO,
            zona=cifras.nombres_de_zona[zona] if zona else _SIN_DATO,
        )


def materializados(cifras: CifrasDelMapa, *, publico: bool) -> Iterator[FilaDelMapa]:
    """Los renglones de los riesgos que ocurrieron; ``publico``: ninguno, no se publican."""
    for valorado in () if publico else cifras.materializados.si:
        paso = valorado.materializacion
        if paso is not None:
            yield FilaDelMapa(
                nombre=valorado.rotulo,
                texto=valorado.riesgo.descripcion,
                proceso=valorado.proceso,
                cuando=paso.fecha or _SIN_DATO,
                que_paso=paso.descripcion or _SIN_DATO,
                que_se_hizo=paso.accion or _SIN_DATO,
                se_reporto_a=paso.se_reporto_a or _SIN_DATO,
            )


_SIN_DATO = SinDato(SIN_DATO)


def respuestas(cifras: CifrasDelMapa) -> Iterator[FilaDelMapa]:
    """Un renglón por pregunta sobre los controles que alguien respondió."""
    for pregunta, conteo in (
        ("¿Se aplica?", cifras.aplicados),
        ("¿Es adecuado?", cifras.adecuados),
        ("¿Es efectivo?", cifras.efectivos),
    ):
        if conteo.verificados:
            yield FilaDelMapa(
                nombre=pregunta,
                si=len(conteo.si),
                parcial=len(conteo.parcial),
                no=len(conteo.no),
                verificados=conteo.verificados,
                sin_verificar=len(conteo.sin_verificar),
                controles=conteo.total,
            )


def acciones_pasadas(cifras: CifrasDelMapa) -> Iterator[FilaDelMapa]:
    """Las acciones vencidas, y las que ya debían estar y no dicen su estado."""
    plazos = cifras.acciones.plazos
    if plazos is None:
        return
    yield from _acciones(plazos.vencidas, "Vencida, en curso")
    yield from _acciones(plazos.pasadas_sin_estado, "Sin estado")


def _acciones(pasadas: Iterable[AccionAnalizada], clase: str) -> Iterator[FilaDelMapa]:
    """Los renglones de unas acciones; ``clase``: lo que dicen de su plazo."""
    for pasada in pasadas:
        responsable = pasada.accion.responsable or ""
        yield FilaDelMapa(
            nombre=pasada.riesgo,
            texto=pasada.accion.descripcion,
            responsable=responsable if not esta_en_blanco(responsable) else _SIN_DATO,
            cuando=pasada.fecha.literal,
            clase=clase,
        )


RENGLONES: Mapping[Recorre, Callable[[CifrasDelMapa, bool], Iterable[Any]]] = {
    "medidas_del_mapa": lambda cifras, _: medidas_del_mapa(cifras),
    "causas_de_riesgos": lambda cifras, _: causas(cifras),
    "materializados": lambda cifras, publico: materializados(cifras, publico=publico),
    "controles_seguidos": lambda cifras, _: respuestas(cifras),
    "acciones_pasadas": lambda cifras, _: acciones_pasadas(cifras),
}
"""Función de los renglones de cada recorrido; lo que se publica no cuenta todo."""
