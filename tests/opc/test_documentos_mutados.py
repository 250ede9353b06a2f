"""Un documento estropeado se lee o se dice que está dañado: nunca falla de otro modo."""

import io
import random
import re
import zipfile
from contextlib import suppress
from functools import cache

import pytest
from ayudas.planes import CORTE, FORMATO, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.opc.lectura import ver

VECES = 60


@cache
def bueno(tipo: str) -> bytes:
    """Un documento de la biblioteca."""
    uno = plan(componente(), componente(tramites=[tramite()], numero=2))
    return paac.reporte(uno, FORMATO, corte=CORTE).emitir(tipo).contenido


def se_lee_o_se_dice(contenido: bytes) -> None:
    """Cualquier otro error, o un aviso de Python, hace fallar la prueba."""
    with suppress(paac.ErrorDeEntrada):
        assert ver(io.BytesIO(contenido)).tipo in {"docx", "xlsx"}


def recomprimir(partes: dict[str, bytes]) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        for nombre, contenido in partes.items():
            paquete.writestr(nombre, contenido)
    return salida.getvalue()


def partes_de(tipo: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bueno(tipo))) as paquete:
        return {nombre: paquete.read(nombre) for nombre in paquete.namelist()}


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
    partes = partes_de(tipo)
    for falta in partes:
        se_lee_o_se_dice(recomprimir({n: c for n, c in partes.items() if n != falta}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_el_xml_de_una_parte_estropeado(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    partes = partes_de(tipo)
    for _ in range(VECES):
        cual = azar.choice(list(partes))
        contenido = bytearray(partes[cual])
        desde = azar.randrange(len(contenido))
        contenido[desde : desde + azar.choice([0, 1, 30])] = azar.choice([b"", b"9", b"\xff", b"<"])
        se_lee_o_se_dice(recomprimir(partes | {cual: bytes(contenido)}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_un_elemento_llamado_como_otro(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    partes = partes_de(tipo)
    for _ in range(VECES):
        cual = azar.choice(list(partes))
        nombres = sorted(set(re.findall(rb"<([\w:]+)[ />]", partes[cual])))
        uno, otro = azar.choice(nombres), azar.choice(nombres)
        cambiada = re.sub(rb"(</?)" + re.escape(uno) + rb"(?=[ />])", rb"\1" + otro, partes[cual])
        se_lee_o_se_dice(recomprimir(partes | {cual: cambiada}))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_los_valores_de_sus_atributos_cambiados(tipo: str) -> None:
    azar = random.Random(tipo)  # noqa: S311
    partes = partes_de(tipo)
    raros = [b"", b"-1", b"0", b"999999999999", b"A0", b"XFE1", b"NaN", b"1e400", b"\xc3\xb1"]
    for _ in range(VECES):
        cual = azar.choice([nombre for nombre in partes if b'="' in partes[nombre]])
        trozos = partes[cual].split(b'="')
        donde = azar.randrange(1, len(trozos))
        trozos[donde] = azar.choice(raros) + trozos[donde][trozos[donde].index(b'"') :]
        se_lee_o_se_dice(recomprimir(partes | {cual: b'="'.join(trozos)}))
