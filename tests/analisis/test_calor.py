"""El mapa de calor: a un riesgo lo ubican sus niveles, en una celda y en una sola."""

from datetime import date
from typing import Any

import pytest
from ayudas import segunda_de_riesgos as segunda
from ayudas.mapas import MAPAS, mapa, riesgo
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.analisis.riesgos.cifras import CalorDelMapa, PanelDeCalor, calor_del_mapa
from paac_reportes.normativa.riesgos import metodologias

ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)


def calor(*riesgos: dict[str, Any], corte: date | None = None, **mas: Any) -> CalorDelMapa:
    suyo = mapa(*riesgos, **{"metodologia": "guia-v5", **mas})
    return calor_del_mapa(suyo, corte, metodologias().get(suyo.metodologia or ""))


def donde(panel: PanelDeCalor) -> dict[str, tuple[str, str]]:
    """De cada riesgo ubicado, su celda."""
    return {
        uno.rotulo: (celda.probabilidad.nombre, celda.impacto.nombre)
        for celda in panel.ocupadas
        for uno in celda.riesgos
    }


def en(probabilidad: str | None, impacto: str | None, zona: str | None = None) -> dict[str, Any]:
    return {"probabilidad": probabilidad, "impacto": impacto, "zona": zona}


def test_el_residual_es_el_ultimo_valorado_hasta_el_corte() -> None:
    valorado = [
        {"corte": "2026-04-30", "valoracion": en("Media", "Mayor")},
        {"corte": "2026-08-31", "valoracion": en("Alta", "Mayor")},
    ]
    uno = riesgo(residual=en("Baja", "Leve"), seguimientos=valorado)
    de_cada = [
        donde(calor(uno, corte=corte).paneles[1])["R1"][0] for corte in (None, ABRIL, AGOSTO)
    ]

    assert de_cada == ["Baja", "Media", "Alta"]


@pytest.mark.integracion
@given(MAPAS, st.sampled_from([*metodologias(), None]))
def test_todo_riesgo_vigente_esta_una_vez_en_cada_panel(
    datos: dict[str, Any], codigo: str | None
) -> None:
    suyo = paac.desde_datos({**datos, "metodologia": codigo}, como="mapa").contenido
    for corte in (None, *suyo.cortes()):
        hecho = calor_del_mapa(suyo, corte, metodologias().get(codigo or ""))
        vigentes = sorted(uno.ruta for uno in hecho.riesgos)
        for panel in hecho.paneles:
            puestos = [uno.ruta for celda in panel.ocupadas for uno in celda.riesgos]
            assert sorted(puestos + [uno.ruta for uno in panel.sin_ubicar]) == vigentes
            assert panel.ubicados == len(puestos)


@st.composite
def _valorados(dibujar: st.DrawFn) -> tuple[str, list[tuple[int | None, int | None]], list[str]]:
    codigo = dibujar(st.sampled_from(sorted(segunda.METODOLOGIAS)))
    probabilidades, impactos, _ = segunda.METODOLOGIAS[codigo]
    nivel = st.tuples(
        *(st.none() | st.integers(0, len(escala) - 1) for escala in (probabilidades, impactos))
    )
    niveles = dibujar(st.lists(nivel, max_size=12))
    tipos = dibujar(
        st.lists(
            st.sampled_from(["corrupcion", "gestion"]), min_size=len(niveles), max_size=len(niveles)
        )
    )
    return codigo, niveles, tipos


@pytest.mark.integracion
@given(_valorados(), st.sampled_from([None, "Extremo", "Bajo"]))
def test_lo_mismo_por_un_segundo_camino(
    valorados: tuple[str, list[tuple[int | None, int | None]], list[str]], escrita: str | None
) -> None:
    codigo, niveles, tipos = valorados
    probabilidades, impactos, _ = segunda.METODOLOGIAS[codigo]
    suyos = [
        riesgo(
            referencia=f"R{n}",
            tipo=tipo,
            inherente=en(
                None if p is None else probabilidades[p],
                None if i is None else impactos[i],
                escrita,
            ),
        )
        for n, ((p, i), tipo) in enumerate(zip(niveles, tipos, strict=True))
    ]
    inherente = calor(*suyos, metodologia=codigo).paneles[0]
    caen = segunda.celdas(niveles)
    columnas = segunda.impactos_del_panel(codigo, [i for _, i in caen], tipos)

    assert [celda.impacto.nombre for celda in inherente.filas[0]] == columnas
    assert [fila[0].probabilidad.nombre for fila in inherente.filas] == probabilidades[::-1]
    for fila in inherente.filas:
        for celda in fila:
            cruce = (
                probabilidades.index(celda.probabilidad.nombre),
                impactos.index(celda.impacto.nombre),
            )
            assert [uno.rotulo for uno in celda.riesgos] == [f"R{n}" for n in caen.get(cruce, [])]
            palabra = segunda.zona(codigo, *cruce).lower()
            assert celda.zona[:-1] == palabra[:-1]
            if codigo == "corrupcion-2015":
                assert celda.producto == segunda.producto_de_2015(*cruce)
