"""Lo que se reportó, lo que se hizo en sus palabras y lo que vence: de cada cosa, su cuenta."""

from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import Hallazgos, Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.informe import apertura
from paac_reportes.informe.conclusiones import LARGO
from paac_reportes.informe.frases import como_se_leen, medida_mas_fuerte
from paac_reportes.textos.remisiones import sin_remisiones


def fila(codigo: str, dia: str = "30/06/2026", **dice: Any) -> dict[str, Any]:
    seguimientos = [{"corte": "2026-08-31", **dice}] if dice else []
    return actividad(
        codigo=codigo, descripcion="Publicar", fecha_programada=dia, seguimientos=seguimientos
    )


def de(*filas: dict[str, Any], **mas: Any) -> Hallazgos:
    return hallazgos_de(plan_de(*filas, **mas), AGOSTO)


DICE_QUE_NO_APLICA = actividad(
    codigo="9",
    fecha_programada="30/06/2026",
    seguimientos=[
        {"corte": "2026-04-30", "estado": "cumplida", "avance": 100},
        {"corte": "2026-08-31", "estado": "no_aplica", "texto": "Se hizo el taller"},
    ],
)
"""Ya estaba terminada: el «no aplica» no cuenta, y lo que dice no es un guion."""


# ------------------------------------------------------------------ de cuánto se reportó
@pytest.mark.parametrize(
    ("filas", "frase"),
    [
        ([fila("1")], "En el período no se reportó nada de la única actividad que aplica."),
        (
            [fila("1", texto="Va.")],
            "En el período se reportó algo de la única actividad que aplica.",
        ),
        (
            [fila("1", texto="Va."), fila("2", texto="Va.")],
            "En el período se reportó algo de las 2 actividades que aplican.",
        ),
        (
            [fila("1", texto="-"), fila("2", texto="N/A")],
            "En el período no se reportó nada de las 2 actividades que aplican: todas con un guion"
            " o un «N/A».",
        ),
        (
            [fila("1", texto="Va."), fila("2", texto="-")],
            "En el período se reportó algo de 1 de las 2 actividades que aplican (50,0\xa0%). La otra,"
            " con un guion o un «N/A».",
        ),
        (
            [fila("1", texto="Va."), fila("2", texto=" "), fila("3", texto=" ")],
            "En el período se reportó algo de 1 de las 3 actividades que aplican (33,3\xa0%). Las"
            " otras 2, en blanco.",
        ),
        (
            [fila("1", texto="Va."), fila("2", texto="-"), fila("3", texto=" ")],
            "En el período se reportó algo de 1 de las 3 actividades que aplican (33,3\xa0%). De lo"
            " demás, 1 con un guion o un «N/A» y 1 en blanco.",
        ),
        ([fila("1", estado="no_aplica")], ""),
        (
            [fila("1", texto="Va."), DICE_QUE_NO_APLICA],
            "En el período se reportó algo de 1 de las 2 actividades que aplican (50,0\xa0%). La otra,"
            " que se declaró no aplicable después de terminar.",
        ),
        (
            [DICE_QUE_NO_APLICA, fila("2", texto="-"), fila("3")],
            "En el período no se reportó nada de las 3 actividades que aplican: 1 con un guion o un"
            " «N/A», 1 en blanco y 1 que se declaró no aplicable después de terminar.",
        ),
    ],
)
def test_de_cuanto_se_reporto_dice_su_base(filas: list[dict[str, Any]], frase: str) -> None:
    assert Prosa(de(*filas)).cobertura == frase


def test_lo_que_se_declaro_no_aplicable_tambien_es_un_reporte_recibido() -> None:
    recibido = Prosa(de(fila("1", estado="no_aplica", texto="La ley lo derogó."))).presentacion
    ya_terminada = Prosa(de(DICE_QUE_NO_APLICA)).presentacion
    nada = Prosa(de(fila("1", texto="-"))).presentacion

    con_corte = "con corte al 31 de agosto de 2026."
    for dicho in (recibido, ya_terminada):
        assert f"Se hizo con lo que reportaron los responsables {con_corte}" in dicho
    assert f"No se recibió ningún reporte {con_corte}" in nada


@pytest.mark.parametrize(
    ("filas", "medida"),
    [
        ([fila("1", avance=50)], "avance"),
        ([fila("1", estado="cumplida", avance=100), *[fila("2", texto="-")] * 3], "cumplimiento"),
        ([fila("1", texto="Va.")], "cobertura"),
        ([fila("1", dia="30/11/2026", texto="Va.")], "cobertura"),
    ],
)
def test_primero_va_la_medida_que_los_datos_sostienen(
    filas: list[dict[str, Any]], medida: str
) -> None:
    hallazgos = de(*filas)

    assert medida_mas_fuerte(hallazgos.cifras) == medida
    frases = {
        "avance": "El avance acumulado, promedio de las actividades, es",
        "cumplimiento": "De las 4 ",
        "cobertura": "En el período se reportó",
    }
    assert Prosa(hallazgos).resultados.startswith(frases[medida])


