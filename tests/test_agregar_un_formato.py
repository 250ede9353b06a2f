"""El formato de la página ``docs/agregar_un_formato.md``: otra ciudad, sin tocar el código.

Prueba ``cli/ordenes``.
"""

import re
import shutil
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ, con_libreoffice, con_sdk, dibujar, validar
from ayudas.lectores import hojas_de_excel, partes, sin_vacios, tablas_de_word, texto_de, xml

import paac_reportes as paac
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.cli import main

EJEMPLO = RAIZ / "ejemplos" / "formato_propio"
PAGINA = (RAIZ / "docs" / "agregar_un_formato.md").read_text("utf-8")
CODIGO = "CI-FO-031"


@pytest.fixture
def archivos(tmp_path: Path) -> dict[str, Path]:
    """El ejemplo con el formato escrito en la página, y no con el de la carpeta."""
    carpeta = tmp_path / "plantillas" / CODIGO
    carpeta.mkdir(parents=True)
    toml = "\n".join(re.findall(r"```toml\n(.*?)```", PAGINA, re.DOTALL))
    (carpeta / "formato.toml").write_text(toml, "utf-8")
    shutil.copy(EJEMPLO / "plantillas" / CODIGO / "logo.png", carpeta)
    rutas = {tipo: tmp_path / f"a.{tipo}" for tipo in ("docx", "xlsx")}
    plan = paac.leer(EJEMPLO / "plan.yaml").sin_dudas()
    paac.reporte(plan, paac.leer_formato(CODIGO, plantillas=carpeta.parent)).guardar(
        *rutas.values()
    )
    return rutas


def test_la_pagina_y_el_ejemplo_dicen_lo_mismo(archivos: dict[str, Path]) -> None:
    de_la_pagina = paac.leer_formato(archivos["docx"].parent / "plantillas" / CODIGO)

    assert de_la_pagina == paac.leer_formato(EJEMPLO / "plantillas" / CODIGO)


def test_nueve_columnas_en_tres_grupos_y_dos_firmas(archivos: dict[str, Path]) -> None:
    datos, tabla, firmas = tablas_de_word(archivos["docx"].read_bytes())

    assert datos == [["Vigencia", "2023", "Corte", "31 de agosto de 2023"]]
    assert sin_vacios(tabla[0]) == ["PLAN", "AVANCE", "CONTROL INTERNO"]
    assert tabla[1] == [
        *("N.º", "Actividad", "Producto", "Responsable", "Fecha", "Estado", "%"),
        *("Lo verificado", "Evidencia"),
    ]
    assert sin_vacios(tabla[-1]) == ["Promedio del componente", "61,1"]
    assert len(sin_vacios(firmas[-1])) == 2


def test_de_pie_con_el_logo_arriba_y_el_codigo_abajo(archivos: dict[str, Path]) -> None:
    word = archivos["docx"].read_bytes()
    libro = partes(archivos["xlsx"].read_bytes())["xl/worksheets/sheet1.xml"].decode()

    assert 'w:orient="landscape"' not in partes(word)["word/document.xml"].decode()
    assert b"<pic:pic" in partes(word)["word/header1.xml"]
    assert "Código: CI-FO-031" in texto_de(xml(word, "word/footer1.xml"))
    assert "Código: CI-FO-031" in libro
    assert 'orientation="portrait"' in libro


def test_en_excel_esta_lo_mismo(archivos: dict[str, Path]) -> None:
    _, tabla, _ = tablas_de_word(archivos["docx"].read_bytes())
    (hoja,) = hojas_de_excel(archivos["xlsx"].read_bytes()).values()
    presentes = [sin_vacios(fila) for fila in hoja]

    for fila in tabla:  # «50,0» allá es el número 50
        assert [texto.removesuffix(",0") for texto in sin_vacios(fila)] in presentes


@con_sdk
def test_el_validador_no_halla_nada(archivos: dict[str, Path]) -> None:
    assert validar(*archivos.values()) == ""


@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_lleva_su_pie(tipo: str, archivos: dict[str, Path], tmp_path: Path) -> None:
    (pagina,) = dibujar(archivos[tipo], tmp_path)

    for texto in ("ALCALDÍA DE PUERTO SAUCE", "Código: CI-FO-031", "Página 1 de 1"):
        assert texto in pagina


def test_revisar_el_del_ejemplo_no_avisa_nada(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["revisar", str(EJEMPLO / "plantillas")]) == 0
    salida = capsys.readouterr()
    assert (salida.out, salida.err) == ("CI-FO-031: sin fallas\n", "")


def test_revisar_dice_lo_que_no_cabe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carpeta = shutil.copytree(EJEMPLO / "plantillas" / CODIGO, tmp_path / CODIGO)
    archivo = carpeta / "formato.toml"
    texto = archivo.read_text("utf-8").replace('"Responsable"]', '"Responsabilidades"]')
    archivo.write_text(texto, "utf-8")

    assert main(["revisar", str(carpeta)]) == 0
    assert "nota: CI-FO-031: el rótulo «Responsabilidades» no cabe" in capsys.readouterr().out


def test_revisar_dice_todas_las_fallas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    carpeta = shutil.copytree(EJEMPLO / "plantillas" / CODIGO, tmp_path / "plantillas" / CODIGO)
    archivo = carpeta / "formato.toml"
    texto = archivo.read_text("utf-8").replace("actividad.meta", "actividad.producto")
    archivo.write_text(texto.replace("ancho = 18 }", "ancho = 28 }"), "utf-8")

    assert main(["revisar", str(carpeta.parent)]) == 1
    fallas = capsys.readouterr().err.splitlines()
    assert [falla.split("formato.toml: ")[1].split(":")[0] for falla in fallas] == [
        "tablas.seguimiento.columnas",
        "tablas.seguimiento.columnas[2].dato",
    ]


@pytest.mark.una_de_cada(resto="integracion")
@pytest.mark.parametrize("codigo", [f.codigo for f in paac.formatos_disponibles()])
def test_los_rotulos_de_cada_formato_del_catalogo_caben(codigo: str) -> None:
    assert revisar_formatos(RAIZ / "plantillas" / codigo)[1] == ()
