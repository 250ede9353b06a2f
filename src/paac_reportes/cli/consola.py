"""Lo que la orden dice y lo que recibe: mensajes, y lo que va por la entrada y la salida.

Los mensajes van por stderr, un renglón por cosa, y nada que la terminal obedezca. Con ``-`` se lee
de la entrada y se escribe en la salida.
"""

import argparse
import contextlib
import io
import re
import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn, cast

import attrs

import paac_reportes as paac
from paac_reportes.api.lectura import MEGAS, leer_sin_dudas
from paac_reportes.cli.codigos import ALGO_POR_FUERA, BIEN, MAL_PEDIDA
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, Falla, ruta_en_archivo
from paac_reportes.expresiones import expresion

# ------------------------------------------------------------------ espanol
# argparse en español, que a lo mal escrito le nombra lo más parecido.

_TRADUCCIONES = (
    ("the following arguments are required: ", "falta: "),
    ("unrecognized arguments: ", "no se esperaba: "),
    ("expected one argument", "falta su valor"),
    ("ignored explicit argument", "no lleva el valor"),
    ("usage: ", "uso: "),
    ("positional arguments:", "argumentos:"),
    ("options:", "opciones:"),
)
_OPCION = re.compile(r"--?[A-Za-zÁ-ÿ][\wÁ-ÿ-]*(?==|$)")


class Orden(argparse.ArgumentParser):
    """argparse que habla español y no adivina opciones a medio escribir."""

    def __init__(self, **opciones: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Ayuda,
            **opciones,
        )
        self.add_argument(
            "-h", "--help", "--ayuda", action="help", help="muestra esta ayuda y termina"
        )

    claves_de_con: Collection[str] = ()
    """Lo que la orden admite por ``--con``, a lo que apunta quien lo escribe como opción."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> Any:
        """Lo que argparse lee; una opción que no existe es un error, que dice la más parecida."""
        palabras = sys.argv[1:] if args is None else args
        if fallas := list(self._opciones_de_mas(palabras)):
            self.error("\n".join(fallas))
        return super().parse_known_args(palabras, namespace)

    def _opciones_de_mas(self, palabras: Sequence[str]) -> Iterable[str]:
        """Opciones que no son de esta orden; tras el nombre de otra, son de esa otra."""
        for palabra in palabras:
            opcion = _OPCION.match(palabra)
            if palabra == "--" or (self._subparsers and not palabra.startswith("-")):
                return
            if opcion and opcion[0] not in self._option_string_actions:
                con = (f"--con {clave}=…" for clave in self.claves_de_con)
                pista = _lo_mas_parecido(opcion[0], [*self._option_string_actions, *con])
                yield f"{opcion[0]}: no existe{pista}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Comprobación de argparse, que dice las opciones que hay y la más parecida."""
        if action.choices is not None and value not in action.choices:
            raise argparse.ArgumentError(action, no_existe(str(value), list(action.choices)))

    def error(self, message: str) -> NoReturn:
        """Termina la orden con su uso y la falla."""
        self.exit(
            MAL_PEDIDA,
            f"{self.format_usage()}{self.prog}: {_traducir(message.removeprefix('argument '))}\n",
        )

    def format_usage(self) -> str:
        """El uso de la orden, en español."""
        return _traducir(super().format_usage())

    def format_help(self) -> str:
        """La ayuda de la orden, en español."""
        return _traducir(super().format_help())


