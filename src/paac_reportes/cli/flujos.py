"""``-``: lo que se lee de la entrada, o de una tubería, y lo que se escribe en la salida."""

import contextlib
import io
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

import attrs

import paac_reportes as paac
from paac_reportes.api.lectura import MEGAS, leer_sin_dudas
from paac_reportes.cli.consola import decir_avisos, va
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, Falla, ruta_en_archivo

# ------------------------------------------------------------------ flujos

GUION = "-"
_ENTRADA = "entrada"
_SON_GUION = {"/dev/stdin", "/dev/fd/0", "/dev/stdout", "/dev/fd/1"}


def con_guiones(palabras: Iterable[str]) -> list[str]:
    """Palabras de una orden con ``-`` donde dicen ``/dev/stdin`` o ``/dev/stdout``."""
    partidas = (palabra.rpartition("=") for palabra in palabras)
    return [
        f"{opcion}{igual}{GUION if valor in _SON_GUION else valor}"
        for opcion, igual, valor in partidas
    ]


def es_de_paso(ruta: str) -> bool:
    """Si se lee una sola vez y no está en una carpeta: la entrada, o una tubería (``<(…)``)."""
    with contextlib.suppress(OSError):  # lo que no se deja mirar lo dice quien lo lea
        return ruta == GUION or Path(ruta).is_fifo()
    return False


def nombre_en_mensajes(ruta: str) -> str:
    """Nombre de un archivo en un mensaje; el de ``-`` es ``entrada``."""
    return _ENTRADA if ruta == GUION else ruta


def carpeta_de(ruta: str, carpeta: str | None) -> str | None:
    """Carpeta de las imágenes; las que nombra la entrada, en la de trabajo."""
    return "." if carpeta is None and es_de_paso(ruta) else carpeta


def abierto(ruta: str, tipo: str | None = None) -> str | IO[bytes]:
    """La ruta, o un flujo con lo que llega por la entrada o una tubería; ``tipo``: su extensión."""
    if not es_de_paso(ruta):
        return ruta
    nombre = nombre_en_mensajes(ruta)
    va("leyendo la entrada" if ruta == GUION else f"leyendo {ruta}")
    try:
        contenido = _lo_que_llega(ruta)
    except OSError as error:
        raise ErrorDeEntrada(Falla("archivo_ilegible", nombre, "no se deja leer")) from error
    if not contenido:
        raise ErrorDeEntrada(
            Falla("archivo_vacio", nombre, "no trajo nada; se esperaban ahí los datos")
        )
    memoria: Any = io.BytesIO(contenido)
    memoria.name = f"{nombre}.{tipo}" if tipo else nombre
    flujo: IO[bytes] = memoria
    return flujo


def _lo_que_llega(ruta: str) -> bytes:
    """Bytes de la entrada o de una tubería, hasta lo más que admite cualquiera de los que leen."""
    if ruta != GUION:
        with Path(ruta).open("rb") as tuberia:
            return tuberia.read(MEGAS * 10**6 + 1)
    if sys.stdin is None or sys.stdin.closed:
        raise ErrorDeEntrada(
            Falla("archivo_ilegible", _ENTRADA, "está cerrada; se esperaban ahí los datos")
        )
    return sys.stdin.buffer.read(MEGAS * 10**6 + 1)


def abierto_si_se_dio(ruta: str | None) -> str | IO[bytes] | None:
    """Lo mismo que ``abierto``, de un archivo que se puede no dar."""
    return None if ruta is None else abierto(ruta)


class SalidaDeDocumento:
    """La salida, como destino de un documento; su nombre dice de qué tipo."""

    def __init__(self, tipo: str) -> None:
        self.name = f"salida.{tipo}"

    def write(self, contenido: bytes) -> int:
        """Escribe todo, y ya: si quien lo recibe se fue, se sabe aquí."""
        if sys.stdout is None or sys.stdout.closed:
            raise ErrorDeEntorno(
                Falla("no_se_puede_escribir", "", "la salida está cerrada; se iba a escribir ahí")
            )
        # Por partes: sin memoria de por medio, una tubería recibe lo que le cabe.
        falta = memoryview(contenido)
        while falta:
            falta = falta[sys.stdout.buffer.write(falta) :]
        sys.stdout.buffer.flush()
        return len(contenido)

    def __str__(self) -> str:
        return "la salida"


def salida_con(tipo: str) -> IO[bytes]:
    """La salida del programa, como flujo de un documento de ese tipo."""
    return cast("IO[bytes]", SalidaDeDocumento(tipo))


def destino(ruta: Path, tipo: str) -> Path | IO[bytes]:
    """El archivo o, si es ``-``, la salida con un documento de ese tipo."""
    return salida_con(tipo) if str(ruta) == GUION else ruta


def se_fue_quien_leia(error: Exception) -> bool:
    """Si lo que falló fue escribir en una tubería que alguien cerró."""
    return isinstance(error.__cause__, BrokenPipeError)


# ------------------------------------------------------------------ datos
# Los planes que una orden lee, y de cuál es cada falla.


def plan_de_archivo(ruta: str, carpeta: str | None) -> paac.Plan:
    """El plan de un archivo, con sus avisos ya dichos; cada falla nombra el archivo."""
    plan: paac.Plan = leer_y_decir(ruta, carpeta, "plan")[0]
    return plan


def leer_plan_o_mapa(ruta: str, carpeta: str | None) -> Any:
    """El plan o el mapa de riesgos de un archivo, con sus avisos ya dichos."""
    return leer_y_decir(ruta, carpeta)[0]


def leer_y_decir(
    ruta: str, carpeta: str | None, tema: str | None = None
) -> tuple[Any, tuple[Aviso, ...]]:
    """Contenido de un archivo, que con ``tema`` ha de ser de ése, y sus avisos, ya dichos."""
    va(f"leyendo {nombre_en_mensajes(ruta)}")
    with dice_de_cual(ruta):
        lectura = leer_sin_dudas(abierto(ruta), carpeta_de(ruta, carpeta), clave_del_tema=tema)
    va("sacando las cuentas")
    decir_avisos(lectura.avisos, partial(paac.donde, lectura.contenido))
    return lectura.contenido, lectura.avisos


def leer_dos(primera: str, segunda: str | None, carpeta: str | None) -> tuple[Any, Any]:
    """Contenidos de dos archivos, de la misma clase; si no hay otro, el mismo dos veces."""
    if segunda is None:
        contenido = leer_plan_o_mapa(primera, carpeta)
        return contenido, contenido
    contenidos, fallas = [], list[Falla]()
    for ruta in (primera, segunda):
        try:
            va(f"leyendo {nombre_en_mensajes(ruta)}")
            with dice_de_cual(ruta):
                lectura = leer_sin_dudas(abierto(ruta), carpeta_de(ruta, carpeta))
        except ErrorDeEntrada as error:
            fallas += error.fallas
        else:
            contenidos.append(lectura.contenido)
            de_cual = nombre_en_mensajes(ruta)
            decir_avisos(attrs.evolve(a, ruta=f"{de_cual}: {a.ruta}") for a in lectura.avisos)
    if fallas:
        raise ErrorDeEntrada(fallas)
    antes, despues = contenidos
    if isinstance(antes, paac.Plan) != isinstance(despues, paac.Plan):
        clases = ("un plan", "un mapa de riesgos")
        clase, otra_clase = clases if isinstance(antes, paac.Plan) else clases[::-1]
        la_primera, la_segunda = map(nombre_en_mensajes, (primera, segunda))
        motivo = f"es {otra_clase}, y {la_primera} es {clase}: se comparan dos de lo mismo"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", la_segunda, motivo))
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
