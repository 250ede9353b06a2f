"""La orden ``comparar``, con planes y con mapas: los reconoce por su raíz, y dice qué cambió.

Prueba ``cli/consola`` y ``api/cifras``.
"""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.a_medida import plan_de, plan_en
from ayudas.comparaciones import con_avances
from ayudas.mapas import datos, riesgo
from ayudas.planes import componente

import paac_reportes as paac
from paac_reportes.cli import main

EJEMPLO = "ejemplos/mapa_de_riesgos/mapa.yaml"


def guardado(ruta: Path, *riesgos: dict[str, Any], **cambios: Any) -> str:
    mapa = datos(*riesgos, **{"metodologia": "guia-v7", **cambios})
    ruta.write_text(json.dumps({"version_contrato": 1, "mapa": mapa}), "utf-8")
    return str(ruta)


def test_dos_planes_o_dos_cortes_de_uno(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uno, otro = tmp_path / "a.json", tmp_path / "b.json"
    for ruta, texto in ((uno, "Publicar el mapa"), (otro, "Publicar el mapa nuevo")):
        suya = componente(con_avances("1", texto, abril=20, agosto=50))
        paac.guardar_datos(plan_en("Hacienda", suya), ruta)

    ajeno = paac.leer(otro).sin_dudas()
    de_otro_modo = paac.modelo.Metodologia(metodo="subcomponentes")
    ajeno = attrs.evolve(ajeno, entidad=paac.Entidad(nombre="OTRA"), metodologia=de_otro_modo)
    paac.guardar_datos(ajeno, tmp_path / "c.json")
    assert main(["comparar", str(uno), str(tmp_path / "c.json")]) == 0
    dudas = capsys.readouterr().err
    assert "aviso: entidad: se comparan dos entidades: " in dudas
    assert "antes: saca sus cifras con otra metodología (metodo: 'actividades' y hoy" in dudas
    assert main(["comparar", str(uno)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "De 30/04/2026 a 31/08/2026: avance 20,0\xa0% (1 de 1) → 50,0\xa0% (1 de 1)",
        "",
        "Subió",
        "  1 Publicar el mapa (Hacienda): 20\xa0% → 50\xa0%",
    ]
    assert main(["comparar", str(uno), str(otro), "--json"]) == 0
    (cambio,) = json.loads(capsys.readouterr().out)["reescritas"]
    assert cambio["cambios"][0]["palabras"] == [["igual", "Publicar el mapa"], ["puso", "nuevo"]]


def test_dos_mapas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dos = [
        guardado(tmp_path / "a.json", riesgo(residual={"zona": "Alto"})),
        guardado(tmp_path / "b.json", riesgo(residual={"zona": "Bajo"}), riesgo(referencia="R2")),
    ]
    assert main(["comparar", *dos]) == 0
    assert "  R2 Que se pierda (Contratación)" in capsys.readouterr().out.splitlines()
    assert main(["comparar", *dos, "--json"]) == 0
    dicho = json.loads(capsys.readouterr().out)
    assert dicho["nuevos"] == ["procesos[0].riesgos[1]"]
    rutas = dict.fromkeys(("ruta", "ruta_antes"), "procesos[0].riesgos[0]")
    assert dicho["residual"]["bajan"] == [{**rutas, "antes": "alto", "despues": "bajo"}]
    assert main(["comparar", *dos, "--con", "metodo=ponderado"]) == 1
    assert "--con metodo: sólo cuenta con un plan, y llegó un mapa" in capsys.readouterr().err


def test_dos_cortes_de_un_mapa(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["comparar", EJEMPLO]) == 0
    out = capsys.readouterr().out
    assert "de 2026 (corte 30/06/2026) a 2026 (corte 31/12/2026)" in out
    assert "sólo se comparan las zonas: lo que se reportó en cada uno" in out
    assert "No cambió nada" not in out
    sin_cortes = guardado(tmp_path / "a.json", riesgo())
    for orden, falla in (
        ([EJEMPLO, "--corte", "30/06/2026"], "no tiene dos cortes que comparar"),
        ([EJEMPLO, "--corte", "30/06/2020"], "el mapa no tiene el del 30/06/2020"),
        ([sin_cortes], "no tiene dos cortes que comparar"),
    ):
        assert main(["comparar", *orden]) == 1
        assert falla in capsys.readouterr().err


def test_un_plan_y_un_mapa_no_se_comparan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    de_plan = str(tmp_path / "plan.json")
    paac.guardar_datos(plan_de(con_avances("1", "Publicar el mapa")), de_plan)
    assert main(["comparar", de_plan, EJEMPLO]) == 1
    assert f"{EJEMPLO}: se esperaban dos planes o dos mapas de riesgos" in capsys.readouterr().err


def test_se_dice_de_cual_archivo_es_cada_falla_y_cada_aviso(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo, roto, bueno = (tmp_path / nombre for nombre in ("malo.json", "roto.yaml", "bueno.yaml"))
    malo.write_text('{"entidad": {"nombre": 3}, "vigencia": "dos mil"}', "utf-8")
    roto.write_text("entidad: {nombre: X\n", "utf-8")
    bueno.write_text("entidad: {nombre: X, nit: '1'}\ncomponentes: [{numero: 1}]", "utf-8")

    assert main(["comparar", str(malo), str(roto)]) == 1
    dicho = capsys.readouterr().err.splitlines()
    assert [linea.partition(": ")[0] for linea in dicho] == [*map(str, (malo, malo, malo, roto))]
    assert main(["comparar", str(bueno), str(malo)]) == 1
    dicho = capsys.readouterr().err.splitlines()
    assert dicho[0].startswith(f"aviso: {bueno}: entidad.nit: se esperaban nueve dígitos")
    assert all(linea.startswith(f"{malo}: ") for linea in dicho[1:])


def test_con_una_metodologia_propia(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    propia = tmp_path / "plantillas" / "_riesgos" / "mia.toml"
    propia.parent.mkdir(parents=True)
    de_la_casa = Path("plantillas/_riesgos/guia-v7.toml").read_text("utf-8")
    propia.write_text(de_la_casa.replace('"guia-v7"', '"mia"', 1), "utf-8")
    niveles = {"probabilidad": "Alta", "impacto": "Mayor"}
    dos = [
        guardado(tmp_path / "a.json", riesgo(residual=niveles), metodologia="mia"),
        guardado(tmp_path / "b.json", riesgo(residual={"zona": "Bajo"}), metodologia="mia"),
    ]
    assert main(["comparar", *dos]) == 0
    assert "Zona residual: de ningún riesgo se conocen las dos zonas." in capsys.readouterr().out
    assert main(["comparar", *dos, "--con", f"plantillas={tmp_path / 'plantillas'}"]) == 0
    assert (
        "Zona residual: el único riesgo con las dos zonas bajó de zona." in capsys.readouterr().out
    )


def test_de_dos_planes_sin_cortes_no_se_compara_un_avance(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rutas = []
    for nombre in ("antes", "despues"):
        rutas.append(tmp_path / f"{nombre}.yaml")
        rutas[-1].write_text(
            f"entidad: {{nombre: X}}\ncomponentes: [{{nombre: {nombre}}}]", "utf-8"
        )

    assert main(["comparar", *map(str, rutas)]) == 0
    assert capsys.readouterr().out.startswith("Ninguno de los dos trae cortes")
