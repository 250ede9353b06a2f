"""Los gráficos de un informe: qué se dibuja de las cifras, y cómo se cuenta a quien no los ve."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.formatos.definicion.bloques import BloqueGrafico
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.maqueta.colores_de_graficos import (
    APARTE,
    HECHO,
    MALO,
    MALO_SIN_SABER,
    NO_SE_SABE,
    color_de_nivel,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Parrafo, Serie
from paac_reportes.textos.frases import con_mayuscula, en_un_renglon
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import SIN_DATO, decimales_segun, lista

_CON_FILO = frozenset({APARTE})
"""Lo que sin color se confundiría con el papel."""
_EN_NEGRITA = frozenset({MALO})
"""Lo que sin color se confundiría con lo hecho: sus números y su nombre son otros."""

_AVANCE = "Avance, y de cuántas actividades se sabe"
"""Lo que se cuenta."""


def grafico_de_bloque(bloque: BloqueGrafico, titulo: str, hallazgos: Hallazgos) -> Grafico | None:
    """El gráfico que pide un bloque; ninguno si no hay qué dibujar."""
    return _FIGURAS[bloque.muestra](titulo, Mm(float(bloque.alto)), hallazgos)


def nota_de_figura(grafico: Grafico, tabla: str = "") -> Iterator[Parrafo]:
    """``Filas del plan que aplican. Detalle: Tabla 3.``; la tabla, por su clave y si salió."""
    if grafico.unidad:
        donde = Remite(tabla, antes=" Detalle: ", despues=".") if tabla else ""
        yield Parrafo(f"{grafico.unidad}.{donde}", "nota")


def _avances(
    titulo: str, alto: Mm, partes: Sequence[Cifras], nombres: Sequence[str]
) -> Grafico | None:
    """El gráfico de una barra por parte, con el color de su zona; ninguno si todas son iguales."""
    if len({cifras.avance for cifras in partes}) < 2:  # noqa: PLR2004 - iguales, las dice su tabla
        return None
    return _de_avances("barras", titulo, alto, partes, nombres)


def _de_avances(
    clase: Literal["barras", "lineas"],
    titulo: str,
    alto: Mm,
    partes: Sequence[Cifras],
    nombres: Sequence[str],
) -> Grafico:
    """El gráfico del avance de cada parte, con su zona y su base; la zona de todas, una vez."""
    comun, valores = _zona_de_todas(partes), tuple(_numero(cifras.avance) for cifras in partes)
    colores = tuple(map(_color, partes)) if clase == "barras" else ()
    decimales = decimales_segun(max((len(cifras.con_avance) for cifras in partes), default=0))
    return Grafico(
        titulo=titulo,
        clase=clase,
        categorias=tuple(nombres),
        series=(Serie("Avance (%)", valores, HECHO, colores),),
        es_porcentaje=True,
        etiquetas=tuple(_etiqueta(cifras, decimales, con_zona=not comun) for cifras in partes),
        texto_alternativo=_contar(
            titulo, nombres, [_etiqueta(cifras, decimales) for cifras in partes]
        ),
        alto=alto,
        unidad=_avance_con_zona(comun),
    )


def _zona_de_todas(partes: Sequence[Cifras]) -> str:
    """La zona que cada etiqueta repetiría; en blanco, si son varias o es una sola etiqueta."""
    zonas = [cifras.zona_en_texto for cifras in partes if cifras.avance is not None]
    return zonas[0] if len(zonas) > 1 and len(set(zonas)) == 1 else ""


def _avance_con_zona(comun: str) -> str:
    """Lo que dicen las etiquetas y, una vez, la zona ``comun`` a todas."""
    if not comun:
        return f"{_AVANCE}, con su zona"
    muy_pocas = "son muy pocas para decir su zona"
    return f"{_AVANCE}; {muy_pocas if comun == 'sin zona' else f'en todas, zona {comun}'}"


def _color(cifras: Cifras) -> str:
    """El color de la zona de unas cifras; gris, sólo si nada se sabe de su avance."""
    escala = cifras.reglas.escala
    if cifras.zona:
        return color_de_nivel(escala.zonas.index(cifras.zona), len(escala.zonas))
    return NO_SE_SABE if cifras.avance is None else HECHO


def _etiqueta(cifras: Cifras, decimales: int, *, con_zona: bool = True) -> str:
    """``87,9 %, alta, 11 de 21``: sin su zona, sólo si la de todas se dice una vez."""
    if cifras.avance is None:
        return SIN_DATO
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    zona = f"{cifras.zona_en_texto}, " if con_zona else ""
    return f"{cifras.avance_con(decimales)}, {zona}{base}"


def _por_componente(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    partes = hallazgos.componentes
    return _avances(titulo, alto, partes, [cifras.nombre for cifras in partes])


def _vencidas(
    de_que: tuple[str, str],
    alto: Mm,
    nombres: Sequence[str],
    cuentas: Sequence[Cumplimiento],
    sujeto: str,
) -> Grafico:
    """El gráfico de lo que debía terminar en cada parte; ``de_que``: título y qué se cuenta."""
    titulo, unidad = de_que
    # Lo vencido es de un color, el de su cifra, mientras no haya de las dos clases.
    hay_declaradas = any(cuenta.vencidas for cuenta in cuentas)
    series = _series(
        [
            (
                nombre,
                color if hay_declaradas or color != MALO_SIN_SABER else MALO,
                [float(cuantas_en(cuenta)) for cuenta in cuentas],
            )
            for nombre, color, cuantas_en in _VENCIAN
        ]
    )
    vencidas = [cuenta.todas_las_vencidas for cuenta in cuentas]
    clase = _clase_de_lo_vencido(cuentas)
    mas = max(vencidas)
    con_mas = lista([n for n, cuantas in zip(nombres, vencidas, strict=True) if cuantas == mas])
    noticia = f"{sujeto} con más {clase}, {mas}, es {con_mas}" if mas else "No consta nada vencido"
    sobresale = lo_que_sobresale(nombres, vencidas, clase)
    return _apiladas((titulo, sobresale, unidad), alto, tuple(nombres), series, noticia)


def _clase_de_lo_vencido(cuentas: Iterable[Cumplimiento]) -> str:
    """``vencidas sin reporte``: con las palabras de la cuenta, que las «vencidas» son otra."""
    clases = {
        "vencidas": any(cuenta.vencidas for cuenta in cuentas),
        "vencidas sin reporte": any(cuenta.vencidas_sin_reporte for cuenta in cuentas),
    }
    return " o ".join(clase for clase, hay in clases.items() if hay)


_VENCIAN: tuple[tuple[str, str, Callable[[Cumplimiento], int]], ...] = (
    ("Terminadas", HECHO, lambda cuenta: cuenta.terminadas),
    ("Vencidas", MALO, lambda cuenta: cuenta.vencidas),
    ("Vencidas sin reporte", MALO_SIN_SABER, lambda cuenta: cuenta.vencidas_sin_reporte),
    ("Por determinar", NO_SE_SABE, lambda cuenta: cuenta.por_determinar),
    ("Otras", APARTE, lambda cuenta: cuenta.otras),
)


def _series(datos: Sequence[tuple[str, str, Sequence[float]]]) -> tuple[Serie, ...]:
    """Las series que tienen algo que mostrar: de nombre, color y valores."""
    return tuple(
        Serie(
            nombre,
            tuple(valores),
            color,
            filo=color in _CON_FILO,
            en_negrita=color in _EN_NEGRITA,
        )
        for nombre, color, valores in datos
        if any(valores)
    )


_PARTES, _CONTADAS, _VECES = 3, 5, Decimal("1.5")
_LETRAS_DE_UN_NOMBRE = 60
"""Las que caben con lo demás en un renglón."""


def lo_que_sobresale(nombres: Sequence[str], cuentas: Sequence[int], clase: str) -> str:
    """``Agosto de 2020 concentra 12 de las 28 filas vencidas``; en blanco si nada sobresale.

    Sobresale la parte que tiene más de un tercio de lo contado y, al menos, vez y media lo de la
    que le sigue, si las partes son tres o más y lo contado, cinco filas o más.
    """
    total = sum(cuentas)
    if len(cuentas) < _PARTES or total < _CONTADAS:
        return ""
    *_, segunda, mayor = sorted(cuentas)
    nombre = con_mayuscula(en_un_renglon(nombres[cuentas.index(mayor)]))
    es_mucho = mayor * _PARTES > total and mayor >= segunda * _VECES
    if not es_mucho or len(nombre) > _LETRAS_DE_UN_NOMBRE:
        return ""
    cuantas = f"{mayor} de " if mayor < total else ""
    return f"{nombre} concentra {cuantas}las {total} actividades {clase}"


def _apiladas(
    titulos: tuple[str, str, str],
    alto: Mm,
    nombres: tuple[str, ...],
    series: tuple[Serie, ...],
    noticia: str,
) -> Grafico:
    """El gráfico, titulado con lo que sobresale o, si nada sobresale, con lo que se dibuja.

    ``titulos``: lo que se dibuja, lo que sobresale y lo que se cuenta.
    """
    titulo, sobresale, unidad = titulos
    barras = ([(serie.nombre, serie.valores[n]) for serie in series] for n in range(len(nombres)))
    contadas = [
        lista([f"{serie.lower()}: {cuantas:g}" for serie, cuantas in barra if cuantas]) or "nada"
        for barra in barras
    ]
    return Grafico(
        titulo=sobresale or titulo,
        clase="apiladas",
        categorias=nombres,
        series=series,
        es_porcentaje=False,
        texto_alternativo=_contar(f"{titulo}. {noticia}", nombres, contadas),
        alto=alto,
        unidad=unidad,
    )


def _numero(avance: Decimal | None) -> float | None:
    """Sin redondear: lo que se lee es la etiqueta, y la celda de Excel guarda la cifra."""
    return None if avance is None else float(avance)


def _contar(titulo: str, nombres: Sequence[str], valores: Sequence[str]) -> str:
    """El gráfico dicho en palabras: el título y cada nombre con su valor."""
    parejas = zip(map(en_un_renglon, nombres), valores, strict=True)
    pares = "; ".join(f"{nombre}: {valor}" for nombre, valor in parejas)
    return f"{titulo}. {pares}."


_FIGURAS: dict[str, Callable[[str, Mm, Hallazgos], Grafico | None]] = {
    "avance_por_componente": _por_componente,
}
