"""Las filas que comparten una celda que las nombra: de quién es lo que sigue en otra página.

Donde la página la corta la biblioteca, en un PDF, se dice sobre ella (``grupos_de``). En Word la
corta el programa: allí un grupo bajo no se aparta, y uno alto se corta en la fila que la página
medida aquí no alcanza, que empieza página en cualquiera y lleva otra vez su nombre.
"""

import math
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import cast

from paac_reportes import clases
from paac_reportes.maqueta.altos import ANCHO_DE_LETRA
from paac_reportes.maqueta.contenido import CONTINUA, ConBarra, Imagen, que_sigue, solo_texto
from paac_reportes.maqueta.cortes import PARTE_ALTA, Cortador
from paac_reportes.maqueta.estilos import (
    AIRE_DE_CELDA,
    ALTO_DE_BARRA,
    MARGEN_DE_CELDA,
    SOBRE_LA_BARRA,
    Estilo,
    estilo_que_sigue,
)
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import ColumnaDeTabla


@clases.frozen
class Grupo:
    """Unas filas que comparten una celda que las nombra; de ``desde`` a ``hasta``, sin ésta."""

    columna: int
    """Columna de la celda."""
    desde: int
    hasta: int
    nombre: str

    @property
    def filas(self) -> range:
        """Filas del grupo."""
        return range(self.desde, self.hasta)


def grupos_de(tabla: Tabla) -> Iterator[Grupo]:
    """Los grupos de una tabla: sus filas bajo una misma celda, de las columnas que las nombran."""
    if not tabla.titulares or tabla.va_entera or not tabla.repite_grupos:
        return
    yield from _combinadas(tabla, sorted({0, *tabla.titulares}))


def repetidas_de(tabla: Tabla) -> Iterator[Grupo]:
    """Las celdas breves de varias filas que no las nombran: se repiten como están donde siguen."""
    demas = set(range(len(tabla.anchos))).difference({0, *tabla.titulares})
    for celda in _combinadas(tabla, sorted(demas)):
        if len(celda.nombre) <= _LETRAS_DEL_NOMBRE:
            yield celda


def _combinadas(tabla: Tabla, lugares: Sequence[int]) -> Iterator[Grupo]:
    """Las celdas con texto de varias filas, de las columnas de esos ``lugares``."""
    for lugar in lugares:
        columna = tabla.columnas[lugar]
        for fila, cubre in enumerate(columna.filas or ()):
            nombre = " ".join(solo_texto(columna.contenidos[fila]).split()) if cubre > 1 else ""
            if nombre:
                yield Grupo(lugar, fila, fila + cubre, nombre)


def alto_del_nombre(tabla: Tabla, grupo: Grupo, cortador: Cortador) -> Pt:
    """Alto de la celda que nombra un grupo."""
    columna, bordes = tabla.columnas[grupo.columna], cortador.bordes(tabla.anchos)
    ancho = Pt(bordes[grupo.columna + columna.abarca(grupo.desde)] - bordes[grupo.columna])
    medir = cortador.medidor.en_papel(columna.estilo(grupo.desde), ancho)
    return medir(columna.contenidos[grupo.desde])


def filas_de_su_nombre(tabla: Tabla, cortador: Cortador) -> Iterator[range]:
    """Filas que ocupa el nombre de cada grupo, si no cabe en la primera y sí todas en una página.

    Donde un programa corta una celda de varias filas entre sus renglones, el nombre se partiría.
    """
    for grupo in grupos_de(tabla):
        estilo = tabla.columnas[grupo.columna].estilo(grupo.desde)
        alto, renglon = alto_del_nombre(tabla, grupo, cortador), cortador.medidor.alto_minimo
        if cortador.medidor.estilos[estilo].girado or alto <= renglon:
            continue
        # Una más: a la última se le suma lo que a la celda le falte.
        hasta = min(grupo.desde + math.ceil(alto / renglon) + 1, grupo.hasta)
        altos = cortador.altos_entre(tabla, range(grupo.desde, hasta), en_papel=True)
        alto_hasta = [*accumulate(altos)]
        ultima = min(bisect_left(alto_hasta, alto), len(altos) - 1)
        if ultima and alto_hasta[ultima] <= cortador.lo_que_cabe(tabla):
            yield range(grupo.desde, grupo.desde + ultima + 1)


