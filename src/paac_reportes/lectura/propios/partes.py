"""Una tabla que el formato reparte a lo ancho, otra vez entera: lo que se lee es la de siempre.

Las partes son tablas seguidas de un Word: la segunda repite las columnas fijas y sigue con las
demás. ``con_partes_unidas`` las junta fila por fila antes de leer; cada celda sigue diciendo dónde
está en el documento, y lo que no coincide entre una parte y otra se dice. En un libro la tabla va
entera, y lo que cada página impresa dice otra vez, que es una fórmula, no se lee.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import PARECE_UN_INICIO, TablaDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.propios.escondido import cuenta_abreviada, sin_lo_demas
from paac_reportes.lectura.propios.esperado import dice, molde
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    LugarDelArchivo,
    ParteVista,
    TablaVista,
    TextoVisto,
)
from paac_reportes.textos.inversa import Molde

_SOLO_EN_UNA_PARTE = (
    "esta fila está en una parte de la tabla y no en la otra: lo que allá decía no se sabe, o nadie"
    " lo escribió"
)
_HONDURA = 16
"""Las filas en que se buscan los rótulos de una parte."""


@clases.frozen(eq=False, kw_only=True)
class TablaUnida(TablaVista):
    """Dos partes de una tabla, una al lado de la otra."""

    de_antes: TablaVista
    de_despues: TablaVista
    fijas: int
    """Las columnas que la segunda repite."""
    filas_de_antes: tuple[int | None, ...]
    """De cada fila, cuál es en la primera; ninguna, si no está."""
    filas_de_despues: tuple[int | None, ...]

    def lugar_de(self, fila: int, columna: int | None = None) -> LugarDelArchivo:
        """El lugar en el documento: el de la parte en que se ve esa celda."""
        fila_antes, fila_despues = self.filas_de_antes[fila], self.filas_de_despues[fila]
        ancho = len(self.de_antes.filas[0])
        if fila_antes is not None and (columna is None or columna < ancho):
            return self.de_antes.lugar_de(fila_antes, columna)
        if fila_despues is None:
            return LugarDelArchivo.de(self.de_antes.lugar, self.de_antes.lugar)
        en_la_parte = None if columna is None else columna
        if en_la_parte is not None and en_la_parte >= ancho:
            en_la_parte += self.fijas - ancho
        return self.de_despues.lugar_de(fila_despues, en_la_parte)


@clases.frozen(eq=False)
class _MoldePartido:
    """Cómo se ve una tabla que va por partes: sus rótulos fijos y los que abren cada una."""

    fijos: tuple[Molde, ...]
    abren: tuple[Molde, ...]

    @classmethod
    def de_la_tabla(cls, tabla: TablaDeFormato) -> "_MoldePartido":
        """El molde de una tabla que el formato parte."""
        fijos = tabla.columnas[: tabla.fijas or 0]
        abren = [columna for columna in tabla.columnas if columna.abre_parte]
        return cls(*(tuple(molde(c.rotulo[-1]) for c in suyas) for suyas in (fijos, abren)))

    def alto_de_los_rotulos(self, tabla: TablaVista) -> int | None:
        """Cuántas filas ocupan los rótulos de una tabla, hasta los de sus columnas fijas.

        Ninguna si no son los de este molde.
        """
        for fila in tabla.filas[:_HONDURA]:
            if len(fila) > len(self.fijos) and all(
                celda is not None and dice(rotulo, celda.texto)
                for rotulo, celda in zip(self.fijos, fila, strict=False)
            ):
                celda = fila[0]
                return celda.fila + celda.filas if celda is not None else None
        return None

    def sigue(self, tabla: TablaVista, rotulos: int) -> bool:
        """Si es una parte después de la primera: tras las fijas, una columna que abre."""
        lugar = len(self.fijos)
        en_su_lugar = (fila[lugar] for fila in tabla.filas[:rotulos])
        textos = [c.texto for c in en_su_lugar if c is not None and c.columna == lugar]
        return any(dice(rotulo, texto) for rotulo in self.abren for texto in textos)


def con_partes_unidas(documento: DocumentoVisto, formatos: Iterable[Formato]) -> DocumentoVisto:
    """El documento con las tablas que unos formatos reparten a lo ancho, enteras."""
    moldes = [
        _MoldePartido.de_la_tabla(tabla)
        for formato in formatos
        for tabla in formato.tablas.values()
        if tabla.partida and tabla.fijas is not None
    ]
    if not moldes:
        return documento
    if documento.tipo != "docx":
        return _sin_copias(documento)
    avisos: list[Aviso] = []
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(_bloques_unidos(parte, moldes, avisos)))
        for parte in documento.partes
    )
    entero = attrs.evolve(documento, partes=partes, avisos=(*documento.avisos, *avisos))
    return entero if any(isinstance(tabla, TablaUnida) for tabla in entero.tablas()) else documento


def _sin_copias(documento: DocumentoVisto) -> DocumentoVisto:
    """Un libro, sin lo que unas celdas repiten de otras de su fila para cada página impresa."""
    if not any(tabla.formulas for tabla in documento.tablas()):
        return documento
    partes = tuple(
        attrs.evolve(
            parte,
            bloques=tuple(
                _tabla_sin_copias(b) if isinstance(b, TablaVista) and b.formulas else b
                for b in parte.bloques
            ),
        )
        for parte in documento.partes
    )
    return attrs.evolve(documento, partes=partes)


def _tabla_sin_copias(tabla: TablaVista) -> TablaVista:
    filas = list(tabla.filas)
    copias = set[tuple[int, int]]()
    for numero, formulas in agrupadas(tabla.formulas).items():
        de_la_fila = _copias_en(filas[numero], formulas)
        copias |= {(numero, columna) for columna in de_la_fila}
        filas[numero] = tuple(
            None if celda is not None and celda.columna in de_la_fila else celda
            for celda in filas[numero]
        )
    if not copias:
        return tabla
    return attrs.evolve(tabla, filas=tuple(filas), formulas=tabla.formulas - copias)


def _copias_en(fila: Sequence[CeldaVista | None], formulas: Collection[int]) -> set[int]:
    """Las columnas de las celdas de una fila que repiten, en orden, todas las de antes de ellas."""
    celdas = {celda.columna: celda for celda in fila if celda is not None and celda.texto}
    copias = [c for lugar, c in celdas.items() if lugar in formulas and c.valor is None]
    originales = [c for lugar, c in celdas.items() if lugar not in formulas]
    dicen, repiten = ([celda.texto for celda in unas] for unas in (originales, copias))
    veces, sobran = divmod(len(repiten), len(dicen) or 1)
    if not copias or sobran or repiten != dicen * veces:
        return set()
    return {celda.columna for celda in copias}


def _bloques_unidos(
    parte: ParteVista, moldes: Sequence[_MoldePartido], avisos: list[Aviso]
) -> Iterator[TextoVisto | TablaVista]:
    """Los bloques, con cada tabla en el lugar de su primera parte y sin lo que las anuncia."""
    abierta: TablaVista | None = None
    despues: list[TextoVisto] = []
    """Lo que hay tras la abierta: si la que sigue es suya, queda bajo ella."""
    for bloque in parte.bloques:
        if isinstance(bloque, TextoVisto):
            if not PARECE_UN_INICIO.fullmatch(bloque.texto.strip()):
                despues.append(bloque)
            continue
        junta = _tabla_unida(abierta, bloque, moldes, avisos)
        if junta is None:
            yield from () if abierta is None else (abierta,)
            yield from despues
            despues = []
        abierta = bloque if junta is None else junta
    yield from () if abierta is None else (abierta,)
    yield from despues


def _tabla_unida(
    abierta: TablaVista | None,
    tabla: TablaVista,
    moldes: Sequence[_MoldePartido],
    avisos: list[Aviso],
) -> TablaUnida | None:
    """Las dos en una, si la segunda sigue a la primera."""
    if abierta is None:
        return None
    for partido in moldes:
        antes, despues = (partido.alto_de_los_rotulos(parte) for parte in (abierta, tabla))
        if antes is not None and despues is not None and partido.sigue(tabla, despues):
            return _Union(abierta, tabla, len(partido.fijos), (antes, despues)).tabla(avisos)
    return None


_Par = tuple[int | None, int | None]
"""Una fila en la primera parte y en la segunda."""


class _Union:
    """Las filas de dos partes, puestas una al lado de otra."""

    def __init__(
        self, primera: TablaVista, segunda: TablaVista, fijas: int, rotulos: tuple[int, int]
    ) -> None:
        self._primera, self._segunda, self._fijas = primera, segunda, fijas
        self._rotulos = rotulos

    def tabla(self, avisos: list[Aviso]) -> TablaUnida:
        """La entera; lo que en una parte es distinto de la otra queda en los avisos."""
        de_rotulos, de_datos = self._pares_de_rotulos(), self._pares_de_datos()
        pares = [*de_rotulos, *de_datos]
        cuadricula = [self._fila(par) for par in pares]
        avisos += self._avisos_de_diferencias(de_datos)
        primera, segunda = self._primera, self._segunda
        ocultas = {
            n
            for n, (a, b) in enumerate(pares)
            if a in primera.filas_ocultas or b in segunda.filas_ocultas
        }
        corrimiento = len(primera.filas[0]) - self._fijas
        return TablaUnida(
            lugar=primera.lugar,
            filas=_recolocadas(cuadricula),
            filas_ocultas=frozenset(ocultas),
            columnas_ocultas=primera.columnas_ocultas
            | {c + corrimiento for c in segunda.columnas_ocultas if c >= self._fijas},
            rotulos=len(de_rotulos) if primera.rotulos else 0,
            marcas=dict(self._marcas(pares)),
            tachadas=frozenset(self._tachadas(pares, corrimiento)),
            de_antes=primera,
            de_despues=segunda,
            fijas=self._fijas,
            filas_de_antes=tuple(a for a, _ in pares),
            filas_de_despues=tuple(b for _, b in pares),
        )

    # ------------------------------------------------------------ qué fila con cuál
    def _pares_de_rotulos(self) -> list[_Par]:
        """Las franjas, las de la primera; los rótulos, desde el de arriba hasta el más hondo."""
        alto_antes, alto_despues = self._rotulos
        franjas_antes = _franjas(self._primera, alto_antes)
        franjas_despues = _franjas(self._segunda, alto_despues)
        hondura = max(alto_antes - franjas_antes, alto_despues - franjas_despues)
        las_mismas = franjas_antes == franjas_despues
        pares: list[_Par] = [(n, n if las_mismas else None) for n in range(franjas_antes)]
        # A la de menos rótulos, el último le llega hasta abajo.
        for fila in range(hondura):
            antes = min(franjas_antes + fila, alto_antes - 1)
            pares.append((antes, min(franjas_despues + fila, alto_despues - 1)))
        return pares

    def _pares_de_datos(self) -> list[_Par]:
        """Cada fila de la primera parte con la que le toca en la segunda.

        Del objeto que en una parte ocupa más filas, la última de la otra va con todas las que
        sobran: ``[(4, 4), (5, 5), (6, 5)]``.
        """
        grupos_antes, grupos_despues = (
            self._grupos(self._primera, 0),
            self._grupos(self._segunda, 1),
        )
        claves_antes = [clave for clave, _ in grupos_antes]
        claves_despues = [clave for clave, _ in grupos_despues]
        if claves_antes == claves_despues:
            parejas: list[_Par] = [(n, n) for n in range(len(grupos_antes))]
        else:
            parejas = list(_parejas(claves_antes, claves_despues))
        pares: list[_Par] = []
        for antes, despues in parejas:
            filas_antes, filas_despues = dict[int, int](), dict[int, int]()
            if antes is not None:
                filas_antes = self._por_altura(self._primera, grupos_antes[antes][1])
            if despues is not None:
                filas_despues = self._por_altura(self._segunda, grupos_despues[despues][1])
            alturas = sorted({*filas_antes, *filas_despues})
            pares += (
                (_fila_a_la_altura(filas_antes, n), _fila_a_la_altura(filas_despues, n))
                for n in alturas
            )
        return pares

    def _por_altura(self, tabla: TablaVista, filas: range) -> dict[int, int]:
        """Por su altura en el objeto, cada fila: la que dice su marca o, sin ella, la que sigue."""
        alturas: dict[int, int] = {}
        for fila in filas:
            cuenta = cuenta_abreviada(tabla.marcas.get(fila, ""))
            altura = cuenta.altura if cuenta is not None else None
            if altura is None or altura in alturas:
                altura = max(alturas, default=-1) + 1
            alturas[altura] = fila
        return alturas

    def _grupos(self, tabla: TablaVista, parte: int) -> list[tuple[str, range]]:
        """Por objeto, su marca (o el texto de sus celdas fijas) y las filas que ocupa."""
        desde, filas = self._rotulos[parte], tabla.filas
        empiezan = [
            numero
            for numero in range(desde, len(filas))
            if numero == desde or any(c and c.fila == numero for c in filas[numero][: self._fijas])
        ]
        grupos: list[tuple[str, range]] = []
        for numero, hasta in pairwise([*empiezan, len(filas)]):
            del_grupo = range(numero, hasta)
            marcas = filter(None, (sin_lo_demas(tabla.marcas.get(fila, "")) for fila in del_grupo))
            fijas = "\0".join(c.texto if c else "" for c in filas[numero][: self._fijas])
            grupos.append((next(marcas, fijas), del_grupo))
        return grupos

    # ------------------------------------------------------------ lo que dicen
    def _fila(self, par: _Par) -> list[CeldaVista | None]:
        fila_antes = self._primera.filas[par[0]] if par[0] is not None else None
        fila_despues = self._segunda.filas[par[1]] if par[1] is not None else None
        ancho_antes, ancho_despues = len(self._primera.filas[0]), len(self._segunda.filas[0])
        if fila_antes is not None and len({id(c) for c in fila_antes}) == 1:
            # A todo lo ancho, en las dos partes.
            return [fila_antes[0]] * (ancho_antes + ancho_despues - self._fijas)
        if fila_antes is None and fila_despues is not None:
            fila_antes = (*fila_despues[: self._fijas], *[None] * (ancho_antes - self._fijas))
        vacia = (None,) * max(ancho_antes, ancho_despues)
        izquierda, derecha = fila_antes or vacia, fila_despues or vacia
        return [*izquierda[:ancho_antes], *derecha[self._fijas : ancho_despues]]

    def _marcas(self, pares: Sequence[_Par]) -> Iterator[tuple[int, str]]:
        """La marca de cada fila unida; la fila que se repite con varias de la otra, sólo una."""
        anterior: _Par = None, None
        for numero, (antes, despues) in enumerate(pares):
            marca = ""
            if antes is not None and antes != anterior[0]:
                marca = self._primera.marcas.get(antes, "")
            if not marca and despues is not None and despues != anterior[1]:
                marca = self._segunda.marcas.get(despues, "")
            anterior = antes, despues
            if marca:
                yield numero, marca

    def _tachadas(self, pares: Sequence[_Par], corrimiento: int) -> Iterator[tuple[int, int]]:
        partes = ((self._primera, 0, 0), (self._segunda, 1, corrimiento))
        for tabla, parte, corridas in partes:
            lugares = {par[parte]: numero for numero, par in enumerate(pares)}
            for fila, columna in tabla.tachadas:
                if fila in lugares and (not parte or columna >= self._fijas):
                    yield lugares[fila], columna + corridas

    def _avisos_de_diferencias(self, pares: Sequence[_Par]) -> Iterator[Aviso]:
        for antes, despues in dict.fromkeys(pares):
            if antes is None or despues is None:
                tabla, fila = (self._segunda, despues) if antes is None else (self._primera, antes)
                assert fila is not None  # noqa: S101 - una de las dos está
                yield Aviso("documento_cambiado", tabla.lugar_de(fila), _SOLO_EN_UNA_PARTE)
                continue
            for columna in range(self._fijas):
                celda_antes = self._primera.filas[antes][columna]
                celda = self._segunda.filas[despues][columna]
                textos = [parte.texto.strip() if parte else "" for parte in (celda_antes, celda)]
                if textos[0] != textos[1] and celda is not None and celda.fila == despues:
                    motivo = (
                        f"dice {mostrar(textos[1])}, y en la otra parte de la tabla"
                        f" {mostrar(textos[0])}: se leyó lo de la primera"
                    )
                    lugar = self._segunda.lugar_de(despues, columna)
                    yield Aviso("documento_cambiado", lugar, motivo)


def _parejas(claves_antes: Sequence[str], claves_despues: Sequence[str]) -> Iterator[_Par]:
    """Qué objeto de la primera parte es cuál de la segunda: ``(0, 0)``, ``(1, None)``.

    Alguien pudo quitar o agregar alguno en una sola.
    """
    cotejo = SequenceMatcher(None, claves_antes, claves_despues, autojunk=False)
    for _, desde_antes, hasta_antes, desde_despues, hasta_despues in cotejo.get_opcodes():
        emparejadas = min(hasta_antes - desde_antes, hasta_despues - desde_despues)
        yield from ((desde_antes + n, desde_despues + n) for n in range(emparejadas))
        yield from ((n, None) for n in range(desde_antes + emparejadas, hasta_antes))
        yield from ((None, n) for n in range(desde_despues + emparejadas, hasta_despues))


def _fila_a_la_altura(filas: Mapping[int, int], altura: int) -> int | None:
    """La fila a esa altura de su objeto: la última, si la otra parte tiene más; o ninguna."""
    if not filas:
        return None
    return filas[max(filas)] if altura > max(filas) else filas.get(altura)


def _franjas(tabla: TablaVista, rotulos: int) -> int:
    """Las filas de arriba que son una sola celda."""
    seguidas = 0
    for fila in tabla.filas[:rotulos]:
        if len({id(celda) for celda in fila}) > 1:
            break
        seguidas += 1
    return seguidas


def _recolocadas(
    cuadricula: Sequence[Sequence[CeldaVista | None]],
) -> tuple[tuple[CeldaVista | None, ...], ...]:
    """Las celdas, con dónde empiezan y cuánto cubren en la tabla entera."""
    ultimos: dict[int, tuple[int, int]] = {}
    """La última fila y la última columna de cada una: se la ve de arriba abajo."""
    for fila_nueva, fila in enumerate(cuadricula):
        for columna_nueva, celda in enumerate(fila):
            if celda is not None:
                ultimos[id(celda)] = fila_nueva, columna_nueva
    nuevas: dict[int, CeldaVista] = {}

    def nueva(celda: CeldaVista, fila_nueva: int, columna_nueva: int) -> CeldaVista:
        celda_nueva = nuevas.get(id(celda))
        if celda_nueva is None:
            abajo, derecha = ultimos[id(celda)]
            filas, columnas = abajo - fila_nueva + 1, derecha - columna_nueva + 1
            celda_nueva = nuevas[id(celda)] = attrs.evolve(
                celda, fila=fila_nueva, columna=columna_nueva, filas=filas, columnas=columnas
            )
        return celda_nueva

    return tuple(
        tuple(
            None if celda is None else nueva(celda, fila_nueva, columna_nueva)
            for columna_nueva, celda in enumerate(fila)
        )
        for fila_nueva, fila in enumerate(cuadricula)
    )
