"""Lo que puede ir escrito de otro modo sin que nadie vea otra cosa, y nada más que eso."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from ayudas.alteraciones import con_partes, partes_de
from ayudas.compartido import RAIZ
from ayudas.comprobados import comprobar
from ayudas.de_todo import de_todo
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.formatos.muestra import Muestra

CUERPO, HOJA = "word/document.xml", "xl/worksheets/sheet1.xml"
CON_PROMEDIO = "EV-EGMC-PC-003-FM-002"


def plan_con(**cambios: Any) -> paac.Plan:
    return paac.plan_desde_datos(datos(componente(actividad(**cambios))))


def dichas(
    plan: paac.Plan, tipo: str, parte: str = "", antes: str = "", ahora: str = ""
) -> list[str]:
    """Las diferencias de un archivo, con un patrón de una parte cambiado por otro texto."""
    pedido = {"plan": plan, "formato": FORMATO, "corte": CORTE}
    return _dichas(pedido, tipo, (parte, antes, ahora))


def de_muestra(
    codigo: str, tipo: str, parte: str = "", antes: str = "", ahora: str = ""
) -> list[str]:
    muestra: Muestra = de_todo(hallar_formato(codigo)[0])
    pedido = {"plan": muestra.contenido, "formato": codigo, "corte": muestra.corte}
    return _dichas(pedido, tipo, (parte, antes, ahora))


def _dichas(pedido: dict[str, Any], tipo: str, cambio: tuple[str, str, str]) -> list[str]:
    contenido = paac.emitir(**pedido, tipo=tipo)
    parte, antes, ahora = cambio
    if parte:
        xml = partes_de(contenido)[parte]
        cambiado, veces = re.subn(antes, ahora, xml, flags=re.DOTALL)
        assert veces, f"{parte} no dice {antes}"
        contenido = con_partes(contenido, {parte: cambiado})
    return list(map(str, comprobar(io.BytesIO(contenido), **pedido)))


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_letra_prohibida(tipo: str) -> None:
    assert dichas(plan_con(meta="Mapa\x0bpublicado"), tipo) == []


def test_parrafo_en_blanco() -> None:
    assert dichas(plan_con(), "docx", CUERPO, "<w:sectPr", "<w:p/><w:sectPr") == []


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("salto", ["\n", "\r\n", "\r"])
def test_salto_de_linea(salto: str, tipo: str) -> None:
    assert dichas(plan_con(meta=f"Mapa{salto}publicado"), tipo) == []


CAMPO_DE_PAGINA = (
    r'<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText[^>]*>'
    r' PAGEREF.*?<w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.integracion
def test_contenido_sin_pagina() -> None:
    assert de_muestra("informe-seguimiento", "docx", CUERPO, CAMPO_DE_PAGINA, "") == []


def test_titulo_en_su_franja() -> None:
    franja = r'<w:outlineLvl w:val="1"/>'
    (una,) = dichas(plan_con(), "docx", CUERPO, franja, "")
    assert "se esperaba «⟦título 2⟧" in una


NUMERO = r'(<c r="[A-Z]+\d+" s="\d+")><v>60</v></c>'


@pytest.mark.integracion
def test_numero_o_texto() -> None:
    fecha = r'(<c r="[A-Z]+\d+" s="\d+")><v>45260</v></c>'
    for escrita, difiere in (("30/11/2023", False), ("30/11/23", True)):
        como_texto = rf'\1 t="inlineStr"><is><t>{escrita}</t></is></c>'
        assert bool(de_muestra(CON_PROMEDIO, "xlsx", HOJA, fecha, como_texto)) is difiere


def test_un_numero_como_texto_que_una_formula_ya_no_ve_es_una_diferencia() -> None:
    como_texto = r'\1 t="inlineStr"><is><t>60</t></is></c>'
    halladas = de_muestra(CON_PROMEDIO, "xlsx", HOJA, NUMERO, como_texto)
    assert any("=AVERAGE(" in una for una in halladas)


@pytest.mark.integracion
def test_doble_precision() -> None:
    assert de_muestra(CON_PROMEDIO, "xlsx", HOJA, NUMERO, r"\1><v>60.000000000000007</v></c>") == []
    assert de_muestra(CON_PROMEDIO, "xlsx", HOJA, NUMERO, r"\1><v>60.000000001</v></c>") != []


@pytest.mark.integracion
def test_formula_o_valor() -> None:
    assert de_muestra(CON_PROMEDIO, "xlsx", HOJA, r"<f>AVERAGE[^<]*</f>", "") == []


def test_una_formula_que_no_da_lo_que_dice_es_una_diferencia() -> None:
    halladas = de_muestra(CON_PROMEDIO, "xlsx", HOJA, r"<f>AVERAGE\(", "<f>SUM(")
    assert any("=SUM(" in una for una in halladas)


def test_una_formula_donde_no_la_hay_es_una_diferencia() -> None:
    halladas = de_muestra(CON_PROMEDIO, "xlsx", HOJA, NUMERO, r"\1><f>30+30</f><v>60</v></c>")
    assert any("se esperaba «60 (sin fórmula)», se encontró «=30+30»" in una for una in halladas)


@pytest.mark.integracion
def test_impreso_recortado() -> None:
    formato = "informe-seguimiento"
    plan = paac.plan_desde_datos(
        datos(
            componente(actividad()), entidad={"nombre": "Municipio", "direccion": "Carrera 4 " * 30}
        )
    )
    emision = paac.reporte(plan, formato, corte=CORTE).emitir("xlsx")
    diferencias = comprobar(io.BytesIO(emision.contenido), plan, formato, corte=CORTE)

    assert "encabezado_recortado" in {aviso.codigo for aviso in emision.avisos}
    # Lo impreso se espera recortado; la dirección entera no está en otra parte, y se dice.
    assert [str(una).split(":")[0] for una in diferencias] == ["entidad.direccion"]


@pytest.mark.integracion
def test_texto_recortado_y_filas_de_continuacion() -> None:
    parrafos = "\n".join(f"Renglón {n} de un texto que no cabe en una celda." for n in range(900))
    assert len(parrafos) > 32_767
    assert dichas(plan_con(meta=parrafos), "xlsx") == []


def test_fila_con_nombre() -> None:
    halladas = dichas(plan_con(), "xlsx", HOJA, r' hidden="1"', "")
    assert any("sobra «_paac_" in una for una in halladas)


@pytest.mark.una_de_cada("texto", "tipo")
@pytest.mark.parametrize(
    "texto", ["ñ" * 40_000, "x\n" * 3_000, "a", " ", "'=1", "\u3000=1+1", "⟦x⟧"]
)
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "tablas.csv"])
def test_los_textos_raros_tambien_pasan(texto: str, tipo: str, tmp_path: Path) -> None:
    plan = paac.plan_desde_datos(
        datos(componente(actividad(descripcion=texto), actividad(codigo="1.2", meta=texto)))
    )
    archivo = tmp_path / f"a.{tipo}"
    paac.generar(plan, FORMATO, archivo, corte=CORTE)

    assert list(map(str, comprobar(archivo, plan, FORMATO, corte=CORTE))) == []


@pytest.mark.integracion
def test_el_ejemplo_del_formato_completo_pasa_en_su_membrete() -> None:
    carpeta = RAIZ / "ejemplos" / "formato_completo"
    plan = paac.leer_plan(carpeta / "plan.yaml")
    for codigo in ("VL-FO-012", "VL-FO-013"):
        for tipo in ("docx", "xlsx"):
            pedido: dict[str, Any] = {
                "plan": plan,
                "formato": codigo,
                "plantillas": carpeta / "plantillas",
            }
            assert _dichas(pedido, tipo, ("", "", "")) == []
