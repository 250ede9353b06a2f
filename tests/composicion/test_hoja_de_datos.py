"""La hoja de datos: las actividades del plan hasta el corte y lo que las cifras dicen de cada una.

Prueba ``composicion/pagina``.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from ayudas.a_medida import formato, tabla
from ayudas.documentos import avisos_de, documento_de
from ayudas.planes import actividad, componente, plan

import paac_reportes as paac
from paac_reportes.composicion import componer
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos

MATRIZ = formato(
    {"tipo": "tabla", "tablas": ["a"]}, tablas={"a": tabla("actividades", "actividad.codigo")}
)
INFORME, _ = hallar_formato("informe-seguimiento")
ABRIL, AGOSTO, DICIEMBRE = date(2026, 4, 30), date(2026, 8, 31), date(2026, 12, 31)


def hoja_de(
    de: paac.Plan,
    corte: date | None = DICIEMBRE,
    metodologia: paac.modelo.Metodologia | None = None,
    forma: Formato = MATRIZ,
) -> HojaDeDatos:
    (hoja,) = documento_de(de, forma, corte, "libro", (), metodologia).hojas_de_datos
    return hoja


def filas(hoja: HojaDeDatos) -> list[dict[str, Any]]:
    claves = [columna.clave for columna in hoja.columnas]
    return [dict(zip(claves, fila, strict=True)) for fila in hoja.filas]


def con_cortes(*cortes: date, **cambios: Any) -> dict[str, Any]:
    reportes = [{"corte": c.isoformat(), "texto": f"A {c}", "avance": "50"} for c in cortes]
    return actividad(seguimiento=None, seguimientos=reportes, **cambios)


# ------------------------------------------------------------------ las filas
def test_las_de_una_matriz_son_las_de_filas_de() -> None:
    de = plan(componente(con_cortes(ABRIL)))
    columnas = hoja_de(de).columnas

    assert sorted(c.clave for c in columnas) == sorted(paac.filas_de(de)[0])
    assert not any(c.calculada for c in columnas)


def test_un_informe_les_agrega_al_final_con_que_se_siguen_sus_cuentas() -> None:
    de = plan(componente(con_cortes(ABRIL)))
    columnas = hoja_de(de, ABRIL, forma=INFORME).columnas

    assert {c.clave for c in columnas if not c.calculada} == {*paac.filas_de(de)[0]}
    assert [c.clave for c in columnas if c.calculada] == [
        *("calculado.al_corte.clase", "calculado.al_corte.debia", "calculado.al_corte.exigible"),
        *("calculado.al_corte.reportada", "calculado.al_corte.sin_reporte"),
        *("calculado.al_corte.avance", "calculado.al_corte.arrastrada", "calculado.al_corte.zona"),
        *("calculado.al_anterior.clase", "calculado.al_anterior.avance"),
    ]
    assert [c.calculada for c in columnas] == sorted(c.calculada for c in columnas)


def test_cada_columna_es_de_la_clase_de_sus_datos() -> None:
    hoja = hoja_de(plan(componente(con_cortes(ABRIL, DICIEMBRE))), forma=INFORME)

    clases = {c.clave: c.clase for c in hoja.columnas}
    assert {c for c, clase in clases.items() if clase == "fecha"} == {"seguimiento.corte"}
    assert {c for c, clase in clases.items() if clase == "numero"} == {
        *("vigencia", "componente.numero", "seguimiento.avance"),
        *("calculado.al_corte.avance", "calculado.al_anterior.avance"),
    }
    fila = filas(hoja)[-1]
    assert fila["seguimiento.avance"] == Decimal(50)
    assert fila["actividad.fecha_programada"] == "31/01/2026"


def test_hay_una_fila_por_actividad_y_corte_hasta_el_pedido() -> None:
    de = plan(componente(con_cortes(ABRIL, AGOSTO, DICIEMBRE), con_cortes(DICIEMBRE, codigo="2")))

    def puestas(corte: date) -> list[tuple[str, date | None, str | None]]:
        return [
            (f["actividad.codigo"], f["seguimiento.corte"], f["seguimiento.texto"])
            for f in filas(hoja_de(de, corte))
        ]

    assert puestas(AGOSTO) == [
        ("1.1", ABRIL, "A 2026-04-30"),
        ("1.1", AGOSTO, "A 2026-08-31"),
        ("2", None, None),
    ]
    assert [corte for _, corte, _ in puestas(DICIEMBRE)] == [ABRIL, AGOSTO, DICIEMBRE, DICIEMBRE]


def test_una_columna_en_blanco_en_todas_las_filas_se_oculta_y_no_se_quita() -> None:
    hoja = hoja_de(plan(componente(actividad())))
    ocultas = {columna.clave for columna in hoja.columnas if columna.oculta}

    assert {"tramite.nombre", "actividad.indicador", "seguimiento.avance"} <= ocultas
    assert not ocultas & {"actividad.codigo", "seguimiento.texto"}


def test_un_componente_sin_actividades_conserva_su_fila_y_de_el_no_se_calcula_nada() -> None:
    vacio = {"numero": 2, "nombre": "Por llenar"}
    ultima = filas(hoja_de(plan(componente(con_cortes(ABRIL)), vacio), ABRIL, forma=INFORME))[-1]

    assert ultima["componente.nombre"] == "Por llenar"
    assert {v for c, v in ultima.items() if c.startswith("calculado.")} == {None}


# ------------------------------------------------------------------ lo calculado
def test_lo_calculado_va_en_la_ultima_fila_de_cada_una_y_es_del_corte_pedido() -> None:
    de = plan(componente(con_cortes(ABRIL, DICIEMBRE, fecha_programada="30/06/2026")))

    clases = [
        (f["calculado.al_corte.clase"], f["calculado.al_anterior.clase"])
        for f in filas(hoja_de(de, forma=INFORME))
    ]
    assert clases == [(None, None), ("vencida", "no ha vencido")]


def test_con_solo_del_corte_el_avance_arrastrado_no_da_zona() -> None:
    reportes = [
        {"corte": ABRIL.isoformat(), "avance": "90"},
        {"corte": AGOSTO.isoformat(), "texto": "Sigue."},
    ]
    de = plan(componente(actividad(seguimientos=reportes)))
    sin_arrastre = paac.modelo.Metodologia(arrastre="solo_del_corte")

    de_agosto = [
        filas(hoja_de(de, AGOSTO, metodologia, INFORME))[1] for metodologia in (None, sin_arrastre)
    ]
    assert [f["calculado.al_corte.avance"] for f in de_agosto] == [90, None]
    assert [f["calculado.al_corte.zona"] for f in de_agosto] == ["alta", None]


def test_las_reglas_que_solo_cambian_promedios_no_impiden_un_libro() -> None:
    pesos = paac.modelo.Metodologia(metodo="ponderado", pesos={7: Decimal(3)})

    assert hoja_de(plan(componente(actividad())), ABRIL, pesos).filas


# ------------------------------------------------------------------ dónde está y dónde no
def test_un_formato_la_deja_fuera() -> None:
    sin_datos = formato(
        {"tipo": "tabla", "tablas": ["a"]},
        tablas={"a": tabla("actividades", "actividad.codigo")},
        libro={"datos": False},
    )

    assert documento_de(plan(), sin_datos, ABRIL, "libro").hojas_de_datos == ()


def test_solo_los_libros_la_llevan() -> None:
    assert documento_de(plan(), MATRIZ, ABRIL, "documento").hojas_de_datos == ()


def test_sin_filas_en_el_plan_no_hay_hoja_de_datos() -> None:
    vacio = paac.desde_datos(
        {"entidad": {"nombre": "M"}, "componentes": [{"numero": 1, "nombre": "Por llenar"}]}
    ).contenido

    assert documento_de(vacio, MATRIZ, None, "libro").hojas_de_datos == ()


def test_lo_que_solo_esta_en_ella_no_cuenta_como_mostrado() -> None:
    de = plan(componente(actividad()))
    sin_datos = formato(
        {"tipo": "tabla", "tablas": ["a"]},
        tablas={"a": tabla("actividades", "actividad.codigo")},
        libro={"datos": False},
    )
    con, sin = (avisos_de(de, uno, ABRIL, "libro") for uno in (MATRIZ, sin_datos))

    assert con == sin
    assert "Meta o producto (actividad.meta) × 1" in str(con)
    assert not componer(de, MATRIZ, ABRIL, "libro").mostrado.muestra("actividad.meta", de)
