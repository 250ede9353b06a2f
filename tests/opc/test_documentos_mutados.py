"""Un documento estropeado se lee o se dice que está dañado: nunca falla de otro modo."""

import io
import random
import re
from contextlib import suppress
from functools import cache

import pytest
from ayudas.lectores import partes
from ayudas.paquetes_a_mano import comprimir
from ayudas.planes import CORTE, FORMATO, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento

VECES = 60


@cache
def bueno(tipo: str) -> bytes:
    """Un documento de la biblioteca."""
    uno = plan(componente(), componente(tramites=[tramite()], numero=2))
    return paac.reporte(uno, FORMATO, corte=CORTE).emitir(tipo).contenido


def se_lee_o_se_dice(contenido: bytes) -> None:
    """Cualquier otro error, o un aviso de Python, hace fallar la prueba."""
    with suppress(paac.ErrorDeEntrada):
        assert ver_documento(io.BytesIO(contenido)).tipo in {"docx", "xlsx"}


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_bytes_cambiados(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311 - no es un secreto
    for _ in range(VECES):
        contenido = bytearray(bueno(tipo))
        for _ in range(azar.randint(1, 8)):
            contenido[azar.randrange(len(contenido))] = azar.randrange(256)
        se_lee_o_se_dice(bytes(contenido))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_el_directorio_del_zip_cambiado(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    directorio = bueno(tipo).index(b"PK\x01\x02")
    for _ in range(VECES):
        contenido = bytearray(bueno(tipo))
        contenido[azar.randrange(directorio, len(contenido))] = azar.randrange(256)
        se_lee_o_se_dice(bytes(contenido))


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_cortado_por_donde_sea(tipo: str) -> None:
    contenido = bueno(tipo)
    for corte in range(0, len(contenido), max(1, len(contenido) // VECES)):
        se_lee_o_se_dice(contenido[:corte])


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_sin_alguna_de_sus_partes(tipo: str) -> None:
    suyas = partes(bueno(tipo))
    for falta in suyas:
        se_lee_o_se_dice(comprimir({n: c for n, c in suyas.items() if n != falta}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_el_xml_de_una_parte_estropeado(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    suyas = partes(bueno(tipo))
    for _ in range(VECES):
        cual = azar.choice(list(suyas))
        contenido = bytearray(suyas[cual])
        desde = azar.randrange(len(contenido))
        contenido[desde : desde + azar.choice([0, 1, 30])] = azar.choice([b"", b"9", b"\xff", b"<"])
        se_lee_o_se_dice(comprimir(suyas | {cual: bytes(contenido)}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_un_elemento_llamado_como_otro(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    suyas = partes(bueno(tipo))
    for _ in range(VECES):
        cual = azar.choice(list(suyas))
        nombres = sorted(set(re.findall(rb"<([\w:]+)[ />]", suyas[cual])))
        uno, otro = azar.choice(nombres), azar.choice(nombres)
        cambiada = re.sub(rb"(</?)" + re.escape(uno) + rb"(?=[ />])", rb"\1" + otro, suyas[cual])
        se_lee_o_se_dice(comprimir(suyas | {cual: cambiada}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_los_valores_de_sus_atributos_cambiados(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    suyas = partes(bueno(tipo))
    raros = [b"", b"-1", b"0", b"999999999999", b"A0", b"XFE1", b"NaN", b"1e400", b"\xc3\xb1"]
    for _ in range(VECES):
        cual = azar.choice([nombre for nombre in suyas if b'="' in suyas[nombre]])
        trozos = suyas[cual].split(b'="')
        donde = azar.randrange(1, len(trozos))
        trozos[donde] = azar.choice(raros) + trozos[donde][trozos[donde].index(b'"') :]
        se_lee_o_se_dice(comprimir(suyas | {cual: b'="'.join(trozos)}))
