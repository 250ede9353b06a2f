"""Un documento de varias piezas: se numera de corrido, y cada pieza conserva lo suyo.

Prueba ``api/piezas``, ``api/unido``, ``composicion/piezas`` y ``formatos/de_documento``.
"""

import io
import pickle
import re
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas.compartido import con_datos_reales, con_sdk, leer_real, validar
from ayudas.planes import actividad, componente, datos
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import paac_reportes as paac
from paac_reportes.maqueta.contenido import Imagen, NumeroDeLeyenda, Remision, solo_texto
from paac_reportes.maqueta.documento import Documento, PrimeraPagina
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Grafico, Indice, Parrafo, Salto, Serie, Tabla, Titulo

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = date(2026, 4, 30)
FILAS = [{"oficina": "Hacienda", "recibidas": 12}, {"oficina": "=1+1", "recibidas": 40000}]
COLUMNAS = {"oficina": "Oficina", "recibidas": "Recibidas"}
TABLA = (FILAS, COLUMNAS, "Peticiones")


def png(ancho: int = 8, alto: int = 4) -> bytes:
    def trozo(clase: bytes, suyo: bytes) -> bytes:
        suma = zlib.crc32(clase + suyo)
        return struct.pack(">I", len(suyo)) + clase + suyo + struct.pack(">I", suma)

    cabeza = struct.pack(">IIBBBBB", ancho, alto, 8, 2, 0, 0, 0)
    puntos = zlib.compress((b"\0" + b"\xc0\x20\x20" * ancho) * alto)
    partes = trozo(b"IHDR", cabeza) + trozo(b"IDAT", puntos) + trozo(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + partes


IMAGEN = (png(), "El río en abril")
TEXTO = "# Antes\n\nUn texto."


def un_plan(nombre: str = "Municipio de Prueba", **otros: Any) -> paac.Plan:
    suya = actividad(seguimientos=[{"corte": "2026-04-30", "avance": 50, "texto": "Se hizo"}])
    return paac.plan_desde_datos(
        datos(componente(suya, numero=1, nombre="Riesgos"))
        | {"entidad": {"nombre": nombre}}
        | otros
    )


def un_reporte(formato: str = "paac-seguimiento", **otros: Any) -> paac.Reporte:
    return paac.reporte(un_plan(**otros), formato, corte=CORTE)


def arbol(unido: paac.Reporte, medio: Any = "documento") -> Documento:
    return unido.arbol(medio)


def bloques(unido: paac.Reporte, medio: Any = "documento") -> list[Any]:
    return [bloque for parte in arbol(unido, medio).partes for bloque in parte.bloques]


def titulos(unido: paac.Reporte) -> list[str]:
    return [uno.con_numero for uno in bloques(unido) if isinstance(uno, Titulo)]


def imagenes_de(documento: Documento) -> list[Imagen]:
    parrafos = [uno for uno in documento.partes[0].bloques if isinstance(uno, Parrafo)]
    tramos = [t for uno in parrafos if isinstance(uno.contenido, tuple) for t in uno.contenido]
    return [tramo for tramo in tramos if isinstance(tramo, Imagen)]


def leyendas(unido: paac.Reporte) -> list[str]:
    todos = [uno for uno in bloques(unido) if isinstance(uno, Parrafo) and uno.es_leyenda]
    return [solo_texto(uno.contenido).replace("\xa0", " ") for uno in todos]


def textos(unido: paac.Reporte) -> str:
    return unido.emitir("html").contenido.decode()


# ------------------------------------------------------------------ la numeración


def test_los_titulos_y_las_leyendas_van_de_corrido() -> None:
    unido = paac.documento(
        "Informe", "# Contexto\n\n## Detalle", TABLA, IMAGEN, "# Cierre", TABLA, (png(), "Otra")
    )
    assert titulos(unido) == ["Informe", "1 Contexto", "1.1 Detalle", "2 Cierre"]
    assert leyendas(unido) == [
        "Tabla 1. Peticiones",
        "Figura 1. El río en abril",
        "Tabla 2. Peticiones",
        "Figura 2. Otra",
    ]


def test_un_reporte_baja_un_nivel_y_lo_que_nombra_sigue_siendo_lo_suyo() -> None:
    informe = un_reporte("informe-seguimiento")
    unido = paac.documento("Junta", "# Antes", TABLA, informe, informe)
    documento = arbol(unido)
    suyos = [uno for uno in bloques(unido) if isinstance(uno, Titulo)]
    por_ancla: dict[str, Any] = {uno.ancla: uno for uno in suyos if uno.ancla}
    remisiones = list[Remision]()
    for parrafo in (uno for uno in bloques(unido) if isinstance(uno, Parrafo)):
        tramos = parrafo.contenido if isinstance(parrafo.contenido, tuple) else ()
        por_ancla |= {t.ancla: t for t in tramos if isinstance(t, NumeroDeLeyenda) and t.ancla}
        remisiones += (t for t in tramos if isinstance(t, Remision))
    assert remisiones
    for remision in remisiones:
        destino = por_ancla[remision.ancla]
        if isinstance(destino, NumeroDeLeyenda):
            assert remision.texto == destino.texto
        else:
            assert remision.texto == destino.numero.texto
    # El mismo dos veces: lo suyo, numerado aparte y con nombres que no se repiten.
    de_nivel_uno = [uno.con_numero for uno in suyos if uno.nivel == 1]
    nombre = next(uno.texto for uno in bloques(informe) if isinstance(uno, Titulo))
    assert de_nivel_uno == ["1 Antes", f"2 {nombre}", f"3 {nombre}"]
    anclas = [uno.ancla for uno in suyos if uno.ancla]
    assert len(anclas) == len(set(anclas))
    assert sum(isinstance(uno, Indice) for uno in bloques(unido)) == 1
    assert len(documento.partes) > 2


@pytest.mark.integracion
@con_datos_reales
def test_el_anexo_de_un_reporte_se_nombra_como_seccion() -> None:
    plan = paac.plan_desde_datos(leer_real("cartago_2020.json"))
    informe = paac.reporte(plan, "informe-seguimiento", corte=date(2020, 8, 31))
    assert "más, en el Anexo" in textos_planos(informe)
    dicho = textos_planos(paac.documento("Junta", TEXTO, informe))
    assert "Anexo\xa0F" not in dicho
    assert re.search(r"más, en la sección\xa02\.\d", dicho)


def textos_planos(reporte: paac.Reporte) -> str:
    return re.sub(r"<[^>]+>", "", textos(reporte))


def test_un_markdown_muy_hondo_no_pasa_del_quinto_nivel_ni_se_salta_uno() -> None:
    hondo = "\n\n".join(f"{'#' * n} T{n}" for n in (3, 4, 6, 6, 6, 6))
    niveles = [uno.nivel for uno in bloques(paac.documento("D", hondo)) if isinstance(uno, Titulo)]
    assert niveles == [0, 1, 2, 3, 4, 5, 5]


def test_un_titulo_sin_nada_debajo_encabeza_el_reporte_que_sigue() -> None:
    suelto = paac.documento("Junta", TEXTO, un_reporte(), "# Cierre")
    debajo = paac.documento("Junta", f"{TEXTO}\n\n# Seguimiento\n\n## Oficial", un_reporte())
    nombre = next(uno.texto for uno in bloques(un_reporte()) if isinstance(uno, Titulo))
    assert titulos(suelto)[1:3] == ["1 Antes", f"2 {nombre}"]
    assert titulos(debajo)[1:5] == ["1 Antes", "2 Seguimiento", "2.1 Oficial", nombre]
    primera, suya = arbol(debajo).partes
    assert not any(isinstance(b, Titulo) and b.texto == "Seguimiento" for b in primera.bloques)
    assert [b.texto for b in suya.bloques[:2] if isinstance(b, Titulo)] == [
        "Seguimiento",
        "Oficial",
    ]


def test_un_documento_dentro_de_otro_baja_un_nivel() -> None:
    adentro = paac.documento("Adentro", "# Uno\n\ntexto", TABLA)
    afuera = paac.documento("Afuera", "# Cero", TABLA, adentro)
    assert titulos(afuera) == ["Afuera", "1 Cero", "2 Adentro", "2.1 Uno"]
    assert leyendas(afuera) == ["Tabla 1. Peticiones", "Tabla 2. Peticiones"]


def test_lo_que_un_formato_no_numera_sigue_sin_numero() -> None:
    unido = paac.documento("Junta", TEXTO, un_reporte())
    dependientes = [uno for uno in bloques(unido) if isinstance(uno, Titulo) and uno.nivel > 1]
    assert dependientes
    assert all(uno.numero is None for uno in dependientes)


# ------------------------------------------------------------------ cada pieza, como es


def test_cada_reporte_conserva_su_pagina_su_encabezado_y_la_letra_de_sus_tablas() -> None:
    solo = un_reporte()
    unido = arbol(paac.documento("Junta", TEXTO, solo, "# Después"))
    propia, suya = arbol(solo).partes[0], unido.partes[1]
    assert suya.marco.pagina == propia.marco.pagina
    assert suya.marco.encabezado is not None
    antes, despues = unido.partes[0].marco, unido.partes[2].marco
    assert antes.pagina == despues.pagina != suya.marco.pagina
    assert antes.pie == despues.pie
    assert not antes.pagina.horizontal

    def vista(documento: Documento, parte: Any) -> list[Any]:
        tablas = [uno for uno in parte.bloques if isinstance(uno, Tabla)]
        return [
            [
                (celda.contenido, attrs.evolve(documento.estilos[celda.estilo], color=None))
                for celda in fila.celdas
            ]
            for tabla in tablas
            for fila in (*tabla.rotulos, *tabla.filas)
        ]

    assert vista(unido, suya) == vista(arbol(solo), propia)


def test_en_word_las_filas_de_un_impreso_se_parten_en_un_documento_lo_mismo_que_solas() -> None:
    altas = [
        actividad(codigo=f"1.{n}", seguimientos=[{"corte": "2026-04-30", "texto": "x\n" * 15}])
        for n in range(1, 13)
    ]
    plan = paac.plan_desde_datos(
        datos(componente(*altas, numero=1, nombre="Riesgos")) | {"entidad": {"nombre": "Municipio"}}
    )
    solo = paac.reporte(plan, "paac-seguimiento", corte=CORTE)

    def que_se_parten(reporte: paac.Reporte) -> int:
        """Las filas que pueden seguir en otra página, donde no dirían de quién son."""
        word = docx.Document(io.BytesIO(reporte.emitir("docx").contenido))
        filas = [fila for tabla in word.tables for fila in tabla.rows]
        return sum(not fila._tr.xpath("w:trPr/w:cantSplit") for fila in filas)

    assert que_se_parten(solo) == que_se_parten(paac.documento("Junta", TEXTO, solo)) == 0


def test_en_word_el_pie_en_blanco_de_un_reporte_no_le_quita_alto_a_sus_paginas() -> None:
    unido = paac.documento("Junta", TEXTO, un_reporte(), "# Después")
    word = docx.Document(io.BytesIO(unido.emitir("docx").contenido))
    margenes = [(seccion.bottom_margin, seccion.footer_distance) for seccion in word.sections]
    (_, antes), (margen, pie), (_, despues) = margenes

    assert [parrafo.text for parrafo in word.sections[1].footer.paragraphs] == [""]
    # El renglón vacío que Word le pone cabe en el margen.
    assert margen is not None
    assert pie is not None
    assert margen - pie > docx.shared.Mm(5)
    assert antes == despues == word.sections[0].header_distance


def en_word(unido: paac.Reporte) -> str:
    with zipfile.ZipFile(io.BytesIO(unido.emitir("docx").contenido)) as word:
        return word.read("word/document.xml").decode()


def test_los_titulos_de_un_formulario_son_de_su_letra_y_el_que_lo_encabeza_del_documento() -> None:
    unido = paac.documento("Junta", TEXTO, "# Seguimiento", un_reporte(), "# Después")
    suyos = arbol(un_reporte()).estilos
    estilos, suya = arbol(unido).estilos, arbol(unido).partes[1]

    en_su_hoja = [bloque for bloque in suya.bloques if isinstance(bloque, Titulo)][:3]
    niveles = [(titulo.nivel, estilos[titulo.estilo].nivel) for titulo in en_su_hoja]
    assert niveles == [(1, 1), (2, 2), (3, 3)]
    encima, *del_formulario = en_su_hoja
    assert encima.estilo == "titulo1"
    for titulo, suyo in zip(del_formulario, ("titulo", "titulo1"), strict=True):
        aqui, alla = estilos[titulo.estilo], suyos[suyo]
        assert (aqui.familia, aqui.tamano, aqui.color) == (alla.familia, alla.tamano, "000000")
    afuera = [b for b in bloques(unido) if isinstance(b, Titulo) and b.texto == "Después"]
    assert [titulo.estilo for titulo in afuera] == ["titulo1"]
    # El que lo encabeza lleva el número; sin él, lo lleva el suyo.
    assert [titulo.numero is None for titulo in en_su_hoja] == [False, True, True]
    suelto = paac.documento("Junta", TEXTO, un_reporte())
    parrafo = en_word(suelto).partition(f">{del_formulario[0].texto}<")[0]
    # En Word, el nivel de una lista sólo lo dice el estilo al que está ligada.
    propio = parrafo.rpartition("<w:pPr>")[2]
    assert '<w:pStyle w:val="Titulo1D2"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>' in propio
    escrito = en_word(unido)
    # Lo primero de su sección, aunque su estilo deja aire antes, no se separa de su encabezado.
    del_primero = escrito.partition(">Seguimiento<")[0].rpartition("<w:pPr>")[2]
    assert '<w:pStyle w:val="Heading1"/><w:spacing w:before="0"/>' in del_primero


@pytest.mark.parametrize(
    ("de_la_hoja", "partes"),
    [
        ({}, [False]),
        ({"pagina": {"orientacion": "horizontal"}}, [False, True]),
        ({"encabezado": {"anchos": [100], "filas": [[{"texto": "Alcaldía"}]]}}, [False, True]),
    ],
    ids=["no lo dice", "lo dice", "con encabezado"],
)
def test_una_matriz_propia_que_no_dice_hacia_donde_va_su_hoja_sigue_en_la_del_documento(
    de_la_hoja: dict[str, Any], partes: list[bool]
) -> None:
    formato = paac.formato_de_columnas("Peticiones", COLUMNAS, **de_la_hoja)
    matriz = paac.reporte(paac.Entidad(nombre="Municipio de Prueba"), formato, filas=FILAS)
    unido = paac.documento("Informe", TEXTO, matriz, "# Después\n\nOtro texto.")

    hojas = [parte.marco.pagina.horizontal for parte in arbol(unido).partes]
    assert hojas == [*partes, *([False] if len(partes) > 1 else [])]
    assert titulos(unido) == ["Informe", "1 Antes", "2 Peticiones", "3 Después"]


def test_una_matriz_de_muchas_columnas_conserva_su_hoja() -> None:
    muchas = {f"c{n}": f"Columna {n}" for n in range(7)}
    formato = paac.formato_de_columnas("Muchas", muchas)
    filas = [dict.fromkeys(muchas, 1)]
    matriz = paac.reporte(paac.Entidad(nombre="Municipio de Prueba"), formato, filas=filas)
    unido = paac.documento("Informe", TEXTO, matriz)

    assert [parte.marco.pagina.horizontal for parte in arbol(unido).partes] == [False, True]


def test_los_rotulos_de_un_reporte_son_tan_altos_como_en_el_solo() -> None:
    def altos(reporte: paac.Reporte) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(reporte.emitir("docx").contenido)) as word:
            return re.findall(r'w:trHeight w:val="(\d+)"', word.read("word/document.xml").decode())

    solo = altos(un_reporte())
    assert set(solo) == {"292"}
    assert altos(paac.documento("Informe", TEXTO, un_reporte())) == solo


