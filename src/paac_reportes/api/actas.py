"""De un reporte, el registro con que se sabe si otra vez saldría lo mismo."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.estructura import desestructurar

if TYPE_CHECKING:
    from paac_reportes.api.reportes import Reporte
    from paac_reportes.prueba.acta import Hecho


def acta_de(pedido: "Reporte", tipos: Sequence[str], clave: str) -> "Hecho":
    """Lo que decide los bytes de un reporte en esos tipos; sin componerlo, y aún sin archivos."""
    from paac_reportes.prueba import acta

    return acta.Hecho(
        clave=clave,
        datos=_datos(pedido),
        forma=acta.huella_de_forma(pedido.formato),
        corte=pedido.corte,
        opciones=_opciones(pedido, tipos),
        versiones=acta.versiones_de(pedido.formato, tipos, contar_paginas=pedido.contar_paginas),
        fuentes=_fuentes(pedido, tipos),
    )


def _datos(pedido: "Reporte") -> str:
    """La huella de su plan; la de un consolidado, de las de todos."""
    from paac_reportes.prueba import acta

    entidades = pedido._entidades  # noqa: SLF001 - un reporte no las muestra
    if entidades is None:
        return acta.huella_de_datos(pedido.plan)
    return acta.huella_de_filas([acta.huella_de_datos(plan) for plan in entidades.planes])


def _opciones(pedido: "Reporte", tipos: Sequence[str]) -> "dict[str, object]":
    from paac_reportes.prueba.acta import huella_de_datos, huella_de_filas

    opciones: dict[str, object] = {
        "formato": pedido.formato.codigo,
        "tipos": list(tipos),
        "contar_paginas": pedido.contar_paginas,
        "publico": pedido.publico,
    }
    if pedido.con_datos:
        opciones["con_datos"] = True
    if pedido.metodologia is not None:
        opciones["metodologia"] = desestructurar(pedido.metodologia)
    if pedido._anterior is not None:  # noqa: SLF001
        opciones["anterior"] = huella_de_datos(pedido._anterior.plan)  # noqa: SLF001
    if pedido._filas:  # noqa: SLF001 - un reporte no las muestra
        opciones["filas"] = huella_de_filas(pedido._filas)  # noqa: SLF001
    return opciones


def _fuentes(pedido: "Reporte", tipos: Sequence[str]) -> dict[str, str]:
    """Las que piden sus estilos; sin Typst no hay cuáles, y quien escribe lo dirá."""
    from paac_reportes.api.tipos import hay_typst
    from paac_reportes.prueba.acta import CON_FUENTES

    if CON_FUENTES.isdisjoint(tipos) or not hay_typst():
        return {}
    from paac_reportes.escritores.pdf.motor import huellas_de

    return dict(huellas_de(pedido.formato.pagina.familia))


def con_avisos(pedido: "Reporte", avisos: Iterable[Aviso]) -> "Reporte":
    """El mismo reporte con lo que se supo al leer sus datos; si es para publicar, sin repetirlo."""
    de_leer = tuple(avisos)
    if pedido.publico:
        from paac_reportes.textos.publico import para_publicar

        de_leer, _ = para_publicar(de_leer)
    return attrs.evolve(pedido, previos=(*de_leer, *pedido._previos))  # noqa: SLF001
