"""Las cinco salidas muestran la misma imagen, derecha, venga como venga y entre por donde entre."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.fotos import AUTOR, LUGAR, VUELTAS, abierta, de_un_telefono, dibujo, guardada
from ayudas.lectores import partes, xml
from ayudas.membretes import membrete_sencillo
from ayudas.paquetes_a_mano import con_partes, en_bytes
from ayudas.planes import actividad, componente
from PIL import Image, ImageOps

import paac_reportes as paac

TIPOS = ("docx", "xlsx", "html", "pdf")
DE_IMAGENES: list[dict[str, Any]] = [
    {
        "tipo": "imagen",
        "imagen": "entidad.escudo",
        "texto_alternativo": "Escudo",
        "alto": 20,
        "en": ["documento", "libro"],
    },
    {
        "tipo": "firmas",
        "texto": "{{ firma.nombre }}",
        "en": ["documento", "libro"],
    },
]


def vistas(contenido: bytes, tipo: str) -> list[Image.Image]:
    """Las imágenes que un archivo lleva, decodificadas por otro; cada una, una vez."""
    if tipo == "pdf":
        paginas = pypdf.PdfReader(io.BytesIO(contenido)).pages
        datos = [_de_un_pdf(una) for pagina in paginas for una in pagina.images]
    elif tipo == "html":
        escritas = re.findall(rb"data:image/\w+;base64,([A-Za-z0-9+/=]+)", contenido)
        datos = [*map(base64.b64decode, dict.fromkeys(escritas))]
    else:
        suyas = partes(contenido)
        datos = [suya for nombre, suya in suyas.items() if "/media/" in nombre]
    return [abierta(uno).convert("RGB") for uno in datos]


def _de_un_pdf(imagen: Any) -> bytes:
    """Una JPEG, como está: quien la saca la escribe otra vez."""
    objeto = imagen.indirect_reference.get_object()
    como_esta: bytes = objeto._data if objeto["/Filter"] == "/DCTDecode" else imagen.data
    return como_esta


def derecha(datos: bytes) -> Image.Image:
    return ImageOps.exif_transpose(abierta(datos)).convert("RGB")


def son_las_mismas(unas: list[Image.Image], otras: list[Image.Image]) -> bool:
    def puntos(imagenes: list[Image.Image]) -> list[tuple[Any, bytes]]:
        return sorted((una.size, una.tobytes()) for una in imagenes)

    return puntos(unas) == puntos(otras)


def emitidas(plan: paac.Plan, propio: Any, *, publico: bool = False) -> Iterator[tuple[str, bytes]]:
    pedido = paac.reporte(plan, propio)
    reporte = pedido.publico() if publico else pedido
    for tipo in TIPOS:
        yield tipo, reporte.emitir(tipo).contenido


def con_imagenes(escudo: bytes, firma: bytes) -> paac.Plan:
    firmas = [{"rol": "Elaboró", "nombre": "Ana", "imagen": firma}]
    return plan_de(actividad(), entidad={"nombre": "M", "escudo": escudo}, firmas=firmas)


@pytest.mark.parametrize(
    ("escudo", "firma"),
    [
        (guardada(dibujo("CMYK"), "JPEG"), de_un_telefono(6)),
        (guardada(dibujo("LA"), "TIFF", 8), guardada(dibujo("P"), "GIF")),
        (guardada(dibujo("RGB"), "BMP"), guardada(dibujo("RGB"), "WEBP", 5)),
    ],
)
def test_las_salidas_llevan_la_misma_imagen_derecha(escudo: bytes, firma: bytes) -> None:
    en_blanco = Image.new("RGB", derecha(escudo).size, "white")
    for tipo, contenido in emitidas(con_imagenes(escudo, firma), formato(*DE_IMAGENES)):
        halladas = [una for una in vistas(contenido, tipo) if una.mode == "RGB"]
        esperadas = [derecha(escudo), derecha(firma)]
        if tipo == "pdf":  # la transparencia de una imagen va en otra
            halladas = [una for una in halladas if una.size in {e.size for e in esperadas}]
        assert en_blanco not in halladas
        assert all(any(son_las_mismas([e], [una]) for una in halladas) for e in esperadas), tipo


@pytest.mark.parametrize("vuelta", VUELTAS)
def test_lo_que_ocupa_es_de_la_imagen_girada(vuelta: int) -> None:
    plan = con_imagenes(guardada(dibujo(), "JPEG", vuelta), de_un_telefono(vuelta))
    ancho, alto = derecha(guardada(dibujo(), "JPEG", vuelta)).size
    for tipo, contenido in emitidas(plan, formato(*DE_IMAGENES)):
        if tipo in {"docx", "xlsx"}:
            cual = "word/document.xml" if tipo == "docx" else "xl/drawings/drawing1.xml"
            lados = [(int(e.get("cx") or 0), int(e.get("cy") or 0)) for e in xml(contenido, cual).iter() if e.tag.endswith("}ext") and e.get("cx")]  # fmt: skip
            assert lados
            for suyo_ancho, suyo_alto in lados:
                assert suyo_ancho / suyo_alto == pytest.approx(ancho / alto, rel=0.02)
        elif tipo == "html":
            dicho = re.search(rb"width: ?([\d.]+)mm; ?height: ?([\d.]+)mm", contenido)
            if dicho:
                assert float(dicho[1]) / float(dicho[2]) == pytest.approx(ancho / alto, rel=0.02)


def test_la_de_un_formato_y_la_de_su_encabezado_tambien() -> None:
    foto = guardada(dibujo(ancho=30), "WEBP", 6)
    celda = {"imagen": foto, "texto_alternativo": "Logo"}
    propio = formato(
        {"tipo": "imagen", "imagen": foto, "texto_alternativo": "Foto"},
        encabezado={"anchos": [100], "filas": [[celda]]},
    )
    for tipo, contenido in emitidas(plan_de(actividad()), propio):
        if tipo != "xlsx":
            assert any(son_las_mismas([una], [derecha(foto)]) for una in vistas(contenido, tipo))


def en_membrete(datos: bytes) -> bytes:
    word, puesta = membrete_sencillo(), guardada(dibujo(), "PNG")
    word.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(puesta))
    hecho = en_bytes(word)
    (nombre,) = (parte for parte, suya in partes(hecho).items() if suya == puesta)
    return con_partes(hecho, {nombre: datos})


@pytest.mark.integracion
def test_la_de_un_membrete_sale_como_en_su_word() -> None:
    """Word no gira una foto por lo que dijo su cámara: quien la puso ya la vio así."""
    for datos in (guardada(dibujo("CMYK"), "JPEG", 6), guardada(dibujo(), "JPEG", 6)):
        propio = formato({"tipo": "parrafo", "texto": "Hola"}, membrete=en_membrete(datos))
        for tipo, contenido in emitidas(plan_de(actividad()), propio):
            if tipo in {"html", "pdf"}:
                (vista,) = [una for una in vistas(contenido, tipo) if una.size == (20, 12)]
                assert son_las_mismas([vista], [abierta(datos).convert("RGB")])


def test_la_que_no_necesita_nada_va_en_cada_paquete_byte_por_byte() -> None:
    foto = guardada(dibujo(), "JPEG", 1)
    for tipo, contenido in emitidas(con_imagenes(foto, foto), formato(*DE_IMAGENES)):
        if tipo == "html":
            assert base64.b64encode(foto) in contenido
        elif tipo != "pdf":
            assert foto in partes(contenido).values()


def test_los_datos_guardan_la_que_llego() -> None:
    foto = guardada(dibujo(), "WEBP", 6)
    plan = con_imagenes(foto, foto)
    escrito = paac.reporte(plan, formato(*DE_IMAGENES)).emitir("json").contenido
    vuelto = paac.desde_datos(json.loads(escrito)).contenido

    assert plan.entidad.escudo == vuelto.entidad.escudo == foto
    assert b"data:image/webp;base64," in escrito


# ------------------------------------------------------------------ lo que no se admite


def test_lo_que_no_se_admite_se_dice_al_llegar_con_su_lugar(tmp_path: Path) -> None:
    heic = b"\0\0\0\x18ftypheic" + bytes(20)
    firmas = [{"rol": "Elaboró", "nombre": "Ana", "imagen": heic}]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        plan_de(actividad(), entidad={"nombre": "M", "escudo": heic[:-1]}, firmas=firmas)
    motivo = (
        "se esperaba una imagen PNG, JPEG, WebP, TIFF, GIF o BMP entera, llegó una HEIC, que es de"
        " teléfono; ábrala y guárdela como PNG o JPEG"
    )
    assert [str(falla) for falla in error.value.fallas] == [
        f"entidad.escudo: {motivo}",
        f"firmas[0].imagen: {motivo}",
    ]
    (tmp_path / "escudo.heic").write_bytes(heic)
    suyo = {"entidad": {"nombre": "M", "escudo": "escudo.heic"}, "componentes": [componente()]}
    (tmp_path / "plan.json").write_text(json.dumps(suyo), "utf-8")
    with pytest.raises(paac.ErrorDeEntrada, match=r"entidad\.escudo: .*llegó una HEIC"):
        paac.leer(tmp_path / "plan.json").sin_dudas()
    with pytest.raises(paac.ErrorDeFormato, match=r"cuerpo\[0\]\.imagen: .*llegó una HEIC"):
        formato({"tipo": "imagen", "imagen": heic, "texto_alternativo": "x"})


# ------------------------------------------------------------------ para publicar


def todo_lo_de(contenido: bytes) -> bytes:
    """Lo que un archivo lleva, también dentro de lo comprimido."""
    if contenido.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(contenido)) as comprimido:
            return b"".join(todo_lo_de(comprimido.read(n)) for n in comprimido.namelist())
    en_texto = re.findall(rb"base64,([A-Za-z0-9+/=]+)", contenido)
    return contenido + b"".join(map(base64.b64decode, en_texto))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("vuelta", [1, 6])
def test_lo_publico_no_dice_el_autor_ni_el_lugar_de_ninguna_foto(vuelta: int) -> None:
    foto = de_un_telefono(vuelta)
    bloques = *DE_IMAGENES, {"tipo": "imagen", "imagen": foto, "texto_alternativo": "Foto"}
    # Sobre un membrete, el PDF es el de su Word.
    propio, de_pdf = formato(*bloques, membrete=en_membrete(foto)), formato(*bloques)
    dicho = AUTOR.encode(), LUGAR.encode()
    for publico in (False, True):
        for tipo in ("docx", "xlsx", "html", "json", *(["pdf"] if vuelta == 1 else ())):
            en_el_suyo = de_pdf if tipo == "pdf" else propio
            reporte = paac.reporte(con_imagenes(foto, foto), en_el_suyo)
            reporte = reporte.publico() if publico else reporte
            todo = todo_lo_de(reporte.emitir(tipo).contenido)
            assert not publico or not any(uno in todo for uno in dicho), tipo
            if not publico and (tipo in {"docx", "json"} or (vuelta == 1 and tipo != "pdf")):
                assert all(uno in todo for uno in dicho), tipo


def test_lo_publico_lleva_los_mismos_puntos() -> None:
    foto = de_un_telefono(6)
    for tipo, contenido in emitidas(con_imagenes(foto, foto), formato(*DE_IMAGENES), publico=True):
        halladas = vistas(contenido, tipo)
        assert halladas
        assert all(son_las_mismas([una], [derecha(foto)]) for una in halladas), tipo


def test_la_version_de_pillow_esta_en_el_acta() -> None:
    from paac_reportes.prueba.acta import versiones_de

    for tipo in TIPOS:
        assert "pillow" in versiones_de([tipo])
    assert "pillow" not in versiones_de(["json"])
