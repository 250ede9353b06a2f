"""El control de cambios, como se pide: con qué, en qué sale y qué se dice de lo que no se puede.

Prueba ``api/cambios``, ``escritores/docx/cambios`` y ``maqueta/cambios``.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from ayudas.cambios import Que, parrafos, resueltos
from ayudas.imagenes import png
from ayudas.membretes import guardado, membrete_sencillo
from docx import Document
from pypdf import PdfReader
from pypdf.generic import ArrayObject

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.maqueta.contenido import Cambio
from paac_reportes.maqueta.estilos import CONTRASTE, contraste, tinta_de_cambio

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

DATOS = ("actividad.descripcion", "seguimiento.texto")
FORMATO, CORTE = "paac-seguimiento", date(2026, 4, 30)


def plan(*descripciones: str, avance: str = "Se hizo la mitad") -> paac.Plan:
    seguimientos = [{"corte": "2026-04-30", "texto": avance}]
    actividades = [
        {"codigo": f"1.{n}", "descripcion": una, "seguimientos": seguimientos}
        for n, una in enumerate(descripciones, 1)
    ]
    componente = {"nombre": "Uno", "subcomponentes": [{"nombre": "A", "actividades": actividades}]}
    entidad = {"nombre": "Alcaldía de <Prueba> & Cía."}
    return paac.plan_desde_datos(
        {"entidad": entidad, "vigencia": 2026, "componentes": [componente]}
    )


ANTES = plan("Publicar el mapa de riesgos", "Capacitar a los servidores")
AHORA = plan("Publicar el mapa de riesgos ajustado", "Rendir cuentas a la gente")


def marcado(ahora: paac.Plan = AHORA, antes: Any = ANTES, **opciones: Any) -> bytes:
    pedido = paac.reporte(
        ahora, FORMATO, corte=CORTE, anterior=antes, control_de_cambios=True, **opciones
    )
    return pedido.emitir("docx").contenido


def cuerpo(contenido: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(contenido)) as paquete:
        return paquete.read("word/document.xml").decode()


def fallas(**opciones: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(AHORA, FORMATO, **opciones).emitir(opciones.pop("tipo", "docx"))
    return [str(falla) for falla in error.value.fallas]


def test_lo_que_se_pone_y_lo_que_se_quita_llevan_quien_y_cuando() -> None:
    escrito = cuerpo(marcado())
    quien = 'w:author="Control interno" w:date="2026-04-30T00:00:00Z"'
    assert f'{quien}><w:r><w:t xml:space="preserve"> ajustado</w:t></w:r></w:ins>' in escrito
    assert (
        f"{quien}><w:r><w:delText>Capacitar a los servidores</w:delText></w:r></w:del>" in escrito
    )


def test_ningun_cambio_repite_el_numero_de_otro_ni_de_un_marcador() -> None:
    numeros = re.findall(r'<w:(?:ins|del|bookmarkStart) w:id="(\d+)"', cuerpo(marcado()))
    assert len(numeros) > 6
    assert len(set(numeros)) == len(numeros)


@pytest.mark.integracion
def test_tampoco_sobre_el_membrete_de_la_entidad() -> None:
    columnas = [{"dato": dato, "rotulo": dato, "ancho": 50} for dato in DATOS]
    tabla = {"secciones": [{"recorre": "actividades"}], "columnas": columnas}
    formato = paac.formato_desde_datos(
        {
            "codigo": "X-1",
            "nombre": "Seguimiento",
            "version": "1",
            "propiedades": {"titulo": "Seguimiento"},
            "pagina": {"papel": "carta", "orientacion": "vertical", "tamano": 8},
            "membrete": guardado(membrete_sencillo()),
            "cuerpo": [{"tipo": "tabla", "cada": "componente", "tablas": ["unica"]}],
            "tablas": {"unica": tabla},
        }
    )
    pedido = paac.reporte(AHORA, formato, corte=CORTE, anterior=ANTES, control_de_cambios=True)
    contenido = pedido.emitir("docx").contenido
    numeros = re.findall(r'<w:(?:ins|del|bookmarkStart) w:id="(\d+)"', cuerpo(contenido))
    assert len(numeros) > 4
    assert len(set(numeros)) == len(numeros)
    planes: list[tuple[Que, paac.Plan]] = [("aceptar", AHORA), ("rechazar", ANTES)]
    for que, suyo in planes:
        solo = paac.reporte(suyo, formato, corte=CORTE).emitir("docx").contenido
        assert parrafos(resueltos(contenido, que)) == parrafos(solo)


def test_los_bytes_son_los_mismos_vez_tras_vez() -> None:
    assert marcado() == marcado()


def test_lo_publicado_puede_ser_el_excel_que_se_emitio() -> None:
    emitido = paac.reporte(ANTES, FORMATO, corte=CORTE).emitir("xlsx").contenido
    assert marcado(antes=emitido) == marcado()


def test_el_escudo_que_del_excel_emitido_no_se_lee_no_es_un_cambio() -> None:
    entidad = attrs.evolve(AHORA.entidad, escudo=png(60, 40))
    ahora = attrs.evolve(AHORA, entidad=entidad)
    opciones: dict[str, Any] = {"corte": CORTE, "control_de_cambios": True}
    emitido = paac.emitir(ahora, "informe-seguimiento", "xlsx", corte=CORTE)
    pagina = paac.emitir(
        ahora, "informe-seguimiento", "html", anterior=io.BytesIO(emitido), **opciones
    )
    assert b"<img" in pagina or b"imagen-1" in pagina
    assert not re.search(rb"<ins><(img|span)", pagina)


def test_sin_cambios_no_hay_nada_por_aceptar_y_las_marcas_quedan() -> None:
    escrito = cuerpo(marcado(ANTES))
    assert "<w:ins" not in escrito
    assert "<w:del" not in escrito
    assert 'w:name="_paac_c0s0a0"' in escrito


def test_quien_devuelve_el_word_sin_aceptar_sabe_que_le_falta() -> None:
    leido: Any = paac.leer(io.BytesIO(marcado()), como="ajeno")
    assert "cambios_sin_aceptar" in {aviso.codigo for aviso in leido.avisos}
    actividades = leido.contenido.componentes[0].subcomponentes[0].actividades
    assert [una.descripcion for una in actividades] == [
        "Publicar el mapa de riesgos ajustado",
        "Rendir cuentas a la gente",
    ]


def test_para_publicar_tampoco_lo_quitado_lleva_un_correo() -> None:
    antes = plan("Escribir a juan@correo.gov.co lo del mapa", "Rendir cuentas a la gente")
    publico = marcado(
        plan("Escribir lo del mapa", "Rendir cuentas a la gente"), antes, publico=True
    )
    assert b"juan@correo" not in publico
    assert "juan@correo" not in cuerpo(publico)
    assert "juan@correo" in cuerpo(marcado(AHORA, antes))


@pytest.mark.integracion
def test_un_informe_aceptado_o_rechazado_dice_lo_que_solo() -> None:
    """Lo que se modifica no es el informe anterior: sus cifras no entran en el de ahora."""
    de_ahora = plan("Publicar el mapa ajustado", "Rendir cuentas", avance="Se hizo casi todo")
    pedido = paac.reporte(
        de_ahora, "informe-seguimiento", corte=CORTE, anterior=ANTES, control_de_cambios=True
    )
    con_control = pedido.emitir("docx").contenido
    assert "w:del " in cuerpo(con_control)
    planes: list[tuple[Que, paac.Plan]] = [("aceptar", de_ahora), ("rechazar", ANTES)]
    for que, suyo in planes:
        solo = paac.reporte(suyo, "informe-seguimiento", corte=CORTE).emitir("docx").contenido
        assert parrafos(resueltos(con_control, que)) == parrafos(solo)


def test_sale_en_sus_tipos_y_con_su_nombre() -> None:
    pedido = paac.reporte(AHORA, FORMATO, corte=CORTE, anterior=ANTES, control_de_cambios=True)
    emision = pedido.emitir("docx")
    assert pedido.tipos == ("docx", "html", "pdf")
    assert emision.nombre.endswith("_corte-2026-04-30_cambios.docx")


@pytest.mark.parametrize(
    ("opciones", "dichas"),
    [
        (
            {"control_de_cambios": True},
            ["control_de_cambios: falta lo publicado, con que se compara: delo en anterior"],
        ),
        (
            {"control_de_cambios": "sí", "anterior": ANTES},
            ["control_de_cambios: se esperaba True o False, llegó 'sí'"],
        ),
        (
            {"control_de_cambios": True, "anterior": ANTES, "filas": []},
            ["filas: los cambios son los de un plan, y estas filas no tienen otras de antes"],
        ),
    ],
)
def test_lo_que_falta_o_sobra_se_dice(opciones: dict[str, Any], dichas: list[str]) -> None:
    assert fallas(**opciones) == dichas


@pytest.mark.parametrize(
    ("tipo", "por_que"),
    [
        (".xlsx", " (lo quitado quedaría en celdas que se filtran y se suman)"),
        ("png", " (una imagen es sólo la primera página)"),
        ("json", ""),
    ],
)
def test_en_otra_extension_no_sale(tipo: str, por_que: str) -> None:
    pedido = paac.reporte(AHORA, FORMATO, corte=CORTE, anterior=ANTES, control_de_cambios=True)
    dicho = "control_de_cambios: con control de cambios sale en .docx, .html, .pdf; llegó ."
    with pytest.raises(paac.ErrorDeEntrada) as error:
        pedido.emitir(tipo)
    assert [str(falla) for falla in error.value.fallas] == [f"{dicho}{tipo.lstrip('.')}{por_que}"]


def a_la_vista(tipo: str, ahora: paac.Plan = AHORA, **opciones: Any) -> bytes:
    opciones = {"anterior": ANTES, "corte": CORTE, **opciones}
    return paac.emitir(ahora, FORMATO, tipo, control_de_cambios=True, **opciones)


def test_una_pagina_dice_al_comienzo_como_se_lee_y_marca_lo_que_cambio() -> None:
    pagina = a_la_vista("html").decode()
    leyenda = (
        '<p class="cambios">Muestra lo que cambió en el plan de 2026, a 30 de abril de 2026, frente'
        " al publicado de 2026, a 30 de abril de 2026. Lo subrayado se agregó; lo tachado se"
        " quitó.</p>"
    )
    assert leyenda in pagina
    assert pagina.index(leyenda) < pagina.index("<table")
    assert "Publicar el mapa de riesgos<ins> ajustado</ins>" in pagina
    assert "<del>Capacitar a los servidores</del>" in pagina
    assert "<ins>Rendir cuentas a la gente</ins>" in pagina


@pytest.mark.parametrize("tipo", ["html", "pdf"])
def test_si_nada_cambio_es_lo_que_dice(tipo: str) -> None:
    contenido = a_la_vista(tipo, ANTES)
    if tipo == "html":
        dicho = contenido.decode()
    else:
        dicho = " ".join(PdfReader(io.BytesIO(contenido)).pages[0].extract_text().split())
    del_plan = "de 2026, a 30 de abril de 2026"
    assert f"Nada cambió en el plan {del_plan}, frente al publicado {del_plan}." in dicho
    assert "Lo subrayado" not in dicho


@pytest.mark.parametrize(
    ("ahora", "dice"), [(AHORA, "Muestra lo que cambió"), (ANTES, "Nada cambió")]
)
def test_el_word_dice_que_se_compara_en_sus_propiedades(ahora: paac.Plan, dice: str) -> None:
    contenido = marcado(ahora)
    del_plan = "de 2026, a 30 de abril de 2026"
    estado = f"{dice} en el plan {del_plan}, frente al publicado {del_plan}."

    assert Document(io.BytesIO(contenido)).core_properties.content_status == estado
    assert "frente al publicado" not in cuerpo(contenido)


def test_como_se_lee_va_tras_la_portada_y_no_la_corre() -> None:
    opciones: dict[str, Any] = {"anterior": ANTES, "corte": CORTE, "control_de_cambios": True}
    pagina = paac.emitir(AHORA, "informe-seguimiento", "html", **opciones).decode()
    portada = pagina[pagina.index("<main") : pagina.index('<nav class="contenido"')]
    assert portada.index("<h1") < portada.index("Fecha de corte") < portada.index("Muestra lo que")


def test_un_pdf_trae_lo_agregado_lo_quitado_y_como_se_lee() -> None:
    paginas = PdfReader(io.BytesIO(a_la_vista("pdf"))).pages
    texto = " ".join(paginas[0].extract_text().split())
    assert "Lo subrayado se agregó; lo tachado se quitó." in texto
    assert "Publicar el mapa de riesgos ajustado" in texto
    assert "Capacitar a los servidores" in texto


def test_un_pdf_etiqueta_lo_subrayado_y_lo_tachado() -> None:
    catalogo: Any = PdfReader(io.BytesIO(a_la_vista("pdf"))).trailer["/Root"]
    raiz = catalogo["/StructTreeRoot"]
    assert set(rayas(raiz)) == {"/Underline", "/LineThrough"}


def rayas(elemento: Any) -> Iterator[str]:
    elemento = elemento.get_object()
    if not isinstance(elemento, dict):
        return
    atributos = elemento.get("/A", ArrayObject()).get_object()
    for uno in atributos if isinstance(atributos, list) else [atributos]:
        if raya := uno.get_object().get("/TextDecorationType"):
            yield str(raya)
    hijos = elemento.get("/K", ArrayObject()).get_object()
    for hijo in hijos if isinstance(hijos, list) else [hijos]:
        yield from rayas(hijo)


def test_un_titulo_que_se_va_no_esta_en_la_navegacion() -> None:
    def con(nombre: str) -> paac.Plan:
        datos = paac.datos_de(ANTES)
        datos["componentes"][0]["nombre"] = nombre
        return paac.plan_desde_datos(datos)

    opciones: dict[str, Any] = {"anterior": con("Trámites"), "corte": CORTE}
    ahora = con("Riesgos")
    pagina = paac.emitir(ahora, FORMATO, "html", control_de_cambios=True, **opciones)
    navegacion = re.findall(r"<nav.*?</nav>", pagina.decode(), re.DOTALL)
    assert "Riesgos" in "".join(navegacion)
    assert "Trámites" not in "".join(navegacion)
    assert re.search(r"<h\d[^>]*><del>[^<]*Trámites", pagina.decode())
    pdf = paac.emitir(ahora, FORMATO, "pdf", control_de_cambios=True, **opciones)
    marcadores = str(PdfReader(io.BytesIO(pdf)).outline)
    assert "Riesgos" in marcadores
    assert "Trámites" not in marcadores


@pytest.mark.parametrize("cambio", get_args(Cambio))
@pytest.mark.parametrize("relleno", [None, "BDD7EE", "D9E2F3", "1F3864", "FF0000", "00B050"])
def test_la_tinta_de_un_cambio_se_lee_sobre_cualquier_relleno(
    cambio: Cambio, relleno: str | None
) -> None:
    assert contraste(tinta_de_cambio(cambio, relleno), relleno or "FFFFFF") >= CONTRASTE


def test_verificar_nota_que_lo_quitado_se_hizo_pasar_por_agregado() -> None:
    pagina = a_la_vista("html")
    opciones: dict[str, Any] = {"corte": CORTE, "anterior": ANTES, "control_de_cambios": True}
    for traida, veredicto in (
        (pagina, "identico"),
        (pagina.replace(b"<del>", b"<ins>").replace(b"</del>", b"</ins>"), "distinto"),
    ):
        flujo = io.BytesIO(traida)
        flujo.name = "a.html"
        assert paac.verificar(flujo, AHORA, FORMATO, **opciones).veredicto == veredicto


@pytest.mark.parametrize("tipo", ["html", "pdf"])
def test_lo_que_esta_a_la_vista_no_se_lee_como_un_plan(tipo: str, tmp_path: Path) -> None:
    pedido = paac.reporte(AHORA, FORMATO, corte=CORTE, anterior=ANTES, control_de_cambios=True)
    pedido.guardar(tmp_path / f"a.{tipo}")
    with pytest.raises(paac.ErrorDeEntrada, match="es un" if tipo == "pdf" else "página web"):
        paac.leer(tmp_path / f"a.{tipo}")


def test_de_un_mapa_de_riesgos_no_se_muestran() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="los de un plan, y mapa-v5 es de otra cosa"):
        paac.reporte(AHORA, "mapa-v5", anterior=ANTES, control_de_cambios=True)


def test_lo_publicado_es_de_la_misma_entidad() -> None:
    de_otra = paac.plan_desde_datos({**paac.datos_de(ANTES), "entidad": {"nombre": "Cajicá"}})
    with pytest.raises(paac.ErrorDeEntrada, match="es de 'Cajicá', y el plan es de 'Alcaldía"):
        paac.reporte(AHORA, FORMATO, anterior=de_otra, control_de_cambios=True)


def test_la_orden_lo_escribe(tmp_path: Path) -> None:
    for nombre, suyo in (("antes", ANTES), ("ahora", AHORA)):
        paac.guardar(suyo, tmp_path / f"{nombre}.json")
    salida = tmp_path / "cambios.docx"
    orden = ["generar", str(tmp_path / "ahora.json"), "--formato", FORMATO]
    orden += ["--corte", "2026-04-30", "--salida", str(salida)]
    assert main([*orden, "--anterior", str(tmp_path / "antes.json"), "--control-de-cambios"]) == 0
    assert salida.read_bytes() == marcado()
    assert main([*orden, "--control-de-cambios"]) == 1
