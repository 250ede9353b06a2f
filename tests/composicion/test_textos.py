"""Los textos de un documento: lo que se escribió en Markdown, y los datos a la letra."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
from ayudas.a_medida import formato, plan
from ayudas.en_tablas import texto_de_tablas
from ayudas.lectores import W, parrafos_de_word, partes, texto_de, textos_de_excel, xml
from ayudas.planes import actividad, componente

import paac_reportes as paac

HOSTIL = "**Riesgos** *y* __más__ <b>\n\n- uno\n\n# dos"


def de_texto(texto: str) -> dict[str, Any]:
    return {"tipo": "texto", "clave": "introduccion", "texto": texto}


def en_word(texto: str, **cambios: Any) -> list[tuple[str, str]]:
    contenido = (
        paac.reporte(plan(componente(), **cambios), formato(de_texto(texto)))
        .emitir("docx")
        .contenido
    )
    return [parrafo for parrafo in parrafos_de_word(contenido) if parrafo[1]]


def enfasis(contenido: bytes) -> set[str]:
    """Lo que el cuerpo de un Word pone en negrita o en cursiva por sí mismo."""
    corridas = xml(contenido, "word/document.xml").iter(W + "r")
    return {texto_de(corrida) for corrida in corridas if corrida.find(W + "rPr") is not None}


def test_una_variable_sale_a_la_letra_y_lo_del_formato_es_markdown() -> None:
    entidad = {"nombre": HOSTIL}
    texto = "De **{{ entidad.nombre }}**.\n\n- {{ vigencia }}{% if vigencia %} y *más*{% endif %}"
    contenido = (
        paac.reporte(plan(componente(), entidad=entidad), formato(de_texto(texto)))
        .emitir("docx")
        .contenido
    )

    assert [p for p in parrafos_de_word(contenido) if p[1]] == [
        ("BodyText", f"De {HOSTIL}."),
        ("Lista", "2026 y más"),
    ]
    assert enfasis(contenido) == {HOSTIL, "más"}


def test_una_variable_con_un_filtro_tambien_sale_a_la_letra() -> None:
    assert en_word("{{ entidad.nombre | upper }}", entidad={"nombre": "*m* y *n*"}) == [
        ("TextoJustificada", "*M* Y *N*")
    ]


def test_un_texto_del_plan_es_markdown_tambien_dentro_de_otro() -> None:
    textos = {"destinatario": "- Al *alcalde*"}

    assert en_word("{{ textos.destinatario }}", textos=textos) == [("Lista", "Al alcalde")]


def test_las_frases_de_las_cifras_no_interpretan_los_nombres() -> None:
    suyos = [{"corte": "2026-04-30", "avance": 10, "texto": "x"}]
    componentes = [
        componente(
            actividad(codigo="*1*", responsable="_a_ **b**", seguimientos=suyos),
            numero=numero,
            nombre=f"{HOSTIL} {numero}",
        )
        for numero in (1, 2)
    ]
    de = plan(*componentes, entidad={"nombre": HOSTIL})
    contenido = (
        paac.reporte(de, "informe-seguimiento", corte=date(2026, 4, 30)).emitir("docx").contenido
    )
    dicho = [texto for _, texto in parrafos_de_word(contenido)]

    assert enfasis(contenido) - {"\xa0", "\u200b"} == {
        "Exigir las 2 vencidas",
        "*1* Publicar el mapa de riesgos",
        "Componente 1",
        "Componente 2",
    }
    en_un_renglon = " ".join(HOSTIL.split())
    assert any(
        en_un_renglon in texto and "La oficina de control interno" in texto for texto in dicho
    )
    assert not any(texto.startswith("uno") for texto in dicho)
    assert any(estilo == "Lista" for estilo, _ in parrafos_de_word(contenido))


def test_las_conclusiones_son_una_lista_y_como_parrafo_un_texto() -> None:
    suyos = [{"corte": "2026-04-30", "avance": 10, "texto": "x"}]
    de = plan(componente(actividad(seguimientos=suyos)))
    cuerpo = (
        de_texto("{{ prosa.metodologia }}"),
        {"tipo": "parrafo", "texto": "{{ prosa.metodologia }}"},
    )
    dicho = parrafos_de_word(
        paac.reporte(de, formato(*cuerpo), corte=date(2026, 4, 30)).emitir("docx").contenido
    )
    *elementos, parrafo = [p for p in dicho if p[1]]

    assert {estilo for estilo, _ in elementos} == {"Lista"}
    assert parrafo[1] == "\n".join(f"- {texto}" for _, texto in elementos)


ANIDADA = "- uno\n\n  sigue\n  - dos\n    - tres\n      - cuatro\n\n***fuerte***"


def test_las_sublistas_van_mas_adentro_en_word() -> None:
    contenido = (
        paac.reporte(plan(componente()), formato(de_texto(ANIDADA))).emitir("docx").contenido
    )
    sangrias = {
        estilo.get(W + "styleId"): [sangria.get(W + "left"), sangria.get(W + "hanging")]
        for estilo in xml(contenido, "word/styles.xml").iter(W + "style")
        if (sangria := estilo.find(f"{W}pPr/{W}ind")) is not None
    }

    assert [p for p in parrafos_de_word(contenido) if p[1]] == [
        ("Lista", "uno"),
        ("Lista", "sigue"),
        ("Lista2", "dos"),
        ("Lista3", "tres"),
        ("Lista3", "cuatro"),
        ("TextoJustificada", "fuerte"),
    ]
    de_listas = {clave: suya for clave, suya in sangrias.items() if clave and clave != "Quote"}
    assert de_listas == {
        "Lista": ["280", "280"],
        "Lista2": ["560", "280"],
        "Lista3": ["840", "280"],
        "ListaNumerada": ["280", "280"],
    }
    assert b"<w:rPr><w:b/><w:i/></w:rPr>" in partes(contenido)["word/document.xml"]


def test_las_sublistas_van_mas_adentro_en_excel() -> None:
    contenido = (
        paac.reporte(plan(componente()), formato(de_texto(ANIDADA))).emitir("xlsx").contenido
    )
    hoja, _datos = openpyxl.load_workbook(io.BytesIO(contenido)).worksheets
    sangrias = {celda.value: celda.alignment.indent for fila in hoja.iter_rows() for celda in fila}

    assert [sangrias[texto] for texto in ("• uno", "sigue", "• dos", "• tres", "• cuatro")] == [
        0,
        0,
        3,
        5,
        5,
    ]
    assert "fuerte" in textos_de_excel(contenido)


def test_una_sublista_en_excel_tiene_el_alto_de_su_ancho() -> None:
    pagina = {"papel": "carta", "orientacion": "vertical"}
    largo = " ".join(["palabra"] * 400)
    suyo = formato(de_texto(f"- {largo}\n  - b\n    - y {largo}"), pagina=pagina)
    contenido = paac.reporte(plan(componente()), suyo).emitir("xlsx").contenido
    hoja, _datos = openpyxl.load_workbook(io.BytesIO(contenido)).worksheets
    altos = {
        celda.value: hoja.row_dimensions[celda.row].height
        for fila in hoja.iter_rows()
        for celda in fila
        if celda.value
    }

    assert altos[f"• y {largo}"] > altos[f"• {largo}"] + 10


def test_las_sublistas_van_mas_adentro_en_html() -> None:
    html = (
        paac.reporte(plan(componente()), formato(de_texto(ANIDADA)))
        .emitir("html")
        .contenido.decode()
    )

    assert re.sub(r"\n", "", html.split('<section class="pagina-1">')[1]).startswith(
        '<ul><li class="lista">uno<p>sigue</p><ul><li class="lista2">dos<ul>'
        '<li class="lista3">tres</li><li class="lista3">cuatro</li></ul></li></ul></li></ul>'
    )
    assert "margin-left: calc(var(--letra) * 14)" in html.split(".lista2 {")[1].split("}")[0]
    assert "<strong><em>fuerte</em></strong>" in html


NUMERADAS = "4. a\n5. b\n   1. c\n   2. d\n6. e\n   1. f\n\nOtra:\n\n1. g\n- h\n\n007. i"


def listas_de_word(contenido: bytes) -> list[tuple[str, str, str]]:
    """La lista, el nivel y el texto de cada párrafo que está en una; la viñeta es de su estilo."""
    de_estilos = {
        estilo.get(W + "styleId"): estilo.find(f"{W}pPr/{W}numPr")
        for estilo in xml(contenido, "word/styles.xml").iter(W + "style")
    }
    listas = []
    for parrafo in xml(contenido, "word/document.xml").iter(W + "p"):
        estilo = parrafo.find(f"{W}pPr/{W}pStyle")
        suya = parrafo.find(f"{W}pPr/{W}numPr")
        if suya is None and estilo is not None:
            suya = de_estilos[estilo.get(W + "val")]
        if suya is not None and suya[1].get(W + "val") != "0":
            listas.append(
                (suya[1].get(W + "val", ""), suya[0].get(W + "val", ""), texto_de(parrafo))
            )
    return listas


def test_en_word_una_lista_es_una_lista_y_cada_una_empieza_por_su_numero() -> None:
    contenido = (
        paac.reporte(plan(componente()), formato(de_texto(NUMERADAS))).emitir("docx").contenido
    )
    definiciones = xml(contenido, "word/numbering.xml")
    comienzos = {
        lista.get(W + "numId"): (nivel.get(W + "ilvl"), comienzo.get(W + "val"))
        for lista in definiciones.iter(W + "num")
        for nivel in lista.iter(W + "lvlOverride")
        for comienzo in nivel.iter(W + "startOverride")
    }

    assert listas_de_word(contenido) == [
        ("3", "0", "a"),
        ("3", "0", "b"),
        ("4", "1", "c"),
        ("4", "1", "d"),
        ("3", "0", "e"),
        ("5", "1", "f"),
        ("6", "0", "g"),
        ("1", "0", "h"),
    ]
    assert comienzos == {"3": ("0", "4"), "4": ("1", "1"), "5": ("1", "1"), "6": ("0", "1")}
    assert [t.get(W + "val") for t in definiciones.iter(W + "lvlText")] == [
        *("•", "•", "•"),
        *("%1.", "%2.", "%3."),
        *("%1.", "%2.", "%3."),  # la de quien numera una lista en Word
    ]
    assert "007. i" in [texto for _, texto in parrafos_de_word(contenido)]


def test_donde_no_hay_listas_la_marca_va_con_el_texto() -> None:
    suyo = formato(de_texto(NUMERADAS))
    textos = ["4. a", "5. b", "1. c", "2. d", "6. e", "1. f", "Otra:", "1. g", "• h", "007. i"]

    assert (
        textos_de_excel(paac.reporte(plan(componente()), suyo).emitir("xlsx").contenido)[
            : len(textos)
        ]
        == textos
    )
    assert texto_de_tablas(paac.reporte(plan(componente()), suyo)).split() == (
        " ".join(textos).split()
    )


def test_los_numeros_de_una_lista_son_los_suyos_tambien_en_html() -> None:
    html = (
        paac.reporte(plan(componente()), formato(de_texto(NUMERADAS)))
        .emitir("html")
        .contenido.decode()
    )

    assert [(n, t) for n, t in re.findall(r'<li class="lista" value="(\d+)">(\w)', html)] == [
        ("4", "a"),
        ("5", "b"),
        ("6", "e"),
        ("1", "g"),
    ]
    assert '<li class="lista">h<p>007. i</p></li>' in html


def test_un_elemento_con_su_marca_en_el_texto_no_lleva_otra_en_html() -> None:
    html = (
        paac.reporte(plan(componente()), formato(de_texto("007. i")))
        .emitir("html")
        .contenido.decode()
    )

    assert '<li class="lista sin-marca">007. i</li>' in html


def test_una_sublista_se_ve_como_su_lista() -> None:
    rojo = formato(de_texto(ANIDADA), estilos={"lista": {"color": "C00000"}})
    html = paac.reporte(plan(componente()), rojo).emitir("html").contenido.decode()

    assert "color: #C00000" in html.split(".lista3 {")[1].split("}")[0]


def test_un_renglon_partido_no_se_justifica() -> None:
    assert en_word("uno  \ndos") == [("BodyText", "uno\ndos")]
