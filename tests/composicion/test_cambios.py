"""Cómo se cuenta una comparación."""

from functools import partial
from typing import Any

from ayudas.a_medida import plan_en
from ayudas.comparaciones import comparar
from ayudas.planes import actividad, componente, tramite

import paac_reportes as paac
from paac_reportes.informe.cambios import diferencias_de

plan = partial(plan_en, "Planeación")


def contadas(comparacion: Any) -> list[tuple[str, str, str]]:
    return [(d.clase, d.antes, d.despues) for d in diferencias_de(comparacion)]


def test_cada_dato_que_cambia_tiene_su_renglon() -> None:
    antes = actividad(codigo="1.1", meta="Un mapa", indicador="Mapas hechos", seguimiento=None)
    despues = antes | {
        "codigo": "3.1",
        "meta": "Dos mapas",
        "indicador": "Mapas publicados",
        "responsable": "Hacienda",
        "fecha_programada": "30/06/2026",
    }

    assert contadas(comparar(plan(componente(antes)), plan(componente(despues)))) == [
        ("Renumerada", "1.1", "3.1"),
        ("Cambió la fecha", "31/01/2026", "30/06/2026"),
        ("Cambió el responsable", "Planeación", "Hacienda"),
        ("Cambió la meta", "[Un mapa]", "[Dos mapas]"),
        ("Otra redacción: indicador", "Mapas [hechos]", "Mapas [publicados]"),
    ]


def test_un_traslado_dice_de_donde_a_donde() -> None:
    vacio = actividad(descripcion="Otra", seguimiento=None)
    antes = plan(componente(vacio, tramites=[tramite()]))
    despues = plan(componente(vacio, intercambios=[tramite()]))

    assert contadas(comparar(antes, despues)) == [
        (
            "Trasladada",
            "Planeación · 1. Gestión del riesgo · trámites",
            "Planeación · 1. Gestión del riesgo · intercambios de información",
        )
    ]


def test_de_una_fila_con_dos_fechas_se_dice_cual_cambio() -> None:
    vacio = actividad(seguimiento=None)
    antes = plan(componente(vacio, tramites=[tramite(fecha_fin="30/11/2026")]))
    despues = plan(componente(vacio, tramites=[tramite(fecha_fin="15/12/2026")]))

    assert contadas(comparar(antes, despues)) == [
        ("Cambió la fecha", "fecha final: 30/11/2026", "fecha final: 15/12/2026")
    ]


def test_en_json_cada_cambio_trae_su_clase_y_sus_dos_rutas() -> None:
    una, otra = (
        actividad(codigo=c, descripcion=d, seguimiento=None)
        for c, d in (("1", "Publicar el mapa"), ("2", "Capacitar al personal"))
    )
    datos = paac.datos_de(
        comparar(plan(componente(una, otra)), plan(componente(otra | {"codigo": "1"})))
    )

    ruta = "dependencias[0].componentes[0].subcomponentes[0].actividades[{}]".format
    assert datos["renumeradas"] == [
        {
            "clase": "Renumerada",
            "ruta": ruta(0),
            "ruta_antes": ruta(1),
            "antes": "2",
            "despues": "1",
        }
    ]
    assert datos["retiradas"] == [ruta(0)]


def test_lo_que_cambio_se_nombra_como_en_el_catalogo_y_en_su_orden() -> None:
    vacio = actividad(seguimiento=None, codigo="1", descripcion="Publicar el mapa de riesgos")
    uno = {"numero": "7", "nombre": "Certificado de residencia", "codigo_suit": "100"}
    otro = {"nombre": "Certificado de vecindad", "codigo_suit": "200", "beneficio": "Es gratis"}
    antes = plan(componente(vacio, tramites=[tramite(**uno, fecha_implementacion="1/9/2026")]))
    despues = plan(
        componente(
            vacio | {"indicador": "Mapas"},
            tramites=[tramite(**uno | otro, fecha_inicio="1/8/2026")],
        )
    )

    assert [clase for clase, _, _ in contadas(comparar(antes, despues))] == [
        "Cambió la fecha",
        "Cambió la fecha",
        "Otra redacción: indicador",
        "Otra redacción: código SUIT",
        "Otra redacción: trámite, proceso o procedimiento",
        "Otra redacción: beneficio al ciudadano o entidad",
    ]
    assert [despues for _, _, despues in contadas(comparar(antes, despues))][:2] == [
        "fecha de inicio: 1/8/2026",
        "",
    ]
