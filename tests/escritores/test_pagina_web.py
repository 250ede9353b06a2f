"""La página web: que se lea de oído, en un teléfono y en papel, y que no calle ni deje pasar nada.

Prueba ``escritores/html/nombres`` y ``escritores/html/telefono``.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from ayudas.a_medida import formato, plan_de, tabla
from ayudas.de_todo import de_todo
from ayudas.documentos import documento_de
from ayudas.planes import CORTE, actividad

import paac_reportes as paac
from paac_reportes.composicion.tablas.libres import reducir
from paac_reportes.escritores import html
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html.aspecto import en_orden
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.contenido import CampoCalculado
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import Estilo, contraste, estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]


class Lectura(HTMLParser):
    """Lo que una página dice: sus textos, los que sólo se oyen y sus marcas con atributos."""

    def __init__(self, pagina: bytes) -> None:
        super().__init__()
        self.textos: list[str] = []
        self.marcas: list[tuple[str, dict[str, str | None]]] = []
        self._callada = ""
        self.feed(pagina.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.marcas.append((tag, dict(attrs)))
        self._callada = tag if tag in {"style", "script"} else ""
        self.textos += [valor or "" for clave, valor in attrs if clave in {"alt", "aria-label"}]

    def handle_endtag(self, tag: str) -> None:
        self._callada = ""

    def handle_data(self, data: str) -> None:
        if not self._callada:
            self.textos.append(data)

    def con(self, marca: str, **atributos: str) -> list[dict[str, str | None]]:
        """Los atributos de cada marca de ese nombre que tiene esos."""
        return [
            suyos
            for nombre, suyos in self.marcas
            if nombre == marca and all(suyos.get(clave) == v for clave, v in atributos.items())
        ]


def documento(*bloques: Bloque, titulo: str = "T") -> Documento:
    """Un documento de una parte con esos bloques."""
    lados = ("superior", "inferior", "izquierdo", "derecho", "encabezado")
    pagina = Pagina(ancho=Mm(216), alto=Mm(279), **dict.fromkeys(lados, Mm(10)))
    return Documento(
        metadatos=Metadatos(titulo=titulo),
        estilos=estilos_base("Arial", Pt(8)),
        partes=(Parte("P", bloques, Marco(pagina=pagina)),),
    )


def escrita(*bloques: Bloque) -> str:
    return html.escribir(documento(*bloques), Escritura()).decode("utf-8")


def de_filas(*filas: tuple[str, ...], **cambios: Any) -> Tabla:
    """Una tabla de esas filas, sin celdas unidas."""
    puestas = tuple(Fila(tuple(Celda(texto, "celda") for texto in fila)) for fila in filas)
    anchos = (1 / len(filas[0]),) * len(filas[0])
    return Tabla(**({"anchos": anchos, "filas": puestas, "descripcion": "D"} | cambios))


def palabras_de(nodo: Any) -> Iterator[str]:
    """Las de todo lo que un nodo muestra."""
    if isinstance(nodo, str):
        yield from re.findall(r"\w+", nodo)
    elif isinstance(nodo, tuple):
        for uno in nodo:
            yield from palabras_de(uno)
    elif attrs.has(type(nodo)):
        for campo in attrs.fields(type(nodo)):
            if campo.name in _MUESTRAN:
                yield from palabras_de(getattr(nodo, campo.name))


_MUESTRAN = {
    *("partes", "bloques", "marco", "encabezado", "pie", "primera", "rotulos", "filas", "celdas"),
    *("contenido", "texto", "titulo", "texto_alternativo", "categorias", "etiquetas", "series"),
    "nombre",
}
"""Los campos de los nodos que un documento muestra; el nombre es el de una serie.

