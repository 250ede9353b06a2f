"""Matrices de otras formas, en Word y en Excel, con el plan que se espera de cada una."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from ayudas.matrices import Renglones, avisos, datos, en_excel, en_word, leer

Datos = dict[str, Any]


def datos_del_componente(*actividades: Datos, **campos: Any) -> Datos:
    return {**campos, "subcomponentes": [{"actividades": [*actividades]}]}


def datos_del_plan(*componentes: Datos) -> Datos:
    return {"entidad": {"nombre": "M"}, "vigencia": 2026, "componentes": [*componentes]}


A_LO_LARGO = [
    "Componente 1: Gestión del Riesgo|<|<|<|<|<",
    "Subcomponente/Procesos|Actividades|<|Meta o Producto|Responsable|Fecha Programada",
    "Política de riesgos|1.1|Ajustar la política|Política ajustada|Planeación|31/01/2026",
    "^|1.2|Socializar la política|Dos charlas|^|Semestral",
    "Consulta y divulgación|2.1|Publicar el mapa|-||N/A",
    "Componente 3: Rendición de Cuentas|<|<|<|<|<",
    "Subcomponente/Procesos|Actividades|<|Meta o Producto|Responsable|Fecha Programada",
    "Información|1.10|Rendir cuentas|1 audiencia|Despacho|",
]
DE_A_LO_LARGO = datos_del_plan(
    {
        "numero": 1,
        "nombre": "Gestión del Riesgo",
        "subcomponentes": [
            {
                "nombre": "Política de riesgos",
                "actividades": [
                    {
                        "codigo": "1.1",
                        "descripcion": "Ajustar la política",
                        "meta": "Política ajustada",
                        "responsable": "Planeación",
                        "fecha_programada": "31/01/2026",
                    },
                    {
                        "codigo": "1.2",
                        "descripcion": "Socializar la política",
                        "meta": "Dos charlas",
                        "fecha_programada": "Semestral",
                    },
                ],
            },
            {
                "nombre": "Consulta y divulgación",
                "actividades": [
                    {
                        "codigo": "2.1",
                        "descripcion": "Publicar el mapa",
                        "meta": "-",
                        "fecha_programada": "N/A",
                    }
                ],
            },
        ],
    },
    {
        "numero": 3,
        "nombre": "Rendición de Cuentas",
        "subcomponentes": [
            {
                "nombre": "Información",
                "actividades": [
                    {
                        "codigo": "1.10",
                        "descripcion": "Rendir cuentas",
                        "meta": "1 audiencia",
                        "responsable": "Despacho",
                    }
                ],
            }
        ],
    },
)

SUIT = [
    "DATOS TRÁMITES A RACIONALIZAR|<|<|<|ACCIONES DE RACIONALIZACIÓN A DESARROLLAR|<|<|<|<|PLAN DE EJECUCIÓN|<|<",
    "Tipo|Número|Nombre|Estado|Situación actual|Mejora por implementar|Beneficio al ciudadano o entidad|Tipo|Acciones racionali zación|Fecha inicio|Fecha final|Responsable",
    "Único|26483|Facilidades de pago|Inscrito|En ventanilla|En línea|Menos filas|Tecnológica|Formulario en línea|10/2/2026|31/3/2026|Hacienda",
    "Plantilla único|26424|Inscripción|Inscrito|Con copias|Sin copias|Menos costo|Administrativa|Menos requisitos||30/6/2026|",
]
DE_SUIT = datos_del_plan(
    {
        "tramites": [
            {
                "codigo_suit": "26483",
                "nombre": "Facilidades de pago",
                "tipo": "Único",
                "estado": "Inscrito",
                "tipo_racionalizacion": "Tecnológica",
                "accion": "Formulario en línea",
                "situacion_actual": "En ventanilla",
                "mejora": "En línea",
                "beneficio": "Menos filas",
                "responsable": "Hacienda",
                "fecha_inicio": "10/2/2026",
                "fecha_fin": "31/3/2026",
            },
            {
                "codigo_suit": "26424",
                "nombre": "Inscripción",
                "tipo": "Plantilla único",
                "estado": "Inscrito",
                "tipo_racionalizacion": "Administrativa",
                "accion": "Menos requisitos",
                "situacion_actual": "Con copias",
                "mejora": "Sin copias",
                "beneficio": "Menos costo",
                "fecha_fin": "30/6/2026",
            },
        ]
    }
)

TRES_FILAS_DE_ROTULOS = [
    "Actividad|Responsable|Seguimiento Oficina de Control Interno|<|<|<",
    "^|^|Corte 30/04/2026|<|Corte 31/08/2026|<",
    "^|^|Actividades cumplidas|% de avance|Actividades cumplidas|% de avance",
    "Publicar el plan|Planeación|Se publicó|100%|-|",
    "Capacitar|Talento Humano||0%|Una de dos|62,5 %",
]
DE_TRES_FILAS = datos_del_plan(
    datos_del_componente(
        {
            "descripcion": "Publicar el plan",
            "responsable": "Planeación",
            "seguimientos": [
                {"corte": "2026-04-30", "texto": "Se publicó", "avance": 100},
                {"corte": "2026-08-31", "texto": "-"},
            ],
        },
        {
            "descripcion": "Capacitar",
            "responsable": "Talento Humano",
            "seguimientos": [
                {"corte": "2026-04-30", "avance": 0},
                {"corte": "2026-08-31", "texto": "Una de dos", "avance": 62.5},
            ],
        },
    )
)

DEPENDENCIA_EN_COLUMNA = [
    "Dependencia|Componente|N°|Actividad|Entregable|Plazo",
    "Secretaría de Hacienda|1. Riesgos|1.1|Identificar riesgos|Mapa|Marzo de 2026",
    "Secretaría de Salud|1. Riesgos|1.1|Revisar controles|Acta|Abril de 2026",
    "Secretaría de Hacienda|3. Rendición|1.1|Publicar cifras|Boletín|Mensual",
    "Secretaría de Hacienda|1. Riesgos|1.2|Valorar riesgos|Matriz|Mayo de 2026",
]
DE_DEPENDENCIAS = {
    "entidad": {"nombre": "M"},
    "vigencia": 2026,
    "dependencias": [
        {
            "nombre": "Secretaría de Hacienda",
            "componentes": [
                datos_del_componente(
                    {
                        "codigo": "1.1",
                        "descripcion": "Identificar riesgos",
                        "meta": "Mapa",
                        "fecha_programada": "Marzo de 2026",
                    },
                    {
                        "codigo": "1.2",
                        "descripcion": "Valorar riesgos",
                        "meta": "Matriz",
                        "fecha_programada": "Mayo de 2026",
                    },
                    numero=1,
                    nombre="Riesgos",
                ),
                datos_del_componente(
                    {
                        "codigo": "1.1",
                        "descripcion": "Publicar cifras",
                        "meta": "Boletín",
                        "fecha_programada": "Mensual",
                    },
                    numero=3,
                    nombre="Rendición",
                ),
            ],
        },
        {
            "nombre": "Secretaría de Salud",
            "componentes": [
                datos_del_componente(
                    {
                        "codigo": "1.1",
                        "descripcion": "Revisar controles",
                        "meta": "Acta",
                        "fecha_programada": "Abril de 2026",
                    },
                    numero=1,
                    nombre="Riesgos",
                )
            ],
        },
    ],
}

POR_COMPONENTE_EN_COLUMNA = [
    "COMPONENTE|META|ACTIVIDADES|INDICADOR|CRONOGRAMA|RESPONSABLE",
    "Rendición de cuentas|Informar|Divulgar informes|Informes|Enero-Diciembre|Despacho",
    "^|^|Responder peticiones|^|Cuatrimstral|^",
    "Estrategia Antitrámites|Identificar|Revisar procesos|Lista|Julio|Sistemas",
]
DE_COMPONENTES = datos_del_plan(
    datos_del_componente(
        {
            "descripcion": "Divulgar informes",
            "meta": "Informar",
            "indicador": "Informes",
            "responsable": "Despacho",
            "fecha_programada": "Enero-Diciembre",
        },
        {"descripcion": "Responder peticiones", "fecha_programada": "Cuatrimstral"},
        nombre="Rendición de cuentas",
    ),
    datos_del_componente(
        {
            "descripcion": "Revisar procesos",
            "meta": "Identificar",
            "indicador": "Lista",
            "responsable": "Sistemas",
            "fecha_programada": "Julio",
        },
        nombre="Estrategia Antitrámites",
    ),
)

EN_ORDINALES = [
    "Actividades programadas|Responsable|1er seguimiento|2do seguimiento",
    "Publicar el plan|Planeación|Se publicó|",
    "Rendir cuentas|Despacho||En preparación",
]
DE_ORDINALES = datos_del_plan(
    datos_del_componente(
        {
            "descripcion": "Publicar el plan",
            "responsable": "Planeación",
            "seguimientos": [{"corte": "2026-04-30", "texto": "Se publicó"}],
        },
        {
            "descripcion": "Rendir cuentas",
            "responsable": "Despacho",
            "seguimientos": [{"corte": "2026-08-31", "texto": "En preparación"}],
        },
    )
)

DE_LA_GUIA = [
    "Plan Anticorrupción y de Atención al Ciudadano|<|<|<|<|<",
    "Componente 2: Racionalización de Trámites|<|<|<|<|<",
    "Planeación de la Estrategia de Racionalización|<|<|<|<|<",
    "Nº|Nombre del Tramite, Proceso o Procedimiento|Tipo de Racionalizació n|Dependencia responsable|Fecha realización|<",
    "^|^|^|^|INICIO|FIN",
    "1|Licencias|Administrativo|Planeación|31/01/2026|",
    "Intercambio de Información (Cadenas de Trámites-Ventanillas Únicas)|<|<|<|<|<",
    "1|Recibir solicitudes|Tecnológico|Sistemas|31/01/2026|30/12/2026",
]
DE_DE_LA_GUIA = datos_del_plan(
    {
        "numero": 2,
        "nombre": "Racionalización de Trámites",
        "tramites": [
            {
                "numero": "1",
                "nombre": "Licencias",
                "tipo_racionalizacion": "Administrativo",
                "responsable": "Planeación",
                "fecha_inicio": "31/01/2026",
            }
        ],
        "intercambios": [
            {
                "numero": "1",
                "nombre": "Recibir solicitudes",
                "tipo_racionalizacion": "Tecnológico",
                "responsable": "Sistemas",
                "fecha_inicio": "31/01/2026",
                "fecha_fin": "30/12/2026",
            }
        ],
    }
)

MATRICES = [
    pytest.param(A_LO_LARGO, DE_A_LO_LARGO, id="un componente tras otro"),
    pytest.param(SUIT, DE_SUIT, id="la del SUIT, con dos «Tipo»"),
    pytest.param(TRES_FILAS_DE_ROTULOS, DE_TRES_FILAS, id="tres filas de rótulos y dos cortes"),
    pytest.param(DEPENDENCIA_EN_COLUMNA, DE_DEPENDENCIAS, id="la dependencia en una columna"),
    pytest.param(POR_COMPONENTE_EN_COLUMNA, DE_COMPONENTES, id="el componente en una columna"),
    pytest.param(EN_ORDINALES, DE_ORDINALES, id="los cortes por su orden"),
    pytest.param(DE_LA_GUIA, DE_DE_LA_GUIA, id="trámites de la guía, con intercambios"),
]


@pytest.mark.parametrize(("renglones", "esperado"), MATRICES)
def test_en_word_es_el_plan_que_se_ve(renglones: Renglones, esperado: object) -> None:
    assert datos(leer(en_word(renglones), vigencia=2026)) == esperado


@pytest.mark.parametrize(("renglones", "esperado"), MATRICES)
def test_en_excel_es_el_mismo_plan(renglones: Renglones, esperado: object) -> None:
    assert datos(leer(en_excel({"Hoja1": renglones}), vigencia=2026)) == esperado


def test_los_componentes_pueden_ser_las_hojas() -> None:
    leido = leer(
        en_excel(
            {
                "Riesgos": ["Actividad|Meta|Responsable", "Identificar|Mapa|Planeación"],
                "Trámites": ["Actividad|Meta|Responsable", "Racionalizar|Uno|Sistemas"],
            }
        )
    )

    assert [c.nombre for c in leido.contenido.componentes] == ["Riesgos", "Trámites"]
    assert avisos(leido, "lugar_supuesto") == [
        "hoja «Riesgos»; hoja «Trámites»: su nombre se leyó como el del componente"
    ]


def test_las_dependencias_pueden_ser_las_hojas() -> None:
    hoja = ["Componente 1: Riesgos|<|<", "Actividad|Meta|Responsable", "Identificar|Mapa|Grupo A"]

    leido = leer(en_excel({"Salud": hoja, "Hacienda": hoja}))

    assert [d.nombre for d in leido.contenido.dependencias] == ["Salud", "Hacienda"]
    assert [c.nombre for d in leido.contenido.dependencias for c in d.componentes] == [
        "Riesgos"
    ] * 2


def test_las_dependencias_pueden_ser_los_titulos() -> None:
    tabla = ["Componente 1: Riesgos|<|<", "Actividad|Meta|Responsable", "Identificar|Mapa|Grupo A"]

    leido = leer(en_word("SECRETARÍA DE SALUD", tabla, "# Oficina de Control Interno", tabla))

    nombres = [dependencia.nombre for dependencia in leido.contenido.dependencias]
    assert nombres == ["SECRETARÍA DE SALUD", "Oficina de Control Interno"]


def test_las_fechas_y_los_porcentajes_de_una_hoja_quedan_como_se_leen() -> None:
    leido = leer(
        en_excel(
            {
                "Hoja1": [
                    "Actividad|Fecha programada|% de avance",
                    ["Publicar", date(2026, 1, 31), (0.5, "0%")],
                    ["Revisar", "31 abril de 2026", 60],
                ]
            }
        ),
        corte=date(2026, 4, 30),
    )

    componente = leido.contenido.componentes[0].subcomponentes[0]
    filas = [(a.fecha_programada, a.seguimientos[0].avance) for a in componente.actividades]
    assert filas == [("31/01/2026", Decimal(50)), ("31 abril de 2026", Decimal(60))]
