"""La orden ante quien la escribe: su ayuda, sus erratas y los nombres de lo que sale."""

import json
import re
from pathlib import Path

import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.cli.tabla import ORDENES

PLAN = "ejemplos/informe_trimestral/plan.yaml"


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    return paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]


def mal_escrita(capsys: pytest.CaptureFixture[str], *argumentos: str) -> str:
    """Lo que dice de una orden mal escrita, sin el uso."""
    with pytest.raises(SystemExit, match="2"):
        main(argumentos)
    return capsys.readouterr().err.partition("\npaac-reportes")[2].partition(": ")[2]


# ------------------------------------------------------------------ la ayuda


@pytest.mark.parametrize("orden", ORDENES)
def test_la_ayuda_de_cada_orden_no_parte_los_codigos(
    orden: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    with pytest.raises(SystemExit, match="0"):
        main([orden, "--help"])
    ayuda = capsys.readouterr().out

    assert "--silencio" in ayuda
    assert not re.search(r"[a-z]-$", ayuda, re.MULTILINE)


def test_la_ayuda_dice_lo_que_se_puede_escoger(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["generar", "--help"])
    ayuda = " ".join(capsys.readouterr().out.split())

    assert (
        "informe-seguimiento, mapa-corrupcion-2015, mapa-v5, oficio-pendientes, paac-plan, "
        in ayuda
    )
    assert "metodo=CUAL: actividades, subcomponentes, ponderado; cómo se promedia" in ayuda
    assert "tipo=TIPO: docx, xlsx, html, pdf, json, csv, zip: de qué" in ayuda


def test_son_doce_ordenes_de_a_lo_mas_diez_opciones() -> None:
    opciones = {nombre: len(tarea.opciones) for nombre, tarea in ORDENES.items()}

    assert opciones == {
        "nuevo": 6,
        "revisar": 4,
        "generar": 7,
        "publicar": 7,
        "leer": 9,
        "analizar": 4,
        "comparar": 2,
        "calendario": 5,
        "capturar": 5,
        "reunir": 7,
        "verificar": 8,
        "formatos": 3,
    }


# ------------------------------------------------------------------ las erratas


@pytest.mark.parametrize(
    ("argumentos", "dicho"),
    [
        (["generar", "d", "--formatto", "X"], "--formatto: no existe; ¿quiso decir --formato?\n"),
        (["generar", "d", "--format=X"], "--format: no existe; ¿quiso decir --formato?\n"),
        (["revisar", "--xyzt", "d"], "--xyzt: no existe\n"),
        (
            ["analizar", "d", "--jason", "--metod", "x"],
            "--jason: no existe; ¿quiso decir --json?\n"
            "--metod: no existe; ¿quiso decir --con metodo=…?\n",
        ),
        (["generra"], "ORDEN: no existe 'generra'; ¿quiso decir generar? (están: nuevo, revisar"),
        (
            ["analizar", "d", "--con", "blancos=propia"],
            "--con blancos: no existe 'propia'; ¿quiso decir propias? (están: aparte, propias, comb",
        ),
        (
            ["analizar", "d", "--con", "cortes=trimestrales"],
            "--con cortes: no existe 'trimestrales'; ¿quiso decir trimestral? (están: trimestral, cu",
        ),
        (["capturar", "d", "--corte", "2026-04-30", "--salida", "-"], "--salida: son varios arch"),
        (["comparar", "-", "-"], "la entrada se lee una sola vez, y se pidió - en varios lugares"),
        (
            ["generar", "d", "--formato", "f", "--salida", "-"],
            "--salida: con - hay que decir un tipo, como --con tipo=docx\n",
        ),
        (
            ["generar", "d", "--formato", "f", "--salida", "a.csv", "--con", "tipo=docx"],
            "--con tipo: sólo cuenta con una carpeta o con -; un archivo lo dice su extensión\n",
        ),
        (
            ["nuevo", "--entidad", " ", "--vigencia", "2026", "--salida", "a.yaml"],
            "--entidad: se esperaba un nombre, llegó ' '\n",
        ),
        (
            ["leer", "x", "--salida", "-", "--con", "metdo=x"],
            "--con: no existe 'metdo'; ¿quiso decir metodo? (están: entidad, vigencia, hoja, por-rot",
        ),
        (
            ["reunir", "x", "--base", "y", "--salida", "-", "--con", "tipo=docx"],
            "--con tipo: no existe 'docx' (están: json, yaml, xlsx)\n",
        ),
        (["verificar", "x"], "hace falta --acta ACTA, o --contra DATOS con --formato FORMATO\n"),
        (["verificar", "x", "--contra", "y"], "--contra: hace falta también --formato\n"),
        (["generar", "x", "--por", "y", "--salida", "z"], "--por: hace falta también --corte\n"),
        (
            ["leer", "-", "--plan", "-", "--salida", "z.json"],
            "la entrada se lee una sola vez, y se pidió - en varios lugares\n",
        ),
    ],
)
def test_lo_mal_escrito_se_nombra_con_lo_mas_parecido(
    argumentos: list[str], dicho: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mal_escrita(capsys, *argumentos).startswith(dicho)


@pytest.mark.parametrize(
    ("pedido", "dicho"),
    [
        (["--con", "metodo"], "--con metodo: falta su valor, como metodo=CUAL\n"),
        (["--con", "pesos=1"], "--con pesos: se esperaban pesos, como 1=2,3=1.5; llegó '1'"),
        (["--con", "logros=1", "--con", "logros=2"], "--con logros: está dos veces\n"),
        (["--con", "cumplida-sin-num=cien"], "--con: no existe 'cumplida-sin-num'; ¿quiso decir c"),
        (["--metodo", "ponderado"], "--metodo: no existe; ¿quiso decir --con metodo=…?\n"),
    ],
)
def test_lo_que_va_por_su_nombre_se_dice_si_no_se_entiende(
    pedido: list[str], dicho: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mal_escrita(capsys, "analizar", "d", *pedido).startswith(dicho)


def test_un_si_es_si_o_no(capsys: pytest.CaptureFixture[str]) -> None:
    pedido = ["leer", "d", "--salida", "x.json", "--con", "por-rotulos=quizá"]

    assert mal_escrita(capsys, *pedido).startswith(
        "--con por-rotulos: se esperaba si o no; llegó 'quizá'"
    )


def test_un_formato_mal_escrito_se_nombra_con_el_mas_parecido(
    datos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generar", str(datos), "--formato", "ptep-seguimeinto"]) == 1
    assert capsys.readouterr().err.startswith(
        "no existe el formato 'ptep-seguimeinto'; ¿quiso decir 'ptep-seguimiento'? (están: "
    )


def test_un_corte_que_no_existe_se_dice_con_los_que_si(capsys: pytest.CaptureFixture[str]) -> None:
    archivo = str(RAIZ / PLAN)

    assert main(["analizar", archivo, "--corte", "2023-05-15"]) == 1
    assert capsys.readouterr().err == (
        f"{archivo}: corte: el plan no tiene el del 15/05/2023; los hay del 31/03/2023,"
        " 30/06/2023, 30/09/2023; todavía sin seguimientos: 31/12/2023\n"
    )


def test_lo_que_a_un_informe_le_falta_en_los_datos_nombra_su_archivo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo, salida = str(RAIZ / PLAN), tmp_path / "a.docx"
    pedido = ["generar", archivo, "--formato", "informe-seguimiento", "--corte", "2023-05-15"]

    assert main([*pedido, "--salida", str(salida), "--silencio"]) == 1
    assert capsys.readouterr().err.startswith(f"{archivo}: corte: el plan no tiene el del 15/05")
    assert not salida.exists()


# ------------------------------------------------------------------ los nombres


def test_en_una_carpeta_cada_archivo_lleva_el_nombre_que_se_propone(
    datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carpeta = tmp_path / "sale"
    carpeta.mkdir()
    tipos = ["--con", "tipo=docx", "--con", "tipo=csv"]

    assert (
        main(["generar", str(datos), "--formato", FORMATO, "--salida", str(carpeta), *tipos]) == 0
    )
    nombres = [
        f"seguimiento-paac_municipio-de-prueba_2026_corte-{CORTE}.{t}" for t in ("docx", "csv")
    ]
    assert capsys.readouterr().out.splitlines() == [str(carpeta / nombre) for nombre in nombres]
    assert sorted(archivo.name for archivo in carpeta.iterdir()) == sorted(nombres)


def test_la_carpeta_que_termina_en_barra_se_hace_y_si_algo_falla_no_queda(
    datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orden = ["generar", str(datos), "--salida", f"{tmp_path}/nueva/", "--con", "tipo=csv"]

    assert main([*orden, "--formato", FORMATO, "--acta", f"{tmp_path}/no/está/acta.json"]) == 3
    assert not (tmp_path / "nueva").exists()
    assert main([*orden, "--formato", FORMATO]) == 0
    assert [archivo.suffix for archivo in (tmp_path / "nueva").iterdir()] == [".csv"]
    capsys.readouterr()
    assert main([*orden[:3], f"{tmp_path}/a/b/", "--formato", FORMATO]) == 3
    assert capsys.readouterr().err == f"{tmp_path}/a/b: no existe la carpeta\n"


def test_sin_salida_queda_un_word_en_la_carpeta_de_trabajo(
    datos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (aqui := tmp_path / "aqui").mkdir()
    monkeypatch.chdir(aqui)

    assert main(["generar", str(datos), "--formato", FORMATO]) == 0
    assert [archivo.suffix for archivo in aqui.iterdir()] == [".docx"]


def test_leer_termina_con_4_si_algo_del_documento_no_quedo_en_los_datos(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    libro = openpyxl.Workbook()
    rotulos = ["Componente", "Actividades", "Meta o producto", "Responsable", "Fecha programada"]
    hoja = libro.worksheets[0]
    for fila in (rotulos, ["Trámites", "Publicar", "Una", "Oficina", "Mayo de 2026"]):
        hoja.append(fila)
    entero, con_resto = tmp_path / "entero.xlsx", tmp_path / "con_resto.xlsx"
    libro.save(entero)
    hoja.append([])
    hoja.append([None, "Lo que dijo la jefe de la oficina"])
    libro.save(con_resto)
    orden = ["leer", "--con", "entidad=M", "--con", "vigencia=2026", "--salida"]

    assert main([*orden, str(tmp_path / "a.json"), str(entero)]) == 0
    capsys.readouterr()
    assert main([*orden, str(tmp_path / "b.json"), str(con_resto)]) == 4
    assert "y no se leyó: 'Lo que dijo la jefe de la oficina'" in capsys.readouterr().err
    assert (tmp_path / "b.json").exists()


# ------------------------------------------------------------------ muchos, cartas y formatos


def test_de_una_carpeta_sale_un_reporte_de_cada_plan_con_el_nombre_que_propone(
    datos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (de := tmp_path / "planes").mkdir()
    datos.rename(de / "uno.json")
    (de / "malo.json").write_text("{}", "utf-8")
    orden = ["generar", str(de), "--formato", FORMATO, "--salida", str(tmp_path / "s")]

    assert main([*orden, "--con", "tipo=csv"]) == 4
    nombre = f"seguimiento-paac_municipio-de-prueba_2026_corte-{CORTE}"
    assert sorted(uno.name for uno in (tmp_path / "s").iterdir()) == [
        f"{nombre}.acta.json",
        f"{nombre}.csv",
    ]
    dicho = capsys.readouterr()
    assert dicho.out == f"1 de 2 encargos; 1 con fallas; {tmp_path / 's'}\n"
    assert dicho.err.startswith("malo: entidad: falta")
    assert main([*orden, "--acta", "a.json"]) == 1
    assert capsys.readouterr().err == "--acta: no cuenta con varios reportes\n"


def test_el_formato_es_tambien_una_carpeta(datos: Path, tmp_path: Path) -> None:
    propio = RAIZ / "ejemplos" / "formato_propio" / "plantillas" / "CI-FO-031"
    salida = tmp_path / "a.csv"

    assert main(["generar", str(datos), "--formato", str(propio), "--salida", str(salida)]) == 0
    assert salida.stat().st_size > 0


def test_la_lista_de_revisar_va_a_un_archivo_sea_cual_sea_el_veredicto(
    datos: Path, tmp_path: Path
) -> None:
    lista = tmp_path / "lista.json"

    assert main(["revisar", str(datos), "--salida", str(lista)]) == 1
    primera, *_ = json.loads(lista.read_text("utf-8"))
    assert (primera["peso"], primera["codigo"]) == ("grave", "componente_ausente")


def test_las_columnas_de_una_ajena_se_dicen_una_por_una(tmp_path: Path) -> None:
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.append(["Componente", "Actividades", "Lo que se espera", "Indicador"])
    hoja.append(["Trámites", "Publicar", "1", "Interno"])
    libro.save(ajeno := tmp_path / "ajeno.xlsx")
    salida = tmp_path / "datos.json"
    con = ["--con", "entidad=M", "--con", "vigencia=2026"]

    columnas = ["--columnas", "Lo que se espera=actividad.meta", "--columnas", "Indicador="]
    pedido = ["leer", str(ajeno), *columnas, *con]
    assert main([*pedido, "--salida", str(salida)]) == 0
    assert '"meta": "1"' in salida.read_text("utf-8")
    assert "Interno" not in salida.read_text("utf-8")
    assert main(["leer", str(ajeno), "--columnas", "=x", "--salida", str(salida)]) == 1
