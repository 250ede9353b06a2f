"""Un nombre propio dentro de una frase."""

import pytest

from paac_reportes.textos.frases import con_articulo, con_de, nombre_en_frase


@pytest.mark.parametrize(
    ("escrito", "en_la_frase"),
    [
        ("MUNICIPIO DE CARTAGO", "Municipio de Cartago"),
        ("SECRETARÍA DE HACIENDA (GRUPO ECONÓMICO)", "Secretaría de Hacienda (Grupo Económico)"),
        ("SUBSECRETARÍA DEL DEPORTE Y LA RECREACIÓN", "Subsecretaría del Deporte y la Recreación"),
        ("EMPRESA DE ASEO E.S.P.", "Empresa de Aseo E.S.P."),
        ("ESE HOSPITAL SAN JOSÉ II NIVEL", "ESE Hospital San José II Nivel"),
        ("CORPORACIÓN AUTÓNOMA CVC", "Corporación Autónoma CVC"),
        ("HACIENDA", "Hacienda"),
        ("EMCALI", "EMCALI"),
        ("SALUD", "Salud"),
        ("OFICINA ASESORA DE PLANEACIÓN", "Oficina Asesora de Planeación"),
        ("OFICINA DE LAS TIC Y LAS PQRSD", "Oficina de las TIC y las PQRSD"),
        ("LA PREVISORA S.A.", "La Previsora S.A."),
        ("MUNICIPIO DE CHÍA", "Municipio de Chía"),
        ("ALCALDÍA MUNICIPAL DE EL COCUY", "Alcaldía Municipal de El Cocuy"),
        ("MUNICIPIO DE LA VEGA", "Municipio de La Vega"),
        ("SECRETARÍA DE LA MUJER", "Secretaría de la Mujer"),
        ("TOLIMA", "Tolima"),
        ("Alcaldía  de\nPrueba", "Alcaldía de Prueba"),
        ("municipio", "municipio"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_solo_pierde_las_mayusculas_el_que_va_todo_en_ellas(escrito: str, en_la_frase: str) -> None:
    assert nombre_en_frase(escrito) == en_la_frase
    assert nombre_en_frase(en_la_frase) == en_la_frase


@pytest.mark.parametrize(
    "escrito",
    [
        "SRIA DE HACIENDA",
        "SECRETARÍA MPAL DE SALUD",
        "DIR. ADMINISTRATIVA",
        "OFICINA DE XYZ",
        "GRUPO ECONÓMICO 2",
        "LÍNEA A",
    ],
)
def test_el_que_tiene_una_palabra_dudosa_se_queda_entero_en_mayusculas(escrito: str) -> None:
    assert nombre_en_frase(escrito) == escrito


@pytest.mark.parametrize(
    ("escrito", "con_el", "de_el"),
    [
        ("MUNICIPIO DE CARTAGO", "el Municipio de Cartago", "del Municipio de Cartago"),
        ("Alcaldía de Prueba", "la Alcaldía de Prueba", "de la Alcaldía de Prueba"),
        ("ÁREA JURÍDICA", "el Área Jurídica", "del Área Jurídica"),
        ("Emcali", "Emcali", "de Emcali"),
    ],
)
def test_lleva_articulo_si_se_sabe_cual(escrito: str, con_el: str, de_el: str) -> None:
    assert (con_articulo(escrito), con_de(escrito)) == (con_el, de_el)