class _Ayuda(argparse.RawDescriptionHelpFormatter):
    """Ayuda de argparse, que no parte un código por sus guiones."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(text, width, break_on_hyphens=False)


def no_existe(palabra: str, los_que_hay: Sequence[str], ademas: str = "") -> str:
    """Mensaje de lo que no existe: ``no existe 'x'; ¿quiso decir xy? (están: xy, z)``."""
    pista = _lo_mas_parecido(palabra, los_que_hay)
    return f"no existe {palabra!r}{pista} (están: {', '.join(los_que_hay)}{ademas})"


def _lo_mas_parecido(palabra: str, los_que_hay: Sequence[str]) -> str:
    cercano = get_close_matches(palabra, los_que_hay, n=1, cutoff=0.5)
    return f"; ¿quiso decir {cercano[0]}?" if cercano else ""


def _traducir(texto: str) -> str:
    """Un mensaje de argparse, en español."""
    for ingles, espanol in _TRADUCCIONES:
        texto = texto.replace(ingles, espanol)
    return texto


# ------------------------------------------------------------------ consola

_callada: ContextVar[bool] = ContextVar("callada", default=False)
"""Si se pidió ``--silencio``: sin avisos; las fallas, siempre."""
_SIN_ORDEN: Mapping[str, str] = {}
_opciones: ContextVar[Mapping[str, str]] = ContextVar("opciones", default=_SIN_ORDEN)
"""Cómo se dice cada opción en la orden que se cumple: ``--con blancos``; o en otra: ``leer
--plan``, si ésta no la lleva."""

_DE_PYTHON = (
    (expresion(r"\b[a-z_]++=[^\s()=]*+ \((--[^()]++)\)"), r"\1"),
    (expresion(r"\b[a-z_]++=… o (--[\w-]++)"), r"\1"),
    (expresion(r"\([a-z_]++=, (--[^()]++)\)"), r"(\1)"),
    (expresion(r"una fecha \(date\)"), "una fecha AAAA-MM-DD o dd/mm/aaaa"),
    (expresion(r"True o False"), "sí o no"),
    (expresion(r" \(en Python, [^()]*+\)|,? o, en Python, [^;]++"), ""),
)
"""Lo que un mensaje dice a quien llama a la biblioteca: ``quitar=True (--quitar)``."""
_OPCION_DICHA = expresion(
    r"paac-reportes [^;)]*+"
    r"|--(?:con )?([a-z]++(?:-[a-z]++)*+)(?!:)(?:[ =]([A-Z]++|si|mapa|plan)\b)?"
)
"""Una orden entera, que va como está, o una opción y su valor; no la que nombra una falla."""
_DE_LA_METODOLOGIA = expresion(r"\b(en|pida) metodologia\.([a-z_]++)(?: = '(\w++)')?")
_FECHA = expresion(r"\bdatetime\.(?:date|datetime)\(([0-9]++(?:, [0-9]++)*+)\)")


def en_la_orden(texto: str) -> str:
    """Mensaje de la biblioteca, con las opciones de la orden y sin las de Python."""
    for de_python, de_la_orden in _DE_PYTHON:
        texto = de_python.sub(de_la_orden, texto)
    texto = _DE_LA_METODOLOGIA.sub(_de_la_regla, _OPCION_DICHA.sub(_opcion, texto))
    return _FECHA.sub(_dia_y_hora, texto)


def _opcion(escrita: re.Match[str]) -> str:
    """``--entidad``, como la orden que se cumple la lleva, ``--con entidad=…``; o la que la lleva.

    La que ninguna lleva, como está: es de un texto ajeno.
    """
    opcion = _opciones.get().get((escrita[1] or "").replace("-", "_"))
    if opcion is None:
        return escrita[0]
    valor = escrita[2] or ("…" if "--con " in opcion else "")
    dicha = f"{opcion}{'=' if '--con ' in opcion else valor and ' '}{valor}"
    return dicha if dicha.startswith("--") else f"«{dicha}»"


def _de_la_regla(dicha: re.Match[str]) -> str:
    """``pida --con blancos=propias``; en una orden que no la lleva, ``metodología › blancos``."""
    antes, campo, valor = dicha[1], dicha[2], dicha[3] or ""
    opcion = _opciones.get().get(campo, "")
    if opcion.startswith("--"):
        return f"{antes} {opcion}{valor and '='}{valor}"
    return f"{antes} {_de_la_metodologia(campo)}{valor and ' '}{valor}"


def _de_la_metodologia(campo: str) -> str:
    return f"metodología › {campo.replace('_', ' ')}"


def _dia_y_hora(escrita: re.Match[str]) -> str:
    """``datetime.date(2026, 3, 4)`` → ``2026-03-04``, como va en los datos."""
    partes = [numero.zfill(2) for numero in escrita[1].split(", ")]
    return " ".join(filter(None, ("-".join(partes[:3]), ":".join(partes[3:6]))))


def decir(linea: str) -> None:
    """Escribe un renglón por stderr."""
    _escribir(_en_un_renglon(linea))


def codigo_de(avisos: Iterable[Aviso]) -> int:
    """Código con que termina una orden que escribió: 4 si un aviso dice que algo no se tomó."""
    return ALGO_POR_FUERA if any(aviso.peso == "por_fuera" for aviso in avisos) else BIEN


def decir_avisos(avisos: Iterable[Aviso], lugar_de: Callable[[str], object] = str) -> None:
    """Escribe cada aviso, una vez; los que dicen lo mismo de varios lugares, juntos y ellos debajo.

    ``lugar_de`` dice en palabras el lugar de una ruta; si es uno solo, ella va al lado, para
    hallarla en el archivo.
    """
    if not _callada.get():
        for renglon in en_renglones(avisos, lugar_de):
            _escribir(renglon)


def en_renglones(
    avisos: Iterable[Aviso], lugar_de: Callable[[str], object] = str, *, con_peso: bool = False
) -> Iterator[str]:
    """Los avisos en renglones, juntos los que dicen lo mismo.

    ``lugar_de``: da el lugar de una ruta; ``con_peso``: cada uno empieza por el suyo.
    """
    juntos: dict[tuple[str, str, str], list[str]] = {}
    for aviso in dict.fromkeys(avisos):
        peso = aviso.peso.replace("_", " ") if con_peso else "aviso"
        lugares = aviso.datos.get("lugares", ()) if aviso.peso != "nota" else ()
        rutas = juntos.setdefault((peso, aviso.codigo, aviso.mensaje), [])
        rutas.extend(lugares or (aviso.ruta,))
    for (peso, codigo, mensaje), rutas in juntos.items():
        if len(rutas) == 1:
            dicho, lugares = str(Aviso(codigo, lugar_en_palabras(rutas[0], lugar_de), mensaje)), []
        else:
            dicho, lugares = f"{mensaje} ({len(rutas)} lugares)", _agrupados(rutas, lugar_de)
        yield f"{peso}: {_en_un_renglon(dicho)}"
        yield from (f"  {_en_un_renglon(lugar)}" for lugar in lugares)


_CELDA = re.compile(r"(?P<hoja>(?:libro «[^»]++», )?hoja «[^»]++», (?:celda|fila)) (?P<cual>\w++)")


def _agrupados(rutas: Sequence[str], lugar_de: Callable[[str], object]) -> list[str]:
    """Lugares de una hoja, o de un componente, en un renglón; los que no se distinguen, enteros.

    ``hoja «Actividades», celda: G4; G22``. ``HACIENDA › 1. Riesgos › Meta o producto: 1.1; 2.3``.
    """
    partidos = [_en_dos(lugar_de(ruta)) for ruta in rutas]
    veces = Counter(partidos)
    grupos: dict[str, list[str]] = {}
    for ruta, (grupo, cual) in zip(rutas, partidos, strict=True):
        if cual and veces[grupo, cual] == 1:
            grupos.setdefault(grupo, []).append(cual)
        elif lugar := lugar_en_palabras(ruta, lugar_de):
            grupos[lugar] = []
    return [
        f"{grupo}: {'; '.join(cuales)}" if cuales else grupo for grupo, cuales in grupos.items()
    ]


_SIN_LA_FILA: dict[str, Any] = dict.fromkeys(
    ("subcomponente", "codigo", "actividad", "referencia", "riesgo")
)
"""Lo que de un lugar es de su fila, en blanco."""


def _en_dos(lugar: object) -> tuple[str, str]:
    """Un lugar en dos textos: en qué está, y su celda o el código de su fila, si se sabe."""
    if de_libro := _CELDA.fullmatch(str(lugar)):
        return de_libro["hoja"], de_libro["cual"]
    if isinstance(lugar, paac.tipos.Lugar) and (codigo := lugar.codigo or lugar.referencia):
        return str(attrs.evolve(lugar, **_SIN_LA_FILA)), codigo
    return str(lugar), ""


def lugar_en_palabras(ruta: str, lugar_de: Callable[[str], object]) -> str:
    """Lugar de una ruta, en palabras, y ella al lado."""
    if ruta.startswith(_METODOLOGIA):
        return _de_la_metodologia(ruta.removeprefix(_METODOLOGIA))
    lugar = str(lugar_de(ruta))
    return lugar if lugar == ruta else f"{lugar} ({ruta})"


_METODOLOGIA = "metodologia."


def hablar_de(opciones: Mapping[str, str], *, en_silencio: bool = False) -> None:
    """Pone cómo se dicen las ``opciones`` en este contexto, y si en él se callan los avisos."""
    _opciones.set(opciones)
    _callada.set(en_silencio)


def _escribir(renglon: str) -> None:
    """Escribe un renglón en los errores."""
    if sys.stderr is None:  # cerrada: ``print`` lo mandaría a la salida, con el documento
        return
    sys.stderr.write(f"{renglon}\n")


def _en_un_renglon(texto: str) -> str:
    return imprimible(en_la_orden(texto)).replace("\n", " ")


def imprimible(texto: str) -> str:
    """El texto sin caracteres de control: un dato ajeno no maneja la terminal de quien lo lee."""
    if texto.isprintable():
        return texto
    return "".join(
        letra if letra in "\n\t" or unicodedata.category(letra) != "Cc" else "\ufffd"
        for letra in texto
    )


# ------------------------------------------------------------------ flujos

GUION = "-"
_ENTRADA = "entrada"


def nombre_en_mensajes(ruta: str) -> str:
    """Nombre de un archivo en un mensaje; el de ``-`` es ``entrada``."""
    return _ENTRADA if ruta == GUION else ruta


def carpeta_de(ruta: str, carpeta: str | None) -> str | None:
    """Carpeta de las imágenes; las que nombra la entrada, en la de trabajo."""
    return "." if carpeta is None and ruta == GUION else carpeta


def abierto(ruta: str, tipo: str | None = None) -> str | IO[bytes]:
    """La ruta, o un flujo con lo que llega por la entrada; ``tipo``: su extensión."""
    if ruta != GUION:
        return ruta
    try:  # hasta lo más que admite cualquiera de los que leen
        contenido = sys.stdin.buffer.read(MEGAS * 10**6 + 1)
    except (AttributeError, OSError, ValueError) as error:  # también si está cerrada
        raise ErrorDeEntrada(Falla("archivo_ilegible", _ENTRADA, "no se deja leer")) from error
    if not contenido:
        raise ErrorDeEntrada(
            Falla("archivo_vacio", _ENTRADA, "no trajo nada; se esperaban ahí los datos")
        )
    memoria: Any = io.BytesIO(contenido)
    memoria.name = f"{_ENTRADA}.{tipo}" if tipo else _ENTRADA
    flujo: IO[bytes] = memoria
    return flujo


def abierto_si_se_dio(ruta: str | None) -> str | IO[bytes] | None:
    """Lo mismo que ``abierto``, de un archivo que se puede no dar; ``None`` si no se da."""
    return None if ruta is None else abierto(ruta)


class SalidaDeDocumento:
    """La salida, como destino de un documento; su nombre dice de qué tipo."""

    def __init__(self, tipo: str) -> None:
        self.name = f"salida.{tipo}"

    def write(self, contenido: bytes) -> int:
        """Escribe, y ya: si quien lo recibe se fue, se sabe aquí; da cuántos bytes."""
        if sys.stdout is None or sys.stdout.closed:
            raise ErrorDeEntorno(
                Falla("no_se_puede_escribir", "", "la salida está cerrada; se iba a escribir ahí")
            )
        bytes_escritos = sys.stdout.buffer.write(contenido)
        sys.stdout.buffer.flush()
        return bytes_escritos

    def __str__(self) -> str:
        return "la salida"


def salida_con(tipo: str) -> IO[bytes]:
    """La salida del programa, como flujo de un documento de ese tipo."""
    return cast("IO[bytes]", SalidaDeDocumento(tipo))


def destino(ruta: Path, tipo: str) -> Path | IO[bytes]:
    """El archivo o, si es ``-``, la salida con un documento de ese tipo."""
    return salida_con(tipo) if str(ruta) == GUION else ruta


# ------------------------------------------------------------------ datos
# Los planes que una orden lee, y de cuál es cada falla.


def leer_plan_o_mapa(ruta: str, carpeta: str | None) -> Any:
    """El plan o el mapa de riesgos de un archivo, con sus avisos ya dichos."""
    return leer_y_decir(ruta, carpeta)[0]


def leer_y_decir(
    ruta: str, carpeta: str | None, tema: str | None = None
) -> tuple[Any, tuple[Aviso, ...]]:
    """El contenido de un archivo y sus avisos, que ya quedan dichos en la consola.

    ``tema``: «plan» o «mapa», si ha de ser de ése.
    """
    with dice_de_cual(ruta):
        lectura = leer_sin_dudas(abierto(ruta), carpeta_de(ruta, carpeta), clave_del_tema=tema)
    decir_avisos(lectura.avisos, partial(paac.donde, lectura.contenido))
    return lectura.contenido, lectura.avisos


def leer_dos(primera: str, segunda: str | None, carpeta: str | None) -> tuple[Any, Any]:
    """Los contenidos de dos archivos de la misma clase; sin el segundo, el primero dos veces.

    Dice sus avisos.
    """
    if segunda is None:
        contenido = leer_plan_o_mapa(primera, carpeta)
        return contenido, contenido
    contenidos, fallas = [], list[Falla]()
    for ruta in (primera, segunda):
        try:
            with dice_de_cual(ruta):
                lectura = leer_sin_dudas(abierto(ruta), carpeta_de(ruta, carpeta))
        except ErrorDeEntrada as error:
            fallas += error.fallas
        else:
            contenidos.append(lectura.contenido)
            nombre = nombre_en_mensajes(ruta)
            decir_avisos(attrs.evolve(a, ruta=f"{nombre}: {a.ruta}") for a in lectura.avisos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    antes, despues = contenidos
    if isinstance(antes, paac.Plan) != isinstance(despues, paac.Plan):
        motivo = "se esperaban dos planes o dos mapas de riesgos, y llegó uno de cada clase"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre_en_mensajes(segunda), motivo))
    return antes, despues


@contextlib.contextmanager
def dice_de_cual(archivo: str, *otros_archivos: str) -> Iterator[None]:
    """Contexto en que cada falla nombra su archivo, si no nombra ya otro."""
    archivo = nombre_en_mensajes(archivo)
    try:
        yield
    except ErrorDeEntrada as error:
        comienzos = tuple(f"{otro}: " for otro in otros_archivos)
        raise ErrorDeEntrada(
            falla
            if falla.ruta in otros_archivos or falla.ruta.startswith(comienzos)
            else falla.en(ruta_en_archivo(archivo, falla.ruta))
            for falla in error.fallas
        ) from None
