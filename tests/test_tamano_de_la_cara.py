"""Lo que hay que aprender no crece: la cara de la 1.0, contada."""

from ayudas.tamano_de_la_cara import opciones_por_orden, tamano_de_la_cara


def test_es_la_de_la_1_0() -> None:
    tamano = tamano_de_la_cara()
    assert (tamano["nombres"], tamano["verbos"], tamano["módulos"]) == (43, 27, 4)
    assert tamano["parámetros"] <= 109
    assert tamano["órdenes"] == 12
    assert tamano["opciones"] <= 78
    assert tamano["códigos de aviso"] + tamano["códigos de falla"] <= 241


def test_ninguna_orden_pasa_de_diez_opciones() -> None:
    assert {nombre for nombre, suyas in opciones_por_orden().items() if len(suyas) > 10} == set()
