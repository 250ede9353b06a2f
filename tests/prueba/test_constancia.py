"""Lo que un acta deja creer: nada de una que no se entiende."""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.prueba.acta import ArchivoEmitido, renglon_de
from paac_reportes.prueba.verificacion import Acta, leer_acta

EMITIDO, OTRO, PDF = b"lo que se entrego", b"lo que alguien trae", b"%PDF-1.7 lo que se entrego"


def de(contenido: bytes) -> ArchivoEmitido:
    return ArchivoEmitido(sha256_de(contenido), len(contenido))


HECHO = paac.tipos.Hecho(
    clave="valdeluna",
    archivos={"valdeluna.docx": de(EMITIDO), "valdeluna.pdf": de(PDF)},
    avisos={"nit": 1},
    datos=sha256_de(b"datos"),
    forma=sha256_de(b"forma"),
    corte=date(2026, 4, 30),
    formato="paac-plan",
    version_del_formato="1",
    entidad="MUNICIPIO Ñ",
    vigencia=2026,
    opciones={"tipos": ["docx", "pdf"], "publico": False},
    versiones={"python": "3.11.7"},
)
REGISTRO: dict[str, Any] = json.loads(renglon_de(HECHO))


def en_json(registro: Any, **forma: Any) -> bytes:
    return json.dumps(registro, ensure_ascii=False, **forma).encode()


def codigos(error: paac.ErrorPaac) -> list[str]:
    return [falla.codigo for falla in error.fallas]


@pytest.mark.parametrize("sangria", [None, 1])
@pytest.mark.parametrize("salto", [b"", b"\n", b"\n\n"])
def test_un_acta_se_halla_por_la_huella_del_archivo(sangria: int | None, salto: bytes) -> None:
    acta = leer_acta(en_json(REGISTRO, indent=sangria) + salto, "acta.json")

    assert acta.registro == HECHO
    assert acta.emitido_como(sha256_de(EMITIDO)) == "valdeluna.docx"
    assert acta.emitido_como(sha256_de(OTRO)) is None


@pytest.mark.parametrize(
    ("contenido", "codigo"),
    [
        (en_json(REGISTRO)[: len(en_json(REGISTRO)) // 2], "acta_danada"),
        (en_json(REGISTRO, indent=1)[: len(en_json(REGISTRO, indent=1)) // 2], "acta_danada"),
        (en_json(REGISTRO)[:-1], "acta_danada"),
        (b"", "acta_danada"),
        (b" \n\n", "acta_danada"),
        (b"[]", "acta_danada"),
        (b"{}", "acta_danada"),
        (b"[" * 100_000, "acta_danada"),
        (b"\xff\xfe\x00", "acta_danada"),
        (b"PK\x03\x04" + bytes(50), "acta_danada"),
        (en_json([REGISTRO]), "acta_danada"),
        (en_json(REGISTRO) + b"\n" + en_json(REGISTRO), "acta_danada"),
        (en_json({**REGISTRO, "version": 99}), "acta_posterior"),
        (en_json({**REGISTRO, "version": 0}), "acta_danada"),
        (en_json({**REGISTRO, "version": "1"}), "acta_danada"),
        (en_json({**REGISTRO, "mas": 1}), "acta_danada"),
        (en_json({**REGISTRO, "archivos": ["a"]}), "acta_danada"),
        (en_json({**REGISTRO, "archivos": {"a.docx": "0" * 64}}), "acta_danada"),
        (
            en_json({**REGISTRO, "archivos": {"a.docx": {"sha256": "0", "bytes": -1}}}),
            "acta_danada",
        ),
        (en_json({**REGISTRO, "avisos": {"nit": "uno"}}), "acta_danada"),
        (en_json({**REGISTRO, "vigencia": True}), "acta_danada"),
        (en_json({**REGISTRO, "firma": {"valor": "0"}}), "acta_danada"),
        (en_json({**REGISTRO, "datos": {}}), "acta_danada"),
        (en_json({**REGISTRO, "opciones": {"x": float("nan")}}), "acta_danada"),
        (en_json(REGISTRO)[:-1] + b', "clave": "otra"}', "dato_repetido"),
        (en_json(REGISTRO).replace(b'"valdeluna.pdf"', b'"valdeluna.docx"'), "dato_repetido"),
    ],
)
def test_lo_que_no_es_un_acta_entera_no_prueba_nada(contenido: bytes, codigo: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer_acta(contenido, "acta.json")
    assert codigos(error.value) == [codigo]
    assert error.value.fallas[0].ruta == "acta.json"


@given(st.integers(0, len(en_json(REGISTRO)) - 1))
def test_cortada_donde_sea_no_prueba_nada(donde: int) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        leer_acta(en_json(REGISTRO)[:donde], "acta.json")


# ------------------------------------------------------------------ de otro archivo


def _acta(*nombres: str) -> Acta:
    archivos = {nombre: attrs.asdict(de(nombre.encode())) for nombre in nombres}
    return leer_acta(en_json({**REGISTRO, "archivos": archivos}), "acta.json")


@pytest.mark.parametrize(
    ("nombres", "dicho"),
    [
        (("a.docx",), "de un archivo de ese nombre y sus bytes no son éstos"),
        (("b.docx",), "no es el acta de este archivo: habla de b.docx"),
        (tuple("bcdefgh"), "habla de b, c, d, e, f y 2 más"),
        ((), "no habla de ninguno"),
    ],
)
def test_la_que_no_es_del_archivo_dice_de_cuales_es(nombres: tuple[str, ...], dicho: str) -> None:
    assert dicho in _acta(*nombres).por_que_no("a.docx")


@pytest.mark.parametrize(
    ("contenido", "empieza"),
    [(PDF + b" firma", True), (PDF, False), (b"x" + PDF, False), (EMITIDO + b"x", False)],
)
def test_de_un_pdf_se_sabe_si_empieza_con_los_bytes_emitidos(
    contenido: bytes, *, empieza: bool
) -> None:
    assert leer_acta(en_json(REGISTRO), "acta.json").empieza(contenido) is empieza
