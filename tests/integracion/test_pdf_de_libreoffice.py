"""El PDF que LibreOffice hace de un Word nuestro: de verdad, y con uno de mentira que falla."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ayudas.compartido import con_libreoffice
from ayudas.cuerpos import cuerpo
from ayudas.planes import CORTE, plan
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.escritores.docx import libreoffice

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(os.name != "posix", reason="el de mentira es de sh"),
]

WORD = cuerpo("De {{ entidad.nombre }}", [["{{ actividad.codigo }}"]], pie="{{ pagina }}")
SE_QUEDA = "sleep 600 & echo $! >>{pids}; echo $$ >>{pids}; wait"
"""Con un hijo, que también se queda."""


def pedido() -> paac.Reporte:
    return paac.reporte(plan(), paac.formato_desde_word(WORD), corte=CORTE)


@pytest.fixture
def paso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Donde va lo que está de paso."""
    carpeta = tmp_path / "paso"
    carpeta.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(carpeta))
    return carpeta


@pytest.fixture
def pids(tmp_path: Path) -> Path:
    return tmp_path / "pids"


@pytest.fixture
def de_mentira(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pids: Path
) -> Callable[[str], None]:
    """Pone en el camino un ``soffice`` que hace eso."""

    def poner(guion: str) -> None:
        programas = tmp_path / "programas"
        programas.mkdir()
        programa = programas / "soffice"
        programa.write_text(f"#!/bin/sh\n{guion.replace('{pids}', str(pids))}\n")
        programa.chmod(0o755)
        monkeypatch.setenv("PATH", f"{programas}:{os.environ['PATH']}")

    return poner


def esperar(que: Callable[[], object], segundos: float = 20) -> None:
    limite = time.monotonic() + segundos
    while not que():
        assert time.monotonic() < limite
        time.sleep(0.02)


def anotados(pids: Path) -> list[int]:
    """El programa y su hijo, cuando ya están los dos."""
    esperar(lambda: pids.exists() and len(pids.read_text().split()) == 2)
    return [int(uno) for uno in pids.read_text().split()]


def viven(numeros: list[int]) -> list[int]:
    def vive(numero: int) -> bool:
        try:
            estado = Path(f"/proc/{numero}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return False
        return estado != "Z"

    return [uno for uno in numeros if vive(uno)]


def test_al_que_se_queda_se_le_acaba_el_plazo_y_no_queda_nada(
    de_mentira: Callable[[str], None], pids: Path, paso: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    de_mentira(SE_QUEDA)
    monkeypatch.setattr(libreoffice, "PLAZO", 0.5)
    with pytest.raises(paac.ErrorDeEntorno) as caso:
        pedido().emitir("pdf")

    assert str(caso.value) == (
        "LibreOffice no terminó el PDF en 0.5 segundos, y se lo dejó: hágalo cuando la máquina esté"
        " menos ocupada, o pida el Word y guárdelo como PDF"
    )
    assert [falla.codigo for falla in caso.value.fallas] == ["plazo_vencido"]
    esperar(lambda: not viven(anotados(pids)))
    assert [*paso.iterdir()] == []


@pytest.mark.parametrize(
    ("guion", "dice"),
    [
        (
            "echo 'javaldx'; echo 'no se pudo abrir' >&2; exit 77",
            "el código 77 y no dejó el PDF: «no se pudo abrir»",
        ),
        ("exit 0", "el código 0 y no dejó el PDF;"),
        (
            'for u; do d="$a"; a="$u"; done; mkdir -p "${a%/*}/salida";'
            " printf '%%PDF-1.6' >\"${a%/*}/salida/documento.pdf\"",
            "el código 0 y dejó un PDF a medias;",
        ),
    ],
    ids=["falla", "no escribe nada", "lo deja a medias"],
)
def test_el_que_falla_lo_dice_y_no_deja_nada(
    de_mentira: Callable[[str], None], paso: Path, tmp_path: Path, guion: str, dice: str
) -> None:
    de_mentira(guion)
    with pytest.raises(paac.ErrorDeEntorno) as caso:
        pedido().guardar(tmp_path / "a.docx", tmp_path / "a.pdf")

    assert f"LibreOffice terminó con {dice}" in str(caso.value)
    assert str(caso.value).endswith("hágalo otra vez, o pida el Word y guárdelo como PDF")
    assert [falla.codigo for falla in caso.value.fallas] == ["programa_fallo"]
    assert not (tmp_path / "a.docx").exists()
    assert [*paso.iterdir()] == []


@pytest.mark.parametrize("senal", [signal.SIGINT, signal.SIGTERM])
def test_si_la_orden_se_interrumpe_no_queda_ni_el_ni_su_hijo(
    de_mentira: Callable[[str], None], pids: Path, tmp_path: Path, senal: signal.Signals
) -> None:
    de_mentira(SE_QUEDA)
    word, salida = tmp_path / "c.docx", tmp_path / "s.pdf"
    word.write_bytes(WORD)
    datos = ("generar", "ejemplos/ptep/plan.yaml", "--formato", str(word), "--salida", str(salida))
    with subprocess.Popen(
        [sys.executable, "-m", "paac_reportes", *datos], stderr=subprocess.PIPE
    ) as orden:
        numeros = anotados(pids)
        assert viven(numeros) == numeros
        orden.send_signal(senal)
        orden.communicate(timeout=30)

    esperar(lambda: not viven(numeros))
    assert orden.returncode == 130
    assert not salida.exists()


# ------------------------------------------------------------------ de verdad


@con_libreoffice
def test_el_de_verdad_dice_lo_del_word_etiquetado_en_su_idioma_y_sin_dejar_nada(
    paso: Path,
) -> None:
    emision = pedido().emitir("pdf")
    lector = PdfReader(io.BytesIO(emision.contenido))

    texto = "".join(pagina.extract_text() for pagina in lector.pages)
    assert "De MUNICIPIO DE PRUEBA" in texto
    assert "1.1" in texto
    assert b"/MarkInfo<</Marked true>>" in emision.contenido
    assert b"<pdfuaid:part>1</pdfuaid:part>" in emision.contenido
    assert lector.get_fields() in ({}, None)
    assert emision.tipo_mime == "application/pdf"
    assert [*paso.iterdir()] == []


@con_libreoffice
def test_dos_a_la_vez_no_se_estorban() -> None:
    with ThreadPoolExecutor(2) as hilos:
        futuros = [hilos.submit(pedido().emitir, "pdf") for _ in range(3)]
        assert [uno.result().contenido[:5] for uno in futuros] == [b"%PDF-"] * 3
