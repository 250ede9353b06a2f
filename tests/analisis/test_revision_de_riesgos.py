"""Lo que se avisa de un mapa: los ejemplos resueltos de la especificación, y cada frase.

Prueba ``formatos/lectura/metodologias``.
"""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.mapas import datos, mapa, riesgo
from ayudas.planes import plan_con

import paac_reportes as paac
from paac_reportes.analisis.riesgos import revision
from paac_reportes.cli import main
from paac_reportes.errores import CODIGOS

DEL_CONTROL = {"responsable": "Almacenista"}
ACCION = {"descripcion": "Hacerlo", "responsable": "Planeación", "fecha_fin": "30/06/2026"}


def v(probabilidad: str, impacto: str, zona: str | None = None, **mas: Any) -> dict[str, Any]:
    return {"probabilidad": probabilidad, "impacto": impacto, "zona": zona, **mas}


def control(tipo: str | None = "preventivo", **mas: Any) -> dict[str, Any]:
    return {"tipo": tipo, "descripcion": "Revisar", **DEL_CONTROL, **mas}


def avisos(metodologia: str | None, *riesgos: dict[str, Any], **del_mapa: Any) -> dict[str, str]:
    """Cada código con su frase; uno que sale dos veces, con las dos."""
    hallados: dict[str, str] = {}
    for aviso in paac.revisar(mapa(*riesgos, metodologia=metodologia, **del_mapa)).avisos:
        antes = f"{hallados[aviso.codigo]} | " if aviso.codigo in hallados else ""
        hallados[aviso.codigo] = f"{antes}{aviso.mensaje}"
    return hallados


def en(metodologia: str, **datos_del_riesgo: Any) -> dict[str, str]:
    return avisos(metodologia, riesgo(**{"acciones": [ACCION], **datos_del_riesgo}))


# ------------------------------------------------------------------ los ejemplos resueltos


def test_8_la_pregunta_16_basta() -> None:
    respuestas = {n: "si" if n == 16 else "no" for n in range(1, 20)}
    assert en(
        "guia-v4", cuestionario=respuestas, inherente=v("3", "Moderado"), controles=[control()]
    ) == {
        "cuestionario_no_corresponde": "la respuesta 16 afirmativa da Catastrófico, y dice Moderado"
    }


# ------------------------------------------------------------------ cada frase


