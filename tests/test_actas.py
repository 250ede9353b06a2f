"""El acta de un reporte: qué salió de él y de qué salió, la misma que escribe un lote."""

import io
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
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
from paac_reportes.prueba.constancia import leer_acta


def huella(contenido: bytes) -> str:
    return sha256(contenido).hexdigest()


def emitido(contenido: bytes) -> paac.comprobar.ArchivoEmitido:
    return paac.comprobar.ArchivoEmitido(huella(contenido), len(contenido))


def pedido(**opciones: Any) -> paac.Reporte:
    return paac.reporte(plan(), FORMATO, **{"corte": CORTE, **opciones})


# ------------------------------------------------------------------ Reporte.acta


def test_sin_emitir_nada_no_tiene_archivos_y_ya_dice_de_que_saldrian() -> None:
    acta = pedido().acta

    assert acta.archivos == {}
    assert (acta.corte, acta.formato, acta.opciones["tipos"]) == (CORTE, FORMATO, [])
    assert (acta.entidad, acta.vigencia) == ("MUNICIPIO DE PRUEBA", 2026)
    assert acta.datos is not None
    assert acta.forma is not None


def test_lo_emitido_queda_con_su_nombre_su_huella_y_sus_avisos() -> None:
    reporte = pedido()
    word, libro = reporte.emitir("docx"), reporte.emitir(".XLSX")
    acta = reporte.acta

    assert acta.archivos == {
        word.nombre: emitido(word.contenido),
        libro.nombre: emitido(libro.contenido),
    }
    assert acta.opciones["tipos"] == ["docx", "xlsx"]
    assert {"python", "python-docx", "openpyxl", "zlib"} <= acta.versiones.keys()
    assert acta.avisos == Counter(uno.codigo for uno in {*word.avisos, *libro.avisos})


def test_los_datos_llevan_la_misma_huella_que_en_el_certificado() -> None:
    reporte = pedido()
    contenido = reporte.emitir("docx").contenido

    certificado = paac.verificar(io.BytesIO(contenido), paac.reporte(plan(), FORMATO, corte=CORTE))
    assert certificado.sha256_de_los_datos == reporte.acta.datos


def test_lo_escrito_en_un_flujo_tambien() -> None:
    reporte, flujo = pedido(), io.BytesIO()
    reporte.emitir_en("docx", flujo)

    assert reporte.acta.archivos == {reporte.nombre("docx"): emitido(flujo.getvalue())}


def test_lo_guardado_queda_con_el_nombre_de_su_archivo(tmp_path: Path) -> None:
    reporte = pedido()
    reporte.guardar(tmp_path / "a.docx", tmp_path / "b.csv")

    assert reporte.acta.archivos == {
        nombre: emitido((tmp_path / nombre).read_bytes()) for nombre in ("a.docx", "b.csv")
    }


def test_lo_que_no_se_alcanzo_a_guardar_no_esta(tmp_path: Path) -> None:
    reporte = pedido()
    with pytest.raises(paac.ErrorDeEntorno):
        reporte.guardar(tmp_path / "a.csv", tmp_path / "no-hay" / "b.csv")

    assert reporte.acta.archivos == {}


def test_en_varios_hilos_queda_todo() -> None:
    reporte = pedido()
    tipos = ["docx", "xlsx", "html", "csv", "json", "zip"]
    with ThreadPoolExecutor(6) as hilos:
        salidos = list(hilos.map(reporte.emitir, tipos))

    assert reporte.acta.archivos == {uno.nombre: emitido(uno.contenido) for uno in salidos}


def test_uno_igual_con_otras_opciones_empieza_sin_archivos() -> None:
    reporte = pedido()
    reporte.emitir("csv")

    assert attrs.evolve(reporte, publico=True).acta.archivos == {}


