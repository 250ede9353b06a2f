"""Recorridos de una sección de tabla: de dónde salen sus filas y de qué clase son.

Los del catálogo, por su nombre; al final, los de las listas de cualquier contenido que se declare.
"""

import functools
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.estructura import esperado, inesperado
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.filas import (
    EXTRAS,
    FILA_LIBRE,
    DeActividad,
    DeComponente,
    DeEvidencia,
    DeFilaLibre,
    DeParte,
    DeRecomendacion,
    DeSubcomponente,
    DeTramite,
    DiferenciaDeCorte,
    FilaDeCifras,
    FilaDeHistoria,
    FilaDeLetra,
    FilaDeLista,
    FilaDelMapa,
    FilaDeMedida,
    FilaDeTabla,
    FilaPorVencer,
    FilaSenalada,
    fila_con,
    raices_de_fila,
)
from paac_reportes.modelo import CambioDocumento, Dependencia, Firma
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.recorrer import Rama, caminos_de, contenidos_de
from paac_reportes.modelo.temas import PLAN, Tema, claves, tema
from paac_reportes.normativa.normas import Norma

Recorre = str
"""Nombre de un recorrido de ``RECORRIDOS``, o lista de otro contenido: ``mapa.controles``."""


@clases.frozen
class Recorrido:
    """De qué clase son sus filas, de quién es la lista que recorre y de qué contenido sale."""

    _fila: type[FilaDeTabla] | Callable[[], type[FilaDeTabla]]
    dueno: Literal["componente", "plan"] = "plan"
    """De quién es la lista."""
    listas: tuple[str, ...] = ()
    """Listas que recorre, de afuera adentro: la que no contiene otra da las filas. Ninguna si
    sus filas no salen así de un plan, o no son de sus objetos."""
    cada: Literal["objeto", "reporte", "evidencia"] = "objeto"
    """De qué hay una fila: de cada objeto, con lo que de él se reportó en el corte; de cada reporte
    suyo hasta el corte, o de cada evidencia del que es del corte."""
    o_el_dueno: bool = False
    """Si el componente que no contiene nada da la de su nombre."""
    contenido: str = PLAN.clave
    """La clave del contenido, o ``DE_TODOS``."""
    cuenta: bool = False
    """Si de ese contenido, que un plan lleva, da las cifras y no las filas."""

    @property
    def fila(self) -> type[FilaDeTabla]:
        """Clase de las filas del recorrido; la de un mapa se carga al usarse."""
        return self._fila if isinstance(self._fila, type) else self._fila()

    @property
    def raices(self) -> dict[str, type]:
        """Clase de cada objeto que una fila puede mostrar, por su raíz: ``actividad``."""
        fila: type = self.fila
        campos = attrs.fields_dict(fila)
        return {raiz: _sin_blanco(campos[raiz].type) for raiz in raices_de_fila(fila)}


def es_de_fila_libre(dato: str) -> bool:
    """Si es un dato de las filas que trae quien genera."""
    return dato.startswith(f"{FILA_LIBRE}.")


@functools.lru_cache(maxsize=1024)
def tipos_del_dato(recorre: Recorre, dato: str) -> tuple[Any, ...]:
    """Tipos de un dato (``actividad.meta``) en un recorrido; ninguno si sus filas no lo tienen."""
    *contenedores, campo = dato.split(".")
    raiz, *pasos = contenedores or ("",)
    clase = RECORRIDOS[recorre].raices.get(raiz)
    for paso in pasos:
        clase = None if clase is None else _clases_de_adentro(clase).get(paso)
    if clase is None or not clases.es_de_attrs(clase) or campo not in attrs.fields_dict(clase):
        return ()
    tipo: Any = attrs.fields_dict(clase)[campo].type
    return get_args(tipo) if get_origin(tipo) in (types.UnionType, Union) else (tipo,)


