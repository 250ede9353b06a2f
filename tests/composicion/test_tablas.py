"""Tablas sobre filas y totales poco usuales."""

from datetime import datetime
from decimal import Decimal, localcontext
from typing import Any

import pytest
from ayudas.a_medida import formato, plan, tabla
from ayudas.lectores import tablas_de_word
from ayudas.planes import componente, tramite

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")


class Raro:
    def __str__(self) -> str:
        return "a\x01b"


class ConFalla:
    @property
    def a(self) -> str:
        raise RuntimeError("ay")


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
    with pytest.warns(
        paac.AvisoPaac, match=r"actividad\.meta \(1\).*seguimiento\.evidencias \(1\)"
    ):
        paac.emitir(de, formato(*bloques, tablas=tablas), "csv")


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        (Raro(), "a\ufffdb"),
        (datetime(2026, 1, 1, 14, 30), "01/01/2026 14:30"),
        (datetime(2026, 1, 1), "01/01/2026"),
        (Decimal("sNaN"), ""),
        (Decimal("Infinity"), "Infinity"),
        (float("inf"), "inf"),
        ({"b"}, "b"),
        (10**30, "1" + "0" * 30),
    ],
)
@pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
def test_cualquier_valor_de_una_fila_se_puede_escribir(valor: object, texto: str) -> None:
    propio = paac.formato_de_columnas("P", {"a": "A"})
    (hecha,) = tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=[{"a": valor}]))

    assert hecha[1] == [texto]


def test_un_total_no_depende_de_quien_llama_y_cuenta_los_numeros_escritos() -> None:
    columnas = [{"dato": "a", "rotulo": "A"}, {"dato": "b", "rotulo": "B", "total": "suma"}]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    filas = [{"a": "x", "b": valor} for valor in ("12,5", 3, True, "no", 10**28)]
    with localcontext() as contexto:
        contexto.prec = 5
        (hecha,) = tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=filas))

    assert hecha[-1] == ["Total", "10000000000000000000000000016"]
    varios: list[dict[str, Any]] = [
        {"dato": "a", "rotulo": "A"},
        {"dato": ["b", "c"], "rotulo": "B", "total": "suma"},
    ]
    with pytest.raises(paac.ErrorDeFormato, match="se esperaba una columna de un solo dato"):
        paac.formato_de_columnas("P", varios, total="Total")


def test_sin_filas_quedan_los_rotulos() -> None:
    propio = paac.formato_de_columnas("P", {"a": "A"})

    assert tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=[])) == [[["A"], [""]]]


def test_un_si_hay_de_fila_libre_y_anchos_de_varias_clases() -> None:
    columnas: list[dict[str, Any]] = [
        {"dato": "a", "rotulo": "A", "ancho": Decimal(20)},
        {"dato": "b", "rotulo": "B", "ancho": 30.5},
        {"dato": "c", "rotulo": "C"},
    ]
    propio = paac.formato_de_columnas("P", columnas)

    assert [float(c.ancho) for c in propio.tablas["tabla"].columnas] == [20, 30.5, 49.5]
    tablas = {"t": tabla("filas", "fila.a", si_hay="fila.z")}
    con_si_hay = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=tablas)
    with pytest.raises(paac.ErrorDeEntrada, match="ninguna trae el dato 'z'"):
        paac.emitir(ENTIDAD, con_si_hay, "csv", filas=[{"a": 1}])


def test_el_mismo_componente_en_dos_dependencias_no_junta_sus_celdas() -> None:
    compartido = plan(componente()).componentes[0]
    de = paac.Plan(
        entidad=ENTIDAD,
        dependencias=tuple(paac.Dependencia(nombre=n, componentes=(compartido,)) for n in "AB"),
    )
    una = {"t": tabla("actividades", "subcomponente.nombre", "actividad.codigo")}
    una["t"]["columnas"][0]["une"] = "grupo"
    propio = formato({"tipo": "tabla", "cada": "plan", "tablas": ["t"]}, tablas=una)
    (hecha,) = tablas_de_word(paac.emitir(de, propio, "docx"))

    assert [fila[0] for fila in hecha[1:]] == ["Política", "Política"]


@pytest.mark.parametrize(
    ("valores", "total"),
    [
        (["1.250", "2.500"], "3750"),
        (["1.250.000,5", "2"], "1250002,5"),
        (["10 ", "2"], "12"),
        (["12,5", "0.5"], "13"),
    ],
)
def test_los_miles_se_escriben_con_punto(valores: list[str], total: str) -> None:
    columnas = [{"dato": "a", "rotulo": "A"}, {"dato": "b", "rotulo": "B", "total": "suma"}]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    filas = [{"a": "x", "b": valor} for valor in valores]
    (hecha,) = tablas_de_word(paac.emitir(ENTIDAD, propio, "docx", filas=filas))

    assert hecha[-1] == ["Total", total]


def test_lo_que_no_entra_en_el_total_y_lo_que_no_se_muestra_se_avisan() -> None:
    columnas = [{"dato": "a", "rotulo": "A"}, {"dato": "b", "rotulo": "B", "total": "suma"}]
    propio = paac.formato_de_columnas("P", columnas, total="Total")
    with pytest.warns(paac.AvisoPaac) as avisos:
        paac.emitir(ENTIDAD, propio, "csv", filas=[{"a": 1, "b": "$ 300", "c": 3}])

    assert [str(aviso.message) for aviso in avisos] == [
        "filas: el formato tabla no muestra c (1)",
        "filas[0].b: no entra en el total: '$ 300' no es un número",
    ]


@pytest.mark.parametrize("filas", [[ConFalla()], [{"a": 10**5000}]])
def test_una_fila_que_no_se_deja_leer(filas: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        paac.emitir(ENTIDAD, paac.formato_de_columnas("P", {"a": "A"}), "csv", filas=filas)
