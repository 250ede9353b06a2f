"""Lo que cuesta ver un documento, contado, crece como él: cuatro veces más, y no dieciséis."""

import io
from collections.abc import Callable
from functools import partial

import pytest
from ayudas import contador
from ayudas.hostiles import estilos_en_cadena, imagenes_de_una_parte, libro_de

import paac_reportes as paac
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.paquete import Partes, Relacion
from paac_reportes.opc.presupuesto import Presupuesto
from paac_reportes.opc.xml import arbol

_POCOS, _VECES = 60, 4
_HOLGURA = 1.25


def _ver(contenido: bytes) -> None:
    ver_documento(io.BytesIO(contenido))


@pytest.mark.parametrize("armar", [estilos_en_cadena, imagenes_de_una_parte])
def test_cuatro_veces_mas_cuesta_cuatro_veces(armar: Callable[[int], bytes]) -> None:
    _ver(armar(1))
    poco, mucho = (
        contador.contar_renglones(partial(_ver, armar(cuantos))).total()
        for cuantos in (_POCOS, _POCOS * _VECES)
    )
    assert mucho < poco * _VECES * _HOLGURA


@pytest.mark.integracion
def test_una_fila_de_datos_se_conoce_a_la_mitad_tambien_en_un_mapa() -> None:
    filas, columnas, primeras = 200, 10, 30  # entre las primeras se buscan rótulos sueltos

    def leer(que: str) -> None:
        libro = libro_de([[f"{que} {f} {c}" for c in range(columnas)] for f in range(filas)])
        with pytest.raises(paac.ErrorDeEntrada):
            paac.leer(io.BytesIO(libro), como=None, entidad="E", vigencia=2020)

    leer("Cosa")
    vistas = contador.contar(partial(leer, "Otra"))["lectura.matriz.tablas:_conocidos"]
    assert 0 < vistas <= 3 * (primeras * columnas + filas * (columnas // 2 + 1))
    leer_de_nuevo = partial(leer, "Otra")
    assert contador.contar(leer_de_nuevo)["lectura.matriz.palabras:parecido"] == 0


def test_las_relaciones_de_una_parte_se_arman_una_vez(monkeypatch: pytest.MonkeyPatch) -> None:
    armadas = []
    de_verdad = Partes.relaciones_escritas

    def armar(partes: Partes, parte: str) -> list[Relacion]:
        armadas.append(parte)
        return de_verdad(partes, parte)

    monkeypatch.setattr(Partes, "relaciones_escritas", armar)
    _ver(imagenes_de_una_parte(3))

    assert armadas
    assert len(armadas) == len(set(armadas))


def test_una_parte_de_mas_de_diez_millones_de_bytes_se_lee_tambien_de_un_solo_trozo() -> None:
    elementos = 11_000
    escrita = b"<a>" + b'<b c="%s"/>' % (b"x" * 1_000) * elementos + b"</a>"

    assert len(arbol([escrita], "una.xml", Presupuesto())) == elementos
