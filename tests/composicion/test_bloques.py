"""Los bloques del cuerpo, en el árbol y en los archivos.

Prueba ``composicion/bloques``.
"""

import re
from typing import Any

import pytest
from ayudas.compartido import con_libreoffice, con_sdk, dibujar, validar
from ayudas.documentos import documento_de
from ayudas.en_pdf import fuente
from ayudas.imagenes import png
from ayudas.lectores import W, hojas_de_excel, parrafos_de_word, partes, texto_de, xml
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.maqueta.documento import Documento

TABLA = {
    "secciones": [{"recorre": "actividades"}],
    "columnas": [{"dato": "actividad.descripcion", "rotulo": "Actividad", "ancho": 100}],
}


def formato(*cuerpo: dict[str, Any], **claves: Any) -> Any:
    usa_tabla = any(bloque["tipo"] == "tabla" for bloque in cuerpo)
    base = {
        "codigo": "prueba",
        "nombre": "Prueba",
        "version": "1",
        "propiedades": {"titulo": "Prueba"},
        "cuerpo": list(cuerpo),
        "tablas": {"t": TABLA} if usa_tabla else {},
    }
    return paac.formato_desde_datos(base | claves)


def plan(**cambios: Any) -> paac.Plan:
    dos = [
        {"nombre": n, "componentes": [componente(actividad(descripcion=n.lower()))]}
        for n in ("UNO", "DOS")
    ]
    base = datos(entidad={"nombre": "MUNICIPIO", "escudo": png(40, 20)}, dependencias=dos)
    return paac.desde_datos(base | cambios).contenido


def filas_de_word(contenido: bytes) -> list[list[str]]:
    cuerpo = xml(contenido, "word/document.xml")
    return [[texto_de(c) for c in fila.findall(W + "tc")] for fila in cuerpo.iter(W + "tr")]


def test_los_datos_van_en_parejas_por_renglon() -> None:
    filas = [
        {"rotulo": "Entidad", "texto": "{{ entidad.nombre }}"},
        {"rotulo": "NIT", "texto": "{{ entidad.nit }}"},
        {"rotulo": "Vigencia", "texto": "{{ vigencia }}"},
    ]
    de_a_dos = formato({"tipo": "datos", "filas": filas, "por_fila": 2})
    sin_vacios = formato({"tipo": "datos", "filas": filas, "omite_vacios": True})

    assert filas_de_word(paac.reporte(plan(), de_a_dos).emitir("docx").contenido) == [
        ["Entidad", "MUNICIPIO", "NIT", ""],
        ["Vigencia", "2026", "", ""],
    ]
    assert filas_de_word(paac.reporte(plan(), sin_vacios).emitir("docx").contenido) == [
        ["Entidad", "MUNICIPIO"],
        ["Vigencia", "2026"],
    ]


def test_una_imagen_lleva_su_texto_y_cabe_en_la_pagina() -> None:
    imagen = {"tipo": "imagen", "texto_alternativo": "Foto", "alto": 300, "horizontal": "derecha"}
    propio = formato(imagen | {"imagen": png(400, 10)}, imagen | {"imagen": "entidad.escudo"})
    documento = xml(paac.reporte(plan(), propio).emitir("docx").contenido, "word/document.xml")
    marcos = [nodo for nodo in documento.iter() if nodo.tag.endswith("}extent")]

    assert len(marcos) == 2
    util = (330.2 - 40) * 36_000
    assert max(int(marco.get("cx", "0")) for marco in marcos) == pytest.approx(util, abs=36_000)
    assert any(nodo.get("descr") == "Foto" for nodo in documento.iter())
    assert "xl/media/image2.png" in partes(paac.reporte(plan(), propio).emitir("xlsx").contenido)


def test_una_imagen_de_la_entidad_que_no_la_tiene_no_sale() -> None:
    propio = formato({"tipo": "imagen", "imagen": "entidad.escudo", "texto_alternativo": "E"})
    sin_escudo = plan(entidad={"nombre": "MUNICIPIO"})

    assert (
        "descr="
        not in partes(paac.reporte(sin_escudo, propio).emitir("docx").contenido)[
            "word/document.xml"
        ].decode()
    )


