"""Encargo de un lote, y nombre con que queda cada archivo en su carpeta."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.api.reportes import TIPOS_SI_FALTAN
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import codigo_ajeno, error_de_argumento, falla_de_argumento
from paac_reportes.estructura.corrientes import (
    con_claves_corrientes,
    corriente,
    corriente_a_fondo,
)
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import Entidad, Plan
from paac_reportes.sistema import BYTES, desde_la_de_trabajo, es_ruta

if TYPE_CHECKING:
    from paac_reportes.modelo.riesgos import MapaDeRiesgos


def _en_tupla(tipos: Any) -> Any:
    """Los tipos en una tupla, también si es uno suelto; lo demás lo juzga quien hace el encargo."""
    if isinstance(tipos, str):
        return (tipos,)
    return tuple(tipos) if isinstance(tipos, list) else tipos


@clases.frozen(kw_only=True)
class Encargo:
    """Un reporte por hacer: datos sueltos, que viajan a donde se haga.

    No comprueba nada al construirse: lo que tenga mal lo dice el ``Hecho`` que le toca, y los demás
    encargos del lote salen.
    """

    plan: "str | os.PathLike[str] | bytes | Plan | Entidad | MapaDeRiesgos"
    """La ruta de su archivo, los bytes que traería, o el plan o el mapa ya hecho."""
    formato: str | Formato
    corte: date | None = None
    tipos: tuple[str, ...] = attrs.field(default=(), converter=_en_tupla)
    """Las extensiones que se escriben; ninguna es ``docx``."""
    clave: str | None = None
    """Con qué se distingue en el lote y cómo se llaman sus archivos; si falta, la del plan."""
    opciones: Mapping[str, Any] = attrs.Factory(dict)
    """Opciones de ``reporte`` por su nombre: ``publico``, ``metodologia``…"""


@clases.frozen
class Pendiente:
    """Un encargo con su clave, el nombre que le toca en la carpeta y lo que ya se le vio mal."""

    clave: str
    nombre: str
    encargo: Encargo
    fallas: tuple[Falla, ...] = ()
    lugar: str = attrs.field(default="", eq=False)
    """Dónde se pidió: ``encargos[2]``, o su línea en la lista."""


def pendientes_de(encargos: Iterable[Encargo | Pendiente]) -> list[Pendiente]:
    """Los encargos listos para hacerse; los de igual nombre, con la falla de no tener uno suyo.

    ``ErrorDeEntrada`` si no hay ninguno o si algo de la lista no es un encargo.
    """
    with codigo_ajeno("encargos", "no se dejaron recorrer"):
        recibidos = list(encargos)
    ajenos = [
        falla_de_argumento(f"encargos[{n}]", "un_encargo", e)
        for n, e in enumerate(recibidos)
        if not isinstance(e, Encargo | Pendiente)
    ]
    if not recibidos:
        ajenos = [Falla("sin_datos", "encargos", "el lote no trae ningún encargo")]
    if ajenos:
        raise ErrorDeEntrada(ajenos)
    listos = [
        e if isinstance(e, Pendiente) else pendiente_de(e, f"encargos[{n}]")
        for n, e in enumerate(recibidos)
    ]
    return _con_choques(listos)


def pendiente_de(encargo: Encargo, lugar: str) -> Pendiente:
    """El encargo con su clave; sin una, se le dice por su ``lugar`` en la lista."""
    encargo = _con_corrientes(encargo)
    clave: object = encargo.clave
    if not isinstance(clave, str | None):
        falla = falla_de_argumento("clave", "texto", clave)
        return Pendiente(lugar, "", encargo, (falla,))
    if not (clave and clave.strip()):
        clave = Path(encargo.plan).stem if es_ruta(encargo.plan) else ""
    if not clave.strip():
        motivo = "sin la ruta de un plan no hay de dónde tomarla; dé la del encargo"
        return Pendiente(lugar, "", encargo, (Falla("dato_faltante", "clave", motivo),))
    return Pendiente(clave, nombre_seguro(clave), _con_rutas_enteras(encargo), lugar=lugar)


def _con_corrientes(encargo: Encargo) -> Encargo:
    """El encargo con el valor corriente de lo que dice; los bytes de su plan viajan así."""
    plan, opciones = encargo.plan, encargo.opciones
    return Encargo(
        plan=bytes(plan) if isinstance(plan, BYTES) else corriente(plan),
        formato=corriente(encargo.formato),
        corte=corriente(encargo.corte),
        tipos=corriente_a_fondo(encargo.tipos),
        clave=corriente(encargo.clave),
        opciones=con_claves_corrientes(opciones) if isinstance(opciones, Mapping) else opciones,
    )


def _con_rutas_enteras(encargo: Encargo) -> Encargo:
    """El encargo con las rutas enteras: quien lo haga puede trabajar en otra carpeta."""
    if es_ruta(encargo.plan):
        encargo = attrs.evolve(encargo, plan=_ruta_entera(encargo.plan))
    opciones = encargo.opciones
    if isinstance(opciones, Mapping):
        rutas = {
            opcion: _ruta_entera(ruta) for opcion in _RUTAS if es_ruta(ruta := opciones.get(opcion))
        }
        if rutas:
            encargo = attrs.evolve(encargo, opciones={**opciones, **rutas})
    return encargo


_RUTAS = ("plantillas", "anterior")
"""Las opciones que nombran una carpeta o un archivo."""


def _ruta_entera(ruta: str | os.PathLike[str]) -> str:
    # Sin seguir enlaces, y admite cualquier texto.
    return os.path.abspath(desde_la_de_trabajo(ruta))  # noqa: PTH100


def _con_choques(listos: Iterable[Pendiente]) -> list[Pendiente]:
    """Los pendientes; los que darían los mismos archivos, con la falla de con cuáles chocan."""
    pendientes = list(listos)
    por_nombre = agrupadas(
        (pendiente.nombre.casefold(), numero)  # hay discos que no los distinguen
        for numero, pendiente in enumerate(pendientes)
        if pendiente.nombre
    )
    for numeros in por_nombre.values():
        if len(numeros) == 1:
            continue
        for numero in numeros:
            pendiente = pendientes[numero]
            choques = " y ".join(pendientes[otro].lugar for otro in numeros if otro != numero)
            motivo = f"la misma de {choques}, y daría los mismos archivos ({pendiente.nombre})"
            falla = Falla("dato_repetido", "clave", motivo)
            pendientes[numero] = attrs.evolve(pendiente, fallas=(*pendiente.fallas, falla))
    return pendientes


def sin_pisar(
    pendientes: Iterable[Pendiente], carpeta: str, archivos_leidos: Iterable[str]
) -> list[Pendiente]:
    """Los pendientes; el que escribiría sobre un archivo que el lote lee, con su falla."""
    encargados = list(pendientes)
    planes = (os.fspath(ruta) for pendiente in encargados for ruta in _que_lee(pendiente.encargo))
    carpeta_real = os.path.realpath(carpeta)
    leidos = {
        os.path.basename(real).casefold()  # noqa: PTH119 - una ruta que no sirve no se toca
        for real in map(_ruta_real, (*planes, *archivos_leidos))
        if os.path.dirname(real) == carpeta_real  # noqa: PTH120
    }
    return (
        [_con_falla_si_pisa(pendiente, leidos) for pendiente in encargados]
        if leidos
        else encargados
    )


def _que_lee(encargo: Encargo) -> Iterator[str | os.PathLike[str]]:
    """Las rutas que un encargo lee: la de su plan y la de su informe anterior."""
    opciones = encargo.opciones
    anterior = opciones.get("anterior") if isinstance(opciones, Mapping) else None
    yield from (ruta for ruta in (encargo.plan, anterior) if es_ruta(ruta))


def _con_falla_si_pisa(pendiente: Pendiente, nombres_leidos: Collection[str]) -> Pendiente:
    """El pendiente; con una falla por cada archivo que escribiría sobre uno leído."""
    try:
        nombres = [f"{pendiente.nombre}.{tipo}" for tipo in tipos_del_encargo(pendiente.encargo)]
    except ErrorDeEntrada:  # lo dice quien lo haga
        return pendiente
    fallas = [
        Falla("destino_ocupado", nombre, "es un archivo que este lote lee; dé otra clave o carpeta")
        for nombre in nombres
        if nombre.casefold() in nombres_leidos
    ]
    return attrs.evolve(pendiente, fallas=(*pendiente.fallas, *fallas))


def _ruta_real(ruta: str) -> str:
    """La ruta sin enlaces; vacía si no sirve como ruta."""
    try:
        return os.path.realpath(ruta)
    except (OSError, ValueError):  # no sirve como ruta: lo dice quien la lea
        return ""


# ------------------------------------------------------------------ nombres

_LETRAS, _DE_LA_HUELLA = 100, 8
"""Las de una clave en un nombre de archivo; si no cabe, terminan en tantas de su huella."""
_RESERVADOS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Nombres que Windows se guarda, con cualquier extensión."""