_LETRAS_DEL_NOMBRE = 120
"""Letras del nombre de un grupo donde sigue, si va escrito otra vez."""

EN_MAYUSCULAS = 9 / 7
"""Cuánto más ancha que ``ANCHO_DE_LETRA`` es la de un texto todo en mayúsculas."""

PARTE_EN_BLANCO = 1 / 5
"""De la página: lo que puede quedar en blanco porque un grupo va entero en la otra; uno más alto
puede cortarse."""


@clases.frozen
class Agrupada:
    """Cómo van en páginas los grupos de una tabla en Word."""

    juntas: frozenset[int] = frozenset()
    """Las filas que no se apartan de la que sigue."""
    cortables: tuple[Grupo, ...] = ()
    """Los grupos que una página puede cortar, primero los que contienen otros."""


class Agrupador:
    """Reparto de los grupos de unas tablas, para que toda página diga de quién es lo que trae."""

    def __init__(self, estilos: Mapping[str, Estilo], cortador: Cortador) -> None:
        self._estilos = estilos
        self._cortador = cortador

    def agrupar(self, tabla: Tabla) -> Agrupada:
        """Las filas de los grupos que van enteros, y los grupos que pueden cortarse."""
        grupos = list(grupos_de(tabla))
        if not grupos:
            return Agrupada()
        maximos = [*zip(*self._altos_maximos(tabla), strict=True)]
        maximo_hasta = [*accumulate(map(max, maximos), initial=0.0)]
        pagina = self._cortador.alto_de_pagina
        juntas: set[int] = set()
        cortables: list[Grupo] = []
        comienzos: set[int] = set()
        # De adentro hacia afuera: donde uno se partió puede partirse el que lo contiene.
        for grupo in reversed(grupos):
            alto = maximo_hasta[grupo.hasta] - maximo_hasta[grupo.desde]
            con_otros = not comienzos.isdisjoint(grupo.filas)
            comienzos.add(grupo.desde)
            # El primero se lleva los rótulos, con todos sus renglones.
            rotulos = () if grupo.desde else tabla.rotulos
            alto_de_rotulos = self._cortador.alto_de_filas(rotulos, tabla.anchos)
            tope = min(pagina * PARTE_ALTA - alto_de_rotulos, pagina * PARTE_EN_BLANCO)
            filas = grupo.filas[:-1]
            if alto > tope:  # casi ninguno
                filas = filas[:0] if con_otros else self._con_su_nombre(tabla, grupo, maximos, tope)
            juntas.update(filas)
            if len(filas) + 1 < len(grupo.filas):
                cortables.append(grupo)
        cortables.sort(key=lambda grupo: (grupo.columna, grupo.desde))
        return Agrupada(frozenset(juntas), tuple(cortables))

    def _con_su_nombre(
        self, tabla: Tabla, grupo: Grupo, maximos: Sequence[Sequence[float]], tope: float
    ) -> range:
        """Las filas de un grupo que no se separan de la que sigue: todas, o las del nombre.

        Las del nombre, si el grupo pasa de ``tope``; ``maximos``: lo que cada celda puede medir.
        """
        nombre, filas = alto_del_nombre(tabla, grupo, self._cortador), grupo.filas
        altos = self._altos(tabla, filas, maximos, tope, max(nombre, tope))
        if math.fsum(altos) <= tope:
            return filas[:-1]
        return filas[: bisect_left([*accumulate(altos)], nombre)]

    def _altos(
        self,
        tabla: Tabla,
        filas: range,
        maximos: Sequence[Sequence[float]],
        si_no_pasan_de: float,
        hasta_pasar_de: float = math.inf,
    ) -> list[float]:
        """Altos de unas filas, medidas una por una y no más allá de ``hasta_pasar_de``.

        ``maximos``: por fila, lo que pide cada columna como mucho, con lo de una celda de varias
        filas ya repartido entre ellas. No se mide la celda que no pasa de las ya medidas y, desde
        que se sabe que todas las filas caben en ``si_no_pasan_de``, ninguna: de las que faltan se
        dice entonces su máximo.
        """
        columnas, cubiertas = range(len(tabla.anchos)), [c.filas for c in tabla.columnas]
        alto_de_celda = self._cortador.alto_de_celda(tabla)
        maximos_de_fila = [max(maximos[fila]) for fila in filas]
        altos: list[float] = []
        # De las celdas de varias filas: la que sigue a su última, y hasta dónde llegan, en puntos.
        abiertas: list[tuple[int, float]] = []
        total, maximo_de_las_demas = 0.0, math.fsum(maximos_de_fila)
        for fila, maximo in zip(filas, maximos_de_fila, strict=True):
            por_llenar = math.fsum(max(hasta - total, 0.0) for _, hasta in abiertas)
            if total + por_llenar + maximo_de_las_demas <= si_no_pasan_de:
                return altos + maximos_de_fila[len(altos) :]
            # La que más puede pedir, primero: después casi ninguna otra hay que medirla.
            alto, mayor = 0.0, maximos[fila].index(maximo)
            for columna in (mayor, *columnas[:mayor], *columnas[mayor + 1 :]):
                cubre = 1 if (cubren := cubiertas[columna]) is None else cubren[fila]
                if maximos[fila][columna] * cubre <= alto:  # el máximo de la celda entera
                    continue
                de_celda = alto_de_celda(fila, columna)
                if cubre > 1:
                    abiertas.append((min(fila + cubre, filas.stop), total + de_celda))
                else:
                    alto = max(alto, de_celda)
            terminan = [hasta - total for siguiente, hasta in abiertas if siguiente == fila + 1]
            abiertas = [(siguiente, h) for siguiente, h in abiertas if siguiente > fila + 1]
            altos.append(max([alto, *terminan]))
            total, maximo_de_las_demas = total + altos[-1], maximo_de_las_demas - maximo
            if total > hasta_pasar_de:
                break
        return altos

    def _altos_maximos(self, tabla: Tabla) -> list[list[float]]:
        """Altos que las filas no pasan, por columna, de sus letras y sin medirlas."""
        bordes = self._cortador.bordes(tabla.anchos)
        return [
            self._altos_maximos_de(columna, bordes[lugar + 1] - bordes[lugar])
            for lugar, columna in enumerate(tabla.columnas)
        ]

    def _altos_maximos_de(self, columna: ColumnaDeTabla, ancho: float) -> list[float]:
        """Altos que las filas no pasan por lo que dice una columna, de sus letras y sin medirla."""
        estilos = columna.estilos
        nombres = (estilos,) if isinstance(estilos, str) else tuple(sorted({*estilos}))
        caben, renglon, aire = self._medidas_del_mayor(nombres, ancho)
        if ConBarra in columna.clases:
            aire += ALTO_DE_BARRA + SOBRE_LA_BARRA
        textos = _textos(columna)
        largos: Sequence[float] = [*map(len, textos)]
        if any(map(str.isupper, textos)):
            largos = [len(t) * EN_MAYUSCULAS if t.isupper() else len(t) for t in textos]
        altos = [(-(-largo // caben) or 1) * renglon + aire for largo in largos]
        if "\n" in "\0".join(textos):
            altos = [a + t.count("\n") * renglon for a, t in zip(altos, textos, strict=True)]
        if columna.lleva_tramos:
            for fila, tramos in enumerate(columna.contenidos):
                # Lo que mide una imagen no lo dice su texto.
                if not isinstance(tramos, str) and any(isinstance(t, Imagen) for t in tramos):
                    altos[fila] = self._cortador.alto_de_pagina
        # Lo que pide una celda de varias filas se reparte entre ellas.
        filas = 1
        for fila, cubre in enumerate(columna.filas or ()):
            filas = cubre or filas
            altos[fila] /= filas
        return altos

    @clases.recordado
    def _medidas_del_mayor(
        self, nombres: tuple[str, ...], ancho: float
    ) -> tuple[int, float, float]:
        """Letras que caben en un renglón, alto de éste y aire, por el mayor de esos estilos."""
        estilos = [self._estilos[nombre] for nombre in nombres]
        letra = max(estilo.tamano for estilo in estilos) * ANCHO_DE_LETRA
        if any(estilo.girado for estilo in estilos):  # un solo renglón, a lo alto
            aire = max(estilo.antes + estilo.despues for estilo in estilos) + 2 * AIRE_DE_CELDA
            return 1, letra, aire
        medidas = [self._cortador.medidor.en_papel(nombre, Pt(ancho)) for nombre in nombres]
        de_uno, de_dos = (max(medir(texto) for medir in medidas) for texto in ("", "\n"))
        caben = max(int((ancho - 2 * MARGEN_DE_CELDA) / letra), 1)
        return caben, de_dos - de_uno, 2 * de_uno - de_dos


def con_nombre_en_cada_pagina(
    tabla: Tabla, saltos: Sequence[int], estilos: Collection[str]
) -> Tabla:
    """La tabla con ``Hacienda (continúa)`` donde una página empieza en medio de una celda.

    Vale también para las que no nombran un grupo: ante una de varias filas que viene de la página
    de antes, LibreOffice no aparta las que van juntas.
    """
    titulares = {0, *tabla.titulares}
    return tabla.con_columnas(
        [
            _con_nombres(columna, saltos, estilos, es_nombre=lugar in titulares)
            for lugar, columna in enumerate(tabla.columnas)
        ]
    )


def _con_nombres(
    columna: ColumnaDeTabla,
    saltos: Sequence[int],
    estilos_del_documento: Collection[str],
    *,
    es_nombre: bool,
) -> ColumnaDeTabla:
    """Columna con cada celda que una página corta hecha varias, una por página.

    Lo que no nombra, si es breve, se repite como está: vale también para esas filas.
    """
    if not columna.filas or 0 not in map(columna.cubre, saltos):
        return columna
    contenidos, filas = list(columna.contenidos), range(len(columna.contenidos))
    estilos, cubren = [*map(columna.estilo, filas)], [*map(columna.cubre, filas)]
    for salto in saltos:
        if cubren[salto]:
            continue
        desde = next(fila for fila in range(salto, -1, -1) if cubren[fila])
        hasta = desde + cubren[desde]
        cubren[desde], cubren[salto] = salto - desde, hasta - salto
        nombre = solo_texto(contenidos[desde]).removesuffix(CONTINUA[0])
        sigue = nombre
        if nombre.strip() and (es_nombre or len(nombre) > _LETRAS_DEL_NOMBRE):
            sigue = que_sigue(nombre, _LETRAS_DEL_NOMBRE)
        contenidos[salto:hasta] = [sigue] * (hasta - salto)
        en_nota = estilo_que_sigue(estilos[desde])
        estilos[salto] = en_nota if en_nota in estilos_del_documento else estilos[desde]
    return ColumnaDeTabla(contenidos, estilos, cubren, columna.columnas)


def _textos(columna: ColumnaDeTabla) -> Sequence[str]:
    """El texto de cada celda de una columna."""
    if columna.lleva_tramos:
        return list(map(solo_texto, columna.contenidos))
    return cast("Sequence[str]", columna.contenidos)
