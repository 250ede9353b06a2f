"""Los datos de un plan anterior."""

from paac_reportes.analisis.anterior import PlanAnterior
from paac_reportes.lectura.archivos import (
    comprobar_version,
    datos_de_texto,
    plan_e_informe,
    traer_imagenes,
)


def anterior_de_texto(nombre: str, texto: str) -> PlanAnterior:
    """El plan anterior de un JSON o un YAML; las imágenes no se traen: no se comparan."""
    datos = datos_de_texto(texto, nombre)
    comprobar_version(datos, "este archivo es más nuevo")
    for _ in traer_imagenes(datos, ()):  # sin carpetas, las quita
        pass
    plan, informe = plan_e_informe(datos)
    return PlanAnterior(plan, nombre, informe=informe)
