"""Leer un plan de un archivo: JSON, YAML, rutas y flujos.

Prueba ``lectura/yaml_literal``.
"""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas import avisos
from ayudas.imagenes import png
from ayudas.planes import datos, plan

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO


def fallas_de(origen: object) -> list[str]:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(origen).sin_dudas()
    return [str(falla) for falla in error.value.fallas]


def escribir(carpeta: Path, nombre: str, contenido: str | bytes) -> Path:
    archivo = carpeta / nombre
    archivo.write_bytes(contenido.encode("utf-8") if isinstance(contenido, str) else contenido)
    return archivo


YAML = """\
entidad: {nombre: MUNICIPIO DE PRUEBA}
vigencia: 2026
componentes:
  - numero: 1
    nombre: ~
    subcomponentes:
      - actividades:
          - codigo: 1.10
            descripcion: No
            meta: null
            responsable:
            fecha_programada: 2026-01-31
            seguimientos: [{corte: 2026-04-30, texto: "null", avance: 33.3}]
"""


def test_en_yaml_todo_es_texto_y_solo_lo_vacio_es_vacio(tmp_path: Path) -> None:
    leido = paac.leer(escribir(tmp_path, "plan.yaml", YAML)).sin_dudas()
    (componente,) = leido.componentes
    (actividad,) = componente.subcomponentes[0].actividades

    assert (componente.numero, componente.nombre) == (1, None)
    assert (actividad.codigo, actividad.descripcion) == ("1.10", "No")
    assert (actividad.meta, actividad.responsable) == (None, None)
    assert actividad.fecha_programada == "2026-01-31"
    assert actividad.seguimientos[0].texto == "null"
    assert str(actividad.seguimientos[0].avance) == "33.3"


@pytest.mark.parametrize("sufijo", [".json", ".yaml", ".yml", ""])
def test_un_json_se_lee_con_cualquier_extension(tmp_path: Path, sufijo: str) -> None:
    archivo = escribir(tmp_path, f"plan{sufijo}", json.dumps(datos()))

    assert paac.leer(archivo).sin_dudas() == plan()
    assert paac.leer(str(archivo)).sin_dudas() == plan()


def test_se_lee_de_un_flujo_de_texto_o_de_bytes() -> None:
    texto = json.dumps(datos())

    assert paac.leer(io.StringIO(texto)).sin_dudas() == plan()
    assert paac.leer(io.BytesIO(texto.encode())).sin_dudas() == plan()


def test_la_marca_de_orden_de_windows_no_estorba(tmp_path: Path) -> None:
    assert paac.leer(
        escribir(tmp_path, "p.json", b"\xef\xbb\xbf" + json.dumps(datos()).encode())
    ).sin_dudas()


@pytest.mark.parametrize(
    ("nombre", "contenido", "falla"),
    [
        (
            "p.json",
            '{\n "entidad": }',
            "línea 2, columna 13: JSON mal formado (se esperaba un valor)",
        ),
        ("p.json", "", "línea 1, columna 1: JSON mal formado (se esperaba un valor)"),
        (
            "p.yaml",
            "entidad:\n  nombre: X\n nit: 1",
            "línea 3, columna 2: YAML mal formado (la sangría no corresponde)",
        ),
        (
            "p.json",
            b'{"entidad":\n {"nombre": "CAJIC\xc1"}}',
            "línea 2, columna 19: se esperaba UTF-8, llegó el byte 0xC1; guarde el archivo como UTF-8",
        ),
        (
            "p.yaml",
            "entidad: {}\nentidad: {}",
            "línea 2, columna 1: YAML mal formado (la clave 'entidad' está repetida)",
        ),
        ("p.yaml", "a: \x07", "línea 1, columna 4: YAML con un carácter que no admite (U+0007)"),
        ("p.json", "[" * 100_000, "tiene demasiados niveles anidados"),
        ("p.yaml", "[" * 100_000, "tiene demasiados niveles anidados"),
        ("p.yaml", 'a: "\\U00110000"', "YAML con un escape que no es un carácter"),
        ("p.json", f"[1{'0' * 5000}]", "JSON con un número de miles de cifras"),
    ],
)
def test_un_archivo_roto_dice_linea_y_columna(
    tmp_path: Path, nombre: str, contenido: str | bytes, falla: str
) -> None:
    archivo = escribir(tmp_path, nombre, contenido)
    (mensaje,) = fallas_de(archivo)

    assert mensaje == f"{archivo}: {falla}"


