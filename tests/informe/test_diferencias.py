"""Lo que cambió entre dos cortes o dos planes, contado renglón por renglón.

Prueba ``analisis/comparacion``, ``analisis/cambios`` e ``informe/cambios``.
"""

from datetime import date

import pytest
from ayudas.a_medida import plan, plan_de, plan_en
from ayudas.comparaciones import ABRIL, AGOSTO, comparar, con_avances
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac
from paac_reportes.api.cifras import texto_de_comparacion
from paac_reportes.informe.cambios import diferencias_de


def entre_cortes(de: paac.Plan, uno: date = ABRIL, otro: date = AGOSTO) -> paac.tipos.Comparacion:
    return paac.comparar(paac.analizar(de, corte=uno), paac.analizar(de, corte=otro))


def dichas(comparacion: paac.tipos.Comparacion) -> list[tuple[str, str, str]]:
    return [(d.clase, d.antes, d.despues) for d in diferencias_de(comparacion)]


@pytest.mark.parametrize(
    ("abril", "agosto", "dicho"),
    [
        ("20", "50", ["Subió: 20 % → 50 %"]),
        ("60", "40", ["Bajó: 60 % → 40 %"]),
        ("100", "95 en_proceso", ["Bajó: 100 % → 95 %", "Se reabrió: 100 % → 95 %"]),
        (
            *("100", " en_proceso"),
            ["Se reabrió: 100 % → sin dato", "Se conocía y ya no: 100 % → sin dato"],
        ),
        (
            *("10 no_aplica", "30"),
            ["Se conoce y antes no: no aplica → 30 %", "Volvió a aplicar: no aplica → 30 %"],
        ),
        (" no_aplica", " en_proceso", ["Volvió a aplicar: no aplica → sin dato"]),
        ("40", " no_aplica", ["Dejó de aplicar: 40 % → no aplica"]),
        ("70", "", ["Dejó de reportar: 70 % → 70 %"]),
        ("100", "", []),  # lo terminado ya no se pide
        ("", "", []),
        (
            *("", "40 cumplida"),
            ["Se conoce y antes no: sin dato → 40 %", "Terminó: sin dato → 40 %, cumplida"],
        ),
    ],
)
def test_lo_que_se_declara_de_una_fila_se_dice_con_su_clase(
    abril: str, agosto: str, dicho: list[str]
) -> None:
    """De cada corte, el avance y el estado que se reportan."""
    de_cada_corte = {ABRIL: abril.partition(" "), AGOSTO: agosto.partition(" ")}
    reportes = [
        {"corte": str(corte), "avance": int(avance) if avance else None, "estado": estado or None}
        for corte, (avance, _, estado) in de_cada_corte.items()
        if avance or estado
    ]
    otra = con_avances("2", "Otra", abril=0, agosto=0)
    cambios = dichas(entre_cortes(plan_de(actividad(seguimientos=reportes), otra)))

    assert [f"{que}: {de} → {a}".replace("\xa0", " ") for que, de, a in cambios] == dicho


def test_cada_dato_que_cambia_tiene_su_renglon_en_el_orden_del_catalogo() -> None:
    antes = actividad(codigo="1.1", meta="Un mapa", indicador="Mapas hechos", seguimiento=None)
    despues = antes | {
        "codigo": "3.1",
        "meta": "Dos mapas",
        "indicador": "Mapas publicados",
        "responsable": "Hacienda",
        "fecha_programada": "30/06/2026",
    }
    uno = tramite(numero="7", codigo_suit="100", fecha_fin="30/11/2026")
    otro = {"numero": "9", "codigo_suit": "200", "mejora": "Formulario y correo"}
    otras = {"fecha_inicio": "1/8/2026", "fecha_fin": None}
    comparacion = comparar(
        plan(componente(antes, tramites=[uno])),
        plan(componente(despues, tramites=[uno | otro | otras])),
    )

    assert dichas(comparacion) == [
        ("Renumerada", "1.1", "3.1"),
        ("Renumerada", "7", "9"),
        ("Cambió la fecha", "31/01/2026", "30/06/2026"),
        ("Cambió la fecha", "fecha de inicio: 01/02/2026", "fecha de inicio: 1/8/2026"),
        ("Cambió la fecha", "fecha final: 30/11/2026", ""),
        ("Cambió el responsable", "Planeación", "Hacienda"),
        ("Cambió la meta", "[Un mapa]", "[Dos mapas]"),
        ("Otra redacción: indicador", "Mapas [hechos]", "Mapas [publicados]"),
        ("Otra redacción: código SUIT", "[100]", "[200]"),
        ("Otra redacción: mejora por implementar", "Formulario [web]", "Formulario [y correo]"),
    ]


def test_un_traslado_dice_los_dos_lugares_y_en_json_cada_cambio_sus_rutas() -> None:
    comparacion = comparar(
        plan_en("PLANEACIÓN", componente(tramites=[tramite()])),
        plan_en("PLANEACIÓN", componente(intercambios=[tramite(numero="2")])),
    )
    datos, lugar = paac.datos_de(comparacion), "dependencias[0].componentes[0]"
    rutas = {"ruta": f"{lugar}.intercambios[0]", "ruta_antes": f"{lugar}.tramites[0]"}

    assert ("Trasladada", *_DONDE) in dichas(comparacion)
    antes, despues = (donde.replace("Planeación", "PLANEACIÓN") for donde in _DONDE)
    assert datos["trasladadas"] == [
        {"clase": "Trasladada", **rutas, "antes": antes, "despues": despues}
    ]
    assert datos["renumeradas"] == [{"clase": "Renumerada", **rutas, "antes": "1", "despues": "2"}]


