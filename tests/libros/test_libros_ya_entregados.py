"""Los libros que salieron con los rótulos de antes se leen como los de ahora, sin decir nada."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import paac_reportes as paac

CORTE = date(2026, 4, 30)
PLAN = paac.plan_desde_datos(
    {
        "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
        "vigencia": 2026,
        "componentes": [
            {
                "numero": 1,
                "nombre": "Gestión del riesgo",
                "subcomponentes": [
                    {
                        "nombre": "Política",
                        "actividades": [
                            {
                                "codigo": "1.1",
                                "descripcion": "Publicar la política",
                                "meta": "Una política",
                                "indicador": "Políticas publicadas",
                                "responsable": "Planeación",
                                "fecha_programada": "Marzo",
                                "fecha_inicio": "01/02/2026",
                                "fecha_fin": "31/03/2026",
                                "seguimientos": [
                                    {
                                        "corte": str(CORTE),
                                        "texto": "Publicada",
                                        "avance": 40,
                                        "estado": "en_proceso",
                                        "evidencias": ["Acta 1"],
                                        "observaciones": "Ninguna",
                                        "verificacion": {"resultado": "parcial", "nota": "Falta"},
                                    }
                                ],
                            }
                        ],
                    }
                ],
            },
            {
                "numero": 2,
                "nombre": "Trámites",
                "tramites": [
                    {
                        "numero": "1",
                        "codigo_suit": "26483",
                        "nombre": "Certificado de residencia",
                        "tipo": "Único",
                        "estado": "Inscrito",
                        "tipo_racionalizacion": "Tecnológica",
                        "accion": "Ponerlo en línea",
                        "situacion_actual": "En ventanilla",
                        "mejora": "En línea",
                        "beneficio": "Menos tiempo",
                        "responsable": "Gobierno",
                        "fecha_inicio": "01/02/2026",
                        "fecha_fin": "30/06/2026",
                        "fecha_implementacion": "31/07/2026",
                        "justificacion": "Lo piden mucho",
                        "fecha_programada": "Junio",
                        "seguimientos": [{"corte": str(CORTE), "texto": "En línea"}],
                    }
                ],
            },
        ],
    }
)
DEL_PLAN = {
    "Actividades": [
        *("Dependencia", "N.º", "Componente", "Subcomponente o proceso", "Código", "Actividad"),
        *("Meta o producto", "Indicador", "Responsable", "Fecha programada", "Fecha de inicio"),
        *("Fecha de fin", "30/04/2026: Seguimiento", "30/04/2026: Avance (%)"),
        *("30/04/2026: Estado", "30/04/2026: Evidencias", "30/04/2026: Observaciones"),
        *("30/04/2026: Verificación", "30/04/2026: Nota de la verificación"),
    ],
    "Trámites": [
        *("Dependencia", "N.º", "Componente", "Tabla", "Número", "Código SUIT"),
        *("Trámite, proceso o procedimiento", "Tipo", "Estado del trámite"),
        *("Tipo de racionalización", "Acción específica de racionalización", "Situación actual"),
        *("Mejora por implementar", "Beneficio al ciudadano o la entidad", "Responsable"),
        *("Fecha de inicio", "Fecha de fin", "Fecha de implementación", "Justificación"),
        *("Fecha programada", "30/04/2026: Seguimiento", "30/04/2026: Avance (%)"),
    ],
    "Componentes": [
        *("Dependencia", "N.º", "Componente", "Nombre corto de la dependencia"),
        "Rótulo del seguimiento",
    ],
}
DE_CAPTURA = {
    "Actividades": [
        *("Código", "Identificación (no la cambie)", "Actividad", "Componente", "Subcomponente"),
        *("Meta o producto", "Indicador", "Responsable", "Fecha programada", "Fecha de inicio"),
        *("Fecha de terminación", "Seguimiento", "Avance (%)", "Estado"),
        *("Evidencias (una por renglón)", "Observaciones"),
    ],
    "Trámites": [
        *("N.º", "Identificación (no la cambie)", "Trámite, proceso o procedimiento"),
        *("Componente", "Clase", "Número en el SUIT", "Tipo", "Estado del trámite"),
        *("Tipo de racionalización", "Acción de racionalización", "Situación actual"),
        *("Mejora por implementar", "Beneficio al ciudadano o a la entidad", "Responsable"),
        *("Fecha de inicio", "Fecha de terminación", "Fecha de implementación", "Justificación"),
        *("Fecha programada", "Seguimiento", "Avance (%)", "Estado"),
        *("Evidencias (una por renglón)", "Observaciones"),
    ],
}
"""Los rótulos de cada hoja antes del catálogo, en su orden."""


def como_antes(libro: Path, rotulos: Mapping[str, list[str]], **celdas: str) -> None:
    """Escribe en cada hoja los rótulos de entonces, y en Actividades lo que se diga de cada uno."""
    abierto: Any = openpyxl.load_workbook(libro)
    for nombre, suyos in rotulos.items():
        hoja = abierto[nombre]
        fila = next(f for f in range(2, 12) if hoja.cell(f, 3).value in suyos)
        ahora = [celda.value for celda in hoja[fila]]
        if "Fila (no la cambie)" in ahora:  # entonces no la llevaban
            hoja.delete_cols(ahora.index("Fila (no la cambie)") + 1)
        for columna, rotulo in enumerate(suyos, 1):
            hoja.cell(fila, columna).value = rotulo
        for rotulo, texto in celdas.items() if nombre == "Actividades" else ():
            hoja.cell(fila + 1, suyos.index(rotulo) + 1).value = texto
    abierto.save(libro)


def test_un_libro_del_plan_con_sus_rotulos_de_antes(tmp_path: Path) -> None:
    libro = tmp_path / "plan.xlsx"
    paac.guardar(PLAN, libro)
    como_antes(libro, DEL_PLAN)

    lectura = paac.leer(libro)

    assert lectura.contenido == PLAN
    assert [str(aviso) for aviso in lectura.avisos] == []


@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
def test_un_libro_de_captura_con_sus_rotulos_de_antes(tmp_path: Path) -> None:
    [libro] = paac.capturar(PLAN, CORTE, tmp_path)
    como_antes(libro, DE_CAPTURA, **{"Evidencias (una por renglón)": "Acta 2"})

    reunion = paac.reunir(libro, base=PLAN)

    actividad = reunion.contenido.componentes[0].subcomponentes[0].actividades[0]
    assert reunion.conflictos == ()
    assert [str(aviso) for aviso in reunion.avisos] == []
    assert actividad.seguimientos[0].evidencias == ("Acta 2",)
    assert reunion.contenido.componentes[1] == PLAN.componentes[1]
