"""Los mismos bytes en cualquier Python: desde 3.12, ``sum`` no redondea igual los flotantes.

Prueba ``maqueta/hoja/estilos``.
"""

import builtins
from collections.abc import Iterable
from typing import Any

import pytest
from ayudas.emitidos import formato_de, muestra

import paac_reportes as paac

_SUMA = sum


def _sin_flotantes(iterable: Iterable[Any], /, start: Any = 0) -> Any:
    sumandos = list(iterable)
    assert not any(isinstance(uno, float) for uno in sumandos), "use math.fsum"
    return _SUMA(sumandos, start)


@pytest.mark.una_de_cada("tipo")
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("codigo", ["informe-seguimiento", "cajica-plan"])
def test_nadie_suma_flotantes_con_sum(
    codigo: str, tipo: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    suya = muestra(codigo)
    pedido = paac.reporte(suya.contenido, formato_de(codigo), corte=suya.corte)
    monkeypatch.setattr(builtins, "sum", _sin_flotantes)
    assert pedido.emitir(tipo).contenido
