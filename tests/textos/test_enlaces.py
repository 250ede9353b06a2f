"""Las direcciones web de un texto."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.textos.remisiones import _armada, direccion_de, partido_en_direcciones


@pytest.mark.parametrize(
    ("texto", "escrita", "direccion"),
    [
        ("Vea https://a.gov.co/b.", "https://a.gov.co/b", "https://a.gov.co/b"),
        ("(www.a.gov.co)", "www.a.gov.co", "http://www.a.gov.co"),
        ("En www.a.gov.co, a más tardar: hoy", "www.a.gov.co", "http://www.a.gov.co"),
        ("En WWW.A.CO, a más tardar: hoy", "WWW.A.CO", "http://www.a.co"),
        ("HTTP://A.GOV.CO/X", "HTTP://A.GOV.CO/X", "http://a.gov.co/X"),
        ("https://a.co/actas_(2026)", "https://a.co/actas_(2026)", "https://a.co/actas_(2026)"),
        (
            "https://a.co/año?x=1&y=2#z",
            "https://a.co/año?x=1&y=2#z",
            "https://a.co/a%C3%B1o?x=1&y=2#z",
        ),
        ("http://intranet:8080/100%", "http://intranet:8080/100%", "http://intranet:8080/100%25"),
        ("«https://año.co»", "https://año.co", "https://xn--ao-zja.co"),
    ],
)
def test_lo_que_es_una_direccion(texto: str, escrita: str, direccion: str) -> None:
    assert [par for par in partido_en_direcciones(texto) if par[1]] == [(escrita, direccion)]


@pytest.mark.parametrize(
    "texto",
    [
        "javascript:alert(1)",
        "javascript:https://a.co",
        "mailto:80",
        "mailto:ana@a.co?body=www.a.co",
        "data:text/html,https://a.co",
        "file:///etc/passwd",
        "ana@www.a.co",
        "https://",
        "https://ana:clave@a.gov.co",
        "http://a.co:puerto/",
        "http://[::1",
        "Acta 4",
    ],
)
def test_lo_demas_es_texto(texto: str) -> None:
    assert list(partido_en_direcciones(texto)) == [(texto, None)]


def test_dos_direcciones_separadas_por_una_coma_son_dos() -> None:
    texto = "https://a.co/1,https://a.co/2"

    direcciones = [direccion for _, direccion in partido_en_direcciones(texto)]
    assert direcciones == ["https://a.co/1", None, "https://a.co/2"]


@given(st.text(alphabet="htps:/w.ac%?#[]@(), \n«ñ☃\u200b" + "0", max_size=60))
def test_los_pedazos_pegados_son_el_texto_y_las_direcciones_van_en_ascii(texto: str) -> None:
    pares = list(partido_en_direcciones(texto))

    assert "".join(pedazo for pedazo, _ in pares) == texto
    for pedazo, direccion in pares:
        assert direccion is None or (direccion.isascii() and direccion == direccion_de(pedazo))
        assert direccion is None or direccion.startswith(("http://", "https://"))


PEDAZOS = st.sampled_from([*"abZ0-_.~/:@!$&'()*+,;=?#%[] áñ", "%2f", "%zz", "..", "//", ":80"])
DIRECCIONES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["http://", "https://", "HTTP://", "http:", "ftp://"]),
    st.sampled_from(["a", "a.gov.co", "A.co", "año.co", "a..co", "a.", "a" * 64, "[::1]", ""]),
    st.lists(PEDAZOS, max_size=6).map("".join),
).filter(lambda escrita: "://" in escrita)  # a la que no lo trae se le pone ``http://``


@given(DIRECCIONES)
def test_la_que_ya_es_una_direccion_es_la_que_saldria_de_leerla_por_partes(escrita: str) -> None:
    assert direccion_de(escrita) == _armada(escrita)
