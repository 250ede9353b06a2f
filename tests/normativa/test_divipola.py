"""El código DIVIPOLA de una entidad es de un municipio, y del departamento que ella dice."""

import json
from pathlib import Path

import pytest
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.planes import datos

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.normativa.normas import ciudad_de, departamentos


def avisos_de(divipola: str | None, departamento: str | None = None) -> list[str]:
    entidad = paac.Entidad(nombre="X", divipola=divipola, departamento=departamento)
    plan = paac.Plan(entidad=entidad, componentes=(paac.modelo.Componente(),))
    return [str(aviso) for aviso in paac.revisar(plan).avisos if aviso.codigo == "divipola"]


@pytest.mark.parametrize(
    ("divipola", "departamento"),
    [
        (None, "TOLIMA"),
        ("05001", None),
        ("05001", "-"),
        ("05001", "ANTIOQUIA"),
        ("76147", "VALLE DEL CAUCA"),
        ("76147", "Valle"),
        ("76000", "Departamento del Valle del Cauca"),
        ("11001", "BOGOTÁ D.C."),
        ("11001", "Bogotá, D. C."),
        ("11001", "bogota"),
        ("25000", "Cundinamarca"),
        ("11001", "Cundinamarca"),
        ("88001", "SAN ANDRÉS, PROVIDENCIA Y SANTA CATALINA"),
        ("88564", "San Andrés y Providencia"),
        ("44001", "Departamento de La Guajira"),
        ("44001", "GUAJIRA"),
        ("54001", "NORTE DE SANTANDER"),
        ("52001", "NARINO"),
        ("68132", "Santander - Colombia"),
        ("27493", "Chocó"),
        ("91263", "Amazonas"),
    ],
)
def test_lo_que_corresponde_no_avisa(divipola: str | None, departamento: str | None) -> None:
    assert avisos_de(divipola, departamento) == []


@pytest.mark.parametrize(
    ("divipola", "departamento", "aviso"),
    [
        ("00001", None, "ningún departamento empieza por 00; llegó '00001'"),
        ("12345", "Tolima", "ningún departamento empieza por 12; llegó '12345'"),
        ("99999", None, "Vichada no tiene ningún municipio con ese código: '99999'"),
        ("76147", "TOLIMA", "'76147' es de Valle del Cauca, y departamento dice 'TOLIMA'"),
        ("54001", "Santander", "'54001' es de Norte de Santander, y departamento dice 'Santander'"),
        ("25126", "Bogotá", "'25126' es de Cundinamarca, y departamento dice 'Bogotá'"),
        ("05001", "Región Andina", "'05001' es de Antioquia, y departamento dice 'Región Andina'"),
    ],
)
def test_lo_que_no_corresponde_avisa(divipola: str, departamento: str | None, aviso: str) -> None:
    assert avisos_de(divipola, departamento) == [f"entidad.divipola: {aviso}"]


def test_de_otro_departamento_y_de_ningun_municipio_avisa_las_dos_cosas() -> None:
    assert len(avisos_de("99999", "Tolima")) == 2


def test_revisar_lo_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos(entidad={"nombre": "X", "divipola": "99999"})), "utf-8")

    assert main(["revisar", str(archivo)]) == 1
    assert "nota: entidad.divipola: Vichada no tiene" in capsys.readouterr().out


def test_son_los_33_del_dane_y_cada_codigo_una_vez() -> None:
    todos = [
        f"{uno.codigo}{municipio}"
        for uno in departamentos().values()
        for municipio in uno.nombres
        if municipio != "000"
    ]

    assert len(departamentos()) == 33
    assert len(todos) == len(set(todos)) == 1124
    assert all(codigo.isascii() and codigo.isdigit() and len(codigo) == 5 for codigo in todos)


@pytest.mark.parametrize(
    ("divipola", "ciudad"),
    [
        ("05001", "Medellín"),
        ("76147", "Cartago"),
        ("13490", "Norosí"),
        ("27493", "Nuevo Belén de Bajirá"),
        ("76000", "Cali"),
        ("25000", "Bogotá, D.C."),
        ("99999", ""),
        ("00001", ""),
        (None, ""),
    ],
)
def test_la_ciudad_de_una_entidad_es_la_de_su_codigo(divipola: str | None, ciudad: str) -> None:
    assert ciudad_de(paac.Entidad(nombre="X", divipola=divipola)) == ciudad


@con_datos_reales
@pytest.mark.parametrize(
    "nombre", ["cartago_2020", "cajica_plan_2022", "cajica_seguimiento_2018", "california_plan"]
)
def test_los_planes_reales_no_avisan(nombre: str) -> None:
    plan = paac.desde_datos(leer_real(f"{nombre}.json")).contenido

    assert {aviso.codigo for aviso in paac.revisar(plan).avisos} & {"nit", "divipola"} == set()
