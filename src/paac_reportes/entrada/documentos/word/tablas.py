"""Una tabla de Word como la rejilla que se ve, con sus celdas combinadas."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from paac_reportes.entrada.documentos.paquete.apuntes import Apuntes
from paac_reportes.entrada.documentos.paquete.xml import MC, Elemento, W, hijo
from paac_reportes.entrada.documentos.visto import TablaVista
from paac_reportes.entrada.documentos.word.estilos import Estilos, con_fondo, encendido_por
from paac_reportes.entrada.documentos.word.llanas import Llanas, es_llana
from paac_reportes.entrada.documentos.word.parrafos import Parrafos
from paac_reportes.entrada.documentos.word.rejilla import (
    CeldaCruda,
    Cupo,
    TablaCruda,
    continua,
    cuantas,
    marca_de,
    poner,
)
from paac_reportes.estructura import mostrar

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


class Tablas:
    """Quien las lee."""

    def __init__(self, parrafos: Parrafos, estilos: Estilos, apuntes: Apuntes) -> None:
        self._parrafos = parrafos
        self._estilos = estilos
        self._apuntes = apuntes
        self._cupo = Cupo()
        self._numeran = estilos.numeran()
        self._llanas = Llanas(estilos, self._cupo)

    def leer(self, tabla: Elemento, lugar: str) -> TablaVista:
        """La rejilla de una tabla; ``IlegibleError`` si es de un tamaño imposible."""
        self._cupo.tabla()
        una = TablaCruda(lugar, destacar=self._destaca_la_primera(tabla))
        if not self._numeran and es_llana(tabla):
            self._llanas.leer(tabla, una)
        else:
            self._paso_a_paso(tabla, una)
        for tapada in una.tapadas:
            motivo = f"trae un texto que otra celda cubre, y no se leyó: {mostrar(tapada.texto)}"
            self._apuntes.anotar("contenido_aparte", _de_celda(lugar, tapada), motivo)
        return TablaVista(
            lugar=lugar,
            filas=una.rejilla(),
            filas_ocultas=frozenset(una.ocultas),
            rotulos=una.rotulos,
            marcas=una.marcas,
        )

    def _paso_a_paso(self, tabla: Elemento, una: TablaCruda) -> None:
        pendiente = ""
        for uno in _dentro(tabla, _FILA_O_MARCADOR):
            if uno.tag == _MARCADOR:
                pendiente = pendiente or marca_de(uno)
            else:
                self._fila(uno, una, pendiente)
                pendiente = ""

    def textos(self, tabla: Elemento) -> Iterator[str]:
        """Los de sus celdas, de corrido."""
        for fila in _dentro(tabla, (_FILA,)):
            for elemento in _dentro(fila, (_CELDA,)):
                celda = CeldaCruda(0, 0)
                self._celda(elemento, celda)
                yield celda.texto

    def _fila(self, fila: Elemento, una: TablaCruda, pendiente: str) -> None:
        """Sus celdas; la que continúa una de arriba es esa misma, que baja una fila más."""
        self._cupo.gastar(1)
        numero = len(una.filas)
        columna = 0
        puestas: list[CeldaCruda] = []
        for uno in _dentro(fila, _CELDA_O_PROPIEDADES):
            if uno.tag == _DE_FILA:
                if self._borrada(uno, una.lugar, numero):
                    return
                columna = una.anotar(uno)
                continue
            self._cupo.gastar(1)
            celda = CeldaCruda(numero, columna)
            self._parrafos.lugar = partial(_de_celda, una.lugar, celda)
            self._celda(uno, celda)
            columna += celda.columnas
            if poner(celda, puestas, una.filas[-1] if una.filas else ()):
                una.tapadas.append(celda)
        if marca := _marca_de(fila) or pendiente:
            una.marcas[numero] = marca
        una.filas.append(puestas)

    def _celda(self, elemento: Elemento, celda: CeldaCruda) -> None:
        """Su texto y lo que dicen sus propiedades."""
        campos = self._parrafos.apartar_campos()
        renglones: list[str] = []
        negrita = True
        antes = clase = ""
        for uno in elemento:
            antes, clase = clase, uno.tag
            if clase == _PARRAFO:
                texto, resaltado = self._parrafos.leer_numerado(uno)
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
        celda.destacada = celda.destacada or (negrita and bool(celda.texto.strip()))

    def _lo_demas(self, elemento: Elemento, renglones: list[str]) -> bool:
        """Lo que va en un control o en una tabla anidada; si todo va en negrita."""
        negrita = True
        for uno in _dentro((elemento,), _PARRAFO_O_TABLA):
            if uno.tag == _PARRAFO:
                texto, resaltado = self._parrafos.leer_numerado(uno)
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


def _de_celda(lugar: str, celda: CeldaCruda) -> str:
    return f"{lugar}, fila {celda.fila + 1}, columna {celda.columna + 1}"


def _propiedades(propiedades: Elemento, celda: CeldaCruda) -> None:
    for una in propiedades:
        clase = una.tag
        if clase == _SOMBRA:
            celda.destacada = con_fondo(una)
        elif clase == _BAJA:
            celda.baja = True
            celda.sigue = celda.sigue or continua(una)
        elif clase == _ANCHO:
            celda.columnas = cuantas(una, 1)
        elif clase == _DE_LADO and continua(una):
            celda.sigue = celda.al_lado = True


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
        if marca := marca_de(marcador):
            return marca
    return ""
