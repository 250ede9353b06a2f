"""Lo que hace una biblioteca a la que le agregaron campos: la corre otro proceso, con su copia.

Escribe en un JSON lo que quedó de ellos en cada entrada y en cada salida.
"""

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl

import paac_reportes as paac
from paac_reportes.informe.cambios import texto_de_comparacion

CORTE = date(2026, 4, 30)
NUEVOS = ("producto", "valor_total", "dia_de_entrega", "lugares")
ACTIVIDAD: dict[str, Any] = {
    "codigo": "1.1",
    "descripcion": "Publicar el mapa de riesgos",
    "meta": "Que se conozca",
    "producto": "Un mapa",
    "valor_total": 1500.5,
    "dia_de_entrega": "2026-03-31",
    "lugares": ["Página web", "Cartelera"],
    "responsable": "Planeación",
    "fecha_programada": "Marzo",
    "seguimientos": [{"corte": str(CORTE), "texto": "Se publicó"}],
}
OTRA = {"codigo": "1.2", "descripcion": "Socializarlo", "lugares": ["Cartelera"]}
FORMATO = """
codigo = "PR-01"
nombre = "Productos"
version = "1"
propiedades = { titulo = "Productos" }
cuerpo = [{ tipo = "tabla", tablas = ["unica"] }]

[tablas.unica]
secciones = [{ recorre = "actividades" }]
columnas = [
    { dato = "actividad.codigo", rotulo = "Código", ancho = 10 },
    { dato = "actividad.descripcion", rotulo = "Actividad", ancho = 30 },
    { dato = "actividad.producto", rotulo = "Producto", ancho = 15 },
    { dato = "actividad.valor_total", rotulo = "Valor", ancho = 15, guarda = "numero" },
    { dato = "actividad.dia_de_entrega", rotulo = "Entrega", ancho = 15, guarda = "fecha" },
    { dato = "actividad.lugares", rotulo = "Lugares", ancho = 15 },
]
"""
COLUMNAS = {
    "actividad.codigo": "Código",
    "actividad.descripcion": "Actividad",
    "actividad.producto": "Qué queda",
    "actividad.valor_total": "Cuánto vale",
    "actividad.dia_de_entrega": "Cuándo se entrega",
    "actividad.lugares": "Dónde",
}


def plan_con(**cambios: Any) -> paac.Plan:
    return paac.plan_desde_datos(
        {
            "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
            "vigencia": 2026,
            "componentes": [
                {
                    "numero": 1,
                    "nombre": "Gestión del riesgo",
                    "subcomponentes": [
                        {"nombre": "Política", "actividades": [ACTIVIDAD | cambios, OTRA]}
                    ],
                }
            ],
        }
    )


PLAN = plan_con()


def nuevos_de(plan: Any) -> list[str]:
    """Lo que los campos nuevos dicen en la primera actividad."""
    assert plan is not None
    actividad: Any = next(iter(plan.tablas()))[1].subcomponentes[0].actividades[0]
    return [repr(getattr(actividad, campo)) for campo in NUEVOS]


def rotulos_de(libro: Path | bytes, hoja: str, columna: str = "Responsable") -> list[str]:
    """La fila de rótulos de una hoja: la que trae el de esa columna."""
    abierto: Any = openpyxl.load_workbook(io.BytesIO(libro) if isinstance(libro, bytes) else libro)
    filas = ([str(celda) for celda in fila if celda] for fila in abierto[hoja].values)
    return next(fila for fila in filas if columna in fila)


def el_esquema(_carpeta: Path) -> Any:
    suyos = paac.esquema()["$defs"]["Actividad"]["properties"]
    return {campo: suyos[campo] for campo in NUEVOS}


def el_csv(carpeta: Path) -> Any:
    archivo = carpeta / "filas.csv"
    archivo.write_bytes(paac.reporte(PLAN, "paac-plan").emitir("csv").contenido)
    leido = paac.plan_desde_filas(archivo)
    return {"igual": leido == PLAN, "nuevos": nuevos_de(leido)}


def el_zip(carpeta: Path) -> Any:
    paquete = carpeta / "paquete.zip"
    paquete.write_bytes(paac.reporte(PLAN, "paac-plan").emitir("zip").contenido)
    with zipfile.ZipFile(paquete) as partes:
        descriptor = json.loads(partes.read("datapackage.json"))
        pagina = partes.read("diccionario.html").decode()
        leido = paac.plan_desde_datos(json.loads(partes.read("plan.json")))
    campos = {c["name"]: c for c in descriptor["resources"][0]["schema"]["fields"]}
    return {
        "campos": {c: campos[f"actividad.{c}"] for c in NUEVOS},
        "en_la_pagina": "Valor total" in pagina,
        "igual": leido == PLAN,
        "coincide": paac.verificar(paquete, PLAN, "paac-plan").pasa,
    }


def las_filas(_carpeta: Path) -> Any:
    filas = paac.filas_de(PLAN)
    leido = paac.plan_desde_filas(filas)
    return {"fila": [repr(filas[0][f"actividad.{c}"]) for c in NUEVOS], "igual": leido == PLAN}


def el_libro_del_plan(carpeta: Path) -> Any:
    libro = carpeta / "plan.xlsx"
    paac.guardar(PLAN, libro)
    lectura = paac.leer(libro, como=paac.Plan)
    return {
        "rotulos": rotulos_de(libro, "Actividades"),
        "igual": lectura.contenido == PLAN,
        "nuevos": nuevos_de(lectura.contenido),
        "avisos": list(map(str, lectura.avisos)),
    }


