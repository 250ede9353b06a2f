"""El plan en tablas de Django: nada se pierde al guardarlo, y se lee en pocas consultas."""

import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs
import pytest
from ayudas import postgresql
from ayudas.compartido import DATOS, RAIZ, con_datos_reales
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from planes import models
from planes.puente.guardado import guardar
from planes.puente.lectura import leer, plan_de

import paac_reportes as paac

REALES = ("cajica_plan_2022", "cajica_seguimiento_2018", "california_plan", "cartago_2020")
CUADRO = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff\xff\x7f\0\t\xfb\3\xfd*\x86\xe3\x8a\0\0\0\0IEND\xaeB`\x82"


@con_datos_reales
@pytest.mark.parametrize("nombre", REALES)
def test_un_plan_real_vuelve_igual_de_la_base(nombre: str) -> None:
    plan = paac.leer_plan(DATOS / f"{nombre}.json")

    assert plan_de(guardar(plan)) == plan


def test_el_plan_de_ejemplo_vuelve_igual_con_su_escudo_y_su_metodologia(
    guardado: Any, ejemplo: paac.Plan
) -> None:
    assert plan_de(guardado) == ejemplo


def test_vuelve_igual_lo_que_casi_ningun_plan_trae() -> None:
    """Extras de cada clase, celdas en blanco y vacías, listas sin llenar, y decimales."""
    seguimiento = {
        "corte": "2026-04-30",
        "texto": "=1+1\n\x0b  con espacios  ",
        "avance": Decimal("33.3333333333"),
        "estado": "en_proceso",
        "evidencias": ["https://a.gov.co", "-", "https://a.gov.co"],
        "monitoreo": "",
        "verificacion": {"resultado": "parcial"},
        "extras": {"revisado": date(2026, 5, 1), "peso": Decimal("1.5"), "nivel": "1.10"},
    }
    actividad = {"codigo": "1.10", "meta": "-", "extras": {"riesgo": "R1"}}
    plan = paac.plan_desde_datos(
        {
            "entidad": {"nombre": "Municipio", "escudo": CUADRO, "extras": {"sigla": "M"}},
            "vigencia": 2026,
            "regimen": "ptep",
            "dependencias": [
                {"nombre": "Sin nada que hacer"},
                {
                    "nombre": "Secretaría de Hacienda",
                    "nombre_corto": "Hacienda",
                    "componentes": [
                        {},
                        {
                            "numero": 0,
                            "extras": {"eje": "A"},
                            "subcomponentes": [
                                {"nombre": "Vacío"},
                                {"actividades": [actividad, {"seguimientos": [seguimiento]}, {}]},
                            ],
                            "tramites": [{"nombre": "T", "seguimientos": [seguimiento]}],
                            "intercambios": [{"numero": "2"}, {"numero": "1"}],
                        },
                    ],
                },
            ],
            "control_cambios": [{"version": "1", "fecha": "ayer", "razon": "-"}],
            "firmas": [{"rol": "Revisó", "nombre": "Cargo", "imagen": CUADRO}],
            "textos": {"z": "última", "a": ""},
            "metodologia": {"metodo": "ponderado", "pesos": {"1": 2.5}, "cortes": ["2026-04-30"]},
            "mapa_de_riesgos": {
                "entidad": {"nombre": "M"},
                "fecha_publicacion": "2026-01-31",
                "procesos": [
                    {
                        "nombre": "Compras",
                        "riesgos": [
                            {
                                "descripcion": " a la letra ",
                                "inherente": {"probabilidad_pct": 25.2},
                                "cuestionario": {"16": "si"},
                                "seguimientos": [{"corte": "2026-04-30", "avance": 33.5}],
                            }
                        ],
                    }
                ],
            },
            "recomendaciones": [
                {
                    "id": "R-1",
                    "corte": "2026-04-30",
                    "texto": " a la letra ",
                    "filas": [{"texto": "T"}],
                    "estado": "en_curso",
                    "respuesta": "-",
                }
            ],
        }
    )

    assert plan_de(guardar(plan)) == plan


@pytest.mark.parametrize(
    ("tabla", "lo_de_otras_tablas"),
    [
        (models.Entidad, set()),
        (
            models.Plan,
            {"entidad", "dependencias", "componentes", "mapa_de_riesgos"},
        ),
        (models.Dependencia, {"componentes"}),
        (models.Componente, {"subcomponentes", "tramites", "intercambios"}),
        (models.Subcomponente, {"actividades"}),
        (models.Actividad, {"seguimientos"}),
        (models.Tramite, {"seguimientos"}),
        (models.Seguimiento, {"corte"}),
        (models.Mapa, {"entidad", "procesos", "seguimientos"}),
        (models.SeguimientoDelMapa, {"corte"}),
        (models.Proceso, {"riesgos"}),
        (models.Riesgo, {"seguimientos"}),
        (models.SeguimientoDeRiesgo, {"corte"}),
    ],
)
def test_cada_dato_del_contrato_tiene_su_columna(tabla: Any, lo_de_otras_tablas: set[str]) -> None:
    datos = {campo.name for campo in attrs.fields(tabla.objeto)}

    assert datos - {*tabla.columnas(), *tabla.partes} == lo_de_otras_tablas


def test_un_plan_se_lee_en_siete_consultas_sea_del_tamano_que_sea(guardado: Any) -> None:
    de_una = guardar(
        paac.plan_desde_datos({"entidad": {"nombre": "M"}, "componentes": [{"numero": 1}]})
    )
    for plan in (models.Plan.objects.select_related("entidad").get(pk=guardado.pk), de_una):
        with CaptureQueriesContext(connection) as consultas:
            plan_de(plan)

        assert len(consultas) == 7


_MIENTRAS_OTRO_ESCRIBE = """
import json, sys
import sitio.ajustes as ajustes
ajustes.DATABASES = {"default": json.loads(sys.argv[1]), "otro": json.loads(sys.argv[1])}
import django
django.setup()
from django.core.management import call_command
from django.db import OperationalError, connections
import paac_reportes as paac
from planes import models
from planes.puente import lectura

call_command("migrate", verbosity=0)
call_command("cargar_plan", sys.argv[2])
agrupar = lectura._agrupadas

def entre_una_consulta_y_otra(*suyo):
    try:
        with connections["otro"].cursor() as otro:
            otro.execute("UPDATE planes_actividad SET descripcion = 'lo de otro momento'")
    except OperationalError:  # SQLite hace esperar a que se termine de leer
        pass
    return agrupar(*suyo)

lectura._agrupadas = entre_una_consulta_y_otra
print(lectura.plan_de(models.Plan.objects.get()) == paac.leer_plan(sys.argv[2]))
"""


def leido_mientras_otro_escribe(base: dict[str, Any]) -> str:
    hecho = subprocess.run(
        [
            *(sys.executable, "-c", _MIENTRAS_OTRO_ESCRIBE),
            *(json.dumps(base), str(RAIZ / "ejemplos" / "ptep" / "plan.yaml")),
        ],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "sitio.ajustes",
            "PYTHONPATH": str(RAIZ / "ejemplos" / "django"),
        },
        capture_output=True,
        check=False,
        text=True,
    )
    assert hecho.returncode == 0, hecho.stderr
    return hecho.stdout.splitlines()[-1]


def test_un_reporte_es_de_un_solo_momento_aunque_otro_escriba(tmp_path: Path) -> None:
    base = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(tmp_path / "base.sqlite3"),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0},
    }

    assert leido_mientras_otro_escribe(base) == "True"


@pytest.mark.skipif(bool(postgresql.por_que_no()), reason=postgresql.por_que_no())
def test_en_postgresql_tambien() -> None:
    pytest.importorskip("psycopg", reason="falta psycopg (pip install '.[integracion]')")
    with postgresql.servidor("planes") as direccion:
        servidor = dict(parse_qsl(urlsplit(direccion).query))
        base = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "planes",
            "HOST": servidor["host"],
            "USER": servidor["user"],
        }

        assert leido_mientras_otro_escribe(base) == "True"


def test_los_bytes_del_reporte_son_los_mismos_que_desde_el_archivo(
    guardado: Any, ejemplo: paac.Plan
) -> None:
    de_la_base, del_archivo = (
        paac.reporte(plan, "MCCO.101.18.F.20", corte=date(2023, 9, 30)).emitir("xlsx").contenido
        for plan in (plan_de(guardado), ejemplo)
    )

    assert de_la_base == del_archivo


def test_cada_fila_de_la_base_se_halla_por_su_lugar_en_el_plan(guardado: Any) -> None:
    leido = leer(guardado)
    fila = leido.filas["dependencias[1].componentes[0].subcomponentes[0].actividades[0]"]

    assert fila.componente.dependencia.nombre == "SECRETARÍA DE HACIENDA"
    assert len(leido.filas) == 122


def test_dos_planes_que_dicen_igual_la_entidad_la_comparten_y_si_no_cada_uno_la_suya() -> None:
    datos: dict[str, Any] = {"componentes": [{"numero": 1}]}
    primero, igual, otro = (
        guardar(paac.plan_desde_datos(datos | {"entidad": {"nombre": "M"} | suyos}))
        for suyos in ({}, {}, {"telefono": "1"})
    )

    assert primero.entidad == igual.entidad
    assert primero.entidad != otro.entidad


def test_lo_que_una_base_no_guarda_se_rechaza_todo_a_la_vez_y_nada_queda() -> None:
    actividad = {
        "meta": "a\0b",
        "seguimientos": [{"corte": "2026-04-30", "avance": "1.00000000001"}],
    }
    componente = {"subcomponentes": [{"nombre": "\ud800", "actividades": [actividad]}]}
    plan = paac.plan_desde_datos({"entidad": {"nombre": "M"}, "componentes": [componente]})
    cuantos = models.Plan.objects.count()

    with pytest.raises(paac.ErrorDeEntrada) as error:
        guardar(plan)

    assert [falla.ruta.rpartition("].")[2] for falla in error.value.fallas] == [
        *("nombre", "meta", "avance"),
    ]
    assert models.Plan.objects.count() == cuantos


def test_un_plan_tiene_un_solo_corte_abierto(guardado: Any) -> None:
    otro = models.Corte(plan=guardado, fecha=date(2024, 1, 31))

    with pytest.raises(ValidationError, match="ciérrelo primero"):
        otro.full_clean()


def test_un_seguimiento_de_un_corte_cerrado_no_se_cambia(guardado: Any) -> None:
    cerrado = models.Seguimiento.objects.filter(corte__fecha=date(2023, 9, 30)).first()
    cerrado.full_clean()
    cerrado.texto = "Otra cosa"

    with pytest.raises(ValidationError, match="ya se cerró"):
        cerrado.full_clean()


def test_un_seguimiento_que_la_biblioteca_no_lee_se_dice_en_su_campo(guardado: Any) -> None:
    suyo = models.Seguimiento(
        corte=guardado.corte_abierto,
        actividad=models.Actividad.objects.first(),
        evidencias={"a": 1},
        verificacion_nota="Sin decir cuál",
    )

    with pytest.raises(ValidationError) as error:
        suyo.full_clean()

    assert {*error.value.message_dict} == {"evidencias", "verificacion_resultado"}
