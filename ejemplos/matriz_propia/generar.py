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
TITULO = "Peticiones por dependencia"
FUENTE = "Fuente: registro de peticiones de la ventanilla única."
DE_QUIEN, CORTE = "{{ titular }}", "Corte: {{ corte | fecha_larga }}"
ESCUDO = {"imagen": "entidad.escudo", "texto_alternativo": "Escudo", "alto": 12}
OFICINA = {"texto": f"{DE_QUIEN}\nVentanilla única", "destaca": True}
formato = paac.formato_de_columnas(
    TITULO,
    columnas,
    total="Total",
    notas=[f"{FUENTE} Los porcentajes de «A tiempo» no se suman."],
    pagina={"papel": "carta", "orientacion": "vertical", "tamano": 9},
    encabezado={
        "anchos": [10, 56, 34],
        "filas": [[ESCUDO, OFICINA, {"texto": CORTE, "horizontal": "derecha"}]],
    },
    libro={
        "hojas": "unica",
        "nombre": "Peticiones",
        "bloque_en_celdas": False,  # las celdas, sólo para la tabla
        "encabezado": {"izquierda": DE_QUIEN, "derecha": CORTE},
        "pie": {"derecha": "{{ pagina }} de {{ paginas }}"},
    },
    cuerpo=[
        {"tipo": "titulo", "nivel": 0, "texto": TITULO},
        {
            "tipo": "tabla",
            "cada": "plan",
            "tablas": ["tabla"],
            "leyenda": "Peticiones recibidas, y las que se respondieron a tiempo",
        },
    ],
)
archivos = [SALIDA / f"peticiones.{tipo}" for tipo in ("docx", "xlsx")]
escudo = AQUI.parent / "informe_trimestral" / "escudo.png"
entidad = paac.Entidad(nombre="Municipio de Valdeluna", escudo=escudo.read_bytes())
reporte = paac.reporte(entidad, formato, filas=filas, corte=date(2026, 6, 30))
guardado = reporte.guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {reporte.formato.nombre}")
for aviso in guardado.avisos:
    print(f"  conviene revisar: {aviso}")
