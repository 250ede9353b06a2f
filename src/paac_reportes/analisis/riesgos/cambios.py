"""Lo que sólo un mapa de riesgos dice de otro: qué riesgo sigue vigente y qué zona se movió.

Un riesgo se reconoce por lo que dice y por su referencia en su proceso. Un par falso es peor que
uno perdido: la misma referencia con otro texto no basta.
"""

from collections.abc import Iterable, Mapping

import attrs

from paac_reportes import clases
from paac_reportes.analisis.anterior import entidades_distintas
from paac_reportes.analisis.cambios import (
    CambioDeElemento,
    CambioDeTexto,
    CambiosDeLista,
    cambios_de_listas,
    cambios_entre,
)
from paac_reportes.analisis.emparejamiento import (
    ComoSeHallo,
    Emparejadas,
    Ficha,
    Lugar,
    Par,
    Puesto,
    emparejar,
)
from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa, RiesgoAnalizado
from paac_reportes.analisis.riesgos.niveles import CualRiesgo, MovimientoDeZonas, movimiento_de
from paac_reportes.errores import Aviso, sin_repetir
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.modelo.riesgos import Proceso, Riesgo
from paac_reportes.modelo.temas import tema
from paac_reportes.textos.valores import contar


@clases.frozen(kw_only=True)
class ParejaDeRiesgos(CambioDeElemento):
    """Pareja de un mismo riesgo, vigente antes y después: sus datos y sus listas que cambiaron."""

    trasladado: bool
    """Si está en otro proceso."""
    como: ComoSeHallo
    """Cómo se reconoció: ``reescrita``, por las palabras que aún comparten."""
    parecido: float | None
    """De uno reescrito, la parte de las palabras que comparten: de 0 a 1."""

    def __repr__(self) -> str:
        return f"<ParejaDeRiesgos {self.antes.ruta} → {self.despues.ruta}>"