def test_un_documento_de_tres_piezas_lleva_portada() -> None:
    unido = paac.documento("Informe {{ x }}", TEXTO, TABLA, un_reporte())
    primeros = bloques(unido)[:5]

    assert [type(bloque) for bloque in primeros] == [Titulo, Tabla, Tabla, Salto, Indice]
    assert primeros[0].texto == "Informe {{ x }}"
    assert [fila.celdas[-1].contenido for tabla in primeros[1:3] for fila in tabla.filas] == [
        "Municipio de Prueba",
        "2026",
        "30 de abril de 2026",
    ]
    assert arbol(unido).partes[0].marco.primera == PrimeraPagina()
    en_libro = arbol(unido, "libro").partes[0].bloques[:5]
    assert [type(bloque) for bloque in en_libro] == [Titulo, Tabla, Tabla, Salto, Indice]


@pytest.mark.parametrize("medio", ["documento", "libro"])
def test_el_parrafo_que_va_antes_del_primer_titulo_sale_en_la_portada(medio: Any) -> None:
    """Quien sólo mira la portada sabe qué halló; lo demás no se mueve."""
    unido = paac.documento("Informe", f"Avanza la **mitad**.\n\n{TEXTO}", TABLA, un_reporte())
    *portada, frase, salto, indice, titulo = arbol(unido, medio).partes[0].bloques[:7]

    assert [type(bloque) for bloque in portada] == [Titulo, Tabla, Tabla]
    assert isinstance(frase, Parrafo)
    assert (solo_texto(frase.contenido), frase.estilo) == ("Avanza la mitad.", "destacado")
    assert arbol(unido, medio).estilos["destacado"].filete is not None
    assert [type(bloque) for bloque in (salto, indice, titulo)] == [Salto, Indice, Titulo]


