"""En qué lugar del plan va cada fila, según lo último que se dijo encima de ella."""

import functools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from paac_reportes.errores import Aviso, Falla
from paac_reportes.lectura.ajenos.columnas import es_porcentaje
from paac_reportes.lectura.ajenos.encabezados import celdas_de, es_de_todo_el_ancho, escritas
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.vocabulario import (
    empieza_por,
    mayor_parecido,
    palabras,
    rotulo_de,
)
from paac_reportes.lectura.filas.armado import Dato, FilaLeida, como_datos
from paac_reportes.lectura.filas.columnas import CORTE
from paac_reportes.normativa.regimenes import regimenes
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, ParteVista, TablaVista
from paac_reportes.textos.plano import en_plano

# ------------------------------------------------------------------ leida
# Una fila del plan que se va llenando: sus datos, y la celda de donde salió cada uno.

Clave = tuple[str, date | None]
"""Un dato y, si es de un seguimiento, su corte."""
Dicho = dict[str, tuple[object, str]]
"""Dato → su valor y la celda que lo dice."""


@attrs.define(eq=False)
class FilaAbierta:
    """La última fila leída, que la siguiente puede continuar."""

    lugar: str
    lista: str = ""
    dentro_de: "Nudo | None" = None
    """Su subcomponente; el componente, si es un trámite."""
    comunes: tuple[Dicho, ...] = ()
    """Los de su dependencia, su componente y su subcomponente, que aún pueden crecer."""
    valores: dict[Clave, Any] = attrs.Factory(dict)
    lugares: dict[Clave, str] = attrs.Factory(dict)

    def poner(self, clave: Clave, valor: Any, lugar: str) -> None:
        """Un dato nuevo."""
        self.valores[clave] = valor
        self.lugares[clave] = lugar

    def seguir(self, clave: Clave, texto: str, lugar: str, entre: str) -> None:
        """Lo que una celda de más abajo agrega a un texto."""
        antes = self.valores.get(clave)
        if antes is None:
            self.poner(clave, texto, lugar)
        else:
            self.valores[clave] = f"{antes}{entre}{texto}"

    @property
    def componente(self) -> "Nudo | None":
        """El suyo."""
        return self._nudo("componentes")

    @property
    def dependencia(self) -> "Nudo | None":
        """La suya, si alguna se nombró."""
        return self._nudo("dependencias")

    def _nudo(self, lista: str) -> "Nudo | None":
        return next((nudo for nudo in _hacia_afuera(self.dentro_de) if nudo.lista == lista), None)

    def leida(self, fallas: list[Falla]) -> FilaLeida:
        """Como la toma quien arma el plan."""
        nudos = reversed(list(_hacia_afuera(self.dentro_de)))
        camino = [*((nudo.lista, nudo) for nudo in nudos), (self.lista, self)]
        celdas = [Dato(d, *dicho) for suyos in self.comunes for d, dicho in suyos.items()]
        por_corte: dict[date, list[Dato]] = {}
        for (dato, corte), valor in self.valores.items():
            suyas = celdas if corte is None else por_corte.setdefault(corte, [])
            suyas.append(Dato(dato, valor, self.lugares[dato, corte]))
        datos = list(como_datos(celdas, fallas))
        reportes = [[dato for dato in datos if dato.objeto == "seguimiento"]]
        for corte, suyas in sorted(por_corte.items()):
            reportado = list(como_datos(suyas, fallas))
            reportes.append([Dato(CORTE, corte, self.lugar), *reportado] if reportado else [])
        return FilaLeida(self.lugar, camino, datos, [uno for uno in reportes if uno])


# ------------------------------------------------------------------ frases
# Qué dice un texto que va solo: una franja, un título, el nombre de una hoja.

