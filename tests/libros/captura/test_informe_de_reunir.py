"""El informe de una reunión: en Word, en Excel y como datos, lo mismo.

Prueba ``cli/ordenes/libros``, ``libros/aspecto``, ``libros/captura/resultado`` y ``api/reunida``.
"""

import json
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from ayudas.compartido import con_sdk, validar
from ayudas.lectores import parrafos_de_word, tablas_de_word
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos
from openpyxl.utils import get_column_letter

import paac_reportes as paac
from paac_reportes.api.libros import guardar_reunion
from paac_reportes.cli import main

CORTE = date(2026, 8, 31)
BASE = paac.desde_datos(
    datos(
        dependencias=[
            {"nombre": nombre, "componentes": [componente(actividad(codigo=codigo))]}
            for nombre, codigo in (("PLANEACIÓN", "1.1"), ("HACIENDA", "2.1"), ("SALUD", "3.1"))
        ]
    )
).contenido


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    """Uno que choca con una copia suya, uno lleno y otro que no llegó."""
    rutas = salidos(BASE, CORTE, tmp_path / "libros")
    with oficina(rutas[0]) as hoja:
        hoja.llenar(1, "Se hizo.", 50, "En proceso")
    with oficina(rutas[0], en=rutas[0].with_name("otro.xlsx")) as hoja:
        hoja.llenar(1, "Se hizo.", 60, "En proceso")
    with oficina(rutas[1]) as hoja:
        hoja.llenar(1, "Terminado.", 100, "Cumplida")
    rutas.pop().unlink()
    return [*rutas, rutas[0].with_name("otro.xlsx")]


@pytest.fixture
def informe(libros: list[Path], tmp_path: Path) -> dict[str, Path]:
    rutas = {
        tipo: tmp_path / f"informe.{tipo}"
        for tipo in ("docx", "xlsx", "json", "html", "tablas.csv")
    }
    guardar_reunion(paac.reunir(libros, base=BASE), rutas.values())
    return rutas


RESUMEN = [
    "Llegaron 3 libros: respondieron 2 de 3 oficinas.",
    "Falta 1: Salud.",
    "Hay 2 reportes nuevos, de 3 filas del plan.",
    "Hay 1 conflicto, sin resolver: ahí el plan conserva lo que dice la base.",
]


@pytest.mark.integracion
def test_el_resumen_dice_cada_cuenta_con_su_base(informe: dict[str, Path]) -> None:
    textos = [texto for _, texto in parrafos_de_word(informe["docx"].read_bytes())]
    assert textos[0] == "Consolidación de los seguimientos al 31 de agosto de 2026"
    assert [texto for texto in textos if texto in RESUMEN] == RESUMEN
    assert json.loads(informe["json"].read_text("utf-8"))["resumen"] == RESUMEN


def test_el_resumen_es_verdad_tambien_si_nadie_ha_respondido(libros: list[Path]) -> None:
    [en_blanco] = paac.capturar(plan_de_una(), CORTE, libros[0].parent / "otros").archivos
    reunion = paac.reunir(en_blanco, base=plan_de_una())
    assert reunion.frases() == (
        "Llegó 1 libro: respondieron 0 de 1 oficina.",
        "Falta 1: Secretaría de Planeación.",
        "No hay reportes nuevos.",
        "No hay conflictos.",
    )


def plan_de_una() -> paac.Plan:
    return paac.desde_datos(datos()).contenido


def test_en_word_estan_quien_falta_y_los_dos_lados_de_cada_conflicto(
    informe: dict[str, Path], libros: list[Path]
) -> None:
    faltan, conflictos, *_ = tablas_de_word(informe["docx"].read_bytes())
    assert faltan == [
        ["Oficina", "Qué pasó", "Filas por reportar"],
        ["Salud", "No llegó su libro.", "1"],
    ]
    [uno] = conflictos[1:]
    assert (uno[3], uno[5]) == ("Avance (%): (en blanco)", "Sin resolver")
    assert f"{libros[0].name}, hoja «Actividades», fila 4\nAvance (%): 50" in uno[4]


def test_el_encabezado_dice_de_quien_es_y_a_que_corte_sin_repetir_el_titulo(
    informe: dict[str, Path],
) -> None:
    [tabla] = docx.Document(str(informe["docx"])).sections[0].header.tables
    assert [celda.text for celda in tabla.rows[0].cells] == [
        "Municipio de Prueba",
        "Corte: 31 de agosto de 2026",
    ]


