"""Cómo se ven las celdas de una columna: estilo, colores, enlaces y texto vertical.

Prueba ``composicion/tablas/pintadas`` y ``composicion/tablas/totales``.
"""

import io
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.documentos import documento_de, tablas_de
from ayudas.lectores import partes, xml
from ayudas.planes import CORTE, actividad

import paac_reportes as paac
from paac_reportes.maqueta.contenido import Barra, Contenido, Enlace, solo_texto
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.estilos import COLOR_DE_ENLACE
from paac_reportes.maqueta.nodos import Tabla
from paac_reportes.maqueta.rejilla import Celda

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOJA = "xl/worksheets/sheet1.xml"
AZUL, A_MEDIAS, MALO = "173A5E", "9DC1DC", "B3402E"


def con_columna(dato: str, **claves: Any) -> Any:
    """Un formato de una tabla de actividades con esa única columna."""
    columna = {"dato": dato, "rotulo": "Rótulo", "ancho": 100} | claves
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": [columna]}
    return formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": tabla})


def de(dato: str, *seguimientos: dict[str, Any], **claves: Any) -> tuple[list[Celda], Documento]:
    """Las celdas de una columna, con un seguimiento por fila, y su documento."""
    filas = [actividad(seguimientos=[{"corte": CORTE.isoformat()} | s]) for s in seguimientos]
    documento = documento_de(plan_de(*filas), con_columna(dato, **claves), CORTE)
    (tabla,) = tablas_de(documento)
    return [celda for fila in tabla.filas for celda in fila.celdas], documento


def fallas(dato: str, **claves: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeFormato) as error:
        con_columna(dato, **claves)
    return [
        f"{falla.ruta.rpartition('columnas[0].')[2]}: {falla.mensaje}"
        for falla in error.value.fallas
    ]


# ------------------------------------------------------------------ colores
def test_por_zona_cada_avance_lleva_el_color_y_el_nombre_de_la_suya() -> None:
    avances = [{"avance": n} for n in (33.5, 60, 100)]
    celdas, documento = de("seguimiento.avance", *avances, colores="zona")
    estilos = [documento.estilos[celda.estilo] for celda in celdas]

    assert [solo_texto(celda.contenido) for celda in celdas] == [
        "33,5 (baja)",
        "60 (media)",
        "100 (alta)",
    ]
    assert [estilo.relleno for estilo in estilos] == [MALO, A_MEDIAS, AZUL]
    # Sobre lo oscuro la letra negra no se lee.
    assert [estilo.color for estilo in estilos] == ["FFFFFF", None, "FFFFFF"]


def test_lo_que_no_se_sabe_va_sin_color() -> None:
    (celda,), documento = de("seguimiento.avance", {"texto": "x"}, colores="zona")

    assert (celda.contenido, documento.estilos[celda.estilo].relleno) == ("", None)


def test_la_zona_es_la_de_la_escala_del_plan_y_su_color_el_de_la_paleta() -> None:
    escala = {
        "codigo": "mía",
        "nombre": "Mía",
        "zonas": [
            {"nombre": "poca", "desde": 0, "color": "112233"},
            {"nombre": "mucha", "desde": 90, "color": "AABBCC"},
        ],
    }
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": 89}])
    plan = plan_de(fila, metodologia={"escala": escala})
    documento = documento_de(plan, con_columna("seguimiento.avance", colores="zona"), CORTE)
    (celda,) = tablas_de(documento)[0].filas[0].celdas

    assert celda.contenido == "89 (poca)"
    assert documento.estilos[celda.estilo].relleno == MALO


def test_por_valor_el_color_es_el_de_lo_que_dice_la_celda() -> None:
    colores = {"cumplida": "C6EFCE", "en_proceso": "ffeb9c"}
    estados = [{"estado": e} for e in ("cumplida", "en_proceso", "no_aplica")]
    celdas, documento = de("seguimiento.estado", *estados, colores=colores)

    assert [celda.contenido for celda in celdas] == ["Cumplida", "En proceso", "No aplica"]
    assert [documento.estilos[c.estilo].relleno for c in celdas] == ["C6EFCE", "FFEB9C", None]


