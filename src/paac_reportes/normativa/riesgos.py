"""Las metodologías con que se valora un mapa de riesgos: escalas, matriz, cuestionario y controles.

Están en ``plantillas/_riesgos``, una en cada archivo, con la fuente de cada parte y qué tan cierta
es. La de una entidad se escribe igual. Las guías no se leyeron: lo que dicen de ellas otros
documentos está en ``FUENTE.md``.
"""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import (
    ConForma,
    Entre,
    comprobar_coherencia,
    estructurar,
    mostrar,
    validar_por_tipo,
)
from paac_reportes.modelo import acepta

Certeza = Literal["confirmado", "de_memoria", "decision"]
"""Si se vio en la fuente que dice, si nadie la ha confirmado o si es decisión de quien lo puso."""
IdDeZona = Literal["bajo", "moderado", "alto", "extremo"]
"""De la menor a la mayor; cada metodología las llama a su manera."""
COLORES_DE_ZONA: Mapping[IdDeZona, str] = {
    "bajo": "92D050",
    "moderado": "FFFF00",
    "alto": "E26B0A",
    "extremo": "C00000",
}
"""Colores de la leyenda de la herramienta de Función Pública; ninguna guía leída da otros."""
_PARTE_DEL_COLOR = 0.4
"""Parte del color que queda al aclararlo; lo demás es blanco."""


def _aclarado(color: str) -> str:
    """El color, ``92D050``, aclarado con blanco."""
    canales = (int(color[desde : desde + 2], 16) for desde in (0, 2, 4))
    return "".join(f"{round(255 - (255 - canal) * _PARTE_DEL_COLOR):02X}" for canal in canales)


