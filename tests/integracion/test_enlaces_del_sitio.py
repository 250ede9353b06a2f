"""Lo que revisa los enlaces del sitio ya armado: halla los perdidos y no acusa a los buenos."""

import sys
from pathlib import Path

from ayudas.compartido import RAIZ, lanzar

BUENA = """<html><head><link rel="stylesheet" href="estilo.css"></head><body>
<h1 id="aquí">Título</h1> <a href="#aquí">aquí</a> <a href="otra.html#all%C3%A1">allá</a>
<a href="https://example.org/">lejos</a> <img src="data:image/png;base64,AA=="></body></html>"""
OTRA = '<html><body><p id="allá">Allá</p></body></html>'


def revisar(carpeta: Path, **paginas: str) -> tuple[int, list[str]]:
    for nombre, contenido in paginas.items():
        (carpeta / f"{nombre}.html").write_text(f'<meta charset="utf-8">{contenido}', "utf-8")
    guion = RAIZ / "herramientas" / "enlaces.py"
    corrido = lanzar(sys.executable, guion, carpeta)
    return corrido.returncode, corrido.stdout.splitlines()


def test_un_sitio_con_todo_en_su_lugar_pasa(tmp_path: Path) -> None:
    (tmp_path / "estilo.css").touch()

    assert revisar(tmp_path, buena=BUENA, otra=OTRA) == (0, ["2 páginas; enlaces perdidos, 0"])


def test_dice_el_archivo_que_no_existe_y_el_lugar_que_no_esta(tmp_path: Path) -> None:
    mala = '<a href="no.html">a</a><a href="otra.html#x">b</a><a href="#y">c</a><img src="z.png">'

    assert revisar(tmp_path, mala=mala, otra=OTRA) == (
        1,
        [
            "mala.html: no.html: no existe",
            "mala.html: otra.html#x: no tiene ese lugar",
            "mala.html: #y: no tiene ese lugar",
            "mala.html: z.png: no existe",
            "2 páginas; enlaces perdidos, 4",
        ],
    )