def test_una_verificacion_se_colorea_por_su_resultado_aunque_lleve_nota() -> None:
    verificada = {"verificacion": {"resultado": "parcial", "nota": "Falta un acta."}}
    (celda,), documento = de("seguimiento.verificacion", verificada, colores={"parcial": "FFEB9C"})

    assert celda.contenido == "Verificada en parte\nFalta un acta."
    assert documento.estilos[celda.estilo].relleno == "FFEB9C"


def test_en_excel_una_celda_por_zona_sigue_siendo_el_numero() -> None:
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": 33.5}])
    propio = con_columna("seguimiento.avance", colores="zona", guarda="numero")
    hojas = partes(paac.reporte(plan_de(fila), propio, corte=CORTE).emitir("xlsx").contenido)

    assert "<v>33.5</v>" in hojas[HOJA].decode()
    estilos = hojas["xl/styles.xml"].decode()
    assert 'formatCode="[$-240A]General&quot; (baja)&quot;"' in estilos
    assert f'<fgColor rgb="FF{MALO}"' in estilos


def test_un_total_no_es_formula_de_numeros_que_no_caben() -> None:
    filas = [actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": n}]) for n in (0, 100)]
    columnas = [
        {"dato": "actividad.codigo", "rotulo": "C", "ancho": 98},
        {
            "dato": "seguimiento.avance",
            "rotulo": "A",
            "ancho": 2,
            "guarda": "numero",
            "colores": "zona",
            "total": "promedio",
        },
    ]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas, "total": "Total"}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": tabla})
    hoja = partes(paac.reporte(plan_de(*filas), propio, corte=CORTE).emitir("xlsx").contenido)

    assert "<f>" not in hoja[HOJA].decode()


# ------------------------------------------------------------------ estilo y texto vertical
def test_el_estilo_de_una_columna_es_de_sus_celdas_y_no_de_su_rotulo() -> None:
    estilo = {"negrita": True, "vertical": "centro", "tamano": "7,5", "relleno": "FFF2CC"}
    (celda,), documento = de("seguimiento.texto", {"texto": "x"}, estilo=estilo)
    (rotulo,) = tablas_de(documento)[0].rotulos[0].celdas
    suyo = documento.estilos[celda.estilo]

    assert (suyo.negrita, suyo.vertical, suyo.tamano, suyo.relleno) == (
        True,
        "centro",
        7.5,
        "FFF2CC",
    )
    assert rotulo.estilo == "rotulo"


def test_dos_columnas_con_otro_estilo_no_se_confunden() -> None:
    uno, _ = de("seguimiento.texto", {"texto": "x"}, estilo={"vertical": "centro"})
    otro, _ = de("seguimiento.texto", {"texto": "x"}, horizontal="centro")

    assert uno[0].estilo != otro[0].estilo


@pytest.mark.parametrize(
    ("donde", "girados"),
    [("rotulo", (True, False)), ("celda", (False, True)), ("ambos", (True, True))],
)
def test_se_escribe_de_abajo_arriba_lo_que_se_pide(donde: str, girados: tuple[bool, bool]) -> None:
    (celda,), documento = de("seguimiento.texto", {"texto": "x"}, texto_vertical=donde)
    (rotulo,) = tablas_de(documento)[0].rotulos[0].celdas

    assert tuple(documento.estilos[c.estilo].girado for c in (rotulo, celda)) == girados


