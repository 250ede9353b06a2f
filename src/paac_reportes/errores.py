"""Los errores de la biblioteca, por quien debe actuar; cada uno es también el suyo de Python.

ErrorPaac
├── ErrorDeEntrada    quien llena los datos: ``ValueError``
│   └── ArchivoNoEsta quien dijo qué archivo leer: también ``FileNotFoundError``
├── ErrorDeFormato    quien escribe plantillas/, o nombró un formato que no hay: ``ValueError``
├── ErrorDeEntorno    quien administra la máquina (un programa, un permiso, el disco): ``OSError``
└── ErrorDeMaqueta    nosotros: el árbol de maqueta salió mal

Aviso                 algo que conviene revisar y no impide el reporte: un valor con grupo y peso
"""

import errno
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

import attrs

from paac_reportes.codigos import CODIGOS as CODIGOS
from paac_reportes.codigos import FALLAS as FALLAS
from paac_reportes.codigos import GrupoDeAviso as GrupoDeAviso
from paac_reportes.codigos import GrupoDeFalla as GrupoDeFalla
from paac_reportes.codigos import Peso as Peso
from paac_reportes.expresiones import expresion

_DE_UNA_DUDA, _SIN_FALLAS = 422, 500


@attrs.frozen(kw_only=True)
class Posicion:
    """Dónde está lo que una falla o un aviso dice, por partes; lo que no se sabe es ``None``."""

    archivo: str | None = None
    """El archivo o el libro, como se nombró al darlo."""
    hoja: str | None = None
    """La hoja de un libro; de un Word, su parte y su tabla: ``tabla 3``; de unas filas con nombre,
    el suyo."""
    celda: str | None = None
    """Celda de una hoja, como la llama Excel: ``D14``."""
    fila: int | None = None
    """En una hoja, una tabla o un CSV, como la ve una persona, desde 1; de las filas que se dieron
    sin nombre (``filas[3]``), su índice, desde 0."""
    columna: str | None = None
    """La letra de una hoja, el número de una tabla de Word, o el nombre en unas filas."""
    clave: str | None = None
    """El dato: la última clave de la ruta en los datos o en un formato (``fecha_programada``)."""


def posicion_de(ruta: str) -> Posicion:
    """Partes de una ruta; de varias con «; », la primera.

    >>> posicion_de("plan.xlsx: hoja «Plan», celda D14").fila
    14
    >>> posicion_de("filas.contratos[0].valor").fila, posicion_de("filas[0].valor").fila
    (1, 0)
    >>> posicion_de("componentes[2].actividades[0].meta").clave
    'meta'
    """
    archivo, lugar = _archivo_y_lugar(ruta.partition("; ")[0])
    partes: dict[str, Any] = {"archivo": archivo}
    de_adentro = _TABLA_DE_ADENTRO.match(lugar)
    trozos = list(_TROZO.finditer(lugar, de_adentro.end() if de_adentro else 0))
    for trozo in trozos:
        _poner(partes, trozo["que"], trozo["nombre"] or trozo["dato"] or trozo["suelto"])
    if fila_dada := _RUTA_DE_FILA.match(lugar):
        partes["hoja"], partes["clave"] = fila_dada["tabla"], fila_dada["dato"]
        # Las de una tabla con nombre se cuentan como las cuenta una persona: «contratos, fila 1».
        partes["fila"] = int(fila_dada["indice"]) + (1 if fila_dada["tabla"] else 0)
    elif trozos and trozos[0].start() and "hoja" not in partes:
        comienzo = lugar[: trozos[0].start()]
        partes["hoja"] = None if comienzo == _FILAS_SIN_NOMBRE else comienzo
    elif not trozos and (ultima_clave := _ULTIMA_CLAVE.search(lugar)):
        partes["clave"] = ultima_clave[1].strip("'")
    if trozos or fila_dada:
        _, dos_puntos, dato = lugar[trozos[-1].end() if trozos else 0 :].rpartition(": ")
        if dos_puntos and (ultima_clave := _ULTIMA_CLAVE.search(dato)):
            partes["clave"] = ultima_clave[1].strip("'")
    return Posicion(**partes)


