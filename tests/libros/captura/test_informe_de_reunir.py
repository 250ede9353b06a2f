"""Lo que se dice de una reunión: en frases, y en la lista que va en JSON.

Prueba ``cli/ordenes``, ``libros/captura/resultado`` y ``api/libros``.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.cli import main

CORTE = date(2026, 8, 31)
BASE = paac.desde_datos(
    datos(
        dependencias=[
            {"nombre": nombre, "componentes": [componente(actividad(codigo=codigo))]}
            for nombre, codigo in (("PLANEACIÓN", "1.1"), ("HACIENDA", "2.1"), ("SALUD", "3.1"))
        ]
    )
).contenido


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    """Uno que choca con una copia suya, uno lleno y otro que no llegó."""
    rutas = salidos(BASE, CORTE, tmp_path / "libros")
    with oficina(rutas[0]) as hoja:
        hoja.llenar(1, "Se hizo.", 50, "En proceso")
    with oficina(rutas[0], en=rutas[0].with_name("otro.xlsx")) as hoja:
        hoja.llenar(1, "Se hizo.", 60, "En proceso")
    with oficina(rutas[1]) as hoja:
        hoja.llenar(1, "Terminado.", 100, "Cumplida")
    rutas.pop().unlink()
    return [*rutas, rutas[0].with_name("otro.xlsx")]


@pytest.fixture
def lista(libros: list[Path], tmp_path: Path) -> Any:
    (ruta,) = paac.reunir(libros, base=BASE).guardar(tmp_path / "lista.json").archivos
    return json.loads(ruta.read_text("utf-8"))


RESUMEN = [
    "Libros que llegaron: 3.",
    "Oficinas que reportaron: 2 de 3.",
    "Falta: 1 (Salud).",
    "Reportes nuevos: 2, de 3 filas.",
    "Conflictos sin resolver: 1 de 1; el plan conserva ahí lo que dice la base.",
]


def test_la_lista_trae_lo_nuevo_y_lo_que_habia_antes(lista: Any, libros: list[Path]) -> None:
    assert lista["nuevas"][1] == {
        "dependencia": "HACIENDA",
        "ruta": "dependencias[1].componentes[0].subcomponentes[0].actividades[0]",
        "nombre": "2.1 Publicar el mapa de riesgos",
        "libro": libros[1].name,
        "lugar": "hoja «Actividades», fila 4",
        "reporte": {
            "seguimiento.texto": "Terminado.",
            "seguimiento.avance": "100",
            "seguimiento.estado": "Cumplida",
        },
        "antes": {},
    }


# ------------------------------------------------------------------ las órdenes
@pytest.fixture
def base(tmp_path: Path) -> Path:
    paac.guardar_datos(BASE, tmp_path / "base.json")
    return tmp_path / "base.json"


def test_la_orden_capturar_solo_reemplaza_si_se_pide(base: Path, tmp_path: Path) -> None:
    orden = ["capturar", str(base), "--corte", "2026-08-31", "--salida", str(tmp_path / "salen")]
    assert [main(orden), main(orden), main([*orden, "--reemplazar"])] == [0, 1, 0]


def test_la_orden_reunir_escribe_el_plan_y_dice_los_conflictos(
    base: Path, libros: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "datos.json"
    orden = ["reunir", *map(str, libros), "--base", str(base), "--salida", str(salida)]
    assert main(orden) == 0
    dicho = capsys.readouterr()
    assert dicho.out.splitlines() == [*RESUMEN, str(salida)]
    assert dicho.err.startswith("aviso: libros «")
    assert main([*orden, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["resumen"] == RESUMEN
    assert paac.leer(salida).sin_dudas() == paac.reunir(libros, base=BASE).contenido


def test_con_sin_conflictos_no_se_escribe_nada_si_queda_uno(
    base: Path, libros: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "datos.json"
    orden = ["reunir", str(libros[0].parent), "--base", str(base), "--salida", str(salida)]
    assert main([*orden, "--sin-dudas"]) == 1
    assert ": sin resolver: PLANEACIÓN · 1.1" in capsys.readouterr().err
    assert not salida.exists()
    assert main([*orden, "--sin-dudas", "--preferir", "base"]) == 0


def test_lo_reunido_se_escribe_sobre_sus_respuestas_y_no_se_pierden(
    base: Path, libros: list[Path], tmp_path: Path
) -> None:
    reunido = tmp_path / "reunido.xlsx"
    orden = ["reunir", str(libros[0].parent), "--base", str(base), "--salida", str(reunido)]
    main(orden)
    with oficina(reunido, "Conflictos") as hoja:
        hoja.celda(1, "Se toma").value = "otro.xlsx"
    for _ in range(2):
        assert main([*orden, "--respuestas", str(reunido), "--sin-dudas"]) == 0


def test_una_preferencia_que_no_existe_dice_cuales_hay(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["reunir", "x", "--base", "y", "--salida", "z.json", "--preferir", "otro"])
    assert "--preferir: no existe 'otro' (están: base, libro, ultimo; o" in capsys.readouterr().err


def test_reunir_no_escribe_sobre_un_libro_de_la_carpeta_que_lee(
    base: Path, libros: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    uno = libros[0]
    antes = uno.read_bytes()
    with pytest.raises(SystemExit, match="2"):
        main(["reunir", str(uno.parent), "--base", str(base), "--salida", str(uno)])
    assert capsys.readouterr().err.endswith(f"{uno} está entre los libros que se reúnen\n")
    assert uno.read_bytes() == antes
