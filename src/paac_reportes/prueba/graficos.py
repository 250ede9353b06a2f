"""Lo que dice un gráfico: lo que lo describe, lo escrito en él y los datos de cada serie.

Uno de Excel sale de las celdas de su hoja. Uno de Word trae lo que muestra y un libro aparte, que
ha de decir lo mismo: es lo que se ve al cambiar sus datos.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.maqueta.trazado import etiqueta_en_renglones
from paac_reportes.opc.excel.hoja import lugar_de
from paac_reportes.prueba.paquete import Elemento, Paquete, R, S
from paac_reportes.prueba.visible import literal, marca

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RANGO = re.compile(r"(\$?[A-Z]+\$?[0-9]+)(?::(\$?[A-Z]+\$?[0-9]+))?")
_PUNTOS = 32_000
"""Los que Office dibuja de una serie; el rango que pasa de ahí no es de un gráfico."""

Lugares = list[tuple[int, int]]


def dicho(descrito: str, etiquetas: Sequence[str], series: Sequence[str]) -> str:
    """Lo que dice un gráfico, en un renglón."""
    return marca("gráfico", " · ".join((descrito, *filter(None, etiquetas), *series)))


def dicho_de_serie(nombre: str, categorias: Sequence[str], valores: Sequence[str]) -> str:
    """``Avance (%): Riesgos = 53,33; Trámites = 90``."""
    pares = zip(categorias, valores, strict=False)
    return f"{nombre}: {'; '.join(f'{categoria} = {valor}' for categoria, valor in pares)}"


# ------------------------------------------------------------------ lo que debe decir


def etiquetas_debidas(grafico: Grafico, ancho: Mm) -> list[str]:
    """Lo que se escribe junto a cada barra o punto, si no es su solo valor."""
    de_lineas = grafico.clase == "lineas"
    conocidas = [n for n, valor in enumerate(grafico.series[0].valores) if valor is not None]
    if not grafico.etiquetas:
        return []
    return [
        "".join(etiqueta_en_renglones(grafico, n, ancho)) if de_lineas else grafico.etiquetas[n]
        for n in conocidas
    ]


def debido_en_word(grafico: Grafico, ancho: Mm) -> str:
    """Lo que un gráfico de Word debe decir."""
    valores = [list(map(_escrito, serie.valores)) for serie in grafico.con_total]
    return dicho(
        grafico.texto_alternativo,
        etiquetas_debidas(grafico, ancho),
        series_debidas(grafico, valores),
    )


def series_debidas(grafico: Grafico, valores: Sequence[Sequence[str]]) -> list[str]:
    """Lo que dice cada serie, con sus valores como los escribe quien los guarda."""
    nombres = [literal(serie.nombre) for serie in grafico.series]
    categorias = [literal(nombre) for nombre in grafico.categorias]
    return [
        dicho_de_serie(nombre, categorias, suyos)
        for nombre, suyos in zip([*nombres, _SIN_NOMBRE], valores, strict=False)
    ]


_SIN_NOMBRE = "\xa0"
"""El de la serie del total, que la leyenda no dice."""


def _escrito(valor: float | None) -> str:
    return "" if valor is None else _sin_ceros(repr(valor))


def _sin_ceros(numero: str) -> str:
    """El mismo número, escrito de un solo modo."""
    try:
        # LibreOffice guarda quince cifras.
        return f"{Decimal(f'{float(numero):.15g}').normalize():f}"
    except (InvalidOperation, ValueError):
        return numero


# ------------------------------------------------------------------ lo que se ve


def etiquetas_de(grafico: Elemento) -> list[str]:
    """Lo que dice cada una de las escritas a mano."""
    return ["".join(t.text or "" for t in una.iter(f"{_A}t")) for una in grafico.iter(f"{_C}dLbl")]


def lugares_de(datos: Elemento | None) -> tuple[str, Lugares]:
    """El rango de donde salen unos datos, y las celdas que son; ninguna si no es de un gráfico."""
    formula = "" if datos is None else next((f.text or "" for f in datos.iter(f"{_C}f")), "")
    hallado = _RANGO.fullmatch(formula.rpartition("!")[2])
    desde = lugar_de(hallado[1]) if hallado else None
    hasta = lugar_de(hallado[2] or hallado[1]) if hallado else None
    if desde is None or hasta is None:
        return formula, []
    if (hasta[0] - desde[0] + 1) * (hasta[1] - desde[1] + 1) > _PUNTOS:
        return formula, []
    filas, columnas = range(desde[0], hasta[0] + 1), range(desde[1], hasta[1] + 1)
    return formula, [(fila, columna) for fila in filas for columna in columnas]


def grafico_de_word(paquete: Paquete, parte: str, descrito: str) -> str:
    """Lo que dice un gráfico de Word, y lo que diga de más el libro de sus datos."""
    grafico = paquete.xml(parte)
    libros = [r.parte for r in paquete.relaciones(parte).values() if r.clase == "package"]
    celdas = _celdas(paquete, libros[0]) if len(libros) == 1 else {}
    otros = [
        marca("en su libro no dice lo mismo", formula)
        for serie in grafico.iter(f"{_C}ser")
        for uno in map(serie.find, _DATOS)
        for formula, lugares in [lugares_de(uno)]
        if formula and [celdas.get(lugar, "") for lugar in lugares] != list(_mostrados(uno))
    ]
    return dicho(descrito, etiquetas_de(grafico), [*_series_de(grafico), *otros])


_DATOS = (f"{_C}tx", f"{_C}cat", f"{_C}val")
"""El nombre de una serie, sus categorías y sus valores."""


def _series_de(grafico: Elemento) -> Iterator[str]:
    """Lo que muestra cada serie."""
    for serie in grafico.iter(f"{_C}ser"):
        nombre, categorias, valores = (list(_mostrados(serie.find(uno))) for uno in _DATOS)
        yield dicho_de_serie(" ".join(nombre), categorias, valores)


def datos_de_word(contenido: bytes) -> list[str]:
    """Lo que muestran los gráficos de un Word, uno por uno, en su orden."""
    paquete = Paquete(contenido)
    relaciones = paquete.relaciones(paquete.principal)
    partes = [
        relaciones[clave].parte
        for uno in paquete.raiz.iter(f"{_C}chart")
        if (clave := uno.get(f"{R}id", "")) in relaciones
    ]
    return [" · ".join(_series_de(paquete.xml(parte))) for parte in partes]


def _mostrados(datos: Elemento | None) -> Iterator[str]:
    """Los textos o los números que el gráfico trae consigo, por su lugar."""
    if datos is None:
        return
    guardado = next(
        datos.iter(f"{_C}strCache", f"{_C}numCache", f"{_C}strLit", f"{_C}numLit"), None
    )
    if guardado is None:
        yield literal(datos.findtext(f"{_C}v") or "")
        return
    de_numeros = str(guardado.tag).endswith(("numCache", "numLit"))
    cuantos = next((u.get("val", "") for u in guardado.iter(f"{_C}ptCount")), "")
    puntos = {u.get("idx"): u.findtext(f"{_C}v") or "" for u in guardado.iter(f"{_C}pt")}
    for numero in range(min(int(cuantos or 0), _PUNTOS)):
        escrito = puntos.pop(str(numero), "")
        yield _sin_ceros(escrito) if de_numeros and escrito else literal(escrito)
    yield from (marca("de más", escrito) for escrito in puntos.values())


def _celdas(paquete: Paquete, libro: str) -> Mapping[tuple[int, int], str]:
    """Lo que guarda cada celda de la primera hoja de un libro como los nuestros."""
    adentro = Paquete(paquete.bytes_de(libro))
    hojas = [r.parte for r in adentro.relaciones(adentro.principal).values()]
    celdas = {}
    for celda in adentro.xml(hojas[0]).iter(f"{S}c") if len(hojas) == 1 else ():
        lugar = lugar_de(celda.get("r", ""))
        if lugar is not None:
            escrito = "".join(t.text or "" for t in celda.iter(f"{S}t"))
            guardado = celda.findtext(f"{S}v")
            celdas[lugar] = literal(escrito) if guardado is None else _sin_ceros(guardado)
    return celdas
