"""Las filas en Parquet: cada columna con su tipo, que otro programa lee sin adivinar.

Prueba ``instalacion``.
"""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan
from ayudas.planes_completos import planes_completos
from hypothesis import given

import paac_reportes as paac
from paac_reportes.escritores import parquet
from paac_reportes.escritores.parquet import FilasConClase

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


def de(*actividades: dict[str, Any]) -> paac.Reporte:
    return paac.reporte(plan(componente(*actividades)), FORMATO, corte=CORTE)


def leida(*actividades: dict[str, Any]) -> pa.Table:
    return pq.read_table(io.BytesIO(de(*actividades).emitir("parquet").contenido))


def test_cada_columna_tiene_su_tipo_y_los_textos_van_a_la_letra() -> None:
    seguimiento = {
        "corte": CORTE.isoformat(),
        "texto": "=1+1",
        "avance": "62.5",
        "evidencias": ["Acta 4", "otra; con punto y coma"],
    }
    tabla = leida(actividad(seguimientos=[seguimiento], fecha_programada="31/01/2026"))
    (fila,) = tabla.to_pylist()

    assert (fila["vigencia"], fila["seguimiento.corte"]) == (2026, CORTE)
    assert fila["seguimiento.texto"] == "=1+1"  # sin la guarda que un CSV lleva
    assert fila["seguimiento.avance"] == 62.5
    assert fila["seguimiento.evidencias"] == ["Acta 4", "otra; con punto y coma"]
    assert fila["calculado.fecha_hasta"] == date(2026, 1, 31)
    assert fila["actividad.indicador"] is None
    assert tabla.schema.field("vigencia").type == pa.int64()
    assert tabla.schema.field("seguimiento.avance").type == pa.float64()
    assert tabla.schema.field("seguimiento.corte").type == pa.date32()
    assert tabla.schema.field("seguimiento.evidencias").type == pa.list_(pa.string())


@pytest.mark.parametrize(
    ("uno", "otro", "tipo", "leidos"),
    [
        (3, 4, pa.int64(), [3, 4]),
        (3, 4.5, pa.float64(), [3.0, 4.5]),
        (3, "cuatro", pa.string(), ["3", "cuatro"]),
        ("2026-01-31", 4, pa.string(), ["2026-01-31", "4"]),
    ],
)
def test_un_extra_que_en_otro_plan_es_otra_cosa_va_como_la_que_sirve_a_todos(
    uno: Any, otro: Any, tipo: pa.DataType, leidos: list[Any]
) -> None:
    tabla = leida(*(actividad(extras={"dato": valor}) for valor in (uno, otro)))

    assert tabla.schema.field("actividad.extras.dato").type == tipo
    assert tabla.column("actividad.extras.dato").to_pylist() == leidos


def test_el_extra_que_solo_trae_un_plan_va_en_blanco_en_los_demas() -> None:
    tabla = leida(actividad(extras={"riesgo": "R1"}), actividad())

    assert tabla.column("actividad.extras.riesgo").to_pylist() == ["R1", None]


@pytest.mark.integracion
@ejemplos(10)
@given(planes_completos())
def test_trae_los_mismos_valores_que_filas_de(uno: paac.Plan) -> None:
    contenido = paac.reporte(uno, "paac-plan").emitir("parquet").contenido
    for leido, suya in zip(
        pq.read_table(io.BytesIO(contenido)).to_pylist(), paac.filas_de(uno), strict=True
    ):
        for clave, valor in suya.items():
            assert parecido(leido[clave], valor), clave


def parecido(leido: Any, valor: Any) -> bool:
    if isinstance(valor, tuple):
        return bool(leido == list(valor))
    if isinstance(valor, Decimal) and isinstance(leido, float):
        return leido == float(valor)
    como_texto = valor.isoformat() if isinstance(valor, date) else f"{valor}"
    return leido in (valor, como_texto)


def test_dos_veces_son_los_mismos_bytes_y_una_por_grupo_lee_igual(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reporte = de(actividad(), actividad(codigo="1.2"), actividad(codigo="1.3"))
    una = reporte.emitir("parquet").contenido
    assert una == reporte.emitir(".PARQUET").contenido

    monkeypatch.setattr(parquet, "_FILAS_DE_UN_GRUPO", 2)
    por_grupos = pq.ParquetFile(io.BytesIO(reporte.emitir("parquet").contenido))
    assert por_grupos.num_row_groups == 2
    assert por_grupos.read().equals(pq.read_table(io.BytesIO(una)))


def test_las_filas_se_piden_de_a_un_grupo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_FILAS_DE_UN_GRUPO", 2)
    pedidas: list[int] = []
    escritas: list[int] = []

    def filas() -> Iterator[tuple[int]]:
        for numero in range(5):
            pedidas.append(numero)
            yield (numero,)

    escribir = pq.ParquetWriter.write_table

    def anotar(escritor: Any, tabla: pa.Table) -> None:
        escritas.append(len(pedidas))
        escribir(escritor, tabla)

    monkeypatch.setattr(pq.ParquetWriter, "write_table", anotar)
    parquet.escribir(FilasConClase(columnas=(("n", "integer"),), filas=filas()))

    assert escritas == [2, 4, 5]


def test_sin_filas_quedan_las_columnas() -> None:
    contenido = parquet.escribir(FilasConClase(columnas=(("n", "integer"),), filas=()))

    assert pq.read_table(io.BytesIO(contenido)).column_names == ["n"]


def test_sin_pyarrow_se_dice_como_instalarlo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)

    with pytest.raises(
        paac.ErrorDeEntorno, match=r"pyarrow, del extra \[parquet\].*\.csv"
    ) as error:
        de(actividad()).emitir("parquet")
    assert [falla.codigo for falla in error.value.fallas] == ["falta_programa"]
