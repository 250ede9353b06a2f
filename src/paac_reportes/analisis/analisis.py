"""El análisis de un plan en un corte: las cifras del todo y de cada parte."""

import functools
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes import clases
from paac_reportes.analisis.anterior import FrenteALoPublicado, Impresas
from paac_reportes.analisis.cifras import Cifras
from paac_reportes.analisis.comparacion import emparejar_filas
from paac_reportes.analisis.filas import (
    FilaAnalizada,
    Filas,
    Historias,
    filas_analizadas,
    oficinas_de,
)
from paac_reportes.analisis.historia import HistoriaDelPlan, historia_de
from paac_reportes.analisis.metodologia import METODOS, Medida, Reglas, serie_de, suma
from paac_reportes.analisis.situacion import SIN_CONTENIDO
from paac_reportes.cuadros import Celda, Cuadro, SeMuestra
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import Componente, Plan
from paac_reportes.modelo.campos import Campo
from paac_reportes.modelo.filas import LISTAS_DE_FILAS
from paac_reportes.modelo.metodologia import (
    Periodo,
    corte_siguiente,
    cortes_de,
    periodo_entre,
    primer_corte_de_la_que_sigue,
)
from paac_reportes.modelo.recorrer import recorrer
from paac_reportes.normativa.normas import regimen_del_plan
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import (
    con_miles,
    fecha_corta,
    porcentaje,
    tantas_de,
)

if TYPE_CHECKING:
    from paac_reportes.analisis.riesgos.cifras import CifrasDelMapa


TRAMITES = "Trámites"
"""El renglón de los trámites y los intercambios, que no tienen subcomponente."""
_DOS_VECES = "Cada fila cuenta en su componente y en su dependencia."
_COLUMNAS = (
    *("Parte del plan", "Filas", "Avance", "Base", "Zona", "Reportadas"),
    *("Sin reporte, de las exigibles", "Terminadas, de las que debían"),
    *("Vencidas", "Vencidas sin reporte", "Por determinar"),
)


