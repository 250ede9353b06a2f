"""El mismo Word diseñado, intacto, hecho añicos y guardado por LibreOffice, dice lo mismo."""

import io
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import con_libreoffice, con_sdk, convertidos, validar
from ayudas.cuerpos import con_el_texto, cuerpo, en_anicos, textos_de
from ayudas.planes import CORTE, actividad, componente, datos
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import paac_reportes as paac

pytestmark = [
    pytest.mark.integracion,
]
_CUADRO = (
    '<w:r><w:pict><v:shape style="width:200pt;height:60pt"><v:textbox><w:txbxContent>'
    '<w:p><w:r><w:t xml:space="preserve">{texto}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_CONTROL = (
    "<w:sdt><w:sdtPr><w:alias w:val='Entidad'/></w:sdtPr><w:sdtContent><w:r><w:t>{texto}</w:t>"
    "</w:r></w:sdtContent></w:sdt>"
)
_CAMPO = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' HYPERLINK "https://a.gov.co/{texto}" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>ver</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_PUESTO = '<w:ins w:id="70" w:author="a"><w:r><w:t>{texto}</w:t></w:r></w:ins>'


def disenado(*, mal: bool = False) -> bytes:
    """Lo que un Word lleva de todo; ``mal``, con un nombre mal escrito en cada lugar."""
    nombre = "entidad.nonbre" if mal else "entidad.nombre"

    def agregar(raiz: Any) -> None:
        parrafos = [p for p in raiz.iter(qn("w:p")) if "Lugar" in "".join(p.itertext())]
        for parrafo, xml in zip(parrafos, (_CUADRO, _CONTROL, _CAMPO, _PUESTO), strict=True):
            ns = f'{nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"'
            con_texto = xml.format(texto="{{ " + nombre + " }}")
            parrafo.extend(parse_xml(f"<w:p {ns}>{con_texto}</w:p>"))

    hecho = cuerpo(
        "Informe de {{ " + nombre + " | upper }} a {{ corte | fecha_larga }}",
        *("Lugar uno ", "Lugar dos ", "Lugar tres ", "Lugar cuatro "),
        *("{{ cada dependencia }}", "{{ dependencia.nombre }}: {{ cuenta(actividad) }}"),
        [
            ["Código", "Qué", "Reporte"],
            ["{{ componente.nombre }}", "", ""],
            ["{{ actividad.codigo }}", "{{ actividad.descripcion }}", "{{ seguimiento.texto }}"],
            ["Son {{ cuenta(actividad) }}", "", ""],
        ],
        "{{ fin }}",
        "NIT{{ si no entidad.nit }}: ninguno{{ fin }}.",
        arriba="De {{ " + nombre + " }}",
        pie="{{ pagina }} de {{ paginas }}",
    )
    return con_el_texto(hecho, agregar)


@pytest.fixture(scope="module")
def en_tres_manos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[bytes]]:
    """El bien escrito y el mal escrito; a LibreOffice van juntos."""
    carpeta = tmp_path_factory.mktemp("manos")
    hechos = {"bien": disenado(), "mal": disenado(mal=True)}
    for nombre, word in hechos.items():
        (carpeta / f"{nombre}.docx").write_bytes(word)
    (aparte := carpeta / "aparte").mkdir()
    guardados = convertidos(sorted(carpeta.glob("*.docx")), "docx:MS Word 2007 XML", aparte)
    return {
        nombre: [word, en_anicos(word, 7), guardado.read_bytes()]
        for (nombre, word), guardado in zip(hechos.items(), guardados, strict=True)
    }


@pytest.fixture(scope="module")
def plan() -> paac.Plan:
    suyos = [componente(*[actividad(codigo=f"{n}.{m}") for m in range(4)]) for n in (1, 2)]
    oficinas = [{"nombre": f"Oficina {n}", "componentes": suyos} for n in (1, 2)]
    return paac.desde_datos(datos(dependencias=oficinas)).contenido


@con_libreoffice
def test_las_tres_dicen_lo_mismo(plan: paac.Plan, en_tres_manos: dict[str, list[bytes]]) -> None:
    dichos = []
    for mano in en_tres_manos["bien"]:
        formato = paac.formato_desde_word(mano)
        salida = paac.reporte(plan, formato, corte=CORTE).emitir("docx").contenido
        arriba = Document(io.BytesIO(salida)).sections[0].header.paragraphs[0].text
        dichos.append([arriba, *sorted(filter(str.strip, textos_de(salida)))])

    assert dichos[0] == dichos[1] == dichos[2]
    assert len(dichos[0]) > 60
    assert not any("{{" in texto for texto in dichos[0])


@con_libreoffice
def test_de_las_tres_se_dicen_las_mismas_fallas_en_los_mismos_lugares(
    en_tres_manos: dict[str, list[bytes]],
) -> None:
    lugares = []
    for mano in en_tres_manos["mal"]:
        with pytest.raises(paac.ErrorDeFormato) as error:
            paac.formato_desde_word(mano)
        lugares.append([falla.ruta for falla in error.value.fallas])

    assert lugares[0] == lugares[1]
    assert sorted(lugares[0]) == sorted(lugares[2])
    assert len(lugares[0]) == 6


@con_sdk
def test_word_admite_lo_que_sale(plan: paac.Plan, tmp_path: Path) -> None:
    formato = paac.formato_desde_word(disenado())
    (salida := tmp_path / "salida.docx").write_bytes(
        paac.reporte(plan, formato, corte=CORTE).emitir("docx").contenido
    )
    assert validar(salida) == ""
