"""Ninguna frase de la biblioteca pasa de veinticinco palabras hasta su punto.

Un nombre (de una dependencia, de un componente o de una actividad) vale por una palabra; lo que
fijan las normas y lo que escribieron las oficinas, a la letra, no se cuenta.
"""

import html
import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from ayudas.compartido import RAIZ, con_datos_reales
from ayudas.emitidos import real
from ayudas.variado import variado

import paac_reportes as paac

PALABRAS = 25
_DE_LA_GUIA = "guía del PAAC, versión 2"


_BLOQUE = re.compile(r"</?(?:p|li|td|th|div|h\d|caption|section|dd|dt|br|label|a|summary)\b[^>]*>")
_DE_NORMAS = re.compile(r"(?s)<table[^>]*>(?:(?!</table>).)*Lo que dispone.*?</table>")


def _textos(datos: Any) -> Iterator[str]:
    """Cada texto de unos datos, entero y por renglones."""
    if isinstance(datos, str):
        yield from filter(None, (" ".join(t.split()) for t in (datos, *datos.split("\n"))))
    elif isinstance(datos, dict | list):
        for dato in datos.values() if isinstance(datos, dict) else datos:
            yield from _textos(dato)


def frases_impresas(pedido: paac.Reporte, contenido: Any) -> Iterator[str]:
    """Cada frase de la página; lo que la entidad escribió, que se quita, vale por una palabra."""
    pagina = pedido.emitir("html").contenido.decode().partition('id="ir-matriz"')[0]
    pagina = _DE_NORMAS.sub("", pagina)
    cuerpo = re.sub(r"(?s)<(style|script|head|svg)\b.*?</\1>", "", pagina)
    llano = html.unescape(re.sub("<[^>]+>", "", _BLOQUE.sub("\n", cuerpo)))
    suyos = [
        t
        for t in {*_textos(json.loads(json.dumps(paac.datos_de(contenido), default=str)))}
        if " " in t
    ]
    suyos.sort(key=len, reverse=True)
    for renglon in llano.splitlines():
        llana = " ".join(renglon.split())
        if len(llana.split()) <= PALABRAS:
            continue
        for cortado in re.findall(r"[^…]*…", llana):
            palabras = cortado[:-1].split(" ")
            desde = next(
                (
                    n
                    for n in range(len(palabras))
                    if any(t.startswith(" ".join(palabras[n:])) for t in suyos)
                ),
                len(palabras) - 1,
            )
            llana = llana.replace(f"{' '.join(palabras[desde:])}…", "X")
        for suyo in suyos:
            llana = re.sub(re.escape(suyo), "X", llana, flags=re.IGNORECASE)
        while llana != (sin_citas := re.sub(r"«[^«»]*»", "X", llana)):
            llana = sin_citas
        yield from (f for f in re.split(r"(?<=[.?!])\s+", llana) if _DE_LA_GUIA not in f)


def largas_impresas(contenido: Any, formato: str) -> list[str]:
    impresas = frases_impresas(paac.reporte(contenido, formato), contenido)
    return [una for una in impresas if len(re.findall(r"\S*\w\S*", una)) > PALABRAS]


def test_ninguna_frase_impresa_de_un_plan_variado_es_larga() -> None:
    largas = largas_impresas(variado(), "informe-seguimiento")

    assert [una for una in largas if "Decreto 1122 de 2024" not in una] == []  # la fija la norma


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("datos", "formato"),
    [
        *product(
            ("informe_trimestral/plan.yaml", "ptep/plan.yaml"),
            ("informe-seguimiento", "informe-ejecutivo", "oficio-pendientes"),
        ),
        *product(("mapa_de_riesgos/mapa.yaml",), ("informe-seguimiento", "seguimiento-mapa")),
    ],
)
def test_ninguna_frase_impresa_de_un_ejemplo_es_larga(datos: str, formato: str) -> None:
    tema = "mapa" if "mapa" in datos else "plan"
    contenido = paac.leer(RAIZ / "ejemplos" / datos, como=tema).sin_dudas()

    assert largas_impresas(contenido, formato) == []


@con_datos_reales
@pytest.mark.integracion
@pytest.mark.parametrize(
    "formato", ["informe-seguimiento", "informe-ejecutivo", "oficio-pendientes"]
)
def test_ninguna_frase_impresa_de_un_plan_real_es_larga(formato: str) -> None:
    assert largas_impresas(real("cartago_2020.json"), formato) == []


# ------------------------------------------------------------------ lo que se corta
_NO_CIERRAN = (
    *("a", "al", "ante", "con", "contra", "de", "del", "desde", "durante", "e", "el", "en"),
    *("entre", "hacia", "hasta", "la", "las", "lo", "los", "ni", "o", "para", "por", "que", "se"),
    *("según", "sin", "sobre", "su", "sus", "tras", "u", "un", "una", "unas", "unos", "y"),
)


@con_datos_reales
@pytest.mark.integracion
@pytest.mark.parametrize("formato", ["informe-seguimiento", "informe-ejecutivo"])
def test_en_los_dos_informes_de_un_plan_real_ningun_corte_deja_la_frase_en_el_aire(
    formato: str,
) -> None:
    pagina = paac.reporte(real("cartago_2020.json"), formato).emitir("html").contenido.decode()
    texto = html.unescape(re.sub("<[^>]+>", "", pagina))
    cortados = re.findall(r"(\S+)…", texto)

    assert len(cortados) > 10
    assert [palabra for palabra in cortados if palabra.lower() in _NO_CIERRAN] == []
