"""Tablas como XML de Word: una fila es texto, y lo que se repite se escribe una vez."""

import math
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, pairwise, repeat
from typing import cast

import attrs

from paac_reportes import clases
from paac_reportes.escritores.docx.estilos import (
    A_LO_ANCHO,
    ESTILO_DE_CELDA,
    MARGENES_DE_CELDA,
    OCTAVOS_POR_PT,
    TABLA_CON_RAYAS,
    TABLA_CON_ROTULOS,
    VERTICALES,
    bordes_de_celda,
    identificador,
    relleno,
)
from paac_reportes.escritores.docx.textos import Relacionar, corrida_de_cada_uno, corridas
from paac_reportes.escritores.paquete import escapar
from paac_reportes.maqueta.altos import WORD
from paac_reportes.maqueta.cierre import SIN_COLA, Cola
from paac_reportes.maqueta.contenido import MIL, PREFIJO_DE_MARCA, ConBarra, Contenido, barra_de
from paac_reportes.maqueta.cortes import Cortador, cola_de, van_juntos
from paac_reportes.maqueta.documento import Marco
from paac_reportes.maqueta.estilos import (
    ALTO_DE_BARRA,
    COLOR_DE_BARRA,
    MARGEN_DE_CELDA,
    SOBRE_LA_BARRA,
    Estilo,
)
from paac_reportes.maqueta.grupos import Agrupador, Grupo, con_nombre_en_cada_pagina
from paac_reportes.maqueta.medida.ajuste import Medidor
from paac_reportes.maqueta.medida.tipografia import (
    Pt,
    pt_de_veinteavos,
    veinteavos,
    veinteavos_de_pt,
)
from paac_reportes.maqueta.nodos import Bloque, Tabla, lleva_marco
from paac_reportes.maqueta.rejilla import ColumnaDeTabla, Fila, resolver, tandas_sueltas

_SOLA, _EMPIEZA, _SIGUE = "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_AQUI_LA_MARCA = "\0"
"""El lugar del marcador en unos rótulos ya escritos: ningún texto trae esa letra."""
_DE_A = 2_000
"""Filas de una tabla que se escriben de una vez: el XML de todas las de una enorme no cabe."""
JUNTO = "<w:keepNext/>"
"""Marca de un párrafo que no se aparta del siguiente."""
EN_PAGINA_NUEVA = "<w:pageBreakBefore/>"
"""Marca de un párrafo que empieza página."""


def piden_alto(rotulos: tuple[Fila, ...], medidor: Medidor) -> bool:
    """Si hay que decir cuánto mide cada fila de rótulos: una celda va girada, o es de varias.

    LibreOffice no cuenta el alto de estas al repetirlas.
    """
    return any(
        celda.filas > 1 or medidor.estilos[celda.estilo].girado
        for fila in rotulos
        for celda in fila.celdas
    )


_Trozos = Iterable[Iterable[bytes]]
"""Trozos de XML de una columna: lo que abre cada celda, lo que dice y lo que la cierra.

En bytes, que pedazo a pedazo es lo rápido: los de un texto con una sola tilde se sacan letra por
letra, y pegado a lo que lo abre, que es casi todo el XML, eso también.
"""


@clases.frozen
class TablaEnPaginas:
    """Una tabla como va en las páginas: dónde la cortan, y qué no se aparta."""

    tabla: Tabla
    atadas: frozenset[int] = frozenset()
    """Las filas que no se apartan de la que sigue."""
    se_parten: frozenset[int] = frozenset()
    """Filas que siguen en otra página."""
    altos: Mapping[int, Pt] = attrs.Factory(dict)
    """Alto, por fila, que hay que decir de algunas."""
    cortables: tuple[Grupo, ...] = ()
    """Los grupos que una página puede cortar."""
    saltos: frozenset[int] = frozenset()
    """Las filas con que empieza otra página."""