_ROMANOS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_ORDINALES = {
    **dict.fromkeys(("primer", "primero"), 1),
    "segundo": 2,
    **dict.fromkeys(("tercer", "tercero"), 3),
    "cuarto": 4,
    "quinto": 5,
    "sexto": 6,
    "séptimo": 7,
    "septimo": 7,
}
_COMPONENTE = re.compile(
    r"(?:componente|comp\.|c)\s*(?:n[°ºo]\.?\s*)?(\d{1,2}|[ivx]{1,4})\b\s*[.:)–—-]*\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ORDENADO = re.compile(
    rf"({'|'.join(_ORDINALES)})\s+componente\b\s*[.:)–—-]*\s*(.*)", re.IGNORECASE | re.DOTALL
)
_SIN_NUMERO = re.compile(r"componente\s*[:–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_NUMERADO = re.compile(r"(\d{1,2})(?!\d)\s*[.):–—-]*\s*(.*)", re.DOTALL)
_SUBCOMPONENTE = re.compile(r"subcomponente\b", re.IGNORECASE)
_SOLO_SUBCOMPONENTE = re.compile(r"subcomponente(?:/procesos?)?\s*\d{1,2}\s*[.:]?", re.IGNORECASE)
_DICE_DEPENDENCIA = re.compile(
    r"(?:dependencia|[áa]rea|proceso responsable)\s*:\s*(.+)", re.IGNORECASE | re.DOTALL
)
_CONTINUA = re.compile(r"\s*\((?:contin[uú]a|continuaci[oó]n|cont\.)\)\s*\Z", re.IGNORECASE)
_ENTIDAD = re.compile(
    r"(?:rep[uú]blica de|municipio|alcald[ií]a|gobernaci[oó]n|departamento|concejo|nit)\b",
    re.IGNORECASE,
)
_MINUSCULA = re.compile(r"\W*[a-záéíóúñü]")
_CONECTORES = frozenset(
    (
        *("a", "al", "ante", "con", "como", "de", "del", "desde", "e", "el", "en", "entre", "la"),
        *("las", "los", "o", "para", "por", "que", "se", "sin", "sobre", "su", "sus", "un", "y"),
    )
)
"""Las palabras con que una frase no termina."""
_PUNTO = (".", ":", ";", "!", "?")
_OFICIAL = 0.85
_LARGO_DE_NOMBRE = 120

Componente = tuple[int | None, str | None]


class Franja(StrEnum):
    """Lo que puede ser un texto a lo ancho de una tabla."""

    COMPONENTE = "componente"
    SUBCOMPONENTE = "subcomponente"
    DEPENDENCIA = "dependencia"
    INTERCAMBIOS = "intercambios"
    TRAMITES = "tramites"
    TOTAL = "total"
    NOTA = "nota"
    TITULO = "titulo"


def en_un_renglon(texto: str) -> str:
    """Sin renglones ni espacios de sobra."""
    return " ".join(texto.split())


def sin_continua(texto: str) -> str | None:
    """El texto de una celda que repite la de arriba y dice «(continúa)»; ``None`` si no lo dice."""
    return _CONTINUA.sub("", texto) if _CONTINUA.search(texto) else None


def componente_de(texto: str) -> Componente | None:
    """El número y el nombre de «Componente 1: …»; ``None`` si no es un componente."""
    limpio = en_un_renglon(texto)
    if hallado := _COMPONENTE.fullmatch(limpio):
        cual = hallado[1].lower()
        numero = int(cual) if cual.isdigit() else _ROMANOS.get(cual)
        return None if numero is None else (numero, hallado[2] or None)
    if hallado := _ORDENADO.fullmatch(limpio):
        return _ORDINALES[hallado[1].lower()], hallado[2] or None
    if hallado := _SIN_NUMERO.fullmatch(limpio):
        return componente_de_columna(hallado[1])
    return (None, limpio) if es_componente_oficial(limpio) else None


def componente_de_columna(texto: str) -> Componente:
    """El de una columna que se llama así: «1. Gestión…», «Componente 1: …» o sólo su nombre."""
    limpio = en_un_renglon(texto)
    if limpio.lower().startswith("comp") and (dicho := componente_de(limpio)):
        return dicho
    if hallado := _NUMERADO.fullmatch(limpio):
        return int(hallado[1]), hallado[2] or None
    return None, limpio


