"""Lo que no se decide solo: cada conflicto guarda sus lados hasta que alguien escoge."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas.oficinas import oficina, salidos
from ayudas.planes import actividad, componente, datos

import paac_reportes as paac

CORTE = date(2026, 8, 31)


def plan_de(*actividades: dict[str, Any], **cambios: Any) -> paac.Plan:
    return paac.plan_desde_datos(datos(componente(*actividades, **cambios)))


UNA, DOS, TRES = (
    actividad(codigo=codigo, descripcion=f"Actividad {codigo}") for codigo in ("1.1", "1.2", "1.3")
)
BASE = plan_de(UNA, DOS, TRES)


@pytest.fixture
def libro(tmp_path: Path) -> Path:
    [ruta] = salidos(BASE, CORTE, tmp_path)
    return ruta


def ultimo(plan: paac.Plan, numero: int = 0) -> str | None:
    """Lo que dice el último seguimiento de una actividad."""
    actividades = plan.dependencias[0].componentes[0].subcomponentes[0].actividades
    return actividades[numero].seguimientos[-1].texto


def reportada(base: paac.Plan, texto: str) -> paac.Plan:
    """La base, con un reporte de la primera actividad en el corte."""
    crudo = paac.datos_de(base)
    primera = crudo["dependencias"][0]["componentes"][0]["subcomponentes"][0]["actividades"][0]
    primera["seguimientos"].append({"corte": str(CORTE), "texto": texto})
    return paac.plan_desde_datos(crudo)


@pytest.fixture
def dos(libro: Path, tmp_path: Path) -> list[Path]:
    """El mismo libro, llenado dos veces de distinto modo."""
    otro = tmp_path / "z-corregido.xlsx"
    with oficina(libro, en=otro) as hoja:
        hoja.llenar(1, "Lo segundo.", 60)
        hoja.llenar(2, "Lo de siempre.")
    with oficina(libro) as hoja:
        hoja.llenar(1, "Lo primero.", 50)
        hoja.llenar(2, "Lo de siempre.")
    return [libro, otro]


# ------------------------------------------------------------------ dos libros
def test_dos_libros_distintos_conservan_sus_lados_y_el_plan_el_de_la_base(dos: list[Path]) -> None:
    reunion = paac.reunir(dos, base=BASE)
    [conflicto] = reunion.conflictos
    assert conflicto.clase == "dos_libros"
    assert [(v.opcion, v.lugar) for v in conflicto.versiones] == [
        ("base", ""),
        (dos[0].name, "hoja «Actividades», fila 4"),
        ("z-corregido.xlsx", "hoja «Actividades», fila 4"),
    ]
    assert [v.valores["Seguimiento"] for v in conflicto.versiones] == [
        *("", "Lo primero.", "Lo segundo.")
    ]
    assert conflicto.celdas == ("Seguimiento", "Avance (%)")
    assert ultimo(reunion.contenido, 0) == "Se publicó."
    assert ultimo(reunion.contenido, 1) == "Lo de siempre."


def test_dos_libros_iguales_se_dicen_y_se_toma_uno(libro: Path, tmp_path: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Se hizo.")
    copia = tmp_path / "copia.xlsx"
    copia.write_bytes(libro.read_bytes())
    reunion = paac.reunir([libro, copia], base=BASE)
    assert ultimo(reunion.contenido) == "Se hizo."
    assert reunion.conflictos == ()
    assert [str(aviso) for aviso in reunion.avisos] == [
        f"libros «{libro.name}», «copia.xlsx»: son de la misma oficina, y dicen lo mismo: se tomó"
        " uno"
    ]


def test_el_mismo_archivo_nombrado_dos_veces_es_un_libro(libro: Path) -> None:
    reunion = paac.reunir([libro, str(libro)], base=BASE)
    assert (len(reunion.libros), reunion.avisos) == (1, ())


def test_una_fila_que_solo_uno_lleno_no_es_un_conflicto(libro: Path, tmp_path: Path) -> None:
    otro = tmp_path / "otro.xlsx"
    with oficina(libro, en=otro) as hoja:
        hoja.llenar(1, "La primera.")
    with oficina(libro) as hoja:
        hoja.llenar(2, "La segunda.")
    reunion = paac.reunir([libro, otro], base=BASE)
    assert (ultimo(reunion.contenido, 0), ultimo(reunion.contenido, 1)) == (
        "La primera.",
        "La segunda.",
    )
    assert reunion.conflictos == ()


def test_la_misma_fila_dos_veces_en_un_libro(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Una cosa.")
        hoja.excel.append(hoja.renglon(1))
        hoja.llenar(4, "Otra cosa.")
    reunion = paac.reunir(libro, base=BASE)
    [conflicto] = reunion.conflictos
    assert conflicto.clase == "fila_repetida"
    assert conflicto.opciones == (
        "base",
        f"{libro.name}, hoja «Actividades», fila 4",
        f"{libro.name}, hoja «Actividades», fila 7",
    )


# ------------------------------------------------------------------ el plan cambiado
def test_un_texto_del_plan_cambiado_se_dice_con_sus_dos_lados(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.celda(1, "Meta o producto").value = "Medio mapa"
        hoja.llenar(1, "Se hizo.")
    reunion = paac.reunir(libro, base=BASE)
    [conflicto] = reunion.conflictos
    assert conflicto.clase == "texto_cambiado"
    assert [v.valores for v in conflicto.versiones] == [
        {"Meta o producto": "Mapa publicado"},
        {"Meta o producto": "Medio mapa"},
    ]
    assert conflicto.versiones[1].lugar == "hoja «Actividades», celda E4"
    assert ultimo(reunion.contenido) == "Se hizo."


def test_de_dos_textos_cambiados_de_un_libro_se_toma_el_de_la_fila_que_se_escoge(
    libro: Path, tmp_path: Path
) -> None:
    [de_antes] = paac.capturar(plan_de({**UNA, "meta": "Otra"}, DOS, TRES), CORTE, tmp_path / "1")
    with oficina(de_antes) as hoja:
        pegada = hoja.renglon(3)
    with oficina(libro) as hoja:
        hoja.celda(3, "Meta o producto").value = "La de la fila 6"
        for columna, valor in enumerate(pegada, 1):
            hoja.excel.cell(hoja.rotulos + 4, columna).value = valor
        hoja.celda(4, "Meta o producto").value = "La de la fila 7"
    [conflicto] = paac.reunir(libro, base=BASE).conflictos
    for version in conflicto.versiones[1:]:
        respuestas = {conflicto.id: version.opcion}
        reunido = paac.reunir(libro, base=BASE, respuestas=respuestas).contenido
        tercera = reunido.dependencias[0].componentes[0].subcomponentes[0].actividades[2]
        fila = version.opcion.rpartition(" ")[2]
        assert (version.lugar[-1 - len(fila) :], tercera.meta) == (
            f"E{fila}",
            f"La de la fila {fila}",
        )


def test_un_texto_cambiado_se_dice_aunque_a_otro_libro_le_falte_su_columna(
    libro: Path, tmp_path: Path
) -> None:
    otro = tmp_path / "z.xlsx"
    with oficina(libro, en=otro) as hoja:
        hoja.celda(1, "Meta o producto").value = "Medio mapa"
    with oficina(libro) as hoja:
        hoja.celda(1, "Actividad").value = "Otra cosa"
        hoja.excel.delete_cols(hoja.columna("Meta o producto"))
    [conflicto] = paac.reunir([libro, otro], base=BASE).conflictos
    assert [v.valores for v in conflicto.versiones] == [
        {"Actividad": "Actividad 1.1", "Meta o producto": "Mapa publicado"},
        {"Actividad": "Otra cosa", "Meta o producto": ""},
        {"Actividad": "Actividad 1.1", "Meta o producto": "Medio mapa"},
    ]


def test_un_texto_cambiado_se_toma_si_se_escoge_el_libro(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.celda(1, "Meta o producto").value = "Medio mapa"
    plan = paac.reunir(libro, base=BASE, preferir="libro").contenido
    [primera, *_] = plan.dependencias[0].componentes[0].subcomponentes[0].actividades
    assert primera.meta == "Medio mapa"


def test_el_nombre_de_un_componente_cambiado_solo_puede_quedar_como_en_la_base(
    libro: Path,
) -> None:
    with oficina(libro) as hoja:
        hoja.celda(1, "Componente").value = "Otro"
    reunion = paac.reunir(libro, base=BASE, preferir="libro")
    [conflicto] = reunion.conflictos
    assert (conflicto.opciones, conflicto.resuelto) == (("base",), None)
    assert reunion.contenido == BASE


# ------------------------------------------------------------------ la base cambiada
def test_si_la_base_cambio_solo_choca_la_fila_que_cambio(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "De la primera.")
        hoja.llenar(2, "De la segunda.")
    otra = plan_de(UNA | {"meta": "Dos mapas"}, DOS, TRES)
    reunion = paac.reunir(libro, base=otra)
    [conflicto] = reunion.conflictos
    assert (conflicto.clase, conflicto.nombre) == ("base_cambiada", "1.1 Actividad 1.1")
    assert [v.valores["Meta o producto"] for v in conflicto.versiones] == [
        *("Dos mapas", "Mapa publicado")
    ]
    assert (ultimo(reunion.contenido, 0), ultimo(reunion.contenido, 1)) == (
        "Se publicó.",
        "De la segunda.",
    )
    assert [aviso.codigo for aviso in reunion.avisos] == ["base_cambiada"]


def test_si_la_base_gano_una_fila_las_demas_se_reconocen_en_su_nuevo_lugar(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(2, "De la segunda.")
    otra = plan_de(actividad(codigo="1.0", descripcion="La nueva"), UNA, DOS, TRES)
    reunion = paac.reunir(libro, base=otra)
    assert ultimo(reunion.contenido, 2) == "De la segunda."
    assert reunion.conflictos == ()


def test_si_la_base_perdio_la_fila_lo_reportado_no_se_pierde(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(3, "De la tercera.")
    reunion = paac.reunir(libro, base=plan_de(UNA, DOS))
    [conflicto] = reunion.conflictos
    assert (conflicto.clase, conflicto.opciones) == ("fila_retirada", ("base",))
    assert conflicto.versiones[1].valores["Seguimiento"] == "De la tercera."


def test_si_la_base_recibio_otro_reporte_los_dos_lados_quedan(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "El del libro.")
    reunion = paac.reunir(libro, base=reportada(BASE, "El de la base."))
    [conflicto] = reunion.conflictos
    assert conflicto.clase == "base_cambiada"
    assert ultimo(reunion.contenido) == "El de la base."


def test_si_la_base_recibio_el_mismo_reporte_no_hay_conflicto(libro: Path) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "El mismo.")
    reunion = paac.reunir(libro, base=reportada(BASE, "El mismo."))
    assert (reunion.conflictos, reunion.nuevas) == ((), ())


def test_lo_que_el_libro_no_toco_no_borra_lo_que_la_base_recibio(libro: Path) -> None:
    base = reportada(BASE, "El de la base.")
    assert paac.reunir(libro, base=base).contenido == base


def test_borrar_lo_que_ya_estaba_reportado_es_un_conflicto(tmp_path: Path) -> None:
    base = reportada(BASE, "Ya estaba.")
    [libro] = paac.capturar(base, CORTE, tmp_path)
    with oficina(libro) as hoja:
        hoja.celda(1, "Seguimiento").value = None
        hoja.llenar(1, None, 30)
    reunion = paac.reunir(libro, base=base)
    [conflicto] = reunion.conflictos
    assert conflicto.clase == "borrado"
    assert reunion.contenido == base


# ------------------------------------------------------------------ las respuestas
@pytest.mark.parametrize(
    ("preferir", "queda"),
    [("base", "Se publicó."), ("libro", "Se publicó."), ("ultimo", "Lo segundo.")],
)
def test_preferir_resuelve_lo_que_puede(dos: list[Path], preferir: str, queda: str) -> None:
    reunion = paac.reunir(dos, base=BASE, preferir=preferir)
    assert ultimo(reunion.contenido) == queda
    assert len(reunion.pendientes) == (preferir == "libro")


def test_el_ultimo_es_el_que_se_nombra_de_ultimo(dos: list[Path]) -> None:
    assert ultimo(paac.reunir(dos[::-1], base=BASE, preferir="ultimo").contenido) == "Lo primero."


@pytest.mark.parametrize("preferir", ["libro", "ultimo"])
def test_entre_dos_filas_del_mismo_libro_no_hay_ultima(libro: Path, preferir: str) -> None:
    with oficina(libro) as hoja:
        hoja.llenar(1, "Una cosa.")
        hoja.excel.append(hoja.renglon(1))
        hoja.llenar(4, "Otra cosa.")
    reunion = paac.reunir(libro, base=BASE, preferir=preferir)
    assert (len(reunion.pendientes), reunion.contenido) == (1, BASE)


@pytest.mark.parametrize("preferir", ["libro", "ultimo"])
def test_lo_borrado_se_borra_si_se_prefiere_el_libro(tmp_path: Path, preferir: str) -> None:
    base = reportada(BASE, "Ya estaba.")
    [libro] = paac.capturar(base, CORTE, tmp_path)
    with oficina(libro) as hoja:
        hoja.celda(1, "Seguimiento").value = None
        hoja.llenar(1, None, 30)
    reunion = paac.reunir(libro, base=base, preferir=preferir)
    assert (reunion.pendientes, ultimo(reunion.contenido)) == ((), None)


def test_un_texto_cambiado_de_dos_modos_conserva_los_tres_lados(
    libro: Path, tmp_path: Path
) -> None:
    otro = tmp_path / "otro.xlsx"
    with oficina(libro, en=otro) as hoja:
        hoja.celda(1, "Responsable").value = "Hacienda"
    with oficina(libro) as hoja:
        hoja.celda(1, "Meta o producto").value = "Medio mapa"
    [conflicto] = paac.reunir([libro, otro], base=BASE).conflictos
    assert [v.valores for v in conflicto.versiones] == [
        {"Meta o producto": "Mapa publicado", "Responsable": "Planeación"},
        {"Meta o producto": "Medio mapa", "Responsable": "Planeación"},
        {"Meta o producto": "Mapa publicado", "Responsable": "Hacienda"},
    ]


@pytest.mark.parametrize("preferir", [None, "base", "libro", "ultimo"])
def test_lo_ya_escogido_entre_dos_libros_no_se_deshace_al_reunir_otra_vez(
    dos: list[Path], preferir: str | None
) -> None:
    primera = paac.reunir(dos, base=BASE, preferir="ultimo")
    segunda = paac.reunir(dos, base=primera.contenido, preferir=preferir)
    assert ultimo(segunda.contenido) == "Lo segundo."
    assert segunda.contenido == primera.contenido


def test_una_respuesta_manda_sobre_lo_que_se_prefiere(dos: list[Path]) -> None:
    [conflicto] = paac.reunir(dos, base=BASE).conflictos
    respuestas = {conflicto.id: "z-corregido.xlsx"}
    reunion = paac.reunir(dos, base=BASE, preferir="base", respuestas=respuestas)
    assert ultimo(reunion.contenido) == "Lo segundo."
    assert reunion.pendientes == ()


def test_el_informe_en_json_es_donde_se_responde(dos: list[Path], tmp_path: Path) -> None:
    informe = tmp_path / "informe.json"
    paac.oficinas.guardar_reunion(paac.reunir(dos, base=BASE), [informe])
    escrito = json.loads(informe.read_text("utf-8"))
    assert escrito["conflictos"][0]["opciones"] == ["base", dos[0].name, "z-corregido.xlsx"]
    assert escrito["conflictos"][0]["respuesta"] is None
    escrito["conflictos"][0]["respuesta"] = dos[0].name
    informe.write_text(json.dumps(escrito), "utf-8")
    assert ultimo(paac.reunir(dos, base=BASE, respuestas=informe).contenido) == "Lo primero."


@pytest.mark.parametrize(
    ("escrito", "queda"), [("z-corregido.xlsx", "Lo segundo."), ("La base", "Se publicó.")]
)
def test_en_el_excel_del_informe_tambien_se_responde(
    dos: list[Path], tmp_path: Path, escrito: str, queda: str
) -> None:
    informe = tmp_path / "informe.xlsx"
    paac.oficinas.guardar_reunion(paac.reunir(dos, base=BASE), [informe])
    abierto = openpyxl.load_workbook(informe)
    celdas = [c for fila in abierto["Conflictos"].iter_rows() for c in fila]
    next(c for c in celdas if c.value == "Sin resolver").value = escrito
    abierto.save(informe)
    reunion = paac.reunir(dos, base=BASE, respuestas=informe)
    assert ultimo(reunion.contenido) == queda
    assert reunion.pendientes == ()


def test_en_el_word_del_informe_tambien_se_responde(dos: list[Path], tmp_path: Path) -> None:
    informe = tmp_path / "informe.docx"
    paac.oficinas.guardar_reunion(paac.reunir(dos, base=BASE), [informe])
    abierto = docx.Document(str(informe))
    celdas = (c for tabla in abierto.tables for fila in tabla.rows for c in fila.cells)
    next(celda for celda in celdas if celda.text == "Sin resolver").text = dos[0].name
    abierto.save(str(informe))
    assert ultimo(paac.reunir(dos, base=BASE, respuestas=informe).contenido) == "Lo primero."


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_se_responden_todos_los_conflictos_de_la_tabla(
    libro: Path, tmp_path: Path, tipo: str
) -> None:
    otro, informe = tmp_path / "z-corregido.xlsx", tmp_path / f"informe.{tipo}"
    for archivo, dice in ((otro, "Lo otro"), (libro, "Lo uno")):
        with oficina(libro, en=archivo) as hoja:
            hoja.llenar(1, f"{dice}, en la primera.")
            hoja.llenar(2, f"{dice}, en la segunda.")
    paac.oficinas.guardar_reunion(paac.reunir([libro, otro], base=BASE), [informe])
    abierto: Any = (
        docx.Document(str(informe)) if tipo == "docx" else openpyxl.load_workbook(informe)
    )
    if tipo == "docx":
        celdas = [c for tabla in abierto.tables for fila in tabla.rows for c in fila.cells]
    else:
        celdas = [c for fila in abierto["Conflictos"].iter_rows() for c in fila]
    que_dice = "text" if tipo == "docx" else "value"
    for celda in celdas:
        if getattr(celda, que_dice) == "Sin resolver":
            setattr(celda, que_dice, libro.name)
    abierto.save(str(informe))

    reunion = paac.reunir([libro, otro], base=BASE, respuestas=informe)
    assert reunion.pendientes == ()
    assert [ultimo(reunion.contenido, n) for n in (0, 1)] == [
        *("Lo uno, en la primera.", "Lo uno, en la segunda.")
    ]


def test_un_informe_sin_tocar_no_responde_nada(dos: list[Path], tmp_path: Path) -> None:
    informe = tmp_path / "informe.xlsx"
    reunion = paac.reunir(dos, base=BASE)
    paac.oficinas.guardar_reunion(reunion, [informe])
    assert paac.reunir(dos, base=BASE, respuestas=informe) == reunion


@pytest.fixture
def de_varias_paginas(tmp_path: Path) -> list[Path]:
    """Veinte libros del mismo corte que dicen, largo y distinto, lo mismo de una fila."""
    base = plan_de(actividad(codigo="1.1"))
    [primero] = paac.capturar(base, CORTE, tmp_path)
    libros = [primero, *(tmp_path / f"copia-{n}.xlsx" for n in range(2, 21))]
    for n, archivo in reversed([*enumerate(libros, 1)]):
        with oficina(primero, en=archivo) as hoja:
            hoja.llenar(1, f"Lo que dice el libro {n}. " + "Y mucho más. " * 30)
    return libros


@pytest.mark.integracion
def test_lo_que_sigue_en_otra_pagina_no_es_una_respuesta(
    de_varias_paginas: list[Path], tmp_path: Path
) -> None:
    """El informe, repartido en páginas, vuelve sin tocar, y respondido en cualquiera de ellas."""
    base, informe = plan_de(actividad(codigo="1.1")), tmp_path / "informe.xlsx"
    reunion = paac.reunir(de_varias_paginas, base=base)
    paac.oficinas.guardar_reunion(reunion, [informe])
    assert paac.reunir(de_varias_paginas, base=base, respuestas=informe) == reunion

    abierto = openpyxl.load_workbook(informe)
    celdas = [c for fila in abierto["Conflictos"].iter_rows() for c in fila]
    suyas = [c for c in celdas if str(c.value).startswith("Sin resolver")]
    assert any("(cont" in str(celda.value) for celda in suyas)
    for celda in suyas:
        antes, celda.value = celda.value, "copia-7.xlsx"
        abierto.save(informe)
        resuelta = paac.reunir(de_varias_paginas, base=base, respuestas=informe)
        assert str(ultimo(resuelta.contenido)).startswith("Lo que dice el libro 7.")
        celda.value = antes
    suyas[0].value, suyas[-1].value = "copia-7.xlsx", "copia-8.xlsx"
    abierto.save(informe)
    with pytest.raises(paac.ErrorDeEntrada, match=r"dos respuestas, 'copia-7\.xlsx' y 'copia-8"):
        paac.reunir(de_varias_paginas, base=base, respuestas=informe)


def test_un_documento_sin_la_tabla_de_conflictos_no_tiene_respuestas(dos: list[Path]) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="no trae la tabla de los conflictos"):
        paac.reunir(dos, base=BASE, respuestas=dos[0])


def test_una_respuesta_que_no_es_de_las_opciones_es_un_error(dos: list[Path]) -> None:
    [conflicto] = paac.reunir(dos, base=BASE).conflictos
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reunir(dos, base=BASE, respuestas={conflicto.id: "el bueno"})
    assert str(error.value) == (
        f"respuestas: {conflicto.id}: se esperaba 'base' o '{dos[0].name}' o 'z-corregido.xlsx',"
        " llegó 'el bueno'"
    )


def test_una_respuesta_de_lo_que_ya_no_choca_se_dice(libro: Path) -> None:
    reunion = paac.reunir(libro, base=BASE, respuestas={"dos_libros-d0c0s0a0-abcdef": "base"})
    assert [aviso.codigo for aviso in reunion.avisos] == ["respuesta_sin_conflicto"]


def test_el_id_de_un_conflicto_no_depende_del_orden_y_si_de_lo_que_dice(dos: list[Path]) -> None:
    [antes] = paac.reunir(dos, base=BASE).conflictos
    [al_reves] = paac.reunir(dos[::-1], base=BASE).conflictos
    with oficina(dos[1]) as hoja:
        hoja.llenar(1, "Lo tercero.")
    [despues] = paac.reunir(dos, base=BASE).conflictos
    assert antes.id == al_reves.id
    assert antes.id != despues.id
    assert antes.id.startswith("dos_libros-d0c0s0a0-")


def test_el_orden_de_los_libros_no_cambia_nada(dos: list[Path]) -> None:
    una, otra = (paac.reunir(libros, base=BASE) for libros in (dos, dos[::-1]))
    sin_orden = [
        attrs.evolve(
            reunion,
            conflictos=tuple(
                attrs.evolve(c, versiones=tuple(attrs.evolve(v, orden=0) for v in c.versiones))
                for c in reunion.conflictos
            ),
        )
        for reunion in (una, otra)
    ]
    assert sin_orden[0] == sin_orden[1]
