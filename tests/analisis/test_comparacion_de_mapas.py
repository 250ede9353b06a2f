"""De un mapa de riesgos a otro: qué riesgo es cuál, qué zona se movió y qué dice distinto.

Prueba ``analisis/riesgos/comparacion``, ``informe/cambio_escrito`` y
``informe/cambios_de_riesgos``.
"""

import json
from datetime import date
from typing import Any

import pytest
from ayudas.mapas import MAPAS, datos, mapa, riesgo
from ayudas.planes import actividad, componente, plan
from hypothesis import given

import paac_reportes as paac
from paac_reportes.api.comparaciones import texto_de_comparacion

V7: dict[str, Any] = {"metodologia": "guia-v7"}
ALTO = {"probabilidad": "Alta", "impacto": "Mayor", "zona": "Alto"}
BAJO = {"probabilidad": "Muy Baja", "impacto": "Leve", "zona": "Bajo"}


def comparados(
    antes: list[dict[str, Any]], despues: list[dict[str, Any]], **cambios: Any
) -> paac.tipos.ComparacionDeMapas:
    return paac.comparar(mapa(*antes, **V7), mapa(*despues, **{**V7, **cambios}))


def texto(comparacion: paac.tipos.ComparacionDeMapas) -> list[str]:
    return list(texto_de_comparacion(comparacion))


def nombres(riesgos: Any) -> list[str]:
    return [uno.nombre for uno in riesgos]


def la_pareja(antes: dict[str, Any], despues: dict[str, Any]) -> paac.tipos.ParejaDeRiesgos:
    (pareja,) = comparados([riesgo(**antes)], [riesgo(**despues)]).parejas
    return pareja


@pytest.mark.integracion
@given(MAPAS)
def test_de_un_mapa_a_el_mismo_no_cambia_nada(crudo: dict[str, Any]) -> None:
    uno = paac.desde_datos(crudo, como="mapa").contenido
    hallado = paac.comparar(uno, uno)
    idos = (hallado.retirados, hallado.desaparecidos, hallado.misma_referencia)
    assert {hallado.nuevos, hallado.reactivados, *idos} == {()}
    assert len(hallado.parejas) == len(hallado.despues.riesgos)
    for pareja in hallado.parejas:
        assert pareja.antes.ruta == pareja.despues.ruta
        assert not pareja.cambios
        assert not any(
            cual.hay for cual in (pareja.causas, pareja.controles, pareja.acciones, pareja.factores)
        )
    assert texto(hallado)[-1] == "No cambió nada de lo que se compara."


@pytest.mark.integracion
@given(MAPAS, MAPAS)
def test_al_reves_salen_las_mismas_parejas(uno: dict[str, Any], otro: dict[str, Any]) -> None:
    antes, despues = (
        paac.desde_datos(uno, como="mapa").contenido,
        paac.desde_datos(otro, como="mapa").contenido,
    )
    ida, vuelta = paac.comparar(antes, despues), paac.comparar(despues, antes)
    assert {(p.antes.ruta, p.despues.ruta) for p in ida.parejas} == {
        (p.despues.ruta, p.antes.ruta) for p in vuelta.parejas
    }
    assert {u.ruta for u in ida.nuevos} == {u.ruta for u in vuelta.desaparecidos}
    assert {u.ruta for u in ida.reactivados} == {u.ruta for u in vuelta.retirados}


