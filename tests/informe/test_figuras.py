"""Los gráficos: cada barra con su valor, su zona y su base, y ninguno dibujado por nada."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import con_avances
from ayudas.ejemplos import ejemplos
from ayudas.planes import actividad, componente
from ayudas.situaciones import CORTES, planes
from ayudas.variado import hallazgos_de
from hypothesis import given

import paac_reportes as paac
from paac_reportes.formatos.definicion.bloques import BloqueGrafico
from paac_reportes.informe.figuras import grafico_de_bloque, lo_que_sobresale
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.maqueta.aspecto import AZUL
from paac_reportes.maqueta.colores_de_graficos import (
    A_MEDIAS,
    MALO,
    MALO_SIN_SABER,
    color_de_nivel,
)
from paac_reportes.maqueta.nodos import Grafico
from paac_reportes.normativa.normas import escala_de_la_guia

FIGURAS = get_args(BloqueGrafico.__annotations__["muestra"])


def figura(muestra: Any, hallazgos: Hallazgos | None = None) -> Grafico | None:
    bloque = BloqueGrafico(tipo="grafico", muestra=muestra, titulo="T", alto=Decimal(80))
    return grafico_de_bloque(bloque, "El título", hallazgos or hallazgos_de())


def dibujada(muestra: str, hallazgos: Hallazgos | None = None) -> Grafico:
    hecha = figura(muestra, hallazgos)
    assert hecha is not None
    return hecha


def test_cada_barra_va_del_color_de_su_zona() -> None:
    (serie,) = dibujada("avance_por_componente").series

    assert serie.colores == (MALO, AZUL)


def puras(cuantas: int) -> dict[str, Any]:
    """Una escala de tantas zonas, de colores que nadie pondría en un papel."""
    zonas = [
        {
            "nombre": f"z{n}",
            "desde": n * 100 // cuantas,
            "color": ("FF0000", "FFFF00", "00FF00")[n % 3],
        }
        for n in range(cuantas)
    ]
    return {"codigo": "mia", "nombre": "Mía", "zonas": zonas}


@pytest.mark.parametrize("cuantas", range(2, 8))
def test_los_colores_de_una_escala_son_de_la_paleta_escriba_lo_que_escriba(cuantas: int) -> None:
    componentes = [
        componente(con_avances("1", "A", agosto=n * 100 // cuantas), numero=n + 1, nombre=f"C{n}")
        for n in range(cuantas)
    ]
    de = plan_de(componentes=componentes, metodologia={"escala": puras(cuantas)})
    (serie,) = dibujada("avance_por_componente", hallazgos_de(de)).series

    assert set(serie.colores) <= {MALO, MALO_SIN_SABER, A_MEDIAS, AZUL}
    assert len(set(serie.colores)) == min(cuantas, 4)
    assert serie.colores[-1] == AZUL


def test_la_escala_de_la_guia_se_escribe_con_los_colores_con_que_se_pinta() -> None:
    zonas = escala_de_la_guia().zonas

    assert [zona.color for zona in zonas] == [color_de_nivel(n, 3) for n in range(3)]


def test_la_zona_de_todas_se_dice_una_vez_bajo_el_grafico() -> None:
    """Y a quien no lo ve se le sigue contando con cada una."""

    def de_avances(*avances: int) -> Grafico:
        componentes = [
            componente(con_avances("1", "A", agosto=avance), numero=n, nombre=f"C{n}")
            for n, avance in enumerate(avances, 1)
        ]
        de = plan_de(componentes=componentes, metodologia={"escala": puras(2)})
        return dibujada("avance_por_componente", hallazgos_de(de))

    iguales, distintas = de_avances(60, 80), de_avances(20, 80)

    assert iguales.etiquetas == ("60,0\xa0%, 1 de 1", "80,0\xa0%, 1 de 1")
    assert iguales.unidad == "Avance, y de cuántas actividades se sabe; en todas, zona z1"
    assert "1. C1: 60,0\xa0%, z1, 1 de 1" in iguales.texto_alternativo
    assert distintas.etiquetas == ("20,0\xa0%, z0, 1 de 1", "80,0\xa0%, z1, 1 de 1")
    assert distintas.unidad == "Avance, y de cuántas actividades se sabe, con su zona"


def test_de_barras_iguales_no_se_dibuja_nada() -> None:
    componentes = [
        componente(con_avances("1", "A", agosto=100), numero=n, nombre=f"C{n}") for n in (1, 2)
    ]

    assert figura("avance_por_componente", hallazgos_de(plan_de(componentes=componentes))) is None


def test_solo_una_barra_desconocida_va_en_gris_y_sin_valor() -> None:
    def componente(numero: int, *filas: dict[str, Any]) -> dict[str, Any]:
        subcomponentes = [{"nombre": "S", "actividades": list(filas)}]
        return {"numero": numero, "nombre": f"C{numero}", "subcomponentes": subcomponentes}

    nada = actividad(seguimiento=None)
    de = plan_de(
        componentes=[
            componente(1, con_avances("1", "Publicar", agosto=90), nada, nada),
            componente(2, nada),
        ]
    )
    barras = dibujada("avance_por_componente", hallazgos_de(de))
    (serie,) = barras.series

    assert (serie.valores, serie.colores) == ((90.0, None), ("2F6F9F", "D9DEE4"))
    assert barras.etiquetas == ("90,0\xa0%, sin zona, 1 de 3", "sin dato")


@pytest.mark.parametrize(
    ("muestra", "clase", "es_porcentaje"),
    [
        ("avance_por_componente", "barras", True),
    ],
)
def test_cada_figura_es_de_su_clase(muestra: str, clase: str, es_porcentaje: bool) -> None:  # noqa: FBT001
    hecha = dibujada(muestra)

    assert (hecha.titulo, hecha.alto) == ("El título", 80.0)
    assert (hecha.clase, hecha.es_porcentaje) == (clase, es_porcentaje)


@pytest.mark.parametrize("muestra", ["avance_por_componente"])
def test_de_lo_que_nada_se_declaro_no_se_dibuja_nada(muestra: str) -> None:
    assert figura(muestra, hallazgos_de(plan_de(actividad(seguimiento=None)))) is None


@pytest.mark.parametrize(
    ("cuentas", "titulo"),
    [
        ((3, 3, 7, 1, 12), "Mayo concentra 12 de las 26 actividades vencidas"),
        ((0, 0, 6, 0, 0), "Marzo concentra las 6 actividades vencidas"),
        ((1, 3, 1), "Febrero concentra 3 de las 5 actividades vencidas"),
        ((0, 4, 0, 0), ""),  # son pocas
        ((9, 1), ""),  # de dos, se ve
        ((4, 4, 4), ""),
        ((6, 6, 0), ""),
        ((7, 5, 0), ""),  # le sigue otra de cerca
        ((3, 2, 2, 2), ""),  # no llega al tercio
        ((0, 0, 0), ""),
    ],
)
def test_el_titulo_dice_lo_que_sobresale_con_su_base(cuentas: tuple[int, ...], titulo: str) -> None:
    meses = ("enero", "febrero", "marzo", "abril", "mayo")[: len(cuentas)]

    assert lo_que_sobresale(meses, cuentas, "vencidas") == titulo


def test_un_nombre_que_no_cabe_no_va_en_el_titulo() -> None:
    assert lo_que_sobresale(("palabra " * 30, "B", "C"), (9, 1, 0), "vencidas") == ""


# ------------------------------------------------------------------ leyes
def de_2023(de: paac.Plan) -> Hallazgos:
    return hallazgos_de(de, date.fromisoformat(CORTES[2]))


@pytest.mark.integracion
@given(planes())
@ejemplos(10)
def test_de_cualquier_plan_las_figuras_dicen_lo_cierto(de: paac.Plan) -> None:
    toda_serie_trae_un_valor_por_categoria_y_toda_etiqueta_su_base(de)
    lo_que_se_dibuja_es_lo_que_dice_el_analisis(de)


def toda_serie_trae_un_valor_por_categoria_y_toda_etiqueta_su_base(de: paac.Plan) -> None:
    for muestra in FIGURAS:
        hecha = figura(muestra, de_2023(de))
        if hecha is None:
            continue
        assert {len(serie.valores) for serie in hecha.series} == {len(hecha.categorias)}
        assert len(hecha.etiquetas) == (len(hecha.categorias) if hecha.es_porcentaje else 0)
        assert all(e == "sin dato" or " de " in e for e in hecha.etiquetas)


def lo_que_se_dibuja_es_lo_que_dice_el_analisis(de: paac.Plan) -> None:
    datos = paac.cifras.datos_de_analisis(paac.analizar(de, corte=date.fromisoformat(CORTES[2])))
    hecha = figura("avance_por_componente", de_2023(de))
    if hecha is not None:
        avances = [suyo["avance"] for suyo in datos["componentes"]]
        bases = [f", {uno['base']} de {uno['de']}" for uno in avances if uno["valor"] is not None]
        assert [v for v in hecha.series[0].valores if v is not None] == pytest.approx(
            [uno["valor"] for uno in avances if uno["valor"] is not None], abs=0.0051
        )
        dichas = [etiqueta for etiqueta in hecha.etiquetas if etiqueta != "sin dato"]
        assert [d.endswith(base) for d, base in zip(dichas, bases, strict=True)] == [True] * len(
            bases
        )


def test_cada_barra_lleva_su_valor_su_zona_y_su_base() -> None:
    barras = dibujada("avance_por_componente")

    assert barras.categorias == ("1. Riesgos", "2. Trámites")
    assert barras.etiquetas == ("57,2\xa0%, baja, 9 de 14", "90,0\xa0%, alta, 1 de 1")
    assert [(s.nombre, len(s.valores)) for s in barras.series] == [("Avance (%)", 2)]


def test_a_quien_no_la_ve_se_le_cuenta_en_palabras() -> None:
    assert dibujada("avance_por_componente").texto_alternativo == (
        "El título. 1. Riesgos: 57,2\xa0%, baja, 9 de 14; 2. Trámites: 90,0\xa0%, alta, 1 de 1."
    )
