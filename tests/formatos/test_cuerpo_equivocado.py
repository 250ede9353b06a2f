"""Lo que un cuerpo en Word tiene mal se dice todo a la vez, y donde una persona lo halla.

Prueba ``formatos/cuerpo/alrededor``, ``formatos/cuerpo/de_word``, ``formatos/cuerpo/huecos``,
``formatos/cuerpo/nombres``, ``formatos/cuerpo/plano`` y ``formatos/cuerpo/revision``.
"""

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from ayudas.cuerpos import (
    con_el_texto,
    con_notas,
    con_sus_partes,
    cuerpo,
    en_anicos,
    poner_tabla,
)
from ayudas.imagenes import png
from ayudas.membretes import formato_con
from ayudas.paquetes_a_mano import en_bytes
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import paac_reportes as paac
from paac_reportes.cli import main

Falla = tuple[str, str]
"""Dónde, y un pedazo de lo que dice."""


def fallas_de(docx: bytes, **opciones: Any) -> list[paac.Falla]:
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.formato_desde_word(docx, **opciones)
    return list(error.value.fallas)


P1 = "cuerpo, párrafo 1"
DE_PARRAFO = [
    # Datos que no existen, con el más parecido.
    (
        "{{ entidad.nonbre }}",
        "no existe el dato 'entidad.nonbre'; el más parecido es 'entidad.nombre'",
    ),
    ("{{ entidad }}", "'entidad' no es un texto que se pueda escribir"),
    ("{{ entidad.escudo }}", "'entidad.escudo' no es un texto"),
    ("{{ vigensia }}", "el más parecido es 'vigencia'"),
    ("{{ corte | fecha_lagra }}", "no existe el filtro 'fecha_lagra'"),
    ("{{ entidad.nit.digito }}", "no existe el dato 'entidad.nit.digito'"),
    # Lo que se repite, fuera de una fila.
    ("{{ actividad.codigo }}", "aquí no hay 'actividad' que nombrar"),
    ("{{ dependencia.nombre }}", "va en una fila de una tabla, o entre {{ cada dependencia }} y"),
    ("{{ seguimiento.texto }}", "aquí no se sabe de qué es 'seguimiento'"),
    ("{{ fila.valor }}", "aquí no hay 'fila'"),
    ("{{ remision.matriz }}", "no existe el dato 'remision.matriz'"),
    ("{{ grupo }}", "no existe el dato 'grupo'"),
    # Llaves.
    ("Para {{ entidad.nombre", "abre llaves y no las cierra"),
    ("Para {{ entidad.nombre }", "abre llaves y no las cierra"),
    ("Para entidad.nombre }}", "cierra llaves que no abrió"),
    ("Para { entidad.nombre }", "parece un hueco con una sola llave"),
    ("Para { { entidad.nombre } }", "las dos llaves van juntas"),
    ("Para {{{ entidad.nombre }}", "sobra una llave"),
    ("Para {{ entidad.nombre }}}", "sobra una llave"),
    ("{{ }}", "está vacío"),
    ("{{ {{ entidad.nombre }} }}", "abre llaves y no las cierra"),
    ("{% if corte %}x{% endif %}", "las instrucciones van entre {{ y }}"),
    ("{# nota #}", "un comentario de plantilla saldría a la letra"),
    # El lenguaje.
    ("{{ entidad.nombre | mayusculas }}", "mayusculas"),
    ("{{ entidad.nombre | fecha_larga }}{{ entidad.x }}", "no existe el dato 'entidad.x'"),
    ("{{ entidad.nombre.upper() }}", "no se entiende"),
    ("{{ entidad['nombre'] }}", "no se entiende"),
    ("{{ 'a' * 1000000000 }}", "no se entiende"),
    ("{{ entidad.__class__ }}", "no se entiende"),
    ("{{ entidad.nombre | }}", "no se entiende"),
    ("{{ (entidad.nombre }}", "no se entiende"),
    ("{{ entidad | attr('nombre') }}", "no existe el filtro 'attr'"),
    ("{{ entidad.nombre | map('upper') }}", "no existe el filtro 'map'"),
    ("{{ range(100000000) }}", "no admite «llamar funciones»"),
    ("{{ namespace(a=1) }}", "no admite «llamar funciones»"),
    ("{{ 9 ** 9 ** 9 }}", "no admite «**»"),
    ("{{ L0 }}", "no existe el dato 'l0'"),
    ("{{ loop.index }}", "no existe el dato 'loop.index'"),
    ("{{ entidad.nombre | :dato }}", "no se entiende"),
    ("{{ suma(entidad.nit) }}", "suma() es de lo que se repite"),
    ("{{ suma(actividad.valorr) }}", "no existe el dato 'actividad.valorr'"),
    ("{{ suma(actividad) }}", "suma() pide un dato de actividad"),
    # Instrucciones.
    ("{{ cada dependencia }}", "falta el {{ fin }} de {{ cada dependencia }}"),
    ("{{ cada }}", "no dice qué se repite"),
    ("{{ cada oficina }}", "no se puede repetir 'oficina'"),
    ("{{ cada actividadd }}", "lo más parecido es 'actividad'"),
    ("{{ si entidad.nit }}", "falta el {{ fin }} de {{ si entidad.nit }}"),
    ("{{ si }}", "no dice de qué dato depende"),
    ("{{ si entidad.nitt }}", "el más parecido es 'entidad.nit'"),
    ("{{ si entidad.nit y }}", "tras si va un dato"),
    ("{{ si vigencia = 2023 }}", "tras si va un dato"),
    ("{{ si no }}", "lo contrario va aparte"),
    ("{{ sino }}", "lo contrario va aparte"),
    ("{{ fin }}", "hay un {{ fin }} de más"),
    ("Texto {{ cada dependencia }}", "{{ cada dependencia }} va solo en su párrafo"),
    ("Texto {{ poner matriz }}", "{{ poner matriz }} va solo en su párrafo"),
    ("Texto {{ fin }}", "este {{ fin }} no cierra nada en su párrafo"),
    ("Texto {{ si entidad.nit }} más", "falta el {{ fin }} de {{ si entidad.nit }} en el mismo"),
    ("{{ poner }}", "no dice qué se pone"),
    ("{{ poner matriz }}", "no hay ningún bloque 'matriz' que poner"),
]


