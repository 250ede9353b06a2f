"""Los tipos de la cara dicen lo que hay, y donde va un contenido va también quien lo trae.

Prueba ``api/lectura``.
"""

import inspect
import sys
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from ayudas.compartido import lanzar
from ayudas.planes import CORTE, plan_con

import paac_reportes as paac
from paac_reportes import anfitrion, tipos
from paac_reportes.escritores.registro import ESCRITORES
from paac_reportes.formatos.lectura.catalogo import codigos
from paac_reportes.modelo.metodologia import CORTES

DUDA = paac.Aviso("lectura_dudosa", "tabla 1, fila 2", "no se entendió")
NOTA = paac.Aviso("nit", "entidad.nit", "está mal escrito")
PLAN = plan_con()
DUDOSA = paac.Lectura(contenido=PLAN, avisos=(NOTA, DUDA))


def test_las_palabras_son_las_que_hay() -> None:
    assert sorted(get_args(tipos.CodigoDeFormato)) == sorted(codigos())
    assert sorted(get_args(tipos.TipoDeReporte)) == sorted(ESCRITORES)
    assert sorted(get_args(tipos.Periodicidad)) == sorted(CORTES)
    assert get_args(tipos.Regimen) == ("paac-v1", "paac-v2", "ptep")
    assert get_args(tipos.Orden) == ("nacional", "territorial")
    campos = {*inspect.signature(paac.modelo.Metodologia).parameters}
    assert {*tipos.OpcionesDeMetodologia.__annotations__} == campos


def test_cada_tipo_se_resuelve_al_correr() -> None:
    sin_resolver = []
    for nombre in sorted(dir(paac)):
        valor = getattr(paac, nombre)
        if inspect.isfunction(valor) and not get_type_hints(valor):
            sin_resolver.append(nombre)
    assert sin_resolver == []


@pytest.mark.integracion
def test_los_tipos_no_cargan_escritores() -> None:
    cargados = lanzar(
        sys.executable,
        "-c",
        "import sys, paac_reportes as p; p.tipos; print(*sys.modules)",
        check=True,
    ).stdout.split()
    assert not {"docx", "lxml", "openpyxl", "paac_reportes.escritores"} & {*cargados}


def test_solo_las_filas_y_las_columnas_reciben_mas_claves() -> None:
    con_mas = {
        nombre
        for nombre in dir(paac)
        if inspect.isfunction(valor := getattr(paac, nombre))
        and any(p.kind is p.VAR_KEYWORD for p in inspect.signature(valor).parameters.values())
    }
    assert con_mas == {"desde_filas", "formato_de_columnas"}


def test_la_ayuda_de_reporte_muestra_cada_opcion() -> None:
    ayuda = str(inspect.signature(paac.reporte))
    for opcion in ("corte", "filas", "anterior", "metodologia", "con_datos"):
        assert f"{opcion}:" in ayuda


def test_sin_dudas_da_el_contenido_o_cada_duda_de_una_vez() -> None:
    otra = paac.Aviso("celda_ilegible", "tabla 2, fila 1", "no se lee")
    assert paac.Lectura(contenido=PLAN, avisos=(NOTA,)).sin_dudas() is PLAN
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.Lectura(contenido=PLAN, avisos=(DUDA, NOTA, otra)).sin_dudas()
    assert [f.ruta for f in error.value.fallas] == ["tabla 1, fila 2", "tabla 2, fila 1"]


def test_las_dudas_llegan_al_reporte_y_a_su_acta() -> None:
    pedido = paac.reporte(DUDOSA, "paac-seguimiento", corte=CORTE)
    emision = pedido.emitir("docx")
    assert DUDA in pedido.avisos
    assert NOTA not in pedido.avisos
    assert DUDA in emision.avisos
    assert pedido.al_leer == (DUDA,)
    mismo = paac.reporte(PLAN, "paac-seguimiento", corte=CORTE).emitir("docx")
    assert emision.contenido == mismo.contenido


