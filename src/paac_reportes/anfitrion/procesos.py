"""Reportes en procesos que se pueden terminar: con plazo, y que se dejan a la mitad.

Un hilo no se puede detener desde afuera: un reporte que ya empezó en él sigue hasta el final, y
sigue ocupando el procesador, aunque nadie lo espere. Un proceso sí: se termina, y con él lo que
tenía en memoria, su carpeta de paso y los programas que llamó.

Cada uno es un Python limpio (``interprete``).
"""

import io
import os
import pickle
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from threading import TIMEOUT_MAX, Event, Lock, Thread, Timer
from types import TracebackType
from typing import IO, Any, Literal, Self
from weakref import WeakSet

import attrs

from paac_reportes import interprete
from paac_reportes.anfitrion import obrero
from paac_reportes.api.comprobaciones import comprobar_clase, comprobar_extension
from paac_reportes.api.eventos import registrado
from paac_reportes.api.reportes import Emision, Reporte
from paac_reportes.api.salida import en_flujo
from paac_reportes.api.tipos_de_archivo import escritor_de
from paac_reportes.bifurcacion import al_bifurcar
from paac_reportes.errores import Aviso, ErrorDeEntorno, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.estructura import error_de_argumento, mostrar
from paac_reportes.formatos.pedido import Emitido
from paac_reportes.programas import terminar
from paac_reportes.sistema import Carpeta, carpeta_de_paso, es_ruta


class _MuertoError(Exception):
    """El proceso ya no está."""


@attrs.define(eq=False)
class _Obrero:
    """Un proceso que hace reportes, y su carpeta de paso."""

    _proceso: "subprocess.Popen[bytes]"
    _carpeta: Path
    _ejecutable: str
    _saludo: bool = False
    """Si ya se supo que es un Python."""
    por_que_murio: Falla = interprete.PERDIDO
    _cerrojo: Lock = attrs.Factory(Lock)

    @classmethod
    def nuevo(cls, ejecutable: str) -> "_Obrero":
        """Proceso obrero recién lanzado, con su propia carpeta temporal."""
        carpeta = carpeta_de_paso()
        paso = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(carpeta))
        try:
            with _UNO_A_LA_VEZ:
                proceso = interprete.lanzar(ejecutable, obrero.atender, env=os.environ | paso)
        except BaseException:
            shutil.rmtree(carpeta, ignore_errors=True)
            raise
        return cls(proceso, carpeta, ejecutable)

    @property
    def vive(self) -> bool:
        return self._proceso.poll() is None

    def hacer(
        self, pedido: obrero.Pedido, recibir: Callable[[bytes], object]
    ) -> tuple[Literal["fin", "falla"], Any]:
        """Último mensaje del proceso, tras entregar los bytes; ``_MuertoError`` si murió antes."""
        assert self._proceso.stdout is not None  # noqa: S101 - se pidió así
        self._saludo = self._saludo or interprete.saluda(self._proceso.stdout)
        if not self._saludo:
            self.por_que_murio = interprete.por_que_no_saluda(self._proceso, self._ejecutable)
            raise _MuertoError
        self._mandar(pedido)
        while True:
            mensaje = self._oir()
            if mensaje[0] != "pedazo":
                return mensaje
            recibir(mensaje[1])

    def _mandar(self, mensaje: object) -> None:
        assert self._proceso.stdin is not None  # noqa: S101 - se pidió así
        with suppress(OSError):  # si murió, lo dice quien oye
            pickle.dump(mensaje, self._proceso.stdin)
            self._proceso.stdin.flush()

    def _oir(self) -> obrero.Mensaje:
        """Mensaje siguiente del proceso, que se espera; ``_MuertoError`` si no llega entero."""
        assert self._proceso.stdout is not None  # noqa: S101 - se pidió así
        try:
            mensaje: obrero.Mensaje = pickle.load(self._proceso.stdout)  # noqa: S301 - lo lanzó éste
        except (EOFError, OSError, pickle.UnpicklingError):
            raise _MuertoError from None
        return mensaje

    def terminar(self) -> None:
        """Termina el proceso, lo que lanzó y su carpeta; desde cualquier hilo."""
        with self._cerrojo:
            terminar(self._proceso)
            for _ in range(_INTENTOS):
                shutil.rmtree(self._carpeta, ignore_errors=True)
                if not self._carpeta.exists():
                    break
                Event().wait(_ENTRE_INTENTOS)  # lo que lanzó puede estar despidiéndose

    def cerrar(self) -> None:
        """Termina el proceso y suelta sus tuberías; sólo el hilo que lo oye, o esperaría."""
        self.terminar()
        for tuberia in (self._proceso.stdin, self._proceso.stdout):
            if tuberia is not None:
                with suppress(OSError):
                    tuberia.close()


