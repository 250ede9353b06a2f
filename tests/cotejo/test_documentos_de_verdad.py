"""Documentos nuestros en manos de alguien: intactos no tienen cambios; lo que se les hace se dice."""

import io
import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.emitidos import EN_PAPEL, emitido
from ayudas.manos import Manos

from paac_reportes.cotejo.cambios import Cambio, cotejar
from paac_reportes.cotejo.visto import lineas_de
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista

MATRICES = ["MCCO.101.18.F.20", "EV-EGMC-PC-003-FM-002", "paac-seguimiento", "ptep-plan"]
TIPOS = ["docx", "xlsx"]


def visto(contenido: bytes) -> DocumentoVisto:
    return ver_bytes(contenido, "", con_paginas=False)


@cache
def de_antes(codigo: str, tipo: str) -> DocumentoVisto:
    return visto(emitido(codigo, tipo))


def cambios(codigo: str, tipo: str, contenido: bytes) -> list[Cambio]:
    """Los que no son de un encabezado impreso, que openpyxl guarda a su modo."""
    todos = cotejar(de_antes(codigo, tipo), visto(contenido))
    return [uno for uno in todos if "encabezado" not in uno.lugar]


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", TIPOS)
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_intacto_no_tiene_cambios(codigo: str, tipo: str) -> None:
    assert cotejar(de_antes(codigo, tipo), visto(emitido(codigo, tipo))) == ()


# ------------------------------------------------------------------ celdas

VEINTE = 20


def celdas(documento: DocumentoVisto) -> Iterator[tuple[TablaVista, CeldaVista]]:
    for tabla in documento.tablas():
        for numero, fila in enumerate(tabla.filas):
            for celda in dict.fromkeys(fila):
                formula = (numero, celda.columna) in tabla.formulas if celda else True
                if celda is not None and celda.fila == numero and not formula:
                    yield tabla, celda


def escribir(archivo: Any, tabla: TablaVista, celda: CeldaVista, texto: str) -> None:
    if tabla.primera is not None:
        hoja = archivo[tabla.lugar.removeprefix("hoja «").removesuffix("»")]
        fila, columna = tabla.primera
        hoja.cell(fila + celda.fila + 1, columna + celda.columna + 1).value = texto or None
        return
    suya = archivo.tables[int(tabla.lugar.split()[1]) - 1].cell(celda.fila, celda.columna)
    for parrafo in suya.paragraphs[1:]:
        parrafo._p.getparent().remove(parrafo._p)
    for corrida in [*suya.paragraphs[0]._p.iter("{*}r", "{*}hyperlink")]:
        corrida.getparent().remove(corrida)
    suya.paragraphs[0].add_run(texto)


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", TIPOS)
@pytest.mark.parametrize("codigo", MATRICES)
def test_de_veinte_celdas_editadas_cada_una_se_dice_con_lo_suyo_y_ninguna_mas(
    codigo: str, tipo: str
) -> None:
    azar = random.Random(f"{codigo} {tipo}")  # noqa: S311 - una suerte con semilla
    contenido = emitido(codigo, tipo)
    archivo: Any = (docx.Document if tipo == "docx" else openpyxl.load_workbook)(
        io.BytesIO(contenido)
    )
    con_texto = [par for par in celdas(de_antes(codigo, tipo)) if par[1].texto]
    esperados = set[tuple[str, str, str]]()
    for numero, (tabla, celda) in enumerate(azar.sample(con_texto, min(VEINTE, len(con_texto)))):
        texto = f"{celda.texto[:-1]}ñ" if numero % 2 else f"Un texto nuevo, el {numero}"
        escribir(archivo, tabla, celda, texto)
        esperados.add((tabla.lugar_de(celda.fila, celda.columna), celda.texto, texto))
    guardado = io.BytesIO()
    archivo.save(guardado)

    vistos = cambios(codigo, tipo, guardado.getvalue())
    assert {(uno.lugar, uno.antes, uno.ahora) for uno in vistos} == esperados
    assert {uno.clase for uno in vistos} == {"editada"}


# ------------------------------------------------------------------ gestos


class Filas:
    """Tres filas seguidas de una tabla, en manos de alguien."""

    def __init__(self, codigo: str, tipo: str) -> None:
        lineas = [
            linea
            for linea in lineas_de(de_antes(codigo, tipo))
            if linea.tabla and linea.rotulos and linea.marca not in {"", linea.rotulos}
        ]
        tramo = max((linea.tramo for linea in lineas), key=lambda uno: len(uno.lineas))
        suyas = [linea for linea in lineas if linea.tramo is tramo and len(linea.filas) == 1]
        assert tramo.tabla is not None
        self.marcas = [linea.marca for linea in suyas[:3]]
        arriba = 1 + (tramo.tabla.primera[0] if tramo.tabla.primera else 0)
        self.filas = [linea.filas[0] + arriba for linea in suyas[:3]]
        lugar = tramo.tabla.lugar
        self.manos = Manos(emitido(codigo, tipo))
        self.zona = self.manos.zona(lugar.removeprefix("hoja «").removesuffix("»"))
        self.columna = tramo.columnas[-1] + 1

    def con(self, *cuales: int) -> bytes:
        """Esas tres, en otro orden, con más o con menos: la 0, la 1 y la 2."""
        puestas = [self.filas[cual] if cual >= 0 else -self.filas[-cual - 1] for cual in cuales]
        antes, despues = range(1, self.filas[0]), range(self.filas[2] + 1, self.zona.filas + 1)
        self.zona.con_filas([*antes, *puestas, *despues])
        return self.manos.guardado()


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", TIPOS)
@pytest.mark.parametrize("codigo", MATRICES)
def test_una_fila_quitada_movida_o_copiada_se_dice_con_su_marca(codigo: str, tipo: str) -> None:
    dicho = {
        clase: [
            (uno.clase, uno.marca)
            for uno in cambios(codigo, tipo, Filas(codigo, tipo).con(*orden))
            if uno.clase != "editada"
        ]
        for clase, orden in {"falta": (0, 2), "repetida": (0, 1, 1, 2)}.items()
    }
    segunda = Filas(codigo, tipo).marcas[1]
    assert dicho == {clase: [(clase, segunda)] for clase in dicho}


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", TIPOS)
@pytest.mark.parametrize("codigo", MATRICES)
def test_sin_ninguna_marca_lo_que_se_edita_se_sabe_de_que_fila_es(codigo: str, tipo: str) -> None:
    filas = Filas(codigo, tipo)
    filas.zona.escribir(filas.filas[1], filas.columna, "Otra cosa")
    filas.manos.sin_marcas()
    vistos = cambios(codigo, tipo, filas.manos.guardado())

    editadas = [(uno.marca, uno.ahora) for uno in vistos if uno.clase == "editada"]
    assert editadas == [(filas.marcas[1], "Otra cosa")]
