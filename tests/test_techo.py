"""Techo de renglones de código de cada sala (herramientas/techo.py)."""

from collections import Counter

import pytest

pytestmark = pytest.mark.usefixtures("con_ataque")

MODULO = '''"""Docstring de un módulo."""

import os  # con un comentario al lado


class Sala:
    """Docstring de una clase,
    en dos renglones.
    """

    # un comentario solo
    nombre = """un texto
    que sí es código
    """

    def abrir(self) -> str:
        """Docstring de una función."""
        return os.fspath(
            self.nombre,
        )
'''


def test_es_de_codigo_lo_que_no_es_comentario_docstring_ni_vacio() -> None:
    from herramientas.techo import renglones_de_codigo

    assert renglones_de_codigo(MODULO) == 9
    assert renglones_de_codigo(f"{MODULO}\nsuma = lambda x: x\n") == 10
    assert renglones_de_codigo('"""Sólo un docstring."""\n') == 0


def test_una_sala_sobre_su_techo_o_sin_el_se_dice_y_la_que_cabe_no() -> None:
    from herramientas.techo import quejas

    cuentas = Counter(modelo=11, opc=9, textos=10)

    assert quejas(cuentas, {"modelo": 10, "opc": 10, "lotes": 5}) == [
        "modelo: 11 renglones de código, 1 sobre su techo",
        "textos: sin techo",
        "lotes: un techo sin sala",
    ]
    assert quejas(cuentas, {"modelo": 11, "opc": 9, "textos": 12}) == []