def datos_del_recorrido(recorre: Recorre) -> Iterator[tuple[str, Any]]:
    """Cada dato de las filas de un recorrido, como ``actividad.meta``, y su tipo."""
    for raiz, clase in RECORRIDOS[recorre].raices.items():
        if raiz != FILA_LIBRE:
            yield from _datos_de(raiz, clase)


def _datos_de(raiz: str, clase: type) -> Iterator[tuple[str, Any]]:
    """El nombre y el tipo de cada dato de una fila, también de los objetos que lleva."""
    yield from ((f"{raiz}.{campo.name}", campo.type) for campo in attrs.fields(clase))
    for nombre, adentro in _clases_de_adentro(clase).items():
        yield from _datos_de(f"{raiz}.{nombre}", adentro)


def _clases_de_adentro(clase: type) -> dict[str, type]:
    """Clases de los objetos que otro lleva sueltos, por su campo; no las de sus listas."""
    if hasattr(clase, "TEMA") or not clases.es_de_attrs(clase):
        return {}
    return {c.nombre: c.clase for c in contenidos_de(clase) if not c.es_lista}


def es_opcion(recorre: Recorre, dato: str) -> bool:
    """Si el texto de un dato es el nombre de una opción, que se escribe con palabras."""
    tipos = tipos_del_dato(recorre, dato) if es_de_otro_contenido(recorre) else ()
    return any(get_origin(tipo) is Literal for tipo in tipos)


def es_de_un_reporte(recorre: Recorre, dato: str) -> bool:
    """Si el dato es de lo que en un corte se reportó de un objeto, como ``seguimiento.texto``."""
    reportes = reportes_de(recorre)
    return reportes is not None and dato.partition(".")[0] == reportes.lista.raiz


@clases.frozen
class Reportes:
    """Reportes de cada corte sobre un objeto de una fila."""

    clase: type
    """La clase de ese objeto."""
    lista: Rama
    """Rama de la lista en que están."""


@functools.lru_cache(maxsize=128)
def reportes_de(recorre: Recorre) -> Reportes | None:
    """Los reportes que una fila muestra, que son del objeto de más adentro; o ``None``.

    ``recorre``: lo que la fila es, «actividades».
    """
    raices = RECORRIDOS[recorre].raices
    reportes = [
        Reportes(clase, lista)
        for clase in raices.values()
        if clases.es_de_attrs(clase) and not hasattr(clase, "TEMA")
        for lista in contenidos_de(clase)
        if lista.es_lista and lista.raiz in raices and "corte" in attrs.fields_dict(lista.clase)
    ]
    return reportes[-1] if reportes else None


def es_un_avance(recorre: Recorre, dato: str) -> bool:
    """Si el dato es el avance que se reportó: un porcentaje con su zona."""
    return dice_un_avance(dato) and es_de_un_reporte(recorre, dato)


def dice_un_avance(dato: str) -> bool:
    """Si el dato se llama ``avance``, sea de quien sea."""
    return dato.endswith(".avance")


def es_de_otro_contenido(recorre: Recorre) -> bool:
    """Si las filas de un recorrido no son de un plan, como las de un mapa."""
    recorrido = RECORRIDOS[recorre]
    return recorrido.contenido not in {PLAN.clave, DE_TODOS} and not recorrido.cuenta


def extra_de(dato: str, recorren: Iterable[Recorre]) -> tuple[tuple[str, ...], str] | None:
    """Raíces que pueden llevar un extra, y su nombre; ``None`` si en algún recorrido no hay."""
    coincidencia = _EXTRA.fullmatch(dato)
    if coincidencia is None:
        return None
    raiz, nombre = coincidencia.groups()
    candidatas = {raiz} if raiz else {"actividad", "tramite"}
    por_seccion = [candidatas & _con_extras(recorre) for recorre in recorren]
    if not all(por_seccion):
        return None
    return tuple(sorted(set[str]().union(*por_seccion))), nombre


_EXTRA = expresion(rf"(?:([a-z_]+)\.)?{EXTRAS}\.({NOMBRE_DE_EXTRA.pattern})")


