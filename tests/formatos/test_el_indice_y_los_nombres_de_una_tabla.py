"""Ninguna columna de una tabla desaparece: ni las de su índice, ni las que no se llaman con texto."""

import csv
import io
import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.textos.columnas_ajenas import nombre_en_palabras

ENTIDAD = paac.Entidad(nombre="Municipio")
TODAS = paac.formato_de_columnas("Todas")


class Indice(list[Any]):
    """Lo que de un índice de pandas se mira."""

    def __init__(self, etiquetas: list[Any], nombres: list[Any], de: str) -> None:
        super().__init__(etiquetas)
        self.names, self.inferred_type = nombres, de


class Tabla:
    """Como una de pandas, con su índice."""

    columns: tuple[str, ...] = ("zona", "v")

    def __init__(self, etiquetas: list[Any], nombres: list[Any], de: str = "string") -> None:
        self.index = Indice(etiquetas, nombres, de)

    def to_dict(self, _como: str) -> list[dict[str, Any]]:
        return [{"zona": "Norte", "v": 1}, {"zona": "Sur", "v": 2}]


def en_csv(filas: Any, formato: paac.Formato = TODAS) -> list[list[str]]:
    escrito = (
        paac.reporte(ENTIDAD, formato, filas=filas).emitir("csv").contenido.decode("utf-8-sig")
    )
    return list(csv.reader(io.StringIO(escrito), delimiter=";"))


@pytest.mark.parametrize(
    ("tabla", "antes"),
    [
        (Tabla(["a", "b"], ["grupo"]), [["grupo"], ["a"], ["b"]]),
        (Tabla(["a", "b"], [None]), [["índice"], ["a"], ["b"]]),
        (Tabla([7, 8], ["año"], "integer"), [["año"], ["7"], ["8"]]),
        (Tabla([7, 8], [None], "integer"), [[], [], []]),
        (Tabla([0, "Total"], [None], "mixed-integer"), [["índice"], ["0"], ["Total"]]),
        (Tabla([("a", 1), ("b", 2)], ["g", None]), [["g", "nivel 2"], ["a", "1"], ["b", "2"]]),
        (Tabla(["Norte", "Sur"], ["zona"]), [[], [], []]),
        (
            Tabla([date(2026, 1, 5), None], ["dia"], "date"),
            [["dia"], ["2026-01-05"], [""]],
        ),
    ],
)
def test_el_indice_que_dice_algo_va_delante(tabla: Tabla, antes: list[list[str]]) -> None:
    suyas = [["zona", "v"], ["Norte", "1"], ["Sur", "2"]]

    assert en_csv(tabla) == [[*a, *b] for a, b in zip(antes, suyas, strict=True)]


def test_el_indice_se_pide_por_su_nombre_y_no_se_suma() -> None:
    tabla: Any = Tabla([("a", 2024), ("a", 2025)], ["g", "año"])
    dichas: list[Any] = [
        {"dato": "g", "rotulo": "Grupo"},
        {
            "dato": "año",
            "rotulo": "Año",
            "colores": {"segun": "g", "reglas": {"a": "C6EFCE"}, "fila": True},
        },
        {"dato": "*", "rotulo": "*", "total": "suma"},
    ]
    formato = paac.formato_de_columnas("T", dichas, total="Total", subtotales=["g"])

    hecha = tablas_de_word(paac.reporte(ENTIDAD, formato, filas=tabla).emitir("docx").contenido)[0]

    assert hecha[0] == ["Grupo", "Año", "Zona", "V"]
    assert hecha[-2:] == [["Subtotal a", "", "", "3"], ["Total", "", "", "3"]]


@pytest.mark.parametrize(
    ("tabla", "dice"),
    [
        (Tabla([8, 9], ["v"], "integer"), "'v' es una columna de la tabla y también un nivel"),
        (Tabla([("a", 1), ("b", 2)], ["g", "g"]), "más de un nivel 'g'"),
    ],
)
def test_dos_que_se_llaman_igual_y_no_dicen_lo_mismo_son_una_falla(tabla: Any, dice: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=dice) as error:
        paac.reporte(ENTIDAD, TODAS, filas=tabla)

    assert [f.codigo for f in error.value.fallas] == ["dato_repetido"]


