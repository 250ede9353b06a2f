"""Un archivo dice con qué versión del contrato se escribió."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.imagenes import png
from ayudas.planes import datos, plan

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO

POSTERIOR = VERSION_DEL_CONTRATO + 1


def fallas_de_datos(crudo: dict[str, Any]) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.desde_datos(crudo)
    return [str(falla) for falla in error.value.fallas]


@pytest.mark.parametrize("version", [1, "1", None])
def test_una_version_que_se_entiende_no_cambia_el_plan(version: object) -> None:
    assert paac.desde_datos({"version_contrato": version, **datos()}).contenido == plan()


@pytest.mark.parametrize("version", [2, "2", 3, 4000])
def test_lo_mas_nuevo_se_dice_primero_y_solo(version: object) -> None:
    crudo = datos(version_contrato=version, clave_del_futuro=1, entidad={"nombre": 3})

    assert fallas_de_datos(crudo) == [
        f"version_contrato: estos datos son más nuevos: usa la versión {int(str(version))} del"
        " contrato y esta versión de la biblioteca entiende hasta la 1; actualice paac-reportes"
    ]


def test_de_un_archivo_mas_nuevo_no_se_mira_ni_su_escudo(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text('{"version_contrato": 2, "entidad": {"escudo": "no.png"}, "nuevas": [{}]}')
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(archivo).sin_dudas()

    assert str(error.value) == (
        "version_contrato: este archivo es más nuevo: usa la versión 2 del contrato y esta versión"
        " de la biblioteca entiende hasta la 1; actualice paac-reportes"
    )


def test_la_orden_termina_con_codigo_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos(version_contrato=POSTERIOR)))

    assert main(["revisar", str(archivo)]) == 1
    dicho = capsys.readouterr().err
    assert dicho.startswith(f"{archivo}: version_contrato: este archivo es más nuevo: usa")


@pytest.mark.parametrize(
    ("version", "falla"),
    [
        (True, "se esperaba un número entero, llegó true"),
        ("dos", "se esperaba un número entero, llegó 'dos'"),
        ([2], "se esperaba un número entero, llegó una lista de 1"),
        (0, "se esperaba 1, llegó 0"),
    ],
)
def test_lo_que_no_es_una_version_sale_con_las_demas_fallas(version: object, falla: str) -> None:
    crudo = datos(version_contrato=version, vigencia="dos mil")

    assert fallas_de_datos(crudo) == [
        "vigencia: se esperaba un número entero, llegó 'dos mil'",
        f"version_contrato: {falla}",
    ]


def test_una_version_enorme_tampoco_se_escribe_entera() -> None:
    (falla,) = fallas_de_datos(datos(version_contrato=10**5000))

    assert "usa la versión un número enorme del contrato" in falla


def test_mal_escrita_se_nombra_la_parecida() -> None:
    assert fallas_de_datos(datos(version_contato=1)) == [
        "version_contato: clave desconocida; la más parecida es 'version_contrato'"
    ]


def test_lo_que_se_guarda_la_dice_primero_y_el_diccionario_no_la_lleva(tmp_path: Path) -> None:
    archivo = paac.guardar_datos(plan(), tmp_path / "plan.json").archivos[0]
    emitido = paac.reporte(plan(), "paac-seguimiento").emitir("json").contenido

    assert list(json.loads(archivo.read_text("utf-8")))[:2] == ["version_contrato", "entidad"]
    assert json.loads(emitido)["version_contrato"] == 1
    assert paac.leer(archivo).sin_dudas() == paac.leer(io.BytesIO(emitido)).sin_dudas() == plan()
    assert "version_contrato" not in paac.datos_de(plan())


def test_el_plan_leido_es_un_plan_y_nada_mas() -> None:
    crudo = datos(version_contrato=1, entidad={"nombre": "X", "escudo": png()})
    leido = paac.desde_datos(crudo).contenido

    assert type(leido) is paac.Plan
    assert paac.desde_datos(paac.datos_de(leido)).contenido == leido
