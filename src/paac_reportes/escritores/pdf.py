"""PDF: el documento de Word, convertido por LibreOffice con etiquetas de accesibilidad."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from paac_reportes.errores import ErrorDeEntorno
from paac_reportes.escritores import docx
from paac_reportes.maqueta.nodos import Documento

_SEGUNDOS = 300
_FILTRO = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'


def escribir(documento: Documento) -> bytes:
    """Los bytes del ``.pdf``; ``ErrorDeEntorno`` si no hay LibreOffice o no pudo."""
    programa = shutil.which("soffice") or shutil.which("libreoffice")
    if programa is None:
        raise ErrorDeEntorno(
            "para escribir PDF hace falta LibreOffice; instálelo (en Debian o Ubuntu,"
            " «apt install libreoffice-writer-nogui») o genere .docx"
        )
    with tempfile.TemporaryDirectory(prefix="paac-") as carpeta:
        origen = Path(carpeta, "reporte.docx")
        origen.write_bytes(docx.escribir(documento))
        # Dos conversiones con el mismo perfil se estorban: cada una lleva el suyo.
        perfil = Path(carpeta, "perfil").as_uri()
        orden = [programa, "--headless", f"-env:UserInstallation={perfil}", "--convert-to", _FILTRO]
        orden += ["--outdir", carpeta, str(origen)]
        try:
            hecho = subprocess.run(  # noqa: S603 - el programa es el que está en PATH
                orden, capture_output=True, timeout=_SEGUNDOS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ErrorDeEntorno(f"LibreOffice no pudo convertir a PDF ({error})") from error
        pdf = origen.with_suffix(".pdf")
        # soffice termina en 0 aunque falle: lo que vale es que el PDF exista.
        if not pdf.is_file():
            motivo = hecho.stderr.decode("utf-8", "replace").strip() or "no dijo por qué"
            raise ErrorDeEntorno(f"LibreOffice no pudo convertir a PDF: {motivo}")
        return pdf.read_bytes()
