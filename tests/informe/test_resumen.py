"""El análisis de un plan como datos para un programa, y como tabla para una terminal."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import AGOSTO, con_avances
from ayudas.planes import actividad
from ayudas.variado import variado

import paac_reportes as paac
from paac_reportes.informe.resumen import analisis_en_renglones


def tabla(de: paac.Plan | None = None, corte: date | None = AGOSTO) -> list[str]:
    return list(analisis_en_renglones(paac.analizar(de or variado(), corte=corte)))


@pytest.fixture(scope="module")
def datos() -> dict[str, Any]:
    return paac.datos_de(paac.analizar(variado(), corte=AGOSTO))


def test_la_tabla_dice_el_corte_el_metodo_y_una_linea_por_parte() -> None:
    assert tabla()[:15] == [
        "Corte: 31/08/2026 (Segundo cuatrimestre de 2026)",
        "Avance: promedio de las actividades y los trámites; lo que se desconoce no cuenta como cero",
        "",
        "                                              aplican  report.  vencid. v. s/rep por det.       avance  base        zona",
        "MUNICIPIO DE PRUEBA                                15       10        5        3        1       60,5\xa0%  10 de 15    media",
        "Por componente",
        "1. Riesgos                                         14        9        5        3        1       57,2\xa0%  9 de 14     baja",
        "2. Trámites                                         1        1        0        0        0       90,0\xa0%  1 de 1      alta",
        "Por dependencia",
        "HACIENDA                                            9        5        3        2        1       70,0\xa0%  5 de 9      media",
        "SALUD                                               6        5        2        1        0       51,0\xa0%  5 de 6      baja",
        "",
        "Si todo lo que se calla fuera 0 o 100, el plan estaría entre 40,3\xa0% y 73,7\xa0%",
        "Ninguna de las 2 terminadas quedó verificada; lo verificado sostiene al menos 0,0\xa0%",
        "Avance que viene de un corte anterior: 1",
    ]


def test_la_tabla_cierra_con_las_filas_que_hay_que_mirar() -> None:
    assert tabla()[15:] == [
        "Terminadas: 2 de 12 cuyo último día ya llegó",
        "Zona alta: 4 filas",
        "Zona media: 1 fila",
        "Zona baja: 5 filas",
        "Sin reporte: 4",
        "  callada Hacer callada (HACIENDA)",
        "  con-guion Hacer con-guion (HACIENDA)",
        "  arrastrada Hacer arrastrada (HACIENDA)",
        "  sin-reporte Hacer sin-reporte (SALUD)",
        "Vencidas: 5",
        "  vencida Hacer vencida (HACIENDA)",
        "  baja Hacer baja (HACIENDA)",
        "  arrastrada Hacer arrastrada (HACIENDA)",
        "  reabierta Hacer reabierta (SALUD)",
        "  del-corte Hacer del-corte (SALUD)",
        "Vencidas sin reporte: 3",
        "  callada Hacer callada (HACIENDA)",
        "  con-guion Hacer con-guion (HACIENDA)",
        "  sin-reporte Hacer sin-reporte (SALUD)",
        "Por determinar (sólo texto): 1",
        "  con-texto Hacer con-texto (HACIENDA)",
        "Al día hasta un corte y sin reporte después: 0",
        "Terminadas antes de su último día: 0",
        "Sin cambio declarado en su avance: 0",
        "En blanco bajo una con reporte (puede ser su misma celda): 1",
        "  en-blanco Hacer en-blanco (HACIENDA)",
        "Reabiertas: 1",
        "  reabierta Hacer reabierta (SALUD)",
        "Sin un día que se pueda exigir: 1",
        "  sin-dia Hacer sin-dia (SALUD)",
        "Por vencer, hasta el 31/12/2026: 2",
        "  T1 Certificado de estratificación (HACIENDA)",
        "  futura Hacer futura (SALUD)",
        "Datos que se contradicen: 3",
        "  baja Hacer baja (HACIENDA): el avance baja de 60 a 40 %",
        "  contradicha Hacer contradicha (SALUD): se declara cumplida con 40 % de avance",
        "  reabierta Hacer reabierta (SALUD): el avance baja de 100 a 95 %",
        "Fechas por revisar: 0",
    ]


def test_de_una_lista_larga_se_muestran_cinco_y_cuantas_faltan() -> None:
    de = plan_de(*(con_avances(str(n), "Publicar", agosto=5) for n in range(7)))
    renglones = tabla(de)
    lugar = renglones.index("Vencidas: 7")

    assert renglones[lugar + 1 : lugar + 7] == [
        *(f"  {n} Publicar" for n in range(5)),
        "  … y 2 más",
    ]


def test_un_nombre_largo_se_corta_para_que_las_columnas_no_se_corran() -> None:
    justo, largo = "A" * 44, "B" * 45
    for nombre, sale in ((justo, justo), (largo, "B" * 43 + "…")):
        renglon = tabla(plan_de(actividad(), entidad={"nombre": nombre}))[4]
        assert renglon.startswith(f"{sale}        1")


def test_una_fecha_que_revisar_sale_con_su_fila() -> None:
    renglones = tabla(plan_de(actividad(fecha_programada="31/04/2026")))

    assert re.fullmatch(r"  1\.1 Publicar el mapa de riesgos: .*31/04/2026.*", renglones[-1])


def test_sin_corte_la_tabla_dice_que_no_lo_hay() -> None:
    renglones = tabla(plan_de(actividad(seguimiento=None)), corte=None)

    assert renglones[0] == "Corte: ninguno"
    assert not [renglon for renglon in renglones if renglon.startswith("Por vencer")]


# ------------------------------------------------------------------ datos


def test_los_datos_traen_cada_cifra_del_plan_con_su_base(datos: dict[str, Any]) -> None:
    cifras = {clave: valor for clave, valor in datos["plan"].items() if clave != "listas"}

    assert cifras == {
        "nombre": "MUNICIPIO DE PRUEBA",
        "filas": 16,
        "avance": {
            "valor": 60.5,
            "base": 10,
            "de": 15,
            "arrastradas": 1,
            "zona": "media",
            "solo_estados": False,
            # 605 entre 15, y 605 y 500 de las cinco que faltan.
            "intervalo": [40.333333, 73.666667],
            "no_terminado": {"base": 8, "de": 13},
        },
        "anterior": {"valor": 62.5, "base": 4, "de": 16, "publicado": False},
        "del_periodo": {"puntos": 1.25, "base": 4, "primera_vez": 6, "otra_vez": 0},
        "verificacion": {
            "terminadas": 2,
            "terminadas_verificadas": 0,
            "sostenido": 0.0,
            "de_lo_verificado": {"valor": None, "base": 0},
        },
        "cumplimiento": {
            "valor": 16.666667,
            "terminadas": 2,
            "de": 12,
            "vencidas": 5,
            "vencidas_sin_reporte": 3,
            "por_determinar": 1,
            "al_dia_sin_reporte": 0,
            "en_blanco_bajo_reporte": 1,
        },
        "por_zona": {"alta": 4, "media": 1, "baja": 5},
        "por_estado": {
            "cumplida": 2,
            "en_proceso": 2,
            "sin_avance": 1,
            "no_aplica": 1,
            "sin_reporte": 1,
            "sin_estado": 9,
        },
    }


def test_los_datos_dicen_de_que_filas_salio_cada_lista(datos: dict[str, Any]) -> None:
    codigo = {fila["ruta"]: fila["codigo"] for fila in datos["filas"]}
    listas = {
        cual: [codigo[ruta] for ruta in rutas] for cual, rutas in datos["plan"]["listas"].items()
    }

    assert {cual: listas[cual] for cual in listas if cual not in {"aplican", "en_blanco"}} == {
        "con_avance": [
            *("terminada", "vencida", "baja", "arrastrada", "T1", "futura", "contradicha"),
            *("reabierta", "del-corte", "sin-dia"),
        ],
        "arrastradas": ["arrastrada"],
        "reportadas": [
            *("terminada", "vencida", "con-texto", "baja", "T1", "futura"),
            *("contradicha", "reabierta", "del-corte", "sin-dia"),
        ],
        "con_texto": ["terminada", "con-texto", "T1"],
        "con_guion": ["con-guion"],
        "exigibles": [
            *("callada", "terminada", "en-blanco", "vencida", "con-texto", "con-guion", "baja"),
            *("arrastrada", "T1", "sin-reporte", "contradicha", "reabierta", "del-corte"),
        ],
        "sin_reporte": ["callada", "con-guion", "arrastrada", "sin-reporte"],
        "vencidas": ["vencida", "baja", "arrastrada", "reabierta", "del-corte"],
        "vencidas_sin_reporte": ["callada", "con-guion", "sin-reporte"],
        "por_determinar": ["con-texto"],
        "vencen_en_el_corte": ["del-corte"],
        "en_blanco_bajo_reporte": ["en-blanco"],
        "reabiertas": ["reabierta"],
        "sin_dia_claro": ["sin-dia"],
        "base_del_anterior": ["vencida", "baja", "arrastrada", "reabierta"],
        "base_del_periodo": ["vencida", "baja", "arrastrada", "reabierta"],
        "conocidas_por_primera_vez": [
            *("terminada", "T1", "futura", "contradicha", "del-corte", "sin-dia"),
        ],
        "sin_cambio_declarado": [],
        "debian": [
            *("callada", "terminada", "en-blanco", "vencida", "con-texto", "con-guion", "baja"),
            *("arrastrada", "sin-reporte", "contradicha", "reabierta", "del-corte"),
        ],
        "al_dia_sin_reporte": [],
        "terminadas": ["terminada", "contradicha"],
        "terminadas_antes": [],
        "terminaron": ["terminada", "contradicha"],
        "subieron": ["vencida"],
        "bajaron": ["baja", "reabierta"],
        "verificadas": [],
        "terminadas_verificadas": [],
        "por_vencer": ["T1", "futura"],
    }
    assert set(codigo.values()) - set(listas["aplican"]) == {"no-aplica"}
    assert listas["en_blanco"] == ["callada", "en-blanco", "arrastrada", "sin-reporte"]


def test_los_datos_de_una_fila_dicen_lo_que_puso_en_las_cifras(datos: dict[str, Any]) -> None:
    (arrastrada,) = (fila for fila in datos["filas"] if fila["codigo"] == "arrastrada")

    assert arrastrada == {
        "ruta": "dependencias[0].componentes[0].subcomponentes[1].actividades[3]",
        "dependencia": "HACIENDA",
        "componente": "1. Riesgos",
        "subcomponente": "Monitoreo",
        "codigo": "arrastrada",
        "descripcion": "Hacer arrastrada",
        "responsable": "Planeación",
        "fecha": "30/06/2026",
        "desde": None,
        "dias": ["2026-06-30"],
        "ultimo_dia": "2026-06-30",
        "reporte": "blanco",
        "reportada": False,
        "aplica": True,
        "estado": None,
        "avance": 70.0,
        "avance_anterior": 70.0,
        "avance_conocido": 70.0,
        "avance_declarado_en": "2026-04-30",
        "sin_cambio_desde": None,
        "verificada": False,
        "del_corte": "2026-04-30",
        "arrastrada": True,
        "zona": "media",
        "terminada": False,
        "terminada_antes_de_su_ultimo_dia": False,
        "al_dia": False,
        "exigible": True,
        "vencimiento": "vencida",
        "al_corte": EN_LAS_CUENTAS | {"sin_reporte": True, "arrastrada": True},
        "al_anterior": EN_LAS_CUENTAS
        | {"clase": "no ha vencido", "debia": False, "exigible": False, "reportada": True},
    }


EN_LAS_CUENTAS = {
    "clase": "vencida",
    "ultimo_dia": "2026-06-30",
    "aplica": True,
    "debia": True,
    "exigible": True,
    "reportada": False,
    "sin_reporte": False,
    "avance_conocido": True,
    "avance": 70.0,
    "avance_de": "2026-04-30",
    "arrastrada": False,
}


@pytest.mark.parametrize(
    ("codigo", "dicho"),
    [
        ("terminada", {"terminada": True, "al_dia": True, "vencimiento": None, "zona": "alta"}),
        ("no-aplica", {"aplica": False, "exigible": False, "avance": None, "zona": None}),
        ("con-texto", {"reporte": "texto", "reportada": True, "vencimiento": "por determinar"}),
        ("con-guion", {"reporte": "guion", "reportada": False}),
        ("en-blanco", {"reporte": "blanco", "vencimiento": "en blanco bajo un reporte"}),
        ("T1", {"subcomponente": None, "desde": "2026-02-01", "dias": ["2026-11-30"]}),
        ("sin-dia", {"dias": [], "ultimo_dia": None, "fecha": "Cuando se requiera"}),
        ("sin-reporte", {"estado": "sin_reporte", "del_corte": None}),
    ],
)
def test_los_datos_de_cada_clase_de_fila(
    datos: dict[str, Any], codigo: str, dicho: dict[str, Any]
) -> None:
    (una,) = (fila for fila in datos["filas"] if fila["codigo"] == codigo)

    assert {clave: una[clave] for clave in dicho} == dicho


def test_los_datos_se_reparten_por_dependencia_componente_y_subcomponente(
    datos: dict[str, Any],
) -> None:
    def nombres(cual: list[dict[str, Any]]) -> list[tuple[str, int]]:
        return [(suya["nombre"], suya["filas"]) for suya in cual]

    assert nombres(datos["dependencias"]) == [("HACIENDA", 9), ("SALUD", 7)]
    assert nombres(datos["componentes"]) == [("1. Riesgos", 15), ("2. Trámites", 1)]
    # Los dos «Política», de dependencias distintas, son el mismo subcomponente.
    assert [nombres(c["subcomponentes"]) for c in datos["componentes"]] == [
        [("Política", 11), ("Monitoreo", 4)],
        [("Trámites", 1)],
    ]


def test_los_datos_dicen_la_metodologia_entera() -> None:
    elegida = paac.modelo.Metodologia(
        metodo="ponderado",
        pesos={1: Decimal("2.5")},
        arrastre="solo_del_corte",
        blancos="propias",
        cumplida_sin_numero="desconocida",
        logros=3,
        cortes="semestral",
    )
    analisis = paac.analizar(variado(), corte=date(2026, 6, 30), metodologia=elegida)

    assert paac.datos_de(analisis)["metodologia"] == {
        "metodo": "ponderado",
        "nombre": "promedio de los promedios de los componentes, según su peso",
        "pesos": {"1": 2.5},
        "arrastre": "solo_del_corte",
        "blancos": "propias",
        "cumplida_sin_numero": "desconocida",
        "logros": 3,
        "escala": "Niveles de cumplimiento de la guía del PAAC, versión 2",
        "zonas": {"baja": 0.0, "media": 60.0, "alta": 80.0},
        "cobertura_minima": 50.0,
        "cortes": ["2026-06-30", "2026-12-31"],
    }


def test_los_datos_traen_lo_que_se_contradice_y_las_fechas_con_duda() -> None:
    raro = {"corte": "2026-08-31", "avance": 40, "estado": "cumplida"}
    de = plan_de(actividad(fecha_programada="31/04/2026", seguimientos=[raro]))
    datos = paac.datos_de(paac.analizar(de))
    ruta = "componentes[0].subcomponentes[0].actividades[0]"

    assert datos["contradicciones"] == [
        {
            "ruta": ruta,
            "corte": "2026-08-31",
            "clase": "cumplida_incompleta",
            "aviso": "se declara cumplida con 40 % de avance",
        }
    ]
    assert [(f["ruta"], f["texto"]) for f in datos["fechas_por_revisar"]] == [(ruta, "31/04/2026")]


def test_sin_corte_los_datos_van_nulos_y_no_en_cero() -> None:
    datos = paac.datos_de(paac.analizar(plan_de(actividad(seguimiento=None))))

    assert [datos[c] for c in ("corte", "anterior", "siguiente", "periodo")] == [None] * 4
    assert datos["plan"]["avance"]["valor"] is None
    assert (datos["plan"]["anterior"], datos["plan"]["del_periodo"]) == (None, None)
    assert datos["metodologia"]["cortes"] == []


def test_las_recomendaciones_van_con_las_rutas_de_sus_filas() -> None:
    """Las propuestas, con las de que salieron; de dos que se llaman igual, la que es."""
    vencida = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
    gemela = con_avances("1.1", "Publicar", agosto=100, fecha_programada="30/06/2026")
    anterior = {
        "id": "R-1",
        "corte": "2026-04-30",
        "texto": "Publicar el mapa.",
        "filas": [{"codigo": "1.1", "texto": "Publicar"}, {"codigo": "9", "texto": "Se quitó"}],
    }
    datos = paac.datos_de(
        paac.analizar(plan_de(gemela, vencida, recomendaciones=[anterior]), corte=AGOSTO)
    )["recomendaciones"]
    fila = "componentes[0].subcomponentes[0].actividades[{}]".format

    (propuesta,) = datos["del_corte"]
    assert propuesta == {
        "id": "2026-08-31.vencidas.planeacion",
        "corte": "2026-08-31",
        "texto": "Terminar lo vencido, o aprobar su nueva fecha con acta.",
        "filas": [{"codigo": "1.1", "texto": "Publicar", "rutas": [fila(1)]}],
        "responsable": "Planeación",
        "fecha": "21/09/2026",
        "origen": "propuesta",
        "estado": "nueva",
        "respuesta": None,
    }
    (seguida,) = datos["anteriores"]
    assert (seguida["id"], seguida["estado"]) == ("R-1", "nueva")
    assert [una["rutas"] for una in seguida["filas"]] == [[fila(0), fila(1)], []]


def test_donde_el_texto_de_la_oficina_las_reemplaza_no_se_recomienda_nada() -> None:
    vencida = con_avances("1.1", "Publicar", agosto=50, fecha_programada="30/06/2026")
    datos = paac.datos_de(
        paac.analizar(plan_de(vencida, textos={"recomendaciones": "Lo mío."}), corte=AGOSTO)
    )

    assert datos["recomendaciones"] == {"del_corte": [], "anteriores": []}
