"""Títulos numerados, leyendas y textos que nombran otra parte del documento por su número.

Prueba ``composicion/numeracion``.
"""

import re
from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import formato, plan, plan_de, tabla
from ayudas.alteraciones import partes_de
from ayudas.en_pdf import leer, sin_blancos
from ayudas.lectores import parrafos_de_word
from ayudas.planes import actividad, componente

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.errores import ErrorDeFormato
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.nodos import NumeroDeTitulo, Parrafo, Titulo
from paac_reportes.textos.remisiones import Remite, resolver_remisiones, sin_remisiones

CORTE = date(2026, 4, 30)
HECHA = actividad(
    codigo="1", seguimientos=[{"corte": "2026-04-30", "avance": 50, "texto": "Se hizo"}]
)
DE_DOS = plan(
    dependencias=[
        {"nombre": nombre, "componentes": [componente(HECHA, numero=1, nombre="C1")]}
        for nombre in ("HACIENDA", "SALUD")
    ]
)
TABLAS = {
    "cifras": tabla("cifras_por_componente", "cifras.nombre", "cifras.filas"),
    "vencidas": tabla("vencidas", "senalada.texto"),
    "cambios": tabla("cambios_de_lo_previsto", "diferencia.fila"),
    "filas": tabla("actividades", "actividad.codigo", "seguimiento.texto"),
    "pedidas": tabla("recomendaciones", "detalle.filas"),
}


def titulo(texto: str, nivel: int = 1, **claves: Any) -> dict[str, Any]:
    return {"tipo": "titulo", "texto": texto, "nivel": nivel} | claves


def parrafo(texto: str) -> dict[str, Any]:
    return {"tipo": "parrafo", "texto": texto}


def una_tabla(nombre: str, **claves: Any) -> dict[str, Any]:
    return {"tipo": "tabla", "cada": "plan", "tablas": [nombre]} | claves


def numerado(*cuerpo: dict[str, Any], tablas: tuple[str, ...] = (), **claves: Any) -> Any:
    suyas = {nombre: TABLAS[nombre] for nombre in tablas}
    return formato(*cuerpo, tablas=suyas, **({"numeracion": {}} | claves))


ENTERO = numerado(
    {"tipo": "contenido", "niveles": 3},
    titulo("Resumen", numeracion="ninguna", clave="resumen"),
    parrafo(
        "Lo hecho, en la {{ remision.hecho }}{{ remision.vencidas | entre(' y lo vencido en la ') }};"
        " el método, en el {{ remision.metodo }}; vea la {{ remision.detalle }}."
    ),
    titulo("Resultados"),
    titulo("Todo", 2),
    una_tabla("cifras", leyenda="Lo hecho", clave="hecho"),
    titulo("Detalle", 2, clave="detalle"),
    titulo("Más hondo", 3),
    una_tabla("vencidas", leyenda="Vencidas", clave="vencidas"),
    titulo("Método", numeracion="anexo", clave="metodo"),
    parrafo("Como en la {{ remision.hecho }}."),
    {"tipo": "seccion", "nombre": "Matriz"},
    titulo("Matriz", numeracion="anexo"),
    titulo("{{ dependencia.nombre }}", 2, cada="dependencia"),
    {"tipo": "tabla", "tablas": ["filas"]},
    tablas=("cifras", "vencidas", "filas"),
)
ESCRITOS = [
    "Resumen",
    "1 Resultados",
    "1.1 Todo",
    "1.2 Detalle",
    "1.2.1 Más hondo",
    "Anexo\xa0A. Método",
    "Anexo\xa0B. Matriz",
    "B.1 HACIENDA",
    "B.2 SALUD",
]
DICHO = "Lo hecho, en la Tabla\xa01 y lo vencido en la Tabla\xa02; el método, en el Anexo\xa0A; vea la sección\xa01.2."


