"""Un contenido declarado que no se reparte se pide en un libro, y lo que vuelve se reúne."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.mejoramiento import AccionDeMejora, Avance, PlanDeMejoramiento, plan_de_mejoramiento
from ayudas.oficinas import ESCONDIDAS, IDENTIFICACION
from ayudas.planes import plan

import paac_reportes as paac
from paac_reportes.errores import Falla
from paac_reportes.libros.captura.salida import Procedencia, procedencia_de
from paac_reportes.libros.columnas import columna_del_libro
from paac_reportes.libros.valores import leer_en_su_tipo
from paac_reportes.libros.vistas import FilaDelLibro
from paac_reportes.modelo import temas
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.visto import CeldaVista, TablaVista

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")
PLAN = plan_de_mejoramiento(vigencia=2026)
CORTE = date(2026, 12, 31)
ABIERTAS = ["Avance físico", "Cumplimiento", "Descripción del avance", "Evidencias"]


class Hoja:
    """La de un libro abierto, por sus rótulos; la fila 1 es la primera con datos."""

    def __init__(self, excel: Any) -> None:
        self.excel = excel
        filas = excel.iter_rows()
        self.rotulos = next(f[0].row for f in filas if IDENTIFICACION in {c.value for c in f})

    def columna(self, rotulo: str) -> int:
        return next(int(c.column) for c in self.excel[self.rotulos] if c.value == rotulo)

    def celda(self, rotulo: str, fila: int = 1) -> Any:
        return self.excel.cell(self.rotulos + fila, self.columna(rotulo))

    def vistos(self, fila: int = 1) -> dict[str, object]:
        return {
            str(c.value): self.excel.cell(self.rotulos + fila, c.column).value
            for c in self.excel[self.rotulos]
            if c.value
        }


@contextmanager
def abierta(libro: Path, en: Path | None = None) -> Iterator[Hoja]:
    """Su hoja; al salir queda guardado, en el mismo archivo o en otro."""
    excel = openpyxl.load_workbook(libro)
    yield Hoja(excel["Acciones"])
    excel.save(en or libro)


def llenar(libro: Path, en: Path | None = None, **valores: object) -> None:
    with abierta(libro, en) as hoja:
        for rotulo, valor in zip(ABIERTAS, valores.values(), strict=False):
            hoja.celda(rotulo).value = valor


@pytest.fixture
def libros(tmp_path: Path) -> list[Path]:
    return list(paac.capturar(PLAN, CORTE, tmp_path / "libros"))


def lleno(libro: Path, en: Path | None = None, descripcion: str = "Van las tres.") -> Path:
    llenar(libro, en, a=95, c="Cumplida", d=descripcion, e="Acta 9\nhttps://x.example/a")
    return en or libro


def acciones(suyo: PlanDeMejoramiento) -> list[AccionDeMejora]:
    return [lugar.objeto for lugar in recorrer(suyo, AccionDeMejora)]


def test_sale_uno_solo_con_todo(libros: list[Path]) -> None:
    assert [libro.name for libro in libros] == [
        "mejoramiento-captura-municipio-de-prueba-2026-12-31.xlsx"
    ]


def test_la_fila_dice_todo_lo_suyo_y_lo_de_su_hallazgo(libros: list[Path]) -> None:
    with abierta(libros[0]) as hoja:
        vistos = hoja.vistos()
        cerradas = [c.protection.locked for c in hoja.excel[hoja.rotulos + 1]]

    assert next(iter(vistos)) == "Código hallazgo"
    desde = [*vistos].index(ABIERTAS[0])
    assert [*vistos][desde : desde + 5] == [*ABIERTAS[:-1], "Fila (no la cambie)", ABIERTAS[-1]]
    assert cerradas[desde - 1 : desde + 6] == [True, False, False, False, True, False, True]
    dicho = {
        "Código hallazgo": "1.10",
        "No. de la acción": "1",
        "Acción de mejora": "Levantar el inventario físico.",
        "Hallazgo": "El inventario de bienes no está conciliado con contabilidad.",
        "Causa del hallazgo": "No hay procedimiento de bajas.",
        "Efecto": "Estados financieros inciertos.",
        "Connotación": "Administrativo",
        "Unidad de medida": "Inventario",
        "Cantidad": "3",
        "Responsable": "Almacén",
        "Fecha de terminación": "30/09/2026",
        "Lo que usted dijo la última vez": "31/08/2026 · 72,5 % · Van dos bodegas de tres.",
    }
    assert {rotulo: vistos[rotulo] for rotulo in dicho} == dicho


def test_las_instrucciones_hablan_de_lo_suyo(libros: list[Path]) -> None:
    excel: Any = openpyxl.load_workbook(libros[0])["Instrucciones"]
    dicho = "\n".join(str(c.value) for fila in excel.iter_rows() for c in fila if c.value)

    assert "Por reportar: 3 acciones." in dicho
    assert "Lo demás es el plan de mejoramiento y va cerrado" in dicho
    assert "Avance físico: de 0 a 100, o en blanco." in dicho


def test_lo_que_nadie_llena_no_cambia_nada(libros: list[Path]) -> None:
    reunion = paac.reunir(libros, base=PLAN)

    assert reunion.contenido == PLAN
    assert (reunion.avisos, reunion.conflictos, reunion.nuevas) == ((), (), ())
    assert [falta.dependencia for falta in reunion.faltan] == [None]


@pytest.mark.integracion
def test_lo_que_se_llena_queda_en_el_avance_del_corte_y_lo_demas_igual(libros: list[Path]) -> None:
    lleno(libros[0])
    reunion = paac.reunir(libros, base=PLAN)
    suya, *otras = acciones(reunion.contenido)
    nuevo = Avance(
        corte=CORTE,
        avance=Decimal(95),
        cumplimiento="cumplida",
        descripcion="Van las tres.",
        evidencias=("Acta 9", "https://x.example/a"),
    )

    assert suya == attrs.evolve(acciones(PLAN)[0], avances=(*acciones(PLAN)[0].avances, nuevo))
    assert otras == acciones(PLAN)[1:]
    assert reunion.faltan == ()
    assert reunion.nuevas[0].reporte.avance == 95


@pytest.mark.integracion
def test_a_medio_llenar_queda_a_medias_y_se_puede_seguir(libros: list[Path]) -> None:
    with abierta(libros[0]) as hoja:
        hoja.celda("Cumplimiento", 2).value = "en ejecución"
    reunido = paac.reunir(libros, base=PLAN).contenido
    otros = paac.capturar(reunido, CORTE, libros[0].parent / "otros")
    with abierta(otros[0]) as hoja:
        puesto = hoja.celda("Cumplimiento", 2).value
        hoja.celda("Avance físico", 2).value = "80 %"
    segunda = paac.reunir(otros, base=reunido)

    assert puesto == "En ejecucion"
    [*_, ultimo] = acciones(segunda.contenido)[1].avances
    assert ultimo == Avance(corte=CORTE, avance=Decimal(80), cumplimiento="en_ejecucion")
    assert segunda.conflictos == ()


def test_dos_libros_que_no_dicen_lo_mismo_son_un_conflicto_que_se_responde(
    libros: list[Path], tmp_path: Path
) -> None:
    otro = lleno(libros[0], tmp_path / "otro.xlsx", "Falta una.")
    dos = [lleno(libros[0]), otro]
    reunion = paac.reunir(dos, base=PLAN)
    [conflicto] = reunion.conflictos
    resuelta = paac.reunir(dos, base=PLAN, respuestas={conflicto.id: "otro.xlsx"})

    assert (conflicto.clase, conflicto.celdas) == ("dos_libros", ("Descripción del avance",))
    assert conflicto.nombre == "1.10 1 Levantar el inventario físico."
    assert acciones(reunion.contenido)[0].avances[-1].descripcion is None
    assert acciones(resuelta.contenido)[0].avances[-1].descripcion == "Falta una."


def test_la_fila_de_mas_y_el_texto_cambiado_se_dicen_y_no_entran(libros: list[Path]) -> None:
    with abierta(libros[0]) as hoja:
        hoja.celda("Acción de mejora").value = "Otra cosa"
        hoja.celda("Acción de mejora", 4).value = "Comprar un lector"
        hoja.celda("Avance físico", 4).value = 10
    reunion = paac.reunir(libros, base=PLAN)

    assert [uno.valores["Acción de mejora"] for uno in reunion.sin_tomar] == [
        *("Otra cosa", "Comprar un lector")
    ]
    assert reunion.contenido == PLAN


def test_una_columna_movida_y_una_fila_sin_sus_marcas_se_leen(libros: list[Path]) -> None:
    lleno(libros[0])
    with abierta(libros[0]) as hoja:
        for rotulo in ESCONDIDAS:
            hoja.celda(rotulo).value = None
        letra = hoja.celda("Cumplimiento").column_letter
        columna = f"{letra}{hoja.rotulos}:{letra}{hoja.excel.max_row}"
        hoja.excel.move_range(columna, cols=20)
    reunion = paac.reunir(libros[0], base=PLAN)

    assert acciones(reunion.contenido)[0].avances[-1].cumplimiento == "cumplida"


def test_lo_que_no_sirve_deja_esas_celdas_y_dice_por_que(libros: list[Path]) -> None:
    llenar(libros[0], a=140, c="Casi", d="Van las tres.")
    reunion = paac.reunir(libros, base=PLAN)

    assert [aviso.mensaje.partition(";")[0] for aviso in reunion.avisos] == [
        "se esperaba un número de 0 a 100, llegó 140",
        "se esperaba alguno de estos: Cumplida, En ejecucion, Vencida, llegó 'Casi'",
    ]
    assert [una.reporte.descripcion for una in reunion.nuevas] == ["Van las tres."]


def test_el_libro_de_una_cosa_no_se_reune_en_otra(libros: list[Path], tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="es de un plan de mejoramiento"):
        paac.reunir(libros, base=plan())
    with pytest.raises(paac.ErrorDeEntrada, match=r"es de un plan, y la base"):
        paac.reunir(paac.capturar(plan(), CORTE, tmp_path / "del_plan"), base=PLAN)


def test_si_la_base_cambio_la_accion_se_halla_donde_esta(libros: list[Path]) -> None:
    lleno(libros[0])
    base = attrs.evolve(PLAN, hallazgos=PLAN.hallazgos[::-1])
    reunion = paac.reunir(libros, base=base)

    assert acciones(reunion.contenido)[1].avances[-1].avance == 95


def test_el_que_no_declara_como_se_pide_no_tiene_libros(
    tema: Tema, libros: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(temas._CARGADOS, tema.clave, attrs.evolve(tema, captura=None))
    dice = "lo que se reporta del plan de mejoramiento no se pide en libros"

    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        paac.capturar(PLAN, CORTE, tmp_path / "otros")
    with pytest.raises(paac.ErrorDeEntrada, match=dice):
        paac.reunir(libros, base=PLAN)


def test_quien_es_una_de_sus_oficinas(tmp_path: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match=r"quien: se esperaba .*, llegó 'oci'"):
        paac.capturar(PLAN, CORTE, tmp_path, quien="oci")


@pytest.mark.integracion
def test_el_informe_y_lo_reunido_se_guardan(libros: list[Path], tmp_path: Path) -> None:
    lleno(libros[0])
    reunion = paac.reunir(libros, base=PLAN)
    informes = [tmp_path / f"informe.{tipo}" for tipo in ("docx", "xlsx", "json", "html")]
    paac.oficinas.guardar_reunion(reunion, informes, datos=tmp_path / "reunido.json")
    dicho = json.loads(informes[2].read_text("utf-8"))

    leido = paac.leer(tmp_path / "reunido.json", como=PlanDeMejoramiento)
    assert leido.contenido == reunion.contenido
    assert dicho["resumen"] == [
        "Llegó 1 libro: respondió 1 de 1 oficina.",
        "Hay 1 reporte nuevo, de 3 filas del plan de mejoramiento.",
        "No hay conflictos.",
    ]
    assert dicho["nuevas"][0]["reporte"]["cumplimiento"] == "Cumplida"


@pytest.mark.parametrize(
    ("dato", "escrito", "dicho"),
    [
        ("accion_de_mejora.cantidad", "1.250,5", Decimal("1250.5")),
        ("accion_de_mejora.cantidad", "1.250", Decimal(1250)),
        ("accion_de_mejora.cantidad", "muchas", "se esperaba un número, llegó 'muchas'"),
        ("accion_de_mejora.fecha_fin", "30/09/2026", date(2026, 9, 30)),
        ("accion_de_mejora.fecha_fin", "ya", "se esperaba una fecha AAAA-MM-DD, llegó 'ya'"),
        ("mejoramiento.vigencia", "2026", 2026),
        ("mejoramiento.vigencia", "2,5", "se esperaba un número entero, llegó '2,5'"),
    ],
)
def test_un_numero_y_una_fecha_que_se_reporten_se_entienden_o_se_dice(
    dato: str, escrito: str, dicho: object
) -> None:
    columna, fallas = columna_del_libro(dato, "Dato", {}, ""), list[Falla]()
    fila = FilaDelLibro(TablaVista("hoja «Una»", ((CeldaVista(escrito, 0, 0),),)), 0, {dato: 0})
    valor = leer_en_su_tipo(fila, columna, fallas)

    assert [valor, *(falla.mensaje for falla in fallas)] in ([dicho], [None, dicho])
    assert columna.clase == ("fecha" if "fecha" in dato else "numero")


def test_la_clave_de_un_contenido_puede_llevar_cifras(tema: Tema) -> None:
    temas.declarar("mejora_2", lambda: attrs.evolve(tema, clave="mejora_2"))
    procedencia = Procedencia(de="mejora_2", corte=CORTE, entidad="a" * 12)

    assert procedencia_de(procedencia.propiedades) == procedencia
    temas._CARGADOS.pop("mejora_2")
