"""Lo que se escribe de un plan real, guardado otra vez por LibreOffice, dice lo mismo.

Como sale, en cada formato, lo prueba ``test_leer_lo_que_se_escribio``.
"""

from pathlib import Path

import pytest
from ayudas.compartido import con_datos_reales, con_libreoffice, convertir, leer_real

import paac_reportes as paac

pytestmark = con_datos_reales

SUYOS = [
    ("california_plan.json", "california-plan"),  # el más corto, que se mira sin esperar
    ("cartago_2020.json", "MCCO.101.18.F.20"),
    ("cajica_plan_2022.json", "cajica-plan"),
    ("cajica_seguimiento_2018.json", "EV-EGMC-PC-003-FM-002"),
    ("cartago_2020.json", "MCCO.101.18.F.20-informe"),
]


@pytest.mark.una_de_cada("tipo")
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("archivo", "codigo"), SUYOS)
def test_guardado_de_nuevo_por_libreoffice_dice_lo_mismo(
    archivo: str, codigo: str, tipo: str, tmp_path: Path
) -> None:
    plan = paac.desde_datos(leer_real(archivo)).contenido
    escrito = tmp_path / f"antes.{tipo}"
    paac.reporte(plan, codigo).guardar(escrito)
    (tmp_path / "despues").mkdir()
    guardado = convertir(escrito, tipo, tmp_path / "despues")

    certificado = paac.verificar(guardado, paac.reporte(plan, codigo))
    assert (certificado.veredicto, certificado.diferencias) == ("distinto", ())
