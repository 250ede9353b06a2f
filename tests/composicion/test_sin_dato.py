"""Lo que no se sabe: una columna que no diría otra cosa, una firma y un dato por llenar a mano."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.en_pdf import leer, sin_blancos
from ayudas.lectores import tablas_de_word, textos_de_excel
from ayudas.planes import actividad

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.errores import ErrorDeFormato
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.nodos import Parrafo, Tabla

CORTE = date(2026, 4, 30)
POR_QUE = "Sin el avance: nadie lo declaró en número."


def reportada(**dicho: Any) -> dict[str, Any]:
    return actividad(seguimientos=[{"corte": "2026-04-30"} | dicho])


def columna(dato: str | list[str], **claves: Any) -> dict[str, Any]:
    return {"dato": dato, "rotulo": str(dato), "ancho": 20} | claves


DE_CIFRAS = formato(
    {"tipo": "tabla", "cada": "plan", "tablas": ["t"], "leyenda": "Cifras"},
    tablas={
        "t": {
            "secciones": [{"recorre": "cifras_por_componente"}, {"recorre": "cifras_del_plan"}],
            "columnas": [
                columna("cifras.nombre"),
                columna("cifras.reportadas", omite_vacia=True),
                columna("cifras.avance", omite_vacia=True, al_omitir=POR_QUE),
                columna("cifras.base", omite_vacia=True, al_omitir=POR_QUE),
                columna(["cifras.zona", "cifras.del_periodo"], omite_vacia=True),
            ],
            "notas": ["Al corte."],
        }
    },
)


def compuestos(de: paac.Plan, formato: Any = DE_CIFRAS) -> tuple[list[Tabla], list[str]]:
    """Las tablas y los párrafos."""
    (parte,) = componer(de, formato, CORTE).documento.partes
    tablas = [b for b in parte.bloques if isinstance(b, Tabla)]
    return tablas, [solo_texto(b.contenido) for b in parte.bloques if isinstance(b, Parrafo)]


def rotulos(de: paac.Plan, formato: Any = DE_CIFRAS) -> list[str]:
    (tabla,), _ = compuestos(de, formato)
    return [solo_texto(celda.contenido) for celda in tabla.rotulos[-1].celdas]


def test_sin_ningun_avance_se_van_con_el_la_base_y_la_zona() -> None:
    solo_textos = plan_de(reportada(texto="Se hizo"))

    assert rotulos(solo_textos) == ["cifras.nombre", "cifras.reportadas"]
    _, parrafos = compuestos(solo_textos)
    assert parrafos == ["Tabla\xa01. Cifras", "Al corte.", POR_QUE]


def test_con_un_avance_van_todas_y_nada_se_explica() -> None:
    con_avance = plan_de(reportada(avance=50), reportada(texto="Se hizo"))

    assert len(rotulos(con_avance)) == 5
    _, parrafos = compuestos(con_avance)
    assert POR_QUE not in parrafos


def test_un_cero_es_un_dato() -> None:
    sin_reporte = plan_de(actividad())

    assert "cifras.reportadas" in rotulos(sin_reporte)


def test_un_guion_que_escribio_la_oficina_es_un_dato() -> None:
    propio = formato(
        {"tipo": "tabla", "cada": "plan", "tablas": ["t"]},
        tablas={
            "t": {
                "secciones": [{"recorre": "actividades"}],
                "columnas": [
                    columna("actividad.codigo", ancho=50, omite_vacia=True),
                    columna("actividad.meta", ancho=50, omite_vacia=True),
                ],
            }
        },
    )

    assert rotulos(plan_de(actividad(codigo="1", meta="—")), propio) == [
        *("actividad.codigo", "actividad.meta")
    ]
    assert rotulos(plan_de(actividad(codigo="1", meta=None)), propio) == ["actividad.codigo"]


def test_lo_que_dice_un_texto_de_lo_que_no_se_sabe_tampoco_se_sabe() -> None:
    propio = formato(
        {"tipo": "tabla", "cada": "plan", "tablas": ["t"]},
        tablas={
            "t": {
                "secciones": [{"recorre": "cifras_por_componente"}],
                "columnas": [
                    columna("cifras.nombre", ancho=50),
                    {
                        "texto": "{{ cifras.avance }} ({{ cifras.zona }})",
                        "rotulo": "Avance",
                        "ancho": 50,
                        "omite_vacia": True,
                    },
                ],
            }
        },
    )

    assert rotulos(plan_de(reportada(texto="Se hizo")), propio) == ["cifras.nombre"]
    assert len(rotulos(plan_de(reportada(avance=50)), propio)) == 2


def test_explicar_una_columna_que_siempre_esta_es_una_falla() -> None:
    with pytest.raises(ErrorDeFormato, match="sobra: la columna siempre está"):
        formato(
            {"tipo": "tabla", "cada": "plan", "tablas": ["t"]},
            tablas={
                "t": {
                    "secciones": [{"recorre": "cifras_por_componente"}],
                    "columnas": [columna("cifras.nombre", ancho=100, al_omitir="Falta.")],
                }
            },
        )


# ------------------------------------------------------------------ por llenar a mano

ROLES = ["Elaboró", "Revisó", "Aprobó"]
FIRMAS = {
    "tipo": "firmas",
    "texto": "{{ firma.rol }}:\n\n{{ firma.nombre }}\n{{ firma.cargo }}",
    "por_fila": 3,
    "siempre": ROLES,
}
DATOS = {
    "tipo": "datos",
    "omite_vacios": True,
    "filas": [
        {"rotulo": "Dirigido a", "texto": "{{ textos.destinatario }}"},
        {"rotulo": "Fecha", "texto": "{{ textos.fecha }}", "por_llenar": True},
    ],
}
POR_LLENAR = formato(DATOS, FIRMAS)
ANA = {"rol": "Revisado por", "nombre": "Ana", "cargo": "Jefe"}


def avisos(de: paac.Plan) -> list[str]:
    todos = paac.reporte(de, POR_LLENAR).avisos
    return [str(aviso) for aviso in todos if aviso.codigo == "por_llenar_a_mano"]


def test_quien_no_esta_en_los_datos_lleva_su_lugar_para_firmar_y_se_avisa() -> None:
    de = plan_de(actividad(), firmas=[ANA])
    _, (sobre, bajo) = tablas_de_word(paac.reporte(de, POR_LLENAR).emitir("docx").contenido)

    assert [uno for uno in sobre if uno] == ["Elaboró:", "Revisado por:", "Aprobó:"]
    assert [uno for uno in bajo if uno] == ["Nombre:\nCargo:", "Ana\nJefe", "Nombre:\nCargo:"]
    assert avisos(de) == [
        "los datos no traen «Fecha»: va el renglón en blanco",
        "firmas: el plan no trae la firma de «Elaboró» y «Aprobó»: va el renglón en blanco",
    ]


def test_con_todo_en_los_datos_nada_va_en_blanco() -> None:
    firmas = [{"rol": rol, "nombre": rol} for rol in ROLES]
    de = plan_de(actividad(), firmas=firmas, textos={"fecha": "5 de mayo"})

    assert avisos(de) == []
    assert "___" not in paac.reporte(de, POR_LLENAR).emitir("html").contenido.decode()


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html", "pdf"])
def test_el_renglon_en_blanco_se_ve_en_cada_medio(tipo: str) -> None:
    contenido = paac.reporte(plan_de(actividad()), POR_LLENAR).emitir(tipo).contenido
    leen: dict[str, Callable[[bytes], object]] = {
        "docx": tablas_de_word,
        "xlsx": textos_de_excel,
        "html": bytes.decode,
        "pdf": lambda suyo: leer(suyo).seguido,
    }
    texto = sin_blancos(str(leen[tipo](contenido)))

    assert "_" * 24 in texto
    assert "Dirigidoa" not in texto
    assert [rol for rol in ROLES if f"{rol}:" in texto] == ROLES
