"""El informe ejecutivo: las frases y las cifras de su base, en menos páginas.

Prueba ``composicion/encargo`` y ``composicion/bloques``.
"""

import re
import tomllib
from collections.abc import Callable
from datetime import date

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.emitidos import ejemplo
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Parrafo, Titulo

INFORME, EJECUTIVO = "informe-seguimiento", "informe-ejecutivo"
POCO = plan(componente(actividad(fecha_programada="30/04/2026")))
CASOS: dict[str, Callable[[], tuple[paac.Plan, date]]] = {
    "el ejemplo": lambda: (ejemplo(), date(2023, 9, 30)),
    "el del PTEP": lambda: (ejemplo("ptep"), max(ejemplo("ptep").cortes())),
    "una actividad": lambda: (POCO, date(2026, 4, 30)),
}
_REMITE = re.compile(r" ?\([^()]*(?:Tabla\s\d+|sección\s[\d.]+|véase la matriz)[^()]*\)")


def parrafos(de: paac.Plan, codigo: str, corte: date) -> list[str]:
    """Los que se leen, sin lo que remite a otra parte, que en cada uno es otra."""
    bloques = [
        bloque
        for parte in componer(de, hallar_formato(codigo)[0], corte).documento.partes
        for bloque in parte.bloques
    ]
    textos = [solo_texto(b.contenido) for b in bloques if isinstance(b, Parrafo)]
    sin_remitir = (_REMITE.sub("", texto).partition(" Detalle: ")[0] for texto in textos)
    sin_anexo = (
        re.sub(r"el Anexo\s[A-Z]", "la matriz que acompaña este informe", texto)
        for texto in sin_remitir
    )
    return [re.sub(r"^(?:Tabla|Figura)\s\d+", "", texto) for texto in sin_anexo]


def titulos(de: paac.Plan | paac.MapaDeRiesgos, codigo: str, corte: date) -> list[str]:
    formato = hallar_formato(codigo)[0]
    if isinstance(de, paac.MapaDeRiesgos):
        assert formato.de_un_mapa_solo is not None
        formato = formato.de_un_mapa_solo
    partes = componer(de, formato, corte).documento.partes
    return [b.texto for parte in partes for b in parte.bloques if isinstance(b, Titulo) and b.nivel]


def test_solo_quita_partes_de_su_base_y_achica_sus_secciones() -> None:
    escrito = tomllib.loads((RAIZ / "plantillas" / EJECUTIVO / "formato.toml").read_text("utf-8"))

    assert escrito["base"] == INFORME
    assert {*escrito} == {"base", "codigo", "nombre", "version", "archivo", "aspecto", "quita"}
    assert escrito["aspecto"] == {"base": "sobrio", "letra": {"titulo1": 16}}


@pytest.mark.parametrize("caso", CASOS)
def test_cada_frase_es_una_del_informe(caso: str) -> None:
    de, corte = CASOS[caso]()

    assert {*parrafos(de, EJECUTIVO, corte)} <= {*parrafos(de, INFORME, corte)}


@pytest.mark.parametrize("caso", CASOS)
def test_lleva_las_partes_que_se_deciden(caso: str) -> None:
    de, corte = CASOS[caso]()
    suyos = titulos(de, EJECUTIVO, corte)

    de_siempre = ["Resumen", "Resultados", "Por componente", "Pendientes", "Conclusiones"]
    assert [titulo for titulo in suyos if titulo in de_siempre] == de_siempre
    assert not {"Metodología", "Matriz de seguimiento", "Todo el plan"} & {*suyos}


def test_un_mapa_da_el_suyo_solo_y_en_su_plan() -> None:
    mapa = paac.leer(RAIZ / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml", como="mapa").sin_dudas()
    del_mapa = ["Mapa de riesgos"]
    con_mapa = attrs.evolve(ejemplo(), mapa_de_riesgos=mapa)

    assert titulos(mapa, EJECUTIVO, date(2026, 6, 30)) == [
        *del_mapa,
        "Zonas, controles y acciones",
        "Por proceso",
        "Datos por revisar: 4",
    ]
    suyos = titulos(con_mapa, EJECUTIVO, date(2023, 9, 30))
    assert [titulo for titulo in suyos if titulo in del_mapa] == del_mapa
    assert suyos.index("Pendientes") < suyos.index("Mapa de riesgos") < suyos.index("Conclusiones")
