"""Lo que la gente escribe mal en YAML y en JSON, y lo que se le dice: dónde, qué y en español."""

import io
from pathlib import Path

import pytest

import paac_reportes as paac
from paac_reportes.lectura import motivos


def falla_de(origen: object) -> str:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer_plan(origen)  # type: ignore[arg-type]
    (falla,) = error.value.fallas
    return str(falla)


@pytest.mark.parametrize(
    ("texto", "lugar", "motivo"),
    [
        ("entidad:\n\tnombre: X\n", "línea 2, columna 1", "hay un tabulador; use espacios"),
        (
            "entidad:\n  nombre: X\n\tnit: 1\n",
            "línea 3, columna 1",
            "hay un tabulador; use espacios",
        ),
        ("entidad:\t{nombre: X}\n", "línea 1, columna 9", "hay un tabulador; use espacios"),
        (
            "entidad\n  nombre: X\n",
            "línea 2, columna 9",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
        (
            "entidad:\n  nombre: X\n  nit 800\n  correo: a\n",
            "línea 3, columna 3",
            "faltan los dos puntos después de la clave",
        ),
        (
            "entidad:\n  nombre: X\nvigencia 2026\n",
            "línea 3, columna 1",
            "faltan los dos puntos después de la clave",
        ),
        (
            "entidad:\n  nombre:X\n  nit: 1\n",
            "línea 3, columna 6",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
        (
            "entidad:\n  nombre: ALCALDÍA: secretaría\n",
            "línea 2, columna 19",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
        (
            'entidad:\n  nombre: "X\n  nit: 1\n',
            "línea 2, columna 11",
            "falta cerrar las comillas que se abren aquí",
        ),
        (
            "entidad:\n  nombre: 'X\n  nit: 1\n",
            "línea 2, columna 11",
            "falta cerrar las comillas que se abren aquí",
        ),
        (
            'entidad:\n  nombre: "X" Y\n',
            "línea 2, columna 15",
            "sobra texto después del valor; escríbalo todo entre unas mismas comillas",
        ),
        (
            'entidad:\n  nombre: "La "X" de"\n',
            "línea 2, columna 16",
            "sobra texto después del valor; escríbalo todo entre unas mismas comillas",
        ),
        (
            "componentes: [{numero: 1}\nentidad: {nombre: X}\n",
            "línea 2, columna 1",
            "falta una coma, o cerrar con ] lo abierto en la línea 1",
        ),
        ("componentes: [1, 2\n", "línea 1, columna 14", "falta cerrar con ] lo que se abre aquí"),
        (
            "entidad: {nombre: X\nvigencia: 2026\n",
            "línea 2, columna 9",
            "falta una coma, o cerrar con } lo abierto en la línea 1",
        ),
        ("entidad: {nombre: X\n", "línea 1, columna 10", "falta cerrar con } lo que se abre aquí"),
        (
            "entidad: {nombre: X]\n",
            "línea 1, columna 20",
            "se esperaba }, que cierra lo abierto en la línea 1, llegó ]",
        ),
        (
            "componentes: [1}\n",
            "línea 1, columna 16",
            "se esperaba ], que cierra lo abierto en la línea 1, llegó }",
        ),
        ("componentes: [1]]\n", "línea 1, columna 17", "sobra ]"),
        ("entidad: {a: 1}}\n", "línea 1, columna 16", "sobra }"),
        ("entidad: ]\n", "línea 1, columna 10", "falta un valor antes de «]»"),
        ("componentes: [1,,2]\n", "línea 1, columna 17", "falta un valor antes de «,»"),
        (", a: 1\n", "línea 1, columna 1", "falta un valor antes de «,»"),
        (
            "entidad: *otra\n",
            "línea 1, columna 10",
            "no existe el alias 'otra'; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad: & {nombre: X}\n",
            "línea 1, columna 10",
            "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad: * x\n",
            "línea 1, columna 10",
            "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad: *a$b\n",
            "línea 1, columna 10",
            "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad: &a$b x\n",
            "línea 1, columna 10",
            "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas",
        ),
        ("a: &x 1\nb: &x 2\nentidad: *x\n", "línea 2, columna 4", "el ancla 'x' está repetida"),
        (
            "entidad:\n  nombre: *Alcaldía*\n",
            "línea 2, columna 11",
            "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas",
        ),
        (
            "a: &x &y 1\n",
            "línea 1, columna 7",
            "sobra texto después del valor; escríbalo todo entre unas mismas comillas",
        ),
        (
            "entidad: {nombre: X}\n---\nentidad: {nombre: Y}\n",
            "línea 2, columna 1",
            "hay más de un documento: sobra lo que sigue a «---»",
        ),
        (
            "entidad: {nombre: X}\n...\nentidad: {nombre: Y}\n",
            "línea 3, columna 1",
            "hay más de un documento, o una línea que empieza por %",
        ),
        (
            "entidad: {nombre: X}\n---\n",
            "línea 2, columna 1",
            "hay más de un documento: sobra lo que sigue a «---»",
        ),
        (
            "%nombre\nentidad: {nombre: X}\n",
            "línea 2, columna 1",
            "hay más de un documento, o una línea que empieza por %",
        ),
        (
            "entidad:\n  nombre: %X\n",
            "línea 2, columna 11",
            "un valor no empieza por '%'; si es texto, escríbalo entre comillas",
        ),
        (
            "% avance: 3\n",
            "línea 1, columna 1",
            "un renglón no empieza por %; si es texto, escríbalo entre comillas",
        ),
        (
            "%YAML dos\n---\na: 1\n",
            "línea 1, columna 1",
            "un renglón no empieza por %; si es texto, escríbalo entre comillas",
        ),
        ("%YAML 3.0\n---\na: 1\n", "línea 1, columna 1", "se esperaba YAML 1"),
        (
            "%YAML 1.1\n%YAML 1.1\n---\na: 1\n",
            "línea 2, columna 1",
            "un renglón que empieza por % está repetido",
        ),
        (
            "%TAG x\n---\na: 1\n",
            "línea 1, columna 1",
            "un renglón no empieza por %; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad:\n  correo: @alcaldia\n",
            "línea 2, columna 11",
            "un valor no empieza por '@'; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad:\n  nombre: `X`\n",
            "línea 2, columna 11",
            "un valor no empieza por '`'; si es texto, escríbalo entre comillas",
        ),
        ("entidad:\n    nombre: X\n  nit: 1\n", "línea 3, columna 3", "la sangría no corresponde"),
        (
            "entidad:\n  nombre: X\n    nit: 1\n",
            "línea 3, columna 8",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
        (
            "componentes:\n  - numero: 1\n  nombre: X\n",
            "línea 3, columna 3",
            "la sangría no corresponde: hay una clave entre los elementos de una lista",
        ),
        (
            "componentes:\n  -numero: 1\n  - numero: 2\n",
            "línea 3, columna 3",
            "la sangría no corresponde: hay un elemento de lista entre las claves de un objeto; entre el guion y el texto va un espacio",
        ),
        (
            "- a\nb: 1\n",
            "línea 2, columna 1",
            "la sangría no corresponde: hay una clave entre los elementos de una lista",
        ),
        (
            "a: 1\n- b\n",
            "línea 2, columna 1",
            "la sangría no corresponde: hay un elemento de lista entre las claves de un objeto; entre el guion y el texto va un espacio",
        ),
        ("a: - b\n", "línea 1, columna 4", "un elemento de lista va en su propio renglón"),
        (
            "a: 1 b: 2\n",
            "línea 1, columna 7",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
        ("? [a]\n: 1\n", "línea 1, columna 3", "una clave no es un texto"),
        ("[a]: 1\n", "línea 1, columna 1", "una clave no es un texto"),
        ("{a: 1}: 1\n", "línea 1, columna 1", "una clave no es un texto"),
        (
            "entidad:\n  nombre: !Hola mundo\n",
            "línea 2, columna 11",
            "un valor no empieza por !; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad: !x!y z\n",
            "línea 1, columna 10",
            "un valor no empieza por !; si es texto, escríbalo entre comillas",
        ),
        (
            "entidad: !<x z\n",
            "línea 1, columna 10",
            "un valor no empieza por !; si es texto, escríbalo entre comillas",
        ),
        (
            "texto: |x\n  hola\n",
            "línea 1, columna 9",
            "después de | o de > va un salto de renglón; si es texto, escríbalo entre comillas",
        ),
        (
            "texto: |0\n  hola\n",
            "línea 1, columna 9",
            "después de | o de > va un salto de renglón; si es texto, escríbalo entre comillas",
        ),
        (
            "texto: >Hola\n  b\n",
            "línea 1, columna 9",
            "después de | o de > va un salto de renglón; si es texto, escríbalo entre comillas",
        ),
        (
            'entidad: "C:\\Usuarios\\q"\n',
            "línea 1, columna 15",
            "una barra invertida que no es un escape; dóblela, o use comillas simples",
        ),
        (
            'entidad: "\\u12"\n',
            "línea 1, columna 13",
            "una barra invertida que no es un escape; dóblela, o use comillas simples",
        ),
        (
            'entidad: "\\xZZ"\n',
            "línea 1, columna 13",
            "una barra invertida que no es un escape; dóblela, o use comillas simples",
        ),
        (
            "nombre: Pérez & Cía\nresp: &\n",
            "línea 2, columna 7",
            "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas",
        ),
        (
            "resp: &Nombre del responsable\n",
            "línea 1, columna 7",
            "ningún alias usa &Nombre; si es texto, escríbalo entre comillas",
        ),
        (
            "a: &uno 1\nb: *uno\nc: [&dos 2]\n",
            "línea 3, columna 5",
            "ningún alias usa &dos; si es texto, escríbalo entre comillas",
        ),
        (
            "resp: ! texto\n",
            "línea 1, columna 7",
            "un valor no empieza por !; si es texto, escríbalo entre comillas",
        ),
        (
            'entidad: "x\n--- y"\n',
            "línea 2, columna 1",
            "un texto entre comillas no tiene renglones que empiecen por --- ni por ...",
        ),
        (
            "entidad: !!null {a: 1}\n",
            "línea 1, columna 10",
            "una etiqueta !!null sobre lo que no está vacío",
        ),
        ("a: {\n\tb: 1}\n", "línea 2, columna 1", "hay un tabulador; use espacios"),
        (
            "a\nb: 1\n",
            "línea 2, columna 2",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
        (
            '"a\nb": 1\n',
            "línea 2, columna 3",
            "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior",
        ),
    ],
)
def test_un_yaml_mal_escrito(texto: str, lugar: str, motivo: str, tmp_path: Path) -> None:
    archivo = tmp_path / "plan.yaml"
    archivo.write_bytes(texto.encode())

    assert falla_de(archivo) == f"{archivo}: {lugar}: YAML mal formado ({motivo})"


@pytest.mark.parametrize(
    ("texto", "lugar", "motivo"),
    [
        ('{"a": 1,}', "línea 1, columna 8", "sobra una coma"),
        ("[1,]", "línea 1, columna 3", "sobra una coma"),
        ('{"a" 1}', "línea 1, columna 6", "faltan los dos puntos"),
        ('{"a": 1 "b": 2}', "línea 1, columna 9", "falta una coma, o cerrar una lista o un objeto"),
        ("{'a': 1}", "línea 1, columna 2", "se esperaba una clave entre comillas"),
        ("{a: 1}", "línea 1, columna 2", "se esperaba una clave entre comillas"),
        ('{"a": "x}', "línea 1, columna 7", "un texto sin cerrar"),
        ('{"a": "x\ny"}', "línea 1, columna 9", "un carácter de control sin escapar"),
        (
            '{"a": "\\q"}',
            "línea 1, columna 8",
            "un escape que no existe; una barra invertida se escribe \\\\",
        ),
        ('{"a": "\\u12"}', "línea 1, columna 9", "un escape \\u mal escrito"),
        ('{"a": tru}', "línea 1, columna 7", "se esperaba un valor"),
        ('{"a": True}', "línea 1, columna 7", "se esperaba un valor"),
        ('{"a": None}', "línea 1, columna 7", "se esperaba un valor"),
        ('{"a": 01}', "línea 1, columna 8", "falta una coma, o cerrar una lista o un objeto"),
        ('{"a": .5}', "línea 1, columna 7", "se esperaba un valor"),
        ('{"a": 1}}', "línea 1, columna 9", "sobra texto al final"),
        ('{"a": 1} {"b": 2}', "línea 1, columna 10", "sobra texto al final"),
        ('{"a": [1, 2}', "línea 1, columna 12", "falta una coma, o cerrar una lista o un objeto"),
        ('{"a": {"b": 1}', "línea 1, columna 15", "falta una coma, o cerrar una lista o un objeto"),
        (
            '{"a": 1 // nota\n}',
            "línea 1, columna 9",
            "falta una coma, o cerrar una lista o un objeto",
        ),
        ('{"a":', "línea 1, columna 6", "se esperaba un valor"),
        ("[", "línea 1, columna 2", "se esperaba un valor"),
        ("{", "línea 1, columna 2", "se esperaba una clave entre comillas"),
        ('{"a": 1;}', "línea 1, columna 8", "falta una coma, o cerrar una lista o un objeto"),
        ('{"a": “x”}', "línea 1, columna 7", "se esperaba un valor"),
        (
            '{"a": "C:\\Usuarios"}',
            "línea 1, columna 10",
            "un escape que no existe; una barra invertida se escribe \\\\",
        ),
        ("{,}", "línea 1, columna 2", "se esperaba una clave entre comillas"),
        ("[1,,2]", "línea 1, columna 4", "se esperaba un valor"),
        ('{"a"}', "línea 1, columna 5", "faltan los dos puntos"),
        ('{"a": "\t"}', "línea 1, columna 8", "un carácter de control sin escapar"),
        ('{"a":1\n,\n}', "línea 2, columna 1", "sobra una coma"),
    ],
)
def test_un_json_mal_escrito(texto: str, lugar: str, motivo: str) -> None:
    assert falla_de(io.StringIO(texto)) == f"{lugar}: JSON mal formado ({motivo})"


def test_lo_que_no_esta_en_la_tabla_muestra_el_renglon() -> None:
    texto = "entidad:\r\n  nombre: ¿?\n"

    assert motivos.de_yaml("while doing", "something new", texto, 1, 0) == (
        "no se entiende 'nombre: ¿?'",
        False,
    )
    assert motivos.de_yaml("", "expected something", texto, 9, 0) == ("no se entiende ''", False)
    assert motivos.de_json("Something new", "{\n  a\n}", 4) == ("no se entiende 'a'", 4)


def test_una_etiqueta_propia_no_se_pierde_callada() -> None:
    """«!Ojo» es una etiqueta para YAML: el texto seguía sin ella."""
    assert falla_de(io.StringIO("entidad: {nombre: !Ojo con esto}")) == (
        "línea 1, columna 19: YAML mal formado (un valor no empieza por !; si es texto, escríbalo"
        " entre comillas)"
    )


def test_la_marca_de_orden_no_estorba_en_un_flujo_de_texto() -> None:
    texto = '\ufeff{"entidad": {"nombre": "X"}, "componentes": [{"numero": 1}]}'

    assert paac.leer_plan(io.StringIO(texto)).entidad.nombre == "X"


def test_un_flujo_que_no_se_deja_leer_dice_por_que(tmp_path: Path) -> None:
    cerrado = io.StringIO("{}")
    cerrado.close()
    archivo = tmp_path / "plan.yaml"
    archivo.write_bytes("nombre: CAJICÁ".encode("latin-1"))
    no_es = "el flujo no se deja leer"

    assert falla_de(cerrado) == f"{no_es}: ya está cerrado"
    with archivo.open(encoding="utf-8") as texto:
        assert falla_de(texto) == (f"{archivo}: {no_es}: no es de la codificación con que se abrió")
    with (tmp_path / "nuevo").open("wb") as salida:
        assert falla_de(salida) == f"{tmp_path / 'nuevo'}: {no_es}: se abrió para escribir"
