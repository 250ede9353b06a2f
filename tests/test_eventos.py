"""Lo que queda en el registro: un renglón de lo que trae avisos, sin textos del plan.

Prueba ``api/eventos``.
"""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import lanzar
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac

RAIZ = Path(__file__).parents[1]
SECRETO = "Texto que sólo está en el plan"
PLAN = plan(componente(actividad(descripcion=SECRETO, meta=SECRETO)))
CON_REPORTE = plan(
    componente(
        actividad(descripcion=SECRETO, seguimientos=[{"corte": f"{CORTE}", "texto": SECRETO}])
    )
)


LLEVA_DUDAS = paac.Lectura(contenido=PLAN, avisos=(paac.Aviso("lectura_dudosa", "a", SECRETO),))
DE_ADENTRO = paac.Lectura(
    contenido=CON_REPORTE, avisos=(paac.Aviso("lectura_dudosa", "a", SECRETO),)
)


@pytest.fixture(autouse=True)
def _el_registro_de_quien_no_lo_configura(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """El registro como lo deja importar: un anfitrión de otra prueba pudo ponerle lo suyo."""
    registro = logging.getLogger("paac_reportes")
    monkeypatch.setattr(registro, "handlers", [])
    nivel = registro.level
    registro.setLevel(logging.NOTSET)
    yield
    registro.setLevel(nivel)


def guardar(carpeta: Path) -> None:
    paac.reporte(LLEVA_DUDAS, FORMATO, corte=CORTE).guardar(carpeta / "a.docx", carpeta / "a.xlsx")


def leer_documento(carpeta: Path) -> None:
    paac.reporte(PLAN, "paac-plan").guardar(carpeta / "a.docx")
    paac.leer(carpeta / "a.docx", como=None, plan=LLEVA_DUDAS)


def reunir(carpeta: Path) -> None:
    libros = paac.capturar(LLEVA_DUDAS, CORTE, carpeta / "libros")
    paac.reunir(libros, base=LLEVA_DUDAS).guardar(carpeta / "reunido.xlsx")


def hacer_un_lote(carpeta: Path) -> None:
    encargo = paac.modelo.Encargo(contenido=LLEVA_DUDAS, formato=FORMATO, corte=CORTE, clave="a")
    assert [*paac.en_lote([encargo], carpeta)]


CASOS: dict[str, Callable[[Path], object]] = {
    "reporte.emitido": lambda _: paac.reporte(LLEVA_DUDAS, FORMATO, corte=CORTE).emitir("docx"),
    "reporte.guardado": guardar,
    "documento.leido": leer_documento,
    "datos.guardados": lambda carpeta: paac.guardar_datos(LLEVA_DUDAS, carpeta / "a.json"),
    "contenido.analizado": lambda _: paac.analizar(LLEVA_DUDAS),
    "contenidos.comparados": lambda _: paac.comparar(LLEVA_DUDAS, PLAN),
    "contenidos.contados": lambda _: paac.cifras_en_filas([LLEVA_DUDAS]),
    "contenido.revisado": lambda _: paac.revisar(LLEVA_DUDAS),
    "plan.recomendado": lambda _: paac.recomendar(DE_ADENTRO),
    "recomendaciones.repartidas": lambda _: paac.anfitrion.recomendaciones_por_oficina(
        LLEVA_DUDAS, CORTE
    ),
    "calendario.hecho": lambda _: paac.calendario(2026, plan=LLEVA_DUDAS),
    "libros.capturados": reunir,
    "libros.reunidos": reunir,
    "oficios.escritos": lambda carpeta: paac.oficios(DE_ADENTRO, CORTE, carpeta),
    "lote.hecho": hacer_un_lote,
}


@pytest.mark.parametrize("evento", CASOS)
def test_de_lo_que_se_pide_va_un_renglon_de_avisos_sin_textos_del_plan(
    evento: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="paac_reportes"):
        CASOS[evento](tmp_path)
    (dicho,) = [uno for uno in caplog.records if uno.message.startswith(evento)]

    assert dicho.levelno == logging.WARNING
    assert dicho.message.startswith(f"{evento}, con avisos: ")
    for de_todos in caplog.messages:
        assert SECRETO not in de_todos
        assert PLAN.entidad.nombre not in de_todos


def test_el_renglon_dice_los_codigos_y_cuantos_hay_de_cada_uno(
    caplog: pytest.LogCaptureFixture,
) -> None:
    paac.analizar(LLEVA_DUDAS)
    paac.analizar(PLAN)

    assert caplog.messages == ["contenido.analizado, con avisos: lectura_dudosa 1"]


def test_la_biblioteca_no_pone_ningun_manejador() -> None:
    paac.analizar(LLEVA_DUDAS)

    assert logging.getLogger("paac_reportes").handlers == []


def fabrica_que_falla(*partes: Any, **nombradas: Any) -> logging.LogRecord:
    """La fábrica de registros de un anfitrión, que no se deja llamar."""
    raise RuntimeError(f"{partes[0]} {nombradas}")


@pytest.fixture
def con_una_que_falla() -> Iterator[None]:
    de_antes = logging.getLogRecordFactory()
    logging.setLogRecordFactory(fabrica_que_falla)
    yield
    logging.setLogRecordFactory(de_antes)


@pytest.mark.usefixtures("con_una_que_falla")
def test_un_registro_que_falla_no_pierde_lo_hecho_y_se_dice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert paac.analizar(LLEVA_DUDAS).avisos

    dicho = capsys.readouterr().err
    assert dicho.startswith("--- Logging error ---")
    assert "Message: 'contenido.analizado" in dicho


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("formato", "dicho"),
    [
        ("ptep-plan", ""),
        ("paac-plan", "reporte.emitido, con avisos: formato_de_otro_regimen 1\n"),
    ],
)
def test_quien_no_lo_configura_solo_ve_el_renglon_de_los_avisos(formato: str, dicho: str) -> None:
    orden = (
        "import io, sys, logging, paac_reportes as paac\n"
        "plan = paac.leer('ejemplos/ptep/plan.yaml').sin_dudas()\n"
        f"paac.reporte(plan, {formato!r}).emitir('csv')\n"
        "try: paac.leer('no-esta.json').sin_dudas()\n"
        "except paac.ErrorDeEntrada: pass\n"
    )
    hecho = lanzar(sys.executable, "-W", "ignore", "-c", orden, check=True, cwd=RAIZ)

    assert (hecho.stdout, hecho.stderr) == ("", dicho)
