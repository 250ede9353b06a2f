"""Los formatos de la guía nacional y del PTEP: sus rótulos, y que nada del plan se pierda."""

from datetime import date
from typing import Any

import pytest
from ayudas.compartido import con_libreoffice, con_sdk, dibujar, validar
from ayudas.emitidos import EN_PAPEL
from ayudas.lectores import partes, sin_vacios, tablas_de_word
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

CODIGOS = ("paac-plan", "paac-seguimiento", "suit-racionalizacion", "ptep-plan", "ptep-seguimiento")


def seguimiento(corte: str, **cambios: Any) -> dict[str, Any]:
    base = {"corte": corte, "texto": f"T {corte}", "avance": 50, "observaciones": f"O {corte}"}
    return base | cambios


DOS = [
    seguimiento("2026-04-30"),
    seguimiento("2026-08-31", evidencias=["Acta 4"], monitoreo="M", observaciones_monitoreo="OM"),
]
PLAN = paac.desde_datos(
    {
        "entidad": {"nombre": "MUNICIPIO", "departamento": "Tolima"},
        "vigencia": 2026,
        "componentes": [
            componente(actividad(seguimientos=DOS)),
            {
                "numero": 2,
                "nombre": "Trámites",
                "tramites": [
                    tramite(
                        codigo_suit="123",
                        tipo="Único",
                        estado="Inscrito",
                        fecha_implementacion="15/12/2026",
                        justificacion="J",
                        seguimientos=DOS,
                    )
                ],
            },
        ],
        "firmas": [
            {"rol": "Elaboró", "nombre": "ANA", "cargo": "Jefe", "nota": "Original firmado"}
        ],
    }
).contenido


def rotulos(codigo: str, plan: paac.Plan = PLAN) -> list[list[str]]:
    """Los de la última fila de rótulos de cada tabla con rótulos, y los que cubren hasta ella."""
    tablas = tablas_de_word(paac.reporte(plan, codigo).emitir("docx").contenido)
    return [sin_vacios([c for fila in tabla[:5] for c in fila]) for tabla in tablas]


def test_la_columna_de_indicadores_sale_si_los_hay() -> None:
    con = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "componentes": [componente(actividad(indicador="% de X"))]}
    ).contenido

    assert "Indicadores" in rotulos("paac-plan", con)[1]
    assert "Indicadores" not in rotulos("paac-plan")[1]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_el_titulo_de_un_documento_dice_de_quien_y_de_cuando(codigo: str) -> None:
    contenido = paac.reporte(PLAN, codigo, corte=date(2026, 8, 31)).emitir("docx").contenido
    propiedades = partes(contenido)["docProps/core.xml"].decode()
    titulo = propiedades.split("<dc:title>")[1].split("</dc:title>")[0]
    cola = ", corte del 31 de agosto de 2026" if titulo.count("corte") else ""

    assert titulo.endswith(f"MUNICIPIO, vigencia 2026{cola}")
    assert bool(cola) == ("plan" not in codigo)


@pytest.mark.una_de_cada
@con_sdk
@pytest.mark.parametrize("codigo", CODIGOS)
def test_el_validador_no_halla_nada(codigo: str, tmp_path: Any) -> None:
    rutas = [tmp_path / f"{codigo}.{tipo}" for tipo in ("docx", "xlsx")]
    paac.reporte(PLAN, codigo).guardar(*rutas)

    assert validar(*rutas) == ""


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("codigo", CODIGOS)
def test_dibujado_cada_pagina_dice_cual_es(codigo: str, tmp_path: Any) -> None:
    paac.reporte(PLAN, codigo).guardar(tmp_path / "a.docx")
    paginas = dibujar(tmp_path / "a.docx", tmp_path)

    for numero, pagina in enumerate(paginas, 1):
        assert f"Página {numero} de {len(paginas)}" in pagina


@pytest.mark.parametrize(
    ("codigo", "al_menos"),
    [("ptep-seguimiento", 9), ("suit-racionalizacion", 9), ("mapa-v5", 9), ("ptep-plan", 8)],
)
def test_un_formulario_ancho_no_entra_en_lo_que_una_impresora_no_alcanza(
    codigo: str, al_menos: int
) -> None:
    formato, _ = hallar_formato(codigo)
    assert formato.libro is not None

    for margenes in (formato.pagina.margenes, formato.libro.margenes):
        assert margenes is not None
        lados = (margenes.inferior, margenes.izquierdo, margenes.derecho, margenes.encabezado)
        assert min(lados) >= al_menos
