"""Qué nombra una ruta, como lo diría quien conoce el plan: la oficina, el componente, la fila.

De un mapa de riesgos, el proceso, el riesgo y el control.

``dependencias[0].componentes[1].subcomponentes[0].actividades[3].meta`` no le dice nada a la
oficina que debe corregirla.
"""

import re
from collections.abc import Iterator, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada
from paac_reportes.estructura import falla_de_argumento
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.plan import FILAS, Componente, Dependencia, Subcomponente
from paac_reportes.modelo.recorrer import Parada, hallar
from paac_reportes.modelo.temas import (
    Contenido,
    Tema,
    con_los_que_lleva,
    es_contenido,
    tema_de,
)

_ES_DE_UN_PLAN = re.compile(r"[a-z_]+(\[[0-9]+\])?(\.[a-z_][a-z_0-9]*(\[[0-9]+\])?)*")
_LETRAS = 60
"""Del texto de una actividad: con más, no se lee de un vistazo."""


@clases.frozen(kw_only=True)
class Lugar:
    """Dónde está algo de un plan o de un mapa; lo que no se sabe, o no le toca, es ``None``."""

    ruta: str
    """Como se preguntó."""
    dependencia: str | None = None
    componente: str | None = None
    """Su número y su nombre."""
    subcomponente: str | None = None
    codigo: str | None = None
    """Código de la actividad, o número del trámite."""
    actividad: str | None = None
    """Texto entero de la actividad: qué hay que hacer."""
    proceso: str | None = None
    referencia: str | None = None
    """Referencia del riesgo."""
    riesgo: str | None = None
    """Su descripción, entera."""
    control: str | None = None
    """Su número o, si no lo lleva, su lugar entre los de su riesgo, desde 1."""
    corte: str | None = None
    """Corte del seguimiento, como AAAA-MM-DD."""
    dato: str | None = None
    """El rótulo del dato que la ruta nombra, si nombra uno."""

    def __str__(self) -> str:
        """Lugar en un renglón, de afuera adentro; la ruta, si no se sabe de qué tabla es."""
        conocido = self.dependencia or self.componente or self.proceso or self.actividad
        return " › ".join(self._partes()) if conocido else self.ruta

    def _partes(self) -> Iterator[str]:
        """Partes del lugar que se saben, de afuera adentro."""
        yield from filter(None, (self.dependencia, self.componente, self.subcomponente))
        yield from filter(None, (self.proceso, _en_uno(self.referencia, self.riesgo)))
        yield from filter(None, (_en_uno(self.codigo, self.actividad),))
        yield from filter(None, (self.control and f"control {self.control}",))
        yield from filter(None, (self.corte and f"corte {self.corte}", self.dato))


def lugar_de_ruta(plan: Contenido, ruta: str) -> Lugar:
    """Lugar que nombra una ruta: la de una falla, la de un aviso o la de una fila de cifras.

    De la que no es de un plan (un archivo, una celda, que ya dicen dónde es) o de un lugar que este
    plan no tiene no se sabe más: su ``str`` es ella misma. Lanza ``ErrorDeEntrada`` si lo que llega
    no es un plan ni un mapa, o no es un texto.
    """
    esperados: list[tuple[str, object, bool, str]] = [
        ("contenido", plan, es_contenido(plan), "plan"),
        ("ruta", ruta, isinstance(ruta, str), "ruta"),
    ]
    fallas = [
        falla_de_argumento(argumento, clase_esperada, llegado)
        for argumento, llegado, es_bueno, clase_esperada in esperados
        if not es_bueno
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
    for campo, llevado in con_los_que_lleva(plan):
        if campo and ruta.startswith(f"{campo}."):
            return attrs.evolve(lugar_de_ruta(llevado, ruta.removeprefix(f"{campo}.")), ruta=ruta)
    try:
        parada = hallar(plan, ruta) if _ES_DE_UN_PLAN.fullmatch(ruta) else None
    except ErrorDeEntrada:
        return Lugar(ruta=ruta)
    tema = tema_de(plan)
    dato = _dato(ruta, parada, tema)
    if parada is None:
        return Lugar(ruta=ruta, dato=dato)
    if tema.clave == "mapa" and (proceso := parada.objetos.get("proceso")):
        return Lugar(ruta=ruta, dato=dato, proceso=proceso.nombre, **_del_riesgo(parada))
    return Lugar(ruta=ruta, dato=dato, **_partes_del_lugar(parada.objetos))


def _partes_del_lugar(objetos: Mapping[str, object]) -> dict[str, str | None]:
    """Nombre de cada uno de los que contienen a lo nombrado, por su campo de ``Lugar``."""
    partes: dict[str, str | None] = {}
    for objeto in objetos.values():
        if corte := getattr(objeto, "corte", None):
            partes["corte"] = str(corte)
        elif isinstance(objeto, Dependencia):
            partes["dependencia"] = objeto.nombre
        elif isinstance(objeto, Componente):
            partes["componente"] = objeto.titulo
        elif isinstance(objeto, Subcomponente):
            partes["subcomponente"] = objeto.nombre
        elif isinstance(objeto, FILAS):
            partes |= {"codigo": objeto.identificador, "actividad": objeto.texto}
    return partes


def _del_riesgo(parada: Parada) -> dict[str, str | None]:
    """Partes del lugar que se saben de un objeto dentro de un proceso de un mapa."""
    partes: dict[str, str | None] = {}
    if riesgo := parada.objetos.get("riesgo"):
        partes = {"referencia": riesgo.referencia, "riesgo": riesgo.descripcion}
    if riesgo and (control := parada.objetos.get("control")):
        orden = next(n for n, otro in enumerate(riesgo.controles, 1) if otro is control)
        partes["control"] = control.numero or str(orden)
    for objeto in parada.objetos.values():
        if corte := getattr(objeto, "corte", None):
            partes["corte"] = str(corte)
    return partes


_VALORACIONES = ("inherente", "residual", "valoracion")
"""Valoraciones de un riesgo que llevan los mismos datos."""


def _dato(ruta: str, parada: Parada | None, tema: Tema) -> str | None:
    """Rótulo del dato que la ruta nombra más allá de un objeto; ``None`` si ninguno."""
    resto = ruta[len(parada.ruta) :].lstrip(".") if parada else ruta
    nombre = re.sub(r"\[[0-9]+\]", "", resto)
    dato = f"{parada.raiz}.{nombre}" if parada else tema.dato(nombre)
    if not nombre or not CATALOGO.conoce(dato):
        return None
    rotulo, campo = CATALOGO[dato].rotulo, parada.contenido.nombre if parada else ""
    return f"{rotulo} ({campo})" if campo in _VALORACIONES else rotulo


def _en_uno(codigo: str | None, texto: str | None) -> str:
    """Código y texto en un renglón, con el texto corto."""
    return " ".join(filter(None, (codigo, _corto(texto or ""))))


def _corto(texto: str) -> str:
    texto = " ".join(texto.split())
    return texto if len(texto) <= _LETRAS else f"{texto[:_LETRAS].rstrip()}…"
