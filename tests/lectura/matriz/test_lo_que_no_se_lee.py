"""Lo que no es un plan ni un mapa se rechaza con lo que se buscó y lo que se halló (reglas 13 y 14).

Prueba ``lectura/matriz/lectura``, ``lectura/matriz/tablas`` y ``lectura/matriz/palabras``.
"""

import io
from typing import Any

import openpyxl
import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac

ROTULOS = "Código|Actividades|Meta|Responsable|Fecha programada"
UNA = "1.1|Publicar el mapa|Un mapa|Planeación|31/03/2026"


def fallas(*renglones: Any, **pedido: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_excel({"Hoja1": renglones}), **{"vigencia": 2026, "como": "plan", **pedido})
    return [str(falla) for falla in error.value.fallas]


@pytest.mark.parametrize(
    ("rotulos", "fila", "que_es"),
    [
        ("No.|Descripción|Placa|Serial|Responsable|Fecha", "1|Equipo|01|AX|Ana|1", "un inventario"),
        (
            "No. Hallazgo|Descripción hallazgo|Causa|Actividad|Fecha de inicio|Responsable",
            "1|Falta|Olvido|Corregir|22/01/2026|Ana",
            "un plan de mejoramiento",
        ),
        (
            "Versión|Fecha|Descripción|Responsable|Meta",
            "1|15/01/2026|Creación|Ana|x",
            "un control de cambios",
        ),
        (
            "No|Actividad|Responsable|Documentación aplicable|Registros|Controles|Insumos",
            "1|Recibir|Ana|Ley|Acta|Ver|x",
            "un procedimiento",
        ),
    ],
)
def test_una_tabla_de_otra_cosa_se_nombra(rotulos: str, fila: str, que_es: str) -> None:
    assert any(f"es {que_es}" in falla for falla in fallas(rotulos, fila))


def test_una_matriz_de_peligros_no_es_un_mapa() -> None:
    rotulos, fila = "Cargo|Peligro|Riesgo|Probabilidad|Impacto", "Conductor|Vías|Caída|Alta|Mayor"

    assert any("es una matriz de peligros" in f for f in fallas(rotulos, fila, como="mapa"))


def test_sin_meta_fecha_ni_seguimiento_no_es_un_plan() -> None:
    dichas = fallas("Código|Actividad|Responsable|Recursos", "1|Recibir|Ana|Papel")

    assert "se buscó una tabla con al menos tres rótulos conocidos" in dichas[0]
    assert "sus filas no traen meta, fecha, indicador ni seguimiento" in dichas[-1]


def test_lo_que_tarda_un_paso_no_es_una_fecha() -> None:
    assert fallas("No|Actividad|Responsable|Plazo", "1|Recibir|Ana|1 día", "2|Notificar|Ana|5 días")


def test_una_plantilla_sin_llenar_se_dice() -> None:
    assert fallas(ROTULOS, "||||") == [
        "hoja «Hoja1», fila 1: trae los rótulos de una matriz y ninguna fila: parece una plantilla"
        " sin llenar"
    ]


def test_lo_que_el_error_propone_da_las_filas() -> None:
    rotulos = (
        "No. Hallazgo|Descripción hallazgo|Causa|Acción correctiva|Fecha de inicio|Responsable"
    )
    fila = "1|Falta|Olvido|Corregir|22/01/2026|Ana"
    assert "diga sus columnas: columnas=…" in "".join(fallas(rotulos, fila))

    columnas = {"Acción correctiva": "actividad.descripcion"}
    leida = leer(en_excel({"Hoja1": [rotulos, fila]}), columnas=columnas)
    (actividad,) = actividades(leida)
    assert (actividad.descripcion, actividad.fecha_inicio) == ("Corregir", "22/01/2026")


def test_un_mapa_pedido_como_plan_dice_que_lo_es() -> None:
    dichas = fallas("Riesgo|Causa|Control|Probabilidad|Impacto", "Soborno|Falta|Ver|3|4")

    assert "es un mapa de riesgos y no un plan" in dichas[0]


def test_las_hojas_sin_rotulos_se_dicen_con_sus_filas() -> None:
    leida = leer(en_excel({"PAAC": [ROTULOS, UNA], "Notas": ["Una cosa|Otra", "x|y"]}))

    assert avisos(leida, "tabla_omitida") == [
        "hoja «Notas»: no trae los rótulos de la matriz (2 filas; una dice 'Una cosa', 'Otra'), y no"
        " se leyó"
    ]


