"""La orden ``paac-reportes``.

Prueba ``cli/orden``, ``cli/ordenes`` y ``cli/consola``.
"""

import ast
import importlib.abc
import io
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextvars import copy_context
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import CORTE, FORMATO, plan, plan_con

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.cli.comunes import fecha
from paac_reportes.cli.consola import en_la_orden, hablar_de
from paac_reportes.cli.orden import como_se_dicen
from paac_reportes.cli.tabla import ORDENES


@pytest.fixture
def datos(tmp_path: Path) -> Path:
    return paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]


def test_generar_escribe_cada_salida_y_dice_cuales(
    datos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salidas = [
        datos.with_name(n) for n in ("a.docx", "a.xlsx", "a.html", "a.csv", "a.zip", "b.json")
    ]
    orden = ["generar", str(datos), "--formato", FORMATO, "--corte", "2026-04-30"]

    assert main([*orden, *(t for s in salidas for t in ("--salida", str(s)))]) == 0
    assert capsys.readouterr().out.splitlines() == list(map(str, salidas))
    assert (
        salidas[0].read_bytes()
        == paac.reporte(plan(), FORMATO, corte=CORTE).emitir("docx").contenido
    )
    assert salidas[-1].read_bytes() == datos.read_bytes()


def test_revisar_da_una_sola_lista_por_peso_y_dice_cuanto_hay(
    datos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["revisar", str(datos)]) == 1
    dicho = capsys.readouterr()
    pesos = [renglon.partition(":")[0] for renglon in dicho.out.splitlines()[:-1]]
    assert pesos == sorted(pesos, key=["grave", "por fuera", "duda", "nota"].index)
    assert dicho.out.splitlines()[-1].endswith(
        ": 1 dependencia, 1 componente, 1 actividad, 0 trámites, 0 intercambios, 1 corte"
    )
    assert dicho.err == ""


def test_formatos_muestra_el_catalogo_y_un_formato(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formatos"]) == 0
    assert re.search(r"MCCO.101.18.F.20 +versión 3  Matriz de seguimiento", capsys.readouterr().out)
    assert main(["formatos", FORMATO]) == 0
    detalle = capsys.readouterr().out
    assert "actividad.meta                   Meta o Producto; une los blancos" in detalle
    assert "**De dónde sale.**" in detalle


@pytest.fixture
def propias(tmp_path: Path) -> Path:
    """Una carpeta con un formato propio, sin fuente."""
    original = (RAIZ / "plantillas" / FORMATO / "formato.toml").read_text("utf-8")
    carpeta = tmp_path / "propias"
    (carpeta / "otro").mkdir(parents=True)
    (carpeta / "otro" / "formato.toml").write_text(
        original.replace(f'codigo = "{FORMATO}"', 'codigo = "OTRO-1"'), "utf-8"
    )
    return carpeta


def test_los_formatos_de_una_carpeta_propia(
    datos: Path, propias: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = datos.with_name("a.docx")
    con = ["--plantillas", str(propias)]

    assert main(["formatos", *con]) == 0
    codigos = [linea.split()[0] for linea in capsys.readouterr().out.splitlines()]
    assert codigos == sorted(["OTRO-1", *(ficha.codigo for ficha in paac.formatos_disponibles())])
    assert main(["formatos", "OTRO-1", *con]) == 0
    assert capsys.readouterr().out.startswith("OTRO-1, versión 3")
    orden = ["generar", str(datos), "--formato", "OTRO-1", "--salida", str(salida)]
    assert main([*orden, *con]) == 0
    assert (
        salida.read_bytes()
        == paac.reporte(plan(), paac.leer_formato(propias / "otro")).emitir("docx").contenido
    )


def test_las_fallas_de_una_carpeta_propia_salen_todas(
    propias: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bueno = (propias / "otro" / "formato.toml").read_text("utf-8")
    for nombre, texto in {
        "repetido": bueno,
        "del-catalogo": bueno.replace("OTRO-1", FORMATO),
        "roto": "[",
        "sin-utf8": bueno.replace("OTRO-1", "OTRO-2"),
    }.items():
        (propias / nombre).mkdir()
        (propias / nombre / "formato.toml").write_text(texto, "utf-8")
    (propias / "sin-utf8" / "FUENTE.md").write_bytes(b"\xff")

    assert main(["formatos", "--plantillas", str(propias)]) == 1
    fallas = [
        linea.removeprefix(f"{propias}{os.sep}") for linea in capsys.readouterr().err.splitlines()
    ]
    assert [Path(falla).parts[0] for falla in fallas] == [
        "del-catalogo",
        "repetido",
        "roto",
        "sin-utf8",
    ]
    assert "codigo: ya hay un formato 'OTRO-1', en" in fallas[1]

    (tmp_path / "vacia").mkdir()
    for carpeta, motivo in (("vacia", "no trae formatos"), ("no", "se esperaba una carpeta")):
        assert main(["formatos", "--plantillas", str(tmp_path / carpeta)]) == 1
        assert motivo in capsys.readouterr().err


def test_los_datos_malos_dan_1_y_una_falla_por_linea(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo = tmp_path / "malo.json"
    malo.write_text('{"entidad": {"nombre": 1}, "vigencia": "x"}')
    salida = tmp_path / "a.docx"

    assert main(["generar", str(malo), "--formato", FORMATO, "--salida", str(salida)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{malo}: entidad.nombre: se esperaba un texto, llegó 1; entre comillas se conserva tal cual",
        f"{malo}: vigencia: se esperaba un número entero, llegó 'x'",
        f"{malo}: se esperaban dependencias o componentes, no llegó ninguno",
    ]
    assert not salida.exists()
    assert main(["revisar", str(malo)]) == 1
    assert main(["revisar", str(tmp_path / "no.json")]) == 1


def test_con_un_formato_propio_los_datos_dicen_cual_es_su_archivo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    malo = tmp_path / "malo.json"
    malo.write_text('{"entidad": {"nombre": 1}, "componentes": [{}]}')
    orden = ["generar", str(malo), "--formato", FORMATO, "--salida", str(tmp_path / "a.docx")]

    assert main([*orden, "--plantillas", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith(f"{malo}: entidad.nombre: se esperaba un texto")


def test_un_formato_que_no_existe_da_1(datos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generar", str(datos), "--formato", "X", "--salida", "a.docx"]) == 1
    assert "no existe el formato 'X'" in capsys.readouterr().err
    assert main(["formatos", "X"]) == 1
    assert main(["revisar", "no-esta.doc"]) == 1
    assert "no-esta.doc: no existe el archivo" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumentos", "mensaje"),
    [
        ([], "paac-reportes: falta: ORDEN"),
        (["generar"], "falta: DATOS"),
        (["generar", "x.yaml"], "hace falta --formato CODIGO, o un Word diseñado"),
        (["generar", "x.yaml"], "los códigos los dice «paac-reportes formatos»"),
        (["borrar"], "ORDEN: no existe 'borrar'"),
        (
            ["generar", "d.json", "--formato", "f", "--salida", "d.json"],
            "es el archivo de los datos",
        ),
        (
            ["verificar", "a.docx", "--contra", "d.json", "--formato", "f", "--salida", "d.json"],
            "--salida: d.json es un archivo que se lee",
        ),
        (["leer", "a.xlsx", "--salida", "a.xlsx"], "--salida: a.xlsx es un archivo que se lee"),
        (
            ["reunir", "l.xlsx", "--base", "d.json", "--salida", "l.xlsx"],
            "--salida: l.xlsx es un archivo que se lee",
        ),
        (["generar", "d", "--formato", "f", "--s", "a.docx"], "--s: no existe"),
        (
            ["generar", "d", "--formato", "f", "--salida", "a.docx", "--corte", "2020-W35-1"],
            "--corte: se esperaba una fecha AAAA-MM-DD o dd/mm/aaaa, llegó '2020-W35-1'",
        ),
        (["revisar", "x", "y"], "no se esperaba: y"),
        (["generar", "d", "--formato", "f", "--salida"], "--salida: falta su valor"),
        (
            ["generar", "d", "--formato", "f", "--salida", "a.odt"],
            "se esperaba un archivo .docx, .xlsx, .html, .pdf, .json, .csv, .zip; llegó 'a.odt'",
        ),
        (
            ["generar", "d", "--formato", "f", "--salida", "a.docx", "--corte", "31/02/2020"],
            "--corte: se esperaba una fecha AAAA-MM-DD o dd/mm/aaaa, llegó '31/02/2020'",
        ),
    ],
)
def test_la_orden_mal_escrita_da_2_y_lo_dice_en_espanol(
    argumentos: list[str],
    mensaje: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for nombre in ("d.json", "a.xlsx", "l.xlsx"):
        (tmp_path / nombre).touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as salida:
        main(argumentos)

    assert salida.value.code == 2
    error = capsys.readouterr().err
    assert mensaje in error
    assert error.startswith("uso: paac-reportes")


def test_lo_que_le_falta_a_la_maquina_da_3(
    datos: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    orden = ["generar", str(datos), "--formato", FORMATO, "--salida"]

    assert main([*orden, str(datos.with_name("a.pdf"))]) == 3
    assert capsys.readouterr().err.startswith(
        "para escribir PDF hace falta Typst, del extra [pdf]: «python -m pip install"
    )
    assert main([*orden, str(datos.with_name("no") / "a.docx")]) == 3


def test_cada_cosa_sale_con_su_ruta(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    con_aviso = tmp_path / "p.yaml"
    con_aviso.write_text("entidad: {nombre: X, nit: '891900493-3'}\ncomponentes: [{numero: 1}]")

    assert main(["revisar", str(con_aviso)]) == 1
    assert "nota: entidad.nit: el dígito de verificación" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("de_la_biblioteca", "en_la_consola"),
    [
        ("se queda; con quitar=True (--quitar) sale", "se queda; con --quitar sale"),
        ("léalo con por_rotulos=True (--con por-rotulos=si)", "léalo con --con por-rotulos=si"),
        ("diga el corte: corte=… o --corte", "diga el corte: --corte"),
        ("dé su carpeta (plantillas=, --con plantillas=X)", "dé su carpeta (--con plantillas=X)"),
        ("con --reemplazar (en Python, reemplazar=True)", "con --reemplazar"),
        ("dé --anterior o, en Python, paac.reporte(plan, 'x', anterior=…)", "dé --anterior"),
        ("escriba un guion o pida metodologia.blancos = 'propias'", "escriba un guion o pida --con blancos=propias"),
        ("si es otra, va en metodologia.cortes", "si es otra, va en metodología › cortes"),
        ("metodologia.escala: falta", "metodologia.escala: falta"),
        ("llegó datetime.date(2026, 3, 4)", "llegó 2026-03-04"),
        ("llegó datetime.datetime(2026, 3, 4, 8, 5)", "llegó 2026-03-04 08:05"),
        ("metodologia.json: no existe el archivo", "metodologia.json: no existe el archivo"),
        ("quizá se leyó con otra columna (--columnas)", "quizá se leyó con otra columna (--columnas)"),
    ],
)  # fmt: skip
def test_la_consola_nombra_sus_opciones_y_no_las_de_python(
    de_la_biblioteca: str, en_la_consola: str
) -> None:
    opciones = {"blancos": "--con blancos", "corte": "--corte"}
    assert dicho_con(opciones, de_la_biblioteca) == en_la_consola


def dicho_con(opciones: Mapping[str, str], texto: str) -> str:
    """El mensaje, en una orden que lleva esas opciones."""
    contexto = copy_context()
    contexto.run(hablar_de, opciones)
    return contexto.run(en_la_orden, texto)


def _literales() -> Iterator[str]:
    """Los textos con una opción de toda la biblioteca; los escritores, que las dan a otros, no."""
    raiz = Path(paac.__file__).parent
    for archivo in raiz.rglob("*.py"):
        if archivo.relative_to(raiz).parts[0] not in {"cli", "escritores"}:
            for nodo in ast.walk(ast.parse(archivo.read_text("utf-8"))):
                if isinstance(nodo, ast.Constant) and "--" in str(nodo.value):
                    yield str(nodo.value)


def test_un_mensaje_no_nombra_una_opcion_que_su_orden_no_tiene() -> None:
    literales = [*_literales()]
    for orden, tarea in ORDENES.items():
        opciones = como_se_dicen(orden)
        dichos = " ".join(dicho_con(opciones, literal) for literal in literales)
        suyos = re.sub(r"«\w+ --[^»]+»|paac-reportes [^;)]*", "", dichos)
        for con, clave in re.findall(r"--(con )?([a-z]+(?:-[a-z]+)*)", suyos):
            assert clave.replace("-", "_") in (tarea.con if con else tarea.opciones), (orden, clave)
    opciones = como_se_dicen("revisar")
    assert dicho_con(opciones, "diga la entidad: --entidad") == "diga la entidad: --con entidad=…"
    assert dicho_con(opciones, "con plan= (--plan)") == "con «leer --plan»"


def test_lo_que_la_biblioteca_avisa_suelto_la_orden_lo_dice_como_aviso(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datos = tmp_path / "plan.json"
    paac.guardar_datos(plan_con(seguimientos=[{"corte": CORTE, "evidencias": ["una\ndos"]}]), datos)

    assert main(["leer", str(datos), "--recomendar", "--salida", str(tmp_path / "plan.xlsx")]) == 0
    err = capsys.readouterr().err
    assert "aviso: de una celda con varios textos, como las evidencias, cada renglón es uno" in err
    assert "con avisos:" not in err


def test_una_fecha_donde_va_un_numero_se_dice_como_se_ve(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ruta = tmp_path / "plan.xlsx"
    paac.guardar_datos(plan(), ruta)
    libro = openpyxl.load_workbook(ruta)
    rotulos = [celda.value for celda in libro["Actividades"][3]]
    columna = next(n for n, r in enumerate(rotulos, 1) if str(r).endswith("Avance (%)"))
    libro["Actividades"].cell(4, columna).value = date(2026, 3, 4)
    libro.save(ruta)

    assert main(["revisar", str(ruta)]) == 1
    assert capsys.readouterr().err.endswith(": se esperaba un número, llegó 2026-03-04\n")


def test_ayuda_y_version(capsys: pytest.CaptureFixture[str]) -> None:
    for argumento, inicio in (
        ("--ayuda", "uso: paac-reportes"),
        ("--version", f"paac-reportes {paac.__version__}"),
    ):
        with pytest.raises(SystemExit) as salida:
            main([argumento])
        assert salida.value.code == 0
        assert capsys.readouterr().out.startswith(inicio)


@pytest.mark.integracion
def test_como_modulo_y_con_la_salida_cortada(datos: Path) -> None:
    hecho = subprocess.run(
        [sys.executable, "-m", "paac_reportes", "analizar", str(datos)],
        capture_output=True,
        check=False,
    )
    assert hecho.returncode == 0

    sin_lugar = f"{sys.executable} -m paac_reportes formatos > /dev/full"
    if Path("/dev/full").exists():
        lleno = subprocess.run(sin_lugar, shell=True, capture_output=True, check=False)  # noqa: S602
        assert lleno.returncode == 3
        assert lleno.stderr.startswith(b"no se pudo escribir la respuesta")

    cerrada = f"{sys.executable} -m paac_reportes formatos >&-"
    assert subprocess.run(cerrada, shell=True, capture_output=True, check=False).returncode == 0  # noqa: S602

    con_tuberia = f"{sys.executable} -m paac_reportes formatos {FORMATO} | true"
    cortada = subprocess.run(con_tuberia, shell=True, capture_output=True, check=False)  # noqa: S602
    assert cortada.stderr == b""


def test_una_consola_sin_tildes_no_rompe(datos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    consola = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", consola)

    assert main(["revisar", str(datos)]) == 1


@pytest.mark.integracion
@pytest.mark.skipif(os.name == "nt", reason="las señales de Windows son otras")
@pytest.mark.parametrize("senal", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_termina_en_130_sin_traza_ni_sobras(tmp_path: Path, senal: signal.Signals) -> None:
    datos = paac.reporte(plan(), FORMATO, corte=CORTE).guardar(tmp_path / "datos.json").archivos[0]
    # Se detiene justo al guardar, avisa que llegó y espera la señal; quien corre las pruebas en
    # segundo plano le hereda SIGINT desatendida.
    orden = (
        "import os, signal, sys, time; from paac_reportes.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "os.fsync = lambda _: (print('listo', flush=True), time.sleep(60))\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    argumentos = ["generar", str(datos), "--formato", FORMATO, "--salida", str(tmp_path / "a.docx")]
    proceso = subprocess.Popen(
        [sys.executable, "-c", orden, *argumentos],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert proceso.stdout is not None
    assert proceso.stdout.readline() == "listo\n"
    proceso.send_signal(senal)
    _, error = proceso.communicate(timeout=60)

    assert (proceso.returncode, error) == (130, "interrumpida\n")
    assert [p.name for p in tmp_path.iterdir()] == ["datos.json"]


def test_un_ctrl_c_mientras_se_carga_la_orden_tambien_se_responde(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrumpe(importlib.abc.MetaPathFinder):
        def find_spec(self, nombre: str, _ruta: object, _objetivo: object = None) -> None:
            if nombre == "paac_reportes.cli.orden":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "paac_reportes.cli.orden", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrumpe(), *sys.meta_path])

    assert main(["formatos"]) == 130
    assert capsys.readouterr().err == "interrumpida\n"


def test_un_ctrl_c_que_otra_biblioteca_vuelve_un_error_sigue_siendo_un_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ocuparse(*_: object) -> Iterator[str]:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ValueError("Invalid affine transformation matrix") from None
        yield "no llega"

    monkeypatch.setitem(ORDENES, "formatos", ORDENES["formatos"]._replace(cumplir=ocuparse))
    oido = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        respuesta = main(["formatos"])
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, oido)

    assert (respuesta, capsys.readouterr().err) == (130, "interrumpida\n")


def test_un_corte_tambien_se_escribe_como_en_los_libros() -> None:
    assert fecha("30/04/2026") == fecha("30/4/2026") == fecha("2026-04-30") == date(2026, 4, 30)


def test_en_un_hilo_que_no_es_el_principal_la_orden_tambien_responde(datos: Path) -> None:
    codigos: list[int] = []
    hilo = threading.Thread(target=lambda: codigos.append(main(["revisar", str(datos)])))
    hilo.start()
    hilo.join()
    assert codigos == [1]
