"""Lo que la biblioteca deja escondido en un documento, para leerlo después sin adivinar.

Dos cosas van donde no se ven. Las propiedades del archivo llevan su esquema: el formato, su
versión, el corte, cuántas filas llevaba y qué muestra cada columna (``EsquemaEscondido``,
``columnas_con_papel``). El marcador de cada fila dice cuál del plan es (``sin_lo_demas``; su lugar
lo da ``rutas.ruta_de_marca``), qué elementos de sus listas comienzan en ella y cuántos datos había
en sus celdas compuestas, las que juntan varios (``DatosPresentes``).
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from paac_reportes import clases
from paac_reportes.formatos.definicion.esquema import (
    ColumnaDelEsquema,
    Esquema,
    TablaDelEsquema,
    esquema_dicho,
)
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_MARCA_DE_FILA = re.compile(r"(?![tx][0-9]+\Z)[a-z][0-9]+(?:[a-z][0-9]+)*")
_PERDIDO = Esquema(formato="", version="", de="")


@clases.frozen
class EsquemaEscondido:
    """El esquema de un documento y las marcas que se ven en él."""

    esquema: Esquema = _PERDIDO
    """En blanco, si el documento lo perdió o nunca lo tuvo."""
    marcas: frozenset[str] = frozenset()
    """Las de sus filas; ninguna si el documento las perdió."""

    @property
    def formato(self) -> str | None:
        """Su código; ninguno si no lo dice."""
        return self.esquema.formato or None

    @property
    def corte(self) -> date | None:
        """El corte del documento."""
        return self.esquema.corte

    @property
    def dice_de_donde_es(self) -> bool:
        """Si el documento lleva algo de lo que la biblioteca le puso."""
        return self.formato is not None or bool(self.marcas)


def de_varias_piezas(propiedades: Mapping[str, str]) -> str:
    """Qué es un documento que une varias piezas (``api.unido``); nada si es de una sola."""
    unidas = propiedades.get("paac.documento")
    return f"es un documento de varias piezas ({unidas})" if unidas is not None else ""


def escondido_de(documento: DocumentoVisto) -> EsquemaEscondido:
    """Lo que un documento lleva escondido."""
    esquema = esquema_dicho(documento.propiedades.get(ESQUEMA, ""))
    marcas = {sin_lo_demas(m) for tabla in documento.tablas() for m in tabla.marcas.values()}
    partes = (parte for marca in marcas for parte in marca.removesuffix(SIGUE).split("_"))
    # Ni las de rótulos ni las veces que se repiten.
    marcas_de_filas = frozenset(parte for parte in partes if _MARCA_DE_FILA.fullmatch(parte))
    return EsquemaEscondido(esquema or _PERDIDO, marcas_de_filas)


_DE_ROTULOS = re.compile(r"t([1-9][0-9]{0,5})(?:__[0-9]+)?")


def columnas_con_papel(documento: DocumentoVisto, esquema: Esquema) -> Mapping[str, str] | None:
    """``{"Quien responde": "actividad.responsable"}``; ``None`` si el documento no las dice.

    Lo de un corte lo lleva: ``seguimiento.texto@2020-04-30``. Se dejan las que no son de un solo
    dato a la letra y las de rótulo repetido: no se sabría cuál es cuál.
    """
    columnas_por_rotulo: dict[str, set[ColumnaDelEsquema]] = {}
    for tabla in documento.tablas():
        for rotulo, columna in _columnas_con_rotulo(tabla, esquema.tablas):
            columnas_por_rotulo.setdefault(rotulo, set()).add(columna)
    papeles: dict[str, str] = {}
    for rotulo, (columna, *repetidas) in columnas_por_rotulo.items():
        if not (repetidas or len(columna.dato) != 1 or columna.plantilla or columna.cuando):
            papeles[rotulo] = columna.dato[0] + (f"@{columna.corte}" if columna.corte else "")
    return papeles or None


def _columnas_con_rotulo(
    tabla: TablaVista, clases_de_tabla: Sequence[TablaDelEsquema]
) -> Iterator[tuple[str, ColumnaDelEsquema]]:
    """El rótulo de cada columna, el de más abajo, con ella; nada si alguien agregó columnas."""
    for fila, marca in tabla.marcas.items():
        coincidencia = _DE_ROTULOS.fullmatch(marca)
        siguiente = tabla.marcas.get(fila + 1, "")
        if coincidencia is None or _DE_ROTULOS.fullmatch(siguiente):
            continue
        for esquema in clases_de_tabla[int(coincidencia[1]) - 1 : int(coincidencia[1])]:
            celdas = list(dict.fromkeys(celda for celda in tabla.filas[fila] if celda))
            son_del_plan = LISTAS_DE_FILAS.keys() >= {*esquema.recorre}
            if son_del_plan and len(celdas) == len(esquema.columnas):
                yield from zip([celda.texto for celda in celdas], esquema.columnas, strict=True)


SIGUE = "+"
"""Como termina la marca de una fila que sigue de la anterior."""

_REPETIDA = re.compile(r"__[0-9]+\Z")
_DE_CUENTA = re.compile(r"_p([0-9]+)(?:_e([0-9]{1,5})([a-p]+))?(?:_([0-9a-x]+))?")


@clases.frozen
class CuentaAbreviada:
    """Lo que una marca dice de las celdas de su fila."""

    tabla: str
    """El número de sus rótulos: de qué columnas habla."""
    en_breve: str
    """De las que juntan varios datos, cuáles."""
    altura: int | None = None
    """Cuál es de las filas de su objeto, desde 0; ninguna si él no lleva listas."""
    comienzan: str = ""
    """En breve, lo que comienza en ella."""


def es_de_ruta(marca: str) -> bool:
    """Si un marcador es el de una fila, y no el de unos rótulos o un renglón de alrededor."""
    return bool(marca) and not marca.startswith(("t", DE_RENGLON))


DE_RENGLON = "x"
"""Como empieza la marca de un título, un párrafo o una fila de alrededor."""


def sin_lo_demas(marca: str) -> str:
    """``c0t1`` de ``c0t1_p1_3__2``; la de una fila que sigue de la anterior conserva su ``+``."""
    return _DE_CUENTA.sub("", _REPETIDA.sub("", marca)) if marca else ""


def cuenta_abreviada(marca: str) -> CuentaAbreviada | None:
    """Lo que dice de las celdas de su fila, si dice algo."""
    coincidencia = _DE_CUENTA.search(marca)
    if coincidencia is None:
        return None
    tabla, altura, comienzan, en_breve = coincidencia.groups("")
    return CuentaAbreviada(tabla, en_breve, int(altura) if altura else None, comienzan)


_LETRAS = "abcdefghijklmnop"
_DIGITOS = "0123456789abcdefghijklmnopqrstuv"
_POR_LETRA = 5
_CONTADOS, _SIN_CONTAR = "w", "x"
ColumnaCompuesta = tuple[tuple[str, ...], str]
"""Los datos de una columna, y su corte si va por corte."""


@clases.frozen
class DatosDeCelda:
    """Los datos que había en una celda y, si se sabe, los pedazos de cada uno."""

    datos: tuple[str, ...]
    pedazos: tuple[int, ...] | None


@clases.frozen
class Comienzos:
    """Lo que comienza en una de las filas de un objeto que lleva listas."""

    altura: int
    """Cuál es de ellas, desde 0: el número, en cada lista, del elemento que comienza."""
    es_la_ultima: bool
    raices: frozenset[str]
    """De qué listas: ``causa``, ``control``."""


class DatosPresentes:
    """Qué había en las celdas de una fila: el esquema de su tabla y la marca que ella lleva."""

    def __init__(self, esquema: Esquema) -> None:
        self._raices = {str(n): tabla.raices for n, tabla in enumerate(esquema.tablas, 1)}
        self._compuestas = {
            str(numero): [
                en_corte(columna.dato, columna.corte) for columna in tabla.columnas if columna.entre
            ]
            for numero, tabla in enumerate(esquema.tablas, 1)
        }

    def de(self, marca: CuentaAbreviada | None) -> "Mapping[ColumnaCompuesta, DatosDeCelda]":
        """Por columna, lo que había en ella; nada si la marca no se entiende entera."""
        if marca is None or not marca.en_breve:
            return {}
        columnas = self._compuestas.get(marca.tabla, [])
        try:
            cuentas = list(_cuentas(marca.en_breve, [datos for datos, _ in columnas]))
        except ValueError:
            return {}
        return dict(zip(columnas, cuentas, strict=True))

    def comienzos(self, marca: CuentaAbreviada | None) -> Comienzos | None:
        """Lo que comienza en la fila; nada si su marca no lo dice, o el esquema se perdió."""
        raices = self._raices.get(marca.tabla) if marca is not None else None
        if marca is None or marca.altura is None or raices is None:
            return None
        bits = [bool(_LETRAS.index(letra) >> n & 1) for letra in marca.comienzan for n in range(4)]
        return Comienzos(marca.altura, bits[0], frozenset(itertools.compress(raices, bits[1:])))


def en_corte(datos: tuple[str, ...], corte: date | None) -> ColumnaCompuesta:
    """La columna de unos datos en un corte."""
    return datos, str(corte or "")


def _cuentas(en_breve: str, columnas: Sequence[tuple[str, ...]]) -> Iterator[DatosDeCelda]:
    """Lanza ``ValueError`` si no es la de esas columnas."""
    letras = iter(en_breve)
    for datos in columnas:
        yield _cuenta(letras, datos)
    if next(letras, None) is not None:
        raise ValueError("sobran letras")


def _cuenta(letras: Iterator[str], datos: tuple[str, ...]) -> DatosDeCelda:
    letra = next(letras, "")
    como = letra if letra in (_CONTADOS, _SIN_CONTAR) else ""
    estan: list[str] = []
    for desde in range(0, len(datos), _POR_LETRA):
        bits = _DIGITOS.index(next(letras, "z") if como or desde else letra or "z")
        estan += [dato for n, dato in enumerate(datos[desde : desde + _POR_LETRA]) if bits >> n & 1]
    if como == _SIN_CONTAR:
        return DatosDeCelda(tuple(estan), None)
    contados = [_DIGITOS.index(next(letras, "z")) for _ in estan] if como else [1] * len(estan)
    return DatosDeCelda(tuple(estan), tuple(contados))
