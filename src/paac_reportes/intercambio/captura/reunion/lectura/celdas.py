"""Lo que una oficina escribió en las celdas abiertas, como dato; lo que no sirve es una falla."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.documentos.visto import CeldaVista
from paac_reportes.entrada.filas.valores import leer
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.intercambio.captura.columnas import ESTADOS
from paac_reportes.modelo import Estado
from paac_reportes.textos.valores import como_texto, numero_escrito

_CIEN = 100
_EN_PORCENTAJE = re.compile(r"(.*?)\s*(?:%|por\s*ciento)", re.IGNORECASE | re.DOTALL)


class Lectura:
    """La de las celdas de un libro: junta las fallas y lo que conviene revisar."""

    def __init__(self) -> None:
        self.fallas: list[Falla] = []
        self.avisos: list[Aviso] = []

    def valor(self, campo: str, celda: CeldaVista | None, lugar: str) -> Any:
        """El de un campo del reporte; ``None``, o ninguno, si la celda está en blanco."""
        if celda is None or not celda.texto.strip():
            return () if campo == "evidencias" else None
        return _LECTORES[campo](self, celda, lugar)

    def _texto(self, celda: CeldaVista, _lugar: str) -> str:
        return celda.texto

    def _evidencias(self, celda: CeldaVista, _lugar: str) -> tuple[str, ...]:
        return tuple(leer("seguimiento.evidencias", celda.texto))

    def _estado(self, celda: CeldaVista, lugar: str) -> Estado | None:
        leido = leer("seguimiento.estado", celda.texto.strip().rstrip("."))
        if leido in set(Estado):
            return Estado(leido)
        self._fallar(lugar, f"uno de la lista ({', '.join(ESTADOS)})", celda)
        return None

    def _avance(self, celda: CeldaVista, lugar: str) -> Decimal | None:
        numero = porcentaje_de(celda)
        if numero is None or not 0 <= numero <= _CIEN:
            self._fallar(lugar, "un número de 0 a 100", celda)
            return None
        if 0 < numero < 1:
            motivo = (
                f"se leyó como {como_texto(numero)} %; si es una parte de uno, escriba"
                f" {como_texto((numero * _CIEN).normalize())}"
            )
            self.avisos.append(Aviso("avance_como_fraccion", lugar, motivo))
        return numero

    def _fallar(self, lugar: str, esperado: str, celda: CeldaVista) -> None:
        self.fallas.append(Falla(lugar, f"se esperaba {esperado}, llegó {mostrar(celda.texto)}"))


_LECTORES: Mapping[str, Callable[[Lectura, CeldaVista, str], Any]] = {
    "texto": Lectura._texto,  # noqa: SLF001 - es la tabla de la misma clase
    "avance": Lectura._avance,  # noqa: SLF001
    "estado": Lectura._estado,  # noqa: SLF001
    "evidencias": Lectura._evidencias,  # noqa: SLF001
    "observaciones": Lectura._texto,  # noqa: SLF001
}


def porcentaje_de(celda: CeldaVista) -> Decimal | None:
    """El número de una celda: ``50``, ``50 %``, ``50 por ciento`` o un 0,5 que se ve 50%."""
    escrito = _EN_PORCENTAJE.fullmatch(celda.texto.strip())
    if isinstance(celda.valor, Decimal):
        return (celda.valor * _CIEN if escrito else celda.valor).normalize() + 0
    return numero_escrito(en_plano(escrito[1] if escrito else celda.texto))
