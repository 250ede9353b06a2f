"""El certificado: qué se comprobó, con qué y contra qué."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac


@pytest.fixture
def el_limite_de_python() -> Iterator[None]:
    """Lo que un CSV puede traer en una celda; es de todo el proceso, y frictionless lo quita."""
    antes = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(antes)


def escrito(tipo: str) -> bytes:
    return paac.emitir(plan(), FORMATO, tipo, corte=CORTE)


def test_dice_los_hashes_las_versiones_y_cuanto_se_comparo() -> None:
    contenido = escrito("docx")
    dicho = paac.verificar(
        io.BytesIO(contenido), plan(), FORMATO, corte=CORTE, fecha=date(2026, 5, 4)
    ).datos()

    assert dicho["pasa"] is True
    assert dicho["sha256_del_archivo"] == hashlib.sha256(contenido).hexdigest()
    assert (dicho["tipo"], dicho["formato"], dicho["version_del_formato"]) == ("docx", FORMATO, "3")
    assert (dicho["corte"], dicho["fecha"]) == ("2026-04-30", "2026-05-04")
    assert (dicho["entidad"], dicho["vigencia"]) == ("MUNICIPIO DE PRUEBA", 2026)
    assert dicho["cuentas"]["tablas"] == 1
    assert dicho["cuentas"]["datos_del_plan"] == 8
    assert not dicho["diferencias"]
    assert "numero_de_pagina" in dicho["reglas"]
    json.dumps(dicho)


def test_los_mismos_datos_dan_el_mismo_hash_y_otros_otro() -> None:
    word, excel = (
        paac.verificar(io.BytesIO(escrito(tipo)), plan(), FORMATO, corte=CORTE)
        for tipo in ("docx", "xlsx")
    )
    otro = paac.verificar(io.BytesIO(escrito("docx")), plan(vigencia=2027), FORMATO, corte=CORTE)

    assert word.sha256_de_los_datos == excel.sha256_de_los_datos != otro.sha256_de_los_datos


def test_sin_fecha_no_dice_ninguna() -> None:
    certificado = paac.verificar(io.BytesIO(escrito("docx")), plan(), FORMATO, corte=CORTE)
    assert certificado.datos()["fecha"] is None


@pytest.mark.parametrize("tipo", ["json", "csv", "tablas.csv"])
def test_un_archivo_de_datos_tambien_se_comprueba(tipo: str, tmp_path: Path) -> None:
    archivo = tmp_path / f"a.{tipo}"
    archivo.write_bytes(escrito(tipo))
    assert paac.verificar(archivo, plan(), FORMATO, corte=CORTE).pasa

    archivo.write_text(archivo.read_text("utf-8").replace("Mapa publicado", "Mapa"), "utf-8")
    (una,) = paac.verificar(archivo, plan(), FORMATO, corte=CORTE).diferencias
    assert "Mapa publicado" in (una.esperado or "")
    assert "meta" in una.lugar or "fila" in una.lugar


@pytest.mark.parametrize(
    ("nombre", "contenido", "dicho"),
    [
        ("a.pdf", b"%PDF-1.7", "compruebe el .docx o el .xlsx del mismo reporte"),
        ("a.html", b"<html></html>", "se comprueban .docx, .xlsx, .json, .csv, .tablas.csv y .zip"),
        ("a.docx", b"", "está vacío"),
        ("a.json", b"{", "no es un .json bien escrito"),
        ("a.csv", b"\xff\xfe\xff", "no está en UTF-8"),
        ("a.csv", b"x" * 131_073, "una celda tiene demasiadas letras"),
        ("a.tablas.csv", b"x" * 131_073, "una celda tiene demasiadas letras"),
    ],
)
@pytest.mark.usefixtures("el_limite_de_python")
def test_lo_que_no_se_puede_comprobar_lo_dice(
    nombre: str, contenido: bytes, dicho: str, tmp_path: Path
) -> None:
    archivo = tmp_path / nombre
    archivo.write_bytes(contenido)
    with pytest.raises(paac.ErrorDeEntrada, match=dicho.replace(".", r"\.")) as error:
        paac.verificar(archivo, plan(), FORMATO, corte=CORTE)
    assert str(archivo) in str(error.value)


def test_de_un_csv_lo_que_sobra_en_un_renglon_es_una_diferencia(tmp_path: Path) -> None:
    archivo = tmp_path / "a.csv"
    archivo.write_bytes(escrito("csv").removesuffix(b"\r\n") + b";de;mas\r\n")
    (una,) = paac.verificar(archivo, plan(), FORMATO, corte=CORTE).diferencias

    assert una.lugar.endswith("columna (sin rótulo)")
    assert una.hallado == "de;mas"


def test_un_flujo_pesa_hasta_lo_mismo_que_un_archivo(tmp_path: Path) -> None:
    largo = tmp_path / "a.docx"
    with largo.open("wb") as archivo:
        archivo.truncate(100 * 10**6 + 1)
    dichos = []
    for origen in (largo, io.BytesIO(largo.read_bytes())):
        with pytest.raises(paac.ErrorDeEntrada) as error:
            paac.verificar(origen, plan(), FORMATO, corte=CORTE)
        dichos.append([(falla.codigo, falla.mensaje) for falla in error.value.fallas])

    assert dichos == [[("limite_excedido", "pesa más de 100 MB")]] * 2
