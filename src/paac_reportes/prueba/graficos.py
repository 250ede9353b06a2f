"""Lo que dice un gráfico, en un renglón: su descripción, sus etiquetas y sus series.

El escrito trae lo que muestra, y dice de qué celdas sale: de las de su hoja o, en Word, de las de
un libro que lleva adentro. Es lo que se verá al cambiar sus datos, y ha de ser lo mismo.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.maqueta.trazado import trazar
from paac_reportes.opc.excel.hoja import Leido, Lugar, rango_de
from paac_reportes.opc.paquete import Partes
from paac_reportes.opc.xml import Elemento
from paac_reportes.prueba.abierto import formas_de

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FORMA = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
_DATOS = (f"{_C}tx", f"{_C}cat", f"{_C}val")
"""El nombre de una serie, sus categorías y sus valores."""


def _renglon_del_grafico(descrito: str, etiquetas: Iterable[str], series: Iterable[str]) -> str:
    return f"⟦gráfico: {' · '.join((descrito, *filter(None, etiquetas), *series))}⟧"


def _de_serie(nombre: str, categorias: Sequence[str], valores: Sequence[str]) -> str:
    """``Avance (%): Riesgos = 53,33; Trámites = 90``."""
    pares = zip(categorias, valores, strict=False)
    return f"{nombre}: {'; '.join(f'{categoria} = {valor}' for categoria, valor in pares)}"


def grafico_debido(grafico: Grafico, ancho: Mm) -> str:
    """Lo que uno debe decir, dibujado de ese ancho."""
    valores = (
        ["" if valor is None else _sin_ceros(repr(valor)) for valor in serie.valores]
        for serie in grafico.con_total
    )
    series = (
        _de_serie(serie.nombre, grafico.categorias, escritos)
        for serie, escritos in zip(grafico.con_total, valores, strict=True)
    )
    trazado = trazar(grafico, ancho)
    de_los_puntos = (t.texto for t in trazado.junto_a_los_puntos if t.que != "fecha")
    sobre_el = (*(cuadro.texto for cuadro in trazado.cuadros), *de_los_puntos)
    etiquetas = (*_etiquetas(grafico), *sobre_el)
    return _renglon_del_grafico(grafico.texto_alternativo, etiquetas, series)


def _etiquetas(grafico: Grafico) -> Iterator[str]:
    """Lo que se escribe junto a cada barra, si no es su solo valor."""
    if grafico.etiquetas and grafico.clase != "lineas":
        pares = zip(grafico.series[0].valores, grafico.etiquetas, strict=True)
        yield from (etiqueta for valor, etiqueta in pares if valor is not None)


def _sin_ceros(numero: str) -> str:
    """El mismo número, escrito de un solo modo."""
    try:
        return f"{Decimal(f'{float(numero):.15g}').normalize():f}"
    except (InvalidOperation, ValueError):
        return numero


def grafico_escrito(
    partes: Partes,
    parte: str,
    descrito: str,
    celdas: Mapping[Lugar, Leido],
    de_las_hojas: Mapping[str, Mapping[Lugar, Leido]] | None = None,
) -> str:
    """Lo que dice uno; ``celdas`` son las de su hoja, y en un libro puede salir de otra."""
    grafico = partes.raiz(parte)
    etiquetas = [
        "".join(t.text or "" for t in escrita.iter(f"{_A}t"))
        for raiz in (grafico, *formas_de(partes, parte))
        for escrita in raiz.iter(f"{_C}dLbl", f"{_FORMA}txBody")
    ]
    series, reparos = [], []
    for serie in grafico.iter(f"{_C}ser"):
        datos = [serie.find(cual) for cual in _DATOS]
        nombre, categorias, valores = (list(_mostrados(uno)) for uno in datos)
        series.append(_de_serie(" ".join(nombre), categorias, valores))
        for dato, textos in zip(datos, (nombre, categorias, valores), strict=True):
            formula, lugares = _lugares_de(dato)
            de_la_hoja = (de_las_hojas or {}).get(_hoja_de(formula), celdas)
            de_sus_celdas = [de_la_hoja.get(lugar) for lugar in lugares]
            if "!" in formula and not _dicen_lo_mismo(de_sus_celdas, textos):
                reparos.append(f"⟦en sus celdas no dice lo mismo: {formula}⟧")
    return _renglon_del_grafico(descrito, etiquetas, [*series, *reparos])


def _dicen_lo_mismo(celdas: Sequence[Leido | None], mostrados: Sequence[str]) -> bool:
    """Si cada celda dice lo que su punto; de un número, hasta donde Excel lo guarda."""
    if len(celdas) != len(mostrados):
        return False
    for (texto, valor), mostrado in zip(
        (celda or ("", None) for celda in celdas), mostrados, strict=True
    ):
        if isinstance(valor, Decimal):
            if not _valen_lo_mismo(valor, mostrado):
                return False
        elif texto != mostrado:
            return False
    return True


def _valen_lo_mismo(valor: Decimal, mostrado: str) -> bool:
    try:
        return abs(valor - Decimal(mostrado)) <= _HOLGURA * abs(valor)
    except InvalidOperation:
        return False


_HOLGURA = Decimal("1e-13")
"""Excel guarda quince cifras, y el gráfico, las del número entero."""


def _lugares_de(datos: Elemento | None) -> tuple[str, list[Lugar]]:
    """El rango de donde salen unos datos, y las celdas que son."""
    formula = "" if datos is None else next((f.text or "" for f in datos.iter(f"{_C}f")), "")
    if (rango := rango_de(formula.rpartition("!")[2])) is None:
        return formula, []
    desde, izquierda, hasta, derecha = rango
    columnas = range(izquierda, derecha + 1)
    return formula, [(fila, columna) for fila in range(desde, hasta + 1) for columna in columnas]


def _hoja_de(formula: str) -> str:
    """``Por mes``, de ``'Por mes'!$A$3:$A$12``."""
    return formula.rpartition("!")[0].removeprefix("'").removesuffix("'").replace("''", "'")


def _mostrados(datos: Elemento | None) -> Iterator[str]:
    """Los textos o los números que el gráfico trae consigo, por su lugar."""
    if datos is None:
        return
    cuantos = next((u.get("val", "0") for u in datos.iter(f"{_C}ptCount")), "")
    if not cuantos:
        yield datos.findtext(f"{_C}v") or ""
        return
    de_numeros = next(datos.iter(f"{_C}numCache"), None) is not None
    puntos = {u.get("idx"): u.findtext(f"{_C}v") or "" for u in datos.iter(f"{_C}pt")}
    for numero in range(int(cuantos)):
        texto = puntos.pop(str(numero), "")
        yield _sin_ceros(texto) if de_numeros and texto else texto
    yield from (f"⟦de más: {escrito}⟧" for escrito in puntos.values())
