"""Un documento que alguien corrigió en Word: qué plan se lee, y qué se dice de lo que cambió."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ayudas.compartido import con_libreoffice, convertir
from ayudas.editados import (
    D21,
    D22,
    D23,
    NUEVA,
    TODAS,
    U11,
    U12,
    actividades,
    cambios,
    emitido,
    fila,
    leer,
    tramites,
)
from ayudas.en_word import EnWord

Edicion = Callable[[EnWord], None]
AGREGADA = "la fila no estaba en el documento: alguien la agregó"
QUITADA = "después de esta fila iba otra, que alguien quitó: la actividad"


def tras(*ediciones: Edicion) -> bytes:
    """El documento después de esas correcciones."""
    word = EnWord(emitido("docx"))
    for editar in ediciones:
        editar(word)
    return word.guardado()


def test_sin_tocarlo_se_lee_lo_que_era_y_nada_cambio() -> None:
    lectura = leer(emitido("docx"))

    assert actividades(lectura) == TODAS
    assert tramites(lectura) == ["Certificado de estratificación", "Paz y salvo"]
    assert cambios(lectura) == []


@pytest.mark.parametrize(
    ("edicion", "texto"),
    [
        (lambda w: w.escribir(0, 3, 6, "Se rehízo."), "Se rehízo."),
        (lambda w: w.escribir(0, 3, 6, "Se hizo\ny se publicó."), "Se hizo\ny se publicó."),
        (lambda w: w.agregar_parrafo(0, 3, 6, "Y más."), "Se hizo 1.1.\nY más."),
        (lambda w: w.escribir(0, 3, 6, ""), None),
    ],
    ids=["corregida", "con un salto", "con otro párrafo", "vaciada"],
)
def test_una_celda_dice_lo_que_ahora_se_ve(edicion: Edicion, texto: str | None) -> None:
    lectura = leer(tras(edicion))

    assert actividades(lectura) == [fila("1.1", "Política", texto=texto), *TODAS[1:]]
    assert cambios(lectura) == []


def test_una_fila_agregada_queda_donde_se_ve_y_se_dice() -> None:
    lectura = leer(tras(lambda w: w.insertar_fila(0, 3, "", *NUEVA)))

    assert actividades(lectura) == [U11, ("Política", *NUEVA), U12, D21, D22, D23]
    assert cambios(lectura) == [("tabla 1, fila 5", AGREGADA)]


def test_una_fila_agregada_al_final_es_del_ultimo_subcomponente() -> None:
    lectura = leer(tras(lambda w: w.insertar_fila(0, 7, "", *NUEVA)))

    assert actividades(lectura) == [*TODAS, ("Mapa", *NUEVA)]
    assert cambios(lectura) == [("tabla 1, fila 9", AGREGADA)]


def test_una_fila_quitada_de_en_medio_se_dice() -> None:
    lectura = leer(tras(lambda w: w.quitar_fila(0, 6)))

    assert actividades(lectura) == [U11, U12, D21, D23]
    assert cambios(lectura) == [("tabla 1, fila 6", f"{QUITADA} 2 del subcomponente 2 de tabla 1")]


def test_la_ultima_fila_de_una_lista_quitada_se_dice() -> None:
    lectura = leer(tras(lambda w: w.quitar_fila(0, 7)))

    assert actividades(lectura) == [U11, U12, D21, D22]
    assert cambios(lectura) == [
        (
            "",
            "falta 1 fila de las que llevaba, de las últimas de su lista o la lista entera",
        )
    ]


def test_una_fila_que_cambia_de_lugar_queda_donde_se_ve() -> None:
    lectura = leer(tras(lambda w: w.mover_fila(0, 6, 7, 0)))

    assert actividades(lectura) == [U11, U12, D21, D23, D22]
    assert cambios(lectura) == [
        (
            "tabla 1, fila 7",
            "la fila cambió de lugar: era la actividad 3 del subcomponente 2 de tabla 1",
        )
    ]


def test_una_fila_que_pasa_a_otro_subcomponente_es_de_el() -> None:
    lectura = leer(tras(lambda w: w.mover_fila(0, 7, 3, 0)))

    assert actividades(lectura) == [U11, fila("2.3", "Política"), U12, D21, D22]
    assert cambios(lectura) == [
        ("tabla 1, fila 5", "la fila se movió: era la actividad 3 del subcomponente 2 de tabla 1")
    ]


def test_un_rotulo_con_otro_nombre_se_lee_por_su_lugar() -> None:
    lectura = leer(tras(lambda w: w.escribir(0, 2, 4, "Área a cargo")))

    assert actividades(lectura) == TODAS
    assert cambios(lectura) == [
        ("tabla 1, fila 3, «Área a cargo»", "se leyó como «Responsable», por su lugar")
    ]


def test_una_columna_agregada_no_se_lee_y_se_dice() -> None:
    lectura = leer(tras(lambda w: w.agregar_columna(0, "Notas", "Ojo", 3)))

    assert actividades(lectura) == TODAS
    assert cambios(lectura) == [
        (
            "tabla 1, fila 3, «Notas»",
            "la columna no es del formato, y no se leyó: 5 celdas con texto",
        )
    ]


def test_una_columna_que_cambia_de_lugar_se_lee_igual() -> None:
    assert actividades(leer(tras(lambda w: w.mover_columna(0, 4, 3)))) == TODAS


def test_una_columna_quitada_deja_su_dato_en_blanco_y_se_dice() -> None:
    lectura = leer(tras(lambda w: w.quitar_columna(0, 4)))

    assert actividades(lectura) == [(*suya[:4], None, *suya[5:]) for suya in TODAS]
    assert cambios(lectura) == [("tabla 1, fila 3", "falta la columna «Responsable»")]


def test_una_tabla_partida_en_dos_se_lee_entera() -> None:
    lectura = leer(tras(lambda w: w.partir_tabla(0, 6)))

    assert actividades(lectura) == TODAS
    assert [lugar for lugar, _ in cambios(lectura)] == ["tabla 2"]


def test_una_tabla_partida_en_dos_se_lee_entera_sin_marcas() -> None:
    lectura = leer(tras(lambda w: w.partir_tabla(0, 5), lambda w: w.sin_marcadores()))

    assert actividades(lectura) == TODAS
    assert [lugar for lugar, _ in cambios(lectura)] == ["tabla 2"]


def test_sin_los_marcadores_se_lee_lo_mismo() -> None:
    lectura = leer(tras(lambda w: w.sin_marcadores()))

    assert actividades(lectura) == TODAS
    assert tramites(lectura) == ["Certificado de estratificación", "Paz y salvo"]
    assert lectura.formato == "MCCO.101.18.F.20"


def test_una_fila_agregada_sin_marcas_se_lee_donde_se_ve() -> None:
    edicion: Edicion = lambda w: w.insertar_fila(0, 3, "", *NUEVA)  # noqa: E731
    lectura = leer(tras(edicion, lambda w: w.sin_marcadores()))

    assert actividades(lectura) == [U11, ("Política", *NUEVA), U12, D21, D22, D23]


@con_libreoffice
def test_corregido_y_guardado_por_libreoffice_se_lee_igual(tmp_path: Path) -> None:
    archivo = tmp_path / "a.docx"
    corregido = tras(
        lambda w: w.escribir(0, 4, 6, "Se hizo\ny se publicó."),
        lambda w: w.agregar_parrafo(0, 5, 6, "Y más."),
        lambda w: w.escribir(0, 2, 4, "Área a cargo"),
        lambda w: w.agregar_columna(0, "Notas", "Ojo", 3),
        lambda w: w.insertar_fila(0, 3, "", *NUEVA),
        lambda w: w.quitar_fila(0, 7),
    )
    archivo.write_bytes(corregido)
    guardado = convertir(archivo, "docx", tmp_path / "otro").read_bytes()
    lectura = leer(guardado)

    assert actividades(lectura) == [
        U11,
        ("Política", *NUEVA),
        fila("1.2", "Política", texto="Se hizo\ny se publicó."),
        fila("2.1", "Mapa", texto="Se hizo 2.1.\nY más."),
        D23,
    ]
    assert cambios(lectura) == cambios(leer(corregido)) != []
