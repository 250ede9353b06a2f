"""Todo lo que se recibe se puede nombrar: ninguna clase de adentro sale sin estar en el paquete."""

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import attrs
import pytest
from ayudas.publicos import DE_CADA_MODULO, DE_LA_ENTRADA, MODULOS, NOMBRES

import paac_reportes as paac
from paac_reportes import anfitrion, api
from paac_reportes.api import formatos
from paac_reportes.estructura.corrientes import corriente, dia_corriente, tabla_corriente
from paac_reportes.estructura.formas import forma_del_campo
from paac_reportes.formatos.definicion.columnas import Columna, ComoNumero

OPACOS = {paac.Formato, paac.Reporte}
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


@pytest.mark.parametrize("paquete", [paac, api])
def test_ningun_nombre_es_tambien_un_modulo_del_paquete(paquete: ModuleType) -> None:
    # Al cargarlo por otro lado, el módulo taparía lo que se llama igual.
    modulos = {modulo.name for modulo in pkgutil.iter_modules(paquete.__path__)}
    dados = {uno for nombres in paquete._DONDE.values() for uno in nombres.split()}

    assert modulos & dados == set()


def publicas() -> dict[str, type]:
    valores = {nombre: getattr(paac, nombre) for nombre in NOMBRES}
    valores |= {nombre: getattr(anfitrion, nombre) for nombre in anfitrion.__all__}
    return {nombre: valor for nombre, valor in valores.items() if inspect.isclass(valor)}


def es_del_modelo(clase: type) -> bool:
    """Si quien usa la biblioteca la construye."""
    return attrs.has(clase) and clase.__module__ in {
        "paac_reportes.modelo.plan",
        "paac_reportes.modelo.metodologia",
        "paac_reportes.modelo.recomendaciones",
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
    de_adentro = {
        (dato, clase.__name__)
        for dato, anotacion in anotaciones_de(publicas()[nombre])
        for palabra in re.findall(r"\w+", str(anotacion).replace("paac_reportes.", ""))
        if (clase := casa.get(palabra)) and clase.__name__ not in publicas() and clase not in suyas
    }

    assert de_adentro == set()


def test_se_ven_los_publicos_y_nada_mas() -> None:
    assert dir(paac) == paac.__all__ == sorted(paac.__all__)
    assert anfitrion.__all__ == sorted(anfitrion.__all__)
    assert set(NOMBRES) == {uno for suyos in paac._DONDE.values() for uno in suyos.split()} | {
        "__version__"
    }


def test_en_la_entrada_esta_lo_que_se_usa_siempre_y_lo_demas_en_un_solo_modulo() -> None:
    de_cada_uno = [*DE_LA_ENTRADA, *(uno for suyos in DE_CADA_MODULO.values() for uno in suyos)]

    assert len(DE_LA_ENTRADA) <= 16
    assert len(de_cada_uno) == len(set(de_cada_uno))


@pytest.mark.parametrize("modulo", MODULOS)
def test_lo_de_cada_modulo_tambien_se_toma_de_la_entrada(modulo: str) -> None:
    suyo = getattr(paac, modulo)

    assert suyo.__all__ == sorted(suyo.__all__)
    assert {nombre: getattr(paac, nombre) for nombre in suyo.__all__} == {
        nombre: getattr(suyo, nombre) for nombre in suyo.__all__
    }
    assert suyo.__doc__
    assert {nombre for nombre in vars(suyo) if not nombre.startswith("_")} == {*suyo.__all__}


def test_lo_que_un_reporte_admite_por_su_nombre_se_dice_dos_veces_igual() -> None:
    parametros = inspect.signature(paac.reporte).parameters.values()
    propios = {p.name: p.annotation for p in parametros if p.kind is p.KEYWORD_ONLY}

    assert paac.OpcionesDeReporte.__annotations__ == propios


def test_las_claves_de_una_matriz_propia_son_las_de_un_formato() -> None:
    propias = {"codigo", "fuente", "de_antes", "aparte"}  # se dice aparte; las otras, quien lo lee
    campos = {campo.name for campo in attrs.fields(paac.Formato)}

    assert set(paac.ClavesDeFormato.__annotations__) == campos - propias


def test_las_claves_de_una_columna_son_las_de_un_formato() -> None:
    de_numero = formatos.NumeroDeMatriz

    assert set(paac.ColumnaDeMatriz.__annotations__) == {c.name for c in attrs.fields(Columna)}
    assert set(de_numero.__annotations__) == {c.name for c in attrs.fields(ComoNumero)}


def test_las_claves_de_una_tabla_son_las_que_se_admiten() -> None:
    admitidas = {"titulo", "columnas", "total", "subtotales", "notas", "fijas"}
    de_una = {"total", "subtotales", "notas", "fijas"}
    parametros = inspect.signature(paac.formato_de_columnas).parameters

    assert set(paac.TablaDeMatriz.__annotations__) == admitidas
    assert de_una <= set(parametros)


def test_lo_que_se_da_con_unas_filas_son_los_datos_de_un_plan() -> None:
    de_las_filas = {"dependencias", "componentes"}
    campos = {campo.name for campo in attrs.fields(paac.Plan)}

    assert set(paac.DatosDelPlan.__annotations__) == campos - de_las_filas


def test_los_textos_de_un_estado_son_los_del_enumerado() -> None:
    fuente = inspect.getsource(importlib.import_module("paac_reportes.modelo.acepta"))
    escritos = dict(re.findall(r"(\w+)Escrito = Literal\[(.+?)\]", fuente))

    assert {n: re.findall(r'"(\w+)"', suyos) for n, suyos in escritos.items()} == {
        "Estado": [uno.value for uno in paac.Estado],
        "Resultado": [uno.value for uno in paac.Resultado],
        "OrigenDeRecomendacion": [uno.value for uno in paac.OrigenDeRecomendacion],
        "EstadoDeRecomendacion": [uno.value for uno in paac.EstadoDeRecomendacion],
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
