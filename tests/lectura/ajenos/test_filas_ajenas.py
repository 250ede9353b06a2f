"""Las filas que no son una actividad cada una: cortadas, combinadas o de otra cosa.

Prueba ``lectura/ajenos/celdas``, ``lectura/ajenos/datos``, ``lectura/ajenos/recorrido``,
``lectura/ajenos/renglones`` y ``lectura/ajenos/tramos``.
"""

import io
from datetime import date

import openpyxl
import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

AGOSTO = date(2026, 8, 31)
ROTULOS = "Subcomponente/Procesos|Actividades|<|Meta o Producto|Responsable|Fecha Programada|Avance"
COMPONENTE = "Componente 1: Riesgos|<|<|<|<|<|<"


def test_la_fila_que_corta_la_pagina_sigue_en_la_tabla_siguiente_y_se_dice() -> None:
    leido = leer(
        en_word(
            [
                COMPONENTE,
                ROTULOS,
                "Mapa|1.1|Hacer|Uno|Oficina|2026|Se dio respuesta, aplicando las",
            ],
            [COMPONENTE, ROTULOS, "||||||herramientas tecnológicas.", "|1.2|Ver|||2026|-"],
        ),
        corte=AGOSTO,
    )

    textos = [fila.seguimientos[0].texto for fila in actividades(leido)]
    assert textos == ["Se dio respuesta, aplicando las herramientas tecnológicas.", "-"]
    assert avisos(leido, "fila_continuada") == [
        "tabla 2, fila 3: continúa la fila de tabla 1, fila 3: se le agregó seguimiento.texto"
    ]


def test_el_final_de_la_actividad_se_une_si_empieza_en_minuscula() -> None:
    leido = leer(
        en_word(
            [COMPONENTE, ROTULOS, "Mapa|1.1|Enajenación de bienes|Uno|Oficina|2026|-"],
            [COMPONENTE, ROTULOS, "||destinados a vivienda||||"],
        ),
        corte=AGOSTO,
    )

    textos = [fila.descripcion for fila in actividades(leido)]
    assert textos == ["Enajenación de bienes destinados a vivienda"]


def test_la_que_quiza_sigue_a_la_de_arriba_se_lee_como_otra_y_se_dice() -> None:
    leido = leer(
        en_word(
            [COMPONENTE, ROTULOS, "Mapa|1.1|Publicar el mapa|Uno|Oficina|2026|-"],
            [COMPONENTE, ROTULOS, "||Socializar el mapa|Dos|Oficina|2026|-"],
        ),
        corte=AGOSTO,
    )

    assert [fila.descripcion for fila in actividades(leido)] == [
        "Publicar el mapa",
        "Socializar el mapa",
    ]
    assert len(avisos(leido, "lectura_dudosa")) == 1


def test_el_seguimiento_que_empieza_a_media_frase_bajo_rotulos_repetidos_se_dice() -> None:
    leido = leer(
        en_word(
            [COMPONENTE, ROTULOS, "Mapa|1.1|Hacer|||2026|Se publicó el mapa de los"],
            [COMPONENTE, ROTULOS, "|1.2|Ver|||2026|riesgos de corrupción."],
        ),
        corte=AGOSTO,
    )

    assert avisos(leido, "lectura_dudosa") == [
        "tabla 2, fila 3, columna 7: empieza a media frase: puede seguir a la de tabla 1, fila 3"
    ]


def test_una_tabla_sin_rotulos_sigue_a_la_anterior_y_se_dice() -> None:
    leido = leer(
        en_word(
            [COMPONENTE, ROTULOS, "Mapa|1.1|Hacer|||2026|-"], ["Consulta|2.1|Oír|Tres|Despacho||-"]
        ),
        corte=AGOSTO,
    )

    assert actividades(leido)[1].meta == "Tres"
    assert avisos(leido, "lugar_supuesto") == [
        "tabla 2: no trae rótulos: se leyó con los de la tabla anterior"
    ]


def test_una_fila_que_parece_corrida_no_se_toca_y_se_dice() -> None:
    rotulos = "Actividad|Meta|Responsable|Fecha programada"
    leido = leer(en_word([rotulos, "Ver|Una|Oficina|Mayo de 2026", "Oír|Dos|Junio|Despacho Mayor"]))

    assert actividades(leido)[1].responsable == "Junio"
    assert avisos(leido, "lectura_dudosa") == [
        "tabla 1, fila 3: la fecha parece estar una columna más allá: no se corrió nada"
    ]


