"""Ninguna frase de la biblioteca pasa de veinticinco palabras hasta su punto.

Un nombre (de una dependencia, de un componente o de una actividad) vale por una palabra; lo que
fijan las normas y lo que escribieron las oficinas, a la letra, no se cuenta.
"""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from ayudas.compartido import con_datos_reales
from ayudas.emitidos import ejemplo, real
from ayudas.variado import hallazgos_de

import paac_reportes as paac
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.formatos.revision.textos import PROSA
from paac_reportes.informe import apertura, partes
from paac_reportes.informe.hallazgos import Hallazgos
from paac_reportes.informe.metodo import como_se_saco
from paac_reportes.informe.parrafos import Prosa
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
    return Hallazgos(plan, corte, reglas_para(plan))


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
