"""El tercer contenido en su formato: una carpeta, y sale en Word, Excel, PDF, HTML y CSV."""

import datetime as dt
import io
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import docx
import openpyxl
import pytest
from ayudas import mejoramiento

import paac_reportes as paac
from paac_reportes import clases
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.formatos.muestra import muestra_de
from paac_reportes.formatos.muestra_de_otro import contenido_de_muestra
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import tema

PLANTILLAS = Path(__file__).parent / "plantillas"
CORTE = dt.date(2026, 4, 30)
FORMATO = "plan-de-mejoramiento"


def _reporte(plan: Any = None, **otros: Any) -> paac.Reporte:
    plan = plan or mejoramiento.plan_de_mejoramiento()
    return paac.reporte(plan, FORMATO, plantillas=PLANTILLAS, **{"corte": CORTE, **otros})


def _escrito(reporte: paac.Reporte, tipo: str) -> bytes:
    return reporte.emitir(tipo).contenido


def test_cada_fila_es_una_accion_y_el_hallazgo_sin_ninguna_conserva_la_suya() -> None:
    (tabla,) = docx.Document(io.BytesIO(_escrito(_reporte(), "docx"))).tables[:1]
    filas = [[celda.text for celda in fila.cells] for fila in tabla.rows]
    assert filas[0][:3] == ["Código hallazgo", "Hallazgo", "Connotación"]
    # Lo de un hallazgo se une: sus dos acciones comparten celda, y los códigos van con palabras.
    assert [fila[2] for fila in filas[1:]] == [
        "Administrativo",
        "Administrativo",
        "Disciplinario",
        "",
    ]
    assert [fila[5] for fila in filas[1:]] == [
        "Levantar el inventario físico.",
        "Adoptar el procedimiento de bajas.",
        "Publicarlos todos.",
        "",
    ]
    assert [fila[8] for fila in filas[1:]] == ["40", "", "", ""]
    assert (
        filas[1][9]
        == "Se contrató el inventario.\nContrato 12\nhttps://www.ejemplo.gov.co/contratos/12"
    )


def test_del_corte_pedido_sale_lo_del_corte() -> None:
    agosto = dt.date(2026, 8, 31)
    (tabla,) = docx.Document(io.BytesIO(_escrito(_reporte(corte=agosto), "docx"))).tables[:1]
    assert [fila.cells[8].text for fila in tabla.rows][1:] == ["72,5", "100", "", ""]
    sin_avances = dt.date(2026, 12, 31)
    assert [a.codigo for a in _reporte(corte=sin_avances).avisos][-1] == "corte_sin_seguimientos"


def test_en_el_libro_va_su_hoja_de_datos_hasta_el_corte() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(_escrito(_reporte(), "xlsx")))
    assert libro.sheetnames == ["Plan de mejoramiento", "Datos"]
    claves, _, *filas = libro["Datos"].iter_rows(values_only=True)
    de = [dict(zip(claves, fila, strict=True)) for fila in filas]
    assert [fila["avance.avance"] for fila in de] == [40, None, None, None]
    assert [fila["hallazgo.codigo"] for fila in de] == ["1.10", "1.10", "2", None]
    assert de[0]["accion_de_mejora.extras.rubro"] == "2.1.2"


@pytest.mark.parametrize("tipo", ["pdf", "html", "csv", "tablas.csv"])
def test_sale_en_los_demas_tipos(tipo: str) -> None:
    escrito = _escrito(_reporte(), tipo)
    assert escrito == _escrito(_reporte(), tipo)
    if tipo != "pdf":
        assert "Adoptar el procedimiento de bajas." in escrito.decode()


def test_de_lo_que_el_formato_no_muestra_se_dice_todo() -> None:
    """Contado por otro camino: los datos llenos del plan, menos los que el formato nombra."""
    plan = mejoramiento.plan_de_mejoramiento()
    esperado: dict[str, int] = {}
    for raiz, objeto in _objetos(plan, "mejoramiento"):
        for campo in _llenos(objeto):
            dato = f"{raiz}.{campo}"
            if dato not in _NOMBRA and not (raiz == "avance" and objeto.corte != CORTE):
                esperado[dato] = esperado.get(dato, 0) + 1
    (aviso,) = (uno for uno in _reporte(plan).avisos if uno.codigo == "datos_no_mostrados")
    dicho = {dato: int(n) for dato, n in re.findall(r"\(([a-z_.]+)\) × (\d+)", aviso.mensaje)}
    assert dicho == esperado
    assert esperado["avance.cumplimiento"] == 1  # el de otro corte no se esperaba


_NOMBRA = {
    *("mejoramiento.auditoria", "mejoramiento.suscrito", "hallazgo.codigo", "hallazgo.descripcion"),
    *("hallazgo.connotacion", "hallazgo.causa", "hallazgo.efecto", "accion_de_mejora.numero"),
    *("accion_de_mejora.accion", "accion_de_mejora.responsable", "accion_de_mejora.fecha_fin"),
    *("avance.avance", "avance.descripcion", "avance.evidencias"),
}


