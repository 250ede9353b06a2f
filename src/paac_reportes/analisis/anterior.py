"""El archivo con que se hizo el informe anterior: si sirve para comparar, y de qué corte.

Con él, las cifras anteriores son las que se publicaron y no las que hoy dicen los datos.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date

from paac_reportes import clases
from paac_reportes.analisis.emparejamiento import Emparejadas
from paac_reportes.analisis.filas import FilaAnalizada
from paac_reportes.analisis.metodologia import Reglas, corte_anterior
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.modelo import Entidad, Metodologia, Plan
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import fecha_corta


@clases.frozen(eq=False)
class Impresas:
    """Lo que de sus filas trae un informe de Excel nuestro, y si sus cifras son las que dio."""

    datos: frozenset[str] = frozenset()
    """``actividad.meta``, ``seguimiento.avance``: de los que no están no se sabe si cambiaron."""
    con_cifras: bool = False
    """Si dice con qué metodología las sacó, en el corte que precede al de hoy."""

    def trae(self, dato: str) -> bool:
        """Si trae ese dato de las filas."""
        return dato in self.datos


@clases.frozen(eq=False)
class PlanAnterior:
    """El plan de un archivo anterior, como llegó."""

    plan: Plan
    nombre: str = "anterior"
    """Cómo se lo nombra en una falla o un aviso: su archivo o, si no se sabe, el argumento."""
    impresas: Impresas | None = None
    """Lo que trae, si es un Excel ya emitido; ``None`` en un archivo de datos."""
    metodologia: Metodologia | None = None
    """Con qué sacó sus cifras, si es un informe nuestro: entera."""
    informe: date | None = None
    """Corte del informe que es, con las recomendaciones que imprimió; ``None`` si no se sabe."""


def fallas_del_anterior(
    plan: Plan, corte: date | None, reglas: Reglas, anterior: PlanAnterior
) -> Iterator[Falla]:
    """Fallas de un archivo anterior que no lo es de ese plan en ese corte, con lo que llegó."""
    plan_anterior, nombre = anterior.plan, anterior.nombre
    yield from fallas_de_la_entidad(plan, anterior)
    if corte is None:
        motivo = "el plan no trae seguimientos: no tiene un corte con que compararlo"
        yield Falla("sin_datos", nombre, motivo)
        return
    cortes = plan_anterior.cortes()
    posteriores = [dia for dia in cortes if dia > corte]
    if posteriores:
        motivo = (
            f"trae seguimientos del {fecha_corta(posteriores[-1])}, y el corte del reporte es el"
            f" {fecha_corta(corte)}"
        )
        yield Falla("anterior_ajeno", nombre, motivo)
    elif not any(dia < corte for dia in cortes):
        trae = f"lo que trae es del {fecha_corta(cortes[-1])}" if cortes else "no trae ninguno"
        motivo = f"se esperaban seguimientos de un corte anterior al {fecha_corta(corte)}; {trae}"
        yield Falla("anterior_ajeno", nombre, motivo)
    elif falla := _falla_de_la_vigencia(plan, corte, reglas, anterior):
        yield falla


def fallas_de_la_entidad(plan: Plan, anterior: PlanAnterior) -> Iterator[Falla]:
    """Una falla si el archivo anterior es de otra entidad."""
    plan_anterior = anterior.plan
    if es_de_otra(plan.entidad, plan_anterior.entidad):
        llegada, esperada = _con_su_nit(plan_anterior.entidad), _con_su_nit(plan.entidad)
        motivo = f"es de {llegada}, y el plan es de {esperada}"
        yield Falla("anterior_ajeno", anterior.nombre, motivo)


def _falla_de_la_vigencia(
    plan: Plan, corte: date, reglas: Reglas, anterior: PlanAnterior
) -> Falla | None:
    """Falla de un anterior de otro año; ``None`` si la serie de cortes nombra uno de ese año."""
    vigencia, la_anterior = plan.vigencia or corte.year, anterior.plan.vigencia
    if la_anterior is None or la_anterior == vigencia:
        return None
    esperado = corte_anterior(plan, reglas, corte)
    if reglas.cortes is not None and esperado is not None and esperado.year == la_anterior:
        return None
    ultimo = anterior.plan.cortes()[-1]
    motivo = (
        f"es de la vigencia {la_anterior} y el plan, de la {vigencia}; si el corte anterior es el"
        f" de esa vigencia, nómbrelo en metodologia.cortes: {ultimo}, {corte}"
    )
    return Falla("anterior_ajeno", anterior.nombre, motivo)


def corte_del_anterior(
    plan: Plan, corte: date, reglas: Reglas, anterior: PlanAnterior
) -> date | None:
    """El corte anterior al dado: el de la serie o, sin ella, el último que dicen los dos planes.

    ``None`` si ninguno lo precede.
    """
    de_hoy = corte_anterior(plan, reglas, corte)
    if reglas.cortes is not None:
        return de_hoy
    vigencia = plan.vigencia or corte.year
    anteriores = (dia for dia in anterior.plan.cortes() if dia < corte and dia.year == vigencia)
    return max((dia for dia in (*anteriores, de_hoy) if dia is not None), default=None)


def dudas_del_anterior(
    reglas: Reglas, reglas_anteriores: Reglas, corte: date, anterior: PlanAnterior
) -> Iterator[Aviso]:
    """Avisos de lo que hace dudar de la comparación con un informe anterior.

    ``corte``: el anterior; se comparan también las reglas con que se contó.
    """
    cortes = [dia for dia in anterior.plan.cortes() if dia <= corte]
    if corte not in cortes:
        hasta = f"; lo último es del {fecha_corta(cortes[-1])}" if cortes else ""
        motivo = f"no trae seguimientos del {fecha_corta(corte)}, que es el corte anterior{hasta}"
        yield Aviso("anterior_incompleto", anterior.nombre, motivo)
    despues = [dia for dia in anterior.plan.cortes() if dia > corte]
    if despues:
        motivo = (
            f"trae seguimientos del {fecha_corta(despues[-1])}, después del corte anterior"
            f" ({fecha_corta(corte)}): puede no ser el archivo con que se publicó"
        )
        yield Aviso("anterior_incompleto", anterior.nombre, motivo)
    yield from otra_metodologia(reglas_anteriores, reglas, anterior.plan, anterior.nombre)


def otra_metodologia(
    reglas_anteriores: Reglas, reglas: Reglas, plan: Plan, ruta: str
) -> Iterator[Aviso]:
    """El aviso de que unas cifras salen de otras reglas que las de hoy; ninguno si son las mismas.

    ``plan``: el de esas cifras; ``ruta``: cómo se nombra.
    """
    numeros = {componente.numero for _, componente in plan.tablas()}
    lados = reglas_anteriores, reglas
    elegidas = {opcion: [getattr(lado, opcion) for lado in lados] for opcion in _OPCIONES}
    elegidas["pesos"] = [_pesos(lado, numeros) for lado in lados]
    distintas = [
        f"{opcion}: {mostrar(_opcion_en_texto(antes))} y hoy {mostrar(_opcion_en_texto(ahora))}"
        for opcion, (antes, ahora) in elegidas.items()
        if antes != ahora
    ]
    if distintas:
        motivo = f"saca sus cifras con otra metodología ({'; '.join(distintas)})"
        yield Aviso("anterior_con_otra_metodologia", ruta, motivo)


_OPCIONES = ("metodo", "arrastre", "blancos", "cumplida_sin_numero", "escala")


def _pesos(reglas: Reglas, numeros: Iterable[int | None]) -> str:
    """Pesos de unos componentes, ``1=30,2=10``: los que la otra vez no estaban no se comparan."""
    if reglas.metodo != "ponderado":
        return "ninguno"
    return ",".join(f"{n}={reglas.peso(n)}" for n in sorted(n for n in numeros if n is not None))


def _opcion_en_texto(elegida: object) -> str:
    """Opción de la metodología como se dice: una escala, por su nombre."""
    return str(getattr(elegida, "nombre", elegida))


_DIGITOS_DEL_NIT = 9
"""Sin el de verificación, que no siempre se escribe."""


def es_de_otra(entidad: Entidad, otra_entidad: Entidad) -> bool:
    """Si son dos entidades distintas: por su NIT o, si falta alguno, por su nombre."""
    nit, otro_nit = _nit(entidad), _nit(otra_entidad)
    if nit and otro_nit:
        return nit != otro_nit
    return en_plano(entidad.nombre) != en_plano(otra_entidad.nombre)


def entidades_distintas(antes: Entidad, despues: Entidad) -> Iterator[Aviso]:
    """El aviso de que lo que se compara es de dos entidades; ninguno si es de una."""
    if es_de_otra(antes, despues):
        motivo = f"se comparan dos entidades: {_con_su_nit(antes)} y {_con_su_nit(despues)}"
        yield Aviso("entidades_distintas", "entidad", motivo)


def _nit(entidad: Entidad) -> str:
    """Dígitos del NIT, sin el de verificación."""
    return "".join(filter(str.isdigit, entidad.nit or ""))[:_DIGITOS_DEL_NIT]


def _con_su_nit(entidad: Entidad) -> str:
    nit = f" (NIT {entidad.nit})" if entidad.nit else ""
    return f"{mostrar(entidad.nombre)}{nit}"


# ------------------------------------------------------------------ filas


class FrenteALoPublicado:
    """Qué fila publicada es cada una de las de hoy, y cuáles son las de una parte del plan."""

    def __init__(
        self,
        emparejadas: "Emparejadas",
        *,
        impresas: Impresas | None,
        de_hoy: Callable[[FilaAnalizada], FilaAnalizada | None],
    ) -> None:
        """``de_hoy`` da una fila en el corte anterior con los datos de hoy, si traen algo de él."""
        self.emparejadas = emparejadas
        self._impresas, self._de_hoy = impresas, de_hoy
        parejas, retiradas = emparejadas.parejas, emparejadas.retiradas
        self._parejas = {par.despues.valor.ruta: par.antes.valor for par in parejas}
        fichas = [*(par.despues for par in parejas), *emparejadas.nuevas]
        self._tablas: dict[str, Hashable] = {ficha.valor.ruta: ficha.lugares for ficha in fichas}
        self._filas_por_tabla = Counter(self._tablas.values())
        publicadas = [*(par.antes for par in parejas), *retiradas]
        self._publicadas = sorted(publicadas, key=lambda ficha: ficha.orden)
        self._claves: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
        for ficha in self._publicadas:
            self._claves[ficha.lugares].add(ficha.valor.componente.clave)

    def pareja_de(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """Fila publicada que es esa misma; ``None`` si entonces no estaba."""
        return self._parejas.get(fila.ruta)

    def corregida(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """La fila en el corte anterior con los datos de hoy; ``None`` si dicen lo que se publicó.

        También si entonces no estaba en lo publicado, o los datos de hoy nada traen de ese corte.
        De un documento, sólo lo que él imprime: no trae los avances de los cortes de antes, y sin
        el estado no se sabe cuál era el de la fila que no dice un número.
        """
        publicada, hoy = self.pareja_de(fila), self._de_hoy(fila)
        if publicada is None or hoy is None:
            return None
        if _lo_declarado(hoy) == _lo_declarado(publicada):
            return None
        impresas, antes = self._impresas, publicada.situacion
        if impresas is None:
            return hoy
        if antes.avance is None and hoy.arrastrada:
            return None
        if not impresas.trae("seguimiento.avance"):
            return None
        los_dos_con_numero = hoy.situacion.con_numero and antes.con_numero
        otro_numero = los_dos_con_numero and hoy.situacion.avance != antes.avance
        return hoy if impresas.trae("seguimiento.estado") or otro_numero else None

    def entonces(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """La fila publicada; de la que un documento no declara nada, la de hoy en ese corte.

        Un documento sólo imprime lo de su corte: que antes terminó, o no aplicaba, no lo dice.
        """
        publicada = self.pareja_de(fila)
        if publicada is None or self._impresas is None or publicada.situacion.se_conoce:
            return publicada
        return self._de_hoy(fila) or publicada

    def estaba_terminada(self, fila: FilaAnalizada) -> bool:
        """Si lo publicado da la fila por terminada."""
        entonces = self.entonces(fila)
        return entonces is not None and entonces.aplica and entonces.terminada

    def filas_de(
        self, filas: Sequence[FilaAnalizada], *, de_componentes: bool
    ) -> list[FilaAnalizada]:
        """Las filas publicadas de la misma parte del plan, también las que ya no están.

        ``filas``: las de hoy en esa parte; ``de_componentes``: si es un componente.
        """
        if len(filas) == len(self._tablas):
            return [ficha.valor for ficha in self._publicadas]
        tablas = {self._tablas[fila.ruta] for fila in filas}
        if de_componentes:  # con el de una dependencia que ya no está
            claves = set[Hashable]().union(*(self._claves[tabla] for tabla in tablas))
            return [f.valor for f in self._publicadas if f.valor.componente.clave in claves]
        de_sus_tablas = [ficha.valor for ficha in self._publicadas if ficha.lugares in tablas]
        if len(filas) == sum(self._filas_por_tabla[tabla] for tabla in tablas):
            return de_sus_tablas
        nombres = {_subcomponente(fila) for fila in filas}
        return [fila for fila in de_sus_tablas if _subcomponente(fila) in nombres]


def _lo_declarado(fila: FilaAnalizada) -> tuple[object, ...]:
    """El valor que un corte publica de una fila; el número escrito junto a «no aplica» no lo es."""
    return fila.aplica, fila.aplica and fila.situacion.avance, fila.estado


def _subcomponente(fila: FilaAnalizada) -> str | None:
    """Nombre, en plano, del subcomponente de la fila; ``None`` si no tiene, como los trámites."""
    return en_plano(fila.subcomponente.nombre) if fila.subcomponente else None
