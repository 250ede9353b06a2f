"""El mapa de calor: dos paneles que son una tabla de celdas pintadas, y otra, riesgo por riesgo.

La zona la dice la palabra de cada celda, y el color sólo la acompaña: lleno donde hay riesgos, y
claro donde no. Si los dos paneles no caben uno al lado del otro, ni con la letra chica, van uno
debajo del otro.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import fsum

import attrs

from paac_reportes.analisis.riesgos.cifras import (
    CalorDelMapa,
    CeldaDeCalor,
    PanelDeCalor,
    RiesgoAnalizado,
)
from paac_reportes.analisis.riesgos.frases import valoraciones_dichas
from paac_reportes.analisis.riesgos.niveles import CualRiesgo
from paac_reportes.analisis.riesgos.revision import nombre_de_zona
from paac_reportes.formatos.definicion.bloques import (
    EJES_DE_CALOR,
    EN_COLOR_LLENO,
    PANELES_DE_CALOR,
    ROTULOS_DE_CAMBIOS,
    ParteDelCalor,
)
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.contenido import Contenido, Enfasis, solo_texto
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.estilos import (
    BLANCO,
    MARGEN_DE_CELDA,
    Estilo,
    contraste,
    en_cuadricula,
    letra_sobre,
)
from paac_reportes.maqueta.medida.ajuste import Lienzo
from paac_reportes.maqueta.medida.anchos import acomodar, con_minimos, minimos
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila
from paac_reportes.normativa.riesgos import COLORES_DE_ZONA, TONOS_DE_ZONA, IdDeZona
from paac_reportes.textos.valores import contar, numero_con_formato

_DE_ALTA_A_BAJA: "tuple[IdDeZona, ...]" = ("extremo", "alto", "moderado", "bajo")
_TITULOS: "Mapping[CualRiesgo, str]" = {
    "inherente": PANELES_DE_CALOR[0],
    "residual": PANELES_DE_CALOR[1],
}
_TAMANOS = (8, 7)
"""Los puntos de la letra de los paneles: la corriente y, si así no caben, la chica."""
_CABEN = 8
"""Los riesgos que una celda nombra; de más, dice cuántos son y la tabla los nombra."""
_HUECO = 4.0
"""Milímetros entre un panel y el otro."""

_ESTILO_DE_HUECO = "celda-entre_paneles"
_MEDIO_RENGLON = 0.6
"""El alto de medio renglón, en el tamaño de su letra."""
_AIRE = Pt(1)
"""Aire que una celda de los paneles deja a lo menos, arriba y abajo."""
_ALTO_DE_CELDA = pt_de_mm(Mm(12))
"""Alto de una celda de los paneles: en una carta, tres cuartos de su ancho.