FRASES: dict[str, tuple[str, dict[str, Any], str]] = {
    "porcentaje_no_corresponde": (
        "guia-v5",
        {"residual": v("Baja", "Leve (100 %)"), "controles": [control()]},
        "dice Leve, y 100\N{NO-BREAK SPACE}% es Catastrófico",
    ),
    "zona_no_corresponde": (
        "corrupcion-2015",
        {"inherente": v("2", "10", "ALTA - 20"), "controles": [control()]},
        "dice zona «ALTA - 20», y probabilidad Improbable con impacto Mayor dan Moderada en Guía"
        " para la gestión del riesgo de corrupción (2015)",
    ),
    "eje_sin_control": (
        "corrupcion-2015",
        {
            "inherente": v("3", "20", "EXTREMO - 60"),
            "residual": v("2", "10", "MODERADO-20"),
            "controles": [control("correctivo")],
        },
        "la probabilidad baja de Posible a Improbable, y ningún control actúa sobre ella",
    ),
    "control_sin_efecto_claro": (
        "guia-v5",
        {"controles": [control(implementacion="manual", afecta="impacto")]},
        "un control preventivo actúa sobre la probabilidad, y dice que afecta el impacto",
    ),
    "impacto_bajo_el_minimo": (
        "guia-v5",
        {"tipo": "corrupcion", "inherente": v("Muy Baja", "Leve"), "controles": [control()]},
        "el impacto es Leve, y el de un riesgo de corrupción es al menos Moderado",
    ),
    "producto_no_corresponde": (
        "corrupcion-2015",
        {"inherente": v("3", "20", "EXTREMO - 50"), "controles": [control()]},
        "dice 50, y 3 × 20 es 60",
    ),
    "residual_mayor": (
        "guia-v4",
        {"inherente": v("2", "3"), "residual": v("3", "3"), "controles": [control()]},
        "el riesgo residual es mayor que el inherente: la probabilidad pasa de Improbable a Posible",
    ),
    "residual_sin_controles": (
        "guia-v4",
        {"inherente": v("3", "3"), "residual": v("2", "3")},
        "baja de Posible a Improbable sin ningún control escrito",
    ),
    "residual_no_corresponde": (
        "guia-v5",
        {
            "inherente": v("Media", "Menor", probabilidad_pct=60),
            "residual": v("Media", "Menor", probabilidad_pct="50"),
            "controles": [
                control(implementacion="manual"),
                control("detectivo", implementacion="manual"),
            ],
        },
        "con sus controles, la probabilidad residual sería Baja (25,2 %), y dice Media (50 %)",
    ),
    "residual_de_mas": (
        "guia-v4",
        {"inherente": v("5", "3"), "residual": v("1", "3"), "controles": [control()]},
        "la probabilidad baja 4 niveles, y los controles bajan dos a lo sumo",
    ),
    "control_sin_responsable": (
        "corrupcion-2015",
        {"controles": [{"descripcion": "Revisar"}]},
        "no dice quién ejecuta el control",
    ),
    "control_mal_calificado": (
        "guia-v5",
        {"controles": [control(implementacion="automatico", calificacion="40%")]},
        "la calificación dice 40%, y preventivo con automático suma 50 %",
    ),
    "correctivo_en_corrupcion": (
        "guia-v5",
        {"tipo": "corrupcion", "controles": [control("correctivo", implementacion="manual")]},
        "se calculó que baja el impacto de un riesgo de corrupción; no está confirmado que la guía"
        " lo admita",
    ),
    "criterio_desconocido": (
        "corrupcion-2015",
        {"controles": [control(criterios={"Z": "si", "B": "quizás"})]},
        "«Z» no es un criterio de Guía para la gestión del riesgo de corrupción (2015) (están: B, C,"
        " D, E, F, G, H) | «quizás» no es una respuesta del criterio (están: si, no)",
    ),
    "control_desconocido": (
        "guia-v5",
        {
            "controles": [control(numero="1")],
            "seguimientos": [{"corte": "2026-04-30", "controles": [{"control": "7"}]}],
        },
        "el riesgo no tiene ningún control 7: no se cuenta",
    ),
    "riesgo_sin_controles": ("guia-v5", {}, "no tiene controles"),
    "no_es_de_corrupcion": (
        "guia-v5",
        {
            "tipo": "corrupcion",
            "definicion": {
                "uso_del_poder": "no",
                "beneficio_privado": "no",
                "accion_u_omision": "si",
            },
            "controles": [control()],
        },
        "le faltan el uso del poder y el beneficio privado: no cumple los cuatro elementos de un"
        " riesgo de corrupción",
    ),
    "corrupcion_aceptada": (
        "guia-v5",
        {"tipo": "corrupcion", "tratamiento": "ACEPTAR", "controles": [control()]},
        "dice «ACEPTAR», y un riesgo de corrupción no se acepta",
    ),
    "tratamiento_sin_acciones": (
        "guia-v5",
        {"tratamiento": "Reducir (mitigar)", "acciones": [], "controles": [control()]},
        "dice «Reducir (mitigar)» y no tiene acciones",
    ),
    "accion_sin_responsable": (
        "guia-v5",
        {"acciones": [{"descripcion": "d", "periodo": "Mensual"}], "controles": [control()]},
        "la acción no dice quién responde",
    ),
    "accion_sin_fecha": (
        "guia-v5",
        {"acciones": [{"descripcion": "d", "responsable": "r"}], "controles": [control()]},
        "la acción no dice cuándo",
    ),
    "materializado_sin_accion": (
        "guia-v5",
        {
            "controles": [control()],
            "seguimientos": [
                {"corte": "2026-04-30", "materializacion": {"ocurrio": "si"}},
                {"corte": "2026-08-31", "valoracion": {"zona": "Alto"}},
            ],
        },
        "se materializó y no dice qué se hizo",
    ),
    "materializado_sin_revalorar": (
        "guia-v5",
        {
            "controles": [control()],
            "seguimientos": [
                {"corte": "2026-01-31", "valoracion": {"zona": "Alto"}},
                {"corte": "2026-04-30", "materializacion": {"ocurrio": "si", "accion": "a"}},
            ],
        },
        "se materializó y no se volvió a valorar",
    ),
    "zona_alta_sin_acciones": (
        "guia-v5",
        {
            "inherente": v("Alta", "Mayor"),
            "residual": v("Alta", "Mayor"),
            "acciones": [],
            "controles": [control()],
        },
        "queda en zona Alto y no tiene acciones",
    ),
    "frecuencia_no_corresponde": (
        "guia-v5",
        {"frecuencia": 1, "inherente": v("Alta", "Menor"), "controles": [control()]},
        "1 vez al año es Muy Baja, y dice Alta",
    ),
    "cuestionario_no_corresponde": (
        "corrupcion-2015",
        {
            "cuestionario": {n: "si" if n == 1 else "no" for n in range(1, 19)},
            "inherente": v("3", "20"),
            "controles": [control()],
        },
        "1 respuesta afirmativa da Moderado, y dice 20",
    ),
    "cuestionario_incompleto": (
        "guia-v4",
        {"cuestionario": {1: "si", 16: "no"}, "controles": [control()]},
        "faltan 17 respuestas de 19",
    ),
    "cuestionario_en_cero": (
        "guia-v4",
        {"cuestionario": dict.fromkeys(range(1, 20), "no"), "controles": [control()]},
        "ninguna respuesta es afirmativa: no hay nivel",
    ),
    "pregunta_desconocida": (
        "guia-v7",
        {"cuestionario": {3: "si"}, "controles": [control()]},
        "la pregunta 3 no está en Guía para la gestión integral del riesgo, versión 7 (2025), que no"
        " tiene cuestionario",
    ),
    "nivel_desconocido": (
        "guia-v4",
        {"inherente": v("Diaria", "3", "Inaceptable"), "controles": [control()]},
        "«Diaria» no es un nivel de probabilidad en Guía para la administración del riesgo, versión"
        " 4 (2018) | «Inaceptable» no es una zona de riesgo en Guía para la administración del"
        " riesgo, versión 4 (2018)",
    ),
    "fracciones": (
        "guia-v5",
        {
            "inherente": v("Baja", "Menor", probabilidad_pct="0.4", impacto_pct=40),
            "controles": [control()],
        },
        "hay porcentajes de 1 o menos (1 de 2): se leen de 0 a 100, como están; si son fracciones,"
        " multiplíquelos por 100",
    ),
}


