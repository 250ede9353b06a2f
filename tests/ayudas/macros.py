"""Lo que sólo se le puede pedir a LibreOffice con una macro de Basic, en un perfil aparte."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Pruebas"
 script:language="StarBasic">
{lineas}
Function Propiedad(nombre, valor)
  Dim una As New com.sun.star.beans.PropertyValue
  una.Name = nombre
  una.Value = valor
  Propiedad = una
End Function
</script:module>"""
_BIBLIOTECA = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Pruebas"/>
</library:library>"""


def correr_macro(lineas: str, encargos: Iterable[object], carpeta: Path, segundos: int) -> None:
    """``Sub Hacer(encargo As String)`` de esas líneas, con los encargos separados por ``|``."""
    perfil = carpeta / "perfil"
    orden = ["soffice", f"-env:UserInstallation={perfil.resolve().as_uri()}", "--headless"]
    # El perfil se hace primero: al nacer, LibreOffice borraría la macro.
    _correr([*orden, "--terminate_after_init"], 120)
    de_macros = perfil / "user/basic/Standard"
    de_macros.mkdir(parents=True, exist_ok=True)
    (de_macros / "Pruebas.xba").write_text(_MACRO.format(lineas=lineas.strip()), "utf-8")
    (de_macros / "script.xlb").write_text(_BIBLIOTECA, "utf-8")
    pedido = "|".join(map(str, encargos))
    _correr([*orden, "--norestore", f'macro:///Standard.Pruebas.Hacer("{pedido}")'], segundos)


def _correr(orden: list[str], segundos: int) -> None:
    """Sin leer lo que diga: si se cuelga, lo que deja corriendo tendría abierta la salida."""
    nada = subprocess.DEVNULL
    subprocess.run(orden, check=True, stdout=nada, stderr=nada, timeout=segundos)
