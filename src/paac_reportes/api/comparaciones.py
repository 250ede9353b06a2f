"""Comparación de un plan con otro, o de un mapa de riesgos con otro, y cómo se cuenta."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast, overload

from paac_reportes.api.comprobaciones import comprobar_clase
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import falla_de_argumento, mostrar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.modelo.temas import es_contenido

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.comparacion import Comparacion
    from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
    from paac_reportes.analisis.riesgos.comparacion import ComparacionDeMapas
    from paac_reportes.modelo.riesgos import MapaDeRiesgos


@overload
def comparar(antes: "Analisis", despues: "Analisis") -> "Comparacion": ...
@overload
def comparar(
    antes: "MapaDeRiesgos | CifrasDelMapa", despues: "MapaDeRiesgos | CifrasDelMapa"
) -> "ComparacionDeMapas": ...
@puerta
def comparar(antes: Any, despues: Any) -> "Comparacion | ComparacionDeMapas":
    """Comparación de un análisis con otro (de dos planes, o de dos cortes de uno), o de dos mapas.

    Dice qué avanzó, qué retrocedió, qué se conoce y antes no, o al revés, qué dejó de aplicar o de
    reportar, qué es nuevo, qué se retiró, se renumeró o se trasladó, y qué cambió de fecha, de
    responsable, de meta o de redacción, con las palabras.

    De dos mapas de riesgos, o de sus cifras en los cortes que se quieran (``analizar``): los
    riesgos nuevos y los que ya no están; de los demás, la zona que se movió, si los dos mapas se
    valoraron con la misma metodología, y los controles, las acciones, el tratamiento y los textos
    que cambiaron. Lanza ``ErrorDeEntrada``.
    """
    from paac_reportes.analisis import comparacion

    if _son_de_riesgos(antes, despues):
        return _de_mapas(antes, despues)
    _comprobar_que_son_cifras(antes=antes, despues=despues)
    return comparacion.comparar_analisis(antes, despues)


def _comprobar_que_son_cifras(**lados: object) -> None:
    """``ErrorDeEntrada`` por cada lado que no son cifras; un plan no dice en qué corte."""
    from paac_reportes.analisis.analisis import Analisis

    fallas: list[Falla] = [
        Falla(
            "argumento_invalido",
            lado,
            f"se comparan las cifras de un plan en un corte, y llegó {mostrar(valor)}: dé"
            " paac.analizar(plan) o paac.analizar(plan, corte=…)",
        )
        for lado, valor in lados.items()
        if es_contenido(valor)
    ]
    try:
        comprobar_clase(Analisis, **{lado: v for lado, v in lados.items() if not es_contenido(v)})
    except ErrorDeEntrada as error:
        fallas += error.fallas
    if fallas:
        raise ErrorDeEntrada(fallas)


_MODULOS_DE_RIESGOS = ("paac_reportes.modelo.riesgos", "paac_reportes.analisis.riesgos.")


def _son_de_riesgos(*valores: object) -> bool:
    """Si alguno es un mapa o sus cifras; lo dice su clase, sin cargar los módulos de riesgos."""
    return any(type(valor).__module__.startswith(_MODULOS_DE_RIESGOS) for valor in valores)


def _de_mapas(antes: object, despues: object) -> "ComparacionDeMapas":
    """Comparación de dos mapas, cada uno dado entero o por sus cifras."""
    from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
    from paac_reportes.analisis.riesgos.comparacion import comparar_mapas
    from paac_reportes.api.cifras import analizar
    from paac_reportes.modelo.riesgos import MapaDeRiesgos

    lados = {"antes": antes, "despues": despues}
    fallas = [
        falla_de_argumento(nombre, "mapa_o_cifras", lado)
        for nombre, lado in lados.items()
        if not isinstance(lado, MapaDeRiesgos | CifrasDelMapa)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    primero, segundo = (
        analizar(lado) if isinstance(lado, MapaDeRiesgos) else cast("CifrasDelMapa", lado)
        for lado in lados.values()
    )
    return comparar_mapas(primero, segundo)


@puerta
def datos_de_comparacion(comparacion: "Comparacion | ComparacionDeMapas") -> dict[str, Any]:
    """La comparación en diccionarios y listas, para JSON."""
    en_datos, _ = _como_se_cuenta(comparacion)
    return en_datos(comparacion)


def texto_de_comparacion(comparacion: "Comparacion | ComparacionDeMapas") -> Iterable[str]:
    """La comparación en renglones de texto."""
    _, en_texto = _como_se_cuenta(comparacion)
    return en_texto(comparacion)


def _como_se_cuenta(
    comparacion: object,
) -> tuple[Callable[[Any], dict[str, Any]], Callable[[Any], Iterable[str]]]:
    """Funciones que dan una comparación en datos y en renglones, según de qué es."""
    if _es_de_mapas(comparacion):
        from paac_reportes.informe import cambios_de_riesgos as de_mapas

        return de_mapas.datos_de_comparacion_de_mapas, de_mapas.texto_de_comparacion_de_mapas
    from paac_reportes.analisis.comparacion import Comparacion
    from paac_reportes.informe import cambios

    comprobar_clase(Comparacion, comparacion=comparacion)
    return cambios.comparacion_en_datos, cambios.comparacion_en_renglones


def _es_de_mapas(comparacion: object) -> bool:
    """Si es la comparación de dos mapas de riesgos; sin cargar su módulo si no puede serlo."""
    if not _son_de_riesgos(comparacion):
        return False
    from paac_reportes.analisis.riesgos.comparacion import ComparacionDeMapas

    return isinstance(comparacion, ComparacionDeMapas)