@pytest.mark.integracion
@given(MAPAS, MAPAS)
def test_cada_riesgo_vigente_esta_en_un_solo_sitio(
    uno: dict[str, Any], otro: dict[str, Any]
) -> None:
    antes, despues = (
        paac.desde_datos(uno, como="mapa").contenido,
        paac.desde_datos(otro, como="mapa").contenido,
    )
    hallado = paac.comparar(antes, despues)
    de_hoy = [*(p.despues for p in hallado.parejas), *hallado.nuevos, *hallado.reactivados]
    de_antes = [*(p.antes for p in hallado.parejas), *hallado.retirados, *hallado.desaparecidos]
    for suyos, cifras in ((de_hoy, hallado.despues), (de_antes, hallado.antes)):
        assert sorted(u.ruta for u in suyos) == sorted(u.ruta for u in cifras.riesgos)
    for movimiento in (hallado.inherente, hallado.residual):
        cuatro = (movimiento.bajan, movimiento.igual, movimiento.suben, movimiento.sin_comparar)
        assert sum(map(len, cuatro)) == len(hallado.parejas)
    json.dumps(paac.datos_de(hallado))
    assert texto(hallado)


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
    assert nombres(hallado.nuevos) == ["R5"]
    assert nombres(hallado.retirados) == ["R1"]
    assert nombres(hallado.desaparecidos) == ["R2"]
    assert nombres(hallado.reactivados) == ["R3"]
    assert hallado.parejas == ()


def test_el_mismo_texto_vale_mas_que_la_referencia() -> None:
    uno, otro = "Que se pierdan expedientes", "Que se fraccione un contrato"
    hallado = comparados(
        [riesgo(referencia="R1", descripcion=uno), riesgo(referencia="R2", descripcion=otro)],
        [riesgo(referencia="R1", descripcion=otro), riesgo(referencia="R2", descripcion=uno)],
    )
    dichas = [(p.antes.nombre, p.despues.nombre) for p in hallado.parejas]
    assert dichas == [("R2", "R1"), ("R1", "R2")]
    assert all(pareja.de_referencia for pareja in hallado.parejas)


def test_la_misma_referencia_con_otro_texto_no_es_el_mismo_riesgo_y_se_dice() -> None:
    hallado = comparados(
        [riesgo(descripcion="Que se pierdan expedientes")],
        [riesgo(descripcion="Que se fraccione un contrato")],
    )
    assert hallado.parejas == ()
    assert [(a.nombre, b.nombre) for a, b in hallado.misma_referencia] == [("R1", "R1")]
    assert (
        "  R1 (Contratación): era de «Que se pierdan expedientes» y es de «Que se fraccione un"
        " contrato»"
    ) in texto(hallado)


def test_el_reescrito_se_reconoce_por_su_referencia() -> None:
    pareja = la_pareja(
        {"descripcion": "Posibilidad de que se pierdan los expedientes del archivo central"},
        {"descripcion": "Que se pierdan expedientes del archivo central por falta de inventario"},
    )
    (cambio,) = pareja.cambios
    assert cambio.campo == "riesgo.descripcion"


def test_dos_de_la_misma_plantilla_no_son_el_mismo() -> None:
    de = (
        "Posibilidad de recibir o solicitar cualquier dádiva o beneficio a nombre propio o de"
        " terceros, con el fin de {} en favor de un particular interesado"
    )
    hallado = comparados(
        [riesgo(referencia="R1", descripcion=de.format("adjudicar"))],
        [riesgo(referencia="R7", descripcion=de.format("archivar"))],
    )
    assert (hallado.parejas, nombres(hallado.nuevos)) == ((), ["R7"])


def procesos(*de_cada: tuple[str, str, list[str]]) -> list[dict[str, Any]]:
    return [
        {
            "nombre": nombre,
            "codigo": codigo,
            "riesgos": [{"descripcion": texto} for texto in textos],
        }
        for nombre, codigo, textos in de_cada
    ]


@pytest.mark.parametrize(
    "despues",
    [
        ("Contratación", "A", ["Fraccionar"]),
        ("Contratación", "B", ["Fraccionar"]),
        ("COMPRAS", "B", ["Fraccionar"]),
    ],
)
def test_un_proceso_es_el_mismo_por_su_nombre_su_codigo_o_sus_riesgos(despues: Any) -> None:
    antes = mapa(procesos=procesos(("Compras", "A", ["Fraccionar"])))
    (pareja,) = paac.comparar(antes, mapa(procesos=procesos(despues))).parejas
    assert not pareja.trasladado


