"""De qué dato es cada celda de lo que se compone, cuando se pide."""

from typing import Any

from ayudas.a_medida import formato, plan_de, tabla
from ayudas.documentos import tablas_de
from ayudas.planes import CORTE, actividad

from paac_reportes.composicion import componer
from paac_reportes.composicion.rutas import CeldaConDatos, MarcaConDatos

TODAS = {"tipo": "tabla", "cada": "componente", "tablas": ["t"]}
DEL_PRIMERO = "componentes[0].subcomponentes[0]"


def celdas(*datos: str, actividades: Any = (), **claves: Any) -> list[list[CeldaConDatos | None]]:
    """Por fila, lo que cada celda de una tabla con esas columnas dice de los datos."""
    en_formato = formato(TODAS, tablas={"t": tabla("actividades", *datos, **claves)})
    plan = plan_de(*actividades)
    (una,) = tablas_de(componer(plan, en_formato, CORTE, con_rutas=True).documento)
    marcas = [marca for marca in una.filas.marcas if isinstance(marca, MarcaConDatos)]
    return [[marca.celda(n) for n in range(len(datos))] for marca in marcas]


def lugares(celda: CeldaConDatos | None) -> list[tuple[object, ...]]:
    """Dónde está cada dato de una celda."""
    return [] if celda is None else [dato.lugar for dato in celda.datos]


def test_sin_pedirlo_una_marca_es_un_texto_y_nada_mas() -> None:
    en_formato = formato(TODAS, tablas={"t": tabla("actividades", "actividad.meta")})
    (una,) = tablas_de(componer(plan_de(), en_formato, CORTE).documento)
    assert {type(marca) for marca in una.filas.marcas} == {str}


def test_una_celda_dice_de_que_actividad_es_su_dato() -> None:
    ((codigo, meta),) = celdas("actividad.codigo", "actividad.meta")
    assert lugares(codigo) == [(f"{DEL_PRIMERO}.actividades[0]", (), "codigo", None)]
    assert meta is not None
    assert [dato.texto for dato in meta.datos] == ["Mapa publicado"]


def test_lo_reportado_en_el_corte_es_del_seguimiento() -> None:
    (((seguimiento),),) = celdas("seguimiento.texto")
    ruta = f"{DEL_PRIMERO}.actividades[0].seguimientos[0]"
    assert lugares(seguimiento) == [(ruta, (), "texto", None)]


def test_lo_que_nadie_ha_reportado_dice_que_le_falta_el_seguimiento() -> None:
    ((seguimiento,),) = celdas("seguimiento.texto", actividades=[actividad(seguimiento=None)])
    ruta = f"{DEL_PRIMERO}.actividades[0]"
    assert lugares(seguimiento) == [(ruta, (("seguimientos", CORTE),), "texto", None)]


def test_la_celda_de_varias_filas_dice_el_dato_de_todas() -> None:
    columnas = [
        {"dato": "subcomponente.nombre", "rotulo": "S", "ancho": 50, "une": "grupo"},
        {"dato": "actividad.codigo", "rotulo": "C", "ancho": 50},
    ]
    dos = [actividad(), actividad(codigo="1.2")]
    de_una, de_otra = celdas("s", "c", actividades=dos, columnas=columnas)
    assert lugares(de_una[0]) == lugares(de_otra[0]) == [(DEL_PRIMERO, (), "nombre", None)]


def test_una_celda_con_varios_datos_dice_cada_uno_y_lo_que_los_separa() -> None:
    columnas = [
        {"dato": ["actividad.codigo", "actividad.meta"], "rotulo": "C", "ancho": 100, "entre": " "}
    ]
    ((junta,),) = celdas("c", columnas=columnas)
    assert junta is not None
    assert [dato.dato for dato in junta.datos] == ["actividad.codigo", "actividad.meta"]
    assert junta.entre == " "


def test_lo_que_se_calcula_no_es_un_dato() -> None:
    columnas = [{"texto": "{{ 1 + 1 }}", "rotulo": "C", "ancho": 100}]
    assert celdas("c", columnas=columnas) == [[None]]


def test_un_titulo_dice_el_dato_que_nombra() -> None:
    titulo = {"tipo": "titulo", "texto": "Plan de {{ entidad.nombre }}", "nivel": 1}
    documento = componer(plan_de(), formato(titulo), CORTE, con_rutas=True).documento
    marca = getattr(documento.partes[0].bloques[0], "marca", "")
    assert isinstance(marca, MarcaConDatos)
    assert lugares(marca.celda(0)) == [("entidad", (), "nombre", None)]
