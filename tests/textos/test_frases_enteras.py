"""Una frase se escribe entera y concuerda: en 0, 1 y muchas, actividades o trámites.

Y un nombre propio dentro de ella.
"""

import pytest

from paac_reportes.grupos import agrupadas
from paac_reportes.textos.frases import (
    Palabras,
    acortado,
    con_articulo,
    con_de,
    con_mayuscula,
    con_minuscula,
    en_un_renglon,
    nombre_en_frase,
    recortado,
    seguidas,
)

ACTIVIDADES = Palabras("actividad", "actividades", "a")
TRAMITES = Palabras("trámite", "trámites", "o")


@pytest.mark.parametrize(
    ("palabras", "cuantas", "dicha"),
    [
        (ACTIVIDADES, (5, 3), "De las 5 actividades que debían estar terminadas, 3 lo están."),
        (ACTIVIDADES, (5, 1), "De las 5 actividades que debían estar terminadas, 1 lo está."),
        (TRAMITES, (5, 0), "De los 5 trámites que debían estar terminados, ninguno lo está."),
        (TRAMITES, (1234, 2), "De los 1.234 trámites que debían estar terminados, 2 lo están."),
        (ACTIVIDADES, (1, 1), "De la única actividad que debía estar terminada, 1 lo está."),
    ],
)
def test_cada_parte_concuerda_con_el_ultimo_numero_que_se_dijo(
    palabras: Palabras, cuantas: tuple[int, ...], dicha: str
) -> None:
    frase = "De {las} {filas} que debía[n] estar terminad@s, {cuantas} lo [está|están]."

    assert palabras.di(frase, *cuantas) == dicha


def test_antes_del_primer_numero_se_concuerda_con_el() -> None:
    assert ACTIVIDADES.di("Se [hizo|hicieron] {cuenta}", 1) == "Se hizo 1 actividad"
    assert TRAMITES.di("Se [hizo|hicieron] {cuenta}", 3) == "Se hicieron 3 trámites"
    assert TRAMITES.di("Otr@s no tiene[n]", 2) == "Otros no tienen"
    assert TRAMITES.di("Otr@s no tiene[n]", 1) == "Otro no tiene"


def test_el_articulo_se_contrae_y_la_primera_palabra_lleva_su_mayuscula() -> None:
    frase = "{Ninguna} {de_las} {filas}"

    assert TRAMITES.di(frase, 1) == "Ninguno del único trámite"
    assert TRAMITES.di(frase, 2) == "Ninguno de los 2 trámites"
    assert ACTIVIDADES.di(frase, 1) == "Ninguna de la única actividad"
    assert ACTIVIDADES.di("{Las} {filas}", 0) == "Las 0 actividades"


@pytest.mark.parametrize(
    ("palabras", "una", "varias"),
    [(ACTIVIDADES, "de ella; de ellas", "de ellas; de ellas"), (TRAMITES, "de él; de ellos", "de ellos; de ellos")],
)  # fmt: skip
def test_el_pronombre_es_el_de_una_o_el_de_varias(
    palabras: Palabras, una: str, varias: str
) -> None:
    assert palabras.di("de {ella}; de {ellas}", 1) == una
    assert palabras.di("de {ella}; de {ellas}", 2) == varias


def test_lo_que_se_da_con_su_nombre_va_a_la_letra() -> None:
    """Un nombre de la entidad puede traer lo que en la frase es una pieza."""
    raro = "Oficina {n} [la|las] de correo@entidad"

    assert ACTIVIDADES.di("{n} en {oficina}", 2, oficina=raro) == f"2 en {raro}"


def test_de_lo_que_no_hay_ninguna_no_se_dice_nada() -> None:
    dichas = TRAMITES.cuentas((0, "{n} sin fecha"), (1, "{n} terminad@s"), (2, "{n} vencid@s"))

    assert dichas == ["1 terminado", "2 vencidos"]


def test_la_primera_letra_se_cambia_y_las_demas_no() -> None:
    assert con_mayuscula("ninguna de la OCI") == "Ninguna de la OCI"
    assert con_minuscula("Ninguna de la OCI") == "ninguna de la OCI"
    assert con_mayuscula("") == con_minuscula("") == ""


def test_una_frase_vacia_no_deja_espacio() -> None:
    assert seguidas("Una.", "", "Otra.") == "Una. Otra."


def test_en_un_renglon_no_hay_saltos_y_de_nada_queda_nada() -> None:
    assert en_un_renglon(" uno\n dos\t tres ") == "uno dos tres"
    assert en_un_renglon(None) == ""


def test_lo_largo_se_corta_en_una_palabra_entera() -> None:
    assert recortado("uno dos tres", 12) == "uno dos tres"
    assert recortado("uno dos tres", 9) == "uno dos…"
    assert recortado("unodostres", 4) == "unod…"


@pytest.mark.parametrize(
    ("texto", "letras", "dice"),
    [
        ("Explicar la política a los servidores", 27, "Explicar la política…"),
        ("Publicar los datos, y los mapas", 24, "Publicar los datos…"),
        ("Vence el 30 de abril de 2026 sin falta", 20, "Vence…"),
        ("Reunión del 1.º de mayo en la sede", 15, "Reunión…"),
        ("La ventanilla de la Calle 3 n.º 6-00", 27, "La ventanilla…"),
        ("Según la Ley 1755 de 2015 y su decreto", 20, "Según la Ley…"),
        ("https://www.valdeluna.example/mapa está", 12, "https://www.valdeluna.example/mapa…"),
        ("Se publicó en la web. Ver el acta", 26, "Se publicó en la web…"),
        ("de la", 2, "de…"),
    ],
)
def test_no_se_corta_tras_una_preposicion_ni_se_parte_una_fecha(
    texto: str, letras: int, dice: str
) -> None:
    assert recortado(texto, letras) == dice


def test_los_de_una_clave_van_en_el_orden_en_que_llegan() -> None:
    assert agrupadas([("b", 1), ("a", 2), ("b", 3)]) == {"b": [1, 3], "a": [2]}


def test_lo_que_no_cabe_termina_en_puntos() -> None:
    assert [acortado("abcde", letras) for letras in (5, 4)] == ["abcde", "abc…"]


@pytest.mark.parametrize(
    ("palabras", "cuantas", "dice"),
    [
        (ACTIVIDADES, 1, "De la única actividad."),
        (TRAMITES, 1, "Del único trámite."),
        (TRAMITES, 3, "De los 3 trámites."),
    ],
)
def test_de_y_el_van_juntos(palabras: Palabras, cuantas: int, dice: str) -> None:
    assert palabras.di("{De_las} {filas}.", cuantas) == dice


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
