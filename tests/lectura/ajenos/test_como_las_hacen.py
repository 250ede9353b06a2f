"""Lo más corriente en las matrices de las oficinas, que no es lo de la guía."""

from datetime import date

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac


def test_una_hoja_de_otros_rotulos_no_se_lee_con_los_de_la_anterior() -> None:
    leido = leer(
        en_excel(
            {
                "Una": ["N°|Actividades|Meta|Responsable", "1.1|Ver|Una|A"],
                "Otra": ["Municipio de M|||", "N°|Por hacer|Responsable|Plazo", "2.1|Oír|B|Mayo"],
            }
        )
    )

    assert [fila.descripcion for fila in actividades(leido)] == ["Ver"]
    assert avisos(leido, "tabla_sin_leer") == [
        "hoja «Otra»: no es una matriz del plan y no se leyó; su primera fila de varias celdas es"
        " 'N°', 'Por hacer', 'Responsable', 'Plazo'"
    ]


def test_el_titulo_de_una_hoja_sin_rotulos_no_es_una_actividad() -> None:
    leido = leer(
        en_excel(
            {
                "Una": ["N°|Actividades|Meta|Responsable", "1.1|Ver|Una|A"],
                "Otra": ["Municipio de M|||", "Matriz de todos|||", "2.1|Oír|Dos|B"],
            }
        )
    )

    assert [fila.descripcion for fila in actividades(leido)] == ["Ver", "Oír"]
    assert avisos(leido, "fila_sin_leer") == [
        "hoja «Otra», fila 1: va sola, aparte de las demás filas, y no se leyó: 'Municipio de M'",
        "hoja «Otra», fila 2: va sola, aparte de las demás filas, y no se leyó: 'Matriz de todos'",
    ]


ABRIL, AGOSTO, DICIEMBRE = date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31)
ALTERNAS = [
    "Actividad|Responsable|Avance 30/04/2026|%|Soportes|Avance 31/08/2026|%|Soportes",
    "Ver|A|Uno|25|Acta 1|Dos|50|Acta 2",
]


def test_se_dice_de_que_corte_se_leyo_la_columna_que_no_lo_dice() -> None:
    leido = leer(en_word(ALTERNAS))

    assert avisos(leido, "dato_supuesto")[0] == (
        "tabla 1, columna 4: «%» no dice su corte: se leyó como de 2026-04-30, el de su grupo"
    )


def test_los_cuatrimestres_sin_vigencia_la_piden_aunque_se_diga_un_corte() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(
            en_word(
                [
                    "Actividad|Meta|Avance primer cuatrimestre|Avance segundo cuatrimestre",
                    "Ver|1|Uno|Dos",
                ]
            ),
            corte=AGOSTO,
        )

    assert str(error.value) == (
        "tabla 1, columna 4: «Avance segundo cuatrimestre» es de un seguimiento y no se sabe de"
        " qué corte; diga la vigencia: vigencia=… o --vigencia"
    )


def test_el_unico_corte_que_nombra_la_tabla_es_el_de_todas_sus_columnas() -> None:
    leido = leer(
        en_word(["Actividad|Meta|Estado|Seguimiento 30/04/2026", "Ver|1|Cumplida|Se vio"]),
        corte=DICIEMBRE,
    )

    assert [(s.corte, s.estado, s.texto) for s in actividades(leido)[0].seguimientos] == [
        (ABRIL, "cumplida", "Se vio")
    ]


def test_una_columna_del_plan_por_medio_no_deja_saber_de_que_corte_es_la_siguiente() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="columna 5: «Observaciones» es de un segui"):
        leer(
            en_word(
                [
                    "Actividad|Avance 30/04/2026|Avance 31/08/2026|Responsable|Observaciones",
                    "Ver|Uno|Dos|A|Bien",
                ]
            )
        )


def test_dos_columnas_del_mismo_dato_y_corte_no_se_juntan() -> None:
    leido = leer(
        en_word(
            [
                "Actividad|Seguimiento|Meta|Seguimiento 30/04/2026|Seguimiento 31/08/2026",
                "Ver|Cero|1|Uno|Dos",
            ]
        ),
        corte=AGOSTO,
    )

    (fila,) = actividades(leido)
    assert [uno.texto for uno in fila.seguimientos] == ["Uno", "Dos"]
    assert dict(fila.extras) == {"seguimiento": "Cero"}
    assert avisos(leido, "lectura_dudosa") == [
        "tabla 1, columna 2: «Seguimiento»: otra columna ya trae seguimiento.texto del corte"
        " 2026-08-31; una celda quedó en extras.seguimiento; diga qué es: columnas=… o --columnas"
    ]


def test_el_numero_de_una_hoja_es_el_de_su_componente() -> None:
    matriz = ["N°|Actividades|Meta|Responsable", "1.1|Ver|Una|A"]

    plan = leer(en_excel({"1. RIESGOS": matriz, "3. OTRO": matriz, "2026 más": matriz})).contenido

    assert [(uno.numero, uno.nombre) for uno in plan.componentes] == [
        (1, "RIESGOS"),
        (3, "OTRO"),
        (None, "2026 más"),
    ]
