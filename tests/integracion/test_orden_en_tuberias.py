"""La orden en una tubería y en una terminal: qué sale por dónde, y qué se ve."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from ayudas.compartido import RAIZ
from ayudas.imagenes import png
from ayudas.oficinas import oficina
from ayudas.planes import CORTE, FORMATO, plan
from ayudas.terminales import ORDEN, tras_el_tabulador

import paac_reportes as paac
from paac_reportes.cli import main

OTRO_CORTE = date(2026, 8, 31)
PLAN = "ejemplos/informe_trimestral/plan.yaml"


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    return paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]


def correr(
    *argumentos: str, entra: bytes = b"", carpeta: Path = RAIZ
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [*ORDEN, *argumentos], input=entra, capture_output=True, check=False, cwd=carpeta
    )


# ------------------------------------------------------------------ las tuberías


def test_por_la_salida_va_el_documento_y_nada_mas(datos: Path) -> None:
    pedido = ["generar", "-", "--formato", FORMATO, "--corte", str(CORTE)]
    hecho = correr(*pedido, "--salida", "-", "--con", "tipo=docx", entra=datos.read_bytes())

    assert hecho.returncode == 0
    assert hecho.stdout == paac.reporte(plan(), FORMATO, corte=CORTE).emitir("docx").contenido


def test_el_certificado_y_el_esquema_van_por_la_salida_o_a_su_archivo(
    datos: Path, tmp_path: Path
) -> None:
    entregado = paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "a.docx").archivos[0]
    verificar = ["verificar", str(entregado), "--contra", str(datos), "--formato", FORMATO]
    for numero, pedido in enumerate(
        ([*verificar, "--corte", str(CORTE)], ["formatos", "--esquema", "plan"])
    ):
        archivo = tmp_path / f"{numero}.json"
        dicho = correr(*pedido).stdout

        assert json.loads(dicho)
        assert correr(*pedido, "--salida", "-").stdout == dicho
        assert correr(*pedido, "--salida", str(archivo)).stdout.decode() == f"{archivo}\n"
        assert archivo.read_bytes() == dicho


@pytest.mark.skipif(os.name == "nt", reason="es de las consolas de Unix")
def test_sin_stderr_los_avisos_no_van_a_dar_al_documento(datos: Path) -> None:
    pedido = f"generar {datos} --formato {FORMATO} --corte {CORTE} --salida - --con tipo=csv"
    orden = f"{' '.join(ORDEN)} {pedido} 2>&-"
    hecho = subprocess.run(["bash", "-c", orden], capture_output=True, check=False)

    assert hecho.stdout == paac.reporte(plan(), FORMATO, corte=CORTE).emitir("csv").contenido


def test_una_orden_le_pasa_a_otra(datos: Path, tmp_path: Path) -> None:
    word = paac.reporte(plan(), FORMATO, corte=CORTE).emitir("docx").contenido
    leido = correr(
        "leer", "-", "--plan", str(datos), "--salida", "-", "--con", "tipo=yaml", entra=word
    )
    revisado = correr("revisar", "-", entra=leido.stdout)
    pedido = ["verificar", "-", "--contra", str(datos), "--formato", FORMATO]
    verificado = correr(*pedido, "--corte", str(CORTE), entra=word)

    callado = correr("leer", "-", "--plan", str(datos), "--salida", "-", "--silencio", entra=word)

    assert leido.stderr.decode().splitlines()[-1].startswith("filas: 1; ")
    assert (callado.stderr, callado.stdout[:1]) == (b"", b"{")
    assert ": 1 dependencia, 1 componente" in revisado.stdout.decode().splitlines()[-1]
    assert (verificado.returncode, b'"pasa": true' in verificado.stdout) == (0, True)


def test_un_csv_que_llega_por_la_entrada_se_comprueba_si_se_dice_que_lo_es(datos: Path) -> None:
    csv = paac.reporte(plan(), FORMATO, corte=CORTE).emitir("csv").contenido
    pedido = ["verificar", "-", "--contra", str(datos), "--formato", FORMATO, "--con", "tipo=csv"]

    assert correr(*pedido, "--corte", str(CORTE), entra=csv).returncode == 0


def test_los_planes_y_los_deberes_salen_por_la_salida() -> None:
    nuevo = correr("nuevo", "--entidad", "E", "--vigencia", "2026", "--salida", "-")
    libro = correr(
        "nuevo", "--entidad", "E", "--vigencia", "2026", "--salida", "-", "--con", "tipo=xlsx"
    )
    deberes = correr("calendario", "--vigencia", "2026", "--salida", "-")

    assert "nombre: E" in nuevo.stdout.decode()
    assert libro.stdout[:2] == b"PK"
    assert json.loads(deberes.stdout)["deberes"][0]["dia"] == "2026-01-31"
    assert b"Publicar el programa 2026" in deberes.stderr


def test_como_llego_sale_en_json_y_el_libro_vuelve_respondido(datos: Path, tmp_path: Path) -> None:
    [libro] = paac.capturar(plan(), OTRO_CORTE, tmp_path).archivos
    otro = tmp_path / "otro.xlsx"
    for ruta, texto in ((otro, "Lo segundo."), (libro, "Lo primero.")):
        with oficina(libro, en=ruta) as hoja:
            hoja.llenar(1, texto)
    pedido = ["reunir", str(libro), str(otro), "--base", str(datos)]
    salida = tmp_path / "junto.xlsx"
    informe = correr(*pedido, "--salida", str(salida), "--json")
    with oficina(salida, "Conflictos") as hoja:
        hoja.celda(1, "Se toma").value = "otro.xlsx"
    hecho = correr(*pedido, "--respuestas", "-", "--salida", "-", entra=salida.read_bytes())

    assert (informe.returncode, salida.is_file()) == (0, True)
    assert (hecho.returncode, b"Lo segundo." in hecho.stdout) == (0, True)
    assert b"Lo primero." not in hecho.stdout


def test_el_escudo_que_nombra_la_entrada_esta_en_la_carpeta_de_trabajo(tmp_path: Path) -> None:
    (tmp_path / "escudo.png").write_bytes(png())
    entra = b'{"entidad": {"nombre": "E", "escudo": "escudo.png"}, "componentes": [{"numero": 1}]}'

    assert correr("revisar", "-", entra=entra, carpeta=tmp_path).stderr == b""
    assert b"escudo.png" in correr("revisar", "-", entra=entra).stderr
    con_carpeta = ("--con", f"carpeta={tmp_path}")
    assert correr("revisar", "-", *con_carpeta, entra=entra).stderr == b""


@pytest.mark.parametrize(
    ("entra", "dicho"),
    [
        (b"", "entrada: no trajo nada; se esperaban ahí los datos\n"),
        (b"\xff\xfe\x00", "entrada: "),
        (b'{"a": "%s"}' % (b"a" * 20_000_001), "entrada: pesa más de 20 MB\n"),
        (b"a" * 20_000_001, "entrada: es un texto corriente; se esperaba un documento de Word"),
        (b"PK\x03\x04roto", "entrada: "),
        (b'{"entidad": 3}', "entrada: entidad: se esperaba un objeto"),
    ],
)
def test_lo_que_entra_mal_se_dice_con_su_nombre(entra: bytes, dicho: str) -> None:
    hecho = correr("revisar", "-", entra=entra)

    assert hecho.returncode == 1
    assert hecho.stderr.decode().startswith(dicho)


@pytest.mark.skipif(os.name == "nt", reason="en Windows las tuberías se cortan de otro modo")
@pytest.mark.parametrize(
    ("como", "codigo", "dicho"),
    [
        ("| true; exit ${PIPESTATUS[0]}", 141, ""),
        (">&-", 3, "la salida está cerrada; se iba a escribir ahí\n"),
        ("> /dev/full", 3, "el flujo: no queda espacio en el disco\n"),
    ],
)
def test_si_el_documento_no_se_puede_entregar_nada_queda_a_medias(
    como: str, codigo: int, dicho: str, datos: Path, tmp_path: Path
) -> None:
    pedido = f"generar {datos} --formato {FORMATO} --silencio --salida {tmp_path / 'a.csv'}"
    orden = f"{' '.join(ORDEN)} {pedido} --salida - --con tipo=docx {como}"
    hecho = subprocess.run(["bash", "-c", orden], capture_output=True, text=True, check=False)

    assert (hecho.returncode, hecho.stderr) == (codigo, dicho)
    assert not (tmp_path / "a.csv").exists()


# ------------------------------------------------------------------ la terminal


CONSOLAS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(paac-reportes --completar bash)"'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -u -D; eval "$(paac-reportes --completar zsh)"',
    ),
}


@pytest.mark.una_de_cada("consola", "escrito")
@pytest.mark.parametrize("consola", CONSOLAS)
@pytest.mark.parametrize(
    ("escrito", "completo"),
    [
        ("paac-reportes anal", "paac-reportes analizar"),
        (f"paac-reportes generar {PLAN} --formato ptep-s", "ptep-seguimiento"),
        ("paac-reportes revisar ejemplos/informe_trimestral/pl", PLAN),
    ],
)
def test_el_tabulador_completa(consola: str, escrito: str, completo: str) -> None:
    pytest.importorskip("argcomplete")
    if not shutil.which(consola):
        pytest.skip(f"falta {consola}, donde se prueba el tabulador")
    orden, preparar = CONSOLAS[consola]

    assert tras_el_tabulador(orden, preparar, escrito, RAIZ).rstrip().endswith(completo)


def test_sin_la_biblioteca_completar_dice_cual_falta(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "argcomplete", None)
    monkeypatch.setitem(sys.modules, "argcomplete.shell_integration", None)

    assert main(["--completar", "bash"]) == 3
    assert capsys.readouterr().err == (
        "para completar hace falta argcomplete, del extra [orden]: «python -m pip install"
        ' "argcomplete>=3.1"»\n'
    )
