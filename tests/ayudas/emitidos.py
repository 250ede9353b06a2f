"""Lo que muchas pruebas leen y ninguna cambia: se lee y se compone una vez por proceso, y se escribe una vez por corrida."""

import io
import os
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import paac_reportes as paac
from ayudas.compartido import DATOS, RAIZ
from ayudas.de_todo import de_todo
from ayudas.muestras import Muestra
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import DocumentoVisto


@cache
def formato_de(codigo: str) -> Formato:
    """Un formato del catálogo."""
    return hallar_formato(codigo)[0]


EN_PAPEL = [f.codigo for f in paac.formatos_disponibles() if formato_de(f.codigo).en_papel]
"""Los que salen en Word y en PDF."""


@cache
def muestra(codigo: str) -> Muestra:
    """La de un formato, con una fila en cada situación."""
    return de_todo(formato_de(codigo))


carpeta_de_la_corrida: Path | None = None
"""Donde los procesos de una corrida se dejan lo escrito; la pone ``conftest`` si son varios."""


def escrito_una_vez(nombre: str, escribir: Callable[[], bytes]) -> bytes:
    """Lo que otro proceso de la corrida ya escribió con ese nombre, o lo que se escriba ahora.

    Si dos lo hacen a la vez, los dos escriben lo mismo y queda el último, entero.
    """
    if carpeta_de_la_corrida is None:
        return escribir()
    archivo = carpeta_de_la_corrida / nombre
    if not archivo.exists():
        en_curso = archivo.with_name(f"{nombre}.{os.getpid()}")
        en_curso.write_bytes(escribir())
        en_curso.replace(archivo)
    return archivo.read_bytes()


@cache
def emitido(codigo: str, tipo: str) -> bytes:
    """Esa muestra en su formato."""

    def escribir() -> bytes:
        suya = muestra(codigo)
        formato = formato_de(codigo)
        return paac.reporte(suya.contenido, formato, corte=suya.corte).emitir(tipo).contenido

    return escrito_una_vez(f"muestra-{codigo}.{tipo}", escribir)


@cache
def visto(codigo: str, tipo: str) -> DocumentoVisto:
    """Lo que de ella ve una persona."""
    return ver_documento(io.BytesIO(emitido(codigo, tipo)))


@cache
def ejemplo(nombre: str = "informe_trimestral") -> paac.Plan:
    """El plan de un ejemplo."""
    return paac.leer(RAIZ / "ejemplos" / nombre / "plan.yaml").sin_dudas()


@cache
def real(archivo: str) -> paac.Plan:
    """El plan de un documento real."""
    return paac.leer(DATOS / archivo).sin_dudas()


@cache
def emitido_real(archivo: str, codigo: str, tipo: str, corte: date | None = None) -> bytes:
    """Un documento real en un formato."""
    return escrito_una_vez(
        f"{archivo}-{codigo}-{corte}.{tipo}",
        lambda: paac.reporte(real(archivo), codigo, corte=corte).emitir(tipo).contenido,
    )
