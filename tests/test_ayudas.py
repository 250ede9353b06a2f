"""Lo que apura a las pruebas no cambia lo que ven."""

import io

import openpyxl
import pytest
from ayudas.alteraciones import partes_de
from ayudas.combinadas import COMO_OPENPYXL
from ayudas.emitidos import emitido
from ayudas.paquetes_a_mano import en_bytes
from ayudas.por_clase import CasosVistos
from openpyxl.worksheet.merge import MergedCellRange


def guardado(contenido: bytes) -> dict[str, str]:
    """Las partes de un libro que openpyxl abrió y guardó; la hora de guardarlo, no."""
    otro = en_bytes(openpyxl.load_workbook(io.BytesIO(contenido)))
    return {n: xml for n, xml in partes_de(otro).items() if n != "docProps/core.xml"}


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", ["MCCO.101.18.F.20", "mapa-v5"])
def test_un_libro_abierto_y_guardado_es_el_de_openpyxl(
    codigo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    aqui = guardado(emitido(codigo, "xlsx"))
    monkeypatch.setattr(MergedCellRange, "format", COMO_OPENPYXL)

    assert aqui == guardado(emitido(codigo, "xlsx"))


@pytest.mark.parametrize(
    ("argumentos", "quedan"),
    [
        (("forma", "tipo"), [("A", "docx"), ("A", "xlsx"), ("B", "docx")]),
        (("tipo",), [("A", "docx"), ("A", "xlsx")]),
        ((), [("A", "docx")]),
    ],
)
def test_de_una_prueba_de_muchos_casos_queda_uno_de_cada_clase(
    argumentos: tuple[str, ...], quedan: list[tuple[str, str]]
) -> None:
    vistos = CasosVistos()

    assert [
        (forma, tipo)
        for forma in ("A", "B")
        for tipo in ("docx", "xlsx")
        if vistos.es_el_primero("test_una", argumentos, {"forma": forma, "tipo": tipo})
    ] == quedan
