"""El reporte como objeto: se compone una vez, se emite muchas, y sus avisos son valores.

Prueba ``api/en_datos``.
"""

import pickle
import subprocess
import warnings
from datetime import date
from typing import Any

import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import FORMATO, actividad, componente, plan

import paac_reportes as paac


def con_avance(nombre: str = "MUNICIPIO DE PRUEBA") -> paac.Plan:
    fila = actividad(seguimientos=[{"corte": "2026-04-30", "texto": "Hecho.", "avance": 40}])
    return plan(componente(fila), entidad={"nombre": nombre})


def test_nada_se_compone_hasta_que_hace_falta(monkeypatch: pytest.MonkeyPatch) -> None:
    compuestos: list[str] = []
    from paac_reportes.composicion import componer as de_verdad

    def espia(*argumentos: Any, **opciones: Any) -> Any:
        compuestos.append(argumentos[3])
        return de_verdad(*argumentos, **opciones)

    monkeypatch.setattr("paac_reportes.composicion.pedidos.componer", espia)
    reporte = paac.reporte(con_avance(), FORMATO)
    assert compuestos == []
    for tipo in ("docx", "html", "csv", "zip", "docx", "xlsx", "xlsx", "json"):
        reporte.emitir(tipo)
    assert compuestos == ["documento", "libro"]


def test_los_avisos_son_valores_y_no_salen_por_warnings() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reporte = paac.reporte(con_avance(), FORMATO)
        avisos = reporte.avisos
        emision = reporte.emitir("docx")

    assert avisos[-1] == paac.Aviso(
        "entidad_no_mostrada", "", "el formato MCCO.101.18.F.20 no muestra Vigencia (vigencia)"
    )
    assert [aviso.codigo for aviso in avisos] == [
        "formato_de_otra_entidad",
        "datos_no_mostrados",
        "entidad_no_mostrada",
    ]
    assert emision.avisos == avisos


def test_la_emision_dice_su_tipo_y_propone_un_nombre() -> None:
    emision = paac.reporte(con_avance("ALCALDÍA DE CÚCUTA"), FORMATO).emitir(".XLSX")

    assert emision.tipo_mime.endswith("spreadsheetml.sheet")
    assert emision.nombre == "seguimiento-paac_alcaldia-de-cucuta_2026_corte-2026-04-30.xlsx"
    assert emision.contenido[:2] == b"PK"
    assert "contenido" not in repr(emision)


def test_no_se_llama_ningun_programa_si_no_se_pide(monkeypatch: pytest.MonkeyPatch) -> None:
    def prohibido(*_argumentos: Any, **_claves: Any) -> Any:
        raise AssertionError("se llamó un programa")

    monkeypatch.setattr(subprocess, "Popen", prohibido)
    de = paac.leer(RAIZ / "ejemplos" / "ptep" / "plan.yaml").sin_dudas()
    assert paac.reporte(de, "informe-seguimiento").emitir("docx").contenido


def test_no_imprime_nada(capfd: pytest.CaptureFixture[str]) -> None:
    paac.reporte(con_avance(), FORMATO).emitir("docx")

    assert capfd.readouterr() == ("", "")


def test_se_muestra_corto() -> None:
    reporte = paac.reporte(con_avance(), FORMATO, corte=date(2026, 4, 30))

    assert repr(reporte) == ("<Reporte MCCO.101.18.F.20 de MUNICIPIO DE PRUEBA, corte 2026-04-30>")


def test_un_codigo_que_no_existe_no_es_un_aviso() -> None:
    with pytest.raises(ValueError, match="codigo"):
        paac.Aviso("otro", "", "")


def test_un_reporte_ya_compuesto_viaja_sin_lo_compuesto_y_responde_igual() -> None:
    suyo = paac.reporte(con_avance(), FORMATO)
    ligero = len(pickle.dumps(suyo))
    tipos = ("docx", "xlsx", "html")
    emisiones = [suyo.emitir(tipo) for tipo in tipos]
    viajado = pickle.loads(pickle.dumps(suyo))  # noqa: S301 - es el nuestro

    assert len(pickle.dumps(suyo)) == ligero
    assert viajado.avisos == suyo.avisos
    assert [viajado.emitir(tipo) for tipo in tipos] == emisiones
    for medio in ("documento", "libro"):
        assert viajado.arbol(medio) == suyo.arbol(medio)