class TablasDelWord:
    """Tablas de una parte del paquete como XML de Word, todas del mismo ancho."""

    def __init__(
        self,
        estilos: dict[str, Estilo],
        marco: Marco,
        relacionar: Relacionar,
        marcadores: "Marcadores | None" = None,
        *,
        dice_paginas: bool = False,
    ) -> None:
        """``dice_paginas``: si el documento dice, al abrirlo, la página de cada título."""
        self._dice_paginas = dice_paginas
        self.marcar = marcadores.xml if marcadores else _sin_marcar
        self._estilos = estilos
        self.nombrados = set[str]()
        """Estilos de Word que nombran las tablas ya escritas."""
        self._bordes_de_la_tabla = estilos["celda"].bordes
        self._util = marco.pagina.ancho_util
        self._ancho = veinteavos(self._util)
        self._cortador = Cortador(estilos, marco, WORD)
        self._agrupador = Agrupador(estilos, self._cortador)
        self.relacionar = relacionar
        self._repartos: dict[int, TablaEnPaginas] = {}
        """Repartos que ya se pidieron, por la identidad de su tabla, hasta que se escriba."""

    @property
    def ancho(self) -> float:
        """Ancho útil de la página, en puntos."""
        return pt_de_veinteavos(self._ancho)

    def reparto_de(self, tabla: Tabla, cola: Cola) -> TablaEnPaginas:
        """Cómo va en páginas una tabla que después se escribe, con la ``cola`` que la sigue."""
        if (reparto := self._repartos.get(id(tabla))) is None:
            self._repartos[id(tabla)] = reparto = self._repartir(tabla, cola)
        return reparto

    def que_se_cortan(self, bloques: Sequence[Bloque]) -> list[int]:
        """Lugares de las tablas con un grupo que una página puede cortar, y que no se ha medido."""
        if self._repartos:  # las mide la tabla de contenido
            return []
        juntos = van_juntos(bloques, self._estilos, "documento")
        return [
            lugar
            for lugar, bloque in enumerate(bloques)
            if isinstance(bloque, Tabla)
            and self.reparto_de(bloque, cola_de(lugar, bloques, juntos)).cortables
        ]

    def _repartir(self, tabla: Tabla, cola: Cola) -> TablaEnPaginas:
        """La tabla con sus filas que no se separan de la que sigue, las que se parten y sus grupos.

        ``cola``: lo que sigue a la tabla en su página.
        """
        agrupada = self._agrupador.agrupar(tabla)
        cortes = self._cortador.cortes(tabla, cola)
        # La que puede partirse no va con la que sigue: atadas, ninguna de las dos se partiría.
        atadas = cortes.atadas | (agrupada.juntas - cortes.partidas)
        de_varios_pisos = piden_alto(tabla.rotulos, self._cortador.medidor)
        if de_varios_pisos and len(tabla.filas) > 1 and not self._dice_paginas:
            # Bajo rótulos de varios pisos y una fila sola, LibreOffice pierde las que siguen. Donde
            # se dice la página de cada título no se ata: él no la dejaría donde se midió.
            atadas |= {0} - cortes.partidas
        cortables = () if cortes.entera else agrupada.cortables
        return TablaEnPaginas(tabla, atadas, cortes.partidas, cortes.altos, cortables)

    def cortar(self, tabla: Tabla, saltos: Sequence[int], juntas: set[int]) -> None:
        """Anota que, en una tabla por escribir, esas filas empiezan página.

        ``juntas``: las que no se separan de la que sigue.
        """
        reparto = self._repartos[id(tabla)]
        # Sin la que va antes de un salto, lo que queda entre dos no se aparta.
        sueltas = {fila - 1 for fila in saltos} | reparto.se_parten
        self._repartos[id(tabla)] = attrs.evolve(
            reparto,
            tabla=con_nombre_en_cada_pagina(tabla, saltos, self._estilos),
            atadas=(reparto.atadas | juntas) - sueltas,
            saltos=frozenset(saltos),
        )

    @clases.recordado
    def bordes_en_puntos(self, anchos: tuple[float, ...]) -> tuple[float, ...]:
        """Puntos en que empieza cada columna y, al final, en que termina la última."""
        return tuple(pt_de_veinteavos(borde) for borde in self._bordes(anchos))

    def altos_de_rotulos(self, tabla: Tabla) -> Sequence[float]:
        """Altos que hay que decir de sus filas de rótulos; ninguno, si los dan sus textos."""
        if not piden_alto(tabla.rotulos, self._cortador.medidor):
            return ()
        altos = self._cortador.altos_de(tabla.rotulos, tabla.anchos)
        return [pt_de_veinteavos(_veinteavos_enteros(alto)) for alto in altos]

    def pedazos(
        self, tabla: Tabla, cola: Cola = SIN_COLA, *, con_lo_que_sigue: bool = False
    ) -> Iterator[bytes]:
        """La tabla: su cuadrícula con sus rótulos repetidos, y sus filas, casi siempre de una vez.

        ``con_lo_que_sigue``: la última fila no queda en una página y lo que sigue en otra.
        """
        bordes = self._bordes(tabla.anchos)
        reparto = self._repartos.pop(id(tabla), None) or self._repartir(tabla, cola)
        tabla = reparto.tabla
        filas = range(len(tabla.filas))
        atadas = dict.fromkeys(reparto.atadas, JUNTO)
        if con_lo_que_sigue:
            atadas[len(filas) - 1] = JUNTO
        for fila in reparto.saltos:
            atadas[fila] = f"{atadas.get(fila, '')}{EN_PAGINA_NUEVA}"
        aperturas = [_apertura_de_fila(entera=True, alto=None)] * len(filas)
        for fila in {*reparto.se_parten, *reparto.altos}:
            entera, alto = fila not in reparto.se_parten, reparto.altos.get(fila)
            aperturas[fila] = _apertura_de_fila(entera=entera, alto=alto)
        rotulos = b"".join(self._rotulos_marcados(tabla))
        marcas = list(map(self.marcar, tabla.filas.marcas))
        clase, con_total = self._estilo_de_tabla(tabla), False
        if clase == TABLA_CON_ROTULOS:
            # Las rayas de sus rótulos y de su total las lleva su estilo, y no cada celda.
            rotulos = rotulos.replace(self._rayas("rotulo").encode(), b"")
            con_total = self._termina_en_total(tabla.columnas, len(filas))
        self.nombrados.add(clase)
        yield _propiedades(tabla, bordes, clase, con_total=con_total).encode() + rotulos
        for desde in filas[::_DE_A]:
            hasta, columnas, atan = desde + _DE_A, tabla.columnas, atadas
            if len(filas) > _DE_A:
                columnas = tuple(columna.tramo(filas[desde:hasta]) for columna in columnas)
                atan = {f - desde: atadas[f] for f in filas[desde:hasta] if f in atadas}
            de_estas = aperturas[desde:hasta], marcas[desde:hasta]
            trozos = [*self._filas(columnas, bordes, *de_estas, atan)]
            if con_total and hasta >= len(filas):
                # De una fila: lo que la abre, lo de cada celda (``_Trozos``) y lo que la cierra.
                ultima = len(trozos) - 3 * len(tabla.anchos) - 2
                rayas = self._rayas("total").encode()
                trozos[ultima:] = [trozo.replace(rayas, b"") for trozo in trozos[ultima:]]
            yield b"".join(trozos)
        yield b"</w:tbl>"

    def _estilo_de_tabla(self, tabla: Tabla) -> str:
        """Estilo de Word de una tabla: el de las rayas que lleva."""
        if not lleva_marco(tabla, self._estilos):
            return "TableNormal"
        return TABLA_CON_ROTULOS if self._con_rayas_de_rotulo(tabla.rotulos) else TABLA_CON_RAYAS

    @clases.recordado_de_este
    def _con_rayas_de_rotulo(self, rotulos: tuple[Fila, ...]) -> bool:
        """Si son una fila, con las rayas del estilo ``rotulo``, que no son las de una celda."""
        if len(rotulos) != 1 or not self._rayas("rotulo"):
            return False
        rayas = self._estilos["rotulo"].bordes
        return all(self._estilos[celda.estilo].bordes == rayas for celda in rotulos[0].celdas)

    @clases.recordado
    def _rayas(self, estilo: str) -> str:
        return bordes_de_celda(self._estilos[estilo].bordes, self._bordes_de_la_tabla)

    def _termina_en_total(self, columnas: Sequence[ColumnaDeTabla], filas: int) -> bool:
        """Si todas las celdas de la última fila llevan las rayas del estilo ``total``."""
        rayas = self._estilos["total"].bordes
        return bool(self._rayas("total") and filas) and all(
            self._estilos[columna.estilo(filas - 1)].bordes == rayas for columna in columnas
        )

    def _rotulos_marcados(self, tabla: Tabla) -> Iterator[bytes]:
        """XML de los rótulos de una tabla, que se guarda sin marcadores, con los que le tocan."""
        piden = piden_alto(tabla.rotulos, self._cortador.medidor)
        for tanda in tandas_sueltas(tabla.rotulos):
            altos = self._cortador.altos_de(tanda, tabla.anchos) if piden else []
            pedazos = self._rotulos(tanda[0], tanda[1:], tabla.anchos, tuple(altos))
            for fila, pedazo in zip(tanda, pedazos, strict=False):
                yield pedazo
                yield self.marcar(fila.marca).encode()
            yield pedazos[-1]

    @clases.recordado_de_este  # de una tabla a otra cambia, si acaso, la franja
    def _rotulos(
        self,
        primera: Fila,
        demas: tuple[Fila, ...],
        anchos: tuple[float, ...],
        altos: tuple[Pt, ...],
    ) -> list[bytes]:
        """XML de unas filas de rótulos, partido donde va el marcador de cada una.

        ``primera`` y ``demas``, las filas; ``altos``, los de cada una, si se fijan.
        """
        bordes, xml = self._bordes(anchos), list[bytes]()
        for numero, celdas in enumerate(resolver((primera, *demas), len(anchos))):
            alto = _alto_minimo(altos[numero] if altos else None)
            xml.append(f"<w:tr><w:trPr><w:cantSplit/>{alto}<w:tblHeader/></w:trPr>".encode())
            marca = _AQUI_LA_MARCA
            for lugar, celda, origen in celdas:
                ancho = bordes[lugar + celda.columnas] - bordes[lugar]
                union = _SOLA if celda.filas == 1 else _EMPIEZA if origen == numero else _SIGUE
                abre = self._abrir(ancho, celda.columnas, celda.estilo, union, "")
                xml.append(abre)
                if origen == numero:
                    dice = corridas(celda.contenido, self.relacionar)
                    dice = _con_enlaces_aparte(_con_barra(dice, celda.contenido, ancho), abre)
                    xml.append(f"{marca}{dice}".encode())
                    marca = ""
                xml.append(_CIERRA_CELDA)
            xml.append(b"</w:tr>")
        return b"".join(xml).split(_AQUI_LA_MARCA.encode())

    @clases.recordado
    def _bordes(self, anchos: tuple[float, ...]) -> list[int]:
        return [0, *(round(parte * self._ancho) for parte in accumulate(anchos))]

    def _filas(
        self,
        columnas: Sequence[ColumnaDeTabla],
        bordes: Sequence[int],
        aperturas: Sequence[bytes],
        marcas: list[str],
        atadas: Mapping[int, str],
    ) -> Iterator[bytes]:
        """Pedazos de XML de unas filas, con el comienzo y la marca de cada una, ya en XML.

        ``atadas``: por fila, con qué se dice que sus párrafos no se apartan, o que empiezan página.
        """
        celdas: list[Iterable[bytes]] = []
        for lugar, columna in enumerate(columnas):
            celdas += self._columna(columna, bordes[lugar:], marcas, atadas)
            if not lugar:  # que empieza página lo dice la primera celda
                atadas = {fila: JUNTO for fila, xml in atadas.items() if xml.startswith(JUNTO)}
        return chain.from_iterable(zip(aperturas, *celdas, repeat(b"</w:tr>")))

    def _columna(
        self,
        columna: ColumnaDeTabla,
        bordes: Sequence[int],
        marcas: list[str],
        atadas: Mapping[int, str],
    ) -> _Trozos:
        """XML de las celdas de una columna, una por fila: su comienzo, su texto y su fin.

        ``bordes``: dónde empieza cada columna desde ésta, en veinteavos; ``marcas``: las que quedan
        por poner; ``atadas``: por fila, el XML de que no se separa o de que empieza página.
        """
        textos = self._textos(columna)
        if ConBarra in columna.clases:
            ancho = bordes[1] - bordes[0]
            textos = [
                _con_barra(t, c, ancho) for t, c in zip(textos, columna.contenidos, strict=True)
            ]
        if columna.estilo_unico is None:
            return self._celdas_combinadas(columna, textos, bordes, marcas, atadas)
        ancho, estilo = bordes[1] - bordes[0], columna.estilo_unico
        suelta = self._abrir(ancho, 1, estilo, _SOLA, "")
        if any(marcas):  # van en la primera columna, y ya no quedan para las demás
            textos = list(map(operator.add, marcas, textos))
            marcas[:] = [""] * len(marcas)
        if columna.lleva_tramos:
            textos = [_con_enlaces_aparte(texto, suelta) for texto in textos]
        comienzos: Iterable[bytes] = repeat(suelta)
        if atadas:
            atada = {xml: self._abrir(ancho, 1, estilo, _SOLA, xml) for xml in {*atadas.values()}}
            comienzos = [suelta] * len(textos)
            for fila, xml in atadas.items():
                comienzos[fila] = atada[xml]
        return comienzos, map(str.encode, textos), repeat(_CIERRA_CELDA)

    def _celdas_combinadas(
        self,
        columna: ColumnaDeTabla,
        textos: Sequence[str],
        bordes: Sequence[int],
        marcas: list[str],
        atadas: Mapping[int, str],
    ) -> _Trozos:
        """XML de las celdas de una columna que abarcan varias, o son de varios estilos.

        ``bordes``, ``marcas`` y ``atadas``, como en ``_columna``.
        """
        celdas: list[bytes] = []
        for fila, texto in enumerate(textos):
            _, estilo, cubre, abarca = columna.celda(fila)
            if not abarca:
                celdas.append(b"")
                continue
            union = _SOLA if cubre == 1 else _EMPIEZA if cubre else _SIGUE
            abierta = self._abrir(
                bordes[abarca] - bordes[0],
                abarca,
                estilo,
                union,
                atadas.get(fila, ""),
            )
            # LibreOffice pierde lo que va en una celda cubierta desde arriba.
            marca, marcas[fila] = (marcas[fila], "") if cubre else ("", marcas[fila])
            contenido = texto if cubre else ""
            if columna.lleva_tramos:
                contenido = _con_enlaces_aparte(contenido, abierta)
            celdas.append(abierta + f"{marca}{contenido}".encode() + _CIERRA_CELDA)
        return celdas, repeat(b""), repeat(b"")

    def _textos(self, columna: ColumnaDeTabla) -> list[str]:
        """Textos del párrafo de cada celda que empieza en una columna."""
        contenidos = columna.contenidos
        if not columna.lleva_tramos:
            return corrida_de_cada_uno(cast("Sequence[str]", contenidos))
        # Una imagen se guarda una vez, donde su celda empieza.
        return [
            corridas(celda, self.relacionar) if columna.cubre(fila) and columna.abarca(fila) else ""
            for fila, celda in enumerate(contenidos)
        ]

    @clases.recordado
    def _abrir(self, ancho: int, columnas: int, estilo: str, union: str, junto: str) -> bytes:
        """Comienzo de una celda: de ``<w:tc>`` hasta donde empieza su texto.

        ``ancho``, en veinteavos; ``union`` y ``junto``: el XML de si se une con la de arriba y de
        si no se separa de la que sigue o empieza página.
        """
        varias = f'<w:gridSpan w:val="{columnas}"/>' if columnas > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{ancho}" w:type="dxa"/>{varias}{union}'
            f"{self._aspecto(estilo)}{junto}</w:pPr>"
        ).encode()

    @clases.recordado
    def _aspecto(self, estilo: str) -> str:
        """XML de lo que es igual en las celdas de un estilo: de sus rayas al de su párrafo."""
        aspecto = self._estilos[estilo]
        rayas = bordes_de_celda(aspecto.bordes, self._bordes_de_la_tabla)
        # De un texto girado, Word alinea a lo alto el párrafo y a lo ancho la celda.
        girado = '<w:textDirection w:val="btLr"/>' if aspecto.girado else ""
        vertical = A_LO_ANCHO[aspecto.horizontal] if girado else VERTICALES[aspecto.vertical]
        alto = f'<w:vAlign w:val="{vertical}"/>' if vertical != "top" else ""
        clave = identificador(estilo)
        self.nombrados.add(clave)
        return (
            f"{rayas}{relleno(aspecto)}{girado}{alto}</w:tcPr><w:p><w:pPr>"
            f'<w:pStyle w:val="{clave}"/>'
        )