def test_de_cada_cosa_que_decide_los_bytes_sale_otra_acta() -> None:
    otra_fila = plan(componente(actividad(meta="Otra")))
    de_antes = plan(componente(actividad(seguimientos=[{"corte": "2025-12-31", "texto": "a"}])))
    actas = [
        reporte.acta
        for reporte in (
            pedido(),
            pedido(publico=True),
            pedido(con_datos=True),
            pedido(metodologia=paac.Metodologia(metodo="subcomponentes")),
            pedido(anterior=de_antes),
            paac.reporte(otra_fila, FORMATO, corte=CORTE),
            paac.reporte(plan(), "paac-seguimiento", corte=CORTE),
        )
    ]

    assert not any(una.pide_lo_mismo(otra) for n, una in enumerate(actas) for otra in actas[:n])
    assert pedido(metodologia=paac.Metodologia()).acta.pide_lo_mismo(actas[0])


# ------------------------------------------------------------------ guardar(acta=…)


def test_el_acta_se_guarda_con_los_archivos_y_vuelve_igual(tmp_path: Path) -> None:
    reporte = pedido()
    reporte.emitir("html")  # de antes: no es de estos archivos
    reporte.guardar(tmp_path / "a.docx", tmp_path / "a.xlsx", acta=tmp_path / "acta.json")
    contenido = (tmp_path / "acta.json").read_bytes()
    acta = leer_acta(contenido, "acta.json")

    assert contenido.endswith(b"}\n")
    assert list(acta.registro.archivos) == ["a.docx", "a.xlsx"]
    for nombre in ("a.docx", "a.xlsx"):
        assert acta.emitido_como(huella((tmp_path / nombre).read_bytes())) == nombre


def test_lo_que_se_publica_no_se_repite_en_su_acta(tmp_path: Path) -> None:
    correo = plan(componente(actividad(meta="Escribir a ana@ejemplo.gov.co")))
    paac.generar(correo, FORMATO, tmp_path / "a.csv", publico=True, acta=tmp_path / "a.json")

    assert "ana@" not in (tmp_path / "a.json").read_text("utf-8")


def test_de_un_acta_no_se_lee_ningun_texto_del_plan() -> None:
    de = plan(componente(actividad(meta="Mapa\x07publicado", responsable="Planeación")))
    reporte = paac.reporte(de, FORMATO, corte=CORTE)
    reporte.emitir("docx")
    escrita = reporte.acta.en_json()

    assert reporte.acta.avisos["caracter_cambiado"] == 1
    assert not any(dicho in escrita for dicho in ("Mapa", "publicado", "Planeación"))


def test_el_acta_en_un_flujo_y_la_de_un_reporte_dicen_lo_mismo() -> None:
    reporte, flujo = pedido(), io.BytesIO()
    reporte.guardar(io.BytesIO(), tipo="csv", acta=flujo)

    assert flujo.getvalue().decode() == reporte.acta.en_json() + "\n"
    assert hecho_de(reporte.acta.en_json().encode()) == reporte.acta


def test_si_el_acta_no_se_puede_escribir_no_queda_nada(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntorno):
        pedido().guardar(tmp_path / "a.csv", acta=tmp_path / "no-hay" / "a.json")

    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ la orden y los lotes


def generada(tmp_path: Path, ruta: Path, *demas: str) -> paac.Hecho:
    orden = ["generar", str(ruta), "--formato", FORMATO, "--silencio", *demas]
    acta = tmp_path / "acta.json"
    assert main([*orden, "--acta", str(acta)]) == 0
    return leer_acta(acta.read_bytes(), "acta.json").registro


def test_la_orden_y_el_lote_escriben_la_misma_acta(tmp_path: Path) -> None:
    ruta = en_archivo(tmp_path, "m00", entidad={"nombre": "M", "nit": "800.094.457-1"})
    dado = paac.Encargo(contenido=ruta, formato=FORMATO, tipos=("docx", "csv"))
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
        (["--acta", "-"], (2, "--acta: queda en un archivo .json, llegó '-'")),
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


def test_un_acta_vieja_del_mismo_archivo_se_reemplaza(tmp_path: Path) -> None:
    for corte in (CORTE, date(2026, 8, 31)):
        doble = plan(
            componente(
                actividad(
                    seguimientos=[{"corte": "2026-04-30", "texto": "a"}, {"corte": "2026-08-31", "texto": "b"}]
                )
            )
        )  # fmt: skip
        paac.generar(doble, FORMATO, tmp_path / "a.csv", corte=corte, acta=tmp_path / "a.json")

    assert json.loads((tmp_path / "a.json").read_bytes())["corte"] == "2026-08-31"
