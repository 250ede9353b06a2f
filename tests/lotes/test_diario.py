"""El diario de un lote: un renglón por encargo, que sobrevive a un corte y no se cree a otro."""

import errno
import json
import os
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ayudas.encargos import encargos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.errores import CODIGOS, FALLAS
from paac_reportes.lotes import diario
from paac_reportes.prueba.acta import (
    ArchivoEmitido,
    RenglonIlegibleError,
    hecho_de,
    hechos_de,
    renglon_de,
)

TEXTOS = st.text(st.characters(), max_size=20)
HUELLAS = st.dictionaries(TEXTOS, TEXTOS, max_size=2)
ARCHIVOS = st.dictionaries(TEXTOS, st.builds(ArchivoEmitido, TEXTOS, st.integers(0)), max_size=2)
AVISOS = st.dictionaries(st.sampled_from(sorted(CODIGOS)), st.integers(1), max_size=2)
FALLAS_ = st.builds(paac.Falla, st.sampled_from(sorted(FALLAS)), TEXTOS, TEXTOS)


@pytest.mark.integracion
@given(
    st.builds(
        paac.Hecho,
        clave=TEXTOS,
        archivos=ARCHIVOS,
        avisos=AVISOS,
        falla=FALLAS_ | st.none(),
        otras_fallas=st.lists(FALLAS_, max_size=2).map(tuple),
        datos=TEXTOS | st.none(),
        origen=TEXTOS | st.none(),
        forma=TEXTOS | st.none(),
        formato=TEXTOS | st.none(),
        version_del_formato=TEXTOS | st.none(),
        entidad=TEXTOS | st.none(),
        vigencia=st.integers(2000, 2100) | st.none(),
        corte=st.dates() | st.none(),
        opciones=st.dictionaries(TEXTOS, TEXTOS | st.booleans() | st.lists(TEXTOS), max_size=2),
        versiones=HUELLAS,
        fuentes=HUELLAS,
    )
)
def test_un_hecho_vuelve_igual_de_su_renglon(hecho: paac.Hecho) -> None:
    renglon = renglon_de(hecho)

    assert b"\n" not in renglon
    assert hecho_de(renglon) == hecho
    assert hecho_de(renglon).origen == hecho.origen
    assert hechos_de(renglon + b"\n" + renglon, "d") == ((hecho, hecho), ())


@pytest.fixture
def lote(tmp_path: Path) -> tuple[list[paac.Encargo], Path]:
    dados, destino = encargos(tmp_path, 3), tmp_path / "lote"
    assert {hecho.falla for hecho in paac.en_lote(dados, destino)} == {None}
    return dados, destino


def test_cada_renglon_trae_lo_que_el_hecho(lote: tuple[list[paac.Encargo], Path]) -> None:
    dados, destino = lote
    renglones = [json.loads(r) for r in (destino / "diario.jsonl").read_bytes().splitlines()]

    assert [renglon["clave"] for renglon in renglones] == ["m00", "m01", "m02"]
    assert list(renglones[0]) == [
        *("version", "clave", "archivos", "avisos", "falla", "otras_fallas", "datos", "origen"),
        *("forma", "formato", "version_del_formato", "entidad", "vigencia", "corte"),
        *("opciones", "versiones", "fuentes", "huella"),
    ]
    assert renglones[0]["corte"] == "2026-04-30"
    assert renglones[0]["formato"] == dados[0].formato
    assert {"python", "paac-reportes"} <= set(renglones[0]["versiones"])


@pytest.mark.parametrize("quedan", [1, 20, -2])
def test_uno_cortado_en_la_mitad_del_ultimo_se_dice_y_se_sigue(
    quedan: int, lote: tuple[list[paac.Encargo], Path]
) -> None:
    dados, destino = lote
    ruta = destino / "diario.jsonl"
    *enteros, ultimo = ruta.read_bytes().splitlines(keepends=True)
    ruta.write_bytes(b"".join(enteros) + ultimo[:quedan])

    with pytest.warns(paac.AvisoPaac, match="renglón 3: está cortado o dañado; lo que decía no"):
        hechos = [*paac.en_lote(dados, destino)]
    assert [hecho.de_antes for hecho in hechos] == [True, True, False]
    assert ruta.read_bytes() == b"".join(enteros) + ultimo


