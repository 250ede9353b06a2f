"""Lo que un acta deja creer: nada de una que no se entiende."""

import json
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.formatos.huellas import sha256_de
from paac_reportes.prueba.acta import ArchivoEmitido, renglon_de
from paac_reportes.prueba.constancia import Actas, leer_actas

EMITIDO, OTRO, PDF = b"lo que se entrego", b"lo que alguien trae", b"%PDF-1.7 lo que se entrego"


def de(contenido: bytes) -> ArchivoEmitido:
    return ArchivoEmitido(sha256_de(contenido), len(contenido))


HECHO = paac.Hecho(
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
    actas = leer_actas(en_json(REGISTRO, indent=sangria) + salto, "acta.json")

    assert actas.registro_de(sha256_de(EMITIDO)) == (HECHO, "valdeluna.docx")
    assert actas.registro_de(sha256_de(OTRO)) is None


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
        leer_actas(contenido, "acta.json")
    assert codigos(error.value) == [codigo]
    assert error.value.fallas[0].ruta == "acta.json"


@given(st.integers(0, len(en_json(REGISTRO)) - 1))
def test_cortada_donde_sea_no_prueba_nada(donde: int) -> None:
    with pytest.raises(paac.ErrorDeEntrada):
        leer_actas(en_json(REGISTRO)[:donde], "acta.json")


# ------------------------------------------------------------------ un diario

FALLIDO = paac.Hecho(clave="b", falla=paac.Falla("archivo_no_existe", "b.json", "no existe"))


def diario(*registros: Any) -> bytes:
    return b"".join(en_json(uno) + b"\n" for uno in registros)


def test_en_un_diario_cada_archivo_se_halla_en_su_renglon() -> None:
    otro = {**REGISTRO, "clave": "otra", "archivos": {"otra.csv": attrs.asdict(de(OTRO))}}
    actas = leer_actas(diario(REGISTRO, json.loads(renglon_de(FALLIDO)), otro), "diario.jsonl")

    assert [hecho.clave for hecho in actas.registros] == ["valdeluna", "otra"]
    hallado = actas.registro_de(sha256_de(OTRO))
    assert hallado is not None
    assert (hallado[0].clave, hallado[1]) == ("otra", "otra.csv")


def test_del_mismo_archivo_vale_el_ultimo_renglon() -> None:
    actas = leer_actas(diario(REGISTRO, {**REGISTRO, "clave": "despues"}), "diario.jsonl")

    hallado = actas.registro_de(sha256_de(EMITIDO))
    assert hallado is not None
    assert hallado[0].clave == "despues"


def test_de_un_diario_con_un_renglon_cortado_vale_lo_demas_y_de_lo_que_falte_se_duda() -> None:
    cortado = diario(REGISTRO) + en_json(REGISTRO)[:50]
    actas = leer_actas(cortado, "diario.jsonl")

    assert actas.registro_de(sha256_de(EMITIDO)) == (HECHO, "valdeluna.docx")
    with pytest.raises(paac.ErrorDeEntrada, match=r"^diario\.jsonl, renglón 2: no sirve de acta"):
        actas.registro_de(sha256_de(OTRO))


# ------------------------------------------------------------------ de otro archivo


def _actas(*nombres: str) -> Actas:
    archivos = {nombre: attrs.asdict(de(nombre.encode())) for nombre in nombres}
    return leer_actas(en_json({**REGISTRO, "archivos": archivos}), "acta.json")


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
    assert dicho in _actas(*nombres).por_que_no("a.docx")


@pytest.mark.parametrize(
    ("contenido", "empieza"),
    [(PDF + b" firma", True), (PDF, False), (b"x" + PDF, False), (EMITIDO + b"x", False)],
)
def test_de_un_pdf_se_sabe_si_empieza_con_los_bytes_emitidos(
    contenido: bytes, *, empieza: bool
) -> None:
    assert leer_actas(en_json(REGISTRO), "acta.json").empieza(contenido) is empieza
