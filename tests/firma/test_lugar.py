"""Dónde va una firma visible: sobre la raya de cada quien o en la caja pedida, y nunca encima."""

import functools
import io
import math
from collections.abc import Sequence
from typing import Any

import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.imagenes import png
from pypdf import PdfReader

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from ayudas.firmas import CLAVE, Firmante, emitido, recuadros
from ayudas.planes import CORTE, actividad, plan

import paac_reportes as paac
from paac_reportes.firma.lugar import ANCHO, elegido

PDF = emitido()
ANA, LUIS, EVA = (Firmante(nombre) for nombre in ("Ana Pérez", "LUIS GOMEZ DÍAZ", "Eva Ruiz"))
OTRA = Firmante("Certificado de prueba")
_MM = 72 / 25.4


@functools.cache
def con(*quienes: Firmante, pdf: bytes = PDF, **claves: Any) -> bytes:
    """Firmado por cada quien, uno después de otro."""
    for quien in quienes:
        pdf = paac.firmar(pdf, quien.p12(), CLAVE, **({"visible": True} | claves))
    return pdf


def donde_dice(pdf: bytes, texto: str, pagina: int = -1) -> tuple[float, float]:
    """Dónde empieza en una página."""
    lugares: list[tuple[float, float]] = []

    def mirar(dice: str, cm: Sequence[float], *_: object) -> None:
        if texto in dice:
            lugares.append((cm[4], cm[5]))

    PdfReader(io.BytesIO(pdf)).pages[pagina].extract_text(visitor_text=mirar)
    return lugares[0]


def fallas(pdf: bytes = PDF, **claves: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.firmar(pdf, ANA.p12(), CLAVE, **claves)
    return [(falla.codigo, falla.ruta, falla.mensaje) for falla in error.value.fallas]


def sin_renglon(**pagina: str) -> bytes:
    """Un PDF de otro programa, de una página carta que dice «Hola»."""
    dibujo = b"BT /F 12 Tf 100 100 Td (Hola) Tj ET 0.98 g 300 90 50 50 re f"
    mas = "".join(f"/{clave} {valor}" for clave, valor in pagina.items()).encode()
    objetos = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R" + mas + b"/Resources"
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(dibujo), dibujo),
    ]
    salida, lugares = b"%PDF-1.7\n", []
    for numero, objeto in enumerate(objetos, 1):
        lugares.append(len(salida))
        salida += b"%d 0 obj%b endobj\n" % (numero, objeto)
    tabla = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % uno for uno in lugares)
    final = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(salida)
    return salida + b"xref\n0 5\n" + tabla + final


# ------------------------------------------------------------------ el renglón de firmas


@pytest.mark.integracion
def test_cada_quien_firma_sobre_su_nombre_en_el_orden_que_sea() -> None:
    firmado = con(EVA, LUIS, ANA)
    cajas = [caja for _, caja in recuadros(firmado).values()]

    for caja, nombre in zip(cajas, ["Eva Ruiz", "Luis Gómez", "Ana Pérez"], strict=True):
        x, y = donde_dice(firmado, nombre)
        assert caja[0] < x < caja[2]
        assert 0 < caja[1] - y < 20
        assert caja[2] - caja[0] <= ANCHO + 1


@pytest.mark.integracion
def test_quien_no_esta_en_el_renglon_firma_en_el_primer_lugar_libre() -> None:
    cajas = [caja for _, caja in recuadros(con(OTRA, LUIS, OTRA)).values()]

    assert cajas[0][2] < cajas[1][0]
    assert cajas[1][2] < cajas[2][0]


@pytest.mark.integracion
def test_lleno_el_renglon_se_dice_que_hace_falta_una_caja() -> None:
    lleno = con(EVA, LUIS, ANA)
    ((codigo, _, mensaje),) = fallas(lleno, visible=True)

    assert (codigo, "ya está lleno" in mensaje) == ("firma_no_admitida", True)
    assert "caja=(página, x, y, ancho, alto)" in mensaje
    assert recuadros(con(OTRA, pdf=lleno, caja=(1, 20, 20, 60, 15)))["Firma4"][0] == 1


@pytest.mark.integracion
def test_sin_renglon_de_firmas_se_dice_que_hace_falta_una_caja() -> None:
    for pdf in (sin_renglon(), paac.emitir(plan(), "paac-seguimiento", "pdf", corte=CORTE)):
        ((codigo, donde, mensaje),) = fallas(pdf, visible=True)
        assert (codigo, donde) == ("firma_no_admitida", "pdf")
        assert "no tiene renglón de firmas" in mensaje
        assert "caja=(página, x, y, ancho, alto)" in mensaje
        assert paac.firmar(pdf, ANA.p12(), CLAVE)


def test_donde_ya_hay_una_firma_dibujada_no_va_otra() -> None:
    firmas = [{"rol": "Elaboró", "nombre": "Ana Pérez", "imagen": png()}]
    de = paac.plan_desde_datos(
        {
            "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
            "vigencia": 2026,
            "firmas": firmas,
            "componentes": [{"numero": 1, "nombre": "Riesgos"}],
        }
    )
    ((codigo, _, mensaje),) = fallas(paac.emitir(de, "paac-plan", "pdf"), visible=True)

    assert (codigo, "ya está lleno" in mensaje) == ("firma_no_admitida", True)


