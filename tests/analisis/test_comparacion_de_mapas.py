"""De un mapa de riesgos a otro: qué riesgo es cuál, qué zona se movió y qué dice distinto.

Prueba ``analisis/riesgos/cambios``.
"""

from typing import Any

import pytest
from ayudas.comparaciones import ABRIL, AGOSTO
from ayudas.mapas import datos, mapa, riesgo
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac
from paac_reportes.api.cifras import texto_de_comparacion

V7: dict[str, Any] = {"metodologia": "guia-v7"}
ALTO = {"probabilidad": "Alta", "impacto": "Mayor", "zona": "Alto"}
BAJO = {"probabilidad": "Muy Baja", "impacto": "Leve", "zona": "Bajo"}


def comparados(
    antes: list[dict[str, Any]], despues: list[dict[str, Any]]
) -> paac.tipos.ComparacionDeMapas:
    return paac.comparar(mapa(*antes, **V7), mapa(*despues, **V7))


def texto(comparacion: paac.tipos.ComparacionDeMapas) -> list[str]:
    return list(texto_de_comparacion(comparacion))


def cambios(comparacion: paac.tipos.ComparacionDeMapas) -> list[str]:
    """Cada renglón de un cambio, con la clase que lo encabeza."""
    _, *por_clase = "\n".join(texto(comparacion)).split("\n\n")
    suyos = (renglones.split("\n") for renglones in por_clase)
    return [f"{clase}:{cambio[1:]}" for clase, *cada in suyos for cambio in cada]


# ------------------------------------------------------------------ qué riesgo es cuál


def test_los_nuevos_los_retirados_los_que_ya_no_estan_y_los_que_vuelven() -> None:
    hallado = comparados(
        [
            riesgo(referencia="R1", descripcion="Que se pierdan expedientes"),
            riesgo(referencia="R2", descripcion="Que se fraccione un contrato"),
            riesgo(referencia="R3", descripcion="Que se cobre un turno", estado="retirado"),
            riesgo(referencia="R4", descripcion="Que se altere una nómina", estado="retirado"),
        ],
        [
            riesgo(referencia="R1", descripcion="Que se pierdan expedientes", estado="retirado"),
            riesgo(referencia="R3", descripcion="Que se cobre un turno"),
            riesgo(referencia="R5", descripcion="Que se filtre un pliego"),
            riesgo(referencia="R6", descripcion="Que se venda un bien", estado="retirado"),
        ],
    )

    assert cambios(hallado) == [
        "Nuevos: R5 Que se filtre un pliego (Contratación)",
        "Retirados: R1 Que se pierdan expedientes (Contratación)",
        "Ya no están: R2 Que se fraccione un contrato (Contratación)",
        "Vuelven a estar vigentes: R3 Que se cobre un turno (Contratación)",
    ]
    assert repr(hallado).startswith("<ComparacionDeMapas sin fecha → sin fecha: 0 riesgos en")


def test_un_riesgo_con_su_referencia_se_reconoce_por_la_mitad_de_sus_palabras() -> None:
    antes, con_la_mitad, otro = (
        [riesgo(descripcion=f"Que se {que}")]
        for que in (
            *("pierdan los expedientes del archivo central", "dañe el archivo central por ratas"),
            "fraccione un contrato",
        )
    )

    assert [p.como for p in comparados(antes, con_la_mitad).parejas] == ["reescrita"]
    assert comparados(antes, otro).parejas == ()


ROBO = "Robo de la información estratégica del instituto"
COMPRAS = {"nombre": "Compras", "codigo": "A"}


@pytest.mark.parametrize(
    ("despues", "riesgo_de_hoy", "dicho"),
    [
        (
            *([{"nombre": "Ventas", "codigo": "A"}], ROBO),
            "Proceso que cambió: A. Ventas; proceso: Compras → Ventas",
        ),
        (
            *([{"nombre": "Ventas", "codigo": "B"}], f"{ROBO} y su pérdida"),
            "Proceso que cambió: B. Ventas; proceso: Compras → Ventas; código del proceso: A → B",
        ),
        (
            *([COMPRAS, {"nombre": "Archivo", "codigo": "C"}], ROBO),
            f"Pasó a otro proceso: {ROBO} (Archivo): Compras → Archivo",
        ),
    ],
)
def test_un_proceso_es_el_mismo_por_su_nombre_su_codigo_o_sus_riesgos(
    despues: list[dict[str, Any]], riesgo_de_hoy: str, dicho: str
) -> None:
    procesos = [*despues[:-1], despues[-1] | {"riesgos": [{"descripcion": riesgo_de_hoy}]}]
    hallado = paac.comparar(
        mapa(procesos=[COMPRAS | {"riesgos": [{"descripcion": ROBO}]}]), mapa(procesos=procesos)
    )

    assert [pareja.trasladado for pareja in hallado.parejas] == [len(despues) > 1]
    assert dicho in cambios(hallado)