Más baja, en una hoja ancha era una raya, y en una carta el mapa y su tabla llenaban una página, y
la última del informe quedaba casi en blanco.
"""
_ALTO_EN_SU_HOJA = pt_de_mm(Mm(20))
"""Alto en un libro: solo en su hoja, el mapa dejaba media en blanco."""
_GROSOR_DE_MARCA = Pt(3)
"""Grosor de la raya que, a la izquierda de una zona, lleva su color."""
_AIRE_DE_MARCA = Pt(7)
"""Distancia de la zona a esa raya: en una hoja de cálculo, un paso de sangría."""
_SE_VE = 2.0
"""El contraste con el papel de esa raya, a lo menos: el amarillo puro no se veía."""
_BLANCA = Raya(grosor=Pt(1), color=BLANCO)
_ENTRE_CELDAS = Bordes(arriba=_BLANCA, abajo=_BLANCA, izquierda=_BLANCA, derecha=_BLANCA)


def estilos_de_calor(base: Mapping[str, Estilo], medio: Medio = "documento") -> dict[str, Estilo]:
    """Los estilos del mapa de calor, por su nombre: de celdas y rótulos, en cada tamaño.

    ``base``: los del documento.
    """
    estilos = {}
    alto = _ALTO_EN_SU_HOJA if medio == "libro" else _ALTO_DE_CELDA
    for tamano in _TAMANOS:
        letra = Pt(min(base["celda"].tamano, tamano))
        medio_renglon = letra * _MEDIO_RENGLON
        aire = Pt(max(_AIRE, alto / 2 - 2 * medio_renglon))
        celda = attrs.evolve(base["celda"], tamano=letra, antes=aire, despues=aire)
        centrada = attrs.evolve(celda, horizontal="centro", vertical="centro", bordes=_ENTRE_CELDAS)
        # Tan alta como la que además lleva un renglón de riesgos.
        sin_sus_riesgos = Pt(aire + medio_renglon)
        sin_riesgos = attrs.evolve(centrada, antes=sin_sus_riesgos, despues=sin_sus_riesgos)
        for zona, relleno in COLORES_DE_ZONA.items():
            claro = TONOS_DE_ZONA[zona]
            estilos[_estilo_de_celda(zona, tamano, hay_riesgos=True)] = attrs.evolve(
                centrada, relleno=relleno, color=letra_sobre(relleno, celda.color)
            )
            estilos[_estilo_de_celda(zona, tamano, hay_riesgos=False)] = attrs.evolve(
                sin_riesgos, relleno=claro, color=letra_sobre(claro, celda.color)
            )
        estilos[_estilo_de_rotulo(tamano)] = attrs.evolve(
            base["rotulo"], tamano=letra, horizontal="centro"
        )
        estilos[_de_nivel(tamano)] = attrs.evolve(base["dato"], tamano=letra, vertical="centro")
    celda = base["celda"]
    for zona, color in COLORES_DE_ZONA.items():
        if en_cuadricula(base):  # como la columna de zona de un formulario
            estilos[_estilo_de_zona(zona)] = attrs.evolve(
                celda, relleno=color, color=letra_sobre(color, celda.color), horizontal="centro"
            )
            continue
        marca = Raya(grosor=_GROSOR_DE_MARCA, color=_color_de_raya(color))
        estilos[_estilo_de_zona(zona)] = attrs.evolve(
            celda,
            bordes=attrs.evolve(celda.bordes or Bordes(), izquierda=marca),
            margen=Pt(celda.margen + _AIRE_DE_MARCA),
        )
    # Las rayas que una tabla de Word pone arriba y abajo de todas sus celdas.
    sin_rayas = Bordes(arriba=_BLANCA, abajo=_BLANCA)
    estilos[_ESTILO_DE_HUECO] = attrs.evolve(
        base["celda"], tamano=Pt(_TAMANOS[-1]), bordes=sin_rayas
    )
    return estilos


def _estilo_de_celda(zona: "IdDeZona", tamano: int, *, hay_riesgos: bool) -> str:
    return f"celda-{zona}_{tamano}{'' if hay_riesgos else '_sin_riesgos'}"


def _estilo_de_zona(zona: "IdDeZona") -> str:
    return f"celda-zona_{zona}"


def _color_de_raya(color: str) -> str:
    """El color, ``FFFF00``, tan oscuro como haga falta para que una raya se vea."""
    while contraste(color, BLANCO) < _SE_VE:
        color = "".join(f"{int(color[n : n + 2], 16) * 15 // 16:02X}" for n in (0, 2, 4))
    return color


def _estilo_de_rotulo(tamano: int) -> str:
    return f"rotulo-calor_{tamano}"


def _de_nivel(tamano: int) -> str:
    return f"dato-calor_{tamano}"


_SIN_MATRIZ = "Sin la matriz de su metodología, los riesgos no se ubican en un mapa de calor."


def mapa_de_calor(
    calor: "CalorDelMapa",
    lienzo: Lienzo,
    leyenda: Iterable[Parrafo] = (),
    *,
    muestra: ParteDelCalor = "todo",
    movimiento: bool = True,
) -> Iterator[Bloque]:
    """Cuántos se movieron, los paneles con lo que no está en ellos y la tabla de cada riesgo.

    La leyenda va sobre lo primero. El documento debe llevar los ``estilos_de_calor``.
    """
    con_paneles = muestra != "cambios"
    # Los paneles que no nombran a todos mandan a la tabla.
    con_tabla = muestra != "mapa" or not _nombran_a_todos(calor)
    if not calor.riesgos:
        if con_paneles:
            yield Parrafo("El mapa no tiene riesgos vigentes.")
        return
    if movimiento:
        yield Parrafo(f"{calor.movimiento.frase}.")
    if con_paneles and not calor.paneles:
        yield Parrafo(_SIN_MATRIZ)
    if calor.paneles or con_tabla:
        yield from leyenda
    if con_paneles and calor.paneles:
        yield from _paneles_y_notas(calor, lienzo)
    if con_tabla:
        en_un_renglon = _tabla_de_cambios(calor, lienzo, " · ")
        cabe = _caben_las_zonas(en_un_renglon, lienzo)
        yield en_un_renglon if cabe else _tabla_de_cambios(calor, lienzo, "\n")


# ------------------------------------------------------------------ los paneles


def _nombran_a_todos(calor: "CalorDelMapa") -> bool:
    celdas = (celda for panel in calor.paneles for fila in panel.filas for celda in fila)
    return bool(calor.paneles) and all(len(celda.riesgos) <= _CABEN for celda in celdas)


_SIN_REFERENCIA = "n.º: el lugar en el mapa de un riesgo sin referencia propia."


def _paneles_y_notas(calor: "CalorDelMapa", lienzo: Lienzo) -> Iterator[Bloque]:
    """Las tablas de los paneles, juntos si caben o uno bajo otro, y las notas que los explican."""
    en_una_fila = _tablas_que_caben([calor.paneles], calor, lienzo)
    tablas = en_una_fila or _tablas_que_caben([(panel,) for panel in calor.paneles], calor, lienzo)
    if not tablas:
        # Con una referencia más larga que la página, alguna palabra se parte.
        sin_ancho = (_paneles([panel], calor, _TAMANOS[-1]) for panel in calor.paneles)
        tablas = [acomodar(tabla, lienzo.medidor, lienzo.ancho) for tabla in sin_ancho]
    yield from tablas
    yield Parrafo(EN_COLOR_LLENO, "nota")
    for panel in calor.paneles:
        if panel.sin_ubicar:
            sin_ubicar = f"Sin ubicar: {_nombres(panel.sin_ubicar)}."
            yield Parrafo(f"{_TITULOS[panel.cual]}. {sin_ubicar}", "nota")
    if any("n.º" in r.rotulo for r in calor.riesgos):
        yield Parrafo(_SIN_REFERENCIA, "nota")


def _tablas_que_caben(
    grupos: "Sequence[Sequence[PanelDeCalor]]", calor: "CalorDelMapa", lienzo: Lienzo
) -> list[Tabla]:
    """Una tabla por grupo de paneles, con la letra más grande en que caben; ninguna si no caben.

    Caben si ninguna palabra se parte.
    """
    for tamano, justos in product(_TAMANOS, (False, True)):
        tablas = [_paneles(g, calor, tamano) for g in grupos]
        medidas = [minimos(tabla, lienzo.medidor, lienzo.ancho, justos=justos) for tabla in tablas]
        ceden = tamano == _TAMANOS[0]
        anchos = [_anchos(p, g, lienzo, ceden=ceden) for p, g in zip(medidas, grupos, strict=True)]
        que_caben = [g for g in anchos if g]
        if len(que_caben) == len(grupos):
            return [
                attrs.evolve(tabla, anchos=ancho)
                for tabla, ancho in zip(tablas, que_caben, strict=True)
            ]
    return []


def _anchos(
    minimos: Sequence[float], paneles: "Sequence[PanelDeCalor]", lienzo: Lienzo, *, ceden: bool
) -> tuple[float, ...] | None:
    """Los anchos de los paneles, con las celdas de impacto iguales; ``None`` si no caben.

    ``minimos``: lo que cada columna pide; ``ceden``: si, antes que achicar la letra, las demás dan
    de su ancho a la de una palabra que no cabe, como «Catastrófico».
    """
    del_nivel, *de_impacto = minimos
    cuantos, impactos = len(paneles), len(paneles[0].filas[0])
    hueco = _HUECO / lienzo.ancho
    de_un_panel = (1 - del_nivel - hueco * (cuantos - 1)) / cuantos
    piden = [max(de_impacto[n :: impactos + 1]) / de_un_panel for n in range(impactos)]
    if (fsum(piden) if ceden else impactos * max(piden)) > 1:
        return None
    partes = con_minimos([1 / impactos] * impactos, piden)
    de_panel = [parte * de_un_panel for parte in partes]
    return (del_nivel, *(*de_panel, hueco) * (cuantos - 1), *de_panel)


def _paneles(paneles: "Sequence[PanelDeCalor]", calor: "CalorDelMapa", tamano: int) -> Tabla:
    """La tabla de unos paneles, uno al lado de otro, con esa letra y anchos por decidir."""
    rotulo = _estilo_de_rotulo(tamano)
    impactos = [celda.impacto for celda in paneles[0].filas[0]]
    alto = len(paneles[0].filas)
    columnas = 1 + (len(impactos) + 1) * len(paneles) - 1

    def con_huecos(por_panel: Iterable[Sequence[Celda]], huecos: int) -> Iterator[Celda]:
        """Las celdas de cada panel; entre dos, un hueco de ``huecos`` filas de alto, si hay."""
        for numero, celdas in enumerate(por_panel):
            if numero and huecos:
                yield Celda("", _ESTILO_DE_HUECO, filas=huecos)
            yield from celdas

    nombres = [Celda(nivel.nombre, rotulo) for nivel in impactos]
    titulos = [[Celda(_TITULOS[panel.cual], rotulo, len(impactos))] for panel in paneles]
    rotulos = (
        Fila((Celda(EJES_DE_CALOR[0], rotulo, filas=3), *con_huecos(titulos, 3))),
        Fila((*con_huecos([[Celda(EJES_DE_CALOR[1], rotulo, len(impactos))]] * len(paneles), 0),)),
        Fila((*con_huecos([nombres] * len(paneles), 0),)),
    )
    filas = tuple(
        Fila(
            (
                Celda(por_panel[0][0].probabilidad.nombre, _de_nivel(tamano)),
                *con_huecos(
                    [[_celda(celda, calor, tamano) for celda in celdas] for celdas in por_panel],
                    0 if numero else alto,
                ),
            )
        )
        for numero, por_panel in enumerate(zip(*(panel.filas for panel in paneles), strict=True))
    )
    nombre = " y ".join(_TITULOS[panel.cual].lower() for panel in paneles)
    return Tabla(
        anchos=(1 / columnas,) * columnas,
        rotulos=rotulos,
        filas=filas,
        descripcion=f"Mapa de calor: {nombre}",
        texto_alternativo=" ".join(texto_alternativo(panel, calor) for panel in paneles),
        filas_se_parten=False,
        va_entera=True,
        titulares=(0,),
    )


def _celda(celda: "CeldaDeCalor", calor: "CalorDelMapa", tamano: int) -> Celda:
    """La celda de un panel: su zona y, en negrita, sus riesgos o, si no caben, cuántos son."""
    cuantos = len(celda.riesgos)
    contenido: Contenido = _nombre_de_zona(celda.zona, calor)
    if celda.producto is not None:
        contenido = f"{numero_con_formato(celda.producto)} {contenido}"
    if cuantos:
        riesgos = _nombres(celda.riesgos) if cuantos <= _CABEN else f"{cuantos} riesgos"
        contenido = (f"{contenido}\n", Enfasis(riesgos, negrita=True))
    return Celda(contenido, _estilo_de_celda(celda.zona, tamano, hay_riesgos=bool(cuantos)))


def texto_alternativo(panel: "PanelDeCalor", calor: "CalorDelMapa") -> str:
    """Un panel dicho en palabras, de la zona más alta a la más baja."""
    cuantos = contar(len(calor.riesgos), "riesgo", "riesgos")
    metodologia = f", {calor.metodologia.nombre}" if calor.metodologia else ""
    titulo = f"Mapa de calor del {_TITULOS[panel.cual].lower()}{metodologia}: {cuantos}"
    sin_ubicar = f"Sin ubicar: {_nombres(panel.sin_ubicar) or 'ninguno'}."
    if not panel.ubicados:
        return f"{titulo}, sin riesgos ubicados. {sin_ubicar}"
    frases = []
    for zona in _DE_ALTA_A_BAJA:
        celdas = [
            f"{_nombres(celda.riesgos)} ({celda.probabilidad.nombre}, {celda.impacto.nombre})"
            for celda in panel.ocupadas
            if celda.zona == zona
        ]
        frases.append(f"{_nombre_de_zona(zona, calor)}: {'; '.join(celdas) or 'ninguno'}.")
    return " ".join((f"{titulo}.", *frases, sin_ubicar))


# ------------------------------------------------------------------ riesgo por riesgo


def _caben_las_zonas(tabla: Tabla, lienzo: Lienzo) -> bool:
    """Si las columnas 2 y 3, de zonas con sus niveles, caben en un renglón."""
    medidor, ancho = lienzo.medidor, pt_de_mm(lienzo.ancho)
    return all(
        medidor.largo(solo_texto(celda.contenido), celda.estilo)
        <= parte * ancho - 2 * MARGEN_DE_CELDA - medidor.estilos[celda.estilo].margen
        for fila in tabla.filas
        for celda, parte in list(zip(fila.celdas, tabla.anchos, strict=True))[2:4]
    )


def _tabla_de_cambios(calor: "CalorDelMapa", lienzo: Lienzo, entre: str) -> Tabla:
    """Tabla con la zona de cada riesgo antes y después de los controles, y si bajó o subió.

    ``entre``: lo que separa la zona de los niveles que la dan.
    """
    movidos = calor.movimiento
    cambios = {
        riesgo.ruta: cambio
        for cambio, riesgos in (
            ("Baja", movidos.bajan),
            ("Igual", movidos.igual),
            ("Sube", movidos.suben),
            ("No se sabe", movidos.sin_comparar),
        )
        for riesgo in riesgos
    }
    niveles = {
        (panel.cual, riesgo.ruta): f"{celda.probabilidad.nombre}, {celda.impacto.nombre}"
        for panel in calor.paneles
        for celda in panel.ocupadas
        for riesgo in celda.riesgos
    }
    filas = tuple(
        Fila(
            (
                Celda(riesgo.rotulo, "celda"),
                Celda(riesgo.riesgo.descripcion, "celda"),
                *(
                    _celda_de_zona(riesgo, cual, niveles.get((cual, riesgo.ruta), ""), calor, entre)
                    for cual in _TITULOS
                ),
                Celda(cambios[riesgo.ruta], "celda"),
            )
        )
        for riesgo in calor.riesgos
    )
    tabla = Tabla(
        anchos=(0.08, 0.385, 0.215, 0.215, 0.105),
        rotulos=(Fila(tuple(Celda(texto, "rotulo") for texto in ROTULOS_DE_CAMBIOS)),),
        filas=filas,
        descripcion="La zona de cada riesgo, antes y después de sus controles",
        titulares=(0,),
    )
    return acomodar(tabla, lienzo.medidor, lienzo.ancho)


def _celda_de_zona(
    riesgo: "RiesgoAnalizado", cual: "CualRiesgo", niveles: str, calor: "CalorDelMapa", entre: str
) -> Celda:
    """La zona que se cuenta de un riesgo; la escrita, si es otra; lo que otro valoró y los niveles.

    ``cual``: la inherente o la residual; ``entre``: lo que separa la zona de sus niveles.
    """
    antes = cual == "inherente"
    inherente, residual = riesgo.comparables
    zona, zona_escrita, comparable = (
        (riesgo.zona_inherente, riesgo.inherente_escrita, inherente)
        if antes
        else (riesgo.zona_residual, riesgo.residual_escrita, residual)
    )
    frases = [_nombre_de_zona(zona, calor) if zona else "sin zona"]
    if zona_escrita is not None:
        frases += ["(no cabe con su nivel)" if comparable is None else f"(escrita: {zona_escrita})"]
    if not antes and riesgo.se_valoro_distinto:
        frases += [f"({quien}: {dice})" for quien, dice in valoraciones_dichas(riesgo)[1:]]
    texto = entre.join(filter(None, (" ".join(frases), niveles)))
    return Celda(texto, _estilo_de_zona(zona) if zona else "celda")


def _nombre_de_zona(zona: "IdDeZona", calor: "CalorDelMapa") -> str:
    """El nombre con que se muestra una zona, según la metodología del mapa: ``Extrema``."""
    return nombre_de_zona(zona, calor.metodologia)


def _nombres(riesgos: "Iterable[RiesgoAnalizado]") -> str:
    return ", ".join(riesgo.rotulo for riesgo in riesgos)
