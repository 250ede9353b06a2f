"""Muchos reportes de una vez, en cualquier ejecutor, con un acta junto a lo de cada uno.

Cada encargo deja sus archivos y, después de ellos, su acta, que dice si ya está hecho: no hay
diario ni cerrojo. Lo que se interrumpió se repite, y hacerlo dos veces es hacerlo una, porque da
los mismos bytes, enteros o ninguno.

En un CSV, una fila es un encargo: las columnas son ``plan``, ``formato``, ``corte``, ``tipos`` y
``clave``; las demás, opciones de ``reporte``. De una fila mal llenada sale uno que dice su falla.
"""

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, wait
from concurrent.futures import Future as Futuro
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import attrs

from paac_reportes import clases
from paac_reportes.api.eventos import anotar_avisos, en_silencio
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.pedidos import reporte_de
from paac_reportes.api.reportes import Reporte
from paac_reportes.api.salida import carpeta_nueva, tipo_de
from paac_reportes.api.tipos import (
    CodigoDeFormato,
    Contenido,
    OpcionesDeEncargo,
    Origen,
    Ruta,
    TipoDeReporte,
    dia_escrito,
    recorridos,
)
from paac_reportes.decimales import contexto_del_anfitrion, en_contexto_propio
from paac_reportes.errores import ErrorDeEntorno, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.estructura import error_de_argumento, falla_de_argumento, mostrar
from paac_reportes.estructura.corrientes import (
    Filas,
    Tablas,
    con_claves_corrientes,
    corriente,
    corriente_a_fondo,
    puerta,
)
from paac_reportes.estructura.formas import claves_desconocidas
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.lectura.filas.fuentes import filas_leidas
from paac_reportes.modelo import Entidad
from paac_reportes.modelo.temas import ConContenido
from paac_reportes.prueba.acta import ActaIlegibleError, Hecho, acta_de, hecho_de
from paac_reportes.sistema import BYTES, desde_la_de_trabajo, es_ruta
from paac_reportes.textos.valores import en_ascii_y_distinto


@clases.frozen
class Encargo:
    """Un reporte por hacer: datos sueltos, que viajan a donde se haga.

    No comprueba nada al construirse: lo que tenga mal lo dice el ``Hecho`` que le toca, y los demás
    encargos del lote salen.
    """

    contenido: "Contenido | Entidad | Origen"
    """Un plan o un mapa, la ``Lectura`` o la ``Reunion`` que lo trae, su archivo o los bytes que
    traería; de filas propias, la entidad."""
    formato: "CodigoDeFormato | Formato"
    corte: date | None = attrs.field(default=None, kw_only=True)
    tipos: "TipoDeReporte | Sequence[TipoDeReporte]" = attrs.field(default=("docx",), kw_only=True)
    """Las extensiones que se escriben."""
    clave: str | None = attrs.field(default=None, kw_only=True)
    """Con qué se distingue en el lote y cómo se llaman sus archivos; si falta, la del archivo."""
    filas: "Filas | Tablas | None" = attrs.field(default=None, kw_only=True)
    """Las de una matriz propia, como las recibe ``reporte``."""
    opciones: "OpcionesDeEncargo | None" = attrs.field(default=None, kw_only=True, hash=False)
    """Las demás de ``reporte`` y, con ``publico``, las de ``Reporte.publico``: ``cedulas``…"""


_LETRAS, _DE_LA_HUELLA = 100, 8
"""Letras de una clave en un nombre de archivo, y de la huella de la que no deja ninguna."""
_TAL_CUAL = re.compile(rf"\w[\w-]{{0,{_LETRAS - 1}}}(?<!-)", re.ASCII)
_RESERVADOS = re.compile(r"con|prn|aux|nul|com\d|lpt\d", re.IGNORECASE)
"""Nombres que Windows se guarda, con cualquier extensión."""


def nombre_seguro(clave: str) -> str:
    """La clave como nombre de archivo en cualquier sistema: ASCII, sin carpetas, de hasta 100.

    Lo que ya sirve queda igual. La que no deja ninguna letra o no cabe lleva una huella suya.
    """
    nombre = clave if _TAL_CUAL.fullmatch(clave) else en_ascii_y_distinto(clave, _LETRAS)
    if not nombre:
        huella = sha256(clave.encode("utf-8", "backslashreplace")).hexdigest()
        nombre = f"clave-{huella[:_DE_LA_HUELLA]}"
    return f"_{nombre}" if _RESERVADOS.fullmatch(nombre) else nombre


