"""Los subtotales de una tabla: dónde van, qué cuentan y qué fórmula son, rehechos por otro camino."""

import io
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.a_medida import formato
from ayudas.compartido import con_libreoffice, convertir
from ayudas.documentos import documento_de, filas_de, tablas_de
from ayudas.lectores import hojas_de_excel, tablas_de_word

import paac_reportes as paac
from paac_reportes.maqueta.nodos import Tabla

CORTE = date(2026, 4, 30)
DATOS: dict[str, Any] = {
    "Hacienda": {"Riesgos": {"Política": (10, 20), "Consulta": (90,)}, "Trámites": {"SUIT": ()}},
    "Salud": {"Riesgos": {"Política": (None, 40), "Consulta": (None,)}},
}
"""Los avances de cada subcomponente, por componente y por dependencia; ``None``, sin avance."""

POR_TODO = [
    {"por": "dependencia", "rotulo": "Total {{ dependencia.nombre }}"},
    {"por": "componente", "rotulo": "{{ dependencia.nombre }}, {{ componente.nombre }}"},
    {"por": "subcomponente", "rotulo": "Subtotal {{ subcomponente.nombre }}"},
]


def seguimientos(avance: int | None) -> tuple[paac.modelo.Seguimiento, ...]:
    return () if avance is None else (paac.modelo.Seguimiento(corte=CORTE, avance=Decimal(avance)),)


def subcomponente(nombre: str, avances: tuple[int | None, ...]) -> paac.modelo.Subcomponente:
    actividades = tuple(
        paac.modelo.Actividad(codigo=f"{nombre[0]}{n}", seguimientos=seguimientos(avance))
        for n, avance in enumerate(avances, 1)
    )
    return paac.modelo.Subcomponente(nombre=nombre, actividades=actividades)


def plan(datos: Any = None) -> paac.Plan:
    dependencias = tuple(
        paac.modelo.Dependencia(
            nombre=dependencia,
            componentes=tuple(
                paac.modelo.Componente(
                    nombre=nombre, subcomponentes=tuple(subcomponente(*uno) for uno in s.items())
                )
                for nombre, s in componentes.items()
            ),
        )
        for dependencia, componentes in (datos or DATOS).items()
    )
    return paac.Plan(entidad=paac.Entidad(nombre="M"), vigencia=2026, dependencias=dependencias)


def de_avances(
    *subtotales: dict[str, Any],
    metodo: str = "promedio",
    une: str = "nunca",
    cada: str = "plan",
    aspecto: str = "oficial",
    **claves: Any,
) -> Any:
    columnas = [
        {"dato": "componente.nombre", "rotulo": "Componente", "ancho": 40, "une": une},
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 30},
        {
            "dato": "seguimiento.avance",
            "rotulo": "Avance",
            "ancho": 30,
            "guarda": "numero",
            "total": metodo,
        },
    ]
    tabla = {
        "secciones": [{"recorre": "actividades"}],
        "columnas": columnas,
        "subtotales": list(subtotales),
        **claves,
    }
    bloque = {"tipo": "tabla", "cada": cada, "tablas": ["t"]}
    return formato(bloque, tablas={"t": tabla}, libro={"hojas": "unica"}, aspecto={"base": aspecto})


def tabla_de(propio: Any, de: paac.Plan | None = None) -> Tabla:
    (tabla,) = tablas_de(documento_de(de or plan(), propio, CORTE))
    return tabla


