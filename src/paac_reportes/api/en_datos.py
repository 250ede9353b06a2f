"""Lo que la biblioteca da, como diccionarios y listas."""

import json
from collections.abc import Callable
from typing import Any

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.comparacion import Comparacion
from paac_reportes.analisis.riesgos.cambios import ComparacionDeMapas
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa
from paac_reportes.api.tipos import Contenido, Revision, comprobar_contenido
from paac_reportes.estructura import desestructurar
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.modelo.temas import contenido_y_dudas_de
from paac_reportes.prueba.acta import Hecho
from paac_reportes.prueba.certificado import Certificado


@puerta
def datos_de(
    objeto: Contenido
    | Analisis
    | CifrasDelMapa
    | Comparacion
    | ComparacionDeMapas
    | Revision
    | Certificado
    | Hecho,
) -> dict[str, Any]:
    """El diccionario de un plan o de un mapa de riesgos: textos a la letra, sin las claves vacías.

    El escudo va en bytes, y ``desde_datos`` da el mismo. De unas cifras, cada una va con las rutas
    de sus filas; de una comparación, un ``Certificado`` o una ``Revision``, todo lo que dicen, para
    JSON. De un acta (``emision.acta``), lo que se guarda como su JSON.
    """
    if (en_datos := _DE_LO_QUE_SE_DA.get(type(objeto))) is not None:
        return en_datos(objeto)
    contenido, _ = contenido_y_dudas_de(objeto)
    comprobar_contenido(contenido=contenido)
    datos: dict[str, Any] = desestructurar(contenido)
    return datos


def _de_analisis(analisis: Analisis) -> dict[str, Any]:
    """Un análisis como datos de JSON."""
    from paac_reportes.informe.resumen import analisis_en_datos

    return analisis_en_datos(analisis)


def _de_comparacion(comparacion: Comparacion | ComparacionDeMapas) -> dict[str, Any]:
    """Una comparación, de planes o de mapas, como datos de JSON."""
    from paac_reportes.informe.cambios import comparacion_en_datos

    return comparacion_en_datos(comparacion)


_DE_LO_QUE_SE_DA: dict[type, Callable[[Any], dict[str, Any]]] = {
    Analisis: _de_analisis,
    CifrasDelMapa: CifrasDelMapa.en_datos,
    Comparacion: _de_comparacion,
    ComparacionDeMapas: _de_comparacion,
    Revision: Revision.datos,
    Certificado: Certificado.datos,
    Hecho: lambda acta: json.loads(acta.en_json()),
}
