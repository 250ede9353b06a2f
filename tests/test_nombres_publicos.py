"""Todo lo que se recibe se puede nombrar: ninguna clase de adentro sale sin estar en el paquete."""

import ast
import compileall
import functools
import importlib
import inspect
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.publicos import DE_CADA_MODULO, DE_LA_ENTRADA, DEL_ANFITRION, MODULOS, PUBLICOS

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.estructura.corrientes import corriente, dia_corriente, tabla_corriente
from paac_reportes.estructura.formas import forma_del_campo
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero
from paac_reportes.formatos.lectura.en_codigo import NumeroDeMatriz

OPACOS = {paac.Formato, paac.Reporte, paac.tipos.ReportePublico}
"""De éstos se usan sus métodos y lo que los identifica; su definición es la de ``formato.toml``."""


@functools.cache
def clases_de_la_casa() -> dict[str, type]:
    """Cada clase del paquete por su nombre, con que la nombra una anotación."""
    halladas: dict[str, type] = {}
    for modulo in pkgutil.walk_packages(paac.__path__, "paac_reportes."):
        if modulo.name.endswith("__main__"):
            continue
        for nombre, valor in vars(importlib.import_module(modulo.name)).items():
            if inspect.isclass(valor) and valor.__module__.startswith("paac_reportes"):
                halladas.setdefault(nombre, valor)
    return halladas


def test_ningun_nombre_es_tambien_un_modulo_del_paquete() -> None:
    # Al cargarlo por otro lado, el módulo taparía lo que se llama igual.
    modulos = {modulo.name for modulo in pkgutil.iter_modules(paac.__path__)}

    assert modulos & {*DE_LA_ENTRADA} == set()


def publicas() -> dict[str, type]:
    valores = PUBLICOS | {nombre: getattr(anfitrion, nombre) for nombre in DEL_ANFITRION}
    return {nombre: valor for nombre, valor in valores.items() if inspect.isclass(valor)}


def es_del_modelo(clase: type) -> bool:
    """Si quien usa la biblioteca la construye."""
    return attrs.has(clase) and clase.__module__ in {
        "paac_reportes.modelo.plan",
        "paac_reportes.modelo.metodologia",
        "paac_reportes.modelo.riesgos",
    }


def anotaciones_de(clase: Any) -> Iterator[tuple[str, object]]:
    """Las de lo que un objeto suyo da: sus campos, sus propiedades y sus métodos."""
    if attrs.has(clase):
        yield from ((c.name, c.type) for c in attrs.fields(clase) if not c.name.startswith("_"))
    for nombre, valor in inspect.getmembers(clase):
        funcion = getattr(valor, "fget", getattr(valor, "func", valor))
        suya = inspect.isfunction(funcion) and (funcion.__module__ or "").startswith(
            "paac_reportes"
        )
        if suya and not nombre.startswith("_"):
            yield nombre, inspect.get_annotations(funcion).get("return")


@pytest.mark.parametrize("nombre", sorted(set(publicas()) - {c.__name__ for c in OPACOS}))
def test_lo_que_da_un_objeto_publico_es_publico(nombre: str) -> None:
    casa, suyas = clases_de_la_casa(), set(publicas().values())
    conocidas = {*publicas(), "Filas", "Tablas", "LibrosReunidos", "Posicion", "Contenido"}
    de_adentro = {
        (dato, clase.__name__)
        for dato, anotacion in anotaciones_de(publicas()[nombre])
        for palabra in re.findall(r"\w+", str(anotacion).replace("paac_reportes.", ""))
        if (clase := casa.get(palabra)) and clase.__name__ not in conocidas and clase not in suyas
    }

    assert de_adentro == set()


PUERTAS = """
    leer desde_datos desde_filas en_blanco datos_de filas_de guardar_datos esquema donde reporte
    oficios cifras_en_filas en_lote analizar comparar revisar recomendar calendario capturar reunir
    verificar formatos_disponibles leer_formato formato_desde_datos formato_desde_word
    formato_de_columnas cuerpo_de
"""
NOMBRES = """
    Plan MapaDeRiesgos Entidad Lectura Reporte Formato
    Aviso Falla ErrorPaac ErrorDeEntrada ErrorDeFormato ErrorDeEntorno
"""


def test_la_entrada_es_una_lista_cerrada() -> None:
    prometidos = f"{PUERTAS} {NOMBRES} __version__".split()

    assert sorted(DE_LA_ENTRADA) == sorted(prometidos)
    assert (len(PUERTAS.split()), len(NOMBRES.split())) == (27, 12)
    assert MODULOS == ("anfitrion", "errores", "modelo", "tipos")
    assert dir(paac) == sorted([*DE_LA_ENTRADA, *MODULOS])


