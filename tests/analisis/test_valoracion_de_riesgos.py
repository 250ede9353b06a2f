"""Lo que resulta de lo escrito de un riesgo, contra una segunda implementación hecha de las guías."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from ayudas import segunda_de_riesgos as segunda
from ayudas.mapas import MAPAS, mapa, riesgo
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.analisis.riesgos.niveles import leer_nivel, leer_zona, numero_de_porcentaje
from paac_reportes.analisis.riesgos.valoracion import (
    RiesgoValorado,
    cuestionario_de,
    puntaje_de,
    valorados,
)
from paac_reportes.normativa.riesgos import metodologias

CODIGOS = list(segunda.METODOLOGIAS)


def valorado(codigo: str, **datos: Any) -> RiesgoValorado:
    (uno,) = valorados(mapa(riesgo(**datos)), metodologias()[codigo])
    return uno


def v(probabilidad: str, impacto: str, zona: str | None = None) -> dict[str, str | None]:
    return {"probabilidad": probabilidad, "impacto": impacto, "zona": zona}


def test_estan_las_que_se_conocen() -> None:
    assert sorted(metodologias()) == sorted(CODIGOS)
    assert [una.codigo for una in metodologias().values() if una.se_propone] == [
        "corrupcion-2015",
        "guia-v4",
        "guia-v5",
        "guia-v7",
    ]


@pytest.mark.parametrize("codigo", CODIGOS)
def test_la_matriz_entera(codigo: str) -> None:
    probabilidades, impactos, _ = segunda.METODOLOGIAS[codigo]
    suya = metodologias()[codigo]
    for p, probabilidad in enumerate(probabilidades):
        for i, impacto in enumerate(impactos):
            leida = valorado(codigo, inherente=v(probabilidad, impacto)).inherente
            assert leida.zona_calculada is not None
            assert suya.zonas.de(leida.zona_calculada) == segunda.zona(codigo, p, i)
            producto = segunda.producto_de_2015(p, i) if codigo == "corrupcion-2015" else None
            assert leida.producto == producto
    assert [n.nombre for n in suya.impacto.niveles] == impactos


@pytest.mark.parametrize(
    ("codigo", "eje", "texto", "nivel"),
    [
        ("corrupcion-2015", "probabilidad", "3", "Posible"),
        ("corrupcion-2015", "probabilidad", " POSIBLE\n", "Posible"),
        ("corrupcion-2015", "probabilidad", "3 - Posible", "Posible"),
        ("corrupcion-2015", "probabilidad", "Posible (3)", "Posible"),
        ("corrupcion-2015", "impacto", "20", "Catastrófico"),
        ("corrupcion-2015", "impacto", "catastrofico", "Catastrófico"),
        ("corrupcion-2015", "impacto", "3", None),
        ("corrupcion-2015", "impacto", "Menor", None),
        ("guia-v4", "probabilidad", "Raro", "Rara vez"),
        ("guia-v4", "probabilidad", "Casi certeza", "Casi seguro"),
        ("guia-v4", "impacto", "leve", "Insignificante"),
        ("guia-v4", "impacto", "5", "Catastrófico"),
        ("guia-v4", "impacto", "10", None),
        ("guia-v4", "impacto", "60%", None),
        ("guia-v5", "probabilidad", "40%", "Baja"),
        ("guia-v5", "probabilidad", "40,0 %", "Baja"),
        ("guia-v5", "probabilidad", "0.24", "Baja"),
        ("guia-v5", "probabilidad", "40", "Baja"),
        ("guia-v5", "probabilidad", "25,2%", "Baja"),
        ("guia-v5", "probabilidad", "24", None),
        ("guia-v5", "probabilidad", "3", None),
        ("guia-v5", "probabilidad", "100 %", "Muy Alta"),
        ("guia-v5", "probabilidad", "1", None),
        ("guia-v5", "probabilidad", "101", None),
        ("guia-v5", "probabilidad", "Muy baja", "Muy Baja"),
        ("guia-v5", "impacto", "Insignificante", "Leve"),
        ("guia-v5", "impacto", "Mayor 80%", "Mayor"),
        ("guia-v7", "impacto", "Gravísimo", None),
        ("guia-v7", "impacto", "40 60", None),
    ],
)
def test_el_nivel_de_un_texto(codigo: str, eje: str, texto: str, nivel: str | None) -> None:
    suya = metodologias()[codigo]
    leido = leer_nivel(texto, None, getattr(suya, eje), suya.unidad)

    assert (leido.nivel.nombre if leido.nivel else None) == nivel
    assert leido.se_entiende is (nivel is not None)
    assert leido.escrito == texto


@pytest.mark.parametrize(
    ("texto", "zona", "producto"),
    [
        ("EXTREMO - 60", "extremo", 60),
        ("MODERADO-20", "moderado", 20),
        (" 5 Baja", "bajo", 5),
        ("60 Extrema", "extremo", 60),
        ("Zona de riesgo alta", "alto", None),
        ("ZONA DE RIESGO: EXTREMA", "extremo", None),
        ("Riesgo\nModerado", "moderado", None),
        ("3. Alta", "alto", None),
        ("Aceptable", None, None),
        ("60", None, None),
        ("-", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_la_zona_de_un_texto(texto: str | None, zona: str | None, producto: int | None) -> None:
    leida = leer_zona(texto)
    assert (leida.zona, leida.producto) == (zona, producto)


@pytest.mark.parametrize(
    ("texto", "numero"),
    [
        ("40%", 40),
        ("40 %", 40),
        ("40", 40),
        ("0.4", 40),
        ("85", 85),
        ("1", None),
        ("Fuerte", None),
        (None, None),
    ],
)
def test_el_porcentaje_de_un_texto(texto: str | None, numero: int | None) -> None:
    assert numero_de_porcentaje(texto) == numero


@given(st.text(max_size=20))
def test_ningun_texto_lo_hace_fallar(texto: str) -> None:
    for suya in metodologias().values():
        leido = leer_nivel(texto, None, suya.impacto, suya.unidad)
        assert leido.escrito == texto
    leer_zona(texto)
    numero_de_porcentaje(texto)


@pytest.mark.integracion
@given(MAPAS, st.sampled_from([None, *CODIGOS]))
def test_lo_escrito_siempre_sobrevive(crudo: dict[str, Any], codigo: str | None) -> None:
    leido = paac.desde_datos(crudo | {"metodologia": codigo}, como="mapa").contenido
    antes = paac.datos_de(leido)
    for uno in valorados(leido, metodologias().get(codigo or "")):
        for eje in ("probabilidad", "impacto"):
            escrita = uno.riesgo.inherente
            debido = getattr(escrita, eje) if escrita else None
            assert getattr(uno.inherente, eje).escrito == debido
    paac.revisar(leido)

    assert paac.datos_de(leido) == antes


# ------------------------------------------------------------------ el residual


CONTROLES_V5 = st.lists(
    st.fixed_dictionaries(
        {"descripcion": st.just("d")},
        optional={
            "tipo": st.sampled_from(["preventivo", "detectivo", "correctivo"]),
            "implementacion": st.sampled_from(["automatico", "manual"]),
            "afecta": st.sampled_from(["probabilidad", "impacto"]),
        },
    ),
    max_size=12,
)


@given(st.integers(0, 4), st.integers(0, 4), CONTROLES_V5, st.sampled_from(["guia-v5", "guia-v7"]))
def test_el_residual_v5_es_el_de_la_segunda(
    p: int, i: int, controles: list[dict[str, str]], codigo: str
) -> None:
    probabilidades, impactos, _ = segunda.METODOLOGIAS[codigo]
    inherente = v(probabilidades[p], impactos[i])
    uno = valorado(codigo, inherente=inherente, controles=controles)
    for eje, desde, nombres in (
        ("probabilidad", p, probabilidades),
        ("impacto", i, impactos),
    ):
        debido = segunda.residual_v5((desde + 1) * 20, controles, eje)
        hecho = uno.calculado.eje(eje)
        if debido is None:
            assert hecho.nivel is None
            assert hecho.por_que
        else:
            assert hecho.porcentaje is not None
            assert hecho.nivel is not None
            assert Fraction(hecho.porcentaje) == debido
            assert hecho.nivel.nombre == nombres[segunda.nivel_v5(debido)]
            assert not hecho.por_que


@given(st.integers(0, 100), st.integers(0, 4))
def test_el_residual_de_2015_es_el_de_la_segunda(puntaje: int, p: int) -> None:
    control = {"tipo": "preventivo", "calificacion": f"{puntaje}%"}
    inherente = v(segunda.PROBABILIDAD["nivel"][p], "10")
    hecho = valorado("corrupcion-2015", inherente=inherente, controles=[control])
    nivel = hecho.calculado.probabilidad.nivel

    assert nivel is not None
    assert int(nivel.valor) - 1 == max(0, p - segunda.baja_2015(puntaje))


def test_cada_eje_que_no_se_calcula_dice_por_que() -> None:
    de_todo = [{"tipo": "preventivo", "implementacion": "manual"}, {"descripcion": "d"}]
    sin_tipo = [{"descripcion": "d", "afecta": "probabilidad"}]
    dos = [{"tipo": "preventivo", "calificacion": "80"}] * 2
    casos = {
        "hay controles que no dicen sobre qué actúan": ("guia-v5", "Alta", de_todo),
        "a un control le falta el tipo o la implementación": ("guia-v5", "Alta", sin_tipo),
        "no se conoce el nivel inherente": ("guia-v5", "altísima", []),
        "de varios controles en un eje no se conoce la regla": ("corrupcion-2015", "4", dos),
        "un control no trae todos sus criterios, ni su puntaje": (
            "corrupcion-2015",
            "4",
            [{"tipo": "preventivo"}],
        ),
    }
    for por_que, (codigo, probabilidad, controles) in casos.items():
        uno = valorado(codigo, inherente=v(probabilidad, "Mayor"), controles=controles)
        assert uno.calculado.probabilidad.por_que == por_que
    (sin,) = valorados(mapa(riesgo()), None)
    assert sin.calculado.impacto.por_que.startswith("el mapa no dice con qué metodología")


def test_el_puntaje_de_un_control() -> None:
    todos = {"B": "si", "C": "no", "D": "si", "E": "no", "F": "no", "G": "no", "H": "si"}
    suya = metodologias()["corrupcion-2015"]
    control = paac.modelo.Control(tipo="preventivo", criterios=todos, calificacion="99")

    assert puntaje_de(control, suya) == 60
    assert puntaje_de(attrs.evolve(control, criterios={"B": "si"}), suya) is None
    assert puntaje_de(attrs.evolve(control, criterios={}), suya) == 99
    assert puntaje_de(control, metodologias()["guia-v5"]) is None
    diseno = dict.fromkeys(["responsable", "segregacion", "periodicidad", "como"], "si")
    diseno |= {"proposito": "detectar", "desviaciones": "si", "evidencia": "incompleta"}
    v4 = metodologias()["guia-v4"]
    puntaje = puntaje_de(attrs.evolve(control, criterios=diseno), v4)
    assert puntaje == 15 * 5 + 10 + 5
    tramo = v4.controles.tramo_de(puntaje)
    assert tramo is not None
    assert tramo.nombre == "Moderado"


# ------------------------------------------------------------------ cuestionario y frecuencia


@given(
    st.dictionaries(st.integers(1, 19), st.sampled_from(["si", "no"]), min_size=1),
    st.sampled_from(["corrupcion-2015", "guia-v4"]),
)
def test_el_cuestionario_es_el_de_la_segunda(respuestas: dict[int, str], codigo: str) -> None:
    preguntas = 18 if codigo == "corrupcion-2015" else 19
    leido = cuestionario_de(
        paac.modelo.Riesgo(descripcion="d", cuestionario=respuestas),
        metodologias()[codigo],
    )
    suyas = {n: dicho for n, dicho in respuestas.items() if n <= preguntas}

    assert leido is not None
    assert (leido.nivel.nombre if leido.nivel else None) == segunda.impacto_del_cuestionario(
        suyas, preguntas
    )
    assert (leido.total, leido.faltan) == (preguntas, preguntas - len(suyas))


@given(st.integers(-3, 10_000))
def test_la_probabilidad_por_frecuencia(veces: int) -> None:
    debido = segunda.probabilidad_v5(veces)
    nivel = metodologias()["guia-v5"].probabilidad.de_veces(veces)

    assert (nivel.nombre if nivel else None) == (
        None if debido is None else segunda.PROBABILIDAD["pct"][debido]
    )
    assert metodologias()["guia-v4"].probabilidad.de_veces(veces) is None


@given(st.decimals(0, 100, places=4))
def test_el_nivel_de_un_porcentaje(porcentaje: Decimal) -> None:
    nivel = metodologias()["guia-v5"].impacto.de_porcentaje(porcentaje)
    assert nivel.nombre == segunda.IMPACTO["pct"][segunda.nivel_v5(Fraction(porcentaje))]
