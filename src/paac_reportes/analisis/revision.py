"""Revisión de los datos antes de sacar cifras; ningún dato cambia."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.filas import fecha_de_fila
from paac_reportes.analisis.metodologia import (
    Reglas,
    cortes_fuera_de_la_serie,
    fallas_del_corte_pedido,
)
from paac_reportes.analisis.situacion import Historia, sin_guiones
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura.mensajes import llego
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import (
    Actividad,
    Componente,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
)
from paac_reportes.modelo.fechas import avisos_de_ambiguedad
from paac_reportes.modelo.fechas.gramatica import entre_comillas
from paac_reportes.modelo.filas import lugar_de_ruta
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import Parada, objetos_de, recorrer
from paac_reportes.normativa.normas import ComponenteDeRegimen, regimen_del_plan
from paac_reportes.textos.frases import Palabras, citado
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta, lista, parecen_fracciones

_SIN_ANO = "no dice el año"


def comprobar_que_hay_seguimientos(analisis: Analisis) -> None:
    """``ErrorDeEntrada``, con los cortes que hay, si el pedido no existe o nadie reportó en él."""
    plan, reglas, corte = analisis.plan, analisis.reglas, analisis.corte
    if corte and (fallas := list(fallas_del_corte_pedido(plan, reglas, corte))):
        raise ErrorDeEntrada(fallas)
    if any(fila.del_periodo for fila in analisis.todo.filas):
        return
    cortes = ", ".join(map(fecha_corta, analisis.plan.cortes()))
    los_que_hay = f"los hay con corte {cortes}" if cortes else "el plan no trae ninguno"
    motivo = (
        f"no hay seguimientos con corte {fecha_corta(corte)} que un informe pueda narrar;"
        f" {los_que_hay}"
        if corte
        else f"no hay seguimientos que un informe pueda narrar: {los_que_hay}"
    )
    raise ErrorDeEntrada(Falla("sin_datos", "corte", motivo))


def avisos_del_plan(plan: Plan, reglas: Reglas) -> Iterator[Aviso]:
    """Avisos de un plan, con la ruta del dato; sin los de su mapa de riesgos."""
    yield from cortes_fuera_de_la_serie(plan, reglas)
    yield from _dudas_de_los_datos(plan)
    yield from remanentes_de(plan)


def _dudas_de_los_datos(plan: Plan) -> Iterator[Aviso]:
    """Avisos de contradicciones, de fracciones y de fechas."""
    yield from _fracciones(plan)
    yield from _avisos_de_todas_las_fechas(plan)
    elegida = plan.metodologia.cumplida_sin_numero if plan.metodologia else None
    for lugar in recorrer(plan, *FILAS):
        fila, fecha = lugar.objeto, fecha_de_fila(lugar.objeto, plan.vigencia)
        rutas = {s.corte: f"seguimientos[{n}]" for n, s in enumerate(fila.seguimientos)}
        situacion = Historia(fila.seguimientos, fecha, elegida or "cien").al_cierre(date.max)
        for duda in situacion.contradicciones:
            yield Aviso("contradiccion", f"{lugar.ruta}.{rutas[duda.corte]}", duda.mensaje)
        for aviso in fecha.avisos:
            if plan.vigencia is not None or not aviso.endswith(_SIN_ANO):
                anotado = llego(fecha.literal)
                yield Aviso("fecha", lugar.ruta, f"fecha: {aviso}", datos=anotado)


_FECHAS, _AVANCES = Palabras("fecha", "fechas", "a"), Palabras("avance", "avances", "o")


def _avisos_de_todas_las_fechas(plan: Plan) -> Iterator[Aviso]:
    """Avisos que van una vez por plan: el orden de día y mes, y el año que falta en todas."""
    fechas = [fecha_de_fila(fila, plan.vigencia) for fila in objetos_de(plan, *FILAS)]
    yield from (Aviso("fechas_ambiguas", "", aviso) for aviso in avisos_de_ambiguedad(fechas))
    sin_ano = sum(any(aviso.endswith(_SIN_ANO) for aviso in fecha.avisos) for fecha in fechas)
    if plan.vigencia is None and sin_ano:
        motivo = _FECHAS.di(
            "falta, y hay {cuenta} que no dice[n] el año: no se sabe cuándo vence[n]", sin_ano
        )
        yield Aviso("sin_vigencia", "vigencia", motivo)


def _fracciones(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los cortes cuyos avances parecen fracciones (0,5) y se leyeron como porcentajes."""
    for corte, cuantos in cortes_con_fracciones(plan).items():
        frase = (
            "{las} {filas} del corte {dia}"
            " [es de menos de 1: se lee|son de 1 o menos y alguno no es entero: se leen] como"
            " porcentaje[s] de 0 a 100; si"
            " [es una fracción, multiplíquelo|son fracciones, multiplíquelos] por 100"
        )
        yield Aviso("fracciones", "", _AVANCES.di(frase, cuantos, dia=fecha_corta(corte)))


