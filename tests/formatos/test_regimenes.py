"""Los componentes de cada régimen, que se proponen y nunca se exigen."""

from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.formatos.regimenes import regimen_de, regimenes

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")


@pytest.mark.parametrize(
    ("fecha", "codigo"),
    [
        (date(2010, 1, 1), "paac-v1"),
        (date(2016, 1, 25), "paac-v1"),
        (date(2016, 1, 26), "paac-v2"),
        (date(2024, 8, 29), "paac-v2"),
        (date(2024, 8, 30), "ptep"),
    ],
)
def test_cada_dia_tiene_su_regimen(fecha: date, codigo: str) -> None:
    assert regimen_de(fecha).codigo == codigo


def test_un_regimen_empieza_donde_termina_el_anterior() -> None:
    assert [r.codigo for r in regimenes()] == ["paac-v1", "paac-v2", "ptep"]
    for antes, despues in zip(regimenes(), regimenes()[1:], strict=False):
        assert antes.hasta is not None
        assert (despues.desde - antes.hasta).days == 1


def test_cada_regimen_dice_su_fuente() -> None:
    fuente = (RAIZ / "plantillas" / "_regimenes" / "FUENTE.md").read_text("utf-8")

    assert all(f"`{regimen.codigo}`" in fuente for regimen in regimenes())


def test_el_plan_en_blanco_trae_los_componentes_de_su_vigencia() -> None:
    paac_v2 = paac.plan_en_blanco(ENTIDAD, vigencia=2022)
    ptep = paac.plan_en_blanco(ENTIDAD, vigencia=2026)

    assert [c.numero for c in paac_v2.componentes] == [1, 2, 3, 4, 5, 6]
    assert len(paac_v2.componentes[0].subcomponentes) == 5
    assert paac_v2.componentes[1].tramites[0].numero == "1"
    assert paac_v2.componentes[3].subcomponentes[2].nombre == "3. Talento humano"
    assert [c.nombre for c in ptep.componentes][1] == "Redes y articulación"


def test_el_corte_o_el_codigo_eligen_otro() -> None:
    por_corte = paac.plan_en_blanco(ENTIDAD, vigencia=2024, corte=date(2024, 12, 31))
    por_codigo = paac.plan_en_blanco(ENTIDAD, vigencia=2026, regimen="paac-v2")

    assert len(por_corte.componentes) == 4
    assert len(por_codigo.componentes) == 6


def test_un_regimen_que_no_existe() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba paac-v1, paac-v2, ptep; llegó 'v3'"):
        paac.plan_en_blanco(ENTIDAD, vigencia=2026, regimen="v3")
    with pytest.raises(paac.ErrorDeEntrada, match="vigencia: se esperaba"):
        paac.plan_en_blanco(ENTIDAD, vigencia=1)


def test_la_orden_nuevo_deja_un_plan_que_se_lee(tmp_path: Path) -> None:
    salida = tmp_path / "plan.json"
    orden = ["nuevo", "--entidad", "MUNICIPIO DE PRUEBA", "--vigencia", "2022"]

    assert main([*orden, "--salida", str(salida)]) == 0
    assert paac.leer_plan(salida) == paac.plan_en_blanco(ENTIDAD, vigencia=2022)
    assert main([*orden, "--regimen", "x", "--salida", str(tmp_path / "otro.json")]) == 1
    assert not (tmp_path / "otro.json").exists()


@pytest.mark.parametrize("mal", [["--vigencia", "22"], ["--salida", "plan.yaml"]])
def test_la_orden_nuevo_mal_escrita(mal: list[str]) -> None:
    orden = ["nuevo", "--entidad", "M", "--vigencia", "2022", "--salida", "plan.json", *mal]
    with pytest.raises(SystemExit) as salida:
        main(orden)

    assert salida.value.code == 2
