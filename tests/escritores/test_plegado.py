"""Qué se pliega en la página: los anexos, por sus partes, y nada más."""

import re
from collections.abc import Iterator

import attrs
import pytest
from ayudas.a_medida import formato, plan_de
from ayudas.de_todo import de_todo
from ayudas.documentos import documento_de
from ayudas.planes import CORTE

import paac_reportes as paac
from paac_reportes.escritores import html
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.maqueta.documento import Documento
from paac_reportes.maqueta.nodos import Bloque, NumeroDeTitulo, Parrafo, Titulo

CODIGOS = [ficha.codigo for ficha in paac.formatos_disponibles()]
BASE = documento_de(plan_de(), formato({"tipo": "titulo", "texto": "x"}), CORTE, "documento")


def escrita(*partes: tuple[Bloque, ...]) -> str:
    una = BASE.partes[0]
    documento = attrs.evolve(
        BASE, partes=tuple(attrs.evolve(una, bloques=bloques) for bloques in partes)
    )
    return html.escribir(documento, Escritura()).decode()


def titulo(texto: str, nivel: int = 1, numero: NumeroDeTitulo | None = None) -> Titulo:
    return Titulo(texto=texto, nivel=nivel, numero=numero)


def anexo(texto: str, *cuentas: int) -> Titulo:
    return titulo(texto, len(cuentas), NumeroDeTitulo(cuentas, de_anexo=True))


def plegados(pagina: str) -> Iterator[tuple[str, list[str]]]:
    """El título de cada uno y los textos de adentro."""
    for resumen, dentro in re.findall(
        r'<details class="plegado" open>\n<summary>(.*?)</summary>\n(.*?)</details>',
        pagina,
        re.DOTALL,
    ):
        (titulo,) = re.findall(r"<h\d[^>]*>(.*?)</h\d>", resumen)
        yield titulo, re.findall(r">([^<>\n]+)</", dentro)


def test_un_anexo_se_pliega_por_sus_partes_y_sin_ellas_entero() -> None:
    pagina = escrita(
        (
            titulo("Resultados", 1, NumeroDeTitulo((1,))),
            Parrafo("lo que se lee"),
            anexo("Método", 1),
            Parrafo("cómo"),
            anexo("Matriz", 2),
            Parrafo("se omite"),
            anexo("Hacienda", 2, 1),
            Parrafo("una"),
            anexo("Caja", 2, 1, 1),
            Parrafo("otra"),
            anexo("Salud", 2, 2),
            Parrafo("tres"),
            titulo("Cierre"),
            Parrafo("fuera"),
        )
    )

    assert list(plegados(pagina)) == [
        ("Anexo\xa0A. Método", ["cómo"]),
        ("B.1 Hacienda", ["una", "B.1.1 Caja", "otra"]),
        ("B.2 Salud", ["tres"]),
    ]


def test_los_titulos_de_un_anexo_lo_parten_aunque_no_se_numeren() -> None:
    pagina = escrita((anexo("Matriz", 1), titulo("Hacienda", 2), Parrafo("una")))

    assert list(plegados(pagina)) == [("Hacienda", ["una"])]


def test_un_anexo_sigue_en_la_parte_que_viene_en_otro_papel() -> None:
    pagina = escrita(
        (anexo("Matriz", 1), Parrafo("se omite")),
        (anexo("Hacienda", 1, 1), Parrafo("una")),
        (titulo("Cierre"), titulo("Otra", 2), Parrafo("fuera")),
    )

    assert list(plegados(pagina)) == [
        ("Anexo\xa0A. Matriz", ["se omite"]),
        ("A.1 Hacienda", ["una"]),
    ]


def test_un_titulo_sin_nada_debajo_no_se_pliega() -> None:
    pagina = escrita((anexo("Vacío", 1), anexo("Otro", 2), Parrafo("algo")))

    assert [titulo for titulo, _ in plegados(pagina)] == ["Anexo\xa0B. Otro"]


def test_el_programa_viene_aunque_un_anexo_no_traiga_tablas() -> None:
    assert "<script>" in escrita((anexo("Método", 1), Parrafo("cómo")))
    assert "<script>" not in escrita((titulo("Método"), Parrafo("cómo")))


@pytest.mark.una_de_cada
@pytest.mark.parametrize("codigo", CODIGOS)
def test_fuera_de_los_anexos_de_un_formato_no_se_pliega_nada(codigo: str) -> None:
    """Lo que cada formato dice que es un anexo, mirado en su árbol."""
    definido = hallar_formato(codigo)[0]
    muestra = de_todo(definido)
    emitida = paac.reporte(muestra.contenido, codigo, corte=muestra.corte).emitir("html").contenido
    plegadas = {titulo for titulo, _ in plegados(emitida.decode())}
    arbol = documento_de(muestra.contenido, definido, muestra.corte, "documento")

    assert {re.sub("<wbr>|&#\\d+;|&\\w+;", "", uno) for uno in plegadas} <= set(de_anexos(arbol))
    assert bool(plegadas) == bool(list(de_anexos(arbol)))


def de_anexos(documento: Documento) -> Iterator[str]:
    for parte in documento.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, Titulo) and bloque.numero and bloque.numero.de_anexo:
                yield bloque.con_numero
