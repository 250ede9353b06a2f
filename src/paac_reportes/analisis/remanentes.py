"""Restos que en un plan no parecen suyos: filas a medias, repetidas, totales, espacios.

Nada de aquí es seguro ni cambia un dato; quien lo escribió decide. Lo dice ``revisar``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from paac_reportes.analisis.filas import fecha_de_fila
from paac_reportes.errores import Aviso, unir_ruta
from paac_reportes.modelo import Actividad, Componente, Plan, Seguimiento, Subcomponente
from paac_reportes.modelo.fechas.gramatica import entre_comillas
from paac_reportes.modelo.lugares import lugar_de_ruta
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.textos.plano import en_plano

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
    yield from _totales_y_firmas(filas)
    yield from _nombres_que_son_firmas(plan)
    yield from _repetidas(plan, filas)
    yield from _subcomponentes_parecidos(plan)
    yield from _cortes_de_otro_ano(plan)
    yield from _fechas_lejanas(plan, filas)


def _sin_texto(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de las dependencias y filas sin nombre, o sin descripción si son actividades."""
    for numero, dependencia in enumerate(plan.dependencias):
        if not dependencia.nombre.strip():
            yield Aviso("fila_sin_texto", f"dependencias[{numero}]", "no tiene nombre")
    for fila in filas:
        es_actividad = isinstance(fila.objeto, Actividad)
        texto = fila.objeto.descripcion if es_actividad else fila.objeto.nombre
        if not (texto or "").strip():
            lo_que_falta = "descripción" if es_actividad else "nombre"
            yield Aviso("fila_sin_texto", fila.ruta, f"no tiene {lo_que_falta}")


def _celdas_de_espacios(filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de los datos de una fila o su seguimiento que sólo traen espacios."""
    for fila in filas:
        lugares = [fila, *recorrer(fila, Seguimiento)]
        for lugar in lugares:
            for campo, valor in _textos(lugar.objeto).items():
                if valor and not valor.strip():
                    motivo = "sólo tiene espacios: se ve en blanco y no lo está; bórrelos"
                    yield Aviso("celda_de_espacios", unir_ruta(lugar.ruta, campo), motivo)


def _textos(objeto: Any) -> Mapping[str, str]:
    valores = {campo.name: getattr(objeto, campo.name) for campo in attrs.fields(type(objeto))}
    return {nombre: valor for nombre, valor in valores.items() if isinstance(valor, str)}


def _totales_y_firmas(filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de las filas cuyo código o texto empieza como un total o una firma."""
    for fila in filas:
        ajeno = next(
            (
                valor
                for valor in (fila.objeto.identificador, fila.objeto.texto)
                if valor and _AJENA.match(en_plano(valor))
            ),
            None,
        )
        if ajeno is not None:
            motivo = (
                f"empieza por {entre_comillas(ajeno)}: parece un total o una firma, y cuenta como"
                " una fila del plan"
            )
            yield Aviso("parece_total_o_firma", fila.ruta, motivo)


def _nombres_que_son_firmas(plan: Plan) -> Iterator[Aviso]:
    """Avisos del renglón de una firma escrito en la columna del componente o el subcomponente."""
    for lugar in recorrer(plan, Componente, Subcomponente):
        nombre = lugar.objeto.nombre
        if nombre and _AJENA.match(en_plano(nombre)):
            clase = "componente" if isinstance(lugar.objeto, Componente) else "subcomponente"
            motivo = (
                f"se llama {entre_comillas(nombre)}: parece un total o una firma, y cuenta como un"
                f" {clase} del plan"
            )
            yield Aviso("parece_total_o_firma", lugar.ruta, motivo)


def _repetidas(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de filas que dicen lo mismo, o llevan el mismo código, en el mismo componente.

    Lo mismo, también en dos componentes que se llaman igual: una hoja copiada cuenta dos veces.
    """
    iguales: dict[tuple[Any, ...], Parada] = {}
    codigos: dict[tuple[Any, ...], Parada] = {}
    for fila in filas:
        componente = _componente_de(fila)
        texto_y_codigo = (en_plano(fila.objeto.texto), en_plano(fila.objeto.identificador))
        if not texto_y_codigo[0]:
            continue
        responsable = en_plano(fila.objeto.responsable)
        fechas = (fila.objeto.fecha_programada, fila.objeto.fecha_inicio, fila.objeto.fecha_fin)
        clave = (_nombres_de(fila), fila.lista, texto_y_codigo, responsable, fechas)
        primera = iguales.setdefault(clave, fila)
        if primera is not fila:
            motivo = f"repite la de {lugar_de_ruta(plan, primera.ruta)}: cuenta dos veces"
            yield Aviso("fila_repetida", fila.ruta, motivo)
            continue
        if not texto_y_codigo[1]:
            continue
        otra_fila = codigos.setdefault((componente, fila.lista, texto_y_codigo[1]), fila)
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
            if nombre.split() == primero.split():
                motivo = f"hay dos {entre_comillas(nombre)} que sólo se distinguen por un espacio"
            else:
                motivo = (
                    f"{entre_comillas(nombre)} y {entre_comillas(primero)} sólo se distinguen por"
                    " una mayúscula o una tilde"
                )
            motivo = f"{motivo}: van como dos subcomponentes"
            yield Aviso("subcomponente_parecido", lugar.ruta, motivo)


def _cortes_de_otro_ano(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los cortes de otro año que la vigencia, con cuántos seguimientos tienen."""
    if plan.vigencia is None:
        return
    seguimientos_por_corte: dict[Any, int] = defaultdict(int)
    for lugar in recorrer(plan, Seguimiento):
        seguimientos_por_corte[lugar.objeto.corte] += 1
    for corte, cuantos in sorted(seguimientos_por_corte.items()):
        if corte.year != plan.vigencia:
            cuantos_son = "un seguimiento" if cuantos == 1 else f"{cuantos} seguimientos"
            motivo = f"hay {cuantos_son} con corte {corte}, y la vigencia es {plan.vigencia}"
            anotado = {"llego": corte, "cuantos": cuantos, "vigencia": plan.vigencia}
            yield Aviso("corte_fuera_de_vigencia", "vigencia", motivo, datos=anotado)


def _fechas_lejanas(plan: Plan, filas: list[Parada]) -> Iterator[Aviso]:
    """Avisos de las filas con una fecha muy lejos de la vigencia, quizá de otro plan."""
    if plan.vigencia is None:
        return
    for fila in filas:
        lejanos = [
            dia
            for dia in fecha_de_fila(fila.objeto, plan.vigencia).dias
            if abs(dia.year - plan.vigencia) > _AUN_DE_LA_VIGENCIA
        ]
        if lejanos:
            motivo = (
                f"fecha: {lejanos[0]:%d/%m/%Y} está lejos de la vigencia, que es {plan.vigencia}"
            )
            yield Aviso("fecha_lejana", fila.ruta, motivo)
