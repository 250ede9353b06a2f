"""Una tabla de Word como la rejilla que se ve, con sus celdas combinadas."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial

import attrs

from paac_reportes.entrada.documentos.paquete.apuntes import Apuntes
from paac_reportes.entrada.documentos.paquete.xml import MC, Elemento, W, encendido, entero, hijo
from paac_reportes.entrada.documentos.visto import CeldaVista, TablaVista
from paac_reportes.entrada.documentos.word.estilos import Estilos, con_fondo, encendido_por
from paac_reportes.entrada.documentos.word.parrafos import Parrafos
from paac_reportes.sistema import IlegibleError

MARCA = "_paac_"
"""Con lo que empieza el nombre de los marcadores escondidos que son nuestros."""
_VAL = f"{W}val"
_FILA = f"{W}tr"
_CELDA = f"{W}tc"
_PARRAFO = f"{W}p"
_TABLA = f"{W}tbl"
_MARCADOR = f"{W}bookmarkStart"
_DE_FILA = f"{W}trPr"
_DE_CELDA = f"{W}tcPr"
_SOMBRA = f"{W}shd"
_BAJA = f"{W}vMerge"
_ANCHO = f"{W}gridSpan"
_DE_LADO = f"{W}hMerge"
_FILA_O_MARCADOR = (_FILA, _MARCADOR)
_CELDA_O_PROPIEDADES = (_CELDA, _DE_FILA)
_PARRAFO_O_TABLA = (_PARRAFO, _TABLA)
_PASAN = frozenset(
    f"{W}{nombre}" for nombre in ("sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_COLUMNAS = 256
_TABLAS, _CELDAS = 5000, 200_000
_LUGARES = 3_000_000
"""Lo que cabe en una tabla, en celdas; Word admite 63 columnas."""


@attrs.define
class _Cruda:
    """Una celda con su sitio, antes de saber hasta dónde baja."""

    fila: int
    columna: int
    columnas: int = 1
    filas: int = 1
    sigue: bool = False
    """La de arriba, o con ``al_lado`` la de la izquierda."""
    al_lado: bool = False
    destacada: bool = False
    texto: str = ""


class Tablas:
    """Quien las lee."""

    def __init__(self, parrafos: Parrafos, estilos: Estilos, apuntes: Apuntes) -> None:
        self._parrafos = parrafos
        self._estilos = estilos
        self._apuntes = apuntes
        self._tablas, self._celdas = _TABLAS, _CELDAS

    def leer(self, tabla: Elemento, lugar: str) -> TablaVista:
        """La rejilla de una tabla; ``IlegibleError`` si es de un tamaño imposible."""
        self._tablas -= 1
        self._comprobar_cupo()
        una = _EnCurso(lugar, destacar=self._destaca_la_primera(tabla))
        pendiente = ""
        for uno in _dentro(tabla, _FILA_O_MARCADOR):
            if uno.tag == _MARCADOR:
                pendiente = pendiente or _marca(uno)
            else:
                self._fila(uno, una, pendiente)
                pendiente = ""
        return TablaVista(
            lugar=lugar,
            filas=una.rejilla(),
            filas_ocultas=frozenset(una.ocultas),
            rotulos=una.rotulos,
            marcas=una.marcas,
        )

    def textos(self, tabla: Elemento) -> Iterator[str]:
        """Los de sus celdas, de corrido."""
        for fila in _dentro(tabla, (_FILA,)):
            for elemento in _dentro(fila, (_CELDA,)):
                celda = _Cruda(0, 0)
                self._celda(elemento, celda)
                yield celda.texto

    def _fila(self, fila: Elemento, una: "_EnCurso", pendiente: str) -> None:
        """Sus celdas; la que continúa una de arriba es esa misma, que baja una fila más."""
        self._celdas -= 1
        self._comprobar_cupo()
        numero = len(una.filas)
        columna = 0
        puestas: list[_Cruda] = []
        for uno in _dentro(fila, _CELDA_O_PROPIEDADES):
            if uno.tag == _DE_FILA:
                if self._borrada(uno, una.lugar, numero):
                    return
                columna = una.anotar(uno)
                continue
            self._celdas -= 1
            celda = _Cruda(numero, columna)
            self._parrafos.lugar = partial(_de_celda, una.lugar, celda)
            self._celda(uno, celda)
            columna += celda.columnas
            _poner(celda, puestas, una.filas[-1] if una.filas else ())
        if marca := _marca_de(fila) or pendiente:
            una.marcas[numero] = marca
        una.filas.append(puestas)

    def _celda(self, elemento: Elemento, celda: _Cruda) -> None:
        """Su texto y lo que dicen sus propiedades."""
        campos = self._parrafos.apartar_campos()
        renglones: list[str] = []
        negrita = True
        antes = clase = ""
        for uno in elemento:
            antes, clase = clase, uno.tag
            if clase == _PARRAFO:
                texto, resaltado = self._parrafos.leer(uno)
                renglones.append(texto)
                negrita &= resaltado or not texto
            elif clase == _DE_CELDA:
                _propiedades(uno, celda)
            else:
                negrita &= self._lo_demas(uno, renglones)
        self._parrafos.seguir(campos)
        if clase == _PARRAFO and antes == _TABLA and not renglones[-1]:
            renglones.pop()  # el que Word exige tras una tabla anidada
        celda.texto = renglones[0] if len(renglones) == 1 else "\n".join(renglones)
        celda.destacada = celda.destacada or (negrita and bool(celda.texto))

    def _lo_demas(self, elemento: Elemento, renglones: list[str]) -> bool:
        """Lo que va en un control o en una tabla anidada; si todo va en negrita."""
        negrita = True
        for uno in _dentro((elemento,), _PARRAFO_O_TABLA):
            if uno.tag == _PARRAFO:
                texto, resaltado = self._parrafos.leer(uno)
                renglones.append(texto)
                negrita &= resaltado or not texto
            else:
                self._apuntes.anotar(
                    "contenido_aparte",
                    self._parrafos.lugar(),
                    "trae otra tabla dentro; se leyó como texto de la celda",
                )
                renglones += self.textos(uno)
        return negrita

    def _comprobar_cupo(self) -> None:
        if self._tablas < 0 or self._celdas < 0:
            raise IlegibleError(
                f"tiene más de {_TABLAS} tablas o de {_CELDAS} celdas; deje en él sólo las del plan"
            )

    def _borrada(self, propiedades: Elemento, lugar: str, numero: int) -> bool:
        borrada = propiedades.find(f"{W}del") is not None
        if borrada or propiedades.find(f"{W}ins") is not None:
            que = "borrada sin aceptar; no se leyó" if borrada else "insertada sin aceptar; se leyó"
            self._apuntes.anotar(
                "cambios_sin_aceptar", f"{lugar}, fila {numero + 1}", f"es una fila {que}"
            )
        return borrada

    def _destaca_la_primera(self, tabla: Elemento) -> bool:
        estilo = hijo(tabla, f"{W}tblPr", f"{W}tblStyle")
        aspecto = hijo(tabla, f"{W}tblPr", f"{W}tblLook")
        if estilo is None or aspecto is None:
            return False
        bits = int(aspecto.get(_VAL, "0"), 16) if _es_hexadecimal(aspecto.get(_VAL, "")) else 0
        primera = encendido_por(aspecto.get(f"{W}firstRow")) or bool(bits & 0x20)
        return primera and self._estilos.rotulo_de_tabla(estilo.get(_VAL, ""))


def _es_hexadecimal(texto: str) -> bool:
    return 0 < len(texto) <= 8 and all(c in "0123456789abcdefABCDEF" for c in texto)  # noqa: PLR2004


class _EnCurso:
    """Una tabla a medio leer."""

    def __init__(self, lugar: str, *, destacar: bool) -> None:
        self.lugar = lugar
        self.filas: list[list[_Cruda]] = []
        self.marcas: dict[int, str] = {}
        self.ocultas: set[int] = set()
        self.rotulos = 0
        self._destacar = destacar

    def anotar(self, propiedades: Elemento) -> int:
        """Lo que dicen las propiedades de la fila que sigue; devuelve dónde empieza."""
        antes = 0
        for una in propiedades:
            if una.tag == f"{W}gridBefore":
                antes = _cuantas(una, 0)
            elif una.tag == f"{W}tblHeader":
                self.rotulos += encendido(una, _VAL) and self.rotulos == len(self.filas)
            elif una.tag == f"{W}hidden" and encendido(una, _VAL):
                self.ocultas.add(len(self.filas))
        return antes

    def rejilla(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Todas las filas, igual de largas; ``IlegibleError`` si es de un tamaño imposible."""
        ancho = max((c.columna + c.columnas for fila in self.filas for c in fila), default=0)
        if ancho > _COLUMNAS or ancho * len(self.filas) > _LUGARES:
            raise IlegibleError(
                f"{self.lugar}: tiene {len(self.filas)} filas y {ancho} columnas, más de las que"
                " Word admite"
            )
        rejilla: list[list[CeldaVista | None]] = [[None] * ancho for _ in self.filas]
        for numero, fila in enumerate(self.filas):
            for cruda in fila:
                if cruda.fila == numero:
                    self._extender(cruda, rejilla)
        return tuple(map(tuple, rejilla))

    def _extender(self, cruda: _Cruda, rejilla: list[list[CeldaVista | None]]) -> None:
        fila, columna, filas, columnas = cruda.fila, cruda.columna, cruda.filas, cruda.columnas
        destacada = cruda.destacada or (self._destacar and not fila)
        celda = CeldaVista(cruda.texto, fila, columna, None, filas, columnas, destacada)
        if filas == columnas == 1:
            rejilla[fila][columna] = celda
            return
        for una in rejilla[fila : fila + filas]:
            una[columna : columna + columnas] = [celda] * columnas


