"""Un PDF firmado, por sus revisiones: lo que sólo lo firma pasa, y todo lo demás se dice."""

import functools
import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from asn1crypto import keys
from ayudas.firmas import CLAVE, Firmante, emitido, recuadros
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore

import paac_reportes as paac
from paac_reportes.firma import lugar
from paac_reportes.firma.hoja import Caja
from paac_reportes.firma.lugar import LugarDeFirma
from paac_reportes.prueba.revisiones import Revisiones, revisiones_de

PDF = emitido()
ANA = Firmante("Ana Pérez")
P12 = ANA.p12()
AUTORIDAD = Firmante("Autoridad", llave=rsa.generate_private_key(65537, 2048))
SELLA = DummyTimeStamper(AUTORIDAD.de_asn1, keys.PrivateKeyInfo.load(AUTORIDAD.llave_en_der))


@functools.cache
def firmado(pdf: bytes = PDF, *, visible: bool = False) -> bytes:
    return paac.firmar(pdf, P12, CLAVE, visible=visible)


def con_sello(pdf: bytes) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    escritor._update_meta = lambda: None  # type: ignore[method-assign]
    return bytes(PdfTimeStamper(SELLA).timestamp_pdf(escritor, "sha256").getvalue())


def con_dss(pdf: bytes) -> bytes:
    salida = io.BytesIO(pdf)
    lector = PdfFileReader(salida)
    firma = lector.embedded_signatures[0]
    DocumentSecurityStore.add_dss(salida, firma.pkcs7_content, certs=[ANA.de_asn1])
    return salida.getvalue()


# ------------------------------------------------------------------ lo que pasa

SOLO_FIRMAS: dict[str, Callable[[], bytes]] = {
    "invisible": firmado,
    "visible": lambda: firmado(visible=True),
    "las dos": lambda: firmado(firmado(visible=True)),
    "dos visibles": lambda: firmado(firmado(visible=True), visible=True),
    "con su paquete": lambda: firmado(emitido(con_datos=True), visible=True),
    "con sello de documento": lambda: con_sello(firmado(visible=True)),
}


@pytest.mark.una_de_cada
@pytest.mark.parametrize("caso", SOLO_FIRMAS)
def test_lo_que_solo_se_firma_pasa_y_se_sabe_como_era(caso: str) -> None:
    revisiones = revisiones_de(SOLO_FIRMAS[caso]())

    assert (revisiones.diferencias, revisiones.dudas) == ((), ())
    assert revisiones.solo_firmas
    assert revisiones.cuantas >= 2
    assert revisiones.primera in {PDF, emitido(con_datos=True)}


def test_sin_firmar_es_una_sola_revision() -> None:
    assert revisiones_de(PDF) == Revisiones(PDF, 1)


def test_las_pruebas_de_revocacion_pasan_si_no_cambian_los_metadatos(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(IncrementalPdfFileWriter, "_update_meta", lambda _: None)
    revisiones = revisiones_de(con_dss(firmado()))

    assert revisiones.cuantas == 3
    assert (revisiones.diferencias, revisiones.dudas) == ((), ())


def test_dentro_de_un_ciclo_de_eventos_tambien() -> None:
    import asyncio

    async def hacer() -> Revisiones:
        return revisiones_de(firmado())

    assert asyncio.run(hacer()).solo_firmas


# ------------------------------------------------------------------ lo que no


def _ref(escritor: IncrementalPdfFileWriter, objeto: generic.PdfObject) -> Any:
    return escritor.add_object(objeto)


def _numeros(*dichos: int) -> generic.ArrayObject:
    return generic.ArrayObject([generic.NumberObject(uno) for uno in dichos])


def _pagina(escritor: IncrementalPdfFileWriter) -> Any:
    return escritor.find_page_for_modification(0)[0]


def otro_contenido(escritor: IncrementalPdfFileWriter) -> None:
    """El de la página, redefinido."""
    contenido = _pagina(escritor).get_object().raw_get("/Contents")
    escritor.objects[0, contenido.idnum] = generic.StreamObject(stream_data=b"0 0 9 9 re f")


def otro_contenido_disfrazado(escritor: IncrementalPdfFileWriter) -> None:
    """Lo mismo, como si fuera una tabla de referencias."""
    contenido = _pagina(escritor).get_object().raw_get("/Contents")
    clase = {pdf_name("/Type"): pdf_name("/XRef")}
    escritor.objects[0, contenido.idnum] = generic.StreamObject(clase, stream_data=b"0 0 9 9 re f")


def contenido_agregado(escritor: IncrementalPdfFileWriter) -> None:
    pagina = _pagina(escritor)
    mas = _ref(escritor, generic.StreamObject(stream_data=b"0 0 9 9 re f"))
    suyo = pagina.get_object()
    suyo["/Contents"] = generic.ArrayObject([suyo.raw_get("/Contents"), mas])
    escritor.mark_update(pagina)


def otra_caja(escritor: IncrementalPdfFileWriter) -> None:
    pagina = _pagina(escritor)
    pagina.get_object()["/MediaBox"] = _numeros(0, 0, 9, 9)
    escritor.mark_update(pagina)


def _anotar(escritor: IncrementalPdfFileWriter, **claves: Any) -> None:
    nota = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Rect"): _numeros(0, 0, 900, 900),
            **{pdf_name(f"/{clave}"): valor for clave, valor in claves.items()},
        }
    )
    escritor.register_annotation(_pagina(escritor), _ref(escritor, nota))


