"""Un texto como parte del nombre de un archivo."""

from paac_reportes.textos.valores import en_ascii, en_ascii_y_distinto

LARGA = "Empresa de Servicios Públicos de Acueducto y Aseo del Municipio de"


def test_un_nombre_pierde_sus_tildes_y_sus_espacios() -> None:
    assert en_ascii("  Alcaldía de Ibagué – ñandú/2.0 ", 60) == "alcaldia-de-ibague-nandu-2-0"


def test_lo_largo_se_corta_en_una_palabra() -> None:
    assert en_ascii("Secretaría de Planeación", 15) == "secretaria-de"
    assert en_ascii("Secretaría", 4) == "secr"


def test_de_lo_que_no_tiene_letras_latinas_no_queda_nada() -> None:
    assert en_ascii("«Ж» …", 60) == ""


def test_dos_nombres_que_se_cortan_en_lo_mismo_siguen_distintos() -> None:
    uno, otro = (en_ascii_y_distinto(f"{LARGA} {lugar}", 50) for lugar in ("Yopal", "Tunja"))

    assert uno == "empresa-de-servicios-publicos-de-acueducto-aa30aa"
    assert otro != uno
    assert max(len(uno), len(otro)) <= 50


def test_lo_que_cabe_no_lleva_huella() -> None:
    assert en_ascii_y_distinto("Municipio de Cartago", 50) == "municipio-de-cartago"
