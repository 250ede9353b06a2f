"""El PDF que lleva adentro el paquete de datos de su plan."""

import io
import zipfile
from pathlib import Path

import pytest
from ayudas.planes import FORMATO, actividad, componente, datos
from pypdf import PdfReader

import paac_reportes as paac
from paac_reportes.cli import main

PLAN = paac.desde_datos(
    datos(
        componente(actividad(descripcion="Llamar al 310 123 4567")),
        entidad={"nombre": "MUNICIPIO DE PRUEBA", "correo": "alcaldia@prueba.gov.co"},
    )
).contenido


def adjuntos(pdf: bytes) -> dict[str, bytes]:
    """Los de un PDF; ``pypdf`` los da en listas, que un nombre puede repetirse."""
    return {nombre: suyo for nombre, (suyo,) in PdfReader(io.BytesIO(pdf)).attachments.items()}


def norma(pdf: bytes) -> str:
    metadatos = PdfReader(io.BytesIO(pdf)).xmp_metadata
    assert metadatos is not None
    raiz = metadatos.rdf_root.toxml()
    return "3a" if "<pdfaid:part>3<" in raiz else "2a" if "<pdfaid:part>2<" in raiz else ""


@pytest.mark.parametrize("publico", [False, True])
def test_lleva_los_mismos_datos_que_se_emiten_aparte(publico: bool) -> None:  # noqa: FBT001
    reporte = paac.reporte(PLAN, FORMATO, con_datos=True)
    reporte = reporte.publico() if publico else reporte
    pdf = reporte.emitir("pdf").contenido
    paquete = reporte.emitir("zip")

    assert adjuntos(pdf) == {paquete.nombre: paquete.contenido}
    assert norma(pdf) == "3a"
    with zipfile.ZipFile(io.BytesIO(paquete.contenido)) as leido:
        dichos = b"".join(leido.read(nombre) for nombre in leido.namelist())
    for oculto in (b"310 123 4567", b"alcaldia@prueba.gov.co"):
        assert (oculto in dichos) is not publico


@pytest.mark.integracion
def test_sin_pedirlo_no_lleva_nada_y_las_demas_salidas_no_cambian() -> None:
    suelto, con_datos = (paac.reporte(PLAN, FORMATO, con_datos=con) for con in (False, True))

    assert adjuntos(suelto.emitir("pdf").contenido) == {}
    assert norma(suelto.emitir("pdf").contenido) == "2a"
    for tipo in ("docx",):
        assert suelto.emitir(tipo).contenido == con_datos.emitir(tipo).contenido


def test_el_mismo_pedido_da_los_mismos_bytes() -> None:
    uno, otro = (
        paac.reporte(PLAN, FORMATO, con_datos=True).emitir("pdf").contenido for _ in range(2)
    )

    assert uno == otro


def test_el_de_unas_filas_propias_lleva_su_csv() -> None:
    formato = paac.formato_de_columnas("Una", {"codigo": "Código"})
    reporte = paac.reporte(PLAN, formato, filas=[{"codigo": "1"}], con_datos=True)

    (adjunto,) = adjuntos(reporte.emitir("pdf").contenido).values()

    assert adjunto == b"\xef\xbb\xbfcodigo\r\n1\r\n"


def test_un_si_o_un_no() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="con_datos"):
        paac.reporte(PLAN, FORMATO, con_datos="sí")


def test_la_orden_lo_pide(tmp_path: Path) -> None:
    entrada, salida = tmp_path / "plan.json", tmp_path / "a.pdf"
    entrada.write_bytes(paac.reporte(PLAN, FORMATO).emitir("json").contenido)
    pedido = ["generar", str(entrada), "--formato", FORMATO, "--salida", str(salida)]

    assert main([*pedido, "--con", "con-datos=si"]) == 0
    assert len(adjuntos(salida.read_bytes())) == 1