def test_lo_que_la_entrada_trae_al_ejecutarse_es_lo_que_ve_quien_revisa_tipos() -> None:
    lista = Path(paac.__file__).with_name("__init__.pyi").read_text("utf-8")
    importados = {
        alias.asname: nodo.module
        for nodo in ast.parse(lista).body
        if isinstance(nodo, ast.ImportFrom)
        for alias in nodo.names
        if alias.asname
    }

    assert sorted([*importados, "__version__"]) == dir(paac)
    assert [
        nombre
        for nombre, modulo in importados.items()
        if nombre not in MODULOS
        and getattr(importlib.import_module(str(modulo)), nombre) is not getattr(paac, nombre)
    ] == []


def test_un_nombre_esta_en_un_solo_sitio() -> None:
    de_cada_uno = [*DE_LA_ENTRADA, *(uno for suyos in DE_CADA_MODULO.values() for uno in suyos)]

    assert len(de_cada_uno) == len(set(de_cada_uno))
    assert [modulo for modulo in MODULOS if not getattr(paac, modulo).__doc__] == []


@pytest.mark.parametrize(("modulo", "nombres"), DE_CADA_MODULO.items())
def test_lo_de_un_modulo_no_se_toma_de_la_entrada_que_dice_en_cual_esta(
    modulo: str, nombres: list[str]
) -> None:
    for nombre in nombres:
        with pytest.raises(AttributeError) as error:
            getattr(paac, nombre)

        assert (
            str(error.value) == f"paac_reportes no tiene «{nombre}»: está en paac_reportes.{modulo}"
        )


NO_HAY = {
    "vista": "paac_reportes no tiene «vista»",
    "generar": "paac_reportes no tiene «generar»",
    "reportar": "paac_reportes no tiene «reportar»; el más parecido es «reporte»",
    "plan_en_blanco": "paac_reportes no tiene «plan_en_blanco»; el más parecido es «en_blanco»",
    "calendarios": "paac_reportes no tiene «calendarios»; el más parecido es «calendario»",
    "_nombre": "module 'paac_reportes' has no attribute '_nombre'",
    "__wrapped__": "module 'paac_reportes' has no attribute '__wrapped__'",
}


@pytest.mark.parametrize("nombre", NO_HAY)
def test_de_lo_que_no_esta_se_dice_el_mas_parecido(nombre: str) -> None:
    with pytest.raises(AttributeError) as error:
        getattr(paac, nombre)

    assert str(error.value) == NO_HAY[nombre]


@pytest.mark.integracion
def test_preguntar_por_un_nombre_que_no_hay_no_carga_nada() -> None:
    preguntar = (
        "import sys, paac_reportes as paac; antes = {*sys.modules};"
        f"[hasattr(paac, nombre) for nombre in {[*NO_HAY]!r} + ['Analisis']];"
        "print([uno for uno in {*sys.modules} - antes if uno.startswith('paac')])"
    )
    hecho = subprocess.run([sys.executable, "-c", preguntar], capture_output=True, check=True)

    assert hecho.stdout.decode().strip() == "[]"


@pytest.fixture(scope="module")
def compilado(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copia = tmp_path_factory.mktemp("compilado") / "paac_reportes"
    shutil.copytree(Path(paac.__file__).parent, copia, ignore=shutil.ignore_patterns("__pycache__"))
    compileall.compile_dir(copia, quiet=2, legacy=True)
    return copia


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("sin", "dice"),
    [
        (".py", "ok"),
        (".pyi", "a paac_reportes le falta __init__.pyi, la lista de sus nombres"),
    ],
)
def test_con_solo_pyc_se_usa_y_sin_su_lista_se_dice_cual_falta(
    sin: str, dice: str, compilado: Path, tmp_path: Path
) -> None:
    copia = shutil.copytree(compilado, tmp_path / "paac_reportes")
    for uno in copia.rglob(f"*{sin}"):
        uno.unlink()
    usar = (
        "import paac_reportes as p\n"
        "try:\n    p.Plan; print('ok' if not hasattr(p, 'Analisis') else 'mal')\n"
        "except ImportError as e:\n    print(e)"
    )
    entorno = {"PYTHONPATH": f"{tmp_path}"}
    hecho = subprocess.run(
        [sys.executable, "-c", usar], env=entorno, capture_output=True, check=False
    )

    assert hecho.stdout.decode().startswith(dice), hecho.stderr


def test_las_claves_de_una_matriz_propia_son_las_de_un_formato() -> None:
    propias = {"codigo", "fuente", "aparte"}  # se dice aparte; las otras, quien lo lee
    campos = {campo.name for campo in attrs.fields(paac.Formato)}

    assert set(paac.modelo.ClavesDeFormato.__annotations__) == campos - propias


def test_las_claves_de_una_columna_son_las_de_un_formato() -> None:
    assert set(paac.modelo.ColumnaDeMatriz.__annotations__) == {
        c.name for c in attrs.fields(Columna)
    }
    assert set(NumeroDeMatriz.__annotations__) == {c.name for c in attrs.fields(ComoNumero)}