@functools.lru_cache(maxsize=1024)
def es_componente_oficial(texto: str) -> bool:
    """Si se llama como uno de los que la guía o el PTEP proponen."""
    nombres = tuple(
        rotulo_de(componente.nombre)
        for regimen in regimenes()
        for componente in regimen.componentes
    )
    return mayor_parecido(texto, nombres) >= _OFICIAL


def dependencia_de(texto: str, *, destacado: bool) -> str | None:
    """El nombre de una dependencia: «Dependencia: …», o un título que empieza como el de una."""
    limpio = en_un_renglon(texto)
    if hallado := _DICE_DEPENDENCIA.fullmatch(limpio):
        return hallado[1]
    es_nombre = len(limpio) <= _LARGO_DE_NOMBRE and not limpio.endswith((".", ";", ","))
    if (
        es_nombre
        and (destacado or limpio.isupper())
        and empieza_por(limpio, palabras().dependencias)
    ):
        return limpio
    return None


def es_entidad(texto: str) -> bool:
    """Si nombra a la entidad, y no a lo que sigue."""
    return _ENTIDAD.match(texto.strip()) is not None


def es_subcomponente_sin_nombre(texto: str) -> bool:
    """«Subcomponente 2», con el nombre en la celda de abajo."""
    return _SOLO_SUBCOMPONENTE.fullmatch(en_un_renglon(texto)) is not None


_LARGO_QUE_SE_RECUERDA = 200
"""Letras de una franja; un texto más largo no vuelve, y no se guarda lo que alguien escribió."""


def franja_de(texto: str) -> Franja | None:
    """Lo que es un texto que ocupa toda una fila."""
    return (_franja_de if len(texto) <= _LARGO_QUE_SE_RECUERDA else _franja_de.__wrapped__)(texto)


@functools.lru_cache(maxsize=1024)
def _franja_de(texto: str) -> Franja | None:
    if componente_de(texto) is not None:
        return Franja.COMPONENTE
    if _SUBCOMPONENTE.match(texto.strip()):
        return Franja.SUBCOMPONENTE
    dichas = palabras()
    for franja, suyas in (
        (Franja.INTERCAMBIOS, dichas.intercambios),
        (Franja.TRAMITES, dichas.tramites),
        (Franja.TOTAL, dichas.totales),
        (Franja.NOTA, dichas.notas),
        (Franja.TITULO, dichas.titulos),
    ):
        if empieza_por(texto, suyas):
            return franja
    return Franja.DEPENDENCIA if dependencia_de(texto, destacado=True) else None


def hoja_sin_nombre(nombre: str) -> bool:
    """Si el nombre de una hoja no dice de qué es."""
    sin_numeros = re.sub(r"[\d\W_]+", " ", en_plano(nombre)).strip()
    return sin_numeros in {en_plano(uno) for uno in palabras().hojas_sin_nombre} or not sin_numeros


def queda_en_el_aire(texto: str, siguiente: str) -> bool:
    """Si un texto no termina y el otro lo sigue."""
    ultima = en_plano(texto).rpartition(" ")[2]
    if ultima in _CONECTORES:
        return True
    return _MINUSCULA.match(siguiente) is not None and not texto.rstrip().endswith(_PUNTO)


def nombra_a(entidad: str, texto: str) -> bool:
    """Si el texto es el nombre de la entidad, quizá con su NIT o un año."""
    suyo, dicho = en_plano(entidad), en_plano(texto)
    resto = dicho.removeprefix(suyo).replace("nit", "")
    return bool(suyo) and dicho.startswith(suyo) and not any(map(str.isalpha, resto))


# ------------------------------------------------------------------ franjas
# Qué filas no son de datos: las que dicen de qué son las de abajo, los totales y las notas.


@attrs.frozen
class FilaDeFranja:
    """Lo que una fila dice, si no es de datos."""

    franja: Franja | None
    """``None``: ocupa todo el ancho y no se sabe qué es."""
    texto: str