@clases.frozen(slots=False)
class Analisis(SeMuestra):
    """Las cifras de un plan en un corte, con unas reglas."""

    plan: Plan
    corte: date | None
    reglas: Reglas
    publicado: "Analisis | None" = attrs.field(default=None, kw_only=True)
    """Análisis del archivo anterior en su corte, si se dio: de él son las cifras anteriores."""
    impresas: Impresas | None = attrs.field(default=None, kw_only=True)
    """Cifras que imprime el documento de donde salió, si es uno ya emitido."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), kw_only=True, eq=False)
    """Avisos de lo que del plan o del anterior no se pudo leer o comparar."""

    def __repr__(self) -> str:
        return f"<Analisis con corte {self.corte}: {self.todo.breve}>"

    def _cuadro(self) -> Cuadro:
        """Las cifras del todo y de cada parte, cada una con su base."""
        periodo, minima = self.periodo, porcentaje(self.reglas.escala.cobertura_minima)
        corte = f"corte {fecha_corta(periodo.corte)} ({periodo.nombre})" if periodo else "sin corte"
        partes = (*self.componentes, *self.dependencias)
        arrastradas = con_miles(len(self.todo.arrastradas))
        return Cuadro(
            titulo=f"Análisis de {self.plan.entidad.nombre}, {corte}",
            columnas=_COLUMNAS,
            filas=[("Todo el plan", *_en_celdas(self.todo))]
            + [(cifras.nombre, *_en_celdas(cifras)) for cifras in partes],
            notas=(
                f"Avance: {METODOS[self.reglas.metodo]}; lo que se desconoce no cuenta como cero.",
                f"Zona: se conoce al menos el {minima} de lo que aplica y de lo no terminado.",
                f"De la base, {arrastradas} con el avance de un corte anterior.",
                "Por determinar: ya llegó su último día y lo último es sólo un texto.",
                *([_DOS_VECES] if self.dependencias else []),
                *([f"Avisos: {len(self.avisos)}."] if self.avisos else []),
            ),
        )

    @clases.propiedad_recordada
    def corte_anterior(self) -> date | None:
        """Corte que precede al del análisis en la serie de la vigencia; ``None`` si es el primero.

        Con un documento publicado (``anterior=``), el de ese documento.
        """
        if self.publicado is not None:
            return self.publicado.corte
        return None if self.corte is None else self._historias.corte_anterior(self.corte)

    @clases.propiedad_recordada
    def _historias(self) -> Historias:
        """Historias de las filas, que comparten los análisis de todos los cortes."""
        return Historias(self.plan, self.reglas)

    @property
    def anterior(self) -> "Analisis | None":
        """Análisis del corte anterior: el publicado o, sin archivo anterior, el de hoy."""
        return self.publicado or self.anterior_de_hoy

    @clases.propiedad_recordada
    def anterior_de_hoy(self) -> "Analisis | None":
        """Análisis del corte anterior, con los datos y las reglas de hoy; ``None`` si no lo hay."""
        if self.corte_anterior is None:
            return None
        analisis = Analisis(self.plan, self.corte_anterior, self.reglas)
        vars(analisis)["_historias"] = self._historias
        return analisis

    @property
    def por_corte(self) -> "dict[date, Analisis]":
        """Análisis de cada corte de la serie hasta éste, en orden, con los datos de hoy."""
        del_ultimo_al_primero: dict[date, Analisis] = {}
        analisis: Analisis | None = self
        while analisis is not None and analisis.corte is not None:
            del_ultimo_al_primero[analisis.corte] = analisis
            analisis = analisis.anterior_de_hoy
        return dict(reversed(del_ultimo_al_primero.items()))

    @clases.propiedad_recordada
    def se_puede_corregir(self) -> bool:
        """Si lo publicado y los datos de hoy traen, los dos, algo del corte anterior."""
        corte = None if self.publicado is None else self.publicado.corte
        return corte is not None and any(
            corte_de_hoy <= corte for corte_de_hoy in self.plan.cortes()
        )

    def de_hoy_en_el_anterior(self, fila: FilaAnalizada) -> FilaAnalizada | None:
        """La fila en el corte anterior, si los datos de hoy traen algo de entonces."""
        if not self.se_puede_corregir or self.anterior_de_hoy is None:
            return None
        return self.anterior_de_hoy._por_ruta[fila.ruta]  # noqa: SLF001 - es de la misma clase

    @clases.propiedad_recordada
    def _frente_a_lo_publicado(self) -> "FrenteALoPublicado | None":
        """Parejas de fila publicada y fila de hoy; ``None`` sin un archivo anterior."""
        if self.publicado is None:
            return None
        return FrenteALoPublicado(
            emparejar_filas(self.publicado.todo.filas, self.todo.filas),
            impresas=self.publicado.impresas,
            de_hoy=self.de_hoy_en_el_anterior,
        )

    @clases.propiedad_recordada
    def historia(self) -> HistoriaDelPlan | None:
        """Historia de lo que debía estar terminado en el corte anterior; ``None`` si no lo hay."""
        return historia_de(self)

    @clases.propiedad_recordada
    def todo(self) -> Cifras:
        """Las cifras del plan entero."""
        filas = filas_analizadas(self._historias, self.corte, self.corte_anterior)
        return self._cifras(self.plan.entidad.nombre, filas, es_todo=True)

    @clases.propiedad_recordada
    def riesgos(self) -> "CifrasDelMapa | None":
        """Cifras del mapa de riesgos que el plan lleva; ``None`` si no lleva uno."""
        mapa = self.plan.mapa_de_riesgos
        if mapa is None:
            return None
        # Casi ningún plan lo lleva.
        from paac_reportes.analisis.riesgos.cifras import cifras_del_mapa_del_plan  # noqa: PLC0415

        serie_de_cortes = None
        if self.corte is not None and self.reglas.cortes is not None:
            serie_de_cortes = serie_de(self.plan, self.reglas, self.corte)
        return cifras_del_mapa_del_plan(self.plan, mapa, self.corte, serie_de_cortes)

    @clases.propiedad_recordada
    def dependencias(self) -> tuple[Cifras, ...]:
        """Las cifras de cada dependencia, en orden; ninguna si el plan no las tiene."""
        return self.por_dependencia(self.todo)

    @property
    def reparto(self) -> tuple[Cifras, ...]:
        """Las dependencias entre las que va el plan; ninguna si es de una sola, que es el todo."""
        return self.dependencias if len(self.dependencias) > 1 else ()

    @clases.propiedad_recordada
    def componentes(self) -> tuple[Cifras, ...]:
        """Las cifras de cada componente, con lo de todas las dependencias, por su número."""
        cifras = self._grupos(
            self.todo, lambda fila: fila.componente.clave, _nombre_comun, de_componentes=True
        )
        return tuple(sorted(cifras, key=_orden))

    @clases.propiedad_recordada
    def componentes_sin_filas(self) -> tuple[str, ...]:
        """Títulos de los componentes que no traen actividades ni trámites en ninguna parte."""
        con_filas = {fila.componente.clave for fila in self.todo.filas}
        vacios = {componente.clave: componente.titulo for _, componente in self.plan.tablas()}
        return tuple(nombre for clave, nombre in vacios.items() if clave not in con_filas)

    def por_dependencia(self, cifras: Cifras) -> tuple[Cifras, ...]:
        """Unas cifras, repartidas por dependencia; la misma, con otras mayúsculas o tildes."""
        return tuple(
            self._grupos(
                cifras,
                lambda fila: en_plano(fila.dependencia.nombre) if fila.dependencia else None,
                lambda filas: filas[0].dependencia.nombre if filas[0].dependencia else "",
            )
        )

    def subcomponentes(self, cifras: Cifras) -> tuple[Cifras, ...]:
        """Unas cifras, por el nombre del subcomponente; al final, los trámites y los intercambios.

        Un subcomponente que se llame «Trámites» no se junta con ellos.
        """
        grupos = self._grupos(
            cifras,
            lambda fila: (fila.subcomponente.nombre or "",) if fila.subcomponente else (),
            lambda filas: (sub.nombre or "") if (sub := filas[0].subcomponente) else TRAMITES,
        )
        return tuple(sorted(grupos, key=lambda parte: parte.filas[0].subcomponente is None))

    @clases.propiedad_recordada
    def periodo(self) -> Periodo | None:
        """Período que va del corte anterior, o del comienzo de la vigencia, al corte.

        ``None`` sin corte.
        """
        if self.corte is None:
            return None
        return periodo_entre(self.corte_anterior, self.corte, self.plan.vigencia)

    @clases.propiedad_recordada
    def siguiente(self) -> date | None:
        """El próximo corte de la vigencia: hasta ahí llega lo que está por vencer.

        Si nadie elige la serie, el del calendario: que después haya seguimientos de otro día no
        cambia lo que se informó de éste. ``None`` si no hay corte, o si es el último.
        """
        if self.corte is None or self.periodo is None:
            return None
        if self.reglas.cortes is None:
            return corte_siguiente(self.periodo, self.plan.vigencia)
        serie = serie_de(self.plan, self.reglas, self.corte)
        return min((corte for corte in serie if corte > self.corte), default=None)

    @property
    def proximo(self) -> date | None:
        """El próximo corte, aunque sea ya de la vigencia que sigue; ``None`` si no hay corte."""
        if self.siguiente is not None or self.periodo is None:
            return self.siguiente
        vigencia, cortes = self.plan.vigencia or self.periodo.corte.year, self.reglas.cortes
        if isinstance(cortes, str):
            return cortes_de(vigencia + 1, cortes)[0]
        de_la_vigencia = (corte for corte in cortes or () if corte.year == vigencia)
        if primero := min(de_la_vigencia, default=None):
            _, ultimo_dia_del_mes = monthrange(vigencia + 1, primero.month)
            return date(vigencia + 1, primero.month, min(primero.day, ultimo_dia_del_mes))
        return primer_corte_de_la_que_sigue(self.periodo, self.plan.vigencia)

    def por_vencer(self, cifras: Cifras) -> Filas:
        """Las filas de unas cifras que vencen antes del próximo corte; ninguna si no lo hay."""
        return cifras.por_vencer(self.siguiente) if self.siguiente else ()

    @clases.propiedad_recordada
    def _por_ruta(self) -> dict[str, FilaAnalizada]:
        return {fila.ruta: fila for fila in self.todo.filas}

    def _grupos(
        self,
        cifras: Cifras,
        clave: Callable[[FilaAnalizada], object],
        nombre: Callable[[Sequence[FilaAnalizada]], str],
        *,
        de_componentes: bool = False,
    ) -> Iterator[Cifras]:
        """Las cifras de cada grupo de filas; las de clave ``None`` no van en ninguno.

        ``clave``: de qué grupo es una fila; ``nombre``: el de un grupo; ``de_componentes``: si cada
        uno es un componente.
        """
        grupos = agrupadas((clave(fila), fila) for fila in cifras.filas)
        grupos.pop(None, None)
        for filas in grupos.values():
            componente = filas[0].componente.titulo if de_componentes else None
            yield self._cifras(nombre(filas), filas, componente=componente)

    def _cifras(
        self,
        nombre: str,
        filas: Iterable[FilaAnalizada],
        *,
        es_todo: bool = False,
        componente: str | None = None,
    ) -> Cifras:
        """Cifras de unas filas, que se cuentan una vez por muchas que se pidan.

        ``componente`` es el título del que reúne esas filas en el plan entero.
        """
        filas_de_la_parte = tuple(filas)
        clave = nombre, es_todo, componente, tuple([fila.ruta for fila in filas_de_la_parte])
        if clave not in self._ya_contadas:
            self._ya_contadas[clave] = Cifras(
                nombre,
                filas_de_la_parte,
                self.reglas,
                functools.partial(self._cifras_de_antes, nombre, filas_de_la_parte, componente),
                self._lo_publicado if self.publicado else None,
                recalculadas=self.impresas is not None and not self.impresas.con_cifras,
            )
        return self._ya_contadas[clave]

    @clases.propiedad_recordada
    def _ya_contadas(self) -> dict[tuple[object, ...], Cifras]:
        """Cifras ya contadas, por lo que se pidió: nombre, si es el todo, componente y rutas."""
        return {}

    def _cifras_de_antes(
        self, nombre: str, filas_de_la_parte: Filas, componente: str | None
    ) -> Cifras | None:
        """Las cifras de esas filas en el informe anterior; ``None`` si no lo hay o no las tenía.

        ``componente``: cuál, si la parte es uno.
        """
        anterior = self.anterior
        if anterior is None:
            return None
        filas: Iterable[FilaAnalizada]
        if frente := self._frente_a_lo_publicado:
            filas = frente.filas_de(filas_de_la_parte, de_componentes=componente is not None)
            if not filas:
                return None
        else:  # el plan es el mismo: cada fila está en el mismo lugar
            filas = (anterior._por_ruta[fila.ruta] for fila in filas_de_la_parte)  # noqa: SLF001
        es_todo = componente is None and len(filas_de_la_parte) == len(self.todo.filas)
        return anterior._cifras(nombre, filas, es_todo=es_todo, componente=componente)  # noqa: SLF001

    def _lo_publicado(self) -> "FrenteALoPublicado":
        """Las parejas de lo publicado, que se buscan cuando se pregunta por ellas."""
        frente = self._frente_a_lo_publicado
        assert frente is not None  # noqa: S101 - hay un archivo anterior
        return frente


def _en_celdas(cifras: Cifras) -> tuple[Celda, ...]:
    """Celdas del renglón de unas cifras, después de su nombre: una por columna del cuadro."""
    cuenta = cifras.cumplimiento
    return (
        len(cifras.filas),
        cifras.avance_en_texto,
        tantas_de(len(cifras.con_avance), len(cifras.aplican)),
        cifras.zona_en_texto,
        len(cifras.reportadas),
        tantas_de(len(cifras.sin_reporte), len(cifras.exigibles)),
        tantas_de(cuenta.terminadas, cuenta.debian),
        len(cifras.vencidas),
        len(cifras.vencidas_sin_reporte),
        len(cifras.por_determinar),
    )


def analizar_plan(
    plan: Plan, corte: date | None, reglas: Reglas, publicado: Analisis | None = None
) -> Analisis:
    """Las cifras de un plan en un corte; lo anterior es lo ``publicado``, si se da."""
    return Analisis(plan, corte, reglas, publicado=publicado)


def _orden(cifras: Cifras) -> tuple[bool, Decimal]:
    """Orden de un componente: por su número; los que no lo tienen, al final."""
    numero = cifras.filas[0].componente.numero
    return numero is None, Decimal(numero or 0)


def _nombre_comun(filas: Sequence[FilaAnalizada]) -> str:
    """Título del componente; si con el mismo número tiene varios, todos: ``3. A / B``."""
    nombres = dict.fromkeys(fila.componente.titulo for fila in filas)
    primero, *demas = nombres
    prefijo = f"{filas[0].componente.numero}. "
    return " / ".join([primero, *(titulo.removeprefix(prefijo) for titulo in demas)])


# ------------------------------------------------------------------ el código de cada fila
# De modo que sólo una responda a él: el más corto de su código; su componente y él; su dependencia,
# su componente y él; y, si ni así es de una sola, además la fila de la matriz.


class Alcance(IntEnum):
    """Alcance: cuánto hay que decir de una fila para que se sepa cuál es.

    Cada uno incluye los anteriores.
    """

    CODIGO = 0
    COMPONENTE = 1
    DEPENDENCIA = 2
    FILA = 3


@clases.frozen
class Codigo:
    """Con qué se nombra una fila, y cuánto de ello hace falta."""

    lista: str
    """De cuál es: ``actividades``, ``tramites`` o ``intercambios``."""
    codigo: str
    """A la letra, en un renglón; vacío si no lo tiene."""
    componente: str
    """``componente 2``; del que no tiene número, ``componente «Rendición de cuentas»``."""
    dependencia: str
    """Dependencia de la fila; vacía si el plan no las tiene."""
    fila: int
    """Su lugar en la matriz, contado desde 1 en la tabla de su dependencia y su componente."""
    alcance: Alcance
    con_clase: bool
    """Si hay que decir que es una actividad, un trámite o un intercambio."""


class Codigos:
    """Los códigos de todas las filas de un plan, por su ruta."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @clases.propiedad_recordada
    def _por_ruta(self) -> dict[str, Codigo]:
        """Código de cada fila, por su ruta."""
        filas_vistas = [*_vistas(self._plan)]
        veces = Counter(clave for *_, claves in filas_vistas for clave in claves)
        mezcla = len({lista for _, lista, *_ in filas_vistas}) > 1
        de_listas = {claves[0] for *_, claves in filas_vistas if mezcla and claves}
        en_listas = Counter(codigo for _, codigo in de_listas)
        return {
            ruta: Codigo(
                lista=lista,
                codigo=codigo,
                componente=componente,
                dependencia=dependencia,
                fila=fila,
                alcance=_alcance(claves, veces),
                con_clase=mezcla
                and (lista != "actividades" or (bool(claves) and en_listas[claves[0][1]] > 1)),
            )
            for ruta, lista, codigo, componente, dependencia, fila, claves in filas_vistas
        }

    def de(self, ruta: str) -> Codigo:
        """Código de la fila que está en esa ruta: ``componentes[0].actividades[3]``."""
        return self._por_ruta[ruta]

    @property
    def cuentan_filas(self) -> bool:
        """Si algún código necesita decir la fila de la matriz."""
        return any(codigo.alcance is Alcance.FILA for codigo in self._por_ruta.values())


