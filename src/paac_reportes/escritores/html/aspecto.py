"""Cómo se ve la página web: el papel de cada parte y la hoja de estilos.

Los cuadros de los márgenes los dibuja Chromium; otro navegador imprime sin ellos, con el encabezado
una vez al comienzo. Al final, ``hoja_de_estilos_de_pagina``: la de todos los documentos, y los
estilos, las medidas y las imágenes de éste.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from math import fsum
from typing import NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.escritores.html.nombres import (
    Camino,
    EnLaCuadricula,
    Geometrias,
    Repetida,
    colocadas,
    de_columna,
)
from paac_reportes.escritores.html.piezas import en_base64, en_css, regla_de_estilos
from paac_reportes.maqueta.aspecto import CUADRICULA, NEGRO, Bordes, Raya
from paac_reportes.maqueta.contenido import (
    Barra,
    CampoCalculado,
    Enfasis,
    Enlace,
    Imagen,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import (
    AIRE_DE_FILETE,
    COLOR_DE_ENLACE,
    Estilo,
    contraste,
    en_cuadricula,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda

_AUMENTO = 1.3
"""Cuánto más grande que en el papel se ve la página en una pantalla que da para ello."""
_PIXELES_POR_MM = 96 / 25.4
_LETRA_DE_PANTALLA = 16
"""Píxeles de CSS de la letra corriente de un navegador."""
_LADOS = ("left", "center", "right")
_NUMEROS = {CampoCalculado.PAGINA: "counter(page)", CampoCalculado.PAGINAS: "counter(pages)"}


@clases.frozen
class CuadroDelMargen:
    """Un cuadro del margen de la hoja impresa (``@top-left`` y los demás)."""

    lado: str
    """``left``, ``center`` o ``right``."""
    dice: str
    """Texto que va en ``content``."""
    ancho: float
    """De 0 a 100, del ancho útil."""
    alineacion: str
    tamano: float
    familia: str
    color: str
    imagen: Repetida | None
    rayas: str
    """Rayas de su celda, si no es la de una cuadrícula."""
    borde: Mm | None = None
    """Cuánto lo separan del borde de la hoja, si lleva el marco o las rayas de su celda."""


@clases.frozen
class PapelDeParte:
    """Papel de una parte; ``es_el_primero`` si con él empieza el documento."""

    nombre: str
    marco: Marco
    es_el_primero: bool
    estilos: Mapping[str, Estilo] = attrs.field(repr=False)


def papeles_de(marcos: Sequence[Marco], estilos: Mapping[str, Estilo]) -> list[PapelDeParte]:
    """El papel de cada parte; los de igual marco llevan el mismo nombre, ``pagina-1``."""
    distintos: list[Marco] = []
    for marco in marcos:
        if marco not in distintos:
            distintos.append(marco)
    return [
        PapelDeParte(f"pagina-{distintos.index(marco) + 1}", marco, n == 0, estilos)
        for n, marco in enumerate(marcos)
    ]


def reglas_de_papel(papel: PapelDeParte) -> str:
    """Reglas de CSS de un papel, en la pantalla y al imprimir."""
    marco, pagina = papel.marco, papel.marco.pagina
    ancho = pagina.ancho_util * _PIXELES_POR_MM * _AUMENTO / _LETRA_DE_PANTALLA
    arriba = _cuadros(marco.encabezado, papel.estilos, pagina.encabezado)
    abajo = _cuadros(marco.pie, papel.estilos)
    reglas = regla_de_estilos("seccion", papel.nombre, ancho)
    reglas += regla_de_estilos("papel", papel.nombre, pagina, arriba, abajo)
    if papel.es_el_primero:
        # El encabezado de la página misma va donde el papel lo lleva, y no bajo el margen.
        encabezado = (marco.primera or marco).encabezado
        pie = marco.primera and _cuadros(marco.primera.pie, papel.estilos)
        reglas += regla_de_estilos(
            "primera_hoja", papel.nombre, encabezado and pagina.encabezado, pie
        )
    return reglas


def _cuadros(
    tabla: Tabla | None, estilos: Mapping[str, Estilo], borde: Mm | None = None
) -> list[CuadroDelMargen]:
    """Celdas de un encabezado o de un pie, repartidas en los tres cuadros de un margen.

    La que no tiene a su izquierda más que una imagen va con ella, y no en la mitad de la hoja.
    """
    por_lado: dict[str, list[tuple[EnLaCuadricula, Celda]]] = {}
    for sitio, celda in colocadas(tabla) if tabla else ():
        estilo = estilos[celda.estilo]
        if celda.contenido or _rayas(estilo):
            algo_antes = any(_renglon(c) for celdas in por_lado.values() for _, c in celdas)
            al_comienzo = not algo_antes and estilo.horizontal == "izquierda"
            lado = "left" if al_comienzo else _lado(sitio, tabla, estilo)
            por_lado.setdefault(lado, []).append((sitio, celda))
    cuadros = {
        lado: _cuadro(lado, celdas, tabla, estilos) for lado, celdas in por_lado.items() if tabla
    }
    primeras = (primera for ((_, primera), *_) in por_lado.values())
    if borde and all(estilos[celda.estilo].bordes == CUADRICULA for celda in primeras):
        return list(_enmarcados(cuadros, borde))
    return [attrs.evolve(c, borde=borde if c.rayas else None) for c in cuadros.values()]


def _rayas(estilo: Estilo) -> str:
    """Rayas en CSS de una celda de ese estilo; nada si son las de una cuadrícula."""
    return "" if estilo.bordes == CUADRICULA else _rayas_en_css(estilo.bordes)


def _enmarcados(cuadros: Mapping[str, CuadroDelMargen], borde: Mm) -> Iterator[CuadroDelMargen]:
    """Los tres cuadros de un margen como una cuadrícula: el navegador centra el de la mitad.

    Los de los lados, por eso, son del mismo ancho, y el que no dice nada también se dibuja.
    """
    de_un_lado = max((c.ancho for lado, c in cuadros.items() if lado != "center"), default=0.0)
    for lado in _LADOS if de_un_lado else cuadros:
        en_blanco = attrs.evolve(next(iter(cuadros.values())), lado=lado, dice='""', imagen=None)
        ancho = 100 - 2 * de_un_lado if lado == "center" else de_un_lado
        yield attrs.evolve(cuadros.get(lado, en_blanco), ancho=ancho, borde=borde)


def _lado(sitio: EnLaCuadricula, tabla: Tabla | None, estilo: Estilo) -> str:
    """Lado del margen en que va una celda: ``left``, ``center`` o ``right``, según su centro.

    La que cubre casi todo el ancho, según su texto.
    """
    anchos = tabla.anchos if tabla else ()
    desde, hasta = fsum(anchos[: sitio.columna - 1]), fsum(anchos[: sitio.hasta_columna - 1])
    if hasta - desde > _CASI_TODO:
        return {"izquierda": "left", "derecha": "right"}.get(estilo.horizontal, "center")
    return _LADOS[min(int((desde + hasta) / 2 * len(_LADOS)), len(_LADOS) - 1)]


_CASI_TODO = 0.9
"""Parte del ancho de la tabla desde la que una columna la ocupa casi toda."""


def _cuadro(
    lado: str,
    celdas: Sequence[tuple[EnLaCuadricula, Celda]],
    tabla: Tabla,
    estilos: Mapping[str, Estilo],
) -> CuadroDelMargen:
    """Cuadro de un lado del margen: sus celdas una bajo otra, con el estilo de la primera."""
    estilo = estilos[celdas[0][1].estilo]
    anchos = {s.columna: fsum(tabla.anchos[s.columna - 1 : s.hasta_columna - 1]) for s, _ in celdas}
    renglones = filter(None, (_renglon(celda) for _, celda in celdas))
    imagenes = (t for _, c in celdas for t in c.contenido if isinstance(t, Repetida))
    return CuadroDelMargen(
        lado=lado,
        dice=f" {en_css(chr(10))} ".join(renglones) or '""',
        ancho=100 * (fsum if lado == "left" else max)(anchos.values()),
        alineacion=lado,
        tamano=estilo.tamano,
        familia=en_css(estilo.familia),
        color=estilo.color or NEGRO,
        imagen=next(imagenes, None),
        rayas=_rayas(estilo),
    )


def _renglon(celda: Celda) -> str:
    """Lo que dice una celda, como va en ``content``: ``"Página " counter(page)``."""
    contenido = celda.contenido or ()
    tramos = (contenido,) if isinstance(contenido, str) else contenido
    return " ".join(escrito for tramo in tramos for escrito in _en_content(tramo))


def _en_content(tramo: Tramo) -> Iterator[str]:
    """Tramo como va en ``content``; de una imagen, nada, que va de fondo."""
    match tramo:
        case str():
            yield en_css(tramo)
        case Enfasis() | Enlace() | NumeroDeLeyenda() | Remision():
            yield en_css(tramo.texto)
        case CampoCalculado():
            yield _NUMEROS[tramo]
        case Imagen() | Barra():
            return


_ALINEACIONES = {
    "izquierda": "left",
    "centro": "center",
    "derecha": "right",
    "justificada": "var(--justificada)",
}
_VERTICALES = {
    "arriba": ("top", "start"),
    "centro": ("middle", "center"),
    "abajo": ("bottom", "end"),
}

_OSCURO, _PAPEL = "1B1B1B", "FFFFFF"
_CONTRASTE_DE_LA_TINTA = 10.5
"""Contraste de la letra más oscura sobre lo oscuro: uno mayor, en una pantalla, deslumbra."""
_PASOS = 100
"""Pasos, de una letra al blanco, en que se busca la que se lee."""
_ANCHO_MINIMO, _ANCHO_HOLGADO = 7.0, 60.0
"""Anchos de una columna y de una tabla, en letras de la página: más angosta, la tabla se corre."""


class _Fondo(NamedTuple):
    oscuro: str
    enlace: str
    familia: str
    barras: Sequence[tuple[str, str]]
    """Colores de las barras, y los mismos en lo oscuro."""


def hoja_de_estilos_de_pagina(  # noqa: PLR0913 - lo que la página lleva además de sus estilos
    estilos: Mapping[str, Estilo],
    geometrias: Geometrias,
    papeles: Sequence[PapelDeParte],
    imagenes: Sequence[Imagen],
    cubren: Sequence[int],
    *,
    con_ceros: bool = False,
) -> str:
    """El CSS de la página: sus estilos, anchos de columna, papeles e imágenes.

    ``cubren``: cuántas filas cubren las celdas de varias, ``[2, 5]``; ``con_ceros``: si alguna
    tabla los esconde.
    """
    # Lo que no tiene estilo propio, como el buscador.
    familia = en_css(estilos["texto"].familia) if "texto" in estilos else ""
    return "".join(
        (
            regla_de_estilos(
                "general",
                _Fondo(
                    oscuro=_OSCURO,
                    enlace=COLOR_DE_ENLACE,
                    familia=familia,
                    barras=[(c, de_noche(c)) for c in sorted(geometrias.colores_de_barras)],
                ),
            ),
            *(
                regla_de_estilos("imagen", numero, imagen.clase, en_base64(imagen.datos))
                for numero, imagen in enumerate(imagenes, 1)
            ),
            *(_regla_de_estilo(clase, estilo) for clase, estilo in estilos.items()),
            *_reglas_de_geometrias(geometrias),
            *(
                regla_de_estilos("de_rotulos", clase, list(en_orden(caminos)), len(caminos))
                for clase, caminos in geometrias.rotulos()
            ),
            regla_de_estilos("de_barras", sorted(geometrias.barras)) if geometrias.barras else "",
            regla_de_estilos("de_dibujadas") if any(geometrias.paneles()) else "",
            *(
                regla_de_estilos(
                    "de_paneles",
                    clase,
                    paneles._replace(
                        nombres=[*map(en_css, paneles.nombres)], eje=en_css(paneles.eje)
                    ),
                )
                for clase, paneles in geometrias.paneles()
            ),
            regla_de_estilos("de_varias_filas", cubren) if cubren else "",
            regla_de_estilos("de_ceros") if con_ceros else "",
            regla_de_estilos("de_cuadricula" if en_cuadricula(estilos) else "de_cortas"),
            *map(reglas_de_papel, papeles),
        )
    )


def _regla_de_estilo(clase: str, estilo: Estilo) -> str:
    """Regla de CSS de un estilo, que se llama como su clase."""
    # Un relleno es el mismo en lo claro y en lo oscuro, y su letra también.
    letra = estilo.color or ("000000" if estilo.relleno else "")
    en_oscuro = de_noche(letra) if letra and not estilo.relleno else ""
    return regla_de_estilos(
        "estilo",
        clase,
        estilo,
        en_css(estilo.familia),
        _ALINEACIONES[estilo.alineacion],
        _VERTICALES[estilo.vertical],
        letra,
        en_oscuro if en_oscuro != letra else "",
        f"{_rayas_en_css(estilo.bordes)}{_filete_en_css(estilo.filete)}",
        _rayas_de_noche(estilo.bordes),
    )


def _rayas_en_css(bordes: Bordes | None) -> str:
    """Rayas de una celda en CSS; las negras de una cuadrícula, claras sobre lo oscuro.

    Vacías si no tiene.
    """
    if bordes is None or bordes == CUADRICULA:
        return "; border: 1px solid var(--raya)" if bordes else ""
    lados = {
        "top": bordes.arriba,
        "bottom": bordes.abajo,
        "left": bordes.izquierda,
        "right": bordes.derecha,
    }
    return "".join(f"; border-{lado}: {_raya(raya)}" for lado, raya in lados.items() if raya)


def _rayas_de_noche(bordes: Bordes | None) -> str:
    """Los colores de las rayas de una celda en lo oscuro; la negra ya es clara."""
    lados = (
        zip(("top", "bottom", "left", "right"), attrs.astuple(bordes, recurse=False), strict=True)
        if bordes
        else ()
    )
    return "".join(
        f" border-{lado}-color: #{de_noche(raya.color)};"
        for lado, raya in lados
        if raya and raya.color != NEGRO
    )


def _raya(raya: Raya) -> str:
    """Una raya en CSS (``1px solid #808080``); la doble mide las dos y el blanco del medio."""
    grosor = max(round(raya.grosor * _PIXELES_POR_PUNTO), 1)
    ancho = f"{grosor * 3}px double" if raya.doble else f"{grosor}px solid"
    return f"{ancho} {'var(--raya)' if raya.color == NEGRO else f'#{raya.color}'}"


def _filete_en_css(filete: Raya | None) -> str:
    """Raya en CSS a la izquierda de un párrafo, del color de su letra, que de noche es clara.

    Vacía si no lleva.
    """
    if filete is None:
        return ""
    grosor, aire = (round(pt * _PIXELES_POR_PUNTO) for pt in (filete.grosor, AIRE_DE_FILETE))
    return f"; border-left: {grosor}px solid; padding-left: {aire}px"


_PIXELES_POR_PUNTO = 96 / 72


@functools.lru_cache(maxsize=256)  # prueba decenas de mezclas, y un formato lleva pocos colores
def de_noche(color: str) -> str:
    """Color (``RRGGBB``) que en lo oscuro se ve como otro en el papel: la tinta, y las notas menos.

    Se busca de lo oscuro a él y de él al blanco.
    """
    se_ve = min(contraste(color, _PAPEL), _CONTRASTE_DE_LA_TINTA)
    mezclas = (
        _mezcla(*extremos, paso)
        for extremos in ((_OSCURO, color), (color, _PAPEL))
        for paso in range(_PASOS + 1)
    )
    return next(mezcla for mezcla in mezclas if contraste(mezcla, _OSCURO) >= se_ve)


def _mezcla(desde: str, hasta: str, paso: int) -> str:
    canales = ((int(desde[n : n + 2], 16), int(hasta[n : n + 2], 16)) for n in (0, 2, 4))
    return "".join(f"{a + (b - a) * paso // _PASOS:02X}" for a, b in canales)


class _Rotulo(NamedTuple):
    """Rótulo con que en un teléfono una celda dice su columna."""

    columna: str
    dice: str
    tras: str
    """Las columnas de su grupo: si alguna ya dijo algo, el rótulo que comparten no se repite."""
    abre_grupo: bool = False
    """Si con él empieza un grupo de columnas."""


def en_orden(caminos: Sequence[Camino]) -> Iterator[_Rotulo]:
    """Rótulo de cada columna y, si es de un grupo, lo que queda por decir tras las vecinas."""
    for columna, camino in enumerate(caminos):
        if not camino:
            continue
        yield _Rotulo(de_columna(columna), _rotulos_seguidos(camino), "", len(camino) > 1)
        comparten = list(_comparten(caminos[:columna], camino))
        for cuantos in sorted({cuantos for _, cuantos in comparten}):
            vecinas = ", ".join(f".{de_columna(vecina)}" for vecina, c in comparten if c >= cuantos)
            resto = _rotulos_seguidos(camino[cuantos:]) if camino[cuantos:] else "none"
            yield _Rotulo(de_columna(columna), resto, vecinas)


_SEPARA = " · "
_LETRAS_DE_UN_RENGLON = 36
"""Letras de rótulo que en un teléfono dejan lugar al lado para el texto de la celda."""


def _rotulos_seguidos(camino: Camino) -> str:
    """Rótulos de una columna, ``Meta · 2026``, en CSS; si son largos, en dos renglones."""
    seguidos = _SEPARA.join(camino)
    if len(seguidos) > _LETRAS_DE_UN_RENGLON and len(camino) > 1:
        seguidos = f"{_SEPARA.join(camino[:-1])}\n{camino[-1]}"
    return en_css(seguidos)


def _comparten(anteriores: Sequence[Camino], camino: Camino) -> Iterator[tuple[int, int]]:
    """Columnas de la izquierda con los mismos primeros rótulos, de la más cercana a la más lejana.

    Cada una, con cuántos comparte: ``(3, 1)``. El último rótulo sólo se comparte si es el de todas
    las de en medio: entre dos «%» hay otra cosa.
    """
    hasta = len(camino)
    for columna, anterior in reversed(list(enumerate(anteriores))):
        iguales = takewhile(lambda par: par[0] == par[1], zip(anterior, camino, strict=False))
        cuantos = min(sum(1 for _ in iguales), hasta)
        if not cuantos:
            return
        if anterior[: len(camino)] != camino:
            hasta = len(camino) - 1
        yield columna, min(cuantos, hasta)


def _reglas_de_geometrias(geometrias: Geometrias) -> Iterator[str]:
    """Reglas con las medidas de las tablas, las fichas y lo acomodado de la página."""
    acomodadas: list[str] = []
    de_cifras: list[str] = []
    for clase, (tipo, anchos, sitios) in geometrias:
        if tipo == "filas":
            minimo = min(_ANCHO_MINIMO * len(anchos), _ANCHO_HOLGADO)
            entera = fsum(anchos)
            partes = [100 * ancho / entera for ancho in anchos]
            yield regla_de_estilos("de_filas", clase, minimo, 100 * entera, partes)
        elif tipo == "ficha":
            rotulo, valor = (100 * ancho for ancho in anchos[:2])
            acomodadas.append(regla_de_estilos("de_ficha", clase, len(anchos) // 2, rotulo, valor))
        else:
            partes = [100 * ancho for ancho in anchos]
            acomodadas.append(regla_de_estilos("acomodada", clase, partes, sitios))
            de_papel = (sitio for sitio in sitios if sitio.de_papel)
            if crecidas := [*filter(None, (_crecida(s, sitios, partes) for s in de_papel))]:
                acomodadas.append(regla_de_estilos("de_pantalla", clase, crecidas))
            if tipo == "cifras":
                de_cifras.append(regla_de_estilos("de_cifras", clase, *_de_a_dos(sitios)))
    # En un teléfono lo acomodado va en una sola columna, y las cifras, en dos.
    if acomodadas:
        yield f"@media print, screen and (min-width: 40.01rem) {{\n{''.join(acomodadas)}}}\n"
    if de_cifras:
        yield f"@media screen and (max-width: 40rem) {{\n{''.join(de_cifras)}}}\n"


def _crecida(
    papel: EnLaCuadricula, sitios: Sequence[EnLaCuadricula], anchos: Sequence[float]
) -> tuple[int, EnLaCuadricula, float] | None:
    """Celda que en pantalla crece sobre el lugar de una que sólo va en papel.

    La de su izquierda o, si no la hay en sus mismas filas, la de encima o la de debajo: su número,
    desde 1, su sitio y la parte de ella, de 0 a 100, que queda en blanco para que lo que dice vaya
    donde va en el papel.
    """
    filas, columnas = papel[0:3:2], papel[1:4:2]  # (fila, hasta_fila), (columna, hasta_columna)
    for numero, sitio in enumerate(sitios, 1):
        if sitio.hasta_columna == papel.columna and sitio[0:3:2] == filas:
            gana, entera = (
                fsum(anchos[desde - 1 : papel.hasta_columna - 1])
                for desde in (papel.columna, sitio.columna)
            )
            crece = sitio._replace(hasta_columna=papel.hasta_columna)
            return numero, crece, 100 * gana / entera
    for numero, sitio in enumerate(sitios, 1):
        if sitio.hasta_fila == papel.fila and sitio[1:4:2] == columnas:
            return numero, sitio._replace(hasta_fila=papel.hasta_fila), 0.0
        if sitio.fila == papel.hasta_fila and sitio[1:4:2] == columnas:
            return numero, sitio._replace(fila=papel.fila), 0.0
    return None


def _de_a_dos(sitios: Sequence[EnLaCuadricula]) -> tuple[int, list[tuple[int, int]]]:
    """Filas de cada cifra y, con dos por renglón, la fila y el lado de cada celda: ``(4, 2)``."""
    filas = max((sitio.hasta_fila for sitio in sitios), default=1) - 1
    columnas = sorted({sitio.columna for sitio in sitios})
    de_a_dos = []
    for sitio in sitios:
        antes, lado = divmod(columnas.index(sitio.columna), 2)
        de_a_dos.append((antes * filas + sitio.fila, lado + 1))
    return filas, de_a_dos