def test_el_texto_vertical_llega_a_cada_salida() -> None:
    propio = con_columna("actividad.descripcion", texto_vertical="ambos")
    plan = plan_de(actividad(descripcion="Publicar el informe"))
    word = partes(paac.reporte(plan, propio).emitir("docx").contenido)["word/document.xml"].decode()
    excel = partes(paac.reporte(plan, propio).emitir("xlsx").contenido)["xl/styles.xml"].decode()

    assert word.count('<w:textDirection w:val="btLr"/>') == 2
    # Sin alto propio, Word no hace crecer la fila y el texto saldría cortado.
    assert word.count("<w:trHeight") == 2
    assert 'textRotation="90"' in excel
    assert b"writing-mode: vertical-rl" in paac.reporte(plan, propio).emitir("html").contenido


# ------------------------------------------------------------------ tras un número
def con_sus_vecinas(base: str, *columnas: dict[str, Any]) -> Any:
    """Un formato con esas columnas de actividades, y su total."""
    puestas = [{"rotulo": una["dato"], "ancho": "auto"} | una for una in columnas]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": puestas, "total": "Total"}
    propio = {"tipo": "tabla", "tablas": ["t"]}
    return formato(propio, tablas={"t": tabla}, aspecto={"base": base})


NUMERO = {
    "dato": "seguimiento.avance",
    "horizontal": "derecha",
    "guarda": "numero",
    "total": "promedio",
}
CODIGO, META = {"dato": "actividad.codigo"}, {"dato": "actividad.meta"}
RESPONSABLE = {"dato": "actividad.responsable"}


def margenes(propio: Any, *filas: dict[str, Any]) -> list[list[float]]:
    """Lo que se corre cada celda de sus filas de rótulos, de datos y de total."""
    reporte = [{"corte": CORTE.isoformat(), "avance": 50}]
    plan = plan_de(*(filas or (actividad(seguimientos=reporte),)))
    documento = documento_de(plan, propio, CORTE)
    (tabla,) = tablas_de(documento)
    return [
        [documento.estilos[celda.estilo].margen for celda in fila.celdas]
        for fila in (*tabla.rotulos, *tabla.filas)
    ]


def test_sin_cuadricula_lo_que_sigue_a_un_numero_va_aparte_con_su_rotulo_y_su_total() -> None:
    propio = con_sus_vecinas("sobrio", CODIGO, NUMERO, META, RESPONSABLE)
    # El rótulo del total cubre el código.
    assert margenes(propio) == [[0, 0, 7.5, 0], [0, 0, 7.5, 0], [0, 0, 7.5, 0]]


def test_en_una_cuadricula_ya_los_separa_su_raya() -> None:
    propio = con_sus_vecinas("oficial", CODIGO, NUMERO, META, RESPONSABLE)

    assert {margen for fila in margenes(propio) for margen in fila} == {0}


def test_donde_se_omite_una_columna_va_aparte_la_que_queda_junto_al_numero() -> None:
    omitida = {"dato": "seguimiento.observaciones", "omite_vacia": True}
    propio = con_sus_vecinas("sobrio", CODIGO, NUMERO, omitida, META)

    assert margenes(propio)[:2] == [[0, 0, 7.5], [0, 0, 7.5]]


def test_un_numero_tras_otro_y_el_que_sigue_a_un_texto_no_se_corren() -> None:
    otro = {"dato": "seguimiento.estado", "horizontal": "derecha"}
    propio = con_sus_vecinas("sobrio", META, NUMERO, otro)

    assert {margen for fila in margenes(propio) for margen in fila} == {0}


def test_entre_un_numero_y_el_texto_que_lo_sigue_hay_cinco_milimetros_en_cada_salida() -> None:
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": 50}])
    plan, propio = plan_de(fila), con_sus_vecinas("sobrio", CODIGO, NUMERO, META)
    de_word = partes(paac.reporte(plan, propio, corte=CORTE).emitir("docx").contenido)[
        "word/styles.xml"
    ].decode()
    de_excel = partes(paac.reporte(plan, propio, corte=CORTE).emitir("xlsx").contenido)[
        "xl/styles.xml"
    ].decode()
    web = paac.reporte(plan, propio, corte=CORTE).emitir("html").contenido.decode()

    # 7,5 puntos con los 3,5 de cada una de las dos celdas: 14,5, algo más de 5 mm.
    assert '<w:ind w:left="150"/>' in de_word
    # En un libro, dos sangrías de Excel.
    assert 'indent="2"' in de_excel
    assert "padding-left: calc(5px + var(--letra) * 7.5)" in web


