"""Lo que cuesta cada fila, contado: las llamadas de una salida, y de leerla, son las de siempre.

Qué se cuenta y cómo se acepta un cambio, en ``docs/arquitectura.md``.
"""

import io
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from ayudas import contador
from ayudas.compartido import RAIZ, con_datos_reales, leer_real
from ayudas.costos import cambio, comparar_costos, donde_se_cuenta, por_que_no_se_cuenta
from ayudas.documentos import documento_de
from ayudas.en_pdf import fuente
from ayudas.planes import FORMATO as MATRIZ
from ayudas.planes import datos as datos_pequenos
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import paac_reportes as paac
from paac_reportes.errores import Falla
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.medida import tipografia

INFORME = "informe-seguimiento"
EJEMPLO = RAIZ / "ejemplos/informe_trimestral/plan.yaml"
VECES = 2
"""Las que se repiten las dependencias del ejemplo: que pese cada fila y no lo que se hace una vez."""


def medidas(datos: dict[str, Any]) -> dict[str, Counter[str]]:
    """De unos datos a la matriz y de vuelta, cada paso por su lado."""
    plan = paac.plan_desde_datos(datos)
    formato, _ = hallar_formato(MATRIZ)
    escritos: dict[str, bytes] = {}

    def emitir(tipo: str) -> None:
        escritos[tipo] = paac.reporte(plan, MATRIZ).emitir(tipo).contenido

    def leer(tipo: str) -> None:
        paac.leer(io.BytesIO(escritos[tipo]))

    trabajos: dict[str, Callable[[], object]] = {
        "leer los datos": lambda: paac.plan_desde_datos(datos),
        **{tipo: partial(emitir, tipo) for tipo in ("docx", "xlsx", "html", "csv")},
        "la fuente del pdf": lambda: fuente(documento_de(plan, formato, max(plan.cortes()))),
        **{f"leer el {tipo}": partial(leer, tipo) for tipo in ("docx", "xlsx")},
    }
    return {caso: en_caliente(trabajo) for caso, trabajo in trabajos.items()}


def en_caliente(trabajo: Callable[[], object]) -> Counter[str]:
    """Lo que cuesta cuando ya se hizo una vez: leídas las plantillas y llenas las memorias.

    La de palabras empieza vacía: con las que otra prueba dejó podría vaciarse mientras se cuenta.
    """
    tipografia._palabras.cache_clear()
    trabajo()
    contador.terminar_clases()
    return contador.contar(trabajo)


def filas_de(plan: paac.Plan) -> int:
    """Sus actividades y trámites."""
    return len({fila["ruta"] for fila in paac.filas_de(plan)})


@pytest.mark.integracion
@donde_se_cuenta
def test_lo_que_cuesta_una_fila_del_ejemplo(pytestconfig: pytest.Config) -> None:
    ejemplo = paac.datos_de(paac.leer_plan(EJEMPLO))
    repetidas = [
        una | {"nombre": f"{una['nombre']} {vez}"}
        for vez in range(VECES)
        for una in ejemplo["dependencias"]
    ]
    datos = ejemplo | {"dependencias": repetidas}

    comparar_costos("ejemplo", medidas(datos), pytestconfig, filas_de(paac.plan_desde_datos(datos)))


@pytest.mark.integracion
@donde_se_cuenta
def test_lo_que_cuesta_una_fila_del_informe(pytestconfig: pytest.Config) -> None:
    plan = paac.leer_plan(EJEMPLO)
    en_html = en_caliente(lambda: paac.reporte(plan, INFORME).emitir("html"))

    comparar_costos("informe", {"html": en_html}, pytestconfig, filas_de(plan))


@pytest.mark.integracion
@con_datos_reales
@donde_se_cuenta
def test_lo_que_cuesta_una_fila_del_documento_real(pytestconfig: pytest.Config) -> None:
    datos = leer_real("cartago_2020.json")

    comparar_costos("cartago", medidas(datos), pytestconfig, filas_de(paac.plan_desde_datos(datos)))


# ------------------------------------------------------------------ quien cuenta y quien compara


def test_se_cuenta_cada_llamada_de_la_casa_y_ninguna_de_las_pruebas() -> None:
    errores = [Falla("dato_faltante", "entidad", "falta")] * 3

    assert contador.contar(lambda: [str(falla) for falla in errores]) == {
        "errores:_EnSuLugar.__str__": 3
    }


@pytest.mark.integracion
def test_contar_dos_veces_da_lo_mismo() -> None:
    plan = paac.plan_desde_datos(datos_pequenos())

    def emitir() -> None:
        paac.reporte(plan, MATRIZ).emitir("docx")

    assert en_caliente(emitir) == en_caliente(emitir)


def test_un_costo_que_sube_dice_cuanto_y_donde() -> None:
    antes = Counter({"a.b:una": 600, "a.b:otra": 300, "a, lo demás": 60, "lxml": 40})
    ahora = Counter({"a.b:una": 600, "a.b:otra": 310, "a.c:nueva": 66, "a.c:dos": 4, "lxml": 40})

    assert list(cambio("docx", antes, ahora, filas=10)) == [
        "docx: 102.0 y era 100.0 (+2.0%)",
        "       +10  a, lo demás: nueva 66, dos 4…",
        "       +10  a.b:otra",
    ]


@pytest.mark.parametrize(("ahora", "dicho"), [(1010, []), (990, []), (989, ["docx: 989.0 y era 1000.0 (-1.1%)"])])  # fmt: skip
def test_hasta_el_uno_por_ciento_es_el_mismo_costo(ahora: int, dicho: list[str]) -> None:
    assert list(cambio("docx", Counter(python=1000), Counter(python=ahora)))[:1] == dicho


def test_lo_que_no_tenia_dorado_se_dice() -> None:
    assert list(cambio("pptx", Counter(), Counter(python=7))) == [
        "pptx: 7.0 y era 0.0",
        "        +7  python",
    ]


def test_donde_las_versiones_son_otras_no_se_cuenta_y_se_dice_cual(tmp_path: Path) -> None:
    versiones = tmp_path / "versiones.txt"
    versiones.write_text("# dos\nattrs==1.0\nno-existe==2.0\n", "utf-8")

    dicho = por_que_no_se_cuenta(versiones)
    assert dicho.startswith("los costos se cuentan con attrs==1.0, y hay 2")
    assert dicho.endswith("; no-existe==2.0, y no está")


def test_con_otro_python_no_se_cuenta(tmp_path: Path) -> None:
    versiones = tmp_path / "versiones.txt"
    versiones.write_text('attrs==1.0; python_version == "2.7"\n', "utf-8")

    assert por_que_no_se_cuenta(versiones) == 'los costos se cuentan con python_version == "2.7"'


def test_cada_biblioteca_de_todo_reporte_tiene_su_version() -> None:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text("utf-8"))["project"]
    pedidas = {canonicalize_name(Requirement(una).name) for una in proyecto["dependencies"]}
    renglones = (RAIZ / "versiones.txt").read_text("utf-8").splitlines()
    fijas = {Requirement(uno).name for uno in renglones if not uno.startswith("#")}

    assert pedidas <= {canonicalize_name(fija) for fija in fijas}
