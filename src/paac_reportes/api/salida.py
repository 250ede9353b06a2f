"""Archivos que aparecen enteros o no aparecen, y lo que se dice de lo que se escribió."""

import contextlib
import json
import os
import signal
import stat
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, cast

import attrs

from paac_reportes import clases
from paac_reportes.api.tipos import Destino, cuadro_de_avisos
from paac_reportes.cuadros import Cuadro, SeMuestra, cuantos
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.estructura import codigo_ajeno, mostrar
from paac_reportes.estructura.mensajes import error_de_argumento, esperado
from paac_reportes.sistema import desde_la_de_trabajo, es_ruta, falla_al_escribir, sin_interrumpir

if TYPE_CHECKING:
    from paac_reportes.prueba.acta import Hecho


def tipo_de(destino: Destino) -> str:
    """La extensión de un destino, sin punto y en minúsculas; ``ErrorDeEntrada`` si no la tiene."""
    if not es_ruta(destino) and not hasattr(destino, "write"):
        raise error_de_argumento("destino", "flujo_de_escritura", destino)
    nombre = destino if es_ruta(destino) else getattr(destino, "name", "")
    sufijo = Path(nombre).suffix if es_ruta(nombre) else ""
    if not sufijo:
        lugar = os.fspath(nombre) if es_ruta(nombre) else mostrar(nombre)
        motivo = "sin extensión no se sabe qué escribir; en un flujo, dígalo en tipo"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", lugar, motivo))
    return sufijo[1:].lower()


def guardar_en_json(datos: Any, destino: Destino) -> None:
    """Escribe unos datos como JSON, con sangría: un certificado, un esquema."""
    texto = json.dumps(datos, ensure_ascii=False, indent=1)
    guardar_bytes([(destino, f"{texto}\n".encode("utf-8", "backslashreplace"))])


@contextlib.contextmanager
def carpeta_nueva(carpeta: Path, *, con_padres: bool = False) -> Iterator[None]:
    """Contexto que hace la carpeta; si algo falla y quedó vacía, la quita si era nueva.

    La que la contiene, sólo ``con_padres``.
    """
    try:
        estaba = carpeta.exists()
        carpeta.mkdir(parents=con_padres, exist_ok=True)
    except ValueError:
        motivo = "no sirve como ruta: trae un carácter que el sistema no admite"
        raise ErrorDeEntorno(Falla("ruta_inadmisible", str(carpeta), motivo)) from None
    except OSError as error:
        raise ErrorDeEntorno(falla_al_escribir(str(carpeta), error)) from error
    try:
        yield
    except BaseException:
        if not estaba:
            with contextlib.suppress(OSError):
                carpeta.rmdir()
        raise


_GRUPO = 2**18
"""Bytes que pasan cada vez de lo que espera en un archivo de paso."""


def en_grupos(contenido: bytes | IO[bytes]) -> Iterator[bytes]:
    """El contenido, por grupos de bytes; un archivo abierto, desde su comienzo."""
    if isinstance(contenido, bytes):
        yield contenido
        return
    contenido.seek(0)
    yield from iter(partial(contenido.read, _GRUPO), b"")


