"""Tablas sobre filas y totales poco usuales."""

from datetime import date, datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from ayudas.a_medida import formato, plan, tabla
from ayudas.avisos import dicen
from ayudas.documentos import documento_de, tablas_de
from ayudas.en_tablas import texto_de_tablas
from ayudas.lectores import tablas_de_word
from ayudas.planes import componente, tramite

import paac_reportes as paac


class Raro:
    def __str__(self) -> str:
        return "a\x01b"


class ConFalla:
    @property
    def a(self) -> str:
        raise RuntimeError("ay")


ABRIL = date(2026, 4, 30)
ENTIDAD = paac.Entidad(nombre="M")


def test_lo_de_un_tramite_no_se_da_por_mostrado_en_una_tabla_de_actividades() -> None:
    tablas = {
        "a": tabla("actividades", "actividad.codigo", "actividad.descripcion"),
        "t": tabla("tramites", "tramite.nombre", "tramite.numero"),
        "e": tabla("evidencias", "evidencia.texto", "actividad.meta"),
    }
    bloques = [{"tipo": "tabla", "tablas": [nombre]} for nombre in tablas]
    seguimiento = {"corte": "2026-04-30", "texto": "T", "evidencias": ["Acta"]}
    de = plan(componente(), {"numero": 2, "tramites": [tramite(seguimientos=[seguimiento])]})
    assert dicen(
        paac.reporte(de, formato(*bloques, tablas=tablas)).emitir("html").avisos,
        r"\(actividad\.meta\) × 1.*\(seguimiento\.evidencias\) × 1",
    )


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (Raro(), "a\ufffdb"),
        (datetime(2026, 1, 1, 14, 30), "01/01/2026\xa014:30"),
        (datetime(2026, 1, 1), "01/01/2026"),
        (Decimal("sNaN"), ""),
        ({"b"}, "b"),
        (10**30, "1" + "0" * 30),
    ],
)
def test_cualquier_valor_de_una_fila_se_puede_escribir(valor: object, texto: str) -> None:
    columna: paac.modelo.ColumnaDeMatriz = {"dato": "a", "rotulo": "A", "guarda": "texto"}
    propio = paac.formato_de_columnas("P", [columna])
    (hecha,) = tablas_de_word(
        paac.reporte(ENTIDAD, propio, filas=[{"a": valor}]).emitir("docx").contenido
    )

    assert hecha[1] == [texto]


def test_un_total_no_depende_de_quien_llama_y_cuenta_los_numeros_escritos() -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "a", "rotulo": "A"},
        {"dato": "b", "rotulo": "B", "total": "suma", "guarda": "texto"},
    ]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    filas = [{"a": "x", "b": valor} for valor in ("12,5", 3, True, "no", 10**28)]
    with localcontext() as contexto:
        contexto.prec = 5
        (hecha,) = tablas_de_word(
            paac.reporte(ENTIDAD, propio, filas=filas).emitir("docx").contenido
        )

    assert hecha[-1] == ["Total", "10000000000000000000000000016"]
    varios: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "a", "rotulo": "A"},
        {"dato": ["b", "c"], "rotulo": "B", "total": "suma"},
    ]
    with pytest.raises(paac.ErrorDeFormato, match="se esperaba una columna de un solo dato"):
        paac.formato_de_columnas("P", varios, total="Total")


def test_sin_filas_quedan_los_rotulos() -> None:
    propio = paac.formato_de_columnas("P", {"a": "A"})

    assert tablas_de_word(paac.reporte(ENTIDAD, propio, filas=[]).emitir("docx").contenido) == [
        [["A"], [""]]
    ]


def test_un_si_hay_de_fila_libre_y_anchos_de_varias_clases() -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "a", "rotulo": "A", "ancho": Decimal(20)},
        {"dato": "b", "rotulo": "B", "ancho": 30.5},
        {"dato": "c", "rotulo": "C"},
    ]
    propio = paac.formato_de_columnas("P", columnas)

    assert [c.ancho for c in propio.tablas["tabla"].columnas] == [20, Decimal("30.5"), "auto"]
    (hecha,) = tablas_de(documento_de(plan(componente()), propio, None))
    assert hecha.anchos == pytest.approx((0.2, 0.305, 0.495))
    tablas = {"t": tabla("filas", "fila.a", si_hay="fila.z")}
    con_si_hay = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=tablas)
    with pytest.raises(paac.ErrorDeEntrada, match="ninguna trae el dato 'z'"):
        paac.reporte(ENTIDAD, con_si_hay, filas=[{"a": 1}]).emitir("html")


def test_el_mismo_componente_en_dos_dependencias_no_junta_sus_celdas() -> None:
    compartido = plan(componente()).componentes[0]
    de = paac.Plan(
        entidad=ENTIDAD,
        dependencias=tuple(
            paac.modelo.Dependencia(nombre=n, componentes=(compartido,)) for n in "AB"
        ),
    )
    una = {"t": tabla("actividades", "subcomponente.nombre", "actividad.codigo")}
    una["t"]["columnas"][0]["une"] = "grupo"
    propio = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=una)
    (hecha,) = tablas_de_word(paac.reporte(de, propio).emitir("docx").contenido)

    assert [fila[0] for fila in hecha[1:]] == ["Política", "Política"]