@pytest.mark.parametrize(
    "piezas",
    [
        (f"Uno.\n\nDos.\n\n{TEXTO}", TABLA, un_reporte()),
        ("Una tabla:", TABLA, un_reporte()),
        (f"Sin portada.\n\n{TEXTO}", un_reporte()),
    ],
    ids=["varios párrafos", "presenta algo", "sin portada"],
)
def test_lo_demas_que_va_antes_se_lee_donde_estaba(piezas: tuple[Any, ...]) -> None:
    estilos = [b.estilo for b in bloques(paac.documento("I", *piezas)) if isinstance(b, Parrafo)]

    assert "destacado" not in estilos


def test_el_contenido_se_titula_en_menos_que_sus_partes() -> None:
    estilos = arbol(paac.documento("Informe", TEXTO, TABLA, un_reporte())).estilos

    assert estilos["titulo2"].tamano < estilos["indice-titulo"].tamano < estilos["titulo1"].tamano


def test_de_donde_sale_una_figura_va_bajo_ella_como_una_nota() -> None:
    unido = paac.documento("I", TEXTO, (png(), "El avance"), "Fuente: lo declarado.\n\nSigue.")
    fuente, sigue = [b for b in bloques(unido) if isinstance(b, Parrafo)][-2:]

    assert (fuente.estilo, sigue.estilo == "nota") == ("nota", False)


