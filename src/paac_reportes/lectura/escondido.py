"""Lo que un documento nuestro dice de sí donde no se ve: su esquema, y sus marcas."""

from typing import Any

import attrs

from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto, TablaVista


def esquema_de(documento: DocumentoVisto) -> Esquema | None:
    """Esquema de un documento nuestro; ``None`` si no lo es, o si perdió sus propiedades."""
    return esquema_dicho(documento.propiedades.get(ESQUEMA, ""))


def con_las_marcas_de(otro: DocumentoVisto, documento: DocumentoVisto) -> DocumentoVisto:
    """``documento``, con las marcas de sus rótulos y renglones como en el esquema de ``otro``.

    Sin la primera tabla de trámites, la de actividades, que era ``t2``, es ``t1``.
    """
    esquema, de_otro = esquema_de(documento), esquema_de(otro)
    if esquema is None or de_otro is None:
        return documento
    marcas = esquema.marcas_en(de_otro)
    if all(marca == marca_del_otro for marca, marca_del_otro in marcas.items()):
        return documento

    def en_el_otro(marca: str) -> str:
        marca, doble, veces = marca.partition("__")
        return f"{marcas.get(marca, marca)}{doble}{veces}"

    def bloque_en_el_otro(bloque: Any) -> Any:
        if not isinstance(bloque, TablaVista):
            return attrs.evolve(bloque, marca=en_el_otro(bloque.marca))
        marcas_del_bloque = {fila: en_el_otro(marca) for fila, marca in bloque.marcas.items()}
        return attrs.evolve(bloque, marcas=marcas_del_bloque)

    partes = (
        attrs.evolve(parte, bloques=tuple(map(bloque_en_el_otro, parte.bloques)))
        for parte in documento.partes
    )
    encabezados = ((en_el_otro(marca), textos) for marca, textos in documento.encabezados_marcados)
    return attrs.evolve(documento, partes=tuple(partes), encabezados_marcados=tuple(encabezados))
