"""Los estilos de un documento: los de base, con los cambios del formato, y sus variantes."""

import attrs

from paac_reportes.composicion.aspecto.columnas import estilos_de_columnas
from paac_reportes.composicion.pagina.paginas import Clase, estilo_de_bloque
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.papeles import bloques_de_pagina
from paac_reportes.maqueta.datos_de_grafico import ESTILO_DE_VALOR
from paac_reportes.maqueta.estilos import Estilo, estilos_base, estilos_de_firma, sublistas
from paac_reportes.maqueta.medida.medidas import Pt
from paac_reportes.modelo.escalas import Escala


def estilos_de(formato: Formato, escala: Escala | None) -> dict[str, Estilo]:
    """Los de un formato; ``escala`` es la de sus columnas que se colorean por zona."""
    base = estilos_base(formato.pagina.familia, Pt(float(formato.pagina.tamano)))
    for nombre, cambios in formato.estilos.items():
        base[nombre] = attrs.evolve(base[nombre], **cambios.cambios)
    de_bloques = _de_bloques(formato, base)
    base |= de_bloques
    alineados = {
        f"{nombre}-{horizontal}": attrs.evolve(base[nombre], horizontal=horizontal)
        for nombre in dict.fromkeys(("texto", "encabezado", "pie", *de_bloques))
        for horizontal in ("izquierda", "centro", "derecha", "justificada")
    }
    base[ESTILO_DE_VALOR] = attrs.evolve(base["celda"], horizontal="derecha", dato="numero")
    base |= sublistas(base["lista"]) | estilos_de_firma(base["firma"])
    base["indice-derecha"] = attrs.evolve(base["indice"], horizontal="derecha")
    tablas = list(formato.tablas.values())
    return base | alineados | estilos_de_columnas(tablas, base, escala)


def _de_bloques(formato: Formato, base: dict[str, Estilo]) -> dict[str, Estilo]:
    """Los de los encabezados y los pies que el formato trae."""
    estilos: dict[str, Estilo] = {}
    for ruta, bloque in bloques_de_pagina(formato).items():
        clase: Clase = "pie" if ruta.endswith("pie") else "encabezado"
        estilos[estilo_de_bloque(formato, clase, bloque)] = attrs.evolve(
            base[clase], bordes=bloque.marco
        )
    return estilos