def test_una_tabla_con_los_codigos_de_otra_y_sin_sus_rotulos_no_se_calla() -> None:
    rotulos = "Código|Actividad|Meta"
    siguen = ["1.2|Publicar el plan|Un plan", "1.3|Divulgarlo|Un acta"]
    leida = leer(en_excel({"Uno": [rotulos, "1.1|Hacer el plan|Un plan"], "Dos": siguen}))

    [aviso] = [uno for uno in leida.avisos if uno.codigo == "fila_sin_leer"]
    assert (aviso.peso, aviso.ruta) == ("por_fuera", "hoja «Dos»")
    assert "parece seguir a otra: repítaselos" in aviso.mensaje


def test_con_hoja_se_lee_solo_esa() -> None:
    hojas = {"Uno": [ROTULOS, UNA], "Dos": [ROTULOS, UNA.replace("mapa", "plan")]}
    leida = leer(en_excel(hojas), hoja="Dos")

    assert [a.descripcion for a in actividades(leida)] == ["Publicar el plan"]


def test_la_entidad_y_la_vigencia_las_dice_el_titulo_y_se_dice() -> None:
    titulo = "MUNICIPIO DE ALTORRIO - PLAN ANTICORRUPCIÓN 2026|<|<|<|<"
    leida = paac.leer(en_word([titulo, ROTULOS, UNA]))
    plan = leida.contenido

    assert (plan.entidad.nombre, plan.vigencia) == ("MUNICIPIO DE ALTORRIO", 2026)
    assert len(avisos(leida, "dato_supuesto")) == 2


def test_de_dos_vigencias_es_la_del_primer_titulo_que_la_dice() -> None:
    titulos = ("MUNICIPIO DE ALTORRIO|<|<|<|<", "Vigencia 2026|<|<|<|<", "Vigencia 2025|<|<|<|<")
    leida = paac.leer(en_word([*titulos, ROTULOS, UNA]))

    assert leida.contenido.vigencia == 2026
    de_la_vigencia = "la vigencia se tomó de lo que dice el documento: '2026'"
    assert any(de_la_vigencia in aviso.mensaje for aviso in leida.avisos)


def test_sin_entidad_se_pide() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="diga la entidad: entidad=… o --entidad"):
        paac.leer(en_word([ROTULOS, UNA]))


def test_la_hoja_oculta_se_lee_y_se_dice_y_la_copia_de_la_que_se_ve_no_se_cuenta() -> None:
    otra, copia = "1.2|Medir el mapa|Dos|Ana|30/06/2026", UNA.replace("Planeación", "Jurídica")
    hojas = {"Vieja": [ROTULOS, otra], "Copia": [ROTULOS, copia], "Plan": [ROTULOS, UNA]}
    libro = openpyxl.load_workbook(en_excel(hojas))
    libro["Vieja"].sheet_state = libro["Copia"].sheet_state = "hidden"
    libro["Plan"].column_dimensions["D"].hidden = True
    libro.save(archivo := io.BytesIO())
    leida = leer(io.BytesIO(archivo.getvalue()), vigencia=2026)

    assert [a.responsable for a in actividades(leida)] == ["Planeación", "Ana"]
    assert len(avisos(leida, "fila_repetida")) == len(avisos(leida, "lectura_dudosa")) == 1
    assert [str(a) for a in leida.avisos if a.codigo == "oculto_leido"] == [
        "hoja «Vieja»; hoja «Copia»: la hoja está oculta, y se leyó (1 fila); si sobra, bórrela",
        "hoja «Plan», columna D: la columna está oculta y se leyó",
    ]


def test_una_duda_nombra_todos_sus_lugares_y_una_nota_los_primeros() -> None:
    avances = [f"1.{n}|Hacer {n}|Una|Ana|31/03/2026|0,5" for n in range(1, 6)]
    filas = [f"{ROTULOS}|% de avance", *avances, *["7||0|||"] * 5]
    leida = leer(en_excel({"P": filas}), vigencia=2026)

    assert [a.ruta for a in leida.avisos if a.codigo in {"columna_dudosa", "fila_omitida"}] == [
        "; ".join(f"hoja «P», celda F{n}" for n in range(2, 7)),
        "hoja «P», fila 7; hoja «P», fila 8; hoja «P», fila 9 y 2 más",
    ]