def test_las_claves_de_una_tabla_son_las_que_se_admiten() -> None:
    admitidas = {"titulo", "columnas", "total", "subtotales", "notas", "fijas"}
    de_una = {"total", "subtotales", "notas", "fijas"}
    parametros = inspect.signature(paac.formato_de_columnas).parameters

    assert set(paac.modelo.TablaDeMatriz.__annotations__) == admitidas
    assert de_una <= set(parametros)


def test_lo_que_se_da_con_unas_filas_son_los_datos_de_un_plan() -> None:
    de_las_filas = {"dependencias", "componentes"}
    campos = {campo.name for campo in attrs.fields(paac.Plan)}

    assert set(paac.modelo.DatosDelPlan.__annotations__) == campos - de_las_filas


def test_los_textos_de_un_estado_son_los_del_enumerado() -> None:
    fuente = inspect.getsource(importlib.import_module("paac_reportes.modelo.acepta"))
    escritos = dict(re.findall(r"(\w+)Escrito = Literal\[(.+?)\]", fuente, re.DOTALL))

    assert {n: re.findall(r'"(\w+)"', suyos) for n, suyos in escritos.items()} == {
        "Estado": [uno.value for uno in paac.modelo.Estado],
        "Resultado": [uno.value for uno in paac.modelo.Resultado],
        "OrigenDeRecomendacion": [uno.value for uno in paac.modelo.OrigenDeRecomendacion],
        "EstadoDeRecomendacion": [uno.value for uno in paac.modelo.EstadoDeRecomendacion],
    }


def _convierte(campo: Any) -> Any:
    return forma_del_campo(campo).acercar


@pytest.mark.parametrize("clase", [c for c in publicas().values() if es_del_modelo(c)])
def test_cada_campo_que_convierte_dice_a_los_tipos_lo_que_acepta(clase: Any) -> None:
    al_corriente = {None, corriente, dia_corriente, tabla_corriente}
    convierten = {c.name for c in attrs.fields(clase) if _convierte(c) not in al_corriente}
    campos = (
        uno
        for uno in ast.walk(ast.parse(inspect.getsource(clase)))
        if isinstance(uno, ast.AnnAssign)
    )
    dicen = {ast.unparse(c.target) for c in campos if c.value and "acepta." in ast.unparse(c.value)}

    # La escala se da entera o por su código: no se convierte.
    assert convierten - {"escala"} == dicen


DISENO = Path(__file__).parents[2] / "shared" / "diseno" / "paac.pyi"
PARAMETROS_DE_LA_RAIZ = 109


def _firmas_del_diseno() -> dict[str, set[tuple[str, str | None]]]:
    """Por verbo, sus parámetros con lo que vale si falta, de todas sus formas."""
    firmas: dict[str, set[tuple[str, str | None]]] = {}
    for nodo in ast.parse(DISENO.read_text("utf-8")).body:
        if isinstance(nodo, ast.FunctionDef):
            args = nodo.args
            por_lugar = [*args.posonlyargs, *args.args]
            faltan = [None] * (len(por_lugar) - len(args.defaults)) + [*args.defaults]
            pares = [*zip(por_lugar, faltan, strict=True)]
            pares += zip(args.kwonlyargs, args.kw_defaults, strict=True)
            suyos = {(a.arg, None if d is None else ast.unparse(d)) for a, d in pares}
            firmas.setdefault(nodo.name, set()).update(suyos)
    return firmas


@pytest.mark.skipif(not DISENO.exists(), reason="sin el diseño de la cara")
@pytest.mark.parametrize("verbo", PUERTAS.split())
def test_los_parametros_de_un_verbo_son_los_de_su_diseno(verbo: str) -> None:
    firma = inspect.signature(getattr(paac, verbo)).parameters.values()
    dados = {
        p.name: None if p.default is p.empty else repr(p.default).replace("'", '"')
        for p in firma
        if p.kind is not p.VAR_KEYWORD
    }
    del_diseno: dict[str, set[str | None]] = {}
    for nombre, valor in _firmas_del_diseno()[verbo]:
        del_diseno.setdefault(nombre, set()).add(valor and valor.replace("'", '"'))

    de_columnas = {"recorre", "total", "subtotales", "notas", "fijas"}
    quitar = de_columnas if verbo == "formato_de_columnas" else set()
    assert {*dados} - quitar == {*del_diseno} - quitar
    for nombre, valor in dados.items():
        assert valor in del_diseno[nombre] or None in del_diseno[nombre], nombre


def test_cuantos_parametros_tiene_la_cara() -> None:
    cuantos = sum(
        len(inspect.signature(getattr(paac, verbo)).parameters) for verbo in PUERTAS.split()
    )

    assert cuantos == PARAMETROS_DE_LA_RAIZ
