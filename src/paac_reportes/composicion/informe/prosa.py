"""Los párrafos que salen de las cifras, en español corriente: plurales, concordancias y listas."""

from typing import Protocol

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import METODOS, Cifras
from paac_reportes.analisis.comparacion import Comparacion
from paac_reportes.modelo import Actividad
from paac_reportes.textos.cifras import contar, lista, porcentaje
from paac_reportes.textos.fechas import fecha_larga


class Fuente(Protocol):
    """De donde salen las cifras; se piden cuando hace falta un párrafo."""

    @property
    def analisis(self) -> Analisis:
        """Las cifras en el corte."""

    @property
    def comparacion(self) -> Comparacion | None:
        """Lo que va desde el corte anterior, si lo hay."""


@attrs.frozen
class Prosa:
    """Lo que un informe dice de un plan en un corte; lo que no se sabe no se dice."""

    _fuente: Fuente

    @property
    def periodo(self) -> str:
        """El nombre del período que termina en el corte; vacío si no hay corte."""
        periodo = self._fuente.analisis.periodo
        return periodo.nombre if periodo else ""

    @property
    def general(self) -> str:
        """De qué consta el plan y cuánto se reportó."""
        analisis, todo = self._fuente.analisis, self._fuente.analisis.todo
        partes = [contar(len(analisis.componentes), "componente", "componentes")]
        if analisis.dependencias:
            partes.append(contar(len(analisis.dependencias), "dependencia", "dependencias"))
        frases = [f"El plan tiene {_filas(todo)}, en {lista(partes)}."]
        if analisis.corte is not None:
            frases.append(f"En el corte del {fecha_larga(analisis.corte)}, {_reportadas(todo)}.")
        return " ".join(frases)

    @property
    def avance(self) -> str:
        """El avance acumulado, con su método, su denominador y su zona."""
        return _avance(self._fuente.analisis.todo)

    @property
    def componentes(self) -> str:
        """Los componentes que van mejor y los que van más atrás."""
        con_avance = [c for c in self._fuente.analisis.componentes if c.avance is not None]
        if len(con_avance) < 2:  # noqa: PLR2004 - uno solo no se compara con nada
            return ""
        ordenados = sorted(con_avance, key=lambda c: c.avance or 0, reverse=True)
        primero, ultimo = ordenados[0], ordenados[-1]
        return (
            f"El componente con mayor avance es «{primero.nombre}», con {_porciento(primero)}, y"
            f" el de menor avance, «{ultimo.nombre}», con {_porciento(ultimo)}."
        )

    @property
    def pendientes(self) -> str:
        """Lo que se debía y no está."""
        todo = self._fuente.analisis.todo
        sin_reporte, vencidas = len(todo.sin_reporte), len(todo.vencidas)
        if not sin_reporte and not vencidas:
            return "No hay actividades vencidas ni exigibles sin reporte."
        frases = []
        if sin_reporte:
            frases.append(
                f"{contar(sin_reporte, 'actividad', 'actividades')}"
                f" {'exigible' if sin_reporte == 1 else 'exigibles'} en el corte sin reporte"
            )
        if vencidas:
            frases.append(
                f"{contar(vencidas, 'actividad', 'actividades')} cuya fecha ya"
                " pasó sin haberse terminado"
            )
        return f"Hay {lista(frases)}."

    @property
    def metodologia(self) -> str:
        """Cómo se calculó el avance y con qué escala se clasificó."""
        analisis = self._fuente.analisis
        zonas = analisis.escala.zonas
        hastas = [porcentaje(zona.desde) for zona in zonas[1:]]
        tramos = [f"{zonas[0].nombre}, menos del {hastas[0]}"] if hastas else []
        tramos += [
            f"{zona.nombre}, desde el {desde} y menos del {hasta}"
            for zona, desde, hasta in zip(zonas[1:-1], hastas, hastas[1:], strict=False)
        ]
        tramos.append(f"{zonas[-1].nombre}, desde el {porcentaje(zonas[-1].desde)}")
        return (
            f"El avance es el {METODOS[analisis.metodo]}, y se calcula con las actividades y los"
            " trámites que reportan su porcentaje en el corte. Los que no lo reportan no cuentan"
            " como cero: quedan fuera del cálculo, igual que los que no aplican. El resultado se"
            f" clasifica por zonas ({'; '.join(tramos)}) con el valor sin redondear."
        )

    @property
    def cambios(self) -> str:
        """Qué pasó desde el corte anterior."""
        comparacion = self._fuente.comparacion
        if comparacion is None or comparacion.antes.corte is None:
            return ""
        partes = [
            (len(parejas), uno, varios)
            for parejas, uno, varios in (
                (comparacion.avanzaron, "avanzó", "avanzaron"),
                (comparacion.retrocedieron, "retrocedió", "retrocedieron"),
                (comparacion.empezaron, "empezó a medirse", "empezaron a medirse"),
                (comparacion.callaron, "dejó de reportar", "dejaron de reportar"),
            )
            if parejas
        ]
        desde = fecha_larga(comparacion.antes.corte)
        if not partes:
            return f"Frente al corte del {desde} no hay cambios en los avances."
        # El nombre va una vez, con la primera: «3 actividades avanzaron y 1 retrocedió».
        (cuantas, uno, varios), *demas = partes
        primera = contar(cuantas, f"actividad {uno}", f"actividades {varios}")
        frase = f"Frente al corte del {desde}, {lista([primera, *(contar(*p) for p in demas)])}."
        antes, ahora = comparacion.antes.todo.avance, comparacion.despues.todo.avance
        if antes is not None and ahora is not None:
            frase += f" El avance acumulado pasó de {porcentaje(antes)} a {porcentaje(ahora)}."
        return frase

    def de_una_parte(self, cifras: Cifras) -> str:
        """Lo mismo que ``general`` y ``avance``, de un componente o una dependencia."""
        return f"Tiene {_filas(cifras)}: {_reportadas(cifras)}. {_avance(cifras)}"


