"""Saca los anchos de letra de las fuentes libres que miden lo mismo que las de Office.

    python herramientas/metricas.py CARPETA_DE_FUENTES

La carpeta trae (en cualquier subcarpeta) Liberation Sans y Serif y Carlito, normal y negrita; en
Debian son los paquetes fonts-liberation y fonts-crosextra-carlito. Los archivos que deja en
``src/paac_reportes/maqueta/medida/metricas`` son los que lee ``maqueta.medida.tipografia``.
"""

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

DESTINO = Path(__file__).parents[1] / "src" / "paac_reportes" / "maqueta" / "medida" / "metricas"
FAMILIAS = {"arial": "LiberationSans", "times_new_roman": "LiberationSerif", "calibri": "Carlito"}
CARAS = {"normal": "Regular", "negrita": "Bold"}
PRIMERA, ULTIMA = 0x20, 0x2FFF


def tramos(fuente: TTFont) -> list[tuple[int, list[int]]]:
    """Los anchos por tramos de códigos seguidos: el primero y los de todos."""
    anchos = fuente["hmtx"]
    salida: list[tuple[int, list[int]]] = []
    for codigo, glifo in sorted(fuente.getBestCmap().items()):
        if PRIMERA <= codigo <= ULTIMA:
            if not salida or codigo != salida[-1][0] + len(salida[-1][1]):
                salida.append((codigo, []))
            salida[-1][1].append(anchos[glifo][0])
    return salida


def metrica(carpeta: Path, fuente: str) -> dict[str, Any]:
    """Medidas verticales y anchos de una familia."""
    caras = {
        cara: TTFont(next(carpeta.rglob(f"{fuente}-{sufijo}.ttf")))
        for cara, sufijo in CARAS.items()
    }
    vertical, de_mac = caras["normal"]["OS/2"], caras["normal"]["hhea"]
    alto = vertical.usWinAscent + vertical.usWinDescent
    return {
        "fuente": fuente,
        "unidades_por_em": caras["normal"]["head"].unitsPerEm,
        "ascenso": vertical.usWinAscent,
        "descenso": vertical.usWinDescent,
        "sin_aire": de_mac.ascent - de_mac.descent,
        "entre_lineas": max(de_mac.lineGap - alto + de_mac.ascent - de_mac.descent, 0),
        **{cara: tramos(abierta) for cara, abierta in caras.items()},
    }


def escribir(nombre: str, datos: dict[str, Any]) -> None:
    """Un JSON con un tramo por renglón, que se deja comparar."""
    renglones = []
    for clave, valor in datos.items():
        if isinstance(valor, list):
            lista = ",\n".join("  " + json.dumps(tramo, separators=(",", ":")) for tramo in valor)
            renglones.append(f' "{clave}": [\n{lista}\n ]')
        else:
            renglones.append(f" {json.dumps(clave)}: {json.dumps(valor)}")
    (DESTINO / f"{nombre}.json").write_text("{\n" + ",\n".join(renglones) + "\n}\n", "utf-8")


if __name__ == "__main__":
    for archivo, familia in FAMILIAS.items():
        escribir(archivo, metrica(Path(sys.argv[1]), familia))
        print(f"{archivo}.json, de {familia}")
