"""Lo que no es un documento se dice: qué es y qué hacer.

Prueba ``opc/origen``.
"""

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from ayudas.paquetes_a_mano import comprimir, datos, escrita, excel, parrafo, partes_de_word, word

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_SPREADSHEETML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)
_MIMETYPE = "application/vnd.oasis.opendocument."


def ole(flujo: str) -> bytes:
    """Un archivo de Office de antes, con un flujo de ese nombre."""
    return _OLE + flujo.encode("utf-16-le") + bytes(512)


def dicho(contenido: bytes) -> str:
    """Lo que se dice de un archivo."""
    with pytest.raises(paac.ErrorDeEntrada) as error:
        ver_documento(io.BytesIO(contenido))
    return str(error.value)


@pytest.mark.parametrize(
    ("contenido", "empieza"),
    [
        (b"", "está vacío (0 bytes); pídalo o descárguelo otra vez"),
        (bytes(600), "está en blanco: sólo trae ceros"),
        (ole("EncryptedPackage"), "está cifrado con contraseña; ábralo con Word o Excel, quítele"),
        (ole("Workbook"), "es un libro de Excel 97-2003 (.xls); ábralo con Excel o LibreOffice y guárdelo como .xlsx"),
        (ole("WordDocument"), "es un documento de Word 97-2003 (.doc); ábralo con Word o LibreOffice y guárdelo como .docx"),
        (ole("Otro"), "es un archivo de Office 97-2003 que no se reconoce"),
        (b"%PDF-1.7\n", "es un PDF, del que no se leen tablas"),
        (b"{\\rtf1\\ansi", "es un texto enriquecido (.rtf)"),
        (b"\x89PNG\r\n\x1a\n", "es una imagen (PNG)"),
        (b"\xff\xd8\xff\xe0", "es una imagen (JPEG)"),
        (b"<html><table><tr><td>1", "es una página web (HTML);"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "es una página web (HTML);"),
        (_SPREADSHEETML.encode(), "es una hoja de cálculo XML de 2003"),
        (_SPREADSHEETML.encode("utf-16"), "es una hoja de cálculo XML de 2003"),
        (b"<plan/>", "es un XML que no es de Office"),
        (b'{"entidad": {}}', "parece JSON"),
        ("código;actividad\n1.1;x\n".encode("latin-1"), "es un texto separado por comas"),
        (b"hola", "es un texto corriente"),
        (bytes(range(128, 256)) * 4, "no es un documento que se reconozca, o está dañado"),
        (comprimir({"mimetype": f"{_MIMETYPE}spreadsheet"}), "es una hoja de cálculo de LibreOffice (.ods)"),
        (comprimir({"mimetype": f"{_MIMETYPE}text"}), "es un documento de LibreOffice (.odt)"),
        (comprimir({"xl/workbook.bin": b"\x83"}), "es un libro binario de Excel (.xlsb)"),
        (comprimir({"ppt/presentation.xml": "<p/>"}), "es una presentación de PowerPoint (.pptx)"),
        (comprimir({"libros/plan.xlsx": b"PK"}), "es un .zip que trae adentro «libros/plan.xlsx»"),
        (comprimir({"leame.txt": "hola"}), "es un archivo comprimido (.zip) que no es de Office"),
        (comprimir({"datapackage.json": "{}"}), "es un paquete de datos (.zip); extraiga y use el"),
        (comprimir({}), "es un archivo comprimido (.zip) que no es de Office"),
    ],
)  # fmt: skip
def test_se_dice_que_es_y_que_hacer(contenido: bytes, empieza: str) -> None:
    assert dicho(contenido).startswith(empieza)


def test_el_nombre_del_archivo_va_en_la_falla(tmp_path: Path) -> None:
    ruta = tmp_path / "plan.docx"
    ruta.write_bytes(ole("Workbook"))
    with pytest.raises(paac.ErrorDeEntrada) as error:
        ver_documento(ruta)
    assert error.value.fallas[0].ruta == str(ruta)


@pytest.mark.parametrize("nombre", ["plan.json", "plan.YAML"])
def test_una_pagina_guardada_como_datos_pide_guardarlos_otra_vez(
    nombre: str, tmp_path: Path
) -> None:
    ruta = tmp_path / nombre
    ruta.write_bytes(b"<!DOCTYPE html><title>Entrar</title>")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(ruta)

    assert error.value.fallas[0].mensaje == (
        "es una página web (HTML) y no los datos: quizá la de entrar, o la de un error; guárdelos"
        " otra vez"
    )


def test_la_senal_de_que_alguien_lo_tiene_abierto_no_es_el_documento(tmp_path: Path) -> None:
    ruta = tmp_path / "~$plan.xlsx"
    ruta.write_bytes(b"\x06Oficina" + bytes(157))
    with pytest.raises(paac.ErrorDeEntrada, match="mientras alguien tiene el documento abierto"):
        ver_documento(ruta)


