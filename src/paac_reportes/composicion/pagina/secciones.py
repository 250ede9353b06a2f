"""Las secciones de un documento: qué bloques van en cada una, y en qué página."""

from collections.abc import Sequence

import attrs

from paac_reportes.composicion.pagina.membrete import seccion_del_membrete
from paac_reportes.composicion.pagina.paginas import Membretes
from paac_reportes.formatos.definicion.bloques import BloqueDelCuerpo, BloqueSeccion
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.papeles import pagina_de, pagina_de_seccion
from paac_reportes.maqueta.documento import Marco, Medio, PrimeraPagina

_COMO_EN_EL_FORMATO = BloqueSeccion(tipo="seccion")


@attrs.frozen
class SeccionDelCuerpo:
    """Unos bloques seguidos y la sección donde van."""

    definida: BloqueSeccion
    bloques: Sequence[BloqueDelCuerpo]
    es_la_primera: bool

    @property
    def por_partes(self) -> bool:
        """Si algo de lo suyo se repite por dependencia o componente."""
        return any(bloque.cada in {"dependencia", "componente"} for bloque in self.bloques)


def secciones_de(formato: Formato, medio: Medio) -> list[SeccionDelCuerpo]:
    """Las secciones que tienen algo que escribir en ese medio."""
    grupos: list[tuple[BloqueSeccion, list[BloqueDelCuerpo]]] = [(_COMO_EN_EL_FORMATO, [])]
    for bloque in formato.cuerpo:
        if medio in bloque.en:
            if isinstance(bloque, BloqueSeccion):
                grupos.append((bloque, []))
            else:
                grupos[-1][1].append(bloque)
    llenos = [grupo for grupo in grupos if grupo[1]] or grupos[:1]
    return [
        SeccionDelCuerpo(definida, bloques, es_la_primera=numero == 0)
        for numero, (definida, bloques) in enumerate(llenos)
    ]


def marco_de(
    seccion: SeccionDelCuerpo, formato: Formato, medio: Medio, membretes: Membretes
) -> Marco:
    """La página de una sección, con sus encabezados y pies."""
    definida = seccion.definida
    membrete = formato.membrete if medio == "documento" else None
    pagina = pagina_de(pagina_de_seccion(definida, formato, en_hojas=medio == "libro"))
    cual = None
    if membrete is not None:
        cual, pagina = seccion_del_membrete(
            membrete, definida.orientacion, formato.pagina.orientacion
        )
        # En Word no va el encabezado del formato: lo que sólo él dice no se ve ahí.
        membretes = membretes.sin_mostrar()
    util = pagina.ancho_util
    en_celdas = membretes if formato.libro.bloque_en_celdas else membretes.sin_mostrar()
    # Quien cambia el encabezado de una sección no espera en Excel el de las demás.
    propio = (
        None if definida.encabezado else en_celdas.bloque(formato.libro.bloque, "encabezado", util)
    )
    # En una hoja de cálculo el encabezado va en celdas, si el formato lo pide, y el pie no va.
    en_paginas = membretes if medio == "documento" else membretes.sin_mostrar()
    en_hojas = membretes if medio == "libro" else membretes.sin_mostrar()
    visto = en_paginas if medio == "documento" or propio else en_celdas
    encabezado = visto.bloque(definida.encabezado or formato.encabezado, "encabezado", util)
    primera = definida.primera_pagina or (formato.primera_pagina if seccion.es_la_primera else None)
    return Marco(
        pagina=pagina,
        encabezado=encabezado,
        pie=en_paginas.bloque(definida.pie or formato.pie, "pie", util),
        primera=None
        if primera is None
        else PrimeraPagina(
            encabezado=en_paginas.bloque(primera.encabezado, "encabezado", util),
            pie=en_paginas.bloque(primera.pie, "pie", util),
        ),
        hoja=en_hojas.hoja(formato.libro, encabezado, propio, primera),
        seccion_del_membrete=cual,
    )
