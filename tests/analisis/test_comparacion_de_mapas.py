"""De un mapa de riesgos a otro: qué riesgo es cuál, qué zona se movió y qué dice distinto.

Prueba ``analisis/riesgos/cambios``.
"""

import json
from datetime import date
from typing import Any

import pytest
from ayudas.mapas import MAPAS, datos, mapa, riesgo
from ayudas.planes import actividad, componente, plan
from hypothesis import given

import paac_reportes as paac
from paac_reportes.api.cifras import texto_de_comparacion

V7: dict[str, Any] = {"metodologia": "guia-v7"}
ALTO = {"probabilidad": "Alta", "impacto": "Mayor", "zona": "Alto"}
BAJO = {"probabilidad": "Muy Baja", "impacto": "Leve", "zona": "Bajo"}
NADA = "No cambió nada de lo que se compara."


def comparados(
    antes: list[dict[str, Any]], despues: list[dict[str, Any]]
) -> paac.tipos.ComparacionDeMapas:
    return paac.comparar(mapa(*antes, **V7), mapa(*despues, **V7))


def texto(comparacion: paac.tipos.ComparacionDeMapas) -> list[str]:
    return list(texto_de_comparacion(comparacion))


def nombres(riesgos: Any) -> list[str]:
    return [uno.nombre for uno in riesgos]


# ------------------------------------------------------------------ leyes


@pytest.mark.integracion
@given(MAPAS, MAPAS)
def test_dos_mapas_cualesquiera(uno: dict[str, Any], otro: dict[str, Any]) -> None:
    antes, despues = (paac.desde_datos(u, como="mapa").contenido for u in (uno, otro))
    mismo, ida, vuelta = (
        paac.comparar(*lados) for lados in ((antes, antes), (antes, despues), (despues, antes))
    )

    assert texto(mismo)[-1] == NADA
    assert [p.antes.ruta for p in mismo.parejas] == [r.ruta for r in mismo.despues.riesgos]
    al_cambiarlos_salen_las_mismas_parejas(ida, vuelta)
    cada_riesgo_vigente_esta_en_un_solo_sitio(ida)
    json.dumps(paac.datos_de(ida))


def al_cambiarlos_salen_las_mismas_parejas(ida: Any, vuelta: Any) -> None:
    assert {(p.antes.ruta, p.despues.ruta) for p in ida.parejas} == {
        (p.despues.ruta, p.antes.ruta) for p in vuelta.parejas
    }
    assert {u.ruta for u in ida.nuevos} == {u.ruta for u in vuelta.desaparecidos}
    assert {u.ruta for u in ida.reactivados} == {u.ruta for u in vuelta.retirados}


def cada_riesgo_vigente_esta_en_un_solo_sitio(hallado: Any) -> None:
    de_hoy = [*(p.despues for p in hallado.parejas), *hallado.nuevos, *hallado.reactivados]
    de_antes = [*(p.antes for p in hallado.parejas), *hallado.retirados, *hallado.desaparecidos]
    for suyos, cifras in ((de_hoy, hallado.despues), (de_antes, hallado.antes)):
        assert sorted(u.ruta for u in suyos) == sorted(u.ruta for u in cifras.riesgos)
    for movimiento in (hallado.inherente, hallado.residual):
        cuatro = (movimiento.bajan, movimiento.igual, movimiento.suben, movimiento.sin_comparar)
        assert sum(map(len, cuatro)) == len(hallado.parejas)


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

    assert [renglon.strip() for renglon in texto(hallado)[1:] if renglon] == [
        *("Nuevos", "R5 Que se filtre un pliego (Contratación)"),
        *("Retirados", "R1 Que se pierdan expedientes (Contratación)"),
        *("Ya no están", "R2 Que se fraccione un contrato (Contratación)"),
        *("Vuelven a estar vigentes", "R3 Que se cobre un turno (Contratación)"),
    ]
    assert [fila[:2] for fila in hallado._cuadro().filas] == [
        *(("Nuevos", 1), ("Retirados", 1), ("Ya no están", 1), ("Vuelven a estar vigentes", 1))
    ]


DEL_ARCHIVO = "Posibilidad de que se pierdan los expedientes del archivo central"


