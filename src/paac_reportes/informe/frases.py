"""Las frases que dicen unas cifras, de todo el plan o de una parte: ciertas para 0, 1 y muchas.

Cada una dice su base; la que no tiene de qué hablar queda vacía. En orden: con qué palabras se
nombran unas filas (su sustantivo, su género y su número), lo reportado, el avance y lo que cambió
en el período, y lo que se debía.
"""

from collections import Counter
from collections.abc import Sequence

from paac_reportes.analisis.cifras import CambioDeAvance, Cifras
from paac_reportes.analisis.filas import FilaAnalizada, Filas
from paac_reportes.analisis.metodologia import METODOS
from paac_reportes.textos.frases import Palabras, seguidas
from paac_reportes.textos.valores import con_miles, lista, numero, porcentaje

DE_CADA_LISTA = {
    "actividades": Palabras("actividad", "actividades", "a"),
    "tramites": Palabras("trámite", "trámites", "o"),
    "intercambios": Palabras("intercambio de información", "intercambios de información", "o"),
}
FILAS = Palabras("fila", "filas", "a")
"""Las de varias clases."""


def palabras_de(filas: Sequence[FilaAnalizada]) -> Palabras:
    """Las que concuerdan con esas filas."""
    cual, *otras = {fila.lista for fila in filas} or {"actividades"}
    return FILAS if otras else DE_CADA_LISTA[cual]


def enumerar(filas: Sequence[FilaAnalizada]) -> str:
    """``107 actividades, 12 trámites y 3 intercambios de información``."""
    veces = Counter(fila.lista for fila in filas)
    partes = [suyas.contar(veces[cual]) for cual, suyas in DE_CADA_LISTA.items() if veces[cual]]
    return lista(partes) or "ninguna actividad"


def por_clase(nombradas: Sequence[tuple[str, str]], *, con_clase: bool | None = None) -> str:
    """``1.1 y 1.2``; de varias listas, ``trámites 2 y 3, e intercambio 2``, que repiten número.

    De cada una, su lista y cómo se nombra. ``con_clase`` dice si se escribe aunque sea una sola.
    """
    if con_clase is None:
        con_clase = len({cual for cual, _ in nombradas if cual}) > 1
    if not con_clase:
        return lista([nombre for _, nombre in nombradas])
    grupos: dict[str, list[str]] = {}
    for cual, nombre in nombradas:
        grupos.setdefault(cual, []).append(nombre)
    partes = [
        f"{_en_breve(cual, len(nombres))} {lista(nombres)}".strip()
        for cual, nombres in grupos.items()
    ]
    *primeras, ultima = partes
    conjuncion = "e" if ultima.startswith("i") else "y"
    return f"{', '.join(primeras)}, {conjuncion} {ultima}" if primeras else ultima


def _en_breve(cual: str, cuantas: int) -> str:
    """``trámite``, ``intercambios``: la clase en una palabra."""
    palabras = DE_CADA_LISTA.get(cual)
    if palabras is None:
        return ""
    return (palabras.uno if cuantas == 1 else palabras.varios).split()[0]


def con_articulo(filas: Sequence[FilaAnalizada]) -> str:
    """``las actividades y los trámites``: las clases que hay."""
    hay = {fila.lista for fila in filas} or {"actividades"}
    return lista([suyas.con_articulo for cual, suyas in DE_CADA_LISTA.items() if cual in hay])


def nombre_de_fila(fila: FilaAnalizada, *, con_dependencia: bool = True) -> str:
    """La fila en una línea: su código, su texto y de quién es."""
    partes = [fila.fila.identificador, fila.fila.texto]
    if con_dependencia and fila.dependencia:
        partes.append(f"({fila.dependencia.nombre})")
    return " ".join(" ".join(filter(None, partes)).split())