def nota_que_tapa(escritor: IncrementalPdfFileWriter) -> None:
    _anotar(escritor, Subtype=pdf_name("/FreeText"), Contents=generic.pdf_string("otra cosa"))


def enlace(escritor: IncrementalPdfFileWriter) -> None:
    _anotar(escritor, Subtype=pdf_name("/Link"))


def campo_de_texto(escritor: IncrementalPdfFileWriter) -> None:
    _anotar(
        escritor,
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=generic.pdf_string("x"),
        V=generic.pdf_string("otra cosa"),
    )
    nuevo = _pagina(escritor).get_object()["/Annots"].raw_get(-1)
    if "/AcroForm" not in escritor.root:
        escritor.root["/AcroForm"] = generic.DictionaryObject(
            {pdf_name("/Fields"): generic.ArrayObject()}
        )
        escritor.update_root()
    campos = escritor.root["/AcroForm"]["/Fields"]
    campos.append(nuevo)
    escritor.update_container(campos)


def campo_sin_firmar(escritor: IncrementalPdfFileWriter) -> None:
    fields.append_signature_field(escritor, fields.SigFieldSpec("Vacio", box=(9, 9, 400, 400)))


def pagina_agregada(escritor: IncrementalPdfFileWriter) -> None:
    paginas = escritor.root["/Pages"]
    nueva = _ref(
        escritor,
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/Parent"): escritor.root.raw_get("/Pages"),
                pdf_name("/MediaBox"): _numeros(0, 0, 9, 9),
            }
        ),
    )
    paginas["/Kids"].append(nueva)
    paginas["/Count"] = generic.NumberObject(paginas["/Count"] + 1)
    escritor.update_container(paginas)


def al_abrir(escritor: IncrementalPdfFileWriter) -> None:
    accion = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("1")}
    escritor.root["/OpenAction"] = generic.DictionaryObject(accion)
    escritor.update_root()


def capas(escritor: IncrementalPdfFileWriter) -> None:
    escritor.root["/OCProperties"] = generic.DictionaryObject()
    escritor.update_root()


def otro_titulo(escritor: IncrementalPdfFileWriter) -> None:
    datos = escritor.trailer["/Info"]
    datos["/Title"] = generic.pdf_string("Otro informe")
    escritor.update_container(datos)


def otra_estructura(escritor: IncrementalPdfFileWriter) -> None:
    """Lo que un lector de pantalla dice, y no lo que se ve."""
    documento = escritor.root["/StructTreeRoot"]["/K"][0]
    documento["/ActualText"] = generic.pdf_string("otra cosa")
    escritor.update_container(documento)


def objeto_suelto(escritor: IncrementalPdfFileWriter) -> None:
    _ref(escritor, generic.StreamObject(stream_data=b"lo que se quiera guardar"))


def otra_fuente(escritor: IncrementalPdfFileWriter) -> None:
    """Los mismos códigos con otro dibujo."""
    fuentes = _pagina(escritor).get_object()["/Resources"]["/Font"]
    fuente = fuentes[min(fuentes)]
    fuente["/BaseFont"] = pdf_name("/Otra")
    escritor.update_container(fuente)


def formulario_que_se_redibuja(escritor: IncrementalPdfFileWriter) -> None:
    if "/AcroForm" not in escritor.root:
        escritor.root["/AcroForm"] = generic.DictionaryObject(
            {pdf_name("/Fields"): generic.ArrayObject()}
        )
    escritor.root["/AcroForm"]["/NeedAppearances"] = generic.BooleanObject(value=True)
    escritor.update_root()
    escritor.update_container(escritor.root["/AcroForm"])


def dss_con_otra_cosa(escritor: IncrementalPdfFileWriter) -> None:
    flujo = _ref(
        escritor,
        generic.StreamObject({pdf_name("/Subtype"): pdf_name("/Form")}, stream_data=b"x"),
    )
    listas = {pdf_name("/Certs"): generic.ArrayObject([flujo])}
    escritor.root["/DSS"] = _ref(escritor, generic.DictionaryObject(listas))
    escritor.update_root()


