"""Carga un plan en un Tryton que ya corre.

Uso: cargar.py http://USUARIO:CLAVE@SERVIDOR/BASE/ ARCHIVO [IMAGEN ...]
"""

import io
import sys
import zipfile
from pathlib import Path
from xmlrpc.client import Fault

from proteus import Wizard, config

servidor, *archivos = sys.argv[1:] or [""]
if not archivos:
    sys.exit(__doc__)
with zipfile.ZipFile(comprimido := io.BytesIO(), "w") as juntos:
    for archivo in archivos:
        juntos.write(archivo, Path(archivo).name)

config.set_xmlrpc(servidor)
importar = Wizard("paac.importar_plan")
importar.form.archivo, importar.form.nombre = comprimido.getvalue(), "plan.zip"
try:
    importar.execute("importa")
except Fault as falla:
    sys.exit(str(falla.faultString or falla.faultCode))
plan = importar.form.plan
print(f"{plan.rec_name}: {len(plan.dependencias)} dependencias y {len(plan.cortes)} cortes")
print(importar.form.resumen)