TONOS_DE_ZONA: Mapping[IdDeZona, str] = {
    zona: _aclarado(color) for zona, color in COLORES_DE_ZONA.items()
}
"""Los mismos aclarados con blanco: los de la celda sin riesgos del mapa de calor.

Llenos van donde hay riesgos, en él y en las tablas: así un color dice en todas partes lo mismo.
"""
Regla = Literal["porcentajes", "puntos", "solidez"]
"""Cómo bajan el riesgo los controles: v5 y v7, 2015 y 2014, o v4."""
_CODIGO = ConForma(r"[a-z0-9][a-z0-9-]{0,59}", "un código de minúsculas, cifras y guiones")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Nivel:
    """Un escalón de un eje."""

    valor: Decimal = attrs.field(converter=acepta.numero, validator=Entre(0, 100))
    """El número con que va en la matriz: 3, 20 o 60."""
    nombre: str
    tambien: tuple[str, ...] = attrs.field(default=(), converter=acepta.textos)
    """Otros nombres con que se escribe."""
    frecuencia: str = ""
    """Cuándo se escoge, si es de probabilidad."""
    criterio: str = ""
    """Cuándo se escoge, si es de impacto."""
    hasta_veces: int | None = None
    """Hasta cuántas veces al año se hace la actividad, si la guía lo mide así."""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Escalones:
    """Los niveles de un eje, de menor a mayor."""

    fuente: str
    certeza: Certeza
    niveles: tuple[Nivel, ...]

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """La falla de los niveles que no son al menos dos, o no van de menor a mayor."""
        niveles = valores.get("niveles")
        if niveles is None or None in niveles:
            return
        if len(niveles) <= 1 or any(a.valor >= b.valor for a, b in pairwise(niveles)):
            yield Falla(
                "datos_incoherentes", "niveles", "se esperaban al menos dos, de menor a mayor"
            )

    def lugar(self, nivel: Nivel) -> int:
        """El lugar de un nivel en el eje, contando desde 0 el menor."""
        return self.niveles.index(nivel)

    def de_valor(self, valor: Decimal | int) -> Nivel | None:
        """El nivel de un valor, 3 o 60; ``None`` si ninguno lo tiene."""
        return next((nivel for nivel in self.niveles if nivel.valor == valor), None)

    def de_porcentaje(self, porcentaje: Decimal) -> Nivel:
        """El primer nivel cuyo valor llega a ese porcentaje; el último, si ninguno."""
        alcanzan = (nivel for nivel in self.niveles if porcentaje <= nivel.valor)
        return next(alcanzan, self.niveles[-1])

    def de_veces(self, veces: int) -> Nivel | None:
        """El nivel de lo que se hace esas veces al año; ``None`` si ninguno o si no se mide así."""
        if veces <= 0 or not any(nivel.hasta_veces for nivel in self.niveles):
            return None
        caben = (n for n in self.niveles if n.hasta_veces is None or veces <= n.hasta_veces)
        return next(caben, None)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class NombresDeZona:
    """Cómo llama la metodología a cada zona."""

    bajo: str
    moderado: str
    alto: str
    extremo: str

    def de(self, zona: IdDeZona) -> str:
        """El nombre que la metodología da a una zona."""
        nombre: str = getattr(self, zona)
        return nombre


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class FilaDeZonas:
    """Las zonas de una probabilidad, del menor impacto al mayor."""

    probabilidad: Decimal = attrs.field(converter=acepta.numero)
    zonas: tuple[IdDeZona, ...] = attrs.field(converter=acepta.zonas_de_riesgo)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CeldaDudosa:
    """Una celda menos cierta que las demás."""

    probabilidad: Decimal = attrs.field(converter=acepta.numero)
    impacto: Decimal = attrs.field(converter=acepta.numero)
    certeza: Certeza
    nota: str


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Matriz:
    """La zona de cada probabilidad con cada impacto."""

    fuente: str
    certeza: Certeza
    por_producto: bool = False
    """Si con la zona va el producto de los dos números (``EXTREMO - 60``)."""
    desde_el_minimo: Literal["siempre", "de_corrupcion"] | None = None
    """Si el mapa de calor empieza en el impacto mínimo, salvo que algún riesgo quede antes.

    O siempre, o sólo si todos sus riesgos son de corrupción. Sin decirlo, va completo.
    """
    filas: tuple[FilaDeZonas, ...]
    dudosas: tuple[CeldaDudosa, ...] = ()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class CorteDeCuestionario:
    """Desde cuántas respuestas afirmativas es de un nivel."""

    desde: int
    nivel: Decimal = attrs.field(converter=acepta.numero)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Cuestionario:
    """Las preguntas con que se mide el impacto de un riesgo de corrupción."""

    fuente: str
    certeza: Certeza
    preguntas: tuple[str, ...]
    cortes: tuple[CorteDeCuestionario, ...]
    graves: tuple[int, ...] = ()
    """Preguntas que, afirmativas, bastan para el nivel más alto."""
    fuente_de_graves: str = ""
    certeza_de_graves: Certeza | None = None


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Criterio:
    """Criterio con que se mira un control, y los puntos de cada respuesta."""

    codigo: str
    nombre: str
    puntos: dict[str, int]


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class TramoDePuntaje:
    """Qué es un puntaje, desde ese número."""

    desde: int
    niveles: int | None = None
    """Cuántos baja en su eje."""
    nombre: str = ""


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class ReglaDeControles:
    """Cuánto bajan un riesgo sus controles."""

    regla: Regla
    fuente: str
    certeza: Certeza
    se_calcula: bool = False
    """Si la regla basta para calcular el riesgo residual con cualquier número de controles."""
    baja_a_lo_sumo: int | None = None
    """Cuántos niveles de un eje, entre todos los controles."""
    pide_responsable: bool = False
    """Si la metodología o su formato dicen quién ejecuta cada control."""
    fuente_de_responsable: str = ""
    tipo: dict[str, int] = attrs.Factory(dict)
    """Con ``porcentajes``, lo que suma cada tipo."""
    implementacion: dict[str, int] = attrs.Factory(dict)
    """Con ``porcentajes``, lo que suma cada implementación."""
    criterios: tuple[Criterio, ...] = ()
    tramos: tuple[TramoDePuntaje, ...] = ()
    """Con ``puntos`` y ``solidez``, de menor a mayor."""

    def tramo_de(self, puntaje: Decimal) -> TramoDePuntaje | None:
        """Tramo de un puntaje; ``None`` si la regla no tiene."""
        alcanzados = [tramo for tramo in self.tramos if tramo.desde <= puntaje]
        return alcanzados[-1] if alcanzados else None


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class MetodologiaDeRiesgos:
    """Cómo valora una guía: sus dos ejes, su matriz y lo que bajan los controles."""

    codigo: str = attrs.field(validator=_CODIGO)
    nombre: str
    unidad: Literal["nivel", "porcentaje"]
    desde: date | None = None
    hasta: date | None = None
    """Entre qué días se propone para un mapa nuevo; no obliga a nadie."""
    se_propone: bool = True
    fuente: str
    impacto_minimo: Decimal | None = attrs.field(default=None, converter=acepta.numero_o_nada)
    """El menor de un riesgo de corrupción."""
    fuente_del_minimo: str = ""
    certeza_del_minimo: Certeza | None = None
    zonas: NombresDeZona
    probabilidad: Escalones
    impacto: Escalones
    matriz: Matriz
    cuestionario: Cuestionario | None = None
    controles: ReglaDeControles

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Las fallas de una matriz sin una zona por cruce, y de los niveles que no existen."""
        matriz: Any = valores.get("matriz")
        probabilidad: Any
        impacto: Any
        probabilidad, impacto = (valores.get(eje) for eje in ("probabilidad", "impacto"))
        if None in (matriz, probabilidad, impacto) or None in matriz.filas:
            return
        yield from _fallas_de_la_matriz(matriz, probabilidad, impacto)
        valores_de_impacto = {nivel.valor for nivel in impacto.niveles}
        cuestionario, minimo = valores.get("cuestionario"), valores.get("impacto_minimo")
        cortes = enumerate(cuestionario.cortes if cuestionario else ())
        nombrados = [(f"cuestionario.cortes[{n}].nivel", corte.nivel) for n, corte in cortes]
        if minimo is not None:
            nombrados.append(("impacto_minimo", minimo))
        for ruta, nivel in nombrados:
            if nivel not in valores_de_impacto:
                motivo = f"se esperaba un nivel de impacto, llegó {mostrar(nivel)}"
                yield Falla("datos_incoherentes", ruta, motivo)

    def zona(self, probabilidad: Nivel, impacto: Nivel) -> IdDeZona:
        """La zona en que se cruzan una probabilidad y un impacto."""
        fila = next(fila for fila in self.matriz.filas if fila.probabilidad == probabilidad.valor)
        return fila.zonas[self.impacto.lugar(impacto)]

    def producto(self, probabilidad: Nivel, impacto: Nivel) -> Decimal | None:
        """El producto de los valores de los dos niveles, si esta metodología lo usa."""
        if not self.matriz.por_producto:
            return None
        return probabilidad.valor * impacto.valor

    def rige(self, dia: date) -> bool:
        """Si la metodología se propone para un mapa de ese día."""
        desde, hasta = self.desde or date.min, self.hasta or date.max
        return desde <= dia <= hasta


def _fallas_de_la_matriz(
    matriz: Matriz, probabilidad: Escalones, impacto: Escalones
) -> Iterable[Falla]:
    """Fallas de una matriz sin una fila por probabilidad, o de una fila sin zona por impacto."""
    probabilidades = [nivel.valor for nivel in probabilidad.niveles]
    if sorted(fila.probabilidad for fila in matriz.filas) != probabilidades:
        motivo = f"se esperaba una fila por probabilidad, llegaron {len(matriz.filas)}"
        yield Falla("datos_incoherentes", "matriz.filas", motivo)
    cuantos = len(impacto.niveles)
    for numero, fila in enumerate(matriz.filas):
        if len(fila.zonas) != cuantos:
            motivo = f"se esperaban {cuantos} zonas, una por impacto; llegaron {len(fila.zonas)}"
            yield Falla("datos_incoherentes", f"matriz.filas[{numero}].zonas", motivo)


@functools.cache
def metodologias() -> dict[str, MetodologiaDeRiesgos]:
    """Metodologías que se conocen, por su código, de la más antigua a la más nueva."""
    carpeta = files("paac_reportes.plantillas") / "_riesgos"
    sin_orden = [
        leer_metodologia(archivo.read_text("utf-8"), archivo.name)
        for archivo in carpeta.iterdir()
        if archivo.name.endswith(".toml")
    ]
    en_orden = sorted(
        sin_orden, key=lambda metodologia: (metodologia.desde or date.min, metodologia.codigo)
    )
    return {metodologia.codigo: metodologia for metodologia in en_orden}


def leer_metodologia(texto: str, nombre: str) -> MetodologiaDeRiesgos:
    """La metodología de un TOML; ``ErrorDeEntrada`` con cada falla y el ``nombre`` del archivo."""
    try:
        datos = tomllib.loads(texto)
    except tomllib.TOMLDecodeError as error:
        motivo = f"TOML mal formado ({error})"
        raise ErrorDeEntrada(Falla("archivo_danado", nombre, motivo)) from None
    try:
        return estructurar(datos, MetodologiaDeRiesgos)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(f.en(f"{nombre}: {f.ruta}") for f in error.fallas) from None
