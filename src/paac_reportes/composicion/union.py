"""Varias piezas en un solo documento: una numeración, una tabla de contenido, unos estilos.

Cada reporte conserva su página, su encabezado y su pie; lo demás va en las del documento. Un
reporte entra con un título de primer nivel, o bajo los que quedaron sin nada debajo, y los suyos
bajan; los que él no numera quedan como están. Las tablas y las figuras se cuentan de corrido, y lo
que un texto nombra («Tabla 3», «sección 2.1») lleva el número que resultó.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, takewhile

import attrs

from paac_reportes import clases
from paac_reportes.composicion.numeracion import CuentaDeTitulos, TituloPorNumerar, de_pagina
from paac_reportes.errores import Aviso
from paac_reportes.expresiones import expresion
from paac_reportes.maqueta.aspecto import NEGRO
from paac_reportes.maqueta.contenido import (
    ESPACIO_DURO,
    NumeroDeLeyenda,
    Remision,
    Tramo,
)
from paac_reportes.maqueta.documento import Documento, Marco, Medio, Metadatos, Parte
from paac_reportes.maqueta.estilos import (
    ESTILO_DE_CONTENIDO,
    ESTILO_DE_LEYENDA,
    ESTILO_DESTACADO,
    NIVEL_MAXIMO,
    Estilo,
    de_otro_aspecto,
    en_cuadricula,
    estilo_de_titulo,
    estilo_destacado,
    junto_a_lo_suyo,
)
from paac_reportes.maqueta.nodos import (
    ANEXO,
    Bloque,
    Indice,
    Parrafo,
    Salto,
    Tabla,
    Titulo,
    Tramos,
    con_tramos,
)
from paac_reportes.maqueta.rejilla import Fila, FilasDeTabla

_LEYENDA = expresion(rf"(Tabla|Figura){ESPACIO_DURO}[0-9]+(?=\. )")
"""La leyenda de un formato que no numera nada más: su número no es un campo."""
_TITULOS_DE_UN_INDICE = 2
_ENTRADAS_DE_UNA_PAGINA = 20
"""Entradas de una tabla de contenido que, con más, va sola en su página."""


@clases.frozen(kw_only=True)
class PiezaSuelta:
    """Pieza que va en las páginas del documento: un texto, una tabla, una imagen, un gráfico."""

    nombre: str
    """El nombre de su hoja, en un libro."""
    bloques: tuple[Bloque, ...]
    estilos: Mapping[str, Estilo] = attrs.Factory(dict)
    """Los estilos que usa y el documento puede no tener; son de su aspecto."""
    en_su_hoja: bool = False
    """Si en un libro va sola en la suya."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de la pieza."""


@clases.frozen(kw_only=True)
class PiezaConPaginas:
    """Un documento entero, que va en sus propias páginas."""

    documento: Documento
    titulo: str
    """Con el que se anuncia, si no trae el suyo."""
    sigue: bool = False
    """Si va en las páginas del documento, donde termina la pieza de antes."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de la pieza."""


Pieza = PiezaSuelta | PiezaConPaginas


@clases.frozen(kw_only=True)
class Encabezamiento:
    """Cómo empieza el documento, y si numera sus títulos."""

    titulo: str
    contenido: Indice
    numera: bool


def unir(
    marco: Documento,
    encabezamiento: Encabezamiento,
    metadatos: Metadatos,
    piezas: Sequence[Pieza],
    medio: Medio,
) -> Documento:
    """Las piezas, en su orden, en un documento; ``marco`` da la página y los estilos."""
    aspectos = Aspectos(marco.estilos)
    partes = _Partes(marco.partes[0].marco, encabezamiento.titulo, medio)
    for numero, pieza in enumerate(piezas, 1):
        if isinstance(pieza, PiezaSuelta):
            nombres = aspectos.nombres(pieza.estilos)
            partes.poner_sueltos(pieza, [bloque_vestido(b, nombres) for b in pieza.bloques])
        else:
            encima = partes.sin_nada_debajo()
            bajada = _Bajada(numero, pieza, encima, aspectos)
            paginas = _paginas(pieza, bajada, aspectos)
            partes.poner_paginas(paginas, siguen=pieza.sigue)
    sueltas = _numeradas(partes.todas(), numera=encabezamiento.numera)
    niveles = [b.nivel for parte in sueltas for b in parte.bloques if isinstance(b, Titulo)]
    aspectos.con_niveles(max(niveles, default=0))
    primera, *siguientes = sueltas
    frase, primeros = _frase_de_portada(marco.partes[0].bloques, primera.bloques)
    if frase:
        destacado = estilo_destacado(aspectos.estilos, en_hoja=medio == "libro")
        aspectos.estilos.setdefault(ESTILO_DESTACADO, destacado)
    comienzo = _comienzo([*marco.partes[0].bloques, *frase], encabezamiento, niveles)
    primera = attrs.evolve(primera, bloques=(*comienzo, *primeros))
    return Documento(metadatos=metadatos, estilos=aspectos.estilos, partes=(primera, *siguientes))


