"""Dónde se hace cada encargo: aquí mismo, en un ejecutor de Python o en un clúster de dask.

Nada de aquí reparte: se usa lo que hay. Los encargos se mandan de a pocos, a medida que salen, y lo
que ya se mandó y no ha empezado se puede retirar.
"""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from functools import partial
from itertools import islice
from typing import Any, Protocol

import attrs

from paac_reportes.errores import ErrorPaac, Falla
from paac_reportes.estructura import error_de_argumento, mostrar
from paac_reportes.instalacion import hace_falta
from paac_reportes.lotes import recolector
from paac_reportes.lotes.encargo import Pendiente
from paac_reportes.prueba.acta import Hecho
from paac_reportes.sistema import sin_interrumpir

Obra = Callable[..., Hecho]
"""Función que recibe un encargo y lo demás que necesita, y da lo que pasó con él."""
Mandado = tuple[Pendiente, tuple[Any, ...]]
"""Un encargo y lo demás que su obra recibe."""
AlCerrar = Callable[[Hecho], object]
"""Función que recibe lo ya empezado cuando dejan de recorrerse; uno puede llegarle dos veces."""
Corredor = Callable[[Iterable[Mandado], Obra, AlCerrar], Iterator[Hecho]]
"""Función que hace los encargos y da lo que pasó con cada uno, a medida que termina."""