_UNO_A_LA_VEZ = Lock()
"""En Windows, lanzar dos a la vez le deja a uno las tuberías del otro."""
_INTENTOS, _ENTRE_INTENTOS = 40, 0.05
"""Veces que se intenta borrar la carpeta de un proceso, y segundos entre una y otra."""


@attrs.define(eq=False)
class _Encargo:
    """Un reporte que alguien espera."""

    reporte: Reporte
    tipo: str
    flujo: IO[bytes]
    al_salir: Callable[[tuple[Aviso, ...]], Any]
    """Función que da el resultado a quien espera, con los avisos."""
    futuro: "Future[Any]" = attrs.Factory(Future)
    impedido: ErrorPaac | None = None
    """Error por el que se abandonó (``dejar``), como un plazo vencido; ``None``: no se abandonó."""
    _obrero: _Obrero | None = None
    """El proceso que lo está haciendo."""
    _cerrojo: Lock = attrs.Factory(Lock)

    def tomar(self, proceso: _Obrero) -> bool:
        """Si el encargo aún se espera; desde ahí, abandonarlo es terminar ese ``proceso``."""
        with self._cerrojo:
            if self.futuro.done() or self.impedido is not None:
                return False
            self._obrero = proceso
            return True

    def soltar(self) -> None:
        with self._cerrojo:
            self._obrero = None

    def dejar(self, porque: ErrorPaac) -> None:
        """Abandona el reporte: termina el proceso que lo hacía y después dice por qué."""
        with self._cerrojo:
            if self.futuro.done():
                return
            self.impedido = porque
            if self._obrero is not None:
                self._obrero.terminar()
        self.fallar(porque)

    def si_se_cancelo(self, futuro: "Future[Any]") -> None:
        """Termina el proceso que hace el reporte, si alguien canceló el futuro."""
        if not futuro.cancelled():
            return
        with self._cerrojo:
            if self._obrero is not None:
                self._obrero.terminar()
        futuro.set_running_or_notify_cancel()  # quien espera varios se entera

    def salir(self, avisos: tuple[Aviso, ...]) -> None:
        with suppress(InvalidStateError):  # se canceló, o venció, mientras tanto
            self.futuro.set_result(self.al_salir(avisos))

    def fallar(self, error: BaseException) -> None:
        with suppress(InvalidStateError):
            self.futuro.set_exception(error)


