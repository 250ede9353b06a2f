"""Un documento nuestro que vuelve, leído con el reporte con que salió.

Prueba ``api/vuelta``, ``api/reportes``, ``opc/documento`` y ``vuelta/datos``.
"""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from ayudas.cuerpos import cuerpo, en_bytes
from ayudas.editados import PLAN
from ayudas.planes import CORTE
from docx import Document

import paac_reportes as paac

INFORME = "informe-seguimiento"
ACTIVIDADES = "dependencias[0].componentes[0].subcomponentes[1].actividades"
FILAS = [{"contrato": "C-1"}, {"contrato": "C-2"}]


def el_anterior() -> Any:
    """El plan de enero, con otra meta en 2.1."""
    datos = json.dumps(paac.datos_de(PLAN), default=str)
    datos = datos.replace(str(CORTE), "2026-01-31").replace("Meta 2.1", "Meta vieja")
    return paac.desde_datos(json.loads(datos)).contenido


def por_columnas() -> Any:
    return paac.formato_de_columnas("Contratos", {"contrato": "Contrato"})


def disenado() -> Any:
    filas = [
        ["Código", "Meta", "Reporte"],
        ["{{ actividad.codigo }}", "{{ actividad.meta }}", "Dice: {{ seguimiento.texto }}"],
    ]
    renglones = ["De {{ entidad.nombre }}", filas, "Los de {{ entidad.nombre }}"]
    return paac.formato_desde_word(cuerpo(*renglones))


def pedido(formato: Any = INFORME, **opciones: Any) -> Any:
    return paac.reporte(PLAN, formato, corte=CORTE, **opciones)


def emitido(un_reporte: Any, tipo: str = "docx") -> bytes:
    contenido: bytes = un_reporte.emitir(tipo).contenido
    return contenido


def leido(contenido: bytes, plan: Any, **opciones: Any) -> Any:
    return paac.leer(io.BytesIO(contenido), plan=plan, **opciones)


def con_otro_texto(contenido: bytes, antes: str, ahora: str) -> bytes:
    """El Word con otro texto en la primera celda, o el primer párrafo, que decía ``antes``."""
    word = Document(io.BytesIO(contenido))
    celdas = (celda for tabla in word.tables for fila in tabla.rows for celda in fila.cells)
    next(uno for uno in (*word.paragraphs, *celdas) if uno.text == antes).text = ahora
    return en_bytes(word)


def metas(plan: Any) -> list[str | None]:
    return [una.meta for una in plan.dependencias[0].componentes[0].subcomponentes[1].actividades]


def aplicados(lectura: Any) -> list[tuple[str, bool]]:
    return [(cambio.ruta, cambio.aplicado) for cambio in lectura.cambios]


# ------------------------------------------------------------------ lo que un plan no trae

CON_OPCIONES = {
    "anterior": lambda: pedido(anterior=el_anterior()),
    "metodologia": lambda: pedido(metodologia=paac.modelo.Metodologia(arrastre="solo_del_corte")),
    "filas": lambda: pedido(por_columnas(), filas=FILAS),
}


@pytest.mark.parametrize("opcion", CON_OPCIONES)
def test_con_el_plan_solo_se_dice_la_opcion_que_falta_y_como_darla(opcion: str) -> None:
    lectura = leido(emitido(CON_OPCIONES[opcion]()), PLAN)
    assert (lectura.contenido, lectura.cambios) == (PLAN, ())
    (aviso,) = lectura.avisos
    assert "en Python, en plan= el reporte con que salió, paac.reporte(plan, '" in aviso.mensaje
    assert f"{opcion}=…" in aviso.mensaje


@pytest.mark.parametrize("opcion", CON_OPCIONES)
def test_con_su_reporte_el_intacto_no_dice_nada(opcion: str) -> None:
    suyo = CON_OPCIONES[opcion]()
    lectura = leido(emitido(suyo), suyo)
    assert (lectura.contenido, lectura.cambios, lectura.avisos) == (PLAN, (), ())


@pytest.mark.parametrize("opcion", ["anterior", "metodologia"])
def test_con_su_reporte_lo_corregido_queda_en_el_plan(opcion: str) -> None:
    suyo = CON_OPCIONES[opcion]()
    lectura = leido(con_otro_texto(emitido(suyo), "Meta 2.2", "Tres metas"), suyo)
    assert metas(lectura.contenido) == ["Meta 2.1", "Tres metas", "Meta 2.3"]
    assert (f"{ACTIVIDADES}[1].meta", True) in aplicados(lectura)


def test_de_unas_filas_propias_se_dice_que_se_corrigen_en_ellas() -> None:
    suyo = CON_OPCIONES["filas"]()
    lectura = leido(con_otro_texto(emitido(suyo), "C-1", "C-9"), suyo)
    assert lectura.contenido == PLAN
    (aviso,) = lectura.avisos
    assert aviso.mensaje.startswith("decía «C-1» y dice «C-9»: no es un dato del plan")


def test_el_reporte_para_publicar_no_sirve_de_plan() -> None:
    publico = pedido(anterior=el_anterior()).publico()
    with pytest.raises(paac.ErrorDeEntrada, match="plan: es para publicar"):
        leido(emitido(publico), publico)


# ------------------------------------------------------------------ el reporte no es el suyo