def avance_acumulado(cifras: Cifras, *, del_plan: bool = False) -> str:
    """El avance con su método, su base y su zona, o por qué no la tiene.

    Del plan entero, también entre qué dos está según lo que falta, y qué sostiene lo verificado.
    """
    palabras, aplican = palabras_de(cifras.aplican), len(cifras.aplican)
    if not aplican:
        return f"No hay avance que promediar: {palabras_de(cifras.filas).ninguno} aplica."
    falta = intervalo(cifras) if del_plan else ""
    comprobado = verificado(cifras) if del_plan else ""
    comprobado = f"{comprobado[0].upper()}{comprobado[1:]}." if comprobado else ""
    # Lo terminado que nadie comprobó se dice antes que el promedio que sostiene.
    antes, ultima = (comprobado, "") if nada_verificado(cifras) else ("", comprobado)
    if cifras.solo_estados:
        return " ".join(filter(None, (antes, _solo_estados(cifras, falta), ultima)))
    if cifras.avance is None:
        frase = f"{_no_declaran(palabras, aplican)}: el avance no se puede calificar."
        return " ".join(filter(None, (antes, frase, ultima)))
    base = "; ".join(filter(None, (base_de(cifras), falta)))
    cuanto = f"El avance acumulado, {metodo_de(cifras)}, es de {cifras.avance_en_texto} ({base})."
    return " ".join(filter(None, (antes, cuanto, _zona(cifras), _sin_peso(cifras), ultima)))


def _solo_estados(cifras: Cifras, falta: str) -> str:
    """Que nadie declaró un porcentaje: la medida es otra."""
    palabras, aplican = palabras_de(cifras.aplican), len(cifras.aplican)
    declaran = sum(fila.estado is not None for fila in cifras.aplican)
    base = _de_cuantas(cifras, "")
    if declaran > len(cifras.con_avance):
        cuantas = palabras.las(aplican) if declaran == aplican else con_miles(declaran)
        sabidas = con_miles(len(cifras.con_avance))
        base = f"{cuantas}; de {sabidas} se conoce si terminaron o no empezaron"
    cuales = "; ".join(filter(None, (base, falta)))
    return (
        f"El avance no tiene promedio: sólo se declararon estados ({cuales}), sin ningún"
        " porcentaje; la medida es el cumplimiento."
    )


def intervalo(cifras: Cifras) -> str:
    """``con lo que falta, el plan está entre 31,05 % y 95,5 %``; vacío si no falta nada o todo."""
    if cifras.intervalo is None or not cifras.se_conoce_una_parte:
        return ""
    zona_de = cifras.reglas.escala.zona_de
    bajo, alto = (porcentaje(extremo, zona_de) for extremo in cifras.intervalo)
    # Lo terminado que no entra en el promedio cuenta 100 en los dos extremos.
    aparte = any(fila.terminada and fila.avance is None for fila in cifras.aplican)
    y_mas = " y lo terminado al 100\xa0%" if aparte else ""
    return f"con lo que falta{y_mas}, el plan está entre {bajo} y {alto}"


def nada_verificado(cifras: Cifras) -> str:
    """Que ninguna de las terminadas se verificó; vacío si alguna, o si no se revisó nada."""
    terminadas = len(cifras.terminadas)
    if not cifras.hay_verificacion or not terminadas or cifras.terminadas_verificadas:
        return ""
    palabras = palabras_de(cifras.terminadas)
    terminada = f"terminad{palabras.vocal}"
    if terminadas == 1:
        return f"{palabras.las(1)} {terminada} no quedó verificad{palabras.vocal}"
    return (
        f"{palabras.ninguno} {palabras.del_todo(terminadas)} {terminada}s quedó"
        f" verificad{palabras.vocal}"
    )


def verificado(cifras: Cifras) -> str:
    """Cuánto de lo terminado se verificó y qué sostiene; vacío si no se verificó nada."""
    if cifras.sostenido is None:
        return ""
    if ninguna := nada_verificado(cifras):
        return f"{ninguna}; lo verificado sostiene al menos {porcentaje(cifras.sostenido)}"
    vocal, terminadas = palabras_de(cifras.aplican).vocal, len(cifras.terminadas)
    cuantas = (
        f"terminad{vocal}s verificad{vocal}s: {con_miles(len(cifras.terminadas_verificadas))} de"
        f" {con_miles(terminadas)}"
        if terminadas
        else f"ningun{vocal} está terminad{vocal}"
    )
    return f"{cuantas}; lo verificado sostiene al menos {porcentaje(cifras.sostenido)}"


def metodo_de(cifras: Cifras) -> str:
    """El nombre del método en esas filas: dentro de un componente, ponderar es promediarlas."""
    metodo = cifras.reglas.metodo
    de_uno_solo = len({fila.componente.clave for fila in cifras.filas}) == 1
    if metodo == "actividades" or (metodo == "ponderado" and de_uno_solo):
        return f"promedio de {con_articulo(cifras.aplican)}"
    return METODOS[metodo]


