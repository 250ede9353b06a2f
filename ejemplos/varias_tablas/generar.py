"""Dos consultas en un informe: los contratos y los pagos, cada tabla con sus columnas."""

import csv
from pathlib import Path

import paac_reportes as paac

AQUI = Path(__file__).parent
SALIDA = AQUI.parents[1] / "salida"
SALIDA.mkdir(exist_ok=True)


def de_csv(nombre: str) -> list[dict[str, str]]:
    with (AQUI / nombre).open(encoding="utf-8") as archivo:
        return list(csv.DictReader(archivo, delimiter=";"))


formato = paac.leer_formato(AQUI / "plantillas" / "CO-FO-007")
archivos = [SALIDA / f"contratos-y-pagos.{tipo}" for tipo in ("docx", "xlsx")]
filas = {"contratos": de_csv("contratos.csv"), "pagos": de_csv("pagos.csv")}
reporte = paac.reporte(paac.Entidad(nombre="Municipio de Valdeluna"), formato, filas=filas)
guardado = reporte.guardar(*archivos)
for archivo in archivos:
    print(f"{archivo.name}: {reporte.formato.nombre}")
for aviso in guardado.avisos:
    print(f"  conviene revisar: {aviso}")
