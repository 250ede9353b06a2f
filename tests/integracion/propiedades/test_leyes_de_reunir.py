"""Leyes de reunir: lo que no se tocó queda igual, y lo que se escribió llega tal cual."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from ayudas.ejemplos import ejemplos
from ayudas.oficinas import HojaDeOficina
from ayudas.paquetes_a_mano import en_bytes
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.estructura import estructurar
from paac_reportes.textos.plano import PROHIBIDOS

CORTE = date(2026, 8, 31)
POCAS = ejemplos(7)

CUALQUIERA = st.text(st.characters(codec=None), max_size=12)  # también sustitutos sueltos
ESCRIBIBLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
OPCIONAL = st.none() | CUALQUIERA


def _filas(*campos: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    seguimiento = st.fixed_dictionaries(
        {"corte": st.sampled_from(["2026-04-30", "2026-12-31"])},
        optional={"texto": CUALQUIERA, "avance": st.integers(0, 100), "observaciones": CUALQUIERA},
    )
    seguimientos = st.lists(seguimiento, max_size=2, unique_by=lambda uno: str(uno["corte"]))
    textos = dict.fromkeys(campos, OPCIONAL)
    return st.lists(
        st.fixed_dictionaries({}, optional={**textos, "seguimientos": seguimientos}), max_size=3
    )


BASES = st.fixed_dictionaries(
    {
        "nombre": OPCIONAL,
        "actividades": _filas("codigo", "descripcion", "meta", "fecha_programada"),
        "tramites": _filas("numero", "nombre", "accion", "fecha_fin"),
    }
)


def plan_de(dicho: dict[str, Any]) -> paac.Plan:
    """Un plan con esas filas y una más, que nunca falta."""
    propia = {"codigo": "9.9", "descripcion": "La que nunca falta"}
    suyas = [{"nombre": dicho["nombre"], "actividades": [*dicho["actividades"], propia]}]
    componente = {"numero": 1, "subcomponentes": suyas, "tramites": dicho["tramites"]}
    return estructurar({"entidad": {"nombre": "E"}, "componentes": [componente]}, paac.Plan)


def _se_deja_escribir(texto: str) -> bool:
    return bool(texto.strip()) and not texto.startswith("=") and not PROHIBIDOS.search(texto)


REPORTES = st.fixed_dictionaries(
    {
        "texto": ESCRIBIBLE.filter(_se_deja_escribir),
        "avance": st.none() | st.integers(0, 100) | st.decimals(1, 100, places=2),
        "estado": st.none() | st.sampled_from(list(paac.modelo.Estado)),
    }
)


def libros(plan: paac.Plan) -> list[bytes]:
    with TemporaryDirectory() as carpeta:
        return [Path(ruta).read_bytes() for ruta in paac.capturar(plan, CORTE, carpeta).archivos]


def reunir(contenidos: list[bytes], base: paac.Plan, **opciones: Any) -> Any:
    return paac.reunir([io.BytesIO(uno) for uno in contenidos], base=base, **opciones)


def hojas(abierto: Any) -> list[HojaDeOficina]:
    """Las que una oficina llena: la de cómo salió va escondida."""
    visibles = (hoja for hoja in abierto.worksheets if hoja.sheet_state == "visible")
    return [HojaDeOficina(hoja) for hoja in visibles if hoja.title != "Instrucciones"]


def llenado(libro: bytes, reportes: list[dict[str, Any]]) -> tuple[bytes, int]:
    """El libro con un reporte en cada una de las primeras filas que estaban en blanco."""
    abierto = openpyxl.load_workbook(io.BytesIO(libro))
    pendientes = list(reportes)
    for hoja in hojas(abierto):
        for fila in range(1, hoja.cuantas + 1):
            abiertas = (hoja.celda(fila, r).value for r in ("Seguimiento", "Avance (%)", "Estado"))
            if pendientes and not any(abiertas):
                uno = pendientes.pop(0)
                hoja.llenar(fila, uno["texto"], uno["avance"])
                hoja.celda(fila, "Seguimiento").data_type = "s"
                if uno["estado"]:
                    hoja.celda(fila, "Estado").value = uno["estado"].value.replace("_", " ").title()
    return en_bytes(abierto), len(reportes) - len(pendientes)


@POCAS
@given(BASES.map(plan_de), st.lists(REPORTES, min_size=1, max_size=3), st.booleans())
def test_de_unos_libros_sale_lo_escrito_y_lo_demas_queda_igual(
    base: paac.Plan,
    reportes: list[dict[str, Any]],
    al_reves: bool,  # noqa: FBT001
) -> None:
    salieron = libros(base)
    sin_tocar_dan_la_base(salieron, base)
    lo_escrito_llega_tal_cual_y_nada_mas_cambia(salieron[0], base, reportes)
    reunir_dos_veces_es_reunir_una(salieron[0], base, reportes, al_reves=al_reves)


def sin_tocar_dan_la_base(salieron: list[bytes], base: paac.Plan) -> None:
    reunion = reunir(salieron, base)

    assert reunion.contenido == base
    assert (reunion.nuevas, reunion.conflictos, reunion.avisos) == ((), (), ())


def lo_escrito_llega_tal_cual_y_nada_mas_cambia(
    salio: bytes, base: paac.Plan, reportes: list[dict[str, Any]]
) -> None:
    libro, cuantos = llenado(salio, reportes)
    reunion = reunir([libro], base)
    escritos = [
        {
            "texto": nueva.reporte["seguimiento.texto"],
            "avance": nueva.reporte["seguimiento.avance"],
            "estado": nueva.reporte["seguimiento.estado"],
        }
        for nueva in reunion.nuevas
    ]

    assert escritos == [
        uno | {"avance": None if uno["avance"] is None else Decimal(str(uno["avance"]))}
        for uno in reportes[:cuantos]
    ]
    assert sin_el_corte(reunion.contenido) == base


def sin_el_corte(plan: paac.Plan) -> paac.Plan:
    """El plan sin los seguimientos del corte."""

    def podado(valor: Any) -> Any:
        if isinstance(valor, list):
            return [
                podado(v)
                for v in valor
                if not (isinstance(v, dict) and v.get("corte") == str(CORTE))
            ]
        return {c: podado(v) for c, v in valor.items()} if isinstance(valor, dict) else valor

    podados = podado(paac.datos_de(plan))
    return estructurar(podados, paac.Plan)


def reunir_dos_veces_es_reunir_una(
    salio: bytes, base: paac.Plan, reportes: list[dict[str, Any]], *, al_reves: bool
) -> None:
    uno, _ = llenado(salio, reportes)
    otro, _ = llenado(salio, reportes[::-1])
    vueltos = [otro, uno] if al_reves else [uno, otro]
    primera = reunir(vueltos, base)
    segunda = reunir(vueltos, primera.contenido)

    assert segunda.contenido == primera.contenido
    assert primera.contenido == reunir(vueltos[::-1], base).contenido