_DONDE = (
    "Planeación · 1. Gestión del riesgo · trámites",
    "Planeación · 1. Gestión del riesgo · intercambios de información",
)


# ------------------------------------------------------------------ leyes


def en_subcomponentes(
    etiqueta: str | None = None, nota: str = "", **de_cada: list[str]
) -> paac.Plan:
    """Un plan con un componente, y en cada subcomponente las actividades que se digan."""
    reporte = {"corte": str(ABRIL), "texto": nota, "avance": 50}
    subcomponentes = [
        {
            "nombre": nombre,
            "actividades": [
                actividad(codigo=c, descripcion=_DICEN[int(c[-1]) - 1], seguimientos=[reporte])
                for c in codigos
            ],
        }
        for nombre, codigos in de_cada.items()
    ]
    suyo = {"numero": 1, "nombre": "Transparencia", "subcomponentes": subcomponentes}
    return plan({**suyo, "etiqueta_seguimiento": etiqueta})


def test_lo_que_cambia_de_un_lugar_o_de_un_seguimiento_se_dice() -> None:
    comparacion = comparar(
        en_subcomponentes("Avance", "Se publicó el plan", Activa=["1.1"]),
        en_subcomponentes(None, "Se publicó todo", Pasiva=["1.1"]),
    )

    assert dichas(comparacion) == [
        ("Componente: rótulo del seguimiento", "[Avance]", ""),
        ("Subcomponente: subcomponente o proceso", "[Activa]", "[Pasiva]"),
        ("Seguimiento del 30/04/2026: seguimiento", "Se publicó [el plan]", "Se publicó [todo]"),
    ]
    clases = [uno["clase"] for uno in paac.datos_de(comparacion)["otros_datos"]]
    assert clases == ["componente", "subcomponente", "seguimiento"]


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


def test_el_seguimiento_de_un_corte_cerrado_que_se_quita_o_se_agrega_se_dice() -> None:
    marzo = {"corte": "2026-03-31", "texto": "Se publicó", "avance": 20}
    de_hoy = {"corte": str(AGOSTO), "avance": 50}
    con, sin = (
        paac.analizar(plan(componente(actividad(seguimientos=suyos))), corte=AGOSTO)
        for suyos in ([marzo, de_hoy], [de_hoy])
    )
    de_antes = paac.analizar(plan(componente(actividad(seguimientos=[]))), corte=ABRIL)

    assert dichas(paac.comparar(con, sin)) == [
        ("Seguimiento del 31/03/2026: seguimiento", "[Se publicó]", ""),
        ("Seguimiento del 31/03/2026: avance (%)", "[20]", ""),
    ]
    assert len(paac.comparar(sin, con).otros_datos) == 1
    assert paac.comparar(de_antes, sin).otros_datos == ()  # el corte nuevo trae los suyos


def test_de_dos_textos_enormes_se_dice_cada_uno_entero() -> None:
    medio, otro = (" ".join(map(str, range(n, n + 32_000))) for n in (0, 1))
    cambio = paac.tipos.CambioDeTexto("meta", medio, otro)

    assert list(cambio.palabras()) == [("quitó", medio), ("puso", otro)]


# ------------------------------------------------------------------ el acto de cada cambio


INFORME = "Publicar el informe de la gestión número"


def con_actos(fechas: dict[str, str], *actos: str | None) -> paac.Plan:
    """Uno con una actividad por código, y los actos de su control de cambios."""
    filas = (
        con_avances(codigo, f"{INFORME} {codigo}", fecha_programada=fecha)
        for codigo, fecha in fechas.items()
    )
    control = [
        {"version": str(n), "fecha": "10/05/2026", "razon": razon}
        for n, razon in enumerate(filter(None, actos), 1)
    ]
    return plan_de(*filas, control_cambios=control)


@pytest.mark.parametrize(
    ("razon", "con_acto", "sin_acto"),
    [
        ("Se retira la 1.2 y se corre la 1.1, por el Acuerdo 5", 2, []),
        ("Se corre la 1.1", 1, ["1 fila que cambió: 1.2"]),
        # El código va entero.
        ("Se corre la 1.10, y se retira la 11.2", 0, ["2 filas que cambiaron: 1.2", "1.1"]),
        (None, 0, ["2 filas que cambiaron: 1.2", "1.1"]),
    ],
)
def test_cada_cambio_lleva_el_acto_que_lo_nombra_y_el_que_ninguno_nombra_se_dice(
    razon: str | None, con_acto: int, sin_acto: list[str]
) -> None:
    antes = con_actos(dict.fromkeys(("1.1", "1.2", "1.10"), "30/06/2026"), "Inicial")
    despues = con_actos({"1.1": "30/09/2026", "1.10": "30/06/2026"}, "Inicial", razon)
    comparacion = comparar(antes, despues)
    *_, ultimo = renglones = [*texto_de_comparacion(comparacion)]

    acto = f": la versión 2, del 10/05/2026: «{razon}»"
    assert sum(renglon.endswith(acto) for renglon in renglones) == con_acto
    nombres = "; ".join(f"{nombre} {INFORME} {nombre.split()[-1]}" for nombre in sin_acto)
    assert (ultimo == f"Sin acto en el control de cambios, {nombres}") is bool(sin_acto)
    actos = paac.datos_de(comparacion)["actos"]
    assert (len(actos["con_acto"]), len(actos["sin_acto"])) == (con_acto, len(sin_acto))
    assert paac.datos_de(comparar(antes, antes))["actos"] is None
