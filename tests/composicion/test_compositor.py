"""Del plan y el formato al árbol: lo dice su volcado.

Prueba ``composicion/tablas/tabla``.
"""

import re
from datetime import date
from pathlib import Path

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.documentos import columna_de, documento_de, filas_de, tablas_de
from ayudas.emitidos import ejemplo
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, tramite
from ayudas.volcado import volcar

import paac_reportes as paac
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import formato_de_carpeta, hallar_formato
from paac_reportes.maqueta.documento import Medio
from paac_reportes.maqueta.nodos import Tabla, Titulo


def buscar_formato(codigo: str) -> Formato:
    return hallar_formato(codigo)[0]


F20 = buscar_formato(FORMATO)
ORIGINAL = (RAIZ / "plantillas" / FORMATO / "formato.toml").read_text("utf-8")


def columna(tabla: Tabla, contenido: str) -> list[str]:
    return [fila for fila in map(str, filas_de(tabla)) if contenido in fila]


@pytest.fixture
def completo() -> paac.Plan:
    """Las dos clases de tabla, celdas compartidas, dos dependencias y un componente sin filas."""
    return paac.plan_desde_datos(
        {
            "entidad": {
                "nombre": "MUNICIPIO DE PRUEBA",
                "departamento": "TOLIMA",
                "nit": "890.123.456-2",
            },
            "vigencia": 2026,
            "dependencias": [
                {
                    "nombre": "SECRETARÍA DE PLANEACIÓN",
                    "componentes": [
                        componente(
                            actividad(),
                            actividad(codigo="1.2", meta=None, responsable=None, seguimiento=None),
                            etiqueta_seguimiento="Avance",
                        ),
                        {
                            "numero": 2,
                            "nombre": "Racionalización de Trámites",
                            "tramites": [tramite()],
                            "intercambios": [tramite(nombre="Consulta de predios")],
                        },
                    ],
                },
                {"nombre": "SECRETARÍA DE HACIENDA", "componentes": [{"nombre": "Sin número"}]},
            ],
        }
    )


def test_cada_tabla_lleva_su_rotulo_de_seguimiento(completo: paac.Plan) -> None:
    rotulos = [
        tabla.rotulos[-1].celdas[-1].contenido
        for tabla in tablas_de(documento_de(completo, F20, CORTE))
    ]
    de_tramites = tablas_de(documento_de(completo, F20, CORTE))[1].rotulos[-2].celdas[-1].contenido

    assert rotulos[0] == "Avance"
    assert de_tramites == "Seguimiento"


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


def test_el_libro_que_no_une_lleva_cada_fila_entera(tmp_path: Path) -> None:
    texto = ORIGINAL.replace("[libro]\n", "[libro]\nune = false\n")
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    contenido = plan(componente(actividad(codigo="1"), actividad(codigo="2")))

    def subcomponentes(medio: Medio) -> list[str]:
        (tabla,) = tablas_de(documento_de(contenido, formato_de_carpeta(tmp_path), CORTE, medio))
        return [fila[0] for fila in filas_de(tabla)]

    assert subcomponentes("documento") == ["Política↓2", "2"]
    assert subcomponentes("libro") == ["Política", "Política"]


def test_un_tramite_con_fecha_programada_tiene_su_tabla() -> None:
    programado = {
        k: v
        for k, v in tramite(fecha_programada="Todo el año").items()
        if k not in ("fecha_inicio", "fecha_fin")
    }
    (tabla,) = tablas_de(documento_de(plan({"numero": 2, "tramites": [programado]}), F20, CORTE))

    assert "Fecha Programada" in [c.contenido for c in tabla.rotulos[-1].celdas]
    assert "Todo el año" in filas_de(tabla)[0]


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


def test_un_plan_sin_dependencias_tambien_sale() -> None:
    sin = paac.plan_desde_datos({"entidad": {"nombre": "X"}, "componentes": [componente()]})

    assert len(tablas_de(documento_de(sin, F20, CORTE))) == 1
    assert [parte.nombre for parte in documento_de(sin, F20, CORTE, "libro").partes] == ["Matriz"]


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


def test_dos_dependencias_iguales_siguen_siendo_dos() -> None:
    iguales = plan(dependencias=[{"nombre": "X", "componentes": [componente()]}] * 2)
    titulos = [
        b.texto
        for b in documento_de(iguales, F20, CORTE).partes[0].bloques
        if isinstance(b, Titulo)
    ]

    assert titulos.count("X") == 2
    assert len(documento_de(iguales, F20, CORTE, "libro").partes) == 2


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


