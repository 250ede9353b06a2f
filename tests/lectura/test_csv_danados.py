"""Un CSV que no es lo que parece lo dice: su comilla, sus letras, sus rótulos.

Prueba ``lectura/filas/fuentes``.
"""

import csv
import io
from datetime import date
from typing import Any

import pytest
from ayudas.ejemplos import ejemplos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac

COLUMNAS = {
    "actividad.descripcion": "Actividad",
    "actividad.responsable": "Responsable",
    "seguimiento.avance": "Avance",
}
TEXTO = "Actividad;Responsable;Avance\nGestión del año;Peña;10\nOtra;Núñez;20\n"


def leer(contenido: str | bytes) -> paac.Lectura[paac.Plan]:
    datos = contenido.encode() if isinstance(contenido, str) else contenido
    return paac.desde_filas(
        datos, columnas=COLUMNAS, entidad="X", vigencia=2026, corte=date(2026, 4, 30)
    )


def actividades(contenido: str | bytes) -> list[Any]:
    return [fila["actividad.descripcion"] for fila in paac.filas_de(leer(contenido).contenido)]


def avisos_de_letras(contenido: bytes) -> list[tuple[str, str]]:
    avisos = leer(contenido).avisos
    return [(a.ruta, a.mensaje) for a in avisos if a.codigo == "letras_de_otro_juego"]


@pytest.mark.parametrize(
    ("filas", "linea"),
    [
        ('Uno;A;1\n"Dos;B;2\nTres;C;3\n', 3),
        ('"Dos;B;2\nTres;C;3\n"Cuatro";D;4\n', 2),
        ('Dos;"B;2\nTres;C;3"\nCinco;E;5\n', 2),
    ],
)
@pytest.mark.parametrize("antes", ["", "sep=;\n"])
def test_la_comilla_que_no_se_cierra_se_dice_con_su_linea(
    filas: str, linea: int, antes: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(f"{antes}Actividad;Responsable;Avance\n{filas}")

    (falla,) = error.value.fallas
    assert (falla.codigo, falla.mensaje) == (
        "archivo_danado",
        f"línea {linea + bool(antes)}: una comilla se abre y no se cierra, o una celda tiene"
        " demasiadas letras",
    )


CELDAS = st.text(st.sampled_from('ab;,"\n\r \t1'), max_size=8).map("x{}x".format)


@given(st.lists(st.lists(CELDAS, min_size=2, max_size=2), min_size=1, max_size=5))
@ejemplos(60)
def test_ley_lo_que_csv_escribe_se_lee_igual(filas: list[list[str]]) -> None:
    escrito = io.StringIO(newline="")
    csv.writer(escrito, delimiter=";").writerows(
        [["Actividad", "Responsable", "Avance"], *([*fila, ""] for fila in filas)]
    )
    leidas = paac.filas_de(leer(escrito.getvalue()).contenido)

    assert [[f["actividad.descripcion"], f["actividad.responsable"]] for f in leidas] == filas


@pytest.mark.parametrize(
    ("contenido", "palabra"),
    [
        (TEXTO.encode("cp850"), "Gesti¢n"),
        (TEXTO.encode().decode("cp1252").encode(), "GestiÃ³n"),
        (TEXTO.replace("ó", "\ufffd").encode(), "Gesti\ufffdn"),
        (TEXTO.replace("ó", "¢").encode(), "Gesti¢n"),
    ],
)
def test_las_letras_que_no_pueden_ser_se_dicen(contenido: bytes, palabra: str) -> None:
    ((ruta, dicho),) = avisos_de_letras(contenido)

    assert (ruta, dicho) == (
        "línea 2",
        f"dice '{palabra}': son letras de otro juego, o que se perdieron; vuelva a guardarlo como"
        " CSV UTF-8",
    )


@pytest.mark.parametrize("juego", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize(
    "texto",
    [
        TEXTO,
        TEXTO.replace("Peña", "D’Acosta – «CAFÉ»").replace("Núñez", "norte—sur"),
        "Actividad;Responsable;Avance\nPlan\xa0anual;D’Acosta;10\nOtra – más;B;20\n",
        "Actividad;Responsable;Avance\nPlan anual N.° 5;«ASÍ»;10\nOtra…;“B”;20\n",
    ],
)
def test_las_que_estan_bien_no_se_avisan(texto: str, juego: str) -> None:
    assert avisos_de_letras(texto.encode(juego, "ignore")) == []


PALABRAS = st.text(st.sampled_from("aeionrsáéíóúñÑÁ"), min_size=2, max_size=9)


@given(st.lists(PALABRAS, max_size=8), st.sampled_from(["utf-8", "cp1252", "cp850"]))
@ejemplos(60)
def test_ley_solo_se_avisa_del_texto_guardado_con_otro_juego(
    palabras: list[str], juego: str
) -> None:
    texto = " ".join(["Gestión del año único", *palabras])
    avisos = avisos_de_letras(f"Actividad;Responsable;Avance\n{texto};A;".encode(juego))

    assert len(avisos) == (juego == "cp850")


@pytest.mark.parametrize("fin", ["\x1a", "\x1a\n", "\x1a\r\n\r\n", "\x1a\x1a", "\n\x1a \x1a\n"])
def test_el_fin_de_archivo_de_ms_dos_no_es_una_fila(fin: str) -> None:
    assert actividades(f"{TEXTO}{fin}") == ["Gestión del año", "Otra"]


def test_la_columna_sin_rotulo_se_dice_por_su_lugar() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer("Actividad;;Avance;;Notas\nUno;A;10;x;y\n")

    assert [falla.mensaje for falla in error.value.fallas] == [
        "la columna 2, a la derecha de 'Actividad', no tiene rótulo",
        "la columna 4, a la derecha de 'Avance', no tiene rótulo",
    ]


@pytest.mark.parametrize("separador", [";", "\t"])
@pytest.mark.parametrize(
    ("escrito", "dice"),
    [
        (f"ALCALDÍA DE X\n{TEXTO}", "línea 2: llegaron 3 celdas y hay 1 rótulo ('ALCALDÍA DE X'…)"),
        (f"{TEXTO}Tres;C;30;sobra\n", "línea 4: llegaron 4 celdas y hay 3 rótulos ('Actividad'…)"),
    ],
)
def test_las_filas_con_mas_celdas_que_rotulos_son_una_sola_falla(
    escrito: str, dice: str, separador: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(escrito.replace(";", separador))

    (falla,) = error.value.fallas
    assert falla.mensaje.startswith(dice)
    assert falla.mensaje.endswith("quite lo que esté encima de los rótulos, o ponga el que falta")
