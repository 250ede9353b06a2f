"""Formatos hechos en Python, sobre filas libres o sobre las listas del plan.

Prueba ``formatos/lectura/en_codigo``.
"""

from typing import Any

import attrs
import pytest
from ayudas.avisos import dicen
from ayudas.lectores import sin_vacios, tablas_de_word
from ayudas.planes import actividad, componente, datos, plan

import paac_reportes as paac
from paac_reportes.maqueta.aspecto import SOBRIO

ENTIDAD = paac.Entidad(nombre="MUNICIPIO DE PRUEBA")
COLUMNAS = {"oficina": "Dependencia", "recibidas": ["Peticiones", "Recibidas"]}


@attrs.frozen
class Peticion:
    oficina: str
    recibidas: int


def tabla(formato: Any, filas: Any, origen: Any = ENTIDAD) -> list[list[str]]:
    (unica,) = tablas_de_word(paac.reporte(origen, formato, filas=filas).emitir("docx").contenido)
    return unica


@pytest.mark.parametrize(
    "filas",
    [
        [{"oficina": "Hacienda", "recibidas": 120, "sobra": 1}, {"oficina": "Salud"}],
        [Peticion("Hacienda", 120), {"oficina": "Salud"}],
        ({"oficina": o, "recibidas": n} for o, n in (("Hacienda", 120), ("Salud", None))),
    ],
)
def test_filas_de_diccionarios_o_de_objetos(filas: Any) -> None:
    formato = paac.formato_de_columnas("Peticiones", COLUMNAS)

    assert tabla(formato, filas) == [
        ["Dependencia", "Peticiones"],
        ["", "Recibidas"],
        ["Hacienda", "120"],
        ["Salud", ""],
    ]


def test_el_titulo_va_del_tamano_del_primero_de_un_informe() -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [{"dato": "oficina", "rotulo": "Dependencia"}]
    una = paac.formato_de_columnas("Peticiones", columnas)
    varias = paac.formato_de_columnas("Peticiones", {"a": {"columnas": columnas}})

    for formato in (una, varias):
        assert formato.aspecto.letra.titulo == SOBRIO.letra.titulo1


def test_sobre_las_listas_del_plan() -> None:
    formato = paac.formato_de_columnas(
        "Responsables",
        {"actividad.responsable": "Quién", "actividad.codigo": "Código"},
        recorre="actividades",
    )

    assert tabla(formato, None, plan())[1:] == [["Planeación", "1.1"]]


@pytest.mark.parametrize(
    ("recorre", "dato", "esperado"),
    [
        ("dependencias", "dependencia.nombre", ["SECRETARÍA DE PLANEACIÓN"]),
        ("componentes", "componente.nombre", ["Gestión del riesgo"]),
        ("subcomponentes", "subcomponente.nombre", ["Política"]),
        ("seguimientos", "seguimiento.texto", ["Primero.", "Segundo."]),
        ("evidencias", "evidencia.texto", ["Acta 4", "Acta 5"]),
        ("firmas", "firma.nombre", ["ANA"]),
        ("cambios", "cambio.razon", ["Ajuste"]),
    ],
)
def test_cualquier_lista_del_modelo(recorre: str, dato: str, esperado: list[str]) -> None:
    seguimientos = [
        {"corte": "2026-08-31", "texto": "Segundo.", "evidencias": ["Acta 4", "Acta 5"]},
        {"corte": "2026-04-30", "texto": "Primero.", "evidencias": ["Acta 1"]},
    ]
    completo = datos(
        componente(actividad(seguimientos=seguimientos)),
        firmas=[{"rol": "Elaboró", "nombre": "ANA"}],
        control_cambios=[{"version": "1", "fecha": "31-ene-22", "razon": "Ajuste"}],
    )
    formato = paac.formato_de_columnas("Lista", {dato: "Dato"}, recorre=recorre)

    filas = tabla(formato, None, paac.desde_datos(completo).contenido)
    assert [sin_vacios(fila) for fila in filas[1:]] == [[uno] for uno in esperado]


@pytest.mark.parametrize(
    ("filas", "falla"),
    [
        (None, "filas: el formato tabla recorre filas y no llegaron"),
        ("x", "filas: se esperaba una lista de diccionarios u objetos, llegó 'x'"),
        (
            {"oficina": 1},
            "filas: se esperaba una lista de diccionarios u objetos, llegó un objeto; una sola fila"
            " también va en una lista: [{…}]",
        ),
        ([1], "filas[0]: se esperaba un diccionario o un objeto, llegó 1"),
        (
            [{"oficinas": "Salud", "recibidas": 1}],
            "filas: ninguna trae el dato 'oficina'; el más parecido es 'oficinas'",
        ),
    ],
)
def test_filas_que_no_sirven(filas: Any, falla: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(ENTIDAD, paac.formato_de_columnas("P", COLUMNAS), filas=filas).emitir("docx")

    assert str(error.value) == falla


def test_filas_que_nadie_mostraria_son_un_error() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no recorre filas"):
        paac.reporte(plan(), "california-plan", filas=[{"a": 1}]).emitir("docx")
    with pytest.raises(paac.ErrorDeEntrada, match="guarda un plan, no filas"):
        paac.reporte(ENTIDAD, paac.formato_de_columnas("P", {"a": "A"}), filas=[{"a": 1}]).emitir(
            "json"
        )


def test_lo_que_no_se_puede_escribir_se_cambia_con_aviso() -> None:
    formato = paac.formato_de_columnas("P", {"a": "A"})
    filas = [{"a": "x\x07y"}]
    avisos = paac.reporte(ENTIDAD, formato, filas=filas).avisos
    assert dicen(avisos, r"filas\[0\].a: se cambió por .: U\+0007")
    assert tabla(formato, filas)[-1] == ["x\ufffdy"]


def test_un_formato_desde_datos_dice_todas_sus_fallas() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("P {{ nada }}", [{"dato": "a", "rotulo": "A", "total": "media"}])

    assert [str(falla).split(":")[0] for falla in error.value.fallas] == [
        *["tablas.tabla.columnas[0].total"] * 3,
        "nombre",
        "propiedades.titulo",
        "libro.nombre",
        "cuerpo[0].texto",
        "tablas.tabla.descripcion",
    ]


def test_columnas_que_no_lo_son() -> None:
    with pytest.raises(paac.ErrorDeFormato, match="columnas: se esperaba"):
        paac.formato_de_columnas("P", "a")
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_de_columnas("P", ["a", {"dato": "b", "rotulo": "B"}, 3])  # type: ignore[list-item]
    columna = "se esperaba una columna, como {'dato': …, 'rotulo': …}"
    assert [str(falla) for falla in error.value.fallas] == [
        f"columnas[0]: {columna}, llegó 'a'",
        f"columnas[2]: {columna}, llegó 3",
    ]
