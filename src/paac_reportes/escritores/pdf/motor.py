"""Typst: las fuentes que hay en la máquina, qué letras dibuja cada una, y componer con ellas.

``componer_en_typst`` va de la fuente a las páginas, y corre dentro de este proceso; en uno que se
bifurcó de otro que ya había compuesto, en un Python aparte: los hilos de Typst no pasan a una
copia, y quien los espere espera para siempre.
"""

import functools
import os
import re
import struct
import sys
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING, Any

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, ErrorDeMaqueta, Falla
from paac_reportes.escritores.pdf.etiquetas import TablaEtiquetada, etiquetar
from paac_reportes.instalacion import como_instalar, hallar_modulo
from paac_reportes.maqueta.medida.tipografia import DE_LA_MISMA_MEDIDA
from paac_reportes.sistema import hay_carpeta_de_trabajo, sin_carpeta_de_trabajo

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard, TypstError

_POR_FLUJO = 200
"""Objetos en cada uno: quien busca uno abre el flujo entero."""
_NIVEL_DE_COMPRESION = 6
"""Nivel de zlib, de 0 a 9."""
_ENTRADA = 20
"""Largo de cada renglón de la tabla de referencias (7.5.4)."""
_FINAL = re.compile(rb"trailer\s*<<(.*)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_TABLA = re.compile(rb"xref\n0 (?P<cuantos>\d+)\n")
_SIN_SOSPECHAS = b"/Suspects false"
"""Es lo que vale si no se dice, y poppler se queja de que esté."""


def compactar(pdf: bytes, etiquetadas: Sequence[TablaEtiquetada] = ()) -> bytes:
    """PDF igual, con lo que no es un flujo comprimido y las etiquetas que a sus tablas faltan."""
    final = _FINAL.search(pdf, max(0, len(pdf) - 2000))
    diccionario, inicio_de_tabla = final.groups() if final else (b"", b"0")
    tabla = _TABLA.match(pdf, int(inicio_de_tabla))
    if tabla is None:
        raise ErrorDeMaqueta("el PDF que compuso Typst no termina como se esperaba")
    desde = pdf.index(b"1 0 obj")
    # Por objeto (7.5.8): (1, byte en que empieza, 0) o, en un flujo, (2, cuál, lugar en él).
    partes, lugares = [pdf[:desde]], [(0, 0, 65535)]
    sin_flujo: dict[int, bytes] = {}
    for numero, objeto in _objetos(pdf, tabla, int(inicio_de_tabla)):
        lugares.append((1, desde, 0))
        if objeto.endswith(b"endstream\nendobj"):
            partes.append(entero := objeto + b"\n")
            desde += len(entero)
        else:
            sin_flujo[numero] = _cuerpo_del_objeto(objeto)
    etiquetar(sin_flujo, etiquetadas)
    sueltos = [*sin_flujo.items()]
    for inicio in range(0, len(sueltos), _POR_FLUJO):
        grupo = sueltos[inicio : inicio + _POR_FLUJO]
        for indice, (numero, _) in enumerate(grupo):
            lugares[numero] = (2, len(lugares), indice)
        partes.append(flujo := _flujo_de_objetos(len(lugares), grupo))
        lugares.append((1, desde, 0))
        desde += len(flujo)
    lugares.append((1, desde, 0))
    referencias = b"".join(
        clase.to_bytes(1) + lugar.to_bytes(4) + extra.to_bytes(2) for clase, lugar, extra in lugares
    )
    diccionario = re.sub(rb"/Size \d+", b"/Size %d" % len(lugares), diccionario)
    partes += [
        _flujo(len(lugares) - 1, b"/Type/XRef/W[1 4 2]" + diccionario, referencias),
        b"startxref\n%d\n%%%%EOF\n" % desde,
    ]
    return b"".join(partes)


def _objetos(pdf: bytes, tabla: re.Match[bytes], fin: int) -> Iterator[tuple[int, bytes]]:
    """Objetos enteros con su número, desde 1; ``fin`` es el byte donde empieza la tabla."""
    cuantos, inicio = int(tabla["cuantos"]), tabla.end()
    renglones = [pdf[inicio + n * _ENTRADA :][:_ENTRADA] for n in range(1, cuantos)]
    if any(renglon[17:18] != b"n" for renglon in renglones):
        raise ErrorDeMaqueta("el PDF que compuso Typst trae objetos que no están")
    empiezan = [int(renglon[:10]) for renglon in renglones]
    siguen = dict(zip(sorted(empiezan), [*sorted(empiezan)[1:], fin], strict=True))
    for numero, desde in enumerate(empiezan, 1):
        yield numero, pdf[desde : siguen[desde]].rstrip()


def _cuerpo_del_objeto(objeto: bytes) -> bytes:
    """El contenido de un objeto: los bytes entre ``1 0 obj`` y ``endobj``."""
    dentro = objeto[objeto.index(b"obj") + 3 : -len(b"endobj")].strip()
    return dentro.replace(_SIN_SOSPECHAS, b"") if b"/Type/Catalog" in dentro else dentro


def _flujo_de_objetos(numero: int, objetos: Iterable[tuple[int, bytes]]) -> bytes:
    """Un flujo de PDF con esos objetos adentro y, delante, el índice de dónde está cada uno."""
    indice, cuerpos, desde = [], [], 0
    for objeto, cuerpo in objetos:
        indice.append(b"%d %d" % (objeto, desde))
        cuerpos.append(cuerpo)
        desde += len(cuerpo) + 1
    cabeza = b" ".join(indice) + b"\n"
    clase = b"/Type/ObjStm/N %d/First %d" % (len(indice), len(cabeza))
    return _flujo(numero, clase, cabeza + b"\n".join(cuerpos))


def _flujo(numero: int, diccionario: bytes, contenido: bytes) -> bytes:
    """Objeto de un PDF con un flujo comprimido, bajo ese número y ese diccionario."""
    comprimido = zlib.compress(contenido, _NIVEL_DE_COMPRESION)
    clave = b"<<%b/Filter/FlateDecode/Length %d>>" % (diccionario, len(comprimido))
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (numero, clave, comprimido)


_DE_RESERVA = ("Arial", "Liberation Sans", "DejaVu Sans")
"""Familias que reemplazan a una que no está, si tampoco está la de su medida."""

_DE_MAS_LETRAS = "DejaVu Sans"
"""Typst, si no se le dice cuál, prueba una sola, que puede no tener la marca de una letra."""

ULTIMA = "Libertinus Serif"
"""Letra que Typst trae adentro: en una máquina sin ninguna otra."""


@clases.frozen
class Fuentes:
    """Fuentes que puede usar un documento: las de la máquina o, si no hay, la que Typst trae."""

    para_typst: "Fonts"
    familias: Mapping[str, str]
    """Familia como está escrita en la fuente, por ella en minúsculas: ``{"arial": "Arial"}``."""
    archivos: tuple[tuple[Path, int], ...]
    """Archivo de cada fuente, y su lugar en él, desde 0; la que Typst trae no está."""

    def elegida(self, familia: str) -> str:
        """Familia instalada que va por otra: ella, la de su medida o una de reserva."""
        clave = familia.casefold()
        de_su_medida = DE_LA_MISMA_MEDIDA.get(clave, familia)
        candidatas = (self.familias.get(f.casefold()) for f in (clave, de_su_medida, *_DE_RESERVA))
        return next(filter(None, candidatas), ULTIMA)

    def en_orden(self, familia: str) -> tuple[str, ...]:
        """Familia elegida y, para lo que ella no dibuja, la que más letras y marcas tiene."""
        reserva = self.familias.get(_DE_MAS_LETRAS.casefold())
        return tuple(dict.fromkeys(filter(None, (self.elegida(familia), reserva))))

    def mide_lo_mismo(self, familia: str) -> bool:
        """Si la elegida por una familia ocupa lo mismo: es ella, o la de su medida."""
        elegida = self.elegida(familia).casefold()
        return elegida in {
            familia.casefold(),
            DE_LA_MISMA_MEDIDA.get(familia.casefold(), "").casefold(),
        }


@functools.cache
def instaladas() -> Fuentes:
    """Las fuentes del sistema; buscarlas toma centésimas, y no cambian."""
    fuentes = _abrir(sistema=True)
    if not fuentes.families():
        fuentes = _abrir(sistema=False)
    return Fuentes(
        para_typst=fuentes,
        familias={familia.casefold(): familia for familia in sorted(fuentes.families())},
        archivos=tuple(
            sorted({(Path(fuente.path), fuente.index) for fuente in fuentes.fonts() if fuente.path})
        ),
    )


def _abrir(*, sistema: bool) -> "Fonts":
    """Las fuentes del sistema, o las que Typst trae."""
    fuentes: Fonts = _typst().Fonts(
        include_system_fonts=sistema, include_embedded_fonts=not sistema
    )
    return fuentes


@functools.lru_cache(maxsize=32)  # la familia la dice el formato, y un anfitrión tiene muchos
def huellas_de(familia: str) -> dict[str, str]:
    """sha256, por su nombre, de cada archivo con que se escribe una familia, sin los estrechos."""
    fuentes = instaladas()
    usadas = {nombre.casefold() for nombre in fuentes.en_orden(familia)}
    archivos = {
        Path(fuente.path)
        for fuente in fuentes.para_typst.fonts()
        if fuente.path and fuente.family.casefold() in usadas and fuente.stretch == _SIN_ESTRECHAR
    }
    return {archivo.name: sha256(archivo.read_bytes()).hexdigest() for archivo in sorted(archivos)}


_SIN_ESTRECHAR = 1.0
"""Anchura de la variante corriente de una letra, ni estrecha ni ancha."""


_CORRIENTES = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x100))))
"""Letras que toda fuente de texto trae: no se buscan."""