def test_cada_grupo_termina_en_su_subtotal_de_adentro_hacia_afuera() -> None:
    assert filas_de(tabla_de(de_avances(*POR_TODO, total="Todo"))) == [
        ["Riesgos", "P1", "10"],
        ["Riesgos", "P2", "20"],
        ["Subtotal Política", "15"],
        ["Riesgos", "C1", "90"],
        ["Subtotal Consulta", "90"],
        ["Hacienda, Riesgos", "40"],
        ["Trámites", "", ""],
        ["Subtotal SUIT", ""],
        ["Hacienda, Trámites", ""],
        ["Total Hacienda", "40"],
        ["Riesgos", "P1", ""],
        ["Riesgos", "P2", "40"],
        ["Subtotal Política", "40"],
        ["Riesgos", "C1", ""],
        ["Subtotal Consulta", ""],
        ["Salud, Riesgos", "40"],
        ["Total Salud", "40"],
        ["Todo", "40"],
    ]


@pytest.mark.parametrize(
    ("metodo", "subtotales", "total"),
    [
        # Hacienda 10, 20 y 90; Salud 40: la media de Hacienda, la de Salud y la de los cuatro.
        ("promedio", ["40", "40"], "40"),
        ("suma", ["120", "40"], "160"),
        # (15 + 90) / 2 y 40; después, (15 + 90 + 40) / 3.
        ("promedio_de_subcomponentes", ["52,5", "40"], "48,33"),
    ],
)
def test_cada_columna_se_resume_con_su_metodo(
    metodo: str, subtotales: list[str], total: str
) -> None:
    filas = filas_de(tabla_de(de_avances(POR_TODO[0], metodo=metodo, total="Todo")))

    assert [fila[-1] for fila in filas if fila[0].startswith("Total")] == subtotales
    assert filas[-1] == ["Todo", total]


def test_un_subtotal_corta_las_celdas_combinadas() -> None:
    filas = filas_de(tabla_de(de_avances(POR_TODO[2], une="grupo")))

    assert filas[:5] == [
        ["Riesgos↓2", "P1", "10"],
        ["P2", "20"],
        ["Subtotal Política", "15"],
        ["Riesgos", "C1", "90"],
        ["Subtotal Consulta", "90"],
    ]


@pytest.mark.parametrize(("aspecto", "con_raya"), [("sobrio", False), ("oficial", True)])
def test_un_subtotal_va_en_negrita_y_en_lo_sobrio_la_raya_es_solo_del_total(
    *, aspecto: str, con_raya: bool
) -> None:
    documento = documento_de(plan(), de_avances(POR_TODO[0], total="Todo", aspecto=aspecto), CORTE)
    subtotal, total = documento.estilos["subtotal"], documento.estilos["total"]

    assert subtotal.negrita
    assert subtotal.relleno == total.relleno
    assert (subtotal.bordes == total.bordes) is con_raya


def test_sin_fila_de_total_tambien_hay_subtotales_y_llevan_su_estilo() -> None:
    tabla = tabla_de(de_avances(POR_TODO[0]))
    (estilo,) = {c.estilo for f in tabla.filas for c in f.celdas if c.contenido == "Total Hacienda"}

    assert estilo == "subtotal"
    assert filas_de(tabla)[-1] == ["Total Salud", "40"]


def test_un_plan_sin_dependencias_no_las_resume() -> None:
    suelto = paac.Plan(
        entidad=paac.Entidad(nombre="M"), componentes=plan().dependencias[0].componentes
    )

    assert [fila[0] for fila in filas_de(tabla_de(de_avances(*POR_TODO[:2]), suelto))] == [
        *("Riesgos", "Riesgos", "Riesgos", ", Riesgos"),
        *("Trámites", ", Trámites"),
    ]


def test_el_mismo_componente_en_dos_dependencias_son_dos_grupos() -> None:
    compartido = plan().dependencias[0].componentes[:1]
    dos = tuple(paac.modelo.Dependencia(nombre=n, componentes=compartido) for n in "AB")
    de = paac.Plan(entidad=paac.Entidad(nombre="M"), dependencias=dos)
    filas = filas_de(tabla_de(de_avances(POR_TODO[1], metodo="suma"), de))

    assert [fila for fila in filas if len(fila) == 2] == [
        ["A, Riesgos", "120"],
        ["B, Riesgos", "120"],
    ]


