"""Una matriz propia sabe de sus valores qué son: números, fechas o textos, y los escribe así."""

import csv
import io
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


def reporte(valores: Iterable[object], **columna: Any) -> paac.Reporte:
    """La matriz de una columna con esos valores, después de una con su número."""
    columnas: list[Any] = [
        {"dato": "n", "rotulo": "N"},
        {"dato": "x", "rotulo": "X", **columna},
    ]
    total = "Total" if "total" in columna else None
    formato = paac.formato_de_columnas("Matriz", columnas, total=total)
    filas = [{"n": f"fila {n}", "x": valor} for n, valor in enumerate(valores)]
    return paac.reporte(ENTIDAD, formato, filas=filas)


def en_word(de: paac.Reporte) -> list[str]:
    (tabla,) = tablas_de_word(de.emitir("docx").contenido)
    return [fila[1] for fila in tabla[1:]]


def en_excel(de: paac.Reporte) -> list[tuple[Any, str, str]]:
    """De cada celda de la columna: lo que guarda, cómo se muestra y a qué lado."""
    hoja = openpyxl.load_workbook(io.BytesIO(de.emitir("xlsx").contenido)).worksheets[0]
    return [
        (fila[1].value, fila[1].number_format, fila[1].alignment.horizontal)
        for fila in hoja.iter_rows(min_row=3)
    ]


@pytest.mark.parametrize(
    ("valores", "escritos"),
    [
        ([1500000.0, 250.0, None, float("nan")], ["1.500.000", "250", "", ""]),
        ([2023, 2024], ["2023", "2024"]),
        ([9999, 10000], ["9.999", "10.000"]),
        ([1.5, 2, 0.25], ["1,50", "2,00", "0,25"]),
        ([0.1 + 0.2], ["0,30"]),
        ([100 * 0.07, 12.5], ["7,00", "12,50"]),
        ([100 / 3, 2], ["33,33", "2,00"]),
        (["33.333333333333336"], ["33.333333333333336"]),
        (["inf"], ["inf"]),
        ([Decimal("1.10"), Decimal("2.345")], ["1,100", "2,345"]),
        ([Decimal("1500.00")], ["1500,00"]),
        ([-0.0, -12500], ["0", "−12.500"]),
        ([date(2024, 1, 5), datetime(2023, 12, 31)], ["05/01/2024", "31/12/2023"]),
        (
            [datetime(2024, 1, 5, 14, 30), datetime(2024, 2, 1), date(2024, 3, 1)],
            ["05/01/2024\xa014:30", "01/02/2024\xa000:00", "01/03/2024"],
        ),
        ([datetime(2024, 1, 5, 14, 30, 5), None], ["05/01/2024\xa014:30:05", ""]),
        (["007", "012"], ["007", "012"]),
        (["12", "8"], ["12", "8"]),
        ([True, False, None], ["Sí", "No", ""]),
        ([None, "", " "], ["", "", " "]),
    ],
)
def test_cada_valor_se_escribe_segun_lo_que_es(valores: list[object], escritos: list[str]) -> None:
    assert en_word(reporte(valores)) == escritos


@pytest.mark.parametrize(
    ("valores", "guardado"),
    [
        ([1500000.0], (1500000, "[$-240A]#,##0", "right")),
        ([Decimal("0.50")], (0.5, "[$-240A]0.00", "right")),
        ([date(2024, 1, 5)], (datetime(2024, 1, 5), "dd/mm/yyyy", "right")),
        (
            [datetime(2024, 1, 5, 14, 30)],
            (datetime(2024, 1, 5, 14, 30), 'dd/mm/yyyy"\xa0"hh:mm', "right"),
        ),
        (
            [datetime(2024, 1, 5, 23, 59, 59)],
            (datetime(2024, 1, 5, 23, 59, 59), 'dd/mm/yyyy"\xa0"hh:mm:ss', "right"),
        ),
        (["007"], ("007", "General", "left")),
        (["8"], ("8", "General", "left")),
        ([uuid.UUID(int=7)], (str(uuid.UUID(int=7)), "General", "left")),
    ],
)
def test_en_excel_un_numero_y_una_fecha_lo_son(valores: list[object], guardado: object) -> None:
    assert en_excel(reporte(valores)) == [guardado]


def test_lo_que_la_columna_dice_manda_sobre_lo_que_traiga() -> None:
    assert en_excel(reporte([5001], guarda="texto")) == [("5001", "General", "left")]
    assert en_excel(reporte([5], horizontal="centro")) == [(5, "0", "center")]
    assert en_word(reporte([12500], numero={"miles": False, "decimales": 1})) == ["12500,0"]
    assert en_word(reporte([1500], numero={"miles": True})) == ["1.500"]
    assert en_word(reporte([2.56, 99.99], numero={"decimales": 1})) == ["2,6", "99,99"]


