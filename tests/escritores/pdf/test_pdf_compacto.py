"""Comprimir los objetos de un PDF no cambia lo que dice: se compara con otro lector, uno por uno."""

import io
from datetime import date
from typing import Any

import pytest
from ayudas.en_pdf import documento, fila, tabla
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.pdf import motor
from paac_reportes.escritores.pdf.escritor import fuente_de
from paac_reportes.escritores.pdf.motor import compactar
from paac_reportes.maqueta.nodos import Parrafo, Titulo


def de_typst(cuantas: int, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Como lo deja Typst: una tabla con esas filas, y los objetos sueltos."""
    monkeypatch.setattr(motor, "compactar", lambda pdf, _etiquetadas: pdf)
    filas = [fila(f"fila {n}", "(paréntesis) y stream\nendstream endobj") for n in range(cuantas)]
    de = documento(Titulo(texto="Título", nivel=1), Parrafo("Ñandú €", "texto"), tabla(*filas))
    fuentes = motor.instaladas()
    fuente = fuente_de(de, fuentes, Escritura(), [])[0]
    return motor.componer_en_typst(fuente, fuentes, date(2026, 1, 1))


def leido(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf), strict=True)


def resuelto(objeto: Any) -> Any:
    """Lo que dice, sin seguir sus referencias; de un flujo, también sus bytes."""
    if isinstance(objeto, IndirectObject):
        return ("a", objeto.idnum)
    if isinstance(objeto, DictionaryObject):
        suyo = {clave: resuelto(objeto.raw_get(clave)) for clave in objeto}
        suyo.pop("/MarkInfo", None)
        return (suyo, objeto.get_data()) if isinstance(objeto, StreamObject) else suyo
    return [resuelto(uno) for uno in objeto] if isinstance(objeto, list) else str(objeto)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("cuantas", [1, 300])
def test_cada_objeto_dice_lo_mismo(cuantas: int, monkeypatch: pytest.MonkeyPatch) -> None:
    suelto = de_typst(cuantas, monkeypatch)
    compacto = compactar(suelto)
    antes, despues = leido(suelto), leido(compacto)

    cuantos = antes.trailer["/Size"]
    for numero in range(1, cuantos):
        uno, otro = (lector.get_object(numero) for lector in (antes, despues))
        assert resuelto(uno) == resuelto(otro), numero
    assert [p.extract_text() for p in antes.pages] == [p.extract_text() for p in despues.pages]
    for clave in ("/Root", "/Info"):
        assert antes.trailer.raw_get(clave).idnum == despues.trailer.raw_get(clave).idnum
    assert antes.trailer["/ID"] == despues.trailer["/ID"]
    assert len(compacto) < len(suelto) / (2 if cuantas > 1 else 1)
    assert compacto.endswith(b"%%EOF\n")
    assert "/Suspects" not in despues.root_object["/MarkInfo"]
    assert despues.root_object["/MarkInfo"]["/Marked"]


def test_los_mismos_bytes_cada_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    suelto = de_typst(3, monkeypatch)
    assert compactar(suelto) == compactar(suelto)


@pytest.mark.parametrize(
    ("cambia", "por"),
    [(b"%%EOF", b""), (b"xref\n0 ", b"xref\n5 "), (b"00000 n", b"00000 f")],
    ids=["sin final", "otra revisión", "un objeto libre"],
)
def test_lo_que_no_es_de_typst_es_un_error(
    cambia: bytes, por: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ajeno = de_typst(1, monkeypatch).replace(cambia, por)
    with pytest.raises(ErrorDeMaqueta, match="Typst"):
        compactar(ajeno)


def test_sin_fecha_no_dice_ser_de_archivo() -> None:
    """PDF/A pide la fecha del documento: sin datos de cuándo es, no se inventa."""
    fuentes = motor.instaladas()
    fuente = fuente_de(documento(Parrafo("x", "texto")), fuentes, Escritura(), [])[0]
    sin_fecha = leido(motor.componer_en_typst(fuente, fuentes, None))
    assert sin_fecha.xmp_metadata is not None
    assert b"pdfaid" not in sin_fecha.xmp_metadata.stream.get_data()
