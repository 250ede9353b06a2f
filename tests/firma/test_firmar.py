"""``paac.firmar``: qué firma, qué queda igual y qué no se firma."""

import io
import sys
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from asn1crypto import keys, tsp
from ayudas.firmas import CLAVE, Firmante, emitido, estados
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.sign import fields
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

import paac_reportes as paac
from paac_reportes.cli import main

PDF = emitido()
ANA, LUIS = Firmante("Ana Pérez"), Firmante("Luis Gómez")
P12 = ANA.p12()


def codigo(**cambios: Any) -> str:
    """El de la falla que da firmar con algo malo; su mensaje no dice la clave."""
    pedido: dict[str, Any] = {"pdf": PDF, "pkcs12": P12, "clave": CLAVE} | cambios
    with pytest.raises(paac.ErrorPaac) as error:
        paac.firmar(**pedido)
    (falla,) = error.value.fallas
    assert CLAVE not in str(error.value)
    return falla.codigo


def cifrado() -> bytes:
    escritor = PdfWriter(clone_from=io.BytesIO(PDF))
    escritor.encrypt("x", algorithm="AES-256")
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()


# ------------------------------------------------------------------ lo que firma


@pytest.mark.parametrize("visible", [False, True])
@pytest.mark.parametrize("con_datos", [False, True])
def test_la_firma_vale_y_lo_que_habia_queda_byte_por_byte(
    visible: bool,  # noqa: FBT001
    con_datos: bool,  # noqa: FBT001
) -> None:
    antes = emitido(con_datos=con_datos)
    firmado = paac.firmar(antes, P12, CLAVE, visible=visible)
    (estado,) = estados(firmado, ANA)

    assert firmado.startswith(antes)
    assert firmado.endswith(b"\n")
    assert estado.bottom_line
    assert not estados(firmado, LUIS)[0].bottom_line


def test_es_pades_y_no_trae_mas_que_la_firma() -> None:
    firmado = paac.firmar(PDF, P12, CLAVE)
    lector = PdfReader(io.BytesIO(firmado))
    (campo,) = (lector.get_fields() or {}).values()
    firma = campo["/V"]

    assert campo["/T"] == "Firma1"
    assert firma["/SubFilter"] == "/ETSI.CAdES.detached"
    assert lector.metadata == PdfReader(io.BytesIO(PDF)).metadata
    assert sum(firma["/ByteRange"][2:]) == len(firmado)


@pytest.mark.integracion
def test_otra_firma_es_otra_revision_y_las_dos_valen() -> None:
    una = paac.firmar(PDF, P12, CLAVE)
    dos = paac.firmar(una, LUIS.p12(), CLAVE, visible=True)
    tres = paac.firmar(dos, P12, CLAVE, visible=True)

    assert dos.startswith(una)
    assert [uno.intact and uno.valid for uno in estados(tres, ANA, LUIS)] == [True] * 3
    assert list(PdfReader(io.BytesIO(tres)).get_fields() or ()) == ["Firma1", "Firma2", "Firma3"]


def test_la_visible_dice_de_quien_es_y_un_lector_de_pantalla_la_lee() -> None:
    firmado = paac.firmar(PDF, P12, CLAVE, visible=True)
    pagina = PdfReader(io.BytesIO(firmado)).pages[-1]
    (campo,) = (uno.get_object() for uno in pagina["/Annots"])  # type: ignore[attr-defined]

    assert campo["/TU"] == "Firma digital de Ana Pérez"
    assert campo["/StructParent"] == len(PdfReader(io.BytesIO(PDF)).pages)


@pytest.mark.parametrize("nombre", ["N" * 64, "Ωмега 山", 'a"#[b]\\$', "  x  "])
def test_cualquier_nombre_se_firma_visible(nombre: str) -> None:
    quien = Firmante(nombre)
    assert estados(paac.firmar(PDF, quien.p12(), CLAVE, visible=True), quien)[0].bottom_line


def test_por_ruta_o_por_flujo_es_lo_mismo(tmp_path: Path) -> None:
    pdf, llave = tmp_path / "a.pdf", tmp_path / "a.p12"
    pdf.write_bytes(PDF)
    llave.write_bytes(P12)

    assert estados(paac.firmar(pdf, str(llave), CLAVE.encode()), ANA)[0].bottom_line
    assert estados(paac.firmar(io.BytesIO(PDF), io.BytesIO(P12), CLAVE), ANA)[0].bottom_line