def test_lo_que_sigue_bajo_una_fecha_y_no_es_una_no_se_le_pega_y_se_dice() -> None:
    leido = leer(
        en_word(
            [COMPONENTE, ROTULOS, "Mapa|1.1|Hacer|||2026|Se envía el informe"],
            [COMPONENTE, ROTULOS, "|||||mediante memorando.|"],
        ),
        corte=AGOSTO,
    )

    (fila,) = actividades(leido)
    assert (fila.fecha_programada, fila.seguimientos[0].texto) == ("2026", "Se envía el informe")
    assert avisos(leido, "lectura_dudosa") == [
        "tabla 2, fila 3, columna 6: se esperaba una fecha, llegó 'mediante memorando.': no se leyó"
    ]


def test_la_tabla_que_perdio_su_seguimiento_lo_dice() -> None:
    sin_avance = ROTULOS.rpartition("|")[0]
    leido = leer(
        en_word(
            [COMPONENTE, ROTULOS, "Mapa|1.1|Hacer|||2026|Hecho"],
            ["Componente 3: Cuentas|<|<|<|<|<", sin_avance, "Voz|1.1|Oír|||Mensual"],
            ["Componente 4: Atención|<|<|<|<|<|<", ROTULOS, "Voz|1.1|Oír|||Mensual|Hecho"],
        ),
        corte=AGOSTO,
    )

    assert avisos(leido, "sin_columna") == [
        "tabla 2, fila 2: sin columna de seguimiento.texto, que las otras tablas sí traen"
    ]
    assert actividades(leido)[1].seguimientos == ()


def test_de_una_celda_de_varias_filas_el_texto_es_de_la_primera() -> None:
    leido = leer(
        en_word(
            [
                COMPONENTE,
                ROTULOS,
                "Mapa|1.1|Ver|Una|Oficina|2026|Se vio",
                "^|1.2|Oír|^|^|^|^",
            ]
        ),
        corte=AGOSTO,
    )

    segunda = actividades(leido)[1]
    assert (segunda.meta, segunda.responsable, segunda.seguimientos) == (None, None, ())
    assert avisos(leido, "dato_supuesto")[0] == (
        "tabla 1, fila 3, columna 4: «Meta o Producto» está combinada en varias filas: quedó en la"
        " primera"
    )


def test_el_texto_combinado_sobre_dos_codigos_es_del_primero_y_se_dice() -> None:
    renglones = [
        "N°|Actividad|Responsable|% de avance",
        "1.1|Publicar|Planeación|50",
        "1.2|^|Salud|80",
    ]
    leido = leer(en_excel({"Hoja1": renglones}), corte=AGOSTO)

    assert [fila.descripcion for fila in actividades(leido)] == ["Publicar", None]
    assert avisos(leido, "dato_supuesto")[0] == (
        "hoja «Hoja1», celda B2: «Actividad» está combinada en varias filas: quedó en la primera"
    )


def test_de_una_actividad_de_varias_filas_dos_avances_no_se_pegan() -> None:
    renglones = ["N°|Actividad|Responsable|% de avance", "1.1|Publicar|Planeación|50"]
    iguales = leer(en_excel({"Hoja1": [*renglones, "^|^|Salud|50"]}), corte=AGOSTO)
    otro = leer(en_excel({"Hoja1": [*renglones, "^|^|Salud|80"]}), corte=AGOSTO)

    for leido in (iguales, otro):
        (fila,) = actividades(leido)
        assert (fila.responsable, fila.seguimientos[0].avance) == ("Planeación\nSalud", 50)
    assert avisos(iguales, "celda_ilegible") == []
    assert actividades(otro)[0].seguimientos[0].extras == {"avance": "80"}
    assert avisos(otro, "celda_ilegible") == [
        "hoja «Hoja1», celda D3: se esperaba 50, como en la fila que continúa, llegó '80': quedó en"
        " extras.avance"
    ]


def test_la_hoja_oculta_no_se_lee_y_se_dice_que_hacer() -> None:
    renglones = ["N°|Actividad|Responsable|% de avance", "1.1|Publicar|Planeación|50"]
    notas = ["Lista|Clase|Otra", "Alta|1|a"]
    libro = openpyxl.load_workbook(en_excel({"Hoja1": renglones, "Otra": renglones, "L": notas}))
    libro["Otra"].sheet_state = libro["L"].sheet_state = "hidden"
    archivo = io.BytesIO()
    libro.save(archivo)
    archivo.seek(0)
    leido = leer(archivo, corte=AGOSTO)

    assert len(actividades(leido)) == 1
    que_hacer = "su hoja está oculta y no se leyó; si trae datos, muéstrela en Excel y guárdelo"
    assert avisos(leido, "tabla_sin_leer") == [f"hoja «Otra»: {que_hacer}"]
    assert avisos(leido, "tabla_omitida") == [f"hoja «L»: {que_hacer}"]


