"""Cuáles de las tablas de un documento son matrices de un plan: se decide sobre todas a la vez.

Cada columna se mira con lo que traen las de su rótulo en las demás tablas, y cada tabla, con los
indicios de las que llevan sus mismos rótulos.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.celdas import escritas
from paac_reportes.lectura.ajenos.colas import cola_del_plan
from paac_reportes.lectura.ajenos.franjas import filas_sobre
from paac_reportes.lectura.ajenos.indicios import JuicioDeTabla, juicios
from paac_reportes.lectura.ajenos.tramos import (
    Tramo,
    TramoPorReconocer,
    con_muestra_de_todos,
    parece_seguir,
    sin_ajenas,
    tramo_de,
    tramo_heredado,
    tramos_en,
)
from paac_reportes.lectura.ajenos.vocabulario import Pedidas
from paac_reportes.lectura.hoja_de_datos import es_hoja_de_datos
from paac_reportes.opc.visto import DocumentoVisto, ParteVista, TablaVista, TextoVisto
from paac_reportes.textos.plano import en_plano

ROTULOS_DICHOS = 8
_RENGLONES = 2
"""Los párrafos de encima de una tabla que pueden ser su título."""
_MATRIZ = "una matriz del plan"
_NO_ES = f"no es {_MATRIZ} y no se leyó"


@clases.frozen(eq=False)
class Matrices:
    """Matrices de un documento."""

    por_tabla: Mapping[TablaVista, list[Tramo]]
    fuera: Mapping[TablaVista, frozenset[int]]
    """Por tabla, las filas que son de otra cosa."""
    sin_leer: int
    """Las filas de las tablas que parecen seguir a otra, y no se sabe cómo."""


@attrs.define(eq=False)
class _TablaVista:
    """Una tabla, con lo que dice encima y lo que se halló en ella."""

    tabla: TablaVista
    titulos: list[str]
    por_reconocer: list[TramoPorReconocer]
    tramos: list[Tramo] = attrs.Factory(list)
    """Tramos que dicen qué hay que hacer."""


def matrices_de(
    documento: DocumentoVisto, pedidas: Pedidas, vigencia: int | None, avisos: list[Aviso]
) -> Matrices:
    """Matrices de un documento; de las tablas que no lo son queda un aviso."""
    tablas = list(_visibles(documento, pedidas, vigencia, avisos))
    _reconocer(tablas, pedidas, vigencia)
    decididos = _juicios(tablas)
    por_tabla: dict[TablaVista, list[Tramo]] = {}
    fuera: dict[TablaVista, frozenset[int]] = {}
    anterior: Tramo | None = None
    sin_leer = 0
    for vista in tablas:
        tabla = vista.tabla
        tramos = [tramo for tramo in vista.tramos if _se_lee(tramo, decididos[tramo], anterior)]
        ajenos = list(_tramos_de_otra_cosa(vista, tramos, decididos))
        if (
            not vista.por_reconocer
            and anterior is not None
            and (heredado := tramo_heredado(anterior, tabla))
        ):
            tramos = [attrs.evolve(heredado, ajenas=cola_del_plan(heredado))]
            motivo = "no trae rótulos: se leyó con los de la tabla anterior"
            avisos.append(Aviso("lugar_supuesto", tabla.lugar, motivo))
        if tramos:
            por_tabla[tabla] = tramos
            fuera[tabla] = _filas_de(tabla, [tramo for tramo, _ in ajenos])
            for tramo, de_que_parece in ajenos:
                lugar = tabla.lugar_de(tramo.encabezado.desde)
                avisos.append(Aviso("tabla_omitida", lugar, f"desde aquí {_NO_ES}{de_que_parece}"))
            anterior = tramos[-1]
        else:
            seguia = anterior is not None and not ajenos and parece_seguir(anterior, tabla)
            codigo = "tabla_sin_leer" if seguia else "tabla_omitida"
            if seguia:  # las filas de varias celdas
                sin_leer += sum(len(escritas(tabla, fila)) > 1 for fila in range(len(tabla.filas)))
            avisos.append(Aviso(codigo, tabla.lugar, que_trae(tabla, *ajenos[:1])))
    return Matrices(por_tabla, fuera, sin_leer)


def _reconocer(tablas: Sequence[_TablaVista], pedidas: Pedidas, vigencia: int | None) -> None:
    """Pone en cada tabla sus tramos con el dato de cada columna, sabiendo lo de las demás."""
    con_muestra = iter(
        con_muestra_de_todos(
            [tramo for tabla_vista in tablas for tramo in tabla_vista.por_reconocer]
        )
    )
    for tabla_vista in tablas:
        tabla_vista.por_reconocer = [next(con_muestra) for _ in tabla_vista.por_reconocer]
        posibles = [_sin_su_cola(tramo, pedidas, vigencia) for tramo in tabla_vista.por_reconocer]
        tabla_vista.tramos = [tramo for tramo in posibles if tramo is not None]


def _sin_su_cola(
    por_reconocer: TramoPorReconocer, pedidas: Pedidas, vigencia: int | None
) -> Tramo | None:
    """Tramo con lo que trae cada columna, sin las filas de abajo que no son de datos."""
    tramo = tramo_de(por_reconocer, pedidas, vigencia)
    if tramo is None or not (cola := cola_del_plan(tramo)):
        return tramo
    return tramo_de(sin_ajenas(por_reconocer, cola), pedidas, vigencia)


def _juicios(tablas: Sequence[_TablaVista]) -> dict[Tramo, JuicioDeTabla]:
    candidatos = [
        (tramo, tabla_vista.titulos) for tabla_vista in tablas for tramo in tabla_vista.tramos
    ]
    return juicios(candidatos)


def _se_lee(tramo: Tramo, juicio: JuicioDeTabla, anterior: Tramo | None) -> bool:
    """Si es de un plan, o el seguimiento, en tabla aparte, de las filas de uno."""
    es_aparte = anterior is not None and tramo.es_de_seguimiento and tramo.clase == anterior.clase
    return juicio.es_de_un_plan or (es_aparte and not juicio.parece)


def _tramos_de_otra_cosa(
    tabla_vista: _TablaVista, tramos: Sequence[Tramo], decididos: Mapping[Tramo, JuicioDeTabla]
) -> Iterator[tuple[TramoPorReconocer, str]]:
    """Tramos de una tabla que no son de un plan, y de qué parecen."""
    encabezados = {tramo.encabezado for tramo in tramos}
    por_rotulos = {tramo.encabezado: decididos[tramo] for tramo in tabla_vista.tramos}
    for tramo in tabla_vista.por_reconocer:
        if tramo.encabezado not in encabezados:
            juicio = por_rotulos.get(tramo.encabezado)
            yield tramo, f": parece {juicio.parece}" if juicio and juicio.parece else ""


def _filas_de(tabla: TablaVista, de_otra: Sequence[TramoPorReconocer]) -> frozenset[int]:
    """Filas de la tabla, desde 0, que ocupan esos tramos con sus rótulos y lo de encima."""
    return frozenset(
        fila
        for tramo in de_otra
        for fila in (
            *filas_sobre(tabla, tramo.encabezado.desde),
            *range(tramo.encabezado.desde, tramo.hasta),
        )
    )


def _visibles(
    documento: DocumentoVisto, pedidas: Pedidas, vigencia: int | None, avisos: list[Aviso]
) -> Iterator[_TablaVista]:
    """Tablas que dicen algo, con sus títulos; no las ocultas ni la de datos de un reporte."""
    for parte in documento.partes:
        for tabla, titulos in _tablas_con_titulos(parte):
            if not tabla_dice_algo(tabla):
                continue
            motivo = por_que_se_omite(parte, tabla)
            if motivo and (not parte.oculta or es_hoja_de_datos(tabla)):
                avisos.append(Aviso("tabla_omitida", tabla.lugar, motivo))
                continue
            vista = _TablaVista(tabla, titulos, tramos_en(tabla, pedidas, documento.presupuesto))
            if not motivo:
                yield vista
                continue
            _reconocer([vista], pedidas, vigencia)
            es_de_un_plan = any(juicio.es_de_un_plan for juicio in _juicios([vista]).values())
            codigo = "tabla_sin_leer" if es_de_un_plan else "tabla_omitida"
            avisos.append(Aviso(codigo, tabla.lugar, motivo))


def por_que_se_omite(parte: ParteVista, tabla: TablaVista) -> str:
    """Motivo por el que no se lee una tabla, diga lo que diga; vacío si se lee."""
    if parte.oculta:
        return "su hoja está oculta y no se leyó; si trae datos, muéstrela en Excel y guárdelo"
    if es_hoja_de_datos(tabla):
        return "son los datos de un reporte, con los nombres del contrato: no se leyó"
    return ""


def _tablas_con_titulos(parte: ParteVista) -> Iterator[tuple[TablaVista, list[str]]]:
    """Tablas, con el nombre de su hoja, los párrafos de encima y sus primeras filas."""
    parrafos: list[str] = []
    for bloque in parte.bloques:
        if isinstance(bloque, TextoVisto):
            parrafos.append(bloque.texto)
        else:
            yield bloque, [parte.nombre, *parrafos[-_RENGLONES:], *_textos_de_encima(bloque)]
            parrafos = []


def titulos_de_varias_hojas(documento: DocumentoVisto) -> frozenset[str]:
    """Textos, en plano, que van solos encima de las tablas de más de una hoja."""
    veces = Counter(
        titulo
        for parte in documento.partes
        for titulo in {
            en_plano(" ".join(texto.split()))
            for bloque in parte.bloques
            if isinstance(bloque, TablaVista)
            for texto in _textos_de_encima(bloque)
        }
    )
    return frozenset(titulo for titulo, cuantas in veces.items() if cuantas > 1)


def _textos_de_encima(tabla: TablaVista) -> list[str]:
    """Textos de las primeras filas de una sola celda."""
    textos = []
    for fila in range(len(tabla.filas)):
        celdas = escritas(tabla, fila)
        if len(celdas) > 1:
            break
        textos += [celda.texto for celda in celdas]
    return textos


def tabla_dice_algo(tabla: TablaVista) -> bool:
    """Si alguna celda de la tabla dice algo."""
    return any(escritas(tabla, fila) for fila in range(len(tabla.filas)))


def que_trae(
    tabla: TablaVista,
    tramo_y_parecido: tuple[TramoPorReconocer, str] | None = None,
    *,
    lo_buscado: str = _MATRIZ,
) -> str:
    """Frase de lo que se ve de una tabla que no es la que se busca."""
    if tramo_y_parecido is not None and tramo_y_parecido[1]:
        return f"{_NO_ES}{tramo_y_parecido[1]}"
    filas = [celdas for n in range(len(tabla.filas)) if (celdas := escritas(tabla, n))]
    con_rotulos = next((celdas for celdas in filas if len(celdas) > 1), [])
    primera = con_rotulos or next(iter(filas), [])
    ordinal = (
        "primera fila" if primera is next(iter(filas), []) else "primera fila de varias celdas"
    )
    textos = ", ".join(mostrar(" ".join(c.texto.split())) for c in primera[:ROTULOS_DICHOS])
    return f"no es {lo_buscado} y no se leyó; su {ordinal} es {textos}"