def test_de_un_indice_de_dos_niveles_el_primero_se_dice_una_vez() -> None:
    tabla: Any = Tabla([("Norte", 1), ("Norte", 2)], ["sede", "piso"])
    html = paac.reporte(ENTIDAD, TODAS, filas=tabla).emitir("html").contenido.decode()

    assert html.count(">Norte</") == 2
    assert [fila[0] for fila in en_csv(tabla)] == ["sede", "Norte", "Norte"]


def test_los_codigos_de_un_plan_se_leen_del_indice() -> None:
    class DeUnPlan(Tabla):
        columns = ("dependencia.nombre", "componente.nombre", "actividad.meta")

        def to_dict(self, _como: str) -> list[dict[str, Any]]:
            return [dict(zip(self.columns, ("D", "C", m), strict=True)) for m in ("m", "n")]

    tabla: Any = DeUnPlan(["1.1", "1.2"], ["actividad.codigo"])
    plan = paac.desde_filas(tabla, entidad="E").contenido

    assert [fila["actividad.codigo"] for fila in paac.filas_de(plan)] == ["1.1", "1.2"]


# ------------------------------------------------------------------ los nombres
class Clase(Enum):
    UNA = "Una clase"


@pytest.mark.parametrize(
    ("nombre", "dicho"),
    [
        (date(2026, 1, 5), "5 de enero de 2026"),
        (datetime(2026, 1, 5), "5 de enero de 2026"),
        (datetime(2026, 1, 5, 14, 30, tzinfo=UTC), "5 de enero de 2026, 14:30"),
        (True, "Sí"),
        (2026.0, "2026"),
        (2.5, "2,5"),
        (Decimal("2026.00"), "2026"),
        (3, "3"),
        (None, "(en blanco)"),
        (float("nan"), "(en blanco)"),
        (Clase.UNA, "Una clase"),
        (("2025", date(2026, 1, 5), None, ""), "2025 / 5 de enero de 2026"),
        ((None, ""), "(en blanco)"),
    ],
)
def test_un_nombre_de_cualquier_clase_son_palabras(nombre: object, dicho: str) -> None:
    assert nombre_en_palabras(nombre) == dicho
    assert en_csv([{nombre: 1}])[0] == [dicho]


def test_los_primeros_dias_de_cada_mes_son_sus_meses() -> None:
    filas = [{date(2026, 1, 1): 1}, {date(2026, 1, 1): 2, datetime(2026, 2, 1): 3}]

    assert en_csv(filas) == [["enero de 2026", "febrero de 2026"], ["1", ""], ["2", "3"]]
    assert en_csv([{date(2026, 1, 1): 1, date(2026, 1, 2): 2}])[0] == [
        "1 de enero de 2026",
        "2 de enero de 2026",
    ]


@pytest.mark.parametrize(
    "pedido",
    [
        date(2026, 1, 1),
        datetime(2026, 1, 1),
        "enero de 2026",
        "1 de enero de 2026",
        "2026-01-01",
        "01/01/2026",
    ],
)
def test_se_pide_como_llego_o_con_palabras(pedido: Any) -> None:
    columnas: list[Any] = [
        {"dato": "a", "rotulo": "A"},
        {"dato": pedido, "rotulo": "Enero", "total": "suma"},
    ]
    for formato in (
        paac.formato_de_columnas("Una", {"a": "A", pedido: "Enero"}),
        paac.formato_de_columnas(
            "Una",
            columnas,
            total="Total",
            subtotales=[{"por": "a", "resumen": {pedido: "suma"}}],
        ),
    ):
        filas = [{"a": "x", date(2026, 1, 1): 5, date(2026, 2, 1): 3}]
        assert ["x", "5"] in tablas_de_word(
            paac.reporte(ENTIDAD, formato, filas=filas).emitir("docx").contenido
        )[0]