def los_libros_de_captura(carpeta: Path) -> Any:
    corte = date(2026, 8, 31)
    [libro] = paac.capturar(PLAN, corte, carpeta / "captura")
    rotulos = rotulos_de(libro, "Actividades")
    abierto: Any = openpyxl.load_workbook(libro)
    hoja = abierto["Actividades"]
    fila = next(n for n, suya in enumerate(hoja.values, 1) if "Responsable" in suya)
    hoja.cell(fila + 1, rotulos.index("Seguimiento") + 1).value = "Se actualizó"
    vistas = [str(hoja.cell(fila + 1, rotulos.index(r) + 1).value) for r in rotulos]
    abierto.save(libro)
    reunion = paac.reunir(libro, base=PLAN)
    return {
        "fila": dict(zip(rotulos, vistas, strict=True)),
        "conflictos": len(reunion.conflictos),
        "avisos": list(map(str, reunion.avisos)),
        "nuevos": nuevos_de(reunion.contenido),
        "reportado": "Se actualizó" in str(paac.datos_de(reunion.contenido)),
    }


def la_comparacion(_carpeta: Path) -> Any:
    otro = plan_con(producto="Un mapa y su guía", valor_total=2000)
    comparacion = paac.comparar(*(paac.analizar(uno, corte=CORTE) for uno in (PLAN, otro)))
    return list(texto_de_comparacion(comparacion))


def los_avisos(_carpeta: Path) -> Any:
    return list(map(str, paac.reporte(PLAN, "paac-plan").avisos))


def la_hoja_datos(_carpeta: Path) -> Any:
    libro = paac.reporte(PLAN, "paac-plan").emitir("xlsx").contenido
    return rotulos_de(libro, "Datos", "actividad.responsable")


def la_columna(tipo: str) -> Callable[[Path], Any]:
    """La de un documento propio, y lo que se lee de él."""

    def hacer(carpeta: Path) -> Any:
        formato = paac.formato_de_columnas("Productos", COLUMNAS, recorre="actividades")
        emision = paac.reporte(PLAN, formato).emitir(tipo)
        archivo = carpeta / f"productos.{tipo}"
        archivo.write_bytes(emision.contenido)
        return {
            "visto": [celda for tabla in _tablas(archivo) for fila in tabla for celda in fila],
            "callados": [str(a) for a in emision.avisos if "actividad.producto" in str(a)],
        }

    return hacer


def _tablas(archivo: Path) -> list[list[list[str]]]:
    """Las de un documento, con un lector ajeno."""
    if archivo.suffix == ".docx":
        de_word: Any = docx.Document(str(archivo))
        return [[[c.text for c in fila.cells] for fila in t.rows] for t in de_word.tables]
    libro: Any = openpyxl.load_workbook(archivo)
    return [[[str(c) for c in fila if c is not None] for fila in libro.worksheets[0].values]]


def el_propio(tipo: str) -> Callable[[Path], Any]:
    """Un documento de un formato que lo muestra, leído de nuevo."""

    def hacer(carpeta: Path) -> Any:
        plantillas = carpeta / f"plantillas_{tipo}"
        (plantillas / "PR-01").mkdir(parents=True)
        (plantillas / "PR-01" / "formato.toml").write_text(FORMATO, "utf-8")
        contenido = paac.reporte(PLAN, "PR-01", plantillas=plantillas).emitir(tipo).contenido
        lectura = paac.leer(io.BytesIO(contenido), plantillas=plantillas)
        return {
            "formato": lectura.formato,
            "nuevos": nuevos_de(lectura.contenido),
            "avisos": list(map(str, lectura.avisos)),
        }

    return hacer


def matriz_ajena(*columnas: tuple[str, object]) -> Callable[[Path], Any]:
    """La que otro hizo en Excel, con esas columnas además de las suyas."""

    def hacer(carpeta: Path) -> Any:
        libro: Any = openpyxl.Workbook()
        suyas = [("Subcomponente", "Política"), ("Actividades", "Publicar el mapa"), *columnas]
        suyas += [("Responsable", "Planeación"), ("Fecha programada", "Marzo")]
        libro.active.append([rotulo for rotulo, _ in suyas])
        libro.active.append([valor for _, valor in suyas])
        archivo = carpeta / "ajena.xlsx"
        libro.save(archivo)
        lectura = paac.leer(archivo, entidad="MUNICIPIO", vigencia=2026)
        actividad = paac.filas_de(lectura.contenido)[0] if lectura.contenido else {}
        return {
            "meta": actividad.get("actividad.meta"),
            "nuevos": [repr(actividad.get(f"actividad.{c}")) for c in NUEVOS],
        }

    return hacer


CASOS: dict[str, Callable[[Path], Any]] = {
    "esquema": el_esquema,
    "csv": el_csv,
    "zip": el_zip,
    "filas": las_filas,
    "libro": el_libro_del_plan,
    "captura": los_libros_de_captura,
    "comparacion": la_comparacion,
    "avisos": los_avisos,
    "datos": la_hoja_datos,
    "docx": la_columna("docx"),
    "xlsx": la_columna("xlsx"),
    "docx leído": el_propio("docx"),
    "xlsx leído": el_propio("xlsx"),
    "ajena": matriz_ajena(("Meta", "Que se conozca"), ("Producto", "Un mapa")),
    "ajena_sin_meta": matriz_ajena(
        ("Producto", "Un mapa"), ("Valor total", 1500.5), ("Día de entrega", date(2026, 3, 31))
    ),
}


def _corridos(carpeta: Path) -> Iterator[tuple[str, Any]]:
    for nombre, caso in CASOS.items():
        try:
            yield nombre, caso(carpeta)
        except Exception as error:  # noqa: BLE001 - la prueba dice cuál fue, y las demás siguen
            yield nombre, f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    corridos = dict(_corridos(Path(sys.argv[1])))
    Path(sys.argv[2]).write_text(json.dumps(corridos, default=repr), "utf-8")
