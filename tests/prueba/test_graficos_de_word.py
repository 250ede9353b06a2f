"""Un gráfico de Word dice lo que debe: en lo que muestra y en el libro que lleva."""

import io
import zipfile
from pathlib import Path

import pytest
from ayudas.compartido import con_libreoffice, convertir
from ayudas.con_de_todo import graficos
from ayudas.en_pdf import CARTA, documento
from ayudas.lectores import partes

from paac_reportes.escritores import docx
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.prueba.comprobacion import ver
from paac_reportes.prueba.graficos import datos_de_word, debido_en_word
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.prueba.visible import Texto

GRAFICOS = graficos()


def escrito() -> bytes:
    return docx.escribir(documento(*GRAFICOS), Escritura())


def con(cambiadas: dict[str, bytes]) -> bytes:
    """El mismo, con otras partes."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as archivo:
        for nombre, contenido in (partes(escrito()) | cambiadas).items():
            archivo.writestr(nombre, contenido)
    return salida.getvalue()


def dichos(contenido: bytes) -> list[str]:
    _, zonas = ver(contenido)
    textos = [uno.texto for zona in zonas for uno in zona.bloques if isinstance(uno, Texto)]
    return [uno for uno in textos if "⟦gráfico" in uno]


def test_se_ve_lo_que_se_escribio() -> None:
    assert dichos(escrito()) == [debido_en_word(uno, CARTA.ancho_util) for uno in GRAFICOS]
    assert "Cumplidas: Riesgos = 3; Trámites = 0" in dichos(escrito())[1]


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        (b"<c:v>3</c:v>", b"<c:v>2</c:v>"),
        (b"<c:v>Cumplidas</c:v>", b"<c:v>Vencidas</c:v>"),
        (b"<c:v>Riesgos</c:v>", b"<c:v>Otros</c:v>"),
    ],
)
def test_otro_dato_es_otro_archivo_y_se_dice_en_cual(antes: bytes, despues: bytes) -> None:
    suya = partes(escrito())["word/charts/chart2.xml"]
    assert antes in suya

    juicio = juzgar(
        "docx", escrito(), con({"word/charts/chart2.xml": suya.replace(antes, despues)})
    )
    assert juicio.veredicto == "distinto"
    assert [una.lugar for una in juicio.diferencias] == ["gráfico 2"]


def test_otro_color_no_es_identico() -> None:
    suya = partes(escrito())["word/charts/chart2.xml"].replace(b"548235", b"FFFFFF")
    juicio = juzgar("docx", escrito(), con({"word/charts/chart2.xml": suya}))

    assert juicio.veredicto == "no_se_puede_afirmar"
    assert any("gráfico" in reparo.mensaje for reparo in juicio.reparos)


def test_un_libro_que_dice_otra_cosa_que_su_grafico_se_nota() -> None:
    nombre = "word/embeddings/chart2.xlsx"
    libro = io.BytesIO()
    with zipfile.ZipFile(libro, "w") as archivo:
        for parte, contenido in partes(partes(escrito())[nombre]).items():
            archivo.writestr(parte, contenido.replace(b"<v>3</v>", b"<v>30</v>"))

    primero, segundo, *otros = dichos(con({nombre: libro.getvalue()}))
    assert "⟦en su libro no dice lo mismo: Datos!$B$2:$B$3⟧" in segundo
    assert [primero, *otros] == [d for n, d in enumerate(dichos(escrito())) if n != 1]


@pytest.mark.integracion
@con_libreoffice
def test_libreoffice_conserva_las_cifras(tmp_path: Path) -> None:
    (tmp_path / "uno.docx").write_bytes(escrito())
    vuelto = convertir(tmp_path / "uno.docx", "docx", tmp_path / "otro")

    assert datos_de_word(vuelto.read_bytes()) == datos_de_word(escrito())
    assert juzgar("docx", escrito(), vuelto.read_bytes()).veredicto == "no_se_puede_afirmar"
