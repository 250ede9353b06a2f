"""Los reportes del sitio de Django: la descarga, la página y lo que no existe."""

import html
import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from planes import models
from planes.puente import formatos
from planes.puente.lectura import plan_de
from planes.puente.reportes import TIPOS

import paac_reportes as paac
from paac_reportes import anfitrion, instalacion

F20, CORTE, ABIERTO = "MCCO.101.18.F.20", "2023-09-30", "2023-12-31"
PROPIO = {
    "codigo": "VL-01",
    "nombre": "Matriz propia",
    "version": "1",
    "propiedades": {"titulo": "Matriz"},
    "pagina": {"papel": "carta", "orientacion": "vertical"},
    "cuerpo": [{"tipo": "tabla", "cada": "plan", "tablas": ["una"]}],
    "tablas": {
        "una": {
            "descripcion": "Acciones",
            "secciones": [{"recorre": "actividades"}],
            "columnas": [{"dato": "actividad.meta", "rotulo": "Meta", "ancho": 100}],
        }
    },
}


def pedir(
    navegador: Any,
    plan: Any,
    archivo: str = f"{F20}.docx",
    corte: str = CORTE,
    publico: str | None = None,
    **mas: Any,
) -> Any:
    dicho = {"corte": corte} | ({"publico": publico} if publico else {})
    return navegador.get(f"/planes/{plan.pk}/reportes/{archivo}", dicho, **mas)


def reportar(plan: Any, texto: str) -> None:
    """Eso, de la primera actividad y en el corte abierto."""
    models.Seguimiento.objects.create(
        actividad=models.Actividad.objects.first(), corte=plan.corte_abierto, texto=texto
    )


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "pdf", "csv", "html"])
def test_la_descarga_trae_los_bytes_el_tipo_y_el_nombre_de_la_biblioteca(
    hacienda: Any, guardado: Any, ejemplo: paac.Plan, tipo: str
) -> None:
    reporte = paac.reporte(ejemplo, F20, corte=date(2023, 9, 30))
    emision = reporte.emitir(tipo)
    respuesta = pedir(hacienda, guardado, f"{F20}.{tipo}")

    assert respuesta.streaming
    assert b"".join(respuesta.streaming_content) == emision.contenido
    assert respuesta["Content-Type"] == emision.tipo_mime
    assert f'filename="{emision.nombre}"' in respuesta["Content-Disposition"]
    assert respuesta["Content-Disposition"].startswith("inline" if tipo == "html" else "attachment")
    assert respuesta["ETag"] == anfitrion.etag(reporte, tipo)


def test_quien_ya_tiene_los_mismos_bytes_recibe_un_304_sin_ellos(
    hacienda: Any, guardado: Any
) -> None:
    etag = pedir(hacienda, guardado)["ETag"]
    respuesta = pedir(hacienda, guardado, headers={"If-None-Match": etag})

    assert (respuesta.status_code, respuesta.content) == (304, b"")


def test_un_304_del_html_no_le_quita_el_aislamiento_a_la_pagina_guardada(
    hacienda: Any, guardado: Any
) -> None:
    primera = pedir(hacienda, guardado, f"{F20}.html")
    otra = pedir(hacienda, guardado, f"{F20}.html", headers={"If-None-Match": primera["ETag"]})

    assert otra.status_code == 304
    assert otra["Content-Security-Policy"] == primera["Content-Security-Policy"]


def test_cambiar_un_reporte_cambia_la_huella(hacienda: Any, guardado: Any) -> None:
    etag = pedir(hacienda, guardado, corte=ABIERTO)["ETag"]
    reportar(guardado, "Otra cosa.")
    otra = pedir(hacienda, guardado, corte=ABIERTO, headers={"If-None-Match": etag})

    assert otra.status_code == 200


@pytest.mark.parametrize(
    ("pedido", "codigo", "frase"),
    [
        (("OTRO.docx", CORTE), 404, "No hay un formato «OTRO»; hay "),
        ((f"{F20}.exe", CORTE), 404, "No hay reportes en .exe; se puede: docx, xlsx, pdf, html"),
        ((f"{F20}.docx", "2023-10-01"), 404, "no tiene un corte 2023-10-01; tiene 2023-03-31"),
        ((f"{F20}.docx", "ayer"), 400, "Se esperaba un corte AAAA-MM-DD, llegó «ayer»."),
    ],
)
def test_lo_que_no_existe_se_dice_con_lo_que_hay(
    hacienda: Any, guardado: Any, pedido: tuple[str, str], codigo: int, frase: str
) -> None:
    respuesta = pedir(hacienda, guardado, *pedido)

    assert respuesta.status_code == codigo
    assert frase in respuesta.content.decode()


@pytest.mark.parametrize(
    "direccion", ["/planes/999/", "/planes/99999999999999999999999/", "/filas/otra/1/", "/nada/"]
)
def test_una_direccion_que_no_esta_se_dice_en_espanol(hacienda: Any, direccion: str) -> None:
    respuesta = hacienda.get(direccion)

    assert respuesta.status_code == 404
    assert "<h1>No está</h1>" in respuesta.content.decode()
    assert "matches" not in respuesta.content.decode()


