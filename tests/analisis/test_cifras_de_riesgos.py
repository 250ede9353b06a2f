"""Las cifras de un mapa: lo que no se sabe se dice, y nada viene de otro corte.

Prueba ``analisis/riesgos/cifras`` y ``cli/ordenes``.
"""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.mapas import MAPAS, mapa, riesgo
from hypothesis import given

import paac_reportes as paac
from paac_reportes.analisis.riesgos.frases import (
    altos_sin_acciones,
    frases_de_materializados,
    inherente,
    plazos,
    riesgos,
    seguimiento,
)
from paac_reportes.cli import main

ABRIL, AGOSTO = date(2026, 4, 30), date(2026, 8, 31)
EJEMPLO = str(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml")


def con_controles(referencia: str, *aplicados: str | None, **mas: Any) -> dict[str, Any]:
    """Un riesgo con esos controles, y lo que en abril se respondió de cada uno."""
    respuestas = [
        {"control": str(n), "aplicado": dicho} for n, dicho in enumerate(aplicados, 1) if dicho
    ]
    seguimiento = {"corte": "2026-04-30", "controles": respuestas, **mas}
    return riesgo(
        referencia=referencia,
        controles=[{"tipo": "preventivo"} for _ in aplicados],
        seguimientos=[seguimiento],
    )


def nombres(filas: Any) -> list[str]:
    return [fila.nombre for fila in filas]


def cifras(*riesgos: dict[str, Any], **mas: Any) -> paac.tipos.CifrasDelMapa:
    corte = mas.pop("corte", None)
    return paac.analizar(mapa(*riesgos, **mas), corte=corte)


def test_si_control_interno_calla_vale_lo_que_dice_el_lider() -> None:
    def dice(quien: str, ocurrio: str | None) -> dict[str, Any]:
        return {
            "corte": "2026-04-30",
            "quien": quien,
            "materializacion": {"ocurrio": ocurrio},
            "avance": 40,
        }

    del_lider = riesgo(referencia="R1", seguimientos=[dice("oci", None), dice("lider", "si")])
    de_planeacion = riesgo(referencia="R2", seguimientos=[dice("planeacion", "si")])
    los_dos = riesgo(referencia="R3", seguimientos=[dice("oci", "no"), dice("lider", "si")])
    suyas = cifras(del_lider, de_planeacion, los_dos)

    assert nombres(suyas.materializados.si) == ["R1"]
    assert nombres(suyas.materializados.no) == ["R3"]
    assert nombres(suyas.materializados_hasta) == ["R1", "R2", "R3"]
    assert suyas.materializados_antes == ()
    assert nombres(suyas.no_coinciden) == ["R3"]
    assert [*frases_de_materializados(suyas)][1:] == [
        "De R1 lo dice el líder del proceso, y no control interno.",
        "De R3 no dicen lo mismo: control interno, que no se materializó; el líder del proceso, que"
        " sí se materializó. Vale lo de control interno.",
        "De R2 sólo Planeación dice que se materializó: no se cuenta.",
        *("De R1 no consta qué se hizo.", "R1 no se volvió a valorar en el corte."),
    ]
    assert nombres(suyas.sin_seguimiento) == ["R2"]
    assert nombres(suyas.acciones.con_avance) == ["R1", "R2", "R3"]


def test_nada_viene_de_un_corte_anterior_salvo_la_valoracion() -> None:
    suyo = con_controles(
        "R1", "si", materializacion={"ocurrio": "si"}, valoracion={"zona": "Extremo"}, avance=50
    )
    suyo["residual"] = {"zona": "Bajo"}
    suyo["seguimientos"].append({"corte": "2026-08-31", "quien": "planeacion"})
    suyas = cifras(suyo, vigencia=2026)

    assert suyas.corte == AGOSTO
    assert suyas.aplicados.verificados == 0
    assert nombres(suyas.materializados.no_se_sabe) == ["R1"]
    assert nombres(suyas.materializados_hasta) == ["R1"]
    assert nombres(suyas.materializados_antes) == ["R1"]
    assert nombres(suyas.residual.extremo) == ["R1"]
    assert suyas.acciones.avance is None
    antes = cifras(suyo, vigencia=2027, corte=ABRIL)
    assert nombres(antes.residual.extremo) == ["R1"]
    assert antes.materializados_hasta == ()


def test_el_residual_que_va_en_los_controles_es_el_del_ultimo_que_lo_trae() -> None:
    """Así lo imprime la herramienta de la guía 5: uno por renglón de control."""
    zonas: list[dict[str, Any]] = [{"zona": "Extremo"}, {"zona": "Alto"}, {}]
    controles = [
        {"descripcion": f"C{n}", "tipo": "preventivo", "residual": zona}
        for n, zona in enumerate(zonas)
    ]
    de_controles = riesgo(referencia="R1", inherente={"zona": "Extremo"}, controles=controles)
    con_suyo = {**de_controles, "referencia": "R2", "residual": {"zona": "Bajo"}}
    suyas = cifras(de_controles, con_suyo, metodologia="guia-v5")

    assert nombres(suyas.residual.alto) == ["R1"]
    assert nombres(suyas.residual.bajo) == ["R2"]
    assert nombres(suyas.movimiento.bajan) == ["R1", "R2"]
    avisos = paac.revisar(suyas.mapa).avisos
    assert [a.ruta for a in avisos if a.codigo == "zona_alta_sin_acciones"] == [
        "procesos[0].riesgos[0].controles[1].residual"
    ]


def test_por_revisar_va_lo_vigente_y_lo_que_vale_en_el_corte() -> None:
    """Ni lo de un retirado, ni lo que control interno negó, ni la zona de antes de valorar."""
    no, si = ({"corte": str(ABRIL), "materializacion": {"ocurrio": dice}} for dice in ("no", "si"))
    negado = [no | {"quien": "oci"}, si | {"quien": "lider"}]
    ahora_bajo = [{"corte": str(ABRIL), "quien": "oci", "valoracion": {"zona": "Bajo"}}]
    controlado: dict[str, Any] = {"controles": [{"tipo": "preventivo"}]}
    suyas = cifras(
        riesgo(referencia="R1", estado="retirado", controles=[]),
        riesgo(referencia="R2", seguimientos=negado, **controlado),
        riesgo(referencia="R3", residual={"zona": "Alto"}, seguimientos=ahora_bajo, **controlado),
        corte=ABRIL,
    )

    assert {"riesgo_sin_controles", "materializado_sin_accion"}.isdisjoint(suyas.calidad)
    assert "zona_alta_sin_acciones" not in suyas.calidad


def test_la_zona_que_el_unico_nivel_no_puede_dar_se_cuenta_y_no_se_compara() -> None:
    """Con impacto Catastrófico, la guía 4 no tiene zona Baja."""
    suyo = riesgo(
        inherente={"zona": "Bajo", "impacto": "Catastrófico"},
        residual={"zona": "Bajo", "probabilidad": "Rara vez"},
    )
    suyas = cifras(suyo, metodologia="guia-v4")

    assert (len(suyas.inherente.bajo), len(suyas.residual.bajo)) == (1, 1)
    assert [len(suyas.inherente.contradichas), len(suyas.residual.contradichas)] == [1, 0]
    assert nombres(suyas.movimiento.sin_comparar) == ["R1"]
    assert ". La zona inherente escrita de R1 («Bajo») no cabe con su nivel." in inherente(suyas)
    entre_dos = paac.comparar(suyas, suyas)
    assert (len(entre_dos.inherente.sin_comparar), len(entre_dos.residual.igual)) == (1, 1)


def valorado(quien: str, **valoracion: str) -> dict[str, Any]:
    return {"corte": "2026-04-30", "quien": quien, "valoracion": valoracion}


@pytest.mark.parametrize("paso", [1, -1])
def test_de_dos_valoraciones_de_un_corte_vale_la_de_control_interno(paso: int) -> None:
    de_los_dos = [
        valorado("lider", zona="Bajo"),
        valorado("planeacion", probabilidad="1", impacto="Rara"),
        valorado("oci", probabilidad="3", impacto="5"),
    ]
    suyas = cifras(riesgo(seguimientos=de_los_dos[::paso]), metodologia="guia-v4")

    assert nombres(suyas.residual.extremo) == ["R1"]
    assert (
        "R1 no se valoró igual el 30/04/2026: control interno, probabilidad 3, impacto 5;"
        " Planeación, probabilidad 1, impacto Rara; el líder del proceso, zona Bajo."
        " Vale lo de control interno."
    ) in suyas.frases()
    assert [una["quien"] for una in suyas.en_datos()["riesgos"][0]["valoraciones"]] == [
        "oci",
        "planeacion",
        "lider",
    ]


def test_una_valoracion_de_control_interno_que_no_dice_nada_no_prevalece() -> None:
    suyo = riesgo(
        seguimientos=[valorado("oci", fecha="2026-04-15"), valorado("lider", zona="Alto")]
    )
    assert nombres(cifras(suyo).residual.alto) == ["R1"]


def test_con_muchas_valoraciones_distintas_se_cuentan() -> None:
    dos = [valorado("oci", zona="Alto"), valorado("lider", zona="Bajo")]
    suyas = cifras(*(riesgo(referencia=f"R{n}", seguimientos=dos) for n in range(12)))
    assert (
        "12 riesgos no se valoraron igual en un mismo corte (R0, R1, R2, R3, R4, R5, R6, R7, R8, R9"
        " y 2 más): vale lo de control interno, si los valoró."
    ) in suyas.frases()


def test_las_zonas_se_llaman_como_la_metodologia() -> None:
    suyas = cifras(riesgo(inherente={"zona": "ALTO"}), metodologia="corrupcion-2015")
    assert "Baja 0, Moderada 0, Alta 1, Extrema 0" in inherente(suyas)


@pytest.mark.parametrize(
    ("zonas", "frase"),
    [
        (
            "bbb=====^ 0",
            "3\xa0de\xa09 riesgos bajaron de zona, 5 quedaron igual y 1 subió; 1 sin comparar de 10",
        ),
        ("b=^0", "1\xa0de\xa03 riesgos bajó de zona, 1 quedó igual y 1 subió; 1 sin comparar de 4"),
        ("b^^", "1\xa0de\xa03 riesgos bajó de zona y 2 subieron"),
        ("bb", "2\xa0de\xa02 riesgos bajaron de zona"),
        ("===^", "Ninguno de los 4 riesgos bajó de zona: 3 quedaron igual y 1 subió"),
        ("==", "Ninguno de los 2 riesgos cambió de zona"),
        ("b", "El único riesgo con las dos zonas bajó de zona"),
        ("=0", "El único riesgo con las dos zonas quedó en la misma zona; 1 sin comparar de 2"),
        ("^", "El único riesgo con las dos zonas subió de zona"),
        ("0", "De ningún riesgo se conocen las dos zonas"),
        ("", "No hay riesgos que comparar"),
    ],
)
def test_la_frase_del_movimiento(zonas: str, frase: str) -> None:
    de_a = {"b": ("Alto", "Bajo"), "=": ("Alto", "Alta"), "^": ("Bajo", "Alto"), "0": ("Alto", "")}
    suyos = [
        riesgo(inherente={"zona": de}, residual={"zona": a})
        for de, a in (de_a[cual] for cual in zonas.replace(" ", ""))
    ]
    suyas = cifras(*suyos)
    assert suyas.movimiento.frase == frase
    assert f"{frase}." in suyas.frases() or not suyas.riesgos


def test_sin_referencia_se_nombra_por_su_lugar_en_el_mapa() -> None:
    retirado = riesgo(referencia=None, estado="retirado")
    suyas = cifras(riesgo(referencia=" R 1\n"), retirado, riesgo(referencia=None)).riesgos
    assert [uno.rotulo for uno in suyas] == ["R 1", "n.º\N{NO-BREAK SPACE}3"]


def con_accion(referencia: str, **accion: Any) -> dict[str, Any]:
    return riesgo(referencia=referencia, acciones=[{"descripcion": "d", **accion}])


def test_como_van_las_acciones_con_su_fecha_en_el_corte() -> None:
    suyas = cifras(
        con_accion("R1", fecha_fin="30/04/2026", estado="en_curso"),
        con_accion("R2", fecha_fin="marzo de 2026"),
        con_accion("R3", fecha_fin="01/05/2026", estado="en_curso"),
        con_accion("R4", fecha_fin="Cuando se requiera"),
        con_accion("R5"),
        con_accion("R6", fecha_fin="01/01/2026", estado="finalizado"),
        con_accion("R7", periodo="Trimestral"),
        con_accion("R8", fecha_fin="15/03/2019", estado="en_curso"),
        con_controles("R9"),
        vigencia=2026,
    )

    assert [*plazos(suyas)] == [
        "De 7 que no constan finalizadas: 2 vencidas (R1, R8), 1 sin estado, cuyo último día"
        " ya llegó (R2), 2 por vencer, 1 con una fecha que no da un día y 1 sin fecha.",
        "Está por revisar la fecha de 1 acción (R8).",
    ]
    assert suyas.acciones.total == 8


def test_quien_siguio_y_que_verifico() -> None:
    def con(resultado: str) -> dict[str, Any]:
        return riesgo(
            referencia=resultado,
            seguimientos=[{"corte": "2026-04-30", "verificacion": {"resultado": resultado}}],
        )

    suyas = cifras(
        con("verificada"),
        con("no_verificada"),
        riesgo(referencia="R3"),
        seguimientos=[{"corte": "2026-04-30", "elaborado_por": "Ana Ruiz"}],
    )
    assert [*seguimiento(suyas)] == [
        "El seguimiento del 30/04/2026 lo elaboró Ana Ruiz.",
        "Control interno revisó las evidencias de 2\xa0de\xa03 riesgos: 1 verificada y 1 no verificada.",
        "Sin seguimiento de control interno en el corte: 1 riesgo (R3).",
    ]
    de_nadie = cifras(riesgo(), seguimientos=[{"corte": "2026-04-30"}])
    assert [*seguimiento(de_nadie)] == [
        "Sin seguimiento de control interno en el corte: 1 riesgo, que son todos."
    ]


def test_con_muchos_se_nombran_diez_y_los_que_ocurrieron_todos() -> None:
    paso = {"materializacion": {"ocurrio": "si", "accion": "a"}, "valoracion": {"zona": "Alto"}}
    nombrados = [f"R{n}" for n in range(1, 13)]
    suyas = cifras(*(con_controles(uno, **paso) for uno in nombrados))

    assert [*frases_de_materializados(suyas)] == [
        f"Se materializaron 12 riesgos ({', '.join(nombrados)})."
    ]
    assert altos_sin_acciones(suyas).endswith("R9, R10 y 2 más).")


@pytest.mark.parametrize(
    ("estados", "frase"),
    [
        ([], "El mapa no tiene ningún riesgo."),
        (["retirado"], "El mapa no tiene ningún riesgo vigente. Tiene además 1 retirado, que no se"
         " cuenta."),
        ([None], "El mapa tiene 1 riesgo, de 1 proceso: 1 sin tipo."),
    ],
)  # fmt: skip
def test_cuantos_riesgos(estados: list[str | None], frase: str) -> None:
    suyas = cifras(*(riesgo(estado=estado) for estado in estados))

    assert riesgos(suyas) == frase
    assert len(suyas.frases()) == 1 or suyas.riesgos


def test_cada_riesgo_dice_lo_que_daria_y_lo_que_no_se_calculo() -> None:
    suyo = riesgo(
        inherente={"probabilidad": "Media", "impacto": "Menor"},
        controles=[
            {"tipo": "preventivo", "implementacion": "manual"},
            {"descripcion": "d", "afecta": "impacto"},
        ],
    )
    (uno,) = cifras(suyo, metodologia="guia-v5").riesgos

    assert uno.residual_calculado == paac.modelo.Valoracion(
        probabilidad="Baja", probabilidad_pct=36
    )
    assert uno.sin_calcular == ("impacto: a un control le falta el tipo o la implementación",)


def test_un_corte_que_no_es_de_los_datos_ni_de_la_serie() -> None:
    suyo = con_controles("R1", "si")
    with pytest.raises(paac.ErrorDeEntrada, match=r"no tiene el del 01/05/2026; los hay del 30/"):
        cifras(suyo, corte=date(2026, 5, 1))
    with pytest.raises(paac.ErrorDeEntrada, match="no hay ninguno"):
        cifras(riesgo(), corte=ABRIL)
    de_la_serie = cifras(riesgo(), vigencia=2020, corte=date(2020, 4, 30))
    assert de_la_serie.sin_seguimiento == de_la_serie.riesgos


@pytest.mark.integracion
@given(MAPAS)
def test_todo_suma_y_se_escribe(crudo: dict[str, Any]) -> None:
    suyas = paac.analizar(
        paac.desde_datos(crudo | {"metodologia": "guia-v5"}, como="mapa").contenido
    )
    cuantos = len(suyas.riesgos)
    movidos = suyas.movimiento
    dichos = suyas.materializados

    assert suyas.inherente.total == suyas.residual.total == cuantos
    assert sum(map(len, (movidos.bajan, movidos.igual, movidos.suben, movidos.sin_comparar))) == (
        cuantos
    )
    assert len(dichos.si) + len(dichos.no) + len(dichos.no_se_sabe) == cuantos
    controles = sum(len(uno.riesgo.controles) for uno in suyas.riesgos)
    assert {suyas.aplicados.total, suyas.adecuados.total, suyas.efectivos.total} == {controles}
    assert all(frase.endswith(".") for frase in suyas.frases())
    assert set(json.loads(json.dumps(suyas.en_datos()))) == {
        campo.name for campo in attrs.fields(paac.tipos.CifrasDelMapa)
    } - {"avisos", "mapa", "nombres_de_zona"}


# ------------------------------------------------------------------ la orden


def test_la_orden_analiza_un_mapa(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analizar", EJEMPLO, "--corte", "2026-06-30"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Mapa de riesgos 2026 de MUNICIPIO DE PEÑASERENA, al 30/06/2026",
        "Metodología: Guía para la gestión integral del riesgo, versión 7 (2025).",
        "El mapa tiene 4 riesgos, de 3 procesos: 3 de corrupción y 1 de gestión.",
        "Se materializó 1 riesgo (R2), 1 no y de 2 no consta.",
        "R2 no se volvió a valorar en el corte.",
        "Riesgo inherente: Bajo 0, Moderado 1, Alto 2, Extremo 1, sin zona 0; suman 4. La zona"
        " inherente escrita de R4 («Alto») no es la de sus niveles.",
        "Riesgo residual: Bajo 0, Moderado 1, Alto 2, Extremo 1, sin zona 0; suman 4.",
        "Ninguno de los 4 riesgos cambió de zona.",
        "Controles: 3\xa0de\xa07 se verificaron; 1 se aplica, 1 en parte y 1 no.",
        "Efectivos: 1\xa0de\xa07 se verificó; 1 es efectivo.",
        "Acciones: 1 finalizada, 1 en curso y 1 sin estado, de 3; avance 70,0\u00a0% (2\xa0de\xa04"
        " riesgos).",
        "De 2 que no constan finalizadas: 2 por vencer.",
        "Sin seguimiento de control interno en el corte: 2 riesgos (R3, R4).",
    ]


def test_lo_que_es_de_un_plan_no_cuenta_con_un_mapa(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analizar", EJEMPLO, "--con", "metodo=ponderado", "--con", "logros=3"]) == 1
    dicho = capsys.readouterr().err
    assert "--con metodo: sólo cuenta con un plan, y llegó un mapa de riesgos" in dicho
    assert "--con logros: sólo cuenta con un plan" in dicho
