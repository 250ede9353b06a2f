"""Los reportes del sitio de Django: los bytes de la biblioteca, con su etiqueta."""

from datetime import date
from typing import Any

import pytest

import paac_reportes as paac
from paac_reportes import anfitrion

F20 = "MCCO.101.18.F.20"


@pytest.fixture
def trimestre() -> Any:
    """Un corte que el plan ya traía al cargarse."""
    from planes import models

    return models.Corte.objects.get(fecha=date(2023, 9, 30))


def pedir(navegador: Any, corte: Any, tipo: str = "docx", formato: str = F20, **mas: Any) -> Any:
    pedido = {"formato": formato, "tipo": tipo}
    return navegador.get(f"/cortes/{corte.pk}/reporte/", pedido, **mas)


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "pdf", "csv", "html"])
def test_la_descarga_trae_los_bytes_el_tipo_y_el_nombre_de_la_biblioteca(
    control: Any, trimestre: Any, ejemplo: paac.Plan, tipo: str
) -> None:
    reporte = paac.reporte(ejemplo, F20, corte=date(2023, 9, 30))
    emision = reporte.emitir(tipo)
    respuesta = pedir(control, trimestre, tipo)

    assert respuesta.content == emision.contenido
    assert respuesta["Content-Type"] == emision.tipo_mime
    assert f'filename="{emision.nombre}"' in respuesta["Content-Disposition"]
    assert respuesta["Content-Disposition"].startswith("inline" if tipo == "html" else "attachment")
    assert respuesta["ETag"] == anfitrion.etag(reporte, tipo)


def test_quien_ya_lo_tiene_recibe_un_304_sin_que_nadie_lo_componga(
    control: Any, trimestre: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = pedir(control, trimestre)["ETag"]
    monkeypatch.delattr(paac.Reporte, "emitir")
    respuesta = pedir(control, trimestre, headers={"If-None-Match": f'"otra", W/{etag}'})

    assert (respuesta.status_code, respuesta.content) == (304, b"")
    assert respuesta["ETag"] == etag


def test_lo_que_se_reporta_despues_cambia_la_etiqueta(control: Any, abierto: Any) -> None:
    from planes import models

    etag = pedir(control, abierto)["ETag"]
    models.Reporte.objects.create(fila=models.Fila.objects.first(), corte=abierto, texto="Otra")

    assert pedir(control, abierto, headers={"If-None-Match": etag}).status_code == 200


def test_dos_oficinas_no_comparten_la_etiqueta(
    hacienda: Any, ciudadano: Any, trimestre: Any
) -> None:
    assert pedir(hacienda, trimestre)["ETag"] != pedir(ciudadano, trimestre)["ETag"]


def test_el_html_va_aislado_tambien_en_un_304(control: Any, trimestre: Any) -> None:
    primera = pedir(control, trimestre, "html")
    otra = pedir(control, trimestre, "html", headers={"If-None-Match": primera["ETag"]})

    assert otra.status_code == 304
    assert primera["Content-Security-Policy"].endswith("; sandbox")
    assert otra["Content-Security-Policy"] == primera["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("tipo", "formato", "codigo", "frase"),
    [
        ("docx", "OTRO", 404, "no existe el formato &#x27;OTRO&#x27;"),
        ("docx", "../plan", 404, "no existe el formato"),
        ("exe", F20, 406, "no se sabe escribir &#x27;exe&#x27;"),
    ],
)
def test_lo_que_no_existe_se_dice_con_lo_que_hay(  # noqa: PLR0913, PLR0917 - son fixtures
    control: Any, trimestre: Any, tipo: str, formato: str, codigo: int, frase: str
) -> None:
    respuesta = pedir(control, trimestre, tipo, formato)

    assert respuesta.status_code == codigo
    assert frase in respuesta.content.decode()