def fila_de_franja(
    tabla: TablaVista, propias: Sequence[CeldaVista], tramo: Tramo | None, *, sobre_rotulos: bool
) -> FilaDeFranja | None:
    """Lo que dice la fila de esas celdas; ``None`` si es de datos."""
    primera = propias[0]
    texto = en_un_renglon(primera.texto)
    franja = franja_de(texto)
    if len(propias) > 1:
        return _de_varias(propias, franja)
    ancha = sobre_rotulos or es_de_todo_el_ancho(tabla, primera)
    if franja is not None and (ancha or _suelta(franja, primera, tramo)):
        return FilaDeFranja(franja, texto)
    return FilaDeFranja(None, texto) if ancha else None


def filas_sobre(tabla: TablaVista, desde: int) -> Iterator[int]:
    """Las filas de una sola celda, o en blanco, que van justo encima de unos rótulos."""
    fila = desde - 1
    while fila >= 0 and _va_sola(tabla, escritas(tabla, fila)):
        yield fila
        fila -= 1


def _va_sola(tabla: TablaVista, vistas: Sequence[CeldaVista]) -> bool:
    if len(vistas) != 1:
        return not vistas
    return vistas[0].columna == 0 or es_de_todo_el_ancho(tabla, vistas[0])


def _suelta(franja: Franja, celda: CeldaVista, tramo: Tramo | None) -> bool:
    """Si es franja aunque nadie la combinó: en la primera columna, y no es lo que ésta trae."""
    if celda.columna or franja in {Franja.TITULO, Franja.DEPENDENCIA}:
        return False
    return tramo is None or franja.value not in {
        dato.partition(".")[0] for dato in tramo.columnas[0].dato
    }


def _de_varias(propias: Sequence[CeldaVista], franja: Franja | None) -> FilaDeFranja | None:
    """Un total con sus números, o los rótulos de quienes firman."""
    texto = " | ".join(en_un_renglon(celda.texto) for celda in propias)
    if franja is Franja.TOTAL and all(es_porcentaje(celda) for celda in propias[1:]):
        return FilaDeFranja(franja, texto)
    if all(franja_de(celda.texto) is Franja.NOTA for celda in propias):
        return FilaDeFranja(Franja.NOTA, texto)
    return None


# ------------------------------------------------------------------ destino


@attrs.define(eq=False)
class Nudo:
    """Una dependencia, un componente o un subcomponente del plan que se arma."""

    lista: str
    dicho: Dicho
    dentro_de: "Nudo | None" = None
    ultimo: "Nudo | None" = None
    """De un componente, el último de sus subcomponentes."""


def _hacia_afuera(nudo: Nudo | None) -> Iterator[Nudo]:
    """Él y quienes lo contienen."""
    while nudo is not None:
        yield nudo
        nudo = nudo.dentro_de


