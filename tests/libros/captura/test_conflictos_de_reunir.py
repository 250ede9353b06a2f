"""Lo que no se decide solo: cada conflicto guarda sus lados hasta que alguien escoge.

Prueba ``grupos``, ``libros/captura/recogida`` y ``libros/captura/resultado``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

CORTE = date(2026, 8, 31)


def plan_de(*actividades: dict[str, Any], **cambios: Any) -> paac.Plan:
    return paac.desde_datos(datos(componente(*actividades, **cambios))).contenido


UNA, DOS, TRES = (
    actividad(codigo=codigo, descripcion=f"Actividad {codigo}") for codigo in ("1.1", "1.2", "1.3")
)
BASE = plan_de(UNA, DOS, TRES)


@pytest.fixture
def libro(tmp_path: Path) -> Path:
    [ruta] = salidos(BASE, CORTE, tmp_path)
    return ruta


def ultimo(plan: paac.Plan, numero: int = 0) -> str | None:
    """Lo que dice el último seguimiento de una actividad."""
    actividades = plan.dependencias[0].componentes[0].subcomponentes[0].actividades
    return actividades[numero].seguimientos[-1].texto


@pytest.fixture
def dos(libro: Path, tmp_path: Path) -> list[Path]:
    """El mismo libro, llenado dos veces de distinto modo."""
    otro = tmp_path / "z-corregido.xlsx"
    with oficina(libro, en=otro) as hoja:
        hoja.llenar(1, "Lo segundo.")
        hoja.llenar(2, "Lo de siempre.")
    with oficina(libro) as hoja:
        hoja.llenar(1, "Lo primero.")
        hoja.llenar(2, "Lo de siempre.")
    return [libro, otro]


# ------------------------------------------------------------------ dos libros
def test_dos_libros_distintos_conservan_sus_lados_y_el_plan_el_de_la_base(dos: list[Path]) -> None:
    reunion = paac.reunir(dos, base=BASE)
    [conflicto] = reunion.conflictos
    assert conflicto.clase == "dos_libros"
    assert [(v.opcion, v.lugar) for v in conflicto.versiones] == [
        ("base", ""),
        (dos[0].name, "hoja «Actividades», fila 4"),
        ("z-corregido.xlsx", "hoja «Actividades», fila 4"),
    ]
    assert [v.valores["Seguimiento"] for v in conflicto.versiones] == [
        *("", "Lo primero.", "Lo segundo.")
    ]
    assert conflicto.celdas == ("Seguimiento",)
    assert ultimo(reunion.contenido, 0) == "Se publicó."
    assert ultimo(reunion.contenido, 1) == "Lo de siempre."


# ------------------------------------------------------------------ la base cambiada
def test_si_la_base_cambio_lo_que_la_identifica_solo_esa_fila_no_se_toma(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "De la primera.")
        hoja.llenar(2, "De la segunda.")
    reunion = paac.reunir(libro, base=plan_de(UNA | {"descripcion": "Dos mapas"}, DOS, TRES))
    [no_se_toma] = reunion.sin_tomar
    assert no_se_toma.motivo.startswith("el plan ya no la tiene, o cambió lo que la identifica")
    assert no_se_toma.valores["Seguimiento"] == "De la primera."
    assert reunion.conflictos == ()
    assert ultimo(reunion.contenido, 1) == "De la segunda."


# ------------------------------------------------------------------ las respuestas
@pytest.mark.parametrize(
    ("preferir", "queda"),
    [("base", "Se publicó."), ("libro", "Se publicó."), ("ultimo", "Lo segundo.")],
)
def test_preferir_resuelve_lo_que_puede(dos: list[Path], preferir: str, queda: str) -> None:
    reunion = paac.reunir(dos, base=BASE, preferir=preferir)
    assert ultimo(reunion.contenido) == queda
    assert len(reunion.pendientes) == (preferir == "libro")


@pytest.mark.parametrize("preferir", [None, "base", "libro", "ultimo"])
def test_lo_ya_escogido_entre_dos_libros_no_se_deshace_al_reunir_otra_vez(
    dos: list[Path], preferir: str | None
) -> None:
    primera = paac.reunir(dos, base=BASE, preferir="ultimo")
    segunda = paac.reunir(dos, base=primera.contenido, preferir=preferir)
    assert ultimo(segunda.contenido) == "Lo segundo."
    assert segunda.contenido == primera.contenido


def test_un_conflicto_nuevo_no_deshace_lo_que_se_respondio(dos: list[Path], tmp_path: Path) -> None:
    """Llega otro libro, y choca en otra celda de la misma fila."""
    [conflicto] = paac.reunir(dos, base=BASE).conflictos
    tercero = tmp_path / "tercero.xlsx"
    with oficina(dos[0], en=tercero) as hoja:
        hoja.llenar(1, None, 30)
    with oficina(dos[1]) as hoja:
        hoja.llenar(1, None, 60)
    respuestas = {conflicto.id: "z-corregido.xlsx"}
    reunion = paac.reunir([*dos, tercero], base=BASE, preferir=respuestas)
    assert ultimo(reunion.contenido) == "Lo segundo."
    assert [uno.celdas for uno in reunion.pendientes] == [("Avance (%)",)]
    otra = paac.reunir([*dos, tercero], base=reunion.contenido, respuestas=respuestas)
    assert otra.contenido == reunion.contenido
    assert [uno.celdas for uno in otra.pendientes] == [("Avance (%)",)]


def test_una_respuesta_manda_sobre_lo_que_se_prefiere(dos: list[Path]) -> None:
    [conflicto] = paac.reunir(dos, base=BASE).conflictos
    respuestas = {conflicto.id: "z-corregido.xlsx"}
    reunion = paac.reunir(dos, base=BASE, preferir="base", respuestas=respuestas)
    assert ultimo(reunion.contenido) == "Lo segundo."
    assert reunion.pendientes == ()


@pytest.mark.parametrize(("escogido", "queda"), [("z", "Lo segundo."), ("base", "Se publicó.")])
def test_en_la_hoja_del_libro_consolidado_se_responde(
    dos: list[Path], tmp_path: Path, escogido: str, queda: str
) -> None:
    consolidado = tmp_path / "consolidado.xlsx"
    sin_responder = paac.reunir(dos, base=BASE)
    sin_responder.guardar(consolidado)
    leido = paac.leer(consolidado)
    assert leido.contenido == sin_responder.contenido
    assert [duda.codigo for duda in (*leido.dudas, *sin_responder.dudas)] == [
        "conflicto_por_resolver"
    ] * 2
    assert paac.reunir(dos, base=BASE, respuestas=consolidado) == sin_responder

    with oficina(consolidado, "Conflictos") as hoja:
        assert hoja.celda(1, "La base dice").value == "Seguimiento: (en blanco)"
        hoja.celda(1, "Se toma").value = {"z": "z-corregido.xlsx"}.get(escogido, escogido)
    reunion = paac.reunir(dos, base=BASE, respuestas=consolidado)
    assert (ultimo(reunion.contenido), reunion.pendientes) == (queda, ())


def respondido(dos: list[Path], carpeta: Path, con: str | None) -> Path:
    """El libro reunido de esos dos, con su conflicto respondido."""
    reunido = carpeta / "reunido.xlsx"
    paac.reunir(dos, base=BASE).guardar(reunido)
    with oficina(reunido, "Conflictos") as hoja:
        hoja.celda(1, "Se toma").value = con
    return reunido


def test_en_el_libro_donde_se_responde_nada_mas_se_escribe(dos: list[Path], tmp_path: Path) -> None:
    """De él sólo se leen las respuestas: lo que se corrigiera en otra hoja no lo leería nadie."""
    libro = openpyxl.load_workbook(respondido(dos, tmp_path, "z-corregido.xlsx"))
    cerradas = [
        hoja.title
        for hoja in libro.worksheets
        if hoja.protection.sheet and all(c.protection.locked for fila in hoja.rows for c in fila)
    ]
    assert cerradas == [nombre for nombre in libro.sheetnames if nombre != "Conflictos"]


@pytest.mark.parametrize(
    ("con", "como"),
    [(None, "sin responder"), ("z-corregido.xlsx", "respondido y sin reunir otra vez")],
)
def test_el_libro_con_un_conflicto_que_sigue_como_la_base_lo_dice(
    dos: list[Path], tmp_path: Path, con: str | None, como: str
) -> None:
    reunido = respondido(dos, tmp_path, con)
    dice = (
        f"hoja «Conflictos», celda G4: conflicto {como}: queda lo que ya decía; respóndalo y dé"
        " este libro a reunir en --respuestas (en Python, respuestas=)"
    )
    assert [str(aviso) for aviso in paac.leer(reunido, como=None).avisos] == [dice]
    avisos = paac.leer(reunido).avisos
    assert [str(aviso) for aviso in avisos] == [dice]


def test_una_respuesta_que_no_es_de_las_opciones_es_un_error(dos: list[Path]) -> None:
    [conflicto] = paac.reunir(dos, base=BASE).conflictos
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reunir(dos, base=BASE, respuestas={conflicto.id: "el bueno"})
    assert str(error.value) == (
        f"respuestas: {conflicto.id}: se esperaba 'base' o '{dos[0].name}' o 'z-corregido.xlsx',"
        " llegó 'el bueno'"
    )


@pytest.mark.parametrize("como", ["preferir", "respuestas"])
def test_lo_que_se_escoge_de_un_conflicto_que_no_hay_se_dice_con_los_que_hay(
    dos: list[Path], como: Any
) -> None:
    [conflicto] = paac.reunir(dos, base=BASE).conflictos
    reunion = paac.reunir(dos, base=BASE, **{como: {"dos_libros-d0": "base"}})
    assert str(reunion.avisos[1]) == (
        "conflicto dos_libros-d0: no existe: ya se resolvió, o uno de sus lados cambió; los que hay:"
        f" {conflicto.id}"
    )
