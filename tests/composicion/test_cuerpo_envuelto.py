"""Lo que un Word envuelve, en control, etiqueta, cambio o cuadro de texto, sale en todas partes."""

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from ayudas.cuerpos import filas_de, textos_de
from ayudas.ejemplos import VECES
from ayudas.envueltos import (
    CUADROS,
    DE_CORRIDA,
    ENVOLTURAS,
    Azar,
    celda,
    con_bloques,
    corrida,
    parrafo,
    tabla,
)
from ayudas.planes import CORTE, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.opc.lectura import ver
from paac_reportes.opc.visto import TablaVista

SOLAS = {(nombre,): xml for nombre, xml in ENVOLTURAS.items()}
DE_DOS = {
    (una, otra): ENVOLTURAS[una].replace("{}", ENVOLTURAS[otra])
    for una, otra in product(("control", "sección que se repite", "etiqueta"), repeat=2)
}
TODAS = SOLAS | DE_DOS


@cache
def plan() -> paac.Plan:
    dos = actividad(codigo="1.1"), actividad(codigo="1.2")
    return paac.desde_datos(datos(componente(*dos))).contenido


def reporte(docx: bytes) -> paac.Reporte:
    return paac.reporte(plan(), paac.formato_desde_word(docx), corte=CORTE)


def en(envoltura: str, xml: str) -> str:
    return envoltura.replace("{}", xml)


def fila(*textos: str, propiedades: str = "") -> str:
    return f"<w:tr>{propiedades}{''.join(celda(parrafo(uno)) for uno in textos)}</w:tr>"


def textos_de_opc(docx: bytes) -> str:
    def todos() -> Iterator[str]:
        for bloque in ver(io.BytesIO(docx)).partes[0].bloques:
            if isinstance(bloque, TablaVista):
                yield from (una.texto for suya in bloque.filas for una in suya if una)
            else:
                yield bloque.texto

    return " ".join(todos())


MARCA = re.compile(r"dicho\d+fin")


def marcas_en(texto: str) -> list[str]:
    return MARCA.findall(texto)


@pytest.mark.una_de_cada
@pytest.mark.parametrize("semilla", range(2 * VECES))
def test_ley_todo_texto_de_un_cuerpo_sale_una_vez_y_en_su_orden(semilla: int) -> None:
    azar = Azar(semilla)
    docx = reporte(azar.cuerpo()).emitir("docx").contenido

    # Cada cuadro de dos modos se dice dos veces.
    assert [*dict.fromkeys(marcas_en(" ".join(textos_de(docx))))] == azar.textos
    assert {*marcas_en(textos_de_opc(docx))} <= {*azar.textos}


@pytest.mark.integracion
def test_cada_envoltura_y_cada_dos_dicen_lo_suyo_en_cada_nivel() -> None:
    def casos() -> Iterator[str]:
        numeros = iter(range(10_000))

        def dicho() -> str:
            return f"dicho{next(numeros)}fin"

        for una in TODAS.values():
            yield en(una, parrafo(dicho()))
            yield f"<w:p>{en(una, corrida(dicho()))}</w:p>"
            yield f"{en(una, tabla(fila(dicho(), dicho())))}<w:p/>"
            yield tabla(fila(dicho(), dicho()), en(una, fila(dicho(), dicho())))
            celdas = celda(parrafo(dicho())) + en(una, celda(parrafo(dicho())))
            yield tabla(f"<w:tr>{celdas}</w:tr>")
        for una, cuadro in product(DE_CORRIDA.values(), CUADROS.values()):
            yield f"<w:p>{en(una, corrida(dicho()))}{en(una, en(cuadro, parrafo(dicho())))}</w:p>"
            yield tabla(
                fila("x", "y")
                + f"<w:tr>{celda('<w:p>' + en(cuadro, parrafo(dicho())) + '</w:p>')}</w:tr>"
            )

    bloques = [*casos()]
    cuantos = len({*marcas_en(" ".join(bloques))})
    assert cuantos > len(TODAS) * 8
    hecho = reporte(con_bloques(*bloques, parrafo("{{ vigencia }}"))).emitir("docx").contenido
    assert [*dict.fromkeys(marcas_en(" ".join(textos_de(hecho))))] == [
        f"dicho{numero}fin" for numero in range(cuantos)
    ]


