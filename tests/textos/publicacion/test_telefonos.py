"""Los teléfonos que trae un texto, y los números que se les parecen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.textos import telefonos as modulo
from paac_reportes.textos.telefonos import telefonos


def hallados(texto: str) -> list[str]:
    return [texto[desde:hasta] for desde, hasta in telefonos(texto)]


@pytest.mark.parametrize(
    ("texto", "telefono"),
    [
        ("3101234567", "3101234567"),
        ("310 123 4567", "310 123 4567"),
        ("310-1234567", "310-1234567"),
        ("310.123.45.67", "310.123.45.67"),
        ("(310 123 4567)", "310 123 4567"),
        ("+57 310 123 4567", "+57 310 123 4567"),
        ("(+57) 310.123.4567", "(+57) 310.123.4567"),
        ("573101234567", "573101234567"),
        ("Cel3101234567", "3101234567"),
        ("1. 3101234567", "3101234567"),
        ("3101234567, 50 personas", "3101234567"),
        ("３１０１２３４５６７", "３１０１２３４５６７"),
        ("6022114000", "6022114000"),
        ("(602) 211 4000", "(602) 211 4000"),
        ("(602) 211 4000 ext. 101-102", "(602) 211 4000 ext. 101-102"),
        ("PBX 211 4000", "211 4000"),
        ("Tel. (2) 2114000", "(2) 2114000"),
        ("TEL.2114000", "2114000"),
        ("Fax 092 2114000", "092 2114000"),
        ("teléfono de la Secretaría: 211 40 00", "211 40 00"),
        ("PBX (57+2) 2114000", "(57+2) 2114000"),
        ("Tel. (+571) 2202880 Ext.1200 – 1289", "(+571) 2202880 Ext.1200 – 1289"),
        ("teléfono: (57 1) 608 3605", "(57 1) 608 3605"),
        ("2114000 ext. 105", "2114000 ext. 105"),
        ("6022114000ext 105", "6022114000ext 105"),
        ("Cel. 3100000000", "3100000000"),
        ("((((3101234567", "3101234567"),
        ("Cel. 317-6-42-89-16", "317-6-42-89-16"),
        ("línea de atención al ciudadano 2108686", "2108686"),
        ("(032) 2392284", "(032) 2392284"),
        ("Número de contacto: 3227000", "3227000"),
        ("Contacto: 2114000", "2114000"),
        ("número telefónico 2114000", "2114000"),
        ("Comuníquese al 3227000 de lunes a viernes", "3227000"),
        ("comuníquese con la oficina, 2114000", "2114000"),
        ("Llame al 2114000", "2114000"),
        ("Mayores informes en el 2114000", "2114000"),
        ("Comuníquese con la línea 2114000", "2114000"),
        ("Fijo: 2114000", "2114000"),
        ("Caso de la señora 3101234567", "3101234567"),
        ("Denuncias: 3101234567", "3101234567"),
        ("denuncias al 3101234567", "3101234567"),
        ("Radique su queja con el 3101234567", "3101234567"),
        ("Turno 310 123 4567", "310 123 4567"),
        ("Línea gratuita 01 8000 123456", "01 8000 123456"),
        ("018000-910-270", "018000-910-270"),
        ("+1 305 555 1234", "+1 305 555 1234"),
        ("Cel +34612345678", "+34612345678"),
        ("https://wa.me/573101234567", "573101234567"),
        ("https://x.co/?phone=573101234567&text=Hola", "573101234567"),
    ],
)
def test_es_un_telefono(texto: str, telefono: str) -> None:
    assert hallados(texto) == [telefono]


@pytest.mark.parametrize(
    ("texto", "todos"),
    [
        ("3101234567-3117654321", ["3101234567", "3117654321"]),
        ("3101234567/3117654321", ["3101234567", "3117654321"]),
        ("Tel: 2114000 - 2114001 y 2114002", ["2114000", "2114001", "2114002"]),
        ("Teléfonos: 3228821 - 3225085www.x.co", ["3228821", "3225085"]),
        ("(032) 2125678 - 2125679", ["(032) 2125678", "2125679"]),
        ("Tel. 2114000, ext. 12; 2114001", ["2114000, ext. 12", "2114001"]),
        ("PVX No 3225085 – 3228821 y 3224045", ["3225085", "3228821", "3224045"]),
        ("Cel. 310 123 4567 y 311-765-4321", ["310 123 4567", "311-765-4321"]),
        ("Tel. 2114000 Cel. 3101234567", ["2114000", "3101234567"]),
        ("+57 3101234567 (604) 2114000", ["+57 3101234567", "(604) 2114000"]),
        ("+1 305 555 1234 310 123 4567", ["+1 305 555 1234", "310 123 4567"]),
    ],
)
def test_son_todos_los_de_una_lista(texto: str, todos: list[str]) -> None:
    assert hallados(texto) == todos


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "2114000",
        "$ 3.101.234.567",
        "$3101234567",
        "3101234567 pesos",
        "3101234567,50",
        "por valor de 3101234567",
        "presupuesto: 3.101.234.567",
        "una meta de 3500000000",
        "Contrato No. 3101234567",
        "Contratos 3101234567, 1234567890, 3117654321",
        "CDP 3101234567 de 2020",
        "radicado 3101234567",
        "CO1.PCCNTR.3101234567",
        "BPIN 2020761470001",
        "NIT 891.900.493-2",
        "C.C. 3101234567",
        "2020-3101234567",
        "A3101234567",
        "Resolución 1519 de 2020",
        "30/10/2023 a 31/12/2023",
        "línea base 2019-2022",
        "del 602 al 605",
        "1.10.2 y 3.1.12",
        "DIVIPOLA 76147",
        "https://drive.google.com/drive/folders/1a3101234567B",
        "https://x.co/documentos/3101234567/acta.pdf",
        "línea 195",
        "317 6 42 89 16",
        "3101234567A",
        "2114000 extintores",
        "31012345678901234567890123",
        "https://x.gov.co/doc?tel=20220630",
    ],
)
def test_no_es_un_telefono(texto: str) -> None:
    assert hallados(texto) == []


ENTRE = st.text(st.sampled_from([*" .-()–+/,:a\n\r", "\u200b", "\u00ad", "\u0301"]), max_size=7)


@given(st.lists(st.tuples(st.sampled_from("13576"), ENTRE), min_size=1, max_size=16))
def test_lo_que_no_se_mira_no_tenia_un_telefono(trozos: list[tuple[str, str]]) -> None:
    texto = "Cel. " + "".join(cifra + entre for cifra, entre in trozos)
    hallados = list(telefonos(texto))
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(modulo, "_SIETE_CIFRAS", re.compile(r"\d"))

        assert list(telefonos(texto)) == hallados


def test_un_indicativo_repetido_no_se_mira_grupo_por_grupo() -> None:
    texto = "+57 " * 8191 + "+57"
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(modulo, "grupos_de", lambda _: pytest.fail("se miró grupo por grupo"))

        assert list(telefonos(texto)) == []


SUELTOS = st.sampled_from(
    ["1", "12", "7", "57", "0057", "60", "345", "4567", "211", "800", "٣"]
) | (st.sampled_from(["310", "601", "01", "00", "2114000", "1234567", "3101234567", "12345678"]))
RAROS = ["\u200b", "\u0301", "\u3000", " Cel. ", " contrato ", " ext. ", "; ", " y ", " a ", "+"]
SEPARADORES = st.sampled_from([" ", "-", ".", ", ", "/", "\n", ") "]) | st.sampled_from(
    ["(", " (0", *RAROS]
)


@st.composite
def llenos_de_numeros(dibujar: st.DrawFn) -> str:
    """Con las mismas pocas cifras y el mismo separador casi siempre, como no se escribe a mano."""
    comienzo = dibujar(st.sampled_from(["", "Cel. ", "Contrato No. ", "Tel: 2114000 "]))
    cifras = dibujar(st.lists(SUELTOS, min_size=1, max_size=3))
    entre = [dibujar(SEPARADORES)] * 8 + [dibujar(SEPARADORES)]
    trozos = st.tuples(st.sampled_from(cifras), st.sampled_from(entre))
    return comienzo + "".join(
        cifra + separador for cifra, separador in dibujar(st.lists(trozos, min_size=8, max_size=60))
    )


@given(llenos_de_numeros())
def test_los_grupos_que_se_saltan_no_eran_de_un_telefono(texto: str) -> None:
    def los_de_cada_modo() -> list[list[tuple[int, int]]]:
        return [list(telefonos(texto, bajo_su_rotulo=bajo)) for bajo in (False, True)]

    hallados = los_de_cada_modo()
    with pytest.MonkeyPatch.context() as cambio:
        cambio.setattr(modulo, "_VANOS", re.compile(r"(?!)"))

        assert los_de_cada_modo() == hallados


@pytest.mark.parametrize(
    "repetido", ["1 ", "12.345.678 ", "12345678 ", "300-", "12345678, 12345678/"]
)
def test_los_numeros_seguidos_de_una_celda_no_se_miran_uno_por_uno(
    repetido: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirados = []

    def mirar(_: object, indice: int) -> tuple[int, bool]:
        mirados.append(indice)
        return 0, False

    monkeypatch.setattr(modulo, "_cuantos", mirar)

    assert not list(telefonos("Van " + repetido * 2000))
    assert 0 < len(mirados) < 5


@pytest.mark.parametrize(
    ("escrito", "telefono"),
    [
        ("310 123 4567", "310 123 4567"),
        ("310-123 4567", "310-123 4567"),
        ("57 310 1234567", "57 310 1234567"),
        ("01 8000 123456", "01 8000 123456"),
        ("٣101234567", "٣101234567"),
        ("3\u200b101234567", "3\u200b101234567"),
        ("9, 2114000 ext. 12", "2114000 ext. 12"),
        ("(032) 2392284", "(032) 2392284"),
        ("+1 305 555 1234", "+1 305 555 1234"),
        ("Tel: 2114000", "2114000"),
    ],
)
def test_tras_los_que_se_saltan_se_halla_el_telefono(escrito: str, telefono: str) -> None:
    assert hallados(f"Van {'1 ' * 99}{escrito} y otros {'1 ' * 99}") == [telefono]