def _no_declaran(palabras: Palabras, aplican: int) -> str:
    if aplican == 1:
        cual = f"{palabras.las(1)} {palabras.uno} que aplica no declaró un porcentaje"
        return f"{cual[0].upper()}{cual[1:]}"
    cuales = f"{palabras.del_todo(aplican)} {palabras.varios} que aplican"
    return f"{palabras.ninguno.capitalize()} {cuales} declaró un porcentaje"


def base_de(cifras: Cifras) -> str:
    """``42 de 122 actividades con avance conocido, 2 de ellas de un corte anterior``."""
    palabras, base = palabras_de(cifras.aplican), len(cifras.con_avance)
    cuales, antes = _de_cuantas(cifras, " con avance conocido"), "de un corte anterior"
    match len(cifras.arrastradas):
        case 0:
            return cuales
        case todas if todas == base:
            return f"{cuales}, {f'{palabras.todos} ' if base > 1 else ''}{antes}"
        case algunas:
            return f"{cuales}, {con_miles(algunas)} de ell{palabras.vocal}s {antes}"


def _de_cuantas(cifras: Cifras, con_que: str) -> str:
    """``42 de 122 actividades``; si son todas, ``las 12 actividades que aplican``."""
    palabras = palabras_de(cifras.aplican)
    base, aplican = len(cifras.con_avance), len(cifras.aplican)
    if aplican == 1:
        return f"{palabras.las(1)} {palabras.uno} que aplica"
    if base == aplican:
        return f"{palabras.las(aplican)} {palabras.varios} que aplican"
    return f"{con_miles(base)} de {con_miles(aplican)} {palabras.varios}{con_que}"


def _zona(cifras: Cifras) -> str:
    if cifras.zona:
        return f"Corresponde a la zona {cifras.zona.nombre}."
    return f"{sin_zona(cifras).capitalize()}."


def sin_zona(cifras: Cifras) -> str:
    """``sin zona: de lo no terminado se conoce 1 de 9, y se pide al menos el 50 %``."""
    minima = cifras.reglas.escala.cobertura_minima
    conocidas, todas = len(cifras.con_avance), len(cifras.aplican)
    de_que = ""
    if cifras.cobertura >= minima:
        (conocidas, todas), de_que = cifras.de_lo_no_terminado, "de lo no terminado "
    verbo = "conoce" if conocidas <= 1 else "conocen"
    return (
        f"sin zona: {de_que}se {verbo} {con_miles(conocidas)} de {con_miles(todas)}, y se pide al"
        f" menos el {porcentaje(minima)}"
    )


def _sin_peso(cifras: Cifras) -> str:
    """Con pesos, los componentes que no contaron."""
    if not cifras.componentes_sin_avance:
        return ""
    nombres = lista([f"«{nombre}»" for nombre in cifras.componentes_sin_avance])
    return (
        f"Sin ningún avance conocido, no cuenta el peso de {nombres}, que se reparte entre los"
        " demás componentes."
    )


def avance_del_periodo(cifras: Cifras, *, entero: bool = False) -> str:
    """Lo que cambió desde el corte anterior, con su base.

    Entero, también cuánto se conoce por primera vez y por qué no es una resta.
    """
    periodo, anterior = cifras.periodo, cifras.anterior
    if periodo is None or anterior is None:
        return ""
    palabras = palabras_de(cifras.aplican)
    sin_promedio = cifras.solo_estados or anterior.solo_estados
    frases = [_cambio(periodo, palabras, sin_promedio=sin_promedio)]
    if entero and not sin_promedio:
        frases.append(_primera_vez(periodo))
    if anterior.avance is not None and cifras.avance is not None:
        frases.append(_el_anterior(cifras, anterior))
        distintas = anterior.impresa is not None and not anterior.imprime_lo_mismo
        distintas = distintas or not _son_las_mismas(cifras, anterior)
        if entero and periodo.puntos is not None and distintas:
            frases.append(
                "El acumulado, el anterior y el cambio del período no se restan entre sí: no se"
                " calculan sobre las mismas filas."
            )
    return " ".join(filter(None, frases))


