"""Las hojas de lo recomendado del libro del plan, como vuelven de las personas.

Prueba ``libros/armado``, ``libros/por_armar`` y ``libros/valores``.
"""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from ayudas.danos import HojaConRotulos
from ayudas.planes import datos

import paac_reportes as paac
from paac_reportes.libros.escritura import libro_de

CORTE = "2026-04-30"
RECOMENDACIONES: list[dict[str, Any]] = [
    {
        "id": "R-1",
        "corte": CORTE,
        "texto": "Publicar lo pendiente",
        "filas": [
            {"codigo": "1.10", "texto": "Publicar\nel mapa"},
            {"texto": "Sin código"},
            {"codigo": "7", "texto": ""},
        ],
        "responsable": "Planeación",
    },
    {"id": "R-2", "corte": CORTE, "texto": "Aclarar", "estado": "en_curso", "respuesta": "-"},
]


def leido(cambiar: Callable[[Any], None]) -> paac.Plan:
    plan = paac.desde_datos(datos(recomendaciones=RECOMENDACIONES)).contenido
    libro = openpyxl.load_workbook(io.BytesIO(libro_de(plan)[0]))
    cambiar(libro)
    guardado = io.BytesIO()
    libro.save(guardado)
    guardado.seek(0)
    return paac.leer(guardado).sin_dudas()


def escribir_la_tercera(libro: Any, estado: str) -> None:
    hoja = HojaConRotulos(libro["Recomendaciones"])
    de_la_oficina = {"Identificador": "R-3", "Corte": "30/04/2026", "Recomendación": "Otra"}
    hoja.llenar(3, {**de_la_oficina, "Estado": estado})


def nada(_libro: object) -> None:
    """El libro vuelve como salió."""


def test_las_filas_que_nombra_van_en_su_hoja_y_vuelven() -> None:
    esperado = paac.desde_datos(datos(recomendaciones=RECOMENDACIONES)).contenido
    assert leido(nada).recomendaciones == esperado.recomendaciones


def test_una_escrita_a_mano_toma_lo_que_no_se_dice() -> None:
    def cambiar(libro: Any) -> None:
        escribir_la_tercera(libro, "Sin respuesta")
        filas = HojaConRotulos(libro["Filas recomendadas"])
        filas.llenar(
            4, {"Recomendación": "R-3", "Código": "2.1", "Actividad o trámite": "Publicar"}
        )

    *_, nueva = leido(cambiar).recomendaciones
    assert (nueva.id, nueva.origen, nueva.estado) == ("R-3", "oficina", "sin_respuesta")
    assert [fila.codigo for fila in nueva.filas] == ["2.1"]


def test_lo_que_no_se_sabe_de_cual_es_y_un_estado_ajeno_se_dicen_a_la_vez() -> None:
    def cambiar(libro: Any) -> None:
        escribir_la_tercera(libro, "Hecha")
        HojaConRotulos(libro["Filas recomendadas"]).llenar(1, {"Recomendación": "R-9"})

    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(cambiar)
    assert sorted(map(str, error.value.fallas)) == [
        "hoja «Filas recomendadas», celda A4: no se sabe de qué recomendación es: llegó 'R-9' y en"
        " la hoja Recomendaciones ninguna se llama así",
        "hoja «Recomendaciones», celda G6: se esperaba alguno de estos: Nueva, En curso, Cumplida,"
        " Sin respuesta, No acogida, llegó 'Hecha'",
    ]


@pytest.mark.parametrize(("se_copia", "avisos"), [(False, 0), (True, 1)])
def test_dos_filas_que_ya_eran_iguales_no_se_avisan_y_la_que_alguien_copio_si(
    *, se_copia: bool, avisos: int
) -> None:
    filas = [{"texto": "Sin código"}, {"texto": "Sin código"}]
    plan = paac.desde_datos(
        datos(recomendaciones=[{**RECOMENDACIONES[0], "filas": filas}])
    ).contenido
    libro: Any = openpyxl.load_workbook(io.BytesIO(libro_de(plan)[0]))
    hoja = HojaConRotulos(libro["Filas recomendadas"])
    if se_copia:
        hoja.llenar(
            3,
            {
                str(c.value): hoja.celda(2, str(c.value)).value
                for c in hoja.excel[hoja.rotulos]
                if c.value
            },
        )
    guardado = io.BytesIO()
    libro.save(guardado)
    lectura: Any = paac.leer(io.BytesIO(guardado.getvalue()), como=None)
    assert [a.codigo for a in lectura.avisos].count("fila_repetida") == avisos
    assert len(lectura.contenido.recomendaciones[0].filas) == 2 + avisos