@pytest.mark.parametrize(
    "puerta",
    [
        lambda _: paac.analizar(DUDOSA),
        lambda _: paac.comparar(DUDOSA, PLAN),
        lambda c: paac.guardar_datos(DUDOSA, c / "plan.json"),
        lambda c: paac.capturar(DUDOSA, CORTE, c / "libros"),
        lambda c: paac.oficios(DUDOSA, CORTE, c / "cartas"),
        lambda _: anfitrion.antes_de_cerrar(DUDOSA, CORTE, hoy=CORTE),
        lambda _: paac.calendario(2026, plan=DUDOSA),
    ],
)
def test_las_dudas_se_dicen_en_cada_puerta(puerta: Any, tmp_path: Path) -> None:
    avisos = puerta(tmp_path).avisos
    assert DUDA in avisos
    assert NOTA not in avisos


def test_quien_da_avisos_los_lleva(tmp_path: Path) -> None:
    assert {DUDA, NOTA} <= {*paac.revisar(DUDOSA).avisos}
    assert DUDA in paac.recomendar(DUDOSA, corte=CORTE).avisos
    libros = paac.capturar(PLAN, CORTE, tmp_path).archivos
    reunion = paac.reunir(libros, base=DUDOSA)
    assert reunion.dudas == (DUDA,)
    assert DUDA in paac.reporte(reunion, "paac-seguimiento").avisos


def test_lo_demas_tambien_la_abre() -> None:
    assert paac.datos_de(DUDOSA) == paac.datos_de(PLAN)
    assert paac.filas_de(DUDOSA) == paac.filas_de(PLAN)
    ruta = "componentes[0].subcomponentes[0].actividades[0]"
    assert paac.donde(DUDOSA, ruta) == paac.donde(PLAN, ruta)
    assert anfitrion.instantanea(DUDOSA) == anfitrion.instantanea(PLAN)


def test_una_opcion_de_metodologia_mal_escrita_dice_la_mas_cercana() -> None:
    mala: Any = {"metoddo": "ponderado"}
    with pytest.raises(paac.ErrorDeEntrada, match=r"metodologia\.metoddo: .*'metodo'"):
        paac.reporte(PLAN, "paac-seguimiento", metodologia=mala)
    con_opciones = paac.analizar(PLAN, metodologia={"metodo": "ponderado", "pesos": {1: 2}})
    dicha = paac.modelo.Metodologia(metodo="ponderado", pesos={1: 2})
    assert con_opciones == paac.analizar(PLAN, metodologia=dicha)


@pytest.mark.parametrize(
    ("funcion", "argumentos"),
    [
        ("reporte", (PLAN, "paac-plan")),
        ("analizar", (PLAN,)),
        ("leer", ("plan.yaml",)),
        ("capturar", (PLAN, date(2026, 4, 30), "libros")),
        ("calendario", (2026,)),
        ("leer_formato", ("paac-plan",)),
    ],
)
def test_un_argumento_mal_escrito_acusa_a_la_funcion_llamada(
    funcion: str, argumentos: tuple[Any, ...]
) -> None:
    with pytest.raises(TypeError, match=rf"^{funcion}\(\) got an unexpected keyword argument"):
        getattr(paac, funcion)(*argumentos, corrte=1)


def test_un_mapa_leido_como_plan_dice_como_pedirlo(tmp_path: Path) -> None:
    archivo = tmp_path / "mapa.json"
    paac.guardar_datos(paac.en_blanco("E", como="mapa", vigencia=2026), archivo)
    with pytest.raises(paac.ErrorDeEntrada, match="con como='mapa'"):
        paac.leer(archivo)
    assert isinstance(paac.leer(archivo, como=None).contenido, paac.MapaDeRiesgos)
    assert isinstance(paac.leer(archivo, como="mapa").sin_dudas(), paac.MapaDeRiesgos)