def _el_anterior(cifras: Cifras, anterior: Cifras) -> str:
    """Cuál era, de dónde se sabe y con qué base."""
    avance = porcentaje(anterior.avance, cifras.reglas.escala.zona_de)
    de_sus_filas = f"{avance}{_base(len(anterior.con_avance), len(anterior.aplican))}"
    if not cifras.anterior_es_publicado:
        return f"Con los datos de hoy, el acumulado del corte anterior es de {de_sus_filas}."
    if not anterior.de_documento:
        return f"El acumulado publicado en el corte anterior es de {de_sus_filas}."
    impresa = anterior.impresa
    if impresa is None:
        return (
            "El documento que se publicó no imprime el acumulado del corte anterior; recalculado"
            f" con sus filas, es de {de_sus_filas}."
        )
    impreso = f"{porcentaje(impresa.avance)}{_base(*impresa.base) if impresa.base else ''}"
    dicho = f"El acumulado publicado en el corte anterior es de {impreso}"
    if anterior.imprime_lo_mismo:
        return f"{dicho}."
    return f"{dicho}; recalculado con las filas de ese documento, es de {de_sus_filas}."


def _base(cuantas: int, todas: int) -> str:
    return f", con {con_miles(cuantas)} de {con_miles(todas)}"


def _son_las_mismas(cifras: Cifras, anterior: Cifras) -> bool:
    """Si los tres números salen de las mismas filas, y entonces sí se restan."""
    mismas = {antes.ruta for fila in cifras.con_avance if (antes := cifras.antes_de(fila))}
    return len(mismas) == len(cifras.con_avance) and mismas == {f.ruta for f in anterior.con_avance}


def _cambio(periodo: CambioDeAvance, palabras: Palabras, *, sin_promedio: bool) -> str:
    if sin_promedio:
        return (
            "No se sabe cuánto cambió en el período: en uno de los dos cortes, al menos, sólo se"
            " declararon estados."
        )
    if periodo.puntos is None:
        return "No se sabe cuánto cambió en el período: ningún avance se conoce en los dos cortes."
    una = periodo.base == 1
    cuales = (
        f"{palabras.del_todo(periodo.base)} que se conoce{'' if una else 'n'} en los dos cortes"
    )
    promedio = "" if una else " en promedio"
    if periodo.puntos == 0:
        return f"En el período, el avance {cuales} no cambió{promedio}."
    verbo = "subió" if periodo.puntos > 0 else "bajó"
    cuanto = abs(periodo.puntos)
    unidad = "punto" if cuanto == 1 else "puntos"
    return f"En el período, el avance {cuales} {verbo}{promedio} {numero(cuanto)} {unidad}."


def _primera_vez(periodo: CambioDeAvance) -> str:
    dichas = [
        f"{que}: {con_miles(cuantas)}"
        for cuantas, que in (
            (periodo.primera_vez, "Avances que se conocen por primera vez"),
            (periodo.otra_vez, "Avances que vuelven a conocerse"),
        )
        if cuantas
    ]
    cuenta = "" if periodo.puntos is None else "; no entran en ese cambio"
    return f"{'. '.join(dichas)}{cuenta}." if dichas else ""


EN_BLANCO = "en blanco bajo el reporte de otra fila"
_AL_DIA = "al día hasta un corte y sin reporte después"


def cumplimiento(cifras: Cifras) -> str:
    """De lo que ya debía estar terminado, cuánto lo está y qué no se sabe."""
    if not cifras.aplican:
        return palabras_de(cifras.filas).di("{Ninguna} aplica: no hay qué terminar.")
    dicho = _lo_que_debia(cifras) if cifras.cumplimiento.debian else _nada_vencia(cifras)
    antes = enumerar(cifras.terminadas_antes)
    declarado = f"Declarado como terminado antes de su último día: {antes}."
    return seguidas(dicho, declarado if cifras.terminadas_antes else "")


