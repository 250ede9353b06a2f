"""Un documento de Word o de Excel, propio o ajeno, a un plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from paac_reportes.entrada.ajenos.lectura import leer_ajeno
from paac_reportes.entrada.documentos.lectura import Origen, ver
from paac_reportes.entrada.documentos.leido import Leido
from paac_reportes.entrada.documentos.visto import DocumentoVisto
from paac_reportes.entrada.propios.escondido import escondido_de
from paac_reportes.entrada.propios.lectura import leer_propio
from paac_reportes.entrada.propios.papeles import columnas_dichas
from paac_reportes.entrada.propios.reconocimiento import reconocer
from paac_reportes.errores import Aviso
from paac_reportes.formatos.lectura.catalogo import Carpeta


def leer_documento(  # noqa: PLR0913 - todas se dicen por su nombre
    origen: Origen | DocumentoVisto,
    *,
    formato: str | None = None,
    plantillas: Carpeta | None = None,
    columnas: Mapping[str, Any] | None = None,
    corte: date | None = None,
    entidad: str | Mapping[str, Any] | None = None,
    vigencia: int | None = None,
) -> Leido:
    """El plan de un documento, y lo que en él cambió o no se entendió.

    Si está en uno de los formatos se lee como tal; si no, o si se dan ``columnas``, como una matriz
    que escribió otro, de la que ``entidad`` y ``vigencia`` mandan sobre lo que ella diga.

    Lanza ``ErrorDeEntrada`` si no es un documento, si no trae ninguna matriz o si un dato no cabe
    en un plan, y ``ErrorDeFormato`` si el formato que se pide no existe.
    """
    visto = origen if isinstance(origen, DocumentoVisto) else ver(origen)
    avisos: tuple[Aviso, ...] = ()
    if columnas is None:
        escondido = escondido_de(visto)
        reconocido = reconocer(visto, escondido, formato, plantillas)
        if reconocido.formato is not None:
            leido = leer_propio(visto, reconocido.formato, escondido, corte)
            return attrs.evolve(
                leido,
                avisos=(*reconocido.avisos, *leido.avisos),
                formato=reconocido.formato.codigo,
            )
        # Es de un formato que aquí no está; lo que él mismo dice de sus columnas vale.
        avisos, columnas = reconocido.avisos, columnas_dichas(visto)
        corte = corte or escondido.corte
    leido = leer_ajeno(visto, columnas=columnas, corte=corte, entidad=entidad, vigencia=vigencia)
    return attrs.evolve(leido, avisos=(*avisos, *leido.avisos))
