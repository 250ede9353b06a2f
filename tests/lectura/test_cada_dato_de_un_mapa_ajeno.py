"""Cada dato de una fila de un mapa, en el libro de otro y con el rótulo del catálogo, es ése."""

import datetime as dt
from typing import Any

import pytest
from ayudas.matrices import en_excel

import paac_reportes as paac
from paac_reportes.modelo.catalogo import CATALOGO

SECCIONES = {
    "riesgo.inherente": "Riesgo inherente",
    "riesgo.residual": "Riesgo residual",
    "proceso": "Identificación del riesgo",
    "riesgo": "Identificación del riesgo",
    "causa": "Identificación del riesgo",
    "control": "Valoración de los controles",
    "accion": "Plan de acción",
    "seguimiento_de_riesgo": "Monitoreo",
}
BASE = (
    ("Identificación del riesgo", "Proceso", "Compras"),
    ("Identificación del riesgo", "Causa", "Llaves"),
    ("Identificación del riesgo", "Riesgo", "Que se pierda"),
    ("Riesgo inherente", "Probabilidad", "3"),
    ("Riesgo inherente", "Impacto", "10"),
    ("Valoración de los controles", "Descripción del control", "Candado"),
    ("Plan de acción", "Acción", "Comprar llaves"),
)
OTRA_COSA = {
    "riesgo.descripcion": "su otro rótulo ya está",
    "control.causas_que_ataca": "un lugar en otra lista no se escribe así en un mapa",
    "causa.factor": "«Factor» es el del riesgo",
    "control.residual.": "la del riesgo y la de cada control se llaman igual: lo dicen sus filas",
    "seguimiento_de_riesgo.verificacion.": "no se la espera en la matriz de otro, como en un plan",
    "seguimiento_de_riesgo.valoracion.": "se llama como la inherente o la residual",
}
"""Los que un rótulo no basta para distinguir, y por qué."""


def de_una_fila() -> list[str]:
    puestos = {(seccion, rotulo) for seccion, rotulo, _ in BASE}
    raices = ("proceso", "riesgo", "causa", "control", "accion", "seguimiento_de_riesgo")
    return [
        dato
        for raiz in raices
        for dato in CATALOGO.llanos(raiz)
        if not dato.startswith(tuple(OTRA_COSA))
        if (seccion_de(dato), CATALOGO[dato].rotulo) not in puestos
    ]


def seccion_de(dato: str) -> str:
    raiz = dato.rpartition(".")[0]
    return SECCIONES.get(raiz) or SECCIONES[dato.partition(".")[0]]


def valor_de(dato: str) -> Any:
    if opciones := CATALOGO.opciones(dato):
        return opciones[0].replace("_", " ")
    return {"date": "30/04/2026", "int": "5", "Decimal": "5"}.get(
        CATALOGO.tipo(dato).__name__, "dice algo"
    )


@pytest.mark.parametrize("dato", de_una_fila())
def test_con_el_rotulo_del_catalogo_y_bajo_su_seccion_se_lee(dato: str) -> None:
    seccion, campo = seccion_de(dato), CATALOGO[dato]
    repetido = dato.count(".") > 1 and campo.rotulo == "Fecha"
    rotulo = campo.largo if repetido else campo.rotulo
    suyas = [lugar for lugar, una in enumerate(BASE) if una[0] == seccion]
    donde = max(suyas, default=len(BASE) - 1) + 1
    columnas = [*BASE[:donde], (seccion, rotulo, valor_de(dato)), *BASE[donde:]]
    lectura = paac.leer(
        en_excel({"Mapa": ["|".join(fila) for fila in zip(*columnas, strict=True)]}),
        como=None,
        entidad="Municipio",
        corte=dt.date(2026, 4, 30),
    )

    assert lectura.columnas[donde].dato == (dato,)
    assert not [aviso for aviso in lectura.avisos if aviso.codigo == "sin_usar"]


@pytest.mark.parametrize(
    ("encima", "rotulo", "dato"),
    [
        ("Seguimiento OCI", "Fecha", "seguimiento_de_riesgo.corte"),
        ("Autocontrol (líder)", "Fecha", "seguimiento_de_riesgo.corte"),
        ("Monitoreo trimestral", "Acciones", "seguimiento_de_riesgo.acciones_adelantadas"),
        ("Monitoreo trimestral", "Responsable", "riesgo.responsable"),
        ("Atributos para la eficiencia", "Tipo", "control.tipo"),
        ("Acciones por emprender", "Estado", "accion.estado"),
        ("Residual después de controles", "Zona", "riesgo.residual.zona"),
        ("Seguimiento OCI", "Impacto", "riesgo.residual.impacto"),
    ],
)
def test_el_rotulo_de_encima_pesa_aunque_diga_algo_mas(encima: str, rotulo: str, dato: str) -> None:
    columnas = [*BASE, (encima, rotulo, valor_de(dato))]
    lectura = paac.leer(
        en_excel({"Mapa": ["|".join(fila) for fila in zip(*columnas, strict=True)]}),
        como=None,
        entidad="Municipio",
        corte=dt.date(2026, 4, 30),
    )

    assert lectura.columnas[-1].rotulo == f"{encima} {rotulo}"
    assert lectura.columnas[-1].dato == (dato,)
