"""Los mapas de riesgos de otros: sus causas, controles, valoraciones y seguimientos.

Prueba ``lectura/matriz/registros`` y ``lectura/matriz/renglones``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.matrices import avisos, en_excel, leer

import paac_reportes as paac

ROTULOS = "Referencia|Riesgo|Causa|Control|Probabilidad inherente|Impacto inherente"
UNO = "R1|Perder un contrato|Llaves|Cerrar|3|4"
OTRO = "R2|Alterar un expediente|Nadie mira|Ver|2|3"


def mapa(*renglones: Any, **pedido: Any) -> paac.Lectura[Any]:
    return leer(en_excel({"Mapa": renglones}), **{"como": "mapa", "vigencia": 2026, **pedido})


def riesgos(leida: paac.Lectura[Any]) -> list[Any]:
    return [uno for proceso in leida.contenido.procesos for uno in proceso.riesgos]


def test_un_riesgo_combinado_sobre_sus_filas_lleva_lo_de_todas() -> None:
    leida = mapa(ROTULOS, UNO, "^|^|Puertas|Contar|^|^", OTRO)
    uno, otro = riesgos(leida)

    assert [causa.texto for causa in uno.causas] == ["Llaves", "Puertas"]
    assert [control.descripcion for control in uno.controles] == ["Cerrar", "Contar"]
    assert (uno.inherente.probabilidad, otro.referencia) == ("3", "R2")


def test_un_riesgo_repetido_en_cada_fila_es_uno() -> None:
    (uno,) = riesgos(mapa(ROTULOS, UNO, "R1|Perder un contrato|Puertas|Contar|3|4"))

    assert [control.descripcion for control in uno.controles] == ["Cerrar", "Contar"]


def test_una_celda_combinada_sobre_dos_riesgos_es_de_cada_uno() -> None:
    leida = mapa(ROTULOS, UNO, "R2|Alterar un expediente|^|Ver|2|3")

    assert [r.causas[0].texto for r in riesgos(leida)] == ["Llaves", "Llaves"]


def test_con_apellido_y_una_fila_por_control_el_residual_es_el_de_la_ultima() -> None:
    leida = mapa(
        "Referencia|Riesgo|Control|Probabilidad residual|Impacto residual|Causa",
        "R1|Soborno|Uno|Media|Mayor|Falta",
        "^|^|Dos|Baja|Menor|^",
    )
    (riesgo,) = riesgos(leida)

    assert (riesgo.residual.probabilidad, riesgo.residual.impacto) == ("Baja", "Menor")
    assert riesgo.extras == {"residual_probabilidad": "Media", "residual_impacto": "Mayor"}
    assert len(avisos(leida, "lectura_dudosa")) == 2


def test_sin_apellido_tras_varios_controles_no_hay_residual_y_se_dice() -> None:
    leida = mapa(
        "Referencia|Riesgo|Probabilidad|Impacto|Control|Probabilidad|Impacto",
        "R1|Soborno|Alta|Mayor|Uno|Media|Mayor",
        "^|^|^|^|Dos|Baja|Menor",
        "R2|Fraude|Alta|Mayor|Tres|Media|Menor",
    )
    varios, uno = riesgos(leida)

    assert (varios.residual, uno.residual.probabilidad) == (None, "Media")
    assert varios.extras == {
        "residual_probabilidad": "Media\nBaja",
        "residual_impacto": "Mayor\nMenor",
    }
    assert len(avisos(leida, "lectura_dudosa")) == 4


def test_el_porcentaje_es_del_eje_de_su_izquierda() -> None:
    (riesgo,) = riesgos(mapa(f"{ROTULOS}|%|Zona de riesgo", f"{UNO}|80 %|Alta"))

    assert (riesgo.inherente.impacto_pct, riesgo.inherente.zona) == (80, "Alta")


def test_la_fecha_de_seguimiento_bajo_el_plan_de_accion_es_lo_programado() -> None:
    leida = mapa(
        "Identificación|<|<|Plan de acción|<|<",
        "Referencia|Riesgo|Causa|Acción|Fecha seguimiento|Seguimiento",
        "R1|Soborno|Falta|Publicar|31/12/2026|Se publicó",
        corte=date(2026, 8, 31),
        columnas={"Riesgo": "riesgo.descripcion"},
    )
    (riesgo,) = riesgos(leida)

    assert [(s.corte, s.acciones_adelantadas) for s in riesgo.seguimientos] == [
        (date(2026, 8, 31), "Se publicó")
    ]
    assert riesgo.extras == {"acciones_fecha_seguimiento": "31/12/2026"}


@pytest.mark.parametrize(
    "debajo",
    [
        ["Escala|<|<|<|<|<", "|Muy alta|5|||", "|Baja|1|||"],
        ["|||||", "|Casi seguro|5|||", "|Probable|4|||"],
        ["|||||", "|Nivel|Descripción|||", "|Muy alta|Más de 80 %|||", "|Alta|60 a 80 %|||"],
        ["|Extremo||||", "|Rojo||||"],
        ["|||||", "|Ana Prueba Ruiz||Luis Prueba Díaz||", "|Secretaria||Alcalde Municipal||"],
        ["R7|. .||0|0|0", "R8||||0|"],
    ],
)
def test_una_escala_una_leyenda_unas_firmas_y_la_plantilla_no_son_riesgos(
    debajo: list[str],
) -> None:
    leida = mapa(ROTULOS, UNO, OTRO, *debajo)

    assert [r.referencia for r in riesgos(leida)] == ["R1", "R2"]
    assert {a.peso for a in leida.avisos if a.codigo in {"fila_omitida", "tabla_omitida"}} == {
        "nota"
    }


def test_una_hoja_de_opciones_junto_a_los_riesgos_no_es_de_riesgos() -> None:
    opciones = [
        "Riesgos|Causas|Probabilidad|Impacto",
        "Operativo|Interna|1|1",
        "Legal|Externa|2|2",
        "Imagen|||",
    ]
    leida = leer(en_excel({"Mapa": [ROTULOS, UNO, OTRO], "Opciones": opciones}), como="mapa")

    assert len(riesgos(leida)) == 2
    assert avisos(leida, "tabla_omitida") == [
        "hoja «Opciones»: es una lista de opciones y no se leyó: sus filas no dicen lo de cada riesgo"
    ]


def test_entre_el_titulo_y_los_grupos_puede_ir_el_codigo_del_formato() -> None:
    leida = mapa(
        "MAPA DE RIESGOS|<|<|<|<|<",
        "Código|F-1|Versión|2||",
        "Identificación|<|<|Controles|Análisis|<",
        ROTULOS,
        UNO,
    )

    assert [r.descripcion for r in riesgos(leida)] == ["Perder un contrato"]


@pytest.mark.parametrize(
    ("encima", "proceso"),
    [
        (["Proceso:|Compras||||"], "Compras"),
        (["NOMBRE DEL PROCESO|OBJETIVO DEL PROCESO||||", "Compras|Comprar bien||||"], "Compras"),
        (["MAPA DE RIESGOS - PROCESO: Compras|<|<|<|<|<"], "Compras"),
        ([], "Sin proceso"),
    ],
)
def test_el_proceso_lo_dice_un_rotulo_de_encima(encima: list[str], proceso: str) -> None:
    leida = mapa(*encima, ROTULOS, UNO)

    assert [p.nombre for p in leida.contenido.procesos] == [proceso]
    assert bool(avisos(leida, "lugar_supuesto")) is (not encima)


def test_una_franja_es_el_proceso_o_va_a_los_extras_de_los_de_debajo() -> None:
    leida = mapa(
        ROTULOS, "Proceso: Compras|<|<|<|<|<", UNO, "RIESGOS DE CORRUPCIÓN|<|<|<|<|<", OTRO
    )

    assert [(p.nombre, [r.extras for r in p.riesgos]) for p in leida.contenido.procesos] == [
        ("Compras", [{}, {"franja": "RIESGOS DE CORRUPCIÓN"}])
    ]


def test_el_seguimiento_de_un_riesgo_es_del_lider_y_se_dice() -> None:
    leida = mapa(f"{ROTULOS}|Acciones adelantadas", f"{UNO}|Se cerró", corte=date(2026, 4, 30))
    (riesgo,) = riesgos(leida)

    assert (riesgo.seguimientos[0].quien, riesgo.seguimientos[0].acciones_adelantadas) == (
        "lider",
        "Se cerró",
    )
    assert len(avisos(leida, "dato_supuesto")) == 1