def guardar_bytes(contenidos: Sequence[tuple[Destino, bytes | IO[bytes]]]) -> None:
    """Escribe todos los contenidos, o ninguno; ``ErrorDeEntorno`` dice qué lo impidió.

    Un contenido son bytes o el archivo de paso en que esperan. Cada uno queda completo antes de que
    ninguno tome su nombre, y si alguno no puede tomarlo (el archivo está abierto en Excel) los
    demás vuelven a como estaban. Lo que va a un flujo sale al final, que es lo que no se puede
    deshacer. ``ErrorDeEntrada`` si dos destinos son el mismo.
    """
    a_archivos = [(d, c) for d, c in contenidos if es_ruta(d)]
    a_flujos = [(cast("IO[bytes]", d), c) for d, c in contenidos if not es_ruta(d)]
    rutas = _rutas_de([destino for destino, _ in a_archivos])
    with contextlib.ExitStack() as al_salir:
        nuevos = [
            al_salir.enter_context(_completo(ruta, contenido))
            for ruta, (_, contenido) in zip(rutas, a_archivos, strict=True)
        ]
        # Uno solo no necesita respaldo: toma su nombre o no lo toma.
        respaldos = {
            ruta: al_salir.enter_context(_completo(ruta, _lo_que_habia(ruta)))
            for ruta in rutas
            if len(contenidos) > 1 and ruta.exists()
        }
        tomados: list[Path] = []
        try:
            with _sin_interrupciones():
                for nuevo in nuevos:
                    nuevo.tomar_su_nombre()
                    tomados.append(nuevo.ruta)
            for flujo, contenido in a_flujos:
                for grupo in en_grupos(contenido):
                    _en_flujo(flujo, grupo)
        except BaseException:
            with _sin_interrupciones():
                _deshacer(tomados, respaldos)
            raise


def _rutas_de(destinos: Sequence[str | os.PathLike[str]]) -> list[Path]:
    """Ruta de cada destino; ``ErrorDeEntorno`` con todas las fallas, y ninguna ruta dos veces."""
    rutas: list[Path] = []
    fallas: list[Falla] = []
    for destino in destinos:
        try:
            rutas.append(_ruta_de(Path(destino)))
        except ErrorDeEntorno as error:
            fallas += error.fallas
    if fallas:
        raise ErrorDeEntorno(fallas)
    repetidas = [ruta for ruta, veces in Counter(rutas).items() if veces > 1]
    if repetidas:
        motivo = "se pidió escribirlo dos veces; cada salida va a su archivo"
        raise ErrorDeEntrada(Falla("destino_repetido", str(ruta), motivo) for ruta in repetidas)
    return rutas


def _ruta_de(destino: Path) -> Path:
    """Ruta verdadera de un destino: sigue los enlaces, y es de un archivo corriente o nuevo."""
    entera = desde_la_de_trabajo(destino)
    try:
        ruta = entera.resolve()
        da_vueltas = ruta.is_symlink()  # desde Python 3.13 no es una excepción
        hay_carpeta, hay_otra_cosa = ruta.parent.is_dir(), ruta.exists() and not ruta.is_file()
    except RuntimeError:
        da_vueltas = True
    except OSError as error:
        raise ErrorDeEntorno(falla_al_escribir(str(destino), error)) from None
    except ValueError:
        motivo = "no sirve como ruta: trae un carácter que el sistema no admite"
        raise ErrorDeEntorno(Falla("ruta_inadmisible", str(destino), motivo)) from None
    if da_vueltas:
        raise ErrorDeEntorno(
            Falla("ruta_inadmisible", str(destino), "no sirve como ruta: los enlaces dan vueltas")
        )
    if not hay_carpeta:
        carpeta = ruta.parent if destino.is_symlink() else destino.parent
        motivo = (
            f"{carpeta} no es una carpeta"
            if carpeta.exists()
            else f"no existe la carpeta {carpeta}"
        )
        raise ErrorDeEntorno(Falla("carpeta_no_existe", str(destino), motivo))
    if hay_otra_cosa:
        raise ErrorDeEntorno(Falla("destino_ocupado", str(destino), "ya existe y no es un archivo"))
    return ruta


@attrs.define
class _Completo:
    """Un archivo escrito del todo, con nombre o sin él, que va a tomar el de su destino."""

    ruta: Path
    temporal: Path
    descriptor: int | None
    """Descriptor del archivo que aún no tiene nombre, donde el sistema los permite."""
    se_conserva: bool = False

    def tomar_su_nombre(self) -> None:
        """Reemplaza el destino por el archivo ya completo."""
        with _errores_de(self.ruta):
            if self.descriptor is not None:
                # Sin ``src_dir_fd``, que aquí da igual, Python no sigue el enlace al archivo.
                abierto = f"/proc/self/fd/{self.descriptor}"
                os.link(abierto, self.temporal, src_dir_fd=self.descriptor)
            self.temporal.replace(self.ruta)