def _frase_de_portada(
    del_marco: Sequence[Bloque], bloques: Sequence[Bloque]
) -> tuple[Sequence[Bloque], Sequence[Bloque]]:
    """El párrafo con que empieza el primer texto, si lo sigue un título y hay portada; y lo demás.

    Es lo que el documento halla: quien sólo mira la portada lo sabe.
    """
    match bloques:
        case [Parrafo(lista=None) as frase, Titulo(), *_] if (
            len(_sin_contenido(del_marco)) > 1 and not frase.es_leyenda
        ):
            return (attrs.evolve(frase, estilo=ESTILO_DESTACADO),), bloques[1:]
        case _:
            return (), bloques


def _sin_contenido(bloques: Sequence[Bloque]) -> list[Bloque]:
    return [bloque for bloque in bloques if not isinstance(bloque, Indice)]


def _comienzo(
    bloques_del_marco: Sequence[Bloque], encabezamiento: Encabezamiento, niveles: Sequence[int]
) -> Iterator[Bloque]:
    """El título del documento, en su portada si la lleva, y su tabla de contenido.

    Una larga va en su página; una corta, con lo primero que se lee.
    """
    portada = _sin_contenido(bloques_del_marco)
    if not any(isinstance(bloque, Titulo) for bloque in portada):
        portada = [Titulo(texto="", nivel=0)]
    for bloque in portada:
        if isinstance(bloque, Titulo):
            bloque = attrs.evolve(bloque, texto=encabezamiento.titulo)  # noqa: PLW2901 - el mismo, con lo que dice
        yield bloque
    if len(portada) > 1:
        yield Salto()
    if len(niveles) >= _TITULOS_DE_UN_INDICE:
        yield encabezamiento.contenido
        entradas = sum(1 for nivel in niveles if nivel <= encabezamiento.contenido.niveles)
        if entradas > _ENTRADAS_DE_UNA_PAGINA:
            yield Salto()


# ------------------------------------------------------------------ en qué página va cada pieza


