"""Lo que conviene revisar de un plan sin que impida el reporte."""

import re
from collections.abc import Iterable

from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.modelo.entidad import Entidad
from paac_reportes.modelo.plan import Plan


def avisos_de(plan: Plan) -> Iterable[Aviso]:
    """Los avisos del plan, cada uno con su ruta; ningún texto cambia."""
    yield from avisos_del_nit(plan.entidad)


def avisos_del_nit(entidad: Entidad) -> Iterable[Aviso]:
    """El dígito de verificación del NIT, con python-stdnum (Orden Administrativa 4 de 1989, DIAN).

    Se admite cualquier puntuación; sin los nueve dígitos y el de verificación no hay qué comprobar.
    """
    if entidad.nit is None:
        return
    # La lista de países de stdnum se carga sólo cuando hay un NIT que revisar.
    from stdnum.co import nit  # noqa: PLC0415

    numero = nit.compact(entidad.nit)
    if not re.fullmatch(r"[0-9]{10}", numero):
        yield Aviso(
            "nit",
            "entidad.nit",
            f"se esperaban nueve dígitos y el de verificación, llegó {mostrar(entidad.nit)}",
        )
    elif (esperado := nit.calc_check_digit(numero[:-1])) != numero[-1]:
        yield Aviso(
            "nit",
            "entidad.nit",
            f"el dígito de verificación de {mostrar(entidad.nit)} no corresponde:"
            f" se esperaba {esperado}, llegó {numero[-1]}",
        )
