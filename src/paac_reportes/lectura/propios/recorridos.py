"""El lugar de cada fila en el plan: por su marca escondida o, sin ella, por lo que la rodea.

``partes_de`` dice qué parte del plan muestra cada tabla, por las marcas de la mayoría de sus
filas. ``Marcadas`` coloca las filas con marca: ella dice cuál es la fila; dónde está ahora, lo que
se ve. ``Rutas`` recorre el documento con ella, y anda por su cuenta donde no hay marcas.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.propios.alrededor import Contexto
from paac_reportes.lectura.propios.escondido import es_de_ruta
from paac_reportes.lectura.propios.esperado import BloqueConTablas, DocumentoEsperado, TablaEsperada
from paac_reportes.lectura.propios.piezas import FilaVista, Pieza, con_columna
from paac_reportes.lectura.propios.rutas import NUEVAS, Ruta, ruta_de_marca
from paac_reportes.lectura.propios.tablas import TablaHallada
from paac_reportes.modelo.recorrer import fuera_de_orden

_DEL_COMPONENTE = ("componente.numero", "componente.nombre")

AGREGADA = "la fila no estaba en el documento: alguien la agregó"
SIN_MARCA = (
    "la fila no tiene su marca escondida, y falta una de las que el documento llevaba: es ella, que"
    " la perdió, o la que alguien escribió en su lugar; se leyó lo que dice"
)
MARCA_AJENA = (
    "la marca escondida de la fila no es la de una del plan: alguien la cambió, o agregó la fila;"
    " se leyó lo que dice"
)


@clases.frozen
class ParteDelPlan:
    """La parte del plan que una tabla muestra: su dependencia y su componente."""

    dependencia: int | None
    componente: int | None
    """Ninguno si la tabla es de toda una dependencia."""

    def abarca(self, ruta: Ruta) -> bool:
        """Si un lugar está en esa parte."""
        return self.dependencia == ruta.dependencia and self.componente in (None, ruta.componente)


def partes_de(
    tablas: Iterable[TablaHallada], esperado: DocumentoEsperado
) -> Mapping[TablaHallada, ParteDelPlan]:
    """La parte del plan de cada tabla que es de un componente o de una dependencia y tiene marcas.

    Es la de más filas suyas; a igualdad, la que otra tabla de su clase no muestra ya.
    """
    partes: dict[TablaHallada, ParteDelPlan] = {}
    tomadas: set[tuple[str, ParteDelPlan]] = set()
    for tabla in tablas:
        esperada = tabla.encaje.esperada
        cada = next((b.cada for b in esperado.bloques if esperada in b.tablas), "plan")
        if cada not in ("componente", "dependencia"):
            continue
        veces = Counter(
            ParteDelPlan(ruta.dependencia, ruta.componente if cada == "componente" else None)
            for linea in tabla.filas
            if (ruta := ruta_de_marca(linea.marca)) is not None
        )
        if not veces:
            continue

        def prefiere(
            parte: ParteDelPlan, veces: Counter[ParteDelPlan] = veces, tabla: str = esperada.nombre
        ) -> object:
            return veces[parte], (tabla, parte) not in tomadas

        partes[tabla] = max(veces, key=prefiere)  # type: ignore[arg-type]
        tomadas.add((esperada.nombre, partes[tabla]))
    return partes


@attrs.define
class _Recorrido:
    """Por dónde va el recorrido."""

    dependencia: int | None = None
    componente: int = -1


@clases.frozen
class _PrimeraVista:
    """Dónde se vio por primera vez una fila con marca, y qué lugar del plan se le dio."""

    esperada: TablaEsperada
    ruta: Ruta
    lugar: str


class Marcadas:
    """Da a cada fila el lugar del plan en que se ve, y recuerda cuál era el de su marca."""

    def __init__(self, partes: Mapping[TablaHallada, ParteDelPlan]) -> None:
        self._partes = partes
        self._tabla: TablaHallada | None = None
        self._primeras_vistas: dict[Ruta, _PrimeraVista] = {}
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
    def parte(self) -> ParteDelPlan | None:
        """De quién es la tabla; de nadie si es de todo el plan o no tiene marcas."""
        return self._partes.get(self._tabla) if self._tabla is not None else None

    def es_copia(self, marcada: Ruta) -> bool:
        """Si otra fila de la tabla ya lleva esa marca, o es de una que se ve en su sitio."""
        if marcada in self._de_la_tabla:
            return True
        anterior, parte = self._primeras_vistas.get(marcada), self.parte
        ya_se_vio = anterior is not None and anterior.esperada is self._esperada
        return ya_se_vio and parte is not None and not parte.abarca(marcada)

    def ruta_de(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        """El lugar de una fila con marca: el que ella dice, o el de la parte en que se ve."""
        self._de_la_tabla |= {marcada} if marcada.lista else set()
        anterior = self._primeras_vistas.get(marcada)
        if anterior is not None and (
            anterior.esperada is not self._esperada or anterior.ruta == marcada
        ):
            ruta = anterior.ruta
        elif anterior is not None:
            # La que se vio antes bajo otro componente era una copia de ésta.
            self._copias.append(anterior.lugar)
            ruta = marcada
            self._primeras_vistas[marcada] = _PrimeraVista(self._esperada, ruta, fila.linea.lugar)
        else:
            padre = self._padre(fila, marcada)
            ruta = marcada
            if marcada.lista is not None and padre != marcada.de_subcomponente:
                ruta = attrs.evolve(padre, lista=marcada.lista, numero=self._numero_nuevo())
            elif padre != marcada.de_subcomponente:
                ruta = padre
            self._primeras_vistas[marcada] = _PrimeraVista(self._esperada, ruta, fila.linea.lugar)
        self._previa = fila, ruta
        return ruta

    def agregada(self, fila: FilaVista, lista: str, componente: Ruta) -> Ruta:
        """El lugar de una fila sin marca, que va en ese componente."""
        vecina = self._previa[1] if self._previa else self._primera_de(componente)
        if vecina.de_componente != componente.de_componente:
            vecina = componente.de_componente
        if lista != "actividades":
            return Ruta(
                componente.dependencia, componente.componente, None, lista, self._numero_nuevo()
            )
        subcomponente = vecina.de_subcomponente
        pieza = de_grupo(fila, "subcomponente.nombre")
        if pieza is not None:
            nuevo = attrs.evolve(componente.de_componente, subcomponente=self._numero_nuevo())
            es_otro = not pieza.viene and bool(pieza.texto)
            subcomponente = self._de_grupo.setdefault(
                pieza.grupo, nuevo if es_otro else subcomponente
            )
        if subcomponente.subcomponente is None:
            subcomponente = attrs.evolve(subcomponente, subcomponente=self._numero_nuevo())
        return attrs.evolve(subcomponente, lista=lista, numero=self._numero_nuevo())

    # ---------------------------------------------------------- dónde se ve
    def _padre(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        """El subcomponente en que se ve una fila; el componente, si no es de ninguno."""
        componente = self._componente(fila, marcada)
        if marcada.subcomponente is None:
            return componente
        en_su_sitio = componente == marcada.de_componente
        pieza = de_grupo(fila, "subcomponente.nombre")
        if pieza is None or (not pieza.texto and not en_su_sitio):
            return marcada.de_subcomponente if en_su_sitio else self._vecino(componente)
        del_grupo = self._de_grupo.get(pieza.grupo)
        if del_grupo is not None and del_grupo.de_componente == componente:
            return del_grupo
        subcomponente = (
            marcada.de_subcomponente if en_su_sitio else self._del_mismo_nombre(pieza, componente)
        )
        if del_grupo is not None:
            return subcomponente
        return self._de_grupo.setdefault(pieza.grupo, subcomponente)

    def _componente(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        parte = self.parte
        if parte is not None and parte.componente is not None:
            return Ruta(parte.dependencia, parte.componente)
        componente = marcada.de_componente
        if parte is not None and not parte.abarca(marcada):
            componente = Ruta(parte.dependencia, self._numero_nuevo())
        for dato in ("componente.nombre", "componente.numero"):
            pieza = de_grupo(fila, dato)
            if pieza is not None:
                return self._de_grupo.setdefault(pieza.grupo, componente)
        return componente

    def _del_mismo_nombre(self, pieza: Pieza, componente: Ruta) -> Ruta:
        """El subcomponente de la fila de arriba, si se llama igual; si no, otro nuevo."""
        if self._previa is not None:
            arriba, ruta = self._previa
            de_arriba = de_grupo(arriba, "subcomponente.nombre")
            dice_lo_mismo = de_arriba is not None and de_arriba.texto == pieza.texto
            if dice_lo_mismo and ruta.de_componente == componente:
                return ruta.de_subcomponente
        return attrs.evolve(componente, subcomponente=self._numero_nuevo())

    def _vecino(self, componente: Ruta) -> Ruta:
        """El subcomponente de la fila de arriba o, si es la primera, el de la que sigue."""
        vecina = self._previa[1] if self._previa else self._primera_de(componente)
        if vecina.de_componente == componente and vecina.subcomponente is not None:
            return vecina.de_subcomponente
        return attrs.evolve(componente, subcomponente=self._numero_nuevo())

    def _primera_de(self, componente: Ruta) -> Ruta:
        """La primera fila de la tabla que era de ese componente."""
        lineas = self._tabla.filas if self._tabla is not None else ()
        marcadas = (ruta_de_marca(linea.marca) for linea in lineas)
        del_componente = (ruta for ruta in marcadas if ruta and ruta.de_componente == componente)
        return next(del_componente, componente)

    @property
    def _esperada(self) -> TablaEsperada:
        assert self._tabla is not None  # noqa: S101 - antes se entró en una tabla
        return self._tabla.encaje.esperada

    def _numero_nuevo(self) -> int:
        self._nuevas += 1
        return self._nuevas

    # ---------------------------------------------------------- qué cambió
    def cambios(self) -> Iterator[Aviso]:
        """Los avisos de las filas bajo otro componente o subcomponente, y de las desordenadas."""
        for lugar in self._copias:
            yield Aviso("documento_cambiado", lugar, AGREGADA)
        for era, primera in self._primeras_vistas.items():
            if primera.ruta != era:
                motivo = f"la fila se movió: era {self._descrita(era, primera.esperada)}"
                yield Aviso("documento_cambiado", primera.lugar, motivo)
        listas = agrupadas(
            ((era.de_componente, era.lista), (era, primera))
            for era, primera in self._primeras_vistas.items()
            if primera.ruta == era and era.numero is not None
        )
        for filas_de_la_lista in listas.values():
            claves = [(era.subcomponente or 0, era.numero or 0) for era, _ in filas_de_la_lista]
            for lugar_en_la_lista in fuera_de_orden(claves):
                era, primera = filas_de_la_lista[lugar_en_la_lista]
                motivo = f"la fila cambió de lugar: era {self._descrita(era, primera.esperada)}"
                yield Aviso("documento_cambiado", primera.lugar, motivo)

    def quitadas(self) -> Iterator[Aviso]:
        """Los avisos de las filas que faltan entre otras de su lista."""
        listas = agrupadas(
            ((era.de_subcomponente, era.lista), era.numero)
            for era in self._primeras_vistas
            if era.lista is not None and era.numero is not None
        )
        for (padre, lista), numeros in listas.items():
            for numero in sorted(set(range(max(numeros))) - set(numeros)):
                falta = attrs.evolve(padre, lista=lista, numero=numero)
                anteriores = [numero_visto for numero_visto in numeros if numero_visto < numero]
                numero_vecino = max(anteriores) if anteriores else min(numeros)
                vecina = self._primeras_vistas[attrs.evolve(falta, numero=numero_vecino)]
                donde = "después" if anteriores else "antes"
                descrita = self._descrita(falta, vecina.esperada)
                motivo = f"{donde} de esta fila iba otra, que alguien quitó: {descrita}"
                yield Aviso("documento_cambiado", vecina.lugar, motivo)

    def _descrita(self, era: Ruta, esperada: TablaEsperada) -> str:
        """``la actividad 2 del subcomponente 1 de tabla 5``; sin la tabla, su lugar en el plan."""
        for tabla, parte in self._partes.items():
            es_de_uno = parte.componente is not None and parte.abarca(era)
            if es_de_uno and tabla.encaje.esperada is esperada:
                return f"{era.en_su_componente} de {lugar_de(tabla)}"
        return str(era)


class Rutas:
    """Recorre las tablas en su orden y da a cada fila su lugar."""

    def __init__(self, avisos: list[Aviso], partes: Mapping[TablaHallada, ParteDelPlan]) -> None:
        self._avisos = avisos
        self._marcadas = Marcadas(partes)
        self._partes = set(partes.values())
        self._donde = _Recorrido()
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
        self._sin_marca: dict[int, str] = {}
        """De las filas que no tienen marca, entre las que sí: cuál es su aviso y dónde están."""
        self._de_la_tabla_sin_marcas: Ruta | None = None
        self._cerrado = False

    def entrar(self, tabla: TablaHallada, bloque: BloqueConTablas, contexto: Contexto) -> None:
        """Empieza una tabla."""
        lugar = bloque.tablas.index(tabla.encaje.esperada)
        del_componente = {c: v for c, v in contexto.valores.items() if c in _DEL_COMPONENTE}
        de_nuevo = self._anterior is not None and bloque.lugar < self._anterior[0].lugar
        es_otra = "dependencia" in contexto.titulo_de
        if es_otra:
            primera = self._donde.dependencia is None
            self._donde = _Recorrido(0 if primera else (self._donde.dependencia or 0) + 1)
        if bloque.cada == "componente":
            if es_otra or not self._sigue_el_componente(bloque, lugar, del_componente, contexto):
                self._donde.componente += 1
        elif es_otra or de_nuevo or self._anterior is None or self._anterior[0] is not bloque:
            self._donde.componente = -1
        self._bloque, self._previa = bloque, None
        self._marcadas.entrar(tabla)
        self._de_la_tabla_sin_marcas = None
        parte = self._marcadas.parte
        if parte is not None:
            self._donde.dependencia = parte.dependencia
            if parte.componente is not None:
                self._donde.componente = parte.componente
        self._anterior = (bloque, lugar, del_componente)

    def _sigue_el_componente(
        self,
        bloque: BloqueConTablas,
        lugar: int,
        valores: dict[str, object],
        contexto: Contexto,
    ) -> bool:
        """Si la tabla es del mismo componente que la anterior: una de las que van después."""
        if self._anterior is None or "componente" in contexto.titulo_de:
            return False
        anterior, numero_anterior, valores_antes = self._anterior
        if anterior.cada != "componente":
            return False
        if bloque.lugar != anterior.lugar:
            return bloque.lugar > anterior.lugar
        return lugar > numero_anterior and valores == valores_antes

    def ruta_de(self, fila: FilaVista, lista: str, *, dice_algo: bool) -> Ruta:
        """El lugar de una fila; ``dice_algo`` si es más que el nombre de su grupo."""
        marca = fila.marca
        marcada = ruta_de_marca(marca) if es_de_ruta(marca) else None
        # La marca que otra fila ya lleva es de una copia, que es otra fila.
        if marcada is not None and not self._marcadas.es_copia(marcada):
            ruta = self._ruta_con_marca(fila, marcada)
        elif self._ultima is not None:
            if not marca:
                self._sin_marca[len(self._avisos)] = fila.linea.lugar
            motivo = MARCA_AJENA if marca and marcada is None else AGREGADA
            self._avisos.append(Aviso("documento_cambiado", fila.linea.lugar, motivo))
            ruta = self._marcadas.agregada(fila, lista, self._componente_de_agregada(self._ultima))
        else:
            ruta = self._ruta_sin_marcas(fila, lista, dice_algo=dice_algo)
        self._previa, self._cerrado = fila, False
        return ruta

    def cerrar(self, por: str) -> None:
        """Un subtotal cierra su grupo: la fila que sigue es de otro."""
        self._cerrado = self._cerrado or por == "componente"

    def en_blanco(self) -> Ruta:
        """La ruta del componente de una tabla sin filas."""
        donde = self._donde
        if donde.componente < 0:
            donde.componente = self._componentes.get(donde.dependencia, -1) + 1
        self._componentes[donde.dependencia] = max(
            self._componentes.get(donde.dependencia, -1), donde.componente
        )
        return Ruta(donde.dependencia, donde.componente)

    # -------------------------------------------------------------- con marcas
    def _ruta_con_marca(self, fila: FilaVista, marcada: Ruta) -> Ruta:
        ruta = self._marcadas.ruta_de(fila, marcada)
        parte = self._marcadas.parte
        if ruta == marcada and (parte is None or parte.componente is None):
            self._donde.dependencia = marcada.dependencia
            self._donde.componente = marcada.componente
        self._ultima = ruta
        return ruta

    def _componente_de_agregada(self, ultima: Ruta) -> Ruta:
        """El componente de una fila agregada: el de su tabla o, si es de varios, el de arriba."""
        parte = self._marcadas.parte
        if parte is not None and parte.componente is not None:
            return Ruta(parte.dependencia, parte.componente)
        if self._bloque is None or self._bloque.cada != "componente":
            return ultima.de_componente
        if self._de_la_tabla_sin_marcas is None:
            # Una tabla sin marcas: la de un componente que no tenía filas, o una agregada.
            componente = self.en_blanco()
            if ParteDelPlan(componente.dependencia, componente.componente) in self._partes:
                self._agregados += 1
                componente = attrs.evolve(componente, componente=self._agregados)
            self._de_la_tabla_sin_marcas = componente
        return self._de_la_tabla_sin_marcas

    def terminar(self, faltan: int) -> int:
        """Avisa qué filas cambiaron de lugar y cuáles faltan; da cuántas faltan sin saberse cuáles.

        De 3 que faltan, si una fila vino sin marca, ella puede ser una; si de otra se sabe que se
        quitó, queda 1.
        """
        self._avisos.extend(self._marcadas.cambios())
        if 0 < len(self._sin_marca) <= faltan:
            for numero_de_aviso, lugar in self._sin_marca.items():
                self._avisos[numero_de_aviso] = Aviso("documento_cambiado", lugar, SIN_MARCA)
            faltan -= len(self._sin_marca)
            if not faltan:
                return 0
        quitadas = list(self._marcadas.quitadas())
        self._avisos.extend(quitadas)
        return faltan - len(quitadas)

    # -------------------------------------------------------------- sin marcas
    def _ruta_sin_marcas(self, fila: FilaVista, lista: str, *, dice_algo: bool) -> Ruta:
        self._avanzar(fila)
        componente = self.en_blanco()
        clave = (componente.dependencia, componente.componente)
        if lista != "actividades":
            return self._siguiente(lista, componente)
        nuevo = self._cambia(fila, "subcomponente.")
        if not dice_algo and not nuevo:
            return componente
        if nuevo or clave not in self._subcomponentes:
            self._subcomponentes[clave] = self._subcomponentes.get(clave, -1) + 1
        subcomponente = attrs.evolve(componente, subcomponente=self._subcomponentes[clave])
        return self._siguiente(lista, subcomponente) if dice_algo else subcomponente

    def _avanzar(self, fila: FilaVista) -> None:
        """Pasa a otra dependencia o componente si una columna lo dice."""
        if self._cambia(fila, "dependencia."):
            antes = self._donde.dependencia
            self._donde = _Recorrido(0 if antes is None else antes + 1)
        if self._cambia(fila, "componente.") or self._cerrado:
            self._donde.componente += 1
            clave = (self._donde.dependencia, self._donde.componente)
            self._subcomponentes.pop(clave, None)

    def _cambia(self, fila: FilaVista, raiz: str) -> bool:
        """Si una columna de ese objeto empieza otro grupo."""
        for numero, pieza in enumerate(fila.piezas):
            esperada = pieza.columna.esperada
            datos = () if esperada is None else esperada.definida.dato
            if any(dato.startswith(raiz) for dato in datos) and self._empieza_grupo(fila, numero):
                return True
        return False

    def _empieza_grupo(self, fila: FilaVista, numero: int) -> bool:
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

    def _siguiente(self, lista: str, padre: Ruta) -> Ruta:
        """La siguiente de su lista; si otra tabla ya la mostró, la que sigue en ella."""
        assert self._bloque is not None  # noqa: S101 - antes se entró en una tabla
        parte = self._parte_de_la_lista(lista)
        primer_bloque, rutas = self._listadas.setdefault(parte, (self._bloque.lugar, []))
        pase = (self._bloque.lugar, *parte)
        if primer_bloque != self._bloque.lugar and self._vistas[pase] < len(rutas):
            ruta = rutas[self._vistas[pase]]
        else:
            del_padre = ("cuantas", padre, lista)
            ruta = attrs.evolve(padre, lista=lista, numero=self._vistas[del_padre])
            self._vistas[del_padre] += 1
            rutas.append(ruta)
        self._vistas[pase] += 1
        return ruta

    def _parte_de_la_lista(self, lista: str) -> tuple[object, ...]:
        assert self._bloque is not None  # noqa: S101 - antes se entró en una tabla
        match self._bloque.cada:
            case "plan":
                return (lista,)
            case "dependencia":
                return (lista, self._donde.dependencia)
            case _:
                return (lista, self._donde.dependencia, self._donde.componente)


def de_grupo(fila: FilaVista, dato: str) -> Pieza | None:
    """La pieza de un dato cuya columna se une por grupos; ninguna, si no tiene celda que mirar.

    En una hoja, la celda en blanco puede no estar: no dice que siga el grupo de arriba.
    """
    for pieza, columna in con_columna(fila):
        if columna.une == "grupo" and dato in columna.dato:
            return None if pieza.celda is None and not pieza.viene else pieza
    return None


def lugar_de(tabla: TablaHallada) -> str:
    """``tabla 5``; en una hoja, que puede tener varias, también la fila en que empieza."""
    tabla_vista = tabla.tabla
    return tabla_vista.lugar if tabla_vista.primera is None else tabla.rotulos[0].lugar