DE_CUATRO = plan(
    dependencias=[
        {"nombre": nombre, "componentes": [componente(*filas, numero=1, nombre="C1")]}
        for nombre in ("HACIENDA", "SALUD")
        for filas in [[actividad(codigo=f"{n}", seguimiento=None) for n in range(1, 5)]]
    ]
)
"""Cuatro vencidas por dependencia: se nombran dos, y la página donde están todas."""
CON_LA_PAGINA = numerado(
    {"tipo": "contenido", "niveles": 2},
    una_tabla("pedidas"),
    titulo("Matriz", numeracion="anexo", clave="matriz"),
    titulo(
        "{{ dependencia.nombre }}",
        2,
        cada="dependencia",
        clave="matriz_de_cada_dependencia",
        pagina_nueva="siempre",
    ),
    {"tipo": "tabla", "tablas": ["filas"]},
    tablas=("pedidas", "filas"),
)


def titulos(de: Any, formato: Any, medio: Medio = "documento") -> list[str]:
    """Como se leen, en orden."""
    documento = componer(de, formato, CORTE, medio).documento
    bloques = (bloque for parte in documento.partes for bloque in parte.bloques)
    return [b.con_numero for b in bloques if isinstance(b, Titulo) and b.nivel]


def parrafos(de: Any, formato: Any) -> list[str]:
    documento = componer(de, formato, CORTE).documento
    bloques = (bloque for parte in documento.partes for bloque in parte.bloques)
    return [solo_texto(b.contenido) for b in bloques if isinstance(b, Parrafo)]


def test_los_titulos_se_numeran_por_su_nivel_y_los_anexos_con_letras() -> None:
    assert titulos(DE_DOS, ENTERO) == ESCRITOS


def test_en_un_libro_el_anexo_de_varias_hojas_se_titula_en_la_primera() -> None:
    assert titulos(DE_DOS, ENTERO, "libro") == ESCRITOS


def test_un_texto_nombra_lo_que_va_despues_y_lo_que_va_antes() -> None:
    dichos = parrafos(DE_DOS, ENTERO)

    assert DICHO in dichos
    assert "Como en la Tabla\xa01." in dichos


def test_lo_que_no_salio_no_se_nombra() -> None:
    sin_vencidas = plan_de(actividad(fecha_programada="31/12/2026"), dependencias=None)

    assert parrafos(sin_vencidas, ENTERO)[0].startswith("Lo hecho, en la Tabla\xa01; el método")


def test_una_remision_sin_con_que_se_avisa() -> None:
    propio = numerado(
        parrafo("Vea la {{ remision.vencidas }}."),
        una_tabla("vencidas", leyenda="Vencidas", clave="vencidas"),
        tablas=("vencidas",),
    )
    sin_vencidas = plan_de(actividad(fecha_programada="31/12/2026"))
    avisos = paac.reporte(sin_vencidas, propio, corte=CORTE).avisos

    assert [a.mensaje for a in avisos if a.codigo == "remision_sin_destino"] == [
        "un texto nombra «vencidas», y no salió; con «entre» se calla"
    ]


def test_el_que_va_sin_numero_no_gasta_ninguno_ni_lo_da_a_los_suyos() -> None:
    cuerpo = (
        titulo("Uno"),
        titulo("A", 2),
        titulo("Suelto", 2, numeracion="ninguna"),
        titulo("Dentro", 3),
        titulo("B", 2),
        titulo("Aparte", numeracion="ninguna"),
        titulo("Suyo", 2),
        titulo("Dos"),
        titulo("Sin su padre", 3),
        titulo("Anexo", numeracion="anexo"),
        titulo("Tres"),
    )

    assert titulos(DE_DOS, numerado(*cuerpo)) == [
        *("1 Uno", "1.1 A", "Suelto", "Dentro", "1.2 B", "Aparte", "Suyo", "2 Dos"),
        *("Sin su padre", "Anexo\xa0A. Anexo", "3 Tres"),
    ]


def test_sin_titulos_numerados_se_nombra_el_titulo() -> None:
    propio = numerado(
        titulo("Pendientes", clave="pendientes"),
        parrafo("Vea la {{ remision.pendientes }}."),
        numeracion={"titulos": False},
    )

    assert titulos(DE_DOS, propio) == ["Pendientes"]
    assert parrafos(DE_DOS, propio) == ["Vea la sección «Pendientes»."]


