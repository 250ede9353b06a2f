"""Escribe los archivos congelados de esta versión, que toda versión posterior debe leer.

    PYTHONPATH=tests python herramientas/congelar.py [CARPETA]

Por cada formato de un plan deja en ``tests/congelados/VERSIÓN`` un ``.docx``, un ``.xlsx`` y un
``.json`` con lo que cada uno muestra del plan. Una versión publicada no se congela otra vez: sus
archivos son los que la gente tiene. Los gráficos van como tablas, que es lo que sale donde no está
matplotlib: así no pesan, ni dependen de cómo dibuja.
"""

import json
import sys
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ayudas.de_todo import de_todo
from ayudas.mostrados import lo_mostrado

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.documento import Medio

RAIZ = Path(__file__).parents[1]
MEDIOS: dict[str, Medio] = {"docx": "documento", "xlsx": "libro"}


def congelar(carpeta: Path) -> None:
    """Los tres archivos de cada formato."""
    carpeta.mkdir(parents=True)
    for ficha in paac.formatos_disponibles():
        formato, _ = hallar_formato(ficha.codigo)
        if formato.de != "plan":  # lo suyo no es un plan que se vuelva a leer
            continue
        muestra = de_todo(formato)
        rutas = [carpeta / f"{ficha.codigo}.{tipo}" for tipo in MEDIOS]
        paac.reporte(muestra.plan, formato, corte=muestra.corte).guardar(*rutas)
        dicho: dict[str, Any] = {"corte": muestra.corte}
        for tipo, medio in MEDIOS.items():
            dicho[tipo] = lo_mostrado(muestra.plan, formato, muestra.corte, medio)
        escrito = json.dumps(dicho, ensure_ascii=False, indent=1, default=str)
        (carpeta / f"{ficha.codigo}.json").write_text(f"{escrito}\n", "utf-8")


if __name__ == "__main__":
    sys.modules["matplotlib"] = None  # type: ignore[assignment]
    warnings.simplefilter("ignore")
    destino = sys.argv[1] if len(sys.argv) > 1 else RAIZ / "tests/congelados"
    congelar(Path(destino) / version("paac-reportes"))
