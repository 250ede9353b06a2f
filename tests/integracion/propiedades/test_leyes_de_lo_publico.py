"""Leyes de lo que se publica: nada de lo plantado sale, ninguna cifra cambia, nada más se pierde."""

import re

from hypothesis import given
from hypothesis import strategies as st

from paac_reportes.textos.publico import para_publicar

_LETRAS, _CIFRAS = "abcdefghijklmnopqrstuvwxyz", "0123456789"
_NOMBRES = st.builds(  # dibujar por alfabetos cuesta la mitad que por una expresión
    "{}{}{}".format,
    st.sampled_from(f"{_LETRAS}áéñ"),
    st.text(f"{_LETRAS}{_CIFRAS}_", min_size=1, max_size=8),
    st.just("")
    | st.builds(
        "{}{}".format,
        st.sampled_from(".+-"),
        st.text(f"{_LETRAS}{_CIFRAS}", min_size=1, max_size=5),
    ),
)
_SERVIDORES = st.sampled_from(
    ["x.co", "valdeluna.gov.co", "gmail.com", "alcaldía.gov.co", "a-b.edu.co"]
)
CORREOS = st.builds("{}@{}".format, _NOMBRES, _SERVIDORES)
_SEIS_CIFRAS, _UNA_CIFRA = st.integers(100_000, 999_999), st.integers(1, 9)
_SEPARADORES = st.sampled_from(["", " ", "-", ".", "\u00a0"])


@st.composite
def telefonos(dibujar: st.DrawFn) -> str:
    """Un móvil o un fijo de hoy, escrito de alguna de las maneras corrientes."""
    indicativo = dibujar(st.sampled_from(["310", "321", "350", "602", "(604)"]))
    cifras = f"{dibujar(_SEIS_CIFRAS)}{dibujar(_UNA_CIFRA)}"  # ni la primera ni la última, 0
    # Un grupo que se escribe como un año («310 403 1901») lo lee así quien lee una fecha.
    cifras = f"{cifras[:3]}3{cifras[4:]}"
    sep = dibujar(_SEPARADORES)
    if indicativo.startswith("("):
        return f"{indicativo} {cifras}"
    return (
        dibujar(st.sampled_from(["", "+57 ", "Cel. "]))
        + f"{indicativo}{sep}{cifras[:3]}{sep}{cifras[3:]}"
    )


@st.composite
def cedulas(dibujar: st.DrawFn) -> str:
    """Un documento de identidad con su rótulo, de alguna de las maneras corrientes."""
    millones, miles = dibujar(st.integers(2, 99)), dibujar(_SEIS_CIFRAS)
    rotulo = dibujar(
        st.sampled_from(["C.C. ", "cédula de ciudadanía No. ", "CC: ", "Documento de identidad "])
    )
    con_puntos = f"{millones}.{miles // 1000}.{miles % 1000:03}"
    return rotulo + dibujar(st.sampled_from([con_puntos, con_puntos.replace(".", "")]))


DATOS = CORREOS | telefonos() | cedulas()
_ROTULOS = re.compile(
    r"^(?:C\.C\. |cédula de ciudadanía No\. |CC: |Documento de identidad |Cel\. )"
)
PALABRAS = st.sampled_from(
    [
        "Publicar el mapa de riesgos", "Vea", "1.10", "$ 3.500.000", "15/09/2026", "Mensual", "-", "N/A",
        "(", "«", "https://x.co/acta", "100 %", "Resolución 1519 de 2020", "31/04/2026", "Junio", "*", "|",
    ]
)  # fmt: skip
_JUNTAN = st.sampled_from([" ", ", ", "; ", "\n", " – ", ": "])


@st.composite
def plantados(dibujar: st.DrawFn) -> tuple[str, list[str]]:
    """Un texto, y lo que de él no se publica."""
    pedazos, suyos = [], []
    for pedazo in dibujar(
        st.lists(
            DATOS.map(lambda d: (d, True)) | PALABRAS.map(lambda p: (p, False)),
            min_size=1,
            max_size=4,
        )
    ):
        pedazos.append(pedazo[0])
        suyos += [pedazo[0]] if pedazo[1] else []
    return dibujar(_JUNTAN).join(pedazos), suyos


@given(plantados())
def test_nada_de_lo_plantado_queda_y_lo_demas_queda_igual(caso: tuple[str, list[str]]) -> None:
    texto, suyos = caso
    (publico,), avisos = para_publicar((texto,))

    assert publico.count(" omitido]") == len(suyos)
    for dato in suyos:
        assert _ROTULOS.sub("", dato).removeprefix("+57 ") not in publico
        assert all(dato not in aviso.mensaje for aviso in avisos)

    # Lo demás, a la letra y en su orden.
    queda = re.sub(r"\[[^]]* omitido\]", "\0", publico)
    assert re.fullmatch(".*".join(map(re.escape, queda.split("\0"))), texto, re.DOTALL)

    # Publicar dos veces es publicar una.
    assert para_publicar((publico,)) == ((publico,), ())


HOSTILES = st.lists(
    st.sampled_from(
        [
            "3101234567", "310 123 4567", "8795356", "8795357", "1500000 personas", "20240601", "52123456", "57",
            "3102023001", "6022114000", "Tel. ", "cel ", "PBX ", "teléfono ", "línea gratuita ", "contrato ", "CDP ",
            "$", "+", "(", ")", "-", "/", ", ", ",", ".", ". ", ": ", "; ", " ", " y ", "\n", "\u200b", "\x01", "a", "A",
            "-57", " ext. 10", "1", "12", "345", "Rosa Pérez ", "[teléfono omitido]", "juan@x.co", "Juan@Gmail.Com",
            "C.C. ", "cédula ", "T.I. ", "NIT ", "pasaporte ", "16.543.210", "AR123456", "@", " arroba ", "gmail.com", " punto com", "https://x.co/?tel=8795356", "https://wa.me/573101234567",
        ]
    ),
    max_size=7,
).map("".join)  # fmt: skip


@given(HOSTILES)
def test_publicar_dos_veces_lo_que_sea_es_publicarlo_una(texto: str) -> None:
    (publico,), _ = para_publicar((texto,))

    assert para_publicar((publico,))[0] == (publico,)


@given(st.text(st.characters(codec=None), max_size=80))
def test_cualquier_texto_se_deja_publicar(texto: str) -> None:
    (publico,), avisos = para_publicar((texto,))

    assert avisos or publico == texto
