"""La cuenta de lo que se leyó: a dónde fue cada cosa que se ve en un documento.

Quien lee anota las celdas de los datos (``.lugares`` y ``.usadas``) y las de los rótulos.
Lo demás se busca por su texto entre lo que el documento dice sin ser un dato: lo que el formato
escribiría otra vez con lo leído, o los títulos, las notas y las firmas que se conocen. Lo que no
está en ninguno quedó sin usar, y se dice.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.enlaces import enlaces_leidos
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.modelo import (
    CambioDocumento,
    Componente,
    Dependencia,
    Entidad,
    Firma,
    Plan,
    Subcomponente,
)
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.enlaces import EnlaceExterno
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    LugarDelArchivo,
    ParteVista,
    TablaVista,
)
from paac_reportes.opc.xml import en_corto
from paac_reportes.textos.frases import en_un_renglon
from paac_reportes.textos.plano import PAGINA_DE_REMISION, sin_cifras
from paac_reportes.textos.valores import con_miles


class DestinoDeLectura(StrEnum):
    """A dónde fue algo que se ve en un documento."""

    USADO = "usado"
    """Es un dato del plan, o parte de uno."""
    MARCO = "marco"
    """Dice qué son los datos, los acompaña o los repite: un rótulo, una firma, ``Datos``."""
    SIN_USAR = "sin_usar"
    """No quedó en ningún dato."""


class CosaLeida(NamedTuple):
    """Una celda, un párrafo, un comentario… que se ve en un documento."""

    lugar: str
    clase: str
    """``celda``, ``párrafo``, ``encabezado``, ``enlace``, ``comentario``…"""
    destino: DestinoDeLectura
    texto: str = ""
    por: str = ""
    """La ruta del dato en que quedó; de lo no usado, el código del aviso que lo dice."""
    cuantas: int = 1
    """Más de una sólo en lo que no se mira celda por celda."""


_CLASES = {
    "comentario_sin_leer": "comentario",
    "imagen_sin_leer": "imagen",
    "contenido_aparte": "cuadro de texto",
    "cambios_sin_aceptar": "cambio sin aceptar",
    "celda_combinada": "celda combinada a mano",
    "valor_de_error": "error de fórmula",
    "formula_sin_resultado": "fórmula sin resultado",
    "hora_sin_leer": "hora",
    "color_sin_leer": "color",
    "texto_tachado": "texto tachado",
    "texto_escondido": "texto escondido",
}
"""Qué es lo que cada aviso dice que no se leyó, además de las celdas y los párrafos."""

_ESCONDIDO = frozenset({"oculto_leido", "filas_ocultas", "columna_oculta"})
"""Los de lo escondido, que se lee."""
_TACHADO = "texto_tachado"
"""De lo tachado, si se leyó lo dice su celda: aquí sólo se cuenta que lo va."""
_PAGINA = re.compile(r"\t\d+$")
"""La de un renglón de la tabla de contenido."""
_Y_MAS = re.compile(r"y (\d+) más como los anteriores")

_PLURALES = {
    DestinoDeLectura.USADO: ("usado", "usados"),
    DestinoDeLectura.MARCO: ("de marco", "de marco"),
    DestinoDeLectura.SIN_USAR: ("sin usar", "sin usar"),
}


_Cosa = tuple[str, str, DestinoDeLectura, str, str, int]
"""Lo que una ``CosaLeida`` dice: son tantas que se nombran sólo si alguien las mira."""


@clases.frozen(eq=False)
class CuentaDeLectura:
    """Todo lo que se ve en un documento, y a dónde fue cada cosa."""

    _cosas: "tuple[_Cosa, ...]" = attrs.field(default=(), repr=False)
    vistas: int = 0
    """Las celdas, los párrafos y los encabezados con texto, contados aparte."""

    @property
    def cosas(self) -> tuple[CosaLeida, ...]:
        """Todas, en el orden del documento."""
        return tuple(itertools.starmap(CosaLeida, self._cosas))

    @property
    def cuadra(self) -> bool:
        """Si cada celda y cada párrafo que se ve está en la cuenta, una sola vez."""
        de_texto = [cosa for cosa in self.cosas if cosa.clase in _DE_TEXTO]
        distintas = {(cosa.clase, cosa.lugar, cosa.texto) for cosa in de_texto}
        return len(distintas) == len(de_texto) and self.vistas == sum(c.cuantas for c in de_texto)

    def por_destino(self) -> dict[DestinoDeLectura, int]:
        """Cuántas celdas, párrafos y encabezados fueron a cada uno."""
        veces: Counter[DestinoDeLectura] = Counter()
        for cosa in self.cosas:
            if cosa.clase in _DE_TEXTO:
                veces[cosa.destino] += cosa.cuantas
        return {destino: veces[destino] for destino in DestinoDeLectura}

    @property
    def sin_usar(self) -> tuple[CosaLeida, ...]:
        """Lo que no quedó en ningún dato, con el código del aviso que lo dice."""
        sin_usar = (cosa for cosa in self._cosas if cosa[2] is DestinoDeLectura.SIN_USAR)
        return tuple(itertools.starmap(CosaLeida, sin_usar))

    def __str__(self) -> str:
        """``1.204 celdas y párrafos: 1.150 usados, 40 de marco…``."""
        veces = self.por_destino()
        cuentas = [
            f"{con_miles(veces[destino])} {_PLURALES[destino][veces[destino] != 1]}"
            for destino in DestinoDeLectura
            if veces[destino] or destino is not DestinoDeLectura.MARCO
        ]
        de_que = "una celda o párrafo" if self.vistas == 1 else "celdas y párrafos"
        cuantas = "" if self.vistas == 1 else f"{con_miles(self.vistas)} "
        return f"{cuantas}{de_que}: {', '.join(cuentas)}"


_DE_TEXTO = frozenset({"celda", "párrafo", "encabezado"})


Escritos = Callable[[], Collection[str]]
"""Los textos que el documento debería decir con lo que se leyó de él, cada uno en un renglón.

