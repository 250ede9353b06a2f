"""Leer un plan de un archivo: JSON, YAML, rutas y flujos."""

import io
import json
from pathlib import Path

import pytest
from ayudas.planes import datos, plan

import paac_reportes as paac

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x06\x00\x00\x00"
    b"\x00\x00\x00\x00"
)


def fallas_de(origen: object) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer_plan(origen)  # type: ignore[arg-type]
    return [str(falla) for falla in error.value.fallas]


def escribir(carpeta: Path, nombre: str, contenido: str | bytes) -> Path:
    archivo = carpeta / nombre
    archivo.write_bytes(contenido.encode("utf-8") if isinstance(contenido, str) else contenido)
    return archivo


YAML = """\
entidad: {nombre: MUNICIPIO DE PRUEBA}
vigencia: 2026
componentes:
  - numero: 1
    nombre: ~
    subcomponentes:
      - actividades:
          - codigo: 1.10
            descripcion: No
            meta: null
            responsable:
            fecha_programada: 2026-01-31
            seguimientos: [{corte: 2026-04-30, texto: "null", avance: 33.3}]
"""


def test_en_yaml_todo_es_texto_y_solo_lo_vacio_es_vacio(tmp_path: Path) -> None:
    leido = paac.leer_plan(escribir(tmp_path, "plan.yaml", YAML))
    (componente,) = leido.componentes
    (actividad,) = componente.subcomponentes[0].actividades

    assert (componente.numero, componente.nombre) == (1, None)
    assert (actividad.codigo, actividad.descripcion) == ("1.10", "No")
    assert (actividad.meta, actividad.responsable) == (None, None)
    assert actividad.fecha_programada == "2026-01-31"
    assert actividad.seguimientos[0].texto == "null"
    assert str(actividad.seguimientos[0].avance) == "33.3"


@pytest.mark.parametrize("sufijo", [".json", ".yaml", ".yml", ""])
def test_un_json_se_lee_con_cualquier_extension(tmp_path: Path, sufijo: str) -> None:
    archivo = escribir(tmp_path, f"plan{sufijo}", json.dumps(datos()))

    assert paac.leer_plan(archivo) == plan()
    assert paac.leer_plan(str(archivo)) == plan()


def test_se_lee_de_un_flujo_de_texto_o_de_bytes() -> None:
    texto = json.dumps(datos())

    assert paac.leer_plan(io.StringIO(texto)) == plan()
    assert paac.leer_plan(io.BytesIO(texto.encode())) == plan()


def test_la_marca_de_orden_de_windows_no_estorba(tmp_path: Path) -> None:
    assert paac.leer_plan(
        escribir(tmp_path, "p.json", b"\xef\xbb\xbf" + json.dumps(datos()).encode())
    )


@pytest.mark.parametrize(
    ("nombre", "contenido", "falla"),
    [
        ("p.json", '{\n "entidad": }', "línea 2, columna 13: JSON mal formado (Expecting value)"),
        ("p.json", "", "línea 1, columna 1: JSON mal formado (Expecting value)"),
        (
            "p.yaml",
            "entidad:\n  nombre: X\n nit: 1",
            "línea 3, columna 2: YAML mal formado (did not find expected <block end>)",
        ),
        (
            "p.json",
            b'{"entidad":\n {"nombre": "CAJIC\xc1"}}',
            "línea 2, columna 19: se esperaba UTF-8, llegó el byte 0xC1; guarde el archivo como UTF-8",
        ),
        ("p.json", '{"a": 1, "a": 2}', "la clave 'a' aparece 2 veces en el mismo objeto"),
        (
            "p.yaml",
            "entidad: {}\nentidad: {}",
            "línea 2, columna 1: YAML mal formado (la clave 'entidad' está repetida o no es un texto)",
        ),
        ("p.yaml", "a: \x07", "línea 1, columna 4: YAML con un carácter que no admite (U+0007)"),
        ("p.json", "[" * 100_000, "tiene demasiados niveles anidados"),
        ("p.yaml", "[" * 100_000, "tiene demasiados niveles anidados"),
    ],
)
def test_un_archivo_roto_dice_linea_y_columna(
    tmp_path: Path, nombre: str, contenido: str | bytes, falla: str
) -> None:
    archivo = escribir(tmp_path, nombre, contenido)
    (mensaje,) = fallas_de(archivo)

    # La biblioteca de YAML redacta el motivo según su versión; el lugar es lo que se promete.
    assert mensaje.split(" (")[0] == f"{archivo}: {falla}".split(" (")[0]


def test_un_archivo_que_no_esta_o_es_una_carpeta(tmp_path: Path) -> None:
    assert fallas_de(tmp_path / "no.json") == [f"{tmp_path / 'no.json'}: no existe el archivo"]
    assert fallas_de(tmp_path) == [f"{tmp_path}: es una carpeta, se esperaba un archivo"]
    assert "no se deja leer" in fallas_de("a\0b")[0]


def test_el_escudo_se_busca_junto_al_archivo(tmp_path: Path) -> None:
    escribir(tmp_path, "escudo.png", PNG)
    crudo = datos(entidad={"nombre": "X", "escudo": "escudo.png"})
    leido = paac.leer_plan(escribir(tmp_path, "p.json", json.dumps(crudo)))

    assert leido.entidad.escudo == PNG
    assert paac.plan_desde_datos(paac.datos_de(leido)) == leido


def test_un_escudo_que_falta_sale_con_las_demas_fallas(tmp_path: Path) -> None:
    crudo = datos(entidad={"nombre": 3, "escudo": "no.png"})

    assert sorted(fallas_de(escribir(tmp_path, "p.json", json.dumps(crudo)))) == [
        "entidad.escudo: 'no.png': no existe el archivo",
        "entidad.nombre: se esperaba un texto, llegó 3; entre comillas se conserva tal cual",
    ]


def test_una_bomba_de_alias_de_yaml_no_crece(tmp_path: Path) -> None:
    niveles = "\n".join(f"n{i}: &n{i} [{', '.join([f'*n{i - 1}'] * 10)}]" for i in range(1, 30))
    (falla, *_) = fallas_de(escribir(tmp_path, "p.yaml", f"n0: &n0 x\n{niveles}"))

    assert "n0: clave desconocida" in falla
