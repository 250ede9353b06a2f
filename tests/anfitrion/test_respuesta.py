"""Un reporte como respuesta: su nombre, por hostil que sea, y su etiqueta.

Prueba ``anfitrion/respuesta``.
"""

import re
from datetime import date
from email.message import Message
from typing import Any
from urllib.parse import unquote

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes import anfitrion

PLAN = plan_de(actividad())
PEDIDO = paac.reporte(PLAN, FORMATO)


def leida(cabecera: str) -> tuple[str, str | None]:
    """El nombre en ASCII y el entero, con un lector de cabeceras que no es nuestro."""
    assert "\r" not in cabecera
    assert "\n" not in cabecera
    mensaje = Message()
    mensaje["Content-Disposition"] = cabecera
    partes = dict(mensaje.get_params(header="content-disposition", unquote=True) or [])
    entero = re.search(r"filename\*=UTF-8''([A-Za-z0-9%._~-]+)$", cabecera)
    simple = re.search(r'filename="([^"\\]*)"', cabecera)
    assert simple is not None
    assert "attachment" in partes
    return simple[1], unquote(entero[1]) if entero else None


@pytest.mark.parametrize(
    ("nombre", "simple", "entero"),
    [
        ("plan_2026.docx", "plan_2026.docx", None),
        ("Informe de gestión.pdf", "Informe de gestion.pdf", "Informe de gestión.pdf"),
        ('a"; filename="b.exe', "a__ filename=_b.exe".replace("__", "_;"), None),
        ("a\r\nSet-Cookie: x=1.docx", "a__Set-Cookie_ x=1.docx", None),
        ("..\\..\\/etc/passwd", "_.._", None),
        ("100%20.csv", "100_20.csv", None),
        ("\u202efdp.exe", "_fdp.exe", None),
        ("año.xlsx", "ano.xlsx", "año.xlsx"),
        ("计划.docx", "__.docx", "计划.docx"),
        ("", "archivo", None),
        (" . ", "archivo", None),
        ("\ud800.docx", "_.docx", None),
    ],
)
def test_un_nombre_hostil_llega_como_un_nombre(
    nombre: str, simple: str, entero: str | None
) -> None:
    dicho = leida(anfitrion.disposicion(nombre))

    if nombre.startswith(".."):
        assert "/" not in dicho[0]
        assert "\\" not in dicho[0]
        assert not dicho[0].startswith(".")
    else:
        assert dicho == (simple, entero)


@given(st.text(max_size=400))
def test_ningun_nombre_rompe_la_cabecera_ni_sale_de_la_carpeta(nombre: str) -> None:
    cabecera = anfitrion.disposicion(nombre)
    simple, entero = leida(cabecera)

    cabecera.encode("latin-1")
    for dicho in (simple, entero or simple):
        assert dicho
        assert len(dicho) <= 150 or entero is not None
        assert not set(dicho) & set('"\\/\r\n\0:|<>?*%')
    assert anfitrion.disposicion(entero or simple) == cabecera


def test_lo_largo_conserva_la_extension() -> None:
    simple, _ = leida(anfitrion.disposicion("a" * 400 + ".docx"))

    assert simple.endswith("a.docx")
    assert len(simple) == 150


def test_las_cabeceras_son_las_de_la_emision() -> None:
    emision = PEDIDO.emitir("docx")
    dichas = anfitrion.cabeceras(PEDIDO, "docx")

    assert dichas == {
        "Content-Type": emision.tipo_mime,
        "Content-Disposition": f'attachment; filename="{emision.nombre}"',
        "ETag": anfitrion.etag(PEDIDO, "docx"),
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    assert "sandbox" in anfitrion.cabeceras(PEDIDO, "html")["Content-Security-Policy"]


# ------------------------------------------------------------------ la etiqueta

OTROS: dict[str, paac.Reporte] = {
    "otros datos": paac.reporte(plan_de(actividad(seguimiento="Otra cosa.")), FORMATO),
    "otro formato": paac.reporte(PLAN, "paac-plan"),
    "otro corte": paac.reporte(PLAN, FORMATO, corte=date(2026, 8, 31)),
    "para publicar": paac.reporte(PLAN, FORMATO).publico(),
    "otra metodología": paac.reporte(
        PLAN, FORMATO, metodologia=paac.modelo.Metodologia(metodo="subcomponentes")
    ),
}


@pytest.mark.parametrize("cual", OTROS)
def test_lo_que_cambia_los_bytes_cambia_la_etiqueta(cual: str) -> None:
    assert anfitrion.etag(OTROS[cual], "docx") != anfitrion.etag(PEDIDO, "docx")


@pytest.mark.integracion
def test_la_misma_etiqueta_son_los_mismos_bytes_y_cada_tipo_tiene_la_suya() -> None:
    otra_vez = paac.reporte(paac.desde_datos(paac.datos_de(PLAN)).contenido, FORMATO)
    etiquetas = {tipo: anfitrion.etag(PEDIDO, tipo) for tipo in PEDIDO.tipos}

    assert len({*etiquetas.values()}) == len(etiquetas)
    for tipo, etiqueta in etiquetas.items():
        assert anfitrion.etag(otra_vez, f".{tipo.upper()}") == etiqueta
        assert otra_vez.emitir(tipo).contenido == PEDIDO.emitir(tipo).contenido


def test_otra_version_es_otra_etiqueta(monkeypatch: pytest.MonkeyPatch) -> None:
    antes = anfitrion.etag(PEDIDO, "docx")
    monkeypatch.setattr("paac_reportes.prueba.acta.__version__", "99.0.0")

    assert anfitrion.etag(PEDIDO, "docx") != antes


def test_otro_codigo_de_la_misma_version_es_otra_etiqueta(monkeypatch: pytest.MonkeyPatch) -> None:
    antes = anfitrion.etag(PEDIDO, "docx")
    monkeypatch.setattr("paac_reportes.prueba.acta.huella_del_codigo", lambda: "otra")

    assert paac.anfitrion.huella() == "otra"
    assert anfitrion.etag(PEDIDO, "docx") != antes


@pytest.mark.parametrize(
    "llamada",
    [
        lambda: anfitrion.etag(PEDIDO, "doc"),
        lambda: anfitrion.etag(PLAN, "docx"),
        lambda: anfitrion.cabeceras(PEDIDO, 3),
        lambda: anfitrion.ya_lo_tiene('"x"', 3),
    ],
)
def test_lo_que_no_sirve_se_dice(llamada: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        llamada()
