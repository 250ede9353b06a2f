"""Lo que sí se entiende de un formato con la forma rota, para decir de una vez sus demás fallas."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from paac_reportes.errores import ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.formatos.definicion.bloques import TablaDeFormato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.revision.tablas import datos_que_no_existen, fallas_de_contenido
from paac_reportes.formatos.revision.textos import fallas_de_alcance, fallas_de_textos
from paac_reportes.modelo import CodigoDeRegimen

# ------------------------------------------------------------------ silencios
# Qué fallas dejan de poderse decir cuando una parte de un formato no se entendió.

_Reglas = tuple[tuple[str, str], ...]
"""Lo que se tocó, y las fallas que por eso se callan; ``{0}`` es lo que va entre paréntesis."""

_CALLAN: _Reglas = (
    # Los anchos que ya no suman, y las celdas que ya no cubren.
    (r"(tablas\..+\.columnas)(?:\[\d+\](?:\.(?:ancho|minimo|maximo))?)?", r"{0}"),
    (r"(.*anchos)(?:\[\d+\])?", r"{0}"),
    (r"(.*)anchos(?:\[\d+\])?", r"{0}filas"),
    (r"(.*filas)(?:\[\d+\](?:\[\d+\](?:\.(?:columnas|filas))?)?)?", r"{0}"),
    (r"(?:.*\.)?(?:papel|orientacion|margenes(?:\..+)?)", r"(?:.*\.)?margenes(?: en .*)?"),
    # De dónde salen las filas de una tabla decide qué datos tiene.
    (
        r"(tablas\..+)\.secciones(?:\[\d+\](?:\.recorre)?)?",
        r"{0}\.(?:columnas\[\d+\]\.(?:dato|texto|cuando.*)|si_hay|subtotales.*)",
    ),
    (r"tablas\..+\.secciones(?:\[\d+\](?:\.recorre)?)?", r"cuerpo\[\d+\]"),
    # Lo que una columna dice decide si se resume, si va por corte y con qué se compara.
    (
        r"(tablas\..+\.columnas\[\d+\])\.(?:dato|texto|cuando)(?:\[\d+\])?",
        r"{0}\.(?:dato|texto|total|por_corte|une|cuando.*)",
    ),
    (r"(tablas\..+\.columnas\[\d+\])\.numero(?:\..+)?", r"{0}\.total"),
    (r"(tablas\..+\.columnas\[\d+\])\.por_corte", r"{0}\.texto"),
    # Un total pide un rótulo, y un subtotal, una columna con total.
    (r"(tablas\..+)\.(?:total|subtotales)(?:\[\d+\])?", r"{0}\.columnas\[\d+\]\.total"),
    (r"(tablas\..+)\.columnas(?:\[\d+\](?:\.total)?)?", r"{0}\.subtotales"),
    (r"(tablas\..+\.subtotales)\[\d+\](?:\.por)?", r"{0}"),
    (r"cuerpo(?:\[\d+\])?(?:\.(?:cada|tipo|tablas))?", r"tablas\..+\.subtotales\[\d+\]\.por"),
    (r"(tablas\..+)\.notas", r"{0}\.(?:franjas|columnas|secciones|subtotales|total).*"),
    (r"(cuerpo\[\d+\])\.(?:cada|tipo)", r"{0}"),
    (r"tablas", r"cuerpo\[\d+\]\.tablas"),
)

_CALLAN_ALCANCE: _Reglas = (
    # Cuántas veces se escribe algo decide qué puede nombrar.
    (r"(cuerpo\[\d+\])\.(?:cada|tipo)", r"{0}\..*"),
    (r"cuerpo(?:\[\d+\])?(?:\.(?:cada|tipo|tablas(?:\[\d+\])?))?", r"tablas\..*"),
    (r"(tablas\..+\.columnas\[\d+\])\.por_corte", r"{0}\.rotulo.*"),
    (r"(tablas\..+\.subtotales\[\d+\])\.por", r"{0}\.rotulo"),
    (r"libro\.hojas", r"libro\.nombre"),
)


def se_sostiene(ruta: str, tocado: Iterable[str]) -> bool:
    """Si una falla de contenido no viene de algo que se tocó, sino de lo que se escribió."""
    return not any(_es_de(ruta, t) or _depende(ruta, t, _CALLAN) for t in tocado)


def se_sostiene_el_alcance(ruta: str, tocado: Iterable[str]) -> bool:
    """Lo mismo, de una variable que no vale en el texto que la nombra."""
    return not any(_es_de(ruta, t) or _depende(ruta, t, _CALLAN_ALCANCE) for t in tocado)


def _es_de(ruta: str, tocada: str) -> bool:
    return ruta == tocada or ruta.startswith((f"{tocada}.", f"{tocada}["))


def _depende(ruta: str, tocada: str, reglas: _Reglas) -> bool:
    return any(
        re.fullmatch(de_la_falla.replace("{0}", "".join(map(re.escape, hallado.groups()))), ruta)
        for de_lo_tocado, de_la_falla in reglas
        if (hallado := re.fullmatch(de_lo_tocado, tocada))
    )


# ------------------------------------------------------------------ reparacion
# Un formato con la forma rota, hecho legible.
#
# Lo que no se entiende se quita o se cambia por otra cosa cualquiera que sí, y se anota dónde.

_COLUMNA: dict[str, Any] = {"dato": "actividad.descripcion", "rotulo": "x", "ancho": 1}
_SECCION: dict[str, Any] = {"recorre": "actividades"}
_MINIMO: dict[str, Any] = {
    "codigo": "x",
    "nombre": "x",
    "version": "1",
    "propiedades": {"titulo": "x"},
    "cuerpo": [],
}
"""Lo que un formato no puede dejar de traer."""

_RELLENO: dict[str, Any] = {
    **_MINIMO,
    **dict.fromkeys(("titulo", "texto", "rotulo", "texto_alternativo", "clave"), "x"),
    "dato": "actividad.descripcion",
    "ancho": 1,
    "recorre": "actividades",
    "columnas": [_COLUMNA],
    "secciones": [_SECCION],
    "tablas": [],
    "por": "dependencia",
    "anchos": [100],
    "filas": [[{}]],
    "tipo": "salto",
    "imagen": "entidad.escudo",
    "marca": "X",
    "cuando": "x",
}
"""Con qué se completa cada clave que no puede faltar."""

_RELLENO_DE_LISTA: dict[str, Any] = {
    **dict.fromkeys(("notas", "franjas", "rotulo", "dato", "tablas", "roles"), "x"),
    "columnas": _COLUMNA,
    "secciones": _SECCION,
    "cuerpo": {"tipo": "salto"},
    "anchos": 1,
    "subtotales": {"por": "dependencia", "rotulo": "x"},
    "en": "documento",
    "regimenes": get_args(CodigoDeRegimen)[0],
}
"""Con qué se cambia un elemento de cada lista: quitarlo correría los números de los demás."""

_DEMASIADAS = 500
"""Con más fallas de forma, las demás no ayudan a nadie y hallarlas tardaría."""

_VUELTAS = 8
"""Las que bastan para que lo puesto en una deje ver lo que falta en otra."""


class Reparacion:
    """Una copia de los datos a la que se le quita o se le cambia lo que no se entiende."""

    def __init__(self, datos: Mapping[Any, Any]) -> None:
        self._datos: dict[str, Any] = _copia(datos)
        self._veces: Counter[str] = Counter()

    @property
    def tocado(self) -> frozenset[str]:
        """Las rutas de lo que ya no es lo que se escribió."""
        return frozenset(self._veces)

    def hacer(self) -> Formato | None:
        """El formato, ya con todo en su forma; ``None`` si es demasiado lo que no se entiende."""
        for _ in range(_VUELTAS):
            try:
                return estructurar(self._datos, Formato)
            except ErrorDeEntrada as error:
                if len(error.fallas) + len(self._veces) > _DEMASIADAS:
                    return None
                for falla in error.fallas:
                    self._reparar(falla.ruta)
        return None

    def _reparar(self, ruta: str) -> None:
        """Quita o cambia lo que está en esa ruta; si ya se hizo y no bastó, lo que lo contiene."""
        pasos = _pasos(self._datos, ruta)
        while pasos:
            self._veces[_ruta_de(pasos)] += 1
            padre, paso = pasos[-1]
            lista = pasos[-2][1] if len(pasos) > 1 else ""
            primera = self._veces[_ruta_de(pasos)] <= 2  # noqa: PLR2004 - quitarlo, y ponerle otro
            if isinstance(padre, dict) and paso in padre:
                del padre[paso]
                return
            if isinstance(padre, dict) and paso in _RELLENO and primera:
                padre[paso] = _copia(_RELLENO[paso])
                return
            if isinstance(padre, list) and lista in _RELLENO_DE_LISTA and primera:
                padre[paso] = _copia(_RELLENO_DE_LISTA[lista])
                return
            pasos.pop()


def _copia(valor: Any) -> Any:
    """Los mismos datos en listas y diccionarios propios, sin las claves que no son un texto."""
    if isinstance(valor, Mapping):
        return {clave: _copia(v) for clave, v in valor.items() if isinstance(clave, str)}
    return [_copia(uno) for uno in valor] if isinstance(valor, list | tuple) else valor


def _pasos(datos: Any, ruta: str) -> list[tuple[Any, Any]]:
    """El camino de una ruta: en cada paso, dónde se está y qué clave o lugar sigue.

    Termina en una clave que puede faltar, o donde lo que hay ya no es lo que dice la ruta.
    """
    pasos: list[tuple[Any, Any]] = []
    donde, resto = datos, ruta
    while resto and isinstance(donde, dict | list):
        siguiente = _de_lista if isinstance(donde, list) else _de_tabla
        paso, resto = siguiente(donde, resto)
        if paso is None:
            break
        pasos.append((donde, paso))
        donde = donde.get(paso) if isinstance(donde, dict) else donde[paso]
    return pasos


def _de_lista(lista: Any, ruta: str) -> tuple[Any, str]:
    """El lugar con que empieza una ruta, si está, y lo que le sigue."""
    hallado = re.match(r"\[(\d+)\]", ruta)
    if hallado is None or int(hallado[1]) >= len(lista):
        return None, ruta
    return int(hallado[1]), ruta[hallado.end() :]


def _de_tabla(tabla: Any, ruta: str) -> tuple[Any, str]:
    """La clave con que empieza una ruta, y lo que le sigue; si lleva puntos, manda la más larga."""
    ruta = ruta.removeprefix(".")
    cortes = [hallado.start() for hallado in re.finditer(r"[.\[]", ruta)]
    for corte in (len(ruta), *reversed(cortes)):
        if ruta[:corte] in tabla:
            return ruta[:corte], ruta[corte:]
    if ruta.startswith(("'", '"')):  # así se escribe una que no es un nombre
        for clave in tabla:
            if mostrar(clave) == ruta:
                return clave, ""
    primero = min(cortes, default=len(ruta))
    return ruta[:primero], ruta[primero:]


def _ruta_de(pasos: list[tuple[Any, Any]]) -> str:
    ruta = ""
    for _, paso in pasos:
        ruta = unir_ruta(ruta, f"[{paso}]" if isinstance(paso, int) else paso)
    return ruta


# ------------------------------------------------------------------ rescate


def fallas_de_lo_sano(datos: object) -> Iterator[Falla]:
    """Las fallas de las partes que se entienden; las de la forma las da quien la leyó."""
    if not isinstance(datos, Mapping):
        return
    reparacion = Reparacion(datos)
    formato = reparacion.hacer()
    if formato is not None:
        yield from _lo_que_se_sostiene(formato, reparacion.tocado)
    yield from fallas_de_textos(datos)


def _lo_que_se_sostiene(formato: Formato, tocado: frozenset[str]) -> Iterator[Falla]:
    yield from (f for f in fallas_de_contenido(formato) if se_sostiene(f.ruta, tocado))
    for nombre, tabla in formato.tablas.items():
        if not tocado.isdisjoint(_de_donde_salen(nombre, tabla)):
            yield from (f for f in datos_que_no_existen(nombre, tabla) if f.ruta not in tocado)
    yield from (f for f in fallas_de_alcance(formato) if se_sostiene_el_alcance(f.ruta, tocado))


def _de_donde_salen(nombre: str, tabla: TablaDeFormato) -> set[str]:
    """Las rutas de lo que dice qué recorre una tabla."""
    secciones = f"tablas.{nombre}.secciones"
    lugares = [f"{secciones}[{numero}]" for numero in range(len(tabla.secciones))]
    return {secciones, *lugares, *(f"{lugar}.recorre" for lugar in lugares)}
