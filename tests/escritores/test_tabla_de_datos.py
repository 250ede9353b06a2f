"""La hoja de datos como la leen otros programas: una tabla de Excel, con tipos y filtros.

Prueba ``escritores/xlsx/hoja_en_xml``.
"""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.compartido import con_datos_reales, con_libreoffice, convertir, dibujar, leer_real
from ayudas.emitidos import emitido, muestra
from ayudas.lectores import hoja_de_datos, partes, todas_las_hojas
from ayudas.planes import FORMATO, actividad, componente, datos, plan, plan_con
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

import paac_reportes as paac

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]
REALES = [
    "cajica_plan_2022.json",
    "cajica_seguimiento_2018.json",
    "california_plan.json",
    "cartago_2020.json",
]


def excel(de: paac.Plan, formato: str = FORMATO, corte: date | None = None) -> bytes:
    return paac.reporte(de, formato, corte=corte).emitir("xlsx").contenido


def hoja(contenido: bytes) -> Worksheet:
    ultima = openpyxl.load_workbook(io.BytesIO(contenido)).worksheets[-1]
    assert isinstance(ultima, Worksheet)
    return ultima


def sin_calcular(filas: list[list[Any]]) -> list[dict[str, Any]]:
    rotulos, *otras = filas
    propias = [n for n, rotulo in enumerate(rotulos) if not rotulo.startswith("calculado.")]
    return [{rotulos[n]: leido(fila[n]) for n in propias} for fila in otras]


def leido(valor: Any) -> Any:
    """Como lo da el lector: una celda en blanco es un texto vacío."""
    return None if valor is None or valor == "" else valor


def del_plan(de: paac.Plan | paac.MapaDeRiesgos) -> list[dict[str, Any]]:
    """Las filas del plan, como las guarda una celda."""
    return [{c: en_celda(v) for c, v in fila.items()} for fila in paac.filas_de(de)]


def en_celda(valor: Any) -> Any:
    if isinstance(valor, tuple):
        valor = "\n".join(uno or "" for uno in valor).rstrip("\n")
    return leido(float(valor) if isinstance(valor, Decimal) else valor)


# ------------------------------------------------------------------ lo que se lee
@pytest.mark.parametrize("codigo", CODIGOS)
def test_lo_que_lee_calamine_son_las_filas_del_plan(codigo: str) -> None:
    debidas = del_plan(muestra(codigo).contenido)

    assert sin_calcular(hoja_de_datos(emitido(codigo, "xlsx"))) == debidas


@con_datos_reales
@pytest.mark.parametrize("archivo", REALES)
def test_tambien_las_de_los_planes_reales(archivo: str) -> None:
    de = paac.desde_datos(leer_real(archivo)).contenido

    assert sin_calcular(hoja_de_datos(excel(de, "paac-plan"))) == del_plan(de)


@pytest.mark.integracion
@con_datos_reales
def test_lo_que_lee_pandas_son_las_filas_del_plan() -> None:
    import pandas as pd

    de = paac.desde_datos(leer_real("cartago_2020.json")).contenido
    leida = pd.read_excel(
        *(io.BytesIO(excel(de)), "Datos"),
        dtype=object, keep_default_na=False, engine="openpyxl", skiprows=[1],
    )  # fmt: skip

    filas = [list(leida.columns), *leida.to_numpy().tolist()]
    assert sin_calcular(filas) == [
        {c: pd.Timestamp(v) if isinstance(v, date) else v for c, v in fila.items()}
        for fila in del_plan(de)
    ]


def test_los_codigos_siguen_siendo_texto_y_lo_que_parece_formula_tambien() -> None:
    suyo = plan_con(codigo="1.10", descripcion="=1+1", meta="+57 2 2117000", indicador="@hoy")
    entidad = attrs.evolve(suyo.entidad, divipola="05001", nit="890.980.112-1")
    contenido = excel(attrs.evolve(suyo, entidad=entidad))

    claves, _, celdas = hoja(contenido).iter_rows()
    leida = {clave.value: celda for clave, celda in zip(claves, celdas, strict=True)}
    for clave, texto in {
        "actividad.codigo": "1.10",
        "actividad.descripcion": "=1+1",
        "actividad.meta": "+57 2 2117000",
        "actividad.indicador": "@hoy",
        "entidad.divipola": "05001",
        "entidad.nit": "890.980.112-1",
    }.items():
        assert (leida[clave].value, leida[clave].data_type) == (texto, "s")


def test_un_texto_enorme_se_recorta_con_un_aviso_que_dice_donde() -> None:
    reporte = paac.reporte(plan_con(descripcion="ñ" * 40_000, meta="🙂" * 16_383 + "ab"), FORMATO)
    emision = reporte.emitir("xlsx")
    rotulos, fila = hoja_de_datos(emision.contenido)
    leida = dict(zip(rotulos, fila, strict=True))

    assert leida["actividad.descripcion"] == "ñ" * 32_767
    assert leida["actividad.meta"] == "🙂" * 16_383 + "a"
    de_descripcion, de_meta = (a for a in emision.avisos if a.codigo == "texto_recortado")
    columna = get_column_letter(rotulos.index("actividad.descripcion") + 1)
    assert de_descripcion.ruta == f"Datos!{columna}3"
    assert "32.767" in de_descripcion.mensaje
    assert de_meta.ruta != de_descripcion.ruta


# ------------------------------------------------------------------ la tabla


def test_una_dependencia_que_se_llama_datos_conserva_su_nombre() -> None:
    crudo = datos()
    crudo["dependencias"][0]["nombre"] = "datos"

    assert list(todas_las_hojas(excel(paac.desde_datos(crudo).contenido))) == ["datos", "Datos (2)"]


@con_libreoffice
def test_no_cuenta_entre_las_paginas_que_se_imprimen(tmp_path: Path) -> None:
    ruta = tmp_path / "a.xlsx"
    ruta.write_bytes(excel(plan(), "paac-plan"))

    (pagina,) = dibujar(ruta, tmp_path)
    assert "Página 1 de 1" in pagina


@con_libreoffice
def test_libreoffice_abre_la_tabla_con_sus_filtros(tmp_path: Path) -> None:
    ruta = tmp_path / "a.xlsx"
    ruta.write_bytes(excel(plan(componente(actividad(), actividad()))))
    abierto = convertir(ruta, "fods", tmp_path).read_text("utf-8")

    ultima = hoja(ruta.read_bytes()).dimensions.partition(":")[2]
    assert 'table:name="Datos"' in abierto
    assert f'table:target-range-address="Datos.A2:Datos.{ultima}"' in abierto
    assert 'table:display-filter-buttons="true"' in abierto


def test_sin_ella_el_libro_no_trae_tablas() -> None:
    formato = paac.leer_formato(Path(__file__).parents[2] / "herramientas" / "banco" / "formato")

    assert not any(
        "tables" in nombre
        for nombre in partes(paac.reporte(plan(), formato).emitir("xlsx").contenido)
    )


def test_un_extra_que_parece_un_codigo_de_excel_se_llama_igual() -> None:
    libro = excel(plan(componente(actividad(extras={"a_x0041_b": "x"}))))

    assert "actividad.extras.a_x0041_b" in [celda.value for celda in hoja(libro)[1]]
