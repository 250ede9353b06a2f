"""Quien hace un documento no es la dependencia de nadie, y lo que se cuenta es el seguimiento.

Prueba ``lectura/ajenos/lugares`` y ``lectura/ajenos/otras_tablas``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.contratista import (
    DISPOSICIONES,
    ENTIDAD,
    FILAS,
    HECHO,
    OFICINAS,
    PROGRAMA,
    ROTULOS,
    matriz,
)
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac

ABRIL = date(2026, 4, 30)
QUIENES = (
    *("OFICINA DE CONTROL INTERNO", "SECRETARÍA DE PLANEACIÓN", "OFICINA ASESORA DE PLANEACIÓN"),
    *("DESPACHO DEL ALCALDE", "PERSONERÍA MUNICIPAL", "JEFE DE CONTROL INTERNO"),
    *("Elaborado por: Oficina de Control Interno", "DEPENDENCIA: OFICINA DE CONTROL INTERNO"),
)


def dependencias(leido: Any) -> list[str]:
    return [una.nombre for una in leido.contenido.dependencias]


# ------------------------------------------------------------------ quién lo hace
@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    ("quien", "disposicion"),
    [
        (quien, disposicion)
        for n, quien in enumerate(QUIENES)
        for m, disposicion in enumerate(DISPOSICIONES)
        if not n or (n + m) % 3 == 0
    ],
)
def test_quien_hace_un_documento_no_es_la_dependencia_de_sus_filas(
    quien: str, disposicion: str
) -> None:
    leido = leer(matriz([ENTIDAD, quien, PROGRAMA], disposicion), vigencia=2026)

    assert dependencias(leido) == []
    assert [fila.responsable for fila in actividades(leido)] == list(OFICINAS)
    assert [(s.corte, s.texto) for f in actividades(leido) for s in f.seguimientos] == [
        (ABRIL, texto) for texto in HECHO
    ]


@pytest.mark.parametrize("disposicion", ["combinados", "en títulos de Word"])
@pytest.mark.parametrize("quien", [QUIENES[0], QUIENES[1], QUIENES[5]])
def test_ni_es_el_componente_si_ninguna_columna_lo_dice(quien: str, disposicion: str) -> None:
    filas = [fila[1:] for fila in FILAS]
    libro = matriz([ENTIDAD, PROGRAMA, quien], disposicion, rotulos=ROTULOS[1:], filas=filas)

    leido = leer(libro, vigencia=2026)

    assert dependencias(leido) == []
    assert [componente.nombre for _, componente in leido.contenido.tablas()] == [None]


def test_se_dice_que_no_se_tomo_y_donde_estaba() -> None:
    leido = leer(matriz([ENTIDAD, QUIENES[1], PROGRAMA]), vigencia=2026)

    assert avisos(leido, "lugar_supuesto") == [
        "hoja «Hoja1», celda A2: 'SECRETARÍA DE PLANEACIÓN' se tomó por quien hace el documento, y"
        " no por la dependencia de sus filas; si lo es, dígalo en una columna «Dependencia»"
    ]


ROTULO = "N°|Actividad|Meta|Responsable"


@pytest.mark.parametrize(
    ("bloques", "esperadas"),
    [
        (
            [
                *("# Secretaría de Hacienda", [ROTULO, "1.1|Ver|Una|A"]),
                *("# Oficina de Control Interno", [ROTULO, "1.2|Oír|Dos|B"]),
            ],
            ["Secretaría de Hacienda", "Oficina de Control Interno"],
        ),
        (
            [
                *("# Secretaría de Hacienda", [ROTULO, "1.1|Ver|Una|A"]),
                *("# Secretaría de Hacienda", [ROTULO, "1.2|Oír|Dos|B"]),
            ],
            ["Secretaría de Hacienda"],
        ),
        (
            ["SECRETARÍA DE HACIENDA", [ROTULO, "1.1|Ver|Una|Secretaría de Hacienda"]],
            ["SECRETARÍA DE HACIENDA"],
        ),
        (
            ["SECRETARÍA DE HACIENDA", ["N°|Actividad|Meta", "1.1|Ver|Una"]],
            ["SECRETARÍA DE HACIENDA"],
        ),
        (["Dependencia: Hacienda", [ROTULO, "1.1|Ver|Una|Tesorero"]], ["Hacienda"]),
        (
            ["OFICINA DE CONTROL INTERNO", [ROTULO, "1.1|Ver|Una|Jefe de control interno"]],
            ["OFICINA DE CONTROL INTERNO"],
        ),
        (
            [[ROTULO, "SECRETARÍA DE HACIENDA|<|<|<", "1.1|Ver|Una|Tesorero"]],
            ["SECRETARÍA DE HACIENDA"],
        ),
    ],
    ids=[
        *("una por tabla", "la misma en cada tabla", "responde ella", "nadie más responde"),
        *("con su rótulo", "la de control interno", "en una franja"),
    ],
)
def test_la_dependencia_que_si_lo_es_sigue_siendolo(bloques: Any, esperadas: list[str]) -> None:
    assert dependencias(leer(en_word(*bloques))) == esperadas


# ------------------------------------------------------------------ lo que se hizo
DE_LO_HECHO = (
    *("QUÉ SE HIZO A 30 DE ABRIL", "¿Qué se ha hecho?", "ACCIONES REALIZADAS", "Lo realizado"),
    *("DESCRIPCIÓN DEL AVANCE", "GESTIÓN ADELANTADA", "AVANCE CUALITATIVO", "LOGROS DEL PERIODO"),
    *("REPORTE DE LA DEPENDENCIA", "ACTIVIDADES EJECUTADAS A CORTE 30 DE ABRIL", "Ejecución"),
    *("ACCIONES EJECUTADAS", "REPORTE DEL RESPONSABLE", "RESULTADOS", "CUMPLIMIENTO", "Narrativa"),
)


@pytest.mark.parametrize(("numero", "rotulo"), [*enumerate(DE_LO_HECHO)])
def test_la_columna_que_cuenta_lo_hecho_es_el_seguimiento(numero: int, rotulo: str) -> None:
    orden = ((5, 6), (6, 5))[numero % 2]
    disposicion = ("combinados", "en la tabla de Word")[numero // 2 % 2]
    rotulos = [*ROTULOS[:5], *((rotulo, "% DE AVANCE")[n - 5] for n in orden)]
    filas = [[*fila[:5], *(fila[n] for n in orden)] for fila in FILAS]

    libro = matriz([], disposicion, rotulos=rotulos, filas=filas)
    leido = leer(libro, vigencia=2026, corte=ABRIL)

    assert [(s.corte, s.texto, s.avance) for f in actividades(leido) for s in f.seguimientos] == [
        (ABRIL, fila[5], fila[6]) for fila in FILAS
    ]


POR_HACER = (
    "Publicar el mapa en la página de la entidad",
    "Realizar dos mesas de trabajo con los líderes",
    "Capacitar a los servidores en integridad",
)
RIESGOS = (
    "Posibilidad de recibir dádivas por ajustar los estudios",
    "Decisiones ajustadas a intereses particulares del funcionario",
    "Pérdida de expedientes por falta de custodia",
)


@pytest.mark.parametrize(
    ("rotulo", "textos", "dato"),
    [
        ("Observaciones", HECHO, ("seguimiento.observaciones",)),
        ("Evidencias", HECHO, ("seguimiento.evidencias",)),
        ("Actividades programadas", POR_HACER, ()),
        ("Descripción de la actividad", POR_HACER, ()),
        ("Tareas para el 30 de abril", POR_HACER, ()),
        ("Riesgo que atiende", RIESGOS, ()),
        ("Cantidad ejecutada", (3, 4, 5), ()),
    ],
)
def test_la_que_no_cuenta_lo_hecho_no_lo_es(rotulo: str, textos: Any, dato: Any) -> None:
    rotulos = [*ROTULOS[:5], rotulo, "% DE AVANCE"]
    filas = [[*f[:5], texto, f[6]] for f, texto in zip(FILAS, textos, strict=True)]

    leido = leer(matriz([], rotulos=rotulos, filas=filas), vigencia=2026, corte=ABRIL)

    assert [c.dato for c in leido.columnas if c.rotulo == rotulo] == [dato]


# ------------------------------------------------------------------ la hoja y la página
@pytest.mark.parametrize("encima", [[ENTIDAD, PROGRAMA], [ENTIDAD, QUIENES[0], PROGRAMA]])
@pytest.mark.parametrize("hoja", ["OFICINA DE CONTROL INTERNO", "Control Interno", QUIENES[1]])
def test_la_unica_hoja_con_el_nombre_de_quien_lo_hace_no_es_la_dependencia(
    hoja: str, encima: list[str]
) -> None:
    titulos = [[titulo, *["<"] * 6] for titulo in encima]
    libro = en_excel({hoja: [*titulos, list(ROTULOS), *map(list, FILAS)]})

    leido = leer(libro, vigencia=2026)

    assert dependencias(leido) == []
    assert any(f"hoja «{hoja}»" in aviso for aviso in avisos(leido, "lugar_supuesto"))


# ------------------------------------------------------------------ frases y números
AVANCES = [fila[6] for fila in FILAS]


def con_columnas(*columnas: tuple[str, Any]) -> Any:
    """Lo que se lee de una matriz que, tras las del plan, lleva esas columnas."""
    filas = [[*fila[:5], *(suyas[n] for _, suyas in columnas)] for n, fila in enumerate(FILAS)]
    rotulos = [*ROTULOS[:5], *(rotulo for rotulo, _ in columnas)]
    return leer(matriz([ENTIDAD], rotulos=rotulos, filas=filas), vigencia=2026, corte=ABRIL)


def reportado(leido: Any) -> list[tuple[Any, ...]]:
    return [(s.corte, s.texto, s.avance) for f in actividades(leido) for s in f.seguimientos]


LO_REPORTADO = [(ABRIL, texto, avance) for texto, avance in zip(HECHO, AVANCES, strict=True)]


@pytest.mark.parametrize("orden", [1, -1])
@pytest.mark.parametrize(
    ("texto", "avance"),
    [
        ("1ER CUATRIMESTRE DESCRIPCIÓN", "1ER CUATRIMESTRE PORCENTAJE"),
        ("CORTE A 30/04/2026 ACCIONES REALIZADAS", "CORTE A 30/04/2026 % DE AVANCE"),
        ("SEGUIMIENTO 1 DESCRIPCIÓN", "SEGUIMIENTO 1 % AVANCE"),
        ("CORTE ABRIL LOGROS", "CORTE ABRIL %"),
        ("REPORTE I CUATRIMESTRE", "% I CUATRIMESTRE"),
        *(
            ("QUÉ SE HIZO", rotulo)
            for rotulo in (
                *("CUMPLIMIENTO %", "CUMPLIMIENTO (%)", "ESTADO %", "ESTADO DE AVANCE"),
                *("PORCENTAJE DE EJECUCIÓN", "PORCENTAJE EJECUTADO", "EJECUTADO (%)", "VA EN (%)"),
            )
        ),
    ],
)
def test_de_las_columnas_de_un_corte_la_de_frases_es_el_texto_y_la_de_numeros_el_avance(
    texto: str, avance: str, orden: int
) -> None:
    columnas = [(texto, HECHO), (avance, AVANCES)]

    assert reportado(con_columnas(*columnas[::orden])) == LO_REPORTADO


@pytest.mark.parametrize(
    "rotulo",
    [
        *("AVANCE", "ACCIONES REALIZADAS", "ACTIVIDADES EJECUTADAS", "ACTIVIDADES PROGRAMADAS"),
        *("ACTIVIDADES CUMPLIDAS", "% PROGRAMADO", "% META", "% ESPERADO", "PESO (%)"),
        *("% DE AVANCE ESPERADO", "PONDERACIÓN %"),
    ],
)
def test_lo_que_se_cuenta_o_se_programa_queda_aparte_y_se_dice(rotulo: str) -> None:
    leido = con_columnas((rotulo, [3, 2, 1]), ("QUÉ SE HIZO", HECHO), ("% DE AVANCE", AVANCES))

    assert reportado(leido) == LO_REPORTADO
    assert [fila.codigo for fila in actividades(leido)] == [None] * len(FILAS)
    assert [[*fila.extras.values()] for fila in actividades(leido)] == [["3"], ["2"], ["1"]]
    assert any(rotulo in str(aviso) for aviso in leido.avisos)


# ------------------------------------------------------------------ la fecha de cada fila
def con_su_fecha(rotulo: str, celda: Any) -> Any:
    """La matriz en que cada fila dice su corte, y la segunda dice eso."""
    fechas = ("30/04/2026", celda, "30/04/2026")
    filas = [[*fila[:5], fechas[n], *fila[5:]] for n, fila in enumerate(FILAS)]
    rotulos = [*ROTULOS[:5], rotulo, "QUÉ SE HIZO", "% DE AVANCE"]
    return matriz([ENTIDAD], rotulos=rotulos, filas=filas)


@pytest.mark.parametrize("celda", ["N/A", "", 46142, "pendiente"])
@pytest.mark.parametrize("rotulo", ["FECHA DE SEGUIMIENTO", "FECHA DE CORTE"])
def test_la_fila_que_no_dice_su_corte_toma_el_que_se_pide_y_se_dice(
    rotulo: str, celda: Any
) -> None:
    leido = leer(con_su_fecha(rotulo, celda), vigencia=2026, corte=ABRIL)

    assert reportado(leido) == LO_REPORTADO
    donde = "celda F4" if celda else "fila 4"
    assert any(donde in aviso for aviso in avisos(leido, "dato_supuesto"))


def test_sin_pedir_el_corte_la_fila_que_no_lo_dice_es_una_falla_con_su_lugar() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(con_su_fecha("FECHA DE CORTE", ""), vigencia=2026)

    (falla,) = error.value.fallas
    assert (falla.codigo, falla.ruta) == ("corte_desconocido", "hoja «Hoja1», fila 4")
    assert "corte" in falla.mensaje
