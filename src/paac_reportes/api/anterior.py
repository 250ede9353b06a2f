"""El plan con que se hizo el informe anterior: de un archivo de datos, sus bytes o un ``Plan``."""

import io
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Plan
from paac_reportes.opc.presupuesto import MEGAS
from paac_reportes.sistema import IlegibleError, es_ruta, leer_archivo

if TYPE_CHECKING:
    from paac_reportes.analisis.anterior import PlanAnterior

Anterior = Plan | str | os.PathLike[str] | bytes | IO[bytes] | IO[str]
"""Un plan ya hecho, o el archivo de datos que lo trae: su ruta, sus bytes o abierto."""

_NOMBRE = "anterior"
_NO_SE_LEE_TODAVIA = (
    "es un documento de Word o de Excel, y lo anterior todavía no se lee de uno ya emitido; dé el"
    " archivo de datos con que se hizo (.json, .yaml, el libro del plan o el paquete de datos .zip)"
)


def leer_anterior(dado: object) -> "tuple[PlanAnterior, tuple[Aviso, ...]]":
    """El plan anterior y lo que de él no se pudo leer.

    ``ErrorDeEntrada``, con lo que llegó, si no se deja leer.
    """
    from paac_reportes.analisis.anterior import PlanAnterior

    if isinstance(dado, PlanAnterior):
        return dado, ()
    if isinstance(dado, Plan):
        return PlanAnterior(dado), ()
    nombre, contenido = _contenido(dado)
    try:
        plan, avisos, ilegibles = _leido(nombre, contenido)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(falla.en(_en(nombre, falla.ruta)) for falla in error.fallas) from None
    return PlanAnterior(plan, nombre, ilegibles), tuple(
        Aviso(aviso.codigo, _en(nombre, aviso.ruta), aviso.mensaje) for aviso in avisos
    )


def _en(nombre: str, ruta: str) -> str:
    """``anterior.json: entidad.nombre``; de un archivo que no se abre, sólo su nombre."""
    return nombre if ruta in {"", nombre} else f"{nombre}: {ruta}"


def _contenido(dado: Any) -> tuple[str, str | bytes]:
    if isinstance(dado, bytes):
        return _NOMBRE, dado
    if es_ruta(dado):
        nombre = os.fspath(dado)
        try:
            return nombre, leer_archivo(Path(nombre), megas=MEGAS)
        except IlegibleError as error:
            raise ErrorDeEntrada(error.falla(nombre)) from None
    if not callable(getattr(dado, "read", None)):
        motivo = f"se esperaba un Plan, su archivo o sus bytes, llegó {mostrar(dado)}"
        raise ErrorDeEntrada(Falla("argumento_invalido", _NOMBRE, motivo))
    from paac_reportes.opc.flujos import leer_flujo

    suyo = getattr(dado, "name", None)
    nombre = suyo if isinstance(suyo, str) and suyo else _NOMBRE
    return nombre, leer_flujo(dado, nombre, megas=MEGAS)


_Leido = tuple[Plan, tuple[Aviso, ...], frozenset[str]]


def _leido(nombre: str, contenido: str | bytes) -> _Leido:
    from paac_reportes.opc.clases import es_comprimido

    if isinstance(contenido, str):
        return _de_texto(nombre, contenido.removeprefix("\ufeff"))
    if not es_comprimido(contenido):
        from paac_reportes.lectura.archivos import texto_de

        return _de_texto(nombre, texto_de(contenido, nombre))
    from paac_reportes.datos_abiertos.paquete import PLAN, es_paquete, partes_de

    if es_paquete(contenido):
        from paac_reportes.lectura.archivos import decodificar

        return _de_texto(PLAN, decodificar(partes_de(contenido)[PLAN], nombre))
    return _de_libro(nombre, contenido)


def _de_texto(nombre: str, texto: str) -> _Leido:
    from paac_reportes.lectura.anterior import plan_de_antes

    plan, sin_leer = plan_de_antes(texto, nombre)
    avisos = tuple(
        Aviso("anterior_incompleto", ruta, f"no se compara: {falla.ruta}: {falla.mensaje}")
        for ruta, falla in sin_leer.items()
    )
    return plan, avisos, frozenset(sin_leer)


def _de_libro(nombre: str, contenido: bytes) -> _Leido:
    """El libro de un plan; un Word o un Excel ya emitido todavía no se lee."""
    from paac_reportes.api.libro_del_plan import plan_si_es_su_libro
    from paac_reportes.opc.lectura import ver

    flujo: Any = io.BytesIO(contenido)
    flujo.name = nombre
    visto = ver(flujo)
    carpeta = Path(nombre).parent if nombre != _NOMBRE else None
    leido = plan_si_es_su_libro(visto, flujo, carpeta)
    if leido is None:
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, _NO_SE_LEE_TODAVIA))
    return leido.plan, leido.avisos, frozenset()
