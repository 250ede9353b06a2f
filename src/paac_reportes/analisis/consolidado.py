"""Muchos planes en un corte: las cifras de cada entidad y las de todas.

Cada plan se analiza (``analizar``) y se suelta: de él quedan sus cuentas, que se pueden sumar, y su
avance, que no. Lo que no se incluyó también se dice.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, overload

import attrs

from paac_reportes import clases
from paac_reportes.analisis.analisis import Analisis
from paac_reportes.analisis.cifras import Cifras, Cumplimiento
from paac_reportes.analisis.filas import Filas
from paac_reportes.analisis.gestos import GESTOS, Gesto
from paac_reportes.analisis.metodologia import METODOS, fallas_del_corte_pedido
from paac_reportes.analisis.promedios import Medida, promedio_de_actividades, promedio_de_suma, suma
from paac_reportes.comprimido import comprimir, descomprimir
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.modelo import CodigoDeRegimen, Entidad, Plan
from paac_reportes.modelo.filas import propias_de
from paac_reportes.modelo.metodologia import Escala
from paac_reportes.normativa.regimenes import regimen_del_plan


@clases.frozen(kw_only=True)
class CuentasDeFilas:
    """Cuentas de unas filas en un corte; las de varias entidades se suman.

    ``docs/cifras.md`` define cada una.
    """

    filas: int = 0
    aplican: int = 0
    con_avance: int = 0
    """Filas que aplican y cuyo avance se conoce: la base del promedio."""
    arrastradas: int = 0
    """De esas, las que lo traen de un corte anterior."""
    con_numero: int = 0
    """De esas, las que declararon algún porcentaje; las demás, sólo estados."""
    suma: Decimal = Decimal(0)
    """Suma de esos avances."""
    reportadas: int = 0
    """Filas de las que se reportó algo en el período."""
    exigibles: int = 0
    sin_reporte: int = 0
    cumplimiento: Cumplimiento = Cumplimiento()

    def __add__(self, otras: "CuentasDeFilas") -> "CuentasDeFilas":
        """Cuentas de las filas de las dos."""
        cuentas = attrs.fields_dict(CuentasDeFilas)
        de_las_dos: dict[str, Any] = {n: getattr(self, n) + getattr(otras, n) for n in cuentas}
        return CuentasDeFilas(**de_las_dos)

    @property
    def media_de_filas(self) -> Decimal | None:
        """Promedio de los avances conocidos, de igual peso; ``None`` si nadie dio un porcentaje."""
        return promedio_de_suma(self.suma, self.con_avance) if self.con_numero else None

    @property
    def cobertura(self) -> Decimal | None:
        """Porcentaje que reportó en el período, de lo que aplica; ``None``, y no 0, si ninguna."""
        if not self.reportadas:
            return None
        return promedio_de_suma(Decimal(100 * self.reportadas), self.aplican)


def cuentas_de(cifras: Cifras) -> CuentasDeFilas:
    """Cuentas de unas cifras, las que se pueden sumar con las de otra entidad."""
    return CuentasDeFilas(
        filas=len(cifras.filas),
        aplican=len(cifras.aplican),
        con_avance=len(cifras.con_avance),
        arrastradas=len(cifras.arrastradas),
        con_numero=sum(fila.situacion.con_numero for fila in cifras.con_avance),
        suma=suma(_medidas(cifras.con_avance)) or Decimal(0),
        reportadas=len(cifras.reportadas),
        exigibles=len(cifras.exigibles),
        sin_reporte=len(cifras.sin_reporte),
        cumplimiento=cifras.cumplimiento,
    )


def _medidas(filas: Filas) -> list[Medida]:
    return [Medida(fila.avance) for fila in filas if fila.avance is not None]


Reporto = Literal["en_el_periodo", "antes", "nunca"]
"""Cuándo reportó algo una entidad: en el período del corte, sólo en otros, o en ninguno."""
CUANDO_REPORTO: tuple[Reporto, ...] = get_args(Reporto)


@clases.frozen(kw_only=True)
class ComponenteDeEntidad:
    """Las cuentas de un componente de un plan."""

    clave: tuple[CodigoDeRegimen, object]
    """Con qué se junta al de otra entidad: su régimen, y su número o su nombre."""
    nombre: str
    cuentas: CuentasDeFilas


@clases.frozen(kw_only=True)
class LoDebidoDeEntidad:
    """Deudas de una entidad en el corte anterior, y qué se hizo con ellas."""

    debidas: int
    gestos: Mapping[Gesto, int]
    """De cuántas se hizo cada cosa."""

    @property
    def hay_cambios(self) -> bool:
        """Si se hizo algo que no es terminarlas."""
        return any(cuantas for gesto, cuantas in self.gestos.items() if gesto != "terminada")


_DIGITOS_DEL_NIT = 9


@clases.frozen(kw_only=True)
class EntidadConsolidada:
    """Entidad consolidada: las cuentas que quedan de un plan ya analizado."""

    entidad: Entidad
    vigencia: int | None
    reporto: Reporto
    ultimo_corte: date | None
    """El último con seguimientos, hasta el pedido."""
    corte_ajeno: bool
    """Si el corte pedido no es de sus datos ni de su serie."""
    metodo: str
    """Cómo se sacó su avance, con su nombre."""
    avance: Decimal | None
    """De 0 a 100 y sin redondear, con su método; ``None`` si de ninguna fila se conoce."""
    avance_en_texto: str
    escala: Escala
    """Escala de sus zonas."""
    zona: str
    cuentas: CuentasDeFilas
    componentes: tuple[ComponenteDeEntidad, ...]
    debido: LoDebidoDeEntidad | None = None
    """Deudas que cambiaron; ``None`` si no se dio su informe anterior."""

    @property
    def nit(self) -> str:
        """Dígitos del NIT, sin el de verificación, que unos escriben y otros no."""
        return "".join(filter(str.isdigit, self.entidad.nit or ""))[:_DIGITOS_DEL_NIT]

    @property
    def nombre(self) -> tuple[str, str]:
        """Nombre de la entidad y el de su departamento, en minúsculas y sin espacios de más."""
        partes = (self.entidad.nombre, self.entidad.departamento or "")
        nombre, departamento = (" ".join(parte.casefold().split()) for parte in partes)
        return nombre, departamento


def entidad_consolidada(analisis: Analisis) -> EntidadConsolidada:
    """Renglón de un plan en un consolidado."""
    plan, cifras, corte = analisis.plan, analisis.todo, analisis.corte
    cortes = [un_corte for un_corte in plan.cortes() if corte is not None and un_corte <= corte]
    ajeno = corte is not None and any(fallas_del_corte_pedido(plan, analisis.reglas, corte))
    return EntidadConsolidada(
        entidad=plan.entidad,
        vigencia=plan.vigencia,
        reporto=_cuando_reporto(cifras),
        ultimo_corte=max(cortes, default=None),
        corte_ajeno=ajeno,
        metodo=METODOS[analisis.reglas.metodo],
        avance=cifras.avance,
        avance_en_texto=cifras.avance_en_texto,
        escala=analisis.reglas.escala,
        zona=cifras.zona_en_texto,
        cuentas=cuentas_de(cifras),
        componentes=tuple(_componentes(analisis)),
    )


def lo_debido(analisis: Analisis) -> LoDebidoDeEntidad | None:
    """Filas que un plan debía en el corte anterior y qué se hizo; ``None`` si no hay anterior."""
    historia = analisis.historia
    if historia is None:
        return None
    veces = Counter(gesto for debida in historia.filas for gesto in debida.gestos)
    return LoDebidoDeEntidad(
        debidas=len(historia.debidas), gestos={gesto: veces[gesto] for gesto in GESTOS}
    )


def _cuando_reporto(cifras: Cifras) -> Reporto:
    """Si alguna fila se reportó en el período, sólo antes o nunca."""
    if cifras.llego_reporte:
        return "en_el_periodo"
    return "antes" if any(fila.reportes for fila in cifras.filas) else "nunca"


def _componentes(analisis: Analisis) -> Iterator[ComponenteDeEntidad]:
    """Cuentas de cada componente del plan, con la clave que lo junta al de otra entidad."""
    regimen = regimen_del_plan(analisis.plan, analisis.corte).codigo
    for cifras in analisis.componentes:
        componente = cifras.filas[0].componente
        numero, nombre = componente.numero, " ".join((componente.nombre or "").casefold().split())
        yield ComponenteDeEntidad(
            clave=(regimen, nombre if numero is None else numero),
            nombre=componente.titulo,
            cuentas=cuentas_de(cifras),
        )


class Guardados(Sequence[Plan]):
    """Los planes en su orden, cada uno comprimido hasta que se pide."""

    def __init__(self) -> None:
        self._planes: list[Plan | bytes] = []
        self.propias: defaultdict[str, set[type]] = defaultdict(set)
        """Las claves que no trae todo plan, y de qué son: las columnas se saben sin armarlos."""

    def agregar(self, plan: Plan, *, armado: bool) -> None:
        """Guarda un plan, comprimido; con ``armado``, como está, que otro ya lo tiene."""
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
            return [self[posicion] for posicion in range(*lugar.indices(len(self)))]
        guardado = self._planes[lugar]
        if isinstance(guardado, Plan):
            return guardado
        plan: Plan = descomprimir(guardado)
        return plan


@clases.frozen(kw_only=True)
class ComponenteConsolidado:
    """Un componente en todas las entidades que lo traen."""

    regimen: CodigoDeRegimen
    nombre: str
    """Nombre que más entidades le dan."""
    entidades: int
    cuentas: CuentasDeFilas


@clases.frozen(kw_only=True, slots=False, repr=False)
class Consolidado:
    """Las cifras de varias entidades en un corte."""

    corte: date | None
    entidades: tuple[EntidadConsolidada, ...]
    no_incluidas: tuple[Aviso, ...] = ()
    """Los planes que se pidieron y de los que no hay cifras: dónde estaban y por qué."""
    planes: Sequence[Plan]
    """Planes de las entidades, en su orden; puede que cada uno se arme al pedirlo."""

    def __repr__(self) -> str:
        return f"<Consolidado de {len(self.entidades)} con corte {self.corte}>"

    @clases.propiedad_recordada
    def total(self) -> CuentasDeFilas:
        """Cuentas de todas las entidades, sumadas."""
        return sum((entidad.cuentas for entidad in self.entidades), CuentasDeFilas())

    @property
    def media_de_filas(self) -> Decimal | None:
        """El promedio de los avances conocidos: pesa más quien tiene más filas."""
        return self.total.media_de_filas

    @clases.propiedad_recordada
    def con_avance(self) -> tuple[EntidadConsolidada, ...]:
        """Las entidades cuyo avance se conoce: la base de su media."""
        return tuple(entidad for entidad in self.entidades if entidad.avance is not None)

    @clases.propiedad_recordada
    def media_de_entidades(self) -> Decimal | None:
        """El promedio de los avances de las entidades, cada una con el mismo peso."""
        avances = (entidad.avance for entidad in self.con_avance)
        return promedio_de_actividades([Medida(avance) for avance in avances if avance is not None])

    @clases.propiedad_recordada
    def por_reporte(self) -> dict[Reporto, int]:
        """Número de entidades que reportaron en el período, sólo antes o nunca."""
        cuenta = Counter(entidad.reporto for entidad in self.entidades)
        return {cuando: cuenta[cuando] for cuando in CUANDO_REPORTO}

    @clases.propiedad_recordada
    def vigencias(self) -> tuple[int | None, ...]:
        """Vigencias distintas de los planes, en orden; ``None``, si un plan no la dice."""
        return _distintas(entidad.vigencia for entidad in self.entidades)

    @clases.propiedad_recordada
    def metodos(self) -> tuple[str, ...]:
        """Métodos distintos con que se sacó el avance de las entidades."""
        return _distintas(entidad.metodo for entidad in self.entidades)

    @clases.propiedad_recordada
    def repetidas(self) -> dict[int, tuple[int, ...]]:
        """Entidades que llegaron más de una vez: por su lugar desde 0, los lugares de las demás.

        Son la misma las de igual NIT, y las de igual nombre y departamento si no se sabe que sus
        NIT son distintos.
        """
        por_nit: defaultdict[str, list[int]] = defaultdict(list)
        por_nombre: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for lugar, entidad in enumerate(self.entidades):
            por_nombre[entidad.nombre].append(lugar)
            if entidad.nit:
                por_nit[entidad.nit].append(lugar)
        por_lugar = {}
        for lugar, entidad in enumerate(self.entidades):
            tocayas = (
                lugar_de_tocaya
                for lugar_de_tocaya in por_nombre[entidad.nombre]
                if not entidad.nit or self.entidades[lugar_de_tocaya].nit in {"", entidad.nit}
            )
            las_demas = {*tocayas, *(por_nit[entidad.nit] if entidad.nit else ())} - {lugar}
            if las_demas:
                por_lugar[lugar] = tuple(sorted(las_demas))
        return por_lugar

    @property
    def regimenes(self) -> tuple[CodigoDeRegimen, ...]:
        """Regímenes de los componentes, del más antiguo al vigente."""
        return tuple(dict.fromkeys(componente.regimen for componente in self.componentes))

    @clases.propiedad_recordada
    def componentes(self) -> tuple[ComponenteConsolidado, ...]:
        """Componentes de todas las entidades, por régimen y número, o nombre si no lo tiene."""
        grupos = agrupadas(
            (parte.clave, parte) for entidad in self.entidades for parte in entidad.componentes
        )
        return tuple(
            ComponenteConsolidado(
                regimen=regimen,
                nombre=Counter(parte.nombre for parte in partes).most_common(1)[0][0],
                entidades=len(partes),
                cuentas=sum((parte.cuentas for parte in partes), CuentasDeFilas()),
            )
            for (regimen, _), partes in sorted(grupos.items(), key=lambda grupo: _orden(grupo[0]))
        )


def _distintas(valores: Iterable[Any]) -> tuple[Any, ...]:
    """Valores distintos, en orden; ``None``, al final."""
    return tuple(sorted(set(valores), key=lambda valor: (valor is None, valor or 0)))


def _orden(clave: tuple[CodigoDeRegimen, object]) -> tuple[str, bool, Decimal, str]:
    """Orden de un componente: por régimen y, en él, por número; sin número, por su nombre."""
    regimen, componente = clave
    numero = componente if isinstance(componente, int) else None
    return regimen, numero is None, Decimal(numero or 0), str(componente)
