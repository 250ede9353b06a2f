"""El PDF de lo que se dibujó en Word, cuerpo o membrete: nuestro Word, guardado por LibreOffice.

Es el único lugar que lanza otro programa, y sólo si alguien pide ese PDF. Cada vez va con un perfil
suyo, que dos a la vez no comparten, y con un plazo. No quedan ni él ni lo que lanzó, tampoco si se
interrumpe.
"""

import re
import subprocess
import tempfile
from pathlib import Path

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntorno, Falla
from paac_reportes.escritores.docx.escritor import escribir as escribir_word
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.instalacion import COMO_SE_INSTALA_LIBREOFFICE, donde_esta_libreoffice
from paac_reportes.maqueta.documento import Documento
from paac_reportes.programas import terminar

PLAZO = 180.0
"""Segundos: cien páginas le toman diez, y en una máquina muy ocupada, muchos más."""
_A_PDF = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportFormFields":{"type":"boolean","value":"false"}}'
)
"""Filtro que da un PDF con etiquetas; un control de Word sería un campo por llenar."""
_LO_QUE_PIERDE = (
    "el PDF de lo que se dibujó en Word lo hace LibreOffice con las letras de esta máquina: no es"
    " PDF/A, puede no ser PDF/UA-1 y sus bytes no se repiten, así que sólo se verifica por su acta"
)
_FINAL_DE_UN_PDF = re.compile(rb"%PDF-.*%%EOF.{0,1016}", re.DOTALL)
"""Puede terminar bien y dejar un archivo roto, o ninguno."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del PDF que LibreOffice hace del Word; ``ErrorDeEntorno`` si no se pudo.

    Cada vez son otros. Avisa de que el PDF puede no ser accesible.
    """
    programa = donde_esta_libreoffice()
    if programa is None:
        motivo = (
            "el PDF de un documento diseñado en Word, o sobre un membrete, lo hace LibreOffice, y"
            f" aquí no está: instale {COMO_SE_INSTALA_LIBREOFFICE}"
        )
        raise _sin_pdf("falta_programa", motivo, falta="soffice")
    word = escribir_word(documento, attrs.evolve(escritura, para_dibujar=True))
    with tempfile.TemporaryDirectory(prefix="paac-", ignore_cleanup_errors=True) as carpeta:
        pdf = _convertido(programa, word, Path(carpeta))
    escritura.avisos.append(Aviso("pdf_sin_accesibilidad", "", _LO_QUE_PIERDE))
    return pdf


def _sin_pdf(codigo: str, motivo: str, **datos: str) -> ErrorDeEntorno:
    motivo = f"{motivo}, o pida el Word y guárdelo como PDF"
    return ErrorDeEntorno(Falla(codigo, "", motivo, datos=datos))


def _convertido(programa: str, word: bytes, carpeta: Path) -> bytes:
    """PDF que LibreOffice hace de un Word, con su perfil y sus archivos en esa carpeta."""
    origen, destino = carpeta / "documento.docx", carpeta / "salida" / "documento.pdf"
    dicho = carpeta / "dicho.txt"
    origen.write_bytes(word)
    orden = [
        programa,
        f"-env:UserInstallation={(carpeta / 'perfil').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", _A_PDF, "--outdir", str(destino.parent), str(origen)),
    ]
    try:
        with dicho.open("wb") as salida:
            proceso = subprocess.Popen(  # noqa: S603 - el programa que se halló
                orden,
                stdin=subprocess.DEVNULL,
                stdout=salida,
                stderr=subprocess.STDOUT,
                cwd=carpeta,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
    except OSError as error:
        motivo = f"no se pudo lanzar LibreOffice ({error.strerror}): revise su instalación"
        raise _sin_pdf("programa_fallo", motivo) from error
    try:
        codigo = proceso.wait(PLAZO)
    except subprocess.TimeoutExpired:
        motivo = f"LibreOffice no terminó el PDF en {PLAZO:g} segundos, y se lo dejó: hágalo cuando"
        raise _sin_pdf("plazo_vencido", f"{motivo} la máquina esté menos ocupada") from None
    finally:
        terminar(proceso)
    pdf = destino.read_bytes() if destino.is_file() else b""
    if codigo or not _FINAL_DE_UN_PDF.fullmatch(pdf):
        lineas = [*filter(str.strip, dicho.read_text("utf-8", "replace").split("\n"))]
        resultado = "dejó un PDF a medias" if pdf else "no dejó el PDF"
        explica = f": «{lineas[-1].strip()}»" if lineas else ""
        motivo = f"LibreOffice terminó con el código {codigo} y {resultado}{explica}"
        raise _sin_pdf("programa_fallo", f"{motivo}; hágalo otra vez")
    return pdf
