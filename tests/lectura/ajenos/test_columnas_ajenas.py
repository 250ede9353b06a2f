"""Qué dato trae cada columna: por su rótulo, y con las dudas dichas.

Prueba ``api/leida``, ``lectura/ajenos/columnas``, ``lectura/ajenos/numeraciones``,
``lectura/escondido``, ``lectura/riesgos/rotulos`` y ``lectura/sin_usar``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac
from paac_reportes.lectura.ajenos.vocabulario import UMBRAL

AGOSTO = date(2026, 8, 31)


@pytest.mark.parametrize(
    "rotulo",
    [
        "META O PRODUCTO",
        "Meta  o\nproducto",
        "Meta/producto",
        "Meta o produto",
        "Met a o prod ucto",
        "Meta o producto esperado",
        "Meta o producto [1]",
    ],
)
def test_un_rotulo_se_reconoce_aunque_este_mal_escrito(rotulo: str) -> None:
    leido = leer(en_word([f"Actividad|{rotulo}|Responsable", "Ver|Una|Oficina"]))

    assert actividades(leido)[0].meta == "Una"


def test_cada_columna_dice_su_parecido() -> None:
    leido = leer(en_word(["Actividad|Meta o produto|Responsable", "Ver|Una|Oficina"]))

    assert [(c.lugar, c.rotulo, c.dato, c.parecido) for c in leido.columnas] == [
        ("tabla 1, columna 1", "Actividad", ("actividad.descripcion",), 1.0),
        ("tabla 1, columna 2", "Meta o produto", ("actividad.meta",), 0.96),
        ("tabla 1, columna 3", "Responsable", ("actividad.responsable",), 1.0),
    ]


def test_por_debajo_del_umbral_se_dice_a_que_se_parece_y_el_texto_se_conserva() -> None:
    leido = leer(
        en_word(["Actividad|Producto de la meta anual|Responsable|Plazo", "Ver|Una|Oficina|Mayo"])
    )

    (fila,) = actividades(leido)
    assert (fila.meta, dict(fila.extras)) == (None, {"producto_de_la_meta_anual": "Una"})
    (aviso,) = avisos(leido, "lectura_dudosa")
    assert "y el umbral es 0,80; una celda quedó en extras.producto_de_la_meta_anual" in aviso
    assert all(c.parecido < UMBRAL for c in leido.columnas if not c.dato)


def test_la_columna_desconocida_queda_en_los_extras_y_se_dice() -> None:
    leido = leer(en_word(["Actividad|Meta|Responsable|Riesgo asociado", "Ver|Una|A|Soborno"]))

    assert dict(actividades(leido)[0].extras) == {"riesgo_asociado": "Soborno"}
    assert avisos(leido, "columna_desconocida") == [
        "tabla 1, columna 4: «Riesgo asociado» no se parece a ningún dato; una celda quedó en"
        " extras.riesgo_asociado; diga qué es: columnas=… o --columnas"
    ]


def test_la_columna_sin_rotulo_que_no_es_de_nadie_se_dice() -> None:
    leido = leer(en_word(["Actividad|Meta|Responsable|", "Ver|Una|A|Suelto"]))

    assert avisos(leido, "lectura_dudosa") == [
        "tabla 1, columna 4: no tiene rótulo; una celda quedó sin leer: 'Suelto'; diga qué"
        " es: columnas=… o --columnas"
    ]


def test_una_segunda_columna_del_mismo_dato_se_conserva_y_se_dice() -> None:
    leido = leer(en_word(["Actividad|Meta|Responsable|Responsable", "Ver|Una|A|B"]))

    (fila,) = actividades(leido)
    assert (fila.responsable, dict(fila.extras)) == ("A", {"responsable": "B"})
    assert "otra columna ya trae actividad.responsable" in avisos(leido, "lectura_dudosa")[0]


def test_avance_es_el_porcentaje_si_trae_numeros_y_el_texto_si_no() -> None:
    rotulos = "Actividad|Responsable|Avance"

    con_numeros = leer(en_word([rotulos, "Ver|A|50 %"]), corte=AGOSTO)
    con_textos = leer(en_word([rotulos, "Ver|A|Se vio"]), corte=AGOSTO)

    assert actividades(con_numeros)[0].seguimientos[0].avance == 50
    assert actividades(con_textos)[0].seguimientos[0].texto == "Se vio"
    assert len(avisos(con_numeros, "columna_dudosa")) == 1


def test_el_avance_que_no_es_un_numero_se_conserva_y_se_dice() -> None:
    leido = leer(
        en_word(["Actividad|Responsable|% de avance", "Ver|A|50", "Oír|B|N/A"]), corte=AGOSTO
    )

    seguimiento = actividades(leido)[1].seguimientos[0]
    assert (seguimiento.avance, dict(seguimiento.extras)) == (None, {"avance": "N/A"})
    assert avisos(leido, "celda_ilegible") == [
        "tabla 1, fila 3, columna 3: se esperaba un porcentaje, llegó 'N/A': quedó en extras.avance"
    ]


def test_el_estado_se_lee_si_dice_lo_mismo_con_otra_palabra() -> None:
    leido = leer(
        en_word(
            ["Actividad|Responsable|Estado de avance", "Ver|A|En ejecución", "Oír|B|No cumplida"]
        ),
        corte=AGOSTO,
    )

    primera, segunda = (fila.seguimientos[0] for fila in actividades(leido))
    assert primera.estado == "en_proceso"
    assert (segunda.estado, dict(segunda.extras)) == (None, {"estado": "No cumplida"})


@pytest.mark.parametrize(
    ("rotulo", "corte"),
    [
        ("Seguimiento corte 30/04/2026", date(2026, 4, 30)),
        ("Seguimiento con corte a 31 de agosto de 2026", date(2026, 8, 31)),
        ("Seguimiento 2026-12-31", date(2026, 12, 31)),
        ("Primer cuatrimestre", date(2026, 4, 30)),
        ("Seguimiento II cuatrimestre", date(2026, 8, 31)),
        ("Seguimiento 3 OCI", date(2026, 12, 31)),
        ("Segundo semestre", date(2026, 12, 31)),
        ("Tercer seguimiento", date(2026, 12, 31)),
        ("3er trimestre", date(2026, 9, 30)),
        ("Cuarto trimestre", date(2026, 12, 31)),
        ("Corte 30/04/2026", date(2026, 4, 30)),
        ("Seguimiento enero - abril", date(2026, 4, 30)),
    ],
)
def test_el_corte_se_lee_del_rotulo(rotulo: str, corte: date) -> None:
    leido = leer(en_word([f"Actividad|Responsable|{rotulo}", "Ver|A|Se vio"]), vigencia=2026)

    assert leido.contenido.cortes() == (corte,)


def test_el_corte_supuesto_se_dice() -> None:
    leido = leer(en_word(["Actividad|Responsable|1er seguimiento", "Ver|A|Se vio"]), vigencia=2026)

    assert avisos(leido, "dato_supuesto") == [
        "tabla 1, columna 3: «1er seguimiento» se leyó como el corte 2026-04-30"
    ]


def test_un_seguimiento_sin_corte_lo_pide() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(en_word(["Actividad|Responsable|Seguimiento", "Ver|A|Se vio"]))

    assert str(error.value) == (
        "tabla 1, columna 3: «Seguimiento» es de un seguimiento y no se sabe de qué corte;"
        " diga el corte: corte=… o --corte"
    )


def test_columnas_decide_lo_que_el_rotulo_no_dice() -> None:
    leido = leer(
        en_word(
            "Componente 1: Riesgos",
            ["Qué se hará|Qué se espera|Quién|Hallazgo|Interno", "Ver|Una|A|Se vio|x"],
        ),
        columnas={
            "que se hara": "actividad.descripcion",
            "QUÉ SE ESPERA": "actividad.meta",
            "tabla 1, columna 3": "actividad.responsable",
            "tabla 1": {"Hallazgo": "seguimiento.texto@2026-08-31"},
            "Interno": None,
        },
    )

    (fila,) = actividades(leido)
    assert (fila.descripcion, fila.meta, fila.responsable) == ("Ver", "Una", "A")
    assert (fila.seguimientos[0].corte, fila.seguimientos[0].texto) == (AGOSTO, "Se vio")
    assert dict(fila.extras) == {}
    assert leido.avisos == ()


def test_columnas_dice_todo_lo_que_no_se_entiende_de_ellas() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(
            en_word(["Actividad|Meta|Responsable", "Ver|Una|A"]),
            columnas={"Meta": "actividad.metta", "Otra": 3, "Más": "seguimiento.texto@ayer"},
        )

    assert str(error.value).splitlines() == [
        "columnas['Meta']: no existe el dato 'actividad.metta'; el más parecido es 'actividad.meta'",
        "columnas['Otra']: se esperaba un dato o una lista de ellos, llegó 3",
        "columnas['Más']: tras la @ se esperaba una fecha AAAA-MM-DD, llegó 'ayer'",
    ]


def test_una_columna_pedida_que_no_esta_es_una_falla() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(
            en_word(["Actividad|Meta|Responsable", "Ver|Una|A"]),
            columnas={"Metas": "actividad.meta"},
        )

    assert str(error.value) == (
        "columnas: ninguna tabla trae la columna 'metas'; la más parecida es 'meta'"
    )


def test_unas_columnas_que_no_se_dicen_por_su_rotulo_son_una_falla() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"columnas: se esperaba \{rótulo: dato\}"):
        leer(en_excel({"H": ["Actividad|Meta|Responsable"]}), columnas="columnas.yaml")


def test_una_fecha_que_solo_es_un_dia_con_el_mes_primero_queda_y_se_dice() -> None:
    filas = ["Publicar el mapa|Planeación|12/25/2026", "Rendir cuentas|Despacho|03/04/2026"]
    leido = leer(en_excel({"H": ["Actividades|Responsable|Fecha programada", *filas]}))

    assert [fila.fecha_programada for fila in actividades(leido)] == ["12/25/2026", "03/04/2026"]
    assert avisos(leido, "columna_dudosa") == [
        "hoja «H», columna C: «Fecha programada» trae '12/25/2026', que sólo es un día con el mes"
        " primero, y quedó así; si todas van así, póngalas en el documento con el día primero"
    ]


def test_un_rotulo_sobre_dos_columnas_es_el_codigo_y_el_texto() -> None:
    leido = leer(en_excel({"Hoja1": ["Actividades||Meta|Responsable", "1,1|Ver|Una|A"]}))

    (fila,) = actividades(leido)
    assert (fila.codigo, fila.descripcion) == ("1,1", "Ver")


def test_la_unica_observacion_de_un_corte_es_su_texto_y_se_dice() -> None:
    leido = leer(
        en_word(["Actividad|Meta|Responsable|Observaciones 30/04/2026", "Ver|Una|A|Se vio"])
    )

    assert actividades(leido)[0].seguimientos[0].texto == "Se vio"
    assert avisos(leido, "columna_dudosa") == [
        "tabla 1, columna 4: «Observaciones 30/04/2026» es la única columna de seguimiento: se"
        " leyó como seguimiento.texto"
    ]


def rotulos(leido: Any) -> list[str]:
    return [columna.rotulo for columna in leido.columnas]


def test_una_franja_desconocida_entre_las_filas_es_el_subcomponente_y_se_dice() -> None:
    leido = leer(
        en_word(["Actividad|Meta|Responsable", "Ver|Una|A", "Lo del agua|<|<", "Oír|Dos|B"])
    )

    assert [s.nombre for s in leido.contenido.componentes[0].subcomponentes] == [
        None,
        "Lo del agua",
    ]
    assert avisos(leido, "lugar_supuesto")[1:] == [
        "tabla 1, fila 3, columna 1: la franja 'Lo del agua' se leyó como subcomponente"
    ]