def test_el_libro_se_imprime_con_los_margenes_del_de_un_informe() -> None:
    informe = un_reporte("informe-seguimiento")
    unido = paac.documento("Informe", TEXTO, TABLA, informe)
    primera, del_informe, *_ = arbol(unido, "libro").partes

    assert primera.marco.pagina == del_informe.marco.pagina


def test_las_paginas_tras_la_portada_dicen_de_quien_es_el_documento_y_su_corte() -> None:
    unido = paac.documento("Informe {{ x }}", TEXTO, TABLA, un_reporte())
    encabezado = arbol(unido).partes[0].marco.encabezado
    de_hoja = arbol(unido, "libro").partes[0].marco.hoja.bloque

    assert encabezado is not None
    assert de_hoja is not None
    for bloque in (encabezado, de_hoja):
        dicho = " ".join(
            solo_texto(celda.contenido) for fila in bloque.filas for celda in fila.celdas
        )
        assert dicho.split() == (
            [
                "Municipio",
                "de",
                "Prueba",
                "Informe",
                "{{",
                "x",
                "}}",
                "Corte:",
                "30",
                "de",
                "abril",
                "de",
                "2026",
            ]
        )


def test_un_documento_nombra_la_entidad_en_una_frase_y_su_impreso_como_llego() -> None:
    reporte = un_reporte(entidad={"nombre": "MUNICIPIO DE PRUEBA"})
    con_portada = bloques(paac.documento("Informe", TEXTO, TABLA, reporte))
    dichos = [
        celda.contenido
        for tabla in con_portada
        if isinstance(tabla, Tabla)
        for fila in tabla.filas
        for celda in fila.celdas
    ]

    assert dichos.index("Municipio de Prueba") < dichos.index("MUNICIPIO DE PRUEBA")


@pytest.mark.parametrize(
    "piezas", [(TEXTO, un_reporte()), (TEXTO, TABLA, TEXTO)], ids=["pocas", "sin entidad"]
)
def test_los_demas_empiezan_por_su_titulo_y_su_contenido(piezas: tuple[Any, ...]) -> None:
    unido = paac.documento("Informe", *piezas)

    assert [type(bloque) for bloque in bloques(unido)[:2]] == [Titulo, Indice]
    assert arbol(unido).partes[0].marco.primera is None


def test_una_tabla_de_contenido_larga_va_en_su_pagina() -> None:
    def tras_el_contenido(titulos: int) -> type:
        texto = "\n\n".join(f"# Asunto {n}\n\nTexto." for n in range(titulos))
        return type(bloques(paac.documento("Informe", texto))[2])

    assert tras_el_contenido(20) is Titulo
    assert tras_el_contenido(21) is Salto


def test_de_una_misma_entidad_el_documento_toma_la_que_trae_su_escudo() -> None:
    solo_nombre = paac.reporte(
        paac.Entidad(nombre="Municipio de Prueba"),
        paac.formato_de_columnas("Peticiones", COLUMNAS),
        filas=FILAS,
    )
    con_escudo = un_reporte(entidad={"nombre": "Municipio de Prueba", "escudo": png()})
    unido = paac.documento("Informe", TEXTO, solo_nombre, con_escudo)

    assert imagenes_de(arbol(unido))


