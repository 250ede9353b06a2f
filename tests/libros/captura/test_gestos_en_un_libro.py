"""Lo que se hace con las celdas de un libro de captura y descuadra sus filas: se dice.

Cada gesto se hace como lo hace el programa: mueve lo de un rango de columnas, con lo escondido que
tenga en medio. Lo que es de cada actividad lo dice ella misma, y no quien lee.
"""

import copy
import io
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from ayudas.oficinas import HojaDeOficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

CORTE = date(2026, 8, 31)
FILAS = 9
BASE = paac.plan_desde_datos(
    datos(
        componente(
            *(actividad(codigo=f"1.{n}", descripcion=f"Actividad {n}") for n in range(1, FILAS + 1))
        )
    )
)
Renglones = list[list[Any]]
Gesto = Callable[[Renglones, random.Random], Renglones]


@cache
def _recien_salido() -> bytes:
    with TemporaryDirectory() as carpeta:
        [ruta] = paac.capturar(BASE, CORTE, carpeta)
        return Path(ruta).read_bytes()


def ordenar(filas: Renglones, azar: random.Random) -> Renglones:
    return azar.sample(filas, len(filas))


def subir(filas: Renglones, azar: random.Random) -> Renglones:
    """Eliminar una celda, y que suban las de abajo."""
    cual = azar.randrange(len(filas) - 1)
    return [*filas[:cual], *filas[cual + 1 :], [None] * len(filas[0])]


def bajar(filas: Renglones, azar: random.Random) -> Renglones:
    """Insertar una celda, y que bajen las demás."""
    cual = azar.randrange(len(filas))
    return [*filas[:cual], [None] * len(filas[0]), *filas[cual:]]


def copiar(filas: Renglones, azar: random.Random) -> Renglones:
    de, a = azar.sample(range(len(filas)), 2)
    return [filas[de] if n == a else fila for n, fila in enumerate(filas)]


def intercambiar(filas: Renglones, azar: random.Random) -> Renglones:
    una, otra = azar.sample(range(len(filas)), 2)
    cambiadas = {una: filas[otra], otra: filas[una]}
    return [cambiadas.get(n, fila) for n, fila in enumerate(filas)]


def llenar(hoja: HojaDeOficina) -> None:
    for n in range(1, FILAS + 1):
        hoja.llenar(n, f"Lo de 1.{n}", n * 5, "En proceso", f"Acta de 1.{n}", f"Nota de 1.{n}")


def tras(gesto: Gesto, desde: str, hasta: str, semilla: int) -> Any:
    """La reunión del libro lleno con el gesto hecho en esas columnas, de una a la otra."""
    abierto = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
    hoja = HojaDeOficina(abierto["Actividades"])
    llenar(hoja)
    columnas = range(hoja.columna(desde), hoja.columna(hasta) + 1)
    filas = [
        [hoja.excel.cell(hoja.rotulos + n, columna).value for columna in columnas]
        for n in range(1, FILAS + 1)
    ]
    for n, fila in enumerate(gesto(filas, random.Random(semilla)), 1):  # noqa: S311
        for columna, valor in zip(columnas, fila, strict=True):
            hoja.excel.cell(hoja.rotulos + n, columna).value = valor
    guardado = io.BytesIO()
    abierto.save(guardado)
    guardado.seek(0)
    guardado.name = "salud.xlsx"
    return paac.reunir([guardado], base=BASE)


def en_otra_actividad(reunion: Any) -> list[str]:
    """Las actividades con un reporte que no habla de ellas."""
    return [
        nueva.nombre
        for nueva in reunion.nuevas
        if any(
            not dicho.endswith(nueva.nombre.split()[0])
            for dicho in (nueva.reporte.texto, *nueva.reporte.evidencias)
            if dicho
        )
    ]


RANGOS = {
    "lo cerrado": ("N.º", "Responsable"),
    "lo que se llena": ("Seguimiento", "Observaciones"),
    "lo cerrado y algo de lo que se llena": ("N.º", "Avance (%)"),
    "lo último de lo que se llena": ("Evidencias", "Observaciones"),
}


@pytest.mark.una_de_cada("gesto", "rango")
@pytest.mark.parametrize("gesto", [ordenar, subir, bajar, copiar, intercambiar])
@pytest.mark.parametrize("rango", RANGOS)
def test_lo_que_descuadra_las_filas_no_se_toma_en_silencio(gesto: Gesto, rango: str) -> None:
    for semilla in range(3):
        reunion = tras(gesto, *RANGOS[rango], semilla)
        assert en_otra_actividad(reunion) == []
        assert reunion.conflictos or reunion.avisos


