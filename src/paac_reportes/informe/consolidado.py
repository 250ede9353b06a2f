"""Un consolidado de entidades en palabras: sus renglones, su resumen y lo que conviene revisar."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from operator import itemgetter
from typing import Any, Literal, Self

from paac_reportes import clases
from paac_reportes.analisis.consolidado import (
    ComponenteConsolidado,
    Consolidado,
    CuentasDeFilas,
    EntidadConsolidada,
    Reporto,
)
from paac_reportes.analisis.gestos import Gesto
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.filas import FilaDeEntidades, FilaDeMedida
from paac_reportes.informe.apertura import de_lo_que_debia
from paac_reportes.informe.frases import FILAS, lo_que_debia
from paac_reportes.informe.historia import cuentas_de_cambios
from paac_reportes.maqueta.contenido import SinDato, con_su_valor
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.normativa.regimenes import buscar_regimen
from paac_reportes.textos.markdown import ConEntrada, ListaDeMarkdown, Parrafos
from paac_reportes.textos.nombres import nombre_en_frase
from paac_reportes.textos.valores import (
    SIN_DATO,
    ClaseDe,
    con_miles,
    contar,
    decimales_segun,
    en_datos,
    fecha_corta,
    lista,
    proporcion,
    tantas_de,
)

_REPORTO: dict[Reporto, str] = {
    "en_el_periodo": "Sí",
    "antes": "Sólo antes",
    "nunca": "Nunca",
}

_SIN_DATO = SinDato(SIN_DATO)
"""De lo que no se sabe de una entidad: su avance, su zona, su vigencia o de dónde es."""


@clases.frozen
class _Decimales:
    """Los decimales de cada columna, según la base del renglón que la cierra."""

    avance: int
    reporte: int

    @classmethod
    def de(cls, total: CuentasDeFilas) -> Self:
        return cls(decimales_segun(total.con_avance), decimales_segun(total.aplican))


def de_entidades(consolidado: Consolidado) -> Iterator[FilaDeEntidades]:
    """Un renglón por entidad, en el orden en que llegaron."""
    decimales = _Decimales.de(consolidado.total)
    for lugar, consolidada in enumerate(consolidado.entidades):
        avance, escala = consolidada.avance, consolidada.escala
        yield FilaDeEntidades(
            nombre=nombre_en_frase(consolidada.entidad.nombre),
            departamento=nombre_en_frase(consolidada.entidad.departamento or "") or _SIN_DATO,
            divipola=consolidada.entidad.divipola,
            vigencia=consolidada.vigencia or _SIN_DATO,
            reporto=_REPORTO[consolidada.reporto],
            avance=con_su_valor(
                consolidada.avance_en_texto
                if avance is None
                else proporcion(avance, escala.zona_de, decimales.avance),
                avance,
            ),
            base=_base(consolidada.cuentas),
            zona=_SIN_DATO if consolidada.avance is None else consolidada.zona,
            observaciones="; ".join(_observaciones(consolidado, lugar)),
            arrastradas=consolidada.cuentas.arrastradas,
            **_cuentas_escritas(consolidada.cuentas, decimales),
        )


def con_observaciones(consolidado: Consolidado) -> Iterator[FilaDeEntidades]:
    """Los renglones de las entidades de las que hay algo que advertir."""
    return (fila for fila in de_entidades(consolidado) if fila.observaciones)


def total_de_todas(consolidado: Consolidado) -> FilaDeEntidades:
    """Las cuentas de las entidades sumadas; los promedios no se suman y van aparte (``medias``)."""
    entidades = len(consolidado.entidades)
    return FilaDeEntidades(
        nombre=f"Total: {contar(entidades, 'entidad', 'entidades')}",
        reporto=tantas_de(consolidado.por_reporte["en_el_periodo"], entidades),
        **_cuentas_escritas(consolidado.total, _Decimales.de(consolidado.total)),
    )


def medias(consolidado: Consolidado) -> Iterator[FilaDeEntidades]:
    """Los dos promedios, que no son el mismo: cada uno con su nombre y su base."""
    entidades, filas = len(consolidado.entidades), consolidado.total
    de_entidades, de_filas = consolidado.media_de_entidades, consolidado.media_de_filas
    decimales = _Decimales.de(filas).avance
    yield FilaDeEntidades(
        nombre=_DE_ENTIDADES,
        avance=con_su_valor(proporcion(de_entidades, decimales=decimales), de_entidades),
        base=f"{tantas_de(len(consolidado.con_avance), entidades)} entidades",
    )
    yield FilaDeEntidades(
        nombre=_DE_ACTIVIDADES,
        avance=con_su_valor(proporcion(de_filas, decimales=decimales), de_filas),
        base=f"{tantas_de(filas.con_avance, filas.aplican)} {FILAS.plural}",
    )


_DE_ENTIDADES, _DE_ACTIVIDADES = "Media de entidades", "Media de actividades"


def que_son_las_medias(consolidado: Consolidado) -> str:
    """Qué promedia cada una de las dos medias."""
    metodos = lista(consolidado.metodos)
    return (
        f"{_DE_ENTIDADES}: todas pesan lo mismo (el avance de cada una: {metodos})."
        f" {_DE_ACTIVIDADES}: pesa más la entidad que tiene más."
    )


Asunto = Literal["debido", "avance"]
"""Lo que una tabla de componentes cuenta de cada uno."""
_CUENTA: dict[Asunto, Callable[[CuentasDeFilas], int]] = {
    "debido": lambda cuentas: cuentas.cumplimiento.debian,
    "avance": lambda cuentas: cuentas.con_avance,
}


def de_componentes(
    consolidado: Consolidado, asunto: Asunto | None = None
) -> Iterator[FilaDeEntidades]:
    """Un renglón por componente, con lo de todas las entidades que lo traen.

    De un asunto, sólo los que tienen qué contar: los demás los dice ``los_otros_componentes``.
    """
    de_tabla = [
        (nombre, c)
        for nombre, c in _con_su_nombre(consolidado)
        if asunto is None or _CUENTA[asunto](c.cuentas)
    ]
    # Lo reportado de todas cierra esa columna; el avance no se suma, y va el de cada uno.
    de_avance = decimales_segun(max((c.cuentas.con_avance for _, c in de_tabla), default=0))
    decimales = _Decimales(de_avance, _Decimales.de(consolidado.total).reporte)
    for nombre, c in de_tabla:
        yield _renglon_de_componente(c, nombre, len(consolidado.entidades), decimales)


def los_otros_componentes(consolidado: Consolidado, asunto: Asunto) -> str:
    """La frase de cuántos componentes no tienen qué contar de un asunto; vacía, si ninguno."""
    otros = [c.cuentas for c in consolidado.componentes if not _CUENTA[asunto](c.cuentas)]
    if not otros:
        return ""
    todos = len(otros) == len(consolidado.componentes)
    sujeto = f"De los {'' if todos else 'otros '}{con_miles(len(otros))} componentes"
    if len(otros) == 1:
        sujeto = f"Del {'único' if todos else 'otro'} componente"
    if asunto == "debido":
        frase = " ({n} que lo debía[n] se [declaró|declararon] no aplicable[s])"
        no_aplican = sum(cuentas.cumplimiento.no_aplican for cuentas in otros)
        return f"{sujeto} nada debía estar terminado{''.join(FILAS.cuentas((no_aplican, frase)))}."
    return f"{sujeto} no se conoce ningún avance."


def _con_su_nombre(consolidado: Consolidado) -> Iterator[tuple[str, ComponenteConsolidado]]:
    """Pares de nombre y componente; si hay varios regímenes, el nombre lleva la sigla del suyo.

    En dos hay dos componentes con el mismo número, y a veces con el mismo nombre.
    """
    siglas = _siglas(consolidado)
    for componente in consolidado.componentes:
        regimen = f" ({siglas[componente.regimen]})" if len(siglas) > 1 else ""
        yield f"{_titulo_en_frase(componente.nombre)}{regimen}", componente


def _titulo_en_frase(titulo: str) -> str:
    """``1. GESTIÓN DEL RIESGO`` → ``1. Gestión del Riesgo``."""
    numero, punto, nombre = titulo.partition(". ")
    return (
        f"{numero}. {nombre_en_frase(nombre)}"
        if punto and numero.isdigit()
        else nombre_en_frase(titulo)
    )


def _siglas(consolidado: Consolidado) -> dict[CodigoDeRegimen, str]:
    """Cómo se llama en corto cada régimen; con su versión, si otro se llama igual."""
    regimenes = [buscar_regimen(codigo) for codigo in consolidado.regimenes]
    veces = Counter(regimen.sigla for regimen in regimenes)
    return {
        regimen.codigo: f"{regimen.sigla}, {regimen.version}"
        if veces[regimen.sigla] > 1
        else regimen.sigla
        for regimen in regimenes
    }


def _renglon_de_componente(
    componente: ComponenteConsolidado, nombre: str, entidades: int, decimales: _Decimales
) -> FilaDeEntidades:
    """El renglón de un componente; ``entidades``: cuántas hay en total."""
    media = componente.cuentas.media_de_filas
    return FilaDeEntidades(
        nombre=nombre,
        entidades=tantas_de(componente.entidades, entidades),
        avance=con_su_valor(proporcion(media, decimales=decimales.avance), media),
        base=_base(componente.cuentas),
        arrastradas=componente.cuentas.arrastradas,
        **_cuentas_escritas(componente.cuentas, decimales),
    )


def no_incluidas(consolidado: Consolidado) -> Iterator[FilaDeEntidades]:
    """Los renglones de los planes que se pidieron y no están en las cifras, con su motivo."""
    nombres_cortos = [_SEPARADOR.split(aviso.ruta)[-1] for aviso in consolidado.no_incluidas]
    for aviso, nombre_corto in zip(consolidado.no_incluidas, nombres_cortos, strict=True):
        # La carpeta de quien consolida no es de un documento que se publica.
        nombre = nombre_corto if nombres_cortos.count(nombre_corto) == 1 else aviso.ruta
        yield FilaDeEntidades(nombre=nombre, observaciones=aviso.mensaje)


_SEPARADOR = re.compile(r"[/\\]")


def _cuentas_escritas(cuentas: CuentasDeFilas, decimales: _Decimales) -> dict[str, Any]:
    """Las cuentas de unas filas y la parte que se reportó, como van en un renglón."""
    cobertura = cuentas.cobertura
    escrita = (
        SinDato("—")
        if cobertura is None
        else con_su_valor(proporcion(cobertura, decimales=decimales.reporte), cobertura)
    )
    return _cuentas(cuentas) | {"cobertura": escrita}


def _cuentas(cuentas: CuentasDeFilas) -> dict[str, Any]:
    """Las cuentas de unas filas, por su nombre: ``{"aplican": 40, "vencidas": 3, …}``."""
    cumplimiento = cuentas.cumplimiento
    return {
        "filas": cuentas.filas,
        "aplican": cuentas.aplican,
        "reportadas": cuentas.reportadas,
        "exigibles": cuentas.exigibles,
        "sin_reporte": cuentas.sin_reporte,
        "debian": cumplimiento.debian,
        "terminadas": cumplimiento.terminadas,
        "vencidas": cumplimiento.vencidas,
        "vencidas_sin_reporte": cumplimiento.vencidas_sin_reporte,
        "por_determinar": cumplimiento.por_determinar,
        "al_dia_sin_reporte": cumplimiento.al_dia_sin_reporte,
        "en_blanco": cumplimiento.en_blanco,
    }


def _base(cuentas: CuentasDeFilas) -> str:
    """``5 de 8``: de cuántas filas salió el promedio."""
    return tantas_de(cuentas.con_avance, cuentas.aplican)


def _observaciones(consolidado: Consolidado, lugar: int) -> Iterator[str]:
    """Lo que conviene advertir de la entidad de ese lugar, desde 0."""
    consolidada, corte = consolidado.entidades[lugar], consolidado.corte
    if lugar in consolidado.repetidas:
        renglones = [str(repetida + 1) for repetida in consolidado.repetidas[lugar]]
        yield f"la misma entidad está en el renglón {lista(renglones)}"
    if not consolidada.cuentas.filas:
        yield "su plan no tiene actividades ni trámites"
    if consolidada.corte_ajeno and corte is not None:
        ultimo = consolidada.ultimo_corte
        hasta = f"; lo último es del {fecha_corta(ultimo)}" if ultimo else ""
        yield f"no tiene el corte del {fecha_corta(corte)}{hasta}"
    if consolidada.debido is not None and consolidada.debido.hay_cambios:
        cambios = cuentas_de_cambios(consolidada.debido.gestos, FILAS)
        debidas = FILAS.contar(consolidada.debido.debidas)
        yield f"de lo que ya debía estar terminado ({debidas}), {lista(cambios)}"
    if len(consolidado.metodos) > 1:
        yield f"avance: {consolidada.metodo}"


def hallazgo_del_consolidado(consolidado: Consolidado) -> str:
    """Lo que en todas debía estar terminado y cómo está; si nada debía, cuántas reportaron."""
    entidades = len(consolidado.entidades)
    donde = f" en las {con_miles(entidades)} entidades" if entidades > 1 else ""
    debido = lo_que_debia(consolidado.total.cumplimiento, FILAS, donde)
    return debido or str(_quienes_reportaron(consolidado))


def nombres_de_entidades(consolidado: Consolidado) -> list[str]:
    """El nombre de cada una; el que se repite, con su vigencia: ``Entidad (2022)``."""
    nombres = [nombre_en_frase(entidad.entidad.nombre) for entidad in consolidado.entidades]
    vigencias = [entidad.vigencia for entidad in consolidado.entidades]
    return [
        f"{nombre} ({vigencia})" if vigencia and nombres.count(nombre) > 1 else nombre
        for nombre, vigencia in zip(nombres, vigencias, strict=True)
    ]


def medidas_de_todas(consolidado: Consolidado) -> Iterator[FilaDeMedida]:
    """Las cifras de todas: cuántas reportaron, lo que debía estar terminado y lo pendiente."""
    entidades, total = len(consolidado.entidades), consolidado.total
    if entidades > 1:
        yield FilaDeMedida(
            nombre="Con reporte en el período",
            cifra=tantas_de(consolidado.por_reporte["en_el_periodo"], entidades),
            base="; ".join(["entidades", *filter(None, [lista(_sin_reporte(consolidado))])]),
            donde="",
        )
    yield from de_lo_que_debia(total.cumplimiento, FILAS)


_RENGLONES_DEL_RESUMEN = 5
"""Renglones del resumen; si con las salvedades son más, éstas van en uno solo."""


def resumen(consolidado: Consolidado) -> Parrafos:
    """La lista de cuántas entidades reportaron, dónde mirar y qué cambia lo que se lee.

    Las salvedades van de a una mientras quepan; si no, todas en un renglón.
    """
    frases = [*_frases(consolidado)]
    nunca = _nunca_reportaron(consolidado)
    if consolidado.total.cumplimiento.debian:  # si no, es el hallazgo
        frases.insert(0, _quienes_reportaron(consolidado, nunca))
    elif nunca:
        frases.insert(0, ConEntrada("Sin ningún reporte", f": {nunca}."))
    salvedades = [*_salvedades(consolidado)]
    if len(frases) + len(salvedades) > _RENGLONES_DEL_RESUMEN:
        salvedades = [ConEntrada("Al comparar.", f" {' '.join(salvedades)}")]
    frases += salvedades
    return Parrafos((ListaDeMarkdown(frases),) if frases else ())


def _frases(consolidado: Consolidado) -> Iterator[str]:
    """Los renglones del resumen sobre las cifras: dónde hay más pendientes, y lo que cambió."""
    if consolidado.corte is not None:
        yield from _con_mas(consolidado, "vencidas", lambda c: c.cumplimiento.todas_las_vencidas)
        yield from _con_mas(consolidado, "actividades sin reporte", lambda c: c.sin_reporte)
    yield from _frase_de_lo_debido(consolidado)


def _salvedades(consolidado: Consolidado) -> Iterator[str]:
    """Lo que cambia lo que dicen las cifras: una frase por cada cosa."""
    entidades = consolidado.entidades
    if consolidado.corte and (ajenas := sum(entidad.corte_ajeno for entidad in entidades)):
        aclaracion = "su cifra es lo que se sabía ese día"
        yield ConEntrada(
            f"{_sujeto_sin(ajenas, len(entidades))} el corte",
            f" del {fecha_corta(consolidado.corte)}: {aclaracion}.",
        )
    if repetidos := len(consolidado.repetidas):
        yield ConEntrada(
            f"{tantas_de(repetidos, len(entidades))} renglones de las tablas",
            " son de entidades que están más de una vez, y todos cuentan.",
        )
    if por_fuera := len(consolidado.no_incluidas):
        quedaron = "Quedó" if por_fuera == 1 else "Quedaron"
        cuantos = f"{quedaron} por fuera {contar(por_fuera, 'plan', 'planes')}"
        yield ConEntrada(cuantos, ", con su motivo al final.")


def _sujeto_sin(cuantas: int, entidades: int) -> str:
    """El sujeto de que algo falta: ``2 de 3 entidades no tienen`` o ``Ninguna de las 3… tiene``."""
    if entidades == 1:
        return "La entidad no tiene"
    if cuantas == entidades:
        return f"Ninguna de las {con_miles(entidades)} entidades tiene"
    return (
        f"{tantas_de(cuantas, entidades)} entidades {'no tiene' if cuantas == 1 else 'no tienen'}"
    )


def de_los_regimenes(consolidado: Consolidado) -> str:
    """La frase de los regímenes y de cuántas entidades son; vacía, si es uno."""
    siglas = _siglas(consolidado)
    if len(siglas) < 2:  # noqa: PLR2004 - varios
        return ""
    cuantas = Counter(r for e in consolidado.entidades for r in _regimenes_de(e))
    por_regimen = [
        f"{sigla} ({contar(cuantas[codigo], 'entidad', 'entidades')})"
        for codigo, sigla in siglas.items()
    ]
    regimenes = f"{con_miles(len(siglas))} regímenes: {lista(por_regimen)}"
    return f"Hay {regimenes}; sus componentes no se juntan."


def de_las_vigencias(consolidado: Consolidado) -> str:
    """La frase de las vigencias; si se conoce una, de cuántos planes no se sabe si es otra.

    Vacía, si todos dicen la misma o ninguno la dice.
    """
    if len(consolidado.vigencias) == 1:
        return ""
    planes = len(consolidado.entidades)
    anos = [str(ano) for ano in consolidado.vigencias if ano is not None]
    sin_vigencia = sum(e.vigencia is None for e in consolidado.entidades)
    verbo = "dice" if sin_vigencia == 1 else "dicen"
    if len(anos) == 1:
        los_otros = "el otro es" if planes - sin_vigencia == 1 else "los otros son"
        de_cuantos = f"{tantas_de(sin_vigencia, planes)} planes no {verbo} su vigencia"
        return f"{de_cuantos}; {los_otros} de {anos[0]}."
    y_otros = f"; {con_miles(sin_vigencia)} no la {verbo}" if sin_vigencia else ""
    return f"Los {con_miles(planes)} planes no son de una misma vigencia: {lista(anos)}{y_otros}."


def _regimenes_de(consolidada: EntidadConsolidada) -> set[CodigoDeRegimen]:
    """El régimen de los componentes de una entidad; ninguno, si no los tiene."""
    return {componente.clave[0] for componente in consolidada.componentes}


def _frase_de_lo_debido(consolidado: Consolidado) -> Iterator[str]:
    """La frase de en cuántas entidades cambió lo que ya debía estar terminado."""
    historias = [e.debido for e in consolidado.entidades if e.debido is not None]
    if not historias:
        return
    cambiaron = [h for h in historias if h.hay_cambios]
    de_cuantas = f"{tantas_de(len(historias), len(consolidado.entidades))} entidades"
    cruzadas = f"Se {'cruzó' if len(historias) == 1 else 'cruzaron'} con su informe anterior"
    if not cambiaron:
        noticia = "lo que ya debía estar terminado sigue como estaba, o terminó"
        yield ConEntrada(f"{cruzadas} {de_cuantas}", f": {noticia}.")
        return
    cambios = [
        f"en {con_miles(cuantas)} {frase} ({FILAS.contar(filas)})"
        for gesto, frase in _SE_HIZO.items()
        if (cuantas := sum(historia.gestos[gesto] > 0 for historia in historias))
        and (filas := sum(historia.gestos[gesto] for historia in historias))
    ]
    de_lo_debido = f"; de lo que ya debía estar terminado, {lista(cambios)}."
    yield ConEntrada(f"{cruzadas} {de_cuantas}", de_lo_debido)


_SE_HIZO: dict[Gesto, str] = {
    "corrida": "se corrieron fechas",
    "retirada": "se retiraron actividades",
    "no_aplica": "se declararon actividades no aplicables",
    "reescrita": "se reescribió lo pedido",
    "reporte": "cambió el reporte de entonces",
}


def _quienes_reportaron(consolidado: Consolidado, nunca: str = "") -> str:
    """``Reportaron 49 de 60 entidades``, cuándo lo hicieron las demás y cuáles ``nunca``."""
    ahora, entidades = consolidado.por_reporte["en_el_periodo"], len(consolidado.entidades)
    if consolidado.corte is None:
        ninguna = f"Ninguna de las {con_miles(entidades)} entidades"
        sujeto = ninguna if entidades > 1 else "La única entidad no"
        return ConEntrada(f"{sujeto} tiene seguimientos", ": no hay corte del que dar cifras.")
    if entidades == 1:
        if ahora:
            return ConEntrada("La única entidad reportó", " en el período.")
        antes = "sólo reportó antes" if consolidado.por_reporte["antes"] else "no lo ha hecho nunca"
        return ConEntrada("La única entidad no reportó", f" en el período; {antes}.")
    if ahora == entidades:
        return ConEntrada(f"Reportaron las {con_miles(entidades)} entidades", " en el período.")
    cuantas = f"{'Reportó' if ahora == 1 else 'Reportaron'} {tantas_de(ahora, entidades)} entidades"
    if not ahora:
        cuantas = f"No reportó ninguna de las {con_miles(entidades)} entidades"
    y_cuales = nunca and f": {nunca}"
    return ConEntrada(cuantas, f" en el período; {lista(_sin_reporte(consolidado))}{y_cuales}.")


def _nunca_reportaron(consolidado: Consolidado) -> str:
    """Los nombres de las que no han reportado nunca; vacío si sólo hay una entidad."""
    if consolidado.corte is None or len(consolidado.entidades) == 1:
        return ""
    nombres = [
        nombre
        for nombre, entidad in zip(
            nombres_de_entidades(consolidado), consolidado.entidades, strict=True
        )
        if entidad.reporto == "nunca"
    ]
    return _primeros_nombres(nombres)


def _con_mas(
    consolidado: Consolidado, clase: str, cuenta: Callable[[CuentasDeFilas], int]
) -> Iterator[str]:
    """El renglón de las entidades que más tienen de algo: a ellas se les pregunta primero.

    Van tres y las que empatan con la tercera, si caben; de unas pocas lo dicen las tablas.
    """
    reportan = [
        (cuenta(entidad.cuentas), nombre)
        for nombre, entidad in zip(
            nombres_de_entidades(consolidado), consolidado.entidades, strict=True
        )
        if entidad.reporto != "nunca"
    ]
    con_alguna = sorted(filter(itemgetter(0), reportan), key=itemgetter(0), reverse=True)
    if len(con_alguna) <= _PRIMERAS:
        return
    tercera = con_alguna[_PRIMERAS - 1][0]
    primeras = [(cuantas, nombre) for cuantas, nombre in con_alguna if cuantas >= tercera]
    if len(primeras) > _SE_NOMBRAN:
        primeras = [(cuantas, nombre) for cuantas, nombre in primeras if cuantas > tercera]
    if primeras:
        entre = ", entre las que han reportado" * (len(reportan) < len(consolidado.entidades))
        nombradas = lista([f"{nombre} ({con_miles(cuantas)})" for cuantas, nombre in primeras])
        yield ConEntrada(f"Con más {clase}", f"{entre}: {nombradas}.")


_PRIMERAS = 3
"""Entidades que encabezan una cuenta y se nombran; si no hay más, no se nombra ninguna."""


def _sin_reporte(consolidado: Consolidado) -> list[str]:
    """Cuántas no reportaron ahora: ``6 sólo reportaron antes`` y ``5 no han reportado nunca``."""
    return FILAS.cuentas(
        (consolidado.por_reporte["antes"], "{n} sólo [reportó|reportaron] antes"),
        (consolidado.por_reporte["nunca"], "{n} no [ha|han] reportado nunca"),
    )


def avisos_de(consolidado: Consolidado) -> Iterator[Aviso]:
    """Lo que conviene revisar de un consolidado; cada uno, también en sus páginas."""
    yield from consolidado.no_incluidas
    for lugar, repeticiones in consolidado.repetidas.items():
        if lugar < min(repeticiones):  # una vez por entidad
            nombre = consolidado.entidades[lugar].entidad.nombre
            renglones = lista([_numero_y_vigencia(consolidado, n) for n in (lugar, *repeticiones)])
            motivo = f"{nombre} está en los renglones {renglones}, y todos cuentan en el total"
            yield Aviso("entidad_repetida", f"planes[{lugar}]", motivo)
    if len(consolidado.vigencias) > 1:
        sin_ella = "otros que no la dicen"
        vigencias = [sin_ella if ano is None else str(ano) for ano in consolidado.vigencias]
        son_varias = len(vigencias) - (None in consolidado.vigencias) > 1
        rotulo = "las vigencias" if son_varias else "la vigencia"
        motivo = f"se consolidan planes de {rotulo} {lista(vigencias)}"
        yield Aviso("consolidado_mezclado", "planes", motivo)
    ajenas = [e for e in consolidado.entidades if e.corte_ajeno]
    if ajenas and consolidado.corte:
        nombres = list(dict.fromkeys(e.entidad.nombre for e in ajenas))
        yield Aviso("consolidado_mezclado", "planes", _sin_el_corte(consolidado, nombres))
    if len(consolidado.metodos) > 1:
        motivo = (
            f"el avance de las entidades se saca de distinto modo: {lista(consolidado.metodos)}"
        )
        yield Aviso("consolidado_mezclado", "planes", motivo)


def _numero_y_vigencia(consolidado: Consolidado, lugar: int) -> str:
    """El número del renglón de una entidad, desde 1, con su vigencia."""
    vigencia = consolidado.entidades[lugar].vigencia
    return f"{lugar + 1} (vigencia {vigencia})" if vigencia else str(lugar + 1)


_SE_NOMBRAN = 5
"""Entidades que un renglón nombra, a lo sumo."""


def _sin_el_corte(consolidado: Consolidado, nombres: list[str]) -> str:
    dia = f"{consolidado.corte:%d/%m/%Y}"
    return f"el corte del {dia} no es de los datos ni de la serie de {_primeros_nombres(nombres)}"


def _primeros_nombres(nombres: list[str]) -> str:
    restantes = len(nombres) - _SE_NOMBRAN
    y_mas = [contar(restantes, "más", "más")] if restantes > 0 else []
    return lista([*nombres[:_SE_NOMBRAN], *y_mas])


def datos_de_consolidado(consolidado: Consolidado) -> dict[str, Any]:
    """El consolidado en diccionarios, listas y números, listo para JSON."""
    return {
        "corte": consolidado.corte and consolidado.corte.isoformat(),
        "entidades": [_datos_de_entidad(consolidada) for consolidada in consolidado.entidades],
        "total": _datos_de_cuentas(consolidado.total)
        | {"reportaron": consolidado.por_reporte, "entidades": len(consolidado.entidades)},
        "media_de_entidades": {
            "valor": en_datos(consolidado.media_de_entidades),
            "base": len(consolidado.con_avance),
            "de": len(consolidado.entidades),
        },
        "media_de_filas": _avance(consolidado.media_de_filas, consolidado.total),
        "componentes": [
            {
                "nombre": componente.nombre,
                "regimen": componente.regimen,
                "entidades": componente.entidades,
            }
            | _datos_de_cuentas(componente.cuentas)
            | {"media_de_filas": _avance(componente.cuentas.media_de_filas, componente.cuentas)}
            for componente in consolidado.componentes
        ],
        "no_incluidas": [
            {"cual": aviso.ruta, "motivo": aviso.mensaje} for aviso in consolidado.no_incluidas
        ],
    }


def _datos_de_entidad(consolidada: EntidadConsolidada) -> dict[str, Any]:
    """Una entidad del consolidado, con su avance y sus cuentas, para JSON."""
    entidad = consolidada.entidad
    return {
        "nombre": entidad.nombre,
        "departamento": entidad.departamento,
        "nit": entidad.nit,
        "divipola": entidad.divipola,
        "vigencia": consolidada.vigencia,
        "reporto": consolidada.reporto,
        "ultimo_corte": consolidada.ultimo_corte and consolidada.ultimo_corte.isoformat(),
        "avance": _avance(consolidada.avance, consolidada.cuentas, consolidada.escala.zona_de)
        | {"metodo": consolidada.metodo, "zona": consolidada.zona},
        **_datos_de_cuentas(consolidada.cuentas),
        "debido": consolidada.debido
        and {"debidas": consolidada.debido.debidas, "gestos": dict(consolidada.debido.gestos)},
    }


def _datos_de_cuentas(cuentas: CuentasDeFilas) -> dict[str, Any]:
    return _cuentas(cuentas) | {"cobertura": en_datos(cuentas.cobertura)}


def _avance(
    valor: Decimal | None, cuentas: CuentasDeFilas, zona_de: ClaseDe | None = None
) -> dict[str, Any]:
    """Un promedio con su base, para JSON."""
    return {
        "valor": en_datos(valor, zona_de),
        "base": cuentas.con_avance,
        "de": cuentas.aplican,
        "arrastradas": cuentas.arrastradas,
    }
