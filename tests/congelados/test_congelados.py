"""Los archivos que escribió cada versión publicada se leen con la de ahora."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ayudas.mostrados import diferencias, lo_leido, sin_juntos

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato

AQUI = Path(__file__).parent
ARCHIVOS = sorted([*AQUI.glob("*/*.docx"), *AQUI.glob("*/*.xlsx")])
EN_UN_TEXTO = {
    "MCCO.101.18.F.20": ("nombre", "departamento"),
    "MCCO.101.18.F.20-informe": ("departamento",),
}
"""De la entidad, lo que el formato escribe seguido de otra cosa, y no se puede separar."""


def se_espera(archivo: Path) -> Any:
    """Lo que ese archivo muestra del plan, como se anotó al escribirlo."""
    dicho = json.loads(archivo.with_suffix(".json").read_text("utf-8"))
    mostrado = dicho[archivo.suffix.removeprefix(".")]
    for campo in EN_UN_TEXTO.get(archivo.stem, ()):
        mostrado["entidad"].pop(campo, None)
    return mostrado


def en_letras(valor: Any) -> str:
    """Como quedó anotado: un número, sin los ceros con que Excel lo guarda."""
    return f"{valor.normalize():f}" if isinstance(valor, Decimal) else str(valor)


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda a: f"{a.parent.name}-{a.name}")
def test_se_lee_todo_lo_que_mostraba(archivo: Path) -> None:
    formato, _ = hallar_formato(archivo.stem)
    mostrado = sin_juntos(se_espera(archivo), formato)
    leido = sin_juntos(lo_leido(paac.leer(archivo).plan, mostrado), formato)

    assert diferencias(json.loads(json.dumps(leido, default=en_letras)), mostrado) == []


@pytest.mark.parametrize("archivo", ARCHIVOS, ids=lambda a: f"{a.parent.name}-{a.name}")
def test_se_reconoce_su_formato_y_su_corte_y_nada_parece_cambiado(archivo: Path) -> None:
    dicho = json.loads(archivo.with_suffix(".json").read_text("utf-8"))
    lectura = paac.leer(archivo)

    assert (lectura.formato, str(lectura.corte)) == (archivo.stem, dicho["corte"])
    assert [a.mensaje for a in lectura.avisos if a.codigo == "documento_cambiado"] == []


def test_hay_un_word_y_un_excel_de_cada_formato_de_esta_version() -> None:
    de_cada_uno = {
        f"{ficha.codigo}.{tipo}"
        for ficha in paac.formatos_disponibles()
        for tipo in ("docx", "xlsx")
    }

    assert de_cada_uno <= {archivo.name for archivo in ARCHIVOS}
