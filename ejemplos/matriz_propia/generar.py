"""Una matriz que ningún formato trae: las peticiones de la ciudadanía, por dependencia."""

import csv
from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
SALIDA = AQUI.parents[1] / "salida"
SALIDA.mkdir(exist_ok=True)
filas = list(csv.DictReader((AQUI / "peticiones.csv").open(encoding="utf-8"), delimiter=";"))
columnas = {"oficina": "Dependencia", "recibidas": "Recibidas", "respondidas": "Respondidas"}
formato = paac.formato_de_columnas("Peticiones por dependencia", columnas)
archivos = [SALIDA / f"peticiones.{tipo}" for tipo in ("docx", "xlsx")]
paac.generar_varios(paac.Entidad(nombre="Municipio"), formato, archivos, filas=filas)
