"""HTML: el documento en una sola página, que se lee en un teléfono, a oscuras, de oído y en papel.

Las marcas están en ``html.j2``, que escapa cada valor, y el aspecto en ``estilos.j2``; aquí se dice
qué va en qué orden. La página se basta sola y lo dice en su política de contenido: no trae nada de
fuera, y sólo valen sus estilos y su programa, por su huella.

``escribir`` la arma. Debajo, qué pieza va con cada bloque y las filas de una tabla, con qué celdas
nombran a cuáles; las celdas son miles y jinja2 mira cada pedazo que se le da, así que se pegan ya
escapadas. Antes, qué se pliega en una pantalla (los anexos, que se buscan fila por fila; sin su
programa todo va abierto) y cómo va cada tabla en un teléfono.
"""

import base64
import functools
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import assert_never

from markupsafe import Markup

from paac_reportes import clases
from paac_reportes.errores import ErrorDeMaqueta
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.html.aspecto import hoja_de_estilos_de_pagina, papeles_de
from paac_reportes.escritores.html.nombres import (
    Acomodada,
    Anclas,
    ConNombre,
    Entrada,
    FichaDeRotulos,
    Geometrias,
    NombresDePagina,
    Pieza,
    TituloPuesto,
    anclas_nombradas,
    anidar,
    colocadas,
    con_repetidas,
    de_columna,
    grupos_de_columnas,
    navegacion_de,
    poner_titulos,
    por_medio,
)
from paac_reportes.escritores.html.piezas import corto, en_marcas, fuente, pieza
from paac_reportes.maqueta.aspecto import DE_UNA_MIRADA
from paac_reportes.maqueta.contenido import MIL, ConBarra, Contenido, barra_de, solo_texto
from paac_reportes.maqueta.cortes import esta_en_su_franja, filas_atadas
from paac_reportes.maqueta.documento import Documento, tiene_indice
from paac_reportes.maqueta.estilos import ESTILOS_DE_PORTADA, en_cuadricula
from paac_reportes.maqueta.nodos import (
    Bloque,
    EnLista,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
    con_listas,
)
from paac_reportes.maqueta.rejilla import Celda, CeldaDeFila, FilasDeTabla, resolver

_LETRAS_DE_PANTALLA = 58
"""Letras que caben en un renglón de las tablas, en una pantalla de 390 píxeles."""
_LETRAS_DE_NOMBRE = 12
"""Letras que lleva, por lo menos, la columna que dice de qué es cada fila."""
_LETRAS_DE_ROTULO = 8
"""Letras que bastan a la palabra de un rótulo, que se parte por sus sílabas."""
_LETRAS_DE_TEXTO = 40
"""Letras desde las que el texto de una celda se lee mejor a todo lo ancho."""


def cabe_en_un_telefono(tabla: Tabla) -> bool:
    """Si en un teléfono se lee como tabla: caben sus palabras y ninguna columna es de texto.

    La primera dice nombres, que van en varios renglones; las filas de una matriz son textos.
    """
    if not tabla.rotulos or tabla.filas.son_del_contenido:
        return False
    de_palabra = [0] * len(tabla.anchos)
    for columna, texto in _rotulos_de_una_columna(tabla):
        de_palabra[columna] = max(
            de_palabra[columna], min(_letras_de_palabra(texto), _LETRAS_DE_ROTULO)
        )
    letras = 0
    for lugar, columna_de_tabla in enumerate(tabla.columnas):
        textos = [
            solo_texto(contenido)
            for fila, contenido in enumerate(columna_de_tabla.contenidos)
            if columna_de_tabla.abarca(fila) == 1
        ]
        if lugar and any(len(texto) > _LETRAS_DE_TEXTO for texto in textos):
            return False
        minimo = de_palabra[lugar] if lugar else max(de_palabra[lugar], _LETRAS_DE_NOMBRE)
        letras += max([minimo, *map(_letras_de_palabra, textos)])
    return letras <= _LETRAS_DE_PANTALLA