_DE_LA_DE_TYPST = frozenset(map(chr, (*range(0x100, 0x180), *map(ord, "–—‘’“”•…€™"))))
"""Letras con que además se cuenta si sólo está la fuente de Typst, cuyo archivo no se ve."""

_SIN_DIBUJO = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f\xad\xa0")
"""Signos que dicen cómo se escriben los demás."""

_DE_NADIE = frozenset(map(chr, range(0xE000, 0xF900)))
"""Letras que cada fuente dibuja a su modo, y que PDF/A no admite."""

_REEMPLAZOS = ("\ufffd", "□", "?")


def sin_dibujo(letras: Iterable[str], fuentes: Fuentes) -> set[str]:
    """Letras, de las que se dan, que ninguna fuente tiene, o un PDF no puede llevar."""
    faltan = set(letras) - _CORRIENTES - _SIN_DIBUJO
    if not fuentes.archivos:
        return faltan - _DE_LA_DE_TYPST
    for ruta, lugar in fuentes.archivos:
        if not faltan:
            break
        tramos = _tramos_que_dibuja(ruta, lugar)
        faltan = {c for c in faltan if c in _DE_NADIE or not _dibuja(ord(c), tramos)}
    return faltan


def reemplazo(fuentes: Fuentes) -> str:
    """El texto que se escribe en lugar de una letra sin dibujo."""
    return next(signo for signo in _REEMPLAZOS if not sin_dibujo(signo, fuentes))


