"""Dos documentos armados a mano: qué es cada cambio, dónde se ve y qué decía.

Prueba ``cotejo/columnas`` y ``cotejo/pares``.
"""

from collections.abc import Sequence

import pytest

from paac_reportes.cotejo.cambios import Cambio, cotejar
from paac_reportes.cotejo.visto import marca_limpia
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
            suyas.append(CeldaVista(texto, numero, columna, filas=1 + cubre))
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


def sin_marcas(filas: Sequence[Fila]) -> list[Fila]:
    return [("", textos) for _, textos in filas]


def test_el_mismo_documento_no_tiene_cambios() -> None:
    assert cambios(*FILAS) == ()


@pytest.mark.parametrize(
    ("nombre", "limpia"),
    [
        ("d0c1s2a3", "d0c1s2a3"),
        ("x4__12", "x4"),
        ("p0r1_e2__2", "p0r1_e2"),
        ("f0_f1", "f0_f1"),
        ("c0a1+", "c0a1+"),
    ],
)
def test_una_marca_limpia_dice_de_quien_es_y_cual_de_sus_filas(nombre: str, limpia: str) -> None:
    assert marca_limpia(nombre) == limpia


@pytest.mark.parametrize("ahora", ["60 %", "", "Otra cosa"])
def test_una_celda_cambiada_dice_su_marca_su_columna_lo_que_decia_y_lo_que_dice(
    ahora: str,
) -> None:
    (cambio,) = cambios(*con(1, 3, ahora))

    assert (cambio.clase, cambio.lugar) == ("editada", "tabla 1, fila 2, columna 4")
    assert (cambio.marca, cambio.rotulos, cambio.celda) == ("c0a0", "t1", 3)
    assert (cambio.antes, cambio.ahora) == ("50 %", ahora)


def test_una_celda_en_blanco_que_alguien_lleno_es_una_cambiada() -> None:
    (cambio,) = cambios(*con(2, 3, "25 %"))
    assert (cambio.marca, cambio.antes, cambio.ahora) == ("c0a1", "", "25 %")


def test_la_celda_de_varias_filas_se_mira_una_vez() -> None:
    (cambio,) = cambios(*con(1, 0, "Riesgos de corrupción"))

    assert (cambio.marca, cambio.ahora) == ("c0a0", "Riesgos de corrupción")
    assert cambio.acuerdan


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


def test_una_fila_quitada_falta_donde_estaba() -> None:
    (cambio,) = cambios(*FILAS[:3], FILAS[4])

    assert (cambio.clase, cambio.lugar, cambio.marca) == ("falta", "tabla 1, fila 4", "c0a2")
    assert cambio.celdas == ("Trámites", "2.1", "Racionalizar un trámite", "10 %")


def test_una_fila_escrita_por_alguien_es_agregada_y_dice_tras_cual() -> None:
    nueva: Fila = ("", ("Trámites", "2.2", "Quitar un requisito", "0 %"))
    (cambio,) = cambios(*FILAS[:4], nueva, FILAS[4])

    assert (cambio.clase, cambio.lugar, cambio.tras) == ("agregada", "tabla 1, fila 5", "c0a2")
    assert cambio.celdas == ("Trámites", "2.2", "Quitar un requisito", "0 %")


def test_una_copia_de_una_fila_esta_repetida() -> None:
    (cambio,) = cambios(*FILAS, ("c0a2__2", FILAS[3][1]))
    assert (cambio.clase, cambio.marca, cambio.lugar) == ("repetida", "c0a2", "tabla 1, fila 6")


def test_de_una_copia_que_alguien_cambio_es_la_que_dice_otra_cosa() -> None:
    copia: Fila = ("c0a2__2", ("Trámites", "2.1", "Otra actividad", "10 %"))
    (cambio,) = cambios(*FILAS[:3], copia, *FILAS[3:])
    assert (cambio.clase, cambio.lugar) == ("repetida", "tabla 1, fila 4")


def test_una_fila_movida_dice_tras_cual_quedo_y_nada_mas_cambio() -> None:
    (cambio,) = cambios(*FILAS[:3], FILAS[4], FILAS[3])
    assert (cambio.clase, cambio.marca, cambio.tras) == ("movida", "c0a2", "c0a3")


