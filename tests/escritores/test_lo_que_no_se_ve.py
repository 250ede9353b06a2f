"""Lo que los archivos llevan para quien los lea con un programa, y no se ve."""

import io
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

import pytest
from ayudas.compartido import con_sdk, validar

from paac_reportes.escritores import docx, xlsx
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.formatos.membrete.lectura import leer_membrete
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.medidas import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Parrafo

PROPIEDADES = (("paac.formato", "F-1"), ("paac.papeles.1", 'firmas|a"<b>&c'))
ESCRITORES = {"docx": docx.escribir, "xlsx": xlsx.escribir}
MARCO = Marco(
    pagina=Pagina(
        ancho=Mm(216),
        alto=Mm(279),
        **dict.fromkeys(("superior", "inferior", "izquierdo", "derecho", "encabezado"), Mm(10)),
    )
)
TIPO = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELACION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"


def documento(*bloques: Bloque, **cambios: Any) -> Documento:
    """Uno de una página, con esos bloques."""
    propiedades = cambios.pop("propiedades", PROPIEDADES)
    return Documento(
        metadatos=Metadatos(titulo="T", propiedades=propiedades),
        estilos=estilos_base("Arial", Pt(8)),
        partes=(Parte("Hoja", bloques or (Parrafo("Uno"),), MARCO),),
        **cambios,
    )


def propiedades_de(contenido: bytes) -> dict[str, str]:
    """Por su nombre, las de ``docProps/custom.xml``, si está declarada y relacionada."""
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        assert TIPO in paquete.read("[Content_Types].xml").decode()
        assert RELACION in paquete.read("_rels/.rels").decode()
        raiz = ET.fromstring(paquete.read("docProps/custom.xml"))
    numeros = [int(una.get("pid", "")) for una in raiz]
    assert numeros == list(range(2, len(numeros) + 2))
    return {una.get("name", ""): "".join(una.itertext()) for una in raiz}


@pytest.mark.parametrize("tipo", ESCRITORES)
def test_las_propiedades_van_en_su_parte(tipo: str) -> None:
    contenido = ESCRITORES[tipo](documento(), Escritura())

    assert propiedades_de(contenido) == {
        "paac.formato": "F-1",
        "paac.papeles.1": 'firmas|a"<b>&c',
    }


@pytest.mark.parametrize("tipo", ESCRITORES)
def test_sin_propiedades_no_hay_parte(tipo: str) -> None:
    contenido = ESCRITORES[tipo](documento(propiedades=()), Escritura())

    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        assert "docProps/custom.xml" not in paquete.namelist()


def test_un_membrete_conserva_las_suyas_menos_las_de_la_misma_familia() -> None:
    suyas = (("paac.corte", "2019-04-30"), ("Dueño", "Planeación"))
    hoja = docx.escribir(documento(propiedades=suyas), Escritura())
    membrete = leer_membrete(hoja, "membrete", [])
    contenido = docx.escribir(documento(membrete=membrete), Escritura())

    assert propiedades_de(contenido) == {**dict(PROPIEDADES), "Dueño": "Planeación"}


@con_sdk
@pytest.mark.parametrize("tipo", ESCRITORES)
def test_el_validador_no_les_halla_faltas(tipo: str, tmp_path: Any) -> None:
    archivo = tmp_path / f"a.{tipo}"
    archivo.write_bytes(ESCRITORES[tipo](documento(), Escritura()))

    assert validar(archivo) == ""
