"""El sitio de la documentación: las mismas páginas que se leen en el repositorio.

La raíz es la del repositorio, para que un enlace a ``../ejemplos`` o a ``CHANGELOG.md`` lleve a lo
mismo en los dos lugares.
"""

import sys
from importlib.metadata import version as version_de
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_sitio"))

project = "paac_reportes"
version = release = version_de("paac-reportes")
language = "es"
root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "herramientas/banco/README.md",
    "ejemplos/*/README.md",
    "plantillas/*/FUENTE.md",
]
exclude_patterns = [".*", "node_modules", "salida", "src", "tests", "build", "dist"]

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "catalogo",
    "espanol",
    "indice",
    "referencia",
]
nitpicky = True
# Los de Python tienen su referencia en otra parte, y aquí no hay red. Los otros son nombres cortos
# de tipos: los explica docs/api.md, o son de adentro.
nitpick_ignore_regex = [
    (
        "py:class",
        r"(collections\.abc|concurrent\.futures|datetime|decimal|os|paac_reportes\.lotes|pathlib)\..+",
    ),
    (
        "py:class",
        (
            r"Anterior|Carpeta|ClienteDeDask|CodigoDeRegimen|Columnas|Metodo|SubtotalDeMatriz|"
            r"Preferencia|Documento|Executor|FilasDadas|DocumentoLeido|Medio|date|Decimal|"
            r"paac_reportes\.analisis\.anterior\.FrenteALoPublicado|"
            r"Origen|Periodicidad|PlanAnterior|UnContenido|paac_reportes\.analisis\.situacion\.Historia|"
            r"Filas|paac_reportes\.formatos\.descripcion\.(NumeroDeMatriz|SubtotalDeMatriz)|"
            r"paac_reportes\.(maqueta\.documento\.Documento|opc\.visto\.LugarDelArchivo)|"
            r"paac_reportes\.estructura\.corrientes\._\w+"
        ),
    ),
    (
        "py:class",
        r"(paac_reportes\.[\w.]+\.)?(C|T|Contenido|Contenido_co|ConContenido|LibrosReunidos)",
    ),
]

myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block"]
suppress_warnings = ["myst.header"]  # el CHANGELOG repite sus subtítulos en cada versión

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "undoc-members": True}
python_use_unqualified_type_names = True
maximum_signature_line_length = 72
add_module_names = False
toc_object_entries = False  # más de mil, en la navegación de cada página; los enlaza la suya

template_bridge = "accesible.Plantillas"
html_theme = "furo"
html_title = f"paac_reportes {version}"
html_static_path = ["_static"]
html_css_files = ["sitio.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_permalinks_icon = "¶"
html_theme_options = {"footer_icons": []}