_DE_CARPETA = ("plan", "plantillas", "anterior", "revisado")
"""Columnas que nombran un archivo o una carpeta, que se busca junto a la lista."""
_SI_O_NO = ("publico", "con_datos", "cedulas")
_ESCRITOS = dict.fromkeys(("sí", "si", "true", "1"), True) | dict.fromkeys(("no", "0"), False)
_CONOCIDAS = (*_DE_CARPETA, *_SI_O_NO, "formato", "corte", "tipos", "clave")


def leer_encargos(ruta: str) -> list[tuple[Encargo, str]]:
    """Encargos de un CSV, cada uno con la clave que, si no dice ninguna, le puede servir.

    ``ErrorDeEntrada`` si no se lee o trae una columna que no existe.
    """
    filas = filas_leidas(ruta)
    if fallas := list(claves_desconocidas(dict.fromkeys(filas.columnas), _CONOCIDAS, "")):
        raise ErrorDeEntrada(falla.en(f"{ruta}: {falla.ruta}") for falla in fallas)
    carpeta = Path(ruta).parent
    return [_encargo(*fila, carpeta) for fila in zip(filas.filas, filas.lugares, strict=True)]


def _encargo(fila: Mapping[str, str | None], lugar: str, carpeta: Path) -> tuple[Encargo, str]:
    """El encargo que una fila pide, y cómo llamarlo si no da clave.

    Lo que no se entiende va como está: lo dirá su resultado. ``lugar``: el de la fila.
    """
    dicho = {c: _valor(c, celda, carpeta) for c, celda in fila.items() if celda}
    contenido, formato = dicho.pop("plan", None), dicho.pop("formato", "")
    clave = dicho.pop("clave", None)
    aparte = {nombre: dicho.pop(nombre) for nombre in ("corte", "tipos") if nombre in dicho}
    opciones: Any = dicho
    encargo = Encargo(contenido, formato, clave=clave, **aparte, opciones=opciones)
    return encargo, Path(contenido or "").stem or lugar


def _valor(columna: str, celda: str, carpeta: Path) -> Any:
    """El valor de una opción, que una celda escribe; lo que no se entiende, como está.

    ``carpeta``: desde la que se buscan los archivos.
    """
    if columna in _DE_CARPETA:
        return os.fspath(carpeta / celda)
    if columna in _SI_O_NO:
        return _ESCRITOS.get(celda.strip().lower(), celda)
    if columna == "tipos":
        return tuple(parte.strip() for parte in celda.split(";") if parte.strip())
    return (dia_escrito(celda) or celda) if columna == "corte" else celda


AlTerminar = Callable[[Hecho], object]
OPCIONES = (*OpcionesDeEncargo.__annotations__, "plantillas")
"""Opciones que un encargo admite por su nombre; la última, de la lista de una orden."""


class ClienteDeDask(Protocol):
    """De un ``distributed.Client``, lo que se usa: sus tipos no están si dask no está."""

    def get_executor(self, **opciones: Any) -> Any:
        """Un ``concurrent.futures.Executor`` que trabaja en el clúster."""


@puerta
def en_lote(
    encargos: Iterable[Encargo],
    destino: "Ruta",
    *,
    ejecutor: Executor | ClienteDeDask | None = None,
    al_terminar: AlTerminar | None = None,
) -> Iterator[Hecho]:
    """Hace muchos reportes en una carpeta y da, a medida que terminan, qué pasó con cada uno.

    Nada empieza hasta que se recorre. Los archivos de cada encargo se llaman ``<clave>.<tipo>``,
    con la clave hecha nombre seguro, y salen todos o ninguno; después, ``<clave>.acta.json``.
    ``ejecutor`` es dónde se hacen: en este proceso, en un ``concurrent.futures.Executor`` o en un
    ``distributed.Client`` de dask. ``al_terminar`` recibe cada ``Hecho`` antes de que se dé.

    Un encargo malo no detiene los demás: su ``Hecho`` trae ``falla``. La misma llamada, otra vez,
    sólo hace lo que falta o cambió de datos, de formato, de opciones o de versiones, que es lo que
    su acta dice; lo demás lo da ``de_antes``.

    Lanza ``ErrorDeEntrada`` si no hay encargos y ``ErrorDeEntorno`` si en la carpeta no se puede
    escribir o si el ejecutor se rompe: dice cuántos salieron.
    """
    if not es_ruta(destino):
        raise error_de_argumento("destino", "carpeta", destino)
    if al_terminar is not None and not callable(al_terminar):
        raise error_de_argumento("al_terminar", "funcion", al_terminar)
    if (de_dask := getattr(ejecutor, "get_executor", None)) is not None:
        ejecutor = de_dask(pure=False)  # dos encargos iguales no son uno
    if not isinstance(ejecutor, Executor | None):
        raise error_de_argumento("ejecutor", "ejecutor", ejecutor)
    return _hechos(encargos, destino, ejecutor, al_terminar)


