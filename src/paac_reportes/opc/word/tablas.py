"""Una tabla de Word como la rejilla que se ve, con sus celdas combinadas."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.opc.presupuesto import LIMITES, Presupuesto
from paac_reportes.opc.visto import PREFIJO_DE_MARCA, CeldaVista, TablaVista
from paac_reportes.opc.word.parrafos import FIJOS, Estilos, Parrafos, con_fondo, encendido_por
from paac_reportes.opc.xml import MC, Apuntes, Elemento, W, encendido, entero, hijo

# ------------------------------------------------------------------ rejilla
# La rejilla de una tabla de Word a medio armar: dónde va cada celda y hasta dónde llega.

_VAL = f"{W}val"
_NOMBRE = f"{W}name"
_ANTES = f"{W}gridBefore"
_ROTULOS = f"{W}tblHeader"
_OCULTA = f"{W}hidden"


@attrs.define
class CeldaCruda:
    """Una celda con su sitio, antes de saber hasta dónde baja."""

    fila: int
    columna: int
    columnas: int = 1
    filas: int = 1
    sigue: bool = False
    """La de arriba, o con ``al_lado`` la de la izquierda."""
    al_lado: bool = False
    baja: bool = False
    """Si la de debajo puede seguirla: la que no lo dice cierra su grupo."""
    destacada: bool = False
    texto: str = ""


def continua(combinada: Elemento) -> bool:
    """Si una combinación es de las que siguen, y no de las que empiezan."""
    return bool(combinada.get(_VAL, "continue") == "continue")


class TablaCruda:
    """Una tabla a medio leer."""

    def __init__(self, lugar: str, presupuesto: Presupuesto, *, destacar: bool) -> None:
        self._presupuesto = presupuesto
        self.lugar = lugar
        self.filas: list[list[CeldaCruda]] = []
        self.marcas: dict[int, str] = {}
        self.ocultas: set[int] = set()
        self.tapadas: list[CeldaCruda] = []
        """Las que dicen algo y cubre una combinada."""
        self.rotulos = 0
        self._destacar = destacar

    def anotar(self, propiedades: Elemento) -> int:
        """Lo que dicen las propiedades de la fila que sigue; devuelve dónde empieza."""
        antes = 0
        for una in propiedades:
            clase = una.tag
            if clase == _ANTES:
                antes = cuantas(una, 0)
            elif clase == _ROTULOS:
                self.rotulos += encendido(una, _VAL) and self.rotulos == len(self.filas)
            elif clase == _OCULTA and encendido(una, _VAL):
                self.ocultas.add(len(self.filas))
        return antes

    def rejilla(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Todas las filas, igual de largas; ``IlegibleError`` si es de un tamaño imposible."""
        ancho = max((c.columna + c.columnas for fila in self.filas for c in fila), default=0)
        de = f"{self.lugar}: tiene {len(self.filas)} filas y "
        self._presupuesto.comprobar("columnas", ancho, de)
        self._presupuesto.gastar("rejilla", ancho * len(self.filas))
        rejilla: list[list[CeldaVista | None]] = [[None] * ancho for _ in self.filas]
        for numero, fila in enumerate(self.filas):
            for cruda in fila:
                if cruda.fila == numero:
                    self._extender(cruda, rejilla)
        return tuple(map(tuple, rejilla))

    def _extender(self, cruda: CeldaCruda, rejilla: list[list[CeldaVista | None]]) -> None:
        fila, columna, filas, columnas = cruda.fila, cruda.columna, cruda.filas, cruda.columnas
        destacada = cruda.destacada or (self._destacar and not fila)
        celda = CeldaVista(cruda.texto, fila, columna, None, filas, columnas, destacada)
        if filas == columnas == 1:
            rejilla[fila][columna] = celda
            return
        for una in rejilla[fila : fila + filas]:
            una[columna : columna + columnas] = [celda] * columnas


def poner(celda: CeldaCruda, puestas: list[CeldaCruda], arriba: Sequence[CeldaCruda]) -> bool:
    """Pone una celda en su fila; la que continúa otra no se pone: la otra crece.

    Devuelve si así quedó tapado un texto.
    """
    if celda.al_lado and puestas and puestas[-1].fila == celda.fila:
        puestas[-1].columnas += celda.columnas
        return bool(celda.texto.strip())
    if celda.sigue:
        for una in arriba:
            if una.baja and una.columna == celda.columna and una.columnas == celda.columnas:
                una.filas += 1
                puestas.append(una)
                return bool(celda.texto.strip())
    puestas.append(celda)
    return False


def cuantas(elemento: Elemento, si_no: int) -> int:
    """Las columnas que dice una propiedad, sin pasar de las que caben."""
    return min(max(entero(elemento.get(_VAL), si_no), si_no), LIMITES["columnas"].cuanto + 1)


def marca_de(marcador: Elemento) -> str:
    """El nombre de un marcador nuestro, sin lo que lo distingue; vacío si es ajeno."""
    nombre: str = marcador.get(_NOMBRE, "")
    return nombre.removeprefix(PREFIJO_DE_MARCA) if nombre.startswith(PREFIJO_DE_MARCA) else ""


# ------------------------------------------------------------------ llanas
# Una tabla de Word sin nada raro, leída de corrido: tarda la mitad que paso a paso.

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

    def __init__(self, estilos: Estilos, presupuesto: Presupuesto) -> None:
        self._estilos = estilos
        self._presupuesto = presupuesto
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
        self._presupuesto.gastar("celdas_de_word", 1 + len(self._puestas))
        if marca := self._marca or self._de_antes:
            self._una.marcas[len(self._una.filas)] = marca
        self._una.filas.append(self._puestas)
        self._puestas = None
        self._marca = self._de_antes = ""


# ------------------------------------------------------------------ tablas

_FILA = f"{W}tr"
_CELDA = f"{W}tc"
_PARRAFO = f"{W}p"
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

    def __init__(
        self, parrafos: Parrafos, estilos: Estilos, apuntes: Apuntes, presupuesto: Presupuesto
    ) -> None:
        self._parrafos = parrafos
        self._estilos = estilos
        self._apuntes = apuntes
        self._presupuesto = presupuesto
        self._numeran = estilos.numeran()
        self._llanas = Llanas(estilos, presupuesto)

    def leer(self, tabla: Elemento, lugar: str) -> TablaVista:
        """La rejilla de una tabla; ``IlegibleError`` si es de un tamaño imposible."""
        self._presupuesto.gastar("tablas")
        una = TablaCruda(lugar, self._presupuesto, destacar=self._destaca_la_primera(tabla))
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
        self._presupuesto.gastar("celdas_de_word")
        numero = len(una.filas)
        columna = 0
        puestas: list[CeldaCruda] = []
        for uno in _dentro(fila, _CELDA_O_PROPIEDADES):
            if uno.tag == _DE_FILA:
                if self._borrada(uno, una.lugar, numero):
                    return
                columna = una.anotar(uno)
                continue
            self._presupuesto.gastar("celdas_de_word")
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
