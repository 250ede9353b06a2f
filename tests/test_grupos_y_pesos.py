"""El grupo y el peso de cada código: lo que se promete de él."""

import re
from typing import get_args

import pytest
from ayudas.compartido import COMPARTIDO
from ayudas.dorados import comparar

from paac_reportes.errores import CODIGOS, FALLAS, Aviso, Falla, GrupoDeAviso, GrupoDeFalla

PESAN = {
    "por_fuera": "fila_sin_leer columna_sin_leer archivo_saltado plan_no_incluido",
    "duda": (
        "cambios_sin_aceptar celda_ilegible columna_desconocida columna_dudosa documento_danado "
        "fila_continuada formula_sin_resultado lectura_dudosa valor_de_error lugar_supuesto "
        "dato_supuesto conflicto_por_resolver entidades_distintas"
    ),
    "grave": "componente_ausente fila_incompleta plan_sin_filas mapa_sin_riesgos",
}
DESDE_ENTONCES = {
    *("porcentaje_no_corresponde", "texto_de_programa", "cumplida_y_vencida", "plan_sin_filas"),
    *("sin_su_informe", "conflicto_por_resolver"),
    *("recomendaciones_distintas", "columna_sin_leer", "entidades_distintas", "mapa_sin_riesgos"),
}
"""Los que el diseño no nombra."""


def test_el_grupo_el_peso_y_la_respuesta_de_cada_codigo(pytestconfig: pytest.Config) -> None:
    avisos = [f"aviso {causa.grupo} {causa.peso} {c}" for c, causa in CODIGOS.items()]
    fallas = [f"falla {causa.grupo} {causa.http} {c}" for c, causa in FALLAS.items()]

    grupos = {causa.grupo for causa in CODIGOS.values()}, {f.grupo for f in FALLAS.values()}
    assert grupos == ({*get_args(GrupoDeAviso)}, {*get_args(GrupoDeFalla)})
    assert tuple(map(len, grupos)) == (27, 12)
    comparar("grupos-y-pesos.txt", "\n".join([*avisos, *fallas, ""]), pytestconfig)


def test_pesan_los_de_la_lista_y_los_demas_son_una_nota() -> None:
    pesan = {codigo: peso for peso, codigos in PESAN.items() for codigo in codigos.split()}
    assert {c: causa.peso for c, causa in CODIGOS.items() if causa.peso != "nota"} == pesan


def test_un_aviso_y_una_falla_dicen_su_grupo_y_un_caso_puede_pesar_mas() -> None:
    aviso = Aviso("celda_ilegible", "hoja «A», celda B2", "no se entiende")
    pesado = Aviso("celda_ilegible", "hoja «A», celda B2", "no se entiende", peso="por_fuera")

    assert (aviso.grupo, aviso.peso, pesado.peso) == ("celda", "duda", "por_fuera")
    assert (aviso == pesado, repr(aviso) == repr(pesado)) == (True, True)
    assert Aviso("fila_omitida", "", "un total").peso == "nota"
    assert Falla("formato_desconocido", "", "no está").grupo == "no_existe"
    assert Falla("lectura_dudosa", "", "la duda de una lectura").grupo == "documento"


@pytest.mark.skipif(not (COMPARTIDO / "diseno").is_dir(), reason="sin ../shared/diseno")
def test_los_grupos_y_los_pesos_son_los_del_diseno() -> None:
    texto = (COMPARTIDO / "diseno/avisos.md").read_text(encoding="utf-8")
    de_avisos, de_fallas = map(_tabla, texto.split("| group of failures |"))

    assert CODIGOS.keys() - de_avisos.keys() == DESDE_ENTONCES
    assert FALLAS.keys() <= de_fallas.keys()
    assert {c: f.grupo for c, f in FALLAS.items()} == {c: de_fallas[c] for c in FALLAS}
    assert {c: a.grupo for c, a in CODIGOS.items() if c not in DESDE_ENTONCES} == {
        c: de_avisos[c] for c in CODIGOS if c in de_avisos
    }
    pesos = texto.partition("Weights of today's codes")[2].partition("; the rest")[0]
    for peso, dicho in zip(PESAN, re.split(r"`(?:duda|grave)`", pesos), strict=True):
        codigos_dichos = {*re.findall(r"\w+", dicho)} & CODIGOS.keys()
        assert codigos_dichos == {*PESAN[peso].split()} - DESDE_ENTONCES


def _tabla(texto: str) -> dict[str, str]:
    pares = [
        (codigo, grupo)
        for grupo, codigos in re.findall(r"^\| `(\w+)` \| ([\w ]+) \|$", texto, re.MULTILINE)
        for codigo in codigos.split()
    ]
    assert len(pares) == len(dict(pares)), "un código está en dos grupos"
    return dict(pares)
