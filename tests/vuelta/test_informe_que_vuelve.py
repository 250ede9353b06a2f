"""Un informe que vuelve con lo que el jefe escribió: firmas, textos y recomendaciones son datos.

Prueba ``vuelta/lectura``, y de qué dato es cada línea que no es de una matriz (``composicion/rutas``).
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas.comparaciones import ABRIL, AGOSTO, con_avances
from ayudas.compartido import con_libreoffice, convertidos
from ayudas.planes import componente
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.textos.frases import donde_difieren

INFORME, EJECUTIVO = "informe-seguimiento", "informe-ejecutivo"
INTRODUCCION = (
    "Este informe da cuenta de **lo vencido**.\n\nSe hizo con lo que\nreportaron.\n\n- Uno\n- Dos"
)
JEFE, CONTROL = "Jefe de Control Interno", "Control Interno"
DATOS: dict[str, Any] = {
    "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
    "vigencia": 2026,
    "dependencias": [
        {
            "nombre": "SECRETARÍA DE HACIENDA",
            "componentes": [
                componente(
                    con_avances(
                        "1.1", "Publicar el presupuesto", abril=50, fecha_programada="15/03/2026"
                    )
                )
            ],
        },
        {
            "nombre": "SECRETARÍA DE SALUD",
            "componentes": [
                componente(
                    con_avances("2.1", "Vacunar", abril=20, fecha_programada="15/03/2026"),
                    con_avances("2.2", "Cerrar", agosto=20, fecha_programada="31/12/2026"),
                )
            ],
        },
    ],
    "textos": {
        "introduccion": INTRODUCCION,
        "destinatario": "Despacho del Alcalde",
        "fortalezas": "Se reporta a tiempo.",
    },
    "firmas": [
        {"rol": "Elaboró", "nombre": "Ana Ruiz", "cargo": "Profesional"},
        {"rol": "Revisó", "nombre": "Luis Paz", "cargo": CONTROL},
        {"rol": "Aprobó", "nombre": JEFE, "cargo": CONTROL},
    ],
}
_PROPUESTAS = paac.recomendar(paac.desde_datos(DATOS).contenido, corte=ABRIL).contenido
PLAN = attrs.evolve(
    _PROPUESTAS,
    recomendaciones=(
        *_PROPUESTAS.recomendaciones[:-1],
        attrs.evolve(_PROPUESTAS.recomendaciones[-1], responsable="Puesto de salud"),
    ),
)
PIDE = "Terminar lo vencido, o aprobar su nueva fecha con acta."


def emitido(tipo: str, formato: str = INFORME, de: Any = PLAN, **claves: Any) -> bytes:
    return (
        paac.reporte(de, formato, corte=claves.pop("corte", ABRIL), **claves).emitir(tipo).contenido
    )


def leido(contenido: bytes, de: Any = PLAN) -> Any:
    return paac.leer(io.BytesIO(contenido), como=None, plan=de)


def corregido(contenido: bytes, cambios: Mapping[str, str]) -> bytes:
    """El documento con otro texto en lo último que diga cada uno."""
    salida = io.BytesIO()
    if zipfile.ZipFile(io.BytesIO(contenido)).namelist().count("word/document.xml"):
        word = docx.Document(io.BytesIO(contenido))
        for antes, ahora in cambios.items():
            poner(parrafo(word, antes), antes, ahora)
        word.save(salida)
    else:
        libro = openpyxl.load_workbook(io.BytesIO(contenido))
        celdas: list[Any] = [
            c for hoja in libro.worksheets for fila in hoja.iter_rows() for c in fila
        ]
        for antes, ahora in cambios.items():
            celda = [c for c in celdas if isinstance(c.value, str) and antes in c.value][-1]
            celda.value = celda.value.replace(antes, ahora)
        libro.save(salida)
    return salida.getvalue()


def parrafo(word: Any, dice: str) -> Any:
    """El último párrafo de un Word, también de sus tablas, que dice eso."""
    parrafos = (Paragraph(p, word) for p in word.element.body.iter(qn("w:p")))
    return [p for p in parrafos if dice in p.text][-1]


def poner(en: Any, antes: str, ahora: str) -> None:
    texto = en.text.replace(antes, ahora)
    primera, *demas = en._p.iter(qn("w:r"))
    for corrida in demas:
        corrida.getparent().remove(corrida)
    Run(primera, en).text = texto


def tras(en: Any, dice: str) -> None:
    """Un párrafo más, hecho como ése y debajo de él."""
    nuevo = deepcopy(en._p)
    en._p.addnext(nuevo)
    poner(Paragraph(nuevo, en._parent), en.text, dice)


def quitar(en: Any) -> None:
    en._p.getparent().remove(en._p)


def en_word(gesto: Callable[[Any], None]) -> bytes:
    word, salida = docx.Document(io.BytesIO(emitido("docx"))), io.BytesIO()
    gesto(word)
    word.save(salida)
    return salida.getvalue()


def aplicados(lectura: Any) -> list[str]:
    return [cambio.ruta for cambio in lectura.cambios if cambio.aplicado]


def dichos(lectura: Any) -> list[str]:
    return [aviso.mensaje for aviso in lectura.avisos if aviso.codigo == "documento_cambiado"]


# ------------------------------------------------------------------ son datos


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("formato", [INFORME, EJECUTIVO, "paac-seguimiento", "oficio-pendientes"])
def test_intacto_es_el_plan_y_no_dice_nada(tipo: str, formato: str) -> None:
    lectura = leido(paac.reporte(PLAN, formato, corte=ABRIL).emitir(tipo).contenido)
    assert (lectura.contenido, lectura.cambios) == (PLAN, ())


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_si_otra_biblioteca_lo_guardo_sin_cambiar_nada_tampoco(tipo: str) -> None:
    guardado = corregido(emitido(tipo, "MCCO.101.18.F.20-informe"), {})
    lectura = leido(guardado)
    assert (lectura.contenido, lectura.cambios) == (PLAN, ())


CORRECCIONES = {
    JEFE: "Jefa encargada",
    "Ana Ruiz": "Ana Ruiz Mora",
    "Despacho del Alcalde": "Despacho de la Alcaldesa",
    "Uno": "Lo primero",
    PIDE: "Terminar ya lo vencido.",
    "Puesto de salud": "Gerencia del hospital",
}


def comprobar_correcciones(lectura: Any) -> None:
    plan = lectura.contenido
    assert [(f.rol, f.nombre, f.cargo) for f in plan.firmas] == [
        ("Elaboró", "Ana Ruiz Mora", "Profesional"),
        ("Revisó", "Luis Paz", CONTROL),
        ("Aprobó", "Jefa encargada", CONTROL),
    ]
    assert plan.textos == {
        "introduccion": INTRODUCCION.replace("Uno", "Lo primero"),
        "destinatario": "Despacho de la Alcaldesa",
        "fortalezas": "Se reporta a tiempo.",
    }
    assert "Terminar ya lo vencido." in [r.texto for r in plan.recomendaciones]
    assert [r.fecha for r in plan.recomendaciones] == [r.fecha for r in PLAN.recomendaciones]
    assert [r.responsable for r in plan.recomendaciones].count("Gerencia del hospital") == 1
    assert attrs.evolve(plan, firmas=(), textos={}, recomendaciones=()) == attrs.evolve(
        PLAN, firmas=(), textos={}, recomendaciones=()
    )


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_lo_que_el_jefe_corrige_queda_en_su_dato(tipo: str) -> None:
    lectura = leido(corregido(emitido(tipo), CORRECCIONES))
    comprobar_correcciones(lectura)
    assert dichos(lectura) == []


@con_libreoffice
@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_tambien_si_lo_guardo_libreoffice(tipo: str, tmp_path: Path) -> None:
    archivo = tmp_path / f"informe.{tipo}"
    archivo.write_bytes(corregido(emitido(tipo), CORRECCIONES))
    (guardado,) = convertidos([archivo], tipo, tmp_path / "otra")
    comprobar_correcciones(leido(guardado.read_bytes()))


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize("formato", ["paac-plan", "ptep-seguimiento", "california-plan"])
def test_las_firmas_de_un_plan_tambien(tipo: str, formato: str) -> None:
    cambios = {
        "Ana Ruiz\nProfesional": "Ana Ruiz\nAsesora",
        "Luis Paz": "Rosa Gil",
        f"{JEFE}\n{CONTROL}": f"{JEFE}\nAlcaldía",
    }
    plan = attrs.evolve(PLAN, dependencias=PLAN.dependencias[:1], recomendaciones=())
    lectura = leido(corregido(emitido(tipo, formato, plan), cambios), plan)
    assert [(f.nombre, f.cargo) for f in lectura.contenido.firmas] == [
        ("Ana Ruiz", "Asesora"),
        ("Rosa Gil", CONTROL),
        (JEFE, CONTROL),  # el cargo también está en el nombre
    ]
    assert aplicados(lectura) == ["firmas[0].cargo", "firmas[1].nombre"]
    assert "y no se sabe qué dato cambió" in "".join(dichos(lectura))


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("formato", "tipo"),
    [("mapa-v5", "xlsx"), ("seguimiento-mapa", "docx"), ("seguimiento-mapa", "xlsx")],
)
def test_las_de_un_mapa_tambien(formato: str, tipo: str) -> None:
    mapa = attrs.evolve(paac.leer(MAPA, como=None).contenido, firmas=PLAN.firmas)
    lectura = leido(corregido(emitido(tipo, formato, mapa), {"Luis Paz": "Rosa Gil"}), mapa)
    assert aplicados(lectura) == ["firmas[1].nombre"]
    assert lectura.contenido.firmas[1].nombre == "Rosa Gil"


MAPA = Path(__file__).parents[2] / "ejemplos/mapa_de_riesgos/mapa.yaml"


@pytest.mark.integracion
def test_el_plazo_de_varias_que_piden_lo_mismo_cambia_en_todas() -> None:
    plazo = PLAN.recomendaciones[0].fecha
    lectura = leido(corregido(emitido("docx"), {f"Plazo: {plazo}": "Plazo: 10/05/2026"}))
    del_asunto = [r.fecha for r in lectura.contenido.recomendaciones if r.texto == PIDE]
    assert del_asunto == ["10/05/2026", "10/05/2026"]
    assert aplicados(lectura) == ["recomendaciones[0].fecha", "recomendaciones[1].fecha"]


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_la_fecha_de_una_recomendacion_anterior_y_su_estado_tambien(tipo: str) -> None:
    una = attrs.evolve(
        PLAN.recomendaciones[0], fecha="cuando se pueda", estado="en_curso", respuesta="Se hará"
    )
    plan = attrs.evolve(PLAN, recomendaciones=(una,))
    cambios = {"cuando se pueda": "en octubre", "En curso": "No acogida", "Se hará": "Se hizo"}
    lectura = leido(corregido(emitido(tipo, de=plan, corte=AGOSTO), cambios), plan)
    (quedo,) = lectura.contenido.recomendaciones
    assert (quedo.fecha, quedo.estado.value, quedo.respuesta) == (
        "en octubre",
        "no_acogida",
        "Se hizo",
    )


# ------------------------------------------------------------------ un texto es varios párrafos


@pytest.mark.integracion
@pytest.mark.parametrize(
    ("antes", "ahora", "queda"),
    [
        (
            "Se hizo con lo que reportaron.",
            "Se hizo con lo que *dijeron* [a_b_c].",
            INTRODUCCION.replace(
                "Se hizo con lo que\nreportaron.", r"Se hizo con lo que \*dijeron\* \[a\_b\_c]."
            ),
        ),
        ("Uno", "Ley 2 - art. 3", INTRODUCCION.replace("- Uno", "- Ley 2 - art. 3")),
        ("Uno", "1. Uno", INTRODUCCION.replace("- Uno", r"- 1\. Uno")),
    ],
)
def test_un_parrafo_corregido_es_el_que_se_ve_y_lo_demas_sigue_a_la_letra(
    antes: str, ahora: str, queda: str
) -> None:
    lectura = leido(en_word(lambda word: poner(parrafo(word, antes), antes, ahora)))
    assert lectura.contenido == attrs.evolve(PLAN, textos={**PLAN.textos, "introduccion": queda})
    assert aplicados(lectura) == ["textos.introduccion"]


@pytest.mark.integracion
def test_lo_que_perderia_su_negrita_se_dice_y_no_se_toma() -> None:
    lectura = leido(
        en_word(lambda word: poner(parrafo(word, "Este informe"), "da cuenta", "da razón"))
    )
    assert lectura.contenido == PLAN
    assert "negrita" in " ".join(dichos(lectura))


@pytest.mark.integracion
def test_el_parrafo_que_se_agrego_o_se_quito_se_dice_y_lo_corregido_se_toma() -> None:
    def gesto(word: Any) -> None:
        tras(parrafo(word, "Dos"), "Va a la Alcaldía.")
        poner(parrafo(word, "Dos"), "Dos", "Tres")
        quitar(parrafo(word, "Se hizo con"))

    lectura = leido(en_word(gesto))
    queda = INTRODUCCION.replace("Dos", "Tres")
    assert lectura.contenido == attrs.evolve(PLAN, textos={**PLAN.textos, "introduccion": queda})
    assert [dicho.partition(":")[0] for dicho in dichos(lectura)] == [
        "ya no está lo que decía «Se hizo con lo que reportaron.»",
        "dice «Va a la Alcaldía.»",
    ]


@pytest.mark.integracion
def test_el_parrafo_que_no_es_de_un_texto_se_dice_y_no_se_toma() -> None:
    lectura = leido(
        en_word(lambda word: tras(parrafo(word, "Al 30 de abril debían"), "Nota del jefe."))
    )
    assert lectura.contenido == PLAN
    assert dichos(lectura) == ["dice «Nota del jefe.»: no se sabe a qué grupo se agrega"]


# ------------------------------------------------------------------ lo que no es un dato


def test_se_dice_el_pedazo_que_difiere_con_lo_que_tiene_al_lado() -> None:
    comun = "Control interno revisó las evidencias de las actividades que se reportaron, y"
    textos = [f"{comun} {cuantas} quedaron verificadas del todo en el corte." for cuantas in "37"]
    assert donde_difieren(*textos, letras=60, alrededor=20) == (
        "…que se reportaron, y 3 quedaron verificadas…",
        "…que se reportaron, y 7 quedaron verificadas…",
    )


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_un_parrafo_de_la_biblioteca_se_dice_y_no_se_aplica(
    tipo: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, archivo = tmp_path / "plan.json", tmp_path / f"informe.{tipo}"
    paac.guardar_datos(PLAN, plan)
    archivo.write_bytes(corregido(emitido(tipo), {"ninguna lo está": "casi todas lo están"}))
    salida = str(tmp_path / "datos.json")
    assert main(["leer", str(archivo), "--plan", str(plan), "--salida", salida]) == 4
    error = capsys.readouterr().err
    assert "ninguna lo está" in error
    assert "casi todas lo están" in error
    assert paac.leer(salida).sin_dudas() == PLAN


@pytest.mark.integracion
def test_la_recomendacion_que_el_plan_no_trae_dice_como_tomarla() -> None:
    plan = attrs.evolve(PLAN, recomendaciones=())
    corregida = corregido(emitido("docx", de=plan), {PIDE: "Terminar ya."})
    lectura = leido(corregida, plan)
    assert lectura.contenido == plan
    (dicho,) = dichos(lectura)
    assert "se toma con recomendar(plan, informe=…)" in dicho


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_si_el_plan_cambio_despues_queda_lo_de_los_dos(tipo: str) -> None:
    de_hoy = attrs.evolve(PLAN, textos={**PLAN.textos, "fortalezas": "Se reporta tarde."})
    corregida = corregido(emitido(tipo), {"Luis Paz": "Rosa Gil", "Se hizo con": "Se armó con"})
    lectura = leido(corregida, de_hoy)
    assert {*aplicados(lectura)} == {"textos.introduccion", "firmas[1].nombre"}
    assert lectura.contenido.textos["fortalezas"] == "Se reporta tarde."
    assert "Se armó con lo que" in lectura.contenido.textos["introduccion"]
    assert [aviso.codigo for aviso in lectura.avisos].count("documento_cambiado") == 0


@pytest.mark.integracion
@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_parrafo_que_cambio_en_los_dos_se_dice_y_no_se_aplica(tipo: str) -> None:
    de_hoy = attrs.evolve(PLAN, textos={**PLAN.textos, "fortalezas": "Se reporta tarde."})
    lectura = leido(corregido(emitido(tipo), {"a tiempo": "a veces"}), de_hoy)
    assert lectura.contenido == de_hoy
    (dicho,) = dichos(lectura)
    assert dicho.startswith("decía «Se reporta tarde.» y dice «Se reporta a veces.»")
