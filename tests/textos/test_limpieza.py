"""Lo que no se puede escribir se ve y se avisa; nada más cambia."""

import sys
from datetime import date
from decimal import Decimal

import pytest
from ayudas.a_medida import plan_de
from ayudas.avisos import dicen
from ayudas.lectores import tablas_de_word, textos_de_excel
from ayudas.planes import CORTE, FORMATO, actividad, plan_con

import paac_reportes as paac
from paac_reportes.modelo import Resultado, Verificacion
from paac_reportes.textos import plano
from paac_reportes.textos.plano import PROHIBIDOS, _lectores, limpiar


@pytest.fixture(autouse=True)
def _sin_lo_que_se_recuerda() -> None:
    """Cada prueba averigua otra vez qué campos tiene cada clase, aunque otra ya lo haya hecho."""
    _lectores.cache_clear()


@pytest.mark.parametrize(
    "malo", ["\x00", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\ufeff", "\ufffe", "\uffff"]
)
def test_lo_prohibido_se_cambia_y_se_dice_donde(malo: str) -> None:
    limpio, fallas = limpiar(plan_con(descripcion=f"a{malo}b"))
    (actividad,) = limpio.dependencias[0].componentes[0].subcomponentes[0].actividades

    assert actividad.descripcion == "a\ufffdb"
    assert [str(falla) for falla in fallas] == [
        "dependencias[0].componentes[0].subcomponentes[0].actividades[0].descripcion:"
        f" se cambió por \ufffd: U+{ord(malo):04X}"
    ]


@pytest.mark.integracion
def test_se_prohiben_los_de_control_los_sustitutos_y_dos_mas() -> None:
    import unicodedata

    prohibidos = {c for c in map(chr, range(sys.maxunicode + 1)) if PROHIBIDOS.match(c)}
    esperados = {
        c
        for c in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r"
    }

    assert prohibidos == esperados | {"\ufeff", "\ufffe", "\uffff"}


def test_un_plan_limpio_es_el_mismo_objeto() -> None:
    plan = plan_con(descripcion="Normal: tabulador\t, salto\n, nbsp\xa0, emoji \U0001f600")

    limpio, fallas = limpiar(plan)

    assert limpio is plan
    assert fallas == ()


def test_el_plan_que_se_emite_otra_vez_no_se_mira_de_nuevo(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, otro = plan_con(descripcion="limpia"), plan_con(descripcion="con\x00")
    assert (limpiar(plan)[1], len(limpiar(otro)[1])) == ((), 1)
    monkeypatch.setattr(plano, "_juntar", pytest.fail)

    assert limpiar(plan)[0] is plan
    assert [aviso.codigo for aviso in limpiar(otro)[1]] == ["caracter_cambiado"]


def test_tambien_se_limpia_dentro_de_las_listas_de_textos() -> None:
    seguimientos = [{"corte": "2026-04-30", "evidencias": ["bien", "ma\x01l"]}]
    _, fallas = limpiar(plan_con(seguimientos=seguimientos))

    assert [falla.ruta.rsplit(".", 1)[1] for falla in fallas] == ["evidencias[1]"]


def test_al_emitir_avisa_y_escribe_el_reemplazo() -> None:
    plan = plan_con(descripcion="a\x02b")
    dado = paac.reporte(plan, FORMATO, corte=CORTE).emitir("docx")
    word = dado.contenido
    assert dicen(dado.avisos, r"descripcion: se cambió por .: U\+0002")
    dado = paac.reporte(plan, FORMATO, corte=CORTE).emitir("xlsx")
    excel = dado.contenido
    assert dado.avisos

    assert tablas_de_word(word)[0][-1][2] == "a\ufffdb"
    assert "a\ufffdb" in textos_de_excel(excel)


@pytest.mark.parametrize(
    ("cambios", "ruta"),
    [
        ({"entidad": {"nombre": "M\x01"}}, "entidad.nombre"),
        ({"textos": {"introduccion": "a\x01"}}, "textos.introduccion"),
        ({"firmas": [{"rol": "R", "nombre": "N\x01"}]}, "firmas[0].nombre"),
    ],
)
def test_se_limpia_en_cualquier_lugar_del_plan(cambios: dict[str, object], ruta: str) -> None:
    limpio, avisos = limpiar(plan_de(actividad(), **cambios))

    assert [(a.codigo, a.ruta, a.mensaje) for a in avisos] == [
        ("caracter_cambiado", ruta, "se cambió por \ufffd: U+0001")
    ]
    assert limpiar(limpio) == (limpio, ())


def test_varios_caracteres_se_dicen_una_vez_y_en_orden() -> None:
    _, (aviso,) = limpiar(plan_de(actividad(descripcion="\x02a\x01b\x02")))

    assert aviso.mensaje == "se cambió por \ufffd: U+0001, U+0002"


def test_lo_que_no_es_texto_no_se_toca() -> None:
    seguimiento = {
        "corte": "2026-08-31",
        "avance": 50,
        "texto": "a\x01",
        "verificacion": {"resultado": "parcial", "nota": "b\x01"},
    }
    limpio, avisos = limpiar(plan_de(actividad(seguimientos=[seguimiento])))
    (suyo,) = limpio.componentes[0].subcomponentes[0].actividades[0].seguimientos

    assert (suyo.corte, suyo.avance, suyo.texto) == (date(2026, 8, 31), Decimal(50), "a\ufffd")
    assert suyo.verificacion == Verificacion(resultado=Resultado.PARCIAL, nota="b\ufffd")
    assert [a.ruta.rpartition("seguimientos[0].")[2] for a in avisos] == [
        "texto",
        "verificacion.nota",
    ]


def test_se_limpia_un_objeto_que_puede_faltar() -> None:
    revision = {"resultado": "parcial", "nota": "b\x01"}
    seguimiento = {"corte": "2026-08-31", "verificacion": revision}
    _, avisos = limpiar(plan_de(actividad(seguimientos=[seguimiento])))

    assert [a.ruta.rpartition(".")[2] for a in avisos] == ["nota"]