def _hechos(
    encargos: Iterable[Encargo],
    destino: "Ruta",
    ejecutor: Executor | None,
    al_terminar: AlTerminar | None,
) -> Iterator[Hecho]:
    """El resultado de cada encargo, que se hace al recorrerlos; crea la carpeta de destino.

    ``ejecutor``: donde se hacen, si no aquí; ``al_terminar``: se llama con cada uno.
    """
    carpeta = _ruta_entera(destino)
    with carpeta_nueva(Path(carpeta), con_padres=True):
        pendientes = _pendientes(encargos, carpeta)
        hechos = (
            map(hacer, pendientes)
            if ejecutor is None
            else _en_ejecutor(pendientes, carpeta, ejecutor)
        )
        avisos = Counter[str]()
        for hecho in hechos:
            avisos.update(hecho.avisos)
            if al_terminar is not None:
                with contexto_del_anfitrion():
                    al_terminar(hecho)
            yield hecho
        anotar_avisos("lote.hecho", avisos)


# ------------------------------------------------------------------ los encargos, antes


@clases.frozen
class Pendiente:
    """Un encargo con su clave, los archivos que deja y lo que ya se le vio mal."""

    clave: str
    encargo: Encargo
    destinos: tuple[Path, ...] = ()
    """Sus documentos y, de último, su acta; ninguno si algo está mal."""
    fallas: tuple[Falla, ...] = ()


def _pendientes(encargos: Iterable[Encargo], carpeta: str) -> list[Pendiente]:
    """Los encargos listos para hacerse; el que pisaría a otro, o lo que el lote lee, con su falla.

    ``ErrorDeEntrada`` si no hay ninguno o si algo de la lista no es un encargo.
    """
    recibidos: list[Any] = recorridos("encargos", encargos, "lista_de_encargos")
    fallas = [
        falla_de_argumento(f"encargos[{n}]", "un_encargo", e)
        for n, e in enumerate(recibidos)
        if not isinstance(e, Encargo)
    ]
    if not recibidos:
        fallas = [Falla("sin_datos", "encargos", "el lote no trae ningún encargo")]
    if fallas:
        raise ErrorDeEntrada(fallas)
    listos = [_pendiente(e, f"encargos[{n}]", carpeta) for n, e in enumerate(recibidos)]
    # Hay discos que no distinguen las mayúsculas.
    veces = Counter(listo.destinos[-1].name.casefold() for listo in listos if listo.destinos)
    leidos = {_ruta_real(ruta) for listo in listos for ruta in _que_lee(listo.encargo)}
    return [attrs.evolve(p, fallas=(*p.fallas, *_choques(p, veces, leidos))) for p in listos]