def codigos_de(analisis: Analisis) -> Codigos:
    """Los códigos de las filas de un plan, que se sacan una vez para todo lo que de él se diga."""
    codigos: Codigos = vars(analisis).setdefault("_codigos", Codigos(analisis.plan))
    return codigos


_Claves = tuple[tuple[str, ...], ...]
"""Con qué se compara un código en cada alcance, menos el de la fila; ninguna si no lo hay."""
_Vista = tuple[str, str, str, str, str, int, _Claves]
"""Una fila al pasar: su ruta, su lista, su código, su componente, su dependencia y su lugar."""


def _vistas(plan: Plan) -> Iterator[_Vista]:
    """Cada fila del plan, como ``_Vista``: de ahí sale su código."""
    oficinas = oficinas_de(plan)
    filas: Counter[tuple[str, str]] = Counter()
    ya_leidos: dict[str | None, tuple[str, str]] = {}
    for lugar_del_componente in recorrer(plan, Componente):
        dependencia = lugar_del_componente.objetos.get("dependencia")
        sitio = (
            nombre_de_componente(lugar_del_componente.objeto),
            oficinas[dependencia.nombre] if dependencia else "",
        )
        for nombre in LISTAS_DE_FILAS:
            for lugar in recorrer(lugar_del_componente, nombre):
                filas[sitio] += 1
                escrito = lugar.objeto.identificador
                if escrito not in ya_leidos:
                    ya_leidos[escrito] = _codigo_y_como_se_compara(escrito)
                codigo, clave = ya_leidos[escrito]
                claves: _Claves = ()
                if codigo:
                    claves = (nombre, clave), (nombre, clave, sitio[0]), (nombre, clave, *sitio)
                yield lugar.ruta, nombre, codigo, *sitio, filas[sitio], claves


