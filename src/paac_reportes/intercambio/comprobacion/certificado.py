"""El resultado de comprobar un archivo: qué se miró, qué difiere y dónde."""

from datetime import date
from typing import Any

import attrs

from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso

_ALREDEDOR = 40
"""Letras que se repiten a cada lado de la primera distinta."""
_CORTO = 120


@attrs.frozen
class Diferencia:
    """Un lugar del archivo que no dice lo que debe; ``None`` es que no hay nada."""

    lugar: str
    esperado: str | None
    hallado: str | None

    def __str__(self) -> str:
        return f"{self.lugar}: {self.mensaje}"

    @property
    def mensaje(self) -> str:
        """Qué se esperaba y qué hay, cerca de la primera letra distinta."""
        if self.hallado is None:
            return f"se esperaba «{_corto(self.esperado or '')}», y no está"
        if self.esperado is None:
            return f"sobra «{_corto(self.hallado)}»"
        desde = _primera_distinta(self.esperado, self.hallado)
        esperado, hallado = (_cerca(texto, desde) for texto in (self.esperado, self.hallado))
        return f"se esperaba «{esperado}», se encontró «{hallado}»"


def _primera_distinta(uno: str, otro: str) -> int:
    pares = enumerate(zip(uno, otro, strict=False))
    return next((n for n, (a, b) in pares if a != b), min(len(uno), len(otro)))


def _cerca(texto: str, lugar: int) -> str:
    if len(texto) <= _CORTO:
        return texto
    desde, hasta = max(lugar - _ALREDEDOR, 0), lugar + _ALREDEDOR
    return f"{'…' * (desde > 0)}{texto[desde:hasta]}{'…' * (hasta < len(texto))}"


def _corto(texto: str) -> str:
    return texto if len(texto) <= _CORTO else f"{texto[: _CORTO - 1]}…"


@attrs.frozen(kw_only=True)
class Cuentas:
    """Cuánto se comparó."""

    hojas: int = 0
    tablas: int = 0
    filas: int = 0
    celdas: int = 0
    letras: int = 0
    titulos: int = 0
    parrafos: int = 0
    textos_de_pagina: int = 0
    """Los de encabezados y pies."""
    imagenes: int = 0
    enlaces: int = 0
    formulas: int = 0
    datos_del_plan: int = 0
    """Los del plan que se buscaron, uno por uno, en la fila que es suya."""


@attrs.frozen(kw_only=True)
class Certificado(SeMuestra):
    """Lo que se comprobó de un archivo, y si dice a la letra lo que debe."""

    tipo: str
    sha256_de_los_datos: str
    """De los datos en JSON canónico: sin espacios y con las claves en orden.

    De los que se publican, si se comprobó lo publicado: quien sólo los tiene a ellos lo repite.
    """
    sha256_del_archivo: str
    version: str
    """La de la biblioteca."""
    version_contrato: int
    formato: str
    version_del_formato: str
    corte: date | None
    entidad: str
    vigencia: int | None
    publico: bool = False
    """Si lo que debe decir es lo que se publica."""
    fecha: date | None = None
    """El día en que se comprobó, si quien lo pide lo dice."""
    cuentas: Cuentas
    reglas: tuple[str, ...] = ()
    """Las diferencias de representación que no se cuentan (``REGLAS``)."""
    diferencias: tuple[Diferencia, ...] = ()
    avisos: tuple[Aviso, ...] = ()

    def _cuadro(self) -> Cuadro:
        """Si el archivo dice lo que debe, dónde no, y cuánto se comparó."""
        cuentas = attrs.asdict(self.cuentas)
        comparado = (f"{que.replace('_', ' ')}: {n}" for que, n in cuentas.items() if n)
        return Cuadro(
            titulo=f"El .{self.tipo} {'dice' if self.pasa else 'no dice'} lo que debe",
            columnas=("Dónde", "Esperado", "Hallado"),
            filas=[(una.lugar, una.esperado, una.hallado) for una in self.diferencias],
            son="diferencias",
            notas=(
                f"{self.formato}, versión {self.version_del_formato}, de {self.entidad}.",
                f"Corte: {self.corte or 'ninguno'}.",
                f"Se comparó: {', '.join(comparado)}.",
                f"Diferencias: {len(self.diferencias)}. Avisos: {len(self.avisos)}.",
            ),
        )

    @property
    def pasa(self) -> bool:
        """Si no difiere en nada."""
        return not self.diferencias

    def datos(self) -> dict[str, Any]:
        """Lo mismo, para escribirlo como JSON."""
        dicho = attrs.asdict(self, value_serializer=_como_dato)
        return {"pasa": self.pasa, **dicho}


def _como_dato(_objeto: object, _campo: object, valor: Any) -> Any:
    return valor.isoformat() if isinstance(valor, date) else valor
