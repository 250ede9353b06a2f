"""Lo que un Word envuelve, en control, etiqueta, cambio o cuadro de texto, sale en todas partes."""

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ayudas.cuerpos import con_sus_partes, cuerpo, en_bytes, filas_de, poner_tabla, textos_de
from ayudas.ejemplos import VECES
from ayudas.envueltos import (
    CUADROS,
    DE_CORRIDA,
    ENVOLTURAS,
    Azar,
    celda,
    con_bloques,
    corrida,
    parrafo,
    tabla,
    xml_de,
)
from ayudas.planes import CORTE, actividad, componente, datos
from docx import Document
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import TablaVista

SOLAS = {(nombre,): xml for nombre, xml in ENVOLTURAS.items()}
DE_DOS = {
    (una, otra): ENVOLTURAS[una].replace("{}", ENVOLTURAS[otra])
    for una, otra in product(("control", "sección que se repite", "etiqueta"), repeat=2)
}
TODAS = SOLAS | DE_DOS


@cache
def plan() -> paac.Plan:
    dos = actividad(codigo="1.1"), actividad(codigo="1.2")
    return paac.plan_desde_datos(datos(componente(*dos)))


def reporte(docx: bytes) -> paac.Reporte:
    return paac.reporte(plan(), paac.formato_desde_word(docx), corte=CORTE)


def en(envoltura: str, xml: str) -> str:
    return envoltura.replace("{}", xml)


def fila(*textos: str, propiedades: str = "") -> str:
    return f"<w:tr>{propiedades}{''.join(celda(parrafo(uno)) for uno in textos)}</w:tr>"


def sin_word(de: paac.Reporte) -> tuple[str, list[str]]:
    """La página, y lo que se avisa que no va en ella."""
    emision = de.emitir("html")
    avisos = [uno.mensaje for uno in emision.avisos if uno.codigo == "cuerpo_solo_en_word"]
    return emision.contenido.decode(), avisos


def textos_de_opc(docx: bytes) -> str:
    def todos() -> Iterator[str]:
        for bloque in ver(io.BytesIO(docx)).partes[0].bloques:
            if isinstance(bloque, TablaVista):
                yield from (una.texto for suya in bloque.filas for una in suya if una)
            else:
                yield bloque.texto

    return " ".join(todos())


MARCA = re.compile(r"dicho\d+fin")


def marcas_en(texto: str) -> list[str]:
    return MARCA.findall(texto)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("semilla", range(2 * VECES))
def test_ley_todo_texto_de_un_cuerpo_sale_una_vez_y_en_su_orden(semilla: int) -> None:
    azar = Azar(semilla)
    de = reporte(azar.cuerpo())
    docx = de.emitir("docx").contenido
    pagina, avisos = sin_word(de)

    # En Word, cada cuadro de dos modos se dice dos veces.
    assert [*dict.fromkeys(marcas_en(" ".join(textos_de(docx))))] == azar.textos
    assert {*marcas_en(textos_de_opc(docx))} <= {*marcas_en(pagina)}
    assert sorted(marcas_en(pagina)) == sorted(azar.textos)
    assert not avisos


@pytest.mark.integracion
def test_ley_todo_texto_de_un_cuerpo_esta_en_el_pdf() -> None:
    azar = Azar(1)
    paginas = PdfReader(io.BytesIO(reporte(azar.cuerpo()).emitir("pdf").contenido)).pages
    assert {*azar.textos} <= {*marcas_en("".join(uno.extract_text() for uno in paginas))}