def _objetos(plan: Any, raiz: str) -> list[tuple[str, Any]]:
    acciones = [accion for hallazgo in plan.hallazgos for accion in hallazgo.acciones]
    return [
        (raiz, plan),
        *(("hallazgo", uno) for uno in plan.hallazgos),
        *(("accion_de_mejora", uno) for uno in acciones),
        *(("avance", uno) for accion in acciones for uno in accion.avances),
    ]


def _llenos(objeto: Any) -> list[str]:
    hallados: list[str] = []
    for campo in attrs.fields(type(objeto)):
        valor = getattr(objeto, campo.name)
        if campo.name == "extras":
            hallados += [f"extras.{clave}" for clave in valor]
        elif (
            campo.name not in _APARTE and not _es_de_objetos(valor) and valor not in (None, "", ())
        ):
            hallados.append(campo.name)
    return hallados


_APARTE = {"entidad", "vigencia", "textos"}


def _es_de_objetos(valor: object) -> bool:
    de = valor[0] if isinstance(valor, tuple) and valor else valor
    return clases.es_de_attrs(type(de)) or isinstance(de, Mapping)


def test_un_formato_de_otra_cosa_no_sirve() -> None:
    plan = mejoramiento.plan_de_mejoramiento()
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(plan, "mapa-v5", corte=CORTE)
    assert "mapa" in str(error.value)
    with pytest.raises(paac.ErrorPaac):
        paac.reporte(plan, "MCCO.101.18.F.20", corte=CORTE)


def test_lo_que_el_formato_nombra_mal_se_dice_con_lo_mas_parecido() -> None:
    datos = tomllib.loads((PLANTILLAS / FORMATO / "formato.toml").read_text("utf-8"))
    datos["cuerpo"][1]["texto"] = "{{ mejoramiento.auditorio }}"
    datos["tablas"]["acciones"]["columnas"][8]["dato"] = "avance.avanse"
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_datos(datos)
    assert "'mejoramiento.auditoria'" in str(error.value)
    assert "'avance.avance'" in str(error.value)


def test_una_matriz_a_la_medida_de_una_de_sus_listas() -> None:
    formato = paac.formato_de_columnas(
        "Responsables",
        {"accion_de_mejora.responsable": "Quién", "accion_de_mejora.cantidad": "Cuánto"},
        codigo="responsables",
        recorre="mejoramiento.acciones",
    )
    assert formato.de == "mejoramiento"
    plan = mejoramiento.plan_de_mejoramiento()
    texto = paac.reporte(plan, formato, corte=CORTE).emitir("tablas.csv").contenido.decode()
    assert "Almacén;3" in texto


def test_un_avance_con_decimales_se_escribe_entero() -> None:
    plan = mejoramiento.plan_de_mejoramiento()
    agosto = _escrito(_reporte(plan, corte=dt.date(2026, 8, 31)), "tablas.csv").decode()
    assert "72,5" in agosto
    assert plan.hallazgos[0].acciones[0].avances[1].avance == Decimal("72.5")


@pytest.mark.parametrize("tipo", ["docx", "xlsx", "pdf", "html", "zip"])
def test_lo_emitido_se_verifica_contra_su_plan(tipo: str) -> None:
    plan: Any = mejoramiento.plan_de_mejoramiento()
    archivo = io.BytesIO(_escrito(_reporte(plan), tipo))
    dado = paac.verificar(archivo, plan, FORMATO, plantillas=PLANTILLAS, corte=CORTE)
    assert dado.veredicto == "identico"


def test_la_muestra_de_su_formato_trae_algo_en_cada_dato() -> None:
    suya = muestra_de(hallar_formato(FORMATO, PLANTILLAS)[0])
    reporte = paac.reporte(suya.contenido, FORMATO, corte=suya.corte, plantillas=PLANTILLAS)
    escrito = reporte.emitir("tablas.csv").contenido.decode()
    assert ";Acción de mejora 2;Responsable 2;15/02/" in escrito
    assert ';25;"Descripción del avance 1' in escrito
    con_extra = paac.formato_de_columnas(
        "Rubros",
        {"accion_de_mejora.extras.rubro": "Rubro"},
        codigo="R",
        recorre="mejoramiento.acciones",
    )
    (hallazgo, _) = muestra_de(con_extra).contenido.hallazgos
    assert [accion.extras["rubro"] for accion in hallazgo.acciones] == ["Rubro", "Rubro"]


def test_de_cualquier_contenido_sale_un_ejemplo_con_algo_en_cada_dato() -> None:
    """También de un mapa, que lleva listas de números."""
    cortes = (dt.date(2026, 4, 30), dt.date(2026, 8, 31))
    comunes: dict[str, Any] = {"entidad": Entidad(nombre="M"), "firmas": ()}
    mapa = contenido_de_muestra(tema("mapa"), cortes=cortes, vigencia=2026, **comunes)
    riesgo = mapa.procesos[0].riesgos[1]

    assert mapa.cortes() == cortes
    assert riesgo.controles[1].causas_que_ataca == (2,)
    assert len(riesgo.seguimientos) == len(cortes)
    assert not [
        f"{lugar.ruta}.{campo}"
        for lugar in recorrer(mapa, "procesos", "riesgos", "controles", "causas", "acciones")
        for campo in campos_propios(lugar.contenido.clase)
        if not CATALOGO.es_tabla(f"{lugar.raiz}.{campo}")
        if getattr(lugar.objeto, campo) in (None, ())
    ]
