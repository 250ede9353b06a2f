"""Cómo se llama el archivo que se propone: lo dice el formato, y ninguno pisa al de otro."""

from pathlib import Path

import pytest
from ayudas.emitidos import formato_de
from ayudas.formatos import escribir_formato
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]


def nombre(formato: str | object, entidad: str, tipo: str = "docx") -> str:
    fila = actividad(seguimientos=[{"corte": "2026-04-30", "texto": "Hecho."}])
    de = plan(componente(fila), entidad={"nombre": entidad})
    return paac.reporte(de, formato).emitir(tipo).nombre


def propio(carpeta: Path, texto: str = "") -> object:
    escribir_formato(carpeta, f'base = "paac-seguimiento"\ncodigo = "{carpeta.name}"\n{texto}')
    return paac.leer_formato(carpeta)


@pytest.mark.parametrize(
    ("codigo", "comienzo"),
    [
        ("MCCO.101.18.F.20", "seguimiento-paac"),
        ("MCCO.101.18.F.20-informe", "informe-paac"),
        ("paac-seguimiento", "seguimiento-paac-guia"),
        ("ptep-plan", "programa-ptep"),
        ("ptep-seguimiento", "seguimiento-ptep"),
        ("informe-seguimiento", "informe-seguimiento"),
        ("informe-ejecutivo", "informe-ejecutivo"),
    ],
)
def test_el_nombre_empieza_por_lo_que_es(codigo: str, comienzo: str) -> None:
    assert nombre(codigo, "Municipio") == f"{comienzo}_municipio_2026_corte-2026-04-30.docx"


def test_no_hay_dos_formatos_cuyo_archivo_se_llame_igual() -> None:
    nombres = [formato_de(codigo).archivo for codigo in CODIGOS]

    assert len(set(nombres)) == len(CODIGOS)


def test_quien_parte_de_otro_no_se_llama_como_el(tmp_path: Path) -> None:
    suyo = propio(tmp_path / "CI.FO-031")

    assert nombre(suyo, "Municipio") == "ci-fo-031_municipio_2026_corte-2026-04-30.docx"


def test_un_formato_propio_dice_como_se_llama_su_archivo(tmp_path: Path) -> None:
    suyo = propio(tmp_path / "CI-FO-031", 'archivo = "matriz-control"\n')

    assert nombre(suyo, "Municipio") == "matriz-control_municipio_2026_corte-2026-04-30.docx"


@pytest.mark.parametrize("malo", ["../fuera", "Con Espacio", "ñ", "a" * 41, "con_raya", ""])
def test_un_comienzo_que_no_sirve_es_una_falla_del_formato(tmp_path: Path, malo: str) -> None:
    with pytest.raises(paac.ErrorDeFormato, match="archivo: se esperaba un comienzo de nombre"):
        propio(tmp_path / "CI-FO-031", f'archivo = "{malo}"\n')


def test_el_nombre_mas_largo_no_pasa_de_120(tmp_path: Path) -> None:
    suyo = propio(tmp_path / "CI-FO-031", f'archivo = "{"a" * 40}"\n')
    largo = nombre(suyo, "Empresa de Servicios Públicos Domiciliarios " * 9, "xlsx")

    assert len(largo) <= 120
    assert largo.endswith("_2026_corte-2026-04-30.xlsx")


def test_sin_una_letra_que_escribir_en_ascii_el_nombre_sigue_siendo_uno() -> None:
    assert nombre("ptep-plan", "«Ж»") == "programa-ptep_2026_corte-2026-04-30.docx"