@pytest.mark.parametrize(("cual", "escrito"), [(1, "A"), (26, "Z"), (27, "AA"), (28, "BB")])
def test_los_anexos_se_cuentan_como_en_word(cual: int, escrito: str) -> None:
    assert NumeroDeTitulo((cual,), de_anexo=True).texto == f"Anexo\xa0{escrito}"
    assert NumeroDeTitulo((cual, 2), de_anexo=True).texto == f"{escrito}.2"


# ------------------------------------------------------------------ titulos sin nada


def test_un_titulo_bajo_el_que_no_queda_nada_se_omite_si_lo_dice() -> None:
    propio = numerado(
        titulo("Pendientes", omite_vacio=True),
        titulo("Vencidas", 2, omite_vacio=True),
        una_tabla("cambios"),
        titulo("Conclusiones", omite_vacio=True),
        parrafo("Algo."),
        tablas=("cambios",),
    )

    assert titulos(DE_DOS, propio) == ["1 Conclusiones"]


@pytest.mark.parametrize("medio", ["documento", "libro"])
def test_una_seccion_sin_nada_no_deja_ni_pagina_ni_hoja(medio: Medio) -> None:
    propio = numerado(
        parrafo("Algo."),
        {"tipo": "seccion", "nombre": "Cambios"},
        {"tipo": "salto"},
        titulo("Cambios", numeracion="anexo", omite_vacio=True),
        una_tabla("cambios"),
        tablas=("cambios",),
    )
    partes = componer(DE_DOS, propio, CORTE, medio).documento.partes

    assert [len(parte.bloques) for parte in partes] == [1]


# ------------------------------------------------------------------ en cada medio


def test_en_word_los_numeros_son_suyos_y_siguen_una_edicion() -> None:
    contenido = paac.reporte(DE_DOS, ENTERO, corte=CORTE).emitir("docx").contenido
    cuerpo, estilos, listas = (
        partes_de(contenido)[f"word/{parte}.xml"] for parte in ("document", "styles", "numbering")
    )

    # El título no trae el número: lo pone la lista de su estilo, que en un anexo es otro.
    assert "<w:t>Resultados</w:t>" in cuerpo
    assert '<w:pStyle w:val="Heading1"/>' in listas
    assert '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>' in estilos
    assert '<w:pStyle w:val="TituloDeAnexo"/><w:spacing w:before="0"/></w:pPr>' in cuerpo
    assert '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/>' in cuerpo
    assert cuerpo.count("SEQ Tabla") == 2
    for pide in ("REF _Ref_hecho \\h", "REF _Ref_metodo \\r \\h", "REF _Ref_detalle \\r \\h"):
        assert f" {pide} " in cuerpo
    for ancla in ("hecho", "vencidas", "metodo", "detalle"):
        assert cuerpo.count(f'w:name="_Ref_{ancla}"') == 1
    assert 'w:name="_Ref_resumen"' not in cuerpo  # nadie lo nombra


def test_lo_que_se_nombra_no_se_aparta_de_su_numero_ni_cuando_word_lo_hace_de_nuevo() -> None:
    word = paac.reporte(DE_DOS, ENTERO, corte=CORTE).emitir("docx").contenido
    cuerpo = partes_de(word)["word/document.xml"]
    leyenda = re.search(r'w:name="_Ref_hecho"/>(.*?)<w:bookmarkEnd', cuerpo)

    assert leyenda is not None
    # Con F9 la remisión vuelve a copiar lo que el marcador encierra.
    assert '<w:t xml:space="preserve">Tabla\xa0</w:t>' in leyenda[1]
    assert "Tabla 1" not in cuerpo
    assert "<w:t>Tabla\xa01</w:t>" in cuerpo


@pytest.mark.integracion
def test_en_pdf_el_numero_se_lee_y_la_remision_lleva() -> None:
    visto = leer(paac.reporte(DE_DOS, ENTERO, corte=CORTE).emitir("pdf").contenido)
    a_su_sitio = [
        nota.get_object() for pagina in visto.lector.pages for nota in pagina.get("/Annots", ())
    ]

    assert sin_blancos(DICHO) in visto.seguido
    assert [titulo for titulo, _ in visto.marcadores()] == ESCRITOS
    # Los renglones del contenido, las cuatro del resumen y la del anexo.
    assert sum("/URI" not in nota.get("/A", {}) for nota in a_su_sitio) == len(ESCRITOS) + 5


