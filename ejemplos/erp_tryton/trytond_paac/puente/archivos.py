"""Lo que llega en un archivo: un plan, solo o con sus imágenes en un .zip; y los que salen."""

import contextlib
import io
import lzma
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

import paac_reportes as paac
from trytond_paac.puente import aparte

MAXIMO = 50_000_000
"""Lo que puede pesar un .zip desplegado."""
DATOS = frozenset({".json", ".yaml", ".yml", ".xlsx", ".xlsm", ".docx", ".docm"})
IMAGENES = frozenset({".png", ".jpg", ".jpeg"})
_NO_SE_LEE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(NotImplementedError, RuntimeError, EOFError, OSError),
)
"""Lo que Python lanza de un .zip cortado, dañado, cifrado o comprimido como no sabe."""


def plan_de_archivo(contenido, nombre):
    """El plan y sus avisos; ``ErrorDeEntrada`` con todas las fallas."""
    aparte.comprobar_peso(contenido, nombre)
    with _abierto(contenido, nombre or "plan") as (origen, carpeta):
        leida = aparte.hacer(paac.leer, origen, carpeta=carpeta)
    return leida.sin_dudas(), paac.revisar(leida).avisos


def flujo(contenido, nombre):
    """Los bytes como un archivo abierto, con el nombre con que las fallas lo nombran."""
    abierto = io.BytesIO(contenido or b"")
    abierto.name = PurePosixPath((nombre or "archivo").replace("\\", "/")).name
    return abierto


def comprimidos(archivos):
    """Los archivos, cada uno con su nombre, en un .zip."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as comprimido:
        for nombre, contenido in archivos:
            comprimido.writestr(zipfile.ZipInfo(nombre), contenido)
    return salida.getvalue()


@contextlib.contextmanager
def _abierto(contenido, nombre):
    if not nombre.lower().endswith(".zip"):
        yield flujo(contenido, nombre), None
        return
    with tempfile.TemporaryDirectory() as carpeta:
        datos = _desplegar(contenido, Path(carpeta), nombre)
        yield flujo(datos.read_bytes(), datos.name), carpeta


def _desplegar(contenido, carpeta, nombre):
    """Deja las imágenes en la carpeta y devuelve el único archivo de datos."""
    try:
        with zipfile.ZipFile(io.BytesIO(contenido or b"")) as comprimido:
            suyos = [i for i in comprimido.infolist() if _es_de_un_plan(i)]
            if sum(i.file_size for i in suyos) > MAXIMO:
                raise paac.ErrorDeEntrada(
                    paac.Falla("limite_excedido", nombre, "desplegado pesa más de 50 MB")
                )
            for info in suyos:
                Path(carpeta, PurePosixPath(info.filename).name).write_bytes(comprimido.read(info))
    except _NO_SE_LEE:
        motivo = "no se pudo leer: está dañado, cifrado o no es un .zip"
        raise paac.ErrorDeEntrada(paac.Falla("archivo_danado", nombre, motivo)) from None
    datos = sorted(r for r in carpeta.iterdir() if r.suffix.lower() in DATOS)
    if len(datos) != 1:
        motivo = f"se esperaba un archivo de datos y sus imágenes, llegaron {len(datos)} de datos"
        raise paac.ErrorDeEntrada(paac.Falla("sin_datos", nombre, motivo))
    return datos[0]


def _es_de_un_plan(info):
    ruta = PurePosixPath(info.filename)
    return not info.is_dir() and ruta.suffix.lower() in DATOS | IMAGENES