_TROZO = expresion(
    r"(?:^|, )(?P<que>libro|hoja|celda|fila|columna|línea) "
    r"(?:«(?P<nombre>[^»]*)»|'(?P<dato>[^']*)'|(?P<suelto>\w+))"
)
_TABLA_DE_ADENTRO = expresion(r"(?:tabla [0-9]++, fila [0-9]++, columna [0-9]++, )++tabla [0-9]++")
"""Tabla que va en una celda de otra, como se dice su lugar."""
_FILAS_SIN_NOMBRE = "filas"
"""La ruta de las que se dieron sin nombre, que no es el de ninguna tabla."""
_RUTA_DE_FILA = expresion(r"filas(?:\.(?P<tabla>\w+))?\[(?P<indice>[0-9]+)\](?:\.(?P<dato>\S+))?")
_ULTIMA_CLAVE = expresion(r"(?:^|\.)('[^']*'|[^.\[\]' «»]+)(?:\[[0-9]+\])*$")
_CELDA_DE_EXCEL = expresion(r"([A-Z]{1,3})([0-9]+)")
_ARCHIVOS = frozenset(
    {"csv", "docx", "dotx", "html", "json", "pdf", "png", "toml", "txt", "xlsm", "xlsx"}
    | {"yaml", "yml", "zip"}
)


def _archivo_y_lugar(ruta: str) -> tuple[str | None, str]:
    """Archivo con que empieza una ruta, si lo nombra, y lo demás."""
    comienzo, dos_puntos, resto = ruta.partition(": ")
    es_una_fila = _RUTA_DE_FILA.match(comienzo) or _TROZO.search(comienzo)
    if dos_puntos and "«" not in comienzo and not es_una_fila:
        return comienzo, resto
    primero, _, resto = ruta.partition(", ")
    if "«" not in primero and primero.rpartition(".")[2].lower() in _ARCHIVOS:
        return primero, resto
    return None, ruta


def _poner(partes: dict[str, Any], clase: str, nombre: str) -> None:
    """Anota en ``partes`` un trozo de ruta: clase ``celda`` y nombre ``F14``."""
    en_excel = _CELDA_DE_EXCEL.fullmatch(nombre) if clase == "celda" else None
    if en_excel:
        partes |= {"celda": nombre, "columna": en_excel[1], "fila": int(en_excel[2])}
    elif clase in {"fila", "línea"}:
        partes["fila"] = int(nombre) if nombre.isdecimal() else None
    else:
        partes[_SE_LLAMA.get(clase, clase)] = nombre


_SE_LLAMA = {"libro": "archivo", "celda": "columna"}
"""Nombre de la posición: en un Word, la celda es la de esa columna."""


class _EnSuLugar:
    """Partes comunes a una falla y un aviso: dónde están y cómo se escriben."""

    __slots__ = ()
    ruta: str
    mensaje: str
    _posicion: Posicion | None

    def __str__(self) -> str:
        return f"{self.ruta}: {self.mensaje}" if self.ruta else self.mensaje

    @property
    def posicion(self) -> Posicion:
        """Dónde está, por partes: la que se anotó o la que dice la ruta."""
        return self._posicion or posicion_de(self.ruta)

    def en(self, ruta: str) -> Self:
        """La misma falla o aviso, en otro lugar: el archivo o la celda de donde salió el dato."""
        posicion = posicion_de(ruta)
        if posicion.clave is None:  # del dato que era se sigue sabiendo
            posicion = attrs.evolve(posicion, clave=self.posicion.clave)
        falla_o_aviso: Any = self  # attrs son las dos clases que la heredan, y no ésta
        en_otro_lugar: Self = attrs.evolve(falla_o_aviso, ruta=ruta, posicion=posicion)
        return en_otro_lugar


