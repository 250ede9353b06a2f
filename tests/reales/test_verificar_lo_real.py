"""Lo que se escribe de cada plan real, en cada formato, pasa la prueba; también por LibreOffice."""

import io
from pathlib import Path

import pytest
from ayudas.compartido import con_datos_reales, con_libreoffice, convertir, leer_real

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import formatos_disponibles, hallar_formato

pytestmark = con_datos_reales

REALES = [
    "cajica_plan_2022.json",
    "cajica_seguimiento_2018.json",
    "california_plan.json",
    "cartago_2020.json",
]
FORMATOS = [ficha.codigo for ficha in formatos_disponibles()]
SUYOS = [
    ("cartago_2020.json", "MCCO.101.18.F.20"),
    ("cajica_plan_2022.json", "cajica-plan"),
    ("cajica_seguimiento_2018.json", "EV-EGMC-PC-003-FM-002"),
    ("california_plan.json", "california-plan"),
    ("cartago_2020.json", "MCCO.101.18.F.20-informe"),
]

SIN_SEGUIMIENTOS = {"cajica_plan_2022.json", "california_plan.json"}
CASOS = [
    (codigo, archivo)
    for codigo in FORMATOS
    for archivo in REALES
    # Un informe narra seguimientos.
    if archivo not in SIN_SEGUIMIENTOS or not hallar_formato(codigo)[0].es_informe
]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("codigo", "archivo"), CASOS)
def test_lo_escrito_dice_a_la_letra_lo_que_debe(codigo: str, archivo: str, tipo: str) -> None:
    plan = paac.plan_desde_datos(leer_real(archivo))
    contenido = paac.emitir(plan, codigo, tipo)
    certificado = paac.verificar(io.BytesIO(contenido), plan, codigo)

    assert list(map(str, certificado.diferencias)) == []
    assert certificado.cuentas.letras > 200


@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(("archivo", "codigo"), SUYOS)
def test_guardado_de_nuevo_por_libreoffice_dice_lo_mismo(
    archivo: str, codigo: str, tipo: str, tmp_path: Path
) -> None:
    plan = paac.plan_desde_datos(leer_real(archivo))
    escrito = tmp_path / f"antes.{tipo}"
    paac.generar(plan, codigo, escrito)
    (tmp_path / "despues").mkdir()
    guardado = convertir(escrito, tipo, tmp_path / "despues")

    certificado = paac.verificar(guardado, plan, codigo)
    assert list(map(str, certificado.diferencias)) == []
