"""Las frases de lo que se reportó y de lo que sigue: ciertas para 0, 1 y muchas."""

from collections.abc import Iterator
from decimal import Decimal

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import Filas
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
from paac_reportes.informe.historia import si_nada_vence
from paac_reportes.informe.reporte import reporte_de
from paac_reportes.informe.sustento import escritos_en_la_matriz
from paac_reportes.informe.vencimientos import (
    primer_dia,
    proximas,
    sin_reporte_por_vencer,
)
from paac_reportes.textos.markdown import Lista
from paac_reportes.textos.nombres import con_articulo, con_de
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import (
    con_miles,
    dia_y_mes,
    fecha_larga,
    porcentaje,
    suma_en_texto,
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
            f"No consta un seguimiento anterior al del {dia_y_mes(analisis.corte)}: no hay con qué"
            " comparar."
        )
    serie = serie_de(analisis.plan, analisis.reglas, analisis.corte)
    if serie == (analisis.corte,):
        return f"El único corte es el {dia_y_mes(analisis.corte)}: no hay con qué comparar."
    if serie and analisis.corte == serie[0]:
        return "Es el primer corte de la vigencia: no hay con qué comparar."
    return "No consta el seguimiento del corte anterior: no hay con qué comparar."


def por_vencer(analisis: Analisis) -> str:
    """Lo que vence antes del próximo corte de la vigencia."""
    if analisis.siguiente is None:
        return ""
    cuando = f"el {fecha_larga(analisis.siguiente)}"
    filas = proximas(analisis)
    if not filas:
        if callado := sin_dia_exigible(analisis.todo):
            return callado.replace("qué vence:", f"qué vence hasta el próximo corte, {cuando}:")
        if not analisis.todo.las(lambda fila: fila.aplica and not fila.terminada):
            return f"No queda nada por terminar antes del próximo corte, {cuando}."
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
    suma = suma_en_texto(
        sum((fila.avance or Decimal(0) for fila in cifras.con_avance), Decimal(0)),
        todas,
        cifras.reglas.escala.zona_de,
    )
    return f"{de_donde}: suman {suma} y, entre {con_miles(todas)}, dan {cifras.avance_en_texto}."


def del_resumen(analisis: Analisis) -> Iterator[str]:
    """Los hallazgos: lo que cambia cómo se lee todo lo demás y, después, lo señalado."""
    todo = analisis.todo
    if ninguna := nada_verificado(todo):
        seccion = Remite("verificacion", antes=" (", despues=")")
        yield f"{ninguna[0].upper()}{ninguna[1:]}{seccion}."
    # Lo que se declaró no aplicable sólo pide atención si es la mitad del plan.
    es_mucho = 2 * len(todo.aplican) <= len(todo.filas)
    yield from filter(None, (sin_dia_exigible(todo), no_aplican(todo) if es_mucho else ""))
    yield from senaladas(analisis)


def senaladas(analisis: Analisis) -> Iterator[str]:
    """Lo que más pide atención, de mayor a menor gravedad: qué, cuántas y dónde."""
    todo = analisis.todo
    contradicen = {fila.ruta: fila for fila, _ in todo.contradicciones}
    por_aclarar = _remite_a("por_aclarar")
    for filas, dicho, tabla in (
        (todo.vencidas, _vencieron(todo.vencidas), _remite_a("vencidas")),
        (
            todo.vencidas_sin_reporte,
            _vencieron(todo.vencidas_sin_reporte, " sin reporte"),
            _remite_a("vencidas"),
        ),
        (
            todo.sin_reporte,
            _sin_reporte(todo),
            _a_las_de_sin_reporte(todo),
        ),
        (
            todo.por_determinar,
            _por_determinar(todo.por_determinar),
            _remite_a("en_duda", f"){_SIN_AFIRMAR}", si_no=_SIN_AFIRMAR),
        ),
        (
            tuple(contradicen.values()),
            _cuantas(tuple(contradicen.values()), "tiene", "tienen", " datos que se contradicen"),
            por_aclarar,
        ),
        (
            todo.reabiertas,
            _cuantas(todo.reabiertas, "se reabrió", "se reabrieron", " después de terminar"),
            por_aclarar,
        ),
    ):
        if filas:
            yield f"{dicho}{donde(analisis, filas)}{tabla}."


def _a_las_de_sin_reporte(todo: Cifras) -> str:
    """Las tablas en que están: la de lo vencido, la de lo que no, o las dos."""
    por_vencer = len(sin_reporte_por_vencer(todo))
    if por_vencer == len(todo.sin_reporte):
        return _remite_a("sin_reporte")
    de_la_otra = Remite("sin_reporte", antes=" y ") if por_vencer else ""
    return _remite_a("vencidas", f"{de_la_otra})", si_no=_remite_a("sin_reporte"))


def _cuantas(filas: Filas, verbo: str, verbos: str, que: str) -> str:
    """``1 actividad se reabrió…``, ``3 filas se reabrieron…``."""
    return f"{palabras_de(filas).contar(len(filas))} {verbo if len(filas) == 1 else verbos}{que}"


