"""Lo que se le da a Typst de un documento pequeño, a la letra."""

import pytest
from ayudas.con_de_todo import con_de_todo
from ayudas.dorados import comparar
from ayudas.en_pdf import fuente


def test_la_fuente_de_un_documento_con_de_todo(pytestconfig: pytest.Config) -> None:
    comparar("fuente-de-typst.txt", fuente(con_de_todo()), pytestconfig)
