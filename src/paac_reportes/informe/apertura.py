"""La primera página: una frase, cuatro cifras que no se contienen y lo que se pide decidir.

Cada cifra está otra vez en su parte del informe.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.filas import FilaAnalizada, Filas
from paac_reportes.formatos.definicion.filas import FilaDeMedida
from paac_reportes.informe import partes
from paac_reportes.informe.frases import (
    EN_BLANCO,
    PARTES_QUE_SE_NOMBRAN,
    en_miles,
    oficina_de,
    palabras_de,
    reporte_de,
    responsable_escrito,
)
from paac_reportes.informe.vencimientos import (
    DESPUES,
    PRONTO,
    del_primer_mes,
    dia_habil,
    fecha_breve,
    primer_dia,
    proximas,
    rotulo_de_lo_que_viene,
    sin_reporte_por_vencer,
    vencio_hace_mucho,
)
from paac_reportes.maqueta.contenido import con_su_valor
from paac_reportes.textos.frases import (
    Palabras,
    con_articulo,
    con_de,
    con_mayuscula,
    contraido,
    responsable_con_articulo,
    seguidas,
)
from paac_reportes.textos.markdown import ConEntrada
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles, dia_y_mes, lista

# ------------------------------------------------------------------ las cuatro cifras


def medidas(analisis: Analisis) -> Iterator[FilaDeMedida]:
    """Las cifras de la primera página: lo terminado, vencido, sin saberse y por vencer.

    Si nada queda sin saberse, también el avance; si nada debía estar terminado, lo reportado.
    """
    cifras = analisis.todo
    cuenta, palabras = cifras.cumplimiento, palabras_de(cifras.aplican)
    donde = _donde_estan(analisis)
    yield from de_lo_que_debia(cuenta, palabras, donde, _lo_verificado(cifras))
    if not cuenta.no_se_sabe:
        yield from _medida_del_avance(cifras)
    if not cuenta.debian:
        yield from _medidas_de_lo_reportado(cifras)
    if analisis.siguiente and analisis.corte:
        yield _medida_de_lo_que_viene(analisis, analisis.siguiente, analisis.corte)


def de_lo_que_debia(
    cuenta: Cumplimiento, palabras: Palabras, donde: str = "", verificadas: str = ""
) -> Iterator[FilaDeMedida]:
    """Las cifras de lo que ya debía estar terminado; ninguna si nada debía.

    ``donde``: dónde está lo vencido; ``verificadas``: lo que control interno revisó.
    """
    if not cuenta.debian:
        return
    de_cuantas = palabras.di("de {n} que ya debía[n] estarlo", cuenta.debian)
    yield FilaDeMedida(
        nombre=con_mayuscula(
            palabras.di("terminad@s" if cuenta.se_puede_decir else "constan terminad@s")
        ),
        cifra=en_miles(cuenta.terminadas),
        base=f"{de_cuantas}{f'; {verificadas}' if verificadas else ''}",
    )
    pasadas = cuenta.todas_las_vencidas
    yield FilaDeMedida(
        nombre=nombre_de_vencidas(cuenta, palabras),
        cifra=en_miles(pasadas),
        base=_base_de_vencidas(cuenta, palabras, donde) or de_cuantas,
        alarma=bool(pasadas),
    )
    if cuenta.no_se_sabe:
        yield FilaDeMedida(
            nombre="No se sabe",
            cifra=en_miles(cuenta.no_se_sabe),
            base=_por_que_no_se_sabe(cuenta, palabras),
        )


def nombre_de_vencidas(cuenta: Cumplimiento, palabras: Palabras) -> str:
    """``Vencidas``; si de ninguna se dijo nada, ``Vencidas y sin reporte``."""
    sin_reporte = cuenta.vencidas_sin_reporte and not cuenta.vencidas
    return con_mayuscula(palabras.di(f"vencid@s{' y sin reporte' if sin_reporte else ''}"))


def _base_de_vencidas(cuenta: Cumplimiento, palabras: Palabras, donde: str) -> str:
    """``1 sin reporte; en 6 dependencias``: lo que se dice de las vencidas; vacío si nada más."""
    calladas = cuenta.vencidas_sin_reporte if cuenta.vencidas else 0
    sin_reporte = palabras.cuentas((calladas, "{n} sin reporte"))
    return "; ".join(filter(None, (*sin_reporte, donde)))


def _por_que_no_se_sabe(cuenta: Cumplimiento, palabras: Palabras) -> str:
    """``158 sólo con un texto y 24 en blanco…``: por qué de unas filas no se sabe."""
    clases = palabras.cuentas(
        (cuenta.solo_con_texto, "{n} sólo con un texto"),
        (cuenta.tras_estar_al_dia, "{n} al día y después sólo con un texto"),
        (cuenta.en_blanco, f"{{n}} {EN_BLANCO}"),
        (cuenta.al_dia_sin_reporte, "{n} al día y después sin reporte"),
    )
    if len(clases) == 1:  # cuántas, lo dice la cifra
        clases = [clases[0].partition(" ")[2]]
    ni_avance = ", sin avance ni estado" if cuenta.nada_se_declaro else ""
    return f"{lista(clases)}{ni_avance}"


def _donde_estan(analisis: Analisis) -> str:
    """``en 6 dependencias; 11 son de Infraestructura``: dónde está lo vencido.

    Vacío si nada está vencido en el reparto.
    """
    con_alguna = [parte for parte in analisis.reparto if partes.vencidas(parte)]
    if not con_alguna:
        return ""
    if len(con_alguna) <= PARTES_QUE_SE_NOMBRAN:
        return lista([f"en {con_articulo(oficina_de(parte))}" for parte in con_alguna])
    donde = f"en {con_miles(len(con_alguna))} dependencias"
    maximo = max(map(partes.vencidas, con_alguna))
    mayores = [parte for parte in con_alguna if partes.vencidas(parte) == maximo]
    if len(mayores) > 1 or maximo == 1:
        return donde
    de_la_mayor = con_de(oficina_de(mayores[0]))
    return f"{donde}; {con_miles(maximo)} son {de_la_mayor}"


def _lo_verificado(cifras: Cifras) -> str:
    """``de 27 terminadas en todo el plan se verificó 1``; vacío si nada se revisó."""
    if not cifras.hay_verificacion or not cifras.terminadas:
        return ""
    numeros = len(cifras.terminadas), len(cifras.terminadas_verificadas)
    frase = "{de_las} terminad@s en todo el plan se [verificó|verificaron] {n}"
    return palabras_de(cifras.terminadas).di(frase, *numeros)


def _medida_del_avance(cifras: Cifras) -> Iterator[FilaDeMedida]:
    """El renglón del avance acumulado, con su zona y su base; ninguno si no se conoce."""
    if cifras.avance is not None:
        zona = f"zona {cifras.zona.nombre}; " if cifras.zona else ""
        yield FilaDeMedida(
            nombre="Avance acumulado",
            cifra=con_su_valor(cifras.avance_en_texto, cifras.avance),
            base=f"{zona}se conoce de {cifras.base_en_texto}",
        )


def _medidas_de_lo_reportado(cifras: Cifras) -> Iterator[FilaDeMedida]:
    """Medidas de cuánto se reportó en el período, donde todavía nada debía estar terminado."""
    reporte = reporte_de(cifras)
    if reporte.aplican:
        yield FilaDeMedida(
            nombre="Con reporte en el período",
            cifra=en_miles(len(reporte.reportadas)),
            base=palabras_de(cifras.aplican).di("de {n} que aplica[n]", reporte.aplican),
        )
    if cifras.exigibles:
        yield FilaDeMedida(
            nombre="Sin reporte",
            cifra=en_miles(len(cifras.sin_reporte)),
            base=palabras_de(cifras.exigibles).di(
                "de {n} que se podía[n] exigir", len(cifras.exigibles)
            ),
        )


def _medida_de_lo_que_viene(analisis: Analisis, siguiente: date, corte: date) -> FilaDeMedida:
    """El renglón de lo que vence hasta el corte siguiente, con el día de lo primero."""
    filas, base = proximas(analisis), "de lo que falta por terminar"
    if filas:
        la_primera = "la primera" if palabras_de(filas).vocal == "a" else "el primero"
        dia, pronto = f"el {fecha_breve(primer_dia(filas[0]), corte)}", del_primer_mes(analisis)
        primera = "" if pronto.endswith(f" {dia}") else f"{la_primera}, {dia}"
        base = "; ".join(filter(None, (primera, pronto)))
    return FilaDeMedida(
        nombre=rotulo_de_lo_que_viene(analisis, fecha_breve(siguiente, corte)),
        cifra=en_miles(len(filas)),
        base=base,
    )


# ------------------------------------------------------------------ la frase
def hallazgo(analisis: Analisis) -> str:
    """La frase de cuánto debía estar terminado y cuánto lo está, vencido o sin saberse.

    Vacía si nada debía estarlo.
    """
    cifras = analisis.todo
    if analisis.corte is None or not cifras.cumplimiento.debian:
        return ""
    al_corte = f"Al {dia_y_mes(analisis.corte)}"
    return _frase_de_lo_debido(cifras.cumplimiento, palabras_de(cifras.aplican), al_corte)


def _frase_de_lo_debido(cuenta: Cumplimiento, palabras: Palabras, al_corte: str) -> str:
    """``De 51 actividades que ya debían estar terminadas, 26 lo están. 2 vencieron…``.

    ``al_corte``: cómo empieza si están terminadas todas o ninguna, «Al 30 de abril».
    """
    debia = f"{al_corte} debía[n] estar terminad@s {{cuenta}}"
    if cuenta.terminadas == cuenta.debian:
        lo_estan = "lo está" if cuenta.debian == 1 else palabras.di("{todas} lo están")
        return palabras.di(f"{debia}: {lo_estan}.", cuenta.debian)
    if cuenta.terminadas:
        frase = "De {cuenta} que ya debía[n] estar terminad@s, {n} lo [está|están]."
        primera = palabras.di(frase, cuenta.debian, cuenta.terminadas)
    elif cuenta.se_puede_decir:
        primera = palabras.di(f"{debia}: {{ninguna}} lo está.", cuenta.debian)
    else:
        primera = palabras.di(f"{debia}.", cuenta.debian)
    return seguidas(primera, *_frases_de_lo_que_falta(cuenta, palabras))


def _frases_de_lo_que_falta(cuenta: Cumplimiento, palabras: Palabras) -> Iterator[str]:
    """Las frases de lo que venció y de lo que no se sabe, de lo que debía estar terminado."""
    vencieron = palabras.cuentas(
        (cuenta.vencidas, "{n} [venció|vencieron]"),
        (cuenta.vencidas_sin_reporte, "{n} [venció|vencieron] sin reporte"),
    )
    if vencieron:
        yield f"{lista(vencieron)}."
    if cuenta.no_se_sabe:
        otras = "{las_otras}" if vencieron or cuenta.terminadas else "{las}"
        por_que = ": nadie dijo su avance ni su estado" if cuenta.nada_se_declaro else ""
        frase = palabras.di(f"de {otras} no se sabe{por_que}.", cuenta.no_se_sabe)
        yield con_mayuscula(contraido(frase))


# ------------------------------------------------------------------ lo que se pide decidir
DECISIONES = 3
"""Decisiones que se piden, a lo sumo."""


def decisiones(analisis: Analisis, del_mapa: str) -> list[str]:
    """A lo más tres decisiones: qué, a quiénes y para cuándo; todas están en las recomendaciones.

    ``del_mapa``: lo más grave de su mapa de riesgos, si el plan lo lleva.
    """
    candidatas = (
        _decidir_por_los_cambios(analisis),
        del_mapa,
        _decidir_por_lo_vencido(analisis),
        _decidir_por_dudas(analisis),
        _decidir_por_lo_que_falta(analisis),
    )
    return [decision for decision in candidatas if decision][:DECISIONES]


def _decidir_por_los_cambios(analisis: Analisis) -> str:
    """La decisión de pedir el acto que aprobó lo que debía terminar y se cambió, si no consta."""
    historia = analisis.historia
    if historia is None or historia.control or not historia.por_aprobar or not analisis.corte:
        return ""
    filas = [fila.antes for fila in historia.por_aprobar]
    palabras, plazo = palabras_de(filas), _dia(analisis, DESPUES)
    decision = palabras.di("Allegar el acta que aprobó el cambio de {cuenta}", len(filas))
    debian = palabras.di(" que debía[n] estar terminad@s", len(filas))
    return ConEntrada(decision, f"{debian}. Plazo: el {plazo}{_en_la_tabla('lo_debido')}.")


def _decidir_por_lo_vencido(analisis: Analisis) -> str:
    """La decisión de exigir lo vencido, con sus plazos y a quiénes; vacía si nada venció."""
    filas = analisis.todo.todas_las_vencidas
    if not filas:
        return ""
    palabras = palabras_de(filas)
    viejas = tuple(f for f in filas if vencio_hace_mucho(f.ultimo_dia, f.corte))
    desde_cuando = ""
    plazo = f"el {_dia(analisis, DESPUES)}"
    if len(viejas) == len(filas):
        desde_cuando, plazo = ", de hace más de 90 días", f"el {_dia(analisis, PRONTO)}"
    elif viejas:
        desde_cuando = palabras.di(", {n} de hace más de 90 días", len(viejas))
        mas_viejas = (
            palabras.di("{las} más viej@s", len(viejas)).replace("única ", "").replace("único ", "")
        )
        las_demas = palabras.di("{las_otras}", len(filas) - len(viejas))
        plazo = f"{mas_viejas}, el {_dia(analisis, PRONTO)}; {las_demas}, {plazo}"
    exigir = palabras.di("Exigir {las} vencid@s", len(filas))
    rutas = {fila.ruta for fila in filas}
    quienes = _a_quienes(analisis, lambda fila: fila.ruta in rutas)
    return ConEntrada(exigir, f"{desde_cuando}{quienes}. Plazo: {plazo}{_en_la_tabla('vencidas')}.")


def _decidir_por_dudas(analisis: Analisis) -> str:
    """La decisión de pedir el porcentaje, si no se conoce ninguno, o el avance que no se sabe."""
    cifras = analisis.todo
    if cifras.aplican and cifras.reportadas and not cifras.con_avance:
        oficinas = len(analisis.dependencias)
        a_quienes = f" a las {con_miles(oficinas)} dependencias" if oficinas > 1 else ""
        ninguno = "No se conoce ninguno" if cifras.alguno_se_declaro else "Nadie lo declaró"
        return ConEntrada(
            f"Pedir el porcentaje de avance{a_quienes}.",
            f" {ninguno}; sin él no hay cifra de avance del plan.",
        )
    filas = _filas_dudosas(cifras)
    if not filas:
        return ""
    rutas = {fila.ruta for fila in filas}
    decision = palabras_de(filas).di(
        "Preguntar si [terminó|terminaron] {las} de que no se sabe", len(filas)
    )
    return ConEntrada(
        decision,
        f"{_a_quienes(analisis, lambda fila: fila.ruta in rutas)}.{_para_el_proximo(analisis)}",
    )


def _filas_dudosas(cifras: Cifras) -> Filas:
    """Las filas que debían estar terminadas y de las que no se sabe si lo están."""
    dudosas = {fila.ruta for fila in (*cifras.por_determinar, *cifras.al_dia_sin_reporte)}
    return cifras.las(
        lambda fila: (
            fila.ruta in dudosas or (fila.ya_vencio and not fila.terminada and fila.bajo_reporte)
        )
    )


def _decidir_por_lo_que_falta(analisis: Analisis) -> str:
    """La decisión de pedir el reporte de lo que no lo tiene y no ha vencido; o vacía."""
    filas = sin_reporte_por_vencer(analisis.todo)
    if not filas:
        return ""
    palabras, rutas = palabras_de(filas), {fila.ruta for fila in filas}
    decision = palabras.di("Pedir el reporte de {cuenta}", len(filas))
    return ConEntrada(
        decision,
        palabras.di(" que no consta[n] vencid@s", len(filas))
        + f"{_a_quienes(analisis, lambda fila: fila.ruta in rutas)}{_en_la_tabla('sin_reporte')}."
        + _para_el_proximo(analisis),
    )


def _a_quienes(analisis: Analisis, cuenta: Callable[[FilaAnalizada], bool]) -> str:
    """``. A Infraestructura, 11; a Hacienda, 2``: cuántas filas son de cada oficina.

    ``cuenta``: si una se cuenta. De más de tres oficinas, las dos de más y las otras.
    """
    por_oficina = [
        (con_articulo(oficina_de(parte)), cuantas)
        for parte in analisis.reparto
        if (cuantas := sum(map(cuenta, parte.filas)))
    ]
    if not analisis.reparto:
        por_responsable = Counter(map(responsable_escrito, filter(cuenta, analisis.todo.filas)))
        if None not in por_responsable and len(por_responsable) <= _SE_LISTAN:
            por_oficina = [
                (responsable_con_articulo(r), n) for r, n in por_responsable.items() if r
            ]
    if not por_oficina:
        return ""
    if len(por_oficina) == 1:
        ((oficina, _),) = por_oficina
        return contraido(f", a {oficina}")
    por_oficina.sort(key=lambda oficina_y_filas: -oficina_y_filas[1])
    if len(por_oficina) > _SE_LISTAN:
        demas = por_oficina[_SE_LISTAN - 1 :]
        las_demas = f"otras {con_miles(len(demas))} dependencias"
        por_oficina[_SE_LISTAN - 1 :] = [(las_demas, sum(cuantas for _, cuantas in demas))]
    quienes = "; ".join(f"a {nombre}, {con_miles(cuantas)}" for nombre, cuantas in por_oficina)
    return f". {con_mayuscula(contraido(quienes))}"


_SE_LISTAN = 3
"""Dependencias que una decisión nombra: todas están en la tabla de encima."""


def _para_el_proximo(analisis: Analisis) -> str:
    """`` Plazo: el 30 de abril.``, el del próximo cierre; vacío si no hay otro corte."""
    if analisis.proximo is None or analisis.corte is None:
        return ""
    return f" Plazo: el {fecha_breve(analisis.proximo, analisis.corte)}."


def _dia(analisis: Analisis, habiles: int) -> str:
    """El día que cae esos días hábiles después del corte: ``7 de septiembre``."""
    assert analisis.corte is not None  # noqa: S101 - sin corte no hay vencidas
    return fecha_breve(dia_habil(habiles, analisis.corte), analisis.corte)


def _en_la_tabla(clave: str) -> str:
    """`` (Tabla 6)``, si esa tabla salió."""
    return Remite(clave, antes=" (", despues=")", si_no="")
