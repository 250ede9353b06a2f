"""Una tabla de Word como la rejilla que se ve, con sus celdas combinadas."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.opc.parrafos import LectorDeParrafos
from paac_reportes.opc.presupuesto import LIMITES, Presupuesto
from paac_reportes.opc.rasgos import EstilosDelWord, con_fondo, desenvueltos, encendido_por
from paac_reportes.opc.valores import es_error
from paac_reportes.opc.visto import (
    PREFIJO_DE_MARCA,
    SE_LEYO_COMO_TEXTO,
    CeldaVista,
    EnlaceExterno,
    TablaDeAdentro,
    TablaVista,
)
from paac_reportes.opc.xml import (
    Apuntes,
    Elemento,
    W,
    de_un_error,
    encendido,
    entero,
    hijo,
    tachado,
)

# ------------------------------------------------------------------ estructura
# Una tabla de Word a medio armar: dónde va cada celda y hasta dónde llega, diga lo que diga.

_VAL = f"{W}val"
_NOMBRE = f"{W}name"
_TABLA = f"{W}tbl"
_FILA = f"{W}tr"
_CELDA = f"{W}tc"
_MARCADOR = f"{W}bookmarkStart"
_PROPIEDADES_DE_FILA = f"{W}trPr"
_COLUMNAS_ANTES = f"{W}gridBefore"
_ROTULOS = f"{W}tblHeader"
_OCULTA = f"{W}hidden"
_PROPIEDADES_DE_CELDA = f"{W}tcPr"
_SOMBRA = f"{W}shd"
_UNE_HACIA_ABAJO = f"{W}vMerge"
_COLUMNAS_QUE_OCUPA = f"{W}gridSpan"
_UNE_DE_LADO = f"{W}hMerge"
_FILA_O_MARCADOR = (_FILA, _MARCADOR)
_CONTROLES = frozenset(f"{W}{nombre}" for nombre in ("sdt", "sdtContent", "customXml"))


@attrs.define
class CeldaCruda:
    """Una celda con su sitio, antes de saber hasta dónde baja."""

    fila: int
    """Fila donde empieza, desde 0; lo mismo la columna."""
    columna: int
    cuantas_columnas: int = 1
    """Columnas que cubre hacia la derecha."""
    cuantas_filas: int = 1
    """Filas que cubre hacia abajo."""
    sigue: bool = False
    """Señal de que sigue a la de arriba o, con ``al_lado``, a la de la izquierda."""
    al_lado: bool = False
    baja: bool = False
    """Si la de debajo puede seguirla: la que no lo dice cierra su grupo."""
    destacada: bool = False
    texto: str = ""
    enlaces: tuple[EnlaceExterno, ...] = ()
    tachada: bool = False
    sin_resultado: bool = False
    """Si trae un campo que no guarda lo que muestra."""


LeerCelda = Callable[[Elemento, CeldaCruda], None]
"""Pone en una celda, que ya tiene su sitio, su ancho y su relleno, lo que dice."""


class TablaCruda:
    """Una tabla a medio leer. Qué dice cada celda lo pone quien la lee."""

    def __init__(self, lugar: str, presupuesto: Presupuesto, *, destacar: bool = False) -> None:
        presupuesto.gastar("tablas")
        self._presupuesto = presupuesto
        self.lugar = lugar
        self.filas: list[list[CeldaCruda]] = []
        """Celdas que ocupan cada fila: la que baja de otra fila es la misma."""
        self.marcas: dict[int, str] = {}
        self.ocultas: set[int] = set()
        self.tapadas: list[CeldaCruda] = []
        """Celdas que dicen algo y cubre una combinada."""
        self.filas_de_rotulos = 0
        self.dudosas = 0
        """Lo mal escrito, y lo que cada programa entiende a su modo."""
        self._destacar = destacar

    def recorrer(
        self,
        tabla: Elemento,
        leer: LeerCelda,
        se_omite: Callable[[Elemento], bool] = lambda _propiedades: False,
    ) -> None:
        """Agrega las filas de una tabla de Word, con sus marcas.

        ``leer``: llena una celda; ``se_omite``: si una fila no va, por sus propiedades.
        """
        pendiente = ""
        for nodo in desenvueltos(tabla, _FILA_O_MARCADOR):
            if nodo.tag == _MARCADOR:
                pendiente = pendiente or nombre_de_marcador(nodo)
                continue
            self.dudosas += 0 if _va_en(tabla, nodo) else 1
            self._presupuesto.gastar("celdas_de_word")
            propiedades = nodo.find(_PROPIEDADES_DE_FILA)
            if propiedades is None or not se_omite(propiedades):
                desde = 0 if propiedades is None else self._anotar(propiedades)
                if marca := marca_dentro_de(nodo) or pendiente:
                    self.marcas[len(self.filas)] = marca
                self.filas.append(self._fila(nodo, desde, leer))
            pendiente = ""

    def _fila(self, fila: Elemento, columna: int, leer: LeerCelda) -> list[CeldaCruda]:
        """Las celdas de una fila de Word, que empieza en esa columna; ``leer``: llena cada una."""
        celdas: list[CeldaCruda] = []
        for elemento in desenvueltos(fila, (_CELDA,)):
            self.dudosas += 0 if _va_en(fila, elemento) else 1
            self._presupuesto.gastar("celdas_de_word")
            celda = CeldaCruda(len(self.filas), columna)
            for propiedades in elemento.iterfind(_PROPIEDADES_DE_CELDA):
                self._propiedades(propiedades, celda)
            leer(elemento, celda)
            columna += celda.cuantas_columnas
            self._poner(celda, celdas)
        return celdas

    def _anotar(self, propiedades: Elemento) -> int:
        """Anota lo que dicen las propiedades de una fila; da la columna en que empieza, desde 0."""
        vacias: int | None = None
        for propiedad in propiedades:
            clase = propiedad.tag
            if clase == _COLUMNAS_ANTES:
                self.dudosas += 1 if vacias is not None else 0
                vacias = cuantas(propiedad, 0)
                self.dudosas += 0 if _es_clara(propiedad, vacias) else 1
            elif clase == _ROTULOS and self.filas_de_rotulos == len(self.filas):
                self.filas_de_rotulos += 1 if encendido(propiedad, _VAL) else 0
            elif clase == _OCULTA and encendido(propiedad, _VAL):
                self.ocultas.add(len(self.filas))
        return vacias or 0

    def _propiedades(self, propiedades: Elemento, celda: CeldaCruda) -> None:
        """Toma de las propiedades de una celda su fondo, su ancho y con cuáles se combina."""
        for propiedad in propiedades:
            clase = propiedad.tag
            if clase == _SOMBRA:
                celda.destacada = con_fondo(propiedad)
            elif clase == _UNE_HACIA_ABAJO:
                self.dudosas += celda.baja or propiedad.get(_VAL, "continue") not in _COMBINA
                celda.baja = True
                celda.sigue = celda.sigue or continua(propiedad)
            elif clase == _COLUMNAS_QUE_OCUPA:
                self.dudosas += 1 if celda.cuantas_columnas > 1 else 0
                celda.cuantas_columnas = cuantas(propiedad, 1)
                self.dudosas += 0 if _es_clara(propiedad, celda.cuantas_columnas) else 1
            elif clase == _UNE_DE_LADO:
                self.dudosas += 1
                if continua(propiedad):
                    celda.sigue = celda.al_lado = True

    def _poner(self, celda: CeldaCruda, celdas: list[CeldaCruda]) -> None:
        """Pone una celda en su fila; si continúa otra, ésa crece, y lo dicho va a ``tapadas``."""
        if celda.al_lado and celdas and celdas[-1].fila == celda.fila:
            celdas[-1].cuantas_columnas += celda.cuantas_columnas
        elif celda.sigue and (de_encima := self._celda_de_arriba(celda)) is not None:
            de_encima.cuantas_filas += 1
            celdas.append(de_encima)
        else:
            celdas.append(celda)
            return
        if celda.texto:
            self.tapadas.append(celda)

    def _celda_de_arriba(self, celda: CeldaCruda) -> CeldaCruda | None:
        """Celda de arriba que ésta continúa; ninguna, si no es de su mismo ancho."""
        for de_encima in self.filas[-1] if self.filas else ():
            if de_encima.baja and de_encima.columna == celda.columna:
                if de_encima.cuantas_columnas == celda.cuantas_columnas:
                    return de_encima
                self.dudosas += 1
        return None

    def rejilla(self) -> tuple[tuple[CeldaVista | None, ...], ...]:
        """Filas de la tabla, igual de largas: ``None`` donde no hay celda.

        ``IlegibleError`` si es de un tamaño imposible.
        """
        finales = (c.columna + c.cuantas_columnas for fila in self.filas for c in fila)
        ancho = max(finales, default=0)
        sujeto = f"{self.lugar}: tiene {len(self.filas)} filas y "
        self._presupuesto.comprobar("columnas", ancho, sujeto)
        self._presupuesto.gastar("rejilla", ancho * len(self.filas))
        rejilla: list[list[CeldaVista | None]] = [[None] * ancho for _ in self.filas]
        for numero, fila in enumerate(self.filas):
            for cruda in fila:
                if cruda.fila == numero:
                    self._extender(cruda, rejilla)
        return tuple(map(tuple, rejilla))

    def cortas(self) -> dict[int, int]:
        """Filas que no llegan hasta donde llegan las más, y cuántas celdas les faltan.

        Donde se borró una, Word deja en blanco lo que sobra a la derecha (``gridAfter``): lo diga o
        no, no se sabe dónde falta. La fila de una o dos celdas, como una firma o un título, no es
        de datos: no se compara con las demás.
        """
        anchos = {
            numero: max(celda.columna + celda.cuantas_columnas for celda in fila)
            for numero, fila in enumerate(self.filas)
            if len(fila) > _CELDAS_DE_FIRMA
        }
        veces = Counter(anchos.values())
        ancho = max(veces, key=lambda largo: (veces[largo], largo), default=0)
        return {numero: ancho - largo for numero, largo in anchos.items() if largo < ancho}

    def lugares_de(self, son: Callable[[CeldaCruda], bool]) -> frozenset[tuple[int, int]]:
        """Fila y columna de las celdas que son de una clase."""
        celdas = (celda for fila in self.filas for celda in fila)
        return frozenset((celda.fila, celda.columna) for celda in celdas if son(celda))

    def _extender(self, cruda: CeldaCruda, rejilla: list[list[CeldaVista | None]]) -> None:
        """Pone una celda en todos los lugares de la rejilla que cubre."""
        fila, columna = cruda.fila, cruda.columna
        filas, columnas = cruda.cuantas_filas, cruda.cuantas_columnas
        destacada = cruda.destacada or (self._destacar and not fila)
        celda = CeldaVista(
            cruda.texto, fila, columna, None, filas, columnas, destacada, cruda.enlaces
        )
        if filas == columnas == 1:
            rejilla[fila][columna] = celda
            return
        for lugares in rejilla[fila : fila + filas]:
            lugares[columna : columna + columnas] = [celda] * columnas


_CELDAS_DE_FIRMA = 2
"""Celdas, a lo sumo, de una fila que no es de datos: una firma o un título."""
_COMBINA = ("restart", "continue")


def continua(combinada: Elemento) -> bool:
    """Si una celda combinada sigue a otra, y no empieza la combinación."""
    return bool(combinada.get(_VAL, "continue") == "continue")


def cuantas(elemento: Elemento, si_no: int) -> int:
    """Columnas que dice una propiedad, ``si_no`` si no las dice, sin pasar de las que caben."""
    return min(max(entero(elemento.get(_VAL), si_no), si_no), LIMITES["columnas"].cuanto + 1)


_ANCHOS_DE_REDONDEO = ("1", "2")
"""Veinteavos de punto de una columna que nadie ve."""


def _sin_columnas_de_redondeo(tabla: Elemento) -> None:
    """Quita de los anchos de las celdas las columnas que sólo son un redondeo.

    LibreOffice guarda los anchos redondeados: donde los de dos filas no cuadran por uno, agrega una
    columna de ese ancho, y las celdas de al lado la cubren. Si alguna está sola en ella, se deja.
    """
    cuadricula = tabla.find(f"{W}tblGrid")
    anchos = [] if cuadricula is None else [c.get(f"{W}w") for c in cuadricula]
    if not any(ancho in _ANCHOS_DE_REDONDEO for ancho in anchos):
        return
    angostan: list[tuple[Elemento, int]] = []
    for fila in desenvueltos(tabla, (_FILA,)):
        if fila.find(f"{_PROPIEDADES_DE_FILA}/{_COLUMNAS_ANTES}") is not None:
            return
        columna = 0
        for celda in desenvueltos(fila, (_CELDA,)):
            combinacion = celda.find(f"{_PROPIEDADES_DE_CELDA}/{_COLUMNAS_QUE_OCUPA}")
            columnas = 1 if combinacion is None else cuantas(combinacion, 1)
            cubiertos = anchos[columna : columna + columnas]
            de_mas = sum(ancho in _ANCHOS_DE_REDONDEO for ancho in cubiertos)
            if de_mas and de_mas == len(cubiertos):
                return
            if de_mas and combinacion is not None:
                angostan.append((combinacion, columnas - de_mas))
            columna += columnas
    for combinacion, columnas in angostan:
        combinacion.set(_VAL, str(columnas))


def _es_clara(elemento: Elemento, valor: int) -> bool:
    """Si el valor leído de una propiedad es el que dice, sin acomodarlo."""
    return elemento.get(_VAL) in (None, str(valor))


def nombre_de_marcador(marcador: Elemento) -> str:
    """Nombre de un marcador nuestro, sin su prefijo; vacío si es ajeno."""
    nombre: str = marcador.get(_NOMBRE, "")
    return nombre.removeprefix(PREFIJO_DE_MARCA) if nombre.startswith(PREFIJO_DE_MARCA) else ""


def marca_dentro_de(elemento: Elemento) -> str:
    """La primera marca nuestra de una fila o de un párrafo; vacía si ninguna."""
    for marcador in elemento.iter(_MARCADOR):
        if marca := nombre_de_marcador(marcador):
            return marca
    return ""


def _va_en(contenedor: Elemento, elemento: Elemento) -> bool:
    """Si el elemento está en el contenedor o en un control suyo, que siempre se muestra."""
    padre = elemento.getparent()
    while padre is not contenedor and padre.tag in _CONTROLES:
        padre = padre.getparent()
    return padre is contenedor


# ------------------------------------------------------------------ tablas

_PARRAFO = f"{W}p"
_PARRAFO_O_TABLA = (_PARRAFO, _TABLA)
_HEXADECIMALES, _CIFRAS_DE_BITS = frozenset("0123456789abcdefABCDEF"), 8


class LectorDeTablasDeWord:
    """Lector de las tablas de un documento de Word, con las que llevan dentro."""

    def __init__(
        self,
        parrafos: LectorDeParrafos,
        estilos: EstilosDelWord,
        apuntes: Apuntes,
        presupuesto: Presupuesto,
    ) -> None:
        self._parrafos = parrafos
        self._estilos = estilos
        self._apuntes = apuntes
        self._presupuesto = presupuesto
        self._adentro: list[TablaDeAdentro] = []
        """Tablas que van en las celdas de la que se lee."""

    def leer(self, tabla: Elemento, lugar: str) -> TablaVista:
        """Tabla como se ve; ``IlegibleError`` si es de un tamaño imposible."""
        de_afuera, self._adentro = self._adentro, []
        vista = attrs.evolve(self._vista(tabla, lugar), adentro=tuple(self._adentro))
        self._adentro = de_afuera
        return vista

    def _vista(self, tabla: Elemento, lugar: str) -> TablaVista:
        """La tabla como se ve, sin las que van en sus celdas; apunta lo que no se leyó."""
        _sin_columnas_de_redondeo(tabla)
        cruda = TablaCruda(lugar, self._presupuesto, destacar=self._destaca_la_primera(tabla))
        cruda.recorrer(tabla, partial(self._leer_en_su_lugar, lugar), partial(self._borrada, cruda))
        for celda in (c for fila in cruda.filas for c in fila if c.texto[:1] == "#"):
            if es_error(celda.texto):
                sitio = _de_celda(lugar, celda)
                self._apuntes.anotar("valor_de_error", sitio, de_un_error(celda.texto.strip()))
                celda.texto = ""
        for tapada in (celda for celda in cruda.tapadas if celda.texto.strip()):
            motivo = f"trae un texto que otra celda cubre, y no se leyó: {mostrar(tapada.texto)}"
            self._apuntes.anotar("contenido_aparte", _de_celda(lugar, tapada), motivo)
        for fila, faltan in cruda.cortas().items():
            cuantas_faltan = "falta una celda" if faltan == 1 else f"faltan {faltan} celdas"
            motivo = f"le {cuantas_faltan}: lo que sigue quizá no está bajo su rótulo; revíselo"
            sitio = TablaVista(lugar, ()).lugar_de(fila)
            self._apuntes.anotar("contenido_aparte", sitio, motivo)
        return TablaVista(
            lugar=lugar,
            filas=cruda.rejilla(),
            filas_ocultas=frozenset(cruda.ocultas),
            filas_de_rotulos=cruda.filas_de_rotulos,
            marcas=cruda.marcas,
            formulas=cruda.lugares_de(lambda celda: celda.sin_resultado),
            tachadas=cruda.lugares_de(lambda celda: celda.tachada),
        )

    def textos(self, tabla: Elemento) -> Iterator[tuple[str, tuple[str, ...]]]:
        """La marca de cada fila de una tabla, y los textos de sus celdas."""
        for fila in desenvueltos(tabla, (_FILA,)):
            textos: list[str] = []
            for elemento in desenvueltos(fila, (_CELDA,)):
                celda = CeldaCruda(0, 0)
                self._celda(elemento, celda)
                textos.append(celda.texto)
            yield marca_dentro_de(fila), tuple(textos)

    def _leer_en_su_lugar(self, lugar: str, elemento: Elemento, celda: CeldaCruda) -> None:
        """Llena una celda con lo que dice su elemento, sus enlaces y si va tachada, con aviso."""
        self._parrafos.lugar = partial(_de_celda, lugar, celda)
        self._celda(elemento, celda)
        celda.enlaces = self._parrafos.tomar_enlaces()
        celda.sin_resultado = self._parrafos.lugar_sin_resultado is self._parrafos.lugar
        va_tachada = self._parrafos.tomar_tachado()
        if va_tachada is not False:
            celda.tachada = bool(va_tachada)
            self._apuntes.anotar(
                "texto_tachado", _de_celda(lugar, celda), tachado(del_todo=celda.tachada)
            )

    def _celda(self, elemento: Elemento, celda: CeldaCruda) -> None:
        """Llena una celda con el texto de su elemento, y si va en negrita."""
        campos = self._parrafos.apartar_campos()
        renglones: list[str] = []
        negrita = True
        clase_previa = clase = ""
        for nodo in elemento:
            clase_previa, clase = clase, nodo.tag
            if clase == _PARRAFO:
                texto, resaltado = self._parrafos.leer_numerado(nodo)
                renglones.append(texto)
                negrita &= resaltado or not texto
            elif clase != _PROPIEDADES_DE_CELDA:
                negrita &= self._control_o_tabla(nodo, celda, renglones)
        self._parrafos.seguir(campos)
        if clase == _PARRAFO and clase_previa == _TABLA and not renglones[-1]:
            renglones.pop()  # el que Word exige tras una tabla anidada
        celda.texto = renglones[0] if len(renglones) == 1 else "\n".join(renglones)
        celda.destacada = celda.destacada or (negrita and bool(celda.texto.strip()))

    def _control_o_tabla(self, elemento: Elemento, celda: CeldaCruda, renglones: list[str]) -> bool:
        """Agrega a ``renglones`` lo de un control o una tabla anidada; da si todo va en negrita."""
        negrita = True
        for nodo in desenvueltos((elemento,), _PARRAFO_O_TABLA):
            if nodo.tag == _PARRAFO:
                texto, resaltado = self._parrafos.leer_numerado(nodo)
                renglones.append(texto)
                negrita &= resaltado or not texto
            else:
                lugar = self._parrafos.lugar()
                self._apuntes.anotar("contenido_aparte", lugar, SE_LEYO_COMO_TEXTO)
                renglones += self._renglones_de_anidada(nodo, celda, lugar)
        return negrita

    def _renglones_de_anidada(self, tabla: Elemento, celda: CeldaCruda, lugar: str) -> list[str]:
        """Los renglones de una tabla que va dentro de una celda; la anota entre las de adentro."""
        lugar_de_celda = (celda.fila, celda.columna)
        numero = sum(otra.celda == lugar_de_celda for otra in self._adentro) + 1
        _, enlaces, _ = leido_de_la_celda = self._parrafos.apartar_celda()
        vista = self.leer(tabla, f"{lugar}, tabla {numero}")
        self._parrafos.seguir_en(leido_de_la_celda)
        celdas = dict.fromkeys(c for fila in vista.filas for c in fila if c is not None)
        enlaces.extend(enlace for c in celdas for enlace in c.enlaces)
        renglones = [c.texto for c in celdas]
        self._adentro.append(TablaDeAdentro(lugar_de_celda, "\n".join(renglones), vista))
        return renglones

    def _borrada(self, tabla: TablaCruda, propiedades: Elemento) -> bool:
        """Si una fila está borrada sin aceptar; apunta que lo está, o que se insertó."""
        borrada = propiedades.find(f"{W}del") is not None
        if borrada or propiedades.find(f"{W}ins") is not None:
            estado = (
                "borrada sin aceptar; no se leyó" if borrada else "insertada sin aceptar; se leyó"
            )
            self._apuntes.anotar(
                "cambios_sin_aceptar",
                TablaVista(tabla.lugar, ()).lugar_de(len(tabla.filas)),
                f"es una fila {estado}",
            )
        return borrada

    def _destaca_la_primera(self, tabla: Elemento) -> bool:
        """Si el estilo de la tabla destaca su primera fila, y ella lo pide."""
        estilo = hijo(tabla, f"{W}tblPr", f"{W}tblStyle")
        aspecto = hijo(tabla, f"{W}tblPr", f"{W}tblLook")
        if estilo is None or aspecto is None:
            return False
        cifras = aspecto.get(_VAL, "")
        es_entero = 0 < len(cifras) <= _CIFRAS_DE_BITS and set(cifras) <= _HEXADECIMALES
        bits = int(cifras, 16) if es_entero else 0
        primera = encendido_por(aspecto.get(f"{W}firstRow")) or bool(bits & 0x20)
        return primera and self._estilos.rotulo_de_tabla(estilo.get(_VAL, ""))


def _de_celda(lugar: str, celda: CeldaCruda) -> str:
    return TablaVista(lugar, ()).lugar_de(celda.fila, celda.columna)
