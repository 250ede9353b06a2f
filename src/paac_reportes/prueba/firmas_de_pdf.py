"""Una firma de un PDF que se recibe: si es íntegra, y si lo que muestra es lo que debe."""

import io
from collections.abc import Iterator
from hashlib import new
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.generic import DictionaryObject, parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pypdf import PdfReader

from paac_reportes.errores import ErrorPaac
from paac_reportes.firma import apariencia
from paac_reportes.firma.danado import MAL_ESCRITO
from paac_reportes.firma.hoja import Caja, hojas_de
from paac_reportes.firma.llave import nombre_de
from paac_reportes.prueba.objetos_de_pdf import forma

_NO_SE_DEJA: tuple[type[Exception], ...] = (
    *(*MAL_ESCRITO, InvalidSignature, UnsupportedAlgorithm),
    *(CMSExtractionError, CMSStructuralError, SignatureValidationError),
)
_NO_SE_DIBUJA: tuple[type[Exception], ...] = (*_NO_SE_DEJA, ErrorPaac, ImportError)


def por_que_no_vale(lector: PdfFileReader, campo: str, numero: int) -> str | None:
    """Por qué la firma de un campo no vale; ninguna razón si es íntegra y cubre su revisión.

    En quién se confía lo decide otro: aquí no hay certificados de confianza.
    """
    firma = _la_del_campo(lector, campo)
    if firma is None or firma.signed_revision != numero:
        return "el campo agregado no tiene una firma de esa revisión"
    try:
        entera = firma.evaluate_signature_coverage() >= SignatureCoverageLevel.ENTIRE_REVISION
        es_un_sello = firma.sig_object_type == "/DocTimeStamp"
        integra = _de_un_sello(firma) if es_un_sello else _de_una_firma(firma)
    except _NO_SE_DEJA:
        return "la firma no se deja comprobar"
    if not integra:
        return "la firma no es de lo que el archivo trae"
    return None if entera else "la firma no cubre todo lo que había"


def _de_una_firma(firma: Any) -> bool:
    """Si lo firmado es el resumen de los bytes que dice cubrir."""
    return all(
        validate_sig_integrity(firma.signer_info, firma.signer_cert, "data", firma.compute_digest())
    )


def _de_un_sello(firma: Any) -> bool:
    """Lo mismo de un sello de tiempo, que firma una nota con ese resumen."""
    nota = firma.signed_data["encap_content_info"]["content"]
    debido = nota.parsed["message_imprint"]
    algoritmo = debido["hash_algorithm"]["algorithm"].native
    de_la_nota = new(firma.signer_info["digest_algorithm"]["algorithm"].native, bytes(nota))
    return debido["hashed_message"].native == firma.compute_digest(algoritmo) and all(
        validate_sig_integrity(
            firma.signer_info, firma.signer_cert, "tst_info", de_la_nota.digest()
        )
    )


def dudas_del_recuadro(
    lector: PdfFileReader, campo: DictionaryObject, anterior: bytes
) -> Iterator[tuple[str, bool]]:
    """Lo que no está bien en lo que una firma visible muestra; y si es sólo que no se sabe.

    ``anterior``: el PDF como era antes de la firma.
    """
    try:
        motivo = _lo_que_tapa(campo, anterior)
    except ErrorPaac:
        yield "no se pudo dibujar la página para ver qué tapa el recuadro de la firma", True
    else:
        if motivo:
            yield f"el recuadro de la firma {motivo}", False
    firma = _la_del_campo(lector, str(campo["/T"]))
    if firma is None or not _es_el_de_la_casa(firma, campo):
        yield "el recuadro de la firma no es el de esta biblioteca: puede decir algo más", True


def _lo_que_tapa(campo: DictionaryObject, anterior: bytes) -> str | None:
    """Lo que había donde va el recuadro, o por qué ese no es un lugar de la página."""
    pagina = campo.raw_get("/P").idnum
    (hoja,) = (
        una for una in hojas_de(anterior, PdfReader(io.BytesIO(anterior))) if una.objeto == pagina
    )
    return hoja.por_que_no_cabe(_caja(campo)) or hoja.lo_que_tapa(_caja(campo))


def _caja(campo: DictionaryObject) -> Caja:
    izquierda, abajo, derecha, arriba = (float(uno) for uno in campo["/Rect"])
    return izquierda, abajo, derecha, arriba


def _la_del_campo(lector: PdfFileReader, campo: str) -> Any:
    firmas = [una for una in lector.embedded_signatures if una.field_name == campo]
    return firmas[0] if len(firmas) == 1 else None


def _es_el_de_la_casa(firma: Any, campo: DictionaryObject) -> bool:
    """Si el recuadro, dibujado otra vez con lo que la firma dice, es el mismo."""
    try:
        momento = parse_pdf_date(str(firma.sig_object["/M"]))
        de_quien = nombre_de(firma.signer_cert)
        debido = apariencia.dibujo(PdfFileWriter(), de_quien, momento, _caja(campo)).get_object()
    except _NO_SE_DIBUJA:
        return False
    return campo.get("/TU") == apariencia.dicho(de_quien) and forma(
        debido, por_dentro=True
    ) == forma(campo["/AP"]["/N"], por_dentro=True)
