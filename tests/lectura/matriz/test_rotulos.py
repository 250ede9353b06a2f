"""Los rótulos de una matriz: cuáles filas lo son, y qué dato trae cada columna (reglas 1 a 4, 10 y 12).

Prueba ``lectura/matriz/tablas``, ``lectura/matriz/columnas``, ``lectura/matriz/palabras``, ``lectura/matriz/franjas`` y ``lectura/matriz/declaraciones``.
"""

from datetime import date
from typing import Any

import pytest
from ayudas.matrices import actividades, avisos, en_excel, en_word, leer

import paac_reportes as paac

ROTULOS = "Subcomponente|Código|Actividades|Meta|Responsable|Fecha programada"
UNA = "Política|1.1|Publicar el mapa|Un mapa|Planeación|31/03/2026"
OTRA = "Política|1.2|Revisar los controles|Dos actas|Control Interno|30/06/2026"


def plan(*renglones: Any, **pedido: Any) -> paac.Lectura[Any]:
    return leer(en_excel({"PAAC": renglones}), **{"vigencia": 2026, **pedido})


def reportes(leida: paac.Lectura[Any]) -> list[list[tuple[Any, ...]]]:
    """Por fila, el día, el texto y el avance de cada corte."""
    return [
        [(s.corte.isoformat(), s.texto, s.avance) for s in fila.seguimientos]
        for fila in actividades(leida)
    ]


def columnas(leida: paac.Lectura[Any]) -> list[tuple[str, ...]]:
    return [columna.dato for columna in leida.columnas]


@pytest.mark.parametrize("en", [lambda filas: en_excel({"PAAC": filas}), en_word])
def test_el_rotulo_sobre_dos_columnas_es_el_codigo_y_el_texto(en: Any) -> None:
    leida = leer(en(["Actividades|<|Meta|Fecha programada", "1.1|Publicar|Un mapa|31/03/2026"]))
    (fila,) = actividades(leida)

    assert (fila.codigo, fila.descripcion, fila.meta) == ("1.1", "Publicar", "Un mapa")


def test_los_codigos_de_la_columna_sin_rotulo_junto_a_la_actividad_son_los_suyos() -> None:
    leida = plan(
        "Subcomponente||Actividades|Meta|Fecha", "A|1.1|Publicar|Uno|2026", "|1.2|Ver|Uno|2026"
    )

    assert [fila.codigo for fila in actividades(leida)] == ["1.1", "1.2"]
    assert avisos(leida, "columna_dudosa") == [
        "hoja «PAAC», columna B: la columna sin rótulo se leyó como actividad.codigo"
    ]


@pytest.mark.parametrize(
    ("rotulo", "corte"),
    [
        ("30/04/2026", "2026-04-30"),
        (date(2026, 4, 30), "2026-04-30"),
        ("Marzo", "2026-03-31"),
        ("Trim. I", "2026-03-31"),
        ("T1", None),
        ("30-abr", None),
    ],
)
def test_lo_que_va_bajo_un_corte_a_secas_es_lo_que_se_reporto_en_el(
    rotulo: Any, corte: str | None
) -> None:
    leida = plan([*ROTULOS.split("|"), rotulo], f"{UNA}|Se publicó", f"{OTRA}|Va")

    esperados = [[(corte, texto, None)] if corte else [] for texto in ("Se publicó", "Va")]
    assert reportes(leida) == esperados
    if corte is None:
        assert [[*fila.extras.values()] for fila in actividades(leida)] == [["Se publicó"], ["Va"]]


def test_la_fila_de_debajo_parte_los_rotulos_anchos() -> None:
    leida = plan(
        "N°|Nombre del trámite|Tipo de racionalización|Fecha realización|<",
        "|||INICIO dd/mm/aa|FIN dd/mm/aa",
        "1|Usos del suelo|Administrativo|31/01/2026|30/12/2026",
    )

    assert columnas(leida)[3:] == [("tramite.fecha_inicio",), ("tramite.fecha_fin",)]


def test_de_unas_columnas_por_estado_la_de_la_x_lo_dice() -> None:
    rotulos = ("Actividades|Fecha programada|CUMPLIMIENTO|<|<", "||Completo|Parcial|Ninguno")
    leida = plan(*rotulos, "Publicar|2026|x||", "Medir|2026|||X", corte=date(2026, 12, 31))

    estados = [fila.seguimientos[0].estado for fila in actividades(leida)]
    assert estados == ["cumplida", "sin_avance"]


def test_de_dos_filas_de_rotulos_manda_la_que_mas_conoce_y_la_otra_se_dice() -> None:
    leida = plan(
        "Ref|Actividad|Meta|Fecha", "Código|Actividad|Meta|Responsable", "1|Publicar|Una|Ana"
    )

    assert columnas(leida)[3] == ("actividad.responsable",)
    assert avisos(leida, "fila_omitida") == [
        "hoja «PAAC», fila 1: son rótulos que otra fila dice mejor, y no se leyó:"
        " 'Ref | Actividad | Meta | Fecha'"
    ]