# ------------------------------------------------------------------ enlaces
def test_las_direcciones_de_una_columna_con_enlaces_llevan_a_ellas() -> None:
    evidencias = ["Acta 4", "https://a.gov.co/1."]
    (celda,), _ = de("seguimiento.evidencias", {"evidencias": evidencias})

    assert celda.contenido == ("Acta 4\n", Enlace("https://a.gov.co/1", "https://a.gov.co/1"), ".")


def test_en_excel_el_texto_que_trae_una_direccion_lleva_a_ella_y_no_va_todo_azul() -> None:
    relato = f"{'Se publicó el informe de gestión. ' * 5}Ver https://a.gov.co/1"
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "texto": relato}])
    reporte = paac.reporte(plan_de(fila), con_columna("seguimiento.texto"), corte=CORTE)
    hoja = openpyxl.load_workbook(io.BytesIO(reporte.emitir("xlsx").contenido)).worksheets[0]

    (celda,) = (c for celdas in hoja.iter_rows() for c in celdas if c.hyperlink)
    assert celda.hyperlink is not None
    assert celda.hyperlink.target == "https://a.gov.co/1"
    assert celda.font.u is None


@pytest.mark.parametrize("dato", ["seguimiento.evidencias", "seguimiento.texto"])
def test_lo_que_trae_una_direccion_lleva_a_ella_sin_pedirlo(dato: str) -> None:
    direccion = "https://a.gov.co"
    (celda,), _ = de(dato, {"evidencias": [direccion], "texto": direccion})

    assert celda.contenido == (Enlace(direccion, direccion),)


@pytest.mark.parametrize(
    "evidencia",
    [
        "javascript:alert(1)",
        "javascript://www.a.gov.co/%0aalert(1)",
        "file:///etc/passwd",
        r"\\a.gov.co\actas",
        "mailto:uno@a.gov.co?body=www.a.gov.co",
        "data:text/html,x",
        "https://usuario:clave@a.gov.co",
    ],
)
def test_una_direccion_hostil_no_lleva_a_ninguna_parte_en_ninguna_salida(evidencia: str) -> None:
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "evidencias": [evidencia]}])
    (celda,), _ = de("seguimiento.evidencias", {"evidencias": [evidencia]})
    plan, propio = plan_de(fila), con_columna("seguimiento.evidencias")
    hoja = partes(paac.reporte(plan, propio, corte=CORTE).emitir("xlsx").contenido)
    word = partes(paac.reporte(plan, propio, corte=CORTE).emitir("docx").contenido)

    assert celda.contenido == evidencia
    assert b"<hyperlink" not in hoja[HOJA]
    assert b"w:hyperlink" not in word["word/document.xml"]
    assert b"rel=" not in paac.reporte(plan, propio, corte=CORTE).emitir("html").contenido


def test_en_word_el_renglon_que_empieza_por_un_enlace_es_otro_parrafo_de_su_celda() -> None:
    # A media línea, LibreOffice parte «https://www.a.ex / ample», y no tras una barra.
    evidencias = ["Acta 4", "https://a.gov.co/1", "https://a.gov.co/2", "Acta 5"]
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "evidencias": evidencias}])
    emitido = (
        paac.reporte(plan_de(fila), con_columna("seguimiento.evidencias"), corte=CORTE)
        .emitir("docx")
        .contenido
    )
    celda = docx.Document(io.BytesIO(emitido)).tables[-1].rows[-1].cells[-1]

    assert [p.text for p in celda.paragraphs] == [
        "Acta 4",
        "https://a.gov.co/1",
        "https://a.gov.co/2\nActa 5",
    ]
    assert len({p.style.style_id for p in celda.paragraphs if p.style}) == 1