class _Partes:
    """Las partes, según van llegando las piezas: lo suelto, seguido; en un libro, por hojas."""

    def __init__(self, marco: Marco, titulo: str, medio: Medio) -> None:
        # De un membrete sale lo que de él se dibuja: sus secciones son de otro documento.
        self._marco = marco = attrs.evolve(marco, seccion_del_membrete=None)
        self._siguientes = attrs.evolve(
            marco, primera=None, hoja=attrs.evolve(marco.hoja, primera=None)
        )
        self._medio = medio
        self._hechas: list[Parte] = []
        self._abierta: list[Bloque] | None = []
        """Los bloques de la parte que sigue; ninguna, si la última es de un reporte."""
        self._nombre = titulo
        self._nivel = 0

    def poner_sueltos(self, pieza: PiezaSuelta, bloques: Sequence[Bloque]) -> None:
        """Una pieza que va en las páginas del documento."""
        nivelados = list(map(self._sin_saltarse_niveles, bloques))
        if pieza.en_su_hoja and self._medio == "libro":
            encima = self.sin_nada_debajo()
            self._cerrar()
            self._abrir(pieza.nombre)
            self._seguir([*encima, *nivelados])
            self._cerrar()
            return
        if self._abierta is None and nivelados:
            self._abrir(pieza.nombre)
        self._seguir(nivelados)

    def sin_nada_debajo(self) -> list[Titulo]:
        """Los últimos títulos de los textos, que encabezan lo que sigue: los quita de su parte."""
        abierta = self._abierta or []
        cuantos = sum(1 for _ in takewhile(_es_de_un_texto, reversed(abierta)))
        titulos = [b for b in abierta[len(abierta) - cuantos :] if isinstance(b, Titulo)]
        del abierta[len(abierta) - cuantos :]
        return titulos

    def poner_paginas(self, partes: Sequence[Parte], *, siguen: bool) -> None:
        """Pone las partes de un reporte; si ``siguen``, o si es su página, en la del documento."""
        for parte in partes:
            niveles = [bloque.nivel for bloque in parte.bloques if isinstance(bloque, Titulo)]
            self._nivel = niveles[-1] if niveles else self._nivel
            es_la_suya = siguen or parte.marco == self._siguientes
            if self._medio == "documento" and es_la_suya:
                if self._abierta is None:
                    self._abrir(parte.nombre)
                self._seguir(parte.bloques)
            else:
                self._cerrar()
                self._hechas.append(parte)

    def todas(self) -> list[Parte]:
        """Las partes que resultaron; al menos, la del título."""
        self._cerrar()
        return self._hechas

    def _sin_saltarse_niveles(self, bloque: Bloque) -> Bloque:
        """Un título que baja más de uno no colgaría de ninguno."""
        if not isinstance(bloque, Titulo):
            return bloque
        self._nivel = min(bloque.nivel, self._nivel + 1, NIVEL_MAXIMO)
        return attrs.evolve(bloque, nivel=self._nivel)

    def _abrir(self, nombre: str) -> None:
        self._abierta, self._nombre = [], nombre

    def _seguir(self, bloques: Iterable[Bloque]) -> None:
        if self._abierta is not None:
            self._abierta += bloques

    def _cerrar(self) -> None:
        """Cierra la parte abierta, si dice algo; la primera, que es la del título, aunque no."""
        if self._abierta is not None and (self._abierta or not self._hechas):
            marco = self._siguientes if self._hechas else self._marco
            self._hechas.append(Parte(self._nombre, tuple(self._abierta), marco))
        self._abierta = None


def _es_de_un_texto(bloque: Bloque) -> bool:
    """Si es un título que alguien escribió, y no el de un reporte."""
    if not isinstance(bloque, TituloPorNumerar):
        return False
    return bloque.numeracion == "seguida" and not bloque.bloque


def _paginas(pieza: PiezaConPaginas, bajada: "_Bajada", aspectos: "Aspectos") -> list[Parte]:
    """Las partes de un documento, con lo suyo distinto de lo de los demás."""
    nombres = aspectos.nombres(pieza.documento.estilos)
    partes = [
        Parte(
            parte.nombre,
            tuple(bajada.bloques([bloque_vestido(b, nombres) for b in parte.bloques_de_ahora])),
            marco_vestido(parte.marco, nombres),
        )
        for parte in pieza.documento.partes
    ]
    primera, *siguientes = partes
    bloques = list(primera.bloques)
    if not any(isinstance(b, Titulo) and b.nivel == 0 for b in pieza.documento.partes[0].bloques):
        bloques.insert(0, bajada.titulo(Titulo(texto=pieza.titulo, nivel=0)))
    if bajada.encima and isinstance(bloques[0], Titulo):  # si no, irían en páginas distintas
        bloques[0] = attrs.evolve(bloques[0], en_pagina_nueva=False)
    return [attrs.evolve(primera, bloques=(*bajada.encima, *bloques)), *siguientes]


def _es_formulario(pieza: PiezaConPaginas, aspectos: "Aspectos") -> bool:
    """Si va en páginas todas suyas y con cuadrícula, que lo demás del documento no lleva."""
    en_el_documento = pieza.sigue or en_cuadricula(aspectos.estilos)
    return not en_el_documento and en_cuadricula(pieza.documento.estilos)


def _numera_sus_titulos(pieza: PiezaConPaginas) -> bool:
    bloques = (bloque for parte in pieza.documento.partes for bloque in parte.bloques)
    return any(isinstance(bloque, Titulo) and bloque.numero is not None for bloque in bloques)


_DE_CADA_PIEZA = 1_000_000
"""Más títulos de los que una pieza trae: con su número, cada uno es de la suya."""


