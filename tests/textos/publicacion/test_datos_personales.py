"""Las cédulas, los teléfonos y los correos que trae un texto, y lo que se les parece.

Prueba ``textos/datos_personales``.
"""

import time

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac
from paac_reportes.textos import datos_personales as modulo
from paac_reportes.textos.datos_personales import datos_personales, parecen_cedulas
from paac_reportes.textos.publico import para_publicar


@pytest.mark.parametrize(
    ("texto", "cifras"),
    [
        ("1.020.304.050", "1020304050"),
        ("1020304050", "1020304050"),
        ("Rosa Pérez 12.345.678", "12345678"),
        ("1.020.304.050-2", "1020304050"),
    ],
)
def test_lo_parece(texto: str, cifras: str) -> None:
    assert list(parecen_cedulas(texto)) == [cifras]


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "NIT 891.900.493-2",
        "1.020.304.050-8",
        "1020304050 pesos",
        "por valor de 1.020.304.050",
        "$ 1.020.304.050",
        "Contrato 1020304050",
        "1.000.000.000",
        "una población de 12.345.678 habitantes",
        "12.345.678",
        "Recaudo Total 12.345.678",
        "31412345",
        "20230915",
        "76147001",
        "documento 20201234",
        "Resolución 1519 de 2020",
        "CO1.PCCNTR.1020304050",
        "https://x.co/1020304050",
        "30/10/2023",
        "1.020.304.050,50",
        "10203040501",
    ],
)
def test_no_lo_parece(texto: str) -> None:
    assert list(parecen_cedulas(texto)) == []


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


def publico(texto: str) -> str:
    return para_publicar((texto,))[0][0]


@pytest.mark.parametrize(
    "telefono",
    ["+57 (2) 211 4000", "(+57) 601 381 3000 ext. 1234", "018000 910 270", "+1 305 555 0123"],
)
def test_el_de_aqui_sale_entero_sin_que_nada_lo_nombre(telefono: str) -> None:
    assert publico(f"Informes: {telefono}, en horas hábiles") == (
        "Informes: [teléfono omitido], en horas hábiles"
    )


@pytest.mark.parametrize(
    "telefono",
    [
        "+34 612 345 678",
        "(+34) 612 345 678",
        "+1.212.555.0123",
        "+44 (0)20 7946 0958",
        "+51 987 654 321",
        "+13055551234",
    ],
)
def test_el_de_otro_pais_que_nada_nombra_queda_y_espera_a_quien_lo_revise(telefono: str) -> None:
    suyo = plan_de(actividad(descripcion=f"Informes: {telefono}, en horas hábiles"))
    reporte = paac.reporte(suyo, FORMATO).publico()

    assert [uno.clase for uno in reporte.por_revisar] == ["telefono"]
    assert "sin_revisar" in {aviso.codigo for aviso in reporte.avisos}


@pytest.mark.parametrize(
    "texto",
    [
        "Pasó a +20 2024-2025",
        "Creció +15 2024-2025",
        "Creció +57 2024-2025",
        "+12 345 678 901",
        "+57 123 456 789",
        "+34612345678",
        "+34.612.345.678",
        "+34 612 345 678 pesos",
        "Variación: +34 612 345 678",
        "CDP +34 612 345 678",
        "+99 123 456 789",
    ],
)
def test_una_cifra_con_su_signo_queda(texto: str) -> None:
    assert publico(texto) == texto


@pytest.mark.parametrize(
    "telefono",
    ["+34612345678", "+34 612 345 678", "+34.612.345.678", "+52 1 55 1234 5678", "+5215512345678"],
)
def test_si_algo_lo_nombra_basta_que_quepa_en_un_numero_de_otro_pais(telefono: str) -> None:
    assert publico(f"WhatsApp {telefono}") == "WhatsApp [teléfono omitido]"
    assert para_publicar(({"celular": telefono},))[0] == ({"celular": "[teléfono omitido]"},)