def test_varias_direcciones_en_una_celda_de_excel_quedan_como_texto_y_se_avisa() -> None:
    evidencias = ["https://a.gov.co", "https://b.gov.co"]
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "evidencias": evidencias}])
    propio = con_columna("seguimiento.evidencias")
    emision = paac.reporte(plan_de(fila), propio, corte=CORTE).emitir("xlsx")

    assert b"<hyperlink" not in partes(emision.contenido)[HOJA]
    (aviso,) = [uno for uno in emision.avisos if uno.codigo == "enlaces_en_texto"]
    assert "sin enlace: 1;" in aviso.mensaje


def en_excel(*textos: str) -> tuple[Any, list[Any]]:
    """El XML de la hoja de esas evidencias, y sus celdas."""
    filas = [
        actividad(seguimientos=[{"corte": CORTE.isoformat(), "evidencias": [texto]}])
        for texto in textos
    ]
    propio = con_columna("seguimiento.evidencias")
    escrito = paac.reporte(plan_de(*filas), propio, corte=CORTE).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(escrito), rich_text=True).worksheets[0]
    return xml(escrito, HOJA), [hoja.cell(fila, 1) for fila in range(2, 2 + len(textos))]


def test_en_excel_lo_que_no_cabe_en_un_renglon_es_el_texto_de_una_formula() -> None:
    larga = 'Vea "el acta" & https://a.gov.co/' + "a" * 200
    hoja, celdas = en_excel(larga, "https://a.gov.co", larga + "b" * 400)
    escritas = {c.get("r"): c for c in hoja.iter(f"{S}c")}
    formulas = {
        lugar: f.text for lugar, c in escritas.items() if (f := c.find(f"{S}f")) is not None
    }

    pedazos = [larga[:120], larga[120:]]
    assert formulas == {"A2": "&".join('"{}"'.format(p.replace('"', '""')) for p in pedazos)}
    assert escritas["A2"].findtext(f"{S}v") == larga
    assert [enlace.get("ref") for enlace in hoja.iter(f"{S}hyperlink")] == ["A2", "A3"]
    assert str(celdas[2].value) == larga + "b" * 400


def test_en_excel_toda_direccion_se_ve_en_azul_y_subrayada() -> None:
    """La celda lleva a la suya si trae una sola; en un relato, o con varias, sólo se ve."""
    relato = f"{'Se hizo lo que se dijo. ' * 24}Está en https://a.gov.co"
    _, celdas = en_excel(
        "https://a.gov.co", "Acta: https://a.gov.co", relato, "https://a.gov.co www.b.gov.co"
    )
    sola, *con_texto = celdas

    assert [bool(celda.hyperlink) for celda in celdas] == [True, True, False, False]
    assert (sola.font.underline, sola.font.color.rgb) == ("single", f"FF{COLOR_DE_ENLACE}")
    pintadas = [
        [pedazo.text for pedazo in celda.value if getattr(pedazo, "font", None) and pedazo.font.u]
        for celda in con_texto
    ]
    assert pintadas == [
        ["https://a.gov.co"],
        ["https://a.gov.co"],
        ["https://a.gov.co", "www.b.gov.co"],
    ]


def test_una_celda_con_enlaces_mas_alta_que_una_pagina_no_pierde_nada() -> None:
    evidencias = [f"Evidencia número {n} en https://a.gov.co/{n}" for n in range(200)]
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "evidencias": evidencias}])
    propio = con_columna("seguimiento.evidencias")
    textos = partes(paac.reporte(plan_de(fila), propio, corte=CORTE).emitir("xlsx").contenido)[
        "xl/sharedStrings.xml"
    ]

    assert all(f"https://a.gov.co/{n}".encode() in textos for n in range(200))


