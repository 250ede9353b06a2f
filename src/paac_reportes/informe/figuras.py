"""Los gráficos de un informe: qué se dibuja de las cifras, y cómo se cuenta a quien no los ve."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.formatos.definicion.bloques import BloqueGrafico
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Serie
from paac_reportes.modelo import Estado
from paac_reportes.textos.valores import fecha_corta, lista

_SIN_ZONA = "7F7F7F"
_COLOR = "1F5F8B"
_ESTADOS: tuple[tuple[str, str, tuple[Estado | None, ...]], ...] = (
    ("Cumplidas", "00B050", (Estado.CUMPLIDA,)),
    ("En proceso", "FFFF00", (Estado.EN_PROCESO,)),
    ("Sin avance", "C00000", (Estado.SIN_AVANCE,)),
    ("No aplican", "D9D9D9", (Estado.NO_APLICA,)),
    ("Declaradas sin reporte", "7F7F7F", (Estado.SIN_REPORTE,)),
    ("Sin estado declarado", "FFFFFF", (None,)),
)
"""Con los colores de las zonas; en gris se distinguen por su trama."""


def figura_de(bloque: BloqueGrafico, titulo: str, hallazgos: Hallazgos) -> Grafico | None:
    """El gráfico que pide un bloque; ninguno si no hay qué dibujar."""
    return _FIGURAS[bloque.muestra](titulo, Mm(float(bloque.alto)), hallazgos)


def _avances(titulo: str, alto: Mm, partes: Sequence[Cifras]) -> Grafico | None:
    conocidas = [cifras for cifras in partes if cifras.avance is not None]
    if not conocidas:
        return None
    etiquetas = [_etiqueta(cifras) for cifras in partes]
    return Grafico(
        titulo=titulo,
        clase="barras",
        categorias=tuple(cifras.nombre for cifras in partes),
        series=(
            Serie(
                "Avance (%)",
                tuple(_numero(cifras.avance) for cifras in partes),
                _COLOR,
                tuple(cifras.zona.color if cifras.zona else _SIN_ZONA for cifras in partes),
            ),
        ),
        es_porcentaje=True,
        etiquetas=tuple(etiquetas),
        texto_alternativo=_contar(titulo, [c.nombre for c in partes], etiquetas),
        alto=alto,
    )


def _etiqueta(cifras: Cifras) -> str:
    """``87,88 %, alta, 11 de 21``: el valor nunca va sin su zona y su base."""
    if cifras.avance is None:
        return "sin dato"
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    return f"{cifras.avance_en_texto}, {cifras.zona_en_texto}, {base}"


def _por_componente(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    return _avances(titulo, alto, hallazgos.componentes)


def _por_dependencia(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    if len(hallazgos.dependencias) < 2:  # noqa: PLR2004 - una sola no se compara con nada
        return None
    return _avances(titulo, alto, list(map(_en_corto, hallazgos.dependencias)))


def _en_corto(cifras: Cifras) -> Cifras:
    dependencia = cifras.filas[0].dependencia
    return attrs.evolve(cifras, nombre=dependencia.en_corto if dependencia else cifras.nombre)


def _estados(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    partes = hallazgos.componentes
    if not any(cuantas for c in partes for estado, cuantas in c.por_estado.items() if estado):
        return None
    series = tuple(
        Serie(
            nombre,
            tuple(float(sum(c.por_estado[estado] for estado in estados)) for c in partes),
            color,
        )
        for nombre, color, estados in _ESTADOS
    )
    series = tuple(serie for serie in series if any(serie.valores))
    contadas = [
        lista([f"{s.nombre.lower()}: {s.valores[n]:g}" for s in series if s.valores[n]])
        for n in range(len(partes))
    ]
    nombres = tuple(cifras.nombre for cifras in partes)
    return Grafico(
        titulo=titulo,
        clase="apiladas",
        categorias=nombres,
        series=series,
        es_porcentaje=False,
        texto_alternativo=_contar(titulo, nombres, contadas),
        alto=alto,
    )


def _evolucion(titulo: str, alto: Mm, hallazgos: Hallazgos) -> Grafico | None:
    """El acumulado en cada corte de la serie, con los datos de hoy."""
    serie = list(_hacia_atras(hallazgos.analisis))[::-1]
    nombres = tuple(fecha_corta(analisis.corte) for analisis in serie if analisis.corte)
    puntos = [analisis.todo for analisis in serie]
    if sum(cifras.avance is not None for cifras in puntos) < 2:  # noqa: PLR2004 - un punto no es línea
        return None
    etiquetas = tuple(_etiqueta(cifras) for cifras in puntos)
    return Grafico(
        titulo=titulo,
        clase="lineas",
        categorias=nombres,
        series=(Serie("Avance (%)", tuple(_numero(c.avance) for c in puntos), _COLOR),),
        es_porcentaje=True,
        etiquetas=etiquetas,
        texto_alternativo=_contar(titulo, nombres, etiquetas),
        alto=alto,
    )


def _hacia_atras(analisis: Analisis | None) -> Iterator[Analisis]:
    while analisis is not None:
        yield analisis
        analisis = analisis.anterior_de_hoy


def _numero(avance: Decimal | None) -> float | None:
    """Sin redondear: lo que se lee es la etiqueta, y la celda de Excel guarda la cifra."""
    return None if avance is None else float(avance)


def _contar(titulo: str, nombres: Sequence[str], valores: Sequence[str]) -> str:
    """El gráfico dicho en palabras."""
    nombres = [" ".join(nombre.split()) for nombre in nombres]
    pares = "; ".join(f"{n}: {v}" for n, v in zip(nombres, valores, strict=True))
    return f"{titulo}. {pares}."


_FIGURAS: dict[str, Callable[[str, Mm, Hallazgos], Grafico | None]] = {
    "avance_por_componente": _por_componente,
    "avance_por_dependencia": _por_dependencia,
    "estados_por_componente": _estados,
    "evolucion": _evolucion,
}