def _con_extras(recorre: Recorre) -> set[str]:
    """Los objetos de una fila que llevan extras, por cómo se nombran."""
    raices = RECORRIDOS[recorre].raices.items()
    return {
        raiz
        for raiz, clase in raices
        if clases.es_de_attrs(clase) and EXTRAS in attrs.fields_dict(clase)
    }


def _sin_blanco(tipo: Any) -> type:
    """``Actividad | None`` → ``Actividad``; de una fila libre, sólo que es un diccionario."""
    if get_origin(tipo) is types.UnionType:
        (tipo,) = (alternativa for alternativa in get_args(tipo) if alternativa is not type(None))
    clase: type = get_origin(tipo) or tipo
    return clase


def _clase_de_riesgo() -> type[FilaDeTabla]:
    from paac_reportes.formatos.definicion.recorridos_del_mapa import DeRiesgo  # noqa: PLC0415

    return DeRiesgo


DE_TODOS = ""
"""De lo que cualquier contenido lleva, y de las filas que se dan."""
PARTES = "partes_"
"""Como empiezan los de las partes de un plan con sus cifras."""
RIESGOS: Recorre = "riesgos"
"""Recorrido de un mapa como se imprime, que arma ``composicion.tablas.de_mapa``."""


def _cada(raiz: str, clase: type) -> Callable[[], type[FilaDeTabla]]:
    """Función que da la clase de unas filas que sólo muestran un objeto; la hace una vez."""
    return functools.cache(functools.partial(fila_con, (raiz, clase)))


_CIFRAS = Recorrido(_cada("cifras", FilaDeCifras))
_SENALADAS = Recorrido(_cada("senalada", FilaSenalada))
_DIFERENCIAS = Recorrido(_cada("diferencia", DiferenciaDeCorte))
_MEDIDA = _cada("medida", FilaDeMedida)


class _Recorridos(dict[Recorre, Recorrido]):
    """Recorridos del catálogo; el que no está es el de una lista que otro contenido declara."""

    def __missing__(self, recorre: Recorre) -> Recorrido:
        """Recorrido de una lista que otro contenido declara: ``mapa.controles``."""
        return Recorrido(
            functools.partial(_fila_declarada, recorre), contenido=recorre.partition(".")[0]
        )


RECORRIDOS: _Recorridos = _Recorridos(
    {
        "actividades": Recorrido(
            DeActividad, "componente", ("subcomponentes", "actividades"), o_el_dueno=True
        ),
        "tramites": Recorrido(DeTramite, "componente", ("tramites",)),
        "intercambios": Recorrido(DeTramite, "componente", ("intercambios",)),
        # Sin formato de la casa van cinco listas del plan, las firmas y «sin_reporte»: las pide la
        # matriz propia de una entidad.
        "subcomponentes": Recorrido(DeSubcomponente, "componente", ("subcomponentes",)),
        "seguimientos": Recorrido(DeActividad, "componente", ("actividades",), cada="reporte"),
        "seguimientos_de_tramites": Recorrido(
            DeTramite, "componente", ("tramites", "intercambios"), cada="reporte"
        ),
        "evidencias": Recorrido(DeEvidencia, "componente", ("actividades",), cada="evidencia"),
        "dependencias": Recorrido(_cada("dependencia", Dependencia), listas=("dependencias",)),
        "componentes": Recorrido(DeComponente, listas=("componentes",)),
        "cambios": Recorrido(
            _cada("cambio", CambioDocumento), listas=("control_cambios",), contenido=DE_TODOS
        ),
        "firmas": Recorrido(_cada("firma", Firma), listas=("firmas",), contenido=DE_TODOS),
        "filas": Recorrido(DeFilaLibre, contenido=DE_TODOS),
        **dict.fromkeys(
            (
                *("partes_en_resumen", "total_en_resumen", "total_por_componente"),
                "total_por_dependencia",
                *("partes_por_componente", "partes_por_dependencia"),
            ),
            Recorrido(DeParte),
        ),
        "cifras_del_plan": _CIFRAS,
        "cifras_por_componente": _CIFRAS,
        "cifras_por_dependencia": _CIFRAS,
        "cifras_por_corte": _CIFRAS,
        "medidas": Recorrido(_MEDIDA),
        "por_vencer": Recorrido(_cada("vence", FilaPorVencer)),
        "sustento": _SENALADAS,
        "listas": Recorrido(_cada("lista", FilaDeLista)),
        "letras": Recorrido(_cada("letra", FilaDeLetra)),
        "sin_reporte": _SENALADAS,
        "sin_reporte_por_vencer": _SENALADAS,
        "vencidas": _SENALADAS,
        "proximas": _SENALADAS,
        "sin_verificar": _SENALADAS,
        "por_aclarar": _SENALADAS,
        "recomendaciones": Recorrido(DeRecomendacion),
        "recomendaciones_anteriores": Recorrido(DeRecomendacion),
        "cambios_de_lo_previsto": _DIFERENCIAS,
        "historia": Recorrido(_cada("debida", FilaDeHistoria)),
        "normas": Recorrido(_cada("norma", Norma)),
        RIESGOS: Recorrido(_clase_de_riesgo, contenido="mapa"),
        "medidas_del_mapa": Recorrido(_MEDIDA, contenido="mapa", cuenta=True),
        **dict.fromkeys(
            ("causas_de_riesgos", "materializados", "controles_seguidos", "acciones_pasadas"),
            Recorrido(_cada("del_mapa", FilaDelMapa), contenido="mapa", cuenta=True),
        ),
    }
)


