"""Una línea en el modelo es un dato en todas partes: se agrega a una copia, y la copia se usa."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import paac_reportes

PAQUETE = Path(paac_reportes.__file__).parent
PLANTILLAS = Path(__file__).parents[2] / "plantillas"
DESPUES_DE = "    meta: str | None = None\n"
LINEAS = (
    "    producto: str | None = None\n"
    "    valor_total: Decimal | None = None\n"
    "    dia_de_entrega: date | None = None\n"
    "    lugares: tuple[str, ...] = ()\n"
)
"""Un campo de cada clase, cada uno en su línea; ninguno está en el catálogo."""
NUEVOS = [
    "'Un mapa'",
    "Decimal('1500.5')",
    "datetime.date(2026, 3, 31)",
    "('Página web', 'Cartelera')",
]


@pytest.fixture(scope="module")
def hecho(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo que hizo la biblioteca con los campos nuevos, por caso."""
    copia, carpeta = tmp_path_factory.mktemp("copia"), tmp_path_factory.mktemp("salidas")
    shutil.copytree(PAQUETE, copia / "paac_reportes")
    shutil.copytree(PLANTILLAS, copia / "paac_reportes" / "plantillas", dirs_exist_ok=True)
    modelo = copia / "paac_reportes" / "modelo" / "plan.py"
    codigo = modelo.read_text("utf-8")
    assert codigo.count(DESPUES_DE) == 1
    modelo.write_text(codigo.replace(DESPUES_DE, DESPUES_DE + LINEAS), "utf-8")
    salida = carpeta / "hecho.json"
    guion = Path(__file__).parents[1] / "ayudas" / "con_campos_nuevos.py"
    subprocess.run(
        [sys.executable, "-W", "ignore", str(guion), str(carpeta), str(salida)],
        env=os.environ | {"PYTHONPATH": str(copia)},
        check=True,
    )
    leido: dict[str, Any] = json.loads(salida.read_text("utf-8"))
    return leido


def test_el_esquema_lo_describe(hecho: dict[str, Any]) -> None:
    esquema = hecho["esquema"]

    assert esquema["producto"] == {
        "title": "Producto",
        "anyOf": [{"type": "string"}, {"type": "null"}],
    }
    assert esquema["valor_total"]["title"] == "Valor total"
    assert esquema["dia_de_entrega"]["anyOf"][0]["format"] == "date"
    assert esquema["lugares"]["anyOf"][0] == {"type": "array", "items": {"type": "string"}}


def test_va_y_vuelve_por_csv_y_por_filas(hecho: dict[str, Any]) -> None:
    assert hecho["csv"] == {"igual": True, "nuevos": NUEVOS}
    assert hecho["filas"] == {"igual": True, "fila": NUEVOS}


def test_el_paquete_de_datos_lo_trae_y_dice_que_es(hecho: dict[str, Any]) -> None:
    paquete = hecho["zip"]

    assert paquete["campos"] == {
        "producto": {"name": "actividad.producto", "type": "string", "title": "Producto"},
        "valor_total": {"name": "actividad.valor_total", "type": "number", "title": "Valor total"},
        "dia_de_entrega": {
            "name": "actividad.dia_de_entrega",
            "type": "date",
            "title": "Dia de entrega",
        },
        "lugares": {"name": "actividad.lugares", "type": "array", "title": "Lugares"},
    }
    assert (paquete["en_la_pagina"], paquete["igual"], paquete["coincide"]) == (True, True, True)


def test_va_y_vuelve_por_el_libro_del_plan(hecho: dict[str, Any]) -> None:
    libro = hecho["libro"]
    donde = libro["rotulos"].index("Meta o producto")

    assert libro["rotulos"][donde + 1 : donde + 5] == [
        "Producto",
        "Valor total",
        "Dia de entrega",
        "Lugares",
    ]
    assert (libro["igual"], libro["nuevos"], libro["avisos"]) == (True, NUEVOS, [])


def test_se_ve_en_el_libro_de_captura_y_queda_al_reunir(hecho: dict[str, Any]) -> None:
    captura = hecho["captura"]

    vistos = [captura["fila"][r] for r in ("Producto", "Valor total", "Dia de entrega", "Lugares")]
    assert vistos == ["Un mapa", "1500,5", "31/03/2026", "Página web\nCartelera"]
    assert captura["nuevos"] == NUEVOS
    assert (captura["conflictos"], captura["avisos"], captura["reportado"]) == (0, [], True)


def test_una_comparacion_dice_que_cambio(hecho: dict[str, Any]) -> None:
    comparacion = hecho["comparacion"]

    assert comparacion[2:] == [
        "Otra redacción: producto",
        "  1.1 Publicar el mapa de riesgos: Un mapa → Un mapa [y su guía]",
        "",
        "Otra redacción: valor total",
        "  1.1 Publicar el mapa de riesgos: [1500.5] → [2000]",
    ]


def test_el_formato_que_no_lo_muestra_lo_avisa_con_su_nombre(hecho: dict[str, Any]) -> None:
    [callado] = [aviso for aviso in hecho["avisos"] if "no muestra" in aviso]

    assert "Producto (actividad.producto) × 1" in callado
    assert "Valor total (actividad.valor_total) × 1" in callado


def test_esta_en_la_hoja_datos(hecho: dict[str, Any]) -> None:
    assert {"actividad.producto", "actividad.lugares"} <= set(hecho["datos"])


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_una_columna_lo_muestra(hecho: dict[str, Any], tipo: str) -> None:
    visto = hecho[tipo]["visto"]

    assert {"Un mapa", "1500,5", "31/03/2026", "Página web\nCartelera"} <= set(visto)
    assert hecho[tipo]["callados"] == []


@pytest.mark.parametrize("tipo", ["docx leído", "xlsx leído"])
def test_un_documento_propio_se_lee_con_el(hecho: dict[str, Any], tipo: str) -> None:
    assert hecho[tipo]["formato"] == "PR-01"
    assert hecho[tipo]["nuevos"] == NUEVOS


def test_su_rotulo_en_una_matriz_ajena_es_suyo_y_no_de_la_meta(hecho: dict[str, Any]) -> None:
    assert hecho["ajena"]["meta"] == "Que se conozca"
    assert hecho["ajena"]["nuevos"][0] == "'Un mapa'"
    assert hecho["ajena_sin_meta"]["meta"] is None
    assert hecho["ajena_sin_meta"]["nuevos"][:3] == NUEVOS[:3]
