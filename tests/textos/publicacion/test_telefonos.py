"""Los teléfonos que trae un texto, y los números que se les parecen."""

import pytest

from paac_reportes.textos import datos_personales as modulo
from paac_reportes.textos.datos_personales import datos_personales


def hallados(texto: str) -> list[str]:
    suyos = {uno[:2] for uno in datos_personales(texto) if uno[2] == "telefono"}
    return [texto[desde:hasta] for desde, hasta in sorted(suyos)]


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


def test_bajo_el_rotulo_de_unos_telefonos_lo_son_tambien_los_de_antes_de_uno_con_el_suyo() -> None:
    suyos = datos_personales("Ana 2114000; Luz, cel. 2114001", "Teléfonos")

    assert [uno[2] for uno in suyos] == ["telefono", "telefono"]


def test_los_numeros_seguidos_de_una_celda_se_miran_una_vez(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mirados: list[int] = []

    def mirar(_: str, inicio: int) -> str:
        mirados.append(inicio)
        return ""

    monkeypatch.setattr(modulo, "otra_cosa", mirar)

    assert len(datos_personales("3101234567 " * 300)) == 300
    assert len(mirados) <= 301
