"""Los mapas de riesgos escritos aquí vuelven: cada dato que se ve, y con quién va."""

import io
import itertools
import json
from copy import deepcopy
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.formatos.muestra import muestra_de
from paac_reportes.lectura.propios.mobiliario import es_del_calor
from paac_reportes.opc.lectura import ver

FORMATOS = ("mapa-corrupcion-2015", "mapa-v5", "seguimiento-mapa")
ANTES_Y_DESPUES = ("mapa-corrupcion-2015", "mapa-v5")
"""Los que no muestran nada que se calcule."""


def ejemplo() -> paac.MapaDeRiesgos:
    return paac.leer_mapa(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml")


def muestra() -> paac.MapaDeRiesgos:
    mapa: paac.MapaDeRiesgos = muestra_de(hallar_formato("mapa-v5")[0]).contenido
    return mapa


def de_muchos() -> paac.MapaDeRiesgos:
    """Uno que en una hoja de Excel ocupa varias páginas, y parte algunos riesgos."""
    datos = paac.datos_de(muestra())
    proceso = datos["procesos"][0]
    uno = proceso["riesgos"][0]
    proceso["riesgos"] = [
        uno
        | {
            "referencia": f"R{n}",
            "descripcion": f"{uno['descripcion']} {n}",
            "controles": uno["controles"][: 1 + n % 2],
        }
        for n in range(30)
    ]
    datos["entidad"].pop("escudo")
    datos["firmas"] = []
    return paac.mapa_desde_datos(datos)


MAPAS = {"ejemplo": ejemplo, "muestra": muestra, "muchos": de_muchos}


def escrito(mapa: paac.MapaDeRiesgos, formato: str, tipo: str) -> bytes:
    return paac.reporte(mapa, formato).emitir(tipo).contenido


def leido(contenido: bytes, **argumentos: Any) -> paac.Lectura[paac.MapaDeRiesgos]:
    return paac.leer(io.BytesIO(contenido), como=paac.MapaDeRiesgos, **argumentos)


def celdas(contenido: bytes) -> list[str]:
    """Lo que se ve en la primera hoja, o en las tablas de un Word; el mapa de calor es otra cosa.

    Sale de las valoraciones de cada corte, que el formato no muestra.
    """
    visto = ver(io.BytesIO(contenido))
    formato = hallar_formato("mapa-v5")[0]
    suyas = (tabla for tabla in visto.tablas() if not es_del_calor(tabla, formato))
    tablas = itertools.islice(suyas, 1 if visto.tipo == "xlsx" else None)
    return [c.texto for tabla in tablas for fila in tabla.filas for c in dict.fromkeys(fila) if c]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("formato", ANTES_Y_DESPUES)
@pytest.mark.parametrize("cual", MAPAS)
def test_lo_leido_se_escribe_igual(cual: str, formato: str, tipo: str) -> None:
    mapa = MAPAS[cual]()
    # Una imagen no se lee, y sin ella no queda su recuadro.
    sin_escudo = attrs.evolve(mapa, entidad=attrs.evolve(mapa.entidad, escudo=None))
    antes = escrito(sin_escudo, formato, tipo)
    lectura = leido(antes)

    assert lectura.formato == formato
    assert lectura.cuenta is not None
    assert lectura.cuenta.cuadra
    assert not lectura.cuenta.sin_usar
    assert celdas(escrito(lectura.contenido, formato, tipo)) == celdas(antes)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("cual", MAPAS)
def test_de_word_y_de_excel_se_lee_lo_mismo(cual: str, formato: str) -> None:
    word, excel = (leido(escrito(MAPAS[cual](), formato, tipo)) for tipo in ("docx", "xlsx"))

    assert word.contenido == excel.contenido


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_cada_control_con_su_residual_y_cada_accion_con_lo_suyo(tipo: str) -> None:
    original = muestra().procesos[0].riesgos[0]
    (riesgo, *_) = leido(escrito(muestra(), "mapa-v5", tipo)).contenido.procesos[0].riesgos

    assert [(c.numero, c.descripcion, c.tipo, c.residual) for c in riesgo.controles] == [
        (c.numero, c.descripcion, c.tipo, c.residual) for c in original.controles
    ]
    assert [(a.descripcion, a.responsable, a.periodo, a.fecha_fin) for a in riesgo.acciones] == [
        (a.descripcion, a.responsable, a.periodo, a.fecha_fin) for a in original.acciones
    ]
    assert [(c.texto, c.clase) for c in riesgo.causas] == [
        (c.texto, c.clase) for c in original.causas if c.clase in {"inmediata", "raiz"}
    ]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_las_causas_y_las_consecuencias_no_van_a_la_par(tipo: str) -> None:
    original = muestra().procesos[0].riesgos[0]
    (riesgo, *_) = (
        leido(escrito(muestra(), "mapa-corrupcion-2015", tipo)).contenido.procesos[0].riesgos
    )

    assert [c.texto for c in riesgo.causas] == [c.texto for c in original.causas]
    assert riesgo.consecuencias == original.consecuencias
    assert riesgo.referencia == original.referencia
    assert riesgo.descripcion == original.descripcion


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_seguimiento_de_control_interno_vuelve_en_su_corte(tipo: str) -> None:
    lectura = leido(escrito(muestra(), "seguimiento-mapa", tipo))
    (del_mapa,) = lectura.contenido.seguimientos
    (seguido,) = lectura.contenido.procesos[0].riesgos[0].seguimientos
    original = next(
        uno
        for uno in muestra().procesos[0].riesgos[0].seguimientos
        if uno.corte == lectura.corte and uno.quien == "oci"
    )

    assert del_mapa.elaborado_por == "Oficina de Control Interno"
    assert (seguido.efectividad, seguido.acciones_adelantadas, seguido.observaciones) == (
        original.efectividad,
        original.acciones_adelantadas,
        original.observaciones,
    )


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_de_cada_dato_se_dice_su_celda(tipo: str) -> None:
    lectura = leido(escrito(muestra(), "mapa-v5", tipo))
    datos = paac.datos_de(lectura.contenido)

    assert {
        "procesos[0].nombre",
        "procesos[0].riesgos[0].inherente.probabilidad_pct",
        "procesos[0].riesgos[0].controles[1].residual.zona",
        "procesos[0].riesgos[0].acciones[1].estado",
    } <= set(lectura.lugares)
    assert json.dumps(datos)


def test_la_fila_que_alguien_copia_en_word_es_de_otro_riesgo() -> None:
    documento = docx.Document(io.BytesIO(escrito(muestra(), "mapa-corrupcion-2015", "docx")))
    (tabla,) = (una for una in documento.tables if len(una.columns) > 10)
    ultima = tabla.rows[-1]._tr
    ultima.addnext(deepcopy(ultima))
    salida = io.BytesIO()
    documento.save(salida)
    lectura = leido(salida.getvalue())
    antes = leido(escrito(muestra(), "mapa-corrupcion-2015", "docx"))

    cuantos = [len(p.riesgos) for p in lectura.contenido.procesos]
    assert sum(cuantos) == 1 + sum(len(p.riesgos) for p in antes.contenido.procesos)


@pytest.mark.integracion
def test_lo_que_se_cambia_en_excel_se_lee_cambiado() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(escrito(muestra(), "mapa-v5", "xlsx")))
    hoja = libro.worksheets[0]
    (celda,) = [c for fila in hoja.iter_rows() for c in fila if c.value == "Preventivo"]
    celda.value = "Correctivo"
    salida = io.BytesIO()
    libro.save(salida)

    controles = leido(salida.getvalue()).contenido.procesos[0].riesgos[0].controles
    assert [control.tipo for control in controles] == ["correctivo", "detectivo"]