@attrs.frozen
class Falla(_EnSuLugar):
    """Un problema: qué clase de problema es, dónde está y qué llegó en lugar de qué."""

    codigo: str = attrs.field(validator=attrs.validators.in_({*FALLAS, *CODIGOS}))
    """Uno de ``FALLAS`` o, de lo que no se entendió de un documento que se pidió leer sin dudas, el
    de su aviso; puede partirse en dos: para decidir qué se hace con ella está ``grupo``."""
    ruta: str
    """``dependencias[0].componentes[2].numero``, o el archivo; vacía si es de todo el dato."""
    mensaje: str
    _posicion: Posicion | None = attrs.field(default=None, eq=False, repr=False)
    datos: Mapping[str, Any] = attrs.field(factory=dict, eq=False, repr=False)
    """Datos del mensaje, sin redactar, para traducirlo o mostrarlo de otro modo: ``llego``,
    ``esperado`` (un código), ``opciones``, ``parecido``, ``minimo``, ``maximo``… De un dato que
    falta, ``falta`` es su ruta. Vacío si no se anotó."""

    def __attrs_post_init__(self) -> None:
        """Un dato que falta dice en sus datos cuál es, esté donde esté la falla."""
        if self.codigo == _FALTA and "falta" not in self.datos:
            object.__setattr__(self, "datos", {**self.datos, "falta": self.ruta})

    @property
    def grupo(self) -> GrupoDeFalla | GrupoDeAviso:
        """Clase de problema, para decidir qué se hace: ``dato``, ``archivo`` o ``maquina``."""
        return (FALLAS.get(self.codigo) or CODIGOS[self.codigo]).grupo

    @property
    def http(self) -> int:
        """La respuesta que un servidor daría por ella."""
        return FALLAS[self.codigo].http if self.codigo in FALLAS else _DE_UNA_DUDA

    def dentro_de(self, ruta: str) -> "Falla":
        """Falla igual, vista desde el objeto que contiene a este."""
        datos = self.datos
        if self.codigo == _FALTA:
            datos = {**datos, "falta": unir_ruta(ruta, datos["falta"])}
        return attrs.evolve(self, ruta=unir_ruta(ruta, self.ruta), datos=datos)


_FALTA = "dato_faltante"


@attrs.frozen
class Aviso(_EnSuLugar):
    """Algo que conviene revisar y no impide el reporte."""

    codigo: str = attrs.field(validator=attrs.validators.in_(CODIGOS))
    """Uno de ``CODIGOS``; puede partirse en dos: para decidir están ``peso`` y ``grupo``."""
    ruta: str
    mensaje: str
    _posicion: Posicion | None = attrs.field(default=None, eq=False, repr=False)
    datos: Mapping[str, Any] = attrs.field(factory=dict, eq=False, repr=False)
    """Datos del mensaje, sin redactar, como en una ``Falla``."""
    _peso: Peso | None = attrs.field(default=None, eq=False, repr=False, kw_only=True)

    @property
    def grupo(self) -> GrupoDeAviso:
        """De qué se trata: ``fila``, ``fecha``, ``norma`` o ``no_se_muestra``, entre otros."""
        return CODIGOS[self.codigo].grupo

    @property
    def peso(self) -> Peso:
        """Lo que pide: ``nota``, ``duda``, ``por_fuera`` o, en una revisión, ``grave``."""
        return self._peso or CODIGOS[self.codigo].peso


def aviso_como_dato(aviso: Aviso) -> dict[str, Any]:
    """Lo que dice un aviso, para escribirlo como JSON."""
    claves = ("codigo", "grupo", "peso", "ruta", "mensaje")
    return {clave: getattr(aviso, clave) for clave in claves}


def como_falla(aviso: Aviso) -> Falla:
    """Falla que dice lo mismo que un aviso, donde eso impide seguir."""
    return Falla(aviso.codigo, aviso.ruta, aviso.mensaje, aviso.posicion, aviso.datos)


def unir_ruta(base: str, resto: str) -> str:
    """Ruta de dos trozos: ``a`` y ``b`` dan ``a.b``; ``a`` y ``[0]`` dan ``a[0]``."""
    return base + resto if not base or not resto or resto.startswith("[") else f"{base}.{resto}"


_FALLAS_QUE_SE_DICEN = 100
"""Las fallas que un error escribe: con más, quien lo lee busca la causa y no la lista."""


