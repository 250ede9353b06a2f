"""Los párrafos de un informe que salen de las cifras; lo que no se sabe no se dice."""

from typing import Protocol

import attrs

from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.comparacion import Comparacion
from paac_reportes.composicion.informe import conclusiones, frases
from paac_reportes.composicion.informe.metodo import como_se_saco
from paac_reportes.composicion.informe.palabras import enumerar, palabras_de
from paac_reportes.composicion.informe.renglones import avance_en_texto
from paac_reportes.modelo import Resultado
from paac_reportes.modelo.periodos import Periodo
from paac_reportes.textos.cifras import con_miles, contar, lista
from paac_reportes.textos.fechas import fecha_larga
from paac_reportes.textos.markdown import Lista


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
    """Lo que un informe dice de un plan en un corte."""

    _fuente: Fuente

    @property
    def periodo(self) -> str:
        """El nombre del período y sus días; vacío si no hay corte."""
        periodo = self._fuente.analisis.periodo
        return f"{periodo.nombre} ({_dias(periodo)})" if periodo else ""

    @property
    def general(self) -> str:
        """De qué consta el plan y de cuánto se reportó."""
        analisis, todo = self._fuente.analisis, self._fuente.analisis.todo
        if not todo.filas:
            return "No trae actividades ni trámites."
        partes = [contar(len(analisis.componentes), "componente", "componentes")]
        if analisis.dependencias:
            partes.append(contar(len(analisis.dependencias), "dependencia", "dependencias"))
        frase = f"Comprende {enumerar(todo.filas)}, en {lista(partes)}."
        if analisis.periodo is None:
            return frase
        cuando = _dias(analisis.periodo).capitalize()
        return f"{frase} {cuando} {frases.reportadas(todo)}."

    @property
    def avance(self) -> str:
        """El avance acumulado, con su método, su base y su zona."""
        return frases.avance_acumulado(self._todo)

    @property
    def avance_del_periodo(self) -> str:
        """Lo que cambió desde el corte anterior."""
        if self._fuente.analisis.corte is not None and self._todo.periodo is None:
            return "Es el primer corte de su serie: no hay uno anterior con que compararlo."
        return frases.avance_del_periodo(self._todo)

    @property
    def cumplimiento(self) -> str:
        """De lo que ya debía estar terminado, cuánto lo está."""
        return frases.cumplimiento(self._todo)

    @property
    def componentes(self) -> str:
        """Los componentes con mayor y menor avance, entre los que tienen base para una zona."""
        return _extremos(self._fuente.analisis.componentes)

    @property
    def pendientes(self) -> str:
        """Lo que se debía y no está."""
        return f"{frases.exigibles(self._todo)} {frases.vencidas(self._todo)}"

    @property
    def en_duda(self) -> str:
        """Las filas por determinar o en blanco bajo un reporte; vacío si no las hay."""
        hay = self._todo.por_determinar or self._todo.en_blanco_bajo_reporte
        return frases.lo_que_no_se_sabe(self._todo) if hay else ""

    @property
    def metodologia(self) -> str:
        """Cómo se sacaron las cifras, con el nombre de cada elección."""
        return como_se_saco(self._fuente.analisis)

    @property
    def responsables(self) -> str:
        """Las dependencias que reportan; vacío si el plan no las tiene."""
        nombres = [cifras.nombre for cifras in self._fuente.analisis.dependencias]
        if not nombres:
            return ""
        return f"Report{'a' if len(nombres) == 1 else 'an'} lo hecho: {'; '.join(nombres)}."

    @property
    def verificacion(self) -> str:
        """Qué evidencias verificó control interno; vacío si no consta ninguna revisión."""
        todo = self._todo
        revisiones = [
            fila.seguimiento.verificacion.resultado
            for fila in todo.filas
            if fila.seguimiento and fila.seguimiento.verificacion
        ]
        if not revisiones:
            return ""
        palabras, reportadas = palabras_de(todo.reportadas), len(todo.reportadas)
        clases = [
            palabras.son(revisiones.count(resultado), "verificad") + cola
            for resultado, cola in ((Resultado.VERIFICADA, ""), (Resultado.PARCIAL, " en parte"))
            if resultado in revisiones
        ]
        sin = revisiones.count(Resultado.NO_VERIFICADA)
        clases += [f"{con_miles(sin)} sin poderse verificar"] if sin else []
        return (
            f"Control interno revisó las evidencias de {con_miles(len(revisiones))} de"
            f" {palabras.las(reportadas)} con reporte en el período: {lista(clases)}."
        )

    @property
    def cambios(self) -> str:
        """Qué pasó desde el corte anterior; vacío si es el primero."""
        comparacion = self._fuente.comparacion
        return _cambios(comparacion) if comparacion else ""

    @property
    def conclusiones(self) -> str:
        """Lo que las cifras permiten afirmar, en una lista; vacío si nada."""
        return Lista(conclusiones.conclusiones(self._fuente.analisis))

    @property
    def recomendaciones(self) -> str:
        """Lo que conviene hacer, cada cosa con su causa; vacío si nada la tiene."""
        return Lista(conclusiones.recomendaciones(self._todo))

    def de_una_parte(self, cifras: Cifras) -> str:
        """Lo mismo, de un componente."""
        partes = (
            f"Tiene {enumerar(cifras.filas)}: en el período {frases.reportadas(cifras)}.",
            frases.avance_acumulado(cifras),
            frases.avance_del_periodo(cifras),
            frases.cumplimiento(cifras),
        )
        return " ".join(filter(None, partes))

    @property
    def _todo(self) -> Cifras:
        return self._fuente.analisis.todo