def test_sin_escudo_el_titulo_de_la_portada_va_donde_iria_con_el() -> None:
    escudo = {"tipo": "imagen", "imagen": "entidad.escudo", "texto_alternativo": "E", "alto": 30}
    titulo = {"tipo": "titulo", "nivel": 0, "texto": "Portada"}
    aire = {"titulo": {"antes": 20}}
    propio = formato(escudo | {"guarda_su_lugar": True}, titulo, estilos=aire)
    sin_guardar = formato(escudo, titulo, estilos=aire)
    sin_escudo = plan(entidad={"nombre": "MUNICIPIO"})
    # Treinta milímetros son 85,04 puntos.
    for de, suyo, antes in (
        (plan(), propio, 20),
        (sin_escudo, propio, 105.04),
        (sin_escudo, sin_guardar, 20),
    ):
        estilos = xml(paac.reporte(de, suyo).emitir("docx").contenido, "word/styles.xml")
        (estilo,) = [e for e in estilos.iter(W + "style") if e.get(W + "styleId") == "Title"]
        espacio = estilo.find(f"{W}pPr/{W}spacing")
        assert espacio is not None
        assert espacio.get(W + "before") == str(round(antes * 20))
        # En lo alto de la hoja, un PDF deja el aire aparte: con escudo, no es lo primero.
        escrita = fuente(documento_de(de, suyo, None))
        (aparte,) = re.findall(r"^#v\(([\d.]+)pt\)$", escrita, re.MULTILINE) or [""]
        esperado = pytest.approx(antes if de is sin_escudo else 0, abs=0.01)
        assert float(aparte or 0) == esperado


def test_un_salto_pasa_de_pagina_en_word_y_en_excel() -> None:
    parrafo = {"tipo": "parrafo", "texto": "Algo"}
    propio = formato(parrafo, {"tipo": "salto"}, parrafo, libro={"hojas": "unica"})

    (_, segundo) = xml(
        paac.reporte(plan(), propio).emitir("docx").contenido, "word/document.xml"
    ).iter(W + "p")
    assert segundo.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert texto_de(segundo) == "Algo"
    hoja = partes(paac.reporte(plan(), propio).emitir("xlsx").contenido)[
        "xl/worksheets/sheet1.xml"
    ].decode()
    assert '<brk id="1"' in hoja
    assert 'class="pagina-nueva"' in paac.reporte(plan(), propio).emitir("html").contenido.decode()


def test_un_titulo_que_abre_pagina_en_word_no_deja_aire_arriba() -> None:
    titulo = {"tipo": "titulo", "texto": "Uno", "pagina_nueva": "siempre"}
    de_word = xml(
        paac.reporte(plan(), formato(titulo, titulo)).emitir("docx").contenido, "word/document.xml"
    )

    for parrafo in de_word.iter(W + "p"):
        espacio = parrafo.find(f"{W}pPr/{W}spacing")
        assert espacio is not None
        assert espacio.get(W + "before") == "0"


def test_una_tabla_por_dependencia_junta_sus_componentes() -> None:
    propio = formato({"tipo": "tabla", "tablas": ["t"], "cada": "dependencia"})

    assert filas_de_word(paac.reporte(plan(), propio).emitir("docx").contenido) == [
        ["Actividad"],
        ["uno"],
        ["Actividad"],
        ["dos"],
    ]


CON_SECCIONES = (
    {"tipo": "parrafo", "texto": "Portada"},
    {
        "tipo": "seccion",
        "orientacion": "vertical",
        "papel": "carta",
        "encabezado": {"anchos": [100], "filas": [[{"texto": "ANEXO, página {{ pagina }}"}]]},
    },
    {"tipo": "titulo", "cada": "dependencia", "texto": "{{ dependencia.nombre }}"},
    {"tipo": "tabla", "tablas": ["t"]},
    {"tipo": "seccion", "nombre": "Cierre"},
    {"tipo": "parrafo", "texto": "Final"},
)
MARCO = {
    "encabezado": {"anchos": [100], "filas": [[{"texto": "GENERAL"}]]},
    "libro": {"pie": {"derecha": "{{ pagina }}"}},
}


def test_cada_seccion_de_word_lleva_su_pagina_y_su_encabezado() -> None:
    contenido = paac.reporte(plan(), formato(*CON_SECCIONES, **MARCO)).emitir("docx").contenido
    secciones = list(xml(contenido, "word/document.xml").iter(W + "sectPr"))
    tamanos = [seccion.find(W + "pgSz") for seccion in secciones]
    encabezados = [
        texto_de(xml(contenido, parte))
        for parte in sorted(partes(contenido))
        if re.match(r"word/header\d", parte)
    ]

    assert [t.get(W + "orient", "portrait") for t in tamanos if t is not None] == [
        *("landscape", "portrait", "landscape"),
    ]
    assert sorted(e for e in encabezados if e) == ["ANEXO, página 1", "GENERAL", "GENERAL"]
    assert [texto for _, texto in parrafos_de_word(contenido) if texto] == [
        "Portada",
        "UNO",
        "DOS",
        "Final",
    ]


