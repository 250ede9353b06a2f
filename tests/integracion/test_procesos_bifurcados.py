"""El PDF de un proceso que se bifurcó: sale, o se dice por qué no; nunca espera para siempre."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from ayudas.a_medida import plan_de
from ayudas.compartido import lanzar
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac

pytestmark = [
    pytest.mark.integracion,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="aquí no hay procesos bifurcados"),
]
PLAN = plan_de(*(actividad(codigo=f"1.{n}") for n in range(40)))
PEDIDO = paac.reporte(PLAN, FORMATO)
_A_LO_SUMO = 60


def dicho_por_un_hijo(que: Callable[[], bytes]) -> bytes:
    """Lo que un proceso bifurcado de éste dice; se termina si no lo dice en un minuto."""
    lee, escribe = multiprocessing.get_context("fork").Pipe(duplex=False)

    def hijo() -> None:
        try:
            escribe.send_bytes(que())
        except paac.ErrorPaac as error:
            escribe.send_bytes(repr(error.fallas).encode())

    proceso = multiprocessing.get_context("fork").Process(target=hijo)
    proceso.start()
    try:
        assert lee.poll(_A_LO_SUMO), "el hijo no dijo nada"
        return lee.recv_bytes()
    finally:
        proceso.kill()
        proceso.join()


def test_tras_un_pdf_el_hijo_da_los_mismos_bytes() -> None:
    esperado = PEDIDO.emitir("pdf").contenido

    assert dicho_por_un_hijo(lambda: PEDIDO.emitir("pdf").contenido) == esperado


def test_lo_que_falla_en_el_aparte_se_dice_como_siempre(monkeypatch: pytest.MonkeyPatch) -> None:
    PEDIDO.emitir("pdf")
    monkeypatch.setattr(sys, "executable", "/usr/bin/uwsgi")

    fallas = dicho_por_un_hijo(lambda: PEDIDO.emitir("pdf").contenido).decode()
    assert "sin_python" in fallas
    assert "haga el primero después de bifurcar" in fallas


def test_un_lote_en_procesos_bifurcados_hace_sus_pdf(tmp_path: Path) -> None:
    PEDIDO.emitir("pdf")
    encargos = [
        paac.modelo.Encargo(contenido=PLAN, formato=FORMATO, tipos=("pdf",), clave=f"p{n}")
        for n in range(2)
    ]
    de_bifurcar = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(2, mp_context=de_bifurcar) as procesos:
        hechos = list(paac.en_lote(encargos, tmp_path, ejecutor=procesos))

    assert [hecho.falla for hecho in hechos] == [None, None]
    assert (tmp_path / "p1.pdf").read_bytes() == PEDIDO.emitir("pdf").contenido


_OTRO_LO_USO = """
import os, sys
import typst
typst.compile(b"a#pagebreak()b")
if os.fork() == 0:
    import paac_reportes as paac
    reporte = paac.reporte(paac.leer(sys.argv[1]).sin_dudas(), "ptep-seguimiento")
    sys.stdout.buffer.write(reporte.emitir("pdf").contenido)
    sys.stdout.flush()
    os._exit(0)
os.wait()
"""


def test_si_el_anfitrion_uso_typst_por_su_cuenta_el_hijo_tampoco_espera() -> None:
    plan = "ejemplos/ptep/plan.yaml"
    orden = [sys.executable, "-c", _OTRO_LO_USO, plan]
    hecho = subprocess.run(orden, capture_output=True, timeout=_A_LO_SUMO, check=True)

    esperado = paac.reporte(paac.leer(plan).sin_dudas(), "ptep-seguimiento").emitir("pdf")
    assert hecho.stdout == esperado.contenido


_EN_UNA_CARPETA_BORRADA = """
import os, sys, tempfile
import paac_reportes as paac
plan = paac.leer(sys.argv[1]).sin_dudas()
reporte = paac.reporte(plan, "ptep-seguimiento")
carpeta = tempfile.mkdtemp()
os.chdir(carpeta)
os.rmdir(carpeta)
for hacer in (
    lambda: reporte.emitir("pdf"),
    lambda: reporte.guardar("a.docx"),
    lambda: list(paac.en_lote([paac.modelo.Encargo(contenido=plan, formato="x", clave="a")], "s")),
):
    try:
        hacer()
    except paac.ErrorDeEntorno as error:
        print(error.fallas[0].codigo)
print(len(reporte.emitir("docx").contenido) > 0)
"""


def test_con_la_carpeta_de_trabajo_borrada_se_dice_y_word_sale() -> None:
    orden = [sys.executable, "-c", _EN_UNA_CARPETA_BORRADA, "ejemplos/ptep/plan.yaml"]
    hecho = subprocess.run(orden, capture_output=True, timeout=_A_LO_SUMO, check=True, text=True)

    assert hecho.stdout.split() == ["sin_carpeta_de_trabajo"] * 3 + ["True"]


def test_una_salida_relativa_a_una_carpeta_borrada_no_es_una_traza(tmp_path: Path) -> None:
    plan = Path("ejemplos/ptep/plan.yaml").resolve()
    orden = (
        f"cd {tmp_path} && rmdir {tmp_path} && {sys.executable} -m paac_reportes generar {plan}"
        " --formato ptep-seguimiento --salida a.docx"
    )
    hecho = lanzar("sh", "-c", orden, timeout=_A_LO_SUMO)

    assert hecho.returncode == 3
    assert hecho.stderr.startswith("a.docx: la carpeta de trabajo de este programa ya no existe")