def test_dos_reportes_que_se_ven_igual_no_repiten_sus_estilos() -> None:
    uno = arbol(paac.documento("J", un_reporte()))
    dos = arbol(paac.documento("J", un_reporte(), un_reporte(nombre="Otro Municipio")))
    assert uno.estilos == dos.estilos


def test_cada_tabla_larga_va_en_su_hoja_con_un_nombre_que_excel_admite() -> None:
    largo = "Peticiones: quejas/reclamos [por oficina] del primer trimestre"
    filas = FILAS * 16
    tablas = [(filas, COLUMNAS, largo)] * 3
    emision = paac.documento(
        "Informe", "# Uno", *tablas, "# Cierre\n\nFin.", "# Otra", (filas, COLUMNAS, "Peticiones")
    ).emitir("xlsx")
    libro = openpyxl.load_workbook(io.BytesIO(emision.contenido))
    assert libro.sheetnames == [
        "Informe",
        "Peticiones quejas reclamos por",
        "Peticiones quejas reclamos (2)",
        "Peticiones quejas reclamos (3)",
        "Cierre",
        "Peticiones",
    ]
    celdas = [celda for fila in libro["Peticiones"].iter_rows() for celda in fila]
    formula, *_ = [celda for celda in celdas if celda.value == "=1+1"]
    assert formula.data_type == "s"
    assert libro["Peticiones"].auto_filter.ref


def test_las_tablas_cortas_van_en_la_hoja_de_sus_textos() -> None:
    unido = paac.documento("Informe", "# Uno", TABLA, "# Dos", TABLA, un_reporte())
    de_textos, *_ = arbol(unido, "libro").partes

    propios = [b for b in de_textos.bloques if isinstance(b, Titulo) and b.nivel]
    assert [titulo.con_numero for titulo in propios] == ["1 Uno", "2 Dos"]
    assert sum(isinstance(b, Parrafo) and b.es_leyenda for b in de_textos.bloques) == 2


def test_una_columna_con_total_cierra_su_tabla() -> None:
    columnas: list[paac.matrices.ColumnaDeMatriz] = [
        {"dato": "oficina", "rotulo": "Oficina"},
        {"dato": "recibidas", "rotulo": "Recibidas", "total": "suma"},
    ]
    (tabla,) = [
        uno for uno in bloques(paac.documento("D", (FILAS, columnas))) if isinstance(uno, Tabla)
    ]
    ultima = [solo_texto(celda.contenido) for celda in tabla.filas[-1].celdas]
    assert ultima == ["Total", "40.012"]


def test_los_enlaces_de_un_texto_llevan_a_donde_dicen() -> None:
    escrito = textos(
        paac.documento("D", "Ver [el portal](https://www.gov.co) y [no](javascript:x).")
    )
    assert 'href="https://www.gov.co"' in escrito
    assert "[no](javascript:x)" in escrito


def test_una_tabla_escrita_con_barras_es_una_tabla() -> None:
    escrita = (
        "| Oficina | Nota {{ x }} |\n|---|--:|\n| Hacienda | **4** |\n| Salud |\n\n---\n\nFin\n==="
    )
    unido = paac.documento("D", escrita)
    (tabla,) = [uno for uno in bloques(unido) if isinstance(uno, Tabla)]
    assert [
        [solo_texto(c.contenido) for c in f.celdas] for f in (*tabla.rotulos, *tabla.filas)
    ] == [
        ["Oficina", "Nota {{ x }}"],
        ["Hacienda", "4"],
        ["Salud", ""],
    ]
    estilos = arbol(unido).estilos
    assert [estilos[c.estilo].horizontal for c in tabla.filas[0].celdas] == ["izquierda", "derecha"]
    assert titulos(unido) == ["D", "1 Fin"]
    assert "---" not in textos_planos(unido).partition("Salud")[2]


def test_una_tabla_escrita_con_mas_columnas_que_las_de_word_es_una_falla() -> None:
    ancha = f"|{'a|' * 64}\n|{'-|' * 64}\n"
    with pytest.raises(paac.ErrorDeEntrada, match=r"piezas\[1\]: trae una tabla de 64 columnas"):
        paac.documento("D", "Hola", ancha).emitir("docx")


def test_los_datos_no_cambian_en_ninguna_salida() -> None:
    raro = "A & B <5 > 3\x07"
    unido = paac.documento(f"T {raro}", f"# {raro}\n\n{raro}", ([{"a": raro}], {"a": "A"}, raro))
    assert "caracter_cambiado" in {aviso.codigo for aviso in unido.avisos}
    for tipo in ("docx", "xlsx", "html"):
        assert unido.emitir(tipo).contenido
    assert textos(unido).count("A &amp; B &lt;5 &gt; 3\ufffd") >= 4


def test_un_grafico_nuestro_es_una_pieza() -> None:
    grafico = Grafico(
        titulo="Recaudo",
        clase="barras",
        categorias=("Norte", "Sur"),
        series=(Serie("Millones", (3.0, 5.0), "1F4E79"),),
        es_porcentaje=False,
        texto_alternativo="Norte 3 y Sur 5",
        alto=Mm(60),
    )
    unido = paac.documento("D", grafico)  # type: ignore[arg-type]
    assert leyendas(unido) == ["Figura 1. Recaudo"]
    assert unido.emitir("docx").contenido


