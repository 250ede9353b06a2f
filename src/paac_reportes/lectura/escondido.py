"""Lo que un documento nuestro dice de sí y no se mira: su esquema, sus marcas y su hoja Datos."""

import re
from typing import Any

import attrs

from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.lectura.filas.valores import CALCULADO
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.temas import Tema
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import CeldaVista, DocumentoVisto, TablaVista


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
        """El bloque, con las marcas que él o sus filas tienen en el otro documento."""
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


_DEL_CONTRATO = re.compile(r"[a-z_]+\.[a-z_]")


def es_hoja_de_datos(tabla: TablaVista) -> bool:
    """Si es la hoja ``Datos``: sus rótulos son los nombres de los datos."""
    rotulos = {celda.texto for celda in tabla.filas[0] if celda} if tabla.filas else set()
    posibles = [rotulo for rotulo in rotulos if _DEL_CONTRATO.match(rotulo)]
    # Quien no trae ninguno no carga lo de un mapa; una dirección se escribe igual y no es un dato.
    if len(posibles) * 2 <= len(rotulos):
        return False
    datos = [r for r in posibles if r.startswith(CALCULADO) or CATALOGO.conoce(r)]
    return len(datos) * 2 > len(rotulos)


def hojas_de_datos_en(documento: DocumentoVisto) -> list[TablaVista]:
    """Hojas ``Datos`` de un libro; un documento de Word no las lleva."""
    return [t for t in documento.tablas() if t.primera is not None and es_hoja_de_datos(t)]


def datos_de_las_hojas(documento: DocumentoVisto) -> frozenset[str]:
    """Datos que traen las hojas ``Datos`` de un libro."""
    hojas = hojas_de_datos_en(documento)
    return frozenset(clave for hoja in hojas for clave in _claves_de(hoja).values())


def filas_de_la_hoja(tabla: TablaVista, su_tema: Tema) -> list[dict[str, Any]]:
    """``[{"actividad.meta": …}]``: las filas de la hoja escondida, sin lo que se calculó."""
    claves, forma = _claves_de(tabla), forma_de_filas(su_tema)
    filas = []
    for celdas in tabla.filas[2:]:
        fila = {clave: _valor(celdas[columna]) for columna, clave in claves.items()}
        for clave in claves.values():
            if forma.tipo(clave) is tuple and (
                fila[clave] or clave.partition(".")[0] in forma.juntas.values()
            ):
                fila[clave] = _renglones(fila[clave], forma.de_cada_uno(clave))
        filas.append(_con_listas_parejas(fila, forma))
    return filas


def _renglones(valor: Any, tipo: type) -> tuple[Any, ...]:
    """Valores de una celda, uno por renglón, como los escribe quien la llena."""
    if valor is None:
        return ()
    renglones = (r or None for r in str(valor).split("\n"))
    return tuple(int(r) if tipo is int and r and r.isdecimal() else r for r in renglones)


def _con_listas_parejas(fila: dict[str, Any], forma: FormaDeFilas) -> dict[str, Any]:
    """La fila, con todos los datos de una lista igual de largos: al final, en blanco."""
    for raiz in forma.juntas.values():
        claves = [clave for clave in fila if clave.partition(".")[0] == raiz]
        cuantos = max((len(fila[clave]) for clave in claves), default=0)
        for clave in claves:
            fila[clave] += (None,) * (cuantos - len(fila[clave]))
    return fila


def _claves_de(tabla: TablaVista) -> dict[int, str]:
    """El dato de cada columna de la hoja escondida, por su número; no las calculadas."""
    return {
        columna: celda.texto
        for columna, celda in enumerate(tabla.filas[0])
        if celda is not None and not celda.texto.startswith(CALCULADO)
    }


def _valor(celda: CeldaVista | None) -> Any:
    """Valor de la celda como lo da el libro; su texto, si no lo da."""
    if celda is None or not celda.texto:
        return None
    return celda.texto if celda.valor is None else celda.valor
