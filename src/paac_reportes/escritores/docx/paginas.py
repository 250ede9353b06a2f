"""En qué página queda cada título de un documento de Word: LibreOffice lo dibuja y se mira."""

import functools
import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paac_reportes.errores import Aviso, ErrorDeEntorno, Falla
from paac_reportes.escritores.docx.paginacion import sin_saber
from paac_reportes.instalacion import como_instalar, hallar
from paac_reportes.sistema import por_que_no_se_escribe

_SEGUNDOS_DE_LECTURA = 60
"""LibreOffice tarda como el cuadrado de las filas, y unos números que F9 pone no valen minutos."""


def paginas_de_titulos(docx: bytes, cuantos: int, avisos: list[Aviso]) -> list[int | None]:
    """La página de cada uno de los ``cuantos`` títulos, desde 1.

    Sin LibreOffice, sin pypdf o si no se dejan contar, ninguna se sabe y queda un aviso.
    """
    # Dibujar toma segundos: no se hace si después no hay con qué mirar.
    if programa() and hallar("pypdf") is None:
        return sin_saber(cuantos, f"falta pypdf, {como_instalar('paginas')}", avisos)
    try:
        paginas = _en_pdf(convertir(docx, _SEGUNDOS_DE_LECTURA))
    except ErrorDeEntorno as error:
        return sin_saber(cuantos, str(error), avisos)
    if len(paginas) != cuantos:
        motivo = f"LibreOffice muestra {len(paginas)} títulos de {cuantos}"
        return sin_saber(cuantos, motivo, avisos)
    return list(paginas)


def _en_pdf(pdf: bytes) -> list[int]:
    """La página de cada marcador, que LibreOffice arma con los títulos y en su orden."""
    from pypdf import PdfReader  # noqa: PLC0415 - se carga si hay una tabla de contenido
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        lector = PdfReader(io.BytesIO(pdf))
        lugares = map(lector.get_destination_page_number, _marcadores(lector.outline))
        return [lugar + 1 for lugar in lugares if lugar is not None]
    except PyPdfError as error:
        raise ErrorDeEntorno(
            Falla("programa_fallo", "", "no se pudo leer el PDF que hizo LibreOffice")
        ) from error


def _marcadores(nivel: list[Any]) -> Iterator[Any]:
    """Los de un nivel, cada uno con los de adentro detrás: pypdf los da como listas anidadas."""
    for marcador in nivel:
        if isinstance(marcador, list):
            yield from _marcadores(marcador)
        else:
            yield marcador


_SEGUNDOS = 300
_COLA = 1024
"""Los últimos bytes de un PDF, donde dice que está entero."""
_FILTRO = "pdf:writer_pdf_Export"


def programa() -> str | None:
    """Dónde está LibreOffice; ``None`` si no está."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def version() -> str | None:
    """La de LibreOffice, que decide los números de página; ``None`` si no está o no la dice."""
    ruta = programa()
    return None if ruta is None else _version_de(ruta)


@functools.lru_cache(maxsize=4)
def _version_de(ruta: str) -> str | None:
    try:
        dicho = subprocess.run(  # noqa: S603 - el programa es el que está en PATH
            [ruta, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SEGUNDOS_DE_LECTURA,
            check=False,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    hallada = _VERSION.search(dicho.decode("ascii", "replace"))
    return hallada and hallada[0]


_VERSION = re.compile(r"(?<!\d)\d++(?:\.\d++)++")


def convertir(docx: bytes, segundos: float = _SEGUNDOS) -> bytes:
    """El PDF de un documento de Word.

    ``ErrorDeEntorno`` si no hay LibreOffice, no pudo o no terminó en esos segundos.
    """
    ruta = programa()
    if ruta is None:
        raise ErrorDeEntorno(
            Falla(
                "falta_programa",
                "",
                "para contar las páginas hace falta LibreOffice; instálelo (en Debian o Ubuntu,"
                " «apt install libreoffice-writer-nogui»)",
            )
        )
    try:
        with tempfile.TemporaryDirectory(prefix="paac-", ignore_cleanup_errors=True) as carpeta:
            origen = Path(carpeta, "reporte.docx")
            origen.write_bytes(docx)
            motivo = _convertir(ruta, origen, segundos)
            pdf = origen.with_suffix(".pdf")
            # soffice termina en 0 aunque falle: lo que vale es que el PDF exista.
            if not pdf.is_file():
                raise ErrorDeEntorno(
                    Falla("programa_fallo", "", f"LibreOffice no pudo convertir a PDF: {motivo}")
                )
            contenido = pdf.read_bytes()
            if not contenido.startswith(b"%PDF-") or b"%%EOF" not in contenido[-_COLA:]:
                raise ErrorDeEntorno(
                    Falla("programa_fallo", "", f"LibreOffice dejó un PDF a medias: {motivo}")
                )
            return contenido
    except OSError as error:
        motivo = por_que_no_se_escribe(error)
        raise ErrorDeEntorno(
            Falla(
                "programa_fallo", "", f"no se pudo usar LibreOffice o la carpeta temporal: {motivo}"
            )
        ) from error


def _convertir(programa: str, origen: Path, segundos: float) -> str:
    """Corre LibreOffice junto a ``origen``; da lo que dijo en su salida de errores."""
    # Dos conversiones con el mismo perfil se estorban: cada una lleva el suyo.
    perfil = (origen.parent / "perfil").as_uri()
    orden = [programa, "--headless", f"-env:UserInstallation={perfil}", "--convert-to", _FILTRO]
    orden += ["--outdir", str(origen.parent), str(origen)]
    quejas = origen.with_suffix(".txt")
    # En su propio grupo, para poder terminar también al proceso que lanza por dentro.
    with (
        quejas.open("wb") as salida_de_errores,
        subprocess.Popen(  # noqa: S603 - el programa es el que está en PATH
            [*_vigilado(origen.parent), *orden],
            stdin=subprocess.PIPE,  # que se cierre le dice a quien vigila que ya nadie espera
            stdout=subprocess.DEVNULL,
            stderr=salida_de_errores,
            start_new_session=True,
            env={**os.environ, "TMPDIR": str(origen.parent)},  # que sus sobras se borren con todo
        ) as proceso,
    ):
        try:
            proceso.wait(timeout=segundos)
        except subprocess.TimeoutExpired:
            _terminar(proceso)
            return f"pasaron {segundos} segundos"
        except BaseException:
            _terminar(proceso)
            raise
    return quejas.read_text("utf-8", "replace").strip() or "no dijo por qué"


_VIGIA = """
exec 3<&0
carpeta=$1; shift
"$@" </dev/null 3<&- & trabajo=$!
{ read -r _; rm -rf -- "$carpeta"; kill -s KILL 0; } <&3 & vigia=$!
wait "$trabajo"; codigo=$?
kill -s KILL "$vigia"
exit "$codigo"
"""
"""Corre un programa y, si quien lo pidió muere sin despedirse, termina con todo su grupo."""


def _vigilado(carpeta: Path) -> list[str]:
    """Con qué se corre un programa que no debe sobrevivir a este; nada donde no hay ``sh``."""
    interprete = shutil.which("sh") if os.name == "posix" else None
    return [interprete, "-c", _VIGIA, "sh", str(carpeta)] if interprete else []


def _terminar(proceso: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        os.killpg(proceso.pid, signal.SIGKILL)
    else:
        proceso.kill()
    proceso.wait()