def ruta_en_archivo(archivo: str, ruta: str) -> str:
    """Ruta con su archivo: ``plan.json: entidad.nombre``; si no se abre, sólo el archivo."""
    return archivo if ruta in {"", archivo} else f"{archivo}: {ruta}"


class ErrorPaac(Exception):
    """Raíz de los errores; ``fallas`` los trae todos, no sólo el primero."""

    fallas: tuple[Falla, ...]

    def __init__(self, fallas: Falla | Iterable[Falla]) -> None:
        self.fallas = (fallas,) if isinstance(fallas, Falla) else tuple(fallas)
        super().__init__(self.fallas)

    def __reduce__(self) -> tuple[Any, ...]:
        """Cómo viaja a otro proceso; dask, que cambia cómo viaja el de Python, respeta éste."""
        return type(self), (self.fallas,), self.__dict__

    @property
    def http(self) -> int:
        """La respuesta que un servidor daría: la de su falla más grave."""
        return max((falla.http for falla in self.fallas), default=_SIN_FALLAS)

    def __str__(self) -> str:
        return "\n".join(self.renglones())

    def renglones(self) -> Iterator[str]:
        """Las primeras cien fallas, una por renglón, y cuántas más hay en ``fallas``."""
        yield from map(str, self.fallas[:_FALLAS_QUE_SE_DICEN])
        restantes = len(self.fallas) - _FALLAS_QUE_SE_DICEN
        if restantes > 0:
            yield "… y otra falla" if restantes == 1 else f"… y otras {restantes} fallas"


class ErrorDeEntrada(ErrorPaac, ValueError):
    """Los datos no cumplen el contrato; actúa quien los llena.

    Es ``ArchivoNoEsta`` si eso es todo lo que dicen sus fallas, como ``OSError(ENOENT, …)`` es
    ``FileNotFoundError``.
    """

    def __new__(cls, fallas: Falla | Iterable[Falla]) -> Self:
        """El error, o el de un archivo que no está."""
        todas = (fallas,) if isinstance(fallas, Falla) else tuple(fallas)
        no_estan = todas and all(falla.codigo == _NO_ESTA for falla in todas)
        clase: Any = ArchivoNoEsta if no_estan and cls is ErrorDeEntrada else cls
        de_python = OSError if issubclass(clase, OSError) else ValueError
        error: Self = de_python.__new__(clase)
        error.fallas = todas
        return error

    def __init__(self, fallas: Falla | Iterable[Falla]) -> None:  # noqa: ARG002 - ya se recorrieron
        super().__init__(self.fallas)


class ArchivoNoEsta(ErrorDeEntrada, FileNotFoundError):
    """No está el archivo o la carpeta que se iba a leer; ``filename`` lo nombra."""

    def __init__(self, fallas: Falla | Iterable[Falla]) -> None:
        super().__init__(fallas)
        self.errno, self.filename = errno.ENOENT, _archivo_de(self.fallas)


_NO_ESTA = "archivo_no_existe"


def _archivo_de(fallas: tuple[Falla, ...]) -> str | None:
    return next((falla.posicion.archivo or falla.ruta for falla in fallas), None)


class ErrorDeFormato(ErrorPaac, ValueError):
    """Un formato está mal escrito o no existe; actúa quien escribe ``plantillas/``."""


class ErrorDeEntorno(ErrorPaac, OSError):
    """A la máquina le falta algo (un programa, un permiso, disco); actúa quien la administra."""


class ErrorDeMaqueta(ErrorPaac):
    """El árbol de maqueta es incoherente: es un defecto de la biblioteca o de un bloque."""

    def __init__(self, fallas: str | Falla | Iterable[Falla]) -> None:
        """Un texto es lo que no debía pasar."""
        super().__init__(
            Falla("defecto_interno", "", fallas) if isinstance(fallas, str) else fallas
        )


def sin_repetir(avisos: Iterable[Aviso]) -> tuple[Aviso, ...]:
    """Los avisos, cada uno una vez, en el orden en que salieron."""
    return tuple(dict.fromkeys(avisos))
