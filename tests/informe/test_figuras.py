"""Los gráficos: cada barra con su valor, su zona y su base, y ninguno dibujado por nada."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, con_avances
from ayudas.ejemplos import ejemplos
from ayudas.planes import actividad, componente
from ayudas.situaciones import CORTES, planes
from ayudas.variado import hallazgos_de
from hypothesis import given

import paac_reportes as paac
from paac_reportes.analisis.filas import Vencimiento
from paac_reportes.composicion.tablas.de_informe import DE_INFORME
from paac_reportes.formatos.definicion.bloques import BloqueGrafico
from paac_reportes.informe.figuras import figura_de, lo_que_sobresale
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
    return figura_de(bloque, "El título", hallazgos or hallazgos_de())


def dibujada(muestra: str, hallazgos: Hallazgos | None = None) -> Grafico:
    hecha = figura(muestra, hallazgos)
    assert hecha is not None
    return hecha


def test_una_dependencia_se_nombra_con_su_nombre_corto_si_lo_trae() -> None:
    def suya(nombre: str, **mas: str) -> dict[str, Any]:
        return {
            "nombre": nombre,
            "componentes": [componente(con_avances("1.1", "A", agosto=50 + len(mas)))],
            **mas,
        }

    dependencias = [suya("SECRETARÍA DE HACIENDA", nombre_corto="Hacienda"), suya("SALUD")]
    con_corto = paac.plan_desde_datos(
        {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": dependencias}
    )
    barras = dibujada("avance_por_dependencia", hallazgos_de(con_corto))

    assert barras.categorias == ("Hacienda", "Salud")
    assert "Hacienda: 51" in barras.texto_alternativo


def test_cada_barra_lleva_su_valor_su_zona_y_su_base() -> None:
    barras = dibujada("avance_por_dependencia")

    assert barras.categorias == ("Hacienda", "Salud")
    assert barras.etiquetas == ("70,00\xa0%, media, 5 de 9", "51,00\xa0%, baja, 5 de 6")
    assert [(s.nombre, s.valores) for s in barras.series] == [("Avance (%)", (70.0, 51.0))]


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

    assert iguales.etiquetas == ("60,00\xa0%, 1 de 1", "80,00\xa0%, 1 de 1")
    assert iguales.unidad == "Avance y de cuántas filas se conoce; en todas, zona z1"
    assert "1. C1: 60,00\xa0%, z1, 1 de 1" in iguales.texto_alternativo
    assert distintas.etiquetas == ("20,00\xa0%, z0, 1 de 1", "80,00\xa0%, z1, 1 de 1")
    assert distintas.unidad == "Avance y de cuántas filas se conoce, con su zona"


def test_de_barras_iguales_no_se_dibuja_nada() -> None:
    componentes = [
        componente(con_avances("1", "A", agosto=100), numero=n, nombre=f"C{n}") for n in (1, 2)
    ]

    assert figura("avance_por_componente", hallazgos_de(plan_de(componentes=componentes))) is None


def test_lo_vencido_va_del_color_de_su_cifra_mientras_sea_de_una_clase() -> None:
    con_reporte = {"corte": "2026-08-31", "estado": "en_proceso", "texto": "Va"}
    callada = actividad(fecha_fin="2026-07-31", seguimientos=[])
    dicha = actividad(fecha_fin="2026-07-31", seguimientos=[con_reporte])

    def colores(*filas: dict[str, Any]) -> dict[str, str]:
        hecha = dibujada("vencimientos_por_mes", hallazgos_de(plan_de(*filas)))
        return {serie.nombre: serie.color for serie in hecha.series if "encida" in serie.nombre}

    assert colores(callada) == {"Vencidas sin reporte": MALO}
    assert colores(callada, dicha) == {"Vencidas": MALO, "Vencidas sin reporte": MALO_SIN_SABER}


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
    assert barras.etiquetas == ("90,00\xa0%, sin zona, 1 de 3", "sin dato")


@pytest.mark.parametrize(
    ("muestra", "clase", "es_porcentaje"),
    [
        ("avance_por_componente", "barras", True),
        ("avance_por_dependencia", "barras", True),
        ("estados_por_componente", "apiladas", False),
        ("evolucion", "lineas", True),
    ],
)
def test_cada_figura_es_de_su_clase(muestra: str, clase: str, es_porcentaje: bool) -> None:  # noqa: FBT001
    hecha = dibujada(muestra)

    assert (hecha.titulo, hecha.alto) == ("El título", 80.0)
    assert (hecha.clase, hecha.es_porcentaje) == (clase, es_porcentaje)


def test_los_estados_se_apilan_y_el_que_no_tiene_nadie_no_sale() -> None:
    de = plan_de(
        *(
            actividad(seguimientos=[{"corte": "2026-08-31", "estado": estado}])
            for estado in ("cumplida", "no_aplica", "cumplida")
        ),
        actividad(seguimiento=None),
    )
    apilada = dibujada("estados_por_componente", hallazgos_de(de))

    assert [(s.nombre, s.valores, s.color) for s in apilada.series] == [
        ("Cumplidas", (2.0,), "2F6F9F"),
        ("No aplican", (1.0,), "8F9AA6"),
        ("Sin estado declarado", (1.0,), "EEF2F6"),
    ]


def test_la_evolucion_va_del_primer_corte_al_ultimo() -> None:
    linea = dibujada("evolucion")

    assert linea.categorias == ("30/04/2026", "31/08/2026")
    assert linea.series[0].valores == (62.5, 60.5)
    assert linea.etiquetas == ("62,50\xa0%, sin zona, 4 de 16", "60,50\xa0%, media, 10 de 15")


@pytest.mark.parametrize(
    ("muestra", "contado"),
    [
        (
            "avance_por_componente",
            "El título. 1. Riesgos: 57,22\xa0%, baja, 9 de 14; 2. Trámites: 90,00\xa0%, alta, 1 de 1.",
        ),
        (
            "estados_por_componente",
            "El título. Cumplidas, 2 de 16. 1. Riesgos: cumplidas: 2, en proceso: 2, sin avance: 1, no aplican: 1,"
            " declaradas sin reporte: 1 y sin estado declarado: 8; 2. Trámites: sin estado"
            " declarado: 1.",
        ),
        (
            "evolucion",
            "El título. 30/04/2026: 62,50\xa0%, sin zona, 4 de 16; 31/08/2026: 60,50\xa0%, media, 10"
            " de 15.",
        ),
    ],
)
def test_a_quien_no_la_ve_se_le_cuenta_en_palabras(muestra: str, contado: str) -> None:
    assert dibujada(muestra).texto_alternativo == contado


SIN_AVANCES = ("reporte_por_componente", "reporte_por_dependencia", "vencimientos_por_mes")
"""Las que no piden que se declare nada: de cuánto se reportó, y qué vencía, se sabe siempre."""


@pytest.mark.parametrize("muestra", sorted(set(FIGURAS) - set(SIN_AVANCES)))
def test_de_lo_que_nada_se_declaro_no_se_dibuja_nada(muestra: str) -> None:
    assert figura(muestra, hallazgos_de(plan_de(actividad(seguimiento=None)))) is None


def test_la_tabla_de_lo_reportado_va_en_el_orden_de_su_grafico() -> None:
    callada = actividad(seguimientos=[])
    dicha = actividad(seguimientos=[{"corte": "2026-08-31", "texto": "Se publicó"}])
    filas = {"SALUD": [dicha, dicha, callada], "HACIENDA": [callada] * 3, "OBRAS": [dicha] * 3}
    dependencias = [
        {"nombre": nombre, "componentes": [componente(*suyas)]} for nombre, suyas in filas.items()
    ]
    hallazgos = hallazgos_de(plan_de(componentes=[], dependencias=dependencias))
    nombres = [fila.nombre for fila in DE_INFORME["reporte_por_dependencia"](hallazgos)]

    assert nombres == ["Hacienda", "Salud", "Obras"]
    assert dibujada("reporte_por_dependencia", hallazgos).categorias == tuple(nombres)


def test_una_sola_dependencia_no_se_compara_con_nada() -> None:
    fila = con_avances("1", "Publicar", agosto=90)
    datos = {"nombre": "C", "subcomponentes": [{"nombre": "S", "actividades": [fila]}]}
    una = plan_de(componentes=[], dependencias=[{"nombre": "HACIENDA", "componentes": [datos]}])

    assert figura("avance_por_dependencia", hallazgos_de(una)) is None


def test_un_solo_punto_no_es_una_linea() -> None:
    de = plan_de(con_avances("1", "Publicar", abril=20, agosto=50))

    assert figura("evolucion", hallazgos_de(de, ABRIL)) is None


def test_lo_que_va_con_guion_no_se_llama_deuda() -> None:
    fila = actividad(seguimientos=[{"corte": ABRIL.isoformat(), "texto": "-"}])
    barras = dibujada("reporte_por_componente", hallazgos_de(plan_de(fila), ABRIL))

    assert "Donde más filas van con guion o en blanco, 1, es en" in barras.texto_alternativo


def test_un_plan_sin_corte_no_tiene_evolucion() -> None:
    assert figura("evolucion", hallazgos_de(plan_de(con_avances("1", "x")), None)) is None


@pytest.mark.parametrize(
    ("cuentas", "titulo"),
    [
        ((3, 3, 7, 1, 12), "Mayo concentra 12 de las 26 filas vencidas"),
        ((0, 0, 6, 0, 0), "Marzo concentra las 6 filas vencidas"),
        ((1, 3, 1), "Febrero concentra 3 de las 5 filas vencidas"),
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
    cada_fila_esta_una_sola_vez_en_los_estados(de)
    todo_titulo_que_afirma_algo_es_cierto_y_nada_que_sobresalga_se_calla(de)


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


def cada_fila_esta_una_sola_vez_en_los_estados(de: paac.Plan) -> None:
    hallazgos = de_2023(de)
    hecha = figura("estados_por_componente", hallazgos)
    if hecha is not None:
        por_componente = [
            sum(s.valores[n] or 0 for s in hecha.series) for n in range(len(hecha.categorias))
        ]
        assert por_componente == [len(cifras.filas) for cifras in hallazgos.componentes]


def todo_titulo_que_afirma_algo_es_cierto_y_nada_que_sobresalga_se_calla(de: paac.Plan) -> None:
    """Contado otra vez, fila por fila, desde lo que dice ``docs/informe.md``."""
    hallazgos = de_2023(de)
    pasadas = {Vencimiento.VENCIDA, Vencimiento.SIN_REPORTE}
    vencian = [fila for fila in hallazgos.cifras.filas if fila.ya_vencio and fila.ultimo_dia]
    meses = sorted({str(fila.ultimo_dia)[:7] for fila in vencian})
    de_un_ano = len({mes[:4] for mes in meses}) == 1
    vencidas = {
        _MESES[int(mes[5:])] + ("" if de_un_ano else f" de {mes[:4]}"): sum(
            str(fila.ultimo_dia).startswith(mes) and fila.vencimiento in pasadas for fila in vencian
        )
        for mes in meses
    }
    clases = {Vencimiento.VENCIDA: "vencidas", Vencimiento.SIN_REPORTE: "vencidas sin reporte"}
    hay = {fila.vencimiento for fila in vencian}
    clase = " o ".join(nombre for vencimiento, nombre in clases.items() if vencimiento in hay)
    comparar_con_su_titulo("vencimientos_por_mes", vencidas, clase, hallazgos)
    en_blanco = {
        componente.nombre: sum(
            not fila.reportada and not any((uno.texto or "").strip() for uno in fila.del_periodo)
            for fila in componente.aplican
        )
        for componente in hallazgos.componentes
    }
    if len(en_blanco) == len(hallazgos.componentes):
        comparar_con_su_titulo("reporte_por_componente", en_blanco, "en blanco", hallazgos)


_MESES = (
    *("", "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre"),
    *("Octubre", "Noviembre", "Diciembre"),
)


def comparar_con_su_titulo(
    muestra: str, cuentas: dict[str, int], que: str, hallazgos: Hallazgos
) -> None:
    hecha = figura(muestra, hallazgos)
    if hecha is None:
        return
    todas = sum(cuentas.values())
    sobresalen = [
        (nombre, suyas)
        for nombre, suyas in cuentas.items()
        if len(cuentas) >= 3
        and todas >= 5
        and suyas / todas > 1 / 3
        and all(2 * suyas >= 3 * otras for otro, otras in cuentas.items() if otro != nombre)
    ]
    if not sobresalen:
        assert hecha.titulo == "El título"
        return
    ((nombre, suyas),) = sobresalen
    if len(nombre) <= 60:
        de_cuantas = f"{suyas} de las {todas}" if suyas < todas else f"las {todas}"
        assert hecha.titulo == f"{nombre} concentra {de_cuantas} filas {que}"
