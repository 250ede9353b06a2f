"""Qué se hace con cada caso: leerlo, revisarlo, componerlo, emitirlo y abrir lo emitido."""

import base64
import csv
import functools
import io
import json
import random
import tempfile
import tomllib
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from pypdf import PdfReader

import paac_reportes as paac
from herramientas.ataque import publicos
from herramientas.ataque.mutador import Mutador
from paac_reportes.api.formatos import revisar_formatos
from paac_reportes.formatos.definicion.columnas import datos_de_columna

RAIZ = Path(__file__).resolve().parents[2]
TIPOS = ("docx", "xlsx", "html", "pdf", "csv", "zip")
CORTES = (None, None, None, date(2026, 4, 30), date(1900, 1, 1), date(2999, 12, 31))


@functools.cache
def codigos() -> tuple[str, ...]:
    """Los formatos de la biblioteca."""
    return tuple(sorted({ficha.codigo for ficha in paac.formatos_disponibles()}))


@functools.cache
def carpetas() -> tuple[Path, ...]:
    """Los formatos escritos en una carpeta: los de la biblioteca y los de los ejemplos."""
    sitios = (RAIZ / "plantillas", *RAIZ.glob("ejemplos/*/plantillas"))
    return tuple(sorted(toml.parent for sitio in sitios for toml in sitio.glob("*/formato.toml")))


@functools.cache
def muestras() -> tuple[Any, ...]:
    """Datos inventados para cada formato."""
    muestra_de = publicos.ayudas("ayudas.muestras").muestra_de
    return tuple(muestra_de(paac.leer_formato(carpeta)) for carpeta in carpetas())


@functools.cache
def planes() -> tuple[dict[str, Any], ...]:
    """Los datos sanos de que parte cada plan: los de los ejemplos y los de las muestras."""
    de_ejemplo = (paac.leer(plan).sin_dudas() for plan in sorted(RAIZ.glob("ejemplos/*/plan.yaml")))
    return tuple(map(paac.datos_de, (*de_ejemplo, *(muestra.contenido for muestra in muestras()))))


def _filas_de(formato: Any) -> Any:
    """Una fila con cada dato que piden sus columnas, por el nombre de su tabla."""
    return {
        nombre: [{dato.removeprefix("fila."): 10 for c in columnas for dato in datos_de_columna(c)}]
        for nombre, tablas in formato.tablas_dadas.items()
        for columnas in [[c for tabla in tablas.values() for c in tabla.columnas]]
    } or None


def correr(semilla: str, clase: str, numero: int) -> int | None:
    """Un caso; las páginas de su PDF si llegó a emitirse, ``None`` si no.

    Lo que no sea un error de la biblioteca se escapa.
    """
    warnings.simplefilter("ignore")
    azar = random.Random(f"{semilla}-{clase}-{numero}")  # noqa: S311 - para repetirlo
    try:
        return CLASES[clase](azar, Mutador(azar))
    except paac.errores.ErrorDeMaqueta:
        raise  # es un defecto de la biblioteca: los datos no tienen la culpa
    except paac.ErrorPaac as error:
        if not str(error).strip():
            raise AssertionError("un error sin mensaje") from error
        return None


def _un_plan(azar: random.Random, mutador: Mutador) -> int:
    datos = azar.choice(planes())
    torcidos = mutador.torcer(datos, solo_textos=mutador.a_veces(50))
    plan = azar.choice((_de_datos, _de_datos, _de_json, _de_yaml))(torcidos, mutador)
    comprobar(
        paac.desde_datos(paac.datos_de(plan)).contenido == plan, "no volvió a salir el mismo plan"
    )
    paac.revisar(plan)
    paac.datos_de(paac.analizar(plan))
    if mutador.a_veces(20):
        otro = paac.analizar(paac.desde_datos(datos).contenido)
        paac.datos_de(paac.comparar(otro, paac.analizar(plan)))
        paac.filas_de(plan)
    reporte = paac.reporte(plan, azar.choice(codigos()), corte=azar.choice(CORTES))
    abiertos = [abrir(tipo, reporte.emitir(tipo).contenido) for tipo in azar.sample(TIPOS, 2)]
    return sum(abiertos)


def _de_datos(datos: Any, _mutador: Mutador) -> paac.Plan:
    return paac.desde_datos(datos).contenido


def _de_json(datos: Any, mutador: Mutador) -> paac.Plan:
    return _de_texto(_escrito(lambda: json.dumps(datos, default=_simple)), mutador)


