"""Lo que muchas pruebas leen y ninguna cambia: se lee, se compone y se escribe una vez por sesión."""

import io
from datetime import date
from functools import cache

import paac_reportes as paac
from ayudas.compartido import DATOS, RAIZ
from ayudas.de_todo import de_todo
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.formatos.muestra import Muestra
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import DocumentoVisto


@cache
def formato_de(codigo: str) -> Formato:
    """Un formato del catálogo."""
    return hallar_formato(codigo)[0]


@cache
def muestra(codigo: str) -> Muestra:
    """La de un formato, con una fila en cada situación."""
    return de_todo(formato_de(codigo))


@cache
def emitido(codigo: str, tipo: str) -> bytes:
    """Esa muestra en su formato, con sus filas si son libres."""
    suya = muestra(codigo)
    pedido = paac.reporte(suya.contenido, formato_de(codigo), corte=suya.corte, filas=suya.filas)
    return pedido.emitir(tipo).contenido


@cache
def visto(codigo: str, tipo: str) -> DocumentoVisto:
    """Lo que de ella ve una persona."""
    return ver(io.BytesIO(emitido(codigo, tipo)))


@cache
def ejemplo(nombre: str = "informe_trimestral") -> paac.Plan:
    """El plan de un ejemplo."""
    return paac.leer_plan(RAIZ / "ejemplos" / nombre / "plan.yaml")


@cache
def real(archivo: str) -> paac.Plan:
    """El plan de un documento real."""
    return paac.leer_plan(DATOS / archivo)


@cache
def emitido_real(archivo: str, codigo: str, tipo: str, corte: date | None = None) -> bytes:
    """Un documento real en un formato."""
    return paac.emitir(real(archivo), codigo, tipo, corte=corte)