class _Bajada:
    """Los títulos de un reporte, más adentro que los de encima, y sus nombres, sólo suyos."""

    def __init__(
        self, numero: int, pieza: PiezaConPaginas, encima: Sequence[Titulo], aspectos: "Aspectos"
    ) -> None:
        self._pieza = numero
        self._aspectos = aspectos
        self._del_formulario = pieza.documento.estilos if _es_formulario(pieza, aspectos) else None
        """Los títulos que un formulario trae son de su letra y su tamaño."""
        # El de un formulario oficial dice lo que dice: el número lo lleva el que lo encabeza.
        en_formulario = self._del_formulario is not None and not _numera_sus_titulos(pieza)
        self._numera_el_primero = not (encima and en_formulario)
        self.encima = encima
        """Los títulos que lo encabezan, que son del documento y de su letra."""
        self._bajan = 1 + (encima[-1].nivel if encima else 0)
        self._lugares: dict[object, int] = {}

    def bloques(self, bloques: Sequence[Bloque]) -> Iterator[Bloque]:
        """Los bloques de una parte, sin su tabla de contenido, que el documento tiene una."""
        antes: Bloque | None = Salto()
        for bloque in bloques:
            # Donde estaba la tabla de contenido queda una página menos.
            es_otro_salto = isinstance(bloque, Salto) and isinstance(antes, Salto)
            if es_otro_salto or isinstance(bloque, Indice):
                continue
            antes = bloque
            yield self.titulo(bloque) if isinstance(bloque, Titulo) else self._con_anclas(bloque)

    def titulo(self, titulo: Titulo) -> TituloPorNumerar:
        """Un título, por numerar si lo estaba; el del documento, si no es el de un formulario."""
        se_numera = titulo.numero is not None or (not titulo.nivel and self._numera_el_primero)
        # El que encabeza otra hoja de lo mismo lleva el número del primero.
        identidad = (titulo.numero, titulo.texto if titulo.numero is None else "")
        lugar = self._lugares.setdefault(identidad, len(self._lugares) + 1)
        nivel = min(titulo.nivel + self._bajan, NIVEL_MAXIMO)
        return TituloPorNumerar(
            texto=titulo.texto,
            nivel=nivel,
            en_pagina_nueva=titulo.en_pagina_nueva,
            numeracion="seguida" if se_numera else "ninguna",
            clave=self._ancla(titulo.ancla),
            bloque=self._pieza * _DE_CADA_PIEZA + lugar if se_numera else 0,
            del_formato=self._estilo(titulo.nivel, nivel),
        )

    def _estilo(self, tenia: int, nivel: int) -> str:
        """Estilo de un título que tenía un nivel y aquí tiene otro, si no es el de éste."""
        if self._del_formulario is None:
            return ""
        return self._aspectos.de_titulo(self._del_formulario[estilo_de_titulo(tenia)], nivel)

    def _ancla(self, ancla: str) -> str:
        return f"p{self._pieza}_{ancla}" if ancla else ""

    def _con_anclas(self, bloque: Bloque) -> Bloque:
        def con_ancla(tramo: Tramo) -> Tramo:
            if isinstance(tramo, NumeroDeLeyenda | Remision):
                return attrs.evolve(tramo, ancla=self._ancla(tramo.ancla))
            return tramo

        return con_tramos(bloque, lambda tramos: map(con_ancla, tramos))


# ------------------------------------------------------------------ los estilos
# Dos que se llaman igual pueden verse distinto. Los títulos, las leyendas y la tabla de contenido
# son del documento; lo demás de cada uno (sus tablas, sus párrafos, su encabezado y su pie) se ve
# como se ve solo, y de un formulario, también los títulos que trae.

_DEL_DOCUMENTO = frozenset(
    (
        *map(estilo_de_titulo, range(NIVEL_MAXIMO + 1)),
        *(ESTILO_DE_LEYENDA, ESTILO_DE_CONTENIDO, "indice", "indice-derecha"),
    )
)


