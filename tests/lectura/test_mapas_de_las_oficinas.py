"""Lo que los mapas de las oficinas traen alrededor de sus riesgos, y los modos de escribir lo mismo.

Prueba ``lectura/riesgos/tablas``.
"""

from decimal import Decimal
from typing import Any

import pytest
from ayudas.matrices import Renglones, en_excel, en_word

import paac_reportes as paac

ROTULOS = "Proceso|Riesgo|Causa|Probabilidad|Impacto|Zona|Controles|Acciones"
UNO = "Compras|Perder un contrato|Llaves|3|20|EXTREMA|Cerrar|Contar"
OTRO = "Archivo|Alterar un expediente|Nadie mira|2|10|MODERADA|Ver|Medir"


def leer(documento: Any) -> Any:
    return paac.leer(documento, como="mapa", entidad="M", vigencia=2026)


def libro(*renglones: Any) -> Any:
    return leer(en_excel({"Mapa": renglones}))


def riesgos(leida: Any) -> list[Any]:
    return [uno for proceso in leida.contenido.procesos for uno in proceso.riesgos]


def dichos(leida: Any, codigo: str) -> list[str]:
    return [str(aviso) for aviso in leida.avisos if aviso.codigo == codigo]


@pytest.mark.parametrize(
    "en", [lambda tabla: en_excel({"Mapa": tabla}), en_word], ids=["xlsx", "docx"]
)
def test_una_franja_bajo_los_rotulos_no_es_de_ellos(en: Any) -> None:
    rotulos = ["|Identificación|<|Análisis|<|<||", ROTULOS]
    bandas = [
        f"|{texto}|<|<|<|<|<|<" for texto in ("RIESGOS INSTITUCIONALES", "RIESGOS DE CORRUPCIÓN")
    ]
    leida = leer(en([*rotulos, bandas[0], UNO, bandas[1], OTRO]))

    assert [(r.descripcion, r.inherente.zona, r.extras["franja"]) for r in riesgos(leida)] == [
        ("Perder un contrato", "EXTREMA", "RIESGOS INSTITUCIONALES"),
        ("Alterar un expediente", "MODERADA", "RIESGOS DE CORRUPCIÓN"),
    ]
    assert [m.partition(": ")[2] for m in dichos(leida, "lugar_supuesto")] == [
        "'RIESGOS INSTITUCIONALES' no es el proceso: quedó en extras.franja de los riesgos de debajo",
        "'RIESGOS DE CORRUPCIÓN' no es el proceso: quedó en extras.franja de los riesgos de debajo",
    ]


def test_el_titulo_del_mapa_dice_el_proceso() -> None:
    titulo = "MAPA DE RIESGOS DE CORRUPCIÓN - PROCESO: GESTIÓN DOCUMENTAL|<|<|<|<|<|<"
    leida = libro(titulo, ROTULOS.partition("|")[2], UNO.partition("|")[2])

    assert [proceso.nombre for proceso in leida.contenido.procesos] == ["GESTIÓN DOCUMENTAL"]


OPCIONES = [
    "Riesgo|Causa|Probabilidad|Impacto|Zona|Controles",
    "Soborno|Interna|1||Baja|Preventivo",
    "Fraude|Externa||5|Alta|Detectivo",
    "Cohecho||2|10|Extrema|",
]


def test_una_hoja_de_opciones_al_lado_de_los_riesgos_no_es_de_riesgos() -> None:
    leida = leer(en_excel({"Mapa": [ROTULOS, UNO, OTRO], "Listas": OPCIONES}))

    assert len(riesgos(leida)) == 2
    assert dichos(leida, "tabla_omitida") == [
        "hoja «Listas»: es una lista de opciones y no se leyó: sus filas no dicen la probabilidad y"
        " el impacto de cada riesgo, y las de otra tabla sí"
    ]


@pytest.mark.parametrize(
    "otra",
    [
        ["Salud|Otro|Nadie||||Ver|z", "Salud|Otro más|Nadie||||Ver|z"],  # aún sin valorar
        ["Salud|Otro|Nadie|3|||Ver|z", "Salud|Otro más|Nadie|3|||Ver|z"],  # sólo la probabilidad
    ],
)
def test_un_proceso_a_medio_valorar_no_es_una_lista(otra: Renglones) -> None:
    leida = leer(en_excel({"Mapa": [ROTULOS, UNO, OTRO], "Salud": [ROTULOS, *otra]}))

    assert len(riesgos(leida)) == 4


def test_sin_otra_que_valore_la_unica_tabla_se_lee() -> None:
    assert len(riesgos(leer(en_excel({"Mapa": OPCIONES})))) == 3


@pytest.mark.parametrize(
    "debajo",
    [
        [
            "Instrucciones para el diligenciamiento|<|<|<|<|<|<|<",
            "|Probabilidad|Es lo posible|||||",
        ],
        ["|Probabilidad||||||", "|Impacto||||||"],
        ["||||||", "Glosario", "|Riesgo|Lo que puede pasar|||||"],
    ],
)
def test_las_instrucciones_de_debajo_no_son_riesgos(debajo: Renglones) -> None:
    leida = libro(ROTULOS, UNO, *debajo)

    assert [uno.descripcion for uno in riesgos(leida)] == ["Perder un contrato"]
    assert dichos(leida, "tabla_omitida")