@pytest.mark.parametrize(
    ("fila", "dicen"),
    [
        ({1: "x", "1": "y"}, ["1 y '1'"]),
        ({2026.0: "x", "2026": "y"}, ["2026.0 y '2026'"]),
        ({("a", "b"): 1, "a / b": 2}, ["('a', 'b') y 'a / b'"]),
        ({None: 1, float("nan"): 2}, ["vacío y nan"]),
    ],
)
def test_dos_nombres_que_se_dicen_igual_son_una_falla_que_los_dice(
    fila: dict[Any, Any], dicen: list[str]
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, TODAS, filas=[fila])

    assert all(dicho in str(error.value) for dicho in dicen)


# ------------------------------------------------------------------ con pandas
@pytest.mark.integracion
def test_lo_que_pandas_agrupa_o_cruza_sale_entero() -> None:
    pd = pytest.importorskip("pandas")
    tabla = pd.DataFrame(
        {
            "zona": ["Norte", "Sur", "Norte"],
            "dia": pd.to_datetime(["2026-01-05", "2026-01-09", "2026-02-05"]),
            "v": [1, 2, 3],
        }
    )
    mes = tabla.dia.dt.to_period("M")
    casos: list[tuple[Any, list[str], list[str]]] = [
        (tabla.groupby("zona")[["v"]].sum(), ["zona", "v"], ["Norte", "4"]),
        (
            tabla.groupby(["zona", mes])[["v"]].sum(),
            ["zona", "dia", "v"],
            ["Norte", "enero de 2026", "1"],
        ),
        (
            tabla.pivot_table(index="zona", columns=mes, values="v"),
            ["zona", "enero de 2026", "febrero de 2026"],
            ["Norte", "1", "3"],
        ),
        (
            tabla.pivot_table(index="zona", columns=mes, values="v", aggfunc=["sum"]),
            ["zona", "sum / enero de 2026", "sum / febrero de 2026"],
            ["Norte", "1", "3"],
        ),
        (tabla[["v"]].T, ["índice", "0", "1", "2"], ["v", "1", "2", "3"]),
        (tabla.sort_values("v").query("v > 1")[["zona", "v"]], ["zona", "v"], ["Sur", "2"]),
        (pd.concat([tabla, tabla])[["v"]], ["v"], ["1"]),
        (tabla[["v"]].rename_axis("n"), ["n", "v"], ["0", "1"]),
        (tabla.set_index("zona", drop=False)[["zona", "v"]], ["zona", "v"], ["Norte", "1"]),
    ]
    for suya, rotulos, primera in casos:
        hecho = en_csv(suya)
        assert hecho[0] == rotulos
        assert hecho[1] == primera
        assert len(hecho) == len(suya) + 1


_ETIQUETAS = st.one_of(
    st.text("abcñ", min_size=1, max_size=4),
    st.integers(1, 10**6),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)),
    st.booleans(),
)


@pytest.mark.integracion
@ejemplos(60)
@given(st.data())
def test_todo_dato_de_una_tabla_esta_en_sus_filas(datos: st.DataObject) -> None:
    pd = pytest.importorskip("pandas")
    cuantas = datos.draw(st.integers(1, 4))
    niveles = datos.draw(st.integers(1, 3))
    nombres = datos.draw(
        st.lists(
            st.one_of(_ETIQUETAS, st.tuples(_ETIQUETAS, _ETIQUETAS)),
            min_size=1,
            max_size=4,
            unique_by=nombre_en_palabras,
        )
    )
    indice = [
        datos.draw(
            # Para pandas, 1 y True son el mismo: de los dos deja el primero.
            st.lists(_ETIQUETAS, min_size=cuantas, max_size=cuantas).filter(
                lambda nivel: len({*nivel}) == len({(type(e), e) for e in nivel})
            )
        )
        for _ in range(niveles)
    ]
    celdas = [[f"c{n}.{m}" for m in range(len(nombres))] for n in range(cuantas)]
    llaves = [f"llave {n}" for n in range(niveles)]
    tabla = pd.DataFrame(celdas, index=pd.MultiIndex.from_arrays(indice, names=llaves))
    tabla.columns = pd.Index(nombres, tupleize_cols=False)
    if niveles == 1:
        tabla.index = pd.Index(indice[0], name=llaves[0])

    rotulos, *filas = en_csv(tabla)

    assert rotulos[:niveles] == llaves
    assert len(rotulos) == niveles + len(nombres)
    assert [fila[niveles:] for fila in filas] == celdas
    for n, nivel in enumerate(indice):
        fechas = [u.isoformat() for u in nivel if isinstance(u, date)]
        dichas = fechas if len(fechas) == cuantas else [*map(nombre_en_palabras, nivel)]
        assert [fila[n] for fila in filas] == dichas


