"""El contexto de ``decimal`` del anfitrión no cambia lo que sale, y el de la biblioteca no es el suyo.

Prueba ``decimales``.
"""

import decimal
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_UP, Context, Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import CORTE, FORMATO, actividad

import paac_reportes as paac

_CORRIENTES = [decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow]
_INEXACTOS = [*_CORRIENTES, decimal.Inexact, decimal.Rounded]
CONTEXTOS = {
    "seis cifras": Context(prec=6, rounding=ROUND_UP, traps=_CORRIENTES),
    "dieciséis cifras": Context(prec=16, rounding=ROUND_DOWN, traps=_CORRIENTES),
    "lo inexacto es un error": Context(prec=9, traps=_INEXACTOS),
    "todo es un error": Context(
        *(6, ROUND_CEILING, -12, 12, 0, 1),
        traps=[*_INEXACTOS, decimal.FloatOperation, decimal.Clamped, decimal.Subnormal],
    ),
    "nada es un error": Context(prec=6, rounding=ROUND_UP, traps=[]),
}
de_cada_contexto = pytest.mark.parametrize("contexto", CONTEXTOS.values(), ids=CONTEXTOS)


@contextmanager
def anfitrion(contexto: Context) -> Iterator[Context]:
    """El contexto, en el hilo; al salir se comprueba que es el mismo y que nadie lo tocó."""
    antes = repr(contexto)
    previo = decimal.getcontext()
    decimal.setcontext(contexto)
    try:
        yield contexto
        assert decimal.getcontext() is contexto
        assert repr(contexto) == antes
    finally:
        decimal.setcontext(previo)


def plan_con_avances(*avances: str) -> paac.Plan:
    """Un plan con un avance de hoy por fila, y en el corte anterior, un tercio de punto."""
    return plan_de(
        *(
            actividad(
                codigo=f"1.{n}",
                descripcion=f"Publicar el informe {n}",
                seguimiento=None,
                seguimientos=[
                    {"corte": "2025-12-31", "avance": "0.333333333", "texto": "Se empezó."},
                    {"corte": CORTE.isoformat(), "avance": avance, "texto": "Se publicó."},
                ],
            )
            for n, avance in enumerate(avances, 1)
        )
    )


PLAN = plan_con_avances("33.333333333", "66.666666667", "10.12345678")
TABLA = {
    "codigo": "CI-1",
    "nombre": "Contratos",
    "version": "1",
    "propiedades": {"titulo": "Contratos"},
    "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["t"]}],
    "tablas": {
        "t": {
            "descripcion": "Contratos",
            "total": "Total",
            "secciones": [{"recorre": "filas"}],
            "columnas": [
                {"dato": "fila.nombre", "rotulo": "Nombre", "ancho": 60},
                {"dato": "fila.valor", "rotulo": "Valor", "ancho": 40, "total": "promedio"},
            ],
        }
    },
}


@de_cada_contexto
@pytest.mark.parametrize("formato", [FORMATO, "informe-seguimiento"])
@pytest.mark.parametrize(
    "tipo",
    [
        *(pytest.param(t, marks=pytest.mark.integracion) for t in ("docx", "xlsx", "html")),
        "csv",
        "json",
    ],
)
def test_salen_los_mismos_bytes(formato: str, tipo: str, contexto: Context) -> None:
    esperado = paac.reporte(PLAN, formato).emitir(tipo)
    with anfitrion(contexto):
        reporte = paac.reporte(PLAN, formato)
        emision = reporte.emitir(tipo)

    assert emision == esperado


@de_cada_contexto
def test_las_cifras_son_las_mismas_se_miren_cuando_se_miren(contexto: Context) -> None:
    with anfitrion(contexto):
        analisis = paac.analizar(PLAN)
        todo, anterior = analisis.todo, paac.analizar(PLAN, corte=PLAN.cortes()[0])
        comparacion = paac.comparar(anterior, analisis)

        assert todo.avance_en_texto == "36,7\xa0%"
        assert str(todo.avance) == "36.70781892666666666666666666666666666667"
        assert str(todo.cobertura) == "100"
        assert str(paac.tipos.Cumplimiento(terminadas=2, debian=3).parte) == (
            "66.66666666666666666666666667"
        )
        assert repr(analisis) == "<Analisis con corte 2026-04-30: avance 36.71 (3 de 3)>"
        assert [str(pareja.diferencia) for pareja in comparacion.avanzaron] == [
            *("33.000000000", "66.333333334", "9.790123447")
        ]
        assert "36,7\xa0%" in analisis._repr_mimebundle_()["text/plain"]