@pytest.mark.integracion
def test_una_figura_de_matplotlib_es_una_imagen_y_da_los_mismos_bytes() -> None:
    figuras = pytest.importorskip("matplotlib.figure")

    def hecho() -> bytes:
        figura = figuras.Figure(figsize=(3, 2))
        figura.subplots().plot([1, 2, 3])
        return paac.documento("D", (figura, "Una línea")).emitir("docx").contenido

    assert hecho() == hecho()


@pytest.mark.integracion
def test_de_una_figura_de_matplotlib_no_se_corta_ningun_rotulo() -> None:
    figuras = pytest.importorskip("matplotlib.figure")
    figura = figuras.Figure(figsize=(3, 2))
    figura.subplots().barh(["Secretaría de Planeación y Desarrollo", "Salud"], [1, 2])

    documento = arbol(paac.documento("D", (figura, "Vencidas")))

    (imagen,) = imagenes_de(documento)
    dibujada = Image.open(io.BytesIO(imagen.datos)).convert("L")
    orilla = [dibujada.getpixel((0, y)) for y in range(dibujada.height)]
    assert set(orilla) == {255}


def test_una_imagen_pequena_no_se_agranda_y_una_enorme_cabe() -> None:
    for ancho, alto in ((10, 10), (4000, 100), (100, 4000)):
        documento = arbol(paac.documento("D", (png(ancho, alto), "x")))
        (imagen,) = imagenes_de(documento)
        pagina = documento.partes[0].marco.pagina
        assert imagen.ancho <= pagina.ancho_util
        assert imagen.alto <= pagina.alto_util / 3
        assert imagen.ancho <= ancho * 25.4 / 200 + 0.01


def test_una_imagen_sale_del_alto_que_se_dice_y_la_de_un_escudo_no_llena_la_pagina() -> None:
    def alto(*pieza: Any) -> float:
        (imagen,) = imagenes_de(arbol(paac.documento("D", pieza)))
        return float(imagen.alto)

    escudo = png(360, 420)
    assert alto(escudo, "x") == pytest.approx(420 * 25.4 / 200)
    assert alto(escudo, "x", 100) == pytest.approx(100)
    assert alto(escudo, "x", 12.5) == pytest.approx(12.5)
    malos: tuple[Any, ...] = (0, -1, "100", True, float("nan"), float("inf"))
    for malo in malos:
        with pytest.raises(paac.ErrorDeEntrada, match="alto de la imagen, en milímetros"):
            paac.documento("D", (escudo, "x", malo))


@pytest.mark.integracion
def test_una_figura_de_matplotlib_sale_de_su_tamano() -> None:
    figuras = pytest.importorskip("matplotlib.figure")
    figura = figuras.Figure(figsize=(6, 5))
    figura.subplots().plot([1, 2, 3])
    (imagen,) = imagenes_de(arbol(paac.documento("D", (figura, "Una línea"))))
    assert 100 < imagen.alto < 127


# ------------------------------------------------------------------ lo que se dice


def test_los_avisos_dicen_de_que_pieza_son() -> None:
    unido = paac.documento("D", "Hola", un_reporte(), "   ", png())
    dichos = {(aviso.codigo, aviso.ruta.partition(".")[0]) for aviso in unido.avisos}
    assert ("pieza_vacia", "piezas[2]") in dichos
    assert ("imagen_sin_leyenda", "piezas[3]") in dichos
    solos = {aviso.codigo for aviso in un_reporte().avisos}
    assert {(codigo, "piezas[1]") for codigo in solos} <= dichos


def test_una_tabla_que_no_cabe_se_avisa_con_su_lugar() -> None:
    columnas = {f"dato{n}": f"Otorrinolaringología{n}" for n in range(40)}
    unido = paac.documento("D", "Hola", ([dict.fromkeys(columnas, "Otorrino")], columnas))
    (aviso,) = [aviso for aviso in unido.avisos if aviso.codigo == "palabras_partidas"]
    assert aviso.ruta.startswith("piezas[1]")


def test_todo_lo_que_no_sirve_se_dice_a_la_vez_con_su_lugar(tmp_path: Path) -> None:
    malas: list[Any] = ["bien", 3, ([{"a": 1}], {"b": "B"}), "foto.png", tmp_path / "no.png"]
    malas += [b"x", (png(), 3), ("hola", "chao")]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.documento(" ", *malas)
    assert [falla.ruta for falla in error.value.fallas] == [
        "titulo",
        "piezas[1]",
        "piezas[2].filas",
        "piezas[3]",
        "piezas[4]",
        "piezas[5]",
        "piezas[6]",
        "piezas[7]",
    ]
    assert "Path('foto.png')" in error.value.fallas[3].mensaje


@pytest.mark.parametrize(
    ("nombre", "dice"),
    [
        ("contexto.md", r"Path\('contexto.md'\).read_text"),
        (" datos.XLSX ", "de 'datos.XLSX' se da su Reporte, sus filas y columnas"),
        ("mapa.svg", "su imagen PNG, JPEG, WebP, TIFF, GIF o BMP"),
        ("foto.webp", r"una imagen se da como Path\('foto.webp'\)"),
    ],
)
def test_el_nombre_de_un_archivo_no_sale_como_texto(nombre: str, dice: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        paac.documento("D", nombre)
    for corriente in (f"Véase {nombre}", f"https://entidad.gov.co/{nombre.strip()}"):
        assert paac.documento("D", corriente).emitir("html").contenido


def test_sin_piezas_no_hay_documento() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="piezas: no llegó ninguna"):
        paac.documento("D")


