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
from paac_reportes.prueba.escrito import leer_escrito
from paac_reportes.prueba.graficos import grafico_debido
from paac_reportes.prueba.identidad import juzgar

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
    dichos = (dicho.texto for renglon in leer_escrito(contenido)[1].renglones for dicho in renglon)
    return [uno for uno in dichos if "⟦gráfico" in uno]


def test_se_ve_lo_que_se_escribio() -> None:
    assert dichos(escrito()) == [grafico_debido(uno, CARTA.ancho_util) for uno in GRAFICOS]
    assert "Cumplidas: Riesgos = 3; Trámites = 0" in dichos(escrito())[1]


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        (b"<c:v>3</c:v>", b"<c:v>2</c:v>"),
        (b"<c:v>Cumplidas</c:v>", b"<c:v>Vencidas</c:v>"),
        (b"<c:v>Riesgos</c:v>", b"<c:v>Otros</c:v>"),
    ],
)
def test_otro_dato_no_se_puede_afirmar_y_se_dice_cual(antes: bytes, despues: bytes) -> None:
    suya = partes(escrito())["word/charts/chart2.xml"]
    assert antes in suya

    juicio = juzgar(
        "docx", escrito(), con({"word/charts/chart2.xml": suya.replace(antes, despues)})
    )
    assert juicio.veredicto == "no_se_puede_afirmar"
    assert despues[5:-6].decode() in str(juicio.reparos[0])


def test_un_libro_que_dice_otra_cosa_que_su_grafico_se_nota() -> None:
    nombre = "word/embeddings/chart2.xlsx"
    libro = io.BytesIO()
    with zipfile.ZipFile(libro, "w") as archivo:
        for parte, contenido in partes(partes(escrito())[nombre]).items():
            archivo.writestr(parte, contenido.replace(b"<v>3</v>", b"<v>30</v>"))

    primero, segundo, *otros = dichos(con({nombre: libro.getvalue()}))
    assert "⟦en sus celdas no dice lo mismo: Datos!$B$2:$B$3⟧" in segundo
    assert [primero, *otros] == [d for n, d in enumerate(dichos(escrito())) if n != 1]


@pytest.mark.integracion
@con_libreoffice
def test_libreoffice_conserva_las_cifras(tmp_path: Path) -> None:
    (tmp_path / "uno.docx").write_bytes(escrito())
    vuelto = convertir(tmp_path / "uno.docx", "docx", tmp_path / "otro")

    assert juzgar("docx", escrito(), vuelto.read_bytes()).veredicto == "dice_lo_mismo"
