"""Un CSV que no es lo que parece lo dice: su comilla, sus letras, sus rótulos.

Prueba ``lectura/filas/letras``.
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
from paac_reportes.lectura.filas.fuentes import filas_de_csv, filas_leidas

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
    ("filas", "mensaje"),
    [
        (
            'Uno;A;1\n"Dos;B;2\nTres;C;3\n',
            "línea 3: una comilla se abre y no se cierra, y se lleva",
        ),
        ('Uno;A;1\nDos;B;"2', "línea 3: una comilla se abre y no se cierra; ciérrela o quítela"),
        ('"Dos;B;2\nTres;C;3\n"Cuatro";D;4\n', "línea 2: una comilla se abre y no se cierra, y se"),
        ('"Dos;B;2\nTres;"C";3\nCinco;E;5\n', "línea 2: una comilla se abre"),
        ('Dos;"B;2\nTres;C;3"\nCinco;E;5\n', "línea 2: una comilla se abre"),
        ('"Uno\ndos";"B;2\nTres;C;3', "línea 3: una comilla se abre y no se cierra, y se lleva 1"),
    ],
)
@pytest.mark.parametrize("antes", ["", "sep=;\n"])
def test_la_comilla_que_no_se_cierra_se_dice_con_su_linea(
    filas: str, mensaje: str, antes: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(f"{antes}Actividad;Responsable;Avance\n{filas}")

    (falla,) = error.value.fallas
    linea = int(mensaje[len("línea ")])
    assert falla.codigo == "archivo_danado"
    assert falla.mensaje.startswith(mensaje.replace(str(linea), str(linea + bool(antes)), 1))


@pytest.mark.parametrize(
    "celda",
    [
        "Uno\ncon salto; y punto y coma",
        "a;b;c\nd;e;f",
        'dice "hola"\n"adiós"',
        "\n",
        "uno\r\ndos",
    ],
)
def test_un_salto_de_renglon_entre_comillas_es_de_su_celda(celda: str) -> None:
    escrito = io.StringIO(newline="")
    csv.writer(escrito, delimiter=";").writerows(
        [["Actividad", "Responsable", "Avance"], [f"x{celda}", "A", "10"], ["Dos", "B", "20"]]
    )

    assert actividades(escrito.getvalue()) == [f"x{celda}", "Dos"]


CELDAS = st.text(st.sampled_from('ab;,"\n\r \t1'), max_size=8)


@given(st.lists(st.lists(CELDAS, min_size=3, max_size=3), max_size=5))
@ejemplos(60)
def test_ley_lo_que_csv_escribe_se_lee_igual(filas: list[list[str]]) -> None:
    escrito = io.StringIO(newline="")
    csv.writer(escrito, delimiter=";").writerows([["a", "b", "c"], *filas])
    leidas = filas_de_csv(escrito.getvalue(), "", ())

    con_algo = [fila for fila in filas if any(celda.strip() for celda in fila)]
    assert [[valor or "" for valor in fila.values()] for _, fila in leidas] == con_algo


@pytest.mark.parametrize(
    ("juego", "mensaje"),
    [
        ("cp850", "dice 'Gesti¢n': parece guardado por MS-DOS (cp850); vuelva a guardarlo como"),
        ("mac_roman", "dice 'Gesti—n': parece guardado por un Mac de antes (mac_roman)"),
    ],
)
def test_las_letras_de_otro_juego_se_dicen(juego: str, mensaje: str) -> None:
    ((ruta, dicho),) = avisos_de_letras(TEXTO.encode(juego))

    assert ruta == "línea 2"
    assert dicho.startswith(mensaje)


def test_lo_pasado_dos_veces_a_utf_8_se_dice() -> None:
    ((ruta, dicho),) = avisos_de_letras(TEXTO.encode().decode("cp1252").encode())

    assert (ruta, dicho[:19]) == ("línea 2", "dice 'GestiÃ³n': pa")


def test_la_letra_que_se_perdio_se_dice() -> None:
    ((ruta, dicho),) = avisos_de_letras(TEXTO.replace("ó", "\ufffd").encode())

    assert (ruta, dicho[:16]) == ("línea 2", "dice 'Gesti\ufffdn': ")


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


@given(st.lists(PALABRAS, min_size=1, max_size=8), st.sampled_from(["utf-8", "cp1252"]))
@ejemplos(60)
def test_ley_un_texto_en_espanol_bien_guardado_no_se_avisa(palabras: list[str], juego: str) -> None:
    avisos: list[paac.Aviso] = []
    filas_leidas(io.BytesIO(f"a;b\n{' '.join(palabras)};x".encode(juego)), (), avisos)

    assert avisos == []


@given(st.lists(PALABRAS, max_size=8), st.sampled_from(["cp850", "mac_roman"]))
@ejemplos(60)
def test_ley_el_de_otro_juego_se_avisa(palabras: list[str], juego: str) -> None:
    avisos: list[paac.Aviso] = []
    texto = " ".join(["Gestión del año único", *palabras])
    filas_leidas(io.BytesIO(f"a;b\n{texto};x".encode(juego)), (), avisos)

    assert [aviso.codigo for aviso in avisos] == ["letras_de_otro_juego"]


@pytest.mark.parametrize("fin", ["\x1a", "\x1a\n", "\x1a\r\n\r\n", "\x1a\x1a", "\n\x1a \x1a\n"])
def test_el_fin_de_archivo_de_ms_dos_no_es_una_fila(fin: str) -> None:
    assert actividades(f"{TEXTO}{fin}") == ["Gestión del año", "Otra"]


def test_si_a_casi_todas_las_filas_les_sobra_una_celda_falta_un_rotulo() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(TEXTO.replace("\n", ";sobra\n").replace(";sobra", "", 1))

    (falla,) = error.value.fallas
    assert "hasta 4 celdas (el primero, la línea 2): ¿a qué columna le falta el suyo?" in str(falla)


def test_la_columna_sin_rotulo_se_dice_por_su_lugar() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer("Actividad;;Avance;;Notas\nUno;A;10;x;y\n")

    assert [falla.mensaje for falla in error.value.fallas] == [
        "la columna 2, a la derecha de 'Actividad', no tiene rótulo",
        "la columna 4, a la derecha de 'Avance', no tiene rótulo",
    ]


@pytest.mark.parametrize(
    ("encima", "linea"),
    [("ALCALDÍA DE X\n", 2), ("ALCALDÍA DE X;;\nPlan 2026;;\n", 3), ("Alcaldía\n\nPlan\n\n", 5)],
)
@pytest.mark.parametrize("separador", [";", ",", "\t"])
def test_lo_que_esta_encima_de_los_rotulos_es_una_sola_falla(
    encima: str, linea: int, separador: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer((encima + TEXTO + "Tres;C;30\n").replace(";", separador))

    (falla,) = error.value.fallas
    assert f"los rótulos parecen los de la línea {linea}; quite lo que está" in falla.mensaje


def test_la_fila_que_trae_celdas_de_mas_se_sigue_diciendo_sola() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(f"{TEXTO}Tres;C;30;sobra\nCuatro;D;40\n")

    assert [falla.mensaje for falla in error.value.fallas] == [
        "línea 4: llegaron 4 celdas y hay 3 rótulos"
    ]