@pytest.mark.integracion
def test_las_filas_envueltas_se_repiten_y_las_fijas_quedan_en_su_lugar() -> None:
    tablas = (
        tabla(
            fila("Código", "Qué"),
            en(una, fila("{{ actividad.codigo }}", "x")),
            en(una, fila("TOTAL", "{{ cuenta(actividad) }}")),
            fila("Fin", "y"),
        )
        + "<w:p/>"
        for una in TODAS.values()
    )
    hecho = reporte(con_bloques(*tablas)).emitir("docx").contenido
    una = ["Código", "Qué", "1.1", "x", "1.2", "x", "TOTAL", "2", "Fin", "y"]
    assert [uno.strip() for uno in textos_de(hecho) if uno] == una * len(TODAS)


@pytest.mark.integracion
def test_una_tabla_que_no_repite_conserva_sus_controles_y_sus_filas() -> None:
    filas = (
        en(una, fila("{{ entidad.nombre }}", "fija")) + en(una, fila("TOTAL", "z"))
        for una in TODAS.values()
    )
    hecho = reporte(con_bloques(tabla(*filas))).emitir("docx").contenido
    assert [[uno.strip() for uno in suya] for suya in filas_de(hecho)] == [
        ["MUNICIPIO DE PRUEBA", "fija"],
        ["TOTAL", "z"],
    ] * len(TODAS)
    assert b"repeatingSection" in paquete(hecho)


def paquete(docx: bytes) -> bytes:
    from zipfile import ZipFile

    return ZipFile(io.BytesIO(docx)).read("word/document.xml")


@pytest.mark.integracion
def test_las_instrucciones_envueltas_valen_a_cualquier_hondura() -> None:
    bloques = (
        en(una, parrafo("{{ cada actividad }}"))
        + en(una, parrafo("De {{ actividad.codigo }}"))
        + en(una, en(una, parrafo("{{ fin }}")))
        + en(una, parrafo("{{ si entidad.nit }}") + parrafo("no sale") + parrafo("{{ fin }}"))
        for una in TODAS.values()
    )
    hecho = reporte(con_bloques(*bloques)).emitir("docx").contenido
    assert [uno.strip() for uno in textos_de(hecho)] == ["De 1.1", "De 1.2"] * len(TODAS)


@pytest.mark.integracion
def test_en_una_celda_envuelta_un_cada_repite_lo_suyo() -> None:
    adentro = "".join(map(parrafo, ("{{ cada actividad }}", "{{ actividad.codigo }}", "{{ fin }}")))
    filas = (
        f"<w:tr>{en(una, celda(en(una, adentro) + parrafo('z')))}</w:tr>" for una in TODAS.values()
    )
    hecho = reporte(con_bloques(tabla(*filas, columnas=1))).emitir("docx").contenido
    assert [uno for suya in filas_de(hecho) for uno in suya] == ["1.1 \n1.2 \nz "] * len(TODAS)


def test_un_plan_sin_dependencias_no_deja_el_control_que_las_nombra() -> None:
    sin = datos()
    sin["componentes"] = sin.pop("dependencias")[0]["componentes"]
    control = en(ENVOLTURAS["control"], parrafo("En {{ dependencia.nombre }}"))
    cada = (parrafo("{{ cada dependencia }}"), control, parrafo("otro"), parrafo("{{ fin }}"))
    formato = paac.formato_desde_word(con_bloques(*cada))
    hecho = paac.reporte(paac.desde_datos(sin).contenido, formato, corte=CORTE).emitir("docx")
    assert [uno.strip() for uno in textos_de(hecho.contenido)] == ["otro"]


def test_una_fila_borrada_se_lleva_lo_que_la_envuelve() -> None:
    borrada = fila("se fue", propiedades='<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>')
    una = DE_DOS["sección que se repite", "etiqueta"]
    queda = tabla(fila("queda"), en(una, borrada), columnas=1)
    sola = tabla(en(una, borrada), columnas=1)
    hecho = reporte(con_bloques(queda, parrafo("{{ vigencia }}"), sola)).emitir("docx").contenido
    assert [uno.strip() for uno in textos_de(hecho)] == ["queda", "2026"]
    assert b"sdt" not in paquete(hecho)