La descripción de una tabla la nombra sólo si nada más lo hace.
"""


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_toda_palabra_del_arbol_es_palabra_de_la_pagina(codigo: str) -> None:
    definido, _ = hallar_formato(codigo)
    muestra = de_todo(definido)
    filas, definido, _ = reducir(muestra.filas, definido)
    arbol = documento_de(muestra.contenido, definido, muestra.corte, "documento", filas)
    leida = Lectura(html.escribir(arbol, Escritura()))
    de_la_pagina = set(re.findall(r"\w+", " ".join(leida.textos)))
    # Una dirección larga se puede partir, y quien la lee la oye entera.
    de_la_pagina |= set(re.findall(r"\w+", "".join(leida.textos)))
    nombres_de_partes = {p for parte in arbol.partes for p in palabras_de(parte.nombre)}

    assert set(palabras_de(arbol)) - nombres_de_partes - de_la_pagina == set()


def test_dos_tablas_iguales_tienen_nombres_distintos() -> None:
    una = de_filas(("a",))
    titulos = [Titulo(texto=texto, nivel=1) for texto in ("Planeación", "Hacienda")]
    pagina = Lectura(escrita(titulos[0], una, una, titulos[1], una).encode())

    assert [marco["aria-label"] for marco in pagina.con("div", role="region")] == [
        "D",
        "D: Planeación",
        "D: Hacienda",
    ]


def test_una_tabla_que_no_pide_todo_el_ancho_lo_lleva_en_una_pantalla_y_no_en_un_telefono() -> None:
    escrito = escrita(de_filas(("a", "1"), anchos=(0.3, 0.2)))
    clase = re.search(r"\n\.(\w+) \.c1 { width: 60%; }", escrito)

    assert clase
    en_pantalla = (
        f"@media print, screen and (min-width: 40.01rem) {{ .{clase[1]} {{ width: 50%; }} }}"
    )
    assert en_pantalla in escrito
    assert f".{clase[1]} .c2 {{ width: 40%; }}" in escrito


def test_una_leyenda_que_nada_nombra_no_se_pierde() -> None:
    escrito = escrita(Parrafo("Tabla 3. Normas", "leyenda"), Parrafo("x"))

    assert '<p class="leyenda">Tabla 3. Normas</p>' in escrito


def test_en_un_telefono_cada_celda_lleva_los_rotulos_de_su_columna() -> None:
    rotulos = (
        Fila((Celda("Franja", "franja", 3),)),
        Fila((Celda("N", "rotulo", filas=2), Celda("Avance", "rotulo", 2))),
        Fila((Celda('"}', "rotulo"), Celda("Texto", "rotulo"))),
    )
    escrito = escrita(de_filas(("1", "2", "3"), rotulos=rotulos))

    assert '<table class="g1 r1" ' in escrito
    assert '<tr class="a-lo-ancho"><th class="franja"' in escrito
    assert (
        """
  .tarjetas .r1 tbody .k1::before { content: "N"; }
  .tarjetas .r1 tbody .k2::before { content: "Avance \\b7  \\22 \\7d "; }
  .tarjetas .r1 tbody .k3::before { content: "Avance \\b7  Texto"; }
  .tarjetas .r1 tbody :is(.k2):not(:empty) ~ .k3::before { content: "Texto"; } }
