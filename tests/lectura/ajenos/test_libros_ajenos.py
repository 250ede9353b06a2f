"""Libros enteros, la mitad de lo que no es un plan: cada fila bien, y ninguna inventada.

Prueba ``lectura/ajenos/candidatas``, ``lectura/ajenos/indicios``, ``lectura/ajenos/matrices`` y
``lectura/ajenos/verbos``.
"""

import io
from typing import Any

import pytest
from ayudas.libros_ajenos import NO_SON_PLANES, PLANES, Cuenta, Libro, cuenta, filas_de
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac


def de_word(libro: Libro) -> io.BytesIO:
    return en_word(*libro.hojas.values())


def de_excel(libro: Libro) -> io.BytesIO:
    return en_excel(libro.hojas)


def leido(documento: io.BytesIO) -> Any:
    return leer(documento, vigencia=2026)


EN_UNO = [
    *((de_excel, nombre) for nombre in PLANES),
    *((de_word, nombre) for nombre, libro in PLANES.items() if len(libro.hojas) == 1),
]


@pytest.mark.parametrize(("en", "nombre"), EN_UNO)
def test_de_un_plan_vuelve_cada_fila(en: Any, nombre: str) -> None:
    libro = PLANES[nombre]

    assert cuenta(libro.filas, filas_de(leido(en(libro)))) == Cuenta(len(libro.filas), 0, 0, 0)


@pytest.mark.una_de_cada("nombre")
@pytest.mark.parametrize("en", [de_excel, de_word])
@pytest.mark.parametrize("nombre", NO_SON_PLANES)
def test_de_lo_que_no_es_un_plan_no_se_inventa_ninguno(en: Any, nombre: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(en(NO_SON_PLANES[nombre]))

    sin_llenar = nombre == "un formato con sus renglones numerados"
    codigo = "matriz_sin_filas" if sin_llenar else "sin_matriz"
    assert {falla.codigo for falla in error.value.fallas} == {codigo}


def test_una_plantilla_sin_filas_lo_dice() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_excel({"Hoja1": ["PLAN|<|<", "Actividad|Responsable|Fecha programada"]}))

    assert [(una.codigo, str(una)) for una in error.value.fallas] == [
        (
            "matriz_sin_filas",
            "hoja «Hoja1», fila 2: trae los rótulos de una matriz y ninguna fila: parece una"
            " plantilla sin llenar",
        )
    ]


def test_un_rotulo_que_es_un_signo_se_puede_pedir() -> None:
    libro = en_excel({"Hoja1": ["*|Actividad|Responsable|Plazo", "P-1|Publicar el mapa|A|Mayo"]})

    [fila] = actividades(leer(libro, columnas={"*": "actividad.codigo"}))
    assert fila.codigo == "P-1"


def test_lo_que_se_pide_como_actividad_hace_de_su_fila_la_de_los_rotulos() -> None:
    libro = en_excel({"Hoja1": ["Ruta|Qué haremos|Con quién", "1|Publicar el mapa|Planeación"]})
    pedidas = {"Qué haremos": "actividad.descripcion", "Con quién": "actividad.responsable"}

    [fila] = actividades(leer(libro, columnas=pedidas))
    assert (fila.descripcion, fila.responsable) == ("Publicar el mapa", "Planeación")


def test_lo_que_no_es_del_plan_bajo_la_matriz_se_dice() -> None:
    leido = leer(en_excel(PLANES["junto a lo que no es plan"].hojas))

    assert avisos(leido, "tabla_omitida") == [
        "hoja «PAAC», fila 5: desde aquí no es una matriz del plan y no se leyó: parece un control"
        " de cambios («Versión»)",
        "hoja «Equipos»: no es una matriz del plan y no se leyó: parece un inventario («Placa»,"
        " «Serial», «Fecha de compra»)",
    ]


