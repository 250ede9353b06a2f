"""Una tabla que el formato reparte a lo ancho, otra vez entera: lo que se lee es la de siempre.

Las partes son tablas seguidas de un Word: la segunda repite las columnas fijas y sigue con las
demás. ``con_partes_unidas`` las junta fila por fila antes de leer; cada celda sigue diciendo dónde
está en el documento, y lo que no coincide entre una parte y otra se dice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import PARECE_UN_INICIO, TablaDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.lectura.propios.escondido import cuenta_abreviada, sin_lo_demas
from paac_reportes.lectura.propios.esperado import dice, molde
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    Lugar,
    ParteVista,
    TablaVista,
    TextoVisto,
)
from paac_reportes.textos.inversa import Molde

_EN_UNA = (
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

    def lugar_de(self, fila: int, columna: int | None = None) -> Lugar:
        """El de la parte en que está."""
        una, otra = self.filas_de_antes[fila], self.filas_de_despues[fila]
        ancho = len(self.de_antes.filas[0])
        if una is not None and (columna is None or columna < ancho):
            return self.de_antes.lugar_de(una, columna)
        if otra is None:
            return Lugar.de(self.de_antes.lugar, self.de_antes.lugar)
        en_ella = None if columna is None else columna
        if en_ella is not None and en_ella >= ancho:
            en_ella += self.fijas - ancho
        return self.de_despues.lugar_de(otra, en_ella)


@clases.frozen(eq=False)
class _Molde:
    """Cómo se ve una tabla que va por partes: sus rótulos fijos y los que abren cada una."""

    fijos: tuple[Molde, ...]
    abren: tuple[Molde, ...]

    @classmethod
    def de(cls, tabla: TablaDeFormato) -> "_Molde":
        """El de una del formato."""
        fijos = tabla.columnas[: tabla.fijas or 0]
        abren = [columna for columna in tabla.columnas if columna.abre_parte]
        return cls(*(tuple(molde(c.rotulo[-1]) for c in suyas) for suyas in (fijos, abren)))

    def rotulos(self, tabla: TablaVista) -> int | None:
        """Cuántas filas ocupan los de una tabla, hasta los de sus columnas fijas."""
        for fila in tabla.filas[:_HONDURA]:
            if len(fila) > len(self.fijos) and all(
                celda is not None and dice(suyo, celda.texto)
                for suyo, celda in zip(self.fijos, fila, strict=False)
            ):
                celda = fila[0]
                return celda.fila + celda.filas if celda is not None else None
        return None

    def sigue(self, tabla: TablaVista, rotulos: int) -> bool:
        """Si es una parte después de la primera: tras las fijas, una columna que abre."""
        lugar = len(self.fijos)
        en_su_lugar = (fila[lugar] for fila in tabla.filas[:rotulos])
        textos = [c.texto for c in en_su_lugar if c is not None and c.columna == lugar]
        return any(dice(uno, texto) for uno in self.abren for texto in textos)


def con_partes_unidas(visto: DocumentoVisto, formatos: Iterable[Formato]) -> DocumentoVisto:
    """El documento con las tablas que unos formatos reparten a lo ancho, enteras."""
    moldes = [
        _Molde.de(tabla)
        for formato in formatos
        for tabla in formato.tablas.values()
        if tabla.partida and tabla.fijas is not None
    ]
    if visto.tipo != "docx" or not moldes:
        return visto
    avisos: list[Aviso] = []
    partes = tuple(
        attrs.evolve(parte, bloques=tuple(_unidos(parte, moldes, avisos))) for parte in visto.partes
    )
    juntas = attrs.evolve(visto, partes=partes, avisos=(*visto.avisos, *avisos))
    return juntas if any(isinstance(tabla, TablaUnida) for tabla in juntas.tablas()) else visto


def _unidos(
    parte: ParteVista, moldes: Sequence[_Molde], avisos: list[Aviso]
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
        junta = _junta(abierta, bloque, moldes, avisos)
        if junta is None:
            yield from () if abierta is None else (abierta,)
            yield from despues
            despues = []
        abierta = bloque if junta is None else junta
    yield from () if abierta is None else (abierta,)
    yield from despues


def _junta(
    abierta: TablaVista | None, tabla: TablaVista, moldes: Sequence[_Molde], avisos: list[Aviso]
) -> TablaUnida | None:
    """Las dos en una, si la segunda sigue a la primera."""
    if abierta is None:
        return None
    for suyo in moldes:
        alto, otro = suyo.rotulos(abierta), suyo.rotulos(tabla)
        if alto is not None and otro is not None and suyo.sigue(tabla, otro):
            return _Union(abierta, tabla, len(suyo.fijos), (alto, otro)).tabla(avisos)
    return None


_Par = tuple[int | None, int | None]
"""Una fila en la primera parte y en la segunda."""


class _Union:
    """Las filas de dos partes, puestas una al lado de otra."""

    def __init__(
        self, una: TablaVista, otra: TablaVista, fijas: int, rotulos: tuple[int, int]
    ) -> None:
        self._una, self._otra, self._fijas = una, otra, fijas
        self._rotulos = rotulos

    def tabla(self, avisos: list[Aviso]) -> TablaUnida:
        """La entera; lo que en una parte es distinto de la otra queda en los avisos."""
        de_rotulos, de_datos = self._pares_de_rotulos(), self._pares_de_datos()
        pares = [*de_rotulos, *de_datos]
        cuadricula = [self._fila(par) for par in pares]
        avisos += self._lo_que_difiere(de_datos)
        una, otra = self._una, self._otra
        ocultas = {
            n for n, (a, b) in enumerate(pares) if a in una.filas_ocultas or b in otra.filas_ocultas
        }
        corridas = len(una.filas[0]) - self._fijas
        return TablaUnida(
            lugar=una.lugar,
            filas=_con_su_tramo(cuadricula),
            filas_ocultas=frozenset(ocultas),
            columnas_ocultas=una.columnas_ocultas
            | {c + corridas for c in otra.columnas_ocultas if c >= self._fijas},
            rotulos=len(de_rotulos) if una.rotulos else 0,
            marcas=dict(self._marcas(pares)),
            tachadas=frozenset(self._tachadas(pares, corridas)),
            de_antes=una,
            de_despues=otra,
            fijas=self._fijas,
            filas_de_antes=tuple(a for a, _ in pares),
            filas_de_despues=tuple(b for _, b in pares),
        )

    # ------------------------------------------------------------ qué fila con cuál
    def _pares_de_rotulos(self) -> list[_Par]:
        """Las franjas, las de la primera; los rótulos, desde el de arriba hasta el más hondo."""
        franjas, otras = (
            _franjas(tabla, alto)
            for tabla, alto in zip((self._una, self._otra), self._rotulos, strict=True)
        )
        alto, otro = self._rotulos
        hondura = max(alto - franjas, otro - otras)
        de_franjas: list[_Par] = [(n, n if franjas == otras else None) for n in range(franjas)]
        # A la de menos rótulos, el último le llega hasta abajo.
        return de_franjas + [
            (min(franjas + n, alto - 1), min(otras + n, otro - 1)) for n in range(hondura)
        ]

    def _pares_de_datos(self) -> list[_Par]:
        """Cada fila con la suya; de un objeto que en una parte ocupa más, la última le alcanza."""
        una, otra = self._grupos(self._una, 0), self._grupos(self._otra, 1)
        de_una, de_otra = ([clave for clave, _ in grupos] for grupos in (una, otra))
        if de_una == de_otra:
            parejas: list[_Par] = [(n, n) for n in range(len(una))]
        else:
            parejas = list(_parejas(de_una, de_otra))
        pares: list[_Par] = []
        for a, b in parejas:
            suyas = self._por_altura(self._una, una[a][1]) if a is not None else {}
            otras = self._por_altura(self._otra, otra[b][1]) if b is not None else {}
            alturas = sorted({*suyas, *otras})
            pares += ((_en_esa_altura(suyas, n), _en_esa_altura(otras, n)) for n in alturas)
        return pares

    def _por_altura(self, tabla: TablaVista, filas: range) -> dict[int, int]:
        """Cuál es cada fila de las de su objeto: lo que dice su marca o, sin ella, la que sigue."""
        alturas: dict[int, int] = {}
        for fila in filas:
            cuenta = cuenta_abreviada(tabla.marcas.get(fila, ""))
            dicha = cuenta.altura if cuenta is not None else None
            sigue = max(alturas, default=-1) + 1
            alturas[sigue if dicha is None or dicha in alturas else dicha] = fila
        return alturas

    def _grupos(self, tabla: TablaVista, cual: int) -> list[tuple[str, range]]:
        """Las filas de cada celda fija, con lo que dice cuáles son: su marca o, si no, su texto."""
        desde, filas = self._rotulos[cual], tabla.filas
        empiezan = [
            numero
            for numero in range(desde, len(filas))
            if numero == desde or any(c and c.fila == numero for c in filas[numero][: self._fijas])
        ]
        grupos: list[tuple[str, range]] = []
        for numero, hasta in pairwise([*empiezan, len(filas)]):
            suyas = range(numero, hasta)
            marcas = filter(None, (sin_lo_demas(tabla.marcas.get(fila, "")) for fila in suyas))
            fijas = "\0".join(c.texto if c else "" for c in filas[numero][: self._fijas])
            grupos.append((next(marcas, fijas), suyas))
        return grupos

    # ------------------------------------------------------------ lo que dicen
    def _fila(self, par: _Par) -> list[CeldaVista | None]:
        una = self._una.filas[par[0]] if par[0] is not None else None
        otra = self._otra.filas[par[1]] if par[1] is not None else None
        ancho, otro = len(self._una.filas[0]), len(self._otra.filas[0])
        if una is not None and len({id(c) for c in una}) == 1:
            return [una[0]] * (ancho + otro - self._fijas)  # a todo lo ancho, en las dos partes
        if una is None and otra is not None:
            una = (*otra[: self._fijas], *[None] * (ancho - self._fijas))
        vacia = (None,) * max(ancho, otro)
        return [*(una or vacia)[:ancho], *(otra or vacia)[self._fijas : otro]]

    def _marcas(self, pares: Sequence[_Par]) -> Iterator[tuple[int, str]]:
        """La de cada fila; la que sólo alcanza a las de la otra parte ya dijo la suya."""
        anterior: _Par = None, None
        for numero, (a, b) in enumerate(pares):
            una = self._una.marcas.get(a, "") if a is not None and a != anterior[0] else ""
            otra = self._otra.marcas.get(b, "") if b is not None and b != anterior[1] else ""
            anterior = a, b
            if una or otra:
                yield numero, una or otra

    def _tachadas(self, pares: Sequence[_Par], corridas: int) -> Iterator[tuple[int, int]]:
        de_cada = ((self._una, 0, 0), (self._otra, 1, corridas))
        for tabla, cual, mas in de_cada:
            lugares = {par[cual]: numero for numero, par in enumerate(pares)}
            for fila, columna in tabla.tachadas:
                if fila in lugares and (not cual or columna >= self._fijas):
                    yield lugares[fila], columna + mas

    def _lo_que_difiere(self, pares: Sequence[_Par]) -> Iterator[Aviso]:
        for a, b in dict.fromkeys(pares):
            if a is None or b is None:
                tabla, fila = (self._otra, b) if a is None else (self._una, a)
                assert fila is not None  # noqa: S101 - una de las dos está
                yield Aviso("documento_cambiado", tabla.lugar_de(fila), _EN_UNA)
                continue
            for columna in range(self._fijas):
                una, otra = self._una.filas[a][columna], self._otra.filas[b][columna]
                textos = [celda.texto.strip() if celda else "" for celda in (una, otra)]
                if textos[0] != textos[1] and otra is not None and otra.fila == b:
                    motivo = (
                        f"dice {mostrar(textos[1])}, y en la otra parte de la tabla"
                        f" {mostrar(textos[0])}: se leyó lo de la primera"
                    )
                    lugar = self._otra.lugar_de(b, columna)
                    yield Aviso("documento_cambiado", lugar, motivo)


def _parejas(una: Sequence[str], otra: Sequence[str]) -> Iterator[_Par]:
    """Qué objeto de la primera es cuál de la segunda, si alguien quitó o agregó en una sola."""
    for _, a, b, c, d in SequenceMatcher(None, una, otra, autojunk=False).get_opcodes():
        juntas = min(b - a, d - c)
        yield from ((a + n, c + n) for n in range(juntas))
        yield from ((n, None) for n in range(a + juntas, b))
        yield from ((None, n) for n in range(c + juntas, d))


def _en_esa_altura(filas: Mapping[int, int], altura: int) -> int | None:
    """La que llega hasta ella: la última, si la otra parte tiene más; ninguna, si falta."""
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


def _con_su_tramo(
    cuadricula: Sequence[Sequence[CeldaVista | None]],
) -> tuple[tuple[CeldaVista | None, ...], ...]:
    """Las mismas celdas, que saben dónde empiezan y cuánto cubren en la tabla entera."""
    hasta: dict[int, tuple[int, int]] = {}
    """La última fila y la última columna de cada una: se la ve de arriba abajo."""
    for n, fila in enumerate(cuadricula):
        for m, celda in enumerate(fila):
            if celda is not None:
                hasta[id(celda)] = n, m
    nuevas: dict[int, CeldaVista] = {}

    def nueva(celda: CeldaVista, n: int, m: int) -> CeldaVista:
        suya = nuevas.get(id(celda))
        if suya is None:
            abajo, derecha = hasta[id(celda)]
            filas, columnas = abajo - n + 1, derecha - m + 1
            suya = nuevas[id(celda)] = attrs.evolve(
                celda, fila=n, columna=m, filas=filas, columnas=columnas
            )
        return suya

    return tuple(
        tuple(None if celda is None else nueva(celda, n, m) for m, celda in enumerate(fila))
        for n, fila in enumerate(cuadricula)
    )