def test_en_html_la_remision_es_un_enlace_a_su_sitio() -> None:
    pagina = paac.reporte(DE_DOS, ENTERO, corte=CORTE).emitir("html").contenido.decode()

    for ancla, dice in (("hecho", "Tabla\xa01"), ("metodo", "Anexo\xa0A"), ("detalle", "1.2")):
        assert f'<a href="#ir-{ancla}">{dice}</a>' in pagina
        assert pagina.count(f'id="ir-{ancla}"') == 1
    assert ">1.2 Detalle</h" in pagina


def test_en_word_la_pagina_que_se_nombra_es_la_del_contenido() -> None:
    word = paac.reporte(DE_CUATRO, CON_LA_PAGINA, corte=CORTE).emitir("docx").contenido
    cuerpo = partes_de(word)["word/document.xml"]
    del_campo = re.findall(r"PAGEREF (\w+) .*?<w:t>(\d+)</w:t>", cuerpo)
    de_cual = {marca: pagina for marca, pagina in del_campo if marca.startswith("_Ref")}

    assert cuerpo.count("<w:t>página\xa0</w:t>") == 2
    assert [*de_cual.values()] == [pagina for _, pagina in del_campo[1:3]] == ["2", "3"]
    for marca in de_cual:
        assert cuerpo.count(f'w:name="{marca}"') == 1


@pytest.mark.integracion
def test_en_pdf_la_pagina_que_se_nombra_es_en_la_que_esta() -> None:
    visto = leer(paac.reporte(DE_CUATRO, CON_LA_PAGINA, corte=CORTE).emitir("pdf").contenido)
    dichas = re.findall(r"\(página(\d)\)", visto.seguido)

    assert len(dichas) == 2
    for pagina, nombre in zip(dichas, ("HACIENDA", "SALUD"), strict=True):
        assert nombre in visto.lector.pages[int(pagina) - 1].extract_text()


def test_donde_no_hay_paginas_se_nombra_la_parte() -> None:
    pagina = paac.reporte(DE_CUATRO, CON_LA_PAGINA, corte=CORTE).emitir("html").contenido.decode()

    for ancla, dice in (("matriz", "A.1"), ("2-matriz", "A.2")):
        assert f'(<a href="#ir-{ancla}-de-cada-dependencia">en {dice}</a>)' in pagina
        assert pagina.count(f'id="ir-{ancla}-de-cada-dependencia"') == 1


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html", "csv", "json"])
def test_ningun_archivo_trae_una_remision_sin_resolver(tipo: str) -> None:
    texto = (
        paac.reporte(DE_DOS, ENTERO, corte=CORTE).emitir(tipo).contenido.decode("utf-8", "ignore")
    )

    assert tipo in {"docx", "xlsx"} or not set("\5\6\7") & set(texto)


# ------------------------------------------------------------------ la frase


def hallar(clave: str) -> str | None:
    return {"hecho": "Tabla 1", "otra": "Tabla 2"}.get(clave)


@pytest.mark.parametrize(
    ("remite", "dice"),
    [
        (Remite("hecho"), "Tabla 1"),
        (Remite("hecho", " (", ")"), " (Tabla 1)"),
        (Remite("falta", " (", ")"), ""),
        (Remite("falta", " (", ")", "nada"), "nada"),
        (Remite("falta", si_no=""), ""),
        (Remite("falta", si_no=Remite("otra", "o la ")), "o la Tabla 2"),
        (Remite("hecho", "", Remite("otra", " y ")), "Tabla 1 y Tabla 2"),
    ],
)
def test_una_frase_remite_con_lo_que_va_antes_y_despues(remite: str, dice: str) -> None:
    assert "".join(map(str, resolver_remisiones(f"a{remite}b", hallar))) == f"a{dice}b"


def test_donde_no_hay_a_donde_ir_se_dice_lo_otro() -> None:
    assert sin_remisiones(f"Hay 3{Remite('falta', ' (', ')')}.") == "Hay 3."