def test_un_archivo_que_no_esta_o_es_una_carpeta(tmp_path: Path) -> None:
    assert fallas_de(tmp_path / "no.json") == [f"{tmp_path / 'no.json'}: no existe el archivo"]
    assert fallas_de(tmp_path) == [f"{tmp_path}: es una carpeta, se esperaba un archivo"]
    assert "no se deja leer" in fallas_de("a\0b")[0]


def test_el_escudo_se_busca_junto_al_archivo(tmp_path: Path) -> None:
    escribir(tmp_path, "escudo.png", png())
    crudo = datos(entidad={"nombre": "X", "escudo": "escudo.png"})
    leido = paac.leer(escribir(tmp_path, "p.json", json.dumps(crudo))).sin_dudas()

    assert leido.entidad.escudo == png()
    assert paac.desde_datos(paac.datos_de(leido)).contenido == leido


def test_un_escudo_que_falta_sale_con_las_demas_fallas(tmp_path: Path) -> None:
    crudo = datos(entidad={"nombre": 3, "escudo": "no.png"})

    assert sorted(fallas_de(escribir(tmp_path, "p.json", json.dumps(crudo)))) == [
        "entidad.escudo: 'no.png': no existe el archivo",
        "entidad.nombre: se esperaba un texto, llegó 3; entre comillas se conserva tal cual",
    ]


def test_cada_clave_repetida_de_json_sale_con_su_ruta(tmp_path: Path) -> None:
    texto = '{"entidad": {"nombre": "a", "nombre": 3}, "componentes": [{"numero": 1, "numero": 2}]}'

    assert fallas_de(escribir(tmp_path, "p.json", texto)) == [
        "entidad.nombre: la clave está repetida en el mismo objeto",
        "componentes[0].numero: la clave está repetida en el mismo objeto",
    ]


def test_una_etiqueta_de_yaml_no_borra_un_texto() -> None:
    texto = "entidad: {nombre: !!null hola}\ncomponentes: [{numero: !!int 3}]"

    assert paac.leer(io.StringIO(texto)).sin_dudas().entidad.nombre == "hola"


def test_un_flujo_de_texto_no_pasa_por_utf8() -> None:
    crudo = json.dumps(datos(entidad={"nombre": "\ud800"}))

    assert paac.leer(io.StringIO(crudo)).sin_dudas().entidad.nombre == "\ud800"


class FlujoRaro:
    """Un flujo que da lo que se le dijo, o falla."""

    def __init__(self, leido: object) -> None:
        self.leido = leido

    def read(self) -> object:
        if isinstance(self.leido, Exception):
            raise self.leido
        return self.leido


@pytest.mark.parametrize("leido", [5, None, OSError("roto"), ValueError("cerrado")])
def test_un_flujo_que_no_da_texto(leido: object) -> None:
    (falla,) = fallas_de(FlujoRaro(leido))

    assert "el flujo no se deja leer" in falla or "se esperaba texto o bytes" in falla


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no hay dispositivos de Unix")
def test_un_dispositivo_no_se_lee_sin_fin() -> None:
    assert fallas_de("/dev/full") == [
        "/dev/full: es un dispositivo o una tubería, se esperaba un archivo"
    ]


@pytest.mark.parametrize("origen", [None, 5, {}])
def test_lo_que_no_es_ruta_ni_flujo(origen: object) -> None:
    (falla,) = fallas_de(origen)

    assert falla.startswith(
        "se esperaba la ruta de un documento, sus bytes o un flujo abierto, llegó"
    )


def test_una_bomba_de_alias_no_crece(tmp_path: Path) -> None:
    seguimientos = "[" + ", ".join(["{corte: 2026-04-30}"] * 60) + "]"
    bomba = (
        f"a: &a {{seguimientos: {seguimientos}}}\n"
        f"b: &b {{actividades: [{', '.join(['*a'] * 60)}]}}\n"
        f"c: &c {{subcomponentes: [{', '.join(['*b'] * 60)}]}}\n"
        f"d: &d {{componentes: [{', '.join(['*c'] * 60)}]}}\n"
        f"dependencias: [{', '.join(['*d'] * 60)}]"
    )

    assert fallas_de(escribir(tmp_path, "p.yaml", bomba)) == [
        f"{tmp_path / 'p.yaml'}: sus alias lo multiplican sin medida"
    ]


def test_un_alias_corriente_sirve(tmp_path: Path) -> None:
    texto = "entidad: {nombre: X}\ncomponentes: [&c {numero: 1}, *c]"

    assert len(paac.leer(escribir(tmp_path, "p.yaml", texto)).sin_dudas().componentes) == 2


