"""Los libros que vuelven: qué es nuevo, quién falta y qué no se decide solo.

Prueba ``cli/ordenes/reunir`` y ``libros/captura/reportes``.
"""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.oficinas import ESCONDIDAS, IDENTIFICACION, oficina, salidos
from ayudas.planes import CORTE, actividad, componente, datos, tramite

import paac_reportes as paac
from paac_reportes.cli.orden import ejecutar

OTRO = date(2026, 8, 31)


def actividades(*codigos: str, **cambios: Any) -> dict[str, Any]:
    """Un componente con una actividad por código."""
    return componente(
        *(actividad(codigo=c, descripcion=f"Actividad {c}", **cambios) for c in codigos)
    )


def de_dos_oficinas() -> paac.Plan:
    return paac.plan_desde_datos(
        datos(
            dependencias=[
                {"nombre": "PLANEACIÓN", "componentes": [actividades("1.1", "1.2", "1.3")]},
                {
                    "nombre": "HACIENDA",
                    "componentes": [
                        actividades("2.1", "2.2"),
                        {"numero": 2, "tramites": [tramite()]},
                    ],
                },
            ]
        )
    )


BASE = de_dos_oficinas()


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    return salidos(BASE, OTRO, tmp_path)


def fila(plan: paac.Plan, codigo: str) -> paac.Actividad:
    return next(
        f
        for _, componente in plan.tablas()
        for f in componente.filas()
        if isinstance(f, paac.Actividad) and f.codigo == codigo
    )


def codigos(reunion: Any) -> list[str]:
    return [aviso.codigo for aviso in reunion.avisos]


def dichos(reunion: paac.Reunion[paac.Plan]) -> list[str]:
    """Por qué no se tomó cada libro."""
    return [str(falla) for uno in reunion.rechazados for falla in uno.fallas]


# ------------------------------------------------------------------ lo nuevo
def test_los_libros_como_salieron_dan_la_base(libros: list[Path]) -> None:
    reunion = paac.reunir(libros, base=BASE)
    assert reunion.contenido == BASE
    assert (reunion.nuevas, reunion.conflictos, reunion.avisos) == ((), (), ())


