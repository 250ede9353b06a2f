"""La rejilla: cada celda en su sitio, y lo que no cuadra es un error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.rejilla import Celda, Fila, resolver


def fila(*celdas: tuple[str, int, int] | str) -> Fila:
    partes = [(c, 1, 1) if isinstance(c, str) else c for c in celdas]
    return Fila(tuple(Celda(texto, "celda", columnas, filas) for texto, columnas, filas in partes))


def dibujo(*filas: Fila, columnas: int) -> list[str]:
    return [
        "".join(solo_texto(puesto.celda.contenido) * puesto.celda.columnas for puesto in puestos)
        for puestos in resolver(filas, columnas)
    ]


def test_las_celdas_de_varias_filas_empujan_a_las_de_abajo() -> None:
    assert dibujo(
        fila(("a", 1, 3), "b", ("c", 2, 1)), fila("d", ("e", 2, 2)), fila("f"), columnas=4
    ) == [
        "abcc",
        "adee",
        "afee",
    ]


def test_dice_donde_empezo_cada_celda() -> None:
    rejilla = resolver([fila(("a", 1, 2), "b"), fila("c")], 2)

    assert [(p.celda.contenido, p.origen) for p in rejilla[1]] == [("a", 0), ("c", 1)]


@pytest.mark.parametrize(
    ("filas", "columnas", "mensaje"),
    [
        ([fila("a")], 2, "la fila 0 cubre 1 de 2 columnas"),
        ([fila("a", "b", "c")], 2, "la fila 0 cubre 3 de 2 columnas"),
        ([fila(("a", 1, 2))], 1, "una celda sigue después de la última fila, la 0"),
        (
            [fila("a", ("b", 1, 2), "c"), fila(("d", 3, 1))],
            3,
            "la fila 1 tapa la columna 1, ya ocupada",
        ),
    ],
)
def test_lo_que_no_cuadra_es_un_error(filas: list[Fila], columnas: int, mensaje: str) -> None:
    with pytest.raises(ErrorDeMaqueta, match=mensaje):
        resolver(filas, columnas)


@given(st.data())
def test_ninguna_casilla_queda_libre_ni_se_cubre_dos_veces(datos: st.DataObject) -> None:
    alto, ancho = datos.draw(st.integers(1, 6)), datos.draw(st.integers(1, 6))
    dueno: dict[tuple[int, int], int] = {}
    filas, numero = [], 0
    for y in range(alto):
        celdas = []
        for x in range(ancho):
            if (y, x) in dueno:
                continue
            libre = next((k for k in range(x, ancho) if (y, k) in dueno), ancho) - x
            columnas = datos.draw(st.integers(1, libre))
            alturas = datos.draw(st.integers(1, alto - y))
            for j in range(y, y + alturas):
                for i in range(x, x + columnas):
                    dueno[(j, i)] = numero
            celdas.append(Celda(str(numero), "celda", columnas, alturas))
            numero += 1
        filas.append(Fila(tuple(celdas)))

    for y, puestos in enumerate(resolver(filas, ancho)):
        cubierto = [int(str(p.celda.contenido)) for p in puestos for _ in range(p.celda.columnas)]
        assert cubierto == [dueno[(y, x)] for x in range(ancho)]