def _codigo_y_como_se_compara(escrito: str | None) -> tuple[str, str]:
    """Código en un renglón y como se compara, ``("1.10.", "1.1")``; vacíos, si es un guion."""
    codigo = " ".join((escrito or "").split())
    return ("", "") if codigo.upper() in SIN_CONTENIDO else (codigo, sin_adornos(codigo))


def _alcance(claves: _Claves, veces: Counter[tuple[str, ...]]) -> Alcance:
    """Primer alcance en que lo que se dice de la fila no se dice de otra."""
    alcances = zip(Alcance, claves, strict=False)
    return next((alcance for alcance, clave in alcances if veces[clave] == 1), Alcance.FILA)


def nombre_de_componente(componente: Componente) -> str:
    """Nombre del componente: ``componente 2``, que no se parte, o ``componente «Riesgos»``."""
    if componente.numero is not None:
        return f"componente\N{NO-BREAK SPACE}{componente.numero}"
    nombre = " ".join((componente.nombre or "").split())
    return f"componente «{nombre}»" if nombre else "componente sin nombre"


_ENTERO_Y_DECIMALES = 2


def sin_adornos(codigo: str) -> str:
    """Código como se compara: sin puntos al final ni ceros a la izquierda.

    El que pudo ser un número en una hoja de cálculo, como tal: 1.10 y 1.1 no se distinguen.
    """
    plano = codigo.casefold() if codigo.isascii() else en_plano(codigo)
    partes = plano.replace(" ", "").replace(",", ".").rstrip(".").split(".")
    partes = [parte.lstrip("0") or "0" if parte else parte for parte in partes]
    if len(partes) == _ENTERO_Y_DECIMALES and all(map(str.isdecimal, partes)):
        entero, decimales = partes
        decimales = decimales.rstrip("0")
        partes = [entero, decimales] if decimales else [entero]
    return ".".join(partes)