def test_ordenar_la_tabla_entera_no_es_descuadrarla() -> None:
    reunion = tras(ordenar, "Componente", "Observaciones", 1)
    assert len(reunion.nuevas) == FILAS
    assert en_otra_actividad(reunion) == []
    assert (reunion.conflictos, {aviso.codigo for aviso in reunion.avisos}) == (
        (),
        {"filas_movidas"},
    )


def test_un_reporte_movido_dice_con_que_fila_salio_y_que_hacer() -> None:
    reunion = tras(intercambiar, "Seguimiento", "Observaciones", 1)
    una, otra = reunion.conflictos
    assert {c.clase for c in reunion.conflictos} == {"reporte_movido"}
    assert una.versiones[1].valores["Salió junto a"] == otra.nombre
    assert una.versiones[1].valores["Seguimiento"] == f"Lo de {otra.nombre.split()[0]}"
    assert len(reunion.nuevas) == FILAS - 2
    [aviso] = [aviso for aviso in reunion.avisos if aviso.codigo == "reportes_movidos"]
    assert "2 reportes no están junto a la fila con que salieron del libro" in aviso.mensaje
    assert "si está junto a la fila de que habla, tome el libro" in aviso.mensaje


def test_si_cada_reporte_esta_donde_debe_el_libro_se_toma_de_una_vez() -> None:
    abierto = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
    hoja = HojaDeOficina(abierto["Actividades"])
    hoja.llenar(1, "Lo de 1.1")
    marca = hoja.columna("Fila (no la cambie)")
    hoja.excel.cell(hoja.rotulos + 1, marca).value = "Otra cosa"
    guardado = io.BytesIO()
    abierto.save(guardado)

    def reunida(**opciones: Any) -> Any:
        guardado.seek(0)
        guardado.name = "salud.xlsx"
        return paac.reunir([guardado], base=BASE, **opciones)

    [conflicto] = reunida().conflictos
    assert (conflicto.clase, conflicto.resuelto) == ("reporte_movido", None)
    tomada = reunida(preferir={"salud.xlsx": "libro"})
    assert [c.resuelto for c in tomada.conflictos] == ["salud.xlsx"]
    [suyo] = tomada.contenido.dependencias[0].componentes
    assert suyo.filas()[0].seguimientos[-1].texto == "Lo de 1.1"


@pytest.mark.parametrize("rotulo", ["Seguimiento", "Avance (%)", "Evidencias", "Observaciones"])
def test_eliminar_una_celda_de_una_sola_columna_deja_rastro_y_se_dice(rotulo: str) -> None:
    abierto = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
    hoja = HojaDeOficina(abierto["Actividades"])
    llenar(hoja)
    letra = hoja.celda(1, rotulo).column_letter
    desde, hasta = hoja.rotulos + 4, hoja.rotulos + FILAS
    hoja.excel.move_range(f"{letra}{desde}:{letra}{hasta}", rows=-1)
    guardado = io.BytesIO()
    abierto.save(guardado)
    guardado.seek(0)
    reunion = paac.reunir([guardado], base=BASE)
    assert reunion.contenido == BASE
    assert {conflicto.clase for conflicto in reunion.conflictos} == {"reporte_movido"}
    assert f"a la columna '{rotulo}' le falta la última celda" in reunion.avisos[0].mensaje


@pytest.mark.parametrize(
    ("rotulo", "la_ultima"),
    [("Seguimiento", "en blanco"), ("Avance (%)", "llena"), ("Estado", "en blanco")],
)
def test_insertar_una_celda_en_una_sola_columna_se_dice(rotulo: str, la_ultima: str) -> None:
    abierto = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
    hoja = HojaDeOficina(abierto["Actividades"])
    llenar(hoja)
    celda = hoja.celda(FILAS, rotulo)
    if la_ultima == "en blanco":
        celda.value = None
    estilo = copy.copy(celda._style)
    letra = celda.column_letter
    desde, hasta = hoja.rotulos + 4, hoja.rotulos + FILAS
    hoja.excel.move_range(f"{letra}{desde}:{letra}{hasta}", rows=1)
    hoja.excel[f"{letra}{desde}"]._style = estilo
    guardado = io.BytesIO()
    abierto.save(guardado)
    guardado.seek(0)
    reunion = paac.reunir([guardado], base=BASE)
    assert reunion.contenido == BASE
    assert "reporte_movido" in {conflicto.clase for conflicto in reunion.conflictos}
    dichos = " ".join(aviso.mensaje for aviso in reunion.avisos)
    assert f"a la columna '{rotulo}' le sobra una celda" in dichos


