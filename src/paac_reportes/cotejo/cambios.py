"""En qué difieren dos documentos: lo que alguien hizo en el que volvió, cada cosa con su lugar."""

from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.cotejo.columnas import Columnas, alinear
from paac_reportes.cotejo.pares import Pares, emparejar, fuera_de_orden
from paac_reportes.cotejo.visto import Linea, Tramo, es_continuacion, lineas_de
from paac_reportes.grupos import agrupadas
from paac_reportes.opc.visto import DocumentoVisto

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
    """La de su línea, sin la vez que se repite ni lo que hay en sus celdas: ``d0c1s2a3``, ``x3``,
    ``p0r1_e2``, la tercera fila de un riesgo."""
    rotulos: str = ""
    """La marca de los rótulos que la encabezan: ``t1``."""
    vez: int = 0
    """De las líneas emitidas con esa marca y esos rótulos, cuál, desde 0; de una que se agregó, de
    las de ``tras``."""
    celda: int | None = None
    """La columna de su línea, desde 0, como se emitió."""
    antes: str | None = None
    ahora: str | None = None
    cubre: tuple[str, ...] = ()
    """Las marcas de las líneas que una celda cubre, si son varias; la primera, donde empieza."""
    acuerdan: bool = True
    """Si todas las líneas que la celda cubre dicen lo mismo, y ninguna se movió ni falta."""
    celdas: tuple[str, ...] = ()
    """Los textos de una línea que falta o que se agregó, por columna emitida."""
    tras: str = ""
    """La marca de la línea que una agregada o movida tiene encima."""
    sobre: str = ""
    """La de la que tiene debajo, en su misma tabla."""


def cotejar(emitido: DocumentoVisto, recibido: DocumentoVisto) -> tuple[Cambio, ...]:
    """Lo que se hizo en ``recibido``, que salió como ``emitido``; nada si dicen lo mismo.

    Los dos, vistos sin sus números de página: ``ver_bytes(contenido, nombre, con_paginas=False)``.
    """
    emitidas, recibidas = lineas_de(emitido), lineas_de(recibido)
    return tuple(_Cotejo(emitidas, recibidas, emparejar(emitidas, recibidas)).cambios())


@clases.frozen(eq=False)
class _ParDeCeldas:
    """Una celda emitida y la que volvió en su lugar."""

    emitida: Linea
    columna: int
    recibida: Linea
    otra: int

    @property
    def antes(self) -> str:
        """Lo que decía."""
        return self.emitida.textos[self.columna]

    @property
    def ahora(self) -> str:
        """Lo que dice."""
        return self.recibida.textos[self.otra]