# ------------------------------------------------------------------ fallas
@pytest.mark.parametrize(
    ("dato", "claves", "motivo"),
    [
        (
            "seguimiento.estado",
            {"colores": {"cumplido": "C6EFCE"}},
            "colores.cumplido: seguimiento.estado nunca dice 'cumplido'; lo más parecido es 'cumplida'",
        ),
        (
            "seguimiento.estado",
            {"colores": {"cumplida": "verde"}},
            "colores.cumplida: se esperaba un color RRGGBB, como 'D9E2F3', llegó 'verde'",
        ),
        (
            "actividad.meta",
            {"colores": "zona"},
            "colores: por zona se colorea un avance (seguimiento.avance o cifras.zona), no"
            " actividad.meta",
        ),
        (
            "actividad.meta",
            {"colores": "zonas"},
            "colores: se esperaba alguno de estos: zona, zona_de_riesgo, vencido, o una tabla con un texto en cada clave,"
            " llegó 'zonas'",
        ),
        (
            ["actividad.meta", "actividad.codigo"],
            {"colores": {"x": "FFFFFF"}},
            "colores: se esperaba una columna de un solo dato",
        ),
        (
            "actividad.meta",
            {"estilo": {"relleno": "000000"}},
            "estilo: la letra 000000 no se lee sobre 000000: su contraste es 1,0 y se esperaba al"
            " menos 4,5",
        ),
        (
            "actividad.meta",
            {"estilo": {"horizontal": "centro"}},
            "estilo.horizontal: sobra: va en la columna, en horizontal",
        ),
    ],
)
def test_lo_que_no_se_puede_se_dice(dato: Any, claves: dict[str, Any], motivo: str) -> None:
    assert fallas(dato, **claves) == [motivo]


def test_una_marca_solo_dice_la_suya() -> None:
    marca = {"marca": "X", "cuando": ["cumplida"]}

    assert fallas("seguimiento.estado", **marca, colores={"Y": "C6EFCE"}) == [
        "colores.Y: seguimiento.estado nunca dice 'Y'; lo más parecido es 'X'"
    ]
    (celda,), documento = de(
        "seguimiento.estado", {"estado": "cumplida"}, **marca, colores={"X": "C6EFCE"}
    )
    assert documento.estilos[celda.estilo].relleno == "C6EFCE"


def test_un_avance_calculado_tambien_tiene_zona() -> None:
    columna = {"texto": "{{ seguimiento.avance / 2 }}", "colores": "zona"}
    tabla = {
        "secciones": [{"recorre": "actividades"}],
        "columnas": [{"rotulo": "Mitad", "ancho": 100, **columna}],
    }
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": tabla})
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": 100}])
    documento = documento_de(plan_de(fila), propio, CORTE)
    (celda,) = tablas_de(documento)[0].filas[0].celdas

    assert celda.contenido == "50 (baja)"


@pytest.mark.parametrize(
    "columna",
    [
        {"texto": "{{ seguimiento.avance * 1 }}"},
        {"texto": "{{ seguimiento.avance }}", "numero": {"decimales": 0}},
        {"dato": "seguimiento.avance", "numero": {"decimales": 1}},
    ],
)
def test_el_redondeo_no_contradice_la_zona(columna: dict[str, Any]) -> None:
    tabla = {
        "secciones": [{"recorre": "actividades"}],
        "columnas": [{"rotulo": "c", "ancho": 100, "colores": "zona"} | columna],
    }
    definido = formato({"tipo": "tabla", "tablas": ["t"]}, tablas={"t": tabla})
    fila = actividad(seguimientos=[{"corte": CORTE.isoformat(), "avance": 59.996}])
    (suya,) = tablas_de(documento_de(plan_de(fila), definido, CORTE))

    assert solo_texto(suya.filas[0].celdas[0].contenido) == "59,996 (baja)"


