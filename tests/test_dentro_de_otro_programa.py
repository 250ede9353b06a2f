"""Varios a la vez en un proceso que no termina: cada quien lo suyo, y nada que crezca sin fin."""

import functools
import gc
import importlib
import inspect
import pkgutil
import sys
import threading
import types
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.compartido import RAIZ

import paac_reportes as paac
from paac_reportes.maqueta.hoja.montaje import SEPARACION
from paac_reportes.maqueta.hoja.tabla import TablaEnHoja, TramoDeHoja

SIN_TOPE = {
    "analisis.emparejamiento.senas_de": "unas por clase del modelo",
    "escritores.html.piezas._piezas": "sin argumentos",
    "escritores.html.piezas._reglas": "sin argumentos",
    "escritores.html.piezas.fuente": "una por archivo que trae el escritor",
    "escritores.pdf.motor.instaladas": "sin argumentos",
    "formatos.lectura.en_codigo._raices": "sin argumentos",
    "formatos.revision.reglas._declarado": "uno por clase de un formato",
    "formatos.revision.reglas.sin_texto": "sin argumentos",
    "formatos.revision.reglas.variables_de_textos": "sin argumentos",
    "estructura.formas._campos_que_se_leen": "uno por clase que se lee",
    "estructura.formas._escritor_de_objeto": "uno por clase que se escribe",
    "estructura.formas._lector_de_objeto": "uno por clase que se lee",
    "estructura.formas._nombres": "unos por clase del modelo",
    "estructura.formas.campos_propios": "una por clase del modelo",
    "estructura.formas.forma_de": "una por tipo que el código nombra",
    "estructura.formas._validador": "uno por forma de un campo que el código declara",
    "formatos.definicion.filas.raices_de_fila": "una por clase de fila",
    "formatos.lectura.catalogo._crudos_del_catalogo": "uno por código del catálogo",
    "formatos.lectura.catalogo._del_catalogo": "uno por código del catálogo",
    "formatos.lectura.catalogo.codigos": "sin argumentos",
    "formatos.revision.tablas.caminos_del_recorrido": "uno por recorrido",
    "lectura.archivos.clase_en_archivo": "una por tema",
    "libros.captura.filas._leer": "uno por dato que se ve de una fila",
    "libros.comunes._rutas": "uno por tema",
    "libros.comunes.datos_sueltos": "unos por tema",
    "libros.tablas.niveles_de": "unos por lista de cada tema",
    "libros.tablas.tablas_de_oficina": "unas por tema",
    "libros.tablas.tablas_del_libro": "unas por tema",
    "maqueta.medida.tipografia._anchos": "uno por letra que trae la biblioteca",
    "maqueta.medida.tipografia._metrica": "una por letra que trae la biblioteca",
    "maqueta.medida.tipografia._palabras": "una por letra que trae la biblioteca",
    "modelo.recorrer.caminos_de": "unos por clase del modelo",
    "modelo.campos._campos_de_fecha": "uno por clase de contenido",
    "modelo.filas._campos_de": "unos por clase del modelo",
    "modelo.filas._de_claves_libres": "unos por clase del modelo",
    "modelo.filas._de_toda_fila": "unas por tema",
    "modelo.filas.forma_de_filas": "una por tema",
    "modelo.recorrer._pasos": "uno por lo que el código pide recorrer",
    "modelo.recorrer.contenidos_de": "uno por clase del modelo",
    "modelo.temas.temas_por_tabla": "unas por tema",
    "normativa.normas.departamentos": "sin argumentos",
    "normativa.normas._normas_en_orden": "sin argumentos",
    "normativa.normas.escalas": "sin argumentos",
    "normativa.normas.regimenes": "sin argumentos",
    "normativa.riesgos.metodologias": "sin argumentos",
    "prueba.acta._version": "una por biblioteca de las que deciden los bytes",
    "prueba.acta.huella_del_codigo": "sin argumentos",
    "textos.en_jinja._entorno": "uno por lugar donde puede ir un texto",
    "textos.gramatica.lector": "sin argumentos",
    "textos.plano._lectores": "uno por clase del modelo",
    "textos.valores._de_babel": "sin argumentos",
    "textos.valores.monedas": "sin argumentos",
}
"""Las memorias sin tope, y por qué no crecen con lo que llega."""