def cortes_con_fracciones(plan: Plan) -> dict[date, int]:
    """Número de avances de cada corte en que todos parecen partes de uno (0,5 por 50 %)."""
    por_corte = agrupadas(
        (seguimiento.corte, seguimiento.avance)
        for seguimiento in objetos_de(plan, Seguimiento)
        if seguimiento.avance is not None
    )
    return {
        corte: len(avances)
        for corte, avances in sorted(por_corte.items())
        if parecen_fracciones(avances)
    }


# ------------------------------------------------------------------ lo que quedó de otro plan

_AJENA = re.compile(
    r"(?:gran )?total(?:es)?\b|subtotal(?:es)?\b|promedio (?:general|total)\b"
    r"|(?:elaboro|reviso|aprobo|proyecto|firma|nombre y cargo|vo ?\.? ?bo)\b ?[.:]",
)
"""Con qué empieza, en plano, lo que en una matriz va debajo de las actividades y no es una."""
_AUN_DE_LA_VIGENCIA = 1
"""Los años que una fecha puede estar antes o después del suyo sin que llame la atención."""


def remanentes_de(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los remanentes de un plan, por clase, con la ruta de su dato."""
    filas = recorrer(plan, *FILAS)
    yield from _sin_texto(plan, filas)
    yield from _celdas_de_espacios(filas)
    yield from _totales_y_firmas(plan, filas)
    yield from _repetidas(plan, filas)
    yield from _subcomponentes_parecidos(plan)
    yield from _cortes_de_otro_ano(plan)
    yield from _fechas_lejanas(plan, filas)


def _sin_texto(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de lo que no tiene nombre o descripción, y de las dependencias que se llaman igual."""
    nombres: dict[str, str] = {}
    for numero, dependencia in enumerate(plan.dependencias):
        ruta, nombre = f"dependencias[{numero}]", dependencia.nombre
        if not nombre.strip():
            yield Aviso("fila_sin_texto", ruta, "no tiene nombre")
        elif (otra := nombres.setdefault(en_plano(nombre), ruta)) != ruta:
            motivo = f"{nombre} se cuenta con {otra}: se llaman igual, mayúsculas y tildes aparte"
            yield Aviso("fila_repetida", ruta, motivo)
    for fila in filas:
        es_actividad = isinstance(fila.objeto, Actividad)
        texto = fila.objeto.descripcion if es_actividad else fila.objeto.nombre
        if not (texto or "").strip():
            lo_que_falta = "descripción" if es_actividad else "nombre"
            yield Aviso("fila_sin_texto", fila.ruta, f"no tiene {lo_que_falta}")


def _celdas_de_espacios(filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de los datos de una fila o su seguimiento que sólo traen espacios."""
    for fila in filas:
        for lugar in (fila, *recorrer(fila, Seguimiento)):
            for campo, valor in attrs.asdict(lugar.objeto, recurse=False).items():
                if isinstance(valor, str) and valor.isspace():
                    motivo = "sólo tiene espacios: se ve en blanco y no lo está; bórrelos"
                    yield Aviso("celda_de_espacios", unir_ruta(lugar.ruta, campo), motivo)


def _totales_y_firmas(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de las filas y los lugares cuyo código o texto empieza como un total o una firma."""
    for parada in (*filas, *recorrer(plan, Componente, Subcomponente)):
        objeto, es_fila = parada.objeto, not isinstance(parada.objeto, Componente | Subcomponente)
        textos = (objeto.identificador, objeto.texto) if es_fila else (objeto.nombre,)
        ajeno = next((texto for texto in textos if _AJENA.match(en_plano(texto))), None)
        if ajeno is not None:
            clase = "una fila" if es_fila else f"un {type(objeto).__name__.lower()}"
            motivo = (
                f"{'empieza por' if es_fila else 'se llama'} {entre_comillas(ajeno)}: parece un"
                f" total o una firma, y cuenta como {clase} del plan"
            )
            yield Aviso("parece_total_o_firma", parada.ruta, motivo)


def _repetidas(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de filas que dicen lo mismo, o llevan el mismo código, en el mismo componente.

    Lo mismo, también en dos componentes que se llaman igual: una hoja copiada cuenta dos veces.
    """
    iguales: dict[tuple[Any, ...], Parada] = {}
    codigos: dict[tuple[Any, ...], Parada] = {}
    for fila in filas:
        texto = en_plano(fila.objeto.texto)
        codigo = en_plano(sin_guiones(fila.objeto.identificador)).rstrip(" .")
        if not texto:
            continue
        responsable = en_plano(fila.objeto.responsable)
        fechas = (fila.objeto.fecha_programada, fila.objeto.fecha_inicio, fila.objeto.fecha_fin)
        clave = (_nombres_de(fila), fila.lista, texto, codigo, responsable, fechas)
        primera = iguales.setdefault(clave, fila)
        if primera is not fila:
            motivo = f"repite la de {lugar_de_ruta(plan, primera.ruta)}: cuenta dos veces"
            yield Aviso("fila_repetida", fila.ruta, motivo)
            continue
        if not codigo:
            continue
        otra_fila = codigos.setdefault((_componente_de(fila), fila.lista, codigo), fila)
        if otra_fila is not fila:
            motivo = (
                f"{fila.objeto.identificador} ya es de otra fila de su componente:"
                f" {entre_comillas(otra_fila.objeto.texto)}"
            )
            anotado = {"llego": fila.objeto.identificador, "ruta": otra_fila.ruta}
            yield Aviso("codigo_repetido", fila.ruta, motivo, datos=anotado)


def _nombres_de(fila: Parada) -> tuple[object, ...]:
    """Nombres de la dependencia y el componente de una fila; sin nombre, su identidad."""
    dependencia, componente = fila.objetos.get("dependencia"), fila.objetos["componente"]
    nombre = en_plano(componente.nombre)
    nombre_de_dependencia = en_plano(dependencia.nombre) if dependencia is not None else ""
    return (nombre_de_dependencia, componente.numero, nombre) if nombre else (id(componente),)


def _componente_de(fila: Parada) -> int:
    """Identidad del componente de una fila: dos pueden llamarse igual."""
    return id(fila.objetos["componente"])


def _subcomponentes_parecidos(plan: Plan) -> Iterator[Aviso]:
    """Avisos de subcomponentes que sólo difieren en una mayúscula, una tilde o un espacio."""
    nombres: dict[tuple[int, str], str] = {}
    for lugar in recorrer(plan, Subcomponente):
        nombre = lugar.objeto.nombre
        if not nombre:
            continue
        primero = nombres.setdefault((_componente_de(lugar), en_plano(nombre)), nombre)
        if primero != nombre:
            motivo = (
                f"{entre_comillas(nombre)} y {entre_comillas(primero)} sólo se distinguen por una"
                " mayúscula, una tilde o un espacio: van como dos subcomponentes"
            )
            yield Aviso("subcomponente_parecido", lugar.ruta, motivo)


def _cortes_de_otro_ano(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los cortes de otro año que la vigencia, con cuántos seguimientos tienen."""
    if plan.vigencia is None:
        return
    cuantos_por_corte = Counter(s.corte for s in objetos_de(plan, Seguimiento))
    for corte, cuantos in sorted(cuantos_por_corte.items()):
        if corte.year != plan.vigencia:
            cuantos_son = "un seguimiento" if cuantos == 1 else f"{cuantos} seguimientos"
            dia = fecha_corta(corte)
            motivo = f"hay {cuantos_son} con corte {dia}, y la vigencia es {plan.vigencia}"
            anotado = {"llego": corte, "cuantos": cuantos, "vigencia": plan.vigencia}
            yield Aviso("corte_fuera_de_vigencia", "vigencia", motivo, datos=anotado)


def _fechas_lejanas(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de las filas con una fecha muy lejos de la vigencia, quizá de otro plan."""
    if plan.vigencia is None:
        return
    for fila in filas:
        dias = fecha_de_fila(fila.objeto, plan.vigencia).dias
        lejanos = [dia for dia in dias if abs(dia.year - plan.vigencia) > _AUN_DE_LA_VIGENCIA]
        if lejanos:
            motivo = (
                f"fecha: {lejanos[0]:%d/%m/%Y} está lejos de la vigencia, que es {plan.vigencia}"
            )
            yield Aviso("fecha_lejana", fila.ruta, motivo)


# ------------------------------------------------------------------ lo que le falta para publicarse

_LETRAS = 4
"""Las de una palabra que dice algo, al menos."""
_ADICIONALES = "iniciativas adicionales"
_CANTIDAD = re.compile(
    r"\d|%|\b(?:un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce"
    r"|quince|dieci\w+|veint\w+|(?:trei|cuare|cincue|sese|sete|oche|nove)nta|cien|ciento|\w+cient[oa]s"
    r"|quinient[oa]s|mil|docena|mitad|amb[oa]s|tod[oa]s?|cada|total|totalidad|ningun[oa]?)\b"
)


def faltas_del_plan(plan: Plan) -> Iterator[Aviso]:
    """Avisos de lo que le falta a un plan: primero los componentes y después cada fila."""
    yield from _componentes(plan)
    filas = recorrer(plan, *FILAS)
    if not filas:
        yield Aviso("plan_sin_filas", "componentes", "no trae ninguna actividad ni ningún trámite")
    dicen: dict[tuple[int, str], str] = {}
    for lugar in filas:
        yield from _datos_en_blanco(lugar, plan.vigencia, dicen)
        yield from _meta_sin_medida(lugar)


def _componentes(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los componentes que la guía pide y ninguno del plan nombra."""
    regimen = regimen_del_plan(plan, None)
    if regimen.nombres_por_confirmar:  # no se exige lo que nadie ha confirmado
        motivo = (
            f"los componentes del {regimen.sigla} no se comprobaron:"
            f" {regimen.nombres_por_confirmar[0].lower()}{regimen.nombres_por_confirmar[1:]}"
        )
        yield Aviso("componente_sin_comprobar", "componentes", motivo)
        return
    del_plan = {_palabras(componente.nombre or "") for componente in objetos_de(plan, Componente)}
    for pedido in regimen.componentes:
        if en_plano(pedido.nombre) != _ADICIONALES and not _esta_en_el_plan(pedido, del_plan):
            guia = f" ({regimen.version})" if regimen.version else ""
            motivo = f"falta «{pedido.nombre}», que pide la guía del {regimen.sigla}{guia}"
            yield Aviso("componente_ausente", "componentes", motivo)


def _esta_en_el_plan(pedido: ComponenteDeRegimen, del_plan: set[frozenset[str]]) -> bool:
    """Si comparte con un componente del plan la mitad de las palabras del que dice menos.

    «Servicio al Ciudadano» es «Mecanismos para Mejorar la Atención al Ciudadano»: en la duda está:
    a nadie se le dice que le falta lo que llamó de otro modo.
    """
    palabras = _palabras(pedido.nombre)
    return any(
        2 * len(palabras & palabras_del_otro) >= min(len(palabras), len(palabras_del_otro))
        for palabras_del_otro in del_plan - {frozenset()}
    )


def _palabras(nombre: str) -> frozenset[str]:
    """Palabras que dicen algo, sin plural: «Trámites» y «Trámite» son la misma."""
    palabras = re.findall(r"\w+", en_plano(nombre))
    return frozenset(palabra.removesuffix("s") for palabra in palabras if len(palabra) >= _LETRAS)


def _datos_en_blanco(
    parada: Parada, vigencia: int | None, dicen: dict[tuple[int, str], str]
) -> Iterator[Aviso]:
    """Aviso de los datos que la fila no dice; ``dicen``, qué fila del componente dijo cada uno.

    El blanco bajo una fila que sí lo dice puede ser de su misma celda combinada, y no es grave; el
    de todos sí: una celda combinada se lee en cada fila que cubre.
    """
    fila, tabla = parada.objeto, id(parada.de_afuera["componente"])
    textos = {
        "responsable": sin_guiones(fila.responsable),
        "fecha": sin_guiones(fecha_de_fila(fila, vigencia).literal),
    }
    if isinstance(fila, Actividad):
        textos["meta ni indicador"] = sin_guiones(fila.meta) or sin_guiones(fila.indicador)
    faltan = [nombre for nombre, texto in textos.items() if not texto]
    de_arriba = [dicen[tabla, nombre] for nombre in faltan if (tabla, nombre) in dicen]
    es_toda = len(faltan) == len(textos)
    graves = [nombre for nombre in faltan if es_toda or (tabla, nombre) not in dicen]
    dicen |= {(tabla, nombre): _nombre(fila) for nombre, texto in textos.items() if texto}
    if graves:
        motivo = f"no dice su {', ni su '.join(graves)}"
        if es_toda and de_arriba:
            filas = lista([*dict.fromkeys(de_arriba)])
            motivo += f": si son los de {filas}, de arriba, escríbalos también en esta fila"
        yield Aviso("fila_incompleta", parada.ruta, motivo)
    if demas := [nombre for nombre in faltan if nombre not in graves]:
        motivo = f"no dice su {', ni su '.join(demas)}: si es de la celda de arriba, escríbalo"
        yield Aviso("fila_en_blanco", parada.ruta, motivo)


def _nombre(fila: FilaDeMatriz) -> str:
    """Código de una fila, ``2.1``; sin él, el comienzo de su texto."""
    return fila.identificador or citado(fila.texto) or "una fila sin texto"


def _meta_sin_medida(parada: Parada) -> Iterator[Aviso]:
    """Aviso de una actividad cuya meta, con su indicador, no dice cuánto."""
    fila = parada.objeto
    if isinstance(fila, Actividad):
        medida = " ".join(filter(None, (fila.meta, fila.indicador)))
        if sin_guiones(medida) and not _CANTIDAD.search(en_plano(medida)):
            motivo = "la meta no dice cuánto, y no se puede comprobar"
            yield Aviso("meta_sin_medida", f"{parada.ruta}.meta", motivo)
