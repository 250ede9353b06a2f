"""Doce oficinas en un corte: lo que cada una hace con su libro, de ``capturar`` a ``verificar``."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

import paac_reportes as paac
from ayudas.oficinas import HojaDeOficina, oficina

CORTE, EL_PASADO = date(2026, 8, 31), date(2026, 4, 30)
OFICINAS = (
    *("Ambiente", "Control Disciplinario", "Cultura", "Educación", "Gobierno", "Hacienda"),
    *("Jurídica", "Obras", "Planeación", "Salud", "Talento Humano", "Tránsito"),
)


def plan(vigencia: int = 2026) -> paac.Plan:
    """Tres actividades de cada una."""
    return paac.desde_datos(
        {
            "entidad": {"nombre": "Municipio de Prueba"},
            "vigencia": vigencia,
            "dependencias": [
                {
                    "nombre": nombre,
                    "componentes": [
                        {
                            "numero": 1,
                            "nombre": "Riesgos",
                            "subcomponentes": [
                                {
                                    "nombre": "Política",
                                    "actividades": [
                                        {
                                            "codigo": f"{numero}.{n}",
                                            "descripcion": f"Actividad {n} de {nombre}",
                                            "fecha_programada": "31/12/2026",
                                        }
                                        for n in (1, 2, 3)
                                    ],
                                }
                            ],
                        }
                    ],
                }
                for numero, nombre in enumerate(OFICINAS, 1)
            ],
        }
    ).contenido


def llenar(libro: Path, en: Path | None = None, dice: str = "Se hizo") -> None:
    with oficina(libro, en=en) as hoja:
        for n in (1, 2, 3):
            hoja.llenar(n, f"{dice} la {n}.", n * 20, "En proceso", f"Acta {n}")


def en_su_hoja(libro: Path, hacer: Callable[[Any, HojaDeOficina], None]) -> None:
    abierto = openpyxl.load_workbook(libro)
    hacer(abierto, HojaDeOficina(abierto["Actividades"]))
    abierto.save(libro)


def lo_que_llega(carpeta: Path) -> Path:
    """La carpeta con lo que mandaron el primer día; falta la que manda tarde."""
    rutas = paac.capturar(plan(), CORTE, carpeta / "salieron").archivos
    salieron = dict(zip(OFICINAS, rutas, strict=True))
    llego = carpeta / "llego"
    llego.mkdir()

    def de(nombre: str, *, como: str = "", lleno: bool = True) -> Path:
        suyo = llego / (como or salieron[nombre].name)
        if lleno:
            llenar(salieron[nombre], suyo)
        else:
            shutil.copy(salieron[nombre], suyo)
        return suyo

    de("Planeación")
    de("Salud", como="seguimiento salud FINAL.xlsx")
    de("Ambiente", lleno=False)
    otro_ano = paac.capturar(plan(2025), date(2025, 12, 31), carpeta / "de_2025").archivos
    llenar(otro_ano[OFICINAS.index("Gobierno")], llego / "gobierno.xlsx")
    pasado = paac.capturar(plan(), EL_PASADO, carpeta / "pasado").archivos
    llenar(pasado[OFICINAS.index("Educación")], llego / "educacion.xlsx")
    de("Cultura", como="cultura.xlsx")
    llenar(salieron["Cultura"], llego / "cultura (1).xlsx", "Ya se hizo")
    with zipfile.ZipFile(llego / f"{salieron['Obras'].stem}.ods", "w") as archivo:
        archivo.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    (llego / salieron["Tránsito"].name).write_bytes(con_contrasena())
    en_su_hoja(de("Jurídica"), lambda libro, _: _anexo(libro))
    en_su_hoja(de("Talento Humano"), lambda _, hoja: _ordenar_lo_que_se_llena(hoja))
    en_su_hoja(de("Control Disciplinario"), lambda _, hoja: _firmar(hoja))
    return llego


def _anexo(libro: Any) -> None:
    libro.create_sheet("Anexo")["A1"] = "Lo que faltó decir"


def _ordenar_lo_que_se_llena(hoja: HojaDeOficina) -> None:
    columnas = range(hoja.columna("Seguimiento"), hoja.columna("Observaciones") + 1)
    filas = [[hoja.excel.cell(hoja.rotulos + n, c).value for c in columnas] for n in (1, 2, 3)]
    for n, fila in enumerate((filas[2], filas[1], filas[0]), 1):
        for columna, valor in zip(columnas, fila, strict=True):
            hoja.excel.cell(hoja.rotulos + n, columna).value = valor


def _firmar(hoja: HojaDeOficina) -> None:
    for n, texto in enumerate(("________________", "ANA FIRMANTE", "Jefe de oficina"), 6):
        hoja.celda(n, "Avance (%)").value = texto


def con_contrasena() -> bytes:
    """El comienzo de un libro cifrado, que ya no es un zip."""
    nombre = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + nombre + bytes(512)


def lo_que_se_corrige(llego: Path) -> None:
    """El segundo día: cada una manda lo que se le pidió, y la tardía el suyo."""
    salieron = llego.parent / "salieron"
    rutas = dict(zip(OFICINAS, sorted(salieron.iterdir()), strict=True))
    for malo in ("gobierno.xlsx", "educacion.xlsx", f"{rutas['Obras'].stem}.ods"):
        (llego / malo).unlink()
    corrigen = ("Gobierno", "Educación", "Obras", "Tránsito", "Talento Humano")
    for nombre in (*corrigen, "Hacienda", "Ambiente"):
        llenar(rutas[nombre], llego / rutas[nombre].name)