def _rotulos_de_una_columna(tabla: Tabla) -> Iterator[tuple[int, str]]:
    """Rótulos que son de una sola columna, cada uno tras ella: ``(0, "Actividad")``."""
    for fila in tabla.rotulos:
        columna = 0
        for celda in fila.celdas:
            if celda.columnas == 1 and columna < len(tabla.anchos):
                yield columna, solo_texto(celda.contenido)
            columna += celda.columnas


def _letras_de_palabra(texto: str) -> int:
    """Letras de la palabra más larga de un texto; los espacios duros son de ella."""
    return max(map(len, texto.replace("\n", " ").split(" ")), default=0)


@clases.frozen
class Plegado:
    """Un título, que queda a la vista, y lo que va debajo."""

    titulo: TituloPuesto
    dentro: tuple[Pieza, ...]


def es_de_anexo(bloque: Bloque) -> bool:
    """Si un bloque es el título con que empieza un anexo."""
    numero = bloque.numero if isinstance(bloque, Titulo) else None
    return numero is not None and numero.de_anexo and len(numero.cuentas) == 1


def plegar(partes: Iterable[Iterable[Pieza]]) -> Iterator[list[Pieza | Plegado]]:
    """Las piezas de cada parte, con las de sus anexos plegadas."""
    anexos = _Anexos()
    for piezas in partes:
        plegadas: list[Pieza | Plegado] = []
        for anexo, grupo in groupby(piezas, anexos):
            seguidas = list(grupo)
            plegadas += _por_partes(seguidas) if anexo else seguidas
        yield plegadas


class _Anexos:
    """Cuenta que dice en cuál anexo está cada pieza, según van llegando: desde 1; 0 si en ninguno.

    Un anexo sigue en la parte que viene, que puede ir en otro papel, hasta un título que no sea más
    hondo que el suyo.
    """

    def __init__(self) -> None:
        self._cuantos = 0
        self._nivel = 0

    def __call__(self, pieza: Pieza) -> int:
        if isinstance(pieza, TituloPuesto):
            if es_de_anexo(pieza.titulo):
                self._cuantos, self._nivel = self._cuantos + 1, pieza.titulo.nivel
            elif pieza.titulo.nivel <= self._nivel:
                self._nivel = 0
        return self._cuantos if self._nivel else 0


def _por_partes(anexo: Sequence[Pieza]) -> Iterator[Pieza | Plegado]:
    """Piezas de un anexo, plegadas bajo sus títulos de adentro o, sin ellos, todas bajo el suyo."""
    titulos = [bloque.titulo for bloque in anexo if isinstance(bloque, TituloPuesto)]
    de_adentro = [titulo.nivel for titulo in titulos if not es_de_anexo(titulo)]
    nivel = min(de_adentro or [titulo.nivel for titulo in titulos], default=0)
    cabeza: TituloPuesto | None = None
    dentro: list[Pieza] = []
    for bloque in anexo:
        if isinstance(bloque, TituloPuesto) and bloque.titulo.nivel == nivel:
            yield from _plegado(cabeza, dentro)
            cabeza, dentro = bloque, []
        else:
            dentro.append(bloque)
    yield from _plegado(cabeza, dentro)


def _plegado(cabeza: TituloPuesto | None, dentro: Sequence[Pieza]) -> Iterator[Pieza | Plegado]:
    """Piezas plegadas bajo su título; sueltas si no lo tienen, y él solo si no hay ninguna."""
    if cabeza is None:
        yield from dentro
    else:
        yield Plegado(cabeza, tuple(dentro)) if dentro else cabeza


_HONDURA = 9
"""Hondura de la navegación cuando el formato no dice cuál: toda."""


