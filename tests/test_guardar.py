"""Un plan en el archivo que se pide: de qué tipo es, y qué no queda a la letra.

Prueba ``api/libro``, ``api/reportes`` y ``api/salida``.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.avisos import dicen
from ayudas.planes import CORTE, FORMATO, actividad, plan

import paac_reportes as paac
from paac_reportes.api import reportes, salida

PLAN = plan_de(actividad(codigo="1.1", descripcion="Publicar el mapa"))


def guardado_en(nombre: str | None, **claves: Any) -> str:
    flujo = io.BytesIO()
    if nombre is not None:
        flujo.name = nombre
    paac.guardar_datos(PLAN, flujo, **claves)
    return flujo.getvalue().decode()


def test_un_flujo_es_de_lo_que_diga_su_nombre_o_el_tipo_y_si_nada_lo_dice_json() -> None:
    en_json = guardado_en(None)

    assert json.loads(en_json)["entidad"]["nombre"] == "M"
    assert guardado_en("plan.doc") == guardado_en("plan.yaml", tipo="json") == en_json
    assert guardado_en("plan.yaml") == guardado_en(None, tipo=".YAML")
    assert "\nentidad:\n" in guardado_en("plan.yaml")


def test_el_yaml_solo_lleva_comentarios_si_es_para_llenarlo() -> None:
    assert "#" not in guardado_en("plan.yaml")
    assert "#" in guardado_en("plan.yaml", por_llenar=True)


@pytest.mark.parametrize(
    ("tipo", "dicho"),
    [
        (None, "{ruta}: se esperaba .json, .yaml, .xlsx o .csv"),
        ("docx", "tipo: se esperaba .json, .yaml, .xlsx o .csv, llegó 'docx'"),
        (3, "tipo: se esperaba .json, .yaml, .xlsx o .csv, llegó 3"),
    ],
)
def test_en_lo_que_no_se_sabe_no_se_guarda_nada(tipo: Any, dicho: str, tmp_path: Path) -> None:
    ruta = tmp_path / "plan.docx"
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.guardar_datos(PLAN, ruta, tipo=tipo)

    assert str(error.value.fallas[0]) == dicho.format(ruta=ruta)
    assert not ruta.exists()


def test_lo_que_en_un_libro_no_queda_a_la_letra_se_avisa() -> None:
    con_retorno = plan_de(actividad(codigo="1.1", descripcion="Publicar\rel mapa"))

    assert dicen(
        paac.guardar_datos(con_retorno, io.BytesIO(), tipo="xlsx").avisos,
        "quedan como saltos de renglón",
    )


# ------------------------------------------------------------------ en un flujo
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
