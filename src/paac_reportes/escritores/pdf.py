"""PDF: el documento de Word, convertido por LibreOffice con etiquetas de accesibilidad."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from paac_reportes.errores import ErrorDeEntorno
from paac_reportes.escritores import docx
from paac_reportes.maqueta.nodos import Documento

_SEGUNDOS = 300
_FILTRO = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'

_CEROS = b"0" * 32
_DEL_MOMENTO = (
    (re.compile(rb"(/CreationDate\(D:)\d{14}"), rb"\g<1>20000101000000"),
    (re.compile(rb"(<xmp:\w+Date>)[\d:T-]{19}"), rb"\g<1>2000-01-01T00:00:00"),
    (re.compile(rb"(/ID \[ <)\w{32}(>\s<)\w{32}"), rb"\g<1>%b\g<2>%b" % (_CEROS, _CEROS)),
    (re.compile(rb"(/DocChecksum /)\w{32}"), rb"\g<1>%b" % _CEROS),
)
"""Lo que LibreOffice pone distinto cada vez y un valor fijo, del mismo largo: el PDF guarda la
posición de cada objeto."""


def escribir(documento: Documento) -> bytes:
    """Los bytes del ``.pdf``; ``ErrorDeEntorno`` si no hay LibreOffice o no pudo."""
    programa = shutil.which("soffice") or shutil.which("libreoffice")
    if programa is None:
        raise ErrorDeEntorno(
            "para escribir PDF hace falta LibreOffice; instálelo (en Debian o Ubuntu,"
            " «apt install libreoffice-writer-nogui») o genere .docx"
        )
    try:
        with tempfile.TemporaryDirectory(prefix="paac-", ignore_cleanup_errors=True) as carpeta:
            origen = Path(carpeta, "reporte.docx")
            origen.write_bytes(docx.escribir(documento))
            motivo = _convertir(programa, origen)
            pdf = origen.with_suffix(".pdf")
            # soffice termina en 0 aunque falle: lo que vale es que el PDF exista.
            if not pdf.is_file():
                raise ErrorDeEntorno(f"LibreOffice no pudo convertir a PDF: {motivo}")
            return _sin_la_hora(pdf.read_bytes())
    except OSError as error:
        raise ErrorDeEntorno(
            f"no se pudo usar LibreOffice o la carpeta temporal ({error})"
        ) from error


def _convertir(programa: str, origen: Path) -> str:
    """Corre LibreOffice junto a ``origen``; da lo que dijo en su salida de errores."""
    # Dos conversiones con el mismo perfil se estorban: cada una lleva el suyo.
    perfil = (origen.parent / "perfil").as_uri()
    orden = [programa, "--headless", f"-env:UserInstallation={perfil}", "--convert-to", _FILTRO]
    orden += ["--outdir", str(origen.parent), str(origen)]
    # En su propio grupo, para poder terminar también al proceso que lanza por dentro.
    with subprocess.Popen(  # noqa: S603 - el programa es el que está en PATH
        orden,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(origen.parent)},  # que sus sobras se borren con todo
    ) as proceso:
        try:
            _, dicho = proceso.communicate(timeout=_SEGUNDOS)
        except subprocess.TimeoutExpired:
            _terminar(proceso)
            return f"pasaron {_SEGUNDOS} segundos"
        except BaseException:
            _terminar(proceso)
            raise
    return dicho.decode("utf-8", "replace").strip() or "no dijo por qué"


def _terminar(proceso: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(proceso.pid, signal.SIGKILL)
    else:
        proceso.kill()
    proceso.wait()


def _sin_la_hora(pdf: bytes) -> bytes:
    for patron, fijo in _DEL_MOMENTO:
        pdf = patron.sub(fijo, pdf)
    return pdf
