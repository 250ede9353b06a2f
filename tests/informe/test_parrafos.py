"""Los párrafos que salen de las cifras: cada uno con su base, y sin decir lo que no se sabe."""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.planes import actividad, componente
from ayudas.variado import Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.textos.remisiones import sin_remisiones


def prosa(*filas: dict[str, Any], corte: date | None = AGOSTO, **cambios: Any) -> Prosa:
    return Prosa(hallazgos_de(plan_de(*filas, **cambios), corte))


def con_reglas(
    metodologia: paac.modelo.Metodologia, *filas: dict[str, Any], **cambios: Any
) -> Prosa:
    de = plan_de(*filas, **cambios)
    return Prosa(hallazgos_de(de, AGOSTO, metodologia))


def componentes(*avances: list[int | None]) -> list[dict[str, Any]]:
    """Un componente por lista, con una fila por avance."""
    return [
        {
            "numero": numero,
            "nombre": f"C{numero}",
            "subcomponentes": [
                {
                    "nombre": "S",
                    "actividades": [
                        con_avances("1", "Publicar", **({} if a is None else {"agosto": a}))
                        for a in suyos
                    ],
                }
            ],
        }
        for numero, suyos in enumerate(avances, 1)
    ]


# ------------------------------------------------------------------ de qué consta
def test_el_plan_se_presenta_con_lo_que_tiene_y_lo_que_reporto() -> None:
    assert Prosa(hallazgos_de()).general == (
        "Comprende 15 actividades y 1 trámite, en 2 componentes y 2 dependencias. Los reportes son"
        " los del período del 1 de mayo de 2026 al 31 de agosto de 2026."
    )


def test_un_plan_sin_filas_asi_lo_dice() -> None:
    assert (
        prosa(componentes=[{"numero": 1, "nombre": "C"}]).general
        == "No trae actividades ni trámites."
    )


def test_un_componente_sin_filas_se_nombra() -> None:
    vacio = {"numero": 7, "nombre": "Otros", "subcomponentes": []}
    general = prosa(componentes=[*componentes([50]), vacio]).general

    assert general.startswith("Comprende 1 actividad, en 1 componente. Sin filas: «7. Otros».")


def test_sin_corte_no_se_dice_que_se_reporto() -> None:
    assert prosa(actividad(), corte=None).general == "Comprende 1 actividad, en 1 componente."


@pytest.mark.parametrize(
    ("corte", "dicho"),
    [
        (date(2026, 8, 31), "Segundo cuatrimestre de 2026 (del 1 de mayo de 2026 al 31 de agosto"),
        (date(2026, 9, 15), "Del 1 de mayo de 2026 al 15 de septiembre de 2026"),
        (None, ""),
    ],
)
def test_el_periodo_se_llama_por_su_nombre_si_lo_tiene(corte: date | None, dicho: str) -> None:
    assert prosa(con_avances("1", "x", abril=5), corte=corte).periodo.startswith(dicho)
    assert bool(dicho) is bool(prosa(con_avances("1", "x", abril=5), corte=corte).periodo)


