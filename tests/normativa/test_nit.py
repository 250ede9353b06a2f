"""El NIT avisa y se conserva a la letra."""

import pytest
from ayudas.avisos import dicen
from ayudas.ejemplos import ejemplos
from ayudas.planes import datos
from hypothesis import given
from hypothesis import strategies as st
from stdnum.co import nit as de_otros

import paac_reportes as paac
from paac_reportes.normativa.normas import digito_de_verificacion


def avisos_de(nit: str) -> list[str]:
    plan = paac.Plan(
        entidad=paac.Entidad(nombre="X", nit=nit), componentes=(paac.modelo.Componente(),)
    )
    assert plan.entidad.nit == nit
    return [str(aviso) for aviso in paac.revisar(plan).avisos if aviso.codigo == "nit"]


@pytest.mark.parametrize(
    "nit",
    [
        "891.900.493.2",
        "891900493-2",
        "891900493–2",
        " 891 900 493 2 ",
        "NIT 800.094.457-7",
        "NIT: 800.094.457-7",
        "Nit.800.094.457-7",
        "N.I.T. 800094457-7",
        "800094457 DV 7",
        "800.094.457 D.V. 7",
        "800094457 (DV: 7)",
        "NIT 800094457-DV7",
    ],
)
def test_se_entiende_con_cualquier_puntuacion_y_con_sus_nombres(nit: str) -> None:
    assert avisos_de(nit) == []


@pytest.mark.parametrize(
    ("nit", "esperado", "llegado"),
    [("891.900.493-3", 2, 3), ("NIT 800094457 DV 1", 7, 1), ("000000000-1", 0, 1)],
)
def test_un_digito_de_verificacion_que_no_corresponde(
    nit: str, esperado: int, llegado: int
) -> None:
    assert avisos_de(nit) == [
        f"entidad.nit: el dígito de verificación de '{nit}' no corresponde:"
        f" se esperaba {esperado}, llegó {llegado}"
    ]


@pytest.mark.parametrize(
    "nit",
    [
        "891900493",
        "89190049322",
        "８９１９００４９３-２",
        "٨٩١٩٠٠٤٩٣-٢",
        "891900493-²",
        "8 DV 91900493 2",
        "DV 8919004932",
        "891900493-2 y 800094457-7",
        "pendiente",
        "-",
        "",
        "8919004932\x00",
    ],
)
def test_lo_que_no_tiene_nueve_digitos_y_el_de_verificacion(nit: str) -> None:
    (aviso,) = avisos_de(nit)

    assert aviso.startswith("entidad.nit: se esperaban nueve dígitos y el de verificación, llegó '")


def test_un_texto_enorme_no_se_revisa_letra_por_letra() -> None:
    assert len(avisos_de("891900493" + "." * 10**6 + "2")) == 1


def test_leer_un_plan_tambien_avisa() -> None:
    assert dicen(
        paac.desde_datos(datos(entidad={"nombre": "X", "nit": "891900493-3"})).avisos,
        "se esperaba 2, llegó 3",
    )


@ejemplos(100)
@given(st.text("0123456789", min_size=1, max_size=15))
def test_el_digito_es_el_que_otra_biblioteca_saca(cifras: str) -> None:
    assert digito_de_verificacion(cifras) == de_otros.calc_check_digit(cifras)