def test_cada_seccion_de_excel_va_en_sus_hojas() -> None:
    contenido = paac.reporte(plan(), formato(*CON_SECCIONES, **MARCO)).emitir("xlsx").contenido
    hojas = [partes(contenido)[f"xl/worksheets/sheet{n}.xml"].decode() for n in range(1, 5)]

    assert list(hojas_de_excel(contenido)) == ["Prueba", "UNO", "DOS", "Cierre"]
    assert [re.search(r'orientation="(\w+)"', hoja)[1] for hoja in hojas] == [  # type: ignore[index]
        *("landscape", "portrait", "portrait", "landscape"),
    ]
    assert hojas_de_excel(contenido)["UNO"][0][0] == "ANEXO"


def test_sin_nada_que_repartir_la_primera_hoja_lleva_el_nombre_del_libro() -> None:
    seccion = {"tipo": "seccion", "nombre": "Anexo"}
    parrafo = {"tipo": "parrafo", "texto": "a"}
    libro = {"nombre": "Carta", "margenes": {"superior": 15}}
    contenido = (
        paac.reporte(plan(), formato(parrafo, seccion, parrafo, libro=libro))
        .emitir("xlsx")
        .contenido
    )
    hojas = [partes(contenido)[f"xl/worksheets/sheet{n}.xml"].decode() for n in (1, 2)]

    assert list(hojas_de_excel(contenido)) == ["Carta", "Anexo"]
    altos = [float(re.search(r'top="([\d.]+)"', hoja)[1]) for hoja in hojas]  # type: ignore[index]
    assert altos == pytest.approx([15 / 25.4, 15 / 25.4])


@pytest.mark.parametrize(
    ("seccion", "partes_del_documento"),
    [
        ({}, 2),
        ({"pagina_nueva": False}, 1),
        ({"pagina_nueva": False, "papel": "oficio"}, 2),
        ({"pagina_nueva": False, "orientacion": "vertical"}, 2),
    ],
)
def test_una_seccion_sigue_en_la_pagina_de_la_de_antes_si_son_iguales(
    seccion: dict[str, Any], partes_del_documento: int
) -> None:
    parrafo = {"tipo": "parrafo", "texto": "a"}
    suyo = formato(parrafo, {"tipo": "seccion", "nombre": "Anexo", **seccion}, parrafo)

    assert len(componer(plan(), suyo, None).documento.partes) == partes_del_documento
    assert len(componer(plan(), suyo, None, "libro").documento.partes) == 2


def test_una_seccion_lleva_los_margenes_del_formato_y_en_un_libro_los_de_el() -> None:
    parrafo = {"tipo": "parrafo", "texto": "a"}
    seccion = {"tipo": "seccion", "nombre": "Anexo", "orientacion": "vertical"}
    libro = {"margenes": {"izquierdo": 15, "derecho": 15}}
    suyo = formato(parrafo, seccion, parrafo, libro=libro)

    def lados(documento: Documento) -> list[tuple[float, float]]:
        paginas = [parte.marco.pagina for parte in documento.partes]
        return [(pagina.izquierdo, pagina.derecho) for pagina in paginas]

    assert lados(componer(plan(), suyo, None).documento) == [(20, 20), (20, 20)]
    assert lados(componer(plan(), suyo, None, "libro").documento) == [(15, 15), (15, 15)]


CON_CONTENIDO = (
    {"tipo": "contenido", "titulo": "Tabla de contenido", "niveles": 1},
    {
        "tipo": "titulo",
        "cada": "dependencia",
        "pagina_nueva": "siempre",
        "texto": "{{ dependencia.nombre }}",
    },
    {"tipo": "titulo", "nivel": 2, "cada": "componente", "texto": "{{ componente.nombre }}"},
    {"tipo": "tabla", "tablas": ["t"]},
)


