"""Lo que un acta deja creer: nada de una que no se entiende o cuya firma no se comprobó."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from ayudas.llaves import AJENA, LLAVE, PRIVADA, PUBLICA, privada, publica
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, x25519
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.prueba.acta import huella, renglon_de
from paac_reportes.prueba.constancia import Actas, leer_actas
from paac_reportes.prueba.llaves import firmante

EMITIDO, OTRO = b"lo que se entrego", b"lo que alguien trae"
HECHO = paac.Hecho(
    clave="valdeluna",
    archivos={"valdeluna.docx": huella(EMITIDO), "valdeluna.pdf": huella(b"pdf")},
    avisos=(paac.Aviso("nit", "entidad.nit", "el NIT «ñ» no es"),),
    datos=huella(b"datos"),
    forma=huella(b"forma"),
    corte=date(2026, 4, 30),
    opciones={"formato": "paac-plan", "tipos": ["docx", "pdf"], "publico": False},
    versiones={"python": "3.11.7"},
)
REGISTRO: dict[str, Any] = json.loads(renglon_de(HECHO))


FIRMADO = firmante(PRIVADA, "llave.pem").firmado(REGISTRO)


def en_json(registro: Any, **forma: Any) -> bytes:
    return json.dumps(registro, ensure_ascii=False, **forma).encode()


def codigos(error: paac.ErrorPaac) -> list[str]:
    return [falla.codigo for falla in error.fallas]


@pytest.mark.parametrize("sangria", [None, 1])
@pytest.mark.parametrize("salto", [b"", b"\n", b"\n\n"])
def test_un_acta_se_halla_por_la_huella_del_archivo(sangria: int | None, salto: bytes) -> None:
    actas = leer_actas(en_json(REGISTRO, indent=sangria) + salto, "acta.json")

    assert actas.registro_de(huella(EMITIDO)) == (HECHO, "valdeluna.docx")
    assert actas.registro_de(huella(OTRO)) is None
    assert (actas.firma_comprobada, actas.trae_firma(actas.registros[0])) == (False, False)


@pytest.mark.parametrize("forma", [{}, {"indent": 2}, {"sort_keys": True, "separators": (",", ":")}])  # fmt: skip
def test_la_firma_vale_se_escriba_el_json_como_se_escriba(forma: dict[str, Any]) -> None:
    actas = leer_actas(en_json(FIRMADO, **forma), "acta.json", PUBLICA)

    assert actas.registro_de(huella(EMITIDO)) == (HECHO, "valdeluna.docx")
    assert (actas.firma_comprobada, actas.trae_firma(actas.registros[0])) == (True, True)


def test_sin_la_publica_una_firmada_vale_como_una_que_no_lo_esta() -> None:
    actas = leer_actas(en_json(FIRMADO), "acta.json")

    assert actas.registro_de(huella(EMITIDO)) == (HECHO, "valdeluna.docx")
    assert (actas.firma_comprobada, actas.trae_firma(actas.registros[0])) == (False, True)


def _sin(clave: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda registro: {k: v for k, v in registro.items() if k != clave}


def _con_firma(**cambios: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda registro: {**registro, "firma": {**registro["firma"], **cambios}}


@pytest.mark.parametrize(
    ("cambio", "codigo"),
    [
        (lambda r: {**r, "clave": "otra"}, "acta_alterada"),
        (lambda r: {**r, "archivos": {"valdeluna.docx": huella(OTRO)}}, "acta_alterada"),
        (lambda r: {**r, "corte": "2026-08-31"}, "acta_alterada"),
        (lambda r: {**r, "avisos": []}, "acta_alterada"),
        (_con_firma(valor="0" * 128), "acta_alterada"),
        (_con_firma(llave="0" * 64), "acta_de_otra_llave"),
        (_con_firma(valor=FIRMADO["firma"]["valor"].upper()), "acta_danada"),
        (_con_firma(valor=""), "acta_danada"),
        (_con_firma(llave="a\nb"), "acta_danada"),
        (_con_firma(algoritmo="ninguno"), "acta_danada"),
        (_con_firma(mas=1), "acta_danada"),
        (lambda r: {**r, "firma": None}, "acta_danada"),
        (lambda r: {**r, "firma": [1]}, "acta_danada"),
        (lambda r: {**r, "revocada": True}, "acta_alterada"),
        (_sin("firma"), "acta_sin_firma"),
        (_sin("avisos"), "acta_alterada"),
        (lambda r: {**r, "version": 2}, "acta_posterior"),
        (lambda r: {**r, "version": True}, "acta_danada"),
    ],
)
def test_una_firmada_que_se_toco_no_prueba_nada(
    cambio: Callable[[dict[str, Any]], dict[str, Any]], codigo: str
) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer_actas(en_json(cambio(FIRMADO)), "acta.json", PUBLICA)
    assert codigos(error.value) == [codigo]
    assert error.value.fallas[0].ruta == "acta.json"


def test_firmada_con_otra_llave_no_vale() -> None:
    suyo = firmante(privada(AJENA), "").firmado(REGISTRO)
    with pytest.raises(paac.ErrorDeEntrada, match="está firmado con la llave") as error:
        leer_actas(en_json(suyo), "acta.json", PUBLICA)
    assert codigos(error.value) == ["acta_de_otra_llave"]

    # Ni diciendo que es de la que se espera.
    suyo["firma"]["llave"] = FIRMADO["firma"]["llave"]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer_actas(en_json(suyo), "acta.json", PUBLICA)
    assert codigos(error.value) == ["acta_alterada"]


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
        (en_json({**REGISTRO, "datos": {}}), "acta_danada"),
        (en_json({**REGISTRO, "opciones": {"x": float("nan")}}), "acta_danada"),
        (en_json(REGISTRO)[:-1] + b', "clave": "otra"}', "dato_repetido"),
        (en_json(REGISTRO).replace(b'"valdeluna.pdf"', b'"valdeluna.docx"'), "dato_repetido"),
    ],
)
@pytest.mark.parametrize("llave", [None, PUBLICA])
def test_lo_que_no_es_un_acta_entera_no_prueba_nada(
    contenido: bytes, codigo: str, llave: bytes | None
) -> None:
    sin_firma = {"acta_sin_firma"} if llave else set()
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer_actas(contenido, "acta.json", llave)
    assert len(error.value.fallas) == 1
    assert set(codigos(error.value)) <= {codigo, *sin_firma}
    assert error.value.fallas[0].ruta == "acta.json"


@given(st.integers(0, len(en_json(FIRMADO)) - 1), st.integers(1, 255))
def test_un_byte_distinto_nunca_deja_probar_otra_cosa(donde: int, cuanto: int) -> None:
    """Cambiado un byte, o no se cree en ella o dice lo mismo: un espacio, o una letra escapada."""
    bytes_ = bytearray(en_json(FIRMADO))
    bytes_[donde] = (bytes_[donde] + cuanto) % 256
    try:
        actas = leer_actas(bytes(bytes_), "acta.json", PUBLICA)
    except paac.ErrorDeEntrada:
        return
    assert actas.registros == (HECHO,)


@given(st.integers(0, len(en_json(FIRMADO)) - 1))
def test_cortada_donde_sea_no_prueba_nada(donde: int) -> None:
    for llave in (None, PUBLICA):
        with pytest.raises(paac.ErrorDeEntrada):
            leer_actas(en_json(FIRMADO)[:donde], "acta.json", llave)


# ------------------------------------------------------------------ un diario

FALLIDO = paac.Hecho(clave="b", falla=paac.Falla("archivo_no_existe", "b.json", "no existe"))


def diario(*registros: Any) -> bytes:
    return b"".join(en_json(uno) + b"\n" for uno in registros)


def test_en_un_diario_cada_archivo_se_halla_en_su_renglon() -> None:
    otro = {**REGISTRO, "clave": "otra", "archivos": {"otra.csv": huella(OTRO)}}
    actas = leer_actas(diario(REGISTRO, json.loads(renglon_de(FALLIDO)), otro), "diario.jsonl")

    assert [hecho.clave for hecho in actas.registros] == ["valdeluna", "otra"]
    hallado = actas.registro_de(huella(OTRO))
    assert hallado is not None
    assert (hallado[0].clave, hallado[1]) == ("otra", "otra.csv")


def test_del_mismo_archivo_vale_el_ultimo_renglon() -> None:
    actas = leer_actas(diario(REGISTRO, {**REGISTRO, "clave": "despues"}), "diario.jsonl")

    hallado = actas.registro_de(huella(EMITIDO))
    assert hallado is not None
    assert hallado[0].clave == "despues"


def test_de_un_diario_con_un_renglon_cortado_vale_lo_demas_y_de_lo_que_falte_se_duda() -> None:
    cortado = diario(REGISTRO) + en_json(REGISTRO)[:50]
    actas = leer_actas(cortado, "diario.jsonl")

    assert actas.registro_de(huella(EMITIDO)) == (HECHO, "valdeluna.docx")
    with pytest.raises(paac.ErrorDeEntrada, match=r"^diario\.jsonl, renglón 2: no sirve de acta"):
        actas.registro_de(huella(OTRO))


def test_en_un_diario_con_llave_solo_valen_los_renglones_que_ella_firmo() -> None:
    ajeno = firmante(privada(AJENA), "").firmado({**REGISTRO, "archivos": {"x.docx": huella(OTRO)}})
    actas = leer_actas(diario(FIRMADO, ajeno, REGISTRO), "d.jsonl", PUBLICA)

    assert actas.registros == (HECHO,)
    assert [falla.codigo for falla in actas.fallas] == ["acta_de_otra_llave", "acta_sin_firma"]
    with pytest.raises(paac.ErrorDeEntrada):
        actas.registro_de(huella(OTRO))


# ------------------------------------------------------------------ de otro archivo


def _actas(*nombres: str) -> Actas:
    archivos = {nombre: huella(nombre.encode()) for nombre in nombres}
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
    falla = _actas(*nombres).ajeno("a.docx")

    assert (falla.codigo, falla.ruta) == ("acta_ajena", "a.docx")
    assert falla.mensaje.endswith(dicho) or dicho in falla.mensaje


# ------------------------------------------------------------------ llaves


@pytest.mark.parametrize(
    ("pem", "dicho"),
    [
        (b"", "no es una llave privada Ed25519"),
        (b"secreto-que-no-se-dice", "no es una llave privada Ed25519"),
        (PUBLICA, "no es una llave privada Ed25519"),
        (PRIVADA[:60], "no es una llave privada Ed25519"),
        (privada(x25519.X25519PrivateKey.generate()), "es una llave privada de otra clase"),
        (privada(ec.generate_private_key(ec.SECP256R1())), "es una llave privada de otra clase"),
        (privada(LLAVE, serialization.BestAvailableEncryption(b"x")), "pide contraseña"),
    ],
)
def test_con_otra_llave_no_se_firma_y_no_se_muestra(pem: bytes, dicho: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=dicho) as error:
        firmante(pem, "llave.pem")
    assert codigos(error.value) == ["llave_invalida"]
    assert "secreto" not in str(error.value)
    assert error.value.__cause__ is None


@pytest.mark.parametrize(
    ("pem", "dicho"),
    [
        (b"", "no es una llave pública Ed25519"),
        (PRIVADA, "trae una llave privada"),
        (PUBLICA + PRIVADA, "trae una llave privada"),
        (publica(ec.generate_private_key(ec.SECP256R1())), "es una llave pública de otra clase"),
    ],
)
def test_con_otra_llave_no_se_comprueba(pem: bytes, dicho: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=dicho) as error:
        leer_actas(en_json(FIRMADO), "acta.json", pem)
    assert codigos(error.value) == ["llave_invalida"]