def se_recorre_en(recorre: Recorre, contenido: str) -> bool:
    """Si un formato de ese contenido puede usar el recorrido; uno de un plan, casi todos."""
    if contenido == PLAN.clave:
        return recorre in RECORRIDOS
    return RECORRIDOS[recorre].contenido in {contenido, DE_TODOS}


# ------------------------------------------------------------------ las de cualquier contenido
# Una fila por cada objeto de una de sus listas, con quienes lo contienen: ``mapa.controles``.


def lista_declarada(recorre: Recorre) -> tuple[Tema, tuple[Rama, ...]] | None:
    """Contenido de ``mapa.controles`` y camino, de afuera adentro, hasta su lista; o ``None``."""
    clave, punto, lista = recorre.partition(".")
    if not punto or clave == PLAN.clave or clave not in claves():
        return None
    contenido = tema(clave)
    de_filas = {*forma_de_filas(contenido).recorre}
    caminos = (camino for camino in caminos_de(contenido.clase) if de_filas.issuperset(camino))
    camino = next((camino for camino in caminos if camino[-1].nombre == lista), None)
    return (contenido, camino) if camino else None


@functools.lru_cache(maxsize=64)
def _fila_declarada(recorre: Recorre) -> type[FilaDeTabla]:
    """Clase de las filas de ``mapa.controles``: mapa, quien lleva al control, él y su reporte."""
    lista = lista_declarada(recorre)
    if lista is None:
        raise KeyError(recorre)
    contenido, camino = lista
    ramas = (*camino, *_por_corte(contenido, camino[-1].clase))
    return fila_con(
        (contenido.raiz, contenido.clase),
        *((rama.raiz, rama.clase) for rama in ramas),
        callados=FilaDeTabla.CALLADOS | {"plan"},
    )


def _por_corte(contenido: Tema, clase: type) -> Iterator[Rama]:
    """La lista de lo que en cada corte se reporta de un objeto de esa clase, si lleva una."""
    return (lista for lista in contenidos_de(clase) if lista.nombre == contenido.filas.por_corte)


def es_un_recorrido(_objeto: object, campo: Any, valor: Any) -> None:
    """Validador: el nombre de un recorrido que hay."""
    if valor is not None and valor not in RECORRIDOS and lista_declarada(valor) is None:
        recorridos = esperado("opciones", opciones=tuple(RECORRIDOS))
        raise ErrorDeEntrada(inesperado(campo.name, recorridos, valor))
