"""Los cambios a la vista de una página, como los ve y los oye quien la abre en Chromium."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import NAVEGADOR, RAIZ, con_navegador

import paac_reportes as paac

pytestmark = con_navegador


@pytest.fixture(scope="module")
def vista(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Lo de un plan donde una fila cambió, una vino y otra se fue, con un grupo de otro nombre."""

    def con(grupo: str, *descripciones: str) -> paac.Plan:
        actividades = [{"codigo": f"1.{n}", "descripcion": d} for n, d in enumerate(descripciones)]
        subcomponentes = [{"nombre": grupo, "actividades": actividades}]
        componente = {"nombre": "Riesgos", "subcomponentes": subcomponentes}
        entidad = {"nombre": "Alcaldía"}
        return paac.plan_desde_datos(
            {"entidad": entidad, "vigencia": 2026, "componentes": [componente]}
        )

    antes = con("Mapa", "Publicar el mapa de riesgos", "Capacitar a los servidores públicos")
    ahora = con("Mapa", "Publicar el mapa de riesgos ajustado", "Rendir cuentas a la gente")
    pagina = tmp_path_factory.mktemp("cambios") / "pagina.html"
    opciones: dict[str, Any] = {"anterior": antes, "control_de_cambios": True}
    pagina.write_bytes(paac.emitir(ahora, "paac-plan", "html", **opciones))
    hecho = subprocess.run(
        ["node", str(Path(__file__).with_name("cambios.js")), str(pagina)],
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_PATH": str(RAIZ / "node_modules"), "CHROMIUM": NAVEGADOR},
        check=False,
        timeout=300,
    )
    assert hecho.returncode == 0, hecho.stderr
    visto: dict[str, Any] = json.loads(hecho.stdout)
    return visto


def test_axe_no_halla_nada_ni_de_dia_ni_a_oscuras_ni_en_un_telefono(vista: dict[str, Any]) -> None:
    assert vista["axe"] == []
    assert vista["sobra"] <= 0


def test_quien_la_oye_sabe_que_se_agrego_y_que_se_quito(vista: dict[str, Any]) -> None:
    assert ["insertion", "se agregó:  ajustado"] in vista["oidos"]
    assert ["deletion", "se quitó: Capacitar a los servidores públicos"] in vista["oidos"]
    de_cada = {rol: dicho.split(":")[0] for rol, dicho in vista["oidos"]}
    assert de_cada == {"insertion": "se agregó", "deletion": "se quitó"}


def test_lo_agregado_va_subrayado_y_lo_quitado_tachado(vista: dict[str, Any]) -> None:
    assert vista["rayas"] == ["underline", "line-through"]
