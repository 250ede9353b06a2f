"""La página web: que se lea de oído, en un teléfono y en papel, y que no calle ni deje pasar nada.

Prueba ``escritores/html/nombres`` y ``escritores/html/escritor``.
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
from paac_reportes.escritores import html
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html.aspecto import de_noche, en_orden
from paac_reportes.escritores.html.nombres import rotulos_de_columnas
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.aspecto import HILO, TINTA, TINTA_SUAVE, Paleta
from paac_reportes.maqueta.contenido import CampoCalculado
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import contraste, estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, NumeroDeTitulo, Parrafo, Tabla, Titulo
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
    arbol = documento_de(muestra.contenido, definido, muestra.corte, "documento")
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


def test_una_leyenda_que_nada_nombra_no_se_pierde() -> None:
    escrito = escrita(Parrafo("Tabla 3. Normas", "leyenda"), Parrafo("x"))

    assert '<p class="leyenda">Tabla 3. Normas</p>' in escrito


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


@pytest.mark.parametrize(
    ("rotulos", "caminos"),
    [
        (
            [("Probabilidad", "%", "Impacto", "%")],
            ["Probabilidad", "Probabilidad (%)", "Impacto", "Impacto (%)"],
        ),
        # Uno solo no es de la columna anterior, que puede ser un relato.
        ([("Lo reportado", "%")], ["Lo reportado", "%"]),
    ],
)
def test_de_varios_rotulos_que_son_un_signo_se_dice_de_que(
    rotulos: list[tuple[str, ...]], caminos: list[str]
) -> None:
    de_rotulos = tuple(Fila(tuple(Celda(dice, "rotulo") for dice in fila)) for fila in rotulos)
    cuantas = len(caminos)
    fila = Fila((Celda("x", "celda"),) * cuantas)
    tabla = Tabla(anchos=(1 / cuantas,) * cuantas, rotulos=de_rotulos, filas=(fila,))

    assert [camino for (camino,) in rotulos_de_columnas(tabla)] == caminos


def test_el_unico_rotulo_que_es_un_signo_dice_el_de_su_grupo() -> None:
    grupo = Fila((Celda("Seguimiento", "rotulo", 2),))
    propios = Fila((Celda("Lo reportado", "rotulo"), Celda("%", "rotulo")))
    fila = Fila((Celda("x", "celda"), Celda("100", "celda"), Celda("y", "celda")))
    solo = Celda("Otro", "rotulo", filas=2)
    rotulos = (attrs.evolve(grupo, celdas=(*grupo.celdas, solo)), propios)
    tabla = Tabla(anchos=(0.4, 0.3, 0.3), rotulos=rotulos, filas=(fila,))

    assert rotulos_de_columnas(tabla)[1] == ("Seguimiento", "Seguimiento (%)")


def test_en_la_tarjeta_de_una_tabla_muy_ancha_cada_grupo_empieza_renglon() -> None:
    columnas = 26
    grupo = Fila(
        (Celda("Solo", "rotulo", filas=2), Celda("Grupo", "rotulo", columnas=columnas - 1))
    )
    propios = Fila(tuple(Celda(f"C{n}", "rotulo") for n in range(2, columnas + 1)))
    fila = Fila(tuple(Celda("x", "celda") for _ in range(columnas)))
    tabla = Tabla(anchos=(1 / columnas,) * columnas, rotulos=(grupo, propios), filas=(fila,))
    reglas = re.findall(r"\.ancha \.r1 tbody(.*?) \.(k\d+) \{ --columnas: ([^;]+);", escrita(tabla))

    assert reglas[0] == ("", "k2", "1 / -1")
    assert reglas[1:3] == [("", "k3", "1 / -1"), (" :is(.k2):not(:empty) ~", "k3", "auto")]
    assert "k1" not in {columna for _, columna, _ in reglas}


def sin_clave(escrito: str) -> str:
    """Lo que dice un texto escrito en una hoja de estilos."""
    return re.sub(r"\\(\w+) ", lambda clave: chr(int(clave[1], 16)), escrito.strip('"'))


def test_el_numero_de_hoja_del_encabezado_es_solo_de_papel() -> None:
    numerada = ("MCCO\n", "PAGINA [", CampoCalculado.PAGINA, "]")
    celdas = (Celda("Entidad", "celda"), Celda(numerada, "celda"))
    encabezado = Tabla(anchos=(0.5, 0.5), filas=(Fila(celdas),), clase="firmas")
    pagina = escrita(encabezado)

    assert '<div class="celda">Entidad</div>' in pagina
    assert '<div class="celda">MCCO\n<span class="solo-papel">PAGINA [1]</span>' in pagina


def test_en_pantalla_el_lugar_del_numero_de_hoja_lo_toma_la_celda_de_debajo() -> None:
    numero = Celda(("PAGINA [", CampoCalculado.PAGINA, "]"), "celda")
    arriba = Fila((Celda("Entidad", "celda", filas=2), numero))
    abajo = Fila((Celda("CÓDIGO", "celda"),))
    pagina = escrita(Tabla(anchos=(0.5, 0.5), filas=(arriba, abajo), clase="firmas"))

    assert "> :nth-child(3) { grid-area: 1 / 2 / 3 / 3; }" in pagina


def test_en_pantalla_lo_del_centro_no_se_corre_al_lugar_del_numero_de_hoja() -> None:
    celdas = (Celda("Entidad", "celda"), Celda((CampoCalculado.PAGINA,), "celda"))
    pagina = escrita(Tabla(anchos=(0.6, 0.4), filas=(Fila(celdas),), clase="firmas"))

    assert "> :nth-child(1) { grid-area: 1 / 1 / 2 / 3; padding-right: 40%; }" in pagina


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


@pytest.mark.parametrize("evidencia", ["javascript:alert(1)", "data:text/html,<b>", "//x.co/a"])
def test_lo_que_no_es_una_direccion_web_no_es_un_enlace(evidencia: str) -> None:
    seguimiento = {"corte": CORTE.isoformat(), "evidencias": [evidencia, "https://x.gov.co/a"]}
    tablas = {"t": tabla("actividades", "seguimiento.evidencias")}
    propio = formato({"tipo": "tabla", "tablas": ["t"]}, tablas=tablas)
    plan = plan_de(actividad(seguimientos=[seguimiento]))
    pagina = Lectura(paac.reporte(plan, propio, corte=CORTE).emitir("html").contenido)

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
    pagina = Lectura(
        paac.reporte(de.contenido, "informe-seguimiento", corte=de.corte).emitir("html").contenido
    )

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
    escrito = paac.reporte(plan_de(entidad=entidad), "ptep-plan").emitir("html").contenido.decode()
    (estilos,) = re.findall("<style>(.*?)</style>", escrito, re.DOTALL)

    assert hostil not in estilos
    assert estilos.count("{") == estilos.count("}")


def test_a_oscuras_se_aclara_la_letra_de_color_y_no_la_que_va_sobre_un_relleno() -> None:
    azul = {"estilos": {"titulo1": {"color": "1F3864"}, "total": {"color": "1F3864"}}}
    escrito = paac.reporte(plan_de(), formato(TITULO, **azul)).emitir("html").contenido.decode()

    (a_oscuras,) = re.findall(r"dark\) \{ \.titulo1 \{ color: #(\w+); \} \}", escrito)
    assert contraste(a_oscuras, "1B1B1B") >= 4.5
    assert ".titulo1 { font-family" in escrito
    assert "; color: #1F3864" in escrito.split(".titulo1 { font-family")[1].split("}")[0]
    assert "dark) { .total {" not in escrito


@pytest.mark.parametrize(
    ("color", "de_noche_va"),
    [
        (TINTA, "C8CBCE"),  # 10,57 : 1
        (TINTA_SUAVE, "8D96A0"),  # 5,74 : 1
        (HILO, "37393A"),  # una línea apenas se ve, en el papel y de noche
        (Paleta().hecho, "6997B9"),
    ],
)
def test_a_oscuras_cada_color_resalta_como_en_el_papel(color: str, de_noche_va: str) -> None:
    assert de_noche(color) == de_noche_va


TITULO = {"tipo": "titulo", "nivel": 1, "texto": "Título"}


def test_donde_hay_varias_tablas_se_vuelve_al_comienzo_aunque_no_haya_titulos() -> None:
    tabla = de_filas(("a",))

    assert 'class="volver solo-pantalla"' in escrita(tabla, tabla)
    assert 'class="volver solo-pantalla"' not in escrita(tabla)


# ------------------------------------------------------------------ lo que se pliega
BASE = documento_de(plan_de(), formato({"tipo": "titulo", "texto": "x"}), CORTE, "documento")


def con_anexos(*partes: tuple[Bloque, ...]) -> str:
    una = BASE.partes[0]
    documento = attrs.evolve(
        BASE, partes=tuple(attrs.evolve(una, bloques=bloques) for bloques in partes)
    )
    return html.escribir(documento, Escritura()).decode()


def titulo(texto: str, nivel: int = 1, numero: NumeroDeTitulo | None = None) -> Titulo:
    return Titulo(texto=texto, nivel=nivel, numero=numero)


def anexo(texto: str, *cuentas: int) -> Titulo:
    return titulo(texto, len(cuentas), NumeroDeTitulo(cuentas, de_anexo=True))


def plegados(pagina: str) -> Iterator[tuple[str, list[str]]]:
    """El título de cada uno y los textos de adentro."""
    for resumen, dentro in re.findall(
        r'<details class="plegado" open>\n<summary>(.*?)</summary>\n(.*?)</details>',
        pagina,
        re.DOTALL,
    ):
        (titulo,) = re.findall(r"<h\d[^>]*>(.*?)</h\d>", resumen)
        yield titulo, re.findall(r">([^<>\n]+)</", dentro)


def test_un_anexo_se_pliega_por_sus_partes_y_sin_ellas_entero() -> None:
    pagina = con_anexos(
        (
            titulo("Resultados", 1, NumeroDeTitulo((1,))),
            Parrafo("lo que se lee"),
            anexo("Método", 1),
            Parrafo("cómo"),
            anexo("Matriz", 2),
            Parrafo("se omite"),
            anexo("Hacienda", 2, 1),
            Parrafo("una"),
            anexo("Caja", 2, 1, 1),
            Parrafo("otra"),
            anexo("Salud", 2, 2),
            Parrafo("tres"),
            titulo("Cierre"),
            Parrafo("fuera"),
        )
    )

    assert list(plegados(pagina)) == [
        ("Anexo\xa0A. Método", ["cómo"]),
        ("B.1 Hacienda", ["una", "B.1.1 Caja", "otra"]),
        ("B.2 Salud", ["tres"]),
    ]


def test_los_titulos_de_un_anexo_lo_parten_aunque_no_se_numeren() -> None:
    pagina = con_anexos((anexo("Matriz", 1), titulo("Hacienda", 2), Parrafo("una")))

    assert list(plegados(pagina)) == [("Hacienda", ["una"])]


def test_un_anexo_sigue_en_la_parte_que_viene_en_otro_papel() -> None:
    pagina = con_anexos(
        (anexo("Matriz", 1), Parrafo("se omite")),
        (anexo("Hacienda", 1, 1), Parrafo("una")),
        (titulo("Cierre"), titulo("Otra", 2), Parrafo("fuera")),
    )

    assert list(plegados(pagina)) == [
        ("Anexo\xa0A. Matriz", ["se omite"]),
        ("A.1 Hacienda", ["una"]),
    ]


def test_un_titulo_sin_nada_debajo_no_se_pliega() -> None:
    pagina = con_anexos((anexo("Vacío", 1), anexo("Otro", 2), Parrafo("algo")))

    assert [titulo for titulo, _ in plegados(pagina)] == ["Anexo\xa0B. Otro"]


def test_el_programa_viene_aunque_un_anexo_no_traiga_tablas() -> None:
    assert "<script>" in con_anexos((anexo("Método", 1), Parrafo("cómo")))
    assert "<script>" not in con_anexos((titulo("Método"), Parrafo("cómo")))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_fuera_de_los_anexos_de_un_formato_no_se_pliega_nada(codigo: str) -> None:
    """Lo que cada formato dice que es un anexo, mirado en su árbol."""
    definido = hallar_formato(codigo)[0]
    muestra = de_todo(definido)
    emitida = paac.reporte(muestra.contenido, codigo, corte=muestra.corte).emitir("html").contenido
    plegadas = {titulo for titulo, _ in plegados(emitida.decode())}
    arbol = documento_de(muestra.contenido, definido, muestra.corte, "documento")

    assert {re.sub("<wbr>|&#\\d+;|&\\w+;", "", uno) for uno in plegadas} <= set(de_anexos(arbol))
    assert bool(plegadas) == bool(list(de_anexos(arbol)))


def de_anexos(documento: Documento) -> Iterator[str]:
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Titulo) and bloque.numero and bloque.numero.de_anexo:
                yield bloque.con_numero
