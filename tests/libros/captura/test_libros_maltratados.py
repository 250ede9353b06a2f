"""Lo que una oficina le hace a su libro y nadie le pidió: se lee, o se dice.

Prueba ``libros/captura/lectura``.
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ayudas.oficinas import ESCONDIDAS, IDENTIFICACION, HojaDeOficina, oficina, salidos
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

CORTE = date(2026, 8, 31)
BASE = paac.plan_desde_datos(
    datos(
        componente(*(actividad(codigo=f"1.{n}", descripcion=f"Actividad {n}") for n in (1, 2, 3)))
    )
)


@pytest.fixture
def libro(tmp_path: Path) -> Path:
    [ruta] = salidos(BASE, CORTE, tmp_path)
    return ruta


def reportes(libro: Path) -> list[str | None]:
    plan = paac.reunir(libro, base=BASE).contenido
    [componente] = plan.dependencias[0].componentes
    return [
        next((s.texto for s in fila.seguimientos if s.corte == CORTE), None)
        for fila in componente.filas()
    ]


def avisos(libro: Path) -> list[str]:
    quitar = f"libro «{libro.name}», "
    return [str(a).replace(quitar, "") for a in paac.reunir(libro, base=BASE).avisos]


def en_el_xml(libro: Path, parte: str, antes: str, despues: str) -> None:
    """Cambia algo del archivo que openpyxl no sabe escribir."""
    nuevo = io.BytesIO()
    with zipfile.ZipFile(libro) as viejo, zipfile.ZipFile(nuevo, "w") as otro:
        for nombre in viejo.namelist():
            contenido = viejo.read(nombre)
            if nombre == parte:
                assert antes in contenido.decode()
                contenido = contenido.decode().replace(antes, despues).encode()
            otro.writestr(nombre, contenido)
    libro.write_bytes(nuevo.getvalue())


def test_de_una_formula_se_lee_el_resultado_que_guarda(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.celda(1, "Avance (%)").value = "=40+10"
    en_el_xml(libro, "xl/worksheets/sheet2.xml", "<f>40+10</f><v></v>", "<f>40+10</f><v>50</v>")
    reunion = paac.reunir(libro, base=BASE)
    assert [nueva.reporte.avance for nueva in reunion.nuevas] == [50]
    assert avisos(libro) == []


def test_una_formula_sin_resultado_no_borra_lo_que_habia_y_se_dice(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.celda(1, "Avance (%)").value = "=40+10"
    assert paac.reunir(libro, base=BASE).nuevas == ()
    assert [aviso.partition(":")[0] for aviso in avisos(libro)] == ["hoja «Actividades», celda I4"]


def test_una_celda_combinada_por_la_oficina_es_de_la_primera_y_se_dice(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Lo mismo para las dos.")
        columna = hoja.celda(1, "Seguimiento").column_letter
        hoja.excel.merge_cells(f"{columna}{hoja.rotulos + 1}:{columna}{hoja.rotulos + 2}")
    assert reportes(libro) == ["Lo mismo para las dos.", None, None]
    assert any("está combinada con otras" in aviso for aviso in avisos(libro))


def test_una_fecha_y_un_numero_en_un_texto_son_lo_que_se_ve(libro: Path) -> None:
    with oficina(libro) as hoja:
        fecha = hoja.celda(1, "Seguimiento")
        fecha.value, fecha.number_format = datetime(2026, 8, 3), "dd/mm/yyyy"
        hoja.llenar(2, 25)
    assert reportes(libro) == ["03/08/2026", "25", None]


def test_las_filas_filtradas_y_las_columnas_ocultas_tambien_se_leen(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(2, "En una fila oculta.")
        hoja.excel.row_dimensions[hoja.rotulos + 2].hidden = True
        hoja.excel.column_dimensions[hoja.celda(1, "Seguimiento").column_letter].hidden = True
    assert reportes(libro) == [None, "En una fila oculta.", None]


def test_una_columna_de_la_oficina_no_se_toma_y_se_dice(libro: Path) -> None:
    with oficina(libro) as hoja:
        ultima = hoja.excel.max_column + 1
        hoja.excel.cell(hoja.rotulos, ultima).value = "Para la reunión"
        hoja.excel.cell(hoja.rotulos + 1, ultima).value = 1000
    assert avisos(libro) == [
        "hoja «Actividades»: no se sabe qué dato es la columna «Para la reunión»; no se leyó",
        "hoja «Actividades», celda P3: no quedó en ningún dato: «Para la reunión»",
        "hoja «Actividades», celda P4: no quedó en ningún dato: «1000»",
    ]


def test_una_hoja_de_la_oficina_no_se_lee_y_se_dice(libro: Path) -> None:
    abierto: Any = openpyxl.load_workbook(libro)
    abierto.create_sheet("Anexo")["A1"] = "Lo que faltó decir"
    abierto.save(libro)
    assert avisos(libro) == ["hoja «Anexo»: no es de las de este libro; no se leyó"]


def test_una_nota_bajo_la_tabla_se_dice_y_no_es_una_fila(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.celda(5, "N.º").value = "Elaboró: la jefe de la oficina"
    assert paac.reunir(libro, base=BASE).sin_tomar == ()
    assert avisos(libro) == [
        "hoja «Actividades», fila 8: es una nota o una firma, y no se leyó:"
        " 'Elaboró: la jefe de la oficina'"
    ]


@pytest.mark.parametrize("rotulo", ["N.º", "Actividad", "Avance (%)", "Estado", "Evidencias"])
def test_quien_firma_debajo_no_dana_el_libro_ni_agrega_filas(libro: Path, rotulo: str) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
        for fila, texto in enumerate(("________________", "ANA FIRMANTE", "Secretaria"), 5):
            hoja.celda(fila, rotulo).value = texto
    reunion = paac.reunir(libro, base=BASE)
    assert (len(reunion.nuevas), reunion.sin_tomar, reunion.rechazados) == (1, (), ())
    assert [aviso.codigo for aviso in reunion.avisos] == ["fila_omitida"] * 3


def test_un_total_debajo_se_dice_y_no_es_una_fila(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.", 50)
        hoja.celda(4, "N.º").value, hoja.celda(4, "Avance (%)").value = "Promedio", 50
    assert avisos(libro) == [
        "hoja «Actividades», fila 7: es un total, y no se leyó: 'Promedio | 50'"
    ]
    assert paac.reunir(libro, base=BASE).sin_tomar == ()


def test_lo_que_no_se_entiende_de_una_fila_agregada_no_dana_el_libro(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
        hoja.celda(4, "N.º").value = "9.9"
        hoja.llenar(4, "Otra que se hizo", "mucho")
    reunion = paac.reunir(libro, base=BASE)
    assert (len(reunion.nuevas), len(reunion.sin_tomar), reunion.rechazados) == (1, 1, ())
    assert avisos(libro) == [
        "hoja «Actividades», celda I7: se esperaba un número, llegó 'mucho'; la celda no se tomó, y"
        " lo demás de su fila sí"
    ]


def sin_hoja(libro: Path, cual: str) -> None:
    abierto = openpyxl.load_workbook(libro)
    del abierto[cual]
    abierto.save(libro)


def test_una_hoja_borrada_se_dice_y_lo_suyo_queda_como_en_la_base(tmp_path: Path) -> None:
    con_tramite = componente(
        actividad(codigo="1.1"), tramites=[{"numero": "1", "nombre": "Paz y salvo"}]
    )
    base = paac.plan_desde_datos(datos(con_tramite))
    [libro] = paac.capturar(base, CORTE, tmp_path)
    sin_hoja(libro, "Trámites")
    reunion = paac.reunir(libro, base=base)
    assert [aviso.mensaje for aviso in reunion.avisos] == [
        "1 fila que salió en él no está: 1 Paz y salvo"
    ]
    assert reunion.contenido == base


def test_sin_ninguna_hoja_de_lo_que_se_reporta_es_el_libro_rechazado_de_su_oficina(
    libro: Path, tmp_path: Path
) -> None:
    sin_hoja(libro, "Actividades")
    with pytest.raises(paac.ErrorDeEntrada, match="no está ninguna hoja de las que se llenan"):
        paac.reunir(libro, base=BASE)


def test_una_fila_pegada_de_un_libro_de_otro_corte_no_se_toma(libro: Path, tmp_path: Path) -> None:
    (tmp_path / "otro").mkdir()
    [de_abril] = paac.capturar(BASE, date(2026, 4, 30), tmp_path / "otro")
    with oficina(de_abril) as hoja:
        ajena = hoja.celda(1, IDENTIFICACION).value
    with oficina(libro) as hoja:
        hoja.llenar(2, "Lo de abril.")
        for rotulo in ESCONDIDAS:
            hoja.celda(2, rotulo).value = ajena
    reunion = paac.reunir(libro, base=BASE)
    assert reunion.contenido == BASE
    assert [una.motivo for una in reunion.sin_tomar] == [
        "la identificación que lleva es de otro libro; pegue su texto en la hoja «Actividades»,"
        " fila 5, de un libro recién salido"
    ]


@pytest.mark.parametrize(
    ("se_copian", "motivo"),
    [
        (ESCONDIDAS[:1], "lo escrito no está junto a la fila con que salió, o eso no se sabe"),
        (ESCONDIDAS, "lleva la identificación de '1.1 Actividad 1', y lo que se lee no es de ella"),
    ],
    ids=["una", "las dos"],
)
def test_la_que_lleva_la_identificacion_de_otra_no_se_toma(
    libro: Path, se_copian: tuple[str, ...], motivo: str
) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(2, "De la segunda.")
        for rotulo in se_copian:
            hoja.celda(2, rotulo).value = hoja.celda(1, rotulo).value
    reunion = paac.reunir(libro, base=BASE)
    assert reunion.nuevas == ()
    assert [una.motivo for una in reunion.sin_tomar] == [
        f"{motivo}; pegue su texto en la hoja «Actividades», fila 5, de un libro recién salido"
    ]


def ordenar_lo_que_se_ve(hoja: HojaDeOficina) -> None:
    """Al revés, sin tocar las columnas escondidas."""
    escondidas = {hoja.columna(rotulo) - 1 for rotulo in ESCONDIDAS}
    renglones = [hoja.renglon(fila) for fila in range(1, hoja.cuantas + 1)]
    for fila, (suyo, puesto) in enumerate(zip(renglones, reversed(renglones), strict=True), 1):
        hoja.poner(fila, [suyo[n] if n in escondidas else v for n, v in enumerate(puesto)])


def test_si_la_oficina_ordena_solo_lo_que_ve_cada_reporte_se_dice_con_la_fila_que_se_lee(
    libro: Path,
) -> None:
    with oficina(libro) as hoja:
        for fila in (1, 2, 3):
            hoja.llenar(fila, f"De la {fila}.")
        ordenar_lo_que_se_ve(hoja)
    reunion = paac.reunir(libro, base=BASE)
    assert reportes(libro) == [None, "De la 2.", None]
    assert [
        (una.valores["Seguimiento"], una.motivo.partition("; ")[2]) for una in reunion.sin_tomar
    ] == [
        (
            f"De la {n}.",
            f"pegue su texto en la hoja «Actividades», fila {n + 3}, de un libro recién salido",
        )
        for n in (3, 1)
    ]


def test_lo_ya_reportado_que_se_ordeno_con_su_fila_no_es_nuevo(tmp_path: Path) -> None:
    reportado = {"corte": str(CORTE), "texto": "Ya estaba."}
    filas = [
        actividad(codigo="1.1", descripcion="Una", seguimientos=[reportado]),
        actividad(codigo="1.2", descripcion="Otra"),
    ]
    base = paac.plan_desde_datos(datos(componente(*filas)))
    [libro] = paac.capturar(base, CORTE, tmp_path)
    with oficina(libro) as hoja:
        ordenar_lo_que_se_ve(hoja)
    reunion = paac.reunir(libro, base=base)
    assert (reunion.nuevas, reunion.conflictos) == ((), ())


def test_las_columnas_de_la_izquierda_borradas_no_impiden_leer(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
        hoja.excel.delete_cols(hoja.columna("Componente"), 2)
    reunion = paac.reunir(libro, base=BASE)
    assert [nueva.reporte.texto for nueva in reunion.nuevas] == ["Se hizo."]
    assert reunion.conflictos == ()


def test_un_documento_de_word_no_es_un_libro_de_captura(tmp_path: Path) -> None:
    word = tmp_path / "informe.docx"
    paac.generar(BASE, "paac-plan", word)
    with pytest.raises(paac.ErrorDeEntrada, match=r"«informe\.docx»: no es un libro de captura"):
        paac.reunir([word], base=BASE)


def test_un_libro_de_un_reporte_no_es_uno_de_captura(tmp_path: Path) -> None:
    matriz = tmp_path / "matriz.xlsx"
    paac.generar(BASE, "paac-seguimiento", matriz)
    with pytest.raises(paac.ErrorDeEntrada, match=r"«matriz\.xlsx»: no es un libro de captura"):
        paac.reunir([matriz], base=BASE)


def test_la_identificacion_de_una_actividad_pegada_en_tramites_se_dice(
    tmp_path: Path,
) -> None:
    con_tramite = componente(
        actividad(codigo="1.1"), tramites=[{"numero": "1", "nombre": "Paz y salvo"}]
    )
    base = paac.plan_desde_datos(datos(con_tramite))
    [libro] = paac.capturar(base, CORTE, tmp_path)
    with oficina(libro) as hoja:
        ajena = hoja.celda(1, IDENTIFICACION).value
    with oficina(libro, "Trámites") as hoja:
        hoja.llenar(1, "Se hizo.")
        hoja.celda(1, IDENTIFICACION).value = ajena
    reunion = paac.reunir(libro, base=base)
    assert (reunion.nuevas, len(reunion.sin_tomar)) == ((), 1)


def test_si_se_ordenaron_las_primeras_columnas_se_dicen_las_dos_filas_de_que_puede_ser(
    libro: Path,
) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "De la primera.")
        hasta = hoja.columna(ESCONDIDAS[1]) - 1
        una, otra = hoja.renglon(1), hoja.renglon(2)
        hoja.poner(1, [*otra[:hasta], *una[hasta:]])
        hoja.poner(2, [*una[:hasta], *otra[hasta:]])
    [fila] = paac.reunir(libro, base=BASE).sin_tomar
    assert fila.valores["Seguimiento"] == "De la primera."
    assert fila.motivo.partition("; ")[2] == (
        "pegue su texto en la hoja «Actividades», fila 5, o en la hoja «Actividades», fila 4,"
        " si es de lo que se lee, de un libro recién salido"
    )


def test_lo_de_una_fila_que_la_base_ya_no_tiene_no_se_manda_a_la_que_hoy_esta_en_su_lugar(
    libro: Path,
) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "De la primera.")
    cambiada = paac.datos_de(BASE)
    [componente_] = cambiada["dependencias"][0]["componentes"]
    componente_["subcomponentes"][0]["actividades"].pop(0)
    [fila] = paac.reunir(libro, base=paac.plan_desde_datos(cambiada)).sin_tomar
    assert fila.motivo == (
        "el plan ya no tiene su fila; si es de una fila del libro, pegue su texto en ella, en uno"
        " recién salido"
    )


# ------------------------------------------------------------------ dos filas con una marca
def test_la_marca_que_va_tambien_donde_se_lee_otra_no_dice_de_cual_es_lo_escrito(
    libro: Path,
) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "De la primera.")
        hoja.llenar(2, "De la segunda.")
        for rotulo in ESCONDIDAS:
            hoja.celda(2, rotulo).value = hoja.celda(1, rotulo).value
        hasta = hoja.columna(ESCONDIDAS[1]) - 1
        una, otra = hoja.renglon(1), hoja.renglon(2)
        hoja.poner(1, [*otra[:hasta], *una[hasta:]])
        hoja.poner(2, [*una[:hasta], *otra[hasta:]])
    reunion = paac.reunir(libro, base=BASE)
    assert reunion.contenido == BASE
    assert {una.valores["Seguimiento"] for una in reunion.sin_tomar} == {
        *("De la primera.", "De la segunda.")
    }


def test_lo_que_se_copio_a_otra_fila_se_toma_en_la_suya_y_en_la_otra_se_dice(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "De la primera.")
        for columna in range(hoja.columna("Seguimiento"), hoja.columna("Observaciones") + 1):
            copiada = hoja.excel.cell(hoja.rotulos + 1, columna).value
            hoja.excel.cell(hoja.rotulos + 2, columna).value = copiada
    reunion = paac.reunir(libro, base=BASE)
    assert reportes(libro) == ["De la primera.", None, None]
    assert [una.lugar for una in reunion.sin_tomar] == ["hoja «Actividades», fila 5"]
    assert reunion.avisos == ()


def test_si_las_mas_de_las_filas_perdieron_una_marca_no_se_toman(libro: Path) -> None:
    with oficina(libro) as hoja:
        for fila in (1, 2):
            hoja.llenar(fila, f"De la {fila}.")
            hoja.celda(fila, ESCONDIDAS[1]).value = None
    assert reportes(libro) == [None, None, None]
    assert len(paac.reunir(libro, base=BASE).sin_tomar) == 2