def test_si_el_disco_se_llena_lo_anotado_queda_entero_y_se_dice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dados, destino = encargos(tmp_path, 3), tmp_path / "lote"
    escribir, van = os.write, list[int]()

    def hasta_la_mitad(abierto: int, datos: memoryview) -> int:
        van.append(escribir(abierto, datos[: len(datos) // 2] if len(van) == 1 else datos))
        if len(van) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return van[-1]

    lote = paac.en_lote(dados, destino)
    with monkeypatch.context() as cambio:
        cambio.setattr(diario, "os", SimpleNamespace(**{**vars(os), "write": hasta_la_mitad}))
        next(lote)
        with pytest.raises(paac.ErrorDeEntorno, match=r"diario\.jsonl: no queda espacio"):
            next(lote)
    assert next(lote, None) is None
    assert {hecho.falla for hecho in paac.en_lote(dados, destino)} == {None}
    assert len(hechos_de((destino / "diario.jsonl").read_bytes(), "")[0]) == 3


def test_si_solo_le_falta_el_salto_vale_entero(lote: tuple[list[paac.Encargo], Path]) -> None:
    dados, destino = lote
    entero = (destino / "diario.jsonl").read_bytes()
    (destino / "diario.jsonl").write_bytes(entero[:-1])

    assert [hecho.de_antes for hecho in paac.en_lote(dados, destino)] == [True] * 3
    assert (destino / "diario.jsonl").read_bytes() == entero


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({"version": 2}, "es de la versión 2 del registro y aquí se lee la 1"),
        ({"version": None}, "no dice su versión"),
        ({"archivos": 3}, "no trae lo que un registro trae"),
        ({"archivos": {"a": 3}}, "no trae lo que un registro trae"),
        ({"avisos": [{"codigo": "otro", "ruta": "", "mensaje": ""}]}, "no trae lo que un"),
        ({"corte": "ayer"}, "no trae lo que un registro trae"),
        ({"clave": None}, "no trae lo que un registro trae"),
    ],
)
def test_un_renglon_que_no_se_entiende_se_dice_y_su_encargo_se_hace_de_nuevo(
    cambio: dict[str, Any], dicho: str, lote: tuple[list[paac.Encargo], Path]
) -> None:
    dados, destino = lote
    ruta = destino / "diario.jsonl"
    primero, *demas = ruta.read_bytes().splitlines(keepends=True)
    otro = json.dumps({**json.loads(primero), **cambio}).encode()
    ruta.write_bytes(b"".join([otro, b"\n", *demas]))

    with pytest.warns(paac.AvisoPaac, match=f"renglón 1: {dicho}"):
        hechos = [*paac.en_lote(dados, destino)]
    assert [hecho.de_antes for hecho in hechos] == [False, True, True]


@pytest.mark.parametrize("renglon", [b"[]", b"3", b"null", b"{", b"\xff", b"[" * 100_000])
def test_lo_que_no_es_un_registro_no_se_lee(renglon: bytes) -> None:
    with pytest.raises(RenglonIlegibleError):
        hecho_de(renglon)


def test_las_huellas_no_dependen_del_orden_ni_del_espacio(tmp_path: Path) -> None:
    datos = {"vigencia": 2026, "entidad": {"nombre": "M"}, "componentes": [{"numero": 1}]}
    suyas = set()
    for escrito in (json.dumps(datos), json.dumps(dict(reversed(datos.items())), indent=4)):
        dado = paac.Encargo(
            plan=escrito.encode(), formato="paac-plan", clave="a", corte=date(2026, 4, 30)
        )
        (hecho,) = paac.en_lote([dado], tmp_path)
        suyas.add((hecho.datos, hecho.forma))

    assert len(suyas) == 1


def test_un_pdf_dice_las_fuentes_y_quien_lo_compone(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    (hecho,) = paac.en_lote(encargos(tmp_path, 1, tipos=("pdf",)), tmp_path / "lote")

    assert hecho.falla is None
    assert "typst" in hecho.versiones
    assert all(len(huella) == 64 for huella in hecho.fuentes.values())
    assert [hecho.de_antes for hecho in paac.en_lote(encargos(tmp_path, 1, tipos=("pdf",)), tmp_path / "lote")] == [True]  # fmt: skip
