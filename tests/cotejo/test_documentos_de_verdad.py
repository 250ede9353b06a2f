"""Documentos nuestros en manos de alguien: intactos no tienen cambios.

Lo que se les hace se dice o se recupera: ``lectura/test_gestos``.
"""

import pytest
from ayudas.emitidos import EN_PAPEL, emitido

from paac_reportes.cotejo.cambios import cotejar
from paac_reportes.opc.lectura import ver_bytes


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_intacto_no_tiene_cambios(codigo: str, tipo: str) -> None:
    uno, otro = (ver_bytes(emitido(codigo, tipo), "", con_paginas=False) for _ in range(2))
    assert cotejar(uno, otro) == ()