class Procesos:
    """Procesos de esta máquina que hacen reportes, y que se terminan si nadie los espera.

    Se lanzan cuando hacen falta, hacen un reporte tras otro y se rehacen si mueren. Lo que dan es
    un ``concurrent.futures.Future``: ``result()`` en un hilo, ``asyncio.wrap_future(…)`` en un
    programa asíncrono. Cancelarlo sirve también cuando ya empezó: al volver de ``cancel()`` no
    queda ni el proceso que lo hacía ni nada suyo en el disco. Los bytes son los de
    ``Reporte.emitir``.

    Uno por proceso del servidor, y sirve desde cualquier hilo. Si el servidor se bifurca después de
    hacerlo, cada copia lanza los suyos. Lo cierra ``cerrar`` o el final de un ``with``; si el
    anfitrión muere sin cerrarlo, los procesos se van solos.
    """

    def __init__(self, cuantos: int = 1, *, ejecutable: Carpeta | None = None) -> None:
        """``ejecutable`` es el Python que se lanza, si ``sys.executable`` es otro programa."""
        if not isinstance(cuantos, int) or isinstance(cuantos, bool) or cuantos < 1:
            raise error_de_argumento("cuantos", "numero_desde_uno", cuantos)
        if ejecutable is not None and not es_ruta(ejecutable):
            raise error_de_argumento("ejecutable", "ruta_de_python", ejecutable)
        self._cuantos, self._ejecutable = cuantos, os.fspath(ejecutable or "")
        self._cerrado = False
        self._empezar_de_nuevo()
        _DE_ESTE_PROCESO.add(self)

    def _empezar_de_nuevo(self) -> None:
        """Deja la cola y los hilos vacíos: los de antes de una bifurcación no son de esta copia."""
        self._cerrojo = Lock()
        self._cola: SimpleQueue[_Encargo | None] = SimpleQueue()
        self._vivos: set[_Encargo] = set()
        self._hilos: list[Thread] = []

    def emitir(
        self, reporte: Reporte, tipo: str, *, plazo: float | None = None
    ) -> "Future[Emision]":
        """El reporte en bytes, como ``Reporte.emitir``.

        ``plazo`` son los segundos que se esperan desde ahora, también en la cola; si no alcanzan,
        ``ErrorDeEntorno`` (``plazo_vencido``), y el proceso se termina. Sin él, no hay. Lanza
        ``ErrorDeEntrada`` en seguida si el tipo o el plazo no sirven.
        """
        contenido = io.BytesIO()

        def emision(avisos: tuple[Aviso, ...]) -> Emision:
            """Emisión con lo escrito en ``contenido``."""
            return Emision(
                contenido=contenido.getvalue(),
                avisos=avisos,
                tipo_mime=buscar_escritor(tipo).tipo_mime,
                nombre=reporte.nombre(tipo),
            )

        return self._encargar(reporte, tipo, contenido, emision, plazo)

    def emitir_en(
        self, reporte: Reporte, tipo: str, flujo: IO[bytes], *, plazo: float | None = None
    ) -> "Future[tuple[Aviso, ...]]":
        """Promesa del reporte en un flujo, como ``Reporte.emitir_en``; da los avisos.

        Empieza a escribirse cuando el reporte está entero, desde otro hilo y sin juntarlo en la
        memoria. Si se cancela o vence antes, en el flujo no hay nada; si fue mientras se escribía,
        queda a medias y no se escribe más.
        """
        return self._encargar(reporte, tipo, flujo, lambda avisos: avisos, plazo)

    def _encargar(
        self,
        reporte: Reporte,
        tipo: str,
        flujo: IO[bytes],
        al_salir: Callable[[tuple[Aviso, ...]], Any],
        plazo: float | None,
    ) -> "Future[Any]":
        """Promesa de un reporte en un flujo, puesta en la cola; ``al_salir`` da lo que devuelve."""
        comprobar_clase(Reporte, reporte=reporte)
        comprobar_extension(tipo)
        escritor_de(reporte, tipo)
        _comprobar_plazo(plazo)
        encargo = _Encargo(reporte, tipo, flujo, al_salir)
        with self._cerrojo:
            self._comprobar_abiertos()
            if len(self._hilos) < min(self._cuantos, len(self._vivos) + 1):
                self._hilos.append(_empezado(Thread(target=self._atender, daemon=True)))
            self._vivos.add(encargo)
            self._cola.put(encargo)
        encargo.futuro.add_done_callback(encargo.si_se_cancelo)
        if plazo is not None:
            _con_plazo(encargo, plazo)
        return encargo.futuro

    def _atender(self) -> None:
        """Hilo que atiende un encargo tras otro con su proceso."""
        cola, proceso = self._cola, None
        while (encargo := cola.get()) is not None:
            try:
                if proceso is None or not proceso.vive:
                    proceso = self._rehecho(proceso)
                if encargo.tomar(proceso):
                    _cumplir(encargo, proceso)
            except BaseException as error:  # noqa: BLE001 - quien espera lo sabe, y el hilo sigue
                encargo.fallar(error)
            finally:
                encargo.soltar()
                self._vivos.discard(encargo)
        if proceso is not None:
            proceso.cerrar()

    def _rehecho(self, anterior: _Obrero | None) -> _Obrero:
        """Proceso nuevo en lugar del anterior, que se cierra."""
        if anterior is not None:
            anterior.cerrar()
        return _Obrero.nuevo(self._ejecutable or interprete.el_de_este_programa(_SI_NO_HAY_PYTHON))

    def _comprobar_abiertos(self) -> None:
        if self._cerrado:
            motivo = "ya se cerraron, y no hacen más reportes; haga otros con Procesos(…)"
            raise ErrorDeEntrada(Falla("argumento_invalido", "procesos", motivo))

    def cerrar(self) -> None:
        """Cancela lo que esté en curso y termina los procesos; al volver no queda ninguno."""
        with self._cerrojo:
            if self._cerrado:
                return
            self._cerrado = True
            vivos, hilos = list(self._vivos), list(self._hilos)
        for encargo in vivos:
            encargo.futuro.cancel()
        for _ in hilos:
            self._cola.put(None)
        for hilo in hilos:
            hilo.join()

    def __enter__(self) -> Self:
        self._comprobar_abiertos()
        return self

    def __exit__(
        self,
        _clase: type[BaseException] | None,
        _error: BaseException | None,
        _traza: TracebackType | None,
    ) -> None:
        self.cerrar()


_DE_ESTE_PROCESO: "WeakSet[Procesos]" = WeakSet()


