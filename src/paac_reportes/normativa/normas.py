"""Las normas que un informe cita, por fecha, y las escalas de zonas que se conocen.

Están en ``plantillas/_normas`` y ``plantillas/_escalas``, con su fuente. Al final, lo que conviene
revisar de un plan sin que impida el reporte (``avisos_de_la_entidad``).
"""

import functools
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from typing import Literal, get_args

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import ConForma, estructurar, mostrar, validar_por_tipo
from paac_reportes.modelo import CodigoDeRegimen
from paac_reportes.modelo.comun import Orden
from paac_reportes.modelo.metodologia import Escala
from paac_reportes.modelo.temas import Contenido
from paac_reportes.normativa.identificadores import avisos_de_la_divipola, avisos_del_nit
from paac_reportes.normativa.regimenes import regimen_de

Rango = Literal["constitucion", "ley", "decreto", "resolucion"]
"""De la de más rango a la de menos, que es como se citan."""

_texto_no_vacio = ConForma(r"\S.*", "un texto")


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Norma:
    """Una norma, o parte de ella, y los días en que rige, incluidos."""

    rango: Rango
    norma: str = attrs.field(validator=_texto_no_vacio)
    articulo: str = attrs.field(validator=_texto_no_vacio)
    detalle: str = attrs.field(validator=_texto_no_vacio)
    regimenes: tuple[CodigoDeRegimen, ...] = get_args(CodigoDeRegimen)
    """De cuáles es criterio; si no lo dice, de todos."""
    expedida: date | None = None
    desde: date
    desde_nacional: date | None = None
    """Desde cuándo para las entidades nacionales, si es otro día que para las territoriales."""
    hasta: date | None = None

    def rige(self, fecha: date, orden: Orden | None) -> bool:
        """Si rige ese día para un orden de entidades; sin él, como para las territoriales."""
        desde = self.desde_nacional if orden == "nacional" else None
        return (desde or self.desde) <= fecha and (self.hasta is None or fecha <= self.hasta)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class _Normas:
    normas: tuple[Norma, ...]


@functools.cache
def _normas_en_orden() -> tuple[Norma, ...]:
    """Las normas, por rango y luego por fecha; las partes de una, en el orden del archivo."""
    archivo = files("paac_reportes.plantillas") / "_normas" / "normas.toml"
    normas = estructurar(tomllib.loads(archivo.read_text("utf-8")), _Normas).normas
    rangos = get_args(Rango)
    return tuple(
        sorted(normas, key=lambda norma: (rangos.index(norma.rango), norma.expedida or norma.desde))
    )


def normas_vigentes(
    fecha: date | None, orden: Orden | None = None, regimen: CodigoDeRegimen | None = None
) -> tuple[Norma, ...]:
    """Normas que rigen ese día y son criterio del régimen, en el orden en que se citan.

    Sin régimen, el del día; sin día, ninguna. ``orden`` es el de la entidad.
    """
    if fecha is None:
        return ()
    criterio = regimen or regimen_de(fecha).codigo
    return tuple(
        norma
        for norma in _normas_en_orden()
        if criterio in norma.regimenes and norma.rige(fecha, orden)
    )


_CODIGO_DE_LA_GUIA = "guia-v2"


@functools.cache
def escalas() -> dict[str, Escala]:
    """Escalas que se conocen, por su código."""
    carpeta = files("paac_reportes.plantillas") / "_escalas"
    archivos = [archivo for archivo in carpeta.iterdir() if archivo.name.endswith(".toml")]
    sin_orden = [
        estructurar(tomllib.loads(archivo.read_text("utf-8")), Escala) for archivo in archivos
    ]
    return {escala.codigo: escala for escala in sorted(sin_orden, key=lambda escala: escala.codigo)}


def escala_de_la_guia() -> Escala:
    """Escala de la guía del PAAC: baja, media y alta."""
    return escalas()[_CODIGO_DE_LA_GUIA]


def buscar_escala(escala: Escala | str | None) -> Escala:
    """Escala que se nombra, o la de la guía si no se dice; ``ErrorDeEntrada`` si no existe."""
    if isinstance(escala, Escala):
        return escala
    if escala is None:
        return escala_de_la_guia()
    if fallas := list(fallas_de_la_escala(escala)):
        raise ErrorDeEntrada(fallas)
    return escalas()[escala]


def fallas_de_la_escala(escala: Escala | str | None) -> Iterator[Falla]:
    """Falla de un código de escala que no existe."""
    if isinstance(escala, str) and escala not in escalas():
        motivo = (
            f"se esperaba {', '.join(escalas())}, o una escala completa; llegó {mostrar(escala)}"
        )
        yield Falla("opcion_desconocida", "metodologia.escala", motivo)


def avisos_de_la_entidad(contenido: Contenido) -> Iterable[Aviso]:
    """Los avisos de la entidad de un plan o de un mapa, con su ruta; ningún texto cambia."""
    yield from avisos_del_nit(contenido.entidad)
    yield from avisos_de_la_divipola(contenido.entidad)