# ------------------------------------------------------------------ en qué cuentas está cada fila
# Con esto se filtra cualquier número de un informe: «26 terminadas» de «51 que debían» son las de
# ``debia`` cuya clase es terminada. Va igual en las tablas y en JSON; en la hoja ``Datos`` van las
# que siguen una cuenta a sus filas.


EN_EL_CORTE, EN_EL_ANTERIOR = "al_corte", "al_anterior"
_Valor = str | bool | date | Decimal | None

_DICE: Mapping[str, tuple[Campo, Callable[[FilaAnalizada], _Valor]]] = {
    "clase": (
        Campo(
            "Clase",
            "No aplica, terminada, vencida, vencida sin reporte, por determinar, al día y sin"
            " reporte después, en blanco bajo un reporte, no ha vencido, permanente o sin un día"
            " exigible.",
        ),
        lambda fila: fila.clase,
    ),
    "ultimo_dia": (
        Campo("Último día", "El último de sus días; en blanco si no se sabe o no acaba."),
        lambda fila: fila.ultimo_dia,
    ),
    "aplica": (Campo("Aplica", "Si entra en los denominadores."), lambda fila: fila.aplica),
    "debia": (
        Campo("Debía estar terminada", "Si aplica y su último día es el corte o uno anterior."),
        lambda fila: fila.ya_vencio,
    ),
    "exigible": (
        Campo("Exigible", "Si en el período debía mostrar algo."),
        lambda fila: fila.exigible,
    ),
    "reportada": (
        Campo("Reportada", "Si aplica y en el período se reportó algo de ella."),
        lambda fila: fila.aplica and fila.reportada,
    ),
    "sin_reporte": (
        Campo("Sin reporte", "Si es exigible y falta su reporte en el período."),
        lambda fila: fila.sin_reporte,
    ),
    "avance_conocido": (
        Campo("Avance conocido", "Si está en la base del promedio."),
        lambda fila: fila.avance is not None,
    ),
    "avance": (
        Campo("Avance", "El que entra en el promedio, de 0 a 100."),
        lambda fila: fila.avance,
    ),
    "avance_de": (
        Campo("Avance de", "El corte que lo declaró."),
        lambda fila: None if fila.avance is None else fila.situacion.del_avance,
    ),
    "arrastrada": (
        Campo("Arrastrada", "Si ese corte es anterior al período."),
        lambda fila: fila.arrastrada,
    ),
}
"""Qué dice cada una, en su orden; cada sí o no es una cuenta."""
CUENTAS: Mapping[str, Campo] = {clave: campo for clave, (campo, _) in _DICE.items()}