def test_los_numeros_de_una_columna_llevan_los_mismos_decimales_y_van_a_la_derecha() -> None:
    con_miles = reporte(["46125000", "22416666,67"], numero={"miles": True})
    de_avances = reporte([100, 33.3, 66.65], guarda="numero")

    assert en_word(con_miles) == ["46.125.000,00", "22.416.666,67"]
    assert en_word(de_avances) == ["100,00", "33,30", "66,65"]
    assert en_excel(de_avances)[0] == (100, "[$-240A]0.00", "right")


def test_un_dia_como_va_en_los_datos_se_escribe_como_las_demas_fechas() -> None:
    dias = reporte(["2026-01-19", date(2026, 6, 29), "sin firmar", "2026-13-40"], guarda="fecha")

    assert en_word(dias) == ["19/01/2026", "29/06/2026", "sin firmar", "2026-13-40"]
    assert en_excel(dias)[0][0] == datetime(2026, 1, 19)
    assert en_word(reporte(["2026-01-19"], guarda="texto")) == ["2026-01-19"]


def test_el_total_suma_lo_que_la_columna_guarda() -> None:
    assert en_excel(reporte([6000.0, 7000.0, None], total="suma"))[-1][0] == "=SUM(B3:B5)"
    assert en_word(reporte([6000.0, 7000.0], total="suma"))[-1] == "13.000"
    assert en_word(reporte([1, 2], total="promedio"))[-1] == "1,5"
    assert en_excel(reporte(["1", "2"], total="suma")) == [
        (1, "0", "right"),
        (2, "0", "right"),
        ("=SUM(B3:B4)", "0", "right"),
    ]


