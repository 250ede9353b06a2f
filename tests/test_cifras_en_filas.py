"""Las cuentas de muchos planes, como filas: lo que suman, lo que se recibe y lo que falla.

Prueba ``analisis/analisis``, ``api/cifras`` y ``cli/ordenes``.
"""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.planes import CORTE, actividad, componente, datos, plan
from ayudas.planes_completos import planes_completos
from hypothesis import given

import paac_reportes as paac
from paac_reportes.analisis.analisis import ROTULOS_DE_CUENTAS
from paac_reportes.cli import main

CUMPLIMIENTO = (
    *("terminadas", "vencidas", "vencidas_sin_reporte", "por_determinar"),
    *("al_dia_sin_reporte", "en_blanco"),
)
"""Lo que se reparte lo que debía terminar."""


def avance(valor: int | None) -> dict[str, Any]:
    return {"seguimientos": [{"corte": CORTE.isoformat(), "avance": valor, "texto": "Va"}]}


DOS = plan(
    componente(actividad(**avance(100)), actividad(**avance(50)), numero=1, nombre="Riesgos"),
    componente(actividad(seguimientos=[]), numero=2, nombre="Trámites"),
    entidad={"nombre": "Municipio Uno", "nit": "800", "departamento": "Valle"},
    vigencia=2026,
)


def guardado(carpeta: Path, nombre: str, **cambios: Any) -> Path:
    ruta = carpeta / f"{nombre}.json"
    ruta.write_text(json.dumps(datos(entidad={"nombre": nombre}, **cambios)), "utf-8")
    return ruta


# ------------------------------------------------------------------ lo que dicen


def test_hay_una_fila_por_entidad_y_componente_con_su_corte() -> None:
    primera, segunda = paac.cifras_en_filas([DOS], corte=CORTE)

    assert list(primera) == list(segunda) == list(ROTULOS_DE_CUENTAS)
    assert (primera["entidad"], primera["departamento"], primera["nit"]) == (
        *("Municipio Uno", "Valle", "800"),
    )
    assert (primera["vigencia"], primera["corte"], primera["ultimo_corte"]) == (2026, CORTE, CORTE)
    assert (primera["numero"], primera["componente"]) == (1, "Riesgos")
    assert (segunda["numero"], segunda["componente"]) == (2, "Trámites")
    assert (primera["filas"], primera["reportadas"], primera["con_avance"]) == (2, 2, 2)
    assert (primera["suma_de_avances"], primera["avance"]) == (Decimal(150), Decimal(75))
    assert (segunda["reportadas"], segunda["con_avance"]) == (0, 0)
    assert (segunda["suma_de_avances"], segunda["avance"]) == (Decimal(0), None)
    assert primera["avance_de_la_entidad"] == segunda["avance_de_la_entidad"] == Decimal(75)


def test_el_plan_sin_actividades_tambien_tiene_su_fila() -> None:
    vacio = paac.Plan(
        entidad=paac.Entidad(nombre="Vacía"), componentes=(paac.modelo.Componente(numero=1),)
    )
    (fila,) = paac.cifras_en_filas([vacio])

    assert (fila["entidad"], fila["numero"], fila["filas"], fila["avance"]) == (
        "Vacía",
        None,
        0,
        None,
    )
    assert (fila["corte"], fila["ultimo_corte"]) == (None, None)