@pytest.mark.una_de_cada("texto", "hecho")
@pytest.mark.parametrize("hecho", [bytes, en_anicos])
@pytest.mark.parametrize(("texto", "dice"), DE_PARRAFO)
def test_cada_una_se_dice_con_su_lugar_y_lo_de_alrededor(
    texto: str, dice: str, hecho: Callable[[bytes], bytes]
) -> None:
    fallas = fallas_de(hecho(cuerpo(texto)))
    assert {falla.ruta for falla in fallas} == {P1}
    assert any(dice in falla.mensaje for falla in fallas), [f.mensaje for f in fallas]
    assert "cerca de «" in fallas[0].mensaje or texto == "{{ }}"


DE_TABLA: list[tuple[Sequence[Sequence[str]], str, str]] = [
    (
        [["a"], ["{{ actividad.codigo }} {{ tramite.nombre }}"]],
        "cuerpo, tabla 1, fila 2",
        "'tramite' y 'actividad', y ninguno contiene al otro",
    ),
    (
        [["a", "{{ actividad.codigos }}"]],
        "cuerpo, tabla 1, fila 1, celda 2",
        "el más parecido es 'actividad.codigo'",
    ),
    (
        [["{{ actividad.codigo }}"], ["{{ tramite.nombre }}"], ["{{ actividad.meta }}"]],
        "cuerpo, tabla 1, fila 2",
        "está entre las de 'actividad'",
    ),
    (
        [["{{ cada actividad }}"], ["{{ actividad.codigo }}"], ["{{ fin }}"]],
        "cuerpo, tabla 1, fila 1, celda 1",
        "las filas de una tabla se repiten solas",
    ),
    ([["{{ seguimiento.texto }}"]], "cuerpo, tabla 1, fila 1, celda 1", "nombre también algo de"),
    (
        [["{{ actividad }}"]],
        "cuerpo, tabla 1, fila 1, celda 1",
        "nombre un dato suyo, como actividad.codigo",
    ),
    (
        [["{{ actividad.seguimientos }}"]],
        "cuerpo, tabla 1, fila 1, celda 1",
        "'actividad.seguimientos' no es un texto",
    ),
    (
        [["{{ actividad.codigo }}", "{{ seguimiento.verificacion }}"]],
        "cuerpo, tabla 1, fila 1, celda 2",
        "'seguimiento.verificacion' no es un texto",
    ),
    ([["{{ poner tramites }}"]], "cuerpo, tabla 1, fila 1, celda 1", "fuera de tablas y cuadros"),
]


