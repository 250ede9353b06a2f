"""Qué filas son de datos, cuáles no y de quién es cada una (reglas 4 a 8 y 11).

Prueba ``lectura/matriz/renglones``, ``lectura/matriz/franjas``, ``lectura/matriz/lectura``, ``lectura/matriz/registros`` y ``lectura/matriz/palabras``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac

ROTULOS = "Código|Actividades|Meta|Responsable|Fecha programada"
UNA = "1.1|Publicar el mapa|Un mapa|Planeación|31/03/2026"
OTRA = "1.2|Revisar los controles|Dos actas|Control Interno|30/06/2026"
CORTE = date(2026, 8, 31)


def plan(*renglones: Any, **pedido: Any) -> paac.Lectura[Any]:
    return leer(en_excel({"PAAC": renglones}), **{"vigencia": 2026, **pedido})


def textos(leida: paac.Lectura[Any]) -> list[str]:
    return [fila.descripcion for fila in actividades(leida)]


def lugares(leida: paac.Lectura[Any]) -> list[tuple[Any, ...]]:
    """De cada fila, el número y el nombre de su componente, su subcomponente y su texto."""
    return [
        (componente.numero, componente.nombre, sub.nombre, fila.descripcion)
        for _, componente in leida.contenido.tablas()
        for sub in componente.subcomponentes
        for fila in sub.actividades
    ]


# ------------------------------------------------------------------ lo que no es una fila


@pytest.mark.parametrize(
    ("fila", "motivo"),
    [
        ("1|2|3|4|5", "numera las columnas"),
        ("N° 1|N° 2|N° 3|N° 4|N° 5", "numera las columnas"),
        ("Escriba el código|Describa|Un producto|Un cargo|DD/MM/AA", "dice cómo se llena"),
        ("Total actividades: 21||||", "es un total"),
        ("Total||2||", "es un total"),
        ("7||0||", "sólo trae su número o un cálculo"),
        ("Fase uno|Fase uno|||", "repite un texto en dos celdas"),
    ],
)
def test_lo_que_no_es_una_fila_se_dice_y_la_tabla_sigue(fila: str, motivo: str) -> None:
    leida = plan(ROTULOS, fila, UNA, OTRA)

    assert textos(leida) == ["Publicar el mapa", "Revisar los controles"]
    (aviso,) = avisos(leida, "fila_omitida")
    assert aviso.startswith(f"hoja «PAAC», fila 2: {motivo}, y no se leyó: ")


@pytest.mark.parametrize(
    ("pie", "motivo"),
    [
        ("*Nota: las fechas son estimadas||||", "es una nota o una firma"),
        ("Elaboró: Ana Prueba|Revisó: Luis Prueba|||", "es una nota o una firma"),
        ("Nombre|Cargo|Firma||", "es una nota o una firma"),
        ("F-PL-03 V.2||||", "es el código del formato"),
        ("Nombre del responsable:||Teléfono:||", "es un rótulo sin nada al lado"),
    ],
)
def test_debajo_de_un_pie_no_se_lee_nada_hasta_otra_fila_con_su_codigo(
    pie: str, motivo: str
) -> None:
    leida = plan(ROTULOS, UNA, pie, "|Secretaria Jurídica|Alcalde||", OTRA)

    assert textos(leida) == ["Publicar el mapa", "Revisar los controles"]
    assert [a.partition(": ")[2].partition(",")[0] for a in avisos(leida, "fila_omitida")] == [
        motivo,
        "va bajo una nota o una firma",
    ]


def test_las_firmas_tras_un_blanco_no_son_filas() -> None:
    leida = plan(ROTULOS, UNA, OTRA, "||||", "|Ana Prueba Ruiz||Luis Prueba Díaz|")

    assert len(textos(leida)) == 2
    assert [a.peso for a in leida.avisos if a.codigo == "fila_omitida"] == ["nota"]


def test_un_texto_suelto_tras_un_blanco_no_es_una_firma() -> None:
    leida = plan(ROTULOS.replace("Código|", ""), UNA[4:], "|||", "|||y después en mayo")

    assert [a.peso for a in leida.avisos if a.codigo == "fila_sin_leer"] == ["por_fuera"]


def test_elaborar_el_mapa_es_una_actividad_y_no_una_firma() -> None:
    assert textos(plan(ROTULOS, "1.1|Elaborar el mapa|Uno|Ana|31/03/2026")) == ["Elaborar el mapa"]


def test_una_fila_con_algo_y_sin_su_actividad_se_dice_y_pesa() -> None:
    leida = plan(ROTULOS, UNA, "1.3||Un acta|Planeación|31/03/2026", OTRA)

    assert len(textos(leida)) == 2
    assert [(str(a), a.peso) for a in leida.avisos if a.codigo == "fila_sin_leer"] == [
        (
            "hoja «PAAC», fila 3: no dice su actividad, y no se leyó:"
            " '1.3 | Un acta | Planeación | 31/03/2026'",
            "por_fuera",
        )
    ]


def test_la_fila_con_sus_celdas_corridas_se_dice_y_no_se_lee() -> None:
    leida = plan(ROTULOS, UNA, "Política|1.4|Publicar|Planeación|31/03/2026")

    assert textos(leida) == ["Publicar el mapa"]
    assert "sus celdas pueden estar corridas" in avisos(leida, "fila_sin_leer")[0]


# ------------------------------------------------------------------ las franjas


def test_una_franja_numerada_sigue_la_serie_de_componentes() -> None:
    filas = [f"{n}.1|Hacer {n}|Una|Ana|31/03/2026" for n in (1, 2, 6)]
    leida = plan(
        "1. Gestión del riesgo|<|<|<|<",
        ROTULOS,
        filas[0],
        "2. Redes y articulación|<|<|<|<",
        filas[1],
        "6. Integridad pública|<|<|<|<",
        filas[2],
    )

    assert lugares(leida) == [
        (1, "Gestión del riesgo", None, "Hacer 1"),
        (2, "Redes y articulación", None, "Hacer 2"),
        (6, "Integridad pública", None, "Hacer 6"),
    ]


def test_tras_la_palabra_componente_las_numeradas_son_subcomponentes() -> None:
    leida = plan(
        "Componente 1: Riesgos|<|<|<|<",
        ROTULOS,
        "1. Política|<|<|<|<",
        UNA,
        "2. Construcción|<|<|<|<",
        OTRA,
    )

    assert lugares(leida) == [
        (1, "Riesgos", "1. Política", "Publicar el mapa"),
        (1, "Riesgos", "2. Construcción", "Revisar los controles"),
    ]
    assert avisos(leida, "lugar_supuesto") == [
        "hoja «PAAC», celda A5: 'Construcción' se leyó como un subcomponente, y puede ser un"
        " componente"
    ]


def test_un_componente_en_la_columna_de_las_actividades_es_una_franja() -> None:
    leida = plan(
        "Componente 5: Transparencia|<|<|<|<", ROTULOS, UNA, "|COMPONENTE 6. INTEGRIDAD|||", OTRA
    )

    assert [lugar[:2] for lugar in lugares(leida)] == [(5, "Transparencia"), (6, "INTEGRIDAD")]


def test_una_franja_que_no_se_conoce_se_dice() -> None:
    leida = plan(ROTULOS, UNA, "Estrategia transversal de la entidad|<|<|<|<", OTRA)

    assert len(textos(leida)) == 2
    assert avisos(leida, "fila_omitida") == [
        "hoja «PAAC», fila 3: no se sabe de qué es, y no se leyó: 'Estrategia transversal de la entidad'"
    ]


def test_lo_que_va_bajo_instrucciones_no_es_de_la_matriz() -> None:
    leida = plan(ROTULOS, UNA, "Instrucciones|<|<|<|<", "1|Escriba la actividad|x|y|z")

    assert textos(leida) == ["Publicar el mapa"]
    assert avisos(leida, "tabla_omitida") == [
        "hoja «PAAC», fila 3: desde aquí no hay filas de la matriz, y no se leyó (2 filas): 'Instrucciones'"
    ]


def test_el_subcomponente_partido_en_dos_celdas_es_uno() -> None:
    leida = plan(
        f"Subcomponente|{ROTULOS}",
        f"SUBCOMPONENTE 1|{UNA}",
        f"POLÍTICA|{OTRA}",
        "SUBCOMPONENTE 2|2.1|Medir|Una|Ana|31/03/2026",
    )

    nombres = ["SUBCOMPONENTE 1 POLÍTICA", "SUBCOMPONENTE 1 POLÍTICA", "SUBCOMPONENTE 2"]
    assert [lugar[2] for lugar in lugares(leida)] == nombres
    assert avisos(leida, "lugar_supuesto")[0].startswith("hoja «PAAC», celda A3: se leyó como")


# ------------------------------------------------------------------ de quién es cada fila


def test_un_blanco_es_lo_de_arriba_y_nunca_el_subcomponente_de_otro_componente() -> None:
    leida = plan(
        f"Componente|Subcomponente|{ROTULOS}",
        f"1. Riesgos|Política|{UNA}",
        f"||{OTRA}",
        "2. Trámites||2.1|Medir|Una|Ana|31/03/2026",
    )

    assert lugares(leida) == [
        (1, "Riesgos", "Política", "Publicar el mapa"),
        (1, "Riesgos", "Política", "Revisar los controles"),
        (2, "Trámites", None, "Medir"),
    ]
    assert avisos(leida, "dato_de_arriba") == [
        "hoja «PAAC», columna A; hoja «PAAC», columna B: 1 fila en blanco: se tomó lo de arriba"
    ]


def test_una_actividad_combinada_sobre_sus_indicadores_es_una_fila_por_cada_uno() -> None:
    leida = plan(
        "Código|Actividad|Indicador|Meta|Fecha programada",
        "1.1|Publicar|Mapas|10|30/06/2026",
        "^|^|Actas|20|30/09/2026",
    )

    assert [(a.descripcion, a.indicador, a.meta) for a in actividades(leida)] == [
        ("Publicar", "Mapas", "10"),
        ("Publicar", "Actas", "20"),
    ]


def test_un_dato_combinado_sobre_varias_filas_o_columnas_es_de_cada_una() -> None:
    leida = plan(
        f"{ROTULOS}|% de avance",
        "1.1|Publicar|Un mapa|<|31/03/2026|50%",
        "1.2|Revisar|Dos|Ana|31/03/2026|^",
        corte=CORTE,
    )

    assert [(a.meta, a.responsable, a.seguimientos[0].avance) for a in actividades(leida)] == [
        ("Un mapa", "Un mapa", 50),
        ("Dos", "Ana", 50),
    ]
    assert [a.partition(": ")[2] for a in avisos(leida, "celda_combinada")] == [
        "está combinada sobre varias columnas: lo que dice es de cada una",
        "está combinada sobre varias filas: lo que dice es de cada una",
    ]


def test_un_texto_solo_de_seguimiento_sigue_al_de_arriba_en_otro_renglon() -> None:
    leida = plan(f"{ROTULOS}|Seguimiento", f"{UNA}|Va", "|||||y sigue", f"{OTRA}|Bien", corte=CORTE)

    assert [a.seguimientos[0].texto for a in actividades(leida)] == ["Va\ny sigue", "Bien"]
    assert len(avisos(leida, "fila_continuada")) == 1


def test_la_primera_tras_rotulos_repetidos_y_sin_codigo_se_une_a_la_de_antes() -> None:
    primera = [ROTULOS, "1.1|Publicar el mapa de|Un|Ana|31/03/2026"]
    segunda = [ROTULOS, "|riesgos en la web|mapa||", OTRA]
    leida = leer(en_word(primera, segunda), vigencia=2026)

    assert [(a.descripcion, a.meta) for a in actividades(leida)] == [
        ("Publicar el mapa de riesgos en la web", "Un mapa"),
        ("Revisar los controles", "Dos actas"),
    ]
    assert len(avisos(leida, "fila_continuada")) == 1


@pytest.mark.parametrize("rotulo", ["Dependencia:", "Dependencia"])
def test_la_dependencia_la_dice_un_rotulo_y_el_componente_su_hoja(rotulo: str) -> None:
    encima = f"{rotulo}|Secretaría de Salud|||"
    hojas = {"Riesgos": [encima, ROTULOS, UNA], "Rendición": [encima, ROTULOS, OTRA]}
    leida = leer(en_excel(hojas), vigencia=2026)
    (dependencia,) = leida.contenido.dependencias

    assert dependencia.nombre == "Secretaría de Salud"
    assert [componente.nombre for componente in dependencia.componentes] == list(hojas)


def test_en_word_cada_titulo_cambia_de_dependencia() -> None:
    tabla = [ROTULOS, UNA]
    bloques = ("# SECRETARÍA DE SALUD", tabla, "# SECRETARÍA DE HACIENDA", tabla)
    leida = leer(en_word(*bloques), vigencia=2026)

    assert [d.nombre for d in leida.contenido.dependencias] == [
        "SECRETARÍA DE SALUD",
        "SECRETARÍA DE HACIENDA",
    ]
    assert textos(leida) == ["Publicar el mapa"] * 2


def test_la_fila_sin_dependencia_donde_otras_la_dicen_se_lee_y_se_dice() -> None:
    leida = plan(f"Dependencia|{ROTULOS}", f"|{UNA}", f"Salud|{OTRA}")

    assert [d.nombre for d in leida.contenido.dependencias] == ["Sin dependencia", "Salud"]
    assert len(avisos(leida, "lugar_supuesto")) == 1


@pytest.mark.parametrize("hoja", ["Hoja1", "Seguimiento abril", "PAAC 2026"])
def test_el_nombre_de_una_hoja_que_no_dice_de_que_es_no_es_un_componente(hoja: str) -> None:
    hojas = {hoja: [ROTULOS, UNA], "2. Trámites": [ROTULOS, OTRA]}
    leida = leer(en_excel(hojas), vigencia=2026)

    assert [c.nombre for c in leida.contenido.componentes] == [None, "Trámites"]


# ------------------------------------------------------------------ los valores


def test_idem_es_lo_de_arriba_y_se_dice() -> None:
    leida = plan(ROTULOS, UNA, "1.2|Revisar|Dos|Igual al anterior|30/06/2026")

    assert actividades(leida)[1].responsable == "Planeación"
    assert len(avisos(leida, "dato_supuesto")) == 1


def test_lo_que_no_es_de_su_dato_va_a_los_extras_y_se_dice() -> None:
    leida = plan(
        f"{ROTULOS}|Estado|% de avance", f"{UNA}|A medias|50%", f"{OTRA}|Cumplida|100%", corte=CORTE
    )

    (primero,), (segundo,) = (a.seguimientos for a in actividades(leida))
    assert (primero.estado, primero.extras, segundo.estado) == (
        None,
        {"estado": "A medias"},
        "cumplida",
    )
    assert len(avisos(leida, "celda_ilegible")) == 1


def test_los_meses_con_una_marca_son_sus_fechas() -> None:
    leida = plan("Código|Actividad|Meta|Ene|Feb|Mar", "1|Publicar|Una|X||X")

    assert actividades(leida)[0].fecha_programada == "31/01/2026, 31/03/2026"


@pytest.mark.parametrize("en_medio", [(), (ROTULOS,)])
def test_la_fila_que_pasa_de_pagina_es_una(en_medio: tuple[str, ...]) -> None:
    """Como un Excel nuestro: la más alta que su página sigue en «1.1 (cont.)»."""
    resto = "1.1 (cont.)|de la entidad|Un mapa (continúa)||31/03/2026 (continúa)"
    leida = plan(ROTULOS, UNA, *en_medio, resto, OTRA)

    assert textos(leida) == ["Publicar el mapa de la entidad", "Revisar los controles"]
    assert [fila.meta for fila in actividades(leida)] == ["Un mapa", "Dos actas"]
