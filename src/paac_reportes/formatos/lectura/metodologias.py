"""Las metodologías de riesgos de una entidad, junto a sus formatos: ``_riesgos/*.toml``."""

from pathlib import Path

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.normativa.riesgos import MetodologiaDeRiesgos, leer_metodologia
from paac_reportes.sistema import Carpeta, IlegibleError, leer_archivo


def metodologias_propias(plantillas: Carpeta) -> dict[str, MetodologiaDeRiesgos]:
    """Metodologías de esa carpeta, por su código; ``ErrorDeEntrada`` con todas sus fallas."""
    try:
        archivos = sorted((Path(plantillas) / "_riesgos").glob("*.toml"))
    except (OSError, ValueError):  # una ruta que el sistema no admite
        archivos = []
    metodologias, fallas = list[MetodologiaDeRiesgos](), list[Falla]()
    for archivo in archivos:
        try:
            texto = leer_archivo(archivo).decode("utf-8")
            metodologias.append(leer_metodologia(texto, str(archivo)))
        except ErrorDeEntrada as error:
            fallas += error.fallas
        except IlegibleError as error:
            fallas.append(error.falla(str(archivo)))
        except UnicodeDecodeError:
            fallas.append(Falla("no_es_utf8", str(archivo), "se esperaba texto en UTF-8"))
    if fallas:
        raise ErrorDeEntrada(fallas)
    return {metodologia.codigo: metodologia for metodologia in metodologias}
