"""Lo que queda en el registro: eventos de nombre y campos fijos, sin textos del plan, si alguien los oye."""

import io
import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import lanzar
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.api.eventos import EVENTOS

RAIZ = Path(__file__).parents[1]
DE_LOGGING = set(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
SECRETO = "Texto que sólo está en el plan"
PLAN = plan(componente(actividad(descripcion=SECRETO, meta=SECRETO)))
CON_REPORTE = plan(
    componente(
        actividad(descripcion=SECRETO, seguimientos=[{"corte": f"{CORTE}", "texto": SECRETO}])
    )
)


LLEVA_DUDAS = paac.Lectura(contenido=PLAN, avisos=(paac.Aviso("lectura_dudosa", "a", SECRETO),))


@pytest.fixture(autouse=True)
def _el_registro_de_quien_no_lo_configura(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """El registro como lo deja importar: un anfitrión de otra prueba pudo ponerle lo suyo."""
    registro = logging.getLogger("paac_reportes")
    monkeypatch.setattr(registro, "handlers", [])
    nivel = registro.level
    registro.setLevel(logging.NOTSET)
    yield
    registro.setLevel(nivel)


def emitir(_: Path) -> None:
    paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("docx")


def guardar(carpeta: Path) -> None:
    paac.reporte(PLAN, FORMATO, corte=CORTE).guardar(carpeta / "a.docx", carpeta / "a.xlsx")


def leer_documento(carpeta: Path) -> None:
    paac.reporte(PLAN, "paac-plan").guardar(carpeta / "a.docx")
    paac.leer(carpeta / "a.docx", como=None, plan=PLAN)


def reunir(carpeta: Path) -> None:
    libros = paac.capturar(PLAN, CORTE, carpeta / "libros")
    paac.reunir(libros, base=PLAN).guardar(carpeta / "reunido.xlsx")


def verificar(carpeta: Path) -> None:
    paac.reporte(PLAN, "paac-plan").guardar(carpeta / "a.docx")
    paac.verificar(carpeta / "a.docx", paac.reporte(PLAN, "paac-plan"))


def hacer_un_lote(carpeta: Path) -> None:
    encargo = paac.modelo.Encargo(contenido=PLAN, formato=FORMATO, corte=CORTE)
    assert [*paac.en_lote([encargo], carpeta)]


def fallar(_: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.reporte(PLAN, FORMATO, corte=CORTE).emitir("odt")


CASOS: dict[str, Callable[[Path], object]] = {
    "reporte.emitido": emitir,
    "reporte.guardado": guardar,
    "documento.leido": leer_documento,
    "datos.leidos": lambda _: paac.desde_datos(paac.datos_de(PLAN)),
    "filas.leidas": lambda _: paac.desde_filas(paac.filas_de(PLAN)),
    "datos.guardados": lambda carpeta: paac.guardar_datos(LLEVA_DUDAS, carpeta / "a.json"),
    "contenido.analizado": lambda _: paac.analizar(LLEVA_DUDAS),
    "contenidos.comparados": lambda _: paac.comparar(LLEVA_DUDAS, PLAN),
    "contenidos.contados": lambda _: paac.cifras_en_filas([LLEVA_DUDAS]),
    "contenido.revisado": lambda _: paac.revisar(LLEVA_DUDAS),
    "plan.recomendado": lambda _: paac.recomendar(CON_REPORTE),
    "recomendaciones.repartidas": lambda _: paac.anfitrion.recomendaciones_por_oficina(
        LLEVA_DUDAS, CORTE
    ),
    "calendario.hecho": lambda _: paac.calendario(2026, plan=LLEVA_DUDAS),
    "calendario.guardado": lambda carpeta: paac.calendario(2026).guardar(carpeta / "a.json"),
    "libros.capturados": reunir,
    "libros.reunidos": reunir,
    "reunion.guardada": reunir,
    "oficios.escritos": lambda carpeta: paac.oficios(CON_REPORTE, CORTE, carpeta),
    "archivo.verificado": verificar,
    "lote.hecho": hacer_un_lote,
    "operacion.fallida": fallar,
}


@pytest.mark.parametrize("evento", EVENTOS)
def test_cada_evento_lleva_sus_campos_y_ningun_texto_del_plan(
    evento: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="paac_reportes"):
        CASOS[evento](tmp_path)
    dichos = [uno for uno in caplog.records if vars(uno)["paac"]["evento"] == evento]

    assert dichos
    for dicho in dichos:
        assert set(vars(dicho)) - DE_LOGGING == {"paac"}
        campos = vars(dicho)["paac"]
        assert set(campos) == {"evento", *EVENTOS[evento]}
        assert dicho.name == "paac_reportes"
        assert dicho.message.startswith(evento)
    for dicho in caplog.records:
        assert SECRETO not in f"{dicho.message} {vars(dicho)['paac']}"
        assert PLAN.entidad.nombre not in f"{dicho.message} {vars(dicho)['paac']}"


@pytest.mark.parametrize("evento", sorted({*EVENTOS} - {"operacion.fallida"}))
def test_de_lo_que_se_pide_va_a_lo_sumo_un_renglon_de_avisos(
    evento: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="paac_reportes"):
        CASOS[evento](tmp_path)
    propios = [uno for uno in caplog.records if vars(uno)["paac"]["evento"] == evento]

    assert len(propios) <= 1
    for dicho in propios:
        avisos = vars(dicho)["paac"]["avisos"]
        codigos = ", ".join(f"{codigo} {cuantos}" for codigo, cuantos in avisos.items())
        assert dicho.levelno == logging.WARNING
        assert dicho.message == f"{evento}, con avisos: {codigos}"


def test_el_renglon_dice_los_codigos_y_cuantos_hay_de_cada_uno(
    caplog: pytest.LogCaptureFixture,
) -> None:
    paac.analizar(LLEVA_DUDAS)
    paac.analizar(PLAN)

    assert [uno.message for uno in caplog.records] == [
        "contenido.analizado, con avisos: lectura_dudosa 1"
    ]


def test_la_biblioteca_no_pone_ningun_manejador() -> None:
    paac.analizar(LLEVA_DUDAS)

    assert logging.getLogger("paac_reportes").handlers == []


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
    (campos,) = [
        vars(uno)["paac"] for uno in caplog.records if uno.message.startswith("reporte.emitido")
    ]

    assert (campos["formato"], campos["tipo"]) == (FORMATO, "docx")
    assert campos["bytes"] == len(emision.contenido)
    assert campos["avisos"] == Counter(aviso.codigo for aviso in emision.avisos)
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
    (dicho,) = [vars(uno) for uno in caplog.records if uno.message.startswith("reporte.emitido")]

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
    assert "Message: 'reporte.emitido" in dicho


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


def test_un_flujo_que_no_se_lee_tambien_se_cuenta(caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.INFO, logger="paac_reportes"),
        pytest.raises(paac.ErrorDeEntrada) as error,
    ):
        paac.leer(io.BytesIO(b"no es nada"), como=None)
    (campos,) = [vars(uno)["paac"] for uno in caplog.records]

    assert campos["codigos"] == tuple(dict.fromkeys(f.codigo for f in error.value.fallas))