# ------------------------------------------------------------------ lo que se hizo
def test_lo_que_se_hizo_va_a_la_letra_y_lo_largo_se_corta_en_una_palabra() -> None:
    largo = "palabra " * 60
    dicho = Prosa(de(fila("1", texto="Se hizo *la* jornada."), fila("2", texto=largo))).ejecutado

    assert "- 1 Publicar: «Se hizo *la* jornada.»" in dicho
    (cortado,) = (r for r in dicho.splitlines() if r.startswith("- 2 "))
    assert cortado.endswith("palabra…»")
    assert len(cortado) < LARGO + 20


def test_se_citan_primero_los_verificados_los_terminados_y_los_que_traen_evidencia() -> None:
    verificada = {"resultado": "verificada"}
    filas = (
        fila("llana", texto="x", avance=50),
        fila("con-evidencia", texto="x", evidencias=["acta"]),
        fila("terminada", texto="x", avance=100),
        fila("verificada", texto="x", verificacion=verificada),
    )
    renglones = Prosa(de(*filas)).ejecutado.splitlines()

    assert [r.split()[1] for r in renglones if r.startswith("- ")] == [
        *("verificada", "terminada"),
    ]


def test_no_se_cita_como_hecho_lo_que_se_declaro_sin_avance_ni_un_texto_solo() -> None:
    """Donde otras actividades declaran cuánto va, un texto solo no dice si se hizo."""
    filas = (
        fila("1", texto="Se publicó.", avance=100),
        fila("2", texto="Sin presupuesto.", avance=0),
        fila("3", texto="No ha empezado.", estado="sin_avance"),
        fila("4", texto="Programada para mayo."),
        fila("5", texto="Se hizo.", evidencias=["acta"]),
        fila("6", avance=30),
    )
    renglones = Prosa(de(*filas)).ejecutado.splitlines()

    assert [r for r in renglones if r.startswith("- ")] == [
        "- 1 Publicar: «Se publicó.»",
        "- 5 Publicar: «Se hizo.»",
    ]
    assert "Quedan 4 más, en" in renglones[-1]


@pytest.mark.parametrize(
    ("otra", "dicho"),
    [(fila("2", avance=10), " Queda 1 más, en la matriz."), (fila("2", texto="-"), "")],
)
def test_con_lo_citado_y_lo_que_queda_se_llega_a_lo_reportado(
    otra: dict[str, Any], dicho: str
) -> None:
    de_dos = de(fila("1", texto="Va."), otra, metodologia={"logros": 1})
    ejecutado = sin_remisiones(Prosa(de_dos).ejecutado)

    assert dicho in ejecutado
    assert ("Queda" in ejecutado) is bool(dicho)
    assert "De cada componente, hasta 1 reporte del período, a la letra." in ejecutado


# ------------------------------------------------------------------ con qué se rehace


@pytest.mark.parametrize(
    ("avances", "dicen"),
    [
        (("59.9999999",) * 2, "suman 119,9999998 y, entre 2, dan 59,9999999"),
        (("99.999",) * 2, "suman 199,998 y, entre 2, dan 99,999"),
        (("10", "20"), "suman 30 y, entre 2, dan 15"),
        (("10", "20", "20"), "suman 50 y, entre 3, dan 16,7"),
        (("0.001", "0"), "suman 0,001 y, entre 2, dan 0,001"),
    ],
)
def test_la_suma_lleva_los_decimales_de_su_promedio(avances: tuple[str, ...], dicen: str) -> None:
    hallazgos = de(*(fila(str(n), avance=uno) for n, uno in enumerate(avances)))

    assert dicen in Prosa(hallazgos).sustento


def test_un_corte_sin_siguiente_no_dice_que_vence() -> None:
    final = hallazgos_de(plan_de(con_avances("1", "x", agosto=5)), date(2026, 12, 31))

    assert Prosa(final).por_vencer == ""


# ------------------------------------------------------------------ el hallazgo, los turnos y la edad
@pytest.mark.parametrize(
    ("filas", "dice"),
    [
        (
            [fila("1", avance=50)],
            "Al 31 de agosto debía estar terminada 1 actividad: ninguna lo está. 1 venció.",
        ),
        (
            [fila("1", avance=100), *[fila("2", texto="Va.")] * 3],
            "De 4 actividades que ya debían estar terminadas, 1 lo está. De las otras 3 no se sabe:"
            " nadie dijo su avance ni su estado.",
        ),
        (
            [fila("1", texto="Va.")] * 2,
            "Al 31 de agosto debían estar terminadas 2 actividades. De las 2 no se sabe: nadie dijo"
            " su avance ni su estado.",
        ),
        ([fila("1", avance=100)], "Al 31 de agosto debía estar terminada 1 actividad: lo está."),
    ],
)
def test_el_hallazgo_dice_lo_que_debia_estar_y_no_esta(
    filas: list[dict[str, Any]], dice: str
) -> None:
    assert Prosa(de(*filas)).hallazgo.replace("\xa0", " ") == dice


