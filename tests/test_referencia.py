"""Las páginas de la referencia son las que el código dice hoy."""

import pytest


@pytest.mark.integracion
@pytest.mark.usefixtures("con_ataque")
def test_la_referencia_es_la_que_el_codigo_dice() -> None:
    """Si no: ``make referencia``."""
    from herramientas.referencia_del_codigo import CARPETA, paginas

    escritas = {archivo.name: archivo.read_text("utf-8") for archivo in CARPETA.iterdir()}
    dichas = paginas()

    assert escritas.keys() == dichas.keys()
    assert [nombre for nombre, texto in dichas.items() if escritas[nombre] != texto] == []