@pytest.mark.parametrize(
    ("valores", "falla"),
    [
        (
            [1, 2, "n. d.", None],
            "mezcla números (2; el primero, 1 en filas[0]) y textos (1; el primero, 'n. d.' en"
            " filas[2]); diga guarda = 'texto' si todos son textos, o guarda = 'numero'",
        ),
        (
            ["por definir", date(2024, 1, 5)],
            "mezcla textos (1; el primero, 'por definir' en filas[0]) y fechas (1; el primero,"
            " 05/01/2024 en filas[1]); diga guarda = 'texto' si todos son textos, o guarda ="
            " 'fecha'",
        ),
        ([1, True], "mezcla números"),
        (
            [datetime(2024, 1, 5, 3, tzinfo=UTC), datetime(2024, 1, 5, 3)],
            "mezcla horas de 2 zonas (UTC y sin zona)",
        ),
    ],
)
def test_dos_clases_en_una_columna_son_una_falla(valores: list[object], falla: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        reporte(valores)

    assert falla in str(error.value)
    assert str(error.value).startswith("filas, columna 'x': ")
    assert [f.codigo for f in error.value.fallas] == ["datos_incoherentes"]


def test_con_la_clase_dicha_lo_demas_va_como_texto() -> None:
    mezclados = [1, "n. d.", 3]

    assert en_excel(reporte(mezclados, guarda="numero")) == [
        (1, "0", "right"),
        ("n. d.", "General", "right"),
        (3, "0", "right"),
    ]
    assert [celda for celda, *_ in en_excel(reporte(mezclados, guarda="texto"))] == [
        "1",
        "n. d.",
        "3",
    ]


FUERA = [
    ([5, 10**16 + 1], "fuera_de_excel", "1 número pasa de 15 cifras (el primero, 1000000000000000"),
    ([12345678901234567, 10**17], "fuera_de_excel", "2 números pasan de 15 cifras"),
    ([Decimal("12345678901234.50")], "fuera_de_excel", "15 cifras, con sus 2 decimales"),
    ([None, date(1899, 12, 31)], "fuera_de_excel", "(la primera, 31/12/1899 en filas[1])"),
    ([datetime(1850, 7, 20, 8)], "fuera_de_excel", "1 fecha es anterior al 01/03/1900"),
    ([2j], "clase_desconocida", "de la clase complex (el primero, 2j en filas[0])"),
    ([2j, 1], "clase_desconocida", "de la clase complex"),
    ([{"a": 1}], "clase_desconocida", "de la clase dict"),
    ([[{"a": 1}]], "clase_desconocida", "de la clase list"),
    ([["x", ["y"]]], "clase_desconocida", "de la clase list"),
    ([["x", None, 1.5, Decimal(2), date(2024, 5, 1)], [2j]], "clase_desconocida", "en filas[1]"),
]


@pytest.mark.parametrize(("valores", "codigo", "dicho"), FUERA)
def test_lo_que_no_se_guarda_sin_cambiarlo_es_una_falla_que_dice_la_salida(
    valores: list[object], codigo: str, dicho: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        reporte(valores)

    (falla,) = error.value.fallas
    assert falla.codigo == codigo
    assert falla.ruta == "filas, columna 'x'"
    assert dicho in falla.mensaje
    assert "guarda = 'texto'" in falla.mensaje
    assert all(
        isinstance(c, str) or c is None for c, *_ in en_excel(reporte(valores, guarda="texto"))
    )


@pytest.mark.parametrize("guarda", ["auto", "texto"])
@pytest.mark.parametrize(
    ("valores", "dicho"),
    [
        ([b"abc", bytearray(b"x")], "trae bytes (2; el primero, b'abc' en filas[0]); páselos a"),
        ([None, memoryview(b"x")], "trae bytes (1; el primero, "),
        ([["x", b"y"]], "trae bytes (1; "),
        ([float("inf"), float("-inf")], "trae infinitos, como los de dividir por cero (2; el"),
        ([1.5, float("-inf")], "(1; el primero, -inf en filas[1]); dé None, o un nan"),
        ([Decimal("Infinity")], "el primero, inf en filas[0]"),
    ],
)
def test_unos_bytes_o_un_infinito_no_se_escriben_ni_como_texto(
    valores: list[object], dicho: str, guarda: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        reporte(valores, guarda=guarda)

    (falla,) = error.value.fallas
    assert (falla.codigo, falla.ruta) == ("clase_desconocida", "filas, columna 'x'")
    assert dicho in falla.mensaje


@pytest.mark.parametrize(
    ("guarda", "valor"), [("numero", 10**16 + 1), ("fecha", date(1899, 12, 31))]
)
def test_tambien_si_la_columna_dice_que_guarda(guarda: str, valor: object) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="filas, columna 'x': 1 "):
        reporte([valor], guarda=guarda)


def test_todo_lo_malo_se_dice_a_la_vez_y_no_se_escribe_nada(tmp_path: Path) -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": c, "rotulo": c.upper()} for c in "abcde"
    ]
    columnas[3]["colores"] = {"<": 60, "color": "F8CBAD"}
    columnas[4]["total"] = "suma"
    formato = paac.formato_de_columnas("M", columnas, total="T", subtotales=["zona"])
    filas = [{"a": 1, "b": 10**16, "c": 2j, "d": "x", "e": 1}, {"a": "n. d."}]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, formato, filas=filas).guardar(tmp_path / "m.xlsx")

    assert [(f.codigo, f.ruta) for f in error.value.fallas] == [
        ("dato_desconocido", "filas"),
        ("datos_incoherentes", "filas, columna 'a'"),
        ("fuera_de_excel", "filas, columna 'b'"),
        ("clase_desconocida", "filas, columna 'c'"),
        ("datos_incoherentes", "filas, columna 'd'"),
    ]
    assert "ninguna trae el dato 'zona', que pide un subtotal; " in str(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("valores", "codigo", "dicho"),
    [
        ([1 / 3], "numero_redondeado", "se escriben con 2; en Excel están enteros"),
        (
            [Decimal("33.333333333333333333")],
            "numero_redondeado",
            "se escriben con 2; en Excel van con 15 cifras",
        ),
        ([datetime(2024, 1, 5, 8, 0, 0, 5)], "numero_redondeado", "fracciones de segundo"),
        ([datetime(2024, 1, 5, 8, tzinfo=UTC)], "hora_con_zona", "de la zona UTC"),
    ],
)
def test_lo_que_no_sale_entero_se_avisa(valores: list[object], codigo: str, dicho: str) -> None:
    avisos = reporte(valores).avisos

    assert [aviso.codigo for aviso in avisos] == [codigo]
    assert dicho in avisos[0].mensaje
    assert avisos[0].ruta == "filas, columna 'x'"


@pytest.mark.integracion
@given(
    st.lists(
        st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(
            lambda uno: uno.replace(microsecond=0)
        ),
        min_size=1,
        max_size=4,
    )
)
@ejemplos(10)
def test_toda_hora_que_se_escribe_vuelve_de_excel_y_del_csv(momentos: list[datetime]) -> None:
    de = reporte(momentos)
    renglones = de.emitir("csv").contenido.decode("utf-8-sig").splitlines()[1:]

    assert [celda for celda, *_ in en_excel(de)] == momentos
    con_hora = any(uno.time() != time() for uno in momentos)
    leidos = [datetime.fromisoformat(renglon.split(";")[1]) for renglon in renglones]
    assert leidos == [uno if con_hora else datetime.combine(uno, time()) for uno in momentos]