@pytest.fixture
def en_una_tabla() -> paac.Plan:
    """Metas iguales en componentes distintos, blancos al empezar uno, y componentes sin filas."""
    return plan(
        componente(
            subcomponentes=[
                {"nombre": "Diagnóstico", "actividades": [actividad(indicador="Mapa")]},
                {"nombre": "Control", "actividades": [actividad(), actividad(codigo="2")]},
            ],
            nombre="Riesgos",
        ),
        componente(
            subcomponentes=[
                {"nombre": "Control", "actividades": [actividad(responsable=None)]},
            ],
            nombre="Trámites",
        ),
        {"nombre": "Sin metas"},
        {"nombre": "Sin metas"},
        firmas=[
            {"rol": "Elaboró", "nombre": "Una persona"},
            {"rol": "Aprobó", "nombre": "Otra", "cargo": "ALCALDE", "nota": "(firmado)"},
        ],
    )


def test_una_sola_tabla_para_todo_el_plan(en_una_tabla: paac.Plan) -> None:
    tabla, _ = tablas_de(documento_de(en_una_tabla, buscar_formato("california-plan"), None))
    filas = filas_de(tabla)

    assert [fila[0] for fila in filas if len(fila) > 4] == ["Riesgos↓3", "Trámites"] + [
        "Sin metas"
    ] * 2
    assert "Control↓2" in filas[1]
    assert "Control" in filas[3]


def test_un_blanco_no_toma_lo_del_componente_anterior(en_una_tabla: paac.Plan) -> None:
    tabla, _ = tablas_de(documento_de(en_una_tabla, buscar_formato("california-plan"), None))

    assert filas_de(tabla)[3][-1] == ""


def test_las_firmas_van_al_pie(en_una_tabla: paac.Plan) -> None:
    formato = buscar_formato("california-plan")
    _, firmas = tablas_de(documento_de(en_una_tabla, formato, None))
    (sola,) = tablas_de(documento_de(plan(), formato, None))

    assert filas_de(firmas) == [
        ["↓2", "Elaboró", "↓2"],
        ["Una persona"],
        ["↓2", "Aprobó (firmado)", "↓2"],
        ["Otra\nALCALDE"],
    ]
    assert sola.descripcion.startswith("Plan")


def test_las_firmas_se_reparten_de_a_tantas_por_fila(
    en_una_tabla: paac.Plan, tmp_path: Path
) -> None:
    texto = (RAIZ / "plantillas" / "california-plan" / "formato.toml").read_text("utf-8")
    (tmp_path / "formato.toml").write_text(texto.replace("por_fila = 1", "por_fila = 2"), "utf-8")
    tres = attrs.evolve(en_una_tabla, firmas=(*en_una_tabla.firmas, en_una_tabla.firmas[0]))
    _, firmas = tablas_de(documento_de(tres, formato_de_carpeta(tmp_path), None))

    assert filas_de(firmas)[1::2] == [["Una persona", "Otra\nALCALDE"], ["Una persona"]]
    assert filas_de(firmas)[2] == ["↓2", "Elaboró", "↓2", "↓2", "↓2"]


def test_el_control_de_cambios_va_una_vez_aunque_no_haya_componentes() -> None:
    formato = buscar_formato("cajica-plan")
    cambios = [{"version": "01", "fecha": "31-ene-26", "razon": "Se publica."}]
    con_dos = documento_de(plan(componente(), componente(), control_cambios=cambios), formato, None)
    sin_componentes = documento_de(
        attrs.evolve(plan(control_cambios=cambios), componentes=()), formato, None
    )

    for documento in (con_dos, sin_componentes):
        de_cambios = [t for t in tablas_de(documento) if len(t.anchos) == 3]
        assert [filas_de(tabla) for tabla in de_cambios] == [[["01", "31-ene-26", "Se publica."]]]
    assert all(len(t.anchos) > 3 for t in tablas_de(documento_de(plan(), formato, None)))


def test_dos_columnas_de_igual_rotulo_muestran_datos_distintos() -> None:
    de = plan(
        {
            "numero": 2,
            "tramites": [
                tramite(codigo_suit="123", nombre="A", tipo="Único", tipo_racionalizacion="Legal")
            ],
        }
    )
    (tabla,) = tablas_de(documento_de(de, buscar_formato("cajica-plan"), None))

    assert filas_de(tabla)[0][:2] == ["Único", "123/A"]
    assert filas_de(tabla)[0][6] == "Legal"
    assert [c.contenido for c in tabla.rotulos[0].celdas] == [
        "Datos Trámite a racionalizar",
        "Acciones de racionalización a desarrollar",
        "Plan de ejecución",
    ]


def test_en_una_pagina_apaisada_el_escudo_no_se_aparta_de_lo_que_lo_sigue() -> None:
    informe = buscar_formato("informe-seguimiento")
    partes = documento_de(ejemplo(), informe, date(2023, 9, 30)).partes
    del_escudo = {
        parte.marco.pagina.ancho_util: parte.marco.encabezado.anchos[0]
        * parte.marco.pagina.ancho_util
        for parte in partes
        if parte.marco.encabezado is not None
    }

    assert len(del_escudo) == 2
    assert len({round(ancho, 3) for ancho in del_escudo.values()}) == 1