@pytest.mark.parametrize("codigo", FRASES)
def test_cada_frase(codigo: str) -> None:
    metodologia, suyos, frase = FRASES[codigo]
    assert en(metodologia, **suyos).get(codigo) == frase.replace("50 %", "50\u00a0%").replace(
        "25,2 %", "25,2\u00a0%"
    )


@pytest.mark.parametrize("codigo", FRASES)
def test_ninguna_sin_razon(codigo: str) -> None:
    """Un riesgo completo y que cuadra no tiene nada que revisar."""
    metodologia, _, _ = FRASES[codigo]
    niveles = {"guia-v5": ("40%", "60%"), "guia-v7": ("40%", "60%")}.get(metodologia, ("2", "10"))
    niveles = ("2", "3") if metodologia == "guia-v4" else niveles
    bueno = {
        "tipo": "corrupcion",
        "inherente": v(*niveles),
        "residual": v(*niveles),
        "controles": [
            control(afecta="probabilidad", criterios={}) if metodologia == "guia-v4" else control()
        ],
        "tratamiento": "Reducir",
    }
    assert en(metodologia, **bueno) == {}


def test_un_riesgo_para_la_integridad_se_dice_con_su_nombre() -> None:
    suyos = en("guia-v7", tipo="integridad", tratamiento="Aceptar", controles=[control()])
    assert suyos == {
        "corrupcion_aceptada": "dice «Aceptar», y un riesgo para la integridad pública no se acepta"
    }
    assert en("guia-v7", tipo="gestion", tratamiento="Aceptar", controles=[control()]) == {}


def test_de_lo_que_no_se_sabe_no_se_dice_nada() -> None:
    assert en("guia-v5", tipo="corrupcion", definicion={}, controles=[control()]) == {}
    assert en("guia-v5", inherente=v("-", ""), residual={}, controles=[control()]) == {}
    nadie_dijo = {"corte": "2026-04-30", "materializacion": {}}
    assert en("guia-v5", seguimientos=[nadie_dijo], controles=[control()]) == {}
    a_medias = {"descripcion": "d", **DEL_CONTROL}
    assert en("guia-v4", inherente=v("3", "3"), residual=v("2", "3"), controles=[a_medias]) == {}