@pytest.mark.parametrize(
    ("valores", "escritos"),
    [
        (["1.12345678", "2"], ["1,12345678", "2,00000000"]),
        (["0.12345678901234"], ["0,12345678901234"]),
        ([0.1234567], ["0,1234567"]),
    ],
)
def test_un_numero_escrito_con_muchos_decimales_va_con_todos(
    valores: list[Any], escritos: list[str]
) -> None:
    de = reporte([Decimal(uno) if isinstance(uno, str) else uno for uno in valores])

    assert de.avisos == ()
    assert en_word(de) == escritos


def test_un_numero_redondeado_esta_entero_en_excel() -> None:
    assert en_excel(reporte([1 / 3])) == [
        (pytest.approx(1 / 3, abs=1e-15), "[$-240A]0.00", "right")
    ]


@pytest.mark.integracion
@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=6))
def test_unos_enteros_se_leen_igual_en_todas_partes_y_sin_decimales(valores: list[int]) -> None:
    de = reporte(map(float, valores))
    (tabla,) = (
        [
            f[1]
            for f in csv.reader(
                io.StringIO(de.emitir("csv").contenido.decode("utf-8-sig")), delimiter=";"
            )
        ][1:],
    )

    assert [int(t) for t in tabla] == valores


@pytest.mark.integracion
def test_de_pandas_polars_y_arrow() -> None:
    pd, pl, pa = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    datos = {
        "valor": [1500000.5, None],
        "dia": [datetime(2024, 1, 5), None],
        "codigo": ["007", "100"],
        "n": [12000, None],
    }
    formato = paac.formato_de_columnas("M", {nombre: nombre.title() for nombre in datos})
    de_pandas = pd.DataFrame(datos).astype({"valor": "float64", "n": "Int64"})
    for tabla in (de_pandas, pl.DataFrame(datos), pa.table(datos), pl.LazyFrame(datos)):
        emision = paac.reporte(ENTIDAD, formato, filas=tabla).emitir("docx")
        (hecha,) = tablas_de_word(emision.contenido)

        assert emision.avisos == ()
        assert hecha[1:] == [["1.500.000,5", "05/01/2024", "007", "12.000"], ["", "", "100", ""]]


@pytest.mark.integracion
def test_lo_que_una_tabla_de_pandas_no_dice_se_explica() -> None:
    pd = pytest.importorskip("pandas")
    formato = paac.formato_de_columnas("M", {"z": "Z", "v": "V"})
    casos = {
        "'v' es una columna de la tabla y también un nivel de su índice": pd.DataFrame(
            {"z": ["a", "b"], "v": [1, 2]}, index=pd.Index([8, 9], name="v")
        ),
        "más de una columna 'v'": pd.DataFrame([[1, 2, 3]], columns=["z", "v", "v"]),
        "ninguna trae el dato 'z'; el más parecido es 'a / z'": pd.DataFrame(
            {("a", "z"): [1], ("a", "v"): [1]}
        ),
    }
    for dicho, tabla in casos.items():
        with pytest.raises(paac.ErrorDeEntrada) as error:
            paac.reporte(ENTIDAD, formato, filas=tabla)
        assert dicho in str(error.value)


def test_una_fecha_con_zona_y_una_que_python_no_alcanza() -> None:
    np = pytest.importorskip("numpy")

    assert en_word(reporte([datetime(2024, 1, 5, 5, tzinfo=UTC)])) == ["05/01/2024"]
    assert en_word(reporte([np.datetime64("20000-01-01")])) == ["20000-01-01"]


def test_una_columna_de_enlaces_es_de_textos() -> None:
    de = reporte(["https://ejemplo.gov.co/acta", None])

    assert de.avisos == ()
    assert en_excel(de)[0][0] == "https://ejemplo.gov.co/acta"
    assert en_excel(de)[0][2] == "left"


def test_auto_es_solo_de_las_filas() -> None:
    for clave in ({"guarda": "auto"}, {"horizontal": "auto"}):
        columna: Any = {"dato": "actividad.codigo", "rotulo": "N.º", **clave}
        with pytest.raises(paac.ErrorDeFormato, match="'auto' es de una columna con un solo dato"):
            paac.formato_de_columnas("M", [columna], recorre="actividades")
    with pytest.raises(paac.ErrorDeFormato, match="'auto' va con guarda = 'auto'"):
        reporte([1], guarda="texto", horizontal="auto")


