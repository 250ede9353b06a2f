"""Un mapa de riesgos como filas planas: una por riesgo y control, para una tabla o un CSV.

Lo que de un riesgo hay varios y no son controles (causas, factores, consecuencias, acciones) va
entero en cada una de sus filas, como listas: las de las causas tienen todas el mismo largo, y las
de las acciones también, de modo que el lugar 2 de ``accion.responsable`` es el de la segunda
acción. Lo que se siguió en cada corte no va: es de otra tabla.
"""

import functools
import re
from collections.abc import Iterator
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.estructura import SIN_EXTRAS, Entre, Extras
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.estructura.valores import NOMBRE_DE_EXTRA
from paac_reportes.modelo.campos import Campo, Catalogo
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.catalogo_de_riesgos import CATALOGO_DE_RIESGOS
from paac_reportes.modelo.filas import DE_LA_ENTIDAD, Fila
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.riesgos import (
    PREGUNTAS,
    Accion,
    Causa,
    Control,
    DefinicionDeCorrupcion,
    MapaDeRiesgos,
    Proceso,
    Riesgo,
    Valoracion,
)

CLASES: dict[str, type] = {
    "proceso": Proceso,
    "riesgo": Riesgo,
    "causa": Causa,
    "control": Control,
    "accion": Accion,
}
"""De qué clase son los datos de cada raíz."""
DE_VARIOS = {"causa": "causas", "accion": "acciones"}
"""Las raíces de lo que va en listas, y el campo del riesgo que las lleva."""
_DEL_MAPA = ("vigencia", "metodologia")
_PARTES: dict[type, str] = {Valoracion: "valoracion", DefinicionDeCorrupcion: "definicion"}
"""La raíz, en el catálogo, de lo que un riesgo o un control lleva adentro y no es una lista."""
_TABLAS = ("riesgo.cuestionario", "control.criterios")
"""Los datos que son varios con su nombre: cada uno tiene su clave, si alguien lo trae."""
_EXTRAS = ".extras."
CON_EXTRAS = ("entidad", "riesgo")
"""Las raíces de los datos de quienes los llevan."""


@clases.frozen(kw_only=True, eq=False)
class ClaveDeFila:
    """Una de las claves de las filas: de qué es, cómo se llama y qué admite."""

    clave: str
    """``riesgo.inherente.zona``."""
    campo: Campo
    tipo: type = str
    """Un texto, un número, una fecha o, de lo que va en listas, una tupla."""
    opciones: tuple[str, ...] = ()
    limites: Entre | None = None
    es_extra: bool = False

    @property
    def raiz(self) -> str:
        """De quién es: ``riesgo``; nada si es de todo el mapa."""
        return self.clave.partition(".")[0] if "." in self.clave else ""


def _de_catalogo(clave: str, catalogo: Catalogo, dato: str, antes: str = "") -> ClaveDeFila:
    campo, tipo = catalogo[dato], catalogo.tipo(dato)
    if antes:
        campo = attrs.evolve(campo, largo=f"{antes}: {campo.en_frase}")
    if clave.partition(".")[0] in DE_VARIOS:
        uno = f"{campo.dice} Uno por cada uno del riesgo, en orden."
        campo, tipo = attrs.evolve(campo, dice=uno), tuple
    return ClaveDeFila(
        clave=clave,
        campo=campo,
        tipo=tipo,
        opciones=catalogo.opciones(dato),
        limites=catalogo.limites(dato),
    )


def _fijas() -> Iterator[ClaveDeFila]:
    for campo in DE_LA_ENTIDAD:
        yield _de_catalogo(f"entidad.{campo}", CATALOGO, f"entidad.{campo}")
    for campo in _DEL_MAPA:
        yield _de_catalogo(campo, CATALOGO_DE_RIESGOS, f"mapa.{campo}")
    dice = "El lugar de la fila en los datos del mapa, como procesos[0].riesgos[2].controles[1]."
    yield ClaveDeFila(clave="ruta", campo=Campo("Ruta", dice))
    for raiz, clase in CLASES.items():
        partes = {uno.nombre: uno.clase for uno in contenidos_de(clase) if not uno.es_lista}
        for campo in campos_propios(clase):
            dato = f"{raiz}.{campo}"
            if campo in partes:
                antes, suya = CATALOGO_DE_RIESGOS[dato].largo, _PARTES[partes[campo]]
                titulo = f"{antes} del control" if raiz == "control" else antes
                for sub in campos_propios(partes[campo]):
                    yield _de_catalogo(
                        f"{dato}.{sub}", CATALOGO_DE_RIESGOS, f"{suya}.{sub}", titulo
                    )
            elif dato not in _TABLAS:
                yield _de_catalogo(dato, CATALOGO_DE_RIESGOS, dato)


_FIJAS = {una.clave: una for una in _fijas()}
CLAVES = tuple(_FIJAS)
"""Las que toda fila trae, en su orden."""
_DE_EXTRA = re.compile(rf"(?:{'|'.join(CON_EXTRAS)}){re.escape(_EXTRAS)}{NOMBRE_DE_EXTRA.pattern}")
_PREGUNTA = re.compile(r"riesgo\.cuestionario\.([1-9][0-9]?)")
_CRITERIO = re.compile(r"control\.criterios\.(.*\S.*)", re.DOTALL)


