"""Lo que de un formato o de una matriz propia no cabe en su columna."""

from collections.abc import Iterator
from itertools import accumulate

import attrs

from paac_reportes.composicion.compositor import componer
from paac_reportes.composicion.pagina import avisos_de_membrete
from paac_reportes.composicion.tablas.alcances import FilasDadas
from paac_reportes.composicion.tablas.libres import reducir
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.muestra import Muestra, muestra_de
from paac_reportes.formatos.papel import EN_PAPEL
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Documento, Parte
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.anchos import columnas_que_parten, minimos, palabras_que_no_caben
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla
from paac_reportes.textos.valores import contar


def avisos_de_la_muestra(formato: Formato) -> Iterator[Aviso]:
    """Los rótulos que no caben en su columna, y lo que de su membrete no sale."""
    documento = _documento(formato, muestra_de(formato))
    if formato.en_papel:
        yield from _avisos_de_rotulos(documento, formato)
    for aviso in avisos_de_membrete(documento, formato):
        yield attrs.evolve(aviso, ruta=formato.codigo)


def _avisos_de_rotulos(documento: Documento, formato: Formato) -> Iterator[Aviso]:
    """Un aviso por cada palabra de un rótulo que se parte porque su columna es angosta."""
    medidor = Medidor(documento.estilos)
    avisadas: set[str] = set()
    for parte, tabla in _tablas(documento):
        for palabra in palabras_que_no_caben(tabla, medidor, parte.marco.pagina.ancho_util):
            if palabra not in avisadas:
                avisadas.add(palabra)
                motivo = f"el rótulo «{palabra}» no cabe en el ancho de su columna y se parte"
                yield Aviso("rotulo_partido", formato.codigo, motivo)


def avisos_de_anchos(documento: Documento, formato: Formato) -> Iterator[Aviso]:
    """Las columnas de una matriz propia que no caben en la hoja, y qué se puede hacer."""
    medidor = Medidor(documento.estilos)
    for parte, tabla in _tablas(documento):
        partidas = list(columnas_que_parten(tabla, medidor, parte.marco.pagina.ancho_util))
        if partidas:
            pagina = formato.pagina
            giro = "horizontal, " if pagina.lado == "vertical" else ""
            motivo = (
                f"{contar(len(partidas), 'columna no cabe', 'columnas no caben')} entre las"
                f" {len(tabla.anchos)} de una hoja {pagina.papel} {pagina.lado} y parten"
                f" palabras, como «{partidas[0][1]}»; ponga la hoja {giro}en papel mayor (pagina ="
                " { papel = 'legal', orientacion = 'horizontal' }), con letra más pequeña o menos"
                f" columnas{_EN_EXCEL}"
            )
            yield Aviso("palabras_partidas", formato.codigo, motivo)


_EN_EXCEL = ", o pídala en Excel con fijas = 1, donde cada columna tiene el ancho que pide"
_LETRA_MINIMA = Pt(7)
"""Con menos, lo impreso no se lee."""


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


def _documento(formato: Formato, muestra: Muestra) -> Documento:
    """El documento de una muestra del formato."""
    filas: FilasDadas = ()
    if muestra.filas is not None:
        filas, formato, _ = reducir(muestra.filas, formato)
    return componer(muestra.contenido, formato, muestra.corte, "documento", filas).documento


def _tablas(documento: Documento) -> Iterator[tuple[Parte, Tabla]]:
    """Cada tabla de un documento, con la parte en que va."""
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Tabla):
                yield parte, bloque
