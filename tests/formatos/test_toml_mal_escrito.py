"""Lo que la gente escribe mal en un ``formato.toml``, y lo que se le dice."""

from pathlib import Path

import pytest

import paac_reportes as paac
from paac_reportes.formatos.lectura.crudos import de_toml


def falla_de(carpeta: Path, contenido: bytes) -> str:
    (carpeta / "formato.toml").write_bytes(contenido)
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)
    (falla,) = error.value.fallas
    return str(falla)


@pytest.mark.parametrize(
    ("texto", "lugar", "motivo"),
    [
        (
            'codigo "x"\n',
            "línea 1, columna 8",
            "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas",
        ),
        (
            "codigo =\n",
            "línea 1, columna 9",
            "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false",
        ),
        (
            'codigo = "x\nnombre="y"\n',
            "línea 1, columna 12",
            "falta cerrar las comillas en este renglón",
        ),
        ('codigo = "x', "al final", "falta cerrar las comillas de un texto"),
        ("codigo = 'x\n", "al final", "falta cerrar las comillas de un texto"),
        (
            "codigo = hola\n",
            "línea 1, columna 10",
            "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false",
        ),
        (
            'código = "x"\n',
            "línea 1, columna 2",
            "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas",
        ),
        (
            'mi clave = "x"\n',
            "línea 1, columna 4",
            "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas",
        ),
        ("[pagina\n", "línea 1, columna 8", "falta cerrar con ] el nombre de una tabla"),
        ("[[cuerpo]\n", "línea 1, columna 9", "falta cerrar con ]] el nombre de una tabla"),
        ("cuerpo = [1, 2\n", "al final", "falta una coma, o cerrar una lista con ]"),
        ("cuerpo = [1 2]\n", "línea 1, columna 13", "falta una coma, o cerrar una lista con ]"),
        (
            "pie = { a = 1\n",
            "línea 1, columna 14",
            "falta una coma, o cerrar con } lo que se abre con {",
        ),
        (
            "pie = { a = 1, }\n",
            "línea 1, columna 16",
            "falta una clave; entre llaves no va una coma al final ni se parte el renglón",
        ),
        (
            "pie = { a = 1,\n b = 2 }\n",
            "línea 1, columna 15",
            "falta una clave; entre llaves no va una coma al final ni se parte el renglón",
        ),
        (
            "pie = { a = 1 b = 2 }\n",
            "línea 1, columna 15",
            "falta una coma, o cerrar con } lo que se abre con {",
        ),
        ('codigo = "x"\ncodigo = "y"\n', "línea 2, columna 13", "ya estaba escrito antes"),
        ("[pagina]\na=1\n[pagina]\nb=2\n", "línea 3, columna 8", "pagina ya estaba escrito antes"),
        ("pagina = 1\n[pagina]\n", "línea 2, columna 8", "ya estaba escrito antes"),
        ("[cuerpo]\n[[cuerpo]]\n", "línea 2, columna 9", "ya estaba escrito antes"),
        ("a = {b=1, b=2}\n", "línea 1, columna 14", "la clave 'b' está repetida"),
        ("a = {b=1}\n[a.c]\n", "línea 2, columna 5", "a.c ya estaba escrito antes"),
        (
            "a = 1 b = 2\n",
            "línea 1, columna 7",
            "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto",
        ),
        (
            'a = "C:\\Users"\n',
            "línea 1, columna 10",
            "una barra invertida suelta; dóblela, o use comillas simples",
        ),
        (
            'a="\\q"\n',
            "línea 1, columna 6",
            "una barra invertida suelta; dóblela, o use comillas simples",
        ),
        (
            'a="\\u12"\n',
            "línea 1, columna 6",
            "una barra invertida suelta; dóblela, o use comillas simples",
        ),
        ('a="\\ud800"\n', "línea 1, columna 10", "un escape que no es un carácter"),
        ('a = "\x07"\n', "línea 1, columna 6", "un carácter de control que no se admite: '\\x07'"),
        ("a = 2024-02-31\n", "línea 1, columna 5", "una fecha o una hora que no existe"),
        (
            "a = 25:00:00\n",
            "línea 1, columna 7",
            "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto",
        ),
        (
            "a = 3,5\n",
            "línea 1, columna 6",
            "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto",
        ),
        (
            "a = 010\n",
            "línea 1, columna 6",
            "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto",
        ),
        (
            "a = True\n",
            "línea 1, columna 5",
            "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false",
        ),
        (
            "codigo: x\n",
            "línea 1, columna 7",
            "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas",
        ),
        ('a = """x\n', "al final", "falta cerrar las comillas de un texto"),
        (
            "// hola\n",
            "línea 1, columna 1",
            "se esperaba una clave o una [tabla]; un comentario empieza por #",
        ),
        (
            "= 1\n",
            "línea 1, columna 1",
            "se esperaba una clave o una [tabla]; un comentario empieza por #",
        ),
        (
            "a..b = 1\n",
            "línea 1, columna 3",
            "falta una clave; entre llaves no va una coma al final ni se parte el renglón",
        ),
        (
            "a = “x”\n",
            "línea 1, columna 5",
            "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false",
        ),
        (
            '"""a""" = 1\n',
            "línea 1, columna 3",
            "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas",
        ),
        (
            "- a\n",
            "línea 1, columna 3",
            "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas",
        ),
        (
            '{"a": 1}\n',
            "línea 1, columna 1",
            "se esperaba una clave o una [tabla]; un comentario empieza por #",
        ),
        ("# \x07\n", "línea 1, columna 3", "un carácter de control que no se admite: '\\x07'"),
        ('a = "x\ny"\n', "línea 1, columna 7", "falta cerrar las comillas en este renglón"),
    ],
)
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