def test_la_tabla_de_contenido_dice_la_pagina_de_cada_titulo() -> None:
    suyo = formato(*CON_CONTENIDO, libro={"hojas": "unica"})
    contenido = paac.reporte(plan(), suyo).emitir("docx").contenido
    documento = partes(contenido)["word/document.xml"].decode()

    assert [texto.lstrip("\t") for _, texto in parrafos_de_word(contenido)][:3] == [
        "Tabla de contenido",
        "UNO\t2",
        "DOS\t3",
    ]
    assert "updateFields" not in partes(contenido)["word/settings.xml"].decode()
    assert documento.count('w:name="_Toc') == 4
    assert documento.count('"begin"') == documento.count('"end"') == 3


def test_en_excel_la_pagina_es_la_que_se_imprime() -> None:
    una = formato(*CON_CONTENIDO, libro={"hojas": "unica", "nombre": "Todo"})
    (hoja,) = hojas_de_excel(paac.reporte(plan(), una).emitir("xlsx").contenido).values()

    assert [[c for c in fila if c] for fila in hoja[:3]] == [
        ["Tabla de contenido"],
        ["UNO", "2"],
        ["DOS", "3"],
    ]


def test_para_decirla_no_hace_falta_otro_programa(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    contenido = paac.reporte(plan(), formato(*CON_CONTENIDO)).emitir("docx").contenido

    renglones = [texto for _, texto in parrafos_de_word(contenido)][1:3]
    assert [renglon.strip("\t") for renglon in renglones] == ["UNO\t2", "DOS\t3"]


def test_sin_titulos_la_tabla_de_contenido_queda_en_su_titulo() -> None:
    solo = formato({"tipo": "contenido"}, libro={"hojas": "unica"})

    assert (
        parrafos_de_word(paac.reporte(plan(), solo).emitir("docx").contenido)[0][1] == "Contenido"
    )
    assert "Contenido" in str(hojas_de_excel(paac.reporte(plan(), solo).emitir("xlsx").contenido))
    assert "Contenido" in paac.reporte(plan(), solo).emitir("html").contenido.decode()


@con_sdk
def test_secciones_y_contenido_son_validos(tmp_path: Any) -> None:
    rutas = [tmp_path / f"{n}.{t}" for n in "ab" for t in ("docx", "xlsx")]
    for ruta in rutas:
        cuerpo = CON_SECCIONES if ruta.stem == "a" else CON_CONTENIDO
        paac.reporte(plan(), formato(*cuerpo, **MARCO)).guardar(ruta)

    assert validar(*rutas) == ""


@con_libreoffice
def test_dibujadas_cada_seccion_sigue_la_cuenta_de_paginas(tmp_path: Any) -> None:
    pie = {"anchos": [100], "filas": [[{"texto": "Página {{ pagina }} de {{ paginas }}"}]]}
    paac.reporte(plan(), formato(*CON_SECCIONES, **MARCO, pie=pie)).guardar(tmp_path / "a.docx")
    paginas = dibujar(tmp_path / "a.docx", tmp_path)

    assert len(paginas) == 3
    assert "GENERAL" in paginas[0]
    assert "Página 1 de 3" in paginas[0]
    assert "ANEXO" in paginas[1]
    assert "Página 3 de 3" in paginas[2]


def test_una_seccion_sin_pagina_es_una_falla() -> None:
    vertical = {"tipo": "seccion", "papel": "carta", "orientacion": "vertical"}
    with pytest.raises(paac.ErrorDeFormato, match=r"pagina\.margenes en cuerpo\[0\]: dejan"):
        formato(vertical, pagina={"margenes": {"izquierdo": 100, "derecho": 100}})


@pytest.mark.parametrize(
    ("texto", "queda"),
    [
        ("Página {{ pagina }} de {{ paginas }}", ""),
        ("PAGINA [{{ pagina }}]", ""),
        ("CÓDIGO: 3\nPág. {{ pagina }}/{{ paginas }}", "CÓDIGO: 3"),
        ("VERSIÓN 2 – página {{ pagina }}", "VERSIÓN 2"),
        ("Hoja [{{ pagina }} de {{ paginas }}]: final", "Hoja: final"),
    ],
)
def test_en_una_celda_no_hay_numero_de_pagina_ni_lo_que_lo_anuncia(texto: str, queda: str) -> None:
    bloque = {"anchos": [50, 50], "filas": [[{"texto": "X"}, {"texto": texto}]]}
    propio = formato({"tipo": "parrafo", "texto": "a"}, encabezado=bloque, libro={"hojas": "unica"})
    (hoja,) = hojas_de_excel(paac.reporte(plan(), propio).emitir("xlsx").contenido).values()

    assert [celda for celda in hoja[0] if celda] == [texto for texto in ("X", queda) if texto]
