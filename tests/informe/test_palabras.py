"""Las palabras que concuerdan con unas filas: 0, 1 y muchas, actividades o trámites."""

import io
import re
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import tramite

import paac_reportes as paac


def seguidos(**de_cada_corte: Any) -> list[dict[str, Any]]:
    cortes = {"abril": "2026-04-30", "agosto": "2026-08-31"}
    return [{"corte": cortes[mes], "texto": "Va.", **dice} for mes, dice in de_cada_corte.items()]


VERIFICADO = {"avance": 100, "estado": "cumplida", "verificacion": {"resultado": "verificada"}}
SOLO_TRAMITES = plan_de(
    componentes=[
        {
            "numero": 2,
            "nombre": "Racionalización",
            "tramites": [
                tramite(numero=str(numero), nombre=nombre, fecha_fin=fin, seguimientos=seguimientos)
                for numero, (nombre, fin, seguimientos) in enumerate(
                    (
                        ("Paz y salvo", "30/05/2026", []),
                        ("Predial", "30/06/2026", seguidos(agosto={"avance": 50})),
                        ("Sisbén", "31/08/2026", seguidos(agosto=VERIFICADO)),
                        ("Licencia", "30/06/2026", seguidos(agosto={})),
                        (
                            "Registro",
                            "31/12/2026",
                            seguidos(abril={"avance": 100}, agosto={"avance": 40}),
                        ),
                        ("Uso del suelo", "31/12/2026", seguidos(agosto={})),
                    ),
                    1,
                )
            ],
        }
    ],
    vigencia=2026,
)


@pytest.mark.integracion
def test_un_informe_de_solo_tramites_va_todo_en_su_genero() -> None:
    libro = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(SOLO_TRAMITES, "informe-seguimiento").emitir("xlsx").contenido)
    )
    rotulos = {
        hoja.title: [celda.value for celda in fila if "_paac" not in str(celda.value or "_paac")]
        for hoja in libro
        for fila in hoja.iter_rows(min_row=2, max_row=2)
    }
    cuentas, clases = (
        {celda.value for celda in libro["Listas"][columna][1:]} for columna in ("A", "F")
    )

    resumen = [
        [celda for celda in fila if celda and "_paac" not in str(celda)]
        for fila in libro["Resumen"].values
    ]
    assert [
        *("Componente", "Debían terminar", "Terminados"),
        *(
            "Vencidos sin reporte",
            "Vencidos con reporte",
            "No se sabe",
            "Reportaron algo",
            "De los que aplican",
        ),
    ] in resumen
    assert rotulos["Por componente"][1:3] == ["Debían terminar", "Terminados"]
    assert rotulos["Por componente"][-2] == "Avance, y de cuántos\xa0se\xa0sabe"
    assert rotulos["Por corte"][1] == "Trámites que aplican"
    assert rotulos["Por corte"][-1] == "De cuántos se sabe"
    assert rotulos["Recomendaciones"][1:3] == ["Cuántos", "De qué trámite"]
    assert libro["Vencidos"]["A1"].value == "Tabla\xa04. Vencidos"
    assert cuentas >= {
        "Todos los trámites del plan",
        "Vencidos",
        "Reabiertos después de terminados",
    }
    assert clases >= {"vencido", "vencido sin reporte", "terminado", "por determinar"}
    textos = [str(c.value) for h in libro if h.title != "Datos" for f in h for c in f if c.value]
    femeninos = re.compile(
        r"(?i)\b(vencidas?|terminadas?|reabiertas?|cuántas|otras?|actividades)\b"
    )
    de_las_filas = [t for t in textos if femeninos.search(t) and t != "Actividad o trámite"]
    assert [texto for texto in de_las_filas if not texto.startswith("•")] == []
