"""Lo que la biblioteca deja escondido en un documento, para leerlo después sin adivinar.

Dos cosas van donde no se ven. Las propiedades del archivo dicen el formato, su versión, el corte,
cuántas filas llevaba y el papel de cada columna (``Escondido``, ``papeles_de_tablas``,
``columnas_con_papel``). El marcador de cada fila dice cuál del plan es (``sin_lo_demas``; su lugar
lo da ``rutas.ruta_de_marca``) y cuántos datos había en sus celdas compuestas, las que juntan varios
(``DatosPresentes``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from paac_reportes import clases
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_DE_FILA = re.compile(r"(?!t[0-9]+\Z)[a-z][0-9]+(?:[a-z][0-9]+)*")
_PALABRAS = re.compile(r"[1-9][0-9]{0,3}(?:\+[1-9][0-9]{0,3})?")
_DE_CORTE = re.compile(r"@(\d{4}-\d{2}-\d{2})")


@clases.frozen
class Escondido:
    """Las propiedades de un documento, sin lo que se ve."""

    formato: str | None = None
    version: str | None = None
    corte: date | None = None
    cortes: tuple[date, ...] = ()
    """Los de las columnas por corte, en orden."""
    filas: int | None = None
    """Cuántas del plan llevaba cuando se escribió."""
    palabras: tuple[int, ...] = ()
    """Las del nombre de la entidad y, si lo tiene, las de su departamento."""
    marcas: frozenset[str] = frozenset()
    """Las de ellas que se ven; ninguna si el documento perdió las marcas."""

    @property
    def dice_de_donde_es(self) -> bool:
        """Si el documento lleva algo de lo que la biblioteca le puso."""
        return self.formato is not None or bool(self.marcas)


def de_varias_piezas(propiedades: Mapping[str, str]) -> str:
    """Qué es un documento que une varias piezas (``api.unido``); nada si es de una sola."""
    unidas = propiedades.get("paac.documento")
    return f"es un documento de varias piezas ({unidas})" if unidas is not None else ""


def escondido_de(visto: DocumentoVisto) -> Escondido:
    """Lo que dicen las propiedades de un documento; nada si las perdió."""
    propiedades = visto.propiedades
    cortes = {
        corte
        for nombre, valor in propiedades.items()
        if nombre.startswith("paac.papeles.")
        for texto in _DE_CORTE.findall(valor)
        if (corte := _fecha(texto)) is not None
    }
    filas = propiedades.get("paac.filas", "")
    return Escondido(
        formato=propiedades.get("paac.formato") or None,
        version=propiedades.get("paac.version") or None,
        corte=_fecha(propiedades.get("paac.corte", "")),
        cortes=tuple(sorted(cortes)),
        filas=int(filas) if filas.isdecimal() else None,
        palabras=_palabras(propiedades.get("paac.entidad", "")),
        marcas=_marcadas(visto),
    )


def _palabras(dichas: str) -> tuple[int, ...]:
    """``3+1`` como ``(3, 1)``; nada si no son eso."""
    return tuple(map(int, dichas.split("+"))) if _PALABRAS.fullmatch(dichas) else ()


def _marcadas(visto: DocumentoVisto) -> frozenset[str]:
    """Las marcas de filas del plan: ni las de rótulos ni las veces que se repiten."""
    marcas = {sin_lo_demas(m) for tabla in visto.tablas() for m in tabla.marcas.values()}
    todas = (una for marca in marcas for una in marca.removesuffix(SIGUE).split("_"))
    return frozenset(una for una in todas if _DE_FILA.fullmatch(una))


def _fecha(texto: str) -> date | None:
    try:
        return date.fromisoformat(texto)
    except ValueError:
        return None


_PAPELES = re.compile(r"paac\.papeles\.([0-9]+)(?:\.([0-9]+))?")


def papeles_de_tablas(propiedades: Mapping[str, str]) -> dict[str, list[str]]:
    """Los de cada clase de tabla, por su número; el primero es lo que recorre."""
    pedazos = sorted(
        (hallado[1], int(hallado[2] or 1), valor)
        for nombre, valor in propiedades.items()
        if (hallado := _PAPELES.fullmatch(nombre))
    )
    textos: dict[str, str] = {}
    for numero, _, valor in pedazos:
        textos[numero] = textos.get(numero, "") + valor
    return {numero: texto.split("|") for numero, texto in textos.items()}


_DE_ROTULOS = re.compile(r"t([0-9]+)(?:__[0-9]+)?")
_SE_LEEN = {"actividades", "tramites", "intercambios"}
_UN_DATO = re.compile(r"[a-z]+\.[\w.]+(?:@\d{4}-\d{2}-\d{2})?")


def columnas_con_papel(visto: DocumentoVisto) -> Mapping[str, str] | None:
    """``{"Quien responde": "actividad.responsable"}``; ``None`` si el documento no las dice.

    Se dejan las que juntan varios datos y las de rótulo repetido: no se sabría cuál es cuál.
    """
    papeles = papeles_de_tablas(visto.propiedades)
    dichas: dict[str, set[str]] = {}
    for tabla in visto.tablas():
        for rotulo, papel in _de_una_tabla(tabla, papeles):
            dichas.setdefault(rotulo, set()).add(papel)
    unicas = {r: next(iter(suyos)) for r, suyos in dichas.items() if len(suyos) == 1}
    claras = {rotulo: papel for rotulo, papel in unicas.items() if _UN_DATO.fullmatch(papel)}
    return claras or None


def _de_una_tabla(tabla: TablaVista, papeles: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """El rótulo de cada columna, el de más abajo, con su papel; nada si alguien agregó columnas."""
    for fila, marca in tabla.marcas.items():
        hallada = _DE_ROTULOS.fullmatch(marca)
        siguiente = tabla.marcas.get(fila + 1, "")
        if hallada is None or _DE_ROTULOS.fullmatch(siguiente):
            continue
        recorre, *suyos = papeles.get(hallada[1], [""])
        celdas = list(dict.fromkeys(celda for celda in tabla.filas[fila] if celda))
        if _SE_LEEN.issuperset(recorre.split("+")) and len(celdas) == len(suyos):
            yield from zip([celda.texto for celda in celdas], suyos, strict=True)


SIGUE = "+"
"""Como termina la marca de una fila que sigue de la anterior."""

_REPETIDA = re.compile(r"__[0-9]+\Z")
_DE_CUENTA = re.compile(r"_p([0-9]+)_([0-9a-x]+)")


@clases.frozen
class CuentaAbreviada:
    """Lo que una marca dice de las celdas que juntan varios datos."""

    tabla: str
    """El número de sus rótulos: de qué columnas habla."""
    en_breve: str


def es_de_ruta(marca: str) -> bool:
    """Si un marcador es el de una fila, y no el de unos rótulos."""
    return bool(marca) and not marca.startswith("t")


def sin_lo_demas(marca: str) -> str:
    """``c0t1`` de ``c0t1_p1_3__2``; la de una fila que sigue de la anterior conserva su ``+``."""
    return _DE_CUENTA.sub("", _REPETIDA.sub("", marca)) if marca else ""


def cual_de_las_suyas(marca: str) -> tuple[str, int]:
    """Lo que dice sin su número, y cuál es de las que dicen lo mismo, desde 1."""
    numero = _REPETIDA.search(marca)
    return _REPETIDA.sub("", marca), int(numero[0].lstrip("_")) if numero else 1


def cuenta_abreviada(marca: str) -> CuentaAbreviada | None:
    """Lo que dice de las celdas que juntan datos, si dice algo."""
    hallado = _DE_CUENTA.search(marca)
    return CuentaAbreviada(hallado[1], hallado[2]) if hallado else None


_DIGITOS = "0123456789abcdefghijklmnopqrstuv"
_POR_LETRA = 5
_CONTADOS, _SIN_CONTAR = "w", "x"
_COMPUESTA = re.compile(r"([^~=@|]+\+[^~=@|]+)(?:@([0-9]{4}-[0-9]{2}-[0-9]{2}))?")

ColumnaCompuesta = tuple[tuple[str, ...], str]
"""Los datos de una columna, y su corte si va por corte."""


@clases.frozen
class Cuenta:
    """Los datos que había en una celda y, si se sabe, los pedazos de cada uno."""

    datos: tuple[str, ...]
    pedazos: tuple[int, ...] | None


class DatosPresentes:
    """Qué datos había en cada celda compuesta: los papeles de su tabla y la marca de su fila."""

    def __init__(self, propiedades: Mapping[str, str]) -> None:
        self._compuestas = {
            numero: [una for papel in papeles if (una := _compuesta(papel))]
            for numero, (_, *papeles) in papeles_de_tablas(propiedades).items()
        }

    def de(self, marca: CuentaAbreviada | None) -> "Mapping[ColumnaCompuesta, Cuenta]":
        """Por columna, lo que había en ella; nada si la marca no se entiende entera."""
        if marca is None:
            return {}
        columnas = self._compuestas.get(marca.tabla, [])
        try:
            cuentas = list(_cuentas(marca.en_breve, [datos for datos, _ in columnas]))
        except ValueError:
            return {}
        return dict(zip(columnas, cuentas, strict=True))


def en_corte(datos: tuple[str, ...], corte: date | None) -> ColumnaCompuesta:
    """La columna de unos datos en un corte."""
    return datos, str(corte or "")


def _compuesta(papel: str) -> ColumnaCompuesta | None:
    """La de un papel, si junta varios datos."""
    hallado = _COMPUESTA.fullmatch(papel)
    return (tuple(hallado[1].split("+")), hallado[2] or "") if hallado else None


def _cuentas(en_breve: str, columnas: Sequence[tuple[str, ...]]) -> Iterator[Cuenta]:
    """Lanza ``ValueError`` si no es la de esas columnas."""
    letras = iter(en_breve)
    for datos in columnas:
        yield _cuenta(letras, datos)
    if next(letras, None) is not None:
        raise ValueError("sobran letras")


def _cuenta(letras: Iterator[str], datos: tuple[str, ...]) -> Cuenta:
    letra = next(letras, "")
    como = letra if letra in (_CONTADOS, _SIN_CONTAR) else ""
    estan: list[str] = []
    for desde in range(0, len(datos), _POR_LETRA):
        bits = _DIGITOS.index(next(letras, "z") if como or desde else letra or "z")
        estan += [dato for n, dato in enumerate(datos[desde : desde + _POR_LETRA]) if bits >> n & 1]
    if como == _SIN_CONTAR:
        return Cuenta(tuple(estan), None)
    contados = [_DIGITOS.index(next(letras, "z")) for _ in estan] if como else [1] * len(estan)
    return Cuenta(tuple(estan), tuple(contados))
