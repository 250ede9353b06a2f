"""Lo que la gente escribe mal en YAML y en JSON, y lo que se le dice: dónde, qué y en español."""

import io
from pathlib import Path

import pytest
from ayudas.mal_escritos import Casos, casos

import paac_reportes as paac


def falla_de(origen: object) -> str:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(origen).sin_dudas()
    (falla,) = error.value.fallas
    return str(falla)


NO_SE_ENTIENDE = "no se entiende {!r}: revise su sangría, sus comas, sus dos puntos y sus comillas"
EN_YAML: Casos = {
    NO_SE_ENTIENDE.format(renglon): [(texto, linea, columna)]
    for texto, linea, columna, renglon in (
        ("entidad:\n\tnombre: X\n", 2, 1, "nombre: X"),
        ("entidad:\n  nombre:X\n  nit: 1\n", 3, 6, "nit: 1"),
        ("entidad:\n  nombre: ALCALDÍA: secretaría\n", 2, 19, "nombre: ALCALDÍA: secretaría"),
        ("entidad:\n  nombre: X\n  nit 800\n  correo: a\n", 3, 3, "nit 800"),
        ('entidad:\n  nombre: "X\n  nit: 1\n', 2, 11, 'nombre: "X'),
        ("componentes: [1, 2\n", 1, 14, "componentes: [1, 2"),
        ("entidad: {nombre: X\nvigencia: 2026\n", 2, 9, "vigencia: 2026"),
        ("entidad: *otra\n", 1, 10, "entidad: *otra"),
        ("entidad:\n  correo: @alcaldia\n", 2, 11, "correo: @alcaldia"),
        ("entidad:\n    nombre: X\n  nit: 1\r\n", 3, 3, "nit: 1"),
        ("entidad: {nombre: X}\n---\nentidad: {nombre: Y}\n", 2, 1, "---"),
    )
} | {
    "una clave no es un texto": [("? [a]\n: 1\n", 1, 3)],
    "un valor no empieza por !; si es texto, escríbalo entre comillas": [
        ("entidad:\n  nombre: !Hola mundo\n", 2, 11),
        ("resp: ! texto\n", 1, 7),
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


@pytest.mark.parametrize(
    ("texto", "lugar", "renglon"),
    [
        ('{"a" 1}', "línea 1, columna 6", '{"a" 1}'),
        ('{"a": 1,\n "b": tru}', "línea 2, columna 7", '"b": tru}'),
        ('{"a": "x}', "línea 1, columna 7", '{"a": "x}'),
        ('{"a": 1}}', "línea 1, columna 9", '{"a": 1}}'),
    ],
)
def test_un_json_mal_escrito(texto: str, lugar: str, renglon: str) -> None:
    motivo = NO_SE_ENTIENDE.format(renglon)
    assert falla_de(io.StringIO(texto)) == f"{lugar}: JSON mal formado ({motivo})"


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