@pytest.mark.parametrize(("tabla", "donde", "dice"), DE_TABLA)
def test_en_una_tabla_se_dice_la_fila_y_la_celda(
    tabla: Sequence[Sequence[str]], donde: str, dice: str
) -> None:
    fallas = fallas_de(cuerpo("Antes", tabla), base="paac-seguimiento")

    assert any(f.ruta == donde and dice in f.mensaje for f in fallas), [str(f) for f in fallas]


def test_un_hueco_que_una_celda_combinada_esconderia() -> None:
    word = Document()
    tabla = poner_tabla(word, [["a", "b"], ["c", "d"]])
    tabla.cell(0, 0).merge(tabla.cell(1, 0))
    escondida = tabla._tbl.tr_lst[1].tc_lst[0]
    escondida.p_lst[0].add_r().text = "{{ entidad.nombre }}"

    (falla,) = fallas_de(en_bytes(word))
    assert falla.ruta == "cuerpo, tabla 1, fila 2, celda 1"
    assert "no se ve: pase el hueco a la de arriba" in falla.mensaje


def test_una_tabla_dentro_de_otra_dice_las_dos() -> None:
    word = Document()
    adentro = poner_tabla(word, [["x", ""]]).cell(0, 1).add_table(1, 1)
    adentro.cell(0, 0).text = "{{ entidad.nonbre }}"

    (falla,) = fallas_de(en_bytes(word))
    assert falla.ruta == "cuerpo, tabla 1, fila 1, celda 2, tabla 1, fila 1, celda 1"


def test_arriba_abajo_y_en_las_propiedades() -> None:
    word = Document(io.BytesIO(cuerpo("x", arriba="{{ a.b }}", pie="{{ poner matriz }}")))
    word.core_properties.title = "{{ entidad.nonbre }}"

    fallas = fallas_de(en_bytes(word), base="informe-seguimiento")
    assert [falla.ruta for falla in fallas] == [
        *("encabezado, párrafo 1", "pie, párrafo 1", "propiedades del documento")
    ]
    assert "se pone en el cuerpo del documento" in fallas[1].mensaje


def test_lo_que_un_parrafo_de_instruccion_lleva_de_mas_se_dice() -> None:
    word = Document()
    word.add_paragraph("{{ cada dependencia }}").add_run().add_picture(io.BytesIO(png(8, 8)))
    word.add_paragraph("{{ fin }}").add_run().add_break(WD_BREAK.PAGE)

    fallas = fallas_de(en_bytes(word))
    assert [falla.ruta for falla in fallas] == [P1, "cuerpo, párrafo 2"]
    assert all("lleva también un dibujo, una nota o un salto" in f.mensaje for f in fallas)


def test_lo_de_cada_corte_se_repite_una_vez_dentro_de_su_actividad() -> None:
    abren = ["{{ cada actividad }}", "{{ cada seguimiento }}", "{{ cada seguimiento }}"]
    (falla,) = fallas_de(cuerpo(*abren, "x", *["{{ fin }}"] * 3))

    assert falla.ruta == "cuerpo, párrafo 3"
    assert "{{ cada seguimiento }} ya está donde se sabe de cuál" in falla.mensaje


