"""El PDF de un documento diseñado en Word: quién lo hace, qué se niega y qué se avisa.

Prueba ``escritores/docx/libreoffice``.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import formato
from ayudas.compartido import con_libreoffice
from ayudas.cuerpos import cuerpo
from ayudas.membretes import membrete_sencillo
from ayudas.paquetes_a_mano import con_partes, en_bytes
from ayudas.planes import CORTE, plan
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.escritores.docx import libreoffice

WORD = cuerpo("De {{ entidad.nombre }}")
Hacer = Callable[..., paac.Reporte]


def pedido(word: bytes = WORD, **opciones: Any) -> paac.Reporte:
    return paac.reporte(plan(), paac.formato_desde_word(word), corte=CORTE, **opciones)


def sobre_un_membrete(
    membrete: bytes = b"", *bloques: dict[str, Any], **opciones: Any
) -> paac.Reporte:
    hola = {"tipo": "parrafo", "texto": "Hola"}
    propio = formato(*bloques, hola, membrete=membrete or en_bytes(membrete_sencillo()))
    return paac.reporte(plan(), propio, corte=CORTE, **opciones)


DE_LOS_DOS = pytest.mark.parametrize("hacer", [pedido, sobre_un_membrete])


@pytest.fixture
def sin_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def nadie_lo_lanza(monkeypatch: pytest.MonkeyPatch) -> None:
    def lanzado(*_: object) -> None:
        raise AssertionError("se lanzó LibreOffice")

    monkeypatch.setattr(libreoffice, "_convertido", lanzado)


@pytest.mark.usefixtures("sin_libreoffice")
def test_sin_libreoffice_se_dice_que_instalar_y_que_hacer() -> None:
    with pytest.raises(paac.ErrorDeEntorno) as caso:
        pedido().emitir("pdf")

    assert str(caso.value) == (
        "el PDF de un documento diseñado en Word, o sobre un membrete, lo hace LibreOffice, y aquí"
        " no está: instale LibreOffice Writer («apt-get install libreoffice-writer» o, en Windows y"
        " Mac, libreoffice.org), o pida el Word y guárdelo como PDF"
    )
    assert [falla.codigo for falla in caso.value.fallas] == ["falta_programa"]


@pytest.mark.usefixtures("sin_libreoffice")
def test_sin_libreoffice_quien_pide_sabe_que_no_hay_pdf() -> None:
    word, pdf = anfitrion.salidas(pedido())

    assert word.se_puede
    assert (pdf.tipo, pdf.nombre) == ("pdf", "PDF")
    assert pdf.motivo == (
        "En esta instalación no se puede dar PDF, porque falta LibreOffice; pídalo en otra clase de"
        " archivo o avise a quien la administra."
    )
    assert pdf.instalar == (
        "LibreOffice Writer («apt-get install libreoffice-writer» o, en Windows y Mac,"
        " libreoffice.org)",
    )


def test_sin_typst_tambien_se_puede(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("paac_reportes.instalacion.esta", lambda _extra: False)
    programa = tmp_path / "soffice"
    programa.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert [salida.se_puede for salida in anfitrion.salidas(pedido())] == [True, True]


def test_el_que_el_sistema_no_deja_lanzar_se_dice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def negado(*_: object, **__: object) -> None:
        raise PermissionError(13, "permiso negado")

    (tmp_path / "soffice").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("subprocess.Popen", negado)
    with pytest.raises(paac.ErrorDeEntorno) as caso:
        pedido().emitir("pdf")

    assert str(caso.value) == (
        "no se pudo lanzar LibreOffice (permiso negado): revise su instalación, o pida el Word y"
        " guárdelo como PDF"
    )


@DE_LOS_DOS
@pytest.mark.usefixtures("nadie_lo_lanza")
def test_con_datos_adentro_se_niega_sin_componer(
    hacer: Hacer, monkeypatch: pytest.MonkeyPatch
) -> None:
    con_datos = hacer(con_datos=True)
    monkeypatch.setattr(type(con_datos), "_componer", None)

    with pytest.raises(paac.ErrorDeEntrada) as caso:
        con_datos.emitir("pdf")

    assert str(caso.value) == (
        "con_datos: lo que se dibujó en Word no lleva sus datos adentro del PDF, que hace"
        " LibreOffice: quítelo, y emita el paquete (.zip) con el formato sin el Word"
    )


@pytest.mark.usefixtures("nadie_lo_lanza")
def test_ni_el_reporte_ni_su_etiqueta_ni_su_vista_ni_sus_avisos_lo_lanzan() -> None:
    hecho = pedido()
    hecho._repr_mimebundle_()
    anfitrion.cabeceras(hecho, "pdf")
    anfitrion.salidas(hecho)
    assert {aviso.codigo for aviso in hecho.avisos} >= {"lista_no_mostrada"}


@DE_LOS_DOS
def test_su_etiqueta_es_debil_porque_sus_bytes_no_se_repiten(hacer: Hacer) -> None:
    etiqueta = anfitrion.etag(hacer(), "pdf")

    assert etiqueta.startswith('W/"')
    assert etiqueta == anfitrion.etag(hacer(), ".PDF")
    assert anfitrion.ya_lo_tiene(etiqueta, etiqueta)
    assert anfitrion.etag(hacer(), "docx").startswith('"')


def test_su_etiqueta_en_lo_que_no_sale_se_niega() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"sólo sale como Word: llegó \.html"):
        anfitrion.etag(pedido(), "html")


@DE_LOS_DOS
@pytest.mark.usefixtures("nadie_lo_lanza")
def test_verificar_lo_manda_a_su_acta(hacer: Hacer) -> None:
    archivo = io.BytesIO(b"%PDF-1.6\n%%EOF")
    archivo.name = "a.pdf"
    with pytest.raises(paac.ErrorDeEntrada) as caso:
        paac.verificar(archivo, hacer())

    assert str(caso.value) == (
        "contra: el PDF de un documento diseñado en Word, o sobre un membrete, lo hace LibreOffice"
        " y sus bytes no se repiten: verifíquelo sólo con su acta (acta=; en la orden, --acta)"
    )


@pytest.mark.usefixtures("sin_libreoffice")
def test_sin_libreoffice_sobre_un_membrete_salen_los_demas() -> None:
    hecho = sobre_un_membrete()
    no_sale = [salida.tipo for salida in anfitrion.salidas(hecho) if not salida.se_puede]

    assert no_sale == ["pdf"]
    for tipo, comienzo in (("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!DOC")):
        assert hecho.emitir(tipo).contenido.startswith(comienzo), tipo
    with pytest.raises(paac.ErrorDeEntorno, match="o sobre un membrete, lo hace LibreOffice"):
        hecho.emitir("pdf")


@con_libreoffice
def test_sobre_un_membrete_se_avisa_lo_que_el_pdf_pierde_y_lo_conoce_su_acta(
    tmp_path: Path,
) -> None:
    hecho = sobre_un_membrete().guardar(tmp_path / "a.pdf", acta=tmp_path / "a.acta.txt")
    dichos = [aviso.mensaje for aviso in hecho.avisos if aviso.codigo == "pdf_sin_accesibilidad"]

    assert dichos == [
        "el PDF de lo que se dibujó en Word lo hace LibreOffice con las letras de esta máquina: no es"
        " PDF/A, puede no ser PDF/UA-1 y sus bytes no se repiten, así que sólo se verifica por su acta"
    ]
    assert "typst" not in (tmp_path / "a.acta.txt").read_text("utf-8")
    assert paac.verificar(tmp_path / "a.pdf", acta=tmp_path / "a.acta.txt").pasa


def paginas_impresas(membrete: bytes) -> list[str]:
    """Lo que su tabla de contenido dice de cada título; no se avisa que no lo dice."""
    cuerpo = (
        {"tipo": "contenido"},
        *(
            {"tipo": "titulo", "nivel": nivel, "texto": texto, "pagina_nueva": "siempre"}
            for nivel, texto in ((1, "Uno"), (2, "Dos"), (1, "Tres"))
        ),
    )
    emision = sobre_un_membrete(membrete, *cuerpo).emitir("pdf")
    contenido = PdfReader(io.BytesIO(emision.contenido)).pages[0].extract_text()
    assert "contenido_sin_paginas" not in {a.codigo for a in emision.avisos}
    return re.findall(r"(?:Uno|Dos|Tres)\W*(\d*)", contenido)


@con_libreoffice
def test_la_tabla_de_contenido_de_ese_pdf_dice_las_paginas_que_se_dibujaron() -> None:
    assert paginas_impresas(en_bytes(membrete_sencillo())) == ["2", "3", "4"]


@con_libreoffice
def test_si_la_cuenta_no_empieza_en_uno_dice_las_que_se_ven() -> None:
    def desde_cinco(parte: bytes) -> bytes:
        return parte.replace(b"<w:cols ", b'<w:pgNumType w:start="5"/><w:cols ')

    membrete = con_partes(en_bytes(membrete_sencillo()), {"word/document.xml": desde_cinco})

    assert paginas_impresas(membrete) == ["6", "7", "8"]
