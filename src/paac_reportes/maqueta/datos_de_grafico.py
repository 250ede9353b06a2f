"""Los datos de un gráfico como tabla: sus celdas en un libro, y lo que queda si no se dibuja."""

from decimal import ROUND_HALF_UP, Decimal

from paac_reportes.maqueta.nodos import Celda, Fila, Grafico, Tabla

_ANCHO_DE_NOMBRES = 0.5
_DECIMALES = Decimal("0.01")
ESTILO_DE_VALOR = "celda-derecha-numero"


def tabla_de_datos(grafico: Grafico) -> Tabla:
    """Una fila por categoría y una columna por serie; lo que se desconoce, en blanco."""
    de_serie = (1 - _ANCHO_DE_NOMBRES) / len(grafico.series)
    rotulos = Fila(tuple(Celda(t, "rotulo") for t in ("", *(s.nombre for s in grafico.series))))
    filas = tuple(
        Fila(
            (
                Celda(nombre, "celda"),
                *(Celda(_numero(s.valores[lugar]), ESTILO_DE_VALOR) for s in grafico.series),
            )
        )
        for lugar, nombre in enumerate(grafico.categorias)
    )
    return Tabla(
        anchos=(_ANCHO_DE_NOMBRES, *(de_serie for _ in grafico.series)),
        rotulos=(rotulos,),
        filas=filas,
        descripcion=grafico.titulo,
        filas_se_parten=False,
        titulares=(0,),
    )


def _numero(valor: float | None) -> str:
    """La mitad sube, como en la etiqueta: 82,125 es 82,13 en los dos lugares."""
    if valor is None:
        return ""
    redondo = Decimal(str(valor)).quantize(_DECIMALES, ROUND_HALF_UP)
    return f"{redondo:f}".rstrip("0").rstrip(".").replace(".", ",")
