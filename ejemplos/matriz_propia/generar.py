"""Una matriz que ningún formato trae: las peticiones de la ciudadanía, por dependencia."""

import csv
from datetime import date
from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
SALIDA = AQUI.parents[1] / "salida"
SALIDA.mkdir(exist_ok=True)
filas = list(csv.DictReader((AQUI / "peticiones.csv").open(encoding="utf-8"), delimiter=";"))
POR_CIENTO = {"decimales": 1, "porcentaje": True}
columnas = [
    {"dato": "oficina", "rotulo": "Dependencia"},
    {"dato": "recibidas", "rotulo": "Recibidas", "total": "suma"},
    {"dato": "respondidas", "rotulo": "Respondidas", "total": "suma"},
    {"dato": "a_tiempo", "rotulo": "A tiempo", "numero": POR_CIENTO, "guarda": "numero"},
    {"dato": "ultima", "rotulo": "Última respuesta", "guarda": "fecha"},
]
DE_QUIEN = "{{ titular }}, corte del {{ corte | fecha_larga }}."
formato = paac.formato_de_columnas(
    "Peticiones por dependencia",
    columnas,
    total="Total",
    notas=[
        f"{DE_QUIEN} Fuente: registro de peticiones de la ventanilla única.",
        "Los porcentajes de «A tiempo» no se suman.",
    ],
    pagina={"papel": "carta", "orientacion": "vertical", "tamano": 9},
)
archivos = [SALIDA / f"peticiones.{tipo}" for tipo in ("docx", "xlsx")]
entidad = paac.Entidad(nombre="Municipio de Valdeluna")
reporte = paac.reporte(entidad, formato, filas=filas, corte=date(2026, 6, 30))
emisiones = reporte.guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {reporte.formato.nombre}")
for aviso in dict.fromkeys(aviso for emision in emisiones for aviso in emision.avisos):
    print(f"  conviene revisar: {aviso}")
