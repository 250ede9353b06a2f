"""Ningún archivo alterado a propósito pasa, y ninguno intacto deja de ser idéntico."""

import io
import random
import tomllib
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from ayudas.alteraciones import al_azar
from ayudas.alterados import DATOS, ENVOLTURAS, EXCEL, INTACTOS, WORD, alterar
from ayudas.emitidos import formato_de, muestra
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.prueba.identidad import juzgar

VEREDICTOS: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("veredictos.toml").read_text("utf-8")
)
"""De cada alteración, lo que se dice, y por qué la que dice lo mismo no daña a nadie."""


def _sin_clase(cual: str) -> str:
    return cual.partition(": ")[2]


ALTERACIONES: dict[tuple[str, str], Callable[[bytes], bytes | None]] = {
    **{("docx", uno.cual): partial(alterar, cambio=uno) for uno in WORD},
    **{("xlsx", uno.cual): partial(alterar, cambio=uno) for uno in EXCEL},
    **{(tipo, cual): ENVOLTURAS[cual] for tipo in ("docx", "xlsx") for cual in ENVOLTURAS},
    **{(tipo, _sin_clase(cual)): hacer for cual, (tipo, hacer) in (DATOS | INTACTOS).items()},
}
SOLO_DE_LIBREOFFICE = {
    ("xlsx", "otra propiedad"),
    ("xlsx", "otra letra corriente"),
    ("xlsx", "sin el dibujo de la hoja"),
    ("docx", "un título sobre la tabla de antes"),
}
"""Lo que sólo trae el que LibreOffice guardó: ``tests/integracion/test_guardado_por_libreoffice``."""


@cache
def escrito(tipo: str) -> bytes:
    return paac.emitir(plan(), FORMATO, tipo, corte=CORTE)


def en_flujo(contenido: bytes, tipo: str) -> io.BytesIO:
    flujo = io.BytesIO(contenido)
    flujo.name = f"archivo.{tipo}"  # un flujo abierto de un archivo trae su nombre
    return flujo


def verificado(contenido: bytes, tipo: str) -> str:
    """El veredicto; de lo que no es de su clase, que no se pudo."""
    try:
        return paac.verificar(en_flujo(contenido, tipo), plan(), FORMATO, corte=CORTE).veredicto
    except paac.ErrorDeEntrada:
        return "no es de su clase"


@pytest.mark.parametrize(("tipo", "cual"), ALTERACIONES, ids=" ".join)
def test_cada_alteracion_da_su_veredicto(tipo: str, cual: str) -> None:
    suyo = escrito(tipo)
    alterado = ALTERACIONES[tipo, cual](suyo)
    if (tipo, cual) in SOLO_DE_LIBREOFFICE:
        assert alterado is None
        return
    assert alterado not in {None, suyo}
    assert juzgar(tipo, suyo, alterado).veredicto == VEREDICTOS[tipo][cual]["veredicto"]


def test_son_mas_de_doscientas_y_solo_es_identico_lo_comprimido_otra_vez() -> None:
    dichos = {
        (tipo, cual): uno for tipo, suyos in VEREDICTOS.items() for cual, uno in suyos.items()
    }
    identicos = {clave for clave, uno in dichos.items() if uno["veredicto"] == "identico"}

    assert dichos.keys() == ALTERACIONES.keys() - SOLO_DE_LIBREOFFICE
    assert {cual for _, cual in identicos} == {"comprimido otra vez"}
    assert len(dichos) - len(identicos) >= 200
    assert {"docx", "xlsx", "pdf", "html", "csv", "json", "zip"} <= VEREDICTOS.keys()


def test_de_cada_una_que_dice_lo_mismo_se_dice_por_que_no_dana_a_nadie() -> None:
    dichos = {
        (tipo, cual): uno for tipo, suyos in VEREDICTOS.items() for cual, uno in suyos.items()
    }
    for clave, uno in dichos.items():
        assert ("porque" in uno) == (uno["veredicto"] == "dice_lo_mismo"), clave


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_ningun_cambio_al_azar_de_un_texto_dice_lo_mismo(tipo: str) -> None:
    for alterado in al_azar(escrito(tipo), tipo, 20, semilla=7):
        sin_texto = alterado.cual.startswith("fusion")  # la de una celda en blanco no dice nada
        dicho = verificado(alterado.contenido, tipo)
        assert dicho == "distinto" or (sin_texto and dicho == "dice_lo_mismo"), alterado.cual


@pytest.mark.parametrize("tipo", ["html", "json", "csv", "tablas.csv", "pdf"])
def test_un_byte_cambiado_al_azar_no_es_identico(tipo: str) -> None:
    azar, suyo = random.Random(3), escrito(tipo)  # noqa: S311 - elige dónde, no claves
    for _ in range(10):
        donde = azar.randrange(len(suyo))
        cambiado = suyo[:donde] + bytes([suyo[donde] ^ 1]) + suyo[donde + 1 :]
        assert verificado(cambiado, tipo) != "identico"


_RENGLON, _FINAL = 46, 22
"""Lo que miden, sin su nombre, un renglón del índice de un comprimido y lo que lo cierra."""


@pytest.mark.parametrize("cada", [23, pytest.param(1, marks=pytest.mark.profundo)])
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "zip"])
def test_ningun_byte_del_indice_de_un_comprimido_sobra(tipo: str, cada: int) -> None:
    # Dentro de una parte comprimida, otro byte puede dar lo mismo; en el índice, no. Sus renglones
    # son iguales: el primero y el final se miran enteros, y de los demás un byte de cada tantos.
    suyo = escrito(tipo)
    with zipfile.ZipFile(io.BytesIO(suyo)) as comprimido:
        indice = comprimido.start_dir
    enteros = {*range(indice, indice + _RENGLON), *range(len(suyo) - _FINAL, len(suyo))}
    for donde in sorted(enteros.union(range(indice, len(suyo), cada))):
        cambiado = suyo[:donde] + bytes([suyo[donde] ^ 1]) + suyo[donde + 1 :]
        assert juzgar(tipo, suyo, cambiado).veredicto != "identico", donde


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", [una.codigo for una in paac.formatos_disponibles()])
def test_lo_intacto_es_identico_en_cada_tipo(codigo: str) -> None:
    suya = muestra(codigo)
    pedido = paac.reporte(suya.contenido, formato_de(codigo), corte=suya.corte)
    for tipo in pedido.tipos:
        flujo = en_flujo(pedido.emitir(tipo).contenido, tipo)
        certificado = paac.verificar(flujo, suya.contenido, codigo, corte=suya.corte)
        assert certificado.veredicto == "identico", tipo
