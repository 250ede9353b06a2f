"""El texto de una columna: cada dato como en una celda, y cuentas que ni cuelgan ni mienten."""

from decimal import Decimal
from typing import Any

import pytest

from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import Extras
from paac_reportes.textos.plantillas import redactor_de_fila


def redactar(plantilla: str, **variables: Any) -> str | Decimal | int:
    return redactor_de_fila(plantilla)(variables)


@pytest.mark.parametrize(
    ("cuenta", "resultado"),
    [
        ("a + b", "10"),
        ("a - b", "4"),
        ("a * b", "21"),
        ("a / b * 100", "233,33"),
        ("a // b", "2"),
        ("-a", "−7"),
        ("a * 0.5", "3,5"),
        ("(a + b) / texto", "4"),
    ],
)
def test_las_cuatro_operaciones_de_numeros(cuenta: str, resultado: str) -> None:
    assert redactar(f"{{{{ {cuenta} }}}} .", a=7, b=Decimal(3), texto="2,5") == f"{resultado} ."


@pytest.mark.parametrize("cuenta", ["a + nada", "nada * 2", "a / cero", "a - letras", "-nada"])
def test_una_cuenta_que_no_se_puede_hacer_queda_en_blanco(cuenta: str) -> None:
    variables = {"a": 7, "nada": None, "cero": 0, "letras": "N/A"}

    assert redactar(f"{{{{ {cuenta} }}}}", **variables) == ""


def test_un_texto_que_es_solo_un_numero_lo_da_sin_redondear() -> None:
    tercio = redactar("{{ a / 3 }}", a=1)

    assert isinstance(tercio, Decimal)
    assert abs(tercio * 3 - 1) < Decimal("1e-20")
    assert redactar("{{ a }}", a=Decimal("45.5")) == Decimal("45.5")
    assert redactar("{{ a / 3 }} %", a=1) == "0,33 %"


def test_una_cuenta_ni_repite_textos_ni_crece_sin_medida() -> None:
    assert redactar("{{ 'ab' ~ a }}", a=3) == "ab3"
    assert redactar("{{ a * 1000000 * 3 }}", a="x") == ""
    assert redactar("{{ " + "a * " * 40 + "a }}", a=10**14) == ""
    with pytest.raises(ErrorDeFormato, match=r"las cuentas son de números; los textos .* con ~"):
        redactor_de_fila("{{ 'ab' * 1000 }}")
    with pytest.raises(ErrorDeFormato, match=r"no admite «\*\*»"):
        redactor_de_fila("{{ 9 ** 9 }}")
    with pytest.raises(ErrorDeFormato, match="no existe el filtro"):
        redactor_de_fila("{{ a | filtro }}")


def test_un_extra_que_falta_esta_en_blanco_aunque_se_llame_como_un_metodo() -> None:
    extras = Extras({"items": 3})

    assert redactar("{{ extras.items }}|{{ extras.keys }}|", extras=extras) == "3||"
