"""Un plan que pasa por una tabla de pandas, de polars o de Arrow vuelve igual, y dice lo mismo."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from ayudas.compartido import DATOS, RAIZ, con_datos_reales

import paac_reportes as paac

pd = pytest.importorskip("pandas", reason="falta pandas")
pl = pytest.importorskip("polars", reason="falta polars")

Filas = list[dict[str, Any]]


def polars(filas: Filas) -> Any:
    return pl.DataFrame(filas, infer_schema_length=None)


def con_categorias(filas: Filas) -> Any:
    columnas = ["seguimiento.estado", "lista", "componente.nombre", "actividad.responsable"]
    return pd.DataFrame(filas).astype(dict.fromkeys(columnas, "category"))


def con_fechas(filas: Filas) -> Any:
    tabla = pd.DataFrame(filas)
    return tabla.assign(**{"seguimiento.corte": pd.to_datetime(tabla["seguimiento.corte"])})


def con_flotantes(filas: Filas) -> Any:
    return pd.DataFrame(filas).astype({"seguimiento.avance": float, "vigencia": "Int64"})


def de_arrow(filas: Filas) -> Any:
    return pytest.importorskip("pyarrow", reason="falta pyarrow").Table.from_pylist(filas)


def en_pandas_de_arrow(filas: Filas) -> Any:
    pytest.importorskip("pyarrow", reason="falta pyarrow")
    return pd.DataFrame(filas).convert_dtypes(dtype_backend="pyarrow")


TABLAS: list[Callable[[Filas], Any]] = [
    pd.DataFrame,
    lambda filas: pd.DataFrame(filas).convert_dtypes(),
    lambda filas: pd.DataFrame(filas).set_index("ruta", drop=False),
    con_categorias,
    con_fechas,
    con_flotantes,
    en_pandas_de_arrow,
    polars,
    lambda filas: polars(filas).lazy(),
    lambda filas: polars(filas).with_columns(
        pl.col("seguimiento.corte").cast(pl.Datetime("us")),
        pl.col("seguimiento.avance").cast(pl.Float64),
        pl.col("seguimiento.estado").cast(pl.Categorical),
        pl.col("lista").cast(pl.Enum(["actividades", "tramites", "intercambios"])),
    ),
    lambda filas: list(polars(filas).iter_rows(named=True)),
    de_arrow,
]
NOMBRES = [
    *("pandas", "pandas-NA", "pandas-indice", "pandas-categorias", "pandas-NaT"),
    *("pandas-float", "pandas-arrow", "polars", "polars-lazy", "polars-tipos", "polars-filas"),
    "arrow",
]


@pytest.fixture(scope="module", params=["informe_trimestral", "ptep"])
def plan(request: pytest.FixtureRequest) -> paac.Plan:
    """De un ejemplo, lo que va en las filas."""
    entero = paac.leer(RAIZ / "ejemplos" / request.param / "plan.yaml").sin_dudas()
    return attrs.evolve(
        entero,
        entidad=paac.Entidad(nombre=entero.entidad.nombre),
        regimen=None,
        control_cambios=(),
        firmas=(),
        textos={},
        metodologia=None,
    )


@pytest.mark.una_de_cada("tabla")
@pytest.mark.parametrize("tabla", TABLAS, ids=NOMBRES)
def test_el_plan_vuelve_igual_y_su_reporte_dice_lo_mismo(
    tabla: Callable[[Filas], Any], plan: paac.Plan
) -> None:
    vuelto = paac.desde_filas(tabla(paac.filas_de(plan))).contenido

    assert vuelto == plan
    # Dos planes iguales pueden escribirse distinto: 100 y 100.0 son el mismo número.
    for formato in ("paac-seguimiento", "ptep-seguimiento"):
        csv = [paac.reporte(uno, formato).emitir("csv").contenido for uno in (vuelto, plan)]
        assert csv[0] == csv[1]


def seguimiento(**datos: Any) -> paac.modelo.Seguimiento:
    """El de una fila con esos datos."""
    fila = {"componente.numero": 1, "actividad.codigo": "1", "seguimiento.corte": "2026-04-30"}
    plan = paac.desde_filas(
        [fila | {f"seguimiento.{dato}": valor for dato, valor in datos.items()}], entidad="E"
    ).contenido
    (leido,) = plan.componentes[0].subcomponentes[0].actividades[0].seguimientos
    return leido


@pytest.mark.parametrize(
    ("llega", "escrito"),
    [
        (100.0, "100"),
        (Decimal("100.00"), "100"),
        (Decimal("66.70"), "66.7"),
        (Decimal("0E+2"), "0"),
        ("66.70", "66.7"),
    ],
)
def test_los_ceros_del_tipo_de_una_columna_no_son_del_avance(llega: object, escrito: str) -> None:
    assert str(seguimiento(avance=llega).avance) == escrito


def test_una_lista_de_otra_biblioteca_no_se_pierde() -> None:
    for lista in (pl.Series(["Acta 1"]), pd.Series(["Acta 1"]), pd.Series(["Acta 1"]).to_numpy()):
        assert seguimiento(evidencias=lista).evidencias == ("Acta 1",)


@pytest.mark.parametrize("nada", [None, float("nan"), pd.NA, pd.NaT], ids=str)
def test_lo_que_dice_que_no_hay_dato_es_un_blanco(nada: object) -> None:
    leido = seguimiento(avance=50, texto=nada, observaciones=nada, evidencias=nada)

    assert leido == paac.modelo.Seguimiento(corte=date(2026, 4, 30), avance=Decimal(50))


class Incomparable:
    def __ne__(self, otro: object) -> bool:
        raise TypeError

    __hash__ = object.__hash__


def test_lo_que_no_se_deja_comparar_es_una_falla_y_no_un_blanco() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"columna 'seguimiento.texto'.*Incomparable"):
        seguimiento(texto=Incomparable())


def test_la_falla_de_un_grupo_de_columnas_dice_la_suya() -> None:
    tabla = pd.DataFrame({"CÓDIGO": ["1.1", "1.2"], "% JUNIO": [100, 400]})
    columnas = {
        "actividad.codigo": "CÓDIGO",
        "seguimientos": [{"corte": "2026-06-30", "avance": "% JUNIO"}],
    }

    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_filas(tabla, entidad="E", columnas=columnas)
    assert str(error.value) == (
        "filas[1], columna '% JUNIO': se esperaba un número de 0 a 100, llegó 400"
    )


LECTORES: dict[str, Callable[[bytes], list[list[str | None]]]] = {
    "pandas": lambda b: (
        pd.read_csv(io.BytesIO(b), sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig")
        .to_numpy()
        .tolist()
    ),
    "polars": lambda b: [
        [celda or "" for celda in fila]
        for fila in pl.read_csv(io.BytesIO(b), separator=";", infer_schema=False).rows()
    ],
}


@con_datos_reales
@pytest.mark.parametrize("leer", LECTORES.values(), ids=LECTORES)
@pytest.mark.parametrize("nombre", ["cartago_2020", "cajica_seguimiento_2018"])
def test_como_texto_pandas_y_polars_leen_lo_mismo(
    nombre: str, leer: Callable[[bytes], list[list[str | None]]]
) -> None:
    contenido = (
        paac.reporte(paac.leer(DATOS / f"{nombre}.json").sin_dudas(), "paac-plan")
        .emitir("csv")
        .contenido
    )

    renglones = csv.reader(io.StringIO(contenido.decode("utf-8-sig"), newline=""), delimiter=";")

    assert leer(contenido) == list(renglones)[1:]
