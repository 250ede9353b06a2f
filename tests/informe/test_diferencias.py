"""Lo que cambió entre dos cortes o dos planes, contado renglón por renglón.

Prueba ``analisis/tramos``.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan, plan_de, plan_en
from ayudas.comparaciones import ABRIL, AGOSTO, comparar, con_avances
from ayudas.ejemplos import ejemplos
from ayudas.planes import actividad, componente, tramite
from ayudas.situaciones import CORTES, planes
from ayudas.variado import variado
from hypothesis import given

import paac_reportes as paac
from paac_reportes.analisis.cambios import CambioDeTexto
from paac_reportes.analisis.comparacion import Comparacion
from paac_reportes.formatos.definicion.filas import DiferenciaDeCorte
from paac_reportes.informe.cambios import comparacion_en_renglones, diferencias_de
from paac_reportes.maqueta.contenido import Cifra

DE_AVANCE = {
    "Subió",
    "Bajó",
    "Terminó",
    "Se reabrió",
    "Se conoce y antes no",
    "Se conocía y ya no",
    "Dejó de aplicar",
    "Dejó de reportar",
}


def entre_cortes(de: paac.Plan) -> Comparacion:
    return paac.comparar(paac.analizar(de, corte=ABRIL), paac.analizar(de, corte=AGOSTO))


def de_2023(de: paac.Plan, uno: int, otro: int) -> Comparacion:
    """La comparación de dos de los cortes de un plan generado."""
    antes, despues = (
        paac.analizar(de, corte=date.fromisoformat(CORTES[cual])) for cual in (uno, otro)
    )
    return paac.comparar(antes, despues)


def valor(una: DiferenciaDeCorte) -> Decimal:
    """Los puntos que trae un renglón, sin redondear."""
    assert isinstance(una.puntos, Cifra)
    return una.puntos.valor


def dichas(comparacion: Comparacion) -> list[tuple[str, str, str]]:
    return [(d.clase, d.antes, d.despues) for d in diferencias_de(comparacion)]


def test_en_una_terminal_los_cambios_van_agrupados_por_clase() -> None:
    assert list(comparacion_en_renglones(entre_cortes(variado()))) == [
        "De 30/04/2026 a 31/08/2026: avance 62,5\xa0% → 60,5\xa0%",
        "",
        "Subió",
        "  vencida Hacer vencida (Hacienda): 20\xa0% → 50\xa0%",
        "",
        "Bajó",
        "  baja Hacer baja (Hacienda): 60\xa0% → 40\xa0%",
        "  reabierta Hacer reabierta (Salud): 100\xa0% → 95\xa0%",
        "",
        "Se reabrió",
        "  reabierta Hacer reabierta (Salud): 100\xa0% → 95\xa0%",
        "",
        "Se conoce y antes no",
        "  terminada Hacer terminada (Hacienda): sin dato → 100\xa0%",
        "  T1 Certificado de estratificación (Hacienda): sin dato → 90\xa0%",
        "  futura Hacer futura (Salud): sin dato → 10\xa0%",
        "  contradicha Hacer contradicha (Salud): sin dato → 40\xa0%",
        "  del-corte Hacer del-corte (Salud): sin dato → 30\xa0%",
        "  sin-dia Hacer sin-dia (Salud): sin dato → 80\xa0%",
        "",
        "Dejó de aplicar",
        "  no-aplica Hacer no-aplica (Salud): sin dato → no aplica",
        "",
        "Dejó de reportar",
        "  arrastrada Hacer arrastrada (Hacienda): 70\xa0% → 70\xa0%",
        "",
        "Terminó",
        "  terminada Hacer terminada (Hacienda): sin dato → 100\xa0%, cumplida",
        "  contradicha Hacer contradicha (Salud): sin dato → 40\xa0%, cumplida",
    ]


def test_de_una_nueva_y_de_una_retirada_solo_se_dice_cual_es() -> None:
    antes = plan_en("HACIENDA", componente(con_avances("1", "Publicar el mapa de riesgos")))
    despues = plan_de(con_avances("2", "Capacitar a los servidores"))

    assert list(comparacion_en_renglones(comparar(antes, despues))) == [
        "De sin corte a sin corte: avance sin dato → sin dato",
        "",
        "Nueva",
        "  2 Capacitar a los servidores",
        "",
        "Retirada",
        "  1 Publicar el mapa de riesgos (Hacienda)",
        "",
        "Sin acto en el control de cambios, 2 filas que cambiaron: 1 Publicar el mapa de riesgos;"
        " 2 Capacitar a los servidores",
    ]


@pytest.mark.parametrize(
    ("campo", "antes", "despues", "esperado"),
    [
        (
            "fecha_programada",
            "31/01/2026",
            "28/02/2026",
            ("Cambió la fecha", "31/01/2026", "28/02/2026"),
        ),
        (
            "fecha_inicio",
            "01/02/2026",
            "01/03/2026",
            ("Cambió la fecha", "fecha de inicio: 01/02/2026", "fecha de inicio: 01/03/2026"),
        ),
        ("fecha_fin", "30/11/2026", None, ("Cambió la fecha", "fecha final: 30/11/2026", "")),
        ("responsable", "A y B", "A y C", ("Cambió el responsable", "A y B", "A y C")),
        (
            "accion",
            "Solicitud en línea",
            "Solicitud por correo",
            (
                "Otra redacción: acción específica de racionalización",
                "Solicitud [en línea]",
                "Solicitud [por correo]",
            ),
        ),
        ("numero", "1", "9", ("Renumerada", "1", "9")),
    ],
)
def test_cada_dato_de_un_tramite_que_cambia_se_cuenta_a_su_manera(
    campo: str, antes: str, despues: str | None, esperado: tuple[str, str, str]
) -> None:
    uno, otro = (
        plan_de(actividad(seguimiento=None), componentes=[{"numero": 1, "tramites": [suyo]}])
        for suyo in (
            tramite(seguimientos=[], **{campo: antes}),
            {c: v for c, v in tramite(seguimientos=[], **{campo: despues}).items() if v},
        )
    )

    assert dichas(comparar(uno, otro)) == [esperado]


def test_las_reescritas_van_dato_por_dato_y_no_fila_por_fila() -> None:
    def con(indicador: str, descripcion: str) -> paac.Plan:
        return plan_de(
            *(
                actividad(
                    codigo=c,
                    descripcion=f"{descripcion} {que}",
                    indicador=f"{indicador} {que}",
                    seguimiento=None,
                )
                for c, que in (("1", "el mapa de riesgos"), ("2", "la encuesta de satisfacción"))
            )
        )

    assert [
        (d.clase, d.fila[0])
        for d in diferencias_de(comparar(con("Hechos", "Publicar"), con("Cumplidos", "Difundir")))
    ] == [
        ("Otra redacción: actividad", "1"),
        ("Otra redacción: actividad", "2"),
        ("Otra redacción: indicador", "1"),
        ("Otra redacción: indicador", "2"),
    ]


def test_en_json_un_traslado_dice_los_dos_lugares_y_las_nuevas_su_ruta() -> None:
    uno = componente(actividad(seguimiento=None))
    queda = componente(*[actividad(descripcion=f"Queda {n}", seguimiento=None) for n in "ab"])
    nueva = actividad(codigo="8", descripcion="Medir la satisfacción", seguimiento=None)
    otro = componente(actividad(seguimiento=None), nueva)

    def con(hacienda: Any, salud: Any) -> paac.Plan:
        oficinas = {"HACIENDA": hacienda, "SALUD": salud}
        dichas = [{"nombre": n, "componentes": suyos} for n, suyos in oficinas.items()]
        return plan(dependencias=dichas)

    datos = paac.datos_de(comparar(con([uno, queda], []), con([queda], [otro])))
    ruta = "dependencias[{}].componentes[0].subcomponentes[0].actividades[{}]".format

    assert datos["trasladadas"] == [
        {
            "clase": "Trasladada",
            "ruta": ruta(1, 0),
            "ruta_antes": ruta(0, 0),
            "antes": "HACIENDA · 1. Gestión del riesgo",
            "despues": "SALUD · 1. Gestión del riesgo",
        }
    ]
    assert datos["nuevas"] == [ruta(1, 1)]


# ------------------------------------------------------------------ leyes
@pytest.mark.integracion
@given(planes(), planes())
@ejemplos(10)
def test_de_dos_planes_cualesquiera(uno: paac.Plan, otro: paac.Plan) -> None:
    contra_si_mismo_no_tiene_ninguna_diferencia(uno)
    al_cambiar_un_corte_por_el_otro_lo_que_avanzo_retrocede_lo_mismo(uno)
    los_puntos_son_lo_que_va_de_un_texto_al_otro(uno)
    entre_cortes_solo_cambian_los_avances(uno)
    cada_palabra_tiene_la_cuenta_de_las_cifras(uno)


def contra_si_mismo_no_tiene_ninguna_diferencia(de: paac.Plan) -> None:
    suyas = [d for d in diferencias_de(de_2023(de, 2, 2)) if d.clase != "Dejó de reportar"]

    assert suyas == []


def al_cambiar_un_corte_por_el_otro_lo_que_avanzo_retrocede_lo_mismo(de: paac.Plan) -> None:
    def movidas(comparacion: Comparacion, clase: str, signo: int) -> list[Any]:
        return [
            (d.fila, {d.antes, d.despues}, signo * valor(d))
            for d in diferencias_de(comparacion)
            if d.clase == clase
        ]

    ida, vuelta = de_2023(de, 0, 2), de_2023(de, 2, 0)
    assert movidas(ida, "Subió", 1) == movidas(vuelta, "Bajó", -1)


def los_puntos_son_lo_que_va_de_un_texto_al_otro(de: paac.Plan) -> None:
    for una in diferencias_de(de_2023(de, 0, 2)):
        if una.clase in {"Subió", "Bajó"}:
            antes, despues = (
                Decimal(texto.removesuffix("\xa0%").replace(",", "."))
                for texto in (una.antes, una.despues)
            )
            assert valor(una) == despues - antes
            assert (valor(una) > 0) is (una.clase == "Subió")


def entre_cortes_solo_cambian_los_avances(de: paac.Plan) -> None:
    assert {d.clase for d in diferencias_de(de_2023(de, 0, 2))} <= DE_AVANCE


def cada_palabra_tiene_la_cuenta_de_las_cifras(de: paac.Plan) -> None:
    todos = [uno for uno in map(date.fromisoformat, CORTES) if uno in de.cortes()]
    for corte in todos[1:]:
        ahora = paac.analizar(de, corte=corte)
        if ahora.anterior is None:
            continue
        comparacion = paac.comparar(ahora.anterior, ahora)
        rutas = [
            [p.despues.ruta for p in suyas]
            for suyas in (comparacion.avanzaron, comparacion.retrocedieron)
        ]
        cifras = [[f.ruta for f in suyas] for suyas in (ahora.todo.subieron, ahora.todo.bajaron)]

        assert rutas == cifras
        assert comparacion.terminaron == ahora.todo.terminaron


def con_lugares(nota: str, lider: str, etiqueta: str | None) -> paac.Plan:
    """Un plan con lo que se dijo en abril, su subcomponente y la etiqueta de su componente."""
    suya = actividad(seguimientos=[{"corte": str(ABRIL), "texto": nota, "avance": 50}])
    return paac.desde_datos(
        {
            "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
            "componentes": [
                {
                    "numero": 1,
                    "nombre": "Transparencia",
                    "etiqueta_seguimiento": etiqueta,
                    "subcomponentes": [{"nombre": lider, "actividades": [suya]}],
                }
            ],
        }
    ).contenido


def test_lo_que_cambia_de_un_lugar_o_de_un_seguimiento_se_dice() -> None:
    comparacion = comparar(
        con_lugares("Se publicó el plan", "Activa", "Avance"),
        con_lugares("Se publicó todo", "Pasiva", None),
    )

    assert dichas(comparacion) == [
        ("Componente: rótulo del seguimiento", "[Avance]", ""),
        ("Subcomponente: subcomponente o proceso", "[Activa]", "[Pasiva]"),
        ("Seguimiento del 30/04/2026: seguimiento", "Se publicó [el plan]", "Se publicó [todo]"),
    ]
    assert [uno["clase"] for uno in paac.datos_de(comparacion)["otros_datos"]] == [
        "componente",
        "subcomponente",
        "seguimiento",
    ]


def en_subcomponentes(**de_cada: list[str]) -> paac.Plan:
    """Un plan con un componente, y en cada subcomponente las actividades que se digan."""
    subcomponentes = [
        {
            "nombre": nombre,
            "actividades": [
                actividad(codigo=codigo, descripcion=_DICEN[int(codigo[-1]) - 1])
                for codigo in codigos
            ],
        }
        for nombre, codigos in de_cada.items()
    ]
    return plan({"numero": 1, "nombre": "Transparencia", "subcomponentes": subcomponentes})


_DICEN = (
    *("Publicar el plan", "Atender la ventanilla", "Capacitar a los supervisores"),
    *("Inventariar los trámites", "Responder las peticiones"),
)


def test_la_fila_que_pasa_a_otro_subcomponente_se_dice_y_no_calla_al_renombrado() -> None:
    comparacion = comparar(
        en_subcomponentes(activa=["1.1", "1.2", "1.3"], pasiva=["2.4", "2.5"]),
        en_subcomponentes(activa=["1.1", "1.2"], reactiva=["2.4", "2.5", "1.3"]),
    )

    assert dichas(comparacion) == [
        ("Subcomponente: subcomponente o proceso", "[pasiva]", "[reactiva]"),
        ("Pasó a otro subcomponente", "activa", "reactiva"),
    ]


@pytest.mark.parametrize("al_reves", [False, True])
def test_el_seguimiento_de_un_corte_cerrado_que_se_quita_o_se_agrega_se_dice(
    *,
    al_reves: bool,
) -> None:
    marzo = {"corte": "2026-03-31", "texto": "Se publicó", "avance": 20}
    hoy = {"corte": str(ABRIL), "avance": 50}
    lados = [
        paac.analizar(plan(componente(actividad(seguimientos=suyos))), corte=ABRIL)
        for suyos in ([marzo, hoy], [hoy])
    ]
    if al_reves:
        lados.reverse()
    de_marzo = {
        clase.partition(": ")[2]: (de, a)
        for clase, de, a in dichas(paac.comparar(*lados))
        if "31/03/2026" in clase
    }

    quitado = {"seguimiento": ("[Se publicó]", ""), "avance (%)": ("[20]", "")}
    assert de_marzo == {dato: (a, de) if al_reves else (de, a) for dato, (de, a) in quitado.items()}


def test_de_dos_textos_enormes_se_dice_en_que_empiezan_y_terminan_iguales() -> None:
    medio = " ".join(str(n) for n in range(32_000))
    otro = " ".join(str(n) for n in range(32_000, 64_000))
    cambio = CambioDeTexto("meta", f"uno dos {medio} tres", f"uno dos {otro} tres")

    assert list(cambio.palabras()) == [
        ("igual", "uno dos"),
        ("quitó", medio),
        ("puso", otro),
        ("igual", "tres"),
    ]
