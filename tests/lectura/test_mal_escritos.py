"""Lo que la gente escribe mal en YAML y en JSON, y lo que se le dice: dónde, qué y en español."""

import io
from pathlib import Path

import pytest
import yaml
from ayudas.mal_escritos import Casos, casos

import paac_reportes as paac
from paac_reportes.lectura import yaml_literal


def falla_de(origen: object) -> str:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(origen).sin_dudas()
    (falla,) = error.value.fallas
    return str(falla)


EN_YAML: Casos = {
    "hay un tabulador; use espacios": [("entidad:\n\tnombre: X\n", 2, 1)],
    "no se esperaban dos puntos aquí; si es texto, escríbalo entre comillas, y si no, revise la sangría y los dos puntos del renglón anterior": [
        ("entidad:\n  nombre:X\n  nit: 1\n", 3, 6),
        ("entidad:\n  nombre: ALCALDÍA: secretaría\n", 2, 19),
    ],
    "faltan los dos puntos después de la clave": [
        ("entidad:\n  nombre: X\n  nit 800\n  correo: a\n", 3, 3)
    ],
    "falta cerrar las comillas que se abren aquí": [('entidad:\n  nombre: "X\n  nit: 1\n', 2, 11)],
    "sobra texto después del valor; escríbalo todo entre unas mismas comillas": [
        ('entidad:\n  nombre: "X" Y\n', 2, 15)
    ],
    "falta una coma, o cerrar con ] lo abierto en la línea 1": [
        ("componentes: [{numero: 1}\nentidad: {nombre: X}\n", 2, 1)
    ],
    "falta cerrar con ] lo que se abre aquí": [("componentes: [1, 2\n", 1, 14)],
    "falta una coma, o cerrar con } lo abierto en la línea 1": [
        ("entidad: {nombre: X\nvigencia: 2026\n", 2, 9)
    ],
    "falta cerrar con } lo que se abre aquí": [("entidad: {nombre: X\n", 1, 10)],
    "se esperaba }, que cierra lo abierto en la línea 1, llegó ]": [
        ("entidad: {nombre: X]\n", 1, 20)
    ],
    "sobra ]": [("componentes: [1]]\n", 1, 17)],
    "falta un valor antes de «]»": [("entidad: ]\n", 1, 10)],
    "no existe el alias 'otra'; si es texto, escríbalo entre comillas": [
        ("entidad: *otra\n", 1, 10)
    ],
    "un valor no empieza por * ni por &; si es texto, escríbalo entre comillas": [
        ("entidad: & {nombre: X}\n", 1, 10),
        ("entidad:\n  nombre: *Alcaldía*\n", 2, 11),
    ],
    "hay más de un documento: sobra lo que sigue a «---»": [
        ("entidad: {nombre: X}\n---\nentidad: {nombre: Y}\n", 2, 1)
    ],
    "un valor no empieza por '%'; si es texto, escríbalo entre comillas": [
        ("entidad:\n  nombre: %X\n", 2, 11)
    ],
    "un valor no empieza por '@'; si es texto, escríbalo entre comillas": [
        ("entidad:\n  correo: @alcaldia\n", 2, 11)
    ],
    "la sangría no corresponde": [("entidad:\n    nombre: X\n  nit: 1\n", 3, 3)],
    "la sangría no corresponde: hay un elemento de lista entre las claves de un objeto; entre el guion y el texto va un espacio": [
        ("componentes:\n  -numero: 1\n  - numero: 2\n", 3, 3)
    ],
    "un elemento de lista va en su propio renglón": [("a: - b\n", 1, 4)],
    "una clave no es un texto": [("? [a]\n: 1\n", 1, 3)],
    "un valor no empieza por !; si es texto, escríbalo entre comillas": [
        ("entidad:\n  nombre: !Hola mundo\n", 2, 11),
        ("resp: ! texto\n", 1, 7),
    ],
    "después de | o de > va un salto de renglón; si es texto, escríbalo entre comillas": [
        ("texto: |x\n  hola\n", 1, 9)
    ],
    "una barra invertida que no es un escape; dóblela, o use comillas simples": [
        ('entidad: "C:\\Usuarios\\q"\n', 1, 15)
    ],
    "ningún alias usa &Nombre; si es texto, escríbalo entre comillas": [
        ("resp: &Nombre del responsable\n", 1, 7)
    ],
    "una etiqueta !!null sobre lo que no está vacío": [("entidad: !!null {a: 1}\n", 1, 10)],
}