@attrs.define(eq=False)
class Destino:
    """El lugar de la fila que se lee."""

    dependencia: tuple[str, str] | None = None
    """Su nombre y dónde se dice."""
    componente: tuple[Componente, str] = ((None, None), "")
    intercambios: bool = False
    """Si una franja dijo que los trámites que siguen son intercambios de información."""
    franja_de_subcomponente: tuple[str, str] | None = None
    """El que dice una franja, y no una columna."""
    nudos: dict[object, Nudo] = attrs.Factory(dict)
    """Las dependencias y los componentes, por dentro de quién están y cómo se llaman."""
    _veces: int = 0
    """Los títulos de componente dichos: dos iguales con otro en medio son dos componentes."""
    cambio: bool = True
    """Si se pasó a otro componente desde la última fila."""
    _ultimo: tuple[object, Nudo] | None = None
    """El componente de la última fila, y lo que entonces se sabía."""

    def poner_dependencia(self, nombre: str, lugar: str, *, de_columna: bool = False) -> None:
        """Lo que sigue es de esa dependencia; si es un título, el componente se dirá después."""
        if self.dependencia is None or not _se_llaman_igual(self.dependencia[0], nombre):
            self.dependencia = (nombre, lugar)
            if de_columna:
                self.cambio = True
            else:
                self.componente = ((None, None), "")
                self._empezar()

    def poner_componente(
        self, componente: Componente, lugar: str, *, de_columna: bool = False
    ) -> None:
        """Lo que sigue es de ese componente; repetir su título no empieza otro."""
        self.intercambios = self.intercambios and de_columna
        if not _es_el_mismo(self.componente[0], componente):
            self.componente = (componente, lugar)
            if de_columna:
                self.franja_de_subcomponente, self.cambio = None, True
            else:
                self._veces += 1
                self._empezar()
        elif self.componente[0][1] is None:
            self.componente = (componente, lugar)

    def _empezar(self) -> None:
        self.franja_de_subcomponente = None
        self.intercambios = False
        self.cambio = True

    def abrir(
        self,
        lugar: str,
        grupo: tuple[str | None, str],
        etiqueta: tuple[str, str] | None,
        *,
        de_actividades: bool,
    ) -> FilaAbierta:
        """Una fila nueva en su lugar.

        ``grupo`` es lo que dice su celda de subcomponente y ``etiqueta``, el rótulo de su
        seguimiento; cada uno, con el lugar que lo dice.
        """
        suyo = self.nudo_de_componente()
        if etiqueta is not None:
            suyo.dicho.setdefault("componente.etiqueta_seguimiento", etiqueta)
        comunes: list[Dicho] = [suyo.dicho]
        if self.dependencia is not None:
            comunes.append({"dependencia.nombre": self.dependencia})
        lista = "intercambios" if self.intercambios else "tramites"
        if de_actividades:
            lista = "actividades"
            suyo = self.nudo_de_subcomponente(suyo, *grupo)
            comunes.append(suyo.dicho)
        self.cambio = False
        return FilaAbierta(lugar, lista, suyo, tuple(comunes))

    def nudo_de_componente(self) -> Nudo:
        """El suyo, que se crea la primera vez."""
        donde_va = (self.dependencia, self.componente, self._veces)
        if self._ultimo is None or self._ultimo[0] != donde_va:
            self._ultimo = donde_va, self._buscado()
        return self._ultimo[1]

    def _buscado(self) -> Nudo:
        dependencia: Nudo | None = None
        if self.dependencia is not None:
            dicho: Dicho = {"dependencia.nombre": self.dependencia}
            clave = en_plano(self.dependencia[0])
            dependencia = self.nudos.setdefault(clave, Nudo("dependencias", dicho))
        (numero, nombre), donde = self.componente
        dicho = {"componente.numero": (numero, donde), "componente.nombre": (nombre, donde)}
        nudo = Nudo("componentes", dicho, dependencia)
        return self.nudos.setdefault((dependencia, numero, en_plano(nombre), self._veces), nudo)

    def nudo_de_subcomponente(self, suyo: Nudo, nombre: str | None, lugar: str) -> Nudo:
        """El último del componente, si es ése o la celda está en blanco; si no, uno nuevo."""
        if nombre is None and self.franja_de_subcomponente is not None:
            nombre, lugar = self.franja_de_subcomponente
        ultimo = suyo.ultimo
        if ultimo is None or not (nombre is None or _es_ese(ultimo, nombre)):
            dicho: Dicho = {"subcomponente.nombre": (nombre, lugar)}
            ultimo = suyo.ultimo = Nudo("subcomponentes", dicho, suyo)
        return ultimo

    def alargar_subcomponente(self, texto: str) -> bool:
        """Agrega lo que la página cortó del nombre del último; no, si empieza otro."""
        ultimo = self.nudo_de_componente().ultimo
        nombre, lugar = ultimo.dicho["subcomponente.nombre"] if ultimo else (None, "")
        if ultimo is None or not isinstance(nombre, str) or not texto[:1].islower():
            return False
        ultimo.dicho["subcomponente.nombre"] = (f"{nombre} {texto}", lugar)
        return True


