"""Ninguna frase de la biblioteca pasa de veinticinco palabras hasta su punto.

Un nombre (de una dependencia, de un componente o de una actividad) vale por una palabra; lo que
fijan las normas y lo que escribieron las oficinas, a la letra, no se cuenta.
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from ayudas.compartido import RAIZ, con_datos_reales
from ayudas.emitidos import ejemplo, real
from ayudas.variado import Hallazgos, Prosa, hallazgos_de

import paac_reportes as paac
from paac_reportes.formatos.revision.reglas import PROSA
from paac_reportes.informe import apertura, partes
from paac_reportes.informe.metodo import como_se_saco
from paac_reportes.maqueta.contenido import Enfasis
from paac_reportes.normativa.regimenes import regimen_vencido
from paac_reportes.textos.remisiones import sin_remisiones

PALABRAS = 25
_DE_LA_GUIA = "guía del PAAC, versión 2"


def escrito(hallazgos: Hallazgos) -> Iterator[str]:
    """Todo lo que la biblioteca redacta de un plan, sin las citas de las oficinas."""
    prosa = Prosa(hallazgos)
    yield from (str(getattr(prosa, nombre)) for nombre in PROSA)
    yield from (medida.base for medida in apertura.medidas(hallazgos.analisis))
    for renglones in (partes.por_componente, partes.por_dependencia):
        for fila in renglones(hallazgos.analisis):
            tramos = getattr(fila.dice, "tramos", ())
            yield "".join("X" if isinstance(uno, Enfasis) else str(uno) for uno in tramos)
    yield from (una.texto for una in hallazgos.recomendaciones)


def frases(hallazgos: Hallazgos) -> Iterator[str]:
    """Cada frase hasta su punto, con cada nombre en una palabra."""
    plan = hallazgos.plan
    de_una_norma = regimen_vencido(plan, hallazgos.corte)
    nombres = {plan.entidad.nombre, *(una.nombre for una in plan.dependencias)}
    citas = {renglon for renglon in Prosa(hallazgos).ejecutado.splitlines() if renglon[:2] == "- "}
    for texto in escrito(hallazgos):
        renglones = [uno for uno in texto.splitlines() if uno not in citas]
        llano = sin_remisiones("\n".join(renglones)).replace("\xa0", " ")
        llano = llano.replace(de_una_norma.replace("\xa0", " "), "") if de_una_norma else llano
        while llano != (sin_citas := re.sub(r"«[^«»]*»", "X", llano)):
            llano = sin_citas
        for nombre in sorted(filter(None, nombres), key=len, reverse=True):
            llano = re.sub(re.escape(" ".join(nombre.split())), "X", llano, flags=re.IGNORECASE)
        yield from (una for una in re.split(r"(?<=[.?!])\s+|\n+", llano) if _DE_LA_GUIA not in una)


def largas(hallazgos: Hallazgos) -> list[str]:
    return [una for una in frases(hallazgos) if len(re.findall(r"\S*\w\S*", una)) > PALABRAS]


def de(plan: paac.Plan, corte: date) -> Hallazgos:
    return hallazgos_de(plan, corte)


def test_ninguna_frase_de_un_plan_variado_es_larga() -> None:
    assert largas(hallazgos_de()) == []


def test_la_metodologia_entera_se_mira() -> None:
    hallazgos = hallazgos_de()

    assert str(como_se_saco(hallazgos.analisis)) in [*escrito(hallazgos)]


@pytest.mark.integracion
@pytest.mark.parametrize("corte", [date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)])
def test_ninguna_frase_del_ejemplo_es_larga(corte: date) -> None:
    assert largas(de(ejemplo(), corte)) == []


@pytest.mark.integracion
def test_ninguna_frase_del_ptep_es_larga() -> None:
    assert largas(de(ejemplo("ptep"), date(2026, 6, 30))) == []


@con_datos_reales
@pytest.mark.integracion
@pytest.mark.parametrize(
    ("archivo", "corte"),
    [
        ("cartago_2020.json", date(2020, 8, 31)),
        ("cajica_seguimiento_2018.json", date(2018, 4, 30)),
    ],
)
def test_ninguna_frase_de_un_plan_real_es_larga(archivo: str, corte: date) -> None:
    assert largas(de(real(archivo), corte)) == []


# ------------------------------------------------------------------ lo impreso
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
