"""Un plan en el archivo que se pide: de qué tipo es, y qué no queda a la letra.

Prueba ``api/libro``.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.avisos import dicen
from ayudas.planes import actividad

import paac_reportes as paac

PLAN = plan_de(actividad(codigo="1.1", descripcion="Publicar el mapa"))


def guardado_en(nombre: str | None, **claves: Any) -> str:
    flujo = io.BytesIO()
    if nombre is not None:
        flujo.name = nombre
    paac.guardar_datos(PLAN, flujo, **claves)
    return flujo.getvalue().decode()


def test_un_flujo_es_de_lo_que_diga_su_nombre_o_el_tipo_y_si_nada_lo_dice_json() -> None:
    en_json = guardado_en(None)

    assert json.loads(en_json)["entidad"]["nombre"] == "M"
    assert guardado_en("plan.doc") == guardado_en("plan.yaml", tipo="json") == en_json
    assert guardado_en("plan.yaml") == guardado_en(None, tipo=".YAML")
    assert "\nentidad:\n" in guardado_en("plan.yaml")


def test_el_yaml_solo_lleva_comentarios_si_es_para_llenarlo() -> None:
    assert "#" not in guardado_en("plan.yaml")
    assert "#" in guardado_en("plan.yaml", por_llenar=True)


@pytest.mark.parametrize(
    ("tipo", "dicho"),
    [
        (None, "{ruta}: se esperaba .json, .yaml, .xlsx o .csv"),
        ("docx", "tipo: se esperaba .json, .yaml, .xlsx o .csv, llegó 'docx'"),
        (3, "tipo: se esperaba .json, .yaml, .xlsx o .csv, llegó 3"),
    ],
)
def test_en_lo_que_no_se_sabe_no_se_guarda_nada(tipo: Any, dicho: str, tmp_path: Path) -> None:
    ruta = tmp_path / "plan.docx"
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.guardar_datos(PLAN, ruta, tipo=tipo)

    assert str(error.value.fallas[0]) == dicho.format(ruta=ruta)
    assert not ruta.exists()


def test_lo_que_en_un_libro_no_queda_a_la_letra_se_avisa() -> None:
    con_retorno = plan_de(actividad(codigo="1.1", descripcion="Publicar\rel mapa"))

    assert dicen(
        paac.guardar_datos(con_retorno, io.BytesIO(), tipo="xlsx").avisos,
        "quedan como saltos de renglón",
    )