@pytest.mark.parametrize(
    "flujo", [io.BytesIO(b"a: " + b" " * 20_000_001), io.StringIO(" " * 20_000_001)]
)
def test_un_flujo_no_trae_mas_que_un_archivo(flujo: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="pesa más de 20 MB"):
        paac.leer(flujo).sin_dudas()


# ------------------------------------------------------------------ imágenes de un flujo
SIN_CARPETA = ": 'escudo.png': un flujo no trae carpeta en que buscarla; dígala en carpeta= (--con carpeta=CARPETA), o dé sus bytes"
CON_ESCUDO = datos(entidad={"nombre": "MUNICIPIO DE PRUEBA", "escudo": "escudo.png"})


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    """La de un plan en JSON y en su libro, con la imagen que nombran al lado."""
    (tmp_path / "escudo.png").write_bytes(png())
    (tmp_path / "plan.json").write_text(json.dumps(CON_ESCUDO), "utf-8")
    con_ruta = paac.desde_datos(datos()).contenido
    paac.guardar_datos(con_ruta, tmp_path / "plan.xlsx")
    _nombrar_el_escudo(tmp_path / "plan.xlsx")
    return tmp_path


def _nombrar_el_escudo(libro: Path) -> None:
    import openpyxl

    abierto = openpyxl.load_workbook(libro)
    hoja = abierto["Plan"]
    fila = next(n for n, c in enumerate(hoja["A"], 1) if "escudo" in str(c.value).lower())
    hoja.cell(fila, 2).value = "escudo.png"
    abierto.save(libro)


def flujo(ruta: Path) -> Any:
    abierto: Any = io.BytesIO(ruta.read_bytes())
    abierto.name = str(ruta)  # el que le puso quien lo envía
    return abierto


@pytest.mark.parametrize("nombre", ["plan.json", "plan.xlsx"])
@pytest.mark.parametrize("leer", [paac.leer, lambda *a, **b: paac.leer(*a, **b).sin_dudas()])
def test_no_se_busca_donde_diga_su_nombre(carpeta: Path, nombre: str, leer: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leer(flujo(carpeta / nombre))

    assert str(error.value).endswith(SIN_CARPETA)


@pytest.mark.parametrize("nombre", ["plan.json", "plan.xlsx"])
@pytest.mark.parametrize("leer", [paac.leer, lambda *a, **b: paac.leer(*a, **b).sin_dudas()])
def test_se_busca_en_la_que_se_da(carpeta: Path, nombre: str, leer: Any) -> None:
    leido = leer(flujo(carpeta / nombre), carpeta=carpeta)

    assert getattr(leido, "contenido", leido).entidad.escudo == png()


@pytest.mark.parametrize("nombre", ["plan.json", "plan.xlsx"])
@pytest.mark.parametrize("leer", [paac.leer, lambda *a, **b: paac.leer(*a, **b).sin_dudas()])
def test_la_de_un_archivo_esta_junto_a_el(carpeta: Path, nombre: str, leer: Any) -> None:
    leido = leer(carpeta / nombre)

    assert getattr(leido, "contenido", leido).entidad.escudo == png()


def test_la_que_viene_en_los_datos_no_pide_carpeta() -> None:
    escudo = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    suyos = datos(entidad={"nombre": "MUNICIPIO DE PRUEBA", "escudo": escudo})

    assert paac.leer(io.BytesIO(json.dumps(suyos).encode())).sin_dudas().entidad.escudo == png()


# ------------------------------------------------------------------ la versión del contrato
POSTERIOR = VERSION_DEL_CONTRATO + 1


@pytest.mark.parametrize("version", [1, "1", None])
def test_una_version_que_se_entiende_no_cambia_el_plan(version: object) -> None:
    assert paac.desde_datos({"version_contrato": version, **datos()}).contenido == plan()


@pytest.mark.parametrize("version", [2, "2", 3, 4000])
def test_lo_mas_nuevo_se_dice_primero_y_solo(version: object) -> None:
    crudo = datos(version_contrato=version, clave_del_futuro=1, entidad={"nombre": 3})

    assert avisos.fallas_de(crudo) == [
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

    assert avisos.fallas_de(crudo) == [
        "vigencia: se esperaba un número entero, llegó 'dos mil'",
        f"version_contrato: {falla}",
    ]


def test_una_version_enorme_tampoco_se_escribe_entera() -> None:
    (falla,) = avisos.fallas_de(datos(version_contrato=10**5000))

    assert "usa la versión un número enorme del contrato" in falla


def test_mal_escrita_se_nombra_la_parecida() -> None:
    assert avisos.fallas_de(datos(version_contato=1)) == [
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
