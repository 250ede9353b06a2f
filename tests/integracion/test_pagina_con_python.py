"""La página que trae Python adentro, en Chromium: salen los mismos bytes que afuera, y nada sale del equipo."""

import functools
import io
import json
import os
import runpy
import threading
import zipfile
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import openpyxl
import pytest
from ayudas.compartido import (
    EN_EL_NAVEGADOR,
    PYODIDE,
    RAIZ,
    con_navegador,
    con_pyodide,
    lanzar,
)
from ayudas.lectores import partes
from ayudas.libros_ajenos import PLANES
from ayudas.matrices import en_excel
from ayudas.paquetes_a_mano import comprimir, datos, escrita, partes_de_excel
from ayudas.planes import datos as datos_de_un_plan

import paac_reportes as paac
from paac_reportes.opc.xml import S

pytestmark = [con_navegador, con_pyodide]
EJEMPLO = RAIZ / "ejemplos" / "navegador"
FORMATO, INFORME = "MCCO.101.18.F.20", "informe-seguimiento"
AJENO = "con cuatro columnas propias"


class _Sirve(SimpleHTTPRequestHandler):
    """Como ``python -m http.server``, y anota lo que le piden."""

    def log_request(self, *_: object) -> None:
        self.server.pedidos.append(self.path)  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Nada en la terminal."""


def servir(carpeta: Path) -> ThreadingHTTPServer:
    servidor = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Sirve, directory=str(carpeta))
    )
    servidor.pedidos = []  # type: ignore[attr-defined]
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    return servidor


def armar(salida: Path) -> None:
    runpy.run_path(str(EJEMPLO / "armar.py"))["armar"](salida, PYODIDE)


@pytest.fixture(scope="module")
def sitio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    salida = tmp_path_factory.mktemp("sitio") / "navegador"
    armar(salida)
    return salida


def plan_sin_escudo() -> paac.Plan:
    """El del ejemplo, sin su imagen: la mira Pillow, que en la página no está."""
    plan = paac.leer(RAIZ / "ejemplos/informe_trimestral/plan.yaml").sin_dudas()
    return attrs.evolve(plan, entidad=attrs.evolve(plan.entidad, escudo=None))


@pytest.fixture(scope="module")
def casos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Lo que se le da a la página, en sus archivos."""
    de = tmp_path_factory.mktemp("casos")
    plan = plan_sin_escudo()
    paac.guardar_datos(plan, de / "plan.xlsx")
    libros = [
        str(ruta) for ruta in paac.capturar(plan, date(2023, 12, 31), de / "oficinas").archivos[:2]
    ]
    escribir(libros[0], "Seguimiento", "Se cumplió, y se publicó el acta.")
    torcido = de / "torcido.xlsx"
    torcido.write_bytes((de / "plan.xlsx").read_bytes())
    escribir(str(torcido), "31/03/2023: Avance (%)", "400")
    escribir(str(torcido), "31/03/2023: Estado", "casi")
    (de / "ajeno.xlsx").write_bytes(en_excel(PLANES[AJENO]).getvalue())
    hostil = partes_de_excel(datos(escrita("&a;")))
    hostil["xl/workbook.xml"] = f"<!DOCTYPE l [<!ENTITY a 'ja'>]>{hostil['xl/workbook.xml']!s}"
    (de / "hostil.xlsx").write_bytes(comprimir(hostil))
    return {
        "propio": {"plan": str(de / "plan.xlsx"), "formato": FORMATO},
        "ajeno": {
            "plan": str(de / "ajeno.xlsx"),
            "dicho": {"entidad": "MUNICIPIO DE PRUEBA", "vigencia": "2025"},
            "formato": "ptep-plan",
        },
        "hostil": {"plan": str(de / "hostil.xlsx")},
        "torcido": {"plan": str(torcido)},
        "oficinas": {"plan": str(de / "plan.xlsx"), "libros": libros, "formato": FORMATO},
        "publico": {"plan": str(de / "plan.xlsx"), "formato": FORMATO, "publico": True},
    }


def escribir(libro: str, columna: str, dicho: str) -> None:
    """Lo mismo en la primera fila de una columna, como lo haría quien llena el libro."""
    abierto = openpyxl.load_workbook(libro)
    suya = abierto["Actividades"]
    rotulo = next(c for fila in suya.iter_rows() for c in fila if c.value == columna)
    suya.cell(rotulo.row + 1, rotulo.column).value = dicho
    abierto.save(libro)