def todos_los_modulos() -> list[str]:
    nombres = [m.name for m in pkgutil.walk_packages(paac.__path__, "paac_reportes.")]
    return [n for n in nombres if "paac_reportes.plantillas" not in n and "__main__" not in n]


def de_la_casa() -> "list[functools._lru_cache_wrapper[Any]]":
    """Las memorias de los módulos que ya se cargaron."""
    return [
        memoria
        for nombre, modulo in list(sys.modules.items())
        if nombre.startswith("paac_reportes.")
        for memoria in vars(modulo).values()
        if isinstance(memoria, functools._lru_cache_wrapper)
        and memoria.__module__.startswith("paac_reportes.")
    ]


def test_ninguna_memoria_crece_con_lo_que_llega() -> None:
    for nombre in todos_los_modulos():
        importlib.import_module(nombre)
    sin_tope = {
        f"{m.__module__}.{m.__qualname__}".removeprefix("paac_reportes.")
        for m in de_la_casa()
        if m.cache_parameters()["maxsize"] is None
    }

    assert sorted(sin_tope - set(SIN_TOPE)) == []


def test_ninguna_clase_trae_una_propiedad_con_cerrojo_ni_un_modulo_uno() -> None:
    con_cerrojo, del_proceso = [], []
    for nombre in todos_los_modulos():
        modulo = importlib.import_module(nombre)
        for clase in vars(modulo).values():
            if inspect.isclass(clase) and clase.__module__ == nombre:
                con_cerrojo += [
                    f"{nombre}.{clase.__name__}.{atributo}"
                    for atributo, valor in vars(clase).items()
                    if type(valor) is functools.cached_property
                ]
        del_proceso += [
            f"{nombre}.{variable}".removeprefix("paac_reportes.")
            for variable, valor in vars(modulo).items()
            if isinstance(valor, type(threading.Lock()) | type(threading.RLock()))
        ]

    assert con_cerrojo == []
    assert del_proceso == []  # quien se bifurca lo heredaría tomado


MARCA = "un texto que ocupa"
LARGO = f"{MARCA} " * 100 + "sin espacios" * 100


def guardado_en(memoria: object) -> list[str]:
    """Los textos con la marca que una memoria tiene, por hondos que estén."""
    vistos: set[int] = set()
    hallados, por_ver = list[str](), gc.get_referents(memoria)
    while por_ver:
        uno = por_ver.pop()
        es_codigo = isinstance(uno, type | types.ModuleType | types.FunctionType)
        if id(uno) in vistos or es_codigo:
            continue
        vistos.add(id(uno))
        if isinstance(uno, str):
            hallados += [uno] * (MARCA in uno)
        else:
            por_ver += gc.get_referents(uno)
    return hallados


@pytest.mark.integracion
def test_las_tablas_de_un_libro_se_van_con_el_sin_esperar_al_recolector() -> None:
    plan = paac.leer(RAIZ / "ejemplos/informe_trimestral/plan.yaml").sin_dudas()
    gc.collect()
    gc.disable()
    try:
        paac.reporte(plan, "MCCO.101.18.F.20").emitir("xlsx")
        vivos = (uno for uno in gc.get_objects() if isinstance(uno, TablaEnHoja | TramoDeHoja))
        quedan = [uno for uno in vivos if uno is not SEPARACION]  # ésa es de todas
    finally:
        gc.enable()

    assert not quedan