def test_un_extra_entero_tambien_tiene_zona() -> None:
    definido = con_columna("extras.logro", colores="zona")
    (suya,) = tablas_de(documento_de(plan_de(actividad(extras={"logro": 60})), definido, CORTE))

    assert solo_texto(suya.filas[0].celdas[0].contenido) == "60 (media)"


def test_un_texto_girado_muy_largo_no_pide_mas_alto_del_que_word_admite() -> None:
    definido = con_columna("actividad.meta", texto_vertical="celda")
    de_largo = plan_de(actividad(meta="a" * 5000))
    documento = xml(paac.reporte(de_largo, definido).emitir("docx").contenido, "word/document.xml")
    altos = [int(nodo.attrib[f"{W}val"]) for nodo in documento.iter(f"{W}trHeight")]

    assert max(altos) == 31_680


# ------------------------------------------------------------------ la leyenda de las barras
AZUL_DE_BARRA, ROJO, ROJO_CLARO, GRIS = "2F6F9F", "B3402E", "DB8C7E", "D9DEE4"
DATOS = {
    "nombre": "Componente",
    "como_estan": "",
    "terminadas": "Terminadas",
    "vencidas": "Vencidas",
    "no_se_sabe": "No se sabe",
}


LOS_CUATRO = {"avance": 100, "estado": "cumplida"}, {"avance": 10}, None, {"texto": "Algo"}


def plan_con(*reportes: dict[str, object] | None) -> paac.Plan:
    """Un componente con una actividad que ya debía terminar por cada reporte, o sin él."""
    return plan_de(
        *(
            actividad(
                codigo=f"1.{numero}",
                fecha_programada="31/01/2026",
                seguimientos=[{"corte": CORTE.isoformat(), **reporte}] if reporte else [],
            )
            for numero, reporte in enumerate(reportes)
        )
    )


def en_tabla(*reportes: dict[str, object] | None) -> Tabla:
    columnas = [{"dato": f"parte.{d}", "rotulo": r, "ancho": 20} for d, r in DATOS.items()]
    tablas = {"t": {"secciones": [{"recorre": "partes_por_componente"}], "columnas": columnas}}
    propio = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=tablas)
    (tabla,) = tablas_de(documento_de(plan_con(*reportes), propio, CORTE))
    return tabla


def colores(contenido: Contenido) -> list[str]:
    return [tramo.color for tramo in contenido if isinstance(tramo, Barra)]


def test_cada_rotulo_lleva_el_color_de_su_parte_de_la_barra() -> None:
    tabla = en_tabla(*LOS_CUATRO)

    assert [colores(celda.contenido) for celda in tabla.rotulos[-1].celdas] == [
        *([], [], [AZUL_DE_BARRA], [ROJO, ROJO_CLARO], [GRIS])
    ]
    assert colores(tabla.filas[0].celdas[1].contenido) == [AZUL_DE_BARRA, ROJO, ROJO_CLARO, GRIS]


def test_la_clase_que_no_esta_no_va_en_la_leyenda() -> None:
    rotulos = en_tabla({"avance": 10}, {"avance": 20}).rotulos[-1].celdas

    assert [colores(celda.contenido) for celda in rotulos] == [[], [], [], [ROJO_CLARO], []]


def test_el_grafico_del_libro_de_un_informe_lleva_los_colores_de_la_barra() -> None:
    arbol = paac.reporte(plan_con(*LOS_CUATRO), "informe-seguimiento", corte=CORTE).arbol("libro")
    (tabla,) = (tabla for tabla in tablas_de(arbol) if tabla.apiladas)
    rotulos = [solo_texto(celda.contenido) for celda in tabla.rotulos[-1].celdas]

    assert {rotulos[columna]: color for columna, color in tabla.apiladas} == {
        "Terminadas": AZUL_DE_BARRA,
        "Vencidas sin reporte": ROJO,
        "Vencidas con reporte": ROJO_CLARO,
        "No se sabe": GRIS,
    }