def motivo(contenido: bytes, plan: Any) -> str:
    lectura = leido(contenido, plan)
    assert (lectura.contenido, lectura.cambios) == (PLAN, ())
    (aviso,) = lectura.avisos
    return str(aviso.mensaje).removeprefix("no se aplicó nada: ")


def test_el_reporte_en_otro_formato_se_dice_con_los_dos() -> None:
    assert motivo(emitido(pedido()), pedido("ptep-seguimiento")) == (
        "salió en informe-seguimiento, corte 2026-04-30, y el que se dio es ptep-seguimiento,"
        " corte 2026-04-30"
    )


def test_el_reporte_en_otro_corte_se_dice_con_los_dos() -> None:
    otro = paac.reporte(PLAN, INFORME, corte=CORTE.replace(day=29))
    assert motivo(emitido(pedido()), otro) == (
        "salió en informe-seguimiento, corte 2026-04-30, y el que se dio es informe-seguimiento,"
        " corte 2026-04-29"
    )


def test_la_opcion_que_al_reporte_le_falta_se_dice() -> None:
    con = pedido(anterior=el_anterior())
    assert motivo(emitido(con), pedido()) == (
        "salió con anterior=…, y el reporte que se dio va sin opciones"
    )


def test_la_opcion_que_al_reporte_le_sobra_se_dice() -> None:
    con = pedido(anterior=el_anterior())
    assert motivo(emitido(pedido()), con) == (
        "salió sin opciones, y el reporte que se dio va con anterior=…"
    )


def test_con_un_reporte_sobra_el_corte() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(emitido(pedido()), pedido(), corte=CORTE)
    assert [falla.ruta for falla in error.value.fallas] == ["corte"]


# ------------------------------------------------------------------ la carpeta propia


@pytest.fixture
def carpeta(tmp_path: Path) -> Path:
    suya = tmp_path / "mio"
    suya.mkdir()
    (suya / "formato.toml").write_text(
        'codigo = "mio"\nnombre = "Mío"\nversion = "2"\nbase = "ptep-seguimiento"\n', "utf-8"
    )
    return tmp_path


def test_de_un_formato_propio_se_pide_su_carpeta(carpeta: Path) -> None:
    contenido = emitido(pedido(paac.leer_formato("mio", plantillas=carpeta)))
    assert motivo(contenido, PLAN).startswith(
        "salió en mio, que no es de los formatos de la biblioteca: dé su carpeta (plantillas=,"
    )


def test_el_reporte_de_un_formato_propio_trae_su_carpeta(carpeta: Path) -> None:
    suyo = pedido(paac.leer_formato("mio", plantillas=carpeta))
    lectura = leido(con_otro_texto(emitido(suyo), "Meta 2.2", "Tres metas"), suyo)
    assert metas(lectura.contenido) == ["Meta 2.1", "Tres metas", "Meta 2.3"]
    assert lectura.avisos == ()


# ------------------------------------------------------------------ un cuerpo diseñado en Word


def test_del_cuerpo_disenado_se_dice_que_se_de_su_reporte() -> None:
    dicho = motivo(emitido(pedido(disenado())), PLAN)
    assert dicho.endswith(
        "dé en plan= el reporte con que salió, paac.reporte(plan, paac.formato_desde_word(…))"
    )


def test_la_celda_de_un_cuerpo_disenado_cambia_su_dato() -> None:
    suyo = pedido(disenado())
    lectura = leido(con_otro_texto(emitido(suyo), "Meta 2.2", "Tres metas"), suyo)
    assert metas(lectura.contenido) == ["Meta 2.1", "Tres metas", "Meta 2.3"]
    assert aplicados(lectura) == [(f"{ACTIVIDADES}[1].meta", True)]


def test_del_texto_de_un_cuerpo_disenado_cambia_lo_que_no_es_fijo() -> None:
    suyo = pedido(disenado())
    contenido = con_otro_texto(emitido(suyo), "Dice: Se hizo 2.2.", "Dice: Se hizo todo.")
    (cambio,) = leido(contenido, suyo).cambios
    assert (cambio.dato, cambio.aplicado) == ("seguimiento.texto", True)


def test_el_dato_que_un_cuerpo_dice_dos_veces_no_cambia_si_uno_sigue_igual() -> None:
    suyo = pedido(disenado())
    word = Document(io.BytesIO(emitido(suyo)))
    nombre = PLAN.entidad.nombre
    next(tramo for tramo in word.paragraphs[0].runs if nombre in tramo.text).text = "OTRO"
    lectura = leido(en_bytes(word), suyo)
    assert lectura.contenido == PLAN
    assert "sigue diciendo otra cosa" in lectura.avisos[0].mensaje


def test_el_rotulo_de_un_cuerpo_disenado_se_dice_y_no_se_aplica() -> None:
    suyo = pedido(disenado())
    lectura = leido(con_otro_texto(emitido(suyo), "Reporte", "Avance"), suyo)
    assert lectura.contenido == PLAN
    assert "está en un cuerpo diseñado en Word" in lectura.avisos[0].mensaje


# ------------------------------------------------------------------ verificar


@pytest.mark.parametrize("suyo", CON_OPCIONES.values(), ids=CON_OPCIONES)
def test_el_archivo_se_verifica_con_su_reporte(suyo: Any) -> None:
    un_reporte = suyo()
    assert paac.verificar(io.BytesIO(emitido(un_reporte)), un_reporte).veredicto == "identico"
