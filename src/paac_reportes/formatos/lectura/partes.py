"""Las partes de un cuerpo, que un heredero quita, ordena, mueve o agrega sin copiarlo.

Una parte es un título con clave y todos los bloques hasta el siguiente título de su nivel o de uno
más alto. El contenido y las firmas, que llevan lo suyo, son cada uno una parte de primer nivel, y
una tabla con clave, una de un solo bloque. El salto o la sección que va justo antes de
un título es de su parte: su página va con él.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.lectura.vecinos import (
    ANTES,
    QUITA,
    TRAS,
    con_nuevas,
    fallas_de_lugar,
    lado,
    nombradas,
    sin,
)
from paac_reportes.textos.cercanos import el_mas_parecido
from paac_reportes.textos.valores import lista

PARTES, APARTE = "partes", "aparte"
"""Claves de lo que dice un heredero, y de lo que queda dicho de las partes que quitó."""
_ORDEN, _CUERPO = "orden", "cuerpo"
_DE_UNA_PARTE = (TRAS, ANTES, _CUERPO)
_PROPIAS = {"contenido", "firmas"}
"""Los bloques que son una parte de primer nivel sin llevar un título."""
_BLOQUES_DE_PAGINA = {"salto", "seccion"}


_COMPONENTES, _DEPENDENCIAS = ("tabla_por_componente",), ("tabla_por_dependencia",)
_EN_LISTAS, _MAPA = ("listas",), ("mapa_de_riesgos",)
_RESPONDEN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("hallazgo_en_portada", "historia_en_resumen"), ("hallazgo",)),
    "hallazgo_del_mapa_en_portada": ("hallazgo_del_mapa",),
    "resumen": ("decisiones", "pendientes"),
    **dict.fromkeys(("objeto", "objetivo", "alcance", "responsables"), ("introduccion",)),
    **dict.fromkeys(("normas_y_criterios", "presentacion_de_normas"), ("tabla_de_normas",)),
    "criterios": ("introduccion",),
    "todo_el_plan": ("resultados",),
    "evolucion": ("por_corte",),
    "componentes": ("por_componente",),
    **dict.fromkeys(("oficial", "debido", "avance_por_componente"), _COMPONENTES),
    **dict.fromkeys(("reporte_por_componente", "lo_reportado"), _COMPONENTES),
    "cada_componente": ("tabla_por_componente", "listas"),
    "estados_por_componente": _EN_LISTAS,
    **dict.fromkeys(("por_dependencia_tabla", "avance_por_dependencia"), _DEPENDENCIAS),
    **dict.fromkeys(("reporte_por_dependencia", "lo_reportado_por_dependencia"), _DEPENDENCIAS),
    **dict.fromkeys(("vencimientos_por_mes", "por_mes"), _EN_LISTAS),
    "antiguedad": ("vencidas",),
    "historia": ("lo_debido",),
    "terminadas_antes": ("resultados", "listas"),
    "datos_por_aclarar": ("por_aclarar",),
    "fechas_por_revisar": ("pendientes", "listas"),
    **dict.fromkeys(("por_vencer_una_por_una", "por_vencer_por_parte"), ("por_vencer",)),
    **dict.fromkeys(("riesgos_por_proceso", "riesgos_zonas", "riesgos_controles"), _MAPA),
    **dict.fromkeys(("fuerza_de_controles", "riesgos_acciones"), _MAPA),
    **dict.fromkeys(("riesgos_calidad", "calidad_del_mapa"), _MAPA),
    "riesgos_por_zona": ("mapa_de_calor",),
    "causas_y_fortalezas": ("causas", "fortalezas", "oportunidades"),
    **dict.fromkeys(("anexo_de_sustento", "sustento"), ("fuera_de_la_matriz",)),
    **dict.fromkeys(("anexo_de_listas", "listas_de_las_cuentas"), ("matriz", "listas")),
    **dict.fromkeys(("sin_afirmar", "en_duda"), ("matriz", "listas")),
    **dict.fromkeys(("anexo_de_cambios", "cambios_uno_por_uno"), ("comparacion", "listas")),
    "columnas_en_blanco": ("matriz",),
}
"""De cada parte que el informe ya no lleva, las que responden lo suyo."""


@clases.frozen(eq=False)
class _EnCuerpo:
    """Un bloque del cuerpo y la sección en que la base lo pone."""

    bloque: Any
    seccion: Any = None
    es_nuevo: bool = False
    """Si es del heredero: va en la sección de lo que lo precede."""

    def dice(self, clave: str) -> Any:
        """Valor de una clave del bloque; nada si el bloque no es un diccionario."""
        return self.bloque.get(clave) if isinstance(self.bloque, dict) else None

    @property
    def tipo(self) -> str:
        """El tipo del bloque, si es un texto: lo demás ya lo dirá quien lea el formato."""
        tipo = self.dice("tipo")
        return tipo if isinstance(tipo, str) else ""

    @property
    def nivel(self) -> int | None:
        """El nivel de su título, si empieza una parte."""
        tipo, nivel = self.tipo, self.dice("nivel")
        if tipo in _PROPIAS:
            return 1
        if tipo in {"titulo", "resultados"} or (tipo == "texto" and self.dice("titulo")):
            return nivel if isinstance(nivel, int) else 2 if tipo == "resultados" else 1
        return None

    @property
    def es_de_pagina(self) -> bool:
        return self.tipo in _BLOQUES_DE_PAGINA


_Cuerpo = list[_EnCuerpo]


def cambiar_partes(datos: dict[str, Any], partes: Any) -> Iterator[Falla]:
    """Cambia el cuerpo de la base como dice ``[partes]``; da las fallas de lo que no se puede."""
    if not isinstance(partes, dict):
        motivo = "se esperaba una tabla: quita, orden y una por cada parte que se mueve o se agrega"
        yield Falla("dato_invalido", PARTES, motivo)
        return
    de_la_base = datos.get("cuerpo")
    cuerpo = _en_secciones(de_la_base if isinstance(de_la_base, list) else [])
    habia = _claves(cuerpo)
    apartadas = [clave for clave in datos.get(APARTE, ()) if isinstance(clave, str)]
    cambio = _Cambio(cuerpo, habia, apartadas)
    fallas = [*cambio.aplicar(partes)]
    yield from fallas
    quedan = set(_claves(cambio.cuerpo))
    # Las tablas que sólo nombraba lo que se quitó.
    sobran = _tablas(cuerpo) - _tablas(cambio.cuerpo)
    if isinstance(tablas := datos.get("tablas"), dict):
        datos["tablas"] = {
            nombre: tabla for nombre, tabla in tablas.items() if nombre not in sobran
        }
    datos["cuerpo"] = _con_sus_secciones(cambio.cuerpo)
    datos[APARTE] = [clave for clave in dict.fromkeys((*apartadas, *habia)) if clave not in quedan]
    if not fallas and all(sitio.es_de_pagina for sitio in cambio.cuerpo):
        yield Falla("formato_incoherente", f"{PARTES}.{QUITA}", "no queda ninguna parte")


def _en_secciones(bloques: Sequence[Any]) -> _Cuerpo:
    """Los bloques, cada uno con la sección en que está."""
    sitios: _Cuerpo = []
    seccion = None
    for bloque in bloques:
        sitio = _EnCuerpo(bloque, seccion)
        if sitio.dice("tipo") == "seccion":
            seccion = bloque
            sitio = _EnCuerpo(bloque, seccion)
        sitios.append(sitio)
    return sitios


def _claves(cuerpo: _Cuerpo) -> list[str]:
    claves = (sitio.dice("clave") for sitio in cuerpo)
    return [*dict.fromkeys(clave for clave in claves if isinstance(clave, str))]


def _tablas(cuerpo: _Cuerpo) -> set[str]:
    """Las tablas que sus bloques nombran."""
    listas = [sitio.dice("tablas") for sitio in cuerpo]
    return {t for lista in listas if isinstance(lista, list) for t in lista if isinstance(t, str)}


def _lugar(cuerpo: Sequence[_EnCuerpo], clave: object) -> range | None:
    """Lugar de la parte con esa clave; si un título y otro bloque la llevan, el del título."""
    numeros = [numero for numero, sitio in enumerate(cuerpo) if sitio.dice("clave") == clave]
    if not numeros:
        return None
    desde = next((numero for numero in numeros if cuerpo[numero].nivel is not None), numeros[0])
    nivel = cuerpo[desde].nivel
    if nivel is None:
        return range(desde, desde + 1)
    hasta = desde + 1
    while hasta < len(cuerpo) and not _cierra(cuerpo[hasta], nivel):
        hasta += 1
    # Un salto o una sección van con la parte que los sigue.
    while hasta < len(cuerpo) and cuerpo[hasta - 1].es_de_pagina:
        hasta -= 1
    while desde and cuerpo[desde - 1].es_de_pagina:
        desde -= 1
    return range(desde, hasta)


def _cierra(sitio: _EnCuerpo, nivel: int) -> bool:
    """Si en ese bloque termina una parte de ese nivel; la portada, con cualquier título."""
    return sitio.nivel is not None and (sitio.nivel <= nivel or nivel == 0)


def _nivel_de(parte: Sequence[_EnCuerpo]) -> int | None:
    """El nivel del título con que empieza una parte; nada si es un bloque suelto."""
    return next((sitio.nivel for sitio in parte if sitio.nivel is not None), None)


class _Cambio:
    """Un cuerpo que se va cambiando; cada falla se dice y lo demás sigue."""

    def __init__(self, cuerpo: _Cuerpo, hay: Sequence[str], quito_la_base: Sequence[str]) -> None:
        self.cuerpo = cuerpo
        self._hay = hay
        self._quito_la_base = quito_la_base
        self._quitadas: set[str] = set()
        self._ordenadas: set[str] = set()

    def aplicar(self, partes: dict[str, Any]) -> Iterator[Falla]:
        """Aplica lo que se quita, después el orden y al final cada parte; da las fallas."""
        yield from self._quitar(partes.get(QUITA, []))
        yield from self._ordenar(partes.get(_ORDEN, []))
        for clave, cambio in partes.items():
            if clave not in {QUITA, _ORDEN}:
                yield from self._cambiar(clave, cambio)

    def _quitar(self, claves: Any) -> Iterator[Falla]:
        """Quita del cuerpo esas partes; da las fallas de las que no están."""
        lugares, fallas = nombradas(self.cuerpo, claves, f"{PARTES}.{QUITA}", _lugar, self._no_esta)
        yield from fallas
        quedan = sin(self.cuerpo, *lugares.values())
        self._quitadas = {*_claves(self.cuerpo)} - {*_claves(quedan)}
        self.cuerpo = quedan

    def _ordenar(self, claves: Any) -> Iterator[Falla]:
        """Deja seguidas las partes de un mismo título, donde iba la primera de ellas."""
        rangos, fallas = nombradas(self.cuerpo, claves, f"{PARTES}.{_ORDEN}", _lugar, self._no_esta)
        yield from fallas
        self._ordenadas = {*rangos}
        por_titulo: defaultdict[_EnCuerpo | None, list[str]] = defaultdict(list)
        for clave, lugar in rangos.items():
            por_titulo[self._de_quien_es(lugar)].append(clave)
        for de_un_titulo in por_titulo.values():
            lugares = [_lugar(self.cuerpo, clave) or range(0) for clave in de_un_titulo]
            numeros = {numero for lugar in lugares for numero in lugar}
            primero = min(numeros)
            juntos = [self.cuerpo[numero] for lugar in lugares for numero in lugar]
            siguientes = [
                bloque_siguiente
                for numero, bloque_siguiente in enumerate(self.cuerpo)
                if numero > primero and numero not in numeros
            ]
            self.cuerpo = [*self.cuerpo[:primero], *juntos, *siguientes]

    def _de_quien_es(self, lugar: range) -> _EnCuerpo | None:
        """Título del que cuelga la parte de ese lugar; nada si de ninguno."""
        nivel = _nivel_de(self.cuerpo[lugar.start : lugar.stop])
        for sitio in reversed(self.cuerpo[: lugar.start]):
            if sitio.nivel is not None and (nivel is None or sitio.nivel < nivel):
                return sitio
        return None

    def _no_esta(self, clave: object, ruta: str) -> Falla:
        """Falla de una parte que no está: se quita, la base la quitó, o nunca la hubo."""
        if clave in self._quitadas:
            motivo = f"la parte {clave!r} está entre las que se quitan"
            return Falla("formato_incoherente", ruta, motivo)
        motivo = f"el formato base no trae la parte {mostrar(clave)}"
        if clave in self._quito_la_base:
            return Falla("base_invalida", ruta, f"{motivo}: también parte de otro, y la quitó")
        if responden := [p for p in _RESPONDEN.get(str(clave), ()) if p in self._hay]:
            pista = f"; lo que decía está en {lista([repr(p) for p in responden])}"
        else:
            pista = el_mas_parecido(str(clave), self._hay, "la más parecida es", cutoff=0.4)
        return Falla("base_invalida", ruta, f"{motivo}{pista}")

    def _cambiar(self, clave: str, cambio: Any) -> Iterator[Falla]:
        """Mueve, agrega o cambia una parte; da las fallas que lo impiden."""
        ruta = f"{PARTES}.{clave}"
        if not isinstance(cambio, dict):
            motivo = f"se esperaba una tabla con tras, antes o cuerpo, llegó {mostrar(cambio)}"
            yield Falla("dato_invalido", ruta, motivo)
            return
        fallas = [*_mal_escrita(cambio, ruta), *self._sin_lugar(clave, cambio, ruta)]
        yield from fallas
        if fallas:
            return
        lugar = _lugar(self.cuerpo, clave)
        nuevos = [_EnCuerpo(bloque, es_nuevo=True) for bloque in cambio.get(_CUERPO, ())]
        sitios = nuevos or [self.cuerpo[numero] for numero in lugar or ()]
        if nuevos and nuevos[0].dice("clave") is None and isinstance(nuevos[0].bloque, dict):
            nuevos[0].bloque["clave"] = clave
        cuerpo = con_nuevas(self.cuerpo, lugar, sitios, cambio, _lugar)
        sentido = lado(cambio)
        if cuerpo is None:
            yield self._sin_vecina(cambio[sentido or ""], f"{ruta}.{sentido}")
            return
        if sentido is not None:
            demas = sin(self.cuerpo, lugar or range(0))
            vecina = [demas[numero] for numero in _lugar(demas, cambio[sentido]) or ()]
            yield from _de_otro_nivel(sitios, vecina, f"{ruta}.{sentido}")
        self.cuerpo = cuerpo

    def _sin_vecina(self, clave: object, ruta: str) -> Falla:
        if _lugar(self.cuerpo, clave) is None:
            return self._no_esta(clave, ruta)
        return Falla("base_invalida", ruta, f"{clave!r} es de la misma parte que se mueve")

    def _sin_lugar(self, clave: str, cambio: dict[str, Any], ruta: str) -> Iterator[Falla]:
        """Falla de una parte que no existe, que no dice dónde va o que ya tiene su lugar."""
        se_mueve, trae = lado(cambio) is not None, _CUERPO in cambio
        if _lugar(self.cuerpo, clave) is None:
            if not trae:
                yield self._no_esta(clave, ruta)
            elif not se_mueve:
                motivo = "falta tras o antes, que dice dónde va la parte nueva"
                yield Falla("dato_faltante", ruta, motivo)
        elif clave in self._ordenadas and se_mueve:
            motivo = f"la parte {clave!r} ya tiene su lugar en {_ORDEN}"
            yield Falla("formato_incoherente", ruta, motivo)


def _mal_escrita(cambio: dict[str, Any], ruta: str) -> Iterator[Falla]:
    """Fallas de un cambio de parte que no se entiende, o se contradice."""
    for clave in cambio:
        if clave not in _DE_UNA_PARTE:
            pista = el_mas_parecido(str(clave), _DE_UNA_PARTE, "la más parecida es")
            yield Falla("dato_desconocido", f"{ruta}.{clave}", f"clave desconocida{pista}")
    yield from fallas_de_lugar(cambio, ruta, "la clave de una parte")
    cuerpo = cambio.get(_CUERPO)
    if _CUERPO in cambio and not (isinstance(cuerpo, list) and cuerpo):
        motivo = f"se esperaban los bloques de la parte, llegó {mostrar(cuerpo)}"
        yield Falla("dato_invalido", f"{ruta}.{_CUERPO}", motivo)
    if not {*_DE_UNA_PARTE} & {*cambio}:
        yield Falla("dato_faltante", ruta, "falta tras, antes o cuerpo")


def _de_otro_nivel(parte: _Cuerpo, vecina: _Cuerpo, ruta: str) -> Iterator[Falla]:
    """Falla de una parte que se mueve junto a otra de distinto nivel de título."""
    nivel, vecino = _nivel_de(parte), _nivel_de(vecina)
    if nivel is not None and vecino is not None and nivel != vecino:
        motivo = f"la parte es de nivel {nivel} y esa, de nivel {vecino}: va junto a una del suyo"
        yield Falla("formato_incoherente", ruta, motivo)


def _con_sus_secciones(cuerpo: _Cuerpo) -> list[Any]:
    """Bloques en su orden; donde uno quedó en otra sección, empieza antes la suya."""
    bloques: list[Any] = []
    abierta = None
    for sitio in cuerpo:
        if sitio.dice("tipo") == "seccion":
            abierta = sitio.bloque
        elif not sitio.es_nuevo and sitio.seccion is not abierta and not sitio.es_de_pagina:
            abierta = sitio.seccion
            if bloques and isinstance(bloques[-1], dict) and bloques[-1].get("tipo") == "salto":
                bloques.pop()  # otra sección ya empieza en otra página
            bloques.append({"tipo": "seccion"} if abierta is None else abierta)
        bloques.append(sitio.bloque)
    return bloques
