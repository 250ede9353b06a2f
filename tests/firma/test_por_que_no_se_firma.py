"""Por qué un PDF no se firma: cada causa de pyHanko con sus palabras, y ninguna con las de otra."""

import ast
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from ayudas.firmas import CLAVE, Firmante, emitido
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import FormFillingError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import general
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
)
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

import paac_reportes as paac
from paac_reportes.firma.motivos import motivo_de

PYHANKO = Path(str(general.__file__)).parents[1]
CERTIFICADO = "ya está certificado"


def _dicho(nodo: ast.AST) -> str:
    """Lo que dice un mensaje; lo que en él cambia, con puntos suspensivos."""
    match nodo:
        case ast.Constant():
            return str(nodo.value)
        case ast.JoinedStr():
            return "".join(map(_dicho, nodo.values))
        case ast.Call(func=ast.Attribute(value=texto)):  # "{}".format(…)
            return _dicho(texto)
        case ast.BinOp(left=texto):  # "%s" % …
            return _dicho(texto)
        case _:
            return "…"


def causas() -> Iterator[str]:
    """Todas las que la versión instalada puede dar al firmar."""
    clases = {"SigningError", "FormFillingError", "UnacceptableSignerError"}
    for archivo in sorted(PYHANKO.rglob("*.py")):
        texto = archivo.read_text("utf-8")
        if not any(f"{clase}(" in texto for clase in clases):
            continue
        for nodo in ast.walk(ast.parse(texto)):
            match nodo:
                case ast.Call(func=ast.Name(id=clase), args=[mensaje, *_]) if clase in clases:
                    yield _dicho(mensaje)


def test_cada_causa_de_pyhanko_tiene_su_motivo_en_espanol() -> None:
    todas = sorted(set(causas()))
    motivos = {causa: motivo_de(FormFillingError(causa)) for causa in todas}

    assert len(todas) > 60
    assert [causa for causa, motivo in motivos.items() if "pyHanko dice" in motivo] == []
    assert [c for c, m in motivos.items() if m.startswith(CERTIFICADO)] == [
        "Author signature forbids all changes"
    ]
    assert len(set(motivos.values())) > 12


def test_de_una_causa_que_no_se_conoce_se_dice_lo_que_pyhanko_dijo() -> None:
    assert motivo_de(FormFillingError("A new one")).endswith("pyHanko dice: A new one")


def hibrido() -> bytes:
    """Un PDF con una tabla de referencias y, para los programas nuevos, otra en un flujo."""
    objetos = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        b"<</Type/XRef/Size 6/W[1 2 1]/Index[5 1]/Length 4>>stream\n\0\0\0\0\nendstream",
    ]
    salida, lugares = b"%PDF-1.7\n", []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(salida))
        salida += b"%d 0 obj%b endobj\n" % (numero, objeto)
    tabla = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % uno for uno in lugares)
    final = b"trailer<</Size 6/Root 1 0 R/XRefStm %d>>\n" % lugares[-1]
    return salida + b"xref\n0 5\n" + tabla + final + b"startxref\n%d\n%%%%EOF\n" % len(salida)


@pytest.mark.parametrize("caja", [None, (1, 20, 20, 60, 15)])
def test_uno_con_referencias_hibridas_lo_dice(caja: tuple[int, ...] | None) -> None:
    assert PdfFileReader(io.BytesIO(hibrido())).xrefs.hybrid_xrefs_present
    with pytest.raises(paac.ErrorDeEntrada, match="referencias híbridas") as error:
        paac.firmar(hibrido(), Firmante().p12(), CLAVE, caja=caja)

    assert [falla.codigo for falla in error.value.fallas] == ["firma_no_admitida"]
    assert CERTIFICADO not in str(error.value)


def _de_otro(pdf: bytes, campo: SigFieldSpec, **claves: Any) -> bytes:
    """Firmado por otro programa, en el campo que se le da."""
    firmante = SimpleSigner.load_pkcs12_data(Firmante().p12(), [], CLAVE.encode())
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    append_signature_field(escritor, campo)
    datos = PdfSignatureMetadata(field_name=campo.sig_field_name, **claves)
    salida = sign_pdf(escritor, datos, firmante, existing_fields_only=True)
    return bytes(salida.getbuffer())


def _motivo(pdf: bytes, **claves: Any) -> str:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.firmar(pdf, Firmante().p12(), CLAVE, **claves)
    (falla,) = error.value.fallas
    assert falla.codigo == "firma_no_admitida"
    return falla.mensaje


@pytest.mark.parametrize("permiso", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_uno_certificado_se_firma_sin_que_se_vea_y_no_de_otro_modo(permiso: MDPPerm) -> None:
    certificado = _de_otro(
        emitido(), SigFieldSpec("Suya"), certify=True, docmdp_permissions=permiso
    )

    assert _motivo(certificado, visible=True).endswith("fírmelo sin que se vea")
    assert _motivo(certificado, caja=(1, 20, 2, 60, 9)).endswith("fírmelo sin que se vea")
    assert paac.firmar(certificado, Firmante().p12(), CLAVE).startswith(certificado)


def test_uno_que_quien_lo_firmo_cerro_no_admite_otra() -> None:
    cerrado = _de_otro(
        emitido(),
        SigFieldSpec(
            "Suya",
            field_mdp_spec=FieldMDPSpec(FieldMDPAction.ALL),
            doc_mdp_update_value=MDPPerm.NO_CHANGES,
        ),
    )

    assert _motivo(cerrado) == _motivo(cerrado, visible=True)
    assert "lo cerró" in _motivo(cerrado)
