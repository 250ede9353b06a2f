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
from paac_reportes.composicion.numeracion import CuentaDeTitulos, TituloPorNumerar, a_pagina
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
"""Títulos con que una tabla de contenido ya sirve; con menos, no va."""
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
            titulos = partes.sacar_titulos_sueltos()
            bajada = _Bajada(numero, pieza, titulos, aspectos)
            paginas = _paginas(pieza, bajada, aspectos)
            partes.poner_paginas(paginas, siguen=pieza.sigue)
    numeradas = _con_numeros(partes.todas(), numera=encabezamiento.numera)
    niveles = [b.nivel for parte in numeradas for b in parte.bloques if isinstance(b, Titulo)]
    aspectos.agregar_niveles(max(niveles, default=0))
    primera, *siguientes = numeradas
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
    """El párrafo con que empieza el primer texto, si va en la portada; y los demás bloques.

    Va si hay portada y lo sigue un título. Es lo que el documento halla: quien sólo mira la portada
    lo sabe.
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
    """Los bloques de título, portada si la hay y tabla de contenido.

    Una larga va en su página; una corta, con lo primero que se lee. ``niveles``: los de los títulos
    del documento.
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
    """Las partes que se arman con las piezas: lo suelto, seguido; en un libro, por hojas."""

    def __init__(self, marco: Marco, titulo: str, medio: Medio) -> None:
        # De un membrete sale lo que de él se dibuja: sus secciones son de otro documento.
        self._marco = marco = attrs.evolve(marco, seccion_del_membrete=None)
        self._marco_que_sigue = attrs.evolve(
            marco, primera=None, hoja=attrs.evolve(marco.hoja, primera=None)
        )
        self._medio = medio
        self._terminadas: list[Parte] = []
        self._bloques: list[Bloque] | None = []
        """Los bloques de la parte abierta; ``None`` si la última es de un reporte."""
        self._nombre = titulo
        self._nivel = 0

    def poner_sueltos(self, pieza: PiezaSuelta, bloques: Sequence[Bloque]) -> None:
        """Pone una pieza que va en las páginas del documento."""
        nivelados = list(map(self._sin_saltarse_niveles, bloques))
        if pieza.en_su_hoja and self._medio == "libro":
            titulos = self.sacar_titulos_sueltos()
            self._cerrar()
            self._abrir(pieza.nombre)
            self._agregar([*titulos, *nivelados])
            self._cerrar()
            return
        if self._bloques is None and nivelados:
            self._abrir(pieza.nombre)
        self._agregar(nivelados)

    def sacar_titulos_sueltos(self) -> list[Titulo]:
        """Los últimos títulos de texto, sin nada debajo, que saca de su parte."""
        abierta = self._bloques or []
        cuantos = sum(1 for _ in takewhile(_es_titulo_de_texto, reversed(abierta)))
        titulos = [b for b in abierta[len(abierta) - cuantos :] if isinstance(b, Titulo)]
        del abierta[len(abierta) - cuantos :]
        return titulos

    def poner_paginas(self, partes: Sequence[Parte], *, siguen: bool) -> None:
        """Pone las partes de un reporte; si ``siguen``, o su página es igual, seguidas."""
        for parte in partes:
            niveles = [bloque.nivel for bloque in parte.bloques if isinstance(bloque, Titulo)]
            self._nivel = niveles[-1] if niveles else self._nivel
            es_la_suya = siguen or parte.marco == self._marco_que_sigue
            if self._medio == "documento" and es_la_suya:
                if self._bloques is None:
                    self._abrir(parte.nombre)
                self._agregar(parte.bloques)
            else:
                self._cerrar()
                self._terminadas.append(parte)

    def todas(self) -> list[Parte]:
        """Las partes que resultaron; al menos, la del título."""
        self._cerrar()
        return self._terminadas

    def _sin_saltarse_niveles(self, bloque: Bloque) -> Bloque:
        """El bloque; si es un título, a lo más un nivel más adentro que el anterior."""
        if not isinstance(bloque, Titulo):
            return bloque
        self._nivel = min(bloque.nivel, self._nivel + 1, NIVEL_MAXIMO)
        return attrs.evolve(bloque, nivel=self._nivel)

    def _abrir(self, nombre: str) -> None:
        self._bloques, self._nombre = [], nombre

    def _agregar(self, bloques: Iterable[Bloque]) -> None:
        if self._bloques is not None:
            self._bloques += bloques

    def _cerrar(self) -> None:
        """Cierra la parte abierta, si dice algo; la primera, que es la del título, aunque no."""
        if self._bloques is not None and (self._bloques or not self._terminadas):
            marco = self._marco_que_sigue if self._terminadas else self._marco
            self._terminadas.append(Parte(self._nombre, tuple(self._bloques), marco))
        self._bloques = None


