"""Lo que una oficina reporta de una fila en un corte: las cinco celdas que tiene abiertas."""

from decimal import Decimal
from typing import Any

import attrs

from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.modelo import Estado, Seguimiento
from paac_reportes.textos.limpieza import PROHIBIDOS, REEMPLAZO

CAMPOS = ("texto", "avance", "estado", "evidencias", "observaciones")
"""Los de un seguimiento que van abiertos, en su orden."""


@attrs.frozen(kw_only=True)
class Reporte:
    """Los valores de las celdas abiertas de una fila."""

    texto: str | None = None
    avance: Decimal | None = None
    """Porcentaje, de 0 a 100."""
    estado: Estado | None = None
    evidencias: tuple[str, ...] = ()
    observaciones: str | None = None

    @staticmethod
    def de(seguimiento: Seguimiento | None) -> "Reporte":
        """El de un seguimiento; uno en blanco si no lo hay."""
        if seguimiento is None:
            return Reporte()
        return Reporte(**{campo: getattr(seguimiento, campo) for campo in CAMPOS})

    @property
    def en_blanco(self) -> bool:
        """Si no dice nada."""
        return not any(self.comparable)

    @property
    def comparable(self) -> tuple[str, ...]:
        """Lo que dice cada celda, sin lo que un libro no conserva al ir y volver."""
        return tuple(comparable(getattr(self, campo)) for campo in CAMPOS)

    def borra(self, otro: "Reporte") -> bool:
        """Si deja en blanco algo que el otro dice."""
        pares = zip(self.comparable, otro.comparable, strict=True)
        return any(antes and not ahora for ahora, antes in pares)

    def sobre(self, otro: "Reporte") -> "Reporte":
        """Este; de lo que no cambió, con la letra exacta del otro."""
        iguales = {
            campo: getattr(otro, campo)
            for campo in CAMPOS
            if comparable(getattr(self, campo)) == comparable(getattr(otro, campo))
        }
        return attrs.evolve(self, **iguales)


def comparable(valor: Any) -> str:
    """Un valor como texto, sin lo que un libro no conserva al ir y volver.

    Sin espacios de sobra, con los renglones de una sola forma y hasta donde cabe en una celda.
    """
    if valor is None:
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}" if valor else "0"
    texto = "\n".join(valor) if isinstance(valor, tuple) else str(valor)
    renglones = (" ".join(crudo.split()) for crudo in lo_que_cabe(texto).splitlines())
    return "\n".join(filter(None, renglones))


def lo_que_cabe(texto: str) -> str:
    """El texto, limpio, hasta donde cabe en una celda de Excel, que cuenta en unidades UTF-16."""
    limpio = PROHIBIDOS.sub(REEMPLAZO, texto)
    if len(limpio) * 2 <= LETRAS_POR_CELDA:
        return limpio
    return limpio.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")