_Tramos = tuple[list[int], list[int]]
"""Códigos en que empieza y en que termina cada tramo de letras: ``([32, 161], [126, 255])``."""
_NADA: _Tramos = ([], [])


def _dibuja(codigo: int, tramos: _Tramos) -> bool:
    """Si un código de letra está en los tramos ``(comienzos, finales)`` que una fuente dibuja."""
    comienzos, finales = tramos
    lugar = bisect_right(comienzos, codigo) - 1  # el último que empieza en él o antes
    return lugar >= 0 and codigo <= finales[lugar]


@functools.lru_cache(maxsize=4096)
def _tramos_que_dibuja(ruta: Path, lugar: int) -> _Tramos:
    """Tramos de Unicode que dibuja la fuente de ese lugar de un archivo; ninguno, si no se lee."""
    try:
        tabla = _cmap(ruta.read_bytes(), lugar)
        pares = sorted(_tramos_de_unicode(tabla))
    except (OSError, struct.error, IndexError):
        return _NADA
    return [desde for desde, _ in pares], [hasta for _, hasta in pares]


def _cmap(datos: bytes, lugar: int) -> bytes:
    """La tabla ``cmap``, de letras a dibujos, de una fuente; vacía si no la trae.

    ``lugar``: cuál es, en un archivo con varias.
    """
    inicio = 0
    if datos[:4] == b"ttcf":
        (inicio,) = struct.unpack_from(">I", datos, 12 + 4 * lugar)
    (cuantas,) = struct.unpack_from(">H", datos, inicio + 4)
    for numero in range(cuantas):
        nombre, _, desde, largo = struct.unpack_from(">4sIII", datos, inicio + 12 + 16 * numero)
        if nombre == b"cmap":
            return datos[desde : desde + largo]
    return b""


