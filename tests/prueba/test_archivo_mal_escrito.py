"""Un archivo mal escrito por dentro: se dice dónde, y no se adivina."""

import io
import zipfile
from datetime import date

import pytest
from ayudas.comprobados import comprobar

import paac_reportes as paac

CORTE = date(2024, 4, 30)
PLAN = paac.plan_desde_datos(
    {
        "entidad": {"nombre": "MUNICIPIO DE EJEMPLO"},
        "vigencia": 2024,
        "componentes": [
            {
                "numero": 1,
                "nombre": "Riesgos",
                "subcomponentes": [
                    {
                        "nombre": "Política",
                        "actividades": [
                            {
                                "codigo": "1.1",
                                "descripcion": "Actualizar",
                                "seguimientos": [{"corte": "2024-04-30", "avance": 50}],
                            }
                        ],
                    }
                ],
            }
        ],
    }
)


def con(tipo: str, parte: str, antes: bytes, despues: bytes) -> io.BytesIO:
    """El reporte con algo cambiado en una de sus partes."""
    escrito = paac.emitir(PLAN, "EV-EGMC-PC-003-FM-002", tipo, corte=CORTE)
    nuevo = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(escrito)) as viejo, zipfile.ZipFile(nuevo, "w") as otro:
        for nombre in viejo.namelist():
            contenido = viejo.read(nombre)
            if nombre == parte:
                assert antes in contenido
                contenido = contenido.replace(antes, despues, 1)
            otro.writestr(nombre, contenido)
    nuevo.seek(0)
    nuevo.name = f"reporte.{tipo}"
    return nuevo


@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
@pytest.mark.parametrize(
    ("tipo", "parte", "antes", "despues"),
    [
        ("xlsx", "xl/worksheets/sheet1.xml", b't="s"><v>0<', b't="s"><v>999999<'),
        ("xlsx", "xl/worksheets/sheet1.xml", b't="s"><v>0<', b't="s"><v>texto<'),
        ("docx", "word/document.xml", b'<w:gridSpan w:val="2"', b'<w:gridSpan w:val="dos"'),
        (
            *("docx", "word/document.xml", b'<w:gridSpan w:val="2"'),
            b'<w:gridSpan w:val="3"/><w:gridSpan w:val="2"',
        ),
        ("docx", "word/document.xml", b"<w:tcPr>", b'<w:tcPr><w:hMerge w:val="restart"/>'),
    ],
)
def test_lo_mal_escrito_se_halla_donde_esta(
    tipo: str, parte: str, antes: bytes, despues: bytes
) -> None:
    archivo = con(tipo, parte, antes, despues)

    primera, *_ = comprobar(archivo, PLAN, "EV-EGMC-PC-003-FM-002", corte=CORTE)
    assert primera.lugar.startswith({"docx": "la tabla 1", "xlsx": "la hoja «"}[tipo])
