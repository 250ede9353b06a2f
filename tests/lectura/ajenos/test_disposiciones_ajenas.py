"""Veinticuatro disposiciones de las oficinas: cada fila de un plan, y ninguna de lo que no lo es."""

import io
from typing import Any

import pytest
from ayudas.disposiciones_ajenas import NO_SON_PLANES, PLANES
from ayudas.libros_ajenos import Cuenta, Libro, cuenta, filas_de
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac

EN_WORD = {nombre: libro for nombre, libro in PLANES.items() if len(libro.hojas) == 1}


def de_word(libro: Libro) -> io.BytesIO:
    return en_word(*libro.hojas.values())


def leido(documento: io.BytesIO) -> Any:
    return leer(documento, vigencia=2026)


@pytest.mark.parametrize("libro", PLANES.values(), ids=PLANES)
def test_de_un_plan_en_excel_vuelve_cada_fila(libro: Libro) -> None:
    assert cuenta(libro.filas, filas_de(leido(en_excel(libro.hojas)))) == Cuenta(
        len(libro.filas), 0, 0, 0
    )


@pytest.mark.parametrize("libro", EN_WORD.values(), ids=EN_WORD)
def test_de_un_plan_en_word_vuelve_cada_fila(libro: Libro) -> None:
    assert cuenta(libro.filas, filas_de(leido(de_word(libro)))) == Cuenta(len(libro.filas), 0, 0, 0)


@pytest.mark.una_de_cada("libro")
@pytest.mark.parametrize("en", [lambda libro: en_excel(libro.hojas), de_word], ids=["xlsx", "docx"])
@pytest.mark.parametrize("libro", NO_SON_PLANES.values(), ids=NO_SON_PLANES)
def test_de_lo_que_no_es_un_plan_no_sale_ninguno(libro: Libro, en: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(en(libro), entidad="M", vigencia=2026)

    assert {falla.codigo for falla in error.value.fallas} <= {"sin_matriz", "matriz_sin_filas"}


TAREAS = ["Actividad|Dependencia|Responsable", "Ver|Archivo|A", "Oír|Archivo|B"]


def test_lo_que_no_pregunta_nada_de_un_plan_se_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_excel({"Hoja1": TAREAS}))

    assert str(error.value).splitlines()[1] == (
        "hoja «Hoja1»: no es una matriz del plan y no se leyó: parece una lista de tareas: ninguna"
        " fila trae meta, fecha, avance ni indicador"
    )


@pytest.mark.parametrize(
    ("columna", "celda"),
    [
        ("Meta", "Una"),
        ("Plazo", "31/12/2026"),
        ("Fecha de ejecución", "20/05/2026"),
        ("Indicador", "Vistas"),
        ("% de avance 30/04/2026", "50 %"),
        ("Seguimiento 30/04/2026", "Se vio"),
        ("Mar", "x"),
    ],
)
def test_basta_que_una_fila_responda_algo_de_un_plan(columna: str, celda: str) -> None:
    renglones = [
        f"Ítem|Actividad|Responsable|{columna}",
        "1|Publicar el plan|A|",
        f"2|Rendir cuentas|B|{celda}",
    ]

    filas = actividades(leido(en_excel({"Hoja1": renglones})))

    assert [fila.descripcion for fila in filas] == ["Publicar el plan", "Rendir cuentas"]


def test_un_titulo_que_nombra_el_plan_basta_si_nada_dice_que_es_otra_cosa() -> None:
    titulo = "Plan Anticorrupción y de Atención al Ciudadano|<|<|<"

    assert len(actividades(leido(en_excel({"Hoja1": [titulo, *TAREAS]})))) == 2
    procedimiento = ["N°|Actividad|Entradas|Responsable", "1|Ver|Plan|A", "2|Oír|Plan|B"]
    with pytest.raises(paac.ErrorDeEntrada, match="parece un procedimiento"):
        leido(en_excel({"Hoja1": [titulo, *procedimiento]}))


def test_lo_que_alguien_dice_de_las_columnas_manda() -> None:
    columnas = {"Dependencia": "actividad.responsable"}

    assert len(actividades(leer(en_excel({"Hoja1": TAREAS}), columnas=columnas))) == 2


def test_la_casilla_de_que_no_se_hizo_no_es_un_codigo() -> None:
    libro = PLANES["con las casillas de cumplida"]
    leida = leido(en_excel(libro.hojas))

    assert [(fila.codigo, dict(fila.extras)) for fila in actividades(leida)] == [
        ("1.1", {"cumplida_si": "X"}),
        ("1.2", {"cumplida_no": "X"}),
    ]


def test_el_renglon_que_solo_trae_su_numero_no_es_una_actividad() -> None:
    renglones = ["N°|Actividad|Meta|Plazo", "1|Publicar el plan|1|Mayo", "2|||", "1.3|||"]
    leida = leido(en_excel({"Hoja1": renglones}))

    # «1.3» sí puede ser un código, de una fila a la que le falta lo demás.
    assert [fila.codigo for fila in actividades(leida)] == ["1", "1.3"]
    assert avisos(leida, "fila_omitida") == [
        "hoja «Hoja1», fila 3: sólo trae su número, y no se leyó: '2'"
    ]