def en_las_cuentas(fila: FilaAnalizada) -> dict[str, _Valor]:
    """Cuentas en que está una fila en su corte, en el orden de ``CUENTAS``."""
    return {clave: valor_de(fila) for clave, (_, valor_de) in _DICE.items()}


_SI_O_NO = {True: "Sí", False: "No"}


def columna_de_cuentas(clave: str, filas: Iterable[FilaAnalizada | None]) -> tuple[_Valor, ...]:
    """Valores de una cuenta en cada fila, como se escriben; en blanco, sin fila."""
    _, valor_de = _DICE[clave]
    valores = [None if fila is None else valor_de(fila) for fila in filas]
    return tuple([_SI_O_NO[valor] if isinstance(valor, bool) else valor for valor in valores])


def cuentas_por_ruta(analisis: Analisis) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """La ruta de cada fila, con sus cuentas en el corte y, después, en el anterior.

    Las del anterior van en blanco si no lo hay, o si la fila no estaba.
    """
    filas = analisis.todo.filas
    antes = [analisis.todo.antes_de(fila) for fila in filas]
    columnas = [columna_de_cuentas(clave, lado) for lado in (filas, antes) for clave in CUENTAS]
    return zip((fila.ruta for fila in filas), zip(*columnas, strict=True), strict=True)


