"""Lo que está donde va una fila y trae muchas se dice por su lugar, con lo que se escribe.

Prueba ``composicion/tablas/reduccion``.
"""

import csv
import io
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from ayudas.en_tablas import texto_de_tablas

import paac_reportes as paac
from paac_reportes.estructura.filas_ajenas import lista_de_filas

FORMATO = paac.formato_de_columnas("Pagos", {"a": "A", "b": "B"})
ENTIDAD = paac.Entidad(nombre="Municipio")


class Tabla:
    """Como una de pandas: se recorre por los nombres de sus columnas, que también son claves."""

    columns = ("a", "b")

    def __init__(self) -> None:
        self.datos: dict[str, list[Any]] = {"a": [1, 2], "b": ["x", "y"]}

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def keys(self) -> tuple[str, ...]:
        return self.columns

    def __getitem__(self, columna: str) -> list[Any]:
        return self.datos[columna]

    def to_dict(self, orient: str) -> list[dict[str, Any]]:
        assert orient == "records"
        return [
            dict(zip("ab", fila, strict=True)) for fila in zip(*self.datos.values(), strict=True)
        ]


class DePolars:
    def to_dicts(self) -> list[dict[str, Any]]:
        return [{"a": 1, "b": 2}]


class Consulta:
    """Como la de un ORM: tiene largo y se recorre por objetos."""

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[Any]:
        return iter([QueRespondeATodo()])


def cursor() -> sqlite3.Cursor:
    return sqlite3.connect(":memory:").execute("select 1 as a, 2 as b")


CON_MUCHAS: dict[str, tuple[Callable[[], Any], str]] = {
    "tabla": (
        Tabla,
        "un Tabla, que trae muchas filas: va sin lista o, si hay más de uno, como una sola tabla",
    ),
    "de polars": (DePolars, "un DePolars, que trae muchas filas"),
    "csv.reader": (
        lambda: csv.reader(io.StringIO("a,b\n1,2")),
        "un reader, que trae muchas filas y sin nombres: use csv.DictReader, sin lista",
    ),
    "csv.DictReader": (lambda: csv.DictReader(io.StringIO("a,b\n1,2")), "un DictReader, que trae"),
    "generador": (
        lambda: ({"a": n} for n in range(2)),
        "un generator, que trae muchas filas: va sin lista o, si hay más de uno, como una sola tabla",
    ),
    "cursor": (
        cursor,
        "un Cursor, que trae muchas filas: va sin lista o, si hay más de uno, como una sola tabla",
    ),
    "lista": (lambda: [{"a": 1}, {"a": 2}], "una lista de 2, que trae muchas filas"),
    "consulta": (Consulta, "un Consulta, que trae muchas filas"),
    "archivo": (
        lambda: io.StringIO("a\n1"),
        "un StringIO, que es un archivo: sus filas las da csv.DictReader",
    ),
    "lista de valores": (lambda: [1, 2], "una lista de 2, sin los nombres de sus columnas"),
    "conjunto": (lambda: {7}, "{7}"),
    "función": (lambda: sorted, "<built-in function sorted>"),
    "complejo": (lambda: 2j, "2j"),
    "duración": (lambda: timedelta(1), "datetime.timedelta(days=1)"),
    "clase": (lambda: Tabla, "<class"),
}


@pytest.mark.parametrize("cual", CON_MUCHAS)
@pytest.mark.parametrize("puerta", ["reporte", "plan_desde_filas", "mapa_desde_filas"])
def test_lo_que_no_es_una_fila_se_dice_con_su_posicion(puerta: str, cual: str) -> None:
    hacer, dice = CON_MUCHAS[cual]
    filas = [{"a": 1, "b": 2}, hacer(), hacer()]
    llamar: Callable[[], object] = {
        "reporte": lambda: paac.reporte(ENTIDAD, FORMATO, filas=filas),
        "plan_desde_filas": lambda: paac.desde_filas(filas, entidad="M").contenido,
        "mapa_desde_filas": lambda: paac.desde_filas(filas, entidad="M", como="mapa").contenido,
    }[puerta]

    with pytest.raises(paac.ErrorDeEntrada) as error:
        llamar()

    assert [(f.codigo, f.ruta) for f in error.value.fallas] == [
        ("argumento_invalido", "filas[1]"),
        ("argumento_invalido", "filas[2]"),
    ]
    esperado = f"se esperaba un diccionario o un objeto, llegó {dice}"
    assert error.value.fallas[0].mensaje.startswith(esperado)


