"""Muchos planes en un corte, con un formato de entidades: lo que de cada uno queda y se avisa.

Cada plan se analiza y se suelta: queda guardado en poca memoria (unos 40 kB uno de 400 filas, la
décima parte que armado), para dar después sus filas sin volver al archivo.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

import attrs

from paac_reportes.analisis.analisis import Analisis, analizar_plan
from paac_reportes.analisis.anterior import PlanAnterior, es_de_otra
from paac_reportes.analisis.consolidado import (
    Consolidado,
    EntidadConsolidada,
    Guardados,
    LoDebidoDeEntidad,
    entidad_consolidada,
    lo_debido,
)
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla, ruta_en_archivo
from paac_reportes.formatos.anterior import publicado_de
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.eleccion import plan_sin_filas
from paac_reportes.formatos.metodologia import reglas_para
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.textos.limpieza import limpiar
from paac_reportes.textos.lo_que_queda import LoQueQueda, aviso_sin_revisar
from paac_reportes.textos.publico import avisos_del_formato, para_publicar, textos_por_revisar
from paac_reportes.textos.valores import contar

P = TypeVar("P", bound=Pedido)
_MOTIVOS = 3
"""Las fallas de un plan que se dicen; con ellas basta para ir a corregirlo."""


@attrs.define
class Consolidacion:
    """Los planes que van llegando, los que no sirvieron y lo que conviene revisar de ellos."""

    formato: Formato
    metodologia: Metodologia | None
    corte: date | None
    """Corte que se pide; sin él, el último que traiga alguna entidad."""
    publico: bool
    con_cedulas: bool
    sin_anteriores: bool
    """Si cada plan se analiza al llegar: con informes anteriores se espera a que estén todos."""
    planes: Guardados = attrs.field(factory=Guardados, init=False)
    fuera: list[Aviso] = attrs.field(factory=list, init=False)
    _quedan: int = attrs.field(default=0, init=False)
    _anteriores: list[tuple[str, PlanAnterior]] = attrs.field(factory=list, init=False)
    _fallas: list[Falla] = attrs.field(factory=list, init=False)
    _avisos: list[Aviso] = attrs.field(factory=list, init=False)
    _cortes: set[date] = attrs.field(factory=set, init=False)
    _cruzados: set[str] = attrs.field(factory=set, init=False)
    _al_llegar: list[tuple[date | None, EntidadConsolidada] | None] = attrs.field(
        factory=list, init=False
    )
    """De cada plan, su renglón y el corte con que se sacó; nada si no se analizó."""

    def agregar(
        self,
        nombre: str,
        leido: Plan,
        avisos: Iterable[Aviso],
        *,
        corte: date | None,
        original: object,
    ) -> None:
        """Anota un plan leído, con los avisos de su lectura y el corte de su lote, si es de uno.

        Si es el mismo ``original``, ya armado en manos de otro, no ocupa más por guardarlo así.
        ``ErrorDeEntrada`` si no se deja analizar.
        """
        plan, del_plan = self._como_se_escribe(leido)
        self._avisos += [
            attrs.evolve(aviso, ruta=ruta_en_archivo(nombre, aviso.ruta))
            for aviso in (*avisos, *del_plan)
        ]
        self._cortes.update([corte] if corte else plan.cortes())
        self.planes.agregar(plan, armado=plan is original)
        self._al_llegar.append(self._renglon_si_se_puede(plan) if self.sin_anteriores else None)

    @property
    def _corte_elegido(self) -> date | None:
        """El pedido o, si falta, el último de los que han llegado: casi siempre es el de todos."""
        return self.corte or max(self._cortes, default=None)

    def _renglon_si_se_puede(self, plan: Plan) -> tuple[date | None, EntidadConsolidada] | None:
        """Corte y renglón de un plan; nada si falla: sus fallas se dirán con el corte de todos."""
        corte = self._corte_elegido
        try:
            return corte, self._renglon(plan, corte)
        except ErrorPaac:
            return None

    def _como_se_escribe(self, plan: Plan) -> tuple[Plan, tuple[Aviso, ...]]:
        """El plan sin lo que un archivo no admite ni lo que no se publica, y sus avisos."""
        reglas_para(plan, self.metodologia, self.formato.metodologia)
        limpio, avisos = limpiar(plan)
        if not self.publico:
            return limpio, avisos
        publicado, omitidos = self._para_publicar(limpio)
        self._quedan += len(LoQueQueda((publicado, "")).lista)
        return publicado, (*avisos, *omitidos)

    def _para_publicar(self, plan: Plan) -> tuple[Plan, tuple[Aviso, ...]]:
        return para_publicar(plan, columnas=self.formato.columnas, con_cedulas=self.con_cedulas)

    def dejar_por_fuera(self, nombre: str, fallas: Sequence[Falla]) -> None:
        """Anota un plan que no se dejó leer o analizar, con sus primeras fallas."""
        self._fallas += (falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in fallas)
        motivos = list(_motivos(nombre, fallas))
        restantes = len(fallas) - len(motivos)
        motivos += [f"y otras {restantes}"] if restantes else []
        self.fuera.append(Aviso("plan_no_incluido", nombre, "; ".join(motivos)))

    def agregar_anterior(
        self, nombre: str, anterior: PlanAnterior, avisos: Iterable[Aviso]
    ) -> None:
        """Anota un informe anterior, que no se sabe todavía de qué entidad es."""
        self._avisos += avisos
        limpio, _ = limpiar(anterior.plan)
        self._anteriores.append((nombre, attrs.evolve(anterior, plan=limpio)))

    def sin_cruzar(self, nombre: str, fallas: Sequence[Falla]) -> None:
        """Avisa de un informe anterior que no se dejó leer, o no es el de su entidad."""
        self._avisos += (
            Aviso("anterior_incompleto", nombre, f"no se cruza: {motivo}")
            for motivo in _motivos(nombre, fallas)
        )

    def _lo_que_debia(self, analisis: Analisis) -> LoDebidoDeEntidad | None:
        """Lo que una entidad debía en su informe anterior y cómo está hoy; nada si no se dio."""
        plan, del_formato = analisis.plan, self.formato.metodologia
        for nombre, anterior in self._anteriores:
            if es_de_otra(plan.entidad, anterior.plan.entidad):
                continue
            self._cruzados.add(nombre)
            try:
                publicado = publicado_de(
                    plan, analisis.corte, analisis.reglas, anterior, self.metodologia, del_formato
                )
            except ErrorDeEntrada as error:
                self.sin_cruzar(nombre, error.fallas)
                continue
            return lo_debido(attrs.evolve(analisis, publicado=publicado))
        return None

    def _renglones(self, corte: date | None) -> Iterator[EntidadConsolidada]:
        """Renglón de cada plan: el que se sacó al llegar, si era con ese corte, o uno nuevo."""
        for lugar, corte_y_renglon in enumerate(self._al_llegar):
            if corte_y_renglon is not None and corte_y_renglon[0] == corte:
                yield corte_y_renglon[1]
            else:
                yield self._renglon(self.planes[lugar], corte)

    def _renglon(self, plan: Plan, corte: date | None) -> EntidadConsolidada:
        reglas = reglas_para(plan, self.metodologia, self.formato.metodologia)
        analisis = analizar_plan(plan, corte, reglas)
        return attrs.evolve(entidad_consolidada(analisis), debido=self._lo_que_debia(analisis))

    def pedido(self, clase: type[P], entidad: Entidad | None, previos: Iterable[Aviso]) -> P:
        """Pedido de informe, de esa clase, con las entidades que llegaron.

        ``entidad`` es la que consolida, para el encabezado. ``ErrorDeEntrada`` si no llegó ningún
        plan.
        """
        if not self.planes:
            ninguno = Falla("sin_datos", "planes", "no llegó ningún plan que consolidar")
            raise ErrorDeEntrada(self._fallas or [ninguno])
        corte = self._corte_elegido
        entidades = tuple(self._renglones(corte))
        self._avisos += (
            Aviso("anterior_incompleto", n, "no es de ninguna entidad de las que se consolidan")
            for n, _ in self._anteriores
            if n not in self._cruzados
        )
        anfitrion, formato, de_publicar = self._encabezado(entidad, entidades)
        return clase(
            contenido=anfitrion,
            formato=formato,
            corte=corte,
            metodologia=self.metodologia,
            publico=self.publico,
            con_cedulas=self.con_cedulas,
            sin_revisar=self._quedan,
            filas=(),
            previos=(*previos, *self._avisos, *de_publicar),
            entidades=Consolidado(
                corte=corte,
                entidades=entidades,
                no_incluidas=tuple(self.fuera),
                planes=self.planes,
            ),
        )

    def _encabezado(
        self, entidad: Entidad | None, entidades: Sequence[EntidadConsolidada]
    ) -> tuple[Plan, Formato, list[Aviso]]:
        """El plan que llegó solo, o uno sin filas de quien consolida; el formato, y avisos."""
        if len(entidades) == 1 and entidad is None:
            anfitrion = self.planes[0]
        else:
            sin_nombre = Entidad(nombre=contar(len(entidades), "entidad", "entidades"))
            vigencias = (fila.vigencia for fila in entidades)
            anfitrion = plan_sin_filas(entidad or sin_nombre, vigencias)
        if not self.publico:
            return anfitrion, self.formato, []
        from paac_reportes.formatos.publicacion import (  # noqa: PLC0415 - pocos se publican
            con_imagenes_publicas,
        )

        formato = self.formato
        self._quedan += len(LoQueQueda((textos_por_revisar(formato), "formato")).lista)
        avisos = list(avisos_del_formato(formato, con_membrete=formato.membrete is not None))
        anfitrion, del_encabezado = self._para_publicar(anfitrion)
        avisos += del_encabezado if len(entidades) > 1 else ()
        avisos += [aviso_sin_revisar(self._quedan)] if self._quedan else []
        return anfitrion, con_imagenes_publicas(formato), avisos


def _motivos(nombre: str, fallas: Sequence[Falla]) -> Iterator[str]:
    """Las primeras fallas de un archivo, en palabras."""
    for falla in fallas[:_MOTIVOS]:
        es_del_archivo_entero = falla.ruta in {"", nombre}
        yield falla.mensaje if es_del_archivo_entero else f"{falla.ruta}: {falla.mensaje}"
