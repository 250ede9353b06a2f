"""Del plan y el formato al árbol: lo dice su volcado.

Prueba ``composicion/tablas/tabla``.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ
from ayudas.documentos import columna_de, documento_de, filas_de, tablas_de
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, tramite
from ayudas.volcado import volcar

from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import formato_de_carpeta, hallar_formato
from paac_reportes.maqueta.nodos import Tabla, Titulo


def buscar_formato(codigo: str) -> Formato:
    return hallar_formato(codigo)[0]


F20 = buscar_formato(FORMATO)
ORIGINAL = (RAIZ / "plantillas" / FORMATO / "formato.toml").read_text("utf-8")


def test_un_blanco_bajo_un_texto_es_la_misma_celda_tambien_entre_subcomponentes() -> None:
    con_dos = componente(
        subcomponentes=[
            {"nombre": "A", "actividades": [actividad(codigo="1", seguimiento="Hecho")]},
            {"nombre": "B", "actividades": [actividad(codigo="2", meta="Otra", seguimiento=None)]},
        ]
    )
    (tabla,) = tablas_de(documento_de(plan(con_dos), F20, CORTE))

    assert filas_de(tabla)[0][-1] == "Hecho↓2"
    assert filas_de(tabla)[1][0] == "B"


def test_un_guion_no_es_un_blanco() -> None:
    (tabla,) = tablas_de(
        documento_de(
            plan(componente(actividad(), actividad(codigo="2", seguimiento="-"))), F20, CORTE
        )
    )

    assert [fila[-1] for fila in filas_de(tabla)] == ["Se publicó.", "-"]


def test_dos_subcomponentes_del_mismo_nombre_no_se_unen() -> None:
    repetido = {"nombre": "Normativo", "actividades": [actividad()]}
    (tabla,) = tablas_de(
        documento_de(plan(componente(subcomponentes=[repetido, repetido])), F20, CORTE)
    )

    assert [fila[0] for fila in filas_de(tabla)] == ["Normativo", "Normativo"]


@pytest.mark.parametrize(
    ("politica", "esperado"),
    [
        ("nunca", [1, 1, 1, 1]),
        ("iguales", [2, 0, 1, 1]),
        ("blancos", [1, 2, 0, 1]),
    ],
)
def test_las_politicas_de_union(tmp_path: Path, politica: str, esperado: list[int]) -> None:
    texto = re.sub(r'("actividad\.meta",.* une = )"blancos"', rf'\1"{politica}"', ORIGINAL)
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    metas = ["a", "a", None, "b"]
    filas = [actividad(codigo=str(n), responsable=f"r{n}", meta=m) for n, m in enumerate(metas)]
    (tabla,) = tablas_de(
        documento_de(plan(componente(*filas)), formato_de_carpeta(tmp_path), CORTE)
    )

    assert list(columna_de(tabla, "Meta o Producto").filas or (1, 1, 1, 1)) == esperado


DIA, INICIO, FIN = "15/12/2026", "1 de febrero", "30 de noviembre"
CON_TODA_FECHA = componente(
    *(
        actividad(codigo=f"1.{n}", fecha_programada=dia, fecha_inicio=inicio, fecha_fin=fin)
        for n, (dia, inicio, fin) in enumerate(
            [
                ("31/01/2026", None, None),
                (None, INICIO, FIN),
                (None, None, None),
                (DIA, INICIO, FIN),
                (DIA, None, FIN),
                (None, None, FIN),
                (None, INICIO, None),
                (None, "Mensual", "Mensual"),
            ],
            1,
        )
    )
)


@pytest.mark.parametrize(
    ("codigo", "rotulo"),
    [
        (FORMATO, "Fecha Programada"),
        ("EV-EGMC-PC-003-FM-002", "FECHA PROGRAMADA"),
        ("cajica-plan", "Fecha programada"),
        ("california-plan", "CRONOGRAMA"),
        ("paac-plan", "Fecha programada"),
    ],
)
def test_en_la_columna_de_una_fecha_el_inicio_y_el_fin_son_un_rango(
    codigo: str, rotulo: str
) -> None:
    documento = documento_de(plan(CON_TODA_FECHA), buscar_formato(codigo), CORTE)
    de_fechas = columna_de(tablas_de(documento)[-1], rotulo)

    une = codigo in {FORMATO, "california-plan"}
    assert list(de_fechas.contenidos)[:8] == [
        "31/01/2026",
        "1 de febrero a 30 de noviembre",
        "1 de febrero a 30 de noviembre" if une else "",
        "15/12/2026 (1 de febrero a 30 de noviembre)",
        "15/12/2026 (hasta 30 de noviembre)",
        "30 de noviembre",
        "desde 1 de febrero",
        "Mensual",
    ]
    assert de_fechas.filas == ([1, 2, 0, 1, 1, 1, 1, 1] if une else None)


def test_la_fila_con_otra_fecha_no_lleva_la_de_arriba_aunque_la_columna_no_la_muestre(
    tmp_path: Path,
) -> None:
    una_sola = ORIGINAL.replace(
        '["actividad.fecha_programada", "actividad.fecha_inicio", "actividad.fecha_fin"]',
        '"actividad.fecha_programada"',
    )
    (tmp_path / "formato.toml").write_text(una_sola, "utf-8")
    documento = documento_de(plan(CON_TODA_FECHA), formato_de_carpeta(tmp_path), CORTE)
    de_fechas = columna_de(tablas_de(documento)[0], "Fecha Programada")

    assert list(de_fechas.contenidos) == ["31/01/2026", "", "", DIA, DIA, "", "", ""]
    assert de_fechas.filas is None  # tampoco el blanco de la tercera, bajo uno que no es suyo


def test_una_tabla_con_fechas_de_ambas_clases_no_pierde_ninguna() -> None:
    (tabla,) = tablas_de(
        documento_de(
            plan({"numero": 2, "tramites": [tramite(fecha_programada="Mensual"), tramite()]}),
            F20,
            CORTE,
        )
    )

    assert "Mensual (01/02/2026 a 30/11/2026)" in filas_de(tabla)[0]
    assert "01/02/2026 a 30/11/2026" in filas_de(tabla)[1]


def test_lo_que_no_tiene_filas_conserva_su_nombre() -> None:
    vacios = plan(
        componente(subcomponentes=[{"nombre": "Sin actividades"}]),
        {"numero": 7, "nombre": "Componente sin nada"},
    )
    sin_componentes = plan(dependencias=[{"nombre": "OFICINA SIN COMPONENTES"}])

    assert "Sin actividades" in volcar(documento_de(vacios, F20, CORTE))
    assert "Componente 7: Componente sin nada" in volcar(documento_de(vacios, F20, CORTE))
    for medio in ("documento", "libro"):
        assert "OFICINA SIN COMPONENTES" in volcar(documento_de(sin_componentes, F20, CORTE, medio))


@pytest.mark.parametrize(
    ("hojas", "esperadas"),
    [("dependencia", ["UNO", "DOS"]), ("componente", ["C1", "C2"]), ("unica", ["Todo"])],
)
def test_las_hojas_de_un_libro(tmp_path: Path, hojas: str, esperadas: list[str]) -> None:
    nombre = {
        "dependencia": "{{ dependencia.nombre }}",
        "componente": "C{{ componente.numero }}",
        "unica": "Todo",
    }[hojas]
    texto = ORIGINAL.replace('hojas = "dependencia"', f'hojas = "{hojas}"').replace(
        "nombre = \"{{ dependencia.nombre if dependencia else 'Matriz' }}\"", f'nombre = "{nombre}"'
    )
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    componentes = [componente(), componente(numero=2)]
    dos = plan(dependencias=[{"nombre": n, "componentes": componentes} for n in ("UNO", "DOS")])
    libro = documento_de(dos, formato_de_carpeta(tmp_path), CORTE, "libro")

    assert [parte.nombre for parte in libro.partes] == esperadas
    assert len(tablas_de(libro)) == 4


def test_la_hoja_de_una_dependencia_lleva_su_nombre_corto_y_sus_titulos_el_entero() -> None:
    una = {"nombre": "SECRETARÍA DE HACIENDA", "componentes": [componente()]}
    de = plan(dependencias=[una | {"nombre_corto": "Hacienda"}, una])
    partes = documento_de(de, F20, CORTE, "libro").partes

    assert [parte.nombre for parte in partes] == ["Hacienda", "SECRETARÍA DE HACIENDA"]
    corta, entera = (
        [filas_de(b) if isinstance(b, Tabla) else b for b in parte.bloques] for parte in partes
    )
    assert corta == entera


def test_impresa_la_hoja_de_una_dependencia_la_dice_en_cada_pagina() -> None:
    una = {"nombre": "HACIENDA", "nombre_corto": "H", "componentes": [componente()]}
    (parte,) = documento_de(plan(dependencias=[una]), F20, CORTE, "libro").partes

    assert parte.marco.hoja.encabezado["izquierda"] == "HACIENDA"


def test_cada_dependencia_empieza_pagina_menos_la_primera() -> None:
    dos = plan(dependencias=[{"nombre": n, "componentes": [componente()]} for n in ("UNO", "DOS")])
    titulos = [b for b in documento_de(dos, F20, CORTE).partes[0].bloques if isinstance(b, Titulo)]

    assert [(t.texto, t.en_pagina_nueva) for t in titulos if t.nivel == 1] == [
        ("UNO", False),
        ("DOS", True),
    ]


def test_solo_salen_los_seguimientos_del_corte() -> None:
    varios = [{"corte": "2026-04-30", "texto": "abril"}, {"corte": "2026-08-31", "texto": "agosto"}]
    cuando = plan(componente(actividad(seguimientos=varios)))

    assert filas_de(tablas_de(documento_de(cuando, F20, date(2026, 8, 31)))[0])[0][-1] == "agosto"
    assert filas_de(tablas_de(documento_de(cuando, F20, None))[0])[0][-1] == ""


def test_un_componente_sin_nombre_no_deja_un_titulo_vacio() -> None:
    documento = documento_de(plan({"subcomponentes": []}), F20, CORTE)
    niveles = [b.nivel for b in documento.partes[0].bloques if isinstance(b, Titulo)]

    assert niveles == [0, 1]


def test_una_propiedad_demasiado_larga_se_recorta_y_la_pagina_no() -> None:
    documento = documento_de(plan(entidad={"nombre": "N" * 400}), F20, CORTE)

    assert documento.metadatos.autor == "N" * 254 + "…"
    assert "N" * 400 in volcar(documento)


@pytest.mark.parametrize(
    ("elaboracion", "corte", "vigencia", "fecha"),
    [
        ("24 de julio de 2026", date(2026, 6, 30), 2026, date(2026, 7, 24)),
        ("2027-01-15", date(2026, 12, 31), 2026, date(2027, 1, 15)),
        ("15 de enero", date(2026, 12, 31), 2026, date(2027, 1, 15)),  # la primera desde el corte
        ("3 de febrero", None, 2026, date(2026, 2, 3)),
        ("24 de julio de 2026", date(2026, 8, 31), 2026, date(2026, 9, 1)),  # de otro informe
        ("julio de 2026", date(2026, 6, 30), 2026, date(2026, 7, 1)),  # no dice el día
        ("en su momento", date(2026, 6, 30), 2026, date(2026, 7, 1)),
        ("", date(2026, 12, 31), 2026, date(2027, 1, 1)),
        ("", None, 2026, date(2026, 1, 1)),
        ("", None, None, None),
        ("3 de febrero", None, None, None),
    ],
)
def test_la_fecha_del_documento_sale_de_los_datos(
    elaboracion: str, corte: date | None, vigencia: int | None, fecha: date | None
) -> None:
    suyo = plan(componente(), vigencia=vigencia, textos={"fecha_elaboracion": elaboracion})

    assert documento_de(suyo, F20, corte).metadatos.fecha == fecha


def test_un_texto_vacio_o_un_seguimiento_sin_texto_son_celdas_propias() -> None:
    propias = componente(
        actividad(codigo="1", meta="Meta", seguimiento="Hecho"),
        actividad(codigo="2", meta="", seguimientos=[{"corte": "2026-04-30", "avance": 0}]),
    )
    (tabla,) = tablas_de(documento_de(plan(propias), F20, CORTE))

    assert "Meta" in filas_de(tabla)[0]
    assert [fila[-1] for fila in filas_de(tabla)] == ["Hecho", ""]


def test_dos_bloques_de_tabla_no_dejan_tablas_vacias(tmp_path: Path) -> None:
    dos = ORIGINAL.replace(
        'tablas = ["actividades", "tramites_programados", "tramites"]',
        'tablas = ["actividades"]\n\n[[cuerpo]]\ntipo = "tabla"\ntablas = ["tramites"]',
    )
    (tmp_path / "formato.toml").write_text(dos, "utf-8")

    assert dos != ORIGINAL
    assert len(tablas_de(documento_de(plan(), formato_de_carpeta(tmp_path), CORTE))) == 1