def _vencieron(filas: Filas, como: str = "") -> str:
    """``28 filas vencieron sin reporte, 12 de ellas el día del corte``."""
    ese = sum(fila.ultimo_dia == fila.corte for fila in filas)
    dia = " el día del corte" if ese and ese == len(filas) else ""
    palabras = palabras_de(filas)
    algunas = (
        f", {con_miles(ese)} de ell{palabras.vocal}s el día del corte" if ese and not dia else ""
    )
    return _cuantas(filas, "venció", "vencieron", f"{como}{dia}{algunas}")


def _sin_reporte(todo: Cifras) -> str:
    """``36 de las 280 filas exigibles quedaron sin reporte``."""
    # En blanco bajo el reporte de otra fila no es «sin reporte», y tampoco se reportó.
    cuantas, todas = len(todo.sin_reporte), len(todo.exigibles)
    palabras = palabras_de(todo.exigibles)
    if todas == 1:
        cual = f"{palabras.las(1)} {palabras.uno} exigible"
        return f"{cual[0].upper()}{cual[1:]} quedó sin reporte"
    cuales = f"{palabras.las(todas)} {palabras.varios} exigibles"
    if cuantas == todas:
        return f"{cuales[0].upper()}{cuales[1:]} quedaron sin reporte"
    return f"{con_miles(cuantas)} de {cuales} {'quedó' if cuantas == 1 else 'quedaron'} sin reporte"


def _por_determinar(filas: Filas) -> str:
    """``De 158 filas que debían estar terminadas sólo hay un texto``."""
    palabras = palabras_de(filas)
    debian = "debía estar terminad" if len(filas) == 1 else "debían estar terminad"
    vocales = palabras.vocal if len(filas) == 1 else f"{palabras.vocal}s"
    dia = ese_dia(filas)
    return f"De {palabras.contar(len(filas))} que {debian}{vocales}{dia} sólo hay un texto"


def _remite_a(clave: str, despues: str = ")", si_no: str = "") -> str:
    """`` (Tabla 6)``, si salió."""
    return Remite(clave, antes=" (", despues=despues, si_no=si_no)


_SIN_AFIRMAR = "; de lo que está así no se afirma incumplimiento"


def pendientes(analisis: Analisis) -> Lista:
    """Lo vencido, lo que quedó sin reporte y lo que no se puede afirmar."""
    todo = analisis.todo
    dichas = list(senaladas(analisis))
    if not (todo.vencidas or todo.vencidas_sin_reporte):
        dichas.insert(0, si_nada_vence(analisis, nada_vencido(todo)))
    if not todo.sin_reporte:
        dichas.append(exigibles(todo))
    de_otras = lo_que_no_se_sabe(todo)
    no_constan = seguimientos_que_no_constan(analisis)
    return Lista(filter(None, (*dichas, _de_lo_sin_reporte(todo), de_otras, no_constan)))


def _de_lo_sin_reporte(cifras: Cifras) -> str:
    """Cuánto de lo que quedó sin reporte va en otra tabla, porque no está vencido."""
    por_vencer, todas = len(sin_reporte_por_vencer(cifras)), len(cifras.sin_reporte)
    if not por_vencer or por_vencer == todas:
        return ""
    palabras = palabras_de(cifras.sin_reporte)
    verbo = "no ha vencido" if por_vencer == 1 else "no han vencido"
    cuales = f"{palabras.las(todas)} {palabras.varios} que quedaron sin reporte"
    return f"De {cuales}, {con_miles(por_vencer)} todavía {verbo}."


_SE_NOMBRAN = 2
"""Con más empatadas, se dice cuántas son."""


def donde(analisis: Analisis, filas: Filas) -> str:
    """``, en 6 de las 12 dependencias; 7 son de la Secretaría de Hacienda``."""
    partes = analisis.dependencias or analisis.componentes
    if len(partes) < 2:  # noqa: PLR2004 - en una sola no hay dónde escoger
        return ""
    suyas, palabras = {fila.ruta for fila in filas}, palabras_de(filas)
    de_cada = [(parte, sum(fila.ruta in suyas for fila in parte.filas)) for parte in partes]
    con = [(parte, cuantas) for parte, cuantas in de_cada if cuantas]
    si_es_oficina = bool(analisis.dependencias)
    if len(con) == 1:
        todas = f"{palabras.todos} " if len(filas) > 1 else ""
        nombre = con[0][0].nombre
        return f", {todas}en {con_articulo(nombre) if si_es_oficina else f'«{nombre}»'}"
    las, una, que = ("las", "una", "dependencias") if si_es_oficina else _COMPONENTES
    mas = max(cuantas for _, cuantas in con)
    nombres = [parte.nombre for parte, cuantas in con if cuantas == mas]
    cuantas = f"{con_miles(len(con))} de {las} {con_miles(len(partes))} {que}"
    if len(con) == len(partes):
        cuantas = f"{las} {con_miles(len(partes))} {que}"
    if len(nombres) == len(con):
        return f", en {cuantas}, con {con_miles(mas)} en cada {una}"
    if len(nombres) > _SE_NOMBRAN:
        return f", en {cuantas}; en {con_miles(len(nombres))}, {con_miles(mas)} en cada {una}"
    otras = f" y otr{palabras.vocal}s {con_miles(mas)}, ".join(
        con_de(nombre) if si_es_oficina else f"de «{nombre}»" for nombre in nombres
    )
    return f", en {cuantas}; {con_miles(mas)} son {otras}"


_COMPONENTES = ("los", "uno", "componentes")