@pytest.mark.integracion
def test_un_valor_que_no_es_de_su_lista_se_dice() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(escrito(muestra(), "mapa-v5", "xlsx")))
    hoja = libro.worksheets[0]
    (celda,) = [c for fila in hoja.iter_rows() for c in fila if c.value == "Preventivo"]
    celda.value = "A veces"
    salida = io.BytesIO()
    libro.save(salida)

    lectura = leido(salida.getvalue())
    assert lectura.contenido.procesos[0].riesgos[0].controles[0].tipo is None
    assert any("A veces" in aviso.mensaje for aviso in lectura.avisos)


def test_sin_las_marcas_de_las_filas_tambien_vuelve() -> None:
    entero = escrito(muestra(), "mapa-v5", "docx")
    documento = docx.Document(io.BytesIO(entero))
    for marca in documento.element.body.xpath("//w:bookmarkStart | //w:bookmarkEnd"):
        marca.getparent().remove(marca)
    salida = io.BytesIO()
    documento.save(salida)
    suyos, todos = (
        [(p.nombre, r.descripcion, r.causas, r.controles) for p in m.procesos for r in p.riesgos]
        for m in (leido(salida.getvalue(), formato="mapa-v5").contenido, leido(entero).contenido)
    )

    assert suyos == todos
