"""Del cuerpo en Word de un formato al documento: el Word lleno, y los bloques que en él van.

Donde el Word pone un bloque nuestro, el bloque se compone como en cualquier formato, con lo que en
ese lugar se sabe: dentro de ``{{ cada dependencia }}``, sólo lo de esa dependencia.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.cuerpo.llenado import Ambito, Llenado, repartir_notas
from paac_reportes.composicion.encargo import EncargoDeComposicion
from paac_reportes.composicion.numeracion import numerar
from paac_reportes.composicion.pagina import ComponentesDeHoja, tramos_de
from paac_reportes.composicion.tablas.alcances import filas_de_tabla_dada
from paac_reportes.composicion.tablas.pesadas import con_sus_anchos
from paac_reportes.composicion.variables import RedaccionDePlantilla
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.formatos.cuerpo.alrededor import HUECO_CRUDO
from paac_reportes.formatos.cuerpo.revision import Mirado, mirar_el_de, mirar_membrete
from paac_reportes.formatos.definicion.esquema import DatosDelEsquema
from paac_reportes.formatos.membrete import leer_membrete, pagina_de
from paac_reportes.maqueta.documento import Marco, Membrete, Parte
from paac_reportes.maqueta.medida.ajuste import Lienzo, Medidor
from paac_reportes.opc.paquete import Relacion
from paac_reportes.opc.xml import Elemento, W
from paac_reportes.textos.remisiones import ParteRemitida

_LLAMAN = {"footnotes": f"{W}footnoteReference", "endnotes": f"{W}endnoteReference"}
"""Quien llama a cada nota, por la clase de su parte."""
_RELACION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


_ArmadorEn = Callable[[Lienzo, RedaccionDePlantilla], Any]
"""Función que da, de un lienzo, el armador de los bloques de un cuerpo en él."""


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
    armador_en: _ArmadorEn
    medidor: Medidor
    partes: list[Parte] = attrs.Factory(list)

    def poner(self, seccion: Elemento, nombre: str, ambito: Ambito) -> int:
        """Compone los bloques que una instrucción ``poner`` nombra, y da su número de parte.

        Guarda la parte en ``partes``; ``seccion`` es la de Word, de cuya página salen los anchos.
        """
        pagina = pagina_de(seccion)
        util, alto = pagina.ancho_util, pagina.alto_util
        armado = self.armador_en(Lienzo(self.medidor, util, alto), ambito.redaccion)
        definidos = self.encargo.formato.que_se_pone[nombre]
        bloques = armado.bloques(definidos, self._tramos(ambito))
        mismos_anchos = self.encargo.formato.aspecto.tabla.mismos_anchos
        con_anchos = con_sus_anchos(bloques, self.medidor, pagina, mismos_anchos=mismos_anchos)
        self.partes.append(
            Parte(self.encargo.formato.nombre, tuple(con_anchos), Marco(pagina=pagina))
        )
        return len(self.partes) - 1

    def _tramos(self, ambito: Ambito) -> Sequence[ComponentesDeHoja]:
        """Los componentes de cada dependencia de que un ámbito habla; si es de uno, sólo él."""
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
    armador_en: _ArmadorEn,
) -> Lleno:
    """El Word que la entidad diseñó, lleno; ``ErrorDeFormato`` con lo que tenga mal.

    ``armador_en``: da quien arma los bloques en un ancho, para lo que se pone con ``poner``.
    """
    mirado = mirar_el_de(encargo.formato)
    if mirado.fallas:
        raise ErrorDeFormato(mirado.fallas)
    colocador = _Colocador(encargo, armador_en, medidor)
    llenado = Llenado(
        mirado,
        contenido=encargo.contenido,
        corte=encargo.corte,
        filas=filas_de_tabla_dada(encargo.filas, None),
        redaccion=redaccion,
        poner=colocador.poner,
    )
    _llenar(mirado, llenado, mirado.planos)
    for parte in mirado.word.propiedades:
        llenado.llenar_sueltos(mirado.word.raices[parte])
    return Lleno(
        word=mirado.word.cerrado(),
        partes=_numeradas(encargo, colocador.partes),
        datos=llenado.marcas.en_el_esquema,
    )


def _llenar(mirado: Mirado, llenado: Llenado, partes: Iterable[str]) -> None:
    """Llena esas partes del Word, y cambia sus enlaces con huecos por los que resultan.

    De las notas del documento queda una por llamada: se copia la repetida y se quita la que sobra.
    """
    for parte in partes:
        mirado.word.raices[parte] = llenado.parte(parte)
        nuevos = llenado.nuevos(parte).items()
        mirado.word.relaciones[parte] = [
            *(r for r in mirado.word.relaciones[parte] if not HUECO_CRUDO.search(r.parte)),
            *(
                Relacion(_RELACION, direccion, externa=True, clave=clave)
                for direccion, clave in nuevos
            ),
        ]
    documento = mirado.word.raices[mirado.word.principal]
    for relacion in mirado.word.relaciones[mirado.word.principal]:
        if relacion.clase in _LLAMAN:
            notas = mirado.word.raices[relacion.parte]
            repartir_notas(documento, notas, _LLAMAN[relacion.clase])


def _numeradas(encargo: EncargoDeComposicion, partes: Sequence[Parte]) -> tuple[Parte, ...]:
    """Las partes, con los números de sus tablas y figuras: los títulos son del Word."""
    if not encargo.numera or not partes:
        return tuple(partes)
    formato = encargo.formato
    de_aparte = dict.fromkeys(formato.aparte, ParteRemitida(formato.textos.anexo_aparte))
    return tuple(numerar(partes, encargo.avisos, titulos=False, aparte=de_aparte))


def membrete_lleno(
    membrete: Membrete,
    tema: str,
    contenido: Any,
    corte: date | None,
    redaccion: RedaccionDePlantilla,
) -> Membrete:
    """El membrete, con los datos de un contenido en sus huecos.

    ``tema``: «plan» o «mapa», del que son los datos que se pueden nombrar.
    """
    mirado = mirar_membrete(membrete, tema)
    llenado = Llenado(
        mirado,
        contenido=contenido,
        corte=corte,
        redaccion=redaccion,
        poner=_nada_se_pone,
    )
    _llenar(mirado, llenado, [p for p in mirado.planos if p != mirado.word.principal])
    fallas: list[Falla] = []
    lleno = leer_membrete(mirado.word.cerrado(), "membrete", fallas)
    if lleno is None:
        raise ErrorDeFormato(fallas)
    return attrs.evolve(lleno, reparos=membrete.reparos)


def _nada_se_pone(_seccion: Elemento, nombre: str, _ambito: Ambito) -> int:
    """Error de poner bloques en un membrete: la revisión no los deja."""
    raise ValueError(nombre)
