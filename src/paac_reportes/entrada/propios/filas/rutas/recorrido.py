"""El lugar de cada fila en el plan: por su marca escondida o, sin ella, por lo que la rodea."""

from collections import defaultdict
from collections.abc import Mapping

import attrs

from paac_reportes.entrada.propios.filas.contexto import Contexto
from paac_reportes.entrada.propios.filas.recogida import NUEVAS
from paac_reportes.entrada.propios.filas.rutas.casas import Casa
from paac_reportes.entrada.propios.filas.rutas.marcadas import AGREGADA, Marcadas
from paac_reportes.entrada.propios.filas.rutas.ruta import Ruta, ruta_de_marca
from paac_reportes.entrada.propios.hechura.hechura import BloqueConTablas
from paac_reportes.entrada.propios.tablas.hallazgo import TablaHallada
from paac_reportes.entrada.propios.tablas.piezas import FilaVista, Pieza, es_de_ruta
from paac_reportes.errores import Aviso

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