@pytest.mark.parametrize("nombre", ["plan.docx", "plan.pdf", "plan"])
def test_decide_lo_que_trae_y_no_como_se_llama(nombre: str, tmp_path: Path) -> None:
    ruta = tmp_path / nombre
    ruta.write_bytes(excel(datos(escrita("a"))).getvalue())
    assert ver_documento(ruta).tipo == "xlsx"


@pytest.mark.parametrize("parte", ["xl/vbaProject.bin", "otra/VBAPROJECT.BIN"])
def test_las_macros_se_dicen_y_el_libro_se_lee(parte: str) -> None:
    libro = excel(datos(escrita("a")))
    with zipfile.ZipFile(libro, "a") as paquete:
        paquete.writestr(parte, b"Sub AutoOpen()")
    documento = ver_documento(io.BytesIO(libro.getvalue()))
    assert [aviso.codigo for aviso in documento.avisos] == ["documento_con_macros"]
    assert len(list(documento.tablas())) == 1


@pytest.mark.parametrize("hasta", [30, 200, -30])
def test_el_cortado_a_la_mitad_lo_dice(hasta: int) -> None:
    entero = word(parrafo("a" * 500)).getvalue()
    assert dicho(entero[:hasta]).startswith("está dañado: el archivo está cortado o incompleto")


def test_la_parte_repetida_no_se_adivina() -> None:
    libro = word(parrafo("una"))
    with zipfile.ZipFile(libro, "a") as paquete, pytest.warns(UserWarning, match="Duplicate"):
        paquete.writestr("word/document.xml", "<otra/>")
    assert "trae dos veces la parte 'word/document.xml'" in dicho(libro.getvalue())


def test_la_parte_cifrada_del_zip_se_dice() -> None:
    contenido = bytearray(word(parrafo("una")).getvalue())
    for firma, lugar in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        donde = -1
        while (donde := contenido.find(firma, donde + 1)) >= 0:
            contenido[donde + lugar] |= 1
    assert dicho(bytes(contenido)).startswith("está cifrado con contraseña")


@pytest.mark.parametrize(
    ("cambio", "empieza"),
    [
        ({"word/document.xml": "<w:document"}, "está dañado: la parte 'word/document.xml'"),
        ({"word/document.xml": ""}, "está dañado: la parte 'word/document.xml'"),
        ({"_rels/.rels": "<"}, "está dañado: la parte '_rels/.rels'"),
        ({"word/document.xml": "<otro/>"}, "es un archivo comprimido (.zip) que no es de Office"),
    ],
)
def test_la_parte_mal_escrita_se_nombra(cambio: dict[str, str], empieza: str) -> None:
    assert dicho(comprimir(partes_de_word(parrafo("a")) | cambio)).startswith(empieza)


def test_una_carpeta_no_es_un_documento(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="es una carpeta, se esperaba un archivo"):
        ver_documento(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="el sistema no tiene tuberías con nombre")
def test_una_tuberia_no_se_queda_esperando(tmp_path: Path) -> None:
    ruta = tmp_path / "plan.docx"
    os.mkfifo(ruta)
    with pytest.raises(paac.ErrorDeEntrada, match="es un dispositivo o una tubería"):
        ver_documento(ruta)


def test_lo_que_no_existe_se_dice(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no existe el archivo"):
        ver_documento(tmp_path / "no.docx")


class _SinVuelta(io.RawIOBase):
    """Un flujo del que sólo se puede leer de corrido."""

    def __init__(self, contenido: bytes) -> None:
        self._dentro = io.BytesIO(contenido)

    def readable(self) -> bool:
        return True

    def readinto(self, espacio: Any) -> int:
        return self._dentro.readinto(espacio)


def test_un_flujo_que_no_se_devuelve_se_lee() -> None:
    assert (
        ver_documento(io.BufferedReader(_SinVuelta(word(parrafo("a")).getvalue()))).tipo == "docx"
    )


def test_un_flujo_de_texto_se_dice() -> None:
    flujo: Any = io.StringIO("hola")
    with pytest.raises(paac.ErrorDeEntrada, match="se lee de un flujo de bytes"):
        ver_documento(flujo)


def test_un_flujo_cerrado_se_dice() -> None:
    flujo = io.BytesIO(b"PK")
    flujo.close()
    with pytest.raises(paac.ErrorDeEntrada, match="ya está cerrado"):
        ver_documento(flujo)


def test_lo_que_no_es_ruta_ni_flujo_se_dice() -> None:
    nada: Any = 7
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba la ruta de un documento"):
        ver_documento(nada)
