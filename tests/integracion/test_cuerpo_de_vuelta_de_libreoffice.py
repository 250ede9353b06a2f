"""Un Word de un cuerpo diseñado que LibreOffice guardó otra vez se lee igual, dato por dato."""

import io
from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import (
    con_datos_reales,
    con_libreoffice,
    convertir,
    leer_real,
)
from ayudas.cuerpos import cuerpo

import paac_reportes as paac

pytestmark = [con_libreoffice, con_datos_reales, pytest.mark.integracion, pytest.mark.profundo]

CORTE = date(2020, 8, 31)
CARTAGO = cuerpo(
    "Seguimiento de {{ entidad.nombre }}, {{ vigencia }}",
    "{{ cada dependencia }}",
    "{{ dependencia.nombre }}",
    [
        ["N.º", "Actividad", "Responde", "Reporte"],
        ["{{ componente.nombre }}", "", "", ""],
        ["{{ subcomponente.nombre }}", "", "", ""],
        [
            "{{ actividad.codigo }}",
            "{{ actividad.descripcion }} ({{ actividad.meta }})",
            "{{ actividad.responsable }}, {{ actividad.fecha_programada }}",
            "{{ seguimiento.texto }}",
        ],
    ],
    "{{ fin }}",
)


def test_cartago_se_lee_igual_antes_y_despues(tmp_path: Path) -> None:
    plan = paac.desde_datos(leer_real("cartago_2020.json")).contenido
    pedido = paac.reporte(plan, paac.formato_desde_word(CARTAGO), corte=CORTE)
    (hecho := tmp_path / "cartago.docx").write_bytes(escrito := pedido.emitir("docx").contenido)
    (tmp_path / "guardado").mkdir()
    guardado = convertir(hecho, "docx", tmp_path / "guardado")

    for docx in (escrito, guardado.read_bytes()):
        leido = paac.leer(io.BytesIO(docx), plan=pedido)
        assert leido.contenido == plan
        # LibreOffice quita el blanco con que termina «{{ responsable }}, » si no hay fecha.
        assert all(f"{cambio.ahora} " == cambio.antes for cambio in leido.cambios)