class ClienteDeDask(Protocol):
    """De un ``distributed.Client``, lo que se usa: sus tipos no están si dask no está."""

    def submit(self, func: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Manda a hacer algo."""

    def cancel(self, futures: Any, /) -> Any:
        """Retira lo que se mandó."""

    def nthreads(self) -> Any:
        """Cuántos hilos tiene cada trabajador."""


_POR_TRABAJADOR = 2
"""Encargos que se mandan por trabajador: mientras hace uno, el otro ya lo espera."""


class EjecutorRotoError(Exception):
    """El ejecutor ya no hace nada; ``perdidos`` son los encargos que tenía sin terminar."""

    def __init__(self, perdidos: list[Mandado], motivo: str) -> None:
        self.perdidos = perdidos
        super().__init__(motivo)


def corredor_para(ejecutor: object) -> Corredor:
    """El corredor de ese ejecutor; ``ErrorDeEntrada`` si no es de los que se conocen."""
    if ejecutor is None:
        return en_serie
    if isinstance(ejecutor, Executor):
        return partial(_en_futuros, ejecutor)
    dask = sys.modules.get("distributed")  # si no está cargado, nadie pudo dar uno suyo
    if dask is not None and isinstance(ejecutor, dask.Client) and not ejecutor.asynchronous:
        return partial(_en_dask, ejecutor)
    esperado = "ejecutor"
    raise error_de_argumento("ejecutor", esperado, ejecutor)


def en_serie(
    mandados: Iterable[Mandado],
    obra: Obra,
    al_cerrar: AlCerrar,  # noqa: ARG001 - aquí nada queda empezado
) -> Iterator[Hecho]:
    """Hechos de los encargos, uno tras otro y en este proceso."""
    for pendiente, demas in mandados:
        yield obra(pendiente, *demas)


# ------------------------------------------------------------------ concurrent.futures


@attrs.define(eq=False)
class _Ventana:
    """Los encargos que un ejecutor tiene, y los que siguen."""

    ejecutor: Executor
    obra: Obra
    cola: Iterator[Mandado]
    en_curso: "dict[Future[Hecho], Mandado]" = attrs.Factory(dict)
    perdidos: list[Mandado] = attrs.Factory(list)
    motivo: str = ""

    def llenar(self) -> None:
        """Manda encargos hasta completar los que caben, o hasta que el ejecutor no reciba más."""
        trabajadores = getattr(self.ejecutor, "_max_workers", 0) or os.cpu_count() or 1
        while len(self.en_curso) < _POR_TRABAJADOR * trabajadores:
            mandado = next(self.cola, None)
            if mandado is None:
                return
            try:
                # Lo mandado y sin anotar se haría sin que nadie lo sepa.
                with sin_interrumpir(signal.SIGINT):
                    futuro = self.ejecutor.submit(self.obra, mandado[0], *mandado[1])
                    self.en_curso[futuro] = mandado
            except RuntimeError as error:  # roto, o cerrado por quien lo dio
                self.se_pierde(mandado, error)
                return

    def recoger(self, terminados: "Iterable[Future[Hecho]]") -> Iterator[Hecho]:
        """Los hechos de los encargos terminados; los que se perdieron con el ejecutor, aparte.

        Uno está en curso hasta que quien lo recibe vuelve por el siguiente: si un Ctrl-C llega
        mientras lo anota, ``retirar`` todavía lo tiene.
        """
        for futuro in terminados:
            mandado = self.en_curso[futuro]
            try:
                hecho = _resultado(futuro, mandado)
            except BrokenExecutor as error:
                self.se_pierde(mandado, error)
            else:
                yield hecho
            del self.en_curso[futuro]

    def se_pierde(self, mandado: Mandado, error: Exception) -> None:
        self.perdidos.append(mandado)
        self.motivo = self.motivo or str(error)

    def retirar(self, al_cerrar: AlCerrar) -> None:
        """Quita lo que no ha empezado; lo empezado termina, y se anota."""
        empezados = [futuro for futuro in self.en_curso if not futuro.cancel()]
        for hecho in self.recoger(empezados):
            al_cerrar(hecho)


def _en_futuros(
    ejecutor: Executor, mandados: Iterable[Mandado], obra: Obra, al_cerrar: AlCerrar
) -> Iterator[Hecho]:
    """Los hechos de los encargos en un ejecutor; al final ``EjecutorRotoError``, si se rompió."""
    ventana = _Ventana(ejecutor, obra, iter(mandados))
    try:
        ventana.llenar()
        while ventana.en_curso:
            cuales = ALL_COMPLETED if ventana.perdidos else FIRST_COMPLETED
            yield from ventana.recoger(wait(ventana.en_curso, return_when=cuales).done)
            if not ventana.perdidos:
                ventana.llenar()
    finally:
        ventana.retirar(al_cerrar)
    if ventana.perdidos:
        raise EjecutorRotoError(ventana.perdidos, ventana.motivo)


def _resultado(futuro: "Future[Hecho]", mandado: Mandado) -> Hecho:
    """El hecho de un encargo; una falla al llevarlo o traerlo va en el mismo hecho."""
    try:
        return futuro.result()
    except BrokenExecutor:
        raise
    except ErrorPaac as error:
        return Hecho(clave=mandado[0].clave).con_fallas(error.fallas)
    except (Exception, CancelledError) as error:  # noqa: BLE001 - cada ejecutor tiene los suyos
        motivo = f"el ejecutor no lo devolvió: {type(error).__name__} ({mostrar(str(error))})"
        return Hecho(clave=mandado[0].clave).con_fallas([Falla("encargo_perdido", "", motivo)])


# ------------------------------------------------------------------ dask


def _en_dask(
    cliente: ClienteDeDask,
    mandados: Iterable[Mandado],
    obra: Obra,
    al_cerrar: AlCerrar,  # noqa: ARG001 - lo empezado está lejos: la otra vez se hace de nuevo
) -> Iterator[Hecho]:
    """Los hechos en un clúster: si un trabajador muere, dask manda a otro lo que tenía."""
    with hace_falta("trabajar en un clúster"):
        import distributed  # noqa: PLC0415 - sólo quien da un cliente lo tiene

    cola = iter(mandados)
    en_curso: dict[Any, Mandado] = {}
    terminados: Any = distributed.as_completed()  # type: ignore[no-untyped-call]
    cuantos = _POR_TRABAJADOR * (sum(cliente.nthreads().values()) or os.cpu_count() or 1)

    def mandar() -> None:
        """Manda al clúster los encargos que quepan, hasta completar ``cuantos`` en curso."""
        for mandado in islice(cola, cuantos - len(en_curso)):
            # Sin ``pure=False``, dos encargos iguales serían uno.
            futuro = cliente.submit(obra, mandado[0], *mandado[1], pure=False)
            en_curso[futuro] = mandado
            terminados.add(futuro)

    try:
        mandar()
        for futuro in terminados:
            hecho = _hecho_de_dask(futuro, en_curso)
            mandar()
            yield hecho
    finally:
        if en_curso:
            terminados.clear()
            with contextlib.suppress(Exception):  # el clúster pudo irse antes
                cliente.cancel([*en_curso])


def _hecho_de_dask(futuro: Any, en_curso: dict[Any, Mandado]) -> Hecho:
    """El hecho de un encargo de dask; sólo un clúster que se va los cancela."""
    if futuro.cancelled():
        raise EjecutorRotoError([*en_curso.values()], "el clúster ya no está")
    return _resultado(futuro, en_curso.pop(futuro))


# ------------------------------------------------------------------ procesos propios

_VECES = 2
"""Veces que un encargo puede matar, solo, a quien lo hace antes de darlo por perdido."""


def en_procesos(cuantos: int) -> Corredor:
    """Corredor en procesos de esta máquina, que si uno muere se rehacen."""

    def correr(mandados: Iterable[Mandado], obra: Obra, al_cerrar: AlCerrar) -> Iterator[Hecho]:
        """Hechos de los encargos; lo que un proceso muerto dejó se hace otra vez, de uno en uno."""
        cola, obra = iter(mandados), partial(_hasta_terminar, obra)
        while True:
            perdidos: list[Mandado] = []
            with _procesos(cuantos) as ejecutor:
                try:
                    yield from _en_futuros(ejecutor, cola, obra, al_cerrar)
                except EjecutorRotoError as roto:
                    perdidos = roto.perdidos
            # De uno en uno: el que mata a quien lo hace se queda solo con su falla.
            for mandado in perdidos:
                yield _en_un_proceso_solo(mandado, obra, al_cerrar)
            if not perdidos:
                return

    return correr


def _en_un_proceso_solo(mandado: Mandado, obra: Obra, al_cerrar: AlCerrar) -> Hecho:
    """El hecho de un encargo, en un proceso para él solo."""
    for _ in range(_VECES):
        with _procesos(1) as ejecutor, contextlib.suppress(EjecutorRotoError):
            return next(_en_futuros(ejecutor, [mandado], obra, al_cerrar))
    motivo = f"el proceso que lo hacía murió {_VECES} veces: quizá no le alcanzó la memoria"
    return Hecho(clave=mandado[0].clave).con_fallas([Falla("encargo_perdido", "", motivo)])


@contextlib.contextmanager
def _procesos(cuantos: int) -> Iterator[Executor]:
    """Un ejecutor de procesos limpios, que al salir se cierra."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - carga multiprocessing
    from multiprocessing import get_context  # noqa: PLC0415

    # Procesos limpios: bifurcar uno con hilos puede dejarlo esperando para siempre.
    ejecutor = ProcessPoolExecutor(
        cuantos, mp_context=get_context("spawn"), initializer=_preparar_proceso
    )
    try:
        yield ejecutor
    finally:
        ejecutor.shutdown(cancel_futures=True)


_HACIENDO = threading.Lock()
"""En un trabajador, tomado mientras hace un encargo."""
_PACIENCIA = 60
"""Segundos que un trabajador sin quien lo mande tiene para terminar el que hacía."""


def _hasta_terminar(obra: Obra, *parametros: Any) -> Hecho:
    """Hace un encargo; aunque maten a quien lo manda, no se va con un archivo a medias."""
    with _HACIENDO:
        return obra(*parametros)


def _preparar_proceso() -> None:
    """Prepara un trabajador: sin Ctrl-C y, si muere quien manda, termina lo suyo y se va."""
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    recolector.espaciar()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quien_manda = parent_process()

    def seguirlo() -> None:
        if quien_manda is not None:
            quien_manda.join()
            _HACIENDO.acquire(timeout=_PACIENCIA)
            os._exit(1)

    Thread(target=seguirlo, daemon=True).start()
