"""Cada formato oficial, con un plan que tiene de todo, da el árbol de siempre.

Prueba ``maqueta/estilos``.
"""

from typing import Any, get_args

import attrs
import pytest
from ayudas.de_todo import de_todo
from ayudas.documentos import documento_de
from ayudas.dorados import CARPETA, comparar
from ayudas.volcado import volcar

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.documento import Medio

CON_SUS_DATOS = {"MCCO.101.18.F.20", "mapa-v5"}
"""De cada contenido, el formato cuyo dorado trae la hoja ``Datos``: en los demás dice lo mismo."""
CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]


@pytest.mark.parametrize("medio", get_args(Medio))
@pytest.mark.parametrize("codigo", CODIGOS)
def test_el_arbol_de_cada_formato_es_el_de_siempre(
    codigo: str, medio: Any, pytestconfig: pytest.Config
) -> None:
    formato, _ = hallar_formato(codigo)
    muestra = de_todo(formato)
    documento = documento_de(muestra.contenido, formato, muestra.corte, medio)

    if codigo not in CON_SUS_DATOS:
        documento = attrs.evolve(documento, hojas_de_datos=())
    comparar(f"arbol-{codigo}-{medio}.txt", volcar(documento), pytestconfig)


def test_no_quedan_dorados_de_formatos_que_ya_no_estan() -> None:
    de_formatos = {f"arbol-{codigo}-{m}.txt" for codigo in CODIGOS for m in get_args(Medio)}

    assert {archivo.name for archivo in CARPETA.glob("arbol-*.txt")} == de_formatos
