"""De cada formato, en cada salida, no sale nada de lo que no se publica."""

import functools
import json
import re
from datetime import date
from pathlib import Path

import pytest
from ayudas.de_todo import de_todo
from ayudas.emitidos import EN_PAPEL
from ayudas.en_tablas import texto_de_tablas
from ayudas.lectores import partes
from ayudas.muestras import Muestra
from ayudas.plantados import con_plantados, hallados

import paac_reportes as paac
from paac_reportes.api.reportes import Reporte, tipos, tipos_de
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.textos.publico import para_publicar

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]
TIPOS = [tipo[1:] for tipo in tipos()]
PROPIEDADES = "docProps/custom.xml"


@functools.cache
def muestra(codigo: str) -> Muestra:
    return con_plantados(de_todo(hallar_formato(codigo)[0]))


@functools.cache
def publicado(codigo: str) -> paac.Plan:
    plan: paac.Plan = para_publicar(muestra(codigo).contenido)[0]
    return plan


@functools.cache
def pedido(codigo: str, *, publico: bool) -> Reporte:
    suya = muestra(codigo)
    reporte = paac.reporte(suya.contenido, codigo, corte=suya.corte)
    return reporte.publico() if publico else reporte


@functools.cache
def emitido(codigo: str, tipo: str) -> bytes:
    return pedido(codigo, publico=True).emitir(tipo).contenido


@pytest.mark.una_de_cada("codigo", "tipo")
@pytest.mark.parametrize(
    ("codigo", "tipo"),
    [(c, t) for c in CODIGOS for t in tipos_de(hallar_formato(c)[0])],
)
def test_nada_de_lo_plantado_esta_en_los_bytes(codigo: str, tipo: str) -> None:
    assert hallados(emitido(codigo, tipo), tipo) == []


@pytest.mark.parametrize("tipo", TIPOS)
def test_sin_pedirlo_esta_todo(tipo: str) -> None:
    contenido = pedido("ptep-seguimiento", publico=False).emitir(tipo).contenido

    assert "guaita" in hallados(contenido, tipo)


_SIN_MARCAS = re.compile(rb"<w:bookmark(?:Start|End)[^>]*/>")
"""Las de lo que se recomendó no van en lo que es para publicar."""


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", EN_PAPEL)
def test_es_a_la_letra_el_reporte_del_plan_ya_publicado(codigo: str) -> None:
    suya = muestra(codigo)
    otro = paac.reporte(publicado(codigo), codigo, corte=suya.corte)

    de_otro = json.loads(otro.emitir("json").contenido)
    if de_otro.pop("informe", None):  # lo que recomienda no viaja con el que es para publicar
        assert {una["origen"] for una in de_otro.pop("recomendaciones")} == {"propuesta"}
    assert json.loads(emitido(codigo, "json")) == de_otro
    word, otro_word = (
        {nombre: _SIN_MARCAS.sub(b"", parte) for nombre, parte in partes(contenido).items()}
        for contenido in (emitido(codigo, "docx"), otro.emitir("docx").contenido)
    )
    # Sólo dice de más que es para publicar: quien lo lea de vuelta no ha de quitar lo tapado.
    assert b"publico" in word.pop(PROPIEDADES)
    assert b"publico" not in otro_word.pop(PROPIEDADES)
    assert word == otro_word


@pytest.mark.una_de_cada(resto="integracion")
@pytest.mark.parametrize("codigo", CODIGOS)
def test_los_avisos_y_el_nombre_del_archivo_tampoco_lo_traen(codigo: str) -> None:
    suyo = pedido(codigo, publico=True)
    dicho = "\n".join((*map(str, suyo.avisos), suyo.nombre("pdf"), repr(suyo)))

    assert hallados(dicho.encode(), "txt") == []
    assert {"dato_omitido"} <= {aviso.codigo for aviso in suyo.avisos}


def test_el_nombre_que_se_propone_dice_que_es_publico_y_no_pasa_de_120() -> None:
    entidad = paac.Entidad(nombre="Institución de Educación Superior de la Región Pacífica " * 3)
    plan = paac.en_blanco(entidad, vigencia=2026)
    reporte = paac.reporte(plan, "MCCO.101.18.F.20-informe", corte=date(2026, 4, 30))
    nombres = [uno.nombre("docx") for uno in (reporte.publico(), reporte)]

    assert nombres[0].endswith("_2026_corte-2026-04-30_publico.docx")
    assert nombres[0] != nombres[1]
    assert max(map(len, nombres)) <= 120


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_las_cifras_son_las_mismas(codigo: str) -> None:
    suya = muestra(codigo)
    de_siempre = paac.datos_de(paac.analizar(suya.contenido, corte=suya.corte))
    publicas = paac.datos_de(paac.analizar(publicado(codigo), corte=suya.corte))
    for datos in (de_siempre, publicas):
        # El de una propuesta sale del nombre de su oficina, y aquí trae un teléfono que se omite.
        for una in datos.get("recomendaciones", {}).get("del_corte", ()):
            una.pop("id")

    assert para_publicar(de_siempre)[0] == publicas


@pytest.mark.una_de_cada
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "json", "csv", "zip"])
def test_lo_publicado_se_verifica_contra_los_datos_de_siempre(
    tipo: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    suya = muestra("ptep-seguimiento")
    archivo = tmp_path_factory.mktemp("publico") / f"informe.{tipo}"
    pedido("ptep-seguimiento", publico=True).guardar(archivo)
    contra = paac.reporte(suya.contenido, "ptep-seguimiento", corte=suya.corte)

    assert paac.verificar(archivo, contra.publico()).pasa
    assert not paac.verificar(archivo, contra).pasa


@pytest.mark.integracion
def test_el_certificado_de_lo_publicado_no_trae_lo_que_no_se_publica(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    suya = muestra("ptep-seguimiento")
    archivo = tmp_path_factory.mktemp("publico") / "informe.docx"
    pedido("ptep-seguimiento", publico=True).guardar(archivo)
    certificado = paac.verificar(
        archivo, paac.reporte(suya.contenido, "ptep-seguimiento", corte=suya.corte).publico()
    )

    assert certificado.datos()["publico"] is True
    assert hallados(str(certificado.datos()).encode(), "txt") == []


def test_un_libro_publico_se_lee_de_vuelta(tmp_path: Path) -> None:
    archivo = tmp_path / "informe.xlsx"
    pedido("ptep-seguimiento", publico=True).guardar(archivo)
    leido = paac.leer(archivo)

    assert leido.contenido.entidad.nombre.startswith(
        muestra("ptep-seguimiento").contenido.entidad.nombre[:10]
    )
    assert "escriba a [correo omitido], al cel. [teléfono omitido]" in str(
        paac.datos_de(leido.contenido)
    )


@pytest.mark.parametrize("celular", [3101234567, 8795356, 3101234567.0, "8795356", "Ana, 8795356"])
def test_el_titulo_de_la_columna_dice_que_lo_que_hay_es_un_telefono(celular: object) -> None:
    formato = paac.formato_de_columnas("Directorio", {"c4": "Personas", "c5": "Celular"})
    fila = {"c4": 8795357, "c5": celular}
    suyo = paac.reporte(paac.Entidad(nombre="MUNICIPIO"), formato, filas=[fila]).publico()
    texto = texto_de_tablas(suyo)

    assert "8795356" not in texto
    assert "8.795.356" not in texto
    assert "3101234567" not in texto.replace(".", "")
    assert "8.795.357" in texto
