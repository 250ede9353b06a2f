"""Lo que un Word envuelve, en control, etiqueta, cambio o cuadro de texto, sale en todas partes."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import pytest
from ayudas.cuerpos import textos_de
from ayudas.envueltos import (
    CUADROS,
    DE_CORRIDA,
    ENVOLTURAS,
    celda,
    con_bloques,
    corrida,
    parrafo,
    tabla,
)
from ayudas.planes import CORTE, actividad, componente, datos

import paac_reportes as paac

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


MARCA = re.compile(r"dicho\d+fin")


def marcas_en(texto: str) -> list[str]:
    return MARCA.findall(texto)


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


CADA_UNA = ("{{ cada actividad }}", "{{ actividad.codigo }}", "{{ fin }}")
EN_CADA: dict[str, tuple[Callable[[str], str], list[str]]] = {
    "las filas se repiten y las fijas quedan en su lugar": (
        lambda una: tabla(
            fila("Código", "Qué"),
            en(una, fila("{{ actividad.codigo }}", "x")),
            en(una, fila("TOTAL", "{{ cuenta(actividad) }}")),
        ),
        ["Código", "Qué", "1.1", "x", "1.2", "x", "TOTAL", "2"],
    ),
    "una tabla que no repite conserva sus filas": (
        lambda una: tabla(en(una, fila("{{ entidad.nombre }}", "fija")) + en(una, fila("z", "y"))),
        ["MUNICIPIO DE PRUEBA", "fija", "z", "y"],
    ),
    "las instrucciones valen a cualquier hondura": (
        lambda una: "".join(
            (
                en(una, parrafo(CADA_UNA[0])),
                en(una, parrafo("De {{ actividad.codigo }}")),
                en(una, en(una, parrafo("{{ fin }}"))),
                en(una, "".join(map(parrafo, ("{{ si entidad.nit }}", "no sale", "{{ fin }}")))),
            )
        ),
        ["De 1.1", "De 1.2"],
    ),
    "en una celda un cada repite lo suyo": (
        lambda una: tabla(
            f"<w:tr>{en(una, celda(en(una, ''.join(map(parrafo, CADA_UNA))) + parrafo('z')))}</w:tr>",
            columnas=1,
        ),
        ["1.1", "1.2", "z"],
    ),
}


@pytest.mark.integracion
@pytest.mark.parametrize("caso", EN_CADA)
def test_con_cualquier_envoltura(caso: str) -> None:
    xml, dice = EN_CADA[caso]
    hecho = reporte(con_bloques("<w:p/>".join(map(xml, TODAS.values())))).emitir("docx").contenido

    assert [uno.strip() for uno in textos_de(hecho) if uno] == dice * len(TODAS)
    assert b"repeatingSection" in paquete(hecho) or not caso.startswith("una tabla")


def paquete(docx: bytes) -> bytes:
    from zipfile import ZipFile

    return ZipFile(io.BytesIO(docx)).read("word/document.xml")


def test_un_plan_sin_dependencias_no_deja_el_control_que_las_nombra() -> None:
    sin = datos()
    sin["componentes"] = sin.pop("dependencias")[0]["componentes"]
    control = en(ENVOLTURAS["control"], parrafo("En {{ dependencia.nombre }}"))
    cada = (parrafo("{{ cada dependencia }}"), control, parrafo("otro"), parrafo("{{ fin }}"))
    formato = paac.formato_desde_word(con_bloques(*cada))
    hecho = paac.reporte(paac.desde_datos(sin).contenido, formato, corte=CORTE).emitir("docx")
    assert [uno.strip() for uno in textos_de(hecho.contenido)] == ["otro"]