def _en_la_copia() -> None:
    """Suelta, en un proceso bifurcado, lo que sólo el otro tiene: sus hilos y sus cerrojos."""
    global _UNO_A_LA_VEZ  # noqa: PLW0603 - el de antes puede haber quedado tomado
    _UNO_A_LA_VEZ = Lock()
    for procesos in _DE_ESTE_PROCESO:
        procesos._empezar_de_nuevo()  # noqa: SLF001 - es de este módulo


al_bifurcar(_en_la_copia)


_SI_NO_HAY_PYTHON = "diga cuál es con Procesos(ejecutable=…)"


def _empezado(hilo: Thread) -> Thread:
    """El hilo, ya en marcha; ``ErrorDeEntorno`` si el sistema no deja."""
    try:
        hilo.start()
    except RuntimeError:
        motivo = (
            "el sistema no deja empezar más hilos, y cada proceso pide uno; suba el límite"
            " (ulimit -u, o pids del contenedor) o pida menos procesos"
        )
        raise ErrorDeEntorno(Falla("sin_hilos", "", motivo)) from None
    return hilo


def _cumplir(encargo: _Encargo, proceso: _Obrero) -> None:
    """Hace un encargo en un proceso, y anota en el reporte lo que salió."""
    with registrado("reporte.emitido") as hecho:
        avisos, bytes_recibidos, huella = _hecho_por(proceso, encargo)
        extension = encargo.tipo.lower().removeprefix(".")
        hecho |= {"formato": encargo.reporte.formato.codigo, "tipo": extension}
        hecho |= {"bytes": bytes_recibidos, "avisos": len(avisos)}
    salido = Emitido(encargo.reporte.nombre(extension), extension, huella, bytes_recibidos, avisos)
    encargo.reporte._anotar([salido])  # noqa: SLF001 - salió de él, aunque lo hiciera otro
    encargo.salir(avisos)


def _hecho_por(proceso: _Obrero, encargo: _Encargo) -> tuple[tuple[Aviso, ...], int, str]:
    """Avisos, cuántos bytes se recibieron y su sha256; lanza lo que lo impidió."""
    bytes_recibidos, suma = 0, sha256()

    def recibir(pedazo: bytes) -> None:
        """Pasa un pedazo al flujo de quien espera y lo cuenta; se corta si ya nadie espera."""
        nonlocal bytes_recibidos
        if encargo.futuro.done():  # lo que quedaba en la tubería ya no se escribe
            raise _MuertoError
        en_flujo(encargo.flujo, pedazo)
        suma.update(pedazo)
        bytes_recibidos += len(pedazo)

    reporte_empacado = _empacado(encargo.reporte)
    try:
        clase, respuesta = proceso.hacer((encargo.tipo, reporte_empacado), recibir)
    except BaseException as error:
        proceso.terminar()  # con algo a medio decir no sirve para otro
        if not isinstance(error, _MuertoError):
            raise
        if encargo.futuro.cancelled():
            raise CancelledError from None
        raise encargo.impedido or ErrorDeEntorno(proceso.por_que_murio) from None
    if clase == "falla":
        raise respuesta
    return respuesta, bytes_recibidos, suma.hexdigest()


def _empacado(reporte: Reporte) -> bytes:
    """El reporte como lo recibe otro proceso; ``ErrorDeEntrada`` si lleva algo que no se deja."""
    try:
        return pickle.dumps(reporte)
    except Exception as error:
        motivo = f"no se dejó llevar a otro proceso: {type(error).__name__}"
        falla = Falla("objeto_ajeno", "reporte", f"{motivo} ({mostrar(str(error))})")
        raise ErrorDeEntrada(falla) from error


def _comprobar_plazo(plazo: object) -> None:
    """``ErrorDeEntrada`` si el plazo no son segundos que se puedan esperar; ``None``, no darlo."""
    if plazo is None:
        return
    es_numero = isinstance(plazo, int | float) and not isinstance(plazo, bool)
    if not es_numero or not 0 < plazo <= TIMEOUT_MAX:  # type: ignore[operator]
        raise error_de_argumento("plazo", "segundos", plazo)


def _con_plazo(encargo: _Encargo, plazo: float) -> None:
    """Deja el encargo si pasan esos segundos y todavía se espera."""
    segundos = f"{plazo:g}".replace(".", ",")
    segundos_dados = (
        "en el segundo que se le dio" if plazo == 1 else f"en los {segundos} s que se le dieron"
    )
    motivo = f"no estuvo {segundos_dados}; dele más plazo, o hágalo en una cola"
    falla = Falla("plazo_vencido", "", motivo)
    vence = Timer(plazo, encargo.dejar, [ErrorDeEntorno(falla)])
    vence.daemon = True
    _empezado(vence)
    encargo.futuro.add_done_callback(lambda _futuro: vence.cancel())
