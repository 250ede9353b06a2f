"""Cada uso carga lo suyo y nada más: quien lleva la biblioteca adentro no paga lo que no usa."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from ayudas.imagenes import png
from ayudas.planes import datos

DE_OTROS = frozenset(
    {
        *("attr", "babel", "docx", "holidays", "jinja2", "lxml", "markdown_it"),
        *("matplotlib", "numpy", "openpyxl", "pandas", "PIL", "pypdf"),
        *("rapidfuzz", "stdnum"),
        *(
            "xml.etree",
            "yaml",
            "asyncio",
            "importlib.metadata",
            "multiprocessing",
            "ssl",
            "subprocess",
        ),
    }
)
DE_CASA = frozenset(
    {
        *(
            "analisis.analisis",
            "analisis.calendario",
            "api",
            "composicion.lo_que_no_cabe",
            "lectura.matriz",
        ),
        *("escritores.docx", "escritores.html", "escritores.xlsx", "formatos"),
        *(
            "formatos.membrete",
            "informe",
            "datos_abiertos",
            "libros",
            "modelo",
            "modelo.fechas",
            "opc.paquete",
            "prueba",
        ),
    }
)
LEER = f"plan = paac.desde_datos({datos()!r}).contenido"
LEER_CON_ESCUDO = f"plan = paac.desde_datos({datos() | {'entidad': {'nombre': 'M', 'escudo': png()}}!r}).contenido"
SENCILLO = {
    "codigo": "sencillo",
    "nombre": "Sencillo",
    "version": "1",
    "propiedades": {"titulo": "Seguimiento de {{ entidad.nombre }}"},
    "pie": {"anchos": [100], "filas": [[{"texto": "{{ pagina }} de {{ paginas }}"}]]},
    "libro": {"nombre": "{{ entidad.nombre }}", "datos": False},
    "cuerpo": [{"tipo": "tabla", "tablas": ["una"]}],
    "tablas": {
        "una": {
            "franjas": ["Componente {{ componente.numero }}: {{ componente.nombre }}"],
            "secciones": [{"recorre": "actividades"}],
            "columnas": [{"dato": "actividad.descripcion", "rotulo": "Actividad", "ancho": 100}],
        }
    },
}
USOS = {
    "importar": ("", frozenset()),
    "atrapar un error": ("paac.ErrorPaac", frozenset({"attr"})),
    "leer datos": (LEER, frozenset({"attr", "api", "modelo"})),
    "un Word": (
        f"{LEER}; paac.reporte(plan, 'MCCO.101.18.F.20').emitir('docx')",
        frozenset({"attr", "docx", "lxml", "api", "modelo", "formatos", "escritores.docx"}),
    ),
    "un Word con una imagen": (
        f"{LEER_CON_ESCUDO}; paac.reporte(plan, 'MCCO.101.18.F.20').emitir('docx')",
        frozenset({"attr", "docx", "lxml", "PIL", "api", "modelo", "formatos", "escritores.docx"}),
    ),
    "un Word de un formato que sólo nombra datos": (
        f"{LEER}; formato = paac.formato_desde_datos({SENCILLO!r})"
        "; paac.reporte(plan, formato).emitir('docx')",
        frozenset({"attr", "docx", "lxml", "api", "modelo", "formatos", "escritores.docx"}),
    ),
    "un Excel sin hoja Datos, de un formato que sólo nombra datos": (
        f"{LEER}; formato = paac.formato_desde_datos({SENCILLO!r})"
        "; paac.reporte(plan, formato).emitir('xlsx')",
        frozenset({"attr", "api", "modelo", "formatos", "escritores.xlsx"}),
    ),
    "un HTML": (
        f"{LEER}; paac.reporte(plan, 'MCCO.101.18.F.20').emitir('html')",
        frozenset({"attr", "jinja2", "api", "modelo", "formatos", "escritores.html"}),
    ),
    "un CSV": (
        f"{LEER}; paac.reporte(plan, 'MCCO.101.18.F.20').emitir('csv')",
        frozenset({"attr", "api", "modelo", "modelo.fechas", "formatos", "datos_abiertos"}),
    ),
    "un CSV público": (
        f"{LEER}; paac.reporte(plan, 'MCCO.101.18.F.20').publico().emitir('csv')",
        frozenset({"attr", "api", "modelo", "modelo.fechas", "formatos", "datos_abiertos"}),
    ),
    "un Excel": (
        f"{LEER}; paac.reporte(plan, 'MCCO.101.18.F.20').emitir('xlsx')",
        frozenset({"attr", "api", "modelo", "formatos", "escritores.xlsx"}),
    ),
    "un Excel con una imagen": (
        f"{LEER_CON_ESCUDO}; paac.reporte(plan, 'MCCO.101.18.F.20').emitir('xlsx')",
        frozenset({"attr", "PIL", "api", "modelo", "formatos", "escritores.xlsx"}),
    ),
}


@pytest.mark.parametrize(("orden", "suyo"), USOS.values(), ids=USOS)
def test_cada_uso_carga_solo_lo_suyo(orden: str, suyo: frozenset[str]) -> None:
    ver = "import json, sys; print(json.dumps(list(sys.modules)))"
    hecho = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"import paac_reportes as paac; {orden}\n{ver}"],
        capture_output=True,
        check=True,
    )
    cargados = set(json.loads(hecho.stdout))
    vigilados = DE_OTROS | {f"paac_reportes.{modulo}" for modulo in DE_CASA}
    suyos = suyo | {f"paac_reportes.{modulo}" for modulo in suyo}

    assert sorted((cargados & vigilados) - suyos) == []


def test_un_programa_junto_a_una_carpeta_que_se_llama_igual_importa_la_biblioteca(
    tmp_path: Path,
) -> None:
    (tmp_path / "paac_reportes").mkdir()
    programa = tmp_path / "programa.py"
    programa.write_text("import paac_reportes as paac\nprint(paac.leer.__name__)\n", "utf-8")

    hecho = subprocess.run([sys.executable, programa], capture_output=True, check=True)

    assert hecho.stdout.decode().strip() == "leer"
