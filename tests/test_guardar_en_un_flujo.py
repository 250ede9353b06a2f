"""Guardar en un flujo: los bytes de ``emitir``, sea como sea el flujo, y por partes.

Prueba ``api/reportes`` y ``api/salida``.
"""

import io
from pathlib import Path

import pytest
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.api import reportes, salida


class SoloEscribe:
    """Como la respuesta de un servidor: recibe bytes, y nada más."""

    def __init__(self, caben: float = float("inf")) -> None:
        self.partes: list[bytes] = []
        self._caben = caben

    def write(self, parte: bytes) -> int:
        self._caben -= len(parte)
        if self._caben < 0:
            raise OSError(28, "No space left on device")
        self.partes.append(parte)
        return len(parte)


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html", "csv", "json", "zip"])
def test_son_los_bytes_y_los_avisos_de_emitir(tipo: str) -> None:
    flujo = SoloEscribe()
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)

    guardado = reporte.guardar(flujo, tipo=tipo)

    emision = reporte.emitir(tipo)
    assert b"".join(flujo.partes) == emision.contenido
    assert (guardado.archivos, guardado.avisos) == ((), emision.avisos)
    assert guardado.acta == emision.acta


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_enorme_espera_en_un_archivo_y_llega_por_partes(
    tipo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reportes, "_EN_MEMORIA", 1000)
    monkeypatch.setattr(salida, "_GRUPO", 700)
    flujo = SoloEscribe()
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)

    reporte.guardar(flujo, tipo=tipo)

    assert max(map(len, flujo.partes)) == 700
    assert b"".join(flujo.partes) == reporte.emitir(tipo).contenido


def test_en_un_archivo_que_ya_trae_algo_va_a_continuacion(tmp_path: Path) -> None:
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)
    with (tmp_path / "a").open("wb") as archivo:
        archivo.write(b"antes")
        reporte.guardar(archivo, tipo="docx")

    assert (tmp_path / "a").read_bytes() == b"antes" + reporte.emitir("docx").contenido


def test_si_algo_falla_antes_no_llega_nada(tmp_path: Path) -> None:
    flujo, reporte = SoloEscribe(), paac.reporte(plan(), FORMATO, corte=CORTE)
    with pytest.raises(paac.ErrorDeEntrada, match="no se sabe escribir"):
        reporte.guardar(flujo, tipo="odt")
    with pytest.raises(paac.ErrorDeEntorno, match="no existe la carpeta"):
        reporte.guardar(flujo, tmp_path / "no" / "b.docx", tipo="docx")

    assert flujo.partes == []


def test_un_flujo_lleno_y_lo_que_no_es_un_flujo_se_dicen() -> None:
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)
    with pytest.raises(paac.ErrorDeEntorno, match="el flujo: "):
        reporte.guardar(SoloEscribe(caben=100), tipo="docx")
    with pytest.raises(paac.ErrorDeEntrada, match="llegó int"):
        reporte.guardar(3, tipo="docx")
    cerrado = io.BytesIO()
    cerrado.close()
    with pytest.raises(paac.ErrorDeEntrada, match="llegó uno cerrado"):
        reporte.guardar(cerrado, tipo="docx")