def por_dependencias(*reportan: bool) -> str:
    dependencias = [
        {
            "nombre": f"Oficina {numero}",
            "componentes": [
                {
                    "numero": 1,
                    "subcomponentes": [
                        {"actividades": [con_avances("1", "x", **({"agosto": 5} if si else {}))]}
                    ],
                }
            ],
        }
        for numero, si in enumerate(reportan)
    ]
    datos = {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": dependencias}
    return Prosa(hallazgos_de(paac.desde_datos(datos).contenido, AGOSTO)).dependencias


@pytest.mark.parametrize(
    ("reportan", "frase"),
    [
        ((True,), ""),
        ((True, True), "Las 2 dependencias reportaron algo en el período."),
        ((False, False), "Ninguna de las 2 dependencias reportó algo en el período."),
        ((True, False), "En el período reportó algo 1 de las 2 dependencias."),
        ((True, True, False), "En el período reportaron algo 2 de las 3 dependencias."),
    ],
)
def test_de_las_dependencias_se_dice_cuantas_reportaron(
    reportan: tuple[bool, ...], frase: str
) -> None:
    assert por_dependencias(*reportan) == frase


def test_la_dependencia_que_declaro_que_no_aplica_reporto_algo() -> None:
    no_aplica = {"corte": AGOSTO.isoformat(), "estado": "no_aplica", "texto": "Se derogó."}
    oficinas = [
        {"nombre": nombre, "componentes": [componente(actividad(seguimientos=dichos))]}
        for nombre, dichos in (("Hacienda", [no_aplica]), ("Salud", []))
    ]
    datos = {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": oficinas}
    dicho = Prosa(hallazgos_de(paac.desde_datos(datos).contenido, AGOSTO)).dependencias

    assert dicho == "En el período reportó algo 1 de las 2 dependencias."


# ------------------------------------------------------------------ avance


def test_si_nada_aplica_no_hay_que_promediar() -> None:
    no_aplica = actividad(seguimientos=[{"corte": "2026-08-31", "estado": "no_aplica"}])

    assert prosa(no_aplica).avance == "No hay avance que promediar: ninguna aplica."
    assert prosa(no_aplica).cumplimiento == "La única actividad no aplica: no hay qué terminar."
    assert prosa(no_aplica, no_aplica).cumplimiento == "Ninguna aplica: no hay qué terminar."


def test_donde_solo_se_declararon_estados_se_dice_y_no_hay_promedio() -> None:
    cumplida = actividad(
        fecha_programada="30/06/2026",
        seguimientos=[{"corte": "2026-08-31", "estado": "cumplida"}],
    )
    assert prosa(cumplida, actividad(seguimiento=None)).avance == (
        "El avance no tiene promedio: sólo se declararon estados, sin ningún porcentaje, y la medida"
        " es el cumplimiento. De 1 de las 2 actividades que aplican se sabe si terminó o no empezó."
        " Si todo lo que se calla fuera 0 o 100, el plan estaría entre 50,0\xa0% y 100,0\xa0%."
    )
    assert prosa(cumplida).avance == (
        "El avance no tiene promedio: sólo se declararon estados, sin ningún porcentaje, y la medida"
        " es el cumplimiento. De la única actividad que aplica se sabe si terminó o no empezó."
    )
    assert prosa(cumplida).conclusiones.splitlines()[1] == (
        "- Sólo se declararon estados: el avance no se puede calificar. De la única actividad que"
        " aplica se sabe si terminó o no empezó."
    )


def test_con_la_otra_opcion_lo_terminado_cuenta_cien_en_los_dos_extremos() -> None:
    desconocida = paac.modelo.Metodologia(cumplida_sin_numero="desconocida")
    cumplida = actividad(seguimientos=[{"corte": "2026-08-31", "estado": "cumplida"}])
    dicho = con_reglas(desconocida, cumplida, con_avances("1", "x", agosto=10)).avance

    assert (
        "Si todo lo que se calla fuera 0 o 100, y 100 lo terminado, el plan estaría entre 55,0\xa0% y 55,0\xa0%"
        in dicho
    )


def test_con_pesos_se_dice_el_metodo_y_que_componentes_no_pesaron() -> None:
    ponderado = paac.modelo.Metodologia(metodo="ponderado")
    dicho = con_reglas(ponderado, componentes=componentes([50], [90], [None])).avance

    assert ", promedio de los promedios de los componentes, según su peso, es de" in dicho
    assert dicho.endswith(
        "Sin ningún avance conocido, no cuenta el peso de «3. C3», que se reparte entre los demás"
        " componentes."
    )


def test_lo_que_parece_parte_de_uno_se_advierte() -> None:
    mitades = [con_avances("1", "x", abril="0.5", agosto=cuanto) for cuanto in ("0.8", "1")]

    assert prosa(*mitades).avance.endswith(
        "Los avances con corte 30/04/2026 y 31/08/2026 parecen partes de uno y no porcentajes: se"
        " leyeron como están escritos."
    )
    assert prosa(*mitades, corte=ABRIL).avance.endswith(
        "Los avances con corte 30/04/2026 parecen partes de uno y no porcentajes: se leyeron como"
        " están escritos."
    )


# ------------------------------------------------------------------ período


# ------------------------------------------------------------------ lo que se debía


def test_lo_exigible_que_no_se_reporto_porque_ya_estaba_no_se_acusa() -> None:
    terminada = con_avances("1", "x", abril=100, fecha_programada="30/06/2026")

    dichos = prosa(terminada, con_avances("2", "y", agosto=10)).pendientes
    assert sin_remisiones(dichos).startswith(
        "- 1 actividad venció.\n- En el período se podía exigir el reporte de 2 actividades: no falta"
        " ninguno."
    )


def test_sin_blancos_lo_que_no_dice_cuando_no_es_de_mas() -> None:
    sin_dia = con_avances("1", "x", agosto=5, fecha_programada="Cuando se requiera")

    assert prosa(sin_dia).pendientes.endswith(
        "No se da por incumplida 1 actividad, sin un día que se pueda exigir."
    )


# ------------------------------------------------------------------ partes
def test_el_sustento_dice_donde_esta_cada_avance_y_cuanto_suman() -> None:
    de_antes, de_hoy = con_avances("1", "x", abril=40), con_avances("2", "y", agosto=50)

    assert prosa(de_hoy, de_hoy).sustento == (
        "Los 2 avances con que se saca el promedio están en la matriz: suman 100 y, entre 2, dan"
        " 50,0\xa0%."
    )
    assert prosa(de_hoy, de_antes).sustento == (
        "De los 2 avances con que se saca el promedio, 1 está en la matriz y 1, que no, aquí. Los 2"
        " suman 90 y, entre 2, dan 45,0\xa0%."
    )
    assert prosa(de_antes).sustento == (
        "El único avance con que se saca el promedio está aquí, y no en la matriz."
    )


# ------------------------------------------------------------------ quién, cuándo y qué cambió
def test_lo_que_se_verifico_se_cuenta_por_su_resultado() -> None:
    def con(resultado: str) -> dict[str, Any]:
        dicho = {"corte": "2026-08-31", "texto": "Va.", "verificacion": {"resultado": resultado}}
        return actividad(seguimientos=[dicho])

    filas = [con(r) for r in ("verificada", "parcial", "no_verificada")]
    assert prosa(*filas, actividad(seguimiento=None)).verificacion == (
        "Control interno revisó las evidencias de las 3 actividades reportadas en el período: 1"
        " verificada, 1 verificada en parte y 1 no verificada. Ninguna está terminada."
    )


def test_un_intervalo_que_no_contiene_el_promedio_no_se_dice() -> None:
    solo = paac.modelo.Metodologia(arrastre="solo_del_corte")
    dicho = con_reglas(
        solo, con_avances("1", "x", abril=100), con_avances("2", "y", agosto=10)
    ).avance

    assert "10,0\xa0%. Sale de 1\xa0de\xa02 actividades con avance conocido" in dicho
    assert "el plan estaría entre" not in dicho


# ------------------------------------------------------------------ los componentes, entre sí
