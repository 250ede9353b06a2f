"""Con el acta y con los datos: es el de los dos o no pasa, y se dice qué no coincide.

Prueba ``prueba/certificado`` y ``prueba/verificacion``.
"""

import io
import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from ayudas.alteraciones import cambiar
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos, plan

import paac_reportes as paac
from paac_reportes.cli import main

OTRO = plan(componente(actividad(meta="Otra meta")))
AJENA = {"huella": "0" * 64}
OTRO_CODIGO = "el acta dice que lo escribió otro código que el de aquí: verifique con aquél"


@cache
def emitido() -> tuple[bytes, str]:
    """Un Word, y su acta."""
    emision = paac.reporte(plan(), FORMATO, corte=CORTE).emitir("docx")
    return emision.contenido, emision.acta.en_json()


@cache
def cambiado() -> bytes:
    return cambiar(emitido()[0], "word/document.xml", "Mapa publicado", "Otro mapa")


def verificado(contenido: bytes, acta: Any, **otras: Any) -> paac.tipos.Certificado:
    pedido = {"corte": CORTE, **otras}
    contra = paac.reporte(pedido.pop("plan", plan()), FORMATO, **pedido)
    flujo = io.BytesIO(contenido)
    flujo.name = next(iter(registro()["archivos"]))
    return paac.verificar(flujo, contra, acta=json.dumps(acta).encode())


def registro(**cambios: Any) -> dict[str, Any]:
    return {**json.loads(emitido()[1]), **cambios}


def de(contenido: bytes) -> dict[str, Any]:
    huella = {"sha256": sha256(contenido).hexdigest(), "bytes": len(contenido)}
    return {"archivos": {"a.docx": huella}}


def test_la_biblioteca_que_aqui_esta_en_otra_version_se_dice_si_no_sale_igual() -> None:
    versiones = registro()["versiones"]
    acta = registro(**de(cambiado()), versiones={**versiones, "lxml": "9.9"})
    con_lo_mismo, con_lo_cambiado = (verificado(c, acta) for c in (emitido()[0], cambiado()))

    dice = f"el acta dice lxml 9.9, y aquí es {versiones['lxml']}"
    assert dice in con_lo_cambiado.motivos
    assert dice not in con_lo_mismo.motivos


def test_lo_emitido_pasa_con_los_dos() -> None:
    certificado = verificado(emitido()[0], registro())

    assert (certificado.veredicto, certificado.motivos) == ("identico", ())
    assert (certificado.formato, certificado.dice) == (FORMATO, "es el archivo que se emitió")
    assert certificado.constancia is not None


def test_un_archivo_cambiado_con_su_propia_acta_no_pasa() -> None:
    suya = registro(**de(cambiado()))
    certificado = verificado(cambiado(), suya)

    assert (certificado.veredicto, len(certificado.diferencias or ())) == ("distinto", 1)
    assert certificado.dice == (
        "acta lo nombra, y no es el que sale de esos datos; en lo que se lee hay 1 diferencia"
    )
    assert paac.verificar(io.BytesIO(cambiado()), acta=json.dumps(suya).encode()).pasa


def test_el_que_el_acta_no_nombra_no_pasa_aunque_salga_de_los_datos() -> None:
    otro = {"otro.docx": {"sha256": "0" * 64, "bytes": 1}}
    certificado = verificado(emitido()[0], registro(archivos=otro))

    assert (certificado.veredicto, certificado.diferencias) == ("distinto", ())
    assert certificado.motivos == (
        "acta no es el acta de este archivo: habla de otro.docx",
        "de esos datos sale idéntico",
    )


def _con(**opciones: Any) -> dict[str, Any]:
    return {"opciones": {**registro()["opciones"], **opciones}}


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"datos": "0" * 64}, "el acta dice que los datos son otros"),
        ({"corte": "2026-08-31"}, "el acta dice corte 2026-08-31, y aquí es 2026-04-30"),
        (_con(publico=True), "el acta dice que la opción «publico» fue true, y aquí es false"),
        (_con(anterior="0"), "el acta dice que la opción «anterior» fue '0', y aquí es false"),
    ],
)
def test_si_difiere_y_salio_de_otra_cosa_se_dice(cambios: dict[str, Any], dicho: str) -> None:
    certificado = verificado(cambiado(), registro(**cambios))

    assert certificado.motivos[1:] == (dicho,)
    assert len(certificado.diferencias or ()) == 1


@pytest.mark.parametrize(
    ("cambios", "dicho"),
    [
        ({"forma": "0" * 64}, "el acta dice que la forma es otra"),
        (AJENA, OTRO_CODIGO),
    ],
)
def test_lo_que_se_escribio_con_otra_version_no_se_compara(
    cambios: dict[str, Any], dicho: str
) -> None:
    certificado = verificado(cambiado(), registro(**cambios))

    assert (certificado.veredicto, certificado.diferencias) == ("distinto", None)
    assert certificado.dice == "no es el archivo que se emitió; no se comparó lo que dice"
    assert certificado.motivos[1:] == (dicho,)