def test_una_llave_sin_proteger_se_abre_sin_clave() -> None:
    assert estados(paac.firmar(PDF, ANA.p12(None), ""), ANA)[0].bottom_line


# ------------------------------------------------------------------ el sello de tiempo


class Respuesta(io.BytesIO):
    """Lo que abre ``urlopen``."""


@pytest.fixture
def autoridad(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Una de mentiras; las direcciones a que se le preguntó."""
    quien = Firmante("Autoridad", llave=rsa.generate_private_key(65537, 2048))
    sella = DummyTimeStamper(quien.de_asn1, keys.PrivateKeyInfo.load(quien.llave_en_der))
    preguntas: list[str] = []

    def abrir(pedido: Any, timeout: float) -> Respuesta:
        preguntas.append(pedido.full_url)
        pregunta = tsp.TimeStampReq.load(pedido.data)
        return Respuesta(sella.request_tsa_response(pregunta).dump())

    monkeypatch.setattr("paac_reportes.firma.sello.urlopen", abrir)
    return preguntas


@pytest.mark.integracion
def test_el_sello_va_solo_si_se_pide(autoridad: list[str]) -> None:
    sin = estados(paac.firmar(PDF, P12, CLAVE), ANA)[0]
    assert autoridad == []
    con = estados(paac.firmar(PDF, P12, CLAVE, sello_de_tiempo="https://sella.example/"), ANA)[0]

    assert set(autoridad) == {"https://sella.example/"}
    assert sin.timestamp_validity is None
    assert con.timestamp_validity.intact
    assert con.timestamp_validity.valid


@pytest.mark.parametrize(
    "respuesta",
    [
        OSError("no hay red"),
        TimeoutError(),
        HTTPException("mala"),
        b"",
        b"<html>",
        b"0\x03\x02\x01",
    ],
)
def test_si_la_autoridad_no_da_el_sello_se_dice(
    respuesta: Exception | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def abrir(_pedido: object, timeout: float) -> Respuesta:
        if isinstance(respuesta, Exception):
            raise respuesta
        return Respuesta(respuesta)

    monkeypatch.setattr("paac_reportes.firma.sello.urlopen", abrir)
    assert codigo(sello_de_tiempo="http://sella.example") == "sin_sello_de_tiempo"


@pytest.mark.parametrize("direccion", ["", "sella.example", "file:///etc/passwd", "ftp://a"])
def test_solo_se_le_pregunta_a_una_direccion_web(direccion: str) -> None:
    assert codigo(sello_de_tiempo=direccion) == "argumento_invalido"


# ------------------------------------------------------------------ lo que no sirve


@pytest.mark.parametrize(
    ("cambios", "esperado"),
    [
        ({"clave": ""}, "clave_equivocada"),
        ({"clave": "otra"}, "clave_equivocada"),
        ({"clave": None}, "argumento_invalido"),
        ({"pkcs12": b""}, "llave_invalida"),
        ({"pkcs12": b"no lo es"}, "llave_invalida"),
        ({"pkcs12": PDF}, "llave_invalida"),
        ({"pkcs12": P12[:-10]}, "llave_invalida"),
        ({"pkcs12": ANA.p12(con_llave=False)}, "llave_invalida"),
        ({"pkcs12": Firmante(desde=1990, hasta=1991).p12()}, "certificado_sin_vigencia"),
        ({"pkcs12": Firmante(desde=2090, hasta=2100).p12()}, "certificado_sin_vigencia"),
        ({"pdf": b""}, "archivo_vacio"),
        ({"pdf": b"PK\x03\x04"}, "archivo_de_otra_clase"),
        ({"pdf": b"%PDF-1.7\n"}, "archivo_danado"),
        ({"pdf": PDF[: len(PDF) // 2]}, "archivo_danado"),
        ({"pdf": cifrado()}, "archivo_cifrado"),
        ({"pdf": "no-esta.pdf"}, "archivo_no_existe"),
        ({"pkcs12": "no-esta.p12"}, "archivo_no_existe"),
        ({"visible": "sí"}, "argumento_invalido"),
    ],
)
def test_lo_malo_tiene_su_codigo(cambios: dict[str, Any], esperado: str) -> None:
    assert codigo(**cambios) == esperado


def test_vencido_y_por_regir_dicen_desde_cuando() -> None:
    vencido, por_regir = Firmante(desde=1990, hasta=1991), Firmante(desde=2090, hasta=2100)
    with pytest.raises(paac.ErrorDeEntrada, match="venció el 01/01/1991"):
        paac.firmar(PDF, vencido.p12(), CLAVE)
    with pytest.raises(paac.ErrorDeEntrada, match="rige desde el 01/01/2090"):
        paac.firmar(PDF, por_regir.p12(), CLAVE)


def test_el_que_esta_certificado_y_no_admite_mas_no_se_firma() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    quien = signers.SimpleSigner.load_pkcs12_data(P12, [], CLAVE.encode())
    pedido = signers.PdfSignatureMetadata(
        field_name="C", certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES
    )
    certificado = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(PDF)), pedido, quien)

    assert codigo(pdf=certificado.getvalue()) == "firma_no_admitida"


def test_sin_el_extra_se_dice_como_se_instala(monkeypatch: pytest.MonkeyPatch) -> None:
    for cargado in [uno for uno in sys.modules if uno.startswith("paac_reportes.firma")]:
        monkeypatch.delitem(sys.modules, cargado)
    for pedido in [uno for uno in sys.modules if uno.partition(".")[0] == "pyhanko"]:
        monkeypatch.setitem(sys.modules, pedido, None)

    with pytest.raises(paac.ErrorDeEntorno, match=r"para firmar .* del extra \[firma\]"):
        paac.firmar(PDF, P12, CLAVE)


# ------------------------------------------------------------------ la orden


@pytest.fixture
def carpeta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "a.p12").write_bytes(P12)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAAC_CLAVE", CLAVE)
    return tmp_path


ORDEN = ("firmar", "a.pdf", "--llave", "a.p12", "--salida")


def test_la_orden_toma_la_clave_del_entorno(
    carpeta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ORDEN, "b.pdf", "--caja", "1,20,30.5,60,15"]) == 0
    assert capsys.readouterr().out == "b.pdf\n"
    assert estados((carpeta / "b.pdf").read_bytes(), ANA)[0].bottom_line
    assert (carpeta / "a.pdf").read_bytes() == PDF


def test_o_la_pregunta_si_hay_quien_responda(
    carpeta: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAAC_CLAVE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _: CLAVE)

    assert main([*ORDEN, "b.pdf"]) == 0
    assert estados((carpeta / "b.pdf").read_bytes(), ANA)[0].bottom_line


@pytest.mark.parametrize("clave", [None, "otra clave"])
def test_si_falla_no_se_escribe_nada_ni_se_dice_la_clave(
    clave: str | None,
    carpeta: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (carpeta / "b.pdf").write_bytes(b"lo de antes")
    if clave is None:
        monkeypatch.delenv("PAAC_CLAVE")
    else:
        monkeypatch.setenv("PAAC_CLAVE", clave)

    assert main([*ORDEN, "b.pdf"]) == 1
    dicho = capsys.readouterr()
    assert "a.p12: " in dicho.err
    assert "otra clave" not in dicho.err
    assert dicho.out == ""
    assert (carpeta / "b.pdf").read_bytes() == b"lo de antes"
    assert sorted(uno.name for uno in carpeta.iterdir()) == ["a.p12", "a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("argumentos", "dice"),
    [
        ([*ORDEN, "a.pdf"], "a.pdf es un archivo que se lee"),
        ([*ORDEN, "b.txt"], "se esperaba un archivo .pdf"),
        (["firmar", "a.pdf", "--salida", "b.pdf"], "--llave"),
        ([*ORDEN, "b.pdf", "--clave", "x"], "--clave"),
        ([*ORDEN, "b.pdf", "--caja", "1,20,30"], "como 2,20,30,60,15"),
        ([*ORDEN, "b.pdf", "--caja", "uno,2,3,4,5"], "PÁGINA,X,Y,ANCHO,ALTO"),
        (["firmar", "-", "--llave", "-", "--salida", "b.pdf"], "la entrada se lee una sola vez"),
    ],
)
@pytest.mark.usefixtures("carpeta")
def test_lo_mal_escrito_se_dice(
    argumentos: list[str], dice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(argumentos)
    assert dice in capsys.readouterr().err