_CIERRA_CELDA = b"</w:p></w:tc>"

_ENLACE_TRAS_QUIEBRE = "<w:br/></w:r><w:hyperlink "


def _con_enlaces_aparte(texto: str, abierta: bytes) -> str:
    """XML de una celda, con otro párrafo donde un renglón empieza por un enlace.

    Si no empieza su párrafo, LibreOffice parte una dirección donde llegue, y no tras una barra.
    ``abierta``: el comienzo de la celda, que termina por el de su párrafo.
    """
    if _ENLACE_TRAS_QUIEBRE not in texto:
        return texto
    otro_parrafo = f"</w:p>{abierta[abierta.rindex(b'<w:p>') :].decode()}<w:hyperlink "
    sin_solos = texto.replace(f"<w:r>{_ENLACE_TRAS_QUIEBRE}", otro_parrafo)
    return sin_solos.replace(_ENLACE_TRAS_QUIEBRE, f"</w:r>{otro_parrafo}")


def _con_barra(texto: str, contenido: Contenido, ancho: int) -> str:
    """XML de una celda, con otro párrafo si es una cifra con barra: su borde lo es."""
    parte = barra_de(contenido)
    libre = ancho - 2 * veinteavos_de_pt(MARGEN_DE_CELDA)
    return f"{texto}</w:p><w:p>{_barra(libre, parte)}" if parte else texto