def test_la_letra_con_que_se_senala_un_hueco_no_la_trae_un_word() -> None:
    word = Document(io.BytesIO(cuerpo("Uno \ufdd00; dos")))
    word.core_properties.title = "\ufdd00;"

    assert [(f.ruta, f.mensaje[:32]) for f in fallas_de(en_bytes(word))] == [
        ("cuerpo", "trae un signo reservado (U+FDD0)"),
        ("propiedades del documento", "trae un signo reservado (U+FDD0)"),
    ]


def test_lo_que_ya_se_repite_no_se_repite_adentro() -> None:
    abren = ["{{ cada actividad }}", "{{ cada actividad }}", "{{ cada dependencia }}"]
    fallas = fallas_de(cuerpo(*abren, "x", *["{{ fin }}"] * 3))

    assert [falla.ruta for falla in fallas] == ["cuerpo, párrafo 2", "cuerpo, párrafo 3"]
    assert all("no se repite otra vez" in falla.mensaje for falla in fallas)


def test_un_fin_que_dice_de_que_es_se_comprueba() -> None:
    (falla,) = fallas_de(
        cuerpo(
            "{{ cada dependencia }}",
            "{{ si dependencia.nombre }}",
            "x",
            "{{ fin si dependencia.nombre }}",
            "{{ fin componente }}",
        )
    )
    assert falla.ruta == "cuerpo, párrafo 5"
    assert "aquí termina {{ cada dependencia }}, y dice {{ fin componente }}" in falla.mensaje


def test_en_un_cuadro_de_texto() -> None:
    caja = "<w:p><w:r><w:t>{{ entidad.nonbre }}</w:t></w:r></w:p>"
    xml = f"<w:r><w:pict><w:txbxContent>{caja}</w:txbxContent></w:pict></w:r>"

    def agregar(raiz: Any) -> None:
        next(raiz.iter(qn("w:p"))).extend(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))

    (falla,) = fallas_de(con_el_texto(cuerpo("x"), agregar))
    assert falla.ruta == "cuerpo, cuadro de texto, párrafo 1"


NO_SE_LLENAN = [
    "<m:oMath><m:r><m:t>{{ vigencia }}</m:t></m:r></m:oMath>",
    "<w:r><w:ruby><w:rt/><w:rubyBase><w:r><w:t>{{ vigencia }}</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    '<w:sdt><w:sdtPr><w:alias w:val="{{ vigencia }}"/></w:sdtPr><w:sdtContent/></w:sdt>',
    '<w:hyperlink w:anchor="{{ vigencia }}"/>',
    "<w:r><w:instrText> HYPERLINK {</w:instrText></w:r><w:r><w:instrText>{ vigencia }}</w:instrText></w:r>",
    '<w:fldSimple w:instr=" HYPERLINK %7B%7B vigencia }} "/>',
    "<w:r><mc:AlternateContent><mc:Fallback><w:t>{{ vigencia }}</w:t></mc:Fallback></mc:AlternateContent></w:r>",
    '<w:hyperlink w:anchor="x" w:tooltip="{{ vigencia }}"/>',
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" href="{{ vigencia }}"/></w:pict></w:r>',
]


@pytest.mark.parametrize("xml", NO_SE_LLENAN)
def test_un_hueco_donde_no_se_llena_se_dice(xml: str) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

    def agregar(raiz: Any) -> None:
        next(raiz.iter(qn("w:p"))).extend(parse_xml(f"<w:p {nsdecls('w')} {m} {mc}>{xml}</w:p>"))

    (falla,) = fallas_de(con_el_texto(cuerpo("x"), agregar))
    assert falla.ruta == P1
    assert re.search(r"no se llena: quite «(\{\{|%7B%7B).*vigencia.*\}\}»", falla.mensaje)


SUELTOS = [
    ("{{ actividad.codigo }}", "aquí no hay 'actividad' que nombrar"),
    ("{{ si corte }}", "aquí no van instrucciones ni cuentas, y dice {{ si corte }}"),
    ("{{ cuenta(actividad) }}", "aquí no van instrucciones ni cuentas"),
    ("Uno {{ abre", "abre llaves y no las cierra"),
]


