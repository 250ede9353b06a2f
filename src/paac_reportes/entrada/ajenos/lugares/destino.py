"""En qué lugar del plan va cada fila, según lo último que se dijo encima de ella."""

import attrs

from paac_reportes.analisis.plano import en_plano
from paac_reportes.entrada.ajenos.filas.leida import FilaAbierta
from paac_reportes.entrada.ajenos.lugares.frases import (
    Componente,
    en_un_renglon,
    es_subcomponente_sin_nombre,
)

Dicho = dict[str, tuple[object, str]]
"""Dato → su valor y la celda que lo dice."""


@attrs.define(eq=False)
class _Nudo:
    """Una dependencia, un componente o un subcomponente del plan que se arma."""

    ruta: str
    clave: object
    dicho: Dicho
    hijos: list["_Nudo"] = attrs.Factory(list)
    cuantas: dict[str, int] = attrs.Factory(dict)

    def siguiente(self, lista: str) -> str:
        """La ruta de una fila nueva."""
        numero = self.cuantas.get(lista, 0)
        self.cuantas[lista] = numero + 1
        return f"{self.ruta}.{lista}[{numero}]"


@attrs.define(eq=False)
class Destino:
    """El lugar de la fila que se lee."""

    dependencia: tuple[str, str] | None = None
    """Su nombre y dónde se dice."""
    componente: tuple[Componente, str] = ((None, None), "")
    intercambios: bool = False
    """Si una franja dijo que los trámites que siguen son intercambios de información."""
    franja_de_subcomponente: tuple[str, str] | None = None
    """El que dice una franja, y no una columna."""
    raices: list[_Nudo] = attrs.Factory(list)
    _veces: int = 0
    """Los títulos de componente dichos: dos iguales con otro en medio son dos componentes."""
    cambio: bool = True
    """Si se pasó a otro componente desde la última fila."""

    def poner_dependencia(self, nombre: str, lugar: str, *, de_columna: bool = False) -> None:
        """Lo que sigue es de esa dependencia; si es un título, el componente se dirá después."""
        if self.dependencia is None or en_plano(self.dependencia[0]) != en_plano(nombre):
            self.dependencia = (nombre, lugar)
            if de_columna:
                self.cambio = True
            else:
                self.componente = ((None, None), "")
                self._empezar()

    def poner_componente(
        self, componente: Componente, lugar: str, *, de_columna: bool = False
    ) -> None:
        """Lo que sigue es de ese componente; repetir su título no empieza otro."""
        self.intercambios = self.intercambios and de_columna
        if not _es_el_mismo(self.componente[0], componente):
            self.componente = (componente, lugar)
            if de_columna:
                self.franja_de_subcomponente, self.cambio = None, True
            else:
                self._veces += 1
                self._empezar()
        elif self.componente[0][1] is None:
            self.componente = (componente, lugar)

    def _empezar(self) -> None:
        self.franja_de_subcomponente = None
        self.intercambios = False
        self.cambio = True

    def abrir(
        self,
        lugar: str,
        grupo: tuple[str | None, str],
        etiqueta: tuple[str, str] | None,
        *,
        de_actividades: bool,
    ) -> FilaAbierta:
        """Una fila nueva en su lugar.

        ``grupo`` es lo que dice su celda de subcomponente y ``etiqueta``, el rótulo de su
        seguimiento; cada uno, con el lugar que lo dice.
        """
        suyo = self.nudo_de_componente()
        if etiqueta is not None:
            suyo.dicho.setdefault("componente.etiqueta_seguimiento", etiqueta)
        comunes: list[Dicho] = [suyo.dicho]
        if self.dependencia is not None:
            comunes.append({"dependencia.nombre": self.dependencia})
        lista = "intercambios" if self.intercambios else "tramites"
        if de_actividades:
            lista = "actividades"
            suyo = self.nudo_de_subcomponente(*grupo)
            comunes.append(suyo.dicho)
        self.cambio = False
        return FilaAbierta(lugar, suyo.siguiente(lista), lista, comunes=tuple(comunes))

    def nudo_de_componente(self) -> _Nudo:
        """El suyo, que se crea la primera vez."""
        hermanos, base = self.raices, ""
        if self.dependencia is not None:
            nombre, lugar = self.dependencia
            dicho: Dicho = {"dependencia.nombre": (nombre, lugar)}
            suya = _buscar(self.raices, "dependencias", "", en_plano(nombre), dicho)
            hermanos, base = suya.hijos, f"{suya.ruta}."
        (numero, nombre_de), donde = self.componente
        dicho = {"componente.numero": (numero, donde), "componente.nombre": (nombre_de, donde)}
        clave = (numero, en_plano(nombre_de), self._veces)
        return _buscar(hermanos, "componentes", base, clave, dicho)

    def nudo_de_subcomponente(self, nombre: str | None, lugar: str) -> _Nudo:
        """El último del componente, si es ése o la celda está en blanco; si no, uno nuevo."""
        suyo = self.nudo_de_componente()
        if nombre is None and self.franja_de_subcomponente is not None:
            nombre, lugar = self.franja_de_subcomponente
        ultimo = suyo.hijos[-1] if suyo.hijos else None
        clave = en_plano(nombre)
        if ultimo is not None and (nombre is None or ultimo.clave == clave):
            return ultimo
        if ultimo is not None and self._completa(ultimo, str(nombre)):
            return ultimo
        ruta = f"{suyo.ruta}.subcomponentes[{len(suyo.hijos)}]"
        nuevo = _Nudo(ruta, clave, {"subcomponente.nombre": (nombre, lugar)})
        suyo.hijos.append(nuevo)
        return nuevo

    def alargar_subcomponente(self, texto: str) -> bool:
        """Agrega lo que la página cortó del nombre del último; no, si empieza otro."""
        hijos = self.nudo_de_componente().hijos
        dicho, lugar = hijos[-1].dicho["subcomponente.nombre"] if hijos else (None, "")
        if not isinstance(dicho, str) or not texto[:1].islower():
            return False
        hijos[-1].dicho["subcomponente.nombre"] = (f"{dicho} {texto}", lugar)
        hijos[-1].clave = en_plano(f"{dicho} {texto}")
        return True

    @staticmethod
    def _completa(ultimo: _Nudo, nombre: str) -> bool:
        """«Subcomponente 2», y en la celda de abajo su nombre."""
        dicho, lugar = ultimo.dicho["subcomponente.nombre"]
        if not isinstance(dicho, str) or not es_subcomponente_sin_nombre(dicho):
            return False
        if nombre.strip().lower().startswith("subcomponente"):
            return False
        entero = f"{en_un_renglon(dicho)} {nombre}"
        ultimo.dicho["subcomponente.nombre"] = (entero, lugar)
        ultimo.clave = en_plano(entero)
        return True


def _buscar(hermanos: list[_Nudo], lista: str, base: str, clave: object, dicho: Dicho) -> _Nudo:
    for nudo in hermanos:
        if nudo.clave == clave:
            return nudo
    nuevo = _Nudo(f"{base}{lista}[{len(hermanos)}]", clave, dicho)
    hermanos.append(nuevo)
    return nuevo


def _es_el_mismo(uno: Componente, otro: Componente) -> bool:
    if uno == (None, None):
        return False
    mismo_numero = uno[0] == otro[0]
    if uno[1] is None or otro[1] is None:
        return mismo_numero and uno[0] is not None
    return mismo_numero and en_plano(uno[1]) == en_plano(otro[1])
