"""Dos documentos armados a mano: qué es cada cambio, dónde se ve y qué decía.

Prueba ``cotejo/cambios`` y ``cotejo/pares``.
"""

from collections.abc import Sequence

import pytest

from paac_reportes.cotejo.cambios import Cambio, cotejar
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    ParteVista,
    TablaVista,
    TextoVisto,
)

Fila = tuple[str, Sequence[str | None]]
"""Su marca y sus textos; ``None`` donde sigue la celda de arriba."""

ROTULOS: Fila = ("t1", ("Grupo", "Código", "Actividad", "Avance"))
FILAS: tuple[Fila, ...] = (
    ROTULOS,
    ("c0a0", ("Riesgos", "1.1", "Publicar el mapa", "50 %")),
    ("c0a1", (None, "1.2", "Socializar el mapa", "")),
    ("c0a2", ("Trámites", "2.1", "Racionalizar un trámite", "10 %")),
    ("c0a3", ("Atención", "3.1", "Medir la satisfacción", "0 %")),
)


def tabla(filas: Sequence[Fila], lugar: str = "tabla 1") -> TablaVista:
    columnas = len(filas[0][1])
    rejilla: list[list[CeldaVista]] = []
    for numero, (_, textos) in enumerate(filas):
        suyas: list[CeldaVista] = []
        for columna, texto in enumerate(textos):
            if texto is None:
                suyas.append(rejilla[-1][columna])
                continue
            siguen = filas[numero + 1 :]
            cubre = next(
                (n for n, (_, t) in enumerate(siguen) if t[columna] is not None), len(siguen)
            )
            suyas.append(CeldaVista(texto, numero, columna, cuantas_filas=1 + cubre))
        rejilla.append(suyas)
    assert all(len(fila) == columnas for fila in rejilla)
    marcas = {n: marca for n, (marca, _) in enumerate(filas) if marca}
    return TablaVista(lugar, tuple(map(tuple, rejilla)), marcas=marcas)


def documento(*bloques: TextoVisto | TablaVista | Sequence[Fila]) -> DocumentoVisto:
    vistos = tuple(
        bloque if isinstance(bloque, TextoVisto | TablaVista) else tabla(bloque)
        for bloque in bloques
    )
    return DocumentoVisto(tipo="docx", partes=(ParteVista(bloques=vistos),))


def cambios(*filas: Fila) -> tuple[Cambio, ...]:
    """Los de la tabla emitida a la que volvió con esas filas."""
    return cotejar(documento(FILAS), documento(filas))


def con(lugar: int, columna: int, texto: str | None) -> list[Fila]:
    filas = [*FILAS]
    marca, textos = filas[lugar]
    filas[lugar] = marca, (*textos[:columna], texto, *textos[columna + 1 :])
    return filas


def test_si_las_filas_de_un_grupo_no_dicen_lo_mismo_no_acuerdan() -> None:
    (cambio,) = cambios(*con(2, 0, "Otro grupo"))
    assert (cambio.marca, cambio.ahora, cambio.acuerdan) == ("c0a1", "Otro grupo", False)


def test_si_falta_una_fila_del_grupo_que_cambio_no_acuerdan() -> None:
    filas = con(1, 0, "Riesgos de corrupción")
    (editada, falta) = cambios(*filas[:2], *filas[3:])
    assert (editada.clase, editada.acuerdan) == ("editada", False)
    assert (falta.clase, falta.marca) == ("falta", "c0a1")


def test_el_grupo_que_perdio_su_primera_fila_tambien_se_mira() -> None:
    segunda: Fila = ("c0a1", ("Otro grupo", *FILAS[2][1][1:]))
    (editada, falta) = cambios(ROTULOS, segunda, *FILAS[3:])
    assert (editada.marca, editada.ahora, editada.acuerdan) == ("c0a0", "Otro grupo", False)
    assert (falta.clase, falta.marca) == ("falta", "c0a0")


def test_si_los_textos_se_fueron_y_las_marcas_quedaron_los_textos_mandan() -> None:
    sueltas: list[Fila] = [ROTULOS]
    sueltas += [(f"c0t{n}", (f"Trámite {n}", f"{n}.1", f"Acción {n}", "Sí")) for n in range(12)]
    ordenada = [
        (marca, textos)
        for (marca, _), (_, textos) in zip(sueltas[1:], reversed(sueltas[1:]), strict=True)
    ]
    vistos = cotejar(documento(sueltas), documento([ROTULOS, *ordenada]))
    assert {cambio.clase for cambio in vistos} == {"movida"}