def test_si_los_textos_se_fueron_y_las_marcas_quedaron_los_textos_mandan() -> None:
    sueltas: list[Fila] = [ROTULOS]
    sueltas += [(f"c0t{n}", (f"Trámite {n}", f"{n}.1", f"Acción {n}", "Sí")) for n in range(12)]
    ordenada = [
        (marca, textos)
        for (marca, _), (_, textos) in zip(sueltas[1:], reversed(sueltas[1:]), strict=True)
    ]
    vistos = cotejar(documento(sueltas), documento([ROTULOS, *ordenada]))
    assert {cambio.clase for cambio in vistos} == {"movida"}


def test_una_columna_pegada_se_dice_una_vez_y_no_corre_a_las_demas() -> None:
    con_otra = [
        (marca, (*t[:2], "Nota" if n == 0 else "ojo", *t[2:])) for n, (marca, t) in enumerate(FILAS)
    ]
    (cambio,) = cambios(*con_otra)
    assert (cambio.clase, cambio.ahora) == ("columna", "Nota")
    assert cambio.lugar == "tabla 1, fila 1, columna 3"


def test_una_columna_quitada_se_dice_una_vez() -> None:
    (cambio,) = cambios(*((marca, (*t[:2], *t[3:])) for marca, t in FILAS))
    assert (cambio.clase, cambio.celda, cambio.antes) == ("columna", 2, "Actividad")


def test_un_rotulo_cambiado_no_cambia_de_columna_lo_de_abajo() -> None:
    (cambio,) = cambios(*con(0, 2, "Qué se hará"))
    assert (cambio.marca, cambio.antes, cambio.ahora) == ("t1", "Actividad", "Qué se hará")


def test_una_tabla_que_falta_se_dice_entera() -> None:
    otra = tabla((("t1__2", ROTULOS[1]), ("c1a0", ("Otro", "4.1", "Hacer", ""))), "tabla 2")
    (cambio,) = cotejar(documento(FILAS, otra), documento(FILAS))
    assert (cambio.clase, cambio.lugar) == ("tabla", "tabla 2")


def test_sin_ninguna_marca_cada_fila_es_la_que_dice_lo_suyo() -> None:
    assert cambios(*sin_marcas(FILAS)) == ()


def test_sin_ninguna_marca_la_celda_cambiada_se_sabe_de_cual_es() -> None:
    (cambio,) = cambios(*sin_marcas(con(3, 3, "90 %")))
    assert (cambio.clase, cambio.marca, cambio.ahora) == ("editada", "c0a2", "90 %")


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


def test_un_parrafo_cambiado_es_de_alrededor_y_el_marcado_dice_su_marca() -> None:
    antes = documento(
        TextoVisto("Una nota", "párrafo 1"), TextoVisto("Ana", "párrafo 2", marca="x1")
    )
    ahora = documento(
        TextoVisto("Otra nota", "párrafo 1"), TextoVisto("Eva", "párrafo 2", marca="x1")
    )
    (suelto, marcado) = cotejar(antes, ahora)
    assert (suelto.clase, suelto.antes, suelto.ahora) == ("alrededor", "Una nota", "Otra nota")
    assert (marcado.clase, marcado.marca, marcado.ahora) == ("editada", "x1", "Eva")


def test_un_renglon_del_contenido_es_el_mismo_en_otra_pagina() -> None:
    antes, ahora = (documento(TextoVisto(f"Resumen\t{n}", "párrafo 1")) for n in ("", "7"))
    assert cotejar(antes, ahora) == ()


def test_una_hoja_con_otro_nombre_se_dice() -> None:
    antes, ahora = (
        DocumentoVisto(tipo="xlsx", partes=(ParteVista(nombre=nombre, bloques=(tabla(FILAS),)),))
        for nombre in ("Matriz", "Hoja1")
    )
    (cambio,) = cotejar(antes, ahora)
    assert (cambio.clase, cambio.antes, cambio.ahora) == ("alrededor", "Matriz", "Hoja1")
