"""Los números que parecen una cédula, y los que se les parecen y no lo son."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.textos import cedulas as modulo
from paac_reportes.textos import palabras
from paac_reportes.textos.cedulas import cedulas, documentos


@pytest.mark.parametrize(
    ("texto", "cifras"),
    [
        ("C.C. No. 16.234.567", "16234567"),
        ("c.c.16.234.567", "16234567"),
        ("CC1020304050", "1020304050"),
        ("CC 31412345", "31412345"),
        ("cédula de ciudadanía No 31.412.345 expedida en Cali", "31412345"),
        ("identificada con la cédula número 31412345", "31412345"),
        ("CC 3101234567", "3101234567"),
        ("1.020.304.050", "1020304050"),
        ("1020304050", "1020304050"),
        ("Rosa Pérez 12.345.678", "12345678"),
        ("1.020.304.050-2", "1020304050"),
    ],
)
def test_lo_parece(texto: str, cifras: str) -> None:
    assert list(cedulas(texto)) == [cifras]


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
    assert list(cedulas(texto)) == []


NUMEROS = st.sampled_from(["12", "678", "12.345.678", "1.023.456.789", "900.123.456-7"]) | (
    st.sampled_from(["1023456789", "52468135", "891900493-2", "1000000"])
)
ENTRE = st.sampled_from([" ", "-", ".", ", ", "/", "\n", "’"]) | st.sampled_from(
    [") ", " (", "; ", " y ", " CC", "\u200b", " C.C. ", " Rosa Pérez ", " Pedro A1 ", " pesos "]
)


@given(st.lists(st.tuples(NUMEROS, ENTRE), min_size=1, max_size=20))
def test_a_un_numero_que_va_tras_otro_nada_lo_nombraba(trozos: list[tuple[str, str]]) -> None:
    texto = "C.C. " + "".join(numero + entre for numero, entre in trozos)
    halladas, suyos = list(cedulas(texto)), list(documentos(texto))
    with pytest.MonkeyPatch.context() as cambio:
        for donde in (modulo, palabras):
            cambio.setattr(donde, "va_tras_un_numero", lambda *_: False)

        assert list(cedulas(texto)) == halladas
        assert list(documentos(texto)) == suyos