@pytest.mark.integracion
def test_cada_envoltura_y_cada_dos_dicen_lo_suyo_en_cada_nivel() -> None:
    def casos() -> Iterator[str]:
        numeros = iter(range(10_000))

        def dicho() -> str:
            return f"dicho{next(numeros)}fin"

        for una in TODAS.values():
            yield en(una, parrafo(dicho()))
            yield f"<w:p>{en(una, corrida(dicho()))}</w:p>"
            yield f"{en(una, tabla(fila(dicho(), dicho())))}<w:p/>"
            yield tabla(fila(dicho(), dicho()), en(una, fila(dicho(), dicho())))
            celdas = celda(parrafo(dicho())) + en(una, celda(parrafo(dicho())))
            yield tabla(f"<w:tr>{celdas}</w:tr>")
        for una, cuadro in product(DE_CORRIDA.values(), CUADROS.values()):
            yield f"<w:p>{en(una, corrida(dicho()))}{en(una, en(cuadro, parrafo(dicho())))}</w:p>"
            yield tabla(
                fila("x", "y")
                + f"<w:tr>{celda('<w:p>' + en(cuadro, parrafo(dicho())) + '</w:p>')}</w:tr>"
            )

    de = reporte(con_bloques(*casos(), parrafo("{{ vigencia }}")))
    pagina, avisos = sin_word(de)
    cuantos = len({*marcas_en(pagina)})
    assert cuantos > len(TODAS) * 8
    assert sorted(marcas_en(pagina), key=lambda uno: int(uno[5:-3])) == [
        f"dicho{numero}fin" for numero in range(cuantos)
    ]
    assert [*dict.fromkeys(marcas_en(" ".join(textos_de(de.emitir("docx").contenido))))] == [
        f"dicho{numero}fin" for numero in range(cuantos)
    ]
    assert not avisos


@pytest.mark.integracion
def test_las_filas_envueltas_se_repiten_y_las_fijas_quedan_en_su_lugar() -> None:
    tablas = (
        tabla(
            fila("Código", "Qué"),
            en(una, fila("{{ actividad.codigo }}", "x")),
            en(una, fila("TOTAL", "{{ cuenta(actividad) }}")),
            fila("Fin", "y"),
        )
        + "<w:p/>"
        for una in TODAS.values()
    )
    hecho = reporte(con_bloques(*tablas)).emitir("docx").contenido
    una = ["Código", "Qué", "1.1", "x", "1.2", "x", "TOTAL", "2", "Fin", "y"]
    assert [uno.strip() for uno in textos_de(hecho) if uno] == una * len(TODAS)


@pytest.mark.integracion
def test_una_tabla_que_no_repite_conserva_sus_controles_y_sus_filas() -> None:
    filas = (
        en(una, fila("{{ entidad.nombre }}", "fija")) + en(una, fila("TOTAL", "z"))
        for una in TODAS.values()
    )
    hecho = reporte(con_bloques(tabla(*filas))).emitir("docx").contenido
    assert [[uno.strip() for uno in suya] for suya in filas_de(hecho)] == [
        ["MUNICIPIO DE PRUEBA", "fija"],
        ["TOTAL", "z"],
    ] * len(TODAS)
    assert b"repeatingSection" in paquete(hecho)


def paquete(docx: bytes) -> bytes:
    from zipfile import ZipFile

    return ZipFile(io.BytesIO(docx)).read("word/document.xml")


@pytest.mark.integracion
def test_las_instrucciones_envueltas_valen_a_cualquier_hondura() -> None:
    bloques = (
        en(una, parrafo("{{ cada actividad }}"))
        + en(una, parrafo("De {{ actividad.codigo }}"))
        + en(una, en(una, parrafo("{{ fin }}")))
        + en(una, parrafo("{{ si entidad.nit }}") + parrafo("no sale") + parrafo("{{ fin }}"))
        for una in TODAS.values()
    )
    hecho = reporte(con_bloques(*bloques)).emitir("docx").contenido
    assert [uno.strip() for uno in textos_de(hecho)] == ["De 1.1", "De 1.2"] * len(TODAS)


