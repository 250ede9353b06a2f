"""El sitio de Django en Chromium: entrar, subir un libro, ver sus fallas, descargar y cerrar."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import attrs
import openpyxl
import pytest
from ayudas.compartido import NAVEGADOR, RAIZ, con_navegador

import paac_reportes as paac

SITIO = RAIZ / "ejemplos" / "django"
EJEMPLO = RAIZ / "ejemplos" / "informe_trimestral" / "plan.yaml"
pytestmark = con_navegador


@pytest.fixture(scope="module")
def recorrido(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Lo que el navegador halló: se recorre el sitio una vez, y cada prueba mira una cosa."""
    carpeta = tmp_path_factory.mktemp("sitio")
    (carpeta / "sitecustomize.py").write_text("import sys; sys.modules['typst'] = None\n")
    ambiente = {
        **os.environ,
        "BASE_DE_DATOS": str(carpeta / "base.sqlite3"),
        "DEPURAR": "1",
        "PYTHONPATH": str(carpeta),  # como en una instalación sin [pdf]
    }
    paac.guardar(plan(), carpeta / "plan.json")

    def manage(*orden: str) -> str:
        hecho = subprocess.run(
            [sys.executable, "manage.py", *orden],
            cwd=SITIO,
            env=ambiente,
            capture_output=True,
            text=True,
            check=True,
        )
        return hecho.stdout

    manage("migrate", "--verbosity", "0")
    manage("cargar_plan", str(carpeta / "plan.json"), "--abrir", "2023-12-31")
    claves = re.findall(
        r"(\S+)  clave: (\S+)",
        manage("crear_usuarios", "--oficina", "hacienda=SECRETARÍA DE HACIENDA"),
    )
    puerto = puerto_libre()
    servidor = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{puerto}"],
        cwd=SITIO,
        env=ambiente,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        esperar(f"http://127.0.0.1:{puerto}/entrar/")
        yield recorrer(carpeta, f"http://127.0.0.1:{puerto}", dict(claves))
    finally:
        servidor.terminate()
        servidor.wait(10)


def plan() -> paac.Plan:
    """El de ejemplo, con una recomendación de Hacienda."""
    suya = paac.Recomendacion(
        id="R-1",
        corte=date(2023, 9, 30),
        texto="Publicar el soporte de lo reportado.",
        responsable="SECRETARÍA DE HACIENDA",
    )
    return attrs.evolve(paac.leer_plan(EJEMPLO), recomendaciones=(suya,))


def puerto_libre() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        puerto: int = enchufe.getsockname()[1]
        return puerto


def esperar(direccion: str) -> None:
    for _ in range(150):
        try:
            urlopen(direccion, timeout=5).close()  # noqa: S310 - el servidor de la prueba
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(direccion)