def _tramos_de_unicode(tabla: bytes) -> Iterator[tuple[int, int]]:
    """Tramos, del primer código al último, de las subtablas de Unicode de una ``cmap``."""
    if not tabla:
        return
    (cuantas,) = struct.unpack_from(">H", tabla, 2)
    for numero in range(cuantas):
        plataforma, clase, desde = struct.unpack_from(">HHI", tabla, 4 + 8 * numero)
        (forma,) = struct.unpack_from(">H", tabla, desde)
        de_unicode = plataforma == 0 or (plataforma, clase) in {(3, 1), (3, 10)}
        if de_unicode and forma in _FORMAS:
            yield from _FORMAS[forma](tabla[desde:])


def _de_16_bits(tabla: bytes) -> Iterator[tuple[int, int]]:
    """Tramos de una subtabla de la forma 4, la de los códigos de hasta 16 bits."""
    tramos = struct.unpack_from(">H", tabla, 6)[0] // 2
    finales = struct.unpack_from(f">{tramos}H", tabla, 14)
    comienzos = struct.unpack_from(f">{tramos}H", tabla, 16 + 2 * tramos)
    yield from zip(comienzos, finales, strict=True)


def _de_32_bits(tabla: bytes) -> Iterator[tuple[int, int]]:
    """Tramos de una subtabla de la forma 12, la que trae también los de más de 16 bits."""
    (grupos,) = struct.unpack_from(">I", tabla, 12)
    for numero in range(grupos):
        desde, hasta = struct.unpack_from(">II", tabla, 16 + 12 * numero)
        yield desde, hasta


_FORMAS = {4: _de_16_bits, 12: _de_32_bits}


_NORMAS: "list[PDFStandard]" = ["ua-1", "a-2a"]
"""Accesible y para archivo; Typst se niega si el documento no las cumple."""
_CON_ADJUNTO: "list[PDFStandard]" = ["ua-1", "a-3a"]
"""Norma de archivo que admite otros archivos adentro."""
_SIN_FECHA: "list[PDFStandard]" = ["ua-1"]
"""Norma sin la de archivo, que pide la fecha del documento: sin datos de eso, no se inventa."""

_LETRA_QUE_FALTA = re.compile(r"(?>.*?the text `?\")(.+?)\"`? could not be displayed", re.DOTALL)
_MAL_DIBUJADA = "failed to process image"
"""Error de una imagen cuyos trozos están enteros, que se miró al leerla, y sus puntos no."""
_RECUERDOS = 10
"""Composiciones tras las que Typst olvida lo que no volvió a usar."""
_ENTRE_OLVIDOS = 0.02
_PARTE_DE_LO_QUE_LLEVA = 0.02
"""Segundos, y qué parte de los que lleva componiendo: lo que no usa en la quinta parte de ese
tiempo lo olvida. Más seguido olvidaría también lo que va a volver a usar, y lo haría dos veces."""


class SinDibujoError(Exception):
    """Unas letras que ninguna fuente tiene."""


def comprobar_que_esta() -> None:
    """``ErrorDeEntorno``, con su línea de instalación, si falta el paquete ``typst``."""
    if hallar_modulo("typst") is None:
        falta = f"para escribir PDF hace falta Typst, {como_instalar('pdf')}; o genere .docx"
        raise ErrorDeEntorno(Falla("falta_programa", "", falta))


