"""Las frases de lo que se reportó y de lo que sigue: ciertas para 0, 1 y muchas."""

from collections.abc import Iterator
from decimal import Decimal

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.avance import Filas
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.metodologia import serie_de
from paac_reportes.informe.actos import seguimientos_que_no_constan
from paac_reportes.informe.frases import (
    enumerar,
    ese_dia,
    exigibles,
    lo_que_no_se_sabe,
    nada_vencido,
    nada_verificado,
    no_aplican,
    palabras_de,
    sin_dia_exigible,
)
from paac_reportes.informe.reporte import reporte_de
from paac_reportes.informe.sustento import escritos_en_la_matriz
from paac_reportes.informe.vencimientos import (
    POR_DETERMINAR,
    primer_dia,
    proximas,
    sin_reporte_por_vencer,
)
from paac_reportes.textos.markdown import Lista
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    con_miles,
    dia_y_mes,
    fecha_larga,
    lista,
    numero,
    porcentaje,
)


def cobertura(cifras: Cifras) -> str:
    """De cuánto de lo que aplica se reportó algo en el período, y qué hay en lo demás."""
    reporte, palabras = reporte_de(cifras), palabras_de(cifras.aplican)
    if reporte.parte is None:
        return ""
    cuantas = len(reporte.reportadas)
    if reporte.aplican == 1:
        que = "se reportó algo" if cuantas else "no se reportó nada"
        return f"En el período {que} {palabras.del_todo(1)} {palabras.uno} que aplica."
    todas = f"{palabras.las(reporte.aplican)} {palabras.varios} que aplican"
    if not cuantas:
        frase = f"En el período no se reportó nada de {todas}"
    elif cuantas == reporte.aplican:
        return f"En el período se reportó algo de {todas}."
    else:
        parte = porcentaje(reporte.parte)
        frase = f"En el período se reportó algo de {con_miles(cuantas)} de {todas} ({parte})"
    de_que = "" if not cuantas else "; de lo demás,"
    demas = [
        f"{con_miles(len(filas))} {que}"
        for filas, que in (
            (reporte.con_guion, "con un guion o un «N/A»"),
            (reporte.sin_escribir, "en blanco"),
        )
        if filas
    ]
    return f"{frase}{de_que or ':'} {' y '.join(demas)}."


def sin_anterior(analisis: Analisis) -> str:
    """Por qué no hay con qué comparar."""
    if analisis.corte is None:
        return ""
    if analisis.reglas.cortes is None:
        # Los cortes son los que traen los datos: de otros no se sabe, ni de los que sigan.
        return (
            f"Los datos no traen un corte anterior al {dia_y_mes(analisis.corte)}: no hay con qué"
            " comparar."
        )
    serie = serie_de(analisis.plan, analisis.reglas, analisis.corte)
    if serie == (analisis.corte,):
        return f"El único corte es el {dia_y_mes(analisis.corte)}: no hay con qué comparar."
    if serie and analisis.corte == serie[0]:
        return "Es el primer corte de la vigencia: no hay con qué comparar."
    return "Los datos no traen un corte anterior de la serie: no hay con qué comparar."


def por_vencer(analisis: Analisis) -> str:
    """Lo que vence antes del próximo corte de la vigencia."""
    if analisis.siguiente is None:
        return ""
    cuando = f"el {fecha_larga(analisis.siguiente)}"
    filas = proximas(analisis)
    if not filas:
        if callado := sin_dia_exigible(analisis.todo):
            return callado.replace("qué vence:", f"qué vence hasta el próximo corte, {cuando}:")
        return f"Hasta el próximo corte, {cuando}, no vence nada de lo que falta por terminar."
    verbo = "vence" if len(filas) == 1 else "vencen"
    primera = fecha_larga(primer_dia(filas[0]))
    uno_solo = primer_dia(filas[0]) == primer_dia(filas[-1])
    desde = f"el {primera}" if uno_solo else f"desde el {primera}"
    tabla = f"{_remite_a('por_vencer_una_por_una')}{_remite_a('por_vencer_por_parte')}"
    return f"Hasta el próximo corte, {cuando}, {verbo} {enumerar(filas)}, {desde}{tabla}."


def sustento(cifras: Cifras) -> str:
    """Con qué se rehace el promedio; vacío si no lo hay."""
    if cifras.avance is None:
        return ""
    todas, escritos = len(cifras.con_avance), escritos_en_la_matriz(cifras)
    fuera = todas - escritos
    if not fuera:
        de_donde = "Todos los avances con que se saca el promedio están en la matriz"
    elif not escritos:
        de_donde = "Ninguno de los avances con que se saca el promedio está en la matriz: van aquí"
    else:
        de_donde = (
            f"De los {con_miles(todas)} avances con que se saca el promedio, {con_miles(escritos)}"
            f" {'está' if escritos == 1 else 'están'} en la matriz y {con_miles(fuera)},"
            " que no, aquí"
        )
    if cifras.reglas.metodo != "actividades":
        return f"{de_donde}."
    suma = sum((fila.avance or Decimal(0) for fila in cifras.con_avance), Decimal(0))
    return (
        f"{de_donde}: suman {numero(suma)} y, entre {con_miles(todas)}, dan"
        f" {cifras.avance_en_texto}."
    )


