"""Los libros de captura que se entregan a las oficinas."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from paac_reportes.api.comprobacion import (
    comprobar_carpeta,
    comprobar_clase,
    comprobar_si_no,
    comprobar_tipos,
)
from paac_reportes.api.salida import guardar
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, Falla, avisar
from paac_reportes.modelo import Plan
from paac_reportes.sistema import por_que_no_se_escribe

Carpeta = str | os.PathLike[str]


def capturar(
    plan: Plan, corte: date, carpeta: Carpeta, *, reemplazar: bool = False
) -> tuple[Path, ...]:
    """Un libro de Excel por dependencia, para que reporte en ese corte; todos, o ninguno.

    De cada fila del plan sólo se llenan el seguimiento, el avance, el estado, las evidencias y las
    observaciones; lo ya reportado en el corte va puesto. La carpeta se crea si no existe. Una
    dependencia sin filas no lleva libro. Devuelve las rutas, en el orden del plan.

    Lanza ``ErrorDeEntrada`` si el plan no tiene filas o si un libro ya existe, que una oficina pudo
    haberlo llenado: con ``reemplazar`` se escribe de nuevo. ``ErrorDeEntorno`` si no se puede
    escribir.
    """
    rutas, avisos = capturar_sin_avisar(plan, corte, carpeta, reemplazar=reemplazar)
    avisar(avisos)
    return rutas


def capturar_sin_avisar(
    plan: Plan, corte: date, carpeta: Carpeta, *, reemplazar: bool = False
) -> tuple[tuple[Path, ...], tuple[Aviso, ...]]:
    """Lo mismo, con lo que conviene revisar como valores."""
    from paac_reportes.escritores.escritura import Escritura
    from paac_reportes.escritores.registro import buscar_escritor
    from paac_reportes.intercambio.captura.libro.libro import libros_de_captura
    from paac_reportes.textos.limpieza import limpiar

    comprobar_clase(date, corte=corte)
    comprobar_tipos(plan, corte)
    if carpeta is None:
        raise ErrorDeEntrada(Falla("carpeta", "se esperaba una carpeta, llegó nada"))
    comprobar_carpeta("carpeta", carpeta)
    comprobar_si_no(reemplazar=reemplazar)
    limpio, avisos = limpiar(plan)
    libros = list(libros_de_captura(limpio, corte))
    if not libros:
        raise ErrorDeEntrada("el plan no tiene actividades ni trámites por reportar")
    rutas = tuple(Path(carpeta, libro.nombre) for libro in libros)
    if not reemplazar:
        _comprobar_que_no_estan(rutas)
    escribir = buscar_escritor("xlsx").cargar()
    escritura = Escritura()
    contenidos = [escribir(libro.documento, escritura) for libro in libros]
    with _carpeta_nueva(Path(carpeta)):
        guardar(list(zip(rutas, contenidos, strict=True)))
    return rutas, (*avisos, *escritura.avisos)


def _comprobar_que_no_estan(rutas: Sequence[Path]) -> None:
    motivo = (
        "ya existe, y una oficina pudo haberlo llenado; para escribirlo de nuevo, --reemplazar"
        " (en Python, reemplazar=True)"
    )
    fallas = [Falla(str(ruta), motivo) for ruta in rutas if _esta(ruta)]
    if fallas:
        raise ErrorDeEntrada(fallas)


def _esta(ruta: Path) -> bool:
    try:
        return ruta.exists()
    except OSError:  # una ruta que no sirve la dice quien la escribe
        return False


@contextlib.contextmanager
def _carpeta_nueva(carpeta: Path) -> Iterator[None]:
    """La carpeta, que si no existía y algo falla tampoco queda."""
    try:
        estaba = carpeta.exists()
        carpeta.mkdir(exist_ok=True)
    except ValueError:
        motivo = "no sirve como ruta: trae un carácter que el sistema no admite"
        raise ErrorDeEntorno(Falla(str(carpeta), motivo)) from None
    except OSError as error:
        raise ErrorDeEntorno(Falla(str(carpeta), por_que_no_se_escribe(error))) from error
    try:
        yield
    except BaseException:
        if not estaba:
            with contextlib.suppress(OSError):
                carpeta.rmdir()
        raise