def _barra(libre: int, parte: int) -> str:
    """Párrafo del largo de la barra, ``parte`` de ``MIL``: el borde va de sangría a sangría."""
    sobra = libre - round(libre * parte / MIL)
    grosor = round(ALTO_DE_BARRA * OCTAVOS_POR_PT)
    return (
        f'<w:pPr><w:pStyle w:val="{ESTILO_DE_CELDA}"/><w:pBdr><w:bottom w:val="single"'
        f' w:sz="{grosor}" w:space="0" w:color="{COLOR_DE_BARRA}"/></w:pBdr>'
        '<w:spacing w:before="0" w:after="0"'
        f' w:line="{veinteavos_de_pt(SOBRE_LA_BARRA)}" w:lineRule="exact"/>'
        f'<w:ind w:left="0" w:right="{sobra}"/><w:jc w:val="left"/></w:pPr>'
    )


def _veinteavos_enteros(puntos: float) -> int:
    """Puntos a veinteavos de punto, el entero de arriba: 3,51 → 71."""
    return math.ceil(puntos * 20)


class Marcadores:
    """Marcadores que no se ven, uno por marca: ni sus números ni sus nombres se repiten."""

    def __init__(self, primero: int) -> None:
        self._numero = primero
        self._veces: dict[str, int] = {}

    def siguiente(self) -> int:
        """Un número que aún no lleva ningún marcador."""
        numero = self._numero
        self._numero += 1
        return numero

    def xml(self, marca: str) -> str:
        """XML del marcador de una fila, un título o un párrafo; nada si no tiene marca."""
        if not marca:
            return ""
        numero = self.siguiente()
        self._veces[marca] = veces = self._veces.get(marca, 0) + 1
        nombre = f"{PREFIJO_DE_MARCA}{marca}{f'__{veces}' if veces > 1 else ''}"
        return (
            f'<w:bookmarkStart w:id="{numero}" w:name="{nombre}"/><w:bookmarkEnd w:id="{numero}"/>'
        )