def nombre_seguro(clave: str) -> str:
    """La clave como nombre de archivo en cualquier sistema: ASCII, sin carpetas, de hasta 100.

    Lo que ya sirve queda igual. La que no deja ninguna letra o no cabe lleva una huella suya.
    """
    simple = unicodedata.normalize("NFKD", clave).encode("ascii", "ignore").decode()
    limpio = re.sub(r"[^\w.]+", "-", simple, flags=re.ASCII).strip("-. ")
    if limpio.lower().endswith(".tablas"):  # con .csv sería otro archivo del mismo encargo
        limpio = f"{limpio[:-7]}-{limpio[-6:]}"
    if not limpio or len(limpio) > _LETRAS:
        huella = sha256(clave.encode("utf-8", "backslashreplace")).hexdigest()[:_DE_LA_HUELLA]
        comienzo = limpio[: _LETRAS - _DE_LA_HUELLA - 1].rstrip("-.") or "clave"
        limpio = f"{comienzo}-{huella}"
    return f"_{limpio}" if _RESERVADOS.match(limpio) else limpio


def tipos_del_encargo(encargo: Encargo) -> tuple[str, ...]:
    """Tipos que se escriben, sin punto, en minúsculas y sin repetir."""
    tipos = encargo.tipos or TIPOS_SI_FALTAN
    if not isinstance(tipos, tuple) or not all(isinstance(tipo, str) for tipo in tipos):
        raise error_de_argumento("tipos", "lista_de_extensiones", tipos)
    return tuple(dict.fromkeys(tipo.lower().removeprefix(".") for tipo in tipos))
