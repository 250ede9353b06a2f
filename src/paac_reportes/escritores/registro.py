"""Los escritores por extensión: la lista entera, a la vista."""

import importlib
from collections.abc import Callable
from typing import IO, Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.maqueta.documento import Medio
from paac_reportes.sistema import MAXIMO

Datos = Literal["plan", "filas", "paquete"]
"""Datos que se escriben sin componer nada: el plan, sus filas, o todo ello con su descripción."""
DeWord = Literal["", "membrete", "cuerpo"]
"""Parte de un documento que se dibujó en Word; vacía si ninguna."""


@clases.frozen
class Escritor:
    """Dónde está un escritor y qué escribe: un documento en un medio, o los datos mismos."""

    funcion: str
    """Función que escribe, entre las de esta carpeta: ``docx:escribir``."""
    medio: Medio | None
    tipo_mime: str
    datos: Datos = "plan"
    """Datos que escribe, si no es un documento."""
    por_pedazos: str = ""
    """Función que escribe en un flujo sin juntarlo todo, donde la hay: ``módulo:función``."""
    nombre: str = attrs.field(kw_only=True)
    """Cómo lo llama quien lo pide."""
    extra: str = attrs.field(kw_only=True, default="")
    """Extra que hay que instalar para escribirlo; en blanco, ninguno."""
    comienzo: bytes = attrs.field(kw_only=True, default=b"")
    """Comienzo de lo que escribe, por lo que se conoce; sin mirar las mayúsculas."""
    parte: str = attrs.field(kw_only=True, default="")
    """Si es un comprimido, la parte que sólo él trae; en blanco, no lo es."""
    pide: tuple[str, ...] = attrs.field(kw_only=True, default=())
    """Los módulos de otros sin los que no escribe, de los que toda instalación trae."""
    bibliotecas: tuple[str, ...] = attrs.field(kw_only=True, default=())
    """Bibliotecas cuya versión puede cambiar los bytes (``docs/salidas.md``)."""
    con_fuentes: bool = attrs.field(kw_only=True, default=False)
    """Si los bytes dependen de las fuentes de la máquina."""
    por_libreoffice: bool = attrs.field(kw_only=True, default=False)
    """Si lo hace otro programa, que ha de estar; sus bytes no se repiten."""

    def cargar(self) -> Callable[[Any, Escritura], bytes]:
        """Función que escribe; su módulo se importa ahora, no antes."""
        escribir: Callable[[Any, Escritura], bytes] = _importada(self.funcion)
        return escribir

    def escribir_en(self, flujo: IO[bytes], contenido: Any, escritura: Escritura) -> None:
        """Escribe un contenido en un flujo vacío que se puede recorrer."""
        if self.por_pedazos:
            _importada(self.por_pedazos)(flujo, contenido, escritura)
        else:
            flujo.write(self.cargar()(contenido, escritura))
        if flujo.tell() > MAXIMO:  # lo corriente no carga con qué contarlo
            _importada("limites:avisar_de_lo_que_pesa")(flujo, escritura)


def _importada(funcion: str) -> Any:
    """Función de esta carpeta por su nombre: ``datos:escribir_csv``."""
    modulo, _, nombre = funcion.partition(":")
    return getattr(importlib.import_module(f"paac_reportes.escritores.{modulo}"), nombre)


_OFFICE = "application/vnd.openxmlformats-officedocument"
ESCRITORES = {
    "docx": Escritor(
        "docx:escribir",
        "documento",
        f"{_OFFICE}.wordprocessingml.document",
        por_pedazos="docx:escribir_en",
        nombre="Word",
        parte="word/document.xml",
        pide=("docx", "lxml"),
        bibliotecas=("lxml", "python-docx"),
    ),
    "xlsx": Escritor(
        "xlsx:escribir",
        "libro",
        f"{_OFFICE}.spreadsheetml.sheet",
        por_pedazos="xlsx:escribir_en",
        nombre="Excel",
        parte="xl/workbook.xml",
        pide=("openpyxl",),
        bibliotecas=("lxml", "openpyxl"),
    ),
    "html": Escritor(
        "html:escribir",
        "documento",
        "text/html; charset=utf-8",
        nombre="página web (HTML)",
        comienzo=b"<!doctype",
        pide=("jinja2",),
    ),
    "pdf": Escritor(
        "pdf:escribir",
        "documento",
        "application/pdf",
        nombre="PDF",
        extra="pdf",
        comienzo=b"%PDF-",
        bibliotecas=("typst",),
        con_fuentes=True,
    ),
    "json": Escritor("datos:escribir_json", None, "application/json", nombre="datos (JSON)"),
    "csv": Escritor(
        "datos:escribir_csv",
        None,
        "text/csv; charset=utf-8",
        "filas",
        por_pedazos="datos:escribir_csv_en",
        nombre="datos (CSV)",
    ),
    "zip": Escritor(
        "datos:escribir_zip",
        None,
        "application/zip",
        "paquete",
        nombre="paquete de datos (ZIP)",
        parte="datapackage.json",
    ),
}


DISENADOS_EN_WORD = {
    "docx": attrs.evolve(
        ESCRITORES["docx"],
        pide=("docx", "docxcompose", "lxml"),
        bibliotecas=("docxcompose", "lxml", "python-docx"),
    ),
    "pdf": Escritor(
        "docx.libreoffice:escribir",
        "documento",
        "application/pdf",
        nombre="PDF",
        comienzo=b"%PDF-",
        pide=("docx", "docxcompose", "lxml"),
        bibliotecas=("docxcompose", "lxml", "python-docx"),
        por_libreoffice=True,
    ),
}
"""Escritores de lo que se dibujó en Word; con cuerpo, ninguno más."""


_MOSTRADO = 20
"""Letras de una extensión desconocida que se repiten en el mensaje."""


def buscar_escritor(tipo: str, de_word: DeWord = "") -> Escritor:
    """Escritor de una extensión, o ``ErrorDeEntrada``; ``de_word``: lo diseñado en Word."""
    extension = tipo.lower().removeprefix(".")
    if extension not in ESCRITORES:
        posibles = ", ".join(f".{conocida}" for conocida in ESCRITORES)
        corto = tipo if len(tipo) <= _MOSTRADO else f"{tipo[:_MOSTRADO]}…"
        motivo = f"no se sabe escribir {corto!r}; se puede: {posibles}"
        anotado = {"llego": corto, "opciones": tuple(ESCRITORES)}
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "", motivo, datos=anotado))
    if de_word != "cuerpo":
        return (DISENADOS_EN_WORD if de_word else ESCRITORES).get(extension, ESCRITORES[extension])
    if extension not in DISENADOS_EN_WORD:
        motivo = (
            f"un documento diseñado en Word sólo sale como Word: llegó .{extension}; pida .docx o"
            " .pdf, que de ese Word hace LibreOffice, o use el formato sin el Word"
        )
        anotado = {"llego": extension, "opciones": tuple(DISENADOS_EN_WORD)}
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "", motivo, datos=anotado))
    return DISENADOS_EN_WORD[extension]