# ------------------------------------------------------------------ qué cambió


def test_la_zona_que_se_movio_se_dice_con_su_cuenta() -> None:
    hallado = comparados(
        [riesgo(inherente=ALTO, residual=ALTO), riesgo(referencia="R2", descripcion="Robo")],
        [riesgo(inherente=ALTO, residual=BAJO), riesgo(referencia="R2", descripcion="Robo")],
    )

    assert texto(hallado)[1:6] == [
        "Zona inherente: el único riesgo con las dos zonas quedó en la misma zona; 1 sin comparar de 2.",
        "Zona residual: el único riesgo con las dos zonas bajó de zona; 1 sin comparar de 2.",
        "",
        "Baja la zona residual",
        "  R1 (Contratación): Alto → Bajo",
    ]
    sin_zona = comparados([riesgo(residual=ALTO)], [riesgo()])
    assert "Zona residual: de ningún riesgo se conocen las dos zonas." in texto(sin_zona)


@pytest.mark.parametrize(
    ("antes", "despues", "por_que"),
    [
        ("guia-v5", "guia-v7", "antes se valoró con guia-v5, y después con guia-v7"),
        (None, None, "ninguno de los dos dice con qué metodología se valoró"),
        ("guia-v5", None, "después no dice con qué metodología se valoró, y el otro es de guia-v5"),
    ],
)
def test_si_no_se_valoraron_con_lo_mismo_las_zonas_no_se_comparan(
    antes: str | None, despues: str | None, por_que: str
) -> None:
    hallado = paac.comparar(
        mapa(riesgo(residual=ALTO), metodologia=antes),
        mapa(riesgo(residual=BAJO), metodologia=despues),
    )

    assert len(hallado.residual.sin_comparar) == 1
    assert texto(hallado)[1] == f"Las zonas y los niveles no se comparan: {por_que}."
    assert not any("Alto" in uno or uno.startswith("Zona ") for uno in texto(hallado))
    assert paac.datos_de(hallado)["por_que_no_se_comparan_las_zonas"] == por_que


def test_entre_dos_cortes_del_mismo_mapa_se_mueve_la_que_se_volvio_a_valorar() -> None:
    seguimientos = [{"corte": "2026-04-30"}, {"corte": "2026-08-31", "valoracion": BAJO}]
    uno: Any = mapa(riesgo(residual=ALTO, seguimientos=seguimientos), **V7)
    abril, agosto = (paac.analizar(uno, corte=corte) for corte in (ABRIL, AGOSTO))
    movidos = [
        paac.comparar(*dos).residual for dos in ((abril, agosto), (agosto, abril), (uno, agosto))
    ]

    assert [(len(m.bajan), len(m.igual), len(m.suben)) for m in movidos] == [
        *((1, 0, 0), (0, 0, 1), (0, 1, 0))
    ]


REVISAR = {"numero": "1", "descripcion": "Revisar los estudios", "tipo": "preventivo"}
VISTO = {"corte": "2026-04-30", "quien": "oci", "materializacion": {"ocurrio": "no"}}
OTRO = {"corte": "2026-06-30", "quien": "oci", "avance": 30}
DE_ABRIL = "R1 (Contratación): 30/04/2026, Control interno"
DEL_LIDER = {**VISTO, "quien": "lider", "avance": 80}
MATERIALIZADO = {**VISTO, "materializacion": {"ocurrio": "si"}}
COMITE, SIN_NUMERO = {"numero": "2", "descripcion": "Comité"}, {"tipo": "correctivo"}
AUDITAR = {"numero": "3", "descripcion": "Auditar la bodega"}


def con_control_seguido(aplicado: str) -> dict[str, Any]:
    seguidos = [{"control": "1", "aplicado": aplicado}]
    return {"controles": [REVISAR], "seguimientos": [{**VISTO, "controles": seguidos}]}


