"""Lo que llega torcido: se dice en español, con su lugar, y nada se pierde."""

import errno
import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.api.cifras import (
    metodologia_desde_datos,
)
from paac_reportes.cli import main

ABRIL = "2026-04-30"


def datos_con_cortes(metodologia: dict[str, Any] | None = None, *cortes: str) -> dict[str, Any]:
    seguimientos = [{"corte": corte, "avance": 50} for corte in cortes or (ABRIL,)]
    lleno = datos(componente(actividad(seguimientos=seguimientos)))
    return lleno | {"metodologia": metodologia} if metodologia is not None else lleno


def fallas(error: pytest.ExceptionInfo[paac.ErrorPaac]) -> list[str]:
    return [falla.ruta for falla in error.value.fallas]


@pytest.mark.parametrize("nombre", ["plan.yaml", "deberes.txt", "deberes.ics"])
def test_el_calendario_no_reemplaza_otro_archivo(tmp_path: Path, nombre: str) -> None:
    archivo = tmp_path / nombre
    archivo.write_text("lo que había", encoding="utf-8")

    with pytest.raises(SystemExit) as salida:
        main(["calendario", "--vigencia", "2026", "--salida", str(archivo)])
    assert salida.value.code == 2
    with pytest.raises(paac.ErrorDeEntrada, match=r"se esperaba \.json o \.xlsx"):
        paac.calendario(2026).guardar(archivo)
    assert archivo.read_text(encoding="utf-8") == "lo que había"


@pytest.mark.parametrize("ano", [1, 1899, 3000, 9999])
def test_un_ano_que_solo_puede_ser_errata_no_se_acepta(ano: int) -> None:
    corte = date(ano, 12, 31)
    with pytest.raises(paac.ErrorDeEntrada, match="de 1900 a 2999"):
        paac.modelo.Seguimiento(corte=corte)
    with pytest.raises(paac.ErrorDeEntrada) as en_metodologia:
        paac.modelo.Metodologia(cortes=(corte,))
    assert fallas(en_metodologia) == ["cortes[0]"]
    bueno = paac.desde_datos(datos_con_cortes()).contenido
    for pedir in (paac.analizar, lambda p, corte: paac.reporte(p, "paac-plan", corte=corte)):
        with pytest.raises(paac.ErrorDeEntrada, match="de 1900 a 2999"):
            pedir(bueno, corte=corte)


@pytest.mark.parametrize("peso", ["1E9999", "1E40", "0", "-1", "0.0001", "1E-999"])
def test_un_peso_imposible_se_dice_al_leer(peso: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(datos_con_cortes({"metodo": "ponderado", "pesos": {"1": peso}}))
    assert fallas(error) == ["metodologia.pesos.1"]


@pytest.mark.parametrize("numero", [10**20, 10**5000, -1], ids=["veinte", "cinco mil", "negativo"])
def test_un_componente_imposible_se_dice_al_leer(numero: int) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="de 0 a 999"):
        paac.modelo.Metodologia(pesos={numero: Decimal(1)})


def test_una_tabla_de_pesos_vacia_no_dice_nada() -> None:
    assert paac.modelo.Metodologia(pesos={}) == paac.modelo.Metodologia()


def test_un_componente_no_pesa_dos_veces() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="repetida"):
        metodologia_desde_datos({"metodo": "ponderado", "pesos": {"1": 1, 1: 5}})
    with pytest.raises(SystemExit) as salida:
        main(["analizar", "x.json", "--con", "metodo=ponderado", "--con", "pesos=1=2,1=3"])
    assert salida.value.code == 2


def test_dos_zonas_no_se_llaman_igual() -> None:
    zonas = [
        {"nombre": "Z", "desde": 0, "color": "FF0000"},
        {"nombre": "z", "desde": 50, "color": "00FF00"},
    ]
    with pytest.raises(paac.ErrorDeEntrada, match="un nombre por zona"):
        metodologia_desde_datos({"escala": {"codigo": "e", "nombre": "E", "zonas": zonas}})