def _sin_marcar(_marca: str) -> str:
    """Texto vacío: en un encabezado o un pie no hay filas que reconocer."""
    return ""


def _apertura_de_fila(*, entera: bool, alto: Pt | None) -> bytes:
    propiedades = f"{'<w:cantSplit/>' if entera else ''}{_alto_minimo(alto)}"
    return (f"<w:tr><w:trPr>{propiedades}</w:trPr>" if propiedades else "<w:tr>").encode()


def _alto_minimo(alto: Pt | None) -> str:
    """XML del alto que una fila tiene al menos, de pt a veinteavos; vacío, si no lo pide."""
    if not alto:
        return ""
    return f'<w:trHeight w:val="{min(_veinteavos_enteros(alto), _ALTO_MAXIMO)}" w:hRule="atLeast"/>'


_ALTO_MAXIMO = 31_680
"""Veinteavos de punto: lo más que Word admite que mida una fila."""


_PRIMERA_FILA, _ULTIMA_FILA, _SIN_BANDAS = 0x0020, 0x0040, 0x0600
"""Las opciones de diseño de una tabla, como Word las suma."""


def _propiedades(tabla: Tabla, bordes: list[int], clase: str, *, con_total: bool) -> str:
    """XML del comienzo de una tabla: su estilo, su ancho, sus columnas y su descripción.

    ``bordes``: dónde empieza cada columna, en veinteavos; ``clase``: el estilo de tabla.
    ``con_total``: si su última fila es un total.
    """
    # LibreOffice obedece la cuadrícula y Word el ancho de cada celda: van los dos.
    cuadricula = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in pairwise(bordes))
    primera, ultima = bool(tabla.rotulos), con_total
    opciones = _SIN_BANDAS | primera * _PRIMERA_FILA | ultima * _ULTIMA_FILA
    nombre, texto = escapar(tabla.descripcion), escapar(tabla.texto_alternativo)
    if texto:
        descripcion = f'<w:tblCaption w:val="{nombre}"/><w:tblDescription w:val="{texto}"/>'
    else:
        descripcion = f'<w:tblDescription w:val="{nombre}"/>' if nombre else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{clase}"/>'
        f'<w:tblW w:w="{bordes[-1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{MARGENES_DE_CELDA}'
        f'<w:tblLook w:val="{opciones:04X}" w:firstRow="{primera:d}" w:lastRow="{ultima:d}"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{descripcion}</w:tblPr><w:tblGrid>{cuadricula}</w:tblGrid>"
    )
