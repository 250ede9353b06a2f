"""Verificar varios archivos: un resultado por cada uno, y el código de salida del peor.

Prueba ``cli/ordenes/verificar``.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.alteraciones import cambiar
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos, plan

import paac_reportes as paac
from paac_reportes.api import lectura, verificacion
from paac_reportes.cli import main

OTRO = paac.desde_datos(datos(componente(actividad(meta="Otra meta")))).contenido


@pytest.fixture
def dos(tmp_path: Path) -> tuple[list[Path], list[Path]]:
    """Dos archivos y los datos de que sale cada uno."""
    archivos, de_que = [], []
    for nombre, suyo in {"uno": plan(), "dos": OTRO}.items():
        archivos.append(tmp_path / f"{nombre}.docx")
        paac.reporte(suyo, FORMATO, corte=CORTE).guardar(archivos[-1])
        de_que.append(tmp_path / f"{nombre}.json")
        paac.guardar_datos(suyo, de_que[-1])
    return archivos, de_que


def alterar(archivo: Path) -> None:
    contenido = cambiar(archivo.read_bytes(), "word/document.xml", "Mapa publicado", "Otro mapa")
    archivo.write_bytes(contenido)


# ------------------------------------------------------------------ en Python


def test_cada_archivo_se_verifica_con_lo_suyo(dos: tuple[list[Path], list[Path]]) -> None:
    archivos, de_que = dos
    suyos = [*paac.verificar_varios(archivos, [plan(), OTRO], FORMATO, corte=CORTE)]
    cruzados = paac.verificar_varios(archivos, [OTRO, plan()], FORMATO, corte=CORTE)
    leidos = paac.verificar_varios(archivos, de_que, FORMATO, corte=CORTE)

    assert [uno.archivo for uno in suyos] == [str(archivo) for archivo in archivos]
    assert [uno.pasa for uno in suyos] == [True, True]
    assert [uno.pasa for uno in cruzados] == [False, False]
    assert [uno.pasa for uno in leidos] == [True, True]


def test_un_plan_es_el_de_todos_y_se_lee_una_vez(
    dos: tuple[list[Path], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    archivos, de_que = dos
    leidos: list[object] = []
    de_veras = lectura.leer_sin_dudas

    def leer(origen: Any, carpeta: Any = None) -> Any:
        leidos.append(origen)
        return de_veras(origen, carpeta)

    monkeypatch.setattr(verificacion, "leer_sin_dudas", leer)
    hechos = [*paac.verificar_varios(archivos, de_que[0], FORMATO, corte=CORTE)]

    assert [uno.pasa for uno in hechos] == [True, False]
    assert leidos == [de_que[0]]


def test_lo_que_falla_de_uno_no_detiene_a_los_demas(
    dos: tuple[list[Path], list[Path]], tmp_path: Path
) -> None:
    (uno, otro), _ = dos
    roto = tmp_path / "roto.json"
    roto.write_text('{"entidad": {}}', "utf-8")
    archivos = [tmp_path / "no-esta.docx", uno, otro]
    hechos = [*paac.verificar_varios(archivos, [plan(), roto, OTRO], FORMATO, corte=CORTE)]

    assert [[falla.codigo for falla in hecho.fallas] for hecho in hechos] == [
        ["archivo_no_existe"],
        ["dato_faltante", "dato_faltante"],
        [],
    ]
    assert hechos[1].fallas[0].ruta == f"{roto}: entidad.nombre"
    assert hechos[1].datos()["fallas"][0]["ruta"] == f"{roto}: entidad.nombre"
    assert [hecho.pasa for hecho in hechos] == [False, False, True]


def test_con_un_acta_basta_y_se_lee_una_vez(dos: tuple[list[Path], list[Path]]) -> None:
    archivos, _ = dos
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)
    acta = io.BytesIO()
    reporte.guardar(archivos[0], acta=acta)
    acta.seek(0)
    hechos = [*paac.verificar_varios([archivos[0], *archivos], acta=acta)]

    assert [uno.pasa for uno in hechos] == [True, True, False]
    assert hechos[2].certificado is not None
    assert hechos[2].certificado.motivos[0].startswith("acta no es el acta de este archivo")


@pytest.mark.parametrize(
    ("archivos", "planes"),
    [("uno.docx", plan()), ([], plan()), (["uno.docx"], [plan(), plan()]), (["uno.docx"], None)],
)
def test_lo_que_no_casa_se_dice_antes_de_empezar(archivos: list[str], planes: paac.Plan) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.verificar_varios(archivos, planes, FORMATO)


# ------------------------------------------------------------------ en la orden


def orden(archivos: list[Path], de_que: list[Path], *otras: str) -> list[str]:
    contra = [parte for uno in de_que for parte in ("--contra", str(uno))]
    dichos = [*map(str, archivos), *contra, "--formato", FORMATO, "--corte", CORTE.isoformat()]
    return ["verificar", *dichos, *otras]


def test_la_orden_da_uno_por_archivo_y_termina_en_cero_si_todos_pasan(
    dos: tuple[list[Path], list[Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(orden(*dos)) == 0

    dichos = json.loads(capsys.readouterr().out)
    assert [(uno["archivo"], uno["pasa"]) for uno in dichos] == [
        (str(archivo), True) for archivo in dos[0]
    ]


def test_la_orden_termina_con_el_codigo_del_peor_y_dice_de_cual_es_cada_cosa(
    dos: tuple[list[Path], list[Path]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (uno, otro), de_que = dos
    alterar(uno)
    no_esta = tmp_path / "no-esta.docx"

    assert main(orden([uno, no_esta, otro], [de_que[0], de_que[0], de_que[1]])) == 1
    salida = capsys.readouterr()
    assert [dicho["pasa"] for dicho in json.loads(salida.out)] == [False, False, True]
    dicho = salida.err.splitlines()
    assert any(una.startswith(f"{uno}: ") and "«Mapa publicado»" in una for una in dicho)
    assert [una.count(str(no_esta)) for una in dicho if "no-esta" in una] == [1]
    assert not any(una.startswith(f"{otro}: ") for una in dicho)


def test_la_orden_dice_si_los_datos_no_son_uno_por_archivo(
    dos: tuple[list[Path], list[Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    archivos, de_que = dos

    assert main(orden([*archivos, archivos[0]], de_que)) == 1
    assert "son 3 archivos y llegaron 2" in capsys.readouterr().err
