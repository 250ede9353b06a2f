"""El acta de lo que se emite o se guarda: qué salió y de qué, la misma que escribe un lote.

Prueba ``api/salida``.
"""

import io
import json
import pickle
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.encargos import en_archivo
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.prueba.acta import hecho_de
from paac_reportes.prueba.verificacion import leer_acta


def huella(contenido: bytes) -> str:
    return sha256(contenido).hexdigest()


def emitido(contenido: bytes) -> paac.tipos.ArchivoEmitido:
    return paac.tipos.ArchivoEmitido(huella(contenido), len(contenido))


def pedido(**opciones: Any) -> paac.Reporte:
    return paac.reporte(plan(), FORMATO, **{"corte": CORTE, **opciones})


# ------------------------------------------------------------------ el acta de lo emitido


def test_lo_emitido_trae_su_acta_con_su_nombre_su_huella_y_sus_avisos() -> None:
    libro = pedido().emitir(".XLSX")
    acta = libro.acta

    assert acta.archivos == {libro.nombre: emitido(libro.contenido)}
    assert (acta.corte, acta.formato, acta.opciones["tipos"]) == (CORTE, FORMATO, ["xlsx"])
    assert acta.vigencia == 2026
    assert {"python", "openpyxl", "zlib"} <= acta.versiones.keys()
    assert acta.avisos == Counter(uno.codigo for uno in libro.avisos)
    assert paac.verificar(io.BytesIO(libro.contenido), acta=acta).pasa
    assert paac.datos_de(acta) == json.loads(acta.en_json())


def test_el_acta_de_uno_no_depende_de_lo_que_se_pidio_antes() -> None:
    reporte = pedido()
    sola = pedido().emitir("csv").acta
    reporte.emitir("html")

    assert reporte.emitir("csv").acta == sola


def test_los_datos_llevan_la_misma_huella_que_en_el_certificado() -> None:
    emision = pedido().emitir("docx")
    reporte = paac.reporte(plan(), FORMATO, corte=CORTE)
    certificado = paac.verificar(io.BytesIO(emision.contenido), reporte)
    assert certificado.sha256_de_los_datos == emision.acta.datos


def test_un_acta_dada_que_no_lo_nombra_dice_de_que_habla() -> None:
    word, libro = pedido().emitir("docx"), pedido().emitir("csv")
    certificado = paac.verificar(io.BytesIO(word.contenido), acta=libro.acta)

    dice = f"el acta dada no es el acta de este archivo: habla de {libro.nombre}"
    assert (certificado.pasa, certificado.motivos) == (False, (dice,))


def test_lo_guardado_trae_una_sola_acta_con_el_nombre_de_cada_archivo(tmp_path: Path) -> None:
    guardado = pedido().guardar(tmp_path / "a.docx", tmp_path / "b.csv")

    assert guardado.archivos == (tmp_path / "a.docx", tmp_path / "b.csv")
    assert guardado.acta is not None
    assert guardado.acta.archivos == {
        nombre: emitido((tmp_path / nombre).read_bytes()) for nombre in ("a.docx", "b.csv")
    }


def test_lo_emitido_y_lo_guardado_viajan_con_su_acta(tmp_path: Path) -> None:
    de = plan(componente(actividad(meta="Mapa\x07publicado")))
    emision = paac.reporte(de, FORMATO).emitir("csv")
    guardado = paac.reporte(de, FORMATO).guardar(tmp_path / "a.csv")

    for escrito in (emision, guardado):
        assert pickle.loads(pickle.dumps(escrito)).acta == escrito.acta  # noqa: S301
    assert "caracter_cambiado" in str(guardado)
    assert f"Guardado: {tmp_path / 'a.csv'}" in guardado._repr_mimebundle_()["text/plain"]


def test_de_cada_cosa_que_decide_los_bytes_sale_otra_acta() -> None:
    otra_fila = plan(componente(actividad(meta="Otra")))
    de_antes = plan(componente(actividad(seguimientos=[{"corte": "2025-12-31", "texto": "a"}])))
    actas = [
        reporte.emitir("csv").acta
        for reporte in (
            pedido(),
            pedido().publico(),
            pedido(con_datos=True),
            pedido(metodologia=paac.modelo.Metodologia(metodo="subcomponentes")),
            pedido(anterior=de_antes),
            paac.reporte(otra_fila, FORMATO, corte=CORTE),
            paac.reporte(plan(), "paac-seguimiento", corte=CORTE),
        )
    ]

    assert not any(una.pide_lo_mismo(otra) for n, una in enumerate(actas) for otra in actas[:n])
    sin_nada = pedido(metodologia=paac.modelo.Metodologia()).emitir("csv").acta
    assert sin_nada.pide_lo_mismo(actas[0])


# ------------------------------------------------------------------ guardar(acta=…)


