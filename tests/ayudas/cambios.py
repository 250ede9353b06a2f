"""Los cambios de un Word, aceptados o rechazados todos por dos caminos, y copias cambiadas de un plan.

Uno sólo mira el XML, como lo dice la norma (ISO/IEC 29500-1, 17.13.5); el otro es LibreOffice, con
una macro que se le deja en su perfil.
"""

import copy
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Literal

from lxml import etree

from ayudas.macros import correr_macro

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Que = Literal["aceptar", "rechazar"]
REALES = (
    ("cartago_2020.json", "MCCO.101.18.F.20", date(2020, 8, 31)),
    ("cajica_plan_2022.json", "cajica-plan", None),
    ("cajica_seguimiento_2018.json", "EV-EGMC-PC-003-FM-002", None),
    ("california_plan.json", "california-plan", None),
)
"""Los documentos reales, cada uno en su formato y su corte."""
_SE_VAN_Y_QUEDAN = {"aceptar": ("del", "ins"), "rechazar": ("ins", "del")}


def resueltos(contenido: bytes, que: Que) -> bytes:
    """El documento con todos los cambios aceptados, o todos rechazados."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as de, zipfile.ZipFile(salida, "w") as a:
        for nombre in de.namelist():
            datos = de.read(nombre)
            a.writestr(nombre, _resuelto(datos, que) if nombre == "word/document.xml" else datos)
    return salida.getvalue()


def _resuelto(datos: bytes, que: Que) -> bytes:
    se_van, quedan = (f"{W}{marca}" for marca in _SE_VAN_Y_QUEDAN[que])
    raiz = etree.fromstring(datos)
    _quitar([fila for fila in raiz.iter(f"{W}tr") if fila.find(f"{W}trPr/{se_van}") is not None])
    _quitar([tabla for tabla in raiz.iter(f"{W}tbl") if tabla.find(f"{W}tr") is None])
    de_parrafo = f"{W}pPr/{W}rPr/{se_van}"
    _quitar([uno for uno in raiz.iter(f"{W}p") if uno.find(de_parrafo) is not None])
    _quitar(list(raiz.iter(se_van)))
    for uno in list(raiz.iter(quedan)):
        padre = uno.getparent()
        lugar = padre.index(uno)
        padre[lugar : lugar + 1] = list(uno)
    for borrado, suyo in (("delText", "t"), ("delInstrText", "instrText")):
        for uno in raiz.iter(f"{W}{borrado}"):
            uno.tag = f"{W}{suyo}"
    return bytes(etree.tostring(raiz, xml_declaration=True, encoding="UTF-8", standalone=True))


def _quitar(elementos: Iterable[Any]) -> None:
    for uno in elementos:
        uno.getparent().remove(uno)


def parrafos(contenido: bytes) -> list[str]:
    """Lo que dice cada uno, también en las celdas y el que no dice nada.

    Sin la página de un renglón del contenido, que se mide también con lo que se quitó de sus tablas:
    Word la vuelve a contar. Ni aquella a que un texto remite: lo que se quita ya no remite a
    ninguna, y dice en qué parte está.
    """
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        todos = etree.fromstring(paquete.read("word/document.xml")).iter(f"{W}p")
    return [_sin_pagina(parrafo) for parrafo in todos]


_DONDE_ESTA = re.compile("\\((?:página\xa0[0-9]+|en (?:el )?(?:Anexo\xa0)?[A-Z][.0-9]*)\\)")


def _sin_pagina(parrafo: Any) -> str:
    textos = [*parrafo.itertext(f"{W}t")]
    campos = "".join(parrafo.itertext(f"{W}instrText"))
    remite = _DONDE_ESTA.search("".join(textos))
    del_contenido = "PAGEREF" in campos and not remite
    return _DONDE_ESTA.sub("(…)", "".join(textos[:-1] if del_contenido else textos))


# ------------------------------------------------------------------ LibreOffice

_MACRO = """
Sub Hacer(encargo As String)
  Dim cada, n, doc, ayuda
  cada = Split(encargo, "|")
  ayuda = createUnoService("com.sun.star.frame.DispatchHelper")
  For n = 0 To UBound(cada) Step 3
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(cada(n)), "_blank", 0, _
      Array(Propiedad("Hidden", True)))
    ayuda.executeDispatch(doc.CurrentController.Frame, cada(n + 1), "", 0, Array())
    doc.storeToURL(ConvertToURL(cada(n + 2)), _
      Array(Propiedad("FilterName", "MS Word 2007 XML")))
    doc.close(True)
  Next
  StarDesktop.terminate()
