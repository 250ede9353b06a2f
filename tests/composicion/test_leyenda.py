"""La leyenda de las barras va en los rótulos: cada columna dice su color, y un color, una cosa."""

from ayudas.a_medida import formato, plan_de
from ayudas.documentos import documento_de, tablas_de
from ayudas.planes import CORTE, actividad

from paac_reportes.maqueta.contenido import Barra, Contenido
from paac_reportes.maqueta.nodos import Tabla

AZUL, ROJO, ROJO_CLARO, GRIS = "2F6F9F", "B3402E", "DB8C7E", "D9DEE4"
DATOS = {
    "nombre": "Componente",
    "como_estan": "",
    "terminadas": "Terminadas",
    "vencidas": "Vencidas",
    "no_se_sabe": "No se sabe",
}


def en_tabla(*reportes: dict[str, object] | None) -> Tabla:
    """La tabla de un componente con una actividad vencida por cada reporte, o sin él."""
    filas = [
        actividad(
            codigo=f"1.{numero}",
            fecha_programada="31/01/2026",
            seguimientos=[{"corte": CORTE.isoformat(), **reporte}] if reporte else [],
        )
        for numero, reporte in enumerate(reportes)
    ]
    columnas = [{"dato": f"parte.{d}", "rotulo": r, "ancho": 20} for d, r in DATOS.items()]
    tablas = {"t": {"secciones": [{"recorre": "partes_por_componente"}], "columnas": columnas}}
    propio = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=tablas)
    (tabla,) = tablas_de(documento_de(plan_de(*filas), propio, CORTE))
    return tabla


def colores(contenido: Contenido) -> list[str]:
    return [tramo.color for tramo in contenido if isinstance(tramo, Barra)]


def test_cada_rotulo_lleva_el_color_de_su_parte_de_la_barra() -> None:
    tabla = en_tabla({"avance": 100, "estado": "cumplida"}, {"avance": 10}, None, {"texto": "Algo"})

    assert [colores(celda.contenido) for celda in tabla.rotulos[-1].celdas] == [
        *([], [], [AZUL], [ROJO, ROJO_CLARO], [GRIS])
    ]
    assert colores(tabla.filas[0].celdas[1].contenido) == [AZUL, ROJO, ROJO_CLARO, GRIS]


def test_la_clase_que_no_esta_no_va_en_la_leyenda() -> None:
    rotulos = en_tabla({"avance": 10}, {"avance": 20}).rotulos[-1].celdas

    assert [colores(celda.contenido) for celda in rotulos] == [[], [], [], [ROJO_CLARO], []]