@pytest.mark.parametrize("hacer", [cursor, Tabla, DePolars, lambda: [{"a": 1}]])
def test_dos_tablas_en_una_lista_piden_un_nombre_para_cada_una(hacer: Callable[[], Any]) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, FORMATO, filas=[hacer(), hacer()])

    assert [falla.ruta for falla in error.value.fallas] == ["filas[0]", "filas[1]"]
    for falla in error.value.fallas:
        assert falla.mensaje.endswith(
            "si son varias tablas, filas={'nombre': …} y, en la tabla del formato que muestra cada"
            " una, de = 'nombre'"
        )


def test_donde_no_se_dan_varias_no_se_aconseja() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas([Tabla(), Tabla()], entidad="M")

    assert "si son varias tablas" not in str(error.value)


@pytest.mark.parametrize("hacer", [cursor, Tabla, DePolars])
def test_la_misma_tabla_sin_lista_son_sus_filas(hacer: Callable[[], Any]) -> None:
    assert paac.reporte(ENTIDAD, FORMATO, filas=hacer()).emitir("csv").contenido
    with pytest.raises(paac.ErrorDeEntrada, match=r"filas\[0\].*que trae muchas filas"):
        paac.reporte(ENTIDAD, FORMATO, filas=[hacer()])


class ConNombres(NamedTuple):
    a: int
    b: str


class DePyodbc:
    """Sus valores son atributos, y además se recorre y tiene largo."""

    a, b = 1, "x"

    def __len__(self) -> int:
        return 2

    def __iter__(self) -> Iterator[Any]:
        return iter((self.a, self.b))


class QueRespondeATodo:
    """Como la de un ORM que halla sus campos al pedirlos."""

    def __getattr__(self, nombre: str) -> str:
        if nombre.startswith("_"):
            raise AttributeError(nombre)
        return "x"


@pytest.mark.parametrize("fila", [ConNombres(1, "x"), DePyodbc(), QueRespondeATodo()])
def test_un_objeto_con_sus_datos_es_una_fila(fila: object) -> None:
    assert len(lista_de_filas([fila, fila])) == 2


@pytest.mark.parametrize("cosa", [3, None, "texto", b"x", {"a": 1}])
def test_lo_que_no_son_filas_dice_que_llego(cosa: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="filas: se esperaba una lista de diccionarios"):
        lista_de_filas(cosa)


TODAS = paac.formato_de_columnas("Todas")


@pytest.mark.integracion
@pytest.mark.parametrize(
    "suelto",
    [
        "Series de pandas",
        "Series de polars",
        "Index",
        "int64",
    ],
)
def test_una_columna_o_un_valor_de_otra_biblioteca_no_es_una_fila(suelto: str) -> None:
    import numpy as np
    import pandas as pd
    import polars as pl

    tabla = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    en_polars = pl.DataFrame({"a": [1, 2], "b": [3, 4]})
    hay: dict[str, Any] = {
        "Series de pandas": tabla.a,
        "Series de polars": en_polars["a"],
        "Index": tabla.index,
        "int64": np.int64(3),
    }
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, TODAS, filas=[hay[suelto], hay[suelto]])

    assert [falla.ruta for falla in error.value.fallas] == ["filas[0]", "filas[1]"]
    (mensaje, *_) = [falla.mensaje for falla in error.value.fallas]
    de_columna = suelto.startswith("Series")
    assert ("que es una columna" in mensaje) == de_columna
    assert ("no trae datos con nombre" in mensaje) != de_columna


