"""Tablas con columnas ``auto``: cada una lleva los anchos que piden sus filas."""

from typing import Any

import pytest
from ayudas.a_medida import formato, plan
from ayudas.documentos import documento_de, tablas_de
from ayudas.emitidos import ejemplo, formato_de
from ayudas.planes import CORTE, actividad, componente

import paac_reportes as paac
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.maqueta.contenido import solo_texto
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import pt_de_mm
from paac_reportes.maqueta.nodos import Tabla

LARGA = "Se socializó la política con las dependencias y se publicó el acta. " * 8


def auto(*datos: str, **claves: Any) -> dict[str, Any]:
    columnas = [{"dato": dato, "rotulo": dato.split(".")[1], "ancho": "auto"} for dato in datos]
    return {"secciones": [{"recorre": "actividades"}], "columnas": columnas} | claves


def pesado(*bloques: dict[str, Any], **tablas: dict[str, Any]) -> Formato:
    suyos = bloques or tuple(
        {"tipo": "tabla", "cada": "componente", "tablas": [nombre]} for nombre in tablas
    )
    hecho: Formato = formato(*suyos, tablas=tablas)
    return hecho


MATRIZ = auto("actividad.codigo", "actividad.descripcion", "actividad.meta")


def test_en_un_documento_cada_tabla_lleva_los_suyos() -> None:
    breve, extenso = componente(), componente(actividad(meta=LARGA), numero=2)
    propio = pesado(t=MATRIZ)
    una, otra = tablas_de(documento_de(plan(breve, extenso), propio, CORTE))
    (sola,) = tablas_de(documento_de(plan(extenso), propio, CORTE))

    assert otra.anchos == sola.anchos
    assert una.anchos[2] < otra.anchos[2]
    assert {type(una), type(otra)} == {Tabla}


@pytest.mark.parametrize("mismos", ["documento", "titulo"])
def test_donde_el_formato_lo_dice_las_de_iguales_columnas_llevan_los_mismos(mismos: str) -> None:
    """Bajo un mismo título, que es el de su dependencia, o en todo el documento."""
    breve, extenso = componente(), componente(actividad(meta=LARGA), numero=2)
    dependencias = [
        {"nombre": "Una", "componentes": [breve, extenso]},
        {"nombre": "Otra", "componentes": [breve]},
    ]
    propio = formato(
        {"tipo": "titulo", "nivel": 2, "cada": "dependencia", "texto": "{{ dependencia.nombre }}"},
        {"tipo": "tabla", "cada": "componente", "tablas": ["t"]},
        tablas={"t": MATRIZ},
        aspecto={"tabla": {"mismos_anchos": mismos}},
    )
    una, otra, de_otra = tablas_de(documento_de(plan(dependencias=dependencias), propio, CORTE))

    assert una.anchos == otra.anchos
    assert (de_otra.anchos == una.anchos) == (mismos == "documento")


@pytest.mark.parametrize(
    ("mismos", "veces", "propios"),
    [
        ("documento", 1, False),
        ("documento", 3, True),
        ("titulo", 3, False),
        ("titulo", 9, True),
    ],
)
def test_la_que_asi_tendria_una_fila_alta_lleva_los_suyos(
    mismos: str, veces: int, *, propios: bool
) -> None:
    """Con los de todas, treinta renglones van en lo de un «N/A», y siguen en otra página.

    Bajo un título, la que casi no cabe en una.
    """
    largos = [componente(actividad(descripcion=LARGA * 3), numero=n) for n in range(1, 5)]
    alto = componente(actividad(descripcion="N/A", meta=LARGA * veces), numero=5)
    propio = formato(
        {"tipo": "tabla", "cada": "componente", "tablas": ["t"]},
        tablas={"t": MATRIZ},
        aspecto={"tabla": {"mismos_anchos": mismos}},
    )
    *demas, suya = tablas_de(documento_de(plan(*largos, alto), propio, CORTE))

    assert len({tabla.anchos for tabla in demas}) == 1
    assert (suya.anchos == demas[0].anchos) == (not propios)
    assert (suya.anchos[2] > demas[0].anchos[2] + 0.1) == propios


def test_en_una_hoja_las_de_iguales_columnas_llevan_los_mismos() -> None:
    """Una hoja de cálculo tiene unas columnas para todas."""
    breve, extenso = componente(), componente(actividad(meta=LARGA), numero=2)
    una, otra = tablas_de(documento_de(plan(breve, extenso), pesado(t=MATRIZ), CORTE, "libro"))

    assert una.anchos == otra.anchos
    assert una.anchos[2] > una.anchos[1] > una.anchos[0]


def test_una_columna_vacia_en_su_tabla_deja_sitio_aunque_en_otra_diga_algo() -> None:
    con_meta, sin_meta = componente(actividad(meta=LARGA)), componente(actividad(meta=""), numero=2)
    llena, vacia = tablas_de(documento_de(plan(con_meta, sin_meta), pesado(t=MATRIZ), CORTE))

    assert vacia.anchos[2] < 0.1
    assert llena.anchos[2] > 0.5


def test_en_otro_papel_se_pesan_aparte() -> None:
    tabla_de = {"tipo": "tabla", "cada": "componente", "tablas": ["t"]}
    de_pie = {"tipo": "seccion", "orientacion": "vertical"}
    propio = pesado(tabla_de, de_pie, tabla_de, t=MATRIZ)
    de = plan(componente(actividad(descripcion=LARGA * 4, meta=LARGA * 4)))
    horizontal, vertical = tablas_de(documento_de(de, propio, CORTE))

    # El código sólo pide lo que mide, que es menos parte de un papel más ancho.
    assert horizontal.anchos[0] < vertical.anchos[0]


