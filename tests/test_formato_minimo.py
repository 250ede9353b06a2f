"""Un formato que sólo dice lo indispensable, y uno que lo usa todo, en todas las salidas."""

from pathlib import Path
from typing import Any

import pytest
from ayudas.avisos import dicen
from ayudas.imagenes import png
from ayudas.lectores import parrafos_de_word, textos_de_excel
from ayudas.planes import CORTE, actividad, componente, datos, tramite

import paac_reportes as paac

MINIMO = """
codigo = "minimo"
nombre = "Mínimo"
version = "1"
propiedades = { titulo = "Informe" }

[[cuerpo]]
tipo = "tabla"
tablas = ["unica"]

[tablas.unica]
secciones = [{ recorre = "actividades" }]
columnas = [{ dato = "actividad.descripcion", rotulo = "Actividad", ancho = 100 }]
"""

COMPLETO = """
codigo = "completo"
nombre = "Completo"
version = "2"
propiedades = { titulo = "Informe" }
pagina = { papel = "carta", orientacion = "vertical", familia = "Calibri", tamano = 9 }

[encabezado]
anchos = [98, 1, 1]
marco = false
filas = [[{ imagen = "entidad.escudo", texto_alternativo = "Escudo", columnas = 2 }, {}]]

[pie]
anchos = [100]
filas = [[{ texto = "VERSIÓN {{ formato.version }}, página {{ pagina }} de {{ paginas }}", horizontal = "derecha" }]]

[libro]
hojas = "unica"
nombre = "Todo"
bloque_en_celdas = false
repetir_rotulos = false
pie = { centro = "{{ pagina }} de {{ paginas }}" }

[[cuerpo]]
tipo = "parrafo"
texto = "Vigencia {{ vigencia }}."

[[cuerpo]]
tipo = "titulo"
cada = "componente"
en = ["libro"]
texto = "{{ componente.nombre }}"

[[cuerpo]]
tipo = "tabla"
tablas = ["unica"]

[tablas.unica]
filas_se_parten = false
secciones = [{ recorre = "actividades" }]
columnas = [
    { dato = ["actividad.codigo", "actividad.descripcion"], entre = " ", rotulo = ["Plan", "Qué"], ancho = 60 },
    { dato = "seguimiento.avance", rotulo = ["Plan", "Cuánto"], ancho = 40, guarda = "numero" },
]
"""

CON_DEPENDENCIAS = datos(
    componente(actividad(seguimientos=[{"corte": "2026-04-30", "avance": 33.3}])),
    entidad={"nombre": "MUNICIPIO DE PRUEBA", "escudo": png(40, 30)},
)
SIN_DEPENDENCIAS = {
    "entidad": CON_DEPENDENCIAS["entidad"],
    "componentes": CON_DEPENDENCIAS["dependencias"][0]["componentes"],
}


def formato(tmp_path: Path, texto: str) -> Any:
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    return paac.leer_formato(tmp_path)


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html", "csv", "zip", "json"])
@pytest.mark.parametrize("texto", [MINIMO, COMPLETO], ids=["minimo", "completo"])
@pytest.mark.parametrize("crudo", [CON_DEPENDENCIAS, SIN_DEPENDENCIAS], ids=["con", "sin"])
def test_todo_formato_sale_en_todo(tmp_path: Path, crudo: Any, texto: str, tipo: str) -> None:
    contenido = (
        paac.reporte(paac.desde_datos(crudo).contenido, formato(tmp_path, texto), corte=CORTE)
        .emitir(tipo)
        .contenido
    )

    assert contenido


@pytest.fixture
def completo(tmp_path: Path) -> dict[str, bytes]:
    plan, definido = paac.desde_datos(CON_DEPENDENCIAS).contenido, formato(tmp_path, COMPLETO)
    reporte = paac.reporte(plan, definido, corte=CORTE)
    assert dicen(reporte.avisos, r"no muestra Fecha programada \(actividad\.fecha_programada\)")
    return {t: reporte.emitir(t).contenido for t in ("docx", "xlsx", "html")}


def test_cada_bloque_sale_en_su_medio(completo: dict[str, bytes]) -> None:
    assert parrafos_de_word(completo["docx"])[0] == ("BodyText", "Vigencia 2026.")
    assert "Gestión del riesgo" not in [t for _, t in parrafos_de_word(completo["docx"])]
    assert "Gestión del riesgo" in textos_de_excel(completo["xlsx"])


def test_lo_que_ninguna_tabla_recibe_se_avisa(tmp_path: Path) -> None:
    definido = formato(
        tmp_path, MINIMO.replace("secciones", 'si_hay = "actividad.meta"\nsecciones')
    )
    sin_meta = paac.desde_datos(
        datos(componente(actividad(meta=None)), {"numero": 2, "tramites": [tramite()]})
    ).contenido
    avisos = paac.reporte(sin_meta, definido, corte=CORTE).emitir("docx").avisos

    assert [str(aviso) for aviso in avisos][:2] == [
        "dependencias[0].componentes[0].subcomponentes: el formato minimo no muestra esta lista",
        "dependencias[0].componentes[1].tramites: el formato minimo no muestra esta lista",
    ]


def test_el_json_no_avisa_porque_lo_trae_todo(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    paac.reporte(paac.desde_datos(CON_DEPENDENCIAS).contenido, formato(tmp_path, MINIMO)).emitir(
        "json"
    )

    assert list(recwarn) == []