@pytest.mark.integracion
def test_un_texto_largo_no_se_queda_en_ninguna_memoria(tmp_path: Path) -> None:
    fila = {
        "componente.numero": 1,
        "componente.nombre": LARGO,
        **{f"actividad.{dato}": f"{dato} {LARGO}" for dato in ("descripcion", "meta", "indicador")},
        "actividad.responsable": LARGO,
        "actividad.fecha_programada": LARGO,
        "seguimiento.corte": date(2026, 4, 30),
        "seguimiento.texto": LARGO,
    }
    plan = paac.desde_filas([fila], entidad={"nombre": LARGO}).contenido
    reporte = paac.reporte(plan, "MCCO.101.18.F.20")
    for tipo in ("docx", "xlsx", "html", "csv", "json", "pdf"):
        (tmp_path / f"a.{tipo}").write_bytes(reporte.emitir(tipo).contenido)
    paac.leer(tmp_path / "a.docx", como=None, plan=plan)
    paac.leer(tmp_path / "a.xlsx", como=None)
    paac.analizar(plan)

    con_la_marca = {f"{m.__module__}.{m.__qualname__}": len(guardado_en(m)) for m in de_la_casa()}
    assert {nombre: n for nombre, n in con_la_marca.items() if n} == {}


@pytest.mark.parametrize("codigo", ["no-existe", "../_regimenes", "_regimenes"])
def test_un_codigo_que_no_existe_no_se_recuerda(codigo: str) -> None:
    from paac_reportes.formatos.lectura import catalogo

    paac.formatos_disponibles()
    memorias = (catalogo._del_catalogo, catalogo._crudos_del_catalogo)
    antes = [memoria.cache_info().currsize for memoria in memorias]
    plan = paac.desde_filas([{"actividad.descripcion": "Publicar"}], entidad="Municipio").contenido
    with pytest.raises(paac.ErrorDeFormato):
        paac.reporte(plan, codigo)
    with pytest.raises(paac.ErrorDeFormato):
        paac.formato_desde_datos({"base": codigo, "codigo": "otro"})

    assert [memoria.cache_info().currsize for memoria in memorias] == antes


def pedido(n: int) -> tuple[bytes, tuple[paac.Aviso, ...]]:
    """De las filas a los bytes, con un formato de la base de datos en los impares."""
    filas = [
        {
            "componente.numero": 1,
            "actividad.codigo": f"1.{fila}",
            "actividad.descripcion": f"Publicar el informe {fila} de {n}",
            "seguimiento.corte": date(2026, 4, 30),
            "seguimiento.texto": f"Publicado{chr(7) * (n % 3)}",
        }
        for fila in range(n + 1)
    ]
    leidas = paac.desde_filas(filas, entidad={"nombre": f"Municipio {n}", "nit": f"80009{n:04}-1"})
    de_la_base = {
        "codigo": f"CI-{n}",
        "nombre": f"Avance {n}",
        "version": "1",
        "propiedades": {"titulo": f"Avance {n} de {{{{ entidad.nombre }}}}"},
        "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["t"]}],
        "tablas": {
            "t": {
                "descripcion": "Avance",
                "secciones": [{"recorre": "actividades"}],
                "columnas": [
                    {"dato": "actividad.descripcion", "rotulo": f"Acción {n}", "ancho": 100}
                ],
            }
        },
    }
    formato = paac.formato_desde_datos(de_la_base) if n % 2 else "MCCO.101.18.F.20"
    emision = paac.reporte(leidas.contenido, formato).emitir(("docx", "xlsx", "html", "csv")[n % 4])
    return emision.contenido, (*leidas.avisos, *emision.avisos)


@pytest.mark.integracion
def test_ocho_que_piden_a_la_vez_reciben_cada_uno_lo_suyo() -> None:
    with ThreadPoolExecutor(8) as hilos:
        juntos = list(hilos.map(pedido, range(16)))

    assert juntos == [pedido(n) for n in range(16)]


def test_nada_del_proceso_cambia_al_hacer_un_reporte() -> None:
    import decimal
    import locale
    import os
    import signal
    import warnings

    def del_proceso() -> list[object]:
        senales = [signal.getsignal(s) for s in (signal.SIGINT, signal.SIGTERM)]
        mascara = os.umask(0o022)
        os.umask(mascara)
        return [
            *(dict(os.environ), Path.cwd(), mascara, senales, locale.setlocale(locale.LC_ALL)),
            *(list(warnings.filters), gc.isenabled(), gc.get_threshold(), sys.getrecursionlimit()),
            repr(decimal.getcontext()),
        ]

    antes = del_proceso()
    for n in range(4):
        pedido(n)

    assert del_proceso() == antes