def clave_de(clave: str) -> ClaveDeFila | None:
    """La de ese nombre; ``None`` si unas filas de riesgos no la llevan."""
    return _FIJAS.get(clave) or _propia_del_mapa(clave)


@functools.lru_cache(maxsize=1024)
def _propia_del_mapa(clave: str) -> ClaveDeFila | None:
    """Las que sólo trae un mapa que las use: sus preguntas, sus criterios y sus extras."""
    if (pregunta := _PREGUNTA.fullmatch(clave)) and int(pregunta[1]) <= PREGUNTAS:
        campo = Campo(
            f"Pregunta {pregunta[1]}", f"La respuesta a la pregunta {pregunta[1]}: si, no."
        )
        campo = attrs.evolve(campo, largo=f"Cuestionario de impacto: pregunta {pregunta[1]}")
        return ClaveDeFila(clave=clave, campo=campo, opciones=("si", "no"))
    if criterio := _CRITERIO.fullmatch(clave):
        dice = "Lo respondido del criterio de la metodología: si, no o la opción que ella dé."
        return ClaveDeFila(
            clave=clave, campo=Campo(criterio[1], dice, largo=f"Criterio {criterio[1]}")
        )
    if _DE_EXTRA.fullmatch(clave):
        catalogo = CATALOGO if clave.startswith("entidad.") else CATALOGO_DE_RIESGOS
        return ClaveDeFila(clave=clave, campo=catalogo[clave], es_extra=True)
    return None


def filas_de_riesgos(mapa: MapaDeRiesgos) -> list[Fila]:
    """Una fila por riesgo y control; todas con las mismas claves.

    El riesgo sin controles y el proceso sin riesgos conservan la suya. ``ruta`` es su lugar en los
    datos; las demás claves son los datos por su nombre: ``proceso.nombre``, ``riesgo.referencia``,
    ``riesgo.inherente.zona``, ``control.tipo``, ``accion.responsable``… Los textos van a la letra,
    los porcentajes como ``Decimal`` y lo que es una lista, como una tupla. Una pregunta del
    cuestionario, un criterio y un extra tienen su clave si algún riesgo los trae.
    """
    lugares = [
        (ruta, objetos)
        for numero, proceso in enumerate(mapa.procesos)
        for ruta, objetos in _del_proceso(proceso, f"procesos[{numero}]")
    ]
    de_la_entidad = {
        **{f"entidad.{campo}": getattr(mapa.entidad, campo) for campo in DE_LA_ENTIDAD},
        **_con_nombre("entidad.extras", mapa.entidad.extras),
        **{campo: getattr(mapa, campo) for campo in _DEL_MAPA},
    }
    filas = [
        {
            "ruta": ruta,
            **{c: v for raiz, uno in objetos.items() for c, v in datos_planos(raiz, uno).items()},
        }
        for ruta, objetos in lugares
    ]
    claves = dict.fromkeys((*CLAVES, *de_la_entidad, *_ordenadas(filas)))
    return [claves | de_la_entidad | fila for fila in filas]


def _del_proceso(proceso: Proceso, ruta: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Por dónde se llega a cada fila del proceso, y de quiénes son sus datos."""
    if not proceso.riesgos:
        yield ruta, {"proceso": proceso}
    for numero, riesgo in enumerate(proceso.riesgos):
        del_riesgo = {"proceso": proceso, "riesgo": riesgo}
        suya = f"{ruta}.riesgos[{numero}]"
        if not riesgo.controles:
            yield suya, del_riesgo
        for lugar, control in enumerate(riesgo.controles):
            yield f"{suya}.controles[{lugar}]", {**del_riesgo, "control": control}


def _ordenadas(filas: list[Fila]) -> Iterator[str]:
    """Las claves que no trae todo mapa: las preguntas por su número; lo demás, como aparece."""
    propias = dict.fromkeys(clave for fila in filas for clave in fila if clave not in _FIJAS)
    preguntas = [clave for clave in propias if _PREGUNTA.fullmatch(clave)]
    yield from sorted(preguntas, key=lambda clave: int(clave.rpartition(".")[2]))
    yield from (clave for clave in propias if clave not in preguntas)


def datos_planos(raiz: str, objeto: Any) -> Fila:
    """Los datos de un objeto por su clave, con los de lo que lleva adentro."""
    suyos: Fila = {}
    for campo in _campos_de(objeto):
        clave, valor = f"{raiz}.{campo}", getattr(objeto, campo)
        if clave in _TABLAS:
            suyos |= _con_nombre(clave, valor)
        elif attrs.has(type(valor)):
            suyos |= {f"{clave}.{sub}": getattr(valor, sub) for sub in _campos_de(valor)}
        elif clave in _FIJAS:
            suyos[clave] = valor
    if isinstance(objeto, Riesgo):
        suyos |= _con_nombre(f"{raiz}.extras", objeto.extras)
        for otra, lista in DE_VARIOS.items():
            for campo in campos_propios(CLASES[otra]):
                suyos[f"{otra}.{campo}"] = tuple(getattr(u, campo) for u in getattr(objeto, lista))
    return suyos


def _campos_de(objeto: object) -> tuple[str, ...]:
    clase: type = type(objeto)
    return campos_propios(clase)


def _con_nombre(antes: str, tabla: "dict[Any, Any] | Extras") -> Fila:
    return {} if tabla is SIN_EXTRAS else {f"{antes}.{nombre}": v for nombre, v in tabla.items()}