def test_ninguna_clave_interna_se_lee_en_el_informe(
    informe: dict[str, Path], libros: list[Path]
) -> None:
    [conflicto] = paac.reunir(libros, base=BASE).conflictos
    assert conflicto.id not in str(tablas_de_word(informe["docx"].read_bytes()))
    excel = openpyxl.load_workbook(informe["xlsx"])["Conflictos"]
    se_ven = [
        celda.value
        for columna in excel.iter_cols()
        if not excel.column_dimensions[get_column_letter(columna[0].column or 0)].hidden
        for celda in columna
    ]
    assert conflicto.id[-6:] not in str(se_ven)


def test_el_titulo_es_de_18_puntos_las_celdas_de_9_y_en_word_no_llevan_el_aire_de_una_hoja(
    informe: dict[str, Path],
) -> None:
    resumen, faltan, *_ = openpyxl.load_workbook(informe["xlsx"]).worksheets
    rotulos = docx.Document(str(informe["docx"])).styles["Rotulo"]

    assert resumen["A1"].font.sz == 18
    celdas = (celda for fila in faltan.iter_rows(min_row=2) for celda in fila)
    assert {celda.font.sz for celda in celdas if celda.value} == {9}
    assert rotulos.paragraph_format.space_before.pt == 2.4


def test_en_excel_cada_parte_que_algo_dice_es_una_hoja(informe: dict[str, Path]) -> None:
    abierto = openpyxl.load_workbook(informe["xlsx"])
    assert abierto.sheetnames == [
        *("Resumen", "Faltan", "Conflictos", "Avisos", "Nuevos"),
    ]


def test_los_datos_traen_lo_nuevo_y_lo_que_habia_antes(
    informe: dict[str, Path], libros: list[Path]
) -> None:
    leido = json.loads(informe["json"].read_text("utf-8"))
    assert leido["nuevas"][1] == {
        "dependencia": "HACIENDA",
        "ruta": "dependencias[1].componentes[0].subcomponentes[0].actividades[0]",
        "nombre": "2.1 Publicar el mapa de riesgos",
        "libro": libros[1].name,
        "lugar": "hoja «Actividades», fila 4",
        "reporte": {"texto": "Terminado.", "avance": "100", "estado": "Cumplida"},
        "antes": {},
        "valores": {"Seguimiento": "Terminado.", "Avance (%)": "100", "Estado": "Cumplida"},
    }


def test_un_caracter_que_office_no_admite_no_impide_el_informe(tmp_path: Path) -> None:
    base = paac.desde_datos(
        datos(componente(actividad(descripcion="Publicar\x07 el mapa")))
    ).contenido
    libros = paac.capturar(base, CORTE, tmp_path / "libros").archivos
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
    reunion = paac.reunir(libros, base=base)
    guardar_reunion(reunion, [tmp_path / "informe.docx"])
    assert reunion.conflictos == ()
    assert "Publicar\ufffd el mapa" in str(tablas_de_word((tmp_path / "informe.docx").read_bytes()))


@con_sdk
def test_los_informes_son_validos_para_el_sdk(informe: dict[str, Path]) -> None:
    assert validar(informe["docx"], informe["xlsx"]) == ""


# ------------------------------------------------------------------ las órdenes
@pytest.fixture
def base(tmp_path: Path) -> Path:
    paac.guardar_datos(BASE, tmp_path / "base.json")
    return tmp_path / "base.json"


def test_capturar_en_un_archivo_dice_que_se_esperaba_una_carpeta(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["capturar", str(base), "--corte", "2026-08-31", "--salida", str(base)]) == 3
    assert capsys.readouterr().err == f"{base}: es un archivo, se esperaba una carpeta\n"


def test_la_orden_capturar_escribe_los_libros_y_los_nombra(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    orden = ["capturar", str(base), "--corte", "2026-08-31", "--salida", str(tmp_path / "salen")]
    assert main(orden) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(tmp_path / "salen" / f"0{n}-{nombre}-2026-08-31.xlsx")
        for n, nombre in enumerate(("planeacion", "hacienda", "salud"), 1)
    ]
    assert main(orden) == 1
    assert "ya existe, y una oficina pudo haberlo llenado" in capsys.readouterr().err
    assert main([*orden, "--reemplazar"]) == 0


