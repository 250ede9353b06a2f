"""El informe ejecutivo de un plan real cabe en quince páginas; lo de antes de los anexos, en once."""

import io
from pathlib import Path

import pypdf
from ayudas.compartido import con_datos_reales, con_libreoffice, dibujar, leer_real

import paac_reportes as paac

pytestmark = con_datos_reales
MAXIMO = 15


@con_libreoffice
def test_en_word_dibujado(tmp_path: Path) -> None:
    escrito = tmp_path / "ejecutivo.docx"
    paac.reporte(
        paac.desde_datos(leer_real("cartago_2020.json")).contenido, "informe-ejecutivo"
    ).guardar(escrito)
    paginas = dibujar(escrito, tmp_path)

    assert len(paginas) <= MAXIMO
    assert all(pagina.strip() for pagina in paginas)


def test_en_pdf() -> None:
    plan = paac.desde_datos(leer_real("cartago_2020.json")).contenido
    escrito = paac.reporte(plan, "informe-ejecutivo").emitir("pdf").contenido

    assert len(pypdf.PdfReader(io.BytesIO(escrito)).pages) <= MAXIMO


def test_el_informe_lleva_once_paginas_antes_de_sus_anexos() -> None:
    plan = paac.desde_datos(leer_real("cartago_2020.json")).contenido
    escrito = paac.reporte(plan, "informe-seguimiento").emitir("pdf").contenido
    leido = pypdf.PdfReader(io.BytesIO(escrito))
    (anexo,) = (t for t in leido.outline if "Anexo\xa0A." in str(getattr(t, "title", "")))

    assert leido.get_destination_page_number(anexo) == 11
