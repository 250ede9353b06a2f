"""De una página con los cambios a la vista: sin lo quitado queda la de ahora, y sin lo agregado, la de antes."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from ayudas.cambios import REALES, azar_de, cambiado
from ayudas.compartido import con_datos_reales, leer_real
from lxml import html
from pypdf import PdfReader

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

CORTE = date(2020, 8, 31)
SE_VA = {"ahora": "del", "antes": "ins"}
DE_UN_BLOQUE = {"p", "li", "td", "th", "dt", "dd", "div", "span", "figcaption", "text"}
DE_UN_BLOQUE |= {f"h{nivel}" for nivel in range(1, 7)}


def dichos(pagina: bytes, sin: str = "") -> list[str]:
    """Lo que dice cada bloque, quitada una clase de marca; lo que no se compara no está."""
    raiz = html.document_fromstring(pagina.decode())
    ajenos = "//style | //script | //nav | //header | //footer | //p[@class='cambios']"
    for uno in raiz.xpath(ajenos + (f" | //{sin}" if sin else "")):
        uno.drop_tree()
    return [dicho for uno in raiz.find("body").iter() if (dicho := "".join(propio(uno)).strip())]


def propio(elemento: Any) -> Iterator[str]:
    """El texto de un bloque, sin el de los que contiene."""
    if elemento.tag not in DE_UN_BLOQUE:
        return
    yield elemento.text or ""
    for hijo in elemento:
        if hijo.tag not in DE_UN_BLOQUE:
            yield from en_linea(hijo)
        yield hijo.tail or ""


def en_linea(elemento: Any) -> Iterator[str]:
    yield elemento.text or ""
    for hijo in elemento:
        if hijo.tag not in DE_UN_BLOQUE:
            yield from en_linea(hijo)
        yield hijo.tail or ""


def marcados(pagina: bytes) -> dict[str, list[str]]:
    """Lo que dice cada marca de cada clase, sin blancos."""
    raiz = html.document_fromstring(pagina.decode())
    return {
        marca: ["".join(uno.text_content().split()) for uno in raiz.iter(marca)]
        for marca in ("ins", "del")
    }


def sin_blancos(pdf: bytes) -> str:
    paginas = PdfReader(io.BytesIO(pdf)).pages
    return "".join("".join(una.extract_text().split()) for una in paginas)


def comprobar(datos: Any, nuevos: Any, formato: str, corte: date | None, *, pdf: bool) -> None:
    antes, ahora = paac.plan_desde_datos(datos), paac.plan_desde_datos(nuevos)
    pedido = paac.reporte(ahora, formato, corte=corte, anterior=antes, control_de_cambios=True)
    pagina = pedido.emitir("html").contenido
    assert b"<del>" in pagina
    assert b"<ins>" in pagina
    for cual, plan in (("ahora", ahora), ("antes", antes)):
        sola = paac.emitir(plan, formato, "html", corte=corte)
        assert dichos(pagina, SE_VA[cual]) == dichos(sola), cual
    if not pdf:
        return
    escrito = sin_blancos(pedido.emitir("pdf").contenido)
    for suyos in marcados(pagina).values():
        # Uno largo se parte entre dos páginas, con el encabezado en medio.
        cortos = [uno for uno in suyos if len(uno) < 40]
        assert cortos
        assert [uno for uno in cortos if uno not in escrito] == []


@pytest.mark.una_de_cada("archivo")
@con_datos_reales
@pytest.mark.parametrize("semilla", range(2))
@pytest.mark.parametrize(("archivo", "formato", "corte"), REALES)
def test_un_plan_real_cambiado(
    archivo: str, formato: str, corte: date | None, semilla: int
) -> None:
    datos = leer_real(archivo)
    comprobar(datos, cambiado(datos, azar_de(semilla)), formato, corte, pdf=semilla == 0)


@pytest.mark.parametrize("formato", ["informe-seguimiento", "paac-seguimiento", "cajica-plan"])
def test_un_componente_que_viene_y_otro_que_se_va(formato: str) -> None:
    """Con sus títulos, sus tablas, sus párrafos y sus gráficos."""
    actividades = [
        {
            "codigo": f"{grupo}.{numero}",
            "descripcion": f"Acción {grupo}-{numero} de la entidad",
            "responsable": "Planeación",
            "seguimientos": [{"corte": "2020-08-31", "texto": "Se hizo", "avance": 10 * numero}],
        }
        for grupo in range(1, 4)
        for numero in range(1, 5)
    ]
    grupos = [
        {"nombre": f"Grupo {n}", "actividades": actividades[4 * n : 4 * n + 4]} for n in range(3)
    ]
    componentes = [
        {"numero": n, "nombre": nombre, "subcomponentes": [grupo]}
        for n, (nombre, grupo) in enumerate(
            zip(("Riesgos", "Trámites", "Rendición"), grupos, strict=True), 1
        )
    ]
    comunes = {"entidad": {"nombre": "Alcaldía"}, "vigencia": 2020}
    comprobar(
        {**comunes, "componentes": componentes[:2]},
        {**comunes, "componentes": componentes[1:]},
        formato,
        CORTE,
        pdf=True,
    )
