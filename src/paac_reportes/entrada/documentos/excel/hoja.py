"""Lo que una hoja guarda, leído de corrido: sus celdas escritas y cómo se combinan."""

import re
from collections.abc import Iterable, Mapping

import attrs

from paac_reportes.entrada.documentos.excel.cupo import Cupo
from paac_reportes.entrada.documentos.paquete.recorrido import Recorrido
from paac_reportes.entrada.documentos.paquete.xml import S, entero

FILAS, COLUMNAS = 1_048_576, 16_384
_CELDA = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_IMPRESOS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_COMBINADAS = 200_000


@attrs.frozen
class CeldaCruda:
    """Una celda escrita, como está en el archivo."""

    clase: str
    """La del archivo: ``s``, ``str``, ``inlineStr``, ``b``, ``e``, ``d`` o ``n``."""
    estilo: int
    texto: str


Lugar = tuple[int, int]
Rango = tuple[int, int, int, int]
"""Primera fila, primera columna, última fila y última columna."""


class HojaCruda:
    """Una hoja recién leída."""

    def __init__(self) -> None:
        self.celdas: dict[Lugar, CeldaCruda] = {}
        self.combinadas: list[Rango] = []
        self.filas_ocultas: set[int] = set()
        self.columnas_ocultas: list[tuple[int, int]] = []
        self.impresos: list[str] = []
        self.sin_resultado: list[Lugar] = []
        self.formulas: set[Lugar] = set()
        self.perdidas = 0
        """Celdas y combinaciones cuya referencia no existe en una hoja."""


def leer_hoja(trozos: Iterable[bytes], parte: str, cupo: Cupo) -> HojaCruda:
    """Recorre una hoja; ``IlegibleError`` si no se deja leer o no cabe."""
    return _Lectura(cupo).de(trozos, parte)


class _Lectura:
    def __init__(self, cupo: Cupo) -> None:
        self._cupo = cupo
        self._hoja = HojaCruda()
        self._fila = self._columna = -1
        self._clase, self._estilo, self._formula = "n", 0, False
        self._texto: list[str] | None = None
        self._recogido: list[str] = []
        self._guias = 0
        self._con_valor = False

    def de(self, trozos: Iterable[bytes], parte: str) -> HojaCruda:
        impresos = dict.fromkeys(_IMPRESOS, self._abrir_impreso)
        Recorrido(
            S,
            {
                "row": self._abrir_fila,
                "c": self._abrir_celda,
                "v": self._abrir_valor,
                "t": self._abrir_texto,
                "f": self._abrir_formula,
                "rPh": self._abrir_guia,
                "col": self._columnas,
                "mergeCell": self._combinada,
                **impresos,
            },
            {
                "c": self._cerrar_celda,
                "v": self._cerrar_texto,
                "t": self._cerrar_texto,
                "rPh": self._cerrar_guia,
                **dict.fromkeys(_IMPRESOS, self._cerrar_impreso),
            },
            self._leer,
        ).recorrer(trozos, parte)
        return self._hoja

    def _leer(self, texto: str) -> None:
        if self._texto is not None:
            self._texto.append(texto)

    def _abrir_fila(self, atributos: Mapping[str, str]) -> None:
        self._fila = entero(atributos.get("r"), self._fila + 2) - 1
        self._columna = -1
        oculta = atributos.get("hidden") in ("1", "true") or _es_cero(atributos.get("ht"))
        if oculta and 0 <= self._fila < FILAS:
            self._hoja.filas_ocultas.add(self._fila)

    def _abrir_celda(self, atributos: Mapping[str, str]) -> None:
        lugar = lugar_de(atributos["r"]) if "r" in atributos else None
        if lugar is None:
            self._columna += 1
        else:
            self._fila, self._columna = lugar
        self._clase = atributos.get("t", "n")
        self._estilo = entero(atributos.get("s"))
        self._recogido = []
        self._formula = self._con_valor = False

    def _abrir_formula(self, _: Mapping[str, str]) -> None:
        self._formula = True

    def _abrir_valor(self, _: Mapping[str, str]) -> None:
        self._texto = self._recogido = []
        self._con_valor = True

    def _abrir_texto(self, _: Mapping[str, str]) -> None:
        if not self._guias and self._clase == "inlineStr":
            self._texto = self._recogido
            self._con_valor = True

    def _cerrar_texto(self) -> None:
        self._texto = None

    def _abrir_guia(self, _: Mapping[str, str]) -> None:
        self._guias += 1

    def _cerrar_guia(self) -> None:
        self._guias -= 1

    def _cerrar_celda(self) -> None:
        lugar = (self._fila, self._columna)
        texto = "".join(self._recogido)
        if not (0 <= lugar[0] < FILAS and 0 <= lugar[1] < COLUMNAS):
            self._hoja.perdidas += bool(texto)
        elif texto:
            self._cupo.celdas(1)
            self._hoja.celdas[lugar] = CeldaCruda(self._clase, self._estilo, texto)
        elif self._formula and not (self._con_valor and self._clase == "str"):
            # El resultado en blanco de una fórmula es un texto; en otra clase, nadie la calculó.
            self._hoja.sin_resultado.append(lugar)
        if self._formula:
            self._hoja.formulas.add(lugar)
        self._recogido = []

    def _columnas(self, atributos: Mapping[str, str]) -> None:
        oculta = atributos.get("hidden") in ("1", "true") or _es_cero(atributos.get("width"))
        primera = entero(atributos.get("min")) - 1
        if oculta and 0 <= primera < COLUMNAS:
            ultima = min(entero(atributos.get("max"), primera + 1), COLUMNAS)
            self._hoja.columnas_ocultas.append((primera, ultima))

    def _combinada(self, atributos: Mapping[str, str]) -> None:
        rango = rango_de(atributos.get("ref", ""))
        if rango is None or len(self._hoja.combinadas) >= _COMBINADAS:
            self._hoja.perdidas += 1
        else:
            self._hoja.combinadas.append(rango)

    def _abrir_impreso(self, _: Mapping[str, str]) -> None:
        self._texto = []

    def _cerrar_impreso(self) -> None:
        self._hoja.impresos.append("".join(self._texto or ()))
        self._texto = None


def lugar_de(referencia: str) -> Lugar | None:
    """Fila y columna de ``F14``, desde 0; ``None`` si no existe en una hoja."""
    hallado = _CELDA.fullmatch(referencia)
    if hallado is None:
        return None
    columna = 0
    for letra in hallado[1].upper():
        columna = columna * 26 + ord(letra) - 64
    fila = int(hallado[2])
    return (fila - 1, columna - 1) if 0 < fila <= FILAS and columna <= COLUMNAS else None


def rango_de(referencia: str) -> Rango | None:
    """El de ``B2:D5``, en orden; ``None`` si no existe en una hoja."""
    primera, _, ultima = referencia.partition(":")
    desde, hasta = lugar_de(primera), lugar_de(ultima or primera)
    if desde is None or hasta is None:
        return None
    filas, columnas = sorted((desde[0], hasta[0])), sorted((desde[1], hasta[1]))
    return filas[0], columnas[0], filas[1], columnas[1]


def _es_cero(medida: str | None) -> bool:
    return medida is not None and medida.strip("0.") == "" and "0" in medida