def _filas(cifras: Cifras) -> str:
    """Cuántas actividades y cuántos trámites hay."""
    actividades = sum(isinstance(fila.fila, Actividad) for fila in cifras.filas)
    tramites = len(cifras.filas) - actividades
    partes = [contar(actividades, "actividad", "actividades")] if actividades else []
    if tramites:
        partes.append(contar(tramites, "trámite", "trámites"))
    return lista(partes) or "ninguna actividad"


def _vocal(cifras: Cifras) -> str:
    """La del género de sus filas: las actividades, los trámites, y juntos en masculino."""
    return "o" if any(not isinstance(fila.fila, Actividad) for fila in cifras.filas) else "a"


def _reportadas(cifras: Cifras) -> str:
    reportan = sum(1 for fila in cifras.filas if fila.reportada)
    if not cifras.filas or not reportan:
        return f"ningun{_vocal(cifras)} trae reporte"
    if reportan == len(cifras.filas):
        return f"tod{_vocal(cifras)}s traen reporte" if reportan > 1 else "trae reporte"
    return f"{reportan} {'trae' if reportan == 1 else 'traen'} reporte"


def _avance(cifras: Cifras) -> str:
    if cifras.avance is None or cifras.zona is None:
        return f"Su avance no se conoce: ningun{_vocal(cifras)} reporta su porcentaje."
    dicen, aplican = len(cifras.con_avance), len(cifras.aplican)
    articulo = "las" if _vocal(cifras) == "a" else "los"
    denominador = (
        f"sobre {articulo} {aplican} que aplican"
        if dicen == aplican > 1
        else f"sobre {dicen} de {aplican} que aplican"
    )
    return (
        f"El avance acumulado es de {_porciento(cifras)}, en zona {cifras.zona.nombre}"
        f" ({METODOS[cifras.metodo]}, {denominador})."
    )


def _porciento(cifras: Cifras) -> str:
    return porcentaje(cifras.avance, cifras.escala.zona_de)