@pytest.fixture(scope="module")
def vista(
    sitio: Path, casos: dict[str, dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Todo lo que pasa en la página, de una vez: Python tarda unos segundos en llegar."""
    carpeta = Path(os.environ.get("PAAC_VISTAS") or tmp_path_factory.mktemp("vistas"))
    suyo, ajeno = servir(sitio), servir(carpeta)
    direccion, otra = (f"http://127.0.0.1:{uno.server_port}/" for uno in (suyo, ajeno))
    guion = Path(__file__).with_name("pagina_con_python.js")
    hecho = lanzar(
        *("node", guion, direccion, otra, carpeta),
        input=json.dumps(
            {
                "casos": [{"nombre": nombre, **caso} for nombre, caso in casos.items()],
                "soltado": json.dumps(datos_de_un_plan(entidad={"nombre": "MUNICIPIO SOLTADO"})),
            }
        ),
        env={**os.environ, **EN_EL_NAVEGADOR},
        timeout=540,
    )
    for uno in (suyo, ajeno):
        uno.shutdown()
        uno.server_close()
    assert hecho.returncode == 0, hecho.stderr
    visto: dict[str, Any] = json.loads(hecho.stdout)
    return visto | {
        "direccion": direccion,
        "servidos": {*suyo.pedidos},  # type: ignore[attr-defined]
        "de_otro": ajeno.pedidos,  # type: ignore[attr-defined]
    }


def afuera(caso: dict[str, Any]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Lo mismo, hecho aquí con lxml y las bibliotecas compiladas."""
    mesa = runpy.run_path(str(EJEMPLO / "reportes.py"))["Mesa"]()
    rutas = [Path(caso["plan"]), *map(Path, caso.get("libros", ()))]
    plan, *libros = [(ruta.name, ruta.read_bytes()) for ruta in rutas]
    leido = mesa.leer(plan, libros, **caso.get("dicho", {}))
    if "formato" not in caso:
        return leido, {uno["clase"]: uno["contenido"] for uno in leido["lista"]}
    hecho = mesa.hacer(caso["formato"], publico=caso.get("publico", False))
    return leido, {uno["clase"]: uno["contenido"] for uno in (*hecho["archivos"], *hecho["lista"])}


def bajados(vista: dict[str, Any], cual: str) -> dict[str, bytes]:
    """Lo que la página dejó bajar, por su clase."""
    suyos = vista["casos"][cual]["archivos"]
    return {clase: Path(donde).read_bytes() for clase, (_, donde) in suyos.items()}


def como_dicen(libro: bytes) -> dict[str, object]:
    """Las partes de un libro, sin lo que openpyxl escribe de otro modo donde falta lxml.

    Es dónde declara los espacios, un espacio antes de cerrar y, en otro procesador, en qué orden
    van las celdas combinadas, que guarda en un conjunto.
    """
    dichas: dict[str, object] = {}
    for nombre, contenido in partes(libro).items():
        if nombre.endswith((".xml", ".rels")):
            raiz = ET.fromstring(contenido)
            for combinadas in raiz.iter(f"{S}mergeCells"):
                combinadas[:] = sorted(combinadas, key=lambda una: una.get("ref", ""))
            dichas[nombre] = ET.canonicalize(ET.tostring(raiz))
        else:
            dichas[nombre] = contenido
    return dichas


@pytest.mark.parametrize("cual", ["propio", "ajeno", "oficinas", "publico"])
def test_salen_los_mismos_bytes_que_afuera(
    vista: dict[str, Any], casos: dict[str, dict[str, Any]], cual: str
) -> None:
    leido, hechos = afuera(casos[cual])
    suyos = bajados(vista, cual)

    assert leido["fallas"] == []
    assert {"html", "xlsx", "csv", "lista"} <= suyos.keys()
    assert suyos.keys() == hechos.keys()
    for clase, contenido in hechos.items():
        if clase in {"xlsx", "libro", "consolidacion"}:
            assert como_dicen(suyos[clase]) == como_dicen(contenido)
        else:
            assert suyos[clase] == contenido
    assert vista["casos"][cual]["dice"] == f"Listos {len(hechos) - 1} archivos."


def test_nada_se_pide_a_otro_y_lo_que_lo_intente_no_sale(
    vista: dict[str, Any], sitio: Path
) -> None:
    hay = {f"/{ruta.relative_to(sitio).as_posix()}" for ruta in sitio.rglob("*")} | {"/"}
    suyas = ("blob:", "data:", vista["direccion"])  # data: es el calendario del navegador

    assert [u for u in vista["pedidos"] if not u.startswith(suyas)] == []
    assert any(u.endswith("pyodide.asm.wasm") for u in vista["pedidos"])
    assert vista["servidos"] - hay == set()
    assert vista["afuera"] == ["TypeError", "TypeError"]
    assert (vista["adentro"], vista["de_otro"]) == ("salió", [])


def test_un_archivo_hostil_se_dice_en_espanol_y_no_deja_nada(vista: dict[str, Any]) -> None:
    hostil = vista["casos"]["hostil"]

    ((lugar, mensaje),) = hostil["avisos"]
    assert (lugar, mensaje) == (
        "hostil.xlsx",
        "la parte 'xl/workbook.xml' declara entidades o un DTD, que un documento de oficina no trae",
    )
    assert hostil["dice"] == "Hay una falla, y no se hizo ningún archivo: abajo dice dónde."
    assert ([*hostil["archivos"]], hostil["foco"]) == (["lista"], "titulo-revisar")


def test_todas_las_fallas_de_un_libro_salen_a_la_vez_con_su_celda(
    vista: dict[str, Any], casos: dict[str, dict[str, Any]]
) -> None:
    torcido = vista["casos"]["torcido"]

    dichos = {lugar.rpartition(", celda ")[2]: motivo for lugar, motivo in torcido["avisos"]}
    assert {*dichos} == {"N4", "O4"}
    assert "se esperaba un número de 0 a 100, llegó 400" in dichos["N4"]
    assert torcido["dice"] == "Hay 2 fallas, y no se hizo ningún archivo: abajo dice dónde."
    assert bajados(vista, "torcido") == afuera(casos["torcido"])[1]
    lista = bajados(vista, "torcido")["lista"].decode("utf-8-sig").splitlines()
    assert (
        '"hoja «Actividades», celda N4";"se esperaba un número de 0 a 100, llegó 400";"fuera_de_rango"'
    ) in lista


def test_los_libros_de_las_oficinas_se_reunen(vista: dict[str, Any]) -> None:
    oficinas = vista["casos"]["oficinas"]

    assert oficinas["frases"][:2] == ["Libros que llegaron: 2.", "Oficinas que reportaron: 1 de 5."]
    assert oficinas["archivos"]["consolidacion"][0] == "consolidacion.xlsx"


def test_un_archivo_soltado_en_el_recuadro_se_lee_enseguida(vista: dict[str, Any]) -> None:
    dice, leido = vista["soltado"]

    assert dice.startswith("Leído")
    assert leido == "MUNICIPIO SOLTADO, vigencia 2026"


def test_el_que_se_corrigio_despues_de_escogerlo_se_pide_otra_vez(vista: dict[str, Any]) -> None:
    assert (
        vista["cambiado"] == "«cambiado.json» cambió o ya no está donde estaba: escójalo otra vez."
    )


def test_lo_publico_no_deja_bajar_lo_que_no_lo_es(vista: dict[str, Any]) -> None:
    assert {"libro", "consolidacion"} & vista["casos"]["publico"]["archivos"].keys() == set()


def test_con_el_teclado_solo_se_llega_a_los_archivos(vista: dict[str, Any]) -> None:
    propio = vista["casos"]["propio"]

    assert propio["recorre"][0] == "libros"
    assert propio["recorre"][-1] == "Leer"
    assert propio["foco"] == "titulo-bajar"
    assert propio["sigue"] == propio["archivos"]["html"][0]


def test_axe_no_halla_nada_y_nada_se_corre_hacia_un_lado(vista: dict[str, Any]) -> None:
    assert len(vista["hallazgos"]) == 3 * (1 + len(vista["casos"]))
    assert {donde: que for donde, que in vista["hallazgos"].items() if que} == {}
    assert {donde: cuanto for donde, cuanto in vista["sobra"].items() if cuanto > 0} == {}


def test_de_la_consola_solo_se_queja_la_politica(vista: dict[str, Any]) -> None:
    """De las dos que se intentaron hacia afuera, una desde la página y otra desde el obrero."""
    assert len(vista["dicho"]) == 2
    assert all("Content Security Policy" in uno for uno in vista["dicho"])


def test_lo_que_no_sale_se_dice_y_por_que(vista: dict[str, Any]) -> None:
    assert vista["lista"] == "Lista. Traiga el libro de su plan."
    assert vista["word"].startswith("El Word no sale aquí: para escribirlo hace falta lxml")


def test_armada_dos_veces_es_la_misma_y_no_lleva_nada_compilado(
    sitio: Path, tmp_path: Path
) -> None:
    armar(tmp_path / "otra")
    biblioteca = (sitio / "biblioteca.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(biblioteca)) as zip_:
        nombres = zip_.namelist()

    assert (tmp_path / "otra" / "biblioteca.zip").read_bytes() == biblioteca
    assert [n for n in nombres if n.endswith((".so", ".pyd", ".pyc"))] == []
    assert [n for n in nombres if n.startswith(("lxml", "docx"))] == []
    assert f"paac_reportes/plantillas/{FORMATO}/formato.toml" in nombres
