"""Lo que `leer` dice de un Word que salió de un cuerpo diseñado."""

import io
from typing import Any

import pytest
from ayudas.cuerpos import cuerpo
from ayudas.planes import CORTE, actividad, componente, datos

import paac_reportes as paac

TRES = paac.desde_datos(
    datos(*[componente(*(actividad(codigo=f"1.{n}", meta=f"Meta {n}") for n in range(3)))])
).contenido
FILA = ["{{ actividad.codigo }}", "{{ actividad.descripcion }}: {{ actividad.responsable }}"]
TABLA = cuerpo("De {{ entidad.nombre }}", [["Código", "Qué"], FILA])


def escrito(docx: bytes = TABLA, de: Any = TRES, **opciones: Any) -> bytes:
    pedido = paac.reporte(de, paac.formato_desde_word(docx, **opciones), corte=CORTE)
    return pedido.emitir("docx").contenido


def leido(docx: bytes) -> "paac.Lectura[Any]":
    return paac.leer(io.BytesIO(docx), como=None, por_rotulos=True)


@pytest.mark.integracion
@pytest.mark.parametrize(("por_rotulos", "codigo"), [(False, "sin_su_plan"), (True, "sin_matriz")])
def test_sus_filas_no_se_leen_sin_su_plan(*, por_rotulos: bool, codigo: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(io.BytesIO(escrito()), por_rotulos=por_rotulos)
    assert {una.codigo for una in error.value.fallas} == {codigo}


@pytest.mark.integracion
def test_el_que_solo_pone_una_tabla_nuestra_se_lee_por_ella() -> None:
    """Sin filas marcadas, valen los papeles y las marcas de las suyas."""
    de = cuerpo("De {{ entidad.nombre }}, {{ vigencia }}", "{{ poner filas_de_la_matriz }}")
    hecho = escrito(de, base="informe-seguimiento")
    filas = [fila for _, una in leido(hecho).contenido.tablas() for fila in una.filas()]
    assert len(filas) == 3
