"""Las copias de un mismo libro, y una sola respuesta para todos los conflictos de uno."""

import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.oficinas import oficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.libros.captura.copias import original_de
from paac_reportes.oficinas import guardar_reunion

CORTE = date(2026, 8, 31)
BASE = paac.plan_desde_datos(
    datos(
        componente(*(actividad(codigo=f"1.{n}", descripcion=f"Actividad {n}") for n in (1, 2, 3)))
    )
)


def guardado(libro: Path, cuando: str | None) -> None:
    """Cambia lo que el archivo dice de cuándo se guardó."""
    nuevo = io.BytesIO()
    dicho = rf"\g<1>{cuando}\g<2>" if cuando else ""
    with zipfile.ZipFile(libro) as viejo, zipfile.ZipFile(nuevo, "w") as otro:
        for nombre in viejo.namelist():
            contenido = viejo.read(nombre)
            if nombre == "docProps/core.xml":
                patron = r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)"
                contenido = re.sub(patron, dicho, contenido.decode()).encode()
            otro.writestr(nombre, contenido)
    libro.write_bytes(nuevo.getvalue())


@pytest.fixture
def salio(tmp_path: Path) -> Path:
    [ruta] = paac.capturar(BASE, CORTE, tmp_path / "libros")
    return ruta.rename(ruta.with_name("salud.xlsx"))


def copia(salio: Path, nombre: str, dice: str, cuando: str | None) -> Path:
    suya = salio.with_name(nombre)
    with oficina(salio, en=suya) as hoja:
        for fila in (1, 2, 3):
            hoja.llenar(fila, f"{dice} {fila}")
    guardado(suya, cuando)
    return suya


def dichos(contenido: Any) -> list[str]:
    [suyo] = contenido.dependencias[0].componentes
    return [s.texto for fila in suyo.filas() for s in fila.seguimientos if s.corte == CORTE]


@pytest.mark.parametrize(
    ("nombre", "de", "numero"),
    [
        ("salud.xlsx", "salud", ()),
        ("Salud (1).xlsx", "salud", (1,)),
        ("salud - copia.xlsx", "salud", (1,)),
        ("salud - Copia (2).xlsx", "salud", (2,)),
        ("Copia de salud.xlsx", "salud", (1,)),
        ("Copy of salud (3).xlsx", "salud", (1, 3)),
        ("01-salud-2026-08-31 (1) - copia.xlsx", "01-salud-2026-08-31", (1, 1)),
        ("fotocopia.xlsx", "fotocopia", ()),
    ],
)
def test_de_que_libro_es_copia_uno(nombre: str, de: str, numero: tuple[int, ...]) -> None:
    assert original_de(nombre) == (de, numero)


def test_de_dos_copias_se_toma_la_que_se_guardo_despues_y_se_dice(salio: Path) -> None:
    copia(salio, "salud (1).xlsx", "Viejo", "2026-09-01T09:00:00Z")
    copia(salio, "salud.xlsx", "Nuevo", "2026-09-03T10:15:00Z")
    reunion = paac.reunir(salio.parent, base=BASE)
    assert dichos(reunion.contenido) == ["Nuevo 1", "Nuevo 2", "Nuevo 3"]
    assert reunion.pendientes == ()
    [aviso] = reunion.avisos
    assert aviso.mensaje == (
        "son de la misma oficina, y copias uno de otro: donde no dicen lo mismo, y no se dijo otra"
        " cosa, se tomó «salud.xlsx», que se guardó después (2026-09-03 10:15; «salud (1).xlsx», 2026-09-01"
        " 09:00)"
    )


@pytest.mark.parametrize("cuando", ["2026-09-01T09:00:00Z", None])
def test_si_no_se_sabe_cual_se_guardo_despues_se_toma_la_de_mas_numero(
    salio: Path, cuando: str | None
) -> None:
    copia(salio, "salud (1).xlsx", "Copia", cuando)
    copia(salio, "salud.xlsx", "Original", "2026-09-01T09:00:00Z")
    reunion = paac.reunir(salio.parent, base=BASE)
    assert dichos(reunion.contenido) == ["Copia 1", "Copia 2", "Copia 3"]
    assert "que por su nombre es la última copia" in reunion.avisos[0].mensaje


def test_lo_que_solo_una_copia_dice_no_se_pierde(salio: Path) -> None:
    copia(salio, "salud (1).xlsx", "De la copia", "2026-09-01T09:00:00Z")
    with oficina(salio) as hoja:
        hoja.llenar(2, "Después")
    guardado(salio, "2026-09-03T10:15:00Z")
    reunion = paac.reunir(salio.parent, base=BASE)
    assert dichos(reunion.contenido) == ["De la copia 1", "Después", "De la copia 3"]


def test_una_respuesta_y_preferir_la_base_mandan_sobre_las_copias(salio: Path) -> None:
    copia(salio, "salud (1).xlsx", "Viejo", "2026-09-01T09:00:00Z")
    copia(salio, "salud.xlsx", "Nuevo", "2026-09-03T10:15:00Z")
    assert dichos(paac.reunir(salio.parent, base=BASE, preferir="base").contenido) == []
    respuestas = {"salud (1).xlsx": "libro"}
    reunion = paac.reunir(salio.parent, base=BASE, respuestas=respuestas)
    assert dichos(reunion.contenido) == ["Viejo 1", "Viejo 2", "Viejo 3"]