def test_un_componente_sin_nombre_con_actividades_no_se_dice_sin_ellas(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rutas = [tmp_path / f"{nombre}.json" for nombre in ("uno", "dos")]
    for ruta in rutas:
        paac.guardar_datos(plan(componente(actividad(), numero=None, nombre=None)), ruta)

    assert main(["analizar", *map(str, rutas)]) == 0
    dicho = capsys.readouterr().out
    assert dicho.count("Componente sin nombre: aplican 1") == 2
    assert dicho.count("avance sin dato (0 de 1)") == 4  # dos planes iguales son dos
    assert "Sin actividades" not in dicho


def test_un_corte_que_no_es_de_sus_datos_da_lo_que_se_sabia_ese_dia() -> None:
    fila, _ = paac.cifras_en_filas([DOS], corte=date(2027, 1, 31))

    assert (fila["corte"], fila["ultimo_corte"]) == (date(2027, 1, 31), CORTE)
    assert (fila["reportadas"], fila["con_avance"], fila["arrastradas"]) == (0, 2, 2)


@pytest.mark.integracion
@given(planes_completos())
def test_las_filas_de_un_plan_suman_sus_cifras(de: paac.Plan) -> None:
    de = attrs.evolve(de, metodologia=None)
    filas, todo = paac.cifras_en_filas([de]), paac.analizar(de).todo

    def suma(clave: str) -> Any:
        return sum(fila[clave] for fila in filas)

    assert suma("filas") == len(todo.filas)
    assert suma("aplican") == len(todo.aplican)
    assert suma("reportadas") == len(todo.reportadas)
    assert suma("exigibles") == len(todo.exigibles)
    assert suma("sin_reporte") == len(todo.sin_reporte)
    assert suma("debian") == todo.cumplimiento.debian
    assert suma("terminadas") == todo.cumplimiento.terminadas
    assert suma("con_avance") == len(todo.con_avance)
    assert suma("suma_de_avances") == sum(fila.avance or 0 for fila in todo.con_avance)


@pytest.mark.integracion
@given(planes_completos(), planes_completos())
def test_las_de_varios_son_las_de_cada_uno_y_lo_debido_se_reparte(
    uno: paac.Plan, otro: paac.Plan
) -> None:
    planes = [attrs.evolve(de, metodologia=None) for de in (uno, otro)]
    filas = paac.cifras_en_filas(iter(planes), corte=CORTE)

    assert filas == [f for de in planes for f in paac.cifras_en_filas([de], corte=CORTE)]
    for fila in filas:
        assert fila["debian"] == sum(fila[clave] for clave in CUMPLIMIENTO)
        assert fila["aplican"] <= fila["filas"]
        assert fila["arrastradas"] <= fila["con_avance"] <= fila["aplican"]


# ------------------------------------------------------------------ lo que se recibe


def test_recibe_planes_lecturas_rutas_carpetas_y_flujos(tmp_path: Path) -> None:
    suelto = guardado(tmp_path, "Suelto")
    (tmp_path / "carpeta").mkdir()
    guardado(tmp_path, "carpeta/B")
    guardado(tmp_path, "carpeta/A")
    (tmp_path / "carpeta" / "~$A.xlsx").write_bytes(b"de Excel, mientras lo tiene abierto")
    (tmp_path / "carpeta" / "notas.txt").write_text("no es un plan", "utf-8")

    con_todo: list[Any] = [
        DOS,
        paac.leer(suelto, como=None),
        suelto,
        tmp_path / "carpeta",
        io.BytesIO(suelto.read_bytes()),
    ]
    filas = paac.cifras_en_filas(con_todo)

    assert list(dict.fromkeys(fila["entidad"] for fila in filas)) == [
        *("Municipio Uno", "Suelto", "carpeta/A", "carpeta/B")
    ]
    assert paac.cifras_en_filas(tmp_path / "carpeta") == filas[4:6]


def test_lo_que_falla_en_cada_uno_se_dice_de_una_vez(tmp_path: Path) -> None:
    roto = tmp_path / "roto.json"
    roto.write_text("{", "utf-8")
    sin_pesos = attrs.evolve(
        DOS, metodologia=paac.modelo.Metodologia(metodo="ponderado", pesos={9: Decimal(1)})
    )
    todos: list[Any] = [DOS, roto, "no-esta.json", sin_pesos, 3]
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.cifras_en_filas(todos)

    rutas = [falla.ruta.partition(":")[0] for falla in error.value.fallas]
    assert list(dict.fromkeys(rutas)) == [
        *(str(roto), "no-esta.json", "contenidos[3]", "contenidos[4]")
    ]


@pytest.mark.parametrize("mal", [3, {"a": 1}, DOS, b"{}", None])
def test_lo_que_no_es_una_lista_de_planes_se_dice(mal: Any) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="contenidos: se esperaba una lista de planes"):
        paac.cifras_en_filas(mal)


