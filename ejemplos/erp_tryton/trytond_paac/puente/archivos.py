"""Lo que llega en un archivo: un plan, solo o con sus imágenes en un .zip; y los que salen."""

import contextlib
import io
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

import paac_reportes as paac

MAXIMO, DESPLEGADO = 20_000_000, 50_000_000
"""Bytes de lo que se sube, y de lo que trae un .zip: el documento de 386 filas pesa 0,2 MB."""
DATOS = frozenset({".json", ".yaml", ".yml", ".xlsx", ".xlsm", ".docx", ".docm"})
IMAGENES = frozenset({".png", ".jpg", ".jpeg"})


def plan_de_archivo(contenido, nombre):
    """El plan y sus avisos; ``ErrorDeEntrada`` con todas las fallas."""
    with _abierto(contenido, nombre or "plan") as (origen, carpeta):
        leida = paac.leer(origen, carpeta=carpeta)
    return leida.sin_dudas(), paac.revisar(leida).avisos


def flujo(contenido, nombre):
    """Los bytes como un archivo abierto; ``ErrorDeEntrada`` si pesa más de lo que se recibe."""
    abierto = io.BytesIO(contenido or b"")
    abierto.name = PurePosixPath((nombre or "archivo").replace("\\", "/")).name
    if len(contenido or b"") > MAXIMO:
        raise _pesa_mas(abierto.name, MAXIMO)
    return abierto


def _pesa_mas(nombre, maximo):
    motivo = f"pesa más de {maximo // 1_000_000} MB, que es lo que se recibe"
    return paac.ErrorDeEntrada(paac.Falla("limite_excedido", nombre, motivo))


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
        datos = _desplegar(flujo(contenido, nombre), Path(carpeta))
        yield flujo(datos.read_bytes(), datos.name), carpeta


def _desplegar(subido, carpeta):
    """Deja las imágenes en la carpeta y devuelve el único archivo de datos."""
    try:
        with zipfile.ZipFile(subido) as comprimido:
            for info in _suyos(comprimido, subido.name):
                Path(carpeta, PurePosixPath(info.filename).name).write_bytes(comprimido.read(info))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError):
        motivo = "no se pudo leer: está dañado, cifrado o no es un .zip"
        raise paac.ErrorDeEntrada(paac.Falla("archivo_danado", subido.name, motivo)) from None
    datos = sorted(r for r in carpeta.iterdir() if _extension(r.name) in DATOS)
    if len(datos) != 1:
        motivo = f"se esperaba un archivo de datos y sus imágenes, llegaron {len(datos)} de datos"
        raise paac.ErrorDeEntrada(paac.Falla("sin_datos", subido.name, motivo))
    return datos[0]


def _suyos(comprimido, nombre):
    """Lo que puede ser de un plan; ``ErrorDeEntrada`` si desplegado no cabe."""
    suyos = [i for i in comprimido.infolist() if _extension(i.filename) in DATOS | IMAGENES]
    if sum(i.file_size for i in suyos) > DESPLEGADO:
        raise _pesa_mas(nombre, DESPLEGADO)
    return suyos


def _extension(nombre):
    return PurePosixPath(nombre).suffix.lower()
