"""El libro con todo en su sitio: sus hojas, su aire, sus enlaces y cómo se llama cada una.

Lo decidido aquí lo pone quien escribe el libro, y lo espera quien comprueba lo escrito.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise, repeat
from math import fsum
from typing import NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.grupos import agrupadas
from paac_reportes.maqueta.contenido import Enlace, NumeroDeLeyenda, Remision, solo_texto
from paac_reportes.maqueta.documento import (
    Documento,
    RenglonDeIndice,
    ancla_de_hoja,
    anclas_de,
    con_indice_en_tabla,
    tiene_indice,
    titulos_de,
)
from paac_reportes.maqueta.estilos import ESTILO_DE_REMISION, Estilo, en_cuadricula
from paac_reportes.maqueta.hoja.a_lo_ancho import con_cada_pagina_entera
from paac_reportes.maqueta.hoja.contenido import disponer_a, disponer_en_menos_paginas
from paac_reportes.maqueta.hoja.estilos import ENTERA, ampliados, escala_de, estilos_de_la_hoja
from paac_reportes.maqueta.hoja.montaje import Compuestas, HojaMontada
from paac_reportes.maqueta.hoja.tabla import CeldaDeHoja
from paac_reportes.maqueta.medida.ajuste import ALTO_MAXIMO, Medidor, MedidorDeHoja
from paac_reportes.maqueta.medida.tipografia import Mm, Pt, pt_de_mm
from paac_reportes.maqueta.nodos import Bloque, Parrafo

# ------------------------------------------------------------------ hojas


def disponer_con_contenido(documento: Documento) -> tuple[Documento, Medidor, list[HojaMontada]]:
    """El documento con sus páginas escritas, quien lo midió y sus hojas con todo en su sitio."""
    documento = con_cada_pagina_entera(documento)
    entera = escala_de(documento.estilos)
    if entera != ENTERA:
        documento = attrs.evolve(documento, estilos=ampliados(documento.estilos, entera))
    documento = attrs.evolve(documento, estilos=estilos_de_la_hoja(documento.estilos))
    bloques = chain.from_iterable(parte.bloques for parte in documento.partes)
    dice_paginas = tiene_indice(documento) or any(map(_remision_de, bloques))
    # Con la página más larga: la verdadera no pide otro renglón.
    paginas = Paginas([None] * len(titulos_de(documento)), dict.fromkeys(anclas_de(documento), 999))
    definitivo = _con_paginas(documento, paginas) if dice_paginas else documento
    medidor = MedidorDeHoja(definitivo.estilos)  # los mismos en cada vuelta: lo medido vale
    hojas = disponer_en_menos_paginas(definitivo.partes, medidor, entera)
    for _ in range(_VUELTAS if dice_paginas else 0):
        escritas, paginas = paginas, _paginas_de(documento, hojas)
        if paginas == escritas:
            break
        anterior, definitivo = definitivo, _con_paginas(documento, paginas)
        # A la misma escala, y sólo las que dicen otra página.
        hojas = [
            hoja if parte.bloques == antes.bloques else disponer_a(hoja.escala, parte, medidor)
            for hoja, antes, parte in zip(hojas, anterior.partes, definitivo.partes, strict=True)
        ]
    # El aire no corre ninguna fila a otra página: va al final, y una vez.
    if en_cuadricula(medidor.estilos):
        hojas = [con_aire(hoja, medidor.estilos) for hoja in hojas]
    return definitivo, medidor, hojas


_VUELTAS = 2
"""Las veces que se monta otra vez, a lo sumo, hasta que cada página escrita es la verdadera."""


class Paginas(NamedTuple):
    """Páginas, desde 1, en que se imprime lo que el libro nombra; sin saltos propios no se sabe."""

    de_titulos: list[int | None]
    de_anclas: dict[str, int]


def _con_paginas(documento: Documento, paginas: Paginas) -> Documento:
    """El documento, con la página de cada título en su contenido y la de lo que está en otra hoja.

    «Tabla 5. Lo vencido, en la hoja «Vencidas», página 13»: impresa, una hoja no tiene nombre.
    """

    def con_su_pagina(bloque: Bloque) -> Bloque:
        """Bloque que remite a otra hoja, con «, página 13» al final si se sabe cuál es."""
        remision = _remision_de(bloque)
        pagina = paginas.de_anclas.get(remision.ancla) if remision else None
        if pagina is None or not isinstance(bloque, Parrafo):
            return bloque
        en_pagina = f", página\N{NO-BREAK SPACE}{pagina}"
        return attrs.evolve(bloque, contenido=(*bloque.contenido, en_pagina))

    partes = tuple(
        attrs.evolve(parte, bloques=tuple(map(con_su_pagina, parte.bloques)))
        for parte in documento.partes
    )
    return con_indice_en_tabla(attrs.evolve(documento, partes=partes), *paginas)


def _remision_de(bloque: Bloque) -> Remision | None:
    """Remisión del renglón que quedó en el lugar de un bloque que va en otra hoja, o ``None``."""
    if not isinstance(bloque, Parrafo) or bloque.estilo != ESTILO_DE_REMISION:
        return None
    primero = bloque.contenido[0]
    return primero if isinstance(primero, Remision) else None


def _paginas_de(documento: Documento, hojas: Sequence[HojaMontada]) -> Paginas:
    """Página en que cae cada título y cada ancla al imprimir el libro entero."""
    se_imprimen = [parte.marco.hoja.se_imprime for parte in documento.partes]
    paginas = (
        (len(hoja.saltos) + 1 if hoja.paginada else None) if se_imprime else 0
        for hoja, se_imprime in zip(hojas, se_imprimen, strict=True)
    )
    primeras: list[int | None] = [1]
    for cuantas in paginas:
        anterior = primeras[-1]
        primeras.append(None if anterior is None or cuantas is None else anterior + cuantas)

    def pagina_de(numero: int, fila: int) -> int | None:
        """Página impresa, desde 1, de una fila de una hoja; ``None`` si no se sabe."""
        primera, hoja = primeras[numero], hojas[numero]
        se_sabe = primera and hoja.paginada and se_imprimen[numero]
        return primera + hoja.pagina_de(fila) if primera and se_sabe else None

    anclas = anclas_en_hojas(documento, hojas)
    de_anclas = {ancla: pagina_de(*lugar) for ancla, lugar in anclas.items()}
    return Paginas(
        [pagina_de(numero, fila) for numero, hoja in enumerate(hojas) for fila in hoja.titulos],
        {ancla: pagina for ancla, pagina in de_anclas.items() if pagina is not None},
    )


# ------------------------------------------------------------------ aire
# Las filas de un formulario toman lo que su página deja en blanco, y ninguna se muda. Su texto va a
# medio alto: lo que crece una fila queda sobre él y debajo.

_AIRE = Mm(2)
"""Crecimiento máximo de una fila, en el papel: un milímetro sobre su texto y otro debajo."""


def con_aire(hoja: HojaMontada, estilos: Mapping[str, Estilo]) -> HojaMontada:
    """La hoja con las filas de datos de cada página más altas, con lo que en ella sobra.

    Las de una misma página crecen igual, hasta un tope.
    """
    if not hoja.paginada:
        return hoja
    crecen = {fila: hoja.pagina_de(fila) for fila in _filas_de_datos(hoja, estilos)}
    tope = pt_de_mm(_AIRE) * ENTERA / hoja.escala
    aire = {
        pagina: min(tope, max(hoja.sobras[pagina], 0.0) / filas)
        for pagina, filas in Counter(crecen.values()).items()
    }
    altos = [*chain.from_iterable(tramo.altos for tramo in hoja.tramos)]
    for fila, pagina in crecen.items():
        altos[fila] = Pt(max(altos[fila], min(altos[fila] + aire[pagina], ALTO_MAXIMO)))
    por_repartir = iter(altos)
    tramos = (
        tramo.con_altos(nuevos) if nuevos != tramo.altos else tramo
        for tramo in hoja.tramos
        for nuevos in [[*islice(por_repartir, len(tramo.altos))]]
    )
    return attrs.evolve(hoja, tramos=tuple(tramos))


def _filas_de_datos(hoja: HojaMontada, estilos: Mapping[str, Estilo]) -> Iterator[int]:
    """Los números de las filas de datos de una hoja, desde 0: ni rótulos ni lo repetido."""
    de_datos = {nombre for nombre, estilo in estilos.items() if estilo.clase == "celda"}
    desde = 0
    for tramo in hoja.tramos:
        cuantas = len(tramo.altos)
        if tramo.columnas and desde >= hoja.repetidas:
            de_fila = tramo.columnas[0].celdas_de_tabla.estilos
            por_fila = repeat(de_fila, cuantas) if isinstance(de_fila, str) else de_fila
            yield from (n for n, e in enumerate(por_fila, desde) if e in de_datos)
        desde += cuantas


# ------------------------------------------------------------------ enlaces

_LETRAS_DE_DIRECCION = 2_079
"""Largo máximo de una dirección."""
LARGO_DE_FORMULA = 500
"""Largo del texto que va en una fórmula: uno más largo es un relato, que se edita en su celda."""
ENLACES_MAXIMOS = 65_530
"""Enlaces que Excel admite en una hoja."""


@clases.frozen
class Enlazada:
    """Una celda que lleva a una dirección o, sin ella, a otra parte del libro.

    LibreOffice dibuja un texto con enlace en su azul, sin negritas y en un solo renglón; el
    resultado de una fórmula, como su celda.
    """

    direccion: str = ""
    como_formula: bool = False
    """Si su texto va como el resultado de una fórmula."""


Enlazadas = Mapping[tuple[int, int], Enlazada]
"""Celdas con enlace, por su fila (desde 1) y su columna (desde 0)."""


def enlazadas_de(
    hoja: HojaMontada, compuestas: Compuestas, medidor: Medidor
) -> tuple[Enlazadas, int]:
    """Las celdas con enlace de una hoja, y cuántas con direcciones quedan como texto.

    ``compuestas``: las celdas con más que un texto.
    """
    enlazadas: dict[tuple[int, int], Enlazada] = {}
    como_texto = 0
    for fila, celda in compuestas:
        direcciones = {t.direccion for t in celda.contenido if isinstance(t, Enlace)}
        enlazada = _enlazada(direcciones, celda, hoja, medidor)
        if enlazada and len(enlazadas) < ENLACES_MAXIMOS:
            enlazadas[fila + 1, celda.columna] = enlazada
        elif direcciones:
            como_texto += 1
    return enlazadas, como_texto


def _enlazada(
    direcciones: set[str], celda: CeldaDeHoja, hoja: HojaMontada, medidor: Medidor
) -> Enlazada | None:
    """El enlace de una celda; ``None`` si trae varias direcciones o no cabe en Excel.

    Un texto de varios renglones va como fórmula.
    """
    if len(direcciones) != 1:
        return None
    (direccion,) = direcciones
    texto = solo_texto(celda.contenido)
    ancho = pt_de_mm(Mm(fsum(hoja.anchos[celda.columna : celda.columna + celda.cuantas_columnas])))
    como_formula = not medidor.cabe_en_un_renglon(celda.contenido, celda.estilo, ancho)
    if len(direccion) > _LETRAS_DE_DIRECCION or (como_formula and not _va_en_formula(texto)):
        return None
    return Enlazada(direccion, como_formula)


def _va_en_formula(texto: str) -> bool:
    """Si una fórmula puede dar ese texto: no es largo, ni tiene blancos a los lados."""
    return len(texto) <= LARGO_DE_FORMULA and texto == texto.strip()


@clases.frozen
class Remitido:
    """Unas celdas que llevan a otra parte del libro: un renglón del contenido, o una remisión."""

    fila: int
    """Desde 0; lo mismo las columnas."""
    desde: int
    hasta: int
    """Sin incluirla."""
    destino: int | str
    """El lugar de un título en ``titulos_de``, o el ancla de lo que se nombra."""

    @property
    def celdas(self) -> Iterator[tuple[int, int]]:
        """Celdas del enlace, como en ``Enlazadas``."""
        return ((self.fila + 1, columna) for columna in range(self.desde, self.hasta))


def remisiones_de(hoja: HojaMontada) -> Iterator[Remitido]:
    """Remisiones de una hoja: los renglones del contenido y los textos que empiezan por una.

    Una frase que de paso nombra una tabla no lleva a ella: el enlace es de la celda entera.
    """
    for fila, celda in hoja.con_clase(RenglonDeIndice):
        if isinstance(celda.contenido, RenglonDeIndice) and _va_en_formula(celda.contenido):
            yield Remitido(fila, 0, hoja.ultima_columna(fila), celda.contenido.destino)
    for fila, celda in hoja.compuestas:
        nombrada = celda.contenido[0] if celda.contenido else ""
        if isinstance(nombrada, Remision) and _va_en_formula(solo_texto(celda.contenido)):
            yield Remitido(
                fila, celda.columna, celda.columna + celda.cuantas_columnas, nombrada.ancla
            )


def anclas_en_hojas(
    documento: Documento, hojas: Sequence[HojaMontada]
) -> dict[str, tuple[int, int]]:
    """Hoja y fila, desde 0, de cada ancla y de cada hoja: ``{"tabla_5": (1, 40)}``."""
    lugares = [(numero, fila) for numero, hoja in enumerate(hojas) for fila in hoja.titulos]
    anclas = {
        titulo.ancla: lugar for titulo, lugar in zip(titulos_de(documento), lugares, strict=True)
    }
    for numero, hoja in enumerate(hojas):
        anclas.setdefault(ancla_de_hoja(hoja.nombre), (numero, 0))
        for fila, celda in hoja.compuestas:
            for tramo in celda.contenido:
                if isinstance(tramo, NumeroDeLeyenda):
                    anclas[tramo.ancla] = numero, fila
    return anclas


# ------------------------------------------------------------------ nombres

_LETRAS_DE_NOMBRE = 31
"""Unidades UTF-16 del nombre de una hoja: Excel no admite más."""
_LETRAS_DE_COLA = 20
"""Largo máximo de la cola que distingue a un nombre; antes va, hasta donde quepa, su comienzo."""
_PROHIBIDOS = re.compile(r"[\[\]:*?/\\]")
_RESERVADOS = {"history"}


def nombres_de_hoja(deseados: Iterable[str]) -> list[str]:
    """Un nombre por cada deseado, en el mismo orden.

    De a lo sumo 31 unidades UTF-16, distintos aunque se ignoren las mayúsculas, sin corchetes, dos
    puntos, asteriscos, interrogaciones ni barras, y sin comillas simples en las puntas. Los que
    recortados quedarían iguales dicen dónde difieren: ``Institución…del Carmen``.
    """
    sin_signos = (" ".join(_PROHIBIDOS.sub(" ", deseado).split()) for deseado in deseados)
    limpios = [nombre.strip("' ") or "Hoja" for nombre in sin_signos]
    grupos = agrupadas(
        (_recortar(limpio, _LETRAS_DE_NOMBRE).casefold(), limpio)
        for limpio in dict.fromkeys(limpios)
    )
    abreviados = dict(
        par for iguales in grupos.values() for par in _abreviados_de_un_grupo(iguales)
    )
    usados = set(_RESERVADOS)
    siguientes: dict[str, int] = {}
    nombres = []
    for limpio in limpios:
        nombre = abreviados[limpio]
        # Los que empiezan igual se numeran seguido: probar desde el 2 cada vez sería cuadrático.
        base = _recortar(nombre, _LETRAS_DE_NOMBRE - len(_sufijo(2)))
        numero = siguientes.get(base, 2)
        while nombre.casefold() in usados:
            nombre = _recortar(base, _LETRAS_DE_NOMBRE - len(_sufijo(numero))) + _sufijo(numero)
            numero += 1
            siguientes[base] = numero
        usados.add(nombre.casefold())
        nombres.append(nombre)
    return nombres


def _abreviados_de_un_grupo(iguales: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pares ``(nombre, abreviado)`` de los que recortados serían iguales."""
    en_orden = sorted(iguales, key=str.casefold)
    comunes = [_letras_iguales(*vecinos) for vecinos in pairwise(en_orden)]
    primera = min(comunes, default=0)
    for nombre, anterior, siguiente in zip(en_orden, [0, *comunes], [*comunes, 0], strict=True):
        yield nombre, _abreviado(nombre, primera, max(anterior, siguiente))