def test_lo_que_no_decide_los_bytes_puede_ser_otro() -> None:
    suya = registro(**_con(tipos=["xlsx"], con_datos=True))

    assert verificado(emitido()[0], suya).veredicto == "identico"


def test_los_datos_de_otro_plan_no_pasan_aunque_el_acta_sea_suya() -> None:
    assert verificado(emitido()[0], registro(), plan=OTRO).veredicto == "distinto"


def test_el_acta_dice_con_que_codigo_se_escribio() -> None:
    suya = registro()
    assert len(suya["huella"]) == 64
    assert verificado(emitido()[0], suya).datos()["constancia"]["huella"] == suya["huella"]


@pytest.mark.parametrize("clave", ["huella", "origen", "entidad"])
def test_un_acta_sin_algo_de_lo_que_trae_no_se_lee(clave: str) -> None:
    suya = registro()
    del suya[clave]

    with pytest.raises(paac.ErrorDeEntrada, match="no trae lo que un registro trae"):
        verificado(emitido()[0], suya)


def test_si_sale_igual_no_importa_que_codigo_lo_escribio() -> None:
    certificado = verificado(emitido()[0], registro(**AJENA))

    assert (certificado.veredicto, certificado.motivos) == ("identico", ())


def test_la_orden_dice_en_que_no_es_el_que_se_emitio(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    paac.guardar_datos(plan(), "datos.json")
    Path("acta.json").write_text(json.dumps(registro()), "utf-8")
    Path("informe.docx").write_bytes(emitido()[0])
    orden = ["verificar", "informe.docx", "--acta", "acta.json", "--contra", "datos.json"]

    assert main([*orden, "--formato", FORMATO]) == 0
    assert capsys.readouterr().err == ""

    Path("informe.docx").write_bytes(cambiado())
    assert main([*orden, "--formato", FORMATO]) == 1
    nombre = next(iter(registro()["archivos"]))
    assert capsys.readouterr().err.splitlines() == [
        "informe.docx: no es el archivo que se emitió; en lo que se lee hay 1 diferencia",
        f"informe.docx: acta.json no es el acta de este archivo: habla de {nombre}",
        "informe.docx: tabla 1, fila 4, columna 4: se esperaba «Mapa publicado», se encontró"
        " «Otro mapa»",
    ]


# ------------------------------------------------------------------ la orden verificar
@pytest.fixture
def guardado(tmp_path: Path) -> Path:
    return paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]


@pytest.fixture
def informe(tmp_path: Path) -> Path:
    guardado = paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "informe.docx")
    return guardado.archivos[0]


def orden(informe: Path, guardado: Path, *otras: str) -> list[str]:
    return ["verificar", str(informe), "--contra", str(guardado), "--formato", FORMATO, *otras]


def test_lo_que_pasa_termina_en_cero_con_su_certificado(
    informe: Path, guardado: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(orden(informe, guardado)) == 0
    assert json.loads(capsys.readouterr().out)["pasa"] is True


def test_lo_que_difiere_termina_en_uno_y_dice_donde(
    informe: Path, guardado: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    informe.write_bytes(
        cambiar(informe.read_bytes(), "word/document.xml", "Mapa publicado", "Mapa público")
    )

    assert main(orden(informe, guardado)) == 1
    salida = capsys.readouterr()
    certificado = json.loads(salida.out)
    assert (certificado["pasa"], certificado["motivos"]) == (False, [])
    assert (
        f"{informe}: tabla 1, fila 4, columna 4: se esperaba «Mapa publicado», se encontró"
        " «Mapa público»"
    ) in salida.err.splitlines()


def test_el_certificado_puede_ir_a_un_archivo(
    informe: Path, guardado: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    certificado = tmp_path / "certificado.json"
    salida = ("--salida", str(certificado), "--con", "fecha=2026-05-04")

    assert main(orden(informe, guardado, *salida)) == 0
    assert capsys.readouterr().out == f"{certificado}\n"
    assert json.loads(certificado.read_text("utf-8"))["fecha"] == "2026-05-04"


@pytest.mark.integracion
def test_de_muchas_diferencias_se_dicen_cien_y_cuantas_mas(
    guardado: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actividades = [actividad(codigo=f"1.{n}", meta=f"Meta {n}") for n in range(150)]
    otro = paac.desde_datos(datos(componente(*actividades))).contenido
    informe = paac.reporte(otro, FORMATO, corte=CORTE).guardar(tmp_path / "otro.docx").archivos[0]

    assert main(orden(Path(str(informe)), guardado)) == 1
    renglones = [r for r in capsys.readouterr().err.splitlines() if not r.startswith("aviso")]
    assert len(renglones) == 101
    assert "no es el archivo que se emitió; en lo que se lee hay" in renglones[0]
    assert renglones[-1].endswith(" más")
