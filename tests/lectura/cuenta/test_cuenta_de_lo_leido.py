"""A dónde fue cada cosa que se ve en un documento: usada, rótulo, mobiliario o sin usar."""

import io
from typing import Any

import docx
import openpyxl
import pytest
from ayudas.editados import PLAN, emitido, leer
from ayudas.matrices import en_excel, en_word
from openpyxl.comments import Comment

import paac_reportes as paac
from paac_reportes.datos import DestinoDeLectura

USADO, MARCO, SIN_USAR = DestinoDeLectura
AJENA = [
    "ALCALDÍA DE PALMAR|<|<|<",
    "Actividad|Meta o producto|Responsable|Fecha programada",
    "Publicar el mapa de riesgos|Un mapa|Planeación|31/01/2026",
    "Rendir cuentas a la ciudadanía|Una audiencia|Despacho|30/11/2026",
]


def cuenta_de(lectura: paac.Lectura[Any]) -> paac.datos.CuentaDeLectura:
    assert lectura.cuenta is not None
    assert lectura.cuenta.cuadra
    return lectura.cuenta


def con_celda(contenido: bytes, celda: str, texto: str, hoja: int = 0) -> bytes:
    libro = openpyxl.load_workbook(io.BytesIO(contenido))
    libro.worksheets[hoja][celda] = texto
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def con_parrafo(contenido: bytes, texto: str) -> bytes:
    documento = docx.Document(io.BytesIO(contenido))
    documento.add_paragraph(texto)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def sin_usar(lectura: paac.Lectura[Any]) -> list[tuple[str, str]]:
    return [(a.ruta, a.mensaje) for a in lectura.avisos if a.codigo == "sin_usar"]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_de_un_documento_que_nadie_toco_todo_se_usa(tipo: str) -> None:
    lectura = leer(emitido(tipo))
    cuenta = cuenta_de(lectura)

    assert cuenta.sin_usar == ()
    assert sin_usar(lectura) == []
    veces = cuenta.por_destino()
    assert veces[USADO] > 40
    marco = [cosa for cosa in cuenta.cosas if cosa.destino is MARCO]
    assert len(marco) > 4  # los rótulos, el título
    de_copia = any(cosa.lugar == "hoja «Datos»" and cosa.cuantas > 1 for cosa in marco)
    assert de_copia == (tipo == "xlsx")


def test_de_cada_celda_usada_se_dice_en_que_dato() -> None:
    cuenta = cuenta_de(leer(emitido("docx")))

    (suya,) = (cosa for cosa in cuenta.cosas if cosa.texto == "Meta 1.2")
    assert suya.por == "dependencias[0].componentes[0].subcomponentes[0].actividades[1].meta"
    assert (suya.clase, suya.destino) == ("celda", USADO)


def test_lo_escrito_al_lado_de_la_tabla_se_dice_con_su_celda() -> None:
    lectura = leer(con_celda(emitido("xlsx"), "CX30", "Ojo: falta la firma del jefe"))

    assert sin_usar(lectura) == [
        (
            "hoja «SECRETARÍA DE PLANEACIÓN», celda CX30",
            "no quedó en ningún dato: «Ojo: falta la firma del jefe»",
        )
    ]


def test_un_parrafo_de_mas_se_dice() -> None:
    lectura = leer(con_parrafo(emitido("docx"), "Falta revisar el componente 2"))

    ((donde, que),) = sin_usar(lectura)
    assert donde.startswith("párrafo")
    assert que == "no quedó en ningún dato: «Falta revisar el componente 2»"


@pytest.mark.integracion
def test_muchas_celdas_de_una_hoja_se_dicen_en_un_aviso() -> None:
    contenido = emitido("xlsx")
    for fila in range(30, 36):
        contenido = con_celda(contenido, f"CX{fila}", f"apunte {fila}")

    ((donde, que),) = sin_usar(leer(contenido))
    assert donde == "hoja «SECRETARÍA DE PLANEACIÓN»"
    assert que.startswith("6 textos no quedaron en ningún dato: celda CX30 «apunte 30», celda CX31")


def test_lo_que_otro_aviso_dice_no_se_repite() -> None:
    libro = en_excel({"Plan": AJENA, "Otra": ["Placa|Serial|Custodio", "1|A-1|Almacén"]})
    lectura = paac.leer(libro, vigencia=2026)
    cuenta = cuenta_de(lectura)

    assert {cosa.por for cosa in cuenta.sin_usar} == {"tabla_omitida"}
    assert {cosa.texto for cosa in cuenta.sin_usar} >= {"Placa", "A-1", "Almacén"}
    assert sin_usar(lectura) == []


@pytest.mark.parametrize("en", [lambda: en_excel({"Plan": AJENA}), lambda: en_word(AJENA)])
def test_una_matriz_de_otro(en: Any) -> None:
    cuenta = cuenta_de(paac.leer(en(), vigencia=2026))

    assert cuenta.por_destino() == {USADO: 9, MARCO: 4, SIN_USAR: 0}


def test_los_titulos_las_notas_y_las_firmas_de_otro() -> None:
    documento = en_word(
        "PLAN ANTICORRUPCIÓN Y DE ATENCIÓN AL CIUDADANO, VIGENCIA 2026",
        AJENA,
        "Fuente: Oficina de Planeación",
        "Elaboró: Ana Ruiz",
        "Este año se trabajó con las veredas",
    )
    lectura = paac.leer(documento)

    textos = {c.texto for c in cuenta_de(lectura).cosas if c.destino is MARCO}
    assert {"Fuente: Oficina de Planeación", "Elaboró: Ana Ruiz"} <= textos
    assert [que for _, que in sin_usar(lectura)] == [
        "no quedó en ningún dato: «Este año se trabajó con las veredas»"
    ]


@pytest.mark.integracion
def test_el_libro_de_un_plan(tmp_path: Any) -> None:
    ruta = tmp_path / "plan.xlsx"
    paac.guardar(PLAN, ruta)
    cuenta = cuenta_de(paac.leer(ruta))
    assert cuenta.sin_usar == ()

    otra = leer(con_celda(ruta.read_bytes(), "AZ40", "llamar a Hacienda", hoja=2))
    (suelta,) = cuenta_de(otra).sin_usar
    assert (suelta.texto, suelta.lugar[-9:]) == ("llamar a Hacienda", "celda AZ40"[-9:])


def test_un_comentario_y_un_enlace_estan_en_la_cuenta() -> None:
    libro = openpyxl.load_workbook(en_excel({"Plan": AJENA}))
    hoja = libro.worksheets[0]
    hoja["B3"].comment = Comment("¿Y el soporte?", "Ana")
    hoja["B3"].hyperlink = "https://ejemplo.gov.co/mapa"
    hoja["C3"].hyperlink = "https://ejemplo.gov.co/planeacion"
    salida = io.BytesIO()
    libro.save(salida)

    cuenta = cuenta_de(leer(salida.getvalue(), vigencia=2026))
    clases = {(c.clase, c.destino) for c in cuenta.cosas if c.clase != "celda"}
    assert clases == {("comentario", SIN_USAR), ("enlace", USADO)}


def test_un_archivo_de_datos_no_tiene_cuenta(tmp_path: Any) -> None:
    ruta = tmp_path / "plan.json"
    paac.guardar(PLAN, ruta)

    assert paac.leer(ruta).cuenta is None


def test_se_dice_en_un_renglon() -> None:
    dicha = str(cuenta_de(paac.leer(en_excel({"Plan": AJENA}), vigencia=2026)))

    assert dicha == "13 celdas y párrafos: 9 usados, 4 de marco, 0 sin usar"