def recorrer(carpeta: Path, direccion: str, claves: dict[str, str]) -> dict[str, Any]:
    (descargas := carpeta / "descargas").mkdir()
    pedido = {
        "direccion": direccion,
        "claves": claves,
        "malo": str(libro(carpeta / "malo", 400)),
        "bueno": str(libro(carpeta / "bueno", 100)),
        "descargas": str(descargas),
        "capturas": os.environ.get("CAPTURAS"),
    }
    (carpeta / "pedido.json").write_text(json.dumps(pedido), "utf-8")
    guion = Path(__file__).with_name("recorrido.js")
    hecho = subprocess.run(
        ["node", str(guion), str(carpeta / "pedido.json")],
        cwd=RAIZ,
        env={**os.environ, "CHROMIUM": NAVEGADOR},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert hecho.returncode == 0, hecho.stderr
    dicho: dict[str, Any] = json.loads(hecho.stdout)
    return dicho


def libro(carpeta: Path, avance: int) -> Path:
    """El libro de captura de Hacienda, con ese avance en su primera fila."""
    libros = paac.capturar(plan(), date(2023, 12, 31), carpeta)
    suyo = next(uno for uno in libros if "hacienda" in uno.name)
    abierto = openpyxl.load_workbook(suyo)
    hoja = abierto["Actividades"]
    rotulos = next(fila for fila in hoja.iter_rows() if "Seguimiento" in {c.value for c in fila})
    celda = next(celda for celda in rotulos if celda.value == "Avance (%)")
    hoja[f"{celda.column_letter}{celda.row + 1}"] = avance
    abierto.save(suyo)
    return suyo


def test_ninguna_pagina_tiene_reparos_de_accesibilidad_ni_pide_nada_de_fuera(
    recorrido: dict[str, Any],
) -> None:
    assert recorrido["hallazgos"] == []


def test_las_fallas_del_libro_se_ven_en_la_pagina_con_su_celda(recorrido: dict[str, Any]) -> None:
    (falla,) = recorrido["fallas"]

    assert "hoja «Actividades», celda" in falla
    assert falla.endswith("se esperaba un número de 0 a 100, llegó '400'")


def test_el_libro_bueno_queda(recorrido: dict[str, Any]) -> None:
    assert recorrido["recibido"] == "Quedó un reporte."


def test_el_archivo_que_baja_el_navegador_es_el_de_la_biblioteca(recorrido: dict[str, Any]) -> None:
    (nombre,) = recorrido["descargado"]

    assert nombre == "seguimiento-paac_municipio-de-valdeluna_2023_corte-2023-12-31.docx"


def test_el_reporte_se_ve_dentro_de_su_marco(recorrido: dict[str, Any]) -> None:
    assert recorrido["marco"].endswith("vigencia 2023, corte del 31 de diciembre de 2023")


def test_control_interno_ve_lo_que_falta_y_cierra_el_corte(recorrido: dict[str, Any]) -> None:
    assert "Antes de cerrar" in recorrido["falta"]
    assert "por reportar" in recorrido["falta"]
    assert "OFICINA DE SERVICIO AL CIUDADANO: sin reporte" in recorrido["falta"]
    assert recorrido["cerrado"].startswith("El corte del 31/12/2023 quedó cerrado. La huella de")


def test_reescribir_una_actividad_en_el_administrador_no_cambia_lo_cerrado(
    recorrido: dict[str, Any],
) -> None:
    assert recorrido["reescrita"] == "Una meta reescrita"
    assert recorrido["congelado"]["antes"] == recorrido["congelado"]["despues"]
    assert "Una meta reescrita" not in recorrido["congelado"]["despues"]


def test_la_huella_que_se_mostro_es_la_de_la_instantanea_y_reabrir_deja_rastro(
    recorrido: dict[str, Any],
) -> None:
    huella = recorrido["cerrado"].rpartition(" ")[2]

    assert re.fullmatch("[0-9a-f]{64}", huella)
    assert huella in recorrido["instantanea"]
    assert recorrido["reabierto"] == "El corte del 31/12/2023 quedó abierto otra vez."
    assert huella in recorrido["rastro"]
    assert "Faltó un soporte." in recorrido["rastro"]


def test_una_oficina_responde_su_recomendacion(recorrido: dict[str, Any]) -> None:
    assert "Quedó la recomendación R-1." in recorrido["respondida"]
    assert "Se publicó el soporte." in recorrido["respondida"]


def test_sin_el_extra_de_pdf_no_hay_boton_y_se_dice(recorrido: dict[str, Any]) -> None:
    assert not [nombre for nombre in recorrido["salidas"] if "PDF" in nombre]
    assert "Word" in recorrido["salidas"]
    assert "En esta instalación no se puede dar PDF" in recorrido["motivos"]


def test_cargar_un_plan_dice_lo_que_acepta(recorrido: dict[str, Any]) -> None:
    assert all(una in recorrido["cargar"] for una in (".xlsx", ".docx", ".json", "20 MB"))
