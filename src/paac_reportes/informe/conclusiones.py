"""Lo que las cifras permiten concluir: cada frase, con el número que la sostiene.

Y lo que se hizo, en palabras de quien lo reportó: nunca resumido ni corregido.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.situacion import dice_algo
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import (
    LETRAS_EN_UN_RENGLON,
    cambio_de,
    de_cuantas,
    frase_de_lo_que_no_aplica,
    nada_verificado,
    nombre_corto,
    palabras_de,
    si_terminaron,
    sin_dia_exigible,
    verbo_de,
    verificado,
)
from paac_reportes.informe.frases_de_reporte import frase_de_donde
from paac_reportes.informe.historia import lo_que_cambio
from paac_reportes.informe.riesgos import conclusion, conclusion_de_lo_ocurrido
from paac_reportes.informe.vencimientos import componente_en_breve
from paac_reportes.modelo import Estado, Resultado, Seguimiento
from paac_reportes.normativa.normas import regimen_vencido
from paac_reportes.textos.frases import con_mayuscula, en_un_renglon, recortado, seguidas
from paac_reportes.textos.markdown import ConEntrada, ListaDeMarkdown, Nota, Parrafos
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import contar, en_letras, lista, proporcion, tantas_de


def conclusiones(analisis: Analisis) -> Iterator[str]:
    """Lo que se puede afirmar del plan, de lo más grave a lo que menos."""
    cifras = analisis.todo
    if analisis.riesgos is not None and (frase := conclusion_de_lo_ocurrido(analisis.riesgos)):
        yield frase
    if analisis.historia is not None and analisis.historia.por_aprobar:
        yield from lo_que_cambio(analisis)
    if vencido := regimen_vencido(analisis.plan, analisis.corte):
        yield vencido
    es_mucho = 2 * len(cifras.aplican) <= len(cifras.filas)
    comprobado = verificado(cifras, sostiene=False)
    pendientes = [*_frase_de_lo_pendiente(analisis)]
    dudas = _frase_de_dudas(cifras)
    if dudas and 2 * cifras.cumplimiento.no_se_sabe <= cifras.cumplimiento.debian:
        pendientes.append(dudas)
        dudas = ""
    yield from filter(
        None,
        (
            frase_de_lo_que_no_aplica(cifras) if es_mucho else "",
            comprobado if nada_verificado(cifras) else "",
            dudas,
            *pendientes,
            *_frase_del_avance(analisis),
            "" if nada_verificado(cifras) else comprobado,
            *_frase_de_la_tendencia(analisis),
            conclusion(analisis.riesgos) if analisis.riesgos is not None else "",
        ),
    )


def _frase_de_dudas(cifras: Cifras) -> str:
    """La frase de cuánto de lo que debía terminar no se puede decir si lo está; o vacía."""
    cuenta = cifras.cumplimiento
    numeros: tuple[int, ...] = (cuenta.debian,)
    if not cuenta.no_se_sabe:
        return ""
    if cuenta.debian == 1:
        frase = "{De_las} {filas} que debía estar terminad@ no se puede afirmar si lo está."
    elif cuenta.no_se_sabe == cuenta.debian:
        frase = (
            "De {ninguna} {de_las} {filas} que debían estar terminad@s se puede afirmar si lo está."
        )
    else:
        numeros = cuenta.no_se_sabe, cuenta.debian
        verbo = "está" if cuenta.no_se_sabe == 1 else "están"
        duda = f"no se puede afirmar si lo {verbo}"
        frase = f"De {{n}} {{de_las}} {{filas}} que debían estar terminad@s {duda}."
    return palabras_de(cifras.aplican).di(frase, *numeros)


def _frase_del_avance(analisis: Analisis) -> Iterator[str]:
    """La frase de si el avance se puede calificar, en cuánto va y de cuántas filas se conoce."""
    cifras = analisis.todo
    aplican, conocidas = len(cifras.aplican), len(cifras.con_avance)
    if not aplican:
        return
    palabras = palabras_de(cifras.aplican)
    de_todas = palabras.di("{de_las} {filas} que aplica[n]", aplican)
    de_una_parte = palabras.di("{n} de {cuenta}", conocidas, aplican)
    se_conoce = proporcion(cifras.cobertura)
    parte = f"{de_una_parte} ({se_conoce})"
    va = f"El plan va en {cifras.avance_en_texto}"
    if not conocidas:
        sujeto = "Ninguna dependencia" if len(analisis.dependencias) > 1 else "Nadie"
        ninguno = f"{sujeto} declaró porcentajes"
        if cifras.alguno_se_declaro:
            ninguno = "No se conoce ningún porcentaje"
        yield f"{ninguno} ({de_una_parte}): el avance no se puede calificar."
    elif cifras.solo_estados:
        de_cuales, numeros = de_cuantas(cifras, conocidas)
        se_sabe = palabras.di(f"{de_cuales} {si_terminaron(cifras)}.", *numeros)
        yield f"Sólo se declararon estados: el avance no se puede calificar. {se_sabe}"
    elif cifras.zona is None:
        solo, falta = "sólo ", ""
        if cifras.cobertura >= cifras.reglas.escala.cobertura_minima:
            solo, falta = (
                "",
                f", y de lo no terminado, sólo {tantas_de(*cifras.de_lo_no_terminado)}",
            )
        alcance = f"describe {solo}{parte}{falta}"
        yield f"Lo declarado no alcanza para calificar el avance del plan: {alcance}."
    elif conocidas < aplican:
        va = f"{va} (zona {cifras.zona.nombre})"
        yield f"{va}, con el avance de {parte}. Del resto no se conoce."
    else:
        yield f"{va} (zona {cifras.zona.nombre}), con el avance {de_todas}."


def _frase_de_lo_pendiente(analisis: Analisis) -> Iterator[str]:
    """La frase de dónde se concentra lo vencido o sin reporte, o con qué reserva no lo hay."""
    cifras = analisis.todo
    por_ruta = {fila.ruta: fila for fila in (*cifras.todas_las_vencidas, *cifras.sin_reporte)}
    pendientes = tuple(por_ruta.values())
    if not pendientes:
        if sin_dia := sin_dia_exigible(cifras):
            yield sin_dia
        elif ninguna := nada_verificado(cifras):
            yield f"Nada consta vencido, pero {ninguna}."
        elif cifras.exigibles:
            yield "Nada de lo exigible consta como vencido ni sin reporte."
        return
    frase = "{cuenta} [está|están] vencid@s"
    if len(pendientes) == len(cifras.vencidas_sin_reporte):
        frase = "{cuenta} [está|están] vencid@s sin reporte"
    elif not cifras.todas_las_vencidas:
        frase = "{cuenta} [quedó|quedaron] sin reporte"
    elif cifras.sin_reporte:
        frase = "{cuenta} [está|están] vencid@s o sin reporte"
    cuantas = palabras_de(pendientes).di(frase, len(pendientes))
    yield f"{cuantas}{frase_de_donde(analisis, pendientes, con_la_mayor=False)}."


def _frase_de_la_tendencia(analisis: Analisis) -> Iterator[str]:
    """Frase de en cuántos componentes subió, bajó o no cambió el avance conocido en el período."""
    cambios = {
        cifras.nombre: cifras.periodo
        for cifras in analisis.componentes
        if cifras.periodo is not None and cifras.periodo.puntos is not None
    }
    if not cambios or len(analisis.componentes) == 1:  # el del único ya se dijo: es el del plan
        return
    aplican, palabras = len(analisis.todo.aplican), palabras_de(analisis.todo.aplican)
    comparables = sum(cambio.base for cambio in cambios.values())
    base = palabras.di("{todas} l@s {filas} son comparables")
    if comparables < aplican:
        son = palabras.di("[es|son] comparable[s]", comparables)
        base = palabras.di("{n} {de_las} {filas} {son}", comparables, aplican, son=son)
    if len(cambios) == 1:
        ((nombre, periodo),) = cambios.items()
        yield (
            f"El avance de «{nombre}», el único componente cuyo cambio se conoce,"
            f" {cambio_de(periodo)} ({base})."
        )
        return
    verbos = Counter(verbo_de(cambio.puntos or Decimal(0)) for cambio in cambios.values())
    total = len(cambios)
    componentes = f"los {en_letras(total)} componentes"
    if total < len(analisis.componentes):
        componentes += " cuyo cambio se conoce"
    if len(verbos) == 1:
        ((verbo, _),) = verbos.items()
        yield f"El avance conocido {verbo} en {componentes} ({base})."
        return
    clases = [
        f"{verbo} en {en_letras(verbos[verbo])}"
        for verbo in ("subió", "bajó", "no cambió")
        if verbos[verbo]
    ]
    if total == 2:  # noqa: PLR2004 - en uno una cosa, y en el otro la otra
        clases[1] = clases[1].replace("en uno", "en el otro")
    yield f"De {componentes}, el avance conocido {lista(clases)} ({base})."


# ------------------------------------------------------------------ lo que se hizo


LARGO = 200
"""Las letras que se citan de un reporte; lo demás está en la matriz."""

REGLA = "Van primero los verificados; luego, lo terminado en el período y lo que trae evidencias."
"""Frase del orden en que se citan; entre los iguales, el del plan."""


def ejecutado(analisis: Analisis) -> Parrafos:
    """Los párrafos de lo que se hizo: por componente, reportes del período, a la letra."""
    cuantos = analisis.reglas.logros
    terminaron = {fila.ruta for fila in analisis.todo.terminaron}
    se_declara = any(_reporte(fila) and _declaracion(fila) for fila in analisis.todo.aplican)
    citables = [
        _citables(cifras, terminaron, se_declara=se_declara) for cifras in analisis.componentes
    ]
    if not cuantos or not any(citables):
        return Parrafos(())
    oficinas = {id(oficina): lugar for lugar, oficina in enumerate(analisis.plan.dependencias)}
    citadas: Counter[int] = Counter()
    elegidas = [
        fila
        for del_componente in citables
        for fila in _elegidas_por_turnos(del_componente, cuantos, oficinas, citadas)
    ]
    varios = len(analisis.componentes) > 1
    citas = ListaDeMarkdown(
        _cita(fila, _nombre_de_parte(fila) if varios else "") for fila in elegidas
    )
    reportadas, quedan = analisis.todo.reportadas, len(analisis.todo.reportadas) - len(elegidas)
    donde = Remite("matriz", antes="el ", si_no="la matriz")
    demas = palabras_de(reportadas).di(f"[Queda|Quedan] {{n}} más, en {donde}.", quedan)
    hasta = contar(cuantos, "reporte", "reportes")
    frases = (
        f"De cada componente, hasta {hasta} del período, a la letra.",
        REGLA,
        demas if quedan else "",
    )
    return Parrafos((citas, Nota(seguidas(*frases))))


def _elegidas_por_turnos(
    citables: list[FilaAnalizada],
    cuantos: int,
    oficinas: dict[int, int],
    citadas: Counter[int],
) -> Iterator[FilaAnalizada]:
    """Las filas que se citan, cada vez una de la oficina menos citada, que ``citadas`` cuenta.

    Si no, las de la primera dependencia del plan llenarían todos los componentes.
    """
    por_oficina = agrupadas(
        [(oficinas.get(id(fila.dependencia), -1), fila) for fila in reversed(citables)]
    )
    for _ in range(min(cuantos, len(citables))):
        turno = min(por_oficina, key=lambda oficina: (citadas[oficina], oficina))
        citadas[turno] += 1
        yield por_oficina[turno].pop()
        if not por_oficina[turno]:
            del por_oficina[turno]


def _nombre_de_parte(fila: FilaAnalizada) -> str:
    """``componente 1``; el que no tiene número se nombra."""
    clase = "componente " if fila.componente.numero is not None else ""
    return f"{clase}{componente_en_breve(fila)}"


def _cita(fila: FilaAnalizada, donde: str) -> str:
    """``Planeación, componente 1 – 1.1 Elaborar el plan: «Se elaboró»``; en negrita, lo primero.

    ``donde``: «componente 1», o nada; va tras la oficina o, si no la hay, primero.
    """
    reporte = _reporte(fila)
    nombre = nombre_corto(fila.fila.identificador, fila.fila.texto, LETRAS_EN_UN_RENGLON)
    texto = f"{nombre}: «{recortado(en_un_renglon(reporte.texto if reporte else None), LARGO)}»"
    if fila.oficina:
        return ConEntrada(fila.oficina, f"{donde and f', {donde}'} – {texto}")
    return ConEntrada(con_mayuscula(donde), f" – {texto}") if donde else texto


def _citables(cifras: Cifras, terminaron: set[str], *, se_declara: bool) -> list[FilaAnalizada]:
    """Las filas que reportaron en el período algo hecho, en el orden en que se citan."""
    con_reporte = (f for f in cifras.filas if f.aplica and f.reportada and _reporte(f))
    filas = [fila for fila in con_reporte if _hizo_algo(fila, se_declara=se_declara)]
    return sorted(filas, key=lambda fila: _orden_de_cita(fila, terminaron))


def _hizo_algo(fila: FilaAnalizada, *, se_declara: bool) -> bool:
    """Si lo que reportó en el período cuenta algo hecho, hasta donde los datos lo dicen.

    «Sin presupuesto», al 0 %, no lo cuenta. Un texto solo («Programada para mayo») no dice si se
    hizo: donde otros textos van con su avance, no se cita sin una evidencia o sin verificarse.
    ``se_declara``: si otros textos van con su avance.
    """
    declara = _declaracion(fila)
    if declara is not None:
        return bool(declara.avance) or (
            declara.avance is None and declara.estado is not Estado.SIN_AVANCE
        )
    reporte = _reporte(fila)
    return not se_declara or (
        reporte is not None and bool(reporte.evidencias or _se_verifico(reporte))
    )


def _orden_de_cita(fila: FilaAnalizada, terminaron: set[str]) -> tuple[bool, bool, bool]:
    """La clave con que se ordenan: verificada, terminada en el período, con evidencias."""
    reporte = _reporte(fila)
    verificada = reporte is not None and _se_verifico(reporte)
    return not verificada, fila.ruta not in terminaron, not (reporte and reporte.evidencias)


def _se_verifico(reporte: Seguimiento) -> bool:
    revision = reporte.verificacion
    return revision is not None and revision.resultado is Resultado.VERIFICADA


def _declaracion(fila: FilaAnalizada) -> Seguimiento | None:
    """El último seguimiento del período que declara un avance o un estado; ``None`` sin ellos."""
    declaran = (
        seguimiento
        for seguimiento in reversed(fila.del_periodo)
        if seguimiento.avance is not None or seguimiento.estado not in {None, Estado.SIN_REPORTE}
    )
    return next(declaran, None)


def _reporte(fila: FilaAnalizada) -> Seguimiento | None:
    """El último seguimiento del período que trae texto; ``None`` si ninguno."""
    return next(filter(dice_algo, reversed(fila.del_periodo)), None)
