"""Un número de coma flotante se escribe con dos decimales, y vale lo que llegó."""

import io
import pickle
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.decimales import NumeroFlotante, con_su_ruido, de_flotante
from paac_reportes.textos.valores import como_texto

CORTE = date(2026, 4, 30)
TERCIO = 100 / 3


def plan(avance: Any) -> paac.Plan:
    actividad = {"descripcion": "Publicar", "seguimientos": [{"corte": CORTE, "avance": avance}]}
    componente = {"numero": 1, "subcomponentes": [{"actividades": [actividad]}]}
    return paac.desde_datos(
        {"entidad": {"nombre": "X"}, "vigencia": 2026, "componentes": [componente]}
    ).contenido


def avance_de(plan: paac.Plan) -> Decimal | None:
    return plan.componentes[0].subcomponentes[0].actividades[0].seguimientos[0].avance


ESCRITOS = [
    (100 * 0.07, "7,00"),
    (TERCIO, "33,33"),
    (0.1 + 0.2, "0,30"),
    (1.1 * 1.1 * 50, "60,50"),
    (59.99999999999999, "59,99999999"),
    (99.99999999999999, "99,99999999"),
    (-0.0, "0"),
    (12.5, "12,5"),
    (33.3333, "33,3333"),
    (Decimal("33.3333333333333333"), "33,3333333333333333"),
    (Decimal("33.333333333333336"), "33,333333333333336"),
    ("33.333333333333336", "33,333333333333336"),
]


@pytest.mark.parametrize(("avance", "escrito"), ESCRITOS)
def test_el_de_quince_cifras_va_con_dos_decimales_y_lo_escrito_como_esta(
    avance: Any, escrito: str
) -> None:
    emision = paac.reporte(plan(avance), "paac-seguimiento", corte=CORTE).emitir("docx")
    celdas = {celda for tabla in tablas_de_word(emision.contenido) for f in tabla for celda in f}

    assert escrito in celdas


@pytest.mark.parametrize(
    ("con_ceros", "sin_ceros"),
    [
        (Decimal("62.50"), Decimal("62.5")),
        ("62,500", "62.5"),
        (Decimal("62.500000000000000"), 62.5),
        (50.0, 50),
        (Decimal("50.00"), "50"),
        (Decimal("5E+1"), 50),
    ],
)
def test_dos_escrituras_de_un_numero_dan_los_mismos_bytes(con_ceros: Any, sin_ceros: Any) -> None:
    datos = ("seguimiento.avance", "extras.cupos")
    columnas = [{"dato": dato, "rotulo": dato} for dato in datos]
    formato = paac.formato_de_columnas("P", columnas, recorre="actividades")

    def bytes_de(avance: Any) -> list[bytes]:
        """Los de cada salida, con el avance también en un extra."""
        actividad = {
            "seguimientos": [{"corte": CORTE, "avance": avance}],
            "extras": {"cupos": Decimal(str(avance).replace(",", "."))},
        }
        componente = {"subcomponentes": [{"actividades": [actividad]}]}
        contenido = paac.desde_datos({"entidad": {"nombre": "X"}, "componentes": [componente]})
        reporte = paac.reporte(contenido, formato, corte=CORTE)
        return [reporte.emitir(tipo).contenido for tipo in ("docx", "xlsx", "html", "csv", "json")]

    assert bytes_de(con_ceros) == bytes_de(sin_ceros)


@pytest.mark.parametrize(
    ("avance", "guarda", "se_ve"),
    [
        (TERCIO, 33.333333333333336, "[$-240A]0.00"),
        (100 * 0.07, 7.000000000000001, "[$-240A]0.00"),
        (59.99999999999999, 59.99999999999999, "[$-240A]0.00000000"),
        (Decimal("33.3333333333333333"), "33,3333333333333333", "General"),
    ],
)
def test_en_excel_es_el_numero_que_llego_con_ese_formato(
    avance: Any, guarda: Any, se_ve: str
) -> None:
    contenido = paac.reporte(plan(avance), "ptep-seguimiento", corte=CORTE).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(contenido)).worksheets[0]
    celdas = [(c.value, c.number_format) for fila in hoja.iter_rows() for c in fila]

    assert (guarda, se_ve) in celdas


@pytest.mark.parametrize("avance", [TERCIO, Decimal("33.333333333333336"), 12.5])
@pytest.mark.parametrize("extension", ["json", "yaml"])
def test_un_archivo_de_datos_no_cambia_como_se_escribe(
    avance: Any, extension: str, tmp_path: Path
) -> None:
    antes = plan(avance)
    despues = paac.leer(
        paac.guardar_datos(antes, tmp_path / f"plan.{extension}").archivos[0]
    ).sin_dudas()

    assert despues == antes
    assert type(avance_de(despues)) is type(avance_de(antes))


def test_unas_filas_tampoco() -> None:
    despues = paac.desde_filas(paac.filas_de(plan(TERCIO))).contenido

    assert como_texto(avance_de(despues)) == "33,33"
    assert avance_de(despues) == Decimal("33.333333333333336")


def test_donde_va_un_texto_queda_con_dos_decimales() -> None:
    filas = [{"a": "Uno", "m": TERCIO}, {"a": "Dos", "m": 12.5}]
    columnas = {"actividad.descripcion": "a", "actividad.meta": "m"}
    leido = paac.desde_filas(filas, columnas=columnas, entidad="X", vigencia=2026).contenido

    assert [fila["actividad.meta"] for fila in paac.filas_de(leido)] == ["33.33", "12.5"]


@given(st.floats(min_value=-1e12, max_value=1e12, allow_nan=False))
@ejemplos(100)
def test_ley_el_que_trae_ruido_se_redondea_y_los_demas_no(numero: float) -> None:
    leido, escrito = de_flotante(numero), Decimal(repr(numero))
    cifras = len(escrito.normalize().as_tuple().digits)
    trae_ruido = cifras >= 15 and escrito != escrito.to_integral_value()

    assert leido == escrito
    assert isinstance(leido, NumeroFlotante) == trae_ruido
    redondo = escrito.quantize(Decimal("0.01"), ROUND_HALF_UP)
    if trae_ruido and redondo not in (0, 100):
        assert como_texto(leido) == f"{redondo:f}".replace(".", ",").replace("-", "−")
    assert como_texto(escrito) == f"{escrito:f}".replace(".", ",")


@given(st.floats(allow_nan=False, allow_infinity=False))
@ejemplos(100)
def test_ley_viaja_entero_a_otro_proceso(numero: float) -> None:
    leido = de_flotante(numero)
    otro = pickle.loads(pickle.dumps(leido))  # noqa: S301 - es el de aquí

    assert (otro, type(otro)) == (leido, type(leido))


@given(st.decimals(min_value=0, max_value=100, places=10))
@ejemplos(100)
def test_ley_el_de_menos_cifras_no_trae_ruido(numero: Decimal) -> None:
    assert type(con_su_ruido(numero)) is Decimal