class Aspectos:
    """Los estilos que un documento va juntando, empezando por los suyos."""

    def __init__(self, estilos: Mapping[str, Estilo]) -> None:
        self.estilos = {**estilos, **junto_a_lo_suyo(estilos)}
        self._aspectos = [{n: e for n, e in estilos.items() if n not in _DEL_DOCUMENTO}]
        """Por aspecto, desde el del documento, los estilos con los nombres que traían."""

    def nombres(self, estilos: Mapping[str, Estilo]) -> Mapping[str, str]:
        """Cómo se llaman aquí los estilos de otro documento: {el nombre allá: el nombre aquí}."""
        traidos = {nombre: uno for nombre, uno in estilos.items() if nombre not in _DEL_DOCUMENTO}
        iguales = (
            numero
            for numero, aspecto in enumerate(self._aspectos)
            if all(aspecto.get(nombre, uno) == uno for nombre, uno in traidos.items())
        )
        lugar = next(iguales, len(self._aspectos))
        if lugar == len(self._aspectos):
            self._aspectos.append({})
        self._aspectos[lugar] |= traidos
        nombres = {nombre: nombre for nombre in estilos}
        if lugar:
            nombres |= {nombre: de_otro_aspecto(nombre, lugar + 1) for nombre in traidos}
            # Lo que un estilo no dice lo toma del de las celdas del documento, y el suyo era negro.
            if self.estilos["celda"].color is not None:
                traidos = {
                    nombre: attrs.evolve(estilo, color=estilo.color or NEGRO)
                    for nombre, estilo in traidos.items()
                }
        for nombre, estilo in traidos.items():
            self.estilos.setdefault(nombres[nombre], estilo)
        return nombres

    def de_titulo(self, titulo: Estilo, nivel: int) -> str:
        """Cómo se llama aquí ese estilo de otro documento, en los títulos de este nivel."""
        estilo = attrs.evolve(titulo, nivel=nivel, color=titulo.color or NEGRO)
        nombres = (de_otro_aspecto(estilo_de_titulo(nivel), numero) for numero in count(2))
        return next(n for n in nombres if self.estilos.setdefault(n, estilo) == estilo)

    def con_niveles(self, hasta: int) -> None:
        """Agrega los estilos de los títulos más hondos que los de un formato."""
        hay = max(n for n in range(NIVEL_MAXIMO + 1) if estilo_de_titulo(n) in self.estilos)
        ultimo = self.estilos[estilo_de_titulo(hay)]
        for nivel in range(hay + 1, hasta + 1):
            self.estilos[estilo_de_titulo(nivel)] = attrs.evolve(ultimo, nivel=nivel)


def bloque_vestido(bloque: Bloque, nombres: Mapping[str, str]) -> Bloque:
    """El bloque con los estilos como se llaman aquí, y sin las marcas que nadie va a leer."""
    match bloque:
        case Tabla():
            return tabla_vestida(bloque, nombres)
        case Parrafo():
            estilo = nombres.get(bloque.estilo, bloque.estilo)
            return bloque if estilo == bloque.estilo else attrs.evolve(bloque, estilo=estilo)
        case _:
            return bloque


def tabla_vestida(tabla: Tabla, nombres: Mapping[str, str]) -> Tabla:
    """Una tabla con los estilos como se llaman aquí."""
    rotulos = tuple(
        Fila(tuple(attrs.evolve(c, estilo=nombres.get(c.estilo, c.estilo)) for c in fila.celdas))
        for fila in tabla.rotulos
    )
    columnas = tuple(
        columna.mapear(estilo=lambda estilo: nombres.get(estilo, estilo))
        for columna in tabla.columnas
    )
    filas = FilasDeTabla([""] * len(tabla.filas), columnas)
    return attrs.evolve(tabla, rotulos=rotulos, filas=filas)


def marco_vestido(marco: Marco, nombres: Mapping[str, str]) -> Marco:
    """La página de una parte, con lo que se repite en ella como se ve sola."""
    vestido = marco.con_tablas(lambda tabla: tabla_vestida(tabla, nombres))
    return attrs.evolve(vestido, seccion_del_membrete=None)


# ------------------------------------------------------------------ los números