def test_la_orden_reunir_escribe_el_plan_y_dice_los_conflictos(
    base: Path, libros: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "datos.json"
    orden = ["reunir", *map(str, libros), "--base", str(base), "--salida", str(salida)]
    assert main(orden) == 0
    dicho = capsys.readouterr()
    assert dicho.out.splitlines() == [*RESUMEN, str(salida)]
    assert dicho.err.startswith("aviso: libros «")
    assert main([*orden, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["resumen"] == RESUMEN
    assert paac.leer(salida).sin_dudas() == paac.reunir(libros, base=BASE).contenido


def test_sin_informe_tambien_se_dice_lo_que_no_entro_en_el_plan(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    libro, *_ = paac.capturar(BASE, date(2026, 8, 31), tmp_path / "van").archivos
    with oficina(libro) as hoja:
        fila = hoja.cuantas + 1
        hoja.celda(fila, "N.º").value = "9.9"
        hoja.celda(fila, "Actividad").value = "Una de más"
        hoja.llenar(fila, "Hecho.")
        hoja.celda(1, "Meta o producto").value = "Otra cosa"
    lugar = f"hoja «Actividades», fila {hoja.rotulos + fila}"
    salida = tmp_path / "datos.json"
    assert main(["reunir", str(libro), "--base", str(base), "--salida", str(salida)]) == 4
    dicho = capsys.readouterr().err.splitlines()
    assert (
        f"no se tomó: libro «{libro.name}», {lugar}: no lleva la identificación de ninguna fila del"
        " libro; si es de una fila del libro, pegue su texto en ella, en uno recién salido: N.º:"
        " 9.9 · Actividad: Una de más · Seguimiento: Hecho."
    ) in dicho
    assert "falta HACIENDA: No llegó su libro." in dicho
    assert any("«Meta o producto» sólo se lee, y volvió cambiado" in renglon for renglon in dicho)


@pytest.mark.integracion
def test_del_plan_en_un_libro_al_consolidado_en_otro_sin_pasar_por_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, salida = tmp_path / "plan.xlsx", tmp_path / "consolidado.xlsx"
    paac.guardar_datos(BASE, base)
    capturar = ["capturar", str(base), "--corte", "2026-08-31", "--salida", str(tmp_path / "van")]
    assert main(capturar) == 0
    with oficina(Path(capsys.readouterr().out.splitlines()[0])) as hoja:
        hoja.llenar(1, "Se hizo.")
    assert (
        main(["reunir", str(tmp_path / "van"), "--base", str(base), "--salida", str(salida)]) == 0
    )
    [actividad] = (
        paac.leer(salida).sin_dudas().dependencias[0].componentes[0].subcomponentes[0].actividades
    )
    assert actividad.seguimientos[-1].texto == "Se hizo."


def test_con_sin_conflictos_no_se_escribe_nada_si_queda_uno(
    base: Path, libros: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    salida = tmp_path / "datos.json"
    orden = ["reunir", str(libros[0].parent), "--base", str(base), "--salida", str(salida)]
    assert main([*orden, "--sin-dudas"]) == 1
    assert ": sin resolver: PLANEACIÓN · 1.1" in capsys.readouterr().err
    assert not salida.exists()
    assert main([*orden, "--sin-dudas", "--preferir", "base"]) == 0


def test_lo_reunido_se_escribe_sobre_sus_respuestas_y_no_se_pierden(
    base: Path, libros: list[Path], tmp_path: Path
) -> None:
    reunido = tmp_path / "reunido.xlsx"
    orden = ["reunir", str(libros[0].parent), "--base", str(base), "--salida", str(reunido)]
    main(orden)
    with oficina(reunido, "Conflictos") as hoja:
        hoja.celda(1, "Se toma").value = "otro.xlsx"
    for _ in range(2):
        assert main([*orden, "--respuestas", str(reunido), "--sin-dudas"]) == 0


def test_una_preferencia_que_no_existe_dice_cuales_hay(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["reunir", "x", "--base", "y", "--salida", "z.json", "--preferir", "otro"])
    assert "--preferir: no existe 'otro' (están: base, libro, ultimo; o" in capsys.readouterr().err


def test_reunir_no_escribe_sobre_un_libro_de_la_carpeta_que_lee(
    base: Path, libros: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    uno = libros[0]
    antes = uno.read_bytes()
    assert main(["reunir", str(uno.parent), "--base", str(base), "--salida", str(uno)]) == 1
    assert capsys.readouterr().err == f"{uno}: está entre los libros que se reúnen\n"
    assert uno.read_bytes() == antes


def test_reunir_no_escribe_sobre_la_base(
    base: Path, libros: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    antes = base.read_bytes()
    assert main(["reunir", str(libros[0]), "--base", str(base), "--salida", str(base)]) == 1
    assert capsys.readouterr().err == f"{base}: es el archivo de la base\n"
    assert base.read_bytes() == antes


def test_si_un_libro_no_se_puede_abrir_no_se_dice_de_nadie_que_el_suyo_no_llego(
    tmp_path: Path,
) -> None:
    uno, otro, *_ = paac.capturar(BASE, date(2026, 8, 31), tmp_path / "van").archivos
    otro.write_bytes(b"esto no es un libro")
    reunion = paac.reunir([uno, otro], base=BASE)

    assert (
        f"falta HACIENDA: No llegó su libro, o es el que no se pudo tomar: {otro.name}."
    ) in reunion.detalle()