def test_la_fecha_en_que_se_hizo_queda_en_los_extras_y_se_dice() -> None:
    leido = leer(en_excel(PLANES["con sólo la ejecutada"].hojas))

    [fila] = actividades(leido)
    assert dict(fila.extras) == {"fecha_de_ejecucion": "20/05/2026"}
    assert avisos(leido, "columna_desconocida") == [
        "hoja «Hoja1», columna D: «Fecha de ejecución» es cuándo se hizo, que no es cuándo debe"
        " hacerse; una celda quedó en extras.fecha_de_ejecucion; diga qué es: columnas=… o"
        " --columnas"
    ]


def test_la_actividad_que_se_tomo_de_al_lado_se_dice() -> None:
    leido = leer(en_excel(PLANES["con la actividad en blanco y el texto al lado"].hojas))

    assert avisos(leido, "lectura_dudosa") == [
        "hoja «Hoja1», celda C4: la fila no trae actividad; se leyó como tal lo que dice"
        " «Recomendaciones»: 'Capacitar a los contratistas en integridad'"
    ]
    assert all(not fila.seguimientos for fila in actividades(leido))


MATRIZ = ["Actividad|Producto|Responsable|Plazo", "Publicar el mapa|Mapa|Planeación|Mayo"]


@pytest.mark.parametrize(
    ("titulos", "vigencia"),
    [
        (["PAAC 2025", "Plan Anticorrupción 2025"], 2025),
        (["Estrategia de integridad 2025"], 2025),
        (["PAAC 2024", "PAAC 2025"], None),
        (["PTEP 2025-2026"], None),
        (["Ley 1474 de 2011", "Versión 2, 2019"], None),
        (["Vigencia 2026", "Plan Anticorrupción 2025"], 2026),
    ],
)
def test_la_vigencia_es_el_unico_ano_de_los_titulos(
    titulos: list[str], vigencia: int | None
) -> None:
    hoja = [*(f"{titulo}|<|<|<" for titulo in titulos), *MATRIZ]

    assert leer(en_excel({"Hoja1": hoja})).contenido.vigencia == vigencia


def test_de_varios_anos_no_se_toma_ninguno_y_se_dice() -> None:
    leido = leer(en_excel({"Hoja1": ["PAAC 2024|<|<|<", "PAAC 2025|<|<|<", *MATRIZ]}))

    assert avisos(leido, "dato_supuesto") == [
        "vigencia: el documento dice varios años, y no se tomó ninguno: 2024 (hoja «Hoja1», fila"
        " 1), 2025 (hoja «Hoja1», fila 2); diga la vigencia: vigencia=… o --vigencia"
    ]


@pytest.mark.parametrize("nombre", ["Hoja1", "PAAC 2026", "Seguimiento abril", "Plan de acción v2"])
def test_una_hoja_que_no_dice_de_que_es_no_es_un_componente(nombre: str) -> None:
    [componente] = leer(en_excel({nombre: MATRIZ})).contenido.componentes

    assert componente.nombre is None


def test_el_nombre_de_la_hoja_que_nadie_toma_queda_en_sus_filas() -> None:
    rotulos = "Componente|Subcomponente|Actividad|Responsable|Plazo"
    leido = leer(
        en_excel(
            {
                "Barrios": [rotulos, "Riesgos|Mapa|Publicar el mapa|A|Mayo"],
                "Veredas": [rotulos, "Redes|Comité|Reunir al comité|B|Junio"],
            }
        )
    )

    assert [fila.extras["hoja"] for fila in actividades(leido)] == ["Barrios", "Veredas"]
    assert avisos(leido, "lugar_supuesto") == [
        "hoja «Barrios»; hoja «Veredas»: su nombre quedó en el extra «hoja» de sus filas"
    ]


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


def test_el_renglon_que_solo_trae_su_numero_no_es_una_actividad() -> None:
    renglones = ["N°|Actividad|Meta|Plazo", "1|Publicar el plan|1|Mayo", "2|||", "1.3|||"]
    leida = leido(en_excel({"Hoja1": renglones}))

    # «1.3» sí puede ser un código, de una fila a la que le falta lo demás.
    assert [fila.codigo for fila in actividades(leida)] == ["1", "1.3"]
    assert avisos(leida, "fila_omitida") == [
        "hoja «Hoja1», fila 3: sólo trae su número, y no se leyó: '2'"
    ]