def _letras_iguales(nombre: str, vecino: str) -> int:
    """Cuántas letras tienen iguales desde el comienzo, sin mirar mayúsculas."""
    pares = zip(nombre, vecino, strict=False)
    distintas = (n for n, (a, b) in enumerate(pares) if a.casefold() != b.casefold())
    return next(distintas, min(len(nombre), len(vecino)))


def _abreviado(nombre: str, primera: int, diferencia: int) -> str:
    """«Institución…del Carmen»: el comienzo de un nombre y su final, desde donde difiere.

    De alguno de su grupo, desde la letra ``primera``; de sus vecinos, desde la de ``diferencia``.
    """
    if not diferencia or _unidades(nombre) <= _LETRAS_DE_NOMBRE:
        return _recortar(nombre, _LETRAS_DE_NOMBRE)
    comienzos = (nombre.rfind(" ", 0, lugar) + 1 for lugar in (primera, diferencia))
    comienzo = next(
        (inicio for inicio in comienzos if diferencia - inicio < _LETRAS_DE_COLA), diferencia
    )
    cola = _recortar(nombre[comienzo:], _LETRAS_DE_COLA)
    if not cola:
        return _recortar(nombre, _LETRAS_DE_NOMBRE)
    return f"{_recortar(nombre, _LETRAS_DE_NOMBRE - 1 - _unidades(cola))}…{cola}"


def _sufijo(numero: int) -> str:
    return f" ({numero})"


def _recortar(nombre: str, largo: int) -> str:
    """Comienzo de un nombre que no pasa de ese largo, en unidades UTF-16."""
    nombre = nombre[:largo]
    while _unidades(nombre) > largo:
        nombre = nombre[:-1]
    return nombre.strip(" '")


def _unidades(nombre: str) -> int:
    """Largo como lo cuenta Excel: unidades UTF-16."""
    return len(nombre.encode("utf-16-le")) // 2