@contextlib.contextmanager
def _completo(ruta: Path, contenido: bytes | IO[bytes]) -> Iterator[_Completo]:
    """Contexto con el archivo ya escrito en uno temporal, junto a su destino.

    Al salir, el temporal se borra, si no tomó ya el nombre del destino ni se conserva.
    """
    temporal = ruta.parent / f".paac-{os.urandom(16).hex()}.tmp"
    with _errores_de(ruta):
        descriptor, sin_nombre = _abrir(temporal)
    completo = _Completo(ruta, temporal, descriptor if sin_nombre else None)
    try:
        with _errores_de(ruta), os.fdopen(descriptor, "wb", closefd=not sin_nombre) as archivo:
            archivo.writelines(en_grupos(contenido))
            archivo.flush()
            os.fsync(archivo.fileno())
            if ruta.exists() and hasattr(os, "fchmod"):
                os.fchmod(archivo.fileno(), stat.S_IMODE(ruta.stat().st_mode))
        yield completo
    finally:
        if sin_nombre:
            os.close(descriptor)
        if not completo.se_conserva:
            temporal.unlink(missing_ok=True)


def _abrir(temporal: Path) -> tuple[int, bool]:
    """Descriptor de un archivo nuevo, y si no tiene nombre: así no deja rastro si algo falla."""
    # Abierto así y no con ``tempfile``, para que salga con los permisos de siempre.
    if hasattr(os, "O_TMPFILE") and Path("/proc/self/fd").is_dir():
        with contextlib.suppress(OSError):  # hay sistemas de archivos que no los tienen
            return os.open(temporal.parent, os.O_TMPFILE | os.O_RDWR, _PERMISOS), True
    binario = getattr(os, "O_BINARY", 0)
    return os.open(temporal, os.O_CREAT | os.O_EXCL | os.O_RDWR | binario, _PERMISOS), False


_PERMISOS = 0o666
"""Menos lo que la máscara del proceso quite, como cualquier archivo nuevo."""


def _lo_que_habia(ruta: Path) -> bytes:
    with _errores_de(ruta):
        return ruta.read_bytes()


def _deshacer(tomados: Sequence[Path], respaldos: Mapping[Path, _Completo]) -> None:
    """Deja cada destino como estaba; ``ErrorDeEntorno`` con los que no se puedan.

    ``tomados``: los que ya se escribieron; ``respaldos``: lo que había, que nunca se pierde.
    """
    fallas: list[Falla] = []
    for ruta in reversed(tomados):
        try:
            if ruta in respaldos:
                respaldos[ruta].tomar_su_nombre()
            else:
                ruta.unlink(missing_ok=True)
        except OSError as error:
            lugar_del_respaldo = ""
            if ruta in respaldos and respaldos[ruta].temporal.exists():
                respaldos[ruta].se_conserva = True
                lugar_del_respaldo = f"; lo anterior está en {respaldos[ruta].temporal}"
            motivo = f"no se pudo dejar como estaba ({error}){lugar_del_respaldo}"
            fallas.append(Falla("no_se_puede_escribir", str(ruta), motivo))
    if fallas:
        raise ErrorDeEntorno(fallas)


@contextlib.contextmanager
def _errores_de(ruta: Path) -> Iterator[None]:
    """Contexto que dice de esa ruta lo que el sistema no deja hacer."""
    try:
        yield
    except OSError as error:
        raise ErrorDeEntorno(falla_al_escribir(str(ruta), error)) from error