@pytest.mark.parametrize(("texto", "lugar", "motivo"), casos(EN_YAML))
def test_un_yaml_mal_escrito(texto: str, lugar: str, motivo: str, tmp_path: Path) -> None:
    archivo = tmp_path / "plan.yaml"
    archivo.write_bytes(texto.encode())

    assert falla_de(archivo) == f"{archivo}: {lugar}: YAML mal formado ({motivo})"


EN_JSON: Casos = {
    "sobra una coma": [('{"a": 1,}', 1, 8), ("[1,]", 1, 3), ('{"a":1\n,\n}', 2, 1)],
    "faltan los dos puntos": [('{"a" 1}', 1, 6)],
    "falta una coma, o cerrar una lista o un objeto": [
        ('{"a": 1 "b": 2}', 1, 9),
        ('{"a": 01}', 1, 8),
    ],
    "se esperaba una clave entre comillas": [("{'a': 1}", 1, 2)],
    "un texto sin cerrar": [('{"a": "x}', 1, 7)],
    "un carácter de control sin escapar": [('{"a": "x\ny"}', 1, 9)],
    "un escape que no existe; una barra invertida se escribe \\\\": [('{"a": "\\q"}', 1, 8)],
    "un escape \\u mal escrito": [('{"a": "\\u12"}', 1, 9)],
    "se esperaba un valor": [('{"a": tru}', 1, 7), ('{"a": True}', 1, 7)],
    "sobra texto al final": [('{"a": 1}}', 1, 9)],
}


@pytest.mark.parametrize(("texto", "lugar", "motivo"), casos(EN_JSON))
def test_un_json_mal_escrito(texto: str, lugar: str, motivo: str) -> None:
    assert falla_de(io.StringIO(texto)) == f"{lugar}: JSON mal formado ({motivo})"


def test_lo_que_no_esta_en_la_tabla_muestra_el_renglon() -> None:
    texto = "entidad:\r\n  nombre: ¿?\n"

    assert yaml_literal.de_yaml("while doing", "something new", texto, 1, 0) == (
        "no se entiende 'nombre: ¿?'",
        False,
    )
    assert yaml_literal.de_yaml("", "expected something", texto, 9, 0) == (
        "no se entiende ''",
        False,
    )
    assert yaml_literal.de_json("Something new", "{\n  a\n}", 4) == ("no se entiende 'a'", 4)


def test_la_marca_de_orden_no_estorba_en_un_flujo_de_texto() -> None:
    texto = '\ufeff{"entidad": {"nombre": "X"}, "componentes": [{"numero": 1}]}'

    assert paac.leer(io.StringIO(texto)).sin_dudas().entidad.nombre == "X"


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


@pytest.mark.parametrize(
    "texto",
    [una for grupo in EN_YAML.values() for una, *_ in grupo]
    + [
        "a: 'b''c'\nd: \"e\\n\\u00e9\"\nf: |\n  g\n\n  h\n",
        "a: &x {b: [1, ~, null]}\nc: *x\nd: !!float '1.50'\n",
        "{a: b, 'c': [d, e: f]}",
    ],
)
def test_con_libyaml_y_sin_el_se_lee_lo_mismo(texto: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def leido() -> object:
        try:
            return yaml_literal.leer_yaml(texto)
        except yaml_literal.YamlIlegible as error:
            return str(error)

    con_el = leido()
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert leido() == con_el
