"""Qué filas de una tabla de Word se repiten: las que nombran algo de lo que hay varios.

La que nombra ``actividad.…`` va una vez por actividad. Las que nombran a quien la contiene
(``dependencia.…``) encima o debajo abren y cierran cada uno; qué va dentro de qué lo dice el
modelo, y no quien dibuja la tabla.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from paac_reportes import clases
from paac_reportes.formatos.cuerpo.plano import NADA, Fijo, Nodo, Plano, Repite
from paac_reportes.formatos.cuerpo.raices import Raices
from paac_reportes.opc.word.envolturas import desenvueltos
from paac_reportes.opc.xml import Elemento, W, entero

_FILA, _CELDA = f"{W}tr", f"{W}tc"


@clases.frozen(eq=False)
class _Fila:
    """Una fila y de qué nombra algo."""

    elemento: Elemento
    raices: frozenset[str]

    def sueltas(self, atadas: frozenset[str]) -> frozenset[str]:
        return self.raices - atadas


def anotar_tabla(plano: Plano, tabla: Elemento, atadas: frozenset[str]) -> None:
    """Anota en el plano lo que una tabla repite, y mira cada celda.

    En la que repite alguna, las filas salen de los controles que las envuelven: repetidas, serían
    de varios a la vez.
    """
    plano.rotulos_de(tabla, atadas)
    filas = [_Fila(fila, _nombradas(plano, fila)) for fila in desenvueltos(tabla, (_FILA,))]
    rotas = set[int]()
    for fila in filas:
        if (ramas := _dos_ramas(plano.nombres.raices, fila, atadas)) is not None:
            rotas.add(id(fila.elemento))
            motivo = (
                f"esta fila nombra {ramas[0]!r} y {ramas[1]!r}, y ninguno contiene al otro: no se"
                " sabe por cuál se repite; van en filas distintas"
            )
            plano.falla(fila.elemento, "plantilla_invalida", motivo, _dice(fila.elemento))
    antes: list[Nodo] = [Fijo(hijo) for hijo in desenvueltos(tabla) if hijo.tag != _FILA]
    armado = _ArmadorDeFilas(plano, {})
    nodos = armado.nodos(
        [_Fila(f.elemento, NADA) if id(f.elemento) in rotas else f for f in filas], atadas, ()
    )
    for fila in filas:
        atadas_suyas, _ = armado.de_cada[fila.elemento]
        if id(fila.elemento) in rotas:  # lo que nombra ya está dicho
            atadas_suyas = atadas_suyas | fila.raices
            atadas_suyas = plano.nombres.raices.con_los_de_su_corte(atadas_suyas)
        for celda in _celdas_de(fila.elemento):
            plano.analizar(celda, atadas_suyas)
    _revisar_combinadas(plano, filas, armado)
    if any(isinstance(nodo, Repite) for nodo in nodos):
        plano.nodos[tabla] = [*antes, *nodos]


def _celdas_de(fila: Elemento) -> Iterator[Elemento]:
    return desenvueltos(fila, (_CELDA,))


def _nombradas(plano: Plano, fila: Elemento) -> frozenset[str]:
    raices = plano.nombres.raices
    nombradas = {r for celda in _celdas_de(fila) for r in plano.nombradas_en_bloques(celda)}
    return frozenset(nombradas - raices.del_corte.keys() - raices.siempre)


def _dos_ramas(raices: Raices, fila: _Fila, atadas: frozenset[str]) -> tuple[str, str] | None:
    """Dos raíces que una fila nombra y que ninguna contiene a la otra, si las hay."""
    sueltas = sorted(fila.sueltas(atadas), key=raices.hondura)
    pares = combinations(sueltas, 2)
    return next((par for par in pares if not raices.en_una_linea(*par)), None)


def _dice(fila: Elemento) -> str:
    texto = " | ".join("".join(t.text or "" for t in c.iter(f"{W}t")) for c in _celdas_de(fila))
    return texto if len(texto) <= _CORTO else f"{texto[:_CORTO]}…"


_CORTO = 90


@clases.frozen(eq=False)
class _ArmadorDeFilas:
    """De las filas a lo que se repite."""

    plano: Plano
    de_cada: dict[Elemento, tuple[frozenset[str], tuple[int, ...]]]
    """Por fila, lo que en ella se sabe de cuál es, y dentro de qué repeticiones va."""

    def nodos(
        self, filas: Sequence[_Fila], atadas: frozenset[str], dentro: tuple[int, ...]
    ) -> list[Nodo]:
        nodos: list[Nodo] = []
        lugar = 0
        for desde, hasta, raiz in self._grupos(filas, atadas):
            nodos += self._fijas(filas[lugar:desde], atadas, dentro)
            self.plano.se_repite.add(raiz)
            adentro = self.plano.dentro_de(raiz, atadas)
            numero = (*dentro, desde)
            nodos.append(Repite(raiz, "", self.nodos(filas[desde:hasta], adentro, numero)))
            lugar = hasta
        return [*nodos, *self._fijas(filas[lugar:], atadas, dentro)]

    def _fijas(
        self, filas: Sequence[_Fila], atadas: frozenset[str], dentro: tuple[int, ...]
    ) -> Iterator[Nodo]:
        for fila in filas:
            self.de_cada[fila.elemento] = (atadas, dentro)
            yield Fijo(fila.elemento, fila.raices)

    def _grupos(
        self, filas: Sequence[_Fila], atadas: frozenset[str]
    ) -> Iterator[tuple[int, int, str]]:
        """De dónde a dónde va cada repetición, y de qué es la de más afuera."""
        raices = self.plano.nombres.raices
        hondas = {
            numero: max(sueltas, key=raices.hondura)
            for numero, fila in enumerate(filas)
            if (sueltas := fila.sueltas(atadas))
        }
        grupos: list[list[int]] = []
        for numero, raiz in hondas.items():
            de_su_linea = [
                grupo
                for grupo in grupos
                if any(raices.en_una_linea(raiz, hondas[otro]) for otro in grupo)
            ]
            # Lo que une a dos grupos se lleva también lo que haya entre ellos.
            if de_su_linea:
                desde = grupos.index(de_su_linea[0])
                grupos[desde:] = [[*(n for g in grupos[desde:] for n in g), numero]]
            else:
                grupos.append([numero])
        for grupo in grupos:
            miembros = [hondas[numero] for numero in grupo]
            de_todas = (
                una for una in miembros if all(raices.en_una_linea(una, otra) for otra in miembros)
            )
            afuera = min(de_todas, key=raices.hondura, default=miembros[0])
            for numero in grupo:
                if not raices.en_una_linea(afuera, hondas[numero]):
                    motivo = (
                        f"esta fila de {hondas[numero]!r} está entre las de {afuera!r}, que no lo"
                        " contiene; póngala antes o después, o en otra tabla"
                    )
                    self.plano.falla(filas[numero].elemento, "plantilla_invalida", motivo)
            yield grupo[0], grupo[-1] + 1, afuera


def _revisar_combinadas(plano: Plano, filas: Sequence[_Fila], armado: _ArmadorDeFilas) -> None:
    """Los huecos que no se verían, y las celdas que una repetición partiría."""
    abiertas: dict[int, tuple[Elemento, tuple[int, ...]]] = {}
    avisadas: set[Elemento] = set()
    for fila in filas:
        _, dentro = armado.de_cada[fila.elemento]
        columna = entero(_valor(fila.elemento.find(f"{W}trPr/{W}gridBefore")))
        siguen: dict[int, tuple[Elemento, tuple[int, ...]]] = {}
        for celda in _celdas_de(fila.elemento):
            une = celda.find(f"{W}tcPr/{W}vMerge")
            if une is not None and (_valor(une) or "continue") != "restart":
                if any("{{" in (t.text or "") for t in celda.iter(f"{W}t")):
                    motivo = (
                        "lo que dice una celda combinada con la de arriba no se ve: pase el hueco"
                    )
                    plano.falla(celda, "formato_incoherente", f"{motivo} a la de arriba")
                if (abierta := abiertas.get(columna)) is not None:
                    siguen[columna] = abierta
                    if dentro[: len(abierta[1])] != abierta[1] and abierta[0] not in avisadas:
                        avisadas.add(abierta[0])
                        motivo = (
                            "su fila se repite y está combinada con una de abajo que no: la"
                            " combinación quedaría partida; sepárelas, o que la de abajo nombre lo"
                            " mismo"
                        )
                        plano.falla(abierta[0], "formato_incoherente", motivo)
            elif une is not None:
                siguen[columna] = (celda, dentro)
            columna += entero(_valor(celda.find(f"{W}tcPr/{W}gridSpan")), 1) or 1
        abiertas = siguen


def _valor(elemento: Elemento | None) -> str | None:
    return None if elemento is None else elemento.get(f"{W}val")
