"""Una celda dice lo que muestra, y lo que se ve y no es un dato se cuenta como lo que es."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.matrices import actividades, avisos, en_excel, leer
from openpyxl.drawing.image import Image
from PIL import Image as Imagen

import paac_reportes as paac

ROTULOS = ["Actividad", "Responsable", "Fecha programada", "Meta"]
OCTUBRE = date(2020, 10, 1)


def con_fecha(valor: Any, meta: Any = "Una") -> Any:
    return leer(en_excel({"Hoja1": [ROTULOS, ["Publicar el mapa", "A", valor, meta]]}))


@pytest.mark.parametrize(
    ("formato", "vista"),
    [
        ("mmm-yy", "oct-20"),
        ("mmmm yyyy", "octubre 2020"),
        ('mmmm" de "yyyy', "octubre de 2020"),
        ("mm/yyyy", "10/2020"),
        ("yyyy", "2020"),
        ("dd/mm/yyyy", "01/10/2020"),
        ("d-mmm-yy", "01/10/2020"),
        ("d-mmm", "01/10/2020"),  # muestra el día, y guarda el año
    ],
)
def test_la_celda_que_no_muestra_el_dia_no_dice_cual_es(formato: str, vista: str) -> None:
    [fila] = actividades(con_fecha((OCTUBRE, formato)))

    assert fila.fecha_programada == vista


def test_el_corte_que_solo_dice_su_mes_es_de_su_ultimo_dia_y_se_dice() -> None:
    rotulos = [*ROTULOS, "Seguimiento", "Fecha de corte"]
    fila = ["Publicar el mapa", "A", "Mayo", "Una", "Se hizo", (OCTUBRE, "mmm-yy")]
    leido = leer(en_excel({"Hoja1": [rotulos, fila]}), corte=date(2020, 12, 31))

    assert [uno.corte for uno in actividades(leido)[0].seguimientos] == [date(2020, 10, 31)]
    assert "hoja «Hoja1», celda F2: 'oct-20' no dice el día: se leyó 31/10/2020" in avisos(
        leido, "dato_supuesto"
    )


def test_un_numero_que_cae_en_un_texto_es_como_se_ve() -> None:
    metas = [con_fecha("Mayo", valor) for valor in ((2.5, "0.00"), (2.5, "General"), (0.5, "0%"))]

    assert [actividades(una)[0].meta for una in metas] == ["2,50", "2,5", "50%"]


def destinos(leida: paac.Lectura[Any]) -> dict[str, str]:
    assert leida.cuenta is not None
    assert leida.cuenta.cuadra
    return {cosa.texto or cosa.clase: cosa.destino.value for cosa in leida.cuenta.cosas}


@pytest.mark.parametrize(
    "al_lado",
    [
        "|Actualizado por Ana",
        "Recuerde que cada dependencia reporta sus actividades en los cinco primeros días",
    ],
)
def test_lo_que_va_al_lado_de_los_rotulos_no_es_uno(al_lado: str) -> None:
    renglones = [f"Actividad|Responsable|Plazo|{al_lado}", "Publicar el mapa|A|Mayo||"]
    leida = paac.leer(en_excel({"Hoja1": renglones}), como=paac.Plan, entidad="M", vigencia=2026)

    assert destinos(leida)[al_lado.strip("|")] == "sin_usar"
    assert destinos(leida)["Plazo"] == "rotulo"


def test_una_columna_sin_llenar_si_es_de_la_matriz() -> None:
    renglones = ["Actividad|Responsable|Plazo|Sede", "Publicar el mapa|A|Mayo|"]
    leida = paac.leer(en_excel({"Hoja1": renglones}), como=paac.Plan, entidad="M", vigencia=2026)

    assert destinos(leida)["Sede"] == "rotulo"


def test_las_imagenes_de_varias_hojas_no_son_titulos_ni_firmas(tmp_path: Path) -> None:
    imagen = tmp_path / "logo.png"
    Imagen.new("RGB", (9, 9)).save(imagen)
    renglones = ["Actividad|Responsable|Plazo", "Publicar el mapa|A|Mayo"]
    libro = openpyxl.load_workbook(en_excel({"Uno": renglones, "Dos": renglones}))
    for hoja in libro.worksheets:
        hoja.add_image(Image(str(imagen)), "F1")
    salida = io.BytesIO()
    libro.save(salida)
    leida = paac.leer(io.BytesIO(salida.getvalue()), como=paac.Plan, entidad="M", vigencia=2026)

    assert leida.cuenta is not None
    assert [
        (una.lugar, una.destino.value) for una in leida.cuenta.cosas if una.clase == "imagen"
    ] == [
        ("hoja «Uno», celda F1", "sin_usar"),
        ("hoja «Dos», celda F1", "sin_usar"),
    ]
