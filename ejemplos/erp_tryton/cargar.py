"""Carga un plan en un Tryton que ya corre.

Uso: cargar.py http://USUARIO:CLAVE@SERVIDOR/BASE/ ARCHIVO [IMAGEN ...]
"""

import io
import sys
import zipfile
from pathlib import Path
from xmlrpc.client import Fault, ProtocolError

from proteus import Wizard, config

servidor, *archivos = sys.argv[1:] or [""]
if not archivos:
    sys.exit(__doc__)
try:
    with zipfile.ZipFile(comprimido := io.BytesIO(), "w") as juntos:
        for archivo in archivos:
            juntos.write(archivo, Path(archivo).name)
    config.set_xmlrpc(f"{servidor.rstrip('/')}/rpc/")
    importar = Wizard("paac.importar_plan")
    importar.form.archivo, importar.form.nombre = comprimido.getvalue(), "plan.zip"
    importar.execute("importa")
except Fault as falla:  # lo que Tryton le diría a quien usa su cliente
    sys.exit(str(falla.faultString))
except ProtocolError as error:
    sys.exit(f"El servidor no dejó entrar ({error.errcode}): revise el usuario, la clave y la base")
except OSError as error:
    sys.exit(f"{error.filename or servidor}: {error.strerror or error}")
plan = importar.form.plan
print(f"{plan.rec_name}: {len(plan.dependencias)} dependencias y {len(plan.cortes)} cortes")
print(importar.form.resumen)