@pytest.mark.parametrize(("texto", "dice"), SUELTOS)
def test_un_texto_alternativo_y_una_propiedad_solo_dicen_lo_de_todo(texto: str, dice: str) -> None:
    word = Document()
    imagen = word.add_paragraph().add_run().add_picture(io.BytesIO(png(8, 8)))
    imagen._inline.docPr.set("descr", texto)
    word.core_properties.title = texto

    fallas = fallas_de(en_bytes(word))
    assert [falla.ruta for falla in fallas] == [P1, "propiedades del documento"]
    assert all(dice in falla.mensaje for falla in fallas)


def test_un_control_que_envuelve_una_fila_se_dice_con_su_tabla() -> None:
    def envolver(raiz: Any) -> None:
        fila = next(raiz.iter(qn("w:tr")))
        propiedades = '<w:sdtPr><w:tag w:val="{{ vigencia }}"/></w:sdtPr>'
        fila.addprevious(parse_xml(f"<w:sdt {nsdecls('w')}>{propiedades}<w:sdtContent/></w:sdt>"))
        fila.getprevious()[-1].append(fila)

    (falla,) = fallas_de(con_el_texto(cuerpo([["{{ actividad.codigo }}"]]), envolver))
    assert falla.ruta == "cuerpo, tabla 1"


def test_un_hueco_antes_del_numero_de_una_lista_se_dice() -> None:
    def poner(raiz: Any) -> None:
        next(raiz.iter(qn("w:lvlText"))).set(qn("w:val"), "{{ vigencia }}.")

    (falla,) = fallas_de(con_sus_partes(cuerpo("x"), poner, r"word/numbering\.xml"))
    assert str(falla) == (
        "numeración de las listas: lo que dice no se llena: quite «{{ vigencia }}»"
    )


def test_una_nota_no_dice_lo_de_una_fila() -> None:
    (falla,) = fallas_de(con_notas(cuerpo("x"), "{{ actividad.codigo }}"))

    assert falla.ruta == "cuerpo, nota al pie, párrafo 1"
    assert "aquí no hay 'actividad' que nombrar" in falla.mensaje


def test_las_fallas_de_un_word_se_dicen_todas_a_la_vez_y_en_su_orden() -> None:
    tabla = [["{{ actividad.codigos }}"], ["{{ seguimiento.texto }}"]]
    docx = cuerpo("{{ vigensia }}", tabla, "{{ fin }}", arriba="{{ entidad.nitt }}", pie="{{ x }}")

    assert [falla.ruta for falla in fallas_de(docx)] == [
        *(P1, "cuerpo, tabla 1, fila 1, celda 1", "cuerpo, tabla 1, fila 2, celda 1"),
        *("cuerpo, párrafo 2", "encabezado, párrafo 1", "pie, párrafo 1"),
    ]


def test_los_bloques_propios_se_revisan_con_su_ruta() -> None:
    bloques: dict[str, Any] = {
        "uno": {"tipo": "parrafo", "texto": "{{ entidad.nonbre }}"},
        "dos": {"tipo": "titulo", "texto": "X"},
        "tres": {"tipo": "tabla", "tablas": ["nada"]},
    }
    rutas = {f.ruta for f in fallas_de(cuerpo("x"), base="paac-seguimiento", bloques=bloques)}

    assert rutas == {"bloques.uno.texto", "bloques.dos.tipo", "bloques.tres.tablas"}


def test_en_los_datos_van_los_bytes_del_cuerpo() -> None:
    with pytest.raises(paac.ErrorDeFormato) as error:
        formato_con(cuerpo(""), cuerpo_en_word=3)

    falla = error.value.fallas[0]
    assert (falla.codigo, falla.ruta) == ("cuerpo_invalido", "cuerpo_en_word")
    assert falla.mensaje == (
        "se esperaban los bytes de un .docx, o su texto data:…;base64,…, llegó 3"
    )