@pytest.mark.integracion
def test_una_fila_de_pandas_y_un_arreglo_con_nombres_si_lo_son() -> None:
    import numpy as np
    import pandas as pd

    tabla = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    arreglo = np.array([(1, "x"), (2, "y")], dtype=[("a", int), ("b", "U5")])

    for filas in ([fila for _, fila in tabla.iterrows()], arreglo, arreglo.view(np.recarray)):
        contenido = paac.reporte(ENTIDAD, TODAS, filas=filas).emitir("csv").contenido
        assert contenido.decode("utf-8-sig").split() == ["a;b", "1;x", "2;y"]


def test_un_valor_que_no_se_deja_convertir_es_de_una_clase_que_no_se_conoce() -> None:
    class Raro:
        def to_list(self) -> list[int]:
            raise RuntimeError

    Raro.__module__ = "polars.series"
    with pytest.raises(paac.ErrorDeEntrada, match="de la clase Raro"):
        paac.reporte(ENTIDAD, TODAS, filas=[{"a": Raro()}])


def escritas(filas: Any) -> list[str]:
    """La tabla que sale de unas filas, sin decir sus columnas: rótulos y filas."""
    return texto_de_tablas(paac.reporte(ENTIDAD, TODAS, filas=filas)).split("\r\n")[1:-1]


@pytest.mark.integracion
def test_un_lector_de_arrow_se_lee_entero() -> None:
    pa = pytest.importorskip("pyarrow")
    grupo = pa.RecordBatch.from_pydict({"a": [1, 2], "b": ["x", "y"]})
    lector = pa.RecordBatchReader.from_batches(grupo.schema, [grupo, grupo])

    assert escritas(lector) == ["A;B", "1;x", "2;y", "1;x", "2;y"]


@pytest.mark.integracion
@pytest.mark.parametrize("cual", ["groupby", "style", "dask", "polars", "conjunto"])
def test_lo_que_todavia_no_es_una_tabla_es_una_falla_que_dice_que_llego(cual: str) -> None:
    pd, pl, pa = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    datos = pd.DataFrame({"a": [1, 1], "b": [3, 4]})
    por_hacer: dict[str, Callable[[], Any]] = {
        "groupby": lambda: datos.groupby("a"),
        "style": lambda: datos.style,
        "dask": lambda: pytest.importorskip("dask.dataframe").from_pandas(datos, npartitions=1),
        "polars": lambda: pl.from_pandas(datos).group_by("a"),
        "conjunto": lambda: pytest.importorskip("pyarrow.dataset").dataset(pa.table(datos)),
    }
    with pytest.raises(paac.ErrorDeEntrada, match=r"^filas.*llegó"):
        paac.reporte(ENTIDAD, TODAS, filas=por_hacer[cual]())


@pytest.mark.integracion
@pytest.mark.parametrize(
    "biblioteca", ["pandas", "con índice", "polars", "por calcular", "Arrow", "lector"]
)
def test_una_tabla_sin_filas_sale_con_sus_rotulos(biblioteca: str) -> None:
    pd, pl, pa = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    en_pandas = pd.DataFrame({"fecha_de_firma": pd.Series(dtype=object), "valor": []})
    en_arrow = pa.Table.from_pandas(en_pandas, preserve_index=False)
    tabla = {
        "pandas": lambda: en_pandas,
        "con índice": lambda: en_pandas.set_index("fecha_de_firma"),
        "polars": lambda: pl.from_arrow(en_arrow),
        "por calcular": lambda: pl.from_arrow(en_arrow).lazy(),
        "Arrow": lambda: en_arrow,
        "lector": en_arrow.to_reader,
    }[biblioteca]()

    assert escritas(tabla) == ["Fecha de firma;Valor", ";"]


def test_un_cursor_sin_filas_sale_con_sus_rotulos() -> None:
    sin_filas = sqlite3.connect(":memory:").execute("select 1 as a, 2 as valor_total where 1 = 0")

    assert escritas(sin_filas) == ["A;Valor total", ";"]