@pytest.mark.parametrize(
    ("texto", "cuantas", "por_fila"),
    [
        ("{{ firma.nombre }}", 1, 3),
        ("{{ firma.rol }}:\n\n{{ firma.nombre }}", 5, 3),
        ("{{ firma.nombre }}\n{{ firma.rol }}", 7, 1),  # en dos páginas
    ],
)
def test_cada_firma_de_un_formato_cualquiera_tiene_su_lugar(
    texto: str, cuantas: int, por_fila: int
) -> None:
    firmas = [{"rol": "Elaboró", "nombre": f"Ana Número{n}"} for n in range(cuantas)]
    propio = formato({"tipo": "firmas", "texto": texto, "por_fila": por_fila})
    pdf = paac.emitir(plan_de(actividad(), firmas=firmas), propio, "pdf")

    for numero in {0, cuantas // 2, cuantas - 1}:
        lugar = elegido(pdf, None, f"ANA NUMERO{numero}", "")
        x, y = donde_dice(pdf, f"Número{numero}", lugar.pagina)
        assert lugar.caja[0] < x < lugar.caja[2]
        assert 0 < lugar.caja[1] - y < 20
        assert lugar.caja[3] - lugar.caja[1] >= 30


# ------------------------------------------------------------------ la caja


@pytest.mark.parametrize("borde", [{}, {"CropBox": "[50 60 600 700]"}])
def test_la_caja_se_mide_en_milimetros_desde_la_esquina_de_lo_que_se_ve(
    borde: dict[str, str],
) -> None:
    firmado = con(ANA, pdf=sin_renglon(**borde), caja=(1, 100, 150.5, 60, 15))
    x, y = (50, 60) if borde else (0, 0)
    debida = (x + 100 * _MM, y + 150.5 * _MM, x + 160 * _MM, y + 165.5 * _MM)

    assert recuadros(firmado) == {"Firma1": (1, tuple(round(uno, 2) for uno in debida))}


@pytest.mark.parametrize(
    ("caja", "dice"),
    [
        ((1, 30, 30, 60, 15), "cae sobre lo escrito: «Hola»"),
        ((1, 100, 30, 60, 15), "un color o una imagen"),
    ],
)
def test_sobre_lo_escrito_no_va_y_se_dice_que_hay(caja: tuple[float, ...], dice: str) -> None:
    ((codigo, donde, mensaje),) = fallas(sin_renglon(), caja=caja)

    assert (codigo, donde) == ("firma_no_admitida", "caja")
    assert "en la página 1" in mensaje
    assert dice in mensaje


@pytest.mark.integracion
def test_sobre_otra_firma_no_va() -> None:
    una = con(OTRA, pdf=sin_renglon(), caja=(1, 20, 100, 60, 15))
    ((codigo, _, mensaje),) = fallas(una, caja=(1, 75, 110, 60, 15))

    assert (codigo, "otra firma" in mensaje) == ("firma_no_admitida", True)
    assert len(recuadros(con(ANA, pdf=una, caja=(1, 81, 110, 60, 15)))) == 2


@pytest.mark.parametrize(
    ("caja", "dice"),
    [
        ((2, 20, 20, 60, 15), "el PDF tiene 1"),
        ((1, 180, 20, 60, 15), "mide 215,9 × 279,4 mm"),
        ((1, 20, 270, 60, 15), "mide 215,9 × 279,4 mm"),
    ],
)
def test_fuera_de_la_pagina_no_va(caja: tuple[float, ...], dice: str) -> None:
    ((codigo, donde, mensaje),) = fallas(sin_renglon(), caja=caja)

    assert (codigo, donde) == ("argumento_invalido", "caja")
    assert dice in mensaje


def test_en_una_pagina_girada_no_se_adivina() -> None:
    ((_, _, mensaje),) = fallas(sin_renglon(Rotate="90"), caja=(1, 20, 20, 60, 15))
    assert "girada" in mensaje


@pytest.mark.parametrize("caja", ["1,2,3,4,5", 7, (1, 2, 3, 4), {1: 2}, b"12345", ()])
def test_lo_que_no_es_una_caja_se_dice(caja: object) -> None:
    ((codigo, donde, mensaje),) = fallas(caja=caja)
    assert (codigo, donde) == ("argumento_invalido", "caja")
    assert "(página, x, y, ancho, alto)" in mensaje


@pytest.mark.parametrize(
    "malo", [-1, math.nan, math.inf, -math.inf, "2", None, True, 10**400, 0, 1.5, (1,)]
)
def test_todo_lo_malo_de_una_caja_se_dice_de_una_vez(malo: Any) -> None:
    dichas = fallas(caja=(malo, malo, malo, malo, malo), sello_de_tiempo=7)
    es_una_medida = isinstance(malo, int | float) and malo in {0, 1.5}
    de_lugar = [] if es_una_medida and not isinstance(malo, bool) else ["caja.x", "caja.y"]
    debidas = ["caja.pagina", *de_lugar, "caja.ancho", "caja.alto", "sello_de_tiempo"]

    assert [donde for _, donde, _ in dichas] == debidas
    assert {codigo for codigo, _, _ in dichas} == {"argumento_invalido"}


def test_lo_que_se_ve_de_una_pagina_es_lo_recortado_que_esta_en_el_papel() -> None:
    de_mas = sin_renglon(CropBox="[-100 -100 900 900]")

    assert "«Hola»" in fallas(de_mas, caja=(1, 30, 30, 60, 15))[0][2]
    assert con(OTRA, pdf=de_mas, caja=(1, 30, 100, 60, 15))


@pytest.mark.parametrize("notas", ["[null]", "[<</Subtype/Text>>]"])
def test_una_anotacion_sin_lugar_no_tapa_ni_se_tapa(notas: str) -> None:
    assert con(OTRA, pdf=sin_renglon(Annots=notas), caja=(1, 155.9, 264.4, 60, 15))
