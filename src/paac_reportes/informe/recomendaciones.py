"""Cómo se muestran las recomendaciones de un informe, y las anteriores."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat

import attrs

from paac_reportes import clases
from paac_reportes.analisis.codigos import Codigos
from paac_reportes.analisis.filas import oficinas_de
from paac_reportes.formatos.definicion.filas import DetalleDeRecomendacion
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.codigos import en_frase
from paac_reportes.informe.frases import (
    DE_CADA_LISTA,
    FILAS,
    SE_NOMBRAN,
    nombres_juntos,
)
from paac_reportes.informe.propuestas import A_TODAS, A_TODOS
from paac_reportes.maqueta.contenido import SinDato
from paac_reportes.modelo import (
    EstadoDeRecomendacion,
    FilaRecomendada,
    Plan,
    Recomendacion,
)
from paac_reportes.modelo.recorrer import Parada, recorrer
from paac_reportes.textos.frases import citado
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import (
    SIN_DATO,
    como_texto,
    con_miles,
    contar,
    lista,
)


def nombres_de(
    recomendacion: Recomendacion, filas_del_plan: "FilasDelPlan", rutas: Sequence[str] = ()
) -> str:
    """Los nombres de las filas de una recomendación, uno por renglón; de cuatro o más, dos.

    ``rutas``: las de una que se acaba de proponer; en otra, cuáles son se sabe por sus nombres. De
    las que no están en el plan como se llamaban, se dice qué pasó.
    """
    filas = recomendacion.filas
    nombradas = filas_del_plan.como_estan(filas, recomendacion.responsable, rutas)
    parejas = [*zip(filas, nombradas, strict=True)]
    siguen = [(n.codigo, fila.texto) for fila, n in parejas if n.sigue and not n.es_riesgo]
    riesgos = [f"Riesgo {n.nombre}" for _, n in parejas if n.es_riesgo]
    # En la matriz no se podrían buscar: se dicen todas.
    idas = [n.nombre for _, n in parejas if not n.sigue]
    cuantas = f"{con_miles(len(siguen))}: " if len(siguen) > SE_NOMBRAN else ""
    nombres = filter(
        None, (f"{cuantas}{nombres_juntos(siguen, recomendacion.responsable)}", *riesgos, *idas)
    )
    es_de_todo = not filas and recomendacion.responsable in {A_TODAS, A_TODOS}
    return "Todo lo que aplica" if es_de_todo else "\n".join(nombres)


@clases.frozen
class _FilaNombrada:
    """Cómo se nombra una fila recomendada."""

    nombre: str
    sigue: bool = False
    """Si está en el plan con su código y su texto."""
    codigo: str | None = None
    """Su código; si otra fila se llama igual, con lo que la distingue: ``1.1 (componente 2)``."""
    es_riesgo: bool = False
    """Si es de los riesgos de su mapa."""


@clases.frozen
class _Ubicacion:
    """Dónde está una fila del plan."""

    parada: Parada
    oficina: str
    """El nombre de su dependencia, sin mayúsculas ni tildes; vacío si el plan no las tiene."""


class FilasDelPlan:
    """Las filas de un plan por su código y su texto, sin mirar mayúsculas, tildes ni espacios."""

    def __init__(self, plan: Plan, codigos: Codigos | None = None) -> None:
        self._codigos = codigos or Codigos(plan)
        self._lugares: dict[tuple[str, str], list[_Ubicacion]] = {}  # por código y texto
        self._lugar_de: dict[str, _Ubicacion] = {}  # por ruta
        self._con_codigo: set[str] = set()
        self._codigo_de: dict[str, str | None] = {}  # por texto
        self._en_plano: dict[str, str] = {}
        self._nombre_en_cuentas = {
            self._oficina(nombre): oficina for nombre, oficina in oficinas_de(plan).items()
        }
        for parada in recorrer(plan, *DE_CADA_LISTA):
            fila = parada.objeto
            dependencia = parada.de_afuera.get("dependencia")
            lugar = _Ubicacion(parada, self._oficina(dependencia.nombre if dependencia else None))
            codigo, texto = en_plano(fila.identificador or ""), en_plano(fila.texto or "")
            self._lugar_de[parada.ruta] = lugar
            self._lugares.setdefault((codigo, texto), []).append(lugar)
            self._con_codigo.add(codigo)
            self._codigo_de.setdefault(texto, fila.identificador)
        self._riesgos = _riesgos_de(plan)

    def _oficina(self, nombre: str | None) -> str:
        """El nombre sin mayúsculas ni tildes; son pocos, y se preguntan por cada fila."""
        if nombre is None:
            return ""
        if nombre not in self._en_plano:
            self._en_plano[nombre] = en_plano(nombre)
        return self._en_plano[nombre]

    def nombre_de_responsable(self, responsable: str | None) -> str | None:
        """El responsable; si es una dependencia, con el nombre que se le da en las cuentas."""
        return self._nombre_en_cuentas.get(self._oficina(responsable), responsable)

    def lugares(
        self, fila: FilaRecomendada, responsable: str | None = None
    ) -> Sequence[_Ubicacion]:
        """Dónde están las filas de ese nombre; de una dependencia, si es la responsable.

        La misma actividad, con su código, suele estar en varias dependencias.
        """
        return self._ubicaciones(_codigo_y_texto(fila), responsable)

    def _ubicaciones(self, clave: tuple[str, str], responsable: str | None) -> Sequence[_Ubicacion]:
        """Los lugares de un código y un texto; los de la oficina responsable, si hay."""
        lugares = self._lugares.get(clave, ())
        oficina = self._oficina(responsable)
        return [lugar for lugar in lugares if lugar.oficina == oficina] or lugares

    def como_estan(
        self,
        filas: Sequence[FilaRecomendada],
        responsable: str | None,
        rutas: Sequence[str] = (),
    ) -> list[_FilaNombrada]:
        """Cómo se nombra cada fila; si no está en el plan como se llamaba, qué pasó con ella.

        Si se nombran tantas filas iguales como hay en el plan, a cada una le toca un lugar.
        """
        claves = [*map(_codigo_y_texto, filas)]
        veces = Counter(claves)
        repartidas: Counter[tuple[str, str]] = Counter()
        nombradas = []
        for fila, clave, ruta in zip(filas, claves, chain(rutas, repeat("")), strict=False):
            lugares = self._ubicaciones(clave, responsable)
            if ruta in self._lugar_de:
                lugares = [self._lugar_de[ruta]]
            if lugares and len(lugares) == veces[clave]:
                lugares = [lugares[repartidas[clave]]]
                repartidas[clave] += 1
            nombradas.append(self._fila_nombrada(fila, clave, lugares))
        return nombradas

    def _fila_nombrada(
        self, fila: FilaRecomendada, clave: tuple[str, str], lugares: Sequence[_Ubicacion]
    ) -> _FilaNombrada:
        """La fila, si sigue en el plan; si no, con lo que pasó con ella: ``(hoy es la 2.3)``."""
        codigo, texto = clave
        if lugares:
            unico = lugares[0] if len(lugares) == 1 else None
            return _FilaNombrada("", sigue=True, codigo=self._codigo_claro(fila, clave, unico))
        if clave in self._riesgos:
            return _FilaNombrada(_nombre_escrito(fila, con_texto=False), sigue=True, es_riesgo=True)
        if texto and texto in self._codigo_de:
            if fila.codigo is None:  # se recomendó por su texto, que es el mismo
                return _FilaNombrada("", sigue=True)
            ahora = self._codigo_de[texto]
            que_pasa = f"hoy es la {ahora}" if ahora else "hoy no tiene código"
        elif codigo and codigo in self._con_codigo:
            que_pasa = "con ese código hoy hay otra"
        else:
            que_pasa = "ya no está en el plan"
        return _FilaNombrada(f"{_nombre_escrito(fila, con_texto=True)} ({que_pasa})")

    def _codigo_claro(
        self, fila: FilaRecomendada, clave: tuple[str, str], unico: _Ubicacion | None
    ) -> str | None:
        """El código de una fila; con su lugar, si de la misma oficina otra se llama igual."""
        iguales = [u for u in self._lugares[clave] if unico and u.oficina == unico.oficina]
        if unico is None or len(iguales) < 2:  # noqa: PLR2004 - sola, se sabe cuál es
            return fila.codigo
        codigo = self._codigos.de(unico.parada.ruta)
        return en_frase(attrs.evolve(codigo, dependencia=""))


def _codigo_y_texto(fila: FilaRecomendada) -> tuple[str, str]:
    """El código y el texto de una fila recomendada, sin mayúsculas ni tildes."""
    return en_plano(fila.codigo or ""), en_plano(fila.texto)


def _riesgos_de(plan: Plan) -> frozenset[tuple[str, str]]:
    """El código y el texto, en plano, de los riesgos del mapa, si el plan lo lleva."""
    if plan.mapa_de_riesgos is None:
        return frozenset()
    from paac_reportes.analisis.riesgos.contexto import valorados  # noqa: PLC0415 - si lo hay

    riesgos = valorados(plan.mapa_de_riesgos, None)
    return frozenset((en_plano(r.rotulo), en_plano(r.riesgo.descripcion)) for r in riesgos)


def _nombre_escrito(fila: FilaRecomendada, *, con_texto: bool) -> str:
    """El código de una fila recomendada, con su texto citado si se pide o si no tiene código."""
    cita = citado(fila.texto) or "una actividad sin texto"
    if fila.codigo is None:
        return cita
    return f"{fila.codigo} {cita}" if con_texto else fila.codigo


def ausentes(
    recomendacion: Recomendacion, filas_del_plan: FilasDelPlan
) -> Iterator[tuple[int, str]]:
    """El lugar de cada fila nombrada que ya no está como se llamaba, y qué pasó con ella."""
    nombradas = filas_del_plan.como_estan(recomendacion.filas, recomendacion.responsable)
    for numero, nombrada in enumerate(nombradas):
        if not nombrada.sigue:
            yield numero, nombrada.nombre


def detalle(
    recomendacion: Recomendacion,
    filas_del_plan: FilasDelPlan,
    rutas: Sequence[str] = (),
    numero: int = 1,
    *,
    mismo_plazo: bool = False,
) -> DetalleDeRecomendacion:
    """Lo que de una recomendación se escribe y no está a la letra en sus datos.

    ``mismo_plazo``, si es el de todas las que piden lo mismo: se dice una vez, con lo que se pide.
    """
    fecha = recomendacion.fecha
    plazo_del_asunto = f" Plazo: {fecha}." if fecha and mismo_plazo else ""
    return DetalleDeRecomendacion(
        asunto=f"{numero}. {recomendacion.texto}{plazo_del_asunto}",
        plazo=None if mismo_plazo else fecha,
        responsable=filas_del_plan.nombre_de_responsable(recomendacion.responsable),
        filas=nombres_de(recomendacion, filas_del_plan, rutas),
        estado=ESTADOS[_estado(recomendacion)],
        respuesta=recomendacion.respuesta or SinDato(SIN_DATO),
    )


_RESPONDIDA = "con respuesta"
ESTADOS = {estado.value: como_texto(estado) for estado in EstadoDeRecomendacion} | {
    _RESPONDIDA: "Con respuesta"
}


def _estado(recomendacion: Recomendacion) -> str:
    """El estado de una recomendación; la nueva, en un corte posterior, se respondió o no."""
    if recomendacion.estado is not EstadoDeRecomendacion.NUEVA:
        return recomendacion.estado.value
    return _RESPONDIDA if recomendacion.respuesta else EstadoDeRecomendacion.SIN_RESPUESTA.value


def por_asunto(recomendaciones: Iterable[Recomendacion]) -> tuple[Recomendacion, ...]:
    """Las recomendaciones, con las que dicen lo mismo juntas, en el orden de su primera."""
    grupos = agrupadas([(r.texto, r) for r in recomendaciones])
    return tuple(r for grupo in grupos.values() for r in grupo)


def presentar(recomendaciones: Sequence[Recomendacion]) -> str:
    """``Se hacen 4 recomendaciones, a 3 destinatarios.``; vacío si no hay ninguna."""
    if not recomendaciones:
        return ""
    asuntos = len({r.texto for r in recomendaciones})
    a_quienes = len({r.responsable for r in recomendaciones} - {None, A_TODAS, A_TODOS})
    cuantas = contar(asuntos, "recomendación", "recomendaciones")
    a_varios = f", a {con_miles(a_quienes)} destinatarios" if a_quienes > 1 else ""
    return f"Se {'hace' if asuntos == 1 else 'hacen'} {cuantas}{a_varios}."


def presentar_anteriores(
    seguidas: Sequence[Recomendacion],
    anteriores: Sequence[Recomendacion],
    filas_del_plan: FilasDelPlan,
) -> str:
    """La frase de cómo van las anteriores; ``seguidas``: las abiertas y las recién cerradas."""
    se_siguen = {r.id for r in seguidas}
    cerradas = _frase_de_cerradas([r.estado for r in anteriores if r.id not in se_siguen])
    if not seguidas:
        return f"De las recomendaciones anteriores, {cerradas}"
    veces = Counter(map(_estado, seguidas))
    estados = [
        f"{con_miles(veces[estado])} {_en_plural(nombre, veces[estado])}"
        for estado, nombre in ESTADOS.items()
        if veces[estado]
    ]
    de_cuales = contar(len(seguidas), "recomendación anterior", "recomendaciones anteriores")
    frases = [f"Se hizo seguimiento a {de_cuales}: {lista(estados)}."]
    if cerradas:
        frases.append(f"Además, {cerradas}")
    cuantas_no_estan = sum(1 for r in seguidas for _ in ausentes(r, filas_del_plan))
    if cuantas_no_estan:
        frase = (
            "{cuenta} que nombran ya no [está|están] en el plan con ese código y ese texto: se"
            " deja[n] como se [escribió|escribieron]."
        )
        frases.append(FILAS.di(frase, cuantas_no_estan))
    return " ".join(frases)


def _frase_de_cerradas(cerradas: Sequence[EstadoDeRecomendacion]) -> str:
    """``2 constan cumplidas y 1 no acogida de antes.``; vacía si no hay ninguna."""
    no_acogidas = cerradas.count(EstadoDeRecomendacion.NO_ACOGIDA)
    cumplidas = len(cerradas) - no_acogidas
    cuentas = FILAS.cuentas(
        (cumplidas, "{n} consta[n] cumplida[s]"),
        (no_acogidas, "{n} no acogida[s]" if cumplidas else "{n} consta[n] no acogida[s]"),
    )
    return f"{lista(cuentas)} de antes." if cuentas else ""


def _en_plural(nombre: str, cuantas: int) -> str:
    """El nombre de un estado, en minúscula y en plural si son varias: ``cumplidas``."""
    nombre = nombre.lower()
    return f"{nombre}s" if cuantas != 1 and nombre.endswith("ida") else nombre