@clases.frozen(kw_only=True, slots=False)
class ComparacionDeMapas:
    """Comparación de un mapa de riesgos con otro; sólo cuentan los vigentes de cada uno."""

    antes: CifrasDelMapa
    despues: CifrasDelMapa
    parejas: tuple[ParejaDeRiesgos, ...]
    """Los vigentes en los dos, en el orden de hoy."""
    nuevos: tuple[RiesgoAnalizado, ...]
    """Los vigentes de hoy que antes no estaban."""
    retirados: tuple[RiesgoAnalizado, ...]
    """Riesgos que hoy están, como retirados."""
    desaparecidos: tuple[RiesgoAnalizado, ...]
    """Riesgos que hoy no están, ni como retirados."""
    reactivados: tuple[RiesgoAnalizado, ...]
    """Los vigentes de hoy que antes estaban retirados."""
    cambios: tuple[CambioDeTexto, ...] = ()
    """Los datos de todo el mapa que dicen otra cosa."""
    listas: Mapping[str, CambiosDeLista] = attrs.Factory(dict)
    """Las de todo el mapa que cambiaron, por su campo: ``procesos`` y ``seguimientos``."""

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Avisos de las cifras de los dos lados, cada uno una vez, y si son de dos entidades."""
        de_otra = entidades_distintas(self.antes.mapa.entidad, self.despues.mapa.entidad)
        return sin_repetir((*self.antes.avisos, *self.despues.avisos, *de_otra))

    def __repr__(self) -> str:
        en_los_dos = contar(len(self.parejas), "riesgo", "riesgos")
        nuevos = contar(len(self.nuevos), "nuevo", "nuevos")
        cuantos = f"{en_los_dos} en los dos, {nuevos}"
        idos = len(self.retirados) + len(self.desaparecidos)
        return f"<ComparacionDeMapas {self._cortes_escritos}: {cuantos}, {idos} que ya no>"

    @property
    def _cortes_escritos(self) -> str:
        """Cortes de los dos mapas, o sus vigencias: ``2025-04-30 → 2025-08-31``."""
        lados = (self.antes, self.despues)
        return " → ".join(str(lado.corte or lado.mapa.vigencia or "sin fecha") for lado in lados)

    @property
    def por_que_no_se_valoran_igual(self) -> str:
        """Razón por la que no se comparan las zonas de los dos mapas; vacía si se comparan."""
        antes, despues = (lado.mapa.metodologia for lado in (self.antes, self.despues))
        if antes and despues:
            se_valoro = f"antes se valoró con {antes}, y después con {despues}"
            return "" if antes == despues else se_valoro
        if antes == despues:
            return "ninguno de los dos dice con qué metodología se valoró"
        lado, metodologia = ("después", antes) if antes else ("antes", despues)
        return f"{lado} no dice con qué metodología se valoró, y el otro es de {metodologia}"

    @clases.propiedad_recordada
    def inherente(self) -> MovimientoDeZonas:
        """Riesgos que bajan, quedan igual o suben en su zona inherente."""
        return self._movimiento("inherente")

    @clases.propiedad_recordada
    def residual(self) -> MovimientoDeZonas:
        """Riesgos que bajan, quedan igual o suben en la zona residual de cada corte."""
        return self._movimiento("residual")

    def _movimiento(self, zona: CualRiesgo) -> MovimientoDeZonas:
        """Riesgos según pasó esa zona de un mapa al otro; sin la misma metodología, ninguno."""
        if self.por_que_no_se_valoran_igual:
            return MovimientoDeZonas(sin_comparar=self.parejas)
        cual = ("inherente", "residual").index(zona)
        return movimiento_de(
            (p, (p.antes.comparables[cual], p.despues.comparables[cual])) for p in self.parejas
        )


def comparar_mapas(antes: CifrasDelMapa, despues: CifrasDelMapa) -> ComparacionDeMapas:
    """Comparación de dos mapas: los riesgos de uno reconocidos en el otro, y lo que cambió."""
    del_mapa = tema("mapa")
    emparejadas = emparejar(_puestos(antes), _puestos(despues), del_mapa)
    pares = emparejadas.parejas
    listas = {
        "procesos": _procesos(emparejadas),
        **cambios_de_listas(antes.mapa, despues.mapa, del_mapa, "seguimientos"),
    }
    return ComparacionDeMapas(
        antes=antes,
        despues=despues,
        parejas=tuple(_pareja(par) for par in pares if par.antes.valor and par.despues.valor),
        nuevos=_vigentes(emparejadas.nuevas),
        retirados=_vigentes(par.antes for par in pares if par.despues.valor is None),
        desaparecidos=_vigentes(emparejadas.retiradas),
        reactivados=_vigentes(par.despues for par in pares if par.antes.valor is None),
        cambios=cambios_entre("mapa", antes.mapa, despues.mapa, ("mapa.entidad",)),
        listas={nombre: cambios for nombre, cambios in listas.items() if cambios.hay},
    )


def _puestos(cifras: CifrasDelMapa) -> list[Puesto]:
    """Riesgos de un mapa, también los que no están vigentes, y los procesos sin ninguno."""
    analizados = {riesgo.ruta: riesgo for riesgo in cifras.riesgos}
    return [
        Puesto(analizados.get(parada.ruta), "riesgo", parada.objeto, parada.de_afuera)
        if isinstance(parada.objeto, Riesgo)
        else Puesto(None, "riesgo", None, parada.objetos)
        for parada in recorrer(cifras.mapa, Proceso, Riesgo)
    ]


def _vigentes(fichas: Iterable[Ficha]) -> tuple[RiesgoAnalizado, ...]:
    return tuple(ficha.valor for ficha in fichas if ficha.valor is not None)


def _procesos(emparejadas: Emparejadas) -> CambiosDeLista:
    """Los procesos que entran, los que salen y los que dicen otra cosa, aparte de sus riesgos."""
    entran, salen = (
        tuple(_sin_riesgos(lugar) for lugar in todo.adentro() if lugar.igual is None)
        for todo in (emparejadas.despues, emparejadas.antes)
    )
    cambian = (
        CambioDeElemento(
            antes=_sin_riesgos(lugar.igual), despues=_sin_riesgos(lugar), cambios=cambios
        )
        for lugar in emparejadas.despues.adentro()
        if lugar.igual and (cambios := cambios_entre("proceso", lugar.igual.objeto, lugar.objeto))
    )
    return CambiosDeLista(entran=entran, salen=salen, cambian=tuple(cambian))


def _sin_riesgos(lugar: Lugar) -> Proceso:
    proceso: Proceso = attrs.evolve(lugar.objeto, riesgos=())
    return proceso


def _pareja(par: Par) -> ParejaDeRiesgos:
    """Pareja de un riesgo antes y después; su estado no se compara: es si está vigente."""
    antes, despues = par.antes.valor, par.despues.valor
    return ParejaDeRiesgos(
        antes=antes,
        despues=despues,
        trasladado=par.trasladada,
        cambios=cambios_entre("riesgo", antes.riesgo, despues.riesgo, ("riesgo.estado",)),
        listas=cambios_de_listas(antes.riesgo, despues.riesgo, tema("mapa")),
        como=par.como,
        parecido=par.parecido,
    )
