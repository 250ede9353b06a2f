"""Lo que se ve de una firma visible: qué dice, en su lugar.

Lo dibuja Typst, con la fuente que trae adentro: de quién firma y cuándo sale siempre el mismo
dibujo, y así se sabe, al recibir un PDF firmado, si lo que se ve es eso y nada más.
"""

import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from paac_reportes.escritores.pdf import motor
from paac_reportes.escritores.pdf.textos import cadena
from paac_reportes.firma.hoja import Caja
from paac_reportes.firma.lugar import LugarDeFirma

IMPRESA_Y_FIJA = 0b10000100
"""Lo que el campo dice de sí (ISO 32000-1, 12.5.3): sale al imprimir, y no se mueve."""
_LETRAS = 70


def poner_campo(
    escritor: IncrementalPdfFileWriter,
    campo: str,
    de_quien: str,
    momento: datetime,
    lugar: LugarDeFirma,
) -> None:
    """El campo de la firma, visible en su lugar."""
    # Como se escribe: de sus medidas ya escritas se vuelve a dibujar igual.
    x, y, hasta_x, hasta_y = (round(medida, 2) for medida in lugar.caja)
    caja = (x, y, hasta_x, hasta_y)
    # Sin caja: con ella, pyHanko dibuja además la suya.
    append_signature_field(
        escritor, SigFieldSpec(campo, on_page=lugar.pagina, readable_field_name=dicho(de_quien))
    )
    pagina, _ = escritor.find_page_for_modification(lugar.pagina)
    referencia = escritor.root["/AcroForm"]["/Fields"].raw_get(-1)
    widget = referencia.get_object()
    widget["/Rect"] = ArrayObject(FloatObject(medida) for medida in caja)
    widget["/F"] = NumberObject(IMPRESA_Y_FIJA)
    widget["/AP"] = DictionaryObject({NameObject("/N"): dibujo(escritor, de_quien, momento, caja)})
    _en_la_estructura(escritor, pagina, referencia)


def dicho(de_quien: str) -> str:
    """Lo que un lector de pantalla dice de la firma."""
    return f"Firma digital de {de_quien}"


def dibujo(
    escritor: BasePdfFileWriter, de_quien: str, momento: datetime, caja: Caja
) -> IndirectObject:
    """El dibujo de la firma de alguien en un momento, del tamaño de su caja; ya en el escritor."""
    fuentes = motor.la_de_typst()
    pagina = motor.dibujar(_fuente(de_quien, momento, caja, fuentes), fuentes)
    importada: Any = escritor.import_page_as_xobject(PdfFileReader(io.BytesIO(pagina)))
    suyo: IndirectObject = importada
    return suyo


def _fuente(de_quien: str, momento: datetime, caja: Caja, fuentes: motor.Fuentes) -> str:
    if len(de_quien) > _LETRAS:
        de_quien = f"{de_quien[: _LETRAS - 1]}…"
    faltan = motor.sin_dibujo(de_quien, fuentes)
    de_quien = de_quien.translate(dict.fromkeys(map(ord, faltan), motor.reemplazo(fuentes)))
    x, y, hasta_x, hasta_y = caja
    return f"""\
#set page(width: {hasta_x - x:.2f}pt, height: {hasta_y - y:.2f}pt, margin: 0.5pt)
#set text(font: "{motor.ULTIMA}", lang: "es")
#set par(leading: 0.35em, spacing: 0.5em)
#let letra(tamano) = {{
  set text(size: tamano)
  [Firmado digitalmente por

  #strong({cadena(de_quien)})

  #{cadena(_cuando(momento))}]
}}
#rect(width: 100%, height: 100%, stroke: 0.5pt, inset: (x: 4pt, y: 2pt), layout(caja => {{
  let cabe(tamano) = {{
    let pide = measure(letra(tamano), width: caja.width)
    pide.width <= caja.width and pide.height <= caja.height
  }}
  let tamano = ({_TAMANOS}).map(puntos => puntos * 1pt).find(cabe)
  let elegida = if tamano == none {{ {_MENOR}pt }} else {{ tamano }}
  block(height: 100%, align(horizon, letra(elegida)))
}}))
"""


_TAMANOS, _MENOR = "8, 7, 6, 5, 4, 3", 3
"""De la letra, en puntos: la mayor con que cabe lo que la firma dice."""


def _cuando(momento: datetime) -> str:
    """``22/11/2026 06:43 (UTC-05:00)``."""
    zona = momento.isoformat()[-len("-05:00") :]
    return f"{momento:%d/%m/%Y %H:%M} (UTC{zona})"


# ------------------------------------------------------------------ la estructura


def _en_la_estructura(
    escritor: IncrementalPdfFileWriter, pagina: IndirectObject, campo: IndirectObject
) -> None:
    """La firma como un elemento ``Form``, al final del documento (ISO 14289-1, 7.18.4)."""
    if "/StructTreeRoot" not in escritor.root:
        return
    raiz = escritor.root["/StructTreeRoot"]
    padres = raiz["/ParentTree"]
    if "/Nums" not in padres:  # la de otro programa, en varias hojas
        return
    documento: Any = raiz["/K"] if isinstance(raiz["/K"], DictionaryObject) else raiz["/K"][0]
    numero = max([*map(int, [*padres["/Nums"]][::2])], default=-1) + 1
    de_campo = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/OBJR"),
            NameObject("/Obj"): campo,
            NameObject("/Pg"): pagina,
        }
    )
    forma = escritor.add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject("/Form"),
                NameObject("/P"): IndirectObject(
                    documento.container_ref.idnum, documento.container_ref.generation, escritor
                ),
                NameObject("/K"): de_campo,
            }
        )
    )
    documento["/K"].append(forma)
    escritor.update_container(documento["/K"])
    padres["/Nums"] += [NumberObject(numero), forma]
    escritor.update_container(padres["/Nums"])
    raiz["/ParentTreeNextKey"] = NumberObject(numero + 1)
    escritor.update_container(raiz)
    campo.get_object()["/StructParent"] = NumberObject(numero)