def test_de_dos_columnas_de_un_cursor_que_se_llaman_igual_ninguna_se_pierde() -> None:
    base = sqlite3.connect(":memory:")
    try:
        consulta = "select 1 as a, 2 as a"
        base.row_factory = sqlite3.Row
        filas = base.execute(consulta).fetchall()
        base.row_factory = None
        for llegan in (base.execute(consulta), filas):
            with pytest.raises(paac.ErrorDeEntrada, match="más de una columna 'a'"):
                paac.reporte(paac.Entidad(nombre="M"), paac.formato_de_columnas("T"), filas=llegan)
    finally:
        base.close()


def test_un_codigo_con_ceros_no_entra_en_el_total_y_se_dice() -> None:
    columnas: Any = [{"dato": "k", "rotulo": "K"}, {"dato": "v", "rotulo": "V", "total": "suma"}]
    formato = paac.formato_de_columnas("T", columnas, total="Total")
    filas = [{"k": 1, "v": "007"}, {"k": 2, "v": "12.5"}]
    pedido = paac.reporte(paac.Entidad(nombre="M"), formato, filas=filas)
    assert [(uno.codigo, uno.ruta) for uno in pedido.avisos] == [("fuera_del_total", "filas[0].v")]
    assert "12,5" in pedido.emitir("html").contenido.decode()


@pytest.mark.parametrize("nombre", ["", " ", "\n"])
def test_la_columna_sin_nombre_sale_y_dice_que_no_lo_tiene(nombre: str) -> None:
    filas = [{nombre: 1, "b": 2}]
    (tabla,) = tablas_de_word(paac.reporte(ENTIDAD, TODAS, filas=filas).emitir("docx").contenido)

    assert tabla == [["(en blanco)", "B"], ["1", "2"]]
    pedida = paac.formato_de_columnas("M", {nombre: "Sin nombre"})
    assert en_csv(filas, pedida) == [["(en blanco)"], ["1"]]


@pytest.mark.integracion
def test_una_serie_es_su_indice_y_sus_valores() -> None:
    pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
    tabla = pd.DataFrame({"of": ["a", "b", "a"], "z": [1, 1, 2]})

    assert en_csv(tabla["of"].value_counts()) == [["of", "count"], ["a", "2"], ["b", "1"]]
    assert en_csv(tabla.groupby(["of", "z"]).size()) == [
        ["of", "z", "valor"],
        ["a", "1", "1"],
        ["a", "2", "1"],
        ["b", "1", "1"],
    ]
    assert en_csv(tabla["z"]) == [["z"], ["1"], ["1"], ["2"]]
    assert en_csv(pd.Series([0.5], index=["Total"])) == [["índice", "valor"], ["Total", "0.5"]]
    assert en_csv(pl.Series("of", ["a", "b"])) == [["of"], ["a"], ["b"]]
    assert en_csv(pl.Series([1])) == [["valor"], ["1"]]
    assert en_csv(pl.Series("of", ["a", "a"]).value_counts()) == [["of", "count"], ["a", "2"]]