# ------------------------------------------------------------------ sus archivos
def test_al_pie_de_cada_hoja_va_de_quien_es_en_una_frase() -> None:
    formato = paac.formato_de_columnas("Peticiones", {"a": "A"})
    suyo = paac.reporte(paac.Entidad(nombre="MUNICIPIO DE PRUEBA"), formato, filas=[{"a": 1}])
    hoja = openpyxl.load_workbook(io.BytesIO(suyo.emitir("xlsx").contenido)).worksheets[0]
    pie = docx.Document(io.BytesIO(suyo.emitir("docx").contenido)).sections[0].footer

    de_hoja: Any = hoja.oddFooter
    assert de_hoja.left.text.strip() == "Municipio de Prueba"
    assert pie.tables[0].cell(0, 0).text == "Municipio de Prueba"


def test_el_titulo_nombra_el_archivo() -> None:
    formato = paac.formato_de_columnas("Peticiones por año", {"a": "A"})
    filas = [{"a": 1}]

    suyo = paac.reporte(ENTIDAD, formato, filas=filas)
    assert suyo.nombre("xlsx") == "peticiones-por-ano_municipio-de-prueba.xlsx"
    otro = paac.formato_de_columnas("Peticiones", {"a": "A"}, archivo="pqrs")
    assert paac.reporte(ENTIDAD, otro, filas=filas).nombre("docx").startswith("pqrs_")
    sin_letras = paac.formato_de_columnas("¿?", {"a": "A"})
    assert paac.reporte(ENTIDAD, sin_letras, filas=filas).nombre("pdf").startswith("tabla_")


def test_el_csv_trae_las_filas_con_sus_valores() -> None:
    formato = paac.formato_de_columnas("M", {c: c.upper() for c in "abcde"})
    filas = [
        {"a": "=1+1", "b": 1500000.5, "c": date(2024, 1, 5), "d": ["x", "y"], "e": True},
        {"a": None, "b": 2, "c": None, "d": None, "e": None},
    ]
    emision = paac.reporte(ENTIDAD, formato, filas=filas).emitir("csv")

    assert emision.contenido.decode("utf-8-sig").splitlines() == [
        "a;b;c;d;e",
        "'=1+1;1500000.5;2024-01-05;\"x",
        'y";Sí',
        ";2;;;",
    ]


def test_lo_que_no_se_sabe_escribir_de_unas_filas_no_se_ofrece() -> None:
    suyo = reporte([1])
    (sale,) = [n for n in suyo._cuadro().notas if n.startswith("Sale en")]

    assert ".csv" in sale
    assert ".json" not in sale
    with pytest.raises(paac.ErrorDeEntrada, match="guarda un plan, no filas"):
        suyo.emitir("json")


def test_una_matriz_propia_no_promete_nada_del_plan() -> None:
    actividad = {
        "dependencia.nombre": "Planeación",
        "componente.nombre": "Riesgos",
        "actividad.descripcion": "Publicar",
    }
    plan = paac.desde_filas(
        [actividad], entidad="MUNICIPIO", textos={"introduccion": "Este plan."}
    ).contenido
    propia = paac.formato_de_columnas("Pagos", [{"dato": "x", "rotulo": "X"}])
    del_plan = paac.formato_de_columnas(
        "Plan", [{"dato": "actividad.meta", "rotulo": "Meta"}], recorre="actividades"
    )

    assert paac.reporte(plan, propia, filas=[{"x": 1}]).avisos == ()
    codigos = {aviso.codigo for aviso in paac.reporte(plan, del_plan).avisos}
    assert {"datos_no_mostrados", "texto_no_mostrado"} <= codigos


@pytest.mark.parametrize(
    ("valor", "escrito"),
    [
        ([1, 2.5], "1\n2,5"),
        ([100 * 0.07, Decimal("7.123")], "7,00\n7,123"),
        ([date(2026, 4, 30), datetime(2026, 5, 1)], "30/04/2026\n01/05/2026"),
        ({"c", "a", "b"}, "a\nb\nc"),
        (["a", None, True], "a\nSí"),
        ([], ""),
    ],
)
def test_lo_de_una_lista_se_escribe_como_lo_de_una_celda(valor: object, escrito: str) -> None:
    assert en_word(reporte([valor, "x"])) == [escrito, "x"]


def test_una_lista_vacia_es_un_blanco_tambien_en_csv() -> None:
    renglones = reporte([[], "x"]).emitir("csv").contenido.decode("utf-8-sig").splitlines()

    assert renglones == ["n;x", "fila 0;", "fila 1;x"]