class _Cotejo:
    """Dos documentos, con sus líneas ya emparejadas."""

    def __init__(self, emitidas: Sequence[Linea], recibidas: Sequence[Linea], pares: Pares) -> None:
        self._pares = pares
        self._de: dict[int, Linea] = {id(a): b for a, b in pares.pares}
        self._que_era: dict[int, Linea] = {id(b): a for a, b in pares.pares}
        self._marcadas = {emitida.marca for emitida in self._que_era.values()}
        self._encima = dict(self._vecinas(recibidas))
        """Por línea que volvió, la emitida con marca que tiene encima."""
        self._debajo = dict(self._vecinas(recibidas[::-1]))
        self._veces: dict[int, int] = {}
        for linea, numero in _numeradas(emitidas):
            self._veces[id(linea)] = numero
        self._de_tabla = agrupadas((_tabla_de(una), una) for una in emitidas)
        self._lugar = {
            id(una): lugar for suyas in self._de_tabla.values() for lugar, una in enumerate(suyas)
        }
        self._columnas: dict[tuple[int, int], Columnas] = {}
        for (tramo, otro), suyos in agrupadas(
            ((id(a.tramo), id(b.tramo)), (a, b)) for a, b in pares.pares
        ).items():
            self._columnas[tramo, otro] = alinear(suyos)
        self._orden = {id(linea): n for n, linea in enumerate(recibidas)}
        numeros = [self._orden[id(b)] for _, b in pares.pares]
        self._movidas = {id(pares.pares[n][0]) for n in fuera_de_orden(numeros)}

    def _vecinas(self, lineas: Sequence[Linea]) -> Iterator[tuple[int, Linea | None]]:
        """Cada línea que volvió, con la última emitida con marca de las que van antes que ella.

        De las suyas, ninguna: una fila del plan puede ser de varias.
        """
        ultima: Linea | None = None
        de_otra: Linea | None = None
        for linea in lineas:
            emitida = self._que_era.get(id(linea))
            de_la_misma = (
                emitida is not None and ultima is not None and _son_de_una(emitida, ultima)
            )
            yield id(linea), de_otra if de_la_misma else ultima
            if emitida is not None and emitida.marca:
                de_otra = de_otra if de_la_misma else ultima
                ultima = emitida

    def cambios(self) -> Iterator[Cambio]:
        """Todos: lo que cambió en su sitio, lo que falta y lo que se agregó."""
        for emitida, recibida in self._que_se_movieron():
            yield self._en_otro_lugar(
                recibida, "movida", emitida.marca, emitida.rotulos, self._veces[id(emitida)]
            )
        for emitida, recibida in self._pares.pares:
            yield from self._editadas(emitida, recibida)
        for falta in self._pares.faltan:
            for columna, celda in enumerate(falta.celdas):
                if celda is not None and celda.filas > 1 and falta.empieza(columna):
                    yield from self._de_grupo(falta, columna)
        yield from self._de_columnas()
        yield from self._faltan()
        yield from map(self._sobra, self._pares.sobran)

    def _que_se_movieron(self) -> list[tuple[Linea, Linea]]:
        """Los pares de las que hay que mover, de arriba abajo en lo que volvió."""
        movidos = (par for par in self._pares.pares if id(par[0]) in self._movidas)
        return sorted(movidos, key=lambda par: self._orden[id(par[1])])

    # -------------------------------------------------------------- lo que cambió

    def _editadas(self, emitida: Linea, recibida: Linea) -> Iterator[Cambio]:
        recibidas = self._columnas[id(emitida.tramo), id(recibida.tramo)].recibida
        for columna, otra in enumerate(recibidas):
            if otra is None or not emitida.empieza(columna):
                continue
            celda = emitida.celdas[columna]
            if celda is not None and celda.filas > len(emitida.filas):
                yield from self._de_grupo(emitida, columna)
                continue
            dice_otra_cosa = emitida.textos[columna] != recibida.textos[otra]
            if dice_otra_cosa and not recibida.sin_resultado(otra):
                par = _ParDeCeldas(emitida, columna, recibida, otra)
                sigue = celda is not None and self._viene_de_otra_pagina(emitida, columna)
                yield self._editada(par, acuerdan=not sigue)

    def _de_grupo(self, emitida: Linea, columna: int) -> Iterator[Cambio]:
        """Los de una celda que cubre varias líneas, que se mira una vez."""
        de_la_celda, de_otra_pagina = self._cubiertas(emitida, columna)
        pares = [par for linea in de_la_celda if (par := self._par(linea, columna)) is not None]
        textos = {par.ahora for par in pares}
        antes = emitida.textos[columna]
        if textos <= {antes}:
            return
        if len(textos) > 1:
            for par in pares:
                if par.ahora != antes and par.recibida.empieza(par.otra):
                    yield self._editada(par, (par.emitida.marca,), acuerdan=False)
            return
        cubiertas = (*de_la_celda, *de_otra_pagina)
        en_su_sitio = all(
            id(linea) in self._de and id(linea) not in self._movidas for linea in cubiertas
        )
        yield self._editada(
            attrs.evolve(pares[0], emitida=emitida),
            tuple(linea.marca for linea in cubiertas),
            acuerdan=en_su_sitio and not self._viene_de_otra_pagina(emitida, columna),
        )

    def _cubiertas(self, linea: Linea, columna: int) -> tuple[list[Linea], list[Linea]]:
        """Las líneas de una celda combinada, y las de otra página donde se repite y dice que sigue.

        Ella es la primera.
        """
        celda, texto = linea.celdas[columna], linea.textos[columna]
        lineas = self._de_tabla[_tabla_de(linea)]
        de_la_celda: list[Linea] = []
        de_otra_pagina: list[Linea] = []
        for otra in lineas[self._lugar[id(linea)] :]:
            if otra.marca and otra.marca == otra.rotulos != linea.marca:
                continue  # los rótulos, que salen otra vez en cada página
            if not de_otra_pagina and otra.celdas[columna] is celda:
                de_la_celda.append(otra)
            elif es_continuacion(otra.textos[columna], texto):
                de_otra_pagina.append(otra)
            else:
                break
        return de_la_celda, de_otra_pagina

    def _viene_de_otra_pagina(self, linea: Linea, columna: int) -> bool:
        """Si su celda repite el comienzo de una de más arriba."""
        lineas = self._de_tabla[_tabla_de(linea)][: self._lugar[id(linea)]]
        texto = linea.textos[columna]
        return any(es_continuacion(texto, otra.textos[columna]) for otra in reversed(lineas))

    def _par(self, emitida: Linea, columna: int) -> "_ParDeCeldas | None":
        """Una celda emitida y la que volvió; nada si su línea o su columna faltan."""
        recibida = self._de.get(id(emitida))
        if recibida is None:
            return None
        otra = self._columnas[id(emitida.tramo), id(recibida.tramo)].recibida[columna]
        return None if otra is None else _ParDeCeldas(emitida, columna, recibida, otra)

    def _editada(
        self, par: "_ParDeCeldas", cubre: tuple[str, ...] = (), *, acuerdan: bool = True
    ) -> Cambio:
        emitida = par.emitida
        return Cambio(
            clase="editada" if emitida.tabla is not None or emitida.marca else "alrededor",
            lugar=par.recibida.lugar_de(par.otra),
            marca=emitida.marca,
            rotulos=emitida.rotulos,
            vez=self._veces[id(emitida)],
            celda=par.columna,
            antes=par.antes,
            ahora=par.ahora,
            cubre=cubre,
            acuerdan=acuerdan,
        )

    # -------------------------------------------------------------- columnas y líneas

    def _de_columnas(self) -> Iterator[Cambio]:
        """Las que faltan y las que se agregaron, una vez por tramo."""
        mirados = set[int]()
        for emitida, recibida in self._pares.pares:
            if id(emitida.tramo) in mirados:
                continue
            mirados.add(id(emitida.tramo))
            columnas = self._columnas[id(emitida.tramo), id(recibida.tramo)]
            for columna, otra in enumerate(columnas.recibida):
                if otra is None and (texto := _nombre(emitida.tramo, columna)):
                    yield Cambio(
                        clase="columna",
                        lugar=emitida.lugar_de(columna),
                        rotulos=emitida.rotulos,
                        celda=columna,
                        antes=texto,
                    )
            for otra in columnas.agregadas:
                yield Cambio(
                    clase="columna",
                    lugar=recibida.lugar_de(otra),
                    rotulos=emitida.rotulos,
                    ahora=_nombre(recibida.tramo, otra),
                )

    def _faltan(self) -> Iterator[Cambio]:
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
            yield Cambio(clase="tabla", lugar=lugar, rotulos=primera.rotulos, antes=_dice(primera))
        for linea in self._pares.faltan:
            if id(linea.tabla) not in enteras:
                yield Cambio(
                    clase="falta",
                    lugar=linea.lugar,
                    marca=linea.marca,
                    rotulos=linea.rotulos,
                    vez=self._veces[id(linea)],
                    antes=_dice(linea),
                    celdas=linea.textos,
                )

    def _sobra(self, linea: Linea) -> Cambio:
        clase: Clase = "repetida" if linea.marca and linea.marca in self._marcadas else "agregada"
        encima = self._encima[id(linea)]
        vez = 0 if encima is None else self._veces[id(encima)]
        return self._en_otro_lugar(linea, clase, linea.marca, linea.rotulos, vez)

    def _en_otro_lugar(
        self, linea: Linea, clase: Clase, marca: str, rotulos: str, vez: int
    ) -> Cambio:
        """Una línea que está donde no se emitió, entre las que tiene al lado."""
        encima, debajo = self._encima[id(linea)], self._debajo[id(linea)]
        sigue = debajo is not None and self._de[id(debajo)].tabla is linea.tabla
        return Cambio(
            clase=clase,
            lugar=linea.lugar,
            marca=marca,
            rotulos=rotulos,
            vez=vez,
            ahora=_dice(linea),
            celdas=self._por_columna_emitida(linea),
            tras=encima.marca if encima is not None else "",
            sobre=debajo.marca if debajo is not None and sigue else "",
        )

    def _por_columna_emitida(self, linea: Linea) -> tuple[str, ...]:
        """Sus textos, como los habría llevado el tramo de la línea emitida que tiene más cerca."""
        lineas = linea.tramo.lineas
        lugar = next(n for n, una in enumerate(lineas) if una is linea)
        for vecina in (*reversed(lineas[: lugar + 1]), *lineas[lugar + 1 :]):
            emitida = self._que_era.get(id(vecina))
            if emitida is not None and emitida.tabla is not None:
                columnas = self._columnas[id(emitida.tramo), id(linea.tramo)]
                return tuple(
                    "" if otra is None else linea.textos[otra] for otra in columnas.recibida
                )
        return linea.textos