def test_la_fila_que_dice_como_llenarla_no_es_un_riesgo() -> None:
    indica = "Elija el proceso|Describa el riesgo|Describa la causa|Seleccione|Seleccione|Automático|Describa|Registre"
    leida = libro(ROTULOS, indica, UNO)

    assert [uno.descripcion for uno in riesgos(leida)] == ["Perder un contrato"]
    assert dichos(leida, "fila_omitida")


def test_la_zona_es_la_que_la_dice_y_no_su_numero() -> None:
    rotulos = "Riesgo|Causa|Probabilidad|Impacto|Zona del riesgo|Descripción zona|Controles"
    leida = libro(rotulos, "Perder|Prisa|2|10|20|MODERADA|Ver", "Alterar|Prisa|3|20|60|EXTREMA|Ver")

    assert [(r.inherente.zona, r.extras["zona_del_riesgo"]) for r in riesgos(leida)] == [
        ("MODERADA", "20"),
        ("EXTREMA", "60"),
    ]
    assert dichos(leida, "columna_dudosa") == [
        "hoja «Mapa», columna F: «Descripción zona» se leyó como riesgo.inherente.zona por lo que"
        " trae: «Zona del riesgo» sólo trae números"
    ]


def test_la_zona_en_numeros_sin_otra_que_la_diga_queda_como_esta() -> None:
    leida = libro(
        "Riesgo|Causa|Probabilidad|Impacto|Zona|Dueño|Controles", "Perder|Prisa|2|10|20|Ana|Ver"
    )

    assert riesgos(leida)[0].inherente.zona == "20"


def test_el_riesgo_escrito_en_cada_fila_es_uno_con_sus_controles() -> None:
    rotulos = "Proceso|Referencia|Riesgo|Causa|Probabilidad|Impacto|Zona|Controles|Zona residual"
    leida = leer(
        en_excel(
            {
                "Mapa": [
                    rotulos,
                    "Compras|R1|Perder|Llaves|2|10|ALTA|Cerrar|BAJA",
                    ["Compras\t", "r1 ", "Perder ", "Prisa", "2", "10", "alta", "Contar", "BAJA"],
                    "Compras|R1|Perder|Llaves|2|10|ALTA|Medir|BAJA",
                    "Compras|R2|Perder|Llaves|2|10|ALTA|Ver|BAJA",
                ]
            }
        )
    )

    (proceso,) = leida.contenido.procesos
    uno, otro = proceso.riesgos
    assert (proceso.nombre, uno.referencia, otro.referencia) == ("Compras", "R1", "R2")
    assert [causa.texto for causa in uno.causas] == ["Llaves", "Prisa"]
    assert [control.descripcion for control in uno.controles] == ["Cerrar", "Contar", "Medir"]
    assert (uno.residual.zona, [control.residual for control in uno.controles]) == (
        "BAJA",
        [None] * 3,
    )
    assert not dichos(leida, "lectura_dudosa")
    assert not dichos(leida, "sin_usar")


def test_como_filas_la_misma_referencia_escrita_de_otro_modo_es_el_mismo_riesgo() -> None:
    fila = {"proceso.nombre": "Compras", "riesgo.referencia": "R1", "riesgo.descripcion": "Perder"}
    otra = {
        "proceso.nombre": "Compras\t",
        "riesgo.referencia": "r1 ",
        "riesgo.descripcion": "Perder",
    }
    mapa = paac.desde_filas(
        [{**fila, "control.descripcion": "Cerrar"}, {**otra, "control.descripcion": "Contar"}],
        entidad={"nombre": "M"},
        como="mapa",
    ).contenido

    ((uno,),) = [proceso.riesgos for proceso in mapa.procesos]
    assert [control.descripcion for control in uno.controles] == ["Cerrar", "Contar"]


def test_un_porcentaje_sin_signo_es_como_los_de_al_lado_y_se_dice() -> None:
    rotulos = "Riesgo|Causa|Probabilidad|%|Impacto|%|Zona|Controles"
    leida = libro(
        rotulos,
        "Perder|C|Baja|40%|Menor|0.4|Moderado|Ver",
        "Ver|C|Media|0.6|Menor|40 %|Moderado|Ver",
    )

    assert [(r.inherente.probabilidad_pct, r.inherente.impacto_pct) for r in riesgos(leida)] == [
        (Decimal(40), Decimal(40)),
        (Decimal(60), Decimal(40)),
    ]
    assert dichos(leida, "fracciones") == [
        "hoja «Mapa», celda D3: '0.6' se leyó como 60%, como las demás de «%»",
        "hoja «Mapa», celda F2: '0.4' se leyó como 40%, como las demás de «%»",
    ]


def test_lo_que_habla_de_riesgos_y_no_es_un_mapa_lo_dice_el_error() -> None:
    tabla = ["Riesgo|Dueño|Zona|Tratamiento|Plazo", "Perder|A|Norte|Cerrar|Mayo"]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(en_excel({"Mapa": tabla}), como=None, entidad="M")

    assert str(error.value).splitlines()[0] == (
        "no hay ningún mapa de riesgos: se buscó una tabla que diga el riesgo y, además, sus causas"
        " y controles, o cómo se valora; diga cuál de sus columnas es riesgo.descripcion"
    )