def test_lo_que_falla_al_componer_dice_de_que_pieza_es() -> None:
    informe = paac.reporte(un_plan(), "informe-seguimiento", corte=date(2026, 8, 31))
    with pytest.raises(paac.ErrorDeEntrada) as solo:
        informe.emitir("docx")
    unido = paac.documento("D", "Hola", informe)
    with pytest.raises(paac.ErrorDeEntrada) as error:
        unido.emitir("docx")
    esperadas = [falla.dentro_de("piezas[1]") for falla in solo.value.fallas]
    assert [*error.value.fallas] == esperadas


@pytest.mark.parametrize("tipo", ["json", "csv", "parquet", "zip"])
def test_no_sale_como_datos(tipo: str) -> None:
    unido = paac.documento("D", un_reporte())
    assert tipo not in unido.tipos
    with pytest.raises(paac.ErrorDeEntrada, match="emita cada reporte"):
        unido.emitir(tipo)


def test_lo_que_se_publica_sigue_sin_publicarse_y_lo_demas_se_avisa() -> None:
    suya = actividad(
        responsable="Ana, ana@correo.gov.co",
        seguimientos=[{"corte": "2026-04-30", "texto": "Escribir a ana@correo.gov.co"}],
    )
    plan = paac.plan_desde_datos(datos(componente(suya)))
    publico = paac.reporte(plan, "paac-plan", corte=CORTE, publico=True)
    unido = paac.documento("D", publico, "Escriba a otra@correo.gov.co")
    escrito = textos(unido)
    assert "ana@correo" not in escrito
    assert "otra@correo" in escrito
    assert [a.ruta for a in unido.avisos if a.codigo == "pieza_sin_publicar"] == ["piezas[1]"]
    assert unido.publico
    assert unido.nombre("docx").endswith("_publico.docx")
    mezclado = paac.documento("D", publico, paac.reporte(plan, "paac-plan", corte=CORTE))
    assert not mezclado.publico


# ------------------------------------------------------------------ leer, verificar, viajar


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_no_se_lee_como_uno_solo_y_se_verifica_con_su_acta(tipo: str, tmp_path: Path) -> None:
    plan = un_plan()
    unido = paac.documento("D", "# Uno", paac.reporte(plan, "paac-seguimiento", corte=CORTE))
    ruta, acta = tmp_path / f"d.{tipo}", tmp_path / "acta.json"
    unido.guardar(ruta, acta=acta)
    with pytest.raises(paac.ErrorDeEntrada, match=r"documento de varias piezas \(2\)"):
        paac.leer(ruta)
    with pytest.raises(paac.ErrorDeEntrada, match="verifíquelo con su acta"):
        paac.verificar(ruta, plan, "paac-seguimiento", corte=CORTE)
    assert paac.verificar(ruta, acta=acta).veredicto == "identico"


def test_el_acta_cambia_si_cambia_alguna_pieza() -> None:
    def datos_de(*piezas: Any) -> str:
        return str(paac.documento("D", *piezas).acta.datos)

    juntas = [
        ("uno",),
        ("dos",),
        ("uno", TABLA),
        ("uno", (FILAS, COLUMNAS, "Otra")),
        ("uno", un_reporte()),
        ("uno", un_reporte(nombre="Otro")),
    ]
    assert len({datos_de(*piezas) for piezas in juntas}) == len(juntas)
    assert datos_de("uno", TABLA) == datos_de("uno", TABLA)


@pytest.mark.integracion
def test_los_mismos_bytes_tambien_en_otro_proceso() -> None:
    def unido() -> paac.Reporte:
        return paac.documento("D", "# Uno", TABLA, un_reporte(), IMAGEN)

    for tipo in ("docx", "xlsx", "html"):
        esperado = unido().emitir(tipo).contenido
        assert unido().emitir(tipo).contenido == esperado
        assert pickle.loads(pickle.dumps(unido())).emitir(tipo).contenido == esperado  # noqa: S301


def test_se_muestra_solo_en_un_cuaderno() -> None:
    unido = paac.documento("Informe", "# Uno", TABLA, un_reporte())
    paquete = unido._repr_mimebundle_()
    assert "Peticiones" in paquete["text/html"]
    assert "Sale en .docx, .xlsx, .html, .pdf" in paquete["text/plain"]
    assert repr(unido) == "<Reporte «Informe», 3 piezas>"


def test_el_marco_es_de_la_entidad_de_los_reportes() -> None:
    una = paac.documento("D", un_reporte(), formato="MCCO.101.18.F.20")
    varias = paac.documento("D", un_reporte(), un_reporte(nombre="Otro"))
    de_nadie = paac.documento("D", "Hola", formato="paac-plan")
    assert "ninguna pieza dice" in de_nadie.avisos[-1].mensaje
    assert una.contenido.entidad.nombre == "Municipio de Prueba"
    assert varias.contenido.entidad.nombre == "2 entidades"
    assert arbol(una).partes[0].marco.encabezado is not None


# ------------------------------------------------------------------ leyes

PALABRA = st.text("abcdeñ ", min_size=1, max_size=12).map(lambda t: f"x{t.strip()}")
UN_TEXTO = st.lists(
    st.tuples(st.integers(0, 6), PALABRA).map(lambda p: f"{'#' * p[0]} {p[1]}".strip()),
    min_size=1,
    max_size=4,
).map("\n\n".join)
UNA_TABLA = st.tuples(
    st.lists(st.fixed_dictionaries({"a": PALABRA}), max_size=3), st.just({"a": "A"}), PALABRA
)
UNA_IMAGEN = st.tuples(st.just(png()), PALABRA)
UN_REPORTE = paac.reporte(un_plan(), "paac-seguimiento", corte=CORTE)
UN_INFORME = paac.reporte(un_plan(), "informe-ejecutivo", corte=CORTE)
REPORTES = st.sampled_from([UN_REPORTE, UN_INFORME])
SUELTAS = UN_TEXTO | UNA_TABLA | UNA_IMAGEN