def _tabla_de(linea: Linea) -> tuple[int, str, tuple[int, ...]]:
    """Lo que comparten las líneas de una tabla, aunque sus rótulos se repitan en cada página."""
    return id(linea.tabla), linea.rotulos, linea.tramo.columnas


def _son_de_una(linea: Linea | None, otra: Linea | None) -> bool:
    """Si dos líneas son de una misma fila del plan."""
    if linea is None or otra is None:
        return False
    return linea.marca.partition("_")[0] == otra.marca.partition("_")[0] != ""


def _numeradas(lineas: Sequence[Linea]) -> Iterator[tuple[Linea, int]]:
    """Cada una con cuántas van antes de su marca y sus rótulos."""
    veces: dict[tuple[str, str], int] = {}
    for linea in lineas:
        clave = linea.marca, linea.rotulos
        yield linea, veces.get(clave, 0)
        veces[clave] = veces.get(clave, 0) + 1


def _dice(linea: Linea) -> str:
    """Lo primero que se lee en ella que sea sólo suyo."""
    propios = (texto for n, texto in enumerate(linea.textos) if texto.strip() and linea.empieza(n))
    return next(propios, next(filter(str.strip, linea.textos), ""))


def _nombre(tramo: Tramo, columna: int) -> str:
    """El rótulo de una columna o, sin él, lo primero que dice."""
    rotulos = [linea for linea in tramo.lineas if linea.marca == tramo.rotulos and linea.marca]
    for linea in (*reversed(rotulos), *tramo.lineas):
        if texto := linea.textos[columna].strip():
            return texto
    return ""