def _dias(periodo: Periodo) -> str:
    return f"del {fecha_larga(periodo.inicio)} al {fecha_larga(periodo.corte)}"


def _extremos(componentes: tuple[Cifras, ...]) -> str:
    con_zona = [cifras for cifras in componentes if cifras.zona]
    avances = {cifras.avance or 0 for cifras in con_zona}
    if len(con_zona) < 2:  # noqa: PLR2004 - uno solo no se compara con nada
        return ""
    if len(avances) == 1:
        igual = avance_en_texto(con_zona[0])
        return f"Los {len(con_zona)} componentes que tienen zona van igual: {igual}."
    mayor, menor = (
        lista([_con_base(c) for c in con_zona if c.avance == extremo])
        for extremo in (max(avances), min(avances))
    )
    return (
        f"Entre los componentes que tienen zona, el mayor avance es el de {mayor}; el menor, el de"
        f" {menor}."
    )


def _con_base(cifras: Cifras) -> str:
    base = f"{len(cifras.con_avance)} de {len(cifras.aplican)}"
    return f"«{cifras.nombre}» ({avance_en_texto(cifras)}, con {base})"


def _cambios(comparacion: Comparacion) -> str:
    if comparacion.antes.corte is None:
        return ""
    desde = fecha_larga(comparacion.antes.corte)
    palabras = palabras_de([pareja.despues for pareja in comparacion.parejas])
    partes = [
        f"{verbo if len(parejas) == 1 else verbos}: {con_miles(len(parejas))}"
        for parejas, verbo, verbos in (
            (comparacion.avanzaron, "subió su avance", "subieron su avance"),
            (comparacion.retrocedieron, "lo bajó", "lo bajaron"),
            (comparacion.empezaron, "se conoce por primera vez", "se conocen por primera vez"),
            (comparacion.callaron, "dejó de reportar", "dejaron de reportar"),
        )
        if parejas
    ]
    if not partes:
        return f"Frente al corte del {desde} no cambió el avance conocido de {palabras.ninguno}."
    cuantas = palabras.contar(len(comparacion.parejas))
    return f"Frente al corte del {desde}, de {cuantas}: {'; '.join(partes)}."