def test_sin_numeracion_una_frase_que_remite_no_nombra_nada() -> None:
    propio = formato(
        una_tabla("vencidas", leyenda="Vencidas"),
        parrafo("{{ entidad.nombre | entre('De ', '.') }}{{ entidad.nit | entre('NIT ') }}"),
        tablas={"vencidas": TABLAS["vencidas"]},
    )

    assert parrafos(DE_DOS, propio) == ["Tabla\xa01. Vencidas", "De M."]


# ------------------------------------------------------------------ formatos equivocados

EQUIVOCADOS: dict[str, tuple[dict[str, Any], str]] = {
    "clave sin bloque": (
        {"cuerpo": [titulo("A", clave="uno"), parrafo("{{ remision.dos }}")]},
        "cuerpo[1].texto: ningún bloque tiene la clave 'dos'; la más parecida es 'uno'",
    ),
    "sin numeración": (
        {"cuerpo": [titulo("A", clave="uno"), parrafo("{{ remision.uno }}")], "numeracion": None},
        "cuerpo[1].texto: para nombrar otra parte, el formato la numera: falta [numeracion]",
    ),
    "en una propiedad": (
        {"cuerpo": [titulo("A", clave="uno")], "propiedades": {"titulo": "{{ remision.uno }}"}},
        "propiedades.titulo: aquí no se puede nombrar otra parte: sólo en el cuerpo y en las notas"
        " y franjas",
    ),
    "clave repetida": (
        {"cuerpo": [titulo("A", clave="uno"), titulo("B", clave="uno")]},
        "cuerpo[1].clave: cada bloque lleva la suya, y 'uno' es la de cuerpo[0]",
    ),
    "anexo hondo": (
        {"cuerpo": [titulo("A", 2, numeracion="anexo")]},
        "cuerpo[0].numeracion: un anexo es un título de nivel 1, y este es de nivel 2",
    ),
    "anexo sin numeración": (
        {"cuerpo": [titulo("A", numeracion="anexo")], "numeracion": None},
        "cuerpo[0].numeracion: sobra: el formato no numera sus títulos; falta [numeracion]",
    ),
    "tabla sin leyenda": (
        {
            "cuerpo": [una_tabla("vencidas", clave="una"), parrafo("{{ remision.una }}")],
            "tablas": TABLAS,
        },
        "cuerpo[1].texto: el bloque con la clave 'una' no lleva una leyenda, con el número que"
        " nombrar",
    ),
}


@pytest.mark.parametrize("caso", EQUIVOCADOS)
def test_un_formato_que_remite_mal_lo_dice(caso: str) -> None:
    cambios, dice = EQUIVOCADOS[caso]
    claves = {"codigo": "x", "nombre": "N", "version": "1", "propiedades": {"titulo": "T"}}
    datos = claves | {"numeracion": {}, "tablas": {}} | cambios
    with pytest.raises(ErrorDeFormato) as hallado:
        paac.formato_desde_datos({c: v for c, v in datos.items() if v is not None})

    assert dice in [str(falla) for falla in hallado.value.fallas]


# ------------------------------------------------------------------ en cada parte del plan
def test_cada_componente_lleva_su_titulo_en_su_orden() -> None:
    propio = formato(
        {"tipo": "titulo", "nivel": 1, "cada": "dependencia", "texto": "{{ dependencia.nombre }}"},
        {"tipo": "titulo", "nivel": 2, "cada": "componente", "texto": "{{ componente.nombre }}"},
    )
    uno, dos = (componente(actividad(), numero=n, nombre=f"C{n}") for n in (1, 2))
    dependencias = [
        {"nombre": "HACIENDA", "componentes": [uno, dos]},
        {"nombre": "SALUD", "componentes": [uno]},
    ]
    contenido = paac.reporte(plan(dependencias=dependencias), propio).emitir("docx").contenido

    assert [(e, t) for e, t in parrafos_de_word(contenido) if e.startswith("Heading")] == [
        ("Heading1", "HACIENDA"),
        ("Heading2", "C1"),
        ("Heading2", "C2"),
        ("Heading1", "SALUD"),
        ("Heading2", "C1"),
    ]
