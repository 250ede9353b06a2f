"""Con el acta y con los datos: pasan los dos o no pasa, y se dice qué dio cada uno."""

import io
import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ayudas.alteraciones import cambiar
from ayudas.llaves import PRIVADA, PUBLICA
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.prueba.llaves import firmante

OTRO = plan(componente(actividad(meta="Otra meta")))


@cache
def emitido() -> tuple[bytes, str]:
    """Un Word, y su acta."""
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)
    return reporte.emitir("docx").contenido, reporte.acta.en_json()


def verificado(contenido: bytes, acta: Any, **otras: Any) -> paac.Certificado:
    pedido = {"plan": plan(), "formato": FORMATO, "corte": CORTE, **otras}
    en_bytes = acta if isinstance(acta, bytes) else json.dumps(acta).encode()
    return paac.verificar(io.BytesIO(contenido), acta=en_bytes, **pedido)


def registro(**cambios: Any) -> dict[str, Any]:
    return {**json.loads(emitido()[1]), **cambios}


def veredictos(certificado: paac.Certificado) -> dict[str, str]:
    return {prueba.con: prueba.veredicto for prueba in certificado.pruebas}


def test_lo_emitido_pasa_con_los_dos() -> None:
    certificado = verificado(emitido()[0], registro())

    assert veredictos(certificado) == {"acta": "identico", "datos": "identico"}
    assert (certificado.veredicto, certificado.reparos) == ("identico", ())
    assert certificado.formato == FORMATO
    assert certificado.constancia is not None


def test_un_archivo_cambiado_con_su_propia_acta_no_pasa() -> None:
    cambiado = cambiar(emitido()[0], "word/document.xml", "Mapa publicado", "Otro mapa")
    suya = registro(archivos={"a.docx": sha256(cambiado).hexdigest()})
    certificado = verificado(cambiado, suya)

    assert veredictos(certificado) == {"acta": "identico", "datos": "distinto"}
    assert (certificado.veredicto, certificado.formato) == ("distinto", FORMATO)
    assert paac.verificar(io.BytesIO(cambiado), acta=json.dumps(suya).encode()).pasa


def test_el_que_el_acta_no_nombra_no_pasa_aunque_salga_de_los_datos() -> None:
    certificado = verificado(emitido()[0], registro(archivos={"otro.docx": "0" * 64}))

    assert veredictos(certificado) == {"acta": "no_se_puede_afirmar", "datos": "identico"}
    assert certificado.veredicto == "no_se_puede_afirmar"
    assert "no es el acta de este archivo: habla de otro.docx" in str(certificado.reparos[0])