def test_una_carpeta_sin_planes_se_dice(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no trae ningún plan"):
        paac.cifras_en_filas(tmp_path)


def test_el_archivo_de_un_mapa_dice_que_lo_es(tmp_path: Path) -> None:
    mapa = tmp_path / "mapa.json"
    paac.guardar_datos(paac.MapaDeRiesgos(entidad=paac.Entidad(nombre="M")), mapa)
    with pytest.raises(
        paac.ErrorDeEntrada, match="es un mapa de riesgos, y la tabla de cuentas es"
    ):
        paac.cifras_en_filas([mapa])


# ------------------------------------------------------------------ la orden


@pytest.fixture
def dos_archivos(tmp_path: Path) -> list[str]:
    return [str(guardado(tmp_path, nombre)) for nombre in ("A", "B")]


@pytest.mark.integracion
def test_la_orden_las_da_en_renglones_en_json_y_en_un_libro(
    dos_archivos: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corte = ["--corte", CORTE.isoformat()]
    assert main(["analizar", *dos_archivos, *corte]) == 0
    renglones = capsys.readouterr().out.splitlines()
    assert [renglon.partition(",")[0] for renglon in renglones[::2]] == ["A", "B"]

    assert main(["analizar", str(tmp_path), *corte, "--json"]) == 0
    filas = json.loads(capsys.readouterr().out)
    assert [(fila["entidad"], fila["corte"]) for fila in filas] == [
        ("A", CORTE.isoformat()),
        ("B", CORTE.isoformat()),
    ]
    libro = tmp_path / "cuentas.xlsx"
    assert main(["analizar", *dos_archivos, *corte, "--salida", str(libro)]) == 0
    hoja = openpyxl.load_workbook(libro).worksheets[0]
    rotulos, *escritas = hoja.iter_rows(values_only=True)
    assert list(rotulos) == [*ROTULOS_DE_CUENTAS.values()]
    assert [fila[0] for fila in escritas] == ["A", "B"]
    assert escritas[0][rotulos.index("Actividades y trámites")] == filas[0]["filas"] == 1
    assert escritas[0][rotulos.index("Corte")] == datetime(2026, 4, 30)


def test_el_que_no_se_lee_queda_por_fuera_y_no_detiene_los_demas(
    dos_archivos: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analizar", *dos_archivos, "no-esta.json"]) == 4
    salida = capsys.readouterr()
    assert len(salida.out.splitlines()) == 4
    assert salida.err.splitlines() == ["aviso: no-esta.json: no existe el archivo"]

    assert main(["analizar", "no-esta.json", "tampoco.json"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "no-esta.json: no existe el archivo",
        "tampoco.json: no existe el archivo",
    ]


@pytest.mark.parametrize(
    "opcion", [["--con", "metodo=actividades"], ["--anterior=a.json"], ["--con", "carpeta=."]]
)
def test_lo_que_solo_cuenta_con_un_plan_se_dice(
    opcion: list[str], dos_archivos: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["analizar", *dos_archivos, *opcion]) == 1
    assert capsys.readouterr().err == (
        f"{' '.join(opcion).partition('=')[0]}: no cuenta con varios planes, ni con --salida\n"
    )


def test_en_la_orden_cada_plan_va_con_los_suyos_y_cada_avance_con_su_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lados = (("Antioquia", "paac-v2", 90), ("Nariño", "paac-v2", 10), ("Nariño", "ptep", 30))
    for lugar, (departamento, regimen, cuanto) in enumerate(lados):
        entidad = {"nombre": "La Unión", "departamento": departamento}
        filas = (actividad(**avance(cuanto)), actividad(seguimientos=[]))
        uno = plan(componente(*filas, nombre="Riesgos"), entidad=entidad, regimen=regimen)
        paac.guardar_datos(uno, tmp_path / f"{lugar}.json")
    assert main(["analizar", str(tmp_path), "--corte", str(CORTE)]) == 0
    dicho = capsys.readouterr().out.replace("\xa0", " ").splitlines()
    al = f"al {CORTE:%d/%m/%Y}"
    assert dicho[::2] == [
        f"La Unión (Antioquia), PAAC, {al}: avance 90,0 % (1 de 2)",
        f"La Unión (Nariño), PAAC, {al}: avance 10,0 % (1 de 2)",
        f"La Unión (Nariño), PTEP, {al}: avance 30,0 % (1 de 2)",
    ]
    assert dicho[1].endswith("vencidas 1, vencidas sin reporte 0, avance 90,0 % (1 de 2)")


def test_lo_que_no_aplica_no_se_cuenta_reportado_tampoco_en_las_filas() -> None:
    no_aplica = {"seguimientos": [{"corte": CORTE.isoformat(), "estado": "no_aplica"}]}
    uno = plan(componente(actividad(**avance(10)), actividad(**no_aplica)))
    emitido = paac.reporte(uno, "informe-seguimiento", corte=CORTE).emitir("csv").contenido
    filas = csv.DictReader(io.StringIO(emitido.decode("utf-8-sig")), delimiter=";")
    columna = next(nombre for nombre in filas.fieldnames or () if "al_corte.reportada" in nombre)
    assert [fila[columna] for fila in filas] == ["Sí", "No"]
    assert len(paac.analizar(uno, corte=CORTE).todo.reportadas) == 1