@pytest.mark.integracion
def test_en_una_celda_envuelta_un_cada_repite_lo_suyo() -> None:
    adentro = "".join(map(parrafo, ("{{ cada actividad }}", "{{ actividad.codigo }}", "{{ fin }}")))
    filas = (
        f"<w:tr>{en(una, celda(en(una, adentro) + parrafo('z')))}</w:tr>" for una in TODAS.values()
    )
    hecho = reporte(con_bloques(tabla(*filas, columnas=1))).emitir("docx").contenido
    assert [uno for suya in filas_de(hecho) for uno in suya] == ["1.1 \n1.2 \nz "] * len(TODAS)


def test_un_plan_sin_dependencias_no_deja_el_control_que_las_nombra() -> None:
    sin = datos()
    sin["componentes"] = sin.pop("dependencias")[0]["componentes"]
    control = en(ENVOLTURAS["control"], parrafo("En {{ dependencia.nombre }}"))
    cada = (parrafo("{{ cada dependencia }}"), control, parrafo("otro"), parrafo("{{ fin }}"))
    formato = paac.formato_desde_word(con_bloques(*cada))
    hecho = paac.reporte(paac.plan_desde_datos(sin), formato, corte=CORTE).emitir("docx")
    assert [uno.strip() for uno in textos_de(hecho.contenido)] == ["otro"]


def test_una_fila_borrada_se_lleva_lo_que_la_envuelve() -> None:
    borrada = fila("se fue", propiedades='<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>')
    una = DE_DOS["sección que se repite", "etiqueta"]
    queda = tabla(fila("queda"), en(una, borrada), columnas=1)
    sola = tabla(en(una, borrada), columnas=1)
    hecho = reporte(con_bloques(queda, parrafo("{{ vigencia }}"), sola)).emitir("docx").contenido
    assert [uno.strip() for uno in textos_de(hecho)] == ["queda", "2026"]
    assert b"sdt" not in paquete(hecho)


def test_en_un_encabezado_tambien() -> None:
    textos = [f"dicho{numero}fin" for numero in range(len(TODAS) * 3)]
    todas = zip(TODAS.values(), textos[::3], textos[1::3], textos[2::3], strict=True)
    xml = "".join(
        f"{en(una, parrafo(a))}<w:p>{en(una, corrida(b))}</w:p>"
        + tabla(en(una, f"<w:tr>{en(una, celda(parrafo(c)))}</w:tr>"), columnas=1)
        for una, a, b, c in [*todas][::2]
    )

    def poner(raiz: Any) -> None:
        raiz[:] = [*xml_de(xml, "w:hdr")]

    docx = con_sus_partes(cuerpo("{{ vigencia }}", arriba="x"), poner, r"word/header1\.xml")
    pagina, avisos = sin_word(reporte(docx))
    assert {*marcas_en(xml)} <= {*marcas_en(pagina)}
    assert not avisos


NO_SALEN = {
    "una celda de más": (tabla(fila("a", "b", "de más")), "cuerpo, tabla 1, fila 1, celda 3"),
    "una tabla sin anchos": (
        f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{fila('de más')}</w:tbl><w:p/>",
        "cuerpo, tabla 1, fila 1, celda 1",
    ),
    "tras una tabla de contenido": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Uno 1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>de más</w:t></w:r></w:p>',
        "cuerpo, párrafo 1",
    ),
}


@pytest.mark.parametrize(("xml", "lugar"), NO_SALEN.values(), ids=NO_SALEN)
def test_el_texto_que_el_arbol_no_tiene_se_dice_con_su_lugar(xml: str, lugar: str) -> None:
    _, avisos = sin_word(reporte(con_bloques(xml, parrafo("{{ vigencia }}"))))
    assert f"fuera de Word no sale «de más»: {lugar}" in avisos


def test_el_numero_que_word_pone_en_una_celda_se_dice() -> None:
    word = Document()
    celdas = poner_tabla(word, [["uno"], ["dos"], ["viñeta"]]).columns[0].cells
    for una, estilo in zip(celdas, ("List Number", "List Number", "List Bullet"), strict=True):
        una.paragraphs[0].style = word.styles[estilo]
    word.add_paragraph("{{ vigencia }}")
    lugares = "cuerpo, tabla 1, fila 1, celda 1; cuerpo, tabla 1, fila 2, celda 1"
    assert sin_word(reporte(en_bytes(word)))[1] == [
        f"fuera de Word no salen 2 números de listas en celdas: {lugares}"
    ]


