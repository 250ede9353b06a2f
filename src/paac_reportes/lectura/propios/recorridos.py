"""Las filas con marca: ella dice cuál fila es; dónde está, lo que se ve."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from paac_reportes.errores import Aviso
from paac_reportes.lectura.propios.hechura import BloqueConTablas, TablaEsperada
from paac_reportes.lectura.propios.piezas import FilaVista, Pieza, con_columna, es_de_ruta
from paac_reportes.lectura.propios.rutas import NUEVAS, Casa, Ruta, fuera_de_orden, ruta_de_marca
from paac_reportes.lectura.propios.tablas import TablaHallada
from paac_reportes.lectura.propios.valores import Contexto

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


# ------------------------------------------------------------------ recorrido
# El lugar de cada fila en el plan: por su marca escondida o, sin ella, por lo que la rodea.

_DEL_COMPONENTE = ("componente.numero", "componente.nombre")


@attrs.define
class _Donde:
    """Por dónde va el recorrido."""

    dependencia: int | None = None
    componente: int = -1
    subcomponente: int = -1


class Rutas:
    """Recorre las tablas en su orden y da a cada fila su lugar."""

    def __init__(self, avisos: list[Aviso], casas: Mapping[TablaHallada, Casa]) -> None:
        self._avisos = avisos
        self._marcadas = Marcadas(casas)
        self._casas = set(casas.values())
        self._va = _Donde()
        self._anterior: tuple[BloqueConTablas, int, dict[str, object]] | None = None
        self._bloque: BloqueConTablas | None = None
        self._listadas: dict[tuple[object, ...], tuple[int, list[Ruta]]] = {}
        self._vistas: defaultdict[tuple[object, ...], int] = defaultdict(int)
        self._subcomponentes: dict[tuple[int | None, int], int] = {}
        self._componentes: dict[int | None, int] = {}
        self._previa: FilaVista | None = None
        self._ultima: Ruta | None = None
        """La de la última fila con marca, o agregada entre ellas."""
        self._agregados = NUEVAS
        self._sin_casa: Ruta | None = None
        self._cerrado = False

    def entrar(self, tabla: TablaHallada, bloque: BloqueConTablas, contexto: Contexto) -> None:
        """Empieza una tabla."""
        suya = bloque.tablas.index(tabla.encaje.esperada)
        del_componente = {c: v for c, v in contexto.dichos.items() if c in _DEL_COMPONENTE}
        de_nuevo = self._anterior is not None and bloque.lugar < self._anterior[0].lugar
        otra = "dependencia" in contexto.titulo_de
        if otra:
            primera = self._va.dependencia is None
            self._va = _Donde(0 if primera else (self._va.dependencia or 0) + 1)
        if bloque.cada == "componente":
            if otra or not self._sigue_el_componente(bloque, suya, del_componente, contexto):
                self._va.componente += 1
        elif otra or de_nuevo or self._anterior is None or self._anterior[0] is not bloque:
            self._va.componente = -1
        self._bloque, self._previa = bloque, None
        self._marcadas.entrar(tabla)
        self._sin_casa = None
        casa = self._marcadas.casa
        if casa is not None:
            self._va.dependencia = casa.dependencia
            if casa.componente is not None:
                self._va.componente = casa.componente
        self._anterior = (bloque, suya, del_componente)

    def _sigue_el_componente(
        self,
        bloque: BloqueConTablas,
        suya: int,
        dichos: dict[str, object],
        contexto: Contexto,
    ) -> bool:
        """Si es otra tabla del mismo componente: una de las que van después de la anterior."""
        if self._anterior is None or "componente" in contexto.titulo_de:
            return False
        anterior, cual, dichos_antes = self._anterior
        if anterior.cada != "componente":
            return False
        if bloque.lugar != anterior.lugar:
            return bloque.lugar > anterior.lugar
        return suya > cual and dichos == dichos_antes

    def de(self, fila: FilaVista, lista: str, *, dice_algo: bool) -> Ruta:
        """El lugar de una fila; ``dice_algo`` si es más que el nombre de su grupo."""
        marca = fila.marca
        marcada = ruta_de_marca(marca) if es_de_ruta(marca) else None
        # La marca que otra fila ya lleva es de una copia, que es otra fila.
        if marcada is not None and not self._marcadas.es_copia(marcada):
            ruta = self._de_marcada(fila, marcada)
        elif self._ultima is not None:
            self._avisos.append(Aviso("documento_cambiado", fila.linea.lugar, AGREGADA))
            ruta = self._marcadas.agregada(fila, lista, self._en_cual(self._ultima))
        else:
            ruta = self._andada(fila, lista, dice_algo=dice_algo)
        self._previa, self._cerrado = fila, False
        return ruta

    def cerrar(self, por: str) -> None:
        """Un subtotal cierra su grupo: la fila que sigue es de otro."""
        self._cerrado = self._cerrado or por == "componente"

    def en_blanco(self) -> Ruta:
        """La del componente de una tabla sin filas."""
        va = self._va
        if va.componente < 0:
            va.componente = self._componentes.get(va.dependencia, -1) + 1
        self._componentes[va.dependencia] = max(
            self._componentes.get(va.dependencia, -1), va.componente
        )
        return Ruta(va.dependencia, va.componente)

    # -------------------------------------------------------------- con marcas
    def _de_marcada(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        ruta = self._marcadas.de(fila, marcada)
        casa = self._marcadas.casa
        if ruta == marcada and (casa is None or casa.componente is None):
            self._va.dependencia, self._va.componente = marcada.dependencia, marcada.componente
        self._ultima = ruta
        return ruta

    def _en_cual(self, ultima: Ruta) -> Ruta:
        """El componente de una fila agregada: el de su tabla o, si es de varios, el de arriba."""
        casa = self._marcadas.casa
        if casa is not None and casa.componente is not None:
            return Ruta(casa.dependencia, casa.componente)
        if self._bloque is None or self._bloque.cada != "componente":
            return ultima.de_componente
        if self._sin_casa is None:
            # Una tabla sin marcas: la de un componente que no tenía filas, o una agregada.
            suya = self.en_blanco()
            if Casa(suya.dependencia, suya.componente) in self._casas:
                self._agregados += 1
                suya = attrs.evolve(suya, componente=self._agregados)
            self._sin_casa = suya
        return self._sin_casa

    def terminar(self) -> int:
        """Dice qué filas cambiaron de lugar y cuáles faltan entre otras, y cuántas son éstas."""
        self._avisos.extend(self._marcadas.cambios())
        quitadas = list(self._marcadas.quitadas())
        self._avisos.extend(quitadas)
        return len(quitadas)

    # -------------------------------------------------------------- sin marcas
    def _andada(self, fila: FilaVista, lista: str, *, dice_algo: bool) -> Ruta:
        self._avanzar(fila)
        suya = self.en_blanco()
        clave = (suya.dependencia, suya.componente)
        if lista != "actividades":
            return self._siguiente(lista, suya)
        nuevo = self._subcomponente_nuevo(fila)
        if not dice_algo and not nuevo:
            return suya
        if nuevo or clave not in self._subcomponentes:
            self._subcomponentes[clave] = self._subcomponentes.get(clave, -1) + 1
        suyo = attrs.evolve(suya, subcomponente=self._subcomponentes[clave])
        return self._siguiente(lista, suyo) if dice_algo else suyo

    def _avanzar(self, fila: FilaVista) -> None:
        """Pasa a otra dependencia o componente si una columna lo dice."""
        if self._cambia(fila, "dependencia."):
            antes = self._va.dependencia
            self._va = _Donde(0 if antes is None else antes + 1)
        if self._cambia(fila, "componente.") or self._cerrado:
            self._va.componente += 1
            clave = (self._va.dependencia, self._va.componente)
            self._subcomponentes.pop(clave, None)

    def _cambia(self, fila: FilaVista, raiz: str) -> bool:
        return any(
            self._es_otro(fila, numero)
            for numero, pieza in enumerate(fila.piezas)
            if _es_de(pieza, raiz)
        )

    def _subcomponente_nuevo(self, fila: FilaVista) -> bool:
        return self._cambia(fila, "subcomponente.")

    def _es_otro(self, fila: FilaVista, numero: int) -> bool:
        """Si una columna empieza otro grupo; donde no se unen, otro es otro texto."""
        pieza = fila.piezas[numero]
        if pieza.viene:
            return False
        if self._previa is None:
            return True
        esperada = pieza.columna.esperada
        if esperada is not None and esperada.definida.une == "grupo":
            return True
        return pieza.texto != self._previa.piezas[numero].texto

    def _siguiente(self, lista: str, suya: Ruta) -> Ruta:
        """La siguiente de su lista; si otra tabla ya la mostró, la que sigue en ella."""
        assert self._bloque is not None  # noqa: S101 - antes se entró en una tabla
        alcance = self._alcance(lista)
        de_quien, rutas = self._listadas.setdefault(alcance, (self._bloque.lugar, []))
        pase = (self._bloque.lugar, *alcance)
        if de_quien != self._bloque.lugar and self._vistas[pase] < len(rutas):
            ruta = rutas[self._vistas[pase]]
        else:
            ruta = attrs.evolve(suya, lista=lista, numero=self._cuantas(suya, lista))
            rutas.append(ruta)
        self._vistas[pase] += 1
        return ruta

    def _alcance(self, lista: str) -> tuple[object, ...]:
        assert self._bloque is not None  # noqa: S101 - antes se entró en una tabla
        match self._bloque.cada:
            case "plan":
                return (lista,)
            case "dependencia":
                return (lista, self._va.dependencia)
            case _:
                return (lista, self._va.dependencia, self._va.componente)

    def _cuantas(self, suya: Ruta, lista: str) -> int:
        clave = ("cuantas", suya, lista)
        self._vistas[clave] += 1
        return self._vistas[clave] - 1


def _es_de(pieza: Pieza, raiz: str) -> bool:
    esperada = pieza.columna.esperada
    return esperada is not None and any(dato.startswith(raiz) for dato in esperada.definida.dato)
