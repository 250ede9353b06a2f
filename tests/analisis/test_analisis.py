"""El análisis de un plan en un corte, y las cifras de cada parte.

Prueba ``analisis/analisis``.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan, plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.planes import actividad, componente, tramite
from ayudas.variado import variado

import paac_reportes as paac
from paac_reportes.analisis.metodologia import cortes_fuera_de_la_serie, serie_de
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.modelo.filas import cuentas_de_objetos

DICIEMBRE = date(2026, 12, 31)


def partes(cifras: tuple[Any, ...]) -> list[tuple[str, int]]:
    return [(suyas.nombre, len(suyas.filas)) for suyas in cifras]


# ------------------------------------------------------------------ partes
def test_el_plan_se_reparte_por_dependencia_y_por_componente() -> None:
    analisis = paac.analizar(variado(), corte=AGOSTO)

    assert partes(analisis.dependencias) == [("HACIENDA", 9), ("SALUD", 7)]
    assert partes(analisis.componentes) == [("1. Riesgos", 15), ("2. Trámites", 1)]
    assert partes(analisis.por_dependencia(analisis.componentes[0])) == [
        ("HACIENDA", 8),
        ("SALUD", 7),
    ]


def test_los_componentes_van_por_su_numero_y_al_final_los_que_no_lo_tienen() -> None:
    de = plan(
        componente(numero=None, nombre="Otros"),
        componente(numero=3, nombre="Tres"),
        componente(numero=1, nombre="Uno"),
    )

    assert [c.nombre for c in paac.analizar(de).componentes] == ["1. Uno", "3. Tres", "Otros"]


@pytest.mark.parametrize(
    ("datos", "nombre"),
    [
        ({"numero": 1, "nombre": "Gestión\ndel  riesgo"}, "1. Gestión del riesgo"),
        ({"numero": 2, "nombre": None}, "Componente 2"),
        ({"numero": None, "nombre": "Otros"}, "Otros"),
        ({"numero": None, "nombre": None}, "Componente sin nombre"),
    ],
)
def test_un_componente_se_llama_con_lo_que_tenga(datos: dict[str, Any], nombre: str) -> None:
    limpio = {clave: valor for clave, valor in datos.items() if valor is not None}
    lista = [{"nombre": "S", "actividades": [actividad()]}]

    assert paac.analizar(plan(limpio | {"subcomponentes": lista})).componentes[0].nombre == nombre


def test_un_numero_con_varios_nombres_los_dice_todos() -> None:
    dependencias = [
        {"nombre": d, "componentes": [componente(numero=1, nombre=n)]}
        for d, n in (("A", "Riesgos"), ("B", "Riesgos"), ("C", "Mapas"))
    ]
    (uno,) = paac.analizar(plan(dependencias=dependencias)).componentes

    assert (uno.nombre, len(uno.filas)) == ("1. Riesgos / Mapas", 3)


def test_sin_numero_el_componente_es_el_del_mismo_nombre() -> None:
    dependencias = [
        {
            "nombre": d,
            "componentes": [{k: v for k, v in componente(nombre=n).items() if k != "numero"}],
        }
        for d, n in (("A", "Riesgos"), ("B", "Riesgos"), ("C", "Mapas"))
    ]

    assert partes(paac.analizar(plan(dependencias=dependencias)).componentes) == [
        ("Riesgos", 2),
        ("Mapas", 1),
    ]


def test_los_tramites_y_sus_intercambios_son_un_renglon_que_no_se_junta_con_otro() -> None:
    con_ese_nombre = {"nombre": "Trámites", "actividades": [actividad(), actividad()]}
    uno = componente(
        subcomponentes=[con_ese_nombre], tramites=[tramite()], intercambios=[tramite(), tramite()]
    )
    analisis = paac.analizar(plan(uno))

    assert partes(analisis.subcomponentes(analisis.todo)) == [("Trámites", 2), ("Trámites", 3)]
    assert [fila.lista for fila in analisis.subcomponentes(analisis.todo)[1].filas] == [
        *("tramites", "intercambios", "intercambios"),
    ]


def test_las_cifras_de_un_grupo_se_cuentan_una_vez_en_cada_corte() -> None:
    analisis = paac.analizar(variado())
    anterior, (primero, *_) = analisis.anterior, analisis.componentes
    assert anterior is not None

    assert analisis.todo.anterior is anterior.todo
    assert primero.anterior is anterior.componentes[0]
    pedidas = [analisis.por_dependencia(primero) for _ in range(2)]
    assert [*map(id, pedidas[0])] == [*map(id, pedidas[1])]


def test_un_componente_sin_filas_se_sabe_cual_es() -> None:
    vacio = {"numero": 7, "nombre": "Otros"}

    assert paac.analizar(plan(componente(), vacio)).componentes_sin_filas == ("7. Otros",)
    assert paac.analizar(plan(componente())).componentes_sin_filas == ()


def test_lo_que_se_cuenta_de_un_plan() -> None:
    uno = componente(actividad(), actividad(), tramites=[tramite()], intercambios=[tramite()] * 3)

    assert cuentas_de_objetos(plan(dependencias=[{"nombre": "A", "componentes": [uno, uno]}])) == {
        ("dependencia", "dependencias"): 1,
        ("componente", "componentes"): 2,
        ("actividad", "actividades"): 4,
        ("trámite", "trámites"): 2,
        ("intercambio", "intercambios"): 6,
        ("corte", "cortes"): 1,
    }


# ------------------------------------------------------------------ períodos y cortes
@pytest.mark.parametrize(
    ("corte", "anterior", "siguiente"),
    [(ABRIL, None, AGOSTO), (AGOSTO, ABRIL, DICIEMBRE), (DICIEMBRE, AGOSTO, None)],
)
def test_cada_corte_sabe_el_que_lo_precede_y_el_que_le_sigue(
    corte: date, anterior: date | None, siguiente: date | None
) -> None:
    de = plan_de(con_avances("1", "x", abril=5, agosto=5))
    cuatrimestral = paac.modelo.Metodologia(cortes="cuatrimestral")
    analisis = paac.analizar(de, corte=corte, metodologia=cuatrimestral)

    assert (analisis.corte_anterior, analisis.siguiente) == (anterior, siguiente)


def test_los_cortes_de_una_lista_son_los_de_la_lista() -> None:
    de = plan_de(con_avances("1", "x", abril=5, agosto=5))
    lista = paac.modelo.Metodologia(cortes=(ABRIL, date(2026, 10, 31)))
    reglas = reglas_para(de, lista)

    assert serie_de(de, reglas, ABRIL) == (ABRIL, date(2026, 10, 31))
    assert paac.analizar(de, corte=ABRIL, metodologia=lista).siguiente == date(2026, 10, 31)
    assert [a.mensaje for a in cortes_fuera_de_la_serie(de, reglas)] == [
        "hay seguimientos del 31/08/2026, y los de la serie son 30/04/2026, 31/10/2026"
    ]


@pytest.mark.parametrize(
    ("corte", "cortes", "dicho"),
    [
        (
            date(2026, 5, 15),
            None,
            "los hay del 30/04/2026, 31/08/2026; todavía sin seguimientos: 31/12/2026;"
            " si su serie es otra, va en metodologia.cortes",
        ),
        (
            date(2026, 3, 31),  # de los trimestres, y los datos son de los cuatrimestres
            None,
            "los hay del 30/04/2026, 31/08/2026; todavía sin seguimientos: 31/12/2026;"
            " si su serie es otra, va en metodologia.cortes",
        ),
        (
            DICIEMBRE,
            (ABRIL, date(2026, 10, 31)),
            "los hay del 30/04/2026, 31/08/2026; todavía sin seguimientos: 31/10/2026",
        ),
    ],
)
def test_un_corte_que_no_existe_es_una_falla_con_los_que_si(
    corte: date, cortes: Any, dicho: str
) -> None:
    de = plan_de(con_avances("1", "x", abril=5, agosto=5))
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.analizar(de, corte=corte, metodologia=paac.modelo.Metodologia(cortes=cortes))

    assert str(error.value) == f"corte: el plan no tiene el del {corte:%d/%m/%Y}; {dicho}"


def test_en_un_plan_sin_seguimientos_vale_cualquier_corte_oficial_de_su_vigencia() -> None:
    de = plan_de(con_avances("1", "x"), vigencia=2026)

    assert paac.analizar(de, corte=date(2026, 6, 30)).corte == date(2026, 6, 30)
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.analizar(de, corte=date(2025, 6, 30))
    assert str(error.value) == (
        "corte: el plan no tiene el del 30/06/2025; no hay ninguno; todavía sin seguimientos:"
        " 31/03/2026, 30/04/2026, 30/06/2026, 31/08/2026, 30/09/2026, 31/12/2026;"
        " si su serie es otra, va en metodologia.cortes"
    )


# ------------------------------------------------------------------ avance
def test_el_avance_se_muestra_con_su_base() -> None:
    cifras = paac.analizar(plan_de(con_avances("1", "x", agosto="33.333"), actividad())).todo
    nada = paac.analizar(plan_de(actividad())).todo

    assert repr(cifras) == "<Cifras de M: avance 33.33 (1 de 2)>"
    assert repr(nada) == "<Cifras de M: avance sin dato (0 de 1)>"


def test_en_el_promedio_por_subcomponentes_los_tramites_hacen_de_uno() -> None:
    def con(avance: int) -> dict[str, Any]:
        return tramite(seguimientos=[{"corte": "2026-08-31", "avance": avance}])

    de = plan(componente(con_avances("1", "x", agosto=90), tramites=[con(10), con(20)]))

    assert paac.analizar(de, metodologia={"metodo": "subcomponentes"}).todo.avance == Decimal(
        "52.5"
    )


def test_los_pesos_que_no_cambiarian_nada_se_dicen() -> None:
    de = plan_de(actividad())

    def fallas(**elegida: Any) -> list[str]:
        with pytest.raises(paac.ErrorDeEntrada) as error:
            paac.analizar(de, metodologia=paac.modelo.Metodologia(pesos={1: Decimal(2)}, **elegida))
        return [str(falla) for falla in error.value.fallas]

    assert fallas() == [
        "metodologia.pesos: sólo cuentan con el método ponderado, y el método es actividades"
    ]
    with pytest.raises(paac.ErrorDeEntrada, match=r"metodologia\.pesos\.9: ningún .* los hay: 1"):
        paac.analizar(de, metodologia={"metodo": "ponderado", "pesos": {9: Decimal(2)}})