# ------------------------------------------------------------------ las de cada componente

ROTULOS_DE_CUENTAS = {
    "entidad": "Entidad",
    "departamento": "Departamento",
    "divipola": "Divipola",
    "nit": "NIT",
    "vigencia": "Vigencia",
    "corte": "Corte",
    "ultimo_corte": "Último corte con seguimientos",
    "regimen": "Régimen",
    "avance_de_la_entidad": "Avance de la entidad",
    "numero": "N.º",
    "componente": "Componente",
    "filas": "Actividades y trámites",
    "aplican": "Aplican",
    "reportadas": "Con reporte",
    "exigibles": "Exigibles",
    "sin_reporte": "Sin reporte",
    "debian": "Debían terminar",
    "terminadas": "Terminadas",
    "vencidas": "Vencidas",
    "vencidas_sin_reporte": "Vencidas sin reporte",
    "por_determinar": "Por determinar",
    "al_dia_sin_reporte": "Al día y después sin reporte",
    "en_blanco": "En blanco bajo una con reporte",
    "con_avance": "Con avance conocido",
    "arrastradas": "Con el avance de antes",
    "suma_de_avances": "Suma de avances",
    "avance": "Avance",
}
"""Por su clave, el rótulo de cada columna, en su orden. Desde ``filas`` hasta ``suma_de_avances``
se suman; las seis que siguen a ``debian`` se la reparten."""