def test_un_riesgo_pasa_a_otro_proceso_y_el_que_varios_repiten_no() -> None:
    hallado = paac.comparar(
        mapa(procesos=procesos(("Compras", "A", ["Fraccionar", "Soborno"]), ("Archivo", "B", []))),
        mapa(procesos=procesos(("Compras", "A", []), ("Archivo", "B", ["Fraccionar", "Soborno"]))),
    )
    assert [p.despues.riesgo.descripcion for p in hallado.parejas] == ["Fraccionar", "Soborno"]
    assert all(pareja.trasladado for pareja in hallado.parejas)
    assert "  Fraccionar (Archivo): Compras → Archivo" in texto(hallado)
    repetido = paac.comparar(
        mapa(procesos=procesos(("Compras", "A", ["Soborno"]), ("Archivo", "B", []))),
        mapa(procesos=procesos(("Tesorería", "C", ["Soborno"]), ("Archivo", "B", ["Soborno"]))),
    )
    assert [p.despues.proceso for p in repetido.parejas] == ["Tesorería"]


def test_de_un_proceso_con_otro_nombre_basta_un_riesgo_reescrito() -> None:
    hallado = paac.comparar(
        mapa(
            procesos=procesos(
                ("Recursos", "", ["Robo de la información estratégica del instituto"])
            )
        ),
        mapa(
            procesos=procesos(
                ("Bienes", "", ["Robo o pérdida de la información estratégica del instituto"])
            )
        ),
    )
    (pareja,) = hallado.parejas
    assert (pareja.trasladado, hallado.procesos_que_entran) == (False, ())


def test_la_zona_que_se_movio_se_dice_con_su_cuenta() -> None:
    hallado = comparados(
        [riesgo(inherente=ALTO, residual=ALTO)], [riesgo(inherente=ALTO, residual=BAJO)]
    )
    assert len(hallado.residual.bajan) == len(hallado.inherente.igual) == 1
    renglones = texto(hallado)
    assert "Zona inherente: 0 bajan, 1 queda igual, 0 suben." in renglones
    assert "Zona residual: 1 baja, 0 quedan igual, 0 suben." in renglones
    assert "Baja la zona residual" in renglones
    assert "  R1 (Contratación): Alto → Bajo" in renglones


def test_el_que_no_tiene_zona_no_se_compara() -> None:
    hallado = comparados([riesgo(residual=ALTO)], [riesgo()])
    assert len(hallado.residual.sin_comparar) == 1
    assert "Zona residual: 1 riesgo sin comparar." in texto(hallado)


