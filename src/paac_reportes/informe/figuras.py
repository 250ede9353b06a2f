"""Los gráficos de un informe: qué se dibuja de las cifras, y cómo se cuenta a quien no los ve."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal

from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.formatos.definicion.bloques import BloqueGrafico
from paac_reportes.formatos.definicion.filas import FilaDeMes
from paac_reportes.informe.consolidado import nombres_de_entidades
from paac_reportes.informe.frases import oficina_de
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.reporte import (
    FilasPorReporte,
    la_mas_fuerte,
    por_lo_que_falta,
    reporte_de,
)
from paac_reportes.informe.vencimientos import ano_de_los_meses, por_mes
from paac_reportes.maqueta.colores_de_graficos import (
    A_MEDIAS,
    APARTE,
    HECHO,
    MALO,
    MALO_SIN_SABER,
    NO_APLICA,
    NO_SE_SABE,
    color_de_nivel,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import BARRAS_MAXIMAS, Grafico, Parrafo, Serie
from paac_reportes.modelo import Estado
from paac_reportes.textos.frases import con_mayuscula, en_un_renglon
from paac_reportes.textos.remisiones import Remite
from paac_reportes.textos.valores import SIN_DATO, con_miles, fecha_corta, lista

_CON_FILO = frozenset({APARTE})
"""Lo que sin color se confundiría con el papel."""
_EN_NEGRITA = frozenset({MALO})
"""Lo que sin color se confundiría con lo hecho: sus números y su nombre son otros."""

_FILAS, _POR_FECHA = "Filas del plan", "Filas del plan según el último día de su fecha"
_AVANCE = "Avance y de cuántas filas se conoce"
_QUE_APLICAN, _DEBIDAS = "Filas del plan que aplican", "Filas que debían estar terminadas"
"""Lo que se cuenta."""

_ESTADOS: tuple[tuple[str, str, tuple[Estado | None, ...]], ...] = (
    ("Cumplidas", HECHO, (Estado.CUMPLIDA,)),
    ("En proceso", A_MEDIAS, (Estado.EN_PROCESO,)),
    ("Sin avance", MALO, (Estado.SIN_AVANCE,)),
    ("No aplican", NO_APLICA, (Estado.NO_APLICA,)),
    ("Declaradas sin reporte", NO_SE_SABE, (Estado.SIN_REPORTE,)),
    ("Sin estado declarado", APARTE, (None,)),
)


def figura_de(bloque: BloqueGrafico, titulo: str, hallazgos: Hallazgos) -> Grafico | None:
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
    """Una barra por parte, del color de su zona; ninguna si nada se compara: todas son iguales."""
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
    """El avance de cada parte, con su zona y su base; si la zona es de todas, dicha una vez."""
    comun, valores = _zona_de_todas(partes), tuple(_numero(cifras.avance) for cifras in partes)
    colores = tuple(map(_color, partes)) if clase == "barras" else ()
    return Grafico(
        titulo=titulo,
        clase=clase,
        categorias=tuple(nombres),
        series=(Serie("Avance (%)", valores, HECHO, colores),),
        es_porcentaje=True,
        etiquetas=tuple(_etiqueta(cifras, con_zona=not comun) for cifras in partes),
        texto_alternativo=_contar(titulo, nombres, [*map(_etiqueta, partes)]),
        alto=alto,
        unidad=_avance_con_zona(comun),
    )


def _zona_de_todas(partes: Sequence[Cifras]) -> str:
    """La que cada etiqueta repetiría; en blanco, si son varias o es una sola etiqueta."""
    zonas = [cifras.zona_en_texto for cifras in partes if cifras.avance is not None]
    return zonas[0] if len(zonas) > 1 and len(set(zonas)) == 1 else ""


def _avance_con_zona(comun: str) -> str:
    """Lo que dicen las etiquetas y, una vez, lo que dirían todas."""
    if not comun:
        return f"{_AVANCE}, con su zona"
    muy_pocas = "son muy pocas para decir su zona"
    return f"{_AVANCE}; {muy_pocas if comun == 'sin zona' else f'en todas, zona {comun}'}"


def _color(cifras: Cifras) -> str:
    """El color de su zona; gris, sólo si nada se sabe de su avance."""
    escala = cifras.reglas.escala
    if cifras.zona:
        return color_de_nivel(escala.zonas.index(cifras.zona), len(escala.zonas))
    return NO_SE_SABE if cifras.avance is None else HECHO


def _etiqueta(cifras: Cifras, *, con_zona: bool = True) -> str:
    """``87,88 %, alta, 11 de 21``: sin su zona, sólo si la de todas se dice una vez."""
    if cifras.avance is None:
        return SIN_DATO
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    zona = f"{cifras.zona_en_texto}, " if con_zona else ""
    return f"{cifras.avance_en_texto}, {zona}{base}"


def _por_componente(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    partes = hallazgos.componentes
    return _avances(titulo, alto, partes, [cifras.nombre for cifras in partes])


def _por_dependencia(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    if not hallazgos.dependencias:
        return None
    partes = hallazgos.dependencias
    return _avances(titulo, alto, partes, [*map(oficina_de, partes)])


def _estados(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    """Cuántas filas de cada componente hay en cada estado declarado."""
    partes = hallazgos.componentes
    if not any(cuantas for c in partes for estado, cuantas in c.por_estado.items() if estado):
        return None
    series = _series(
        [
            (nombre, color, [float(sum(c.por_estado[uno] for uno in estados)) for c in partes])
            for nombre, color, estados in _ESTADOS
        ]
    )
    cumplidas = sum(cifras.por_estado[Estado.CUMPLIDA] for cifras in partes)
    filas = sum(len(cifras.filas) for cifras in partes)
    noticia = f"Cumplidas, {cumplidas} de {filas}"
    nombres = tuple(cifras.nombre for cifras in partes)
    return _apiladas((titulo, "", _FILAS), alto, nombres, series, noticia)


def _evolucion(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    """El acumulado en cada corte de la serie, con los datos de hoy."""
    serie = hallazgos.analisis.por_corte
    nombres = tuple(map(fecha_corta, serie))
    puntos = [analisis.todo for analisis in serie.values()]
    if sum(cifras.avance is not None for cifras in puntos) < 2:  # noqa: PLR2004 - un punto no es línea
        return None
    return _de_avances("lineas", titulo, alto, puntos, nombres)


_DE_REPORTE: tuple[tuple[str, str, Callable[[FilasPorReporte], int]], ...] = (
    ("Con reporte", HECHO, lambda reporte: len(reporte.reportadas)),
    ("Con guion o N/A", A_MEDIAS, lambda reporte: len(reporte.con_guion)),
    ("En blanco", MALO, lambda reporte: len(reporte.sin_escribir)),
)


def _reporte(
    titulo: str, alto: Mm, partes: Sequence[Cifras], nombres: Sequence[str]
) -> Grafico | None:
    """Lo que se escribió de lo que aplica; sólo donde no hay avances que dibujar."""
    reportes = [reporte_de(cifras) for cifras in partes]
    if not any(reporte.aplican for reporte in reportes):
        return None
    series = _series([(n, c, [float(suyas(r)) for r in reportes]) for n, c, suyas in _DE_REPORTE])
    faltan = [reporte.faltan for reporte in reportes]
    noticia = _donde_falta_mas(nombres, faltan)
    en_blanco = [len(reporte.sin_escribir) for reporte in reportes]
    sobresale = lo_que_sobresale(nombres, en_blanco, "en blanco")
    return _apiladas((titulo, sobresale, _QUE_APLICAN), alto, tuple(nombres), series, noticia)


def _donde_falta_mas(nombres: Sequence[str], faltan: Sequence[int]) -> str:
    """El hecho principal, que quien no ve el gráfico oye primero."""
    mas = max(faltan)
    if not mas:
        return "De todo se reportó algo"
    partes = [nombre for nombre, cuantas in zip(nombres, faltan, strict=True) if cuantas == mas]
    return f"Donde más filas van con guion o en blanco, {mas}, es en {lista(partes)}"


def _reporte_por_componente(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    if hallazgos.cifras.avance is not None:
        return None
    partes = hallazgos.componentes
    return _reporte(titulo, alto, partes, [cifras.nombre for cifras in partes])


def _reporte_por_dependencia(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    """Lo que se escribió en cada dependencia; primero, donde de más filas nada se reportó."""
    if hallazgos.cifras.avance is not None or not hallazgos.dependencias:
        return None
    partes = por_lo_que_falta(hallazgos.dependencias)
    return _reporte(titulo, alto, partes, [*map(oficina_de, partes)])


def _vencimientos(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    """Lo que vencía cada mes y cómo está; donde hay avance con zona, el avance lo dice mejor."""
    meses = list(por_mes(hallazgos.cifras))
    if not meses or la_mas_fuerte(hallazgos.cifras) == "avance":
        return None
    ano = ano_de_los_meses(hallazgos.cifras)
    unidad = _POR_FECHA if ano is None else f"{_POR_FECHA}, en {ano}"
    return _vencidas((titulo, unidad), alto, [mes.nombre for mes in meses], meses, "El mes")


def _por_entidad(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    """Cómo está lo que cada entidad debía; si son demasiadas barras, lo dice su tabla."""
    entidades = hallazgos.consolidado.entidades
    nombres, cuentas = list[str](), list[Cumplimiento]()
    for nombre, una in zip(nombres_de_entidades(hallazgos.consolidado), entidades, strict=True):
        if una.cuentas.debian:  # una barra en cero no es una barra: se cuentan abajo
            nombres.append(nombre)
            cuentas.append(una.cuentas.cumplimiento)
    if not 1 < len(cuentas) <= BARRAS_MAXIMAS:
        return None
    otras = len(entidades) - len(cuentas)
    las_otras = "la otra entidad" if otras == 1 else f"las otras {con_miles(otras)} entidades"
    unidad = f"{_DEBIDAS}; en {las_otras}, ninguna" if otras else _DEBIDAS
    return _vencidas((titulo, unidad), alto, nombres, cuentas, "La entidad")


def _vencidas(
    de_que: tuple[str, str],
    alto: Mm,
    nombres: Sequence[str],
    cuentas: Sequence[FilaDeMes] | Sequence[Cumplimiento],
    sujeto: str,
) -> Grafico:
    """Lo que debía estar terminado en cada parte, y cómo está, con su título y qué se cuenta."""
    titulo, unidad = de_que
    # Lo vencido es de un color, el de su cifra, mientras no haya de las dos clases.
    de_las_dos = any(cuenta.vencidas for cuenta in cuentas)
    series = _series(
        [
            (
                n,
                c if de_las_dos or c != MALO_SIN_SABER else MALO,
                [float(de(una)) for una in cuentas],
            )
            for n, c, de in _VENCIAN
        ]
    )
    vencidas = [cuenta.vencidas + cuenta.vencidas_sin_reporte for cuenta in cuentas]
    clase = _clase_de_lo_vencido(cuentas)
    mas = max(vencidas)
    con_mas = lista([n for n, cuantas in zip(nombres, vencidas, strict=True) if cuantas == mas])
    noticia = f"{sujeto} con más {clase}, {mas}, es {con_mas}" if mas else "No consta nada vencido"
    sobresale = lo_que_sobresale(nombres, vencidas, clase)
    return _apiladas((titulo, sobresale, unidad), alto, tuple(nombres), series, noticia)


def _clase_de_lo_vencido(cuentas: Iterable[FilaDeMes | Cumplimiento]) -> str:
    """``vencidas sin reporte``: con las palabras de la cuenta, que las «vencidas» son otra."""
    clases = {
        "vencidas": any(cuenta.vencidas for cuenta in cuentas),
        "vencidas sin reporte": any(cuenta.vencidas_sin_reporte for cuenta in cuentas),
    }
    return " o ".join(clase for clase, hay in clases.items() if hay)


_VENCIAN: tuple[tuple[str, str, Callable[[FilaDeMes | Cumplimiento], int]], ...] = (
    ("Terminadas", HECHO, lambda cuenta: cuenta.terminadas),
    ("Vencidas", MALO, lambda cuenta: cuenta.vencidas),
    ("Vencidas sin reporte", MALO_SIN_SABER, lambda cuenta: cuenta.vencidas_sin_reporte),
    ("Por determinar", NO_SE_SABE, lambda cuenta: cuenta.por_determinar),
    ("Otras", APARTE, lambda cuenta: cuenta.otras),
)


def _series(datos: Sequence[tuple[str, str, Sequence[float]]]) -> tuple[Serie, ...]:
    """Las series que tienen algo que mostrar."""
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
    return f"{nombre} concentra {f'{mayor} de ' if mayor < total else ''}las {total} filas {clase}"


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
    """El gráfico dicho en palabras."""
    parejas = zip(map(en_un_renglon, nombres), valores, strict=True)
    pares = "; ".join(f"{nombre}: {valor}" for nombre, valor in parejas)
    return f"{titulo}. {pares}."


_FIGURAS: dict[str, Callable[[str, Mm, Hallazgos], Grafico | None]] = {
    "avance_por_componente": _por_componente,
    "avance_por_dependencia": _por_dependencia,
    "estados_por_componente": _estados,
    "evolucion": _evolucion,
    "reporte_por_componente": _reporte_por_componente,
    "reporte_por_dependencia": _reporte_por_dependencia,
    "vencimientos_por_entidad": _por_entidad,
    "vencimientos_por_mes": _vencimientos,
}
