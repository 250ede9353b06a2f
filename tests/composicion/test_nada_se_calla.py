"""La ley de la cobertura, por un segundo camino: cada dato está en el documento o en un aviso.

Prueba ``composicion/tablas/renglones``.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest
from ayudas.a_medida import formato
from ayudas.compartido import con_datos_reales, leer_real
from ayudas.de_todo import de_todo
from ayudas.documentos import avisos_de, documento_de

import paac_reportes as paac
from paac_reportes.composicion.tablas import de_informe
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import RECORRIDOS, RIESGOS
from paac_reportes.formatos.lectura.catalogo import fichas_del_catalogo, hallar_formato
from paac_reportes.maqueta.contenido import Enlace, Imagen, solo_texto
from paac_reportes.maqueta.documento import Documento, Medio, Metadatos
from paac_reportes.maqueta.rejilla import FilasDeTabla
from paac_reportes.modelo import Plan

FORMATOS = [info.codigo for info in fichas_del_catalogo()]
REALES = [
    "cajica_plan_2022.json",
    "cajica_seguimiento_2018.json",
    "california_plan.json",
    "cartago_2020.json",
]
CALLADOS_A_PROPOSITO = {
    *("entidad.orden", "entidad.divipola", "dependencia.nombre_corto", "seguimiento.corte"),
}
TEXTOS = [
    "Fijo",
    "{{ actividad.codigo }}: {{ extras.acta }} {{ seguimiento.extras.peso }}",
    "{{ componente.extras.acta }} {{ extras.peso * 2 }} {{ entidad.extras.peso }}",
    "{{ 'x' if extras.acta }}{{ seguimiento.extras.cupos }}",
]
DE_LISTA = {
    "control_cambios": {"cambio"},
    "firmas": {"firma"},
    "tramites": {"tramite", "seguimiento"},
    "intercambios": {"tramite", "seguimiento"},
    "subcomponentes": {"subcomponente", "actividad", "seguimiento"},
}


def trae_enlaces(nodo: Any) -> bool:
    """Si es un texto con direcciones, que va en tramos."""
    return isinstance(nodo, tuple) and any(isinstance(tramo, Enlace) for tramo in nodo)


def textos_del_arbol(nodo: Any) -> Iterator[str]:
    """Todo lo que el documento escribe; sus propiedades y los nombres de sus partes, no."""
    if isinstance(nodo, str) or trae_enlaces(nodo):
        yield solo_texto(nodo)
    elif isinstance(nodo, tuple | list | FilasDeTabla):
        for uno in nodo:
            yield from textos_del_arbol(uno)
    elif isinstance(nodo, dict):
        yield from textos_del_arbol(tuple(nodo.values()))
    elif attrs.has(type(nodo)) and not isinstance(nodo, Imagen | Metadatos):
        for campo in attrs.fields(type(nodo)):
            if campo.name not in {"nombre", "descripcion", "estilos", "estilo", "metadatos"}:
                yield from textos_del_arbol(getattr(nodo, campo.name))


def todo_lo_escrito(documento: Documento, medio: Medio) -> str:
    """Los textos de sus partes; en un libro, de las páginas sólo se ve lo que pasa a las hojas."""
    partes = [
        attrs.evolve(parte, marco=None if medio == "libro" else parte.marco)
        for parte in documento.partes
    ]
    hojas = [parte.marco.hoja for parte in documento.partes] if medio == "libro" else []
    return plano(" ".join(textos_del_arbol([partes, hojas])))


def plano(texto: str) -> str:
    return " ".join(texto.casefold().split())


def datos_del_plan(plan: Plan, corte: date | None) -> Iterator[tuple[str, str]]:
    """Cada dato de texto del plan en ese corte, por su raíz y su campo, leídos de su JSON."""
    crudo = paac.datos_de(plan)
    yield from de("entidad", crudo["entidad"])
    for firma in crudo.get("firmas", ()):
        yield from de("firma", firma)
    for cambio in crudo.get("control_cambios", ()):
        yield from de("cambio", cambio)
    sueltos = crudo.get("componentes", ())
    for dependencia in crudo.get("dependencias", ()):
        yield from de("dependencia", dependencia)
        sueltos = [*sueltos, *dependencia.get("componentes", ())]
    for componente in sueltos:
        yield from de("componente", componente)
        for subcomponente in componente.get("subcomponentes", ()):
            yield from de("subcomponente", subcomponente)
            for actividad in subcomponente.get("actividades", ()):
                yield from de("actividad", actividad)
                yield from seguimientos(actividad, corte)
        for tramite in (*componente.get("tramites", ()), *componente.get("intercambios", ())):
            yield from de("tramite", tramite)
            yield from seguimientos(tramite, corte)


def seguimientos(fila: dict[str, Any], corte: date | None) -> Iterator[tuple[str, str]]:
    for seguimiento in fila.get("seguimientos", ()):
        if corte is not None and seguimiento["corte"] == corte.isoformat():
            yield from de("seguimiento", seguimiento)


def de(raiz: str, objeto: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for campo, valor in objeto.items():
        if campo == "extras":
            yield from ((f"{raiz}.extras.{nombre}", como_se_lee(v)) for nombre, v in valor.items())
        elif isinstance(valor, str) and valor.strip() and not valor.startswith("data:"):
            yield f"{raiz}.{campo}", valor


def como_se_lee(extra: str | float) -> str:
    """Un extra de JSON como sale en una celda: 27,25 y 21/03/2019."""
    if isinstance(extra, str):
        return re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\3/\2/\1", extra)
    return str(extra).replace(".", ",")


def callados(plan: Plan, codigo: str, corte: date | None, medio: Medio) -> set[str]:
    """Los datos que no están escritos y de los que ningún aviso dice nada."""
    return callados_en(hallar_formato(codigo, None, corte)[0], plan, corte, medio)


def callados_en(formato: Formato, plan: Plan, corte: date | None, medio: Medio) -> set[str]:
    """Lo mismo, en un formato ya leído."""
    escrito = todo_lo_escrito(documento_de(plan, formato, corte, medio), medio)
    avisos = avisos_de(plan, formato, corte, medio)
    dichos = set(re.findall(r"\b[a-z]+\.(?:extras\.)?[a-z_]+", " ".join(a.mensaje for a in avisos)))
    listas = {re.sub(r"\[\d+\]", "", a.ruta.rpartition(".")[2]) for a in avisos}
    raices = {raiz for lista in listas for raiz in DE_LISTA.get(lista, ())}
    return {
        dato
        for dato, valor in datos_del_plan(plan, corte)
        if dato not in dichos | CALLADOS_A_PROPOSITO
        and dato.partition(".")[0] not in raices
        and dato != "seguimiento.estado"  # se escribe con su nombre, no con su clave
        and plano(valor) not in escrito
    }


@pytest.mark.una_de_cada("codigo", "medio")
@pytest.mark.parametrize("medio", ["documento", "libro"])
@pytest.mark.parametrize("codigo", FORMATOS)
def test_todo_dato_esta_escrito_o_avisado(codigo: str, medio: Medio) -> None:
    muestra = de_todo(hallar_formato(codigo)[0])
    assert callados(muestra.contenido, codigo, muestra.corte, medio) == set()


@pytest.mark.parametrize("medio", ["documento", "libro"])
@pytest.mark.parametrize("texto", TEXTOS)
def test_tambien_con_columnas_de_extras_textos_y_marcas(texto: str, medio: Medio) -> None:
    columnas = [
        {"dato": "extras.riesgo_asociado", "rotulo": "R", "ancho": 25},
        {"texto": texto, "rotulo": "T", "ancho": 25},
        {"dato": "extras.cupos", "rotulo": "C", "ancho": 25, "marca": "X", "cuando": "318"},
        {
            "dato": "seguimiento.estado",
            "rotulo": "E",
            "ancho": 25,
            "marca": "X",
            "cuando": "cumplida",
        },
    ]
    tablas = {"a": {"secciones": [{"recorre": "actividades"}], "columnas": columnas}}
    definido = formato({"tipo": "tabla", "cada": "componente", "tablas": ["a"]}, tablas=tablas)
    muestra = de_todo(definido)

    mudos = callados_en(definido, muestra.contenido, muestra.corte, medio)
    # Una marca dice su valor sin escribirlo.
    assert mudos <= {"actividad.extras.cupos"}


@pytest.mark.una_de_cada("archivo")
@con_datos_reales
@pytest.mark.parametrize("archivo", REALES)
@pytest.mark.parametrize("codigo", FORMATOS)
def test_tambien_en_los_planes_reales(codigo: str, archivo: str) -> None:
    plan = paac.desde_datos(leer_real(archivo)).contenido
    corte = max(plan.cortes(), default=None)
    if corte is None and hallar_formato(codigo)[0].es_informe:
        with pytest.raises(paac.ErrorDeEntrada, match="no hay seguimientos"):
            callados(plan, codigo, corte, "documento")
        return
    assert callados(plan, codigo, corte, "documento") == set()


def test_cada_recorrido_que_un_formato_puede_pedir_tiene_sus_filas() -> None:
    de_listas = {nombre for nombre, uno in RECORRIDOS.items() if uno.listas}
    sin_lista = de_informe.DE_INFORME.keys() | {"filas", RIESGOS}

    assert de_listas | sin_lista == RECORRIDOS.keys()
    assert not de_listas & sin_lista
    assert {n for n, r in RECORRIDOS.items() if r.dueno == "componente"} <= de_listas