El que lleva un número de página, además, ``sin_cifras``.
"""


def cuenta_de(  # noqa: PLR0913 - lo que sólo a veces se pregunta
    documento: DocumentoVisto,
    lectura: DocumentoLeido[Any],
    textos: Escritos,
    *,
    es_copia: Callable[[ParteVista, TablaVista], bool],
    es_mobiliario: Callable[[str], bool],
    sueltos: Callable[[], Mapping[str, str]] | None = None,
) -> CuentaDeLectura:
    """La cuenta de un documento, una vez leído.

    ``textos`` y ``sueltos``, que si no se dan son los del contenido, sólo se preguntan si algo no
    está ni entre los datos ni entre los rótulos.
    """
    textos_sueltos = sueltos or functools.cache(functools.partial(sueltos_de, lectura.contenido))
    contador = _Contador(
        lectura, functools.cache(lambda: frozenset(textos())), es_mobiliario, textos_sueltos
    )
    a_la_vista = 0
    for texto in documento.encabezados:
        a_la_vista += 1
        contador.texto("encabezado", "encabezado o pie de página", texto)
    for parte in documento.partes:
        for bloque in parte.bloques:
            if not isinstance(bloque, TablaVista):
                a_la_vista += bool(bloque.texto.strip())
                contador.texto("párrafo", bloque.lugar, bloque.texto)
            else:
                celdas = celdas_escritas(bloque)
                a_la_vista += len(celdas)
                if es_copia(parte, bloque):
                    contador.copia(bloque, len(celdas))
                else:
                    contador.tabla(bloque, celdas)
    contador.enlaces(enlaces_leidos(documento, lectura.contenido))
    contador.lo_dicho(documento.avisos, lectura.avisos)
    return CuentaDeLectura(tuple(contador.cosas), a_la_vista)


def celdas_escritas(tabla: TablaVista) -> list[CeldaVista]:
    """Las celdas de una tabla que dicen algo, una vez cada una: en su esquina."""
    return [
        celda
        for numero, fila in enumerate(tabla.filas)
        for columna, celda in enumerate(fila)
        if celda is not None
        and celda.texto
        and celda.columna == columna
        and celda.fila == numero
        and ("!" <= celda.texto[0] <= "~" or not celda.texto.isspace())
    ]


def avisos_de_lo_no_usado(cuenta: CuentaDeLectura) -> Iterator[Aviso]:
    """Lo no usado que ningún otro aviso dice; lo que es mucho en una hoja, o en todas, en uno."""
    grupos = agrupadas(
        (cosa.lugar.tabla if isinstance(cosa.lugar, LugarDelArchivo) else "", cosa)
        for cosa in cuenta.sin_usar
        if not cosa.por
    )
    if len(grupos) > _HOJAS_QUE_SE_NOMBRAN:
        grupos = {"": [cosa for cosas in grupos.values() for cosa in cosas]}
    for donde, cosas in grupos.items():
        if len(cosas) <= _COSAS_QUE_SE_NOMBRAN:
            for cosa in cosas:
                motivo = f"no quedó en ningún dato: «{en_corto(cosa.texto)}»"
                yield Aviso("sin_usar", cosa.lugar, motivo)
            continue
        muestras = ", ".join(
            f"{c.lugar.removeprefix(f'{donde}, ')} «{en_corto(c.texto)}»"
            for c in cosas[:_COSAS_QUE_SE_NOMBRAN]
        )
        motivo = f"{len(cosas)} textos no quedaron en ningún dato: {muestras}…"
        yield Aviso("sin_usar", donde, motivo)


_COSAS_QUE_SE_NOMBRAN = 3
_HOJAS_QUE_SE_NOMBRAN = 12


class _Contador:
    """Va cosa por cosa, con lo que quien leyó anotó."""

    def __init__(
        self,
        lectura: DocumentoLeido[Any],
        textos: Callable[[], Collection[str]],
        es_mobiliario: Callable[[str], bool],
        sueltos: Callable[[], Mapping[str, str]],
    ) -> None:
        self.cosas: list[_Cosa] = []
        self._lectura = lectura
        self._textos = textos
        self._es_mobiliario = es_mobiliario
        self._de_campo = _de_campos(lectura.lugares)
        self._rotulos: set[str] = set()
        self._codigos_por_lugar = _codigos_por_lugar(lectura)
        self._por_fila: set[str] = set()
        self._sueltos = sueltos

    def tabla(self, tabla: TablaVista, celdas: Iterable[CeldaVista]) -> None:
        """Las celdas con texto de una tabla: casi todas son de un dato."""
        de_campo, usadas, rotulos = self._de_campo, self._lectura.usadas, self._lectura.rotulos
        for celda in celdas:
            lugar = tabla.lugar_de(celda.fila, celda.columna)
            if lugar in de_campo:
                self.cosas.append(
                    (lugar, "celda", DestinoDeLectura.USADO, celda.texto, de_campo[lugar], 1)
                )
            elif lugar in usadas:
                self._anotar("celda", lugar, celda.texto, DestinoDeLectura.USADO)
            elif lugar in rotulos:
                self._rotulos.add(en_un_renglon(celda.texto))
                self._anotar("celda", lugar, celda.texto, DestinoDeLectura.MARCO)
            else:
                alrededor = (tabla.lugar_de(celda.fila), tabla.lugar)
                self._anotar_sin_lugar("celda", lugar, celda.texto, alrededor)

    def texto(self, clase: str, lugar: str, texto: str) -> None:
        """Un párrafo, o un encabezado de página."""
        if not texto.strip():
            return
        if (ruta := self._de_campo.get(lugar)) is not None:
            self._anotar(clase, lugar, texto, DestinoDeLectura.USADO, ruta)
        else:
            self._anotar_sin_lugar(clase, lugar, texto, ())

    def copia(self, tabla: TablaVista, cuantas: int) -> None:
        """Una tabla que repite el plan."""
        if cuantas:
            self.cosas.append((tabla.lugar, "celda", DestinoDeLectura.MARCO, "", "", cuantas))

    def lo_dicho(self, del_documento: Iterable[Aviso], de_la_lectura: Collection[Aviso]) -> None:
        """Lo que no son textos del documento, por los avisos que lo dicen."""
        de_los_vistos = {_codigo_y_mensaje(aviso) for aviso in del_documento}
        dichos_ya = {_codigo_y_mensaje(aviso) for aviso in de_la_lectura}
        nuevos = (aviso for aviso in de_la_lectura if _codigo_y_mensaje(aviso) not in de_los_vistos)
        for aviso in dict.fromkeys((*del_documento, *nuevos)):  # de varios lugares, se dicen en uno
            clase, destino = _CLASES.get(aviso.codigo), DestinoDeLectura.SIN_USAR
            if aviso.codigo in _ESCONDIDO:
                clase, destino = "fila o columna escondida", DestinoDeLectura.USADO
            elif aviso.codigo == _TACHADO:
                destino = DestinoDeLectura.USADO
            elif _codigo_y_mensaje(aviso) not in dichos_ya:
                # Lo puso el formato: el escudo, un gráfico.
                destino = DestinoDeLectura.MARCO
            if clase is not None:
                mas = _Y_MAS.fullmatch(aviso.mensaje)
                cuantas = int(mas[1]) if mas else 1
                self.cosas.append(
                    (aviso.ruta, clase, destino, aviso.mensaje, aviso.codigo, cuantas)
                )

    def enlaces(self, enlaces: Iterable[tuple[str, EnlaceExterno, bool]]) -> None:
        """A dónde llevan los textos, y si eso quedó en un dato."""
        for lugar, enlace, quedo in enlaces:
            destino = DestinoDeLectura.USADO if quedo else DestinoDeLectura.SIN_USAR
            por = "" if quedo else "enlace_sin_leer"
            self.cosas.append((lugar, "enlace", destino, enlace.direccion, por, 1))

    def _anotar_sin_lugar(
        self, clase: str, lugar: str, texto: str, alrededor: tuple[str, ...]
    ) -> None:
        """Lo que nadie anotó: por su fila, por lo que ya se dijo o por su texto."""
        de_fila = alrededor[0] if alrededor else ""
        if de_fila in self._de_campo and de_fila not in self._por_fila:
            # Un título o una franja: quien la leyó anotó su fila, y es su primera celda.
            self._por_fila.add(de_fila)
            self._rotulos.add(en_un_renglon(texto))
            self._anotar(clase, lugar, texto, DestinoDeLectura.USADO, self._de_campo[de_fila])
            return
        codigos_del_lugar = self._codigos_por_lugar.get(lugar, frozenset())
        if codigos_del_lugar & _SE_TOMO:
            self._anotar(clase, lugar, texto, DestinoDeLectura.USADO)
            return
        texto_solo = PAGINA_DE_REMISION.sub("", _PAGINA.sub("", texto))
        seguido = en_un_renglon(texto_solo)
        por_fila = self._codigos_por_lugar.get(de_fila, frozenset()) & _DE_FILA
        tabla = alrededor[-1] if alrededor else ""
        de_tabla = self._codigos_por_lugar.get(tabla, frozenset()) & _DE_TABLA
        if sin_leer := (por_fila | de_tabla) & _NO_SE_LEYO:
            self._anotar(clase, lugar, texto, DestinoDeLectura.SIN_USAR, min(sin_leer))
        elif "fila_omitida" in por_fila | codigos_del_lugar:
            self._anotar(clase, lugar, texto, DestinoDeLectura.MARCO, "fila_omitida")
        elif seguido in self._rotulos:
            self._anotar(clase, lugar, texto, DestinoDeLectura.MARCO)
        elif (suelto := self._suelto(texto_solo)) is not None:
            self._anotar(clase, lugar, texto, DestinoDeLectura.USADO, suelto)
        elif self._es_mobiliario(texto_solo) or self._del_formato(seguido):
            self._anotar(clase, lugar, texto, DestinoDeLectura.MARCO)
        else:
            codigos = codigos_del_lugar | por_fila | de_tabla
            self._anotar(clase, lugar, texto, DestinoDeLectura.SIN_USAR, min(codigos, default=""))

    def _suelto(self, texto: str) -> str | None:
        """El dato de la entidad, de una firma o del control de cambios que el texto es."""
        rutas = [self._sueltos().get(en_un_renglon(renglon)) for renglon in texto.splitlines()]
        return rutas[0] if rutas and all(rutas) else None

    def _del_formato(self, seguido: str) -> bool:
        """A la letra o, si lleva números de página, con otros."""
        if self._es_mobiliario(seguido):
            return True
        textos = self._textos()
        return seguido in textos or sin_cifras(seguido) in textos

    def _anotar(
        self, clase: str, lugar: str, texto: str, destino: DestinoDeLectura, por: str = ""
    ) -> None:
        self.cosas.append((lugar, clase, destino, texto, por, 1))


_SE_TOMO = frozenset({"dato_supuesto", "lugar_supuesto"})
"""Los que dicen de dónde se tomó algo del plan."""
_DE_FILA = frozenset(
    {"fila_sin_leer", "fila_omitida", "lectura_dudosa", "dato_sobrante", "tabla_omitida"}
)
"""Los que, dichos de una fila, dicen que lo suyo no se leyó."""
_DE_TABLA = frozenset(
    {"tabla_sin_leer", "tabla_omitida", "hoja_sobrante", "hoja_sin_leer", "lectura_dudosa"}
)
"""Los que, dichos de una tabla o de una hoja, dicen que no se leyó."""
_NO_SE_LEYO = _DE_TABLA - {"lectura_dudosa"} | {"fila_sin_leer"}
"""Los que lo dicen de todo lo que allí hay."""


def _codigos_por_lugar(lectura: DocumentoLeido[Any]) -> Mapping[str, frozenset[str]]:
    """Los códigos de los avisos de cada lugar."""
    codigos: dict[str, set[str]] = {}
    for lugar, codigo in (*lectura.dichos, *((a.ruta, a.codigo) for a in lectura.avisos)):
        codigos.setdefault(lugar, set()).add(codigo)
    return {lugar: frozenset(del_lugar) for lugar, del_lugar in codigos.items()}


def _de_campos(lugares: Mapping[str, str]) -> dict[str, str]:
    """De cada lugar, la ruta del dato que salió de él; los de una fila entera no son de un dato."""
    return {
        lugar: ruta
        for ruta, lugar in lugares.items()
        if ruta and ruta[-1] != "]" and ruta[-6:] != ".corte" and not ruta.endswith(_DE_LA_FILA)
    }


def sueltos_de(contenido: Contenido) -> dict[str, str]:
    """Los textos que no son de una fila, con su ruta: se buscan por lo que dicen."""
    de_las_tablas = (Dependencia, Componente, Subcomponente) if isinstance(contenido, Plan) else ()
    return {
        en_un_renglon(texto): f"{lugar.ruta}.{campo.name}"
        for lugar in recorrer(contenido, Entidad, Firma, CambioDocumento, *de_las_tablas)
        for campo in attrs.fields(type(lugar.objeto))
        if isinstance(texto := getattr(lugar.objeto, campo.name), str) and texto.strip()
    }


_DE_LA_FILA = ("entidad", ".etiqueta_seguimiento")
"""Lo que dice una fila entera, o sus rótulos, y ninguna celda suya."""


def _codigo_y_mensaje(aviso: Aviso) -> tuple[str, str]:
    return aviso.codigo, aviso.mensaje
