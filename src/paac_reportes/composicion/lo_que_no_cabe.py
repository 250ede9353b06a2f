"""Lo que de un formato o de una matriz propia no cabe en su columna."""

from collections.abc import Iterable, Iterator
from itertools import accumulate

import attrs

from paac_reportes.composicion.aspecto import estilos_de
from paac_reportes.composicion.bloques import acomodada
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.composicion.pagina import (
    Membretes,
    avisos_de_membrete,
    marco_de,
    secciones_por_escribir,
)
from paac_reportes.composicion.tablas.pesadas import con_sus_anchos
from paac_reportes.composicion.tablas.tabla import notas_de, tabla_vacia
from paac_reportes.composicion.variables import (
    AlNombrarla,
    Mostrado,
    RedaccionDePlantilla,
    redaccion_de,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.bloques import BloqueDelCuerpo, BloqueTabla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.pedido import EN_PAPEL, elegir, plan_sin_filas
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento, Marco, Parte
from paac_reportes.maqueta.medida.ajuste import Lienzo, Medidor
from paac_reportes.maqueta.medida.anchos import columnas_que_parten, minimos, palabras_que_no_caben
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.textos.valores import contar

_VIGENCIA = 2026
"""Vigencia que se pone en los rótulos que la llevan: todas son igual de anchas."""


def avisos_en_blanco(formato: Formato) -> Iterator[Aviso]:
    """Los rótulos que no caben en su columna y lo que de su membrete no sale, sin datos."""
    if formato.cuerpo_en_word is not None:  # sus anchos y su membrete son los del Word
        return
    corte = cortes_de(_VIGENCIA, formato.periodicidad)[:2][-1]
    contenido = elegir(plan_sin_filas(None, [_VIGENCIA]), formato, None, corte).contenido
    encargo = EncargoDeComposicion(contenido, formato, corte)
    redaccion = redaccion_de(contenido, formato, corte, Mostrado(contenido))
    redaccion = redaccion.con(prosa=AlNombrarla(lambda: encargo.prosa))
    membretes = Membretes(contenido.entidad, redaccion, formato)
    secciones = [
        (seccion.bloques, marco_de(seccion, formato, "documento", membretes))
        for seccion in secciones_por_escribir(formato, "documento")
    ]
    palabras = _palabras_que_se_parten(secciones, encargo, redaccion) if formato.en_papel else ()
    for palabra in dict.fromkeys(palabras):
        motivo = f"el rótulo «{palabra}» no cabe en el ancho de su columna y se parte"
        yield Aviso("rotulo_partido", formato.codigo, motivo)
    for aviso in avisos_de_membrete(formato.membrete, [m for _, m in secciones], formato):
        yield attrs.evolve(aviso, ruta=formato.codigo)


def _palabras_que_se_parten(
    secciones: Iterable[tuple[Iterable[BloqueDelCuerpo], Marco]],
    encargo: EncargoDeComposicion,
    redaccion: RedaccionDePlantilla,
) -> Iterator[str]:
    """Las palabras de los rótulos que no caben en su columna, tabla por tabla.

    ``secciones``: los bloques de cada una, con la página en que van.
    """
    formato = encargo.formato
    estilos = {**estilos_de(formato, encargo.escala, con_mapa=formato.de == "mapa")}
    medidor = Medidor(estilos)
    for bloques, marco in secciones:
        util = marco.pagina.ancho_util
        lienzo = Lienzo(medidor, util, marco.pagina.alto_util)
        tablas = _tablas_en_blanco(bloques, encargo, lienzo, redaccion)
        for tabla in con_sus_anchos(tablas, medidor, marco.pagina):
            if isinstance(tabla, Tabla):
                yield from palabras_que_no_caben(tabla, medidor, util)


def _tablas_en_blanco(
    bloques: Iterable[BloqueDelCuerpo],
    encargo: EncargoDeComposicion,
    lienzo: Lienzo,
    redaccion: RedaccionDePlantilla,
) -> Iterator[Tabla]:
    """Las tablas de esos bloques, con rótulos y sin datos; de cifras en grande, ninguna."""
    ajustes = encargo.ajustes_de_tablas()
    for bloque in bloques:
        for tabla in encargo.formato.tablas_de(bloque) if isinstance(bloque, BloqueTabla) else ():
            if tabla.presenta != "cifras":
                llamadas = notas_de(tabla, redaccion).llamadas
                vacia = tabla_vacia(tabla, ajustes, redaccion.con_llamadas(llamadas))
                yield acomodada(vacia, tabla, lienzo)


def avisos_de_anchos(documento: Documento, formato: Formato) -> Iterator[Aviso]:
    """Las columnas de una matriz propia que no caben en la hoja, y qué se puede hacer."""
    medidor = Medidor(documento.estilos)
    for parte, tabla in _tablas(documento):
        util = parte.marco.pagina.ancho_util
        partidas = [palabra for _, palabra in columnas_que_parten(tabla, medidor, util)]
        if partidas:
            pagina = formato.pagina
            giro = "horizontal, " if pagina.lado == "vertical" else ""
            motivo = (
                f"{contar(len(partidas), 'columna no cabe', 'columnas no caben')} entre las"
                f" {len(tabla.anchos)} de una hoja {pagina.papel} {pagina.lado} y parten"
                f" palabras, como «{partidas[0]}»; ponga la hoja {giro}en papel mayor (pagina ="
                " { papel = 'legal', orientacion = 'horizontal' }), con letra más pequeña o menos"
                f" columnas{_EN_EXCEL}"
            )
            yield Aviso("palabras_partidas", formato.codigo, motivo)


_EN_EXCEL = ", o pídala en Excel con fijas = 1, donde cada columna tiene el ancho que pide"
_LETRA_MINIMA = Pt(7)
"""Tamaño de letra bajo el que lo impreso no se lee."""


def comprobar_que_cabe(documento: Documento, formato: Formato, tipo: str) -> None:
    """``ErrorDeEntrada`` con cada tabla que ni en su menor letra cabe en el papel de ese tipo."""
    if tipo.lower().removeprefix(".") not in EN_PAPEL:
        return
    menor = {
        nombre: attrs.evolve(estilo, tamano=min(estilo.tamano, _LETRA_MINIMA))
        for nombre, estilo in documento.estilos.items()
    }
    medidor, pagina = Medidor(menor), formato.pagina
    fallas = []
    for parte, tabla in _tablas(documento):
        hasta = accumulate(minimos(tabla, medidor, parte.marco.pagina.ancho_util, justos=True))
        caben = sum(1 for ancho in hasta if ancho <= 1)
        if caben < len(tabla.anchos):
            sobran = [_rotulo(columna) for columna in tabla.columnas_de_rotulos[caben:]]
            nombradas = f"«{sobran[0]}» a «{sobran[-1]}»" if len(sobran) > 1 else f"«{sobran[0]}»"
            motivo = (
                f"de las {len(tabla.anchos)} columnas caben {caben} en una hoja {pagina.papel}"
                f" {pagina.lado} con letra de 7 puntos, y no {nombradas}; ponga pagina = {{ papel ="
                f" 'doble carta', orientacion = 'horizontal' }}, menos columnas{_EN_EXCEL}"
            )
            fallas.append(Falla("medida_imposible", formato.codigo, motivo))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _rotulo(columna: ColumnaDeTabla) -> str:
    """El rótulo de una columna: el de más abajo, si tiene varios."""
    return next((solo_texto(c) for c in reversed(columna.contenidos) if c), "")


def _tablas(documento: Documento) -> Iterator[tuple[Parte, Tabla]]:
    """Cada tabla de un documento, con la parte en que va."""
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Tabla):
                yield parte, bloque
