"""Los casos en que un informe decía algo falso o a medias, cada uno en el documento que sale."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.emitidos import ejemplo
from ayudas.planes import actividad
from ayudas.variado import Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.informe.frases_de_reporte import fuera_de_la_matriz
from paac_reportes.textos.remisiones import sin_remisiones

FORMATO = "informe-seguimiento"
ABRIL, AGOSTO, DICIEMBRE = (date(2026, mes, dia) for mes, dia in ((4, 30), (8, 31), (12, 31)))
CUATRIMESTRES = paac.modelo.Metodologia(cortes="cuatrimestral", blancos="propias")


def fila(fecha: str = "30/06/2026", /, codigo: str = "1", **cortes: dict[str, Any]) -> Any:
    """Una actividad con lo que dijo en cada corte."""
    dias = {"abril": ABRIL, "agosto": AGOSTO, "diciembre": DICIEMBRE}
    seguimientos = [{"corte": str(dias[mes])} | dice for mes, dice in cortes.items()]
    return actividad(codigo=codigo, fecha_programada=fecha, seguimientos=seguimientos)


def escrito(de: paac.Plan, corte: date, **mas: Any) -> str:
    """Lo que se lee en el documento, en un renglón."""
    pedido = paac.reporte(de, FORMATO, corte=corte, metodologia=CUATRIMESTRES, **mas)
    cuerpo = pedido.emitir("html").contenido.decode().partition("<body")[2]
    sin_guiones = re.sub(r"<script.*?</script>", "", cuerpo, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", sin_guiones)).split())


def test_1_lo_hecho_antes_de_su_ultima_fecha_no_esta_vencido_ni_da_zona() -> None:
    hechas = fila("30/06/2026 y 30/11/2026", agosto={"avance": 100, "estado": "cumplida"})
    otra = fila("15/12/2026", codigo="2", diciembre={"texto": "Va."})
    dicho = escrito(plan_de(hechas, otra, vigencia=2026), DICIEMBRE)

    assert "antes de su último día" in dicho
    assert "zona alta" not in dicho
    assert "Vencidas: 1" not in dicho


@pytest.mark.parametrize(
    ("filas", "avance"),
    [
        (
            [
                *[fila(abril={"avance": 10}, agosto={"estado": "sin_avance"})] * 5,
                *[fila(abril={"avance": 70}, agosto={"avance": 90})] * 5,
            ],
            "50,0 %. Sale de las 10 actividades que aplican, 5 de ellas de un corte anterior.",
        ),
        (
            [*[fila(agosto={"estado": "cumplida"})] * 9, *[fila(agosto={"avance": 10})] * 9],
            "55,0 %. Sale de las 18 actividades que aplican.",
        ),
    ],
)
def test_2_un_estado_sin_numero_no_saca_la_fila_del_promedio(filas: Any, avance: str) -> None:
    assert avance in escrito(plan_de(*filas, vigencia=2026), AGOSTO)


def test_3_lo_terminado_que_no_se_pudo_verificar_se_dice_antes_que_nada() -> None:
    hecha = {"avance": 100, "estado": "cumplida", "verificacion": {"resultado": "no_verificada"}}
    prosa = Prosa(hallazgos_de(plan_de(*[fila(agosto=hecha)] * 10, vigencia=2026), AGOSTO))
    primera = sin_remisiones(prosa.conclusiones).strip().splitlines()[0]

    assert primera.startswith("- Ninguna de las 10 terminadas quedó verificada")
    assert "No consta nada vencido." not in prosa.conclusiones


def test_4_lo_que_esta_en_el_promedio_y_no_en_la_matriz_va_con_su_valor_y_su_corte() -> None:
    corte = date(2023, 9, 30)
    hallazgos = hallazgos_de(ejemplo(), corte)
    fuera = list(fuera_de_la_matriz(hallazgos.cifras))
    suma = sum((una.avance or 0) for una in hallazgos.cifras.con_avance)

    assert (len(hallazgos.cifras.con_avance), len(fuera)) == (43, 4)
    assert all(una.avance is not None and "corte" in por_que for una, por_que in fuera)
    assert round(suma / 43, 2) == round(hallazgos.cifras.avance or 0, 2)


# ------------------------------------------------------------------ lo demás que no se dice


def test_de_todas_no_se_dice_dos_de_las_dos() -> None:
    """Ni de las evidencias que se revisaron, ni de lo que se reportó."""
    revisada = {"texto": "Va.", "avance": 5, "verificacion": {"resultado": "verificada"}}
    dicho = escrito(plan_de(*[fila(agosto=revisada)] * 2, vigencia=2026), AGOSTO)

    assert "2 de las 2" not in dicho
    assert "las evidencias de las 2 actividades reportadas" in dicho


def test_un_31_de_diciembre_solo_no_es_cuatrimestral() -> None:
    solo = plan_de(fila(diciembre={"avance": 5}), vigencia=2026)
    pedido = paac.reporte(solo, FORMATO, corte=DICIEMBRE).emitir("html").contenido.decode()

    assert "cuatrimestral" not in pedido.lower()


# ------------------------------------------------------------------ lo que ya no se conoce, o se sabe de antes


@pytest.mark.parametrize(
    "filas",
    [
        [fila("Permanente", abril={"avance": 100}), fila(codigo="2", agosto={"texto": "Va."})],
        [fila(abril={"avance": 100}, agosto={"estado": "en_proceso"})],
    ],
)
def test_lo_que_se_declaro_y_hoy_no_se_conoce_no_es_que_nadie_lo_declarara(filas: Any) -> None:
    dicho = escrito(plan_de(*filas, vigencia=2026), AGOSTO)

    assert "no se conoce" in dicho.lower()
    assert not re.search(r"(?i)nadie lo declaró|nadie declaró porcentajes|declaró ninguno", dicho)


def test_un_blanco_combinado_comparte_lo_dicho_con_un_texto_y_no_un_numero_solo() -> None:
    arriba = fila(abril={"avance": 40}, agosto={"texto": "Se hizo."})
    metodologia = paac.modelo.Metodologia(cortes="cuatrimestral", blancos="combinadas")
    plan = plan_de(arriba, fila(codigo="2"), vigencia=2026)
    cifras = paac.analizar(plan, corte=AGOSTO, metodologia=metodologia).todo

    assert [una.fila.identificador for una in cifras.vencidas] == ["1"]
    assert [una.fila.identificador for una in cifras.por_determinar] == ["2"]


def test_de_lo_verificado_en_otro_corte_no_se_dice_que_nada_se_verifico() -> None:
    verificada = {"avance": 50, "verificacion": {"resultado": "verificada"}}
    filas = fila("31/12/2026", abril=verificada), fila("31/12/2026", "2", agosto={"avance": 50})
    dicho = escrito(plan_de(*filas, vigencia=2026), AGOSTO)

    assert "lo verificado sostiene al menos 25,0 %" in dicho
    assert "No consta verificación" not in dicho


def test_de_lo_que_estuvo_al_dia_no_se_dice_que_nadie_dijo_nada() -> None:
    dijo = {"estado": "cumplida", "avance": 100}
    plan = plan_de(fila("Semestral", agosto=dijo, diciembre={"texto": "Va."}), vigencia=2026)
    dicho = escrito(plan, DICIEMBRE)

    assert "estuvo al día y después sólo trae un texto" in dicho
    assert "nadie dijo su avance" not in dicho
    assert "sin avance ni estado" not in dicho


def test_el_cambio_contra_lo_publicado_dice_contra_que_y_cuantas_se_corrigieron() -> None:
    def con(abril: int) -> paac.Plan:
        return plan_de(
            fila("31/12/2026", abril={"avance": abril}, agosto={"avance": 60}), vigencia=2026
        )

    dicho = escrito(con(50), AGOSTO, anterior=con(20))

    assert "subió 40 puntos frente a lo publicado, con 1 corregida" in dicho


def test_lo_que_conserva_un_cero_en_proceso_no_se_sabe_si_empezo() -> None:
    dicho = escrito(
        plan_de(
            fila("31/12/2026", abril={"estado": "sin_avance"}, agosto={"estado": "en_proceso"})
        ),
        AGOSTO,
    )

    assert "se conoce el avance, que es 0 o 100" in dicho
    assert "no empezó" not in dicho


def test_un_sin_reporte_no_es_un_estado_que_se_declaro() -> None:
    filas = [
        fila("31/12/2026", agosto={"estado": "cumplida"}),
        fila("31/12/2026", codigo="2", agosto={"estado": "sin_reporte"}),
    ]
    assert "2 actividades que aplican se declaró el estado" not in escrito(plan_de(*filas), AGOSTO)


def test_revisar_un_guion_no_lo_vuelve_un_reporte() -> None:
    revision = {"resultado": "no_verificada", "nota": "Falta el acta."}
    guion = fila("31/12/2026", agosto={"texto": "-", "verificacion": revision})
    dicho = escrito(plan_de(guion, fila("31/12/2026", "2", agosto={"avance": 50})), AGOSTO)

    assert "las evidencias de 1 actividad en el período, ninguna con reporte" in dicho
    assert "se reportó algo de 1 de las 2" in dicho


def test_la_revision_que_no_es_del_ultimo_seguimiento_del_periodo_se_dice() -> None:
    junio = {"corte": "2026-06-30", "avance": 20}
    junio |= {"verificacion": {"resultado": "no_verificada", "nota": "Falta el acta."}}
    seguimientos = [junio, {"corte": str(AGOSTO), "texto": "Va."}]
    suya = actividad(codigo="1", fecha_programada="31/12/2026", seguimientos=seguimientos)

    assert "No verificada. Falta el acta." in escrito(plan_de(suya, vigencia=2026), AGOSTO)
