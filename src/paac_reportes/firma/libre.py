"""Dónde una página no dice nada: ahí se ve una firma sin tapar lo escrito.

De cada cosa que la página dibuja se toma un rectángulo que la contiene, más grande si no se sabe.
De una página que no se entiende no se dice que tenga un lugar libre.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.misc import get_and_apply

from paac_reportes import clases
from paac_reportes.firma.danado import MAL_ESCRITO
from paac_reportes.firma.ordenes import Texto, ordenes

Caja = tuple[float, float, float, float]
"""Izquierda, abajo, derecha y arriba, en puntos de la página."""
_Matriz = tuple[float, float, float, float, float, float]
_IGUAL: _Matriz = (1, 0, 0, 1, 0, 0)

_PASO = 6.0
_AIRE = 4.0
"""Puntos, entre la firma y lo escrito."""
_BORDE = 28.0
"""Lo que una impresora puede no imprimir: un centímetro."""
_BAJA, _SUBE = -0.4, 1.2
"""De una letra, cuánto puede bajar y subir, en partes de su tamaño."""


def lugar_libre(pagina: DictionaryObject, ancho: float, alto: float) -> Caja | None:
    """El más bajo, y el de más a la derecha; ninguno si no hay o la página no se entiende."""
    hoja = _hoja(pagina)
    ocupadas = ocupado(pagina)
    if hoja is None or ocupadas is None:
        return None
    izquierda, abajo, derecha, arriba = hoja
    desde = _lo_de_mas_a_la_derecha(ocupadas, derecha - _BORDE) - ancho
    for y in _cada(abajo + _BORDE, arriba - _BORDE - alto):
        for x in _cada(-desde, -(izquierda + _BORDE)):
            caja = (-x, y, ancho - x, y + alto)
            if no_tapa(caja, ocupadas):
                return caja
    return None


def esta_libre(pagina: DictionaryObject, caja: Caja) -> bool:
    """Si la caja está en la hoja y no tapa nada de lo que la página dice."""
    hoja = _hoja(pagina)
    ocupadas = ocupado(pagina)
    if hoja is None or ocupadas is None:
        return False
    izquierda, abajo, derecha, arriba = hoja
    cabe = izquierda <= caja[0] < caja[2] <= derecha and abajo <= caja[1] < caja[3] <= arriba
    return cabe and no_tapa(caja, ocupadas)


def no_tapa(caja: Caja, ocupadas: Sequence[Caja]) -> bool:
    """Si ninguna la toca, con algo de aire."""
    izquierda, abajo, derecha, arriba = caja
    return not any(
        izquierda < suya[2] + _AIRE
        and suya[0] - _AIRE < derecha
        and abajo < suya[3] + _AIRE
        and suya[1] - _AIRE < arriba
        for suya in ocupadas
    )


def _cada(desde: float, hasta: float) -> Iterator[float]:
    while desde <= hasta:
        yield round(desde, 2)
        desde += _PASO


def _lo_de_mas_a_la_derecha(ocupadas: Sequence[Caja], si_no: float) -> float:
    """El margen derecho: hasta donde llega lo escrito, que la firma no pasa."""
    return min(max((caja[2] for caja in ocupadas), default=si_no), si_no)


def _hoja(pagina: DictionaryObject) -> Caja | None:
    """Lo que se ve de la página; ninguna si está girada."""
    if _heredado(pagina, "/Rotate") not in (None, 0):
        return None
    return _caja(_heredado(pagina, "/CropBox") or _heredado(pagina, "/MediaBox"))


def _heredado(pagina: DictionaryObject, clave: str) -> Any:
    suya: Any = pagina
    for _ in range(_NIVELES):
        if clave in suya:
            return suya[clave]
        if "/Parent" not in suya:
            return None
        suya = suya["/Parent"]
    return None


_NIVELES = 50


def dado(objeto: DictionaryObject, clave: str, si_no: Any = None) -> Any:
    """El valor de una clave, también si es de otro objeto, que ``get`` no sigue."""
    return objeto[clave] if clave in objeto else si_no  # noqa: SIM401


def _caja(valor: Any) -> Caja | None:
    if not isinstance(valor, ArrayObject) or len(valor) != len(("x", "y", "x", "y")):
        return None
    x, y, otra_x, otra_y = map(float, valor)
    return min(x, otra_x), min(y, otra_y), max(x, otra_x), max(y, otra_y)


# ------------------------------------------------------------------ lo que la página dibuja


def ocupado(pagina: DictionaryObject) -> list[Caja] | None:
    """Lo que la página dibuja, y sus anotaciones; ``None`` si no se entiende."""
    try:
        contenido = dado(pagina, "/Contents", ArrayObject())
        flujos = [contenido] if isinstance(contenido, StreamObject) else [*contenido]
        recursos = _heredado(pagina, "/Resources")
        dibujado = b"\n".join(uno.get_object().data for uno in flujos)
        cajas = list(_Pluma(recursos).dibujado(dibujado))
        cajas += _anotadas(pagina)
    except MAL_ESCRITO:
        return None
    return cajas


def _anotadas(pagina: DictionaryObject) -> Iterator[Caja]:
    for una in dado(pagina, "/Annots", ()):
        caja = _caja(una.get_object()["/Rect"])
        if caja is None:
            raise ValueError
        if caja[0] < caja[2] and caja[1] < caja[3]:
            yield caja


@clases.frozen
class _Estado:
    """Lo que ``q`` guarda y ``Q`` devuelve."""

    matriz: _Matriz = _IGUAL
    tamano: float = 0
    de_dos_bytes: bool = False
    entre_letras: float = 0
    entre_palabras: float = 0
    a_lo_ancho: float = 1
    sube: float = 0
    entre_renglones: float = 0


class _Pluma:
    """Recorre las órdenes de una página, y dice dónde cae cada cosa."""

    def __init__(self, recursos: Any) -> None:
        self._recursos = recursos
        self._estado = _Estado()
        self._guardados: list[_Estado] = []
        self._trazo: list[tuple[float, float]] = []
        self._renglon: _Matriz = _IGUAL
        self._avance = 0.0
        self._retroceso = 0.0

    def dibujado(self, contenido: bytes) -> Iterator[Caja]:
        """Un rectángulo por cada cosa dibujada."""
        for orden, datos in ordenes(contenido):
            yield from self._hacer(orden, datos)

    def _hacer(self, orden: str, datos: list[Any]) -> Iterator[Caja]:
        if orden in _SIN_EFECTO:
            return
        if orden in _PINTAN:
            yield from self._pintado()
        elif orden == "n":
            self._trazo.clear()
        elif orden in _ESCRIBEN:
            yield self._escrito(orden, datos)
        elif orden == "Do":
            yield self._puesto(datos[0])
        elif orden in _TRAZAN:
            self._trazar(orden, datos)
        else:
            self._cambiar(orden, datos)

    def _pintado(self) -> Iterator[Caja]:
        if self._trazo:
            yield _alrededor(self._trazo)
        self._trazo.clear()

    def _trazar(self, orden: str, datos: list[float]) -> None:
        if orden == "re":
            x, y, ancho, alto = datos
            puntos = [(x, y), (x + ancho, y), (x, y + alto), (x + ancho, y + alto)]
        else:
            puntos = list(zip(datos[::2], datos[1::2], strict=True))
        self._trazo += [_punto_en(self._estado.matriz, *punto) for punto in puntos]

    def _puesto(self, nombre: Any) -> Caja:
        """Una imagen ocupa un cuadro de uno por uno; otra cosa, su caja."""
        puesto = self._recursos["/XObject"][nombre]
        if puesto["/Subtype"] == "/Image":
            return _transformada((0, 0, 1, 1), self._estado.matriz)
        caja = _caja(puesto["/BBox"])
        if caja is None:
            raise ValueError
        propia = get_and_apply(puesto, "/Matrix", lambda suya: _matriz([*suya]), default=_IGUAL)
        return _transformada(caja, _por(propia, self._estado.matriz))

    def _escrito(self, orden: str, datos: list[Any]) -> Caja:
        """El renglón hasta donde va: de una letra se toma lo más que puede medir."""
        if orden in _EN_OTRO_RENGLON:
            self._mover(0, -self._estado.entre_renglones)
        partes = datos[0] if orden == "TJ" else [datos[-1]]
        estado = self._estado
        for parte in partes:
            if isinstance(parte, Texto):
                letras = parte.bytes / (2 if estado.de_dos_bytes else 1)
                de_mas = abs(estado.entre_letras) + abs(estado.entre_palabras)
                self._avance += letras * (abs(estado.tamano) + de_mas) * abs(estado.a_lo_ancho)
            else:
                corrido = float(parte) / 1000 * abs(estado.tamano) * abs(estado.a_lo_ancho)
                self._avance += max(0.0, -corrido)
                self._retroceso += max(0.0, corrido)
        alto = abs(estado.tamano)
        caja = (
            -self._retroceso,
            _BAJA * alto + min(estado.sube, 0),
            self._avance,
            _SUBE * alto + max(estado.sube, 0),
        )
        return _transformada(caja, _por(self._renglon, estado.matriz))

    def _mover(self, x: float, y: float) -> None:
        self._en_el_renglon(_por((1, 0, 0, 1, x, y), self._renglon))

    def _en_el_renglon(self, matriz: _Matriz) -> None:
        self._renglon, self._avance, self._retroceso = matriz, 0.0, 0.0

    def _cambiar(self, orden: str, datos: list[Any]) -> None:
        """Lo que cambia cómo se dibuja lo que sigue; una orden desconocida no se entiende."""
        if orden in _DEL_ESTADO:
            clave, por = _DEL_ESTADO[orden]
            self._con(**{clave: datos[0] * por})
        elif orden in _DEL_RENGLON:
            self._cambiar_de_renglon(orden, datos)
        elif orden == "q":
            self._guardados.append(self._estado)
        elif orden == "Q":
            self._estado = self._guardados.pop()
        elif orden == "cm":
            self._con(matriz=_por(_matriz(datos), self._estado.matriz))
        elif orden == "Tf":
            fuente = self._recursos["/Font"][datos[0]]
            self._con(tamano=datos[1], de_dos_bytes=fuente["/Subtype"] == "/Type0")
        else:
            raise ValueError(orden)

    def _cambiar_de_renglon(self, orden: str, datos: list[Any]) -> None:
        if orden == "BT":
            self._en_el_renglon(_IGUAL)
        elif orden == "Tm":
            self._en_el_renglon(_matriz(datos))
        elif orden == "T*":
            self._mover(0, -self._estado.entre_renglones)
        else:
            if orden == "TD":
                self._con(entre_renglones=-datos[1])
            self._mover(datos[0], datos[1])

    def _con(self, **cambios: Any) -> None:
        self._estado = attrs.evolve(self._estado, **cambios)


_DEL_ESTADO = {
    "Tc": ("entre_letras", 1.0),
    "Tw": ("entre_palabras", 1.0),
    "Tz": ("a_lo_ancho", 0.01),
    "TL": ("entre_renglones", 1.0),
    "Ts": ("sube", 1.0),
}
_DEL_RENGLON = frozenset({"BT", "Tm", "T*", "Td", "TD"})
_DE_LA_TINTA = ("w", "J", "j", "M", "d", "ri", "i", "gs", "CS", "cs", "SC", "SCN", "sc", "scn")
_DEL_COLOR = ("G", "g", "RG", "rg", "K", "k")
_DE_LA_MARCA = ("BMC", "BDC", "EMC", "MP", "DP", "BX", "EX")
_SIN_EFECTO = frozenset({*_DE_LA_TINTA, *_DEL_COLOR, *_DE_LA_MARCA, "W", "W*", "h", "ET", "Tr"})
"""El color, el grosor, lo que dice de qué es cada cosa, y recortar, que sólo quita."""
_PINTAN = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_TRAZAN = frozenset({"m", "l", "c", "v", "y", "re"})
_EN_OTRO_RENGLON = frozenset({"'", '"'})
_ESCRIBEN = frozenset({"Tj", "TJ", *_EN_OTRO_RENGLON})


def _matriz(datos: Sequence[Any]) -> _Matriz:
    a, b, c, d, e, f = map(float, datos)
    return a, b, c, d, e, f


def _por(una: _Matriz, otra: _Matriz) -> _Matriz:
    """Primero una, y después la otra."""
    a, b, c, d, e, f = una
    g, h, i, j, k, m = otra
    return (
        *(a * g + b * i, a * h + b * j, c * g + d * i),
        *(c * h + d * j, e * g + f * i + k, e * h + f * j + m),
    )


def _punto_en(matriz: _Matriz, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matriz
    return a * x + c * y + e, b * x + d * y + f


def _alrededor(puntos: Sequence[tuple[float, float]]) -> Caja:
    equis, yes = [x for x, _ in puntos], [y for _, y in puntos]
    return min(equis), min(yes), max(equis), max(yes)


def _transformada(caja: Caja, matriz: _Matriz) -> Caja:
    x, y, otra_x, otra_y = caja
    return _alrededor([_punto_en(matriz, i, j) for i in (x, otra_x) for j in (y, otra_y)])