def escribir(documento: Documento, escritura: Escritura) -> bytes:
    """Los bytes del ``.html``, con sus estilos y sus imágenes adentro."""
    escritura.sin_membrete(
        documento, "la página web sólo lleva los textos, las tablas y las imágenes"
    )
    documento, imagenes = con_repetidas(documento)
    papeles = papeles_de([parte.marco for parte in documento.partes], documento.estilos)
    geometrias = Geometrias()
    cuerpo = _cuerpo(documento, [papel.nombre for papel in papeles], geometrias)
    distintos = {papel.nombre: papel for papel in reversed(papeles)}
    estilos = hoja_de_estilos_de_pagina(
        documento.estilos,
        geometrias,
        list(reversed(distintos.values())),
        imagenes,
        sorted({int(filas) for filas in _CUBRE.findall(cuerpo)}),
        con_ceros=any(isinstance(bl, Tabla) and bl.calla_ceros for bl in _bloques(documento)),
    )
    programa = fuente("filtro.js") if any(map(_pide_programa, _bloques(documento))) else ""
    return pieza(
        "pagina",
        documento.metadatos,
        _politica(estilos, programa),
        Markup(estilos),  # noqa: S704 - no trae textos de nadie, salvo en clave de CSS
        Markup(programa),  # noqa: S704 - es nuestro
        cuerpo,
    ).encode("utf-8")


_CUBRE = re.compile(r' rowspan="(\d+)"')
"""Atributo de una celda de varias filas: en ningún texto está, que sus comillas salen en clave."""


def _politica(estilos: str, programa: str) -> str:
    """Política de contenido (CSP): imágenes ``data:``, y estilos y programa por su huella."""
    de_programa = f"script-src {_huella(programa)}; " if programa else ""
    return (
        f"default-src 'none'; img-src data:; style-src {_huella(estilos)}; {de_programa}"
        "base-uri 'none'; form-action 'none'"
    )


