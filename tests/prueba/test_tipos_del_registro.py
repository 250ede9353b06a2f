"""Lo que se verifica sale de la lista de los escritores: uno que se agregue ahí ya se conoce."""

import io
import sys
import types
import zipfile

import pytest
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.escritores.registro import ESCRITORES, Escritor

NOTA = "paac-nota"
PARTE = "nota/texto.txt"


def _de_renglon(_: object, __: object) -> bytes:
    return b"Nota de " + NOTA.encode()


def _de_paquete(_: object, __: object) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        paquete.writestr(zipfile.ZipInfo(PARTE), _de_renglon(None, None))
    return salida.getvalue()


@pytest.fixture(autouse=True)
def _dos_escritores_mas(monkeypatch: pytest.MonkeyPatch) -> None:
    """El de un archivo que se conoce por su comienzo, y el de un comprimido."""
    modulo = types.ModuleType("nota")
    vars(modulo).update(renglon=_de_renglon, paquete=_de_paquete)
    monkeypatch.setitem(sys.modules, "paac_reportes.escritores.nota", modulo)
    nuevos = {
        "nota": Escritor("nota:renglon", None, "text/x-nota", nombre="nota", comienzo=b"NOTA DE"),
        "notas": Escritor(
            "nota:paquete", None, "application/x-nota", nombre="notas", parte=PARTE,
            bibliotecas=("attrs",),
        ),
    }  # fmt: skip
    for tipo, escritor in nuevos.items():
        monkeypatch.setitem(ESCRITORES, tipo, escritor)


def flujo(contenido: bytes, nombre: str) -> io.BytesIO:
    abierto = io.BytesIO(contenido)
    abierto.name = nombre
    return abierto


def verificado(contenido: bytes, nombre: str) -> paac.tipos.Certificado:
    return paac.verificar(flujo(contenido, nombre), paac.reporte(plan(), FORMATO, corte=CORTE))


@pytest.mark.parametrize("tipo", ["nota", "notas"])
@pytest.mark.parametrize("nombre", ["informe.{}", "sin extensión"])
def test_lo_suyo_se_conoce_y_es_identico(tipo: str, nombre: str) -> None:
    contenido = paac.reporte(plan(), FORMATO, corte=CORTE).emitir(tipo).contenido

    certificado = verificado(contenido, nombre.format(tipo))

    assert (certificado.tipo, certificado.veredicto) == (tipo, "identico")


@pytest.mark.parametrize("tipo", ["nota", "notas"])
def test_lo_suyo_con_el_nombre_de_otro_se_dice(tipo: str) -> None:
    contenido = paac.reporte(plan(), FORMATO, corte=CORTE).emitir(tipo).contenido

    with pytest.raises(paac.ErrorDeEntrada, match=rf"se llama \.pdf y es un \.{tipo};"):
        verificado(contenido, "informe.pdf")


def test_la_biblioteca_con_que_se_escribe_va_en_el_certificado() -> None:
    versiones = verificado(_de_paquete(None, None), "a.notas").versiones

    assert {"attrs", "zlib"} <= versiones.keys()
    assert "babel" not in versiones  # de un documento sin textos compuestos no depende


def test_entre_los_que_se_verifican_se_nombran_todos() -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"se verifican .*\.zip, \.nota, \.notas"):
        verificado(b"GIF8", "a.gif")
