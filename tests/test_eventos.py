"""Lo que queda en el registro: eventos de nombre y campos fijos, sin textos del plan, si alguien los oye."""

import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.api.eventos import EVENTOS

RAIZ = Path(__file__).parents[1]
DE_LOGGING = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
SECRETO = "Texto que sólo está en el plan"
PLAN = plan(componente(actividad(descripcion=SECRETO, meta=SECRETO)))


def emitir(_: Path) -> None:
    paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("docx")


def leer_datos(carpeta: Path) -> None:
    paac.leer(paac.guardar_datos(PLAN, carpeta / "a.json").archivos[0]).sin_dudas()


def leer_mapa(_: Path) -> None:
    riesgos = [{"descripcion": SECRETO}]
    datos = {
        "mapa": {"entidad": {"nombre": "E"}, "procesos": [{"nombre": "P", "riesgos": riesgos}]}
    }
    paac.leer(io.StringIO(json.dumps(datos)), como="mapa").sin_dudas()


def leer_documento(carpeta: Path) -> None:
    paac.reporte(PLAN, "paac-plan").guardar(carpeta / "a.docx")
    paac.leer(carpeta / "a.docx", como=None, plan=PLAN)


def reunir(carpeta: Path) -> None:
    libros = paac.capturar(PLAN, CORTE, carpeta / "libros")
    paac.reunir(libros, base=PLAN)


def verificar(carpeta: Path) -> None:
    paac.reporte(PLAN, "paac-plan").guardar(carpeta / "a.docx")
    paac.verificar(carpeta / "a.docx", paac.reporte(PLAN, "paac-plan"))


def fallar(_: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("odt")


CASOS: dict[str, Callable[[Path], None]] = {
    "reporte.emitido": emitir,
    "plan.leido": leer_datos,
    "mapa.leido": leer_mapa,
    "documento.leido": leer_documento,
    "libros.capturados": reunir,
    "libros.reunidos": reunir,
    "archivo.verificado": verificar,
    "operacion.fallida": fallar,
}


@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
@pytest.mark.parametrize("evento", EVENTOS)
def test_cada_evento_lleva_sus_campos_y_ningun_texto_del_plan(
    evento: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        CASOS[evento](tmp_path)
    dichos = [uno for uno in caplog.records if uno.message == evento]

    assert dichos
    for dicho in dichos:
        assert set(vars(dicho)) - DE_LOGGING == {"paac"}
        campos = vars(dicho)["paac"]
        assert set(campos) == set(EVENTOS[evento])
        assert dicho.name == "paac_reportes"
        assert dicho.levelno == logging.INFO
        assert SECRETO not in repr(campos)
        assert PLAN.entidad.nombre not in repr(campos)


def test_una_falla_dice_los_codigos_y_sigue_su_camino(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        fallar(tmp_path)
    (dicho,) = [uno for uno in caplog.records if uno.message == "operacion.fallida"]

    campos = vars(dicho)["paac"]
    assert (campos["operacion"], campos["codigos"]) == ("reporte.emitido", ("tipo_no_admitido",))


def test_lo_emitido_dice_cuanto_pesa_y_cuantos_avisos_trae(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        emision = paac.reporte(PLAN, FORMATO, corte=CORTE).emitir(".DOCX")
    (campos,) = [vars(uno)["paac"] for uno in caplog.records if uno.message == "reporte.emitido"]

    assert (campos["formato"], campos["tipo"]) == (FORMATO, "docx")
    assert (campos["bytes"], campos["avisos"]) == (len(emision.contenido), len(emision.avisos))
    assert 0 < campos["ms"] < 600_000


def con_campos(**campos: object) -> Callable[..., logging.LogRecord]:
    """Fábrica de un anfitrión que le pone a cada registro los suyos."""

    def fabrica(*partes: Any, **nombradas: Any) -> logging.LogRecord:
        registro = logging.LogRecord(*partes, **nombradas)
        vars(registro).update(campos)
        return registro

    return fabrica


@pytest.fixture
def de_antes() -> Iterator[None]:
    fabrica = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(fabrica)


@pytest.mark.usefixtures("de_antes")
def test_los_campos_del_anfitrion_no_chocan_con_los_de_un_evento(
    caplog: pytest.LogCaptureFixture,
) -> None:
    suyos = {campo: "del anfitrión" for campos in EVENTOS.values() for campo in campos}
    logging.setLogRecordFactory(con_campos(**suyos))
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("csv")
    (dicho,) = [vars(uno) for uno in caplog.records if uno.message == "reporte.emitido"]

    assert (dicho["tipo"], dicho["paac"]["tipo"]) == ("del anfitrión", "csv")


@pytest.mark.usefixtures("de_antes")
def test_un_registro_que_falla_no_pierde_el_documento_y_se_dice(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.setLogRecordFactory(con_campos(paac="del anfitrión"))
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        emision = paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("csv")

    assert emision.contenido.startswith(b"\xef\xbb\xbf")
    dicho = capsys.readouterr().err
    assert dicho.startswith("--- Logging error ---")
    assert "Message: 'reporte.emitido'" in dicho


@pytest.mark.integracion
def test_quien_no_lo_configura_no_ve_nada_y_quien_no_usa_logging_no_lo_carga() -> None:
    orden = (
        "import io, sys, logging, paac_reportes as paac\n"
        "plan = paac.leer_plan('ejemplos/ptep/plan.yaml')\n"
        "paac.reporte(plan, 'paac-plan').emitir('csv')\n"
        "try: paac.leer_plan('no-esta.json')\n"
        "except paac.ErrorDeEntrada: pass\n"
    )
    hecho = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", orden],
        capture_output=True,
        text=True,
        check=True,
        cwd=RAIZ,
    )

    assert (hecho.stdout, hecho.stderr) == ("", "")


def test_un_flujo_que_no_se_lee_tambien_se_cuenta(caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.INFO, logger="paac_reportes"),
        pytest.raises(paac.ErrorDeEntrada) as error,
    ):
        paac.leer(io.BytesIO(b"no es nada"), como=None)
    (campos,) = [vars(uno)["paac"] for uno in caplog.records]

    assert campos["codigos"] == tuple(dict.fromkeys(f.codigo for f in error.value.fallas))
