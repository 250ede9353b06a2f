"""Un mapa de riesgos en su archivo: se lee como un plan, y se reconoce por su raíz."""

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ayudas.avisos import dicen
from ayudas.compartido import RAIZ
from ayudas.imagenes import png
from ayudas.mapas import datos, mapa, riesgo
from ayudas.planes import datos as datos_de_plan

import paac_reportes as paac
from paac_reportes.cli import main

EJEMPLO = RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml"


def escrito(carpeta: Path, **cambios: Any) -> Path:
    archivo = carpeta / "mapa.json"
    archivo.write_text(json.dumps({"mapa": datos(riesgo(), **cambios)}), "utf-8")
    return archivo


def fallas(crudo: Any) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(io.StringIO(json.dumps(crudo)), como="mapa").sin_dudas()
    return [str(falla) for falla in error.value.fallas]


def test_el_ejemplo_se_lee_y_vuelve() -> None:
    leido = paac.leer(EJEMPLO, como="mapa").sin_dudas()

    assert repr(leido) == "<Mapa de riesgos 2026 de MUNICIPIO DE PEÑASERENA: 4 riesgos>"
    assert paac.desde_datos(paac.datos_de(leido), como="mapa").contenido == leido
    jsonschema.validate(
        json.loads(json.dumps({"version_contrato": 1, "mapa": paac.datos_de(leido)})),
        paac.esquema(como="mapa"),
    )


@pytest.mark.integracion
def test_el_esquema_rechaza_lo_que_la_lectura_rechaza() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"mapa": datos({"referencia": "9"})}, paac.esquema(como="mapa"))
    jsonschema.Draft202012Validator.check_schema(paac.esquema(como="mapa"))


@pytest.mark.integracion
def test_el_esquema_de_un_plan_dice_su_mapa() -> None:
    jsonschema.validate(datos_de_plan(mapa_de_riesgos=datos(riesgo())), paac.esquema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(datos_de_plan(mapa_de_riesgos=datos({})), paac.esquema())


def test_la_orden_da_el_esquema_del_mapa(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formatos", "--esquema", "mapa"]) == 0
    assert json.loads(capsys.readouterr().out) == paac.esquema(como="mapa")


def test_todas_las_fallas_a_la_vez_cada_una_con_su_ruta() -> None:
    assert fallas({"version_contrato": 0, "mapa": datos({}, vigencia="x"), "otra": 1}) == [
        "otra: clave desconocida; la más parecida es 'version_contrato' (se admiten:"
        " version_contrato, mapa)",
        "version_contrato: se esperaba 1, llegó 0",
        "mapa.vigencia: se esperaba un número entero, llegó 'x'",
        "mapa.procesos[0].riesgos[0].descripcion: falta; se esperaba un texto",
    ]


def test_el_de_una_version_posterior_se_dice_primero_y_solo() -> None:
    (unica,) = fallas({"version_contrato": 99, "mapa": {"x": 1}})
    assert unica.startswith("version_contrato: este archivo es más nuevo")
    with pytest.raises(paac.ErrorDeEntrada, match="estos datos son más nuevos"):
        paac.desde_datos({"version_contrato": 99, "mapa": {}}, como="mapa")


def test_un_plan_no_es_un_mapa_ni_un_mapa_es_un_plan(tmp_path: Path) -> None:
    assert fallas(datos_de_plan()) == [
        "es un plan y no un mapa de riesgos: se lee con como='plan' (--como plan), y lo miran"
        " «revisar» y «analizar»"
    ]
    with pytest.raises(paac.ErrorDeEntrada, match="es un plan y no un mapa"):
        paac.desde_datos(datos_de_plan(), como="mapa")
    with pytest.raises(paac.ErrorDeEntrada, match="es un mapa de riesgos y no un plan"):
        paac.leer(escrito(tmp_path)).sin_dudas()


@pytest.mark.parametrize("crudo", [[], "x", 3, None])
def test_lo_que_no_es_un_objeto_lo_dice(crudo: Any) -> None:
    assert "se esperaba un objeto con claves como" in fallas(crudo)[0]


def test_las_imagenes_estan_junto_al_archivo(tmp_path: Path) -> None:
    (tmp_path / "escudo.png").write_bytes(png())
    archivo = escrito(tmp_path, entidad={"nombre": "M", "escudo": "escudo.png"})
    assert paac.leer(archivo, como="mapa").sin_dudas().entidad.escudo == png()

    archivo = escrito(tmp_path, entidad={"nombre": "M", "escudo": "no.png"})
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(archivo, como="mapa").sin_dudas()
    assert [falla.ruta for falla in error.value.fallas] == ["mapa.entidad.escudo"]


def test_en_un_plan_tambien(tmp_path: Path) -> None:
    (tmp_path / "escudo.png").write_bytes(png())
    suyo = datos(entidad={"nombre": "M", "escudo": "escudo.png"})
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos_de_plan(mapa_de_riesgos=suyo)), "utf-8")
    leido = paac.leer(archivo).sin_dudas().mapa_de_riesgos

    assert leido is not None
    assert leido.entidad.escudo == png()


# ------------------------------------------------------------------ leer


def test_leer_da_el_mapa_y_ningun_plan(tmp_path: Path) -> None:
    lectura = paac.leer(
        escrito(tmp_path, entidad={"nombre": "M", "nit": "123"}), como=None, vigencia=2026
    )

    assert lectura.contenido == mapa(riesgo(), entidad={"nombre": "M", "nit": "123"}, vigencia=2026)
    assert [aviso.codigo for aviso in lectura.avisos] == ["nit"]
    assert "Mapa de riesgos 2026 de M" in lectura._repr_mimebundle_()["text/html"]


def test_leer_un_plan_no_trae_mapa(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos_de_plan()), "utf-8")

    assert isinstance(paac.leer(archivo, como=None).contenido, paac.Plan)


def test_lo_que_conviene_revisar_de_la_entidad_se_avisa(tmp_path: Path) -> None:
    assert dicen(
        paac.leer(escrito(tmp_path, entidad={"nombre": "M", "nit": "123"}), como="mapa").avisos,
        "nueve dígitos",
    )


@pytest.mark.parametrize(
    "orden",
    [
        ["generar", "{}", "--formato", "paac-plan", "--salida", "x.docx"],
        ["leer", "{}", "--recomendar", "--salida", "x.yaml"],
    ],
    ids=lambda orden: str(orden[0]),
)
def test_las_ordenes_que_son_de_un_plan_lo_dicen(
    orden: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([parte.format(EJEMPLO) for parte in orden]) == 1
    dicho = capsys.readouterr().err

    assert "mapa de riesgos" in dicho
    assert [*tmp_path.iterdir()] == []
