"""``generar --comprobar``: lo que no dice lo que debe no se entrega."""

from pathlib import Path
from typing import Any

import pytest
from ayudas.comprobados import comprobar
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.escritores.docx.textos import corrida
from paac_reportes.escritores.xlsx.celdas import escapar


@pytest.fixture
def defecto(monkeypatch: pytest.MonkeyPatch) -> None:
    """Los escritores se comen una letra."""
    monkeypatch.setattr(
        "paac_reportes.escritores.docx.tablas.corrida_de_cada_uno",
        lambda textos: [corrida(texto.replace("Mapa", "Mpa")) for texto in textos],
    )
    monkeypatch.setattr(
        "paac_reportes.escritores.xlsx.celdas.escapar",
        lambda texto: escapar(texto.replace("Mapa", "Mpa")),
    )


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.usefixtures("defecto")
def test_con_un_defecto_no_se_escribe_nada(tipo: str, tmp_path: Path) -> None:
    destino = tmp_path / f"a.{tipo}"
    destino.write_text("lo de antes")
    with pytest.raises(paac.ErrorDeMaqueta) as error:
        paac.generar(plan(), FORMATO, destino, corte=CORTE, comprobar=True)

    primera = error.value.fallas[0]
    assert primera.ruta.startswith(f"{destino}: ")
    assert primera.mensaje == "se esperaba «Mapa publicado», se encontró «Mpa publicado»"
    assert destino.read_text() == "lo de antes"


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.usefixtures("defecto")
def test_sin_pedirlo_no_se_mira(tipo: str, tmp_path: Path) -> None:
    paac.generar(plan(), FORMATO, tmp_path / f"a.{tipo}", corte=CORTE)
    assert (tmp_path / f"a.{tipo}").exists()


def test_uno_malo_detiene_a_los_demas(defecto: None, tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeMaqueta):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(
            tmp_path / "a.csv", tmp_path / "a.docx", comprobar=True
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "json", "csv", "zip", "tablas.csv"])
def test_lo_bueno_sale_igual_que_sin_comprobar(tipo: str, tmp_path: Path) -> None:
    paac.generar(plan(), FORMATO, tmp_path / f"a.{tipo}", corte=CORTE, comprobar=True)
    assert (tmp_path / f"a.{tipo}").read_bytes() == paac.emitir(plan(), FORMATO, tipo, corte=CORTE)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("formato", ["ptep-plan", "MCCO.101.18.F.20", "cajica-plan"])
def test_el_unico_texto_de_una_fila_se_halla_aunque_siga_abajo(
    formato: str, tmp_path: Path
) -> None:
    largo = " ".join(f"palabra{n}" for n in range(4_000))
    actividad = {"descripcion": largo}
    de = paac.plan_desde_datos(
        {
            "entidad": {"nombre": "Municipio"},
            "componentes": [{"subcomponentes": [{"actividades": [actividad]}]}],
        }
    )
    paac.reporte(de, formato).guardar(tmp_path / "a.xlsx", comprobar=True)

    assert comprobar(tmp_path / "a.xlsx", de, formato) == ()


def test_una_pagina_web_sale_y_se_avisa_que_no_se_comprueba(tmp_path: Path) -> None:
    pedido = paac.reporte(plan(), FORMATO, corte=CORTE)
    (emision,) = pedido.guardar(tmp_path / "a.html", comprobar=True)

    assert [aviso.mensaje for aviso in emision.avisos if aviso.codigo == "sin_comprobar"] == [
        "una página web no se comprueba"
    ]


def test_comprobar_es_si_o_no(tmp_path: Path) -> None:
    otra: Any = "sí"
    with pytest.raises(paac.ErrorDeEntrada, match="comprobar: se esperaba True o False"):
        paac.generar(plan(), FORMATO, tmp_path / "a.docx", comprobar=otra)