def test_lo_que_se_escribe_es_el_seguimiento_del_corte(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(2, "Se hizo.", 62.5, "En proceso", "Acta 1\nActa 2", "Va a tiempo.")
    reunion = paac.reunir(libros, base=BASE)
    antes, nuevo = fila(reunion.contenido, "1.2").seguimientos
    assert antes == fila(BASE, "1.2").seguimientos[0]
    assert nuevo == paac.Seguimiento(
        corte=OTRO,
        texto="Se hizo.",
        avance=Decimal("62.5"),
        estado=paac.Estado.EN_PROCESO,
        evidencias=("Acta 1", "Acta 2"),
        observaciones="Va a tiempo.",
    )
    assert [(n.nombre, n.libro, n.lugar) for n in reunion.nuevas] == [
        ("1.2 Actividad 1.2", libros[0].name, "hoja «Actividades», fila 5")
    ]


def test_lo_demas_del_plan_no_cambia(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(2, "Se hizo.")
    plan = paac.reunir(libros, base=BASE).contenido
    assert [fila(plan, c) == fila(BASE, c) for c in ("1.1", "1.2", "1.3", "2.1", "2.2")] == [
        *(True, False, True, True, True)
    ]


def test_los_tramites_vuelven_con_las_actividades(libros: list[Path]) -> None:
    with oficina(libros[1], "Trámites") as hoja:
        hoja.llenar(1, "Formulario en línea.")
    reunion = paac.reunir(libros, base=BASE)
    [uno] = reunion.contenido.dependencias[1].componentes[1].tramites
    assert [s.texto for s in uno.seguimientos] == ["Formulario en pruebas.", "Formulario en línea."]


def test_lo_que_el_libro_no_lleva_de_un_seguimiento_se_conserva(tmp_path: Path) -> None:
    reportado = {"corte": str(CORTE), "texto": "A medias.", "monitoreo": "Planeación lo vio."}
    crudo = datos(componente(actividad(seguimiento=None, seguimientos=[reportado])))
    base = paac.plan_desde_datos(crudo)
    [libro] = paac.capturar(base, CORTE, tmp_path)
    with oficina(libro) as hoja:
        hoja.llenar(1, "Terminado.")
    [seguimiento] = fila(paac.reunir(libro, base=base).contenido, "1.1").seguimientos
    assert (seguimiento.texto, seguimiento.monitoreo) == ("Terminado.", "Planeación lo vio.")


def test_lo_que_del_plan_no_cabe_en_una_celda_no_se_recorta_al_volver(tmp_path: Path) -> None:
    largo = "palabra " * 5000
    base = paac.plan_desde_datos(datos(componente(actividad(descripcion=largo, seguimiento=largo))))
    libros = paac.capturar(base, OTRO, tmp_path)
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
    reunion = paac.reunir(libros, base=base)
    assert (len(reunion.nuevas), reunion.conflictos) == (1, ())
    assert fila(reunion.contenido, "1.1").descripcion == largo


def test_lo_ya_reportado_que_no_cabe_en_una_celda_se_dice_y_no_se_recorta(tmp_path: Path) -> None:
    base = paac.plan_desde_datos(datos(componente(actividad(seguimiento="palabra " * 5000))))
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.capturar(base, CORTE, tmp_path / "libros")
    assert str(error.value) == (
        "dependencias[0].componentes[0].subcomponentes[0].actividades[0]: su seguimiento no cabe en"
        " una celda (32767 letras)"
    )


def test_un_texto_que_parece_un_escape_de_excel_vuelve_igual(tmp_path: Path) -> None:
    raro = "_x0041_ y &#10; y <b> y =1+1"
    reportado = {"corte": str(CORTE), "texto": raro}
    crudo = datos(
        componente(actividad(descripcion=raro, seguimiento=None, seguimientos=[reportado]))
    )
    base = paac.plan_desde_datos(crudo)
    reunion = paac.reunir(paac.capturar(base, CORTE, tmp_path), base=base)
    assert (reunion.contenido, reunion.nuevas, reunion.conflictos) == (base, (), ())


def test_un_guion_es_un_dato_y_un_blanco_no(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "-")
        hoja.llenar(2, "   ")
    plan = paac.reunir(libros, base=BASE).contenido
    assert fila(plan, "1.1").seguimientos[-1].texto == "-"
    assert len(fila(plan, "1.2").seguimientos) == 1


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        (50, "50"),
        (0, "0"),
        ("50%", "50"),
        ("50 %", "50"),
        ("62,5", "62.5"),
        ("100.0", "100"),
    ],
)
def test_un_avance_se_escribe_de_varios_modos(
    libros: list[Path], escrito: object, leido: str
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, None, escrito)
    reunion = paac.reunir(libros, base=BASE)
    assert fila(reunion.contenido, "1.1").seguimientos[-1].avance == Decimal(leido)
    assert reunion.avisos == ()


def test_un_medio_con_formato_de_porcentaje_es_cincuenta(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        celda = hoja.celda(1, "Avance (%)")
        celda.value, celda.number_format = 0.5, "0%"
    reunion = paac.reunir(libros, base=BASE)
    assert fila(reunion.contenido, "1.1").seguimientos[-1].avance == 50


@pytest.mark.parametrize("escrito", [0.5, "0,5"])
def test_un_medio_sin_signo_se_lee_como_es_y_se_dice(libros: list[Path], escrito: object) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, None, escrito)
    reunion = paac.reunir(libros, base=BASE)
    assert fila(reunion.contenido, "1.1").seguimientos[-1].avance == Decimal("0.5")
    assert [str(aviso) for aviso in reunion.avisos] == [
        f"libro «{libros[0].name}», hoja «Actividades», celda I4: se leyó como 0,5 %; si es una"
        " parte de uno, escriba 50"
    ]


# ------------------------------------------------------------------ quién falta
def test_falta_quien_no_mando_libro_y_quien_lo_mando_en_blanco(libros: list[Path]) -> None:
    reunion = paac.reunir(libros[:1], base=BASE)
    assert [(f.dependencia, f.motivo, f.filas) for f in reunion.faltan] == [
        ("PLANEACIÓN", "vacio", 3),
        ("HACIENDA", "sin_libro", 3),
    ]


