"""Ningún archivo alterado a propósito pasa, y ninguno intacto deja de ser idéntico."""

import io
import random
import zipfile
from functools import cache

import pytest
from ayudas.alteraciones import al_azar
from ayudas.alterados import DATOS, ENVOLTURAS, EXCEL, WORD, EnParte, alterar
from ayudas.emitidos import formato_de, muestra
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.sistema import IlegibleError

DE_OFFICE = [("docx", cambio) for cambio in WORD] + [("xlsx", cambio) for cambio in EXCEL]
SOLO_DE_LIBREOFFICE = {
    ("xlsx", "otra propiedad"),
    ("xlsx", "sin el dibujo de la hoja"),
    ("docx", "un título sobre la tabla de antes"),
}
"""Lo que sólo trae el que LibreOffice guardó: ``tests/integracion/test_guardado_por_libreoffice``."""
PASAN = {"identico", "dice_lo_mismo"}


@cache
def escrito(tipo: str) -> bytes:
    return paac.emitir(plan(), FORMATO, tipo, corte=CORTE)


def en_flujo(contenido: bytes, tipo: str) -> io.BytesIO:
    flujo = io.BytesIO(contenido)
    flujo.name = f"archivo.{tipo}"  # un flujo abierto de un archivo trae su nombre
    return flujo


def verificado(contenido: bytes, tipo: str) -> str:
    """El veredicto; de lo que no se deja leer, que no se pudo."""
    try:
        return paac.verificar(en_flujo(contenido, tipo), plan(), FORMATO, corte=CORTE).veredicto
    except paac.ErrorDeEntrada:
        return "no se deja leer"


def juzgado(debido: bytes, contenido: bytes, tipo: str) -> str:
    try:
        return juzgar(tipo, debido, contenido).veredicto
    except IlegibleError:
        return "no se deja leer"


@pytest.mark.parametrize(("tipo", "cambio"), DE_OFFICE, ids=lambda uno: getattr(uno, "cual", uno))
def test_un_documento_alterado_no_pasa(tipo: str, cambio: EnParte) -> None:
    suyo = escrito(tipo)
    alterado = alterar(suyo, cambio)
    if (tipo, cambio.cual) in SOLO_DE_LIBREOFFICE:
        assert alterado is None
        return
    assert alterado is not None
    assert juzgado(suyo, alterado, tipo) not in PASAN


@pytest.mark.parametrize("cual", ENVOLTURAS)
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_una_envoltura_alterada_no_pasa(tipo: str, cual: str) -> None:
    assert verificado(ENVOLTURAS[cual](escrito(tipo)), tipo) not in PASAN


@pytest.mark.parametrize("cual", DATOS)
def test_lo_demas_alterado_no_pasa(cual: str) -> None:
    tipo, cambio = DATOS[cual]
    alterado = cambio(escrito(tipo))
    assert alterado != escrito(tipo)
    assert verificado(alterado, tipo) not in PASAN


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_ningun_cambio_al_azar_pasa(tipo: str) -> None:
    for alterado in al_azar(escrito(tipo), tipo, 20, semilla=7):
        assert verificado(alterado.contenido, tipo) not in PASAN, alterado.cual


@pytest.mark.parametrize("tipo", ["html", "json", "csv", "tablas.csv", "pdf"])
def test_un_byte_cambiado_al_azar_no_es_identico(tipo: str) -> None:
    azar, suyo = random.Random(3), escrito(tipo)  # noqa: S311 - elige dónde, no claves
    for _ in range(10):
        donde = azar.randrange(len(suyo))
        cambiado = suyo[:donde] + bytes([suyo[donde] ^ 1]) + suyo[donde + 1 :]
        assert verificado(cambiado, tipo) != "identico"


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "zip"])
def test_ningun_byte_del_indice_de_un_comprimido_sobra(tipo: str) -> None:
    # Dentro de una parte comprimida, otro byte puede dar lo mismo; en el índice, no.
    suyo = escrito(tipo)
    with zipfile.ZipFile(io.BytesIO(suyo)) as comprimido:
        indice = comprimido.start_dir
    for donde in range(indice, len(suyo)):
        cambiado = suyo[:donde] + bytes([suyo[donde] ^ 1]) + suyo[donde + 1 :]
        try:
            assert juzgar(tipo, suyo, cambiado).veredicto != "identico", donde
        except IlegibleError:
            continue


@pytest.mark.parametrize("codigo", [una.codigo for una in paac.formatos_disponibles()])
def test_lo_intacto_es_identico_en_cada_tipo(codigo: str) -> None:
    suya = muestra(codigo)
    pedido = paac.reporte(suya.contenido, formato_de(codigo), corte=suya.corte)
    for tipo in pedido.tipos:
        flujo = en_flujo(pedido.emitir(tipo).contenido, tipo)
        certificado = paac.verificar(flujo, suya.contenido, codigo, corte=suya.corte)
        assert certificado.veredicto == "identico", tipo
