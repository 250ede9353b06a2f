"""La lista de encargos que alguien escribe, y la orden que los hace.

Prueba ``cli/ordenes/de_reportes``.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.encargos import en_archivo, nombres
from ayudas.planes import FORMATO
from ayudas.terminales import ORDEN, en_una_terminal

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.lotes import leer_encargos


def lista(carpeta: Path, texto: str, nombre: str = "encargos.csv") -> Path:
    ruta = carpeta / nombre
    ruta.write_text(texto, "utf-8")
    return ruta


def correr(*argumentos: object) -> int:
    return main(["generar", *map(str, argumentos)])


# ------------------------------------------------------------------ leerla


def test_un_csv_dice_cada_columna_con_su_tipo(tmp_path: Path) -> None:
    csv = (
        "plan;formato;corte;tipos;clave;publico;anterior\n"
        f'planes/a.json;{FORMATO};2026-04-30;"docx; xlsx";uno;sí;antes.json\n'
        f"planes/b.json;{FORMATO};;;;no;\n"
    )
    (uno, _), (otro, si_no) = leer_encargos(str(lista(tmp_path, csv)))

    assert uno == paac.modelo.Encargo(
        str(tmp_path / "planes/a.json"),
        FORMATO,
        corte=date(2026, 4, 30),
        tipos=("docx", "xlsx"),
        clave="uno",
        opciones={"publico": True, "anterior": str(tmp_path / "antes.json")},
    )
    assert otro == paac.modelo.Encargo(
        str(tmp_path / "planes/b.json"), FORMATO, opciones={"publico": False}
    )
    assert si_no == "b"


@pytest.mark.parametrize(
    ("fila", "dicho"),
    [
        (
            "a.json;{F};2026-02-31;csv;mala;",
            "mala: corte: se esperaba una fecha (date), llegó '2026-02-31'",
        ),
        ("a.json;{F};;csv;mala;quizá", "mala: publico: se esperaba True o False, llegó 'quizá'"),
        ("a.json;;;csv;mala;", "mala: no existe el formato ''"),
        (";{F};;csv;;", "línea 4: contenido: se esperaba un Plan"),
        ("a.json;{F};;csv;buena;", "buena: clave: otro encargo dejaría los mismos archivos"),
    ],
)
def test_una_fila_mal_llenada_lo_dice_y_las_demas_salen(
    fila: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_archivo(tmp_path, "a")
    filas = ["a.json;{F};;csv;buena;", "a.json;{F};;csv;otra;", fila]
    ruta = lista(
        tmp_path,
        "\n".join(["plan;formato;corte;tipos;clave;publico", *filas]).replace("{F}", FORMATO),
    )

    assert correr(ruta, "--salida", tmp_path / "s") == 4
    assert dicho in capsys.readouterr().err
    assert {"otra.acta.json", "otra.csv"} <= {*nombres(tmp_path / "s")}


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("plan,formatto\na,b\n", "formatto: clave desconocida; la más parecida es 'formato'"),
        ("plan,formato\n", "encargos: el lote no trae ningún encargo"),
        ("", "está vacío; se esperaba un renglón de rótulos"),
    ],
)
def test_una_lista_que_no_se_lee_se_dice_y_no_deja_nada(
    texto: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(lista(tmp_path, texto), "--salida", tmp_path / "s") == 1
    assert dicho in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


# ------------------------------------------------------------------ la orden


def test_la_orden_cuenta_lo_que_hizo_y_lo_que_ya_estaba(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre in ("a", "b"):
        en_archivo(tmp_path / "planes", nombre)
    ruta = lista(
        tmp_path, f"plan;formato;tipos\nplanes/a.json;{FORMATO};csv\nplanes/b.json;{FORMATO};csv\n"
    )
    salida = tmp_path / "s"

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert capsys.readouterr().out == f"2 de 2 encargos; {salida}\n"
    (tmp_path / "s" / "a.csv").unlink()
    assert correr(ruta, "--salida", tmp_path / "s", "--silencio") == 0
    assert capsys.readouterr() == (f"2 de 2 encargos (1 ya estaba); {salida}\n", "")


def test_sin_clave_cada_uno_se_llama_como_su_reporte_propone(tmp_path: Path) -> None:
    en_archivo(tmp_path, "a")
    filas = f"a.json;{FORMATO};csv;\na.json;{FORMATO};json;sí\na.json;paac-plan;csv;\n"
    ruta = lista(tmp_path, f"plan;formato;tipos;publico\n{filas}")
    plan = paac.leer(tmp_path / "a.json").sin_dudas()

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert {*nombres(tmp_path / "s")} > {
        paac.reporte(plan, FORMATO).nombre("csv"),
        paac.reporte(plan, FORMATO).publico().nombre("json"),
        paac.reporte(plan, "paac-plan").nombre("csv"),
    }


def siete_y_uno_que_falla(carpeta: Path) -> list[str]:
    filas = [f"{en_archivo(carpeta, f'm{n}').name};{FORMATO};csv" for n in range(7)]
    ruta = lista(carpeta, "\n".join(["plan;formato;tipos", *filas, f"no-esta.json;{FORMATO};csv"]))
    return ["generar", str(ruta), "--salida", str(carpeta / "s")]


@pytest.mark.integracion
def test_en_una_terminal_las_fallas_van_enteras_y_la_cuenta_al_final(tmp_path: Path) -> None:
    visto, codigo = en_una_terminal([*ORDEN, *siete_y_uno_que_falla(tmp_path)])
    falla = f"\x1b[31mno-esta: {tmp_path / 'no-esta.json'}: no existe el archivo\x1b[0m\r\n"

    assert codigo == 4
    assert falla in visto
    assert visto.endswith(f"7 de 8 encargos; 1 con fallas; {tmp_path / 's'}\r\n")


def test_los_avisos_se_cuentan_por_codigo_y_estan_en_las_actas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_archivo(tmp_path, "a")
    ruta = lista(
        tmp_path, f"plan;formato;tipos;clave\na.json;{FORMATO};docx;x\na.json;{FORMATO};docx;y\n"
    )
    correr(ruta, "--salida", tmp_path / "s")
    dicho = capsys.readouterr().err

    actas = f"{tmp_path / 's'}/*.acta.json"
    assert f"aviso: formato_de_otra_entidad: en 2 encargos; vea {actas}\n" in dicho
    assert "formato_de_otra_entidad" in (tmp_path / "s" / "x.acta.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("planes", "codigo"), [(["a", "b"], 0), (["a", "no"], 4), (["no", "tampoco"], 1)]
)
def test_el_codigo_dice_si_salieron_todos_algunos_o_ninguno(
    planes: list[str], codigo: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre in ("a", "b"):
        en_archivo(tmp_path, nombre)
    filas = "".join(f"{nombre}.json;{FORMATO};csv\n" for nombre in planes)

    ruta = lista(tmp_path, f"plan;formato;tipos\n{filas}")
    assert correr(ruta, "--salida", tmp_path / "s") == codigo
    salieron = sum(nombre in {"a", "b"} for nombre in planes)
    assert capsys.readouterr().out.startswith(f"{salieron} de 2 encargos")


def test_si_lo_que_falta_es_de_la_maquina_el_codigo_lo_dice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from paac_reportes.escritores.pdf import motor

    monkeypatch.setattr(motor, "hallar_modulo", lambda _: None)
    en_archivo(tmp_path, "a")
    ruta = lista(tmp_path, f"plan;formato;tipos\na.json;{FORMATO};pdf\n")

    assert correr(ruta, "--salida", tmp_path / "s") == 3
    assert ": para escribir PDF hace falta Typst" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumentos", "dicho"),
    [
        (["e.csv"], "--salida: son varios archivos; se esperaba una carpeta"),
        (["e.csv", "--salida", "-"], "se esperaba una carpeta, llegó '-'"),
        (["e.csv", "e.csv"], "--salida: son varios archivos; se esperaba una carpeta"),
    ],
)
def test_una_orden_mal_escrita_se_dice(
    argumentos: list[str], dicho: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        correr(*argumentos)
    assert dicho in capsys.readouterr().err


def test_interrumpida_dice_donde_quedo_y_la_otra_vez_sigue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        en_archivo(tmp_path, f"m{n}")
    filas = "".join(f"m{n}.json;{FORMATO};csv\n" for n in range(4))
    ruta = lista(tmp_path, f"plan;formato;tipos\n{filas}")
    de_verdad = paac.Reporte.guardar

    def cortar(self: paac.Reporte, *destinos: Any, **opciones: Any) -> Any:
        if Path(destinos[0]).stem == "m2":
            raise KeyboardInterrupt
        return de_verdad(self, *destinos, **opciones)

    with monkeypatch.context() as cambio:
        cambio.setattr(paac.Reporte, "guardar", cortar)
        assert correr(ruta, "--salida", tmp_path / "s") == 130
    assert nombres(tmp_path / "s") == ["m0.acta.json", "m0.csv", "m1.acta.json", "m1.csv"]
    capsys.readouterr()

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert capsys.readouterr().out == f"4 de 4 encargos (2 ya estaban); {tmp_path / 's'}\n"
