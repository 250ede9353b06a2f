"""De un documento ajeno a su plan: sus tablas, sus columnas y sus filas.

``leer_ajeno`` es todo el camino. Al final, los reparos: qué columnas se leyeron con dudas y cuáles
no se leyeron.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.celdas import celdas_de, es_de_todo_el_ancho
from paac_reportes.lectura.ajenos.colores import color_propio, leyendas_de
from paac_reportes.lectura.ajenos.columnas import Asignada
from paac_reportes.lectura.ajenos.datos import DE_OTRA_PARTE, LectorDeCeldas, como_extra
from paac_reportes.lectura.ajenos.encabezados import BREVE
from paac_reportes.lectura.ajenos.lugares import (
    Destino,
    FilaAbierta,
    NombresDeHojas,
    avisos_de_quienes_lo_hacen,
    quienes_lo_hacen,
)
from paac_reportes.lectura.ajenos.matrices import (
    ROTULOS_DICHOS,
    Matrices,
    matrices_de,
    que_trae,
    tabla_dice_algo,
    titulos_de_varias_hojas,
)
from paac_reportes.lectura.ajenos.porcentajes import avisos_de_partes
from paac_reportes.lectura.ajenos.procedencia import Generales, con_cortes
from paac_reportes.lectura.ajenos.recorrido import RecorridoDeFilas
from paac_reportes.lectura.ajenos.tramos import Tramo, columnas_perdidas
from paac_reportes.lectura.ajenos.vocabulario import (
    CODIGO,
    DUDA,
    TEXTO,
    UMBRAL,
    es_fecha_de_lo_hecho,
    pedidas_de,
    rotulo_de,
)
from paac_reportes.lectura.combinadas import combinadas
from paac_reportes.lectura.cronograma import CRONOGRAMA
from paac_reportes.lectura.filas.armado import (
    ArmadorDeFilas,
    Dato,
    contenido_armado,
    nombre_parecido,
)
from paac_reportes.lectura.filas.valores import frase_de_decimales, parece_de_miles
from paac_reportes.lectura.filas_cortas import alineadas
from paac_reportes.lectura.idem import con_lo_de_encima
from paac_reportes.lectura.leido import ColumnaLeida, DocumentoLeido, PedidoDeLectura
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, LugarDelArchivo, TablaVista
from paac_reportes.textos.valores import contar

_EJEMPLOS = 3
_EN_CIFRAS = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_MESES = 12
FILAS_OCULTAS = "fila está oculta y se leyó", "filas están ocultas y se leyeron"

_SIN_REPARO = frozenset({"columnas", CRONOGRAMA})
"""Por qué se leyó así la columna de que alguien dijo qué es, o la de un mes."""


def leer_ajeno(documento: DocumentoVisto, pedido: PedidoDeLectura) -> DocumentoLeido[Plan]:
    """Plan de una matriz que no se escribió aquí, y todo lo que no se entendió de ella.

    ``ErrorDeEntrada`` si no hay una matriz, si falta la entidad o si un dato no cabe en el plan.
    """
    documento = con_lo_de_encima(alineadas(documento))
    pedidas = pedidas_de(pedido.columnas)
    avisos: list[Aviso] = list(documento.avisos)
    generales = Generales.de(documento, pedido, avisos)
    matrices = matrices_de(documento, pedidas, generales.vigencia, avisos)
    por_tabla = matrices.por_tabla
    tramos = [tramo for de_la_tabla in por_tabla.values() for tramo in de_la_tabla]
    if not tramos:  # de quién sería no importa
        raise ErrorDeEntrada(_fallas_sin_matriz(documento, avisos))
    fallas = generales.fallas + list(pedidas.fallas(_rotulos_en_plano(tramos)))
    por_tabla = con_cortes(por_tabla, generales.corte, fallas, avisos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    tramos = [tramo for de_la_tabla in por_tabla.values() for tramo in de_la_tabla]
    recorrido = _recorrido(documento, attrs.evolve(matrices, por_tabla=por_tabla), generales)
    if not recorrido.filas:
        raise ErrorDeEntrada(_fallas_sin_filas(tramos, recorrido.avisos))
    plan, lugares, repetidas = _plan(recorrido.filas, generales.datos())
    if _cada_blanco_es_de_su_fila(plan, tramos):
        plan = attrs.evolve(plan, metodologia=Metodologia(blancos="propias"))
        avisos.append(Aviso("dato_supuesto", "metodologia.blancos", _BLANCOS_PROPIOS))
    columnas_leidas = tuple(_columnas_leidas(tramos))
    avisos += [
        *recorrido.de_las_hojas,
        *reparos_de(tramos, recorrido.lector.celdas_leidas),
        *recorrido.avisos,
        *recorrido.lector.avisos,
    ]
    cortes = plan.cortes()
    return DocumentoLeido(
        contenido=plan,
        avisos=tuple(reunidos(avisos)),
        corte=pedido.corte or (cortes[-1] if cortes else None),
        columnas=columnas_leidas,
        lugares=lugares,
        filas_sin_leer=matrices.sin_leer + recorrido.sin_leer,
        usadas=frozenset(repetidas.union(*recorrido.destino.parecidas.values())),
        rotulos=frozenset[str]().union(
            *(tramo.celdas_de_los_rotulos({*_al_lado_de_los_rotulos(tramo)}) for tramo in tramos)
        ),
        dichos=(
            *((aviso.ruta, aviso.codigo) for aviso in avisos),
            *(
                (tabla.lugar_de(fila), "tabla_omitida")
                for tabla, filas in matrices.fuera.items()
                for fila in filas
            ),
        ),
    )


def _fallas_sin_matriz(documento: DocumentoVisto, avisos: Sequence[Aviso]) -> Iterator[Falla]:
    """Fallas de un documento sin matriz: qué se buscó, y qué se halló en cada tabla."""
    motivo = (
        "no hay ninguna matriz de un plan: se buscó una tabla con al menos tres rótulos conocidos,"
        " como Actividades, Meta o producto, Responsable y Fecha programada, y en sus filas una"
        " meta, una fecha, un avance o un indicador"
    )
    tablas = [tabla for tabla in documento.tablas() if tabla_dice_algo(tabla)]
    cuantas = "no trae tablas" if not tablas else f"trae {len(tablas)}"
    yield Falla("sin_matriz", "", f"{motivo}; el documento {cuantas}")
    aparte = (a for a in documento.avisos if a.codigo == "contenido_aparte" and not tablas)
    yield from (Falla("sin_matriz", aviso.ruta, aviso.mensaje) for aviso in aparte)
    de_tabla = {"tabla_omitida", "tabla_sin_leer"}
    omitidas = {aviso.ruta: aviso.mensaje for aviso in avisos if aviso.codigo in de_tabla}
    for tabla in tablas[:ROTULOS_DICHOS]:
        yield Falla("sin_matriz", tabla.lugar, omitidas.get(tabla.lugar) or que_trae(tabla))


def _fallas_sin_filas(tramos: Sequence[Tramo], avisos: Sequence[Aviso]) -> Iterator[Falla]:
    """Fallas de una plantilla por llenar, o de una matriz cuyas filas no se entendieron."""
    sin_leer = [aviso for aviso in avisos if aviso.codigo == "fila_sin_leer"]
    motivo = "trae los rótulos de una matriz y ninguna fila: parece una plantilla sin llenar"
    if sin_leer:
        motivo = "trae los rótulos de una matriz, y ninguna de sus filas se entendió"
    for tramo in tramos:
        yield Falla("matriz_sin_filas", tramo.tabla.lugar_de(tramo.desde - 1), motivo)
    for aviso in sin_leer[:ROTULOS_DICHOS]:
        yield Falla("matriz_sin_filas", aviso.ruta, aviso.mensaje)


def _rotulos_en_plano(tramos: Sequence[Tramo]) -> list[str]:
    """Rótulos de las columnas de unos tramos, en plano y sin repetir."""
    return list(
        dict.fromkeys(
            rotulo_de(asignada.columna.rotulo).palabras
            for tramo in tramos
            for asignada in tramo.columnas
        )
    )


def _recorrido(
    documento: DocumentoVisto, matrices: Matrices, generales: Generales
) -> RecorridoDeFilas:
    """Filas leídas; si un título resulta ser de quien hace el documento, otra vez sin él."""
    tramos = [tramo for de_la_tabla in matrices.por_tabla.values() for tramo in de_la_tabla]
    destino = Destino()
    recorrido = _recorrer(documento, matrices, generales, destino)
    if not (emisores := quienes_lo_hacen(destino, tramos)):
        return recorrido
    return _recorrer(documento, matrices, generales, Destino(emisores=emisores))


def _recorrer(
    documento: DocumentoVisto, matrices: Matrices, generales: Generales, destino: Destino
) -> RecorridoDeFilas:
    """Filas leídas de un documento, de arriba abajo, con su lugar en ``destino``."""
    por_tabla = matrices.por_tabla
    tramos = [tramo for de_la_tabla in por_tabla.values() for tramo in de_la_tabla]
    recorrido = RecorridoDeFilas(
        LectorDeCeldas(leyendas_de(documento)),
        generales.entidad["nombre"],
        titulos_de_varias_hojas(documento),
        destino,
        unica=len(tramos) == 1,
    )
    hojas = NombresDeHojas.de(documento, por_tabla)
    for parte in documento.partes:
        if parte.oculta:
            continue
        recorrido.de_las_hojas += hojas.empezar(parte, destino)
        for bloque in parte.bloques:
            if not isinstance(bloque, TablaVista):
                recorrido.parrafo(bloque)
            elif bloque in por_tabla:
                recorrido.tabla(bloque, por_tabla[bloque], matrices.fuera[bloque])
    recorrido.de_las_hojas += avisos_de_quienes_lo_hacen(destino)
    for (antes, ahora), lugares in destino.parecidas.items():
        recorrido.de_las_hojas.append(nombre_parecido(antes, ahora, lugares))
    return recorrido


def _plan(
    filas: list[FilaAbierta], generales: dict[str, Any]
) -> tuple[Plan, dict[str, str], set[str]]:
    """Plan, lugar de cada dato por su ruta, y celdas que lo repiten o lo siguen.

    ``ErrorDeEntrada`` con todas las fallas.
    """
    if sin_dependencia := list(_fallas_sin_dependencia(filas)):
        raise ErrorDeEntrada(sin_dependencia)
    armado, comunes = ArmadorDeFilas(), dict[int, list[Dato]]()
    for fila in filas:
        armado.agregar(fila.leida(armado.fallas, comunes))
    plan, lugares = contenido_armado(armado, generales)
    return cast("Plan", plan), lugares, armado.repetidas.union(*(fila.siguen for fila in filas))


_BLANCOS_PROPIOS = (
    "ninguna celda de lo que se reportó está combinada: cada blanco se toma como de su fila, y el"
    " plan lo dice («propias»)"
)


def _cada_blanco_es_de_su_fila(plan: Plan, tramos: Sequence[Tramo]) -> bool:
    """Si hay filas sin reporte y ninguna celda es el reporte de varias."""
    total_de_cortes = len(plan.cortes())
    filas = (fila for _, componente in plan.tablas() for fila in componente.filas())
    hay_blancos = any(len({s.corte for s in fila.seguimientos}) < total_de_cortes for fila in filas)
    return hay_blancos and not any(
        _filas_que_abarca(tramo, celda) > 1
        for tramo in tramos
        for asignada in tramo.columnas
        if asignada.es_de_seguimiento
        for celda in asignada.columna.escritas
        if celda.filas > 1
    )


def _fallas_sin_dependencia(filas: list[FilaAbierta]) -> Iterator[Falla]:
    """Fallas de las tablas que no dicen de qué dependencia son, si otras lo dicen."""
    sin_ella = [fila for fila in filas if fila.dependencia is None]
    if len(sin_ella) == len(filas):
        return
    motivo = (
        "no dice de qué dependencia es, y otras filas sí: ponga encima «Dependencia: …» con su"
        " nombre, o una columna «Dependencia» que lo diga"
    )
    primera_por_tabla: dict[str, LugarDelArchivo] = {}
    for fila in sin_ella:
        primera_por_tabla.setdefault(fila.lugar.tabla, fila.lugar)
    for lugar in primera_por_tabla.values():
        yield Falla("fila_sin_lugar", lugar, motivo)


def _columnas_leidas(tramos: Sequence[Tramo]) -> Iterator[ColumnaLeida]:
    """Columnas de unos tramos, con lo que de cada una se entendió."""
    for tramo in tramos:
        for asignada in tramo.columnas:
            if asignada.dato or asignada.columna.camino or asignada.columna.escritas:
                yield ColumnaLeida(
                    lugar=asignada.columna.lugar,
                    rotulo=asignada.columna.rotulo,
                    dato=asignada.dato,
                    corte=asignada.dia if asignada.es_de_seguimiento else None,
                    parecido=round(asignada.parecido, 2),
                    por=asignada.por,
                )


def _es_de_fechas(asignada: Asignada) -> bool:
    return any(
        CATALOGO[dato].contenido == "fecha" or CATALOGO.tipo(dato) is date for dato in asignada.dato
    )


def _al_lado_de_los_rotulos(tramo: Tramo) -> Iterator[int]:
    """Columnas sin dato ni celdas bajo su rótulo: al final, tras un blanco, o de texto largo."""
    aparte = False
    vacias = [not asignada.dato and not asignada.columna.escritas for asignada in tramo.columnas]
    for asignada, vacia, desde_aqui in zip(
        tramo.columnas, vacias, (vacias[n:] for n in range(len(vacias))), strict=True
    ):
        aparte = aparte or (all(desde_aqui) and not asignada.columna.camino)
        if vacia and (aparte or len(asignada.columna.rotulo) > BREVE):
            yield asignada.columna.desde


def reparos_de(tramos: Sequence[Tramo], celdas_leidas: Collection[CeldaVista]) -> Iterator[Aviso]:
    """Avisos de lo que se leyó con dudas o no se leyó, de todas las tablas."""
    yield from columnas_perdidas(tramos)
    yield from _avisos_sin_dato(tramos, celdas_leidas)
    for tramo in tramos:
        for asignada in tramo.columnas:
            yield from _avisos_de_columna(tramo, asignada)
            yield from _avisos_de_varias_filas(tramo, asignada)
            if not asignada.periodo:
                yield from _avisos_de_color(tramo, asignada)
        yield from _avisos_de_varias_columnas(tramo)
        yield from _avisos_de_lo_oculto(tramo)


def reunidos(avisos: Iterable[Aviso]) -> Iterator[Aviso]:
    """Avisos; los que dicen lo mismo de varios lugares, en uno."""
    iguales: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for aviso in avisos:
        iguales.setdefault((aviso.codigo, aviso.mensaje), {})[aviso.ruta] = aviso.datos
    for (codigo, mensaje), lugares in iguales.items():
        rutas = list(lugares)
        primeras = "; ".join(rutas[:_EJEMPLOS])
        y_mas = f" y {len(rutas) - _EJEMPLOS} más" if len(rutas) > _EJEMPLOS else ""
        yield Aviso(codigo, f"{primeras}{y_mas}", mensaje, datos=lugares[rutas[0]])


def _avisos_sin_dato(
    tramos: Sequence[Tramo], celdas_leidas: Collection[CeldaVista]
) -> Iterator[Aviso]:
    """Avisos de las columnas que no son de ningún dato; con las celdas de todas las hojas."""
    iguales: dict[tuple[str, str, str, str], list[tuple[LugarDelArchivo, int]]] = {}
    for tramo in tramos:
        for asignada in tramo.columnas:
            if asignada.dato or asignada.por in _SIN_REPARO:
                continue
            sin_leer = [celda for celda in asignada.columna.escritas if celda not in celdas_leidas]
            if sin_leer if not asignada.columna.camino else asignada.columna.escritas:
                codigo, motivo, queda, cuantas = _reparo_sin_dato(tramo, asignada, sin_leer)
                lugar = asignada.columna.lugar
                reparo = codigo, motivo, queda, asignada.columna.rotulo
                iguales.setdefault(reparo, []).append((lugar, cuantas))
    for (codigo, motivo, queda, rotulo), lugares_y_celdas in iguales.items():
        cuantas_en_todas = sum(celdas for _, celdas in lugares_y_celdas)
        quedaron = _celdas(cuantas_en_todas)
        anotado = {"llego": rotulo, "quedo": queda.removeprefix("en "), "cuantos": cuantas_en_todas}
        for lugar, _ in lugares_y_celdas:
            mensaje = f"{motivo}; {quedaron} {queda}; diga qué es: columnas=… o --columnas"
            yield Aviso(codigo, lugar, mensaje, datos=anotado)


def _avisos_de_columna(tramo: Tramo, asignada: Asignada) -> Iterator[Aviso]:
    """Avisos de lo que es dudoso en una columna que trae un dato."""
    if asignada.dato:
        yield from _avisos_por_otra_razon(asignada)
        if _es_de_fechas(asignada):
            yield from _avisos_de_fechas(asignada)
        if "seguimiento.avance" in asignada.dato:
            yield from avisos_de_partes(tramo, asignada)
            textos = [celda.texto for celda in asignada.columna.escritas if celda.valor is None]
            if dudosos := list(filter(parece_de_miles, textos)):
                motivo = f"«{asignada.columna.rotulo}»: {frase_de_decimales(dudosos)}"
                yield Aviso("columna_dudosa", asignada.columna.lugar, motivo)


def _avisos_por_otra_razon(asignada: Asignada) -> Iterator[Aviso]:
    """Avisos de las columnas que se leyeron por algo más que su rótulo."""
    datos = ", ".join(asignada.dato)
    if asignada.por == "contenido":
        motivo = f"«{asignada.columna.rotulo}» se leyó como {datos} por lo que trae"
        yield Aviso(
            "columna_dudosa",
            asignada.columna.lugar,
            f"{motivo} (parecido {_decimal(asignada.parecido)})",
        )
    elif asignada.por == "única columna de seguimiento":
        motivo = (
            f"«{asignada.columna.rotulo}» es la única columna de seguimiento: se leyó como {datos}"
        )
        yield Aviso("columna_dudosa", asignada.columna.lugar, motivo)


def _avisos_de_fechas(asignada: Asignada) -> Iterator[Aviso]:
    """Aviso de las fechas que sólo son un día con el mes primero: ``12/25/2023``."""
    al_reves = [
        coincidencia[0]
        for celda in asignada.columna.escritas
        if celda.valor is None
        for coincidencia in _EN_CIFRAS.finditer(celda.texto)
        if int(coincidencia[1]) <= _MESES < int(coincidencia[3])
    ]
    if al_reves:
        motivo = (
            f"«{asignada.columna.rotulo}» trae {mostrar(al_reves[0])}, que sólo es un día con el"
            " mes primero, y quedó así; si todas van así, póngalas en el documento con el día"
            " primero"
        )
        yield Aviso("columna_dudosa", asignada.columna.lugar, motivo)


def _reparo_sin_dato(
    tramo: Tramo, asignada: Asignada, sin_leer: Sequence[CeldaVista]
) -> tuple[str, str, str, int]:
    """Código, motivo, dónde quedaron las celdas de una columna sin dato, y cuántas son."""
    cuantas = len(asignada.columna.escritas) - len(sin_leer)
    if not asignada.columna.camino:
        textos = ", ".join(mostrar(celda.texto) for celda in sin_leer[:_EJEMPLOS])
        return "lectura_dudosa", "no tiene rótulo", f"sin leer: {textos}", len(sin_leer)
    donde_queda = f"en {como_extra(tramo, asignada).partition('.')[2]}"
    rotulo = f"«{asignada.columna.rotulo}»"
    if asignada.repetida:
        motivo = f"{rotulo}: otra columna ya trae {asignada.cercano}"
        return "lectura_dudosa", motivo, donde_queda, cuantas
    if asignada.columna.camino and es_fecha_de_lo_hecho(asignada.columna.camino[-1]):
        motivo = f"{rotulo} es cuándo se hizo, que no es cuándo debe hacerse"
        return "columna_desconocida", motivo, donde_queda, cuantas
    if asignada.parecido >= DUDA:
        parecido = f"se parece {_decimal(asignada.parecido)} a {asignada.cercano}, y el umbral es"
        return "lectura_dudosa", f"{rotulo} {parecido} {_decimal(UMBRAL)}", donde_queda, cuantas
    return "columna_desconocida", f"{rotulo} no se parece a ningún dato", donde_queda, cuantas


def _celdas(cuantas: int) -> str:
    return "una celda quedó" if cuantas == 1 else f"{cuantas} celdas quedaron"


def _avisos_de_varias_filas(tramo: Tramo, asignada: Asignada) -> Iterator[Aviso]:
    """Avisos de las celdas combinadas que son de varias filas, y quedaron en la primera."""
    if not asignada.dato or DE_OTRA_PARTE & set(asignada.dato):
        return
    varias = (celda for celda in asignada.columna.escritas if celda.filas > 1)
    for celda in (celda for celda in varias if _filas_que_abarca(tramo, celda) > 1):
        donde = tramo.tabla.lugar_de(celda.fila, celda.columna)
        motivo = f"«{asignada.columna.rotulo}» está combinada en varias filas: quedó en la primera"
        yield Aviso("dato_supuesto", donde, motivo)


def _avisos_de_color(tramo: Tramo, asignada: Asignada) -> Iterator[Aviso]:
    """Aviso de los colores que una columna lleva aparte de su fila y no repiten su texto."""
    con_color = [
        c for c in asignada.columna.escritas if color_propio(tramo.tabla, c.fila, c.columna)
    ]
    colores = tramo.tabla.colores
    distintos = {colores[celda.fila, celda.columna] for celda in con_color}
    textos = {(celda.texto, colores[celda.fila, celda.columna]) for celda in con_color}
    repiten = len({texto for texto, _ in textos}) == len(textos) < len(con_color)
    if len(distintos) > 1 and not repiten:
        donde = tramo.tabla.lugar_de(con_color[0].fila, con_color[0].columna)
        motivo = f"«{asignada.columna.rotulo}» trae celdas de {len(distintos)} colores"
        yield Aviso("color_sin_leer", donde, f"{motivo}, y lo que un color diga no se lee")


def _avisos_de_varias_columnas(tramo: Tramo) -> Iterator[Aviso]:
    """Avisos de las celdas que cubren varios datos de una fila, si no es una franja."""
    con_dato = [asignada.columna.desde for asignada in tramo.columnas if asignada.dato]
    texto = tramo.de(TEXTO[tramo.clase])
    filas = [
        fila
        for fila in tramo.filas
        if not any(es_de_todo_el_ancho(tramo.tabla, c) for c in celdas_de(tramo.tabla, fila))
        and texto is not None
        and (celda := tramo.tabla.filas[fila][texto.columna.desde]) is not None
        and celda.texto.strip()
    ]
    yield from combinadas(tramo.tabla, filas, con_dato, con_dato)


def _filas_que_abarca(tramo: Tramo, celda: CeldaVista) -> int:
    """Número de actividades o trámites que una celda abarca: las filas con código o texto."""
    columnas = [
        asignada.columna.desde
        for dato in (CODIGO[tramo.clase], TEXTO[tramo.clase])
        if (asignada := tramo.de(dato)) is not None
    ]
    return sum(
        any(
            (propia := tramo.tabla.filas[fila][columna]) is not None
            and propia.fila == fila
            and propia.texto.strip()
            for columna in columnas
        )
        for fila in range(celda.fila, celda.fila + celda.filas)
    )


def _avisos_de_lo_oculto(tramo: Tramo) -> Iterator[Aviso]:
    """Avisos de las filas y columnas ocultas de un tramo que se leyeron."""
    tabla = tramo.tabla
    filas = [fila for fila in tabla.filas_ocultas if fila in tramo.filas]
    if filas:
        motivo = contar(len(filas), *FILAS_OCULTAS)
        yield Aviso("oculto_leido", tabla.lugar, motivo)
    for asignada in tramo.columnas:
        if asignada.columna.desde in tabla.columnas_ocultas and asignada.columna.escritas:
            donde = asignada.columna.lugar
            yield Aviso("oculto_leido", donde, f"«{asignada.columna.rotulo}» está oculta y se leyó")


def _decimal(numero: float) -> str:
    return f"{numero:.2f}".replace(".", ",")
