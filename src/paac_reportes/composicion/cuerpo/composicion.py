"""Del cuerpo en Word de un formato al documento: el Word lleno, y los bloques que en él van.

Donde el Word pone un bloque nuestro, el bloque se compone como en cualquier formato, con lo que en
ese lugar se sabe: dentro de ``{{ cada dependencia }}``, sólo lo de esa dependencia.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

import attrs

from paac_reportes import clases
from paac_reportes.composicion.cuerpo.llenado import Ambito, Llenado, ParteLlena
from paac_reportes.composicion.cuerpo.numeros import renumerar
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.composicion.numeracion import numerar
from paac_reportes.composicion.pagina import ComponentesDeHoja, tramos_de
from paac_reportes.composicion.tablas.alcances import filas_de_tabla_dada
from paac_reportes.composicion.tablas.pesadas import con_sus_anchos
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.formatos.cuerpo.alrededor import sin_uso
from paac_reportes.formatos.cuerpo.lectura import NOTAS, Mirado, armar, sin_lo_de_otros_archivos
from paac_reportes.formatos.cuerpo.plano import Pone
from paac_reportes.formatos.cuerpo.revision import mirar_el_de, mirar_membrete
from paac_reportes.formatos.definicion.esquema import DatosDelEsquema
from paac_reportes.formatos.membrete import leer_membrete, pagina_de
from paac_reportes.maqueta.documento import Marco, Membrete, Pagina, Parte
from paac_reportes.maqueta.medida.ajuste import Lienzo, Medidor
from paac_reportes.maqueta.nodos import Bloque
from paac_reportes.opc.paquete import lugar_de_relaciones
from paac_reportes.opc.xml import Elemento, W
from paac_reportes.textos.remisiones import ParteRemitida

_RELACION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_RELACIONES = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class _ArmadorDeBloques(Protocol):
    """Quien arma los bloques de un cuerpo."""

    def bloques(self, definidos: Any, tramos: Any) -> Iterable[Bloque]:
        """Los nodos de esos bloques para esos tramos."""


@clases.frozen
class Lleno:
    """Un cuerpo compuesto."""

    word: bytes
    """El paquete; donde va un bloque nuestro tiene un elemento ``puesto`` con su número."""
    partes: tuple[Parte, ...]
    """Partes que van en cada uno de esos lugares, con la página en que quedan."""
    datos: DatosDelEsquema | None = None
    """Los datos que el cuerpo lleva marcados."""


@attrs.define
class _Colocador:
    """Compone los bloques que un cuerpo en Word pone, y los guarda en su orden."""

    encargo: EncargoDeComposicion
    armador_en: Callable[[Lienzo, RedaccionDePlantilla], _ArmadorDeBloques]
    medidor: Medidor
    paginas: Mapping[Elemento, Pagina]
    """La página de cada lugar donde van bloques."""
    partes: list[Parte] = attrs.Factory(list)

    def poner(self, nodo: Pone, ambito: Ambito) -> int:
        """Compone los bloques de un ``poner`` en su lugar, y da su número."""
        pagina = self.paginas[nodo.elemento]
        util, alto = pagina.ancho_util, pagina.alto_util
        armado = self.armador_en(Lienzo(self.medidor, util, alto), ambito.redaccion)
        definidos = self.encargo.formato.que_se_pone[nodo.nombre]
        bloques = armado.bloques(definidos, self._tramos(ambito))
        mismos_anchos = self.encargo.formato.aspecto.tabla.mismos_anchos
        con_anchos = con_sus_anchos(bloques, self.medidor, pagina, mismos_anchos=mismos_anchos)
        nombre = self.encargo.formato.nombre
        self.partes.append(Parte(nombre, tuple(con_anchos), Marco(pagina=pagina)))
        return len(self.partes) - 1

    def _tramos(self, ambito: Ambito) -> Sequence[ComponentesDeHoja]:
        """Los tramos de un ámbito: dentro de una dependencia o un componente, sólo los de él."""
        tramos = tramos_de(self.encargo.contenido, self.encargo.lugares)
        dependencia = ambito.objetos.get("dependencia")
        componente = ambito.objetos.get("componente")
        if dependencia is not None:
            tramos = [tramo for tramo in tramos if tramo.dependencia is dependencia]
        if componente is not None:
            tramos = [
                ComponentesDeHoja(tramo.dependencia, partes)
                for tramo in tramos
                if (partes := tuple(c for c in tramo.componentes if c.componente is componente))
            ]
        return tramos


def componer_cuerpo(
    encargo: EncargoDeComposicion,
    redaccion: RedaccionDePlantilla,
    medidor: Medidor,
    armador_en: Callable[[Lienzo, RedaccionDePlantilla], _ArmadorDeBloques],
) -> Lleno:
    """El cuerpo de un formato, lleno; ``ErrorDeFormato`` con lo que tenga mal."""
    mirado = mirar_el_de(encargo.formato)
    if mirado.fallas:
        raise ErrorDeFormato(mirado.fallas)
    colocador = _Colocador(encargo, armador_en, medidor, _paginas(mirado))
    llenado = Llenado(
        mirado,
        contenido=encargo.contenido,
        corte=encargo.corte,
        filas=filas_de_tabla_dada(encargo.filas, None),
        poner=colocador.poner,
    )
    notas = mirado.notas.values()
    llenas = {
        parte: llenado.parte(parte, redaccion) for parte in mirado.planos if parte not in notas
    }
    llenas |= {
        parte: _con_sus_notas(mirado, llenado, clase, parte)
        for clase, parte in mirado.notas.items()
    }
    raices = {parte: raiz for parte, (raiz, _) in llenas.items()}
    renumerar(raices.values())
    nuevas: dict[str, Any] = {**raices, **dict(sin_lo_de_otros_archivos(mirado.paquete))}
    nuevas |= {
        parte: _propiedades(mirado, parte, partial(llenado.propiedad, redaccion=redaccion))
        for parte in mirado.propiedades
    }
    nuevas |= dict(
        relacion
        for parte, (raiz, en_parte) in llenas.items()
        for relacion in enlaces_nuevos(mirado, parte, en_parte, raiz)
    )
    return Lleno(
        word=armar(mirado.paquete, nuevas),
        partes=_numeradas(encargo, colocador.partes),
        datos=llenado.marcas.en_el_esquema,
    )


def _numeradas(encargo: EncargoDeComposicion, partes: Sequence[Parte]) -> tuple[Parte, ...]:
    """Las partes, con los números de sus tablas y figuras: los títulos son del Word."""
    if not encargo.numera or not partes:
        return tuple(partes)
    formato = encargo.formato
    fuera = dict.fromkeys(formato.aparte, ParteRemitida(formato.textos.anexo_aparte))
    return tuple(numerar(partes, encargo.avisos, titulos=False, aparte=fuera))


def _paginas(mirado: Mirado) -> dict[Elemento, Pagina]:
    """La página en que va cada bloque nuestro: la de la sección que termina después de él."""
    paginas: dict[Elemento, Pagina] = {}
    sin_pagina: list[Elemento] = []
    lugares = {nodo.elemento for nodo in mirado.principal.que_pone()}
    for elemento in mirado.principal.raiz.iter(f"{W}p", f"{W}sectPr"):
        if elemento in lugares:
            sin_pagina.append(elemento)
        elif elemento.tag == f"{W}sectPr":
            paginas |= dict.fromkeys(sin_pagina, pagina_de(elemento))
            sin_pagina = []
    return paginas


def _con_sus_notas(
    mirado: Mirado, llenado: Llenado, clase: str, parte: str
) -> tuple[Elemento, ParteLlena]:
    """La parte de unas notas: las que Word trae siempre, y las que de verdad se llaman."""
    raiz = mirado.planos[parte].raiz
    nueva = raiz.makeelement(raiz.tag, dict(raiz.attrib), raiz.nsmap)
    nueva.extend(nota for nota in raiz if nota.tag != NOTAS[clase] or nota.get(f"{W}type"))
    nueva.extend(llenado.notas(clase))
    return nueva, llenado.de_notas(clase)


def _propiedades(mirado: Mirado, parte: str, llenar: Callable[[str], str]) -> Elemento:
    """La raíz de una parte de propiedades, con sus textos llenos."""
    raiz = mirado.paquete.raiz(parte)
    for elemento in raiz.iter():
        if elemento.text and "{{" in elemento.text:
            elemento.text = llenar(elemento.text)
    return raiz


def enlaces_nuevos(
    mirado: Mirado, parte: str, agregados: ParteLlena, llena: Elemento
) -> Iterable[tuple[str, Elemento]]:
    """La parte de relaciones, con las de los enlaces agregados y sin las que ya nadie usa."""
    sobran = sin_uso(llena, agregados.enlaces)
    if not (agregados.nuevos or sobran):
        return
    lugar = lugar_de_relaciones(parte)
    raiz = mirado.paquete.relaciones_en_xml(parte)
    for relacion in [*raiz]:
        if relacion.get("Id") in sobran:
            raiz.remove(relacion)
    for direccion, clave in agregados.nuevos.items():
        datos = {"Id": clave, "Type": _RELACION, "Target": direccion, "TargetMode": "External"}
        raiz.append(raiz.makeelement(f"{_RELACIONES}Relationship", datos))
    yield lugar, raiz


def membrete_lleno(
    membrete: Membrete,
    tema: str,
    contenido: Any,
    corte: date | None,
    redaccion: RedaccionDePlantilla,
) -> Membrete:
    """El membrete, con los datos de un contenido en sus huecos."""
    mirado = mirar_membrete(membrete, tema)
    llenado = Llenado(mirado, contenido=contenido, corte=corte, filas=(), poner=_nada_se_pone)
    partes = [parte for parte in mirado.planos if parte != mirado.paquete.principal]
    llenas = {parte: llenado.parte(parte, redaccion) for parte in partes}
    nuevas: dict[str, Any] = {parte: raiz for parte, (raiz, _) in llenas.items()}
    for parte, (raiz, en_parte) in llenas.items():
        nuevas |= dict(enlaces_nuevos(mirado, parte, en_parte, raiz))
    fallas: list[Falla] = []
    lleno = leer_membrete(armar(mirado.paquete, nuevas), "membrete", fallas)
    if lleno is None:
        raise ErrorDeFormato(fallas)
    return lleno


def _nada_se_pone(nodo: Pone, _ambito: Ambito) -> int:
    """Error de poner bloques en un membrete: la revisión no los deja."""
    raise ValueError(nodo.nombre)
