"""``recomendar``: las propuestas, en un archivo que se edita y se puede volver a pedir.

Prueba ``cli/ordenes``.
"""

from pathlib import Path

import attrs
import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import con_avances

import paac_reportes as paac
from paac_reportes.cli import main

CORTE = "2026-08-31"


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    vencida = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
    return paac.guardar_datos(plan_de(vencida), tmp_path / "plan.json").archivos[0]


def recomendar(datos: Path, salida: Path | str, *mas: str) -> int:
    return main(
        ["leer", str(datos), "--recomendar", "--corte", CORTE, "--salida", str(salida), *mas]
    )


@pytest.mark.parametrize("nombre", ["y.yaml", "y.json", "y.xlsx"])
def test_quedan_con_el_plan_y_dadas_otra_vez_se_conserva_lo_editado(
    datos: Path, nombre: str
) -> None:
    salida = datos.with_name(nombre)
    assert recomendar(datos, salida) == 0
    propuesto = paac.leer(salida).sin_dudas()
    assert [una.id for una in propuesto.recomendaciones] == [f"{CORTE}.vencidas.planeacion"]

    editada = attrs.evolve(propuesto.recomendaciones[0], texto="Otra cosa", respuesta="Ya")
    propia = attrs.evolve(editada, id="R-1", origen="oficina")
    paac.guardar_datos(attrs.evolve(propuesto, recomendaciones=(editada, propia)), salida)
    assert recomendar(salida, otra := datos.with_name(f"otra_{nombre}")) == 0
    assert paac.leer(otra).sin_dudas().recomendaciones == (editada, propia)


def test_lo_que_ya_habia_no_se_pisa(datos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    salida = datos.with_name("y.yaml")
    recomendar(datos, salida)
    antes = salida.read_bytes()

    assert recomendar(datos, salida) == 1
    assert f"{salida}: ya existe, y lo que se editó" in capsys.readouterr().err
    assert salida.read_bytes() == antes


def test_por_la_salida_va_el_plan_y_nada_mas(
    datos: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert recomendar(datos, "-", "--silencio") == 0
    assert b"2026-08-31.vencidas.planeacion" in capsysbinary.readouterr().out


def test_un_corte_ajeno_y_la_salida_sobre_los_datos_son_errores(datos: Path) -> None:
    salida = datos.with_name("y.yaml")
    mal = ["leer", str(datos), "--recomendar", "--corte", "2027-01-01", "--salida", str(salida)]
    assert main(mal) == 1
    assert not salida.exists()
    with pytest.raises(SystemExit) as error:
        recomendar(datos, datos)
    assert error.value.code == 2