def componer_en_typst(  # noqa: PLR0913 - lo que se compone, con qué y en qué
    fuente: str,
    fuentes: Fuentes,
    fecha: date | None,
    etiquetadas: Sequence[TablaEtiquetada] = (),
    *,
    con_adjunto: bool = False,
    olvidando: bool = False,
) -> bytes:
    """El PDF, que cumple PDF/UA-1 y, si tiene fecha, PDF/A.

    Es PDF/A-2a o, si lleva un archivo adentro, PDF/A-3a, que los admite. ``etiquetadas``: las
    tablas de la fuente, en su orden. ``olvidando``, Typst no guarda hasta el final lo que compone:
    los mismos bytes con la mitad de la memoria.

    ``SinDibujoError`` con las letras que no se pueden dibujar; ``ErrorDeEntrada`` si una imagen no
    se deja dibujar; ``ErrorDeMaqueta`` si la fuente no cumple la norma o está mal escrita.
    """
    con_fecha = _CON_ADJUNTO if con_adjunto else _NORMAS
    momento = datetime.combine(fecha, time(), UTC) if fecha else datetime.fromtimestamp(0, UTC)
    entero = _compuesto(
        fuente,
        fuentes,
        olvidando=olvidando,
        format="pdf",
        pdf_standards=con_fecha if fecha else _SIN_FECHA,
        timestamp=momento,
    )
    return compactar(entero, etiquetadas)


def _compuesto(fuente: str, fuentes: Fuentes, *, olvidando: bool = False, **opciones: Any) -> bytes:
    """El PDF que Typst hace de un texto fuente; en otro proceso, si éste se bifurcó.

    ``olvidando``: si, mientras compone, Typst olvida lo que no ha vuelto a usar.
    """
    if _HILOS.son_de_este_proceso(fuentes):
        with _olvidando(fuentes) if olvidando else nullcontext():
            return _compuesto_aqui(fuente, fuentes, opciones)
    from paac_reportes import programas  # noqa: PLC0415 - sólo en un proceso bifurcado

    lo_demas = {**opciones, "olvidando": olvidando}
    aparte: bytes = programas.hacer_aparte(
        _compuesto_aparte, fuente, lo_demas, si_no=_SI_NO_HAY_PYTHON
    )
    return aparte


_SI_NO_HAY_PYTHON = (
    "este proceso se bifurcó de otro que ya había hecho un PDF, y los suyos se hacen en un Python"
    " aparte: haga el primero después de bifurcar"
)


def _compuesto_aparte(fuente: str, opciones: dict[str, Any]) -> bytes:
    return _compuesto(fuente, instaladas(), **opciones)


def _compuesto_aqui(fuente: str, fuentes: Fuentes, opciones: dict[str, Any]) -> bytes:
    """El PDF que Typst hace en este proceso, con sus errores dichos como nuestros."""
    typst = _typst()
    try:
        entero: Any = typst.compile(
            fuente.encode("utf-8"), font_paths=fuentes.para_typst, **opciones
        )
    except typst.TypstError as error:
        raise _error_de_typst(error) from error
    except RuntimeError as error:  # lo que el sistema no le dejó hacer antes de empezar
        raise _error_del_sistema(error) from error
    except BaseException as error:
        # Lo que Typst no previó lo da pyo3 como algo que no es un error corriente.
        if type(error).__name__ != _PANICO:
            raise
        if _SIN_HILOS in str(error):
            raise sin_hilos() from error
        motivo = "Typst no pudo componer el documento: se detuvo adentro"
        raise ErrorDeMaqueta(motivo) from error
    finally:
        # Que no guarde lo de las últimas composiciones: son cientos de megas, y nadie las repite.
        _olvidar_todo(fuentes)
    return bytes(entero)


_PANICO = "PanicException"
_SIN_HILOS = "ThreadPoolBuildError"


def _error_del_sistema(error: RuntimeError) -> Exception:
    """Error de lo que impide a Typst empezar: no hay carpeta de trabajo, u otra causa."""
    if not hay_carpeta_de_trabajo():
        para_que = "Typst la pide para hacer un PDF: pida Word o Excel"
        return ErrorDeEntorno(sin_carpeta_de_trabajo("", para_que))
    return ErrorDeEntorno(
        Falla("programa_fallo", "", f"el sistema no le dejó a Typst empezar: {error}")
    )


def sin_hilos() -> ErrorDeEntorno:
    """Error de una máquina que no deja empezar los hilos que un PDF pide."""
    motivo = (
        "el sistema no deja empezar más hilos, y Typst los pide para hacer un PDF;"
        " suba el límite (ulimit -u, o pids del contenedor) o ponga RAYON_NUM_THREADS=1, y arranque"
        " el programa otra vez"
    )
    return ErrorDeEntorno(Falla("sin_hilos", "", motivo))


