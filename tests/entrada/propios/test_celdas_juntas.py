"""Los datos que comparten celda se separan donde es seguro; donde no, se conservan y se dice."""

from decimal import Decimal
from typing import Any

import pytest

from paac_reportes.entrada.propios.filas.juntos import separar
from paac_reportes.formatos.definicion.columnas import Columna


def columna(*datos: str, entre: str = "\n") -> Columna:
    cruda: dict[str, Any] = {"dato": datos, "entre": entre, "rotulo": ("R",), "ancho": Decimal(10)}
    return Columna(**cruda)


CODIGO, NOMBRE = "tramite.codigo_suit", "tramite.nombre"
INICIO, FIN = "tramite.fecha_inicio", "tramite.fecha_fin"
EVIDENCIAS, VERIFICACION = "seguimiento.evidencias", "seguimiento.verificacion"
TRAMITE = columna(CODIGO, NOMBRE, entre=" ")
FECHAS = columna("tramite.fecha_programada", INICIO, FIN, entre=" – ")
SOPORTES = columna(EVIDENCIAS, VERIFICACION)
MEJORA = columna("tramite.mejora", "tramite.beneficio")


@pytest.mark.parametrize(
    ("de", "texto", "datos"),
    [
        (TRAMITE, "26483 Facilidades de pago", {CODIGO: "26483", NOMBRE: "Facilidades de pago"}),
        (TRAMITE, "Uso del suelo", {NOMBRE: "Uso del suelo"}),
        (FECHAS, "Todo el año", {"tramite.fecha_programada": "Todo el año"}),
        (FECHAS, "01/02/2020 – 31/12/2020", {INICIO: "01/02/2020", FIN: "31/12/2020"}),
        (SOPORTES, "Acta 1\nActa 2", {EVIDENCIAS: "Acta 1\nActa 2"}),
        (SOPORTES, "Acta\nNo verificada", {EVIDENCIAS: "Acta", VERIFICACION: "No verificada"}),
        (SOPORTES, "Verificada\nSin firma", {VERIFICACION: "Verificada\nSin firma"}),
    ],
)
def test_se_separan_donde_es_seguro(de: Columna, texto: str, datos: dict[str, str]) -> None:
    separado = separar(texto, de)

    assert (separado.datos, separado.seguro) == (datos, True)


@pytest.mark.parametrize("texto", ["Un solo texto", "uno\ndos\ntres"])
def test_donde_no_se_sabe_todo_queda_en_el_primero_y_se_dice(texto: str) -> None:
    separado = separar(texto, MEJORA)

    assert (separado.datos, separado.seguro) == ({"tramite.mejora": texto}, False)


def test_tantos_renglones_como_datos_es_probable_y_no_seguro() -> None:
    separado = separar("mejora\nbeneficio", MEJORA)

    assert separado.datos == {"tramite.mejora": "mejora", "tramite.beneficio": "beneficio"}
    assert not separado.seguro


def test_con_su_comienzo_en_otra_celda_una_fecha_sola_es_la_del_final() -> None:
    fin = columna(FIN, "tramite.fecha_programada")

    assert separar("31/12/2020", fin, [INICIO]).datos == {FIN: "31/12/2020"}
