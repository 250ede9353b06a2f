"""Lo enorme se dice en pocas palabras."""

import json
from pathlib import Path

import pytest
from ayudas.emitidos import ejemplo
from ayudas.planes import FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.errores import Falla
from paac_reportes.escritores.docx import tablas
from paac_reportes.escritores.xlsx import escritor
from paac_reportes.maqueta.hoja import contenido


def con_fallas(cuantas: int) -> paac.ErrorDeEntrada:
    return paac.ErrorDeEntrada(Falla("dato_invalido", f"a[{n}]", "mal") for n in range(cuantas))


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    ("cuantas", "renglones", "ultimo"),
    [
        (1, 1, "a[0]: mal"),
        (100, 100, "a[99]: mal"),
        (101, 101, "… y otra falla"),
        (300_000, 101, "… y otras 299900 fallas"),
    ],
)
def test_un_error_escribe_las_cien_primeras_fallas(
    cuantas: int, renglones: int, ultimo: str
) -> None:
    error = con_fallas(cuantas)
    escrito = str(error).split("\n")

    assert len(error.fallas) == cuantas
    assert (len(escrito), escrito[-1]) == (renglones, ultimo)


def test_la_orden_tambien(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    malo = datos(componente(*[actividad(codigo=1)] * 250))
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(malo), encoding="utf-8")

    assert main(["revisar", str(archivo)]) == 1
    dicho = capsys.readouterr().err.splitlines()
    assert len(dicho) == 101
    assert dicho[-1] == "… y otras 150 fallas"


def test_un_libro_de_mas_paginas_que_cortes_admite_excel_lo_avisa(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for modulo in (contenido, escritor):
        monkeypatch.setattr(modulo, "SALTOS_MAXIMOS", 2)
    plan = paac.desde_datos(datos(componente(*[actividad()] * 200))).contenido

    emision = paac.reporte(plan, "paac-plan").emitir("xlsx")
    (aviso,) = [aviso for aviso in emision.avisos if aviso.codigo == "cortes_de_pagina"]
    assert aviso.ruta == "SECRETARÍA DE PLANEACIÓN"
    assert "cortes de página y Excel admite 2: al imprimir" in aviso.mensaje


def test_una_tabla_que_se_escribe_por_partes_es_la_misma(monkeypatch: pytest.MonkeyPatch) -> None:
    suyo = ejemplo("informe_trimestral")
    entera = paac.reporte(suyo, FORMATO).emitir("docx").contenido

    monkeypatch.setattr(tablas, "_DE_A", 2)
    assert paac.reporte(suyo, FORMATO).emitir("docx").contenido == entera
