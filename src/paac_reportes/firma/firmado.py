"""Agregar a un PDF la revisión que lo firma, y nada más.

La firma es PAdES B-B o, con un sello de tiempo, B-T (ETSI EN 319 142-1).
"""

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import FormFillingError
from pyhanko.sign.fields import (
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.stamp import BaseStampStyle

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.pdf import motor
from paac_reportes.firma import apariencia, lugar
from paac_reportes.firma.aparte import en_otro_hilo
from paac_reportes.firma.danado import MAL_ESCRITO
from paac_reportes.firma.llave import nombre_de
from paac_reportes.firma.motivos import motivo_de
from paac_reportes.firma.sello import Autoridad, rechazo

_CAMPO = "Firma"
_RESUMEN = "sha256"


def firmar(  # noqa: PLR0913 - las demás se dicen por su nombre
    pdf: bytes,
    firmante: SimpleSigner,
    momento: datetime,
    *,
    visible: bool,
    caja: lugar.CajaPedida | None,
    autoridad: Autoridad | None,
    nombre: str,
) -> bytes:
    """El PDF con su firma, en una revisión agregada; lo que había queda byte por byte.

    ``visible``, se ve en el renglón de firmas o en la ``caja``. ``ErrorDeEntrada`` si ``pdf``, que
    se llama ``nombre``, no se puede firmar, o no ahí; ``ErrorDeEntorno`` si para verla falta Typst.
    """
    escritor = _abierto(pdf, nombre)
    try:
        if motivo := _por_que_se_cerro(escritor, visible=visible):
            raise ErrorDeEntrada(Falla("firma_no_admitida", nombre, motivo))
        campo = _campo_nuevo(escritor)
        if visible:
            de_quien = nombre_de(firmante.signing_cert)
            motor.comprobar_que_esta()
            donde = lugar.elegido(pdf, caja, de_quien, nombre)
            apariencia.poner_campo(escritor, campo, de_quien, momento, donde)
        else:
            append_signature_field(escritor, SigFieldSpec(campo))
        return _firmado(escritor, firmante, campo, momento, autoridad)
    except TimestampRequestError as error:
        raise rechazo() from error
    except FormFillingError as error:  # también SigningError, que es una de ellas
        raise ErrorDeEntrada(Falla("firma_no_admitida", nombre, motivo_de(error))) from error
    except MAL_ESCRITO as error:
        raise _danado(nombre) from error


class _SinOtroCambio(IncrementalPdfFileWriter):
    """El de pyHanko escribe además otros metadatos; aquí la revisión no trae más que la firma."""

    def _update_meta(self) -> None:
        """Los metadatos son los de la primera revisión."""


def _abierto(pdf: bytes, nombre: str) -> IncrementalPdfFileWriter:
    if not pdf:
        raise ErrorDeEntrada(Falla("archivo_vacio", nombre, "está vacío; se esperaba un PDF"))
    if not pdf.startswith(b"%PDF-"):
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, "no es un PDF"))
    try:
        escritor = _SinOtroCambio(io.BytesIO(pdf))
        cifrado = escritor.prev.encrypted
    except MAL_ESCRITO as error:
        raise _danado(nombre) from error
    if cifrado:
        motivo = "pide contraseña; firme uno sin ella"
        raise ErrorDeEntrada(Falla("archivo_cifrado", nombre, motivo))
    return escritor


def _danado(nombre: str) -> ErrorDeEntrada:
    return ErrorDeEntrada(Falla("archivo_danado", nombre, "el PDF está mal escrito o incompleto"))


def _por_que_se_cerro(escritor: IncrementalPdfFileWriter, *, visible: bool) -> str | None:
    """Lo que ya lo firmó no admite otra firma, o no que se vea; nada si la admite.

    De una certificación que no admite ninguna lo dice pyHanko al firmar.
    """
    if visible and "/DocMDP" in (escritor.prev.root.get("/Perms") or {}):
        return "ya está certificado, y nada que se vea puede agregarse; fírmelo sin que se vea"
    for _, _, campo in enumerate_sig_fields(escritor, filled_status=True):
        cierre = campo.get_object().get("/Lock", DictionaryObject()).get_object()
        if cierre.get("/P") == _SIN_CAMBIOS:
            return "quien lo firmó lo cerró: no admite otra firma"
    return None


_SIN_CAMBIOS = 1
"""El permiso de un campo que, firmado, no deja agregar nada (ISO 32000-2, 12.7.5.5)."""


def _campo_nuevo(escritor: IncrementalPdfFileWriter) -> str:
    """``Firma1``, o el número que siga a las que ya tiene."""
    usados = {nombre for nombre, *_ in enumerate_sig_fields(escritor)}
    return next(
        nombre_libre
        for n in range(1, len(usados) + 2)
        if (nombre_libre := f"{_CAMPO}{n}") not in usados
    )


class _YaDibujada(BaseStampStyle):
    """La apariencia está puesta: pyHanko no dibuja la suya."""

    def create_stamp(self, *_: Any, **__: Any) -> Any:
        """Ninguna."""


class _EnSuMomento(PdfSigner):
    """Firma con la hora que la apariencia dice, y no con la de unas milésimas después."""

    momento: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """La de siempre, con esa hora."""
        sesion = super().init_signing_session(*args, **kwargs)
        sesion.system_time = self.momento
        return sesion


def _firmado(
    escritor: IncrementalPdfFileWriter,
    firmante: SimpleSigner,
    campo: str,
    momento: datetime,
    autoridad: Autoridad | None,
) -> bytes:
    metadatos = PdfSignatureMetadata(
        field_name=campo, subfilter=SigSeedSubFilter.PADES, md_algorithm=_RESUMEN
    )
    pdf_firmante = _EnSuMomento(
        metadatos, firmante, timestamper=autoridad, stamp_style=_YaDibujada()
    )
    pdf_firmante.momento = momento
    salida = io.BytesIO()
    en_otro_hilo(lambda: pdf_firmante.sign_pdf(escritor, existing_fields_only=True, output=salida))
    return salida.getvalue()