def test_sin_lo_que_la_maquina_necesita_la_pagina_dice_que_falta(
    hacienda: Any, guardado: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sin_programa(*_: object) -> None:
        raise paac.ErrorDeEntorno(
            paac.Falla("falta_programa", "", "hace falta un programa que no está")
        )

    monkeypatch.setattr(paac.Reporte, "emitir", sin_programa)
    respuesta = pedir(hacienda, guardado, f"{F20}.pdf")

    assert respuesta.status_code == 503
    assert "hace falta un programa que no está" in respuesta.content.decode()


def test_lo_que_la_maquina_no_puede_dar_se_dice_y_no_se_ofrece(
    hacienda: Any, control: Any, guardado: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instalacion, "esta", lambda extra: extra != "pdf")
    direccion = f"/planes/{guardado.pk}/reportes/?formato={F20}&corte={CORTE}"
    de_la_oficina, de_control = (
        html.unescape(quien.get(direccion).content.decode()) for quien in (hacienda, control)
    )

    assert f"{F20}.pdf" not in de_la_oficina
    assert f"{F20}.docx" in de_la_oficina
    assert "En esta instalación no se puede dar PDF" in de_la_oficina
    assert "pip install" not in de_la_oficina
    assert "python -m pip install" in de_control


def test_un_304_no_compone_el_reporte(
    hacienda: Any, guardado: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    etag = pedir(hacienda, guardado)["ETag"]
    monkeypatch.delattr(paac.Reporte, "emitir")

    assert pedir(hacienda, guardado, headers={"If-None-Match": etag}).status_code == 304


def test_el_html_va_aislado_y_sus_textos_escapados(hacienda: Any, guardado: Any) -> None:
    reportar(guardado, "<script>alert(1)</script>")
    respuesta = pedir(hacienda, guardado, f"{F20}.html", corte=ABIERTO)
    cuerpo = b"".join(respuesta.streaming_content)

    assert respuesta["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert respuesta["Content-Security-Policy"].endswith("; sandbox")
    assert respuesta["X-Frame-Options"] == "SAMEORIGIN"
    # El suyo es el del buscador, y en el marco ni ése corre.
    assert cuerpo.count(b"<script") == 1
    assert b"<script>alert" not in cuerpo
    assert b"&lt;script&gt;" in cuerpo


def test_la_pagina_del_reporte_lo_muestra_en_un_marco_sin_permisos(
    hacienda: Any, guardado: Any
) -> None:
    respuesta = pedir(hacienda, guardado, f"{F20}/")
    direccion = f"/planes/{guardado.pk}/reportes/{F20}.html?corte={CORTE}"

    assert f'<iframe src="{direccion}" sandbox title=' in respuesta.content.decode()
    assert respuesta["Content-Security-Policy"].startswith("default-src 'self';")


def test_la_pagina_que_pregunta_muestra_los_avisos_antes_de_descargar(
    hacienda: Any, guardado: Any, ejemplo: paac.Plan
) -> None:
    pagina = hacienda.get(
        f"/planes/{guardado.pk}/reportes/", {"formato": F20, "corte": CORTE}
    ).content.decode()
    avisos = paac.reporte(ejemplo, F20, corte=date(2023, 9, 30)).avisos

    assert f"Avisos ({len(avisos)})" in pagina
    assert "no muestra Porcentaje de avance (seguimiento.avance)" in pagina
    assert f"/reportes/{F20}.xlsx?corte={CORTE}" in pagina


def test_lo_que_es_para_publicar_lo_es_en_cada_descarga_y_en_la_pagina(
    hacienda: Any, guardado: Any
) -> None:
    pedido = {"formato": F20, "corte": CORTE, "publico": "on"}
    pregunta = hacienda.get(f"/planes/{guardado.pk}/reportes/", pedido).content.decode()
    pagina = pedir(hacienda, guardado, f"{F20}/", publico="1").content.decode()

    assert "entidad.correo no se publica: 1 correo" in re.sub("<[^>]*>", "", pregunta)
    # Las descargas, la página y, dos veces, la lista por revisar.
    assert pregunta.count(f"?corte={CORTE}&amp;publico=1") == len(TIPOS) + 3
    assert f'.html?corte={CORTE}&amp;publico=1" sandbox' in pagina
    assert ", para publicar</h1>" in pagina


def test_la_descarga_para_publicar_es_la_de_la_biblioteca(
    hacienda: Any, guardado: Any, ejemplo: paac.Plan
) -> None:
    emision = paac.reporte(ejemplo, F20, corte=date(2023, 9, 30), publico=True).emitir("docx")
    respuesta = pedir(hacienda, guardado, publico="1")

    assert b"".join(respuesta.streaming_content) == emision.contenido


def test_lo_que_queda_en_lo_publicado_se_revisa_y_se_omite(hacienda: Any, guardado: Any) -> None:
    models.Actividad.objects.filter(pk=models.Actividad.objects.first().pk).update(
        meta="La oficina, 2114000"
    )
    pedido = {"formato": F20, "corte": ABIERTO, "publico": "on"}
    pagina = hacienda.get(f"/planes/{guardado.pk}/reportes/", pedido).content.decode()
    direccion = f"/planes/{guardado.pk}/reportes/{F20}/por-revisar?corte={ABIERTO}&publico=1"
    lista = hacienda.get(direccion)
    libro = openpyxl.load_workbook(io.BytesIO(b"".join(lista.streaming_content)))

    assert "La oficina, ••••000" in pagina
    assert "2114000" not in pagina
    for fila in libro["Uno por uno"].iter_rows(min_row=3):
        fila[6].value = "se omite"
    respondida = io.BytesIO()
    libro.save(respondida)
    subida = SimpleUploadedFile("por_revisar.xlsx", respondida.getvalue())
    hecho = hacienda.post(direccion, {"archivo": subida, "tipo": "csv"})
    assert b"".join(hecho.streaming_content).decode("utf-8-sig").count("[número omitido]") >= 1


def test_una_lista_sin_responder_no_publica_y_se_dice(hacienda: Any, guardado: Any) -> None:
    models.Actividad.objects.filter(pk=models.Actividad.objects.first().pk).update(
        meta="La oficina, 2114000"
    )
    direccion = f"/planes/{guardado.pk}/reportes/{F20}/por-revisar?corte={ABIERTO}"
    lista = b"".join(hacienda.get(direccion).streaming_content)
    hecho = hacienda.post(
        direccion, {"archivo": SimpleUploadedFile("l.xlsx", lista), "tipo": "csv"}
    )
    sin_archivo = hacienda.post(direccion, {"tipo": "csv"})

    assert hecho.status_code == 422
    assert "sin respuesta: N.º 1" in hecho.content.decode()
    assert sin_archivo.status_code == 400


def test_la_pagina_del_plan_trae_las_cifras_de_la_biblioteca_y_lo_que_conviene_revisar(
    hacienda: Any, guardado: Any
) -> None:
    pagina = hacienda.get(f"/planes/{guardado.pk}/").content.decode()

    assert "Cifras al 30/09/2023" in pagina
    assert "<td>87,28</td>" in pagina
    assert "<td>43 de 121</td>" in pagina
    assert "31/04/2023» es imposible" in pagina


def test_quien_no_ha_entrado_va_a_la_puerta(guardado: Any, client: Any) -> None:
    respuesta = client.get(f"/planes/{guardado.pk}/")

    assert respuesta.url == f"/entrar/?next=/planes/{guardado.pk}/"


# ------------------------------------------------------------------ formatos propios
def test_un_formato_de_la_base_se_ofrece_y_se_genera(hacienda: Any, guardado: Any) -> None:
    formato = models.Formato(datos=PROPIO)
    formato.full_clean()
    formato.save()
    respuesta = pedir(hacienda, guardado, "VL-01.html")

    assert ("VL-01", "Matriz propia") in formatos.disponibles(guardado)
    assert ">Meta<" in b"".join(respuesta.streaming_content).decode("utf-8")


def test_un_formato_se_lee_una_vez_mientras_no_cambie_y_de_nuevo_si_cambia() -> None:
    formato = models.Formato(datos=PROPIO)
    formato.full_clean()
    formato.save()
    leido = formatos.elegir("VL-01")

    assert formatos.elegir("VL-01") is leido
    formato.datos = PROPIO | {"version": "2"}
    formato.save()
    assert formatos.elegir("VL-01").version == "2"


def test_cambiar_el_formato_base_cambia_el_que_parte_de_el() -> None:
    base = models.Formato(datos=PROPIO)
    heredero = models.Formato(
        datos={"base": "VL-01", "codigo": "VL-02", "version": "1", "nombre": "Heredero"}
    )
    for formato in (base, heredero):
        formato.full_clean()
        formato.save()
    antes = formatos.elegir("VL-02")
    base.datos = PROPIO | {"pagina": {"papel": "oficio", "orientacion": "horizontal"}}
    base.save()

    assert (antes.pagina.papel, formatos.elegir("VL-02").pagina.papel) == ("carta", "oficio")


def test_un_formato_mal_escrito_no_se_guarda_y_sus_fallas_salen_todas() -> None:
    formato = models.Formato(datos=PROPIO | {"pagina": {"papel": "A9"}, "sobra": 1})

    with pytest.raises(ValidationError) as error:
        formato.full_clean()

    assert [falla.partition(":")[0] for falla in error.value.message_dict["datos"]] == [
        "sobra",
        "pagina.papel",
    ]


def test_dos_formatos_no_comparten_codigo() -> None:
    models.Formato.objects.create(codigo="VL-01", nombre="El primero", datos=PROPIO)

    with pytest.raises(ValidationError, match="Ya hay un formato con el código VL-01"):
        models.Formato(datos=PROPIO).full_clean()


def test_el_plan_de_la_base_sigue_igual_despues_de_generar(
    hacienda: Any, guardado: Any, ejemplo: paac.Plan
) -> None:
    pedir(hacienda, guardado)

    assert plan_de(guardado) == ejemplo