def _pendiente(encargo: Encargo, lugar: str, carpeta: str) -> Pendiente:
    """El encargo con su clave y rutas enteras, que se puede hacer en otra parte.

    Lo que está mal pedido queda como falla suya; ``carpeta``: donde se escribe.
    """
    opciones: Any = encargo.opciones
    if isinstance(opciones, Mapping):
        opciones = dict(con_claves_corrientes(opciones))
        opciones |= {n: _ruta_entera(opciones[n]) for n in _RUTAS if es_ruta(opciones.get(n))}
    contenido: Any = encargo.contenido
    contenido = bytes(contenido) if isinstance(contenido, BYTES) else corriente(contenido)
    contenido = _ruta_entera(contenido) if es_ruta(contenido) and contenido else contenido
    encargo = attrs.evolve(encargo, contenido=contenido, opciones=opciones)
    clave, tipos = corriente(encargo.clave), corriente_a_fondo(encargo.tipos)
    tipos = (tipos,) if isinstance(tipos, str) else tipos
    if not isinstance(clave, str | None):
        return Pendiente(lugar, encargo, (), (falla_de_argumento("clave", "texto", clave),))
    if not (clave and clave.strip()):
        clave = Path(contenido).stem if isinstance(contenido, str) else ""
    if not clave:
        motivo = "sin la ruta de un archivo no hay de dónde tomarla; dé la del encargo"
        return Pendiente(lugar, encargo, (), (Falla("dato_faltante", "clave", motivo),))
    if not isinstance(tipos, list | tuple) or {*map(type, tipos)} != {str}:
        falla = falla_de_argumento("tipos", "lista_de_extensiones", tipos)
        return Pendiente(clave, encargo, (), (falla,))
    limpios = dict.fromkeys(tipo.lower().removeprefix(".") for tipo in tipos)
    nombres = (f"{nombre_seguro(clave)}.{tipo}" for tipo in (*limpios, "acta.json"))
    return Pendiente(clave, encargo, tuple(Path(carpeta, nombre) for nombre in nombres))


_RUTAS = ("plantillas", "anterior", "revisado")
"""Las opciones que nombran una carpeta o un archivo."""


def _ruta_entera(ruta: Ruta) -> str:
    # Sin seguir enlaces, y admite cualquier texto.
    return os.path.abspath(desde_la_de_trabajo(ruta))  # noqa: PTH100


def _que_lee(encargo: Encargo) -> Iterator[str]:
    """Las rutas que un encargo lee: la de su contenido y la de su informe anterior."""
    opciones = encargo.opciones
    anterior = opciones.get("anterior") if isinstance(opciones, Mapping) else None
    yield from (ruta for ruta in (encargo.contenido, anterior) if isinstance(ruta, str))


def _ruta_real(ruta: str) -> str:
    """La ruta sin enlaces; si no sirve, tal cual: lo dice quien la use."""
    try:
        return os.path.realpath(ruta)
    except (OSError, ValueError):
        return ruta


def _choques(pendiente: Pendiente, veces: Mapping[str, int], leidos: set[str]) -> Iterator[Falla]:
    """Motivos de que un pendiente no pueda escribir sus archivos: son de otro, o el lote los lee.

    ``veces``: cuántos quieren cada acta; ``leidos``: las rutas que se leen.
    """
    for acta in pendiente.destinos[-1:]:
        if veces[acta.name.casefold()] > 1:
            motivo = f"otro encargo dejaría los mismos archivos ({acta.name})"
            yield Falla("dato_repetido", "clave", motivo)
    for destino in pendiente.destinos:
        if _ruta_real(str(destino)) in leidos:
            motivo = "es un archivo que este lote lee; dé otra clave o carpeta"
            yield Falla("destino_ocupado", destino.name, motivo)


# ------------------------------------------------------------------ uno


@en_contexto_propio
@en_silencio()
def hacer(pendiente: Pendiente) -> Hecho:
    """Hace un encargo y dice qué dejó; un encargo malo no lanza: sus fallas van en el ``Hecho``.

    Si su acta es de lo mismo y sus archivos siguen iguales, no escribe nada. Recibe y da datos
    sueltos, así que lo corre cualquier proceso.
    """
    clave = pendiente.clave
    acta = Hecho(clave=clave, origen=_origen(pendiente.encargo))
    try:
        if pendiente.fallas:
            return acta.con_fallas(pendiente.fallas)
        *rutas, ruta_del_acta = pendiente.destinos
        tipos = [tipo_de(ruta) for ruta in rutas]
        reporte_pedido = _pedido(pendiente.encargo, clave)
        acta = acta_de(reporte_pedido, tipos, clave)
        if (anterior := _lo_de_antes(ruta_del_acta, acta, rutas)) is not None:
            return attrs.evolve(anterior, clave=clave, de_antes=True)
        hecho = reporte_pedido.guardar(*rutas, acta=ruta_del_acta).acta or acta
        return attrs.evolve(hecho, clave=clave)  # la de uno público va tapada en su acta
    except ErrorPaac as error:
        return acta.con_fallas(error.fallas)
    except Exception as error:  # noqa: BLE001 - un defecto en un encargo no detiene los demás
        motivo = f"no se esperaba, y es un defecto de la biblioteca: {type(error).__name__}"
        return acta.con_fallas([Falla("defecto_interno", "", f"{motivo} ({mostrar(str(error))})")])


