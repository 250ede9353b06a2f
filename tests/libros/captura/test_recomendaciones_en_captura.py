"""Las recomendaciones en los libros de captura: a quién van, y lo que de ellas vuelve.

Prueba ``libros/captura/filas``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.avisos import dicen
from ayudas.oficinas import HojaDeOficina, oficina, salidos
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.libros.captura.resultado import datos_de_reunion, frases_de

CORTE = date(2026, 8, 31)
HOJA = "Recomendaciones"


def recomendacion(cual: str, **cambios: Any) -> dict[str, Any]:
    return {"id": cual, "corte": "2026-04-30", "texto": f"Atender {cual}.", **cambios}


def plan_con(*recomendaciones: dict[str, Any]) -> paac.Plan:
    de_cada = [
        componente(*(actividad(codigo=c, descripcion=f"Actividad {c}") for c in codigos))
        for codigos in (("1.1", "9.9"), ("2.1", "9.9"))
    ]
    return paac.desde_datos(
        datos(
            dependencias=[
                {"nombre": "PLANEACIÓN", "componentes": [de_cada[0]]},
                {"nombre": "HACIENDA", "nombre_corto": "SHD", "componentes": [de_cada[1]]},
            ],
            recomendaciones=list(recomendaciones),
        )
    ).contenido


DE_PLANEACION = recomendacion(
    "R-1",
    responsable="Planeación",
    filas=[{"codigo": "1.1", "texto": "Actividad 1.1"}, {"texto": "Otra"}],
    fecha="31/12/2026",
    respuesta="Se citó al comité.",
    estado="en_curso",
)
BASE = plan_con(DE_PLANEACION)


def pedidas(libro: Path) -> int:
    """Cuántas lleva su hoja; sin ella, ninguna."""
    abierto: Any = openpyxl.load_workbook(libro)
    return HojaDeOficina(abierto[HOJA]).cuantas if HOJA in abierto.sheetnames else 0


def responder(libro: Path, estado: object, dicho: object) -> Path:
    with oficina(libro, HOJA) as hoja:
        hoja.celda(1, "Estado").value = estado
        hoja.celda(1, "Respuesta").value = dicho
    return libro


# ------------------------------------------------------------------ a quién va cada una
A_UNA = [
    ("por su nombre, sin mirar tildes ni mayúsculas", {"responsable": "Planeacion"}, (1, 0)),
    ("por su nombre corto", {"responsable": "shd"}, (0, 1)),
    (
        "un cargo, aunque sus filas sean de una",
        {"responsable": "El jefe", "filas": [{"codigo": "2.1", "texto": "Actividad 2.1"}]},
        (0, 0),
    ),
    ("de todas no es de ninguna", {"responsable": "Todas las dependencias"}, (0, 0)),
    ("sin responsable ni filas", {}, (0, 0)),
    ("cumplida", {"responsable": "Hacienda", "estado": "cumplida"}, (0, 0)),
    ("de un corte que no ha llegado", {"responsable": "Hacienda", "corte": "2026-12-31"}, (0, 0)),
]


@pytest.mark.parametrize(("cambios", "van"), [c[1:] for c in A_UNA], ids=[c[0] for c in A_UNA])
def test_una_va_en_el_libro_de_su_oficina(
    tmp_path: Path, cambios: dict[str, Any], van: tuple[int, int]
) -> None:
    libros = salidos(plan_con(recomendacion("R-7", **cambios)), CORTE, tmp_path)
    assert tuple(pedidas(libro) for libro in libros) == van


def test_la_que_no_va_en_ningun_libro_se_dice(tmp_path: Path) -> None:
    plan = plan_con(DE_PLANEACION, recomendacion("R-2", responsable="El Comité"))
    avisos = paac.capturar(plan, CORTE, tmp_path).avisos
    assert dicen(avisos, r"recomendaciones\[1\]: 'R-2' no va en ningún libro")


# ------------------------------------------------------------------ lo que vuelve
def test_se_toman_el_estado_y_la_respuesta_y_nada_mas(tmp_path: Path) -> None:
    libro = responder(salidos(BASE, CORTE, tmp_path)[0], "Cumplida", "Acta 4.")
    reunion = paac.reunir(libro, base=BASE)
    [antes], [ahora] = BASE.recomendaciones, reunion.contenido.recomendaciones
    assert (ahora.estado, ahora.respuesta) == (
        paac.modelo.EstadoDeRecomendacion.CUMPLIDA,
        "Acta 4.",
    )
    assert (ahora.id, ahora.corte, ahora.texto) == (antes.id, antes.corte, antes.texto)
    assert (ahora.filas, ahora.fecha, ahora.origen) == (antes.filas, antes.fecha, antes.origen)
    [una] = reunion.respondidas
    assert (una.nombre, una.lugar) == ("R-1 Atender R-1.", "hoja «Recomendaciones», fila 4")
    assert "Respuestas nuevas: 1, de 1 recomendación." in list(frases_de(reunion))
    [dicha] = datos_de_reunion(reunion)["respondidas"]
    assert dicha["reporte"] == {
        "recomendacion.estado": "Cumplida",
        "recomendacion.respuesta": "Acta 4.",
    }


@pytest.mark.parametrize(
    ("estado", "dicho", "queda"),
    [
        (None, None, ("en_curso", None)),
        ("cumplida.", "Se citó  al comité.", ("cumplida", "Se citó al comité.")),
    ],
)
def test_un_estado_en_blanco_no_dice_nada_y_una_respuesta_en_blanco_la_borra(
    tmp_path: Path, estado: str | None, dicho: str | None, queda: tuple[str, str | None]
) -> None:
    libro = responder(salidos(BASE, CORTE, tmp_path)[0], estado, dicho)
    [una] = paac.reunir(libro, base=BASE).contenido.recomendaciones
    assert (una.estado, una.respuesta) == queda


def test_quien_solo_responde_recomendaciones_no_mando_su_libro_en_blanco(tmp_path: Path) -> None:
    libros = salidos(BASE, CORTE, tmp_path)
    responder(libros[0], "Cumplida", None)
    reunion = paac.reunir(libros, base=BASE)
    assert {f.dependencia: f.motivo for f in reunion.faltan} == {
        "PLANEACIÓN": "sin_reporte",
        "HACIENDA": "vacio",
    }
    assert list(frases_de(reunion))[1:3] == [
        "Oficinas que reportaron: 0 de 2.",
        "Falta: 2 (Planeación, Hacienda).",
    ]


# ------------------------------------------------------------------ para quien no usa libros


def test_las_de_cada_oficina_se_dan_a_quien_no_usa_libros_tambien_las_cumplidas() -> None:
    plan = plan_con(
        DE_PLANEACION,
        recomendacion("R-2", responsable="SHD", estado="cumplida"),
        recomendacion("R-3", responsable="Hacienda"),
        recomendacion("R-4", responsable="Comité"),
        recomendacion("R-5", responsable="SHD", corte="2026-12-31"),
    )
    suyas = paac.anfitrion.recomendaciones_por_oficina(plan, CORTE)

    assert [[una.id for una in oficina] for oficina in suyas] == [["R-1"], ["R-2", "R-3"]]