def test_el_subtotal_muestra_lo_que_nombra_y_nada_se_da_por_perdido() -> None:
    con, sin = (
        [
            a.mensaje
            for a in paac.reporte(plan(), propio, corte=CORTE).avisos
            if "muestra" in a.mensaje
        ]
        for propio in (de_avances(*POR_TODO), de_avances(total="Todo"))
    )

    assert not [mensaje for mensaje in con if "nombre) ×" in mensaje]
    perdidos = (
        "Dependencia (dependencia.nombre) × 2, Subcomponente o proceso (subcomponente.nombre) × 4"
    )
    assert any(perdidos in mensaje for mensaje in sin)


# ------------------------------------------------------------------ en cada salida
def por_otro_camino(avances: list[Decimal | None]) -> Decimal | None:
    """La media de lo que se conoce, escrita otra vez desde ``docs/cifras.md``."""
    conocidos = [uno for uno in avances if uno is not None]
    return sum(conocidos, Decimal(0)) / len(conocidos) if conocidos else None


def test_los_subtotales_de_un_ejemplo_son_las_medias_de_sus_filas() -> None:
    de = paac.leer("ejemplos/informe_trimestral/plan.yaml").sin_dudas()
    corte = max(de.cortes())
    propio = de_avances(POR_TODO[1], total="Todo")
    (tabla,) = tablas_de(documento_de(de, propio, corte))
    impresos = [f[-1].valor for f in map(contenidos, tabla.filas) if len(f) == 2 and f[-1]]

    def avance(fila: Any) -> Decimal | None:
        return next((s.avance for s in fila.seguimientos if s.corte == corte), None)

    grupos = [
        [avance(fila) for s in componente.subcomponentes for fila in s.actividades]
        for _, componente in de.tablas()
    ]
    esperados = [por_otro_camino(grupo) for grupo in grupos]
    todos = por_otro_camino([avance for grupo in grupos for avance in grupo])
    assert len(grupos) > 3
    assert impresos == pytest.approx([uno for uno in (*esperados, todos) if uno is not None])


def contenidos(fila: Any) -> list[Any]:
    return [celda.contenido for celda in fila.celdas]


def test_en_excel_cada_uno_es_la_formula_de_sus_celdas() -> None:
    libro = (
        paac.reporte(plan(), de_avances(*POR_TODO[::2], total="Todo"), corte=CORTE)
        .emitir("xlsx")
        .contenido
    )
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]
    formulas = {
        str(hoja.cell(fila, 1).value): hoja.cell(fila, 3).value
        for fila in range(1, hoja.max_row + 1)
        if str(hoja.cell(fila, 3).value).startswith("=")
    }

    # El rótulo es la fila 1; los subtotales están en 4, 6, 8, 9, 12, 14 y 15.
    assert formulas == {
        "Subtotal Política": "=AVERAGE(C10:C11)",
        "Subtotal Consulta": "=AVERAGE(C5:C5)",
        "Total Hacienda": "=AVERAGE(C2:C3,C5:C5,C7:C7)",
        "Total Salud": "=AVERAGE(C10:C11,C13:C13)",
        "Todo": "=AVERAGE(C2:C3,C5:C5,C7:C7,C10:C11,C13:C13)",
    }


def test_por_subcomponentes_la_formula_promedia_los_promedios_entre_los_subtotales() -> None:
    metodo = "promedio_de_subcomponentes"
    propio = de_avances(POR_TODO[0], metodo=metodo, total="Todo")
    hoja = openpyxl.load_workbook(
        io.BytesIO(paac.reporte(plan(), propio, corte=CORTE).emitir("xlsx").contenido)
    ).worksheets[0]

    assert (
        hoja.cell(hoja.max_row, 3).value == "=AVERAGE(AVERAGE(C2:C3),AVERAGE(C4:C4),AVERAGE(C8:C8))"
    )


