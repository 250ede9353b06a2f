"""Lo que está dos veces se lee una, y lo que difiere se dice con sus dos celdas (regla 9).

Prueba ``lectura/matriz/registros``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, leer

import paac_reportes as paac

ROTULOS = "Código|Actividades|Meta|Responsable|Fecha programada"
UNA = "1.1|Publicar el mapa|Un mapa|Planeación|31/03/2026"
OTRA = "1.2|Revisar los controles|Dos actas|Control Interno|30/06/2026"


def libro(hojas: dict[str, list[str]], **pedido: Any) -> paac.Lectura[Any]:
    return leer(en_excel(hojas), **{"vigencia": 2026, **pedido})


@pytest.mark.parametrize("copia", ["PAAC (2)", "Copia de PAAC", "BACKUP"])
def test_una_hoja_copiada_no_dobla_las_filas(copia: str) -> None:
    leida = libro({"PAAC": [ROTULOS, UNA, OTRA], copia: [ROTULOS, UNA, OTRA]})

    assert len(actividades(leida)) == 2
    assert avisos(leida, "fila_repetida") == [
        f"hoja «{copia}», fila 2: es la de hoja «PAAC», fila 2: se leyó una vez",
        f"hoja «{copia}», fila 3: es la de hoja «PAAC», fila 3: se leyó una vez",
    ]


def test_las_filas_otra_vez_debajo_de_si_mismas_se_leen_una() -> None:
    assert len(actividades(libro({"PAAC": [ROTULOS, UNA, OTRA, UNA, OTRA]}))) == 2


def test_una_hoja_por_corte_es_una_fila_con_dos_seguimientos() -> None:
    rotulos = f"{ROTULOS}|Seguimiento|% de avance"
    leida = libro(
        {
            "Abril": [rotulos, f"{UNA}|Va|50%", f"{OTRA}|Va|75%"],
            "Agosto": [rotulos, f"{UNA}|Listo|100%", f"{OTRA}|Listo|100%"],
        }
    )

    assert [[(s.corte, s.avance) for s in a.seguimientos] for a in actividades(leida)] == [
        [(date(2026, 4, 30), 50), (date(2026, 8, 31), 100)],
        [(date(2026, 4, 30), 75), (date(2026, 8, 31), 100)],
    ]


def test_lo_planeado_en_una_hoja_y_seguido_en_otra_es_una_fila() -> None:
    seguido = ["Código|Actividades|Seguimiento|Estado", "1.1|Publicar el mapa|Va|En proceso"]
    leida = libro({"Plan": [ROTULOS, UNA], "Seguimiento": seguido}, corte=date(2026, 8, 31))

    (fila,) = actividades(leida)
    assert (fila.meta, fila.seguimientos[0].texto) == ("Un mapa", "Va")


def test_lo_que_difiere_en_un_seguimiento_se_dice_con_sus_dos_celdas_y_la_copia_cede() -> None:
    rotulos = f"{ROTULOS}|Seguimiento 30/04/2026"
    leida = libro({"Copia de PAAC": [rotulos, f"{UNA}|Otra"], "PAAC": [rotulos, f"{UNA}|Va"]})

    assert actividades(leida)[0].seguimientos[0].texto == "Va"
    assert avisos(leida, "lectura_dudosa") == [
        "hoja «Copia de PAAC», celda F2: dice 'Otra', y hoja «PAAC», celda F2 dice 'Va': se tomó lo"
        " primero"
    ]


def test_lo_que_difiere_en_la_meta_son_dos_filas_y_se_dice() -> None:
    otra_meta = UNA.replace("Un mapa", "Tres mapas")
    leida = libro({"PAAC": [ROTULOS, UNA, OTRA], "Versión 2": [ROTULOS, otra_meta, OTRA]})

    assert [a.meta for a in actividades(leida)] == ["Un mapa", "Dos actas", "Tres mapas"]
    assert "difiere en su meta" in avisos(leida, "fila_repetida")[0]


def test_filas_iguales_de_dos_dependencias_son_dos() -> None:
    hojas = {
        hoja: [f"Dependencia:|Secretaría de {hoja}|||", ROTULOS, UNA]
        for hoja in ("Salud", "Hacienda")
    }

    assert len(actividades(libro(hojas))) == 2


# ------------------------------------------------------------------ una fase por hoja

FASES = {
    "IDENTIFICACIÓN": ["No.|Riesgo|Causas|Consecuencias", "R1|Soborno|Falta|Sanción"],
    "ANÁLISIS": ["No.|Riesgo|Probabilidad|Impacto|Zona de riesgo", "R1|Soborno|3|4|Alta"],
    "MAPA": [
        "No.|Riesgo|Controles|Probabilidad residual|Impacto residual",
        "R1|Soborno|Revisar|1|4",
    ],
}


def mapa(hojas: dict[str, list[str]]) -> tuple[paac.Lectura[Any], list[Any]]:
    leida = leer(en_excel(hojas), como="mapa")
    return leida, [riesgo for proceso in leida.contenido.procesos for riesgo in proceso.riesgos]


def test_una_hoja_por_fase_con_la_misma_referencia_y_nombre_es_un_riesgo() -> None:
    _, (riesgo,) = mapa(FASES)

    assert (riesgo.causas[0].texto, riesgo.inherente.zona, riesgo.controles[0].descripcion) == (
        "Falta",
        "Alta",
        "Revisar",
    )
    assert riesgo.residual.probabilidad == "1"


def test_la_fase_que_solo_dice_los_controles_o_las_acciones_es_de_sus_riesgos() -> None:
    solas = {
        "CONTROLES": ["No.|Riesgo|Control existente", "R1|Soborno|Rotar"],
        "PLAN": ["No.|Riesgo|Acciones|Responsable de la acción", "R1|Soborno|Capacitar|Ana"],
    }
    _, (riesgo,) = mapa({"RIESGOS": FASES["IDENTIFICACIÓN"], **solas})

    assert [control.descripcion for control in riesgo.controles] == ["Rotar"]
    assert [accion.descripcion for accion in riesgo.acciones] == ["Capacitar"]


def test_la_misma_referencia_con_otro_nombre_es_otro_riesgo_y_se_dice() -> None:
    fases = {**FASES, "ANÁLISIS": [FASES["ANÁLISIS"][0], "R1|Fraude|3|4|Alta"]}
    leida, riesgos = mapa(fases)

    assert [r.descripcion for r in riesgos] == ["Soborno", "Fraude"]
    assert "de otro riesgo, con otro nombre: quedó aparte" in avisos(leida, "fila_repetida")[0]


def test_el_mismo_nombre_con_otra_referencia_es_un_riesgo_y_rige_la_primera() -> None:
    fases = {**FASES, "ANÁLISIS": [FASES["ANÁLISIS"][0], "R7|Soborno|3|4|Alta"]}
    leida, (riesgo,) = mapa(fases)

    assert (riesgo.referencia, riesgo.inherente.zona) == ("R1", "Alta")
    assert "dice la referencia 'r7'" in avisos(leida, "lectura_dudosa")[0]


def test_la_tabla_que_solo_dice_la_referencia_se_une_al_riesgo_que_la_tiene() -> None:
    leida, (riesgo,) = mapa(
        {
            "Mapa": ["No.|Riesgo|Causas|Probabilidad|Impacto", "R1|Soborno|Falta|3|4"],
            "Controles": [
                "No.|Control|Probabilidad residual|Impacto residual",
                "R1|Revisar|1|4",
                "R9|Mirar|1|4",
            ],
        }
    )

    assert riesgo.controles[0].descripcion == "Revisar"
    assert avisos(leida, "fila_sin_leer") == [
        "hoja «Controles», fila 3: sólo dice la referencia 'r9', y ningún riesgo la tiene"
    ]
