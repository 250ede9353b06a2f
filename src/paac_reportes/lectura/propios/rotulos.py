"""Qué columna del formato es cada una de las que se ven, por sus rótulos."""

import functools
from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from paac_reportes import clases
from paac_reportes.instalacion import hace_falta
from paac_reportes.lectura.propios.esperado import (
    Camino,
    ColumnaEscrita,
    ColumnaEsperada,
    TablaEscrita,
    TablaEsperada,
)
from paac_reportes.modelo.periodos import Informe
from paac_reportes.textos.inversa import Valores
from paac_reportes.textos.plano import en_plano

with hace_falta():
    from rapidfuzz import fuzz

PARECIDO_MINIMO = 0.75
"""Del rótulo cambiado al del formato, para leerlo como ése."""

ENCAJE_MINIMO = 0.5
"""La parte de los rótulos que ha de ser la del formato para leer una tabla como suya."""
_POCAS = 2
"""Una columna reconocida entre varias puede ser casualidad."""


@clases.frozen
class ColumnaVista:
    """Una columna de una tabla: dónde va y qué rótulos tiene encima."""

    desde: int
    hasta: int
    camino: Camino

    @property
    def rotulo(self) -> str:
        """Sus rótulos en un texto."""
        return " / ".join(texto.strip() for texto in self.camino if texto.strip())


@clases.frozen(eq=False)
class ColumnaHallada:
    """Una columna vista y la del formato que es."""

    vista: ColumnaVista
    esperada: ColumnaEsperada | None = None
    """Ninguna, si el formato no la trae."""
    informe: Informe | None = None
    """El de sus seguimientos, si va por corte."""
    valores: Valores = attrs.Factory(dict)
    """Lo que su rótulo dice: el informe, la etiqueta del seguimiento."""
    parecido: float = 1.0
    por_su_lugar: bool = False
    corte: date | None = attrs.field(init=False)
    """El de su informe, si se sabe."""

    @corte.default
    def _(self) -> date | None:
        return self.informe.corte if self.informe is not None else None

    @property
    def es_la_letra(self) -> bool:
        """Si todos sus rótulos son los del formato, y no sólo el que la distingue."""
        return self.esperada is not None and self.esperada.casar(self.vista.camino) is not None


@clases.frozen(eq=False)
class Encaje:
    """Una tabla vista como una de las del formato."""

    esperada: TablaEsperada
    columnas: tuple[ColumnaHallada, ...]
    faltan: tuple[ColumnaEsperada, ...]
    exacto: bool
    """Si trae las columnas del formato, en su orden y con sus rótulos."""
    puntaje: float
    """De 0 a 1, la parte de las columnas que se reconoce a la letra."""
    hondura: int
    """Cuántas filas ocupan sus rótulos."""


def encajar(
    columnas_vistas: Sequence[ColumnaVista], tabla: TablaEscrita, *, marcada: bool
) -> Encaje | None:
    """Las columnas vistas como las de esa tabla: por su rótulo, por parecido o por su lugar.

    ``None`` si a la letra se reconocen menos de la mitad y sus rótulos no llevan su marca: es otra.
    """
    por_numero: dict[int, ColumnaHallada] = {}
    reparto = _Reconocimiento(columnas_vistas, tabla, por_numero)
    reparto.por_rotulo()
    reparto.de_rotulo_libre()
    seguras = len(por_numero)
    if seguras < len(columnas_vistas):
        if not marcada and seguras < max(_POCAS, ENCAJE_MINIMO * len(columnas_vistas)):
            return None
        reparto.por_parecido()
        reparto.por_lugar()
    faltan = tuple(reparto.faltan())
    columnas = tuple(por_numero.get(n) or ColumnaHallada(v) for n, v in enumerate(columnas_vistas))
    de_mas = sum(1 for columna in faltan if not columna.definida.se_omite)
    en_orden = _en_orden(columnas)
    exacto = seguras == len(columnas_vistas) and not de_mas and en_orden
    puntaje = seguras / max(len(columnas_vistas) + de_mas, 1)
    return Encaje(tabla.esperada, columnas, faltan, exacto, puntaje, tabla.hondura)


def _en_orden(columnas: Sequence[ColumnaHallada]) -> bool:
    reconocidas = [(c.informe, c.esperada.lugar) for c in columnas if c.esperada]
    fijas = [lugar for informe, lugar in reconocidas if informe is None]
    por_corte = [(informe.numero, lugar) for informe, lugar in reconocidas if informe is not None]
    return fijas == sorted(fijas) and por_corte == sorted(por_corte)


