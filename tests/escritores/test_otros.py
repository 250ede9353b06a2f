"""HTML, CSV, JSON y el paquete."""

import io
import json
import zipfile

import pytest
from ayudas.fotos import dibujo, guardada
from ayudas.imagenes import png
from ayudas.planes import CORTE, FORMATO, componente, datos, plan, plan_con

import paac_reportes as paac
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html import escritor as html
from paac_reportes.escritores.paquete import (
    Compresion,
    ParteEnCurso,
    comprimir,
    entre_marcas,
    guardar_en,
)
from paac_reportes.maqueta.contenido import Enfasis, Imagen
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Parrafo, Tabla, Titulo
from paac_reportes.maqueta.rejilla import Celda, Fila


def emitir(de: paac.Plan, tipo: str) -> bytes:
    return paac.reporte(de, FORMATO, corte=CORTE).emitir(tipo).contenido


def test_ningun_dato_se_vuelve_html() -> None:
    hostil = """'"><b onload="x">&amp;\r</style>"""
    estilos = estilos_base("Arial", Pt(8))
    margen = Mm(10)
    pagina = Pagina(
        **dict.fromkeys(["ancho", "alto"], Mm(100)),
        **dict.fromkeys(["superior", "inferior", "izquierdo", "derecho", "encabezado"], margen),
    )
    celda = Celda((Enfasis(hostil, negrita=True), hostil), "celda")
    imagen = Imagen(png(), "png", hostil, Mm(5), Mm(5))
    bloques = (
        Titulo(texto=hostil, nivel=1),
        Parrafo((imagen, hostil)),
        Tabla(anchos=(1,), filas=(Fila((celda,)),), descripcion=hostil),
    )
    documento = Documento(
        metadatos=Metadatos(titulo=hostil, autor=hostil),
        estilos=estilos,
        partes=(Parte("P", bloques, Marco(pagina=pagina)),),
    )
    escrito = html.escribir(documento, Escritura()).decode()

    assert "<b" not in escrito.replace("<body", "").replace("&#13;<br>", "")
    assert escrito.count("&#39;&#34;&gt;&lt;b onload=&#34;x&#34;&gt;&amp;amp;") == 10
    assert escrito.count("&#13;") == 4


def test_un_retorno_solo_no_pega_las_dos_palabras_en_la_pagina() -> None:
    pagina = emitir(plan_con(descripcion="uno\rdos\r\ntres"), "html")

    assert b"uno&#13;<br>dos&#13;\ntres" in pagina


def test_el_json_es_el_dato_y_vuelve_a_ser_el_plan() -> None:
    contenido = emitir(plan(), "json")

    assert json.loads(contenido) == {"version_contrato": 1, **datos()}


def test_el_json_lleva_el_escudo_y_los_sustitutos_sueltos() -> None:
    imagen = png()
    de = plan(componente(nombre="\ud800"), entidad={"nombre": "X", "escudo": imagen})
    leido = paac.leer(io.BytesIO(emitir(de, "json"))).sin_dudas()

    assert leido == de


def test_el_json_dice_de_que_clase_es_la_imagen() -> None:
    de = plan(entidad={"nombre": "X", "escudo": guardada(dibujo(), "JPEG")})

    escudo = json.loads(emitir(de, "json"))["entidad"]["escudo"]
    assert escudo.startswith("data:image/jpeg;base64,/9j/")


def test_un_tipo_desconocido_dice_los_que_hay() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        emitir(plan(), "odt")

    assert str(error.value) == (
        "no se sabe escribir 'odt'; se puede: .docx, .xlsx, .html, .pdf, .json, .csv, .zip"
    )


def test_el_paquete_no_lleva_la_hora() -> None:
    for tipo in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(emitir(plan(), tipo))) as paquete:
            assert {entrada.date_time for entrada in paquete.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("texto", ["sin marca #", "@ dos @ #", "# al revés @"])
def test_una_marca_que_falta_o_sobra_es_un_defecto(texto: str) -> None:
    assert entre_marcas("a@b#c", "@#") == ["a", "b", "c"]
    with pytest.raises(ErrorDeMaqueta):
        entre_marcas(texto, "@#")


@pytest.mark.parametrize("letras", [0, 5, 2**20 - 1, 2**20, 2**21 + 7])
def test_una_parte_comprimida_por_pedazos_es_la_misma(letras: int) -> None:
    pedazos = [f"<w:t>Gestión {n} {'ñ' * (n % 90)}</w:t>" for n in range(letras // 60 + 1)]
    hecho, entera = io.BytesIO(), io.BytesIO()
    for flujo, por_pedazos in ((hecho, True), (entera, False)):
        with Compresion() as compresion:
            en_curso = ParteEnCurso(compresion)
            en_curso.poner(pedazos if por_pedazos else ["".join(pedazos)])
            partes = {"a.xml": en_curso.terminar()}
            partes |= comprimir(compresion, {"b.xml": "después".encode()})
        guardar_en(flujo, partes)

    assert hecho.getvalue() == entera.getvalue()
    with zipfile.ZipFile(hecho) as paquete:
        assert paquete.testzip() is None
        assert paquete.read("a.xml").decode() == "".join(pedazos)
