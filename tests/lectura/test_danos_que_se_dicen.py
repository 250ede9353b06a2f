"""Lo que una mano le hace a un documento se lee de un solo modo en todo lector, y se dice."""

import io
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.matrices import en_excel, en_word
from ayudas.oficinas import oficina
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac
from paac_reportes.lectura.celdas import columnas_de_menos
from paac_reportes.lectura.leido import ColumnaLeida
from paac_reportes.opc.visto import TablaVista

CORTES = (date(2026, 4, 30), date(2026, 8, 31))
Danar = Callable[[Any], None]


def ajena(hoja_de: Danar) -> paac.Lectura[Any]:
    """Una matriz de dos cortes."""
    rotulos = ["Código", "Actividad", "Meta", "Responsable", "Fecha programada"]
    for corte in ("30/04/2026", "31/08/2026"):
        rotulos += [f"Seguimiento {corte}", f"Avance (%) {corte}"]
    filas = [
        "|".join(
            (
                f"1.{n}",
                f"Hacer {n}",
                f"Meta {n}",
                f"Oficina {n}",
                "31/12/2026",
                f"Va {n}",
                "10",
                f"Iba {n}",
                "20",
            )
        )
        for n in (1, 2, 3)
    ]
    libro = openpyxl.load_workbook(en_excel({"H": ["|".join(rotulos), *filas]}))
    return _leida(libro, libro.worksheets[0], hoja_de)


def del_plan(hoja_de: Danar) -> paac.Lectura[Any]:
    """El libro del plan."""
    escrito = io.BytesIO()
    paac.guardar_datos(plan(), escrito, tipo="xlsx")
    libro = openpyxl.load_workbook(io.BytesIO(escrito.getvalue()))
    return _leida(libro, libro["Actividades"], hoja_de)


def plan() -> paac.Plan:
    return paac.desde_datos(
        datos(
            componente(
                *(
                    actividad(
                        codigo=f"1.{n}",
                        descripcion=f"Hacer {n}",
                        meta=f"Meta {n}",
                        responsable=f"Oficina {n}",
                        seguimientos=[
                            {"corte": c.isoformat(), "texto": f"Va {n} en {c:%m}", "avance": 10 * n}
                            for c in CORTES
                        ],
                    )
                    for n in (1, 2, 3)
                )
            )
        )
    ).contenido


def _leida(libro: Any, hoja: Any, danar: Danar) -> paac.Lectura[Any]:
    danar(hoja)
    guardado = io.BytesIO()
    libro.save(guardado)
    opciones: dict[str, Any] = (
        {} if libro.custom_doc_props.names else {"entidad": "M", "vigencia": 2026}
    )
    return paac.leer(io.BytesIO(guardado.getvalue()), **opciones)


def _busca(hoja: Any, texto: str) -> Any:
    celdas = (c for fila in hoja.iter_rows() for c in fila)
    return next((c for c in celdas if c.value == texto), None)


def actividades(lectura: paac.Lectura[Any]) -> list[paac.modelo.Actividad]:
    return [
        a for _, c in lectura.contenido.tablas() for s in c.subcomponentes for a in s.actividades
    ]


def dichos(lectura: paac.Lectura[Any], codigo: str) -> list[str]:
    return [aviso.ruta for aviso in lectura.avisos if aviso.codigo == codigo]


LECTORES = pytest.mark.parametrize("leer", [ajena, del_plan])


def nada(_hoja: Any) -> None:
    """Ningún daño."""


@LECTORES
def test_sin_danos_no_se_dice_ninguno(leer: Callable[[Danar], paac.Lectura[Any]]) -> None:
    avisos = {aviso.codigo for aviso in leer(nada).avisos}

    assert not avisos & {"celda_combinada", "sin_columna", "valor_de_error", "oculto_leido"}


def test_lo_combinado_hacia_los_lados_es_del_primero() -> None:
    def combinar(hoja: Any) -> None:
        meta = _busca(hoja, "Meta 1") or _busca(hoja, "Hacer 1")
        hoja.merge_cells(
            start_row=meta.row,
            end_row=meta.row,
            start_column=meta.column,
            end_column=meta.column + 1,
        )

    sano, dano = actividades(del_plan(nada))[0], actividades(del_plan(combinar))[0]
    campos = ("descripcion", "meta", "responsable", "indicador", "fecha_programada")
    cambiados = [c for c in campos if getattr(sano, c) != getattr(dano, c)]

    assert len(dichos(del_plan(combinar), "celda_combinada")) == 1
    assert [getattr(dano, c) for c in cambiados] == [None] * len(cambiados)


def test_un_avance_combinado_hacia_abajo_es_de_la_primera_fila() -> None:
    def combinar(hoja: Any) -> None:
        texto = _busca(hoja, "Va 1") or _busca(hoja, "Va 1 en 04")
        avance = hoja.cell(texto.row, texto.column + 1)
        hoja.merge_cells(
            start_row=avance.row,
            end_row=avance.row + 1,
            start_column=avance.column,
            end_column=avance.column,
        )

    lectura = del_plan(combinar)
    avances = [a.seguimientos[0].avance for a in actividades(lectura)]

    assert avances[0] == Decimal(10)
    assert avances[1] is None
    assert dichos(lectura, "celda_combinada") or dichos(lectura, "dato_supuesto")