def _con(**opciones: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda dicho: {**dicho, "opciones": {**dicho["opciones"], **opciones}}


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        (lambda r: {**r, "datos": "0" * 64}, "acta: dice que los datos son otros: 0000000000000000…"),
        (lambda r: {**r, "forma": "0" * 64}, "acta: dice que la forma es otra: 0000000000000000…"),
        (lambda r: {**r, "datos": None}, "acta: no dice los datos de que salió"),
        (lambda r: {**r, "forma": None}, "acta: no dice la forma de que salió"),
        (lambda r: {**r, "corte": "2026-08-31"}, "acta: dice corte 2026-08-31, y aquí es 2026-04-30"),
        (_con(formato="paac-plan"), "acta: dice que la opción «formato» fue 'paac-plan'"),
        (_con(publico=True), "acta: dice que la opción «publico» fue"),
        (_con(anterior="0" * 64), "acta: dice que la opción «anterior» fue"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("llave", [None, PUBLICA])
def test_el_acta_que_dice_que_salio_de_otra_cosa_no_pasa(
    cambio: Callable[[dict[str, Any]], dict[str, Any]], dicho: str, llave: bytes | None
) -> None:
    suya = cambio(registro())
    if llave is not None:
        suya = firmante(PRIVADA, "").firmado(suya)
    certificado = verificado(emitido()[0], suya, clave_publica=llave)

    assert veredictos(certificado) == {"acta": "no_se_puede_afirmar", "datos": "identico"}
    assert not certificado.pasa
    assert [str(uno)[: len(dicho)] for uno in certificado.reparos] == [dicho]


def test_lo_que_no_decide_los_bytes_puede_ser_otro() -> None:
    opciones = {**registro()["opciones"], "tipos": ["xlsx"]}
    suya = registro(opciones={**opciones, "con_datos": True})

    assert verificado(emitido()[0], suya).veredicto == "identico"


AJENA = {"huella": "0" * 64}


def test_con_otra_forma_y_otro_codigo_se_dicen_los_dos() -> None:
    dichos = [
        str(uno) for uno in verificado(emitido()[0], registro(forma="0" * 64, **AJENA)).reparos
    ]

    assert dichos[0].startswith("acta: dice que la forma es otra")
    assert dichos[1:] == [OTRO_CODIGO]


def test_el_acta_en_que_no_se_puede_creer_rechaza_la_pareja() -> None:
    ajena = {**firmante(PRIVADA, "").firmado(registro()), "clave": "otra"}
    with pytest.raises(paac.ErrorDeEntrada, match="se alteró después de firmado"):
        verificado(emitido()[0], ajena, clave_publica=PUBLICA)


def test_los_datos_de_otro_plan_no_pasan_aunque_el_acta_sea_suya() -> None:
    certificado = verificado(emitido()[0], registro(), plan=OTRO)

    assert veredictos(certificado) == {"acta": "no_se_puede_afirmar", "datos": "distinto"}
    assert certificado.veredicto == "distinto"


# ------------------------------------------------------------------ la firma


def test_una_firma_que_no_se_comprobo_se_dice() -> None:
    firmada = firmante(PRIVADA, "").firmado(registro())
    sola = paac.verificar(io.BytesIO(emitido()[0]), acta=json.dumps(firmada).encode())
    junta = verificado(emitido()[0], firmada)

    for certificado in (sola, junta):
        assert certificado.pasa
        (aviso,) = (uno for uno in certificado.avisos if uno.codigo == "firma_sin_comprobar")
        assert aviso.mensaje.startswith("trae firma y no se comprobó")
        assert "trae firma y no se comprobó" in certificado.pruebas[0].dice
        assert "trae firma y no se comprobó" in certificado._repr_mimebundle_()["text/html"]
        assert certificado.datos()["constancia"]["trae_firma"] is True


@pytest.mark.parametrize("llave", [None, PUBLICA])
def test_sin_firma_o_comprobada_no_se_dice_nada_de_ella(llave: bytes | None) -> None:
    suya = firmante(PRIVADA, "").firmado(registro()) if llave else registro()
    certificado = verificado(emitido()[0], suya, clave_publica=llave)

    assert certificado.pasa
    assert "firma_sin_comprobar" not in {uno.codigo for uno in certificado.avisos}


# ------------------------------------------------------------------ el código que escribió


def test_el_acta_dice_con_que_codigo_se_escribio() -> None:
    suya = registro()
    assert len(suya["huella"]) == 64
    assert verificado(emitido()[0], suya).datos()["constancia"]["huella"] == suya["huella"]


@pytest.mark.parametrize("clave", ["huella", "origen"])
def test_un_acta_sin_algo_de_lo_que_trae_no_se_lee(clave: str) -> None:
    suya = registro()
    del suya[clave]

    with pytest.raises(paac.ErrorDeEntrada, match="no trae lo que un registro trae"):
        verificado(emitido()[0], suya)


OTRO_CODIGO = "acta: lo escribió otro código que el de aquí: verifique con aquél"


@pytest.mark.parametrize("dicho", ["Mapa publicado", "POR DEPENDENCIA"])
def test_si_difiere_y_lo_escribio_otro_codigo_se_dice(dicho: str) -> None:
    cambiado = cambiar(emitido()[0], "word/document.xml", dicho, "Otro texto")
    suya = registro(archivos={"a.docx": sha256(cambiado).hexdigest()})
    del_mismo, de_otro = (verificado(cambiado, {**suya, **una}) for una in ({}, AJENA))

    assert OTRO_CODIGO not in map(str, del_mismo.reparos)
    assert [str(uno) for uno in de_otro.reparos].count(OTRO_CODIGO) == 1
    assert de_otro.veredicto == del_mismo.veredicto == "distinto"
    assert de_otro.diferencias == del_mismo.diferencias


def test_si_sale_igual_no_importa_que_codigo_lo_escribio() -> None:
    certificado = verificado(emitido()[0], registro(**AJENA))

    assert (certificado.veredicto, certificado.reparos) == ("identico", ())


# ------------------------------------------------------------------ la orden


def test_la_orden_dice_que_dio_cada_prueba(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paac.guardar(plan(), "datos.json")
    Path("acta.json").write_text(json.dumps(firmante(PRIVADA, "").firmado(registro())), "utf-8")
    Path("informe.docx").write_bytes(emitido()[0])
    orden = ["verificar", "informe.docx", "--acta", "acta.json", "--contra", "datos.json"]

    assert main([*orden, "--formato", FORMATO]) == 0
    dicho = capsys.readouterr().err.splitlines()
    assert dicho[0].startswith("aviso: acta.json: trae firma y no se comprobó")
    nombre = next(iter(registro()["archivos"]))
    assert dicho[1:] == [
        f"informe.docx: con el acta, es idéntico al que se emite (acta.json lo nombra como {nombre};"
        " trae firma y no se comprobó)",
        "informe.docx: con los datos y la forma, es idéntico al que se emite"
        f" ({FORMATO}, corte 2026-04-30)",
    ]

    Path("informe.docx").write_bytes(
        cambiar(emitido()[0], "word/document.xml", "Mapa publicado", "Otro mapa")
    )
    assert main([*orden, "--formato", FORMATO]) == 1
    dicho = capsys.readouterr().err.splitlines()
    assert dicho[0].startswith(
        "informe.docx: con el acta, no se puede afirmar que diga lo mismo que el que se emite"
        " (acta.json no lo nombra)"
    )
    assert "es distinto del que se emite" in dicho[1]
