"""Lo que la gente escribe mal en un ``formato.toml``, y lo que se le dice."""

from pathlib import Path

import pytest
from ayudas.mal_escritos import Casos, casos

import paac_reportes as paac
from paac_reportes.formatos.lectura.crudos import de_toml


def falla_de(carpeta: Path, contenido: bytes) -> str:
    (carpeta / "formato.toml").write_bytes(contenido)
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)
    (falla,) = error.value.fallas
    return str(falla)


EN_TOML: Casos = {
    "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas": [
        ('codigo "x"\n', 1, 8),
        ('código = "x"\n', 1, 2),
        ('mi clave = "x"\n', 1, 4),
        ("codigo: x\n", 1, 7),
        ('"""a""" = 1\n', 1, 3),
        ("- a\n", 1, 3),
    ],
    "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false": [
        ("codigo =\n", 1, 9),
        ("codigo = hola\n", 1, 10),
        ("a = True\n", 1, 5),
        ("a = “x”\n", 1, 5),
    ],
    "falta cerrar las comillas en este renglón": [
        ('codigo = "x\nnombre="y"\n', 1, 12),
        ('a = "x\ny"\n', 1, 7),
    ],
    "falta cerrar las comillas de un texto": [
        ('codigo = "x', 0, 0),
        ("codigo = 'x\n", 0, 0),
        ('a = """x\n', 0, 0),
    ],
    "falta cerrar con ] el nombre de una tabla": [
        ("[pagina\n", 1, 8),
    ],
    "falta cerrar con ]] el nombre de una tabla": [
        ("[[cuerpo]\n", 1, 9),
    ],
    "falta una coma, o cerrar una lista con ]": [
        ("cuerpo = [1, 2\n", 0, 0),
        ("cuerpo = [1 2]\n", 1, 13),
    ],
    "falta una coma, o cerrar con } lo que se abre con {": [
        ("pie = { a = 1\n", 1, 14),
        ("pie = { a = 1 b = 2 }\n", 1, 15),
    ],
    "falta una clave; entre llaves no va una coma al final ni se parte el renglón": [
        ("pie = { a = 1, }\n", 1, 16),
        ("pie = { a = 1,\n b = 2 }\n", 1, 15),
        ("a..b = 1\n", 1, 3),
    ],
    "ya estaba escrito antes": [
        ('codigo = "x"\ncodigo = "y"\n', 2, 13),
        ("pagina = 1\n[pagina]\n", 2, 8),
        ("[cuerpo]\n[[cuerpo]]\n", 2, 9),
    ],
    "pagina ya estaba escrito antes": [
        ("[pagina]\na=1\n[pagina]\nb=2\n", 3, 8),
    ],
    "la clave 'b' está repetida": [
        ("a = {b=1, b=2}\n", 1, 14),
    ],
    "a.c ya estaba escrito antes": [
        ("a = {b=1}\n[a.c]\n", 2, 5),
    ],
    "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto": [
        ("a = 1 b = 2\n", 1, 7),
        ("a = 25:00:00\n", 1, 7),
        ("a = 3,5\n", 1, 6),
        ("a = 010\n", 1, 6),
    ],
    "una barra invertida suelta; dóblela, o use comillas simples": [
        ('a = "C:\\Users"\n', 1, 10),
        ('a="\\q"\n', 1, 6),
        ('a="\\u12"\n', 1, 6),
    ],
    "un escape que no es un carácter": [
        ('a="\\ud800"\n', 1, 10),
    ],
    "un carácter de control que no se admite: '\\x07'": [
        ('a = "\x07"\n', 1, 6),
        ("# \x07\n", 1, 3),
    ],
    "una fecha o una hora que no existe": [
        ("a = 2024-02-31\n", 1, 5),
    ],
    "se esperaba una clave o una [tabla]; un comentario empieza por #": [
        ("// hola\n", 1, 1),
        ("= 1\n", 1, 1),
        ('{"a": 1}\n', 1, 1),
    ],
}


@pytest.mark.parametrize(("texto", "lugar", "motivo"), casos(EN_TOML))
def test_un_toml_mal_escrito(texto: str, lugar: str, motivo: str, tmp_path: Path) -> None:
    assert falla_de(tmp_path, texto.encode()) == (
        f"{tmp_path}/formato.toml: {lugar}: TOML mal formado ({motivo})"
    )


def test_un_toml_que_no_es_utf8_dice_donde(tmp_path: Path) -> None:
    assert falla_de(tmp_path, b'codigo = "x"\nnombre = "CAJIC\xc1"\n') == (
        f"{tmp_path}/formato.toml: línea 2, columna 16: se esperaba UTF-8, llegó el byte 0xC1;"
        " guarde el archivo como UTF-8"
    )


def test_un_numero_enorme_tampoco_habla_ingles(tmp_path: Path) -> None:
    assert falla_de(tmp_path, b"a = " + b"9" * 5000) == (
        f"{tmp_path}/formato.toml: TOML con un número de miles de cifras"
    )


def test_lo_que_no_esta_en_la_tabla_muestra_el_renglon() -> None:
    texto = "a = 1\n  b ? 2\n"

    assert de_toml("Something new (at line 2, column 5)", texto) == (
        "línea 2, columna 5: TOML mal formado (no se entiende 'b ? 2')"
    )
    assert de_toml("Something new (at end of document)", texto) == (
        "al final: TOML mal formado (no se entiende 'b ? 2')"
    )