@pytest.fixture
def dos(salio: Path) -> Path:
    """La carpeta de dos libros de una oficina que no son copias, y no dicen lo mismo."""
    copia(salio, "el de Ana.xlsx", "Ana", "2026-09-01T09:00:00Z")
    copia(salio, "salud.xlsx", "Luis", "2026-09-03T10:15:00Z")
    return salio.parent


def test_dos_libros_que_no_son_copias_no_se_deciden_solos(dos: Path) -> None:
    reunion = paac.reunir(dos, base=BASE)
    assert (len(reunion.pendientes), dichos(reunion.contenido)) == (3, [])
    assert [(uno.libro, uno.conflictos) for uno in reunion.libros_en_conflicto] == [
        ("el de Ana.xlsx", 3),
        ("salud.xlsx", 3),
    ]


@pytest.mark.parametrize("tipo", ["xlsx", "docx", "json"])
def test_un_libro_se_toma_de_una_vez_en_el_informe(dos: Path, tmp_path: Path, tipo: str) -> None:
    informe = tmp_path / f"informe.{tipo}"
    guardar_reunion(paac.reunir(dos, base=BASE), [informe])
    sin_tocar = paac.reunir(dos, base=BASE, respuestas=informe)
    assert len(sin_tocar.pendientes) == 3
    _tomar(informe, "el de Ana.xlsx", tipo)
    reunion = paac.reunir(dos, base=BASE, respuestas=informe)
    assert dichos(reunion.contenido) == ["Ana 1", "Ana 2", "Ana 3"]
    assert (reunion.pendientes, {a.codigo for a in reunion.avisos}) == ((), {"libro_repetido"})


def _tomar(informe: Path, libro: str, tipo: str) -> None:
    if tipo == "json":
        escrito = json.loads(informe.read_text("utf-8"))
        [suyo] = [uno for uno in escrito["libros_en_conflicto"] if uno["libro"] == libro]
        suyo["respuesta"] = "libro"
        informe.write_text(json.dumps(escrito), "utf-8")
    elif tipo == "xlsx":
        abierto = openpyxl.load_workbook(informe)
        [fila] = [f for f in abierto["Por libro"].iter_rows() if f[0].value == libro]
        next(celda for celda in fila if celda.value == "Uno por uno").value = "Libro"
        abierto.save(informe)
    else:
        documento = docx.Document(str(informe))
        filas = [f for t in documento.tables for f in t.rows if len(f.cells) == 4]
        [fila] = [f for f in filas if f.cells[0].text == libro and f.cells[2].text == "Uno por uno"]
        fila.cells[2].text = "libro"
        documento.save(str(informe))


def test_la_orden_toma_un_libro_y_deja_lo_demas(
    dos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, salida = tmp_path / "base.json", tmp_path / "datos.json"
    paac.guardar(BASE, base)
    orden = ["reunir", str(dos), "--base", str(base), "--salida", str(salida)]
    assert main([*orden, "--tomar", "el de Ana.xlsx", "--sin-conflictos"]) == 0
    assert dichos(paac.leer_plan(salida)) == ["Ana 1", "Ana 2", "Ana 3"]
    assert main([*orden, "--tomar", "el de Eva.xlsx"]) == 0
    assert "aviso: respuestas: el de Eva.xlsx: ese libro no llegó" in capsys.readouterr().err


def test_no_se_pueden_tomar_dos_libros_en_el_mismo_conflicto(dos: Path) -> None:
    tomados = {"el de Ana.xlsx": "libro", "salud.xlsx": "libro"}
    with pytest.raises(paac.ErrorDeEntrada, match=r"tomar 'el de Ana\.xlsx' y 'salud\.xlsx'"):
        paac.reunir(dos, base=BASE, preferir=tomados)


def test_lo_que_se_responde_de_un_libro_es_el_o_la_base(dos: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="se esperaba «libro» o «base», llegó 'quizá'"):
        paac.reunir(dos, base=BASE, preferir={"salud.xlsx": "quizá"})


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["xlsx", "docx"])
def test_un_informe_de_muchas_paginas_sin_tocar_no_responde_nada(tmp_path: Path, tipo: str) -> None:
    """Ni los rótulos que se repiten en cada página, ni lo que sigue en otra, son una respuesta."""
    base = paac.plan_desde_datos(
        datos(
            componente(
                *(actividad(codigo=f"1.{n}", descripcion=f"Actividad {n}") for n in range(1, 41))
            )
        )
    )
    [salio] = paac.capturar(base, CORTE, tmp_path / "libros")
    for numero in range(6):
        with oficina(salio, en=salio.with_name(f"libro {numero} de la oficina.xlsx")) as hoja:
            for fila in range(1, 41):
                hoja.llenar(fila, f"Lo que el {numero} dice de la {fila}. " * 12)
    reunion = paac.reunir(salio.parent, base=base)
    informe = tmp_path / f"informe.{tipo}"
    guardar_reunion(reunion, [informe])
    devuelta = paac.reunir(salio.parent, base=base, respuestas=informe)
    assert (len(devuelta.pendientes), devuelta.avisos) == (40, reunion.avisos)
