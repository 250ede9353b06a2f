"""La biblioteca como la usa otro programa.

Prueba ``api/en_datos``.
"""

import io
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, plan_con

import paac_reportes as paac


def test_generar_devuelve_el_destino_y_la_extension_decide(tmp_path: Path) -> None:
    ruta = tmp_path / "a.docx"

    assert paac.reporte(plan(), FORMATO, corte=CORTE).guardar(ruta).archivos == (ruta,)
    assert ruta.read_bytes() == paac.reporte(plan(), FORMATO, corte=CORTE).emitir("docx").contenido
    assert paac.reporte(plan(), FORMATO, corte=CORTE).guardar(str(tmp_path / "b.XLSX"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx", "b.XLSX"]


def test_sin_extension_ni_tipo_no_se_sabe_que_escribir(tmp_path: Path) -> None:
    for destino in (tmp_path / "informe", io.BytesIO()):
        with pytest.raises(paac.ErrorDeEntrada, match="sin extensión no se sabe qué escribir"):
            paac.reporte(plan(), FORMATO, corte=CORTE).guardar(destino)


def test_sin_corte_se_usa_el_ultimo_con_seguimientos() -> None:
    varios = [{"corte": "2026-04-30", "texto": "abril"}, {"corte": "2026-08-31", "texto": "agosto"}]
    de = plan_con(seguimientos=varios)

    assert (
        paac.reporte(de, FORMATO).emitir("docx").contenido
        == paac.reporte(de, FORMATO, corte=date(2026, 8, 31)).emitir("docx").contenido
    )


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "zip"])
def test_lo_mismo_da_los_mismos_bytes_en_otro_proceso_y_otro_dia(tmp_path: Path, tipo: str) -> None:
    de = plan(componente(actividad(), actividad(codigo="1.2", meta=None)))
    datos = paac.reporte(de, FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]
    orden = (
        "import sys, paac_reportes as p; sys.stdout.buffer.write("
        f"p.reporte(p.leer({str(datos)!r}), {FORMATO!r}).emitir({tipo!r}).contenido)"
    )
    otro = subprocess.run(
        [sys.executable, "-c", orden],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "SOURCE_DATE_EPOCH": "1"},
    )

    assert otro.stdout == paac.reporte(de, FORMATO, corte=CORTE).emitir(tipo).contenido


def test_si_algo_falla_el_archivo_anterior_queda_intacto(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruta = tmp_path / "a.docx"
    ruta.write_bytes(b"anterior")

    def lleno(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", lleno)
    with pytest.raises(paac.ErrorDeEntorno, match=r"a\.docx: no queda espacio en el disco"):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(ruta)

    assert ruta.read_bytes() == b"anterior"
    assert list(tmp_path.iterdir()) == [ruta]


def test_ctrl_c_a_mitad_no_deja_nada(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrumpir(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrumpir)
    with pytest.raises(KeyboardInterrupt):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "a.docx")

    assert list(tmp_path.iterdir()) == []


def test_de_lo_que_no_es_una_carpeta_no_se_dice_que_no_existe(tmp_path: Path) -> None:
    (tmp_path / "nota").write_text("de otra cosa", "utf-8")
    with pytest.raises(paac.ErrorDeEntorno, match="nota no es una carpeta"):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "nota" / "a.docx")

    (tmp_path / "a.docx").symlink_to(tmp_path / "falta" / "a.docx")
    with pytest.raises(paac.ErrorDeEntorno, match=r"no existe la carpeta .*falta"):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "a.docx")


def test_no_se_reemplaza_una_carpeta(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(paac.ErrorDeEntorno, match="ya existe y no es un archivo"):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "a.docx")


def test_un_enlace_se_sigue_y_los_permisos_se_conservan(tmp_path: Path) -> None:
    real, enlace = tmp_path / "real.docx", tmp_path / "enlace.docx"
    real.write_bytes(b"anterior")
    real.chmod(0o640)
    enlace.symlink_to(real)
    paac.reporte(plan(), FORMATO, corte=CORTE).guardar(enlace)

    assert enlace.is_symlink()
    assert real.read_bytes().startswith(b"PK")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


class RutaAjena:
    """Una ruta que no es ``pathlib.Path``."""

    def __init__(self, ruta: Path) -> None:
        self.ruta = ruta

    def __fspath__(self) -> str:
        return str(self.ruta)


def test_cualquier_ruta_sirve(tmp_path: Path) -> None:
    datos = (
        paac.reporte(plan(), FORMATO, corte=CORTE)
        .guardar(RutaAjena(tmp_path / "p.json"))
        .archivos[0]
    )

    assert paac.leer(datos).sin_dudas() == plan()


def test_unos_enlaces_en_circulo_no_sirven_de_destino(tmp_path: Path) -> None:
    uno, otro = tmp_path / "a.json", tmp_path / "b.json"
    uno.symlink_to(otro)
    otro.symlink_to(uno)
    with pytest.raises(paac.ErrorDeEntorno, match=r"no sirve como ruta|los enlaces dan vueltas"):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar(uno)
    with pytest.raises(paac.ErrorDeEntorno, match="no sirve como ruta"):
        paac.reporte(plan(), FORMATO, corte=CORTE).guardar("a\0b.json")


def test_los_avisos_no_se_repiten_por_cada_salida(tmp_path: Path) -> None:
    con_avance = plan_con(seguimientos=[{"corte": "2026-04-30", "avance": 5}])
    destinos = [tmp_path / "a.docx", tmp_path / "a.xlsx"]
    avisos = paac.reporte(con_avance, FORMATO, corte=CORTE).guardar(*destinos).avisos

    dichos = [str(aviso) for aviso in avisos]
    assert len(dichos) == len(set(dichos)) > 1
