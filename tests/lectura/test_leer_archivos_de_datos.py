"""``leer`` también lee un archivo de datos, con lo que conviene revisar como valores."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from ayudas.cuerpos import cuerpo
from ayudas.muestras import muestra_de
from ayudas.paquetes_a_mano import en_bytes
from ayudas.planes import CORTE, actividad, componente, datos, plan

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import fichas_del_catalogo, hallar_formato
from paac_reportes.lectura.escondido import es_hoja_de_datos
from paac_reportes.opc.lectura import ver_documento
from paac_reportes.opc.visto import TablaVista

CON_AVISO = {"nombre": "Municipio", "nit": "123"}


@pytest.mark.parametrize("nombre", ["plan.json", "plan.yaml", "PLAN.JSON"])
def test_da_el_plan_y_sus_avisos_sin_avisar_por_warnings(nombre: str, tmp_path: Path) -> None:
    archivo = tmp_path / nombre
    archivo.write_text(json.dumps(datos(entidad=CON_AVISO)), "utf-8")
    lectura = paac.leer(archivo)

    assert lectura.contenido.entidad.nombre == "Municipio"
    assert [aviso.codigo for aviso in lectura.avisos] == ["nit"]
    assert (lectura.formato, lectura.corte) == (None, None)


def test_de_un_flujo_con_nombre() -> None:
    flujo = io.BytesIO(json.dumps(datos()).encode())
    flujo.name = "subido.json"

    assert paac.leer(flujo).contenido == plan()


def test_un_mapa_sin_su_clave_se_lee_si_se_pide_y_si_no_se_dice_que_es() -> None:
    texto = '{"entidad": {"nombre": "M"}, "procesos": [{"nombre": "Pagos"}]}'

    assert paac.leer(io.StringIO(texto), como="mapa").contenido.procesos[0].nombre == "Pagos"
    with pytest.raises(paac.ErrorDeEntrada, match="es un mapa de riesgos y no un plan"):
        paac.leer(io.StringIO(texto), como="plan")


def test_la_entidad_y_la_vigencia_que_se_piden_mandan(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos(vigencia=2025)), "utf-8")
    lectura = paac.leer(archivo, vigencia=2026)

    assert lectura.contenido.vigencia == 2026
    assert [aviso.codigo for aviso in lectura.avisos] == ["dato_supuesto"]


def test_unas_columnas_no_son_de_un_archivo_de_datos(tmp_path: Path) -> None:
    archivo = tmp_path / "plan.json"
    archivo.write_text(json.dumps(datos()), "utf-8")
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(archivo, columnas={"A": "actividad.meta"})

    assert [falla.ruta for falla in error.value.fallas] == ["columnas"]


# ------------------------------------------------------------------ la hoja Datos de un libro
def _codigos() -> list[str]:
    suyos = dict.fromkeys(ficha.codigo for ficha in fichas_del_catalogo())
    return [codigo for codigo in suyos if hallar_formato(codigo)[0].de in {"plan", "mapa"}]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", _codigos())
def test_se_conoce_la_de_cada_formato(codigo: str) -> None:
    muestra: Any = muestra_de(hallar_formato(codigo)[0])
    visto = ver_documento(
        io.BytesIO(paac.reporte(muestra.contenido, codigo).emitir("xlsx").contenido)
    )
    cuales = {
        parte.nombre: [es_hoja_de_datos(b) for b in parte.bloques if isinstance(b, TablaVista)]
        for parte in visto.partes
    }

    assert all(all(suyas) for nombre, suyas in cuales.items() if nombre == "Datos")
    assert not any(any(suyas) for nombre, suyas in cuales.items() if nombre != "Datos")


def test_lo_que_dice_una_tabla_encabezada_por_una_direccion_no_se_pierde_callado() -> None:
    plan = paac.desde_datos(datos(componente())).contenido
    documento = docx.Document(io.BytesIO(paac.reporte(plan, "ptep-plan").emitir("docx").contenido))
    una = documento.add_table(rows=2, cols=1)
    una.cell(0, 0).text, una.cell(1, 0).text = "www.valdeluna.gov.co", "La 3 se aplazó a 2027"
    lectura = paac.leer(io.BytesIO(en_bytes(documento)), como=None, plan=plan)

    assert any("La 3 se aplazó a 2027" in aviso.mensaje for aviso in lectura.avisos)


# ------------------------------------------------------------------ un cuerpo diseñado
TRES = paac.desde_datos(
    datos(*[componente(*(actividad(codigo=f"1.{n}", meta=f"Meta {n}") for n in range(3)))])
).contenido
FILA = ["{{ actividad.codigo }}", "{{ actividad.descripcion }}: {{ actividad.responsable }}"]
TABLA = cuerpo("De {{ entidad.nombre }}", [["Código", "Qué"], FILA])


def escrito(docx: bytes = TABLA, de: Any = TRES, **opciones: Any) -> bytes:
    pedido = paac.reporte(de, paac.formato_desde_word(docx, **opciones), corte=CORTE)
    return pedido.emitir("docx").contenido


def leido(docx: bytes) -> "paac.Lectura[Any]":
    return paac.leer(io.BytesIO(docx), como=None, por_rotulos=True)


@pytest.mark.integracion
@pytest.mark.parametrize(("por_rotulos", "codigo"), [(False, "sin_su_plan"), (True, "sin_matriz")])
def test_sus_filas_no_se_leen_sin_su_plan(*, por_rotulos: bool, codigo: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.leer(io.BytesIO(escrito()), por_rotulos=por_rotulos)
    assert {una.codigo for una in error.value.fallas} == {codigo}


@pytest.mark.integracion
def test_el_que_solo_pone_una_tabla_nuestra_se_lee_por_ella() -> None:
    """Sin filas marcadas, valen los papeles y las marcas de las suyas."""
    de = cuerpo("De {{ entidad.nombre }}, {{ vigencia }}", "{{ poner filas_de_la_matriz }}")
    hecho = escrito(de, base="informe-seguimiento")
    filas = [fila for _, una in leido(hecho).contenido.tablas() for fila in una.filas()]
    assert len(filas) == 3