def _es_ese(subcomponente: Nudo, nombre: str) -> bool:
    """Si se llama así; el «Subcomponente 2» que tiene el nombre en la celda de abajo, lo toma."""
    dicho, lugar = subcomponente.dicho["subcomponente.nombre"]
    if not isinstance(dicho, str):
        return False
    if _se_llaman_igual(dicho, nombre):
        return True
    es_otro = nombre.strip().lower().startswith("subcomponente")
    if es_otro or not es_subcomponente_sin_nombre(dicho):
        return False
    subcomponente.dicho["subcomponente.nombre"] = (f"{en_un_renglon(dicho)} {nombre}", lugar)
    return True


def _es_el_mismo(uno: Componente, otro: Componente) -> bool:
    if uno == (None, None):
        return False
    mismo_numero = uno[0] == otro[0]
    if uno[1] is None or otro[1] is None:
        return mismo_numero and uno[0] is not None
    return mismo_numero and _se_llaman_igual(uno[1], otro[1])


def _se_llaman_igual(uno: str, otro: str) -> bool:
    return uno == otro or en_plano(uno) == en_plano(otro)


# ------------------------------------------------------------------ hojas
# Lo que dice el nombre de una hoja: la dependencia o el componente de sus filas.


@attrs.frozen
class Hojas:
    """Qué se puede tomar del nombre de las hojas de un documento."""

    con_matriz: frozenset[str]
    hay_dependencias: bool
    """Si alguna columna las dice."""
    hay_componentes: bool
    """Si una columna o una franja los dice."""

    @classmethod
    def de(cls, visto: DocumentoVisto, por_tabla: dict[TablaVista, list[Tramo]]) -> "Hojas":
        """Las de un documento."""
        tramos = [tramo for suyos in por_tabla.values() for tramo in suyos]
        con_matriz = frozenset(
            parte.nombre
            for parte in visto.partes
            if parte.nombre and any(bloque in por_tabla for bloque in parte.bloques)
        )
        return cls(
            con_matriz,
            any(tramo.de("dependencia.nombre") for tramo in tramos),
            any(tramo.de("componente.nombre") for tramo in tramos)
            or any(_con_franja(tabla, Franja.COMPONENTE) for tabla in por_tabla),
        )

    def empezar(self, parte: ParteVista, destino: Destino) -> Iterator[Aviso]:
        """Pone en el destino lo que dice el nombre de una hoja; una franja suya puede cambiarlo."""
        nombre = parte.nombre.strip()
        if parte.nombre not in self.con_matriz or hoja_sin_nombre(nombre):
            return
        lugar = f"hoja «{parte.nombre}»"
        if componente := componente_de(nombre):
            destino.poner_componente(componente, lugar)
        elif dependencia := dependencia_de(nombre, destacado=True):
            if not self.hay_dependencias:
                destino.poner_dependencia(dependencia, lugar)
        elif len(self.con_matriz) > 1:
            yield from self._supuesto(nombre, lugar, destino)

    def _supuesto(self, nombre: str, lugar: str, destino: Destino) -> Iterator[Aviso]:
        """Varias hojas con nombre propio: sus componentes, o sus dependencias si ya los dicen."""
        if not self.hay_componentes:
            destino.poner_componente(componente_de_columna(nombre), lugar)
            yield Aviso("lugar_supuesto", lugar, "su nombre se leyó como el del componente")
        elif not self.hay_dependencias:
            destino.poner_dependencia(nombre, lugar)
            yield Aviso("lugar_supuesto", lugar, "su nombre se leyó como el de la dependencia")


def _con_franja(tabla: TablaVista, cual: Franja) -> bool:
    return any(
        franja_de(celda.texto) is cual
        for fila in range(len(tabla.filas))
        if len({id(celda) for celda in celdas_de(tabla, fila) if celda.texto.strip()}) == 1
        for celda in celdas_de(tabla, fila)
        if celda.texto.strip()
    )