def test_sin_metodologia_se_comparan_las_zonas_escritas() -> None:
    suyos = avisos(
        None,
        riesgo(inherente={"zona": "Moderada"}, residual={"zona": "EXTREMA"}, controles=[control()]),
    )

    assert suyos == {
        "metodologia_no_dicha": "no dice con qué metodología se valoró, y nada se calcula;"
        " están: corrupcion-2015, guia-v4, guia-v5 y guia-v7",
        "residual_mayor": "el riesgo residual es mayor que el inherente: la zona pasa de Moderado a"
        " Extremo",
        "zona_alta_sin_acciones": "queda en zona Extremo y no tiene acciones",
    }


# ------------------------------------------------------------------ lo de todo el mapa


@pytest.mark.parametrize(
    "inherente", [v("3", "20"), {"probabilidad_pct": 40}, {"zona": "Bajo - 5"}]
)
def test_un_mapa_valorado_dice_con_que_metodologia(inherente: dict[str, Any]) -> None:
    assert "metodologia_no_dicha" in avisos(None, riesgo(inherente=inherente))


def test_un_mapa_sin_valorar_no_echa_de_menos_su_metodologia() -> None:
    assert "metodologia_no_dicha" not in avisos(None, riesgo())


def test_la_que_no_existe_lo_dice_y_nada_se_calcula() -> None:
    suyos = avisos("guia-v9", riesgo(inherente=v("3", "3", "Bajo"), controles=[control()]))
    assert suyos == {
        "metodologia_desconocida": "no se conoce «guia-v9» (están: corrupcion-2015, guia-2014,"
        " guia-v4, guia-v5, guia-v5-corrupcion, guia-v7): lo escrito queda como está, y nada se"
        " calcula"
    }


@pytest.mark.parametrize(
    ("metodologia", "dia", "frase"),
    [
        (
            "guia-v4",
            "2021-06-01",
            "Guía para la administración del riesgo, versión 4 (2018) es de mapas hechos desde el"
            " 01/10/2018 y hasta el 30/11/2020, y éste es del 01/06/2021",
        ),
        (
            "guia-v7",
            "2025-08-31",
            "Guía para la gestión integral del riesgo, versión 7 (2025) es de mapas hechos desde el"
            " 01/09/2025, y éste es del 31/08/2025",
        ),
        ("guia-v5", "2025-08-31", None),
        ("guia-2014", "2021-06-01", None),
        ("corrupcion-2015", None, None),
    ],
)
def test_la_que_es_de_otras_fechas(metodologia: str, dia: str | None, frase: str | None) -> None:
    hallados = avisos(metodologia, riesgo(controles=[control()]), fecha_elaboracion=dia)
    assert hallados == ({"metodologia_a_destiempo": frase} if frase else {})


def test_dos_riesgos_con_la_misma_referencia() -> None:
    suyos = [
        riesgo(referencia=cual, controles=[control()]) for cual in ("R1", "1", "R1", "01", "R1")
    ]
    revisado = paac.revisar(mapa(*suyos, metodologia="guia-v5")).avisos

    assert [(a.codigo, a.ruta, a.mensaje) for a in revisado] == [
        (
            "referencia_repetida",
            "procesos[0].riesgos[0].referencia",
            "la referencia R1 es de 3 riesgos",
        )
    ]


def test_un_corte_que_no_es_de_la_serie() -> None:
    suyo = riesgo(controles=[control()], seguimientos=[{"corte": "2020-06-30"}])
    suyos = avisos("guia-v5", suyo, vigencia=2020)

    assert suyos == {
        "seguimiento_fuera_de_corte": "hay seguimientos del 30/06/2020, y los de la serie son"
        " 30/04/2020, 31/08/2020, 31/12/2020"
    }
    assert avisos("guia-v5", suyo, vigencia=2020, regimen="ptep") == {}
    assert avisos("guia-v5", suyo) == {}


def test_el_de_un_plan_se_revisa_con_el() -> None:
    suyo = mapa(riesgo(seguimientos=[{"corte": "2026-05-31"}]), metodologia="guia-v5")
    con_mapa = attrs.evolve(
        plan_con(seguimientos=[{"corte": "2026-04-30"}]),
        mapa_de_riesgos=suyo,
        metodologia=paac.modelo.Metodologia(cortes=[date(2026, 4, 30)]),
    )
    del_mapa = [a for a in paac.revisar(con_mapa).avisos if a.ruta.startswith("mapa_de_riesgos")]

    assert [(a.codigo, a.ruta) for a in del_mapa] == [
        (
            "seguimiento_fuera_de_corte",
            "mapa_de_riesgos.procesos[0].riesgos[0].seguimientos[0].corte",
        ),
        ("riesgo_sin_controles", "mapa_de_riesgos.procesos[0].riesgos[0]"),
    ]


