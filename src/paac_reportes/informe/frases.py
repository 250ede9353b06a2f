"""Las frases que dicen unas cifras, de todo el plan o de una parte: ciertas para 0, 1 y muchas.

Cada una dice su base; la que no tiene de qué hablar queda vacía. En orden: con qué palabras se
nombran unas filas (su sustantivo, su género y su número), lo reportado, el avance y lo que cambió
en el período, y lo que se debía.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Alcance, Codigo, Codigos
from paac_reportes.analisis.cifras import CambioDeAvance, Cifras, Cumplimiento
from paac_reportes.analisis.filas import FilaAnalizada, Filas
from paac_reportes.analisis.metodologia import METODOS
from paac_reportes.analisis.situacion import sin_guiones
from paac_reportes.expresiones import expresion
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.contenido import con_su_valor
from paac_reportes.modelo import Estado
from paac_reportes.textos.frases import (
    Palabras,
    con_mayuscula,
    contraido,
    en_un_renglon,
    recortado,
    seguidas,
)
from paac_reportes.textos.remisiones import Remite, nombrada, remision_a_hoja, remision_a_pagina
from paac_reportes.textos.valores import (
    DE_LO_NUESTRO,
    con_miles,
    lista,
    numero,
    porcentaje,
    proporcion,
    tantas_de,
)

DE_CADA_LISTA = {
    "actividades": Palabras("actividad", "actividades", "a"),
    "tramites": Palabras("trámite", "trámites", "o"),
    "intercambios": Palabras("intercambio de información", "intercambios de información", "o"),
}
FILAS = Palabras("actividad", "actividades", "a")
"""Las palabras de unas filas de varias clases: qué se cuenta se dice una vez."""
AVANCES = Palabras("avance", "avances", "o")


def palabras_de(filas: Sequence[FilaAnalizada]) -> Palabras:
    """Las palabras de la clase de unas filas; si son de varias, ``actividad`` y ``actividades``."""
    clase, *demas = {fila.lista for fila in filas} or {"actividades"}
    return FILAS if demas else DE_CADA_LISTA[clase]


def que_es_una_actividad(filas: Sequence[FilaAnalizada]) -> str:
    """``Aquí, actividad es también trámite e intercambio.``, si hay de más de una clase."""
    clases = {fila.lista for fila in filas}
    if len(clases) <= 1:  # se llaman como son
        return ""
    demas = " e ".join(
        nombre
        for clase, nombre in (("tramites", "trámite"), ("intercambios", "intercambio"))
        if clase in clases
    )
    return f"Aquí, actividad es {'también ' if 'actividades' in clases else ''}{demas}."


_CON_GENERO = expresion(r"(?i)\b(terminad|vencid)a\b")


def en_su_genero(texto: str, palabras: Palabras) -> str:
    """``vencida sin reporte`` → ``vencido sin reporte``, si es de un trámite."""
    return _CON_GENERO.sub(rf"\1{palabras.vocal}", texto)


def enumerar(filas: Sequence[FilaAnalizada]) -> str:
    """``107 actividades, 12 trámites y 3 intercambios de información``."""
    veces = Counter(fila.lista for fila in filas)
    partes = [p.contar(veces[c]) for c, p in DE_CADA_LISTA.items() if veces[c]]
    return lista(partes) or "ninguna actividad"


def clases_con_articulo(filas: Sequence[FilaAnalizada]) -> str:
    """``las actividades y los trámites``: las clases que hay."""
    listas_que_hay = {fila.lista for fila in filas} or {"actividades"}
    return lista([p.di("l@s {filas}") for c, p in DE_CADA_LISTA.items() if c in listas_que_hay])


def nombre_de_fila(fila: FilaAnalizada, *, con_dependencia: bool = True) -> str:
    """La fila en una línea: su código, su texto y de quién es.

    ``con_dependencia``: si dice entre paréntesis la suya, si la tiene.
    """
    partes = [fila.fila.identificador, fila.fila.texto]
    if con_dependencia and fila.dependencia:
        partes.append(f"({fila.dependencia.nombre})")
    return en_un_renglon(" ".join(filter(None, partes)))


_LETRAS_DE_UN_NOMBRE = 70
"""Letras de un nombre que va con otros: el entero está en su tabla y en la matriz."""
_SE_NOMBRAN, _LAS_PRIMERAS = 3, 2
"""Filas hasta las que se nombran todas; si son más, las que se nombran, y las demás se cuentan."""


LETRAS_EN_UN_RENGLON = 58
"""Letras de un nombre que va solo en su renglón de una tabla."""
CODIGOS = 12
"""Códigos que se escriben de una lista, que caben en dos renglones; los demás se cuentan."""
PARTES_QUE_SE_NOMBRAN = 2
"""Dependencias o componentes que una frase dice por su nombre; de más, cuántos son."""


def nombre_corto(codigo: str | None, texto: str | None, letras: int = _LETRAS_DE_UN_NOMBRE) -> str:
    """``2.2 Diseñar un control automático``: el código y el texto, hasta una palabra entera."""
    breve = recortado(en_un_renglon(texto), letras).removesuffix(".")
    return " ".join(filter(None, (codigo, breve))) or "(sin descripción)"


def en_miles(cuantas: int) -> str:
    """``1.234``, que en una hoja de cálculo es un número."""
    return con_su_valor(con_miles(cuantas), Decimal(cuantas))


def cuantas_se_nombran(cuantas: int) -> int:
    """Número de filas, de ``cuantas``, que se nombran: todas si son pocas; si no, las primeras."""
    return cuantas if cuantas <= _SE_NOMBRAN else _LAS_PRIMERAS


def donde_estan(dependencia: str | None) -> str:
    """`` (página 38)``, la de una dependencia en la matriz; en un libro, la hoja; o vacío."""
    en_la_matriz = Remite(remision_a_pagina("matriz"), antes=" (", despues=")", si_no="")
    titulo = nombrada(_DE_CADA_DEPENDENCIA, dependencia or "")
    en_papel = Remite(remision_a_pagina(titulo), antes=" (", despues=")", si_no=en_la_matriz)
    return Remite(remision_a_hoja("listas"), antes=" (en ", despues=")", si_no=en_papel)


_DE_CADA_DEPENDENCIA = "matriz_de_cada_dependencia"
"""La clave de los títulos de la matriz, que son uno por dependencia."""


def donde_estan_todas(cuentas: Iterable[int]) -> str:
    """``Todas, en el Anexo B y en su Excel.``: dónde buscar los códigos que una lista no dice.

    ``cuentas``: cuántas filas tiene cada lista; vacío si en todas caben sus códigos.
    """
    if max(cuentas, default=0) <= CODIGOS:
        return ""
    en_papel = f"{Remite('matriz', antes='el ', si_no='la matriz')} y en su Excel"
    return f"Todas, en {Remite(remision_a_hoja('listas'), si_no=en_papel)}."


def responsable_escrito(fila: FilaAnalizada) -> str | None:
    """El responsable que una fila dice; ``None`` si ninguno, o sólo un guion o un «N/A»."""
    return sin_guiones(en_un_renglon(fila.fila.responsable)) or None


_POR_COMPONENTE = expresion(r"(?:\A| · )\d+: ")


def como_se_leen(listas: Iterable[str]) -> str:
    """Qué es cada número de ``1: 4.1, 4.2 · 2: 1``, si alguna lista va así; si no, vacío."""
    if not any(map(_POR_COMPONENTE.search, listas)):
        return ""
    return "Antes de los dos puntos va el componente; después, el número de la actividad."


def oficina_de(cifras: Cifras) -> str:
    """Cómo se nombra la dependencia de la que son todas las filas de unas cifras."""
    return cifras.filas[0].oficina or cifras.nombre


def avance_acumulado(cifras: Cifras, *, del_plan: bool = False) -> str:
    """La frase del avance con su método, su base y su zona, o por qué no la tiene.

    Del plan entero, también entre qué dos está según lo que falta, y qué sostiene lo verificado.
    """
    palabras, aplican = palabras_de(cifras.aplican), len(cifras.aplican)
    if not aplican:
        return palabras_de(cifras.filas).di("No hay avance que promediar: {ninguna} aplica.")
    falta = intervalo_del_avance(cifras) if del_plan else ""
    if cifras.solo_estados:
        texto = _solo_estados(cifras, falta)
    elif cifras.avance is None:
        se_declaro = "se conoce" if cifras.alguno_se_declaro else "se declaró"
        frase = f"De {{ninguna}} {{de_las}} {{filas}} que aplican {se_declaro} un porcentaje"
        if aplican == 1:
            frase = f"{{De_las}} {{filas}} que aplica no {se_declaro} un porcentaje"
        texto = palabras.di(f"{frase}: el avance no se puede calificar.", aplican)
    else:
        texto = seguidas(
            f"El avance acumulado, {metodo_de(cifras)}, es de {cifras.avance_en_texto}.",
            f"Sale de {base_de(cifras)}.".replace("de el ", "del ", 1),
            con_mayuscula(f"{falta}.") if falta else "",
            _zona(cifras),
            _sin_peso(cifras),
        )
    comprobado = verificado(cifras) if del_plan else ""
    # Lo terminado que nadie comprobó se dice antes que el promedio que sostiene.
    return seguidas(*((comprobado, texto) if nada_verificado(cifras) else (texto, comprobado)))


def _solo_estados(cifras: Cifras, falta: str) -> str:
    """Las frases de un plan sin porcentajes, en que sólo se declararon estados.

    ``falta``: la de entre qué avances está el plan según lo que se calla, o vacía.
    """
    declaran = sum(fila.situacion.estado is not None for fila in cifras.aplican)
    de_cuales, numeros = de_cuantas(cifras, declaran)
    se_declaro = ""
    if declaran > len(cifras.con_avance):
        se_declaro, numeros = " se declaró el estado; de {n}", (*numeros, len(cifras.con_avance))
    frase = f"{de_cuales}{se_declaro} {si_terminaron(cifras)}."
    return seguidas(
        "El avance no tiene promedio: sólo se declararon estados, sin ningún porcentaje, y la"
        " medida es el cumplimiento.",
        palabras_de(cifras.aplican).di(frase, *numeros),
        con_mayuscula(f"{falta}.") if falta else "",
    )


def si_terminaron(cifras: Cifras) -> str:
    """``se sabe si terminaron o no empezaron``: lo que dice un estado sin porcentaje."""
    if any(fila.estado is Estado.EN_PROCESO for fila in cifras.con_avance):  # conserva su 0
        return "se conoce el avance, que es 0 o 100"
    es_una = len(cifras.con_avance) == 1
    return f"se sabe si {'terminó o no empezó' if es_una else 'terminaron o no empezaron'}"


def de_cuantas(cifras: Cifras, cuantas: int) -> tuple[str, tuple[int, ...]]:
    """La plantilla ``De 2 de las 5 actividades`` o ``De las 5 actividades``, y sus números."""
    aplican = len(cifras.aplican)
    if cuantas == aplican:
        return "{De_las} {filas} que aplica[n]", (aplican,)
    return "De {n} {de_las} {filas} que aplican", (cuantas, aplican)


def intervalo_del_avance(cifras: Cifras) -> str:
    """``si todo lo que se calla fuera 0 o 100, el plan estaría entre 31,0 % y 95,5 %``; o vacío."""
    if cifras.intervalo is None or not cifras.se_conoce_una_parte:
        return ""
    zona_de = cifras.reglas.escala.zona_de
    bajo, alto = (proporcion(extremo, zona_de) for extremo in cifras.intervalo)
    # Lo terminado que no entra en el promedio cuenta 100 en los dos extremos.
    aparte = any(fila.terminada and fila.avance is None for fila in cifras.aplican)
    y_mas = ", y 100 lo terminado" if aparte else ""
    return f"si todo lo que se calla fuera 0 o 100{y_mas}, el plan estaría entre {bajo} y {alto}"


def nada_verificado(cifras: Cifras) -> str:
    """La frase de cuando nada de lo terminado se verificó; vacía si algo, o si no se revisó."""
    terminadas = len(cifras.terminadas)
    if not cifras.hay_verificacion or not terminadas or cifras.terminadas_verificadas:
        return ""
    frase = "{ninguna} {de_las} terminad@s quedó verificad@"
    if terminadas == 1:
        frase = "{las} terminad@ no quedó verificad@"
    return palabras_de(cifras.terminadas).di(frase, terminadas)


def verificado(cifras: Cifras, *, sostiene: bool = True) -> str:
    """Cuánto de lo terminado se verificó y qué ``sostiene``; vacío si no se verificó nada."""
    if cifras.sostenido is None:
        return ""
    al_final = f"; {lo_que_sostiene(cifras)}" if sostiene else ""
    return con_mayuscula(f"{nada_verificado(cifras) or _lo_terminado(cifras)}{al_final}.")


def _lo_terminado(cifras: Cifras) -> str:
    """``de las 2 terminadas quedó verificada 1``, ``las 2 terminadas quedaron verificadas``."""
    verificadas, terminadas = len(cifras.terminadas_verificadas), len(cifras.terminadas)
    if not terminadas:
        return palabras_de(cifras.aplican).di("{ninguna} está terminad@")
    palabras = palabras_de(cifras.terminadas)
    quedaron = palabras.di("[quedó|quedaron] verificad@s", verificadas)
    if verificadas == terminadas:
        return palabras.di(f"{{las}} terminad@s {quedaron}", terminadas)
    return palabras.di(f"{{de_las}} terminad@s {quedaron} {{n}}", terminadas, verificadas)


_CIEN = 100
"""Por ciento que más se puede sostener: «al menos 100 %» no dice nada."""


def lo_que_sostiene(cifras: Cifras) -> str:
    """``lo verificado sostiene al menos 7,1 %``; vacío si no se verificó nada."""
    if cifras.sostenido is None:
        return ""
    al_menos = "al menos" if cifras.sostenido < _CIEN else "el"
    return f"lo verificado sostiene {al_menos} {proporcion(cifras.sostenido)}"


def metodo_de(cifras: Cifras) -> str:
    """El nombre del método en esas filas: dentro de un componente, ponderar es promediarlas."""
    metodo = cifras.reglas.metodo
    de_uno_solo = len({fila.componente.clave for fila in cifras.filas}) == 1
    if metodo == "actividades" or (metodo == "ponderado" and de_uno_solo):
        return f"promedio de {clases_con_articulo(cifras.aplican)}"
    return METODOS[metodo]


def base_de(cifras: Cifras) -> str:
    """``42 de 122 actividades con avance conocido, 2 de ellas de un corte anterior``."""
    base, arrastradas = len(cifras.con_avance), len(cifras.arrastradas)
    conocidas = _conocidas(cifras, " con avance conocido")
    if not arrastradas:
        return conocidas
    cuantas_de_antes = "{n} de {ellas} " if arrastradas < base else "{todas} " if base > 1 else ""
    frase = f"{{cuales}}, {cuantas_de_antes}de un corte anterior"
    return palabras_de(cifras.aplican).di(frase, arrastradas, cuales=conocidas)


def _conocidas(cifras: Cifras, final: str) -> str:
    """``42 de 122 actividades``; si son todas, ``las 12 actividades que aplican``."""
    base, aplican = len(cifras.con_avance), len(cifras.aplican)
    if aplican in {base, 1}:
        return palabras_de(cifras.aplican).di("{las} {filas} que aplica[n]", aplican)
    return palabras_de(cifras.aplican).di(f"{{n}} de {{cuenta}}{final}", base, aplican)


def _zona(cifras: Cifras) -> str:
    """La frase de la zona en que está el avance, o de por qué no tiene."""
    if cifras.zona:
        return f"Corresponde a la zona {cifras.zona.nombre}."
    return con_mayuscula(f"{sin_zona(cifras)}.")


def sin_zona(cifras: Cifras) -> str:
    """``se conoce muy poco para decir su zona: de lo no terminado, 1 de 9…``."""
    minima = cifras.reglas.escala.cobertura_minima
    conocidas, total = len(cifras.con_avance), len(cifras.aplican)
    sobre_que = ""
    if cifras.cobertura >= minima:
        (conocidas, total), sobre_que = cifras.de_lo_no_terminado, "de lo no terminado, "
    poco = "se conoce muy poco para decir su zona"
    frase = f"{poco}: {sobre_que}{{n}} de {{n}}, y se pide al menos el {{minima}}"
    return FILAS.di(frase, conocidas, total, minima=porcentaje(minima))


def _sin_peso(cifras: Cifras) -> str:
    """Los componentes cuyo peso no contó, si el promedio lleva pesos."""
    if not cifras.componentes_sin_avance:
        return ""
    nombres = lista([f"«{nombre}»" for nombre in cifras.componentes_sin_avance])
    return (
        f"Sin ningún avance conocido, no cuenta el peso de {nombres}, que se reparte entre los"
        " demás componentes."
    )


def avance_del_periodo(cifras: Cifras) -> str:
    """La frase de lo que cambió desde el corte anterior, con su base.

    Vacía sin corte anterior con que comparar.
    """
    periodo, anterior = cifras.periodo, cifras.anterior
    if periodo is None or anterior is None:
        return ""
    return _cambio(cifras, periodo, sin_promedio=cifras.solo_estados or anterior.solo_estados)


def acumulado_publicado(cifras: Cifras) -> str:
    """La frase de cuál era el acumulado del corte anterior; vacía sin el archivo de entonces."""
    anterior = cifras.anterior
    if anterior is None or anterior.avance is None or not cifras.anterior_es_publicado:
        return ""
    conocidas = tantas_de(len(anterior.con_avance), len(anterior.aplican))
    recalculado = f"{anterior.avance_en_texto}, con {conocidas}"
    if not anterior.recalculadas:
        return f"El acumulado publicado en el corte anterior es de {recalculado}."
    return (
        "El documento que se publicó no imprime el acumulado del corte anterior; recalculado"
        f" con sus {palabras_de(anterior.aplican).plural}, es de {recalculado}."
    )


def _cambio(cifras: Cifras, periodo: CambioDeAvance, *, sin_promedio: bool) -> str:
    """La frase de cuánto cambió el avance en el período, o de por qué no se sabe.

    ``sin_promedio``: si en un corte sólo se declararon estados.
    """
    if sin_promedio:
        return (
            "No se sabe cuánto cambió en el período: en uno de los dos cortes, al menos, sólo se"
            " declararon estados."
        )
    if periodo.puntos is None:
        return "No se sabe cuánto cambió en el período: ningún avance se conoce en los dos cortes."
    frase = "En el período, el avance {de_las} que se conoce[n] en los dos cortes {cambio}."
    cambio = cambio_de(periodo)
    if cifras.anterior_es_publicado:
        cambio += f" frente a lo publicado{con_las_corregidas(cifras)}"
    return palabras_de(cifras.aplican).di(frase, periodo.base, cambio=cambio)


def cambio_de(periodo: CambioDeAvance) -> str:
    """``subió 3 puntos``, ``bajó en promedio 1 punto`` o ``no cambió``, el avance de unas filas."""
    puntos, como = periodo.puntos, " en promedio" if periodo.base > 1 else ""
    if not puntos:
        return f"no cambió{como}"
    escritos = numero(abs(puntos), decimales=DE_LO_NUESTRO)
    unidad = "punto" if escritos == "1" else "puntos"
    return f"{verbo_de(puntos)}{como} {escritos} {unidad}"


def verbo_de(puntos: Decimal) -> str:
    """``subió``, ``bajó`` o ``no cambió``."""
    return "subió" if puntos > 0 else "bajó" if puntos < 0 else "no cambió"


def con_las_corregidas(cifras: Cifras) -> str:
    """``, con 1 corregida``: de las filas del cambio del período, cuántas no dicen lo publicado."""
    en_el_cambio = {fila.ruta for fila in cifras.base_del_periodo}
    corregidas = [fila for fila in cifras.corregidas if fila.ruta in en_el_cambio]
    return "".join(palabras_de(corregidas).cuentas((len(corregidas), ", con {n} corregid@s")))


SIN_CONTAR = "se [declaró|declararon] no aplicable[s] después de terminar"
EN_BLANCO = "en blanco bajo otr@ con reporte"
_PUEDE_SER = "El blanco puede ser la misma celda de arriba."
"""Frase de lo que va en blanco bajo un texto: que lo comparta no se afirma."""
_AL_DIA = "al día hasta un corte y sin reporte después"


def cumplimiento(cifras: Cifras) -> str:
    """Frase de cuánto está terminado de lo que ya debía estarlo, y qué no se sabe."""
    if not cifras.aplican:
        frase = "{Ninguna} aplica" if len(cifras.filas) > 1 else "{Las} {filas} no aplica"
        return palabras_de(cifras.filas).di(f"{frase}: no hay qué terminar.", 1)
    texto = _nada_vencia(cifras)
    if cifras.cumplimiento.debian:
        debia = lo_que_debia(cifras.cumplimiento, palabras_de(cifras.aplican))
        texto = seguidas(debia, _otras_sin_dia(cifras))
    antes, frase = cifras.terminadas_antes, "{cuenta} se [declaró|declararon] terminad@s antes de"
    declarado = palabras_de(antes).cuentas((len(antes), f"{frase} su último día."))
    return seguidas(texto, *declarado)


def lo_que_debia(cuenta: Cumplimiento, palabras: Palabras) -> str:
    """La frase de cuánto de lo que debía estar terminado lo está y cómo está lo demás.

    Vacía si hasta el corte no debía nada.
    """
    if not cuenta.debian:
        return ""
    parte = f" ({cuenta.parte_en_texto})" if cuenta.se_puede_decir else ""
    ese_dia = _el_dia_del_corte(cuenta.vencidas_ese_dia, cuenta.vencidas)
    callado_ese_dia = _el_dia_del_corte(
        cuenta.vencidas_sin_reporte_ese_dia, cuenta.vencidas_sin_reporte
    )
    vencieron = palabras.cuentas(
        (cuenta.vencidas, f"{{n}} [venció|vencieron]{ese_dia}"),
        (cuenta.vencidas_sin_reporte, f"{{n}} [venció|vencieron] sin reporte{callado_ese_dia}"),
    )
    dudosas = palabras.cuentas(
        (cuenta.solo_con_texto, "de {n} sólo hay un texto"),
        (
            cuenta.tras_estar_al_dia,
            "{n} [estuvo|estuvieron] al día y después sólo trae[n] un texto",
        ),
        (
            cuenta.al_dia_sin_reporte,
            "{n} [estuvo|estuvieron] al día y después no se supo de {ella}",
        ),
        (cuenta.en_blanco, f"{{n}} va[n] {EN_BLANCO}"),
    )
    demas = [*vencieron, *dudosas]
    if cuenta.debian == 1:
        estado = "sólo tiene un texto" if cuenta.solo_con_texto else lista(demas).removeprefix("1 ")
        frase = "{Las} {filas} que debía estar terminad@ {como}."
        sola = palabras.di(frase, 1, como=estado or "lo está")
        return seguidas(sola, _PUEDE_SER if cuenta.en_blanco else "")
    if cuenta.terminadas == cuenta.debian:
        frase = "{Las} {filas} que debían estar terminad@s lo están{parte}."
        return palabras.di(frase, cuenta.debian, parte=parte)
    # «Ninguna lo está» lo afirmaría también de aquello de lo que sólo hay un texto.
    lo_estan = "de {ninguna} consta que lo esté"
    numeros: tuple[int, ...] = (cuenta.debian,)
    if cuenta.se_puede_decir:
        lo_estan, numeros = "{cuantas} lo [está|están]{parte}", (cuenta.debian, cuenta.terminadas)
    frase = f"{{De_las}} {{filas}} que debían estar terminad@s, {lo_estan}. {{demas}}."
    resto = con_mayuscula(_las_demas(cuenta, palabras, demas))
    if vencieron and len(demas) > _EN_UNA_FRASE:
        de_las_demas = palabras.di("De l@s demás, ") if cuenta.terminadas else ""
        resto = f"{de_las_demas}{lista(vencieron)}. {con_mayuscula(lista(dudosas))}"
    debian = palabras.di(frase, *numeros, parte=parte, demas=resto)
    return seguidas(debian, _PUEDE_SER if cuenta.en_blanco else "")


_EN_UNA_FRASE = 3
"""Las clases que una dice; con más, lo vencido va en una y lo que no se sabe, en otra."""


def _el_dia_del_corte(de_ese_dia: int, vencidas: int) -> str:
    """`` el día del corte``, si fue el de todas; `` (4 el día del corte)``; vacío si ninguna."""
    if not de_ese_dia:
        return ""
    if de_ese_dia == vencidas:
        return " el día del corte"
    return f" ({con_miles(de_ese_dia)} el día del corte)"


def _las_demas(cuenta: Cumplimiento, palabras: Palabras, estados: Sequence[str]) -> str:
    """``de las demás, 2 vencieron y de 23 sólo hay un texto``, o ``las otras 4 vencieron``.

    ``estados``: la frase de cada estado que no es terminada.
    """
    faltan = cuenta.debian - cuenta.terminadas
    if len(estados) > 1:
        de_las_demas = palabras.di("de l@s demás, ") if cuenta.terminadas else ""
        return f"{de_las_demas}{lista(estados)}"
    restantes = palabras.di("{las_otras}" if cuenta.terminadas else "{las}", faltan)
    return contraido(estados[0].replace(con_miles(faltan), restantes, 1))


def _nada_vencia(cifras: Cifras) -> str:
    """La frase de cuando nada vencía hasta el corte, con lo que se podía exigir sin embargo.

    Antes, lo que vencía y se declaró no aplicable.
    """
    no_aplican = debian_y_no_aplican(cifras)
    no_aplican, otra = (f"{no_aplican}.", " otr@") if no_aplican else ("", "")
    if sin_dia := sin_dia_exigible(cifras):
        return seguidas(no_aplican, sin_dia)
    palabras, exigibles = palabras_de(cifras.aplican), len(cifras.exigibles)
    frase = f"Hasta el corte no vencía {{ninguna}}{otra}."
    if exigibles:
        frase = (
            f"{{Ninguna}}{otra} tenía su último día hasta el corte; {{n}} era[n] exigible[s] en el"
            " período."
        )
    if len(cifras.aplican) == 1:
        frase = "{Las} {filas} que aplica no tenía su último día hasta el corte"
        frase += ", pero era exigible en el período." if exigibles else "."
        exigibles = 1
    return seguidas(no_aplican, palabras.di(frase, exigibles), _otras_sin_dia(cifras))


def debian_y_no_aplican(*partes: Cifras) -> str:
    """La frase, sin punto, de lo que debía estar terminado y se declaró no aplicable; o vacía."""
    filas = [fila for cifras in partes for fila in cifras.filas]
    frase = "{Las} que debía[n] estar terminad@s se [declaró|declararon] no aplicable[s]"
    cuantas = sum(cifras.cumplimiento.no_aplican for cifras in partes)
    return palabras_de(filas).di(frase, cuantas) if cuantas else ""


def sin_dia_exigible(cifras: Cifras) -> str:
    """La frase de cuando nada de lo que falta dice un día en que venza; si no, vacía."""
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
    """La frase de cuántas más no dicen cuándo vencen, y cuántas van en blanco; o vacía."""
    palabras, sin_dia = palabras_de(cifras.aplican), len(cifras.sin_dia_claro)
    blancos = {fila.ruta for fila in cifras.en_blanco_bajo_reporte}
    en_blanco = sum(fila.ruta in blancos for fila in cifras.sin_dia_claro)
    if not sin_dia:
        return ""
    if en_blanco == sin_dia:
        ademas = palabras.di(f" y va[n] {EN_BLANCO}", sin_dia)
    else:
        frase = f"; {{n}} de {{ellas}} va[n] {EN_BLANCO}"
        ademas = palabras.di(frase, en_blanco) if en_blanco else ""
    numero_de_varias = f" {con_miles(sin_dia)}" if sin_dia > 1 else ""
    frase = "Otr@s{numero} no tiene[n] un día exigible{ademas}."
    return palabras.di(frase, sin_dia, numero=numero_de_varias, ademas=ademas)


def exigibles(cifras: Cifras) -> str:
    """La frase de cuánto debía mostrar algo en el período, y de cuánto de eso quedó sin reporte."""
    if not cifras.exigibles:
        return "En el período no se podía exigir ningún reporte."
    se_podia = f"En el período se podía exigir el reporte de {enumerar(cifras.exigibles)}"
    if cifras.sin_reporte:
        return f"{se_podia}. Sin reporte: {enumerar(cifras.sin_reporte)}."
    todo_llego = all(fila.reportada for fila in cifras.exigibles)
    return f"{se_podia}: {'todo se reportó' if todo_llego else 'no falta ninguno'}."


def nada_vencido(cifras: Cifras) -> str:
    """La frase de cuando nada consta vencido, con lo que no se verificó o no dice cuándo vence."""
    if sin_dia := sin_dia_exigible(cifras):
        return sin_dia
    if ninguna := nada_verificado(cifras):
        return f"Nada consta vencido, pero {ninguna}."
    return "No consta nada vencido."


def frase_de_lo_que_no_aplica(cifras: Cifras) -> str:
    """Cuánto se declaró no aplicable; vacío si todo aplica."""
    total, aplican = len(cifras.filas), len(cifras.aplican)
    if total == aplican:
        return ""
    if total == 1:
        frase = "{Las} {filas} se declaró no aplicable."
    elif not aplican:
        frase = "{Ninguna} {de_las} {filas} aplica: {todas} se declararon no aplicables."
    else:
        es_una = total - aplican == 1
        las_demas = "otr@ se declaró no aplicable" if es_una else "{n} se declararon no aplicables"
        frase = f"De {{las}} {{filas}} aplica[n] {{n}}; {las_demas}."
    return palabras_de(cifras.filas).di(frase, total, aplican, total - aplican)


def del_dia_del_corte(filas: Filas) -> str:
    """`` (4 el día del corte)``, de las filas que vencen ese día; vacío si ninguna."""
    cuantas = sum(fila.vence_en_el_corte for fila in filas)
    return f" ({con_miles(cuantas)} el día del corte)" if cuantas else ""


def lo_que_no_se_sabe(cifras: Cifras) -> str:
    """La frase de qué filas no se puede afirmar que incumplan, y por qué; o vacía."""
    en_blanco = cifras.en_blanco_bajo_reporte
    blancos = {fila.ruta for fila in en_blanco}
    sin_dia = sum(fila.ruta not in blancos for fila in cifras.sin_dia_claro)
    vencian = sum(fila.ya_vencio for fila in en_blanco)
    sin_su_dia = ", sin un último día hasta el corte" if len(blancos) == 1 and not vencian else ""
    con_su_dia = ""
    if vencian < len(blancos) and len(blancos) > 1:
        de_cuales = palabras_de(en_blanco).di("De l@s que van en blanco", len(blancos))
        frase = f"{de_cuales}, {{cuantas}} tenía[n] su último día hasta el corte."
        con_su_dia = palabras_de(en_blanco).di(frase, vencian)
    al_dia = cifras.al_dia_sin_reporte
    dudas = palabras_de(cifras.filas).cuentas(
        (len(al_dia), f"{{n}} {_AL_DIA}{del_dia_del_corte(al_dia)}"),
        (len(blancos), f"{{n}} {EN_BLANCO}{sin_su_dia}"),
        (sin_dia, f"{{n}} {'más ' if blancos else ''}sin un día que se pueda exigir"),
    )
    de_los_textos = ""
    if cifras.por_determinar:
        de_los_textos = "No se da por incumplido lo que sólo trae un texto."
    if not dudas:
        return de_los_textos
    total = len(al_dia) + len(blancos) + sin_dia
    cuales = "{cuenta}"
    if cifras.por_determinar or cifras.todas_las_vencidas:
        cuales = "otr@ {filas}" if total == 1 else "otr@s {cuenta}"
    motivos = f": {lista(dudas)}" if len(dudas) > 1 else f", {dudas[0].partition(' ')[2]}"
    se_da = "Tampoco" if de_los_textos else "No se da[n] por incumplid@s"
    frase = f"{se_da} {cuales}{{como}}."
    tampoco = palabras_de(cifras.filas).di(frase, total, como=motivos)
    # Si alguna debía estar terminada, ya se dijo en lo que debía.
    puede_ser = _PUEDE_SER if blancos and not cifras.cumplimiento.en_blanco else ""
    return seguidas(de_los_textos, tampoco, puede_ser, con_su_dia)


# ------------------------------------------------------------------ de cuánto se reportó

Medida = Literal["avance", "cumplimiento", "cobertura"]

_LA_MITAD = 2
"""De lo que ya debía estar, la parte que hay que conocer para empezar por el cumplimiento."""


@clases.frozen
class FilasPorReporte:
    """Las filas que aplican, según lo que se escribió de ellas en el período: son todas."""

    reportadas: Filas
    con_guion: Filas
    """Sólo un guion o un «N/A»: se dijo que no había qué reportar."""
    sin_escribir: Filas
    sin_contar: Filas
    """Sólo dijeron que no aplican, ya terminadas."""

    @property
    def aplican(self) -> int:
        """Cuántas filas aplican en total."""
        return len(self.reportadas) + self.faltan

    @property
    def faltan(self) -> int:
        """Número de filas de las que no cuenta ningún reporte."""
        return len(self.con_guion) + len(self.sin_escribir) + len(self.sin_contar)

    @property
    def parte(self) -> Decimal | None:
        """El porcentaje de filas de que se reportó, de 0 a 100; ``None`` si ninguna aplica."""
        return Decimal(100 * len(self.reportadas)) / self.aplican if self.aplican else None

    @property
    def parte_en_texto(self) -> str:
        """``68,7 %``: la parte que se reportó."""
        return proporcion(self.parte)


def reporte_de(cifras: Cifras) -> FilasPorReporte:
    """Las filas que aplican, según lo que se escribió de ellas en el período."""
    return FilasPorReporte(cifras.reportadas, cifras.con_guion, cifras.en_blanco, cifras.sin_contar)


def medida_mas_fuerte(cifras: Cifras) -> Medida:
    """La medida que va primero: el avance, si da zona; lo terminado, si se conoce; lo reportado."""
    if cifras.zona is not None:
        return "avance"
    cuenta = cifras.cumplimiento
    conocidas = cuenta.terminadas + len(cifras.todas_las_vencidas)
    if cuenta.terminadas and _LA_MITAD * conocidas >= cuenta.debian:
        return "cumplimiento"
    return "cobertura"


# ------------------------------------------------------------------ una fila por su código


def en_frase(codigo: Codigo) -> str:
    """``2.2 (Hacienda, componente 1)``; el que es de una sola en el plan, solo."""
    alcance = codigo.alcance
    con_su_fila = bool(codigo.codigo) and alcance is Alcance.FILA
    lugar = (
        codigo.dependencia if alcance >= Alcance.DEPENDENCIA else "",
        codigo.componente if alcance >= Alcance.COMPONENTE else "",
        f"fila {codigo.fila}" if con_su_fila else "",
    )
    donde = ", ".join(filter(None, lugar))
    nombre = f"{_clase(codigo)}{codigo.codigo}" if codigo.codigo else f"fila {codigo.fila}"
    return f"{nombre} ({donde})" if donde else nombre


def en_lista(codigos: Codigos, rutas: Sequence[str], de_la_oficina: Iterable[str]) -> str:
    """Códigos enteros de unas filas, por sus rutas: ``1.2, 2, 3.1 y 5 más``.

    Si a alguno responde más de una fila de la oficina, por componente: ``1: 1.2, 2.1 · 4: 2.2``.
    """
    de_todas = [*map(codigos.de, de_la_oficina)]
    veces = Counter(codigo.codigo for codigo in de_todas)
    en_su_componente = Counter((codigo.componente, codigo.codigo) for codigo in de_todas)
    primeros = [*map(codigos.de, rutas[:CODIGOS])]
    escritos = [
        (
            codigo.componente.removeprefix("componente").strip(),
            codigo.codigo
            if codigo.codigo and en_su_componente[codigo.componente, codigo.codigo] <= 1
            else en_frase(attrs.evolve(codigo, dependencia="", componente="")),
        )
        for codigo in primeros
    ]
    coma = "; " if any("," in escrito for _, escrito in escritos) else ", "
    restantes = len(rutas) - len(primeros)
    y_mas = f"y {con_miles(restantes)} más" if restantes else ""
    if any(veces[codigo.codigo] > 1 for codigo in primeros):
        por_componente = agrupadas(escritos).items()
        grupos = [f"{componente}: {coma.join(lista)}" for componente, lista in por_componente]
        return " · ".join(filter(None, (*grupos, y_mas)))
    return seguidas(coma.join(escrito for _, escrito in escritos), y_mas)


def _clase(codigo: Codigo) -> str:
    """``trámite``, ``intercambio``: la clase en una palabra, si hay que decirla."""
    palabras = DE_CADA_LISTA.get(codigo.lista) if codigo.con_clase else None
    return f"{palabras.singular.split()[0]} " if palabras else ""
