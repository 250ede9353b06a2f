"""Un libro que alguien corrigió en Excel: qué plan se lee, y qué se dice de lo que cambió."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

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
from ayudas.en_excel import EnExcel
from ayudas.planes import CORTE, actividad, componente, plan

import paac_reportes as paac

Edicion = Callable[[EnExcel], None]
HOJA = "hoja «SECRETARÍA DE PLANEACIÓN»"
AGREGADA = "la fila no estaba en el documento: alguien la agregó"
QUITADA = "de esta fila iba otra, que alguien quitó: la actividad"
CODIGO, DESCRIPCION, META, RESPONSABLE, FECHA, TEXTO = "CDGIKM"
"""Las columnas de la hoja; en otras hay celdas combinadas con ellas."""


def tras(*ediciones: Edicion, de: bytes | None = None) -> bytes:
    """El libro después de esas correcciones."""
    excel = EnExcel(de or emitido("xlsx"))
    for editar in ediciones:
        editar(excel)
    return excel.guardado()


def escribir(**celdas: object) -> Edicion:
    """Cambia lo que dicen unas celdas."""

    def editar(excel: EnExcel) -> None:
        for celda, valor in celdas.items():
            excel.hoja[celda] = valor

    return editar


def insertar(debajo_de: int, *textos: object) -> Edicion:
    """Una fila nueva con esos textos."""
    return lambda excel: excel.insertar_fila(debajo_de, **dict(zip("CDGIKM", textos, strict=True)))


def test_sin_tocarlo_se_lee_lo_que_era_y_nada_cambio() -> None:
    lectura = leer(emitido("xlsx"))

    assert actividades(lectura) == TODAS
    assert tramites(lectura) == ["Certificado de estratificación", "Paz y salvo"]
    assert cambios(lectura) == []


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        ("Se rehízo.", "Se rehízo."),
        ("Se hizo\ny se publicó.", "Se hizo\ny se publicó."),
        (2026, "2026"),
        (None, None),
    ],
    ids=["corregida", "con un salto", "con un número", "vaciada"],
)
def test_una_celda_dice_lo_que_ahora_se_ve(valor: object, texto: str | None) -> None:
    lectura = leer(tras(escribir(M9=valor)))

    assert actividades(lectura) == [fila("1.1", "Política", texto=texto), *TODAS[1:]]
    assert cambios(lectura) == []


def test_una_fecha_escrita_como_fecha_es_su_texto() -> None:
    def como_fecha(excel: EnExcel) -> None:
        excel.hoja["K9"] = date(2026, 12, 5)
        excel.hoja["K9"].number_format = "d/m/yy"

    lectura = leer(tras(como_fecha))

    assert actividades(lectura) == [fila("1.1", "Política", fecha="05/12/2026"), *TODAS[1:]]
    assert cambios(lectura) == []


@pytest.mark.parametrize(
    ("valor", "formato"), [(0.5, "0%"), (50, "General"), ("50 %", "General"), ("50%", "General")]
)
def test_un_porcentaje_se_lee_en_porcentaje_se_escriba_como_se_escriba(
    valor: object, formato: str
) -> None:
    def con_avance(excel: EnExcel) -> None:
        excel.hoja["J10"] = valor
        excel.hoja["J10"].number_format = formato

    de = plan(componente(actividad(seguimientos=[{"corte": str(CORTE), "avance": "45"}])))
    lectura = leer(tras(con_avance, de=emitido("xlsx", de, "paac-seguimiento")))
    (_, suyo), *_ = lectura.contenido.tablas()

    assert suyo.subcomponentes[0].actividades[0].seguimientos[0].avance == Decimal(50)


def test_una_fila_agregada_queda_donde_se_ve_y_se_dice() -> None:
    lectura = leer(tras(insertar(9, *NUEVA)))

    assert actividades(lectura) == [U11, ("Política", *NUEVA), U12, D21, D22, D23]
    assert cambios(lectura) == [(f"{HOJA}, fila 10", AGREGADA)]


def test_una_fila_copiada_con_su_marca_es_otra_fila() -> None:
    copia = {"C": "1.9", "D": "Hacer 1.9"}
    lectura = leer(tras(lambda x: x.copiar_fila(12, **copia)))

    assert actividades(lectura) == [
        *(U11, U12, D21, D22),
        fila("1.9", "Mapa", meta="Meta 2.2", texto="Se hizo 2.2."),
        D23,
    ]
    assert cambios(lectura) == [(f"{HOJA}, fila 13", AGREGADA)]


def test_una_fila_quitada_de_en_medio_se_dice() -> None:
    lectura = leer(tras(lambda x: x.quitar_fila(12)))

    assert actividades(lectura) == [U11, U12, D21, D23]
    assert cambios(lectura) == [
        (f"{HOJA}, fila 11", f"después {QUITADA} 2 del subcomponente 2 de {HOJA}, fila 8")
    ]


def test_la_primera_de_un_subcomponente_quitada_le_deja_su_nombre() -> None:
    lectura = leer(tras(lambda x: x.quitar_fila(9)))

    assert actividades(lectura) == [U12, D21, D22, D23]
    assert cambios(lectura) == [
        (f"{HOJA}, fila 9", f"antes {QUITADA} 1 del subcomponente 1 de {HOJA}, fila 8")
    ]


def test_una_fila_que_cambia_de_lugar_queda_donde_se_ve() -> None:
    lectura = leer(tras(lambda x: x.mover_fila(12, 13)))

    assert actividades(lectura) == [U11, U12, D21, D23, D22]
    assert cambios(lectura) == [
        (
            f"{HOJA}, fila 12",
            f"la fila cambió de lugar: era la actividad 3 del subcomponente 2 de {HOJA}, fila 8",
        )
    ]


def test_una_celda_combinada_a_mano_dice_lo_mismo_en_la_primera_de_sus_filas() -> None:
    lectura = leer(tras(lambda x: x.combinar("I11:I12")))

    # En este formato, una celda de varias filas es de la primera y las demás están en blanco.
    assert actividades(lectura) == [U11, U12, D21, (*D22[:4], None, *D22[5:]), D23]


def test_un_rotulo_con_otro_nombre_se_lee_por_su_lugar() -> None:
    lectura = leer(tras(escribir(I8="Área a cargo")))

    assert actividades(lectura) == TODAS
    assert cambios(lectura) == [
        (f"{HOJA}, fila 8, «Área a cargo»", "se leyó como «Responsable», por su lugar")
    ]


def test_una_columna_agregada_no_se_lee_y_se_dice() -> None:
    agregar: Edicion = lambda x: x.insertar_columna(15)  # noqa: E731
    lectura = leer(tras(agregar, escribir(O8="Notas", O9="Ojo")))

    assert actividades(lectura) == TODAS
    assert {bool(columna.dato): columna.parecido for columna in lectura.columnas} == {
        True: 1.0,
        False: 0.0,
    }
    assert cambios(lectura) == [
        (
            f"{HOJA}, fila 8, «Notas»",
            "la columna no es del formato, y no se leyó: 1 celda con texto",
        )
    ]


def test_una_columna_escrita_tras_la_oculta_no_se_lee_y_se_dice_una_vez() -> None:
    lectura = leer(tras(escribir(P8="Notas", P9="Ojo")))

    assert actividades(lectura) == TODAS
    assert cambios(lectura) == [
        (
            f"{HOJA}, fila 8, «Notas»",
            "la columna no es del formato, y no se leyó: 1 celda con texto",
        )
    ]


def test_unas_columnas_ocultas_se_leen_igual() -> None:
    lectura = leer(tras(lambda x: x.ocultar_columnas("G", "H")))

    assert actividades(lectura) == TODAS
    assert {aviso.codigo for aviso in lectura.avisos} == {"oculto_leido"}


# ------------------------------------------------------------------ las hojas
OFICINAS = ("Salud", "Hacienda", "Gobierno")
DE_TRES = plan(
    dependencias=[
        {"nombre": nombre, "componentes": [componente(actividad(descripcion=f"De {nombre}"))]}
        for nombre in OFICINAS
    ]
)


def oficinas(lectura: paac.Lectura[Any]) -> list[tuple[str, list[str | None]]]:
    """Cada dependencia leída, con lo que hacen sus actividades."""
    return [
        (
            una.nombre,
            [
                suya.descripcion
                for suyo in una.componentes
                for sub in suyo.subcomponentes
                for suya in sub.actividades
            ],
        )
        for una in lectura.contenido.dependencias
    ]


def test_unas_hojas_con_otro_nombre_y_en_otro_orden_se_leen_igual() -> None:
    def revolver(excel: EnExcel) -> None:
        salud, _, gobierno, *_ = excel.libro.worksheets
        salud.title = "Hoja de ellos"
        excel.libro.move_sheet(gobierno, -2)

    lectura = leer(tras(revolver, de=emitido("xlsx", DE_TRES)))

    assert oficinas(lectura) == [(nombre, [f"De {nombre}"]) for nombre in OFICINAS]


def test_una_hoja_quitada_se_dice() -> None:
    quitar: Edicion = lambda x: x.libro.remove(x.libro.worksheets[1])  # noqa: E731
    lectura = leer(tras(quitar, de=emitido("xlsx", DE_TRES)))

    assert oficinas(lectura) == [("Salud", ["De Salud"]), ("Gobierno", ["De Gobierno"])]
    assert cambios(lectura) == [
        (
            "",
            "falta 1 fila de las que llevaba, de las últimas de su lista o la lista entera",
        )
    ]


# ------------------------------------------------------------------ lo que se pierde
def test_sin_la_columna_oculta_se_lee_lo_mismo() -> None:
    lectura = leer(tras(lambda x: x.quitar_columna_de_marcas()))

    assert actividades(lectura) == TODAS
    assert tramites(lectura) == ["Certificado de estratificación", "Paz y salvo"]


def test_sin_propiedades_ni_columna_oculta_basta_con_decir_el_corte() -> None:
    perdido = tras(lambda x: x.quitar_columna_de_marcas(), lambda x: x.sin_propiedades())

    # En este formato el corte no está impreso.
    with pytest.raises(paac.ErrorDeEntrada, match="no dice de qué corte"):
        leer(perdido)
    lectura = leer(perdido, corte=CORTE)
    assert actividades(lectura) == TODAS
    assert lectura.formato == "MCCO.101.18.F.20"


@con_libreoffice
def test_corregido_y_guardado_por_libreoffice_se_lee_igual(tmp_path: Path) -> None:
    archivo = tmp_path / "a.xlsx"
    corregido = tras(
        escribir(M10="Se hizo\ny se publicó.", I8="Área a cargo", K11=date(2026, 12, 5)),
        insertar(9, *NUEVA),
        lambda x: x.quitar_fila(13),
        lambda x: x.ocultar_columnas("G", "H"),
        lambda x: setattr(x.hoja, "title", "Otro nombre"),
    )
    archivo.write_bytes(corregido)
    guardado = convertir(archivo, "xlsx", tmp_path / "otro").read_bytes()
    lectura = leer(guardado)

    assert actividades(lectura) == [
        U11,
        ("Política", *NUEVA),
        fila("1.2", "Política", texto="Se hizo\ny se publicó."),
        fila("2.1", "Mapa", fecha="05/12/2026"),
        D23,
    ]
    assert cambios(lectura) == cambios(leer(corregido)) != []