def _numeradas(partes: Sequence[Parte], *, numera: bool) -> list[Parte]:
    """Las partes con sus números, que siguen de una pieza a otra."""
    cuenta, leyendas = CuentaDeTitulos(numera), Counter[str]()
    contadas = [
        attrs.evolve(
            parte, bloques=tuple(_contada(b, leyendas) for b in cuenta.numerados(parte.bloques))
        )
        for parte in partes
    ]
    destinos = dict(_destinos(contadas))

    def remitidos(tramos: Tramos) -> Iterable[Tramo]:
        return _remitidos(tramos, destinos)

    return [
        attrs.evolve(parte, bloques=tuple(con_tramos(b, remitidos) for b in parte.bloques))
        for parte in contadas
    ]


def _contada(bloque: Bloque, leyendas: Counter[str]) -> Bloque:
    """Una leyenda con el número que le toca entre todas."""
    if not isinstance(bloque, Parrafo) or not bloque.es_leyenda:
        return bloque
    contenido = bloque.contenido
    if isinstance(contenido, str):
        leyenda = _LEYENDA.match(contenido)
        if leyenda is None:
            return bloque
        numero = NumeroDeLeyenda(leyenda[1], 0)
        bloque = attrs.evolve(bloque, contenido=(numero, contenido[leyenda.end() :]))

    def contado(tramo: Tramo) -> Tramo:
        if not isinstance(tramo, NumeroDeLeyenda):
            return tramo
        leyendas[tramo.clase] += 1
        return attrs.evolve(tramo, numero=leyendas[tramo.clase])

    return con_tramos(bloque, lambda tramos: map(contado, tramos))


def _destinos(partes: Sequence[Parte]) -> Iterator[tuple[str, Titulo | NumeroDeLeyenda]]:
    """Por su nombre, lo que algún texto nombra."""
    for bloque in (bloque for parte in partes for bloque in parte.bloques):
        if isinstance(bloque, Titulo) and bloque.ancla:
            yield bloque.ancla, bloque
        elif isinstance(bloque, Parrafo) and not isinstance(bloque.contenido, str):
            leyendas = (t for t in bloque.contenido if isinstance(t, NumeroDeLeyenda))
            yield from ((leyenda.ancla, leyenda) for leyenda in leyendas if leyenda.ancla)


def _remitidos(tramos: Tramos, destinos: Mapping[str, Titulo | NumeroDeLeyenda]) -> Iterable[Tramo]:
    """Un texto con los números que resultaron en lo que nombra."""
    nuevos: list[Tramo] = []
    for tramo in tramos:
        if not isinstance(tramo, Remision):
            nuevos.append(tramo)
            continue
        destino = destinos.get(tramo.ancla)
        if tramo.dice == "pagina" and isinstance(destino, Titulo):
            titulo = destino.numero.texto if destino.numero else destino.texto
            nuevos.append(de_pagina(tramo, titulo))
        elif isinstance(destino, NumeroDeLeyenda):
            nuevos.append(attrs.evolve(tramo, texto=destino.texto))
        elif destino is None or tramo.dice == "titulo":
            nuevos.append(tramo if destino else tramo.texto)
        else:
            # Aquí ya es una sección más, y no se llama por su letra.
            if tramo.texto.startswith(ANEXO):
                nuevos = [*_en_femenino(nuevos), f"sección{ESPACIO_DURO}"]
            nuevos += _a_una_seccion(tramo, destino)
    return nuevos


_ARTICULO = expresion(r"\b(?:d?el|al)\s+\Z", re.IGNORECASE)
_FEMENINOS = {"el": "la", "del": "de la", "al": "a la"}


def _en_femenino(antes: list[Tramo]) -> list[Tramo]:
    """Lo escrito antes de un anexo, como va antes de una sección: «en la», y no «en el»."""
    ultimo = antes[-1] if antes else None
    articulo = _ARTICULO.search(ultimo) if isinstance(ultimo, str) else None
    if articulo is None or not isinstance(ultimo, str):
        return antes
    femenino = _FEMENINOS[articulo[0].strip().lower()]
    femenino = femenino.capitalize() if articulo[0][0].isupper() else femenino
    return [*antes[:-1], f"{ultimo[: articulo.start()]}{femenino} "]


def _a_una_seccion(remision: Remision, titulo: Titulo) -> Iterable[Tramo]:
    """Su número o, si no lo lleva, lo que dice."""
    if titulo.numero is not None:
        return (attrs.evolve(remision, texto=titulo.numero.texto),)
    return ("«", attrs.evolve(remision, texto=titulo.texto, dice="titulo"), "»")
