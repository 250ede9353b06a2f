"""HTML: el documento en una sola página, que se lee en un teléfono, a oscuras, de oído y en papel.

Las marcas están en ``html.j2``, que escapa cada valor, y el aspecto en ``estilos.j2``; aquí se
dice qué va en qué orden. La página se basta sola y lo dice en su política de contenido: no trae
nada de fuera, y sólo valen sus estilos y su programa, por su huella.
"""

import base64
import hashlib
from collections.abc import Iterator

from markupsafe import Markup

from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html.aspecto.impresion import papeles_de
from paac_reportes.escritores.html.aspecto.reglas import hoja_de_estilos
from paac_reportes.escritores.html.bloques import (
    FILAS_QUE_SE_FILTRAN,
    acomodada,
    escribir_bloques,
    renglon,
)
from paac_reportes.escritores.html.graficos import TRAMAS
from paac_reportes.escritores.html.orden.anclas import Anclas
from paac_reportes.escritores.html.orden.imagenes import con_repetidas
from paac_reportes.escritores.html.orden.nombres import Nombres
from paac_reportes.escritores.html.orden.titulos import (
    Entrada,
    TituloPuesto,
    anidar,
    navegacion_de,
    poner_titulos,
)
from paac_reportes.escritores.html.piezas import fuente, pieza
from paac_reportes.escritores.html.tablas.geometria import Geometrias
from paac_reportes.maqueta.documento import Documento, Marco, PrimeraPagina
from paac_reportes.maqueta.indice import tiene_indice
from paac_reportes.maqueta.nodos import Bloque, Grafico, Tabla, Titulo

_HONDURA = 9
"""La de la navegación cuando el formato no dice cuál: toda."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.html``, con sus estilos y sus imágenes adentro."""
    escritura.sin_membrete(documento, "la página web")
    documento, imagenes = con_repetidas(documento)
    papeles = papeles_de([parte.marco for parte in documento.partes], documento.estilos)
    geometrias = Geometrias()
    cuerpo = _cuerpo(documento, [papel.nombre for papel in papeles], geometrias)
    distintos = {papel.nombre: papel for papel in reversed(papeles)}
    estilos = hoja_de_estilos(
        documento.estilos, geometrias, list(reversed(distintos.values())), imagenes
    )
    programa = fuente("filtro.js") if any(map(_se_filtra, _bloques(documento))) else ""
    return pieza(
        "pagina",
        documento.metadatos,
        _politica(estilos, programa),
        Markup(estilos),  # noqa: S704 - no trae textos de nadie, salvo en clave de CSS
        Markup(programa),  # noqa: S704 - es nuestro
        cuerpo,
    ).encode("utf-8")


def _politica(estilos: str, programa: str) -> str:
    """Lo que la página puede usar: sus imágenes, y sus estilos y su programa por su huella."""
    de_programa = f"script-src {_huella(programa)}; " if programa else ""
    return (
        f"default-src 'none'; img-src data:; style-src {_huella(estilos)}; {de_programa}"
        "base-uri 'none'; form-action 'none'"
    )


def _huella(texto: str) -> str:
    suma = base64.b64encode(hashlib.sha256(texto.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{suma}'"


def _bloques(documento: Documento) -> Iterator[Bloque]:
    return (bloque for parte in documento.partes for bloque in parte.bloques)


def _se_filtra(bloque: Bloque) -> bool:
    return isinstance(bloque, Tabla) and len(bloque.filas) >= FILAS_QUE_SE_FILTRAN


def _cuerpo(documento: Documento, clases: list[str], geometrias: Geometrias) -> Markup:
    anclas = Anclas()
    principal = anclas.nueva("principal")
    titulos = [bloque for bloque in _bloques(documento) if isinstance(bloque, Titulo)]
    puestos = list(poner_titulos(titulos, anclas))
    nombres = Nombres(anclas, iter(puestos), geometrias)
    indice = anidar(navegacion_de(documento, puestos))
    encabezados, *de_las_demas = _encabezados(documento, nombres)
    secciones = [
        _seccion(parte.bloques, suyos, nombres, indice)
        for parte, suyos in zip(documento.partes, ([], *de_las_demas), strict=True)
    ]
    hay_graficos = any(isinstance(bloque, Grafico) for bloque in _bloques(documento))
    cuerpo = pieza(
        "cuerpo",
        principal,
        encabezados,
        _navegacion(documento, puestos, indice),
        "" if any(not titulo.nivel for titulo in titulos) else documento.metadatos.titulo,
        list(zip(clases, secciones, strict=True)),
        list(_pies(documento, nombres)),
    )
    return pieza("tramas", TRAMAS) + cuerpo if hay_graficos else cuerpo


def _seccion(
    bloques: tuple[Bloque, ...],
    encabezados: list[Markup],
    nombres: Nombres,
    indice: tuple[Entrada, ...],
) -> Markup:
    return Markup("").join((*encabezados, escribir_bloques(nombres.poner(bloques), indice)))


def _navegacion(
    documento: Documento, puestos: list[TituloPuesto], indice: tuple[Entrada, ...]
) -> list[Markup]:
    """La que va arriba, si el documento no trae una tabla de contenido que ya lo sea."""
    if tiene_indice(documento) or sum(1 for puesto in puestos if puesto.titulo.nivel) < 2:  # noqa: PLR2004 - uno no se navega
        return []
    return [renglon(entrada, _HONDURA) for entrada in indice]


def _encabezados(documento: Documento, nombres: Nombres) -> Iterator[list[Markup]]:
    """Por parte, los que la página aún no muestra; el de la primera hoja es el único impreso.

    En una sola página van el de la primera y el de las demás: uno lleva el código oficial.
    """
    mostrados: list[Tabla] = []
    for numero, parte in enumerate(documento.partes):
        suyos = []
        impreso = (parte.marco.primera or parte.marco).encabezado if numero == 0 else None
        for tabla in _de_marco(parte.marco, "encabezado"):
            if tabla not in mostrados:
                mostrados.append(tabla)
                escrita = acomodada(nombres.acomodar(tabla))
                suyos.append(escrita if tabla is impreso else pieza("solo_pantalla", escrita))
        yield suyos


def _pies(documento: Documento, nombres: Nombres) -> Iterator[Markup]:
    mostrados: list[Tabla] = []
    for parte in documento.partes:
        for tabla in _de_marco(parte.marco, "pie"):
            if tabla not in mostrados:
                mostrados.append(tabla)
                yield acomodada(nombres.acomodar(tabla))


def _de_marco(marco: Marco, cual: str) -> Iterator[Tabla]:
    primera = marco.primera or PrimeraPagina()
    for tabla in (getattr(primera, cual), getattr(marco, cual)):
        if tabla is not None:
            yield tabla
