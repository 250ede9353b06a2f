"""Typst en una máquina que no le deja empezar sus hilos."""

import pytest
from ayudas.a_medida import plan_de
from ayudas.planes import FORMATO, actividad

import paac_reportes as paac
from paac_reportes.escritores.pdf import motor


class PanicException(BaseException):
    """La de Typst no es un error corriente."""


def test_sin_hilos_es_del_entorno_y_no_se_escapa_al_limpiar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def detenerse(*_: object, **__: object) -> bytes:
        raise PanicException("not initialized: ThreadPoolBuildError { kind: IOError }")

    monkeypatch.setattr("typst.compile", detenerse)
    monkeypatch.setattr(motor, "_compositor_de_nada", lambda _fuentes: detenerse)
    with pytest.raises(paac.ErrorDeEntorno, match="ulimit -u") as error:
        paac.reporte(plan_de(actividad()), FORMATO).emitir("pdf")

    assert [falla.codigo for falla in error.value.fallas] == ["sin_hilos"]
