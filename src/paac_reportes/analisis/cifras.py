"""Las cifras de un grupo de filas en un corte: cada una sabe de qué filas salió.

Lo que se desconoce no cuenta como cero y lo que no aplica no entra en los denominadores. Al lado
del promedio va entre qué dos puede estar, según lo que se desconoce, y qué sostiene lo verificado.
``docs/cifras.md`` define cada una.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

import attrs

from paac_reportes import clases
from paac_reportes.analisis.anterior import FrenteALoPublicado
from paac_reportes.analisis.filas import FilaAnalizada, Filas, Vencimiento
from paac_reportes.analisis.metodologia import (
    Medida,
    Reglas,
    promedio_de_actividades,
    promedio_de_subcomponentes,
    promedio_ponderado,
)
from paac_reportes.analisis.situacion import COMPLETO, Contradiccion
from paac_reportes.decimales import en_contexto_propio
from paac_reportes.modelo import Estado
from paac_reportes.modelo.fechas import ClaseDeFecha
from paac_reportes.modelo.metodologia import Zona
from paac_reportes.textos.valores import SIN_DATO, con_miles, proporcion

_CERO = Decimal(0)


@clases.frozen
class Cumplimiento:
    """De lo que ya debía estar, cuánto se sabe terminado."""

    terminadas: int = 0
    debian: int = 0
    """Filas que aplican y vencen hasta el corte; se reparten en las demás cuentas."""
    por_determinar: int = 0
    en_blanco: int = 0
    """Filas que debían y van en blanco bajo un reporte."""
    vencidas: int = 0
    vencidas_sin_reporte: int = 0
    al_dia_sin_reporte: int = 0
    """Filas que cerraron sus días hasta un corte y de las que después nada se reportó."""
    vencidas_ese_dia: int = 0
    """De las vencidas, las que vencían el día mismo del corte."""
    vencidas_sin_reporte_ese_dia: int = 0
    no_aplican: int = 0
    """Filas cuyo último día ya llegó y se declararon no aplicables: no son de las que debían."""
    tras_estar_al_dia: int = 0
    """De las por determinar, las que estuvieron al día y desde entonces sólo traen textos."""

    @property
    @en_contexto_propio
    def parte(self) -> Decimal | None:
        """Porcentaje terminado de lo que debía estarlo, de 0 a 100; ``None`` si nada debía."""
        return Decimal(100 * self.terminadas) / self.debian if self.debian else None

    @property
    def parte_en_texto(self) -> str:
        """Porcentaje terminado de lo que debía estarlo: ``51,0 %``."""
        return proporcion(self.parte)

    @property
    def todas_las_vencidas(self) -> int:
        """Cuántas vencieron, con reporte o sin él."""
        return self.vencidas + self.vencidas_sin_reporte

    @property
    def solo_con_texto(self) -> int:
        """Número de filas que debían y nunca trajeron más que textos."""
        return self.por_determinar - self.tras_estar_al_dia

    @property
    def nada_se_declaro(self) -> bool:
        """Si de ninguna de las que no se sabe se declaró nunca un avance ni un estado."""
        return not self.al_dia_sin_reporte and not self.tras_estar_al_dia

    @property
    def otras(self) -> int:
        """Número de filas que estuvieron al día y después callaron, o van en blanco."""
        return self.al_dia_sin_reporte + self.en_blanco

    @property
    def no_se_sabe(self) -> int:
        """Número de filas de que no se sabe si están terminadas."""
        return self.por_determinar + self.otras

    @property
    def se_puede_decir(self) -> bool:
        """Si la parte dice algo: con ninguna terminada y dudas, un 0 % diría más de lo sabido."""
        return bool(self.terminadas) or not self.no_se_sabe


@clases.frozen
class CambioDeAvance:
    """Cuánto cambió el avance desde el corte anterior, y de cuántas filas se sabe."""

    puntos: Decimal | None
    """El promedio de lo que cambió cada fila.

    ``None`` si ninguna se conoce en los dos cortes, o si uno de ellos no tiene promedio.
    """
    base: int
    """Filas que se conocen en los dos cortes; 0 donde no hay puntos."""
    primera_vez: int
    """Filas que se conocen ahora y nunca antes: no entran en los puntos."""
    otra_vez: int
    """Filas que se conocen ahora, no en el corte anterior, y sí en alguno previo."""


@clases.frozen(slots=False)
class Cifras:
    """Las cifras de unas filas en un corte: su avance, lo que se reportó y lo que se debía."""

    nombre: str
    filas: Filas
    reglas: Reglas
    _antes: Callable[[], "Cifras | None"] = attrs.field(eq=False)
    _frente: Callable[[], FrenteALoPublicado] | None = attrs.field(default=None, eq=False)
    """Función que da las parejas de lo publicado; ``None`` sin un archivo anterior."""
    recalculadas: bool = attrs.field(default=False, kw_only=True)
    """Si sus filas salieron de un Excel emitido que no dio cifras: se sacaron con ellas."""

    @property
    @en_contexto_propio
    def breve(self) -> str:
        """``avance 87.28 (43 de 121)``: para ver el objeto, no para un informe."""
        avance = SIN_DATO if self.avance is None else f"{self.avance:.2f}"
        return f"avance {avance} ({len(self.con_avance)} de {len(self.aplican)})"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} de {self.nombre}: {self.breve}>"

    def las(self, criterio: Callable[[FilaAnalizada], bool]) -> Filas:
        """Filas que cumplen el criterio."""
        return tuple(filter(criterio, self.filas))

    @clases.propiedad_recordada
    def anterior(self) -> "Cifras | None":
        """Cifras de las mismas filas en el corte anterior: las publicadas, o las de hoy."""
        return self._antes()

    @property
    def anterior_es_publicado(self) -> bool:
        """Si lo anterior es lo que dio un archivo anterior, y no lo que hoy dicen los datos."""
        return self._frente is not None

    def antes_de(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """La misma fila en el corte anterior, como se publicó; ``None`` si entonces no estaba.

        Sin un archivo anterior, como la dan los datos de hoy.
        """
        if self._frente is not None:
            return self._frente().pareja_de(fila)
        return self._por_ruta_antes.get(fila.ruta)

    @clases.propiedad_recordada
    def _por_ruta_antes(self) -> dict[str, FilaAnalizada]:
        return {fila.ruta: fila for fila in self.anterior.filas} if self.anterior else {}

    @clases.propiedad_recordada
    def aplican(self) -> Filas:
        """Las filas que entran en los denominadores."""
        return self.las(lambda fila: fila.aplica)

    @clases.propiedad_recordada
    def con_avance(self) -> Filas:
        """Las filas que aplican y cuyo avance se conoce: la base del promedio."""
        return tuple(fila for fila in self.aplican if fila.avance is not None)

    @clases.propiedad_recordada
    def arrastradas(self) -> Filas:
        """Las filas de la base cuyo avance viene de un corte anterior."""
        return tuple(fila for fila in self.con_avance if fila.arrastrada)

    @clases.propiedad_recordada
    def avance(self) -> Decimal | None:
        """Avance acumulado, de 0 a 100 y sin redondear; ``None`` si no tiene promedio."""
        if self.solo_estados:
            return None
        return self._promediar((fila, fila.avance) for fila in self.con_avance)

    @clases.propiedad_recordada
    def solo_estados(self) -> bool:
        """Si las filas sólo declararon estados, y ningún número: no tienen promedio.

        Lo que se mide entonces es el cumplimiento; dentro de un conjunto mayor cuentan 100.
        """
        con_numero = any(fila.situacion.con_numero for fila in self.con_avance)
        return bool(self.con_avance) and not con_numero

    @clases.propiedad_recordada
    def alguno_se_declaro(self) -> bool:
        """Si de alguna fila que aplica se declaró un porcentaje, aunque hoy no se conozca."""
        return any(fila.situacion.con_numero for fila in self.aplican)

    @clases.propiedad_recordada
    def intervalo(self) -> tuple[Decimal, Decimal] | None:
        """Extremos del avance, con lo desconocido en 0 y en 100; ``None`` si nada aplica.

        Lo terminado cuyo avance no entra en el promedio va en 100 en los dos. Con el mismo método y
        sin dejar fuera ningún componente.
        """
        extremos = [
            self._promediar((fila, _en_un_extremo(fila, desconocido)) for fila in self.aplican)
            for desconocido in (_CERO, COMPLETO)
        ]
        bajo, alto = extremos
        return None if bajo is None or alto is None else (bajo, alto)

    @property
    def se_conoce_una_parte(self) -> bool:
        """Si se conoce el avance de unas filas y de otras no: sólo entonces se dice el intervalo.

        Con ``solo_del_corte`` lo terminado antes queda fuera del promedio y va en 100 en los dos
        extremos: si por eso el intervalo no contiene el avance, tampoco se dice.
        """
        if not 0 < len(self.con_avance) < len(self.aplican):
            return False
        if self.reglas.arrastre == "ultimo_conocido" or self.avance is None:
            return True
        if self.intervalo is None:
            return False
        bajo, alto = self.intervalo
        return bajo <= self.avance <= alto

    @clases.propiedad_recordada
    def hay_verificacion(self) -> bool:
        """Si control interno verificó algún seguimiento de estas filas, de éste o de otro corte."""
        return any(fila.alguna_verificada for fila in self.filas)

    @clases.propiedad_recordada
    def verificadas(self) -> Filas:
        """Las filas de la base cuyo avance declara un seguimiento verificado."""
        return tuple(fila for fila in self.con_avance if fila.verificada)

    @clases.propiedad_recordada
    def terminadas_verificadas(self) -> Filas:
        """Las filas terminadas cuyo seguimiento que lo declara se verificó."""
        return tuple(fila for fila in self.terminadas if fila.verificada)

    @clases.propiedad_recordada
    def sostenido(self) -> Decimal | None:
        """Avance que lo verificado sostiene al menos: lo demás que aplica, en 0, por igual método.

        ``None`` si no se verificó ningún seguimiento, o si nada aplica.
        """
        if not self.hay_verificacion:
            return None
        return self._promediar(
            (fila, _en_un_extremo(fila, _CERO) if fila.verificada else _CERO)
            for fila in self.aplican
        )

    @clases.propiedad_recordada
    def avance_de_lo_verificado(self) -> Decimal | None:
        """Promedio de las filas verificadas solas: nunca va sin su base, y no tiene zona."""
        return self._promediar((fila, fila.avance) for fila in self.verificadas)

    @property
    def avance_anterior(self) -> Decimal | None:
        """Avance acumulado en el corte anterior, según los datos de hoy o lo que se publicó.

        ``None`` si no se conoce.
        """
        return self.anterior.avance if self.anterior else None

    @clases.propiedad_recordada
    def periodo(self) -> CambioDeAvance | None:
        """Cambio de avance desde el corte anterior; ``None`` si es el primero."""
        if self.anterior is None:
            return None
        comunes, primeras = self.base_del_periodo, len(self.conocidas_por_primera_vez)
        puntos = self._promediar(
            (fila, (fila.avance or _CERO) - (self._avance_antes_de(fila) or _CERO))
            for fila in comunes
        )
        return CambioDeAvance(
            puntos, len(comunes), primeras, len(self._recien_conocidas) - primeras
        )

    @clases.propiedad_recordada
    def base_del_periodo(self) -> Filas:
        """Las filas que se conocen en los dos cortes; ninguna si uno de ellos no tiene promedio."""
        if self.anterior is None or self.avance is None or self.anterior.avance is None:
            return ()
        return tuple(f for f in self.con_avance if self._avance_antes_de(f) is not None)

    @clases.propiedad_recordada
    def conocidas_por_primera_vez(self) -> Filas:
        """Las filas que se conocen ahora y nunca antes; ninguna en el primer corte."""
        return tuple(fila for fila in self._recien_conocidas if not self._se_conocia(fila))

    @clases.propiedad_recordada
    def _recien_conocidas(self) -> Filas:
        """Filas de que se conoce su avance, y no el del corte anterior; ninguna en el primero."""
        if self.anterior is None:
            return ()
        return tuple(fila for fila in self.con_avance if self._avance_antes_de(fila) is None)

    @clases.propiedad_recordada
    def corregidas(self) -> Filas:
        """Filas de que los datos de hoy dicen, del corte anterior, otra cosa que la publicada.

        Lo que se corrigió entra en el cambio del período, que es contra lo publicado.
        """
        if self._frente is None:
            return ()
        frente = self._frente()
        return self.las(lambda fila: frente.corregida(fila) is not None)

    @clases.propiedad_recordada
    def subieron(self) -> Filas:
        """Las filas que aplican y se conocen en los dos cortes, y hoy están más alto."""
        return tuple(fila for fila, cambio in self._cambios if cambio > 0)

    @clases.propiedad_recordada
    def bajaron(self) -> Filas:
        """Las filas que aplican y se conocen en los dos cortes, y hoy están más bajo."""
        return tuple(fila for fila, cambio in self._cambios if cambio < 0)

    @clases.propiedad_recordada
    def terminaron(self) -> Filas:
        """Las filas terminadas que en el corte anterior no lo estaban; en el primero, todas."""
        if self._frente is not None:
            frente = self._frente()
            return tuple(fila for fila in self.terminadas if not frente.estaba_terminada(fila))
        return tuple(
            fila
            for fila in self.terminadas
            if (previa := self.antes_de(fila)) is None or not (previa.aplica and previa.terminada)
        )

    @clases.propiedad_recordada
    def terminadas(self) -> Filas:
        """Las filas que aplican y se saben cumplidas del todo, haya llegado o no su último día."""
        return tuple(fila for fila in self.aplican if fila.terminada)

    @clases.propiedad_recordada
    def _cambios(self) -> tuple[tuple[FilaAnalizada, Decimal], ...]:
        """Cambio del avance conocido de cada fila, en puntos, entre o no en los promedios."""
        return tuple(
            (fila, fila.situacion.avance - anterior.situacion.avance)
            for fila in self.aplican
            if (anterior := self.antes_de(fila)) is not None and anterior.aplica
            if fila.situacion.avance is not None and anterior.situacion.avance is not None
        )

    def _avance_antes_de(self, fila: FilaAnalizada) -> Decimal | None:
        """Avance de la fila en el corte anterior, si entonces aplicaba."""
        anterior = self.antes_de(fila)
        return anterior.avance if anterior is not None and anterior.aplica else None

    def _se_conocia(self, fila: FilaAnalizada) -> bool:
        """Si en algún corte anterior se conoció el avance de la fila, publicado o de los datos."""
        if self._frente is None:
            return fila.se_conocia_antes
        anterior = self.antes_de(fila)
        return anterior is not None and anterior.situacion.conocida_desde is not None

    @clases.propiedad_recordada
    def componentes_sin_avance(self) -> tuple[str, ...]:
        """Con ``ponderado``, títulos de componentes que no pesan: nada se conoce de sus filas."""
        if self.reglas.metodo != "ponderado":
            return ()
        claves_con_avance = {fila.componente.clave for fila in self.con_avance}
        titulos = {f.componente.clave: f.componente.titulo for f in self.aplican}
        return tuple(nombre for clave, nombre in titulos.items() if clave not in claves_con_avance)

    @clases.propiedad_recordada
    def cobertura(self) -> Decimal:
        """Porcentaje de las filas que aplican cuyo avance se conoce, de 0 a 100."""
        cuantas = len(self.aplican)
        return Decimal(100 * len(self.con_avance)) / cuantas if cuantas else Decimal(0)

    @clases.propiedad_recordada
    def zona(self) -> Zona | None:
        """Zona del avance sin redondear; ``None`` si se conoce menos de lo que la escala pide.

        La escala lo pide dos veces: de lo que aplica y, aparte, de lo que no está terminado.
        """
        minima = self.reglas.escala.cobertura_minima
        if self.avance is None or self.cobertura < minima:
            return None
        conocidas, no_terminadas = self.de_lo_no_terminado
        if 100 * conocidas < minima * no_terminadas:
            return None
        return self.reglas.escala.zona_de(self.avance)

    @clases.propiedad_recordada
    def de_lo_no_terminado(self) -> tuple[int, int]:
        """Número de filas que aplican y no están terminadas: (con avance conocido, todas)."""
        no_terminadas = [fila for fila in self.aplican if not fila.terminada]
        return sum(fila.avance is not None for fila in no_terminadas), len(no_terminadas)

    @property
    def avance_en_texto(self) -> str:
        """Avance, ``85,5 %``, sin que el redondeo lo pase de zona; sin promedio, por qué."""
        if self.solo_estados:
            return "sólo estados"
        return proporcion(self.avance, self.reglas.escala.zona_de)

    @property
    def zona_en_texto(self) -> str:
        """Nombre de la zona; ``sin zona`` si se conocen pocas filas, ``sin dato`` si ninguna."""
        if self.avance is None:
            return SIN_DATO
        return self.zona.nombre if self.zona else "sin zona"

    @property
    def base_en_texto(self) -> str:
        """Base del promedio: ``41 de 121, 1 de un corte anterior``."""
        base = f"{con_miles(len(self.con_avance))} de {con_miles(len(self.aplican))}"
        arrastradas = len(self.arrastradas)
        return f"{base}, {con_miles(arrastradas)} de un corte anterior" if arrastradas else base

    @clases.propiedad_recordada
    def por_zona(self) -> dict[str, Filas]:
        """Filas con avance, por la zona en que está; todas las zonas, de mayor a menor."""
        escala = self.reglas.escala
        grupos: dict[str, list[FilaAnalizada]] = {z.nombre: [] for z in reversed(escala.zonas)}
        for fila in self.con_avance:
            zona = escala.zona_de(fila.avance)
            if zona is not None:
                grupos[zona.nombre].append(fila)
        return {nombre: tuple(filas) for nombre, filas in grupos.items()}

    def _promediar(self, valores: Iterable[tuple[FilaAnalizada, Decimal | None]]) -> Decimal | None:
        """Promedio de los valores conocidos, con el método de las reglas; ``None`` si no hay."""
        conocidos = [(fila, valor) for fila, valor in valores if valor is not None]
        if self.reglas.metodo == "actividades":
            return promedio_de_actividades([Medida(valor) for _, valor in conocidos])
        if self.reglas.metodo == "subcomponentes":
            # Los trámites no tienen subcomponente: los de un componente hacen las veces de uno.
            return promedio_de_subcomponentes(
                [Medida(valor, fila.ruta.rpartition(".")[0]) for fila, valor in conocidos]
            )
        numeros = {fila.componente.clave: fila.componente.numero for fila, _ in conocidos}
        return promedio_ponderado(
            [Medida(valor, fila.componente.clave) for fila, valor in conocidos],
            lambda clave: self.reglas.peso(numeros[clave]),
        )

    @clases.propiedad_recordada
    def por_estado(self) -> dict[Estado | None, int]:
        """Número de filas en cada estado declarado; ``None`` son las que nunca lo declararon."""
        cuenta = Counter(fila.estado for fila in self.filas)
        return {estado: cuenta[estado] for estado in (*Estado, None)}

    @clases.propiedad_recordada
    def reportadas(self) -> Filas:
        """Las filas que aplican y de las que se reportó algo en el período."""
        return self.las(lambda fila: fila.aplica and fila.reportada)

    @clases.propiedad_recordada
    def con_texto(self) -> Filas:
        """Las filas de las que en el período se escribió algo que no sea un guion o un «N/A»."""
        return self.las(lambda fila: fila.con_texto)

    @clases.propiedad_recordada
    def con_guion(self) -> Filas:
        """De las que aplican y no se reportaron, las que escribieron un guion o un «N/A»."""
        return tuple(fila for fila in self._calladas if fila.con_guion)

    @clases.propiedad_recordada
    def en_blanco(self) -> Filas:
        """De las que aplican y no se reportaron, aquellas de las que nada se dijo."""
        return tuple(f for f in self._calladas if not f.con_guion and not f.llego_reporte)

    @clases.propiedad_recordada
    def sin_contar(self) -> Filas:
        """De las que aplican, las que sólo dijeron que no aplican, ya terminadas: no cuenta."""
        return tuple(f for f in self._calladas if not f.con_guion and f.llego_reporte)

    @clases.propiedad_recordada
    def _calladas(self) -> Filas:
        """Las filas que aplican y de las que en el período no cuenta ningún reporte."""
        return tuple(fila for fila in self.aplican if not fila.reportada)

    @property
    def llego_reporte(self) -> bool:
        """Si en el período llegó algún reporte, aunque sea de lo que no aplica."""
        return any(fila.llego_reporte for fila in self.filas)

    @clases.propiedad_recordada
    def en_blanco_bajo_reporte(self) -> Filas:
        """Los blancos que pueden ser parte de la celda reportada de arriba."""
        return self.las(lambda fila: fila.bajo_reporte)

    @clases.propiedad_recordada
    def reabiertas(self) -> Filas:
        """Las filas que aplican, se dieron por terminadas y luego no."""
        return self.las(lambda fila: fila.aplica and fila.situacion.reabierta is not None)

    @clases.propiedad_recordada
    def terminadas_antes(self) -> Filas:
        """Filas con varias fechas escritas que se declararon terminadas antes de la última."""
        return self.las(lambda fila: fila.aplica and fila.terminada_antes)

    @clases.propiedad_recordada
    def sin_cambio_declarado(self) -> Filas:
        """Filas con avance en que, después de su último número, sólo se declaró un estado."""
        return tuple(fila for fila in self.con_avance if fila.situacion.sin_cambio_desde)

    @clases.propiedad_recordada
    def contradicciones(self) -> tuple[tuple[FilaAnalizada, Contradiccion], ...]:
        """Declaraciones que no pueden ser todas ciertas, con su fila.

        Las del período, y las anteriores que todavía deciden lo que se sabe.
        """
        return tuple(
            (fila, duda)
            for fila in self.filas
            for duda in fila.situacion.contradicciones
            if duda.corte == fila.situacion.corte or fila.es_del_periodo(duda.corte)
        )

    @clases.propiedad_recordada
    def fechas_por_revisar(self) -> tuple[tuple[FilaAnalizada, str], ...]:
        """Dudas de las fechas que conviene revisar, con su fila."""
        return tuple((fila, aviso) for fila in self.filas for aviso in fila.fecha.avisos)

    @clases.propiedad_recordada
    def exigibles(self) -> Filas:
        """Las filas que en el período debían mostrar algo."""
        return self.las(lambda fila: fila.exigible)

    @clases.propiedad_recordada
    def sin_reporte(self) -> Filas:
        """Filas exigibles, ni terminadas ni al día, de las que en el período nada se reportó."""
        return self.las(lambda fila: fila.sin_reporte)

    @property
    def vencidas(self) -> Filas:
        """Filas cuyo último día ya llegó y se declararon sin terminar."""
        return self.por_vencimiento[Vencimiento.VENCIDA]

    @property
    def por_determinar(self) -> Filas:
        """Filas cuyo último día ya llegó y sólo traen textos, siempre o tras estar al día."""
        return self.por_vencimiento[Vencimiento.POR_DETERMINAR]

    @property
    def vencidas_sin_reporte(self) -> Filas:
        """Filas cuyo último día ya llegó y de las que nada se ha reportado."""
        return self.por_vencimiento[Vencimiento.SIN_REPORTE]

    @property
    def al_dia_sin_reporte(self) -> Filas:
        """Filas que estuvieron al día hasta su último día, y desde entonces sin reporte."""
        return self.por_vencimiento[Vencimiento.AL_DIA_SIN_REPORTE]

    @clases.propiedad_recordada
    def por_vencimiento(self) -> dict[Vencimiento, Filas]:
        """Filas que ya debían estar terminadas y no se saben así, por su clase."""
        por_clase: dict[Vencimiento, list[FilaAnalizada]] = {clase: [] for clase in Vencimiento}
        for fila in self.filas:
            clase = fila.vencimiento
            if clase is not None:
                por_clase[clase].append(fila)
        return {clase: tuple(filas) for clase, filas in por_clase.items()}

    @clases.propiedad_recordada
    def vencen_en_el_corte(self) -> Filas:
        """Filas cuyo vencimiento es el día del corte, sin las que van en blanco bajo un reporte."""
        aparte = {None, Vencimiento.EN_BLANCO}
        return self.las(lambda fila: fila.vencimiento not in aparte and fila.vence_en_el_corte)

    @clases.propiedad_recordada
    def todas_las_vencidas(self) -> Filas:
        """Las filas vencidas y, después, las vencidas sin reporte."""
        return (*self.vencidas, *self.vencidas_sin_reporte)

    @clases.propiedad_recordada
    def debian(self) -> Filas:
        """Las filas que aplican y cuyo último día es el corte o uno anterior."""
        return self.las(lambda fila: fila.ya_vencio)

    @clases.propiedad_recordada
    def cumplimiento(self) -> Cumplimiento:
        """Cuentas de lo que ya debía estar terminado: lo que lo está y lo que no."""
        return Cumplimiento(
            terminadas=sum(fila.terminada for fila in self.debian),
            debian=len(self.debian),
            por_determinar=len(self.por_determinar),
            tras_estar_al_dia=sum(f.situacion.le_llego_otro_dia for f in self.por_determinar),
            en_blanco=len(self.por_vencimiento[Vencimiento.EN_BLANCO]),
            vencidas=len(self.vencidas),
            vencidas_sin_reporte=len(self.vencidas_sin_reporte),
            al_dia_sin_reporte=len(self.al_dia_sin_reporte),
            vencidas_ese_dia=sum(fila.vence_en_el_corte for fila in self.vencidas),
            vencidas_sin_reporte_ese_dia=sum(
                fila.vence_en_el_corte for fila in self.vencidas_sin_reporte
            ),
            no_aplican=sum(fila.llego_su_dia and not fila.aplica for fila in self.filas),
        )

    @clases.propiedad_recordada
    def sin_dia_claro(self) -> Filas:
        """Filas que aplican, no están terminadas ni son permanentes, y no dicen cuándo vencen."""
        return self.las(
            lambda fila: (
                fila.aplica
                and not fila.terminada
                and not fila.fecha.dias
                and fila.fecha.clase is not ClaseDeFecha.CONTINUA
            )
        )

    def por_vencer(self, hasta: date) -> Filas:
        """Filas que aplican, sin terminar, con algún día después del corte y hasta ``hasta``."""
        return tuple(
            fila
            for fila in self.aplican
            if not fila.terminada
            and fila.corte is not None
            and fila.tiene_un_dia(fila.corte, hasta)
        )


def _en_un_extremo(fila: FilaAnalizada, valor_si_no_se_sabe: Decimal) -> Decimal:
    """Avance de la fila; si no se conoce, 100 si está terminada y, si no, el que se da."""
    if fila.avance is not None:
        return fila.avance
    return COMPLETO if fila.terminada else valor_si_no_se_sabe