def test_los_totales_las_notas_y_las_firmas_se_omiten_y_se_dice() -> None:
    leido = leer(
        en_excel(
            {
                "Hoja1": [
                    "N°|Actividad|Responsable|% de avance",
                    "1.1|Publicar|Planeación|50",
                    "Total componente|||50",
                    "Nota: cifras preliminares|||",
                    "|||",
                    "|Jefe de la oficina||",
                ]
            }
        ),
        corte=AGOSTO,
    )

    assert len(actividades(leido)) == 1
    assert avisos(leido, "fila_omitida") == [
        "hoja «Hoja1», celda A3: es un total, y no se leyó: 'Total componente | 50'",
        "hoja «Hoja1», celda A4: es una nota o una firma, y no se leyó: 'Nota: cifras preliminares'",
    ]
    assert avisos(leido, "fila_sin_leer") == [
        "hoja «Hoja1», fila 6: va sola, aparte de las demás filas, y no se leyó: 'Jefe de la oficina'",
    ]


def test_el_subcomponente_sin_nombre_sobre_otro_sin_numero_se_dice() -> None:
    rotulos = "Subcomponente|Actividades|Meta|Responsable|Fecha programada"
    partido = ["Subcomponente 2|Publicar|Uno|A|30/06/2026", "Transparencia pasiva|Atender|Dos|A|30/06/2026"]  # fmt: skip
    numerados = ["Subcomponente 1|Publicar|Uno|A|Mayo", "Subcomponente 2|Atender|Dos|A|Mayo"]

    assert avisos(leer(en_word([rotulos, *numerados])), "lectura_dudosa") == []
    assert avisos(leer(en_word([rotulos, *partido])), "lectura_dudosa") == [
        "tabla 1, fila 3, columna 1: 'Transparencia pasiva' puede ser el nombre de"
        " 'Subcomponente 2', la celda de encima: se leyó como otro"
    ]


def test_una_franja_entre_las_filas_es_el_subcomponente_si_ninguna_columna_lo_dice() -> None:
    leido = leer(
        en_word(
            [
                "Actividad|Meta|Responsable",
                "Talento humano|<|<",
                "Capacitar|Una|Oficina",
            ]
        )
    )

    assert leido.contenido.componentes[0].subcomponentes[0].nombre == "Talento humano"


def test_el_codigo_dentro_del_texto_se_separa() -> None:
    leido = leer(
        en_word(["Actividades|Meta|Responsable", "1.1. Revisar la política|Una|A", "1.2 Ver|Dos|B"])
    )

    filas = [(fila.codigo, fila.descripcion) for fila in actividades(leido)]
    assert filas == [("1.1.", "Revisar la política"), ("1.2", "Ver")]


def test_lo_que_un_libro_repite_con_continua_no_es_otra_fila() -> None:
    leido = leer(
        en_excel(
            {
                "Hoja1": [
                    "Subcomponente|N°|Actividad|Situación",
                    "Mapa|1.1|Ver|Larga, muy",
                    "Subcomponente|N°|Actividad|Situación",
                    "Mapa (continúa)|1.1 (continúa)|Ver (continúa)|larga",
                ]
            }
        )
    )

    assert [fila.extras["situacion"] for fila in actividades(leido)] == ["Larga, muy larga"]


def test_las_filas_y_columnas_ocultas_se_leen_y_se_dice() -> None:
    libro = en_excel({"Hoja1": ["Actividad|Meta|Responsable", "Ver|Una|A", "Oír|Dos|B"]})
    abierto = openpyxl.load_workbook(libro)
    abierto["Hoja1"].row_dimensions[3].hidden = True
    abierto["Hoja1"].column_dimensions["B"].hidden = True
    abierto.save(libro)
    libro.seek(0)

    leido = leer(libro)

    assert [fila.meta for fila in actividades(leido)] == ["Una", "Dos"]
    assert avisos(leido, "oculto_leido") == [
        "hoja «Hoja1»: 1 fila está oculta y se leyó",
        "hoja «Hoja1», columna B: «Meta» está oculta y se leyó",
    ]