def _es_titulo_de_texto(bloque: Bloque) -> bool:
    """Si es un título que alguien escribió en una pieza de texto, y no el de un reporte."""
    if not isinstance(bloque, TituloPorNumerar):
        return False
    return bloque.numeracion == "seguida" and not bloque.bloque


def _paginas(pieza: PiezaConPaginas, bajada: "_Bajada", aspectos: "Aspectos") -> list[Parte]:
    """Las partes de una pieza, con sus estilos y sus títulos distintos de los de las demás."""
    nombres = aspectos.nombres(pieza.documento.estilos)
    partes = [
        Parte(
            parte.nombre,
            tuple(bajada.bloques([bloque_vestido(b, nombres) for b in parte.bloques])),
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
"""Más títulos de los que trae una pieza: así, el número de cada uno dice de cuál es."""


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
        self._niveles_de_mas = 1 + (encima[-1].nivel if encima else 0)
        self._lugares: dict[object, int] = {}  # de la identidad de un título a su orden, desde 1

    def bloques(self, bloques: Sequence[Bloque]) -> Iterator[Bloque]:
        """Los bloques de una parte, sin su tabla de contenido: el documento tiene una."""
        anterior: Bloque | None = Salto()
        for bloque in bloques:
            # Donde estaba la tabla de contenido queda una página menos.
            es_otro_salto = isinstance(bloque, Salto) and isinstance(anterior, Salto)
            if es_otro_salto or isinstance(bloque, Indice):
                continue
            anterior = bloque
            yield self.titulo(bloque) if isinstance(bloque, Titulo) else self._con_anclas(bloque)

    def titulo(self, titulo: Titulo) -> TituloPorNumerar:
        """Un título con su nivel en el documento, por numerar si ya llevaba número."""
        se_numera = titulo.numero is not None or (not titulo.nivel and self._numera_el_primero)
        # El que encabeza otra hoja de lo mismo lleva el número del primero.
        identidad = (titulo.numero, titulo.texto if titulo.numero is None else "")
        lugar = self._lugares.setdefault(identidad, len(self._lugares) + 1)
        nivel = min(titulo.nivel + self._niveles_de_mas, NIVEL_MAXIMO)
        return TituloPorNumerar(
            texto=titulo.texto,
            nivel=nivel,
            en_pagina_nueva=titulo.en_pagina_nueva,
            numeracion="seguida" if se_numera else "ninguna",
            clave=self._ancla(titulo.ancla),
            bloque=self._pieza * _DE_CADA_PIEZA + lugar if se_numera else 0,
            del_formato=self._estilo(titulo.nivel, nivel),
        )

    def _estilo(self, antes: int, nivel: int) -> str:
        """Estilo de un título de formulario que pasa a otro nivel; de los demás, vacío."""
        if self._del_formulario is None:
            return ""
        return self._aspectos.de_titulo(self._del_formulario[estilo_de_titulo(antes)], nivel)

    def _ancla(self, ancla: str) -> str:
        """El ancla de un destino, distinta de las de otras piezas: ``p2_tabla-1``."""
        return f"p{self._pieza}_{ancla}" if ancla else ""

    def _con_anclas(self, bloque: Bloque) -> Bloque:
        """El bloque, con las anclas de sus leyendas y remisiones como son de esta pieza."""

        def con_ancla(tramo: Tramo) -> Tramo:
            if isinstance(tramo, NumeroDeLeyenda | Remision):
                return attrs.evolve(tramo, ancla=self._ancla(tramo.ancla))
            return tramo

        return con_tramos(bloque, lambda tramos: map(con_ancla, tramos))


# ------------------------------------------------------------------ los estilos
# Dos que se llaman igual pueden verse distinto. Los títulos, las leyendas y la tabla de contenido
# son del documento; lo demás de cada uno (sus tablas, sus párrafos, su encabezado y su pie) se ve
# como se ve solo, y de un formulario, también los títulos que trae.

_ESTILOS_COMUNES = frozenset(
    (
        *map(estilo_de_titulo, range(NIVEL_MAXIMO + 1)),
        *(ESTILO_DE_LEYENDA, ESTILO_DE_CONTENIDO, "indice", "indice-derecha"),
    )
)


class Aspectos:
    """Los estilos que un documento va juntando, empezando por los suyos."""

    def __init__(self, estilos: Mapping[str, Estilo]) -> None:
        self.estilos = {**estilos, **junto_a_lo_suyo(estilos)}
        self._aspectos = [{n: e for n, e in estilos.items() if n not in _ESTILOS_COMUNES}]
        """De cada pieza que se ve distinto, desde el documento, sus estilos como los nombra."""

    def nombres(self, estilos: Mapping[str, Estilo]) -> Mapping[str, str]:
        """Cómo se llaman aquí los estilos de otro documento: del nombre que traen al de aquí."""
        traidos = {nombre: uno for nombre, uno in estilos.items() if nombre not in _ESTILOS_COMUNES}
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
        """Cómo se llama aquí el estilo de un título de otro documento, en este nivel."""
        estilo = attrs.evolve(titulo, nivel=nivel, color=titulo.color or NEGRO)
        nombres = (de_otro_aspecto(estilo_de_titulo(nivel), numero) for numero in count(2))
        return next(n for n in nombres if self.estilos.setdefault(n, estilo) == estilo)

    def agregar_niveles(self, hasta: int) -> None:
        """Agrega los estilos de los títulos más hondos que los de un formato, hasta un nivel."""
        hondo = max(n for n in range(NIVEL_MAXIMO + 1) if estilo_de_titulo(n) in self.estilos)
        estilo = self.estilos[estilo_de_titulo(hondo)]
        for nivel in range(hondo + 1, hasta + 1):
            self.estilos[estilo_de_titulo(nivel)] = attrs.evolve(estilo, nivel=nivel)


def bloque_vestido(bloque: Bloque, nombres: Mapping[str, str]) -> Bloque:
    """El bloque sin marcas, y con sus estilos como se llaman aquí, que dicen los ``nombres``."""
    match bloque:
        case Tabla():
            return tabla_vestida(bloque, nombres)
        case Parrafo():
            estilo = nombres.get(bloque.estilo, bloque.estilo)
            return bloque if estilo == bloque.estilo else attrs.evolve(bloque, estilo=estilo)
        case _:
            return bloque


def tabla_vestida(tabla: Tabla, nombres: Mapping[str, str]) -> Tabla:
    """Una tabla con sus estilos como se llaman aquí, y sin marcas."""
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
    """La página de una parte, con sus estilos como se llaman aquí y sin el membrete de otra."""
    vestido = marco.con_tablas(lambda tabla: tabla_vestida(tabla, nombres))
    return attrs.evolve(vestido, seccion_del_membrete=None)


# ------------------------------------------------------------------ los números


def _con_numeros(partes: Sequence[Parte], *, numera: bool) -> list[Parte]:
    """Las partes con sus números, que siguen de una pieza a otra."""
    cuenta, leyendas = CuentaDeTitulos(numera), Counter[str]()
    contadas = [
        attrs.evolve(
            parte,
            bloques=tuple(_leyenda_numerada(b, leyendas) for b in cuenta.numerados(parte.bloques)),
        )
        for parte in partes
    ]
    destinos = dict(_lo_nombrado(contadas))

    def remitir(tramos: Tramos) -> Iterable[Tramo]:
        return _resueltos(tramos, destinos)

    return [
        attrs.evolve(parte, bloques=tuple(con_tramos(b, remitir) for b in parte.bloques))
        for parte in contadas
    ]


def _leyenda_numerada(bloque: Bloque, leyendas: Counter[str]) -> Bloque:
    """El bloque; si es una leyenda, con su número: ``leyendas`` cuenta las de cada clase."""
    if not isinstance(bloque, Parrafo) or not bloque.es_leyenda:
        return bloque
    contenido = bloque.contenido
    if isinstance(contenido, str):
        leyenda = _LEYENDA.match(contenido)
        if leyenda is None:
            return bloque
        numero = NumeroDeLeyenda(leyenda[1], 0)
        bloque = attrs.evolve(bloque, contenido=(numero, contenido[leyenda.end() :]))

    def numerar(tramo: Tramo) -> Tramo:
        """El tramo; el número de una leyenda, con la cuenta que lleva su clase."""
        if not isinstance(tramo, NumeroDeLeyenda):
            return tramo
        leyendas[tramo.clase] += 1
        return attrs.evolve(tramo, numero=leyendas[tramo.clase])

    return con_tramos(bloque, lambda tramos: map(numerar, tramos))


def _lo_nombrado(partes: Sequence[Parte]) -> Iterator[tuple[str, Titulo | NumeroDeLeyenda]]:
    """Pares de ancla y título o leyenda, de lo que algún texto puede nombrar."""
    for bloque in (bloque for parte in partes for bloque in parte.bloques):
        if isinstance(bloque, Titulo) and bloque.ancla:
            yield bloque.ancla, bloque
        elif isinstance(bloque, Parrafo) and not isinstance(bloque.contenido, str):
            numeros = (t for t in bloque.contenido if isinstance(t, NumeroDeLeyenda))
            yield from ((numero.ancla, numero) for numero in numeros if numero.ancla)


def _resueltos(tramos: Tramos, destinos: Mapping[str, Titulo | NumeroDeLeyenda]) -> Iterable[Tramo]:
    """Los tramos de un texto, con los números que resultaron en lo que nombra."""
    nuevos: list[Tramo] = []
    for tramo in tramos:
        if not isinstance(tramo, Remision):
            nuevos.append(tramo)
            continue
        destino = destinos.get(tramo.ancla)
        if tramo.dice == "pagina" and isinstance(destino, Titulo):
            titulo = destino.numero.texto if destino.numero else destino.texto
            nuevos.append(a_pagina(tramo, titulo))
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


def _en_femenino(tramos: list[Tramo]) -> list[Tramo]:
    """Los tramos antes de un anexo como van antes de una sección: «en la», y no «en el»."""
    ultimo = tramos[-1] if tramos else None
    articulo = _ARTICULO.search(ultimo) if isinstance(ultimo, str) else None
    if articulo is None or not isinstance(ultimo, str):
        return tramos
    femenino = _FEMENINOS[articulo[0].strip().lower()]
    femenino = femenino.capitalize() if articulo[0][0].isupper() else femenino
    return [*tramos[:-1], f"{ultimo[: articulo.start()]}{femenino} "]


def _a_una_seccion(remision: Remision, titulo: Titulo) -> Iterable[Tramo]:
    """Los tramos con que se nombra una sección: su número o, si no lo lleva, su título."""
    if titulo.numero is not None:
        return (attrs.evolve(remision, texto=titulo.numero.texto),)
    return ("«", attrs.evolve(remision, texto=titulo.texto, dice="titulo"), "»")
