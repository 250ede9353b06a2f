"""Una matriz que va en una celda de otra tabla de Word se lee en su lugar."""

import io
from collections.abc import Sequence
from typing import Any

import docx
import pytest
from ayudas.paquetes_a_mano import en_bytes

import paac_reportes as paac

ROTULOS = ("Código", "Actividades", "Meta", "Responsable", "Fecha programada")
FILAS = (
    ("1.1", "Publicar", "Un mapa", "Planeación", "30/06/2026"),
    ("1.2", "Divulgar", "Dos", "Jurídica", "30/09/2026"),
)


def con_tabla(celda: Any, filas: Sequence[Sequence[str]]) -> Any:
    tabla = celda.add_table(rows=len(filas), cols=len(filas[0]))
    for numero, fila in enumerate(filas):
        for columna, texto in enumerate(fila):
            tabla.cell(numero, columna).text = texto
    return tabla


def en_una_celda(filas: Sequence[Sequence[str]], hondura: int = 1) -> io.BytesIO:
    documento = docx.Document()
    celda = documento.add_table(rows=1, cols=1).cell(0, 0)
    celda.text = "Componente 1: Riesgos"
    for _ in range(hondura - 1):
        celda = celda.add_table(rows=1, cols=1).cell(0, 0)
    con_tabla(celda, filas)
    return io.BytesIO(en_bytes(documento))


def leido(documento: Any) -> paac.Lectura[paac.Plan]:
    return paac.leer(documento, entidad="Municipio", vigencia=2026)


@pytest.mark.parametrize("hondura", [1, 2])
def test_se_lee_con_el_componente_que_dice_la_celda(hondura: int) -> None:
    lectura = leido(en_una_celda((ROTULOS, *FILAS), hondura))
    (componente,) = lectura.contenido.componentes
    assert (componente.numero, componente.nombre) == (1, "Riesgos")
    (subcomponente,) = componente.subcomponentes
    assert [una.meta for una in subcomponente.actividades] == ["Un mapa", "Dos"]
    assert lectura.avisos == ()
    celda = "tabla 1, fila 1, columna 1, tabla 1"
    donde = celda if hondura == 1 else f"{celda}, fila 1, columna 1, tabla 1"
    lugar = lectura.lugares["componentes[0].subcomponentes[0].actividades[1].meta"]
    assert lugar == f"{donde}, fila 3, columna 3"


def test_la_duda_de_una_celda_suya_dice_su_lugar_por_partes() -> None:
    rotulos, filas = (*ROTULOS, "Uso interno"), [(*fila, "algo") for fila in FILAS]
    (aviso,) = leido(en_una_celda((rotulos, *filas))).avisos
    assert (aviso.codigo, aviso.ruta) == (
        "columna_desconocida",
        "tabla 1, fila 1, columna 1, tabla 1, columna 6",
    )
    assert aviso.posicion.hoja == "tabla 1, fila 1, columna 1, tabla 1"
    assert aviso.posicion.columna == "6"


def test_la_que_no_es_una_matriz_se_lee_como_texto_de_su_celda() -> None:
    documento = docx.Document()
    tabla = con_tabla(documento, (ROTULOS, *FILAS))
    con_tabla(tabla.cell(1, 2), (("Enero", "3"), ("Febrero", "4")))
    salida = io.BytesIO(en_bytes(documento))
    lectura = leido(salida)
    primera, _ = lectura.contenido.componentes[0].subcomponentes[0].actividades
    assert primera.meta == "Un mapa\nEnero\n3\nFebrero\n4"
    assert ("contenido_aparte", "tabla 1, fila 2, columna 3") in {
        (aviso.codigo, str(aviso.ruta)) for aviso in lectura.avisos
    }