@LECTORES
def test_un_valor_de_error_no_es_un_dato(leer: Callable[[Danar], paac.Lectura[Any]]) -> None:
    def danar(hoja: Any) -> None:
        _busca(hoja, "Oficina 1").value = "#N/A"

    lectura = leer(danar)

    assert [a.responsable for a in actividades(lectura)] == [None, "Oficina 2", "Oficina 3"]
    assert len(dichos(lectura, "valor_de_error")) == 1
    assert lectura.dudas


def test_el_error_pegado_en_word_tampoco() -> None:
    matriz = ["Actividad|Meta|Responsable|Fecha programada", "Ver|#¡REF!|A|30/04/2026"]
    lectura = paac.leer(en_word(matriz), entidad="M", vigencia=2026)

    assert [a.meta for a in actividades(lectura)] == [None]
    assert dichos(lectura, "valor_de_error") == ["tabla 1, fila 2, columna 2"]


@pytest.mark.parametrize("leer", [ajena, del_plan])
def test_la_columna_de_un_corte_que_alguien_quito_se_dice(
    leer: Callable[[Danar], paac.Lectura[Any]],
) -> None:
    def quitar(hoja: Any) -> None:
        texto = _busca(hoja, "Va 1") or _busca(hoja, "Va 1 en 04")
        hoja.delete_cols(texto.column + 1)

    lectura = leer(quitar)
    [motivo] = [a.mensaje for a in lectura.avisos if a.codigo == "sin_columna"]

    assert [a.seguimientos[0].avance for a in actividades(lectura)] == [None] * 3
    assert "30/04/2026 no tiene la columna de seguimiento.avance" in motivo


def test_la_que_sobra_en_un_solo_corte_no_hace_faltar_las_demas() -> None:
    tabla = TablaVista("tabla 1", ())
    columnas = [
        ColumnaLeida(
            lugar=tabla.lugar_de_columna(n), rotulo="", dato=(dato,), corte=date(2026, mes, 1)
        )
        for n, (mes, dato) in enumerate(
            [
                (4, "seguimiento.texto"),
                (8, "seguimiento.texto"),
                (12, "seguimiento.texto"),
                (12, "seguimiento.avance"),
            ]
        )
    ]

    assert list(columnas_de_menos(columnas)) == []
    otra = attrs.evolve(columnas[0], dato=("seguimiento.avance",))
    assert [a.ruta for a in columnas_de_menos([*columnas, otra])] == ["tabla 1"]


@pytest.mark.parametrize(
    ("valor", "formato", "meta"),
    [
        (1200000, '"$ "#,##0', "$ 1.200.000"),
        (0.5, "0%", "50%"),
        (time(14, 30), "h:mm", "14:30"),
        (3, "General", "3"),
        (15, '0 "días"', "15 días"),
    ],
)
@pytest.mark.parametrize("leer", [ajena, del_plan])
def test_dinero_horas_y_porcentajes_se_leen_como_se_ven(
    leer: Callable[[Danar], paac.Lectura[Any]], valor: object, formato: str, meta: str
) -> None:
    def escribir(hoja: Any) -> None:
        celda = _busca(hoja, "Oficina 1")
        celda.value, celda.number_format = valor, formato

    assert actividades(leer(escribir))[0].responsable == meta


def test_de_un_dia_con_su_hora_se_lee_el_dia_y_se_dice() -> None:
    def escribir(hoja: Any) -> None:
        casi_el_otro_dia = datetime(2026, 5, 4, 23, 59, 59, 997_000)
        for fila, cuando in (
            (2, datetime(2026, 5, 4, 14, 30)),
            (3, datetime(2026, 5, 4)),
            (4, casi_el_otro_dia),
        ):
            hoja.cell(fila, 5).value = cuando
            hoja.cell(fila, 5).number_format = "dd/mm/yyyy h:mm"

    lectura = ajena(escribir)

    assert [a.fecha_programada for a in actividades(lectura)][:3] == ["04/05/2026"] * 3
    assert dichos(lectura, "hora_sin_leer") == ["hoja «H», celda E2", "hoja «H», celda E4"]


def test_en_un_libro_de_captura_lo_mismo(tmp_path: Path) -> None:
    base = paac.desde_datos(
        datos(
            componente(*(actividad(codigo=f"1.{n}", descripcion=f"Hacer {n}") for n in (1, 2, 3)))
        )
    ).contenido
    [libro] = paac.capturar(base, CORTES[0], tmp_path).archivos
    with oficina(libro) as hoja:
        suya = hoja.celda(1, "Evidencias")
        suya.value = "Acta"
        de_excel = suya.parent
        de_excel.merge_cells(
            start_row=suya.row,
            end_row=suya.row + 1,
            start_column=suya.column,
            end_column=suya.column,
        )
        de_excel.row_dimensions[suya.row + 2].hidden = True
        error = hoja.celda(3, "Seguimiento")
        error.value = "#N/A"

    reunion = paac.reunir(libro, base=base)

    assert [nueva.reporte["seguimiento.evidencias"] for nueva in reunion.nuevas] == [("Acta",)]
    assert {"celda_combinada", "filas_ocultas", "valor_de_error"} <= {
        aviso.codigo for aviso in reunion.avisos
    }