@pytest.mark.parametrize(
    ("antes", "despues", "pareja"),
    [
        # La referencia de un riesgo es suya: con la mitad de sus palabras, basta.
        (
            ("R1", DEL_ARCHIVO),
            ("R1", "Que se pierdan expedientes del archivo central por ratones"),
            1,
        ),
        (("R1", DEL_ARCHIVO), ("R7", f"{DEL_ARCHIVO} y de los de gestión"), 1),
        (("R1", "Que se pierdan expedientes"), ("R1", "Que se fraccione un contrato"), 0),
    ],
)
def test_un_riesgo_se_reconoce_por_lo_que_dice_y_por_su_referencia(
    antes: tuple[str, str], despues: tuple[str, str], pareja: int
) -> None:
    viejo, nuevo = (riesgo(referencia=r, descripcion=d) for r, d in (antes, despues))

    assert len(comparados([viejo], [nuevo]).parejas) == pareja


def procesos(*de_cada: tuple[str, str, list[str]]) -> paac.MapaDeRiesgos:
    return mapa(
        procesos=[
            {"nombre": nombre, "codigo": codigo, "riesgos": [{"descripcion": t} for t in textos]}
            for nombre, codigo, textos in de_cada
        ]
    )


ROBO = "Robo de la información estratégica del instituto"


@pytest.mark.parametrize(
    ("despues", "dicho"),
    [
        (
            [("Contratación", "A", [ROBO])],
            ["Proceso que cambió", "  A. Contratación; proceso: Compras → Contratación"],
        ),
        (
            [("COMPRAS DEL ESTADO", "B", [f"{ROBO} y su pérdida"])],
            [
                "Proceso que cambió",
                "  B. COMPRAS DEL ESTADO; proceso: Compras → COMPRAS DEL ESTADO; código del proceso:"
                " A → B",
            ],
        ),
        (
            [("Compras", "A", []), ("Archivo", "C", [ROBO])],
            ["Pasó a otro proceso", f"  {ROBO} (Archivo): Compras → Archivo"],
        ),
    ],
)
def test_un_proceso_es_el_mismo_por_su_nombre_su_codigo_o_sus_riesgos(
    despues: Any, dicho: list[str]
) -> None:
    hallado = paac.comparar(procesos(("Compras", "A", [ROBO])), procesos(*despues))

    (pareja,) = hallado.parejas
    assert pareja.trasladado is (len(despues) > 1)
    assert any(texto(hallado)[n : n + 2] == dicho for n in range(len(texto(hallado))))


# ------------------------------------------------------------------ qué cambió


def test_la_zona_que_se_movio_se_dice_con_su_cuenta() -> None:
    hallado = comparados(
        [riesgo(inherente=ALTO, residual=ALTO), riesgo(referencia="R2", descripcion="Robo")],
        [riesgo(inherente=ALTO, residual=BAJO), riesgo(referencia="R2", descripcion="Robo")],
    )

    assert texto(hallado)[1:6] == [
        "Zona inherente: 0 bajan, 1 queda igual, 0 suben, 1 sin comparar.",
        "Zona residual: 1 baja, 0 quedan igual, 0 suben, 1 sin comparar.",
        "",
        "Baja la zona residual",
        "  R1 (Contratación): Alto → Bajo",
    ]
    sin_zona = comparados([riesgo(residual=ALTO)], [riesgo()])
    assert "Zona residual: 1 riesgo sin comparar." in texto(sin_zona)


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
    uno = mapa(riesgo(residual=ALTO, seguimientos=seguimientos), **V7)
    abril, agosto = (paac.analizar(uno, corte=date(2026, mes, dia)) for mes, dia in DOS_CORTES)
    assert len(paac.comparar(abril, agosto).residual.bajan) == 1
    assert len(paac.comparar(agosto, abril).residual.suben) == 1
    assert len(paac.comparar(uno, agosto).residual.igual) == 1


DOS_CORTES = ((4, 30), (8, 31))


def seguido(corte: str, **dice: Any) -> dict[str, Any]:
    return {"corte": corte, "quien": "oci", **dice}


REVISAR = {"numero": "1", "descripcion": "Revisar los estudios", "tipo": "preventivo"}
ABRIL = seguido("2026-04-30", materializacion={"ocurrio": "no"}, efectividad="Alta")
DE_ABRIL = "R1 (Contratación): 30/04/2026, Control interno"


DEL_LIDER = {**ABRIL, "quien": "lider", "avance": 80}
MATERIALIZADO = {**ABRIL, "materializacion": {"ocurrio": "si"}}
COMITE, SIN_NUMERO = {"numero": "2", "descripcion": "Comité"}, {"tipo": "correctivo"}
AUDITAR = {"numero": "3", "descripcion": "Auditar la bodega"}


