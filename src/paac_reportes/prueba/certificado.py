"""El resultado de comprobar un archivo: qué se miró, qué difiere y dónde."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra
from paac_reportes.errores import Aviso
from paac_reportes.prueba.visible import Valor

# ------------------------------------------------------------------ reglas
# Lo que puede ir escrito de otro modo sin que nadie vea otra cosa, con su porqué.

REGLAS = {
    "letra_prohibida": "lo que ni Word ni Excel admiten sale como U+FFFD, con un aviso",
    "parrafo_en_blanco": "los párrafos vacíos separan bloques: no dicen nada, y no se comparan",
    "salto_de_linea": "en Word, un retorno de carro con o sin salto de línea es un salto de línea",
    "numero_de_pagina": "el número de una página lo calcula el programa que muestra el documento",
    "contenido_sin_pagina": "en Word, un renglón del contenido puede no decir aún su página",
    "linea_sin_celdas": "en Word, una línea de la cuadrícula donde no empieza una celda no se ve",
    "titulo_en_su_franja": "en Word, el título que la tabla siguiente ya dice se escribe en ella",
    "grafico_en_tabla": "en Word, sin matplotlib, un gráfico sale como la tabla de sus datos",
    "numero_o_texto": "una celda puede guardar el número o el texto, si lo que muestra es lo mismo",
    "doble_precision": "un número se guarda en coma flotante: vale uno a menos de 10⁻¹³ partes",
    "formula_o_valor": "una cifra que resume otras puede ser una fórmula, si da lo que debe",
    "nombre_de_hoja": "Excel limita el nombre de una hoja: vale recortado, limpio o numerado",
    "impreso_recortado": "Excel admite 255 letras alrededor de una página: lo demás acaba en «…»",
    "texto_recortado": "la hoja Datos guarda de un texto lo que cabe en una celda, con un aviso",
    "fila_con_nombre": "una columna oculta con el nombre de cada fila no dice nada del plan",
}
"""Por su nombre; todo lo que no está aquí es una diferencia."""

_HOLGURA = Decimal("1e-13")


def mismo_valor(esperado: Valor, hallado: Valor) -> bool:
    """Si dos celdas guardan lo mismo (``doble_precision``)."""
    if isinstance(esperado, Decimal) and isinstance(hallado, Decimal):
        return abs(esperado - hallado) <= _HOLGURA * max(abs(esperado), abs(hallado))
    return esperado == hallado


def es_su_recorte(esperado: str, hallado: str) -> bool:
    """Si lo hallado es lo esperado con alguno de sus trozos cortado (``impreso_recortado``)."""
    if "…" not in hallado:
        return False
    desde = 0
    for numero, trozo in enumerate(hallado.split("…")):
        lugar = esperado.find(trozo, desde)
        if lugar < 0 or (numero == 0 and lugar):
            return False
        desde = lugar + len(trozo)
    return True


def con_su_pagina(renglon: str) -> str:
    """El renglón del contenido que otro programa dejó sin página (``contenido_sin_pagina``)."""
    texto, va_a, titulo = renglon.partition("⟦va a")
    return f"{texto}\t⟦página⟧{va_a}{titulo}" if va_a else renglon


# ------------------------------------------------------------------ certificado

_ALREDEDOR = 40
"""Letras que se repiten a cada lado de la primera distinta."""
_CORTO = 120


@clases.frozen
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


@clases.frozen(kw_only=True)
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


@clases.frozen(kw_only=True)
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