def test_no_falta_quien_reporto_algo(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
    assert [f.dependencia for f in paac.reunir(libros, base=BASE).faltan] == ["HACIENDA"]


# ------------------------------------------------------------------ lo que se mueve y se pierde
def test_una_fila_borrada_se_dice_y_sigue_en_el_plan(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.excel.delete_rows(hoja.rotulos + 2)
    reunion = paac.reunir(libros, base=BASE)
    assert reunion.contenido == BASE
    assert [aviso.mensaje for aviso in reunion.avisos] == [
        "1 fila que salió en él no está: 1.2 Actividad 1.2"
    ]


@pytest.mark.parametrize("se_quitan", [ESCONDIDAS[1:], ESCONDIDAS], ids=["una", "las dos"])
def test_sin_lo_escondido_se_toma_lo_que_muestra_una_sola_fila(
    libros: list[Path], se_quitan: tuple[str, ...]
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(3, "Se hizo.")
        for rotulo in se_quitan:
            hoja.excel.delete_cols(hoja.columna(rotulo))
    reunion = paac.reunir(libros, base=BASE)
    assert fila(reunion.contenido, "1.3").seguimientos[-1].texto == "Se hizo."
    assert (reunion.conflictos, reunion.sin_tomar) == ((), ())
    assert "columna_faltante" in codigos(reunion)


def test_sin_lo_escondido_la_que_se_muestra_como_dos_no_se_toma(tmp_path: Path) -> None:
    base = paac.plan_desde_datos(datos(actividades("1.1", "1.1")))
    [libro] = paac.capturar(base, OTRO, tmp_path)
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
        for rotulo in ESCONDIDAS:
            hoja.excel.delete_cols(hoja.columna(rotulo))
    reunion = paac.reunir(libro, base=base)
    assert reunion.contenido == base
    assert [(una.lugar, una.motivo, una.valores["Seguimiento"]) for una in reunion.sin_tomar] == [
        (
            "hoja «Actividades», fila 4",
            "no lleva la identificación de ninguna fila del libro; si es de una fila del libro,"
            " pegue su texto en ella, en uno recién salido",
            "Se hizo.",
        )
    ]


def test_sin_la_hoja_escondida_no_se_sabe_que_se_escribio(libros: list[Path]) -> None:
    abierto: Any = openpyxl.load_workbook(libros[0])
    del abierto["Como salió"]
    abierto.save(libros[0])
    with pytest.raises(paac.ErrorDeEntrada, match="perdió la hoja escondida que dice cómo salió"):
        paac.reunir(libros[0], base=BASE)


def test_sin_las_propiedades_basta_lo_escondido(libros: list[Path]) -> None:
    abierto: Any = openpyxl.load_workbook(libros[0])
    for nombre in list(abierto.custom_doc_props.names):
        del abierto.custom_doc_props[nombre]
    abierto.save(libros[0])
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
    assert len(paac.reunir(libros, base=BASE).nuevas) == 1


def test_una_fila_que_escribio_la_oficina_no_entra_ni_se_pierde(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.celda(4, "N.º").value = "1.9"
        hoja.celda(4, "Actividad").value = "Otra que hicimos"
        hoja.llenar(4, "La hicimos.")
    reunion = paac.reunir(libros, base=BASE)
    [agregada] = reunion.sin_tomar
    assert reunion.contenido == BASE
    assert agregada.lugar == "hoja «Actividades», fila 7"
    assert agregada.valores == {
        "N.º": "1.9",
        "Actividad": "Otra que hicimos",
        "Seguimiento": "La hicimos.",
    }


def test_la_hoja_con_otro_nombre_sin_proteccion_y_con_las_columnas_movidas(
    libros: list[Path],
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.", 40)
        excel = hoja.excel
        excel.protection.sheet = False
        excel.title = "Reporte mío"
        de, a = hoja.columna("Seguimiento"), hoja.columna("Meta o producto")
        for renglon in range(hoja.rotulos, excel.max_row + 1):
            uno, otro = excel.cell(renglon, de), excel.cell(renglon, a)
            uno.value, otro.value = otro.value, uno.value
    reunion = paac.reunir(libros, base=BASE)
    assert fila(reunion.contenido, "1.1").seguimientos[-1].texto == "Se hizo."
    assert (reunion.conflictos, codigos(reunion)) == ((), ["hoja_parecida"])


def test_sin_una_columna_abierta_no_se_sabe_que_se_reporto(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.excel.delete_cols(hoja.columna("Seguimiento"))
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reunir(libros[0], base=BASE)
    assert str(error.value) == (
        f"libro «{libros[0].name}», hoja «Actividades»: falta la columna «Seguimiento»; sin eso no"
        " se lee nada de la hoja"
    )


# ------------------------------------------------------------------ lo que no es de aquí
def test_cada_libro_que_no_sirve_se_nombra(libros: list[Path], tmp_path: Path) -> None:
    falso, ajeno = tmp_path / "falso.xlsx", tmp_path / "ajeno.xlsx"
    falso.write_text("<html>")
    openpyxl.Workbook().save(ajeno)
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reunir([falso, ajeno], base=BASE)
    renglones = str(error.value).splitlines()
    assert renglones[0].startswith("libro «falso.xlsx»: ")
    assert renglones[1].startswith("libro «ajeno.xlsx»: no es un libro de captura")
    assert len(renglones) == 2


def test_los_de_otro_corte_no_se_reunen(libros: list[Path], tmp_path: Path) -> None:
    (tmp_path / "antes").mkdir()
    antes = paac.capturar(BASE, CORTE, tmp_path / "antes")
    reunion = paac.reunir([libros[0], antes[1]], base=BASE, corte=OTRO)
    assert [uno.nombre for uno in reunion.libros] == [libros[0].name]
    assert dichos(reunion) == [
        f"libro «{antes[1].name}»: es del corte 2026-04-30; se esperaba el 2026-08-31"
    ]
    la_otra = BASE.dependencias[1].nombre
    assert [(f.motivo, f.libros) for f in reunion.faltan if f.dependencia == la_otra] == [
        ("rechazado", (antes[1].name,))
    ]


@pytest.mark.parametrize(
    ("de_hoy", "de_antes", "elegido"), [(1, 1, OTRO), (2, 1, OTRO), (1, 2, CORTE)]
)
def test_el_libro_de_otro_corte_no_detiene_a_los_demas(
    libros: list[Path], tmp_path: Path, de_hoy: int, de_antes: int, elegido: date
) -> None:
    """Se reúnen los del corte de más libros y, si van iguales, los del último."""
    (tmp_path / "antes").mkdir()
    antes = paac.capturar(BASE, CORTE, tmp_path / "antes")
    llegan = [*libros[:de_hoy], *antes[-de_antes:]]
    reunion = paac.reunir(llegan, base=BASE)

    assert reunion.corte == elegido
    malos = antes[-de_antes:] if elegido == OTRO else libros[:de_hoy]
    suyo = CORTE if elegido == OTRO else OTRO
    assert dichos(reunion) == [
        f"libro «{malo.name}»: es del corte {suyo}; se reúnen los del {elegido} (llegaron"
        f" {de_antes} del 2026-04-30 y {de_hoy} del 2026-08-31); para reunir otros, dé su corte"
        for malo in malos
    ]
    assert {falta.motivo for falta in reunion.faltan if falta.libros == (malos[0].name,)} <= {
        "rechazado"
    }


def test_dos_archivos_del_mismo_nombre_se_distinguen_por_su_carpeta(
    libros: list[Path], tmp_path: Path
) -> None:
    otra = tmp_path / "otra" / libros[0].name
    otra.parent.mkdir()
    otra.write_bytes(libros[0].read_bytes())
    reunion = paac.reunir([libros[0], otra], base=BASE)
    assert {uno.nombre for uno in reunion.libros} == {str(libros[0]), str(otra)}


def test_los_de_otra_entidad_no_se_reunen(libros: list[Path]) -> None:
    otra = paac.plan_desde_datos(datos(entidad={"nombre": "MUNICIPIO DE AL LADO"}))
    with pytest.raises(paac.ErrorDeEntrada, match="es de otra entidad"):
        paac.reunir(libros, base=otra)


# ------------------------------------------------------------------ los buenos y los malos
def test_los_libros_buenos_se_reunen_y_los_malos_se_listan(
    libros: list[Path], tmp_path: Path
) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(1, "Se hizo.")
    danado = tmp_path / "danado.xlsx"
    danado.write_bytes(b"PK")
    reunion = paac.reunir([danado, *libros], base=BASE)
    assert [nueva.reporte.texto for nueva in reunion.nuevas] == ["Se hizo."]
    assert [(uno.nombre, uno.dependencia) for uno in reunion.rechazados] == [("danado.xlsx", None)]


@pytest.mark.integracion
def test_un_libro_ajeno_no_dice_que_una_oficina_haya_respondido_mal(
    libros: list[Path], tmp_path: Path
) -> None:
    """El de otra entidad no es de ninguna; el de otro corte, o de otro año, es de la suya."""
    (tmp_path / "antes").mkdir()
    (tmp_path / "otra").mkdir()
    (tmp_path / "otro-ano").mkdir()
    otra = attrs.evolve(BASE, entidad=attrs.evolve(BASE.entidad, nombre="OTRA"))
    del_ano = attrs.evolve(BASE, vigencia=2025)
    for de, corte, carpeta, motivo in (
        (otra, OTRO, "otra", "sin_libro"),
        (BASE, CORTE, "antes", "rechazado"),
        (del_ano, OTRO.replace(year=2025), "otro-ano", "rechazado"),
    ):
        suyo = paac.capturar(de, corte, tmp_path / carpeta)[1]
        faltan = paac.reunir([libros[0], suyo], base=BASE, corte=OTRO).faltan
        assert [f.motivo for f in faltan if f.dependencia == "HACIENDA"] == [motivo]


@pytest.mark.parametrize("cuantos", [1, 2])
def test_la_orden_escribe_lo_bueno_lista_lo_malo_y_termina_con_4(
    libros: list[Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    cuantos: int,
) -> None:
    base, salida = tmp_path / "base.json", tmp_path / "datos.json"
    paac.guardar(BASE, base)
    malos = [tmp_path / f"malo {n}.xlsx" for n in range(cuantos)]
    for malo in malos:
        malo.write_bytes(b"PK")
    pedido = [*map(str, (*libros, *malos)), "--base", str(base), "--salida", str(salida)]
    assert ejecutar(["reunir", *pedido]) == 4
    assert paac.leer_plan(salida) == BASE
    dicho = capsys.readouterr()
    assert dicho.err.count("no se tomó: libro «malo ") == cuantos
    assert "Nada se perdió: " in dicho.out


def test_sin_ninguno_bueno_la_orden_termina_con_1_y_no_escribe(tmp_path: Path) -> None:
    base, salida, malo = (tmp_path / n for n in ("base.json", "datos.json", "malo.xlsx"))
    paac.guardar(BASE, base)
    malo.write_bytes(b"PK")
    assert ejecutar(["reunir", str(malo), "--base", str(base), "--salida", str(salida)]) == 1
    assert not salida.exists()


def test_lo_que_de_una_carpeta_no_se_mira_se_lista(libros: list[Path]) -> None:
    carpeta = libros[0].parent
    (carpeta / "respuesta.csv").write_text("1.1;Se hizo")
    (carpeta / "libros.zip").write_bytes(b"PK")
    (carpeta / "otros").mkdir()
    (carpeta / "~$abierto.xlsx").write_bytes(b"")
    avisos = paac.reunir(carpeta, base=BASE).avisos
    assert {aviso.codigo for aviso in avisos} == {"archivo_saltado"}
    assert [Path(aviso.ruta).name for aviso in avisos] == ["libros.zip", "otros", "respuesta.csv"]


def test_una_carpeta_sin_libros_dice_lo_que_trae(tmp_path: Path) -> None:
    (tmp_path / "todo.zip").write_bytes(b"PK")
    with pytest.raises(paac.ErrorDeEntrada, match=r"(?s)ningún libro de Excel.*todo\.zip"):
        paac.reunir(tmp_path, base=BASE)


# ------------------------------------------------------------------ de dónde es cada fila
def pegar(de: Path, en: Path, hasta: int, *, con_marca: bool) -> None:
    """Las primeras filas de un libro, debajo de las de otro."""
    with oficina(de) as hoja:
        renglones = [hoja.renglon(n) for n in range(1, hasta + 1)]
        escondida = hoja.columna(IDENTIFICACION) - 1
    with oficina(en) as hoja:
        for numero, renglon in enumerate(renglones, hoja.cuantas + 1):
            if not con_marca:
                renglon[escondida] = None
            for columna, valor in enumerate(renglon, 1):
                hoja.excel.cell(hoja.rotulos + numero, columna).value = valor


@pytest.mark.parametrize("como", ["con su marca", "sin ella"])
def test_las_filas_pegadas_de_otra_oficina_se_dicen_y_no_entran_solas(
    libros: list[Path], como: str
) -> None:
    with oficina(libros[1]) as hoja:
        hoja.llenar(1, "Lo hizo Hacienda.")
        hoja.llenar(2, "También.")
    pegar(libros[1], libros[0], 2, con_marca=como == "con su marca")
    reunion = paac.reunir(libros[0], base=BASE)
    assert reunion.contenido == BASE
    assert (reunion.nuevas, reunion.conflictos) == ((), ())
    assert [(una.lugar, una.valores["Seguimiento"]) for una in reunion.sin_tomar] == [
        ("hoja «Actividades», fila 7", "Lo hizo Hacienda."),
        ("hoja «Actividades», fila 8", "También."),
    ]


def test_la_fila_que_la_base_paso_a_otra_oficina_no_es_ajena(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        hoja.llenar(3, "Se hizo.")
    [uno] = BASE.dependencias[0].componentes[0].subcomponentes
    quedan = attrs.evolve(uno, actividades=uno.actividades[:2])
    movida = attrs.evolve(uno, actividades=uno.actividades[2:])
    primera, segunda = BASE.dependencias
    base = attrs.evolve(
        BASE,
        dependencias=(
            con_subcomponente(primera, quedan),
            con_subcomponente(segunda, movida),
        ),
    )
    reunion = paac.reunir(libros[0], base=base)
    assert [nueva.nombre for nueva in reunion.nuevas] == ["1.3 Actividad 1.3"]
    assert codigos(reunion) == []


def con_subcomponente(
    dependencia: paac.Dependencia, subcomponente: paac.Subcomponente
) -> paac.Dependencia:
    primero, *otros = dependencia.componentes
    suyo = attrs.evolve(primero, subcomponentes=(subcomponente,))
    return attrs.evolve(dependencia, componentes=(suyo, *otros))


def test_un_libro_de_otra_vigencia_no_se_toma(libros: list[Path], tmp_path: Path) -> None:
    el_ano_pasado = attrs.evolve(BASE, vigencia=2025)
    (tmp_path / "antes").mkdir()
    viejo = paac.capturar(el_ano_pasado, date(2025, 8, 31), tmp_path / "antes")[1]
    with oficina(viejo) as hoja:
        hoja.llenar(1, "De otro año.")
    reunion = paac.reunir([libros[0], viejo], base=BASE)
    assert (reunion.corte, reunion.nuevas) == (OTRO, ())
    assert dichos(reunion) == [
        f"libro «{viejo.name}»: es de la vigencia 2025; la base es de la 2026"
    ]


def test_de_un_libro_que_no_dice_su_vigencia_se_avisa_el_corte_de_otro_ano(
    tmp_path: Path,
) -> None:
    sin_vigencia = attrs.evolve(BASE, vigencia=None)
    viejos = paac.capturar(sin_vigencia, date(2025, 8, 31), tmp_path)
    with oficina(viejos[0]) as hoja:
        hoja.llenar(1, "De otro año.")
    avisos = paac.reunir(viejos, base=BASE).avisos
    assert [aviso.codigo for aviso in avisos] == ["corte_fuera_de_vigencia"]


def test_capturar_un_corte_de_otro_ano_se_avisa(tmp_path: Path) -> None:
    with pytest.warns(paac.AvisoPaac, match="2025-08-31, y la vigencia es 2026"):
        paac.capturar(BASE, date(2025, 8, 31), tmp_path)


@pytest.mark.parametrize("leer", [paac.leer, paac.leer_plan])
def test_leer_un_libro_de_captura_dice_que_se_reune(
    libros: list[Path], leer: Callable[[Path], object]
) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"libro de captura.*paac-reportes reunir"):
        leer(libros[0])


def test_leer_un_libro_de_captura_sin_propiedades_tambien_lo_dice(libros: list[Path]) -> None:
    with oficina(libros[0]) as hoja:
        for nombre in hoja.excel.parent.custom_doc_props.names:
            del hoja.excel.parent.custom_doc_props[nombre]
    with pytest.raises(paac.ErrorDeEntrada, match="paac-reportes reunir"):
        paac.leer(libros[0])


def test_una_carpeta_vacia_y_ningun_libro_son_un_error(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no trae ningún libro"):
        paac.reunir(tmp_path, base=BASE)
    with pytest.raises(paac.ErrorDeEntrada, match="al menos un libro"):
        paac.reunir([], base=BASE)


def test_de_una_carpeta_no_se_toman_los_cerrojos_de_excel(libros: list[Path]) -> None:
    (libros[0].parent / f"~${libros[0].name}").write_bytes(b"x")
    assert len(paac.reunir(libros[0].parent, base=BASE).libros) == 2


def test_un_libro_puede_ser_un_flujo(libros: list[Path]) -> None:
    flujos = [io.BytesIO(libro.read_bytes()) for libro in libros]
    assert [uno.nombre for uno in paac.reunir(flujos, base=BASE).libros] == ["libro 1", "libro 2"]
