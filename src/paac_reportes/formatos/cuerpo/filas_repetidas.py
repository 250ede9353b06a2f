"""Qué filas de una tabla de Word se repiten: las que nombran algo de lo que hay varios.

La que nombra ``actividad.…`` va una vez por actividad. Las que nombran a quien la contiene
(``dependencia.…``) encima o debajo abren y cierran cada uno; qué va dentro de qué lo dice el
modelo, y no quien dibuja la tabla.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from paac_reportes import clases
from paac_reportes.formatos.cuerpo.huecos import P
from paac_reportes.formatos.cuerpo.parrafos import NADA
from paac_reportes.formatos.cuerpo.plano import Plano, Repeticion, desenvolver
from paac_reportes.opc.rasgos import desenvueltos
from paac_reportes.opc.xml import Elemento, W

_FILA, _CELDA = f"{W}tr", f"{W}tc"


def anotar_tabla(plano: Plano, tabla: Elemento, raices_dadas: frozenset[str]) -> None:
    """Anota en el plano las filas de una tabla que se repiten, y analiza cada celda.

    ``raices_dadas``: los objetos de que ya se sabe cuál, como ``componente``. En la tabla que
    repite alguna, las filas salen de los controles que las envuelven: repetidas, serían de varios a
    la vez.
    """
    nombra = {fila: _nombradas(plano, fila) for fila in desenvueltos(tabla, (_FILA,))}
    filas, antes = [*nombra], len(plano.entre)
    ambiguas = {
        fila: raices
        for fila, raices in nombra.items()
        if _es_ambigua(plano, fila, raices - raices_dadas)
    }
    armador = _ArmadorDeFilas(plano, nombra | dict.fromkeys(ambiguas, NADA), {})
    armador.repetir(filas, raices_dadas, None)
    if len(plano.entre) > antes:
        plano.cambian.append(tabla)
        for fila in filas:
            desenvolver(fila)
    for fila in filas:
        de_la_fila = armador.contexto[fila]
        if fila in ambiguas:  # lo que nombra ya está dicho
            de_la_fila = plano.nombres.raices.con_los_de_su_corte(de_la_fila | ambiguas[fila])
        for celda in _celdas_de(fila):
            une = celda.find(f"{W}tcPr/{W}vMerge")
            sigue = une is not None and une.get(f"{W}val", "continue") == "continue"
            if sigue and any("{{" in plano.textos[parrafo] for parrafo in celda.iter(P)):
                motivo = "lo que dice una celda combinada con la de arriba no se ve: pase el hueco"
                plano.falla(celda, "formato_incoherente", f"{motivo} a la de arriba")
            plano.analizar(celda, de_la_fila)


def _celdas_de(fila: Elemento) -> Iterator[Elemento]:
    return desenvueltos(fila, (_CELDA,))


def _nombradas(plano: Plano, fila: Elemento) -> frozenset[str]:
    """Raíces que las celdas de una fila nombran, sin las que en todo lugar se sabe cuáles son."""
    raices = plano.nombres.raices
    nombradas = {raiz for celda in _celdas_de(fila) for raiz in plano.nombradas_en_bloques(celda)}
    return frozenset(nombradas - raices.del_corte.keys() - raices.siempre)


def _es_ambigua(plano: Plano, fila: Elemento, sueltas: frozenset[str]) -> bool:
    """Si una fila nombra dos raíces que ninguna contiene a la otra, que es una falla."""
    raices = plano.nombres.raices
    for una, otra in combinations(sorted(sueltas, key=raices.hondura), 2):
        if not raices.en_una_linea(una, otra):
            motivo = (
                f"esta fila nombra {una!r} y {otra!r}, y ninguno contiene al otro: no se sabe por"
                " cuál se repite; van en filas distintas"
            )
            plano.falla(fila, "plantilla_invalida", motivo)
            return True
    return False


@clases.frozen(eq=False)
class _ArmadorDeFilas:
    """De las filas a lo que se repite."""

    plano: Plano
    nombra: Mapping[Elemento, frozenset[str]]
    """Raíces de que cada fila nombra algo."""
    contexto: dict[Elemento, frozenset[str]]
    """Por fila, lo que en ella se sabe de cuál es."""

    def repetir(
        self,
        filas: Sequence[Elemento],
        raices_dadas: frozenset[str],
        repeticion: Repeticion | None,
    ) -> None:
        """Anota lo que unas filas seguidas repiten, dentro de esa repetición."""
        grupos = [*self._grupos(filas, raices_dadas)]
        agrupadas = {numero for desde, hasta, _ in grupos for numero in range(desde, hasta)}
        for numero, fila in enumerate(filas):
            if numero not in agrupadas:
                self.contexto[fila] = raices_dadas
                self.plano.si_la_llevan(fila, self.nombra[fila], repeticion)
        for desde, hasta, raiz in grupos:
            nueva = self.plano.repetir(raiz)
            de_la_nueva = filas[desde:hasta]
            nueva.elementos += de_la_nueva
            self.plano.entre.append((filas[desde], filas[hasta - 1], nueva.paso))
            interior = self.plano.dentro_de(raiz, raices_dadas)
            self.repetir(de_la_nueva, interior, nueva)

    def _grupos(
        self, filas: Sequence[Elemento], raices_dadas: frozenset[str]
    ) -> Iterator[tuple[int, int, str]]:
        """Repeticiones: su primera fila, la que sigue a la última y la raíz de más afuera."""
        raices = self.plano.nombres.raices
        raiz_de = {
            numero: max(sueltas, key=raices.hondura)
            for numero, fila in enumerate(filas)
            if (sueltas := self.nombra[fila] - raices_dadas)
        }
        grupos: list[list[int]] = []
        for numero, raiz in raiz_de.items():
            grupos_de_su_linea = [
                grupo
                for grupo in grupos
                if any(raices.en_una_linea(raiz, raiz_de[fila_vecina]) for fila_vecina in grupo)
            ]
            # Lo que une a dos grupos se lleva también lo que haya entre ellos.
            if grupos_de_su_linea:
                desde = grupos.index(grupos_de_su_linea[0])
                unidas = [fila for grupo in grupos[desde:] for fila in grupo]
                grupos[desde:] = [[*unidas, numero]]
            else:
                grupos.append([numero])
        for grupo in grupos:
            raices_del_grupo = [raiz_de[numero] for numero in grupo]
            comunes = (
                raiz
                for raiz in raices_del_grupo
                if all(raices.en_una_linea(raiz, vecina) for vecina in raices_del_grupo)
            )
            afuera = min(comunes, key=raices.hondura, default=raices_del_grupo[0])
            for numero in grupo:
                if not raices.en_una_linea(afuera, raiz_de[numero]):
                    motivo = (
                        f"esta fila de {raiz_de[numero]!r} está entre las de {afuera!r}, que"
                        " no lo contiene; póngala antes o después, o en otra tabla"
                    )
                    self.plano.falla(filas[numero], "plantilla_invalida", motivo)
            yield grupo[0], grupo[-1] + 1, afuera