@pytest.mark.una_de_cada
@con_libreoffice
@pytest.mark.parametrize("metodo", ["promedio", "suma", "promedio_de_subcomponentes"])
def test_libreoffice_recalcula_lo_que_esta_guardado(metodo: str, tmp_path: Path) -> None:
    libro = (
        paac.reporte(plan(), de_avances(*POR_TODO, metodo=metodo, total="Todo"), corte=CORTE)
        .emitir("xlsx")
        .contenido
    )
    origen = tmp_path / "libro.xlsx"
    origen.write_bytes(libro)
    # Sin lo guardado, LibreOffice no tiene de dónde copiarlo.
    sin_valores = openpyxl.load_workbook(origen)
    sin_valores.save(tmp_path / "sin.xlsx")
    convertir(tmp_path / "sin.xlsx", "xlsx", tmp_path / "recalculado")
    (guardada,) = hojas_de_excel(libro).values()
    (otra,) = hojas_de_excel((tmp_path / "recalculado" / "sin.xlsx").read_bytes()).values()

    cifras = [fila[2] for fila in guardada if isinstance(fila[2], float)]
    assert len(cifras) > 8
    assert [fila[2] for fila in otra if isinstance(fila[2], float)] == pytest.approx(cifras)


@pytest.mark.integracion
def test_con_mas_grupos_de_los_que_admite_una_formula_queda_el_valor() -> None:
    muchos = {"Hacienda": {"Riesgos": {f"S{n}": (n % 100,) for n in range(256)}}}
    propio = de_avances(POR_TODO[2], total="Todo")
    libro = paac.reporte(plan(muchos), propio, corte=CORTE).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]

    valores = [Decimal(n % 100) for n in range(256)]
    assert hoja.cell(hoja.max_row, 3).value == pytest.approx(float(sum(valores) / 256))


def test_una_tabla_de_varias_paginas_no_cuenta_los_subtotales() -> None:
    muchos = {d: {c: {f"S{n}": (n, n + 1) for n in range(30)} for c in "ab"} for d in ("A", "B")}
    propio = de_avances(*POR_TODO[:2], metodo="suma", total="Todo")
    libro = paac.reporte(plan(muchos), propio, corte=CORTE).emitir("xlsx").contenido
    hoja = openpyxl.load_workbook(io.BytesIO(libro)).worksheets[0]
    valores: dict[int, Any] = {n: hoja.cell(n, 3).value for n in range(1, hoja.max_row + 1)}
    formula = str(hoja.cell(hoja.max_row, 3).value)

    assert hoja.row_breaks.brk, "no ocupa varias páginas"
    # 4 componentes × la suma de n + (n + 1), de 0 a 29.
    assert (
        sum(valores[n] for n in celdas_de(formula) if isinstance(valores[n], int | float)) == 3600
    )
    assert not [n for n in celdas_de(formula) if str(valores[n]).startswith("=")]


def celdas_de(formula: str) -> list[int]:
    tramos = formula.removeprefix("=SUM(").removesuffix(")").split(",")
    extremos = [tuple(int(lado[1:]) for lado in tramo.split(":")) for tramo in tramos]
    assert all(a[1] < b[0] for a, b in pairwise(extremos))
    return [n for desde, hasta in extremos for n in range(desde, hasta + 1)]


@pytest.mark.parametrize("tipo", ["docx", "html"])
def test_salen_en_las_demas_salidas(tipo: str) -> None:
    contenido = (
        paac.reporte(plan(), de_avances(*POR_TODO, total="Todo"), corte=CORTE)
        .emitir(tipo)
        .contenido
    )
    if tipo == "docx":
        (tabla,) = tablas_de_word(contenido)
        assert ["Hacienda, Riesgos", "", "40"] in tabla
    else:
        assert "Hacienda, Riesgos" in contenido.decode("utf-8-sig")


