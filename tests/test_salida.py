"""Los archivos salen todos, enteros y en su sitio, o no sale ninguno."""

import _thread
import os
import signal
import threading
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import paac_reportes as paac
from paac_reportes.api.salida import guardar_bytes

NEGADO = PermissionError(13, "Permission denied")


@pytest.fixture(params=["sin nombre", "con nombre"])
def carpeta(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Una carpeta, con archivos temporales sin nombre y donde el sistema no los permite."""
    if request.param == "con nombre":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    return tmp_path


def fallar_al_tomar(monkeypatch: pytest.MonkeyPatch, nombre: str, error: BaseException) -> None:
    """Que un archivo no pueda tomar su nombre, como si estuviera abierto en Excel."""
    reemplazar = Path.replace

    def replace(self: Path, destino: Any) -> Path:
        if Path(destino).name == nombre and self.suffix == ".tmp":
            raise error
        return reemplazar(self, destino)

    monkeypatch.setattr(Path, "replace", replace)


def test_un_archivo_nuevo_y_uno_que_ya_estaba(carpeta: Path) -> None:
    viejo, nuevo = carpeta / "viejo.docx", carpeta / "nuevo.xlsx"
    viejo.write_bytes(b"anterior")
    viejo.chmod(0o640)

    guardar_bytes([(viejo, b"uno"), (nuevo, b"dos")])

    assert (viejo.read_bytes(), nuevo.read_bytes()) == (b"uno", b"dos")
    assert viejo.stat().st_mode & 0o777 == 0o640
    assert sorted(carpeta.iterdir()) == [nuevo, viejo]


@pytest.mark.parametrize("error", [NEGADO, KeyboardInterrupt()])
def test_si_el_ultimo_no_puede_tomar_su_nombre_los_demas_vuelven(
    carpeta: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    viejo, nuevo, abierto = (carpeta / n for n in ("viejo.docx", "nuevo.html", "abierto.xlsx"))
    viejo.write_bytes(b"anterior")
    abierto.write_bytes(b"en uso")
    fallar_al_tomar(monkeypatch, "abierto.xlsx", error)

    with pytest.raises((paac.ErrorDeEntorno, KeyboardInterrupt)) as dicho:
        guardar_bytes([(viejo, b"uno"), (nuevo, b"dos"), (abierto, b"tres")])

    if isinstance(error, OSError):
        assert str(dicho.value) == f"{abierto}: no hay permiso para escribir ahí"
    assert (viejo.read_bytes(), abierto.read_bytes()) == (b"anterior", b"en uso")
    assert sorted(carpeta.iterdir()) == [abierto, viejo]


def test_lo_que_no_se_puede_deshacer_se_dice_y_no_se_pierde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uno, dos = tmp_path / "uno.docx", tmp_path / "dos.xlsx"
    uno.write_bytes(b"anterior")
    reemplazar, veces = Path.replace, list[Any]()

    def replace(self: Path, destino: Any) -> Path:
        veces.append(destino)
        if len(veces) > 1:
            raise NEGADO
        return reemplazar(self, destino)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(paac.ErrorDeEntorno, match="lo anterior está en") as dicho:
        guardar_bytes([(uno, b"1"), (dos, b"2")])

    respaldo = Path(str(dicho.value).rpartition("lo anterior está en ")[2])
    assert respaldo.read_bytes() == b"anterior"


def test_un_flujo_sale_al_final_y_si_falla_los_archivos_vuelven(carpeta: Path) -> None:
    class Lleno(BytesIO):
        def write(self, _contenido: Any) -> int:
            raise ValueError("cerrado")

    archivo = carpeta / "a.docx"
    archivo.write_bytes(b"anterior")
    with pytest.raises(paac.ErrorDeEntrada, match="flujo de bytes"):
        guardar_bytes([(Lleno(), b"x"), (archivo, b"nuevo")])

    assert archivo.read_bytes() == b"anterior"
    assert list(carpeta.iterdir()) == [archivo]


def en_la_carpeta(tmp_path: Path) -> str:
    return str(tmp_path / "a.docx")


def por_otro_camino(tmp_path: Path) -> str:
    return str(tmp_path / "." / "sub" / ".." / "a.docx")


def por_un_enlace(tmp_path: Path) -> str:
    (tmp_path / "enlace.docx").symlink_to(tmp_path / "a.docx")
    return str(tmp_path / "enlace.docx")


@pytest.mark.parametrize("otra", [en_la_carpeta, por_otro_camino, por_un_enlace])
def test_la_misma_salida_dos_veces_se_niega(tmp_path: Path, otra: Callable[[Path], str]) -> None:
    (tmp_path / "sub").mkdir()
    with pytest.raises(paac.ErrorDeEntrada, match="se pidió escribirlo dos veces"):
        guardar_bytes([(tmp_path / "a.docx", b"1"), (otra(tmp_path), b"2")])

    assert not (tmp_path / "a.docx").exists()


def test_de_varios_destinos_que_no_sirven_se_dicen_todos(tmp_path: Path) -> None:
    destinos = [tmp_path / "no" / "a.docx", tmp_path / "b.docx", tmp_path / "tampoco" / "c.docx"]
    with pytest.raises(paac.ErrorDeEntorno) as dicho:
        guardar_bytes([(destino, b"x") for destino in destinos])

    assert [falla.ruta for falla in dicho.value.fallas] == [str(destinos[0]), str(destinos[2])]


def test_sin_permiso_lo_dice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def negar(*_todo: object, **_demas: object) -> int:
        raise NEGADO

    monkeypatch.setattr(os, "open", negar)
    with pytest.raises(paac.ErrorDeEntorno, match="no hay permiso para escribir ahí"):
        guardar_bytes([(tmp_path / "a.docx", b"x")])


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="las señales son otras")
@pytest.mark.parametrize(
    "interrumpir",
    [
        lambda: signal.pthread_kill(threading.get_ident(), signal.SIGINT),
        # El que llegó a otro hilo: la máscara de éste no lo detiene.
        _thread.interrupt_main,
    ],
    ids=["a este hilo", "a otro"],
)
def test_un_ctrl_c_mientras_toman_su_nombre_espera(
    interrumpir: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uno, dos = tmp_path / "uno.docx", tmp_path / "dos.docx"
    reemplazar = Path.replace

    def replace(self: Path, destino: Any) -> Path:
        tomado = reemplazar(self, destino)
        interrumpir()
        return tomado

    monkeypatch.setattr(Path, "replace", replace)
    antes = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            guardar_bytes([(uno, b"1"), (dos, b"2")])
    finally:
        signal.signal(signal.SIGINT, antes)

    hay = {ruta.name: ruta.read_bytes() for ruta in tmp_path.iterdir()}
    assert hay in ({}, {"uno.docx": b"1", "dos.docx": b"2"})
