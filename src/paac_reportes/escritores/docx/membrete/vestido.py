"""El documento puesto en el membrete: sus páginas, encabezados y estilos, con nuestro cuerpo."""

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as DocumentoDeWord
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.escritores.docx.membrete.cuerpo import Traslado
from paac_reportes.escritores.docx.membrete.estilos import juntar_estilos
from paac_reportes.escritores.docx.membrete.listas import juntar_listas
from paac_reportes.escritores.docx.membrete.relaciones import numeros_usados, traer
from paac_reportes.escritores.docx.membrete.secciones import poner_secciones
from paac_reportes.escritores.docx.oculto.propiedades import juntar_propiedades
from paac_reportes.escritores.paquete import en_lugar_de, sellar
from paac_reportes.maqueta.documento import Marco, Membrete


def vestir(
    nuestro: DocumentoDeWord, cuerpos: Sequence[str], marcos: Sequence[Marco], membrete: Membrete
) -> bytes:
    """Los bytes del membrete con esos cuerpos, uno por parte; nada de nuestro cascarón se pierde.

    ``nuestro`` trae los estilos, las imágenes, los enlaces y las listas que los cuerpos nombran.
    """
    base = _abrir(membrete)
    estilos = juntar_estilos(base, nuestro)
    traslado = Traslado(
        estilos=estilos,
        relaciones=traer(nuestro.part, base.part),
        listas=juntar_listas(base.part, nuestro.part),
        usados=numeros_usados(base),
    )
    marcas = poner_secciones(base, marcos, membrete, estilos)
    _quitar_ajustes(base, membrete.ajustes_de_mas)
    _poner_propiedades(base, nuestro)
    cascaron = io.BytesIO()
    base.save(cascaron)
    puestos = zip(marcas, map(traslado, cuerpos), strict=True)
    parte = base.part.partname.lstrip("/")
    return sellar(cascaron.getvalue(), {parte: en_lugar_de(dict(puestos))})


def _abrir(membrete: Membrete) -> DocumentoDeWord:
    try:
        return Document(io.BytesIO(membrete.datos))
    except SyntaxError as error:  # lo que lxml no admite, y el lector que lo revisó sí
        motivo = "está dañado: trae XML que Word no admite"
        raise ErrorDeFormato(Falla("membrete", motivo)) from error


def _quitar_ajustes(base: DocumentoDeWord, nombres: Sequence[str]) -> None:
    ajustes = base.settings.element
    for nombre in nombres:
        for ajuste in ajustes.findall(qn(f"w:{nombre}")):
            ajustes.remove(ajuste)


def _poner_propiedades(base: DocumentoDeWord, nuestro: DocumentoDeWord) -> None:
    """El título, el autor y las fechas son los del reporte; lo demás, del membrete."""
    suyas = nuestro.part.package
    propiedades = suyas.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    base.part.package.relate_to(propiedades, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    juntar_propiedades(base, nuestro)