@pytest.mark.integracion
def test_si_son_muchos_se_dicen_unos_y_cuantos_mas() -> None:
    filas = "".join(fila("a", "b", "de más") for _ in range(30))
    _, avisos = sin_word(reporte(con_bloques(tabla(filas), parrafo("{{ vigencia }}"))))
    assert len(avisos) == 21
    assert avisos[-1] == "fuera de Word no sale lo que dicen otros 10 lugares"


def test_la_celda_que_dice_seguir_y_no_sigue_a_ninguna_se_ve() -> None:
    sigue = f"<w:tr>{celda(parrafo('huérfana'), '<w:vMerge/>')}</w:tr>"
    restart = '<w:vMerge w:val="restart"/>'
    empieza = f"<w:tr>{celda(parrafo('empieza'), restart)}</w:tr>"
    tapada = f"<w:tr>{celda(parrafo('tapada'), '<w:vMerge/>')}</w:tr>"
    xml = tabla(fila("arriba"), sigue, empieza, tapada, columnas=1)
    pagina, avisos = sin_word(reporte(con_bloques(xml, parrafo("{{ vigencia }}"))))
    assert [uno for uno in ("huérfana", "empieza", "tapada") if uno in pagina] == [
        "huérfana",
        "empieza",
    ]
    assert not avisos


def test_un_signo_que_word_dice_de_otro_modo_se_lee_del_que_se_entiende() -> None:
    emoji = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w16se"><e:symEx xmlns:e="urn:e"/>'
        "</mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    de = reporte(con_bloques(emoji, parrafo("{{ vigencia }}")))
    assert "😀" in sin_word(de)[0]
    assert "😀" in textos_de_opc(de.emitir("docx").contenido)


def test_revisar_dice_lo_que_solo_va_en_word(tmp_path: Path) -> None:
    ruta = tmp_path / "cuerpo.docx"
    ruta.write_bytes(con_bloques(tabla(fila("a", "b", "de más")), parrafo("{{ vigencia }}")))
    from paac_reportes.api.cuerpos import revisar_cuerpo

    _, avisos = revisar_cuerpo(ruta)
    assert [(uno.codigo, uno.mensaje) for uno in avisos] == [
        ("cuerpo_solo_en_word", "fuera de Word no sale «de más»: cuerpo, tabla 1, fila 1, celda 3")
    ]


def _tabla_de_contenido(pide: str, antes: str, despues: str) -> str:
    campo = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> TOC {pide} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Figura 1 renglón</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    galeria = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    dentro = f"{parrafo(antes)}{campo}{parrafo(despues)}"
    return f"<w:sdt><w:sdtPr>{galeria}</w:sdtPr><w:sdtContent>{dentro}</w:sdtContent></w:sdt>"


def test_lo_que_rodea_a_la_tabla_de_contenido_de_word_sale() -> None:
    de = reporte(con_bloques(_tabla_de_contenido("\\o", "ÍNDICE DE TEMAS", "FUENTE: la oficina")))
    pagina, avisos = sin_word(de)
    assert "ÍNDICE DE TEMAS" in pagina
    assert "FUENTE: la oficina" in pagina
    assert avisos == []


def test_una_lista_de_figuras_no_es_la_de_los_titulos() -> None:
    control = _tabla_de_contenido('\\h \\z \\c "Figura"', "Figuras", "Fin")
    campo = control[control.index("<w:sdtContent>") + 14 : control.index("</w:sdtContent>")]
    pagina, _ = sin_word(reporte(con_bloques(campo)))
    assert "Figura 1 renglón" in pagina
