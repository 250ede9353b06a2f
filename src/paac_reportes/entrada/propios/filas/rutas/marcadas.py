"""Las filas con marca: ella dice cuál fila es; dónde está, lo que se ve."""

from collections.abc import Iterator, Mapping

import attrs

from paac_reportes.entrada.propios.filas.recogida import NUEVAS
from paac_reportes.entrada.propios.filas.rutas.casas import Casa
from paac_reportes.entrada.propios.filas.rutas.orden import fuera_de_orden
from paac_reportes.entrada.propios.filas.rutas.ruta import Ruta, ruta_de_marca
from paac_reportes.entrada.propios.hechura.tablas import TablaEsperada
from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada
from paac_reportes.entrada.propios.tablas.piezas import FilaVista, Pieza, con_columna
from paac_reportes.errores import Aviso

AGREGADA = "la fila no estaba en el documento: alguien la agregó"


@attrs.frozen
class _Puesta:
    """Dónde se vio por primera vez una fila con marca, y qué lugar del plan se le dio."""

    esperada: TablaEsperada
    ruta: Ruta
    lugar: str


class Marcadas:
    """Da a cada fila el lugar del plan en que se ve, y recuerda cuál era el de su marca."""

    def __init__(self, casas: Mapping[TablaHallada, Casa]) -> None:
        self._casas = casas
        self._tabla: TablaHallada | None = None
        self._puestas: dict[Ruta, _Puesta] = {}
        self._de_grupo: dict[int, Ruta] = {}
        self._previa: tuple[FilaVista, Ruta] | None = None
        self._copias: list[str] = []
        self._nuevas = NUEVAS
        self._de_la_tabla: set[Ruta] = set()

    def entrar(self, tabla: TablaHallada) -> None:
        """Empieza una tabla."""
        self._tabla, self._previa = tabla, None
        self._de_la_tabla.clear()

    @property
    def casa(self) -> Casa | None:
        """De quién es la tabla; de nadie si es de todo el plan o no tiene marcas."""
        return self._casas.get(self._tabla) if self._tabla is not None else None

    def es_copia(self, marcada: Ruta) -> bool:
        """Si otra fila de la tabla ya lleva esa marca, o es de una que se ve en su sitio."""
        if marcada in self._de_la_tabla:
            return True
        ya, casa = self._puestas.get(marcada), self.casa
        es_otra = ya is not None and ya.esperada is self._esperada
        return es_otra and casa is not None and not casa.es_de(marcada)

    def de(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        """El lugar de una fila con marca: el suyo, salvo que se vea en el de otro."""
        self._de_la_tabla |= {marcada} if marcada.lista else set()
        ya = self._puestas.get(marcada)
        if ya is not None and (ya.esperada is not self._esperada or ya.ruta == marcada):
            ruta = ya.ruta
        elif ya is not None:
            # La que se vio antes bajo otro componente era una copia de ésta.
            self._copias.append(ya.lugar)
            ruta = marcada
            self._puestas[marcada] = _Puesta(self._esperada, ruta, fila.linea.lugar)
        else:
            padre = self._padre(fila, marcada)
            ruta = marcada
            if marcada.lista is not None and padre != marcada.de_subcomponente:
                ruta = attrs.evolve(padre, lista=marcada.lista, numero=self._nueva())
            elif padre != marcada.de_subcomponente:
                ruta = padre
            self._puestas[marcada] = _Puesta(self._esperada, ruta, fila.linea.lugar)
        self._previa = fila, ruta
        return ruta

    def agregada(self, fila: FilaVista, lista: str, en: Ruta) -> Ruta:
        """El lugar de una fila sin marca, que va en ese componente."""
        base = self._previa[1] if self._previa else self._primera_de(en)
        base = base if base.de_componente == en.de_componente else en.de_componente
        if lista != "actividades":
            return Ruta(en.dependencia, en.componente, None, lista, self._nueva())
        suyo = base.de_subcomponente
        pieza = de_grupo(fila, "subcomponente.nombre")
        if pieza is not None:
            nuevo = attrs.evolve(en.de_componente, subcomponente=self._nueva())
            es_otro = not pieza.viene and bool(pieza.texto)
            suyo = self._de_grupo.setdefault(pieza.grupo, nuevo if es_otro else suyo)
        if suyo.subcomponente is None:
            suyo = attrs.evolve(suyo, subcomponente=self._nueva())
        return attrs.evolve(suyo, lista=lista, numero=self._nueva())

    # ---------------------------------------------------------- dónde se ve
    def _padre(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        """El subcomponente en que se ve una fila; el componente, si no es de ninguno."""
        componente = self._componente(fila, marcada)
        if marcada.subcomponente is None:
            return componente
        es_suyo = componente == marcada.de_componente
        pieza = de_grupo(fila, "subcomponente.nombre")
        if pieza is None or (not pieza.texto and not es_suyo):
            return marcada.de_subcomponente if es_suyo else self._vecino(componente)
        duena = self._de_grupo.get(pieza.grupo)
        if duena is not None and duena.de_componente == componente:
            return duena
        suyo = marcada.de_subcomponente if es_suyo else self._del_mismo_nombre(pieza, componente)
        return self._de_grupo.setdefault(pieza.grupo, suyo) if duena is None else suyo

    def _componente(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        casa = self.casa
        if casa is not None and casa.componente is not None:
            return Ruta(casa.dependencia, casa.componente)
        suyo = marcada.de_componente
        if casa is not None and not casa.es_de(marcada):
            suyo = Ruta(casa.dependencia, self._nueva())
        for dato in ("componente.nombre", "componente.numero"):
            pieza = de_grupo(fila, dato)
            if pieza is not None:
                return self._de_grupo.setdefault(pieza.grupo, suyo)
        return suyo

    def _del_mismo_nombre(self, pieza: Pieza, componente: Ruta) -> Ruta:
        """El de la fila de arriba, si dice lo mismo; si no, otro en ese componente."""
        if self._previa is not None:
            arriba, ruta = self._previa
            de_arriba = de_grupo(arriba, "subcomponente.nombre")
            mismo = de_arriba is not None and de_arriba.texto == pieza.texto
            if mismo and ruta.de_componente == componente:
                return ruta.de_subcomponente
        return attrs.evolve(componente, subcomponente=self._nueva())

    def _vecino(self, componente: Ruta) -> Ruta:
        """El de la fila de arriba o, si es la primera, el de la que sigue."""
        vecina = self._previa[1] if self._previa else self._primera_de(componente)
        if vecina.de_componente == componente and vecina.subcomponente is not None:
            return vecina.de_subcomponente
        return attrs.evolve(componente, subcomponente=self._nueva())

    def _primera_de(self, componente: Ruta) -> Ruta:
        """La primera fila de la tabla que era de ese componente."""
        lineas = self._tabla.filas if self._tabla is not None else ()
        marcadas = (ruta_de_marca(linea.marca) for linea in lineas)
        suyas = (ruta for ruta in marcadas if ruta and ruta.de_componente == componente)
        return next(suyas, componente)

    @property
    def _esperada(self) -> TablaEsperada:
        assert self._tabla is not None  # noqa: S101 - antes se entró en una tabla
        return self._tabla.encaje.esperada

    def _nueva(self) -> int:
        self._nuevas += 1
        return self._nuevas

    # ---------------------------------------------------------- qué cambió
    def cambios(self) -> Iterator[Aviso]:
        """Las que se ven bajo otro componente o subcomponente, y las que cambiaron de orden."""
        for lugar in self._copias:
            yield Aviso("documento_cambiado", lugar, AGREGADA)
        for era, puesta in self._puestas.items():
            if puesta.ruta != era:
                motivo = f"la fila se movió: era {self._descrita(era, puesta.esperada)}"
                yield Aviso("documento_cambiado", puesta.lugar, motivo)
        listas: dict[tuple[Ruta, str | None], list[tuple[Ruta, _Puesta]]] = {}
        for era, puesta in self._puestas.items():
            if puesta.ruta == era and era.numero is not None:
                listas.setdefault((era.de_componente, era.lista), []).append((era, puesta))
        for suyas in listas.values():
            claves = [(era.subcomponente or 0, era.numero or 0) for era, _ in suyas]
            for cual in fuera_de_orden(claves):
                era, puesta = suyas[cual]
                motivo = f"la fila cambió de lugar: era {self._descrita(era, puesta.esperada)}"
                yield Aviso("documento_cambiado", puesta.lugar, motivo)

    def quitadas(self) -> Iterator[Aviso]:
        """Las que faltan entre otras de su lista."""
        listas: dict[tuple[Ruta, str], list[int]] = {}
        for era in self._puestas:
            if era.lista is not None and era.numero is not None:
                listas.setdefault((era.de_subcomponente, era.lista), []).append(era.numero)
        for (padre, lista), vistas in listas.items():
            for numero in sorted(set(range(max(vistas))) - set(vistas)):
                falta = attrs.evolve(padre, lista=lista, numero=numero)
                anteriores = [una for una in vistas if una < numero]
                cual = max(anteriores) if anteriores else min(vistas)
                vecina = self._puestas[attrs.evolve(falta, numero=cual)]
                donde = "después" if anteriores else "antes"
                descrita = self._descrita(falta, vecina.esperada)
                motivo = f"{donde} de esta fila iba otra, que alguien quitó: {descrita}"
                yield Aviso("documento_cambiado", vecina.lugar, motivo)

    def _descrita(self, era: Ruta, esperada: TablaEsperada) -> str:
        """``la actividad 2 del subcomponente 1 de tabla 5``; sin la tabla, su lugar en el plan."""
        for tabla, casa in self._casas.items():
            if (
                tabla.encaje.esperada is esperada
                and casa.es_de(era)
                and casa.componente is not None
            ):
                return f"{era.en_su_componente} de {lugar_de(tabla)}"
        return str(era)


def lugar_de(tabla: TablaHallada) -> str:
    """``tabla 5``; en una hoja, que puede tener varias, también la fila en que empieza."""
    vista = tabla.tabla
    return vista.lugar if vista.primera is None else tabla.rotulos[0].lugar


def de_grupo(fila: FilaVista, dato: str) -> Pieza | None:
    """La pieza de un dato cuya columna se une por grupos."""
    for pieza, columna in con_columna(fila):
        if columna.une == "grupo" and dato in columna.dato:
            return pieza
    return None
