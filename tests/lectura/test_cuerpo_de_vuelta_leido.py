"""Lo que `leer` dice de un Word que salió de un cuerpo diseñado, cuando alguien lo tocó o le falta algo.

Prueba ``lectura/marcados``.
"""

import io
from typing import Any

import pytest
from ayudas.cuerpos import con_el_texto, cuerpo
from ayudas.mapas import mapa, riesgo
from ayudas.planes import CORTE, actividad, componente, datos
from docx.oxml.ns import qn

import paac_reportes as paac

pytestmark = pytest.mark.filterwarnings("ignore::paac_reportes.AvisoPaac")

TRES = paac.plan_desde_datos(
    datos(*[componente(*(actividad(codigo=f"1.{n}", meta=f"Meta {n}") for n in range(3)))])
)
ACTIVIDADES = ("1.0", "1.1", "1.2")
FILA = ["{{ actividad.codigo }}", "{{ actividad.descripcion }}: {{ actividad.responsable }}"]
TABLA = cuerpo("De {{ entidad.nombre }}", [["Código", "Qué"], FILA])


def escrito(docx: bytes = TABLA, de: Any = TRES, **opciones: Any) -> bytes:
    pedido = paac.reporte(de, paac.formato_desde_word(docx, **opciones), corte=CORTE)
    return pedido.emitir("docx").contenido


def leido(docx: bytes) -> "paac.Lectura[Any]":
    return paac.leer(io.BytesIO(docx), como=None, por_rotulos=True)


def actividades(docx: bytes) -> list[paac.Actividad]:
    return [fila for _, uno in leido(docx).contenido.tablas() for fila in uno.filas()]


@pytest.mark.integracion
def test_dos_datos_de_una_celda_se_leen_aparte_y_lo_demas_no() -> None:
    (una, *_) = actividades(escrito())
    assert (una.codigo, una.descripcion, una.responsable) == (
        "1.0",
        "Publicar el mapa de riesgos",
        "Planeación",
    )
    assert una.meta is None


@pytest.mark.integracion
def test_lo_que_no_muestra_se_dice() -> None:
    mensajes = [aviso.mensaje for aviso in leido(escrito()).avisos]
    assert (
        "es un cuerpo diseñado en Word y se leyó lo que muestra a la letra (entidad.nombre,"
        " actividad.codigo, actividad.descripcion, actividad.responsable); lo demás no está en el"
        " documento" in mensajes
    )


@pytest.mark.integracion
def test_quien_corrige_un_dato_en_word_lo_cambia() -> None:
    def corregir(raiz: Any) -> None:
        (texto,) = (uno for uno in raiz.iter(qn("w:t")) if uno.text == "1.1")
        texto.text = "9.9"

    assert [una.codigo for una in actividades(con_el_texto(escrito(), corregir))] == [
        *("1.0", "9.9", "1.2")
    ]


@pytest.mark.integracion
def test_quien_borra_una_fila_la_quita_y_se_dice() -> None:
    def borrar(raiz: Any) -> None:
        fila = [*raiz.iter(qn("w:tr"))][2]
        fila.getparent().remove(fila)

    sin_una = con_el_texto(escrito(), borrar)
    assert [una.codigo for una in actividades(sin_una)] == ["1.0", "1.2"]
    dicho = "faltan 3 datos de los que llevaba: sus filas o sus párrafos se borraron"
    assert dicho in [aviso.mensaje for aviso in leido(sin_una).avisos]


@pytest.mark.integracion
def test_un_dato_de_otro_modo_no_se_lee() -> None:
    """Con un filtro o en una cuenta ya no es el dato."""
    de = cuerpo([["{{ actividad.codigo }}", "{{ actividad.descripcion | upper }}"]])
    assert {una.descripcion for una in actividades(escrito(de))} == {None}


@pytest.mark.integracion
def test_en_parrafos_que_se_repiten_y_en_celdas_combinadas() -> None:
    de = cuerpo(
        "{{ cada actividad }}",
        "La {{ actividad.codigo }} es de {{ actividad.responsable }}, con {{ actividad.meta }}.",
        "{{ fin }}",
    )
    assert [(una.codigo, una.meta) for una in actividades(escrito(de))] == [
        *(("1.0", "Meta 0"), ("1.1", "Meta 1"), ("1.2", "Meta 2"))
    ]


@pytest.mark.integracion
def test_un_documento_nuestro_puede_ser_el_cuerpo_de_otro() -> None:
    """Sus marcas nombraban otras filas."""

    def con_huecos(raiz: Any) -> None:
        (texto,) = (uno for uno in raiz.iter(qn("w:t")) if uno.text == "1.1")
        texto.text = "{{ actividad.meta }}"

    otra = escrito(con_el_texto(escrito(), con_huecos))
    assert [(una.codigo, una.meta) for una in actividades(otra)] == [
        *((None, "Meta 0"), (None, "Meta 1"), (None, "Meta 2"))
    ]


@pytest.mark.integracion
def test_de_un_mapa_se_leen_sus_riesgos() -> None:
    suyo = mapa(riesgo(descripcion="Cobro indebido"), riesgo(descripcion="Fuga de información"))
    de = cuerpo(
        "Mapa de {{ entidad.nombre }}, {{ vigencia }}",
        [["{{ proceso.nombre }}", ""], ["", "{{ riesgo.descripcion }}"]],
    )
    hecho = escrito(de, suyo, base="mapa-v5")
    vuelto: Any = paac.leer(io.BytesIO(hecho), como=None, por_rotulos=True).contenido
    assert [uno.descripcion for proceso in vuelto.procesos for uno in proceso.riesgos] == [
        *("Cobro indebido", "Fuga de información")
    ]
    assert vuelto.vigencia == suyo.vigencia


@pytest.mark.integracion
def test_el_que_solo_pone_una_tabla_nuestra_se_lee_por_ella() -> None:
    """Sin filas marcadas, valen los papeles y las marcas de las suyas."""
    de = cuerpo("De {{ entidad.nombre }}, {{ vigencia }}", "{{ poner filas_de_la_matriz }}")
    hecho = escrito(de, base="informe-seguimiento")
    assert len(actividades(hecho)) == len(ACTIVIDADES)


@pytest.mark.integracion
def test_la_tabla_nuestra_que_va_con_filas_marcadas_no_se_lee_y_se_dice() -> None:
    de = cuerpo([FILA], "{{ poner filas_de_la_matriz }}")
    avisos = leido(escrito(de, base="informe-seguimiento")).avisos
    assert any(
        uno.ruta == "tabla 2" and uno.mensaje.startswith("es una tabla puesta en el cuerpo")
        for uno in avisos
    )


@pytest.mark.integracion
def test_lo_emitido_no_cambia_de_bytes() -> None:
    assert escrito() == escrito()