def _huella(texto: str) -> str:
    """Huella como va en la política de contenido: ``'sha256-47DEQ…'``."""
    suma = base64.b64encode(hashlib.sha256(texto.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{suma}'"


def _bloques(documento: Documento) -> Iterator[Bloque]:
    return (bloque for parte in documento.partes for bloque in parte.bloques)


def _pide_programa(bloque: Bloque) -> bool:
    """Si un bloque pide el programa: abre un anexo, que se pliega, o es una tabla, que se busca."""
    return es_de_anexo(bloque) or (isinstance(bloque, Tabla) and bloque.clase == "filas")


def _cuerpo(documento: Documento, clases: list[str], geometrias: Geometrias) -> Markup:
    """Lo de ``<body>``, con la clase de CSS de cada parte; numera en ``geometrias`` las tablas."""
    anclas = Anclas(anclas_nombradas(documento))
    principal = anclas.nueva("principal")
    titulos = [bloque for bloque in _bloques(documento) if isinstance(bloque, Titulo)]
    en_la_pagina = list(poner_titulos(titulos, anclas))
    nombres = NombresDePagina(anclas, iter(en_la_pagina), geometrias)
    indice = anidar(navegacion_de(documento, en_la_pagina))
    sobrio = not en_cuadricula(documento.estilos)
    encabezados, *de_las_demas = _encabezados(documento, nombres, sobrio=sobrio)
    partes = plegar(nombres.poner(parte.bloques) for parte in documento.partes)
    secciones = [
        Markup("").join((*arriba, escribir_bloques(piezas, indice)))
        for piezas, arriba in zip(partes, ([], *de_las_demas), strict=True)
    ]
    con_titulos = sum(1 for titulo in en_la_pagina if titulo.titulo.nivel) > 1
    se_navega = con_titulos and not tiene_indice(documento)
    return pieza(
        "cuerpo",
        principal,
        encabezados,
        [renglon(entrada, _HONDURA) for entrada in indice] if se_navega else [],
        "" if any(not titulo.nivel for titulo in titulos) else documento.metadatos.titulo,
        list(zip(clases, secciones, strict=True)),
        list(_pies(documento, nombres)),
        # Si lleva el enlace de volver al comienzo: es larga, aunque no tenga títulos.
        bool(indice) or sum(map(_pide_programa, _bloques(documento))) > 1,
    )


def _encabezados(
    documento: Documento, nombres: NombresDePagina, *, sobrio: bool
) -> Iterator[list[Markup]]:
    """Encabezados de cada parte que la página aún no muestra; sólo se imprime el primero.

    De un formulario van el de la primera hoja y el de las demás: uno lleva el código oficial. En un
    documento ``sobrio``, sin cuadrícula, va uno por parte.
    """
    mostrados: list[FilasDeTabla] = []
    for numero, parte in enumerate(documento.partes):
        de_la_parte = []
        impreso = (parte.marco.primera or parte.marco).encabezado if numero == 0 else None
        for tabla in islice(parte.marco.tablas_de("encabezado"), 1 if sobrio else None):
            if tabla.filas not in mostrados:
                mostrados.append(tabla.filas)
                en_html = acomodada(nombres.acomodar(tabla))
                de_la_parte.append(en_html if tabla is impreso else pieza("solo_pantalla", en_html))
        yield de_la_parte


def _pies(documento: Documento, nombres: NombresDePagina) -> Iterator[Markup]:
    """Las tablas de los pies de las partes; las iguales, una vez."""
    mostrados: list[FilasDeTabla] = []
    for parte in documento.partes:
        for tabla in parte.marco.tablas_de("pie"):
            if tabla.filas not in mostrados:
                mostrados.append(tabla.filas)
                yield acomodada(nombres.acomodar(tabla))


FILAS_QUE_SE_FILTRAN = 25
"""Filas desde las que vale la pena buscar en una tabla."""


def escribir_bloques(piezas: Iterable[Pieza | Plegado], indice: tuple[Entrada, ...]) -> Markup:
    """Bloques seguidos, en esa ``parte`` del ancho; ``indice``, lo que va en el contenido."""
    escritas = []
    seguidas = list(con_listas(piezas))
    for bloque, siguiente in zip(seguidas, (*seguidas[1:], None), strict=False):
        if isinstance(bloque, TituloPuesto) and _esta_en_la_franja(bloque, siguiente):
            escritas.append(pieza("titulo", bloque, " oculto"))
        else:
            escritas.append(_bloque(bloque, indice))
    return Markup("").join(escritas)


def _esta_en_la_franja(titulo: TituloPuesto, siguiente: Pieza | Plegado | EnLista | None) -> bool:
    """Si la tabla que sigue a un título lo lleva en su franja: en la página no se ve dos veces."""
    tabla = siguiente.bloque if isinstance(siguiente, ConNombre) else None
    return isinstance(tabla, Tabla) and esta_en_su_franja(titulo.titulo, tabla)


def _bloque(  # noqa: C901 - una tabla de casos, uno por clase de bloque
    bloque: Pieza | Plegado | EnLista, indice: tuple[Entrada, ...]
) -> Markup:
    """HTML de un bloque; ``indice``, los títulos."""
    match bloque:
        case Plegado():
            dentro = escribir_bloques(bloque.dentro, indice)
            en_html = pieza("plegado", pieza("titulo", bloque.titulo), dentro)
        case EnLista():
            en_html = _lista(bloque)
        case TituloPuesto():
            en_html = pieza("titulo", bloque)
        case Parrafo():
            en_html = pieza("parrafo", bloque)
        case ConNombre():
            en_html = _con_nombre(bloque)
        case FichaDeRotulos():
            en_html = _ficha(bloque)
        case Acomodada():
            en_html = acomodada(bloque)
        case Salto():
            en_html = pieza("salto")
        case Indice():
            en_html = pieza("indice", bloque.titulo, _renglones(indice, bloque.niveles))
        case Titulo() | Tabla():
            raise ErrorDeMaqueta(f"{type(bloque).__name__} llegó a la página sin su lugar")
        case _:
            assert_never(bloque)
    return en_html


def _renglones(entradas: tuple[Entrada, ...], niveles: int) -> list[Markup]:
    """Renglones de los títulos hasta ese nivel, con los de adentro: los de un índice."""
    return [renglon(e, niveles) for e in entradas if e.titulo.titulo.nivel <= niveles]


def renglon(entrada: Entrada, niveles: int) -> Markup:
    """Renglón de un título en la navegación, con los de adentro hasta ese nivel."""
    return pieza("renglon", entrada.titulo, _renglones(entrada.dentro, niveles))


def _lista(lista: EnLista) -> Markup:
    return pieza("lista", [(e, list(map(_en_un_elemento, e.dentro))) for e in lista.elementos])


def _en_un_elemento(bloque: Parrafo | EnLista) -> Markup:
    """Lo que sigue dentro de un elemento de lista: otro párrafo suyo o una lista más honda."""
    return pieza("sigue", bloque) if isinstance(bloque, Parrafo) else _lista(bloque)


def _con_nombre(figura: ConNombre) -> Markup:
    """Una tabla en HTML, con su leyenda."""
    tabla = figura.bloque
    es_dibujo = bool(tabla.texto_alternativo)
    en_html = pieza(
        "tabla",
        figura,
        [range(desde + 1, hasta + 1) for desde, hasta in grupos_de_columnas(tabla)],
        rotulos_de(tabla),
        list(cuerpos_de(tabla)),
        len(tabla.filas) >= FILAS_QUE_SE_FILTRAN,
        len(tabla.filas) <= DE_UNA_MIRADA and not tabla.filas.son_del_contenido,
        not es_dibujo and not cabe_en_un_telefono(tabla),
        len(tabla.anchos) if tabla.filas.son_del_contenido else 0,
    )
    return pieza("figura", figura, en_html) if figura.leyenda else en_html


def _ficha(ficha: FichaDeRotulos) -> Markup:
    """Una ficha en HTML: rótulos con su valor, sin las parejas del todo en blanco."""
    parejas: list[tuple[Celda, Celda]] = []
    for fila in ficha.tabla.filas:
        if len(fila.celdas) % 2:
            raise ErrorDeMaqueta("una ficha lleva cada rótulo con su valor al lado")
        parejas += zip(fila.celdas[::2], fila.celdas[1::2], strict=True)
    llenas = [(rotulo, valor) for rotulo, valor in parejas if rotulo.contenido or valor.contenido]
    en_html = pieza("ficha", ficha.medidas, llenas)
    de_portada = bool(llenas) and llenas[0][0].estilo in ESTILOS_DE_PORTADA
    return pieza("datos", en_html) if de_portada else en_html


def acomodada(cuadricula: Acomodada) -> Markup:
    """Una cuadrícula que no es una tabla: nada se lee por filas ni por columnas."""
    celdas = [(celda, por_medio(celda.contenido)) for _, celda in colocadas(cuadricula.tabla)]
    return pieza("acomodada", cuadricula.medidas, celdas)


_FILA, _FIN = "<tr>", "</tr>\n"
_DE_RESUMEN, _DE_BANDA, _JUNTA = (
    f'<tr class="{clase}">' for clase in ("resumen", "a-lo-ancho", "junta")
)


def rotulos_de(tabla: Tabla) -> Markup:
    """Marcas de las filas de rótulos; el que reúne un grupo de columnas lo es de todas ellas."""
    grupos = set(grupos_de_columnas(tabla))

    def alcance(lugar: CeldaDeFila) -> str:
        """``scope`` de un rótulo: ``colgroup`` si nombra un grupo de columnas, o ``col``."""
        hasta = lugar.columna + lugar.celda.columnas
        es_de_varias = lugar.celda.columnas > 1
        return "colgroup" if es_de_varias and (lugar.columna, hasta) in grupos else "col"

    filas = []
    for numero, lugares in enumerate(resolver(tabla.rotulos, len(tabla.anchos))):
        nuevos = [lugar for lugar in lugares if lugar.origen == numero]
        abre = _DE_BANDA if _es_banda(nuevos, len(tabla.anchos)) else _FILA
        celdas = "".join([_celda(lu.celda, alcance(lu), lu.columna) for lu in nuevos])
        filas.append(f"{abre}{celdas}{_FIN}")
    return _pegadas(filas)


def cuerpos_de(tabla: Tabla) -> list[Markup]:
    """El HTML de las filas de cada ``<tbody>``: una banda abre otro, con las que encabeza."""
    cuerpos: list[list[str]] = [[]]
    resumenes = frozenset(tabla.resumenes)
    titulares = frozenset(tabla.titulares)
    calla = tabla.calla_ceros
    atadas = filas_atadas(tabla)
    for fila, lugares in enumerate(tabla.rejilla):
        nuevos = [lugar for lugar in lugares if lugar.origen == fila]
        if fila in resumenes:
            cuerpos[-1].append(f"{_DE_RESUMEN}{_celdas(nuevos, _LA_PRIMERA, calla=calla)}{_FIN}")
        elif _es_banda(nuevos, len(tabla.anchos)):
            cuerpos.append([f"{_DE_BANDA}{_celda(nuevos[0].celda, 'rowgroup')}{_FIN}"])
        else:
            abre = _JUNTA if fila in atadas else _FILA
            cuerpos[-1].append(f"{abre}{_celdas(nuevos, titulares, calla=calla)}{_FIN}")
    return [_pegadas(cuerpo) for cuerpo in cuerpos if cuerpo]


_LA_PRIMERA = frozenset({0})


def _pegadas(filas: Sequence[str]) -> Markup:
    return Markup("".join(filas))  # noqa: S704 - los comienzos y los contenidos salen escapados


def _es_banda(lugares: Sequence[CeldaDeFila], columnas: int) -> bool:
    """Si las celdas de una fila son una sola, que va a lo ancho de todas las columnas."""
    return len(lugares) == 1 and lugares[0].celda.columnas == columnas > 1


def _celdas(lugares: Sequence[CeldaDeFila], titulares: Collection[int], *, calla: bool) -> str:
    """Celdas de una fila; ``titulares``: las columnas que la nombran; ``calla``: esconde ceros."""
    return "".join(
        [
            _celda(
                lugar.celda,
                "row" if lugar.columna in titulares else "",
                lugar.columna,
                callada=calla and lugar.celda.contenido in _CEROS,
            )
            for lugar in lugares
        ]
    )


_CEROS = {"0", "—"}
"""Textos de una cuenta de la que no hay ninguna, o de la que no hay de qué darla."""


def _celda(celda: Celda, alcance: str, columna: int = 0, *, callada: bool = False) -> str:
    """HTML de una celda; ``alcance``: su ``scope``, que un rótulo en blanco no lleva.

    ``columna``, desde 0; ``callada``: si es un cero que se esconde.
    """
    scope = alcance if alcance and solo_texto(celda.contenido).strip() else ""
    estilo = f"{celda.estilo} cero" if callada else celda.estilo
    comienzo, final = _marcas(scope, estilo, columna, celda.columnas, celda.filas)
    contenido = celda.contenido
    # Son miles de celdas: sin llamar a nada en las que no la llevan.
    medida = _medida(contenido) if contenido.__class__ is ConBarra else ""
    # Una en blanco lo está también para la hoja de estilos.
    dentro = "" if contenido.__class__ is str and contenido.isspace() else en_marcas(contenido)
    return f"{comienzo}{dentro}{medida}{final}"


def _medida(contenido: Contenido) -> str:
    """Marca de la barra de una cifra, que un lector de pantalla no lee: la cifra ya lo dice.

    Vacía si no lleva barra.
    """
    parte = barra_de(contenido)
    return str(pieza("medida", corto(100 * parte / MIL, 4))) if parte else ""


@functools.lru_cache(maxsize=1024)
def _marcas(alcance: str, estilo: str, columna: int, columnas: int, filas: int) -> tuple[str, str]:
    """Comienzo y final de una celda: ``<td class="texto k3">`` y ``</td>``; con alcance, ``<th>``.

    La de una sola columna dice cuál es: en un teléfono va bajo el rótulo de ella.
    """
    clases_de_css = estilo if columnas > 1 else f"{estilo} {de_columna(columna)}"
    comienzo = str(pieza("comienzo_de_celda", alcance, clases_de_css, columnas, filas))
    return comienzo, "</th>" if alcance else "</td>"