class _Reconocimiento:
    """El reparto de las columnas vistas entre las de una tabla, cada una a una distinta."""

    def __init__(
        self,
        columnas_vistas: Sequence[ColumnaVista],
        tabla: TablaEscrita,
        por_numero: dict[int, ColumnaHallada],
    ) -> None:
        self._columnas = columnas_vistas
        self._tabla = tabla
        self._por_numero = por_numero
        self._lugares = {id(columna): n for n, columna in enumerate(tabla.columnas)}
        """Por columna de la tabla, su lugar de izquierda a derecha."""
        self._numeros: dict[int, int] = {}
        """Por ese lugar, el número de la columna vista."""

    def por_rotulo(self) -> None:
        """Pone las columnas de rótulo igual; de dos iguales, primero la primera."""
        for numero, columna_vista in enumerate(self._columnas):
            for esperada, valores in candidatas(self._tabla.esperada, columna_vista.camino):
                # Si el rótulo nombra su informe, la de ese informe.
                libres = (c for c in self._libres() if c.esperada is esperada)
                columna = next((c for c in libres if _es_de(c.informe, valores)), None)
                if columna is not None:
                    self._poner(numero, columna, valores)
                    break

    def de_rotulo_libre(self) -> None:
        """Pone las columnas cuyo rótulo es lo que el plan diga donde quedó sitio."""
        for columna in self._sin_poner():
            if columna.esperada.letras:
                continue
            for numero in self._libres_entre(columna):
                valores = columna.esperada.casar(self._columnas[numero].camino)
                if valores is not None:
                    self._poner(numero, columna, valores)
                    break

    def por_parecido(self) -> None:
        """Pone las columnas de rótulo parecido, de la más parecida a la menos."""
        parejas = sorted(
            (
                (parecido, -numero, -self._lugares[id(columna)], columna)
                for numero, vista in enumerate(self._columnas)
                if numero not in self._por_numero
                for columna in self._sin_poner()
                if (parecido := _parecido(vista, columna.esperada)) >= PARECIDO_MINIMO
            ),
            key=lambda pareja: pareja[:3],
            reverse=True,
        )
        for parecido, menos_numero, menos_lugar, columna in parejas:
            if -menos_numero not in self._por_numero and -menos_lugar not in self._numeros:
                self._poner(-menos_numero, columna, {}, parecido)

    def por_lugar(self) -> None:
        """La única sin reconocer entre dos reconocidas es la única que falta entre ellas."""
        for columna in self._sin_poner():
            libres = self._libres_entre(columna)
            anclas = self._anclas(columna)
            vecinas = [falta for falta in self._sin_poner() if self._anclas(falta) == anclas]
            if len(libres) == len(vecinas) and columna in vecinas:
                numero = libres[vecinas.index(columna)]
                parecido = _parecido(self._columnas[numero], columna.esperada)
                self._poner(numero, columna, {}, parecido, por_su_lugar=True)

    def faltan(self) -> Iterator[ColumnaEsperada]:
        """Las columnas del formato que no están; de las que van por corte, si en ninguno está."""
        estan = {hallada.esperada for hallada in self._por_numero.values()}
        ausentes = (columna.esperada for columna in self._sin_poner())
        return iter(dict.fromkeys(columna for columna in ausentes if columna not in estan))

    def _libres(self) -> list[ColumnaEscrita]:
        return [c for c in self._tabla.columnas if self._lugares[id(c)] not in self._numeros]

    def _sin_poner(self) -> list[ColumnaEscrita]:
        """Las columnas que faltan; sin esquema, las que no están en ningún informe."""
        if not self._tabla.sin_esquema:
            return self._libres()
        estan = {hallada.esperada for hallada in self._por_numero.values()}
        ausentes = {c.esperada: c for c in reversed(self._libres()) if c.esperada not in estan}
        return [*reversed(ausentes.values())]

    def _anclas(self, columna: ColumnaEscrita) -> tuple[int, int]:
        """Entre qué columnas vistas tendría que estar."""
        lugar_escrito = self._lugares[id(columna)]
        antes = max((n for lugar, n in self._numeros.items() if lugar < lugar_escrito), default=-1)
        siguientes = (
            n for lugar, n in self._numeros.items() if lugar > lugar_escrito and n > antes
        )
        return antes, min(siguientes, default=len(self._columnas))

    def _libres_entre(self, columna: ColumnaEscrita) -> list[int]:
        antes, despues = self._anclas(columna)
        return [n for n in range(antes + 1, despues) if n not in self._por_numero]

    def _poner(
        self,
        numero: int,
        columna: ColumnaEscrita,
        valores: Valores,
        parecido: float = 1.0,
        *,
        por_su_lugar: bool = False,
    ) -> None:
        informe, corte = columna.informe, valores.get("informe.corte")
        if informe is not None and informe.corte is None and isinstance(corte, date):
            informe = Informe(informe.numero, corte)  # el corte que nombra el rótulo
        self._numeros[self._lugares[id(columna)]] = numero
        self._por_numero[numero] = ColumnaHallada(
            self._columnas[numero], columna.esperada, informe, valores, parecido, por_su_lugar
        )


def _es_de(informe: Informe | None, valores: Valores) -> bool:
    """Si el corte y el número que un rótulo dice son los del informe, o de él no se saben."""
    if informe is None:
        return True
    del_informe = {"corte": informe.corte, "numero": informe.numero, "ordinal": informe.ordinal}
    del_rotulo = {campo: valores.get(f"informe.{campo}") for campo in del_informe}
    return all(
        dicho is None or del_informe[campo] is None or str(dicho) == str(del_informe[campo])
        for campo, dicho in del_rotulo.items()
    )


@functools.lru_cache(maxsize=4096)  # las tablas de un documento repiten sus rótulos
def candidatas(
    esperada: TablaEsperada, camino: Camino
) -> tuple[tuple[ColumnaEsperada, Valores], ...]:
    """Las columnas cuyo rótulo es ese, con lo que dice; las de rótulo libre no cuentan."""
    return tuple(
        (columna, valores)
        for columna in esperada.columnas
        if columna.letras and (valores := columna.casar(camino)) is not None
    )


def _parecido(columna: ColumnaVista, esperada: ColumnaEsperada) -> float:
    """De 0 a 1; se compara también sólo el de abajo, que es el que distingue."""
    plano = en_plano(" ".join(columna.camino))
    entero = fuzz.ratio(plano, esperada.plano) if esperada.plano else 0.0
    de_abajo = en_plano(esperada.camino[-1].formas[0].literal)
    ultimo = en_plano(columna.camino[-1]) if columna.camino else ""
    return max(entero, fuzz.ratio(ultimo, de_abajo) if de_abajo else 0.0) / 100