@pytest.mark.parametrize(
    ("valores", "total"),
    [
        (["1.250", "2.500"], "3750"),
        (["1.250.000,5", "2"], "1.250.002,5"),
        (["10 ", "2"], "12"),
        (["12,5", "0.5"], "13,0"),
    ],
)
def test_los_miles_se_escriben_con_punto(valores: list[str], total: str) -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "a", "rotulo": "A"},
        {"dato": "b", "rotulo": "B", "total": "suma"},
    ]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    filas = [{"a": "x", "b": valor} for valor in valores]
    (hecha,) = tablas_de_word(paac.reporte(ENTIDAD, propio, filas=filas).emitir("docx").contenido)

    assert hecha[-1] == ["Total", total]


def test_lo_que_no_entra_en_el_total_y_lo_que_no_se_muestra_se_avisan() -> None:
    columnas: list[paac.modelo.ColumnaDeMatriz] = [
        {"dato": "a", "rotulo": "A"},
        {"dato": "b", "rotulo": "B", "total": "suma"},
    ]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    avisos = (
        paac.reporte(ENTIDAD, propio, filas=[{"a": 1, "b": "$ 300", "c": 3}, {"b": "5"}])
        .emitir("html")
        .avisos
    )

    assert [str(aviso) for aviso in avisos] == [
        "filas: el formato tabla no muestra c (1)",
        "filas[0].b: no entra en el total: '$ 300' no es un número",
    ]


@pytest.mark.parametrize("filas", [[ConFalla()], [{"a": 10**5000}]])
def test_una_fila_que_no_se_deja_leer(filas: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.reporte(ENTIDAD, paac.formato_de_columnas("P", {"a": "A"}), filas=filas).emitir("html")


def con_cada_subcomponente(*subcomponentes: paac.modelo.Subcomponente) -> Any:
    """El resumen de una tabla que promedia por subcomponentes."""
    de = paac.Plan(
        entidad=ENTIDAD, componentes=(paac.modelo.Componente(subcomponentes=subcomponentes),)
    )
    columnas = [
        {"dato": "actividad.codigo", "rotulo": "N.º", "ancho": 50},
        {
            "dato": "seguimiento.avance",
            "rotulo": "Avance",
            "ancho": 50,
            "guarda": "numero",
            "total": "promedio_de_subcomponentes",
        },
    ]
    de_avances = {
        "secciones": [{"recorre": "actividades"}],
        "columnas": columnas,
        "total": "Total",
    }
    bloque = {"tipo": "tabla", "cada": "plan", "tablas": ["t"]}
    (tabla,) = tablas_de(documento_de(de, formato(bloque, tablas={"t": de_avances}), ABRIL))
    cifra: Any = tabla.filas[-1].celdas[-1].contenido
    return cifra.resumen


def con_avances_de(*avances: int) -> paac.modelo.Subcomponente:
    return paac.modelo.Subcomponente(
        actividades=tuple(
            paac.modelo.Actividad(
                seguimientos=(paac.modelo.Seguimiento(corte=ABRIL, avance=Decimal(a)),)
            )
            for a in avances
        )
    )


def test_un_total_por_subcomponentes_es_la_formula_de_sus_promedios() -> None:
    resumen = con_cada_subcomponente(con_avances_de(10, 20), con_avances_de(90))
    assert (resumen.operacion, resumen.grupos) == ("promedio_de_promedios", ((0, 2), (2, 3)))


def test_un_subcomponente_repartido_por_la_tabla_no_deja_formula() -> None:
    repetido = con_avances_de(10, 20)
    assert con_cada_subcomponente(repetido, con_avances_de(90), repetido) is None


def test_de_un_objeto_cualquiera_se_sugiere_su_atributo_mas_parecido() -> None:
    class Oficina:
        oficinas = "Hacienda"
        _oficina = "no es pública"

    bloque = {"tipo": "tabla", "cada": "plan", "tablas": ["t"]}
    propio = formato(bloque, tablas={"t": tabla("filas", "fila.oficina")})
    with pytest.raises(paac.ErrorDeEntrada, match="el más parecido es 'oficinas'"):
        paac.reporte(ENTIDAD, propio, filas=[Oficina()])


def test_una_lista_de_numpy_no_es_un_blanco() -> None:
    numpy = pytest.importorskip("numpy")
    bloque = {"tipo": "tabla", "cada": "plan", "tablas": ["t"]}
    propio = formato(bloque, tablas={"t": tabla("filas", "fila.valores")})
    reporte = paac.reporte(ENTIDAD, propio, filas=[{"valores": numpy.array([1, 2])}])

    assert "1" in texto_de_tablas(reporte)


def test_un_titulo_del_plan_es_el_primero_y_no_empieza_otra_pagina() -> None:
    titulo = {"tipo": "titulo", "texto": "Plan", "pagina_nueva": "entre", "cada": "plan"}
    documento = documento_de(plan(componente()), formato(titulo), None)

    assert [bloque.en_pagina_nueva for bloque in documento.partes[0].bloques] == [False]  # type: ignore[union-attr]