@pytest.mark.parametrize(
    ("antes", "despues", "dicho"),
    [
        (
            {"responsable": "Ana", "descripcion": "Pérdida de  expedientes"},
            {"responsable": "Luis", "descripcion": "PERDIDA DE EXPEDIENTES"},
            ["Otros datos: R1 (Contratación): responsable: Ana → Luis"],
        ),
        (
            {"tratamiento": "Reducir", "consecuencias": ["Multas"]},
            {"tratamiento": "Aceptar", "consecuencias": ["multas"]},
            ["Otros datos: R1 (Contratación): tratamiento: Reducir → Aceptar"],
        ),
        (
            {"controles": [REVISAR, COMITE, SIN_NUMERO]},
            {"controles": [{"numero": "1", "descripcion": "COMITÉ"}, SIN_NUMERO, AUDITAR]},
            [
                "Control que entra: R1 (Contratación): 3. Auditar la bodega",
                "Control que sale: R1 (Contratación): 1. Revisar los estudios",
                "Control que cambió: R1 (Contratación): 1. COMITÉ; no. de control: 2 → 1",
            ],
        ),
        (
            {"seguimientos": [VISTO]},
            {"seguimientos": [MATERIALIZADO, OTRO]},
            [
                "Seguimiento de un riesgo que entra: R1 (Contratación): 30/06/2026, Control"
                " interno; avance: 30",
                f"Seguimiento de un riesgo que cambió: {DE_ABRIL}; materialización: ¿Se"
                " materializó?: No → Sí",
            ],
        ),
        # Quien sigue dice cuál es su seguimiento.
        ({"seguimientos": [VISTO, DEL_LIDER]}, {"seguimientos": [DEL_LIDER, VISTO]}, []),
        (
            con_control_seguido("si"),
            con_control_seguido("no"),
            [f"Control seguido que cambió: {DE_ABRIL} › 1; ¿Se aplica?: Sí → No"],
        ),
    ],
)
def test_cada_cambio_de_un_riesgo_se_dice_con_su_clase(
    antes: dict[str, Any], despues: dict[str, Any], dicho: list[str]
) -> None:
    hallado = comparados([riesgo(**antes)], [riesgo(**despues)])

    assert cambios(hallado) == dicho
    (pareja,) = paac.datos_de(hallado)["en_los_dos"]
    assert bool(pareja["cambios"] or pareja["listas"]) == bool(dicho)


def test_los_procesos_y_lo_de_todo_el_mapa_se_comparan() -> None:
    antes = mapa(riesgo(), mision="Servir", **V7)
    crudo = datos(riesgo(), mision="Cuidar", **V7)
    crudo["procesos"].append({"nombre": "Archivo"})
    crudo["procesos"][0]["lider"] = "Planeación"
    crudo["seguimientos"] = [{"corte": "2026-04-30", "fecha": "30 de abril"}]
    despues = paac.desde_datos(crudo, como="mapa").contenido

    assert cambios(paac.comparar(antes, despues)) == [
        "Otros datos del mapa: misión: Servir → Cuidar",
        "Proceso que entra: Archivo",
        "Proceso que cambió: Contratación; líder: nada → Planeación",
        "Seguimiento del mapa que entra: 30/04/2026; fecha: 30 de abril",
    ]


# ------------------------------------------------------------------ qué se compara


def con_mapa(*riesgos: dict[str, Any]) -> paac.Plan:
    return plan(componente(actividad()), mapa_de_riesgos=datos(*riesgos, **V7))


def test_dos_planes_con_mapa_dicen_tambien_lo_del_mapa_o_cual_no_lo_trae() -> None:
    alto, bajo = (paac.analizar(con_mapa(riesgo(residual=zona))) for zona in (ALTO, BAJO))
    sin = paac.analizar(plan(componente(actividad())))
    hallado = paac.comparar(alto, bajo)
    assert "  R1 (Contratación): Alto → Bajo" in list(texto_de_comparacion(hallado))
    assert paac.datos_de(hallado)["riesgos"]["residual"]["bajan"]
    for lados, cual in (((alto, sin), "después"), ((sin, alto), "antes")):
        hallado = paac.comparar(*lados)
        assert hallado.riesgos is None
        assert list(texto_de_comparacion(hallado))[-1] == (
            f"El mapa de riesgos no se compara: el plan de {cual} no lo trae."
        )


def test_lo_que_dan_dos_veces_unos_mismos_datos_es_igual() -> None:
    alto, bajo = con_mapa(riesgo(residual=ALTO)), con_mapa(riesgo(residual=BAJO))
    comparacion, otra_vez, al_reves = (
        paac.comparar(*lados) for lados in ((alto, bajo), (alto, bajo), (bajo, alto))
    )
    assert (comparacion == otra_vez, comparacion == al_reves) == (True, False)
    assert hash(comparacion) == hash(otra_vez)
    assert comparacion.parejas == otra_vez.parejas
    assert comparacion.riesgos == otra_vez.riesgos
    assert paac.analizar(alto).todo == paac.analizar(alto).todo
    assert paac.analizar(alto).todo.filas == paac.analizar(alto).todo.filas
