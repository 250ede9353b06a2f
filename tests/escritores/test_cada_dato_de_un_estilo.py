"""Cada dato de un estilo se nota en toda salida que lo pueda mostrar."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import pytest

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import ESCRITORES
from paac_reportes.maqueta.aspecto import Bordes, Raya
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Pagina, Parte
from paac_reportes.maqueta.estilos import Estilo, estilos_base
from paac_reportes.maqueta.medida.tipografia import Mm, Pt
from paac_reportes.maqueta.nodos import Bloque, Lista, Parrafo, Tabla
from paac_reportes.maqueta.rejilla import Celda, Fila

PROBADO = "probado"
LISO = Estilo(familia="Arial", tamano=Pt(9))
CON_MEDIO = [tipo for tipo, escritor in ESCRITORES.items() if escritor.medio]
Lugar = Callable[[], tuple[Bloque, ...]]

CASI_UNA_PAGINA = Parrafo("\n".join("abcdefghijk"))
ALTO = "a\nb\nc"
FINAL = (Parrafo("x"), Parrafo("y"))
"""En un libro, lo último va siempre con lo que tenga encima."""


def parrafo() -> tuple[Bloque, ...]:
    return Parrafo("Uno"), Parrafo("7", PROBADO), Parrafo("Otro")


def elemento() -> tuple[Bloque, ...]:
    return Parrafo("7", PROBADO, lista=Lista(nivel=1)), Parrafo("Otro")


def celda() -> tuple[Bloque, ...]:
    fila = Fila((Celda("7", PROBADO), Celda(ALTO, "pie")))
    return Tabla(anchos=(0.5, 0.5), filas=(fila,)), Parrafo("Otro")


def al_pie() -> tuple[Bloque, ...]:
    """Lo último de una página: lo que sigue ya no cabe."""
    return CASI_UNA_PAGINA, Parrafo("7", PROBADO), Parrafo(ALTO), *FINAL


def arriba() -> tuple[Bloque, ...]:
    """Lo primero de la página que sigue."""
    return CASI_UNA_PAGINA, Parrafo("Uno", "pie"), Parrafo(ALTO, PROBADO), *FINAL


EN_TODO: tuple[Lugar, ...] = (parrafo, elemento, celda)
CAMPOS: Mapping[str, tuple[Any, tuple[Lugar, ...]]] = {
    "familia": ("Calibri", EN_TODO),
    "tamano": (Pt(14), EN_TODO),
    "negrita": (True, EN_TODO),
    "cursiva": (True, EN_TODO),
    "color": ("C00000", EN_TODO),
    "relleno": ("FFF2CC", EN_TODO),
    "horizontal": ("derecha", EN_TODO),
    "vertical": ("abajo", (celda,)),
    "bordes": (Bordes(abajo=Raya()), (celda,)),
    "dato": ("numero", (celda,)),
    "antes": (Pt(40), (parrafo, celda)),
    "despues": (Pt(40), EN_TODO),
    "sangria": (Pt(20), (elemento,)),
    "margen": (Pt(20), (elemento, celda)),
    "al_ras": (True, (celda,)),
    "con_el_siguiente": (True, (al_pie,)),
    "con_el_anterior": (True, (arriba,)),
    "nivel": (1, (parrafo,)),
    "sobre": (Pt(40), (parrafo,)),
    "debajo": (Pt(40), (parrafo,)),
    "girado": (True, (celda,)),
    "repartido": (True, (parrafo, celda)),
    "en_un_renglon": (True, (celda,)),
    "filete": (Raya(grosor=Pt(3)), (parrafo,)),
}
"""De cada dato de un estilo, otro valor y dónde se nota."""

SIN_PAGINAS = "no tiene páginas: al imprimirla, lo que va junto lo dicen sus etiquetas"
YA_ADENTRO = "una lista va dentro del elemento de otra, y así se corre"
EN_SU_FILA = "no reparte lo que va en una fila: ahí lo que un estilo deja es su antes y su después"
DE_UNA_HOJA = "ahí nadie lee un texto que sale de su celda: sólo en una hoja por llenar"
DE_SUS_TITULOS = "su navegación es la de los títulos, y cada uno dice su nivel"
NO_PUEDE: Mapping[tuple[str, ...], str] = {
    **{("dato", tipo): "no calcula: ahí todo es texto" for tipo in ("docx", "html", "pdf")},
    **{("nivel", tipo): DE_SUS_TITULOS for tipo in ("xlsx", "html", "pdf")},
    **{
        (campo, tipo): EN_SU_FILA
        for campo in ("sobre", "debajo", "repartido")
        for tipo in ("docx", "html", "pdf")
    },
    **{("margen", tipo, "elemento"): YA_ADENTRO for tipo in ("html", "pdf")},
    **{("en_un_renglon", tipo): DE_UNA_HOJA for tipo in ("docx", "html", "pdf")},
    ("con_el_siguiente", "html"): SIN_PAGINAS,
    ("al_ras", "xlsx"): "el texto de una celda ya empieza en su borde",
    ("sangria", "xlsx"): "una celda no deja la primera línea más afuera que las otras",
}
"""Lo que una salida no puede mostrar, en ninguna parte o en una, y por qué."""


def documento(bloques: tuple[Bloque, ...], estilo: Estilo) -> Documento:
    """Esos bloques en un papel bajo."""
    lados = ("superior", "inferior", "izquierdo", "derecho", "encabezado")
    pagina = Pagina(ancho=Mm(216), alto=Mm(75.1), **dict.fromkeys(lados, Mm(10)))
    return Documento(
        metadatos=Metadatos(titulo="T"),
        estilos={**estilos_base("Arial", Pt(9)), PROBADO: estilo},
        partes=(Parte("Hoja", bloques, Marco(pagina=pagina)),),
    )


def test_de_cada_dato_se_sabe_donde_se_nota() -> None:
    # La clase no se ve: dice de cuál de los que todo documento tiene es variante.
    assert {"clase", *CAMPOS} == {campo.name for campo in attrs.fields(Estilo)}


@pytest.mark.una_de_cada("campo", "tipo")
@pytest.mark.parametrize("tipo", CON_MEDIO)
@pytest.mark.parametrize("campo", CAMPOS)
def test_un_dato_de_un_estilo_cambia_lo_escrito(campo: str, tipo: str) -> None:
    valor, donde = CAMPOS[campo]
    escribir = ESCRITORES[tipo].cargar()
    # Sólo lo que va en una lista deja su primera línea afuera.
    liso = {lugar: attrs.evolve(LISO, sangria=Pt(14 * (lugar is elemento))) for lugar in donde}
    se_nota = {
        lugar.__name__: escribir(
            documento(lugar(), attrs.evolve(liso[lugar], **{campo: valor})), Escritura()
        )
        != escribir(documento(lugar(), liso[lugar]), Escritura())
        for lugar in donde
    }
    # Lo que ya se pueda mostrar sale de la tabla.
    assert se_nota == {
        lugar: NO_PUEDE.keys().isdisjoint({(campo, tipo), (campo, tipo, lugar)})
        for lugar in se_nota
    }