@pytest.mark.parametrize(
    ("antes", "despues", "por_que"),
    [
        ("guia-v5", "guia-v7", "antes se valoró con guia-v5, y después con guia-v7"),
        (None, None, "ninguno de los dos dice con qué metodología se valoró"),
        (
            None,
            "guia-v7",
            "antes no dice con qué metodología se valoró, y el otro es de guia-v7",
        ),
        (
            "guia-v5",
            None,
            "después no dice con qué metodología se valoró, y el otro es de guia-v5",
        ),
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
    renglones = texto(hallado)
    assert f"Las zonas y los niveles no se comparan: {por_que}." in renglones
    assert not any("Alto" in uno or uno.startswith("Zona") for uno in renglones)
    datos_json = paac.datos_de(hallado)
    assert datos_json["por_que_no_se_comparan_las_zonas"] == por_que


def test_entre_dos_cortes_del_mismo_mapa_se_mueve_la_que_se_volvio_a_valorar() -> None:
    uno = mapa(
        riesgo(
            residual=ALTO,
            seguimientos=[{"corte": "2026-04-30"}, {"corte": "2026-08-31", "valoracion": BAJO}],
        ),
        **V7,
    )
    abril, agosto = (
        paac.analizar(uno, corte=corte) for corte in (date(2026, 4, 30), date(2026, 8, 31))
    )
    assert len(paac.comparar(abril, agosto).residual.bajan) == 1
    assert len(paac.comparar(agosto, abril).residual.suben) == 1
    assert len(paac.comparar(uno, agosto).residual.igual) == 1


def test_los_controles_que_entran_salen_y_cambian() -> None:
    pareja = la_pareja(
        {
            "controles": [
                {"numero": "1", "descripcion": "Revisar cada semana los turnos"},
                {"numero": "2", "descripcion": "Comité", "tipo": "preventivo"},
                {"tipo": "correctivo"},
            ]
        },
        {
            "controles": [
                {"numero": "1", "descripcion": "COMITÉ", "tipo": "detectivo"},
                {"tipo": "correctivo"},
                {"numero": "3", "descripcion": "Auditar la bodega"},
            ]
        },
    )
    controles = pareja.controles
    assert [c.descripcion for c in controles.entran] == ["Auditar la bodega"]
    assert [c.descripcion for c in controles.salen] == ["Revisar cada semana los turnos"]
    (cambio,) = controles.cambian
    assert [(u.campo, u.antes, u.despues) for u in cambio.cambios] == [
        ("control.numero", "2", "1"),
        ("control.tipo", "preventivo", "detectivo"),
    ]


def test_las_causas_las_consecuencias_las_acciones_y_el_tratamiento() -> None:
    pareja = la_pareja(
        {
            "causas": [{"texto": "Afán", "clase": "raiz"}, {"texto": "Descuido"}],
            "consecuencias": ["Multas", "Multas"],
            "acciones": [{"descripcion": "Capacitar", "fecha_fin": "abril"}],
            "tratamiento": "Reducir",
        },
        {
            "causas": [{"texto": "Afán", "clase": "inmediata"}, {"texto": "Falta de personal"}],
            "consecuencias": ["multas", "Sanciones"],
            "acciones": [{"descripcion": "Capacitar", "fecha_fin": "junio"}],
            "tratamiento": "Aceptar",
        },
    )
    assert [c.texto for c in pareja.causas.entran] == ["Falta de personal"]
    assert [c.texto for c in pareja.causas.salen] == ["Descuido"]
    assert len(pareja.causas.cambian) == len(pareja.acciones.cambian) == 1
    assert (pareja.consecuencias.entran, pareja.consecuencias.salen) == (
        ("Sanciones",),
        ("Multas",),
    )
    assert [(u.antes, u.despues) for u in pareja.de_tratamiento] == [("Reducir", "Aceptar")]


def test_las_mayusculas_las_tildes_y_los_espacios_no_son_un_cambio() -> None:
    pareja = la_pareja(
        {"descripcion": "Pérdida de  expedientes"}, {"descripcion": "PERDIDA DE EXPEDIENTES"}
    )
    assert pareja.cambios == ()


def test_un_renglon_de_texto_dice_lo_que_cambio() -> None:
    hallado = comparados(
        [riesgo(responsable="Ana", descripcion="=1+1 de\nAna")],
        [riesgo(responsable="Luis", descripcion="=1+1 de\nLuis")],
    )
    assert texto(hallado)[-1] == (
        "  R1 (Contratación): descripción del riesgo: =1+1 de [Ana] → =1+1 de [Luis];"
        " responsable: Ana → Luis"
    )


def con_mapa(*riesgos: dict[str, Any]) -> paac.Plan:
    return plan(componente(actividad()), mapa_de_riesgos=datos(*riesgos, **V7))


def test_dos_planes_con_mapa_dicen_tambien_lo_del_mapa() -> None:
    antes, despues = con_mapa(riesgo(residual=ALTO)), con_mapa(riesgo(residual=BAJO))
    hallado = paac.comparar(paac.analizar(antes), paac.analizar(despues))
    assert hallado.riesgos is not None
    assert len(hallado.riesgos.residual.bajan) == 1
    assert "  R1 (Contratación): Alto → Bajo" in list(texto_de_comparacion(hallado))
    assert paac.datos_de(hallado)["riesgos"]["residual"]["bajan"]


def test_si_uno_de_los_planes_no_trae_mapa_se_dice() -> None:
    con, sin = (paac.analizar(uno) for uno in (con_mapa(riesgo()), plan(componente(actividad()))))
    assert paac.comparar(con, sin).riesgos is None
    assert list(texto_de_comparacion(paac.comparar(con, sin)))[-1] == (
        "El mapa de riesgos no se compara: el plan de después no lo trae."
    )
    assert list(texto_de_comparacion(paac.comparar(sin, con)))[-1] == (
        "El mapa de riesgos no se compara: el plan de antes no lo trae."
    )
    de_siempre = list(texto_de_comparacion(paac.comparar(sin, sin)))
    assert not any("mapa de riesgos no" in renglon for renglon in de_siempre)


@pytest.mark.parametrize("otro", [None, 1, "mapa.yaml", {}, paac.modelo.Causa(texto="a")])
def test_lo_que_no_es_un_mapa_se_dice(otro: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="despues: se esperaba un MapaDeRiesgos"):
        paac.comparar(mapa(riesgo()), otro)
    with pytest.raises(paac.ErrorDeEntrada, match="antes: se esperaba"):
        paac.comparar(otro, mapa(riesgo()))


def test_un_mapa_con_un_analisis_no_se_compara() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="llegó <Analisis"):
        paac.comparar(mapa(riesgo()), paac.analizar(plan(componente(actividad()))))


def test_se_muestra_con_lo_que_cambio() -> None:
    hallado = comparados([riesgo(residual=ALTO)], [riesgo(residual=BAJO), riesgo(referencia="R2")])
    assert repr(hallado).startswith("<ComparacionDeMapas sin fecha → sin fecha: 1 riesgo en")
    filas = [fila[:2] for fila in hallado._cuadro().filas]
    assert filas == [("Nuevos", 1), ("Baja la zona residual", 1)]


def test_mil_riesgos_se_comparan() -> None:
    muchos = [
        riesgo(referencia=f"R{n}", descripcion=f"Que falle el paso {n} de la obra")
        for n in range(500)
    ]
    hallado = comparados(muchos, muchos[::-1])
    assert len(hallado.parejas) == len(muchos)
    assert not hallado.nuevos


def test_lo_que_cambio_de_un_control_se_dice_con_su_numero() -> None:
    uno = {"numero": "1", "descripcion": "Revisar los estudios", "tipo": "preventivo"}
    otro = {**uno, "responsable": "Planeación"}
    antes, despues = ([riesgo(controles=[cual])] for cual in (uno, otro))

    renglones = texto(comparados(antes, [riesgo(controles=[otro, {"tipo": "detectivo"}])]))
    assert any(renglon.endswith(": Detectivo") for renglon in renglones)
    renglones = texto(comparados(antes, despues))
    assert renglones[-2] == "Control que cambió"
    assert renglones[-1].endswith(
        ": 1. Revisar los estudios; responsable del control: nada → Planeación"
    )


def test_lo_que_cambio_de_un_proceso_se_dice() -> None:
    antes, despues = (
        mapa(
            procesos=[
                {"nombre": "Compras", "codigo": "A-1", "lider": lider, "riesgos": [riesgo()]}
            ],
            **V7,
        )
        for lider in ("Ana", "Planeación")
    )
    comparacion = paac.comparar(antes, despues)

    assert texto(comparacion)[-2:] == [
        "Otros datos del proceso",
        "  Compras: líder: Ana → Planeación",
    ]
    (suyos,) = paac.datos_de(comparacion)["procesos"]
    assert (suyos["nombre"], [uno["campo"] for uno in suyos["cambios"]]) == (
        "Compras",
        ["proceso.lider"],
    )


def seguido(corte: str, **dice: Any) -> dict[str, Any]:
    return {"corte": corte, "quien": "oci", **dice}


def test_lo_que_se_reporto_de_un_riesgo_y_hoy_dice_otra_cosa_se_dice() -> None:
    abril = seguido("2026-04-30", materializacion={"ocurrio": "no"}, efectividad="Alta")
    despues = seguido("2026-04-30", materializacion={"ocurrio": "si"}, efectividad="Alta")
    junio = seguido("2026-06-30", avance=30)
    hallado = comparados([riesgo(seguimientos=[abril])], [riesgo(seguimientos=[despues, junio])])

    assert texto(hallado)[-5:] == [
        "Seguimiento que entra",
        "  R1 (Contratación): 30/06/2026, Control interno; avance: 30",
        "",
        "Seguimiento que cambió",
        "  R1 (Contratación): 30/04/2026, Control interno; materialización: ¿Se materializó?: no → si",
    ]
    al_reves = comparados([riesgo(seguimientos=[abril])], [riesgo()])
    assert "Seguimiento que sale" in texto(al_reves)
    (pareja,) = paac.datos_de(al_reves)["en_los_dos"]
    assert [uno["corte"] for uno in pareja["seguimientos"]["salen"]] == ["2026-04-30"]


def test_quien_sigue_dice_cual_es_su_seguimiento() -> None:
    de_oci = seguido("2026-04-30", avance=30)
    del_lider = {**de_oci, "quien": "lider", "avance": 80}
    pareja = la_pareja({"seguimientos": [de_oci, del_lider]}, {"seguimientos": [del_lider, de_oci]})

    assert not pareja.seguimientos.hay


def test_lo_de_cada_control_seguido_se_dice() -> None:
    antes, despues = (
        seguido("2026-04-30", controles=[{"control": "1", "aplicado": aplicado}])
        for aplicado in ("si", "no")
    )
    con = {"controles": [{"numero": "1", "descripcion": "Revisar"}]}
    hallado = comparados(
        [riesgo(seguimientos=[antes], **con)], [riesgo(seguimientos=[despues], **con)]
    )

    assert texto(hallado)[-1] == (
        "  R1 (Contratación): 30/04/2026, Control interno › 1; ¿Se aplica?: si → no"
    )


def test_cada_clase_de_cambio_se_titula_una_vez_por_muchos_que_la_tengan() -> None:
    antes, despues = (
        [
            riesgo(
                referencia=cual,
                descripcion=f"Perder el expediente {cual}",
                controles=[{"numero": "1", "descripcion": "Revisar"}],
                seguimientos=[
                    seguido(
                        "2026-04-30",
                        avance=avance,
                        controles=[{"control": "1", "aplicado": aplicado}],
                    )
                ],
            )
            for cual in ("R1", "R2", "R3")
        ]
        for avance, aplicado in ((10, "si"), (20, "no"))
    )
    renglones = texto(comparados(antes, despues))

    for titulo in ("Seguimiento que cambió", "Control seguido que cambió"):
        assert renglones.count(titulo) == 1
    assert sum("¿Se aplica?" in uno for uno in renglones) == 3


def test_los_procesos_y_lo_de_todo_el_mapa_se_comparan() -> None:
    antes = mapa(riesgo(), mision="Servir", **V7)
    crudo = datos(riesgo(), mision="Cuidar", **V7)
    crudo["procesos"].append({"nombre": "Archivo"})
    crudo["seguimientos"] = [{"corte": "2026-04-30", "fecha": "30 de abril"}]
    hallado = paac.comparar(antes, paac.desde_datos(crudo, como="mapa").contenido)

    assert texto(hallado)[-8:] == [
        "Procesos que entran",
        "  Archivo",
        "",
        "Otros datos del mapa",
        "  misión: Servir → Cuidar",
        "",
        "Seguimiento del mapa que entra",
        "  30/04/2026; fecha: 30 de abril",
    ]
    assert paac.comparar(paac.desde_datos(crudo, como="mapa").contenido, antes).procesos_que_salen
