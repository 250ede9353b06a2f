"""La hoja de datos: las filas del plan hasta el corte y lo que las cifras dicen de cada una."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
import pytest
from analisis import segunda
from ayudas.a_medida import formato, tabla
from ayudas.documentos import avisos_de, documento_de
from ayudas.ejemplos import ejemplos
from ayudas.emitidos import ejemplo
from ayudas.planes import actividad, componente, plan
from ayudas.situaciones import planes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos

MATRIZ = formato(
    {"tipo": "tabla", "tablas": ["a"]}, tablas={"a": tabla("actividades", "actividad.codigo")}
)
ABRIL, AGOSTO, DICIEMBRE = date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31)


def hoja_de(
    de: paac.Plan, corte: date | None = DICIEMBRE, metodologia: paac.Metodologia | None = None
) -> HojaDeDatos:
    (hoja,) = documento_de(de, MATRIZ, corte, "libro", (), metodologia).hojas_de_datos
    return hoja


def filas(hoja: HojaDeDatos) -> list[dict[str, Any]]:
    claves = [columna.rotulo for columna in hoja.columnas]
    return [dict(zip(claves, fila, strict=True)) for fila in hoja.filas]


def con_cortes(*cortes: date, **cambios: Any) -> dict[str, Any]:
    reportes = [{"corte": c.isoformat(), "texto": f"A {c}", "avance": "50"} for c in cortes]
    return actividad(seguimiento=None, seguimientos=reportes, **cambios)


# ------------------------------------------------------------------ las filas
def test_las_columnas_son_las_de_filas_de_y_al_final_las_calculadas() -> None:
    de = plan(componente(con_cortes(ABRIL)))
    columnas = hoja_de(de).columnas

    assert [c.rotulo for c in columnas if not c.calculada] == list(paac.filas_de(de)[0])
    assert [c.rotulo for c in columnas if c.calculada] == [
        *("calculado.corte", "calculado.avance", "calculado.zona"),
        *("calculado.exigible", "calculado.vencida"),
    ]
    assert [c.calculada for c in columnas] == sorted(c.calculada for c in columnas)


def test_cada_columna_es_de_la_clase_de_sus_datos() -> None:
    hoja = hoja_de(plan(componente(con_cortes(ABRIL))))

    clases = {c.rotulo: c.clase for c in hoja.columnas}
    assert {c for c, clase in clases.items() if clase == "fecha"} == {
        *("seguimiento.corte", "calculado.corte"),
    }
    assert {c for c, clase in clases.items() if clase == "numero"} == {
        *("vigencia", "componente.numero", "seguimiento.avance", "calculado.avance"),
    }
    (fila,) = filas(hoja)
    assert fila["seguimiento.avance"] == Decimal(50)
    assert fila["actividad.fecha_programada"] == "31/01/2026"


def test_hay_una_fila_por_actividad_y_corte_hasta_el_pedido() -> None:
    de = plan(componente(con_cortes(ABRIL, AGOSTO, DICIEMBRE), con_cortes(DICIEMBRE, codigo="2")))

    def puestas(corte: date) -> list[tuple[str, date | None, str | None]]:
        return [
            (f["actividad.codigo"], f["seguimiento.corte"], f["seguimiento.texto"])
            for f in filas(hoja_de(de, corte))
        ]

    assert puestas(AGOSTO) == [
        ("1.1", ABRIL, "A 2026-04-30"),
        ("1.1", AGOSTO, "A 2026-08-31"),
        ("2", None, None),
    ]
    assert [corte for _, corte, _ in puestas(DICIEMBRE)] == [ABRIL, AGOSTO, DICIEMBRE, DICIEMBRE]


def test_las_evidencias_van_en_una_celda_una_por_renglon() -> None:
    reporte = {"corte": ABRIL.isoformat(), "evidencias": ["acta 1", "https://ejemplo.gov.co/2"]}
    (fila,) = filas(hoja_de(plan(componente(actividad(seguimientos=[reporte])))))

    assert fila["seguimiento.evidencias"] == "acta 1\nhttps://ejemplo.gov.co/2"


def test_una_columna_en_blanco_en_todas_las_filas_se_oculta_y_no_se_quita() -> None:
    hoja = hoja_de(plan(componente(actividad())))
    ocultas = {columna.rotulo for columna in hoja.columnas if columna.oculta}

    assert {"tramite.nombre", "actividad.indicador", "seguimiento.avance"} <= ocultas
    assert not ocultas & {"actividad.codigo", "seguimiento.texto", "calculado.exigible"}


def test_un_componente_sin_actividades_conserva_su_fila_y_de_el_no_se_calcula_nada() -> None:
    vacio = {"numero": 2, "nombre": "Por llenar"}
    ultima = filas(hoja_de(plan(componente(actividad()), vacio)))[-1]

    assert ultima["componente.nombre"] == "Por llenar"
    assert {v for c, v in ultima.items() if c.startswith("calculado.")} == {None}


# ------------------------------------------------------------------ lo calculado
def test_lo_calculado_de_una_fila_es_de_su_corte() -> None:
    de = plan(componente(con_cortes(ABRIL, DICIEMBRE, fecha_programada="30/06/2026")))

    vencidas = [(f["calculado.corte"], f["calculado.vencida"]) for f in filas(hoja_de(de))]
    assert vencidas == [(ABRIL, "No"), (DICIEMBRE, "Sí")]


def test_la_fila_sin_seguimientos_se_mira_en_el_corte_pedido() -> None:
    sola = actividad(seguimiento=None, fecha_programada="30/06/2026")
    de = plan(componente(sola, con_cortes(ABRIL, codigo="2")))

    primera = filas(hoja_de(de, AGOSTO))[0]
    assert primera["calculado.corte"] == AGOSTO
    assert primera["calculado.vencida"] == "Sí, sin reporte"


def test_con_solo_del_corte_el_avance_arrastrado_se_conoce_y_no_da_zona() -> None:
    reportes = [
        {"corte": ABRIL.isoformat(), "avance": "90"},
        {"corte": AGOSTO.isoformat(), "texto": "Sigue."},
    ]
    de = plan(componente(actividad(seguimientos=reportes)))
    sin_arrastre = paac.Metodologia(arrastre="solo_del_corte")

    de_agosto = [filas(hoja_de(de, AGOSTO, metodologia))[1] for metodologia in (None, sin_arrastre)]
    assert [f["calculado.avance"] for f in de_agosto] == [90, 90]
    assert [f["calculado.zona"] for f in de_agosto] == ["alta", None]


def test_las_reglas_que_solo_cambian_promedios_no_impiden_un_libro() -> None:
    pesos = paac.Metodologia(metodo="ponderado", pesos={7: Decimal(3)})

    assert hoja_de(plan(componente(actividad())), ABRIL, pesos).filas


def comparar_con_la_segunda(de: paac.Plan, corte: date, metodologia: dict[str, Any]) -> None:
    """Cada fila, con lo que unos bucles escritos desde la especificación dicen de ella."""
    sin_escudo = attrs.evolve(de, entidad=attrs.evolve(de.entidad, escudo=None))
    datos = json.loads(json.dumps(paac.datos_de(sin_escudo)))
    elegida = paac.plan_desde_datos(datos | {"metodologia": metodologia}).metodologia
    metodo = {
        "arrastre": "ultimo_conocido",
        "blancos": "aparte",
        "cumplida_sin_numero": "cien",
        "cortes": None,
    } | metodologia

    @cache
    def al_corte(suyo: date) -> list[dict[str, Any]]:
        anterior = segunda.corte_anterior(datos, suyo, metodo["cortes"])
        return segunda.filas_al_corte(datos, suyo, anterior, metodo)

    for fila in filas(hoja_de(de, corte, elegida)):
        suyo = fila["seguimiento.corte"] or corte
        (esperada,) = [una for una in al_corte(suyo) if una["ruta"] == fila["ruta"]]
        assert calculado(fila) == esperado(esperada, suyo), (fila["ruta"], suyo)


def calculado(fila: dict[str, Any]) -> dict[str, Any]:
    prefijo = "calculado."
    return {c.removeprefix(prefijo): v for c, v in fila.items() if c.startswith(prefijo)}


def esperado(fila: dict[str, Any], corte: date) -> dict[str, Any]:
    sin_dia = not fila["dias"] and fila["clase"] != "continua"
    avance, valor = fila["avance"] if fila["aplica"] else None, fila["valor"]
    return {
        "corte": corte,
        "avance": avance,
        "zona": segunda.zona_de(valor) if fila["aplica"] and valor is not None else None,
        "exigible": si_o_no(fila["exigible"], se_sabe=not (sin_dia and fila["aplica"])),
        "vencida": vencida(fila)
        or si_o_no(es=False, se_sabe=not (sin_dia and fila["aplica"] and not fila["terminada"])),
    }


def vencida(fila: dict[str, Any]) -> str | None:
    return {
        "en_blanco": "En blanco bajo un reporte",
        "al_dia_sin_reporte": "Al día y sin reporte después",
        "vencidas": "Sí",
        "vencidas_sin_reporte": "Sí, sin reporte",
        "por_determinar": "Por determinar",
    }.get(fila["clase_de_vencida"] or "")


def si_o_no(es: bool, *, se_sabe: bool) -> str | None:  # noqa: FBT001
    return "Sí" if es else "No" if se_sabe else None


METODOLOGIAS: list[dict[str, Any]] = [
    {},
    {"arrastre": "solo_del_corte"},
    {"blancos": "propias"},
    {"blancos": "combinadas"},
    {"cumplida_sin_numero": "desconocida"},
    {"cortes": "cuatrimestral"},
]


@pytest.mark.parametrize("metodologia", METODOLOGIAS)
def test_lo_calculado_es_lo_que_dice_la_especificacion(metodologia: dict[str, Any]) -> None:
    de = ejemplo()

    comparar_con_la_segunda(de, de.cortes()[-1], metodologia)


@ejemplos(25)
@given(datos=planes(), metodologia=st.sampled_from(METODOLOGIAS))
def test_lo_calculado_en_toda_clase_de_situaciones(
    datos: paac.Plan, metodologia: dict[str, Any]
) -> None:
    if corte := max(datos.cortes(), default=None):
        comparar_con_la_segunda(datos, corte, metodologia)


def test_contar_cada_palabra_da_la_cifra_de_su_nombre() -> None:
    de = ejemplo()
    primero = de.cortes()[0]  # en el primer corte cada actividad tiene una sola fila
    palabras = [fila["calculado.vencida"] for fila in filas(hoja_de(de, primero))]
    cifras = paac.analizar(de, corte=primero).todo

    assert palabras.count("Sí") == len(cifras.vencidas)
    assert palabras.count("Sí, sin reporte") == len(cifras.vencidas_sin_reporte)
    assert palabras.count("Por determinar") == len(cifras.por_determinar)
    exigibles = [fila["calculado.exigible"] for fila in filas(hoja_de(de, primero))]
    assert exigibles.count("Sí") == len(cifras.exigibles)


# ------------------------------------------------------------------ dónde está y dónde no
def test_un_formato_la_deja_fuera() -> None:
    sin_datos = formato(
        {"tipo": "tabla", "tablas": ["a"]},
        tablas={"a": tabla("actividades", "actividad.codigo")},
        libro={"datos": False},
    )

    assert documento_de(plan(), sin_datos, ABRIL, "libro").hojas_de_datos == ()


def test_libro_datos_pide_si_o_no() -> None:
    with pytest.raises(paac.ErrorDeFormato, match=r"libro\.datos: se esperaba"):
        formato({"tipo": "titulo", "texto": "T"}, libro={"datos": "nunca"})


def test_solo_los_libros_la_llevan() -> None:
    assert documento_de(plan(), MATRIZ, ABRIL, "documento").hojas_de_datos == ()


def test_sin_filas_en_el_plan_no_hay_hoja_de_datos() -> None:
    vacio = paac.plan_desde_datos(
        {"entidad": {"nombre": "M"}, "componentes": [{"numero": 1, "nombre": "Por llenar"}]}
    )

    assert documento_de(vacio, MATRIZ, None, "libro").hojas_de_datos == ()


def test_lo_que_solo_esta_en_ella_no_cuenta_como_mostrado() -> None:
    de = plan(componente(actividad()))
    sin_datos = formato(
        {"tipo": "tabla", "tablas": ["a"]},
        tablas={"a": tabla("actividades", "actividad.codigo")},
        libro={"datos": False},
    )
    con, sin = (avisos_de(de, uno, ABRIL, "libro") for uno in (MATRIZ, sin_datos))

    assert con == sin
    assert "Meta o producto (actividad.meta) × 1" in str(con)
    assert not componer(de, MATRIZ, ABRIL, "libro").mostrado.muestra("actividad.meta", de)