ATAQUES = [
    *(otro_contenido, otro_contenido_disfrazado, contenido_agregado, otra_caja, nota_que_tapa),
    *(enlace, campo_de_texto, campo_sin_firmar, pagina_agregada, al_abrir, capas, otro_titulo),
    *(otra_estructura, objeto_suelto, otra_fuente, formulario_que_se_redibuja, dss_con_otra_cosa),
]


def atacado(pdf: bytes, ataque: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    escritor._update_meta = lambda: None  # type: ignore[method-assign]
    ataque(escritor)
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()


@pytest.mark.una_de_cada("ataque", "cuando")
@pytest.mark.parametrize("ataque", ATAQUES, ids=lambda uno: uno.__name__)
@pytest.mark.parametrize("cuando", ["sin firmar", "después de firmar", "antes", "antes, visible"])
def test_lo_que_agrega_otra_cosa_no_pasa(
    ataque: Callable[[IncrementalPdfFileWriter], None], cuando: str
) -> None:
    hechos: dict[str, Callable[[], bytes]] = {
        "sin firmar": lambda: atacado(PDF, ataque),
        "después de firmar": lambda: atacado(firmado(visible=True), ataque),
        "antes": lambda: firmado(atacado(PDF, ataque)),
        "antes, visible": lambda: firmado(atacado(firmado(), ataque), visible=True),
    }
    try:
        pdf = hechos[cuando]()
    except paac.ErrorDeEntrada:  # no tiene ya dónde se vea la firma
        assert cuando == "antes, visible"
        return
    revisiones = revisiones_de(pdf)

    assert revisiones.primera == PDF
    assert revisiones.diferencias
    assert not revisiones.solo_firmas


def de_pyhanko(pdf: bytes, **caja: Any) -> bytes:
    """Firmado con pyHanko como él lo hace, metadatos aparte."""
    escritor = IncrementalPdfFileWriter(io.BytesIO(pdf))
    escritor._update_meta = lambda: None  # type: ignore[method-assign]
    quien = signers.SimpleSigner.load_pkcs12_data(P12, [], CLAVE.encode())
    pedido = signers.PdfSignatureMetadata(field_name="F")
    campo = fields.SigFieldSpec("F", **caja)
    hecho = signers.sign_pdf(escritor, pedido, quien, new_field_spec=campo)
    return bytes(hecho.getvalue())


def test_una_firma_visible_encima_de_lo_escrito_no_pasa() -> None:
    revisiones = revisiones_de(de_pyhanko(PDF, box=(100, 300, 700, 500)))

    assert any("sobre lo escrito" in una for una in revisiones.diferencias)


@pytest.mark.parametrize(
    ("caja", "sobre"),
    [
        ((100, 530, 290, 572), "lo escrito: «"),
        ((60, 0, 250, 600), "lo escrito: «"),
        ((30, 300, 60, 420), "una raya, un color o una imagen"),
        ((0, 0, 2000, 20), "se sale de la página"),
    ],
)
def test_el_recuadro_de_la_casa_tampoco_puede_tapar_lo_que_habia(
    caja: Caja, sobre: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lugar, "elegido", lambda *_: LugarDeFirma(0, caja))
    revisiones = revisiones_de(paac.firmar(PDF, P12, CLAVE, visible=True))

    assert [sobre in una for una in revisiones.diferencias] == [True]
    assert not revisiones.dudas


@pytest.mark.integracion
def test_una_firma_encima_de_otra_no_pasa(monkeypatch: pytest.MonkeyPatch) -> None:
    una = firmado(visible=True)
    puesta = recuadros(una)["Firma1"]
    monkeypatch.setattr(lugar, "elegido", lambda *_: LugarDeFirma(0, puesta[1]))

    assert any(
        "otra firma" in una
        for una in revisiones_de(paac.firmar(una, P12, CLAVE, visible=True)).diferencias
    )


@pytest.mark.parametrize("medidas", [(20, 20, 5), (20, 60.3, 15.7), (20, 150, 30)])
def test_un_recuadro_de_cualquier_tamano_se_vuelve_a_dibujar_igual(
    medidas: tuple[float, float, float],
) -> None:
    y, ancho, alto = medidas
    assert revisiones_de(paac.firmar(PDF, P12, CLAVE, caja=(1, 20, y, ancho, alto))).solo_firmas


def test_de_un_recuadro_que_dibuja_otro_no_se_sabe_que_dice() -> None:
    revisiones = revisiones_de(de_pyhanko(PDF, box=(600, 40, 790, 82)))

    assert revisiones.dudas
    assert not revisiones.solo_firmas


def test_la_invisible_de_otro_programa_pasa_si_no_trae_mas() -> None:
    assert revisiones_de(de_pyhanko(PDF)).solo_firmas


def test_los_metadatos_que_otro_programa_cambia_son_una_diferencia() -> None:
    escritor = IncrementalPdfFileWriter(io.BytesIO(PDF))
    quien = signers.SimpleSigner.load_pkcs12_data(P12, [], CLAVE.encode())
    hecho = signers.sign_pdf(escritor, signers.PdfSignatureMetadata(field_name="F"), quien)

    assert any("redefine" in una for una in revisiones_de(hecho.getvalue()).diferencias)


@pytest.mark.parametrize("cual", ["firma", "visible"])
def test_una_firma_que_no_es_de_lo_que_hay_no_pasa(cual: str) -> None:
    bueno = firmado(visible=cual == "visible")
    desde = bueno.index(b"/Contents <", len(PDF)) + len(b"/Contents <") + 400
    malo = bueno[:desde] + (b"00" if bueno[desde : desde + 2] != b"00" else b"11")
    malo += bueno[desde + 2 :]

    assert any("firma" in una for una in revisiones_de(malo).diferencias)


@pytest.mark.parametrize("donde", ["entre objetos", "al final", "antes de la tabla"])
def test_no_hay_bytes_de_nadie(donde: str) -> None:
    """Un objeto que ninguna tabla dice, y otro lector puede hallar."""
    suelto = b"\n1 0 obj\n<</Type/Pages>>\nendobj\n"
    bueno = firmado()
    if donde == "al final":
        malo = bueno + suelto
    else:
        ultima = bueno.rindex(b"xref", 0, bueno.rindex(b"startxref"))
        malo = _corrido(bueno, suelto) if donde == "entre objetos" else bueno[:ultima] + suelto
        malo += b"" if donde == "entre objetos" else bueno[ultima:]
    try:
        halladas = revisiones_de(malo)
    except paac.ErrorDeEntrada:
        return
    assert halladas.diferencias


def _corrido(pdf: bytes, suelto: bytes) -> bytes:
    """Lo suelto justo después de la primera revisión: los lugares de la tabla ya no son."""
    return pdf[: len(PDF)] + suelto + pdf[len(PDF) :]


def test_uno_escrito_de_nuevo_tiene_otra_primera_revision() -> None:
    escritor = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    salida = io.BytesIO()
    escritor.write(salida)
    revisiones = revisiones_de(firmado(salida.getvalue()))

    assert revisiones.primera != PDF


def test_lo_que_una_sombra_muestra_despues_no_pasa() -> None:
    """Lo preparado en la primera revisión se cambia por su tabla, sin redefinir ningún objeto."""
    lector = PdfFileReader(io.BytesIO(PDF))
    cuantos = int(lector.trailer["/Size"])
    inicio = PDF.index(b"stream\n") + 7
    raiz = lector.trailer.raw_get("/Root").idnum
    tabla = f"xref\n{raiz} 1\n{inicio:010d} 00000 n \ntrailer\n".encode()
    final = f"<</Size {cuantos}/Root {raiz} 0 R/Prev {lector.last_startxref}>>\n".encode()
    malo = PDF + tabla + final + f"startxref\n{len(PDF)}\n%%EOF\n".encode()
    try:
        halladas = revisiones_de(malo)
    except paac.ErrorDeEntrada:
        return
    assert halladas.diferencias


@pytest.mark.parametrize(
    "malo", [b"", b"%PDF-1.7", PDF[:3000], PDF[:-30], b"x" * 100, zlib.compress(PDF)]
)
def test_lo_que_no_se_deja_leer_se_dice(malo: bytes) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        revisiones_de(malo)
    assert [falla.codigo for falla in error.value.fallas] == ["archivo_danado"]


def test_cortado_en_cualquier_parte_no_pasa() -> None:
    entero = firmado()
    for hasta in range(len(PDF) + 1, len(entero) - 1, 97):
        try:
            halladas = revisiones_de(entero[:hasta])
        except paac.ErrorDeEntrada:
            continue
        assert not halladas.solo_firmas


@pytest.mark.integracion
def test_un_byte_cambiado_en_lo_agregado_no_pasa() -> None:
    entero = firmado()
    firma = re.search(rb"/Contents <[0-9A-Fa-f]+>", entero[len(PDF) :])
    assert firma is not None
    desde, hasta = (len(PDF) + uno for uno in firma.span())
    fuera = [*range(len(PDF), desde, 37), *range(hasta, len(entero) - 1, 37)]
    for cual in fuera:
        malo = entero[:cual] + bytes([entero[cual] ^ 1]) + entero[cual + 1 :]
        try:
            halladas = revisiones_de(malo)
        except paac.ErrorDeEntrada:
            continue
        assert not halladas.solo_firmas, cual