def test_un_mapa_sin_riesgos_no_se_publica() -> None:
    (vacio,) = paac.revisar(mapa(metodologia="guia-v5")).graves
    assert (vacio.codigo, vacio.ruta) == ("mapa_sin_riesgos", "procesos")


def test_todo_codigo_que_se_escribe_tiene_su_frase_aqui() -> None:
    fuente = Path(revision.__file__ or "").read_text("utf-8")
    escritos = set(re.findall(r'Aviso\(\s*"(\w+)"', fuente))
    probados = set(re.findall(r'"(\w+)"', Path(__file__).read_text("utf-8")))

    assert escritos <= set(CODIGOS)
    assert escritos - probados == set()
    assert len(escritos) > 30


# ------------------------------------------------------------------ las propias y la orden


def test_la_de_una_entidad_es_un_archivo_suyo(tmp_path: Path) -> None:
    carpeta = tmp_path / "_riesgos"
    carpeta.mkdir()
    suya = (RAIZ / "plantillas/_riesgos/guia-v4.toml").read_text("utf-8")
    (carpeta / "propia.toml").write_text(
        suya.replace('codigo = "guia-v4"', 'codigo = "propia"').replace('"Bajo"', '"Tolerable"'),
        "utf-8",
    )
    uno = mapa(riesgo(inherente=v("3", "1", "Alto"), controles=[control()]), metodologia="propia")

    assert [a.codigo for a in paac.revisar(uno).avisos] == ["metodologia_desconocida"]
    (aviso,) = paac.revisar(uno, plantillas=tmp_path).avisos
    assert "dan Tolerable en" in aviso.mensaje


def test_la_que_esta_mal_escrita_dice_todo_lo_que_esta_mal(tmp_path: Path) -> None:
    carpeta = tmp_path / "_riesgos"
    shutil.copytree(RAIZ / "plantillas/_riesgos", carpeta)
    v4 = carpeta / "guia-v4.toml"
    v4.write_text(
        v4.read_text("utf-8").replace('"alto", "alto", "extremo"', '"alto", "raro"', 1), "utf-8"
    )
    (carpeta / "guia-v5.toml").write_text("codigo =", "utf-8")
    v7 = carpeta / "guia-v7.toml"
    v7.write_text(
        v7.read_text("utf-8").replace("probabilidad = 20\n", "probabilidad = 30\n"), "utf-8"
    )
    (carpeta / "corrupcion-2015.toml").write_text(
        (carpeta / "corrupcion-2015.toml")
        .read_text("utf-8")
        .replace("impacto_minimo = 5", "impacto_minimo = 6"),
        "utf-8",
    )
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.revisar(mapa(), plantillas=tmp_path)
    dichas = [str(falla).replace(str(carpeta), "") for falla in error.value.fallas]

    assert dichas == [
        "/corrupcion-2015.toml: impacto_minimo: se esperaba un nivel de impacto, llegó 6",
        "/guia-v4.toml: matriz.filas[0].zonas[1]: se esperaba alguno de estos: bajo, moderado,"
        " alto, extremo, llegó 'raro'",
        "/guia-v5.toml: TOML mal formado (Invalid value (at end of document))",
        "/guia-v7.toml: matriz.filas: se esperaba una fila por probabilidad, llegaron 5",
    ]


def test_la_orden_reconoce_un_mapa_por_su_raiz(capsys: pytest.CaptureFixture[str]) -> None:
    ejemplo = "ejemplos/mapa_de_riesgos/mapa.yaml"
    assert main(["revisar", str(RAIZ / ejemplo)]) == 0
    dicho = capsys.readouterr()

    assert dicho.out.endswith(
        "nada grave, 3 por revisar: 3 procesos, 4 riesgos, 7 controles, 2 cortes\n"
    )
    assert "Ayudas y bienes › R3 Posibilidad de que se preste" in dicho.out
    assert "(procesos[1].riesgos[1].controles[0]): un control preventivo actúa" in dicho.out


def test_lo_que_no_es_un_mapa_lo_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba un Plan o un MapaDeRiesgos, llegó"):
        paac.revisar(datos())