def test_los_turnos_recorren_todo_el_informe_y_ninguna_oficina_lo_llena() -> None:
    """La menos citada sigue, también de un componente a otro; la que no reportó no tiene turno."""
    hacen = {"A": (4, 4, 4), "B": (0, 4, 1), "C": (1, 1, 1), "D": (0, 0, 0)}
    dependencias = [
        {
            "nombre": nombre,
            "componentes": [
                {
                    "numero": numero,
                    "nombre": f"C{numero}",
                    "subcomponentes": [
                        {
                            "actividades": [
                                fila(f"{nombre}{numero}{n}", texto="Hecho.") for n in range(cuantas)
                            ]
                        }
                    ],
                }
                for numero, cuantas in enumerate(hacen[nombre], 1)
            ],
        }
        for nombre in hacen
    ]
    datos = {"entidad": {"nombre": "M"}, "vigencia": 2026, "dependencias": dependencias}
    hallazgos = hallazgos_de(
        paac.desde_datos(datos | {"metodologia": {"logros": 3}}).contenido, AGOSTO
    )
    renglones = Prosa(hallazgos).ejecutado.splitlines()

    citadas = [r.split()[1][0] for r in renglones if r.endswith("«Hecho.»")]
    assert "".join(citadas) == "ACABBCABC"


def test_de_un_dia_que_no_es_el_ultimo_de_su_fila_no_se_dice_que_vence() -> None:
    varias = de(
        fila("1", dia="15/09/2026, 30/11/2026 y 28/02/2027", texto="Va."),
        fila("2", dia="30/11/2026", texto="Va."),
    )
    prosa = Prosa(varias)

    assert (
        "- Hasta el próximo corte, el 31 de diciembre, se deben reportar 2 actividades, desde el 15"
        " de septiembre." in prosa.pendientes
    )
    assert (
        prosa.por_vencer.replace("\xa0", " ")
        == "Se deben reportar 2 actividades hasta el 31 de diciembre"
    )


def test_lo_que_vence_se_dice_con_su_primer_dia() -> None:
    uno = de(fila("1", dia="30/11/2026", texto="Va."))
    nada = de(fila("1", texto="Va."))

    assert (
        "- Hasta el próximo corte, el 31 de diciembre, vence 1 actividad, el 30 de noviembre."
        in Prosa(uno).pendientes
    )
    assert (
        Prosa(uno).por_vencer.replace("\xa0", " ") == "Vence 1 actividad hasta el 31 de diciembre"
    )
    assert Prosa(uno).lo_verificado.startswith("No consta verificación de evidencias")
    assert (
        "- Hasta el próximo corte, el 31 de diciembre, no vence nada de lo que falta por terminar."
        in Prosa(nada).pendientes
    )


def test_sin_dependencias_lo_vencido_se_exige_a_sus_responsables() -> None:
    def decision(*responsables: str | None) -> str:
        filas = (fila(str(n)) | {"responsable": r} for n, r in enumerate(responsables))
        return sin_remisiones(Prosa(de(*filas)).decisiones)

    assert "Exigir las 2 vencidas, a la Oficina de Prensa. Plazo" in decision(
        "Oficina de Prensa", "Oficina de Prensa"
    )
    # Si de alguna no se sabe, no se reparten.
    assert "Exigir las 2 vencidas. Plazo" in decision("Oficina de Prensa", None)
    assert "Exigir las 2 vencidas. Plazo" in decision("Oficina de Prensa", "-")
    assert "Exigir las 2 vencidas, al alcalde. Plazo" in decision("El alcalde", "El alcalde")


def test_los_codigos_por_componente_dicen_como_se_leen() -> None:
    dicho = "Antes de los dos puntos va el componente; después, el número de la actividad."
    assert como_se_leen(["4.1 Publicar: la matriz", "1: 4.1, 4.2 · 2: trámite 1"]) == dicho
    assert como_se_leen(["4.1 Publicar: la matriz", "1.2, 2"]) == ""


def test_de_lo_que_vence_se_dice_cuanto_en_el_primer_mes() -> None:
    del_mes = de(fila("1", "15/09/2026"), fila("2", "30/09/2026"), fila("3", "30/11/2026"))
    del_siguiente = de(fila("1", "30/11/2026"), fila("2", "15/12/2026"))
    de_un_dia = de(fila("1", "30/09/2026"), fila("2", "30/09/2026"), fila("3", "30/11/2026"))

    *_, vencen = apertura.medidas(de_un_dia.analisis)
    assert vencen.base == "2 vencen el 30 de septiembre"
    *_, vencen = apertura.medidas(del_mes.analisis)
    assert vencen.base == "la primera, el 15 de septiembre; 2 vencen hasta el 30 de septiembre"
    assert "desde el 15 de septiembre. 2 vencen hasta el 30" in Prosa(del_mes).pendientes
    *_, vencen = apertura.medidas(del_siguiente.analisis)
    assert vencen.base == "la primera, el 30 de noviembre"