def test_el_acta_se_guarda_con_los_archivos_y_vuelve_igual(tmp_path: Path) -> None:
    pedido().guardar(tmp_path / "a.docx", tmp_path / "a.xlsx", acta=tmp_path / "acta.json")
    contenido = (tmp_path / "acta.json").read_bytes()
    acta = leer_acta(contenido, "acta.json")

    assert contenido.endswith(b"}\n")
    assert list(acta.registro.archivos) == ["a.docx", "a.xlsx"]
    for nombre in ("a.docx", "a.xlsx"):
        assert acta.emitido_como(huella((tmp_path / nombre).read_bytes())) == nombre


def test_de_un_acta_no_se_lee_ningun_texto_del_plan() -> None:
    de = plan(componente(actividad(meta="Mapa\x07publicado", responsable="Planeación")))
    acta = paac.reporte(de, FORMATO, corte=CORTE).emitir("docx").acta
    escrita = acta.en_json()

    assert acta.avisos["caracter_cambiado"] == 1
    assert not any(dicho in escrita for dicho in ("Mapa", "publicado", "Planeación"))


def test_el_acta_en_un_flujo_y_la_de_lo_guardado_dicen_lo_mismo() -> None:
    flujo = io.BytesIO()
    acta = pedido().guardar(io.BytesIO(), tipo="csv", acta=flujo).acta

    assert acta is not None
    assert flujo.getvalue().decode() == acta.en_json() + "\n"
    assert hecho_de(acta.en_json().encode()) == acta


def test_si_el_acta_no_se_puede_escribir_no_queda_nada(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntorno):
        pedido().guardar(tmp_path / "a.csv", acta=tmp_path / "no-hay" / "a.json")

    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ la orden y los lotes


def generada(tmp_path: Path, ruta: Path, *demas: str) -> paac.tipos.Hecho:
    orden = ["generar", str(ruta), "--formato", FORMATO, "--silencio", *demas]
    acta = tmp_path / "acta.json"
    assert main([*orden, "--acta", str(acta)]) == 0
    return leer_acta(acta.read_bytes(), "acta.json").registro


def test_la_orden_y_el_lote_escriben_la_misma_acta(tmp_path: Path) -> None:
    ruta = en_archivo(tmp_path, "m00", entidad={"nombre": "M", "nit": "800.094.457-1"})
    dado = paac.modelo.Encargo(contenido=ruta, formato=FORMATO, tipos=("docx", "csv"))
    list(paac.en_lote([dado], tmp_path / "lote"))
    del_lote = leer_acta((tmp_path / "lote/m00.acta.json").read_bytes(), "acta").registro
    (tmp_path / "suelta").mkdir()
    salidas = [str(tmp_path / "suelta" / nombre) for nombre in ("m00.docx", "m00.csv")]
    suya = generada(tmp_path / "suelta", ruta, "--salida", salidas[0], "--salida", salidas[1])

    assert attrs.asdict(suya) == attrs.asdict(del_lote)
    assert suya.archivos.keys() == {"m00.docx", "m00.csv"}
    assert suya.avisos["nit"] == 1
    assert suya.origen == str(Path("..", "m00.json"))


def test_la_orden_dice_donde_quedo_el_acta(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ruta = en_archivo(tmp_path, "m00")
    salida = tmp_path / "a.docx"
    suya = generada(tmp_path, ruta, "--salida", str(salida))

    assert capsys.readouterr().out.splitlines() == [str(salida), str(tmp_path / "acta.json")]
    assert suya.archivos == {"a.docx": emitido(salida.read_bytes())}


@pytest.mark.parametrize(
    ("demas", "termina"),
    [
        (["--acta", "-"], (2, "--acta: se esperaba un archivo .json; llegó '-'")),
        (["--acta", "a.txt"], (2, "--acta: se esperaba un archivo .json; llegó 'a.txt'")),
        (["--acta", "m00.json"], (2, "--acta: m00.json es el archivo de los datos")),
        (["--acta", "s.json", "--salida", "s.json"], (1, "se pidió escribirlo dos veces")),
    ],
)
def test_lo_que_no_sirve_se_dice_y_no_se_escribe_nada(
    demas: list[str],
    termina: tuple[int, str],
    en_su_carpeta: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    orden = ["generar", "m00.json", "--formato", FORMATO, "--salida", "a.csv", *demas]
    try:
        termino = main(orden)
    except SystemExit as salio:
        termino = int(str(salio.code))

    codigo, dicho = termina
    dichas = capsys.readouterr().err
    assert termino == codigo
    assert dicho in dichas
    assert [ruta.name for ruta in en_su_carpeta.iterdir()] == ["m00.json"]


@pytest.fixture
def en_su_carpeta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ahí se trabaja, con un plan."""
    en_archivo(tmp_path, "m00")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_de_la_entrada_el_acta_no_dice_un_archivo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruta = en_archivo(tmp_path, "m00")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ruta.read_bytes())))
    suya = generada(tmp_path, Path("-"), "--salida", str(tmp_path / "a.csv"))

    assert suya.origen is None
    assert suya.clave.endswith("_2026_corte-2026-04-30")