def del_resumen(analisis: Analisis) -> Iterator[str]:
    """Los hallazgos: lo que cambia cómo se lee todo lo demás y, después, lo señalado."""
    todo = analisis.todo
    if ninguna := nada_verificado(todo):
        seccion = Remite("verificacion", antes=" (", despues=")")
        yield f"{ninguna[0].upper()}{ninguna[1:]}{seccion}."
    # Si queda por fuera la mitad del plan, eso va antes que lo que falta; si no, después.
    fuera, es_mucho = no_aplican(todo), 2 * len(todo.aplican) <= len(todo.filas)
    yield from filter(None, (sin_dia_exigible(todo), fuera if es_mucho else ""))
    yield from senaladas(analisis)
    if fuera and not es_mucho:
        yield fuera


def senaladas(analisis: Analisis) -> Iterator[str]:
    """Lo que más pide atención, de mayor a menor gravedad: qué, cuántas y dónde."""
    todo = analisis.todo
    contradicen = {fila.ruta: fila for fila, _ in todo.contradicciones}
    de_lo_exigible = f", de {enumerar(todo.exigibles)} que se podían exigir"
    de_la_otra = Remite("sin_reporte", antes=" y ")
    for nombre, filas, base, tabla in (
        ("Vencidas", todo.vencidas, "", _remite_a("vencidas")),
        ("Vencidas sin reporte", todo.vencidas_sin_reporte, "", _remite_a("vencidas")),
        (
            "Sin reporte en el período",
            todo.sin_reporte,
            de_lo_exigible,
            _remite_a("vencidas", f"{de_la_otra})", si_no=_remite_a("sin_reporte")),
        ),
        (POR_DETERMINAR, todo.por_determinar, "", _remite_a("en_duda", f"){_SIN_AFIRMAR}")),
        ("Con datos que se contradicen", tuple(contradicen.values()), "", _remite_a("por_aclarar")),
        ("Reabiertas después de terminadas", todo.reabiertas, "", _remite_a("por_aclarar")),
    ):
        if filas:
            dia = ese_dia(filas) if nombre in _CON_SU_DIA else ""
            yield f"{nombre}: {enumerar(filas)}{dia}{base}{donde(analisis, filas)}{tabla}."


def _remite_a(clave: str, despues: str = ")", si_no: str = "") -> str:
    """`` (Tabla 6)``, si salió."""
    return Remite(clave, antes=" (", despues=despues, si_no=si_no)


_SIN_AFIRMAR = "; de lo que está así no se afirma incumplimiento"
_CON_SU_DIA = {"Vencidas", "Vencidas sin reporte", POR_DETERMINAR}
"""De las que se dice cuántas vencen el mismo día del corte."""


def pendientes(analisis: Analisis) -> Lista:
    """Lo vencido, lo que quedó sin reporte y lo que no se puede afirmar."""
    todo = analisis.todo
    dichas = list(senaladas(analisis))
    if not (todo.vencidas or todo.vencidas_sin_reporte):
        dichas.insert(0, nada_vencido(todo))
    if not todo.sin_reporte:
        dichas.append(exigibles(todo))
    de_otras = lo_que_no_se_sabe(todo, ya_contadas=todo.por_determinar)
    no_constan = seguimientos_que_no_constan(analisis)
    return Lista(filter(None, (*dichas, _de_lo_sin_reporte(todo), de_otras, no_constan)))


def _de_lo_sin_reporte(cifras: Cifras) -> str:
    """Cuánto de lo que quedó sin reporte va en otra tabla, porque no está vencido."""
    por_vencer = len(sin_reporte_por_vencer(cifras))
    if not por_vencer or por_vencer == len(cifras.sin_reporte):
        return ""
    verbo = "está vencida" if por_vencer == 1 else "están vencidas"
    return f"De lo que quedó sin reporte, {con_miles(por_vencer)} todavía no {verbo}."


_SE_NOMBRAN = 2
"""Con más empatadas, se dice cuántas son."""


def donde(analisis: Analisis, filas: Filas) -> str:
    """``, en 6 de las 12 dependencias; donde más hay, con 7, es en …``."""
    partes = analisis.dependencias or analisis.componentes
    if len(partes) < 2:  # noqa: PLR2004 - en una sola no hay dónde escoger
        return ""
    suyas = {fila.ruta for fila in filas}
    de_cada = [(parte, sum(fila.ruta in suyas for fila in parte.filas)) for parte in partes]
    con = [(parte, cuantas) for parte, cuantas in de_cada if cuantas]
    if len(con) == 1:
        todas = f"{palabras_de(filas).todos} " if len(filas) > 1 else ""
        return f", {todas}en «{con[0][0].nombre}»"
    las, una, que = ("las", "una", "dependencias") if analisis.dependencias else _COMPONENTES
    mas = max(cuantas for _, cuantas in con)
    nombres = [f"«{parte.nombre}»" for parte, cuantas in con if cuantas == mas]
    cuantas = f"{con_miles(len(con))} de {las} {con_miles(len(partes))} {que}"
    if len(con) == len(partes):
        cuantas = f"{las} {con_miles(len(partes))} {que}"
    if len(nombres) == len(con):
        return f", en {cuantas}, con {con_miles(mas)} en cada {una}"
    if len(nombres) > _SE_NOMBRAN:
        return f", en {cuantas}; en {con_miles(len(nombres))}, {con_miles(mas)} en cada {una}"
    cada = " en cada caso" if len(nombres) > 1 else ""
    return f", en {cuantas}; donde más hay, con {con_miles(mas)}{cada}, es en {lista(nombres)}"


_COMPONENTES = ("los", "uno", "componentes")
