"""Tres planes reales, a la letra: cada texto en su fila y en orden, y cada página dice cuál es."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ayudas.compartido import (
    con_datos_reales,
    con_libreoffice,
    con_sdk,
    dibujar,
    generar_en_word_y_excel,
    leer_real,
    validar,
)
from ayudas.lectores import hojas_de_excel, sin_vacios, tablas_de_word

pytestmark = con_datos_reales


def por_componentes(crudo: dict[str, Any]) -> Iterator[list[str]]:
    de_actividad = ("codigo", "descripcion", "meta", "responsable", "fecha_programada")
    de_tramite = (
        *("estado", "situacion_actual", "mejora", "beneficio", "tipo_racionalizacion"),
        *("accion", "fecha_inicio", "fecha_fin", "responsable"),
    )
    for cambio in crudo["control_cambios"]:
        yield [cambio[clave] for clave in ("version", "fecha", "razon")]
    for componente in crudo["componentes"]:
        for subcomponente in componente.get("subcomponentes", ()):
            for numero, actividad in enumerate(subcomponente["actividades"]):
                fila = [actividad[clave] for clave in de_actividad if clave in actividad]
                yield fila if numero else [subcomponente["nombre"], *fila]
        for tramite in componente.get("tramites", ()):
            nombre = f"{tramite['codigo_suit']}/{tramite['nombre']}"
            yield [tramite["tipo"], nombre, *(tramite[clave] for clave in de_tramite)]


def en_un_corte(crudo: dict[str, Any]) -> Iterator[list[str]]:
    claves = ("codigo", "descripcion", "meta", "responsable", "fecha_programada")
    for subcomponente in crudo["componentes"][0]["subcomponentes"]:
        for numero, actividad in enumerate(subcomponente["actividades"]):
            (seguimiento,) = actividad["seguimientos"]
            fila = [] if numero else [subcomponente["nombre"]]
            fila += [actividad[clave] for clave in claves if clave in actividad]
            fila += [seguimiento["texto"]] if "texto" in seguimiento else []
            yield [*fila, str(seguimiento["avance"])]
    yield ["Total 4. ATENCION AL CIUDADANO", "55"]


def en_una_tabla(crudo: dict[str, Any]) -> Iterator[list[str]]:
    claves = ("descripcion", "indicador", "fecha_programada", "responsable")
    yield ["COMPONENTE", "META", "ACTIVIDADES", "INDICADOR", "CRONOGRAMA", "RESPONSABLE"]
    for componente in crudo["componentes"]:
        for lugar, meta in enumerate(componente["subcomponentes"]):
            for numero, actividad in enumerate(meta["actividades"]):
                es_primera = lugar == numero == 0 and "nombre" in componente
                fila = [componente["nombre"]] if es_primera else []
                fila += [] if numero else [meta["nombre"]]
                yield fila + [actividad[clave] for clave in claves if clave in actividad]


class Real(NamedTuple):
    """Un documento real: de dónde sale, su formato, sus filas y lo que dice cada página."""

    archivo: str
    formato: str
    filas: Callable[[dict[str, Any]], Iterator[list[str]]]
    en_cada_pagina: tuple[str, ...]
    """Con los datos de la entidad y con ``{pagina}`` y ``{paginas}``."""


REALES = (
    Real(
        "cajica_plan_2022.json",
        "cajica-plan",
        por_componentes,
        ("{nombre}", "{direccion}", "{codigo_postal}", "{telefono}", "{correo}", "{certificado}"),
    ),
    Real(
        "cajica_seguimiento_2018.json",
        "EV-EGMC-PC-003-FM-002",
        en_un_corte,
        (
            *("Página {pagina} de {paginas}", "CÓDIGO:EV-EGMC-PC-003-FM-002"),
            *("VERSIÓN: 01", "FECHA: 09/09/2016"),
        ),
    ),
    Real(
        "california_plan.json",
        "california-plan",
        en_una_tabla,
        ("Página {pagina} de {paginas}", "COMPONENTE"),
    ),
)


@pytest.fixture(scope="module", params=REALES, ids=lambda real: real.formato)
def real(request: pytest.FixtureRequest) -> Real:
    documento: Real = request.param
    return documento


@pytest.fixture(scope="module")
def archivos(real: Real, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    carpeta = tmp_path_factory.mktemp("reales")
    return generar_en_word_y_excel(leer_real(real.archivo), real.formato, carpeta)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_cada_texto_esta_en_su_fila_y_en_orden(
    real: Real, tipo: str, archivos: dict[str, Path]
) -> None:
    escrito = archivos[tipo].read_bytes()
    tablas = tablas_de_word(escrito) if tipo == "docx" else hojas_de_excel(escrito).values()
    presentes = (sin_vacios(fila) for tabla in tablas for fila in tabla)

    for fila in real.filas(leer_real(real.archivo)):
        assert any(fila == presente for presente in presentes), fila


@con_sdk
def test_el_validador_no_halla_nada(archivos: dict[str, Path]) -> None:
    assert validar(*archivos.values()) == ""


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_dibujado_cada_pagina_dice_cual_es(
    real: Real, tipo: str, archivos: dict[str, Path], tmp_path: Path
) -> None:
    paginas = dibujar(archivos[tipo], tmp_path)
    entidad = leer_real(real.archivo)["entidad"]

    for numero, pagina in enumerate(paginas, 1):
        for texto in real.en_cada_pagina:
            assert texto.format(pagina=numero, paginas=len(paginas), **entidad) in pagina
