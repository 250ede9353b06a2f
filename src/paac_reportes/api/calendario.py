"""Los deberes del año."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from paac_reportes.api.salida import Destino, guardar
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import CodigoDeRegimen, Orden
from paac_reportes.sistema import es_ruta

if TYPE_CHECKING:
    from paac_reportes.analisis.calendario.deberes import Deber
    from paac_reportes.modelo.periodos import Periodicidad

_PRIMERA, _ULTIMA = 2013, 2100
"""La primera vigencia con plan (Decreto 2641 de 2012), y la última con festivos conocidos."""
_DIAS_MAXIMOS = 365


def calendario(  # noqa: PLR0913 - todas se dicen por su nombre
    vigencia: int,
    *,
    periodicidad: "Periodicidad" = "cuatrimestral",
    cierres: Collection[date] = (),
    regimen: CodigoDeRegimen | None = None,
    orden: Orden | None = None,
    dias_habiles: int | None = None,
) -> "tuple[Deber, ...]":
    """Los deberes de una vigencia: publicar el plan o programa, cada corte y cada publicación.

    Cada uno dice de dónde sale su fecha. El régimen es el que se dé o el de la vigencia. El PAAC
    trae un plazo para publicar el seguimiento y el PTEP no: se publica en los ``dias_habiles`` que
    la entidad se dé o, sin ellos, no hay fecha. ``orden`` es el de la entidad, nacional o
    territorial, y ``cierres``, los días en que no trabaja. Los días hábiles son los de Colombia.

    Lanza ``ErrorDeEntrada``, o ``ErrorDeEntorno`` si falta la biblioteca de festivos.
    """
    from paac_reportes.analisis.calendario.deberes import deberes_de
    from paac_reportes.formatos.reglas import reglas_de
    from paac_reportes.modelo.periodos import CORTES

    fallas = [
        *_entero("vigencia", vigencia, "un año", _PRIMERA, _ULTIMA),
        *_opcion("periodicidad", periodicidad, CORTES),
        *_opcion("regimen", regimen, (None, *get_args(CodigoDeRegimen))),
        *_opcion("orden", orden, (None, *get_args(Orden))),
        *_fallas_de_cierres(cierres),
    ]
    if dias_habiles is not None:
        fallas += _entero("dias_habiles", dias_habiles, "un número", 1, _DIAS_MAXIMOS)
    if fallas:
        raise ErrorDeEntrada(fallas)
    reglas = reglas_de(vigencia, periodicidad, regimen, orden, dias_habiles)
    return deberes_de(vigencia, reglas, periodicidad, frozenset(map(_dia, cierres)))


def guardar_calendario(  # noqa: PLR0913 - todas se dicen por su nombre
    vigencia: int,
    destino: Destino,
    *,
    periodicidad: "Periodicidad" = "cuatrimestral",
    cierres: Collection[date] = (),
    regimen: CodigoDeRegimen | None = None,
    orden: Orden | None = None,
    dias_habiles: int | None = None,
) -> Destino:
    """Los deberes como archivo ``.ics``, para el calendario de la oficina."""
    from paac_reportes.analisis.calendario.deberes import en_ics

    if es_ruta(destino) and Path(destino).suffix.lower() != ".ics":
        motivo = f"se esperaba un archivo .ics, llegó {mostrar(str(destino))}"
        raise ErrorDeEntrada(Falla("destino", motivo))
    deberes = calendario(
        vigencia,
        periodicidad=periodicidad,
        cierres=cierres,
        regimen=regimen,
        orden=orden,
        dias_habiles=dias_habiles,
    )
    guardar([(destino, en_ics(deberes).encode("utf-8"))])
    return destino


def _entero(ruta: str, valor: object, que: str, minimo: int, maximo: int) -> Iterator[Falla]:
    if not isinstance(valor, int) or isinstance(valor, bool) or not minimo <= valor <= maximo:
        yield Falla(ruta, f"se esperaba {que} de {minimo} a {maximo}, llegó {mostrar(valor)}")


def _opcion(ruta: str, valor: object, opciones: Iterable[str | None]) -> Iterator[Falla]:
    validas = list(opciones)
    if not (valor is None or isinstance(valor, str)) or valor not in validas:
        estas = ", ".join(opcion for opcion in validas if opcion)
        yield Falla(ruta, f"se esperaba alguno de estos: {estas}, llegó {mostrar(valor)}")


def _fallas_de_cierres(cierres: object) -> Iterator[Falla]:
    if isinstance(cierres, str | bytes) or not isinstance(cierres, Collection):
        yield Falla("cierres", f"se esperaba una lista de fechas, llegó {mostrar(cierres)}")
        return
    for indice, cierre in enumerate(cierres):
        if not _es_dia(cierre):
            motivo = f"se esperaba una fecha (date), llegó {mostrar(cierre)}"
            yield Falla(f"cierres[{indice}]", motivo)


def _es_dia(valor: object) -> bool:
    """Una fecha, o la medianoche con que la dan Excel y pandas."""
    return isinstance(valor, date) and (not isinstance(valor, datetime) or valor.time() == time())


def _dia(valor: date) -> date:
    return valor.date() if isinstance(valor, datetime) else valor
