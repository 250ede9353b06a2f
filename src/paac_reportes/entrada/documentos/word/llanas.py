"""Una tabla de Word sin nada raro, leída de corrido: tarda la mitad que paso a paso."""

from collections.abc import Callable

from paac_reportes.entrada.documentos.paquete.xml import MC, Elemento, W, encendido
from paac_reportes.entrada.documentos.word.estilos import Estilos, con_fondo
from paac_reportes.entrada.documentos.word.parrafos import FIJOS
from paac_reportes.entrada.documentos.word.rejilla import (
    CeldaCruda,
    Cupo,
    TablaCruda,
    continua,
    cuantas,
    marca_de,
    poner,
)

_VAL = f"{W}val"
_TABLA = f"{W}tbl"
_TIPO = f"{W}type"
_RARAS = (
    f"{MC}AlternateContent",
    *(
        f"{W}{nombre}"
        for nombre in (
            *("tbl", "sdt", "customXml", "ruby", "drawing", "pict", "object", "sym", "hMerge"),
            *("ins", "del", "moveTo", "moveFrom", "fldChar", "fldSimple", "instrText", "vanish"),
            *("numPr", "pPrChange", "rPrChange", "tcPrChange", "trPrChange"),
        )
    ),
    *("{*}oMath", "{*}oMathPara"),
)
"""Lo que se lee paso a paso."""


def es_llana(tabla: Elemento) -> bool:
    """Si no trae nada de lo que se lee paso a paso."""
    return next(tabla.iterdescendants(*_RARAS), None) is None


class Llanas:
    """Quien las lee: cada elemento que interesa, en el orden del archivo."""

    def __init__(self, estilos: Estilos, cupo: Cupo) -> None:
        self._estilos = estilos
        self._cupo = cupo
        self._negritas: dict[str, bool] = {}
        self._corriente = bool(estilos.de(None).negrita)
        self._clases: dict[str, Callable[[Elemento], None]] = {
            f"{W}tr": self._fila,
            f"{W}trPr": self._de_la_fila,
            f"{W}tc": self._celda,
            f"{W}gridSpan": self._ancho,
            f"{W}vMerge": self._baja,
            f"{W}shd": self._fondo,
            f"{W}p": self._parrafo,
            f"{W}pStyle": self._estilo,
            f"{W}r": self._tramo,
            f"{W}rStyle": self._estilo_del_tramo,
            f"{W}b": self._con_negrita,
            f"{W}t": self._texto,
            f"{W}br": self._salto,
            f"{W}bookmarkStart": self._marcador,
            **dict.fromkeys(FIJOS, self._fijo),
        }

    def leer(self, tabla: Elemento, una: TablaCruda) -> None:
        """Pone en ``una`` las filas de la tabla; ``IlegibleError`` si no caben."""
        self._una = una
        self._puestas: list[CeldaCruda] | None = None
        self._actual: CeldaCruda | None = None
        self._marca = self._pendiente = self._de_antes = ""
        # Lo que esté fuera de una celda, que Word no escribe, no es de ninguna.
        self._trozos: list[str] = []
        self._columna = self._parrafos = 0
        self._negrita = self._en_tramo = False
        self._base = self._del_tramo = self._corriente
        clases = self._clases
        for uno in tabla.iter(*clases):
            clases[uno.tag](uno)
        self._cerrar_fila()

    def _fila(self, _: Elemento) -> None:
        self._cerrar_fila()
        self._puestas = []
        self._columna = 0
        self._de_antes, self._pendiente = self._pendiente, ""

    def _de_la_fila(self, propiedades: Elemento) -> None:
        self._columna = self._una.anotar(propiedades)

    def _celda(self, _: Elemento) -> None:
        self._cerrar_celda()
        self._actual = CeldaCruda(len(self._una.filas), self._columna)
        self._trozos = []
        self._parrafos = 0
        self._negrita = True

    def _ancho(self, ancho: Elemento) -> None:
        if self._actual:
            self._actual.columnas = cuantas(ancho, 1)

    def _baja(self, combinada: Elemento) -> None:
        if self._actual:
            self._actual.baja = True
            self._actual.sigue = continua(combinada)

    def _fondo(self, fondo: Elemento) -> None:
        # El de un párrafo o de un tramo no es el de la celda, que viene antes.
        if self._actual and not self._parrafos:
            self._actual.destacada = con_fondo(fondo)

    def _parrafo(self, _: Elemento) -> None:
        if self._parrafos:
            self._trozos.append("\n")
        self._parrafos += 1
        self._base = self._corriente
        self._en_tramo = False

    def _estilo(self, estilo: Elemento) -> None:
        clave = estilo.get(_VAL)
        base = self._negritas.get(clave)
        if base is None:
            base = self._negritas[clave] = bool(self._estilos.de(clave).negrita)
        self._base = base

    def _tramo(self, _: Elemento) -> None:
        self._en_tramo = True
        self._del_tramo = self._base

    def _estilo_del_tramo(self, estilo: Elemento) -> None:
        negrita = self._estilos.de(estilo.get(_VAL)).negrita
        if self._en_tramo and negrita is not None:
            self._del_tramo = negrita

    def _con_negrita(self, negrita: Elemento) -> None:
        if self._en_tramo:
            self._del_tramo = encendido(negrita, _VAL)

    def _texto(self, elemento: Elemento) -> None:
        texto = elemento.text
        if texto:
            self._trozos.append(texto.replace("\n", " ") if "\n" in texto else texto)
            if not self._del_tramo and not texto.isspace():
                self._negrita = False

    def _salto(self, salto: Elemento) -> None:
        if salto.get(_TIPO, "textWrapping") == "textWrapping":
            self._trozos.append("\n")

    def _fijo(self, elemento: Elemento) -> None:
        if self._en_tramo:  # una tabulación es también la de las reglas del párrafo
            self._trozos.append(FIJOS[elemento.tag])

    def _marcador(self, marcador: Elemento) -> None:
        if not (marca := marca_de(marcador)):
            return
        if marcador.getparent().tag == _TABLA:
            self._pendiente = self._pendiente or marca
        else:
            self._marca = self._marca or marca

    def _cerrar_celda(self) -> None:
        celda, puestas = self._actual, self._puestas
        if celda is None or puestas is None:
            return
        celda.texto = "".join(self._trozos)
        if self._negrita and not celda.destacada:
            celda.destacada = bool(celda.texto.strip())
        self._columna += celda.columnas
        filas = self._una.filas
        if celda.sigue and filas:
            if poner(celda, puestas, filas[-1]):
                self._una.tapadas.append(celda)
        else:
            puestas.append(celda)
        self._actual = None

    def _cerrar_fila(self) -> None:
        self._cerrar_celda()
        if self._puestas is None:
            return
        self._cupo.gastar(1 + len(self._puestas))
        if marca := self._marca or self._de_antes:
            self._una.marcas[len(self._una.filas)] = marca
        self._una.filas.append(self._puestas)
        self._puestas = None
        self._marca = self._de_antes = ""
