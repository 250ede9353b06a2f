"""Lo que distingue la matriz de un plan de la de un mapa: sus datos, su raíz y lo que la prueba.

Los rótulos de cada dato son los del catálogo.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain

import attrs

from paac_reportes import clases
from paac_reportes.lectura.matriz.palabras import (
    PARECIDO_MINIMO,
    IndiceDeRotulos,
    Rotulo,
    parecido,
    rotulo_de,
)
from paac_reportes.modelo.campos import Campo, Contenido
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import caminos_de
from paac_reportes.modelo.riesgos import MapaDeRiesgos


@clases.frozen(kw_only=True, eq=False)
class Papel:
    """Un dato y cómo se llama la columna que lo trae."""

    datos: tuple[str, ...]
    """Datos que trae la columna: varios si los junta."""
    rotulos: tuple[Rotulo, ...] = ()
    """Los suyos, y como lo llaman otros."""
    bajo: tuple[Rotulo, ...] = ()
    """Los rótulos que, encima, dicen que es éste y no otro que se llama igual."""
    nunca: tuple[Rotulo, ...] = ()
    """Los rótulos que, en su lugar o encima, dicen que es otra cosa."""
    contenido: Contenido | None = None
    """Clase de contenido de la columna; ``None`` si es de textos corrientes."""

    @property
    def dato(self) -> str:
        """Dato que trae, o el primero de los que junta."""
        return self.datos[0]


def papel_de(dato: str, dueno: Campo | None = None) -> Papel:
    """Papel de un dato: los rótulos con que se reconoce en una matriz ajena, y qué trae su columna.

    ``dueno``: el campo del objeto que lo lleva.
    """
    campo, dueno = CATALOGO[dato], dueno or Campo("")
    # «Fecha», a secas, no dice que es la de un objeto de adentro.
    propios = (campo.largo,) if dato.endswith(".materializacion.fecha") else campo.rotulos
    return Papel(
        datos=(dato,),
        rotulos=tuple(map(rotulo_de, (*propios, *campo.otros))),
        bajo=tuple(map(rotulo_de, (*campo.bajo, *dueno.bajo))),
        nunca=tuple(map(rotulo_de, (*campo.nunca, *dueno.nunca))),
        contenido=campo.contenido or ("fecha" if CATALOGO.tipo(dato) is date else None),
    )


@clases.frozen(kw_only=True, eq=False, slots=False)
class Raiz:
    """Lo que dice cada fila de una matriz: una actividad, un trámite, un riesgo."""

    nombre: str
    """``actividad``: como empiezan sus datos."""
    lista: str
    ancla: str
    """El dato sin el que una fila no es de datos."""
    codigo: str
    """El dato con que se numera."""
    papeles: tuple[Papel, ...]
    prueban: tuple[frozenset[str], ...]
    """Los datos que, con el ancla, dicen que la tabla es suya: todos los de alguno."""

    @clases.propiedad_recordada
    def indice(self) -> "IndiceDeRotulos[Papel]":
        """Papeles, por sus rótulos."""
        return IndiceDeRotulos((r, papel) for papel in self.papeles for r in papel.rotulos)


@clases.frozen(kw_only=True, eq=False, slots=False)
class Declaracion:
    """La matriz de un contenido."""

    clave: str
    """``plan`` o ``mapa``."""
    raices: tuple[Raiz, ...]
    contexto: tuple[str, ...]
    """Los datos que dicen de quién es una fila, de afuera adentro."""
    de_corte: str
    """Raíz de los datos que se reportan en cada corte: ``seguimiento``."""
    hijos: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    """Datos con que empieza cada objeto de una lista de la fila, por la lista; sólo en un mapa."""
    de_lista: frozenset[str] = frozenset()
    """Los datos que son una lista: los traen todas las columnas que se llamen así."""
    se_busco: str
    """Qué se buscó, para quien lee que no hay ninguna."""

    @clases.propiedad_recordada
    def de_mapa(self) -> bool:
        """Si es la de un mapa, cuyas filas llevan causas, controles y acciones."""
        return bool(self.hijos)

    @clases.propiedad_recordada
    def grupos(self) -> "IndiceDeRotulos[Rotulo]":
        """Rótulos que van sobre los de varias columnas."""
        papeles = chain.from_iterable(raiz.papeles for raiz in self.raices)
        return IndiceDeRotulos((rotulo, rotulo) for papel in papeles for rotulo in papel.bajo)

    def datos_de(self, texto: str) -> frozenset[str]:
        """Datos a cuyos rótulos se parece un texto."""
        return frozenset(
            papel.dato for raiz in self.raices for papel in raiz.indice.parecidos(texto)
        )


@functools.lru_cache(maxsize=1024)
def apoyo(papeles: tuple[Papel, ...], encima: str) -> Mapping[Papel, float]:
    """Apoyo que un rótulo de encima da a cada papel: el que más, de 0 a 1; -1 si lo prohíbe."""
    if not 0 < len(encima) <= _LARGO_DE_GRUPO:
        return {}
    rotulo = rotulo_de(encima)
    puntos = {papel: _encabeza(rotulo, papel.bajo) for papel in papeles}
    mayor = max(puntos.values(), default=0.0)
    return {
        papel: -1.0
        if papel.nunca and 0 < _encabeza(rotulo, papel.nunca) >= mayor
        else (mayor if puntos[papel] == mayor else 0.0)
        for papel in papeles
    }


_LARGO_DE_GRUPO = 200


def _encabeza(rotulo: Rotulo, esperados: Sequence[Rotulo]) -> float:
    """Parecido de un rótulo de encima con los esperados; menor si sólo contiene sus palabras."""
    a_la_letra = max((parecido(rotulo, esperado) for esperado in esperados), default=0.0)
    if a_la_letra >= PARECIDO_MINIMO:
        return a_la_letra
    con_otras = (
        PARECIDO_MINIMO * len(esperado.letras) / len(rotulo.letras)
        for esperado in esperados
        if f" {esperado.palabras} " in f" {rotulo.palabras} "
    )
    return max(con_otras, default=0.0)


# ------------------------------------------------------------------ el plan


def _va(dato: str) -> bool:
    """Si la matriz de otro puede traer el dato, y cada objeto que lo lleva."""
    pasos = [*accumulate(dato.split("."), "{}.{}".format)][1:]
    return not any("ajenas" in CATALOGO[paso].no_va for paso in pasos)


def _papeles(*raices: str) -> Iterator[Papel]:
    """Papeles de los datos de unos objetos."""
    return map(papel_de, filter(_va, chain.from_iterable(map(CATALOGO.datos, raices))))


_SEGUIMIENTO = "seguimiento"
_DEL_PLAN = (
    *map(papel_de, ("dependencia.nombre", "componente.nombre", "vigencia")),
    *_papeles(_SEGUIMIENTO),
)
_JUNTOS = Papel(
    datos=("tramite.codigo_suit", "tramite.nombre"),
    rotulos=tuple(map(rotulo_de, ("Numero /Nombre", "Código y nombre del trámite"))),
)


def _que_prueban(*datos: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(dato.split(" + ")) for dato in datos)


_DE_CORTE = tuple(f"{_SEGUIMIENTO}.{campo}" for campo in ("texto", "avance", "estado", "monitoreo"))

PLAN = Declaracion(
    clave="plan",
    raices=(
        Raiz(
            nombre="actividad",
            lista="actividades",
            ancla="actividad.descripcion",
            codigo="actividad.codigo",
            papeles=(*_papeles("subcomponente", "actividad"), *_DEL_PLAN),
            prueban=_que_prueban(
                *("actividad.meta", "actividad.indicador", "actividad.fecha_programada"),
                *("actividad.fecha_inicio", "actividad.fecha_fin", *_DE_CORTE),
            ),
        ),
        Raiz(
            nombre="tramite",
            lista="tramites",
            ancla="tramite.nombre",
            codigo="tramite.numero",
            papeles=(*_papeles("tramite"), *_DEL_PLAN, _JUNTOS),
            prueban=_que_prueban(
                *("tramite.accion", "tramite.mejora", "tramite.situacion_actual"),
                *("tramite.fecha_inicio", "tramite.fecha_fin", "tramite.tipo_racionalizacion"),
                *_DE_CORTE,
            ),
        ),
    ),
    contexto=("dependencia.nombre", "componente.nombre", "subcomponente.nombre"),
    de_corte=_SEGUIMIENTO,
    se_busco=(
        "no hay ninguna matriz de un plan: se buscó una tabla con al menos tres rótulos conocidos,"
        " como Actividades, Meta o producto, Responsable y Fecha programada, y en sus filas una"
        " meta, una fecha, un avance o un indicador"
    ),
)


# ------------------------------------------------------------------ el mapa

_NO_SON_COLUMNAS = frozenset({"control_seguido", "firma", "cambio", "seguimiento_del_mapa"})
"""Objetos de un mapa que no van en una columna de sus riesgos."""


def _papeles_del_mapa() -> Iterator[Papel]:
    """Papeles de un mapa: los datos de cada lista, bajo los rótulos de ella o los de su objeto."""
    for camino in caminos_de(MapaDeRiesgos):
        *duenos, rama = camino
        if not rama.es_lista or rama.raiz in _NO_SON_COLUMNAS:
            continue
        clase = duenos[-1].clase if duenos else MapaDeRiesgos
        lista = CATALOGO.de_clase(clase, rama.nombre)
        for dato in filter(_va, CATALOGO.llanos(rama.raiz)):
            objeto = dato.rpartition(".")[0]
            es_suyo = "." in objeto and CATALOGO[objeto].bajo
            yield papel_de(dato, None if es_suyo else lista)


@functools.lru_cache(maxsize=1)
def mapa() -> Declaracion:
    """Declaración del mapa de riesgos, que quien lee un plan no carga."""
    return Declaracion(
        clave="mapa",
        raices=(
            Raiz(
                nombre="riesgo",
                lista="riesgos",
                ancla="riesgo.descripcion",
                codigo="riesgo.referencia",
                papeles=tuple(_papeles_del_mapa()),
                prueban=_que_prueban(
                    "riesgo.inherente.probabilidad + riesgo.inherente.impacto",
                    "riesgo.residual.probabilidad + riesgo.residual.impacto",
                    "causa.texto + control.descripcion",
                    "causa.texto + riesgo.consecuencias",
                    "riesgo.inherente.zona",
                    "riesgo.residual.zona",
                ),
            ),
        ),
        contexto=("proceso.nombre",),
        de_corte="seguimiento_de_riesgo",
        hijos={
            "causas": ("causa.texto",),
            "controles": ("control.descripcion", "control.tipo"),
            "acciones": ("accion.descripcion",),
        },
        de_lista=frozenset({"causa.texto", "riesgo.consecuencias", "riesgo.factores"}),
        se_busco=(
            "no hay ningún mapa de riesgos: se buscó una tabla que diga el riesgo y, además, sus"
            " causas y controles, o cómo se valora; diga cuál de sus columnas es riesgo.descripcion"
        ),
    )
