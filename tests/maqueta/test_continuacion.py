"""Filas de continuación."""

from paac_reportes.maqueta.contenido import Contenido
from paac_reportes.maqueta.hoja.tabla import continuar
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, Fila, resolver


def de_a_dos(puesto: CeldaDeFila) -> list[Contenido]:
    """Parte un texto de dos en dos letras."""
    texto = str(puesto.celda.contenido)
    return [texto[i : i + 2] for i in range(0, len(texto), 2)] or [""]


def dibujo(filas: tuple[Fila, ...], columnas: int) -> list[list[str]]:
    nuevas, inicios = continuar(resolver(filas, columnas), de_a_dos)
    assert inicios[-1] == len(nuevas)
    return [
        [str(p.celda.contenido) if p.origen == y else "^" for p in puestos]
        for y, puestos in enumerate(resolver(nuevas, columnas))
    ]


def test_lo_largo_sigue_abajo_y_las_demas_celdas_crecen() -> None:
    filas = (
        Fila((Celda("a", "celda"), Celda("abcdef", "celda"))),
        Fila((Celda("b", "celda"), Celda("c", "celda"))),
    )

    assert dibujo(filas, 2) == [["a", "ab"], ["^", "cd"], ["^", "ef"], ["b", "c"]]


def test_una_celda_de_varias_filas_usa_primero_las_suyas() -> None:
    filas = (
        Fila((Celda("abcdef", "celda", filas=2), Celda("x", "celda"))),
        Fila((Celda("y", "celda"),)),
    )

    assert dibujo(filas, 2) == [["ab", "x"], ["cd", "y"], ["ef", "^"]]


def test_si_le_sobran_filas_el_ultimo_trozo_las_cubre() -> None:
    filas = (
        Fila((Celda("abc", "celda", filas=3), Celda("x", "celda"))),
        Fila((Celda("y", "celda"),)),
        Fila((Celda("z", "celda"),)),
    )

    assert dibujo(filas, 2) == [["ab", "x"], ["c", "y"], ["^", "z"]]