_SE_CUENTAN = (
    *("filas", "aplican", "reportadas", "exigibles", "sin_reporte", "debian", "vencidas"),
    *("vencidas_sin_reporte", "por_determinar", "al_dia_sin_reporte", "con_avance", "arrastradas"),
)
"""Las que se llaman como sus filas en ``Cifras``."""


def cuentas_por_componente(analisis: Analisis) -> Iterator[dict[str, Any]]:
    """Fila de cada componente del plan; una sola, sin componente, si no trae actividades."""
    plan, corte = analisis.plan, analisis.corte
    de_la_entidad = {
        "entidad": plan.entidad.nombre,
        "departamento": plan.entidad.departamento,
        "divipola": plan.entidad.divipola,
        "nit": plan.entidad.nit,
        "vigencia": plan.vigencia,
        "corte": corte,
        "ultimo_corte": max((c for c in plan.cortes() if corte and c <= corte), default=None),
        "regimen": regimen_del_plan(plan, corte).codigo,
        "avance_de_la_entidad": analisis.todo.avance,
    }
    for cifras in analisis.componentes:
        componente = cifras.filas[0].componente
        quien = {"numero": componente.numero, "componente": componente.nombre}
        yield _fila({**de_la_entidad, **quien}, cifras)
    if not analisis.componentes:
        yield _fila({**de_la_entidad, "numero": None, "componente": None}, analisis.todo)


def _fila(quien: Mapping[str, Any], cifras: Cifras) -> dict[str, Any]:
    """Fila de unas cifras, como en ``ROTULOS_DE_CUENTAS``, con lo que falta para promediar."""
    avances = [Medida(fila.avance) for fila in cifras.con_avance if fila.avance is not None]
    valores = {
        **quien,
        **{clave: len(getattr(cifras, clave)) for clave in _SE_CUENTAN},
        "terminadas": cifras.cumplimiento.terminadas,
        "en_blanco": cifras.cumplimiento.en_blanco,
        "suma_de_avances": suma(avances) or Decimal(0),
        "avance": cifras.avance,
    }
    return {clave: valores[clave] for clave in ROTULOS_DE_CUENTAS}
