"""Una matriz propia sin decir sus columnas, y las de varios niveles, con sus rótulos agrupados."""

from datetime import date
from typing import Any

import pytest
from ayudas.en_tablas import texto_de_tablas
from ayudas.lectores import tablas_de_word

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="Municipio")
TODAS = paac.formato_de_columnas("Todas")


def escrita(formato: paac.Formato, filas: Any) -> list[list[str]]:
    return tablas_de_word(paac.reporte(ENTIDAD, formato, filas=filas).emitir("docx").contenido)[0]


def test_van_todas_las_claves_en_su_orden_y_con_su_nombre() -> None:
    filas = [
        {"NIT": "001", "fecha_de_firma": date(2024, 5, 1), "valor": 12500},
        {"NIT": "002", "valor": 300, "nota_al_pie": "una"},
    ]

    assert escrita(TODAS, filas) == [
        ["NIT", "Fecha de firma", "Valor", "Nota al pie"],
        ["001", "01/05/2024", "12.500", ""],
        ["002", "", "300", "una"],
    ]


def test_el_resto_va_despues_de_las_que_se_dicen_y_resume_lo_que_es_de_numeros() -> None:
    columnas: list[Any] = [
        {"dato": "b", "rotulo": "Segundo"},
        {"dato": "*", "rotulo": ["Lo demás", "*"], "total": "suma", "barra": True},
    ]
    formato = paac.formato_de_columnas("Resto", columnas, total="Total")

    assert escrita(formato, [{"a": 1, "b": "x", "c": "y"}, {"a": 2, "b": "z", "c": "w"}]) == [
        ["Segundo", "Lo demás", ""],
        ["", "A", "C"],
        ["x", "1", "y"],
        ["z", "2", "w"],
        ["Total", "3", ""],
    ]


@pytest.mark.parametrize("en_pandas", [pytest.param(True, marks=pytest.mark.integracion), False])
def test_los_niveles_son_rotulos_agrupados(en_pandas: bool) -> None:  # noqa: FBT001
    filas: Any = [
        {("oficina", ""): "Salud", ("2023", "recaudo"): 10, ("2023", "avance"): 5, 2024: 20},
    ]
    if en_pandas:
        pd = pytest.importorskip("pandas")
        filas = pd.DataFrame(
            {("oficina", ""): ["Salud"], ("2023", "recaudo"): [10], ("2023", "avance"): [5]}
        )

    hecha = escrita(TODAS, filas)

    assert [fila[:3] for fila in hecha] == [
        ["Oficina", "2023", ""],
        ["", "Recaudo", "Avance"],
        ["Salud", "10", "5"],
    ]
    assert en_pandas or [fila[3] for fila in hecha] == ["2024", "", "20"]


@pytest.mark.parametrize(
    ("fila", "rotulos"),
    [
        ({"Valor": 1, "valor": 2}, [["Valor", "valor"]]),
        ({"fecha de firma": 1, "fecha_de_firma": 2}, [["fecha de firma", "fecha_de_firma"]]),
        ({"n": "x", "valor": 1, " valor": 2}, [["N", "valor", " valor"]]),
        ({("2024", "Valor"): 1, ("2024", "valor"): 2}, [["2024", ""], ["Valor", "valor"]]),
        (
            {("Año", "a"): 1, ("año", "b"): 2, ("año", "c"): 3},
            [["Año", "año", ""], ["A", "B", "C"]],
        ),
    ],
)
def test_dos_columnas_que_se_llamarian_igual_son_dos_rotulos_y_van_como_llegaron(
    fila: Any, rotulos: list[list[str]]
) -> None:
    assert escrita(TODAS, [fila])[:-1] == rotulos


def test_una_columna_de_varios_niveles_se_nombra_con_todos() -> None:
    formato = paac.formato_de_columnas("Una", {"2023 / recaudo": "Recaudo"})

    assert escrita(formato, [{("2023", "recaudo"): 10}]) == [["Recaudo"], ["10"]]


def test_un_nombre_con_llaves_no_es_una_plantilla() -> None:
    assert escrita(TODAS, [{"{{ 7 * 7 }}": 1, "{% x": 2}])[0] == ["{{ 7 * 7 }}", "{% x"]


@pytest.mark.parametrize(
    ("filas", "dice"),
    [
        ([], "sin ningún dato no se sabe qué columnas hay"),
        ([{f"c{n}": n for n in range(64)}], "traen 64 datos, y una tabla tiene a lo más 63"),
        ([{("a", "b"): 1, "a / b": 2}], "más de una columna 'a / b'"),
    ],
)
def test_lo_que_no_da_columnas_es_una_falla(filas: Any, dice: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, TODAS, filas=filas)

    assert dice in str(error.value)


def test_todas_va_sola_y_con_su_ancho_por_saber() -> None:
    columnas: list[Any] = [{"dato": ["*", "a"], "rotulo": "*", "ancho": 100}]

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("Mal", columnas)

    assert [falla.ruta for falla in error.value.fallas] == [
        "tablas.tabla.columnas[0].dato",
        "tablas.tabla.columnas[0].ancho",
    ]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cuantas", [1, 40, 10_000])
def test_con_una_con_cuarenta_y_con_diez_mil(cuantas: int) -> None:
    filas = [{"grupo": f"G{n % 3}", "valor": n} for n in range(cuantas)]
    columnas: list[Any] = [
        {"dato": "grupo", "rotulo": "Grupo"},
        {
            "dato": "valor",
            "rotulo": "Valor",
            "numero": {"moneda": "COP"},
            "total": ["suma", "promedio"],
            "barra": True,
        },
    ]
    formato = paac.formato_de_columnas("M", columnas, total="Total", subtotales=["grupo"])

    tabla = texto_de_tablas(paac.reporte(ENTIDAD, formato, filas=filas))

    grupos = min(cuantas, 3)
    assert len(tabla.strip().splitlines()) == 2 + cuantas + 2 * grupos + 2
