"""En qué sale un formato, y qué de eso puede esta instalación."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paac_reportes.escritores.registro import Datos, Escritor
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.formatos.pedido import Pedido
    from paac_reportes.maqueta.documento import Medio


def tipos() -> tuple[str, ...]:
    """Las extensiones que se saben escribir, con su punto."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tuple(f".{tipo}" for tipo in ESCRITORES)


def es_texto(tipo: str) -> bool:
    """Si un archivo de ese tipo es texto, como lo es el que ningún escritor hace (``yaml``)."""
    from paac_reportes.escritores.registro import ESCRITORES

    return tipo not in ESCRITORES or ESCRITORES[tipo].es_texto


def tipos_de(formato: "Formato") -> tuple[str, ...]:
    """Las extensiones en que sale un formato, sin punto."""
    from paac_reportes.escritores.registro import DISENADOS_EN_WORD, ESCRITORES
    from paac_reportes.formatos.eleccion import sale_en

    if formato.cuerpo_en_word is not None:
        return tuple(DISENADOS_EN_WORD)
    recorridos = formato.lo_que_recorre

    def sale(medio: "Medio | None", datos: "Datos") -> bool:
        """Si el formato sale por un escritor de ese medio o, si es de datos, de esa clase."""
        if medio is not None or formato.de == "mapa":
            return True
        if "filas" in recorridos:  # junto a las de un plan no hay un archivo de datos de los dos
            una_sola = len(formato.tablas_dadas) <= 1
            return recorridos == {"filas"} and una_sola and datos == "filas"
        return True

    return tuple(
        tipo
        for tipo, escritor in ESCRITORES.items()
        if sale(escritor.medio, escritor.datos) and sale_en(formato, tipo)
    )


def escritor_de(pedido: "Pedido", tipo: str) -> "Escritor":
    """El escritor de un pedido en esa extensión; ``ErrorDeEntrada`` si en ella no sale."""
    from paac_reportes.api.comprobaciones import comprobar_extension
    from paac_reportes.errores import ErrorDeEntrada, Falla
    from paac_reportes.escritores.registro import buscar_escritor
    from paac_reportes.formatos.eleccion import no_sale_en, sale_en

    comprobar_extension(tipo)
    escritor = buscar_escritor(tipo, pedido.formato.de_word)
    if not sale_en(pedido.formato, extension := tipo.lower().removeprefix(".")):
        raise ErrorDeEntrada(no_sale_en(pedido.formato, extension, tipos_de(pedido.formato)))
    if escritor.por_libreoffice and pedido.con_datos:
        motivo = (
            "lo que se dibujó en Word no lleva sus datos adentro del PDF, que hace LibreOffice:"
            " quítelo, y emita el paquete (.zip) con el formato sin el Word"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "con_datos", motivo))
    return escritor
