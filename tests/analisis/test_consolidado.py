"""Las cifras de muchas entidades, contra unas sumas escritas aparte sobre la segunda cuenta.

Prueba ``formatos/consolidado`` y ``informe/consolidado``.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from analisis.segunda import cifras_de
from analisis.test_segunda import casi, sin_escudo
from ayudas.compartido import con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.emitidos import ejemplo, real
from ayudas.planes import CORTE, actividad, componente, plan
from ayudas.situaciones import planes
from composicion.test_frases import lo_que_debia_suma_lo_que_dice
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


def consolidado(de: Any, corte: date | None = CORTE, **opciones: Any) -> dict[str, Any]:
    """Lo que dice su JSON: las cifras, sin redondear a más de seis decimales."""
    emision = paac.consolidar(de, corte=corte, **opciones).emitir("json")
    leido: dict[str, Any] = json.loads(emision.contenido)
    return leido


def segunda(uno: paac.Plan, corte: date, **metodologia: Any) -> dict[str, Any]:
    datos = json.loads(json.dumps(paac.datos_de(sin_escudo(uno))))
    cifras: dict[str, Any] = cifras_de(datos, corte.isoformat(), metodologia)["plan"]
    return cifras


def a_seis(valor: Decimal | None) -> float | None:
    return None if valor is None else float(round(valor, 6))


def cuantas_reportaron(tablas: str, entidades: int) -> int:
    """Lo que dice la frase de quiénes reportaron."""
    if not re.search(r"(?:No r|R|r)eport(?:ó|aron)\b[^.;]* en el período", tablas):
        assert re.search(r"Ninguna de las \d+ entidades tiene|La única entidad no tiene", tablas)
        return 0
    if entidades == 1:
        return "La única entidad no reportó en el período" not in tablas
    if cuenta := re.search(r"Report(?:ó|aron) (\d+) de (\d+) entidades en el período", tablas):
        assert int(cuenta[2]) == entidades
        return int(cuenta[1])
    return entidades if f"Reportaron las {entidades} entidades" in tablas else 0


_DE_COMPONENTES: dict[str, tuple[str, Callable[[dict[str, Any]], int]]] = {
    "Qué se reportó de cada componente": (
        "ninguno queda por fuera",
        lambda _uno: 1,
    ),
    "Lo que debía estar terminado de cada componente": (
        "nada debía estar terminado",
        lambda uno: uno["debian"],
    ),
    "Cuánto se avanzó en cada componente": (
        "no se conoce ningún avance",
        lambda uno: uno["media_de_filas"]["base"],
    ),
}


def los_componentes_estan_todos(tablas: str, dicho: dict[str, Any]) -> None:
    """En cada tabla, los que tienen qué contar; los demás, contados en su frase."""
    todos = dicho["componentes"]
    for leyenda, (nada, cuenta) in _DE_COMPONENTES.items():
        con_algo = [uno for uno in todos if cuenta(uno)]
        _, hay, desde = tablas.partition(leyenda)
        if not hay:  # la del avance, que no lleva total
            assert not con_algo
            continue
        hasta_la_otra = desde.partition("\nTabla ")[0]
        frase = re.search(
            rf"De(?: los|l) (?:otros? |único )?(?:(\d+) )?componentes? {nada}",
            hasta_la_otra,
        )
        callados = [uno for uno in todos if not cuenta(uno)]
        assert (int(frase[1] or 1) if frase else 0) == len(callados)
        cuerpo = hasta_la_otra[: frase.start() if frase else None]
        renglones = list(csv.reader(io.StringIO(cuerpo.strip("\n")), delimiter=";"))
        llenos = [renglon for renglon in renglones if len(renglon) > 2]
        sin_rotulos = [r for r in llenos[1:] if not r[0].startswith("Total: ")]
        assert len(sin_rotulos) == len(con_algo), leyenda
        if not llenos[-1][0].startswith("Total: "):
            continue
        for rotulo, *celdas in zip(*llenos, strict=True):  # el total es la suma de lo que se ve
            cifras = [celda.replace(".", "") or "0" for celda in celdas]
            if all(map(str.isdigit, cifras)):
                assert sum(map(int, cifras[:-1])) == int(cifras[-1]), (leyenda, rotulo)


def comparar(varios: list[paac.Plan], corte: date) -> None:
    """Cada entidad, el total y las dos medias, por dos caminos."""
    consolidacion = paac.consolidar(varios, corte=corte)
    dicho = json.loads(consolidacion.emitir("json").contenido)
    suyas = [segunda(uno, corte) for uno in varios]
    for entidad, cifras in zip(dicho["entidades"], suyas, strict=True):
        assert entidad["avance"]["valor"] == a_seis(cifras["avance"])
        assert (entidad["avance"]["base"], entidad["avance"]["de"]) == (
            cifras["con_avance"],
            cifras["aplican"],
        )
        assert (entidad["terminadas"], entidad["debian"]) == cifras["cumplimiento"]
        for cuenta in (
            "exigibles",
            "sin_reporte",
            "vencidas",
            "vencidas_sin_reporte",
            "al_dia_sin_reporte",
        ):
            assert entidad[cuenta] == len(cifras[cuenta]), cuenta
        assert entidad["por_determinar"] == len(cifras["por_determinar"])
        assert entidad["filas"] == cifras["filas"]
    emitidas = consolidacion.emitir("tablas.csv").contenido.decode("utf-8-sig")
    hallazgo, tablas = emitidas.splitlines()[1], emitidas.replace("\xa0", " ")
    if total_debido := sum(cifras["cumplimiento"][1] for cifras in suyas):
        lo_que_debia_suma_lo_que_dice(hallazgo.strip('"'), suyas)
    reporto = re.compile(
        r'"?(No r|R|La única entidad (no )?r)eport(ó|aron) |"?(Ninguna|La única) [^:]*tiene seguimientos'
    )
    assert bool(reporto.match(hallazgo)) == (not total_debido)
    total = dicho["total"]
    los_componentes_estan_todos(tablas, dicho)
    assert (
        cuantas_reportaron(tablas.replace("\xa0", " "), len(varios))
        == total["reportaron"]["en_el_periodo"]
    )
    for cuenta in ("exigibles", "sin_reporte", "vencidas", "por_determinar"):
        assert total[cuenta] == sum(len(cifras[cuenta]) for cifras in suyas)
    conocidos = [cifras["avance"] for cifras in suyas if cifras["avance"] is not None]
    assert dicho["media_de_entidades"] == {
        "valor": a_seis(sum(conocidos) / len(conocidos)) if conocidos else None,
        "base": len(conocidos),
        "de": len(varios),
    }
    # La de filas no depende del método de cada entidad: pesa cada fila lo mismo.
    por_fila = [segunda(uno, corte, metodo="actividades") for uno in varios]
    base = sum(cifras["con_avance"] for cifras in por_fila)
    # Donde nadie declaró un número no hay promedio; con quien sí, lo cumplido sin número vale 100.
    suma = sum((cifras["suma"] for cifras in por_fila), Decimal(0))
    hay_numeros = any(cifras["con_avance"] and not cifras["solo_estados"] for cifras in por_fila)
    media = dicho["media_de_filas"]
    esperada = a_seis(suma / base) if hay_numeros else None
    assert (media["valor"], media["base"]) == (esperada, base)


@pytest.mark.integracion
@ejemplos(20)
@given(
    st.lists(planes(), min_size=1, max_size=4),
    st.sampled_from([date(2023, 4, 30), date(2023, 8, 31), date(2023, 12, 31)]),
)
def test_planes_al_azar_por_dos_caminos(varios: list[paac.Plan], corte: date) -> None:
    comparar(varios, corte)


@con_datos_reales
def test_los_cuatro_reales_por_dos_caminos() -> None:
    archivos = ("cajica_plan_2022", "cajica_seguimiento_2018", "california_plan", "cartago_2020")
    comparar([real(f"{uno}.json") for uno in archivos], date(2020, 8, 31))


@con_datos_reales
def test_de_cartago_dice_lo_que_ya_se_sabe() -> None:
    (suya,) = consolidado(real("cartago_2020.json"), None)["entidades"]

    assert (suya["reportadas"], suya["filas"], suya["exigibles"]) == (265, 386, 280)
    assert (suya["vencidas"], suya["vencidas_sin_reporte"], suya["por_determinar"]) == (0, 28, 158)
    assert (suya["terminadas"], suya["debian"], suya["en_blanco"]) == (0, 210, 24)
    assert suya["avance"]["valor"] is None


def test_una_ley_dos_medias_y_su_base() -> None:
    """Una entidad de una fila al 100 y otra de tres al 0, al 20 y sin dato."""
    una = plan(componente(con_avance(100)), entidad={"nombre": "A"})
    otra = plan(
        componente(con_avance(0), con_avance(20), actividad(seguimiento="Se hizo algo.")),
        entidad={"nombre": "B"},
    )
    dicho = consolidado([una, otra])

    assert dicho["media_de_entidades"] == {"valor": 55.0, "base": 2, "de": 2}
    assert dicho["media_de_filas"] == {"valor": 40.0, "base": 3, "de": 4, "arrastradas": 0}
    assert dicho["total"]["filas"] == 4


def con_avance(avance: int) -> dict[str, Any]:
    return actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": avance}])


def test_quien_nunca_reporto_no_tiene_un_cero() -> None:
    muda = plan(componente(actividad(seguimiento=None)), entidad={"nombre": "A"})
    dicho = consolidado([muda, plan(componente(con_avance(50)), entidad={"nombre": "B"})])
    primera, segunda_ = dicho["entidades"]

    assert (primera["reporto"], primera["avance"]["valor"], primera["cobertura"]) == (
        "nunca",
        None,
        None,
    )
    assert dicho["media_de_entidades"] == {"valor": 50.0, "base": 1, "de": 2}
    assert dicho["total"]["reportaron"] == {"en_el_periodo": 1, "antes": 0, "nunca": 1}
    assert segunda_["reporto"] == "en_el_periodo"


def test_quien_solo_reporto_antes_conserva_lo_que_se_sabia() -> None:
    antes = plan(
        componente(actividad(seguimientos=[{"corte": "2026-04-30", "avance": 30}])),
        metodologia={"cortes": "cuatrimestral"},
    )
    (suya,) = consolidado(antes, date(2026, 8, 31))["entidades"]

    assert (suya["reporto"], suya["reportadas"], suya["ultimo_corte"]) == ("antes", 0, "2026-04-30")
    assert (suya["avance"]["valor"], suya["avance"]["arrastradas"]) == (30.0, 1)


def test_los_componentes_se_juntan_por_numero_y_regimen() -> None:
    def de(nombre: str, regimen: str, componentes: list[dict[str, Any]]) -> paac.Plan:
        return plan(*componentes, entidad={"nombre": nombre}, regimen=regimen)

    varios = [
        de("A", "paac-v2", [componente(con_avance(10), nombre="Riesgos")]),
        de("B", "paac-v2", [componente(con_avance(30), nombre="Riesgos")]),
        de("C", "paac-v2", [componente(con_avance(50), nombre="El mapa de riesgos")]),
        de("D", "ptep", [componente(con_avance(90), nombre="Administración del riesgo")]),
        de("E", "ptep", [componente(con_avance(90), nombre="Sin número", numero=None)]),
    ]
    dichos = [
        (uno["nombre"], uno["entidades"], uno["media_de_filas"]["valor"])
        for uno in consolidado(varios)["componentes"]
    ]

    assert dichos == [
        ("1. Riesgos", 3, 30.0),
        ("1. Administración del riesgo", 1, 90.0),
        ("Sin número", 1, 90.0),
    ]


@pytest.mark.parametrize(
    ("regimenes", "renglones", "frase"),
    [
        (("ptep", "ptep"), ["1. Componente B"], ""),
        (
            ("paac-v2", "ptep"),
            ["1. Componente B (PAAC)", "1. Componente B (PTEP)"],
            "2 regímenes: PAAC (1 entidad) y PTEP (1 entidad); sus componentes no se juntan.",
        ),
        (
            ("paac-v1", "paac-v2"),
            [
                "1. Componente B (PAAC, primera versión de la guía)",
                "1. Componente B (PAAC, versión 2 de la guía)",
            ],
            "2 regímenes: PAAC, primera versión de la guía (1 entidad) y PAAC, versión 2 de la guía"
            " (1 entidad); sus componentes no se juntan.",
        ),
    ],
)
def test_en_dos_regimenes_cada_renglon_dice_el_suyo(
    regimenes: tuple[str, str], renglones: list[str], frase: str
) -> None:
    varios = [
        plan(
            componente(con_avance(10), nombre="Componente B"),
            entidad={"nombre": nombre},
            regimen=regimen,
        )
        for nombre, regimen in zip("AB", regimenes, strict=True)
    ]
    suyo = paac.consolidar(varios, corte=CORTE)
    escrito = suyo.emitir("html").contenido.decode()

    assert [*dict.fromkeys(re.findall(r"1\. Componente B(?: \([^)]*\))?", escrito))] == renglones
    tablas = suyo.emitir("tablas.csv").contenido.decode().replace("\xa0", " ")
    assert (frase in tablas) if frase else "regímenes" not in tablas
    codigos = [uno["regimen"] for uno in consolidado(varios)["componentes"]]
    assert codigos == [*dict.fromkeys(regimenes)]


@pytest.mark.parametrize(
    ("una", "otra", "repetida"),
    [
        ({"nombre": "A", "nit": "891.800.498-1"}, {"nombre": "B", "nit": "8918004981"}, True),
        ({"nombre": "Municipio  de A"}, {"nombre": "MUNICIPIO DE A"}, True),
        ({"nombre": "A", "nit": "891800498"}, {"nombre": "a"}, True),
        ({"nombre": "A", "nit": "891800498"}, {"nombre": "A", "nit": "800100200"}, False),
        ({"nombre": "A", "departamento": "X"}, {"nombre": "A", "departamento": "Y"}, False),
        ({"nombre": "A"}, {"nombre": "B"}, False),
    ],
)
def test_cuando_dos_planes_son_de_la_misma_entidad(
    una: dict[str, str], otra: dict[str, str], *, repetida: bool
) -> None:
    reporte = paac.consolidar([plan(entidad=una), plan(entidad=otra)], corte=CORTE)
    dichas = [aviso for aviso in reporte.avisos if aviso.codigo == "entidad_repetida"]

    assert bool(dichas) == repetida


def test_sin_corte_es_el_ultimo_de_alguna_y_de_las_demas_se_dice() -> None:
    abril, agosto = (
        plan(
            componente(actividad(seguimientos=[{"corte": corte, "avance": 10}])),
            entidad={"nombre": corte},
            metodologia={"cortes": [corte]},
        )
        for corte in ("2026-04-30", "2026-08-31")
    )
    reporte = paac.consolidar([abril, agosto])

    assert reporte.corte == date(2026, 8, 31)
    assert [str(uno) for uno in reporte.avisos if uno.codigo == "consolidado_mezclado"] == [
        "planes: el corte del 31/08/2026 no es de los datos ni de la serie de 2026-04-30"
    ]


def test_un_metodo_por_entidad_se_dice_y_uno_pedido_vale_para_todas() -> None:
    propio = plan(entidad={"nombre": "A"}, metodologia={"metodo": "subcomponentes"})
    otro = plan(entidad={"nombre": "B"})
    pedida = paac.Metodologia(metodo="actividades")

    mezclados = paac.consolidar([propio, otro], corte=CORTE).avisos
    assert [str(uno) for uno in mezclados if uno.codigo == "consolidado_mezclado"] == [
        "planes: el avance de las entidades se saca de distinto modo: promedio de las actividades y"
        " promedio de los promedios de los subcomponentes"
    ]
    assert paac.consolidar([propio, otro], corte=CORTE, metodologia=pedida).avisos == ()


@pytest.mark.una_de_cada
@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_uno_solo_es_un_consolidado_de_uno(corte: date) -> None:
    """El formato del catálogo, de un plan, es el mismo documento."""
    uno = ejemplo()
    solo = paac.consolidar(uno, corte=corte)
    del_catalogo = paac.reporte(uno, "consolidado-entidades", corte=corte)
    (suya,) = consolidado(uno, corte)["entidades"]

    for tipo in ("docx", "xlsx", "html", "tablas.csv", "csv"):
        assert solo.emitir(tipo).contenido == del_catalogo.emitir(tipo).contenido, tipo
    assert casi(Decimal(str(suya["avance"]["valor"]))) == a_seis_decimal(uno, corte)


def a_seis_decimal(uno: paac.Plan, corte: date) -> Decimal | None:
    avance = paac.analizar(uno, corte=corte).todo.avance
    return None if avance is None else Decimal(str(a_seis(avance)))


def test_el_orden_no_cambia_el_total_ni_las_medias() -> None:
    varios = [
        attrs.evolve(ejemplo(cual), entidad=paac.Entidad(nombre=cual))
        for cual in ("informe_trimestral", "ptep")
    ]
    una, otra = consolidado(varios, date(2026, 8, 31)), consolidado(varios[::-1], date(2026, 8, 31))

    for cual in ("total", "media_de_entidades", "media_de_filas", "componentes"):
        assert una[cual] == otra[cual], cual
