"""Un PDF firmado se sigue probando: por su primera revisión, y porque lo demás son firmas."""

import io
from hashlib import sha256

import pytest
from ayudas.planes import CORTE, FORMATO, plan

pytest.importorskip("pyhanko", reason="falta pyHanko (pip install '.[firma]')")

from ayudas.firmas import CLAVE, Firmante

import paac_reportes as paac
from paac_reportes.prueba.acta import Hecho, renglon_de


@pytest.fixture(scope="module")
def emitido() -> bytes:
    return paac.emitir(plan(), FORMATO, "pdf", corte=CORTE)


@pytest.fixture(scope="module")
def firmado(emitido: bytes) -> bytes:
    return paac.firmar(emitido, Firmante().p12(), CLAVE)


@pytest.fixture
def acta(emitido: bytes) -> bytes:
    archivos = {"informe.pdf": sha256(emitido).hexdigest()}
    return renglon_de(Hecho(clave="informe", archivos=archivos, corte=CORTE))


def test_firmado_dice_lo_mismo_por_su_acta_y_por_los_datos(firmado: bytes, acta: bytes) -> None:
    assert paac.verificar(io.BytesIO(firmado), acta=acta).veredicto == "dice_lo_mismo"
    de_nuevo = paac.verificar(io.BytesIO(firmado), plan(), FORMATO, corte=CORTE)
    assert de_nuevo.veredicto == "dice_lo_mismo"


def test_con_algo_despues_de_la_firma_no_pasa(firmado: bytes, acta: bytes) -> None:
    assert not paac.verificar(io.BytesIO(firmado + b"\n% FALSO\n"), acta=acta).pasa


def test_la_firma_de_otro_archivo_no_es_del_acta(acta: bytes) -> None:
    otro = paac.emitir(plan(vigencia=2027), FORMATO, "pdf", corte=CORTE)
    ajeno = paac.firmar(otro, Firmante().p12(), CLAVE)
    with pytest.raises(paac.ErrorDeEntrada, match=r"informe\.pdf"):
        paac.verificar(io.BytesIO(ajeno), acta=acta)