@pytest.mark.parametrize("pedazo", ["+1 305 555 0123 ", "+99 12 34 56 78 ", "+", "+1 "])
def test_muchos_numeros_con_su_signo_tardan_lo_que_miden(pedazo: str) -> None:
    def tarda(letras: int) -> float:
        antes = time.process_time()
        publico(pedazo * (letras // len(pedazo)))
        return time.process_time() - antes

    tarda(1000)
    # Lo cuadrático tomaría dieciséis. El menor de dos: en uno puede caer la recolección de basura.
    assert min(tarda(8_000), tarda(8_000)) < 6 * tarda(2_000) + 0.05


def correos_hallados(texto: str) -> list[str]:
    return [
        texto[desde:hasta] for desde, hasta, clase in datos_personales(texto) if clase == "correo"
    ]


@pytest.mark.parametrize(
    ("texto", "correo"),
    [
        ("Escriba a control.interno@valdeluna.gov.co.", "control.interno@valdeluna.gov.co"),
        ("CONTROL@VALDELUNA.GOV.CO", "CONTROL@VALDELUNA.GOV.CO"),
        ("correo:a_b-c+d@sub.valdeluna.edu.co;", "a_b-c+d@sub.valdeluna.edu.co"),
        ("(mailto:Control@valdeluna.co)", "mailto:Control@valdeluna.co"),
        ("planeación@alcaldía.gov.co", "planeación@alcaldía.gov.co"),
        ("oficina\u200b@valdeluna.co", "oficina\u200b@valdeluna.co"),
        ("jose\u0301@valdeluna.co", "jose\u0301@valdeluna.co"),
        ("oficina\x00@valdeluna.co", "oficina\x00@valdeluna.co"),
        ("oficina＠valdeluna.co", "oficina＠valdeluna.co"),
        ("oficina&#64;valdeluna.co", "oficina&#64;valdeluna.co"),
        ("oficina (at) gmail.com", "oficina (at) gmail.com"),
        ("oficina [at] hotmail [dot] com", "oficina [at] hotmail [dot] com"),
        ("oficina arroba gmail punto com", "oficina arroba gmail punto com"),
        ("oficina @ gmail.com. Es el nuevo", "oficina @ gmail.com"),
        ("oficina @valdeluna.gov.co", "oficina @valdeluna.gov.co"),
        ("https://x.co/?u=oficina%40gmail.com&b=2", "oficina%40gmail.com"),
        ("oficina@gmail.com.1", "oficina@gmail.com"),
        ("Control.Interno@Gmail.Com", "Control.Interno@Gmail.Com"),
        ("oficina@Hotmail.Com", "oficina@Hotmail.Com"),
        ("oficina@x.CO", "oficina@x.CO"),
        ("oficina@valdeluna.GOV.CO", "oficina@valdeluna.GOV.CO"),
        ("Oficina@Mail.Valdeluna.Gov.Co", "Oficina@Mail.Valdeluna.Gov.Co"),
        ("oficina@4-72.com.co", "oficina@4-72.com.co"),
        ("oficina&#x40;x.co", "oficina&#x40;x.co"),
        ("oficina&commat;x.co", "oficina&commat;x.co"),
        (r"oficina\@x.co", r"oficina\@x.co"),
        ("oficina*@*x.co", "oficina*@*x.co"),
        ("o'brien@x.co", "o'brien@x.co"),
        ("oficina arroba x punto gov punto co", "oficina arroba x punto gov punto co"),
    ],
)
def test_es_un_correo(texto: str, correo: str) -> None:
    assert correos_hallados(texto) == [correo]


@pytest.mark.parametrize(
    ("texto", "correo"),
    [
        ("- -oficina@x.co", "oficina@x.co"),
        ("Vea...oficina@x.co", "oficina@x.co"),
        ("'oficina@x.co'", "oficina@x.co"),
        ("oficina@x.gov.co.Es decir", "oficina@x.gov.co"),
        ("oficina@gmail.com.Comuníquese", "oficina@gmail.com"),
        ("oficina@x.co.Luego se publica", "oficina@x.co"),
        ("uno/oficina@x.co/otro", "oficina@x.co"),
    ],
)
def test_no_se_lleva_lo_que_tiene_pegado(texto: str, correo: str) -> None:
    assert correos_hallados(texto) == [correo]


@pytest.mark.parametrize(
    "texto",
    [
        "",
        "Instagram @alcaldia.valdeluna",
        "www.tiktok.com/@alcaldia.gov.co",
        "50 % @ 3.5",
        "usuario@equipo",
        "@",
        "Se compró una arroba de papa punto",
        "a@b.1",
        "precio por arroba vendida. Es decir 5",
        "síganos en @valdeluna.co y Facebook",
        "Twitter @alcaldia.gov",
        "Twitter @valdeluna.gov.co",
        "https://github.com/x/y@v1.2.co",
    ],
)
def test_no_es_un_correo(texto: str) -> None:
    assert correos_hallados(texto) == []


def test_son_todos_los_de_un_texto() -> None:
    assert correos_hallados("a@x.co, b@y.org y c@z.net") == ["a@x.co", "b@y.org", "c@z.net"]
