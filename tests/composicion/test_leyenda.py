"""La leyenda de las barras va en los rótulos: cada columna dice su color, y un color, una cosa."""

from ayudas.a_medida import formato, plan_de
from ayudas.documentos import documento_de, tablas_de
from ayudas.planes import CORTE, actividad

import paac_reportes as paac
from paac_reportes.maqueta.contenido import Barra, Contenido, solo_texto
from paac_reportes.maqueta.nodos import Tabla

AZUL, ROJO, ROJO_CLARO, GRIS = "2F6F9F", "B3402E", "DB8C7E", "D9DEE4"
DATOS = {
    "nombre": "Componente",
    "como_estan": "",
    "terminadas": "Terminadas",
    "vencidas": "Vencidas",
    "no_se_sabe": "No se sabe",
}


LOS_CUATRO = {"avance": 100, "estado": "cumplida"}, {"avance": 10}, None, {"texto": "Algo"}


def plan_con(*reportes: dict[str, object] | None) -> paac.Plan:
    """Un componente con una actividad que ya debía terminar por cada reporte, o sin él."""
    return plan_de(
        *(
            actividad(
                codigo=f"1.{numero}",
                fecha_programada="31/01/2026",
                seguimientos=[{"corte": CORTE.isoformat(), **reporte}] if reporte else [],
            )
            for numero, reporte in enumerate(reportes)
        )
    )


def en_tabla(*reportes: dict[str, object] | None) -> Tabla:
    columnas = [{"dato": f"parte.{d}", "rotulo": r, "ancho": 20} for d, r in DATOS.items()]
    tablas = {"t": {"secciones": [{"recorre": "partes_por_componente"}], "columnas": columnas}}
    propio = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=tablas)
    (tabla,) = tablas_de(documento_de(plan_con(*reportes), propio, CORTE))
    return tabla


def colores(contenido: Contenido) -> list[str]:
    return [tramo.color for tramo in contenido if isinstance(tramo, Barra)]


def test_cada_rotulo_lleva_el_color_de_su_parte_de_la_barra() -> None:
    tabla = en_tabla(*LOS_CUATRO)

    assert [colores(celda.contenido) for celda in tabla.rotulos[-1].celdas] == [
        *([], [], [AZUL], [ROJO, ROJO_CLARO], [GRIS])
    ]
    assert colores(tabla.filas[0].celdas[1].contenido) == [AZUL, ROJO, ROJO_CLARO, GRIS]


def test_la_clase_que_no_esta_no_va_en_la_leyenda() -> None:
    rotulos = en_tabla({"avance": 10}, {"avance": 20}).rotulos[-1].celdas

    assert [colores(celda.contenido) for celda in rotulos] == [[], [], [], [ROJO_CLARO], []]


def test_el_grafico_del_libro_de_un_informe_lleva_los_colores_de_la_barra() -> None:
    arbol = paac.reporte(plan_con(*LOS_CUATRO), "informe-seguimiento", corte=CORTE).arbol("libro")
    (tabla,) = (tabla for tabla in tablas_de(arbol) if tabla.apiladas)
    rotulos = [solo_texto(celda.contenido) for celda in tabla.rotulos[-1].celdas]

    assert {rotulos[columna]: color for columna, color in tabla.apiladas} == {
        "Terminadas": AZUL,
        "Vencidas sin reporte": ROJO,
        "Vencidas con reporte": ROJO_CLARO,
        "No se sabe": GRIS,
    }