@pytest.mark.parametrize(
    ("rotulo", "dato"),
    [
        ("Actividaes", ("actividad.descripcion",)),
        ("Responsable de la actividad", ("actividad.responsable",)),
        ("Responsables del área", ()),
        ("Accion a implementar", ()),
    ],
)
def test_un_rotulo_se_parece_por_sus_letras_o_por_como_empieza(
    rotulo: str, dato: tuple[str, ...]
) -> None:
    otros = (
        "Código|Meta|Fecha programada"
        if dato == ("actividad.descripcion",)
        else ("Código|Actividad|Meta|Fecha programada")
    )
    leida = plan(
        f"{otros}|{rotulo}",
        "|".join(["1", "Uno", "Dos", "31/03/2026", "Tres"][-1 - otros.count("|") - 1 :]),
    )

    assert columnas(leida)[-1] == dato


def test_un_dato_es_de_una_sola_columna_y_la_otra_va_a_los_extras() -> None:
    leida = plan(f"{ROTULOS}|Acciones", f"{UNA}|Hacerlo")

    assert actividades(leida)[0].extras == {"acciones": "Hacerlo"}
    assert avisos(leida, "lectura_dudosa") == [
        "hoja «PAAC», columna G: «Acciones»: otra columna ya trae actividad.descripcion; quedó"
        " en extras.acciones; diga qué es: columnas=… o --columnas"
    ]


def test_los_codigos_bajo_actividades_y_el_texto_bajo_descripcion() -> None:
    leida = plan("Actividades|Descripción|Meta|Fecha programada", "1.1|Publicar|Una|31/03/2026")

    assert (actividades(leida)[0].codigo, actividades(leida)[0].descripcion) == ("1.1", "Publicar")


def test_el_codigo_con_su_texto_en_una_celda_se_parte_donde_casi_todas_lo_traen() -> None:
    leida = plan(
        "Actividad|Meta|Fecha programada",
        "1.1. Publicar|Una|31/03/2026",
        "1.2. Revisar|Dos|31/03/2026",
        "1.3. Medir|Tres|31/03/2026",
        "3 jornadas de paz|Cuatro|31/03/2026",
    )

    assert [(a.codigo, a.descripcion) for a in actividades(leida)] == [
        ("1.1.", "Publicar"),
        ("1.2.", "Revisar"),
        ("1.3.", "Medir"),
        (None, "3 jornadas de paz"),
    ]


def test_dos_matrices_lado_a_lado_son_dos_y_cada_una_con_su_componente() -> None:
    leida = plan(
        "Componente 1: Riesgos|<|<|<||Componente 2: Trámites|<|<|<",
        "Código|Actividad|Meta|Fecha programada||Código|Actividad|Meta|Fecha programada",
        "1.1|Uno|Una|31/03/2026||2.1|Dos|Dos|31/03/2026",
    )

    assert [
        (tabla.numero, [f.descripcion for f in tabla.filas()])
        for _, tabla in leida.contenido.tablas()
    ] == [(1, ["Uno"]), (2, ["Dos"])]


# ------------------------------------------------------------------ los cortes


def test_el_corte_lo_dice_el_rotulo_y_la_columna_de_su_derecha_lo_sigue() -> None:
    leida = plan(
        f"{ROTULOS}|Seguimiento 30/04/2026|%|Seguimiento 31/08/2026|%", f"{UNA}|Va|50%|Listo|100%"
    )

    assert reportes(leida) == [[("2026-04-30", "Va", 50), ("2026-08-31", "Listo", 100)]]
    assert [a.partition(": ")[2] for a in avisos(leida, "dato_supuesto")] == [
        "«%» no dice su corte: se leyó como de 2026-04-30, el corte de su grupo",
        "«%» no dice su corte: se leyó como de 2026-08-31, el corte de su grupo",
    ]


def test_los_trimestres_como_unico_rotulo_son_un_seguimiento_cada_uno() -> None:
    leida = plan(f"{ROTULOS}|Trimestre I|Trimestre II", f"{UNA}|Se empezó|Se terminó")

    assert reportes(leida) == [
        [("2026-03-31", "Se empezó", None), ("2026-06-30", "Se terminó", None)]
    ]


def test_el_porcentaje_de_cada_trimestre_es_su_avance() -> None:
    leida = plan(f"{ROTULOS}|% Trimestre I|% Trimestre II", f"{UNA}|25%|50%", f"{OTRA}|30%|60%")

    assert [[avance for *_, avance in fila] for fila in reportes(leida)] == [[25, 50], [30, 60]]