def test_la_orden_dice_cada_falla_con_su_archivo(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archivo = tmp_path / "informe.docx"
    archivo.write_bytes(cuerpo("{{ entidad.nonbre }}", "{{ fin }}"))

    assert main(["revisar", str(archivo)]) == 1
    dichas = capsys.readouterr().err.splitlines()
    assert [
        una.startswith(f"{archivo}: cuerpo, párrafo {n}: ") for n, una in enumerate(dichas, 1)
    ] == [*(True, True)]


def test_un_formato_en_su_carpeta_dice_lo_del_word_y_lo_suyo(tmp_path: Path) -> None:
    carpeta = tmp_path / "mio"
    carpeta.mkdir()
    (carpeta / "cuerpo.docx").write_bytes(cuerpo("{{ entidad.nonbre }}", "{{ poner fecha }}"))
    (carpeta / "formato.toml").write_text(
        'codigo = "mio"\nnombre = "Mío"\nversion = "1"\ncuerpo_en_word = "cuerpo.docx"\n'
        '[propiedades]\ntitulo = "X"\n'
        '[bloques.fecha]\ntipo = "parrafo"\ntexto = "{{ cortes }}"\n',
        encoding="utf-8",
    )
    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato(carpeta)

    assert [falla.ruta for falla in error.value.fallas] == [
        f"{carpeta}/formato.toml: bloques.fecha.texto",
        f"{carpeta}/cuerpo.docx: cuerpo, párrafo 1",
    ]


def test_quien_hereda_el_word_dice_el_de_su_base(tmp_path: Path) -> None:
    mal = "{{ entidad.nonbre }}"
    de_cada_uno = {
        "base": 'cuerpo_en_word = "cuerpo.docx"\nmembrete = "hoja.docx"\n'
        '[propiedades]\ntitulo = "X"\n',
        "hijo": 'base = "base"\n',
    }
    for codigo, claves in de_cada_uno.items():
        (tmp_path / codigo).mkdir()
        texto = f'codigo = "{codigo}"\nnombre = "Mío"\nversion = "1"\n{claves}'
        (tmp_path / codigo / "formato.toml").write_text(texto, encoding="utf-8")
    (tmp_path / "base" / "cuerpo.docx").write_bytes(cuerpo(mal))
    con_encabezado = Document()
    con_encabezado.sections[0].header.paragraphs[0].text = mal
    con_encabezado.save(str(tmp_path / "base" / "hoja.docx"))

    with pytest.raises(paac.ErrorDeFormato) as error:
        paac.leer_formato("hijo", plantillas=tmp_path)

    rutas = [falla.ruta.removeprefix(f"{tmp_path}/base/") for falla in error.value.fallas]
    assert "cuerpo.docx: cuerpo, párrafo 1" in rutas
    assert "hoja.docx: membrete: encabezado, párrafo 1" in rutas


def test_el_word_que_falta_o_se_llama_mal_se_dice(tmp_path: Path) -> None:
    carpeta = tmp_path / "mio"
    carpeta.mkdir()
    (carpeta / "formato.toml").write_text(
        'codigo = "mio"\nnombre = "Mío"\nversion = "1"\ncuerpo_en_word = "../otro.docx"\n'
        '[propiedades]\ntitulo = "X"\n',
        encoding="utf-8",
    )
    with pytest.raises(paac.ErrorDeFormato, match="se esperaba el nombre de un archivo junto al"):
        paac.leer_formato(carpeta)
    with pytest.raises(FileNotFoundError, match="no existe el archivo"):
        paac.formato_desde_word(tmp_path / "no.docx")


HOSTILES = [
    *("{{" * 20_000, "}}" * 20_000, "{{ a " * 10_000, "{ " * 20_000, "{{ fin }}" * 2_000),
    *("{{ si x }}" * 2_000, "{{ entidad.nonbre }}" * 2_000, "{{ cada x }}" * 2_000),
]


@pytest.mark.una_de_cada
@pytest.mark.parametrize("texto", HOSTILES, ids=lambda texto: f"{texto[:12]}…")
def test_un_word_lleno_de_llaves_se_dice_y_se_acaba(texto: str) -> None:
    fallas = fallas_de(cuerpo(texto))

    assert {falla.ruta for falla in fallas} == {P1}
    assert all(len(falla.mensaje) < 400 for falla in fallas)
