"""Las propiedades que un programa le pone al documento (``docProps/custom.xml``)."""

from paac_reportes.entrada.documentos.paquete.partes import Partes
from paac_reportes.sistema import IlegibleError

_PROPIEDAD = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


def propiedades(partes: Partes) -> dict[str, str]:
    """Por su nombre; ninguna si la parte falta o no se deja leer, que no es de lo que se ve."""
    try:
        raiz = partes.de_clase("", "custom-properties", "docProps/custom.xml")
    except IlegibleError:
        return {}
    if raiz is None:
        return {}
    return {una.get("name", ""): "".join(una.itertext()).strip() for una in raiz.iter(_PROPIEDAD)}