@contextlib.contextmanager
def _sin_interrupciones() -> Iterator[None]:
    """Contexto en que un Ctrl-C espera: varios archivos toman su nombre, y son milésimas."""
    with sin_interrumpir(*_SENALES_DE_TERMINAR):
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        # También la que nadie atiende, que termina el proceso donde esté.
        mascara_previa = signal.pthread_sigmask(signal.SIG_BLOCK, _SENALES_DE_TERMINAR)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mascara_previa)


_SENALES_DE_TERMINAR = (signal.SIGINT, signal.SIGTERM)


_DE_UN_FLUJO = (OSError, AttributeError, TypeError, ValueError)
"""Errores de un flujo de Python que no sirve; el de una clase ajena puede decir otra cosa."""


def _en_flujo(flujo: IO[bytes], contenido: bytes) -> None:
    """Escribe todo en el flujo; ``ErrorDeEntrada`` si no es uno, ``ErrorDeEntorno`` si no cabe."""
    try:
        with codigo_ajeno("", "el flujo no se dejó escribir", salvo=_DE_UN_FLUJO):
            bytes_escritos = flujo.write(contenido)
    except ErrorPaac:  # la de un flujo nuestro ya dice qué pasó
        raise
    except (AttributeError, TypeError, ValueError):
        llegado = "uno cerrado" if getattr(flujo, "closed", False) else type(flujo).__name__
        espera = esperado("flujo_de_escritura")
        motivo = f"se esperaba {espera}, llegó {llegado}"
        raise ErrorDeEntrada(Falla("argumento_invalido", "", motivo, datos=espera.datos)) from None
    except OSError as error:
        raise ErrorDeEntorno(falla_al_escribir("el flujo", error)) from error
    if bytes_escritos is not None and bytes_escritos != len(contenido):
        motivo = f"el flujo sólo recibió {bytes_escritos} de {len(contenido)} bytes"
        raise ErrorDeEntorno(Falla("no_se_puede_escribir", "", motivo))


@clases.frozen(kw_only=True, slots=False)
class Guardado(SeMuestra):
    """Lo que se escribió: dónde, qué conviene revisar de ello y, de un reporte, su acta."""

    archivos: tuple[Path, ...]
    """Las rutas, en el orden en que se pidieron; lo que fue a un flujo no está."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)
    """Avisos de lo escrito, cada uno una vez."""
    _hacer_acta: "Callable[[], Hecho] | None" = attrs.field(default=None, repr=False, eq=False)

    @clases.propiedad_recordada
    def acta(self) -> "Hecho | None":
        """Acta de todo lo que se escribió; ``None`` si no es de un reporte."""
        return self._hacer_acta() if self._hacer_acta else None

    def _cuadro(self) -> Cuadro:
        """Cuadro con dónde quedó, y lo que conviene revisar."""
        rutas = ", ".join(map(str, self.archivos)) or "en un flujo"
        return cuadro_de_avisos(f"Guardado: {rutas}", self.avisos, f"Avisos: {len(self.avisos)}.")


def guardar_solo(destino: Destino, contenido: bytes, avisos: tuple[Aviso, ...]) -> Guardado:
    """Lo que se escribió: un contenido en su destino, con los avisos que ya traía."""
    guardar_bytes([(destino, contenido)])
    return Guardado(archivos=(Path(destino),) if es_ruta(destino) else (), avisos=avisos)


@clases.frozen(kw_only=True, slots=False)
class Emision:
    """Un reporte escrito en memoria."""

    contenido: bytes = attrs.field(repr=False)
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)
    """Avisos de componerlo y los de quien lo escribió."""
    tipo_mime: str
    nombre: str
    """Nombre que se propone para el archivo: ASCII, sin espacios, de hasta 120 letras."""
    _hacer_acta: "Callable[[], Hecho]" = attrs.field(repr=False, eq=False)

    @clases.propiedad_recordada
    def acta(self) -> "Hecho":
        """Acta de este archivo: el sha256 de sus bytes, y de qué salieron.

        Son las huellas de los datos y de la forma, el corte, las opciones, las versiones y las
        fuentes que los deciden.
        """
        return self._hacer_acta()