"""
        in escrito
    )


@pytest.mark.parametrize(
    ("rotulos", "de_la_ultima"),
    [
        # Uno sobre el código y la descripción: después de uno, la otra no lo repite.
        ([("Actividades",), ("Actividades",)], {"": "Actividades", ".k1": "none"}),
        # De «%» a «%» hay otra cosa.
        (
            [("Riesgo", "%"), ("Riesgo", "Impacto"), ("Riesgo", "%")],
            {"": "Riesgo · %", ".k2, .k1": "%"},
        ),
        # Lo más que se haya dicho de su grupo es lo que no se repite.
        (
            [("A", "B", "x"), ("A", "C", "y"), ("A", "C", "z")],
            {"": "A · C · z", ".k2, .k1": "C · z", ".k2": "z"},
        ),
        ([("A", "x"), ("Otro",), ("A", "z")], {"": "A · z"}),
        ([("A", "x"), (), ("A", "z")], {"": "A · z"}),
        ([("A", "x"), ("A",)], {"": "A", ".k1": "none"}),
        # El de un grupo de nombre largo va en su renglón, y la celda, al lado del suyo.
        (
            [("Valoración", "x"), ("Valoración", "Riesgo inherente", "Probabilidad")],
            {
                "": "Valoración · Riesgo inherente\nProbabilidad",
                ".k1": "Riesgo inherente · Probabilidad",
            },
        ),
    ],
)
def test_en_un_telefono_el_rotulo_de_un_grupo_se_dice_una_vez(
    rotulos: list[tuple[str, ...]], de_la_ultima: dict[str, str]
) -> None:
    """Lo que dice la última columna, sola y tras otras de su grupo que digan algo."""
    ultima = f"k{len(rotulos)}"
    dichos = [uno for uno in en_orden(rotulos) if uno.columna == ultima]

    assert {uno.tras: sin_clave(uno.dice) for uno in dichos} == de_la_ultima


def sin_clave(escrito: str) -> str:
    """Lo que dice un texto escrito en una hoja de estilos."""
    return re.sub(r"\\(\w+) ", lambda clave: chr(int(clave[1], 16)), escrito.strip('"'))


NUMERO = Celda(("Página ", CampoCalculado.PAGINA), "celda")


@pytest.mark.parametrize(
    ("filas", "crece"),
    [
        ([[Celda("Entidad", "celda"), NUMERO]], {1: "1 / 1 / 2 / 3"}),
        (
            [[Celda("Entidad", "celda", filas=2), Celda("Versión 1", "celda")], [NUMERO]],
            {2: "1 / 2 / 3 / 3"},
        ),
        ([[NUMERO, Celda("Entidad", "celda")]], {}),
    ],
)
def test_en_pantalla_la_celda_vecina_toma_el_lugar_del_numero_de_hoja(
    filas: list[list[Celda]], crece: dict[int, str]
) -> None:
    encabezado = Tabla(
        anchos=(0.5, 0.5), filas=tuple(Fila(tuple(fila)) for fila in filas), clase="firmas"
    )
    pagina = escrita(encabezado)
    en_pantalla = re.findall(
        r"@media screen \{\s*\.g1 > :nth-child\((\d)\) \{ grid-area: ([\d /]+); \}", pagina
    )

    assert {int(numero): sitio for numero, sitio in en_pantalla} == crece
    assert pagina.count('class="celda numerada"') == 1


def test_el_encabezado_de_la_primera_hoja_no_dice_cuantas_son_si_no_lo_sabe() -> None:
    numerada = ("Página [", CampoCalculado.PAGINA, " de ", CampoCalculado.PAGINAS, "]")
    solo_cuantas = ("Son ", CampoCalculado.PAGINAS)
    celdas = (Celda(numerada, "celda"), Celda(solo_cuantas, "celda"))
    pagina = escrita(Tabla(anchos=(0.5, 0.5), filas=(Fila(celdas),), clase="firmas"))

    assert '<span class="solo-papel">Página [1]</span>' in pagina
    assert '<span class="solo-papel"></span>' in pagina


def test_una_tabla_que_empieza_por_su_banda_no_lleva_un_grupo_de_filas_vacio() -> None:
    banda = Fila((Celda("Intercambios", "banda", 2),))
    celdas = Fila((Celda("a", "celda"), Celda("b", "celda")))
    escrito = escrita(de_filas(("x", "y"), filas=(banda, celdas)))

    assert escrito.count("<tbody>") == 1


def test_ningun_titulo_baja_mas_de_un_nivel() -> None:
    titulos = [Titulo(texto=str(nivel), nivel=nivel) for nivel in (0, 2, 3, 1, 3)]

    assert re.findall(r"<h(\d) id", escrita(*titulos)) == ["1", "2", "3", "2", "3"]


def test_sin_titulo_del_documento_lo_oye_quien_no_ve_la_pagina() -> None:
    assert '<h1 class="oculto">T</h1>' in escrita(Parrafo("x"))
    assert 'class="oculto"' not in escrita(Titulo(texto="Informe", nivel=0))


def test_la_navegacion_lleva_a_cada_titulo() -> None:
    escrito = escrita(*(Titulo(texto=texto, nivel=1) for texto in ("Á uno", "Á uno", "<dos>")))

    assert re.findall(r'<li class="indice"><a href="#([^"]+)">', escrito) == [
        "a-uno",
        "a-uno-2",
        "dos",
    ]
    assert re.findall(r'<h2 id="([^"]+)"', escrito) == ["a-uno", "a-uno-2", "dos"]


@pytest.mark.parametrize("evidencia", ["javascript:alert(1)", "data:text/html,<b>", "//x.co/a"])
def test_lo_que_no_es_una_direccion_web_no_es_un_enlace(evidencia: str) -> None:
    seguimiento = {"corte": CORTE.isoformat(), "evidencias": [evidencia, "https://x.gov.co/a"]}
    tablas = {"t": tabla("actividades", "seguimiento.evidencias")}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas=tablas)
    plan = plan_de(actividad(seguimientos=[seguimiento]))
    pagina = Lectura(paac.emitir(plan, propio, "html", corte=CORTE))

    enlaces = [suyo["href"] for suyo in pagina.con("a") if not (suyo["href"] or "").startswith("#")]
    assert enlaces == ["https://x.gov.co/a"]


def test_la_pagina_solo_admite_sus_estilos_y_su_programa_por_su_huella() -> None:
    escrito = escrita(de_filas(*[(str(n),) for n in range(30)]))
    (politica,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', escrito)

    for marca in ("style", "script"):
        (texto,) = re.findall(f"<{marca}>(.*?)</{marca}>", escrito, re.DOTALL)
        suma = base64.b64encode(hashlib.sha256(texto.encode()).digest()).decode()
        assert f"{marca}-src &#39;sha256-{suma}&#39;" in politica
    assert politica.startswith("default-src &#39;none&#39;; img-src data:;")
    assert not re.search(r'\sstyle="|\son\w+="', escrito)


def test_el_programa_viene_solo_si_hay_tablas_y_el_buscador_propio_si_una_es_larga() -> None:
    corta, larga = (escrita(de_filas(*[("x",)] * filas)) for filas in (24, 25))

    assert "<script" not in escrita(Parrafo("x"))
    assert [una.count("<script") for una in (corta, larga)] == [1, 1]
    assert [una.count('r1 larga"') for una in (corta, larga)] == [0, 1]


@pytest.mark.integracion
def test_nada_se_trae_de_fuera() -> None:
    de = de_todo(hallar_formato("informe-seguimiento")[0])
    pagina = Lectura(paac.emitir(de.contenido, "informe-seguimiento", "html", corte=de.corte))

    fuentes = [suyos[clave] for _, suyos in pagina.marcas for clave in ("src",) if clave in suyos]
    assert all((fuente or "").startswith("data:") for fuente in fuentes)
    assert pagina.con("link") == []


@pytest.mark.parametrize(
    ("texto", "escrito"),
    [
        ("a" * 28, "a" * 28),
        ("a" * 30, f"{'a' * 28}<wbr>aa"),
        (
            "https://x.gov.co/documentos/acta",
            "https://<wbr>x.<wbr>gov.<wbr>co/<wbr>documentos/<wbr>acta",
        ),
    ],
)
def test_solo_lo_que_no_es_una_palabra_se_puede_partir(texto: str, escrito: str) -> None:
    assert f'<p class="texto">{escrito}</p>' in escrita(Parrafo(texto))


@pytest.mark.parametrize(
    "hostil", ["]]>", "</style><script>", "\u202eal revés", '" }  * { x', "\\" * 3 + "<"]
)
def test_un_encabezado_hostil_no_rompe_la_hoja_de_estilos(hostil: str) -> None:
    entidad = {"nombre": hostil}
    escrito = paac.emitir(plan_de(entidad=entidad), "ptep-plan", "html").decode()
    (estilos,) = re.findall("<style>(.*?)</style>", escrito, re.DOTALL)

    assert hostil not in estilos
    assert estilos.count("{") == estilos.count("}")


def test_a_oscuras_se_aclara_la_letra_de_color_y_no_la_que_va_sobre_un_relleno() -> None:
    azul = {"estilos": {"titulo1": {"color": "1F3864"}, "total": {"color": "1F3864"}}}
    escrito = paac.emitir(plan_de(), formato(TITULO, **azul), "html").decode()

    (a_oscuras,) = re.findall(r"dark\) \{ \.titulo1 \{ color: #(\w+); \} \}", escrito)
    assert contraste(a_oscuras, "1B1B1B") >= 4.5
    assert ".titulo1 { font-family" in escrito
    assert "; color: #1F3864" in escrito.split(".titulo1 { font-family")[1].split("}")[0]
    assert "dark) { .total {" not in escrito


TITULO = {"tipo": "titulo", "nivel": 1, "texto": "Título"}


@pytest.mark.parametrize(
    ("anchos", "margen"),
    [
        ((0.2, 0.6, 0.2), [("left", "20%"), ("center", "60%"), ("right", "20%")]),
        ((0.5, 0.5), [("left", "50%"), ("right", "50%")]),
        ((0.7, 0.3), [("center", "70%"), ("right", "30%")]),
        ((0.25, 0.45, 0.1, 0.2), [("left", "25%"), ("center", "45%"), ("right", "20%")]),
        ((1.0,), [("center", "100%")]),
    ],
)
def test_cada_celda_del_pie_va_en_el_cuadro_del_margen_donde_esta_su_centro(
    anchos: tuple[float, ...], margen: list[tuple[str, str]]
) -> None:
    pie = Tabla(anchos=anchos, filas=(Fila(tuple(Celda("x", "encabezado") for _ in anchos)),))
    base = documento(Parrafo("x"))
    marco = attrs.evolve(base.partes[0].marco, pie=pie)
    con_pie = attrs.evolve(base, partes=(attrs.evolve(base.partes[0], marco=marco),))
    escrito = html.escribir(con_pie, Escritura()).decode()

    assert re.findall(r"@bottom-(\w+) { content: .*?; width: (\S+);", escrito) == margen


@pytest.mark.parametrize("anchos", [(0.14, 0.6, 0.26), (0.74, 0.26)])
def test_impreso_el_encabezado_de_una_cuadricula_la_lleva_en_cada_hoja(
    anchos: tuple[float, ...],
) -> None:
    celdas = tuple(Celda("x", "encabezado") for _ in anchos)
    base = documento(Parrafo("x"))
    marco = attrs.evolve(
        base.partes[0].marco, encabezado=Tabla(anchos=anchos, filas=(Fila(celdas),))
    )

    def cuadros(estilos: dict[str, Estilo]) -> list[tuple[str, str]]:
        partes = (attrs.evolve(base.partes[0], marco=marco),)
        suyo = attrs.evolve(base, partes=partes, estilos=estilos)
        escrito = html.escribir(suyo, Escritura()).decode()
        return re.findall(r"@top-(\w+) { content: .*?; width: (\S+?);[^}]*border: solid", escrito)

    assert cuadros(base.estilos) == [("left", "26%"), ("center", "48%"), ("right", "26%")]
    sin_marco = attrs.evolve(base.estilos["encabezado"], bordes=None)
    assert cuadros({**base.estilos, "encabezado": sin_marco}) == []


def test_impreso_el_encabezado_de_un_informe_va_como_en_word() -> None:
    """Con su color y su raya; el texto, al lado del escudo, y a la izquierda si no lo hay."""
    raya = Bordes(abajo=Raya(grosor=Pt(1), color="173A5E"))
    suyo = attrs.evolve(documento().estilos["celda"], color="5B6876", bordes=raya)
    a_la_derecha = attrs.evolve(suyo, horizontal="derecha")
    estilos = documento().estilos | {"a": suyo, "b": a_la_derecha}

    def cuadros(*celdas: Celda) -> list[tuple[str, str, str]]:
        tabla = Tabla(anchos=(0.1, 0.56, 0.34), filas=(Fila(celdas),))
        base = documento(Parrafo("x"))
        marco = attrs.evolve(base.partes[0].marco, encabezado=tabla)
        partes = (attrs.evolve(base.partes[0], marco=marco),)
        con_el = attrs.evolve(base, partes=partes, estilos=estilos)
        escrito = html.escribir(con_el, Escritura()).decode()
        return re.findall(
            r"@top-(\w+) { content: (.*?); width: (\S+?);[^}]*#5B6876; border-bottom: 1px solid"
            r" #173A5E; margin: 10mm 0 2.5mm",
            escrito,
        )

    assert cuadros(Celda("", "a"), Celda("M", "a"), Celda("C", "b")) == [
        ("left", '"M"', "66%"),
        ("right", '"C"', "34%"),
    ]
    assert cuadros(Celda("", "a"), Celda("M", "a"), Celda("", "b"))[1:] == [("right", '""', "34%")]


def test_impresa_la_tabla_que_se_lee_de_una_mirada_no_se_corta_salvo_en_una_cuadricula() -> None:
    filas = [(str(n), "x") for n in range(15)]
    base = documento(de_filas(*filas[:14]), de_filas(*filas))
    sin_rayas = attrs.evolve(base.estilos["celda"], bordes=None)
    sobrio = attrs.evolve(base, estilos=base.estilos | {"celda": sin_rayas})
    en_cuadros, escrito = (html.escribir(d, Escritura()).decode() for d in (base, sobrio))

    assert re.findall(r'<div class="(marco[^"]*)"', escrito) == [
        "marco tarjetas corta",
        "marco tarjetas",
    ]
    assert "@media print { .corta { break-inside: avoid; } }" in escrito
    assert ".corta {" not in en_cuadros


def _como_van_en_un_telefono(*tablas: Tabla) -> list[bool]:
    """Por tabla, si va en tarjetas."""
    escrito = escrita(*tablas)
    return ["tarjetas" in una for una in re.findall(r'<div class="(marco[^"]*)"', escrito)]


def test_en_un_telefono_la_tabla_de_cifras_es_tabla_y_la_de_textos_tarjetas() -> None:
    rotulos = (Fila((Celda("Componente", "rotulo"), *[Celda("Vencidas", "rotulo")] * 3)),)
    nombre = "3. Rendición de Cuentas, con un nombre que va en varios renglones"
    de_cifras = de_filas((nombre, "13\xa0de\xa027", "1", "8"), rotulos=rotulos)
    de_textos = de_filas(
        ("1", "Se publicó, y se socializó con todos los vecinos", "1", "8"), rotulos=rotulos
    )
    ancha = de_filas(("Componente", *["10.000\xa0de\xa0100.000"] * 3), rotulos=rotulos)
    assert _como_van_en_un_telefono(de_cifras, de_textos, ancha) == [False, True, True]


def test_donde_hay_varias_tablas_se_vuelve_al_comienzo_aunque_no_haya_titulos() -> None:
    tabla = de_filas(("a",))

    assert 'class="volver solo-pantalla"' in escrita(tabla, tabla)
    assert 'class="volver solo-pantalla"' not in escrita(tabla)


@pytest.mark.parametrize(("cifras", "filas"), [(4, 3), (3, 3), (5, 2)])
def test_en_un_telefono_las_cifras_van_de_a_dos_sean_las_que_sean(cifras: int, filas: int) -> None:
    """La columna que separa dos no se lee; la celda que no dice nada guarda su lugar."""
    renglon = [*["7", ""] * (cifras - 1), "7"]
    con_una_en_blanco = ["", *renglon[1:]]
    renglones = (*[tuple(renglon)] * (filas - 1), tuple(con_una_en_blanco))
    escrito = escrita(de_filas(*renglones, clase="cifras"))
    en_el_telefono = escrito.split("repeat(2, minmax(0, 1fr)); column-gap")[1].split("}\n}")[0]

    assert escrito.count('<div class="celda">') == cifras * filas
    # La raya de las de abajo no toca la base de las de arriba.
    assert (
        f":nth-child({filas}n):not(:nth-last-child(-n + {filas + 1})) {{ padding-bottom"
        in en_el_telefono
    )
    assert re.findall(r"grid-area: (\d) / (\d);", en_el_telefono) == [
        (str(cifra // 2 * filas + fila + 1), str(cifra % 2 + 1))
        for cifra in range(cifras)
        for fila in range(filas)
    ]