# ------------------------------------------------------------------ lo que no sirve
@pytest.mark.parametrize(
    ("subtotales", "claves", "falla"),
    [
        ([{"por": "fila", "rotulo": "S"}], {}, "subtotales[0].por: se esperaba"),
        ([{"por": "dependencia"}], {}, "subtotales[0].rotulo: falta"),
        (
            [{"por": "actividad.meta", "rotulo": "S"}],
            {},
            "subtotales[0].por: 'actividad.meta' es de unas filas, y la tabla recorre otra cosa",
        ),
        (
            [{"por": "dependencia", "banda": "B", "resumen": {"seguimiento.avance": "suma"}}],
            {},
            "subtotales[0].rotulo: falta",
        ),
        (
            [POR_TODO[1], POR_TODO[0]],
            {},
            "subtotales: se esperaba cada uno una vez, en este orden: dependencia, componente,"
            " subcomponente",
        ),
        (
            [POR_TODO[1]],
            {"cada": "componente"},
            "subtotales[0].por: con cada = 'componente' la tabla es de un solo componente; para"
            " resumirla está total",
        ),
        (
            [POR_TODO[0]],
            {"cada": "dependencia"},
            "subtotales[0].por: con cada = 'dependencia' la tabla es de una sola dependencia",
        ),
        (
            [POR_TODO[2]],
            {"secciones": [{"recorre": "tramites"}]},
            "subtotales[0].por: las filas de tramites no tienen subcomponente",
        ),
        (
            [POR_TODO[2]],
            {"secciones": [{"recorre": "subcomponentes"}]},
            "subtotales[0].por: cada fila es ya de un solo subcomponente: no hay qué reunir",
        ),
        (
            [POR_TODO[0]],
            {"secciones": [{"recorre": "actividades"}, {"recorre": "seguimientos"}]},
            "subtotales: se esperaba una sola sección: en varias, las filas de un grupo quedan"
            " separadas",
        ),
        (
            [{"por": "componente", "rotulo": "{{ subcomponente.nombre }}"}],
            {},
            "subtotales[0].rotulo: aquí no hay 'subcomponente' que nombrar",
        ),
        (
            [{"por": "componente", "rotulo": "{{ componente.nombr }}"}],
            {},
            "subtotales[0].rotulo: no existe la variable 'componente.nombr'; la más parecida es"
            " 'componente.nombre'",
        ),
    ],
)
def test_un_subtotal_que_no_se_puede_hacer(
    subtotales: list[Any], claves: dict[str, Any], falla: str
) -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        de_avances(*subtotales, **claves)

    assert f"tablas.t.{falla}" in str(error.value)


def test_un_subtotal_sin_columna_que_resumir_y_una_columna_sin_fila_que_la_resuma() -> None:
    with pytest.raises(paac.ErrorDeFormato, match="subtotales: ninguna columna tiene total"):
        de_avances(
            POR_TODO[0], columnas=[{"dato": "actividad.codigo", "rotulo": "N", "ancho": 100}]
        )
    with pytest.raises(paac.ErrorDeFormato, match="falta su rótulo, en total o en subtotales"):
        de_avances()


def test_el_rotulo_necesita_una_columna_que_no_se_omita() -> None:
    columnas = [
        {"dato": "actividad.codigo", "rotulo": "N", "ancho": 50, "omite_vacia": True},
        {"dato": "seguimiento.avance", "rotulo": "A", "ancho": 50, "total": "suma"},
    ]
    with pytest.raises(paac.ErrorDeFormato, match="se esperaba una columna que no se omita"):
        de_avances(total="Total", columnas=columnas)


def test_subcomponente_solo_se_nombra_en_su_subtotal() -> None:
    with pytest.raises(paac.ErrorDeFormato, match="aquí no hay 'subcomponente' que nombrar"):
        de_avances(POR_TODO[2], descripcion="{{ subcomponente.nombre }}")