End Sub
"""
_ORDENES = {
    "aceptar": ".uno:AcceptAllTrackedChanges",
    "rechazar": ".uno:RejectAllTrackedChanges",
}


def resueltos_por_libreoffice(
    contenidos: Mapping[str, bytes], carpeta: Path
) -> dict[tuple[str, Que], bytes]:
    """Cada documento, con todos los cambios aceptados y con todos rechazados."""
    encargos: list[str] = []
    quedan: dict[tuple[str, Que], Path] = {}
    for nombre, contenido in contenidos.items():
        (escrito := carpeta / f"{nombre}.docx").write_bytes(contenido)
        for que, comando in _ORDENES.items():
            queda = carpeta / f"{nombre}-{que}.docx"
            quedan[nombre, que] = queda  # type: ignore[index]
            encargos += [str(escrito.resolve()), comando, str(queda.resolve())]
    correr_macro(_MACRO, encargos, carpeta, 60 + 30 * len(quedan))
    return {cual: queda.read_bytes() for cual, queda in quedan.items()}


# ------------------------------------------------------------------ planes cambiados


def azar_de(semilla: int) -> Random:
    """El mismo azar con la misma semilla."""
    return Random(semilla)  # noqa: S311 - no guarda ningún secreto


def cambiado(datos: Mapping[str, Any], azar: Random, *, textos: int = 20, filas: int = 12) -> Any:
    """Una copia con textos cambiados, filas que vienen, se van y se mueven, y grupos con otro nombre."""
    nuevo = copy.deepcopy(dict(datos))
    grupos = [
        grupo
        for dependencia in nuevo.get("dependencias") or [nuevo]
        for componente in dependencia["componentes"]
        for grupo in componente.get("subcomponentes") or []
        if grupo.get("actividades")
    ]
    for _ in range(textos):
        _cambiar_un_texto(azar.choice(azar.choice(grupos)["actividades"]), azar)
    for _ in range(filas):
        azar.choice(_GESTOS)(azar.choice(grupos), azar.choice(grupos), azar)
    return nuevo


def _cambiar_un_texto(actividad: dict[str, Any], azar: Random) -> None:
    largos = [cual for cual, uno in actividad.items() if isinstance(uno, str) and len(uno) > 15]
    cual = azar.choice(largos or ["descripcion"])
    palabras = (actividad.get(cual) or "algo").split(" ")
    palabras.insert(azar.randrange(len(palabras) + 1), f"palabra{azar.randrange(999)}")
    if len(palabras) > 3:
        palabras.pop(azar.randrange(len(palabras)))
    actividad[cual] = " ".join(palabras)


def _agregar(grupo: dict[str, Any], _otro: object, azar: Random) -> None:
    nueva = {
        "codigo": f"9.{azar.randrange(99)}",
        "descripcion": f"Actividad nueva {azar.randrange(9999)} con su texto",
        "responsable": "Planeación",
    }
    grupo["actividades"].insert(azar.randrange(len(grupo["actividades"]) + 1), nueva)


def _sin_una(grupo: dict[str, Any], _otro: object, azar: Random) -> None:
    if len(grupo["actividades"]) > 1:
        grupo["actividades"].pop(azar.randrange(len(grupo["actividades"])))


def _revolver(grupo: dict[str, Any], _otro: object, azar: Random) -> None:
    azar.shuffle(grupo["actividades"])


def _renombrar(grupo: dict[str, Any], _otro: object, azar: Random) -> None:
    grupo["nombre"] = f"Subcomponente con otro nombre {azar.randrange(99)}"


def _pasar(grupo: dict[str, Any], otro: dict[str, Any], _azar: Random) -> None:
    """La última de un grupo pasa a ser la primera de otro."""
    if otro is not grupo and len(otro["actividades"]) > 1:
        grupo["actividades"].insert(0, otro["actividades"].pop())


_GESTOS = (_agregar, _sin_una, _revolver, _renombrar, _pasar)