def _origen(encargo: Encargo) -> str | None:
    return os.fspath(encargo.contenido) if es_ruta(encargo.contenido) else None


def _pedido(encargo: Encargo, clave: str) -> Reporte:
    """El reporte por componer de un encargo, con los avisos de sus datos."""
    opciones: Any = {} if encargo.opciones is None else encargo.opciones
    if not isinstance(opciones, Mapping):
        raise error_de_argumento("opciones", "opciones_por_nombre", opciones)
    if fallas := list(claves_desconocidas(opciones, OPCIONES, "opciones")):
        raise ErrorDeEntrada(fallas)
    leido: Any = encargo.contenido
    if isinstance(leido, bytes) or es_ruta(leido):
        leido = leer_sin_dudas(io.BytesIO(leido) if isinstance(leido, bytes) else leido)
    avisos = leido.avisos if isinstance(leido, ConContenido) else ()
    opciones = {**opciones, "corte": encargo.corte}
    if encargo.filas is not None:
        opciones["filas"] = encargo.filas
    al_leer = {"origen": _origen(encargo), "al_leer": avisos, "clave": clave}
    return reporte_de(leido, encargo.formato, al_leer=al_leer, **opciones)


def _lo_de_antes(ruta_del_acta: Path, acta: Hecho, rutas: Iterable[Path]) -> Hecho | None:
    """El resultado de antes, si se pide lo mismo y sus archivos siguen a la letra; o ``None``.

    ``acta``: la de hoy.
    """
    try:
        anterior = hecho_de(ruta_del_acta.read_bytes())
        huellas = {ruta.name: sha256_de(ruta.read_bytes()) for ruta in rutas}
    except (OSError, ActaIlegibleError):  # falta, o no se entiende: se hace de nuevo
        return None
    anotadas = {nombre: archivo.sha256 for nombre, archivo in anterior.archivos.items()}
    return anterior if anterior.pide_lo_mismo(acta) and huellas == anotadas else None


# ------------------------------------------------------------------ en un ejecutor

_EN_CURSO = 256
"""Encargos que un ejecutor tiene a la vez: los de muchos planes armados pesan."""


def _en_ejecutor(pendientes: list[Pendiente], carpeta: str, ejecutor: Executor) -> Iterator[Hecho]:
    """Los resultados de los encargos, según los dé el ejecutor; ``ErrorDeEntorno`` si se rompe.

    A la vez van sólo unos cuantos.
    """
    cola, en_curso, salieron = iter(pendientes), dict[Futuro[Hecho], str](), 0
    try:
        while True:
            for pendiente in islice(cola, _EN_CURSO - len(en_curso)):
                en_curso[ejecutor.submit(hacer, pendiente)] = pendiente.clave
            if not en_curso:
                return
            for futuro in wait(en_curso, return_when=FIRST_COMPLETED).done:
                yield _resultado(futuro, en_curso.pop(futuro))
                salieron += 1
    except RuntimeError as error:  # roto, o cerrado por quien lo dio
        motivo = (
            f"el ejecutor se rompió ({error}): salieron {salieron} de {len(pendientes)} encargos;"
            " repita la llamada con uno nuevo, que sólo hace lo que falta"
        )
        raise ErrorDeEntorno(Falla("ejecutor_roto", carpeta, motivo)) from error
    finally:
        for futuro in en_curso:
            futuro.cancel()


def _resultado(futuro: Futuro[Hecho], clave: str) -> Hecho:
    """El hecho de un encargo; una falla al llevarlo o traerlo va en el mismo hecho."""
    try:
        return futuro.result()
    except BrokenExecutor:
        raise
    except (Exception, CancelledError) as error:  # noqa: BLE001 - cada ejecutor tiene los suyos
        motivo = f"el ejecutor no lo devolvió: {type(error).__name__} ({mostrar(str(error))})"
        return Hecho(clave=clave).con_fallas([Falla("encargo_perdido", "", motivo)])
