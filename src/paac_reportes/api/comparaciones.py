"""Comparación de un plan con otro, o de un mapa de riesgos con otro, y cómo se cuenta."""

from collections.abc import Iterable
from typing import Any, overload

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.comparacion import Comparacion, comparar_analisis
from paac_reportes.analisis.riesgos.cambios import ComparacionDeMapas, comparar_mapas
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
from paac_reportes.api.cifras import analizar
from paac_reportes.api.comprobaciones import comprobar_clase
from paac_reportes.api.eventos import registra
from paac_reportes.api.tipos import Contenido, UnMapa, UnPlan
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.modelo.temas import abierto, es_contenido


@overload
def comparar(antes: "UnPlan | Analisis", despues: "UnPlan | Analisis") -> Comparacion: ...
@overload
def comparar(
    antes: "UnMapa | CifrasDelMapa", despues: "UnMapa | CifrasDelMapa"
) -> ComparacionDeMapas: ...
@registra("contenidos.comparados")
@puerta
def comparar(
    antes: "Contenido | Analisis | CifrasDelMapa", despues: "Contenido | Analisis | CifrasDelMapa"
) -> Comparacion | ComparacionDeMapas:
    """Comparación de un plan con otro, o de un mapa de riesgos con otro, o de sus cifras.

    De dos planes, en el último corte de cada uno; de dos cortes de uno, con sus cifras
    (``analizar``). Dice qué avanzó, qué retrocedió, qué se conoce y antes no, o al revés, qué dejó
    de aplicar o de reportar, qué es nuevo, qué se retiró, se renumeró o se trasladó, y qué cambió
    de fecha, de responsable, de meta o de redacción, con las palabras.

    De dos mapas de riesgos: los riesgos nuevos y los que ya no están; de los demás, la zona que se
    movió, si los dos mapas se valoraron con la misma metodología, y los controles, las acciones, el
    tratamiento y los textos que cambiaron. Lanza ``ErrorDeEntrada`` si no son lo uno ni lo otro, o
    si uno es de un plan y el otro de un mapa.
    """
    lados: dict[str, Any] = {"antes": antes, "despues": despues}
    cifras: dict[str, Any] = {
        lado: analizar(valor) if es_contenido(abierto(valor)[0]) else valor
        for lado, valor in lados.items()
    }
    clase: type = CifrasDelMapa if CifrasDelMapa in map(type, cifras.values()) else Analisis
    se_esperaba = "mapa_o_cifras" if clase is CifrasDelMapa else "plan_o_cifras"
    fallas = [
        falla_de_argumento(lado, se_esperaba, lados[lado])
        for lado, valor in cifras.items()
        if not isinstance(valor, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    como = comparar_mapas if clase is CifrasDelMapa else comparar_analisis
    return como(cifras["antes"], cifras["despues"])


def texto_de_comparacion(comparacion: Comparacion | ComparacionDeMapas) -> Iterable[str]:
    """La comparación en renglones de texto."""
    from paac_reportes.informe.cambios import comparacion_en_renglones

    if not isinstance(comparacion, ComparacionDeMapas):
        comprobar_clase(Comparacion, comparacion=comparacion)
    return comparacion_en_renglones(comparacion)