def con_control_seguido(aplicado: str) -> dict[str, Any]:
    seguidos = [{"control": "1", "aplicado": aplicado}]
    return {"controles": [REVISAR], "seguimientos": [{**ABRIL, "controles": seguidos}]}


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
            ["Cambió el tratamiento: R1 (Contratación): Reducir → Aceptar"],
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
            {"seguimientos": [ABRIL]},
            {"seguimientos": [MATERIALIZADO, seguido("2026-06-30", avance=30)]},
            [
                "Seguimiento de un riesgo que entra: R1 (Contratación): 30/06/2026, Control"
                " interno; avance: 30",
                f"Seguimiento de un riesgo que cambió: {DE_ABRIL}; materialización: ¿Se"
                " materializó?: no → si",
            ],
        ),
        # Quien sigue dice cuál es su seguimiento.
        ({"seguimientos": [ABRIL, DEL_LIDER]}, {"seguimientos": [DEL_LIDER, ABRIL]}, []),
        (
            con_control_seguido("si"),
            con_control_seguido("no"),
            [f"Control seguido que cambió: {DE_ABRIL} › 1; ¿Se aplica?: si → no"],
        ),
    ],
)
def test_cada_cambio_de_un_riesgo_se_dice_con_su_clase(
    antes: dict[str, Any], despues: dict[str, Any], dicho: list[str]
) -> None:
    hallado = comparados([riesgo(**antes)], [riesgo(**despues)])

    titulo, por_clase = "", []
    for renglon in texto(hallado):
        if renglon.startswith("  "):
            por_clase.append(f"{titulo}: {renglon.strip()}")
        titulo = renglon if not renglon.startswith("  ") else titulo
    assert por_clase == dicho
    (pareja,) = paac.datos_de(hallado)["en_los_dos"]
    assert bool(pareja["cambios"] or pareja["listas"]) == bool(dicho)


def test_los_procesos_y_lo_de_todo_el_mapa_se_comparan() -> None:
    antes = mapa(riesgo(), mision="Servir", **V7)
    crudo = datos(riesgo(), mision="Cuidar", **V7)
    crudo["procesos"].append({"nombre": "Archivo"})
    crudo["procesos"][0]["lider"] = "Planeación"
    crudo["seguimientos"] = [{"corte": "2026-04-30", "fecha": "30 de abril"}]
    despues = paac.desde_datos(crudo, como="mapa").contenido

    assert texto(paac.comparar(antes, despues))[-11:] == [
        "Otros datos del mapa",
        "  misión: Servir → Cuidar",
        "",
        "Proceso que entra",
        "  Archivo",
        "",
        "Proceso que cambió",
        "  Contratación; líder: nada → Planeación",
        "",
        "Seguimiento del mapa que entra",
        "  30/04/2026; fecha: 30 de abril",
    ]
    listas = paac.datos_de(paac.comparar(despues, antes))["listas"]
    assert [proceso["nombre"] for proceso in listas["procesos"]["salen"]] == ["Archivo"]
    assert [uno["corte"] for uno in listas["seguimientos"]["salen"]] == ["2026-04-30"]


# ------------------------------------------------------------------ qué se compara


def con_mapa(*riesgos: dict[str, Any]) -> paac.Plan:
    return plan(componente(actividad()), mapa_de_riesgos=datos(*riesgos, **V7))


def test_dos_planes_con_mapa_dicen_tambien_lo_del_mapa_o_cual_no_lo_trae() -> None:
    alto, bajo, sin = (
        paac.analizar(uno)
        for uno in (
            *(con_mapa(riesgo(residual=zona)) for zona in (ALTO, BAJO)),
            plan(componente(actividad())),
        )
    )
    hallado = paac.comparar(alto, bajo)
    assert "  R1 (Contratación): Alto → Bajo" in list(texto_de_comparacion(hallado))
    assert paac.datos_de(hallado)["riesgos"]["residual"]["bajan"]
    for lados, cual in (((alto, sin), "después"), ((sin, alto), "antes")):
        hallado = paac.comparar(*lados)
        assert hallado.riesgos is None
        assert list(texto_de_comparacion(hallado))[-1] == (
            f"El mapa de riesgos no se compara: el plan de {cual} no lo trae."
        )


def test_lo_que_no_es_un_mapa_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="despues: se esperaba un MapaDeRiesgos"):
        paac.comparar(mapa(riesgo()), {})