def _olvidar_todo(fuentes: Fuentes) -> None:
    """Hace que Typst olvide lo que guardó; si no puede, ya se supo por qué al componer."""
    try:
        componer_nada = _compositor_de_nada(fuentes)
        for _ in range(_RECUERDOS):
            componer_nada()
    except BaseException as error:
        if not isinstance(error, RuntimeError) and type(error).__name__ != _PANICO:
            raise


def _error_de_typst(error: "TypstError") -> Exception:
    """Error según lo que Typst dijo: letras sin fuente, una imagen dañada u otra causa."""
    if faltan := _LETRA_QUE_FALTA.match(error.message):
        return SinDibujoError(faltan[1])
    if _MAL_DIBUJADA in error.message:
        return ErrorDeEntrada(
            Falla(
                "imagen_invalida",
                "",
                "una imagen (el escudo, una firma o la de un formato) está dañada por dentro y no"
                " se puede dibujar; ábrala, guárdela otra vez como PNG o JPEG y úsela",
            )
        )
    return ErrorDeMaqueta(f"Typst no pudo componer el documento: {error.message}")


@contextmanager
def _olvidando(fuentes: Fuentes) -> Iterator[None]:
    """Contexto en que Typst, mientras compone, olvida lo que no ha vuelto a usar."""
    termino = Event()

    def olvidar() -> None:
        """Compone nada cada tanto, hasta el ``termino``: así Typst olvida lo que no usa."""
        componer_nada = _compositor_de_nada(fuentes)
        comienzo, espera = perf_counter(), _ENTRE_OLVIDOS
        while not termino.wait(espera):
            componer_nada()
            espera = max(_ENTRE_OLVIDOS, _PARTE_DE_LO_QUE_LLEVA * (perf_counter() - comienzo))

    aparte = Thread(target=olvidar, name="paac-olvidar", daemon=True)
    try:
        aparte.start()
    except RuntimeError:
        raise sin_hilos() from None
    try:
        yield
    finally:
        termino.set()
        aparte.join()


def _compositor_de_nada(fuentes: Fuentes) -> Callable[[], object]:
    """Función que compone nada: cada vez que Typst compone algo, lo que guarda es más viejo."""
    return functools.partial(
        _typst().Compiler(b"", font_paths=fuentes.para_typst).compile, b"", format="svg"
    )


class _Hilos:
    """Hilos de Typst: empiezan con lo primero que se compone, y una copia del proceso no los tiene.

    Componer en ella esperaría por ellos para siempre.
    """

    def __init__(self) -> None:
        self._cargado_en = self._empezados_en = 0
        """Proceso en que se cargó Typst, y en el que se compuso por primera vez; 0, en ninguno."""

    def anotar_carga(self) -> None:
        """Anota que este proceso carga Typst, si todavía no lo había cargado nadie."""
        if not self._cargado_en and "typst" not in sys.modules:
            self._cargado_en = os.getpid()

    def son_de_este_proceso(self, fuentes: Fuentes) -> bool:
        """Si se puede componer en este proceso, que desde entonces es el de los hilos."""
        aqui = os.getpid()
        if not self._empezados_en:
            # Quien lo cargó fue otro, o fue antes de bifurcarse, y pudo componer por su cuenta.
            if self._cargado_en != aqui and not _responden(fuentes):
                return False
            self._empezados_en = aqui
        return self._empezados_en == aqui


_HILOS = _Hilos()


def _typst() -> Any:
    """Paquete ``typst``, que se carga sólo si se escribe un PDF."""
    _HILOS.anotar_carga()
    import typst  # noqa: PLC0415

    return typst


def _responden(fuentes: Fuentes) -> bool:
    """Si Typst compone dos páginas en un rato: por una sola no espera a sus hilos."""
    termino = Event()

    def componer_dos_paginas() -> None:
        with suppress(Exception):
            _compuesto_aqui("a#pagebreak()b", fuentes, {"format": "svg"})
        termino.set()

    try:
        Thread(target=componer_dos_paginas, name="paac-dos-paginas", daemon=True).start()
    except RuntimeError:
        raise sin_hilos() from None
    return termino.wait(_SEGUNDOS_DE_ESPERA)


_SEGUNDOS_DE_ESPERA = 2.0
"""Segundos que se espera a que Typst componga dos páginas; si no, sus hilos no responden."""