def test_una_nota_debajo_de_una_columna_no_es_una_celda_insertada() -> None:
    abierto = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
    hoja = HojaDeOficina(abierto["Actividades"])
    llenar(hoja)
    celda = hoja.celda(FILAS, "Seguimiento")
    celda.offset(row=1).value = "Elaboró: la oficina"
    guardado = io.BytesIO()
    abierto.save(guardado)
    guardado.seek(0)
    reunion = paac.reunir([guardado], base=BASE)
    assert reunion.conflictos == ()


def test_un_libro_con_celdas_en_blanco_al_final_no_ha_perdido_ninguna() -> None:
    abierto = openpyxl.load_workbook(io.BytesIO(_recien_salido()))
    hoja = HojaDeOficina(abierto["Actividades"])
    hoja.llenar(1, "Lo de 1.1", 50)
    hoja.llenar(FILAS, None, 20)
    guardado = io.BytesIO()
    abierto.save(guardado)
    guardado.seek(0)
    reunion = paac.reunir([guardado], base=BASE)
    assert (len(reunion.nuevas), reunion.conflictos, reunion.avisos) == (2, (), ())


def test_una_respuesta_movida_de_una_recomendacion_es_un_conflicto(tmp_path: Path) -> None:
    pedidas = [
        {"id": f"r{n}", "corte": "2026-04-30", "texto": f"Haga {n}", "origen": "oficina"}
        for n in (1, 2)
    ]
    de_la_fila = {"estado": "nueva", "filas": [{"codigo": "1.1", "texto": "Actividad"}]}
    base = paac.plan_desde_datos(
        datos(
            componente(actividad(codigo="1.1", descripcion="Actividad")),
            recomendaciones=[{**una, **de_la_fila} for una in pedidas],
        )
    )
    [ruta] = paac.capturar(base, CORTE, tmp_path)
    abierto = openpyxl.load_workbook(ruta)
    hoja = HojaDeOficina(abierto["Recomendaciones"])
    hoja.celda(1, "Respuesta").value = "Se hizo la 2"
    for columna in range(1, hoja.columna("Estado")):  # lo cerrado, y no lo que se llena
        una, otra = (hoja.excel.cell(hoja.rotulos + n, columna) for n in (1, 2))
        una.value, otra.value = otra.value, una.value
    abierto.save(ruta)
    reunion = paac.reunir(ruta, base=base)
    assert [c.clase for c in reunion.conflictos] == ["recomendacion_movida"]
    assert reunion.contenido == base


@pytest.mark.parametrize(
    ("columnas", "dice"),
    [
        (("Respuesta",), "a la columna 'Respuesta' le falta la última celda"),
        (("Estado",), "a la columna 'Estado' le falta la última celda"),
        ((), ""),
    ],
)
def test_eliminar_una_celda_de_las_recomendaciones_se_dice(
    tmp_path: Path, columnas: tuple[str, ...], dice: str
) -> None:
    base = paac.plan_desde_datos(
        datos(
            componente(actividad(codigo="1.1", descripcion="Actividad")),
            recomendaciones=[
                {
                    "id": f"r{n}",
                    "corte": "2026-04-30",
                    "texto": f"Haga {n}",
                    "filas": [{"codigo": "1.1", "texto": "Actividad"}],
                }
                for n in (1, 2, 3, 4)
            ],
        )
    )
    [ruta] = paac.capturar(base, CORTE, tmp_path)
    abierto = openpyxl.load_workbook(ruta)
    hoja = HojaDeOficina(abierto["Recomendaciones"])
    for fila in (2, 3):
        hoja.celda(fila, "Estado").value = "Cumplida"
        hoja.celda(fila, "Respuesta").value = f"Lo de la {fila}"
    for rotulo in columnas:
        letra, desde = hoja.celda(1, rotulo).column_letter, hoja.rotulos + 2
        hoja.excel.move_range(f"{letra}{desde}:{letra}{hoja.rotulos + 4}", rows=-1)
    abierto.save(ruta)
    reunion = paac.reunir(ruta, base=base)
    if not columnas:
        assert (len(reunion.respondidas), reunion.conflictos, reunion.avisos) == (2, (), ())
        return
    assert reunion.contenido == base
    assert {c.clase for c in reunion.conflictos} == {"recomendacion_movida"}
    assert [dice in aviso.mensaje for aviso in reunion.avisos] == [True]