def test_cada_clase_se_pesa_con_lo_suyo() -> None:
    otra = auto("actividad.meta", "actividad.codigo")
    de = plan(componente(actividad(meta=LARGA)))
    primera, segunda = tablas_de(documento_de(de, pesado(t=MATRIZ, u=otra), CORTE))

    assert len(primera.anchos) == 3
    assert segunda.anchos[0] > 0.8


def test_las_columnas_por_corte_se_pesan_una_por_una() -> None:
    por_corte = {"dato": "seguimiento.texto", "rotulo": "S", "ancho": "auto", "por_corte": True}
    tabla = {
        "secciones": [{"recorre": "actividades"}],
        "columnas": [{"dato": "actividad.codigo", "rotulo": "N", "ancho": 10}, por_corte],
    }
    seguimientos = [
        {"corte": "2026-04-30", "texto": "Sí"},
        {"corte": "2026-08-31", "texto": LARGA},
    ]
    de = plan(componente(actividad(seguimiento=None, seguimientos=seguimientos)))
    (hecha,) = tablas_de(documento_de(de, pesado(t=tabla), de.cortes()[-1]))
    codigo, corto, largo = hecha.anchos

    assert codigo == pytest.approx(0.1)
    assert corto < 0.1
    assert largo == pytest.approx(0.9 - corto)


def test_los_limites_del_formato_se_respetan() -> None:
    columnas = [
        {"dato": "actividad.meta", "rotulo": "Meta", "ancho": "auto", "maximo": 40},
        {"dato": "actividad.codigo", "rotulo": "N", "ancho": "auto", "minimo": 25},
        {"dato": "actividad.descripcion", "rotulo": "Actividad", "ancho": 30},
    ]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas}
    de = plan(componente(actividad(meta=LARGA * 4)))
    (hecha,) = tablas_de(documento_de(de, pesado(t=tabla), CORTE))

    assert hecha.anchos == pytest.approx((0.4, 0.3, 0.3))


def test_sin_la_columna_que_se_omite_las_demas_se_reparten_su_ancho() -> None:
    columnas = [
        {"dato": "actividad.meta", "rotulo": "Meta", "ancho": "auto", "maximo": 30},
        {"dato": "actividad.indicador", "rotulo": "I", "ancho": 50, "omite_vacia": True},
        {"dato": "actividad.codigo", "rotulo": "N", "ancho": 20},
    ]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas}
    (hecha,) = tablas_de(documento_de(plan(componente()), pesado(t=tabla), CORTE))

    assert hecha.anchos == pytest.approx((0.6, 0.4))


def test_un_componente_sin_filas_tiene_su_tabla_en_blanco_con_los_mismos_anchos() -> None:
    vacio = {"numero": 2, "nombre": "Rendición de cuentas"}
    con_filas = componente(actividad(meta=LARGA))
    llena, en_blanco = tablas_de(documento_de(plan(con_filas, vacio), pesado(t=MATRIZ), CORTE))

    assert llena.anchos == en_blanco.anchos


DE_OTRO_MOTOR = 5.4
"""El margen de celda, en puntos, de quien no lee el que se le pide."""


@pytest.mark.parametrize("codigo", ["paac-seguimiento", "ptep-seguimiento", "paac-plan"])
@pytest.mark.parametrize("nombre", ["informe_trimestral", "ptep"])
def test_en_otro_motor_tampoco_se_parte_un_codigo_una_fecha_ni_un_numero(
    codigo: str, nombre: str
) -> None:
    de, propio = ejemplo(nombre), formato_de(codigo)
    documento = documento_de(de, propio, max(de.cortes()))
    medidor = Medidor(documento.estilos)
    partidas = [
        palabra
        for parte in documento.partes
        for tabla in parte.bloques
        if isinstance(tabla, Tabla) and tabla.rotulos
        for parte_de, columna in zip(tabla.anchos, tabla.columnas, strict=True)
        for _, contenido, estilo, _, abarca in columna.celdas()
        for palabra in solo_texto(contenido).split()
        if abarca == 1 and len(palabra) <= 20 and any(map(str.isdigit, palabra))
        if medidor.palabra_mas_ancha([palabra], estilo)
        > parte_de * pt_de_mm(parte.marco.pagina.ancho_util) - 2 * DE_OTRO_MOTOR
    ]

    assert partidas == []


@pytest.mark.parametrize(
    ("columna", "renglon"), [(6, "Secretaría de"), (11, "https://www.penaserena.example/")]
)
def test_en_el_seguimiento_del_ptep_no_se_parte_lo_que_abre_una_celda(
    columna: int, renglon: str
) -> None:
    """«Secretaría / de / Planeación», y «https://» sola en su renglón."""
    de = ejemplo("ptep")
    documento = documento_de(de, formato_de("ptep-seguimiento"), max(de.cortes()))
    medidor, (parte, *_) = Medidor(documento.estilos), documento.partes
    tabla = next(t for t in parte.bloques if isinstance(t, Tabla) and len(t.anchos) == 13)
    ancho = tabla.anchos[columna] * pt_de_mm(parte.marco.pagina.ancho_util)

    assert medidor.largo(renglon, "celda") < ancho - 2 * DE_OTRO_MOTOR


def test_lo_mismo_sale_en_word_y_en_excel() -> None:
    propio, de = pesado(t=MATRIZ), plan(componente(actividad(meta=LARGA)))
    for tipo in ("docx", "xlsx", "html"):
        assert paac.reporte(de, propio, corte=CORTE).emitir(tipo).contenido
