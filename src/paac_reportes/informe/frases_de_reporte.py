"""Las frases de lo que se reportó y de lo que sigue: ciertas para 0, 1 y muchas."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas
from paac_reportes.analisis.metodologia import serie_de
from paac_reportes.informe.frases import (
    AVANCES,
    FILAS,
    SIN_CONTAR,
    enumerar,
    exigibles,
    frase_de_lo_que_no_aplica,
    lo_que_no_se_sabe,
    nada_vencido,
    nada_verificado,
    oficina_de,
    palabras_de,
    reporte_de,
    sin_dia_exigible,
)
from paac_reportes.informe.historia import si_nada_vence
from paac_reportes.informe.vencimientos import (
    del_primer_mes,
    fecha_breve,
    primer_dia,
    proximas,
    sin_reporte_por_vencer,
    verbo_de_lo_que_viene,
)
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.normativa.normas import regimen_de, regimen_de_las_fechas, regimen_del_plan
from paac_reportes.textos.frases import con_articulo, con_mayuscula, contraido, seguidas
from paac_reportes.textos.markdown import ListaDeMarkdown
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import con_miles, dia_y_mes, fecha_corta, lista, suma_en_texto


def cobertura(cifras: Cifras) -> str:
    """La frase de cuánto de lo que aplica se reportó en el período, y qué hay en lo demás.

    Vacía si nada aplica.
    """
    reporte, palabras = reporte_de(cifras), palabras_de(cifras.aplican)
    if reporte.parte is None:
        return ""
    cuantas, aplican = len(reporte.reportadas), reporte.aplican
    if cuantas == aplican:
        return palabras.di("En el período se reportó algo {de_las} {filas} que aplica[n].", aplican)
    clases = FILAS.cuentas(
        (len(reporte.con_guion), "{n} con un guion o un «N/A»"),
        (len(reporte.sin_escribir), "{n} en blanco"),
        (len(reporte.sin_contar), f"{{n}} que {SIN_CONTAR}"),
    )
    demas, de_una_clase = lista(clases), clases[0].partition(" ")[2]
    if not cuantas:
        if len(clases) == 1:
            demas = f"{palabras.di('{todas}')} {de_una_clase}"
        frase = "En el período no se reportó nada {de_las} {filas} que aplica[n]{demas}."
        return palabras.di(frase, aplican, demas=f": {demas}" if aplican > 1 else "")
    demas = f"De lo demás, {demas}"
    if len(clases) == 1:
        demas = f"{con_mayuscula(palabras.di('{las_otras}', aplican - cuantas))}, {de_una_clase}"
    frase = "En el período se reportó algo de {n} {de_las} {filas} que aplican ({parte}). {demas}."
    return palabras.di(frase, cuantas, aplican, parte=reporte.parte_en_texto, demas=demas)


def sin_anterior(analisis: Analisis) -> str:
    """La frase de por qué no hay un corte anterior con qué comparar; vacía si no hay corte."""
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
    """La frase de lo que vence antes del próximo corte de la vigencia; vacía si no hay otro."""
    if analisis.siguiente is None:
        return ""
    corte = analisis.corte or analisis.siguiente
    cuando = f"el {fecha_breve(analisis.siguiente, corte)}"
    filas = proximas(analisis)
    if not filas:
        if sin_dia := sin_dia_exigible(analisis.todo):
            return sin_dia.replace("qué vence:", f"qué vence hasta el próximo corte, {cuando}:")
        if not analisis.todo.las(lambda fila: fila.aplica and not fila.terminada):
            return f"No queda nada por terminar antes del próximo corte, {cuando}."
        return f"Hasta el próximo corte, {cuando}, no vence nada de lo que falta por terminar."
    primera = fecha_breve(primer_dia(filas[0]), corte)
    uno_solo = primer_dia(filas[0]) == primer_dia(filas[-1])
    desde = f"el {primera}" if uno_solo else f"desde el {primera}"
    if primer_dia(filas[0]) == analisis.siguiente:
        desde = "ese mismo día"
    frase = f"{verbo_de_lo_que_viene(analisis)} {{cuales}}"
    vencen = FILAS.di(frase, len(filas), cuales=enumerar(filas))
    pronto = del_primer_mes(analisis)
    return seguidas(
        f"Hasta el próximo corte, {cuando}, {vencen}, {desde}.", pronto and f"{pronto}."
    )


def titulo_de_lo_que_vence(analisis: Analisis) -> str:
    """``Vencen 114 actividades hasta el 31 de diciembre``; vacío sin un corte siguiente."""
    filas, siguiente, corte = proximas(analisis), analisis.siguiente, analisis.corte
    if siguiente is None or corte is None:
        return ""
    cuando = fecha_breve(siguiente, corte)
    verbo = verbo_de_lo_que_viene(analisis)
    frase = f"{verbo[0].upper()}{verbo[1:]} {{cuenta}} hasta el {{cuando}}"
    return palabras_de(filas).di(frase, len(filas), cuando=cuando)


def sustento(cifras: Cifras) -> str:
    """La frase de cuántos avances entran en el promedio, dónde están y cuánto suman; o vacía."""
    if cifras.avance is None:
        return ""
    base, en_la_matriz = len(cifras.con_avance), escritos_en_la_matriz(cifras)
    frase = "{Las} {filas} con que se saca el promedio [está|están] "
    if en_la_matriz in {0, base}:
        frase += "en la matriz" if en_la_matriz else "aquí, y no en la matriz"
        numeros: tuple[int, ...] = (base,)
    else:
        numeros = base, en_la_matriz, base - en_la_matriz
        frase = (
            "{De_las} {filas} con que se saca el promedio, {n} [está|están] en la matriz y {n}, que"
            " no, aquí"
        )
    frase = AVANCES.di(frase, *numeros)
    if cifras.reglas.metodo != "actividades" or base == 1:
        return f"{frase}."
    suma = suma_en_texto(
        sum((fila.avance or Decimal(0) for fila in cifras.con_avance), Decimal(0)),
        base,
        cifras.reglas.escala.zona_de,
    )
    # Con dos cuentas, «suman» parecería de la última.
    todos = f". Los {con_miles(base)} suman" if 0 < en_la_matriz < base else ": suman"
    return f"{frase}{todos} {suma} y, entre {con_miles(base)}, dan {cifras.avance_en_texto}."


def salvedades(cifras: Cifras) -> Iterator[str]:
    """Las frases de lo que cambia cómo se lee todo: lo no verificado, o sin fecha exigible."""
    if no_verificado := nada_verificado(cifras):
        seccion = Remite("verificacion", antes=" (", despues=")")
        yield f"{con_mayuscula(no_verificado)}{seccion}."
    # Lo que se declaró no aplicable sólo pide atención si es la mitad del plan.
    es_mucho = 2 * len(cifras.aplican) <= len(cifras.filas)
    yield from filter(
        None, (sin_dia_exigible(cifras), frase_de_lo_que_no_aplica(cifras) if es_mucho else "")
    )


@clases.frozen
class Senalado:
    """Unas filas que piden atención: qué se dice de ellas, y en qué tabla están."""

    filas: Filas
    frase: str
    tabla: str
    del_dia: str = ""
    """Cuántas vencen el día del corte."""
    aparte: bool = False
    """Si dónde están va en otra frase, para que ésta no sea larga."""
    con_donde: bool = True
    """Si se dice en qué dependencias están: es lo que éstas deben, y no cómo está escrito."""

    def entera(self, analisis: Analisis) -> str:
        """``28 filas vencieron sin reporte, 12 de ellas el día del corte, en 6 de las 12…``."""
        cuantas = palabras_de(self.filas).di(self.frase, len(self.filas), ese_dia=self.del_dia)
        donde_estan = frase_de_donde(analisis, self.filas) if self.con_donde else ""
        if self.aparte and donde_estan:
            estan = palabras_de(self.filas).di("[Está|Están]", len(self.filas))
            return f"{cuantas}{self.tabla}. {estan} {donde_estan.removeprefix(', ')}."
        return f"{cuantas}{donde_estan}{self.tabla}."


def lo_que_pide_atencion(analisis: Analisis) -> Iterator[Senalado]:
    """Las filas que más piden atención, de mayor a menor gravedad: qué, cuántas y dónde."""
    cifras = analisis.todo
    vencidas, calladas = cifras.vencidas, cifras.vencidas_sin_reporte
    contradicen = tuple({fila.ruta: fila for fila, _ in cifras.contradicciones}.values())
    tabla, por_aclarar = _remite_a("vencidas"), _remite_a("por_aclarar")
    for senalado in (
        Senalado(
            vencidas, "{cuenta} [venció|vencieron]{ese_dia}", tabla, del_dia=_ese_dia(vencidas)
        ),
        Senalado(
            filas=calladas,
            frase="{cuenta} [venció|vencieron] sin reporte{ese_dia}",
            tabla=tabla,
            del_dia=_ese_dia(calladas),
        ),
        Senalado(
            filas=cifras.sin_reporte,
            frase=_frase_sin_reporte(cifras),
            tabla=_remision_a_sin_reporte(cifras),
            aparte=True,
        ),
        Senalado(contradicen, "{cuenta} tiene[n] datos que se contradicen", por_aclarar),
        Senalado(
            cifras.reabiertas, "{cuenta} se [reabrió|reabrieron] después de terminar", por_aclarar
        ),
        Senalado(
            filas=tuple({fila.ruta: fila for fila, _ in cifras.fechas_por_revisar}.values()),
            frase="{cuenta} trae[n] una fecha que conviene revisar",
            tabla=f"; van con la letra Q en {Remite('matriz', antes='el ', si_no='la matriz')}",
            con_donde=False,
        ),
    ):
        if senalado.filas:
            yield senalado


def _remision_a_sin_reporte(cifras: Cifras) -> str:
    """La remisión a las tablas de lo que quedó sin reporte: vencido, por vencer o las dos."""
    por_vencer = len(sin_reporte_por_vencer(cifras))
    if por_vencer == len(cifras.sin_reporte):
        return _remite_a("sin_reporte")
    de_la_otra = Remite("sin_reporte", antes=" y ") if por_vencer else ""
    return _remite_a("vencidas", f"{de_la_otra})", si_no=_remite_a("sin_reporte"))


def _ese_dia(filas: Filas) -> str:
    """``, 12 de ellas el día del corte``: cuántas de unas vencidas son de ese día; o vacío."""
    del_dia = sum(fila.vence_en_el_corte for fila in filas)
    if del_dia == len(filas):
        return " el día del corte" if filas else ""
    inciso = ", {n} de {ellas} el día del corte"
    return palabras_de(filas).di(inciso, del_dia) if del_dia else ""


def _frase_sin_reporte(cifras: Cifras) -> str:
    """``36 de las 280 filas exigibles quedaron sin reporte; 8 no constan vencidas``."""
    # En blanco bajo el reporte de otra fila no es «sin reporte», y tampoco se reportó.
    cuantas, total = len(cifras.sin_reporte), len(cifras.exigibles)
    palabras, por_vencer = palabras_de(cifras.exigibles), len(sin_reporte_por_vencer(cifras))
    aparte = por_vencer if por_vencer < cuantas else 0
    de_ellas = "".join(palabras.cuentas((aparte, "; {n} no consta[n] vencid@s")))
    if cuantas == total:
        entera = palabras.di("{Las} {filas} exigible[s] [quedó|quedaron] sin reporte", total)
        return f"{entera}{de_ellas}"
    predicado = palabras.di("[quedó|quedaron] sin reporte", cuantas)
    frase = f"{{n}} {{de_las}} {{filas}} exigibles {predicado}"
    return f"{palabras.di(frase, cuantas, total)}{de_ellas}"


def _remite_a(clave: str, despues: str = ")", si_no: str = "") -> str:
    """`` (Tabla 6)``, si salió."""
    return Remite(clave, antes=" (", despues=despues, si_no=si_no)


def pendientes(analisis: Analisis) -> ListaDeMarkdown:
    """La lista de lo vencido, lo que quedó sin reporte y lo que no se puede afirmar."""
    cifras = analisis.todo
    renglones = [senalado.entera(analisis) for senalado in lo_que_pide_atencion(analisis)]
    if not cifras.todas_las_vencidas:
        renglones.insert(0, si_nada_vence(analisis, nada_vencido(cifras)))
    if not cifras.sin_reporte:
        renglones.append(exigibles(cifras))
    dudosas = lo_que_no_se_sabe(cifras)
    no_constan = seguimientos_que_no_constan(analisis)
    vence = "" if sin_dia_exigible(cifras) else por_vencer(analisis)
    return ListaDeMarkdown(
        filter(
            None,
            (*renglones, dudosas, vence, no_constan),
        )
    )


def _nombrada(analisis: Analisis, parte: Cifras) -> str:
    """``la Secretaría de Hacienda``; un componente, entre comillas."""
    return con_articulo(oficina_de(parte)) if analisis.dependencias else f"«{parte.nombre}»"


def _cuantas_partes(analisis: Analisis, cuantas: int, total: int) -> str:
    """``6 de las 12 dependencias``, ``los 5 componentes``."""
    articulo, nombre = ("las", "dependencias") if analisis.dependencias else ("los", "componentes")
    de_cuantas = "" if cuantas == total else f"{con_miles(cuantas)} de "
    return f"{de_cuantas}{articulo} {con_miles(total)} {nombre}"


def frase_de_donde(analisis: Analisis, filas: Filas, *, con_la_mayor: bool = True) -> str:
    """``, en 6 de las 12 dependencias. De ellas, 7 son de Hacienda``: dónde están unas filas.

    ``con_la_mayor``: si se dice la parte que más tiene.
    """
    partes = analisis.dependencias or analisis.componentes
    if len(partes) <= 1:  # no hay dónde escoger
        return ""
    rutas = {fila.ruta for fila in filas}
    cuentas = ((parte, sum(fila.ruta in rutas for fila in parte.filas)) for parte in partes)
    con_filas = [(parte, cuantas) for parte, cuantas in cuentas if cuantas]
    palabras = palabras_de(filas)
    if len(con_filas) == 1:
        sujeto = {1: "", 2: palabras.di("l@s dos ")}.get(len(filas), palabras.di("{todas} "))
        return f", {sujeto}en {_nombrada(analisis, con_filas[0][0])}"
    maximo = max(cuantas for _, cuantas in con_filas)
    mayores = [parte for parte, cuantas in con_filas if cuantas == maximo]
    en_cuantas = f", en {_cuantas_partes(analisis, len(con_filas), len(partes))}"
    if len(mayores) > 1 or not con_la_mayor:
        return en_cuantas
    nombre = contraido(f"de {_nombrada(analisis, mayores[0])}")
    return f"{en_cuantas}. De ell{palabras.vocal}s, {con_miles(maximo)} son {nombre}"


def seguimientos_que_no_constan(analisis: Analisis) -> str:
    """Los seguimientos que la guía fija antes de éste y de los que nada se reportó; o vacío."""
    faltan = [f"al {dia_y_mes(corte)}" for corte in _cortes_sin_seguimiento(analisis)]
    if not faltan:
        return ""
    verbo = "consta el seguimiento" if len(faltan) == 1 else "constan los seguimientos"
    return f"No {verbo} con corte {lista(faltan)}."


def _cortes_sin_seguimiento(analisis: Analisis) -> Iterator[date]:
    """Los cortes que la guía fija antes de éste y de los que nada se reportó."""
    plan, corte = analisis.plan, analisis.corte
    if corte is None or plan.vigencia is None:
        return
    regimen = regimen_de_las_fechas(regimen_del_plan(plan, corte), plan.vigencia)
    fijada = regimen.cortes.periodicidad
    if fijada is None:
        return
    publicados = analisis.publicado.plan.cortes() if analisis.publicado else ()
    constan = {*plan.cortes(), *publicados}
    for corte_fijado in cortes_de(plan.vigencia, fijada):
        # La norma pudo dejar de fijarlos durante la vigencia.
        se_fija = regimen_de(corte_fijado).cortes.periodicidad == fijada
        if corte_fijado < corte and se_fija and corte_fijado not in constan:
            yield corte_fijado


# ------------------------------------------------------------------ de qué filas sale el promedio


def fuera_de_la_matriz(cifras: Cifras) -> Iterator[tuple[FilaAnalizada, str]]:
    """Pares de fila de la base cuyo avance no está en la columna de la matriz, y por qué."""
    if cifras.avance is None:
        return
    for fila in cifras.con_avance:
        if not _esta_en_la_matriz(fila):
            yield fila, _motivo(fila)


def escritos_en_la_matriz(cifras: Cifras) -> int:
    """Cuántos valores de la base están en la matriz."""
    return sum(_esta_en_la_matriz(fila) for fila in cifras.con_avance)


def _esta_en_la_matriz(fila: FilaAnalizada) -> bool:
    """Si su avance está en la matriz, que escribe sólo el seguimiento del corte."""
    del_corte = (s for s in fila.fila.seguimientos if s.corte == fila.corte)
    return any(s.avance == fila.avance for s in del_corte)


def _motivo(fila: FilaAnalizada) -> str:
    """Procedencia del valor de una fila; vacía si se escribió en el corte o no se sabe."""
    if _esta_en_la_matriz(fila):
        return ""
    if desde := fila.situacion.sin_cambio_desde:
        return f"sin cambio declarado desde el corte {fecha_corta(desde)}"
    declarado = [s for s in fila.seguimientos if s.avance is not None]
    corte = fila.situacion.corte
    if corte is None:
        return ""
    if any(s.corte == corte for s in declarado):
        if corte == fila.corte:
            return "es de la celda de arriba"
        return f"se declaró con corte {fecha_corta(corte)}"
    estado = str(fila.estado.value).replace("_", " ") if fila.estado else "un estado"
    return f"declaró «{estado}» sin porcentaje, con corte {fecha_corta(corte)}"
