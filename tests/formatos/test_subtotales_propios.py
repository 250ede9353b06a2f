"""Los subtotales de una matriz propia: por cualquier dato, y con lo que cada uno diga."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from ayudas.en_tablas import texto_de_tablas
from ayudas.lectores import tablas_de_word

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")
FILAS = [
    {"zona": "Norte", "oficina": "Hacienda", "valor": 100.0, "dias": 3},
    {"zona": "Sur", "oficina": "Salud", "valor": 20000.0, "dias": None},
    {"zona": "Norte", "oficina": "Obras", "valor": 300.5, "dias": 8},
    {"zona": None, "oficina": "Control", "valor": None, "dias": 1},
]
COLUMNAS: list[paac.modelo.ColumnaDeMatriz] = [
    {"dato": "zona", "rotulo": "Zona"},
    {"dato": "oficina", "rotulo": "Oficina"},
    {"dato": "valor", "rotulo": "Valor", "total": "suma"},
    {"dato": "dias", "rotulo": "Días"},
]


def reporte(*subtotales: Any, filas: Any = FILAS, **claves: Any) -> paac.Reporte:
    formato = paac.formato_de_columnas("M", COLUMNAS, subtotales=subtotales, **claves)
    return paac.reporte(ENTIDAD, formato, filas=filas)


def tabla(de: paac.Reporte) -> list[list[str]]:
    (unica,) = tablas_de_word(de.emitir("docx").contenido)
    return unica[1:]


def en_excel(de: paac.Reporte) -> list[list[Any]]:
    hoja = openpyxl.load_workbook(io.BytesIO(de.emitir("xlsx").contenido)).worksheets[0]
    return [list(fila[:4]) for fila in hoja.iter_rows(min_row=3, values_only=True)]


def test_un_nombre_solo_resume_cada_columna_con_su_metodo_y_junta_las_de_cada_grupo() -> None:
    hecha = tabla(reporte("zona", total="Total"))

    assert [fila[0] for fila in hecha] == [
        "Norte",
        "Norte",
        "Subtotal Norte",
        "Sur",
        "Subtotal Sur",
        "",
        "Subtotal (en blanco)",
        "Total",
    ]
    assert [fila[2] for fila in hecha] == [
        *("100,0", "300,5", "400,5"),
        *("20.000,0", "20.000,0"),
        *("", "sin dato"),
        "20.400,5",
    ]


def test_en_excel_son_formulas_de_sus_filas() -> None:
    hojas = en_excel(reporte("zona", total="Total"))

    assert [fila[2] for fila in hojas] == [
        *(100, 300.5, "=SUM(C3:C4)"),
        *(20000, "=SUM(C6:C6)"),
        *(None, "sin dato"),
        "=SUM(C3:C4,C6:C6,C8:C8)",
    ]


@pytest.mark.parametrize(
    ("metodo", "escrito", "formula"),
    [
        ("suma", "11", "=SUM(D3:D4)"),
        ("promedio", "5,5", "=AVERAGE(D3:D4)"),
        ("cuenta", "2", "=COUNT(D3:D4)"),
        ("minimo", "3", "=MIN(D3:D4)"),
        ("maximo", "8", "=MAX(D3:D4)"),
        ("mediana", "5,5", "=MEDIAN(D3:D4)"),
    ],
)
def test_cada_subtotal_dice_con_que_resume(metodo: str, escrito: str, formula: str) -> None:
    suyo = reporte({"por": "zona", "rotulo": "De {{ grupo }}", "resumen": {"dias": metodo}})

    assert tabla(suyo)[2] == ["De Norte", "", "", escrito]
    assert en_excel(suyo)[2] == ["De Norte", None, None, formula]


def test_cuantas_hay_se_cuenta_tambien_de_textos_y_de_blancos_no() -> None:
    suyo = reporte({"por": "zona", "resumen": {"oficina": "cuenta", "dias": "cuenta"}})

    assert [fila[1:] for fila in tabla(suyo) if fila[0].startswith("Subtotal")] == [
        ["2", "", "2"],
        ["1", "", "0"],
        ["1", "", "1"],
    ]
    assert en_excel(suyo)[2][1] == 2


def test_un_grupo_dentro_de_otro_y_una_banda_antes_de_sus_filas() -> None:
    filas = [
        {"zona": z, "oficina": o, "valor": v, "dias": 1}
        for z, o, v in (("N", "A", 1), ("S", "A", 2), ("N", "B", 4), ("N", "A", 8))
    ]
    hecha = tabla(
        reporte({"por": "zona", "banda": "Zona {{ grupo }}"}, "oficina", filas=filas, total="T")
    )

    assert [(fila[0], fila[2]) for fila in hecha] == [
        *(("Zona N", ""), ("N", "1"), ("N", "8"), ("Subtotal A", "9")),
        *(("N", "4"), ("Subtotal B", "4"), ("Subtotal N", "13")),
        *(("Zona S", ""), ("S", "2"), ("Subtotal A", "2"), ("Subtotal S", "2")),
        ("T", "15"),
    ]


def test_se_agrupa_por_un_dato_que_ninguna_columna_muestra() -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "oficina", "rotulo": "Oficina"},
        COLUMNAS[2],
    ]
    formato = paac.formato_de_columnas(
        "M", columnas, subtotales=[{"por": "zona", "banda": "{{ grupo }}"}]
    )
    suyo = paac.reporte(ENTIDAD, formato, filas=FILAS)

    assert [fila[0] for fila in tabla(suyo)][:4] == ["Norte", "Hacienda", "Obras", "Subtotal Norte"]


def test_un_grupo_con_banda_y_sin_nada_que_resumir_no_lleva_subtotal() -> None:
    columnas = {"oficina": "Oficina", "dias": "Días"}
    formato = paac.formato_de_columnas(
        "M", columnas, subtotales=[{"por": "zona", "banda": "{{ grupo }}"}]
    )
    hecha = tabla(paac.reporte(ENTIDAD, formato, filas=FILAS))

    assert [fila[0] for fila in hecha] == [
        *("Norte", "Hacienda", "Obras"),
        *("Sur", "Salud"),
        *("(en blanco)", "Control"),
    ]


@pytest.mark.parametrize(
    ("subtotal", "falla"),
    [
        ({"por": "zona", "resumen": {"valores": "suma"}}, "ninguna columna muestra 'fila.valores'"),
        ({"por": "zona", "resumen": {"dias": "moda"}}, "suma, cuenta, minimo, maximo, mediana"),
        ({"por": "zona", "resumen": {"zona": "cuenta"}}, "en la primera columna va el rótulo"),
        ({"por": "zona", "rotulo": "{{ grupos }}"}, "no existe la variable 'grupos'"),
        ({"por": "componente", "rotulo": "x"}, "las filas de filas no tienen componente"),
        ({"zona": 1}, "subtotales[0].por: falta"),
        (["zona"], "subtotales[0]"),
    ],
)
def test_un_subtotal_que_no_se_puede_hacer(subtotal: object, falla: str) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        reporte(subtotal)

    assert falla in str(error.value)


def test_agrupar_por_un_dato_que_no_esta_es_un_error_que_nombra_el_mas_parecido() -> None:
    with pytest.raises(
        paac.ErrorDeEntrada, match="'zonas', que pide un subtotal; el más parecido es 'zona'"
    ):
        reporte("zonas")
    with pytest.raises(paac.ErrorDeFormato, match="es de unas filas, y la tabla recorre"):
        paac.formato_de_columnas(
            "M",
            {"actividad.codigo": "N.º"},
            recorre="actividades",
            subtotales=[{"por": "fila.x", "banda": "b"}],
        )
    with pytest.raises(paac.ErrorDeFormato, match="repetido"):
        reporte("zona", "zona")


@pytest.mark.parametrize(
    ("valores", "traen"),
    [
        (["a", "b"], "textos"),
        ([date(2024, 1, 5)], "fechas"),
    ],
)
def test_una_suma_de_lo_que_no_es_un_numero_es_una_falla(valores: list[Any], traen: str) -> None:
    filas = [{"zona": "N", "oficina": "A", "valor": v, "dias": None} for v in valores]

    with pytest.raises(paac.ErrorDeEntrada, match=f"suma es de números, y la columna trae {traen}"):
        reporte("zona", filas=filas)


def test_las_notas_y_los_miles_de_un_total_que_pasa_de_diez_mil() -> None:
    filas = [{"zona": "N", "oficina": "A", "valor": Decimal(6000), "dias": 1}] * 2
    suyo = reporte("zona", filas=filas, notas=["Fuente: la tesorería."], total="Total")

    assert [fila[2] for fila in tabla(suyo)] == ["6000", "6000", "12.000", "12.000"]
    assert "Fuente: la tesorería." in texto_de_tablas(suyo)