def _lo_que_debia(cifras: Cifras) -> str:
    """Cuánto de lo que debía estar terminado lo está, y cómo está lo demás."""
    cuenta, palabras = cifras.cumplimiento, palabras_de(cifras.aplican)
    parte = f" ({porcentaje(cuenta.parte)})" if cuenta.se_puede_decir else ""
    demas = palabras.cuentas(
        (cuenta.vencidas, "{n} [venció|vencieron]"),
        (cuenta.vencidas_sin_reporte, "{n} [venció|vencieron] sin reporte"),
        (cuenta.por_determinar, "de {n} sólo hay un texto"),
        (
            cuenta.al_dia_sin_reporte,
            "{n} [estuvo|estuvieron] al día y después no se supo de {ella}",
        ),
        (cuenta.en_blanco, f"{{n}} [está|están] {EN_BLANCO}"),
    )
    como = "sólo tiene un texto" if cuenta.por_determinar else lista(demas).removeprefix("1 ")
    if cuenta.debian == 1:
        frase = "{Las} {filas} que debía estar terminad@ {como}."
    elif cuenta.terminadas == cuenta.debian:
        frase = "{Las} {filas} que debían estar terminad@s lo están{parte}."
    else:
        frase = (
            "De {las} {filas} que debían estar terminad@s, {cuantas} lo [está|están]{parte}:"
            " {demas}."
        )
    datos = {"parte": parte, "demas": lista(demas), "como": como or "lo está"}
    dicho = palabras.di(frase, cuenta.debian, cuenta.terminadas, **datos)
    return seguidas(dicho, _otras_sin_dia(cifras))


def _nada_vencia(cifras: Cifras) -> str:
    """Que nada tenía su último día hasta el corte, y qué se podía exigir sin embargo."""
    if callado := sin_dia_exigible(cifras):
        return callado
    palabras, exigibles = palabras_de(cifras.aplican), len(cifras.exigibles)
    frase = "Hasta el corte no vencía {ninguna}."
    if exigibles:
        frase = (
            "{Ninguna} tenía su último día hasta el corte; {n} era[n] exigible[s] en el período."
        )
    return seguidas(palabras.di(frase, exigibles), _otras_sin_dia(cifras))


def sin_dia_exigible(cifras: Cifras) -> str:
    """Que no se puede saber qué vence, si nada de lo que falta dice un día; o vacío."""
    faltan = cifras.las(lambda fila: fila.aplica and not fila.terminada)
    sin_dia = len(cifras.sin_dia_claro)
    if not sin_dia or sin_dia < len(faltan):
        return ""
    frase = (
        "No se puede saber qué vence: {ninguna} {de_las} {filas}{pendientes} tiene un día exigible."
    )
    if sin_dia == 1:
        frase = "No se puede saber qué vence: {las} {filas}{pendientes} no tiene un día exigible."
    pendientes = " sin terminar" if cifras.terminadas else ""
    return palabras_de(faltan).di(frase, sin_dia, pendientes=pendientes)


def _otras_sin_dia(cifras: Cifras) -> str:
    """Cuántas, además, no dicen cuándo vencen, y cuántas de ellas van en blanco; o vacío."""
    palabras, sin_dia = palabras_de(cifras.aplican), len(cifras.sin_dia_claro)
    blancos = {fila.ruta for fila in cifras.en_blanco_bajo_reporte}
    en_blanco = sum(fila.ruta in blancos for fila in cifras.sin_dia_claro)
    if not sin_dia:
        return ""
    if en_blanco == sin_dia:
        ademas = palabras.di(f" y va[n] {EN_BLANCO}", sin_dia)
    else:
        ademas = palabras.di(f" ({{n}} de {{ellas}}, {EN_BLANCO})", en_blanco) if en_blanco else ""
    numero_de_varias = f" {con_miles(sin_dia)}" if sin_dia > 1 else ""
    frase = "Otr@s{numero} no tiene[n] un día exigible{ademas}."
    return palabras.di(frase, sin_dia, numero=numero_de_varias, ademas=ademas)


def _serie(partes: list[str]) -> str:
    """Como una lista, con punto y coma donde alguna parte ya trae comas."""
    return "; ".join(partes) if any(", " in parte for parte in partes) else lista(partes)


def clases_de_vencidas(palabras: Palabras, vencidas: int, calladas: int) -> list[str]:
    """Las vencidas que se declararon y las que nada dijeron, si las hay."""
    clases = [palabras.son(vencidas, "vencid")] if vencidas else []
    return clases + ([f"{palabras.son(calladas, 'vencid')} sin reporte"] if calladas else [])