@pytest.mark.integracion
@de_cada_contexto
def test_el_certificado_es_el_mismo(contexto: Context, tmp_path: Path) -> None:
    ruta, acta = tmp_path / "a.xlsx", tmp_path / "a.acta.json"
    paac.reporte(PLAN, FORMATO).guardar(ruta, acta=acta)
    with anfitrion(contexto):
        emision = paac.reporte(PLAN, FORMATO).emitir("xlsx")
        segun_los_datos = paac.verificar(ruta, paac.reporte(PLAN, FORMATO))
        segun_el_acta = paac.verificar(ruta, acta=acta)
        huella = emision.acta.datos

    assert (segun_los_datos.veredicto, segun_el_acta.veredicto) == ("identico", "identico")
    assert huella == json.loads(acta.read_text("utf-8"))["datos"]


@de_cada_contexto
def test_un_lote_en_hilos_da_lo_mismo_y_avisa_en_el_contexto_del_anfitrion(
    contexto: Context, tmp_path: Path
) -> None:
    encargos = [
        paac.modelo.Encargo(contenido=PLAN, formato=FORMATO, tipos=("csv",), clave=f"p{n}")
        for n in range(3)
    ]
    vistos: list[Context] = []
    with (
        ThreadPoolExecutor(2, initializer=decimal.setcontext, initargs=(contexto.copy(),)) as hilos,
        anfitrion(contexto),
    ):
        hechos = paac.en_lote(
            encargos,
            tmp_path,
            ejecutor=hilos,
            al_terminar=lambda _: vistos.append(decimal.getcontext()),
        )
        for hecho in hechos:
            assert hecho.falla is None
            assert decimal.getcontext() is contexto

    assert all(visto is contexto for visto in vistos)
    esperado = paac.reporte(PLAN, FORMATO).emitir("csv").contenido
    assert [(tmp_path / f"p{n}.csv").read_bytes() for n in range(3)] == [esperado] * 3


@de_cada_contexto
def test_una_matriz_propia_promedia_lo_mismo(contexto: Context) -> None:
    formato = paac.formato_desde_datos(TABLA)
    filas = [{"nombre": n, "valor": v} for n, v in (("a", "1000000.25"), ("b", 2 / 3), ("c", 1))]
    esperado = paac.reporte(paac.Entidad(nombre="E"), formato, filas=filas).emitir("csv")
    with anfitrion(contexto):
        reporte = paac.reporte(paac.Entidad(nombre="E"), formato, filas=filas)
        assert reporte.emitir("csv").contenido == esperado.contenido


def test_las_filas_de_un_generador_se_calculan_en_el_contexto_de_quien_las_da() -> None:
    formato = paac.formato_desde_datos(TABLA)

    def filas() -> Iterator[dict[str, Any]]:
        yield {"nombre": "a", "valor": Decimal(1) / 3}

    with decimal.localcontext(Context(prec=2)) as contexto:
        reporte = paac.reporte(paac.Entidad(nombre="E"), formato, filas=filas())
        assert decimal.getcontext() is contexto

    assert reporte.filas == [{"nombre": "a", "valor": Decimal("0.33")}]


_EN_UN_PROCESO = """
import decimal, importlib, logging, pkgutil
logging.getLogger("paac_reportes").setLevel("ERROR")
for nombre in ("prec", "Emax", "Emin"):
    setattr(decimal.DefaultContext, nombre, {"prec": 3, "Emax": 9, "Emin": -9}[nombre])
for senal in (decimal.Inexact, decimal.Rounded, decimal.FloatOperation):
    decimal.DefaultContext.traps[senal] = True
decimal.setcontext(decimal.DefaultContext)
import paac_reportes as paac
for modulo in pkgutil.walk_packages(paac.__path__, "paac_reportes."):
    if "plantillas" not in modulo.name and "__main__" not in modulo.name:
        importlib.import_module(modulo.name)
from hashlib import sha256
plan = paac.leer("ejemplos/ptep/plan.yaml").sin_dudas()
for tipo in ("docx", "xlsx", "json"):
    print(sha256(paac.reporte(plan, "ptep-seguimiento").emitir(tipo).contenido).hexdigest())
"""


@pytest.mark.integracion
def test_ningun_modulo_hace_sus_cuentas_al_cargarse_en_el_contexto_del_anfitrion() -> None:
    orden = [sys.executable, "-W", "ignore", "-c", _EN_UN_PROCESO]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)
    reporte = paac.reporte(paac.leer("ejemplos/ptep/plan.yaml").sin_dudas(), "ptep-seguimiento")
    contenidos = [reporte.emitir(tipo).contenido for tipo in ("docx", "xlsx", "json")]

    assert hecho.stderr == ""
    assert hecho.stdout.splitlines() == [sha256(contenido).hexdigest() for contenido in contenidos]
