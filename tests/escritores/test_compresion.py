"""Lo que se comprime al lado de lo que se escribe: los mismos bytes, y ningún hilo que quede."""

import threading
from functools import partial

import pytest
from ayudas.planes import CORTE, FORMATO, plan

import paac_reportes as paac
from paac_reportes.escritores import paquete
from paac_reportes.escritores.paquete import Compresion

_A_LO_SUMO = 20.0


class Arranques:
    """Los hilos que empiezan; con ``niega``, el sistema no da ninguno."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, niega: bool = False) -> None:
        self.hilos: list[threading.Thread] = []
        start = threading.Thread.start

        def empezar(hilo: threading.Thread) -> None:
            self.hilos.append(hilo)
            if niega:
                raise RuntimeError("can't start new thread")
            start(hilo)

        monkeypatch.setattr(threading.Thread, "start", empezar)


def emitir(tipo: str) -> bytes:
    return paac.reporte(plan(), FORMATO, corte=CORTE).emitir(tipo).contenido


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_otro_hilo_o_sin_el_son_los_mismos_bytes(
    tipo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paquete, "_POCO", 0)
    monkeypatch.setattr(paquete, "_GRUPO", 1000)
    with monkeypatch.context() as negado:
        sin_hilo = Arranques(negado, niega=True)
        esperado = emitir(tipo)
    con_hilo = Arranques(monkeypatch)

    assert emitir(tipo) == esperado
    assert len(con_hilo.hilos) == 1
    assert not con_hilo.hilos[0].is_alive()
    assert len(sin_hilo.hilos) > 1


def test_lo_poco_no_empieza_un_hilo(monkeypatch: pytest.MonkeyPatch) -> None:
    arranques = Arranques(monkeypatch)
    paquete.sellar({"a.xml": b"a" * 2**14})
    assert not arranques.hilos
    paquete.sellar({"a.xml": b"a" * (2**14 + 1)})
    assert len(arranques.hilos) == 1


def test_lo_encargado_se_hace_en_orden_y_al_salir_esta_hecho() -> None:
    hecho: list[int] = []
    with Compresion() as compresion:
        for numero in range(50):
            compresion.encargar(partial(hecho.append, numero))

    assert hecho == [*range(50)]


def test_no_esperan_mas_de_ocho() -> None:
    seguir, dejados = threading.Event(), threading.Semaphore(0)

    def dejar() -> None:
        with Compresion() as compresion:
            for _ in range(24):
                compresion.encargar(lambda: seguir.wait(_A_LO_SUMO))
                dejados.release()

    hilo = threading.Thread(target=dejar)
    hilo.start()
    assert all(dejados.acquire(timeout=_A_LO_SUMO) for _ in range(8))
    assert not dejados.acquire(timeout=0.05)
    seguir.set()
    hilo.join(_A_LO_SUMO)
    assert not hilo.is_alive()


def fallar() -> None:
    raise MemoryError("no cabe")


@pytest.mark.parametrize("despues", [0, 20])
def test_la_falla_del_otro_hilo_sale_una_vez_y_lo_demas_no_se_hace(
    despues: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranques = Arranques(monkeypatch)
    hecho: list[int] = []

    def escribir() -> None:
        with Compresion() as compresion:
            compresion.encargar(fallar)
            for _ in range(despues):
                compresion.encargar(partial(hecho.append, 1))

    with pytest.raises(MemoryError, match="no cabe"):
        escribir()

    assert not hecho
    assert not arranques.hilos[0].is_alive()


@pytest.mark.parametrize("falla", [ValueError, KeyboardInterrupt])
def test_la_falla_de_quien_escribe_no_deja_el_hilo(
    falla: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    arranques, empezo = Arranques(monkeypatch), threading.Event()
    hecho: list[int] = []

    def esperar() -> None:
        empezo.set()
        threading.Event().wait(0.02)

    def escribir() -> None:
        with Compresion() as compresion:
            compresion.encargar(esperar)
            compresion.encargar(partial(hecho.append, 1))
            assert empezo.wait(_A_LO_SUMO)
            raise falla

    with pytest.raises(falla):
        escribir()

    assert not hecho
    assert not arranques.hilos[0].is_alive()


def test_si_los_dos_fallan_sale_lo_de_quien_escribe() -> None:
    def escribir() -> None:
        with Compresion() as compresion:
            compresion.encargar(fallar)
            raise ValueError("lo suyo")

    with pytest.raises(ValueError, match="lo suyo"):
        escribir()