def test_la_tabla_que_solo_trae_seguimientos_es_de_las_filas_de_la_anterior() -> None:
    leido = leer(
        en_word(
            [
                "Número|Nombre|Mejora por implementar",
                "26483|Licencias|En línea",
                "26424|Sisbén|Web",
            ],
            ["Número|Nombre|Seguimiento jefe control interno", "26483|Licencias|Hecha", "1|Otra|-"],
        ),
        corte=AGOSTO,
    )

    filas = [(f.numero, [s.texto for s in f.seguimientos]) for f in actividades(leido)]
    assert filas == [("26483", ["Hecha"]), ("26424", []), ("1", ["-"])]


def test_un_codigo_que_excel_volvio_numero_o_fecha_se_lee_con_punto_y_se_dice() -> None:
    libro = en_excel(
        {
            "Hoja1": [
                ["Código", "Actividad", "Meta"],
                [2.2, "Ver", "A"],
                [date(2026, 1, 1), "Oír", "B"],
            ]
        }
    )
    leido = leer(libro)

    assert [fila.codigo for fila in actividades(leido)] == ["2.2", "01/01/2026"]
    assert avisos(leido, "codigo_como_numero") == [
        "hoja «Hoja1», celda A2: el código llegó como número y se leyó '2.2': 1.1 y 1.10 no se"
        " distinguen; escríbalo como texto",
        "hoja «Hoja1», celda A3: el código llegó como fecha y se leyó '01/01/2026': 1.1 y 1.10 no"
        " se distinguen; escríbalo como texto",
    ]


def test_la_dependencia_que_solo_difiere_en_tildes_se_dice_y_no_se_da_por_perdida() -> None:
    rotulos = "Dependencia | Actividad | Responsable | Fecha programada | Meta"
    nombres = ["Peña", "Pena", "Otra", "PENA", "Pena"]
    filas = [f"{nombre} | Hacer {n} | R | Mayo | Una" for n, nombre in enumerate(nombres)]
    lectura = leer(en_word([rotulos, *filas]))

    assert [dependencia.nombre for dependencia in lectura.contenido.dependencias] == [
        "Peña",
        "Otra",
    ]
    assert avisos(lectura, "nombre_parecido") == [
        "tabla 1, fila 3, columna 1: 'Pena' (2 veces) se tomó por 'Peña', que sólo difiere en"
        " mayúsculas o tildes; si son dos, escríbalos distinto",
        "tabla 1, fila 5, columna 1: 'PENA' se tomó por 'Peña', que sólo difiere en mayúsculas o"
        " tildes; si son dos, escríbalos distinto",
    ]
    assert avisos(lectura, "sin_usar") == []


@pytest.mark.parametrize("de_que", ["Componente", "Subcomponente"])
def test_el_componente_que_solo_difiere_en_tildes_se_dice_y_no_se_da_por_perdido(
    de_que: str,
) -> None:
    rotulos = f"{de_que} | Actividad | Responsable | Fecha programada | Meta"
    nombres = ["Gestión del riesgo", "GESTION DEL RIESGO", "Gestión  del riesgo"]
    filas = [f"{nombre} | Hacer {n} | R | Mayo | Una" for n, nombre in enumerate(nombres)]
    lectura = leer(en_word([rotulos, *filas]))

    assert avisos(lectura, "nombre_parecido") == [
        "tabla 1, fila 3, columna 1: 'GESTION DEL RIESGO' se tomó por 'Gestión del riesgo', que"
        " sólo difiere en mayúsculas o tildes; si son dos, escríbalos distinto"
    ]
    assert avisos(lectura, "sin_usar") == []


def test_el_componente_que_vuelve_tras_otro_con_otras_tildes_tambien_se_dice() -> None:
    rotulos = "Componente | Actividad | Responsable | Fecha programada | Meta"
    nombres = ["Trámites", "Otro", "TRAMITES", "Otro"]
    filas = [f"{nombre} | Hacer {n} | R | Mayo | Una" for n, nombre in enumerate(nombres)]
    lectura = leer(en_word([rotulos, *filas]))

    assert [c.nombre for _, c in lectura.contenido.tablas()] == ["Trámites", "Otro"]
    assert avisos(lectura, "nombre_parecido") == [
        "tabla 1, fila 4, columna 1: 'TRAMITES' se tomó por 'Trámites', que sólo difiere en"
        " mayúsculas o tildes; si son dos, escríbalos distinto"
    ]
