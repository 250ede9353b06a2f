"""Formatos guardados en una base de datos, con su logo: uno propio y otro que parte de él."""

import base64
import contextlib
import json
import sqlite3
from datetime import date
from pathlib import Path

import paac_reportes as paac

PTEP = Path(__file__).parents[1] / "ptep"
(SALIDA := Path(__file__).parents[2] / "salida").mkdir(exist_ok=True)

# JSON no guarda bytes: una imagen va como texto.
logo = base64.b64encode((PTEP / "escudo.png").read_bytes()).decode("ascii")
PROPIO = {
    "codigo": "CI-FO-040",
    "nombre": "Avance por subcomponente",
    "version": "1",
    "propiedades": {"titulo": "Avance por subcomponente, {{ entidad.nombre }}"},
    "pagina": {"papel": "carta", "orientacion": "vertical", "tamano": 9},
    "aspecto": {"base": "sobrio", "letra": {"titulo": 18}},
    "encabezado": {
        "anchos": [12, 88],
        "marco": False,
        "filas": [
            [
                {
                    "imagen": f"data:image/png;base64,{logo}",
                    "texto_alternativo": "Escudo de {{ entidad.nombre }}",
                },
                {
                    "texto": "{{ entidad.nombre }}\nAvance al {{ corte | fecha_larga }}",
                    "horizontal": "izquierda",
                    "destaca": True,
                },
            ]
        ],
    },
    "libro": {"hojas": "unica", "nombre": "Avance"},
    "cuerpo": [
        {"tipo": "titulo", "nivel": 0, "texto": "{{ formato.nombre }}"},
        {"tipo": "tabla", "cada": "plan", "tablas": ["avance"]},
    ],
    "tablas": {
        "avance": {
            "descripcion": "Avance de cada acción",
            "secciones": [{"recorre": "actividades"}],
            "columnas": [
                {"dato": "componente.nombre", "rotulo": "Componente", "ancho": 24, "une": "grupo"},
                {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 8},
                {"dato": "actividad.descripcion", "rotulo": "Acción", "ancho": 55},
                {
                    "dato": "seguimiento.avance",
                    "rotulo": "Avance[^1]",
                    "ancho": 13,
                    "guarda": "numero",
                    "mismos_decimales": True,
                    "horizontal": "derecha",
                    "total": "promedio",
                },
            ],
            "subtotales": [
                {"por": "subcomponente", "rotulo": "Promedio de {{ subcomponente.nombre }}"}
            ],
            "total": "Todas las acciones",
            "notas": ["En porcentaje; lo que no se reportó va en blanco y no cuenta."],
        }
    },
}
HEREDERO = {
    "base": "CI-FO-040",
    "codigo": "CI-FO-041",
    "version": "1",
    "nombre": "Avance por componente",
    "tablas": {
        "avance": {
            "subtotales": [{"por": "componente", "rotulo": "Promedio de {{ componente.nombre }}"}]
        }
    },
}

with contextlib.closing(sqlite3.connect(":memory:")) as conexion:
    conexion.execute("CREATE TABLE formatos (codigo TEXT PRIMARY KEY, datos TEXT NOT NULL)")
    for formato in (PROPIO, HEREDERO):
        fila = (formato["codigo"], json.dumps(formato, ensure_ascii=False))
        conexion.execute("INSERT INTO formatos VALUES (?, ?)", fila)

    guardados = [json.loads(datos) for (datos,) in conexion.execute("SELECT datos FROM formatos")]

plan = paac.leer(PTEP / "plan.yaml").sin_dudas()
for datos in guardados:
    formato = paac.formato_desde_datos(datos, plantillas=guardados)
    reporte = paac.reporte(plan, formato, corte=date(2026, 6, 30))
    archivos = [SALIDA / f"{formato.codigo}.{tipo}" for tipo in ("docx", "xlsx")]
    reporte.guardar(*archivos)
    for archivo in archivos:
        print(f"{archivo.name}: {formato.nombre}")
