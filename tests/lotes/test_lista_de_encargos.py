"""La lista de encargos que alguien escribe, y la orden que los hace."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ayudas.encargos import en_archivo, nombres
from ayudas.planes import FORMATO
from ayudas.terminales import ORDEN, en_una_terminal

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.lotes.lista import leer_encargos


def lista(carpeta: Path, texto: str, nombre: str = "encargos.csv") -> Path:
    ruta = carpeta / nombre
    ruta.write_text(texto, "utf-8")
    return ruta


def correr(*argumentos: object) -> int:
    return main(["lote", *map(str, argumentos)])


# ------------------------------------------------------------------ leerla


def test_un_csv_dice_cada_columna_con_su_tipo(tmp_path: Path) -> None:
    csv = (
        "plan,formato,corte,tipos,clave,publico,metodologia\n"
        f'planes/a.json,{FORMATO},2026-04-30,docx; xlsx,uno,sí,"{{""metodo"": ""ponderado"",'
        ' ""pesos"": {""1"": 2}}"\n'
        f"planes/b.json,{FORMATO},,,,no,\n"
    )
    uno, otro = (pendiente.encargo for pendiente in leer_encargos(lista(tmp_path, csv)))

    assert uno is not None
    assert otro is not None
    assert (uno.plan, uno.corte, uno.tipos) == (
        str(tmp_path / "planes/a.json"),
        date(2026, 4, 30),
        ("docx", "xlsx"),
    )
    assert uno.opciones["publico"] is True
    assert uno.opciones["metodologia"].metodo == "ponderado"
    assert (otro.corte, otro.tipos, otro.clave, otro.opciones) == (
        None,
        (),
        None,
        {"publico": False},
    )


def test_dos_claves_iguales_dicen_la_linea_de_la_otra(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ruta = lista(tmp_path, f"plan,formato,clave\na.json,{FORMATO},x\nb.json,{FORMATO},x\n")
    correr(ruta, "--salida", tmp_path / "salida")

    dichas = capsys.readouterr().err
    for linea in (3, 2):
        assert f"x: clave: la misma de {ruta}, línea {linea}, y daría los mismos archivos" in dichas


@pytest.mark.parametrize("nombre", ["encargos.json", "encargos.yaml"])
@pytest.mark.parametrize("en_una_clave", [True, False])
def test_un_json_o_un_yaml_dicen_lo_mismo(
    nombre: str, *, en_una_clave: bool, tmp_path: Path
) -> None:
    filas: Any = [
        {
            "plan": "a.json",
            "formato": FORMATO,
            "corte": "2026-04-30",
            "tipos": ["docx", "xlsx"],
            "publico": True,
            "metodologia": {"metodo": "subcomponentes"},
            "plantillas": "formatos",
        }
    ]
    escrito = json.dumps({"encargos": filas} if en_una_clave else filas)
    (pendiente,) = leer_encargos(lista(tmp_path, escrito, nombre))
    encargo = pendiente.encargo

    assert pendiente.fallas == ()
    assert encargo is not None
    assert (pendiente.clave, encargo.tipos, encargo.corte) == (
        "a",
        ("docx", "xlsx"),
        date(2026, 4, 30),
    )
    assert encargo.opciones["publico"] is True
    assert encargo.opciones["metodologia"] == paac.Metodologia(metodo="subcomponentes")
    assert encargo.opciones["plantillas"] == str(tmp_path / "formatos")


@pytest.mark.parametrize(
    ("columna", "valor", "dicho"),
    [
        ("corte", "2026-02-31", "corte: se esperaba una fecha AAAA-MM-DD, llegó '2026-02-31'"),
        ("publico", "quizá", "publico: se esperaba sí o no, llegó 'quizá'"),
        ("metodologia", "ponderado", 'metodologia: se esperaba un objeto de JSON, como {"metodo"'),
        ("metodologia", '{"metodo": "otro"}', "metodologia.metodo: se esperaba alguno de estos"),
        ("plan", "", "plan: falta"),
        ("formato", "", "formato: falta"),
    ],
)
def test_una_fila_mal_llenada_dice_donde_y_las_demas_salen(
    columna: str, valor: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fila = {"plan": str(en_archivo(tmp_path, "a")), "formato": FORMATO, "clave": "mala"}
    filas = [{**fila, "clave": "buena", "tipos": "csv"}, {**fila, columna: valor}]
    ruta = lista(tmp_path, json.dumps(filas), "encargos.json")

    assert correr(ruta, "--salida", tmp_path / "s") == 4
    assert f"mala: {ruta}, encargos[1]: {dicho}" in capsys.readouterr().err
    assert nombres(tmp_path / "s") == ["buena.csv", "diario.jsonl"]


@pytest.mark.parametrize(
    ("nombre", "texto", "dicho"),
    [
        ("e.csv", "plan,formatto\na,b\n", "línea 2: formatto: no existe; ¿quiso decir 'formato'?"),
        ("e.csv", "plan\na\n", "falta la columna 'formato'"),
        ("e.csv", "plan,formato\n", "encargos: el lote no trae ningún encargo"),
        ("e.csv", "", "está vacío; se esperaba un renglón de rótulos"),
        ("e.json", "[]", "encargos: el lote no trae ningún encargo"),
        ("e.json", "3", "encargos: se esperaba una lista de encargos, llegó 3"),
        ("e.json", "[3]", "encargos[0]: se esperaba un objeto con plan y formato, llegó 3"),
        ("e.json", "[", "JSON mal formado"),
        ("e.yaml", "a: [", "línea"),
        ("e.txt", "x", "se esperaba un .csv, un .yaml o un .json, llegó 'e.txt'"),
    ],
)
def test_una_lista_que_no_se_lee_se_dice_y_no_deja_nada(
    nombre: str, texto: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(lista(tmp_path, texto, nombre), "--salida", tmp_path / "s") == 1
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
    diario = tmp_path / "s" / "diario.jsonl"

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert capsys.readouterr().out == f"2 de 2 encargos; {diario}\n"
    (tmp_path / "s" / "a.csv").unlink()
    assert correr(ruta, "--salida", tmp_path / "s", "--silencio") == 0
    assert capsys.readouterr() == (f"2 de 2 encargos (1 ya estaba); {diario}\n", "")


def test_la_orden_dice_por_cual_va(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from paac_reportes.cli import consola
    from paac_reportes.cli.ordenes import lote

    dicho: list[str] = []
    for modulo in (consola, lote):
        monkeypatch.setattr(modulo, "va", dicho.append)
    for nombre in ("a", "b"):
        en_archivo(tmp_path, nombre)
    ruta = lista(tmp_path, f"plan;formato;tipos\na.json;{FORMATO};csv\nb.json;{FORMATO};csv\n")
    correr(ruta, "--salida", tmp_path / "s")

    assert dicho == [f"leyendo {ruta}", "1 de 2: a", "2 de 2: b"]


def siete_y_uno_que_falla(carpeta: Path) -> list[str]:
    filas = [f"{en_archivo(carpeta, f'm{n}').name};{FORMATO};csv" for n in range(7)]
    ruta = lista(carpeta, "\n".join(["plan;formato;tipos", *filas, f"no-esta.json;{FORMATO};csv"]))
    return ["lote", str(ruta), "--salida", str(carpeta / "s")]


@pytest.mark.integracion
def test_en_una_terminal_las_fallas_van_enteras_y_la_cuenta_al_final(tmp_path: Path) -> None:
    visto, codigo = en_una_terminal([*ORDEN, *siete_y_uno_que_falla(tmp_path)])
    falla = f"\x1b[31mno-esta: {tmp_path / 'no-esta.json'}: no existe el archivo\x1b[0m\r\n"

    assert codigo == 4
    assert falla in visto
    assert visto.endswith(f"7 de 8 encargos; 1 con fallas; {tmp_path / 's' / 'diario.jsonl'}\r\n")


def test_los_avisos_se_cuentan_por_codigo_y_estan_en_el_diario(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_archivo(tmp_path, "a")
    ruta = lista(
        tmp_path, f"plan;formato;tipos;clave\na.json;{FORMATO};docx;x\na.json;{FORMATO};docx;y\n"
    )
    correr(ruta, "--salida", tmp_path / "s")
    dicho = capsys.readouterr().err

    diario = tmp_path / "s" / "diario.jsonl"
    assert f"aviso: formato_de_otra_entidad: en 2 encargos; vea {diario}\n" in dicho
    assert "formato_de_otra_entidad" in diario.read_text("utf-8")


def test_la_lista_tampoco_se_pisa(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    en_archivo(tmp_path, "a")
    texto = f"plan;formato;tipos;clave\na.json;{FORMATO};csv;encargos\n"
    ruta = lista(tmp_path, texto)

    assert correr(ruta, "--salida", tmp_path) == 1
    assert "encargos: encargos.csv: es un archivo que este lote lee" in capsys.readouterr().err
    assert ruta.read_text("utf-8") == texto


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
    assert "a: para escribir PDF hace falta Typst" in capsys.readouterr().err


def test_un_diario_cortado_se_dice_por_la_orden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_archivo(tmp_path, "a")
    ruta = lista(tmp_path, f"plan;formato;tipos\na.json;{FORMATO};csv\n")
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "diario.jsonl").write_bytes(b'{"version": 1, "cla')

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert "renglón 1: está cortado o dañado" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumentos", "dicho"),
    [
        (["e.csv"], "falta: --salida"),
        (["e.csv", "--salida", "-"], "se esperaba una carpeta, llegó '-'"),
        (["-", "--salida", "s"], "ENCARGOS: se esperaba un archivo .csv, .yaml o .json, llegó '-'"),
        (["e.csv", "--salida", "s", "--procesos", "0"], "un número de procesos, como 2; llegó '0'"),
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

    def cortar(self: paac.Reporte, *destinos: Any) -> Any:
        if Path(destinos[0]).stem == "m2":
            raise KeyboardInterrupt
        return de_verdad(self, *destinos)

    with monkeypatch.context() as cambio:
        cambio.setattr(paac.Reporte, "guardar", cortar)
        assert correr(ruta, "--salida", tmp_path / "s") == 130
    diario = tmp_path / "s" / "diario.jsonl"
    assert capsys.readouterr().err.splitlines()[-1] == f"interrumpida; ya estaba escrito: {diario}"
    assert len([json.loads(renglon) for renglon in diario.read_bytes().splitlines()]) == 2

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert capsys.readouterr().out == f"4 de 4 encargos (2 ya estaban); {diario}\n"