def _de_celda(lugar: str, celda: _Cruda) -> str:
    return f"{lugar}, fila {celda.fila + 1}, columna {celda.columna + 1}"


def _propiedades(propiedades: Elemento, celda: _Cruda) -> None:
    for una in propiedades:
        clase = una.tag
        if clase == _SOMBRA:
            celda.destacada = con_fondo(una)
        elif clase == _BAJA:
            celda.sigue = celda.sigue or _continua(una)
        elif clase == _ANCHO:
            celda.columnas = _cuantas(una, 1)
        elif clase == _DE_LADO and _continua(una):
            celda.sigue = celda.al_lado = True


def _poner(celda: _Cruda, puestas: list[_Cruda], arriba: Sequence[_Cruda]) -> None:
    if celda.al_lado and puestas and puestas[-1].fila == celda.fila:
        puestas[-1].columnas += celda.columnas
        return
    if celda.sigue:
        for una in arriba:
            if una.columna == celda.columna and una.columnas == celda.columnas:
                una.filas += 1
                puestas.append(una)
                return
    puestas.append(celda)


def _cuantas(elemento: Elemento, si_no: int) -> int:
    return min(max(entero(elemento.get(_VAL), si_no), si_no), _COLUMNAS + 1)


def _continua(combinada: Elemento) -> bool:
    return bool(combinada.get(_VAL, "continue") == "continue")


def _dentro(elemento: Iterable[Elemento], clases: Collection[str]) -> Iterator[Elemento]:
    """Los hijos de esas clases, también los que van en un control o en una alternativa."""
    for uno in elemento:
        if uno.tag in clases:
            yield uno
        elif uno.tag == f"{W}sdt":
            contenido = uno.find(f"{W}sdtContent")
            if contenido is not None:
                yield from _dentro(contenido, clases)
        elif uno.tag in _PASAN:
            yield from _dentro(uno, clases)
        elif uno.tag == f"{MC}AlternateContent" and len(uno):
            yield from _dentro(uno[0], clases)


def _marca_de(fila: Elemento) -> str:
    for marcador in fila.iter(_MARCADOR):
        if marca := _marca(marcador):
            return marca
    return ""


def _marca(marcador: Elemento) -> str:
    nombre: str = marcador.get(f"{W}name", "")
    return nombre.removeprefix(MARCA) if nombre.startswith(MARCA) else ""
