"""De muchos planes a un solo reporte: las cifras de cada entidad y las filas de todas.

Cada plan se lee, se analiza y se suelta. Queda guardado en poca memoria (unos 40 kB uno de 400
filas, la décima parte que armado), para dar después sus filas sin volver al archivo.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias, overload

import attrs

from paac_reportes import clases
from paac_reportes.api.comprobaciones import (
    comprobar_carpeta,
    comprobar_clase,
    comprobar_con_cedulas,
    comprobar_si_no,
    comprobar_tipos,
    dia_del_corte,
)
from paac_reportes.api.eventos import registrado
from paac_reportes.api.lectura import leer_sin_dudas
from paac_reportes.api.reportes import Reporte
from paac_reportes.comprimido import comprimir, descomprimir
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla, ruta_en_archivo
from paac_reportes.estructura import codigo_ajeno, error_de_argumento
from paac_reportes.estructura.corrientes import corriente, puerta
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.modelo.filas import propias_de
from paac_reportes.opc.presupuesto import MEGAS
from paac_reportes.sistema import Carpeta, IlegibleError, es_ruta, leer_archivo, se_deja_leer

if TYPE_CHECKING:
    from paac_reportes.analisis.analisis import Analisis
    from paac_reportes.analisis.anterior import PlanAnterior
    from paac_reportes.analisis.consolidado import EntidadConsolidada, LoDebidoDeEntidad
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.prueba.acta import Hecho

    UnPlan: TypeAlias = Plan | Hecho | str | os.PathLike[str] | bytes | IO[str] | IO[bytes]
else:  # al ejecutarse no se carga lo de los lotes, que pocos consolidan
    UnPlan = Plan | str | os.PathLike | bytes | IO
Planes: TypeAlias = UnPlan | Iterable[UnPlan]

FORMATO_DE_ENTIDADES = "consolidado-entidades"


@puerta
def consolidar(  # noqa: PLR0913 - todas se dicen por su nombre
    planes: Planes,
    *,
    corte: date | None = None,
    formato: "str | Formato" = FORMATO_DE_ENTIDADES,
    plantillas: Carpeta | None = None,
    entidad: Entidad | None = None,
    metodologia: Metodologia | None = None,
    anteriores: Planes = (),
    publico: bool = False,
    con_cedulas: bool = False,
    al_leer: Callable[[str], object] | None = None,
) -> Reporte:
    """El consolidado de varias entidades en un corte: un reporte como los demás.

    ``planes`` son planes, archivos que los traen o carpetas de ellos, juntos si se quiere; o un
    lote: sus ``Hecho``, su ``diario.jsonl`` o su carpeta. Sin ``corte`` es el último que traiga
    alguno o, de un lote, el último que se pidió. El libro de Excel lleva la hoja ``Datos`` con las
    filas de todos; el ``.csv`` y el ``.parquet``, sólo esas filas; el ``.json``, las cifras.
    ``entidad`` es la que consolida, para el encabezado; ``metodologia``, una para todos, que manda
    sobre la de cada plan. ``formato`` es el del catálogo o uno propio con ``de = "entidades"``.
    ``anteriores`` son los de sus informes anteriores, como los planes o como se emitieron: con el
    de una entidad se dice qué se corrió, se retiró o se reescribió de lo que ya debía. ``al_leer``
    recibe cada plan antes de leerlo: su archivo, o su lugar entre los que llegaron.

    El plan que no se deja leer o analizar no detiene los demás: queda en los avisos y en el
    reporte, con su motivo. Lanza ``ErrorDeEntrada`` si no llegó ninguno o ninguno sirve, y
    ``ErrorDeFormato``.
    """
    from paac_reportes.formatos.eleccion import formato_para, plan_sin_filas

    comprobar_si_no(publico=publico)
    comprobar_con_cedulas(con_cedulas, publico=publico)
    comprobar_carpeta("plantillas", plantillas)
    if entidad is not None:
        comprobar_clase(Entidad, entidad=entidad)
    if al_leer is not None and not callable(al_leer):
        raise error_de_argumento("al_leer", "una función", al_leer)
    corte, del_corte = dia_del_corte(corte)
    anfitrion = plan_sin_filas(entidad)
    comprobar_tipos(anfitrion, corte, metodologia)
    formato_elegido, de_formato = formato_para(formato, plantillas, anfitrion, corte)
    _comprobar_que_es_de_entidades(formato_elegido)
    with registrado("planes.consolidados") as campos:
        entrada = _PlanesRecibidos(
            formato_elegido, metodologia, publico=publico, con_cedulas=con_cedulas
        )
        # Con informes anteriores, que llegan después, cada plan se analiza cuando ya están.
        sin_anteriores = isinstance(anteriores, tuple | list) and not anteriores
        entrada.recibir(planes, al_leer, corte, analizar=sin_anteriores)
        entrada.recibir_anteriores(anteriores)
        previos = (*del_corte, *de_formato)
        reporte = entrada.reporte(corte, entidad, previos)
        campos |= {"formato": formato_elegido.codigo, "planes": len(entrada.guardados)}
        campos |= {"fuera": len(entrada.fuera)}
    return reporte


def _comprobar_que_es_de_entidades(formato: "Formato") -> None:
    """``ErrorDeEntrada`` si un formato es de un plan, y no de varias entidades."""
    if formato.de != "entidades":
        motivo = f"el formato {formato.codigo} es de un plan; se esperaba uno con de = 'entidades'"
        raise ErrorDeEntrada(Falla("argumento_invalido", "formato", motivo))


class _PlanesRecibidos:
    """Los planes que van llegando, los que no sirvieron y lo que conviene revisar de ellos."""

    def __init__(
        self,
        formato: "Formato",
        metodologia: Metodologia | None,
        *,
        publico: bool,
        con_cedulas: bool,
    ) -> None:
        self._formato, self._metodologia = formato, metodologia
        self._publico, self._con_cedulas = publico, con_cedulas
        self._quedan = 0
        self.guardados = Guardados()
        self.fuera: list[Aviso] = []
        self._anteriores: list[tuple[str, PlanAnterior]] = []
        self._fallas: list[Falla] = []
        self._avisos: list[Aviso] = []
        self._cortes: set[date] = set()
        self._cruzados: set[str] = set()
        self._al_recibir: list[tuple[date | None, EntidadConsolidada] | None] = []
        """De cada guardado, su renglón y el corte con que se sacó; nada si no se analizó."""

    def recibir(
        self,
        planes: Any,
        al_leer: Callable[[str], object] | None,
        corte: date | None,
        *,
        analizar: bool,
    ) -> None:
        """Cada plan que traiga lo que llegó; con ``analizar``, ya con su renglón.

        Sin ``corte``, se analiza con el último que se haya visto, que casi siempre es el que queda.
        """
        # El que ya está armado en manos de otro no ocupa más por guardarlo así.
        armados = isinstance(planes, Sequence)
        for por_leer in _planes_por_leer(planes):
            if al_leer is not None:
                al_leer(por_leer.nombre)  # lo que lance es de quien la dio
            try:
                plan = self._guardar(por_leer, armado=armados)
            except ErrorDeEntrada as error:
                self._dejar_por_fuera(por_leer.nombre, error.fallas)
            else:
                self._al_recibir.append(
                    self._renglon_si_se_puede(plan, self._corte_elegido(corte))
                    if analizar
                    else None
                )

    def _corte_elegido(self, corte: date | None) -> date | None:
        """El pedido o, si falta, el último de los que han llegado."""
        return corte or max(self._cortes, default=None)

    def _renglon_si_se_puede(
        self, plan: Plan, corte: date | None
    ) -> "tuple[date | None, EntidadConsolidada] | None":
        """El de un plan que está armado; lo que falle se dirá cuando se sepa el corte de todos."""
        try:
            return corte, self._renglon(plan, corte)
        except ErrorPaac:
            return None

    def recibir_anteriores(self, anteriores: Any) -> None:
        """El informe anterior de cada entidad; el que no se deja leer se avisa."""
        for por_leer in _planes_por_leer(anteriores):
            try:
                anterior, avisos = _leer_informe_anterior(por_leer)
            except ErrorDeEntrada as error:
                self._avisos += _avisos_sin_cruzar(por_leer.nombre, error)
            else:
                self._avisos += avisos
                self._anteriores.append((por_leer.nombre, anterior))

    def _lo_que_debia(self, analisis: "Analisis") -> "LoDebidoDeEntidad | None":
        """Lo que una entidad debía y cambió, si se dio su informe anterior."""
        from paac_reportes.analisis.anterior import es_de_otra
        from paac_reportes.analisis.consolidado import lo_debido
        from paac_reportes.formatos.anterior import publicado_de

        plan, reglas = analisis.plan, analisis.reglas
        for nombre, anterior in self._anteriores:
            if es_de_otra(plan.entidad, anterior.plan.entidad):
                continue
            self._cruzados.add(nombre)
            try:
                publicado = publicado_de(
                    plan,
                    analisis.corte,
                    reglas,
                    anterior,
                    self._metodologia,
                    self._formato.metodologia,
                )
            except ErrorDeEntrada as error:
                self._avisos += _avisos_sin_cruzar(nombre, error)
                continue
            return lo_debido(attrs.evolve(analisis, publicado=publicado))
        return None

    def _guardar(self, por_leer: "_PlanPorLeer", *, armado: bool) -> Plan:
        if por_leer.fallas:
            raise ErrorDeEntrada(por_leer.fallas)
        plan_leido, avisos = _leer_plan(por_leer)
        plan, del_plan = self._como_se_escribe(plan_leido)
        vienen = (*avisos, *del_plan)
        self._avisos += [
            attrs.evolve(a, ruta=ruta_en_archivo(por_leer.nombre, a.ruta)) for a in vienen
        ]
        self._cortes.update([por_leer.corte] if por_leer.corte else plan.cortes())
        self.guardados.agregar(plan, armado=armado and plan is por_leer.origen)
        return plan

    def _como_se_escribe(self, plan: Plan) -> tuple[Plan, tuple[Aviso, ...]]:
        """Sin lo que un archivo no admite ni lo que no se publica; falla si no se analiza."""
        from paac_reportes.formatos.metodologia import reglas_para
        from paac_reportes.textos.limpieza import limpiar
        from paac_reportes.textos.lo_que_queda import LoQueQueda
        from paac_reportes.textos.publico import para_publicar

        reglas_para(plan, self._metodologia, self._formato.metodologia)
        limpio, avisos = limpiar(plan)
        if not self._publico:
            return limpio, avisos
        publicado, omitidos = para_publicar(
            limpio, columnas=self._formato.columnas, con_cedulas=self._con_cedulas
        )
        self._quedan += len(LoQueQueda((publicado, "")).lista)
        return publicado, (*avisos, *omitidos)

    def _dejar_por_fuera(self, nombre: str, fallas: Sequence[Falla]) -> None:
        self._fallas += (falla.en(ruta_en_archivo(nombre, falla.ruta)) for falla in fallas)
        motivos = [
            falla.mensaje if falla.ruta in {"", nombre} else f"{falla.ruta}: {falla.mensaje}"
            for falla in fallas[:_MOTIVOS]
        ]
        restantes = len(fallas) - len(motivos)
        motivos += [f"y otras {restantes}"] if restantes else []
        self.fuera.append(Aviso("plan_no_incluido", nombre, "; ".join(motivos)))

    def reporte(
        self, corte: date | None, entidad: Entidad | None, previos: tuple[Aviso, ...]
    ) -> Reporte:
        """El de los que llegaron; ``ErrorDeEntrada`` si ninguno sirve."""
        from paac_reportes.analisis.consolidado import Consolidado
        from paac_reportes.formatos.publicacion import con_imagenes_publicas
        from paac_reportes.textos.lo_que_queda import LoQueQueda, aviso_sin_revisar
        from paac_reportes.textos.publico import (
            avisos_del_formato,
            para_publicar,
            textos_del_formato,
        )

        if not self.guardados:
            ninguno = Falla("sin_datos", "planes", "no llegó ningún plan que consolidar")
            raise ErrorDeEntrada(self._fallas or [ninguno])
        elegido = self._corte_elegido(corte)
        entidades = tuple(self._renglones(elegido))
        self._avisos += (
            Aviso("anterior_incompleto", cual, "no es de ninguna entidad de las que se consolidan")
            for cual, _ in self._anteriores
            if cual not in self._cruzados
        )
        avisos, quedan = [*previos, *self._avisos], self._quedan
        if self._publico:
            quedan += len(LoQueQueda((textos_del_formato(self._formato), "formato")).lista)
            con_membrete = self._formato.membrete is not None
            avisos += avisos_del_formato(self._formato, con_membrete=con_membrete)
        anfitrion = self._anfitrion(entidad, entidades)
        if self._publico:
            anfitrion, avisos_del_encabezado = para_publicar(
                anfitrion, columnas=self._formato.columnas, con_cedulas=self._con_cedulas
            )
            avisos += avisos_del_encabezado if len(entidades) > 1 else ()
            avisos += [aviso_sin_revisar(quedan)] if quedan else []
        return Reporte(
            contenido=anfitrion,
            formato=con_imagenes_publicas(self._formato) if self._publico else self._formato,
            corte=elegido,
            metodologia=self._metodologia,
            publico=self._publico,
            con_cedulas=self._con_cedulas,
            sin_revisar=quedan,
            filas=(),
            previos=tuple(avisos),
            entidades=Consolidado(
                corte=elegido,
                entidades=entidades,
                no_incluidas=tuple(self.fuera),
                planes=self.guardados,
            ),
        )

    def _renglones(self, corte: date | None) -> "Iterator[EntidadConsolidada]":
        for lugar, al_recibir in enumerate(self._al_recibir):
            if al_recibir is not None and al_recibir[0] == corte:
                yield al_recibir[1]
            else:
                yield self._renglon(self.guardados[lugar], corte)

    def _renglon(self, plan: Plan, corte: date | None) -> "EntidadConsolidada":
        from paac_reportes.analisis.analisis import analizar
        from paac_reportes.analisis.consolidado import entidad_de
        from paac_reportes.formatos.metodologia import reglas_para

        reglas = reglas_para(plan, self._metodologia, self._formato.metodologia)
        analisis = analizar(plan, corte, reglas)
        return attrs.evolve(entidad_de(analisis), debido=self._lo_que_debia(analisis))

    def _anfitrion(
        self, entidad: Entidad | None, entidades: "Sequence[EntidadConsolidada]"
    ) -> Plan:
        """El plan del encabezado: el único, o uno sin filas de la entidad que consolida."""
        from paac_reportes.formatos.eleccion import plan_sin_filas
        from paac_reportes.textos.valores import contar

        if len(entidades) == 1 and entidad is None:
            return self.guardados[0]
        cuantas = Entidad(nombre=contar(len(entidades), "entidad", "entidades"))
        return plan_sin_filas(entidad or cuantas, (fila.vigencia for fila in entidades))


def _leer_informe_anterior(por_leer: "_PlanPorLeer") -> "tuple[PlanAnterior, tuple[Aviso, ...]]":
    """Un informe anterior, que no se sabe todavía de qué entidad es."""
    from paac_reportes.api.anterior import leer_anterior
    from paac_reportes.formatos.eleccion import plan_sin_filas
    from paac_reportes.textos.limpieza import limpiar

    if por_leer.fallas:
        raise ErrorDeEntrada(por_leer.fallas)
    anterior, avisos = leer_anterior(por_leer.origen, plan_sin_filas(None), None)
    return attrs.evolve(anterior, plan=limpiar(anterior.plan)[0]), avisos


def _avisos_sin_cruzar(nombre: str, error: ErrorDeEntrada) -> Iterator[Aviso]:
    """Que un informe anterior no se pudo leer, o no es el de su entidad, con su motivo."""
    for falla in error.fallas[:_MOTIVOS]:
        motivo = falla.mensaje if falla.ruta in {"", nombre} else f"{falla.ruta}: {falla.mensaje}"
        yield Aviso("anterior_incompleto", nombre, f"no se cruza: {motivo}")


_MOTIVOS = 3
"""Las fallas de un plan que se dicen; con ellas basta para ir a corregirlo."""


class Guardados(Sequence[Plan]):
    """Los planes en su orden, cada uno comprimido hasta que se pide."""

    def __init__(self) -> None:
        self._planes: list[Plan | bytes] = []
        self.propias: defaultdict[str, set[type]] = defaultdict(set)
        """Las claves que no trae todo plan, y de qué son: las columnas se saben sin armarlos."""

    def agregar(self, plan: Plan, *, armado: bool) -> None:
        """Con ``armado`` se guarda como está, que otro ya lo tiene."""
        for clave, tipos in propias_de(plan).items():
            self.propias[clave] |= tipos
        if armado:
            self._planes.append(plan)
            return
        self._planes.append(comprimir(plan))

    def __len__(self) -> int:
        return len(self._planes)

    @overload
    def __getitem__(self, lugar: int) -> Plan: ...
    @overload
    def __getitem__(self, lugar: slice) -> list[Plan]: ...
    def __getitem__(self, lugar: int | slice) -> Plan | list[Plan]:
        if isinstance(lugar, slice):
            return [self[uno] for uno in range(*lugar.indices(len(self)))]
        guardado = self._planes[lugar]
        if isinstance(guardado, Plan):
            return guardado
        plan: Plan = descomprimir(guardado)
        return plan


# ------------------------------------------------------------------ lo que llega

_DE_PLANES = (".json", ".yaml", ".yml", ".xlsx", ".xlsm", ".docx", ".docm")
"""Lo que de una carpeta se toma por un plan: el que no lo sea lo dice al leerlo."""
_DE_DIARIO = ".jsonl"


@clases.frozen(kw_only=True)
class _PlanPorLeer:
    """Un plan por leer, o por qué no se puede."""

    nombre: str
    """Cómo se nombra: su archivo, su lugar entre los que llegaron o, de un lote, su clave."""
    origen: Any = None
    """El plan, su ruta o su flujo."""
    datos: str | None = None
    """La huella que debe tener, si alguien la anotó."""
    corte: date | None = None
    """El de su lote."""
    fallas: tuple[Falla, ...] = ()


def _leer_plan(por_leer: _PlanPorLeer) -> tuple[Plan, tuple[Aviso, ...]]:
    """El plan y lo que conviene revisar de él; también, si ya no es el de su lote."""
    if isinstance(por_leer.origen, Plan):
        return por_leer.origen, ()
    lectura = leer_sin_dudas(por_leer.origen, clave_del_tema="plan")
    plan: Plan = lectura.contenido
    if por_leer.datos is None:
        return plan, lectura.avisos
    from paac_reportes.prueba.acta import huella_de_datos

    if huella_de_datos(plan) == por_leer.datos:
        return plan, lectura.avisos
    motivo = "cambió después de su lote: se consolida como está ahora"
    return plan, (Aviso("plan_cambiado", "", motivo), *lectura.avisos)


def _planes_por_leer(planes: Any) -> Iterator[_PlanPorLeer]:
    """Cada plan que llega; el que un lote hizo en varios formatos, una vez."""
    from paac_reportes.prueba.acta import Hecho

    origenes_vistos: set[str] = set()
    for lugar, valor in enumerate(map(corriente, _valores_recibidos(planes))):
        if isinstance(valor, Hecho):
            yield from _plan_de_un_encargo(valor, origenes_vistos)
        elif es_ruta(valor):
            yield from _planes_de_una_ruta(os.fspath(valor), origenes_vistos)
        else:
            nombre = "" if isinstance(valor, Plan) else getattr(valor, "name", "")
            nombre = nombre if isinstance(nombre, str) and nombre else f"planes[{lugar}]"
            yield _PlanPorLeer(nombre=nombre, origen=valor)


def _plan_de_un_encargo(encargo: "Hecho", origenes_vistos: set[str]) -> Iterator[_PlanPorLeer]:
    """El plan de un encargo, que puede leerse aunque su reporte no saliera."""
    if encargo.origen is None:
        motivo = "su plan llegó armado a su lote, que no dice de dónde leerlo; consolide el plan"
        sin_origen = (Falla("sin_datos", "", motivo),)
        yield _PlanPorLeer(nombre=encargo.clave, fallas=encargo.fallas or sin_origen)
        return
    if encargo.origen in origenes_vistos:
        return
    origenes_vistos.add(encargo.origen)
    # La huella de lo publicado es la de otros datos.
    datos = None if encargo.opciones.get("publico") else encargo.datos
    yield _PlanPorLeer(
        nombre=encargo.origen, origen=encargo.origen, datos=datos, corte=encargo.corte
    )


def _planes_de_una_ruta(ruta: str, origenes_vistos: set[str]) -> Iterator[_PlanPorLeer]:
    """El archivo de un plan, el diario de un lote, o lo que haya en una carpeta."""
    if not os.path.isdir(ruta):  # noqa: PTH112 - es un texto cualquiera
        es_diario = Path(ruta).suffix.lower() == _DE_DIARIO
        yield from (
            _planes_de_un_diario(ruta, origenes_vistos)
            if es_diario
            else [_PlanPorLeer(nombre=ruta, origen=ruta)]
        )
        return
    archivos = sorted(Path(ruta).iterdir())
    diarios = [uno for uno in archivos if uno.suffix.lower() == _DE_DIARIO]
    if diarios:  # lo demás que hay ahí son los reportes del lote
        for diario in diarios:
            yield from _planes_de_un_diario(str(diario), origenes_vistos)
        return
    for archivo in archivos:
        if archivo.suffix.lower() in _DE_PLANES and not archivo.name.startswith(("~$", ".")):
            yield _PlanPorLeer(nombre=str(archivo), origen=str(archivo))


def _planes_de_un_diario(ruta: str, origenes_vistos: set[str]) -> Iterator[_PlanPorLeer]:
    """Los planes de un lote, que el diario nombra desde su carpeta."""
    from paac_reportes.prueba.acta import hechos_de

    try:
        contenido = leer_archivo(Path(ruta), megas=MEGAS)
    except IlegibleError as error:
        yield _PlanPorLeer(nombre=ruta, fallas=(error.falla(ruta),))
        return
    encargos, ilegibles = hechos_de(contenido, ruta)
    for aviso in ilegibles:
        falla = Falla("archivo_danado", "", aviso.mensaje.partition(";")[0])
        yield _PlanPorLeer(nombre=aviso.ruta, fallas=(falla,))
    ultimos = {hecho.clave: hecho for hecho in encargos}
    for encargo in ultimos.values():
        origen = encargo.origen and os.path.normpath(Path(ruta).parent / encargo.origen)
        yield from _plan_de_un_encargo(attrs.evolve(encargo, origen=origen), origenes_vistos)


def _valores_recibidos(planes: Any) -> Iterable[Any]:
    """Los que se piden: uno o varios; los de un generador no se guardan aquí."""
    if isinstance(planes, Plan) or es_ruta(planes) or se_deja_leer(planes):
        return (planes,)
    if isinstance(planes, Mapping) or not isinstance(planes, Iterable):
        raise error_de_argumento("planes", "un plan, su archivo o una lista de ellos", planes)
    return _recorrer_sin_guardar(planes)


def _recorrer_sin_guardar(planes: Iterable[Any]) -> Iterator[Any]:
    with codigo_ajeno("planes", "no se dejaron recorrer"):
        quedan = iter(planes)
    while True:
        with codigo_ajeno("planes", "no se dejaron recorrer"):
            try:
                valor = next(quedan)
            except StopIteration:
                return
        yield valor
