"""En qué sale un formato, y qué de eso puede esta instalación."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paac_reportes.escritores.registro import Datos
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.maqueta.documento import Medio


def tipos() -> tuple[str, ...]:
    """Las extensiones que se saben escribir, con su punto."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tuple(f".{tipo}" for tipo in ESCRITORES)


def es_texto(tipo: str) -> bool:
    """Si lo que se escribe se puede mirar en una terminal; un YAML, que no es de aquí, también."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tipo not in ESCRITORES or ESCRITORES[tipo].es_texto


def tipos_de(formato: "Formato", *, de_varios: bool = False) -> tuple[str, ...]:
    """Las extensiones en que sale un formato, sin punto; ``de_varios``, si son varios planes."""
    from paac_reportes.escritores.registro import DE_FILAS, ESCRITORES

    recorridos = formato.lo_que_recorre

    def sale(medio: "Medio | None", datos: "Datos") -> bool:
        if medio is not None:  # un documento: el cuerpo diseñado en Word no tiene hojas
            return medio != "libro" or formato.cuerpo_en_word is None
        if formato.de == "mapa":
            return True
        if "filas" in recorridos:  # junto a las de un plan no hay un archivo de datos de los dos
            una_sola = len(formato.tablas_dadas) <= 1
            datos_admitidos = ("paquete", *(DE_FILAS if una_sola else ()))
            return recorridos == {"filas"} and datos in datos_admitidos
        return not (de_varios and datos == "paquete")

    return tuple(
        tipo for tipo, escritor in ESCRITORES.items() if sale(escritor.medio, escritor.datos)
    )


def tipos_de_la_muestra(formato: "Formato", *, con_pdf: bool) -> tuple[str, ...]:
    """Los de las que se dibujan al revisarlo."""
    salen = tipos_de(formato)
    return tuple(t for t in ("docx", "xlsx", "pdf") if t in salen and (con_pdf or t != "pdf"))


def hay_typst() -> bool:
    """Si se puede escribir PDF y la imagen de una página."""
    from paac_reportes.instalacion import esta

    return esta("pdf")
