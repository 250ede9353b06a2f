"""En qué difieren dos documentos: lo que alguien hizo en el que volvió, cada cosa con su lugar."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, takewhile
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.cotejo.pares import Pares, emparejar, fuera_de_orden
from paac_reportes.cotejo.visto import (
    Linea,
    TramoDeTabla,
    dice_que_sigue,
    es_continuacion,
    lineas_de,
    va_en_otra_pagina,
)
from paac_reportes.grupos import agrupadas
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.plano import huella_de

# -------------------------------------------------------------- columnas


def _siguen_en_su_sitio(pares: Sequence[tuple[Linea, Linea]]) -> bool:
    """Si las columnas emitidas de un tramo siguen en su sitio, por cada renglón de sus rótulos.

    A su derecha puede haber otras; sin rótulos, que no dejan saberlo, no.
    """
    pares_de_rotulos = [par for par in pares if par[0].marca == par[0].rotulos != ""]
    antes, ahora = (len(linea.textos) for linea in pares[0])
    if not pares_de_rotulos or antes > ahora:
        return antes == ahora
    return all(
        texto == emitida.textos[columna] or texto not in emitida.textos
        for emitida, recibida in pares_de_rotulos
        for columna, texto in enumerate(recibida.textos[:antes])
    )


# -------------------------------------------------------------- al salir

_SE_PRUEBAN = 10
"""Las celdas distintas de una fila de las que se busca cuáles cambió cada uno."""


@clases.frozen(kw_only=True, eq=False)
class AlSalir:
    """Lo que un documento decía al salir, por las huellas de sus líneas.

    De una línea que no dice lo mismo que la emitida hoy se sabe qué celdas cambió quien lo tuvo:
    las que, como se emiten hoy y con las demás como volvieron, dan lo que la línea dijo.
    """

    huellas: frozenset[int]
    de_varias: Mapping[tuple[str, str, int], frozenset[int]]
    """Columnas con celdas de varias líneas, por la marca de la línea emitida, sus rótulos y su
    vez."""
    aparte: frozenset[str] = frozenset()
    """Las hojas, por su lugar, de cuyas líneas no hay huellas."""
    completo: bool
    """Si el que volvió conserva tantas filas como salieron: las que no trae, no las traía."""

    def va_aparte(self, linea: Linea) -> bool:
        """Si la línea es de una hoja de cuyas líneas no hay huellas."""
        return linea.tabla is not None and linea.tabla.lugar in self.aparte

    def comunes(self, linea: Linea, vez: int) -> frozenset[int]:
        """Los números de columna de una línea emitida cuya celda es de varias líneas."""
        return self.de_varias.get((linea.marca, linea.rotulos, vez), frozenset())

    def textos_solos(self, linea: Linea, vez: int, textos: Sequence[str]) -> list[str]:
        """Los textos de las celdas que son sólo de la línea; los de varias, vacíos."""
        comunes = self.comunes(linea, vez)
        return ["" if n in comunes else texto for n, texto in enumerate(textos)]

    def salio(self, textos: Sequence[str]) -> bool:
        """Si una línea salió diciendo esos textos."""
        return huella_de(textos) in self.huellas

    def cambiadas(self, hoy: Sequence[str], recibido: Sequence[str]) -> frozenset[int] | None:
        """Los números de las celdas que cambió quien tuvo el documento; ``None`` si no se sabe.

        ``hoy``: lo que el plan dice ahora; ``recibido``: lo que volvió.
        """
        distintas = [n for n, (a, b) in enumerate(zip(hoy, recibido, strict=True)) if a != b]
        for cambiadas in _combinaciones(distintas):
            if self.salio(
                [hoy[n] if n in cambiadas else texto for n, texto in enumerate(recibido)]
            ):
                return frozenset(cambiadas)
        return None


def _combinaciones(distintas: Sequence[int]) -> Iterator[Sequence[int]]:
    """Las combinaciones de celdas que se prueban: ninguna, todas y las demás, de menos a más."""
    yield ()
    yield distintas
    if len(distintas) <= _SE_PRUEBAN:
        for cuantas in range(1, len(distintas)):
            yield from combinations(distintas, cuantas)


# -------------------------------------------------------------- cambios

Clase = Literal[
    "editada", "falta", "agregada", "repetida", "movida", "columna", "tabla", "alrededor"
]


@clases.frozen(kw_only=True)
class Cambio:
    """Una cosa que se hizo en un documento después de emitirlo.

    ``Cambio(clase="editada", lugar="tabla 7, fila 3, columna 2", marca="d0c1s2a3", celda=1,
    antes="50 %", ahora="60 %")``
    """

    clase: Clase
    """Qué: una celda ``editada``, una línea que ``falta``, ``agregada``, ``repetida`` o ``movida``,
    una ``columna`` o una ``tabla`` enteras, o lo de ``alrededor``, que ninguna marca nombra."""
    lugar: str
    """Dónde se ve en el que volvió; de lo que falta, dónde se veía."""
    marca: str = ""
    """Marca de su línea, sin la vez que se repite: ``d0c1s2a3``, ``p0r1_e2``, la tercera fila de
    un riesgo."""
    rotulos: str = ""
    """La marca de los rótulos que la encabezan: ``t1``."""
    vez: int = 0
    """De las líneas emitidas con esa marca y esos rótulos, cuál, desde 0; de una que se agregó, de
    las de ``tras``."""
    celda: int | None = None
    """La columna de su línea, desde 0, como se emitió."""
    antes: str | None = None
    ahora: str | None = None
    acuerdan: bool = True
    """Si todas las líneas que una celda cubre dicen lo mismo, y ninguna se movió ni falta."""
    celdas: tuple[str, ...] = ()
    """Los textos de una línea que falta o que se agregó, por columna emitida."""
    textos: tuple[str, ...] = ()
    """Textos de una línea que se agregó."""
    tras: str = ""
    """La marca de la línea que una agregada o movida tiene encima."""
    choca: bool = False
    """Si los datos también cambiaron ahí desde que el documento salió."""
    solo_se_ve: bool = False
    """Si la celda guarda el mismo número o el mismo día, y sólo se muestra de otro modo."""


def cotejar(
    emitido: DocumentoVisto, recibido: DocumentoVisto, al_salir: AlSalir | None = None
) -> tuple[Cambio, ...]:
    """Cambios de ``recibido``, que salió como ``emitido``; nada si dicen lo mismo.

    Si los datos cambiaron desde que salió, ``al_salir`` dice cómo: lo que sólo cambió en ellos no
    es un cambio, y lo que cambió también en ellos, ``choca``. Los dos, vistos sin sus números de
    página: ``ver_bytes(contenido, nombre, con_paginas=False)``.
    """
    emitidas, recibidas = lineas_de(emitido), lineas_de(recibido)
    if al_salir is not None:  # de las hojas de que no hay huellas no se sabe
        recibidas = [linea for linea in recibidas if not al_salir.va_aparte(linea)]
        emitidas = [linea for linea in emitidas if not al_salir.va_aparte(linea)]
    pares = emparejar(emitidas, recibidas, cambio_la_base=al_salir is not None)
    return tuple(_Cotejo(emitidas, recibidas, pares, al_salir).cambios())


@clases.frozen(eq=False)
class _ParDeCeldas:
    """Una celda emitida y la que volvió en su lugar."""

    emitida: Linea
    recibida: Linea
    columna: int

    @property
    def antes(self) -> str:
        """El texto que la celda decía."""
        return self.emitida.textos[self.columna]

    @property
    def guarda_lo_mismo(self) -> bool:
        """Si las dos guardan el mismo número o el mismo día."""
        guardado = self.recibida.guardado(self.columna)
        return guardado is not None and guardado == self.emitida.guardado(self.columna)

    @property
    def ahora(self) -> str:
        """El texto que la celda dice: si guarda otro número, con todas sus cifras."""
        if self.guarda_lo_mismo:
            return self.recibida.textos[self.columna]
        return self.recibida.exacto(self.columna)


class _Cotejo:
    """Dos documentos, con sus líneas ya emparejadas."""

    def __init__(
        self,
        emitidas: Sequence[Linea],
        recibidas: Sequence[Linea],
        pares: Pares,
        al_salir: AlSalir | None,
    ) -> None:
        self._pares = pares
        self._al_salir = al_salir
        self._recibida_de: dict[int, Linea] = {id(a): b for a, b in pares.pares}
        self._emitida_de: dict[int, Linea] = {id(b): a for a, b in pares.pares}
        self._marcadas = {emitida.marca for emitida in self._emitida_de.values()}
        self._encima = dict(self._vecinas(recibidas))
        """Línea emitida con marca que está encima de cada línea que volvió."""
        self._veces = {id(linea): numero for linea, numero in _con_su_vez(emitidas)}
        self._de_tabla = agrupadas((_tabla_de(linea), linea) for linea in emitidas)
        self._lugar_en_tabla = {
            id(linea): n for lineas in self._de_tabla.values() for n, linea in enumerate(lineas)
        }
        self._de_tramos = agrupadas((_tramos_de(par), par) for par in pares.pares)
        self._con_sus_columnas = {
            tramos for tramos, suyos in self._de_tramos.items() if _siguen_en_su_sitio(suyos)
        }
        de_hojas = {linea.tabla.lugar: linea.tabla for linea in recibidas if linea.tabla}
        self._sin_resultado = {
            tabla.lugar_de(fila)
            for tabla in de_hojas.values()
            for fila, _ in tabla.formulas
            if fila >= len(tabla.filas)
        }
        """Las filas de más abajo que son una fórmula, y quien guardó el libro no dejó lo que da."""
        self._orden = {id(linea): n for n, linea in enumerate(recibidas)}
        numeros = [self._orden[id(b)] for _, b in pares.pares]
        self._movidas = {id(pares.pares[n][0]) for n in fuera_de_orden(numeros)}

    def _vecinas(self, lineas: Sequence[Linea]) -> Iterator[tuple[int, Linea | None]]:
        """Última línea emitida con marca antes de cada una que volvió, por el ``id`` de ésta.

        De su misma fila, ninguna: una fila del plan puede ser de varias.
        """
        ultima: Linea | None = None
        anterior: Linea | None = None
        for linea in lineas:
            emitida = self._emitida_de.get(id(linea))
            de_la_misma = (
                emitida is not None
                and ultima is not None
                and emitida.marca.partition("_")[0] == ultima.marca.partition("_")[0] != ""
            )
            yield id(linea), anterior if de_la_misma else ultima
            if emitida is not None and emitida.marca:
                anterior = anterior if de_la_misma else ultima
                ultima = emitida

    def cambios(self) -> Iterator[Cambio]:
        """Los cambios: lo que cambió en su sitio, lo que falta, se movió o se agregó."""
        for emitida, recibida in self._que_se_movieron():
            yield self._cambio_de_lugar(
                recibida, "movida", emitida.marca, emitida.rotulos, self._veces[id(emitida)]
            )
        for emitida, recibida in self._pares.pares:
            es_la_misma = emitida.tabla is not None and emitida.tabla is recibida.tabla
            if not es_la_misma and _tramos_de((emitida, recibida)) in self._con_sus_columnas:
                yield from self._cambios_de_celdas(emitida, recibida)
        for falta in self._pares.faltan:
            for columna, celda in enumerate(falta.celdas):
                if celda is not None and celda.cuantas_filas > 1 and falta.empieza(columna):
                    yield from self._cambios_de_grupo(falta, columna)
        yield from self._cambios_de_columnas()
        yield from self._cambios_de_faltantes()
        yield from filter(None, map(self._cambio_de_sobrante, self._pares.sobran))

    def _que_se_movieron(self) -> list[tuple[Linea, Linea]]:
        """Los pares de las que hay que mover, de arriba abajo en lo que volvió.

        Si los datos cambiaron, también su orden, y de él no se sabe.
        """
        if self._al_salir is not None:
            return []
        movidos = (par for par in self._pares.pares if id(par[0]) in self._movidas)
        return sorted(movidos, key=lambda par: self._orden[id(par[1])])

    # -------------------------------------------------------------- lo que cambió

    def _cambios_de_celdas(self, emitida: Linea, recibida: Linea) -> Iterator[Cambio]:
        """Los cambios de las celdas de una línea emitida y la recibida que es la misma.

        Si se sabe qué salió (``_al_salir``), sólo de las celdas que cambió quien tuvo el documento;
        si no, de todas las que difieren. Una celda de varias líneas se compara con su grupo.
        """
        ahora = recibida.textos[: len(emitida.textos)]
        # Las columnas que cambió alguien; ``None`` si lo que salió no lo deja saber.
        cambiadas: frozenset[int] | None = frozenset(range(len(ahora)))
        comunes: frozenset[int] = frozenset()
        if self._al_salir is not None and emitida.textos != ahora:
            vez = self._veces[id(emitida)]
            cambiadas = self._al_salir.cambiadas(
                self._al_salir.textos_solos(emitida, vez, emitida.textos),
                self._al_salir.textos_solos(emitida, vez, ahora),
            )
            comunes = self._al_salir.comunes(emitida, vez)
        filas = len(emitida.filas)
        for columna, celda in enumerate(emitida.celdas):
            es_de_varias = columna in comunes or (celda is not None and celda.cuantas_filas > filas)
            se_ve_igual = emitida.textos[columna] == recibida.textos[columna]
            vuelta = recibida.celdas[columna]
            sin_valor = vuelta is None or vuelta.valor is None
            if (se_ve_igual and not es_de_varias and sin_valor) or not emitida.empieza(columna):
                continue
            if es_de_varias:
                yield from self._cambios_de_grupo(emitida, columna)
                continue
            par = _ParDeCeldas(emitida, recibida, columna)
            if se_ve_igual and (recibida.guardado(columna) is None or par.ahora == par.antes):
                continue
            la_cambio_alguien = cambiadas is None or columna in cambiadas or se_ve_igual
            if la_cambio_alguien and not recibida.sin_resultado(columna):
                sigue = celda is not None and self._viene_de_otra_pagina(emitida, columna)
                yield self._editada(par, acuerdan=not sigue, choca=cambiadas is None)

    def _cambios_de_grupo(self, emitida: Linea, columna: int) -> Iterator[Cambio]:
        """El cambio de una celda que cubre varias líneas; si dicen distinto, uno por celda."""
        lineas = self._cubiertas(emitida, columna)
        pares = [par for linea in lineas if (par := self._par(linea, columna)) is not None]
        textos = {par.ahora for par in pares}
        antes = emitida.textos[columna]
        if textos <= {antes}:
            return
        choca = self._al_salir is not None and not self._al_salir.salio((antes,))
        if self._al_salir is not None:
            # La que volvió como salió, o es su texto de hoy en otra página, sigue igual.
            textos = {
                texto
                for texto in textos
                if not (self._al_salir.salio((texto,)) or va_en_otra_pagina(texto, antes))
            }
            if textos <= {antes}:
                return
        if len(textos) > 1:
            distintos = [par for par in pares if par.ahora != antes]
            empiezan = [par for par in distintos if par.recibida.empieza(columna)]
            for par in empiezan or distintos[:1]:
                yield self._editada(par, acuerdan=False, choca=choca)
            return
        cubiertas = (*lineas, *self._en_otra_pagina(lineas, columna))
        en_su_sitio = all(
            id(linea) in self._recibida_de and id(linea) not in self._movidas for linea in cubiertas
        )
        yield self._editada(
            attrs.evolve(pares[0], emitida=emitida),
            acuerdan=en_su_sitio and not self._viene_de_otra_pagina(emitida, columna),
            choca=choca,
        )

    def _cubiertas(self, linea: Linea, columna: int) -> list[Linea]:
        """Las líneas de una celda combinada; la primera es la línea dada."""
        celda = linea.celdas[columna]
        siguientes = self._sin_rotulos(linea)
        return [*takewhile(lambda otra: otra.celdas[columna] is celda, siguientes)]

    def _en_otra_pagina(self, cubiertas: Sequence[Linea], columna: int) -> Iterator[Linea]:
        """Líneas de otra página donde una celda se repite y dice que sigue."""
        texto = cubiertas[0].textos[columna]
        siguen = islice(self._sin_rotulos(cubiertas[0]), len(cubiertas), None)
        return takewhile(lambda otra: es_continuacion(otra.textos[columna], texto), siguen)

    def _sin_rotulos(self, linea: Linea) -> Iterator[Linea]:
        """Las líneas de una tabla desde una, sin los rótulos, que salen otra vez en cada página."""
        lineas = self._de_tabla[_tabla_de(linea)]
        for lugar in range(self._lugar_en_tabla[id(linea)], len(lineas)):
            otra = lineas[lugar]
            son_rotulos = otra.marca and otra.marca == otra.rotulos
            if not son_rotulos or otra.marca == linea.marca:
                yield otra

    def _viene_de_otra_pagina(self, linea: Linea, columna: int) -> bool:
        """Si la celda de esa columna repite el comienzo de una de más arriba."""
        texto = linea.textos[columna]
        if not dice_que_sigue(texto):
            return False
        lineas = self._de_tabla[_tabla_de(linea)][: self._lugar_en_tabla[id(linea)]]
        return any(es_continuacion(texto, otra.textos[columna]) for otra in reversed(lineas))

    def _par(self, emitida: Linea, columna: int) -> _ParDeCeldas | None:
        """Una celda emitida y la que volvió; ``None`` si su línea o sus columnas faltan."""
        recibida = self._recibida_de.get(id(emitida))
        if recibida is None or _tramos_de((emitida, recibida)) not in self._con_sus_columnas:
            return None
        return _ParDeCeldas(emitida, recibida, columna)

    def _editada(self, par: _ParDeCeldas, *, acuerdan: bool = True, choca: bool = False) -> Cambio:
        """El cambio de una celda que dice otra cosa; ``choca``: si también cambió el plan.

        ``acuerdan``: si las líneas que cubre dicen lo mismo, y ninguna se movió ni falta.
        """
        emitida = par.emitida
        return Cambio(
            clase="editada" if emitida.tabla is not None or emitida.marca else "alrededor",
            lugar=par.recibida.lugar_de(par.columna),
            marca=emitida.marca,
            rotulos=emitida.rotulos,
            vez=self._veces[id(emitida)],
            celda=par.columna,
            antes=par.antes,
            ahora=par.ahora,
            acuerdan=acuerdan,
            choca=choca,
            solo_se_ve=par.guarda_lo_mismo,
        )

    # -------------------------------------------------------------- columnas y líneas

    def _cambios_de_columnas(self) -> Iterator[Cambio]:
        """Los tramos cuyas columnas ya no son las que salieron, y las que se agregaron al lado."""
        for tramos, ((emitida, recibida), *_) in self._de_tramos.items():
            if tramos not in self._con_sus_columnas:
                yield Cambio(
                    clase="columna",
                    lugar=recibida.lugar,
                    rotulos=emitida.rotulos,
                    antes=_nombres_de_columnas(emitida.tramo),
                    ahora=_nombres_de_columnas(recibida.tramo),
                )
            elif nuevas := _nombres_de_columnas(recibida.tramo, desde=len(emitida.textos)):
                lugar = recibida.lugar_de(len(emitida.textos))
                yield Cambio(clase="columna", lugar=lugar, rotulos=emitida.rotulos, ahora=nuevas)

    def _cambios_de_faltantes(self) -> Iterator[Cambio]:
        """Las líneas que no volvieron; si son todas las de una tabla, la tabla."""
        faltan = {id(linea) for linea in self._pares.faltan}
        tablas = agrupadas(
            (id(linea.tabla), linea)
            for linea in (*(a for a, _ in self._pares.pares), *self._pares.faltan)
            if linea.tabla is not None
        )
        enteras = {
            tabla
            for tabla, lineas in tablas.items()
            if len(lineas) > 1 and all(id(linea) in faltan for linea in lineas)
        }
        for tabla in sorted(enteras, key=list(tablas).index):
            primera = tablas[tabla][0]
            lugar = primera.tabla.lugar if primera.tabla is not None else primera.lugar
            texto = _texto_propio(primera)
            yield Cambio(clase="tabla", lugar=lugar, rotulos=primera.rotulos, antes=texto)
        for linea in filter(_texto_propio, self._pares.faltan):  # la que nada decía no hace falta
            calla, salio = linea.lugar in self._sin_resultado, self._salio(linea, linea.textos)
            # Si el documento no la traía, es de los datos de hoy.
            completo = self._al_salir is not None and self._al_salir.completo
            if not (calla or id(linea.tabla) in enteras or (completo and not salio)):
                yield Cambio(
                    clase="falta",
                    lugar=linea.lugar,
                    marca=linea.marca,
                    rotulos=linea.rotulos,
                    vez=self._veces[id(linea)],
                    antes=" | ".join(_textos_propios(linea)),
                    choca=completo or not salio,
                )

    def _salio(self, linea: Linea, textos: Sequence[str]) -> bool:
        """Si una línea salió con esos textos; sí, si los datos no han cambiado desde entonces."""
        if self._al_salir is None:
            return True
        return self._al_salir.salio(
            self._al_salir.textos_solos(linea, self._veces[id(linea)], textos)
        )

    def _cambio_de_sobrante(self, linea: Linea) -> Cambio | None:
        """El cambio de una línea de más; ``None`` si salió así y los datos de hoy la quitaron."""
        clase: Clase = "repetida" if linea.marca and linea.marca in self._marcadas else "agregada"
        encima = self._encima[id(linea)]
        vez = 0 if encima is None else self._veces[id(encima)]
        cambio = self._cambio_de_lugar(linea, clase, linea.marca, linea.rotulos, vez)
        if self._al_salir is None:
            return cambio
        salio = self._al_salir.salio(linea.textos)
        if not salio and encima is not None and len(encima.textos) == len(cambio.celdas):
            salio = self._salio(encima, cambio.celdas)
        if salio and clase == "agregada":
            return None
        return attrs.evolve(cambio, choca=bool(linea.marca))

    def _cambio_de_lugar(
        self, linea: Linea, clase: Clase, marca: str, rotulos: str, vez: int
    ) -> Cambio:
        """El cambio de una línea que está donde no se emitió, con la que tiene encima.

        ``clase``: agregada, repetida o movida; ``vez``: cuál es, de las de su marca.
        """
        encima = self._encima[id(linea)]
        columnas = range(self._ancho(linea, encima))
        return Cambio(
            clase=clase,
            lugar=linea.lugar,
            marca=marca,
            rotulos=rotulos,
            vez=vez,
            ahora=" | ".join(_textos_propios(linea)),
            celdas=tuple(map(linea.exacto, columnas)),
            textos=_textos_propios(linea),
            tras=encima.marca if encima is not None else "",
        )

    def _ancho(self, linea: Linea, encima: Linea | None) -> int:
        """Cuántas columnas de una línea nueva son de las emitidas; ninguna si cambiaron."""
        recibida = None if encima is None else self._recibida_de[id(encima)]
        if encima is None or recibida is None or recibida.tramo is not linea.tramo:
            return len(linea.textos)
        siguen = _tramos_de((encima, recibida)) in self._con_sus_columnas
        return len(encima.textos) if siguen else 0


def _tramos_de(par: tuple[Linea, Linea]) -> tuple[int, int]:
    """Los tramos de dos líneas, por su ``id``."""
    return id(par[0].tramo), id(par[1].tramo)


def _tabla_de(linea: Linea) -> tuple[int, str, tuple[int, ...]]:
    """Clave común de las líneas de una tabla, aunque sus rótulos se repitan en cada página."""
    return id(linea.tabla), linea.rotulos, linea.tramo.columnas


def _con_su_vez(lineas: Sequence[Linea]) -> Iterator[tuple[Linea, int]]:
    """Cada línea, con cuántas de su marca y sus rótulos van antes."""
    veces: dict[tuple[str, str], int] = {}
    for linea in lineas:
        clave = linea.marca, linea.rotulos
        yield linea, veces.get(clave, 0)
        veces[clave] = veces.get(clave, 0) + 1


def _texto_propio(linea: Linea) -> str:
    """Lo primero que se lee en una línea y es sólo de ella."""
    return next(iter(_textos_propios(linea)), "")


def _textos_propios(linea: Linea) -> tuple[str, ...]:
    """Lo que se lee en una línea y es sólo de ella; si nada lo es, todo lo que se lee."""
    textos = [(n, texto) for n, texto in enumerate(linea.textos) if texto.strip()]
    propios = [texto for n, texto in textos if linea.empieza(n)]
    return tuple(propios or (texto for _, texto in textos))


def _nombres_de_columnas(tramo: TramoDeTabla, desde: int = 0) -> str:
    """Los rótulos de las columnas de un tramo o, sin ellos, lo primero que dice cada una."""
    rotulos = [linea for linea in tramo.lineas if linea.marca == tramo.rotulos and linea.marca]
    lineas = (*reversed(rotulos), *tramo.lineas)
    columnas = zip(*(linea.textos[desde:] for linea in lineas), strict=True)
    return " | ".join(next(filter(str.strip, textos), "") for textos in columnas).strip(" |")
