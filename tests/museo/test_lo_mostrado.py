"""Los archivos que escribió cada versión publicada se leen con la de ahora."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ayudas.formatos import lleva_la_matriz
from ayudas.mostrados import diferencias, lo_leido

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

AQUI = Path(__file__).parent
ARCHIVOS = sorted([*AQUI.glob("*/mostrado/*.docx"), *AQUI.glob("*/mostrado/*.xlsx")])


@cache
def lectura_de(archivo: Path) -> paac.Lectura[paac.Plan]:
    return paac.leer(archivo, como=paac.Plan)


def se_espera(archivo: Path) -> Any:
    """Lo que ese archivo muestra del plan, como se anotó al escribirlo."""
    dicho = json.loads(archivo.with_suffix(".json").read_text("utf-8"))
    return dicho[archivo.suffix.removeprefix(".")]


def en_letras(valor: Any) -> str:
    """Como quedó anotado: un número, sin los ceros con que Excel lo guarda."""
    return f"{valor.normalize():f}" if isinstance(valor, Decimal) else str(valor)


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda a: f"{a.parts[-3]}-{a.name}")
def test_se_lee_todo_lo_que_mostraba(archivo: Path) -> None:
    mostrado = se_espera(archivo)
    leido = lo_leido(lectura_de(archivo).contenido, mostrado)

    assert diferencias(json.loads(json.dumps(leido, default=en_letras)), mostrado) == []


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda a: f"{a.parts[-3]}-{a.name}")
def test_se_reconoce_su_formato_y_su_corte_y_nada_parece_cambiado(archivo: Path) -> None:
    dicho = json.loads(archivo.with_suffix(".json").read_text("utf-8"))
    lectura = lectura_de(archivo)

    assert (lectura.formato, str(lectura.corte)) == (archivo.stem, dicho["corte"])
    assert [a.mensaje for a in lectura.avisos if a.codigo == "documento_cambiado"] == []


def test_hay_un_word_y_un_excel_de_cada_formato_de_esta_version() -> None:
    """De un plan, que es lo que se vuelve a leer."""
    de_cada_uno = {
        f"{ficha.codigo}.{tipo}"
        for ficha in paac.formatos_disponibles()
        for tipo in ("docx", "xlsx")
        if lleva_la_matriz(hallar_formato(ficha.codigo)[0])
    }

    assert de_cada_uno <= {archivo.name for archivo in ARCHIVOS}