def exigibles(cifras: Cifras) -> str:
    """Lo que en el período debía mostrar algo, y de cuánto nada se reportó."""
    if not cifras.exigibles:
        return "En el período no se podía exigir ningún reporte."
    se_podia = f"En el período se podía exigir el reporte de {enumerar(cifras.exigibles)}"
    if cifras.sin_reporte:
        return f"{se_podia}; sin reporte: {enumerar(cifras.sin_reporte)}."
    if all(fila.reportada for fila in cifras.exigibles):
        return f"{se_podia}: todo se reportó."
    sin_reportar = [fila for fila in cifras.exigibles if not fila.reportada]
    palabras = palabras_de(sin_reportar)
    terminadas = sum(fila.terminada for fila in sin_reportar)
    en_blanco = sum(fila.bajo_reporte and not fila.terminada for fila in sin_reportar)
    clases = [
        f"{con_miles(cuantas)} {que}"
        for cuantas, que in (
            (terminadas, f"ya terminad{palabras.vocal}{'s' if terminadas > 1 else ''}"),
            (len(sin_reportar) - terminadas - en_blanco, "al día"),
            (en_blanco, EN_BLANCO),
        )
        if cuantas
    ]
    return f"{se_podia}; de lo que no se reportó, {_serie(clases)}."


def nada_vencido(cifras: Cifras) -> str:
    """Que no consta nada vencido, con la reserva de lo que no se verificó o no dice cuándo."""
    if callado := sin_dia_exigible(cifras):
        return callado
    if ninguna := nada_verificado(cifras):
        return f"Nada consta vencido, pero {ninguna}."
    return "No consta nada vencido."


def no_aplican(cifras: Cifras) -> str:
    """Cuánto se declaró no aplicable; vacío si todo aplica."""
    todas, aplican = len(cifras.filas), len(cifras.aplican)
    palabras, vocal = palabras_de(cifras.filas), palabras_de(cifras.filas).vocal
    if todas == aplican:
        return ""
    if todas == 1:
        return f"{palabras.las(1).capitalize()} {palabras.uno} se declaró no aplicable."
    if not aplican:
        return (
            f"{palabras.ninguno.capitalize()} {palabras.del_todo(todas)} {palabras.varios} aplica:"
            f" tod{vocal}s se declararon no aplicables."
        )
    verbo, fuera = "aplica" if aplican == 1 else "aplican", todas - aplican
    declararon = "se declaró no aplicable" if fuera == 1 else "se declararon no aplicables"
    cuales = f"De {palabras.contar(todas)} {verbo} {con_miles(aplican)}"
    return f"{cuales}; {con_miles(fuera)} {declararon}."


def ese_dia(filas: Filas) -> str:
    """Cuántas vencen el mismo día del corte."""
    cuantas = sum(fila.ultimo_dia == fila.corte for fila in filas)
    return f" ({con_miles(cuantas)} el día del corte)" if cuantas else ""


def lo_que_no_se_sabe(cifras: Cifras) -> str:
    """De qué filas, fuera de las por determinar, no se puede afirmar que incumplan; o vacío."""
    blancos = {fila.ruta for fila in cifras.en_blanco_bajo_reporte}
    vencian = sum(fila.ya_vencio for fila in cifras.en_blanco_bajo_reporte)
    ninguna = palabras_de(cifras.en_blanco_bajo_reporte).ninguno
    cuantos = "" if vencian == len(blancos) else f" ({con_miles(vencian) if vencian else ninguna}"
    ya = f"{cuantos} con su último día hasta el corte)" if cuantos else ""
    contadas = cifras.por_determinar or cifras.vencidas or cifras.vencidas_sin_reporte
    sin_dia = [fila for fila in cifras.sin_dia_claro if fila.ruta not in blancos]
    dudas = [
        f"{con_miles(len(filas))} {que}"
        for filas, que in (
            (cifras.al_dia_sin_reporte, f"{_AL_DIA}{ese_dia(cifras.al_dia_sin_reporte)}"),
            (cifras.en_blanco_bajo_reporte, f"{EN_BLANCO}{ya}"),
            (sin_dia, f"{'más ' if blancos else ''}sin un día que se pueda exigir"),
        )
        if filas
    ]
    palabras = palabras_de(cifras.filas)
    cuales = f"{'otr' if contadas else 'est'}{palabras.vocal}s {palabras.varios}"
    return f"No se afirma incumplimiento de {cuales}: {'; '.join(dudas)}." if dudas else ""