def test_validar_dice_todo_lo_que_la_metodologia_no_puede(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos_con_cortes({"escala": "zz", "logros": 101})))

    assert main(["revisar", str(archivo)]) == 1
    rutas = [linea.split(": ")[1] for linea in capsys.readouterr().err.splitlines()]
    assert rutas == ["metodologia.escala", "metodologia.logros"]


@pytest.mark.parametrize(
    ("metodologia", "dice"),
    [
        (
            {"escala": "nada"},
            "metodologia.escala: se esperaba un objeto Escala, o alguno de estos: guia-v2, llegó"
            " 'nada'",
        ),
        (
            {"metodo": "ponderado", "pesos": {"1": 2, "9": 1}},
            "metodologia.pesos.9: ningún componente tiene ese número; los hay: 1",
        ),
    ],
)
def test_la_metodologia_que_no_sirve_se_dice_al_leer(metodologia: Any, dice: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(datos_con_cortes(metodologia))

    assert str(error.value) == dice


def test_un_corte_que_no_es_de_su_serie_se_avisa() -> None:
    suyo = paac.desde_datos(
        datos_con_cortes({"cortes": "trimestral"}, "2026-03-31", "2026-08-31")
    ).contenido

    (aviso,) = [a for a in paac.revisar(suyo).avisos if a.codigo == "corte_fuera_de_serie"]
    assert "31/08/2026" in aviso.mensaje
    assert "30/09/2026" in aviso.mensaje
    assert aviso in paac.reporte(suyo, "informe-seguimiento").avisos


def test_comparar_un_archivo_con_un_solo_corte_es_un_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo = paac.guardar_datos(
        paac.desde_datos(datos_con_cortes()).contenido, tmp_path / "plan.json"
    ).archivos[0]

    assert main(["comparar", str(archivo)]) == 1
    assert "no tiene dos cortes que comparar" in capsys.readouterr().err


@pytest.mark.parametrize(("regimen", "vigencia"), [("ptep", 2013), ("paac-v2", 2013)])
def test_un_regimen_que_no_existia_no_trae_deberes(regimen: Any, vigencia: int) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="que ya existiera en 2013"):
        paac.calendario(vigencia, regimen=regimen)


def test_construido_en_python_se_acepta_lo_mismo_que_en_los_datos() -> None:
    en_python = paac.modelo.Actividad(fecha_programada=date(2023, 7, 2))

    assert en_python.fecha_programada == "02/07/2023"
    assert paac.modelo.Metodologia(cortes=["2026-04-30"]).cortes == (date(2026, 4, 30),)
    pesos: Any = {"1": "2.5"}
    assert paac.modelo.Metodologia(pesos=pesos).pesos == {1: Decimal("2.5")}


EJEMPLO = str(RAIZ / "ejemplos/informe_trimestral/plan.yaml")


@pytest.mark.parametrize(
    "orden",
    [
        ["reunir", "{}", "--base", EJEMPLO, "--salida", "k.xlsx"],
        ["reunir", "llegaron", "--base", EJEMPLO, "--salida", "{}/a.xlsx"],
        ["revisar", "{}"],
        ["generar", EJEMPLO, "--formato", "{}/x", "--salida", "k.docx"],
        ["nuevo", "--entidad", "M", "--vigencia", "2026", "--salida", "{}/n.xlsx"],
    ],
)
def test_una_carpeta_que_no_se_deja_mirar_se_dice_y_es_de_la_maquina(
    orden: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Quien administra puede mirarlo todo: el permiso que falta lo dice el sistema, fingido."""
    cerrada = tmp_path / "cerrada"
    cerrada.mkdir()
    monkeypatch.chdir(tmp_path)

    def sin_dejar(funcion: Any) -> Any:
        def mirar(ruta: Any, *mas: Any, **opciones: Any) -> Any:
            if str(ruta).startswith(f"{cerrada}{'/' if funcion is os.stat else ''}"):
                raise PermissionError(errno.EACCES, "Permission denied", str(ruta))
            return funcion(ruta, *mas, **opciones)

        return mirar

    for nombre in ("stat", "listdir", "scandir"):
        monkeypatch.setattr(os, nombre, sin_dejar(getattr(os, nombre)))
    assert main([pedazo.format(cerrada) for pedazo in orden]) == 3
    assert "no hay permiso para" in capsys.readouterr().err