def dice(pieza: Any) -> list[str]:
    """Lo que debe leerse de una pieza, en su orden."""
    if isinstance(pieza, str):
        return [trozo.lstrip("# ") for trozo in pieza.split("\n\n")]
    if isinstance(pieza, tuple) and isinstance(pieza[0], bytes):
        return [pieza[1]]
    if isinstance(pieza, tuple):
        return [pieza[2], *(fila["a"] for fila in pieza[0])]
    # Un documento dice lo de sus piezas; un reporte, lo suyo, que aquí no se numera igual.
    return leido(pieza) if pieza in {UN_REPORTE, UN_INFORME} else [pieza.titulo]


def leido(unido: paac.Reporte) -> list[str]:
    dichos = list[str]()
    for bloque in bloques(unido):
        if isinstance(bloque, Titulo):
            dichos.append(bloque.texto)
        elif isinstance(bloque, Parrafo):
            dichos.append(solo_texto(bloque.contenido))
        elif isinstance(bloque, Tabla):
            dichos += (solo_texto(c.contenido) for fila in bloque.filas for c in fila.celdas)
    return dichos


@pytest.mark.integracion
@given(
    st.lists(
        SUELTAS
        | REPORTES
        | st.lists(SUELTAS, min_size=1, max_size=3).map(lambda p: paac.documento("zz", *p)),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=40, deadline=None)
def test_sean_las_que_sean_se_numeran_sin_huecos_y_nada_se_pierde(piezas: list[Any]) -> None:
    unido = paac.documento("T", *piezas)
    todos = bloques(unido)
    for clase in ("Tabla", "Figura"):
        numeros = [
            tramo.numero
            for uno in todos
            if isinstance(uno, Parrafo) and isinstance(uno.contenido, tuple)
            for tramo in uno.contenido
            if isinstance(tramo, NumeroDeLeyenda) and tramo.clase == clase
        ]
        assert numeros == list(range(1, len(numeros) + 1))
    abiertos: tuple[int, ...] = ()
    for titulo in (uno for uno in todos if isinstance(uno, Titulo) and uno.nivel):
        if titulo.numero is None:  # sólo los que un reporte no numera
            assert any(isinstance(pieza, paac.Reporte) for pieza in piezas)
            continue
        cuentas = titulo.numero.cuentas
        assert len(cuentas) == titulo.nivel
        arriba = abiertos[: titulo.nivel - 1]
        suyo = abiertos[titulo.nivel - 1] + 1 if len(abiertos) >= titulo.nivel else 1
        assert cuentas == (*arriba, suyo)
        abiertos = cuentas
    quedan = iter(leido(unido))
    for esperado in (texto for pieza in piezas for texto in dice(pieza)):
        assert any(esperado in hallado for hallado in quedan), esperado
    pagina = textos(unido)
    ids = re.findall(r'\bid="([^"]+)"', pagina)
    assert len(ids) == len(set(ids))


@pytest.mark.integracion
@pytest.mark.una_de_cada
@pytest.mark.parametrize("cuantas", [1, 40])
def test_muchas_piezas_y_muchas_filas(cuantas: int) -> None:
    filas = [{"oficina": f"Oficina {n}", "recibidas": n} for n in range(10_000 // cuantas)]
    unido = paac.documento("D", *[(filas, COLUMNAS, "Todas")] * cuantas)
    libro = openpyxl.load_workbook(io.BytesIO(unido.emitir("xlsx").contenido), read_only=True)
    assert len(libro.sheetnames) == cuantas + 1
    assert f"Oficina {len(filas) - 1}" in textos(unido)


@con_sdk
def test_un_word_y_un_libro_unidos_pasan_el_validador(tmp_path: Path) -> None:
    piezas: list[Any] = ["# Uno\n\n- a\n- b\n\n##### Hondo", TABLA, un_reporte(), IMAGEN]
    unido = paac.documento("D", *piezas, un_reporte("informe-seguimiento"), un_reporte())
    rutas = [tmp_path / f"d.{tipo}" for tipo in ("docx", "xlsx")]
    unido.guardar(*rutas)
    assert validar(*rutas) == ""


@pytest.mark.integracion
@con_datos_reales
def test_el_documento_real_con_una_tabla_y_un_texto(tmp_path: Path) -> None:
    plan = paac.plan_desde_datos(leer_real("cartago_2020.json"))
    reporte = paac.reporte(plan, "paac-seguimiento", corte=date(2020, 8, 31))
    unido = paac.documento("Gestión", "# Contexto", TABLA, reporte, IMAGEN)
    (emision,) = unido.guardar(tmp_path / "d.docx")
    assert emision.nombre == "gestion_corte-2020-08-31.docx"


@pytest.mark.parametrize(("formato", "lado"), [(None, "izquierda"), ("ptep-seguimiento", "centro")])
def test_una_imagen_va_donde_la_leyenda_que_la_anuncia(formato: str | None, lado: str) -> None:
    documento = arbol(paac.documento("D", TEXTO, (png(), "El río"), formato=formato))
    parrafos = [b for parte in documento.partes for b in parte.bloques if isinstance(b, Parrafo)]
    leyenda, imagen = parrafos[-2:]

    assert imagen.estilo == f"texto-{lado}"
    assert {documento.estilos[p.estilo].alineacion for p in (leyenda, imagen)} == {lado}
