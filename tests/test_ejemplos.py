"""Los ejemplos que se reparten: hacen lo que dicen, con los casos que enseñan."""

import json
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from ayudas.compartido import RAIZ, lanzar
from ayudas.lectores import hojas_de_excel, partes, sin_vacios, tablas_de_word

import paac_reportes as paac


def test_el_ejemplo_de_la_base_de_datos_genera_los_dos_formatos(tmp_path: Path) -> None:
    for ejemplo in ("formato_en_base_de_datos", "ptep"):
        shutil.copytree(RAIZ / "ejemplos" / ejemplo, tmp_path / "ejemplos" / ejemplo)
    runpy.run_path(str(tmp_path / "ejemplos" / "formato_en_base_de_datos" / "generar.py"))
    tablas = {
        codigo: tablas_de_word((tmp_path / "salida" / f"{codigo}.docx").read_bytes())[-1]
        for codigo in ("CI-FO-040", "CI-FO-041")
    }

    assert ["Promedio de Canales de denuncia", "", "", "62,50"] in tablas["CI-FO-040"]
    assert ["Promedio de Redes y articulación", "", "", "66,70"] in tablas["CI-FO-041"]
    assert {tabla[-1][-1] for tabla in tablas.values()} == {"61,07"}
    escudo = (RAIZ / "ejemplos" / "ptep" / "escudo.png").read_bytes()
    assert escudo in partes((tmp_path / "salida" / "CI-FO-041.docx").read_bytes()).values()


@pytest.mark.integracion
def test_el_ejemplo_del_formato_completo_sale_en_su_encabezado_y_en_su_membrete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copia = tmp_path / "ejemplos" / "formato_completo"
    shutil.copytree(RAIZ / "ejemplos" / "formato_completo", copia)
    runpy.run_path(str(copia / "generar.py"))
    salida = tmp_path / "salida"

    assert {archivo.name for archivo in salida.iterdir()} == {
        f"VL-FO-{numero}.{tipo}"
        for numero in ("012", "013")
        for tipo in ("docx", "xlsx", "html", "pdf")
    }
    for codigo in ("VL-FO-012", "VL-FO-013"):
        word = (salida / f"{codigo}.docx").read_bytes()
        (matriz,) = (tabla for tabla in tablas_de_word(word) if tabla[0][0] == "PROGRAMA")
        assert sin_vacios(matriz[-1]) == ["Todo el programa", "35.700.000,50", "66,5\xa0%", "66,5"]
        firmas = {archivo.read_bytes() for archivo in copia.glob("firma_*.png")}
        assert len(firmas) == 3
        assert firmas <= set(partes(word).values())
        hojas = hojas_de_excel((salida / f"{codigo}.xlsx").read_bytes())
        assert list(hojas) == ["Carta", "Matriz", "Anexo"]


@pytest.mark.integracion
def test_el_ejemplo_de_las_oficinas_dice_quien_falta_y_que_no_cuadra(tmp_path: Path) -> None:
    for ejemplo in ("captura", "informe_trimestral"):
        shutil.copytree(RAIZ / "ejemplos" / ejemplo, tmp_path / "ejemplos" / ejemplo)
    runpy.run_path(str(tmp_path / "ejemplos" / "captura" / "generar.py"))
    salida = tmp_path / "salida" / "captura"
    informe = json.loads((salida / "consolidacion.json").read_text("utf-8"))
    primera = paac.leer(salida / "datos.json").sin_dudas().dependencias[1].componentes[0]
    resuelta = paac.leer(salida / "datos-resueltos.json").sin_dudas().dependencias[1].componentes[0]

    assert informe["resumen"] == [
        "Libros que llegaron: 5.",
        "Oficinas que reportaron: 4 de 5.",
        "Falta: 1 (Secretaría de Planeación y Ordenamiento Territorial).",
        f"Reportes nuevos: 8, de {informe['resumen'][3].split()[-2]} filas.",
        "Conflictos sin resolver: 1 de 1; el plan conserva ahí lo que dice la base.",
    ]
    assert ultimo_reporte(primera) != "Se cumplió, y se publicó el acta."
    assert ultimo_reporte(resuelta) == "Se cumplió, y se publicó el acta."


def ultimo_reporte(componente: paac.modelo.Componente) -> str | None:
    return componente.subcomponentes[0].actividades[0].seguimientos[-1].texto


@pytest.mark.integracion
@pytest.mark.parametrize(
    "ejemplo",
    [
        "formato_propio",
        pytest.param("informe_trimestral", marks=pytest.mark.profundo),  # lo corre make informe
        "matriz_propia",
        "membrete",
        "ptep",
        "varias_tablas",
    ],
)
def test_un_ejemplo_dice_lo_que_hizo_y_nada_mas(ejemplo: str, tmp_path: Path) -> None:
    """Cada archivo, con lo que es; y por el registro, sólo cuántos avisos hubo."""
    shutil.copytree(RAIZ / "ejemplos", tmp_path / "ejemplos")
    guion = tmp_path / "ejemplos" / ejemplo / "generar.py"
    corrido = lanzar(sys.executable, guion, check=True)
    renglones = [renglon.split() for renglon in corrido.stdout.splitlines()]
    dichos = {palabras[0].rstrip(":") for palabras in renglones if len(palabras) > 1}

    assert re.fullmatch(r"(\w+\.\w+, con avisos: [\w, ]+\n)*", corrido.stderr)
    assert {archivo.name for archivo in (tmp_path / "salida").iterdir()} <= dichos


@pytest.mark.integracion
def test_lo_que_la_matriz_propia_guarda_en_excel_se_puede_sumar(tmp_path: Path) -> None:
    shutil.copytree(RAIZ / "ejemplos", tmp_path / "ejemplos")
    guion = tmp_path / "ejemplos" / "matriz_propia" / "generar.py"
    subprocess.run([sys.executable, guion], capture_output=True, check=True)

    hoja = openpyxl.load_workbook(tmp_path / "salida" / "peticiones.xlsx").worksheets[0]
    columnas = [[celda for (celda,) in hoja[f"{letra}4:{letra}8"]] for letra in "BCDE"]
    clases = [{type(celda.value) for celda in columna} <= {int, float} for columna in columnas]
    assert clases == [True, True, True, False]
    assert {celda.value.isoformat()[10:] for celda in columnas[3]} == {"T00:00:00"}
    formatos = [{celda.number_format for celda in columna} for columna in columnas]
    assert formatos == [{"0"}, {"0"}, {'[$-240A]0.0" %"'.replace(" %", "\xa0%")}, {"dd/mm/yyyy"}]
    assert hoja["B9"].value == "=SUM(B4:B8)"


def test_el_cliente_tipado_hace_todo_su_recorrido(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cliente = runpy.run_path(str(RAIZ / "ejemplos/cliente_tipado/cliente.py"))

    assert cliente["main"](str(RAIZ / "ejemplos/informe_trimestral/plan.yaml"), str(tmp_path)) == 0
    dicho = capsys.readouterr().out
    assert "MCCO.101.18.F.20 en docx: 200\n" in dicho
    assert "no-existe en docx: 404\n" in dicho
    assert "MCCO.101.18.F.20 en odt: 406\n" in dicho
    assert {ruta.suffix for ruta in tmp_path.iterdir()} == {".docx", ".xlsx", ".json"}
    assert paac.leer(tmp_path / "hecho.json").sin_dudas().componentes[-1].nombre == "Iniciativas"