def test_la_fila_que_perdio_su_marca_y_su_sitio_es_la_que_dice_lo_mismo() -> None:
    (movida,) = cambios(ROTULOS, ("", FILAS[4][1]), *FILAS[1:4])
    assert (movida.clase, movida.marca) == ("movida", "c0a3")


def test_la_copia_de_una_fila_que_sigue_es_la_misma_repetida() -> None:
    (copia,) = cambios(*FILAS, FILAS[3])
    assert (copia.clase, copia.marca) == ("repetida", "c0a2")


def con_columnas(*orden: int, agregada: str = "") -> tuple[Cambio, ...]:
    """Los de la tabla que volvió con esas columnas, en ese orden; -1, una agregada."""
    recibidas = [
        (marca, tuple((agregada if n == 0 else "ojo") if c < 0 else textos[c] for c in orden))
        for n, (marca, textos) in enumerate(con(1, 2, "Otra actividad"))
    ]
    return cambios(*recibidas)


def test_lo_que_se_escribio_a_la_derecha_se_dice_y_las_demas_columnas_se_leen() -> None:
    (editada, columna) = con_columnas(0, 1, 2, 3, -1, agregada="Nota")
    assert (editada.clase, editada.ahora) == ("editada", "Otra actividad")
    assert (columna.clase, columna.lugar) == ("columna", "tabla 1, fila 1, columna 5")
    assert (columna.antes, columna.ahora) == (None, "Nota")


@pytest.mark.parametrize("orden", [(0, 1, -1, 2, 3), (0, 1, 3), (0, 2, 1, 3), (0, 2, 3, -1)])
def test_de_la_tabla_cuyas_columnas_cambiaron_de_sitio_no_se_lee_ninguna(
    orden: tuple[int, ...],
) -> None:
    (cambio,) = con_columnas(*orden, agregada="Nota")
    assert (cambio.clase, cambio.lugar) == ("columna", "tabla 1, fila 1")
    assert cambio.antes == "Grupo | Código | Actividad | Avance"
    nombres = [*cambio.antes.split(" | "), "Nota"]
    assert cambio.ahora == " | ".join(nombres[columna] for columna in orden)


def test_una_tabla_que_falta_se_dice_entera() -> None:
    otra = tabla((("t1__2", ROTULOS[1]), ("c1a0", ("Otro", "4.1", "Hacer", ""))), "tabla 2")
    (cambio,) = cotejar(documento(FILAS, otra), documento(FILAS))
    assert (cambio.clase, cambio.lugar) == ("tabla", "tabla 2")


def test_lo_que_no_cupo_en_una_fila_es_parte_de_ella() -> None:
    emitidas: list[Fila] = [
        ROTULOS,
        ("c0a0", ("Riesgos", "1.1", "Una actividad tan larga ", "50 %")),
        ("c0a0+", (None, None, "que sigue abajo", None)),
        FILAS[4],
    ]
    recibidas = [*emitidas[:2], ("c0a0+", (None, None, "que termina abajo", None)), FILAS[4]]
    (cambio,) = cotejar(documento(emitidas), documento(recibidas))

    assert (cambio.marca, cambio.celda) == ("c0a0", 2)
    assert cambio.antes == "Una actividad tan larga que sigue abajo"
    assert cambio.ahora == "Una actividad tan larga que termina abajo"


def test_la_celda_que_sigue_en_otra_pagina_es_la_de_arriba() -> None:
    filas: list[Fila] = [
        *FILAS[:3],
        ("c0a4", ("Riesgos (continúa)", "1.3", "Revisar", "")),
        FILAS[4],
    ]
    editadas = [*filas]
    editadas[1] = "c0a0", ("Riesgos nuevos", *FILAS[1][1][1:])
    (cambio,) = cotejar(documento(filas), documento(editadas))
    assert (cambio.marca, cambio.acuerdan) == ("c0a0", True)
    sin_la_que_sigue = documento([*editadas[:3], editadas[4]])
    (cambio,) = (c for c in cotejar(documento(filas), sin_la_que_sigue) if c.clase == "editada")
    assert not cambio.acuerdan