def _de_yaml(datos: Any, mutador: Mutador) -> paac.Plan:
    def escribir() -> str:
        sencillos = json.loads(json.dumps(datos, default=_simple))
        return str(yaml.dump(sencillos, allow_unicode=True))

    return _de_texto(_escrito(escribir), mutador)


def _simple(valor: Any) -> str:
    if isinstance(valor, bytes):
        return f"data:image/png;base64,{base64.b64encode(valor).decode()}"
    return str(valor)


def _escrito(escribir: Callable[[], str]) -> str:
    """Lo que ni siquiera se deja escribir no es un caso: aquí no falla la biblioteca."""
    try:
        return escribir()
    except (TypeError, ValueError, RecursionError, MemoryError, yaml.YAMLError):
        return "{}"


def _de_texto(texto: str, mutador: Mutador) -> paac.Plan:
    if mutador.a_veces(30):
        texto = mutador.renglones(texto)
    if mutador.a_veces(30):
        return paac.leer(io.StringIO(texto)).sin_dudas()
    octetos = bytearray(texto.encode("utf-8", "surrogatepass"))
    if octetos and mutador.a_veces(10):
        octetos[mutador.azar.randrange(len(octetos))] = mutador.azar.randrange(256)
    return paac.leer(io.BytesIO(bytes(octetos))).sin_dudas()


def _un_formato(azar: random.Random, mutador: Mutador) -> int:
    elegida = azar.randrange(len(carpetas()))
    muestra = muestras()[elegida]
    if mutador.a_veces(50):
        formato = _formato_en_carpeta(carpetas()[elegida], mutador)
    else:
        toml = (carpetas()[elegida] / "formato.toml").read_text("utf-8")
        solo_textos = mutador.a_veces(40)
        formato = paac.formato_desde_datos(
            mutador.torcer(tomllib.loads(toml), solo_textos=solo_textos)
        )
    filas = _filas_de(paac.leer_formato(carpetas()[elegida]))
    reporte = paac.reporte(muestra.contenido, formato, corte=muestra.corte, filas=filas)
    comprobar(isinstance(reporte.avisos, tuple), "no hay avisos")
    abiertos = [abrir(tipo, reporte.emitir(tipo).contenido) for tipo in azar.sample(TIPOS, 2)]
    return sum(abiertos)


def _formato_en_carpeta(original: Path, mutador: Mutador) -> Any:
    with tempfile.TemporaryDirectory() as temporal:
        carpeta = Path(temporal, "formato")
        carpeta.mkdir()
        for archivo in original.iterdir():
            (carpeta / archivo.name).write_bytes(archivo.read_bytes())
        toml = carpeta / "formato.toml"
        torcido = mutador.renglones(toml.read_text("utf-8"))
        toml.write_bytes(torcido.encode("utf-8", "surrogatepass"))
        if mutador.a_veces(20):
            revisar_formatos(carpeta.parent)
        return paac.leer_formato(carpeta)


DE_LO_PUBLICO = ("acta", "renglon")
CLASES: dict[str, Callable[[random.Random, Mutador], int]] = {
    "plan": _un_plan,
    "formato": _un_formato,
    **{clase: getattr(publicos, clase) for clase in DE_LO_PUBLICO},
}


def comprobar(cierto: bool, falla: str) -> None:  # noqa: FBT001
    """``AssertionError`` si no se cumple."""
    if not cierto:
        raise AssertionError(falla)


def abrir(tipo: str, contenido: bytes) -> int:
    """Falla si el archivo no se deja abrir; sus páginas, si las lleva hechas."""
    return _LECTORES[tipo](contenido)


def _abrir_paquete(contenido: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        for parte in paquete.namelist():
            if parte.endswith((".xml", ".rels")):
                ET.fromstring(paquete.read(parte))
            else:
                paquete.read(parte)
    return 0


def _abrir_html(contenido: bytes) -> int:
    HTMLParser().feed(contenido.decode("utf-8"))
    return 0


def _abrir_pdf(contenido: bytes) -> int:
    paginas = PdfReader(io.BytesIO(contenido), strict=True).pages
    for pagina in paginas:
        comprobar(pagina.mediabox.width > 0, "una página sin ancho")
        pagina.get_contents()
    return len(paginas)


def _abrir_csv(contenido: bytes) -> int:
    csv.field_size_limit(10**9)
    list(csv.reader(io.StringIO(contenido.decode("utf-8-sig"), newline=""), delimiter=";"))
    return 0


_LECTORES: dict[str, Callable[[bytes], int]] = {
    "docx": _abrir_paquete,
    "xlsx": _abrir_paquete,
    "html": _abrir_html,
    "pdf": _abrir_pdf,
    "csv": _abrir_csv,
    "zip": _abrir_paquete,
}
