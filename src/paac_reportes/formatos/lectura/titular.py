"""Para qué entidad se hizo un formato, y si es la del plan."""

from collections.abc import Iterable

from paac_reportes.analisis.plano import en_plano
from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.formato import EntidadDelFormato, Formato
from paac_reportes.modelo import Entidad

_NO_DISTINGUEN = {
    *("alcaldia", "municipal", "municipio", "distrito", "gobernacion", "departamento"),
    *("de", "del", "la", "el"),
}
"""Lo que el nombre de una entidad comparte con el de muchas."""


def titular(formato: Formato, entidad: Entidad) -> str:
    """La entidad como la nombra el impreso, si es la suya; si no, como la nombra el plan."""
    suya = formato.entidad
    return suya.nombre if suya is not None and _es(suya, entidad) else entidad.nombre


def avisos_de_entidad(formato: Formato, entidad: Entidad) -> Iterable[Aviso]:
    """Un aviso si el formato es de una entidad y lo usa otra."""
    suya = formato.entidad
    if suya is not None and not _es(suya, entidad):
        yield Aviso(
            "formato_de_otra_entidad",
            "",
            f"el formato {formato.codigo} se hizo para {suya.nombre} y lo usa {entidad.nombre};"
            " donde el impreso la nombra va la del plan",
        )


def _es(suya: EntidadDelFormato, entidad: Entidad) -> bool:
    """Por el DIVIPOLA; sin él, por el lugar que ambos nombres dicen."""
    if entidad.divipola is not None:
        return entidad.divipola == suya.divipola
    lugar = set(en_plano(suya.nombre).split()) - _NO_DISTINGUEN
    return lugar <= set(en_plano(entidad.nombre).split())