def test_un_trimestre_con_cantidades_es_lo_hecho_y_no_una_fecha() -> None:
    leida = plan(f"{ROTULOS}|I TRIMESTRE 2026|II TRIMESTRE 2026", f"{UNA}|3|5")

    assert reportes(leida) == [[("2026-03-31", "3", None), ("2026-06-30", "5", None)]]
    assert actividades(leida)[0].fecha_programada == "31/03/2026"


def test_lo_reportado_sin_corte_queda_en_los_extras_y_se_dice() -> None:
    leida = plan(f"{ROTULOS}|Seguimiento", f"{UNA}|Va bien")

    assert actividades(leida)[0].seguimientos == ()
    assert actividades(leida)[0].extras == {"seguimiento": "Va bien"}
    assert avisos(leida, "lectura_dudosa") == [
        "hoja «PAAC», celda G2: «Seguimiento» es de un seguimiento y no se sabe de qué corte (diga"
        " el corte: corte=… o --corte): quedó en extras.seguimiento"
    ]
    assert reportes(plan(f"{ROTULOS}|Seguimiento", f"{UNA}|Va bien", corte=date(2026, 8, 31))) == [
        [("2026-08-31", "Va bien", None)]
    ]


def test_la_unica_columna_de_observaciones_es_el_texto_del_seguimiento() -> None:
    leida = plan(f"{ROTULOS}|Observaciones", f"{UNA}|Va bien", corte=date(2026, 8, 31))

    assert reportes(leida) == [[("2026-08-31", "Va bien", None)]]


@pytest.mark.parametrize(("escrito", "avance"), [("62,5", "62.5"), ("80 %", "80"), ("0,5", "0.5")])
def test_un_avance_se_lee_como_esta(escrito: str, avance: str) -> None:
    leida = plan(
        f"{ROTULOS}|Seguimiento|% de avance", f"{UNA}|Va|{escrito}", corte=date(2026, 8, 31)
    )

    assert str(actividades(leida)[0].seguimientos[0].avance) == avance
    assert bool(avisos(leida, "columna_dudosa")) is (escrito == "0,5")


# ------------------------------------------------------------------ lo que se pide


def test_columnas_dice_lo_que_un_rotulo_no_y_manda_sobre_el() -> None:
    leida = plan(
        "Ref|Quehacer|Meta|Fecha programada",
        "1|Publicar|Una|31/03/2026",
        columnas={"Quehacer": "actividad.descripcion", "Ref": None},
    )

    assert [(a.codigo, a.descripcion, a.extras) for a in actividades(leida)] == [
        (None, "Publicar", {})
    ]


def test_columnas_puede_ser_de_una_sola_tabla() -> None:
    hojas = {
        hoja: ["Cosa|Actividad|Meta|Fecha programada", "x|Publicar en " + hoja + "|Una|31/03/2026"]
        for hoja in ("Uno", "Dos")
    }
    leida = leer(en_excel(hojas), columnas={"hoja «Dos»": {"Cosa": "actividad.indicador"}})

    assert [(a.indicador, a.extras) for a in actividades(leida)] == [
        (None, {"cosa": "x"}),
        ("x", {}),
    ]


def test_una_columna_que_ninguna_tabla_trae_es_una_falla_con_la_mas_parecida() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="ninguna tabla trae la columna 'metaa'; la más"):
        plan(ROTULOS, UNA, columnas={"Metaa": "actividad.meta"})


def test_lo_que_se_repite_bajo_cada_corte_es_su_seguimiento_y_no_otra_matriz() -> None:
    """Como ``paac-seguimiento``: las mismas tres columnas bajo cada fecha."""
    cada_uno = "Actividades cumplidas|% de avance|Observaciones"
    leida = plan(
        "Subcomponente|Actividades programadas|<|Fecha seguimiento: 31/03/2026|<|<"
        "|Fecha seguimiento: 30/06/2026|<|<",
        f"|||{cada_uno}|{cada_uno}",
        "Política|1.1|Publicar el mapa|Se publicó|40|Va bien|Se ajustó|80|Va mejor",
        "Política|1.2|Revisar los controles|Un acta|50|Falta otra|Dos actas|100|Ya está",
    )

    assert [fila.codigo for fila in actividades(leida)] == ["1.1", "1.2"]
    assert reportes(leida)[0] == [
        ("2026-03-31", "Se publicó", 40),
        ("2026-06-30", "Se ajustó", 80),
    ]


def test_las_firmas_de_debajo_no_dicen_que_trae_una_columna() -> None:
    """Como el F.20 de una sola actividad: bajo el código firma quien elaboró."""
    leida = plan(
        "Subcomponente|Actividades|<|Meta|Responsable|Fecha programada",
        "Política|4.1|Firmar los pactos|Ocho pactos|Educación|30/09/2026",
        "",
        "|Ana Ruiz, profesional universitaria||Luis Paz, jefe de control interno||",
        vigencia=2026,
    )

    assert [(f.codigo, f.descripcion) for f in actividades(leida)] == [("4.1", "Firmar los pactos")]
