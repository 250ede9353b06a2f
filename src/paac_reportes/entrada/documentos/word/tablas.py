"""Una tabla de Word como la rejilla que se ve, con sus celdas combinadas."""

from collections.abc import Iterator

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
_PASAN = frozenset(
    f"{W}{nombre}" for nombre in ("sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
_COLUMNAS = 256
_LUGARES = 3_000_000
"""Lo que cabe en una tabla, en celdas; Word admite 63 columnas."""


@attrs.define
class _Cruda:
    """Una celda con su sitio, antes de saber hasta dónde baja."""

    elemento: Elemento
    fila: int
    columna: int
    columnas: int
    filas: int = 1


class Tablas:
    """Quien las lee."""

    def __init__(self, parrafos: Parrafos, estilos: Estilos, apuntes: Apuntes) -> None:
        self._parrafos = parrafos
        self._estilos = estilos
        self._apuntes = apuntes

    def leer(self, tabla: Elemento, lugar: str) -> TablaVista:
        """La rejilla de una tabla; ``IlegibleError`` si es de un tamaño imposible."""
        filas: list[list[_Cruda]] = []
        ancho = rotulos = 0
        marcas: dict[int, str] = {}
        ocultas: set[int] = set()
        pendiente = ""
        for uno in _dentro(tabla, _FILA, _MARCADOR):
            if uno.tag == _MARCADOR:
                pendiente = pendiente or _marca(uno)
                continue
            propiedades = uno.find(f"{W}trPr")
            if propiedades is not None and self._borrada(propiedades, lugar, len(filas)):
                continue
            numero = len(filas)
            fila = _fila(uno, propiedades, numero, filas[-1] if filas else [])
            ancho = max([ancho, *(cruda.columna + cruda.columnas for cruda in fila)])
            filas.append(fila)
            if propiedades is not None:
                repite = encendido(propiedades.find(f"{W}tblHeader"), _VAL)
                rotulos += repite and rotulos == numero
                if encendido(propiedades.find(f"{W}hidden"), _VAL):
                    ocultas.add(numero)
            if marca := _marca_de(uno) or pendiente:
                marcas[numero] = marca
            pendiente = ""
        if ancho > _COLUMNAS or ancho * len(filas) > _LUGARES:
            raise IlegibleError(
                f"{lugar}: tiene {len(filas)} filas y {ancho} columnas, más de las que Word admite"
            )
        destacar = self._destaca_la_primera(tabla)
        return TablaVista(
            lugar=lugar,
            filas=self._rejilla(filas, ancho, lugar, destacar=destacar),
            filas_ocultas=frozenset(ocultas),
            rotulos=rotulos,
            marcas=marcas,
        )

    def textos(self, tabla: Elemento) -> Iterator[str]:
        """Los de sus celdas, de corrido."""
        for celda in _celdas_de(tabla):
            yield self._texto(celda, "")[0]

    def _rejilla(
        self, filas: list[list[_Cruda]], ancho: int, lugar: str, *, destacar: bool
    ) -> tuple[tuple[CeldaVista | None, ...], ...]:
        rejilla: list[list[CeldaVista | None]] = [[None] * ancho for _ in filas]
        for numero, fila in enumerate(filas):
            for cruda in fila:
                if cruda.fila != numero:
                    continue  # sigue la de arriba, que ya se puso
                celda = self._celda(cruda, lugar, destacar=destacar and not numero)
                for cual in range(numero, numero + cruda.filas):
                    for columna in range(cruda.columna, cruda.columna + cruda.columnas):
                        rejilla[cual][columna] = celda
        return tuple(map(tuple, rejilla))

    def _celda(self, cruda: _Cruda, lugar: str, *, destacar: bool) -> CeldaVista:
        self._parrafos.lugar = f"{lugar}, fila {cruda.fila + 1}, columna {cruda.columna + 1}"
        texto, negrita = self._texto(cruda.elemento, self._parrafos.lugar)
        propiedades = cruda.elemento.find(f"{W}tcPr")
        fondo = propiedades is not None and con_fondo(propiedades.find(f"{W}shd"))
        return CeldaVista(
            texto,
            cruda.fila,
            cruda.columna,
            None,
            cruda.filas,
            cruda.columnas,
            destacar or fondo or negrita,
        )

    def _texto(self, celda: Elemento, lugar: str) -> tuple[str, bool]:
        campos = self._parrafos.apartar_campos()
        renglones: list[str] = []
        negrita = True
        for uno in _dentro(celda, _PARRAFO, _TABLA):
            if uno.tag == _PARRAFO:
                texto, resaltado = self._parrafos.leer(uno)
                renglones.append(texto)
                negrita &= resaltado or not texto
            else:
                self._anidada(lugar)
                renglones += (self._texto(una, lugar)[0] for una in _celdas_de(uno))
        self._parrafos.seguir(campos)
        # Tras una tabla anidada Word exige un párrafo, que va en blanco.
        if len(renglones) > 1 and not renglones[-1] and celda.find(_TABLA) is not None:
            renglones.pop()
        texto = "\n".join(renglones) if len(renglones) != 1 else renglones[0]
        return texto, negrita and bool(texto)

    def _anidada(self, lugar: str) -> None:
        if lugar:
            self._apuntes.anotar(
                "contenido_aparte", lugar, "trae otra tabla dentro; se leyó como texto de la celda"
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


def _fila(
    fila: Elemento, propiedades: Elemento | None, numero: int, arriba: list[_Cruda]
) -> list[_Cruda]:
    """Sus celdas; la que continúa una de arriba es esa misma, que baja una fila más."""
    columna = 0 if propiedades is None else _cuantas(propiedades.find(f"{W}gridBefore"), 0)
    puestas: list[_Cruda] = []
    for celda in _dentro(fila, _CELDA):
        propias = celda.find(f"{W}tcPr")
        ancho, sigue, sigue_al_lado = 1, False, False
        if propias is not None:
            ancho = _cuantas(propias.find(f"{W}gridSpan"), 1)
            sigue = _continua(propias.find(f"{W}vMerge"))
            sigue_al_lado = _continua(propias.find(f"{W}hMerge"))
        if sigue_al_lado and puestas and puestas[-1].fila == numero:
            puestas[-1].columnas += ancho
        elif sigue and (una := _la_de_arriba(arriba, columna, ancho)):
            una.filas += 1
            puestas.append(una)
        else:
            puestas.append(_Cruda(celda, numero, columna, ancho))
        columna += ancho
    return puestas


def _la_de_arriba(arriba: list[_Cruda], columna: int, ancho: int) -> _Cruda | None:
    for una in arriba:
        if una.columna == columna and una.columnas == ancho:
            return una
    return None


def _cuantas(elemento: Elemento | None, si_no: int) -> int:
    if elemento is None:
        return si_no
    return min(max(entero(elemento.get(_VAL), si_no), si_no), _COLUMNAS + 1)


def _continua(combinada: Elemento | None) -> bool:
    return combinada is not None and combinada.get(_VAL, "continue") == "continue"


def _dentro(elemento: Elemento, *clases: str) -> Iterator[Elemento]:
    """Los hijos de esas clases, también los que van en un control o en una alternativa."""
    for uno in elemento:
        if uno.tag in clases:
            yield uno
        elif uno.tag == f"{W}sdt":
            contenido = uno.find(f"{W}sdtContent")
            if contenido is not None:
                yield from _dentro(contenido, *clases)
        elif uno.tag in _PASAN:
            yield from _dentro(uno, *clases)
        elif uno.tag == f"{MC}AlternateContent" and len(uno):
            yield from _dentro(uno[0], *clases)


def _celdas_de(tabla: Elemento) -> Iterator[Elemento]:
    for fila in _dentro(tabla, _FILA):
        yield from _dentro(fila, _CELDA)


def _marca_de(fila: Elemento) -> str:
    for marcador in fila.iter(_MARCADOR):
        if marca := _marca(marcador):
            return marca
    return ""


def _marca(marcador: Elemento) -> str:
    nombre: str = marcador.get(f"{W}name", "")
    return nombre.removeprefix(MARCA) if nombre.startswith(MARCA) else ""
